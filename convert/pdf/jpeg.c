/* jpeg: what stands in a JPEG's markers (ITU-T T.81, annex B), and decoding
 * by libjpeg for the few files that a PDF cannot hold as they are. */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

#include "base/bytes.h"
#include "base/limits.h"
#include "base/vec.h"
#include "pdf/raster.h"

/* A frame header: SOF0 to SOF15 without DHT, JPG and DAC. */
static int
is_frame(unsigned m)
{
	return m >= 0xC0 && m <= 0xCF && m != 0xC4 && m != 0xC8 && m != 0xCC;
}

static int
read_frame(const unsigned char *p, size_t len, unsigned m,
        struct jpeg_info *info, int jfif)
{
	if (len < 8)
		return -1;
	info->height = be16(p + 3);
	info->width = be16(p + 1 + 4);
	info->components = p[7];
	if (len < 8 + 3 * (size_t)info->components)
		return -1;
	/* baseline, extended, progressive; 8 bits; the height is known */
	info->direct = m <= 0xC2 && p[2] == 8 && info->height &&
	               (info->components == 1 || info->components == 3 ||
	                       info->components == 4);
	info->plain_rgb = info->components == 3 && !info->adobe && !jfif &&
	                  p[8] == 'R' && p[11] == 'G' && p[14] == 'B';
	return info->width ? 0 : -1;
}

/* Profiles are cut into numbered chunks (ICC.1, B.4); in order as they come
 * in all files that are made. */
static void
read_profile(const unsigned char *p, size_t len, struct jpeg_info *info,
        unsigned *next)
{
	if (len < 16 || memcmp(p + 2, "ICC_PROFILE", 12) != 0)
		return;
	if (p[14] != *next + 1) {
		str_free(&info->icc);
		*next = 1000;
		return;
	}
	++*next;
	str_add(&info->icc, p + 16, len - 16);
}

int
pdf_jpeg_scan(struct span f, struct jpeg_info *info)
{
	const unsigned char *p = (const unsigned char *)f.p;
	size_t at = 2;
	unsigned chunk = 0;
	int jfif = 0;

	memset(info, 0, sizeof(*info));
	if (f.n < 4 || p[0] != 0xFF || p[1] != 0xD8)
		return -1;
	while (at + 4 <= f.n) {
		unsigned m = p[at + 1];
		size_t len = be16(p + at + 2);

		if (p[at] != 0xFF)
			return -1;
		if (m == 0xFF) { /* fill byte */
			at++;
			continue;
		}
		if (len < 2 || len > f.n - at - 2)
			return -1;
		if (m == 0xE0 && len >= 7 && memcmp(p + at + 4, "JFIF", 5) == 0)
			jfif = 1;
		else if (m == 0xEE && len >= 14 &&
		         memcmp(p + at + 4, "Adobe", 5) == 0)
			info->adobe = 1;
		else if (m == 0xE2)
			read_profile(p + at + 2, len, info, &chunk);
		else if (m == 0xDA)
			return -1;
		else if (is_frame(m))
			return read_frame(p + at + 2, len, m, info, jfif);
		at += len + 2;
	}
	return -1;
}

struct failure {
	struct jpeg_error_mgr mgr; /* first: libjpeg has its address */
	jmp_buf back;
};

static void
on_error(j_common_ptr c)
{
	struct failure *f = (struct failure *)(void *)c->err;

	longjmp(f->back, 1);
}

static void
on_message(j_common_ptr c, int level)
{
	(void)c;
	(void)level;
}

/* Inverted or not, CMYK as plain RGB: (1 - C)(1 - K). */
static void
put_row(struct raster *r, const unsigned char *row, int components,
        int inverted)
{
	if (r->channels == 4) {
		/* Adobe's programs store CMYK upside down */
		for (size_t i = 0; i < (size_t)r->width * 4; i++)
			str_putc(&r->pixels,
			        (char)(inverted ? 255 - row[i] : row[i]));
		return;
	}
	if (components != 4) {
		str_add(&r->pixels, row,
		        (size_t)r->width * (size_t)r->channels);
		return;
	}
	for (size_t x = 0; x < r->width; x++, row += 4) {
		unsigned k = inverted ? row[3] : 255u - row[3];

		for (int i = 0; i < 3; i++) {
			unsigned c = inverted ? row[i] : 255u - row[i];

			str_putc(&r->pixels, (char)((c * k + 127) / 255));
		}
	}
}

