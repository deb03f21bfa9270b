/* Pages that are empty until a script has drawn them: the text is found in the
 * scripts' data; and pages that are there in full get nothing twice. */
#include "tests/unit/filters_help.h"

#define A                                                                      \
	"The harbour office said on Monday that the new form, which replaces " \
	"three older ones, will be accepted at all crossings from June on."
#define B                                                                      \
	"Carriers had asked for a longer period of change; the ministry "      \
	"refused, and a helpline has been set up for the first weeks."
#define C                                                                      \
	"Four clerks will answer until the end of the year, and a printed "    \
	"guide lies at every desk, in five languages and in large letters."
#define D                                                                      \
	"Nobody was fined in the first two weeks, says the head of the "       \
	"office, and nobody will be who can show that a copy was sent in "     \
	"time."
#define WANT "<p>" A "</p>\n<p>" B "</p>\n<p>" C "</p>\n<p>" D "</p>"
#define PAGE(body)                                                             \
	"<!DOCTYPE html><html><head><title>New form</title></head><body>" body \
	"</body></html>"
#define EMPTY "<main><div id=root></div></main>"

static void
expect(const char *page, const char *want)
{
	struct options o = { .limits = &limits_default };
	struct article *a = help_parse(page);
	char *got;

	help_run(a, "mesn", &o);
	got = help_inside(a);
	assert_string_equal(got, want);
	free(got);
	article_free(a);
}

static void
html_in_a_string(void **state)
{
	(void)state;
	/* "<" as a code, in a call */
	expect(PAGE(EMPTY "<script>self.__next_f.push([1,\"\\u003cp\\u003e" A
	                  "\\u003c/p\\u003e\\u003cp\\u003e" B
	                  "\\u003c/p\\u003e\\u003cp\\u003e" C
	                  "\\u003c/p\\u003e\\u003cp\\u003e" D
	                  "\\u003c/p\\u003e\"])</script>"),
	        WANT);
	/* a member of JSON, beside others */
	expect(PAGE(EMPTY "<script type=\"application/json\">{\"id\":7,"
	                  "\"teaser\":\"<p>no</p><p>no</p>\",\"body\":\"<p>" A
	                  "<\\/p>\\n<p>" B "<\\/p>\\n<p>" C "<\\/p>\\n<p>" D
	                  "<\\/p>\",\"tags\":[\"harbour\"]}</script>"),
	        WANT);
}

static void
json_in_a_string(void **state)
{
	(void)state;
	expect(PAGE(EMPTY "<script>window.state=JSON.parse(\"{\\\"body\\\":"
	                  "\\\"<p>" A "</p><p>" B "</p><p>" C "</p><p>" D
	                  "</p>\\\",\\\"n\\\":1}\")</script>"),
	        WANT);
}

/* Letters beyond the BMP come as two codes; a lone half is none. */
static void
codes(void **state)
{
	(void)state;
	expect(PAGE(EMPTY "<script>x(\"\\u003cp>" A " \\u1EA5\\uD834\\uDD1E"
	                  "\\uD834.</p><p>" B "</p><p>" C "</p><p>" D
	                  "</p>\")</script>"),
	        "<p>" A " ấ\U0001D11E\uFFFD.</p>\n<p>" B "</p>\n<p>" C
	        "</p>\n<p>" D "</p>");
}

static void
a_full_page_stays(void **state)
{
	(void)state;
	expect(PAGE("<article><p>" A "</p><p>" B "</p><p>" C "</p><p>" D
	            "</p></article><script>x({\"body\":\"<p>" A "</p><p>" B
	            "</p><p>" C "</p><p>" D "</p><p>" A "</p>\"})"
	            "</script>"),
	        WANT);
}

/* A page cut short within a script. */
static void
cut_short(void **state)
{
	(void)state;
	expect("<title>New form</title>" EMPTY "<script>x({\"body\":\"<p>" A
	       "</p><p>" B "</p><p>" C "</p><p>" D "</p>\"})</script>"
	       "<script>var y = \"unclosed",
	        WANT);
}

/* Scripts that only look alike: open strings, pages in strings, short ones. */
static void
nothing_there(void **state)
{
	static const char *const page[] = {
		PAGE(EMPTY "<script>x(\"\\u003cp>" A B C D "</p><p>" B),
		PAGE(EMPTY "<script>x(\"<html><body>\\u003cp>" A B C D
		           "</p><p>" B "</p></body>\")</script>"),
		PAGE(EMPTY "<script>x(\"\\u003cp>a</p><p>b</p>\")</script>"),
		PAGE(EMPTY "<script>x(\"\\u003cp>\\u12\")</script>"),
		PAGE(EMPTY "<script>\\u003cp \"\\"),
	};

	(void)state;
	for (size_t i = 0; i < sizeof(page) / sizeof(page[0]); i++) {
		struct article *a = help_parse(page[i]);

		assert_null(dom_find(article_body(a), "p"));
		article_free(a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(html_in_a_string),
		cmocka_unit_test(json_in_a_string),
		cmocka_unit_test(codes),
		cmocka_unit_test(a_full_page_stays),
		cmocka_unit_test(cut_short),
		cmocka_unit_test(nothing_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
