/* Tests of the stage sanitise: what is left is the content model of XHTML5.
 * That nothing active is left: filters_tricks.c. */
#include "tests/unit/filters_help.h"

#include "filters/sanitise.h"

static void
s(const char *html, const char *want)
{
	help_expect(html, "sn", NULL, want);
}

static void
elements(void **state)
{
	(void)state;
	s("<p><b>a</b><i>b</i><tt>c</tt><font color=red>d</font></p>",
	        "<p><strong>a</strong><em>b</em><code>c</code>d</p>");
	s("<h1>a</h1><section><p>b</p></section>", "<h2>a</h2>\n<p>b</p>");
	s("<foo-bar>x <b>y</b></foo-bar>", "<p>x <strong>y</strong></p>");
	s("<p lang=vi xml:lang=vi class=x id=y data-z=1>a</p>",
	        "<p lang=\"vi\">a</p>");
	s("<p lang='<x>'>a</p>", "<p>a</p>");
	s("<ol start=3 type=a><li value=x>a</ol>",
	        "<ol start=\"3\" type=\"a\"><li>a</li></ol>");
	s("<ol start=-1 type=disc><li>a</ol>", "<ol><li>a</li></ol>");
	s("<p>a<img src=t.gif width=1 height=1>b</p>", "<p>ab</p>");
	s("<p>x<time>today</time><time datetime=2024-05-01>1/5</time></p>",
	        "<p>xtoday<time datetime=\"2024-05-01\">1/5</time></p>");
}

static void
structure(void **state)
{
	(void)state;
	s("text<p>a</p>more <b>x</b>",
	        "<p>text</p>\n<p>a</p>\n<p>more <strong>x</strong></p>");
	s("<b><p>a</p></b>", "<p>a</p>");
	s("<h2><div>a</div><div>b</div></h2>", "<h2>a b</h2>");
	s("<li>a<li>b", "<ul><li>a</li><li>b</li></ul>");
	s("<ul><ul><li>a</ul><li>b</ul>",
	        "<ul><li><ul><li>a</li></ul></li><li>b</li></ul>");
	s("<ul><li>a</li><ul><li>b</ul></ul>",
	        "<ul><li><p>a</p><ul><li>b</li></ul></li></ul>");
	s("<dl><dt>a<dd>b</dl>", "<dl><dt>a</dt><dd>b</dd></dl>");
	s("<dl><dd>b<dt>a</dl>", "<p>b</p>\n<p><strong>a</strong></p>");
	s("<figure><img src=a.jpg><p>t</p><figcaption>c</figcaption><p>u</p>"
	  "</figure>",
	        "<figure><img src=\"a.jpg\" alt=\"\"/><p>t</p>"
	        "<p>u</p><figcaption>c</figcaption></figure>");
	s("<figure><figcaption>c</figcaption></figure>",
	        "<p class=\"caption\">c</p>");
	s("<img src=a.jpg><p>x</p>",
	        "<figure><img src=\"a.jpg\" alt=\"\"/></figure>\n<p>x</p>");
	s("<blockquote>a</blockquote>", "<blockquote><p>a</p></blockquote>");
	s("<a href=http://x.vn/><div>a</div></a>", "<p>a</p>");
}

static void
tables(void **state)
{
	(void)state;
	s("<table><caption>c</caption><tr><td>a<td>b<tr><td>c</table>",
	        "<table><caption>c</caption><tbody><tr><td>a</td><td>b</td>"
	        "</tr><tr><td>c</td><td></td></tr></tbody></table>");
	s("<table><tr><td rowspan=9>a<td colspan=2>b<tr><td>c</table>",
	        "<table><tbody><tr><td rowspan=\"2\">a</td>"
	        "<td colspan=\"2\">b</td></tr><tr><td>c</td><td></td></tr>"
	        "</tbody></table>");
	s("<table><tbody><tr><td>a<tfoot><tr><td>f<tbody><tr><td>b"
	  "<thead><tr><th>h</table>",
	        "<table><tbody><tr><td>a</td></tr></tbody><tbody><tr><td>b"
	        "</td></tr></tbody><tbody><tr><th>h</th></tr></tbody><tfoot>"
	        "<tr><td>f</td></tr></tfoot></table>");
	s("<table><tr></table><p>x</p>", "<p>x</p>");
	/* first rows of heads alone; not those that reach into the body, nor
	 * all there are */
	s("<table><tr><th>a<th>b<tr><th>c<td>d</table>",
	        "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr>"
	        "<th>c</th><td>d</td></tr></tbody></table>");
	s("<table><tr><th rowspan=2>a<th>b<tr><th>c<tr><td>d<td>e</table>",
	        "<table><thead><tr><th rowspan=\"2\">a</th><th>b</th></tr><tr>"
	        "<th>c</th></tr></thead><tbody><tr><td>d</td><td>e</td></tr>"
	        "</tbody></table>");
	s("<table><tr><th rowspan=2>a<th>b<tr><td>c</table>",
	        "<table><tbody><tr><th rowspan=\"2\">a</th><th>b</th></tr><tr>"
	        "<td>c</td></tr></tbody></table>");
	s("<table><tr><th>a<tr><th>b</table>",
	        "<table><tbody><tr><th>a</th></tr><tr><th>b</th></tr></tbody>"
	        "</table>");
}

