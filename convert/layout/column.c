/* column: where columns end.
 *
 * As Knuth and Plass break a paragraph into lines, so a band of the vertical
 * list is broken into columns: over all columns of the page and of the next
 * one at once, at the least sum of penalties and white space, and only this
 * page's breaks are kept.  The look-ahead is bounded and so is the beam, so
 * the cost per page is constant however long the issue is.
 *
 * A column may begin anywhere, and hundreds of beginnings are tried.  But each
 * is on the grid behind its first line there, and so is one walk down the whole
 * band, as though no column ended: from then on a piece adds as much to the one
 * as to the other.  So the band is charted once, and where a column ends is
 * looked up on the chart.
 */
#include "layout/build.h"

#include <string.h>

#define BEAM 12
#define LAST 20
#define SLOTS 64
#define HOLE 9900 /* the most that white costs, and how much does surely */
#define HOLE_LINES 18
#define RULE (2 * HOLE)
#define GIVEN_TIMES 3 /* white that all columns give, as often again */
#define GIVEN_LINE 1200 /* in one column: each line after the first */

struct node {
	size_t pos;
	int64_t cost;
	int64_t given; /* see least_white(); of the page's columns, the least */
	int prev;
};

struct ends { /* of a column: the good ones, of which the last LAST count */
	const struct spot *at;
	size_t n;
	int64_t room; /* down to where the column may reach, as their y */
	int64_t end; /* cost of ending the band here; -1: no */
	size_t spare; /* break of last resort */
	int64_t spare_cost;
	struct spot own[2 * LAST]; /* there, or on the chart */
};

static const struct tset *
heads_of(const struct piece *p)
{
	if (p->kind == PC_ROW && !p->u.row->in_head && !p->u.row->first &&
	        p->u.row->table->heads > 0)
		return p->u.row->table;
	return NULL;
}

void
walk_start(struct walk *w, struct build *b, size_t from)
{
	const struct piece *p = b->f->v.p;

	w->b = b;
	w->y = w->top = w->foot = 0;
	w->started = w->notes = w->floats = w->paged = 0;
	while (from < b->f->v.n &&
	        (p[from].kind == PC_GLUE || p[from].kind == PC_MARK))
		from++;
	if (from < b->f->v.n && heads_of(&p[from]) != NULL)
		w->y = p[from].u.row->table->head_h;
	w->on_grid = w->y == 0;
}

/* What hangs on a piece takes its room from the same column. */
static void
walk_insert(struct walk *w, const struct insert *k)
{
	unit g = w->b->L->grid;

	for (; k != NULL; k = k->next) {
		w->floats |= k->kind == INSERT_TOP || k->kind == INSERT_BOTTOM;
		if (k->kind == INSERT_TOP) {
			w->top += k->h;
			if (g > 0 && w->top % g != 0)
				w->top += g - w->top % g;
			continue;
		}
		if (k->kind >= INSERT_PAGE_TOP) {
			w->paged = 1;
			continue;
		}
		w->foot += k->h;
		if (k->kind == INSERT_NOTE && !w->notes) {
			w->notes = 1;
			w->foot += w->b->note_edge;
		}
	}
}

int64_t
walk_used(const struct walk *w)
{
	return w->y + w->top + w->foot;
}

static inline int64_t
step(struct walk *w, const struct piece *p)
{
	int64_t top;
	unit g = w->b->L->grid;

	if (p->insert != NULL)
		walk_insert(w, p->insert);
	if (p->kind == PC_GLUE || p->kind == PC_MARK) {
		top = w->y;
		if (w->started && p->h != 0) {
			w->y += p->h;
			w->on_grid = 0;
		}
		return top;
	}
	w->started = 1;
	if (p->snap && !w->on_grid) {
		if (g > 0 && w->y % g != 0)
			w->y += g - w->y % g;
		w->on_grid = 1;
	}
	top = w->y;
	w->y += p->h;
	/* nearly all is lines, each a step high */
	if (p->h != g && p->h != 0)
		w->on_grid = 0;
	return top;
}

int64_t
walk_step(struct walk *w, const struct piece *p)
{
	return step(w, p);
}

