/* png: PNG files by libpng.
 *
 * What PDF can show as it stands (grey, RGB or palette of at most 8 bits,
 * not interlaced, opaque) keeps its deflated rows.  They were decoded once
 * before they came into the store; that they are still the same is told by
 * their checksums, in a tenth of the time.  Everything else becomes 8-bit
 * rows, its transparency a plane of its own.
 *
 * Rows that are plain bytes are inflated at one go by libdeflate, in a third
 * of the time that libpng takes with zlib; libpng has the others, and streams
 * that are not exactly their rows.  Of rows that are as the one above, nine
 * of ten in drawings, one is kept until all has been done to it.
 */
#include <libdeflate.h>
#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/limits.h"
#include "pdf/raster.h"

struct reader {
	struct span file;
	size_t at;
	png_structp png;
	png_infop info;
	png_bytep *rows;
	struct str buf;
	uint32_t *place; /* of each row among those kept; NULL: all are */
	uint32_t kept;
};

static void
on_read(png_structp png, png_bytep out, size_t n)
{
	struct reader *r = png_get_io_ptr(png);

	if (n > r->file.n - r->at)
		png_error(png, "short");
	memcpy(out, r->file.p + r->at, n);
	r->at += n;
}

static void
on_error(png_structp png, png_const_charp text)
{
	(void)text;
	longjmp(*png_set_longjmp_fn(png, longjmp, sizeof(jmp_buf)), 1);
}

static void
on_warning(png_structp png, png_const_charp text)
{
	(void)png;
	(void)text;
}

/* The data of all IDAT; -1 when some is damaged, or the file has no end. */
static int
collect_idat(struct span f, struct str *out)
{
	size_t at = 8;

	while (at + 12 <= f.n) {
		size_t len = be32(f.p + at);
		const char *type = f.p + at + 4, *data = type + 4;

		if (len > f.n - at - 12)
			return -1;
		if (memcmp(type, "IEND", 4) == 0)
			return 0;
		if (memcmp(type, "IDAT", 4) == 0) {
			if (libdeflate_crc32(0, type, len + 4) !=
			        be32(data + len))
				return -1;
			str_add(out, data, len);
		}
		at += len + 12;
	}
	return -1;
}

static int
channels_of(int type)
{
	return type == PNG_COLOR_TYPE_GRAY || type == PNG_COLOR_TYPE_GRAY_ALPHA
	               ? 1
	               : 3;
}

static void
look(struct reader *rd, struct png_look *l)
{
	png_charp name;
	png_bytep data;
	png_uint_32 n;
	int method, type;

	png_set_read_fn(rd->png, rd, on_read);
	png_read_info(rd->png, rd->info);
	type = png_get_color_type(rd->png, rd->info);
	l->width = png_get_image_width(rd->png, rd->info);
	l->height = png_get_image_height(rd->png, rd->info);
	l->has_alpha = (type & PNG_COLOR_MASK_ALPHA) ||
	               png_get_valid(rd->png, rd->info, PNG_INFO_tRNS);
	l->channels = channels_of(type);
	if (png_get_iCCP(rd->png, rd->info, &name, &method, &data, &n))
		str_add(&l->icc, data, n);
}

static void
read_palette(struct reader *rd, struct raster *r)
{
	png_colorp p;
	int n;

	if (!png_get_PLTE(rd->png, rd->info, &p, &n))
		png_error(rd->png, "no palette");
	for (int i = 0; i < n; i++) {
		char rgb[3] = { (char)p[i].red, (char)p[i].green,
			(char)p[i].blue };

		str_add(&r->palette, rgb, 3);
	}
}

/* Two bytes, of the method and to check them (RFC 1950, 2.2). */
static int
is_zlib(struct span s)
{
	return s.n >= 6 && (s.p[0] & 0x0F) == 8 && be16(s.p) % 31 == 0 &&
	       !(s.p[1] & 0x20);
}

