/* image: assets of the store as image XObjects (ISO 32000-1, 8.9.5).
 *
 * An asset is one object however often it is shown.  When it first comes,
 * only its header is read; its bytes are read when its object is written, so
 * that an issue with a thousand photographs holds one in memory.  JPEG data
 * passes through untouched, PNG rows where PDF knows their form.
 *
 * Colour: RGB without a profile is sRGB, which under the screen's intent is
 * DeviceRGB.  For print it becomes the inks of the press (see separate.c), or
 * stays as ICC-based RGB where that is asked for.  CMYK passes to print as it
 * is, and for the screen needs a profile (its own) or becomes RGB.
 */
#include "pdf/image.h"

#include <stdlib.h>
#include <string.h>

#include "doc/store.h"
#include "pdf/inks.h"
#include "pdf/raster.h"

#define HEAD 8192 /* bytes, in which most files say what they are */

struct image {
	struct pdf *pdf;
	char *name;
	int index;
	int id, mask; /* objects; mask 0: none */
	int icc; /* its own profile; 0: none */
	int jpeg;
	uint32_t width, height; /* 0: not known */
	unsigned ppi; /* the least it is shown at; 0: not shown */
	const char *label; /* of the page where that is */
	struct str alpha; /* deflated, for the mask's turn */
	uint32_t alpha_width, alpha_height;
	int alpha_bits, alpha_runs;
};

struct images {
	VEC(struct image *) image;
	struct map by_name;
};

struct images *
pdf_images_new(void)
{
	return xcalloc(1, sizeof(struct images));
}

void
pdf_images_free(struct images *im)
{
	if (!im)
		return;
	for (size_t i = 0; i < im->image.n; i++) {
		str_free(&im->image.p[i]->alpha);
		free(im->image.p[i]->name);
		free(im->image.p[i]);
	}
	vec_free(&im->image);
	map_free(&im->by_name);
	free(im);
}

int
pdf_images_object(const struct pdf *pdf, int index)
{
	return pdf->images->image.p[index]->id;
}

static void
put_head(struct str *d, uint32_t w, uint32_t h, int bits)
{
	str_puts(d, "/Type/XObject/Subtype/Image/Width ");
	pdf_put_int(d, w);
	str_puts(d, "/Height ");
	pdf_put_int(d, h);
	str_puts(d, "/BitsPerComponent ");
	pdf_put_int(d, bits);
}

static void
put_space(const struct image *im, struct str *d, int channels)
{
	int icc = im->icc;

	if (!icc && channels == 3 && im->pdf->print)
		icc = im->pdf->srgb;
	if (channels == 4 && im->pdf->print)
		icc = 0; /* the press's own numbers */
	if (icc) {
		str_puts(d, "[/ICCBased ");
		pdf_put_ref(d, icc);
		str_putc(d, ']');
	} else {
		str_puts(d, channels == 1   ? "/DeviceGray"
		            : channels == 3 ? "/DeviceRGB"
		                            : "/DeviceCMYK");
	}
}

static void
put_predictor(struct str *d, const struct raster *r)
{
	str_puts(d, "/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors ");
	pdf_put_int(d, r->channels);
	str_puts(d, "/BitsPerComponent ");
	pdf_put_int(d, r->bits);
	str_puts(d, "/Columns ");
	pdf_put_int(d, r->width);
	str_puts(d, ">>");
}

static void
put_filter(struct str *d, int runs)
{
	str_puts(d, runs ? "/Filter[/FlateDecode/RunLengthDecode]"
	                 : "/Filter/FlateDecode");
}

/* Stands for an image that cannot be read, so that the rest can appear. */
static void
put_grey(struct str *d, struct str *data)
{
	put_head(d, 1, 1, 8);
	str_puts(d, "/ColorSpace/DeviceGray");
	str_putc(data, (char)0xC0);
}

