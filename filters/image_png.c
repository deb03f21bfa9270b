/* image_png: checks a PNG file by decoding it, row by row, to its end.
 *
 * libpng verifies each chunk's CRC and the zlib stream; sizes are checked
 * before any row is allocated, ancillary chunks are held to a number and a
 * size, because text chunks can be compressed bombs.
 */
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include <png.h>

#include "filters/images.h"

#define CHUNKS 1000
#define CHUNK_BYTES (8u << 20)

struct source {
	struct span in;
	const char *why;
};

static void
on_error(png_structp png, png_const_charp text)
{
	struct source *s = png_get_error_ptr(png);

	(void)text;
	if (!s->why)
		s->why = "the data is not a valid PNG";
	png_longjmp(png, 1);
}

static void
on_warning(png_structp png, png_const_charp text)
{
	(void)png;
	(void)text;
}

static void
on_read(png_structp png, png_bytep out, png_size_t n)
{
	struct source *s = png_get_io_ptr(png);

	if (n > s->in.n) {
		s->why = "the file ends too early";
		png_error(png, "short");
	}
	memcpy(out, s->in.p, n);
	s->in.p += n;
	s->in.n -= n;
}

static enum image_fault
take_facts(png_structp png, png_infop pi, const struct limits *lim,
        struct image_info *info)
{
	png_uint_32 w = png_get_image_width(png, pi);
	png_uint_32 h = png_get_image_height(png, pi);
	int type = png_get_color_type(png, pi);

	if (w > IMAGE_SIDE || h > IMAGE_SIDE ||
	        (size_t)w * h > lim->image_pixels) {
		info->why = "it has too many pixels";
		return IMAGE_TOO_BIG;
	}
	info->width = (int)w;
	info->height = (int)h;
	info->bits = png_get_bit_depth(png, pi);
	info->components = type & PNG_COLOR_MASK_COLOR ? 3 : 1;
	info->has_alpha = (type & PNG_COLOR_MASK_ALPHA) != 0 ||
	                  png_get_valid(png, pi, PNG_INFO_tRNS) != 0;
	info->orientation = 1;
	return IMAGE_FINE;
}

/* One row serves all: only the stream is of interest. */
static void
read_rows(png_structp png, png_infop pi, png_bytep row)
{
	int passes = png_set_interlace_handling(png);
	png_uint_32 h = png_get_image_height(png, pi);

	png_start_read_image(png);
	for (int k = 0; k < passes; k++)
		for (png_uint_32 y = 0; y < h; y++)
			png_read_row(png, row, NULL);
	png_read_end(png, NULL);
}

struct reading {
	struct source src;
	png_structp png;
	png_infop info;
	png_bytep row;
};

enum image_fault
png_check(struct span in, const struct limits *lim, struct image_info *info)
{
	struct reading *r = xcalloc(1, sizeof(*r));
	enum image_fault fault = IMAGE_DAMAGED;

	memset(info, 0, sizeof(*info));
	r->src.in = in;
	r->png = png_create_read_struct(
	        PNG_LIBPNG_VER_STRING, &r->src, on_error, on_warning);
	r->info = r->png ? png_create_info_struct(r->png) : NULL;
	if (r->info && !setjmp(png_jmpbuf(r->png))) {
		png_set_read_fn(r->png, &r->src, on_read);
		png_set_user_limits(r->png, IMAGE_SIDE, IMAGE_SIDE);
		png_set_chunk_cache_max(r->png, CHUNKS);
		png_set_chunk_malloc_max(r->png, CHUNK_BYTES);
		png_read_info(r->png, r->info);
		fault = take_facts(r->png, r->info, lim, info);
		if (fault == IMAGE_FINE) {
			r->row = xcalloc(
			        png_get_rowbytes(r->png, r->info) + 64, 1);
			read_rows(r->png, r->info, r->row);
		}
	} else {
		fault = IMAGE_DAMAGED;
	}
	if (fault == IMAGE_DAMAGED)
		info->why = r->src.why ? r->src.why : "no memory for it";
	png_destroy_read_struct(&r->png, &r->info, NULL);
	free(r->row);
	free(r);
	return fault;
}
