/* box: the box tree of one element (CSS 2.2, 9.2).
 *
 * Takes the DOM and its styles, gives blocks, tables and paragraphs.  Inline
 * content between blocks becomes a paragraph box without edges; an inline
 * element that holds a block is cut in two around it (9.2.1.1).  Structure
 * elements, counters and sequence numbers are drawn here, because this walk
 * is the one that follows the document.
 */
#include <string.h>

#include "doc/dom.h"
#include "layout/make.h"

const char *
box_lang(struct lay *L, const xmlNode *n, const char *lang)
{
	const char *v = dom_attr(n, "lang");

	if (v == NULL || *v == '\0' || (lang != NULL && strcmp(v, lang) == 0))
		return lang;
	return lay_intern(L, v);
}

void
make_append(struct make *m, struct box *b)
{
	if (m->box->last != NULL)
		m->box->last->next = b;
	else
		m->box->first = b;
	m->box->last = b;
}

void
make_para(struct make *m)
{
	if (m->in_para)
		return;
	m->in_para = 1;
	m->dl_item = 0; /* what comes behind is not in the item before */
	m->base.elem = tag_takes_text(m->L, m->elem)
	                       ? m->elem
	                       : tag_new(m->L, m->elem, ROLE_P, NULL);
}

void
make_para_end(struct make *m)
{
	struct para *p = collect_end(m->c, m->box->style, m->base.lang);
	struct box *b;

	m->box->marks = mark_join(m->box->marks, collect_left(m->c));
	if (p != NULL) {
		b = arena_new_of(m->a, struct box);
		b->kind = BOX_PARA;
		b->style = m->box->style;
		b->elem = m->base.elem;
		b->para = p;
		p->heading = (uint8_t)m->heading;
		p->initial = m->initial;
		make_append(m, b);
	}
	m->in_para = 0;
	m->initial = NULL;
	m->base.elem = m->elem;
}

void
make_apart(struct make *m, const struct style *s)
{
	if (s->float_ == FLOAT_NONE || !collect_pending(m->c))
		make_para_end(m);
	else /* the writer must not take both for one run of text */
		m->L->seq++;
}

static void
make_text(struct make *m, const char *s, const struct inl *in)
{
	int ws = in->style->white_space;

	if (s == NULL || *s == '\0')
		return;
	if (!collect_pending(m->c) && ws != WS_PRE && ws != WS_PRE_WRAP &&
	        ascii_is_blank(s))
		return;
	if (in == &m->base)
		make_para(m);
	if (m->letter != NULL)
		s = make_first_letter(m, s, in);
	collect_text(m->c, m->L, in, span_of(s));
}

void
inl_decorate(struct inl *k, const struct style *s)
{
	if (!s->decoration)
		return;
	k->deco |= s->decoration;
	k->deco_style = s;
	k->deco_rise = k->rise;
}

void
make_inline_block(struct make *m, const struct inl *in, struct box *b)
{
	struct inl k = *in;
	struct run *r;

	k.style = b->style;
	k.deco = 0;
	r = collect_atom(m->c, m->L, &k, RUN_BOX, NULL, 0, 0, 0);
	r->box = b;
}

static unit
attr_px(const xmlNode *n, const char *name)
{
	const char *v = dom_attr(n, name);
	int k = 0;

	while (v != NULL && *v >= '0' && *v <= '9' && k < 100000)
		k = k * 10 + (*v++ - '0');
	return unit_from_px(k);
}

/* Alternative text: the author's, else the caption; NULL: decorative. */
static const char *
image_alt(struct lay *L, const xmlNode *n)
{
	const char *alt = dom_attr(n, "alt");
	xmlNodePtr up, cap;
	struct str t = STR_INIT;

	if (alt != NULL && !ascii_is_blank(alt))
		return lay_intern(L, alt);
	alt = NULL;
	for (up = n->parent; up != NULL; up = up->parent)
		if (dom_is(up, "figure"))
			break;
	if (up != NULL && (cap = dom_find(up, "figcaption")) != NULL) {
		dom_text_folded(cap, &t);
		if (t.len > 0)
			alt = lay_intern(L, t.s);
		str_free(&t);
	}
	return alt;
}

static unit
own_rise(struct lay *L, const struct style *s, const struct style *parent)
{
	unit lh, above, below;

	switch (s->vertical_align) {
	case VALIGN_SUB:
		return -parent->font_size / 6;
	case VALIGN_SUPER:
		return parent->font_size / 3;
	case VALIGN_LENGTH:
		lay_strut(L, s, 1024, &above, &below);
		lh = above + below;
		return len_resolve(s->valign_length, lh, 0);
	default:
		return 0;
	}
}