static void
put_palette(const struct image *im, const struct raster *r, struct str *d)
{
	int channels = r->palette_cmyk ? 4 : 3;

	str_puts(d, "[/Indexed");
	put_space(im, d, channels);
	str_putc(d, ' ');
	pdf_put_int(d, (long long)r->palette.len / channels - 1);
	pdf_put_bytes(d, str_span(&r->palette));
	str_putc(d, ']');
}

/* Pixels for the press: of a photograph again a JPEG, if that keeps to the
 * limit of ink, which its losses might exceed. */
static int
put_photograph(struct image *im, const struct raster *r, struct str *d,
        struct str *data)
{
	size_t n = (size_t)r->width * r->height;

	if (pdf_jpeg_encode(r, data) < 0)
		return -1;
	if (pdf_jpeg_most(str_span(data), n) > im->pdf->ink) {
		str_truncate(data, 0);
		return -1;
	}
	put_head(d, r->width, r->height, 8);
	str_puts(d, "/ColorSpace/DeviceCMYK/Filter/DCTDecode");
	return 0;
}

static void
separate(struct image *im, struct raster *r, struct span icc)
{
	size_t held = pdf_separate(im->pdf->inks, r, icc);
	size_t n = (size_t)r->width * r->height;

	if (held * 100 >= n)
		diag_report(im->pdf->dg, NULL, MSG_PDF_INK,
		        im->label ? im->label : "?", (unsigned)(held * 100 / n),
		        im->pdf->ink);
}

static void
keep_alpha(struct image *im, const struct raster *r)
{
	im->alpha_width = r->width;
	im->alpha_height = r->height;
	im->alpha_bits = r->alpha_bits;
	if (r->alpha_bits == 8)
		pdf_raster_deflate(im->pdf->obj, &im->alpha,
		        str_span(&r->alpha), r->width, 1);
	else
		im->alpha_runs = pdf_raster_runs(im->pdf->obj, &im->alpha,
		        str_span(&r->alpha), r->alpha.len / r->height);
}

static void
put_raster(struct image *im, const struct raster *r, struct str *d,
        struct str *data)
{
	size_t row = (size_t)r->width * (size_t)r->channels;

	put_head(d, r->width, r->height, r->bits);
	str_puts(d, "/ColorSpace");
	if (r->palette.len)
		put_palette(im, r, d);
	else
		put_space(im, d, r->channels);
	if (im->mask) {
		str_puts(d, "/SMask ");
		pdf_put_ref(d, im->mask);
	}
	/* PNG's filters are for tones: indices are better without */
	if (!r->idat.len && r->palette.len) {
		put_filter(d, pdf_raster_runs(im->pdf->obj, data,
		                      str_span(&r->pixels),
		                      r->pixels.len / r->height));
	} else {
		put_predictor(d, r);
		if (r->idat.len)
			str_put_span(data, str_span(&r->idat));
		else
			pdf_raster_deflate(im->pdf->obj, data,
			        str_span(&r->pixels), row, (size_t)r->channels);
	}
	if (r->alpha.len)
		keep_alpha(im, r);
}

/* For the press: 0 when it has been put, 1 when it can pass as it is. */
static int
press_jpeg(struct image *im, struct span file, const struct jpeg_info *info,
        struct str *d, struct str *data)
{
	struct raster r = { .keep_cmyk = 1 };
	int status = 1;

	if (info->components == 1)
		return 1;
	if (pdf_jpeg_load(file, &r) < 0)
		status = -1;
	else if (r.channels == 4 && info->direct &&
	         inks_most((unsigned char *)r.pixels.s, r.pixels.len / 4) <=
	                 im->pdf->ink)
		status = 1;
	else
		status = 0;
	if (status == 0) {
		separate(im, &r,
		        r.channels == 3 ? str_span(&info->icc)
		                        : (struct span){ NULL, 0 });
		if (r.channels == 1)
			im->icc = 0; /* RGB that was grey */
		if (r.channels == 1 || put_photograph(im, &r, d, data) < 0)
			put_raster(im, &r, d, data);
	}
	pdf_raster_free(&r);
	return status;
}

