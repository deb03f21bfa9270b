/* run_back: what an external command wrote, as the article's tree again.
 *
 * XHTML (an XML declaration, or the XHTML namespace on the root) must be
 * well-formed: guessing at half-written XML would lose words in silence.
 * Anything else goes through the HTML parser.  The heading that the command
 * was shown is metadata and is taken out again.
 */
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "doc/dom.h"
#include "filters/decode.h"
#include "filters/parse.h"
#include "filters/run_back.h"

static int
has_nocase(struct span in, const char *word)
{
	size_t n = strlen(word), i, k;

	for (i = 0; i + n <= in.n; i++) {
		for (k = 0; k < n; k++) {
			char c = in.p[i + k];

			if (c >= 'A' && c <= 'Z')
				c = (char)(c | 0x20);
			if (c != word[k])
				break;
		}
		if (k == n)
			return 1;
	}
	return 0;
}

static int
is_xhtml(struct span in)
{
	in = span_trim(in);
	if (in.n >= 5 && memcmp(in.p, "<?xml", 5) == 0)
		return 1;
	if (in.n > 1024)
		in.n = 1024;
	return has_nocase(in, "xmlns=\"http://www.w3.org/1999/xhtml\"") ||
	       has_nocase(in, "xmlns='http://www.w3.org/1999/xhtml'");
}

/* A reference such as &nbsp; that HTML knows and XML does not: its text, by
 * the HTML parser. 0: XML's own, or nobody's. */
static int
html_reference(struct span ref, struct str *out)
{
	static const char *const xml[] = { "&amp;", "&lt;", "&gt;", "&quot;",
		"&apos;" };
	struct str page = STR_INIT, got = STR_INIT;
	struct diag quiet;
	xmlDocPtr doc;
	size_t i;
	int ok;

	for (i = 0; i < 5; i++)
		if (span_eq(ref, span_of(xml[i])))
			return 0;
	diag_init(&quiet);
	quiet.quiet = 1;
	str_puts(&page, "<p>");
	str_put_span(&page, ref);
	doc = parse_html(&page, "", &limits_default, &quiet);
	str_free(&page);
	if (doc == NULL)
		return 0;
	dom_text(xmlDocGetRootElement(doc), &got);
	xmlFreeDoc(doc);
	ok = !span_eq(str_span(&got), ref);
	if (ok)
		str_put_span(out, str_span(&got));
	str_free(&got);
	return ok;
}

static void
expand_references(struct str *s)
{
	struct str out = STR_INIT;
	size_t i, n, from = 0;

	for (i = 0; i < s->len; i++) {
		if (s->s[i] != '&' || s->s[i + 1] == '#')
			continue;
		n = 1 + strcspn(s->s + i + 1, ";<& \n\"'");
		if (n > 32 || i + n >= s->len || s->s[i + n] != ';')
			continue;
		str_add(&out, s->s + from, i - from);
		from = i;
		if (html_reference((struct span){ s->s + i, n + 1 }, &out))
			from = i + n + 1;
	}
	if (from > 0) {
		str_add(&out, s->s + from, s->len - from);
		str_free(s);
		*s = out;
	}
}

/* "prefix:name" attributes as the HTML parser leaves them. */
static void
plain_attributes(xmlNodePtr n)
{
	xmlAttrPtr at;

	for (at = n->properties; at != NULL; at = at->next) {
		if (at->ns != NULL && at->ns->prefix != NULL) {
			xmlChar *full = xmlBuildQName(
			        at->name, at->ns->prefix, NULL, 0);

			at->ns = NULL;
			xmlNodeSetName((xmlNodePtr)at, full);
			xmlFree(full);
		}
		at->ns = NULL;
	}
}

/* No namespaces, no comments, no CDATA, as after parse. */
static void
plain_tree(xmlDocPtr doc)
{
	xmlNodePtr root = xmlDocGetRootElement(doc), n = root, next;

	while (n != NULL) {
		next = dom_next(n, root);
		if (n->type == XML_ELEMENT_NODE) {
			plain_attributes(n);
			n->ns = NULL;
		} else if (n->type != XML_TEXT_NODE) {
			next = dom_next_skip(n, root);
			dom_remove(n);
		}
		n = next;
	}
	/* Only now: attributes and elements below may have used them. */
	for (n = root; n != NULL; n = dom_next(n, root))
		if (n->type == XML_ELEMENT_NODE && n->nsDef != NULL) {
			xmlFreeNsList(n->nsDef);
			n->nsDef = NULL;
		}
}

