/* xmp: metadata streams.  6.6 of PDF/A-2, 5 and 7.1 of PDF/UA-1, and what
 * PDF/X-4 asks of the same packet.
 *
 * libxml2 reads the packet.  A property is in order when a schema of xmp.def
 * or an extension schema described in the main packet knows it, and when its
 * value has the type given there: XMP (2005) for RDF, ISO 19005-2 6.6.2.3.
 */
#include <string.h>

#include <libxml/parser.h>

#include "check/xmp.h"
#include "doc/dom.h"

#define NS_EXT "http://www.aiim.org/pdfa/ns/extension/"
#define NS_AID "http://www.aiim.org/pdfa/ns/id/"
#define NS_UAID "http://www.aiim.org/pdfua/ns/id/"
#define NS_DC "http://purl.org/dc/elements/1.1/"
#define PACKET_MAX ((size_t)16 << 20)

static const struct schema {
	const char *prefix, *ns, *properties;
} schemas[] = {
#define S(prefix, ns, properties) { prefix, ns, properties },
#include "check/xmp.def"
#undef S
	{ NULL, NULL, NULL }
};

/* The type of a property in a list "name:type name:type". */
static int
type_in(const char *list, const char *name, char *type, size_t size)
{
	size_t n = strlen(name);

	for (const char *p = list; p; p = strchr(p, ' ')) {
		size_t k;

		p += *p == ' ';
		if (strncmp(p, name, n) != 0 || p[n] != ':')
			continue;
		k = strcspn(p + n + 1, " ");
		k = k < size ? k : size - 1;
		memcpy(type, p + n + 1, k);
		type[k] = 0;
		return 1;
	}
	return 0;
}

/* "Seq Integer" of a description as our letters; what is not known, '*'. */
static void
type_letters(const char *s, char *type, size_t size)
{
	static const struct {
		const char *name;
		char code;
	} map[] = {
		{ "integer", 'i' },
		{ "real", 'r' },
		{ "boolean", 'b' },
		{ "date", 'd' },
		{ "rational", 'q' },
		{ "text", 't' },
		{ "uri", 't' },
		{ "url", 't' },
		{ "lang alt", 'L' },
		{ "agentname", 't' },
		{ "propername", 't' },
		{ "mimetype", 'm' },
		{ "xpath", 't' },
		{ "locale", 't' },
	};
	size_t k = 0;

	if (strlen(s) > 4 && k + 2 < size) {
		struct span head = { s, 4 };

		if (span_eq_nocase(head, "bag "))
			type[k++] = 'B';
		else if (span_eq_nocase(head, "seq "))
			type[k++] = 'S';
		else if (span_eq_nocase(head, "alt "))
			type[k++] = 'A';
		s += k ? 4 : 0;
	}
	type[k] = '*';
	type[k + 1] = 0;
	for (size_t i = 0; i < sizeof(map) / sizeof(map[0]); i++)
		if (span_eq_nocase(span_of(s), map[i].name))
			type[k] = map[i].code;
}

/* A property that the main packet's extension schemas describe. */
static int
described(
        xmlNode *ext, const char *ns, const char *name, char *type, size_t size)
{
	xmlNode *bag = ext ? xmp_first(ext) : NULL;

	for (xmlNode *li = xmp_first(bag); li; li = dom_element(li->next)) {
		xmlNode *s = xmp_struct(li), *seq;

		if (!s || !xmp_text_is(
		                  xmp_child(s, NS_SCHEMA, "namespaceURI"), ns))
			continue;
		seq = xmp_first(xmp_child(s, NS_SCHEMA, "property"));
		for (xmlNode *p = xmp_first(seq); p; p = dom_element(p->next)) {
			xmlNode *d = xmp_struct(p);
			struct str t = STR_INIT;

			if (!d ||
			        !xmp_text_is(xmp_child(d, NS_PROPERTY, "name"),
			                name))
				continue;
			xmp_put_text(
			        &t, xmp_child(d, NS_PROPERTY, "valueType"));
			type_letters(str_c(&t), type, size);
			str_free(&t);
			return 1;
		}
	}
	return 0;
}

