/* extract: finds the article in the page and drops the rest.
 *
 * Reads a.tree (the page) and a.meta; sets a.tree to html > head, body >
 * article > clean blocks, and fills the ledger: words of the source = words
 * kept + words dropped.  The work is done behind this door, in extract/:
 *
 *	repair	scripts out, lazy pictures, Word's lists
 *	blocks	runs of text between block boundaries
 *	measure, features, score	how likely each is the article
 *	select, metalines	which are
 *	shared	which of them the other pages of the site have, too
 *	prune	the others out, with their ledger entries
 *	build, tables, polish	the rest anew as paragraphs, lists, figures
 */
#include <string.h>

#include "base/utf8.h"
#include "filters/extract/extract.h"

/* JSON-LD holds the whole article where the tree has a teaser only: next to
 * nothing, or a beginning that the JSON has too. */
static int
has_teaser_only(const struct page *pg)
{
	int64_t kept = 0, hits = 0, tries = 0, all;

	for (size_t i = 0; i < pg->block.n; i++) {
		const struct block *b = &pg->block.p[i];

		if (!b->keep)
			continue;
		kept += b->chars;
		hits += b->ld_hits;
		tries += b->ld_tries;
	}
	all = (int64_t)utf8_count(str_span(&pg->ld));
	if (all < 250 || all < 2 * kept)
		return 0;
	return kept < 250 ||
	       (pg->ld_parts == 1 && all >= 3 * kept && hits * 10 >= tries * 6);
}

static int
take_json_ld(struct page *pg)
{
	xmlNodePtr div;
	const char *s, *end;

	if (!has_teaser_only(pg))
		return 0;
	for (size_t i = 0; i < pg->block.n; i++)
		if (pg->block.p[i].keep) {
			pg->block.p[i].keep = 0;
			pg->block.p[i].rule = "json-ld-instead";
		}
	for (size_t i = 0; i < pg->elem.n; i++)
		pg->elem.p[i].kept = 0;
	page_prune(pg);
	div = dom_append(pg->body, "div");
	s = pg->ld.s;
	end = s + pg->ld.len;
	while (s < end) {
		const char *nl = memchr(s, '\n', (size_t)(end - s));
		struct span line = { s, (size_t)((nl ? nl : end) - s) };

		if (span_trim(line).n)
			dom_append_text(dom_append(div, "p"), line);
		s = nl ? nl + 1 : end;
	}
	ledger_add(pg->a, LEDGER_NOTE, "extract", "json-ld", div);
	return 1;
}

static int
run_extract(struct article *a, const struct options *o, struct diag *dg)
{
	struct page pg;

	if (!article_body(a))
		return diag_file(dg, a->name, MSG_EXTRACT_NO_BODY);
	page_open(&pg, a);
	page_measure(&pg);
	page_score(&pg, &extract_forest);
	page_select(&pg);
	if ((o->rules && page_forced(&pg)) || !take_json_ld(&pg)) {
		page_shared(&pg, o);
		page_prune(&pg);
	}
	page_close(&pg);
	build_article(a);
	if (!article_root(a)->children)
		return diag_file(dg, a->name, MSG_EXTRACT_EMPTY);
	return 0;
}

const struct filter filter_extract = {
	.name = "extract",
	.about = "find the article, drop the site around it",
	.needs_tree = 1,
	.run = run_extract,
};
