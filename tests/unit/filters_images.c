/* Tests of the stage images: which files are read, what is accepted, and what
 * stays of those that are not.  The pictures are made here. */
#include <setjmp.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <jpeglib.h>
#include <nettle/base64.h>
#include <png.h>

#include "tests/unit/filters_help.h"

#include "filters/images.h"

static char top[] = "/tmp/bantin-images-XXXXXX";

/* ---- making pictures --------------------------------------------------- */

/* Left half dark, right half light, so that turning can be seen. */
static void
make_jpeg(struct str *out, unsigned w, unsigned h, int comps, int progressive,
        int orientation)
{
	struct jpeg_compress_struct c;
	struct jpeg_error_mgr err;
	unsigned char *buf = NULL, row[4 * 64];
	unsigned long len = 0;

	c.err = jpeg_std_error(&err);
	jpeg_create_compress(&c);
	jpeg_mem_dest(&c, &buf, &len);
	c.image_width = w;
	c.image_height = h;
	c.input_components = comps;
	c.in_color_space = comps == 1   ? JCS_GRAYSCALE
	                   : comps == 3 ? JCS_RGB
	                                : JCS_CMYK;
	jpeg_set_defaults(&c);
	if (progressive)
		jpeg_simple_progression(&c);
	jpeg_start_compress(&c, TRUE);
	if (orientation) {
		unsigned char exif[] = "Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01"
		                       "\x03\0\x01\0\0\0\0\0\0\0\0\0\0";

		exif[24] = (unsigned char)orientation;
		jpeg_write_marker(&c, JPEG_APP0 + 1, exif, sizeof(exif));
	}
	for (unsigned x = 0; x < w; x++)
		memset(row + x * (unsigned)comps, x < w / 2 ? 0x10 : 0xF0,
		        (size_t)comps);
	while (c.next_scanline < h) {
		JSAMPROW r = row;

		jpeg_write_scanlines(&c, &r, 1);
	}
	jpeg_finish_compress(&c);
	jpeg_destroy_compress(&c);
	str_add(out, buf, len);
	free(buf);
}

static void
png_out(png_structp png, png_bytep p, png_size_t n)
{
	str_add(png_get_io_ptr(png), p, n);
}

