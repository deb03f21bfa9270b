/* shrink: pictures give way where a page has almost room for them.
 *
 * A picture that does not fit what is left of a page takes its head along to
 * the next one and leaves white behind.  Where it may be smaller
 * (-bantin-shrink), and that is enough, it is made smaller instead: its line
 * on the vertical list, in place, before the page is cut anew.
 */
#include "layout/build.h"

#define TEXT_LINES 4 /* should follow the picture on its page */
#define WHITE_LINES 6 /* less white is no reason */
#define HOLE_COST 1000 /* of so much white in one column: column.c */
#define PICTURES_MAX 8 /* of one figure */

struct was { /* a picture's line, as it was */
	size_t at;
	struct piece p;
	struct line ln;
	struct litem it;
};

static unit
can_give(const struct piece *p, size_t from, size_t to)
{
	unit all = 0;

	for (; from < to; from++)
		if (p[from].kind == PC_LINE)
			all += p[from].stretch;
	return all;
}

/* Does a caption begin below a picture's left edge? */
static int
leads_caption(const struct piece *p, size_t n)
{
	unit x = p->u.line->it->x;
	size_t i = 1;

	while (i < n && p[i].kind != PC_LINE &&
	        (p[i].kind != PC_GLUE || p[i].penalty >= PEN_AVOID))
		i++;
	return i < n && p[i].kind == PC_LINE && p[i].u.line->n > 0 &&
	       p[i].u.line->it->x == x &&
	       p[i].u.line->it->run->kind != RUN_IMAGE;
}

/* The first of n pieces. */
static void
give(struct piece *p, size_t n, unit by)
{
	struct line *ln = (struct line *)(uintptr_t)p->u.line;
	struct litem *it = ln->it;
	unit w = unit_muldiv(it->w, ln->h - by, ln->h);
	int align = it->run->style->text_align;

	if (align == ALIGN_CENTER && !leads_caption(p, n))
		it->x += (it->w - w) / 2;
	else if (align == ALIGN_RIGHT || align == ALIGN_END)
		it->x += it->w - w;
	it->w = w;
	it->h = unit_muldiv(it->h, ln->h - by, ln->h);
	ln->h -= by;
	ln->base -= by;
	p->h -= by;
	p->stretch -= by;
}

/* All pictures of [from, to) together by so much. */
static int
shrink(struct build *b, size_t from, size_t to, unit by)
{
	struct piece *p = b->f->v.p;
	unit all = can_give(p, from, to), done = 0;
	int64_t seen = 0;

	if (by <= 0 || all < by)
		return 0;
	for (; from < to; from++) {
		unit part;

		if (p[from].kind != PC_LINE || p[from].stretch <= 0)
			continue;
		seen += p[from].stretch;
		part = (unit)(by * seen / all) - done;
		done += part;
		give(&p[from], to - from, part);
	}
	return 1;
}

int
shrink_band(struct build *b, size_t from, size_t to, unit over)
{
	unit text = TEXT_LINES * b->L->grid;

	return shrink(b, from, to, over + text) || shrink(b, from, to, over);
}

unit
shrink_room(const struct build *b, size_t from, size_t to)
{
	return can_give(b->f->v.p, from, to);
}

void
shrink_column(struct build *b, size_t from, size_t to, unit by)
{
	shrink(b, from, to, by);
}

static unit
height_of(const struct piece *p, size_t n)
{
	unit h = 0;

	for (size_t i = 0; i < n; i++)
		h += p[i].h;
	return h;
}

/* The figure that column [from, end) cuts, or the next behind its white; its
 * room. */
static size_t
find_figure(const struct build *b, size_t from, size_t end, unit h, unit *room)
{
	const struct piece *p = b->f->v.p;
	size_t n = b->f->v.n;
	struct walk w;

	*room = 0;
	walk_start(&w, (struct build *)(uintptr_t)b, from);
	for (size_t i = from; i < n; i++) {
		int figure = p[i].kind == PC_GLUE && p[i].count > 0;

		*room = h - (unit)walk_used(&w);
		if (figure && i + p[i].count > end)
			return i;
		if (i >= end && (*room <= 0 || p[i].kind == PC_ROW ||
		                        p[i].kind == PC_ZONE || p[i].force))
			break;
		walk_step(&w, &p[i]);
	}
	return n;
}

/* Where a column of height h ends that takes all it can; from: nowhere. */
static size_t
fill_column(struct build *b, size_t from, size_t to, unit h)
{
	const struct piece *p = b->f->v.p;
	struct walk w;
	size_t end = from;

	walk_start(&w, b, from);
	for (size_t i = from; i < to; i++) {
		if (i > from && p[i].penalty < PEN_AVOID)
			end = i;
		if (i > from && p[i].kind == PC_GLUE && p[i].force)
			return i;
		walk_step(&w, &p[i]);
		if (walk_used(&w) > h)
			return end;
	}
	return to;
}

/* Make the figure at fig lower by need, and cut the columns again: is that
 * better by a hole?  Else it stays as it was. */
static int
is_worth(struct build *b, const struct cut *c, size_t fig, unit need)
{
	struct piece *p = b->f->v.p;
	struct was was[PICTURES_MAX];
	size_t ends[COLUMNS_MAX], k = 0, end = fig + p[fig].count;
	int64_t before = b->whole, cost;

	for (size_t i = fig; i < end; i++) {
		if (p[i].kind != PC_LINE || p[i].stretch <= 0)
			continue;
		if (k == PICTURES_MAX)
			return 0;
		was[k++] =
		        (struct was){ i, p[i], *p[i].u.line, *p[i].u.line->it };
	}
	if (!shrink(b, fig, end, need + PT))
		return 0;
	column_break(b, c->from, c->to, c->closed, c->extra, c->n, c->h,
	        c->next, ends, &cost);
	if (b->whole + HOLE_COST < before)
		return 1;
	while (k-- > 0) {
		struct line *ln = (struct line *)(uintptr_t)was[k].p.u.line;

		p[was[k].at] = was[k].p;
		*ln = was[k].ln;
		*ln->it = was[k].it;
	}
	return 0;
}

int
shrink_figure(struct build *b, const struct cut *c)
{
	const struct piece *p = b->f->v.p;
	size_t from = c->from;

	for (int i = 0; i < 2 * c->n && from < c->to; i++) {
		unit high = i < c->n ? c->h : c->next, room, need;
		size_t end = fill_column(b, from, c->to, high);
		size_t fig = find_figure(b, from, end, high, &room);

		if (fig < b->f->v.n && fig + p[fig].count <= b->f->v.n &&
		        room >= WHITE_LINES * b->L->grid) {
			need = height_of(p + fig, p[fig].count) - room;
			/* it may wait for the next column of the page */
			if (i + 1 < c->n &&
			        need > can_give(p, fig, fig + p[fig].count))
				need += room - high;
			if (need > 0 && is_worth(b, c, fig, need)) {
				b->f->v.p[fig].figure = WAIT_MAY;
				return 1;
			}
		}
		if (end == from) /* it is taller than a column */
			break;
		from = end;
	}
	return 0;
}
