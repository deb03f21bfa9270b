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
#define BLOCK 512 /* bytes looked at in one go */
#define NEAR 512 /* so far the next markup is looked for */
#define SHORT_TEXT 2000 /* is taken as a whole */
#define LONG_TEXT 65536 /* is cut somewhere */
#define ENOUGH 160 /* to tell what encoding it is */
#define LOOK_ALL (LOOK_STRIP | LOOK_NFC | LOOK_ALIKE)

struct open {
	uint32_t name; /* hash of the element's name */
	const struct vi_table *table;
	int upper; /* the font has capitals only */
};

struct walk {
	struct article *a;
	struct repair r;
	struct open open[OPEN_MAX];
	size_t depth;
	int line; /* of `counted`, which lines are counted to */
	const char *counted;
	int repairing; /* 0: the first look */
	int plain; /* 1: no markup at all */
	int brief; /* 1: only until the language is known */
	int fontless; /* 1: no tag names a legacy font */
	struct repair_sheets sheets;
	uint64_t broken; /* rules, somewhere in the file */
	unsigned reasons; /* to normalise */
	size_t done; /* what was looked at closely ends here */
	int references; /* 1: some stand for letters */
	struct str bare; /* a text with its references read */
	struct str letters; /* with those to letters and numbers alone */
	struct str *out;
};

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

/* What was written from `from` on in capitals, but for references. */
static void
capitalise(struct str *out, size_t from)
{
	struct str upper = STR_INIT;
	size_t i = from, to;

	for (; i < out->len; i = to) {
		const char *end = memchr(out->s + i, ';', out->len - i);
		int stays = out->s[i] == '&' && end != NULL &&
		            end - (out->s + i) < 12;

		for (to = i + 1; to < out->len && out->s[to] != '&' &&
		                 !(stays && out->s[to - 1] == ';');)
			to++;
		if (stays)
			str_add(&upper, out->s + i, to - i);
		else
			repair_upper(
			        (struct span){ out->s + i, to - i }, &upper);
	}
	str_truncate(out, from);
	str_put_span(out, str_span(&upper));
	str_free(&upper);
}

