/* explain_html: the account as one page: no script, no address that is
 * fetched, no markup of the page itself, all of it escaped text; a content
 * security policy says so to the browser, too.  Pictures of the article are in
 * it as data, up to a limit.  What can be opened and shown alone is so by
 * <details> and radio buttons.
 */
#include <nettle/base64.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/utf8.h"
#include "doc/store.h"
#include "doc/xhtml.h"
#include "run/account.h"

#define PICTURE_BYTES ((size_t)1 << 20)
#define PICTURES_BYTES ((size_t)8 << 20)
#define OPEN_PIECES 3 /* dropped in a row and shown without a click */

extern const char run_explain_css[]; /* of explain.css */

struct html {
	struct str *out;
	const struct account *ac;
	struct store *store;
	struct diag *dg;
	size_t embedded; /* bytes of pictures so far */
};

static void
put(struct html *h, const char *markup)
{
	str_puts(h->out, markup);
}

static void
text(struct html *h, const char *s)
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

static void
words(struct html *h, unsigned n)
{
	number(h, n);
	put(h, n == 1 ? " word" : " words");
}

/* About n characters, for a summary. */
static void
first_of(struct html *h, const char *s, size_t n)
{
	const char *p = s, *end = s + strlen(s);

	while (p < end && n-- > 0)
		utf8_next(&p, end);
	xhtml_text(h->out, (struct span){ s, (size_t)(p - s) });
	if (p < end)
		put(h, "\xE2\x80\xA6");
}

static void
put_head(struct html *h)
{
	const char *title = meta_get(&h->ac->a->meta, META_TITLE);

	put(h, "<!DOCTYPE html>\n<html lang=\"en\"><head><meta "
	       "charset=\"utf-8\">"
	       "<meta http-equiv=\"Content-Security-Policy\" content=\""
	       "default-src 'none'; style-src 'unsafe-inline'; img-src data:\">"
	       "<meta name=\"viewport\" content=\"width=device-width, "
	       "initial-scale=1\"><meta name=\"referrer\" "
	       "content=\"no-referrer\">\n<title>");
	text(h, title ? title : path_base(h->ac->a->name));
	put(h, " \xE2\x80\x93 account</title>\n<style>\n");
	put(h, run_explain_css);
	put(h, "</style></head>\n<body><div class=\"wrap\">\n<header>"
	       "<p class=\"eyebrow\">bantin explain \xC2\xB7 ");
	text(h, path_base(h->ac->a->name));
	put(h, "</p>\n<h1 dir=\"auto\">");
	text(h, title ? title : path_base(h->ac->a->name));
	put(h, "</h1>\n");
}

static void
put_sum(struct html *h, const char *cls, enum fate f, const char *what)
{
	str_printf(h->out, "<li><span class=\"dot %s\"></span><b>", cls);
	number(h, h->ac->words[f]);
	put(h, "</b> ");
	put(h, what);
	put(h, "</li>");
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
	put(h, "</div>\n<ul class=\"sums\">");
	put_sum(h, "k", FATE_KEPT, "words kept");
	put_sum(h, "m", FATE_META, "printed from metadata");
	put_sum(h, "d", FATE_DROPPED, "dropped");
	put(h, "</ul>\n<p class=\"note\">");
	words(h, ac->page_words);
	put(h, " on the page; the clean article has ");
	words(h, ac->article_words);
	put(h, ".</p>\n");
}

static void
put_told(struct html *h)
{
	const struct account *ac = h->ac;
	size_t n = 0;

	for (size_t i = 0; i < ac->told.n; i++)
		n += ac->told.p[i].level >= DIAG_WARNING;
	if (ac->failed) {
		put(h, "<section class=\"fail\"><h2>This page could not be "
		       "made an article</h2>");
		for (size_t i = 0; i < ac->told.n; i++)
			if (ac->told.p[i].level >= DIAG_ERROR) {
				put(h, "<p>");
				text(h, ac->told.p[i].text);
				put(h, "</p>");
				n--;
			}
		put(h, "</section>\n");
	}
	if (!n)
		return;
	put(h, "<section><h2>Warnings</h2><ul class=\"msgs\">");
	for (size_t i = 0; i < ac->told.n; i++)
		if (ac->told.p[i].level == DIAG_WARNING) {
			put(h, "<li>");
			if (ac->told.p[i].line)
				str_printf(h->out,
				        "line %d: ", ac->told.p[i].line);
			text(h, ac->told.p[i].text);
			put(h, "</li>");
		}
	put(h, "</ul></section>\n");
}

/* ---- metadata ---- */