void
inl_raise(struct lay *L, struct inl *k, const struct style *s,
        const struct style *parent)
{
	unit most = L->tallest / 4; /* it stays on the page */

	k->rise += own_rise(L, s, parent);
	if (k->rise > most)
		k->rise = most;
	if (k->rise < -most)
		k->rise = -most;
}

static void
make_image(struct make *m, const xmlNode *n, const struct style *s,
        const struct inl *in)
{
	const char *src = dom_attr(n, "src"), *alt = image_alt(m->L, n);
	unit w = attr_px(n, "width"), h = attr_px(n, "height");
	const struct ibox *ibox = NULL;
	struct inl k = *in;
	struct elem *e;

	if (src == NULL || strncmp(src, "assets/", 7) != 0 || w < 1 || h < 1)
		return;
	k.style = s;
	if (s != in->style) { /* no block */
		inl_raise(m->L, &k, s, in->style);
		ibox = ibox_enter(m->L, m->a, m->c, &k);
	}
	if (alt != NULL) {
		k.elem = tag_new(m->L, in->elem, ROLE_FIGURE, NULL);
		e = &m->L->frame->f.elem.p[k.elem];
		e->alt = alt;
	}
	collect_atom(m->c, m->L, &k, RUN_IMAGE, lay_intern(m->L, src), w, h,
	        alt == NULL);
	ibox_leave(m->L, m->c, &k, ibox);
}

static void
make_inline(struct make *m, const xmlNode *n, const struct style *s,
        const struct inl *in, int depth)
{
	struct inl k;
	struct anchor *link = NULL;
	const struct ibox *ibox;
	const char *lang;
	int is_link = dom_is(n, "a");

	if (in == &m->base && !dom_is(n, "img"))
		make_para(m);
	if (dom_is(n, "br")) {
		collect_atom(m->c, m->L, in, RUN_BREAK, NULL, 0, 0, 0);
		return;
	}
	if (dom_is(n, "wbr")) {
		collect_text(m->c, m->L, in, SPAN_LIT("\xE2\x80\x8B"));
		return;
	}
	if (dom_is(n, "img")) {
		make_image(m, n, s, in);
		return;
	}
	k = *in;
	k.style = s;
	inl_raise(m->L, &k, s, in->style);
	lang = box_lang(m->L, n, in->lang);
	if (is_link && in->link == NULL)
		link = content_anchor(m->L, m->a, n);
	if (!is_link || link != NULL)
		k.elem = tag_node(
		        m->L, in->elem, n, s, lang != in->lang ? lang : NULL);
	if (link != NULL) {
		link->elem = k.elem;
		k.link = link;
	}
	k.item_lang =
	        lang != in->lang && k.elem == in->elem ? lang : in->item_lang;
	k.lang = lang;
	inl_decorate(&k, s);
	ibox = ibox_enter(m->L, m->a, m->c, &k);
	make_pseudo(m, n, &k, PSEUDO_BEFORE);
	make_children(m, n, &k, depth);
	make_pseudo(m, n, &k, PSEUDO_AFTER);
	ibox_leave(m->L, m->c, &k, ibox);
}

void
make_init(struct make *m, struct lay *L, struct arena *a, const xmlNode *n,
        const struct style *s, uint32_t elem, const struct inl *outer,
        const char *lang)
{
	const char *own = box_lang(L, n, lang);

	memset(m, 0, sizeof(*m));
	m->L = L;
	m->a = a;
	if (outer != NULL) {
		m->base.link = outer->link;
		m->base.deco = outer->deco;
		m->base.deco_style = outer->deco_style;
	}
	inl_decorate(&m->base, s);
	m->box = arena_new_of(a, struct box);
	m->box->node = n;
	m->box->style = s;
	m->box->marks = content_marks(L, a, n, s);
	m->box->figure = (uint8_t)dom_is(n, "figure");
	m->box->caption = (uint8_t)dom_is(n, "figcaption");
	m->elem = tag_node(L, elem, n, s, own != lang ? own : NULL);
	m->heading = dom_heading(n) > 0;
	m->box->elem = m->elem;
	m->base.style = s;
	m->base.lang = own;
	m->base.elem = m->elem;
}

/* dt and dd: a term and what follows it make one list item. */
static uint32_t
dl_elem(struct make *m, const xmlNode *n, uint32_t elem)
{
	int term = dom_is(n, "dt");

	if (m->L->frame->f.elem.p[elem].role != ROLE_L)
		return 0;
	if (term || m->dl_item == 0)
		m->dl_item = tag_new(m->L, elem, ROLE_LI, NULL);
	return tag_new(m->L, m->dl_item, term ? ROLE_LBL : ROLE_LBODY, NULL);
}

