/* Tests of the stage normalise. */
#include <utf8proc.h>

#include "base/utf8.h"
#include "filters/normalise.h"
#include "tests/unit/filters_help.h"

static void
n(const char *html, const char *want)
{
	help_expect(html, "sn", NULL, want);
}

static void
white_space(void **state)
{
	(void)state;
	n("<p>  a \n\t b  </p>", "<p>a b</p>");
	n("<p>a <b> b </b> c</p>", "<p>a <strong>b </strong>c</p>");
	n("<p>a<b> b</b> </p>", "<p>a<strong> b</strong></p>");
	n("<p>a <br> b</p>", "<p>a<br/>b</p>");
	n("<p><br>a<br></p>", "<p>a</p>");
	n("<pre>  a\n\n  b </pre>", "<pre>  a\n\n  b </pre>");
	n("<ul> <li> a </li> <li> b</li> </ul>",
	        "<ul><li>a</li><li>b</li></ul>");
}

static void
no_break_spaces(void **state)
{
	(void)state;
	n("<p>5&nbsp;km</p>", "<p>5\xC2\xA0km</p>");
	n("<p>a&nbsp;&nbsp;b &nbsp; c</p>", "<p>a b c</p>");
	n("<p>&nbsp;&nbsp;a&nbsp;</p>", "<p>a</p>");
	n("<p>a&nbsp;b&nbsp;c&nbsp;d&nbsp;e&nbsp;f</p>", "<p>a b c d e f</p>");
}

static void
empty_blocks(void **state)
{
	(void)state;
	n("<p>a</p><p>&nbsp;</p><p><b> </b></p><p><br></p><p>b</p>",
	        "<p>a</p>\n<p>b</p>");
	n("<dl><dt> <dd>a<dt>b<dd> </dl><dl><dt><dd></dl>",
	        "<dl><dt></dt><dd>a</dd><dt>b</dt><dd></dd></dl>");
	n("<ul><li> </li></ul><p>x</p><blockquote><p></p></blockquote>",
	        "<p>x</p>");
}

static void
composition(void **state)
{
	(void)state;
	/* e + circumflex + acute; tone first; precomposed tone + mark */
	n("<p>Vie\xCC\x82\xCC\x81t</p>", "<p>Vi\xE1\xBA\xBFt</p>");
	n("<p>Vie\xCC\x81\xCC\x82t</p>", "<p>Vi\xE1\xBA\xBFt</p>");
	n("<p>Vi\xC3\xA9\xCC\x82t</p>", "<p>Vi\xE1\xBA\xBFt</p>");
	/* a + acute + breve */
	n("<p>a\xCC\x81\xCC\x86</p>", "<p>\xE1\xBA\xAF</p>");
	/* u + horn after dot below */
	n("<p>u\xCC\xA3\xCC\x9B</p>", "<p>\xE1\xBB\xB1</p>");
	/* entities build letters after decode: still composed */
	n("<p>a&#777;</p>", "<p>\xE1\xBA\xA3</p>");
	/* marks of other letters keep their order: y tilde, circumflex */
	n("<p>y\xCC\x83\xCC\x82</p>", "<p>\xE1\xBB\xB9\xCC\x82</p>");
}

static void
invisible_characters(void **state)
{
	(void)state;
	n("<p>xin\xC2\xAD"
	  "chao\xE2\x80\x8B!\xEF\xBB\xBF</p>",
	        "<p>xinchao!</p>");
	n("<p>a\xE2\x80\x8D"
	  "b \xE2\x80\xAE"
	  "c</p>",
	        "<p>ab c</p>");
	/* ZWNJ in Persian, ZWJ in an emoji */
	n("<p>\xD9\x85\xDB\x8C\xE2\x80\x8C\xD8\xB1</p>",
	        "<p>\xD9\x85\xDB\x8C\xE2\x80\x8C\xD8\xB1</p>");
	n("<p>\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB</p>",
	        "<p>\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB</p>");
	/* soft hyphen between letter and mark */
	n("<p>a\xC2\xAD\xCC\x81</p>", "<p>\xC3\xA1</p>");
}

