/* belongs: blocks that a kept one cannot do without.
 *
 * Each is short or odd, so that the scorer doubts it, and each is told by what
 * it stands with: the term of a definition that was kept, the heading above
 * kept text, the note that a kept mark of the text leads to.
 */
#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "doc/dom.h"
#include "filters/extract/extract.h"

#define LEVELS 4 /* from a block up to what a link names */
#define MARK_BYTES 8 /* of a note's mark, as "[12]" */
#define HEADING_WORDS 20
#define HEADING_LEAST 150 /* of 1000; below, the scorer is sure enough */
#define OTHER_TOPICS (1u << TOPIC_MORE | 1u << TOPIC_SITE)
#define HEAD_LEVELS 3 /* from a heading up to what holds its text, too */
#define ALIKE_LEAST 350 /* between kept blocks, one set alike */
#define LABEL_LEAST 80 /* and one with a colon */
#define LABEL_WORDS 8
#define SURE 600 /* the text below it */
#define LINKED_LEAST 250 /* a heading that is a link */
#define LINKED_LEVELS 2
#define AWAY_LEAST 300 /* a heading with something else below it */
#define AWAY_LEVELS 4
#define AWAY_BLOCKS 4
#define AWAY_WORDS 20
#define AWAY_SURE 750
#define PARAGRAPH_WORDS 15
#define BLOCKS_READ 16 /* of an element, for marks of notes */
#define NOTES_SHARE 35 /* percent of the words; more is a bibliography */

static int
may_stay(const struct page *pg, const struct block *b)
{
	return is_undecided(pg, b) && !is_links(b);
}

/* Terms from the last on: of what they stand before, which is a definition, or
 * a term that stays. */
static void
keep_terms(struct page *pg)
{
	for (size_t i = pg->block.n; i-- > 1;) {
		const struct block *next = &pg->block.p[i];
		struct block *b = &pg->block.p[i - 1];
		int32_t dt = elem_above(pg, b->el, TAG_dt, LEVELS), dd;

		if (dt < 0 || !next->keep || !may_stay(pg, b))
			continue;
		dd = elem_above(pg, next->el, TAG_dd, LEVELS);
		if (dd < 0)
			dd = elem_above(pg, next->el, TAG_dt, LEVELS);
		if (dd >= 0 && pg->elem.p[dd].parent == pg->elem.p[dt].parent)
			b->keep = 1;
	}
}

static int
is_subhead(enum tag t)
{
	return is_heading_tag(t) && t != TAG_h1;
}

/* A note of a list, which leads back into the text. */
static int
is_listed_note(const struct page *pg, const struct block *b, int32_t list_in)
{
	const struct elem *e = &pg->elem.p[b->el];
	xmlNodePtr a = e->tag == TAG_li ? dom_find(e->node, "a") : NULL;
	const char *href = a ? dom_attr(a, "href") : NULL;

	return href && href[0] == '#' && href[1] && e->parent >= 0 &&
	       pg->elem.p[e->parent].parent == list_in;
}

/* Does an element few levels above b hold the kept block, too? */
static int
is_near(const struct page *pg, const struct block *b, const struct block *kept,
        int levels)
{
	int32_t e = b->el;

	for (int up = 0; e >= 0 && up <= levels; up++) {
		if (elem_lies_in(pg, kept->el, e))
			return 1;
		e = pg->elem.p[e].parent;
	}
	return 0;
}

/* Is kept, the first kept block behind the heading b, its text?  Right below it,
 * surely; or a paragraph below the credit of a picture or offers of shops. */
static int
heads(const struct page *pg, const struct block *b, const struct block *kept)
{
	int32_t words = 0;

	if (kept == b + 1) {
		if (is_links(b))
			return b->p >= LINKED_LEAST && kept->p >= SURE &&
			       is_near(pg, b, kept, LINKED_LEVELS);
		return is_listed_note(pg, kept, pg->elem.p[b->el].parent) ||
		       (kept->p >= SURE && is_near(pg, b, kept, HEAD_LEVELS));
	}
	for (const struct block *c = b + 1; c < kept; c++)
		words += c->words;
	return b->p >= AWAY_LEAST && kept->p >= AWAY_SURE && !b->topics &&
	       !is_links(b) && words <= AWAY_WORDS &&
	       kept->words >= PARAGRAPH_WORDS &&
	       is_near(pg, b, kept, AWAY_LEVELS);
}

