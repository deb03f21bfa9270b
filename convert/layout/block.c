/* block: block boxes put on the vertical list (CSS 2.2, 8 and 10.3.3;
 * css-multicol-1; css-break-3).
 *
 * A box with a border, padding or background leaves an opening and a closing
 * piece, between which it may be cut into columns and pages; other boxes
 * leave only their margins.  A box with columns opens a new zone; a spanning
 * child goes back, for its own length, to one column of the container's whole
 * width.
 */
#include "layout/flow.h"

#include <string.h>

#define CAPTION_EMS 16 /* wide, at least */

static unit
edge(const struct style *s, int side, unit w)
{
	return s->border_width[side] + len_resolve(s->padding[side], w, 0);
}

void
block_edges(
        const struct style *s, unit w, unit *cx, unit *cw, unit *bx, unit *bw)
{
	unit left = edge(s, LEFT, w), right = edge(s, RIGHT, w);
	unit ml = len_resolve(s->margin[LEFT], w, 0);
	unit mr = len_resolve(s->margin[RIGHT], w, 0);
	unit room = w - ml - mr, width, max, min;

	if (room < left + right + PT) { /* no place for the margins */
		ml = 0;
		room = w;
	}
	width = len_resolve(s->width, w, room - left - right);
	if (s->width.kind != LEN_AUTO && s->box_border)
		width -= left + right;
	max = len_resolve(s->max_width, w, width);
	min = len_resolve(s->min_width, w, 0);
	width = width > max ? max : width;
	width = width < min ? min : width;
	if (width > room - left - right)
		width = room - left - right;
	if (width < PT)
		width = s->width.kind == LEN_PT && s->width.v == 0 ? 0 : PT;
	room -= width + left + right;
	if (room > 0 && s->margin[LEFT].kind == LEN_AUTO)
		ml += s->margin[RIGHT].kind == LEN_AUTO ? room / 2 : room;
	else if (room > 0 && s->direction == DIR_RTL &&
	         s->width.kind != LEN_AUTO)
		ml += room;
	*bx = ml;
	*bw = width + left + right;
	*cx = ml + left;
	*cw = width;
}

static int
has_deco(const struct style *s, unit top, unit bottom)
{
	return top > 0 || bottom > 0 || s->background.set ||
	       s->background_image != NULL || s->border_width[LEFT] > 0 ||
	       s->border_width[RIGHT] > 0;
}

static int
forced(int brk, int in_columns)
{
	if (brk == BREAK_PAGE || brk == BREAK_LEFT || brk == BREAK_RIGHT)
		return brk;
	return brk == BREAK_COLUMN && in_columns ? brk : 0;
}

static void
force_gap(struct flow *f, int brk)
{
	int k = forced(brk, f->zone != NULL);

	if (k && f->zone != NULL &&
	        (f->gap.force == 0 || f->gap.force == BREAK_COLUMN))
		f->gap.force = (uint8_t)k;
	if (brk == BREAK_AVOID || brk == BREAK_AVOID_PAGE ||
	        brk == BREAK_AVOID_COLUMN)
		f->gap.keep = 1;
}

/* A container of width w; s NULL: of one column. */
static struct zone *
columns_new(struct flow *f, const struct style *s, unit w)
{
	struct zone *z = arena_new_of(f->arena, struct zone);
	unit gap, want;
	int n, fit;

	z->n = 1;
	z->width = z->col = w;
	if (s == NULL)
		return z;
	gap = len_resolve(s->column_gap, w, s->font_size);
	want = len_resolve(s->column_width, w, 0);
	n = s->column_count;
	if (n > 1 && f->L->o->columns > 0)
		n = f->L->o->columns;
	if (want > 0) {
		fit = (w + gap) / (want + gap);
		n = n == 0 || fit < n ? fit : n;
	}
	if (n > 12)
		n = 12;
	/* narrower than eight ems is no column */
	while (n > 1 && (w - (n - 1) * gap) / n < 8 * s->font_size)
		n--;
	z->n = n > 1 ? n : 1;
	z->gap = gap;
	z->col = (w - (z->n - 1) * gap) / z->n;
	z->style = s;
	z->fill = s->column_fill;
	return z;
}

