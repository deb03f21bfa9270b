/* adopt: nodes of one document become another's, without being copied. */
#include "doc/dom.h"

#include <libxml/parser.h>

#include "base/str.h"

/* Names live in their document's dictionary, and so may short texts. */
static const xmlChar *
adopt_name(xmlDocPtr to, const xmlChar *name)
{
	name = xmlDictLookup(to->dict, name, -1);
	if (!name)
		out_of_memory();
	return name;
}

static void
adopt_text(xmlDocPtr to, xmlNodePtr n)
{
	if (n->type == XML_PI_NODE)
		n->name = adopt_name(to, n->name);
	if (n->content && n->doc->dict &&
	        xmlDictOwns(n->doc->dict, n->content)) {
		n->content = xmlStrdup(n->content);
		if (!n->content)
			out_of_memory();
	}
	n->doc = to;
}

static void
adopt_element(xmlDocPtr to, xmlNodePtr n)
{
	n->name = adopt_name(to, n->name);
	for (xmlAttrPtr a = n->properties; a; a = a->next) {
		if (a->atype == XML_ATTRIBUTE_ID)
			xmlRemoveID(a->doc, a);
		a->name = adopt_name(to, a->name);
		a->doc = to;
		for (xmlNodePtr text = a->children; text; text = text->next)
			adopt_text(to, text);
	}
	n->doc = to;
}

void
dom_adopt_children(xmlNodePtr to, xmlNodePtr from)
{
	for (xmlNodePtr n = from->children; n; n = dom_next(n, from))
		if (n->type == XML_ELEMENT_NODE)
			adopt_element(to->doc, n);
		else
			adopt_text(to->doc, n);
	dom_move_children(from, to);
}