/* All rows, each behind the number of its filter (PNG 1.2, 6), to rd->buf.
 * 0, or -1 when the stream is not exactly that.  Its sum at the end is not
 * made again: that of the file's chunks is right. */
static int
inflate_rows(struct reader *rd, struct span idat, size_t n, uint32_t height)
{
	struct libdeflate_decompressor *z;
	size_t all = (n + 1) * height;
	enum libdeflate_result bad;

	if (!is_zlib(idat))
		return -1;
	z = libdeflate_alloc_decompressor();
	if (!z)
		abort(); /* for want of memory */
	str_reserve(&rd->buf, all);
	bad = libdeflate_deflate_decompress(
	        z, idat.p + 2, idat.n - 6, rd->buf.s, all, NULL);
	libdeflate_free_decompressor(z);
	for (size_t y = 0; !bad && y < height; y++)
		if ((uint8_t)rd->buf.s[y * (n + 1)] > 4)
			return -1;
	return bad ? -1 : 0;
}

typedef int32_t pixel __attribute__((vector_size(16)));

static inline pixel
pixel_load(const uint8_t *p, size_t step)
{
	return (pixel){ p[0], p[1], p[2], step > 3 ? p[3] : 0 };
}

static inline pixel
distance(pixel a, pixel b)
{
	pixel d = a - b, sign = d >> 31;

	return (d ^ sign) - sign;
}

/* pdf_paeth() for the bytes of a pixel at once: the next one needs them. */
static inline void
undo_pixels(uint8_t *to, const uint8_t *from, const uint8_t *up, size_t step,
        size_t n)
{
	pixel a = { 0 }, c = { 0 };

	for (size_t i = 0; i + step <= n; i += step) {
		pixel b = pixel_load(up + i, step);
		pixel pa = distance(b, c), pb = distance(a, c);
		pixel pc = distance(a + b, c + c);
		pixel is_a = (pa <= pb) & (pa <= pc), is_b = pb <= pc;
		pixel by = (a & is_a) | (~is_a & ((b & is_b) | (c & ~is_b)));

		a = (pixel_load(from + i, step) + by) & 0xFF;
		for (size_t k = 0; k < step; k++)
			to[i + k] = (uint8_t)a[k];
		c = b;
	}
}

static void
undo_paeth(uint8_t *to, const uint8_t *from, const uint8_t *up, size_t step,
        size_t n)
{
	if (step == 3)
		undo_pixels(to, from, up, 3, n);
	else if (step == 4)
		undo_pixels(to, from, up, 4, n);
	else
		for (size_t i = 0; i < n; i++)
			to[i] = (uint8_t)(from[i] + pdf_paeth((to - step)[i],
			                                    up[i],
			                                    (up - step)[i]));
}

/* One row of n bytes as it was before its filter; step: bytes of a pixel.
 * to and up have a pixel of nothing before them. */
static void
undo(int filter, uint8_t *to, const uint8_t *from, const uint8_t *up,
        size_t step, size_t n)
{
	const uint8_t *before = to - step;
	size_t i;

	switch (filter) {
	case 1:
		for (i = 0; i < n; i++)
			to[i] = (uint8_t)(from[i] + before[i]);
		break;
	case 2:
		for (i = 0; i < n; i++)
			to[i] = (uint8_t)(from[i] + up[i]);
		break;
	case 3:
		for (i = 0; i < n; i++)
			to[i] = (uint8_t)(from[i] + (before[i] + up[i]) / 2);
		break;
	case 4:
		undo_paeth(to, from, up, step, n);
		break;
	default:
		memcpy(to, from, n);
	}
}

/* A row that says "as above"? */
static int
is_above(const uint8_t *from, size_t n)
{
	return n > 0 && from[0] == 2 && from[1] == 0 &&
	       memcmp(from + 1, from + 2, n - 1) == 0;
}

