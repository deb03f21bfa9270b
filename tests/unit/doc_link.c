/* Escapes of addresses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "doc/link.h"

static void
plain_is(const char *escaped, const char *want)
{
	struct str s = STR_INIT;

	link_unescape(&s, span_of(escaped));
	assert_string_equal(str_c(&s), want);
	str_free(&s);
}

static void
test_unescape(void **state)
{
	(void)state;
	plain_is("a%20b%2fc", "a b/c");
	plain_is("B%E1%BA%A3n%20tin", "Bản tin");
	plain_is("100%", "100%");
	plain_is("%4", "%4");
	plain_is("%4g%%41", "%4g%A");
	plain_is("%2541", "%41"); /* once */
	plain_is("a%00.html", "a%00.html");
}

static void
test_escaped_byte(void **state)
{
	(void)state;
	assert_int_equal(link_escaped_byte("%fF", 3), 255);
	assert_int_equal(link_escaped_byte("%00", 3), 0);
	assert_int_equal(link_escaped_byte("%41", 2), -1); /* two are left */
	assert_int_equal(link_escaped_byte("%", 3), -1);
	assert_int_equal(link_escaped_byte("%4", 3), -1);
	assert_int_equal(link_escaped_byte("41x", 3), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_unescape),
		cmocka_unit_test(test_escaped_byte),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
