/* xhtml: trees as well-formed XML 1.0 with the elements of HTML.
 *
 * Every tree can be written, also one straight from the parser: names that
 * XML does not allow are written as HTML's "coercing an HTML DOM into an
 * infoset" says (13.2.9: each bad character as U and six hex digits), and
 * characters that XML does not have are replaced.  On a clean article none of
 * that happens.  The walk is iterative.
 */
#include "doc/xhtml.h"

#include <string.h>

#include "base/utf8.h"
#include "doc/dom.h"

/* What XML has no way to hold at the start of p: its length, else 0. */
static size_t
foreign(const char *p, const char *end, const char **instead)
{
	unsigned char c = (unsigned char)*p;
	const char *next = p;

	*instead = "";
	if (c < 0x20) {
		/* form feed and vertical tab part words */
		if (c == '\f' || c == '\v')
			*instead = " ";
		return c != '\t' && c != '\n' && c != '\r';
	}
	if (c < 0x80)
		return 0;
	*instead = "\xEF\xBF\xBD";
	switch (utf8_next(&next, end)) {
	case UTF8_BAD:
	case 0xFFFE:
	case 0xFFFF:
		return (size_t)(next - p);
	default:
		return 0;
	}
}

/* in_value: also white space as references, which would otherwise be
 * normalised to spaces by the reader (XML 1.0, 3.3.3). */
static void
put_escaped(struct str *out, struct span text, int in_value)
{
	const char *p = text.p;
	const char *end = p + text.n;
	const char *from = p;
	/* Up to here UTF-8 is valid, and only U+FFFE and U+FFFF are foreign;
	 * both have the lead byte EF. */
	const char *valid = p + utf8_valid_prefix(p, text.n);

	while (p < end) {
		unsigned char c = (unsigned char)*p;
		const char *ref = NULL;
		size_t skip = 1;

		if (c >= 0x80 && c != 0xEF && p < valid) {
			p++;
			continue;
		}
		if (c == '&')
			ref = "&amp;";
		else if (c == '<')
			ref = "&lt;";
		else if (c == '>')
			ref = "&gt;";
		else if (c == '\r')
			ref = "&#13;";
		else if (in_value && c == '"')
			ref = "&quot;";
		else if (in_value && c == '\n')
			ref = "&#10;";
		else if (in_value && c == '\t')
			ref = "&#9;";
		else if (c < 0x20 || c >= 0x80)
			skip = foreign(p, end, &ref);
		if (!ref || !skip) {
			p++;
			continue;
		}
		str_add(out, from, (size_t)(p - from));
		str_puts(out, ref);
		p += skip;
		from = p;
		if (p > valid)
			valid = p + utf8_valid_prefix(p, (size_t)(end - p));
	}
	str_add(out, from, (size_t)(p - from));
}

void
xhtml_text(struct str *out, struct span text)
{
	put_escaped(out, text, 0);
}

void
xhtml_value(struct str *out, struct span value)
{
	put_escaped(out, value, 1);
}

static int
plain_name(const char *name)
{
	const char *p = name;

	if (!((*p | 32) >= 'a' && (*p | 32) <= 'z') && *p != '_')
		return 0;
	for (; *p; p++)
		if (!((*p | 32) >= 'a' && (*p | 32) <= 'z') &&
		        !(*p >= '0' && *p <= '9') && *p != '-' && *p != '_' &&
		        *p != '.')
			return 0;
	return 1;
}

/* The name as XML can hold it. */
static void
put_name(struct str *out, const char *name)
{
	const char *p = name;
	const char *end = name + strlen(name);
	size_t start = out->len;

	if (plain_name(name)) {
		str_puts(out, name);
		return;
	}
	while (p < end) {
		const char *from = p;
		uint32_t cp = utf8_next(&p, end);
		size_t at = out->len;

		if (cp != UTF8_BAD && cp != ':') {
			char probe[8] = "x";

			memcpy(probe + 1, from, (size_t)(p - from));
			if (!xmlValidateNCName(
			            (const xmlChar *)(at == start ? probe + 1
			                                          : probe),
			            0)) {
				str_add(out, from, (size_t)(p - from));
				continue;
			}
		}
		str_printf(out, "U%06X", cp == UTF8_BAD ? 0xFFFD : cp);
	}
}

