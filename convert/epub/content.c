/* content: any clean tree made to fit HTML 5's content models (4.2-4.12).
 *
 * The chain yields articles that mostly fit already; what arrives here may
 * also come from a house's own filter, so nothing is taken for granted.  One
 * walk, children before their parent: unknown elements make place for their
 * content, strays outside their parent become plain blocks, a paragraph that
 * holds blocks becomes a div, an inline element around blocks goes, and what
 * holds neither word nor picture nor anchor goes.  Words are never dropped
 * and never change their order.
 */
#include "epub/pack.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "doc/dom.h"

#define MAX_DEPTH 200

enum kind {
	UNKNOWN,
	GONE, /* with all it holds: nothing to read */
	FLOW,
	PARA,
	INLINE,
	CLEAR /* transparent */,
	VOID_BLOCK,
	VOID_INLINE,
	LIST,
	DL,
	TABLE,
	GROUP,
	ROW,
	CELL,
	ITEM,
	TERM,
	CAPTION,
	FIGURE,
	FIGCAPTION
};

enum {
	IN_A = 1,
	IN_CELL = 2,
	IN_TERM = 4,
	IN_PRE = 8,
	IN_TIME = 16,
	IN_DFN = 32,
	IN_HEADER = 64,
	IN_CAPTION = 128
};

struct element {
	const char *name;
	enum kind kind;
	const char *as; /* NULL: its own name */
};

/* Sorted, for bsearch(). */
static const struct element table[] = {
	{ "a", CLEAR, NULL },
	{ "abbr", INLINE, NULL },
	{ "acronym", INLINE, "abbr" },
	{ "address", FLOW, "div" },
	{ "article", FLOW, "div" },
	{ "aside", FLOW, NULL },
	{ "audio", GONE, NULL },
	{ "b", INLINE, NULL },
	{ "bdi", INLINE, NULL },
	{ "bdo", INLINE, NULL },
	{ "big", INLINE, "span" },
	{ "blockquote", FLOW, NULL },
	{ "br", VOID_INLINE, NULL },
	{ "canvas", GONE, NULL },
	{ "caption", CAPTION, NULL },
	{ "center", FLOW, "div" },
	{ "cite", INLINE, NULL },
	{ "code", INLINE, NULL },
	{ "col", GONE, NULL },
	{ "colgroup", GONE, NULL },
	{ "dd", TERM, NULL },
	{ "del", CLEAR, NULL },
	{ "details", FLOW, "div" },
	{ "dfn", INLINE, NULL },
	{ "dir", LIST, "ul" },
	{ "div", FLOW, NULL },
	{ "dl", DL, NULL },
	{ "dt", TERM, NULL },
	{ "em", INLINE, NULL },
	{ "embed", GONE, NULL },
	{ "fieldset", FLOW, "div" },
	{ "figcaption", FIGCAPTION, NULL },
	{ "figure", FIGURE, NULL },
	{ "font", INLINE, "span" },
	{ "footer", FLOW, "div" },
	{ "form", FLOW, "div" },
	{ "h1", PARA, NULL },
	{ "h2", PARA, NULL },
	{ "h3", PARA, NULL },
	{ "h4", PARA, NULL },
	{ "h5", PARA, NULL },
	{ "h6", PARA, NULL },
	{ "head", GONE, NULL },
	{ "header", FLOW, NULL },
	{ "hr", VOID_BLOCK, NULL },
	{ "i", INLINE, NULL },
	{ "iframe", GONE, NULL },
	{ "img", VOID_INLINE, NULL },
	{ "ins", CLEAR, NULL },
	{ "kbd", INLINE, NULL },
	{ "legend", PARA, "p" },
	{ "li", ITEM, NULL },
	{ "link", GONE, NULL },
	{ "main", FLOW, "div" },
	{ "mark", INLINE, NULL },
	{ "menu", LIST, "ul" },
	{ "meta", GONE, NULL },
	{ "nav", FLOW, "div" },
	{ "object", GONE, NULL },
	{ "ol", LIST, NULL },
	{ "p", PARA, NULL },
	{ "pre", PARA, NULL },
	{ "q", INLINE, NULL },
	{ "rp", INLINE, NULL },
	{ "rt", INLINE, NULL },
	{ "ruby", INLINE, NULL },
	{ "s", INLINE, NULL },
	{ "samp", INLINE, NULL },
	{ "script", GONE, NULL },
	{ "section", FLOW, "div" },
	{ "small", INLINE, NULL },
	{ "span", INLINE, NULL },
	{ "strike", INLINE, "s" },
	{ "strong", INLINE, NULL },
	{ "style", GONE, NULL },
	{ "sub", INLINE, NULL },
	{ "summary", PARA, "p" },
	{ "sup", INLINE, NULL },
	{ "table", TABLE, NULL },
	{ "tbody", GROUP, NULL },
	{ "td", CELL, NULL },
	{ "template", GONE, NULL },
	{ "tfoot", GROUP, NULL },
	{ "th", CELL, NULL },
	{ "thead", GROUP, NULL },
	{ "time", INLINE, NULL },
	{ "tr", ROW, NULL },
	{ "tt", INLINE, "code" },
	{ "u", INLINE, NULL },
	{ "ul", LIST, NULL },
	{ "var", INLINE, NULL },
	{ "video", GONE, NULL },
	{ "wbr", VOID_INLINE, NULL },
};

