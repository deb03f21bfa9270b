/* xmpvalue: the RDF of a property's value (XMP 2005), and whether it has the
 * type that xmp.def or an extension schema names: number, date, structure,
 * array of such.
 */
#include <string.h>

#include "check/xmp.h"
#include "doc/dom.h"

/* Where the fields of structures are from, by the letter behind Z. */
static const struct {
	char code;
	const char *ns;
} fields[] = {
	{ 'd', "http://ns.adobe.com/xap/1.0/sType/Dimensions#" },
	{ 'r', "http://ns.adobe.com/xap/1.0/sType/ResourceRef#" },
	{ 'e', "http://ns.adobe.com/xap/1.0/sType/ResourceEvent#" },
	{ 'v', "http://ns.adobe.com/xap/1.0/sType/Version#" },
	{ 'j', "http://ns.adobe.com/xap/1.0/sType/Job#" },
	{ 'f', "http:ns.adobe.com/xap/1.0/sType/Font#" },
	{ 'g', "http://ns.adobe.com/xap/1.0/g/" },
	{ 'i', "http://ns.adobe.com/xap/1.0/g/img/" },
};

int
xmp_is(const xmlNode *n, const char *ns, const char *name)
{
	return n->ns && n->ns->href &&
	       strcmp((const char *)n->ns->href, ns) == 0 &&
	       (!name || strcmp((const char *)n->name, name) == 0);
}

xmlNode *
xmp_first(xmlNode *n)
{
	return n ? dom_element(n->children) : NULL;
}

xmlNode *
xmp_child(xmlNode *n, const char *ns, const char *name)
{
	for (xmlNode *c = xmp_first(n); c; c = dom_element(c->next))
		if (xmp_is(c, ns, name))
			return c;
	return NULL;
}

void
xmp_put_text(struct str *out, const xmlNode *n)
{
	for (n = n ? n->children : NULL; n; n = n->next)
		if ((n->type == XML_TEXT_NODE ||
		            n->type == XML_CDATA_SECTION_NODE) &&
		        n->content)
			str_puts(out, (const char *)n->content);
}

static int
has_attr(const xmlNode *n, const char *name, const char *value)
{
	for (const xmlAttr *a = n->properties; a; a = a->next) {
		struct str s = STR_INIT;
		int same;

		if (!a->ns || strcmp((const char *)a->ns->href, NS_RDF) ||
		        strcmp((const char *)a->name, name))
			continue;
		xmp_put_text(&s, (const xmlNode *)a);
		same = !value || strcmp(str_c(&s), value) == 0;
		str_free(&s);
		return same;
	}
	return 0;
}

/* The array element of a property: rdf:Bag, Seq or Alt. */
static xmlNode *
array_of(xmlNode *n)
{
	xmlNode *c = xmp_first(n);

	return c && (xmp_is(c, NS_RDF, "Bag") || xmp_is(c, NS_RDF, "Seq") ||
	                    xmp_is(c, NS_RDF, "Alt"))
	               ? c
	               : NULL;
}

xmlNode *
xmp_struct(xmlNode *n)
{
	xmlNode *c = xmp_first(n);

	if (has_attr(n, "parseType", "Resource"))
		return n;
	if (c && xmp_is(c, NS_RDF, "Description"))
		return c;
	for (xmlAttr *a = n->properties; a; a = a->next)
		if (a->ns && strcmp((const char *)a->ns->href, NS_RDF) &&
		        strcmp((const char *)a->ns->href,
		                "http://www.w3.org/XML/1998/namespace"))
			return n;
	return NULL;
}

/* The element whose text is the value: itself, or rdf:value when qualified.
 * NULL when it is no simple value. */
static xmlNode *
simple_of(xmlNode *n)
{
	xmlNode *s = xmp_struct(n);

	if (s)
		return xmp_child(s, NS_RDF, "value");
	return xmp_first(n) ? NULL : n;
}

static size_t
digits(const char *s)
{
	return strspn(s, "0123456789");
}

static int
good_number(const char *s, int real)
{
	size_t a, b = 0;

	s += *s == '+' || *s == '-';
	a = digits(s);
	s += a;
	if (real && *s == '.') {
		b = digits(s + 1);
		s += b + 1;
	}
	return a + b > 0 && !*s;
}

