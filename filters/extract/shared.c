/* shared: of the kept blocks, those that other pages of the site have, too.
 *
 * Asked for notes, it enters in article.notes the hashes of doubtful blocks:
 * the last of the page and what stands amid the text in a box of its own, which
 * often look just like the article; and what was kept, but not surely, over or
 * under the sure paragraphs, or amid them in a type of its own; also what was
 * nearly kept, for another page may have kept it.  Told what is shared
 * (filters/shared.h), it refuses those that are, at the end as far as nothing
 * else stands below, and with them the headings over them; but never much of a page, which then is one of
 * those that say the same in their own right: weather reports, minutes.
 *
 * Never in doubt are forms that repeat by right: headings, items, captions,
 * tables of data, who signs, what stands twice in the page itself, and all of
 * an official document, with its bases and clauses.
 *
 * Blocks are compared by their words, so that case and punctuation do not
 * matter.  The site is the host of the page's address, else its name, else, for
 * a page that shows that it is of a site, the folder.
 */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "filters/extract/builder.h"
#include "filters/shared.h"

#define SURE 930 /* of 1000 */
#define PARAGRAPH_WORDS 15
#define LEAST_WORDS 4
#define LINE_WORDS 10 /* below it, a line must speak like furniture */
#define SIGNED_WORDS 24
#define ENDS_COLON 1 /* block.ends_with */
#define NEARLY 100 /* of 1000 */
#define TAIL 4 /* kept blocks */
#define MOST_SHARE 3 /* at most one word of so many goes */
#define BEGINNING 96 /* bytes, to tell a form */

enum doubt {
	NO_DOUBT,
	APART, /* where and as furniture stands */
	LAST, /* at the end of the page */
	HEAD, /* over a doubtful block */
	REFUSED /* not kept here, but nearly so */
};

struct look {
	struct page *pg;
	uint8_t *doubt; /* of each block */
	uint64_t site;
	int32_t kept, words; /* blocks, words */
	int32_t first_sure, last_sure; /* blocks; -1: none */
};

static uint64_t
block_hash(const struct page *pg, const struct block *b)
{
	const uint64_t *w = BLOCK_WORDS(pg, b);

	return b->word_n ? hash_bytes(w, b->word_n * sizeof(*w), 19) | 1 : 0;
}

/* ---- the site ---------------------------------------------------------- */

/* A page of a site has links around its article. */
static int
is_of_site(const struct page *pg)
{
	for (size_t i = 0; i < pg->block.n; i++) {
		const struct block *b = &pg->block.p[i];

		if (!b->keep && is_links(b))
			return 1;
	}
	return 0;
}

/* "http://www.example.org:80/a" is of example.org, as is m.example.org. */
static struct span
host_of(const char *url)
{
	static const char *const doors[] = { "www.", "m.", "amp.", NULL };
	const char *s = url ? strstr(url, "://") : NULL;
	struct span host = { NULL, 0 };

	if (!s)
		return host;
	host = (struct span){ s + 3, strcspn(s + 3, "/?#:") };
	for (int i = 0; doors[i]; i++) {
		size_t n = strlen(doors[i]);

		if (host.n > n && !memcmp(host.p, doors[i], n))
			return (struct span){ host.p + n, host.n - n };
	}
	return host;
}

static uint64_t
site_of(const struct page *pg)
{
	const char *site = meta_get(&pg->a->meta, META_SITE);
	struct span host = host_of(meta_get(&pg->a->meta, META_URL));
	struct str s = STR_INIT;
	uint64_t h = 0;

	if (!host.n)
		host = host_of(pg->a->address);
	if (host.n)
		utf8_put_lower(&s, host);
	else if (site)
		str_printf(&s, "name %s", site);
	else if (is_of_site(pg))
		str_printf(&s, "folder %s", pg->a->base_dir);
	if (s.len)
		h = hash_bytes(s.s, s.len, 23) | 1;
	str_free(&s);
	return h;
}

/* ---- forms that repeat by right ----------------------------------------- */

static int
begins(struct span t, const char *const *word)
{
	for (int i = 0; word[i]; i++) {
		size_t n = strlen(word[i]);

		if (t.n >= n && !memcmp(t.p, word[i], n))
			return 1;
	}
	return 0;
}

/* What an act rests on, line by line; what states head and end theirs with:
 * in Vietnam (Decree 30/2020, annex I), the Union (Joint Practical Guide 8 to
 * 11), France. */
static int
is_official(const struct page *pg)
{
	static const char *const basis[] = { "căn cứ", "having regard to",
		"having considered", "whereas", "vu le ", "vu la ", "vu l’",
		"vu l'", "considérant ", "gestützt auf", "visto ", "vista la ",
		NULL };
	static const char *const form[] = { "nơi nhận", "cộng hòa xã hội",
		"cộng hoà xã hội", "độc lập - tự do", "độc lập-tự do",
		"độc lập – tự do", NULL };
	struct str s = STR_INIT;
	int bases = 0, forms = 0;

	for (size_t i = 0; i < pg->block.n && bases < 2 && !forms; i++) {
		const struct block *b = &pg->block.p[i];
		struct span t = BLOCK_TEXT(pg, b);

		if (!b->keep)
			continue;
		while (t.n && (*t.p == '-' || *t.p == ' '))
			t.p++, t.n--;
		t.n = t.n < BEGINNING ? t.n : BEGINNING;
		str_truncate(&s, 0);
		utf8_put_lower(&s, t);
		bases += begins(str_span(&s), basis);
		forms += begins(str_span(&s), form);
	}
	str_free(&s);
	return bases >= 2 || forms;
}

