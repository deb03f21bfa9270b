/* image_write: pixels to PNG or JPEG, the two forms that PDF and all readers
 * of EPUB know.
 *
 * PNG keeps every pixel, and a palette where 256 colours are enough, which
 * GIFs and most drawings are content with.  What has been through a lossy form
 * before and is opaque becomes a JPEG of the quality that shows no difference:
 * as PNG it would be ten times as large.
 */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <png.h>

#include "base/colors.h"
#include "filters/images.h"

#define QUALITY 90
#define JPEG_SIDE 65500

void
image_pixels_new(struct image_pixels *px)
{
	px->p = xcalloc((size_t)px->width * px->height, px->components);
}

void
image_pixels_free(struct image_pixels *px)
{
	free(px->p);
	px->p = NULL;
	str_free(&px->icc);
}

static void
drop_components(struct image_pixels *px, unsigned to)
{
	size_t n = (size_t)px->width * px->height;

	for (size_t i = 0; i < n; i++) /* in place: what is written is read */
		memmove(px->p + i * to, px->p + i * px->components, to);
	px->components = to;
}

/* An alpha that is 255 everywhere says nothing; nor do three equal ones. */
static void
simplify(struct image_pixels *px)
{
	size_t n = (size_t)px->width * px->height, i = 0;

	if (px->components == 4) {
		while (i < n && px->p[i * 4 + 3] == 255)
			i++;
		if (i == n)
			drop_components(px, 3);
	}
	if (px->components != 3 || px->icc.len)
		return;
	for (i = 0; i < n; i++)
		if (px->p[i * 3] != px->p[i * 3 + 1] ||
		        px->p[i * 3] != px->p[i * 3 + 2])
			return;
	drop_components(px, 1);
}

/* ---- JPEG -------------------------------------------------------------- */

struct writing {
	struct jpeg_error_mgr mgr; /* first */
	struct jpeg_compress_struct c;
	jmp_buf back;
	unsigned char *file;
	unsigned long len;
};

static void
on_error(j_common_ptr c)
{
	struct writing *w = (struct writing *)(void *)c->err;

	longjmp(w->back, 1);
}

static void
on_output(j_common_ptr c)
{
	(void)c;
}

static void
compress(struct writing *w, const struct image_pixels *px)
{
	jpeg_mem_dest(&w->c, &w->file, &w->len);
	w->c.image_width = px->width;
	w->c.image_height = px->height;
	w->c.input_components = (int)px->components;
	w->c.in_color_space = px->components == 1 ? JCS_GRAYSCALE : JCS_RGB;
	jpeg_set_defaults(&w->c);
	jpeg_set_quality(&w->c, QUALITY, TRUE);
	w->c.optimize_coding = TRUE;
	jpeg_start_compress(&w->c, TRUE);
	if (px->icc.len)
		jpeg_write_icc_profile(&w->c, (const JOCTET *)px->icc.s,
		        (unsigned)px->icc.len);
	while (w->c.next_scanline < w->c.image_height) {
		JSAMPROW row = px->p + (size_t)w->c.next_scanline * px->width *
		                               px->components;

		jpeg_write_scanlines(&w->c, &row, 1);
	}
	jpeg_finish_compress(&w->c);
}

static int
put_jpeg(const struct image_pixels *px, struct str *out)
{
	struct writing *w = xcalloc(1, sizeof(*w));
	int rc = -1;

	w->c.err = jpeg_std_error(&w->mgr);
	w->mgr.error_exit = on_error;
	w->mgr.output_message = on_output;
	if (!setjmp(w->back)) {
		jpeg_create_compress(&w->c);
		compress(w, px);
		str_add(out, w->file, w->len);
		rc = 0;
	}
	jpeg_destroy_compress(&w->c);
	free(w->file);
	free(w);
	return rc;
}

/* ---- PNG --------------------------------------------------------------- */

struct palette {
	struct colors all;
	png_color color[256];
	png_byte alpha[256];
	int clear; /* entries with an alpha, which come first */
};

static uint32_t
color_at(const struct image_pixels *px, size_t i)
{
	const unsigned char *p = px->p + i * px->components;

	return (uint32_t)p[0] << 16 | (uint32_t)p[1] << 8 | p[2] |
	       (px->components == 4 ? (uint32_t)p[3] << 24 : 0xFF000000u);
}

/* All colours, as they come; -1: more than 256. */
static int
gather_colors(const struct image_pixels *px, struct palette *pal)
{
	size_t n = (size_t)px->width * px->height;
	uint32_t last = 0;

	for (size_t i = 0; i < n; i++) {
		uint32_t c = color_at(px, i);

		if (i && c == last)
			continue;
		last = c;
		if (colors_add(&pal->all, c) < 0)
			return -1;
	}
	return 0;
}

