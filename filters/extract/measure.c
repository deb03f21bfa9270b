/* measure: what the elements hold, which of them looks like the article's
 * container, and where the title stands.  Fills struct elem's sums and
 * page.best, page.small, page.h1; block.key and block.dup.
 *
 * The container score is the classical one of arc90's Readability: every long
 * paragraph gives points for its length and commas to its ancestors, less the
 * higher they are; links and speaking class names correct it.  Here it is not
 * the judge but one witness among 200 features.
 */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "filters/extract/extract.h"

static int
is_long(const struct block *b)
{
	return b->words >= 10 && b->link_chars * 100 < b->chars * 35;
}

static void
sum_elements(struct page *pg)
{
	for (size_t i = 0; i < pg->block.n; i++) {
		const struct block *b = &pg->block.p[i];
		struct elem *e = &pg->elem.p[b->el];

		e->words += b->words;
		e->chars += b->chars;
		e->link_chars += b->link_chars;
		e->blocks++;
		if (is_long(b)) {
			e->long_words += b->words;
			e->long_blocks++;
			pg->total_long += b->words;
		}
	}
	/* Parents stand before their children. */
	for (size_t i = pg->elem.n; i-- > 1;) {
		const struct elem *e = &pg->elem.p[i];
		struct elem *up = &pg->elem.p[e->parent];

		up->words += e->words;
		up->imgs += e->imgs;
		up->chars += e->chars;
		up->link_chars += e->link_chars;
		up->blocks += e->blocks;
		up->long_words += e->long_words;
		up->long_blocks += e->long_blocks;
	}
}

/* Points of one paragraph for its ancestors, in thousandths. */
static void
give_points(struct page *pg, const struct block *b)
{
	const struct elem *e = &pg->elem.p[b->el];
	int64_t s = 1000 + 1000 * (int64_t)b->commas +
	            (b->chars < 300 ? b->chars * 10 : 3000);
	int32_t at = b->el;
	int levels = 5;

	if (b->chars < 25 || is_heading_tag(e->tag))
		return;
	s = s * (b->chars - b->link_chars) / b->chars;
	switch (e->tag) {
	case TAG_p:
	case TAG_li:
	case TAG_td:
	case TAG_pre:
	case TAG_blockquote:
	case TAG_dd:
		at = e->parent;
		break;
	default:
		break;
	}
	for (int lv = 0; lv < levels && at >= 0; lv++) {
		pg->elem.p[at].score += s / (lv == 0          ? 1
		                                    : lv == 1 ? 2
		                                              : lv * 3);
		at = pg->elem.p[at].parent;
	}
}

static int32_t
weight_of(const struct elem *e)
{
	int32_t w = 0;

	if (e->cats & CAT_BIT(CAT_BAD))
		w -= 25;
	if (e->cats & CAT_BIT(CAT_GOOD))
		w += 25;
	if ((e->cats & CAT_BIT(CAT_BODY)) || e->prop_body)
		w += 25;
	switch (e->tag) {
	case TAG_article:
	case TAG_main:
		w += 15;
		break;
	case TAG_nav:
	case TAG_aside:
	case TAG_footer:
	case TAG_header:
	case TAG_form:
		w -= 25;
		break;
	default:
		break;
	}
	return w;
}

static void
choose_containers(struct page *pg)
{
	int64_t best = INT64_MIN;
	int32_t small = INT32_MAX;

	for (size_t i = 0; i < pg->elem.n; i++) {
		struct elem *e = &pg->elem.p[i];

		e->weight = weight_of(e);
		if (e->score) {
			e->score = (e->score + e->weight * 600) *
			           (e->chars - e->link_chars) /
			           (e->chars ? e->chars : 1);
			if (e->score > best) {
				best = e->score;
				pg->best = (int32_t)i;
			}
		} else {
			e->score = INT64_MIN;
		}
		/* deepest of equals: the later in document order */
		if (e->blocks &&
		        (int64_t)e->long_words * 10 >=
		                (int64_t)pg->total_long * 6 &&
		        e->words <= small) {
			small = e->words;
			pg->small = (int32_t)i;
		}
	}
}

