/* vjust: columns brought down to the foot of their page.
 *
 * A column may end above the foot: what comes next must stay together and has
 * no room.  Its white goes into the gaps of the column, within their limits.
 * Where text stands on the grid a gap takes whole lines, so that the lines of
 * all columns still agree: the widest gaps first (above an article, then above
 * headings and around figures), one line each and as many more as it is wide.
 * A column alone on its page need not end as high as another: no gap takes more
 * than a line there, and where that is not enough the foot stays white.
 *
 * When some columns of a page cannot be brought down and none stands at the
 * foot by itself, all go no further than the tallest as it is: all
 * ends agree.
 */
#include "layout/build.h"

#define LINES_MAX 6 /* of white in one column; more is a hole */

/* The pieces between the first and the last solid one. */
static void
inner(const struct piece *p, size_t *from, size_t *to)
{
	while (*from < *to && !piece_is_solid(&p[*from]))
		++*from;
	while (*to > *from && !piece_is_solid(&p[*to - 1]))
		--*to;
}

/* Lines that a gap may take: as many as it has, and one more where nothing
 * else helps. */
static int
gap_lines(const struct build *b, const struct piece *p, int more)
{
	unit g = b->L->grid;

	if (p->kind != PC_GLUE || p->penalty >= PEN_AVOID || p->force ||
	        p->stretch <= 0 || p->h < g / 2)
		return 0;
	return b->zone->n > 1 ? (p->h + g / 2) / g + more : 1;
}

static int
gaps_lines(const struct build *b, size_t from, size_t to, int more)
{
	int all = 0;

	for (; from < to; from++)
		all += gap_lines(b, &b->f->v.p[from], more);
	return all;
}

static int
on_grid(const struct build *b, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (b->f->v.p[i].snap)
			return b->L->grid > 0;
	return 0;
}

int
vjust_lines(const struct build *b, size_t from, size_t to, int more)
{
	inner(b->f->v.p, &from, &to);
	return on_grid(b, from, to) ? gaps_lines(b, from, to, more) : -1;
}

/* What the gaps can take of the slack; on the grid in whole lines, of which
 * one may be left over: columns that end a line apart are even. */
static unit
can_take(const struct build *b, size_t from, size_t to, unit slack)
{
	const struct piece *p = b->f->v.p;
	unit g = b->L->grid;
	int64_t all = 0;

	inner(p, &from, &to);
	if (on_grid(b, from, to)) {
		slack -= slack % g;
		all = gaps_lines(b, from, to, 1);
		if (slack / g > LINES_MAX || all * g < slack - g)
			return 0;
		return all * g < slack ? (unit)all * g : slack;
	}
	for (size_t i = from; i < to; i++)
		if (p[i].kind == PC_GLUE)
			all += p[i].stretch;
	return all >= slack ? slack : 0;
}

unit
vjust_target(
        struct build *b, size_t from, const size_t *ends, int used, unit fill)
{
	unit g = b->L->grid > 0 ? b->L->grid : PT, most = 0;
	int stuck = 0;

	for (int i = 0; i < used; i++) {
		struct walk w;
		unit h, slack;

		walk_start(&w, b, from);
		for (size_t k = from; k < ends[i]; k++)
			walk_step(&w, &b->f->v.p[k]);
		h = (unit)walk_used(&w);
		slack = fill - h;
		if (slack < g || w.foot > 0) /* notes go to the foot */
			return fill;
		most = h > most ? h : most;
		stuck |= can_take(b, from, ends[i], slack) == 0;
		from = ends[i];
	}
	return stuck ? most : fill;
}

/* The slack in lines: to the gap that is then the widest for each. */
static void
add_lines(struct build *b, size_t from, size_t to, size_t base, int lines)
{
	const struct piece *p = b->f->v.p;
	size_t pick[LINES_MAX];
	unit g = b->L->grid, shift = 0;
	int more = gaps_lines(b, from, to, 0) < lines;

	for (int k = 0; k < lines; k++) {
		unit most = -UNIT_MAX;

		pick[k] = to;
		for (size_t i = from; i < to; i++) {
			int had = 0;

			for (int m = 0; m < k; m++)
				had += pick[m] == i;
			if (had < gap_lines(b, &p[i], more) &&
			        p[i].h - had * g > most) {
				most = p[i].h - had * g;
				pick[k] = i;
			}
		}
	}
	for (size_t i = from; i < to; i++) {
		b->ys.p[i - base] += shift;
		for (int k = 0; k < lines; k++)
			shift += pick[k] == i ? g : 0;
	}
	for (; to - base < b->ys.n; to++)
		b->ys.p[to - base] += shift;
}

/* Slack in proportion to the gaps, where nothing stands on the grid. */
static void
stretch(struct build *b, size_t from, size_t to, size_t base, unit slack)
{
	const struct piece *p = b->f->v.p;
	int64_t all = 0, done = 0;

	for (size_t i = from; i < to; i++)
		if (p[i].kind == PC_GLUE)
			all += p[i].stretch;
	for (size_t i = from; all > 0 && i - base < b->ys.n; i++) {
		b->ys.p[i - base] += (unit)(slack * done / all);
		if (i < to && p[i].kind == PC_GLUE)
			done += p[i].stretch;
	}
}

void
vjust_column(struct build *b, size_t from, size_t to, unit slack)
{
	size_t base = from;

	if (slack <= 0 || (slack = can_take(b, from, to, slack)) <= 0)
		return;
	inner(b->f->v.p, &from, &to);
	if (on_grid(b, from, to))
		add_lines(b, from, to, base, slack / b->L->grid);
	else
		stretch(b, from, to, base, slack);
}
