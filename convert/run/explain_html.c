/* explain_html: the account as one page: no script, no address that is
 * fetched, no markup of the page itself, all of it escaped text; a content
 * security policy says so to the browser, too.  Pictures of the article are in
 * it as data, up to a limit.  What can be opened and shown alone is so by
 * <details> and radio buttons.
 */
#include "run/explain_html.h"

#include <string.h>

#include "base/file.h"
#include "base/utf8.h"
#include "doc/xhtml.h"

extern const char run_explain_css[]; /* of explain.css */

void
html_put(struct html *h, const char *markup)
{
	str_puts(h->out, markup);
}

void
html_text(struct html *h, const char *s)
{
	if (s)
		xhtml_text(h->out, span_of(s));
}

/* "1,234" */
static void
number(struct html *h, unsigned n)
{
	struct str s = STR_INIT;

	str_printf(&s, "%u", n);
	for (size_t i = 0; i < s.len; i++) {
		if (i && (s.len - i) % 3 == 0)
			str_putc(h->out, ',');
		str_putc(h->out, s.s[i]);
	}
	str_free(&s);
}

void
html_words(struct html *h, unsigned n)
{
	number(h, n);
	html_put(h, n == 1 ? " word" : " words");
}

void
html_first_of(struct html *h, const char *s, size_t n)
{
	const char *p = s, *end = s + strlen(s);

	while (p < end && n-- > 0)
		utf8_next(&p, end);
	xhtml_text(h->out, (struct span){ s, (size_t)(p - s) });
	if (p < end)
		html_put(h, "\xE2\x80\xA6");
}

static void
put_head(struct html *h)
{
	const char *title = meta_get(&h->ac->a->meta, META_TITLE);

	html_put(h, "<!DOCTYPE html>\n<html lang=\"en\"><head><meta "
	            "charset=\"utf-8\">"
	            "<meta http-equiv=\"Content-Security-Policy\" content=\""
	            "default-src 'none'; style-src 'unsafe-inline'; img-src "
	            "data:\">"
	            "<meta name=\"viewport\" content=\"width=device-width, "
	            "initial-scale=1\"><meta name=\"referrer\" "
	            "content=\"no-referrer\">\n<title>");
	html_text(h, title ? title : path_base(h->ac->a->name));
	html_put(h, " \xE2\x80\x93 account</title>\n<style>\n");
	html_put(h, run_explain_css);
	html_put(h, "</style></head>\n<body><div class=\"wrap\">\n<header>"
	            "<p class=\"eyebrow\">bantin explain \xC2\xB7 ");
	html_text(h, path_base(h->ac->a->name));
	html_put(h, "</p>\n<h1 dir=\"auto\">");
	html_text(h, title ? title : path_base(h->ac->a->name));
	html_put(h, "</h1>\n");
}

static void
put_sum(struct html *h, const char *cls, enum fate f, const char *what)
{
	str_printf(h->out, "<li><span class=\"dot %s\"></span><b>", cls);
	number(h, h->ac->words[f]);
	html_put(h, "</b> ");
	html_put(h, what);
	html_put(h, "</li>");
}

static void
put_balance(struct html *h)
{
	const struct account *ac = h->ac;

	if (!ac->page_words)
		return;
	str_printf(h->out,
	        "<div class=\"bar\" role=\"img\" aria-label=\"words kept %u, "
	        "in "
	        "metadata %u, dropped %u\">",
	        ac->words[FATE_KEPT], ac->words[FATE_META],
	        ac->words[FATE_DROPPED]);
	if (ac->words[FATE_KEPT])
		str_printf(h->out,
		        "<span class=\"k\" style=\"flex:%u\"></span>",
		        ac->words[FATE_KEPT]);
	if (ac->words[FATE_META])
		str_printf(h->out,
		        "<span class=\"m\" style=\"flex:%u\"></span>",
		        ac->words[FATE_META]);
	if (ac->words[FATE_DROPPED])
		str_printf(h->out,
		        "<span class=\"d\" style=\"flex:%u\"></span>",
		        ac->words[FATE_DROPPED]);
	html_put(h, "</div>\n<ul class=\"sums\">");
	put_sum(h, "k", FATE_KEPT, "words kept");
	put_sum(h, "m", FATE_META, "printed from metadata");
	put_sum(h, "d", FATE_DROPPED, "dropped");
	html_put(h, "</ul>\n<p class=\"note\">");
	html_words(h, ac->page_words);
	html_put(h, " on the page; the clean article has ");
	html_words(h, ac->article_words);
	html_put(h, ".</p>\n");
}

