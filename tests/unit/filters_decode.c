/* decode: the encodings, the prescan, the order of evidence. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/utf8.h"
#include "filters/decode.h"
#include "filters/filter.h"
#include "tests/heard.h"

static struct article *
decode(const void *bytes, size_t n, const char *encoding, const char *transport,
        struct heard *seen, int *r)
{
	struct article *a = article_new("page.html");
	struct options o = { .encoding = encoding,
		.transport_charset = transport,
		.limits = &limits_default };
	struct diag dg;

	hear(&dg, seen);
	str_add(&a->raw, bytes, n);
	*r = filter_decode.run(a, &o, &dg);
	return a;
}

/* bytes give text in encoding, with messages first..., ended by -1. */
static void
check(const char *bytes, size_t n, const char *encoding, const char *transport,
        const char *text, const char *name, ...)
{
	struct heard seen;
	struct article *a;
	va_list ap;
	unsigned i;
	int r, want;

	a = decode(bytes, n, encoding, transport, &seen, &r);
	assert_int_equal(r, 0);
	assert_string_equal(str_c(&a->text), text);
	assert_string_equal(a->encoding, name);
	assert_int_equal(a->raw.len, 0);
	va_start(ap, name);
	for (i = 0; (want = va_arg(ap, int)) >= 0; i++) {
		assert_true(i < seen.n);
		assert_int_equal(seen.msg[i], want);
	}
	va_end(ap);
	assert_int_equal(seen.n, i);
	article_free(a);
}

#define LIT(s) (s), sizeof(s) - 1

static void
test_marks(void **state)
{
	(void)state;
	check(LIT("\xEF\xBB\xBF<p>\xE1\xBB\x87"), NULL, NULL, "<p>\xE1\xBB\x87",
	        "UTF-8", -1);
	check(LIT("\xFF\xFE<\0p\0>\0\x87\x1E"), NULL, NULL, "<p>\xE1\xBA\x87",
	        "UTF-16LE", -1);
	check(LIT("\xFE\xFF\0<\0p\0>\x1E\x87"), NULL, NULL, "<p>\xE1\xBA\x87",
	        "UTF-16BE", -1);
	check(LIT("\0\0\xFE\xFF\0\0\0<\0\0\x1E\x87"), NULL, NULL,
	        "<\xE1\xBA\x87", "UTF-32BE", -1);
	/* A mark outranks the label, the user outranks the mark. */
	check(LIT("\xEF\xBB\xBF<meta charset=latin1>\xC3\xA9"), NULL, NULL,
	        "<meta charset=latin1>\xC3\xA9", "UTF-8", -1);
	check(LIT("\xEF\xBB\xBF\xC3\xA9"), "windows-1252", NULL,
	        "\xC3\xAF\xC2\xBB\xC2\xBF\xC3\x83\xC2\xA9", "windows-1252", -1);
	/* Without a mark, by the zeros. */
	check(LIT("<\0p\0>\0a\0b\0\x87\x1E"), NULL, NULL, "<p>ab\xE1\xBA\x87",
	        "UTF-16LE", -1);
	check(LIT("\0<\0p\0>\0a\0b\x1E\x87"), NULL, NULL, "<p>ab\xE1\xBA\x87",
	        "UTF-16BE", -1);
	check(LIT("<\0\0\0p\0\0\0"), NULL, NULL, "<p", "UTF-32LE", -1);
}

static void
test_labels(void **state)
{
	(void)state;
	/* In windows-1258 a vowel and its tone are one letter; a tone behind
	 * what is no vowel, and in a tag, is what it is. */
	check(LIT("<meta charset=windows-1258>Vi\xEA\xF2t\xF2 \xF2 \x8A"), NULL,
	        NULL,
	        "<meta charset=windows-1258>Vi\xE1\xBB\x87t\xCC\xA3 "
	        "\xCC\xA3 \xC2\x8A",
	        "windows-1258", -1);
	check(LIT("<meta charset=windows-1258><a href=\"Vi\xEA\xF2t\">e\xCC"),
	        NULL, NULL,
	        "<meta charset=windows-1258><a href=\"Vi\xC3\xAA\xCC\xA3t\">"
	        "\xC3\xA8",
	        "windows-1258", -1);
	/* latin1 is windows-1252, with all its 256 bytes. */
	check(LIT("<meta charset=iso-8859-1>\x93\x81\x8D\x90\x9D"), NULL, NULL,
	        "<meta charset=iso-8859-1>\xE2\x80\x9C\xC2\x81\xC2\x8D"
	        "\xC2\x90\xC2\x9D",
	        "windows-1252", -1);
	check(LIT("<meta charset=gb2312>\x96\x4B"), NULL, NULL,
	        "<meta charset=gb2312>\xE6\x9C\x98", "GBK", -1);
	/* The transport's label outranks the page's. */
	check(LIT("<meta charset=windows-1252>\xF0\xF2"), NULL, "koi8-r",
	        "<meta charset=windows-1252>\xD0\x9F\xD0\xA0", "KOI8-R", -1);
	check(LIT("\xE1\xE2"), "x-mac-roman", NULL, "\xC2\xB7\xE2\x80\x9A",
	        "macintosh", -1);
	check(LIT("a\xCA"
	          "b"),
	        "windows-1255", NULL,
	        "a\xD6\xBA"
	        "b",
	        "windows-1255", -1);
	check(LIT("hz ~{VPND~} ~~"), "hz-gb-2312", NULL,
	        "hz \xE4\xB8\xAD\xE6\x96\x87 ~", "HZ", -1);
	check(LIT("\x1B$B%+\x1B(Ba"), "iso-2022-jp", NULL,
	        "\xE3\x82\xAB"
	        "a",
	        "ISO-2022-JP", -1);
	/* Seven bits, undeclared. */
	check(LIT("\x1B$B%+\x1B(Ba"), NULL, NULL,
	        "\xE3\x82\xAB"
	        "a",
	        "ISO-2022-JP", -1);
	check(LIT("hz ~{VPND~}"), NULL, NULL, "hz \xE4\xB8\xAD\xE6\x96\x87",
	        "HZ", -1);
	check(LIT("a ~{ b ~} c"), NULL, NULL, "a ~{ b ~} c", "UTF-8", -1);
	check(LIT("\x80\xFF"), "x-user-defined", NULL,
	        "\xEF\x9E\x80\xEF\x9F\xBF", "x-user-defined", -1);
}

