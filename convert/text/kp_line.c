/* kp_line: where lines begin and end, how long they are, and how much their
 * glue has to stretch or shrink.
 */
#include <stdlib.h>

#include "text/kp.h"

size_t
kp_line_start(const struct kp_item *item, size_t n, size_t i)
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

void
kp_begin(struct breaker *b)
{
	make_sums(b);
	know_lines(b);
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

struct end
kp_end_of(const struct breaker *b, size_t item)
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

void
kp_put_line(const struct breaker *b, struct kp_break *out, const struct line *l,
        size_t item)
{
	out->item = item;
	out->ratio = ratio_of(b, l);
	out->badness = l->badness;
	out->overfull = l->excess > 0;
}
