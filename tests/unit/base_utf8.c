/* UTF-8: every boundary of the table of well-formed sequences. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <utf8proc.h>

#include "base/utf8.h"

static void
test_boundaries(void **state)
{
	/* bytes, code point or bad, length of the first step */
	static const struct {
		const char *s;
		size_t n;
		uint32_t cp;
		int step;
	} c[] = {
		{ "\x00", 1, 0, 1 },
		{ "\x7F", 1, 0x7F, 1 },
		{ "\x80", 1, UTF8_BAD, 1 },
		{ "\xBF", 1, UTF8_BAD, 1 },
		{ "\xC0\x80", 2, UTF8_BAD, 1 },
		{ "\xC1\xBF", 2, UTF8_BAD, 1 },
		{ "\xC2\x80", 2, 0x80, 2 },
		{ "\xDF\xBF", 2, 0x7FF, 2 },
		{ "\xC2", 1, UTF8_BAD, 1 },
		{ "\xC2\x41", 2, UTF8_BAD, 1 },
		{ "\xE0\x9F\xBF", 3, UTF8_BAD, 1 },
		{ "\xE0\xA0\x80", 3, 0x800, 3 },
		{ "\xED\x9F\xBF", 3, 0xD7FF, 3 },
		{ "\xED\xA0\x80", 3, UTF8_BAD, 1 },
		{ "\xEE\x80\x80", 3, 0xE000, 3 },
		{ "\xEF\xBF\xBF", 3, 0xFFFF, 3 },
		{ "\xE1\x80", 2, UTF8_BAD, 2 },
		{ "\xE1\x80\x41", 3, UTF8_BAD, 2 },
		{ "\xF0\x8F\xBF\xBF", 4, UTF8_BAD, 1 },
		{ "\xF0\x90\x80\x80", 4, 0x10000, 4 },
		{ "\xF4\x8F\xBF\xBF", 4, 0x10FFFF, 4 },
		{ "\xF4\x90\x80\x80", 4, UTF8_BAD, 1 },
		{ "\xF5\x80\x80\x80", 4, UTF8_BAD, 1 },
		{ "\xF1\x80\x80", 3, UTF8_BAD, 3 },
		{ "\xFF", 1, UTF8_BAD, 1 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(c) / sizeof(c[0]); i++) {
		const char *p = c[i].s;
		size_t ok = c[i].cp == UTF8_BAD ? 0 : c[i].n;

		assert_int_equal(utf8_next(&p, c[i].s + c[i].n), c[i].cp);
		assert_int_equal(p - c[i].s, c[i].step);
		assert_int_equal(utf8_valid_prefix(c[i].s, c[i].n), ok);
	}
}

/* All code points: encode, decode, step back; surrogates become U+FFFD. */
static void
test_all(void **state)
{
	uint32_t cp;

	(void)state;
	for (cp = 0; cp < 0x110010; cp++) {
		uint32_t want = cp > 0x10FFFF || (cp >= 0xD800 && cp < 0xE000)
		                        ? 0xFFFD
		                        : cp;
		char buf[5] = "";
		int n = utf8_encode(cp, buf);
		const char *p = buf;

		if (utf8_next(&p, buf + n) != want || p != buf + n ||
		        utf8_valid_prefix(buf, (size_t)n) != (size_t)n ||
		        utf8_prev(&p, buf) != want || p != buf)
			fail_msg("U+%04X", cp);
	}
}

/* The quick path must agree with the slow one wherever the fault lies. */
static void
test_prefix(void **state)
{
	static const char *const text[] = {
		"abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGH",
		"Tiếng Việt có dấu, và đủ dài để đi đường nhanh.",
		"\xF0\x9F\x98\x80 emoji \xF0\x9F\x98\x80 và chữ \xE4\xB8\xAD",
	};
	size_t i, at;

	(void)state;
	for (i = 0; i < 3; i++) {
		size_t n = strlen(text[i]);
		char *copy = malloc(n);

		for (at = 0; at < n; at++) {
			const char *p, *q;
			size_t want;

			memcpy(copy, text[i], n);
			copy[at] = (char)0xFF;
			for (p = q = copy; p < copy + n; q = p)
				if (utf8_next(&p, copy + n) == UTF8_BAD)
					break;
			want = (size_t)(q - copy);
			assert_int_equal(utf8_valid_prefix(copy, n), want);
		}
		assert_int_equal(utf8_valid_prefix(text[i], n), n);
		free(copy);
	}
}

/* By utf8_next() alone, one sequence after the other. */
static size_t
reference(const char *s, size_t n)
{
	const char *p = s, *at = s;

	for (; p < s + n; at = p)
		if (utf8_next(&p, s + n) == UTF8_BAD)
			break;
	return (size_t)(at - s);
}

