/* atoms: pictures and boxes that stand in lines like letters.
 *
 * Their sizes at the measure, their place about the baseline, and what of
 * their edges the page leaves room for.
 */
#include <string.h>

#include "layout/setter.h"

/* A picture in a line with edges of its own; of a block they are the block's.
 */
static int
has_own_box(const struct run *r)
{
	return r->kind == RUN_IMAGE && r->ibox != NULL &&
	       r->ibox->style == r->style;
}

/* Above or below such a picture: what leaves it a page to stand on. */
static unit
own_edge(const struct setter *st, const struct run *r, int side)
{
	unit e = ibox_outer(r->style, side), most = st->f->L->tallest / 4;

	return e < most ? e : most;
}

void
setter_atom_room(const struct setter *st, const struct run *r, unit h,
        unit *above, unit *below)
{
	unit top = 0, bottom = r->drop;

	if (r->kind == RUN_BOX) {
		top = r->h - r->drop;
	} else {
		top = h;
		if (has_own_box(r)) {
			top += own_edge(st, r, TOP);
			bottom = own_edge(st, r, BOTTOM);
		}
	}
	*above = top + r->rise;
	*below = bottom - r->rise;
}

static void
set_rise(const struct setter *st, const struct tok *t, unit h)
{
	struct run *r = (struct run *)(uintptr_t)t->run;
	unit bottom = 0;

	if (r->kind == RUN_IMAGE && r->style == st->p->style)
		return; /* a block */
	if (has_own_box(r)) {
		bottom = own_edge(st, r, BOTTOM);
		h += own_edge(st, r, TOP) + bottom;
	}
	r->rise =
	        ibox_rise(st->f->L, st->p->style, r, st->p->scale, h) + bottom;
}

static int
has_atoms(const struct para *p)
{
	for (size_t i = 0; i < p->pieces; i++) {
		const struct run *r = p->piece[i].ctx;

		if (r->kind == RUN_IMAGE || r->kind == RUN_BOX ||
		        r->kind == RUN_EDGE)
			return 1;
	}
	return 0;
}

void
setter_size_atoms(struct setter *st)
{
	struct lay *L = st->f->L;
	unit tall = L->tallest - L->tallest / 6;

	if (!has_atoms(st->p))
		return;
	for (size_t i = 0; i < st->p->toks; i++) {
		struct tok *t = &st->p->tok[i];
		const struct style *s = t->run->style;
		unit w, h, max, room = st->w, high = tall;

		if (t->kind == TOK_BOX) {
			t->w = t->run->w;
			t->h = t->run->h;
			set_rise(st, t, t->h);
		}
		if (t->kind == TOK_EDGE &&
		        t->w > st->w - LEAST_EMS * s->font_size)
			t->w = 0; /* as of blocks: no place for it */
		if (t->kind != TOK_IMAGE)
			continue;
		if (has_own_box(t->run)) {
			room -= ibox_outer(s, LEFT) + ibox_outer(s, RIGHT);
			high -= own_edge(st, t->run, TOP) +
			        own_edge(st, t->run, BOTTOM);
		}
		w = len_resolve(s->width, st->w, 0);
		h = len_resolve(s->height, tall, 0);
		if (s->height.kind == LEN_PERCENT || s->height.kind == LEN_CALC)
			h = 0;
		if (s == st->p->style && s->width.kind != LEN_AUTO)
			w = st->w; /* a block: its box has the width */
		if (w <= 0 && h <= 0) {
			w = t->run->w;
			h = t->run->h;
		} else if (w <= 0) {
			w = unit_muldiv(h, t->run->w, t->run->h);
		} else if (h <= 0) {
			h = unit_muldiv(w, t->run->h, t->run->w);
		}
		max = len_resolve(s->max_width, st->w, room);
		/* of a block, the box is so wide at most */
		if (max > room || max < 1 ||
		        (s == st->p->style && s->max_width.kind == LEN_PERCENT))
			max = room > PT ? room : PT;
		if (w > max) {
			h = unit_muldiv(h, max, w);
			w = max;
		}
		max = len_resolve(s->max_height, tall, high);
		if (max > high || max < 1)
			max = high > PT ? high : PT;
		if (h > max) {
			w = unit_muldiv(w, max, h);
			h = max;
		}
		t->w = w;
		t->h = h;
		set_rise(st, t, h);
	}
}

void
setter_fit_atoms(struct setter *st)
{
	unit w = st->w;

	st->w -= st->marker;
	ibox_prepare(st->f, st->p, st->w);
	setter_size_atoms(st);
	st->w = w;
}

int
setter_wide_atom(const struct setter *st)
{
	for (size_t i = 0; i < st->p->toks; i++) {
		const struct tok *t = &st->p->tok[i];

		if ((t->kind == TOK_BOX || t->kind == TOK_IMAGE) &&
		        t->w > st->least)
			return 1;
	}
	return 0;
}
