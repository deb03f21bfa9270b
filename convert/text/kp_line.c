/* kp_line: where lines begin and end, how long they are, and how much their
 * glue has to stretch or shrink.
 */
#include <stdlib.h>

#include "text/kp.h"

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

static int
is_legal(const struct kp_item *it, int after_box)
{
	if (it->kind == KP_PENALTY)
		return it->penalty < KP_INFINITE;
	return it->kind == KP_GLUE && after_box && it->stretch < KP_FILL;
}

/* The part of a break's demerits that is its own. */
static int32_t
penalty_demerits(int32_t penalty)
{
	if (penalty > 0)
		return penalty * penalty;
	return penalty > -KP_INFINITE ? -penalty * penalty : 0;
}

static inline void
add_end(struct breaker *b, const struct kp_item *it, const struct sums *sum)
{
	struct kp_memory *m = b->m;
	struct end *e;

	vec_reserve(&m->end, m->end.n + 1);
	e = &m->end.p[m->end.n++];
	e->item = (size_t)(it - b->item);
	e->to = *sum;
	e->own = e->hyphen = e->forced = e->flagged = 0;
	if (it->kind != KP_PENALTY)
		return;
	e->to.width += it->width;
	e->forced = (uint8_t)is_forced(it);
	e->flagged = it->flagged != 0;
	e->own = penalty_demerits(it->penalty);
	b->odd |= e->own < 0;
	/* A line that only its hyphen makes too long may yet end further on. */
	if (it->width > 0 && !e->forced)
		e->hyphen = it->width;
}

/* Lines begin here after the breaks from *open on. */
static inline void
begin_lines(struct kp_memory *m, size_t *open, const struct sums *sum)
{
	for (; *open < m->end.n; ++*open) {
		m->end.p[*open].from = *sum;
		m->end.p[*open].next = m->end.n;
	}
}

/* Glue and penalties after a break vanish, up to a box or a forced break. */
static void
find_ends(struct breaker *b)
{
	struct kp_memory *m = b->m;
	struct sums sum = { 0, 0, 0 };
	const struct kp_item *it = b->item, *stop = it + b->n;
	int after_box = 0;
	size_t open = 0;

	vec_clear(&m->end);
	vec_push(&m->end)->item = b->n;
	for (; it < stop; it++) {
		if (it->kind == KP_BOX || is_forced(it))
			begin_lines(m, &open, &sum);
		if (it->kind == KP_BOX) {
			sum.width += it->width;
			after_box = 1;
			continue;
		}
		if (is_legal(it, after_box))
			add_end(b, it, &sum);
		after_box = 0;
		if (it->kind == KP_GLUE) {
			sum.width += it->width;
			sum.stretch += it->stretch;
			sum.shrink += it->shrink;
			b->odd |= (it->stretch | it->shrink) < 0;
		}
	}
	begin_lines(m, &open, &sum);
}

/* The tolerances of a paragraph are mostly those of the one before. */
static void
know_tolerances(struct breaker *b)
{
	struct kp_memory *m = b->m;
	int t = b->par->tolerance < 1         ? 1
	        : b->par->tolerance > INF_BAD ? INF_BAD
	                                      : b->par->tolerance;

	if (m->tolerance[KP_ASKED] == t)
		return;
	m->tolerance[KP_CLOSE] = t / 2;
	m->tolerance[KP_ASKED] = t;
	m->tolerance[KP_WIDER] = t > INF_BAD / 4 ? INF_BAD : 4 * t;
	m->tolerance[KP_ANY] = INF_BAD;
	for (int i = 0; i < KP_LEVELS; i++)
		m->loosest[i] = kp_loosest_ratio(m->tolerance[i] < INF_BAD
		                                         ? m->tolerance[i]
		                                         : INF_BAD - 1);
}

void
kp_begin(struct breaker *b)
{
	const struct kp_params *par = b->par;

	b->odd = par->line_penalty < 0 || par->flagged_demerits < 0 ||
	         par->ladder_demerits < 0 || par->fitness_demerits < 0;
	find_ends(b);
	know_lines(b);
	know_tolerances(b);
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

int64_t
kp_loosest_ratio(int bad)
{
	int64_t lo = 0, hi = 8 * KP_RATIO;

	while (lo < hi) {
		int64_t mid = (lo + hi) / 2;

		if (kp_badness(mid, KP_RATIO) > bad)
			hi = mid;
		else
			lo = mid + 1;
	}
	return lo;
}

void
kp_put_line(const struct breaker *b, struct kp_break *out, const struct line *l,
        size_t item)
{
	out->item = item;
	out->ratio = ratio_of(b, l);
	out->badness = l->badness;
	out->overfull = l->excess > 0;
}
