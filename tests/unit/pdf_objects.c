/* Strings, names, trees and the file around objects. */
#include "pdf_make.h"

#include <zlib.h>

#include "pdf/font.h"
#include "pdf/object.h"
#include "pdf/raster.h"
#include "pdf/tree.h"

static void
expect(struct str *s, const char *text)
{
	assert_string_equal(str_c(s), text);
	str_truncate(s, 0);
}

static void
test_text(void **state)
{
	struct str s = STR_INIT;

	(void)state;
	pdf_put_int(&s, -9223372036854775807LL - 1);
	expect(&s, "-9223372036854775808");
	pdf_put_int(&s, 0);
	expect(&s, "0");
	pdf_put_ref(&s, 12);
	expect(&s, "12 0 R");
	pdf_put_text(&s, SPAN_LIT("a (b) \\"));
	expect(&s, "(a \\(b\\) \\\\)");
	pdf_put_text(&s, SPAN_LIT("ệ😀"));
	expect(&s, "<FEFF1EC7D83DDE00>");
	pdf_put_text(&s, SPAN_LIT("tab\there"));
	expect(&s, "<FEFF0074006100620009006800650072"
	           "0065>");
	pdf_put_text(&s, SPAN_LIT(""));
	expect(&s, "()");
	pdf_put_bytes(&s, (struct span){ "\r\n\0)", 4 });
	expect(&s, "<0D0A0029>");
	pdf_put_name(&s, SPAN_LIT("A b#/(\xC3"));
	expect(&s, "/A#20b#23#2F#28#C3");
	str_free(&s);
}

/* ISO 19005-2, 6.1.13: no string above 32,767 bytes, no half character. */
static void
test_long_text(void **state)
{
	struct str in = STR_INIT, out = STR_INIT;

	(void)state;
	for (int i = 0; i < 20000; i++)
		str_puts(&in, "😀");
	pdf_put_text(&out, str_span(&in));
	assert_int_equal((out.len - 2) / 2, 32766);
	assert_memory_equal(out.s + out.len - 9, "D83DDE00>", 9);
	str_free(&in);
	str_free(&out);
}

static void
tree_number(void *ctx, size_t i, struct str *out)
{
	(void)ctx;
	pdf_put_int(out, (long long)i);
}

static int
make_family(void *ctx, int id, struct str *dict, struct str *data)
{
	assert_null(data);
	str_printf(dict, "/Of %d/Nr %d", *(int *)ctx, id);
	return 0;
}

static int
make_late(void *ctx, int id, struct str *dict, struct str *data)
{
	(void)id;
	str_puts(dict, "/Late true");
	str_puts(data, ctx);
	return 0;
}

static const char *
save(struct make *m, struct objects *o, const char *name)
{
	const char *path = make_path(m, name);
	struct publish *p = publish_open(path, &m->dg);

	assert_non_null(p);
	assert_int_equal(objects_save(o, p, "1.7",
	                         (const unsigned char *)"0123456789abcdef"),
	        0);
	assert_int_equal(publish_commit(p, NULL), 0);
	return path;
}