/* A heading amid the text whose own text was kept. */
static void
keep_headings(struct page *pg)
{
	int seen = 0;

	for (size_t i = 0; i + 1 < pg->block.n; i++) {
		struct block *b = &pg->block.p[i];
		size_t next = i + 1, end = i + 2 + AWAY_BLOCKS;

		if (!seen || !is_undecided(pg, b) ||
		        (b->topics & OTHER_TOPICS) ||
		        !is_subhead(pg->elem.p[b->el].tag) ||
		        b->words > HEADING_WORDS || b->p < HEADING_LEAST) {
			seen |= b->keep;
			continue;
		}
		while (next < pg->block.n && next < end &&
		        !pg->block.p[next].keep)
			next++;
		if (next < pg->block.n && next < end &&
		        heads(pg, b, &pg->block.p[next]))
			b->keep = 1;
	}
}

/* Between two kept blocks: one that is set as one of them is, or that leads to
 * the second with a colon, may be less sure. */
static void
keep_amid(struct page *pg)
{
	for (size_t i = 1; i + 1 < pg->block.n; i++) {
		struct block *b = &pg->block.p[i];
		const struct block *before = b - 1, *behind = b + 1;

		if (!before->keep || !behind->keep || !may_stay(pg, b) ||
		        b->topics)
			continue;
		if (b->p >= ALIKE_LEAST && (b->key[0] == before->key[0] ||
		                                   b->key[0] == behind->key[0]))
			b->keep = 1;
		else if (b->ends_with == 1 && b->p >= LABEL_LEAST &&
		         b->words <= LABEL_WORDS)
			b->keep = 1;
	}
}

/* A number, a star or a letter, in brackets or not. */
static int
is_mark(const xmlNode *a, struct str *tmp)
{
	str_truncate(tmp, 0);
	dom_text_folded(a, tmp);
	return tmp->len > 0 && tmp->len <= MARK_BYTES &&
	       !memchr(tmp->s, ' ', tmp->len);
}

/* What the marks of notes in kept blocks lead to. */
static void
collect_notes(const struct page *pg, struct map *ids)
{
	struct str tmp = STR_INIT;

	for (size_t i = 0; i < pg->block.n; i++) {
		const struct block *b = &pg->block.p[i];
		xmlNodePtr root = pg->elem.p[b->el].node;

		/* a container of many is read for none of them: in proportion */
		if (!b->keep || !b->link_chars ||
		        pg->elem.p[b->el].blocks > BLOCKS_READ)
			continue;
		for (xmlNodePtr n = root; n; n = dom_next(n, root)) {
			const char *to =
			        dom_is(n, "a") ? dom_attr(n, "href") : NULL;

			if (to && to[0] == '#' && to[1] && is_mark(n, &tmp))
				*map_put(ids, span_of(to + 1)) = n;
		}
	}
	str_free(&tmp);
}

static int
is_note(const struct page *pg, const struct map *ids, const struct block *b)
{
	int32_t e = b->el;

	for (int up = 0; e >= 0 && up < LEVELS; up++) {
		const char *id = dom_attr(pg->elem.p[e].node, "id");

		if (id && map_has(ids, span_of(id)))
			return 1;
		e = pg->elem.p[e].parent;
	}
	return 0;
}

static void
keep_notes(struct page *pg)
{
	struct map ids = { 0 };
	int64_t notes = 0, kept = 0;

	collect_notes(pg, &ids);
	for (size_t i = 0; ids.n && i < pg->block.n; i++) {
		const struct block *b = &pg->block.p[i];

		kept += b->keep ? b->words : 0;
		notes += !b->keep && is_note(pg, &ids, b) ? b->words : 0;
	}
	for (size_t i = 0; notes && i < pg->block.n; i++) {
		struct block *b = &pg->block.p[i];

		if (notes * 100 <= kept * NOTES_SHARE && !b->keep && !b->rule &&
		        is_note(pg, &ids, b))
			b->keep = 1;
	}
	map_free(&ids);
}

void
page_keep_belongings(struct page *pg)
{
	keep_notes(pg);
	keep_terms(pg);
	keep_headings(pg);
	keep_amid(pg);
}