static void
check_property(struct ctx *x, struct obj *stream, xmlNode *ext, const xmlNs *ns,
        xmlNode *n, const char *name)
{
	const char *uri = ns && ns->href ? (const char *)ns->href : "";
	char type[8];
	int known = 0;

	if (strcmp(uri, NS_RDF) == 0 ||
	        strcmp(uri, "http://www.w3.org/XML/1998/namespace") == 0)
		return;
	for (const struct schema *s = schemas; s->prefix && !known; s++)
		if (strcmp(s->ns, uri) == 0)
			known = type_in(
			        s->properties, name, type, sizeof(type));
	if (!known)
		known = described(ext, uri, name, type, sizeof(type));
	if (!known) {
		find_printf(x, RULE_XMP_UNKNOWN, stream, "%s:%s",
		        ns && ns->prefix ? (const char *)ns->prefix : "", name);
		return;
	}
	if (n->type == XML_ATTRIBUTE_NODE) {
		struct str s = STR_INIT;

		xmp_put_text(&s, n);
		if (strchr("BSALZ", type[0]) ||
		        !xmp_good_scalar(str_c(&s), type[0]))
			find(x, RULE_XMP_TYPE, stream, name);
		str_free(&s);
	} else if (!xmp_good(n, type, uri)) {
		find(x, RULE_XMP_TYPE, stream, name);
	}
}

static xmlNode *
rdf_of(xmlDoc *doc)
{
	xmlNode *n = xmlDocGetRootElement(doc);

	if (n && !xmp_is(n, NS_RDF, "RDF"))
		n = xmp_child(n, NS_RDF, "RDF");
	return n;
}

xmlNode *
xmp_find(xmlDoc *doc, const char *ns, const char *name)
{
	xmlNode *rdf = doc ? rdf_of(doc) : NULL;

	for (xmlNode *d = xmp_first(rdf); d; d = dom_element(d->next)) {
		xmlNode *c = xmp_child(d, ns, name);

		if (c)
			return c;
		for (xmlAttr *a = d->properties; a; a = a->next)
			if (a->ns && !strcmp((const char *)a->ns->href, ns) &&
			        !strcmp((const char *)a->name, name))
				return (xmlNode *)a;
	}
	return NULL;
}

static void
check_packet(struct ctx *x, struct obj *stream, xmlDoc *doc, xmlNode *ext)
{
	xmlNode *rdf = rdf_of(doc);

	xmp_check_form(x, stream, doc, rdf);
	if (!rdf) {
		find(x, RULE_XMP_BAD, stream, "no rdf:RDF");
		return;
	}
	for (xmlNode *d = xmp_first(rdf); d; d = dom_element(d->next)) {
		for (xmlAttr *a = d->properties; a; a = a->next)
			if (a->ns)
				check_property(x, stream, ext, a->ns,
				        (xmlNode *)a, (const char *)a->name);
		for (xmlNode *c = xmp_first(d); c; c = dom_element(c->next))
			if (!xmp_is(c, NS_UAID, NULL) ||
			        (x->profiles & CHECK_ARCHIVE))
				check_property(x, stream, ext, c->ns, c,
				        (const char *)c->name);
	}
}

static xmlDoc *
parse(struct ctx *x, struct obj *stream)
{
	const struct str *s = stream_bytes(&x->m, stream);
	xmlDoc *doc;

	if (!s || s->len > PACKET_MAX)
		return NULL;
	doc = xmlReadMemory(str_c(s), (int)s->len, "xmp.xml", NULL,
	        XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
	                XML_PARSE_NOCDATA);
	return doc;
}

static const char *
prefix_of(const xmlNode *n)
{
	return n->ns && n->ns->prefix ? (const char *)n->ns->prefix : "";
}

static void
check_aid(struct ctx *x, struct obj *meta, xmlDoc *doc)
{
	static const char *const names[] = { "part", "conformance", "amd",
		"corr" };
	xmlNode *part = xmp_find(doc, NS_AID, "part");
	xmlNode *level = xmp_find(doc, NS_AID, "conformance"), *n;

	for (int i = 0; i < 4; i++) {
		n = xmp_find(doc, NS_AID, names[i]);
		if (n && strcmp(prefix_of(n), "pdfaid"))
			find_printf(x, RULE_AID, meta,
			        "the prefix of %s is not pdfaid", names[i]);
	}
	if (part)
		x->part = xmp_text_is(part, "3") ? 3 : 2;
	if (!part || !(xmp_text_is(part, "2") || xmp_text_is(part, "3")))
		find(x, RULE_AID, meta, "pdfaid:part is not 2");
	if (!level || !(xmp_text_is(level, "A") || xmp_text_is(level, "B") ||
	                      xmp_text_is(level, "U")))
		find(x, RULE_AID, meta, "pdfaid:conformance is not U");
	else if (xmp_text_is(level, "B"))
		find(x, RULE_AID_U, meta, NULL);
}