static void
test_file(void **state)
{
	struct make m;
	struct objects *o;
	struct tree_source src = { 10000, 0, tree_number, tree_number, NULL };
	struct str file = STR_INIT;
	char text[] = "made late";
	int family = 77, id, late, tree, first, st;
	const char *path;
	char *out;

	(void)state;
	make_open(&m);
	o = objects_new(6, &m.dg);
	assert_non_null(o);
	id = obj_new(o);
	str_puts(obj_dict(o, id), "/Plain true");
	obj_stream(o, id, SPAN_LIT("raw bytes"), FLATE_NONE);
	late = obj_new(o);
	obj_late(o, late, 1, make_late, text);
	first = obj_family(o, 5, make_family, &family);
	tree = tree_write(o, &src);
	str_printf(
	        obj_dict(o, obj_fixed(o, OBJ_CATALOG)), "/Tree %d 0 R", tree);
	str_puts(obj_dict(o, obj_fixed(o, OBJ_PAGES)),
	        "/Type/Pages/Count 0/Kids[]");
	path = save(&m, o, "o.pdf");
	objects_free(o);
	assert_int_equal(file_read(path, 1 << 24, &file, &m.dg), 0);
	assert_memory_equal(file.s, "%PDF-1.7\n%", 10);
	for (int i = 10; i < 14; i++)
		assert_true((unsigned char)file.s[i] > 127);
	assert_memory_equal(file.s + file.len - 6, "%%EOF\n", 6);
	str_free(&file);
	if (have_tool("qpdf")) {
		out = run_tool(&m, &st, "qpdf --show-object=trailer %s", path);
		assert_has(out, "/ID [ (0123456789abcdef) (0123456789abcdef)");
		out = run_tool(&m, &st,
		        "qpdf --show-object=%d "
		        "--raw-stream-data %s",
		        id, path);
		assert_string_equal(out, "raw bytes");
		out = run_tool(&m, &st,
		        "qpdf --show-object=%d "
		        "--filtered-stream-data %s",
		        late, path);
		assert_string_equal(out, "made late");
		out = run_tool(
		        &m, &st, "qpdf --show-object=%d %s", first + 4, path);
		assert_has(out, "/Of 77");
		out = run_tool(&m, &st, "qpdf --show-object=%d %s", tree, path);
		assert_has(out, "/Kids");
		assert_has_not(out, "/Limits");
	}
	make_close(&m);
}

static void
test_full_disk(void **state)
{
	struct make m;
	struct objects *o;
	struct publish *p;
	int bad;

	(void)state;
	make_open(&m);
	m.dg.quiet = 1;
	if (access("/dev/full", W_OK) != 0)
		skip();
	o = objects_new(6, &m.dg);
	for (int i = 0; i < 20000; i++)
		str_puts(obj_dict(o, obj_new(o)), "/Some(text to fill)");
	p = publish_open("/dev/full", &m.dg);
	if (p) {
		bad = objects_save(o, p, "1.7",
		              (const unsigned char *)"0123456789abcdef") < 0;
		bad |= publish_commit(p, NULL) < 0;
		assert_true(bad);
	}
	assert_true(m.dg.count[DIAG_FATAL] > 0);
	objects_free(o);
	make_close(&m);
}

/* A CFF table with an ROS operator and the charset 0, 1, 5, 6. */
static void
test_cff(void **state)
{
	static const unsigned char font[] = {
		1, 0, 4, 1, /* header */
		0, 1, 1, 1, 2, 'A', /* names */
		0, 1, 1, 1, 8, /* Top DICTs: 7 bytes */
		139, 139, 139, 12, 30, /* ROS */
		161, 15, /* charset at 22 */
		2, 0, 1, 0, 0, 0, 5, 0, 9, /* format 2: 1-1, 5-14 */
	};
	unsigned char bad[sizeof(font)];
	uint16_t *cid =
	        cff_cids((struct span){ (const char *)font, sizeof(font) }, 4);

	(void)state;
	assert_non_null(cid);
	assert_int_equal(cid[1], 1);
	assert_int_equal(cid[2], 5);
	assert_int_equal(cid[3], 6);
	free(cid);
	for (size_t n = 0; n < sizeof(font); n++) /* cut short */
		free(cff_cids((struct span){ (const char *)font, n }, 4));
	for (size_t i = 0; i < sizeof(font); i++) { /* damaged */
		memcpy(bad, font, sizeof(font));
		bad[i] ^= 0xFF;
		free(cff_cids(
		        (struct span){ (const char *)bad, sizeof(bad) }, 4));
	}
}

/* A picture whose rows pass as they are: not when a byte of them, or of their
 * end, is another. */
