/* flow: building the vertical list.
 *
 * What stands between two solid pieces is one gap: margins collapse in it
 * (CSS 2.2, 8.3.1), and the strictest rule about breaking there wins.  It is
 * closed, as one piece of glue, when the next solid piece comes; marks that
 * wait (destinations, running heads) are put down right behind it so that
 * they land on the page of what they stand before.
 */
#include "layout/flow.h"

#include <string.h>

void
flow_init(
        struct flow *f, struct lay *L, struct arena *a, const struct zone *zone)
{
	memset(f, 0, sizeof(*f));
	f->L = L;
	f->arena = a;
	f->zone = zone;
	f->scale = 1024;
}

void
flow_free(struct flow *f)
{
	for (size_t i = 0; i < f->hold.n; i++)
		arena_free(f->hold.p[i].arena);
	vec_free(&f->hold);
	vec_free(&f->v);
	vec_free(&f->marks);
	vec_free(&f->unopened);
	vec_free(&f->carry);
	vec_free(&f->side);
}

void
flow_end(struct flow *f)
{
	flow_clear(f, CLEAR_BOTH);
	if (f->gap.left != NULL && f->marks.n > 0) {
		f->gap.force = f->gap.left_force; /* no page for a mark */
		f->gap.page = NULL;
	}
	if (f->marks.n > 0) /* they live in the arena, too */
		flow_gap(f);
	notes_flush(f);
}

void
flow_margin(struct flow *f, unit m)
{
	if (m > f->gap.pos)
		f->gap.pos = m;
	if (m < f->gap.neg)
		f->gap.neg = m;
}

void
flow_mark(struct flow *f, const struct mark *m)
{
	for (; m != NULL; m = m->next)
		vec_add(&f->marks, m);
}

struct piece *
flow_push(struct flow *f, enum piece_kind kind, unit h)
{
	struct piece *p = vec_push(&f->v);

	p->kind = (uint8_t)kind;
	p->h = h;
	p->penalty = PEN_NEVER;
	f->y += h;
	/* a new gap begins */
	memset(&f->gap, 0, sizeof(f->gap));
	f->gap.avoid = f->avoid;
	return p;
}

static void
open_boxes(struct flow *f)
{
	for (size_t i = 0; i < f->unopened.n; i++) {
		const struct unopened *k = &f->unopened.p[i];
		struct piece *p = flow_push(f, PC_OPEN, 0);

		p->x = k->x;
		p->u.deco = k->deco;
	}
	vec_clear(&f->unopened);
}

void
flow_gap(struct flow *f)
{
	int pen = 0, force = f->gap.force, figure = f->gap.figure;
	const char *page = f->gap.page;
	struct piece *p;
	unit h;

	if (force) /* floats end before it */
		flow_clear(f, CLEAR_BOTH);
	h = f->gap.pos + f->gap.neg;
	if (h < -f->L->tallest)
		h = -f->L->tallest;
	pen = f->gap.soft;
	if (f->gap.avoid > 0)
		pen = PEN_AVOID;
	if (f->gap.keep)
		pen = PEN_KEEP;
	if (f->gap.never ||
	        (f->side.n > 0 && sides_bottom(f, CLEAR_BOTH) > f->y + h))
		pen = PEN_NEVER;
	p = flow_push(f, PC_GLUE, h);
	p->penalty = force ? 0 : pen;
	p->force = (uint8_t)force;
	p->figure = (uint8_t)figure;
	p->page = page;
	p->stretch = pen < PEN_KEEP && h > 0 ? h * 3 / 5 : 0;
	open_boxes(f);
	for (size_t i = 0; i < f->marks.n; i++) {
		p = flow_push(f, PC_MARK, 0);
		p->u.mark = f->marks.p[i];
	}
	vec_clear(&f->marks);
}

void
flow_replace(
        struct flow *f, size_t at, size_t n, const struct piece *with, size_t m)
{
	size_t rest = f->v.n - at - n;

	vec_reserve(&f->v, f->v.n + m);
	memmove(f->v.p + at + m, f->v.p + at + n, rest * sizeof(*f->v.p));
	if (m > 0)
		memcpy(f->v.p + at, with, m * sizeof(*f->v.p));
	f->v.n = at + m + rest;
	for (size_t i = 0; i < f->hold.n; i++)
		if (f->hold.p[i].end > at)
			f->hold.p[i].end = f->hold.p[i].end + m - n;
}

/* The gap stays open across a change of zone. */
void
flow_zone(struct flow *f, const struct zone *z)
{
	struct piece *p;

	flow_clear(f, CLEAR_BOTH);
	if (f->unopened.n > 0)
		flow_gap(f);
	if (f->carried < f->carry.n && f->last_line > 0)
		notes_flush(f);
	f->zone_at = f->v.n;
	p = vec_push(&f->v);
	p->kind = PC_ZONE;
	p->u.zone = z;
	f->zone = z;
}