/* The same for all; the numbers vanish, and so do rows that repeat. */
static void
undo_rows(struct reader *rd, size_t step, size_t n, uint32_t height)
{
	uint8_t *mem = xcalloc(2, step + n), *rows = (uint8_t *)rd->buf.s;
	uint8_t *row = mem + step, *up = row + n + step;

	rd->place = xcalloc(height, sizeof(*rd->place));
	for (uint32_t y = 0; y < height; y++) {
		const uint8_t *from = rows + y * (n + 1);
		uint8_t *t = row;

		if (rd->kept == 0 || !is_above(from, n)) {
			undo(from[0], row, from + 1, up, step, n);
			memcpy(rows + n * rd->kept++, row, n);
			row = up;
			up = t;
		}
		rd->place[y] = rd->kept - 1;
	}
	free(mem);
	rd->buf.len = n * rd->kept;
}

/* Each row again where it was. */
static void
spread(const struct reader *rd, struct str *rows, uint32_t height)
{
	size_t n = rows->len / rd->kept;
	struct str all = STR_INIT;

	if (n == 0)
		return;
	str_reserve(&all, n * height);
	for (uint32_t y = 0; y < height; y++)
		str_add(&all, rows->s + n * rd->place[y], n);
	str_free(rows);
	*rows = all;
}

static void
read_rows(struct reader *rd, struct raster *r)
{
	size_t n = png_get_rowbytes(rd->png, rd->info);

	str_reserve(&rd->buf, n * r->height);
	rd->rows = xcalloc(r->height, sizeof(*rd->rows));
	for (uint32_t y = 0; y < r->height; y++)
		rd->rows[y] = (png_bytep)rd->buf.s + n * y;
	png_read_image(rd->png, rd->rows);
	rd->buf.len = n * r->height;
}

/* One byte of each pixel, which has two or four; steps that are known make one
 * operation of sixteen. */
static void
take_plane(uint8_t *restrict to, const uint8_t *restrict from, size_t n,
        size_t step)
{
	if (step == 4)
		for (size_t i = 0; i < n; i++)
			to[i] = from[4 * i];
	else
		for (size_t i = 0; i < n; i++)
			to[i] = from[2 * i];
}

/* The alpha of each pixel, which the palette's may be; 1 when some is less
 * than opaque. */
static int
take_alpha(struct reader *rd, const struct raster *r, uint8_t *to, size_t n,
        size_t step)
{
	const uint8_t *p = (uint8_t *)rd->buf.s;
	png_bytep trans = NULL;
	uint8_t all = 255;
	int count = 0;

	if (r->palette.len) {
		png_get_tRNS(rd->png, rd->info, &trans, &count, NULL);
		for (size_t i = 0; i < n; i++)
			to[i] = p[i] < count ? trans[p[i]] : 255;
	} else {
		take_plane(to, p + step - 1, n, step);
	}
	for (size_t i = 0; i < n; i++)
		all &= to[i];
	return all != 255;
}

/* Colour and alpha apart; alpha stays empty when all is opaque. */
static void
split(struct reader *rd, struct raster *r, int has_alpha, int has_trans)
{
	size_t channels = (size_t)r->channels;
	size_t step = channels + (has_alpha ? 1 : 0);
	size_t n = (size_t)r->width * r->height;
	const uint8_t *from = (uint8_t *)rd->buf.s;
	uint8_t *to;

	if (has_alpha || (has_trans && r->palette.len)) {
		str_reserve(&r->alpha, n);
		if (take_alpha(rd, r, (uint8_t *)r->alpha.s, n, step)) {
			r->alpha.len = n;
			pdf_palette_alpha(r);
		} else {
			str_free(&r->alpha);
		}
	}
	if (channels == 3 && !r->want_pixels && pdf_palette(r, from, step) == 0)
		return;
	if (!has_alpha) { /* nothing to part */
		r->pixels = rd->buf;
		rd->buf = (struct str)STR_INIT;
		return;
	}
	str_reserve(&r->pixels, n * channels);
	to = (uint8_t *)r->pixels.s;
	if (channels == 3)
		for (size_t i = 0; i < n; i++, from += 4, to += 3) {
			to[0] = from[0];
			to[1] = from[1];
			to[2] = from[2];
		}
	else
		take_plane(to, from, n, 2);
	r->pixels.len = n * channels;
}

