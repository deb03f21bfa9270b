/* The check of EPUBs: a good book has no finding, and each of many faults put
 * into it is found by the rule that is for it; every rule has its fault.
 * Damaged containers, bombs and loops end in a verdict. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/hash.h"
#include "check/check.h"
#include "check/epub.h"

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define HTML                                                                   \
	XML "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" "   \
	    "xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"vi\" "         \
	    "xml:lang=\"vi\">\n"

static const char png[] = "\x89PNG\r\n\x1A\n....";

struct part {
	const char *name;
	const char *text;
};

static const struct part good[] = {
	{ "mimetype", "application/epub+zip" },
	{ "META-INF/container.xml",
	        XML "<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:"
	            "opendocument:xmlns:container\"><rootfiles><rootfile "
	            "full-path=\"EPUB/package.opf\" media-type=\"application/"
	            "oebps-package+xml\"/></rootfiles></container>" },
	{ "EPUB/package.opf", XML
	        "<package xmlns=\"http://www.idpf.org/2007/opf\" "
	        "version=\"3.0\" unique-identifier=\"uid\">\n"
	        "<metadata "
	        "xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n"
	        "<dc:identifier id=\"uid\">urn:x:1</dc:identifier>\n"
	        "<dc:title id=\"t\">Sách</dc:title>\n"
	        "<dc:language>vi</dc:language>\n"
	        "<dc:date>2024-05-31</dc:date>\n"
	        "<dc:source id=\"src\">book.pdf</dc:source>\n"
	        "<meta refines=\"#src\" "
	        "property=\"source-of\">pagination</meta>\n"
	        "<meta "
	        "property=\"dcterms:modified\">2024-05-31T00:00:00Z</"
	        "meta>\n"
	        "<meta property=\"schema:accessMode\">textual</meta>\n"
	        "<meta property=\"schema:accessModeSufficient\">textual</"
	        "meta>\n"
	        "<meta property=\"schema:accessibilityFeature\">"
	        "alternativeText</meta>\n"
	        "<meta property=\"schema:accessibilityFeature\">"
	        "pageBreakMarkers</meta>\n"
	        "<meta property=\"schema:accessibilityFeature\">"
	        "pageNavigation</meta>\n"
	        "<meta property=\"schema:accessibilityHazard\">none</meta>\n"
	        "<meta name=\"cover\" content=\"i\"/>\n"
	        "</metadata>\n"
	        "<manifest>\n"
	        "<item id=\"nav\" href=\"nav.xhtml\" "
	        "media-type=\"application/xhtml+xml\" "
	        "properties=\"nav\"/>\n"
	        "<item id=\"ncx\" href=\"toc.ncx\" "
	        "media-type=\"application/x-dtbncx+xml\"/>\n"
	        "<item id=\"a\" href=\"a.xhtml\" "
	        "media-type=\"application/xhtml+xml\"/>\n"
	        "<item id=\"b\" href=\"b.xhtml\" "
	        "media-type=\"application/xhtml+xml\"/>\n"
	        "<item id=\"i\" href=\"p.png\" media-type=\"image/png\" "
	        "properties=\"cover-image\"/>\n"
	        "<item id=\"s\" href=\"s.css\" media-type=\"text/css\"/>\n"
	        "</manifest>\n"
	        "<spine toc=\"ncx\"><itemref idref=\"a\"/>"
	        "<itemref idref=\"b\"/></spine>\n"
	        "<guide><reference type=\"text\" title=\"x\" "
	        "href=\"a.xhtml\"/></guide>\n"
	        "</package>" },
	{ "EPUB/nav.xhtml",
	        HTML "<head><title>Mục lục</title></head><body>\n"
	             "<nav epub:type=\"toc\"><h1>Mục lục</h1><ol>"
	             "<li><a href=\"a.xhtml\">Một</a><ol>"
	             "<li><a href=\"a.xhtml#h\">Phần</a></li></ol></li>"
	             "<li><a href=\"b.xhtml\">Hai</a></li></ol></nav>\n"
	             "<nav epub:type=\"landmarks\"><ol>"
	             "<li><a epub:type=\"bodymatter\" "
	             "href=\"a.xhtml\">Đầu</a></li></ol></nav>\n"
	             "<nav epub:type=\"page-list\"><ol>"
	             "<li><a href=\"a.xhtml#p1\">1</a></li></ol></nav>\n"
	             "</body></html>" },
	{ "EPUB/toc.ncx",
	        XML "<ncx xmlns=\"http://www.daisy.org/z3986/2005/ncx/\" "
	            "version=\"2005-1\"><head><meta name=\"dtb:uid\" "
	            "content=\"urn:x:1\"/></head>"
	            "<docTitle><text>Sách</text></docTitle><navMap>"
	            "<navPoint id=\"n1\"><navLabel><text>Một</text></navLabel>"
	            "<content src=\"a.xhtml\"/></navPoint>"
	            "<navPoint id=\"n2\"><navLabel><text>Hai</text></navLabel>"
	            "<content src=\"b.xhtml\"/></navPoint></navMap></ncx>" },
	{ "EPUB/a.xhtml",
	        HTML "<head><title>Một</title><link rel=\"stylesheet\" "
	             "type=\"text/css\" href=\"s.css\"/></head><body>\n"
	             "<section role=\"doc-chapter\" aria-labelledby=\"t\">"
	             "<h1 id=\"t\">Một</h1>\n"
	             "<p>Chữ <span epub:type=\"pagebreak\" id=\"p1\" "
	             "aria-label=\"1\"/>và <a href=\"b.xhtml#x\">nối</a>, "
	             "<a href=\"https://example.vn/tin\">ngoài</a>.</p>\n"
	             "<h2 id=\"h\">Phần</h2>\n"
	             "<figure><img src=\"p.png\" alt=\"Một con tàu\"/>"
	             "<figcaption>Tàu</figcaption></figure>\n"
	             "<table><tr><th scope=\"row\">A</th><td>1</td></tr>"
	             "</table>\n<ul><li>Một</li></ul>\n"
	             "</section></body></html>" },
	{ "EPUB/b.xhtml",
	        HTML "<head><title>Hai</title></head><body>"
	             "<h1>Hai</h1><p id=\"x\">Chữ.</p></body></html>" },
	{ "EPUB/p.png", png },
	{ "EPUB/s.css",
	        "p { margin: 0 } /* x */ b { background: url(p.png) }" },
};

