/* palette: pictures of few colours.
 *
 * Most drawings, charts and screenshots have at most 256, but lie in files as
 * RGB with alpha.  As indices, of as few bits as will do, they are a
 * twentieth of that to deflate, and smaller in the end; PDF has had them
 * always (ISO 32000-1, 8.6.6.3).  So with alpha that is all or nothing.
 */
#include <stdlib.h>

#include "base/colors.h"
#include "pdf/raster.h"

/* A row of bytes to one of fewer bits, of each its lowest; the first pixel
 * highest. */
static void
pack_row(uint8_t *to, const uint8_t *from, size_t n, int bits)
{
	size_t each = 8 / (size_t)bits, i = 0;
	unsigned mask = (1u << bits) - 1;

	for (; i < n; i += each, from += each) {
		size_t k = 0, here = n - i < each ? n - i : each;
		unsigned v = 0;

		for (; k < here; k++)
			v = v << bits | (from[k] & mask);
		*to++ = (uint8_t)(v << (each - here) * (size_t)bits);
	}
}

static uint32_t
color_at(const uint8_t *p)
{
	return (uint32_t)p[0] << 16 | (uint32_t)p[1] << 8 | p[2];
}

/* Indices of a row of pixels; -1: too many colours. */
static int
index_row(struct colors *k, uint8_t *to, const uint8_t *from, size_t step,
        size_t n)
{
	uint32_t last = 0;
	int index = -1;

	for (size_t i = 0; i < n; i++, from += step) {
		uint32_t c = color_at(from);

		if (index < 0 || c != last)
			index = colors_add(k, c);
		if (index < 0)
			return -1;
		last = c;
		to[i] = (uint8_t)index;
	}
	return 0;
}

static void
put_colors(const struct colors *k, struct str *palette)
{
	char rgb[COLORS_MAX * 3];

	for (size_t at = 0; at < COLORS_SLOTS; at++) {
		char *p = rgb + 3 * (size_t)k->index[at];

		if (!k->used[at])
			continue;
		p[0] = (char)(k->slot[at] >> 16);
		p[1] = (char)(k->slot[at] >> 8);
		p[2] = (char)k->slot[at];
	}
	str_add(palette, rgb, 3 * (size_t)k->n);
}

static int
bits_for(int colors)
{
	return colors <= 2 ? 1 : colors <= 4 ? 2 : colors <= 16 ? 4 : 8;
}

static size_t
row_bytes(size_t width, int bits)
{
	return (width * (size_t)bits + 7) / 8;
}

/* Rows of a byte a pixel to rows of fewer bits. */
static void
pack(struct str *rows, size_t width, int bits)
{
	size_t to = row_bytes(width, bits), h = width ? rows->len / width : 0;
	const uint8_t *from = (const uint8_t *)rows->s;
	struct str out = STR_INIT;

	str_reserve(&out, to * h);
	for (size_t y = 0; y < h; y++, from += width, out.len += to)
		pack_row((uint8_t *)out.s + out.len, from, width, bits);
	str_free(rows);
	*rows = out;
}

/* A byte a pixel; -1: too many colours. */
static int
index_rows(struct colors *k, uint8_t *to, const uint8_t *from, size_t step,
        size_t w, size_t h)
{
	for (size_t y = 0; y < h; y++, from += w * step, to += w)
		if (index_row(k, to, from, step, w) < 0)
			return -1;
	return 0;
}

int
pdf_palette(struct raster *r, const uint8_t *from, size_t step)
{
	struct colors *k = xcalloc(1, sizeof(*k));
	size_t n = (size_t)r->width * r->height;
	int status;

	str_reserve(&r->pixels, n);
	status = index_rows(
	        k, (uint8_t *)r->pixels.s, from, step, r->width, r->height);
	if (status == 0) {
		r->pixels.len = n;
		put_colors(k, &r->palette);
		r->channels = 1;
		r->bits = bits_for(k->n);
		if (r->bits < 8)
			pack(&r->pixels, r->width, r->bits);
	} else {
		str_free(&r->pixels);
	}
	free(k);
	return status;
}

void
pdf_palette_alpha(struct raster *r)
{
	const uint8_t *p = (const uint8_t *)r->alpha.s;
	uint8_t odd = 0;

	for (size_t i = 0; i < r->alpha.len; i++)
		odd |= (uint8_t)(p[i] + 1) & 0xFE;
	r->alpha_bits = odd ? 8 : 1;
	if (odd)
		return;
	pack(&r->alpha, r->width, 1);
}
