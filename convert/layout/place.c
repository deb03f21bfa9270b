/* place: pieces of the vertical list become items of a page.
 *
 * Items are emitted column by column in reading order; what lies beneath the
 * text (backgrounds, borders) is kept apart and sorted by the order of the
 * boxes when the page is done.  A box cut by a column or page keeps its side
 * borders; the top belongs to its first fragment, the bottom to its last
 * (box-decoration-break: slice).
 */
#include "layout/build.h"

#include <string.h>

void
place_mark(struct build *b, const struct mark *m, unit x, unit y)
{
	struct frame_all *fa = b->L->frame;
	struct outline *o;
	struct dest *d;
	void **place;

	switch (m->kind) {
	case MARK_DEST:
		place = map_put(&fa->dest, span_of(m->name));
		if (*place != NULL) /* an id twice: the first wins */
			return;
		d = vec_push(&fa->f.dest);
		*place = (void *)(uintptr_t)fa->f.dest.n;
		d->name = m->name;
		d->page = b->sheet->page.index;
		d->x = x;
		d->y = y;
		return;
	case MARK_OUTLINE:
		o = vec_push(&fa->f.outline);
		o->title = m->text;
		o->level = m->level > b->outline_last + 1 ? b->outline_last + 1
		                                          : m->level;
		b->outline_last = o->level;
		o->page = b->sheet->page.index;
		o->y = y;
		return;
	case MARK_INDEX:
		index_found(b->L, m->level, b->sheet->page.index, x, y);
		return;
	default:
		running_mark(b, m);
	}
}

static void
fragment(struct build *b, struct open *o, unit y, int last)
{
	if (y > o->y || last)
		place_box(b, o->deco->style, o->deco->order, o->x, o->y,
		        o->deco->w, y - o->y, o->first, last);
	o->first = 0;
}

void
place_suspend(struct build *b, const struct zone *z, unit y)
{
	for (size_t i = 0; i < b->open.n; i++)
		if (b->open.p[i].zone != NULL &&
		        (z == NULL ? b->open.p[i].zone->n == 1
		                   : b->open.p[i].zone == z))
			fragment(b, &b->open.p[i], y, 0);
}

/* z NULL: all boxes of one-column zones, on a new page; x is its content's
 * left edge. */
void
place_resume(struct build *b, const struct zone *z, unit x, unit y)
{
	for (size_t i = 0; i < b->open.n; i++) {
		struct open *o = &b->open.p[i];

		if (o->zone == NULL ||
		        (z == NULL ? o->zone->n != 1 : o->zone != z))
			continue;
		o->x = x + o->dx + (z == NULL ? o->zone->x : 0);
		o->y = y;
	}
}

static void
place_piece(struct build *b, const struct piece *p, const struct zone *z,
        unit x, unit y)
{
	struct open *o;

	switch (p->kind) {
	case PC_LINE:
		place_line(b, p->u.line, x, y);
		break;
	case PC_ROW:
		place_row(b, p, x, y);
		break;
	case PC_MARK:
		if (!b->artifact && p->u.mark != NULL)
			place_mark(b, p->u.mark, x, y);
		break;
	case PC_FLOAT:
		if (p->u.sub != NULL)
			place_list(b, p->u.sub->p, p->u.sub->n, x + p->x,
			        y + p->u.sub->dy);
		break;
	case PC_OPEN:
		o = vec_push(&b->open);
		o->deco = p->u.deco;
		o->zone = z;
		o->dx = p->x;
		o->x = x + p->x;
		o->y = y;
		o->first = p->u.deco->module == 0;
		break;
	case PC_CLOSE:
		for (size_t i = b->open.n; i > 0; i--)
			if (b->open.p[i - 1].deco == p->u.deco) {
				fragment(b, &b->open.p[i - 1], y + p->h, 1);
				b->open.n = i - 1;
				break;
			}
		break;
	default:
		break;
	}
}

void
place_list(struct build *b, const struct piece *p, size_t n, unit x, unit y)
{
	size_t base = b->open.n;
	int started = 0;

	for (size_t i = 0; i < n; i++) {
		if (p[i].kind == PC_GLUE && !started)
			continue;
		started |= p[i].kind != PC_MARK;
		place_piece(b, &p[i], NULL, x, y);
		y += p[i].h;
	}
	while (b->open.n > base) {
		fragment(b, vec_last(&b->open), y, 0);
		b->open.n--;
	}
}

/* Tops of the pieces.  What a line on the grid must move down goes above the
 * pieces that stand off the grid before it, into the widest gap, not between
 * them and the line: space above a heading, never below.  At a column's top there is no space
 * above; of a head and its picture, the picture moves. */
