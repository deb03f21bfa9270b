/* kp_first: first fit: each line takes what it can hold. */
#include <assert.h>

#include "text/kp.h"

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
	size_t start = kp_line_start(items, n, 0);
	size_t i, last = n;
	struct line fit = { 0 };

	vec_clear(out);
	if (n == 0)
		return;
	assert(is_forced(&items[n - 1]));
	kp_begin(&b);
	for (i = start; i < n; i++) {
		struct end e;
		struct line l;

		if (!is_legal(items, i))
			continue;
		e = kp_end_of(&b, i);
		l = kp_judge(
		        &b, &b.m->sum.p[start], &e, line_measure(&b, out->n));
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
		kp_put_line(&b, vec_push(out), &l, i);
		start = kp_line_start(items, n, i + 1);
		last = n;
		i = start - 1; /* the loop goes on at start */
	}
	kp_memory_empty(&own);
}
