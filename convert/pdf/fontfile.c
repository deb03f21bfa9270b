/* fontfile: one face as a Type0 font (ISO 32000-1, 9.7): the subset of its
 * file, descriptor, widths and ToUnicode.
 *
 * A code is the number of a glyph in the whole font, so pages can be written
 * before it is known which glyphs there will be; CIDToGIDMap tells the number in
 * the subset.  CIDSet is left out, as PDF/A-2 allows and as nobody needs.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "pdf/font.h"
#include "pdf/writer.h"
#include "text/subset.h"

/* The first glyph from g on that is used, or fa->n. */
static unsigned
used(const struct face *fa, unsigned g)
{
	while (g < fa->n && fa->width[g] < 0)
		g++;
	return g;
}

/* The subset's bytes, and the glyphs' numbers there. */
static int
subset(const struct face *fa, struct str *out, uint16_t *number)
{
	hb_set_t *glyphs = hb_set_create();
	int status;

	hb_set_add(glyphs, 0);
	for (unsigned g = used(fa, 0); g < fa->n; g = used(fa, g + 1))
		hb_set_add(glyphs, g);
	status = font_subset(fa->font, glyphs, NULL, SUBSET_PDF, out, number);
	hb_set_destroy(glyphs);
	return status;
}

/* "ABCDEF+Name": six letters that stand for the set of glyphs. */
static void
put_subset_name(struct str *out, const struct face *fa)
{
	const char *ps = fa->font->psname;
	uint64_t h = 1469598103934665603u;

	for (unsigned g = used(fa, 0); g < fa->n; g = used(fa, g + 1))
		h = (h ^ g) * 1099511628211u;
	h = hash_bytes(ps ? ps : "", ps ? strlen(ps) : 0, h);
	str_putc(out, '/');
	for (int i = 0; i < 6; i++, h /= 26)
		str_putc(out, (char)('A' + h % 26));
	str_putc(out, '+');
	for (size_t i = 0; ps && ps[i] && i < 100; i++) {
		unsigned char c = (unsigned char)ps[i];

		if (c > 0x20 && c < 0x7F && !strchr("()<>[]{}/%#", c))
			str_putc(out, (char)c);
	}
	if (!ps || !*ps)
		str_puts(out, "Font");
}

/* Font units as thousandths of an em. */
static void
put_metric(struct str *out, const struct font *f, int v)
{
	pdf_put_int(out, unit_muldiv(v, 1000, f->upem));
}

static int
write_descriptor(
        struct pdf *pdf, const struct face *fa, struct span name, int file)
{
	const struct font *f = fa->font;
	int id = obj_new(pdf->obj);
	struct str *d = obj_dict(pdf->obj, id);
	int w = f->weight ? f->weight : 400;
	/* Symbolic: the codes are glyphs, of no standard character set */
	int flags = 4 | (f->fixed ? 1 : 0) | (f->serif ? 2 : 0) |
	            (f->italic ? 64 : 0);

	str_puts(d, "/Type/FontDescriptor/FontName");
	str_put_span(d, name);
	str_puts(d, "/Flags ");
	pdf_put_int(d, flags);
	str_puts(d, "/FontBBox[");
	for (int i = 0; i < 4; i++) {
		if (i)
			str_putc(d, ' ');
		put_metric(d, f, f->bbox[i]);
	}
	str_puts(d, "]/ItalicAngle ");
	str_put_fixed(d, unit_muldiv(f->italic_angle, 10, 65536), 1);
	str_puts(d, "/Ascent ");
	put_metric(d, f, f->ascent);
	str_puts(d, "/Descent ");
	put_metric(d, f, f->descent);
	str_puts(d, "/CapHeight ");
	put_metric(d, f, f->cap_height);
	if (f->x_height) {
		str_puts(d, "/XHeight ");
		put_metric(d, f, f->x_height);
	}
	/* No table has the stems' width; it goes with the weight's square:
	 * about 88 at 400 and 166 at 700. */
	str_puts(d, "/StemV ");
	pdf_put_int(d, 50 + w * w / 4225);
	str_puts(d, f->cff ? "/FontFile3 " : "/FontFile2 ");
	pdf_put_ref(d, file);
	return id;
}

/* /W: runs of glyphs in order of their character IDs. */
static void
put_widths(struct str *d, const struct face *fa)
{
	unsigned max = fa->cid ? 65536 : fa->n;
	uint32_t *glyph = xcalloc(max, sizeof(*glyph)); /* by CID, + 1 */
	int open = 0;

	for (unsigned g = 0; g < fa->n; g = used(fa, g + 1))
		glyph[fa->cid ? fa->cid[g] : g] = g + 1;
	str_puts(d, "/W[");
	for (unsigned c = 0; c < max; c++) {
		int32_t w;

		if (!glyph[c]) {
			if (open)
				str_putc(d, ']');
			open = 0;
			continue;
		}
		if (open) {
			str_putc(d, ' ');
		} else {
			pdf_put_int(d, c);
			str_putc(d, '[');
		}
		open = 1;
		w = fa->width[glyph[c] - 1];
		if (w < 0) /* .notdef, never drawn */
			w = unit_muldiv(
			        hb_font_get_glyph_h_advance(fa->font->hb, 0),
			        1000000, fa->font->upem);
		str_put_fixed(d, w, 3);
	}
	str_puts(d, open ? "]]" : "]");
	free(glyph);
}