static void
same_prefix(const char *s, size_t n)
{
	size_t got = utf8_valid_prefix(s, n), want = reference(s, n);

	if (got != want)
		fail_msg("%zu of %zu bytes, not %zu", got, n, want);
}

#define BLOCKS 192 /* bytes: three times what is looked at at once */

/* All pairs of bytes and what may follow them, over the edge of a block; all
 * classes of bytes in rows of four, in all places around it. */
static void
test_blocks(void **state)
{
	static const unsigned char of[16] = { 0x00, 0x7F, 0x80, 0x8F, 0x90,
		0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xDF, 0xE0, 0xED, 0xF0, 0xF4,
		0xF5 };
	char s[BLOCKS];
	unsigned i, k;

	(void)state;
	memset(s, 'a', sizeof(s));
	for (i = 0; i < 0x10000; i++)
		for (k = 0; k < 16; k++) {
			s[62] = (char)(i >> 8);
			s[63] = (char)i;
			s[64] = (char)of[k & 3 ? 2 + k / 4 * 2 : 1];
			s[65] = (char)of[(k & 3) * 2 + 1];
			same_prefix(s, sizeof(s));
		}
	for (k = 57; k < 68; k++) {
		memset(s, 'a', sizeof(s));
		for (i = 0; i < 0x10000; i++) {
			s[k] = (char)of[i >> 12];
			s[k + 1] = (char)of[i >> 8 & 15];
			s[k + 2] = (char)of[i >> 4 & 15];
			s[k + 3] = (char)of[i & 15];
			same_prefix(s, sizeof(s));
		}
	}
}

static uint32_t
next_random(uint32_t *x)
{
	*x = *x * 1664525u + 1013904223u;
	return *x >> 8;
}

/* Letters of all lengths, whole or with one byte changed, cut anywhere. */
static void
test_random(void **state)
{
	static const uint32_t most[] = { 0x80, 0x800, 0x10000, 0x110000 };
	char buf[512];
	uint32_t x = 1, round;

	(void)state;
	for (round = 0; round < 50000; round++) {
		size_t n = 0, want = 100 + next_random(&x) % 400;

		while (n < want)
			n += (size_t)utf8_encode(
			        next_random(&x) % most[next_random(&x) & 3],
			        buf + n);
		if (round & 1)
			buf[next_random(&x) % n] = (char)next_random(&x);
		same_prefix(buf, n);
		same_prefix(buf + round % 16, want - round % 16);
	}
}

/* What is answered without the library is what it says. */
static void
test_classes_by_library(void **state)
{
	uint32_t cp;

	(void)state;
	for (cp = 0; cp <= 0x10FFFF; cp++) {
		utf8proc_category_t c = utf8proc_category((int32_t)cp);
		int upper =
		        c == UTF8PROC_CATEGORY_LU || c == UTF8PROC_CATEGORY_LT;

		if ((cp_is_letter(cp) != 0) !=
		                (c >= UTF8PROC_CATEGORY_LU &&
		                        c <= UTF8PROC_CATEGORY_ME) ||
		        (cp_is_upper(cp) != 0) != upper ||
		        cp_lower(cp) != (uint32_t)utf8proc_tolower((int32_t)cp))
			fail_msg("U+%04X", cp);
	}
}

static void
test_classes(void **state)
{
	uint32_t cp;

	(void)state;
	assert_true(cp_is_space(' ') && cp_is_space(0xA0) &&
	            cp_is_space(0x3000) && cp_is_space(0x2029));
	assert_false(cp_is_space(0x200B) || cp_is_space(0xFEFF));
	assert_true(cp_is_letter(0x1EBF) && cp_is_letter(0x0301) &&
	            cp_is_letter(0x4E2D));
	assert_false(cp_is_letter('1') || cp_is_letter(0xD7));
	assert_true(cp_is_digit('0') && cp_is_digit(0x0660));
	assert_false(cp_is_digit(0xB2));
	assert_true(cp_is_upper(0x110) && cp_is_upper('Z'));
	assert_false(cp_is_upper(0x111));
	assert_true(
	        cp_is_punct('!') && cp_is_punct(0x201C) && cp_is_punct('_'));
	assert_false(cp_is_punct('$') || cp_is_punct('+') || cp_is_punct('a') ||
	             cp_is_punct(' ') || cp_is_punct(0));
	assert_true(cp_is_unspaced(0x0E01) && cp_is_unspaced(0x3042) &&
	            cp_is_unspaced(0x2A6D6));
	assert_false(cp_is_unspaced('a') || cp_is_unspaced(0x3001) ||
	             cp_is_unspaced(0x1EBF));
	assert_int_equal(cp_lower('A'), 'a');
	assert_int_equal(cp_lower(0x1EBE), 0x1EBF);
	assert_int_equal(cp_lower(0x110000), 0x110000);
	/* the quick ASCII paths agree with utf8proc's tables */
	for (cp = 0; cp < 0x80; cp++)
		assert_int_equal(cp_is_letter(cp),
		        cp_lower(cp) >= 'a' && cp_lower(cp) <= 'z');
}

