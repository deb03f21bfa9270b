/* linebreak() against the consortium's LineBreakTest.txt, and tailoring. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "base/utf8.h"
#include "text/break.h"

#define TEST_FILE "/usr/share/unicode/auxiliary/LineBreakTest.txt"

/* One line "× 0023 ÷ 0020 ÷": 1 when linebreak() agrees. */
static int
run_case(const char *line)
{
	struct str text = STR_INIT;
	uint8_t want[400], got[400];
	const char *p = line;
	int ok = 1;
	size_t i;

	memset(want, 0, sizeof(want));
	while (*p && *p != '#' && *p != '\n') {
		if (memcmp(p, "\xC3\x97", 2) == 0 ||
		        memcmp(p, "\xC3\xB7", 2) == 0) {
			want[text.len] = p[1] == '\xB7';
			p += 2;
		} else if (*p == ' ' || *p == '\t') {
			p++;
		} else {
			char *end;
			char buf[4];
			unsigned long cp = strtoul(p, &end, 16);
			int n = utf8_encode((uint32_t)cp, buf);

			str_add(&text, buf, (size_t)n);
			p = end;
		}
		assert_true(text.len < 390);
	}
	linebreak(str_span(&text), NULL, got);
	assert_int_equal(got[0], LB_NONE);
	assert_int_equal(got[text.len], LB_MANDATORY);
	for (i = 0; i <= text.len; i++)
		if ((got[i] != LB_NONE) != want[i])
			ok = 0;
	str_free(&text);
	return ok;
}

static void
uax14(void **state)
{
	FILE *f = fopen(TEST_FILE, "r");
	char line[8192];
	int cases = 0, good = 0;

	(void)state;
	if (f == NULL)
		skip();
	while (fgets(line, sizeof(line), f)) {
		if (line[0] == '#' || line[0] == '\n')
			continue;
		cases++;
		if (run_case(line))
			good++;
		else if (cases - good < 10)
			print_message("%s", line);
	}
	fclose(f);
	print_message("uax14: %d of %d\n", good, cases);
	assert_int_equal(cases, 7654);
	assert_int_equal(good, 7654);
}

/* text with '|' where a line may break and '!' where it must. */
static void
expect_in(struct unspaced *words, const char *lang, const char *marked,
        const char *file, int line)
{
	struct str text = STR_INIT, got = STR_INIT;
	uint8_t brk[512];
	const char *p;
	size_t i;

	for (p = marked; *p; p++)
		if (*p != '|')
			str_putc(&text, *p);
	assert_true(text.len < sizeof(brk));
	linebreak(str_span(&text), lang, brk);
	if (words)
		unspaced_breaks(words, str_span(&text), brk);
	for (i = 0; i < text.len; i++) {
		if (brk[i] != LB_NONE)
			str_putc(&got, '|');
		str_putc(&got, text.s[i]);
	}
	_assert_string_equal(str_c(&got), marked, file, line);
	str_free(&text);
	str_free(&got);
}
#define expect(lang, marked) expect_in(NULL, lang, marked, __FILE__, __LINE__)

static void
plain(void **state)
{
	(void)state;
	expect(NULL, "Tổng |cục |Hải |quan");
	expect(NULL, "tăng |10,5% |so |với |(cùng |kỳ) |2020.");
	expect(NULL, "state-|of-|the-|art |well–|known");
	expect(NULL, "漢|字、|と|仮|名|が|あ|る。");
	expect(NULL, "a\n|b\r\n|c");
	expect(NULL, "$(12.00) |US$|(a)");
	expect(NULL, "no\xC2\xA0"
	             "break |x");
	expect(NULL, "");
}

