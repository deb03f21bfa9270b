/* box: the box tree of one element (CSS 2.2, 9.2).
 *
 * Takes the DOM and its styles, gives blocks, tables and paragraphs.  Inline
 * content between blocks becomes a paragraph box without edges; an inline
 * element that holds a block is cut in two around it (9.2.1.1).  Structure
 * elements, counters and sequence numbers are drawn here, because this walk
 * is the one that follows the document.
 */
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"
#include "doc/dom.h"
#include "layout/box.h"

struct make { /* one block container being filled */
	struct lay *L;
	struct arena *a;
	struct box *box;
	struct collect *c;
	struct inl base; /* inline state of the block itself */
	uint32_t elem; /* the block's */
	int in_para; /* base.elem holds the paragraph's element */
	uint32_t dl_item; /* LI that a dd belongs to */
	int heading;
	const struct style *letter; /* ::first-letter, to come */
	const struct initial *initial; /* of the paragraph at hand */
};

static void
make_children(
        struct make *m, const xmlNode *node, const struct inl *in, int depth);

const char *
box_lang(struct lay *L, const xmlNode *n, const char *lang)
{
	const char *v = dom_attr(n, "lang");

	if (v == NULL || *v == '\0' || (lang != NULL && strcmp(v, lang) == 0))
		return lang;
	return lay_intern(L, v);
}

static void
box_append(struct box *parent, struct box *b)
{
	if (parent->last != NULL)
		parent->last->next = b;
	else
		parent->first = b;
	parent->last = b;
}

/* Text is about to come: it needs an element that may hold text. */
static void
para_open(struct make *m)
{
	if (m->in_para)
		return;
	m->in_para = 1;
	m->base.elem = tag_takes_text(m->L, m->elem)
	                       ? m->elem
	                       : tag_new(m->L, m->elem, ROLE_P, NULL);
}

static void
para_close(struct make *m)
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
		box_append(m->box, b);
	}
	m->in_para = 0;
	m->initial = NULL;
	m->base.elem = m->elem;
}

static int
is_blank(const char *s)
{
	for (; *s; s++)
		if (*s != ' ' && *s != '\n' && *s != '\t' && *s != '\r')
			return 0;
	return 1;
}

static int
is_mark(uint32_t cp)
{
	utf8proc_category_t k = utf8proc_category((utf8proc_int32_t)cp);

	return k == UTF8PROC_CATEGORY_MN || k == UTF8PROC_CATEGORY_MC ||
	       k == UTF8PROC_CATEGORY_ME;
}

/* A letter with the marks that combine with it, and the quotation mark or
 * bracket before it (css-pseudo-4, 2.1).  Gives where the rest begins. */
static const char *
letter_end(const char *s)
{
	const char *end = s + strlen(s), *p = s, *next = s;
	uint32_t cp = utf8_next(&next, end);

	while (next < end && cp != ' ' && !cp_is_letter(cp) &&
	        !cp_is_digit(cp)) {
		p = next;
		cp = utf8_next(&next, end);
	}
	if (!cp_is_letter(cp) && !cp_is_digit(cp))
		return s;
	for (p = next; p < end; p = next) {
		cp = utf8_next(&next, end);
		if (!is_mark(cp))
			break;
	}
	return p;
}

/* ::first-letter: cut from the paragraph when it is a drop cap, else a run of
 * its own.  Gives the rest of the text. */
static const char *
first_letter(struct make *m, const char *s, const struct inl *in)
{
	const struct style *ls = m->letter;
	struct inl k = *in;
	struct initial *t;
	struct run *r;
	const char *end;

	while (*s == ' ' || *s == '\n' || *s == '\t' || *s == '\r')
		s++;
	m->letter = NULL;
	end = letter_end(s);
	if (end == s || collect_pending(m->c))
		return s;
	k.style = ls;
	if (ls->initial_letter < 2 || is_blank(end)) {
		collect_text(
		        m->c, m->L, &k, (struct span){ s, (size_t)(end - s) });
		return end;
	}
	r = arena_new_of(m->a, struct run);
	r->style = ls;
	r->lang = in->lang;
	r->item_lang = in->item_lang;
	r->elem = in->elem;
	r->link = in->link;
	r->seq = ++m->L->seq;
	t = arena_new_of(m->a, struct initial);
	t->run = r;
	t->text = arena_strndup(m->a, s, (size_t)(end - s));
	t->lines = ls->initial_letter > 10 ? 10 : ls->initial_letter;
	t->space = *end == ' ';
	m->initial = t;
	return end;
}