static void
test_utf16(void **state)
{
	struct str s = STR_INIT;

	(void)state;
	utf8_to_utf16_hex(&s, SPAN_LIT("A\xE1\xBA\xBF\xF0\x9F\x98\x80\xFF"));
	assert_string_equal(s.s, "00411EBFD83DDE00FFFD");
	assert_int_equal(utf8_count(SPAN_LIT("a\xE1\xBA\xBF\xFF")), 3);
	str_free(&s);
}

static void
test_ascii(void **state)
{
	char text[70];

	(void)state;
	assert_int_equal(utf8_is_ascii((struct span){ NULL, 0 }), 1);
	memset(text, 'x', sizeof(text));
	for (size_t n = 0; n <= sizeof(text); n++) {
		assert_int_equal(utf8_is_ascii((struct span){ text, n }), 1);
		for (size_t k = 0; k < n; k++) {
			text[k] = '\x80';
			assert_int_equal(
			        utf8_is_ascii((struct span){ text, n }), 0);
			text[k] = 'x';
		}
	}
}

/* A text in small letters is each of its characters so. */
static void
test_lower(void **state)
{
	struct str in = STR_INIT, want = STR_INIT, got = STR_INIT;

	(void)state;
	for (uint32_t cp = 1; cp < 0x11000; cp++) {
		const char *p;

		str_truncate(&in, 0);
		str_put_utf8(&in, cp);
		p = in.s;
		str_put_utf8(&want, cp_lower(utf8_next(&p, in.s + in.len)));
		utf8_put_lower(&got, str_span(&in));
	}
	/* No letter, and cut short. */
	str_puts(&want, "a\xEF\xBF\xBD"
	                "b\xEF\xBF\xBD");
	utf8_put_lower(&got, SPAN_LIT("A\xC3"
	                              "B\xE1\xBA"));
	assert_int_equal(got.len, want.len);
	assert_memory_equal(got.s, want.s, want.len);
	/* one for each, well-formed or not */
	assert_int_equal(utf8_count(str_span(&got)), 0x11000 - 1 + 4);
	str_puts(&got, "\xE1");
	assert_int_equal(utf8_count(str_span(&got)), 0x11000 + 4);
	str_free(&in);
	str_free(&want);
	str_free(&got);
}

/* So it is with many characters in a row, and malformed ones among them. */
static void
test_lower_mixed(void **state)
{
	static const char *const piece[] = { "a", "Z", " ", "é", "É", "×", "ß",
		"đ", "Đ", "ũ", "Ũ", "Ÿ", "ơ", "Ơ", "ư", "Ư", "ạ", "Ạ", "ẞ", "ỹ",
		"Ỹ", "“", "’", "Ⅳ", "o\xCC\x81", "Ж", "Ω", "漢",
		"\xF0\x90\x90\x80", "\xE1", "\xE1\xBA", "\xBA", "\xC3",
		"\xF0\x90", "\xFF" };
	struct str in = STR_INIT, want = STR_INIT, got = STR_INIT;
	uint32_t seed = 1;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		/* mostly what goes by in rows */
		size_t kinds =
		        round % 3 ? sizeof(piece) / sizeof(piece[0]) : 27;
		const char *p, *end;

		str_truncate(&in, 0);
		str_truncate(&want, 0);
		str_truncate(&got, 0);
		for (int k = 0; k < 40; k++) {
			seed = seed * 1664525 + 1013904223;
			str_puts(&in,
			        seed >> 30 ? "x" : piece[(seed >> 8) % kinds]);
		}
		end = in.s + in.len;
		for (p = in.s; p < end;)
			str_put_utf8(&want, cp_lower(utf8_next(&p, end)));
		utf8_put_lower(&got, str_span(&in));
		assert_int_equal(got.len, want.len);
		assert_memory_equal(got.s, want.s, want.len);
	}
	str_free(&in);
	str_free(&want);
	str_free(&got);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_boundaries),
		cmocka_unit_test(test_ascii),
		cmocka_unit_test(test_all),
		cmocka_unit_test(test_prefix),
		cmocka_unit_test(test_blocks),
		cmocka_unit_test(test_random),
		cmocka_unit_test(test_classes),
		cmocka_unit_test(test_classes_by_library),
		cmocka_unit_test(test_utf16),
		cmocka_unit_test(test_lower),
		cmocka_unit_test(test_lower_mixed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