static void
resolve(const char *ref, const char *want)
{
	struct str out = STR_INIT;

	url_resolve(&out, span_of("http://a/b/c/d;p?q"), span_of(ref));
	assert_string_equal(str_c(&out), want);
	str_free(&out);
}

/* RFC 3986 5.4.1 and 5.4.2 */
static void
references(void **state)
{
	(void)state;
	resolve("g", "http://a/b/c/g");
	resolve("./g", "http://a/b/c/g");
	resolve("g/", "http://a/b/c/g/");
	resolve("/g", "http://a/g");
	resolve("//g", "http://g");
	resolve("?y", "http://a/b/c/d;p?y");
	resolve("g?y", "http://a/b/c/g?y");
	resolve("#s", "http://a/b/c/d;p?q#s");
	resolve(";x", "http://a/b/c/;x");
	resolve("", "http://a/b/c/d;p?q");
	resolve(".", "http://a/b/c/");
	resolve("..", "http://a/b/");
	resolve("../g", "http://a/b/g");
	resolve("../..", "http://a/");
	resolve("../../../g", "http://a/g");
	resolve("/./g", "http://a/g");
	resolve("g.", "http://a/b/c/g.");
	resolve("./g/.", "http://a/b/c/g/");
	resolve("g;x=1/../y", "http://a/b/c/y");
	resolve("g?y/../x", "http://a/b/c/g?y/../x");
}

/* A page without an address: only what is a file beside it is kept. */
static void
links_beside(void **state)
{
	(void)state;
	s("<p><a href='b c.html?x=\"#mục'>a</a> <a "
	  "href='../d.html'>b</a> "
	  "<a href='/e.html'>c</a> <a href='//x.vn/'>d</a> <a href='?q'>e</a> "
	  "<a href='%6Aavascript:f'>f</a> <a href='\\\\g\\h'>g</a> "
	  "<a href='\u00A0javascript:h'>h</a> <a href='i/j:k'>i</a></p>",
	        "<p><a href=\"b%20c.html?x=%22#m%E1%BB%A5c\">a</a> "
	        "<a href=\"../d.html\">b</a> c d e f g h "
	        "<a href=\"i/j:k\">i</a></p>");
}

static void
links(void **state)
{
	struct options o = { .limits = &limits_default };
	struct article *a = help_parse(
	        "<p><a href='/x y?q=\"1\"'>a</a> "
	        "<a href='b.html'>b</a> <a href=mailto:x@y.vn>m</a> "
	        "<a href='HTTP:\\\\h.vn\\p'>w</a> <a href='http://'>n</a></p>");
	char *got;

	(void)state;
	meta_set(a, META_URL, span_of("https://bao.vn/tin/1.html"), "t");
	help_run(a, "s", &o);
	got = help_inside(a);
	assert_string_equal(got,
	        "<p><a href=\"https://bao.vn/x%20y?q=%221%22\""
	        ">a</a> <a href=\"https://bao.vn/tin/b.html\">b</a> "
	        "<a href=\"mailto:x@y.vn\">m</a> <a href=\"http://h.vn/p\">w"
	        "</a> n</p>");
	free(got);
	article_free(a);
	/* names as browsers ask for them; what they refuse is no link */
	s("<p><a href='https://X\u1eed-L\u00fd.vn/'>a</a> <a"
	  " href='http://"
	  "u@\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444:80/"
	  "x'>b</a> <a href='https://fa\u00df.de/'>c</a> <a"
	  " href='http://\u2100.vn/'>d</a> <a href='http://a\u202eb.vn/'>e</a> "
	  "<a"
	  " href='http://\uff42\u00e1o.vn/'>f</a></p>",
	        "<p><a href=\"https://xn--x-l-noa1349a.vn/\">a</a> <a"
	        " href=\"http://u@xn--e1afmkfd.xn--p1ai:80/x\">b</a> <a"
	        " href=\"https://xn--fa-hia.de/\">c</a> d e <a"
	        " href=\"http://xn--bo-mia.vn/\">f</a></p>");
	a = help_parse("<p><a href=/b>a</a> <a href=#c>b</a><b id=c>c</b></p>");
	meta_set(a, META_URL, span_of("https://b\u00e1o.vn/\u1ea3?x#y"), "t");
	help_run(a, "s", &o);
	got = help_inside(a);
	assert_string_equal(got,
	        "<p><a href=\"https://xn--bo-mia.vn/b\">a</a> <a "
	        "href=\"#c\">b</a><strong id=\"c\">c</strong></p>");
	assert_string_equal(meta_get(&a->meta, META_URL),
	        "https://xn--bo-mia.vn/\u1ea3?x#y");
	free(got);
	article_free(a);
	s("<p><a href='http://x.vn/a#b#c'>a</a></p>",
	        "<p><a href=\"http://x.vn/a#b%23c\">a</a></p>");
	s("<p><a href=mailto:#>a</a><a href=mailto:@b>b</a><a href=tel:x>c"
	  "</a><a href=tel:+84-1>d</a></p>",
	        "<p>abc<a href=\"tel:+84-1\">d</a></p>");
}

