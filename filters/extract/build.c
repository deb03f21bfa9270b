/* build: writes the kept part of a page anew as clean blocks.
 *
 * Takes the pruned tree, gives html > head, body > article.  The old tree is
 * read as a stream of text and boundaries; the new one is made by rules of its
 * own: text lies in paragraphs, paragraphs in a few kinds of containers.  So
 * bodies of <div>, of <span> and of <br><br> come out as paragraphs, and
 * layout tables dissolve, without a rule for each habit; and what comes out is
 * well formed whatever went in.
 *
 * The walk recurses over the tree; past DEEP only text is taken.
 */
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "doc/link.h"
#include "filters/extract/builder.h"
#include "filters/sanitise.h"

#define DEEP 500
#define GALLERY_WORDS 40 /* below a picture */

static void
build_node(struct builder *B, xmlNodePtr n);

void
build_inside(struct builder *B, const xmlNode *n)
{
	for (xmlNodePtr c = n->children; c; c = c->next)
		build_node(B, c);
}

/* A container with what lies in it; gone when nothing came. */
static xmlNodePtr
with_box(struct builder *B, const char *name, const xmlNode *n)
{
	xmlNodePtr old = B->box, box;

	if (B->phrasing) {
		build_inside(B, n);
		return NULL;
	}
	block_end(B);
	box = B->box = dom_append(block_place(B), name);
	copy_attrs(B, n, box);
	build_inside(B, n);
	block_end(B);
	B->box = old;
	if (!box->children) {
		dom_remove(box);
		return NULL;
	}
	return box;
}

/* A block that holds phrasing alone: headings, dt, figcaption, caption. */
static void
phrasing_block(struct builder *B, const char *name, const xmlNode *n)
{
	if (B->phrasing) {
		build_inside(B, n);
		return;
	}
	block_begin(B, name, n);
	B->phrasing = 1;
	build_inside(B, n);
	B->phrasing = 0;
	block_end(B);
}

/* ---- pictures ---------------------------------------------------------- */

static int
holds_image(const xmlNode *n)
{
	return dom_find((xmlNodePtr)(uintptr_t)n, "img") != NULL;
}

static void
put_figure(struct builder *B, xmlNodePtr n)
{
	unsigned old = B->marks;

	if (!holds_image(n) || dom_find(n, "table") || dom_find(n, "figure") ||
	        dom_is(B->box, "figure")) {
		B->marks |= MARK_CAPTION;
		block_end(B);
		build_inside(B, n);
		block_end(B);
		B->marks = old;
		return;
	}
	with_box(B, "figure", n);
}

/* ---- tables ------------------------------------------------------------ */

/* A cell's pictures, or what stands below them. */
static void
put_cell(struct builder *B, const xmlNode *td, unsigned mark)
{
	unsigned old = B->marks;

	B->marks |= mark;
	block_end(B);
	build_inside(B, td);
	block_end(B);
	B->marks = old;
}

/* Two rows, of pictures and of their captions: column by column. */
static void
put_columns(struct builder *B, const xmlNode *pictures, const xmlNode *captions)
{
	const xmlNode *p = dom_element(pictures->children);
	const xmlNode *c = dom_element(captions->children);

	for (; p && c; p = dom_element(p->next), c = dom_element(c->next)) {
		put_cell(B, p, 0);
		put_cell(B, c, MARK_CAPTION);
	}
}

static void
put_layout_rows(struct builder *B, const xmlNode *n)
{
	for (xmlNodePtr c = n->children; c; c = c->next) {
		xmlNodePtr below =
		        dom_is(c, "tr") ? dom_element(c->next) : NULL;

		if (dom_is(c, "tbody")) {
			put_layout_rows(B, c);
		} else if (below && rows_are_pictures(c, below)) {
			put_columns(B, c, below);
			c = below;
		} else {
			build_node(B, c);
		}
	}
}

static void
put_layout(struct builder *B, const xmlNode *n)
{
	unsigned old = B->marks;

	if (table_is_picture(n))
		B->marks |= MARK_CAPTION;
	block_end(B);
	put_layout_rows(B, n);
	block_end(B);
	B->marks = old;
}

