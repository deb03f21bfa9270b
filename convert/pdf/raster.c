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

static uint8_t
paeth(int a, int b, int c)
{
	int pa = abs(b - c), pb = abs(a - c), pc = abs(a + b - 2 * c);
	int other = pb <= pc ? b : c;

	return (uint8_t)(pa <= pb && pa <= pc ? a : other);
}

/* One row filtered.  before and corner are row and up, a pixel to the left; a
 * loop for each filter, so that the compiler makes vectors of it. */
static void
apply(int filter, uint8_t *restrict to, const uint8_t *row, const uint8_t *up,
        const uint8_t *before, const uint8_t *corner, size_t n)
{
	size_t i;

	switch (filter) {
	case 1:
		for (i = 0; i < n; i++)
			to[i] = (uint8_t)(row[i] - before[i]);
		break;
	case 2:
		for (i = 0; i < n; i++)
			to[i] = (uint8_t)(row[i] - up[i]);
		break;
	case 3:
		for (i = 0; i < n; i++)
			to[i] = (uint8_t)(row[i] - (before[i] + up[i]) / 2);
		break;
	case 4:
		for (i = 0; i < n; i++)
			to[i] = (uint8_t)(row[i] -
			                  paeth(before[i], up[i], corner[i]));
		break;
	default:
		memcpy(to, row, n);
	}
}

static unsigned long
sum_of(const uint8_t *p, size_t n)
{
	unsigned long sum = 0;

	for (size_t at = 0; at < n; at += 4096) {
		size_t end = n - at < 4096 ? n : at + 4096;
		uint32_t part = 0;

		for (size_t i = at; i < end; i++)
			part += p[i] < 128 ? p[i] : 256u - p[i];
		sum += part;
	}
	return sum;
}

void
pdf_raster_deflate(struct objects *o, struct str *out, struct span rows,
        size_t n, size_t step)
{
	struct str lines = STR_INIT;
	size_t room = n + step;
	/* row, row above and what is tried, each with a pixel of nothing
	 * before it */
	uint8_t *mem = xcalloc(4, room + 1);
	uint8_t *row = mem + step, *up = row + room;
	uint8_t *try = up + room, *best = try + room, *t;

	str_reserve(&lines, rows.n + (n ? rows.n / n : 0) + 1);
	for (size_t at = 0; n && at + n <= rows.n; at += n) {
		unsigned long least = 0;
		int kind = 0;

		memcpy(row, rows.p + at, n);
		for (int f = 0; f < 5; f++) {
			unsigned long sum;

			apply(f, try, row, up, row - step, up - step, n);
			sum = sum_of(try, n);
			if (f && sum >= least)
				continue;
			t = best;
			best = try;
			try = t;
			least = sum;
			kind = f;
		}
		str_putc(&lines, (char)kind);
		str_add(&lines, best, n);
		t = up;
		up = row;
		row = t;
	}
	objects_deflate(o, out, str_span(&lines));
	str_free(&lines);
	free(mem);
}
