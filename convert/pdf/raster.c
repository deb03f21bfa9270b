/* raster: rows of pixels, made ready to be deflated.
 *
 * Tones go behind PNG's row filters (PNG 1.2, 6), chosen per row by the
 * smallest sum of absolute differences, which is the heuristic that PNG itself
 * advises.  Indices and bits, of which drawings are made, are runs (ISO
 * 32000-1, 7.4.5): a twentieth of the bytes, which are deflated in a tenth of
 * the time and to no more.
 */
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
			to[i] = (uint8_t)(row[i] - pdf_paeth(before[i], up[i],
			                                   corner[i]));
		break;
	default:
		memcpy(to, row, n);
	}
}

/* A byte and its negative: the lesser is the distance from zero. */
static unsigned long
sum_of(const uint8_t *p, size_t n)
{
	unsigned long sum = 0;

	for (size_t at = 0; at < n; at += 4096) {
		size_t end = n - at < 4096 ? n : at + 4096;
		uint32_t part = 0;

		for (size_t i = at; i < end; i++) {
			uint8_t neg = (uint8_t)-p[i];

			part += p[i] < neg ? p[i] : neg;
		}
		sum += part;
	}
	return sum;
}

/* A row in five forms; the best of them, and which it is. */
struct trial {
	uint8_t *row, *up; /* each with a pixel of nothing before it */
	uint8_t *tried, *best;
	size_t n, step;
};

static void
swap(uint8_t **a, uint8_t **b)
{
	uint8_t *t = *a;

	*a = *b;
	*b = t;
}

static int
best_filter(struct trial *t)
{
	unsigned long least = 0, sum;
	int kind = 0;

	/* nothing is less than the row above said again; the first of two
	 * that are as small counts, and a row of zeros is one itself */
	if (memcmp(t->row, t->up, t->n) == 0) {
		memset(t->best, 0, t->n);
		return memcmp(t->row, t->best, t->n) == 0 ? 0 : 2;
	}
	for (int f = 0; f < 5; f++) {
		apply(f, t->tried, t->row, t->up, t->row - t->step,
		        t->up - t->step, t->n);
		sum = sum_of(t->tried, t->n);
		if (f && sum >= least)
			continue;
		swap(&t->tried, &t->best);
		least = sum;
		kind = f;
	}
	return kind;
}

void
pdf_raster_deflate(struct objects *o, struct str *out, struct span rows,
        size_t n, size_t step)
{
	struct str lines = STR_INIT;
	size_t room = n + step;
	uint8_t *mem = xcalloc(4, room + 1);
	struct trial t = { .row = mem + step, .n = n, .step = step };

	t.up = t.row + room;
	t.tried = t.up + room;
	t.best = t.tried + room;
	str_reserve(&lines, rows.n + (n ? rows.n / n : 0) + 1);
	for (size_t at = 0; n && at + n <= rows.n; at += n) {
		memcpy(t.row, rows.p + at, n);
		str_putc(&lines, (char)best_filter(&t));
		str_add(&lines, t.best, n);
		swap(&t.row, &t.up);
	}
	objects_deflate(o, FLATE_WELL, out, str_span(&lines));
	str_free(&lines);
	free(mem);
}

#define RUN 128 /* bytes, of a run or of others */
#define SHORT 3 /* what two others are as good as */

static size_t
run_at(const uint8_t *p, size_t n)
{
	size_t run = 1;

	while (run < n && run < RUN && p[run] == *p)
		run++;
	return run;
}

static void
put_others(struct str *out, const uint8_t *p, size_t n)
{
	if (n == 0)
		return;
	str_putc(out, (char)(n - 1));
	str_add(out, p, n);
}

static void
put_runs(struct str *out, const uint8_t *p, size_t n)
{
	size_t at = 0, from = 0; /* of bytes that are not put yet */

	while (at < n) {
		size_t run = run_at(p + at, n - at);

		if (run < SHORT && at - from + run <= RUN) {
			at += run;
			continue;
		}
		put_others(out, p + from, at - from);
		if (run >= SHORT) {
			str_putc(out, (char)(257 - run));
			str_putc(out, (char)p[at]);
			at += run;
		}
		from = at;
	}
	put_others(out, p + from, n - from);
}

/* 0, or -1 when runs are not much less than the rows. */
static int
rows_to_runs(struct str *out, struct span rows, size_t n)
{
	size_t begin = 0, len = 0; /* of the row above, as runs */

	for (size_t at = 0; at + n <= rows.n; at += n) {
		const char *row = rows.p + at;

		if (at && memcmp(row, row - n, n) == 0) {
			str_reserve(out, len);
			str_add(out, out->s + begin, len);
			continue;
		}
		begin = out->len;
		put_runs(out, (const uint8_t *)row, n);
		len = out->len - begin;
		if (out->len > rows.n / 2)
			return -1;
	}
	str_putc(out, (char)RUN); /* the end */
	return 0;
}

int
pdf_raster_runs(struct objects *o, struct str *out, struct span rows, size_t n)
{
	struct str runs = STR_INIT;
	int status = n ? rows_to_runs(&runs, rows, n) : -1;

	if (status == 0) /* which are most of it */
		objects_deflate(o, FLATE_QUICK, out, str_span(&runs));
	else
		objects_deflate(o, FLATE_WELL, out, rows);
	str_free(&runs);
	return status == 0;
}