/* A rule broken weighs more than holes in three columns. */
static int64_t
break_cost(const struct piece *p)
{
	return p->penalty < PEN_AVOID ? p->penalty : p->penalty + RULE;
}

static int
is_forced(const struct piece *p)
{
	return p->kind == PC_GLUE && p->force;
}

static int
is_spot(const struct piece *p)
{
	return p->penalty < PEN_NEVER || is_forced(p);
}

struct chart { /* b->spot[], as far as they are asked for */
	struct walk w; /* down the band */
	size_t at, to; /* it is before piece `at` */
	struct spot last;
	size_t found, foot; /* what was asked last: the next is not far */
};

static void
chart_start(struct chart *c, struct build *b, size_t from, size_t to)
{
	walk_start(&c->w, b, from);
	c->w.notes = 1; /* what parts them from the text is each column's own */
	c->at = from;
	c->to = to;
	c->last = (struct spot){ 0 };
	c->found = c->foot = 0;
	vec_clear(&b->spot);
}

/* On to the next place where a column may end, or to the end. */
static void
chart_more(struct chart *c)
{
	const struct piece *p = c->w.b->f->v.p;
	struct spot s = c->last;

	do {
		s.hung += p[c->at].insert != NULL;
		s.odd += p[c->at].h < 0 || c->w.y < 0;
		step(&c->w, &p[c->at++]);
	} while (c->at < c->to && !is_spot(&p[c->at]));
	s.pos = c->at;
	s.y = walk_used(&c->w);
	if (c->at < c->to) {
		s.penalty = break_cost(&p[c->at]);
		s.odd += is_forced(&p[c->at]);
	}
	vec_add(&c->w.b->spot, s);
	c->last = s;
}

static const struct spot *
chart_at(struct chart *c, size_t k)
{
	if (k == c->w.b->spot.n)
		chart_more(c);
	return &c->w.b->spot.p[k];
}

/* The spot before piece i, where there is one. */
static size_t
chart_find(struct chart *c, size_t i)
{
	size_t k = c->found;

	while (k > 0 && chart_at(c, k - 1)->pos >= i)
		k--;
	while (chart_at(c, k)->pos < i)
		k++;
	return c->found = k;
}

/* The first spot from lo on that is too deep, or the end. */
static size_t
chart_foot(struct chart *c, size_t lo, int64_t room)
{
	size_t k = c->foot > lo ? c->foot : lo;

	while (k > lo && chart_at(c, k - 1)->y > room)
		k--;
	while (chart_at(c, k)->y <= room && chart_at(c, k)->pos < c->to)
		k++;
	return c->foot = k;
}

struct level {
	int n, worst; /* the node that costs most */
	int64_t limit; /* once there is no room: what new ones must cost less */
	struct node node[BEAM];
	uint8_t slot[SLOTS]; /* by place: the last such node + 1; 0: none */
};

/* The node at pos, or l->n. */
static int
node_find(const struct level *l, size_t pos)
{
	int at = l->slot[pos % SLOTS] - 1;

	if (at < 0)
		return l->n;
	if (l->node[at].pos != pos)
		for (at = 0; at < l->n && l->node[at].pos != pos;)
			at++;
	return at;
}

static void
node_add(struct level *l, size_t pos, int64_t cost, int64_t given, int prev)
{
	int at;

	if (cost >= l->limit)
		return;
	at = node_find(l, pos);
	if (at < l->n && cost >= l->node[at].cost)
		return;
	if (at == BEAM)
		at = l->worst;
	else if (at == l->n)
		l->n++;
	l->node[at] = (struct node){ pos, cost, given, prev };
	l->slot[pos % SLOTS] = (uint8_t)(at + 1);
	if (l->n < BEAM || (l->limit < INT64_MAX && at != l->worst))
		return;
	l->worst = 0;
	for (int i = 1; i < BEAM; i++)
		if (l->node[i].cost > l->node[l->worst].cost)
			l->worst = i;
	l->limit = l->node[l->worst].cost;
}

struct search {
	struct build *b;
	size_t to;
	int closed;
	unit extra;
	int even; /* the last column counts, too */
	int columns; /* of a page */
	int64_t line; /* its height, and 2^56 over it */
	uint64_t inverse;
	struct chart chart;
	int64_t best;
	int best_level, best_node; /* column best_level ends the band */
	struct level level[2 * COLUMNS_MAX + 1];
};

