/* attributes: of an element, only those that HTML 5 knows there and whose
 * value it allows.  A checker counts every other as an error, and readers
 * have refused books for less.  Style is the theme's: no style attribute, no
 * presentational one gets through. */
#include "epub/pack.h"

#include <string.h>

#include "doc/dom.h"

static const struct {
	const char *element, *names;
} own[] = {
	{ "a", " href " },
	{ "abbr", " title " },
	{ "bdo", " dir " },
	{ "img", " src alt width height " },
	{ "li", " value " },
	{ "ol", " start type reversed " },
	{ "td", " colspan rowspan " },
	{ "th", " colspan rowspan scope " },
	{ "time", " datetime " },
};

static const char global[] = " class dir id title ";

static int
listed(const char *list, const char *name)
{
	const char *at = list;
	size_t n = strlen(name);

	while ((at = strstr(at, name)) != NULL) {
		if (at[-1] == ' ' && at[n] == ' ')
			return 1;
		at += n;
	}
	return 0;
}

static int
allowed(const char *element, const char *name)
{
	if (strchr(name, ' '))
		return 0;
	if (listed(global, name))
		return 1;
	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++)
		if (strcmp(own[i].element, element) == 0)
			return listed(own[i].names, name);
	return 0;
}

/* Decimal digits, from lo to hi. */
static int
is_number(const char *s, long lo, long hi)
{
	long n = 0;
	int minus = *s == '-';

	s += minus;
	if (!*s)
		return 0;
	for (; *s; s++) {
		if (*s < '0' || *s > '9' || n > 100000000)
			return 0;
		n = n * 10 + (*s - '0');
	}
	n = minus ? -n : n;
	return n >= lo && n <= hi;
}

/* s as pattern says: 'd' a digit, anything else itself. */
static const char *
match(const char *s, const char *pattern)
{
	for (; *pattern; pattern++, s++)
		if (*pattern == 'd' ? *s < '0' || *s > '9' : *s != *pattern)
			return NULL;
	return s;
}

static int
in_range(const char *s, int lo, int hi)
{
	int v = (s[0] - '0') * 10 + (s[1] - '0');

	return v >= lo && v <= hi;
}

/* A year, month, day, or day with time (HTML 5, 2.3.5), of a real month. */
static int
is_datetime(const char *s)
{
	const char *e = match(s, "dddd"), *t;

	if (!e || strncmp(s, "0000", 4) == 0)
		return 0;
	if (*e == '\0')
		return 1;
	if (!(t = match(e, "-dd")) || !in_range(e + 1, 1, 12))
		return 0;
	if (*t == '\0')
		return 1;
	e = t;
	if (!(t = match(e, "-dd")) || !in_range(e + 1, 1, 31))
		return 0;
	if (in_range(e - 2, 2, 2) && !in_range(e + 1, 1, 29))
		return 0;
	if (strncmp(e + 1, "31", 2) == 0 &&
	        (in_range(e - 2, 4, 4) || in_range(e - 2, 6, 6) ||
	                in_range(e - 2, 9, 9) || in_range(e - 2, 11, 11)))
		return 0;
	if (*t == '\0')
		return 1;
	e = t;
	if ((*e != 'T' && *e != ' ') || !(t = match(e + 1, "dd:dd")) ||
	        !in_range(e + 1, 0, 23) || !in_range(e + 4, 0, 59))
		return 0;
	if (*t == ':') {
		if (!match(t, ":dd") || !in_range(t + 1, 0, 59))
			return 0;
		t += 3;
	}
	if (*t == '\0' || strcmp(t, "Z") == 0)
		return 1;
	if (*t != '+' && *t != '-')
		return 0;
	e = match(t + 1, "dd:dd");
	return e && *e == '\0' && in_range(t + 1, 0, 23) &&
	       in_range(t + 4, 0, 59);
}

