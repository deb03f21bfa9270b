/* rows: a table's rows as pieces of the vertical list.
 *
 * Each cell is a vertical list of its own.  A row takes the height of its
 * tallest cell; a cell that spans rows adds what it lacks to the last of
 * them, and breaks between those rows are avoided; where they are taller than
 * a column, alone or with those that other such cells hold to them, they part,
 * and the cell goes on beside each of them.  A row taller
 * than any column is cut between the lines of its cells into several pieces; other
 * rows are never split (css-tables-3, 5.2).  Header rows are kept aside to be
 * shown again, as artefacts, on top of every further fragment.
 */
#include <stdlib.h>
#include <string.h>

#include "layout/flow.h"

struct setcell {
	const struct cell *c;
	struct piece *list;
	size_t n;
	size_t done; /* pieces already in earlier slices */
	int parted; /* goes on beside the rows under its first */
	unit h; /* of the content */
	unit e[4]; /* edges */
	unit x, w;
	struct insert *insert;
};

struct rows {
	struct flow *f;
	const struct table *t;
	const struct tgrid *g;
	struct setcell *cell; /* as t->cell */
	unit *h; /* per row */
	uint8_t *join; /* per row: stays with the one above */
	/* of a column, under the repeated head; half of one in a cell or box,
	 * which takes some of it */
	unit room;
	size_t *parted; /* cells that go on beside their rows */
	size_t parts;
	unit x;
	struct tset *set;
};

/* Padding that leaves words no room, in the cell or on a page, gives most of
 * it back. */
static void
fit_edges(struct setcell *sc, unit em, unit tallest)
{
	unit *e = sc->e;

	if (sc->w - ((int64_t)e[LEFT] + e[RIGHT]) < em / 3)
		table_fit_edges(&e[LEFT], &e[RIGHT], sc->w / 4);
	if ((int64_t)e[TOP] + e[BOTTOM] > tallest / 2)
		table_fit_edges(&e[TOP], &e[BOTTOM], tallest / 4);
}

static void
set_cell(struct rows *rs, struct setcell *sc, const struct cell *c)
{
	struct flow sub;
	const struct tgrid *g = rs->g;
	/* from right to left, the last of its columns is the left one */
	size_t last = c->col + c->cols - 1, left = c->col, right = last;
	int64_t h = 0;
	unit w;

	if (g->x[last] < g->x[c->col]) {
		left = last;
		right = c->col;
	}
	sc->c = c;
	sc->x = rs->x + g->x[left];
	sc->w = g->x[right] + g->w[right] - g->x[left];
	table_cell_edges(c, g->collapse, g->scale, sc->e);
	fit_edges(sc, lay_scale(c->box->style->font_size, g->scale),
	        rs->f->L->tallest);
	w = sc->w - sc->e[LEFT] - sc->e[RIGHT];
	flow_init(&sub, rs->f->L, rs->f->arena, NULL);
	sub.scale = g->scale;
	sub.depth = rs->f->depth + 1;
	sub.outer_w = flow_measure(rs->f);
	flow_mark(&sub, c->box->marks);
	for (struct box *b = c->box->first; b != NULL; b = b->next)
		block_set(&sub, b, 0, w < PT ? PT : w);
	flow_end(&sub);
	/* margins at both ends collapse with the cell's edge */
	for (size_t i = 0; i < sub.v.n; i++) {
		if (sub.v.p[i].kind == PC_GLUE && h == 0)
			sub.v.p[i].h = 0;
		h += sub.v.p[i].h;
	}
	sc->n = sub.v.n;
	sc->list = arena_array(rs->f->arena, sub.v.n + 1, sizeof(*sc->list));
	if (sub.v.n > 0)
		memcpy(sc->list, sub.v.p, sub.v.n * sizeof(*sc->list));
	sc->h = h > UNIT_MAX / 4 ? UNIT_MAX / 4 : (unit)h;
	sc->insert = insert_take(sc->list, sc->n);
	flow_free(&sub);
}

