/* keep: parts of the article that no score of words finds.
 *
 * The scorer is trained on truths that hold running text, so captions and the
 * heads of tables look foreign to it.  A reader wants them: a table whose
 * cells were kept is kept whole, and so is a caption when it stands with its
 * picture inside the container of the article, between its first and last
 * paragraph or just above the first.  A quotation and who said it stay
 * together, or go together.  An official document keeps who signed it, and a
 * news its standfirst, however it is set apart.
 */
#include <stdlib.h>
#include <string.h>

#include "filters/extract/build.h"
#include "filters/meta.h"

#define CAPTION_WORDS 90
#define SIGNER_WORDS 12
#define SIGNER_BLOCKS 3
#define RIGHT_LEVELS 3
#define LEVELS 4 /* from a caption up to its figure */
#define NEAR_LEVELS 4 /* from a part up to the container of the text */
#define QUOTE_WORDS 150 /* of a box that is a quotation by its class */
#define ATTRIBUTION 12 /* words of who said it, at most */
#define ABOVE 8 /* blocks between a lead picture and the text */
#define FOOT_AWAY 3 /* blocks between a document and its foot */
#define FOOT_BLOCKS 16
#define FOOT_WORDS 80
#define LEAD_AWAY 8 /* blocks between the title and the text */
#define LEAD_LEAST 8 /* words */
#define LEAD_SURE 15
#define LEAD_MOST 120
#define LEAD_LEVELS 10 /* two tables, one in the other */

int32_t
elem_above(const struct page *pg, int32_t e, enum tag t, int levels)
{
	for (int up = 0; e >= 0 && (levels == 0 || up < levels); up++) {
		if (pg->elem.p[e].tag == t)
			return e;
		e = pg->elem.p[e].parent;
	}
	return -1;
}

int
elem_lies_in(const struct page *pg, int32_t el, int32_t box)
{
	while (el >= 0 && el != box)
		el = pg->elem.p[el].parent;
	return el == box;
}

struct kept_words {
	int32_t *in; /* kept words below each element */
	int32_t total;
	size_t first, last; /* kept blocks */
};

static void
count_kept(const struct page *pg, struct kept_words *k)
{
	k->in = xcalloc(pg->elem.n + 1, sizeof(*k->in));
	k->total = 0;
	k->first = pg->block.n;
	k->last = 0;
	for (size_t i = 0; i < pg->block.n; i++) {
		const struct block *b = &pg->block.p[i];

		if (!b->keep)
			continue;
		if (k->first == pg->block.n)
			k->first = i;
		k->last = i;
		k->total += b->words;
		for (int32_t e = b->el; e >= 0; e = pg->elem.p[e].parent)
			k->in[e] += b->words;
	}
}

/* The rest of a table of which most was kept; of a grid of values on a
 * Vietnamese page, such as the properties above an official document, a third
 * will do. */
static int
in_kept_table(const struct page *pg, const struct kept_words *k,
        const struct block *b, int vi)
{
	for (int32_t e = b->el; e >= 0; e = pg->elem.p[e].parent) {
		const struct elem *t = &pg->elem.p[e];

		if (t->tag != TAG_table)
			continue;
		return k->in[e] * 2 < k->total &&
		       (k->in[e] * 2 >= t->words ||
		               (vi && k->in[e] * 3 >= t->words &&
		                       t->link_chars == 0 &&
		                       table_is_data(t->node)));
	}
	return 0;
}

/* The element that holds a caption and its picture, and little else; -1: a
 * figure, a box named so, or what holds such a box beside the picture.  A mere
 * table counts within the text alone: beside it, it is a box of the
 * site's. */
static int32_t
figure_of(const struct page *pg, const struct block *b, int within)
{
	int32_t e = b->el, up = pg->elem.p[e].parent;
	uint32_t named = 0;

	/* a paragraph of a cell counts as the cell */
	if (up >= 0 && pg->elem.p[up].tag == TAG_td &&
	        pg->elem.p[up].blocks == 1)
		e = up;
	for (up = 0; e >= 0 && up < LEVELS; up++) {
		const struct elem *el = &pg->elem.p[e];

		if (el->words > CAPTION_WORDS)
			return -1;
		named |= el->cats & CAT_BIT(CAT_CAPTION);
		if ((el->tag == TAG_figure || named ||
		            (within && el->tag == TAG_table)) &&
		        dom_find(el->node, "img"))
			return e;
		e = el->parent;
	}
	return -1;
}

/* The figure of figures, in a list at times, that fig lies in; else fig. */
static int32_t
gallery_of(const struct page *pg, int32_t fig)
{
	int32_t e = elem_above(pg, pg->elem.p[fig].parent, TAG_figure, LEVELS);

	return e >= 0 && !pg->elem.p[e].link_chars ? e : fig;
}