static const struct zone *
zone_new(struct flow *f, const struct style *s, unit x, unit w)
{
	struct zone *z = columns_new(f, s, w);

	z->outer = f->zone;
	z->x = f->zone->x + x;
	return z;
}

/* One column of the container's whole width. */
static const struct zone *
zone_span(struct flow *f)
{
	const struct zone *c = f->zone;
	struct zone *z = arena_new_of(f->arena, struct zone);

	z->outer = c->outer;
	z->n = 1;
	z->x = c->x;
	z->width = z->col = c->width;
	return z;
}

const struct deco *
deco_open(struct flow *f, const struct style *s, unit x, unit w, unit top,
        unit bottom, int joins)
{
	struct deco *d;
	struct piece *p;

	d = arena_new_of(f->arena, struct deco);
	d->style = s;
	d->w = w;
	d->top = lay_scale(top, f->scale);
	d->bottom = lay_scale(bottom, f->scale);
	d->order = ++f->L->seq;
	if (joins && d->top == 0) {
		struct unopened *k = vec_push(&f->unopened);

		k->deco = d;
		k->x = x;
		return d;
	}
	flow_gap(f);
	p = flow_push(f, PC_OPEN, d->top);
	p->x = x;
	p->u.deco = d;
	f->gap.never = 1;
	return d;
}

void
deco_close(struct flow *f, const struct deco *d, int joins)
{
	struct piece *p;

	if (f->unopened.n > 0 && vec_last(&f->unopened)->deco == d) {
		f->unopened.n--; /* nothing is in it */
		return;
	}
	if (joins && d->bottom == 0) { /* the gap stays open */
		p = vec_push(&f->v);
		p->kind = PC_CLOSE;
		p->penalty = PEN_NEVER;
		p->u.deco = d;
		return;
	}
	f->gap.never = 1;
	flow_gap(f);
	flow_push(f, PC_CLOSE, d->bottom)->u.deco = d;
}

/* A height that is known before the content is; 0: it is not. */
static unit
definite(struct css_len l, unit within)
{
	if (l.kind == LEN_PT ||
	        (within > 0 && (l.kind == LEN_PERCENT || l.kind == LEN_CALC)))
		return css_len_used(l, within);
	return 0;
}

static unit
content_height(const struct style *s, unit h, unit w)
{
	if (h > 0 && s->box_border)
		h -= edge(s, TOP, w) + edge(s, BOTTOM, w);
	return h > 0 ? h : 0;
}

/* What the content takes at least, and percentages of it refer to. */
static void
open_height(struct flow *f, struct block *bl, const struct style *s, unit w)
{
	unit h = content_height(s, definite(s->height, f->within), w);
	unit max = content_height(s, definite(s->max_height, f->within), w);
	unit min = content_height(s, definite(s->min_height, f->within), w);

	if (max > 0 && h > max)
		h = max;
	bl->height = lay_scale(h > min ? h : min, f->scale);
	bl->within = f->within;
	f->within = h > 0 ? bl->height : 0;
}

void
page_enter(struct flow *f, const struct style *s, unit *x, unit *w,
        struct named_page *p)
{
	unit wide, tall, now;
	struct zone *z;

