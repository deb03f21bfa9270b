/* str, vec, arena, map, hashes and the heap. */
#include <malloc.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/heap.h"
#include "base/str.h"
#include "base/vec.h"

static void
test_fixed(void **state)
{
	static const struct {
		int64_t value;
		int decimals;
		const char *text;
	} c[] = {
		{ 0, 0, "0" },
		{ 0, 3, "0" },
		{ 5, 0, "5" },
		{ 5, 1, "0.5" },
		{ -5, 1, "-0.5" },
		{ 1500, 3, "1.5" },
		{ 1000, 3, "1" },
		{ 1001, 3, "1.001" },
		{ -1, 3, "-0.001" },
		{ 12, -2, "12" },
		{ INT64_MAX, 0, "9223372036854775807" },
		{ INT64_MIN, 0, "-9223372036854775808" },
		{ INT64_MIN, 18, "-9.223372036854775808" },
		{ 7, 30, "0.000000000000000000000000000007" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(c) / sizeof(c[0]); i++) {
		struct str s = STR_INIT;

		str_put_fixed(&s, c[i].value, c[i].decimals);
		assert_string_equal(s.s, c[i].text);
		str_free(&s);
	}
}

static void
test_pt(void **state)
{
	static const struct {
		int64_t len;
		const char *text;
	} c[] = {
		{ 0, "0" },
		{ 1024, "1" },
		{ 512, "0.5" },
		{ -512, "-0.5" },
		{ 1, "0.001" },
		{ -1, "-0.001" },
		{ 1023, "0.999" },
		{ 1025, "1.001" },
		{ 609 * 1024 + 463, "609.452" },
		{ INT64_MAX / 1000, "9007199254740.991" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(c) / sizeof(c[0]); i++) {
		struct str s = STR_INIT;

		str_put_pt(&s, c[i].len);
		assert_string_equal(s.s, c[i].text);
		str_free(&s);
	}
}

static void
test_str(void **state)
{
	struct str s = STR_INIT;
	char *p;
	int i;

	(void)state;
	assert_string_equal(str_c(&s), "");
	str_truncate(&s, 0);
	assert_int_equal(str_span(&s).n, 0);
	str_add(&s, "a\0b", 3);
	str_put_utf8(&s, 0xD800);
	assert_memory_equal(s.s, "a\0b\xEF\xBF\xBD", 7);
	str_truncate(&s, 1);
	str_put_xml(&s, SPAN_LIT("<&>\"'"));
	assert_string_equal(s.s, "a&lt;&amp;&gt;&quot;'");
	str_truncate(&s, 0);
	for (i = 0; i < 100; i++)
		str_printf(&s, "%0100d", i);
	assert_int_equal(s.len, 10000);
	assert_int_equal(strlen(s.s), 10000);
	p = str_detach(&s);
	assert_null(s.s);
	free(p);
	p = str_detach(&s);
	assert_string_equal(p, "");
	free(p);
}

/* Byte by byte, at every place among sixteen. */
static void
test_folded(void **state)
{
	static const char *const sign[] = { " ", "  ", " \n", "\t", "\x01",
		"\xC2\xA0", " \xC2\xB7", "\xC3\xA2", "b" };
	static const size_t stop[] = { 99, 0, 0, 0, 0, 0, 0, 99, 99 };

	(void)state;
	for (size_t k = 0; k < sizeof(stop) / sizeof(stop[0]); k++)
		for (size_t at = 1; at < 40; at++) {
			char s[64] = "";
			size_t n;

			memset(s, 'a', at);
			strcat(s, sign[k]);
			/* at the end a blank is one to be looked at */
			n = span_folded(span_of(s));
			assert_int_equal(n, k && stop[k] ? strlen(s) : at);
			strcat(s, "aaaaaaaaaaaaaaaaaaa ");
			n = span_folded(span_of(s));
			assert_int_equal(n, stop[k] ? strlen(s) - 1 : at);
		}
	assert_int_equal(span_folded(SPAN_LIT("")), 0);
}

static void
test_span(void **state)
{
	(void)state;
	assert_true(span_eq(
	        span_trim(SPAN_LIT(" \t\r\nx y\v\f ")), SPAN_LIT("x y")));
	assert_int_equal(span_trim(SPAN_LIT("  ")).n, 0);
	assert_true(span_eq_nocase(SPAN_LIT("UTF-8"), "utf-8"));
	assert_false(span_eq_nocase(SPAN_LIT("UTF-8"), "utf-80"));
	assert_false(span_eq_nocase(SPAN_LIT("UTF-80"), "utf-8"));
	assert_true(span_eq(span_of(NULL), span_of("")));
}

static void
test_vec(void **state)
{
	VEC(int) v = VEC_INIT;
	int i;

	(void)state;
	for (i = 0; i < 1000; i++)
		vec_add(&v, i);
	assert_int_equal(v.n, 1000);
	assert_int_equal(v.p[999], 999);
	vec_clear(&v);
	/* an element is zero, whatever was there before */
	assert_int_equal(*vec_push(&v), 0);
	vec_reserve(&v, 5000);
	assert_int_equal(v.n, 1);
	assert_int_equal(v.p[4999], 0);
	vec_free(&v);
	assert_null(v.p);
}

/* Each element is zero when it is pushed, in memory that others have used. */
static void
test_vec_dirty(void **state)
{
	VEC(int) v = VEC_INIT;
	char *dirt = xmalloc(1 << 16);

	(void)state;
	memset(dirt, 0xFF, 1 << 16);
	free(dirt);
	for (int i = 0; i < 5000; i++) {
		int *p = vec_push(&v);

		assert_int_equal(*p, 0);
		memset(v.p + v.n, 0xFF, (v.cap - v.n) * sizeof(*v.p));
	}
	vec_free(&v);
}

/* Each at the beginning of a line, cleared, and none in another. */
static void
test_arena_line(void **state)
{
	struct arena *a = arena_new();
	char *last = NULL;
	size_t had = 0;

	(void)state;
	for (size_t n = 1; n < 40000; n += n / 8 + 1) {
		char *p = arena_line(a, n);

		assert_int_equal((uintptr_t)p % ARENA_LINE, 0);
		for (size_t i = 0; i < n; i++)
			assert_int_equal(p[i], 0);
		memset(p, 'x', n);
		for (size_t i = 0; i < had; i++)
			assert_int_equal(last[i], 'x');
		last = p;
		had = n;
		if (n % 3 == 0)
			arena_strdup(a, "x");
	}
	arena_free(a);
}

static void
test_arena(void **state)
{
	struct arena *a = arena_new();
	char *big, *small;
	int i, round;

	(void)state;
	for (round = 0; round < 3; round++) {
		for (i = 1; i < 3000; i++) {
			size_t n = (size_t)(i * 7 % 500);
			char *p = arena_alloc(a, n);
			size_t k;

			assert_int_equal(
			        (uintptr_t)p % _Alignof(max_align_t), 0);
			for (k = 0; k < n; k++)
				if (p[k])
					fail_msg("not zeroed");
			memset(p, 0xAA, n);
		}
		big = arena_alloc(a, 1 << 20);
		assert_int_equal(big[(1 << 20) - 1], 0);
		memset(big, 0xAA, 1 << 20);
		/* what lay there before is not behind a copy */
		memset(arena_alloc(a, 64), 'x', 64);
		small = arena_copy(a, "abcdef", 3, 2);
		assert_memory_equal(small, "abcdef\0\0", 8);
		assert_memory_equal(arena_copy(a, NULL, 0, 2), "\0\0", 2);
		small = arena_printf(a, "%s-%d", "x", 7);
		assert_string_equal(small, "x-7");
		assert_true(arena_used(a) > 1 << 20);
		arena_reset(a);
		assert_int_equal(arena_used(a), 0);
	}
	assert_null(arena_strdup(a, NULL));
	assert_string_equal(arena_strndup(a, "abc", 2), "ab");
	assert_string_equal(arena_span(a, SPAN_LIT("q")), "q");
	arena_free(a);
	arena_free(NULL);
}

static void
test_map(void **state)
{
	struct map m = { 0 };
	char key[32];
	int i;

	(void)state;
	assert_null(map_get(&m, SPAN_LIT("x")));
	for (i = 0; i < 20000; i++) {
		snprintf(key, sizeof(key), "k%d", i * 7919 % 20000);
		*map_put(&m, span_of(key)) = (void *)(uintptr_t)(i + 1);
	}
	assert_int_equal(m.n, 20000);
	for (i = 0; i < 20000; i++) {
		snprintf(key, sizeof(key), "k%d", i * 7919 % 20000);
		assert_ptr_equal(
		        map_get(&m, span_of(key)), (void *)(uintptr_t)(i + 1));
		/* in order of insertion */
		assert_string_equal(m.entry[i].key, key);
	}
	assert_false(map_has(&m, SPAN_LIT("k20000")));
	map_put(&m, (struct span){ "a\0b", 3 });
	assert_true(map_has(&m, (struct span){ "a\0b", 3 }));
	assert_false(map_has(&m, (struct span){ "a\0c", 3 }));
	map_put(&m, (struct span){ NULL, 0 });
	assert_true(map_has(&m, SPAN_LIT("")));
	map_free(&m);
	assert_int_equal(m.n, 0);
}

static void
test_hash(void **state)
{
	char hex[SHA256_HEX + 1];
	char uuid[37];

	(void)state;
	sha256_hex("abc", 3, hex);
	assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223"
	                         "b00361a396177a9cb410ff61f20015ad");
	sha256_hex(NULL, 0, hex);
	assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb924"
	                         "27ae41e4649b934ca495991b7852b855");
	/* as Python's uuid.uuid5(NAMESPACE_URL, ...) has it */
	uuid5_url(SPAN_LIT("https://example.org/"), uuid);
	assert_string_equal(uuid, "527dda32-a0de-5105-a042-cb475b5f7d11");
	assert_true(hash_bytes("a", 1, 0) != hash_bytes("a\0", 2, 0));
	assert_true(hash_bytes("a", 1, 0) != hash_bytes("a", 1, 1));
}

/* Large blocks come from the heap, which does not shrink.  (Where malloc() is
 * another's, all numbers are 0.) */
static void
test_heap(void **state)
{
	struct mallinfo2 before, with, after;
	char *p, *q;

	(void)state;
	heap_keep();
	before = mallinfo2();
	p = xcalloc(4 << 20, 1);
	q = xcalloc(8 << 20, 1);
	with = mallinfo2();
	free(p);
	free(q);
	after = mallinfo2();
	assert_int_equal(with.hblks, before.hblks);
	assert_true(with.arena >= before.arena);
	assert_int_equal(after.arena, with.arena);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fixed),
		cmocka_unit_test(test_pt),
		cmocka_unit_test(test_str),
		cmocka_unit_test(test_span),
		cmocka_unit_test(test_folded),
		cmocka_unit_test(test_vec),
		cmocka_unit_test(test_vec_dirty),
		cmocka_unit_test(test_arena),
		cmocka_unit_test(test_arena_line),
		cmocka_unit_test(test_map),
		cmocka_unit_test(test_hash),
		cmocka_unit_test(test_heap),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
