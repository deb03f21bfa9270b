/* repair_markup: repairs a file's text in place, be it HTML or plain text.
 *
 * For `bantin decode`, which gives back the file as it is but for its letters:
 * tags, comments, scripts and style sheets pass untouched.  Between them,
 * references to letters become letters; others are read only to see whether
 * they were bytes of a legacy encoding.  The font of a text is that of the
 * nearest open tag that names one.
 */
#include <string.h>

#include "base/utf8.h"
#include "filters/decode.h"
#include "filters/filter.h"
#include "filters/normalise.h"
#include "filters/repair.h"

#define OPEN_MAX 128

/* Names of the references &nbsp; (U+00A0) to &yuml; (U+00FF), in order. */
static const char latin1_names[] =
        "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not "
        "shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 "
        "ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde "
        "Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc "
        "Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave "
        "Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml "
        "aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml "
        "eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave "
        "uacute ucirc uuml yacute thorn yuml ";

static const struct {
	const char *name;
	uint16_t cp;
} other_names[] = {
	{ "fnof", 0x192 },
	{ "OElig", 0x152 },
	{ "oelig", 0x153 },
	{ "Scaron", 0x160 },
	{ "scaron", 0x161 },
	{ "Yuml", 0x178 },
	{ "circ", 0x2C6 },
	{ "tilde", 0x2DC },
	{ "ndash", 0x2013 },
	{ "mdash", 0x2014 },
	{ "lsquo", 0x2018 },
	{ "rsquo", 0x2019 },
	{ "sbquo", 0x201A },
	{ "ldquo", 0x201C },
	{ "rdquo", 0x201D },
	{ "bdquo", 0x201E },
	{ "dagger", 0x2020 },
	{ "Dagger", 0x2021 },
	{ "bull", 0x2022 },
	{ "hellip", 0x2026 },
	{ "permil", 0x2030 },
	{ "lsaquo", 0x2039 },
	{ "rsaquo", 0x203A },
	{ "euro", 0x20AC },
	{ "trade", 0x2122 },
};

struct open {
	uint32_t name; /* hash of the element's name */
	const struct vi_table *table;
};

struct walk {
	struct article *a;
	struct repair r;
	struct open open[OPEN_MAX];
	size_t depth;
	int line; /* of `counted`, which lines are counted to */
	const char *counted;
	int repairing; /* 0: the first look */
	int references; /* 1: some stand for letters */
	struct str bare; /* a text with its references read */
	struct str letters; /* with those to letters and numbers alone */
	struct str *out;
};

static uint32_t
named(const char *p, size_t n)
{
	const char *q = latin1_names;
	uint32_t cp = 0xA0;
	size_t i;

	for (; *q != '\0'; cp++) {
		size_t len = strcspn(q, " ");

		if (len == n && memcmp(q, p, n) == 0)
			return cp;
		q += len + 1;
	}
	for (i = 0; i < sizeof(other_names) / sizeof(other_names[0]); i++)
		if (strlen(other_names[i].name) == n &&
		        memcmp(other_names[i].name, p, n) == 0)
			return other_names[i].cp;
	return 0;
}

static uint32_t
numbered(const char *p, size_t n)
{
	uint32_t v = 0, base = 10;
	size_t i = 0;

	if (n > 1 && (p[0] == 'x' || p[0] == 'X')) {
		base = 16;
		i = 1;
	}
	for (; i < n; i++) {
		uint32_t d = 99;

		if (p[i] >= '0' && p[i] <= '9')
			d = (uint32_t)(p[i] - '0');
		else if ((p[i] | 0x20) >= 'a' && (p[i] | 0x20) <= 'f')
			d = (uint32_t)((p[i] | 0x20) - 'a' + 10);
		if (d >= base || v > 0x10FFFF)
			return 0;
		v = v * base + d;
	}
	if (v >= 0x80 && v < 0xA0)
		return cp1252_char(v);
	return v > 0x10FFFF || (v >= 0xD800 && v < 0xE000) ? 0 : v;
}