	memset(p, 0, sizeof(*p));
	if (f->zone == NULL || s->page == NULL || s->page == f->page)
		return;
	p->on = 1;
	p->before = f->page;
	p->tallest = f->L->tallest;
	p->beside = f->L->beside;
	lay_page(f->L, f->page, &now, &tall);
	lay_page(f->L, s->page, &wide, &tall);
	f->page = s->page;
	if (f->gap.left == s->page) { /* it has only just ended: it goes on */
		f->gap.page = NULL;
		f->gap.force = f->gap.left_force;
	} else {
		f->gap.page = s->page;
		f->gap.force = BREAK_PAGE;
	}
	if (tall < f->L->tallest)
		f->L->tallest = tall;
	f->L->beside = lay_beside(f->L, s->page);
	if (wide == now)
		return;
	p->zone = f->zone;
	z = columns_new(f, f->zone->n > 1 ? f->zone->style : NULL, wide);
	z->outer = f->zone->outer;
	*w = z->col;
	*x = 0;
	flow_zone(f, z);
}

void
page_leave(struct flow *f, struct named_page *p)
{
	if (!p->on)
		return;
	f->L->tallest = p->tallest;
	f->L->beside = p->beside;
	f->gap.left = f->page;
	f->gap.left_force = f->gap.force;
	f->page = p->before;
	f->gap.page = f->page != NULL ? f->page : "";
	f->gap.force = BREAK_PAGE;
	if (p->zone != NULL)
		flow_zone(f, p->zone);
}

static int
makes_columns(const struct style *s)
{
	return s->column_count > 1 || s->column_width.kind == LEN_PT;
}

/* A caption stands below its picture: as wide as that, where it is wide enough
 * for words, else in the middle of it. */
static void
below_picture(const struct flow *f, const struct style *s, unit *x, unit *w)
{
	const struct piece *p = f->v.n > 0 ? vec_last(&f->v) : NULL;
	unit least = CAPTION_EMS * lay_scale(s->font_size, f->scale);
	const struct litem *it;
	unit left, wide;

	if (p == NULL || p->kind != PC_LINE || p->u.line->n != 1)
		return;
	it = p->u.line->it;
	wide = it->w > least ? it->w : least;
	if (it->run->kind != RUN_IMAGE || wide + PT >= *w)
		return;
	left = it->x + (it->w - wide) / 2;
	if (left > *x + *w - wide)
		left = *x + *w - wide;
	if (left > *x)
		*x = left;
	*w = wide;
}

/* Has the content no room within the edges? */
static int
is_squeezed(
        const struct flow *f, const struct style *s, unit cx, unit cw, unit w)
{
	if (f->zone != NULL && s->width.kind == LEN_AUTO &&
	        cw < LEAST_EMS * s->font_size)
		return cx > 0 || cw < w;
	return cx > 0 && cx + cw > w;
}

void
block_open(struct flow *f, struct box *b, unit x, unit w, struct block *bl)
{
	const struct style *s = b->style;
	unit cx, cw, bx, bw;

	memset(bl, 0, sizeof(*bl));
	bl->box = b;
	bl->start = f->v.n;
	page_enter(f, s, &x, &w, &bl->page);
	if ((s->column_span || b->span_all) && f->zone != NULL &&
	        f->zone->n > 1) {
		bl->span_all = 1;
		bl->before = f->zone;
		flow_zone(f, zone_span(f));
		x = 0;
		w = f->zone->width;
	}
	if (b->figure || s->break_before != BREAK_AUTO ||
	        has_deco(s, edge(s, TOP, w), edge(s, BOTTOM, w)))
		flow_clear(f, CLEAR_BOTH);
	force_gap(f, s->break_before);
	flow_margin(f, lay_scale(len_resolve(s->margin[TOP], w, 0), f->scale));
	bl->margin_bottom =
	        lay_scale(len_resolve(s->margin[BOTTOM], w, 0), f->scale);
	flow_mark(f, b->marks);
	if (b->marker != NULL)
		f->marker = b->marker;
	if (b->figure)
		f->gap.figure = WAIT_MAY;
	if (s->break_inside == BREAK_AVOID ||
	        s->break_inside == BREAK_AVOID_PAGE ||
	        s->break_inside == BREAK_AVOID_COLUMN)
		bl->avoid = 1;
	f->avoid += bl->avoid;
	bl->soft = s->break_inside == BREAK_DISCOURAGE;
	f->soft += bl->soft;
	if (b->caption)
		below_picture(f, s, &x, &w);
	block_edges(s, w, &cx, &cw, &bx, &bw);
	if (is_squeezed(f, s, cx, cw, w)) {
		/* boxes in boxes: they stand in each other without indents */
		bx = cx = 0;
		bw = cw = w > PT ? w : PT;
	}
	bl->x = x + cx;
	bl->w = cw;
	bl->root = f->root || makes_columns(s);
	f->root = 0;
	if (has_deco(s, edge(s, TOP, w), edge(s, BOTTOM, w)))
		bl->deco = deco_open(f, s, x + bx, bw, edge(s, TOP, w),
		        edge(s, BOTTOM, w), !bl->root);
	bl->body = f->v.n;
	open_height(f, bl, s, w);
	if (makes_columns(s) && f->zone != NULL && f->zone->n == 1) {
		const struct zone *z = zone_new(f, s, bl->x, bl->w);

		if (z->n > 1) {
			bl->span = f->zone;
			flow_zone(f, z);
			bl->x = 0;
			bl->w = z->col;
		}
	}
}

