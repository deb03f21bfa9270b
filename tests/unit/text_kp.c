/* The Knuth-Plass breaker: against exhaustive search, and on cases whose
 * answer is plain. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/fuzz/kp_oracle.h"

static unit
fixed(void *ctx, size_t line)
{
	(void)line;
	return *(const unit *)ctx;
}

static unit
varied(void *ctx, size_t line)
{
	return *(const unit *)ctx + (line < 2 ? -300 : 0);
}

static struct kp_params
normal(unit *measure)
{
	return (struct kp_params){ .line_width = fixed,
		.ctx = measure,
		.tolerance = 200,
		.line_penalty = 10,
		.flagged_demerits = 3000,
		.ladder_demerits = 9000,
		.fitness_demerits = 3000 };
}

/* "aaa bb c" to boxes of 100 a letter, glue 100 plus 50 minus 33; '-' is a
 * possible hyphen, '/' a forced break, '~' an unbreakable blank. */
static size_t
items_of(struct kp_item *it, const char *text)
{
	size_t n = 0;

	for (; *text; text++) {
		struct kp_item *i = &it[n++];

		memset(i, 0, sizeof(*i));
		switch (*text) {
		case '~':
			i->kind = KP_PENALTY;
			i->penalty = KP_INFINITE;
			i = &it[n++];
			memset(i, 0, sizeof(*i));
			__attribute__((fallthrough));
		case ' ':
			i->kind = KP_GLUE;
			i->width = 100;
			i->stretch = 50;
			i->shrink = 33;
			break;
		case '-':
			i->kind = KP_PENALTY;
			i->penalty = 50;
			i->flagged = 1;
			i->width = 60;
			break;
		case '/':
			i->kind = KP_PENALTY;
			i->penalty = -KP_INFINITE;
			break;
		default:
			i->kind = KP_BOX;
			i->width = 100;
		}
	}
	it[n++] = (struct kp_item){ .kind = KP_GLUE, .stretch = KP_FILL };
	it[n++] =
	        (struct kp_item){ .kind = KP_PENALTY, .penalty = -KP_INFINITE };
	return n;
}

