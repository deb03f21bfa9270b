/* Tests of the pictures that become PNG or JPEG: WebP, GIF, AVIF and SVG, made
 * here by the encoders of the same libraries. */
#include <avif/avif.h>
#include <gif_lib.h>
#include <webp/encode.h>

#include "tests/unit/filters_help.h"

#include "filters/images.h"

#define W 20
#define H 10

/* Left half red, right half blue; the lowest row green, and clear when there
 * is an alpha. */
static const unsigned char *
sample(unsigned comps)
{
	static unsigned char px[W * H * 4];
	unsigned char *p = px;

	for (int y = 0; y < H; y++)
		for (int x = 0; x < W; x++, p += comps) {
			p[0] = y < H - 1 && x < W / 2 ? 250 : 5;
			p[1] = y == H - 1 ? 250 : 5;
			p[2] = y < H - 1 && x >= W / 2 ? 250 : 5;
			if (comps == 4)
				p[3] = y == H - 1 ? 0 : 255;
		}
	return px;
}

static void
is_sample(const struct image_pixels *px, unsigned comps, unsigned rows,
        int tolerance)
{
	assert_int_equal(px->width, W);
	assert_int_equal(px->height, H);
	assert_int_equal(px->components, comps);
	for (unsigned y = 0; y < rows; y += 3)
		for (unsigned x = 2; x < W; x += 5) {
			const unsigned char *p = px->p + (y * W + x) * comps;
			const unsigned char *q =
			        sample(comps) + (y * W + x) * comps;

			if (comps == 4)
				assert_int_equal(p[3], q[3]);
			for (int k = 0; k < 3; k++)
				assert_in_range(p[k] + 300,
				        q[k] + 300 - tolerance,
				        q[k] + 300 + tolerance);
		}
}

/* ---- WebP -------------------------------------------------------------- */

static void
make_webp(struct str *out, unsigned comps, int lossless)
{
	const unsigned char *px = sample(comps);
	uint8_t *file = NULL;
	size_t n;

	if (comps == 4)
		n = lossless ? WebPEncodeLosslessRGBA(px, W, H, W * 4, &file)
		             : WebPEncodeRGBA(px, W, H, W * 4, 95, &file);
	else
		n = lossless ? WebPEncodeLosslessRGB(px, W, H, W * 3, &file)
		             : WebPEncodeRGB(px, W, H, W * 3, 95, &file);
	assert_true(n > 0);
	str_add(out, file, n);
	WebPFree(file);
}

static void
webp_pixels(void **state)
{
	(void)state;
	for (unsigned comps = 3; comps <= 4; comps++)
		for (int lossless = 0; lossless < 2; lossless++) {
			struct str f = STR_INIT;
			struct image_pixels px;
			const char *why;

			make_webp(&f, comps, lossless);
			assert_string_equal(image_type(str_span(&f)), "WebP");
			assert_int_equal(webp_read(str_span(&f),
			                         &limits_default, &px, &why),
			        IMAGE_FINE);
			is_sample(&px, comps, lossless && comps == 3 ? H : 6,
			        lossless ? 0 : 60);
			assert_int_equal(px.lossy, !lossless);
			assert_int_equal(px.moves, 0);
			image_pixels_free(&px);
			str_free(&f);
		}
}

/* ---- GIF --------------------------------------------------------------- */

static int
gif_out(GifFileType *g, const GifByteType *p, int n)
{
	str_add(g->UserData, p, (size_t)n);
	return n;
}

static void
make_gif(struct str *out, int interlace, int clear, int frames)
{
	GifColorType color[4] = { { 250, 5, 5 }, { 5, 5, 250 }, { 5, 250, 5 },
		{ 0, 0, 0 } };
	ColorMapObject *map = GifMakeMapObject(4, color);
	GraphicsControlBlock gcb = { DISPOSAL_UNSPECIFIED, false, 10,
		clear ? 2 : NO_TRANSPARENT_COLOR };
	static const int start[] = { 0, 4, 2, 1 }, step[] = { 8, 8, 4, 2 };
	GifByteType ext[4], line[W];
	int error;
	GifFileType *g = EGifOpen(out, gif_out, &error);

	EGifSetGifVersion(g, true);
	EGifPutScreenDesc(g, W, H, 8, 0, map);
	EGifGCBToExtension(&gcb, ext);
	while (frames--) {
		EGifPutExtension(g, GRAPHICS_EXT_FUNC_CODE, 4, ext);
		EGifPutImageDesc(g, 0, 0, W, H, interlace, NULL);
		for (int k = 0; k < (interlace ? 4 : 1); k++)
			for (int y = interlace ? start[k] : 0; y < H;
			        y += interlace ? step[k] : 1) {
				for (int x = 0; x < W; x++)
					line[x] = y == H - 1 ? 2 : x >= W / 2;
				EGifPutLine(g, line, W);
			}
	}
	assert_int_equal(EGifCloseFile(g, &error), GIF_OK);
	GifFreeMapObject(map);
}

