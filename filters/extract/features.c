/* features: each block as a row of integers.
 *
 * Takes a measured page, gives about 200 numbers a block: its own text, its
 * tag and ancestors, the words of their classes, its place, the containers
 * around it, the company it keeps, whom it speaks to.  Shares are in thousandths, so the forest
 * in score.c compares integers and gives the same answer on every machine.
 * The order of the features is part of the trained model: when it changes,
 * train again (tests/tools/extract/README).
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "filters/extract/extract.h"

#define PUT(v) (*(*f)++ = (int32_t)(v))

static int32_t
share(int64_t a, int64_t b)
{
	return b > 0 ? (int32_t)(a * 1000 / b) : 0;
}

/* Sums over blocks of the same path. */
struct path_sum {
	uint64_t key;
	int32_t words, chars, link_chars, n;
};

/* What the blocks before hold. */
struct passed {
	int32_t chars, words, ld;
	int32_t to_title; /* words up to the title */
};

struct feature_ctx {
	const struct page *pg;
	struct path_sum *path; /* open addressing */
	size_t slots;
	int32_t *good; /* prefix sums of good words */
	int32_t g0, g1; /* first and last good block in best */
	int32_t *h1_level; /* per elem: 1 + level above the h1 */
	int32_t best_depth;
	uint8_t *on_best; /* per elem: best or above */
	uint8_t *in_best, *in_small; /* per elem: self or below */
	int32_t articles;
	int64_t ld_hits; /* of all blocks */
};

static struct path_sum *
path_slot(struct feature_ctx *c, uint64_t key)
{
	size_t k = key & (c->slots - 1);

	while (c->path[k].n && c->path[k].key != key)
		k = (k + 1) & (c->slots - 1);
	c->path[k].key = key;
	return &c->path[k];
}

static int
is_good(const struct block *b)
{
	return b->words >= 15 && b->link_chars * 10 < b->chars * 3 &&
	       b->ends_sentence;
}

static void
ctx_paths(struct feature_ctx *c)
{
	const struct page *pg = c->pg;

	c->slots = 64;
	while (c->slots < pg->block.n * 4)
		c->slots *= 2;
	c->path = xcalloc(c->slots, sizeof(*c->path));
	for (size_t i = 0; i < pg->block.n; i++)
		for (int k = 0; k < 2; k++) {
			const struct block *b = &pg->block.p[i];
			struct path_sum *s = path_slot(c, b->key[k]);

			s->words += b->words;
			s->chars += b->chars;
			s->link_chars += b->link_chars;
			s->n++;
		}
}

static void
ctx_open(struct feature_ctx *c, const struct page *pg)
{
	size_t n = pg->block.n;
	int32_t lv = 0;

	memset(c, 0, sizeof(*c));
	c->pg = pg;
	ctx_paths(c);
	c->on_best = xcalloc(pg->elem.n, 1);
	c->in_best = xcalloc(pg->elem.n, 1);
	c->in_small = xcalloc(pg->elem.n, 1);
	c->h1_level = xcalloc(pg->elem.n, sizeof(*c->h1_level));
	for (int32_t e = pg->best; e >= 0; e = pg->elem.p[e].parent)
		c->on_best[e] = 1;
	for (size_t i = 0; i < pg->elem.n; i++) {
		int32_t up = pg->elem.p[i].parent;

		c->in_best[i] =
		        (int32_t)i == pg->best || (up >= 0 && c->in_best[up]);
		c->in_small[i] =
		        (int32_t)i == pg->small || (up >= 0 && c->in_small[up]);
		if (pg->elem.p[i].article >= c->articles)
			c->articles = pg->elem.p[i].article + 1;
	}
	if (pg->h1 >= 0)
		for (int32_t e = pg->block.p[pg->h1].el; e >= 0;
		        e = pg->elem.p[e].parent)
			c->h1_level[e] = ++lv;
	c->good = xcalloc(n + 1, sizeof(*c->good));
	c->g0 = -1;
	for (size_t i = 0; i < n; i++) {
		const struct block *b = &pg->block.p[i];

		c->ld_hits += b->ld_hits;
	}
	for (size_t i = 0; i < n; i++) {
		const struct block *b = &pg->block.p[i];

		c->good[i + 1] = c->good[i];
		if (!is_good(b))
			continue;
		c->good[i + 1] += b->words;
		if (c->in_best[b->el]) {
			if (c->g0 < 0)
				c->g0 = (int32_t)i;
			c->g1 = (int32_t)i;
		}
	}
	if (c->g0 < 0) {
		c->g0 = 0;
		c->g1 = (int32_t)n - 1;
	}
}