static void
make_text(struct make *m, const char *s, const struct inl *in)
{
	int ws = in->style->white_space;

	if (s == NULL || *s == '\0')
		return;
	if (!collect_pending(m->c) && ws != WS_PRE && ws != WS_PRE_WRAP &&
	        is_blank(s))
		return;
	if (in == &m->base)
		para_open(m);
	if (m->letter != NULL)
		s = first_letter(m, s, in);
	collect_text(m->c, m->L, in, span_of(s));
}

static void
make_note(struct make *m, const xmlNode *n, const struct style *s,
        const struct inl *in, const xmlNode *from, int depth);

static void
decorate(struct inl *k, const struct style *s)
{
	if (!s->decoration)
		return;
	k->deco |= s->decoration;
	k->deco_style = s;
	k->deco_rise = k->rise;
}

/* A box in the line, as one letter of it; decoration does not reach in. */
static void
put_inline_block(struct make *m, const struct inl *in, struct box *b)
{
	struct inl k = *in;
	struct run *r;

	k.style = b->style;
	k.deco = 0;
	r = collect_atom(m->c, m->L, &k, RUN_BOX, NULL, 0, 0, 0);
	r->box = b;
}

/* Generated content that is a box. */
static struct box *
pseudo_box(struct make *up, const xmlNode *node, const struct style *s,
        const struct inl *in)
{
	struct make m;

	memset(&m, 0, sizeof(m));
	m.L = up->L;
	m.a = up->a;
	m.box = arena_new_of(m.a, struct box);
	m.box->style = s;
	m.box->elem = m.elem = m.base.elem =
	        in == &up->base ? up->elem : in->elem;
	m.base.style = s;
	m.base.lang = in->lang;
	m.base.link = in->link;
	decorate(&m.base, s);
	m.c = collect_new(m.a);
	if (s->content->kind != CONTENT_STRING || s->content->next != NULL ||
	        s->content->s[0] != '\0')
		para_open(&m);
	content_collect(m.L, m.a, m.c, &m.base, node, s->content);
	para_close(&m);
	collect_free(m.c);
	return m.box;
}

static void
make_pseudo(struct make *m, const xmlNode *node, const struct inl *in,
        enum css_pseudo pseudo)
{
	const struct style *s =
	        css_style(m->L->o->css, node, in->style, pseudo);
	const struct ibox *ibox;
	struct inl k;

	if (s == NULL || s->content_none || s->content == NULL ||
	        s->display == DISPLAY_NONE)
		return;
	count_enter(m->L, node, s, BOX_DEPTH * 2);
	if (s->float_ == FLOAT_FOOTNOTE) {
		make_note(m, node, s, in, NULL, 0);
		return;
	}
	if (s->float_ == FLOAT_NONE && s->display == DISPLAY_INLINE_BLOCK) {
		if (in == &m->base)
			para_open(m);
		put_inline_block(m, in, pseudo_box(m, node, s, in));
		return;
	}
	if (s->float_ != FLOAT_NONE || s->display != DISPLAY_INLINE) {
		if (s->float_ == FLOAT_NONE || !collect_pending(m->c))
			para_close(m);
		box_append(m->box, pseudo_box(m, node, s, in));
		return;
	}
	if (in == &m->base)
		para_open(m);
	k = *in;
	k.style = s;
	decorate(&k, s);
	ibox = ibox_enter(m->L, m->a, m->c, &k);
	content_collect(m->L, m->a, m->c, &k, node, s->content);
	ibox_leave(m->L, m->c, &k, ibox);
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

	if (alt != NULL && !is_blank(alt))
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
rise_of(struct lay *L, const struct style *s, const struct style *parent)
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
		k.rise += rise_of(m->L, s, in->style);
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
		para_open(m);
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
	k.rise += rise_of(m->L, s, in->style);
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
	decorate(&k, s);
	ibox = ibox_enter(m->L, m->a, m->c, &k);
	make_pseudo(m, n, &k, PSEUDO_BEFORE);
	make_children(m, n, &k, depth);
	make_pseudo(m, n, &k, PSEUDO_AFTER);
	ibox_leave(m->L, m->c, &k, ibox);
}

static int
heading_level(const xmlNode *n)
{
	const char *s = (const char *)n->name;

	return s[0] == 'h' && s[1] >= '1' && s[1] <= '6' && s[2] == '\0';
}

