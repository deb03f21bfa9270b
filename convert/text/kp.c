/* kp: the total-fit line breaker of Knuth and Plass, "Breaking Paragraphs
 * into Lines", Software: Practice and Experience 11 (1981).
 *
 * In: boxes, glue and penalties, and the length of each line.  Out: the
 * breaks whose lines have the least sum of demerits.  The method is dynamic
 * programming from left to right: active nodes are the breaks from which a
 * line can still reach the current item; at each legal break the best way to
 * it is kept for every line number and fitness class.  A node goes when its
 * line can no longer shrink enough, so the list holds about a line's worth of
 * breaks, and time is linear in practice.
 *
 * Demerits follow TeX ("TeX: The Program", 859): (line penalty + badness)
 * squared, plus the break's penalty squared, plus extras for two flagged
 * breaks in a row, for a ladder of more, and for neighbours of unlike
 * tightness.  A node whose demerits exceed the best of its line number by more
 * than the fitness extra can never win (836) and is not made.
 *
 * Most lines that are tried are far too short, so that is found out first:
 * badness grows with the ratio, and from the ratio b->loosest on it is beyond
 * the tolerance.  With that factor the test comes down to comparing a number of
 * the node with one of the break, and as nodes stand in order, the first whose
 * line is too short ends the search.
 *
 * Where all is tolerated, breaks are looked for within narrower tolerances
 * first: a way that costs less than any line beyond them would is the best of
 * all.
 *
 * All lengths are integers, sums have 64 bits.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "text/kp.h"

#define CLASSES 4 /* tight, decent, loose, very loose */
#define OVERFULL_DEMERITS INT64_C(10000000000)
#define DEMERITS_MAX (INT64_MAX / 4)

/* Demerits of line l, which goes from node a to a break. */
static int64_t
demerits(const struct breaker *b, const struct node *a, const struct end *e,
        const struct line *l)
{
	const struct kp_params *par = b->par;
	int64_t bad = (int64_t)par->line_penalty + l->badness;
	int64_t d;

	/* A last line shorter than wanted is at worst as bad as one stretched
	 * by all its stretch. */
	if (e->item + 1 == b->n && par->last_line_min > 0 && l->measure > 0) {
		int64_t want = (int64_t)l->measure * par->last_line_min / 100;

		if (l->natural < want)
			bad += 100 * (want - l->natural) / want;
	}
	d = square(bad) + e->own;
	if (e->flagged && a->flagged > 0)
		d += par->flagged_demerits;
	if (e->flagged && a->flagged > 1)
		d += par->ladder_demerits;
	if (!par->ragged && abs(l->fitness - a->fitness) > 1)
		d += par->fitness_demerits;
	if (l->excess > 0)
		d += OVERFULL_DEMERITS + 1000 * l->excess;
	d += a->demerits;
	return d > DEMERITS_MAX ? DEMERITS_MAX : d;
}

/* The nodes' line numbers that may differ: all, unless lines are known to be
 * equally long and their number does not matter. */
static size_t
line_group(const struct breaker *b, size_t line)
{
	return line < b->group ? line : b->group;
}

/* The best ways to a break: of each fitness, and of those that make a ladder at
 * it apart, for they are dearer to go on from. */
struct best {
	int64_t least[2]; /* of demerits[][]; DEMERITS_MAX: none is set */
	int64_t demerits[2][CLASSES];
	size_t from[2][CLASSES];
	unsigned set; /* 1 << (CLASSES * ladder + fitness) */
};

static void
best_clear(struct best *best)
{
	best->least[0] = best->least[1] = DEMERITS_MAX;
	best->set = 0;
}

static int
makes_ladder(const struct node *a, const struct end *e)
{
	return e->flagged && a->flagged > 0;
}

static int64_t
fitness_extra(const struct breaker *b)
{
	return b->par->fitness_demerits > 0 ? b->par->fitness_demerits : 0;
}

/* Can a way so dear never win? */
static int
is_beaten(
        const struct breaker *b, const struct best *best, int ladder, int64_t d)
{
	int64_t most = fitness_extra(b);

	if (d - best->least[ladder] > most)
		return 1;
	return ladder ? d - best->least[0] > most
	              : d - best->least[1] > most + b->par->ladder_demerits;
}

/* What the line has to stretch by besides its glue: all, when it is ragged. */
static int64_t
spare(const struct breaker *b, unit measure)
{
	return b->par->ragged ? measure / 5 : emergency(b, measure);
}