static int
is_heading(const struct page *pg, const struct block *b)
{
	enum tag t = pg->elem.p[b->el].tag;

	return is_heading_tag(t);
}

/* Who signs: in capitals, or to the right. */
static int
is_signature(const struct page *pg, const struct block *b)
{
	const struct elem *e = &pg->elem.p[b->el];

	return b->words < SIGNED_WORDS &&
	       (b->uppers * 2 > b->chars ||
	               (marks_of(e->node, e->tag, 0) & MARK_RIGHT));
}

/* An item, a caption, a value in a table. */
static int
has_form(const struct page *pg, const struct block *b)
{
	const struct elem *e = &pg->elem.p[b->el];
	const char *cls = dom_attr(e->node, "class");
	int li = e->near_tag[NEAR_li];
	int32_t table;

	if (e->tag == TAG_tr || e->tag == TAG_pre || e->tag == TAG_dt ||
	        e->near_tag[NEAR_figure] >= 0 || (li >= 0 && e->depth - li < 3))
		return 1;
	if (b->chrome == CHROME_CAPTION || b->chrome == CHROME_BYLINE ||
	        b->chrome == CHROME_DATE || (cls && !strcmp(cls, "caption")))
		return 1;
	table = elem_above(pg, b->el, TAG_table, 0);
	return table >= 0 && table_is_data(pg->elem.p[table].node);
}

/* ---- doubt ------------------------------------------------------------- */

/* Of what furniture speaks. */
#define FURNITURE                                                              \
	(1u << TOPIC_SITE | 1u << TOPIC_RIGHTS | 1u << TOPIC_CONSENT |         \
	        1u << TOPIC_MORE | 1u << TOPIC_SHARE | 1u << TOPIC_TALK |      \
	        1u << TOPIC_SHOP | 1u << TOPIC_CONTACT)

/* A sentence, or a line that leads somewhere: no name, no place. */
static int
speaks(const struct block *b)
{
	return b->words >= LINE_WORDS || b->ends_stop || b->says_address ||
	       b->says_url || b->says_phone || (b->topics & FURNITURE);
}

/* What the page alone would have us drop, or nearly so? */
static int
is_weak(const struct block *b)
{
	return b->p < SURE || b->says_address || (b->topics & FURNITURE);
}

static int
is_sure(const struct block *b)
{
	return b->keep && !is_weak(b) && b->words >= PARAGRAPH_WORDS;
}

/* Is it set where or as furniture is: in another box than the sure paragraph
 * above, or, being weak, outside of the text or in a type of its own? */
static int
is_apart(const struct look *l, size_t i, int32_t above)
{
	const struct block *b = &l->pg->block.p[i];
	int32_t len = (int32_t)b->len;

	if (above >= 0 && b->key[0] != l->pg->block.p[above].key[0] &&
	        (int32_t)i < l->last_sure)
		return 1;
	return is_weak(b) &&
	       ((int32_t)i < l->first_sure || (int32_t)i > l->last_sure ||
	               b->em_chars * 10 >= len * 9 ||
	               b->strong_chars * 10 >= len * 9);
}

/* May block i repeat by right? */
static int
is_of_page(const struct look *l, const struct block *b)
{
	const struct page *pg = l->pg;

	return b->words < LEAST_WORDS || b->dup >= 2 ||
	       (pg->forced && pg->forced[b->el]) || !speaks(b) ||
	       is_heading(pg, b) || has_form(pg, b) || is_signature(pg, b);
}

/* Might another page of the site have kept it? */
static int
is_near(const struct look *l, const struct block *b)
{
	return b->p >= NEARLY && !is_links(b) && !is_of_page(l, b);
}

static int
is_head(const struct look *l, const struct block *b)
{
	return !(l->pg->forced && l->pg->forced[b->el]) &&
	       (is_heading(l->pg, b) ||
	               (b->words < LINE_WORDS && b->ends_with == ENDS_COLON &&
	                       !has_form(l->pg, b)));
}

static void
survey(struct look *l)
{
	const struct page *pg = l->pg;

	l->first_sure = l->last_sure = -1;
	for (size_t i = 0; i < pg->block.n; i++) {
		const struct block *b = &pg->block.p[i];

		l->kept += b->keep;
		l->words += b->keep ? b->words : 0;
		if (!is_sure(b))
			continue;
		if (l->first_sure < 0)
			l->first_sure = (int32_t)i;
		l->last_sure = (int32_t)i;
	}
}

