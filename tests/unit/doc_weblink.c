/* Addresses of links as paper shows them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <libxml/parser.h>

#include "doc/weblink.h"
#include "doc/xhtml.h"

static struct diag dg;
static int bad_line; /* of the last message */

static void
sink(void *ctx, enum diag_level level, enum diag_msg msg, const struct where *w,
        const char *text)
{
	(void)ctx;
	(void)level;
	(void)text;
	bad_line = msg == MSG_LINKS_LINE && w != NULL ? w->line : -1;
}

static int
hear(void **state)
{
	(void)state;
	diag_init(&dg);
	dg.sink = sink;
	bad_line = 0;
	return 0;
}

static void
plain_is(const char *uri, const char *want)
{
	struct str s = STR_INIT;

	weblink_plain(&s, uri);
	assert_string_equal(str_c(&s), want);
	str_free(&s);
}

static void
test_plain(void **state)
{
	(void)state;
	plain_is("https://www.vnexpress.net/", "vnexpress.net");
	plain_is("HTTP://VnExpress.net/a/", "VnExpress.net/a/");
	plain_is("https://a.vn/x?utm_source=fb&id=7&fbclid=Iw_a#muc-2",
	        "a.vn/x?id=7#muc-2");
	plain_is("https://a.vn/x?utm_source=fb&zarsrc=30", "a.vn/x");
	plain_is("https://a.vn/x#:~:text=abc", "a.vn/x");
	plain_is("https://www.vn/x", "www.vn/x");
	plain_is("https://vi.wikipedia.org/wiki/H%C3%A0_N%E1%BB%99i",
	        "vi.wikipedia.org/wiki/Hà_Nội");
	plain_is(
	        "https://a.vn/%20%2F%C3%28%E1%BB%", "a.vn/%20%2F%C3%28%E1%BB%");
	plain_is("mailto:toasoan@a.vn?subject=Tin", "toasoan@a.vn");
	plain_is("", "");
}

static void
short_is(const char *uri, size_t limit, const char *want)
{
	struct str s = STR_INIT;

	weblink_short(&s, uri, limit);
	assert_string_equal(str_c(&s), want);
	str_free(&s);
}

static void
test_short(void **state)
{
	(void)state;
	short_is("https://vnexpress.net/thoi-su-4567.html", 40,
	        "vnexpress.net/thoi-su-4567.html");
	short_is("https://vnexpress.net/thoi-su/2024/05/cau-moi-4567.html", 40,
	        "vnexpress.net/…/05/cau-moi-4567.html");
	short_is("https://vnexpress.net/chinh-phu-ban-hanh-nghi-dinh-moi-ve-"
	         "hai-quan-4567.html",
	        40, "vnexpress.net/…ve-hai-quan-4567.html");
	short_is("http://portal.customs.gov.vn/Lists/News/"
	         "View.aspx?List=a1b2c3&ID=1234",
	        40, "portal.customs.gov.vn/…&ID=1234");
	short_is("https://video.example.com/player/embed/?args=channel%3D1&"
	         "height=360&width=640",
	        40, "video.example.com/player/embed/?…");
	short_is("https://example.com/?section=news&year=2024&article=41234",
	        30, "example.com/…&article=41234");
	short_is(
	        "https://a.vn/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
	        20, "a.vn/…xxxxxxxxxxxxxx");
	short_is("https://vi.wikipedia.org/wiki/C%E1%BA%A7u_Th%C3%AA_H%C3%BAc_"
	         "b%E1%BA%AFc_qua_h%E1%BB%93_Ho%C3%A0n_Ki%E1%BA%BFm",
	        40, "vi.wikipedia.org/…bắc_qua_hồ_Hoàn_Kiếm");
}

static struct weblinks *
load(enum weblink_way way, const char *list)
{
	char path[] = "/tmp/weblinkXXXXXX";
	struct weblinks *w;
	FILE *f;
	int fd = mkstemp(path);

	assert_true(fd >= 0);
	f = fdopen(fd, "w");
	assert_non_null(f);
	assert_true(fputs(list, f) >= 0);
	assert_int_equal(fclose(f), 0);
	w = weblinks_load(way, path, &dg);
	remove(path);
	return w;
}

static const char list[] = "# ours\r\n"
                           "\r\n"
                           "http://www.a.vn/dai/lam?utm_source=x\ts.vn/1\r\n"
                           "https://b.vn/2\thttps://s.vn/2";

static void
test_mark(void **state)
{
	static const char in[] =
	        "<article><a href=\"https://a.vn/dai/lam\">one</a>"
	        "<a href=\"https://a.vn/dai/lam#x\">two</a>"
	        "<a href=\"https://b.vn/2?fbclid=1\">three</a>"
	        "<a href=\"https://b.vn/2\">again</a>"
	        "<a href=\"https://c.vn/\">Theo c.vn</a>"
	        "<a href=\"https://d.vn/1.html\">here</a>"
	        "<a href=\"https://e.vn/1.html\"><img alt=\"\"/></a>"
	        "<a href=\"mailto:x@f.vn\">Write to x@f.vn</a>"
	        "<a href=\"mailto:x@f.vn\">Write</a>"
	        "<a href=\"#there\">there</a></article>";
	static const char want[] =
	        "<article><a href=\"https://a.vn/dai/lam\" "
	        "data-link=\"s.vn/1\">"
	        "one</a>"
	        "<a href=\"https://a.vn/dai/lam#x\" "
	        "data-link=\"a.vn/dai/lam#x\">two</a>"
	        "<a href=\"https://b.vn/2?fbclid=1\" data-link=\"s.vn/2\">three"
	        "</a>"
	        "<a href=\"https://b.vn/2\">again</a>"
	        "<a href=\"https://c.vn/\">Theo c.vn</a>"
	        "<a href=\"https://d.vn/1.html\">here</a>"
	        "<a href=\"https://e.vn/1.html\"><img alt=\"\"/></a>"
	        "<a href=\"mailto:x@f.vn\">Write to x@f.vn</a>"
	        "<a href=\"mailto:x@f.vn\" data-link=\"x@f.vn\">Write</a>"
	        "<a href=\"#there\">there</a></article>";
	struct weblinks *w;
	struct book b = { 0 };
	struct book_entry from = { 0 }, *e = vec_push(&b.entry);
	struct links *here;
	char d[] = "https://d.vn/1.html";
	struct str out = STR_INIT;
	xmlDocPtr doc = xmlReadMemory(in, sizeof(in) - 1, "in", NULL, 0);

	(void)state;
	w = load(WEBLINK_SHORT, list);
	assert_non_null(w);
	e->url = d;
	here = links_new(&b);
	weblinks_mark(w, here, &from, xmlDocGetRootElement(doc), "Links");
	xhtml_node(&out, xmlDocGetRootElement(doc));
	assert_string_equal(str_c(&out), want);
	assert_string_equal(weblinks_class(w), "links-short");
	weblinks_free(w);
	links_free(here);
	vec_free(&b.entry);
	str_free(&out);
	xmlFreeDoc(doc);
}

static void
test_bad_list(void **state)
{
	(void)state;
	assert_null(
	        load(WEBLINK_NOTES, "https://a.vn\ts.vn\nhttps://b.vn s\n"));
	assert_int_equal(bad_line, 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plain),
		cmocka_unit_test(test_short),
		cmocka_unit_test(test_mark),
		cmocka_unit_test(test_bad_list),
	};

	return cmocka_run_group_tests(tests, hear, NULL);
}