static void
test_lies(void **state)
{
	(void)state;
	check(LIT("<meta charset=windows-1252>Vi\xE1\xBB\x87t"), NULL, NULL,
	        "<meta charset=windows-1252>Vi\xE1\xBB\x87t", "UTF-8",
	        MSG_DECODE_LIES, -1);
	/* No letter beyond ASCII: no lie. */
	check(LIT("<meta charset=windows-1251>abc"), NULL, NULL,
	        "<meta charset=windows-1251>abc", "windows-1251", -1);
	check(LIT("<meta charset=latin-vietnam>Vi\xE1\xBB\x87t"), NULL, NULL,
	        "<meta charset=latin-vietnam>Vi\xE1\xBB\x87t", "UTF-8",
	        MSG_DECODE_LABEL, -1);
	/* x-user-defined says nothing: the bytes speak. */
	check(LIT("<meta charset=x-user-defined>Vi\xE1\xBB\x87t"), NULL, NULL,
	        "<meta charset=x-user-defined>Vi\xE1\xBB\x87t", "UTF-8",
	        MSG_DECODE_LIES, -1);
	/* Declared UTF-8, all of it something else. */
	check(LIT("<meta charset=utf-8><p>Caf\xE9, na\xEFve, d\xE9j\xE0 vu"),
	        NULL, NULL,
	        "<meta charset=utf-8><p>Caf\xC3\xA9, na\xC3\xAF"
	        "ve, d\xC3\xA9j\xC3\xA0 vu",
	        "windows-1252", MSG_DECODE_LIES, MSG_DECODE_GUESS, -1);
}

static void
test_faults(void **state)
{
	struct heard seen;
	struct article *a;
	int r;

	(void)state;
	a = decode(LIT("<meta charset=utf-8>\xE1\xBB\x87\xE1\xBB\x87 "
	               "\xE1\xBB \xFF."),
	        NULL, NULL, &seen, &r);
	assert_int_equal(r, 0);
	assert_string_equal(str_c(&a->text),
	        "<meta charset=utf-8>\xE1\xBB"
	        "\x87\xE1\xBB\x87 \xEF\xBF\xBD \xEF\xBF\xBD.");
	assert_int_equal(seen.n, 1);
	assert_int_equal(seen.msg[0], MSG_DECODE_FAULTS);
	assert_int_equal(seen.offset[0], 28);
	assert_non_null(strstr(seen.text[0], "2 byte sequences"));
	article_free(a);
	/* A lead byte cannot swallow a tag. */
	check(LIT("<meta charset=shift_jis>\x82<b>"), NULL, NULL,
	        "<meta charset=shift_jis>\xEF\xBF\xBD<b>", "Shift_JIS",
	        MSG_DECODE_FAULTS, -1);
	/* Nor can the start of four bytes where the file ends. */
	check(LIT("<meta charset=gb18030>\xC4\xE3\xD0"
	          "2<"),
	        NULL, NULL,
	        "<meta charset=gb18030>\xE4\xBD\xA0\xEF\xBF\xBD"
	        "2<",
	        "gb18030", MSG_DECODE_FAULTS, -1);
	check(LIT("<p>a\0bcdef"), NULL, NULL, "<p>abcdef", "UTF-8",
	        MSG_DECODE_ZEROS, -1);
}

static void
refuses(const char *bytes, size_t n, const char *encoding, enum diag_msg msg,
        const char *word)
{
	struct heard seen;
	struct article *a;
	int r;

	a = decode(bytes, n, encoding, NULL, &seen, &r);
	assert_int_equal(r, -1);
	assert_int_equal(seen.n, 1);
	assert_int_equal(seen.msg[0], msg);
	assert_non_null(strstr(seen.text[0], word));
	article_free(a);
}

