/* floats: a figure too tall for what is left of a column waits until the next
 * column begins, and the text behind it fills the space, as in every
 * newspaper.
 *
 * The vertical list is changed in place before the page is cut anew: the
 * figure's pieces move down past as many lines as the white space takes.  It
 * passes only lines and gaps of its own article, headings with the text below
 * them, never a list's or table's edge, another figure.  It waits only for a
 * column of the same page: so the page's items can be put back in the order of the document
 * (sheet.c), and no reader meets a caption a page late.  The page cut anew may
 * end its columns elsewhere: a figure that fell off it so is put back.
 */
#include <stdlib.h>
#include <string.h>

#include "layout/build.h"

#define WHITE_LINES 4 /* less is not worth it */

static unit
column_height(struct build *b, size_t from, size_t to)
{
	struct walk w;

	walk_start(&w, b, from);
	for (size_t i = from; i < to; i++)
		walk_step(&w, &b->f->v.p[i]);
	return (unit)(walk_used(&w) > UNIT_MAX / 4 ? UNIT_MAX / 4
	                                           : walk_used(&w));
}

/* Is what comes behind the gap at i a heading? */
static int
before_heading(const struct build *b, size_t i)
{
	const struct piece *p = b->f->v.p;
	size_t k = i + 1;

	while (k < b->f->v.n && p[k].kind == PC_LINE)
		k++;
	return k > i + 1 && k < b->f->v.n && p[k].kind == PC_GLUE &&
	       p[k].penalty == PEN_KEEP;
}

/* How far the text from i reaches when it fills room: the last good break,
 * or i when there is none. */
static size_t
fill_to(struct build *b, size_t i, unit room)
{
	const struct piece *p = b->f->v.p;
	size_t good = i;
	int head = before_heading(b, i);
	unit h = 0, g = b->L->grid;

	for (size_t k = i; k < b->f->v.n; k++) {
		if (p[k].kind != PC_LINE && p[k].kind != PC_GLUE)
			break;
		if (p[k].kind == PC_GLUE && (p[k].force || p[k].figure))
			break;
		/* a gap that a heading comes after is a poor place too: the
		 * figure would part it from the text above */
		if (k > i && p[k].penalty < PEN_AVOID)
			good = k;
		if (p[k].kind == PC_GLUE && p[k].penalty >= PEN_AVOID &&
		        p[k].penalty != PEN_KEEP)
			break;
		/* move_one() takes that gap away */
		h += k > i || head ? p[k].h : 0;
		if (p[k].snap && g > 0 && h % g != 0)
			h += g - h % g;
		if (h > room)
			break;
	}
	return good;
}

/* Pieces [a, m) and [m, z) change places. */
static void
swap_parts(struct piece *p, size_t a, size_t m, size_t z)
{
	size_t n = m - a;
	struct piece *keep = xmalloc(n * sizeof(*keep));

	memcpy(keep, p + a, n * sizeof(*keep));
	memmove(p + a, p + m, (z - m) * sizeof(*keep));
	memcpy(p + a + (z - m), keep, n * sizeof(*keep));
	free(keep);
}

/* A gap before piece at. */
static void
insert_gap(struct flow *f, size_t at, unit h)
{
	const struct piece gap = { .kind = PC_GLUE, .h = h };

	flow_replace(f, at, 0, &gap, 1);
	f->v.p[at + 1].penalty = PEN_NEVER;
}

/* Keeps pieces [fig, to] as they are before the move. */
static struct wait *
wait_new(struct build *b, size_t fig, size_t to)
{
	struct wait *w = vec_push(&b->waits);

	w->at = fig - b->f->head;
	w->n = to + 1 - fig;
	w->was = xmalloc(w->n * sizeof(*w->was));
	memcpy(w->was, b->f->v.p + fig, w->n * sizeof(*w->was));
	return w;
}

static int
move_one(struct build *b, size_t fig, unit room)
{
	struct piece *p = b->f->v.p;
	size_t text = fig + p[fig].count, to;
	struct wait *w;
	int32_t keep = p[fig].penalty;
	unit gap;

	if (text >= b->f->v.n || p[text].kind != PC_GLUE)
		return 0;
	to = fill_to(b, text, room);
	if (to <= text + 1 || to >= b->f->v.n)
		return 0;
	w = wait_new(b, fig, to);
	gap = p[text].h;
	p[fig].figure = WAIT_DID;
	if (keep >= PEN_AVOID) /* it parts a head and its text now */
		p[text].penalty = keep;
	else if (!before_heading(b, text)) /* or two paragraphs */
		p[text].h = 0;
	swap_parts(p, fig, text, to);
	/* the column should end here, not a line before: a figure within a
	 * paragraph stands at a column's head */
	p[fig + to - text].penalty = -300;
	if (p[to].kind == PC_LINE) {
		insert_gap(b->f, to, gap);
		w->gap = 1;
	} else if (p[to].h < gap) {
		p[to].h = gap;
	}
	b->moved = 1;
	return 1;
}