/* Two small holes are better than a large one: up to 17 lines they are told
 * apart, by eighths.  A product stands for the quotient, which most of the time
 * went into (Granlund and Montgomery, "Division by Invariant Integers using
 * Multiplication", 1994); it is exact for lines of up to 21,000 pt. */
static int64_t
white_cost(const struct search *s, int64_t white)
{
	int64_t lines8, cost;

	if (white >= HOLE_LINES * s->line)
		return HOLE;
	lines8 = (int64_t)((uint64_t)white * 8 * s->inverse >> 56);
	cost = lines8 * lines8 / 2;
	return cost > HOLE ? HOLE : cost;
}

/* The column takes all there is. */
static void
end_band(const struct search *s, int64_t used, unit h, struct ends *e)
{
	if (used + s->extra <= h || !s->closed)
		/* among equals the last column is the shorter one */
		e->end = s->even ? white_cost(s, h - used) * 63 / 64 : 0;
	else if (e->n == 0 && e->spare == 0 && used <= h)
		e->end = PEN_KEEP;
}

/* What column_ends() goes on to find from the spot before piece i on.  0: the
 * chart does not say, since a break is forced, a piece goes up (above the top
 * the next snaps otherwise), or the column's first note comes, with an edge. */
static int
chart_ends(struct search *s, const struct walk *w, size_t i, unit h,
        struct ends *e)
{
	size_t first = chart_find(&s->chart, i), foot;
	struct spot from = s->b->spot.p[first];
	int64_t off = from.y - walk_used(w), room = h + off;
	const struct spot *to;
	int over;

	foot = chart_foot(&s->chart, first, room);
	to = &s->b->spot.p[foot];
	over = to->y > room;
	if (foot - first < LAST || w->y < 0 || to->odd != from.odd ||
	        (!w->notes && to[-over].hung != from.hung))
		return 0;
	e->at = to - LAST;
	e->n = LAST;
	e->room = room;
	if (!over)
		end_band(s, to->y - off, h, e);
	return 1;
}

static void
end_add(struct ends *e, size_t pos, int64_t penalty, int64_t y)
{
	if (e->n == 2 * LAST) {
		e->n = LAST;
		memcpy(e->own, e->own + LAST, LAST * sizeof(*e->own));
	}
	e->own[e->n++] = (struct spot){ pos, penalty, y, 0, 0 };
}

/* All good ends of a column of height h that starts at from. */
static void
column_ends(struct search *s, size_t from, unit h, struct ends *e)
{
	struct walk w;
	int64_t used;
	int solid = 0, stands = 0, asked = 0;

	memset(e, 0, offsetof(struct ends, own));
	e->end = -1;
	e->at = e->own;
	e->room = h;
	walk_start(&w, s->b, from);
	used = walk_used(&w);
	for (size_t i = from; i < s->to; i++) {
		const struct piece *p = &s->b->f->v.p[i];

		if (solid && is_forced(p)) {
			end_add(e, i, 0, h);
			return;
		}
		if (solid && used <= h) {
			if (stands && asked <= w.notes && is_spot(p)) {
				asked = w.notes + 1;
				if (chart_ends(s, &w, i, h, e))
					return;
			}
			if (p->penalty < PEN_NEVER)
				end_add(e, i, break_cost(p), used);
			else if (p->kind != PC_CLOSE) {
				e->spare = i;
				e->spare_cost = PEN_NEVER;
			}
		}
		step(&w, p);
		used = walk_used(&w);
		if (used > h && solid)
			return;
		if (piece_is_solid(p)) {
			if (!solid && used > h) { /* taller than h */
				e->spare = i + 1;
				e->spare_cost = (int64_t)PEN_NEVER * 4;
			}
			solid = 1;
			stands |= p->snap || s->b->L->grid <= 0;
		}
	}
	end_band(s, used, h, e);
}

/* The white of a column that takes all it can without harm.  More is given for
 * the sake of other columns: it lets those of a page end together, but where
 * all of them give it, the page is short though text goes on. */
