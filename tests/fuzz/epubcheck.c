/* epubcheck: the check of EPUBs over any bytes ends, without a fault of its
 * own.  Bytes that are no ZIP are taken as the package, a chapter and a style
 * sheet of a book, so that XML and CSS are reached without luck. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "check/check.h"
#include "check/epub.h"
#include "tests/heard.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
run(struct span bytes)
{
	struct epub_check c;
	struct diag dg;
	struct str s = STR_INIT;

	hear(&dg, NULL);
	epub_check_bytes(&c, "fuzz.epub", bytes.p, bytes.n, CHECK_ALL, &dg);
	epub_check_text(&s, &c, "fuzz.epub");
	epub_check_json(&s, &c, "fuzz.epub", CHECK_ALL);
	str_free(&s);
	epub_check_free(&c);
}

static void
put(struct str *s, uint32_t v, int bytes)
{
	for (; bytes-- > 0; v >>= 8)
		str_putc(s, (char)(v & 255));
}

static void
add(struct str *zip, struct str *central, const char *name, struct span t)
{
	uint32_t crc = (uint32_t)crc32(0, (const Bytef *)t.p, (uInt)t.n);
	uint32_t at = (uint32_t)zip->len;

	for (int k = 0; k < 2; k++) {
		struct str *s = k ? central : zip;

		put(s, k ? 0x02014b50 : 0x04034b50, 4);
		put(s, 20, k ? 4 : 2);
		put(s, 0, 8);
		put(s, crc, 4);
		put(s, (uint32_t)t.n, 4);
		put(s, (uint32_t)t.n, 4);
		put(s, (uint32_t)strlen(name), 4);
		if (k) {
			put(s, 0, 10);
			put(s, at, 4);
		}
		str_puts(s, name);
	}
	str_put_span(zip, t);
}

static const char container[] =
        "<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\" "
        "version=\"1.0\"><rootfiles><rootfile full-path=\"p\" "
        "media-type=\"application/oebps-package+xml\"/></rootfiles>"
        "</container>";
static const char package[] =
        "<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\">"
        "<metadata/><manifest>"
        "<item id=\"n\" href=\"n\" media-type=\"application/xhtml+xml\" "
        "properties=\"nav\"/>"
        "<item id=\"x\" href=\"x\" media-type=\"application/x-dtbncx+xml\"/>"
        "<item id=\"c\" href=\"c\" media-type=\"text/css\"/>"
        "</manifest><spine toc=\"x\"><itemref idref=\"n\"/></spine></package>";

/* The bytes in each place that is parsed; the package in the second round. */
static void
as_book(struct span t, int as_package)
{
	struct str zip = STR_INIT, central = STR_INIT;

	add(&zip, &central, "mimetype", SPAN_LIT("application/epub+zip"));
	add(&zip, &central, "META-INF/container.xml", SPAN_LIT(container));
	add(&zip, &central, "p", as_package ? t : SPAN_LIT(package));
	add(&zip, &central, "n", t);
	add(&zip, &central, "x", t);
	add(&zip, &central, "c", t);
	put(&central, 0x06054b50, 4);
	put(&central, 0, 4);
	put(&central, 6, 2);
	put(&central, 6, 2);
	put(&central, (uint32_t)(central.len - 12), 4);
	put(&central, (uint32_t)zip.len, 4);
	put(&central, 0, 2);
	str_put_span(&zip, str_span(&central));
	run(str_span(&zip));
	str_free(&zip);
	str_free(&central);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct span t = { (const char *)data, size };

	if (epub_is_zip(t.p, t.n)) {
		run(t);
		return 0;
	}
	as_book(t, 0);
	as_book(t, 1);
	return 0;
}