/* pattern: 9 is a digit; the rest stands for itself. */
static int
like(const char *s, const char *pattern, const char **end)
{
	for (; *pattern; pattern++, s++)
		if (*pattern == '9' ? *s < '0' || *s > '9' : *s != *pattern)
			return 0;
	*end = s;
	return 1;
}

/* YYYY[-MM[-DD[Thh:mm[:ss[.s]]TZD]]] */
static int
good_date(const char *s)
{
	if (!like(s, "9999", &s))
		return 0;
	if (!*s)
		return 1;
	if (!like(s, "-99", &s))
		return 0;
	if (!*s)
		return 1;
	if (!like(s, "-99", &s))
		return 0;
	if (!*s)
		return 1;
	if (!like(s, "T99:99", &s))
		return 0;
	if (like(s, ":99", &s) && *s == '.')
		s += 1 + digits(s + 1);
	if (!*s)
		return 1;
	if (*s == 'Z')
		return !s[1];
	return (like(s, "+99:99", &s) || like(s, "-99:99", &s)) && !*s;
}

static int
good_rational(const char *s)
{
	size_t a, b;

	s += *s == '-';
	a = digits(s);
	if (!a || s[a] != '/')
		return 0;
	s += a + 1;
	b = digits(s);
	return b && !s[b];
}

int
xmp_good_scalar(const char *s, char type)
{
	const char *slash;

	switch (type) {
	case 'i':
		return good_number(s, 0);
	case 'r':
		return good_number(s, 1);
	case 'b':
		return !strcmp(s, "True") || !strcmp(s, "False");
	case 'd':
		return good_date(s);
	case 'q':
		return good_rational(s);
	case 'm':
		slash = strchr(s, '/');
		return slash && slash != s && slash[1] &&
		       !strchr(slash + 1, '/') && !strchr(s, ' ');
	default:
		return 1;
	}
}

static int
good_struct(xmlNode *n, char code, const char *own)
{
	xmlNode *s = xmp_struct(n);

	if (!s)
		return 0;
	if (code == 'x') {
		for (xmlNode *c = xmp_first(s); c; c = dom_element(c->next))
			if (!c->ns || strcmp((const char *)c->ns->href, own))
				return 0;
		return 1;
	}
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		if (fields[i].code != code || code == 'f')
			continue;
		for (xmlNode *c = xmp_first(s); c; c = dom_element(c->next))
			if (!xmp_is(c, fields[i].ns, NULL) &&
			        !xmp_is(c, NS_RDF, NULL))
				return 0;
	}
	return 1;
}

static int
good_lang_alt(xmlNode *n)
{
	xmlNode *a = array_of(n);

	if (!a || !xmp_is(a, NS_RDF, "Alt"))
		return 0;
	for (xmlNode *c = xmp_first(a); c; c = dom_element(c->next)) {
		xmlChar *lang = xmlGetNsProp(c, (const xmlChar *)"lang",
		        (const xmlChar *)"http://www.w3.org/XML/1998/"
		                         "namespace");

		if (!lang)
			return 0;
		xmlFree(lang);
		if (!simple_of(c))
			return 0;
	}
	return 1;
}

/* Is the value of the element n of the type? */
static int
good_value(xmlNode *n, const char *type, const char *own, int depth)
{
	xmlNode *v;
	struct str s = STR_INIT;
	int good;

	if (depth > 4 || *type == '*')
		return 1;
	if (*type == 'L')
		return good_lang_alt(n);
	if (*type == 'Z')
		return type[1] == '*' || good_struct(n, type[1], own);
	if (*type == 'B' || *type == 'S' || *type == 'A') {
		v = array_of(n);
		if (!v || !xmp_is(v, NS_RDF,
		                  *type == 'B'   ? "Bag"
		                  : *type == 'S' ? "Seq"
		                                 : "Alt"))
			return 0;
		for (v = xmp_first(v); v; v = dom_element(v->next))
			if (!good_value(v, type + 1, own, depth + 1))
				return 0;
		return 1;
	}
	v = simple_of(n);
	if (!v)
		return 0;
	xmp_put_text(&s, v);
	good = xmp_good_scalar(str_c(&s), *type);
	str_free(&s);
	return good;
}

int
xmp_text_is(xmlNode *n, const char *text)
{
	struct str s = STR_INIT;
	int same;

	xmp_put_text(&s, n);
	same = n && strcmp(str_c(&s), text) == 0;
	str_free(&s);
	return same;
}

int
xmp_good(xmlNode *n, const char *type, const char *own)
{
	return good_value(n, type, own, 0);
}