static void
gif_pixels(void **state)
{
	(void)state;
	for (int k = 0; k < 8; k++) {
		struct str f = STR_INIT, png = STR_INIT;
		struct image_pixels px;
		struct image_info info;
		enum asset_type type;
		const char *why;

		make_gif(&f, k & 1, k & 2, k & 4 ? 3 : 1);
		assert_string_equal(image_type(str_span(&f)), "GIF");
		assert_int_equal(
		        gif_read(str_span(&f), &limits_default, &px, &why),
		        IMAGE_FINE);
		assert_int_equal(px.moves, (k & 4) != 0);
		/* few colours: a palette of two bits */
		assert_int_equal(image_encode(&px, &png, &type), 0);
		assert_int_equal(type, ASSET_PNG);
		is_sample(&px, k & 2 ? 4 : 3, k & 2 ? H - 1 : H, 0);
		png_check(str_span(&png), &limits_default, &info);
		assert_int_equal(info.bits, 2);
		assert_int_equal(info.has_alpha, (k & 2) != 0);
		image_pixels_free(&px);
		str_free(&f);
		str_free(&png);
	}
}

/* ---- AVIF -------------------------------------------------------------- */

static void
make_avif(struct str *out, int alpha, int turn)
{
	avifImage *im = avifImageCreate(W, H, 8, AVIF_PIXEL_FORMAT_YUV444);
	avifEncoder *e = avifEncoderCreate();
	avifRWData file = AVIF_DATA_EMPTY;
	avifRGBImage rgb;
	union {
		const unsigned char *c;
		unsigned char *p;
	} px = { .c = sample(alpha ? 4 : 3) };

	avifRGBImageSetDefaults(&rgb, im);
	rgb.format = alpha ? AVIF_RGB_FORMAT_RGBA : AVIF_RGB_FORMAT_RGB;
	rgb.pixels = px.p;
	rgb.rowBytes = W * (alpha ? 4 : 3);
	assert_int_equal(avifImageRGBToYUV(im, &rgb), AVIF_RESULT_OK);
	if (turn) {
		im->transformFlags = AVIF_TRANSFORM_IROT;
		im->irot.angle = 1;
	}
	e->speed = 10;
	e->maxThreads = 1;
	e->minQuantizer = e->maxQuantizer = 5;
	assert_int_equal(avifEncoderWrite(e, im, &file), AVIF_RESULT_OK);
	str_add(out, file.data, file.size);
	avifRWDataFree(&file);
	avifEncoderDestroy(e);
	avifImageDestroy(im);
}

static void
avif_pixels(void **state)
{
	struct image_pixels px;
	const char *why;

	(void)state;
	for (int k = 0; k < 3; k++) {
		struct str f = STR_INIT;

		make_avif(&f, k == 1, k == 2);
		assert_string_equal(image_type(str_span(&f)), "AVIF");
		assert_int_equal(
		        avif_read(str_span(&f), &limits_default, &px, &why),
		        IMAGE_FINE);
		if (k < 2) {
			is_sample(&px, k ? 4 : 3, H, 30);
		} else { /* what was on the right is above now */
			assert_int_equal(px.width, H);
			assert_int_equal(px.height, W);
			assert_true(px.p[2] > 200 && px.p[0] < 60);
			assert_true(px.p[3 * H * (W - 1)] > 200);
			assert_true(px.p[3 * (H - 1) + 1] > 200);
		}
		image_pixels_free(&px);
		str_free(&f);
	}
}

/* ---- SVG --------------------------------------------------------------- */