static unit
cell_height(const struct setcell *sc, int scale)
{
	const struct style *s = sc->c->box->style;
	unit h = sc->h + sc->e[TOP] + sc->e[BOTTOM];
	unit want =
	        s->height.kind == LEN_PT ? lay_scale(s->height.v, scale) : 0;

	if (want > 0 && !s->box_border)
		want += sc->e[TOP] + sc->e[BOTTOM];
	return want > h ? want : h;
}

/* Of a cell, over all its rows. */
static int64_t
span_height(const struct rows *rs, const struct cell *c)
{
	int64_t h = 0;

	for (uint32_t r = 0; r < c->rows; r++)
		h += rs->h[c->row + r] + (r ? rs->g->sy : 0);
	return h;
}

/* A cell of one row makes it as tall; one of several adds what it lacks to
 * the last of them, or where it goes on beside them must not hang out of the
 * first. */
static void
row_heights(struct rows *rs)
{
	const struct table *t = rs->t;

	for (size_t i = 0; i < t->rows; i++)
		rs->h[i] = t->row[i].style->height.kind == LEN_PT
		                   ? lay_scale(t->row[i].style->height.v,
		                             rs->g->scale)
		                   : 0;
	for (size_t i = 0; i < t->cells; i++) {
		const struct cell *c = &t->cell[i];
		unit h = cell_height(&rs->cell[i], rs->g->scale);

		if ((c->rows == 1 || rs->cell[i].parted) && h > rs->h[c->row])
			rs->h[c->row] = h;
	}
	for (size_t i = 0; i < t->cells; i++) {
		const struct cell *c = &t->cell[i];
		unit h = cell_height(&rs->cell[i], rs->g->scale);
		int64_t all = span_height(rs, c);

		if (h > all)
			rs->h[c->row + c->rows - 1] += (unit)(h - all);
	}
}

/* A table higher than its rows: each gets its share. */
static void
fill_height(struct rows *rs)
{
	size_t n = rs->t->rows;
	unit want = lay_scale(rs->g->height, rs->g->scale);
	int64_t all = (int64_t)(n - 1) * rs->g->sy, rest, sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += rs->h[i];
	rest = want - all - sum;
	if (rest <= 0 || sum <= 0 || want > rs->f->L->tallest)
		return;
	for (size_t i = 0; i < n; i++)
		rs->h[i] += (unit)(rest * rs->h[i] / sum);
}

/* Of rows from .. to and the spaces between them. */
static int64_t
rows_height(const struct rows *rs, size_t from, size_t to)
{
	int64_t h = 0;

	for (size_t i = from; i < to; i++)
		h += rs->h[i] + (i > from ? rs->g->sy : 0);
	return h;
}

/* Rows under a cell that began above and is whole. */
static void
join_rows(struct rows *rs)
{
	const struct table *t = rs->t;

	memset(rs->join, 0, t->rows);
	for (size_t i = 0; i < t->cells; i++)
		for (uint32_t k = 1; k < t->cell[i].rows; k++)
			if (!rs->cell[i].parted)
				rs->join[t->cell[i].row + k] = 1;
}

/* The end of the rows that stay together from here. */
static size_t
run_end(const struct rows *rs, size_t from)
{
	size_t to = from + 1;

	while (to < rs->t->rows && rs->join[to])
		to++;
	return to;
}

/* In rows that no column can hold together, the cells over most of them go
 * on beside each.  Returns whether there were any. */
static int
part_runs(struct rows *rs)
{
	const struct table *t = rs->t;
	int any = 0;

	for (size_t from = 0, to; from < t->rows; from = to) {
		uint32_t most = 1;

		to = run_end(rs, from);
		if (to == from + 1 || rows_height(rs, from, to) <= rs->room)
			continue;
		for (int mark = 0; mark < 2; mark++)
			for (size_t r = from; r < to; r++)
				for (uint32_t k = 0; k < t->row[r].n; k++) {
					size_t i = t->row[r].first + k;
					uint32_t n = t->cell[i].rows;

					if (rs->cell[i].parted)
						continue;
					if (mark && n == most)
						rs->cell[i].parted = 1;
					else if (!mark && n > most)
						most = n;
				}
		any = 1;
	}
	return any;
}

