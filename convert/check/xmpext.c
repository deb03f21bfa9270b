/* xmpext: the descriptions of extension schemas, ISO 19005-2 6.6.2.3.3: four
 * kinds of structure, each with fields that must be there, with the prefix
 * that the standard names, and with a value of the right shape. */
#include <string.h>

#include "doc/dom.h"
#include "check/xmp.h"

#define NS_RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

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
	{ "pdfaType", "http://www.aiim.org/pdfa/ns/type#", RULE_EXT_TYPE,
	        " type namespaceURI prefix description field ", " field ", "",
	        { 3, 3 } },
	{ "pdfaField", "http://www.aiim.org/pdfa/ns/field#", RULE_EXT_FIELD,
	        " name valueType description ", " ", "", { 0, 0 } },
};

static int
listed(const char *list, const char *name)
{
	size_t n = strlen(name);

	for (const char *p = list; (p = strstr(p, name)) != NULL; p += n)
		if (p > list && p[-1] == ' ' && p[n] == ' ')
			return 1;
	return 0;
}

static void
check_list(struct ctx *x, struct obj *meta, xmlNode *field, int k, int depth);

/* One structure: n holds the fields. */
static void
check_one(struct ctx *x, struct obj *meta, xmlNode *n, const struct kind *k,
        int depth)
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

		if (at)
			memset(at, '_', strlen((const char *)a->name));
	}
	for (c = dom_element(n->children); c; c = dom_element(c->next)) {
		const char *name = (const char *)c->name;

		if (!xmp_is(c, k->ns, NULL)) {
			find(x, k->rule, meta, name);
			continue;
		}
		if (!c->ns->prefix ||
		        strcmp((const char *)c->ns->prefix, k->prefix))
			find_printf(x, k->rule, meta, "the prefix is not %s",
			        k->prefix);
		if (listed(need, name))
			memset(strstr(need, name), '_', strlen(name));
		if (listed(k->lists, name))
			check_list(x, meta, c,
			        k->below[!strcmp(name, "valueType")],
			        depth + 1);
		else if (!listed(k->need, name) || dom_element(c->children))
			find(x, k->rule, meta, name);
	}
	for (char *p = need; *p; p++)
		if (*p != ' ' && *p != '_') {
			find_printf(x, k->rule, meta, "missing:%s", need);
			break;
		}
}

static void
check_list(struct ctx *x, struct obj *meta, xmlNode *field, int k, int depth)
{
	xmlNode *seq = dom_element(field->children);

	if (depth > 8)
		return;
	if (!seq || !xmp_is(seq, NS_RDF, depth ? "Seq" : "Bag")) {
		find(x, kinds[k].rule, meta,
		        depth ? "it is no rdf:Seq" : "it is no rdf:Bag");
		return;
	}
	for (xmlNode *li = dom_element(seq->children); li;
	        li = dom_element(li->next))
		check_one(x, meta, li, &kinds[k], depth);
}

void
xmp_check_extensions(struct ctx *x, struct obj *meta, xmlNode *ext)
{
	if (!ext || ext->type != XML_ELEMENT_NODE)
		return;
	if (!ext->ns->prefix ||
	        strcmp((const char *)ext->ns->prefix, "pdfaExtension"))
		find(x, RULE_EXT_SCHEMA, meta,
		        "the prefix is not pdfaExtension");
	check_list(x, meta, ext, 0, 0);
}