void
floats_settle(struct build *b)
{
	for (size_t i = 0; i < b->waits.n; i++)
		free(b->waits.p[i].was);
	vec_clear(&b->waits);
}

/* The list as it was before the last move; the figure's gap. */
static struct piece *
undo_last(struct build *b)
{
	struct flow *f = b->f;
	struct wait *w = vec_last(&b->waits);
	size_t at = w->at + f->head;

	if (w->gap)
		flow_replace(f, at + w->n - 1, 1, NULL, 0);
	memcpy(f->v.p + at, w->was, w->n * sizeof(*w->was));
	free(w->was);
	b->waits.n--;
	return f->v.p + at;
}

int
floats_beyond(const struct build *b, size_t end)
{
	const struct flow *f = b->f;
	size_t far = 0;

	for (size_t k = 0; k < b->waits.n; k++) {
		const struct wait *w = &b->waits.p[k];
		size_t at = w->at + f->head + w->n + b->waits.n;

		far = at > far ? at : far;
	}
	far = far < f->v.n ? far : f->v.n;
	for (; end < far; end++)
		if (f->v.p[end].kind == PC_GLUE &&
		        f->v.p[end].figure == WAIT_DID)
			return 1;
	return 0;
}

int
floats_undo(struct build *b, size_t end)
{
	if (!floats_beyond(b, end))
		return 0;
	undo_last(b)->figure = WAIT_NOT;
	return 1;
}

/* The figure at a column's end, or behind the few lines that the next column
 * took with it: the white space of both is the same.  b->f->v.n: none. */
static size_t
figure_behind(const struct build *b, size_t end, unit *white)
{
	const struct piece *p = b->f->v.p;
	unit room = *white;

	for (size_t k = end; k < b->f->v.n; k++) {
		if (p[k].kind == PC_GLUE && p[k].figure == WAIT_MAY &&
		        p[k].count != 0) {
			*white = room;
			return k;
		}
		/* over the head of an article, its border and the gap above */
		if ((p[k].kind != PC_LINE && p[k].kind != PC_GLUE &&
		            p[k].kind != PC_OPEN && p[k].kind != PC_MARK) ||
		        p[k].force || p[k].h > room)
			break;
		room -= p[k].h;
	}
	return b->f->v.n;
}

/* Height of what is not broken around piece i. */
static int64_t
unbroken(const struct build *b, size_t i)
{
	const struct piece *p = b->f->v.p;
	int64_t h = 0;
	size_t k = i;

	while (k > b->f->head && p[k].penalty >= PEN_NEVER)
		k--;
	do
		h += p[k++].h;
	while (k < b->f->v.n && (k <= i || p[k].penalty >= PEN_NEVER));
	return h;
}

/* The first line behind i that would begin the next column if this one's white
 * were filled with text, and has so much room for what hangs on it; or a piece
 * behind all text of the band, when that is less.  0: there is none. */
static size_t
line_behind(struct build *b, size_t i, unit white, int64_t room)
{
	const struct piece *p = b->f->v.p;
	const struct piece end = { .kind = PC_FLOAT };
	int64_t h = 0;
	int lines = 0;
	size_t k;

	for (k = i; k < b->f->v.n; k++) {
		if (p[k].kind == PC_ZONE ||
		        (p[k].kind == PC_GLUE && p[k].force))
			break;
		h += p[k].h;
		if (k > i && p[k].kind == PC_LINE && h > white &&
		        unbroken(b, k) <= room)
			return k;
		lines += p[k].kind == PC_LINE;
	}
	if (lines == 0)
		return 0;
	floats_settle(b); /* pieces move */
	flow_replace(b->f, k, 0, &end, 1);
	return k;
}

static int
in_column(const struct insert *k)
{
	return k->kind == INSERT_TOP || k->kind == INSERT_BOTTOM;
}

/* The boxes floated to top or bottom go from one piece to another, which may
 * be of the next article: their memory lives as long. */
