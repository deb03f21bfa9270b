/* Tests of the stage typography. */
#include "tests/unit/filters_help.h"

#include "base/utf8.h"
#include "filters/typography.h"

struct pair {
	const char *lang, *in, *want;
};

static const struct pair quotes[] = {
	{ "en", "He said \"yes\".", "He said “yes”." },
	{ "en", "\"'Tis true,\" she said.", "“’Tis true,” she said." },
	{ "en", "the '68 protests, rock 'n' roll",
	        "the ’68 protests, rock ’n’ roll" },
	{ "en", "It's the boys' room", "It’s the boys’ room" },
	{ "en", "He's 5'10\" tall", "He’s 5′10″ tall" },
	{ "en", "\"He said 'no' to me\"", "“He said ‘no’ to me”" },
	{ "en", "(\"quoted\")", "(“quoted”)" },
	{ "en", "''two singles''", "“two singles”" },
	{ "vi", "Ông nói: \"Tốt\".", "Ông nói: “Tốt”." },
	{ "vi", "màn hình 32\" của", "màn hình 32″ của" },
	{ "de", "Er sagte \"ja\" und 'nein'", "Er sagte „ja“ und ‚nein‘" },
	{ "de", "Er sagte „ja\" und ging", "Er sagte „ja“ und ging" },
	{ "fr", "Il dit \"oui\"", "Il dit «\u00A0oui\u00A0»" },
	{ "fr", "l'homme d'aujourd'hui", "l’homme d’aujourd’hui" },
	{ "pl", "\"tak\"", "„tak”" },
	{ "ru", "Он сказал: \"Да\".", "Он сказал: «Да»." },
	{ "ru", "«Театр \"Луна\" закрыт»", "«Театр „Луна“ закрыт»" },
	{ "no", "Han sa \"ja\".", "Han sa «ja»." },
	{ "el", "Είπε \"ναι\".", "Είπε «ναι»." },
	{ NULL, "a \"b\" c", "a “b” c" },
	{ "zh", "a \"b\" -- c...", "a \"b\" -- c..." },
};

static const struct pair marks[] = {
	{ "vi", "Chờ...", "Chờ…" },
	{ "vi", "Nơi nhận: .../.", "Nơi nhận: .../." },
	{ "vi", "Họ tên: ..........", "Họ tên: .........." },
	{ "en", "wait -- what", "wait\u00A0– what" },
	{ "en", "wait--what", "wait—what" },
	{ "vi", "Hà Nội - Huế", "Hà Nội\u00A0– Huế" },
	{ "vi", "- Xin chào", "– Xin chào" },
	{ "en", "well-known, 10-15, -5", "well-known, 10-15, -5" },
	{ "en", "run --help now", "run --help now" },
	{ "en", "see http://a.b/c--d...e'f now",
	        "see http://a.b/c--d...e'f now" },
	{ "en", "a -------- b", "a -------- b" },
};

static const struct pair spaces[] = {
	{ "vi", "dài 5 km và 3 triệu đồng",
	        "dài 5\u00A0km và 3\u00A0triệu đồng" },
	{ "vi", "ngày 31 tháng 5 năm 2024",
	        "ngày\u00A031 tháng\u00A05 năm\u00A02024" },
	{ "vi", "sau 3 ngày nghỉ", "sau 3\u00A0ngày nghỉ" },
	{ "vi", "từ năm 2016. Năm ấy", "từ năm\u00A02016. Năm ấy" },
	{ "vi", "hết lúc 7, giờ 3", "hết lúc 7, giờ\u00A03" },
	{ "vi", "ông Nguyễn Văn A ở TP. Hồ Chí Minh",
	        "ông\u00A0Nguyễn Văn A ở TP.\u00A0Hồ Chí Minh" },
	{ "vi", "chương IV, điều 5", "chương\u00A0IV, điều\u00A05" },
	{ "en", "Mr. Smith ran 5 km, see p. 12",
	        "Mr.\u00A0Smith ran 5\u00A0km, see p.\u00A012" },
	{ "fr", "Quoi ? Oui ; non : voilà !",
	        "Quoi\u202F? Oui\u202F; non\u00A0: voilà\u202F!" },
	{ "fr", "12 000 euros", "12\u202F000 euros" },
	{ "de", "z. B. in Nr. 5", "z.\u00A0B. in Nr.\u00A05" },
};

static void
check(const struct pair *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct str got = STR_INIT, again = STR_INIT;

		typo_text(&got, span_of(p[i].in), p[i].lang);
		assert_string_equal(str_c(&got), p[i].want);
		typo_text(&again, str_span(&got), p[i].lang);
		assert_string_equal(str_c(&again), p[i].want);
		str_free(&got);
		str_free(&again);
	}
}

#define CHECK(a) check((a), sizeof(a) / sizeof((a)[0]))

static void
sets_quotes(void **state)
{
	(void)state;
	CHECK(quotes);
}

static void
sets_marks(void **state)
{
	(void)state;
	CHECK(marks);
}

static void
sets_spaces(void **state)
{
	(void)state;
	CHECK(spaces);
}