static int
by_name(const void *key, const void *element)
{
	return strcmp(key, ((const struct element *)element)->name);
}

static const struct element *
find(const xmlNode *n)
{
	return bsearch(n->name, table, sizeof(table) / sizeof(table[0]),
	        sizeof(table[0]), by_name);
}

static enum kind
kind_of(const xmlNode *n)
{
	const struct element *e;

	if (n->type != XML_ELEMENT_NODE)
		return UNKNOWN;
	e = find(n);
	return e ? e->kind : UNKNOWN;
}

static int
text_is_blank(const char *s)
{
	const char *end = s + strlen(s);

	while (s < end)
		if (!cp_is_space(utf8_next(&s, end)))
			return 0;
	return 1;
}

int
node_is_blank(const xmlNode *n)
{
	const xmlNode *c = n;

	/* Text, then depth first without recursion; n is not changed. */
	while (c) {
		if (dom_is_text(c)) {
			if (c->content &&
			        !text_is_blank((const char *)c->content))
				return 0;
		} else if (dom_is(c, "img") || dom_is(c, "hr") ||
		           dom_attr(c, "id")) {
			return 0;
		}
		if (c->children && c->type == XML_ELEMENT_NODE) {
			c = c->children;
			continue;
		}
		while (c != n && !c->next)
			c = c->parent;
		c = c == n ? NULL : c->next;
	}
	return 1;
}

int
link_is_blank(xmlNodePtr n)
{
	struct str s = STR_INIT;
	int blank = !dom_find(n, "img");

	if (blank) {
		dom_text(n, &s);
		blank = text_is_blank(str_c(&s));
		str_free(&s);
	}
	return blank;
}

/* Does n, laid out, hold a block? Looks through transparent elements. */
static int
holds_block(const xmlNode *n)
{
	for (const xmlNode *c = n->children; c; c = c->next) {
		enum kind k = kind_of(c);

		if (k == CLEAR ? holds_block(c)
		               : k >= FLOW && k != INLINE && k != VOID_INLINE)
			return 1;
	}
	return 0;
}

/* A child that its parent may not have becomes a plain block. */
static enum kind
settle(xmlNodePtr parent, xmlNodePtr n, enum kind k, unsigned in)
{
	enum kind pk = kind_of(parent);
	int heading = k == PARA && n->name[0] == 'h';

	switch (k) {
	case ITEM:
		if (pk == LIST)
			return k;
		break;
	case TERM:
		if (pk == DL)
			return k;
		break;
	case GROUP:
	case CAPTION:
		if (pk == TABLE && !(k == CAPTION && (in & IN_CAPTION)))
			return k;
		break;
	case ROW:
		if (pk == GROUP || pk == TABLE)
			return k;
		break;
	case CELL:
		if (pk == ROW)
			return k;
		break;
	case FIGCAPTION:
		if (pk == FIGURE)
			return k;
		break;
	case TABLE:
		if (!(in & IN_CAPTION))
			return k;
		break;
	default:
		if (heading && (in & (IN_CELL | IN_TERM | IN_CAPTION)))
			dom_rename(n, "p"); /* no place in the outline */
		if (dom_is(n, "header") && (in & IN_HEADER))
			break;
		return k;
	}
	dom_rename(n, "div");
	return FLOW;
}