static void
put_source(struct html *h, const char *source)
{
	put(h, "<span class=\"from\">");
	text(h, source_why(source));
	put(h, "</span>");
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
			put(h, "<li><span dir=\"auto\">");
			first_of(h, e->value, 240);
			put(h, "</span>");
			put_source(h, e->source);
			put(h, "</li>");
		}
		if (!n)
			return;
		if (!pass)
			str_printf(h->out,
			        "<details class=\"also\"><summary>%zu other "
			        "value%s on the page</summary><ul>",
			        n, n == 1 ? "" : "s");
	}
	put(h, "</ul></details>");
}

static void
put_field(struct html *h, const char *label, const char *field,
        const char *value, const char *source)
{
	put(h, "<dt>");
	text(h, label);
	put(h, "</dt><dd><span dir=\"auto\">");
	text(h, value);
	put(h, "</span>");
	if (source)
		put_source(h, source);
	put_others(h, field, value);
	put(h, "</dd>\n");
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
	};
	struct article *a = h->ac->a;
	struct str s = STR_INIT;

	put(h, "<section><h2>Metadata</h2><dl class=\"facts\">\n");
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
	put(h, "</dl></section>\n");
}

/* ---- stages ---- */

static void
put_count(struct html *h, unsigned n, const char *what, const char *cls)
{
	if (!n)
		return;
	str_printf(h->out, "<span class=\"tally %s\">", cls);
	number(h, n);
	put(h, what);
	put(h, "</span>");
}

static void
put_stages(struct html *h)
{
	const struct account *ac = h->ac;

	put(h, "<section><h2>Stage by stage</h2><dl class=\"facts\">\n");
	for (size_t i = 0; i < ac->stage.n; i++) {
		const struct stage *st = &ac->stage.p[i];

		put(h, "<dt>");
		text(h, st->name);
		put(h, "</dt><dd><span class=\"about\">");
		text(h, st->about ? st->about : "a command of your own");
		put(h, "</span>");
		put_count(h, st->changes, " changed", "m");
		put_count(h, st->drops, " dropped", "d");
		put(h, "</dd>\n");
	}
	put(h, "</dl></section>\n");
}

/* ---- encoding, repairs ---- */

static void
put_encoding(struct html *h)
{
	const struct article *a = h->ac->a;
	const struct encoding_evidence *by = &a->encoding_by;

	if (!a->encoding)
		return;
	put(h, "<dl class=\"facts\"><dt>Encoding</dt><dd>");
	text(h, a->encoding);
	if (by->by) {
		put(h, "<span class=\"from\">");
		text(h, encoding_why(by->by));
		put(h, "</span>");
		str_printf(h->out, " <span class=\"n\">%d %% sure</span>",
		        by->sure);
	}
	put(h, "</dd>");
	if (by->second) {
		put(h, "<dt>Second choice</dt><dd>");
		text(h, by->second);
		str_printf(h->out, " <span class=\"n\">%d %%</span></dd>",
		        by->second_sure);
	}
	put(h, "</dl>\n");
}

static void
put_change(struct html *h, const struct ledger_entry *e)
{
	const char *why = rule_why(e->stage, e->rule);

	put(h, "<div class=\"fix\"><p><b>");
	text(h, e->rule);
	put(h, "</b> ");
	if (why)
		text(h, why);
	put(h, " <span class=\"n\">");
	text(h, e->stage);
	if (e->line)
		str_printf(h->out, ", line %d", e->line);
	put(h, "</span></p>");
	if (e->before) {
		put(h, "<p class=\"was\" dir=\"auto\">");
		text(h, e->before);
		put(h, "</p><p class=\"is\" dir=\"auto\">");
		text(h, e->after);
		put(h, "</p>");
	} else if (e->text) {
		put(h, "<p dir=\"auto\">");
		text(h, e->text);
		put(h, "</p>");
	}
	put(h, "</div>\n");
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

	put(h, "<section><h2>Encoding and changes</h2>\n");
	put_encoding(h);
	for (size_t i = 0; i < a->ledger.n; i++)
		if (is_told(&a->ledger.p[i])) {
			put_change(h, &a->ledger.p[i]);
			n++;
		}
	if (!n)
		put(h, "<p class=\"none\">Nothing had to be repaired or "
		       "changed.</p>");
	put(h, "</section>\n");
}

/* ---- pictures ---- */