static void
letters_of(struct str *out, struct span in)
{
	const char *s = in.p, *end = in.p + in.n;

	while (s < end) {
		uint32_t cp = utf8_next(&s, end);

		if (cp_is_letter(cp) || cp_is_digit(cp))
			str_put_utf8(out, cp);
	}
}

/* Letters and digits are never touched, and twice is once, for any text made
 * of the signs the passes act on. */
static void
words_stay(void **state)
{
	static const char *const piece[] = { "a", "B", "5", "'", "\"", " ", "-",
		".", "…", "“", "”", "«", "»", "'68", "km", "ông", "?", "!", "(",
		")", "http://x.y", "\u00A0", ",", "Nguyễn", "--" };
	static const char *const lang[] = { "vi", "en", "fr", "de", "pl", "sv",
		NULL };
	uint32_t seed = 1;

	(void)state;
	for (int k = 0; k < 4000; k++) {
		struct str in = STR_INIT, out = STR_INIT, again = STR_INIT;
		struct str a = STR_INIT, b = STR_INIT;
		const char *l = lang[k % 7];

		for (int i = 0; i < 14; i++) {
			seed = seed * 1664525u + 1013904223u;
			str_puts(&in,
			        piece[(seed >> 8) %
			                (sizeof(piece) / sizeof(piece[0]))]);
		}
		typo_text(&out, str_span(&in), l);
		letters_of(&a, str_span(&in));
		letters_of(&b, str_span(&out));
		assert_string_equal(str_c(&a), str_c(&b));
		typo_text(&again, str_span(&out), l);
		assert_string_equal(str_c(&out), str_c(&again));
		str_free(&in);
		str_free(&out);
		str_free(&again);
		str_free(&a);
		str_free(&b);
	}
}

static void
across_elements(void **state)
{
	(void)state;
	help_expect("<p><em>\"Xin</em> chào\" - <b>ông</b> Nam...</p>", "st",
	        "vi",
	        "<p><em>“Xin</em> chào”\u00A0– <strong>ông</strong>"
	        "\u00A0Nam…</p>");
	help_expect("<p>a \"b</p><p>\"c\" d</p>", "st", "en",
	        "<p>a “b</p>\n<p>“c” d</p>");
	help_expect("<p>\"a\" <code>\"b\" -- c</code></p><pre>\"x\"...</pre>",
	        "st", "en",
	        "<p>“a” <code>\"b\" -- c</code></p>\n<pre>\"x\"...</pre>");
	help_expect("<p lang=fr>\"a\" <b>?</b></p>", "st", "en",
	        "<p lang=\"fr\">«\u00A0a\u00A0»\u202F<strong>?</strong></p>");
}

/* <q> has its marks once, whoever was to draw them. */
static void
quotation_elements(void **state)
{
	(void)state;
	help_expect("<p>Ông nói <q>Tốt</q>.</p>", "st", "vi",
	        "<p>Ông nói “Tốt”.</p>");
	help_expect(
	        "<p>„<q>Ja</q>“, sagte <q>„Eva“</q> und <q>\"ging\"</q></p>",
	        "st", "de", "<p>„Ja“, sagte „Eva“ und „ging“</p>");
	help_expect("<p><q>a <q>b <q>c</q></q></q></p>", "st", "en",
	        "<p>“a ‘b “c”’”</p>");
	help_expect("<p><q><q>a</q> b</q> <b>«</b><q>c</q>»</p>", "st", "en",
	        "<p>“‘a’ b” <strong>«</strong>c»</p>");
	help_expect("<p>x <q cite=a lang=fr>oui</q><q></q></p>", "st", "en",
	        "<p>x <span lang=\"fr\">«\u00A0oui\u00A0»</span></p>");
}

/* Blocks in another language, said or not, and what only seems so. */
static void
foreign_blocks(void **state)
{
	(void)state;
	help_expect(
	        "<p>Đoạn sau trích nguyên văn:</p><blockquote><p>انطلقت مساء "
	        "الأربعاء فعاليات الدورة السادسة والأربعين من مهرجان القاهرة "
	        "السينمائي الدولي.</p></blockquote>",
	        "st", "vi",
	        "<p>Đoạn sau trích nguyên văn:</p>\n<blockquote><p dir=\"rtl\">"
	        "انطلقت مساء الأربعاء فعاليات الدورة السادسة "
	        "والأربعين من مهرجان القاهرة السينمائي "
	        "الدولي.</p></blockquote>");
	help_expect("<blockquote><p>\"It is the duty of all who work in the "
	            "port to know what a ship brings.\"</p></blockquote>",
	        "st", "vi",
	        "<blockquote><p lang=\"en\">“It is the duty of all who work in "
	        "the port to know what a ship brings.”</p></blockquote>");
	help_expect("<p>Les pays de la région se réunissent dans une ville du "
	            "sud pour les droits des voyageurs.</p>",
	        "st", "en-GB",
	        "<p lang=\"fr\">Les pays de la région se réunissent dans une "
	        "ville du sud pour les droits des voyageurs.</p>");
	help_expect("<p>海关总署公告自五月一日起施行</p>", "st", "vi",
	        "<p lang=\"zh\">海关总署公告自五月一日起施行</p>");
	/* a word processor's keyboard */
	help_expect("<p lang=EN-US>Đoạn này toàn tiếng Việt, ghi là tiếng Anh."
	            "</p><p><span lang=EN-US>Cũng như những chữ của đoạn này."
	            "</span></p>",
	        "st", "vi",
	        "<p>Đoạn này toàn tiếng Việt, ghi là tiếng Anh.</p>\n"
	        "<p><span>Cũng như những chữ của đoạn này.</span></p>");
	/* names; short; a few words of French; without marks */
	help_expect("<p>John Smith, Mary Jones, Peter Brown, Anna White, Bill "
	            "Green, Ann Lee</p><h2>The end of it</h2><p>Bà nói: le "
	            "monde est à nous, rồi cười.</p><p>Ong noi la se di cho "
	            "nhung khong biet co ai o do khong</p>",
	        "st", "vi",
	        "<p>John Smith, Mary Jones, Peter Brown, Anna White, Bill "
	        "Green, Ann Lee</p>\n<h2>The end of it</h2>\n<p>Bà nói: le "
	        "monde est à nous, rồi cười.</p>\n<p>Ong noi la se di cho "
	        "nhung khong biet co ai o do khong</p>");
}