static void
test_damaged_rows(void **state)
{
	struct make m;
	struct span file;
	struct str copy = STR_INIT;
	size_t rows = 0;

	(void)state;
	make_open(&m);
	file = store_map(
	        m.store, make_png(&m, PNG_COLOR_TYPE_RGB, 8, 0, 0), &m.dg);
	str_put_span(&copy, file);
	for (size_t n = 0; n <= file.n; n++) {
		struct raster r = { 0 };
		struct span cut = { file.p, n };
		char was = n < file.n ? copy.s[n] : 0;

		assert_int_equal(pdf_png_load(cut, &r), n < file.n ? -1 : 0);
		assert_int_equal(r.idat.len > 0 && n == file.n, n == file.n);
		pdf_raster_free(&r);
		if (n + 4 < file.n && memcmp(file.p + n, "IDAT", 4) == 0)
			rows = n;
		if (rows == 0 || n + 12 >= file.n)
			continue;
		copy.s[n] ^= 0x10;
		memset(&r, 0, sizeof(r));
		assert_int_equal(pdf_png_load(str_span(&copy), &r), -1);
		pdf_raster_free(&r);
		copy.s[n] = was;
	}
	assert_true(rows > 0);
	store_unmap(file);
	str_free(&copy);
	make_close(&m);
}

/* Broken pictures give -1, never a crash. */
static void
test_broken_images(void **state)
{
	struct make m;
	struct span file, cut;
	struct raster r;
	struct jpeg_info info;
	const char *name[2];

	(void)state;
	make_open(&m);
	name[0] = make_png(&m, PNG_COLOR_TYPE_RGB_ALPHA, 8, 1, 0);
	name[1] = make_jpeg(&m, 3);
	for (int i = 0; i < 2; i++) {
		struct str copy = STR_INIT;

		file = store_map(m.store, name[i], &m.dg);
		str_put_span(&copy, file);
		for (size_t n = 0; n < file.n; n += 3) {
			char was = copy.s[n];

			memset(&r, 0, sizeof(r));
			cut = (struct span){ file.p, n };
			if (i == 1)
				pdf_jpeg_load(cut, &r);
			else if (pdf_png_load(cut, &r) == 0)
				assert_true(n > 40); /* the end mark */
			pdf_raster_free(&r);
			copy.s[n] ^= 0x5A;
			memset(&r, 0, sizeof(r));
			if (i == 0)
				pdf_png_load(str_span(&copy), &r);
			else
				pdf_jpeg_load(str_span(&copy), &r);
			pdf_raster_free(&r);
			pdf_jpeg_scan(str_span(&copy), &info);
			str_free(&info.icc);
			copy.s[n] = was;
		}
		store_unmap(file);
		str_free(&copy);
	}
	make_close(&m);
}