/* Fill l->doubt; how many blocks are in doubt. */
static int
find_doubts(struct look *l)
{
	const struct page *pg = l->pg;
	int32_t n = 0, above = -1;
	int doubts = 0, below = 0;

	for (size_t i = 0; i < pg->block.n; i++) {
		const struct block *b = &pg->block.p[i];
		int apart;

		if (!b->keep) {
			if (is_near(l, b))
				l->doubt[i] = REFUSED;
			continue;
		}
		n++;
		apart = is_apart(l, i, above);
		if ((apart || n + TAIL > l->kept) && !is_of_page(l, b))
			l->doubt[i] = apart ? APART : LAST;
		if (is_sure(b))
			above = (int32_t)i;
		doubts += l->doubt[i];
	}
	for (size_t i = pg->block.n; doubts && i-- > 0;) {
		const struct block *b = &pg->block.p[i];

		if (!b->keep)
			continue;
		if (below && !l->doubt[i] && is_head(l, b))
			l->doubt[i] = HEAD;
		below = l->doubt[i];
	}
	return doubts;
}

/* ---- notes ------------------------------------------------------------- */

static void
note_doubt(struct shared_notes *to, const struct page *pg, size_t i)
{
	const struct block *b = &pg->block.p[i];
	uint64_t h;

	if (to->doubts == SHARED_DOUBT)
		return;
	h = block_hash(pg, b);
	for (uint32_t k = 0; k < to->doubts; k++)
		if (to->doubt[k] == h)
			return;
	if (!b->keep)
		to->refused |= 1u << to->doubts;
	if (!is_weak(b))
		to->like_text |= 1u << to->doubts;
	to->doubt[to->doubts++] = h;
}

/* Keep the smallest, rising. */
static void
note_text(struct shared_notes *to, uint64_t h)
{
	uint32_t i = to->texts;

	if (i == SHARED_TEXT && h >= to->text[i - 1])
		return;
	while (i > 0 && to->text[i - 1] >= h)
		i--;
	if (i < to->texts && to->text[i] == h)
		return;
	if (to->texts < SHARED_TEXT)
		to->texts++;
	memmove(to->text + i + 1, to->text + i,
	        (to->texts - 1 - i) * sizeof(*to->text));
	to->text[i] = h;
}

static void
note(const struct look *l)
{
	const struct page *pg = l->pg;
	struct shared_notes *to =
	        arena_new_of(pg->a->arena, struct shared_notes);

	pg->a->notes = to;
	to->site = l->site;
	for (size_t i = 0; i < pg->block.n; i++) {
		const struct block *b = &pg->block.p[i];

		if (l->doubt[i] && b->keep)
			note_doubt(to, pg, i);
		if (b->keep && b->words >= PARAGRAPH_WORDS)
			note_text(to, b->hash);
	}
	for (size_t i = 0; i < pg->block.n; i++)
		if (l->doubt[i] == REFUSED)
			note_doubt(to, pg, i);
}

/* ---- what goes --------------------------------------------------------- */

static void
refuse_shared(struct page *pg, struct block *b)
{
	refuse(b, "other-pages");
	for (int32_t e = b->el; e >= 0; e = pg->elem.p[e].parent) {
		pg->elem.p[e].kept--;
		pg->elem.p[e].dropped++;
	}
}

/* Leave those in doubt that are shared, at the end and of heads if nothing else
 * stands below; how many words. */
static int32_t
find_shared(struct look *l, const struct shared *s)
{
	struct page *pg = l->pg;
	int32_t words = 0;
	int below = 0, at_end = 1;

	for (size_t i = pg->block.n; i-- > 0;) {
		struct block *b = &pg->block.p[i];
		unsigned pages = 0;

		if (!b->keep)
			continue;
		if (l->doubt[i] == APART || (l->doubt[i] == LAST && at_end) ||
		        (l->doubt[i] == HEAD && below))
			pages = shared_pages(s, l->site, block_hash(pg, b));
		below = pages > 0;
		if (!below) {
			l->doubt[i] = NO_DOUBT;
			/* a name, a place may stand between */
			at_end = at_end && !speaks(b);
			continue;
		}
		b->others = (int32_t)pages - 1;
		words += b->words;
	}
	return words;
}

static void
drop(struct look *l, const struct shared *s)
{
	struct page *pg = l->pg;

	if ((int64_t)find_shared(l, s) * MOST_SHARE > l->words)
		return;
	for (size_t i = 0; i < pg->block.n; i++)
		if (l->doubt[i] && pg->block.p[i].keep)
			refuse_shared(pg, &pg->block.p[i]);
}

void
page_shared(struct page *pg, const struct options *o)
{
	struct look l = { .pg = pg };

	if (!o->notes && !o->shared)
		return;
	l.site = site_of(pg);
	if (!l.site)
		return;
	l.doubt = xcalloc(pg->block.n + 1, 1);
	survey(&l);
	if (!find_doubts(&l) || !is_official(pg)) {
		if (o->notes)
			note(&l);
		if (o->shared)
			drop(&l, o->shared);
	}
	free(l.doubt);
}