unit
block_outside(const struct flow *f, unit x)
{
	return f->L->beside + (f->zone != NULL ? f->zone->x : 0) + x;
}

/* A marker whose item begins with no line gets one of its own. */
void
block_marker(struct flow *f, unit x)
{
	struct line *ln;
	struct run *r;
	const struct marker *m = f->marker;
	unit above, below, w;

	if (m == NULL)
		return;
	f->marker = NULL;
	r = arena_new_of(f->arena, struct run);
	r->style = m->style;
	r->lang = m->lang;
	r->elem = m->elem;
	r->seq = m->seq;
	ln = arena_new_of(f->arena, struct line);
	lay_strut(f->L, m->style, f->scale, &above, &below);
	ln->base = above;
	ln->h = above + below;
	ln->it = words_set(f->L, f->arena, r,
	        arena_printf(f->arena, "%s ", m->text), f->scale, &ln->n, &w);
	if (w > block_outside(f, x))
		w = block_outside(f, x);
	for (uint32_t i = 0; i < ln->n; i++)
		ln->it[i].x += x - w;
	flow_gap(f);
	flow_push(f, PC_LINE, ln->h)->u.line = ln;
	notes_line(f, ln);
}

/* Height of what the block put on the list since start. */
static unit
list_height(const struct flow *f, size_t start)
{
	int64_t h = 0;

	for (size_t i = start; i < f->v.n; i++)
		h += f->v.p[i].h;
	return h > UNIT_MAX ? UNIT_MAX : (unit)h;
}

static int
is_empty(const struct flow *f, size_t start)
{
	while (start < f->v.n && (f->v.p[start].kind == PC_GLUE ||
	                                 f->v.p[start].kind == PC_MARK ||
	                                 f->v.p[start].kind == PC_ZONE))
		start++;
	return start == f->v.n;
}

/* The same of a block's content, which does not begin with its margin. */
static unit
body_height(const struct flow *f, size_t start)
{
	while (start < f->v.n && f->v.p[start].kind == PC_GLUE)
		start++;
	return list_height(f, start);
}

/* White that a block has below its content, as it must be so high.  An empty
 * one is that high even at a column's end. */
static void
fill_block(struct flow *f, const struct block *bl, unit h)
{
	if (is_empty(f, bl->body)) {
		flow_gap(f);
		flow_push(f, PC_FLOAT, h);
		return;
	}
	if (f->unopened.n > 0)
		flow_gap(f);
	flow_margin(f, h);
}

/* A box of text that takes most of a column may be broken after all, if it must:
 * held together it would leave as much white in the column before. */
