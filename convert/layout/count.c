/* count: counters with their scopes (CSS 2.2, 12.4), counter styles of
 * css-counter-styles-3 that print uses, and quotation marks.
 *
 * A counter lives from the element that resets it to the end of that
 * element's parent.  Lists count in the implicit counter "list-item".
 */
#include <stdlib.h>
#include <string.h>

#include "doc/dom.h"
#include "layout/lay.h"

static struct counter *
counter_find(struct lay *L, const char *name)
{
	for (size_t i = L->counter.n; i > 0; i--)
		if (strcmp(L->counter.p[i - 1].name, name) == 0)
			return &L->counter.p[i - 1];
	return NULL;
}

static void
counter_reset(struct lay *L, const char *name, int value, int depth)
{
	struct counter *c = counter_find(L, name);

	if (c == NULL || c->depth != depth) {
		c = vec_push(&L->counter);
		c->name = lay_intern(L, name);
		c->depth = depth;
	}
	c->value = value;
}

static int
attr_int(const xmlNode *n, const char *name, int otherwise)
{
	const char *v = n ? dom_attr(n, name) : NULL;
	char *end;
	long k;

	if (v == NULL)
		return otherwise;
	k = strtol(v, &end, 10);
	if (end == v || k > 1000000 || k < -1000000)
		return otherwise;
	return (int)k;
}

static int
items_of(const xmlNode *list)
{
	int n = 0;

	for (const xmlNode *c = list->children; c != NULL; c = c->next)
		n += dom_is(c, "li");
	return n;
}

static int
reversed(const xmlNode *n)
{
	return n->parent != NULL && dom_attr(n->parent, "reversed") != NULL;
}

static int
names_counter(const struct css_counter *k, const char *name)
{
	for (; k != NULL; k = k->next)
		if (strcmp(k->name, name) == 0)
			return 1;
	return 0;
}

/* Lists count whether a sheet says so or not (css-lists-3, 4.6); what it
 * says about list-item otherwise stands. */
static void
list_counter(struct lay *L, const xmlNode *n, const struct style *s, int depth)
{
	int step = 1, own = names_counter(s->counter_increment, "list-item");
	struct counter *c;

	if (dom_is(n, "ol") || dom_is(n, "ul") || dom_is(n, "menu")) {
		int rev = dom_attr(n, "reversed") != NULL;
		int start = attr_int(n, "start", rev ? items_of(n) : 1);

		counter_reset(
		        L, "list-item", rev ? start + 1 : start - 1, depth);
	}
	if (s->display != DISPLAY_LIST_ITEM)
		return;
	if (reversed(n))
		step = -1;
	c = counter_find(L, "list-item");
	if (c == NULL) {
		counter_reset(L, "list-item", 0, depth);
		c = counter_find(L, "list-item");
	}
	/* a sheet's own increment follows */
	c->value = attr_int(n, "value", c->value + step) - (own ? step : 0);
}

void
count_enter(struct lay *L, const xmlNode *n, const struct style *s, int depth)
{
	const struct css_counter *k;
	struct counter *c;

	for (k = s->counter_reset; k != NULL; k = k->next)
		counter_reset(L, k->name, k->value, depth);
	list_counter(L, n, s, depth);
	for (k = s->counter_increment; k != NULL; k = k->next) {
		c = counter_find(L, k->name);
		if (c == NULL) {
			counter_reset(L, k->name, 0, depth);
			c = counter_find(L, k->name);
		}
		if (c->value < 1000000 && c->value > -1000000)
			c->value += k->value == 1 && reversed(n) &&
			                            strcmp(k->name,
			                                    "list-item") == 0
			                    ? -1
			                    : k->value;
	}
}

/* Footnotes count in the implicit counter "footnote" (css-gcpm-3, 2.7). */
void
count_note(struct lay *L)
{
	struct counter *c = counter_find(L, "footnote");

	if (c == NULL) {
		counter_reset(L, "footnote", 0, 0);
		c = counter_find(L, "footnote");
	}
	c->value++;
}

void
count_leave(struct lay *L, int depth)
{
	while (L->counter.n > 0 && vec_last(&L->counter)->depth > depth)
		L->counter.n--;
}

int
count_value(const struct lay *L, const char *name)
{
	for (size_t i = L->counter.n; i > 0; i--)
		if (strcmp(L->counter.p[i - 1].name, name) == 0)
			return L->counter.p[i - 1].value;
	return 0;
}

void
count_values(const struct lay *L, const char *name, const char *sep,
        int list_type, struct str *out)
{
	int first = 1;

	for (size_t i = 0; i < L->counter.n; i++) {
		if (strcmp(L->counter.p[i].name, name) != 0)
			continue;
		if (!first)
			str_puts(out, sep);
		first = 0;
		count_format(out, L->counter.p[i].value, list_type);
	}
}

