/* running: what margin boxes show of the text: strings that string-set left
 * and elements that position: running() took out (css-gcpm-3, 1).
 *
 * Both are found on pages as marks.  A box asks for the first of its page, or
 * for the one that was in force when the page began.  An element's boxes are
 * set anew on each page, in the page's own memory; they themselves live until
 * no page can ask for them any more.
 */
#include <string.h>

#include "layout/build.h"

static struct named *
named(struct build *b, const char *name, int element)
{
	struct named *s;

	for (size_t i = 0; i < b->string.n; i++)
		if (b->string.p[i].element == element &&
		        strcmp(b->string.p[i].name, name) == 0)
			return &b->string.p[i];
	s = vec_push(&b->string);
	s->name = name;
	s->element = (uint8_t)element;
	return s;
}

static int
is_set(struct held h)
{
	return h.text != NULL || h.box != NULL;
}

/* No page will show it again. */
static void
let_go(struct held h)
{
	if (h.box == NULL)
		return;
	arena_free(h.box->arena);
	h.box->arena = NULL;
}

void
running_mark(struct build *b, const struct mark *m)
{
	struct named *s = named(b, m->name, m->kind == MARK_RUNNING);
	const struct held now = { m->text, m->running };

	if (now.box != NULL && now.box->arena == NULL)
		return; /* a row is said again whose element has had its pages */
	if (!is_set(s->first)) {
		s->first = now;
		s->at_start = b->sheet->page.item.n == 0;
	} else if (s->last.box != s->first.box && s->last.box != now.box &&
	           s->last.box != s->before.box) {
		let_go(s->last);
	}
	s->last = now;
}

void
running_turn(struct build *b)
{
	static const struct held none;

	for (size_t i = 0; i < b->string.n; i++) {
		struct named *s = &b->string.p[i];

		if (!is_set(s->first))
			continue;
		if (s->before.box != s->last.box)
			let_go(s->before);
		if (s->first.box != s->last.box &&
		        s->first.box != s->before.box)
			let_go(s->first);
		s->before = s->last;
		s->first = s->last = none;
	}
}

struct held
running_now(const struct build *b, const struct css_content *k)
{
	static const struct held none;
	const struct named *s = NULL;

	for (size_t i = 0; i < b->string.n; i++)
		if (b->string.p[i].element == (k->kind == CONTENT_ELEMENT) &&
		        strcmp(b->string.p[i].name, k->s) == 0)
			s = &b->string.p[i];
	if (s == NULL || !is_set(s->first))
		return s == NULL ? none : s->before;
	if (k->sep == NULL)
		return s->first;
	if (strcmp(k->sep, "last") == 0)
		return s->last;
	if (strcmp(k->sep, "start") == 0)
		return s->at_start ? s->first : s->before;
	return none; /* first-except */
}

void
running_free(struct lay *L)
{
	for (size_t i = 0; i < L->running.n; i++)
		arena_free(L->running.p[i]->arena);
	vec_free(&L->running);
}

/* How far its lines reach, when all they hold is narrower than the box. */
static unit
reach(const struct sublist *s, unit w)
{
	unit right = 0;

	for (size_t i = 0; i < s->n; i++) {
		const struct line *ln = s->p[i].u.line;

		if (s->p[i].kind == PC_OPEN || s->p[i].kind == PC_ROW)
			return w;
		for (uint32_t k = 0; s->p[i].kind == PC_LINE && k < ln->n; k++)
			if (!ln->it[k].space &&
			        ln->it[k].x + ln->it[k].w > right)
				right = ln->it[k].x + ln->it[k].w;
	}
	return right < w ? right : w;
}

void
running_set(struct build *b, const struct running *r, const struct style *st,
        const unit box[4], int align, int head)
{
	struct sheet *s = b->sheet;
	size_t first = s->page.item.n;
	unit x = box[0], y = box[1], w = box[2], slack, tall = b->L->tallest;
	struct sublist list;
	struct flow f;

	if (r->in_line && r->max < w)
		w = r->max;
	/* so that a picture of no given size stays in its box */
	b->L->tallest = box[3] + box[3] / 5;
	flow_init(&f, b->L, s->arena, NULL);
	f.outer_w = w;
	memset(&list, 0, sizeof(list));
	flow_list(&f, r->box, w, &list);
	flow_free(&f);
	b->L->tallest = tall;
	slack = box[2] - (r->in_line ? reach(&list, w) : w);
	if (align == ALIGN_CENTER)
		x += slack / 2;
	else if (align == ALIGN_RIGHT || align == ALIGN_END)
		x += slack;
	if (st->vertical_align == VALIGN_BOTTOM)
		y += box[3] - list.h;
	else if (st->vertical_align != VALIGN_TOP)
		y += (box[3] - list.h) / 2;
	b->artifact = 1;
	b->in_margin = 1;
	b->margin_align = r->in_line ? align : r->box->style->text_align;
	place_list(b, list.p, list.n, x, y);
	b->artifact = 0;
	b->in_margin = 0;
	for (size_t i = first; i < s->page.item.n; i++) {
		s->page.item.p[i].artifact = ARTIFACT_PAGINATION;
		s->page.item.p[i].artifact_sub = head ? SUB_HEADER : SUB_FOOTER;
	}
}