uint32_t
repair_reference(struct span in, size_t at, size_t *len)
{
	size_t i = at + 1;

	while (i < in.n && i < at + 12 && in.p[i] != ';' && in.p[i] != ' ' &&
	        in.p[i] != '&')
		i++;
	if (i >= in.n || in.p[i] != ';' || i < at + 3)
		return 0;
	*len = i + 1 - at;
	if (in.p[at + 1] == '#') {
		uint32_t cp = numbered(in.p + at + 2, i - at - 2);

		return cp >= 0x80 ? cp : 0;
	}
	return named(in.p + at + 1, i - at - 1);
}

/* bare and letters of a text. 0: it holds no references. */
static int
read_references(struct walk *w, struct span in)
{
	size_t i = 0, from = 0;
	int any = 0;

	str_truncate(&w->bare, 0);
	str_truncate(&w->letters, 0);
	for (i = 0; i < in.n;) {
		size_t len = 0;
		uint32_t cp =
		        in.p[i] == '&' ? repair_reference(in, i, &len) : 0;

		if (cp == 0) {
			i++;
			continue;
		}
		any = 1;
		str_add(&w->bare, in.p + from, i - from);
		str_add(&w->letters, in.p + from, i - from);
		str_put_utf8(&w->bare, cp);
		if (cp_is_letter(cp) ||
		        (in.p[i + 1] == '#' && cp > 0xA0 && cp != 0xAD))
			str_put_utf8(&w->letters, cp);
		else
			str_add(&w->letters, in.p + i, len);
		from = i += len;
	}
	str_add(&w->bare, in.p + from, in.n - from);
	str_add(&w->letters, in.p + from, in.n - from);
	return any;
}

static void
one_text(struct walk *w, struct span in)
{
	const struct vi_table *hint =
	        w->depth > 0 ? w->open[w->depth - 1].table : NULL;
	struct span text = in, plain = in;
	const char *rule;
	size_t from = w->out->len;

	if (in.n == 0)
		return;
	if (memchr(in.p, '&', in.n) != NULL && read_references(w, in)) {
		text = str_span(&w->bare);
		plain = str_span(&w->letters);
		w->references |= plain.n != in.n;
	}
	if (!w->repairing) {
		repair_survey(&w->r, text, hint);
		return;
	}
	rule = repair_text(&w->r, text, hint, w->out);
	if (rule == NULL) {
		str_put_span(w->out, plain);
		return;
	}
	for (; w->counted < in.p; w->counted++)
		w->line += *w->counted == '\n';
	repair_enter(w->a, rule, w->line, text,
	        (struct span){ w->out->s + from, w->out->len - from });
}

/* The value of an attribute in a tag, by a plain search. */
static struct span
attribute(struct span tag, const char *name)
{
	size_t n = strlen(name), i, k;
	char quote;

	for (i = 1; i + n + 1 < tag.n; i++) {
		if (tag.p[i - 1] != ' ' && tag.p[i - 1] != '\n')
			continue;
		for (k = 0; k < n && (tag.p[i + k] | 0x20) == name[k]; k++)
			;
		if (k < n || tag.p[i + n] != '=')
			continue;
		i += n + 1;
		quote = tag.p[i];
		if (quote == '"' || quote == '\'') {
			const char *end =
			        memchr(tag.p + i + 1, quote, tag.n - i - 1);

			if (end == NULL)
				break;
			return (struct span){ tag.p + i + 1,
				(size_t)(end - tag.p) - i - 1 };
		}
		for (k = i; k < tag.n && tag.p[k] != ' ' && tag.p[k] != '>';)
			k++;
		return (struct span){ tag.p + i, k - i };
	}
	return (struct span){ tag.p, 0 };
}

/* Elements whose fonts count; 0 for others. */
static uint32_t
tag_name(struct span tag, size_t at)
{
	static const char *const names[] = { "font", "span", "p", "div", "td",
		"b", "strong", "em", "i", "li", "h1", "h2", "h3", "a" };
	size_t i, n = 0;
	char c;

	while (at + n < tag.n &&
	        (((tag.p[at + n] | 0x20) >= 'a' &&
	                 (tag.p[at + n] | 0x20) <= 'z') ||
	                (tag.p[at + n] >= '0' && tag.p[at + n] <= '9')))
		n++;
	c = n > 0 ? (char)(tag.p[at] | 0x20) : '\0';
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (c == names[i][0] &&
		        span_eq_nocase(
		                (struct span){ tag.p + at, n }, names[i]))
			return (uint32_t)i + 1;
	return 0;
}