/* A line is too short when slack * KP_RATIO > loosest * room, and too long when
 * -slack > shrink: here is what its beginning has to do with either, and
 * try_break() has the rest.  Numbers wrap around; their difference does not. */
static struct active
reach(const struct breaker *b, const struct end *end, size_t line)
{
	unit measure = line_measure(b, line);
	const struct sums *from = &end->from;
	uint64_t width = (uint64_t)(measure + from->width);

	return (struct active){ .near = width -
		                        (uint64_t)from->shrink * b->by_shrink,
		.far = width * KP_RATIO +
		       (uint64_t)from->stretch * (uint64_t)b->by_glue -
		       (uint64_t)spare(b, measure) * (uint64_t)b->loosest };
}

static uint64_t
far_to(const struct breaker *b, const struct end *e)
{
	return (uint64_t)e->to.width * KP_RATIO +
	       (uint64_t)e->to.stretch * (uint64_t)b->by_glue;
}

/* A line whose hyphen alone makes it too long may yet do without. */
static uint64_t
near_to(const struct breaker *b, const struct end *e)
{
	return (uint64_t)(e->to.width - e->hyphen) -
	       (uint64_t)e->to.shrink * b->by_shrink;
}

static int
is_more(uint64_t a, uint64_t b)
{
	return (int64_t)(a - b) > 0;
}

/* A node at a break, and what is to stand among the active ones. */
static inline struct active
add_node(struct breaker *b, size_t end, size_t prev, size_t line)
{
	struct kp_memory *m = b->m;
	struct active a = reach(b, &m->end.p[end], line);
	struct node *node;

	vec_reserve(&m->node, m->node.n + 1);
	a.node = m->node.n++;
	node = &m->node.p[a.node];
	node->end = end;
	node->prev = prev;
	node->line = line;
	return a;
}

static inline void
push_active(struct breaker *b, struct active a)
{
	struct kp_memory *m = b->m;

	if (m->active.n > b->first && is_more(vec_last(&m->active)->far, a.far))
		b->sorted = 0;
	vec_reserve(&m->active, m->active.n + 1);
	m->active.p[m->active.n++] = a;
}

/* Make nodes at a break for the best ways of one group.  They come to stand
 * behind `at` active ones; of the last group, at the list's end. */
static void
add_nodes(struct breaker *b, size_t end, const struct best *best, size_t at,
        int last)
{
	struct kp_memory *m = b->m;
	int flagged = m->end.p[end].flagged;

	for (unsigned set = best->set; set; set &= set - 1) {
		unsigned i = (unsigned)__builtin_ctz(set);
		unsigned ladder = i / CLASSES, c = i % CLASSES;
		size_t from = best->from[ladder][c];
		int64_t d = best->demerits[ladder][c];
		struct active a;
		struct node *node;

		if (d >= b->limit || is_beaten(b, best, (int)ladder, d))
			continue;
		a = add_node(b, end, from, m->node.p[from].line + 1);
		node = &m->node.p[a.node];
		node->demerits = d;
		node->fitness = (uint8_t)c;
		node->flagged = (uint8_t)(flagged ? 1 + ladder : 0);
		if (last)
			push_active(b, a);
		else
			vec_add(&m->fresh, ((struct fresh){ a, at }));
	}
}

/* The new nodes to their places, from the last on. */
static void
merge_fresh(struct breaker *b)
{
	struct kp_memory *m = b->m;
	size_t kept = m->active.n, k = m->fresh.n, i = kept + k;

	vec_reserve(&m->active, i);
	m->active.n = i;
	while (k > 0) {
		const struct fresh *f = &m->fresh.p[k - 1];

		while (kept > b->first + f->at)
			m->active.p[--i] = m->active.p[--kept];
		m->active.p[--i] = f->a;
		k--;
	}
	vec_clear(&m->fresh);
}

static void
try_line(const struct breaker *b, size_t from, const struct end *e,
        const struct line *l, struct best *best)
{
	const struct node *a = &b->m->node.p[from];
	int64_t d = demerits(b, a, e, l);
	int c = l->fitness, ladder = makes_ladder(a, e);
	unsigned bit = 1u << (CLASSES * ladder + c);

	if ((best->set & bit) && d >= best->demerits[ladder][c])
		return;
	best->set |= bit;
	best->demerits[ladder][c] = d;
	best->from[ladder][c] = from;
	if (d < best->least[ladder])
		best->least[ladder] = d;
}

