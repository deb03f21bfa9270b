/* picture: stored images into the container, each once.
 *
 * Most go as they are.  Readers' memory is small, so a picture of more than
 * 4 Mpx or 1.5 MB is made smaller here (by averaging whole pixels, which is
 * exact area sampling for the integer factors used), and CMYK, which readers
 * show in false colours or not at all, becomes RGB.  JPEG decoding already
 * reduces by 2, 4 or 8 in the frequency domain, so that the full picture
 * never stands in memory.
 */
#include "epub/pack.h"

#include <jpeglib.h>
#include <png.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"

#define MAX_PIXELS 4096000u /* a cover of 1600 x 2560 */
#define MAX_BYTES 1500000u
#define MAX_SIDE 30000u
#define QUALITY 85

struct jpeg_trap {
	struct jpeg_error_mgr mgr;
	jmp_buf jump;
};

static void
jpeg_fails(j_common_ptr c)
{
	struct jpeg_trap *t = (struct jpeg_trap *)c->err;

	longjmp(t->jump, 1);
}

static void
jpeg_says(j_common_ptr c)
{
	(void)c;
}

static void
set_trap(struct jpeg_trap *t)
{
	jpeg_std_error(&t->mgr);
	t->mgr.error_exit = jpeg_fails;
	t->mgr.output_message = jpeg_says;
}

static int
is_jpeg(struct span b)
{
	return b.n > 3 && memcmp(b.p, "\xFF\xD8\xFF", 3) == 0;
}

static int
is_png(struct span b)
{
	return b.n > 24 && memcmp(b.p, "\x89PNG\r\n\x1A\n", 8) == 0;
}

/* Sizes and components of a JPEG without decoding it. */
static int
jpeg_look(struct span b, unsigned *w, unsigned *h, int *components)
{
	struct jpeg_decompress_struct d;
	struct jpeg_trap trap;

	d.err = &trap.mgr;
	set_trap(&trap);
	if (setjmp(trap.jump)) {
		jpeg_destroy_decompress(&d);
		return -1;
	}
	jpeg_create_decompress(&d);
	jpeg_mem_src(&d, (const unsigned char *)b.p, (unsigned long)b.n);
	jpeg_read_header(&d, TRUE);
	*w = d.image_width;
	*h = d.image_height;
	*components = d.num_components;
	jpeg_destroy_decompress(&d);
	return 0;
}

/* In place: four components of a row to three.  Adobe writes ink inverted
 * (255 is no ink), and so do all that follow it. */
static void
cmyk_row(unsigned char *row, unsigned width, int inverted)
{
	unsigned char *to = row;

	for (unsigned x = 0; x < width; x++, row += 4, to += 3)
		for (int k = 0; k < 3; k++) {
			unsigned ink = inverted ? row[k] : 255u - row[k];
			unsigned black = inverted ? row[3] : 255u - row[3];

			to[k] = (unsigned char)(ink * black / 255);
		}
}

static int
jpeg_read(struct span b, struct pixels *px)
{
	struct jpeg_decompress_struct d;
	struct jpeg_trap trap;
	unsigned char *volatile mem = NULL;
	int cmyk;

	d.err = &trap.mgr;
	set_trap(&trap);
	if (setjmp(trap.jump)) {
		jpeg_destroy_decompress(&d);
		free(mem);
		return -1;
	}
	jpeg_create_decompress(&d);
	jpeg_mem_src(&d, (const unsigned char *)b.p, (unsigned long)b.n);
	jpeg_read_header(&d, TRUE);
	cmyk = d.num_components == 4;
	if (cmyk)
		d.out_color_space = JCS_CMYK;
	else if (d.num_components != 1)
		d.out_color_space = JCS_RGB;
	for (d.scale_denom = 1;
	        d.scale_denom < 8 &&
	        (uint64_t)d.image_width * d.image_height /
	                        (d.scale_denom * d.scale_denom) >
	                2 * MAX_PIXELS;)
		d.scale_denom *= 2;
	jpeg_start_decompress(&d);
	px->width = d.output_width;
	px->height = d.output_height;
	px->components = d.num_components == 1 ? 1 : 3;
	/* one row more: four components are read before they are three */
	mem = xmalloc((size_t)(px->height + 1) * px->width *
	              (cmyk ? 4u : px->components));
	while (d.output_scanline < d.output_height) {
		JSAMPROW row = mem + (size_t)d.output_scanline * px->width *
		                             px->components;

		jpeg_read_scanlines(&d, &row, 1);
		if (cmyk)
			cmyk_row(row, px->width, d.saw_Adobe_marker);
	}
	jpeg_finish_decompress(&d);
	jpeg_destroy_decompress(&d);
	px->p = mem;
	return 0;
}