#define PARTS (sizeof(good) / sizeof(good[0]))

/* In the file whose name ends in `file`, `from` becomes `to`; from NULL: the
 * file is named to instead, or left out when to is NULL. */
struct fault {
	enum epub_rule rule;
	const char *file, *from, *to;
};

struct entry { /* how it is written */
	unsigned method, flags, extra;
	uint32_t crc_off;
};

static void
put16(struct str *s, unsigned v)
{
	str_putc(s, (char)(v & 255));
	str_putc(s, (char)(v >> 8 & 255));
}

static void
put32(struct str *s, uint32_t v)
{
	put16(s, v & 0xFFFF);
	put16(s, v >> 16);
}

static void
put_entry(struct str *zip, struct str *central, const char *name,
        struct span data, struct span packed, struct entry e)
{
	uint32_t crc = (uint32_t)crc32(0, (const Bytef *)data.p, (uInt)data.n);
	uint32_t at = (uint32_t)zip->len;

	for (int k = 0; k < 2; k++) {
		struct str *s = k ? central : zip;

		put32(s, k ? 0x02014b50 : 0x04034b50);
		if (k)
			put16(s, 20);
		put16(s, 20);
		put16(s, e.flags);
		put16(s, e.method);
		put16(s, 0);
		put16(s, 0x21);
		put32(s, crc + e.crc_off);
		put32(s, (uint32_t)packed.n);
		put32(s, (uint32_t)data.n);
		put16(s, (unsigned)strlen(name));
		put16(s, k ? 0 : e.extra);
		if (k) {
			put16(s, 0);
			put16(s, 0);
			put16(s, 0);
			put32(s, 0);
			put32(s, at);
		}
		str_puts(s, name);
		for (unsigned i = 0; !k && i < e.extra; i++)
			str_putc(s, i == 0 ? 'x' : '\0');
	}
	str_put_span(zip, packed);
}

static void
put_end(struct str *zip, struct str *central, unsigned entries)
{
	uint32_t at = (uint32_t)zip->len;

	str_put_span(zip, str_span(central));
	put32(zip, 0x06054b50);
	put32(zip, 0);
	put16(zip, entries);
	put16(zip, entries);
	put32(zip, (uint32_t)central->len);
	put32(zip, at);
	put16(zip, 0);
	str_free(central);
}

static int
ends(const char *s, const char *end)
{
	size_t n = strlen(s), k = strlen(end);

	return n >= k && strcmp(s + n - k, end) == 0;
}