/* A box of a picture and of what is named a caption, and of nothing else; -1.
 * Vietnamese pages alone are asked: elsewhere truths know no such captions. */
static int32_t
box_of(const struct page *pg, const struct block *b)
{
	const struct elem *e = &pg->elem.p[b->el];
	const struct elem *up = e->parent < 0 ? NULL : &pg->elem.p[e->parent];

	return up && (e->cats & CAT_BIT(CAT_CAPTION)) && up->blocks == 1 &&
	                       up->imgs == 1 && b->words <= CAPTION_WORDS
	               ? e->parent
	               : -1;
}

/* A line in a box that is named for pictures and has one. */
static int
in_picture_box(const struct page *pg, const struct block *b)
{
	const struct elem *e = &pg->elem.p[b->el];
	const struct elem *up = e->parent < 0 ? NULL : &pg->elem.p[e->parent];

	return up && (up->cats & CAT_BIT(CAT_CAPTION)) && up->blocks == 1 &&
	       up->imgs == 1 && b->words <= CAPTION_WORDS && !b->link_chars;
}

/* Is the element, up to the container of most of the text, free of furniture?
 * Fewer than `levels` lie between. */
static int
in_article(const struct page *pg, const struct kept_words *k, int32_t e,
        int levels)
{
	const uint32_t bad = CAT_BIT(CAT_NAV) | CAT_BIT(CAT_AD) |
	                     CAT_BIT(CAT_SIDEBAR) | CAT_BIT(CAT_COMMENT) |
	                     CAT_BIT(CAT_SHARE) | CAT_BIT(CAT_FOOTER);
	/* "preview": a box without a link leads to nothing else */
	const uint32_t linked = bad | CAT_BIT(CAT_RELATED);

	for (int up = 0; e >= 0 && up < levels; up++) {
		const struct elem *el = &pg->elem.p[e];

		if (k->in[e] * 5 >= k->total * 3)
			return 1;
		if ((el->cats & (el->link_chars ? linked : bad)) ||
		        el->in_link || el->tag == TAG_aside ||
		        el->tag == TAG_nav || el->tag == TAG_footer ||
		        el->tag == TAG_li)
			return 0;
		e = el->parent;
	}
	return 0;
}

/* A grid of values amid the text, no part of which the scorer knew: two rows
 * at least, of short cells, and few links. */
static int
in_data_table(const struct page *pg, const struct kept_words *k,
        const struct block *b, size_t i)
{
	int32_t e;

	if (i <= k->first || i >= k->last || is_links(b))
		return 0;
	e = elem_above(pg, b->el, TAG_table, 0);
	return e >= 0 && pg->elem.p[e].blocks >= 2 &&
	       pg->elem.p[e].link_chars * 4 < pg->elem.p[e].chars &&
	       pg->elem.p[e].words < k->total && !pg->elem.p[e].imgs &&
	       table_is_data(pg->elem.p[e].node) && pg->elem.p[e].parent >= 0 &&
	       in_article(pg, k, pg->elem.p[e].parent, NEAR_LEVELS);
}

/* A line in italics, or one that speaks like a caption or says what stands in
 * for a picture, right behind a picture. */
static int
below_picture(const struct block *b)
{
	return b->pics && b->words <= 50 && b->link_chars * 4 < b->chars &&
	       (b->em_chars * 10 >= (int32_t)b->len * 9 ||
	               b->chrome == CHROME_CAPTION || b->alt >= ALT_BEGINS);
}

/* What is kept as a caption only shall not become text: the class tells
 * build.c. */
static void
keep_caption(struct page *pg, struct block *b)
{
	const struct elem *e = &pg->elem.p[b->el];

	b->keep = 1;
	if (e->blocks == 1 && b->el > 0)
		dom_set_attr(e->node, "class", "caption");
}

static int
is_repeat(const struct block *b)
{
	return !b->keep && b->rule &&
	       (!strcmp(b->rule, "pull-quote") || !strcmp(b->rule, "repeat"));
}

/* Blocks first .. end are one quotation.  Said elsewhere, it takes the name
 * under it along; of one kept in part the scorer has refused too much. */
static void
settle_quote(struct page *pg, size_t first, size_t end)
{
	int32_t kept = 0, repeats = 0;

	for (size_t i = first; i < end; i++) {
		const struct block *b = &pg->block.p[i];

		repeats += is_repeat(b);
		kept += b->keep ? b->words : 0;
	}
	for (size_t i = first; i < end; i++) {
		struct block *b = &pg->block.p[i];

		if (repeats && b->keep && kept <= ATTRIBUTION) {
			b->keep = 0;
			b->rule = "pull-quote";
		} else if (!repeats && kept && !b->keep && !b->rule &&
		           !is_links(b)) {
			b->keep = 1;
		}
	}
}

