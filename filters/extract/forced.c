/* forced: blocks that a site rule keeps or leaves out, whatever they look
 * like.  rules.c has marked elements; what is in one marked as the article,
 * or to be kept, stays, but for lines that metadata prints; and where an
 * article is marked, nothing outside stays but what is to be kept.
 */
#include <stdlib.h>
#include <string.h>

#include "filters/extract/extract.h"
#include "filters/rules.h"

/* page.forced: what each element is told by itself or from above.  Parents
 * come before their children. */
static const char *
read_marks(struct page *pg, int *any)
{
	const char *article = NULL;

	pg->forced = xcalloc(pg->elem.n + 1, 1);
	for (size_t i = 0; i < pg->elem.n; i++) {
		const struct elem *e = &pg->elem.p[i];
		const char *in = dom_attr(e->node, RULE_MARK_ARTICLE);

		if (in)
			article = in;
		if (in || dom_attr(e->node, RULE_MARK_KEEP))
			pg->forced[i] = 1;
		else if (e->parent >= 0)
			pg->forced[i] = pg->forced[e->parent];
		*any |= pg->forced[i];
	}
	return article ? arena_strdup(pg->a->arena, article) : NULL;
}

int
page_forced(struct page *pg)
{
	int any = 0;
	const char *article = read_marks(pg, &any);

	if (!any) {
		free(pg->forced);
		pg->forced = NULL;
		return 0;
	}
	pg->forced_article = article;
	for (size_t i = 0; i < pg->elem.n; i++)
		pg->elem.p[i].kept = pg->elem.p[i].dropped = 0;
	for (size_t i = 0; i < pg->block.n; i++) {
		struct block *b = &pg->block.p[i];

		if (pg->forced[b->el]) {
			b->keep = !is_metadata_rule(b->rule);
		} else if (article) {
			b->keep = 0;
			b->rule = article;
		}
		for (int32_t e = b->el; e >= 0; e = pg->elem.p[e].parent) {
			pg->elem.p[e].kept += b->keep;
			pg->elem.p[e].dropped += !b->keep;
		}
	}
	return 1;
}
