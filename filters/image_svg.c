/* image_svg: a drawing cleaned of all that acts or refers elsewhere.
 *
 * SVG is a program that may run scripts, fetch files and nest entities.  What
 * is kept is a list of elements that draw (SVG 1.1 and 2), attributes that do
 * not act, and references into the drawing itself; pictures inside it stay
 * only as data: of PNG or JPEG.  The result is written anew, so that who draws
 * it, here or in a reader of EPUB 3.3, sees nothing else.
 *
 * Illustrator puts its namespaces into entities of the DTD, so entities that
 * hold text are read (libxml2 caps their growth); those that name files are
 * not even known.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/xmlsave.h>

#include "doc/dom.h"
#include "filters/images.h"

#define NODES 200000
#define DEPTH 100
#define SNIFF 4096
#define SVG_NS "http://www.w3.org/2000/svg"
#define XLINK_NS "http://www.w3.org/1999/xlink"

/* Sorted, for bsearch(). */
static const char *const kept[] = { "circle", "clipPath", "defs", "desc",
	"ellipse", "feBlend", "feColorMatrix", "feComponentTransfer",
	"feComposite", "feConvolveMatrix", "feDiffuseLighting",
	"feDisplacementMap", "feDistantLight", "feDropShadow", "feFlood",
	"feFuncA", "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur", "feImage",
	"feMerge", "feMergeNode", "feMorphology", "feOffset", "fePointLight",
	"feSpecularLighting", "feSpotLight", "feTile", "feTurbulence", "filter",
	"g", "image", "line", "linearGradient", "marker", "mask", "path",
	"pattern", "polygon", "polyline", "radialGradient", "rect", "stop",
	"style", "svg", "switch", "symbol", "text", "textPath", "title",
	"tspan", "use" };

static int
by_name(const void *key, const void *name)
{
	return strcmp(key, *(const char *const *)name);
}

static int
is_kept(const xmlNode *n)
{
	if (n->ns && strcmp((const char *)n->ns->href, SVG_NS) != 0)
		return 0;
	return bsearch(n->name, kept, sizeof(kept) / sizeof(kept[0]),
	               sizeof(kept[0]), by_name) != NULL;
}

/* Each url() of a style leads into the drawing, and nothing is imported.
 * Escapes and comments could hide either, so they are refused. */
static int
style_is_own(const char *s)
{
	if (strchr(s, '\\') || strstr(s, "/*") || strcasestr(s, "@import") ||
	        strcasestr(s, "image-set") || strcasestr(s, "expression") ||
	        strcasestr(s, "javascript") || strcasestr(s, "src("))
		return 0;
	while ((s = strcasestr(s, "url(")) != NULL) {
		s += 4;
		s += strspn(s, " \t\r\n\"'");
		if (*s != '#')
			return 0;
	}
	return 1;
}

static int
reference_is_own(const xmlNode *n, const char *v)
{
	v += strspn(v, " \t\r\n");
	if (*v == '#')
		return 1;
	return strcmp((const char *)n->name, "image") == 0 &&
	       (strncmp(v, "data:image/png;base64,", 22) == 0 ||
	               strncmp(v, "data:image/jpeg;base64,", 23) == 0);
}

static int
attribute_is_fine(const xmlNode *n, const xmlAttr *a, const char *v)
{
	const char *name = (const char *)a->name;
	const char *ns = a->ns ? (const char *)a->ns->href : "";

	if (strcmp(name, "href") == 0)
		return (!*ns || strcmp(ns, XLINK_NS) == 0) &&
		       reference_is_own(n, v);
	if (*ns) /* xml:space, xml:lang; xml:base would lead elsewhere */
		return strcmp(ns, (const char *)XML_XML_NAMESPACE) == 0 &&
		       strcmp(name, "base") != 0;
	if (strncasecmp(name, "on", 2) == 0 || strcmp(name, "src") == 0)
		return 0;
	return style_is_own(v);
}

static void
clean_attributes(xmlNodePtr n)
{
	xmlAttrPtr next;

	for (xmlAttrPtr a = n->properties; a; a = next) {
		xmlChar *v = xmlNodeListGetString(n->doc, a->children, 1);

		next = a->next;
		if (v && !attribute_is_fine(n, a, (const char *)v))
			xmlRemoveProp(a);
		xmlFree(v);
	}
}

/* A style sheet stays as a whole or not at all. */
static int
sheet_is_own(const xmlNode *n)
{
	struct str s = STR_INIT;
	int own;

	dom_text(n, &s);
	own = style_is_own(str_c(&s)) && !strchr(str_c(&s), '@');
	str_free(&s);
	return own;
}

/* Below a root that stays.  0, or -1 when the drawing is too deep or too large.
 * A link's content stays, other strangers go with theirs. */