static unsigned
inside(const xmlNode *n, enum kind k)
{
	if (k == CELL)
		return IN_CELL;
	if (k == CAPTION)
		return IN_CAPTION;
	if (dom_is(n, "a"))
		return IN_A;
	if (dom_is(n, "dt"))
		return IN_TERM;
	if (dom_is(n, "time"))
		return IN_TIME;
	if (dom_is(n, "dfn"))
		return IN_DFN;
	if (dom_is(n, "header"))
		return IN_HEADER;
	return 0;
}

/* The content of n takes its place; the first node of it, or what follows. */
static xmlNodePtr
open_up(xmlNodePtr n)
{
	xmlNodePtr next = n->children ? n->children : n->next;

	dom_unwrap(n);
	return next;
}

/* A heading or pre keeps its name: blocks inside become their words. */
static void
flatten_blocks(xmlNodePtr n)
{
	const char *gap = dom_is(n, "pre") ? "\n" : " ";
	xmlNodePtr c = n->children;

	while (c) {
		enum kind k = kind_of(c);

		if (k == VOID_BLOCK) {
			xmlNodePtr next = c->next;

			dom_remove(c);
			c = next;
		} else if (k >= FLOW && k != INLINE && k != VOID_INLINE &&
		           (k != CLEAR || holds_block(c))) {
			if (c->prev && c->children)
				xmlAddPrevSibling(
				        c, xmlNewDocText(n->doc,
				                   (const xmlChar *)gap));
			c = open_up(c);
		} else {
			c = c->next;
		}
	}
}

/* Nothing that a listener could use: blank, or the name of a file. */
static int
alt_is_empty(const char *alt)
{
	static const char *const endings[] = { ".jpg", ".jpeg", ".png", ".gif",
		".webp", ".bmp", NULL };
	const char *dot;

	if (!alt || text_is_blank(alt))
		return 1;
	dot = strrchr(alt, '.');
	if (!dot || strchr(alt, ' '))
		return 0;
	for (int i = 0; endings[i]; i++)
		if (strcasecmp(dot, endings[i]) == 0)
			return 1;
	return 0;
}

static const struct asset *
asset_of(const struct article *a, const char *src)
{
	char name[80];

	for (size_t i = 0; i < a->assets.n; i++) {
		store_asset_name(&a->assets.p[i], name);
		if (strcmp(name, src) == 0)
			return &a->assets.p[i];
	}
	return NULL;
}

/* EPUB 3.3, 3.2 knows WebP and SVG; AVIF is foreign, so a reader is given the
 * choice (HTML 5, 4.8.1), and the other picture stays (3.5). */
static int
fit_original(struct fit *f, xmlNodePtr n)
{
	const struct asset *as = asset_of(f->article, dom_attr(n, "src"));
	const struct pack_image *im = as ? pack_original(f->pack, as) : NULL;
	xmlNodePtr both, source;

	if (!im)
		return 0;
	if (as->original_type != ASSET_AVIF) {
		dom_set_attr(n, "src", im->href);
		return 1;
	}
	both = dom_new(n->doc, "picture");
	xmlAddNextSibling(n, both);
	source = dom_append(both, "source");
	dom_set_attr(source, "srcset", im->href);
	dom_set_attr(source, "type", "image/avif");
	xmlUnlinkNode(n);
	xmlAddChild(both, n);
	return 0;
}

/* The picture itself; 1 when there is none.  Its size stays what the page
 * shows, and that is fewer pixels than a drawing's has. */
