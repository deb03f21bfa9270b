/* image_jpeg: checks a JPEG file by decoding it, and turns it upright.
 *
 * The check decodes at an eighth of the size: every coefficient of every scan
 * is read, which is what finds damage, at a fraction of the cost.  Truncated
 * data is only a warning to libjpeg, which fills the rest with grey; here it
 * is damage.  A progressive file may have any number of scans over the whole
 * picture; past SCANS it is taken for an attack (libjpeg-turbo's own advice).
 *
 * A camera's picture that says by EXIF which side is up is decoded, turned
 * and encoded anew, because neither PDF nor every reader of EPUB looks there.
 */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

#include "filters/images.h"

#define SCANS 200
#define QUALITY 92

struct guard {
	struct jpeg_error_mgr mgr; /* first: libjpeg sees only this */
	struct jpeg_progress_mgr progress;
	jmp_buf back;
	int damage;
	const char *why;
};

static void
on_error(j_common_ptr c)
{
	struct guard *g = (struct guard *)(void *)c->err;

	if (!g->why)
		g->why = "the data is not a valid JPEG";
	longjmp(g->back, 1);
}

/* Level -1 is corrupt data; the rest is trace output. */
static void
on_message(j_common_ptr c, int level)
{
	struct guard *g = (struct guard *)(void *)c->err;

	if (level >= 0)
		return;
	switch (g->mgr.msg_code) {
	case JWRN_JPEG_EOF:
		g->why = "the file ends too early";
		break;
	case JWRN_HIT_MARKER:
	case JWRN_HUFF_BAD_CODE:
	case JWRN_MUST_RESYNC:
	case JWRN_ARITH_BAD_CODE:
	case JWRN_BOGUS_PROGRESSION:
	case JWRN_TOO_MUCH_DATA:
		g->why = "picture data is corrupt";
		break;
	default:
		return;
	}
	g->damage = 1;
}

static void
on_output(j_common_ptr c)
{
	(void)c;
}

static void
on_progress(j_common_ptr c)
{
	struct guard *g = (struct guard *)(void *)c->err;

	if (c->is_decompressor &&
	        ((j_decompress_ptr)c)->input_scan_number > SCANS) {
		g->why = "it has too many scans";
		longjmp(g->back, 1);
	}
}

static void
guard_init(struct guard *g)
{
	memset(g, 0, sizeof(*g));
	jpeg_std_error(&g->mgr);
	g->mgr.error_exit = on_error;
	g->mgr.emit_message = on_message;
	g->mgr.output_message = on_output;
	g->progress.progress_monitor = on_progress;
}

static int
orientation_of(const struct jpeg_decompress_struct *d)
{
	for (jpeg_saved_marker_ptr m = d->marker_list; m; m = m->next)
		if (m->marker == JPEG_APP0 + 1) {
			int o = exif_orientation(m->data, m->data_length);

			if (o >= 1 && o <= 8)
				return o;
		}
	return 1;
}

/* ---- the check --------------------------------------------------------- */

static void
open_input(struct jpeg_decompress_struct *d, struct guard *g, struct span in)
{
	jpeg_create_decompress(d);
	d->progress = &g->progress;
	jpeg_mem_src(d, (const unsigned char *)in.p, in.n);
	jpeg_save_markers(d, JPEG_APP0 + 1, 0xFFFF);
	jpeg_save_markers(d, JPEG_APP0 + 2, 0xFFFF); /* ICC */
	jpeg_read_header(d, TRUE);
}

static enum image_fault
take_facts(const struct jpeg_decompress_struct *d, const struct limits *lim,
        struct image_info *info)
{
	info->width = (int)d->image_width;
	info->height = (int)d->image_height;
	info->components = d->num_components;
	info->bits = d->data_precision;
	info->has_alpha = 0;
	info->orientation = orientation_of(d);
	if ((size_t)d->image_width * d->image_height > lim->image_pixels) {
		info->why = "it has too many pixels";
		return IMAGE_TOO_BIG;
	}
	if (d->num_components != 1 && d->num_components != 3 &&
	        d->num_components != 4) {
		info->why = "it has two colour components";
		return IMAGE_DAMAGED;
	}
	return IMAGE_FINE;
}