/* As data; too large a one is an empty frame. */
static void
put_picture(struct html *h, size_t i)
{
	const struct asset *as = &h->ac->a->assets.p[i];
	char name[80];
	struct span bytes;
	size_t n;

	if (!h->store || as->size > PICTURE_BYTES ||
	        h->embedded + as->size > PICTURES_BYTES)
		return;
	store_asset_name(as, name);
	bytes = store_map(h->store, name, h->dg);
	if (!bytes.p)
		return;
	str_printf(h->out, ".i%zu{background-image:url(data:image/%s;base64,",
	        i, as->type == ASSET_PNG ? "png" : "jpeg");
	n = BASE64_ENCODE_RAW_LENGTH(bytes.n);
	str_reserve(h->out, n + 1);
	base64_encode_raw(
	        h->out->s + h->out->len, bytes.n, (const uint8_t *)bytes.p);
	h->out->len += n;
	put(h, ")}");
	h->embedded += bytes.n;
	store_unmap(bytes);
}

/* A picture is in the page once, as a rule of style that both places use. */
static void
put_pictures_style(struct html *h)
{
	put(h, "<style>\n");
	for (size_t i = 0; i < h->ac->a->assets.n; i++) {
		str_printf(h->out, ".i%zu{aspect-ratio:%d/%d}", i,
		        h->ac->a->assets.p[i].width,
		        h->ac->a->assets.p[i].height);
		put_picture(h, i);
		put(h, "\n");
	}
	put(h, "</style>\n");
}

static void
put_shown(struct html *h, const struct piece *p)
{
	str_printf(h->out,
	        "<div class=\"shown i%zu\" role=\"img\" aria-label=\"",
	        (size_t)(p->asset - h->ac->a->assets.p));
	xhtml_value(h->out, span_of(p->alt ? p->alt : ""));
	put(h, "\"></div>");
}

static void
put_card(struct html *h, const struct piece *p)
{
	const struct ledger_entry *e =
	        p->entry >= 0 ? &h->ac->a->ledger.p[p->entry] : NULL;
	const char *why = e ? rule_why(e->stage, e->rule) : NULL;

	str_printf(h->out, "<figure class=\"pic%s\"><div class=\"shot\">",
	        p->asset ? "" : " gone");
	if (p->asset) {
		put_shown(h, p);
	} else {
		text(h, why ? why : e ? e->rule : "left out");
	}
	put(h, "</div><figcaption>");
	if (p->alt && *p->alt) {
		put(h, "<span dir=\"auto\">");
		first_of(h, p->alt, 100);
		put(h, "</span><br>");
	}
	if (p->asset)
		str_printf(h->out, "%d \xC3\x97 %d<br>", p->asset->width,
		        p->asset->height);
	put(h, "<span class=\"src\">");
	if (p->line)
		str_printf(h->out, "%d: ", p->line);
	first_of(h, !strncmp(p->text, "data:", 5) ? "data:" : p->text, 120);
	put(h, "</span></figcaption></figure>\n");
}

static int
is_missing(const struct account *ac, const struct piece *p)
{
	return p->picture && !p->asset && p->entry >= 0 &&
	       !strcmp(ac->a->ledger.p[p->entry].stage, "images");
}

static void
put_pictures(struct html *h)
{
	const struct account *ac = h->ac;
	size_t found = 0, missing = 0, all = 0;

	for (size_t i = 0; i < ac->piece.n; i++) {
		const struct piece *p = &ac->piece.p[i];

		all += p->picture != 0;
		found += p->asset != NULL;
		missing += is_missing(ac, p) != 0;
	}
	if (!all)
		return;
	put(h, "<section><h2>Pictures</h2>\n");
	put_pictures_style(h);
	str_printf(h->out,
	        "<p class=\"none\">%zu in the article, %zu missing, %zu left "
	        "out with the site around it.</p>\n",
	        found, missing, all - found - missing);
	for (int pass = 0; pass < 2; pass++) {
		if (!(pass ? missing : found))
			continue;
		str_printf(h->out, "<h3>%s</h3><div class=\"pics\">\n",
		        pass ? "Missing" : "In the article");
		for (size_t i = 0; i < ac->piece.n; i++) {
			const struct piece *p = &ac->piece.p[i];

			if (pass ? is_missing(ac, p) : p->asset != NULL)
				put_card(h, p);
		}
		put(h, "</div>\n");
	}
	put(h, "</section>\n");
}

/* ---- the page ---- */

static void
put_line(struct html *h, int line)
{
	put(h, "<div class=\"ln\">");
	if (line)
		str_printf(h->out, "%d", line);
	put(h, "</div>");
}

/* Of a picture's address, without what stands behind the path. */
static void
put_file_name(struct html *h, const char *address)
{
	size_t n = strcspn(address, "?#");
	char *path = xstrndup(address, n);

	text(h, path_base(path));
	free(path);
}