static void
svg_is_cleaned(void **state)
{
	static const struct {
		const char *in, *out;
	} t[] = {
		{ "<svg width='9'><script>x</script><g onclick='x' fill='red'>"
		  "<foreignObject><p/></foreignObject></g></svg>",
		        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\">"
		        "<g fill=\"red\"/></svg>\n" },
		{ "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink="
		  "'http://www.w3.org/1999/xlink' xmlns:i='urn:x' i:a='b' "
		  "xml:base='http://x/'><i:g><path/></i:g><a xlink:href="
		  "'javascript:x'><path d='M0 0'/></a><use xlink:href='#a'/>"
		  "<use href='x.svg#a'/><image xlink:href='file:///a.png'/>"
		  "<image href='data:image/png;base64,AA'/>"
		  "<image href='data:image/svg+xml,x'/></svg>",
		        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink="
		        "\"http://www.w3.org/1999/xlink\"><g><path d=\"M0 0\"/>"
		        "</g><use xlink:href=\"#a\"/><use/><image/><image "
		        "href=\"data:image/png;base64,AA\"/><image/></svg>\n" },
		{ "<svg><style>.a { fill: url(#b) }</style><style>@import 'x';"
		  "</style><style>a{fill:url(http://x)}</style><style>a{fill:"
		  "u\\72l(x)}</style><g style='fill:url( \"#c\")'/>"
		  "<g style='fill:URL(x)'/><g filter='url(x#f)'/>"
		  "<set attributeName='x'/><animate/><!-- x --></svg>",
		        "<svg xmlns=\"http://www.w3.org/2000/svg\"><style>.a { "
		        "fill: url(#b) }</style><g style=\"fill:url( "
		        "&quot;#c&quot;)\"/><g/><g/></svg>\n" },
		{ "<!DOCTYPE svg [<!ENTITY n 'http://www.w3.org/2000/svg'>"
		  "<!ENTITY t 'words'>]><svg "
		  "xmlns='&n;'><text>&t;</text></svg>",
		        "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>words"
		        "</text></svg>\n" },
		{ "<svg xmlns=''><path/></svg>",
		        "<svg "
		        "xmlns=\"http://www.w3.org/2000/svg\"><path/></svg>"
		        "\n" },
		/* the last in its parent goes, too */
		{ "<svg><g><g><script/></g></g><path/></svg>",
		        "<svg xmlns=\"http://www.w3.org/2000/svg\"><g><g/></g>"
		        "<path/></svg>\n" },
	};
	static const char *const bad[] = {
		"<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
		"<svg><text>&x;</text></svg>",
		"<!DOCTYPE svg [<!ENTITY a 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'>"
		"<!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
		"<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>"
		"<!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'>"
		"<!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;'>"
		"<!ENTITY f '&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;'>"
		"]><svg><text>&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;</text></svg>",
		"<svg><g></svg>",
		"<html><svg/></html>",
		"<svg xmlns='http://www.w3.org/20:0/svg'><path/></svg>",
		"",
	};
	const char *why;

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		struct str out = STR_INIT;

		assert_int_equal(
		        svg_clean(span_of(t[i].in), &out, &why), IMAGE_FINE);
		assert_string_equal(strchr(out.s, '\n') + 1, t[i].out);
		str_free(&out);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct str out = STR_INIT;

		assert_int_not_equal(
		        svg_clean(span_of(bad[i]), &out, &why), IMAGE_FINE);
		assert_non_null(why);
		str_free(&out);
	}
}

static void
svg_is_told(void **state)
{
	(void)state;
	assert_true(svg_is(span_of("\xEF\xBB\xBF\n<svg/>")));
	assert_true(svg_is(span_of("<?xml version='1.0'?><!-- x --><svg>")));
	assert_false(svg_is(span_of("<!doctype html><html><svg/>")));
	assert_false(svg_is(span_of("text <svg/>")));
	assert_false(svg_is(span_of("<?xml version='1.0'?><rss/>")));
}

static void
svg_pixels(void **state)
{
	static const struct {
		const char *size;
		unsigned w, h, css_w, css_h; /* w 0: no picture */
	} t[] = {
		{ "width='400' height='200'", 1250, 625, 400, 200 },
		{ "width='4in' viewBox='0 0 2 1'", 1200, 600, 384, 192 },
		{ "viewBox='0 0 24 12'", 600, 300, 24, 12 },
		{ "width='100%' viewBox='0 0 300 300'", 938, 938, 300, 300 },
		{ "viewBox='0 0 90000 9'", 4000, 0, 0, 0 },
		{ "width='8000' height='8000'", 2000, 2000, 8000, 8000 },
		{ "", 0, 0, 0, 0 },
		{ "width='-5' height='0'", 0, 0, 0, 0 },
	};

	(void)state;
	if (svg_missing())
		skip();
	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		struct str s = STR_INIT, clean = STR_INIT;
		struct image_pixels px;
		enum image_fault fault;
		const char *why;

		str_printf(&s,
		        "<svg %s><rect width='50%%' height='100%%' "
		        "fill='#f00' fill-opacity='.5'/></svg>",
		        t[i].size);
		assert_int_equal(
		        svg_clean(str_span(&s), &clean, &why), IMAGE_FINE);
		fault = svg_draw(str_span(&clean), &limits_default, &px, &why);
		str_free(&s);
		str_free(&clean);
		if (!t[i].h) {
			assert_int_equal(fault, IMAGE_DAMAGED);
			continue;
		}
		assert_int_equal(fault, IMAGE_FINE);
		assert_int_equal(px.width, t[i].w);
		assert_int_equal(px.height, t[i].h);
		assert_int_equal(px.css_width, t[i].css_w);
		assert_int_equal(px.css_height, t[i].css_h);
		/* half clear red on the left, nothing on the right */
		assert_int_equal(px.p[0], 255);
		assert_int_equal(px.p[1], 0);
		assert_in_range(px.p[3], 127, 128);
		assert_int_equal(px.p[(px.width - 1) * 4 + 3], 0);
		image_pixels_free(&px);
	}
}