static void
put_told(struct html *h)
{
	const struct account *ac = h->ac;
	size_t n = 0;

	for (size_t i = 0; i < ac->told.n; i++)
		n += ac->told.p[i].level >= DIAG_WARNING;
	if (ac->failed) {
		html_put(h,
		        "<section class=\"fail\"><h2>This page could not be "
		        "made an article</h2>");
		for (size_t i = 0; i < ac->told.n; i++)
			if (ac->told.p[i].level >= DIAG_ERROR) {
				html_put(h, "<p>");
				html_text(h, ac->told.p[i].text);
				html_put(h, "</p>");
				n--;
			}
		html_put(h, "</section>\n");
	}
	if (!n)
		return;
	html_put(h, "<section><h2>Warnings</h2><ul class=\"msgs\">");
	for (size_t i = 0; i < ac->told.n; i++)
		if (ac->told.p[i].level == DIAG_WARNING) {
			html_put(h, "<li>");
			if (ac->told.p[i].line)
				str_printf(h->out,
				        "line %d: ", ac->told.p[i].line);
			html_text(h, ac->told.p[i].text);
			html_put(h, "</li>");
		}
	html_put(h, "</ul></section>\n");
}

/* ---- metadata ---- */

static void
put_source(struct html *h, const char *source)
{
	html_put(h, "<span class=\"from\">");
	html_text(h, source_why(source));
	html_put(h, "</span>");
}

static void
put_others(struct html *h, const char *field, const char *value)
{
	const struct article *a = h->ac->a;
	size_t n = 0, shown = 0;

	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < a->evidence.n; i++) {
			const struct evidence *e = &a->evidence.p[i];

			if (!e->field || strcmp(e->field, field) ||
			        !strcmp(e->value, value))
				continue;
			if (!pass) {
				n++;
				continue;
			}
			if (shown++ >= 12)
				break;
			html_put(h, "<li><span dir=\"auto\">");
			html_first_of(h, e->value, 240);
			html_put(h, "</span>");
			put_source(h, e->source);
			html_put(h, "</li>");
		}
		if (!n)
			return;
		if (!pass)
			str_printf(h->out,
			        "<details class=\"also\"><summary>%zu other "
			        "value%s on the page</summary><ul>",
			        n, n == 1 ? "" : "s");
	}
	html_put(h, "</ul></details>");
}

static void
put_field(struct html *h, const char *label, const char *field,
        const char *value, const char *source)
{
	html_put(h, "<dt>");
	html_text(h, label);
	html_put(h, "</dt><dd><span dir=\"auto\">");
	html_text(h, value);
	html_put(h, "</span>");
	if (source)
		put_source(h, source);
	put_others(h, field, value);
	html_put(h, "</dd>\n");
}

static void
put_meta(struct html *h)
{
	static const char *const label[META_FIELDS] = {
		[META_TITLE] = "Title",
		[META_KICKER] = "Kicker",
		[META_STANDFIRST] = "Standfirst",
		[META_DATE] = "Date",
		[META_MODIFIED] = "Modified",
		[META_LANG] = "Language",
		[META_SITE] = "Site",
		[META_URL] = "Address",
		[META_SECTION] = "Section",
		[META_LICENCE] = "Licence",
		[META_LEAD_IMAGE] = "Lead picture",
		[META_LEAD_CAPTION] = "Its caption",
		[META_LEAD_CREDIT] = "Its credit",
	};
	struct article *a = h->ac->a;
	struct str s = STR_INIT;

	html_put(h, "<section><h2>Metadata</h2><dl class=\"facts\">\n");
	for (int f = 0; f < META_FIELDS; f++) {
		const char *name = meta_name((enum meta_field)f);

		if (a->meta.f[f].value)
			put_field(h, label[f] ? label[f] : name, name,
			        a->meta.f[f].value, a->meta.f[f].source);
		if (f == META_TITLE && a->meta.authors.n)
			put_field(h,
			        a->meta.authors.n > 1 ? "Authors" : "Author",
			        "author", meta_byline(a),
			        a->meta.authors_source);
	}
	for (size_t i = 0; i < a->meta.keywords.n; i++)
		str_printf(&s, "%s%s", i ? ", " : "", a->meta.keywords.p[i]);
	if (s.len)
		put_field(h, "Keywords", "", s.s, NULL);
	str_free(&s);
	html_put(h, "</dl></section>\n");
}