static void
put_row(struct builder *B, xmlNodePtr table, xmlNodePtr tr)
{
	xmlNodePtr old = B->box, row = dom_append(table, "tr");

	for (xmlNodePtr c = tr->children; c; c = c->next) {
		if (!dom_is(c, "td") && !dom_is(c, "th"))
			continue;
		block_end(B);
		B->box = dom_append(row, (const char *)c->name);
		copy_attrs(B, c, B->box);
		build_inside(B, c);
		block_end(B);
	}
	B->box = old;
	if (!row->children)
		dom_remove(row);
}

static void
put_rows(struct builder *B, xmlNodePtr to, const xmlNode *n)
{
	for (xmlNodePtr c = n->children; c; c = c->next)
		if (dom_is(c, "tr"))
			put_row(B, to, c);
}

static void
put_table(struct builder *B, xmlNodePtr n)
{
	xmlNodePtr table, old = B->box;

	if (put_beside(B, n))
		return;
	if (B->phrasing || !table_is_data(n)) {
		put_layout(B, n);
		return;
	}
	block_end(B);
	table = dom_append(block_place(B), "table");
	for (xmlNodePtr c = n->children; c; c = c->next) {
		xmlNodePtr part = table;

		B->box = table;
		if (dom_is(c, "caption") && !table->children)
			phrasing_block(B, "caption", c);
		if (dom_is(c, "thead") || dom_is(c, "tbody") ||
		        dom_is(c, "tfoot")) {
			part = dom_append(table, (const char *)c->name);
			put_rows(B, part, c);
			if (!part->children)
				dom_remove(part);
		} else if (dom_is(c, "tr")) {
			if (table->last && dom_is(table->last, "tbody") &&
			        marks(table->last))
				part = table->last;
			else
				part = dom_append(table, "tbody");
			mark_add(part, MARK_LOOSE);
			put_row(B, part, c);
		}
	}
	B->box = old;
}

/* ---- the walk ---------------------------------------------------------- */

/* Items that are pictures, each with a few words at most. */
static int
list_is_gallery(const xmlNode *list)
{
	struct str s = STR_INIT;
	int items = 0, all = 1;

	for (xmlNodePtr c = list->children; c && all; c = c->next) {
		if (c->type != XML_ELEMENT_NODE)
			continue;
		items++;
		all = dom_is(c, "li") && holds_image(c);
		if (all) {
			block_text(c, &s);
			all = words_count(str_span(&s)) <= GALLERY_WORDS;
		}
	}
	str_free(&s);
	return all && items >= 2;
}

static void
put_list(struct builder *B, xmlNodePtr n, enum tag t)
{
	const char *cls = dom_attr(n, "class");
	xmlNodePtr list;

	if (!B->phrasing && list_is_gallery(n)) {
		for (xmlNodePtr c = n->children; c; c = c->next)
			put_cell(B, c, MARK_CAPTION);
		return;
	}
	list = with_box(B, t == TAG_ol ? "ol" : "ul", n);
	/* word.c has seen that the items write their signs themselves */
	if (list && t == TAG_ul && cls && strcmp(cls, "labelled") == 0)
		dom_set_attr(list, "class", cls);
}

static void
put_item(struct builder *B, xmlNodePtr n)
{
	xmlNodePtr old = B->box, list = old;

	if (B->phrasing) {
		build_inside(B, n);
		return;
	}
	block_end(B);
	if (!dom_is(list, "ul") && !dom_is(list, "ol")) {
		list = old->last;
		if (!list || !dom_is(list, "ul") || !marks(list))
			list = dom_append(block_place(B), "ul");
		mark_add(list, MARK_LOOSE);
	}
	B->box = dom_append(list, "li");
	copy_attrs(B, n, B->box);
	build_inside(B, n);
	block_end(B);
	if (!B->box->children)
		dom_remove(B->box);
	B->box = old;
	if (list != old && !list->children)
		dom_remove(list);
}

static void
put_definition(struct builder *B, xmlNodePtr n, enum tag t)
{
	xmlNodePtr old = B->box;

	if (!dom_is(old, "dl")) {
		block_end(B);
		build_inside(B, n);
		block_end(B);
	} else if (t == TAG_dt) {
		xmlNodePtr dt;

		block_end(B);
		dt = dom_append(old, "dt");
		B->box = dt;
		B->block = B->at = dt;
		B->phrasing = 1;
		build_inside(B, n);
		B->phrasing = 0;
		B->block = B->at = NULL;
		B->box = old;
		if (!block_trim(dt)->children)
			dom_remove(dt);
	} else {
		block_end(B);
		B->box = dom_append(old, "dd");
		build_inside(B, n);
		block_end(B);
		if (!B->box->children)
			dom_remove(B->box);
		B->box = old;
	}
}