/* The outermost box near e that is a quotation, by its tag or its class; -1. */
static int32_t
quote_above(const struct page *pg, int32_t e)
{
	int32_t found = elem_above(pg, e, TAG_blockquote, LEVELS);

	for (int up = 0; found < 0 && e >= 0 && up < LEVELS; up++) {
		const struct elem *el = &pg->elem.p[e];
		const char *cls = dom_attr(el->node, "class");
		const char *type = dom_attr(el->node, "type");

		if (el->blocks > 1 && el->words <= QUOTE_WORDS &&
		        ((cls && strstr(cls, "quote")) ||
		                (type && strcmp(type, "quote") == 0)))
			found = e;
		e = el->parent;
	}
	return found;
}

static void
settle_quotes(struct page *pg)
{
	for (size_t i = 0, end; i < pg->block.n; i = end) {
		int32_t e = quote_above(pg, pg->block.p[i].el);

		for (end = i + 1; e >= 0 && end < pg->block.n &&
		                  quote_above(pg, pg->block.p[end].el) == e;)
			end++;
		if (e >= 0)
			settle_quote(pg, i, end);
	}
}

/* What holds the foot that begins with b: a table of its own, else what the
 * block stands in. */
static int32_t
foot_box(const struct page *pg, const struct kept_words *k,
        const struct block *b)
{
	for (int32_t e = b->el; e >= 0; e = pg->elem.p[e].parent)
		if (pg->elem.p[e].tag == TAG_table && !k->in[e])
			return e;
	return pg->elem.p[b->el].parent;
}

/* "Nơi nhận:" (to:) */
static int
begins_foot(struct span t)
{
	static const char to[] = "Nơi nhận";
	size_t n = sizeof(to) - 1;

	if (t.n < n || memcmp(t.p, to, n) != 0)
		return 0;
	n += n < t.n && t.p[n] == ' ';
	return n >= t.n || t.p[n] == ':';
}

/* The foot of an official document, whom it goes to and who signed it beside
 * or below (Decree 30/2020, annex I): names, capitals and dashes, in which no
 * scorer sees an article. */
static void
keep_foot(struct page *pg, const struct kept_words *k)
{
	size_t n = pg->block.n, i = k->last + 1;
	int32_t box;

	while (i < n && i <= k->last + FOOT_AWAY &&
	        !begins_foot(BLOCK_TEXT(pg, &pg->block.p[i])))
		i++;
	if (i >= n || i > k->last + FOOT_AWAY)
		return;
	box = foot_box(pg, k, &pg->block.p[i]);
	for (size_t end = i + FOOT_BLOCKS; i < n && i < end; i++) {
		struct block *b = &pg->block.p[i];

		if (!elem_lies_in(pg, b->el, box) || b->link_chars ||
		        b->words > FOOT_WORDS)
			break;
		b->keep = 1;
	}
}

int
page_set_right(const struct page *pg, int32_t e)
{
	for (int up = 0; e >= 0 && up < RIGHT_LEVELS; up++) {
		const xmlNode *n = pg->elem.p[e].node;
		const char *align = dom_attr(n, "align");
		const char *st = dom_attr(n, "style");

		if ((align && !strcmp(align, "right")) || class_is_right(n) ||
		        (st && (strstr(st, "text-align:right") ||
		                       strstr(st, "text-align: right"))))
			return 1;
		e = pg->elem.p[e].parent;
	}
	return 0;
}

/* "CHI CỤC TRƯỞNG" right below the text, and who signs so, set to the right.
 * Asked for Vietnamese pages. */
static void
keep_signer(struct page *pg, const struct kept_words *k)
{
	size_t i = k->last + 1;
	int any = 0;

	for (; i < pg->block.n && i <= k->last + SIGNER_BLOCKS; i++) {
		struct block *b = &pg->block.p[i];

		if (b->words > SIGNER_WORDS || b->link_chars || b->digits ||
		        !page_set_right(pg, b->el) ||
		        (!any && !names_rank(BLOCK_TEXT(pg, b))))
			return;
		b->keep = 1;
		any = 1;
	}
}

/* What may stand between the title and the standfirst, or below it. */
static int
is_beside_lead(const struct block *b)
{
	return b->words < LEAD_LEAST || b->chrome == CHROME_DATE ||
	       b->chrome == CHROME_BYLINE || b->chrome == CHROME_LINE;
}

/* A standfirst beside its picture, in a table of one row, is no caption: the
 * class tells tables.c. */