static xmlDocPtr
read_xhtml(
        const char *command, struct str *out, const char *name, struct diag *dg)
{
	xmlParserCtxtPtr x = xmlNewParserCtxt();
	xmlErrorPtr err;
	xmlDocPtr doc;
	struct span in;
	char text[120];

	if (x == NULL)
		abort();
	expand_references(out);
	in = span_trim(str_span(out));
	doc = xmlCtxtReadMemory(x, in.p, (int)in.n, NULL, NULL,
	        XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
	                XML_PARSE_HUGE | XML_PARSE_NOCDATA | XML_PARSE_NODICT);
	if (doc == NULL || !x->wellFormed) {
		err = xmlCtxtGetLastError(x);
		strncpy(text, err && err->message ? err->message : "no root",
		        sizeof(text) - 1);
		text[sizeof(text) - 1] = '\0';
		text[strcspn(text, "\n")] = '\0';
		diag_file(dg, name, MSG_RUN_XML, command, err ? err->line : 1,
		        err ? err->int2 : 1, text);
		xmlFreeDoc(doc);
		doc = NULL;
	}
	xmlFreeParserCtxt(x);
	if (doc != NULL)
		plain_tree(doc);
	return doc;
}

static xmlDocPtr
read_html(struct str *out, const char *name, const struct limits *lim,
        struct diag *dg)
{
	struct decode_faults f = { 0, 0 };
	struct str clean = STR_INIT;
	xmlDocPtr doc;

	encoding_decode(encoding_named("UTF-8"), str_span(out), &clean, &f);
	if (f.count > 0)
		diag_file(
		        dg, name, MSG_DECODE_FAULTS, f.count, "UTF-8", f.first);
	doc = parse_html(&clean, name, lim, dg);
	str_free(&clean);
	return doc;
}

static xmlNodePtr
child(xmlNodePtr n, const char *name)
{
	for (n = n != NULL ? n->children : NULL; n != NULL; n = n->next)
		if (dom_is(n, name))
			return n;
	return NULL;
}

/* A clean tree had <article> alone in its body, an empty head, and showed
 * its metadata as a heading: so again. */
static void
clean_again(xmlDocPtr doc)
{
	xmlNodePtr html = xmlDocGetRootElement(doc), body, art, n, next;

	n = child(html, "head");
	while (n != NULL && n->children != NULL)
		dom_remove(n->children);
	body = child(html, "body");
	art = child(body, "article");
	if (art == NULL) {
		art = dom_new(doc, "article");
		dom_move_children(body, art);
		xmlAddChild(body, art);
	}
	for (n = art->children; n != NULL; n = next) {
		next = n->next;
		if (dom_is(n, "header") && dom_has_class(n, "article-head"))
			dom_remove(n);
	}
}

int
run_back(const char *command, struct str *out, struct article *a,
        const struct limits *lim, struct diag *dg)
{
	struct span in = span_trim(str_span(out));
	int was_clean = article_root(a) != NULL, xml = is_xhtml(in);
	xmlDocPtr doc;

	if (in.n == 0)
		return diag_file(dg, a->name, MSG_RUN_EMPTY, command);
	if (!xml && !has_nocase(in, "<body"))
		return diag_file(dg, a->name, MSG_RUN_BODY, command);
	doc = xml ? read_xhtml(command, out, a->name, dg)
	          : read_html(out, a->name, lim, dg);
	if (doc == NULL)
		return -1;
	if (!dom_is(xmlDocGetRootElement(doc), "html") ||
	        child(xmlDocGetRootElement(doc), "body") == NULL) {
		xmlFreeDoc(doc);
		return diag_file(dg, a->name, MSG_RUN_BODY, command);
	}
	if (was_clean)
		clean_again(doc);
	xmlFreeDoc(a->tree);
	a->tree = doc;
	return 0;
}