static void
metadata(void **state)
{
	struct options o = { .limits = &limits_default };
	struct article *a = help_parse("<p>x</p>");

	(void)state;
	meta_set(a, META_TITLE, span_of(" Vie\xCC\x82\xCC\x81t \n  Nam "), "t");
	help_run(a, "n", &o);
	assert_string_equal(
	        meta_get(&a->meta, META_TITLE), "Vi\xE1\xBA\xBFt Nam");
	article_free(a);
}

static void
again_changes_nothing(void **state)
{
	static const char html[] =
	        "<p> a&nbsp;b <b> c</b>\xC2\xAD</p><pre> x"
	        "</pre><table><tr><td> <td>v<tr><td>a<td></table>";
	char *once = help_stages(html, "sn", NULL);
	char *twice = help_stages(html, "snsn", NULL);

	(void)state;
	assert_string_equal(once, twice);
	free(once);
	free(twice);
}

/* Every character: what the one look passes, nothing changes, alone and
 * behind a letter. */
static void
one_look(void **state)
{
	const unsigned reasons = LOOK_STRIP | LOOK_NFC | LOOK_ALIKE;
	uint32_t cp;
	size_t passed = 0;

	(void)state;
	for (cp = 1; cp <= 0x10FFFF; cp++) {
		struct str in = STR_INIT, out = STR_INIT;
		struct span s;
		utf8proc_uint8_t *nfc;

		if (cp >= 0xD800 && cp < 0xE000)
			continue;
		str_puts(&in, "abcdefgha");
		str_put_utf8(&in, cp);
		str_puts(&in, "ijklmnopq");
		s = str_span(&in);
		assert_int_equal(
		        (normalise_look(s, LOOK_NFC) != 0), nfc_is_odd(cp));
		assert_int_equal((normalise_look(s, LOOK_ALIKE) != 0),
		        normalise_alike(cp) != 0);
		assert_int_equal(normalise_look(s, reasons) & LOOK_NFC,
		        normalise_look(s, LOOK_NFC));
		normalise_text(&out, s, 0);
		nfc = utf8proc_NFC((const utf8proc_uint8_t *)str_c(&in));
		if (!(normalise_look(s, reasons) & (LOOK_STRIP | LOOK_NFC))) {
			assert_string_equal(str_c(&out), str_c(&in));
			assert_string_equal((char *)nfc, str_c(&in));
			passed++;
		} else if (!(normalise_look(s, reasons) & LOOK_STRIP)) {
			assert_string_equal(str_c(&out), (char *)nfc);
		} else {
			assert_string_not_equal(str_c(&out), str_c(&in));
		}
		free(nfc);
		str_free(&in);
		str_free(&out);
	}
	assert_true(passed > 1100000);
}

/* The same wherever a character stands among others. */
static void
look_anywhere(void **state)
{
	const unsigned reasons = LOOK_STRIP | LOOK_NFC | LOOK_RTL | LOOK_ALIKE;

	(void)state;
	for (uint32_t cp = 1; cp < 0x3000; cp++) {
		struct str alone = STR_INIT;
		unsigned want;

		str_put_utf8(&alone, cp);
		want = normalise_look(str_span(&alone), reasons);
		for (int at = 0; at < 18; at++) {
			struct str s = STR_INIT;

			for (int i = 0; i < at; i++)
				str_puts(&s, i % 3 ? "a" : "\xE1\xBA\xA5");
			str_put_span(&s, str_span(&alone));
			str_puts(&s, "\xC6\xA1 \xC3\xA1 hai ba b\xE1\xBB\x91n "
			             "n\xC4\x83m");
			assert_int_equal(
			        normalise_look(str_span(&s), reasons), want);
			str_free(&s);
		}
		str_free(&alone);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(white_space),
		cmocka_unit_test(no_break_spaces),
		cmocka_unit_test(empty_blocks),
		cmocka_unit_test(composition),
		cmocka_unit_test(invisible_characters),
		cmocka_unit_test(metadata),
		cmocka_unit_test(again_changes_nothing),
		cmocka_unit_test(one_look),
		cmocka_unit_test(look_anywhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