/* Are the heads shown on top of every further fragment, h high?  Tall ones are
 * said once. */
static int
repeats_heads(const struct rows *rs, unit *h)
{
	int64_t all = rows_height(rs, 0, rs->t->heads) + rs->g->sy;

	if (rs->t->heads == 0 || all > rs->f->L->tallest / 3)
		return 0;
	*h = (unit)all;
	return 1;
}

/* Heights of rows, and which of them stay together. */
static void
measure_rows(struct rows *rs)
{
	do {
		unit heads;

		row_heights(rs);
		fill_height(rs);
		join_rows(rs);
		rs->room = rs->f->L->tallest / (rs->f->zone ? 1 : 2);
		if (repeats_heads(rs, &heads))
			rs->room -= heads;
	} while (part_runs(rs));
}

static uint8_t
cell_edges(const struct cell *c)
{
	const struct style *s = c->box->style;
	uint8_t k = 0;

	for (int i = 0; i < 4; i++)
		if (s->border_width[i] > 0)
			k |= (uint8_t)(1 << i);
	return k;
}

static unit
valign_shift(const struct setcell *sc, unit h)
{
	unit slack = h - sc->h - sc->e[TOP] - sc->e[BOTTOM];

	if (slack <= 0)
		return 0;
	switch (sc->c->box->style->vertical_align) {
	case VALIGN_MIDDLE:
		return slack / 2;
	case VALIGN_BOTTOM:
		return slack;
	default:
		return 0;
	}
}

/* The part of a cell beside so many rows from row on. */
static void
frame_cell(struct rows *rs, struct rcell *rc, const struct setcell *sc,
        size_t row, size_t rows)
{
	const struct cell *c = sc->c;

	rc->style = c->box->style;
	rc->col_style = rs->t->col[c->col].style;
	rc->x = sc->x;
	rc->w = sc->w;
	rc->elem = c->box->elem;
	if (rs->g->collapse) {
		collapse_rules(
		        rs->f->arena, rs->t, rs->g, rs->h, c, row, rows, rc);
		return;
	}
	rc->edges = cell_edges(c);
	if (row > c->row)
		rc->edges &= (uint8_t) ~(1 << TOP);
	if (row + rows < c->row + c->rows)
		rc->edges &= (uint8_t) ~(1 << BOTTOM);
}

static void
fill_cell(struct rows *rs, struct rcell *rc, struct setcell *sc)
{
	const struct cell *c = sc->c;
	int parted = sc->parted;

	frame_cell(rs, rc, sc, c->row, parted ? 1 : c->rows);
	rc->list = sc->list;
	rc->n = sc->n;
	rc->dx = sc->e[LEFT];
	rc->dy = sc->e[TOP];
	if (!parted && c->rows > 1)
		rc->h = (unit)span_height(rs, c);
	if (!parted)
		rc->dy += valign_shift(sc, c->rows > 1 ? rc->h : rs->h[c->row]);
}

/* Does the cell go on beside row ri, having begun above? */
static int
goes_on(const struct cell *c, size_t ri)
{
	return ri > c->row && ri < c->row + c->rows;
}

static uint8_t
is_ragged(const struct table *t, const struct trow *tr)
{
	uint32_t cols = 0;

	for (uint32_t i = 0; i < tr->n; i++) {
		if (t->cell[tr->first + i].rows > 1)
			return 1;
		cols += t->cell[tr->first + i].cols;
	}
	return cols < t->cols;
}

static struct row *
row_new(struct rows *rs, size_t ri)
{
	struct row *r = arena_new_of(rs->f->arena, struct row);
	const struct trow *tr = &rs->t->row[ri];

	size_t n = tr->n;

	for (size_t i = 0; i < rs->parts; i++)
		n += (size_t)goes_on(rs->cell[rs->parted[i]].c, ri);
	r->table = rs->set;
	r->style = tr->style;
	r->group_style = tr->group_style;
	r->cell = arena_array(rs->f->arena, n + 1, sizeof(*r->cell));
	r->n = tr->n;
	r->ragged = is_ragged(rs->t, tr);
	for (size_t i = 0; i < rs->parts; i++)
		if (goes_on(rs->cell[rs->parted[i]].c, ri))
			frame_cell(rs, &r->cell[r->n++],
			        &rs->cell[rs->parted[i]], ri, 1);
	r->order = ++rs->f->L->seq;
	return r;
}