/* How a block sets its text; 0 as around it.  align= of a table is about the
 * table; within, it begins anew. */
enum setting { SET_AS_AROUND, SET_CENTRED, SET_RIGHT, SET_OTHER };

static enum setting
set_by(const char *word)
{
	return !strncasecmp(word, "center", 6)  ? SET_CENTRED
	       : !strncasecmp(word, "right", 5) ? SET_RIGHT
	                                        : SET_OTHER;
}

static enum setting
setting_of(const xmlNode *n, enum tag t)
{
	const char *al = dom_attr(n, "align"), *style = dom_attr(n, "style");
	const char *at = style ? strstr(style, "text-align") : NULL;

	if (t == TAG_table)
		return SET_OTHER;
	if (at) {
		at += strcspn(at, ":;");
		return set_by(at + strspn(at, ": "));
	}
	if (al)
		return set_by(al);
	return t == TAG_center ? SET_CENTRED : SET_AS_AROUND;
}

unsigned
marks_of(const xmlNode *n, enum tag t, unsigned m)
{
	const char *cls = dom_attr(n, "class"), *style = dom_attr(n, "style");
	enum setting set = setting_of(n, t);

	if (cls && (strstr(cls, "aption") || strstr(cls, "chuthich") ||
	                   strstr(cls, "chu-thich") || strstr(cls, "legend") ||
	                   strcmp(cls, "cap") == 0))
		m |= MARK_CAPTION;
	if (cls && !strcmp(cls, EMBED_LINE))
		m |= MARK_EMBED;
	if (style && strstr(style, "font-style") && strstr(style, "italic"))
		m |= MARK_SLANTED;
	if (set != SET_AS_AROUND)
		m &= ~(unsigned)(MARK_CENTRED | MARK_RIGHT);
	if (set == SET_CENTRED)
		m |= MARK_CENTRED;
	if (set == SET_RIGHT)
		m |= MARK_RIGHT;
	return m;
}

static void
put_phrasing(struct builder *B, xmlNodePtr n, enum tag t)
{
	const char *name = phrasing_name(n, t);
	const char *id = dom_attr(n, "id");
	xmlNodePtr up = B->at, block = B->block;

	if (!id)
		id = dom_attr(n, "name");
	if (!name && id && B->block && map_has(&B->ids, span_of(id))) {
		xmlNodePtr s = dom_append(B->at, "span");

		dom_set_attr(s, "id", id);
	}
	if (!name || B->n_open == OPEN_MAX) {
		build_inside(B, n);
		return;
	}
	B->open[B->n_open++] = n;
	if (B->block) {
		B->at = dom_append(B->at, name);
		copy_attrs(B, n, B->at);
	}
	build_inside(B, n);
	B->n_open--;
	if (!B->block)
		return;
	if (B->block == block && up) {
		B->at = up;
		return;
	}
	/* Another block now: as many levels as are still open. */
	B->at = B->block;
	for (int i = 0; i < B->n_open && B->at->last; i++)
		B->at = B->at->last;
}

static void
put_block(struct builder *B, xmlNodePtr n, enum tag t)
{
	unsigned old = B->marks;

	B->marks = marks_of(n, t, old);
	switch (t) {
	case TAG_h1:
	case TAG_h2:
	case TAG_h3:
	case TAG_h4:
	case TAG_h5:
	case TAG_h6:
		if (holds_image(n)) {
			block_end(B);
			build_inside(B, n);
			block_end(B);
		} else {
			phrasing_block(B, (const char *)n->name, n);
		}
		break;
	case TAG_p:
	case TAG_address:
	case TAG_summary:
	case TAG_legend:
		block_begin(B, "p", n);
		build_inside(B, n);
		block_end(B);
		break;
	case TAG_blockquote:
		with_box(B, "blockquote", n);
		break;
	case TAG_ul:
	case TAG_ol:
	case TAG_menu:
	case TAG_dir:
		put_list(B, n, t);
		break;
	case TAG_li:
		put_item(B, n);
		break;
	case TAG_dl:
		with_box(B, "dl", n);
		break;
	case TAG_dt:
	case TAG_dd:
		put_definition(B, n, t);
		break;
	case TAG_figure:
		put_figure(B, n);
		break;
	case TAG_figcaption:
		if (dom_is(B->box, "figure")) {
			phrasing_block(B, "figcaption", n);
			break;
		}
		B->marks |= MARK_CAPTION;
		block_begin(B, "p", n);
		build_inside(B, n);
		block_end(B);
		break;
	case TAG_table:
		put_table(B, n);
		break;
	case TAG_pre:
		block_begin(B, "pre", n);
		B->in_pre++;
		build_inside(B, n);
		B->in_pre--;
		block_end(B);
		break;
	default:
		block_end(B);
		build_inside(B, n);
		block_end(B);
		break;
	}
	B->marks = old;
}

