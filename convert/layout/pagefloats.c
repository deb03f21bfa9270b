/* pagefloats: boxes across all columns at the head or foot of a page (float: top
 * or bottom with float-reference: page; css-page-floats-3).
 *
 * Such a box hangs on the line it was found before, as all inserts do.  When
 * the page with that line is cut, the box takes its place first and the text is
 * cut anew into what is left; it keeps the place only if its line stays on the
 * page.  A box that has no room, or whose page has text at its head already,
 * goes to the next page.
 */
#include "layout/build.h"

#define TEXT_LINES 6 /* beside a float: less text is no page */

static int
is_waiting(const struct insert *k)
{
	return k->kind >= INSERT_PAGE_TOP && !k->done;
}

static void
put(struct build *b, struct insert *k)
{
	struct sheet *s = b->sheet;
	unit g = b->L->grid, h = k->h;

	k->done = 1;
	b->moved = 1;
	if (k->kind == INSERT_PAGE_TOP) {
		if (g > 0 && h % g != 0)
			h += g - h % g;
		place_list(b, k->list, k->n, s->x, s->y + b->floor);
		b->floor += h;
		b->used = b->floor;
		return;
	}
	s->h -= h;
	place_list(b, k->list, k->n, s->x, s->y + s->h + k->lead);
}

/* Where this page's text ends when its columns have so much height. */
static size_t
page_end(struct build *b, size_t from, size_t to, int closed, unit avail)
{
	size_t ends[COLUMNS_MAX];
	int64_t cost;
	int used = column_break(b, from, to, closed, 0, b->zone->n, avail,
	        sheet_height(b, 0), ends, &cost);

	return used > 0 ? ends[used - 1] : from;
}

int
pagefloats_take(struct build *b, size_t from, size_t to, int closed, unit avail)
{
	size_t end = page_end(b, from, to, closed, avail);

	for (size_t i = from; i < end; i++) {
		struct insert *k = b->f->v.p[i].insert;

		for (; k != NULL; k = k->next) {
			unit left = avail - k->h;

			if (!is_waiting(k) || left < TEXT_LINES * b->L->grid)
				continue;
			if (k->kind == INSERT_PAGE_TOP && b->used != b->floor)
				continue;
			if (page_end(b, from, to, closed, left) <= i)
				continue;
			put(b, k);
			return 1;
		}
	}
	return 0;
}

void
pagefloats_defer(struct build *b, size_t from, size_t to)
{
	for (; from < to; from++)
		for (struct insert *k = b->f->v.p[from].insert; k != NULL;
		        k = k->next)
			if (is_waiting(k)) {
				k->done = 1;
				vec_add(&b->pending, k);
			}
}

void
pagefloats_begin(struct build *b)
{
	size_t n = 0;

	for (size_t i = 0; i < b->pending.n; i++) {
		struct insert *k = b->pending.p[i];
		unit left = b->sheet->h - b->floor - k->h;

		if (i == 0 || left >= TEXT_LINES * b->L->grid)
			put(b, k);
		else
			b->pending.p[n++] = k;
	}
	b->pending.n = n;
}
