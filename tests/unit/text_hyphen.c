/* Hyphenation by Debian's dictionaries (hyphen-en-us, -fr, -de). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "text/break.h"

static int
setup(void **state)
{
	*state = hyphens_new();
	return 0;
}

static int
teardown(void **state)
{
	hyphens_free(*state);
	return 0;
}

/* want: the word with '-' at each point. */
static void
expect_at(struct hyphens *h, const char *lang, const char *want,
        const char *file, int line)
{
	char word[256], got[512];
	uint8_t points[256];
	size_t n = 0, m = 0, i;
	int found, count = 0, round;

	for (i = 0; want[i]; i++)
		if (want[i] != '-')
			word[n++] = want[i];
	word[n] = '\0';
	for (round = 0; round < 2; round++) { /* the second from the cache */
		found = hyphenate(h, lang, word, n, points);
		count = 0;
		m = 0;
		for (i = 0; i < n; i++) {
			if (points[i]) {
				got[m++] = '-';
				count++;
			}
			got[m++] = word[i];
		}
		got[m] = '\0';
		_assert_string_equal(got, want, file, line);
		assert_int_equal(found, count);
	}
}
#define expect(lang, want) expect_at(*state, lang, want, __FILE__, __LINE__)

static int
have(const char *name)
{
	char path[128];

	snprintf(path, sizeof(path), "/usr/share/hyphen/hyph_%s.dic", name);
	return access(path, R_OK) == 0;
}

static void
english(void **state)
{
	if (!have("en_US"))
		skip();
	expect("en", "hy-phen-ation");
	expect("en-US", "rep-re-sen-ta-tive");
	expect("en-ZA", "in-ter-na-tional");
	expect("en", "“Com-put-ers,”");
	expect("en", "project");
	expect("en", "the");
	expect("EN-us", "type-set-ting");
}

static void
german(void **state)
{
	if (!have("de_DE"))
		skip();
	expect("de", "Stra-ßen-bahn");
	expect("de-AT", "„Bun-des-re-gie-rung“");
	expect("de", "Äp-fel"); /* ISO 8859-1 dictionary */
	expect("de", "Uni-ver-si-tät‑日本語");
}

static void
french(void **state)
{
	if (!have("fr_FR"))
		skip();
	expect("fr", "ad-mi-nis-tra-tion");
	expect("fr", "l’ad-mi-nis-tra-tion");
	expect("fr-CA", "gou-ver-ne-ment");
}

static void
never(void **state)
{
	expect("vi", "nghiêng");
	expect("vi-VN", "international");
	expect("tlh", "international");
	expect("", "international");
	expect("not a tag", "international");
	expect("../../x", "international");
	expect("en", "HTML5parsing");
	expect("en", "iPhoneAccessories");
	expect("en", "INTERNATIONAL");
	expect("en", "information2020");
	expect("en", "www.information.org");
	expect("en", "someone@international");
	assert_int_equal(hyphenate(*state, NULL, "international", 13,
	                         (uint8_t[13]){ 0 }),
	        0);
}

/* U+00AD rules, in any language, and nothing else then. */
static void
soft_hyphens(void **state)
{
	expect("vi", "inter\xC2\xAD-national");
	expect("en", "inter\xC2\xAD-national");
	expect("en", "INTER\xC2\xAD-NATIONAL");
}

/* Words longer than libhyphen's tables, malformed ones, foreign letters. */
static void
hostile(void **state)
{
	char word[4000];
	uint8_t points[4000];
	size_t i;

	memset(word, 'a', sizeof(word));
	assert_int_equal(
	        hyphenate(*state, "en", word, sizeof(word), points), 0);
	for (i = 0; i < sizeof(word); i++)
		word[i] = (char)(i * 37);
	hyphenate(*state, "de", word, sizeof(word), points);
	memcpy(word, "\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E", 9);
	assert_int_equal(hyphenate(*state, "de", word, 9, points), 0);
	assert_int_equal(hyphenate(*state, "de", word, 0, points), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(english),
		cmocka_unit_test(german),
		cmocka_unit_test(french),
		cmocka_unit_test(never),
		cmocka_unit_test(soft_hyphens),
		cmocka_unit_test(hostile),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