static void
put_kept(struct html *h, const struct piece *p)
{
	put(h, "<div class=\"row kept ");
	text(h, p->picture ? "img" : p->element);
	put(h, p->changed ? " changed\">" : "\">");
	put_line(h, p->line);
	if (p->picture) {
		put(h, "<figure>");
		if (p->asset)
			put_shown(h, p);
		put(h, "<figcaption>picture ");
		put_file_name(h, p->text);
		if (p->alt && *p->alt) {
			put(h, ": <span dir=\"auto\">");
			text(h, p->alt);
			put(h, "</span>");
		}
		put(h, "</figcaption></figure>");
	} else {
		put(h, "<div class=\"tx\" dir=\"auto\">");
		text(h, p->text);
		put(h, "</div>");
	}
	put(h, "</div>\n");
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
		put(h, "<span class=\"chip\">metadata</span> <span "
		       "class=\"why\">printed from the metadata</span>");
		return;
	}

	put(h, "<span class=\"chip\">");
	text(h, e ? e->rule : "left out");
	put(h, "</span> <span class=\"why\">");
	text(h, why);
	put(h, "</span> <span class=\"n\">\xC2\xB7 ");
	text(h, e ? e->stage : "extract");
	if (n) {
		put(h, " \xC2\xB7 ");
		words(h, n);
	}
	if (e && e->score && !meta)
		str_printf(h->out, " \xC2\xB7 looks %d.%d %% like the article",
		        e->score / 10, e->score % 10);
	put(h, "</span>");
}

static void
put_items(struct html *h, const struct piece *p, size_t n)
{
	put(h, "<ul>");
	for (size_t i = 0; i < n; i++) {
		put(h, "<li><span dir=\"auto\">");
		if (p[i].picture) {
			put(h, "[picture] ");
			if (p[i].alt && *p[i].alt)
				text(h, p[i].alt);
			else
				put_file_name(h, p[i].text);
		} else {
			text(h, p[i].text);
		}
		put(h, "</span></li>");
	}
	put(h, "</ul><span class=\"path\">");
	text(h, p[0].path);
	put(h, "</span>");
}

/* The first words of some pieces, on a line that the browser cuts. */
static void
put_firsts(struct html *h, const struct piece *p, size_t n)
{
	size_t bytes = 0;

	for (size_t i = 0; i < n && bytes < 240; i++) {
		if (bytes)
			put(h, " \xC2\xB7 ");
		first_of(h, p[i].picture ? "[picture]" : p[i].text, 160);
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
	put(h, "<div class=\"row cut");
	put(h, p->fate == FATE_META ? " m\">" : "\">");
	put_line(h, p->line);
	put(h, long_one ? "<details class=\"box\"><summary>"
	                : "<div class=\"box\">");
	put_reason(h, e, sum, p->fate);
	if (long_one) {
		put(h, "<span class=\"first\" dir=\"auto\">");
		put_firsts(h, p, n);
		put(h, "</span></summary>");
	}
	put_items(h, p, n);
	put(h, long_one ? "</details></div>\n" : "</div></div>\n");
}

static void
put_page(struct html *h)
{
	const struct account *ac = h->ac;
	size_t i = 0, n;

	if (!ac->page)
		return;
	put(h, "<section><h2>The page, block by block</h2>\n"
	       "<input class=\"view\" type=\"radio\" name=\"v\" id=\"v-all\" "
	       "checked><input class=\"view\" type=\"radio\" name=\"v\" "
	       "id=\"v-kept\"><input class=\"view\" type=\"radio\" name=\"v\" "
	       "id=\"v-cut\">\n<div class=\"views\"><label for=\"v-all\">All"
	       "</label><label for=\"v-kept\">Kept</label><label for=\"v-cut\">"
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
		put(h, "<p class=\"none\">The page holds no text.</p>");
	put(h, "</div></section>\n");
}

void
explain_html(struct str *out, const struct account *ac, struct store *store,
        struct diag *dg)
{
	struct html h = { .out = out, .ac = ac, .store = store, .dg = dg };

	put_head(&h);
	put_balance(&h);
	put(&h, "</header>\n");
	put_told(&h);
	put_meta(&h);
	put_changes(&h);
	put_stages(&h);
	put_pictures(&h);
	put_page(&h);
	put(&h, "<footer>Numbers on the left are lines of the file. A dashed "
	        "edge marks a block whose text was repaired or changed on its "
	        "way.</footer>\n</div></body></html>\n");
}