static int
png_read(struct span b, struct pixels *px)
{
	png_image im;

	memset(&im, 0, sizeof(im));
	im.version = PNG_IMAGE_VERSION;
	if (!png_image_begin_read_from_memory(&im, b.p, b.n))
		return -1;
	px->width = im.width;
	px->height = im.height;
	px->components = im.format & PNG_FORMAT_FLAG_COLOR ? 3 : 1;
	im.format = px->components == 3 ? PNG_FORMAT_RGB : PNG_FORMAT_GRAY;
	px->p = xmalloc(PNG_IMAGE_SIZE(im));
	/* transparent parts stand on white, as on paper */
	if (!png_image_finish_read(&im,
	            &(png_color){ .red = 255, .green = 255, .blue = 255 },
	            px->p, 0, NULL)) {
		png_image_free(&im);
		free(px->p);
		return -1;
	}
	return 0;
}

static void
shrink(struct pixels *px, unsigned by)
{
	unsigned w = px->width / by, h = px->height / by;
	unsigned c = px->components;
	unsigned char *to = px->p;

	/* in place: what is written has been read */
	for (unsigned y = 0; y < h; y++)
		for (unsigned x = 0; x < w; x++)
			for (unsigned k = 0; k < c; k++) {
				unsigned sum = 0;

				for (unsigned j = 0; j < by; j++)
					for (unsigned i = 0; i < by; i++)
						sum += px->p[((size_t)(y * by +
						                       j) * px->width +
						                     x * by +
						                     i) *
						                     c +
						             k];
				*to++ = (unsigned char)((sum + by * by / 2) /
				                        (by * by));
			}
	px->width = w;
	px->height = h;
}

int
picture_to_jpeg(struct str *out, const unsigned char *rows, unsigned width,
        unsigned height, int components, int quality)
{
	struct jpeg_compress_struct c;
	struct jpeg_trap trap;
	unsigned char *mem = NULL;
	unsigned long size = 0;

	c.err = &trap.mgr;
	set_trap(&trap);
	if (setjmp(trap.jump)) {
		jpeg_destroy_compress(&c);
		free(mem);
		return -1;
	}
	jpeg_create_compress(&c);
	jpeg_mem_dest(&c, &mem, &size);
	c.image_width = width;
	c.image_height = height;
	c.input_components = components;
	c.in_color_space = components == 3 ? JCS_RGB : JCS_GRAYSCALE;
	jpeg_set_defaults(&c);
	jpeg_set_quality(&c, quality, TRUE);
	c.optimize_coding = TRUE;
	jpeg_start_compress(&c, TRUE);
	while (c.next_scanline < height) {
		union {
			const unsigned char *c;
			unsigned char *p;
		} row = { .c = rows + (size_t)c.next_scanline * width *
			                      (unsigned)components };

		jpeg_write_scanlines(&c, &row.p, 1);
	}
	jpeg_finish_compress(&c);
	str_add(out, mem, size);
	jpeg_destroy_compress(&c);
	free(mem);
	return 0;
}

int
picture_decode(struct span bytes, struct pixels *px)
{
	unsigned w, h;
	int components;

	if (is_png(bytes)) {
		w = be32(bytes.p + 16);
		h = be32(bytes.p + 20);
	} else if (!is_jpeg(bytes) ||
	           jpeg_look(bytes, &w, &h, &components) < 0) {
		return -1;
	}
	if (w == 0 || h == 0 || w > MAX_SIDE || h > MAX_SIDE)
		return -1;
	return is_png(bytes) ? png_read(bytes, px) : jpeg_read(bytes, px);
}

/* Decode, make smaller until it is small enough, write as JPEG. */
static int
remake(struct span bytes, struct str *out, int *width, int *height)
{
	struct pixels px = { 0 };
	unsigned by = 1;
	int rc;

	if (picture_decode(bytes, &px) < 0)
		return -1;
	while ((uint64_t)px.width * px.height / (by * by) > MAX_PIXELS)
		by++;
	for (;; by = 2) {
		if (by > 1)
			shrink(&px, by);
		str_truncate(out, 0);
		rc = picture_to_jpeg(out, px.p, px.width, px.height,
		        (int)px.components, QUALITY);
		if (rc < 0 || out->len <= MAX_BYTES || px.width < 64 ||
		        px.height < 64)
			break;
	}
	*width = (int)px.width;
	*height = (int)px.height;
	free(px.p);
	return rc;
}

