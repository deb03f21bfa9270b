/* The reader of our own XHTML beside libxml2's: whatever it takes, libxml2
 * takes as well and makes the same tree of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <libxml/parser.h>

#include "doc/dom.h"
#include "doc/reader.h"
#include "doc/xhtml.h"

#define HEAD                                                                   \
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"                         \
	"<html xmlns=\"http://www.w3.org/1999/xhtml\">"

static uint32_t
any(uint32_t *seed, uint32_t n)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % n;
}

static void
dump(struct str *out, xmlDocPtr doc)
{
	xhtml_node(out, xmlDocGetRootElement(doc));
	xmlFreeDoc(doc);
}

/* 1 when it was taken. */
static int
check(const struct str *s)
{
	xmlDocPtr ours = reader_tree(str_span(s)), theirs;
	struct str a = STR_INIT, b = STR_INIT;

	if (!ours)
		return 0;
	theirs = dom_read_xml(str_span(s), XML_PARSE_HUGE, NULL);
	if (!theirs)
		fail_msg("taken, but not well-formed: %s", str_c(s));
	dump(&a, ours);
	dump(&b, theirs);
	assert_string_equal(str_c(&a), str_c(&b));
	str_free(&a);
	str_free(&b);
	return 1;
}

static const char *const bit[] = { "a", "bc ", " ", "\n", "\t", "&amp;", "&lt;",
	"&gt;", "&quot;", "&#10;", "&#9;", "&#13;", "\xE1\xBA\xBF",
	"\xF0\x9F\x98\x80", "\xEF\xBF\xBD", "\x7F", "'", "=", "]]", "/" };
#define BITS (sizeof(bit) / sizeof(bit[0]))

static void
put_bits(struct str *s, uint32_t *seed, int in_value)
{
	for (uint32_t n = any(seed, 6); n > 0; n--) {
		const char *b = bit[any(seed, BITS)];

		if (!in_value || (*b != '\n' && *b != '\t'))
			str_puts(s, b);
	}
}

static void
put_tree(struct str *s, uint32_t *seed, int depth)
{
	static const char *const name[] = { "p", "b", "h1", "table", "x-y.z",
		"_q" };
	static const char *const attr[] = { "title", "xml:lang", "lang", "id",
		"data-x" };

	for (uint32_t n = any(seed, 4); n > 0; n--) {
		const char *el = name[any(seed, 6)];
		uint32_t first = any(seed, 5);

		put_bits(s, seed, 0);
		str_printf(s, "<%s", el);
		for (uint32_t k = any(seed, 3); k > 0; k--) {
			str_printf(s, " %s=\"", attr[(first + k) % 5]);
			put_bits(s, seed, 1);
			str_putc(s, '"');
		}
		if (any(seed, 4) == 0) {
			str_puts(s, "/>");
			continue;
		}
		str_putc(s, '>');
		if (depth < 6)
			put_tree(s, seed, depth + 1);
		str_printf(s, "</%s>", el);
	}
}

static void
put_document(struct str *s, uint32_t *seed)
{
	str_truncate(s, 0);
	str_puts(s, HEAD "<head></head><body>");
	put_tree(s, seed, 0);
	str_puts(s, "</body></html>\n");
}

static void
whole(void **state)
{
	struct str s = STR_INIT;
	uint32_t seed = 3;

	(void)state;
	for (int i = 0; i < 2000; i++) {
		put_document(&s, &seed);
		assert_true(check(&s));
	}
	str_free(&s);
}

/* A few bytes are other ones, or missing, or there twice. */
static void
spoil(struct str *s, uint32_t *seed)
{
	static const char odd[] = "<>&\"'/= :x!?[]-;#\r\n\t\0\x01\x80\xEF\xBF"
	                          "\xBE\xC0";

	for (uint32_t n = 1 + any(seed, 3); n > 0; n--) {
		size_t at = any(seed, (uint32_t)s->len);

		switch (any(seed, 3)) {
		case 0:
			s->s[at] = odd[any(seed, sizeof(odd) - 1)];
			break;
		case 1:
			memmove(s->s + at, s->s + at + 1, s->len - at - 1);
			str_truncate(s, s->len - 1);
			break;
		default:
			str_putc(s, ' ');
			memmove(s->s + at + 1, s->s + at, s->len - at - 1);
		}
	}
}

static void
spoilt(void **state)
{
	struct str s = STR_INIT;
	uint32_t seed = 5;
	int taken = 0;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		put_document(&s, &seed);
		spoil(&s, &seed);
		taken += check(&s);
	}
	assert_in_range(taken, 200, 20000); /* a letter twice, say */
	str_free(&s);
}

/* Well-formed or not: what the door does not write is not taken. */
static void
foreign(void **state)
{
	static const char *const inner[] = { "<!-- -->", "<![CDATA[x]]>",
		"<?x y?>", "&nbsp;", "&#x41;", "&#65;", "a\rb", "<p a='b'/>",
		"<p  a=\"b\"/>", "<p a=\"b\"a=\"c\"/>", "<p a=\"b\" a=\"c\"/>",
		"<p a=\"\n\"/>", "<x:p/>", "<p x:a=\"\"/>", "<p xmlns=\"x\"/>",
		"<p xmlns:x=\"y\"/>", "<p></b></p>", "<p", "<p>", "</p>",
		"a > b", "]]>", "\xEF\xBF\xBF", "\xED\xA0\x80", "<p a/>",
		"<p a=b/>" };
	struct str s = STR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(inner) / sizeof(inner[0]); i++) {
		str_truncate(&s, 0);
		str_printf(&s, HEAD "%s</html>", inner[i]);
		if (reader_tree(str_span(&s)))
			fail_msg("taken: %s", inner[i]);
	}
	str_truncate(&s, 0);
	str_puts(&s, HEAD);
	for (int i = 0; i < 100000; i++)
		str_puts(&s, "<b>");
	assert_null(reader_tree(str_span(&s)));
	assert_null(reader_tree(SPAN_LIT("")));
	assert_null(reader_tree(SPAN_LIT(HEAD)));
	assert_null(reader_tree(SPAN_LIT(HEAD "</html>x")));
	assert_null(reader_tree(SPAN_LIT("<html></html>")));
	str_free(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whole),
		cmocka_unit_test(spoilt),
		cmocka_unit_test(foreign),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
