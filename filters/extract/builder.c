/* builder: the blocks that build.c writes, and the text in them.
 *
 * Text opens a paragraph where none is open; a boundary ends it, cut at its
 * end of breaks and blanks.  Phrasing elements that were open when a block
 * ended are opened again in the next one.
 */
#include <string.h>

#include "filters/extract/builder.h"

unsigned
marks(const xmlNode *n)
{
	return (unsigned)(uintptr_t)n->_private;
}

void
mark_add(xmlNodePtr n, unsigned m)
{
	n->_private = (void *)(uintptr_t)(marks(n) | m);
}

static int
is_blank(const char *s)
{
	for (; *s; s++) {
		if ((unsigned char)s[0] == 0xC2 && (unsigned char)s[1] == 0xA0)
			s++;
		else if ((unsigned char)*s > ' ')
			return 0;
	}
	return 1;
}

/* ---- phrasing ---------------------------------------------------------- */

const char *
phrasing_name(const xmlNode *n, enum tag t)
{
	const char *style;

	switch (t) {
	case TAG_b:
	case TAG_strong:
		return "strong";
	case TAG_i:
	case TAG_em:
		return "em";
	case TAG_strike:
	case TAG_s:
		return "s";
	case TAG_tt:
	case TAG_code:
		return "code";
	case TAG_a:
		return dom_attr(n, "href") ? "a" : NULL;
	case TAG_u:
	case TAG_sub:
	case TAG_sup:
	case TAG_kbd:
	case TAG_samp:
	case TAG_var:
	case TAG_mark:
	case TAG_small:
	case TAG_cite:
	case TAG_q:
	case TAG_abbr:
	case TAG_dfn:
	case TAG_time:
	case TAG_ruby:
	case TAG_rt:
	case TAG_rp:
	case TAG_bdi:
	case TAG_bdo:
	case TAG_ins:
	case TAG_del:
		return (const char *)n->name;
	case TAG_span:
	case TAG_font:
		style = dom_attr(n, "style");
		if (style && (strstr(style, "font-weight:bold") ||
		                     strstr(style, "font-weight: bold") ||
		                     strstr(style, "font-weight:700") ||
		                     strstr(style, "font-weight: 700")))
			return "strong";
		if (style && (strstr(style, "font-style:italic") ||
		                     strstr(style, "font-style: italic")))
			return "em";
		if (dom_attr(n, "lang") || dom_attr(n, "dir"))
			return "span";
		return NULL;
	default:
		return NULL;
	}
}

void
copy_attr(const xmlNode *from, xmlNodePtr to, const char *name)
{
	const char *v = dom_attr(from, name);

	if (v && *v)
		dom_set_attr(to, name, v);
}

void
copy_attrs(struct builder *B, const xmlNode *from, xmlNodePtr to)
{
	static const char *const keep[] = { "lang", "dir", "title", "href",
		"cite", "datetime", "type", "start", "reversed", "value",
		"colspan", "rowspan", "scope", "abbr", NULL };
	const char *id = dom_attr(from, "id");

	for (int i = 0; keep[i]; i++)
		copy_attr(from, to, keep[i]);
	if (!id)
		id = dom_attr(from, "name");
	if (id && map_has(&B->ids, span_of(id)))
		dom_set_attr(to, "id", id);
}

/* Open again, inside the new block, what was open in the source. */
static void
open_phrasing(struct builder *B)
{
	for (int i = 0; i < B->n_open; i++) {
		const xmlNode *src = B->open[i];

		B->at = dom_append(B->at, phrasing_name(src, tag_of(src)));
		copy_attrs(B, src, B->at);
	}
}

/* ---- blocks ------------------------------------------------------------ */

xmlNodePtr
block_trim(xmlNodePtr block)
{
	xmlNodePtr at = block;

	for (;;) {
		xmlNodePtr n = at->last;

		if (n && (dom_is(n, "br") ||
		                 (dom_is_text(n) &&
		                         is_blank((char *)n->content)))) {
			dom_remove(n);
		} else if (n && n->type == XML_ELEMENT_NODE &&
		           !dom_is(n, "img")) {
			at = n;
		} else if (!n && at != block && !dom_attr(at, "id")) {
			n = at;
			at = at->parent;
			dom_remove(n);
		} else {
			return block;
		}
	}
}

void
block_end(struct builder *B)
{
	if (B->phrasing) {
		/* No boundary here, but words must not run together. */
		if (B->at && B->at->children)
			dom_append_text(B->at, SPAN_LIT(" "));
		return;
	}
	if (B->block) {
		block_trim(B->block);
		if (!B->block->children)
			dom_remove(B->block);
	}
	B->block = B->at = NULL;
	B->brs = 0;
}

static xmlNodePtr
list_item_for(xmlNodePtr list)
{
	return list->last ? list->last : dom_append(list, "li");
}

xmlNodePtr
block_place(struct builder *B)
{
	xmlNodePtr box = B->box;

	if (dom_is(box, "ul") || dom_is(box, "ol"))
		return list_item_for(box);
	if (dom_is(box, "dl"))
		return dom_append(box, "dd");
	return box;
}

void
block_begin(struct builder *B, const char *name, const xmlNode *from)
{
	if (B->phrasing)
		return;
	block_end(B);
	B->block = B->at = dom_append(block_place(B), name);
	B->block->line = B->line;
	if (from)
		copy_attrs(B, from, B->block);
	else
		mark_add(B->block, MARK_LOOSE);
	mark_add(B->block, B->marks);
	open_phrasing(B);
}

static void
need_block(struct builder *B)
{
	if (!B->block)
		block_begin(B, "p", NULL);
}

/* The block's size is that of its smallest text. */
static void
note_size(struct builder *B)
{
	unsigned m = marks(B->block), size = m >> MARK_SIZE;

	if (!size || B->size < size) {
		m &= (1u << MARK_SIZE) - 1;
		B->block->_private =
		        (void *)(uintptr_t)(m | B->size << MARK_SIZE);
	}
}

void
text_put(struct builder *B, const char *s)
{
	if (B->in_pre) {
		need_block(B);
		dom_append_text(B->at, span_of(s));
		return;
	}
	if (is_blank(s)) {
		if (B->block)
			dom_append_text(B->at, SPAN_LIT(" "));
		return;
	}
	if (B->brs >= 2 && !B->phrasing)
		block_end(B);
	B->brs = 0;
	need_block(B);
	note_size(B);
	dom_append_text(B->at, span_of(s));
}

void
break_put(struct builder *B)
{
	if (!B->block)
		return;
	if (B->in_pre) {
		dom_append_text(B->at, SPAN_LIT("\n"));
		return;
	}
	B->brs++;
	if (B->brs == 1)
		dom_append(B->at, "br");
}
