/* reader: trees of our own XHTML.
 *
 * libxml2 reads text that is not ASCII character by character, through a
 * function that knows all encodings; an issue spends as much on that as on
 * its fonts.  What xhtml.c writes is a narrow language: one declaration, plain
 * names, values in double quotes, seven references, no comments, no sections,
 * no namespace but the root's.  That language is read here, and nothing else:
 * it may have been written by a worker that fell to a hostile page, so each
 * sign is checked and at the first that is not of it the tree is dropped.
 */
#include "doc/reader.h"

#include <libxml/dict.h>
#include <string.h>

#include "base/lanes.h"
#include "base/utf8.h"

#define DEPTH 1024 /* the door's */
#define HEAD                                                                   \
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"                         \
	"<html xmlns=\"http://www.w3.org/1999/xhtml\">"

struct reader {
	const char *p, *end;
	xmlDocPtr doc;
	xmlNodePtr at; /* open element */
	int depth;
	struct str text; /* with its references resolved */
};

/* U+FFFE or U+FFFF, which are no characters. */
static int
has_nonchar(struct span xml)
{
	const char *p = xml.p, *end = xml.p + xml.n;

	while ((p = memchr(p, 0xEF, (size_t)(end - p))) != NULL) {
		if (end - p > 2 && (unsigned char)p[1] == 0xBF &&
		        (unsigned char)p[2] >= 0xBE)
			return 1;
		p++;
	}
	return 0;
}

/* Characters of XML alone, and none that a reader would normalise. */
static int
is_plain(struct span xml)
{
	const char *p = xml.p, *end = xml.p + xml.n;
	lanes odd = { 0 };
	int bad = 0;

	for (; end - p >= LANES; p += LANES) {
		lanes v = lanes_load(p);

		odd |= (lanes)(v < 0x20) & (lanes)(v != '\n') &
		       (lanes)(v != '\t');
	}
	for (; p < end; p++)
		bad |= (unsigned char)*p < 0x20 && *p != '\n' && *p != '\t';
	return !bad && !lanes_bits(odd) && !has_nonchar(xml) &&
	       utf8_valid_prefix(xml.p, xml.n) == xml.n;
}