static int64_t
least_white(const struct ends *e)
{
	size_t low = e->n > LAST ? e->n - LAST : 0;

	for (size_t k = e->n; k > low; k--)
		if (e->at[k - 1].penalty < PEN_SOFT)
			return e->room - e->at[k - 1].y;
	return INT64_MAX;
}

static int64_t
given_cost(const struct search *s, int64_t given)
{
	if (s->columns > 1)
		return GIVEN_TIMES * white_cost(s, given);
	return given > s->line ? (given - s->line) * GIVEN_LINE / s->line : 0;
}

static void
search_level(struct search *s, int c, unit h)
{
	struct level *next = &s->level[c + 1];
	int first = c % s->columns == 0, last = (c + 1) % s->columns == 0;
	struct ends e;

	for (int i = 0; i < s->level[c].n; i++) {
		const struct node *from = &s->level[c].node[i];
		int64_t least;

		if (from->cost >= s->best)
			continue;
		column_ends(s, from->pos, h, &e);
		if (e.end >= 0 && from->cost + e.end < s->best) {
			s->best = from->cost + e.end;
			s->best_level = c;
			s->best_node = i;
		}
		least = least_white(&e);
		for (size_t k = e.n > LAST ? e.n - LAST : 0; k < e.n; k++) {
			int64_t white = e.room - e.at[k].y;
			int64_t cost = from->cost + e.at[k].penalty;
			int64_t given = white > least ? white - least : 0;

			if (cost >= next->limit)
				continue;
			cost += white_cost(s, white);
			if (!first && from->given < given)
				given = from->given;
			if (last)
				cost += given_cost(s, given);
			node_add(next, e.at[k].pos, cost, given, i);
		}
		if (e.n == 0 && e.spare > from->pos)
			node_add(
			        next, e.spare, from->cost + e.spare_cost, 0, i);
	}
}

/* Follow the best path back; the ends of columns 0 .. level - 1. */
static void
trace(const struct search *s, int level, int node, size_t *pos, int64_t *cost)
{
	for (; level > 0; level--) {
		const struct node *n = &s->level[level].node[node];

		pos[level - 1] = n->pos;
		cost[level - 1] = n->cost;
		node = n->prev;
	}
}

int
column_break(struct build *b, size_t from, size_t to, int closed, unit extra,
        int n, unit h, unit next, size_t *out, int64_t *cost)
{
	struct search s = { .b = b,
		.to = to,
		.closed = closed,
		.extra = extra,
		.even = next == COLUMN_EVEN,
		.columns = n,
		.line = b->L->grid > 0 ? b->L->grid : 12 * PT,
		.best = INT64_MAX,
		.best_level = -1 };
	size_t pos[2 * COLUMNS_MAX + 1] = { 0 };
	int64_t at[2 * COLUMNS_MAX + 1] = { 0 };
	int levels = next > 0 ? 2 * n : n, top = levels, node = 0, used;
	const struct level *l;
	int ended = 0;

	s.inverse = (UINT64_C(1) << 56) / (uint64_t)s.line + 1;
	chart_start(&s.chart, b, from, to);
	for (int c = 0; c <= levels; c++)
		s.level[c].limit = INT64_MAX;
	node_add(&s.level[0], from, 0, 0, 0);
	for (int c = 0; c < levels; c++)
		search_level(&s, c, c < n ? h : next);
	while (top > 0 && s.level[top].n == 0)
		top--;
	l = &s.level[top];
	for (int i = 1; i < l->n; i++)
		if (l->node[i].cost < l->node[node].cost)
			node = i;
	/* the end of the list, unless going on beyond what is looked at is
	 * cheaper */
	if (s.best_level >= 0 &&
	        (next <= 0 || top < levels || s.best <= l->node[node].cost)) {
		top = s.best_level;
		node = s.best_node;
		ended = 1;
	}
	b->whole = ended ? s.best : l->node[node].cost;
	trace(&s, top, node, pos, at);
	used = top < n ? top : n;
	for (int i = 0; i < used; i++)
		out[i] = pos[i];
	*cost = used > 0 ? at[used - 1] : 0;
	if (ended && s.best_level < n) {
		out[used++] = to;
		*cost = s.best;
	}
	return used;
}