static uint32_t
next(uint32_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

static size_t
random_items(struct kp_item *it, uint32_t *seed)
{
	char text[64];
	size_t n = 0, breaks = 0;

	while (n < 50 && breaks < 12) {
		uint32_t r = next(seed) % 20;

		text[n] = r < 11    ? 'x'
		          : r < 16  ? ' '
		          : r < 18  ? '-'
		          : r == 18 ? '~'
		                    : '/';
		if (text[n] == '/' && next(seed) % 4)
			text[n] = 'x';
		breaks += text[n] == ' ' || text[n] == '-';
		n++;
	}
	text[n] = '\0';
	n = items_of(it, text);
	while (next(seed) % 3)
		it[next(seed) % n].width += (unit)(next(seed) % 90);
	return n;
}

static void
against_all_breakings(void **state)
{
	uint32_t seed = 12345;
	int i, overfull = 0, ladders = 0;

	(void)state;
	for (i = 0; i < 20000; i++) {
		struct kp_item it[128];
		struct kp_breaks b = { NULL, 0, 0 };
		unit measure = 350 + (unit)(next(&seed) % 1500);
		struct kp_params par = normal(&measure);
		size_t n = random_items(it, &seed), lines, k;
		int64_t want, got;

		if (next(&seed) % 4 == 0)
			par.line_width = varied;
		par.uniform = par.line_width == fixed ? next(&seed) % 2
		                                      : next(&seed) % 2 * 3;
		par.ragged = next(&seed) % 4 == 0;
		par.tolerance = 1 + (int)(next(&seed) % 800);
		par.last_line_min = (int)(next(&seed) % 3) * 30;
		if (next(&seed) % 4 == 0)
			par.looseness = (int)(next(&seed) % 5) - 2;
		want = oracle(it, n, &par, &lines);
		got = kp_break(it, n, &par, &b);
		assert_int_equal(got, want);
		assert_int_equal(oracle_check(it, n, &par, &b), 0);
		for (k = 0; k < b.n; k++)
			overfull += b.p[k].overfull;
		kp_first_fit(it, n, &par, &b);
		assert_int_equal(oracle_check(it, n, &par, &b), 0);
		par.ladder_demerits = 0;
		ladders += kp_break(it, n, &par, &b) != got;
		vec_free(&b);
	}
	/* the hard cases were among them */
	assert_true(overfull > 100);
	assert_true(ladders > 20);
}

static void
expect_lines(const char *text, unit measure, const char *want)
{
	struct kp_item it[256];
	struct kp_breaks b = { NULL, 0, 0 };
	struct kp_params par = normal(&measure);
	char got[256] = "";
	size_t n = items_of(it, text), i;

	kp_break(it, n, &par, &b);
	for (i = 0; i < b.n; i++)
		sprintf(got + strlen(got), "%s%d%s", i ? " " : "",
		        (int)b.p[i].item, b.p[i].overfull ? "!" : "");
	assert_string_equal(got, want);
	vec_free(&b);
}

static void
plain(void **state)
{
	(void)state;
	expect_lines("aaa bbb ccc", 700, "7 12");
	expect_lines("aaa~bbb ccc", 700, "8 13");
	/* a word that cannot fit is alone and overfull */
	expect_lines("aa bbbbbbbbbb cc", 500, "2 13! 17");
	/* cut at the hyphen rather than overfull */
	expect_lines("aaaa-bbbb", 470, "4 10");
	/* forced breaks, an empty line between */
	expect_lines("aa//bb", 500, "2 3 7");
	expect_lines("", 500, "1");
}

static void
ragged(void **state)
{
	struct kp_item it[128];
	struct kp_breaks b = { NULL, 0, 0 };
	unit measure = 1000;
	struct kp_params par = normal(&measure);
	size_t n = items_of(it, "aaaa bbb cc dddd eeee ffff");
	size_t i;

	(void)state;
	par.ragged = 1;
	kp_break(it, n, &par, &b);
	for (i = 0; i < b.n; i++)
		assert_int_equal(b.p[i].ratio, 0);
	/* "aaaa bbb" / "cc dddd" / "eeee ffff": first fit would give
	 * "aaaa bbb" alike, then "cc dddd", "eeee ffff" */
	assert_int_equal(b.n, 3);
	vec_free(&b);
}

static void
looseness(void **state)
{
	struct kp_item it[512];
	struct kp_breaks b = { NULL, 0, 0 };
	unit measure = 2000;
	struct kp_params par = normal(&measure);
	char text[256] = "";
	size_t n, lines;
	int i;

	(void)state;
	for (i = 0; i < 30; i++)
		strcat(text, i % 3 ? "xxx " : "xxxxx ");
	text[strlen(text) - 1] = '\0';
	n = items_of(it, text);
	kp_break(it, n, &par, &b);
	lines = b.n;
	par.looseness = 1;
	kp_break(it, n, &par, &b);
	assert_int_equal(b.n, lines + 1);
	vec_free(&b);
}

/* A last line of one letter is filled up when that costs little elsewhere,
 * and left when nothing better exists. */
static void
last_line(void **state)
{
	struct kp_item it[256];
	struct kp_breaks b = { NULL, 0, 0 };
	unit measure = 4000;
	struct kp_params par = normal(&measure);
	char text[128] = "x";
	size_t n, i;

	(void)state;
	/* 41 words, 20 of which fill a line of glue that cannot shrink */
	for (i = 0; i < 40; i++)
		strcat(text, " x");
	n = items_of(it, text);
	for (i = 0; i < n; i++)
		it[i].shrink = 0;
	kp_break(it, n, &par, &b);
	assert_int_equal(b.n, 3);
	assert_int_equal(b.p[1].item, 79); /* one word is left */
	par.last_line_min = 10;
	kp_break(it, n, &par, &b);
	assert_int_equal(b.n, 3);
	assert_int_equal(b.p[1].item, 75); /* three */
	n = items_of(it, "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx x");
	kp_break(it, n, &par, &b);
	assert_int_equal(b.n, 2);
	vec_free(&b);
}

/* A long chapter without a break in it: with all pairs of breaks looked at it
 * would not end before the patience of tests/run.sh. */
static void
linear(void **state)
{
	enum { WORDS = 200000 };
	struct kp_item *it = malloc(sizeof(*it) * (WORDS * 8 + 8));
	struct kp_breaks b = { NULL, 0, 0 };
	unit measure = 3800;
	struct kp_params par = normal(&measure);
	uint32_t seed = 7;
	size_t n = 0, i;

	(void)state;
	assert_non_null(it);
	for (i = 0; i < WORDS; i++) {
		size_t syllables = 1 + next(&seed) % 3;

		while (syllables--) {
			it[n++] = (struct kp_item){ .kind = KP_BOX,
				.width = 150 + (unit)(next(&seed) % 200) };
			if (syllables)
				it[n++] = (struct kp_item){ .kind = KP_PENALTY,
					.penalty = 50,
					.flagged = 1,
					.width = 60 };
		}
		it[n++] = (struct kp_item){ .kind = KP_GLUE,
			.width = 100,
			.stretch = 50,
			.shrink = 33 };
	}
	it[n - 1].stretch = KP_FILL;
	it[n++] =
	        (struct kp_item){ .kind = KP_PENALTY, .penalty = -KP_INFINITE };
	par.uniform = 1;
	kp_break(it, n, &par, &b);
	assert_true(b.n > WORDS / 20);
	vec_free(&b);
	free(it);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(against_all_breakings),
		cmocka_unit_test(plain),
		cmocka_unit_test(ragged),
		cmocka_unit_test(looseness),
		cmocka_unit_test(last_line),
		cmocka_unit_test(linear),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
