/* pagefloats: boxes across all columns at the head or foot of a page (float: top
 * or bottom with float-reference: page; css-page-floats-3).
 *
 * Such a box hangs on the line it was found before, as all inserts do.  When
 * the page with that line is cut, the box takes its place first and the text is
 * cut anew into what is left; it keeps the place only if its line stays on the
 * page.  A box that has no room, or whose page has text at its head already,
 * goes to the next page.
 *
 * Notes as wide as the page (float: footnote with float-reference: page) go the
 * same way, one below the other at the foot.  When a note has room only without
 * its call, the call's line goes on to the next page with it.
 */
#include "layout/build.h"

#define TEXT_LINES 6 /* beside a float: less text is no page */
#define NOTE_LINES 2 /* above a note */

static int
is_waiting(const struct insert *k)
{
	return k->kind >= INSERT_PAGE_TOP && !k->done;
}

/* What it takes of the page. */
static unit
height_of(const struct build *b, const struct insert *k)
{
	return k->kind == INSERT_PAGE_NOTE && b->notes.n == 0
	               ? k->h + b->note_edge
	               : k->h;
}

static void
take_foot(struct sheet *s, unit h)
{
	s->h -= h;
	s->foot += h;
}

static void
put(struct build *b, struct insert *k)
{
	struct sheet *s = b->sheet;
	unit g = b->L->grid, h = k->h;

	k->done = 1;
	if (k->kind == INSERT_PAGE_NOTE) {
		take_foot(s, height_of(b, k));
		vec_add(&b->notes, k);
		return;
	}
	b->moved = 1;
	if (k->kind == INSERT_PAGE_TOP) {
		if (g > 0 && h % g != 0)
			h += g - h % g;
		place_list(b, k->list, k->n, s->x, s->y + b->floor);
		b->floor += h;
		b->used = b->floor;
		return;
	}
	take_foot(s, h);
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

void
pagefloats_notes(struct build *b)
{
	struct sheet *s = b->sheet;
	unit y = s->y + s->h + b->spared;

	b->spared = 0;
	s->h += s->foot;
	s->foot = 0;
	if (b->notes.n == 0)
		return;
	place_note_rule(b, s->x, y, s->w);
	y += b->note_edge;
	for (size_t i = 0; i < b->notes.n; i++) {
		const struct insert *k = b->notes.p[i];

		place_list(b, k->list, k->n, s->x, y);
		y += k->h;
	}
	vec_clear(&b->notes);
}

/* Less room, so that piece i and the note that hangs on it go to the next page,
 * but no line whose note has its place here.  0: that cannot be. */
static int
push_on(struct build *b, size_t from, size_t to, int closed, unit avail,
        size_t i)
{
	unit less = 0;
	size_t end = i + 1;

	while (end > i) {
		less += b->L->grid;
		if (b->L->grid <= 0 || avail - less < NOTE_LINES * b->L->grid)
			return 0;
		end = page_end(b, from, to, closed, avail - less);
	}
	if (end <= from)
		return 0;
	for (; end <= i; end++)
		for (const struct insert *k = b->f->v.p[end].insert; k != NULL;
		        k = k->next)
			if (k->kind >= INSERT_PAGE_TOP && k->done)
				return 0;
	b->spared += less;
	take_foot(b->sheet, less);
	return 1;
}

static int
notes_wait(const struct build *b)
{
	for (size_t i = 0; i < b->pending.n; i++)
		if (b->pending.p[i]->kind == INSERT_PAGE_NOTE)
			return 1;
	return 0;
}

int
pagefloats_take(struct build *b, size_t from, size_t to, int closed, unit avail)
{
	size_t end = page_end(b, from, to, closed, avail);

	for (size_t i = from; i < end; i++) {
		struct insert *k = b->f->v.p[i].insert;

		for (; k != NULL; k = k->next) {
			int note = k->kind == INSERT_PAGE_NOTE;
			unit left = avail - height_of(b, k);

			if (!is_waiting(k) ||
			        left < (note ? NOTE_LINES : TEXT_LINES) *
			                        b->L->grid)
				continue;
			if (k->kind == INSERT_PAGE_TOP && b->used != b->floor)
				continue;
			if (note && notes_wait(b)) /* those come first */
				continue;
			if (page_end(b, from, to, closed, left) > i) {
				put(b, k);
				return 1;
			}
			if (note && push_on(b, from, to, closed, avail, i))
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
	int text = b->f->head < b->f->v.n, full = 0;
	size_t n = 0;

	for (size_t i = 0; i < b->pending.n; i++) {
		struct insert *k = b->pending.p[i];
		int note = k->kind == INSERT_PAGE_NOTE;
		unit left = b->sheet->h - b->floor - height_of(b, k);
		unit lines = !text ? 0 : note ? NOTE_LINES : TEXT_LINES;

		if (i == 0 || (left >= lines * b->L->grid && !(note && full))) {
			put(b, k);
			continue;
		}
		full |= note; /* notes stay in their order */
		b->pending.p[n++] = k;
	}
	b->pending.n = n;
}