/* Will add_nodes() have no use for a line that is too short? */
static int
is_hopeless(const struct breaker *b, const struct node *a, const struct end *e,
        const struct best *best)
{
	int64_t d =
	        a->demerits + square(b->par->line_penalty + INF_BAD) + e->own;

	return b->tolerance < INF_BAD ||
	       (d < DEMERITS_MAX && is_beaten(b, best, makes_ladder(a, e), d));
}

/* The line from a node to a break.  0 when the node is of no more use. */
static inline int
try_from(const struct breaker *b, size_t node, const struct end *e, int is_long,
        struct best *best)
{
	const struct kp_memory *m = b->m;
	const struct node *a = &m->node.p[node];
	const struct end *from = &m->end.p[a->end];
	const struct end *next = &m->end.p[from->next];
	struct line l;

	if (e < next) /* a line has something in it */
		return 1;
	if (is_long)
		return 0;
	l = kp_judge(b, &from->from, e, line_measure(b, a->line));
	if (l.excess > 0 ? b->pass.overfull && e == next : l.fits)
		try_line(b, node, e, &l, best);
	return !e->forced && l.excess <= e->hyphen;
}

/* Try lines from all active nodes to a break that is so far. */
static void
try_break(struct breaker *b, size_t end, uint64_t far)
{
	struct kp_memory *m = b->m;
	const struct end *e = &m->end.p[end];
	uint64_t near = near_to(b, e);
	int may_be_short = !e->forced && !b->odd;
	int may_be_long = !b->pass.overfull && !b->odd;
	size_t group = 0, kept = b->first, i;
	struct best best;

	best_clear(&best);
	for (i = b->first; i < m->active.n; i++) {
		const struct active *a = &m->active.p[i];
		int is_short = is_more(a->far, far) && may_be_short;
		int is_long = is_more(near, a->near) && may_be_long;

		if (is_short && b->sorted)
			break;
		/* The list is in order of groups: one done, its nodes are
		 * made and stand before the next group's. */
		if (b->group > 0) {
			size_t own = line_group(b, m->node.p[a->node].line);

			if (own != group && best.set) {
				add_nodes(b, end, &best, kept - b->first, 0);
				best_clear(&best);
			}
			group = own;
		}
		if ((is_short &&
		            is_hopeless(b, &m->node.p[a->node], e, &best)) ||
		        try_from(b, a->node, e, is_long, &best)) {
			if (kept++ < i)
				m->active.p[kept - 1] = *a;
		} else if (i == b->first) {
			b->first = ++kept; /* mostly the oldest go */
		}
	}
	if (kept < i) {
		memmove(m->active.p + kept, m->active.p + i,
		        (m->active.n - i) * sizeof(*m->active.p));
		m->active.n -= i - kept;
	}
	if (m->fresh.n)
		merge_fresh(b);
	if (best.set)
		add_nodes(b, end, &best, 0, 1);
}

/* Run over all breaks.  0, or -1 when no way leads to the end. */
static int
run_pass(struct breaker *b, const struct pass *pass, int64_t limit)
{
	struct kp_memory *m = b->m;
	struct active beginning;

	b->pass = *pass;
	b->tolerance = m->tolerance[pass->level];
	b->loosest = m->loosest[pass->level];
	b->by_glue = b->par->ragged ? 0 : b->loosest;
	b->by_shrink = !b->par->ragged;
	b->limit = limit;
	b->sorted = b->group == 0 && b->tolerance < INF_BAD && !b->odd;
	b->first = 0;
	vec_clear(&m->node);
	vec_clear(&m->active);
	beginning = add_node(b, 0, 0, 0);
	m->node.p->demerits = 0;
	m->node.p->fitness = 1;
	m->node.p->flagged = 0;
	push_active(b, beginning);
	for (size_t i = 1; i < m->end.n; i++) {
		const struct end *e = &m->end.p[i];
		uint64_t far = far_to(b, e);

		if (b->sorted && !e->forced &&
		        is_more(m->active.p[b->first].far, far))
			continue; /* all lines are too short */
		try_break(b, i, far);
		if (m->active.n == b->first)
			return -1;
	}
	return 0;
}

/* Where all is tolerated: what costs less than any line that a narrower pass
 * leaves out is the best there is. */
