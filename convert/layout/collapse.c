/* collapse: the borders of a table whose cells share them (CSS 2.2, 17.6.2).
 *
 * Each segment of the grid's lines has one border: of the cells, rows, groups,
 * columns and the table that meet there the hidden one, which leaves it bare;
 * else the widest, then the one whose style is seen best, then the one of the
 * smallest part.  A cell makes room for half of each border around it and
 * draws them where they lie; neighbours draw the same line, so that either may
 * go to another page.
 */
#include "layout/flow.h"

#include <string.h>

/* 17.6.2.1, rule 3 */
static int
style_rank(int style)
{
	static const uint8_t rank[] = { [BORDER_DOUBLE] = 8,
		[BORDER_SOLID] = 7,
		[BORDER_DASHED] = 6,
		[BORDER_DOTTED] = 5,
		[BORDER_RIDGE] = 4,
		[BORDER_OUTSET] = 3,
		[BORDER_GROOVE] = 2,
		[BORDER_INSET] = 1 };

	return rank[style];
}

/* What lies on a segment, of the candidates so far. */
struct contest {
	struct tedge best;
	int hidden;
};

static unit
edge_width(const struct tedge *e)
{
	return e->style != NULL ? e->style->border_width[e->side] : 0;
}

static void
candidate(struct contest *k, const struct style *s, int side)
{
	struct tedge e = { s, (uint8_t)side };
	unit is = edge_width(&k->best), w;

	if (s == NULL)
		return;
	if (s->border_style[side] == BORDER_HIDDEN)
		k->hidden = 1;
	w = edge_width(&e);
	if (w > is ||
	        (w == is && w > 0 &&
	                style_rank(s->border_style[side]) >
	                        style_rank(
	                                k->best.style
	                                        ->border_style[k->best.side])))
		k->best = e;
}

static struct tedge
winner(const struct contest *k)
{
	static const struct tedge none;

	return k->hidden ? none : k->best;
}

struct grid { /* of cells, by row and column */
	const struct table *t;
	const struct cell **at;
	uint8_t before, after; /* sides towards the columns before and behind */
};

static const struct cell *
cell_at(const struct grid *g, size_t r, size_t c)
{
	return g->at[r * g->t->cols + c];
}

/* The line above row r, which may be the one below the last, at column c. */
static struct tedge
edge_across(const struct grid *g, size_t r, size_t c)
{
	const struct table *t = g->t;
	const struct trow *up = r > 0 ? &t->row[r - 1] : NULL;
	const struct trow *down = r < t->rows ? &t->row[r] : NULL;
	const struct cell *above = up ? cell_at(g, r - 1, c) : NULL;
	const struct cell *below = down ? cell_at(g, r, c) : NULL;
	struct contest k = { { NULL, 0 }, 0 };

	if (above != NULL && above == below)
		return k.best;
	candidate(&k, above ? above->box->style : NULL, BOTTOM);
	candidate(&k, below ? below->box->style : NULL, TOP);
	candidate(&k, up ? up->style : NULL, BOTTOM);
	candidate(&k, down ? down->style : NULL, TOP);
	if (up == NULL || down == NULL || up->part != down->part) {
		candidate(&k, up ? up->group_style : NULL, BOTTOM);
		candidate(&k, down ? down->group_style : NULL, TOP);
	}
	if (up == NULL || down == NULL) {
		int side = up == NULL ? TOP : BOTTOM;

		candidate(&k, t->col[c].style, side);
		candidate(&k, t->style, side);
	}
	return winner(&k);
}

/* The line before column c, or behind the last, beside row r. */
static struct tedge
edge_down(const struct grid *g, size_t r, size_t c)
{
	const struct table *t = g->t;
	const struct cell *first = c > 0 ? cell_at(g, r, c - 1) : NULL;
	const struct cell *second = c < t->cols ? cell_at(g, r, c) : NULL;
	int outer = first == NULL ? g->before : g->after;
	struct contest k = { { NULL, 0 }, 0 };

	if (first != NULL && first == second)
		return k.best;
	candidate(&k, first ? first->box->style : NULL, g->after);
	candidate(&k, second ? second->box->style : NULL, g->before);
	if (first == NULL || second == NULL) {
		candidate(&k, t->row[r].style, outer);
		candidate(&k, t->row[r].group_style, outer);
	}
	candidate(&k, first ? t->col[c - 1].style : NULL, g->after);
	candidate(&k, second ? t->col[c].style : NULL, g->before);
	if (first == NULL || second == NULL)
		candidate(&k, t->style, outer);
	return winner(&k);
}

static void
widen(unit *is, const struct tedge *e)
{
	unit w = edge_width(e);

	*is = w > *is ? w : *is;
}

/* The widest border on each side of a cell. */
static void
cell_borders(const struct grid *g, struct cell *c)
{
	const struct table *t = g->t;

	for (uint32_t k = c->col; k < c->col + c->cols; k++) {
		widen(&c->border[TOP], &t->across[c->row * t->cols + k]);
		widen(&c->border[BOTTOM],
		        &t->across[(c->row + c->rows) * t->cols + k]);
	}
	for (uint32_t r = c->row; r < c->row + c->rows; r++) {
		const struct tedge *row = &t->down[r * (t->cols + 1)];

		widen(&c->border[g->before], &row[c->col]);
		widen(&c->border[g->after], &row[c->col + c->cols]);
	}
}

