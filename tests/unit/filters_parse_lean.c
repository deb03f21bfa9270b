/* parse: without scripts and style sheets a page has the same tree, in the
 * same lines, but for what stood in them. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "doc/dom.h"
#include "filters/filter.h"
#include "filters/parse.h"
#include "tests/heard.h"

static void
put_element(struct str *out, const xmlNode *n)
{
	const xmlAttr *at;

	str_printf(out, "<%s", (const char *)n->name);
	for (at = n->properties; at != NULL; at = at->next)
		str_printf(out, " %s=%s", (const char *)at->name,
		        dom_attr(n, (const char *)at->name));
	str_printf(out, "> %d\n", (int)n->line);
}

/* Elements in order with depth and line, texts but those left out. */
static void
dump(struct str *out, xmlDocPtr doc)
{
	xmlNodePtr root = xmlDocGetRootElement(doc), n, k;

	for (n = root; n != NULL; n = dom_next(n, root)) {
		int is_text = n->type == XML_TEXT_NODE;

		if (is_text && (dom_is(n->parent, "script") ||
		                       dom_is(n->parent, "style")))
			continue;
		for (k = n; k != root; k = k->parent)
			str_putc(out, '.');
		if (is_text)
			str_printf(out, "\"%s\" %d\n", (char *)n->content,
			        (int)n->line);
		else
			put_element(out, n);
	}
}

static void
both_ways(struct span html)
{
	struct str whole = STR_INIT, lean = STR_INIT;
	struct str a = STR_INIT, b = STR_INIT;
	struct caps_report report;
	struct heard seen;
	struct diag dg;
	xmlDocPtr doc;

	hear(&dg, &seen);
	str_put_span(&whole, html);
	str_put_span(&lean, html);
	caps_apply(&lean, &limits_default, 1, NULL, &report);
	doc = parse_html(&whole, "whole", &limits_default, &dg);
	assert_non_null(doc);
	dump(&a, doc);
	xmlFreeDoc(doc);
	doc = parse_html(&lean, "lean", &limits_default, &dg);
	assert_non_null(doc);
	dump(&b, doc);
	xmlFreeDoc(doc);
	assert_string_equal(str_c(&a), str_c(&b));
	str_free(&whole);
	str_free(&lean);
	str_free(&a);
	str_free(&b);
}

static void
test_states(void **state)
{
	static const char *const pages[] = {
		"<script>a\nb\r\nc\rd</script>\n<p>x",
		"<script>\r\n\r\r\n</script><p>x",
		"<script><!--<script>y</script>--></script><p>x",
		"<script><!--<script></script><p>y</script><p>x",
		"<script><!--><script></script><p>x",
		"<script><!--->\n<script></script><p>x",
		"<script><!-- -- ><script ></script ></script><p>x",
		"<script></scripts></script/><p>x",
		"<script>a</SCRIPT\n><p>x",
		"<style><!--</style><p>--></style>x",
		"<svg><script>a<b>c</b></script></svg><p>x",
		"<svg><style>a<b>c</style><p>x",
		"<select><style>a<option>b</style></select><script>c</script>x",
		"<select><script>a<b></script><option>c</select>",
		"<table><script>a</script><style>b</style><tr><td>x</table>",
		"<frameset><script>a</script></frameset>",
		"<title><script></title><script></script>x",
		"<textarea><script></textarea><style></style>x",
		"<noscript><style>a</style></noscript>x",
		"<!--<script>--><p>x<script></script>y",
		"<p title='<script>'>x<script>a</script>y",
		"<template><script>a</script></template>x",
		"<math><mi><script>a</script></mi></math>x",
		"<plaintext><script>a</script>x",
		"<script>a",
		"<style>a</styl",
		"a<script>b</script>c<script\n>d\n</script>\n<b>e",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(pages) / sizeof(pages[0]); i++)
		both_ways(span_of(pages[i]));
}

/* What is kept, and what is not. */
static void
test_kept(void **state)
{
	static const char html[] =
	        "<script type='application/ld+json'>{\"a\":1}</script>"
	        "<script type=\"text/javascript\">gone()</script>"
	        "<style>p{font:x;FONT-family : '.VnTime'}</style>"
	        "<style>p{font-family:Arial;color-x:y}</style>"
	        "<STYLE>p{font-family:Arial}td{font-family:VNI-Times,x}</STYLE>"
	        "<p>x";
	struct str s = STR_INIT;
	struct caps_report r;

	(void)state;
	str_puts(&s, html);
	caps_apply(&s, &limits_default, 1, NULL, &r);
	assert_non_null(strstr(str_c(&s), "{\"a\":1}"));
	assert_null(strstr(str_c(&s), "gone"));
	assert_non_null(strstr(str_c(&s), "'.VnTime'"));
	assert_null(strstr(str_c(&s), "Arial;color"));
	assert_non_null(strstr(str_c(&s), "VNI-Times"));
	assert_int_equal(r.tags + r.attributes, 0);
	str_free(&s);
	/* Not lean: not a byte is changed. */
	str_puts(&s, html);
	caps_apply(&s, &limits_default, 0, NULL, &r);
	assert_string_equal(str_c(&s), html);
	str_free(&s);
}

static unsigned
each_case(struct span f)
{
	const char *p = f.p, *end = f.p + f.n;
	unsigned n = 0;

	while ((p = memmem(p, (size_t)(end - p), "#data\n", 6)) != NULL) {
		const char *e;

		p += 6;
		e = memmem(p - 1, (size_t)(end - p + 1), "\n#errors\n", 9);
		if (e == NULL)
			break;
		if (e > p)
			both_ways((struct span){ p, (size_t)(e - p) });
		p = e;
		n++;
	}
	return n;
}

static void
test_html5lib(void **state)
{
	const char *shared = getenv("BANTIN_SHARED");
	struct str dir = STR_INIT;
	struct dirent *de;
	unsigned n = 0;
	struct diag dg;
	DIR *d;

	(void)state;
	diag_init(&dg);
	str_printf(&dir, "%s/corpora/html5lib/tree-construction",
	        shared != NULL ? shared : "../shared");
	d = opendir(str_c(&dir));
	if (d == NULL)
		skip();
	while ((de = readdir(d)) != NULL) {
		struct str path = STR_INIT, f = STR_INIT;

		if (strstr(de->d_name, ".dat") == NULL)
			continue;
		str_printf(&path, "%s/%s", str_c(&dir), de->d_name);
		assert_int_equal(file_read(str_c(&path), 1u << 24, &f, &dg), 0);
		n += each_case(str_span(&f));
		str_free(&path);
		str_free(&f);
	}
	closedir(d);
	str_free(&dir);
	assert_true(n > 1400);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_states),
		cmocka_unit_test(test_kept),
		cmocka_unit_test(test_html5lib),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
