/* A small whole document, through the writer and through other people's
 * readers of PDF. */
#include "pdf_sample.h"

static void
check_with_tools(struct make *m, const char *path)
{
	int st;
	char *out;

	if (have_tool("qpdf")) {
		out = run_tool(m, &st, "qpdf --check %s", path);
		assert_has(out, "No syntax or stream encoding errors");
		assert_int_equal(st, 0);
	}
	if (have_tool("pdffonts")) {
		out = run_tool(m, &st, "pdffonts %s", path);
		assert_has_not(out, " no ");
		assert_has(out, "yes yes yes");
		assert_has(out, "CID TrueType");
		assert_has(out, "CID Type 0C");
	}
	if (have_tool("gs")) {
		out = run_tool(m, &st,
		        "gs -q -dNOPAUSE -dBATCH "
		        "-dPDFSTOPONERROR -sDEVICE=nullpage %s",
		        path);
		assert_string_equal(out, "");
		assert_int_equal(st, 0);
	}
	if (have_tool("mutool")) {
		out = run_tool(m, &st,
		        "mutool draw -q -N -F png -o /dev/null "
		        "-r 40 %s",
		        path);
		assert_has_not(out, "error");
		assert_has_not(out, "warning");
		assert_int_equal(st, 0);
	}
}

static void
test_screen(void **state)
{
	struct sample s;
	const char *path;
	char *out;
	int st;

	(void)state;
	sample_make(&s);
	path = make_path(&s.m, "screen.pdf");
	sample_write(&s, path, 0);
	check_with_tools(&s.m, path);
	if (have_tool("pdftotext")) {
		out = run_tool(&s.m, &st, "pdftotext %s -", path);
		assert_has(out, TEXT);
		assert_has(out, "ting office fi");
		assert_has(out, "CFF office (fi) \\");
		assert_has(out, "a link after");
		assert_has(out, "Trang ii");
	}
	if (have_tool("pdfinfo")) {
		out = run_tool(&s.m, &st, "pdfinfo %s", path);
		assert_has(out, "Tagged:          yes");
		assert_has(out, "Bản tin <Hải quan> & (thử) 5/2024");
		assert_has(out, "PDF version:     1.7");
		out = run_tool(&s.m, &st, "pdfinfo -struct-text %s", path);
		assert_has(out, "Figure");
		assert_has(out, "\"Cục Hải quan\"");
		assert_has_not(out, "rror");
	}
	sample_free(&s);
}

static void
test_print(void **state)
{
	struct sample s;
	const char *path;
	char *out;
	int st;

	(void)state;
	if (access("/usr/share/color/icc/ghostscript/default_cmyk.icc", R_OK) !=
	        0)
		skip();
	sample_make(&s);
	path = make_path(&s.m, "print.pdf");
	sample_write(&s, path, 1);
	check_with_tools(&s.m, path);
	if (have_tool("pdfinfo")) {
		out = run_tool(&s.m, &st, "pdfinfo -box %s", path);
		assert_has(out, "TrimBox:");
		assert_has(out, "PDF version:     1.6");
	}
	if (have_tool("gs")) {
		/* the text is on the black plate alone */
		out = run_tool(&s.m, &st,
		        "gs -q -o - -sDEVICE=inkcov "
		        "-dFirstPage=2 -dLastPage=2 %s",
		        path);
		assert_has(out, "CMYK OK");
	}
	sample_free(&s);
}

static void
test_same_bytes(void **state)
{
	struct sample a, b;
	struct str x = STR_INIT, y = STR_INIT;

	(void)state;
	sample_make(&a);
	sample_make(&b);
	sample_write(&a, make_path(&a.m, "a.pdf"), 0);
	sample_write(&b, make_path(&b.m, "b.pdf"), 0);
	file_read(make_path(&a.m, "a.pdf"), 1 << 24, &x, &a.m.dg);
	file_read(make_path(&b.m, "b.pdf"), 1 << 24, &y, &b.m.dg);
	assert_true(x.len > 1000);
	assert_int_equal(x.len, y.len);
	assert_memory_equal(x.s, y.s, x.len);
	str_free(&x);
	str_free(&y);
	sample_free(&a);
	sample_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_screen),
		cmocka_unit_test(test_print),
		cmocka_unit_test(test_same_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