static void
test_refused(void **state)
{
	(void)state;
	refuses("", 0, NULL, MSG_FILE_EMPTY, "empty");
	refuses(LIT(" \r\n\t "), NULL, MSG_FILE_EMPTY, "empty");
	refuses(LIT("\xEF\xBB\xBF \n"), NULL, MSG_FILE_EMPTY, "empty");
	refuses(LIT("%PDF-1.4\n%\xE2"), NULL, MSG_DECODE_BINARY, "PDF");
	refuses(LIT("PK\3\4\x14\0"), NULL, MSG_DECODE_BINARY, "ZIP");
	refuses(LIT("\x89PNG\r\n\x1A\n"), NULL, MSG_DECODE_BINARY, "PNG");
	refuses(LIT("\xFF\xD8\xFF\xE0"), NULL, MSG_DECODE_BINARY, "JPEG");
	refuses(LIT("\x7F"
	            "ELF\2\1\1"),
	        NULL, MSG_DECODE_BINARY, "ELF");
	refuses(LIT("\x1F\x8B\x08\0\0"), NULL, MSG_DECODE_BINARY, "gzip");
	refuses(LIT("\1\2\3\4\5\6a\7"), NULL, MSG_DECODE_BINARY, "binary");
	refuses(LIT("<p>a"), "klingon-8", MSG_DECODE_UNKNOWN, "windows-1258");
	refuses(LIT("<p>a"), "utf-7", MSG_DECODE_UNKNOWN, "utf-7");
}

/* Every label leads somewhere, and every table loads. */
static void
test_table(void **state)
{
	const struct encoding *e;
	unsigned labels = 0;

	(void)state;
	for (e = encoding_table; e->name != NULL; e++) {
		const char *p = e->labels;
		struct str out = STR_INIT;
		struct decode_faults f = { 0, 0 };

		assert_ptr_equal(encoding_named(e->name), e);
		while (*p != '\0') {
			size_t n = strcspn(p, " ");

			assert_ptr_equal(
			        encoding_find((struct span){ p, n }), e);
			labels++;
			p += n + (p[n] == ' ');
		}
		assert_int_equal(
		        encoding_decode(e, SPAN_LIT("abcd"), &out, &f), 0);
		if (e->kind >= ENC_SINGLE && strcmp(e->name, "TCVN3-H") != 0)
			assert_string_equal(str_c(&out), "abcd");
		str_free(&out);
	}
	assert_true(labels > 228); /* Encoding Standard 4.2 has 228 */
	assert_ptr_equal(encoding_find(SPAN_LIT(" LATIN1\n")),
	        encoding_named("windows-1252"));
	assert_null(encoding_find(SPAN_LIT("utf-7")));
	assert_null(encoding_find(SPAN_LIT("utf")));
}

static const char *
shared(void)
{
	const char *s = getenv("BANTIN_SHARED");

	return s != NULL ? s : "../shared";
}

/* html5lib: "#data", bytes, "#encoding", label. Labels in the files are those
 * of 2008: "windows-1252" for nothing declared. */
static unsigned
html5lib(const char *name, unsigned *total)
{
	struct str file = STR_INIT, path = STR_INIT;
	struct diag dg;
	const char *p, *end;
	unsigned right = 0;

	diag_init(&dg);
	dg.quiet = 1;
	str_printf(&path, "%s/corpora/html5lib/encoding/%s", shared(), name);
	if (file_read(str_c(&path), 1 << 24, &file, &dg) != 0)
		skip();
	p = str_c(&file);
	end = p + file.len;
	while ((p = memmem(p, (size_t)(end - p), "#data\n", 6)) != NULL) {
		const char *d = p + 6, *q = memmem(d, (size_t)(end - d),
		                               "\n#encoding\n", 11);
		const struct encoding *got, *want;
		struct span unknown, data;
		size_t mark, n;

		assert_non_null(q);
		data = (struct span){ d, (size_t)(q - d) };
		p = q + 11;
		n = strcspn(p, "\n");
		want = encoding_find((struct span){ p, n });
		assert_non_null(want);
		got = sniff_bom(data, &mark);
		if (got == NULL)
			got = sniff_declared(data, PRESCAN_BYTES, &unknown);
		if (got == NULL)
			got = encoding_named("windows-1252");
		(*total)++;
		if (got == want)
			right++;
		else
			print_message("want %s, got %s: %.*s\n", want->name,
			        got->name, (int)(data.n < 200 ? data.n : 200),
			        data.p);
	}
	str_free(&file);
	str_free(&path);
	return right;
}

static void
test_html5lib(void **state)
{
	unsigned total = 0, right = 0;

	(void)state;
	right += html5lib("tests1.dat", &total);
	right += html5lib("tests2.dat", &total);
	right += html5lib("test-yahoo-jp.dat", &total);
	print_message("html5lib encoding: %u of %u\n", right, total);
	assert_int_equal(total, 82);
	assert_int_equal(right, total);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_marks),
		cmocka_unit_test(test_labels),
		cmocka_unit_test(test_lies),
		cmocka_unit_test(test_faults),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_html5lib),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
