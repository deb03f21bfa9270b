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

static unit
can_give(const struct piece *p, size_t from, size_t to)
{
	unit all = 0;

	for (; from < to; from++)
		if (p[from].kind == PC_LINE)
			all += p[from].stretch;
	return all;
}

static void
give(struct piece *p, unit by)
{
	struct line *ln = (struct line *)(uintptr_t)p->u.line;
	struct litem *it = ln->it;
	unit w = unit_muldiv(it->w, ln->h - by, ln->h);
	int align = it->run->style->text_align;

	if (align == ALIGN_CENTER)
		it->x += (it->w - w) / 2;
	else if (align == ALIGN_RIGHT || align == ALIGN_END)
		it->x += it->w - w;
	it->w = w;
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
		give(&p[from], part);
	}
	return 1;
}

int
shrink_band(struct build *b, size_t from, size_t to, unit over)
{
	unit text = TEXT_LINES * b->L->grid;

	return shrink(b, from, to, over + text) || shrink(b, from, to, over);
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
		int figure =
		        p[i].kind == PC_GLUE && p[i].figure && p[i].count > 0;

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

int
shrink_figure(
        struct build *b, size_t from, const size_t *ends, int used, unit h)
{
	const struct piece *p = b->f->v.p;

	for (int i = 0; i < used; i++) {
		unit room, need;
		size_t fig = find_figure(b, from, ends[i], h, &room);

		from = ends[i];
		if (fig >= b->f->v.n || fig + p[fig].count > b->f->v.n ||
		        room < WHITE_LINES * b->L->grid)
			continue;
		need = height_of(p + fig, p[fig].count) - room;
		if (need > 0 && shrink(b, fig, fig + p[fig].count, need + PT))
			return 1;
	}
	return 0;
}
