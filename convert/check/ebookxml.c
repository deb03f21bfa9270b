/* ebookxml: XML into a tree, and small questions to it.
 *
 * libxml2 gets no network, no DTD and no entities: a document that declares
 * any is told of and not looked at, so neither their swelling nor what they
 * would fetch matters.  Its own limits of depth and size stay on.
 */
#include "check/ebook.h"

#include <libxml/parser.h>
#include <limits.h>
#include <string.h>
#include <strings.h>

#include "doc/dom.h"

#define TEXT_MAX 300
#define WALK_MAX 100000

static int
encoding_ok(const xmlDoc *doc)
{
	static const char *const good[] = { "UTF-8", "UTF-16", "UTF-16LE",
		"UTF-16BE", "US-ASCII", "ASCII", NULL };

	if (!doc->encoding)
		return 1;
	for (int i = 0; good[i]; i++)
		if (strcasecmp((const char *)doc->encoding, good[i]) == 0)
			return 1;
	return 0;
}

static int
declares_entities(const xmlDoc *doc)
{
	const xmlDtd *d = doc->intSubset;

	for (const xmlNode *n = d ? d->children : NULL; n; n = n->next)
		if (n->type == XML_ENTITY_DECL)
			return 1;
	return d && (d->entities || d->pentities);
}

static void
tell(struct ebook *b, const char *path, xmlParserCtxtPtr ctxt)
{
	const xmlError *e = xmlCtxtGetLastError(ctxt);
	struct span why = span_of(e ? e->message : NULL);

	while (why.n && why.p[why.n - 1] == '\n')
		why.n--;
	ebook_find(b,
	        e && (e->code == XML_ERR_ENTITY_LOOP) ? EPUB_XML_ENTITY
	                                              : EPUB_XML_SYNTAX,
	        path, e ? e->line : 0,
	        why.n ? arena_span(b->out->arena, why) : NULL);
}

xmlDocPtr
ebook_parse(struct ebook *b, const char *path, const struct str *bytes)
{
	xmlParserCtxtPtr ctxt = xmlNewParserCtxt();
	xmlDocPtr doc = NULL;
	int good;

	if (!ctxt)
		out_of_memory();
	if (bytes->len < INT_MAX)
		doc = xmlCtxtReadMemory(ctxt, str_c(bytes), (int)bytes->len,
		        NULL, NULL,
		        XML_PARSE_NONET | XML_PARSE_NOERROR |
		                XML_PARSE_NOWARNING | XML_PARSE_BIG_LINES);
	good = doc && ctxt->wellFormed && xmlDocGetRootElement(doc);
	if (!good)
		tell(b, path, ctxt);
	else if (declares_entities(doc))
		ebook_find(b, EPUB_XML_ENTITY, path, 0, NULL), good = 0;
	else if (!encoding_ok(doc))
		ebook_find(b, EPUB_XML_ENCODING, path, 0,
		        arena_strdup(
		                b->out->arena, (const char *)doc->encoding));
	xmlFreeParserCtxt(ctxt);
	if (!good && doc) {
		xmlFreeDoc(doc);
		doc = NULL;
	}
	return doc;
}

const char *
ebook_attr(const xmlNode *n, const char *name, const char *ns)
{
	if (n->type != XML_ELEMENT_NODE)
		return NULL;
	for (const xmlAttr *a = n->properties; a; a = a->next) {
		if (strcmp((const char *)a->name, name) != 0)
			continue;
		if (ns ? !a->ns || strcmp((const char *)a->ns->href, ns) != 0
		       : a->ns != NULL)
			continue;
		return a->children && a->children->content
		               ? (const char *)a->children->content
		               : "";
	}
	return NULL;
}

int
ebook_is(const xmlNode *n, const char *name, const char *ns)
{
	return n && n->type == XML_ELEMENT_NODE && n->ns && n->ns->href &&
	       strcmp((const char *)n->ns->href, ns) == 0 &&
	       (!name || strcmp((const char *)n->name, name) == 0);
}

/* Some hundred bytes are enough for titles and messages, and the walk has an
 * end too: text within text within text must not cost its square. */
const char *
ebook_text(struct ebook *b, const xmlNode *n)
{
	struct str s = STR_INIT;
	size_t seen = 0;
	const char *text;

	for (xmlNodePtr c = (xmlNodePtr)(uintptr_t)n;
	        c && s.len < TEXT_MAX && seen < WALK_MAX; c = dom_next(c, n)) {
		const char *t =
		        dom_is_text(c) ? (const char *)c->content : NULL;

		seen++;
		for (; t && *t && s.len < TEXT_MAX && seen < WALK_MAX;
		        t++, seen++)
			if (!strchr(" \t\r\n\f", *t))
				str_putc(&s, *t);
			else if (s.len && s.s[s.len - 1] != ' ')
				str_putc(&s, ' ');
	}
	if (seen >= WALK_MAX && s.len == 0)
		str_puts(&s, "?");
	text = arena_span(b->out->arena, span_trim(str_span(&s)));
	str_free(&s);
	return text ? text : "";
}

int
ebook_line(const xmlNode *n)
{
	long line = xmlGetLineNo(n);

	return line > 0 && line < INT_MAX ? (int)line : 0;
}

int
ebook_word(const char *list, const char *word)
{
	size_t n = strlen(word);

	while (list && *list) {
		size_t k = strcspn(list, " \t\r\n\f");

		if (k == n && strncmp(list, word, n) == 0)
			return 1;
		list += k;
		list += strspn(list, " \t\r\n\f");
	}
	return 0;
}

/* The shape of RFC 5646, 2.1: subtags of letters and digits, the first of
 * two to eight letters (or x, i). */
int
ebook_lang_ok(const char *tag)
{
	size_t n = 0, first = strcspn(tag, "-");

	if (first == 0 || first > 8 ||
	        (first == 1 && !strchr("xXiI", tag[0])) ||
	        (first == 1 && tag[1] == '\0'))
		return 0;
	for (const char *s = tag;; s++) {
		if (*s == '-' || *s == '\0') {
			if (n == 0 || n > 8)
				return 0;
			n = 0;
			if (*s == '\0')
				return 1;
			continue;
		}
		if (!((*s | 32) >= 'a' && (*s | 32) <= 'z') &&
		        !(*s >= '0' && *s <= '9' && (size_t)(s - tag) > first))
			return 0;
		n++;
	}
}