static void
check_uaid(struct ctx *x, struct obj *meta, xmlDoc *doc)
{
	static const char *const others[] = { "part", "amd", "corr" };
	static const enum check_rule rule[] = { RULE_UA_PREFIX,
		RULE_UA_PREFIX_AMD, RULE_UA_PREFIX_CORR };
	xmlNode *part = xmp_find(doc, NS_UAID, "part"), *n;

	if (!part)
		find(x, RULE_UA_ID, meta, NULL);
	else if (!xmp_text_is(part, "1"))
		find(x, RULE_UA_PART, meta, NULL);
	for (int i = 0; i < 3; i++) {
		n = xmp_find(doc, NS_UAID, others[i]);
		if (n && strcmp(prefix_of(n), "pdfuaid"))
			find(x, rule[i], meta, prefix_of(n));
	}
	if (!xmp_find(doc, NS_DC, "title"))
		find(x, RULE_XMP_TITLE, meta, NULL);
}

static void
check_x4(struct ctx *x, struct obj *meta, xmlDoc *doc)
{
	static const struct {
		const char *ns, *name;
	} need[] = {
		{ "http://www.npes.org/pdfx/ns/id/", "GTS_PDFXVersion" },
		{ "http://ns.adobe.com/xap/1.0/", "CreateDate" },
		{ "http://ns.adobe.com/xap/1.0/", "ModifyDate" },
		{ "http://ns.adobe.com/xap/1.0/", "MetadataDate" },
		{ "http://ns.adobe.com/pdf/1.3/", "Trapped" },
		{ NS_DC, "title" },
		{ "http://ns.adobe.com/xap/1.0/mm/", "DocumentID" },
		{ "http://ns.adobe.com/xap/1.0/mm/", "VersionID" },
		{ "http://ns.adobe.com/xap/1.0/mm/", "RenditionClass" },
	};
	xmlNode *n;

	for (size_t i = 0; i < sizeof(need) / sizeof(need[0]); i++) {
		n = xmp_find(doc, need[i].ns, need[i].name);
		if (!n)
			find(x, RULE_X_METADATA, meta, need[i].name);
		else if (i == 0 && !xmp_text_is(n, "PDF/X-4"))
			find(x, RULE_X_METADATA, meta,
			        "GTS_PDFXVersion is not PDF/X-4");
		else if (i == 4 && !xmp_text_is(n, "True") &&
		         !xmp_text_is(n, "False"))
			find(x, RULE_X_METADATA, meta,
			        "Trapped is neither True nor False");
	}
}

void
check_xmp(struct ctx *x)
{
	struct obj *meta = obj_get(x->m.root, "Metadata");
	xmlDoc *main_doc = meta->kind == O_STREAM ? parse(x, meta) : NULL;
	xmlNode *ext = xmp_find(main_doc, NS_EXT, "schemas");

	if (meta->kind != O_STREAM ||
	        !obj_is(obj_get(meta, "Type"), "Metadata") ||
	        !obj_is(obj_get(meta, "Subtype"), "XML"))
		find(x, RULE_NO_METADATA, x->m.root, NULL);
	if (meta->kind == O_STREAM && !main_doc)
		find(x, RULE_XMP_BAD, meta, "not well-formed");
	if (main_doc) {
		check_aid(x, meta, main_doc);
		check_uaid(x, meta, main_doc);
		check_x4(x, meta, main_doc);
		xmp_check_extensions(x, meta, ext);
	}
	for (size_t i = 0; i < x->m.object.n; i++) {
		struct obj *o = x->m.object.p[i];
		xmlDoc *doc;

		if (o->kind != O_STREAM ||
		        (o != meta &&
		                (!obj_is(obj_get(o, "Type"), "Metadata") ||
		                        !obj_is(obj_get(o, "Subtype"), "XML"))))
			continue;
		doc = o == meta ? main_doc : parse(x, o);
		if (doc) {
			xmlNode *own = xmp_find(doc, NS_EXT, "schemas");

			check_packet(x, o, doc, own ? own : ext);
		}
		if (doc && doc != main_doc)
			xmlFreeDoc(doc);
	}
	if (main_doc)
		xmlFreeDoc(main_doc);
}
