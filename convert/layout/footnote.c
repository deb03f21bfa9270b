/* footnote: an element that floats to the foot of the column (css-gcpm-3, 2):
 * the call that stays in the text, and the note's own box, which notes.c sets
 * where its line comes to stand.
 */
#include "doc/dom.h"
#include "layout/make.h"

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
	inl_raise(m->L, &k, s, in->style);
	k.deco = 0;
	content_text(m->L, &t, s, n, s->content);
	if (t.len == 0)
		str_puts(&t, "*");
	link->contents = arena_strdup(m->a, t.s);
	collect_text(m->c, m->L, &k, str_span(&t));
	str_free(&t);
}

void
make_note_label(struct make *m, const xmlNode *n, uint32_t elem)
{
	const struct style *s = m->L->note_label;
	struct inl k = m->base;

	m->L->note_label = NULL;
	make_para(m);
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

	make_para(m);
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
			make_note_label(&m, n, elem);
	}
	if (from != NULL && depth < BOX_DEPTH)
		make_children(&m, from, &m.base, depth);
	else if (s->content != NULL)
		note_generated(&m, n, s);
	make_para_end(&m);
	up->L->in_note--;
	up->L->note_label = NULL;
	collect_free(m.c);
	return m.box;
}

void
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
		make_para(m);
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
