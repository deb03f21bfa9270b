/* keep: parts of the article that no score of words finds.
 *
 * The scorer is trained on truths that hold running text, so captions and the
 * heads of tables look foreign to it.  A reader wants them: a table whose
 * cells were kept is kept whole, and so is a caption when it stands with its
 * picture inside the container of the article, between its first and last
 * paragraph or just above the first.
 */
#include <stdlib.h>

#include "filters/extract/extract.h"

#define CAPTION_WORDS 90
#define LEVELS 4 /* from a caption up to its figure */
#define ABOVE 8 /* blocks between a lead picture and the text */

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

/* The rest of a table of which most was kept. */
static int
in_kept_table(const struct page *pg, const struct kept_words *k,
        const struct block *b)
{
	for (int32_t e = b->el; e >= 0; e = pg->elem.p[e].parent)
		if (pg->elem.p[e].tag == TAG_table)
			return k->in[e] * 2 >= pg->elem.p[e].words &&
			       k->in[e] * 2 < k->total;
	return 0;
}

/* The element that holds a caption and its picture, and little else; -1.  A
 * mere table counts within the text alone: beside it, it is a box of the
 * site's. */
static int32_t
figure_of(const struct page *pg, const struct block *b, int within)
{
	int32_t e = b->el;

	for (int up = 0; e >= 0 && up < LEVELS; up++) {
		const struct elem *el = &pg->elem.p[e];

		if (el->words > CAPTION_WORDS)
			return -1;
		if ((el->tag == TAG_figure ||
		            (el->cats & CAT_BIT(CAT_CAPTION)) ||
		            (within && el->tag == TAG_table)) &&
		        dom_find(el->node, "img"))
			return e;
		e = el->parent;
	}
	return -1;
}

/* Is the element, up to the container of most of the text, free of furniture?
 * At most three levels lie between. */
static int
in_article(const struct page *pg, const struct kept_words *k, int32_t e)
{
	const uint32_t bad = CAT_BIT(CAT_RELATED) | CAT_BIT(CAT_NAV) |
	                     CAT_BIT(CAT_AD) | CAT_BIT(CAT_SIDEBAR) |
	                     CAT_BIT(CAT_COMMENT) | CAT_BIT(CAT_SHARE) |
	                     CAT_BIT(CAT_FOOTER);

	for (int up = 0; e >= 0 && up < 4; up++) {
		const struct elem *el = &pg->elem.p[e];

		if (k->in[e] * 5 >= k->total * 3)
			return 1;
		if ((el->cats & bad) || el->in_link || el->tag == TAG_aside ||
		        el->tag == TAG_nav || el->tag == TAG_footer ||
		        el->tag == TAG_li)
			return 0;
		e = el->parent;
	}
	return 0;
}

void
page_keep_parts(struct page *pg)
{
	struct kept_words k;

	count_kept(pg, &k);
	for (size_t i = 0; i < pg->block.n && k.total > 0; i++) {
		struct block *b = &pg->block.p[i];
		int32_t fig;

		if (b->keep || b->rule || i + ABOVE < k.first || i > k.last + 2)
			continue;
		if (in_kept_table(pg, &k, b)) {
			b->keep = 1;
			continue;
		}
		fig = b->link_chars * 2 > b->chars
		              ? -1
		              : figure_of(pg, b, i > k.first && i < k.last);
		if (fig >= 0 && in_article(pg, &k, fig))
			b->keep = 1;
	}
	free(k.in);
}
