/* The line diff of --expect: its edits make one text of the other, and no
 * script is shorter (checked by the square of dynamic programming). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "run/expect.h"

#define LINES 24

static size_t
least_edits(const char *a, const char *b)
{
	size_t d[LINES + 1][LINES + 1], i, k, n = strlen(a), m = strlen(b);

	for (i = 0; i <= n; i++)
		for (k = 0; k <= m; k++)
			if (!i || !k)
				d[i][k] = i + k;
			else if (a[i - 1] == b[k - 1])
				d[i][k] = d[i - 1][k - 1];
			else
				d[i][k] = 1 + (d[i - 1][k] < d[i][k - 1]
				                              ? d[i - 1][k]
				                              : d[i][k - 1]);
	return d[n][m];
}

/* Each letter a line; the last is never empty, so none is cut. */
static void
as_lines(struct str *out, const char *s)
{
	for (; *s; s++)
		str_printf(out, "%c\n", *s);
}

/* What the diff takes from a and adds, in order, against what it must. */
static void
check(const char *a, const char *b)
{
	struct str want = STR_INIT, got = STR_INIT, diff = STR_INIT;
	size_t n, minus = 0, plus = 0;

	as_lines(&want, a);
	as_lines(&got, b);
	n = expect_diff(&diff, str_span(&want), str_span(&got));
	assert_int_equal(n, least_edits(a, b));
	for (size_t i = 0; i < diff.len; i++)
		if (i == 0 || diff.s[i - 1] == '\n') {
			minus += diff.s[i] == '-';
			plus += diff.s[i] == '+';
		}
	assert_int_equal(minus + plus, n);
	assert_int_equal(plus + strlen(a), minus + strlen(b));
	str_free(&want);
	str_free(&got);
	str_free(&diff);
}

static void
test_shortest(void **state)
{
	uint64_t r = 88172645463325252u;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		char s[2][LINES + 1];

		for (int w = 0; w < 2; w++) {
			size_t n;

			r ^= r << 13;
			r ^= r >> 7;
			r ^= r << 17;
			n = r % (LINES + 1);
			for (size_t i = 0; i < n; i++)
				s[w][i] = (char)('a' + (r >> (i * 2) & 3));
			s[w][n] = '\0';
		}
		check(s[0], s[1]);
	}
}

static void
test_blanks(void **state)
{
	struct str diff = STR_INIT;

	(void)state;
	assert_int_equal(
	        expect_diff(&diff, span_of("a \r\nb\n\n\n"), span_of("a\nb")),
	        0);
	assert_int_equal(diff.len, 0);
	assert_int_equal(
	        expect_diff(&diff, span_of("a\nb\nc\nd\n"), span_of("a\nc\nd")),
	        1);
	assert_string_equal(str_c(&diff), "@@ line 1\n a\n-b\n c\n");
	str_free(&diff);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shortest),
		cmocka_unit_test(test_blanks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
