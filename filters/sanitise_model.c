/* sanitise_model: every element where XHTML5 allows it.
 *
 * Takes a tree of named elements (and <div> for boundaries of elements that
 * are not named), gives one that the schema of EPUBCheck accepts: no block in
 * a paragraph, no item outside a list, no nested links, regular tables,
 * captions first or last.  No words are lost: a wrong element gives way to its
 * children, loose text gets a paragraph.  Trees from `extract` pass unchanged;
 * the passes are for chains without it.
 */
#include <string.h>

#include "doc/dom.h"
#include "filters/sanitise.h"

enum kind { PHRASING, BLOCK, LEAF }; /* LEAF: a block of phrasing */

static enum kind
kind_of(const xmlNode *n)
{
	static const char *const leaf[] = { "p", "h2", "h3", "h4", "h5", "h6",
		"pre", "dt", "caption", "figcaption", NULL };
	static const char *const block[] = { "article", "blockquote", "dd",
		"div", "dl", "figure", "hr", "li", "ol", "table", "tbody", "td",
		"tfoot", "th", "thead", "tr", "ul", NULL };

	if (dom_is_any(n, leaf))
		return LEAF;
	return dom_is_any(n, block) ? BLOCK : PHRASING;
}

int
div_has_part(const xmlNode *n)
{
	static const char *const known[] = { "letterhead", "letterhead end",
		"side", "side centred", "signature", "signature end" };
	const char *v = dom_attr(n, "class");

	for (size_t i = 0; v && i < sizeof(known) / sizeof(known[0]); i++)
		if (!strcmp(v, known[i]))
			return 1;
	return 0;
}

static int
is_space(const xmlNode *n)
{
	return dom_is_text(n) && span_trim(span_of((char *)n->content)).n == 0;
}

static void
unwrap_spaced(xmlNodePtr n)
{
	static const xmlChar blank[] = " ";

	if (n->prev)
		xmlAddPrevSibling(n, xmlNewDocText(n->doc, blank));
	if (n->next)
		xmlAddNextSibling(n, xmlNewDocText(n->doc, blank));
	dom_unwrap(n);
}

/* ---- blocks within phrasing -------------------------------------------- */

/* Paragraphs and phrasing around a block open up; headings, captions and
 * terms stay and the block in them gives way. */
static xmlNodePtr
free_block(struct san *S, xmlNodePtr n)
{
	xmlNodePtr up = n->parent, leaf = up;

	while (leaf != S->root && kind_of(leaf) == PHRASING)
		leaf = leaf->parent;
	if (leaf != S->root && kind_of(leaf) == LEAF && !dom_is(leaf, "p")) {
		xmlNodePtr next =
		        n->children ? n->children : dom_next_skip(n, S->root);

		unwrap_spaced(n);
		return next;
	}
	while (up != S->root && (kind_of(up) == PHRASING || dom_is(up, "p"))) {
		xmlNodePtr above = up->parent;

		if (dom_is(up, "p"))
			dom_rename(up, "div");
		else
			dom_unwrap(up);
		up = above;
	}
	return dom_next(n, S->root);
}

static void
free_blocks(struct san *S)
{
	xmlNodePtr n = dom_next(S->root, S->root);

	while (n)
		if (n->type == XML_ELEMENT_NODE && kind_of(n) != PHRASING)
			n = free_block(S, n);
		else
			n = dom_next(n, S->root);
}

/* Links in links, spans and times that say nothing, ruby without readings. */
static int
is_pointless(const struct san *S, const xmlNode *n)
{
	const xmlNode *up;

	if (dom_is(n, "a")) {
		if (!dom_attr(n, "href"))
			return !dom_attr(n, "id");
		for (up = n->parent; up && up != S->root; up = up->parent)
			if (dom_is(up, "a"))
				return 1;
		return 0;
	}
	if (dom_is(n, "span"))
		return !n->properties;
	if (dom_is(n, "time"))
		return !dom_attr(n, "datetime");
	if (dom_is(n, "ruby"))
		return !dom_find((xmlNodePtr)(uintptr_t)n, "rt");
	if (dom_is(n, "rt") || dom_is(n, "rp"))
		return !dom_is(n->parent, "ruby");
	return 0;
}