/* What it costs to cut the list before piece i; only the glue between two
 * blocks knows it of what follows. */
static int
cut_penalty(const struct setcell *sc, size_t i)
{
	if (sc->list[i].kind != PC_GLUE)
		while (i > sc->done && (sc->list[i - 1].kind == PC_GLUE ||
		                               sc->list[i - 1].kind == PC_MARK))
			i--;
	return sc->list[i].penalty;
}

/* The end of the slice from sc->done of which no more than to `end` fits: not
 * behind a heading or within rows that stay together where another place is. */
static size_t
slice_end(const struct setcell *sc, size_t end)
{
	static const int most[] = { PEN_KEEP, PEN_NEVER };

	if (end == sc->n)
		return end;
	for (int k = 0; k < 2; k++)
		for (size_t i = end; i > sc->done + 1; i--)
			if (cut_penalty(sc, i) < most[k])
				return i;
	return end;
}

/* The next slice of a cell's list that fits into room. */
static void
slice_cell(struct rows *rs, struct rcell *rc, struct setcell *sc, unit room,
        unit *used)
{
	size_t i = sc->done;
	unit h = 0;

	while (i < sc->n && sc->list[i].kind == PC_GLUE)
		i++;
	sc->done = i;
	while (i < sc->n && (h + sc->list[i].h <= room || i == sc->done))
		h += sc->list[i++].h;
	for (size_t end = slice_end(sc, i); i > end; i--)
		h -= sc->list[i - 1].h;
	fill_cell(rs, rc, sc);
	rc->h = 0;
	rc->list = sc->list + sc->done;
	rc->n = i - sc->done;
	rc->dy = sc->e[TOP];
	sc->done = i;
	h += sc->e[TOP] + sc->e[BOTTOM];
	if (h > *used)
		*used = h;
}

static int
row_left(const struct rows *rs, const struct trow *tr)
{
	for (uint32_t i = 0; i < tr->n; i++) {
		const struct setcell *sc = &rs->cell[tr->first + i];

		if (sc->done < sc->n)
			return 1;
	}
	return 0;
}

/* The notes of a row's cells hang on the row, once. */
static void
row_inserts(struct rows *rs, const struct trow *tr, struct piece *p)
{
	for (uint32_t i = 0; i < tr->n; i++) {
		struct setcell *sc = &rs->cell[tr->first + i];

		insert_append(&p->insert, sc->insert);
		sc->insert = NULL;
	}
}

/* A row no column can hold. */
static void
slice_row(struct rows *rs, size_t ri, unit room, int first, int last)
{
	const struct trow *tr = &rs->t->row[ri];
	struct flow *f = rs->f;

	do {
		struct row *r = row_new(rs, ri);
		struct piece *p;
		unit used = 0;

		for (uint32_t i = 0; i < tr->n; i++)
			slice_cell(rs, &r->cell[i], &rs->cell[tr->first + i],
			        room - rs->cell[tr->first + i].e[TOP] -
			                rs->cell[tr->first + i].e[BOTTOM],
			        &used);
		r->first = (uint8_t)first;
		flow_gap(f);
		p = flow_push(f, PC_ROW, used);
		p->u.row = r;
		row_inserts(rs, tr, p);
		first = 0;
		r->last = (uint8_t)(last && !row_left(rs, tr));
	} while (row_left(rs, tr));
}

static void
whole_row(struct rows *rs, size_t ri, struct piece *p)
{
	const struct trow *tr = &rs->t->row[ri];
	struct row *r = row_new(rs, ri);

	for (uint32_t i = 0; i < tr->n; i++)
		fill_cell(rs, &r->cell[i], &rs->cell[tr->first + i]);
	r->first = ri == 0;
	r->last = ri + 1 == rs->t->rows;
	p->u.row = r;
}