/* An attribute's name as it stands in HTML: "xml:lang", with libxml2's
 * namespace or without. */
static int
attr_name(struct str *out, const xmlAttr *a)
{
	const char *name = (const char *)a->name;

	if (a->ns && a->ns->prefix &&
	        !strcmp((const char *)a->ns->prefix, "xml")) {
		str_printf(out, "xml:%s", name);
		return 1;
	}
	/* set by epub/ alone, which declares the prefix */
	if (a->ns && a->ns->prefix &&
	        !strcmp((const char *)a->ns->prefix, "epub") &&
	        plain_name(name)) {
		str_printf(out, "epub:%s", name);
		return 1;
	}
	if (!strcmp(name, "xml:lang") || !strcmp(name, "xml:space") ||
	        plain_name(name)) {
		str_puts(out, name);
		return 1;
	}
	put_name(out, name);
	return 0;
}

/* A name that had to be changed may now be that of another attribute. */
static int
is_taken(const struct str *name, const xmlNode *n, const xmlAttr *a)
{
	const xmlAttr *b;
	int before = 1;

	for (b = n->properties; b; b = b->next) {
		struct str other = STR_INIT;
		int as_is, same;

		if (b == a) {
			before = 0;
			continue;
		}
		as_is = attr_name(&other, b);
		same = span_eq(str_span(name), str_span(&other));
		str_free(&other);
		if (same && (as_is || before))
			return 1;
	}
	return 0;
}

static void
put_attrs(struct str *out, const xmlNode *n)
{
	struct str name = STR_INIT;
	const xmlAttr *a;
	const xmlNode *c;

	for (a = n->properties; a; a = a->next) {
		int as_is;

		str_truncate(&name, 0);
		as_is = attr_name(&name, a);
		if (as_is ? !strcmp(name.s, "xmlns") : is_taken(&name, n, a))
			continue;
		str_putc(out, ' ');
		str_put_span(out, str_span(&name));
		str_puts(out, "=\"");
		for (c = a->children; c; c = c->next)
			if (c->content)
				xhtml_value(
				        out, span_of((const char *)c->content));
		str_putc(out, '"');
	}
	str_free(&name);
}

/* A comment must not hold "--" nor end in "-". */
static void
put_comment(struct str *out, const char *text)
{
	struct str safe = STR_INIT;
	const char *p;

	for (p = text; *p; p++) {
		str_putc(&safe, *p);
		if (*p == '-' && (p[1] == '-' || !p[1]))
			str_putc(&safe, ' ');
	}
	str_puts(out, "<!--");
	for (p = str_c(&safe); *p;) {
		const char *instead;
		const char *end = str_c(&safe) + safe.len;
		size_t skip = foreign(p, end, &instead);

		if (skip) {
			str_puts(out, instead);
			p += skip;
		} else {
			str_putc(out, *p++);
		}
	}
	str_puts(out, "-->");
	str_free(&safe);
}

/* Open a node; 1 when its children are to follow. */
static int
open_node(struct str *out, const xmlNode *n)
{
	switch (n->type) {
	case XML_TEXT_NODE:
	case XML_CDATA_SECTION_NODE:
		if (n->content)
			xhtml_text(out, span_of((const char *)n->content));
		return 0;
	case XML_COMMENT_NODE:
		if (n->content)
			put_comment(out, (const char *)n->content);
		return 0;
	case XML_ELEMENT_NODE:
		break;
	case XML_DOCUMENT_NODE:
	case XML_HTML_DOCUMENT_NODE:
	case XML_DOCUMENT_FRAG_NODE:
		return n->children != NULL;
	default:
		return 0;
	}
	str_putc(out, '<');
	put_name(out, (const char *)n->name);
	put_attrs(out, n);
	if (n->children) {
		str_putc(out, '>');
		return 1;
	}
	if (dom_is_void((const char *)n->name)) {
		str_puts(out, "/>");
	} else {
		str_puts(out, "></");
		put_name(out, (const char *)n->name);
		str_putc(out, '>');
	}
	return 0;
}

