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
 * Most lines that are tried are far too short, so that is found out first,
 * by one product: badness grows with the ratio, and from the ratio b->loosest
 * on it is beyond the tolerance, or as bad as can be where all is tolerated.
 * Of the others those are left out that even the least badness of such a
 * ratio makes worse than the best way by more than the fitness extra.
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
demerits(const struct breaker *b, const struct active *a, const struct end *e,
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
makes_ladder(const struct active *a, const struct end *e)
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

/* Make nodes at a break for the best ways of one group.  They come to stand
 * before the active node at `at`; of the last group, at the list's end. */
static void
add_nodes(struct breaker *b, const struct end *e, const struct best *best,
        size_t at, int last)
{
	struct kp_memory *m = b->m;
	size_t start = b->n;

	for (unsigned set = best->set; set; set &= set - 1) {
		int i = __builtin_ctz(set);
		int ladder = i / CLASSES, c = i % CLASSES;
		size_t from = best->from[ladder][c];
		int64_t d = best->demerits[ladder][c];
		struct active a;

		if (is_beaten(b, best, ladder, d))
			continue;
		if (start == b->n)
			start = kp_line_start(b->item, b->n, e->item + 1);
		a.sum = m->sum.p[start];
		a.demerits = d;
		a.start = start;
		a.line = m->node.p[from].line + 1;
		a.node = m->node.n;
		a.fitness = (uint8_t)c;
		a.flagged = (uint8_t)(e->flagged ? 1 + ladder : 0);
		vec_add(&m->node, ((struct node){ e->item, start, a.line, from,
		                          a.demerits }));
		if (last)
			vec_add(&m->active, a);
		else
			vec_add(&m->fresh, ((struct fresh){ a, at }));
	}
}

/* The new nodes to their places, from the last on. */
static void
merge_fresh(struct kp_memory *m)
{
	size_t kept = m->active.n, k = m->fresh.n, i = kept + k;

	vec_reserve(&m->active, i);
	m->active.n = i;
	while (k > 0) {
		const struct fresh *f = &m->fresh.p[k - 1];

		while (kept > f->at)
			m->active.p[--i] = m->active.p[--kept];
		m->active.p[--i] = f->a;
		k--;
	}
	vec_clear(&m->fresh);
}

/* Is a break the first where the line from node a may end?  before is the
 * legal break before it, or n. */
static int
is_first(const struct breaker *b, const struct active *a, size_t before)
{
	return before == b->n || before < a->start;
}

static void
try_line(const struct breaker *b, const struct active *a, const struct end *e,
        const struct line *l, struct best *best)
{
	int64_t d = demerits(b, a, e, l);
	int c = l->fitness, ladder = makes_ladder(a, e);
	unsigned bit = 1u << (CLASSES * ladder + c);

	if ((best->set & bit) && d >= best->demerits[ladder][c])
		return;
	best->set |= bit;
	best->demerits[ladder][c] = d;
	best->from[ladder][c] = a->node;
	if (d < best->least[ladder])
		best->least[ladder] = d;
}

/* Will add_nodes() have no use for a line of at least this badness? */
static int
is_hopeless(const struct breaker *b, const struct active *a,
        const struct end *e, int64_t bad, const struct best *best)
{
	int64_t d = a->demerits + square(b->par->line_penalty + bad) + e->own;

	return b->par->flagged_demerits >= 0 && b->par->ladder_demerits >= 0 &&
	       d < DEMERITS_MAX && is_beaten(b, best, makes_ladder(a, e), d);
}

/* The badness that a line so short has at least: that of ratio k is 100 k^3. */
static int64_t
least_badness(int64_t slack, int64_t room)
{
	return slack < room       ? 0
	       : slack < 2 * room ? 100
	       : slack < 3 * room ? 800
	                          : 2700;
}

/* The line from node a to a break.  0 when the node is of no more use. */
static inline int
try_from(const struct breaker *b, const struct active *a, const struct end *e,
        size_t before, struct best *best)
{
	static const struct line loosest = { .badness = INF_BAD, .fitness = 3 };
	unit measure = line_measure(b, a->line);
	int64_t slack = measure - (e->to.width - a->sum.width), room, bad;
	struct line l;

	if (e->item < a->start)
		return 1; /* a line has something in it */
	if (slack > 0 && !e->forced && !b->par->ragged) {
		room = e->to.stretch - a->sum.stretch + emergency(b, measure);
		if (slack * KP_RATIO >= b->loosest * room) {
			if (b->pass.tolerance >= INF_BAD &&
			        !is_hopeless(b, a, e, INF_BAD, best))
				try_line(b, a, e, &loosest, best);
			return 1;
		}
		bad = least_badness(slack, room);
		if (bad > 0 && is_hopeless(b, a, e, bad, best))
			return 1;
	}
	l = kp_judge(b, &a->sum, e, measure);
	if (l.excess > 0 ? b->pass.overfull && is_first(b, a, before) : l.fits)
		try_line(b, a, e, &l, best);
	return !e->forced && l.excess <= e->hyphen;
}

/* Try lines from all active nodes to a break at item `end`. */
static void
try_break(struct breaker *b, size_t end, size_t before)
{
	struct kp_memory *m = b->m;
	struct end e = kp_end_of(b, end);
	struct best best;
	size_t group = 0, kept = 0, i;

	best_clear(&best);
	for (i = 0; i < m->active.n; i++) {
		const struct active *a = &m->active.p[i];
		size_t own = line_group(b, a->line);

		/* The list is in order of groups: one done, its nodes are
		 * made and stand before the next group's. */
		if (i > 0 && own != group) {
			add_nodes(b, &e, &best, kept, 0);
			best_clear(&best);
		}
		group = own;
		if (try_from(b, a, &e, before, &best) && kept++ < i)
			m->active.p[kept - 1] = *a;
	}
	m->active.n = kept;
	if (m->fresh.n)
		merge_fresh(m);
	if (best.set)
		add_nodes(b, &e, &best, 0, 1);
}

/* Run over all items.  0, or -1 when no way leads to the end. */
static int
run_pass(struct breaker *b, const struct pass *pass, int k)
{
	struct kp_memory *m = b->m;
	size_t before = b->n, start;
	size_t i;

	b->pass = *pass;
	if (m->tolerance[k] != pass->tolerance) {
		m->tolerance[k] = pass->tolerance;
		m->loosest[k] = kp_loosest_ratio(pass->tolerance < INF_BAD
		                                         ? pass->tolerance
		                                         : INF_BAD - 1);
	}
	b->loosest = m->loosest[k];
	start = kp_line_start(b->item, b->n, 0);
	vec_clear(&m->node);
	vec_clear(&m->active);
	vec_add(&m->node, ((struct node){ .item = b->n, .start = start }));
	vec_add(&m->active, ((struct active){ .sum = m->sum.p[start],
	                            .start = start,
	                            .fitness = 1 }));
	for (i = 0; i < b->n; i++) {
		if (!is_legal(b->item, i))
			continue;
		try_break(b, i, before);
		before = i;
		if (m->active.n == 0)
			return -1;
	}
	return 0;
}

/* The node to end with; *exact tells whether looseness is what was asked. */
static size_t
choose_end(const struct breaker *b, int *exact)
{
	const struct active *end = b->m->active.p;
	size_t n = b->m->active.n, best = 0, pick, i;
	long long want;

	for (i = 1; i < n; i++)
		if (end[i].demerits < end[best].demerits)
			best = i;
	*exact = 1;
	if (b->par->looseness == 0)
		return end[best].node;
	want = (long long)end[best].line + b->par->looseness;
	pick = best;
	for (i = 0; i < n; i++) {
		long long di = llabs((long long)end[i].line - want);
		long long dp = llabs((long long)end[pick].line - want);

		if (di < dp ||
		        (di == dp && end[i].demerits < end[pick].demerits))
			pick = i;
	}
	*exact = (long long)end[pick].line == want;
	return end[pick].node;
}

static int64_t
collect(const struct breaker *b, size_t k, struct kp_breaks *out)
{
	int64_t total = b->m->node.p[k].demerits;
	size_t lines = b->m->node.p[k].line;

	vec_reserve(out, lines);
	out->n = lines;
	for (; lines > 0; lines--) {
		const struct node *a = &b->m->node.p[k];
		const struct node *from = &b->m->node.p[a->prev];
		struct end e = kp_end_of(b, a->item);
		struct line l = kp_judge(b, &b->m->sum.p[from->start], &e,
		        line_measure(b, lines - 1));

		kp_put_line(b, &out->p[lines - 1], &l, a->item);
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
	vec_free(&m->sum);
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
	int t = params->tolerance < 1         ? 1
	        : params->tolerance > INF_BAD ? INF_BAD
	                                      : params->tolerance;
	const struct pass pass[KP_PASSES] = {
		{ params->ragged ? INF_BAD : t, 0, 0 },
		{ t > INF_BAD / 4 ? INF_BAD : 4 * t, 0, 0 },
		{ INF_BAD, 1, 0 },
		{ INF_BAD, 1, 1 },
	};
	struct kp_memory own = { .sum = VEC_INIT };
	struct breaker b = { .item = items,
		.n = n,
		.par = params,
		.m = params->memory ? params->memory : &own };
	int64_t total = 0;
	int i;

	vec_clear(out);
	if (n == 0)
		return 0;
	assert(is_forced(&items[n - 1]));
	kp_begin(&b);
	for (i = 0; i < KP_PASSES; i++) {
		int exact;
		size_t end;

		/* A ragged line either fits or does not. */
		if (params->ragged && (i == 1 || i == 2))
			continue;
		if (params->strict && i > 0)
			break;
		if (run_pass(&b, &pass[i], i) < 0)
			continue;
		end = choose_end(&b, &exact);
		if (!exact && params->strict)
			break;
		if (!exact && i < 2 && !params->ragged)
			continue;
		total = collect(&b, end, out);
		break;
	}
	kp_memory_empty(&own);
	return total;
}