static void
drop_pointless(struct san *S)
{
	xmlNodePtr n = dom_next(S->root, S->root), next;

	for (; n; n = next) {
		next = dom_next(n, S->root);
		if (n->type != XML_ELEMENT_NODE)
			continue;
		if (is_pointless(S, n)) {
			next = n->children ? n->children
			                   : dom_next_skip(n, S->root);
			dom_unwrap(n);
		} else if (dom_is(n, "a") && !dom_attr(n, "href")) {
			dom_rename(n, "span");
		}
	}
}

/* ---- lists ------------------------------------------------------------- */

static xmlNodePtr
wrap_run(xmlNodePtr first, const char *with, int (*belongs)(const xmlNode *))
{
	xmlNodePtr box = dom_new(first->doc, with), n = first;

	xmlAddPrevSibling(first, box);
	while (n && (belongs(n) || is_space(n))) {
		xmlNodePtr next = n->next;

		xmlUnlinkNode(n);
		xmlAddChild(box, n);
		n = next;
	}
	return box;
}

static int
is_item(const xmlNode *n)
{
	return dom_is(n, "li");
}

/* Children of a list that are no items go into the item before. */
static void
fix_list(xmlNodePtr list)
{
	xmlNodePtr n = list->children, next, item = NULL;

	for (; n; n = next) {
		next = n->next;
		if (dom_is(n, "li")) {
			item = n;
			continue;
		}
		if (is_space(n)) {
			dom_remove(n);
			continue;
		}
		if (dom_is(n, "div") && dom_find(n, "li")) {
			next = n->children;
			dom_unwrap(n);
			continue;
		}
		if (!item) {
			item = dom_new(n->doc, "li");
			xmlAddPrevSibling(n, item);
		}
		xmlUnlinkNode(n);
		xmlAddChild(item, n);
	}
	if (!list->children)
		dom_remove(list);
}

/* dt+ dd+ in turns, else terms become bold paragraphs. */
static int
dl_is_regular(const xmlNode *dl)
{
	int dt = 0, dd = 0;

	for (const xmlNode *n = dl->children; n; n = n->next) {
		if (is_space(n))
			continue;
		if (dom_is(n, "dt")) {
			if (dt && dd)
				dt = dd = 0;
			dt = 1;
		} else if (dom_is(n, "dd")) {
			if (!dt)
				return 0;
			dd = 1;
		} else {
			return 0;
		}
	}
	return dt && dd;
}

static void
dissolve_term(xmlNodePtr dt)
{
	xmlNodePtr strong = dom_new(dt->doc, "strong");

	dom_move_children(dt, strong);
	xmlAddChild(dt, strong);
	dom_rename(dt, "p");
}

static void
fix_dl(xmlNodePtr dl)
{
	xmlNodePtr n, next;

	for (n = dl->children; n; n = next) {
		next = n->next;
		if (dom_is(n, "div")) {
			next = n->children ? n->children : n->next;
			dom_unwrap(n);
		}
	}
	if (dl_is_regular(dl)) {
		for (n = dl->children; n; n = next) {
			next = n->next;
			if (is_space(n))
				dom_remove(n);
		}
		return;
	}
	for (n = dl->children; n; n = n->next) {
		if (dom_is(n, "dt"))
			dissolve_term(n);
		else if (dom_is(n, "dd"))
			dom_rename(n, "div");
	}
	dom_rename(dl, "div");
}

/* ---- figures ----------------------------------------------------------- */

static void
fix_figure(xmlNodePtr fig)
{
	xmlNodePtr cap = NULL, n, next;
	int content = 0;

	for (n = fig->children; n; n = next) {
		next = n->next;
		if (is_space(n)) {
			dom_remove(n);
		} else if (dom_is(n, "figcaption")) {
			if (!cap) {
				cap = n;
			} else {
				dom_rename(n, "p");
				dom_set_attr(n, "class", "caption");
				content++;
			}
		} else {
			content++;
		}
	}
	if (!content) {
		if (cap) {
			dom_rename(cap, "p");
			dom_set_attr(cap, "class", "caption");
		}
		dom_unwrap(fig);
	} else if (cap && cap->prev && cap->next) {
		xmlUnlinkNode(cap);
		xmlAddChild(fig, cap);
	}
}

/* ---- the passes -------------------------------------------------------- */

static int
in_table(const xmlNode *n)
{
	return dom_is(n, "table") || dom_is(n, "thead") || dom_is(n, "tbody") ||
	       dom_is(n, "tfoot");
}