static void
number_colors(struct palette *pal)
{
	int n = 0;

	for (int opaque = 0; opaque < 2; opaque++) {
		for (size_t at = 0; at < COLORS_SLOTS; at++) {
			uint32_t c = pal->all.slot[at];

			if (!pal->all.used[at] || (c >> 24 == 255) != opaque)
				continue;
			pal->color[n] = (png_color){ (png_byte)(c >> 16),
				(png_byte)(c >> 8), (png_byte)c };
			pal->alpha[n] = (png_byte)(c >> 24);
			pal->all.index[at] = (unsigned char)n++;
		}
		if (!opaque)
			pal->clear = n;
	}
}

static void
png_out(png_structp png, png_bytep p, png_size_t n)
{
	str_add(png_get_io_ptr(png), p, n);
}

static void
png_flushed(png_structp png)
{
	(void)png;
}

static void
png_warns(png_structp png, png_const_charp text)
{
	(void)png;
	(void)text;
}

static void
put_palette_rows(
        png_structp png, const struct image_pixels *px, struct palette *pal)
{
	png_bytep row = xmalloc(px->width);

	for (unsigned y = 0; y < px->height; y++) {
		for (unsigned x = 0; x < px->width; x++)
			row[x] = pal->all.index[colors_find(&pal->all,
			        color_at(px, (size_t)y * px->width + x))];
		png_write_row(png, row);
	}
	free(row);
}

static void
write_png(png_structp png, png_infop info, const struct image_pixels *px,
        struct palette *pal)
{
	static const int type[] = { 0, PNG_COLOR_TYPE_GRAY, 0,
		PNG_COLOR_TYPE_RGB, PNG_COLOR_TYPE_RGB_ALPHA };
	int bits = 8;

	if (pal)
		bits = pal->all.n <= 2    ? 1
		       : pal->all.n <= 4  ? 2
		       : pal->all.n <= 16 ? 4
		                          : 8;
	png_set_IHDR(png, info, px->width, px->height, bits,
	        pal ? PNG_COLOR_TYPE_PALETTE : type[px->components], 0, 0, 0);
	if (pal) {
		png_set_PLTE(png, info, pal->color, pal->all.n);
		if (pal->clear)
			png_set_tRNS(png, info, pal->alpha, pal->clear, NULL);
	}
	if (px->icc.len)
		png_set_iCCP(png, info, "ICC", 0, (png_const_bytep)px->icc.s,
		        (png_uint_32)px->icc.len);
	png_write_info(png, info);
	if (pal) {
		png_set_packing(png);
		put_palette_rows(png, px, pal);
	} else {
		for (unsigned y = 0; y < px->height; y++)
			png_write_row(png,
			        px->p + (size_t)y * px->width * px->components);
	}
	png_write_end(png, info);
}

/* NULL: too many colours, or grey. */
static struct palette *
palette_of(const struct image_pixels *px)
{
	struct palette *pal;

	if (px->components == 1)
		return NULL;
	pal = xcalloc(1, sizeof(*pal));
	if (gather_colors(px, pal) < 0) {
		free(pal);
		return NULL;
	}
	number_colors(pal);
	return pal;
}

static int
put_png(const struct image_pixels *px, struct palette *pal, struct str *out)
{
	const size_t start = out->len;
	png_structp png = png_create_write_struct(
	        PNG_LIBPNG_VER_STRING, NULL, NULL, png_warns);
	png_infop info = png ? png_create_info_struct(png) : NULL;

	if (!info)
		out_of_memory();
	if (setjmp(png_jmpbuf(png))) {
		str_truncate(out, start);
	} else {
		png_set_write_fn(png, out, png_out, png_flushed);
		/* a profile that libpng does not like is left out */
		png_set_benign_errors(png, 1);
		write_png(png, info, px, pal);
	}
	png_destroy_write_struct(&png, &info);
	return out->len > start ? 0 : -1;
}

int
image_encode(struct image_pixels *px, struct str *out, enum asset_type *type)
{
	struct palette *pal;
	int rc;

	simplify(px);
	if (px->lossy && px->components < 4 && px->width <= JPEG_SIDE &&
	        px->height <= JPEG_SIDE) {
		*type = ASSET_JPEG;
		return put_jpeg(px, out);
	}
	*type = ASSET_PNG;
	pal = palette_of(px);
	rc = put_png(px, pal, out);
	free(pal);
	return rc;
}