/* Words that no space parts, and what else is in their line. */
static void
unspaced(void **state)
{
	struct unspaced *u = unspaced_new();

	(void)state;
#define words(marked) expect_in(u, NULL, marked, __FILE__, __LINE__)
	words("ภาษา|ไทย |เป็น|ภาษา");
	words("ພາສາ|ລາວ");
	words("ក្រុមហ៊ុន|ក្នុង|ស្រុក");
	words("ကျွန်တော်|ကျောင်းသား|ဖြစ်|ပါ|တယ်");
	words("ราคา |(51.000 |บาท) |\u201Cตลาด|นัด\u201D");
	words("Tổng |cục |漢|字 ");
	words("");
#undef words
	unspaced_free(u);
	assert_true(script_is_unspaced(HB_SCRIPT_LAO));
	assert_false(script_is_unspaced(HB_SCRIPT_HAN));
}

static void
tailored(void **state)
{
	(void)state;
	expect("fr", "« mot » |suit !");
	expect("fr-CA", "il |dit |« oui »");
	expect(NULL, "« |mot |» |suit");
	expect("vi", "số |15/2020/NĐ-CP |ngày |3/2");
	expect("vi", "và/|hoặc |Bà |Rịa-|Vũng |Tàu");
	expect(NULL, "15/2020/|NĐ-|CP");
	expect("vi", "245-QĐ/TW");
	expect("ja", "ア|ッ|プ");
	expect(NULL, "アッ|プ");
}

/* Malformed UTF-8 must neither crash nor part a character. */
static void
malformed(void **state)
{
	const char bad[] = "a\xFF b\xC3 \xE1\xBB c\xF0\x9F";
	uint8_t brk[sizeof(bad)];

	(void)state;
	linebreak((struct span){ bad, sizeof(bad) - 1 }, NULL, brk);
	assert_int_equal(brk[3], LB_ALLOWED);
	assert_int_equal(brk[7], LB_NONE);
	assert_int_equal(brk[sizeof(bad) - 1], LB_MANDATORY);
}

/* 8 MB in one paragraph: quadratic work would not end before the patience of
 * tests/run.sh. */
static void
linear(void **state)
{
	static const char para[] =
	        "Tổng cục Hải quan cho biết kim ngạch "
	        "xuất nhập khẩu đạt 10,5 tỷ USD (tăng 12%). ";
	struct str text = STR_INIT;
	uint8_t *brk;

	(void)state;
	while (text.len < (8u << 20))
		str_puts(&text, para);
	brk = malloc(text.len + 1);
	assert_non_null(brk);
	linebreak(str_span(&text), "vi", brk);
	assert_int_equal(brk[sizeof("Tổng ") - 1],
	        brk[text.len - (sizeof(para) - 1) + sizeof("Tổng ") - 1]);
	free(brk);
	str_free(&text);
}

/* Breaks before and behind cp, in one number. */
static int
breaks_about(const char *before, uint32_t cp, const char *lang)
{
	struct str text = STR_INIT;
	size_t start = strlen(before), end;
	uint8_t brk[32];

	str_puts(&text, before);
	str_put_utf8(&text, cp);
	end = text.len;
	str_puts(&text, "a b");
	linebreak(str_span(&text), lang, brk);
	str_free(&text);
	return brk[start] | brk[end] << 4;
}

/* Letters are known by the bytes that they begin with; behind a Hebrew one each
 * goes by its class, and the rules are the same for both but for hyphens. */
static void
letters(void **state)
{
	static const char *const lang[] = { "vi", "zh", "fr" };

	(void)state;
	for (uint32_t cp = 0x80; cp < 0x110000; cp++)
		for (size_t k = 0; k < 3; k++) {
			assert_int_equal(breaks_about("a", cp, lang[k]) & 15,
			        breaks_about("\u05D0", cp, lang[k]) & 15);
			assert_int_equal(breaks_about("a ", cp, lang[k]),
			        breaks_about("\u05D0 ", cp, lang[k]));
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(uax14),
		cmocka_unit_test(plain),
		cmocka_unit_test(letters),
		cmocka_unit_test(tailored),
		cmocka_unit_test(unspaced),
		cmocka_unit_test(malformed),
		cmocka_unit_test(linear),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