/* Random pixels in a PNG whose rows all have one filter. */
static void
filtered_png(struct str *out, const uint8_t *pixel, int type, int channels,
        int interlace, int filter)
{
	png_structp png = png_create_write_struct(
	        PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
	png_infop info = png_create_info_struct(png);
	png_color palette[256] = { { 1, 2, 3 } };
	png_byte alpha[2] = { 0, 128 };
	png_bytep rows[7];
	uint8_t copy[7 * 5 * 4];

	memcpy(copy, pixel, sizeof(copy));
	for (int y = 0; y < 7; y++)
		rows[y] = copy + y * 5 * channels;
	png_set_write_fn(png, out, make_png_write, make_png_flush);
	png_set_IHDR(png, info, 5, 7, 8, type, interlace, 0, 0);
	png_set_filter(png, 0, filter);
	if (type == PNG_COLOR_TYPE_PALETTE) {
		png_set_PLTE(png, info, palette, 256);
		png_set_tRNS(png, info, alpha, 2, NULL);
	}
	png_write_info(png, info);
	png_write_image(png, rows);
	png_write_end(png, NULL);
	png_destroy_write_struct(&png, &info);
}

/* What was written is read, whatever the filter and the order of rows; two
 * rows are as the one above. */
static void
test_png_filters(void **state)
{
	static const struct {
		int type, channels;
	} kind[] = {
		{ PNG_COLOR_TYPE_RGB_ALPHA, 4 },
		{ PNG_COLOR_TYPE_GRAY_ALPHA, 2 },
		{ PNG_COLOR_TYPE_PALETTE, 1 },
	};
	static const int filter[] = { PNG_FILTER_NONE, PNG_FILTER_SUB,
		PNG_FILTER_UP, PNG_FILTER_AVG, PNG_FILTER_PAETH };
	uint8_t random[7 * 5 * 4], pixel[7 * 5 * 4];
	uint32_t seed = 7;

	(void)state;
	for (size_t i = 0; i < sizeof(random); i++) {
		seed = seed * 1103515245 + 12345;
		random[i] = (uint8_t)(seed >> 24 & 0x83);
	}
	for (int i = 0; i < 3 * 5 * 2; i++) {
		int step = kind[i % 3].channels, channels = step - 1;
		struct raster r = { .want_pixels = 1 };
		struct str file = STR_INIT;

		if (kind[i % 3].type == PNG_COLOR_TYPE_PALETTE)
			channels = 1;
		memcpy(pixel, random, sizeof(pixel));
		memcpy(pixel + 5 * step, pixel, (size_t)(5 * step));
		memcpy(pixel + 20 * step, pixel + 15 * step,
		        (size_t)(5 * step));
		filtered_png(&file, pixel, kind[i % 3].type, step, i / 15,
		        filter[i / 3 % 5]);
		assert_int_equal(pdf_png_load(str_span(&file), &r), 0);
		assert_int_equal(r.pixels.len, 35 * channels);
		assert_int_equal(r.alpha.len, 35);
		for (int k = 0; k < 35; k++) {
			int a = pixel[k * step + step - 1];

			if (step == 1)
				a = a == 0 ? 0 : a == 1 ? 128 : 255;
			assert_int_equal((uint8_t)r.alpha.s[k], a);
			assert_memory_equal(r.pixels.s + k * channels,
			        pixel + k * step, (size_t)channels);
		}
		pdf_raster_free(&r);
		str_free(&file);
	}
}

static unsigned
bits_at(const struct str *rows, size_t width, int bits, size_t x, size_t y)
{
	size_t bit =
	        y * ((width * (size_t)bits + 7) / 8) * 8 + x * (size_t)bits;

	return (uint8_t)rows->s[bit / 8] >> (8 - (size_t)bits - bit % 8) &
	       ((1u << bits) - 1);
}

/* Pixels of so many colours, in rows of which some are equal: the same come
 * back from indices, and alpha from bits. */
static void
check_palette(int colors, int bits, int alpha_bits)
{
	enum { W = 37, H = 19 };
	uint8_t rgba[W * H * 4];
	struct raster r = { .width = W, .height = H, .channels = 3, .bits = 8 };

	for (int i = 0; i < W * H; i++) {
		int k = i / W % 4 == 3 ? i - W : i;

		rgba[4 * i] = (uint8_t)(k % colors);
		rgba[4 * i + 1] = (uint8_t)(k % colors >> 8);
		rgba[4 * i + 2] = (uint8_t)(k % colors * 7);
		rgba[4 * i + 3] = k % 3 == 0        ? 255
		                  : alpha_bits == 8 ? (uint8_t)k
		                                    : 0;
		str_putc(&r.alpha, (char)rgba[4 * i + 3]);
	}
	pdf_palette_alpha(&r);
	assert_int_equal(r.alpha_bits, alpha_bits);
	assert_int_equal(pdf_palette(&r, rgba, 4), bits ? 0 : -1);
	assert_int_equal(r.palette.len, bits ? 3 * colors : 0);
	for (size_t i = 0; i < W * H; i++) {
		unsigned a = bits_at(&r.alpha, W, alpha_bits, i % W, i / W);
		unsigned k;

		assert_int_equal(
		        alpha_bits == 1 ? a * 255 : a, rgba[4 * i + 3]);
		if (!bits)
			continue;
		k = bits_at(&r.pixels, W, bits, i % W, i / W);
		assert_memory_equal(r.palette.s + 3 * k, rgba + 4 * i, 3);
	}
	if (bits)
		assert_int_equal(r.bits, bits);
	pdf_raster_free(&r);
}

static void
test_palette(void **state)
{
	(void)state;
	check_palette(1, 1, 1);
	check_palette(2, 1, 8);
	check_palette(3, 2, 1);
	check_palette(4, 2, 8);
	check_palette(5, 4, 1);
	check_palette(16, 4, 8);
	check_palette(17, 8, 1);
	check_palette(256, 8, 8);
	check_palette(257, 0, 1);
}

static void
unpack(const struct str *packed, struct str *out)
{
	uLongf n = 1 << 16;

	str_reserve(out, n);
	assert_int_equal(uncompress((Bytef *)out->s, &n,
	                         (const Bytef *)packed->s, packed->len),
	        Z_OK);
	out->len = n;
}

/* What RunLengthDecode does (ISO 32000-1, 7.4.5). */
static void
undo_runs(struct str *out, const struct str *runs)
{
	const uint8_t *p = (const uint8_t *)runs->s, *end = p + runs->len;

	while (p < end && *p != 128) {
		size_t n = *p < 128 ? *p + 1u : 257u - *p;

		for (size_t i = 0; i < n; i++)
			str_putc(out, (char)p[*p < 128 ? 1 + i : 1]);
		p += *p < 128 ? n + 1 : 2;
	}
	assert_ptr_equal(p + 1, end);
}

/* Rows of runs and of other bytes, of all lengths about the longest; each
 * third is as the one above. */
static void
test_runs(void **state)
{
	struct make m;
	struct objects *o;
	uint32_t seed = 3;
	int as_runs = 0;

	(void)state;
	make_open(&m);
	o = objects_new(3, &m.dg);
	for (int i = 0; i < 400; i++) {
		size_t n = 1 + (size_t)i;
		struct str rows = STR_INIT, packed = STR_INIT;
		struct str inner = STR_INIT, back = STR_INIT;
		int runs;

		for (int y = 0; y < 9; y++) {
			size_t at = rows.len, flat = 0;

			for (size_t x = 0; x < n; x++) {
				seed = seed * 1103515245 + 12345;
				if (x == flat)
					flat += (seed >> 16) %
					        (i % 3 ? 300 : 3);
				str_putc(&rows, y % 3 == 2 ? rows.s[at + x - n]
				                : x < flat
				                        ? (char)y
				                        : (char)(seed >> 24));
			}
		}
		runs = pdf_raster_runs(o, &packed, str_span(&rows), n);
		unpack(&packed, &inner);
		if (runs)
			undo_runs(&back, &inner);
		else
			str_put_span(&back, str_span(&inner));
		assert_int_equal(back.len, rows.len);
		assert_memory_equal(back.s, rows.s, rows.len);
		assert_true(!runs || inner.len < rows.len);
		as_runs += runs;
		str_free(&rows);
		str_free(&packed);
		str_free(&inner);
		str_free(&back);
	}
	assert_in_range(as_runs, 100, 300);
	objects_free(o);
	make_close(&m);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_long_text),
		cmocka_unit_test(test_file),
		cmocka_unit_test(test_full_disk),
		cmocka_unit_test(test_cff),
		cmocka_unit_test(test_damaged_rows),
		cmocka_unit_test(test_broken_images),
		cmocka_unit_test(test_png_filters),
		cmocka_unit_test(test_palette),
		cmocka_unit_test(test_runs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
