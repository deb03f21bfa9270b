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
 * tightness.  A node whose
 * demerits exceed the best of its line number by more than the fitness extra
 * can never win (836) and is not made.
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

#include "text/break.h"

#define INF_BAD 10000
#define CLASSES 4 /* tight, decent, loose, very loose */
#define PASSES 4
#define OVERFULL_DEMERITS INT64_C(10000000000)
#define DEMERITS_MAX (INT64_MAX / 4)

struct sums {
	int64_t width, stretch, shrink;
};

struct node {
	size_t item; /* break here; items.n for the start */
	size_t start; /* first item of the next line */
	size_t line; /* lines so far */
	size_t prev; /* index of the node before */
	int64_t demerits; /* from the beginning */
};

/* A node from which lines are tried. */
struct active {
	struct sums sum; /* before its start */
	int64_t demerits;
	size_t start, line;
	size_t node; /* its index */
	uint8_t fitness;
	uint8_t flagged; /* breaks up to here that are, in a row: 0, 1, more */
};

struct fresh { /* to stand before the active node at `at` */
	struct active a;
	size_t at;
};

/* What one pass allows. */
struct pass {
	int tolerance;
	int emergency; /* 1: lines get extra stretch in badness */
	int overfull; /* 1: lines that cannot fit are taken */
};

/* What a paragraph needs and the next one uses again. */
struct kp_memory {
	int64_t loosest[PASSES]; /* a ratio * KP_RATIO of each pass ... */
	int tolerance[PASSES]; /* ... that had this tolerance; 0: none had */
	VEC(struct sums) sum; /* before item i; n + 1 of them */
	VEC(struct node) node; /* all ever made */
	VEC(struct active) active; /* by line number */
	VEC(struct fresh) fresh;
};

struct breaker {
	const struct kp_item *item;
	size_t n;
	const struct kp_params *par;
	struct pass pass;
	int64_t loosest; /* a ratio * KP_RATIO, see above */
	size_t level; /* from this line on all are equally long ... */
	unit rest; /* ... that is, so long */
	size_t group; /* from this line on numbers do not matter */
	struct kp_memory *m;
};

/* A break, as it is for all lines that might end there. */
struct end {
	size_t item;
	const struct kp_item *it;
	struct sums to; /* with the break's own width */
	int forced, flagged;
	int64_t own; /* the demerits that are the break's */
	int64_t hyphen; /* its width, when a line without it may fit */
};

/* One line, judged. */
struct line {
	int badness;
	int fitness;
	int fits;
	int64_t excess; /* beyond the measure, shrunk */
	int64_t natural, stretch, shrink;
	unit measure;
};

static int
is_forced(const struct kp_item *it)
{
	return it->kind == KP_PENALTY && it->penalty <= -KP_INFINITE;
}

static int
is_legal(const struct kp_item *item, size_t i)
{
	if (item[i].kind == KP_PENALTY)
		return item[i].penalty < KP_INFINITE;
	return item[i].kind == KP_GLUE && i > 0 && item[i - 1].kind == KP_BOX &&
	       item[i].stretch < KP_FILL;
}

/* Glue and penalties after a break vanish, up to a box or a forced break. */
static size_t
line_start(const struct kp_item *item, size_t n, size_t i)
{
	while (i < n && item[i].kind != KP_BOX && !is_forced(&item[i]))
		i++;
	return i;
}

/* What is known of the lines' lengths, see kp_params.uniform. */
static void
know_lines(struct breaker *b)
{
	const struct kp_params *par = b->par;

	b->level = b->group = SIZE_MAX;
	if (par->uniform == 0)
		return;
	b->level = par->uniform - 1;
	b->rest = par->line_width(par->ctx, b->level);
	if (par->looseness == 0)
		b->group = b->level;
}

static void
make_sums(struct breaker *b)
{
	struct sums s = { 0, 0, 0 };
	size_t i;

	vec_reserve(&b->m->sum, b->n + 1);
	for (i = 0; i < b->n; i++) {
		b->m->sum.p[i] = s;
		if (b->item[i].kind == KP_PENALTY)
			continue;
		s.width += b->item[i].width;
		if (b->item[i].kind == KP_GLUE) {
			s.stretch += b->item[i].stretch;
			s.shrink += b->item[i].shrink;
		}
	}
	b->m->sum.p[b->n] = s;
}