/* bytes: of the file, which become the data where they can pass. */
static int
put_jpeg(struct image *im, struct str *bytes, struct str *d, struct str *data)
{
	struct jpeg_info info;
	struct raster r = { 0 };
	struct span file = str_span(bytes);
	int status = pdf_jpeg_scan(file, &info);

	if (status == 0 && im->pdf->inks)
		status = press_jpeg(im, file, &info, d, data);
	else if (status == 0)
		status = 1;
	str_free(&info.icc);
	if (status <= 0)
		return status;
	if (info.direct && (info.components < 4 || im->pdf->print || im->icc)) {
		put_head(d, info.width, info.height, 8);
		str_puts(d, "/ColorSpace");
		put_space(im, d, info.components);
		str_puts(d, "/Filter/DCTDecode");
		if (info.plain_rgb)
			str_puts(d, "/DecodeParms<</ColorTransform 0>>");
		/* Adobe's programs store CMYK upside down */
		if (info.components == 4 && info.adobe)
			str_puts(d, "/Decode[1 0 1 0 1 0 1 0]");
		str_free(data);
		*data = *bytes;
		*bytes = (struct str)STR_INIT;
		return 0;
	}
	status = pdf_jpeg_load(file, &r);
	if (status == 0) {
		if (info.components == 4)
			im->icc = 0;
		put_raster(im, &r, d, data);
	}
	pdf_raster_free(&r);
	return status;
}

static int
put_png(struct image *im, struct span file, struct str *d, struct str *data)
{
	struct raster r = { .want_pixels = im->pdf->inks != NULL };
	struct png_look l = { 0 };
	int status = pdf_png_load(file, &r);

	if (status == 0 && im->pdf->inks &&
	        (r.channels == 3 || r.palette.len)) {
		pdf_png_scan(file, &l);
		separate(im, &r, str_span(&l.icc));
		im->icc = 0;
	}
	if (status == 0)
		put_raster(im, &r, d, data);
	pdf_raster_free(&r);
	str_free(&l.icc);
	return status;
}

static int
make_image(void *ctx, int id, struct str *d, struct str *data)
{
	struct image *im = ctx;
	struct str bytes = STR_INIT;
	int status;

	(void)id;
	if (store_take(im->pdf->store, im->name, &bytes, im->pdf->dg) < 0) {
		put_grey(d, data); /* reported */
		return 0;
	}
	status = im->jpeg ? put_jpeg(im, &bytes, d, data)
	                  : put_png(im, str_span(&bytes), d, data);
	str_free(&bytes);
	if (status < 0) {
		diag_report(im->pdf->dg, NULL, MSG_PDF_IMAGE, im->name);
		str_truncate(d, 0);
		str_truncate(data, 0);
		put_grey(d, data);
	}
	return 0;
}

/* Comes right after its image, which has left the plane. */
static int
make_mask(void *ctx, int id, struct str *d, struct str *data)
{
	struct image *im = ctx;
	struct raster r = {
		.width = im->alpha_width, .channels = 1, .bits = 8
	};

	(void)id;
	if (!im->alpha.len) {
		put_head(d, 1, 1, 8);
		str_puts(d, "/ColorSpace/DeviceGray");
		str_putc(data, (char)0xFF);
		return 0;
	}
	put_head(d, im->alpha_width, im->alpha_height, im->alpha_bits);
	str_puts(d, "/ColorSpace/DeviceGray");
	if (im->alpha_bits == 8)
		put_predictor(d, &r);
	else
		put_filter(d, im->alpha_runs);
	str_put_span(data, str_span(&im->alpha));
	str_free(&im->alpha);
	return 0;
}

/* Of a file's beginning, or of all of it: -1 when there is not enough, of which
 * the whole makes what it can. */