/* ---- stages ---- */

static void
put_count(struct html *h, unsigned n, const char *what, const char *cls)
{
	if (!n)
		return;
	str_printf(h->out, "<span class=\"tally %s\">", cls);
	number(h, n);
	html_put(h, what);
	html_put(h, "</span>");
}

static void
put_stages(struct html *h)
{
	const struct account *ac = h->ac;

	html_put(h, "<section><h2>Stage by stage</h2><dl class=\"facts\">\n");
	for (size_t i = 0; i < ac->stage.n; i++) {
		const struct stage *st = &ac->stage.p[i];

		html_put(h, "<dt>");
		html_text(h, st->name);
		html_put(h, "</dt><dd><span class=\"about\">");
		html_text(h, st->about ? st->about : "a command of your own");
		html_put(h, "</span>");
		put_count(h, st->changes, " changed", "m");
		put_count(h, st->drops, " dropped", "d");
		html_put(h, "</dd>\n");
	}
	html_put(h, "</dl></section>\n");
}

/* ---- encoding, repairs ---- */

static void
put_encoding(struct html *h)
{
	const struct article *a = h->ac->a;
	const struct encoding_evidence *by = &a->encoding_by;

	if (!a->encoding)
		return;
	html_put(h, "<dl class=\"facts\"><dt>Encoding</dt><dd>");
	html_text(h, a->encoding);
	if (by->by) {
		html_put(h, "<span class=\"from\">");
		html_text(h, encoding_why(by->by));
		html_put(h, "</span>");
		str_printf(h->out, " <span class=\"n\">%d %% sure</span>",
		        by->sure);
	}
	html_put(h, "</dd>");
	if (by->second) {
		html_put(h, "<dt>Second choice</dt><dd>");
		html_text(h, by->second);
		str_printf(h->out, " <span class=\"n\">%d %%</span></dd>",
		        by->second_sure);
	}
	html_put(h, "</dl>\n");
}

static void
put_change(struct html *h, const struct ledger_entry *e)
{
	const char *why = rule_why(e->stage, e->rule);

	html_put(h, "<div class=\"fix\"><p><b>");
	html_text(h, e->rule);
	html_put(h, "</b> ");
	if (why)
		html_text(h, why);
	html_put(h, " <span class=\"n\">");
	html_text(h, e->stage);
	if (e->line)
		str_printf(h->out, ", line %d", e->line);
	html_put(h, "</span></p>");
	if (e->before) {
		html_put(h, "<p class=\"was\" dir=\"auto\">");
		html_text(h, e->before);
		html_put(h, "</p><p class=\"is\" dir=\"auto\">");
		html_text(h, e->after);
		html_put(h, "</p>");
	} else if (e->text) {
		html_put(h, "<p dir=\"auto\">");
		html_text(h, e->text);
		html_put(h, "</p>");
	}
	html_put(h, "</div>\n");
}

/* A change, or a note, on where the text is from; encoding and pictures have
 * their own places. */
static int
is_told(const struct ledger_entry *e)
{
	return e->kind == LEDGER_CHANGE ||
	       (e->kind == LEDGER_NOTE && strcmp(e->rule, "encoding") != 0 &&
	               strcmp(e->stage, "images") != 0);
}

static void
put_changes(struct html *h)
{
	const struct article *a = h->ac->a;
	size_t n = 0;

	html_put(h, "<section><h2>Encoding and changes</h2>\n");
	put_encoding(h);
	for (size_t i = 0; i < a->ledger.n; i++)
		if (is_told(&a->ledger.p[i])) {
			put_change(h, &a->ledger.p[i]);
			n++;
		}
	if (!n)
		html_put(h, "<p class=\"none\">Nothing had to be repaired or "
		            "changed.</p>");
	html_put(h, "</section>\n");
}

void
explain_html(struct str *out, const struct account *ac, struct store *store,
        struct diag *dg)
{
	struct html h = { .out = out, .ac = ac, .store = store, .dg = dg };

	put_head(&h);
	put_balance(&h);
	html_put(&h, "</header>\n");
	put_told(&h);
	put_meta(&h);
	put_changes(&h);
	put_stages(&h);
	html_pictures(&h);
	html_page(&h);
	html_put(&h,
	        "<footer>Numbers on the left are lines of the file. A dashed "
	        "edge marks a block whose text was repaired or changed on its "
	        "way.</footer>\n</div></body></html>\n");
}