/* Elements that only mean something in a parent they are not in. */
static void
fix_stray(xmlNodePtr n)
{
	xmlNodePtr up = n->parent;

	if (dom_is(n, "li") && !dom_is(up, "ul") && !dom_is(up, "ol"))
		wrap_run(n, "ul", is_item);
	else if ((dom_is(n, "tr") && !in_table(up)) ||
	         ((dom_is(n, "td") || dom_is(n, "th")) && !dom_is(up, "tr")) ||
	         ((dom_is(n, "thead") || dom_is(n, "tbody") ||
	                  dom_is(n, "tfoot")) &&
	                 !dom_is(up, "table")) ||
	         (dom_is(n, "dd") && !dom_is(up, "dl")))
		dom_rename(n, "div");
	else if (dom_is(n, "dt") && !dom_is(up, "dl"))
		dissolve_term(n);
	else if ((dom_is(n, "caption") && !dom_is(up, "table")) ||
	         (dom_is(n, "figcaption") && !dom_is(up, "figure"))) {
		dom_rename(n, "p");
		dom_set_attr(n, "class", "caption");
	} else if (dom_is(n, "article")) {
		dom_rename(n, "div");
	}
}

static void
fix_structure(struct san *S)
{
	xmlNodePtr n = dom_next(S->root, S->root), next;

	for (; n; n = next) {
		xmlNodePtr up = n->parent, before = n->prev;

		if (n->type != XML_ELEMENT_NODE) {
			next = dom_next(n, S->root);
			continue;
		}
		if (dom_is(n, "div") && !div_has_part(n))
			while (n->properties)
				xmlRemoveProp(n->properties);
		fix_stray(n);
		if (dom_is(n, "ul") || dom_is(n, "ol"))
			fix_list(n);
		else if (dom_is(n, "dl"))
			fix_dl(n);
		else if (dom_is(n, "figure"))
			fix_figure(n);
		else if (dom_is(n, "table"))
			sanitise_table(n);
		else {
			next = dom_next(n, S->root);
			continue;
		}
		/* n may be gone: go on from what stands in its place. */
		next = before ? before->next : up->children;
		if (next == n)
			next = dom_next(n, S->root);
		else if (!next)
			next = dom_next_skip(up, S->root);
	}
}

static int
is_loose(const xmlNode *n)
{
	return dom_is_text(n) ||
	       (n->type == XML_ELEMENT_NODE && kind_of(n) == PHRASING);
}

static int
has_block_child(const xmlNode *n)
{
	for (const xmlNode *c = n->children; c; c = c->next)
		if (!is_loose(c))
			return 1;
	return 0;
}

/* Is a run of loose nodes one picture and nothing else? */
static int
run_is_picture(const xmlNode *n)
{
	int pictures = 0;

	for (; n && is_loose(n); n = n->next) {
		if (is_space(n) || dom_is(n, "br"))
			continue;
		if (!dom_is(n, "img"))
			return 0;
		pictures++;
	}
	return pictures > 0;
}

static void
wrap_loose(xmlNodePtr box)
{
	xmlNodePtr n = box->children;

	while (n) {
		xmlNodePtr next = n->next;

		if (!is_loose(n)) {
			n = next;
		} else if (is_space(n) || dom_is(n, "br")) {
			dom_remove(n);
			n = next;
		} else {
			n = wrap_run(
			        n, run_is_picture(n) ? "figure" : "p", is_loose)
			            ->next;
		}
	}
}

static void
wrap_all_loose(struct san *S)
{
	static const char *const flow[] = { "article", "blockquote", "div",
		NULL };
	static const char *const mixed[] = { "li", "dd", "td", "th", NULL };

	for (xmlNodePtr n = S->root; n; n = dom_next(n, S->root))
		if (dom_is_any(n, flow) ||
		        (dom_is_any(n, mixed) && has_block_child(n)))
			wrap_loose(n);
}

static void
unwrap_divs(struct san *S)
{
	xmlNodePtr n = dom_next(S->root, S->root), next;

	for (; n; n = next) {
		next = dom_next(n, S->root);
		if (!dom_is(n, "div") || div_has_part(n))
			continue;
		next = n->children ? n->children : dom_next_skip(n, S->root);
		dom_unwrap(n);
	}
}

void
content_model(struct san *S)
{
	free_blocks(S);
	drop_pointless(S);
	fix_structure(S);
	wrap_all_loose(S);
	unwrap_divs(S);
}