static void
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
	decorate(&m->base, s);
	m->box = arena_new_of(a, struct box);
	m->box->node = n;
	m->box->style = s;
	m->box->marks = content_marks(L, a, n, s);
	m->box->figure = (uint8_t)dom_is(n, "figure");
	m->box->caption = (uint8_t)dom_is(n, "figcaption");
	m->elem = tag_node(L, elem, n, s, own != lang ? own : NULL);
	m->heading = heading_level(n);
	m->box->elem = m->elem;
	m->base.style = s;
	m->base.lang = own;
	m->base.elem = m->elem;
}

/* The number (or sign) that stands in the text, and leads to the note. */
static void
note_call(struct make *m, const xmlNode *n, const struct style *s,
        const struct inl *in, const char *dest, struct note *note,
        uint32_t reference)
{
	struct inl k = *in;
	struct anchor *link = arena_new_of(m->a, struct anchor);
	struct str t = STR_INIT;

	link->elem = tag_new(m->L, reference, ROLE_LINK, NULL);
	link->dest = dest;
	k.style = s;
	k.elem = link->elem;
	k.link = link;
	k.note = note;
	k.rise += rise_of(m->L, s, in->style);
	k.deco = 0;
	content_text(m->L, &t, s, n, s->content);
	if (t.len == 0)
		str_puts(&t, "*");
	link->contents = arena_strdup(m->a, t.s);
	collect_text(m->c, m->L, &k, str_span(&t));
	str_free(&t);
}

/* The note's number opens its first paragraph. */
static void
put_label(struct make *m, const xmlNode *n, uint32_t elem)
{
	const struct style *s = m->L->note_label;
	struct inl k = m->base;

	m->L->note_label = NULL;
	para_open(m);
	k.style = s;
	k.elem = tag_new(m->L, elem, ROLE_LBL, NULL);
	content_collect(m->L, m->a, m->c, &k, n, s->content);
}

/* What the style sheet says; of a link it leads where that does. */
static void
note_generated(struct make *m, const xmlNode *n, const struct style *s)
{
	struct inl k = m->base;
	struct anchor *link =
	        dom_is(n, "a") ? content_anchor(m->L, m->a, n) : NULL;

	para_open(m);
	k.elem = m->base.elem;
	if (link != NULL) {
		k.elem = link->elem = tag_new(m->L, k.elem, ROLE_LINK, NULL);
		k.link = link;
	}
	content_collect(m->L, m->a, m->c, &k, n, s->content);
}

/* The note's own box: its number, then what it says: the children of `from`,
 * or what the style sheet generates. */
static struct box *
note_box(struct make *up, const xmlNode *n, const struct style *s,
        uint32_t elem, const xmlNode *from, int depth)
{
	const struct style *ms =
	        css_style(up->L->o->css, n, s, PSEUDO_FOOTNOTE_MARKER);
	struct make m;

	make_init(&m, up->L, up->a, n, s, elem, NULL, up->base.lang);
	m.elem = m.base.elem = elem;
	m.c = collect_new(m.a);
	up->L->in_note++;
	if (ms != NULL && ms->content != NULL) {
		up->L->note_label = ms;
		if (from == NULL || !notes_blocks(from))
			put_label(&m, n, elem);
	}
	if (from != NULL && depth < BOX_DEPTH)
		make_children(&m, from, &m.base, depth);
	else if (s->content != NULL)
		note_generated(&m, n, s);
	para_close(&m);
	up->L->in_note--;
	up->L->note_label = NULL;
	collect_free(m.c);
	return m.box;
}

/* css-gcpm-3, 2: the element leaves the text for the foot of the column, and
 * a call takes its place.  from: what holds the note's words. */