static void
forms(const char *in, const char *want)
{
	struct str out = STR_INIT;

	assert_true(typo_forms(&out, span_of(in)) > 0);
	assert_string_equal(str_c(&out), want);
	str_free(&out);
}

/* Arabic in a font's forms, as it is read and as it stood on paper. */
static void
arabic_forms(void **state)
{
	struct str out = STR_INIT;

	(void)state;
	/* kitab: initial, medial, final, isolated */
	forms("\uFEDB\uFE98\uFE8E\uFE8F", "\u0643\u062A\u0627\u0628");
	forms("\uFE8F\uFE8E\uFE98\uFEDB", "\u0643\u062A\u0627\u0628");
	/* two letters: only the word's edges tell */
	forms("\uFEE3\uFE8E", "\u0645\u0627");
	forms("\uFE8E\uFEE3", "\u0645\u0627");
	/* marks and a comma go with their word, words keep their order */
	forms("\u0652\uFE90\u0650\uFE92\u0652\uFEA3\u064E\uFE83 "
	      "\u060C\uFE8E\u064E\uFEE3",
	        "\u0623\u064E\u062D\u0652\u0628\u0650\u0628\u0652 "
	        "\u0645\u064E\u0627\u060C");
	/* ligatures: lam with alef, lam with meem, shadda with fatha */
	forms("\uFEB3\uFEFC\uFEE1", "\u0633\u0644\u0627\u0645");
	forms("\uFEE1\uFEFC\uFEB3", "\u0633\u0644\u0627\u0645");
	forms("\uFCCC\uFE8E", "\u0644\u0645\u0627");
	forms("\uFEAD\uFC60\uFE8F", "\u0631\u064E\u0651\u0628");
	/* no joints: as the others of the text */
	forms("\uFE8F\uFE8E\uFE98\uFEDB \uFEAD\uFE8D\uFEA9",
	        "\u0643\u062A\u0627\u0628 \u062F\u0627\u0631");
	forms("\uFEA9\uFE8D\uFEAD", "\u062F\u0627\u0631");
	/* digits and Latin letters stay where they are; so do letters, and
	 * signs that are words */
	forms("A\uFE8E\uFEE3 12 \u0660\u0661 \u0645\u0627 \uFDFA \uFD3E",
	        "A\u0645\u0627 12 \u0660\u0661 \u0645\u0627 \uFDFA "
	        "\uFD3E");
	assert_int_equal(typo_forms(&out, SPAN_LIT("\u0645\u0627 \uFDFA")), 0);
	assert_int_equal(out.len, 0);
	str_free(&out);
	/* of a page: text, title and what a picture says */
	help_expect("<p>\uFE8E\uFEE3 <img src=a.png alt=\uFE8E\uFEE3></p>",
	        "snt", NULL,
	        "<p dir=\"rtl\">\u0645\u0627 <img src=\"a.png\" "
	        "alt=\"\u0645\u0627\"/></p>");
}

static void
metadata_too(void **state)
{
	struct options o = { .limits = &limits_default };
	struct article *a = help_parse("<p>x</p>");

	(void)state;
	meta_set(a, META_LANG, span_of("en"), "t");
	meta_set(a, META_TITLE, span_of("\"Yes\" - it's"), "t");
	help_run(a, "t", &o);
	assert_string_equal(
	        meta_get(&a->meta, META_TITLE), "“Yes”\u00A0– it’s");
	article_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sets_quotes),
		cmocka_unit_test(sets_marks),
		cmocka_unit_test(sets_spaces),
		cmocka_unit_test(words_stay),
		cmocka_unit_test(across_elements),
		cmocka_unit_test(quotation_elements),
		cmocka_unit_test(foreign_blocks),
		cmocka_unit_test(arabic_forms),
		cmocka_unit_test(metadata_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