static void
ctx_close(struct feature_ctx *c)
{
	free(c->path);
	free(c->good);
	free(c->h1_level);
	free(c->on_best);
	free(c->in_best);
	free(c->in_small);
}

static void
put_text(int32_t **f, const struct block *b)
{
	PUT(b->words);
	PUT(share(b->chars, b->words));
	PUT(share(b->link_chars, b->chars));
	PUT(share(b->puncts, b->words));
	PUT(b->commas);
	PUT(b->ends_sentence);
	PUT(b->ends_stop);
	PUT(share(b->digits, b->chars));
	PUT(share(b->uppers, b->chars));
	PUT(b->starts_upper);
	PUT(b->starts_lower);
	PUT(b->unspaced);
}

static void
put_tags(int32_t **f, const struct elem *e)
{
	static const uint8_t own[] = {
		TAG_p,
		TAG_h1,
		TAG_h2,
		TAG_h3,
		TAG_h4,
		TAG_h5,
		TAG_h6,
		TAG_li,
		TAG_td,
		TAG_div,
		TAG_figcaption,
		TAG_blockquote,
		TAG_pre,
		TAG_dd,
		TAG_dt,
		TAG_section,
		TAG_article,
		TAG_tr,
		TAG_body,
		TAG_caption,
	};

	for (size_t k = 0; k < sizeof(own); k++)
		PUT(e->tag == own[k]);
	for (int k = 0; k < NEARS; k++)
		PUT(e->near_tag[k] < 0 ? 0 : e->depth - e->near_tag[k] + 1);
	for (int k = 0; k < CATS; k++)
		PUT(e->near_cat[k] < 0 ? 30 : e->depth - e->near_cat[k]);
	PUT(e->bad);
	PUT(e->good);
	PUT(e->strong);
	PUT(e->depth);
}

static const struct elem *
above(const struct page *pg, const struct elem *e, int levels)
{
	while (levels-- > 0 && e->parent >= 0)
		e = &pg->elem.p[e->parent];
	return e;
}

static void
put_elements(int32_t **f, const struct page *pg, const struct elem *e)
{
	static const int level[] = { 0, 1, 2, 3, 5 };

	for (int k = 0; k < 3; k++)
		PUT(above(pg, e, k)->weight);
	for (int k = 0; k < 5; k++) {
		const struct elem *u = above(pg, e, level[k]);

		PUT(u->words);
		PUT(share(u->link_chars, u->chars));
		PUT(u->blocks);
		PUT(share(u->long_words, pg->total_long));
		PUT(share(u->long_words, u->words));
		PUT(u->long_blocks);
	}
}

static void
put_containers(int32_t **f, const struct feature_ctx *c, const struct elem *e,
        int32_t el)
{
	const struct page *pg = c->pg;
	int64_t top = INT64_MIN,
	        best = pg->best < 0 ? 0 : pg->elem.p[pg->best].score;
	int32_t at = el, d = 0;

	for (int k = 0; k < 6 && at >= 0; k++, at = pg->elem.p[at].parent)
		if (pg->elem.p[at].score > top)
			top = pg->elem.p[at].score;
	for (at = el; at >= 0 && !c->on_best[at]; at = pg->elem.p[at].parent)
		d++;
	PUT(c->in_best[el]);
	PUT(at < 0 ? 99 : d);
	PUT(c->in_small[el]);
	PUT(best / 100);
	PUT(top == INT64_MIN || best <= 0 ? -1000
	        : top < -best             ? -1000
	                                  : share(top, best));
	PUT(pg->best < 0 ? 0
	                 : share(pg->elem.p[pg->best].long_words,
	                           pg->total_long));
	PUT(pg->small < 0 || !c->in_small[el]
	                ? -1
	                : e->depth - pg->elem.p[pg->small].depth);
	PUT(pg->small < 0 ? 0
	                  : share(pg->elem.p[pg->small].long_words,
	                            pg->total_long));
	PUT(pg->best < 0 || !c->in_best[el]
	                ? -1
	                : e->depth - pg->elem.p[pg->best].depth);
}

static void
put_paths(int32_t **f, struct feature_ctx *c, const struct block *b)
{
	for (int k = 0; k < 2; k++) {
		const struct path_sum *s = path_slot(c, b->key[k]);

		PUT(s->words);
		PUT(share(s->link_chars, s->chars));
		PUT(s->n);
		PUT(share(s->words, s->n * 10));
		PUT(share(s->words, c->pg->total_words));
	}
}

