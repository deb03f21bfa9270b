/* table: the widths of a table's columns (CSS 2.2, 17.5.2; css-tables-3, 3.8).
 *
 * Fixed layout takes the first row's word.  Automatic layout asks every cell
 * for its least and greatest width and shares what there is between them.  A
 * table that cannot fit even so is first set smaller, down to 80 %, then its
 * words may be cut anywhere, and only at last does the type shrink to half.
 * In columns such a table spans all of them before any of this.
 */
#include <string.h>

#include "layout/flow.h"

#define SCALE_KIND 820 /* of 1024: still pleasant to read */
#define SCALE_LEAST 512
#define MANY 5 /* columns: folded to a text column they are hard to read */

struct width {
	unit min, max;
	unit body; /* greatest of the rows below the head */
	unit want; /* asked for; 0: auto */
	int percent; /* 1/1024 %; 0: none */
};

void
table_fit_edges(unit *first, unit *second, unit room)
{
	int64_t all = (int64_t)*first + *second;

	if (all <= room)
		return;
	*first = (unit)(*first * (int64_t)room / all);
	*second = room - *first;
}

void
table_cell_edges(const struct cell *c, int collapse, int scale, unit e[4])
{
	const struct style *s = c->box->style;

	for (int i = 0; i < 4; i++) {
		unit b = c->border[i];

		/* collapsed borders lie half in each neighbour */
		if (collapse)
			b = b / 2;
		e[i] = lay_scale(b + len_resolve(s->padding[i], 0, 0), scale);
	}
}

void
box_extent(struct lay *L, struct arena *a, struct box *b, int scale, unit *min,
        unit *max)
{
	const struct style *s = b->style;
	unit cmin, cmax, edges = 0;

	*min = *max = 0;
	if (b->kind == BOX_PARA) {
		inline_prepare(L, a, b->para, scale);
		inline_extent(b->para, min, max);
		cmax = len_resolve(s->text_indent, 0, 0);
		if (!b->para->flush && cmax > 0 && cmax < *max &&
		        (b->para->toks > 1 ||
		                b->para->tok[0].kind != TOK_IMAGE))
			*max += cmax;
		return;
	}
	if (b->kind == BOX_TABLE) {
		table_extent(L, a, b, scale, min, max);
		return;
	}
	for (struct box *c = b->first; c != NULL; c = c->next) {
		box_extent(L, a, c, scale, &cmin, &cmax);
		*min = cmin > *min ? cmin : *min;
		*max = cmax > *max ? cmax : *max;
	}
	if (s->display == DISPLAY_TABLE_CELL)
		return; /* the table knows its edges */
	for (int i = 0; i < 4; i++)
		if (i == LEFT || i == RIGHT)
			edges += s->border_width[i] +
			         len_resolve(s->padding[i], 0, 0) +
			         len_resolve(s->margin[i], 0, 0);
	*min += lay_scale(edges, scale);
	*max += lay_scale(edges, scale);
	if (s->width.kind == LEN_PT && s->width.v > *max)
		*max = s->width.v;
}

static void
one_cell(struct lay *L, struct arena *a, const struct table *t,
        const struct cell *c, int scale, struct width *w)
{
	const struct style *s = c->box->style;
	int collapse = t->style->border_collapse;
	unit e[4];

	box_extent(L, a, c->box, scale, &w->min, &w->max);
	table_cell_edges(c, collapse, scale, e);
	w->min += e[LEFT] + e[RIGHT] + 1;
	w->max += e[LEFT] + e[RIGHT] + 1;
	w->want = s->width.kind == LEN_PT ? s->width.v : 0;
	w->percent = s->width.kind == LEN_PERCENT ? s->width.v : 0;
	if (s->white_space == WS_NOWRAP)
		w->min = w->max;
}

/* What a spanning cell needs beyond its columns is shared by their greatest
 * widths. */
static void
share_span(struct width *col, uint32_t n, const struct width *w)
{
	int64_t min = 0, max = 0;

	for (uint32_t i = 0; i < n; i++) {
		min += col[i].min;
		max += col[i].max;
	}
	for (uint32_t i = 0; i < n; i++) {
		int64_t part = max > 0 ? col[i].max : 1;
		int64_t all = max > 0 ? max : n;

		if (w->min > min)
			col[i].min += (unit)((w->min - min) * part / all);
		if (w->max > max)
			col[i].max += (unit)((w->max - max) * part / all);
		if (col[i].max < col[i].min)
			col[i].max = col[i].min;
	}
}

static void
column_widths(struct lay *L, struct arena *a, const struct table *t, int scale,
        struct width *col)
{
	struct width w;

