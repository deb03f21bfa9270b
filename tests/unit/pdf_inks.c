/* Colours and pictures as inks: the limit holds, grey is black ink alone. */
#include "pdf_make.h"

#include "pdf/inks.h"
#include "pdf/raster.h"

#define CMYK "/usr/share/color/icc/ghostscript/default_cmyk.icc"

static int
open_inks(void **state)
{
	struct str icc = STR_INIT;
	struct diag dg;

	diag_init(&dg);
	if (access(CMYK, R_OK) != 0)
		return 0;
	assert_int_equal(condition_profile(CMYK, &icc, &dg), 0);
	*state = inks_new(str_span(&icc), 245);
	assert_non_null(*state);
	str_free(&icc);
	return 0;
}

static int
close_inks(void **state)
{
	inks_free(*state);
	return 0;
}

static void
test_conditions(void **state)
{
	(void)state;
	assert_int_equal(condition_find("coated")->limit, 320);
	assert_string_equal(condition_find("coated")->id, "FOGRA39");
	assert_int_equal(condition_find("newspaper")->limit, 245);
	assert_int_equal(condition_find("heatset")->limit, 305);
	assert_null(condition_find("my.icc")->name);
	assert_int_equal(condition_find("my.icc")->limit, 0);
}

static void
test_bad_profile(void **state)
{
	struct str icc = STR_INIT;
	struct diag dg;

	(void)state;
	diag_init(&dg);
	dg.quiet = 1;
	assert_int_equal(condition_profile("/nowhere.icc", &icc, &dg), -1);
	assert_int_equal(condition_profile("/etc/passwd", &icc, &dg), -1);
	assert_null(inks_new(SPAN_LIT("no profile"), 300));
	str_free(&icc);
}

/* Ghostscript's profile was made with 300 %. */
static void
test_own_limit(void **state)
{
	struct str icc = STR_INIT;
	struct diag dg;

	diag_init(&dg);
	if (!*state)
		skip();
	assert_int_equal(condition_profile(CMYK, &icc, &dg), 0);
	assert_in_range(inks_of_profile(str_span(&icc)), 298, 302);
	assert_int_equal(inks_of_profile(SPAN_LIT("no profile")), 320);
	str_free(&icc);
}

/* Every colour of a coarse cube stays within the limit, white is paper. */
static void
test_limit(void **state)
{
	struct inks *k = *state;
	unsigned char rgb[3 * 9 * 9 * 9], cmyk[4 * 9 * 9 * 9];
	size_t n = 0;

	if (!k)
		skip();
	for (int r = 0; r < 9; r++)
		for (int g = 0; g < 9; g++)
			for (int b = 0; b < 9; b++, n++) {
				rgb[3 * n] = (unsigned char)(r * 255 / 8);
				rgb[3 * n + 1] = (unsigned char)(g * 255 / 8);
				rgb[3 * n + 2] = (unsigned char)(b * 255 / 8);
			}
	/* black takes about 300 % in this profile */
	assert_true(inks_pixels(k, SPAN_LIT(""), rgb, cmyk, n) > 5);
	assert_in_range(inks_most(cmyk, n), 235, 245);
	assert_in_range(inks_most(cmyk + 4 * (n - 1), 1), 0, 1);
}

static void
test_colours(void **state)
{
	struct inks *k = *state;
	static const uint16_t red[3] = { 65535, 0, 0 },
	                      dark[3] = { 9000, 500, 9000 };
	uint16_t c[4];

	if (!k)
		skip();
	inks_color(k, red, c);
	assert_true(c[1] > 50000 && c[2] > 50000 && c[0] < 10000);
	inks_color(k, dark, c);
	assert_true((uint32_t)c[0] + c[1] + c[2] + c[3] <=
	            (uint32_t)65535 * 245 / 100);
}

/* A dark noisy picture: as a JPEG it still is within the limit, or it is
 * told that it is not. */
static void
test_photograph(void **state)
{
	struct inks *k = *state;
	struct raster r = {
		.width = 64, .height = 64, .channels = 3, .bits = 8
	};
	struct str out = STR_INIT;
	uint32_t seed = 1;
	int most;

	if (!k)
		skip();
	for (size_t i = 0; i < 64 * 64 * 3; i++) {
		seed = seed * 1664525 + 1013904223;
		str_putc(&r.pixels, (char)(seed >> 26));
	}
	assert_true(pdf_separate(k, &r, SPAN_LIT("")) > 1000);
	assert_int_equal(r.channels, 4);
	assert_in_range(
	        inks_most((unsigned char *)r.pixels.s, 64 * 64), 240, 245);
	assert_int_equal(pdf_jpeg_encode(&r, &out), 0);
	most = pdf_jpeg_most(str_span(&out), 64 * 64);
	assert_in_range(most, 200, 399);
	assert_int_equal(pdf_jpeg_most(str_span(&out), 63), 400);
	str_free(&out);
	pdf_raster_free(&r);
}

static void
test_grey(void **state)
{
	struct inks *k = *state;
	struct raster r = { .width = 2, .height = 1, .channels = 3, .bits = 8 };

	if (!k)
		skip();
	str_puts(&r.pixels, "aaazzz");
	assert_int_equal(pdf_separate(k, &r, SPAN_LIT("")), 0);
	assert_int_equal(r.channels, 1);
	assert_string_equal(str_c(&r.pixels), "az");
	pdf_raster_free(&r);
}

static void
test_palette(void **state)
{
	struct inks *k = *state;
	struct raster r = { .width = 1, .height = 1, .channels = 1, .bits = 8 };

	if (!k)
		skip();
	str_add(&r.palette, "\0\0\0\377\377\377", 6);
	pdf_separate(k, &r, SPAN_LIT(""));
	assert_int_equal(r.palette.len, 8);
	assert_true(r.palette_cmyk);
	assert_in_range(inks_most((unsigned char *)r.palette.s, 1), 200, 245);
	pdf_raster_free(&r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_conditions),
		cmocka_unit_test(test_bad_profile),
		cmocka_unit_test(test_own_limit),
		cmocka_unit_test(test_limit),
		cmocka_unit_test(test_colours),
		cmocka_unit_test(test_photograph),
		cmocka_unit_test(test_grey),
		cmocka_unit_test(test_palette),
	};

	return cmocka_run_group_tests(tests, open_inks, close_inks);
}
