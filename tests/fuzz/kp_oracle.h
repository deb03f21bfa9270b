/* kp_oracle: the best breaking of a short paragraph by trying them all.
 *
 * Written from the text of break.h and of the paper, not from kp.c: every
 * choice of breaks is walked, every line is summed item by item, nothing is
 * pruned.  Exponential: for a dozen legal breaks. */
#ifndef BANTIN_TESTS_KP_ORACLE_H
#define BANTIN_TESTS_KP_ORACLE_H

#include <stdint.h>
#include <stdlib.h>

#include "text/break.h"

#define ORACLE_LINES 64
#define ORACLE_NONE INT64_MAX

struct oracle {
	const struct kp_item *it;
	size_t n;
	const struct kp_params *par;
	int tolerance, emergency, overfull; /* of the pass */
	int64_t best[ORACLE_LINES]; /* by number of lines */
};

struct oracle_line {
	int badness, fitness;
	int64_t excess, natural, measure;
	int fits;
};

static int
oracle_legal(const struct kp_item *it, size_t i)
{
	if (it[i].kind == KP_PENALTY)
		return it[i].penalty < KP_INFINITE;
	return it[i].kind == KP_GLUE && i && it[i - 1].kind == KP_BOX &&
	       it[i].stretch < KP_FILL;
}

static int
oracle_forced(const struct kp_item *it)
{
	return it->kind == KP_PENALTY && it->penalty <= -KP_INFINITE;
}

static int
oracle_badness(int64_t diff, int64_t room)
{
	int64_t r;

	if (diff <= 0)
		return 0;
	if (room <= 0 || diff > 5 * room + 4)
		return 10000;
	r = diff * 4096 / room;
	r = 100 * r * r / 4096 * r / 4096 / 4096;
	return r > 10000 ? 10000 : (int)r;
}

static struct oracle_line
oracle_line(const struct oracle *o, size_t start, size_t end, size_t number)
{
	struct oracle_line l = { 0 };
	int64_t stretch = 0, shrink = 0, slack, r;
	size_t i;

	l.measure = o->par->line_width(o->par->ctx, number);
	for (i = start; i < end; i++) {
		if (o->it[i].kind == KP_PENALTY)
			continue;
		l.natural += o->it[i].width;
		if (o->it[i].kind == KP_GLUE) {
			stretch += o->it[i].stretch;
			shrink += o->it[i].shrink;
		}
	}
	if (o->it[end].kind == KP_PENALTY)
		l.natural += o->it[end].width;
	slack = l.measure - l.natural;
	if (o->par->ragged) {
		l.fitness = 1;
		l.excess = slack < 0 ? -slack : 0;
		l.fits = slack >= 0;
		l.badness = slack < 0 ? 10000
		            : oracle_forced(&o->it[end])
		                    ? 0
		                    : oracle_badness(slack, l.measure / 5);
		return l;
	}
	if (slack < 0) {
		l.excess = -slack > shrink ? -slack - shrink : 0;
		l.badness = l.excess ? 10000 : oracle_badness(-slack, shrink);
		l.fits = !l.excess && l.badness <= o->tolerance;
		l.fitness = l.excess || -slack * 4096 / shrink > 2048 ? 0 : 1;
		return l;
	}
	if (o->emergency)
		stretch += l.measure / 8;
	l.badness = oracle_badness(slack, stretch);
	l.fits = l.badness <= o->tolerance;
	r = stretch > 0 ? slack * 4096 / stretch : slack ? 99999 : 0;
	l.fitness = r <= 2048 ? 1 : r <= 4096 ? 2 : 3;
	return l;
}

static int64_t
oracle_demerits(const struct oracle *o, size_t end, const struct oracle_line *l,
        int flagged, int fitness)
{
	const struct kp_item *it = &o->it[end];
	int64_t p = it->kind == KP_PENALTY ? it->penalty : 0;
	int64_t b = (int64_t)o->par->line_penalty + l->badness, d;

	if (end == o->n - 1 && o->par->last_line_min && l->measure) {
		int64_t want = l->measure * o->par->last_line_min / 100;

		if (l->natural < want)
			b += 100 * (want - l->natural) / want;
	}
	d = b * b;
	if (p > 0)
		d += p * p;
	else if (p > -KP_INFINITE)
		d -= p * p;
	if (it->kind == KP_PENALTY && it->flagged && flagged)
		d += o->par->flagged_demerits;
	if (it->kind == KP_PENALTY && it->flagged && flagged > 1)
		d += o->par->ladder_demerits;
	if (!o->par->ragged && abs(l->fitness - fitness) > 1)
		d += o->par->fitness_demerits;
	if (l->excess)
		d += INT64_C(10000000000) + 1000 * l->excess;
	return d;
}