static void
one_tag(struct walk *w, struct span tag)
{
	int end = tag.n > 1 && tag.p[1] == '/', upper;
	uint32_t name = tag_name(tag, end ? 2 : 1);
	struct span font;
	struct open *o;
	size_t k;

	if (name == 0)
		return;
	if (end) {
		for (k = w->depth; k > 0; k--)
			if (w->open[k - 1].name == name) {
				w->depth = k - 1;
				break;
			}
		return;
	}
	if (w->depth == OPEN_MAX)
		return;
	o = &w->open[w->depth++];
	o->name = name;
	o->table = w->depth > 1 ? o[-1].table : NULL;
	if (memchr(tag.p, '=', tag.n) == NULL)
		return;
	font = attribute(tag, "face");
	if (font.n == 0)
		font = repair_style_font(attribute(tag, "style"));
	if (font.n > 0)
		o->table = repair_font(font, &upper);
}

static void
walk(struct walk *w, struct span in)
{
	size_t i = 0, from = 0;

	w->depth = 0;
	w->line = 1;
	w->counted = in.p;
	while (i < in.n) {
		const char *lt = memchr(in.p + i, '<', in.n - i);
		size_t at = lt != NULL ? (size_t)(lt - in.p) : in.n;
		size_t to = at < in.n ? vi_after_markup(in, at) : at;

		if (to == at && at < in.n) {
			i = at + 1;
			continue;
		}
		one_text(w, (struct span){ in.p + from, at - from });
		if (w->repairing)
			str_add(w->out, in.p + at, to - at);
		if (at < in.n)
			one_tag(w, (struct span){ in.p + at, to - at });
		from = i = to;
	}
	one_text(w, (struct span){ in.p + from, in.n - from });
}

/* Repaired and in one form; *own holds it where it is not the article's. */
static struct span
clean_text(struct article *a, const struct options *o, struct str *own)
{
	struct span in = str_span(&a->text);
	struct str fixed = STR_INIT, nfc = STR_INIT;
	struct walk w = { .a = a, .out = &fixed };
	struct vi_score score = { 0 };
	unsigned look;

	repair_init(&w.r, a->encoding);
	walk(&w, in);
	repair_settle(&w.r);
	w.repairing = 1;
	if (!w.r.idle || w.references) {
		walk(&w, in);
		in = str_span(&fixed);
	}
	look = normalise_look(in, LOOK_STRIP | LOOK_NFC | LOOK_ALIKE);
	if (look & (LOOK_STRIP | LOOK_NFC)) {
		normalise_text(&nfc, in, text_is_rtl(in));
		in = str_span(&nfc);
		look = normalise_look(in, LOOK_ALIKE);
	}
	if ((o->tone != TONE_KEEP || (look & LOOK_ALIKE)) &&
	        text_is_vietnamese(in, &score)) {
		normalise_vietnamese(own, in, o->tone);
		in = str_span(own);
	} else if (in.p == nfc.s) {
		*own = nfc;
		nfc = (struct str)STR_INIT;
	} else if (in.p == fixed.s) {
		*own = fixed;
		fixed = (struct str)STR_INIT;
	}
	str_free(&nfc);
	repair_free(&w.r);
	str_free(&w.bare);
	str_free(&w.letters);
	str_free(&fixed);
	return in;
}

void
repair_markup(struct article *a, const struct options *o)
{
	const struct encoding *e =
	        a->encoding != NULL ? encoding_named(a->encoding) : NULL;
	struct str own = STR_INIT;
	struct span text;

	if (o->tone == TONE_KEEP && e != NULL && e->kind == ENC_UTF8 &&
	        repair_is_clean(str_span(&a->text)))
		return;
	text = clean_text(a, o, &own);
	if (text.p == own.s) {
		str_free(&a->text);
		a->text = own;
	}
}
