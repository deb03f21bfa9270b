/* dom: helpers over libxml2 trees.  All walks are iterative: the depth of a
 * tree comes from the input. */
#include "doc/dom.h"

#include "base/utf8.h"

#include <libxml/parserInternals.h>
#include <limits.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>

int
dom_is_any(const xmlNode *n, const char *const *names)
{
	if (!n || n->type != XML_ELEMENT_NODE)
		return 0;
	for (; *names; names++)
		if (dom_same_name(n->name, *names))
			return 1;
	return 0;
}

int
dom_is_text(const xmlNode *n)
{
	return n &&
	       (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE);
}

int
dom_is_blank(const xmlNode *text)
{
	return !text->content || ascii_is_blank((const char *)text->content);
}

static xmlAttrPtr
find_attr(const xmlNode *n, const char *name)
{
	xmlAttrPtr a;

	if (!n || n->type != XML_ELEMENT_NODE)
		return NULL;
	for (a = n->properties; a; a = a->next)
		if (dom_same_name(a->name, name))
			return a;
	return NULL;
}

const char *
dom_attr(const xmlNode *n, const char *name)
{
	xmlAttrPtr a = find_attr(n, name);

	if (!a)
		return NULL;
	if (!a->children || !a->children->content)
		return "";
	return (const char *)a->children->content;
}

void
dom_set_attr(xmlNodePtr n, const char *name, const char *value)
{
	xmlAttrPtr a = find_attr(n, name);

	/* xmlSetProp() would look a colon's prefix up as a namespace. */
	if (a) {
		xmlNodePtr text = xmlNewDocText(n->doc, (const xmlChar *)value);

		if (!text)
			out_of_memory();
		xmlFreeNodeList(a->children);
		a->children = text;
		a->last = text;
		text->parent = (xmlNodePtr)a;
	} else if (!xmlNewNsProp(n, NULL, (const xmlChar *)name,
	                   (const xmlChar *)value)) {
		out_of_memory();
	}
}

void
dom_set_number(xmlNodePtr n, const char *name, int v)
{
	char s[16];

	snprintf(s, sizeof(s), "%d", v);
	dom_set_attr(n, name, s);
}

void
dom_drop_attr(xmlNodePtr n, const char *name)
{
	xmlAttrPtr a = find_attr(n, name);

	if (a)
		xmlRemoveProp(a);
}

int
dom_has_class(const xmlNode *n, const char *cls)
{
	const char *p = dom_attr(n, "class");
	size_t len = strlen(cls);

	while (p && *p) {
		size_t k = 0;

		while (ascii_space(*p))
			p++;
		while (p[k] && !ascii_space(p[k]))
			k++;
		if (k == len && k && !memcmp(p, cls, k))
			return 1;
		p += k;
	}
	return 0;
}

xmlNodePtr
dom_next_skip(xmlNodePtr n, const xmlNode *root)
{
	while (n && n != root) {
		if (n->next)
			return n->next;
		n = n->parent;
	}
	return NULL;
}

xmlNodePtr
dom_next(xmlNodePtr n, const xmlNode *root)
{
	/* An entity reference's child is the declaration, not its own. */
	if (n->children && n->type != XML_ENTITY_REF_NODE)
		return n->children;
	return dom_next_skip(n, root);
}

void
dom_walk(const xmlNode *top, int (*enter)(void *ctx, const xmlNode *n),
        void (*leave)(void *ctx, const xmlNode *n), void *ctx)
{
	const xmlNode *n = top;

	for (;;) {
		int into = enter(ctx, n);

		if (into && n->children) {
			n = n->children;
			continue;
		}
		if (into)
			leave(ctx, n);
		while (n != top && !n->next) {
			n = n->parent;
			leave(ctx, n);
		}
		if (n == top)
			return;
		n = n->next;
	}
}

xmlNodePtr
dom_element(xmlNodePtr n)
{
	while (n && n->type != XML_ELEMENT_NODE)
		n = n->next;
	return n;
}

xmlNodePtr
dom_element_before(const xmlNode *n)
{
	xmlNodePtr p = n->prev;

	while (p && p->type != XML_ELEMENT_NODE)
		p = p->prev;
	return p;
}

xmlNodePtr
dom_find(xmlNodePtr root, const char *name)
{
	xmlNodePtr n;

	if (!root)
		return NULL;
	for (n = dom_next(root, root); n; n = dom_next(n, root))
		if (dom_is(n, name))
			return n;
	return NULL;
}