static void
put_title(int32_t **f, const struct feature_ctx *c, const struct elem *e,
        int32_t el, int32_t i)
{
	const struct page *pg = c->pg;
	int32_t at, d = 0;

	for (at = el; at >= 0 && !c->h1_level[at]; at = pg->elem.p[at].parent)
		d++;
	PUT(at < 0 ? 99 : d);
	PUT(at < 0 ? 99 : c->h1_level[at] - 1);
	PUT(e->article);
	PUT(c->articles);
	at = el;
	while (at >= 0 && pg->elem.p[at].tag != TAG_article)
		at = pg->elem.p[at].parent;
	PUT(at < 0 ? 0 : share(pg->elem.p[at].long_words, pg->total_long));
	PUT(pg->h1 >= 0 ? i - pg->h1 : -99);
	PUT(pg->h1 >= 0 && i > pg->h1);
}

static void
put_self(int32_t **f, const struct feature_ctx *c, const struct block *b,
        const struct passed *before)
{
	const struct page *pg = c->pg;
	struct span t = BLOCK_TEXT(pg, b);
	size_t n = t.n < 60 ? t.n : 60;

	PUT(share(b->title_hits, b->words));
	PUT(pg->ld_shingles.n
	                ? b->ld_tries ? share(b->ld_hits, b->ld_tries) : -1
	                : -2);
	PUT(pg->ld_parts);
	PUT(share(before->ld, (int64_t)pg->ld_shingles.n));
	PUT(share(c->ld_hits, (int64_t)pg->ld_shingles.n));
	PUT(share(c->ld_hits, pg->total_long));
	PUT(n > 20 && pg->desc.len >= n &&
	        memmem(pg->desc.s, pg->desc.len, t.p, n) != NULL);
	PUT(b->words < 25 && b->topics);
	PUT(b->dup);
	PUT(b->chrome);
}

static void
put_neighbours(int32_t **f, const struct page *pg, int32_t i)
{
	static const int at[] = { -3, -2, -1, 1, 2, 3 };
	const struct block *b = &pg->block.p[i];

	for (int k = 0; k < 6; k++) {
		int32_t j = i + at[k];
		const struct block *o = &pg->block.p[j];

		if (j < 0 || j >= (int32_t)pg->block.n) {
			for (int z = 0; z < 5; z++)
				PUT(-1);
			continue;
		}
		PUT(o->words);
		PUT(share(o->link_chars, o->chars));
		PUT(o->ends_sentence);
		PUT(pg->elem.p[o->el].parent == pg->elem.p[b->el].parent);
		PUT(o->key[0] == b->key[0]);
	}
}

/* The heading above: "Related", "Comments", "About the author" rule what
 * follows; and the last line that is known to end articles. */
struct above {
	int32_t heading, end; /* blocks; -1: none yet */
	int32_t topics, chrome, heads;
	int32_t titles; /* of other articles, that look like the title */
};

/* A heading set like the title, in a box of its own: the title of another
 * article, as pages have them that go on with the next. */
static int
is_other_title(const struct page *pg, int32_t i)
{
	const struct block *b = &pg->block.p[i], *h = &pg->block.p[pg->h1];

	return i > pg->h1 && b->key[0] == h->key[0] && b->hash != h->hash &&
	       pg->elem.p[b->el].parent != pg->elem.p[h->el].parent;
}

static void
pass_heading(struct above *a, const struct page *pg, int32_t i)
{
	const struct block *b = &pg->block.p[i];
	const struct elem *e = &pg->elem.p[b->el];

	if (b->chrome == CHROME_FROM_HERE)
		a->end = i;
	if (is_heading_tag(e->tag) ||
	        (b->words <= 12 &&
	                b->strong_chars * 10 > (int32_t)b->len * 9)) {
		a->heading = i;
		a->topics = b->topics;
		a->chrome = b->chrome;
		a->heads++;
		if (pg->h1 >= 0 && is_other_title(pg, i))
			a->titles++;
	}
}

static void
put_above(int32_t **f, const struct above *a, int32_t i)
{
	PUT(a->heading < 0 ? 99 : i - a->heading);
	PUT(a->heading < 0 ? -1 : a->topics);
	PUT(a->heading < 0 ? -1 : a->chrome);
	PUT(a->heads);
	PUT(a->titles);
	PUT(a->end < 0 ? 999 : i - a->end);
}

