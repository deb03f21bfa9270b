/* Hyphenation by Debian's dictionaries (hyphen-en-us, -fr, -de), and by rule.
 */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <hyphen.h>

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

/* What the Türk Dil Kurumu and the Kielitoimisto give as examples. */
static void
by_rule(void **state)
{
	static const char *const lang[] = { "tr", "tr-TR", "az", "fi", "kk" };

	if (!have("tr")) {
		expect("tr", "ka-ra-tay");
		expect("tr-TR", "çı-kar-mak");
		expect("tr", "elekt-rik");
		expect("tr", "kapt-kaç-tı");
		expect("tr", "Tür-ki-ye\u2019nin");
		expect("tr", "\u201Cşüp-he-li-nin\u201D,");
		expect("tr", "saat"); /* sa-at, if we knew */
		expect("tr", "kork");
		expect("tr", "A\u015E\u2019nin");
	}
	if (!have("fi")) {
		expect("fi", "ka-la-kuk-ko");
		expect("fi", "jär-jes-tel-mäl-li-nen");
		expect("fi", "au-rin-ko");
	}
	expect("kk", "мем-ле-кет-тік");
	for (size_t i = 0; i < sizeof(lang) / sizeof(lang[0]); i++)
		assert_true(hyphens_know(*state, lang[i]));
	assert_false(hyphens_know(*state, "vi"));
	assert_false(hyphens_know(*state, "qaa"));
	assert_false(hyphens_know(*state, "x"));
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

/* The breaks that libhyphen allows, as ours; 1 where it refuses the word. */
static int
theirs_cut(HyphenDict *d, const char *word, size_t n, uint8_t *cuts)
{
	char hyphens[120] = "";
	char **rep = NULL;
	int *pos = NULL, *cut = NULL;
	size_t letter = 0;
	int rc = hnj_hyphen_hyphenate3(
	        d, word, (int)n, hyphens, NULL, &rep, &pos, &cut, 1, 1, 0, 0);

	memset(cuts, 0, n);
	for (size_t i = 1; i < n; i++) {
		if (d->utf8 && (word[i] & 0xC0) == 0x80)
			continue;
		cuts[i] = (hyphens[letter] & 1) && !(rep && rep[letter]);
		letter++;
	}
	for (size_t i = 0; rep && i < n; i++)
		free(rep[i]);
	free(rep);
	free(pos);
	free(cut);
	return rc;
}

/* Letters behind byte i of n, or before it. */
static int
letters(const HyphenDict *d, const char *word, size_t from, size_t n)
{
	int found = 0;

	for (size_t i = from; i < n; i++)
		found += !d->utf8 || (word[i] & 0xC0) != 0x80;
	return found;
}

/* Where libhyphen parts words unasked. */
static int
has_marks(const char *word)
{
	return strpbrk(word, "-'") || strstr(word, "\u2013") ||
	       strstr(word, "\u2019");
}

/* Our answers and libhyphen's, to words made from the file or of the list. */
static void
same_answers(const char *path, int words)
{
	struct patterns *ours = patterns_read(path);
	HyphenDict *theirs = hnj_hyphen_load(path);
	struct str file = STR_INIT;
	struct diag dg;
	uint32_t seed = 1;
	char word[100];
	int breaks = 0, one_level;

	diag_init(&dg);
	assert_int_equal(file_read(path, 1 << 24, &file, &dg), 0);
	one_level = strstr(str_c(&file), "\nNEXTLEVEL") == NULL;
	assert_string_equal(patterns_charset(ours), theirs->cset);
	assert_int_equal(patterns_left(ours), theirs->lhmin);
	assert_int_equal(patterns_right(ours), theirs->rhmin);
	for (int k = 0; k < words; k++) {
		size_t n = make_word(&file, &seed, word);
		uint8_t a[128], b[128];

		if (n < 2 || (one_level && has_marks(word)) ||
		        theirs_cut(theirs, word, n, b) != 0)
			continue;
		patterns_cut(ours, word, n, a);
		for (size_t i = 1; i < n; i++) {
			if (letters(theirs, word, 0, i) < theirs->lhmin ||
			        letters(theirs, word, i, n) < theirs->rhmin)
				continue; /* not asked of ours */
			if (a[i] != b[i])
				fail_msg("%s: %.*s-%s: %d, not %d", path,
				        (int)i, word, word + i, a[i], b[i]);
			breaks += a[i];
		}
	}
	assert_true(words == 0 || breaks > words / 50);
	hnj_hyphen_free(theirs);
	patterns_free(ours);
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
	"UTF-8\nLEFTHYPHENMIN 2\nCOMPOUNDLEFTHYPHENMIN 2\n"
	"COMPOUNDRIGHTHYPHENMIN 2\nNOHYPHEN ca,b\nb2b1a\nc1d/ca=d,1,2\n"
	"a3b/=,1,1\na5bx\n1\uFB03\nNEXTLEVEL\n1c\na1a/a=a,1,2\nb1\n2ba\n"
	"\uFB03"
	"1a\nx1aca.\n2xacd\n1ba\n\u00e9x1a\nabx\n",
	"UTF-8\n.\u00e91x/x=,2,1\nx1a\na1b/=,1,1\na5bx\nba4\n2ba\nb3a\n",
	"ISO8859-1\n",
	"",
};

static void
put_temp(char temp[], const char *s, size_t n)
{
	int fd = mkstemp(temp);

	assert_true(fd >= 0);
	assert_int_equal(file_put(fd, s, n), 0);
	close(fd);
}
#define TEMP "/tmp/bantin-hyphen-XXXXXX"

/* What the files say is what libhyphen reads in them. */
static void
patterns(void **state)
{
	DIR *dir = opendir("/usr/share/hyphen");
	struct dirent *e;
	struct stat st;

	(void)state;
	for (size_t i = 0; i < sizeof(made) / sizeof(made[0]); i++) {
		char temp[] = TEMP;

		put_temp(temp, made[i], strlen(made[i]));
		same_answers(temp,
		        i + 2 < sizeof(made) / sizeof(made[0]) ? 20000 : 0);
		unlink(temp);
	}
	while (dir && (e = readdir(dir))) {
		char path[512];

		snprintf(path, sizeof(path), "/usr/share/hyphen/%s", e->d_name);
		if (strncmp(e->d_name, "hyph_", 5) == 0 &&
		        lstat(path, &st) == 0 && S_ISREG(st.st_mode))
			same_answers(path, 5000);
	}
	if (dir)
		closedir(dir);
}

/* Files cut short, and with bytes changed: an answer all the same. */
static void
broken(void **state)
{
	uint32_t seed = 1;

	(void)state;
	for (int round = 0; round < 600; round++) {
		struct str file = STR_INIT;
		char temp[] = TEMP, word[PATTERNS_WORD];
		uint8_t cuts[PATTERNS_WORD];
		struct patterns *p;
		size_t n;

		str_puts(&file, made[any(&seed, 5)]);
		n = any(&seed, (uint32_t)file.len) + 1;
		for (uint32_t k = any(&seed, 6); k > 0; k--)
			file.s[any(&seed, (uint32_t)n)] ^=
			        (char)(1 << any(&seed, 8));
		put_temp(temp, file.s, n);
		p = patterns_read(temp);
		assert_non_null(p);
		for (int k = 0; k < 40; k++) {
			size_t len = make_word(&file, &seed, word);

			if (k == 0) {
				len = sizeof(word);
				memset(word, 'a', len);
			}
			memset(cuts, 7, len);
			patterns_cut(p, word, len, cuts);
			for (size_t i = 0; i < len; i++)
				assert_in_range(cuts[i], 0, i > 0);
		}
		patterns_free(p);
		unlink(temp);
		str_free(&file);
	}
	assert_null(patterns_read("/usr/share/hyphen"));
	assert_null(patterns_read("/no such file"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(english),
		cmocka_unit_test(german),
		cmocka_unit_test(french),
		cmocka_unit_test(by_rule),
		cmocka_unit_test(never),
		cmocka_unit_test(soft_hyphens),
		cmocka_unit_test(hostile),
		cmocka_unit_test(patterns),
		cmocka_unit_test(broken),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