void
collapse_borders(struct arena *a, struct table *t)
{
	struct grid g = { .t = t, .before = LEFT, .after = RIGHT };

	if (t->style->direction == DIR_RTL) {
		g.before = RIGHT;
		g.after = LEFT;
	}
	g.at = arena_array(a, t->rows * t->cols + 1, sizeof(struct cell *));
	for (size_t i = 0; i < t->cells; i++) {
		const struct cell *c = &t->cell[i];

		for (uint32_t r = c->row; r < c->row + c->rows; r++)
			for (uint32_t k = c->col; k < c->col + c->cols; k++)
				g.at[r * t->cols + k] = c;
	}
	t->across =
	        arena_array(a, (t->rows + 1) * t->cols + 1, sizeof(*t->across));
	t->down = arena_array(a, t->rows * (t->cols + 1) + 1, sizeof(*t->down));
	for (size_t r = 0; r <= t->rows && t->rows > 0; r++)
		for (size_t c = 0; c < t->cols; c++)
			t->across[r * t->cols + c] = edge_across(&g, r, c);
	for (size_t r = 0; r < t->rows; r++)
		for (size_t c = 0; c <= t->cols; c++)
			t->down[r * (t->cols + 1) + c] = edge_down(&g, r, c);
	for (size_t i = 0; i < t->cells; i++)
		cell_borders(&g, &t->cell[i]);
}

/* A cell's rules. */

static int
looks_like(const struct tedge *a, const struct tedge *b)
{
	if (a->style == NULL || b->style == NULL)
		return a->style == b->style;
	return edge_width(a) == edge_width(b) &&
	       a->style->border_style[a->side] ==
	               b->style->border_style[b->side] &&
	       memcmp(&a->style->border_color[a->side],
	               &b->style->border_color[b->side],
	               sizeof(struct css_color)) == 0;
}

struct rules {
	const struct table *t;
	const struct tgrid *g;
	const unit *h; /* of rows */
	unit x; /* left edge of the cell, from the table's */
	struct crule *out;
	size_t n;
};

static void
add_rule(struct rules *k, const struct tedge *e, int side, unit from, unit to)
{
	struct crule *r = k->n > 0 ? &k->out[k->n - 1] : NULL;

	if (e->style == NULL)
		return;
	if (r != NULL && r->side == side && looks_like(&r->edge, e)) {
		if (r->to == from) {
			r->to = to;
			return;
		}
		if (r->from == to) { /* from right to left */
			r->from = from;
			return;
		}
	}
	r = &k->out[k->n++];
	r->edge = *e;
	r->side = (uint8_t)side;
	r->from = from;
	r->to = to;
}

/* How far a line as wide as w goes on where it meets column line c: over
 * half of what stands there, unless that is the wider one. */
static unit
joint(const struct rules *k, size_t line, size_t c, unit w)
{
	const struct tedge *down = &k->t->down[c];
	size_t n = k->t->cols + 1;
	unit is = 0;

	if (line > 0)
		widen(&is, &down[(line - 1) * n]);
	if (line < k->t->rows)
		widen(&is, &down[line * n]);
	return is <= w ? is / 2 : 0;
}

static void
join_corners(struct rules *k, const struct cell *c, size_t line, size_t first)
{
	size_t rtl = k->t->style->direction == DIR_RTL;

	for (size_t j = first; j < k->n; j++) {
		struct crule *r = &k->out[j];
		unit w = edge_width(&r->edge), from = r->from, to = r->to;

		for (size_t i = c->col; i < c->col + c->cols; i++) {
			unit x = k->g->x[i] - k->x;

			if (x == from)
				r->from -= joint(k, line, i + rtl, w);
			if (x + k->g->w[i] == to)
				r->to += joint(k, line, i + 1 - rtl, w);
		}
	}
}

static void
rules_across(struct rules *k, const struct cell *c, size_t line, int side)
{
	size_t first = k->n;

	for (uint32_t i = c->col; i < c->col + c->cols; i++) {
		unit from = k->g->x[i] - k->x;

		add_rule(k, &k->t->across[line * k->t->cols + i], side, from,
		        from + k->g->w[i]);
	}
	join_corners(k, c, line, first);
}

static void
rules_down(struct rules *k, size_t first, size_t n, size_t line, int side)
{
	unit y = 0;
	size_t start = k->n;

	for (size_t r = first; r < first + n; r++) {
		add_rule(k, &k->t->down[r * (k->t->cols + 1) + line], side, y,
		        y + k->h[r]);
		y += k->h[r];
	}
	/* all the way, however high the cell will be */
	if (k->n == start + 1 && k->out[start].from == 0 &&
	        k->out[start].to == y)
		k->out[start].to = UNIT_MAX;
}

void
collapse_rules(struct arena *a, const struct table *t, const struct tgrid *g,
        const unit *h, const struct cell *c, size_t row, size_t rows,
        struct rcell *rc)
{
	struct rules k = { .t = t, .g = g, .h = h };
	size_t before = c->col, after = c->col + c->cols;
	int rtl = t->style->direction == DIR_RTL;

	k.out = arena_array(a, 2 * (c->cols + rows), sizeof(*k.out));
	k.x = g->x[rtl ? after - 1 : before];
	if (row == c->row)
		rules_across(&k, c, row, TOP);
	rules_down(&k, row, rows, rtl ? before : after, RIGHT);
	if (row + rows == c->row + c->rows)
		rules_across(&k, c, row + rows, BOTTOM);
	rules_down(&k, row, rows, rtl ? after : before, LEFT);
	rc->rule = k.out;
	rc->rules = k.n;
}