static void
pass_on(struct flow *f, size_t at, size_t behind)
{
	struct piece *from = &f->v.p[at], *to = &f->v.p[behind];
	struct insert *moved = NULL, *stay = NULL, *next;

	for (struct insert *k = from->insert; k != NULL; k = next) {
		next = k->next;
		k->next = NULL;
		insert_append(in_column(k) ? &moved : &stay, k);
	}
	from->insert = stay;
	insert_append(&moved, to->insert);
	to->insert = moved;
	for (size_t i = 0; i < f->hold.n; i++)
		if (f->hold.p[i].end > at && f->hold.p[i].end <= behind)
			f->hold.p[i].end = behind + 1;
}

/* The same for a box floated to a column's top or bottom that had no room
 * there: the line it hangs on stays, the box waits. */
int
floats_wait(struct build *b, size_t from, const size_t *ends, int used, unit h)
{
	struct piece *p = b->f->v.p;

	for (int i = 0; i < used; i++) {
		unit white = h - column_height(b, from, ends[i]);
		const struct insert *ins = NULL;
		size_t k = ends[i], to;

		from = ends[i];
		while (k < b->f->v.n &&
		        (p[k].kind == PC_GLUE || p[k].kind == PC_MARK))
			k++;
		if (k < b->f->v.n)
			ins = p[k].insert;
		while (ins != NULL && !in_column(ins))
			ins = ins->next;
		if (ins == NULL || white < b->L->grid)
			continue;
		to = line_behind(b, k, white, h - (int64_t)ins->h);
		if (to == 0)
			continue;
		floats_settle(b); /* their pieces change */
		pass_on(b->f, k, to);
		return 1;
	}
	return 0;
}

static int
move_first(struct build *b, size_t from, const size_t *ends, int used, unit h,
        unit least)
{
	for (int i = 0; i + 1 < used; i++) {
		unit y = column_height(b, from, ends[i]), g = b->L->grid;
		unit white = h - y;
		size_t fig;

		if (g > 0 && y % g != 0) /* lines go on at the grid */
			white -= g - y % g;
		from = ends[i];
		fig = figure_behind(b, ends[i], &white);
		if (fig >= b->f->v.n || white < least)
			continue;
		if (move_one(b, fig, white))
			return 1;
	}
	return 0;
}

int
floats_move(struct build *b, size_t from, const size_t *ends, int used, unit h)
{
	return move_first(b, from, ends, used, h, WHITE_LINES * b->L->grid);
}

/* Is a column of the band, cut at this height, more than a line shorter than
 * another? */
static int
is_uneven(struct build *b, size_t from, const size_t *ends, int n, int used)
{
	unit least = used < n ? 0 : UNIT_MAX, most = 0;

	for (int i = 0; i < used; i++) {
		unit h = column_height(b, from, ends[i]);

		least = h < least ? h : least;
		most = h > most ? h : most;
		from = ends[i];
	}
	return most - least > b->L->grid;
}

/* Does the band fit columns of height t when its figures wait?  Leaves them
 * moved. */
static int
fits_moved(struct build *b, size_t from, size_t to, int n, unit t)
{
	size_t ends[COLUMNS_MAX];
	int64_t cost;

	for (int tries = 0; tries < 2 * n; tries++) {
		int used = column_break(
		        b, from, to, 1, 0, n, t, COLUMN_EVEN, ends, &cost);

		if (used < 2 ||
		        !move_first(b, from, ends, used, t, 2 * b->L->grid))
			return 0;
		to += vec_last(&b->waits)->gap != 0;
		if (column_balance(b, from, to, n, t) >= 0)
			return 1;
	}
	return 0;
}

/* Balance: the least height for a list in order leaves columns uneven by as
 * much as half a picture.  Lower heights are tried with the pictures put
 * off. */
int
floats_balance(struct build *b, size_t from, size_t to, int n, unit h)
{
	size_t ends[COLUMNS_MAX], before = b->waits.n;
	unit g = b->L->grid, even;
	int64_t cost, all = 0;
	int used;

	if (g <= 0)
		return 0;
	used = column_break(b, from, to, 1, 0, n, h, COLUMN_EVEN, ends, &cost);
	if (!is_uneven(b, from, ends, n, used))
		return 0;
	for (int i = 0; i < used; i++)
		all += column_height(b, i ? ends[i - 1] : from, ends[i]);
	even = (unit)(all / n);
	for (unit t = even + g - even % g; t + g / 2 < h; t += g) {
		if (fits_moved(b, from, to, n, t))
			return 1;
		while (b->waits.n > before)
			undo_last(b);
	}
	return 0;
}