/* Of an inline element: destinations go to the very place, what running heads
 * and the outline want to the block. */
static void
put_marks(struct make *m, const struct mark *all)
{
	const struct mark *next;

	for (; all != NULL; all = next) {
		struct mark *one = arena_new_of(m->a, struct mark);

		next = all->next;
		*one = *all;
		one->next = NULL;
		if (one->kind == MARK_DEST || one->kind == MARK_INDEX)
			collect_marks(m->c, one);
		else
			m->box->marks = mark_join(m->box->marks, one);
	}
}

/* css-gcpm-3, 1.2: the element is taken out of the text for the margins of the
 * pages, where it is an artifact: its structure elements are none of the
 * document's.  What stays is a mark, before those of the element itself. */
static const struct mark *
make_running(struct lay *L, struct arena *a, const xmlNode *n,
        const struct style *s, const char *lang, int depth)
{
	struct running *r = arena_new_of(L->arena, struct running);
	struct mark *m = arena_new_of(a, struct mark);
	struct lay keep = *L;
	struct frame frame = L->frame->f;
	unit min;

	m->kind = MARK_RUNNING;
	m->name = lay_intern(L, s->running);
	m->running = r;
	m->next = content_marks(L, a, n, s);
	r->arena = arena_new();
	memset(&L->frame->f.elem, 0, sizeof(frame.elem));
	tag_new(L, 0, ROLE_DOCUMENT, NULL);
	L->in_running++;
	L->note_label = NULL;
	r->box = box_make(L, r->arena, n, s, 0, NULL, lang, depth);
	box_extent(L, r->arena, r->box, 1024, &min, &r->max);
	vec_free(&L->frame->f.elem);
	L->frame->f.elem = frame.elem;
	L->in_running--;
	L->note_label = keep.note_label;
	L->h_n = keep.h_n;
	L->h_last = keep.h_last;
	memcpy(L->h_raw, keep.h_raw, sizeof(L->h_raw));
	r->in_line = s->display == DISPLAY_INLINE ||
	             s->display == DISPLAY_INLINE_BLOCK;
	/* an inline element has its indent from the text it stood in */
	for (struct box *b = r->box->first; r->in_line && b; b = b->next)
		if (b->kind == BOX_PARA)
			b->para->flush = 1;
	vec_add(&L->running, r);
	return m;
}

/* A box that holds nothing but marks. */
static struct box *
box_marks(struct lay *L, struct arena *a, const struct style *parent,
        uint32_t elem, const struct mark *marks)
{
	struct box *b = arena_new_of(a, struct box);

	b->style = css_anonymous(L->o->css, parent, DISPLAY_BLOCK);
	b->elem = elem;
	b->marks = marks;
	return b;
}

static void
make_child(struct make *m, const xmlNode *n, const struct inl *in, int depth)
{
	const struct style *s =
	        css_style(m->L->o->css, n, in->style, PSEUDO_NONE);
	const struct mark *marks;
	struct str t = STR_INIT;
	struct box *b;

	if (s == NULL || s->display == DISPLAY_NONE)
		return;
	if (depth >= BOX_DEPTH) {
		dom_text(n, &t);
		make_text(m, str_c(&t), in);
		str_free(&t);
		return;
	}
	if (m->L->taken.n > 0 && notes_skip(m->L, n))
		return;
	count_enter(m->L, n, s, depth);
	if (s->running != NULL) {
		marks = make_running(m->L, m->a, n, s, in->lang, depth);
		if (collect_pending(m->c))
			collect_marks(m->c, marks);
		else
			make_append(m, box_marks(m->L, m->a, m->box->style,
			                       m->elem, marks));
		count_leave(m->L, depth);
		return;
	}
	/* what is small and raised is the call, not the note or float */
	if (s->float_ != FLOAT_NONE && in->rise != 0)
		s = css_style(m->L->o->css, n, m->base.style, PSEUDO_NONE);
	if (s->float_ == FLOAT_FOOTNOTE && !m->L->in_running) {
		make_note(m, n, s, in, notes_take(m->L, n), depth);
		count_leave(m->L, depth);
		return;
	}
	if (s->float_ == FLOAT_NONE && s->display == DISPLAY_INLINE_BLOCK &&
	        !dom_is(n, "br") && !dom_is(n, "img")) {
		struct inl outer = *in;

		if (in == &m->base)
			make_para(m);
		outer.deco = 0;
		make_inline_block(m, in,
		        box_make(m->L, m->a, n, s,
		                in == &m->base ? m->base.elem : in->elem,
		                &outer, in->lang, depth));
	} else if (s->float_ == FLOAT_NONE &&
	           (s->display == DISPLAY_INLINE ||
	                   s->display == DISPLAY_INLINE_BLOCK ||
	                   dom_is(n, "br"))) {
		marks = content_marks(m->L, m->a, n, s);
		if (marks != NULL)
			put_marks(m, marks);
		make_inline(m, n, s, in, depth);
	} else {
		make_apart(m, s);
		if (dom_is(n, "dt") || dom_is(n, "dd"))
			m->L->dl_elem = dl_elem(m, n, m->elem);
		b = box_make(m->L, m->a, n, s,
		        in == &m->base ? m->elem : in->elem, in, in->lang,
		        depth);
		make_append(m, b);
	}
	count_leave(m->L, depth);
}

