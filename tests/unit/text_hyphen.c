/* Hyphenation by Debian's dictionaries (hyphen-en-us, -fr, -de). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "text/break.h"
#include "text/patterns.h"

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

static uint32_t
any(uint32_t *seed, uint32_t n)
{
	*seed = *seed * 1103515245 + 12345;
	return (*seed >> 8) % n;
}

/* A word of letters of a pattern or two of the file. */
static size_t
make_word(const struct str *file, uint32_t *seed, char word[100])
{
	size_t n = 0;

	for (uint32_t k = 1 + any(seed, 4); k > 0; k--) {
		size_t at = any(seed, (uint32_t)file->len);

		while (at > 0 && file->s[at - 1] != '\n')
			at--;
		for (; file->s[at] && !strchr("\n/", file->s[at]) && n < 90;
		        at++)
			if (!strchr("0123456789.", file->s[at]))
				word[n++] = file->s[at];
	}
	word[n] = '\0';
	return n;
}

struct answer {
	int rc;
	char hyphens[120];
	char **rep;
	int *pos, *cut;
};

static void
ask(HyphenDict *d, const char *word, size_t n, struct answer *a)
{
	memset(a, 0, sizeof(*a));
	a->rc = hnj_hyphen_hyphenate3(d, word, (int)n, a->hyphens, NULL,
	        &a->rep, &a->pos, &a->cut, d->lhmin, d->rhmin, d->clhmin,
	        d->crhmin);
}

static void
answer_free(struct answer *a, size_t n)
{
	for (size_t i = 0; a->rep && i < n; i++)
		free(a->rep[i]);
	free(a->rep);
	free(a->pos);
	free(a->cut);
}

static void
same_answers(const char *path, int words)
{
	struct arena *arena = arena_new();
	HyphenDict *ours = patterns_read(path, arena);
	HyphenDict *theirs = hnj_hyphen_load(path);
	struct str file = STR_INIT;
	struct diag dg;
	uint32_t seed = 1;
	char word[100];

	diag_init(&dg);
	assert_int_equal(file_read(path, 1 << 24, &file, &dg), 0);
	assert_int_equal(ours->num_states, theirs->num_states);
	assert_string_equal(ours->cset, theirs->cset);
	assert_int_equal(ours->lhmin, theirs->lhmin);
	assert_int_equal(ours->rhmin, theirs->rhmin);
	assert_int_equal(ours->clhmin, theirs->clhmin);
	assert_int_equal(ours->crhmin, theirs->crhmin);
	for (int k = 0; k < words; k++) {
		size_t n = make_word(&file, &seed, word);
		struct answer a, b;

		ask(ours, word, n, &a);
		ask(theirs, word, n, &b);
		assert_int_equal(a.rc, b.rc);
		assert_string_equal(a.hyphens, b.hyphens);
		assert_int_equal(a.rep != NULL, b.rep != NULL);
		for (size_t i = 0; a.rep && i < n; i++) {
			assert_int_equal(a.rep[i] != NULL, b.rep[i] != NULL);
			if (a.rep[i] == NULL)
				continue;
			assert_string_equal(a.rep[i], b.rep[i]);
			assert_int_equal(a.pos[i], b.pos[i]);
			assert_int_equal(a.cut[i], b.cut[i]);
		}
		answer_free(&a, n);
		answer_free(&b, n);
	}
	hnj_hyphen_free(theirs);
	arena_free(arena);
	str_free(&file);
}

static const char *const made[] = {
	"UTF-8\nLEFTHYPHENMIN 2\nRIGHTHYPHENMIN 2\nCOMPOUNDLEFTHYPHENMIN 3\n"
	"NOHYPHEN -,ab,\u2019\n% no pattern\n1a\n2b1\na1b\nb3a2b\n.ab4c\nc1.\n"
	"a2b3b4/b-b,1,2\n\u00e9s1zt\u00fa/sz=t,2,3\n.\u00e9s1s/s=s,2,1\n"
	"abc1abc\na1b2c\n\n1\u00e9\n",
	"UTF-8\na1b\n\u2019a2b\n-1b\nNEXTLEVEL\nCOMPOUNDRIGHTHYPHENMIN 2\n"
	"b1a\nab1ab\nc2-1\nab3/x-y\nca1ab/c-b,1\n\u00e91b/"
	"\u00e9=,1,1\n.a1b1a\n",
	"ISO8859-1\nRIGHTHYPHENMIN 3\nab1c/b-c,2,2\n1b\n\xE9"
	"1a\n.b\xE9"
	"2\n"
	"a'1b\nb-1a\nc2a1b3\n",
	"ISO8859-1\n",
	"",
};

/* Our reader and libhyphen's make automata that answer alike. */
static void
patterns(void **state)
{
	static const char *const name[] = { "en_US", "en_GB", "fr_FR" };
	char path[128];

	(void)state;
	for (size_t i = 0; i < sizeof(made) / sizeof(made[0]); i++) {
		char temp[] = "/tmp/bantin-hyphen-XXXXXX";
		int fd = mkstemp(temp);

		assert_int_equal(file_put(fd, made[i], strlen(made[i])), 0);
		close(fd);
		if (i < 3)
			same_answers(temp, 20000);
		else
			same_answers(temp, 0);
		unlink(temp);
	}
	for (size_t i = 0; i < sizeof(name) / sizeof(name[0]); i++) {
		snprintf(path, sizeof(path), "/usr/share/hyphen/hyph_%s.dic",
		        name[i]);
		if (have(name[i]))
			same_answers(path, 20000);
	}
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
		cmocka_unit_test(patterns),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
