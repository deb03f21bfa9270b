/* Ink over squares of 15 mm, in pixels as Ghostscript gives them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/vec.h"
#include "check/ink.h"

static void
paint(unsigned char *p, size_t w, size_t x0, size_t y0, size_t side, int ink)
{
	for (size_t y = y0; y < y0 + side; y++)
		for (size_t x = x0; x < x0 + side; x++)
			p[4 * (y * w + x) + (size_t)ink] = 255;
}

static void
test_squares(void **state)
{
	unsigned char *p = xcalloc(200 * 100, 4);
	struct ink_page r = ink_of_pixels(p, 200, 100);

	(void)state;
	assert_int_equal(r.most, 0);
	for (int k = 0; k < 3; k++)
		paint(p, 200, 101, 37, 43, k);
	r = ink_of_pixels(p, 200, 100);
	assert_int_equal(r.most, 300);
	assert_int_equal(r.mean[0], 924); /* 43 x 43 of 20,000 */
	assert_int_equal(r.mean[3], 0);
	free(p);
}

/* What is smaller than a square counts for less, what is in the corner for
 * as much as anywhere. */
static void
test_small(void **state)
{
	unsigned char *p = xcalloc(86 * 86, 4);

	(void)state;
	paint(p, 86, 86 - 22, 86 - 22, 22, 3);
	assert_int_equal(ink_of_pixels(p, 86, 86).most, 26);
	paint(p, 86, 0, 0, 86, 3);
	assert_int_equal(ink_of_pixels(p, 86, 86).most, 100);
	assert_int_equal(ink_of_pixels(p, 3, 2).most, 100);
	free(p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_squares),
		cmocka_unit_test(test_small),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