/* 100 times the cube of a ratio >= 0, at most INF_BAD. */
static int
cube(int64_t ratio)
{
	uint64_t r = (uint64_t)ratio;

	r = 100 * r * r / KP_RATIO * r / KP_RATIO / KP_RATIO;
	return r > INF_BAD ? INF_BAD : (int)r;
}

/* 100 * (diff / room)^3, at most INF_BAD. */
static int
badness(int64_t diff, int64_t room)
{
	if (diff <= 0)
		return 0;
	if (room <= 0 || diff / 5 > room)
		return INF_BAD;
	return cube(diff * KP_RATIO / room);
}

static int
clamp_ratio(int64_t diff, int64_t room)
{
	int64_t r;

	if (room <= 0)
		return 0;
	r = diff > INT64_MAX / KP_RATIO ? INT32_MAX : diff * KP_RATIO / room;
	return r > INT32_MAX ? INT32_MAX : (int)r;
}

/* The glue neither stretches nor shrinks; what is missing at the line's end
 * is measured against a fifth of it. */
static void
judge_ragged(struct line *l, int forced)
{
	int64_t slack = l->measure - l->natural;

	l->fitness = 1;
	if (slack < 0) {
		l->excess = -slack;
		l->badness = INF_BAD;
		return;
	}
	l->fits = 1;
	if (!forced)
		l->badness = badness(slack, l->measure / 5);
}

static int64_t
emergency(const struct breaker *b, unit measure)
{
	return b->pass.emergency ? measure / 8 : 0;
}

static void
judge_justified(const struct breaker *b, struct line *l)
{
	int64_t slack = l->measure - l->natural, room, r = 0;

	if (slack < 0) {
		room = l->shrink > 0 ? l->shrink : 0;
		if (-slack > room) {
			l->excess = -slack - room;
			l->badness = INF_BAD;
			return;
		}
		r = -slack * KP_RATIO / room;
		l->fitness = r <= KP_RATIO / 2;
	} else if (slack > 0) {
		room = l->stretch + emergency(b, l->measure);
		/* a rigid line that falls short is as loose as can be */
		if (room <= 0 || slack / 5 > room) {
			l->badness = INF_BAD;
			l->fitness = 3;
			l->fits = b->pass.tolerance >= INF_BAD;
			return;
		}
		r = slack * KP_RATIO / room;
		l->fitness = r <= KP_RATIO / 2 ? 1 : r <= KP_RATIO ? 2 : 3;
	} else {
		l->fitness = 1;
	}
	l->badness = cube(r);
	l->fits = l->badness <= b->pass.tolerance;
}

static unit
line_measure(const struct breaker *b, size_t number)
{
	if (number >= b->level)
		return b->rest;
	return b->par->line_width(b->par->ctx, number);
}

/* The line from a place before which the sums are from. */
static inline struct line
judge(const struct breaker *b, const struct sums *from, const struct end *e,
        unit measure)
{
	struct line l = { .natural = e->to.width - from->width,
		.stretch = e->to.stretch - from->stretch,
		.shrink = e->to.shrink - from->shrink,
		.measure = measure };

	if (b->par->ragged)
		judge_ragged(&l, e->forced);
	else
		judge_justified(b, &l);
	return l;
}

/* The adjustment ratio of a line * KP_RATIO. */
static int
ratio_of(const struct breaker *b, const struct line *l)
{
	int64_t slack = l->measure - l->natural;

	if (b->par->ragged)
		return 0;
	if (slack >= 0)
		return clamp_ratio(slack, l->stretch);
	if (l->excess > 0)
		return l->shrink > 0 ? -KP_RATIO : 0;
	return -clamp_ratio(-slack, l->shrink);
}

/* The least ratio whose badness is more than that. */
static int64_t
loosest_ratio(int bad)
{
	int64_t lo = 0, hi = 8 * KP_RATIO;

	while (lo < hi) {
		int64_t mid = (lo + hi) / 2;

		if (badness(mid, KP_RATIO) > bad)
			hi = mid;
		else
			lo = mid + 1;
	}
	return lo;
}

static int64_t
square(int64_t v)
{
	return v * v;
}