static void
find_parted(struct rows *rs)
{
	rs->parted = arena_array(
	        rs->f->arena, rs->t->cells + 1, sizeof(*rs->parted));
	for (size_t i = 0; i < rs->t->cells; i++)
		if (rs->cell[i].parted)
			rs->parted[rs->parts++] = i;
}

static void
set_heads(struct rows *rs)
{
	size_t n = rs->t->heads;
	struct tset *set = rs->set;

	set->elem = rs->t->elem;
	set->order = ++rs->f->L->seq;
	set->x = rs->x + rs->g->sx;
	set->w = rs->g->width - 2 * rs->g->sx;
	if (!repeats_heads(rs, &set->head_h))
		return;
	set->head = arena_array(rs->f->arena, n, sizeof(*set->head));
	set->heads = n;
	for (size_t i = 0; i < n; i++) {
		struct row *r;

		set->head[i].kind = PC_ROW;
		set->head[i].h = rs->h[i] + rs->g->sy;
		whole_row(rs, i, &set->head[i]);
		r = (struct row *)(uintptr_t)set->head[i].u.row;
		r->in_head = 1;
		r->first = i == 0;
	}
}

static void
push_rows(struct rows *rs)
{
	const struct table *t = rs->t;
	struct flow *f = rs->f;
	/* within a cell or box, the heads of those around take some */
	unit most = f->zone ? f->L->tallest : f->L->tallest * 2 / 3;
	unit room = most - rs->set->head_h - 2 * f->L->grid;
	int64_t all = 0;
	int heads = 0; /* do they fit with what follows? */

	for (size_t i = 0; i < t->rows; i++)
		all += rs->h[i];
	if (t->heads > 0)
		heads = rows_height(rs, 0, run_end(rs, t->heads)) <=
		        f->L->tallest;
	for (size_t i = 0; i < t->rows; i++) {
		struct piece *p;

		/* a small table is rather kept whole */
		if (i > 0 && all < f->L->tallest / 4)
			f->gap.soft = PEN_SOFT;
		if (i > 0)
			flow_margin(f, rs->g->sy);
		/* the head stays with its first row, the last two rows and
		 * the first two stay together */
		if (i > 0 && (rs->join[i] || (i <= t->heads && heads)))
			f->gap.never = 1;
		else if (i > 0 && i <= t->heads)
			f->gap.avoid = 1;
		else if (i > 0 && t->rows - t->heads > 3 &&
		         (i == t->heads + 1 || i + 1 == t->rows))
			f->gap.avoid = f->gap.avoid ? f->gap.avoid : 1;
		if (t->row[i].style->break_before == BREAK_PAGE && f->zone)
			f->gap.force = BREAK_PAGE;
		if (rs->h[i] > room) {
			slice_row(rs, i, room, i == 0, i + 1 == t->rows);
			continue;
		}
		flow_gap(f);
		p = flow_push(f, PC_ROW, rs->h[i]);
		whole_row(rs, i, p);
		row_inserts(rs, &t->row[i], p);
		if (i < t->heads)
			((struct row *)(uintptr_t)p->u.row)->in_head = 1;
	}
}

void
rows_set(struct flow *f, struct table *t, const struct tgrid *g, unit x)
{
	struct rows rs = { .f = f, .t = t, .g = g, .x = x };

	if (t->rows == 0)
		return;
	rs.cell = arena_array(f->arena, t->cells + 1, sizeof(*rs.cell));
	rs.h = arena_array(f->arena, t->rows + 1, sizeof(*rs.h));
	rs.join = arena_array(f->arena, t->rows + 1, 1);
	rs.set = arena_new_of(f->arena, struct tset);
	for (size_t i = 0; i < t->cells; i++)
		set_cell(&rs, &rs.cell[i], &t->cell[i]);
	measure_rows(&rs);
	find_parted(&rs);
	set_heads(&rs);
	push_rows(&rs);
}