/* Of two bytes for each code up to the last that is used. */
static int
write_numbers(struct pdf *pdf, const struct face *fa, const uint16_t *number)
{
	int id = obj_new(pdf->obj);
	struct str s = STR_INIT;
	unsigned n = fa->n;

	while (n > 1 && fa->width[n - 1] < 0)
		n--;
	str_reserve(&s, 2 * (size_t)n);
	for (unsigned g = 0; g < n; g++) {
		s.s[s.len++] = (char)(number[g] >> 8);
		s.s[s.len++] = (char)number[g];
	}
	obj_stream(pdf->obj, id, str_span(&s), FLATE_QUICK);
	str_free(&s);
	return id;
}

static int
write_cidfont(struct pdf *pdf, const struct face *fa, struct span name,
        int descriptor, int numbers)
{
	int id = obj_new(pdf->obj);
	struct str *d = obj_dict(pdf->obj, id);

	str_puts(d, "/Type/Font/Subtype/CIDFontType");
	str_putc(d, fa->font->cff ? '0' : '2');
	str_puts(d, "/BaseFont");
	str_put_span(d, name);
	str_puts(d, "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
	            "/Supplement 0>>/FontDescriptor ");
	pdf_put_ref(d, descriptor);
	if (numbers) {
		str_puts(d, "/CIDToGIDMap ");
		pdf_put_ref(d, numbers);
	}
	put_widths(d, fa);
	return id;
}

static void
put_hex16(struct str *out, unsigned v)
{
	static const char hex[] = "0123456789ABCDEF";
	char b[4] = { hex[v >> 12 & 15], hex[v >> 8 & 15], hex[v >> 4 & 15],
		hex[v & 15] };

	str_add(out, b, 4);
}

/* ToUnicode CMap: at most 100 lines in a block (Technical Note 5411). */
static int
write_tounicode(struct pdf *pdf, const struct face *fa)
{
	int id = obj_new(pdf->obj);
	struct str s = STR_INIT;
	unsigned left = 0, block = 0;

	for (unsigned g = used(fa, 0); g < fa->n; g = used(fa, g + 1))
		left++;
	str_puts(&s,
	        "/CIDInit /ProcSet findresource begin\n"
	        "12 dict begin\nbegincmap\n"
	        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS)"
	        " /Supplement 0>> def\n"
	        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
	        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
	for (unsigned g = used(fa, 0); g < fa->n; g = used(fa, g + 1)) {
		struct span t;

		if (!block) {
			block = left > 100 ? 100 : left;
			left -= block;
			pdf_put_int(&s, block);
			str_puts(&s, " beginbfchar\n");
		}
		t = fa->uni[g] ? span_of(fa->pool.s + fa->uni[g] - 1)
		               : SPAN_LIT(" ");
		if (t.n > 120) /* 512 bytes of UTF-16 at most */
			t.n = utf8_valid_prefix(t.p, 120);
		str_putc(&s, '<');
		put_hex16(&s, fa->cid ? fa->cid[g] : g);
		str_puts(&s, "><");
		utf8_to_utf16_hex(&s, t);
		str_puts(&s, ">\n");
		if (!--block)
			str_puts(&s, "endbfchar\n");
	}
	str_puts(&s, "endcmap\nCMapName currentdict /CMap defineresource "
	             "pop\nend\nend\n");
	obj_stream(pdf->obj, id, str_span(&s), FLATE_QUICK);
	str_free(&s);
	return id;
}

static int
write_file(struct pdf *pdf, const struct face *fa, uint16_t *number)
{
	struct str bytes = STR_INIT;
	struct str *d;
	int id;

	if (subset(fa, &bytes, number) < 0) {
		str_free(&bytes);
		diag_report(pdf->dg, NULL, MSG_PDF_FONT,
		        fa->font->path ? fa->font->path : "");
		return 0;
	}
	id = obj_new(pdf->obj);
	d = obj_dict(pdf->obj, id);
	if (fa->font->cff) {
		str_puts(d, "/Subtype/CIDFontType0C");
	} else {
		str_puts(d, "/Length1 ");
		pdf_put_int(d, (long long)bytes.len);
	}
	obj_stream(pdf->obj, id, str_span(&bytes), FLATE_QUICK);
	str_free(&bytes);
	return id;
}

int
face_write(struct pdf *pdf, struct face *fa)
{
	struct str name = STR_INIT;
	uint16_t *number =
	        fa->font->cff ? NULL : xcalloc(fa->n, sizeof(*number));
	int file = write_file(pdf, fa, number), descriptor, cidfont, map;
	int numbers = file && number ? write_numbers(pdf, fa, number) : 0;
	struct str *d;

	free(number);
	if (!file)
		return -1;
	put_subset_name(&name, fa);
	descriptor = write_descriptor(pdf, fa, str_span(&name), file);
	cidfont = write_cidfont(pdf, fa, str_span(&name), descriptor, numbers);
	map = write_tounicode(pdf, fa);
	d = obj_dict(pdf->obj, fa->id);
	str_puts(d, "/Type/Font/Subtype/Type0/BaseFont");
	str_put_span(d, str_span(&name));
	if (fa->font->cff)
		str_puts(d, "-Identity-H");
	str_puts(d, "/Encoding/Identity-H/DescendantFonts[");
	pdf_put_ref(d, cidfont);
	str_puts(d, "]/ToUnicode ");
	pdf_put_ref(d, map);
	str_free(&name);
	return 0;
}