/* Whether a text in the innermost font is in capitals there. */
static int
is_upper(const struct walk *w, const char *rule)
{
	const struct open *o = w->depth > 0 ? &w->open[w->depth - 1] : NULL;

	return o != NULL && o->upper && o->table != NULL &&
	       (rule != NULL || w->r.decoded == o->table || w->r.priors > 0);
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
	if (rule == NULL)
		str_put_span(w->out, plain);
	if (is_upper(w, rule)) {
		capitalise(w->out, from);
		if (rule == NULL &&
		        !span_eq(plain, (struct span){ w->out->s + from,
		                                w->out->len - from }))
			rule = "capitals";
	}
	if (rule == NULL)
		return;
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

static struct span
tag_name(struct span tag, size_t at)
{
	size_t n = 0;

	while (at + n < tag.n &&
	        (((tag.p[at + n] | 0x20) >= 'a' &&
	                 (tag.p[at + n] | 0x20) <= 'z') ||
	                (tag.p[at + n] >= '0' && tag.p[at + n] <= '9')))
		n++;
	return (struct span){ tag.p + at, n };
}

/* Elements whose fonts count, by number; the first ones end without a tag
 * where the next of their kind begins.  0 for others. */
#define ENDS_ITSELF 5
static uint32_t
tag_number(struct span name)
{
	static const char *const names[] = { "p", "li", "td", "th", "tr",
		"font", "span", "div", "b", "strong", "em", "i", "h1", "h2",
		"h3", "h4", "a", "body", "table", "ul", "ol", "blockquote",
		"center", "u" };
	size_t i;
	char c = name.n > 0 ? (char)(*name.p | 0x20) : '\0';

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (c == names[i][0] && span_eq_nocase(name, names[i]))
			return (uint32_t)i + 1;
	return 0;
}

static void
close_tag(struct walk *w, uint32_t name)
{
	size_t k;

	for (k = w->depth; k > 0; k--)
		if (w->open[k - 1].name == name) {
			w->depth = k - 1;
			break;
		}
}

/* The font of the element that a tag begins, where it has one of its own. */
static void
own_font(
        const struct walk *w, struct span tag, struct span name, struct open *o)
{
	const struct vi_table *t;
	struct span font = { tag.p, 0 };
	int upper;

	if (memchr(tag.p, '=', tag.n) != NULL) {
		font = attribute(tag, "face");
		if (font.n == 0)
			font = repair_style_font(attribute(tag, "style"));
	}
	if (font.n > 0) {
		o->table = repair_font(font, &o->upper);
		return;
	}
	if (w->sheets.rule.n == 0)
		return;
	t = repair_sheets_font(&w->sheets, name, attribute(tag, "class"),
	        attribute(tag, "id"), &upper);
	if (t != NULL) {
		o->table = t;
		o->upper = upper;
	}
}

static void
one_tag(struct walk *w, struct span tag)
{
	int end = tag.n > 1 && tag.p[1] == '/';
	struct span text = tag_name(tag, end ? 2 : 1);
	uint32_t name = tag_number(text);
	struct open *o;

	if (!end && !w->repairing && span_eq_nocase(text, "style"))
		repair_sheets_add(&w->sheets, tag);
	if (name == 0)
		return;
	if (end) {
		close_tag(w, name);
		return;
	}
	if (name <= ENDS_ITSELF && w->depth > 0 &&
	        w->open[w->depth - 1].name == name)
		w->depth--;
	if (w->depth == OPEN_MAX)
		return;
	o = &w->open[w->depth++];
	o->name = name;
	o->table = w->depth > 1 ? o[-1].table : NULL;
	o->upper = w->depth > 1 ? o[-1].upper : 0;
	own_font(w, tag, text, o);
}

/* How much of a text is taken for one: a text without markup may be a whole
 * file, with lines of several origins.  They are looked at a few together, as
 * short ones prove nothing, and repaired one by one.  VIQR wants to see what
 * follows a word, so texts in ASCII are cut at blank lines alone.  Lines
 * without end are cut at a space. */
static size_t
piece(const struct walk *w, struct span in, int ascii)
{
	size_t i = 0, least = w->repairing ? 0 : ENOUGH;
	const char *nl;

	if (in.n < SHORT_TEXT && !w->plain)
		return in.n;
	while (i < LONG_TEXT &&
	        (nl = memchr(in.p + i, '\n', in.n - i)) != NULL) {
		size_t to = (size_t)(nl - in.p) + 1;

		if ((to < in.n && (in.p[to] == '\n' || in.p[to] == '\r')) ||
		        (to >= least && !ascii))
			return to;
		i = to;
	}
	return in.n > LONG_TEXT && (nl = memchr(in.p + LONG_TEXT, ' ',
	                                    in.n - LONG_TEXT)) != NULL
	               ? (size_t)(nl - in.p)
	               : in.n;
}

/* Whether the first look may leave off. */
static int
is_enough(const struct walk *w)
{
	return w->brief && repair_knows_language(&w->r);
}

/* A text between tags; gives how far it came. */
static size_t
texts(struct walk *w, struct span in)
{
	int ascii = w->r.ascii != NULL || utf8_is_ascii(in);
	size_t i = 0;

	while (i < in.n && !is_enough(w)) {
		struct span rest = { in.p + i, in.n - i };

		rest.n = piece(w, rest, ascii);
		one_text(w, rest);
		i += rest.n;
	}
	return i;
}

/* Over all texts, or as far as it takes to know the language; gives how far
 * it came. */
static size_t
walk(struct walk *w, struct span in)
{
	size_t i = 0, from = 0;

	w->depth = 0;
	if (!w->repairing)
		w->sheets.rule.n = 0;
	w->line = 1;
	w->counted = in.p;
	while (i < in.n && !is_enough(w)) {
		const char *lt = memchr(in.p + i, '<', in.n - i);
		size_t at = lt != NULL ? (size_t)(lt - in.p) : in.n;
		size_t to = at < in.n ? vi_after_markup(in, at) : at;

		if (to == at && at < in.n) {
			i = at + 1;
			continue;
		}
		from += texts(w, (struct span){ in.p + from, at - from });
		if (from < at)
			break;
		if (w->repairing)
			str_add(w->out, in.p + at, to - at);
		if (at < in.n && !w->fontless)
			one_tag(w, (struct span){ in.p + at, to - at });
		from = i = to;
	}
	return from + texts(w, (struct span){ in.p + from, in.n - from });
}

/* What stands around in.p[from..to): from markup to markup where such is
 * near, else between line ends or spaces; not from before `least`. */
static struct span
surroundings(struct span in, size_t least, size_t from, size_t to)
{
	size_t back = from - least < NEAR ? least : from - NEAR;
	size_t most = in.n - to < NEAR ? in.n : to + NEAR, i, space = from;

	for (i = from; i > back && in.p[i] != '<' && in.p[i] != '\n'; i--)
		if (in.p[i] == ' ')
			space = i;
	from = i > back || back == least ? i : space;
	space = to;
	for (i = to; i < most && in.p[i] != '<' && in.p[i] != '\n'; i++)
		if (in.p[i] == ' ' && space == to)
			space = i;
	to = i < most || most == in.n ? i : space;
	return (struct span){ in.p + from, to - from };
}

/* The bytes at..to of a file, if not all is right there: the texts around are
 * looked at.  Gives how far that was. */
static size_t
look_closely(struct walk *w, struct span in, size_t seen, size_t at, size_t to)
{
	struct repair_look l;
	struct span s;

	repair_look(w->r.rules, in, at, to, &l);
	w->broken |= l.broken;
	if (repair_looks_right(&l) &&
	        (!(l.broken & REPAIR_REFERENCE) ||
	                repair_references_stay(in, at, to))) {
		w->r.unicode += (l.beyond + 1) / 2;
		return to;
	}
	s = surroundings(in, w->done, at, to);
	/* Where something is repaired, the outcome is what is looked at. */
	if (w->r.proofs == 0)
		w->reasons |= normalise_look(s, LOOK_ALL & ~w->reasons);
	to = w->done = (size_t)(s.p - in.p) + s.n;
	if (to > seen &&
	        (!repair_gives_up(&w->r) || l.beyond > 0 ||
	                (l.broken & (REPAIR_LAYER | REPAIR_REFERENCE))))
		walk(w, s);
	return to;
}

/* The first look at a file: at all its texts until its language is known,
 * then only at those where the bytes do not look right. */
static void
survey(struct walk *w, struct span in)
{
	size_t seen, at = 0;

	w->brief = w->fontless = 1;
	seen = walk(w, in);
	w->brief = 0;
	while (at < in.n)
		at = look_closely(
		        w, in, seen, at, in.n - at > BLOCK ? at + BLOCK : in.n);
	if (repair_survey_again(&w->r))
		walk(w, in);
	w->fontless = !(w->broken & (REPAIR_FAMILY | REPAIR_FACE)) ||
	              !repair_names_font(in);
	if (w->fontless)
		return;
	repair_free(&w->r);
	repair_init(&w->r, w->a->encoding);
	walk(w, in);
	if (repair_survey_again(&w->r))
		walk(w, in);
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

	w.plain = memchr(in.p, '<', in.n) == NULL;
	repair_init(&w.r, a->encoding);
	survey(&w, in);
	repair_settle(&w.r);
	look = w.reasons;
	w.repairing = 1;
	if (!w.r.idle || w.r.capitals || w.references) {
		walk(&w, in);
		in = str_span(&fixed);
		look = normalise_look(in, LOOK_ALL);
	}
	if (look & LOOK_STRIP)
		normalise_text(&nfc, in, text_is_rtl(in));
	else if (look & LOOK_NFC)
		normalise_nfc(&nfc, in);
	if (look & (LOOK_STRIP | LOOK_NFC))
		in = str_span(&nfc);
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
	vec_free(&w.sheets.rule);
	str_free(&w.bare);
	str_free(&w.letters);
	str_free(&fixed);
	return in;
}

void
repair_markup(struct article *a, const struct options *o)
{
	struct str own = STR_INIT;
	struct span text = clean_text(a, o, &own);

	if (text.p == own.s) {
		str_free(&a->text);
		a->text = own;
	}
}