/* The part of a break's demerits that is its own. */
static int64_t
penalty_demerits(const struct kp_item *it)
{
	int penalty = it->kind == KP_PENALTY ? it->penalty : 0;

	if (penalty > 0)
		return square(penalty);
	return penalty > -KP_INFINITE ? -square(penalty) : 0;
}

/* A line that only its hyphen makes too long may yet end further on. */
static int64_t
hyphen_width(const struct kp_item *it)
{
	return it->kind == KP_PENALTY && it->width > 0 && !is_forced(it)
	               ? it->width
	               : 0;
}

static struct end
end_of(const struct breaker *b, size_t item)
{
	const struct kp_item *it = &b->item[item];
	struct end e = { .item = item,
		.it = it,
		.to = b->m->sum.p[item],
		.forced = is_forced(it),
		.flagged = it->kind == KP_PENALTY && it->flagged,
		.own = penalty_demerits(it),
		.hyphen = hyphen_width(it) };

	if (it->kind == KP_PENALTY)
		e.to.width += it->width;
	return e;
}

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
			start = line_start(b->item, b->n, e->item + 1);
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
	l = judge(b, &a->sum, e, measure);
	if (l.excess > 0 ? b->pass.overfull && is_first(b, a, before) : l.fits)
		try_line(b, a, e, &l, best);
	return !e->forced && l.excess <= e->hyphen;
}

/* Try lines from all active nodes to a break at item `end`. */
static void
try_break(struct breaker *b, size_t end, size_t before)
{
	struct kp_memory *m = b->m;
	struct end e = end_of(b, end);
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
		m->loosest[k] = loosest_ratio(pass->tolerance < INF_BAD
		                                      ? pass->tolerance
		                                      : INF_BAD - 1);
	}
	b->loosest = m->loosest[k];
	start = line_start(b->item, b->n, 0);
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

static void
put_line(const struct breaker *b, struct kp_break *out, const struct line *l,
        size_t item)
{
	out->item = item;
	out->ratio = ratio_of(b, l);
	out->badness = l->badness;
	out->overfull = l->excess > 0;
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
		struct end e = end_of(b, a->item);
		struct line l = judge(b, &b->m->sum.p[from->start], &e,
		        line_measure(b, lines - 1));

		put_line(b, &out->p[lines - 1], &l, a->item);
		k = a->prev;
	}
	return total;
}

struct kp_memory *
kp_memory_new(void)
{
	return xcalloc(1, sizeof(struct kp_memory));
}

static void
memory_empty(struct kp_memory *m)
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
	memory_empty(m);
	free(m);
}

int64_t
kp_break(const struct kp_item *items, size_t n, const struct kp_params *params,
        struct kp_breaks *out)
{
	int t = params->tolerance < 1         ? 1
	        : params->tolerance > INF_BAD ? INF_BAD
	                                      : params->tolerance;
	const struct pass pass[PASSES] = {
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
	make_sums(&b);
	know_lines(&b);
	for (i = 0; i < PASSES; i++) {
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
	memory_empty(&own);
	return total;
}

void
kp_first_fit(const struct kp_item *items, size_t n,
        const struct kp_params *params, struct kp_breaks *out)
{
	struct kp_memory own = { .sum = VEC_INIT };
	struct breaker b = { .item = items,
		.n = n,
		.par = params,
		.pass = { INF_BAD, 0, 1 },
		.m = params->memory ? params->memory : &own };
	size_t start = line_start(items, n, 0);
	size_t i, last = n;
	struct line fit = { 0 };

	vec_clear(out);
	if (n == 0)
		return;
	assert(is_forced(&items[n - 1]));
	make_sums(&b);
	know_lines(&b);
	for (i = start; i < n; i++) {
		struct end e;
		struct line l;

		if (!is_legal(items, i))
			continue;
		e = end_of(&b, i);
		l = judge(&b, &b.m->sum.p[start], &e, line_measure(&b, out->n));
		if (l.excess > 0 && l.excess <= e.hyphen && last < n)
			continue;
		if (l.excess > 0 && last < n) {
			i = last; /* the break before is the last that fits */
			l = fit;
		} else if (l.excess == 0 && !is_forced(&items[i])) {
			last = i;
			fit = l;
			continue;
		}
		put_line(&b, vec_push(out), &l, i);
		start = line_start(items, n, i + 1);
		last = n;
		i = start - 1; /* the loop goes on at start */
	}
	memory_empty(&own);
}