/* Its look, its topics, its pictures, the rows it is one of. */
static void
put_looks(int32_t **f, const struct page *pg, const struct block *b,
        const struct elem *e, int32_t i)
{
	static const int at[] = { -2, -1, 1, 2 };
	const struct elem *u = e;
	int32_t boxed = 9;

	PUT(share(b->em_chars, b->len));
	PUT(share(b->strong_chars, b->len));
	PUT(b->marks);
	PUT(b->pics);
	PUT(b->dup_no);
	PUT(b->link_first);
	PUT(b->link_last);
	for (int k = 0; k < TOPICS; k++)
		PUT((b->topics >> k) & 1);
	PUT(__builtin_popcount(b->topics));
	PUT(e->near_cat[CAT_EMBED] < 0 ? 30
	                               : e->depth - e->near_cat[CAT_EMBED]);
	for (int k = 0; k < 4; k++) {
		int32_t j = i + at[k];
		const struct block *o = &pg->block.p[j];

		if (j < 0 || j >= (int32_t)pg->block.n) {
			PUT(-1);
			PUT(-1);
			continue;
		}
		PUT(o->topics);
		PUT(o->chrome);
	}
	for (int k = 0; k < 6; k++) {
		if (boxed == 9 && u->imgs && u->words <= 90)
			boxed = k;
		PUT(u->same);
		if (u->parent >= 0)
			u = &pg->elem.p[u->parent];
	}
	PUT(boxed);
	PUT(b->says_site);
	PUT(b->says_author);
	PUT(b->says_address);
	PUT(b->alt);
}

static void
put_place(int32_t **f, const struct feature_ctx *c, int32_t i,
        const struct passed *before)
{
	static const int reach[] = { 5, 12 };
	int32_t n = (int32_t)c->pg->block.n;

	PUT(share(i, n));
	PUT(share(before->chars, c->pg->total_chars));
	PUT(before->words - before->to_title);
	PUT(n);
	PUT(c->pg->total_chars);
	for (int k = 0; k < 2; k++) {
		int32_t lo = i > reach[k] ? i - reach[k] : 0;
		int32_t hi = i + reach[k] + 1 < n ? i + reach[k] + 1 : n;

		PUT(c->good[i] - c->good[lo]);
		PUT(c->good[hi] - c->good[i + 1]);
	}
	PUT(share(c->good[i], c->good[n]));
	PUT(i - c->g0);
	PUT(c->g1 - i);
	PUT(c->g0 <= i && i <= c->g1);
}

/* What shape.c found, and how akin the blocks beside are. */
static void
put_shape(int32_t **f, const struct page *pg, const struct block *b, int32_t i)
{
	int32_t n = (int32_t)pg->block.n;

	PUT(b->quotes);
	PUT(b->you);
	PUT(b->we);
	PUT(b->brand);
	PUT(b->caps_first);
	PUT(b->label);
	PUT(b->ends_with);
	PUT(b->says_url);
	PUT(b->says_phone);
	PUT(b->rule_before);
	PUT(i + 1 < n && b[1].rule_before);
	PUT(b->long_words ? share(b->kin, b->long_words) : -1);
	PUT(b->names ? share(b->names_kin, b->names) : -1);
	PUT(b->long_words - b->kin);
	PUT(b->names - b->names_kin);
	for (int d = -1; d <= 1; d += 2) {
		const struct block *o = b + d;

		PUT(i + d >= 0 && i + d < n && o->long_words
		                ? share(o->kin, o->long_words)
		                : -1);
	}
}

void
page_features(const struct page *pg,
        void (*take)(void *ctx, size_t block, const int32_t *row, int n),
        void *ctx)
{
	struct feature_ctx c;
	struct above up = { .heading = -1, .end = -1 };
	struct passed before = { 0, 0, 0, 0 };
	int32_t row[FEATURES] = { 0 };

	ctx_open(&c, pg);
	for (int32_t i = 0; i < (int32_t)pg->block.n; i++) {
		const struct block *b = &pg->block.p[i];
		const struct elem *e = &pg->elem.p[b->el];
		int32_t *at = row;
		int32_t **f = &at;

		put_text(f, b);
		put_tags(f, e);
		put_elements(f, pg, e);
		put_containers(f, &c, e, b->el);
		put_paths(f, &c, b);
		put_title(f, &c, e, b->el, i);
		put_self(f, &c, b, &before);
		put_neighbours(f, pg, i);
		put_place(f, &c, i, &before);
		put_above(f, &up, i);
		put_looks(f, pg, b, e, i);
		put_shape(f, pg, b, i);
		pass_heading(&up, pg, i);
		before.chars += b->chars;
		before.words += b->words;
		before.ld += b->ld_hits;
		if (i == pg->h1)
			before.to_title = before.words;
		assert(at - row <= FEATURES);
		take(ctx, (size_t)i, row, (int)(at - row));
	}
	ctx_close(&c);
}
