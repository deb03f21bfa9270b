/* separate: a picture's pixels to the inks of the press. */
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "pdf/inks.h"
#include "pdf/raster.h"

/* Black-and-white photographs are often saved as RGB: four inks would give
 * them a cast that changes with each sheet. */
static int
is_grey(const unsigned char *p, size_t n)
{
	for (; n--; p += 3)
		if (p[0] != p[1] || p[1] != p[2])
			return 0;
	return 1;
}

static void
to_grey(struct str *pixels)
{
	size_t n = pixels->len / 3;

	for (size_t i = 0; i < n; i++)
		pixels->s[i] = pixels->s[3 * i];
	str_truncate(pixels, n);
}

static size_t
to_inks(struct inks *k, struct str *rgb, struct span icc)
{
	size_t n = rgb->len / 3, held;
	struct str cmyk = STR_INIT;

	str_reserve(&cmyk, n * 4);
	held = inks_pixels(k, icc, (const unsigned char *)str_c(rgb),
	        (unsigned char *)cmyk.s, n);
	cmyk.len = n * 4;
	str_free(rgb);
	*rgb = cmyk;
	return held;
}

size_t
pdf_separate(struct inks *k, struct raster *r, struct span icc)
{
	size_t held = 0;

	if (r->palette.len) {
		/* colours, not pixels: none is told of */
		to_inks(k, &r->palette, icc);
		r->palette_cmyk = 1;
	} else if (r->channels == 4) {
		held = inks_limit(
		        k, (unsigned char *)r->pixels.s, r->pixels.len / 4);
	} else if (r->channels == 3) {
		if (is_grey((const unsigned char *)str_c(&r->pixels),
		            r->pixels.len / 3)) {
			to_grey(&r->pixels);
			r->channels = 1;
			return 0;
		}
		held = to_inks(k, &r->pixels, icc);
		r->channels = 4;
	}
	return held;
}

int
pdf_jpeg_most(struct span file, size_t n)
{
	struct raster r = { .keep_cmyk = 1 };
	int most = 0;

	if (pdf_jpeg_load(file, &r) < 0 || r.channels != 4 ||
	        r.pixels.len != 4 * n)
		most = 400;
	else
		most = inks_most((unsigned char *)r.pixels.s, n);
	pdf_raster_free(&r);
	return most;
}
