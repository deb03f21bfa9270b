/* repair_tree: the texts of a parsed page, each with the font it is set in.
 *
 * Two passes: the first looks at all texts and learns what the page is made
 * of, the second repairs.  The font is that of the nearest element that names
 * one: <font face>, a style attribute, or a rule of a style sheet in the page
 * whose last part is an element's name, a class or an id, or both; that is how
 * word processors write.
 */
#include <string.h>

#include "base/lanes.h"
#include "base/utf8.h"
#include "doc/dom.h"
#include "filters/repair.h"

struct hint {
	const struct vi_table *table;
	const struct repair_signs *signs;
	int upper;
};

struct tree {
	struct article *a;
	struct repair r;
	struct repair_sheets sheets;
	int fonts; /* a legacy font, or one of signs, is named somewhere */
	unsigned base;
	size_t lost;
	const xmlNode *parent; /* whose hint is known */
	struct hint hint;
	struct str raw; /* the text with its control characters */
	unsigned changed;
};

/* The font an element itself names: 1 with h set (both NULL: another). */
static int
own_font(const struct tree *t, const xmlNode *n, struct hint *h)
{
	const char *style = dom_attr(n, "style");
	struct span font = span_of(dom_attr(n, "face"));

	if (style != NULL && strlen(style) < 4096) {
		struct span s = repair_style_font(span_of(style));

		if (s.n > 0)
			font = s;
	}
	if (font.n > 0) {
		h->table = repair_font(font, &h->upper);
		h->signs = repair_signs(font);
		return 1;
	}
	if (t->sheets.rule.n == 0)
		return 0;
	h->table = repair_sheets_font(&t->sheets,
	        span_of((const char *)n->name), span_of(dom_attr(n, "class")),
	        span_of(dom_attr(n, "id")), &h->upper);
	return h->table != NULL;
}

static void
find_fonts(struct tree *t, xmlNodePtr root)
{
	xmlNodePtr n;

	for (n = root; n != NULL; n = dom_next(n, root)) {
		struct hint h = { 0 };

		if (n->type != XML_ELEMENT_NODE)
			continue;
		if (dom_is(n, "style") && n->children != NULL &&
		        n->children->content != NULL)
			repair_sheets_add(&t->sheets,
			        span_of((char *)n->children->content));
		if (!t->fonts && own_font(t, n, &h))
			t->fonts = h.table != NULL || h.signs != NULL;
	}
	t->fonts |= t->sheets.rule.n > 0;
}

static struct hint
hint_of(struct tree *t, const xmlNode *text)
{
	const xmlNode *n = text->parent;

	if (!t->fonts || n == t->parent)
		return t->hint;
	t->parent = n;
	t->hint = (struct hint){ 0 };
	for (; n != NULL && n->type == XML_ELEMENT_NODE; n = n->parent)
		if (own_font(t, n, &t->hint))
			break;
	return t->hint;
}

static int
is_code(const xmlNode *n)
{
	static const char *const names[] = { "script", "style", "code", "samp",
		"kbd", "textarea", NULL };

	return n != NULL && n->type == XML_ELEMENT_NODE && dom_is_any(n, names);
}

/* The text with control characters as they were. */
static struct span
raw_text(struct tree *t, const xmlChar *content)
{
	struct span in = span_of((const char *)content);
	const char *p = in.p, *end = in.p + in.n;

	if (t->base == 0 || (memchr(in.p, 0xF4, in.n) == NULL &&
	                            memchr(in.p, 0xF3, in.n) == NULL))
		return in;
	str_truncate(&t->raw, 0);
	while (p < end) {
		uint32_t cp = utf8_next(&p, end);

		if (cp > t->base && cp < t->base + 0x20)
			cp -= t->base;
		str_put_utf8(&t->raw, cp);
	}
	return str_span(&t->raw);
}

static size_t
drop_controls(struct str *s)
{
	size_t i, to = 0;

	for (i = 0; i < s->len; i++)
		if ((unsigned char)s->s[i] >= 0x20 || s->s[i] == '\t' ||
		        s->s[i] == '\n' || s->s[i] == '\r')
			s->s[to++] = s->s[i];
	i = s->len - to;
	str_truncate(s, to);
	return i;
}

