/* balance: columns of one height.
 *
 * Balance (css-multicol-1, 7): the least height at which a band fits its
 * columns is found by bisection over a greedy filling, which is exact for a
 * given height; then the search for the best breaks (column.c) cuts it.
 */
#include "layout/build.h"

/* Greedy filling: does [from, to) fit n columns of height h?  limit: breaks
 * of a greater penalty are not taken. */
static int
fits(struct build *b, size_t from, size_t to, int n, unit h, int limit)
{
	for (int c = 0; c < n; c++) {
		struct walk w;
		size_t last = from, i;
		int solid = 0, stop = 0;

		walk_start(&w, b, from);
		for (i = from; i < to && !stop; i++) {
			const struct piece *p = &b->f->v.p[i];

			if (solid && p->penalty <= limit)
				last = i;
			if (solid && p->kind == PC_GLUE && p->force)
				break;
			walk_step(&w, p);
			stop = walk_used(&w) > h;
			solid |= piece_is_solid(p);
		}
		if (i == to && !stop)
			return 1;
		if (last == from)
			return 0;
		from = last;
	}
	return 0;
}

static unit
bisect(struct build *b, size_t from, size_t to, int n, unit h, int limit)
{
	unit lo = 0, hi = h;

	if (!fits(b, from, to, n, h, limit))
		return -1;
	while (hi - lo > PT / 4) {
		unit mid = lo + (hi - lo) / 2;

		if (fits(b, from, to, n, mid, limit))
			hi = mid;
		else
			lo = mid;
	}
	return hi;
}

unit
column_balance(struct build *b, size_t from, size_t to, int n, unit h)
{
	return bisect(b, from, to, n, h, PEN_AVOID - 1);
}

int
column_close(struct build *b, size_t from, size_t to, int n, unit *h, unit room,
        size_t *ends)
{
	int64_t cost;

	/* the least height may take breaks that the search for the best ones
	 * has no eye for */
	for (;; *h += b->L->grid) {
		int used = column_break(
		        b, from, to, 1, 0, n, *h, COLUMN_EVEN, ends, &cost);

		if (ends[used - 1] == to)
			return used;
		if (b->L->grid <= 0 || *h + b->L->grid > room)
			return 0;
	}
}

unit
column_chunk(struct build *b, size_t from, size_t to, size_t *end)
{
	struct walk w;
	int solid = 0;
	size_t i;

	walk_start(&w, b, from);
	for (i = from; i < to; i++) {
		const struct piece *p = &b->f->v.p[i];

		if (p->kind == PC_ZONE)
			break;
		if (solid && p->penalty < PEN_AVOID)
			break;
		walk_step(&w, p);
		solid |= piece_is_solid(p);
	}
	*end = i;
	return (unit)(walk_used(&w) > UNIT_MAX / 4 ? UNIT_MAX / 4
	                                           : walk_used(&w));
}