static int
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static int
is_name_char(char c)
{
	return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

static int
skip(struct reader *r, const char *what)
{
	size_t n = strlen(what);

	if ((size_t)(r->end - r->p) < n || memcmp(r->p, what, n) != 0)
		return 0;
	r->p += n;
	return 1;
}

/* Empty when there is none. */
static struct span
take_name(struct reader *r)
{
	const char *from = r->p;

	if (r->p < r->end && is_letter(*r->p))
		while (r->p < r->end && is_name_char(*r->p))
			r->p++;
	return (struct span){ from, (size_t)(r->p - from) };
}

static const xmlChar *
keep_name(struct reader *r, struct span name)
{
	const xmlChar *s = xmlDictLookup(
	        r->doc->dict, (const xmlChar *)name.p, (int)name.n);

	if (!s)
		out_of_memory();
	return s;
}

static int
take_reference(struct reader *r)
{
	static const struct {
		const char *ref;
		char c;
	} known[] = { { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' },
		{ "&quot;", '"' }, { "&#10;", '\n' }, { "&#9;", '\t' },
		{ "&#13;", '\r' } };

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (skip(r, known[i].ref)) {
			str_putc(&r->text, known[i].c);
			return 1;
		}
	return 0;
}

/* What ends a run of text, or of a value; end where nothing does. */
static const char *
run_end(const char *p, const char *end, int in_value)
{
	for (; end - p >= LANES; p += LANES) {
		lanes v = lanes_load(p);
		lanes is = (lanes)(v == '<') | (lanes)(v == '&') |
		           (lanes)(v == '>');
		unsigned bits;

		if (in_value)
			is |= (lanes)(v == '"') | (lanes)(v == '\n') |
			      (lanes)(v == '\t');
		bits = lanes_bits(is);
		if (bits != 0)
			return p + __builtin_ctz(bits);
	}
	while (p < end && *p != '<' && *p != '&' && *p != '>' &&
	        !(in_value && (*p == '"' || *p == '\n' || *p == '\t')))
		p++;
	return p;
}

/* Text up to '<' or a value up to '"': a piece of the source, or r->text where
 * there are references.  0 when it holds what it must not. */
static int
take_text(struct reader *r, int in_value, struct span *out)
{
	const char stop = in_value ? '"' : '<';
	const char *from = r->p;

	str_truncate(&r->text, 0);
	for (;;) {
		r->p = run_end(r->p, r->end, in_value);
		if (r->p == r->end)
			return 0;
		if (*r->p == stop)
			break;
		str_add(&r->text, from, (size_t)(r->p - from));
		if (*r->p != '&' || !take_reference(r))
			return 0;
		from = r->p;
	}
	if (r->text.len == 0) {
		*out = (struct span){ from, (size_t)(r->p - from) };
	} else {
		str_add(&r->text, from, (size_t)(r->p - from));
		*out = str_span(&r->text);
	}
	return out->n <= INT32_MAX;
}

static void
append(struct reader *r, xmlNodePtr n)
{
	if (!n)
		out_of_memory();
	n->parent = r->at;
	n->prev = r->at->last;
	if (r->at->last)
		r->at->last->next = n;
	else
		r->at->children = n;
	r->at->last = n;
}

/* "lang", and the two of XML's own that our trees have under their names. */
static struct span
take_attr_name(struct reader *r)
{
	const char *from = r->p;
	struct span name;

	if (skip(r, "xml:lang") || skip(r, "xml:space"))
		return (struct span){ from, (size_t)(r->p - from) };
	name = take_name(r);
	if (name.n >= 5 && memcmp(name.p, "xmlns", 5) == 0)
		name.n = 0;
	return name;
}

static xmlAttrPtr
attr_new(struct reader *r, xmlNodePtr n, const xmlChar *name, xmlAttrPtr last)
{
	xmlAttrPtr a = xmlMalloc(sizeof(*a));

	if (!a)
		out_of_memory();
	memset(a, 0, sizeof(*a));
	a->type = XML_ATTRIBUTE_NODE;
	a->name = name;
	a->parent = n;
	a->doc = r->doc;
	a->prev = last;
	if (last)
		last->next = a;
	else
		n->properties = a;
	return a;
}

static int
take_attr(struct reader *r, xmlNodePtr n, xmlAttrPtr *last)
{
	struct span name = take_attr_name(r), value;
	const xmlChar *known;
	xmlNodePtr text;

	if (!name.n || !skip(r, "=\""))
		return 0;
	known = keep_name(r, name);
	for (const xmlAttr *a = n->properties; a; a = a->next)
		if (a->name == known)
			return 0;
	if (!take_text(r, 1, &value))
		return 0;
	r->p++;
	*last = attr_new(r, n, known, *last);
	text = xmlNewDocTextLen(r->doc, (const xmlChar *)value.p, (int)value.n);
	if (!text)
		out_of_memory();
	text->parent = (xmlNodePtr)*last;
	(*last)->children = (*last)->last = text;
	return 1;
}

/* "<name a="b">", "<name/>". */
static int
take_start(struct reader *r)
{
	struct span name;
	xmlAttrPtr last = NULL;
	xmlNodePtr n;

	r->p++;
	name = take_name(r);
	if (!name.n || r->depth > DEPTH)
		return 0;
	/* of the dictionary: not freed with the node */
	n = xmlNewDocNodeEatName(
	        r->doc, NULL, (xmlChar *)(uintptr_t)keep_name(r, name), NULL);
	append(r, n);
	while (skip(r, " "))
		if (!take_attr(r, n, &last))
			return 0;
	if (skip(r, "/>"))
		return 1;
	if (!skip(r, ">"))
		return 0;
	r->at = n;
	r->depth++;
	return 1;
}

static int
take_end(struct reader *r)
{
	struct span name;

	r->p += 2;
	name = take_name(r);
	if (!span_eq(name, span_of((const char *)r->at->name)) || !skip(r, ">"))
		return 0;
	r->at = r->at->parent;
	r->depth--;
	return 1;
}

static int
take_content(struct reader *r)
{
	struct span text;

	while (r->depth > 0) {
		if (r->p == r->end)
			return 0;
		if (*r->p != '<') {
			if (!take_text(r, 0, &text))
				return 0;
			append(r,
			        xmlNewDocTextLen(r->doc,
			                (const xmlChar *)text.p, (int)text.n));
		} else if (r->end - r->p > 1 && r->p[1] == '/') {
			if (!take_end(r))
				return 0;
		} else if (!take_start(r)) {
			return 0;
		}
	}
	while (r->p < r->end && *r->p == '\n')
		r->p++;
	return r->p == r->end;
}

static xmlDocPtr
doc_new(void)
{
	xmlDocPtr doc = xmlNewDoc((const xmlChar *)"1.0");

	if (!doc || !(doc->dict = xmlDictCreate()))
		out_of_memory();
	return doc;
}

xmlDocPtr
reader_tree(struct span xml)
{
	struct reader r = { .p = xml.p, .end = xml.p + xml.n };
	xmlNodePtr root;
	int fine;

	if (!skip(&r, HEAD) || !is_plain(xml))
		return NULL;
	r.doc = doc_new();
	root = xmlNewDocNodeEatName(r.doc, NULL,
	        (xmlChar *)(uintptr_t)keep_name(&r, SPAN_LIT("html")), NULL);
	if (!root)
		out_of_memory();
	xmlDocSetRootElement(r.doc, root);
	r.at = root;
	r.depth = 1;
	fine = take_content(&r);
	str_free(&r.text);
	if (fine)
		return r.doc;
	xmlFreeDoc(r.doc);
	return NULL;
}