static void
make_note(struct make *m, const xmlNode *n, const struct style *s,
        const struct inl *in, const xmlNode *from, int depth)
{
	struct lay *L = m->L;
	const struct style *call =
	        css_style(L->o->css, n, in->style, PSEUDO_FOOTNOTE_CALL);
	struct note *note = arena_new_of(m->a, struct note);
	struct mark *dest = arena_new_of(m->a, struct mark);
	uint32_t elem, ref, up;

	if (in == &m->base)
		para_open(m);
	/* what a link has behind it is no part of the link */
	up = in->elem;
	if (in->link != NULL && in->link->elem == up && up != m->base.elem)
		up = L->frame->f.elem.p[up].parent;
	count_note(L);
	dest->kind = MARK_DEST;
	dest->name =
	        lay_intern(L, arena_printf(m->a, "%s.note%u",
	                              L->anchor ? L->anchor : "", ++L->notes));
	ref = tag_new(L, up, ROLE_REFERENCE, NULL);
	note_call(m, n, call ? call : in->style, in, dest->name, note, ref);
	elem = tag_new(L, up, ROLE_NOTE, NULL);
	L->frame->f.elem.p[elem].id_name = dest->name;
	note->box = note_box(m, n, s, elem, from, depth);
	dest->next = note->box->marks;
	note->box->marks = dest;
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
			box_append(m->box, box_marks(m->L, m->a, m->box->style,
			                           m->elem, marks));
		count_leave(m->L, depth);
		return;
	}
	if (s->float_ == FLOAT_FOOTNOTE && !m->L->in_running) {
		/* what is small and raised is the call, not the note */
		if (in->rise != 0)
			s = css_style(
			        m->L->o->css, n, m->base.style, PSEUDO_NONE);
		make_note(m, n, s, in, notes_take(m->L, n), depth);
		count_leave(m->L, depth);
		return;
	}
	if (s->float_ == FLOAT_NONE && s->display == DISPLAY_INLINE_BLOCK &&
	        !dom_is(n, "br") && !dom_is(n, "img")) {
		struct inl outer = *in;

		if (in == &m->base)
			para_open(m);
		outer.deco = 0;
		put_inline_block(m, in,
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
		/* a float stands before the paragraph it was found in */
		if (s->float_ == FLOAT_NONE || !collect_pending(m->c))
			para_close(m);
		if (dom_is(n, "dt") || dom_is(n, "dd"))
			m->L->dl_elem = dl_elem(m, n, m->elem);
		b = box_make(m->L, m->a, n, s,
		        in == &m->base ? m->elem : in->elem, in, in->lang,
		        depth);
		box_append(m->box, b);
	}
	count_leave(m->L, depth);
}

static void
make_children(
        struct make *m, const xmlNode *node, const struct inl *in, int depth)
{
	for (const xmlNode *n = node->children; n != NULL; n = n->next) {
		if (dom_is_text(n))
			make_text(m, (const char *)n->content, in);
		else if (n->type == XML_ELEMENT_NODE)
			make_child(m, n, in, depth + 1);
		else if (n->type == XML_ENTITY_REF_NODE && n->content != NULL)
			make_text(m, (const char *)n->content, in);
	}
}

static const struct marker *
marker_new(struct lay *L, struct arena *a, const xmlNode *n,
        const struct style *s, uint32_t li, const char *lang)
{
	const struct style *ms = css_style(L->o->css, n, s, PSEUDO_MARKER);
	struct str t = STR_INIT;
	struct marker *k;

	if (ms != NULL && ms->content_none)
		return NULL;
	if (ms != NULL && ms->content != NULL)
		content_text(L, &t, ms, n, ms->content);
	else if (s->list_string != NULL)
		str_puts(&t, s->list_string);
	else
		css_counter_text(L->o->css, &t, s->list_type,
		        count_value(L, "list-item"), 1);
	while (t.len > 0 && t.s[t.len - 1] == ' ')
		str_truncate(&t, t.len - 1);
	if (t.len == 0) {
		str_free(&t);
		return NULL;
	}
	k = arena_new_of(a, struct marker);
	k->style = ms ? ms : s;
	k->text = arena_strdup(a, t.s);
	k->lang = lang;
	k->elem = L->frame->f.elem.p[li].role == ROLE_LI
	                  ? tag_new(L, li, ROLE_LBL, NULL)
	                  : li;
	k->seq = ++L->seq;
	k->rtl = s->direction == DIR_RTL;
	str_free(&t);
	return k;
}

/* A list item's marker and body.  An inside marker is text of the first
 * line. */
static void
make_item(struct make *m, const xmlNode *n, const struct style *s, uint32_t li)
{
	const struct marker *k = marker_new(m->L, m->a, n, s, li, m->base.lang);
	struct inl in;

	if (m->L->frame->f.elem.p[li].role == ROLE_LI)
		m->elem = tag_new(m->L, li, ROLE_LBODY, NULL);
	m->base.elem = m->elem;
	if (k != NULL && s->list_inside) {
		para_open(m);
		in = m->base;
		in.style = k->style;
		in.elem = k->elem;
		collect_text(m->c, m->L, &in, span_of(k->text));
		collect_text(m->c, m->L, &in, SPAN_LIT(" "));
	} else {
		m->box->marker = k;
	}
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
		put_label(&m, node, m.elem);
	if (dom_is(node, "img"))
		make_image(&m, node, s, &m.base);
	else
		make_children(&m, node, &m.base, depth);
	make_pseudo(&m, node, &m.base, PSEUDO_AFTER);
	para_close(&m);
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
