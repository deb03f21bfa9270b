/* xmpext: the descriptions of extension schemas, ISO 19005-2 6.6.2.3.3: four
 * kinds of structure, each with fields that must be there, with the prefix
 * that the standard names, and with a value of the right shape. */
#include <string.h>

#include "base/hash.h"
#include "doc/dom.h"
#include "check/xmp.h"

#define NS_TYPE "http://www.aiim.org/pdfa/ns/type#"

struct look {
	struct ctx *x;
	struct obj *meta;
	struct map declared; /* value types, by name */
};

struct kind {
	const char *prefix, *ns;
	enum check_rule rule;
	const char *need; /* fields that must be there */
	const char *lists; /* fields with a list of structures */
	const char *may; /* further text fields */
	int below[2]; /* kinds of the lists */
};

static const struct kind kinds[] = {
	{ "pdfaSchema", NS_SCHEMA, RULE_EXT_SCHEMA,
	        " schema namespaceURI prefix ", " property valueType ", "",
	        { 1, 2 } },
	{ "pdfaProperty", NS_PROPERTY, RULE_EXT_PROPERTY,
	        " name valueType category description ", " ", "", { 0, 0 } },
	{ "pdfaType", NS_TYPE, RULE_EXT_TYPE,
	        " type namespaceURI prefix description field ", " field ", "",
	        { 3, 3 } },
	{ "pdfaField", "http://www.aiim.org/pdfa/ns/field#", RULE_EXT_FIELD,
	        " name valueType description ", " ", "", { 0, 0 } },
};

/* The types of XMP (2005) and of ISO 19005-2, 6.6.2.3; in small letters. */
static const char *const types =
        " agentname beatsplicestretch boolean cfapattern choice colorant date "
        "devicesettings dimensions flash font gpscoordinate guid integer job "
        "layer locale marker media mimetype oecf/sfr part projectlink "
        "propername rational real renditionclass resampleparams resourceevent "
        "resourceref text thumbnail time timecode timescalestretch uri url "
        "version xpath ";

static void
declare(struct look *k, xmlNode *n)
{
	for (xmlNode *c = dom_element(n->children); c;
	        c = dom_element(c->next)) {
		if (xmp_is(c, NS_TYPE, "type") && c->children &&
		        c->children->content)
			*map_put(&k->declared,
			        span_of((const char *)c->children->content)) =
			        k;
		declare(k, c);
	}
	for (xmlAttr *a = n->properties; a; a = a->next)
		if (xmp_is((xmlNode *)a, NS_TYPE, "type") && a->children)
			*map_put(&k->declared,
			        span_of((const char *)a->children->content)) =
			        k;
}

/* A type of the standards, or one that a schema here declares; alone, as
 * choice, or in an array. */
static int
good_type(struct look *k, const char *s)
{
	static const char *const before[] = { "bag ", "seq ", "alt ", "open ",
		"closed ", "choice of " };
	struct str low = STR_INIT;
	const char *p;
	int good;

	for (p = s; *p; p++)
		str_putc(&low, (char)(*p >= 'A' && *p <= 'Z' ? *p + 32 : *p));
	p = str_c(&low);
	for (size_t i = 0; i < sizeof(before) / sizeof(before[0]); i++)
		if (strncmp(p, before[i], strlen(before[i])) == 0)
			p += strlen(before[i]);
	good = in_words(types, p) || !strcmp(p, "lang alt") ||
	       map_get(&k->declared, span_of(s + (p - str_c(&low))));
	str_free(&low);
	return good;
}

/* Values that are not just any text. */
static void
check_value(struct look *k, const struct kind *kind, const char *name,
        const xmlNode *n)
{
	const char *s = n->children && n->children->content
	                        ? (const char *)n->children->content
	                        : "";

	if (!strcmp(name, "category") && strcmp(s, "internal") &&
	        strcmp(s, "external"))
		find(k->x, kind->rule, k->meta,
		        "category is neither internal nor external");
	if (!strcmp(name, "valueType") && !good_type(k, s))
		find_printf(k->x, kind->rule, k->meta,
		        "valueType is declared nowhere: %.60s", s);
}

static void
check_list(struct look *l, xmlNode *field, int k, int depth);

/* One structure: n holds the fields. */
static void
check_one(struct look *l, xmlNode *n, const struct kind *k, int depth)
{
	xmlNode *c = dom_element(n->children);
	char need[128];

	if (c && xmp_is(c, NS_RDF, "Description"))
		n = c;
	strncpy(need, k->need, sizeof(need) - 1);
	need[sizeof(need) - 1] = 0;
	for (xmlAttr *a = n->properties; a; a = a->next) {
		char *at = a->ns && !strcmp((const char *)a->ns->href, k->ns)
		                   ? strstr(need, (const char *)a->name)
		                   : NULL;

		if (!at)
			continue;
		check_value(l, k, (const char *)a->name, (xmlNode *)a);
		memset(at, '_', strlen((const char *)a->name));
	}
	for (c = dom_element(n->children); c; c = dom_element(c->next)) {
		const char *name = (const char *)c->name;

		if (!xmp_is(c, k->ns, NULL)) {
			find(l->x, k->rule, l->meta, name);
			continue;
		}
		if (!c->ns->prefix ||
		        strcmp((const char *)c->ns->prefix, k->prefix))
			find_printf(l->x, k->rule, l->meta,
			        "the prefix is not %s", k->prefix);
		if (in_words(need, name))
			memset(strstr(need, name), '_', strlen(name));
		if (in_words(k->lists, name))
			check_list(l, c, k->below[!strcmp(name, "valueType")],
			        depth + 1);
		else if (!in_words(k->need, name) || dom_element(c->children))
			find(l->x, k->rule, l->meta, name);
		else
			check_value(l, k, name, c);
	}
	for (char *p = need; *p; p++)
		if (*p != ' ' && *p != '_') {
			find_printf(l->x, k->rule, l->meta, "missing:%s", need);
			break;
		}
}

static void
check_list(struct look *l, xmlNode *field, int k, int depth)
{
	xmlNode *seq = dom_element(field->children);

	if (depth > 8)
		return;
	if (!seq || !xmp_is(seq, NS_RDF, depth ? "Seq" : "Bag")) {
		find(l->x, kinds[k].rule, l->meta,
		        depth ? "it is no rdf:Seq" : "it is no rdf:Bag");
		return;
	}
	for (xmlNode *li = dom_element(seq->children); li;
	        li = dom_element(li->next))
		check_one(l, li, &kinds[k], depth);
}

void
xmp_check_extensions(struct ctx *x, struct obj *meta, xmlNode *ext)
{
	struct look l = { .x = x, .meta = meta };

	if (!ext || ext->type != XML_ELEMENT_NODE)
		return;
	if (!ext->ns->prefix ||
	        strcmp((const char *)ext->ns->prefix, "pdfaExtension"))
		find(x, RULE_EXT_SCHEMA, meta,
		        "the prefix is not pdfaExtension");
	declare(&l, ext);
	check_list(&l, ext, 0, 0);
	map_free(&l.declared);
}