int
picture_fit(struct span bytes, struct str *out, int *width, int *height,
        const char **type)
{
	unsigned w, h;
	int components = 3;

	if (is_png(bytes)) {
		w = be32(bytes.p + 16);
		h = be32(bytes.p + 20);
		*type = "image/png";
	} else if (!is_jpeg(bytes) ||
	           jpeg_look(bytes, &w, &h, &components) < 0) {
		return -1;
	} else {
		*type = "image/jpeg";
	}
	if (w == 0 || h == 0 || w > MAX_SIDE || h > MAX_SIDE)
		return -1;
	*width = (int)w;
	*height = (int)h;
	if ((uint64_t)w * h <= MAX_PIXELS && bytes.n <= MAX_BYTES &&
	        components != 4)
		return 0;
	*type = "image/jpeg";
	return remake(bytes, out, width, height);
}

/* Into the container under a short name: a manifest of thousands of pictures
 * stays below 300 KB. */
struct pack_image *
pack_image_bytes(struct pack *p, struct span bytes, const char *props)
{
	struct str out = STR_INIT;
	struct pack_image *im = arena_new_of(p->arena, struct pack_image);
	const char *type, *id, *href;
	struct span data;
	int rc;

	if (picture_fit(bytes, &out, &im->width, &im->height, &type) < 0) {
		str_free(&out);
		return NULL;
	}
	id = arena_printf(p->arena, "i%04u", ++p->image_no);
	href = arena_printf(p->arena, "images/%s.%s", id + 1,
	        strcmp(type, "image/png") ? "jpg" : "png");
	data = out.len ? str_span(&out) : bytes;
	rc = pack_bytes(p, id, href, type, props, data, 0);
	p->failed |= rc < 0;
	im->href = href;
	str_free(&out);
	return im;
}

const struct pack_image *
pack_image(struct pack *p, const char *name)
{
	void **slot = map_put(&p->image, span_of(name));
	struct pack_image *im = *slot;
	struct span bytes;

	if (im)
		return im->href ? im : NULL;
	bytes = store_map(p->book->store, name, p->dg);
	if (bytes.p) {
		im = pack_image_bytes(p, bytes, NULL);
		store_unmap(bytes);
		if (!im)
			diag_file(p->dg, name, MSG_EPUB_PICTURE, name);
	}
	if (!im) /* tried once: said once */
		im = arena_new_of(p->arena, struct pack_image);
	*slot = im;
	return im->href ? im : NULL;
}

static const char *const original_type[] = {
	[ASSET_WEBP] = "image/webp",
	[ASSET_AVIF] = "image/avif",
	[ASSET_SVG] = "image/svg+xml",
};

/* An animation: the flag of a WebP's VP8X (RFC 9649, 2.7), the brand of an
 * AVIF. */
static int
moves(enum asset_type type, struct span b)
{
	if (type == ASSET_WEBP)
		return b.n > 20 && memcmp(b.p + 12, "VP8X", 4) == 0 &&
		       (b.p[20] & 2) != 0;
	return type == ASSET_AVIF && b.n > 12 &&
	       memcmp(b.p + 8, "avis", 4) == 0;
}

static void
put_original(struct pack *p, const struct asset *as, const char *name,
        struct pack_image *im)
{
	struct span bytes = store_map(p->book->store, name, p->dg);
	int svg = as->original_type == ASSET_SVG;

	if (!bytes.p)
		return;
	if (bytes.n <= MAX_BYTES) {
		const char *id = arena_printf(p->arena, "i%04u", ++p->image_no);

		im->href = arena_printf(
		        p->arena, "images/%s%s", id + 1, strrchr(name, '.'));
		p->moves |= moves(as->original_type, bytes);
		p->failed |= pack_bytes(p, id, im->href,
		                     original_type[as->original_type], NULL,
		                     bytes, svg) < 0;
	}
	store_unmap(bytes);
}

const struct pack_image *
pack_original(struct pack *p, const struct asset *as)
{
	struct pack_image *im;
	char name[80];
	void **slot;

	if (store_original_name(as, name) < 0 ||
	        (as->original_type != ASSET_SVG &&
	                (uint64_t)as->width * (unsigned)as->height >
	                        MAX_PIXELS))
		return NULL;
	slot = map_put(&p->image, span_of(name));
	if (!*slot) {
		im = arena_new_of(p->arena, struct pack_image);
		put_original(p, as, name, im);
		*slot = im;
	}
	im = *slot;
	return im->href ? im : NULL;
}

const struct pack_image *
pack_picture_file(
        struct pack *p, const char *path, const char *props, enum diag_msg bad)
{
	struct str bytes = STR_INIT;
	const struct pack_image *im = NULL;

	if (file_read(path, 64u << 20, &bytes, p->dg) == 0) {
		im = pack_image_bytes(p, str_span(&bytes), props);
		if (!im)
			diag_file(p->dg, path, bad, "expected a PNG or a JPEG");
	}
	str_free(&bytes);
	return im;
}