static struct str
book_with(const struct fault *f)
{
	struct str zip = STR_INIT, central = STR_INIT;
	unsigned entries = 0;

	for (size_t i = 0; i < PARTS; i++) {
		const char *name = good[i].name, *t = good[i].text;
		struct str text = STR_INIT;
		int hit = f && ends(name, f->file);

		if (hit && !f->from) {
			if (!f->to)
				continue;
			name = f->to;
		}
		if (hit && f->from && *f->from) {
			const char *at = strstr(t, f->from);

			if (!at)
				fail_msg("%s is not in %s", f->from, name);
			str_add(&text, t, (size_t)(at - t));
			str_puts(&text, f->to);
			t = at + strlen(f->from);
		} else if (hit && f->from) {
			str_puts(&text, f->to);
			t = "";
		}
		str_puts(&text, t);
		put_entry(&zip, &central, name, str_span(&text),
		        str_span(&text), (struct entry){ 0 });
		str_free(&text);
		entries++;
	}
	put_end(&zip, &central, entries);
	return zip;
}

static void
quiet(void *ctx, enum diag_level level, enum diag_msg msg,
        const struct where *w, const char *text)
{
	(void)ctx, (void)level, (void)msg, (void)w, (void)text;
}

/* How often the rule is broken; EPUB_RULES: any rule.  -1: unreadable. */
static int
found(const struct str *zip, enum epub_rule rule)
{
	struct epub_check c;
	struct str s = STR_INIT;
	struct diag dg;
	int n;

	diag_init(&dg);
	dg.sink = quiet;
	if (epub_check_bytes(&c, "x.epub", str_c(zip), zip->len,
	            CHECK_ARCHIVE | CHECK_ACCESS, &dg) < 0)
		n = -1;
	else
		n = rule == EPUB_RULES ? (int)c.finding.n : (int)c.count[rule];
	epub_check_text(&s, &c, "x.epub");
	if (rule == EPUB_RULES && n)
		print_message("%s", str_c(&s));
	epub_check_json(&s, &c, "x.epub", CHECK_ARCHIVE);
	str_free(&s);
	epub_check_free(&c);
	return n;
}

static void
clean(void **state)
{
	struct str s = book_with(NULL);

	(void)state;
	assert_int_equal(found(&s, EPUB_RULES), 0);
	str_free(&s);
}

static const struct fault faults[] = {
#include "check_epub_faults.def"
};

#define FAULTS (sizeof(faults) / sizeof(faults[0]))

static void
each_fault(void **state)
{
	size_t missed = 0;

	(void)state;
	for (size_t i = 0; i < FAULTS; i++) {
		struct str s = book_with(&faults[i]);

		if (found(&s, faults[i].rule) < 1) {
			print_message("missed: %s by %s: %s\n",
			        epub_rules[faults[i].rule].id, faults[i].file,
			        faults[i].to ? faults[i].to : "left out");
			missed++;
		}
		str_free(&s);
	}
	assert_int_equal(missed, 0);
}

/* A container whose first entry, or b.xhtml, is written oddly. */
static struct str
odd_entry(const char *which, struct entry e)
{
	struct str zip = STR_INIT, central = STR_INIT;

	for (size_t i = 0; i < PARTS; i++) {
		struct span t = span_of(good[i].text);

		put_entry(&zip, &central, good[i].name, t, t,
		        ends(good[i].name, which) ? e : (struct entry){ 0 });
	}
	put_end(&zip, &central, PARTS);
	return zip;
}

static const struct {
	enum epub_rule rule;
	const char *file;
	struct entry e;
} odd[] = {
	{ EPUB_MIMETYPE_STORED, "mimetype", { .extra = 4 } },
	{ EPUB_ZIP_ENCRYPTED, "b.xhtml", { .flags = 1 } },
	{ EPUB_ZIP_METHOD, "b.xhtml", { .method = 12 } },
	{ EPUB_ZIP_DAMAGED, "b.xhtml", { .crc_off = 1 } },
	{ EPUB_ZIP_DAMAGED, "p.png", { .crc_off = 1 } },
	{ EPUB_ZIP_DAMAGED, "s.css", { .method = 8 } },
};

static void
odd_entries(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(odd) / sizeof(odd[0]); i++) {
		struct str s = odd_entry(odd[i].file, odd[i].e);

		if (found(&s, odd[i].rule) < 1)
			fail_msg("missed: %s", epub_rules[odd[i].rule].id);
		str_free(&s);
	}
}