/* How many drop_controls() would drop. */
static size_t
count_controls(struct span s)
{
	size_t n = 0, i = 0;

	for (; s.n - i >= LANES; i += LANES) {
		lanes v = lanes_load(s.p + i);

		if (lanes_bits((lanes)(v < 0x20)) == 0)
			continue;
		n += (size_t)__builtin_popcount(
		        lanes_bits((lanes)(v < 0x20) &
		                   ~((lanes)(v == '\t') | (lanes)(v == '\n') |
		                           (lanes)(v == '\r'))));
	}
	for (; i < s.n; i++)
		n += (unsigned char)s.p[i] < 0x20 && s.p[i] != '\t' &&
		     s.p[i] != '\n' && s.p[i] != '\r';
	return n;
}

/* At most so many bytes of a text, none of its letters cut. */
static size_t
whole_letters(struct span s, size_t most)
{
	size_t n = s.n < most ? s.n : most;

	while (n > 0 && n < s.n && ((unsigned char)s.p[n] & 0xC0) == 0x80)
		n--;
	return n;
}

/* Its beginning; what is in private use by its number: nobody has the font. */
static void
put_shown(struct str *out, struct span s)
{
	const char *p = s.p, *end = p + whole_letters(s, 200);

	while (p < end) {
		const char *start = p;
		uint32_t cp = utf8_next(&p, end);

		if (repair_is_private(cp))
			str_printf(out, "U+%04X", (unsigned)cp);
		else
			str_add(out, start, (size_t)(p - start));
	}
}

/* At most `most` bytes of it, in one line. */
static void
put_line(struct str *out, struct span s, size_t most)
{
	size_t n = whole_letters(s, most);

	for (size_t i = 0; i < n; i++)
		str_putc(out, (unsigned char)s.p[i] < 0x20 ? ' ' : s.p[i]);
}

void
repair_enter(struct article *a, const char *rule, int line, struct span before,
        struct span after)
{
	struct str s = STR_INIT, half[2] = { STR_INIT, STR_INIT };
	struct ledger_entry *e;
	char *kept[2];
	int i;

	put_shown(&half[0], span_trim(before));
	put_shown(&half[1], span_trim(after));
	for (i = 0; i < 2; i++) {
		struct span t = str_span(&half[i]);

		kept[i] = arena_strndup(a->arena, t.p, t.n);
		str_puts(&s, i > 0 ? " \xE2\x86\x92 " : "");
		put_line(&s, t, 48);
	}
	ledger_add_text(a, LEDGER_CHANGE, "repair", rule, line, str_span(&s));
	e = vec_last(&a->ledger);
	e->before = kept[0];
	e->after = kept[1];
	str_free(&half[0]);
	str_free(&half[1]);
	str_free(&s);
}

/* Text that is as it was; to out only where its control characters are in
 * private use. */
static void
leave_alone(struct tree *t, struct span in, struct str *out)
{
	str_truncate(out, 0);
	if (in.p != t->raw.s) {
		t->lost += count_controls(in);
		return;
	}
	str_put_span(out, in);
	t->lost += drop_controls(out);
}

/* A text or attribute value repaired; NULL in *rule: as it was. */
static void
fix(struct tree *t, struct span in, struct hint h, struct str *out,
        const char **rule)
{
	const struct repair *r = &t->r;

	*rule = repair_text(&t->r, in, h.table, out);
	if (h.upper && h.table != NULL &&
	        (*rule != NULL || r->decoded == h.table || r->priors > 0)) {
		struct str upper = STR_INIT;

		repair_upper(*rule != NULL ? str_span(out) : in, &upper);
		str_free(out);
		*out = upper;
		if (*rule == NULL &&
		        (in.n != out->len || memcmp(in.p, out->s, in.n) != 0))
			*rule = "capitals";
	}
	if (*rule == NULL)
		leave_alone(t, in, out);
	else
		t->lost += drop_controls(out);
}

/* What is set in a font of signs. */
static int
read_keys(struct tree *t, struct span in, struct hint h, struct str *out)
{
	if (h.signs == NULL)
		return 0;
	vi_units_of_text(in, &t->r.units);
	return repair_keys(h.signs, &t->r.units, out);
}

/* Signs in private use, which may stand in text of any encoding: in what was
 * made of it, else in the text itself. */
static void
read_private(struct tree *t, const xmlNode *n, struct span in, struct str *out,
        const char **rule)
{
	struct str read = STR_INIT;
	struct span text =
	        *rule != NULL || in.p == t->raw.s ? str_span(out) : in;

	if (!t->r.privates ||
	        !repair_private(
	                text, n->parent && dom_is(n->parent, "i"), &read)) {
		str_free(&read);
		return;
	}
	(void)drop_controls(&read); /* told already */
	str_free(out);
	*out = read;
	if (*rule == NULL)
		*rule = "signs";
}

