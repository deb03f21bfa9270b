/* ebookhtml: HTML 5's rules of what stands in what (4.2 to 4.12), as far as
 * converters break them: unknown and obsolete elements and attributes,
 * blocks in paragraphs, strays in lists and tables, links in links. */
#include "check/ebook.h"

#include <stdlib.h>
#include <string.h>

#include "doc/dom.h"

/* Sorted, for bsearch(): p phrasing content that holds phrasing alone; t
 * transparent; v void; f flow content; h holds phrasing but is a block; o
 * others, with rules of their own. */
static const struct element {
	const char *name;
	char kind;
} table[] = {
	{ "a", 't' },
	{ "abbr", 'p' },
	{ "address", 'f' },
	{ "area", 'v' },
	{ "article", 'f' },
	{ "aside", 'f' },
	{ "audio", 't' },
	{ "b", 'p' },
	{ "base", 'v' },
	{ "bdi", 'p' },
	{ "bdo", 'p' },
	{ "blockquote", 'f' },
	{ "body", 'o' },
	{ "br", 'v' },
	{ "button", 'p' },
	{ "canvas", 't' },
	{ "caption", 'o' },
	{ "cite", 'p' },
	{ "code", 'p' },
	{ "col", 'o' },
	{ "colgroup", 'o' },
	{ "data", 'p' },
	{ "datalist", 'p' },
	{ "dd", 'o' },
	{ "del", 't' },
	{ "details", 'f' },
	{ "dfn", 'p' },
	{ "dialog", 'f' },
	{ "div", 'f' },
	{ "dl", 'f' },
	{ "dt", 'o' },
	{ "em", 'p' },
	{ "embed", 'v' },
	{ "fieldset", 'f' },
	{ "figcaption", 'o' },
	{ "figure", 'f' },
	{ "footer", 'f' },
	{ "form", 'f' },
	{ "h1", 'h' },
	{ "h2", 'h' },
	{ "h3", 'h' },
	{ "h4", 'h' },
	{ "h5", 'h' },
	{ "h6", 'h' },
	{ "head", 'o' },
	{ "header", 'f' },
	{ "hgroup", 'f' },
	{ "hr", 'f' },
	{ "html", 'o' },
	{ "i", 'p' },
	{ "iframe", 'p' },
	{ "img", 'v' },
	{ "input", 'v' },
	{ "ins", 't' },
	{ "kbd", 'p' },
	{ "label", 'p' },
	{ "legend", 'o' },
	{ "li", 'o' },
	{ "link", 'v' },
	{ "main", 'f' },
	{ "map", 't' },
	{ "mark", 'p' },
	{ "menu", 'f' },
	{ "meta", 'v' },
	{ "meter", 'p' },
	{ "nav", 'f' },
	{ "noscript", 't' },
	{ "object", 't' },
	{ "ol", 'f' },
	{ "optgroup", 'o' },
	{ "option", 'o' },
	{ "output", 'p' },
	{ "p", 'h' },
	{ "param", 'v' },
	{ "picture", 'p' },
	{ "pre", 'h' },
	{ "progress", 'p' },
	{ "q", 'p' },
	{ "rp", 'o' },
	{ "rt", 'o' },
	{ "rtc", 'o' },
	{ "ruby", 'p' },
	{ "s", 'p' },
	{ "samp", 'p' },
	{ "script", 'o' },
	{ "search", 'f' },
	{ "section", 'f' },
	{ "select", 'p' },
	{ "slot", 't' },
	{ "small", 'p' },
	{ "source", 'v' },
	{ "span", 'p' },
	{ "strong", 'p' },
	{ "style", 'o' },
	{ "sub", 'p' },
	{ "summary", 'o' },
	{ "sup", 'p' },
	{ "table", 'f' },
	{ "tbody", 'o' },
	{ "td", 'o' },
	{ "template", 'o' },
	{ "textarea", 'p' },
	{ "tfoot", 'o' },
	{ "th", 'o' },
	{ "thead", 'o' },
	{ "time", 'p' },
	{ "title", 'o' },
	{ "tr", 'o' },
	{ "track", 'v' },
	{ "u", 'p' },
	{ "ul", 'f' },
	{ "var", 'p' },
	{ "video", 't' },
	{ "wbr", 'v' },
};

static int
by_name(const void *key, const void *e)
{
	return strcmp(key, ((const struct element *)e)->name);
}

static char
kind_of(const xmlNode *n)
{
	const struct element *e;

	if (!ebook_is(n, NULL, NS_XHTML))
		return 0;
	e = bsearch(n->name, table, sizeof(table) / sizeof(table[0]),
	        sizeof(table[0]), by_name);
	return e ? e->kind : 0;
}

/* Elements that stand in certain parents alone, and parents that hold certain
 * children alone; names between spaces. */
static const struct {
	const char *child, *parents;
} within[] = {
	{ "li", " ul ol menu " },
	{ "dt", " dl div template " },
	{ "dd", " dl div template " },
	{ "tr", " table thead tbody tfoot template " },
	{ "td", " tr template " },
	{ "th", " tr template " },
	{ "thead", " table template " },
	{ "tbody", " table template " },
	{ "tfoot", " table template " },
	{ "caption", " table template " },
	{ "colgroup", " table template " },
	{ "col", " colgroup template " },
	{ "figcaption", " figure " },
	{ "legend", " fieldset " },
	{ "summary", " details " },
	{ "rt", " ruby rtc " },
	{ "rp", " ruby rtc " },
	{ "option", " select optgroup datalist " },
	{ "head", " html " },
	{ "body", " html " },
	{ "title", " head " },
};