static void
put_deep(struct builder *B, const xmlNode *n)
{
	struct str s = STR_INIT;

	dom_text_folded(n, &s);
	if (s.len)
		text_put(B, s.s);
	str_free(&s);
}

static void
build_node(struct builder *B, xmlNodePtr n)
{
	unsigned size = B->size;
	enum tag t;

	if (n->line)
		B->line = n->line;
	if (dom_is_text(n)) {
		if (n->content)
			text_put(B, (const char *)n->content);
		return;
	}
	if (n->type != XML_ELEMENT_NODE)
		return;
	t = tag_of(n);
	if (tag_flag(t) == SKP)
		return;
	B->size = font_size(n, t, size);
	if (++B->depth > DEEP)
		put_deep(B, n);
	else if (t == TAG_br)
		break_put(B);
	else if (t == TAG_hr) {
		block_end(B);
		if (!B->phrasing)
			dom_append(block_place(B), "hr");
	} else if (t == TAG_img)
		put_image(B, n);
	else if (tag_flag(t) == BLK)
		put_block(B, n, t);
	else
		put_phrasing(B, n, t);
	B->depth--;
	B->size = size;
}

static void
note_fragment(struct builder *B, const char *href, xmlNodePtr n)
{
	struct str s = STR_INIT;

	*map_put(&B->ids, span_of(href)) = n;
	if (!strchr(href, '%'))
		return;
	link_unescape(&s, span_of(href));
	*map_put(&B->ids, str_span(&s)) = n;
	str_free(&s);
}

/* Ids that a link of the page goes to, and those that links of other articles
 * may go to, which sanitise_names.c judges. */
static void
collect_fragments(struct builder *B, xmlNodePtr body)
{
	for (xmlNodePtr n = dom_next(body, body); n; n = dom_next(n, body)) {
		const char *h, *id;

		if (n->type != XML_ELEMENT_NODE || !n->properties)
			continue;
		h = dom_attr(n, "href");
		id = dom_attr(n, "id");
		if (h && h[0] == '#' && h[1])
			note_fragment(B, h + 1, n);
		if (!id && dom_is(n, "a"))
			id = dom_attr(n, "name");
		if (id &&
		        (n->children || dom_is(n, "a") || dom_is(n, "span")) &&
		        name_is_place(n, id, 0))
			*map_put(&B->ids, span_of(id)) = n;
	}
}

/* A new head; <base> stays for links until sanitise has read it. */
static void
clear_head(xmlNodePtr html)
{
	xmlNodePtr base = dom_find(html, "base"), head, n, next;

	if (base)
		xmlUnlinkNode(base);
	for (n = html->children; n; n = next) {
		next = n->next;
		if (!dom_is(n, "body"))
			dom_remove(n);
	}
	head = dom_append(html, "head");
	if (base)
		xmlAddChild(head, base);
}

void
build_article(struct article *a)
{
	xmlNodePtr html = xmlDocGetRootElement(a->tree);
	xmlNodePtr body = article_body(a), fresh, n;
	struct builder B = { .a = a, .size = 160 };

	collect_fragments(&B, body);
	for (n = body; n; n = dom_next(n, body))
		n->_private = NULL;
	fresh = dom_new(a->tree, "body");
	B.root = B.box = dom_append(fresh, "article");
	build_inside(&B, body);
	block_end(&B);
	clear_head(html);
	dom_remove(body);
	xmlAddChild(html, fresh);
	map_free(&B.ids);
	polish(a, B.root);
	for (n = fresh; n; n = dom_next(n, fresh))
		n->_private = NULL;
}
