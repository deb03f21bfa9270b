/* xmp: metadata streams.  6.6 of PDF/A-2, 5 and 7.1 of PDF/UA-1, and what
 * PDF/X-4 asks of the same packet.
 *
 * libxml2 reads the packet.  A property is in order when a schema of xmp.def
 * or an extension schema described in the main packet knows it, and when its
 * value has the type given there: XMP (2005) for RDF, ISO 19005-2 6.6.2.3.
 */
#include <string.h>

#include <libxml/parser.h>
#include <libxml/tree.h>

#include "check/ctx.h"
#include "check/xmp.h"

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

static xmlNode *
first_element(xmlNode *n)
{
	for (n = n ? n->children : NULL; n; n = n->next)
		if (n->type == XML_ELEMENT_NODE)
			return n;
	return NULL;
}

static xmlNode *
next_element(xmlNode *n)
{
	for (n = n->next; n; n = n->next)
		if (n->type == XML_ELEMENT_NODE)
			return n;
	return NULL;
}

static xmlNode *
child(xmlNode *n, const char *ns, const char *name)
{
	for (xmlNode *c = first_element(n); c; c = next_element(c))
		if (xmp_is(c, ns, name))
			return c;
	return NULL;
}

static void
put_text(struct str *out, const xmlNode *n)
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
		put_text(&s, (const xmlNode *)a);
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
	xmlNode *c = first_element(n);

	return c && (xmp_is(c, NS_RDF, "Bag") || xmp_is(c, NS_RDF, "Seq") ||
	                    xmp_is(c, NS_RDF, "Alt"))
	               ? c
	               : NULL;
}

/* Where the fields of a structure stand; NULL when n is none. */
static xmlNode *
struct_of(xmlNode *n)
{
	xmlNode *c = first_element(n);

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
	xmlNode *s = struct_of(n);

	if (s)
		return child(s, NS_RDF, "value");
	return first_element(n) ? NULL : n;
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

static int
good_scalar(const char *s, char type)
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
	xmlNode *s = struct_of(n);

	if (!s)
		return 0;
	if (code == 'x') {
		for (xmlNode *c = first_element(s); c; c = next_element(c))
			if (!c->ns || strcmp((const char *)c->ns->href, own))
				return 0;
		return 1;
	}
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		if (fields[i].code != code || code == 'f')
			continue;
		for (xmlNode *c = first_element(s); c; c = next_element(c))
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
	for (xmlNode *c = first_element(a); c; c = next_element(c)) {
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
		for (v = first_element(v); v; v = next_element(v))
			if (!good_value(v, type + 1, own, depth + 1))
				return 0;
		return 1;
	}
	v = simple_of(n);
	if (!v)
		return 0;
	put_text(&s, v);
	good = good_scalar(str_c(&s), *type);
	str_free(&s);
	return good;
}

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

static int
text_is(xmlNode *n, const char *text)
{
	struct str s = STR_INIT;
	int same;

	put_text(&s, n);
	same = n && strcmp(str_c(&s), text) == 0;
	str_free(&s);
	return same;
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
	xmlNode *bag = ext ? first_element(ext) : NULL;

	for (xmlNode *li = first_element(bag); li; li = next_element(li)) {
		xmlNode *s = struct_of(li), *seq;

		if (!s || !text_is(child(s, NS_SCHEMA, "namespaceURI"), ns))
			continue;
		seq = first_element(child(s, NS_SCHEMA, "property"));
		for (xmlNode *p = first_element(seq); p; p = next_element(p)) {
			xmlNode *d = struct_of(p);
			struct str t = STR_INIT;

			if (!d || !text_is(child(d, NS_PROPERTY, "name"), name))
				continue;
			put_text(&t, child(d, NS_PROPERTY, "valueType"));
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

		put_text(&s, n);
		if (strchr("BSALZ", type[0]) ||
		        !good_scalar(str_c(&s), type[0]))
			find(x, RULE_XMP_TYPE, stream, name);
		str_free(&s);
	} else if (!good_value(n, type, uri, 0)) {
		find(x, RULE_XMP_TYPE, stream, name);
	}
}

static xmlNode *
rdf_of(xmlDoc *doc)
{
	xmlNode *n = xmlDocGetRootElement(doc);

	if (n && !xmp_is(n, NS_RDF, "RDF"))
		n = child(n, NS_RDF, "RDF");
	return n;
}

/* A top-level property by name, as element or attribute. */
xmlNode *
xmp_find(xmlDoc *doc, const char *ns, const char *name)
{
	xmlNode *rdf = doc ? rdf_of(doc) : NULL;

	for (xmlNode *d = first_element(rdf); d; d = next_element(d)) {
		xmlNode *c = child(d, ns, name);

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
	for (xmlNode *d = first_element(rdf); d; d = next_element(d)) {
		for (xmlAttr *a = d->properties; a; a = a->next)
			if (a->ns)
				check_property(x, stream, ext, a->ns,
				        (xmlNode *)a, (const char *)a->name);
		for (xmlNode *c = first_element(d); c; c = next_element(c))
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
		x->part = text_is(part, "3") ? 3 : 2;
	if (!part || !(text_is(part, "2") || text_is(part, "3")))
		find(x, RULE_AID, meta, "pdfaid:part is not 2");
	if (!level || !(text_is(level, "A") || text_is(level, "B") ||
	                      text_is(level, "U")))
		find(x, RULE_AID, meta, "pdfaid:conformance is not U");
	else if (text_is(level, "B"))
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
	else if (!text_is(part, "1"))
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
		else if (i == 0 && !text_is(n, "PDF/X-4"))
			find(x, RULE_X_METADATA, meta,
			        "GTS_PDFXVersion is not PDF/X-4");
		else if (i == 4 && !text_is(n, "True") && !text_is(n, "False"))
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