	memset(col, 0, t->cols * sizeof(*col));
	for (size_t i = 0; i < t->cols; i++) {
		if (t->col[i].width.kind == LEN_PT)
			col[i].want = t->col[i].width.v;
		else if (t->col[i].width.kind == LEN_PERCENT)
			col[i].percent = t->col[i].width.v;
	}
	for (int spans = 0; spans < 2; spans++)
		for (size_t i = 0; i < t->cells; i++) {
			const struct cell *c = &t->cell[i];
			struct width *k = &col[c->col];

			if ((c->cols > 1) != spans)
				continue;
			one_cell(L, a, t, c, scale, &w);
			if (spans) {
				share_span(k, c->cols, &w);
				continue;
			}
			k->min = w.min > k->min ? w.min : k->min;
			k->max = w.max > k->max ? w.max : k->max;
			if (c->row >= t->heads && w.max > k->body)
				k->body = w.max;
			k->want = w.want > k->want ? w.want : k->want;
			if (w.percent > k->percent)
				k->percent = w.percent;
		}
	for (size_t i = 0; i < t->cols; i++)
		if (col[i].want > 0)
			col[i].max = col[i].want > col[i].min ? col[i].want
			                                      : col[i].min;
}

static int
kind_of(const struct width *col)
{
	return col->percent > 0 ? 2 : col->want > 0 ? 1 : 0;
}

/* What a column has when all get their least width (0), those with a
 * percentage theirs (1), those with a length theirs (2), all their greatest
 * (3): css-tables-3, 3.9.3. */
static int64_t
guess(const struct width *col, int level)
{
	return level >= 3 - kind_of(col) ? col->max : col->min;
}

static int64_t
sum_guess(const struct width *col, size_t n, int level)
{
	int64_t k = 0;

	for (size_t i = 0; i < n; i++)
		k += guess(&col[i], level);
	return k;
}

static int64_t
sum_min(const struct width *col, size_t n)
{
	return sum_guess(col, n, 0);
}

static int64_t
sum_max(const struct width *col, size_t n)
{
	return sum_guess(col, n, 3);
}

/* Outer edges and spacing that no column gets. */
static unit
table_gaps(const struct table *t, int collapse)
{
	if (collapse)
		return 0;
	return (unit)(t->cols + 1) * t->style->border_spacing_h;
}

void
table_extent(struct lay *L, struct arena *a, struct box *b, int scale,
        unit *min, unit *max)
{
	const struct table *t = b->table;
	struct width *col = arena_array(a, t->cols + 1, sizeof(*col));
	unit gaps = table_gaps(t, t->style->border_collapse);
	int64_t lo, hi;

	column_widths(L, a, t, scale, col);
	lo = sum_min(col, t->cols) + gaps;
	hi = sum_max(col, t->cols) + gaps;
	*min = lo > UNIT_MAX / 2 ? UNIT_MAX / 2 : (unit)lo;
	*max = hi > UNIT_MAX / 2 ? UNIT_MAX / 2 : (unit)hi;
}

/* The head may fold before the rows do: if the body's greatest widths fit,
 * no column goes below its own. */
static void
prefer_body(struct width *col, size_t n, unit avail)
{
	int64_t sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += col[i].body > col[i].min ? col[i].body : col[i].min;
	if (sum > avail)
		return;
	for (size_t i = 0; i < n; i++)
		if (col[i].body > col[i].min)
			col[i].min = col[i].body;
}

/* A table wider than its columns ask for: those without a width grow, else
 * those with a length, else those with a percentage. */
static void
widen(const struct width *col, size_t n, int64_t more, unit *out)
{
	int64_t all[3] = { 0 }, count[3] = { 0 }, given = 0;
	size_t last = 0;
	int kind = 0;

	for (size_t i = 0; i < n; i++) {
		all[kind_of(&col[i])] += col[i].max;
		count[kind_of(&col[i])]++;
	}
	while (kind < 2 && count[kind] == 0)
		kind++;
	for (size_t i = 0; i < n; i++) {
		int64_t w;

		if (kind_of(&col[i]) != kind)
			continue;
		w = all[kind] > 0 ? more * col[i].max / all[kind]
		                  : more / count[kind];
		out[i] += (unit)w;
		given += w;
		last = i;
	}
	if (n > 0)
		out[last] += (unit)(more - given);
}

/* Between two of these guesses each column alike. */
static void
share(const struct width *col, size_t n, unit avail, unit *out)
{
	int64_t lo = sum_guess(col, n, 0), hi = lo, used = 0;
	int level = 0;

	while (level < 3 && (hi = sum_guess(col, n, level + 1)) < avail) {
		lo = hi;
		level++;
	}
	for (size_t i = 0; i < n; i++) {
		int64_t a = guess(&col[i], level);
		int64_t b = guess(&col[i], level < 3 ? level + 1 : 3), w = a;

		if (lo > avail)
			w = avail * a / lo;
		else if (level < 3 && hi > lo)
			w = a + (avail - lo) * (b - a) / (hi - lo);
		out[i] = w < 1 ? 1 : (unit)w;
		used += out[i];
	}
	if (used < avail && level == 3)
		widen(col, n, avail - used, out);
}