/* ---- all --------------------------------------------------------------- */

typedef enum image_fault (*reader)(struct span, const struct limits *,
        struct image_pixels *, const char **);

/* A file cut short is damaged or still a picture; the limit holds before
 * anything is decoded. */
static void
cut_and_limited(void **state)
{
	static const reader read[] = { webp_read, gif_read, avif_read };
	struct limits lim = limits_default;

	(void)state;
	lim.image_pixels = W * H - 1;
	for (int k = 0; k < 3; k++) {
		struct str f = STR_INIT;
		struct image_pixels px;
		const char *why;

		if (k == 0)
			make_webp(&f, 4, 1);
		else if (k == 1)
			make_gif(&f, 1, 1, 1);
		else
			make_avif(&f, 1, 1);
		assert_int_equal(
		        read[k](str_span(&f), &lim, &px, &why), IMAGE_TOO_BIG);
		assert_null(px.p);
		for (size_t n = 0; n + 4 < f.len; n++) {
			enum image_fault fault =
			        read[k]((struct span){ f.s, n },
			                &limits_default, &px, &why);

			assert_non_null(why);
			if (fault == IMAGE_FINE)
				image_pixels_free(&px);
			else
				assert_null(px.p);
			/* half of the pixels are not enough */
			assert_true(n > f.len / 2 || fault != IMAGE_FINE);
		}
		str_free(&f);
	}
}

/* Few pixels, but in rows that no other form can hold. */
static void
wide_rows(void **state)
{
	struct str f = STR_INIT;
	struct image_pixels px;
	const char *why;

	(void)state;
	make_gif(&f, 0, 0, 1);
	memcpy(f.s + 6, "\xFF\xFF\x0A\x00", 4);
	assert_int_equal(gif_read(str_span(&f), &limits_default, &px, &why),
	        IMAGE_TOO_BIG);
	assert_null(px.p);
	str_free(&f);
}

static void
turning(void **state)
{
	/* stored  a b c   as Exif 2.3 defines what the eight show
	 *         d e f */
	static const char *const want[] = { NULL, "abcdef", "cbafed", "fedcba",
		"defabc", "adbecf", "daebfc", "fcebda", "cfbead" };
	struct image_pixels px;

	(void)state;
	for (int o = 1; o <= 8; o++) {
		memset(&px, 0, sizeof(px));
		px.width = 3;
		px.height = 2;
		px.components = 1;
		image_pixels_new(&px);
		memcpy(px.p, "abcdef", 6);
		image_turn(&px, o);
		assert_memory_equal(px.p, want[o], 6);
		assert_int_equal(px.width, o >= 5 ? 2 : 3);
		image_pixels_free(&px);
	}
}

