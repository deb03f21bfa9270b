/* explain_page: the source in the page of explain, block by block, what stayed
 * and what went, and why. */
#include "run/explain_html.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"

#define OPEN_PIECES 3 /* dropped in a row and shown without a click */

static void
put_line(struct html *h, int line)
{
	html_put(h, "<div class=\"ln\">");
	if (line)
		str_printf(h->out, "%d", line);
	html_put(h, "</div>");
}

/* Of a picture's address, without what stands behind the path. */
static void
put_file_name(struct html *h, const char *address)
{
	size_t n = strcspn(address, "?#");
	char *path = xstrndup(address, n);

	html_text(h, path_base(path));
	free(path);
}

static void
put_kept(struct html *h, const struct piece *p)
{
	html_put(h, "<div class=\"row kept ");
	html_text(h, p->picture ? "img" : p->element);
	html_put(h, p->changed ? " changed\">" : "\">");
	put_line(h, p->line);
	if (p->picture) {
		html_put(h, "<figure>");
		if (p->asset)
			html_shown(h, p);
		html_put(h, "<figcaption>picture ");
		put_file_name(h, p->text);
		if (p->alt && *p->alt) {
			html_put(h, ": <span dir=\"auto\">");
			html_text(h, p->alt);
			html_put(h, "</span>");
		}
		html_put(h, "</figcaption></figure>");
	} else {
		html_put(h, "<div class=\"tx\" dir=\"auto\">");
		html_text(h, p->text);
		html_put(h, "</div>");
	}
	html_put(h, "</div>\n");
}

static const struct ledger_entry *
entry_of(const struct html *h, const struct piece *p)
{
	return p->entry >= 0 ? &h->ac->a->ledger.p[p->entry] : NULL;
}

/* Do both belong to one box?  What has no entry goes with its neighbours. */
static int
same_box(const struct html *h, const struct piece *a, const struct piece *b)
{
	const struct ledger_entry *x = entry_of(h, a), *y = entry_of(h, b);

	if (a->fate != b->fate)
		return 0;
	return !y ||
	       (x && !strcmp(x->rule, y->rule) && !strcmp(x->stage, y->stage));
}

static void
put_reason(struct html *h, const struct ledger_entry *e, unsigned n,
        enum fate fate)
{
	const char *why = e ? rule_why(e->stage, e->rule) : NULL;
	int meta = fate == FATE_META;

	/* Whatever rule took it from here, it is not lost. */
	if (meta && !(e && rule_is_metadata(e->rule))) {
		html_put(h, "<span class=\"chip\">metadata</span> <span "
		            "class=\"why\">printed from the metadata</span>");
		return;
	}

	html_put(h, "<span class=\"chip\">");
	html_text(h, e ? e->rule : "left out");
	html_put(h, "</span> <span class=\"why\">");
	html_text(h, why);
	html_put(h, "</span> <span class=\"n\">\xC2\xB7 ");
	html_text(h, e ? e->stage : "extract");
	if (n) {
		html_put(h, " \xC2\xB7 ");
		html_words(h, n);
	}
	if (e && e->score && !meta)
		str_printf(h->out, " \xC2\xB7 looks %d.%d %% like the article",
		        e->score / 10, e->score % 10);
	if (e && e->others)
		str_printf(h->out, " \xC2\xB7 on %d other pages of the site",
		        e->others);
	html_put(h, "</span>");
}

static void
put_items(struct html *h, const struct piece *p, size_t n)
{
	html_put(h, "<ul>");
	for (size_t i = 0; i < n; i++) {
		html_put(h, "<li><span dir=\"auto\">");
		if (p[i].picture) {
			html_put(h, "[picture] ");
			if (p[i].alt && *p[i].alt)
				html_text(h, p[i].alt);
			else
				put_file_name(h, p[i].text);
		} else {
			html_text(h, p[i].text);
		}
		html_put(h, "</span></li>");
	}
	html_put(h, "</ul><span class=\"path\">");
	html_text(h, p[0].path);
	html_put(h, "</span>");
}

/* The first words of some pieces, on a line that the browser cuts. */
static void
put_firsts(struct html *h, const struct piece *p, size_t n)
{
	size_t bytes = 0;

	for (size_t i = 0; i < n && bytes < 240; i++) {
		if (bytes)
			html_put(h, " \xC2\xB7 ");
		html_first_of(h, p[i].picture ? "[picture]" : p[i].text, 160);
		bytes += strlen(p[i].picture ? "[picture]" : p[i].text) + 3;
	}
}

/* n pieces from p on, dropped for one reason. */
static void
put_cut(struct html *h, const struct piece *p, size_t n)
{
	const struct ledger_entry *e = entry_of(h, p);
	unsigned sum = 0;
	int long_one = n > OPEN_PIECES;

	for (size_t i = 0; i < n; i++)
		sum += p[i].picture ? 0 : p[i].words;
	html_put(h, "<div class=\"row cut");
	html_put(h, p->fate == FATE_META ? " m\">" : "\">");
	put_line(h, p->line);
	html_put(h, long_one ? "<details class=\"box\"><summary>"
	                     : "<div class=\"box\">");
	put_reason(h, e, sum, p->fate);
	if (long_one) {
		html_put(h, "<span class=\"first\" dir=\"auto\">");
		put_firsts(h, p, n);
		html_put(h, "</span></summary>");
	}
	put_items(h, p, n);
	html_put(h, long_one ? "</details></div>\n" : "</div></div>\n");
}

void
html_page(struct html *h)
{
	const struct account *ac = h->ac;
	size_t i = 0, n;

	if (!ac->page)
		return;
	html_put(h,
	        "<section><h2>The page, block by block</h2>\n"
	        "<input class=\"view\" type=\"radio\" name=\"v\" id=\"v-all\" "
	        "checked><input class=\"view\" type=\"radio\" name=\"v\" "
	        "id=\"v-kept\"><input class=\"view\" type=\"radio\" name=\"v\" "
	        "id=\"v-cut\">\n<div class=\"views\"><label for=\"v-all\">All"
	        "</label><label for=\"v-kept\">Kept</label><label "
	        "for=\"v-cut\">"
	        "Dropped</label></div>\n<div class=\"page\">\n");
	while (i < ac->piece.n) {
		const struct piece *p = &ac->piece.p[i];

		if (p->fate == FATE_KEPT) {
			put_kept(h, p);
			i++;
			continue;
		}
		for (n = 1; i + n < ac->piece.n && same_box(h, p, &p[n]);)
			n++;
		put_cut(h, p, n);
		i += n;
	}
	if (!ac->piece.n)
		html_put(h, "<p class=\"none\">The page holds no text.</p>");
	html_put(h, "</div></section>\n");
}