static int
look_at_jpeg(struct image *im, struct span file, int whole)
{
	struct jpeg_info info;
	int status = pdf_jpeg_scan(file, &info);

	if (status == 0) {
		im->width = info.width;
		im->height = info.height;
	}
	/* a profile that is used up here need not be in the file */
	if ((status == 0 || whole) && info.icc.len &&
	        (!im->pdf->inks || info.components == 1))
		im->icc =
		        icc_use(im->pdf, str_span(&info.icc), info.components);
	str_free(&info.icc);
	return status;
}

static int
look_at_png(struct image *im, struct span file, int whole)
{
	struct png_look l = { 0 };
	int status = pdf_png_scan(file, &l);

	if (status == 0 && l.has_alpha) {
		im->mask = obj_new(im->pdf->obj);
		obj_late(im->pdf->obj, im->mask, 1, make_mask, im);
	}
	im->width = l.width;
	im->height = l.height;
	if ((status == 0 || whole) && l.icc.len &&
	        (!im->pdf->inks || (l.channels == 1)))
		im->icc = icc_use(im->pdf, str_span(&l.icc), l.channels);
	str_free(&l.icc);
	return status;
}

static int
look_at(struct image *im, struct span file, int whole)
{
	im->jpeg = file.n > 2 && (unsigned char)file.p[0] == 0xFF;
	return im->jpeg ? look_at_jpeg(im, file, whole)
	                : look_at_png(im, file, whole);
}

/* Look at the header: is a mask needed, is there a profile? */
static void
look(struct image *im)
{
	char buf[HEAD];
	struct span file = store_head(im->pdf->store, im->name, buf, HEAD);

	if (file.p && look_at(im, file, 0) == 0)
		return;
	file = store_map(im->pdf->store, im->name, im->pdf->dg);
	if (!file.p)
		return;
	(void)look_at(im, file, 1);
	store_unmap(file);
}

static struct image *
image_new(struct pdf *pdf, const char *name)
{
	struct image *im = xcalloc(1, sizeof(*im));

	im->pdf = pdf;
	im->name = xstrdup(name);
	im->id = obj_new(pdf->obj);
	obj_late(pdf->obj, im->id, 1, make_image, im);
	im->index = (int)pdf->images->image.n;
	look(im);
	vec_add(&pdf->images->image, im);
	return im;
}

int
pdf_images_use(struct pdf *pdf, const char *asset, struct pdf_uses *uses)
{
	struct images *all = pdf->images;
	void **slot = map_put(&all->by_name, span_of(asset));
	const struct image *im;
	int index;

	if (!*slot)
		*slot = image_new(pdf, asset);
	im = *slot;
	index = im->index;
	if (im->mask)
		uses->transparent = 1;
	pdf_use(&uses->image, index);
	return index;
}

/* Pixels to the inch, the lesser of both ways. */
void
pdf_images_place(struct pdf *pdf, int index, unit w, unit h, const char *label)
{
	struct image *im = pdf->images->image.p[index];
	uint64_t across, down;

	if (!im->width || !im->height || w <= 0 || h <= 0)
		return;
	across = (uint64_t)im->width * 72 * PT / (uint64_t)w;
	down = (uint64_t)im->height * 72 * PT / (uint64_t)h;
	if (down < across)
		across = down;
	if (across > 100000)
		across = 100000;
	if (!im->ppi || across < im->ppi) {
		im->ppi = (unsigned)across;
		im->label = arena_strdup(pdf->arena, label ? label : "");
	}
}

void
pdf_images_report(struct pdf *pdf)
{
	for (size_t i = 0; pdf->print && i < pdf->images->image.n; i++) {
		const struct image *im = pdf->images->image.p[i];

		if (im->ppi && im->ppi < (unsigned)pdf->condition->ppi)
			diag_report(pdf->dg, NULL, MSG_PDF_PPI, im->label,
			        im->width, im->height, im->ppi,
			        pdf->condition->ppi);
	}
}