enum image_fault
jpeg_check(struct span in, const struct limits *lim, struct image_info *info)
{
	struct jpeg_decompress_struct d;
	struct guard g;
	JSAMPARRAY row;
	enum image_fault fault;

	memset(info, 0, sizeof(*info));
	guard_init(&g);
	memset(&d, 0, sizeof(d));
	d.err = &g.mgr;
	if (setjmp(g.back)) {
		jpeg_destroy_decompress(&d);
		info->why = g.why;
		return IMAGE_DAMAGED;
	}
	open_input(&d, &g, in);
	fault = take_facts(&d, lim, info);
	if (fault != IMAGE_FINE) {
		jpeg_destroy_decompress(&d);
		return fault;
	}
	d.scale_num = 1;
	d.scale_denom = 8;
	d.dct_method = JDCT_IFAST;
	jpeg_start_decompress(&d);
	row = d.mem->alloc_sarray((j_common_ptr)&d, JPOOL_IMAGE,
	        d.output_width * (unsigned)d.output_components, 1);
	while (d.output_scanline < d.output_height)
		jpeg_read_scanlines(&d, row, 1);
	jpeg_finish_decompress(&d);
	jpeg_destroy_decompress(&d);
	info->why = g.why;
	return g.damage ? IMAGE_DAMAGED : IMAGE_FINE;
}

/* ---- turning ----------------------------------------------------------- */

struct raster {
	unsigned char *p;
	size_t w, h, c; /* components */
};

static void
read_raster(struct jpeg_decompress_struct *d, struct raster *r)
{
	if (d->jpeg_color_space == JCS_YCCK || d->jpeg_color_space == JCS_CMYK)
		d->out_color_space = JCS_CMYK;
	jpeg_start_decompress(d);
	r->w = d->output_width;
	r->h = d->output_height;
	r->c = (size_t)d->output_components;
	r->p = xmalloc(r->w * r->h * r->c + 1);
	while (d->output_scanline < d->output_height) {
		JSAMPROW row = r->p + d->output_scanline * r->w * r->c;

		jpeg_read_scanlines(d, &row, 1);
	}
}

static void
write_upright(struct jpeg_compress_struct *e, const struct raster *r,
        const struct jpeg_decompress_struct *d, int orientation,
        unsigned char *upright)
{
	unsigned char *icc = NULL;
	unsigned icc_len = 0;
	int swap = orientation >= 5;

	e->image_width = (JDIMENSION)(swap ? r->h : r->w);
	e->image_height = (JDIMENSION)(swap ? r->w : r->h);
	e->input_components = (int)r->c;
	e->in_color_space = d->out_color_space;
	jpeg_set_defaults(e);
	jpeg_set_quality(e, QUALITY, TRUE);
	e->optimize_coding = TRUE;
	jpeg_start_compress(e, TRUE);
	if (jpeg_read_icc_profile(
	            (j_decompress_ptr)(uintptr_t)d, &icc, &icc_len)) {
		jpeg_write_icc_profile(e, icc, icc_len);
		free(icc);
	}
	raster_turn(upright, r->p, r->w, r->h, r->c, orientation);
	while (e->next_scanline < e->image_height) {
		JSAMPROW row = upright +
		               (size_t)e->next_scanline * e->image_width * r->c;

		jpeg_write_scanlines(e, &row, 1);
	}
	jpeg_finish_compress(e);
}

/* What must be freed also when libjpeg jumps out. */
struct turning {
	struct jpeg_decompress_struct d;
	struct jpeg_compress_struct e;
	struct guard g;
	struct raster r;
	unsigned char *upright, *file;
	unsigned long file_len;
};

static void
turning_free(struct turning *t)
{
	jpeg_destroy_compress(&t->e);
	jpeg_destroy_decompress(&t->d);
	free(t->r.p);
	free(t->upright);
	free(t->file);
	free(t);
}

enum image_fault
jpeg_turn(struct span in, struct image_info *info, struct str *out)
{
	struct turning *t = xcalloc(1, sizeof(*t));

	guard_init(&t->g);
	t->d.err = t->e.err = &t->g.mgr;
	if (setjmp(t->g.back)) {
		info->why = t->g.why;
		turning_free(t);
		return IMAGE_DAMAGED;
	}
	open_input(&t->d, &t->g, in);
	read_raster(&t->d, &t->r);
	jpeg_create_compress(&t->e);
	jpeg_mem_dest(&t->e, &t->file, &t->file_len);
	t->upright = xmalloc(t->r.w * t->r.h * t->r.c + 1);
	write_upright(&t->e, &t->r, &t->d, info->orientation, t->upright);
	str_add(out, t->file, t->file_len);
	info->width = (int)t->e.image_width;
	info->height = (int)t->e.image_height;
	info->orientation = 1;
	turning_free(t);
	return IMAGE_FINE;
}
