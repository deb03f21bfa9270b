/* explain_text: the account for a terminal.  One entry has one line, with what
 * one would search for; what belongs to it is indented. */
#include <string.h>

#include "base/utf8.h"
#include "doc/dom.h"
#include "run/account.h"

/* At most n characters of a text, on one line. */
static void
put_short(struct str *out, const char *text, size_t most)
{
	const char *p = text ? text : "", *end = p + strlen(p);

	for (; p < end && most > 0; most--) {
		const char *from = p;
		uint32_t cp = utf8_next(&p, end);

		if (cp == UTF8_BAD || cp < 0x20 || (cp >= 0x7F && cp < 0xA0))
			str_putc(out, ' ');
		else
			str_add(out, from, (size_t)(p - from));
	}
	if (p < end)
		str_puts(out, "\xE2\x80\xA6");
}

static void
put_encoding(struct str *out, const struct article *a)
{
	const struct encoding_evidence *by = &a->encoding_by;

	if (!a->encoding)
		return;
	str_printf(out, "encoding: %s", a->encoding);
	if (by->by)
		str_printf(out, ", by %s; %d %% sure", encoding_why(by->by),
		        by->sure);
	if (by->second)
		str_printf(
		        out, "; then %s, %d %%", by->second, by->second_sure);
	str_putc(out, '\n');
}

/* What else the page said of a field: other values and other places. */
static void
put_others(struct str *out, const struct article *a, const char *field,
        const char *value)
{
	int shown = 0;

	for (size_t i = 0; i < a->evidence.n && shown < 6; i++) {
		const struct evidence *e = &a->evidence.p[i];

		if (!e->field || strcmp(e->field, field) ||
		        (value && !strcmp(e->value, value)))
			continue;
		str_printf(out, "%15s also: ", "");
		put_short(out, e->value, 70);
		str_printf(out, "  (%s)\n", source_why(e->source));
		shown++;
	}
}

static void
put_meta(struct str *out, struct article *a)
{
	str_puts(out, "\nmetadata:\n");
	for (int f = 0; f < META_FIELDS; f++) {
		const struct meta_value *v = &a->meta.f[f];
		const char *name = meta_name((enum meta_field)f);

		if (!v->value)
			continue;
		str_printf(out, "  %-13s", name);
		put_short(out, v->value, 200);
		str_printf(out, "  (%s)\n", source_why(v->source));
		put_others(out, a, name, v->value);
	}
	if (a->meta.authors.n) {
		str_printf(out, "  %-13s%s  (%s)\n", "author", meta_byline(a),
		        source_why(a->meta.authors_source));
		put_others(out, a, "author", meta_byline(a));
	}
	if (a->meta.keywords.n) {
		str_printf(out, "  %-13s", "keywords");
		for (size_t i = 0; i < a->meta.keywords.n; i++)
			str_printf(out, "%s%s", i ? ", " : "",
			        a->meta.keywords.p[i]);
		str_putc(out, '\n');
	}
}

static void
put_entry(struct str *out, const struct ledger_entry *e)
{
	const char *why = rule_why(e->stage, e->rule);

	str_puts(out, "  ");
	if (e->line)
		str_printf(out, "%d: ", e->line);
	str_printf(out, "%s: %s", e->stage, e->rule);
	if (e->words)
		str_printf(
		        out, ", %u word%s", e->words, e->words == 1 ? "" : "s");
	if (e->score)
		str_printf(out, ", %d of 1000 like the article", e->score);
	if (e->others)
		str_printf(out, ", on %d other pages of the site", e->others);
	if (why)
		str_printf(out, " (%s)", why);
	str_putc(out, '\n');
	if (e->before) {
		str_puts(out, "      - ");
		put_short(out, e->before, 100);
		str_puts(out, "\n      + ");
		put_short(out, e->after, 100);
		str_putc(out, '\n');
	} else if (e->text) {
		str_puts(out, "      ");
		put_short(out, e->text, 100);
		str_putc(out, '\n');
	}
	if (e->path)
		str_printf(out, "      at %s\n", e->path);
}

static void
put_entries(struct str *out, const struct account *ac, const char *head,
        enum ledger_kind kind, int pictures)
{
	const struct article *a = ac->a;
	int some = 0;

	for (size_t i = 0; i < a->ledger.n; i++) {
		const struct ledger_entry *e = &a->ledger.p[i];

		if (e->kind != kind || !strcmp(e->rule, "encoding") ||
		        (!strcmp(e->stage, "images")) != pictures)
			continue;
		if (!some++)
			str_printf(out, "\n%s:\n", head);
		put_entry(out, e);
	}
}

static void
put_stages(struct str *out, const struct account *ac)
{
	str_puts(out, "\nstages:\n");
	for (size_t i = 0; i < ac->stage.n; i++) {
		const struct stage *st = &ac->stage.p[i];

		str_printf(out, "  %-11s", st->name);
		if (st->drops)
			str_printf(out, " dropped %u (%u word%s)", st->drops,
			        st->words, st->words == 1 ? "" : "s");
		if (st->changes)
			str_printf(out, "%s changed %u", st->drops ? "," : "",
			        st->changes);
		if (st->about && !st->drops && !st->changes)
			str_printf(out, " %s", st->about);
		str_putc(out, '\n');
	}
}

static void
put_pictures(struct str *out, const struct account *ac)
{
	const struct article *a = ac->a;

	if (a->assets.n)
		str_puts(out, "\npictures found:\n");
	for (size_t i = 0; i < a->assets.n; i++) {
		const struct asset *as = &a->assets.p[i];

		str_puts(out, "  ");
		put_short(out, as->src, 100);
		str_printf(out, ", %d x %d, %s, %zu bytes\n", as->width,
		        as->height, as->type == ASSET_PNG ? "PNG" : "JPEG",
		        as->size);
	}
	put_entries(out, ac, "pictures left out", LEDGER_DROP, 1);
}

static void
put_balance(struct str *out, const struct account *ac)
{
	size_t n[FATES] = { 0 };

	for (size_t i = 0; i < ac->piece.n; i++)
		n[ac->piece.p[i].fate] += !ac->piece.p[i].picture;
	str_printf(out,
	        "\nwords: %u on the page = %u kept + %u in metadata + %u "
	        "dropped\n",
	        ac->page_words, ac->words[FATE_KEPT], ac->words[FATE_META],
	        ac->words[FATE_DROPPED]);
	str_printf(out,
	        "blocks: %zu kept, %zu in metadata, %zu dropped; the article "
	        "has %u words\n",
	        n[FATE_KEPT], n[FATE_META], n[FATE_DROPPED], ac->article_words);
}

void
explain_text(struct str *out, const struct account *ac)
{
	struct article *a = ac->a;

	str_printf(out, "%s%s\n", a->name,
	        ac->failed ? ": FAILED, this is how far it came" : "");
	put_encoding(out, a);
	put_stages(out, ac);
	put_meta(out, a);
	put_entries(out, ac, "changed", LEDGER_CHANGE, 0);
	put_entries(out, ac, "noted", LEDGER_NOTE, 0);
	put_entries(out, ac, "dropped", LEDGER_DROP, 0);
	put_pictures(out, ac);
	if (ac->page)
		put_balance(out, ac);
}