static void
make_png(struct str *out, unsigned w, unsigned h, int type, int bits,
        int interlace, int trns)
{
	png_structp png = png_create_write_struct(
	        PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
	png_infop info = png_create_info_struct(png);
	png_color palette[2] = { { 0, 0, 0 }, { 255, 255, 255 } };
	png_byte alpha[1] = { 0 };
	static unsigned char row[8 * 64];
	int passes;

	png_set_write_fn(png, out, png_out, NULL);
	png_set_IHDR(png, info, w, h, bits, type, interlace, 0, 0);
	if (type == PNG_COLOR_TYPE_PALETTE)
		png_set_PLTE(png, info, palette, 2);
	if (trns)
		png_set_tRNS(png, info, alpha, 1, NULL);
	png_write_info(png, info);
	passes = interlace ? png_set_interlace_handling(png) : 1;
	while (passes--)
		for (unsigned y = 0; y < h; y++)
			png_write_row(png, row);
	png_write_end(png, info);
	png_destroy_write_struct(&png, &info);
}

/* ---- the decoders ------------------------------------------------------ */

static void
jpeg_facts(void **state)
{
	static const int comps[] = { 1, 3, 4 };
	struct image_info info;

	(void)state;
	for (int k = 0; k < 3; k++)
		for (int prog = 0; prog < 2; prog++) {
			struct str f = STR_INIT;

			make_jpeg(&f, 20, 10, comps[k], prog, 0);
			assert_int_equal(jpeg_check(str_span(&f),
			                         &limits_default, &info),
			        IMAGE_FINE);
			assert_int_equal(info.width, 20);
			assert_int_equal(info.height, 10);
			assert_int_equal(info.components, comps[k]);
			assert_int_equal(info.bits, 8);
			assert_int_equal(info.orientation, 1);
			str_free(&f);
		}
}

static void
png_facts(void **state)
{
	static const struct {
		int type, bits, interlace, trns, comps, alpha;
	} kind[] = {
		{ PNG_COLOR_TYPE_GRAY, 1, 0, 0, 1, 0 },
		{ PNG_COLOR_TYPE_GRAY, 16, 1, 0, 1, 0 },
		{ PNG_COLOR_TYPE_RGB, 8, 0, 0, 3, 0 },
		{ PNG_COLOR_TYPE_RGB, 16, 1, 0, 3, 0 },
		{ PNG_COLOR_TYPE_PALETTE, 1, 0, 0, 3, 0 },
		{ PNG_COLOR_TYPE_PALETTE, 8, 1, 1, 3, 1 },
		{ PNG_COLOR_TYPE_RGB_ALPHA, 8, 0, 0, 3, 1 },
		{ PNG_COLOR_TYPE_GRAY_ALPHA, 16, 1, 0, 1, 1 },
	};
	struct image_info info;

	(void)state;
	for (size_t k = 0; k < sizeof(kind) / sizeof(kind[0]); k++) {
		struct str f = STR_INIT;

		make_png(&f, 13, 7, kind[k].type, kind[k].bits,
		        kind[k].interlace, kind[k].trns);
		assert_int_equal(
		        png_check(str_span(&f), &limits_default, &info),
		        IMAGE_FINE);
		assert_int_equal(info.width, 13);
		assert_int_equal(info.height, 7);
		assert_int_equal(info.components, kind[k].comps);
		assert_int_equal(info.bits, kind[k].bits);
		assert_int_equal(info.has_alpha, kind[k].alpha);
		str_free(&f);
	}
}

/* Every shorter file is damaged; no cut crashes or passes. */
static void
truncated_files(void **state)
{
	struct str jpg = STR_INIT, png = STR_INIT;
	struct image_info info;

	(void)state;
	make_jpeg(&jpg, 40, 40, 3, 1, 0);
	make_png(&png, 40, 40, PNG_COLOR_TYPE_RGB, 8, 1, 0);
	for (size_t n = 0; n + 2 < jpg.len; n++) {
		assert_int_equal(jpeg_check((struct span){ jpg.s, n },
		                         &limits_default, &info),
		        IMAGE_DAMAGED);
		assert_non_null(info.why);
	}
	for (size_t n = 0; n < png.len; n++) {
		assert_int_equal(png_check((struct span){ png.s, n },
		                         &limits_default, &info),
		        IMAGE_DAMAGED);
		assert_non_null(info.why);
	}
	png.s[png.len / 2] ^= 0x55;
	assert_int_equal(png_check(str_span(&png), &limits_default, &info),
	        IMAGE_DAMAGED);
	str_free(&jpg);
	str_free(&png);
}

static void
too_many_pixels(void **state)
{
	struct limits lim = limits_default;
	struct str jpg = STR_INIT, png = STR_INIT;
	struct image_info info;

	(void)state;
	lim.image_pixels = 20 * 10 - 1;
	make_jpeg(&jpg, 20, 10, 3, 0, 0);
	make_png(&png, 20, 10, PNG_COLOR_TYPE_RGB, 8, 0, 0);
	assert_int_equal(
	        jpeg_check(str_span(&jpg), &lim, &info), IMAGE_TOO_BIG);
	assert_int_equal(png_check(str_span(&png), &lim, &info), IMAGE_TOO_BIG);
	str_free(&jpg);
	str_free(&png);
}

static int
pixel(struct span in, unsigned x, unsigned y)
{
	struct jpeg_decompress_struct d;
	struct jpeg_error_mgr err;
	unsigned char row[4 * 64];
	int v;

	d.err = jpeg_std_error(&err);
	jpeg_create_decompress(&d);
	jpeg_mem_src(&d, (const unsigned char *)in.p, in.n);
	jpeg_read_header(&d, TRUE);
	jpeg_start_decompress(&d);
	while (d.output_scanline <= y) {
		JSAMPROW r = row;

		jpeg_read_scanlines(&d, &r, 1);
	}
	v = row[x * (unsigned)d.output_components];
	jpeg_abort_decompress(&d);
	jpeg_destroy_decompress(&d);
	return v;
}

/* The dark half is on the left as stored; where is it when upright? */
static void
orientations(void **state)
{
	static const struct {
		int w, h;
		unsigned x, y; /* a dark place */
	} want[9] = {
		[2] = { 32, 16, 28, 8 },
		[3] = { 32, 16, 28, 8 },
		[4] = { 32, 16, 3, 8 },
		[5] = { 16, 32, 8, 3 },
		[6] = { 16, 32, 8, 3 },
		[7] = { 16, 32, 8, 28 },
		[8] = { 16, 32, 8, 28 },
	};

	(void)state;
	for (int o = 2; o <= 8; o++) {
		struct str in = STR_INIT, out = STR_INIT, again = STR_INIT;
		struct image_info info;

		make_jpeg(&in, 32, 16, 3, 0, o);
		assert_int_equal(
		        jpeg_check(str_span(&in), &limits_default, &info),
		        IMAGE_FINE);
		assert_int_equal(info.orientation, o);
		assert_int_equal(
		        jpeg_turn(str_span(&in), &info, &out), IMAGE_FINE);
		assert_int_equal(info.width, want[o].w);
		assert_int_equal(info.height, want[o].h);
		assert_true(pixel(str_span(&out), want[o].x, want[o].y) < 60);
		assert_true(pixel(str_span(&out),
		                    (unsigned)want[o].w - 1 - want[o].x,
		                    (unsigned)want[o].h - 1 - want[o].y) > 190);
		info.orientation = o;
		jpeg_turn(str_span(&in), &info, &again);
		assert_true(span_eq(str_span(&out), str_span(&again)));
		jpeg_check(str_span(&out), &limits_default, &info);
		assert_int_equal(info.orientation, 1);
		str_free(&in);
		str_free(&out);
		str_free(&again);
	}
}

/* ---- the stage --------------------------------------------------------- */

static void
put_file(const char *name, const struct str *s)
{
	char path[200];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", top, name);
	f = fopen(path, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(str_c(s), 1, s->len, f), s->len);
	fclose(f);
}

static int
set_up(void **state)
{
	struct str jpg = STR_INIT, png = STR_INIT, gif = STR_INIT,
	           tif = STR_INIT;
	char path[200];

	(void)state;
	if (!mkdtemp(top))
		return -1;
	snprintf(path, sizeof(path), "%s/a", top);
	mkdir(path, 0700);
	snprintf(path, sizeof(path), "%s/a/b", top);
	mkdir(path, 0700);
	make_jpeg(&jpg, 20, 10, 3, 0, 0);
	make_png(&png, 13, 7, PNG_COLOR_TYPE_RGB, 8, 0, 0);
	str_puts(&gif, "GIF89a...");
	str_add(&tif, "II*\0....", 8);
	put_file("a/b/in here.jpg", &jpg);
	put_file("a/b/png.jpg", &png); /* the name lies */
	put_file("a/up.png", &png);
	put_file("secret.jpg", &jpg);
	put_file("a/b/g.gif", &gif);
	put_file("a/b/t.tif", &tif);
	str_truncate(&jpg, jpg.len / 2);
	put_file("a/b/cut.jpg", &jpg);
	snprintf(path, sizeof(path), "%s/a/b/link.jpg", top);
	if (symlink("../../secret.jpg", path) != 0)
		return -1;
	str_free(&jpg);
	str_free(&png);
	str_free(&gif);
	str_free(&tif);
	return 0;
}

static int
tear_down(void **state)
{
	char cmd[100];

	(void)state;
	snprintf(cmd, sizeof(cmd), "rm -rf %s", top);
	return system(cmd) == 0 ? 0 : -1;
}

struct outcome {
	char *inside;
	enum diag_msg msg; /* the last message */
	unsigned warnings;
	size_t assets;
};

static struct outcome
run(const char *html, struct image_cache *cache)
{
	struct diag dg;
	struct outcome r = { NULL, MSG_COUNT, 0, 0 };
	struct options o = { .limits = &limits_default, .images = cache };
	struct article *a = help_parse(html);
	struct str base = STR_INIT;

	diag_init(&dg);
	dg.sink = help_quiet;
	dg.ctx = &r.msg;
	o.store = store_open(NULL, &dg);
	assert_non_null(o.store);
	str_printf(&base, "%s/a/b", top);
	a->base_dir = arena_span(a->arena, str_span(&base));
	help_run(a, "s", &o);
	assert_int_equal(filter_images.run(a, &o, &dg), 0);
	r.inside = help_inside(a);
	r.warnings = dg.count[DIAG_WARNING];
	r.assets = a->assets.n;
	for (size_t i = 0; i < a->assets.n; i++) {
		char name[80];
		struct span bytes;

		store_asset_name(&a->assets.p[i], name);
		bytes = store_map(o.store, name, &dg);
		assert_int_equal(bytes.n, a->assets.p[i].size);
		store_unmap(bytes);
	}
	store_close(o.store);
	article_free(a);
	str_free(&base);
	return r;
}

static void
taken(const char *src, const char *ext, int w, int h)
{
	struct str html = STR_INIT, size = STR_INIT;
	struct outcome r;

	str_printf(&html,
	        "<figure><img src=\"%s\"><figcaption>c</figcaption>"
	        "</figure>",
	        src);
	str_printf(&size, "%s\" alt=\"c\" width=\"%d\" height=\"%d\"/>", ext, w,
	        h);
	r = run(html.s, NULL);
	assert_non_null(strstr(r.inside, "<img src=\"assets/"));
	assert_non_null(strstr(r.inside, size.s));
	assert_int_equal(r.warnings, 0);
	assert_int_equal(r.assets, 1);
	free(r.inside);
	str_free(&html);
	str_free(&size);
}

static void
refused(const char *src, enum diag_msg msg)
{
	struct str html = STR_INIT;
	struct outcome r;

	str_printf(&html,
	        "<p>x</p><figure><img src=\"%s\"><figcaption>c"
	        "</figcaption></figure>",
	        src);
	r = run(html.s, NULL);
	assert_string_equal(r.inside, "<p>x</p>\n<p class=\"caption\">c</p>");
	assert_int_equal(r.msg, msg);
	assert_int_equal(r.warnings, 1);
	assert_int_equal(r.assets, 0);
	free(r.inside);
	str_free(&html);
}

static void
files(void **state)
{
	struct str s = STR_INIT;
	struct outcome r;

	(void)state;
	taken("in here.jpg", ".jpg", 20, 10);
	taken("in%20here.jpg?v=1", ".jpg", 20, 10);
	taken("./png.jpg", ".png", 13, 7);
	taken("..\\up.png", ".png", 13, 7);
	str_printf(&s, "file://%s/a/up.png", top);
	taken(s.s, ".png", 13, 7);
	refused("../../secret.jpg", MSG_IMAGE_OUTSIDE);
	refused("link.jpg", MSG_IMAGE_OUTSIDE);
	refused("/etc/passwd", MSG_IMAGE_OUTSIDE);
	refused("file:///etc/passwd", MSG_IMAGE_OUTSIDE);
	refused("none.jpg", MSG_IMAGE_MISSING);
	refused(".", MSG_IMAGE_MISSING);
	refused("cut.jpg", MSG_IMAGE_BROKEN);
	refused("g.gif", MSG_IMAGE_BROKEN);
	refused("t.tif", MSG_IMAGE_TYPE);
	refused("https://x.vn/a.jpg", MSG_IMAGE_REMOTE);
	/* the place a link points to outlives its picture */
	r = run("<p>x <a href=#n>y</a></p><p><a id=n><img src=none.jpg></a>"
	        "</p>",
	        NULL);
	assert_non_null(strstr(r.inside, "id=\"n\""));
	free(r.inside);
	str_free(&s);
}

/* As a data: address, which the caller frees. */
static void
png_address(struct str *out, unsigned w, unsigned h)
{
	struct str png = STR_INIT;

	make_png(&png, w, h, PNG_COLOR_TYPE_RGB, 8, 0, 0);
	str_puts(out, "data:image/png;base64,");
	str_reserve(out, BASE64_ENCODE_RAW_LENGTH(png.len));
	base64_encode_raw(out->s + out->len, png.len, (const uint8_t *)png.s);
	out->len += BASE64_ENCODE_RAW_LENGTH(png.len);
	out->s[out->len] = '\0';
	str_free(&png);
}

static void
data_addresses(void **state)
{
	struct str src = STR_INIT, html = STR_INIT;
	struct outcome r;

	(void)state;
	png_address(&src, 40, 30);
	taken(src.s, ".png", 40, 30);
	refused("data:image/png;base64,iVBORw0KGgoAAAAN", MSG_IMAGE_BROKEN);
	refused("data:image/gif;base64,R0lGODlhAQABAAAAACw=", MSG_IMAGE_BROKEN);
	/* a stamp in place of a photograph, but a sign in a line */
	str_truncate(&src, 0);
	png_address(&src, 8, 5);
	str_printf(&html,
	        "<figure><a href=x><img src=\"%s\"></a><figcaption>c"
	        "</figcaption></figure><p>x <img src=\"%s\" alt=y> z</p>",
	        src.s, src.s);
	r = run(html.s, NULL);
	assert_non_null(strstr(r.inside, "<p class=\"caption\">c</p>"));
	assert_null(strstr(r.inside, "<figure>"));
	assert_non_null(strstr(r.inside, "width=\"8\" height=\"5\"/> z</p>"));
	assert_int_equal(r.warnings, 0);
	free(r.inside);
	str_free(&src);
	str_free(&html);
}

static void
cache_gives_the_same(void **state)
{
	static const char html[] = "<p>x</p><img src='in here.jpg'>"
	                           "<p>y</p><img src='./in%20here.jpg'>";
	struct image_cache *c = image_cache_new();
	struct outcome a = run(html, NULL), b = run(html, c);

	(void)state;
	assert_string_equal(a.inside, b.inside);
	assert_int_equal(a.assets, 1);
	assert_int_equal(b.assets, 1);
	free(a.inside);
	free(b.inside);
	image_cache_free(c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(jpeg_facts),
		cmocka_unit_test(png_facts),
		cmocka_unit_test(truncated_files),
		cmocka_unit_test(too_many_pixels),
		cmocka_unit_test(orientations),
		cmocka_unit_test(files),
		cmocka_unit_test(data_addresses),
		cmocka_unit_test(cache_gives_the_same),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
