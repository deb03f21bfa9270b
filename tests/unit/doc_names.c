/* Names found in articles, and the order of an index. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <libxml/parser.h>

#include "doc/collate.h"
#include "doc/names.h"
#include "doc/xhtml.h"
#include "tests/heard.h"

static struct heard heard;

static int
compare(const char *a, const char *b, const char *lang)
{
	struct str x = STR_INIT, y = STR_INIT;
	size_t n;
	int k;

	collate_key(&x, a, lang);
	collate_key(&y, b, lang);
	n = x.len < y.len ? x.len : y.len;
	k = memcmp(x.s, y.s, n);
	if (k == 0)
		k = x.len < y.len ? -1 : x.len > y.len;
	str_free(&x);
	str_free(&y);
	return k;
}

static void
in_order(const char *const *word, const char *lang)
{
	for (size_t i = 0; word[i + 1] != NULL; i++) {
		if (compare(word[i], word[i + 1], lang) >= 0)
			fail_msg("%s is not before %s", word[i], word[i + 1]);
		assert_true(compare(word[i + 1], word[i], lang) > 0);
	}
}

/* The alphabet and the tones of Vietnamese dictionaries. */
static void
test_vietnamese(void **state)
{
	static const char *const word[] = { "a", "à", "ả", "ã", "á", "ạ", "an",
		"an ninh", "án", "anh", "ă", "ắ", "ân", "ba", "bà Huyện", "bá",
		"c", "d", "du", "đ", "đu", "e", "ê", "g", "o", "ô", "ơ", "p",
		"u", "ư", "vàng", "x", NULL };

	(void)state;
	in_order(word, "vi");
}

static void
test_others(void **state)
{
	static const char *const word[] = { "7 up", "Abel", "Ärger", "Arnold",
		"cote", "coté", "côte", "coter", "Đorđević", "Zoe", "Ω", "Яна",
		NULL };

	(void)state;
	in_order(word, "en");
}

static void
test_letters(void **state)
{
	static const struct {
		const char *word, *lang, *want;
	} row[] = { { "đường", "vi", "Đ" }, { "Đorđe", "de", "D" },
		{ "ân", "vi", "Â" }, { "ắc", "vi", "Ă" }, { "ở", "vi", "Ơ" },
		{ "ốc", "vi", "Ô" }, { "ước", "vi", "Ư" }, { "ế", "vi", "Ê" },
		{ "á", "vi", "A" }, { "“zu", "en", "Z" }, { "яна", "ru", "Я" },
		{ "12", "en", "#" }, { "", "en", "#" } };

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct str s = STR_INIT;

		collate_letter(&s, row[i].word, row[i].lang);
		assert_string_equal(str_c(&s), row[i].want);
		str_free(&s);
	}
}

static struct names *
load(const char *list, struct diag *dg)
{
	static const char path[] = "build/names.tmp";
	FILE *f = fopen(path, "wb");
	struct names *n;

	assert_non_null(f);
	fputs(list, f);
	fclose(f);
	n = names_load(path, 0, dg);
	remove(path);
	return n;
}

static void
test_marks(void **state)
{
	static const char list[] =
	        "# a comment\n"
	        "Hà  Nội \r\n"
	        "\n"
	        "Cục Hải quan Hà Nội=Cục Hải quan;  Hải quan\n"
	        "O'Brien\n"
	        "= nothing\n"
	        "...\n";
	static const struct {
		const char *from, *want;
	} row[] = {
		{ "<p>Ở Hà Nội.</p>", "<p>Ở [Hà Nội|Hà Nội].</p>" },
		{ "<p>Hà\xC2\xA0\n Nội</p>",
		        "<p>[Hà\xC2\xA0\n Nội|Hà Nội]</p>" },
		{ "<p>Hà Nộix, xHà Nội, Hà, Nội</p>",
		        "<p>Hà Nộix, xHà Nội, Hà, Nội</p>" },
		{ "<p>Cục Hải quan Hà Nội và Cục Hải quan</p>",
		        "<p>[Cục Hải quan Hà Nội|Cục Hải quan Hà Nội] và "
		        "[Cục Hải quan|Cục Hải quan Hà Nội]</p>" },
		{ "<p>(Hải quan)O'Brien O'Brien</p>",
		        "<p>([Hải quan|Cục Hải quan Hà Nội])"
		        "[O'Brien|O'Brien] [O'Brien|O'Brien]</p>" },
		{ "<p>a<b>Hà Nội</b>b</p>", "<p>a<b>[Hà Nội|Hà Nội]</b>b</p>" },
		{ "<p><dfn>Ông  Tư</dfn> Hà Nội</p>",
		        "<p><dfn data-index=\"Ông Tư\">Ông  Tư</dfn> "
		        "[Hà Nội|Hà Nội]</p>" },
	};
	struct diag dg;
	struct names *n;

	(void)state;
	hear(&dg, &heard);
	n = load(list, &dg);
	assert_non_null(n);
	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		xmlDocPtr doc = xmlReadMemory(
		        row[i].from, (int)strlen(row[i].from), "x", NULL, 0);
		struct str got = STR_INIT, want = STR_INIT;

		names_mark(n, xmlDocGetRootElement(doc));
		xhtml_node(&got, xmlDocGetRootElement(doc));
		for (const char *p = row[i].want; *p; p++) {
			const char *bar = strchr(p, '|');
			const char *end = strchr(p, ']');

			if (*p != '[') {
				str_putc(&want, *p);
				continue;
			}
			str_printf(&want,
			        "<span data-index=\"%.*s\">%.*s</span>",
			        (int)(end - bar - 1), bar + 1,
			        (int)(bar - p - 1), p + 1);
			p = end;
		}
		assert_string_equal(str_c(&got), str_c(&want));
		str_free(&got);
		str_free(&want);
		xmlFreeDoc(doc);
	}
	names_free(n);
}

static void
test_faults(void **state)
{
	struct diag dg;
	struct names *n;

	(void)state;
	hear(&dg, &heard);
	assert_null(names_load("build/no-such-list", 0, &dg));
	assert_int_equal(dg.worst_exit != 0, 1);
	n = load("", &dg);
	assert_non_null(n);
	names_free(n);
	n = names_load(NULL, 1, &dg);
	assert_true(names_by_given(n));
	names_free(n);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_vietnamese),
		cmocka_unit_test(test_others),
		cmocka_unit_test(test_letters),
		cmocka_unit_test(test_marks),
		cmocka_unit_test(test_faults),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
