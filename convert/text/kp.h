/* kp: lines and breaks as the breakers see them: what kp.c, which looks for
 * the best breaks, shares with kp_first.c, and with kp_line.c, which measures
 * lines.  What is asked of every line that is tried stands here, for it has to
 * be inlined.
 */
#ifndef BANTIN_TEXT_KP_H
#define BANTIN_TEXT_KP_H

#include "text/break.h"

#define INF_BAD 10000
enum { KP_CLOSE, KP_ASKED, KP_WIDER, KP_ANY, KP_LEVELS }; /* of tolerance */

struct sums {
	int64_t width, stretch, shrink;
};

/* A break, as it is for all lines that end there, and for those that begin. */
struct end {
	struct sums to; /* with the break's own width */
	struct sums from; /* before the next line's first item */
	size_t item; /* of the paragraph's beginning: their number */
	size_t next; /* the first break that the next line may end at */
	int32_t own; /* the demerits that are the break's */
	unit hyphen; /* its width, when a line without it may fit */
	uint8_t forced, flagged;
};

struct node {
	size_t end; /* break here */
	size_t line; /* lines so far */
	size_t prev; /* index of the node before */
	int64_t demerits; /* from the beginning */
	uint8_t fitness;
	uint8_t flagged; /* breaks up to here that are, in a row: 0, 1, more */
};

/* A node from which lines are tried: by how far their ends are. */
struct active {
	uint64_t near; /* farther, and they are too long */
	uint64_t far; /* nearer, and they are too short */
	size_t node; /* its index */
};

struct fresh { /* to stand behind `at` active nodes */
	struct active a;
	size_t at;
};

/* What one pass allows. */
struct pass {
	int level; /* of tolerance */
	int emergency; /* 1: lines get extra stretch in badness */
	int overfull; /* 1: lines that cannot fit are taken */
};

/* What a paragraph needs and the next one uses again. */
struct kp_memory {
	int tolerance[KP_LEVELS]; /* ascending; all 0: not known */
	int64_t loosest[KP_LEVELS]; /* a ratio * KP_RATIO, see kp.c */
	VEC(struct end) end; /* the first is the paragraph's beginning */
	VEC(struct node) node; /* all ever made */
	VEC(struct active) active; /* by line number, from b->first on */
	VEC(struct fresh) fresh;
};

struct breaker {
	const struct kp_item *item;
	size_t n;
	const struct kp_params *par;
	struct pass pass;
	int tolerance; /* of the pass */
	int64_t loosest;
	int64_t by_glue; /* the same; 0: no glue stretches */
	uint64_t by_shrink; /* 1; 0: no glue shrinks */
	int64_t limit; /* ways as dear are of no use */
	int odd; /* 1: a way may get cheaper, or a line's glue less */
	size_t first; /* active node */
	int sorted; /* 1: active nodes are by far */
	size_t level; /* from this line on all are equally long ... */
	unit rest; /* ... that is, so long */
	size_t group; /* from this line on numbers do not matter */
	struct kp_memory *m;
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

static inline int
is_forced(const struct kp_item *it)
{
	return it->kind == KP_PENALTY && it->penalty <= -KP_INFINITE;
}

static inline int64_t
square(int64_t v)
{
	return v * v;
}

static inline unit
line_measure(const struct breaker *b, size_t number)
{
	if (number >= b->level)
		return b->rest;
	return b->par->line_width(b->par->ctx, number);
}

static inline int64_t
emergency(const struct breaker *b, unit measure)
{
	return b->pass.emergency ? measure / 8 : 0;
}

/* 100 times the cube of a ratio >= 0, at most INF_BAD. */
static inline int
kp_cube(int64_t ratio)
{
	uint64_t r = (uint64_t)ratio;

	r = 100 * r * r / KP_RATIO * r / KP_RATIO / KP_RATIO;
	return r > INF_BAD ? INF_BAD : (int)r;
}

/* 100 * (diff / room)^3, at most INF_BAD. */
static inline int
kp_badness(int64_t diff, int64_t room)
{
	if (diff <= 0)
		return 0;
	if (room <= 0 || diff / 5 > room)
		return INF_BAD;
	return kp_cube(diff * KP_RATIO / room);
}

/* The glue neither stretches nor shrinks; what is missing at the line's end
 * is measured against a fifth of it. */
static inline void
kp_judge_ragged(const struct breaker *b, struct line *l, int forced)
{
	int64_t slack = l->measure - l->natural;

	l->fitness = 1;
	if (slack < 0) {
		l->excess = -slack;
		l->badness = INF_BAD;
		return;
	}
	if (!forced)
		l->badness = kp_badness(slack, l->measure / 5);
	l->fits = l->badness <= b->tolerance;
}

static inline void
kp_judge_justified(const struct breaker *b, struct line *l)
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
			l->fits = b->tolerance >= INF_BAD;
			return;
		}
		r = slack * KP_RATIO / room;
		l->fitness = r <= KP_RATIO / 2 ? 1 : r <= KP_RATIO ? 2 : 3;
	} else {
		l->fitness = 1;
	}
	l->badness = kp_cube(r);
	l->fits = l->badness <= b->tolerance;
}

/* The line from a place before which the sums are from. */
static inline struct line
kp_judge(const struct breaker *b, const struct sums *from, const struct end *e,
        unit measure)
{
	struct line l = { .natural = e->to.width - from->width,
		.stretch = e->to.stretch - from->stretch,
		.shrink = e->to.shrink - from->shrink,
		.measure = measure };

	if (b->par->ragged)
		kp_judge_ragged(b, &l, e->forced);
	else
		kp_judge_justified(b, &l);
	return l;
}

/* kp_line.c */
/* The breaks, and what is known of the lines' lengths. */
void
kp_begin(struct breaker *b);
/* The least ratio whose badness is more than that. */
int64_t
kp_loosest_ratio(int bad);
void
kp_put_line(const struct breaker *b, struct kp_break *out, const struct line *l,
        size_t item);

/* kp.c: frees what the memory holds, not itself. */
void
kp_memory_empty(struct kp_memory *m);

#endif