static const struct {
	const char *parent, *children;
} holds[] = {
	{ "ul", " li script template " },
	{ "ol", " li script template " },
	{ "menu", " li script template " },
	{ "dl", " dt dd div script template " },
	{ "table", " caption colgroup thead tbody tfoot tr script template " },
	{ "thead", " tr script template " },
	{ "tbody", " tr script template " },
	{ "tfoot", " tr script template " },
	{ "tr", " td th script template " },
	{ "colgroup", " col template " },
	{ "html", " head body " },
};

static int
listed(const char *list, const xmlNode *n)
{
	char word[24];
	size_t k = strlen((const char *)n->name);

	if (k > sizeof(word) - 3)
		return 0;
	word[0] = ' ';
	memcpy(word + 1, n->name, k);
	word[k + 1] = ' ';
	word[k + 2] = '\0';
	return strstr(list, word) != NULL;
}

static void
find_at(struct ebook *b, enum epub_rule rule, const char *path,
        const xmlNode *n, const char *parent)
{
	struct str s = STR_INIT;

	str_puts(&s, (const char *)n->name);
	if (parent)
		str_printf(&s, " in %.40s", parent);
	ebook_find(b, rule, path, ebook_line(n), s.s);
	str_free(&s);
}

static const char *
name_of(const xmlNode *n)
{
	return n && n->type == XML_ELEMENT_NODE ? (const char *)n->name : "";
}

static void
check_parent(struct ebook *b, const char *path, const xmlNode *n)
{
	for (size_t i = 0; i < sizeof(within) / sizeof(within[0]); i++)
		if (dom_is(n, within[i].child) &&
		        !listed(within[i].parents, n->parent))
			find_at(b, EPUB_DOC_MODEL, path, n, name_of(n->parent));
}

static void
check_children(struct ebook *b, const char *path, const xmlNode *n)
{
	const char *children = NULL;

	for (size_t i = 0; i < sizeof(holds) / sizeof(holds[0]); i++)
		if (dom_is(n, holds[i].parent))
			children = holds[i].children;
	for (const xmlNode *c = children ? n->children : NULL; c; c = c->next) {
		if (dom_is_text(c) && !dom_is_blank(c))
			find_at(b, EPUB_DOC_MODEL, path, n,
			        "words beside its parts");
		else if (ebook_is(c, NULL, NS_XHTML) && !listed(children, c))
			find_at(b, EPUB_DOC_MODEL, path, c, name_of(n));
	}
}

/* The nearest ancestor that is not transparent decides. */
static void
check_flow(struct ebook *b, const char *path, const xmlNode *n, char kind)
{
	const xmlNode *up = n->parent;
	char pk;

	while (kind_of(up) == 't')
		up = up->parent;
	pk = kind_of(up);
	if ((kind == 'f' || kind == 'h') && (pk == 'p' || pk == 'h') &&
	        !dom_is(up, "button"))
		find_at(b, EPUB_DOC_MODEL, path, n, name_of(up));
	if (kind == 'h' && n->name[0] == 'h')
		for (up = n->parent; up; up = up->parent)
			if (dom_is(up, "dt") || dom_is(up, "th") ||
			        dom_is(up, "address")) {
				find_at(b, EPUB_DOC_MODEL, path, n,
				        name_of(up));
				break;
			}
}

static void
check_nesting(struct ebook *b, const char *path, const xmlNode *n)
{
	static const char *const own[] = { "a", "dfn", "form", "header",
		"footer", "label", "meter", "progress", NULL };

	if (!dom_is_any(n, own))
		return;
	for (const xmlNode *up = n->parent; up; up = up->parent)
		if (up->type == XML_ELEMENT_NODE &&
		        xmlStrEqual(up->name, n->name) &&
		        (!dom_is(n, "a") ||
		                (ebook_attr(n, "href", NULL) &&
		                        ebook_attr(up, "href", NULL)))) {
			find_at(b, EPUB_DOC_MODEL, path, n, name_of(up));
			return;
		}
}

static void
check_attributes(struct ebook *b, const char *path, const xmlNode *n)
{
	static const char gone[] =
	        " align alink background bgcolor cellpadding cellspacing clear "
	        "color compact face frame hspace language link noshade nowrap "
	        "rules summary text valign vlink vspace ";

	for (const xmlAttr *a = n->properties; a; a = a->next) {
		const char *name = (const char *)a->name;

		if (a->ns)
			continue;
		if (listed(gone, (const xmlNode *)a) ||
		        (strcmp(name, "name") == 0 && dom_is(n, "a")) ||
		        ((strcmp(name, "width") == 0 ||
		                 strcmp(name, "height") == 0) &&
		                (dom_is(n, "td") || dom_is(n, "th") ||
		                        dom_is(n, "table") || dom_is(n, "p") ||
		                        dom_is(n, "div"))))
			find_at(b, EPUB_DOC_ATTRIBUTE, path, (const xmlNode *)a,
			        name_of(n));
	}
}

void
ebook_html(struct ebook *b, const char *path, const xmlNode *n)
{
	char kind = kind_of(n);

	if (!kind) {
		/* a custom element has a hyphen */
		if (!strchr((const char *)n->name, '-'))
			find_at(b, EPUB_DOC_ELEMENT, path, n, NULL);
		return;
	}
	check_parent(b, path, n);
	check_children(b, path, n);
	check_flow(b, path, n, kind);
	check_nesting(b, path, n);
	if (kind == 'v' && n->children)
		find_at(b, EPUB_DOC_MODEL, path, n->children, name_of(n));
	if (n->properties)
		check_attributes(b, path, n);
}
