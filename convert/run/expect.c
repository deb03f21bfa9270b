/* expect: two texts compared line by line.
 *
 * The shortest script of edits by Myers, "An O(ND) Difference Algorithm and
 * Its Variations" (1986): greedy, with the furthest reaching ends of every
 * round kept to walk back.  Texts that share next to nothing are not worth
 * its square: beyond EDITS_MAX all of one goes and all of the other comes.
 */
#include "run/expect.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"

#define EDITS_MAX 2000
#define AROUND 1 /* lines shown around a difference */

struct lines {
	struct span *p;
	size_t n, cap;
};

struct edit {
	char kind; /* ' ' '-' '+' */
	size_t want, got; /* index of the line; of the next for the other */
};

struct edits {
	struct edit *p;
	size_t n, cap;
};

/* Blanks at a line's end and empty lines at the text's mean nothing. */
static void
cut(struct span text, struct lines *out)
{
	const char *p = text.p, *end = p + text.n;

	vec_reserve(out, 1);
	while (p < end) {
		const char *nl = memchr(p, '\n', (size_t)(end - p));
		struct span line = { p, (size_t)((nl ? nl : end) - p) };

		while (line.n && (line.p[line.n - 1] == ' ' ||
		                         line.p[line.n - 1] == '\t' ||
		                         line.p[line.n - 1] == '\r'))
			line.n--;
		vec_add(out, line);
		p = nl ? nl + 1 : end;
	}
	while (out->n && !out->p[out->n - 1].n)
		out->n--;
}

static void
add(struct edits *e, char kind, ptrdiff_t want, ptrdiff_t got)
{
	vec_add(e, ((struct edit){ kind, (size_t)want, (size_t)got }));
}

/* From the end back through the rounds; the edits come out in reverse. */
static void
walk_back(const ptrdiff_t *trace, ptrdiff_t d, ptrdiff_t n, ptrdiff_t m,
        struct edits *e)
{
	ptrdiff_t x = n, y = m;

	for (; d > 0; d--) {
		/* round d - 1 holds the diagonals -(d-1) .. d-1 */
		const ptrdiff_t *v = trace + (d - 1) * (d - 1) + d - 1;
		ptrdiff_t k = x - y;
		int down = k == -d || (k != d && v[k - 1] < v[k + 1]);
		ptrdiff_t px = down ? v[k + 1] : v[k - 1];
		ptrdiff_t py = px - (down ? k + 1 : k - 1);

		while (x > px + !down && y > py + down)
			add(e, ' ', --x, --y);
		if (down)
			add(e, '+', x, --y);
		else
			add(e, '-', --x, y);
	}
	while (x > 0 && y > 0)
		add(e, ' ', --x, --y);
}

static ptrdiff_t
far_end(const struct lines *a, const struct lines *b, ptrdiff_t x, ptrdiff_t y)
{
	while (x < (ptrdiff_t)a->n && y < (ptrdiff_t)b->n &&
	        span_eq(a->p[x], b->p[y])) {
		x++;
		y++;
	}
	return x;
}

/* Rounds lie one behind the other: round d has 2d + 1 ends, at d * d. */
static int
shortest(const struct lines *a, const struct lines *b, struct edits *e)
{
	ptrdiff_t n = (ptrdiff_t)a->n, m = (ptrdiff_t)b->n, d, k;
	VEC(ptrdiff_t) trace = VEC_INIT;
	int found = 0;

	for (d = 0; d <= n + m && d <= EDITS_MAX && !found; d++) {
		ptrdiff_t *v;

		vec_reserve(&trace, (size_t)((d + 1) * (d + 1)));
		trace.n = (size_t)((d + 1) * (d + 1));
		v = trace.p + d * d + d;
		for (k = -d; k <= d; k += 2) {
			const ptrdiff_t *o =
			        trace.p + (d - 1) * (d - 1) + d - 1;
			ptrdiff_t x = 0;

			if (d > 0)
				x = k == -d || (k != d && o[k - 1] < o[k + 1])
				            ? o[k + 1]
				            : o[k - 1] + 1;
			v[k] = x <= n && x - k <= m ? far_end(a, b, x, x - k)
			                            : x;
			if (v[k] >= n && v[k] - k >= m) {
				found = 1;
				break;
			}
		}
	}
	if (found)
		walk_back(trace.p, d - 1, n, m, e);
	vec_free(&trace);
	return found;
}

static void
put(struct str *out, char kind, struct span line)
{
	str_putc(out, kind);
	str_put_span(out, line);
	str_putc(out, '\n');
}

static int
near_change(const struct edits *e, size_t i)
{
	size_t from = i > AROUND ? i - AROUND : 0;

	for (size_t k = from; k < e->n && k <= i + AROUND; k++)
		if (e->p[k].kind != ' ')
			return 1;
	return 0;
}

static size_t
print(struct str *out, const struct edits *e, const struct lines *a,
        const struct lines *b)
{
	size_t differ = 0;
	int in = 0;

	for (size_t i = 0; i < e->n; i++) {
		const struct edit *d = &e->p[i];
		int show = near_change(e, i);

		if (show && !in)
			str_printf(out, "@@ line %zu\n", d->want + 1);
		in = show;
		if (!show)
			continue;
		differ += d->kind != ' ';
		put(out, d->kind,
		        d->kind == '+' ? b->p[d->got] : a->p[d->want]);
	}
	return differ;
}

size_t
expect_diff(struct str *out, struct span want, struct span got)
{
	struct lines a = { NULL, 0, 0 }, b = { NULL, 0, 0 };
	struct edits e = { NULL, 0, 0 };
	size_t differ, i;

	cut(want, &a);
	cut(got, &b);
	if (shortest(&a, &b, &e)) {
		for (i = 0; i < e.n / 2; i++) {
			struct edit t = e.p[i];

			e.p[i] = e.p[e.n - 1 - i];
			e.p[e.n - 1 - i] = t;
		}
	} else {
		for (i = 0; i < a.n; i++)
			vec_add(&e, ((struct edit){ '-', i, 0 }));
		for (i = 0; i < b.n; i++)
			vec_add(&e, ((struct edit){ '+', a.n, i }));
	}
	differ = print(out, &e, &a, &b);
	vec_free(&a);
	vec_free(&b);
	vec_free(&e);
	return differ;
}