static void
put_roman(struct str *out, int v, int upper)
{
	static const struct {
		int v;
		const char *s;
	} part[] = {
		{ 1000, "m" },
		{ 900, "cm" },
		{ 500, "d" },
		{ 400, "cd" },
		{ 100, "c" },
		{ 90, "xc" },
		{ 50, "l" },
		{ 40, "xl" },
		{ 10, "x" },
		{ 9, "ix" },
		{ 5, "v" },
		{ 4, "iv" },
		{ 1, "i" },
	};

	for (size_t i = 0; i < sizeof(part) / sizeof(part[0]); i++)
		for (; v >= part[i].v; v -= part[i].v)
			for (const char *s = part[i].s; *s; s++)
				str_putc(out, (char)(upper ? *s - 32 : *s));
}

/* Alphabetic: 1 is the first letter, then two letters, as bijective
 * numerals. */
static void
put_alpha(struct str *out, int v, uint32_t base, int n)
{
	uint32_t digit[16];
	int k = 0;

	while (v > 0 && k < 16) {
		uint32_t d = (uint32_t)((v - 1) % n);

		/* U+03C2 is the final sigma, no numeral */
		digit[k++] = base + d + (base == 0x3B1 && d >= 17);
		v = (v - 1) / n;
	}
	while (k > 0)
		str_put_utf8(out, digit[--k]);
}

void
count_format(struct str *out, int value, int list_type)
{
	switch (list_type) {
	case LIST_DISC:
		str_put_utf8(out, 0x2022);
		return;
	case LIST_CIRCLE:
		str_put_utf8(out, 0x25E6);
		return;
	case LIST_SQUARE:
		str_put_utf8(out, 0x25AA);
		return;
	case LIST_DECIMAL_ZERO:
		str_printf(out, "%02d", value);
		return;
	case LIST_LOWER_ROMAN:
	case LIST_UPPER_ROMAN:
		if (value < 1 || value > 3999)
			break;
		put_roman(out, value, list_type == LIST_UPPER_ROMAN);
		return;
	case LIST_LOWER_ALPHA:
	case LIST_UPPER_ALPHA:
	case LIST_LOWER_GREEK:
		if (value < 1)
			break;
		put_alpha(out, value,
		        list_type == LIST_LOWER_GREEK   ? 0x3B1
		        : list_type == LIST_UPPER_ALPHA ? 'A'
		                                        : 'a',
		        list_type == LIST_LOWER_GREEK ? 24 : 26);
		return;
	case LIST_NONE:
		return;
	default:
		break;
	}
	str_printf(out, "%d", value);
}

/* Quotation marks by language, outer and inner pair (CLDR). */
static const struct {
	const char *lang;
	const char *mark[4];
} quotes[] = {
	{ "en", { "\u201C", "\u201D", "\u2018", "\u2019" } },
	{ "vi", { "\u201C", "\u201D", "\u2018", "\u2019" } },
	{ "de", { "\u201E", "\u201C", "\u201A", "\u2018" } },
	{ "fr", { "\u00AB\u00A0", "\u00A0\u00BB", "\u201C", "\u201D" } },
	{ "es", { "\u00AB", "\u00BB", "\u201C", "\u201D" } },
	{ "it", { "\u00AB", "\u00BB", "\u201C", "\u201D" } },
	{ "ru", { "\u00AB", "\u00BB", "\u201E", "\u201C" } },
	{ "pl", { "\u201E", "\u201D", "\u00AB", "\u00BB" } },
	{ "ja", { "\u300C", "\u300D", "\u300E", "\u300F" } },
	{ "zh", { "\u201C", "\u201D", "\u2018", "\u2019" } },
};

const char *
count_quote(struct lay *L, const struct style *s, const char *lang, int open)
{
	int depth;
	size_t pairs = 0, k;

	if (!open && L->quotes > 0)
		L->quotes--;
	depth = L->quotes;
	if (open)
		L->quotes++;
	if (s->quotes != NULL) {
		while (s->quotes[2 * pairs] && s->quotes[2 * pairs + 1])
			pairs++;
		if (pairs == 0)
			return "";
		k = (size_t)depth < pairs ? (size_t)depth : pairs - 1;
		return s->quotes[2 * k + (open ? 0 : 1)];
	}
	for (k = 0; k < sizeof(quotes) / sizeof(quotes[0]); k++)
		if (lay_lang_is(lang, quotes[k].lang))
			break;
	if (k == sizeof(quotes) / sizeof(quotes[0]))
		k = 0;
	return quotes[k].mark[(depth & 1) * 2 + (open ? 0 : 1)];
}
