/* column: where columns end.
 *
 * As Knuth and Plass break a paragraph into lines, so a band of the vertical
 * list is broken into columns: over all columns of the page and of the next
 * one at once, at the least sum of penalties and white space, and only this
 * page's breaks are kept.  The look-ahead is bounded and so is the beam, so
 * the cost per page is constant however long the issue is.
 *
 * Balance (css-multicol-1, 7): the least height at which a band fits its
 * columns is found by bisection over a greedy filling, which is exact for a
 * given height; then the same search as above picks the best breaks for it.
 */
#include "layout/build.h"

#include <string.h>

#define BEAM 12
#define LAST 20
#define RING 32 /* as many at least, and a power of two */
#define HOLE 9900 /* the most that white costs */
#define RULE (2 * HOLE)
#define GIVEN_TIMES 3 /* white that all columns give, as often again */
#define GIVEN_LINE 1200 /* in one column: each line after the first */

struct node {
	size_t pos;
	int64_t cost;
	int64_t given; /* see least_white(); of the page's columns, the least */
	int prev;
};

struct cand {
	size_t pos;
	int64_t penalty;
	int64_t white; /* below it; its cost is asked of the last LAST alone */
};

struct cands {
	size_t n; /* ever seen; the last LAST count */
	int64_t end; /* cost of ending the band here; -1: no */
	size_t spare; /* break of last resort */
	int64_t spare_cost;
	struct cand c[RING];
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

static int64_t
white_cost(const struct build *b, int64_t white)
{
	int64_t lines8 = white * 8 / (b->L->grid > 0 ? b->L->grid : 12 * PT);
	int64_t cost = lines8 * lines8 / 2;

	/* two small holes are better than a large one: up to 17 lines they are
	 * told apart */
	return cost > HOLE ? HOLE : cost;
}

static void
cand_add(struct cands *cs, size_t pos, int64_t penalty, int64_t white)
{
	struct cand *c = &cs->c[cs->n++ % RING];

	c->pos = pos;
	c->penalty = penalty;
	c->white = white;
}

/* A rule broken weighs more than holes in three columns. */
static int64_t
break_cost(const struct piece *p)
{
	return p->penalty < PEN_AVOID ? p->penalty : p->penalty + RULE;
}

/* All good ends of a column of height h that starts at from. */
static void
column_ends(struct build *b, size_t from, size_t to, int closed, unit extra,
        unit h, int even, struct cands *cs)
{
	struct walk w;
	int64_t used;
	int solid = 0;

	memset(cs, 0, offsetof(struct cands, c));
	cs->end = -1;
	walk_start(&w, b, from);
	used = walk_used(&w);
	for (size_t i = from; i < to; i++) {
		const struct piece *p = &b->f->v.p[i];

		if (solid && p->kind == PC_GLUE && p->force) {
			cand_add(cs, i, 0, 0);
			return;
		}
		if (solid && used <= h) {
			if (p->penalty < PEN_NEVER)
				cand_add(cs, i, break_cost(p), h - used);
			else if (p->kind != PC_CLOSE) {
				cs->spare = i;
				cs->spare_cost = PEN_NEVER;
			}
		}
		step(&w, p);
		used = walk_used(&w);
		if (used > h && solid)
			return;
		if (p->kind != PC_GLUE && p->kind != PC_MARK) {
			if (!solid && used > h) { /* taller than h */
				cs->spare = i + 1;
				cs->spare_cost = (int64_t)PEN_NEVER * 4;
			}
			solid = 1;
		}
	}
	if (used + extra <= h || !closed)
		/* among equals the last column is the shorter one */
		cs->end = even ? white_cost(b, h - used) * 63 / 64 : 0;
	else if (cs->n == 0 && cs->spare == 0 && used <= h)
		cs->end = PEN_KEEP;
}

struct level {
	int n, worst; /* the node that costs most */
	int64_t limit; /* once there is no room: what new ones must cost less */
	struct node node[BEAM];
};

static void
node_add(struct level *l, size_t pos, int64_t cost, int64_t given, int prev)
{
	int at = 0;

	if (cost >= l->limit)
		return;
	while (at < l->n && l->node[at].pos != pos)
		at++;
	if (at < l->n && cost >= l->node[at].cost)
		return;
	if (at == BEAM)
		at = l->worst;
	else if (at == l->n)
		l->n++;
	l->node[at] = (struct node){ pos, cost, given, prev };
	if (l->n < BEAM)
		return;
	l->worst = 0;
	for (int i = 1; i < BEAM; i++)
		if (l->node[i].cost > l->node[l->worst].cost)
			l->worst = i;
	l->limit = l->node[l->worst].cost;
}

struct search {
	struct level level[2 * COLUMNS_MAX + 1];
	int64_t best;
	int even; /* the last column counts, too */
	int columns; /* of a page */
	int best_level, best_node; /* column best_level ends the band */
};

/* The white of a column that takes all it can without harm.  More is given for
 * the sake of other columns: it lets those of a page end together, but where
 * all of them give it, the page is short though text goes on. */
static int64_t
least_white(const struct cands *cs)
{
	size_t low = cs->n > LAST ? cs->n - LAST : 0;

	for (size_t k = cs->n; k > low; k--)
		if (cs->c[(k - 1) % RING].penalty < PEN_SOFT)
			return cs->c[(k - 1) % RING].white;
	return INT64_MAX;
}

static int64_t
given_cost(const struct build *b, int64_t given, int columns)
{
	int64_t g = b->L->grid > 0 ? b->L->grid : 12 * PT;

	if (columns > 1)
		return GIVEN_TIMES * white_cost(b, given);
	return given > g ? (given - g) * GIVEN_LINE / g : 0;
}

static void
search_level(struct build *b, struct search *s, int c, size_t to, int closed,
        unit extra, unit h)
{
	struct level *next = &s->level[c + 1];
	int first = c % s->columns == 0, last = (c + 1) % s->columns == 0;
	struct cands cs;

	for (int i = 0; i < s->level[c].n; i++) {
		const struct node *from = &s->level[c].node[i];
		int64_t least;
		size_t k;

		if (from->cost >= s->best)
			continue;
		column_ends(b, from->pos, to, closed, extra, h, s->even, &cs);
		if (cs.end >= 0 && from->cost + cs.end < s->best) {
			s->best = from->cost + cs.end;
			s->best_level = c;
			s->best_node = i;
		}
		k = cs.n > LAST ? cs.n - LAST : 0;
		least = least_white(&cs);
		for (; k < cs.n; k++) {
			const struct cand *e = &cs.c[k % RING];
			int64_t cost = from->cost + e->penalty;
			int64_t given = e->white > least ? e->white - least : 0;

			if (cost >= next->limit)
				continue;
			cost += white_cost(b, e->white);
			if (!first && from->given < given)
				given = from->given;
			if (last)
				cost += given_cost(b, given, s->columns);
			node_add(next, e->pos, cost, given, i);
		}
		if (cs.n == 0 && cs.spare > from->pos)
			node_add(next, cs.spare, from->cost + cs.spare_cost, 0,
			        i);
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
	struct search s;
	size_t pos[2 * COLUMNS_MAX + 1] = { 0 };
	int64_t at[2 * COLUMNS_MAX + 1] = { 0 };
	int levels = next > 0 ? 2 * n : n, top = levels, node = 0, used;
	const struct level *l;
	int ended = 0;

	for (int c = 0; c <= levels; c++) {
		s.level[c].n = 0;
		s.level[c].limit = INT64_MAX;
	}
	s.best = INT64_MAX;
	s.best_level = -1;
	s.even = next == COLUMN_EVEN;
	s.columns = n;
	s.best_node = 0;
	node_add(&s.level[0], from, 0, 0, 0);
	for (int c = 0; c < levels; c++)
		search_level(b, &s, c, to, closed, extra, c < n ? h : next);
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
			solid |= p->kind != PC_GLUE && p->kind != PC_MARK;
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
		solid |= p->kind != PC_GLUE && p->kind != PC_MARK;
	}
	*end = i;
	return (unit)(walk_used(&w) > UNIT_MAX / 4 ? UNIT_MAX / 4
	                                           : walk_used(&w));
}
