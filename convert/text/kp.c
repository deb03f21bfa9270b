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
 * breaks in a row and for neighbours of unlike tightness.  A node whose
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
	uint8_t flagged;
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
	unit rest; /* length of the lines that are all equally long */
	struct kp_memory *m;
};

/* One line, judged. */
struct line {
	int badness;
	int ratio; /* * KP_RATIO */
	int fitness;
	int fits;
	int64_t excess; /* beyond the measure, shrunk */
	int64_t natural;
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

/* 100 * (diff / room)^3, at most INF_BAD. */
static int
badness(int64_t diff, int64_t room)
{
	int64_t r;

	if (diff <= 0)
		return 0;
	if (room <= 0 || diff / 5 > room)
		return INF_BAD;
	r = diff * KP_RATIO / room;
	r = 100 * r * r / KP_RATIO * r / KP_RATIO / KP_RATIO;
	return r > INF_BAD ? INF_BAD : (int)r;
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

static int
fitness_class(int ratio)
{
	if (ratio < -KP_RATIO / 2)
		return 0;
	if (ratio <= KP_RATIO / 2)
		return 1;
	return ratio <= KP_RATIO ? 2 : 3;
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

static void
judge_justified(struct line *l, int64_t stretch, int64_t shrink,
        const struct pass *pass)
{
	int64_t slack = l->measure - l->natural;
	int64_t extra = pass->emergency ? l->measure / 8 : 0;

	if (slack < 0) {
		if (shrink < 0)
			shrink = 0;
		l->fitness = 0;
		if (-slack > shrink) {
			l->excess = -slack - shrink;
			l->badness = INF_BAD;
			l->ratio = shrink ? -KP_RATIO : 0;
			return;
		}
		l->badness = badness(-slack, shrink);
		l->ratio = -clamp_ratio(-slack, shrink);
		l->fits = l->badness <= pass->tolerance;
	} else {
		l->badness = badness(slack, stretch + extra);
		l->ratio = clamp_ratio(slack, stretch);
		l->fits = l->badness <= pass->tolerance;
	}
	/* A rigid line that falls short is as loose as can be. */
	l->fitness =
	        slack > 0 && stretch + extra <= 0
	                ? 3
	                : fitness_class(slack < 0 ? l->ratio
	                                          : clamp_ratio(slack,
	                                                    stretch + extra));
}

static unit
line_measure(const struct breaker *b, size_t number)
{
	if (b->par->uniform && number + 1 >= b->par->uniform)
		return b->rest;
	return b->par->line_width(b->par->ctx, number);
}

/* The line from an item, before which the sums are from, to a break at item
 * end. */
static struct line
judge(const struct breaker *b, const struct sums *from, size_t end,
        size_t number)
{
	const struct kp_item *it = &b->item[end];
	const struct sums *to = &b->m->sum.p[end];
	struct line l = { .measure = line_measure(b, number) };

	l.natural = to->width - from->width;
	if (it->kind == KP_PENALTY)
		l.natural += it->width;
	if (b->par->ragged)
		judge_ragged(&l, is_forced(it));
	else
		judge_justified(&l, to->stretch - from->stretch,
		        to->shrink - from->shrink, &b->pass);
	return l;
}

/* The line from a to a break, as judge() sees it: what it is short of the
 * measure, and how far it may stretch. */
static int64_t
line_slack(const struct breaker *b, const struct active *a, size_t end,
        int64_t *room)
{
	const struct kp_item *it = &b->item[end];
	const struct sums *to = &b->m->sum.p[end];
	unit measure = line_measure(b, a->line);

	*room = to->stretch - a->sum.stretch;
	if (b->pass.emergency)
		*room += measure / 8;
	return measure - (to->width - a->sum.width) -
	       (it->kind == KP_PENALTY ? it->width : 0);
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

/* Demerits of line l, which goes from node a to a break at item end. */
static int64_t
demerits(const struct breaker *b, const struct active *a, size_t end,
        const struct line *l)
{
	const struct kp_params *par = b->par;
	const struct kp_item *it = &b->item[end];
	int64_t bad = (int64_t)par->line_penalty + l->badness;
	int64_t d;

	/* A last line shorter than wanted is at worst as bad as one stretched
	 * by all its stretch. */
	if (end + 1 == b->n && par->last_line_min > 0 && l->measure > 0) {
		int64_t want = (int64_t)l->measure * par->last_line_min / 100;

		if (l->natural < want)
			bad += 100 * (want - l->natural) / want;
	}
	d = square(bad) + penalty_demerits(it);
	if (it->kind == KP_PENALTY && it->flagged && a->flagged)
		d += par->flagged_demerits;
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
	const struct kp_params *par = b->par;

	if (par->uniform && par->looseness == 0 && line + 1 >= par->uniform)
		return par->uniform - 1;
	return line;
}

struct best {
	int64_t least; /* of demerits[]; DEMERITS_MAX: none is set */
	int64_t demerits[CLASSES];
	size_t from[CLASSES];
	uint8_t set[CLASSES];
};

static const struct best no_best = { .least = DEMERITS_MAX };

static int64_t
fitness_extra(const struct breaker *b)
{
	return b->par->fitness_demerits > 0 ? b->par->fitness_demerits : 0;
}

/* Make nodes at item `end` for the best ways of one group; they come to stand
 * before the active node at `at`. */
static void
add_nodes(struct breaker *b, size_t end, const struct best *best, size_t at)
{
	const struct kp_item *it = &b->item[end];
	int64_t most = fitness_extra(b);
	size_t start = b->n;
	int c;

	for (c = 0; c < CLASSES; c++) {
		struct node *node;
		struct fresh *f;

		if (!best->set[c] || best->demerits[c] - best->least > most)
			continue;
		if (start == b->n)
			start = line_start(b->item, b->n, end + 1);
		f = vec_push(&b->m->fresh);
		f->at = at;
		f->a.node = b->m->node.n;
		node = vec_push(&b->m->node);
		node->item = end;
		node->start = f->a.start = start;
		node->prev = best->from[c];
		node->line = f->a.line = b->m->node.p[node->prev].line + 1;
		node->demerits = f->a.demerits = best->demerits[c];
		f->a.sum = b->m->sum.p[start];
		f->a.fitness = (uint8_t)c;
		f->a.flagged = it->kind == KP_PENALTY && it->flagged;
	}
}

/* The new nodes to their places, from the last on. */
static void
merge_fresh(struct kp_memory *m, size_t kept)
{
	size_t k = m->fresh.n, i = kept + k;

	vec_reserve(&m->active, i);
	m->active.n = i;
	while (k > 0) {
		const struct fresh *f = &m->fresh.p[k - 1];

		while (kept > f->at)
			m->active.p[--i] = m->active.p[--kept];
		m->active.p[--i] = f->a;
		k--;
	}
}

/* Is a break the first where the line from node a may end?  before is the
 * legal break before it, or n. */
static int
is_first(const struct breaker *b, const struct active *a, size_t before)
{
	return before == b->n || before < a->start;
}

/* A line that only its hyphen makes too long may yet end further on. */
static int64_t
hyphen_width(const struct kp_item *it)
{
	return it->kind == KP_PENALTY && it->width > 0 && !is_forced(it)
	               ? it->width
	               : 0;
}

static void
try_line(const struct breaker *b, const struct active *a, size_t end,
        const struct line *l, struct best *best)
{
	int64_t d = demerits(b, a, end, l);
	int c = l->fitness;

	if (best->set[c] && d >= best->demerits[c])
		return;
	best->set[c] = 1;
	best->demerits[c] = d;
	best->from[c] = a->node;
	if (d < best->least)
		best->least = d;
}

/* Will add_nodes() have no use for a line that is so short? */
static int
is_hopeless(const struct breaker *b, const struct active *a, int64_t slack,
        int64_t room, int64_t own, const struct best *best)
{
	int64_t bad = b->par->line_penalty, d;

	/* 100 k^3 is the badness of ratio k */
	if (slack >= 3 * room)
		bad += 2700;
	else if (slack >= 2 * room)
		bad += 800;
	else if (slack >= room)
		bad += 100;
	else
		return 0;
	d = a->demerits + square(bad) + own;
	return d < DEMERITS_MAX && d - fitness_extra(b) > best->least;
}

/* Try lines from all active nodes to a break at item `end`. */
static void
try_break(struct breaker *b, size_t end, size_t before)
{
	static const struct line loosest = { .badness = INF_BAD, .fitness = 3 };
	struct kp_memory *m = b->m;
	int forced = is_forced(&b->item[end]);
	int may_stretch = !forced && !b->par->ragged;
	int may_skip = b->par->flagged_demerits >= 0;
	int64_t hyphen = hyphen_width(&b->item[end]);
	int64_t own = penalty_demerits(&b->item[end]), slack = 0, room;
	struct best best = no_best;
	size_t group = 0, kept = 0, i;
	struct line l;
	int any = 0;

	vec_clear(&m->fresh);
	for (i = 0; i < m->active.n; i++) {
		const struct active *a = &m->active.p[i];
		int keep = 1;

		/* The list is in order of groups: one done, its nodes are
		 * made and stand before the next group's. */
		if (any && line_group(b, a->line) != group) {
			add_nodes(b, end, &best, kept);
			best = no_best;
		}
		any = 1;
		group = line_group(b, a->line);
		if (end < a->start) {
			; /* a line has something in it */
		} else if (may_stretch &&
		           (slack = line_slack(b, a, end, &room)) > 0 &&
		           slack * KP_RATIO >= b->loosest * room) {
			if (b->pass.tolerance >= INF_BAD)
				try_line(b, a, end, &loosest, &best);
		} else if (may_stretch && may_skip && slack > 0 &&
		           is_hopeless(b, a, slack, room, own, &best)) {
			;
		} else {
			l = judge(b, &a->sum, end, a->line);
			keep = !forced && l.excess <= hyphen;
			if (l.excess > 0 ? b->pass.overfull &&
			                           is_first(b, a, before)
			                 : l.fits)
				try_line(b, a, end, &l, &best);
		}
		if (keep && kept++ < i)
			m->active.p[kept - 1] = *a;
	}
	if (any)
		add_nodes(b, end, &best, kept);
	m->active.n = kept;
	if (m->fresh.n)
		merge_fresh(m, kept);
}

/* Run over all items.  0, or -1 when no way leads to the end. */
static int
run_pass(struct breaker *b, const struct pass *pass)
{
	struct kp_memory *m = b->m;
	size_t before = b->n, start;
	size_t i;

	b->pass = *pass;
	b->loosest = loosest_ratio(
	        pass->tolerance < INF_BAD ? pass->tolerance : INF_BAD - 1);
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
put_line(struct kp_break *out, const struct line *l, size_t item)
{
	out->item = item;
	out->ratio = l->ratio;
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
		struct line l =
		        judge(b, &b->m->sum.p[from->start], a->item, lines - 1);

		put_line(&out->p[lines - 1], &l, a->item);
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
	const struct pass pass[] = {
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
	size_t i;

	vec_clear(out);
	if (n == 0)
		return 0;
	assert(is_forced(&items[n - 1]));
	make_sums(&b);
	if (params->uniform)
		b.rest = params->line_width(params->ctx, params->uniform - 1);
	for (i = 0; i < sizeof(pass) / sizeof(pass[0]); i++) {
		int exact;
		size_t end;

		/* A ragged line either fits or does not. */
		if (params->ragged && (i == 1 || i == 2))
			continue;
		if (run_pass(&b, &pass[i]) < 0)
			continue;
		end = choose_end(&b, &exact);
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
	if (params->uniform)
		b.rest = params->line_width(params->ctx, params->uniform - 1);
	for (i = start; i < n; i++) {
		struct line l;

		if (!is_legal(items, i))
			continue;
		l = judge(&b, &b.m->sum.p[start], i, out->n);
		if (l.excess > 0 && l.excess <= hyphen_width(&items[i]) &&
		        last < n)
			continue;
		if (l.excess > 0 && last < n) {
			i = last; /* the break before is the last that fits */
			l = fit;
		} else if (l.excess == 0 && !is_forced(&items[i])) {
			last = i;
			fit = l;
			continue;
		}
		put_line(vec_push(out), &l, i);
		start = line_start(items, n, i + 1);
		last = n;
		i = start - 1; /* the loop goes on at start */
	}
	memory_empty(&own);
}