/* Percentages are of the table's width; they move the greatest width. */
static void
apply_percent(struct width *col, size_t n, unit avail)
{
	for (size_t i = 0; i < n; i++)
		if (col[i].percent > 0) {
			unit w = unit_muldiv(avail, col[i].percent, 100 * 1024);

			w = w > avail ? avail : w;
			col[i].max = w > col[i].min ? w : col[i].min;
		}
}

static void
fixed_widths(const struct table *t, unit avail, unit *out)
{
	unit left = avail;
	size_t autos = 0;

	for (size_t i = 0; i < t->cols; i++)
		out[i] = len_resolve(t->col[i].width, avail, 0);
	for (uint32_t k = 0; t->rows > 0 && k < t->row[0].n; k++) {
		const struct cell *c = &t->cell[t->row[0].first + k];
		unit w = len_resolve(c->box->style->width, avail, 0);

		for (uint32_t j = 0; j < c->cols; j++)
			if (out[c->col + j] == 0)
				out[c->col + j] = w / (unit)c->cols;
	}
	for (size_t i = 0; i < t->cols; i++) {
		left -= out[i];
		autos += out[i] == 0;
	}
	for (size_t i = 0; i < t->cols; i++)
		if (out[i] == 0)
			out[i] = left > 0 ? left / (unit)autos : PT;
}

/* No column below about two letters when words are cut. */
static void
cut_mins(struct width *col, size_t n, unit least)
{
	for (size_t i = 0; i < n; i++)
		if (col[i].min > least)
			col[i].min = least + (col[i].min - least) / 8;
}

static void
auto_widths(struct flow *f, const struct table *t, unit avail, int fill,
        struct tgrid *g)
{
	struct width *col = arena_array(f->arena, t->cols + 1, sizeof(*col));
	int64_t want;

	column_widths(f->L, f->arena, t, g->scale, col);
	if (sum_min(col, t->cols) > avail) {
		int64_t k =
		        (int64_t)avail * g->scale / (sum_min(col, t->cols) + 1);

		g->scale = k < SCALE_KIND
		                   ? unit_muldiv(g->scale, SCALE_KIND, 1024)
		                   : (int)k;
		column_widths(f->L, f->arena, t, g->scale, col);
	}
	if (sum_min(col, t->cols) > avail) {
		unit least = lay_scale(t->style->font_size, g->scale) * 5 / 2;
		int64_t k;

		cut_mins(col, t->cols, least);
		k = (int64_t)avail * g->scale / (sum_min(col, t->cols) + 1);
		if (k < g->scale) {
			g->scale = k < SCALE_LEAST ? SCALE_LEAST : (int)k;
			column_widths(f->L, f->arena, t, g->scale, col);
			cut_mins(col, t->cols, least);
		}
	}
	prefer_body(col, t->cols, avail);
	apply_percent(col, t->cols, avail);
	want = sum_max(col, t->cols);
	share(col, t->cols, fill || want > avail ? avail : (unit)want, g->w);
}

static void
settle(struct flow *f, struct box *b, unit w, struct tgrid *g)
{
	const struct table *t = b->table;
	const struct style *s = t->style;
	unit gaps, avail, x;
	int fill = s->width.kind != LEN_AUTO;

	memset(g, 0, sizeof(*g));
	g->x = arena_array(f->arena, t->cols, sizeof(*g->x));
	g->w = arena_array(f->arena, t->cols + 1, sizeof(*g->w));
	g->scale = f->scale;
	g->collapse = s->border_collapse;
	g->sx = g->collapse ? 0 : s->border_spacing_h;
	g->sy = g->collapse ? 0 : s->border_spacing_v;
	if ((int64_t)g->sx * (int64_t)(t->cols + 1) > w / 3)
		g->sx = w / 3 / (unit)(t->cols + 1);
	gaps = (unit)(t->cols + 1) * g->sx;
	avail = w - gaps; /* the block has seen to the table's width */
	if (avail < PT)
		avail = PT;
	if (s->table_fixed && fill)
		fixed_widths(t, avail, g->w);
	else
		auto_widths(f, t, avail, fill, g);
	x = g->sx;
	for (size_t k = 0; k < t->cols; k++) {
		size_t i = s->direction == DIR_RTL ? t->cols - 1 - k : k;

		g->x[i] = x;
		x += g->w[i] + g->sx;
	}
	g->width = x;
}