static int
fit_image(struct fit *f, xmlNodePtr n)
{
	const char *src = dom_attr(n, "src"), *alt = dom_attr(n, "alt");
	const char *width = dom_attr(n, "width");
	const struct pack_image *im;
	struct str s = STR_INIT;

	if (!src)
		return 1;
	if (!f->pack->o->modern || !fit_original(f, n)) {
		im = pack_image(f->pack, src);
		if (!im)
			return 1;
		src = im->href;
		if (!width || !dom_attr(n, "height") ||
		        strtol(width, NULL, 10) > im->width) {
			dom_set_number(n, "width", im->width);
			dom_set_number(n, "height", im->height);
		}
		dom_set_attr(n, "src", src);
	}
	if (alt_is_empty(alt)) {
		/* what the page says below the picture describes it */
		for (xmlNodePtr up = n->parent; up; up = up->parent)
			if (dom_is(up, "figure")) {
				xmlNodePtr c = dom_find(up, "figcaption");

				if (c)
					dom_text_folded(c, &s);
				break;
			}
		dom_set_attr(n, "alt", str_c(&s));
		f->no_alt += s.len == 0;
	}
	f->pictures++;
	str_free(&s);
	return 0;
}

static void
fit_children(struct fit *f, xmlNodePtr n, unsigned in, int depth);

/* One element whose kind is known to be of use.  Returns the next sibling to
 * look at, which may be the element's own content. */
static xmlNodePtr
fit_element(struct fit *f, xmlNodePtr n, enum kind k, unsigned in, int depth)
{
	xmlNodePtr next = n->next;

	k = settle(n->parent, n, k, in);
	if ((inside(n, k) & in & (IN_A | IN_TIME | IN_DFN)) ||
	        fit_attributes(f, n))
		return open_up(n);
	if (dom_is(n, "img") && fit_image(f, n)) {
		dom_remove(n);
		return next;
	}
	if (k == VOID_INLINE || k == VOID_BLOCK) {
		while (n->children)
			dom_remove(n->children);
		return next;
	}
	fit_children(f, n, in | inside(n, k), depth + 1);
	if (dom_is(n, "a") && dom_attr(n, "href") && link_is_blank(n)) {
		/* nothing to follow; it may be a place still */
		dom_drop_attr(n, "href");
		if (!dom_attr(n, "id"))
			return open_up(n);
	}
	if (fit_structure(f, n)) {
		dom_remove(n);
		return next;
	}
	if (k == PARA && holds_block(n)) {
		if (dom_is(n, "p"))
			dom_rename(n, "div");
		else
			flatten_blocks(n);
	}
	if ((k == INLINE && holds_block(n)) ||
	        (dom_is(n, "span") && !n->properties))
		dom_unwrap(n); /* its content has been seen */
	else if (k != CELL && k != ROW && k != GROUP && k != TABLE &&
	         k != TERM && !dom_is(n, "a") && node_is_blank(n)) {
		if (k == INLINE || k == CLEAR)
			dom_unwrap(n); /* keeps the space */
		else
			dom_remove(n);
	}
	return next;
}

static void
fit_children(struct fit *f, xmlNodePtr n, unsigned in, int depth)
{
	xmlNodePtr next;

	for (xmlNodePtr c = n->children; c; c = next) {
		const struct element *e;

		next = c->next;
		if (dom_is_text(c)) {
			c->type = XML_TEXT_NODE; /* CDATA is text */
			continue;
		}
		if (c->type != XML_ELEMENT_NODE) {
			dom_remove(c);
			continue;
		}
		e = find(c);
		if (e && e->kind == GONE) {
			dom_remove(c);
		} else if (depth > MAX_DEPTH || !e) {
			f->too_deep |= depth > MAX_DEPTH;
			if (!e && dom_is_block((const char *)c->name)) {
				dom_rename(c, "div");
				next = c;
			} else {
				next = open_up(c);
			}
		} else {
			if (e->as)
				dom_rename(c, e->as);
			next = fit_element(f, c, e->kind, in, depth);
		}
	}
}

void
fit_tree(struct fit *f, xmlNodePtr root)
{
	f->root = root;
	fit_children(f, root, 0, 0);
	if (f->too_deep)
		diag_file(f->dg, f->file, MSG_EPUB_INVALID_TREE, MAX_DEPTH);
}