static void
number_articles(struct page *pg)
{
	int32_t n = 0;

	for (size_t i = 0; i < pg->elem.n; i++) {
		struct elem *e = &pg->elem.p[i];

		if (e->tag == TAG_article && e->words >= 60)
			e->article = n++;
		else if (e->parent >= 0)
			e->article = pg->elem.p[e->parent].article;
	}
}

static void
set_keys(struct page *pg)
{
	for (size_t i = 0; i < pg->block.n; i++) {
		struct block *b = &pg->block.p[i];
		uint64_t cls[3] = { 0 }, tag[8] = { 0 };
		int32_t at = b->el;

		for (int lv = 0; lv < 8 && at >= 0; lv++) {
			const struct elem *e = &pg->elem.p[at];

			if (lv < 3)
				cls[lv] = e->sig;
			tag[lv] = e->tag + 1u;
			at = e->parent;
		}
		b->key[0] = hash_bytes(cls, sizeof(cls), 11);
		b->key[1] = hash_bytes(tag, sizeof(tag), 13);
	}
}

/* How many siblings with text share an element's tag and class: teasers and
 * comments come in rows. */
static void
count_siblings(struct page *pg)
{
	size_t slots = 64;
	struct {
		uint64_t h;
		int32_t n;
	} * t;

	while (slots < pg->elem.n * 2)
		slots *= 2;
	t = xcalloc(slots, sizeof(*t));
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 1; i < pg->elem.n; i++) {
			struct elem *e = &pg->elem.p[i];
			uint64_t h = (e->sig ^ ((uint64_t)e->parent + 1) *
			                               0x9e3779b97f4a7c15u) |
			             1;
			size_t k = (h >> 20) & (slots - 1);

			if (!e->blocks)
				continue;
			while (t[k].h && t[k].h != h)
				k = (k + 1) & (slots - 1);
			t[k].h = h;
			if (pass == 0)
				t[k].n++;
			else
				e->same = t[k].n;
		}
	free(t);
}

/* Blocks of equal text, through a table of counts. */
static void
count_duplicates(struct page *pg)
{
	size_t slots = 64;
	struct {
		uint64_t h;
		int32_t n, seen;
	} * t;

	while (slots < pg->block.n * 2)
		slots *= 2;
	t = xcalloc(slots, sizeof(*t));
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < pg->block.n; i++) {
			struct block *b = &pg->block.p[i];
			size_t k = b->hash & (slots - 1);

			while (t[k].n && t[k].h != b->hash)
				k = (k + 1) & (slots - 1);
			t[k].h = b->hash;
			if (pass == 0)
				t[k].n++;
			else {
				b->dup = t[k].n;
				b->dup_no = t[k].seen++;
			}
		}
	free(t);
}

/* The block that shows the title: most of its words are the title's, or it is
 * an h1 that shares some. */
static void
find_title(struct page *pg)
{
	int32_t tn = (int32_t)pg->title_words.n;
	int first_h1 = -1;

	for (size_t i = 0; i < pg->block.n; i++) {
		const struct block *b = &pg->block.p[i];
		const struct elem *e = &pg->elem.p[b->el];
		int h1 =
		        e->tag == TAG_h1 ||
		        (e->parent >= 0 && pg->elem.p[e->parent].tag == TAG_h1);
		int32_t all = b->words + tn - b->title_hits;

		if (h1 && first_h1 < 0)
			first_h1 = (int)i;
		if (!b->words || b->words > 40 || !tn || all <= 0)
			continue;
		if (b->title_hits * 10 > all * 6 ||
		        (h1 && b->title_hits * 10 > all * 3)) {
			pg->h1 = (int)i;
			return;
		}
	}
	pg->h1 = first_h1;
}

void
page_measure(struct page *pg)
{
	sum_elements(pg);
	for (size_t i = 0; i < pg->block.n; i++)
		give_points(pg, &pg->block.p[i]);
	choose_containers(pg);
	number_articles(pg);
	set_keys(pg);
	count_siblings(pg);
	count_duplicates(pg);
	find_title(pg);
	page_names(pg);
	page_alts(pg);
	page_shape(pg);
}
