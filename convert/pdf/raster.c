/* raster: PNG's row filters (PNG 1.2, 6), chosen per row by the smallest sum
 * of absolute differences, which is the heuristic that PNG itself advises. */
#include "pdf/raster.h"

#include <stdlib.h>
#include <string.h>

void
pdf_raster_free(struct raster *r)
{
	str_free(&r->pixels);
	str_free(&r->palette);
	str_free(&r->alpha);
	str_free(&r->idat);
}

static int
paeth(int a, int b, int c)
{
	int p = a + b - c;
	int pa = abs(p - a), pb = abs(p - b), pc = abs(p - c);

	if (pa <= pb && pa <= pc)
		return a;
	return pb <= pc ? b : c;
}

static int
predicted(int filter, int left, int up, int corner)
{
	switch (filter) {
	case 1:
		return left;
	case 2:
		return up;
	case 3:
		return (left + up) / 2;
	case 4:
		return paeth(left, up, corner);
	default:
		return 0;
	}
}

static unsigned long
apply(int filter, unsigned char *to, const unsigned char *row,
        const unsigned char *up, size_t n, size_t step)
{
	unsigned long sum = 0;

	for (size_t i = 0; i < n; i++) {
		int a = i >= step ? row[i - step] : 0;
		int c = i >= step ? up[i - step] : 0;

		to[i] = (unsigned char)(row[i] -
		                        predicted(filter, a, up[i], c));
		sum += to[i] < 128 ? to[i] : 256u - to[i];
	}
	return sum;
}

void
pdf_raster_deflate(struct objects *o, struct str *out, struct span rows,
        size_t n, size_t step)
{
	struct str lines = STR_INIT;
	unsigned char *none = xcalloc(n + 1, 1);
	unsigned char *try = xmalloc(n + 1), *best = xmalloc(n + 1);
	const unsigned char *up = none;

	str_reserve(&lines, rows.n + (n ? rows.n / n : 0) + 1);
	for (size_t at = 0; n && at + n <= rows.n; at += n) {
		const unsigned char *row = (const unsigned char *)rows.p + at;
		unsigned long least = 0;
		int kind = 0;

		for (int f = 0; f < 5; f++) {
			unsigned long sum = apply(f, try, row, up, n, step);

			if (f == 0 || sum < least) {
				unsigned char *t = best;

				best = try;
				try = t;
				least = sum;
				kind = f;
			}
		}
		str_putc(&lines, (char)kind);
		str_add(&lines, best, n);
		up = row;
	}
	objects_deflate(o, out, str_span(&lines));
	str_free(&lines);
	free(none);
	free(try);
	free(best);
}