/* What each kind of pixels becomes. */
static void
forms(void **state)
{
	static const struct {
		unsigned in;
		int lossy, many, grey, alpha;
		enum asset_type type;
		unsigned out;
		int bits;
	} t[] = {
		{ 3, 1, 1, 0, 0, ASSET_JPEG, 3, 8 },
		{ 4, 1, 1, 0, 0, ASSET_JPEG, 3, 8 },
		{ 4, 1, 1, 0, 1, ASSET_PNG, 4, 8 },
		{ 3, 0, 1, 0, 0, ASSET_PNG, 3, 8 },
		{ 3, 0, 0, 0, 0, ASSET_PNG, 3, 1 },
		{ 4, 0, 0, 0, 1, ASSET_PNG, 4, 1 },
		{ 3, 1, 1, 1, 0, ASSET_JPEG, 1, 8 },
		{ 4, 0, 1, 1, 0, ASSET_PNG, 1, 8 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		struct image_pixels px = { .width = 64,
			.height = 64,
			.components = t[i].in,
			.lossy = t[i].lossy };
		struct image_info info;
		struct str out = STR_INIT;
		enum asset_type type;

		image_pixels_new(&px);
		for (unsigned n = 0; n < 64 * 64; n++) {
			unsigned char *p = px.p + n * t[i].in;

			p[0] = (unsigned char)(t[i].many ? n : n & 1);
			p[1] = t[i].grey ? p[0] : 7;
			p[2] = t[i].grey ? p[0]
			                 : (unsigned char)(t[i].many ? n / 64
			                                             : 9);
			if (t[i].in == 4)
				p[3] = t[i].alpha && (n & 1) ? 100 : 255;
		}
		assert_int_equal(image_encode(&px, &out, &type), 0);
		assert_int_equal(type, t[i].type);
		assert_int_equal(px.components, t[i].out);
		if (type == ASSET_PNG) {
			assert_int_equal(png_check(str_span(&out),
			                         &limits_default, &info),
			        IMAGE_FINE);
			assert_int_equal(info.bits, t[i].bits);
			assert_int_equal(info.has_alpha, t[i].alpha);
		} else {
			assert_int_equal(jpeg_check(str_span(&out),
			                         &limits_default, &info),
			        IMAGE_FINE);
			assert_int_equal(info.components, t[i].out);
		}
		image_pixels_free(&px);
		str_free(&out);
	}
}

/* A drawing that takes for ever costs itself. */
static void
endless(void **state)
{
	struct limits lim = limits_default;
	struct image_apart r;
	struct str s = STR_INIT;

	(void)state;
	if (svg_missing())
		skip();
	str_puts(&s, "<svg width='900' height='900'><filter id='a' x='-9' "
	             "y='-9' width='20' height='20'>");
	for (int i = 0; i < 99; i++)
		str_puts(&s, "<feTurbulence baseFrequency='.1' "
		             "numOctaves='99'/><feMorphology radius='99'/>");
	str_puts(&s, "</filter><g filter='url(#a)'><path d='M0 0h9v9z'/></g>"
	             "</svg>");
	lim.article_ms = 3000;
	assert_int_equal(
	        image_apart(str_span(&s), "SVG", &lim, &r), IMAGE_DAMAGED);
	assert_string_equal(r.why, "it takes too long");
	image_apart_free(&r);
	str_free(&s);
}

/* Through the stage: one drawing from a data: address, kept as it came beside
 * the PNG made of it. */
static void
in_the_tree(void **state)
{
	struct diag dg;
	struct options o = { .limits = &limits_default };
	struct article *a;
	const struct asset *as;
	struct span bytes;
	char *got, name[80];

	(void)state;
	if (svg_missing())
		skip();
	diag_init(&dg);
	dg.sink = help_quiet;
	o.store = store_open(NULL, &dg);
	a = help_parse("<article><p><img alt=\"x\" src=\"data:image/svg+xml,"
	               "%3Csvg width='40' height='20'%3E%3Cscript/%3E%3Cpath "
	               "d='M0 0h9v9'/%3E%3C/svg%3E\">y</p></article>");
	help_run(a, "im", &o);
	got = help_inside(a);
	assert_non_null(strstr(got, "width=\"40\" height=\"20\""));
	assert_int_equal(a->assets.n, 1);
	as = &a->assets.p[0];
	assert_int_equal(as->type, ASSET_PNG);
	assert_int_equal(as->width, 600);
	assert_int_equal(store_original_name(as, name), 0);
	assert_string_equal(strrchr(name, '.'), ".svg");
	bytes = store_map(o.store, name, &dg);
	assert_non_null(bytes.p);
	assert_null(memmem(bytes.p, bytes.n, "script", 6));
	store_unmap(bytes);
	free(got);
	article_free(a);
	store_close(o.store);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(webp_pixels),
		cmocka_unit_test(gif_pixels),
		cmocka_unit_test(avif_pixels),
		cmocka_unit_test(svg_is_cleaned),
		cmocka_unit_test(svg_is_told),
		cmocka_unit_test(svg_pixels),
		cmocka_unit_test(cut_and_limited),
		cmocka_unit_test(wide_rows),
		cmocka_unit_test(turning),
		cmocka_unit_test(forms),
		cmocka_unit_test(endless),
		cmocka_unit_test(in_the_tree),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