static struct walk
column_tops(struct build *b, size_t from, size_t to)
{
	struct walk w;
	size_t group = 0; /* first piece that may move, as index + 1 */
	size_t part = 0; /* the same, within pieces kept together */
	unit widest = 0; /* the gap before that */
	int keep = 0;

	vec_clear(&b->ys);
	vec_reserve(&b->ys, to - from);
	walk_start(&w, b, from);
	for (size_t i = from; i < to; i++) {
		const struct piece *p = &b->f->v.p[i];
		int64_t before = w.y;
		unit top;

		if (p->kind == PC_GLUE && w.started && p->h > widest &&
		        p->penalty < PEN_AVOID) {
			group = i - from + 2;
			widest = p->h;
		}
		if (p->kind == PC_GLUE && p->figure && w.started && p->h > 0)
			part = i - from + 2;
		if (p->kind == PC_GLUE)
			keep = p->penalty >= PEN_KEEP;
		top = (unit)walk_step(&w, p);
		if (p->snap) {
			unit d = top - (unit)before;

			/* a figure or table shares it above and below */
			if (!keep)
				d /= 2;

			if (group == 0)
				group = part;
			for (size_t k = group ? group - 1 : i - from;
			        d > 0 && k < i - from; k++)
				b->ys.p[k] += d;
			group = part = 0;
			widest = 0;
		}
		vec_add(&b->ys, top);
	}
	return w;
}

static void
repeat_heads(struct build *b, size_t from, size_t to, unit x, unit y)
{
	const struct piece *p = b->f->v.p;
	const struct tset *t;

	while (from < to &&
	        (p[from].kind == PC_GLUE || p[from].kind == PC_MARK))
		from++;
	if (from >= to || p[from].kind != PC_ROW || p[from].u.row->in_head ||
	        p[from].u.row->first)
		return;
	t = p[from].u.row->table;
	b->artifact = 1;
	for (size_t i = 0; i < t->heads; i++) {
		place_row(b, &t->head[i], x, y);
		y += t->head[i].h;
	}
	b->artifact = 0;
}

/* The inserts of one kind from y down; gives where they end. */
static unit
place_inserts(struct build *b, size_t from, size_t to, int kind, unit x, unit y)
{
	unit g = b->L->grid;

	for (size_t i = from; i < to; i++)
		for (const struct insert *k = b->f->v.p[i].insert; k != NULL;
		        k = k->next) {
			unit h = k->h;

			if (k->kind != kind)
				continue;
			if (kind == INSERT_TOP && g > 0 && h % g != 0)
				h += g - h % g;
			place_list(b, k->list, k->n, x, y + k->lead);
			y += h;
			b->moved |= kind != INSERT_NOTE;
		}
	return y;
}

void
place_note_rule(struct build *b, unit x, unit y, unit w)
{
	const struct style *s = b->sheet->style->margin_box[MBOX_FOOTNOTE];
	unit rule, above;

	if (s == NULL || s->border_width[TOP] <= 0)
		return;
	rule = len_resolve(s->width, w, w);
	above = len_resolve(s->margin[TOP], w, 0) + s->border_width[TOP] / 2;
	if (above > b->note_edge)
		above = b->note_edge;
	place_rule(b->sheet, x, y + above, rule < w ? rule : w, 0,
	        s->border_style[TOP], s->border_width[TOP],
	        s->border_color[TOP]);
}

static void
place_foot(struct build *b, size_t from, size_t to, unit x, unit y, int notes)
{
	y = place_inserts(b, from, to, INSERT_BOTTOM, x, y);
	if (!notes)
		return;
	place_note_rule(b, x, y, b->zone->col);
	place_inserts(b, from, to, INSERT_NOTE, x, y + b->note_edge);
}

/* fill: height the column should have; 0: as it comes.  Gives its height. */
unit
place_column(struct build *b, size_t from, size_t to, unit x, unit y, unit fill)
{
	const struct zone *z = b->zone;
	struct walk w = column_tops(b, from, to);
	unit h = (unit)w.y, top = (unit)w.top, foot = (unit)w.foot;

	if (w.paged)
		pagefloats_defer(b, from, to);
	if (fill > h + top + foot) {
		vjust_column(b, from, to, fill - h - top - foot);
		if (to > from)
			h = b->ys.p[to - from - 1] + b->f->v.p[to - 1].h;
	}
	if (w.floats)
		place_inserts(b, from, to, INSERT_TOP, x, y);
	y += top;
	if (z->n > 1)
		place_resume(b, z, x, y);
	repeat_heads(b, from, to, x, y);
	for (size_t i = from; i < to; i++)
		place_piece(b, &b->f->v.p[i], z, x, y + b->ys.p[i - from]);
	if (z->n > 1)
		place_suspend(b, z, y + h);
	if (foot == 0 && !w.floats)
		return top + h;
	if (fill < top + h + foot)
		fill = top + h + foot;
	place_foot(b, from, to, x, y - top + fill - foot, w.notes);
	return fill;
}