/* Siblings from n to before end. */
static void
make_nodes(struct make *m, const xmlNode *n, const xmlNode *end,
        const struct inl *in, int depth)
{
	for (; n != end; n = n->next) {
		if (dom_is_text(n))
			make_text(m, (const char *)n->content, in);
		else if (n->type == XML_ELEMENT_NODE)
			make_child(m, n, in, depth + 1);
		else if (n->type == XML_ENTITY_REF_NODE && n->content != NULL)
			make_text(m, (const char *)n->content, in);
	}
}

void
make_children(
        struct make *m, const xmlNode *node, const struct inl *in, int depth)
{
	make_nodes(m, node->children, NULL, in, depth);
}

static int
is_first(const xmlNode *n)
{
	while ((n = n->prev) != NULL)
		if (n->type == XML_ELEMENT_NODE || !dom_is_blank(n))
			return 0;
	return 1;
}

struct box *
box_run(struct lay *L, struct arena *a, const xmlNode *n, const xmlNode *end,
        const struct style *s, uint32_t elem, const char *lang, int depth)
{
	struct make m;

	memset(&m, 0, sizeof(m));
	m.L = L;
	m.a = a;
	m.box = arena_new_of(a, struct box);
	m.box->style = m.base.style = s;
	m.box->elem = m.elem = m.base.elem = elem;
	m.base.lang = lang;
	m.heading = dom_heading(n->parent) > 0;
	m.c = collect_new(a);
	if (is_first(n))
		make_pseudo(&m, n->parent, &m.base, PSEUDO_BEFORE);
	make_nodes(&m, n, end, &m.base, depth);
	if (end == NULL)
		make_pseudo(&m, n->parent, &m.base, PSEUDO_AFTER);
	make_para_end(&m);
	collect_free(m.c);
	return m.box;
}

struct box *
box_make(struct lay *L, struct arena *a, const xmlNode *node,
        const struct style *s, uint32_t elem, const struct inl *outer,
        const char *lang, int depth)
{
	struct make m;

	make_init(&m, L, a, node, s, elem, outer, lang);
	if (s->display == DISPLAY_TABLE) {
		m.box->kind = BOX_TABLE;
		tablebox_build(L, a, m.box, depth, m.base.lang);
		return m.box;
	}
	m.c = collect_new(a);
	if (s->display == DISPLAY_LIST_ITEM)
		make_item(&m, node, s, m.elem);
	make_pseudo(&m, node, &m.base, PSEUDO_BEFORE);
	m.letter = css_style(L->o->css, node, s, PSEUDO_FIRST_LETTER);
	if (L->note_label != NULL && !notes_blocks(node))
		make_note_label(&m, node, m.elem);
	if (dom_is(node, "img"))
		make_image(&m, node, s, &m.base);
	else
		make_children(&m, node, &m.base, depth);
	make_pseudo(&m, node, &m.base, PSEUDO_AFTER);
	make_para_end(&m);
	collect_free(m.c);
	return m.box;
}

struct box *
box_build(struct lay *L, struct arena *a, const xmlNode *node,
        const struct style *pstyle, uint32_t elem, const char *lang, int depth)
{
	const struct style *s = css_style(L->o->css, node, pstyle, PSEUDO_NONE);
	struct box *b;

	if (s == NULL || s->display == DISPLAY_NONE)
		return NULL;
	count_enter(L, node, s, depth);
	b = s->running != NULL
	            ? box_marks(L, a, pstyle, elem,
	                      make_running(L, a, node, s, lang, depth))
	            : box_make(L, a, node, s, elem, NULL, lang, depth);
	count_leave(L, depth);
	return b;
}

struct box *
box_open(struct lay *L, struct arena *a, const xmlNode *node,
        const struct style *pstyle, uint32_t elem, const char *lang, int depth)
{
	const struct style *s = css_style(L->o->css, node, pstyle, PSEUDO_NONE);
	struct make m;

	count_enter(L, node, s, depth);
	make_init(&m, L, a, node, s, elem, NULL, lang);
	return m.box;
}
