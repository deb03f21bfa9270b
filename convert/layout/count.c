/* count: counters with their scopes (CSS 2.2, 12.4), and quotation marks.
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

/* The innermost of that name; a new one where there is none. */
static struct counter *
counter_here(struct lay *L, const char *name, int depth)
{
	struct counter *c = counter_find(L, name);

	if (c != NULL)
		return c;
	counter_reset(L, name, 0, depth);
	return counter_find(L, name);
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
	c = counter_here(L, "list-item", depth);
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
		c = counter_here(L, k->name, depth);
		if (c->value < 1000000 && c->value > -1000000)
			c->value += k->value == 1 && reversed(n) &&
			                            strcmp(k->name,
			                                    "list-item") == 0
			                    ? -1
			                    : k->value;
	}
	for (k = s->counter_set; k != NULL; k = k->next)
		counter_here(L, k->name, depth)->value = k->value;
}

/* Footnotes count in the implicit counter "footnote" (css-gcpm-3, 2.7). */
void
count_note(struct lay *L)
{
	counter_here(L, "footnote", 0)->value++;
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
        const char *style, struct str *out)
{
	int first = 1;

	for (size_t i = 0; i < L->counter.n; i++) {
		if (strcmp(L->counter.p[i].name, name) != 0)
			continue;
		if (!first)
			str_puts(out, sep);
		first = 0;
		css_counter_text(
		        L->o->css, out, style, L->counter.p[i].value, 0);
	}
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