static int
clean_tree(xmlNodePtr root)
{
	xmlNodePtr n = root;
	size_t nodes = 0;
	int depth = 0;

	while (n) {
		xmlNodePtr gone = NULL;

		if (++nodes > NODES || depth > DEPTH)
			return -1;
		if (n->type == XML_ELEMENT_NODE) {
			if (strcmp((const char *)n->name, "a") == 0)
				xmlNodeSetName(n, (const xmlChar *)"g");
			clean_attributes(n);
			if (!is_kept(n) ||
			        (strcmp((const char *)n->name, "style") == 0 &&
			                !sheet_is_own(n)))
				gone = n;
		} else if (!dom_is_text(n)) {
			gone = n;
		}
		if (!gone && n->type == XML_ELEMENT_NODE && n->children) {
			n = n->children;
			depth++;
			continue;
		}
		while (n != root && !n->next) {
			n = n->parent;
			depth--;
			if (gone) {
				xmlUnlinkNode(gone);
				xmlFreeNode(gone);
				gone = NULL;
			}
		}
		n = n == root ? NULL : n->next;
		if (gone) {
			xmlUnlinkNode(gone);
			xmlFreeNode(gone);
		}
	}
	return 0;
}

/* Namespaces of editors, which nothing in the tree uses any more. */
static void
drop_namespaces(xmlNodePtr root)
{
	for (xmlNodePtr n = root; n; n = dom_next(n, root)) {
		xmlNsPtr *at = n->type == XML_ELEMENT_NODE ? &n->nsDef : NULL;

		while (at && *at) {
			xmlNsPtr ns = *at;

			if (strcmp((const char *)ns->href, SVG_NS) == 0 ||
			        strcmp((const char *)ns->href, XLINK_NS) == 0) {
				at = &ns->next;
				continue;
			}
			*at = ns->next;
			ns->next = NULL;
			xmlFreeNs(ns);
		}
	}
}

static void
only_text_entities(void *ctx, const xmlChar *name, int type, const xmlChar *id,
        const xmlChar *sys, xmlChar *content)
{
	if (type == XML_INTERNAL_GENERAL_ENTITY)
		xmlSAX2EntityDecl(ctx, name, type, id, sys, content);
}

static void
without_files(xmlSAXHandlerPtr sax)
{
	sax->entityDecl = only_text_entities;
	sax->externalSubset = NULL;
	sax->resolveEntity = NULL;
}

/* An <svg> out of a page has no namespace, or an empty one: it gets its own. */
static void
put_in_namespace(xmlNodePtr root)
{
	xmlNsPtr ns = root->nsDef;

	if (root->ns)
		return;
	while (ns && ns->prefix)
		ns = ns->next;
	if (ns) {
		xmlFree((xmlChar *)(uintptr_t)ns->href);
		ns->href = xmlStrdup((const xmlChar *)SVG_NS);
	} else {
		ns = xmlNewNs(root, (const xmlChar *)SVG_NS, NULL);
	}
	if (!ns || !ns->href)
		out_of_memory();
	for (xmlNodePtr n = root; n; n = dom_next(n, root))
		if (n->type == XML_ELEMENT_NODE && !n->ns)
			n->ns = ns;
}

static void
put_document(struct str *out, xmlDocPtr doc, xmlNodePtr root)
{
	xmlBufferPtr buf = xmlBufferCreate();
	xmlSaveCtxtPtr save = buf ? xmlSaveToBuffer(buf, "UTF-8",
	                                    XML_SAVE_NO_DECL | XML_SAVE_AS_XML)
	                          : NULL;

	(void)doc;
	if (!save || xmlSaveTree(save, root) < 0 || xmlSaveClose(save) < 0)
		out_of_memory();
	str_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	str_add(out, xmlBufferContent(buf), (size_t)xmlBufferLength(buf));
	str_putc(out, '\n');
	xmlBufferFree(buf);
}

enum image_fault
svg_clean(struct span in, struct str *out, const char **why)
{
	xmlDocPtr doc = dom_read_xml(
	        in, XML_PARSE_NOENT | XML_PARSE_NOCDATA, without_files);
	xmlNodePtr root = doc ? xmlDocGetRootElement(doc) : NULL;
	enum image_fault fault = IMAGE_DAMAGED;

	*why = "it is not well-formed XML";
	if (root && strcmp((const char *)root->name, "svg") != 0) {
		*why = "it is no SVG";
	} else if (root) {
		put_in_namespace(root);
		if (!is_kept(root))
			*why = "its namespace is not that of SVG";
		else
			fault = clean_tree(root) < 0 ? IMAGE_TOO_BIG
			                             : IMAGE_FINE;
	}
	if (fault == IMAGE_FINE) {
		drop_namespaces(root);
		put_document(out, doc, root);
	}
	if (doc)
		xmlFreeDoc(doc);
	return fault;
}

int
svg_is(struct span in)
{
	const char *at;

	if (in.n > SNIFF)
		in.n = SNIFF;
	if (in.n >= 3 && memcmp(in.p, "\xEF\xBB\xBF", 3) == 0) {
		in.p += 3;
		in.n -= 3;
	}
	in = span_trim(in);
	at = in.n && in.p[0] == '<' ? memmem(in.p, in.n, "<svg", 4) : NULL;
	/* and not one within a page */
	return at && !memmem(in.p, (size_t)(at - in.p), "<html", 5) &&
	       !memmem(in.p, (size_t)(at - in.p), "<HTML", 5) &&
	       !memmem(in.p, (size_t)(at - in.p), "<body", 5);
}