static void
decode(struct jpeg_decompress_struct *c, struct span file, struct raster *r,
        struct str *row)
{
	JSAMPROW line;

	jpeg_mem_src(c, (const unsigned char *)file.p, file.n);
	jpeg_read_header(c, TRUE);
	if ((uint64_t)c->image_width * c->image_height >
	        limits_default.image_pixels)
		c->err->error_exit((j_common_ptr)c);
	c->out_color_space = c->num_components == 1   ? JCS_GRAYSCALE
	                     : c->num_components == 4 ? JCS_CMYK
	                                              : JCS_RGB;
	jpeg_start_decompress(c);
	r->width = c->output_width;
	r->height = c->output_height;
	r->channels = c->num_components == 1                   ? 1
	              : c->num_components == 4 && r->keep_cmyk ? 4
	                                                       : 3;
	r->bits = 8;
	str_reserve(row, (size_t)c->output_width * 4);
	str_reserve(
	        &r->pixels, (size_t)r->width * r->height * (size_t)r->channels);
	while (c->output_scanline < c->output_height) {
		line = (JSAMPROW)row->s;
		jpeg_read_scanlines(c, &line, 1);
		put_row(r, line, c->output_components, c->saw_Adobe_marker);
	}
	jpeg_finish_decompress(c);
}

int
pdf_jpeg_load(struct span file, struct raster *r)
{
	struct jpeg_decompress_struct c;
	struct failure f;
	struct str row = STR_INIT;
	volatile int status = -1;

	memset(&c, 0, sizeof(c));
	c.err = jpeg_std_error(&f.mgr);
	f.mgr.error_exit = on_error;
	f.mgr.emit_message = on_message;
	if (!setjmp(f.back)) {
		jpeg_create_decompress(&c);
		decode(&c, file, r, &row);
		status = 0;
	}
	jpeg_destroy_decompress(&c);
	str_free(&row);
	return status;
}

/* Quality 92, as printers ask for; CMYK is not subsampled. */
#define QUALITY 92

int
pdf_jpeg_encode(const struct raster *r, struct str *out)
{
	struct jpeg_compress_struct c;
	struct failure f;
	unsigned char *volatile buf = NULL;
	unsigned char *made = NULL;
	unsigned long n = 0;
	volatile int status = -1;

	if (r->channels != 4 || r->width > JPEG_MAX_DIMENSION ||
	        r->height > JPEG_MAX_DIMENSION || r->alpha.len)
		return -1;
	memset(&c, 0, sizeof(c));
	c.err = jpeg_std_error(&f.mgr);
	f.mgr.error_exit = on_error;
	f.mgr.emit_message = on_message;
	if (!setjmp(f.back)) {
		jpeg_create_compress(&c);
		jpeg_mem_dest(&c, &made, &n);
		c.image_width = r->width;
		c.image_height = r->height;
		c.input_components = 4;
		c.in_color_space = JCS_CMYK;
		jpeg_set_defaults(&c);
		jpeg_set_quality(&c, QUALITY, TRUE);
		c.optimize_coding = TRUE;
		/* with Adobe's marker some would take it upside down */
		c.write_Adobe_marker = FALSE;
		jpeg_start_compress(&c, TRUE);
		while (c.next_scanline < c.image_height) {
			JSAMPROW row = (JSAMPROW)r->pixels.s +
			               (size_t)c.next_scanline * r->width * 4;

			jpeg_write_scanlines(&c, &row, 1);
		}
		jpeg_finish_compress(&c);
		str_add(out, made, n);
		status = 0;
	}
	jpeg_destroy_compress(&c);
	buf = made;
	free(buf);
	return status;
}