static void
not_caption(struct page *pg, const struct block *b)
{
	int32_t e = elem_above(pg, b->el, TAG_tr, 0);

	if (e < 0 || !b->ends_stop || b->words < LEAD_SURE ||
	        !dom_find(pg->elem.p[e].node, "img"))
		return;
	e = elem_above(pg, e, TAG_table, 0);
	if (e >= 0)
		dom_set_attr(pg->elem.p[e].node, "class", "lead");
}

/* A row of values brings the others along, which stand above the text. */
static void
keep_values(struct page *pg, const struct block *row)
{
	int32_t e = elem_above(pg, row->el, TAG_table, 0);

	if (e < 0 || pg->elem.p[e].link_chars ||
	        !table_is_data(pg->elem.p[e].node))
		return;
	for (size_t i = 0; i < pg->block.n; i++)
		if (elem_lies_in(pg, pg->block.p[i].el, e))
			pg->block.p[i].keep = 1;
}

/* The standfirst: set apart from the text in a row or a box of its own, which
 * the scorer takes for a teaser.  It stands between the title and the text, with
 * nothing but short lines beside it.  Asked for Vietnamese pages, which set it
 * so by custom; elsewhere as much else stands there. */
static void
keep_lead(struct page *pg, const struct kept_words *k)
{
	const uint32_t bad = CAT_BIT(CAT_RELATED) | CAT_BIT(CAT_NAV) |
	                     CAT_BIT(CAT_AD) | CAT_BIT(CAT_SHARE) |
	                     CAT_BIT(CAT_COMMENT) | CAT_BIT(CAT_SIGNUP);
	size_t i = k->first;

	if (!meta_is_vi(&pg->a->meta))
		return;
	if (pg->h1 < 0 || (size_t)pg->h1 >= i || i - (size_t)pg->h1 > LEAD_AWAY)
		return;
	not_caption(pg, &pg->block.p[i]);
	while (i-- > (size_t)pg->h1 + 1) {
		struct block *b = &pg->block.p[i];
		const struct elem *e = &pg->elem.p[b->el];

		if (is_beside_lead(b))
			continue;
		if (b->rule || b->words > LEAD_MOST || b->topics ||
		        b->link_chars * 4 > b->chars || (e->cats & bad) ||
		        e->tag == TAG_li || b->chrome != CHROME_NONE ||
		        !in_article(pg, k, b->el, LEAD_LEVELS))
			return;
		b->keep = 1;
		keep_values(pg, b);
		not_caption(pg, b);
	}
}

/* A note that leads back into the text, beside one that is kept. */
static int
is_own_note(const struct page *pg, const struct kept_words *k,
        const struct block *b)
{
	const struct elem *e = &pg->elem.p[b->el];
	const char *href;
	xmlNodePtr a;

	if (e->tag != TAG_li || e->parent < 0 || !k->in[e->parent] ||
	        b->link_chars * 4 > b->chars)
		return 0;
	a = dom_find(e->node, "a");
	href = a ? dom_attr(a, "href") : NULL;
	return href && href[0] == '#' && href[1];
}

void
page_keep_parts(struct page *pg)
{
	struct kept_words k;
	int vi = meta_is_vi(&pg->a->meta);

	settle_quotes(pg);
	count_kept(pg, &k);
	if (k.total > 0)
		keep_lead(pg, &k);
	for (size_t i = 0; i < pg->block.n && k.total > 0; i++) {
		struct block *b = &pg->block.p[i];
		int32_t fig;

		if (b->keep && vi && in_picture_box(pg, b))
			keep_caption(pg, b);
		if (b->keep || b->rule || b->chrome == CHROME_FROM_HERE ||
		        b->chrome == CHROME_LINE || i + ABOVE < k.first ||
		        i > k.last + 2)
			continue;
		if (in_kept_table(pg, &k, b, vi) ||
		        in_data_table(pg, &k, b, i) || is_own_note(pg, &k, b)) {
			b->keep = 1;
			continue;
		}
		if (i > k.first && i < k.last + vi * 2 && below_picture(b) &&
		        in_article(pg, &k, b->el, NEAR_LEVELS)) {
			keep_caption(pg, b);
			continue;
		}
		fig = is_links(b) ? -1
		                  : figure_of(pg, b, i > k.first && i < k.last);
		if (fig < 0 && vi && b->link_chars == 0)
			fig = box_of(pg, b);
		if (fig >= 0 && vi)
			fig = gallery_of(pg, fig);
		if (fig >= 0 && in_article(pg, &k, fig, NEAR_LEVELS))
			keep_caption(pg, b);
	}
	if (k.total > 0)
		keep_foot(pg, &k);
	if (k.total > 0 && vi)
		keep_signer(pg, &k);
	free(k.in);
}