/* Zeros, deflated a thousandfold. */
static struct str
zeros(size_t n)
{
	struct str out = STR_INIT, raw = STR_INIT;
	uLong bound = compressBound((uLong)n);
	z_stream z = { 0 };

	str_reserve(&raw, n);
	memset(raw.s, ' ', n);
	str_reserve(&out, bound);
	assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, -15, 9, 0), Z_OK);
	z.next_in = (Bytef *)raw.s;
	z.avail_in = (uInt)n;
	z.next_out = (Bytef *)out.s;
	z.avail_out = (uInt)bound;
	assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
	out.len = bound - z.avail_out;
	deflateEnd(&z);
	str_free(&raw);
	return out;
}

static void
bombs(void **state)
{
	size_t n = 80u << 20;
	struct str packed = zeros(n), zip = STR_INIT, central = STR_INIT;
	struct str data = STR_INIT;

	(void)state;
	/* the size it claims is a lie, the check sum too */
	str_puts(&data, "<");
	for (size_t i = 0; i < PARTS; i++) {
		struct span t = span_of(good[i].text);
		int bomb = ends(good[i].name, "b.xhtml");

		put_entry(&zip, &central, good[i].name,
		        bomb ? str_span(&data) : t,
		        bomb ? str_span(&packed) : t,
		        (struct entry){ .method = bomb ? 8 : 0 });
	}
	put_end(&zip, &central, PARTS);
	assert_true(
	        found(&zip, EPUB_ZIP_BOMB) + found(&zip, EPUB_ZIP_DAMAGED) > 0);
	str_free(&zip);
	str_free(&packed);
	str_free(&data);
}

/* Entities within entities, and one that would fetch a file. */
static void
xml_bombs(void **state)
{
	static const char *const dtd[] = {
		"<!DOCTYPE html [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
		"\"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c "
		"\"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]>",
		"<!DOCTYPE html [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
		"<!DOCTYPE html [<!ENTITY a \"&b;\"><!ENTITY b \"&a;\">]>",
	};

	(void)state;
	for (int i = 0; i < 3; i++) {
		struct fault f = { EPUB_XML_ENTITY, "b.xhtml",
			"<!DOCTYPE html>", dtd[i] };
		struct str s = book_with(&f);

		assert_true(found(&s, EPUB_XML_ENTITY) > 0);
		str_free(&s);
	}
}

static void
cut_anywhere(void **state)
{
	struct str s = book_with(NULL);
	size_t n = s.len;

	(void)state;
	for (size_t k = 0; k < n; k += 37) {
		s.len = k;
		found(&s, EPUB_CONTAINER);
	}
	s.len = n;
	/* one byte wrong */
	for (size_t k = 0; k < n; k += 11) {
		char c = s.s[k];

		s.s[k] ^= 0x55;
		found(&s, EPUB_CONTAINER);
		s.s[k] = c;
	}
	str_free(&s);
	str_puts(&s, "no book");
	assert_int_equal(found(&s, EPUB_CONTAINER), -1);
	str_free(&s);
}

static void
large(void **state)
{
	struct str text = STR_INIT, s;
	struct fault f = { EPUB_DOC_SIZE, "b.xhtml", "Chữ.", NULL };

	(void)state;
	for (int i = 0; i < 60000; i++)
		str_puts(&text, "xin. ");
	f.to = text.s;
	s = book_with(&f);
	assert_int_equal(found(&s, EPUB_DOC_SIZE), 1);
	str_free(&s);
	str_free(&text);
}

/* A rule that no test breaks might never speak. */
static void
every_rule(void **state)
{
	static const enum epub_rule elsewhere[] = { EPUB_ZIP_BOMB,
		EPUB_XML_ENTITY, EPUB_DOC_SIZE };
	char seen[EPUB_RULES] = { 0 };

	(void)state;
	for (size_t i = 0; i < FAULTS; i++)
		seen[faults[i].rule] = 1;
	for (size_t i = 0; i < sizeof(odd) / sizeof(odd[0]); i++)
		seen[odd[i].rule] = 1;
	for (size_t i = 0; i < 3; i++)
		seen[elsewhere[i]] = 1;
	for (int i = 0; i < EPUB_RULES; i++)
		if (!seen[i])
			fail_msg("no fault for %s", epub_rules[i].id);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(clean),
		cmocka_unit_test(each_fault),
		cmocka_unit_test(odd_entries),
		cmocka_unit_test(bombs),
		cmocka_unit_test(xml_bombs),
		cmocka_unit_test(cut_anywhere),
		cmocka_unit_test(large),
		cmocka_unit_test(every_rule),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