static int
value_ok(const char *element, const char *name, const char *v)
{
	if (strcmp(name, "colspan") == 0 || strcmp(name, "rowspan") == 0)
		return is_number(v, 1, 1000);
	if (strcmp(name, "width") == 0 || strcmp(name, "height") == 0)
		return is_number(v, 1, 100000);
	if (strcmp(name, "start") == 0 || strcmp(name, "value") == 0)
		return is_number(v, -1000000, 1000000);
	if (strcmp(name, "type") == 0)
		return strlen(v) == 1 && strchr("1aAiI", *v);
	if (strcmp(name, "dir") == 0)
		return strcmp(v, "ltr") == 0 || strcmp(v, "rtl") == 0 ||
		       (strcmp(v, "auto") == 0 && strcmp(element, "bdo"));
	if (strcmp(name, "datetime") == 0)
		return is_datetime(v);
	if (strcmp(name, "scope") == 0)
		return strcmp(v, "col") == 0 || strcmp(v, "row") == 0 ||
		       strcmp(v, "colgroup") == 0 || strcmp(v, "rowgroup") == 0;
	if (strcmp(name, "id") == 0 || strcmp(name, "class") == 0 ||
	        strcmp(name, "title") == 0)
		return *v != '\0';
	return 1;
}

static int
is_lang(const char *attribute)
{
	return strcmp(attribute, "lang") == 0 ||
	       strcmp(attribute, "xml:lang") == 0;
}

/* The language around n, whose ancestors have been seen. */
static const char *
lang_around(const struct fit *f, const xmlNode *n)
{
	for (n = n->parent; n && n != f->root; n = n->parent)
		if (dom_attr(n, "lang"))
			return dom_attr(n, "lang");
	return f->lang;
}

/* lang and xml:lang, equal and well-formed, where they say something new. */
static void
fit_lang(struct fit *f, xmlNodePtr n)
{
	const char *lang = dom_attr(n, "lang"), *tidy;

	if (!lang)
		lang = dom_attr(n, "xml:lang");
	if (!lang)
		return;
	tidy = pack_lang(f->pack, lang);
	dom_drop_attr(n, "lang");
	dom_drop_attr(n, "xml:lang");
	if (strcmp(tidy, "und") == 0 || strcmp(tidy, lang_around(f, n)) == 0)
		return;
	dom_set_attr(n, "lang", tidy);
	dom_set_attr(n, "xml:lang", tidy);
}

/* 1: the link leads nowhere */
static int
fit_link(struct fit *f, xmlNodePtr n)
{
	const char *href = dom_attr(n, "href"), *to;

	if (!href)
		return dom_attr(n, "id") == NULL;
	to = link_resolve(f, href);
	if (!to) {
		diag_file(f->dg, f->file, MSG_EPUB_LINK, href);
		dom_drop_attr(n, "href");
		return dom_attr(n, "id") == NULL;
	}
	if (to != href)
		dom_set_attr(n, "href", to);
	return 0;
}

int
fit_attributes(struct fit *f, xmlNodePtr n)
{
	const char *element = (const char *)n->name;
	xmlAttrPtr next;

	/* an anchor of HTML 4 */
	if (dom_is(n, "a") && dom_attr(n, "name") && !dom_attr(n, "id"))
		dom_set_attr(n, "id", dom_attr(n, "name"));
	if (n->properties)
		fit_lang(f, n);
	for (xmlAttrPtr a = n->properties; a; a = next) {
		const char *name = (const char *)a->name;
		const char *v = a->children && a->children->content
		                        ? (const char *)a->children->content
		                        : "";

		next = a->next;
		if (is_lang(name))
			continue;
		if (strcmp(name, "datetime") == 0 && !is_datetime(v) &&
		        strlen(v) > 10) {
			/* a time in a form that HTML does not have */
			char day[11];

			memcpy(day, v, 10);
			day[10] = '\0';
			dom_set_attr(n, "datetime", day);
			v = dom_attr(n, "datetime");
		}
		if (strcmp(name, "reversed") == 0 && dom_is(n, "ol")) {
			dom_set_attr(n, "reversed", "reversed");
			continue;
		}
		if (a->ns || !allowed(element, name) ||
		        !value_ok(element, name, v))
			xmlRemoveProp(a);
	}
	if (dom_is(n, "a"))
		return fit_link(f, n);
	if (dom_is(n, "time"))
		return !dom_attr(n, "datetime");
	if (dom_is(n, "bdo"))
		return !dom_attr(n, "dir");
	return 0;
}