/* The same for the rows that were kept. */
static void
split_rows(struct reader *rd, struct raster *r, int has_alpha, int has_trans)
{
	uint32_t height = r->height;

	if (rd->place)
		r->height = rd->kept;
	split(rd, r, has_alpha, has_trans);
	if (r->height == height)
		return;
	r->height = height;
	spread(rd, &r->pixels, height);
	spread(rd, &r->alpha, height);
}

/* To 8 bits a channel, of them alpha where a colour is named transparent. */
static void
transform(struct reader *rd, int depth, int type, int has_alpha)
{
	png_set_scale_16(rd->png);
	if (type == PNG_COLOR_TYPE_PALETTE)
		png_set_packing(rd->png);
	else if (depth < 8)
		png_set_expand_gray_1_2_4_to_8(rd->png);
	if (has_alpha && !(type & PNG_COLOR_MASK_ALPHA))
		png_set_tRNS_to_alpha(rd->png);
	png_set_interlace_handling(rd->png);
	png_read_update_info(rd->png, rd->info);
}

static void
decode(struct reader *rd, struct raster *r)
{
	int depth, type, interlace, has_trans, has_alpha;
	size_t n;

	png_set_read_fn(rd->png, rd, on_read);
	png_set_user_limits(rd->png, 1000000, 1000000);
	png_read_info(rd->png, rd->info);
	png_get_IHDR(rd->png, rd->info, &r->width, &r->height, &depth, &type,
	        &interlace, NULL, NULL);
	if ((uint64_t)r->width * r->height > limits_default.image_pixels)
		png_error(rd->png, "too large");
	n = png_get_rowbytes(rd->png, rd->info);
	if (collect_idat(rd->file, &r->idat) < 0)
		png_error(rd->png, "damaged");
	has_trans = png_get_valid(rd->png, rd->info, PNG_INFO_tRNS) != 0;
	has_alpha = (type & PNG_COLOR_MASK_ALPHA) ||
	            (has_trans && type != PNG_COLOR_TYPE_PALETTE);
	r->channels = type == PNG_COLOR_TYPE_PALETTE ? 1 : channels_of(type);
	r->bits = depth;
	if (type == PNG_COLOR_TYPE_PALETTE)
		read_palette(rd, r);
	if (!has_alpha && !has_trans && depth <= 8 && !interlace &&
	        !(r->want_pixels && type == PNG_COLOR_TYPE_RGB))
		return;
	r->bits = 8;
	if (depth == 8 && !interlace && (!has_trans || r->palette.len) &&
	        inflate_rows(rd, str_span(&r->idat), n, r->height) == 0) {
		undo_rows(rd, n / r->width, n, r->height);
	} else {
		transform(rd, depth, type, has_alpha);
		read_rows(rd, r);
	}
	split_rows(rd, r, has_alpha, has_trans);
	str_free(&r->idat);
}

static int
run(struct span file, struct raster *r, struct png_look *l)
{
	struct reader rd = { .file = file };
	volatile int status = -1;

	rd.png = png_create_read_struct(
	        PNG_LIBPNG_VER_STRING, NULL, on_error, on_warning);
	if (!rd.png)
		return -1;
	rd.info = png_create_info_struct(rd.png);
	if (rd.info && !setjmp(png_jmpbuf(rd.png))) {
		if (r)
			decode(&rd, r);
		else
			look(&rd, l);
		status = 0;
	}
	png_destroy_read_struct(&rd.png, &rd.info, NULL);
	free(rd.rows);
	free(rd.place);
	str_free(&rd.buf);
	return status;
}

int
pdf_png_load(struct span file, struct raster *r)
{
	return run(file, r, NULL);
}

int
pdf_png_scan(struct span file, struct png_look *l)
{
	return run(file, NULL, l);
}