/* The const of a tree only read is given back to the walkers. */
static xmlNodePtr
plain(const xmlNode *n)
{
	union {
		const xmlNode *c;
		xmlNodePtr p;
	} u = { .c = n };

	return u.p;
}

void
dom_text(const xmlNode *root, struct str *out)
{
	xmlNodePtr n;

	for (n = plain(root); n; n = dom_next(n, root))
		if (dom_is_text(n) && n->content)
			str_puts(out, (const char *)n->content);
}

/* Add text with white space folded; *gap remembers that some is due. */
static void
put_folded(struct str *out, size_t start, const char *s, int *gap)
{
	const char *end = s + strlen(s);

	while (s < end) {
		size_t k;

		if (ascii_space(*s)) {
			*gap = 1;
			s++;
			continue;
		}
		if (*gap && out->len > start)
			str_putc(out, ' ');
		*gap = 0;
		k = span_folded((struct span){ s, (size_t)(end - s) });
		while (s + k < end && !ascii_space(s[k]))
			k++;
		str_add(out, s, k);
		s += k;
	}
}

static int
breaks_words(const xmlNode *n)
{
	return n->type == XML_ELEMENT_NODE &&
	       (dom_is_block((const char *)n->name) || dom_is(n, "br"));
}

/* For the browser: a drawing within a heading may bring its own. */
static int
is_silent(const xmlNode *n)
{
	return n->type == XML_ELEMENT_NODE && n->name[0] == 's' &&
	       (dom_is(n, "style") || dom_is(n, "script"));
}

void
dom_text_folded(const xmlNode *root, struct str *out)
{
	size_t start = out->len;
	xmlNodePtr n = plain(root);
	int gap = 0;

	while (n) {
		if (dom_is_text(n) && n->content)
			put_folded(out, start, (const char *)n->content, &gap);
		else if (breaks_words(n))
			gap = 1;
		if (n->children && n->type != XML_ENTITY_REF_NODE &&
		        (n == root || !is_silent(n))) {
			n = n->children;
			continue;
		}
		while (n && n != root && !n->next) {
			n = n->parent;
			if (n && breaks_words(n))
				gap = 1;
		}
		n = n && n != root ? n->next : NULL;
	}
}

xmlNodePtr
dom_new(xmlDocPtr doc, const char *name)
{
	xmlNodePtr n = xmlNewDocNode(doc, NULL, (const xmlChar *)name, NULL);

	if (!n)
		out_of_memory();
	return n;
}

/* xmlAddChild() merges adjacent texts; here a new last child stays one. */
static xmlNodePtr
link_last(xmlNodePtr parent, xmlNodePtr n)
{
	n->parent = parent;
	n->prev = parent->last;
	if (parent->last)
		parent->last->next = n;
	else
		parent->children = n;
	parent->last = n;
	return n;
}

xmlNodePtr
dom_append(xmlNodePtr parent, const char *name)
{
	return link_last(parent, dom_new(parent->doc, name));
}

xmlNodePtr
dom_append_text(xmlNodePtr parent, struct span text)
{
	xmlNodePtr n;

	if (text.n > INT32_MAX)
		out_of_memory();
	n = xmlNewDocTextLen(parent->doc, (const xmlChar *)text.p, (int)text.n);
	if (!n)
		out_of_memory();
	return link_last(parent, n);
}

void
dom_add_class(xmlNodePtr n, const char *name)
{
	const char *old = dom_attr(n, "class");
	struct str s = STR_INIT;

	if (old != NULL && *old != '\0')
		str_printf(&s, "%s ", old);
	str_puts(&s, name);
	dom_set_attr(n, "class", str_c(&s));
	str_free(&s);
}

void
dom_empty(xmlNodePtr n)
{
	while (n->children != NULL)
		dom_remove(n->children);
}

void
dom_remove(xmlNodePtr n)
{
	xmlUnlinkNode(n);
	xmlFreeNode(n);
}

void
dom_move_children(xmlNodePtr from, xmlNodePtr to)
{
	while (from->children) {
		xmlNodePtr c = from->children;

		xmlUnlinkNode(c);
		xmlAddChild(to, c);
	}
}

void
dom_unwrap(xmlNodePtr n)
{
	xmlNodePtr c;

	if (n->children) {
		for (c = n->children; c; c = c->next)
			c->parent = n->parent;
		n->children->prev = n->prev;
		if (n->prev)
			n->prev->next = n->children;
		else if (n->parent)
			n->parent->children = n->children;
		n->last->next = n->next;
		if (n->next)
			n->next->prev = n->last;
		else if (n->parent)
			n->parent->last = n->last;
		n->children = n->last = NULL;
		n->parent = n->prev = n->next = NULL;
		xmlFreeNode(n);
	} else {
		dom_remove(n);
	}
}