/* In columns, a table too wide for one spans all; so does one of many columns
 * that would have to be folded to half its width. */
static int
wants_span(struct flow *f, struct box *b, unit w)
{
	unit min, max;

	if (f->zone == NULL || f->zone->n < 2 || b->table->cols < 2)
		return 0;
	table_extent(f->L, f->arena, b, f->scale, &min, &max);
	return unit_muldiv(min, SCALE_KIND, 1024) > w ||
	       (b->table->cols >= MANY && max / 2 > w);
}

/* The table's own edges.  Collapsed, half of its border lies in its cells. */
static void
own_edges(const struct style *s, unit e[4])
{
	for (int i = 0; i < 4; i++)
		e[i] = s->border_collapse
		               ? s->border_width[i] / 2
		               : s->border_width[i] +
		                         len_resolve(s->padding[i], 0, 0);
}

/* The box around table and captions has margins and width and no more
 * (CSS 2.2, 17.4). */
static const struct style *
wrapper_style(struct flow *f, const struct style *s)
{
	struct style *k = arena_copy(f->arena, s, 1, sizeof(*s));

	memset(k->border_width, 0, sizeof(k->border_width));
	memset(k->padding, 0, sizeof(k->padding));
	memset(&k->background, 0, sizeof(k->background));
	memset(&k->height, 0, sizeof(k->height));
	memset(&k->min_height, 0, sizeof(k->min_height));
	memset(&k->max_height, 0, sizeof(k->max_height));
	k->background_image = NULL;
	return k;
}

/* Of shared borders, the cells draw the table's. */
static const struct style *
skin_style(struct flow *f, const struct style *s)
{
	struct style *k;

	if (!s->border_collapse)
		return s;
	k = arena_copy(f->arena, s, 1, sizeof(*s));
	memset(k->border_width, 0, sizeof(k->border_width));
	return k;
}

static unit
box_x(const struct style *s, const struct block *bl, unit w)
{
	unit room = bl->w - w;
	int left = s->margin[LEFT].kind == LEN_AUTO;

	if (room <= 0)
		return bl->x;
	if (left && s->margin[RIGHT].kind == LEN_AUTO)
		return bl->x + room / 2;
	return bl->x + (left || s->direction == DIR_RTL ? room : 0);
}

static void
set_captions(struct flow *f, const struct table *t, int bottom, unit x, unit w)
{
	for (struct box *c = t->caption; c != NULL; c = c->next) {
		if (c->style->caption_bottom != bottom)
			continue;
		if (bottom)
			f->gap.keep = 1;
		block_set(f, c, x, w);
		if (!bottom)
			f->gap.keep = 1;
	}
}

/* The rows in the table's own box; x and w are that one's. */
static void
set_box(struct flow *f, struct table *t, struct tgrid *g, unit x, unit w,
        const unit e[4])
{
	const struct style *s = t->style;
	const struct deco *d = NULL;

	if (s->height.kind == LEN_PT)
		g->height = s->height.v - e[TOP] - e[BOTTOM];
	if (e[TOP] + e[RIGHT] + e[BOTTOM] + e[LEFT] > 0 || s->background.set ||
	        s->background_image != NULL)
		d = deco_open(f, skin_style(f, s), x, w, e[TOP] + g->sy,
		        e[BOTTOM] + g->sy, 0);
	rows_set(f, t, g, x + e[LEFT]);
	if (d != NULL)
		deco_close(f, d, 0);
}

void
table_set(struct flow *f, struct box *b, unit x, unit w)
{
	struct table *t = b->table;
	struct box shell = *b;
	struct block bl;
	struct tgrid g;
	unit e[4], tx, tw;

	if (f->marker != NULL) { /* a list item begins with a table */
		block_marker(f, x);
		f->gap.keep = 1;
	}
	shell.kind = BOX_BLOCK;
	shell.span_all = (uint8_t)wants_span(f, b, w);
	shell.style = wrapper_style(f, b->style);
	block_open(f, &shell, x, w, &bl);
	own_edges(b->style, e);
	if (bl.w - ((int64_t)e[LEFT] + e[RIGHT]) < b->style->font_size)
		table_fit_edges(&e[LEFT], &e[RIGHT], bl.w / 4);
	settle(f, b, bl.w - e[LEFT] - e[RIGHT], &g);
	tw = g.width + e[LEFT] + e[RIGHT];
	tx = box_x(b->style, &bl, tw);
	set_captions(f, t, 0, tx, tw);
	set_box(f, t, &g, tx, tw, e);
	set_captions(f, t, 1, tx, tw);
	block_close(f, &bl);
}
