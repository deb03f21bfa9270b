/* Text without markup: its paragraphs, lines, items and title. */
#include "tests/unit/filters_help.h"

#include "filters/parse.h"

#define A                                                                      \
	"The harbour office said on Monday that the new form, which replaces " \
	"three older ones, will be accepted at all crossings from June on."
/* The same as a program wraps it at 60 letters. */
#define A_WRAPPED                                                              \
	"The harbour office said on Monday that the new form, which\n"         \
	"replaces three older ones, will be accepted at all crossings\n"       \
	"from June on."
#define B                                                                      \
	"Carriers had asked for a longer period of change; the ministry "      \
	"refused, and a helpline has been set up for the first weeks."
#define X(p) "<p>" p "</p>"

static void
expect(const char *text, const char *title, const char *want)
{
	struct options o = { .limits = &limits_default };
	struct article *a = help_parse(text);
	const char *t;
	char *got;

	help_run(a, "mesn", &o);
	t = meta_get(&a->meta, META_TITLE);
	assert_string_equal(t ? t : "", title);
	got = help_inside(a);
	assert_string_equal(got, want);
	free(got);
	article_free(a);
}

static void
paragraphs(void **state)
{
	(void)state;
	expect("New form\n\n" A "\n\n" B "\n", "New form", X(A) "\n" X(B));
	/* no blank lines, other line ends, a file that ends at once */
	expect("New form\r\n" A "\r\n" B, "New form", X(A) "\n" X(B));
	expect("New form\r" A "\r" B, "New form", X(A) "\n" X(B));
	expect("New form\n\n\n" A_WRAPPED "\n\n" B "\n", "New form",
	        X(A) "\n" X(B));
	/* wrapped, and each paragraph told by its indent alone */
	expect("New form\n   " A_WRAPPED "\n   " A_WRAPPED "\n", "New form",
	        X(A) "\n" X(A));
	expect(A "\n\n" B "\n\nC\n", "", X(A) "\n" X(B) "\n" X("C"));
}

static void
lines_that_stay(void **state)
{
	(void)state;
	expect("Verse\n\nThe ships\ncome home\n\nand the rain\nfalls\n",
	        "Verse",
	        "<p class=\"lines\">The ships<br/>come home</p>\n<p "
	        "class=\"lines\">and the rain<br/>falls</p>");
	expect("New form\n\n" A_WRAPPED "\n\nYours,\nThe Office\n", "New form",
	        X(A) "\n" X("Yours,<br/>The Office"));
}

static void
items_and_headings(void **state)
{
	(void)state;
	expect("New form\n\n" A "\n\nBring:\n- one\n- two\n\n" B "\n",
	        "New form",
	        X(A) "\n" X("Bring:") "\n<ul><li>one</li><li>two</li></ul>\n" X(
	                B));
	expect("New form\n\n" A_WRAPPED "\n\n"
	       "1. an item that goes on for so long that it needs more than\n"
	       "   one line\n2. two\n",
	        "New form",
	        X(A) "\n<ol class=\"typed\"><li>an item that goes on for so "
	             "long that it needs more than one line</li><li>two</li>"
	             "</ol>");
	expect("New form\n========\n\n" A "\n\nHow\n---\n\n" B
	       "\n\n* * *\n\nEnd.",
	        "New form", X(A) "\n<h2>How</h2>\n" X(B) "\n<hr/>\n" X("End."));
	expect(A "\n\n***\n\n" B "\n", "", X(A) "\n<hr/>\n" X(B));
}

/* Signs that are none of HTML stay what they are. */
static void
signs(void **state)
{
	(void)state;
	expect("Sums\n\n1 < 2 & 3 > 2, a<1, AT&T; x <- y\n\nEnd.", "Sums",
	        X("1 &lt; 2 &amp; 3 &gt; 2, a&lt;1, AT&amp;T; x &lt;- "
	          "y") "\n" X("End."));
}

static void
which_are(void **state)
{
	(void)state;
#define IS(text, name) parse_is_plain(span_of(text), name)
	assert_true(IS("words", "-"));
	assert_true(IS("a < b & c", "a.html"));
	assert_true(IS("use <b> for bold", "notes.TXT"));
	assert_false(IS("use <b> for bold", "-"));
	assert_false(IS("a&nbsp;b", "-"));
	assert_false(IS("a&#7841;b", "-"));
	assert_false(IS("\n <!doctype html><p>a", "notes.txt"));
	assert_false(IS("a<!-- b -->", "-"));
	assert_false(IS("", "a.txt"));
}

/* VISCII has letters where others have control characters. */
static void
old_encodings(void **state)
{
	struct article *a = article_new("ghi-chep.txt");
	struct options o = { .limits = &limits_default };
	struct diag dg;
	char *got;

	(void)state;
	diag_init(&dg);
	dg.sink = help_quiet;
	str_puts(&a->raw,
	        "H\xB5i ngh\xB8\n\nT\xD5i h\xB5i ngh\xB8, c\xE1"
	        "c \xF0\xD5i bi\xACu \xF0\xE3 nghe b\xE1o c\xE1o c\xFC"
	        "a C\xF8"
	        "c H\xE4i quan.\n\nK\xAAt qu\xE4 r\xA4t t\xAFt.\n");
	assert_int_equal(filter_decode.run(a, &o, &dg), 0);
	assert_int_equal(filter_parse.run(a, &o, &dg), 0);
	help_run(a, "me", &o);
	assert_string_equal(meta_get(&a->meta, META_TITLE), "Hội nghị");
	got = help_inside(a);
	assert_string_equal(
	        got, X("Tại hội nghị, các đại biểu đã nghe báo cáo của Cục Hải "
	               "quan.") "\n" X("Kết quả rất tốt."));
	free(got);
	article_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(paragraphs),
		cmocka_unit_test(lines_that_stay),
		cmocka_unit_test(items_and_headings),
		cmocka_unit_test(signs),
		cmocka_unit_test(which_are),
		cmocka_unit_test(old_encodings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