static int
run_wide(struct breaker *b, const struct pass *pass)
{
	const struct kp_memory *m = b->m;
	struct pass trial = *pass;

	trial.level = KP_CLOSE;
	for (; m->tolerance[trial.level] < INF_BAD; trial.level++) {
		int64_t bad = m->tolerance[trial.level] + 1;

		if (run_pass(b, &trial, square(b->par->line_penalty + bad)) ==
		        0)
			return 0;
	}
	return run_pass(b, pass, INT64_MAX);
}

static int
run(struct breaker *b, const struct pass *pass)
{
	if (pass->level == KP_ANY && !pass->overfull && !b->odd &&
	        b->par->looseness == 0)
		return run_wide(b, pass);
	return run_pass(b, pass, INT64_MAX);
}

/* The node to end with; *exact tells whether looseness is what was asked. */
static size_t
choose_end(const struct breaker *b, int *exact)
{
	const struct node *node = b->m->node.p;
	const struct active *end = b->m->active.p + b->first;
	size_t n = b->m->active.n - b->first, best = end->node, pick, i;
	long long want;

	for (i = 1; i < n; i++)
		if (node[end[i].node].demerits < node[best].demerits)
			best = end[i].node;
	*exact = 1;
	if (b->par->looseness == 0)
		return best;
	want = (long long)node[best].line + b->par->looseness;
	pick = best;
	for (i = 0; i < n; i++) {
		const struct node *a = &node[end[i].node];
		long long di = llabs((long long)a->line - want);
		long long dp = llabs((long long)node[pick].line - want);

		if (di < dp || (di == dp && a->demerits < node[pick].demerits))
			pick = end[i].node;
	}
	*exact = (long long)node[pick].line == want;
	return pick;
}

static int64_t
collect(const struct breaker *b, size_t k, struct kp_breaks *out)
{
	const struct kp_memory *m = b->m;
	int64_t total = m->node.p[k].demerits;
	size_t lines = m->node.p[k].line;

	vec_reserve(out, lines);
	out->n = lines;
	for (; lines > 0; lines--) {
		const struct node *a = &m->node.p[k];
		const struct end *e = &m->end.p[a->end];
		const struct end *from = &m->end.p[m->node.p[a->prev].end];
		struct line l =
		        kp_judge(b, &from->from, e, line_measure(b, lines - 1));

		kp_put_line(b, &out->p[lines - 1], &l, e->item);
		k = a->prev;
	}
	return total;
}

struct kp_memory *
kp_memory_new(void)
{
	return xcalloc(1, sizeof(struct kp_memory));
}

void
kp_memory_empty(struct kp_memory *m)
{
	vec_free(&m->end);
	vec_free(&m->node);
	vec_free(&m->active);
	vec_free(&m->fresh);
}

void
kp_memory_free(struct kp_memory *m)
{
	if (m == NULL)
		return;
	kp_memory_empty(m);
	free(m);
}

int64_t
kp_break(const struct kp_item *items, size_t n, const struct kp_params *params,
        struct kp_breaks *out)
{
	static const struct pass justified[] = {
		{ .level = KP_ASKED },
		{ .level = KP_WIDER },
		{ .level = KP_ANY, .emergency = 1 },
		{ .level = KP_ANY, .emergency = 1, .overfull = 1 },
	};
	/* A ragged line either fits or does not. */
	static const struct pass ragged[] = {
		{ .level = KP_ANY },
		{ .level = KP_ANY, .overfull = 1 },
	};
	const struct pass *pass = params->ragged ? ragged : justified;
	int passes = params->strict ? 1 : params->ragged ? 2 : 4;
	struct kp_memory own = { .end = VEC_INIT };
	struct breaker b = { .item = items,
		.n = n,
		.par = params,
		.m = params->memory ? params->memory : &own };
	int64_t total = 0;

	vec_clear(out);
	if (n == 0)
		return 0;
	assert(is_forced(&items[n - 1]));
	kp_begin(&b);
	for (int i = 0; i < passes; i++) {
		int exact;
		size_t end;

		if (run(&b, &pass[i]) < 0)
			continue;
		end = choose_end(&b, &exact);
		if (!exact && params->strict)
			break;
		if (!exact && !params->ragged && i < 2)
			continue;
		total = collect(&b, end, out);
		break;
	}
	kp_memory_empty(&own);
	return total;
}
