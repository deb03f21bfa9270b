/* xmpform: what XMP (2005) asks of a packet whatever it says: a header without
 * bytes and encoding (ISO 19005-2, 6.6.2.1), UTF-8, no property twice; and
 * for PDF/UA-1, 7.2, texts whose language is the document's. */
#include <string.h>

#include "base/hash.h"
#include "doc/dom.h"
#include "check/xmp.h"

static void
check_header(struct ctx *x, struct obj *stream, const xmlDoc *doc)
{
	const char *encoding = (const char *)doc->encoding;

	for (const xmlNode *n = doc->children; n; n = n->next)
		if (n->type == XML_PI_NODE && n->content &&
		        !strcmp((const char *)n->name, "xpacket") &&
		        (strstr((const char *)n->content, "bytes=") ||
		                strstr((const char *)n->content, "encoding=")))
			find(x, RULE_XMP_PACKET, stream, NULL);
	if (encoding && !span_eq_nocase(span_of(encoding), "UTF-8"))
		find(x, RULE_XMP_PACKET, stream, encoding);
}

/* Names among the elements of n are in seen, or added to it; an array has
 * items alone. */
static void
check_twice(struct ctx *x, struct obj *stream, xmlNode *n, struct map *seen)
{
	int array = xmp_is(n, NS_RDF, "Bag") || xmp_is(n, NS_RDF, "Seq") ||
	            xmp_is(n, NS_RDF, "Alt");
	struct str name = STR_INIT;

	for (xmlNode *c = dom_element(n->children); c;
	        c = dom_element(c->next)) {
		struct map inner;
		void **place;

		memset(&inner, 0, sizeof(inner));
		check_twice(x, stream, c, &inner);
		map_free(&inner);
		if (!c->ns || (array && !xmp_is(c, NS_RDF, "li")))
			find_printf(x, RULE_XMP_BAD, stream, "%s", c->name);
		if (array)
			continue;
		str_truncate(&name, 0);
		str_printf(&name, "%s %s",
		        c->ns ? (const char *)c->ns->href : "",
		        (const char *)c->name);
		place = map_put(seen, str_span(&name));
		if (*place)
			find_printf(x, RULE_XMP_BAD, stream, "%s stands twice",
			        (const char *)c->name);
		*place = c;
	}
	str_free(&name);
}

/* Alternatives of which none names a language are in the document's. */
static void
check_language(struct ctx *x, struct obj *stream, xmlNode *property)
{
	xmlNode *alt = dom_element(property->children);
	int named = 0;

	if (!alt || !xmp_is(alt, NS_RDF, "Alt") || !alt->children)
		return;
	for (xmlNode *li = dom_element(alt->children); li;
	        li = dom_element(li->next)) {
		xmlChar *lang = xmlGetNsProp(
		        li, (const xmlChar *)"lang", XML_XML_NAMESPACE);

		named |= !lang || strcmp((const char *)lang, "x-default") != 0;
		xmlFree(lang);
	}
	if (!named)
		find(x, RULE_META_LANG, stream, (const char *)property->name);
}

void
xmp_check_form(struct ctx *x, struct obj *stream, xmlDoc *doc, xmlNode *rdf)
{
	int language = stream == obj_get(x->m.root, "Metadata") &&
	               !obj_has(x->m.root, "Lang");
	struct map seen;

	check_header(x, stream, doc);
	memset(&seen, 0, sizeof(seen));
	for (xmlNode *d = dom_element(rdf ? rdf->children : NULL); d;
	        d = dom_element(d->next)) {
		check_twice(x, stream, d, &seen);
		for (xmlNode *c = dom_element(d->children); c && language;
		        c = dom_element(c->next))
			check_language(x, stream, c);
	}
	map_free(&seen);
}