static void
close_node(struct str *out, const xmlNode *n)
{
	if (n->type != XML_ELEMENT_NODE)
		return;
	str_puts(out, "</");
	put_name(out, (const char *)n->name);
	str_putc(out, '>');
}

void
xhtml_node(struct str *out, const xmlNode *root)
{
	const xmlNode *n = root;

	for (;;) {
		if (open_node(out, n)) {
			n = n->children;
			continue;
		}
		while (n != root && !n->next) {
			n = n->parent;
			close_node(out, n);
		}
		if (n == root)
			return;
		n = n->next;
	}
}

static void
put_meta(struct str *out, const char *name, const char *value)
{
	if (!value)
		return;
	str_printf(out, "<meta name=\"%s\" content=\"", name);
	xhtml_value(out, span_of(value));
	str_puts(out, "\"/>\n");
}

static void
put_head(struct str *out, const struct article *a)
{
	const struct meta *m = &a->meta;
	size_t i;

	str_puts(out, "<head>\n<meta charset=\"UTF-8\"/>\n<title>");
	xhtml_text(out, span_of(meta_get(m, META_TITLE)));
	str_puts(out, "</title>\n");
	for (i = 0; i < m->authors.n; i++)
		put_meta(out, "author", m->authors.p[i]);
	put_meta(out, "description", meta_get(m, META_STANDFIRST));
	for (i = 0; i < m->keywords.n; i++)
		put_meta(out, "keywords", m->keywords.p[i]);
	/* Names of the Dublin Core where it has one */
	put_meta(out, "dcterms.date", meta_get(m, META_DATE));
	put_meta(out, "dcterms.modified", meta_get(m, META_MODIFIED));
	put_meta(out, "dcterms.source", meta_get(m, META_URL));
	put_meta(out, "dcterms.publisher", meta_get(m, META_SITE));
	put_meta(out, "dcterms.subject", meta_get(m, META_SECTION));
	put_meta(out, "dcterms.rights", meta_get(m, META_LICENCE));
	str_puts(out, "</head>\n");
}

static void
put_clean(struct str *out, const struct article *a, const xmlNode *root)
{
	xmlDocPtr doc = xmlNewDoc((const xmlChar *)"1.0");
	xmlNodePtr box = dom_new(doc, "body");
	const xmlNode *n;

	xmlDocSetRootElement(doc, box);
	put_head(out, a);
	str_puts(out, "<body>\n<article");
	put_attrs(out, root);
	str_puts(out, ">\n");
	xhtml_node(out, article_head(box, a));
	/* Between blocks a line break means nothing. */
	for (n = root->children; n; n = n->next) {
		if (n->type == XML_ELEMENT_NODE)
			str_putc(out, '\n');
		xhtml_node(out, n);
	}
	str_puts(out, "\n</article>\n</body>\n");
	xmlFreeDoc(doc);
}

void
xhtml_document(struct str *out, const struct article *a)
{
	const xmlNode *root = article_root(a);
	const xmlNode *html = a->tree ? xmlDocGetRootElement(a->tree) : NULL;
	const char *lang = meta_get(&a->meta, META_LANG);
	const xmlNode *n;

	if (!html) {
		/* before the parser: the text as it stands */
		str_put_span(out, str_span(&a->text));
		return;
	}
	str_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	              "<!DOCTYPE html>\n"
	              "<html xmlns=\"http://www.w3.org/1999/xhtml\"");
	if (lang) {
		str_puts(out, " lang=\"");
		xhtml_value(out, span_of(lang));
		str_puts(out, "\" xml:lang=\"");
		xhtml_value(out, span_of(lang));
		str_putc(out, '"');
	} else if (!root && dom_is(html, "html")) {
		put_attrs(out, html);
	}
	str_puts(out, ">\n");
	if (root) {
		put_clean(out, a, root);
	} else if (!dom_is(html, "html")) {
		xhtml_node(out, html);
	} else {
		for (n = html->children; n; n = n->next)
			xhtml_node(out, n);
		str_putc(out, '\n');
	}
	str_puts(out, "</html>\n");
}