static void
names(void **state)
{
	(void)state;
	s("<p id=a>x</p><p id=a>y <a href=#a>z</a> <a href=#b>w</a></p>",
	        "<p id=\"a\">x</p>\n<p>y <a href=\"#a\">z</a> w</p>");
	s("<p><a name='1 x'>t</a> <a href='#1 x'>z</a></p>",
	        "<p><span id=\"n1_x\">t</span> <a href=\"#n1_x\">z</a></p>");
	s("<p><a href=#x>1</a><a href='#x '>2</a><i id=x>y</i></p>",
	        "<p><a href=\"#x\">1</a><a href=\"#x\">2</a><em id=\"x\">y"
	        "</em></p>");
}

/* Links of other pages go to headings, figures, tables, notes and named
 * anchors; what is only a script's handle goes, and nothing stays for an id
 * alone. */
static void
places_of_others(void **state)
{
	(void)state;
	s("<h2 id='Mục 1'>A</h2><p id=x>b</p><p id=_ftn2>n</p>"
	  "<div><span id=ctl00>c</span></div>",
	        "<h2 id=\"Mục_1\">A</h2>\n<p>b</p>\n<p id=\"_ftn2\">n</p>\n"
	        "<p>c</p>");
	/* the first of two; valid and unique */
	s("<h2 id=a>A</h2><h3 id=a>B</h3><h3 id='a b'>C</h3><h3 id=a_b>D</h3>",
	        "<h2 id=\"a\">A</h2>\n<h3>B</h3>\n<h3 id=\"a_b\">C</h3>\n"
	        "<h3 id=\"a_b-2\">D</h3>");
	/* a named anchor marks its heading, or a point */
	s("<a name=one></a><h2>A</h2><p><a name=two></a></p><h3>B</h3>"
	  "<h3><a name=three>C</a></h3><p>d <a id=four>e</a> f</p>",
	        "<h2 id=\"one\">A</h2>\n<h3 id=\"two\">B</h3>\n"
	        "<h3 id=\"three\">C</h3>\n"
	        "<p>d <span id=\"four\"></span>e f</p>");
	s("<p>a <a name=b href='http://x.vn/'>c</a></p>",
	        "<p>a <span id=\"b\"></span><a "
	        "href=\"http://x.vn/\">c</a></p>");
	/* nothing of their own: neither place nor trace */
	s("<h2 id=e></h2><p>a</p><figure id=f></figure><p><a name=g></a></p>",
	        "<p>a</p>");
	/* %XX of the link is the id's sign; half a letter stays as it is */
	s("<p><a href='#se%20c'>a</a> <a href='#%C3'>b</a></p><p id='se c'>d",
	        "<p><a href=\"#se_c\">a</a> b</p>\n<p id=\"se_c\">d</p>");
}

static void
again_changes_nothing(void **state)
{
	static const char html[] =
	        "<div>a<p>b<table><tr><td>c<p>d<td>e<tr><td>"
	        "<ul>f<li>g<dl><dd>h</dl></ul></table><figure><figcaption>i"
	        "</figcaption><img src=j.png>k</figure><h2><a name=l>m</a>"
	        "</h2><p>n<a name=o href='http://p.vn/'>q</a></p>";
	char *once = help_stages(html, "sn", NULL);
	char *twice = help_stages(html, "snsn", NULL);

	(void)state;
	assert_string_equal(once, twice);
	free(once);
	free(twice);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(elements),
		cmocka_unit_test(structure),
		cmocka_unit_test(tables),
		cmocka_unit_test(references),
		cmocka_unit_test(links_beside),
		cmocka_unit_test(links),
		cmocka_unit_test(names),
		cmocka_unit_test(places_of_others),
		cmocka_unit_test(again_changes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