static void
oracle_walk(struct oracle *o, size_t from, size_t lines, int64_t sum,
        int flagged, int fitness)
{
	size_t start = from, end;
	int first = 1;

	while (start < o->n && o->it[start].kind != KP_BOX &&
	        !oracle_forced(&o->it[start]))
		start++;
	for (end = start; end < o->n; end++) {
		struct oracle_line l;
		int64_t d;

		if (!oracle_legal(o->it, end))
			continue;
		l = oracle_line(o, start, end, lines);
		if (l.excess ? o->overfull && first : l.fits) {
			d = sum + oracle_demerits(o, end, &l, flagged, fitness);
			if (end == o->n - 1) {
				if (lines + 1 < ORACLE_LINES &&
				        d < o->best[lines + 1])
					o->best[lines + 1] = d;
			} else {
				oracle_walk(o, end + 1, lines + 1, d,
				        o->it[end].kind == KP_PENALTY &&
				                        o->it[end].flagged
				                ? flagged + 1
				                : 0,
				        l.fitness);
			}
		}
		first = 0;
		if (oracle_forced(&o->it[end]))
			break;
	}
}

/* Least demerits, and the lines that they take. */
static int64_t
oracle(const struct kp_item *it, size_t n, const struct kp_params *par,
        size_t *lines)
{
	int t = par->tolerance < 1       ? 1
	        : par->tolerance > 10000 ? 10000
	                                 : par->tolerance;
	int tol[4] = { t, 4 * t > 10000 ? 10000 : 4 * t, 10000, 10000 };
	struct oracle o = { .it = it, .n = n, .par = par };
	int pass;

	for (pass = 0; pass < 4; pass++) {
		size_t k, best = 0, pick;
		long want;

		if (par->ragged && (pass == 1 || pass == 2))
			continue;
		o.tolerance = tol[pass];
		o.emergency = pass >= 2;
		o.overfull = pass == 3;
		for (k = 0; k < ORACLE_LINES; k++)
			o.best[k] = ORACLE_NONE;
		oracle_walk(&o, 0, 0, 0, 0, 1);
		for (k = 1; k < ORACLE_LINES; k++)
			if (o.best[k] != ORACLE_NONE &&
			        (!best || o.best[k] < o.best[best]))
				best = k;
		if (!best)
			continue;
		want = (long)best + par->looseness;
		pick = best;
		for (k = 1; k < ORACLE_LINES; k++) {
			long dk = labs((long)k - want);
			long dp = labs((long)pick - want);

			if (o.best[k] != ORACLE_NONE &&
			        (dk < dp ||
			                (dk == dp && o.best[k] < o.best[pick])))
				pick = k;
		}
		if ((long)pick != want && pass < 2 && !par->ragged)
			continue;
		*lines = pick;
		return o.best[pick];
	}
	*lines = 0;
	return ORACLE_NONE;
}

/* Demerits of a breaking, and whether it is one at all: -1 when not. */
static int
oracle_check(const struct kp_item *it, size_t n, const struct kp_params *par,
        const struct kp_breaks *b)
{
	struct oracle o = { .it = it, .n = n, .par = par, .tolerance = 10000 };
	size_t from = 0, i;

	if (b->n == 0 || b->p[b->n - 1].item != n - 1)
		return -1;
	for (i = 0; i < b->n; i++) {
		size_t end = b->p[i].item, k;
		struct oracle_line l;

		if (end < from || end >= n || !oracle_legal(it, end))
			return -1;
		while (from < n && it[from].kind != KP_BOX &&
		        !oracle_forced(&it[from]))
			from++;
		if (end < from)
			return -1;
		for (k = from; k < end; k++)
			if (oracle_forced(&it[k]))
				return -1;
		l = oracle_line(&o, from, end, i);
		if ((l.excess > 0) != b->p[i].overfull || b->p[i].ratio < -4096)
			return -1;
		from = end + 1;
	}
	return 0;
}

#endif