static void
let_go(struct flow *f, size_t start)
{
	for (size_t i = start; i < f->v.n; i++) {
		struct piece *p = &f->v.p[i];

		if (p->kind == PC_ROW || (p->kind == PC_GLUE && p->figure))
			return;
	}
	for (size_t i = start + 1; i < f->v.n; i++)
		if (f->v.p[i].penalty >= PEN_AVOID &&
		        f->v.p[i].penalty < PEN_WIDOW)
			f->v.p[i].penalty += PEN_SOFT - PEN_AVOID;
}

/* How many pieces make up the figure that began at start: floats.c. */
static void
mark_figure(struct flow *f, size_t start)
{
	for (size_t i = start; i < f->v.n; i++)
		if (f->v.p[i].kind == PC_GLUE && f->v.p[i].figure) {
			f->v.p[i].count = (uint32_t)(f->v.n - i);
			return;
		}
}

void
block_close(struct flow *f, struct block *bl)
{
	unit want = bl->height, is;
	int joins = !bl->root;

	f->within = bl->within;
	if (f->marker == bl->box->marker)
		block_marker(f, bl->x);
	if (bl->deco != NULL || f->depth == 0)
		flow_clear(f, CLEAR_BOTH);
	if (bl->span != NULL)
		flow_zone(f, bl->span);
	if (want > 0 && want < f->L->tallest &&
	        (is = body_height(f, bl->body)) < want) {
		fill_block(f, bl, want - is);
		joins = 0;
	}
	if (bl->deco != NULL)
		deco_close(f, bl->deco, joins);
	if (bl->box->figure)
		mark_figure(f, bl->start);
	if (bl->avoid && f->avoid == 1 && f->zone != NULL &&
	        list_height(f, bl->start) > f->L->tallest * 2 / 3)
		let_go(f, bl->start);
	f->avoid -= bl->avoid;
	f->soft -= bl->soft;
	if (f->gap.avoid > f->avoid)
		f->gap.avoid = f->avoid;
	if (f->depth == 0) /* an article's end */
		f->gap.soft = 0;
	flow_margin(f, bl->margin_bottom);
	force_gap(f, bl->box->style->break_after);
	if (bl->span_all) {
		f->gap.keep |= bl->box->style->break_after == BREAK_AVOID;
		flow_zone(f, bl->before);
	}
	page_leave(f, &bl->page);
}

void
block_set(struct flow *f, struct box *b, unit x, unit w)
{
	int side = b->kind == BOX_PARA ? FLOAT_NONE : b->style->float_;

	if (b->kind != BOX_PARA && b->style->clear != CLEAR_NONE)
		flow_clear(f, b->style->clear);
	if ((side == FLOAT_TOP || side == FLOAT_BOTTOM) && f->zone != NULL &&
	        notes_float(f, b))
		return;
	if ((side == FLOAT_LEFT || side == FLOAT_RIGHT) && f->scale == 1024 &&
	        !f->in_note && sides_float(f, b, x, w))
		return;
	if (side == FLOAT_RIGHT)
		x += sides_shift(b->style, w);
	block_inner(f, b, x, w);
}

void
block_inner(struct flow *f, struct box *b, unit x, unit w)
{
	struct named_page page;
	struct block bl;

	switch (b->kind) {
	case BOX_PARA:
		lines_set(f, b->para, x, w);
		return;
	case BOX_TABLE:
		flow_clear(f, CLEAR_BOTH);
		page_enter(f, b->style, &x, &w, &page);
		table_set(f, b, x, w);
		page_leave(f, &page);
		return;
	default:
		break;
	}
	block_open(f, b, x, w, &bl);
	f->depth++;
	for (struct box *c = b->first; c != NULL; c = c->next) {
		f->em = b->style->font_size;
		block_set(f, c, bl.x, bl.w);
	}
	f->depth--;
	block_close(f, &bl);
}