static void
repair_node(struct tree *t, xmlNodePtr n)
{
	struct span in = raw_text(t, n->content);
	struct str out = STR_INIT;
	const char *rule;

	if (in.n == 0)
		return;
	if (is_code(n->parent)) {
		rule = NULL;
		leave_alone(t, in, &out);
	} else {
		struct hint h = hint_of(t, n);

		if (read_keys(t, in, h, &out)) {
			rule = "signs";
			t->lost += drop_controls(&out);
		} else {
			fix(t, in, h, &out, &rule);
		}
		read_private(t, n, in, &out, &rule);
	}
	if (rule != NULL)
		repair_enter(t->a, rule, n->line, in, str_span(&out));
	if (rule != NULL || in.p != (const char *)n->content) {
		xmlFree(n->content);
		n->content = xmlStrdup((const xmlChar *)str_c(&out));
	}
	str_free(&out);
}

static void
repair_attributes(struct tree *t, xmlNodePtr n)
{
	xmlAttrPtr at;

	for (at = n->properties; at != NULL; at = at->next) {
		static const char *const names[] = { "title", "alt", "content",
			"summary", NULL };
		const struct hint none = { 0 };
		struct str out = STR_INIT;
		const char *rule = NULL;
		xmlNodePtr text = at->children;
		struct span in;
		int i;

		for (i = 0; names[i] != NULL; i++)
			if (dom_same_name(at->name, names[i]))
				break;
		if (text == NULL || text->content == NULL)
			continue;
		in = raw_text(t, text->content);
		t->r.unseen = 1;
		if (names[i] != NULL)
			fix(t, in, none, &out, &rule);
		t->r.unseen = 0;
		if (names[i] == NULL && in.p != (const char *)text->content) {
			str_put_span(&out, in);
			t->lost += drop_controls(&out);
		}
		if (rule != NULL)
			repair_enter(t->a, rule, n->line, in, str_span(&out));
		if (rule != NULL || in.p != (const char *)text->content) {
			xmlFree(text->content);
			text->content = xmlStrdup((const xmlChar *)str_c(&out));
		}
		str_free(&out);
	}
}

static void
survey(struct tree *t, xmlNodePtr root)
{
	xmlNodePtr n;

	for (n = root; n != NULL; n = dom_next(n, root))
		if (n->type == XML_TEXT_NODE && n->content != NULL &&
		        !is_code(n->parent))
			repair_survey(&t->r, raw_text(t, n->content),
			        hint_of(t, n).table);
}

size_t
repair_tree(struct article *a, xmlDocPtr doc, unsigned base)
{
	struct tree t = { .a = a, .base = base };
	xmlNodePtr root = xmlDocGetRootElement(doc), n;

	repair_init(&t.r, a->encoding);
	find_fonts(&t, root);
	survey(&t, root);
	if (repair_survey_again(&t.r))
		survey(&t, root);
	repair_settle(&t.r);
	for (n = root; n != NULL; n = dom_next(n, root)) {
		if (n->type == XML_ELEMENT_NODE) {
			repair_attributes(&t, n);
		} else if (n->type == XML_TEXT_NODE && n->content != NULL) {
			repair_node(&t, n);
		}
	}
	repair_free(&t.r);
	vec_free(&t.sheets.rule);
	str_free(&t.raw);
	return t.lost;
}

size_t
repair_controls(xmlDocPtr doc, unsigned base)
{
	struct tree t = { .base = base };
	xmlNodePtr root = xmlDocGetRootElement(doc), n;

	for (n = root; n != NULL; n = dom_next(n, root)) {
		xmlAttrPtr at =
		        n->type == XML_ELEMENT_NODE ? n->properties : NULL;
		xmlNodePtr text = n->type == XML_TEXT_NODE ? n : NULL;

		for (;;) {
			if (text != NULL && text->content != NULL &&
			        raw_text(&t, text->content).p == t.raw.s) {
				t.lost += drop_controls(&t.raw);
				xmlFree(text->content);
				text->content = xmlStrdup(
				        (const xmlChar *)str_c(&t.raw));
			}
			if (at == NULL)
				break;
			text = at->children;
			at = at->next;
		}
	}
	str_free(&t.raw);
	return t.lost;
}