void
dom_rename(xmlNodePtr n, const char *name)
{
	xmlNodeSetName(n, (const xmlChar *)name);
}

/* Asked of every element in every walk: by two bytes first. */
static int
is_in(const char *const *table, size_t n, const char *name)
{
	size_t lo = 0;

	while (lo < n) {
		size_t mid = (lo + n) / 2;
		const char *t = table[mid];
		int c = *name != *t       ? *name - *t
		        : name[1] != t[1] ? name[1] - t[1]
		                          : strcmp(name, t);

		if (c == 0)
			return 1;
		if (c < 0)
			n = mid;
		else
			lo = mid + 1;
	}
	return 0;
}

#define IN_TABLE(name, table)                                                  \
	is_in((table), sizeof(table) / sizeof((table)[0]), (name))

int
dom_is_block(const char *name)
{
	/* in order of strcmp() */
	static const char *const table[] = {
		"address",
		"article",
		"aside",
		"blockquote",
		"body",
		"caption",
		"center",
		"col",
		"colgroup",
		"dd",
		"details",
		"dialog",
		"dir",
		"div",
		"dl",
		"dt",
		"fieldset",
		"figcaption",
		"figure",
		"footer",
		"form",
		"frameset",
		"h1",
		"h2",
		"h3",
		"h4",
		"h5",
		"h6",
		"head",
		"header",
		"hgroup",
		"hr",
		"html",
		"legend",
		"li",
		"listing",
		"main",
		"menu",
		"nav",
		"ol",
		"optgroup",
		"option",
		"p",
		"plaintext",
		"pre",
		"search",
		"section",
		"summary",
		"table",
		"tbody",
		"td",
		"tfoot",
		"th",
		"thead",
		"title",
		"tr",
		"ul",
		"xmp",
	};

	return IN_TABLE(name, table);
}

int
dom_heading(const xmlNode *n)
{
	const xmlChar *s = n->name;

	return n->type == XML_ELEMENT_NODE && s[0] == 'h' && s[1] >= '1' &&
	                       s[1] <= '6' && !s[2]
	               ? s[1] - '0'
	               : 0;
}

int
dom_is_void(const char *name)
{
	static const char *const table[] = {
		"area",
		"base",
		"basefont",
		"bgsound",
		"br",
		"col",
		"embed",
		"frame",
		"hr",
		"img",
		"input",
		"keygen",
		"link",
		"meta",
		"param",
		"source",
		"track",
		"wbr",
	};

	return IN_TABLE(name, table);
}

#define ID_BYTES 200

void
dom_put_id(struct str *out, struct span v)
{
	const char *s = v.p, *end = v.p + v.n;
	size_t from = out->len;

	while (s < end && out->len - from < ID_BYTES) {
		const char *at = s;
		uint32_t cp = utf8_next(&s, end);
		int ascii = (cp | 32) >= 'a' && (cp | 32) <= 'z';
		int other = cp >= 0xC0 && cp != UTF8_BAD && cp_is_letter(cp);
		int first = ascii || cp == '_' ||
		            (other && !(cp >= 0x300 && cp <= 0x36F));

		if (out->len == from && !first)
			str_putc(out, 'n');
		if (ascii || other || (cp >= '0' && cp <= '9') || cp == '-' ||
		        cp == '.')
			str_add(out, at, (size_t)(s - at));
		else
			str_putc(out, '_');
	}
}

static void
unheard(void *ctx, xmlErrorPtr error)
{
	(void)ctx;
	(void)error;
}

xmlDocPtr
dom_read_xml(struct span xml, int options, void (*prepare)(xmlSAXHandlerPtr))
{
	xmlParserCtxtPtr ctxt;
	xmlDocPtr doc = NULL;

	if (xml.n > INT_MAX)
		return NULL;
	ctxt = xmlCreateMemoryParserCtxt(xml.p, (int)xml.n);
	if (!ctxt)
		return NULL;
	xmlCtxtUseOptions(ctxt, options | XML_PARSE_NONET | XML_PARSE_NOERROR |
	                                XML_PARSE_NOWARNING);
	ctxt->sax->serror = unheard;
	if (prepare)
		prepare(ctxt->sax);
	xmlParseDocument(ctxt);
	if (ctxt->wellFormed)
		doc = ctxt->myDoc;
	else if (ctxt->myDoc)
		xmlFreeDoc(ctxt->myDoc);
	ctxt->myDoc = NULL;
	xmlFreeParserCtxt(ctxt);
	return doc;
}
