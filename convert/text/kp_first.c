/* kp_first: first fit: each line takes what it can hold. */
#include <assert.h>

#include "text/kp.h"

void
kp_first_fit(const struct kp_item *items, size_t n,
        const struct kp_params *params, struct kp_breaks *out)
{
	struct kp_memory own = { .end = VEC_INIT };
	struct breaker b = { .item = items,
		.n = n,
		.par = params,
		.pass = { .overfull = 1 },
		.tolerance = INF_BAD,
		.m = params->memory ? params->memory : &own };
	struct line fit = { 0 };
	size_t from = 0, last = 0, i;

	vec_clear(out);
	if (n == 0)
		return;
	assert(is_forced(&items[n - 1]));
	kp_begin(&b);
	for (i = b.m->end.p->next; i < b.m->end.n; i++) {
		const struct end *e = &b.m->end.p[i];
		struct line l = kp_judge(&b, &b.m->end.p[from].from, e,
		        line_measure(&b, out->n));

		if (l.excess > 0 && l.excess <= e->hyphen && last > 0)
			continue;
		if (l.excess > 0 && last > 0) {
			i = last; /* the break before is the last that fits */
			l = fit;
		} else if (l.excess == 0 && !e->forced) {
			last = i;
			fit = l;
			continue;
		}
		kp_put_line(&b, vec_push(out), &l, b.m->end.p[i].item);
		from = i;
		last = 0;
		i = b.m->end.p[from].next - 1; /* the loop goes on at next */
	}
	kp_memory_empty(&own);
}
