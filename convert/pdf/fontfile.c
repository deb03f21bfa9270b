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

/* The subset's bytes, and the glyphs' numbers there. */
static int
subset(const struct face *fa, struct str *out, uint16_t *number)
{
	hb_set_t *glyphs = hb_set_create();
	int status;

	hb_set_add(glyphs, 0);
	hb_set_add_sorted_array(glyphs, fa->used.p, (unsigned)fa->used.n);
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

	for (size_t i = 0; i < fa->used.n; i++)
		h = (h ^ fa->used.p[i]) * 1099511628211u;
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

/* A glyph by its character ID. */
struct width {
	uint32_t cid, glyph;
};

static int
by_cid(const void *a, const void *b)
{
	const struct width *x = a, *y = b;

	if (x->cid != y->cid)
		return x->cid < y->cid ? -1 : 1;
	return (x->glyph > y->glyph) - (x->glyph < y->glyph);
}

/* Those that are used and .notdef, which is never drawn; of two with one ID,
 * which a damaged font may have, the last.  The caller frees them. */
static struct width *
collect_widths(const struct face *fa, size_t *count)
{
	struct width *w = xcalloc(fa->used.n + 1, sizeof(*w));
	size_t n = 1, kept = 0;

	w[0].cid = fa->cid ? fa->cid[0] : 0;
	for (size_t i = 0; i < fa->used.n; i++, n++) {
		uint32_t g = fa->used.p[i];

		w[n] = (struct width){ fa->cid ? fa->cid[g] : g, g };
	}
	if (fa->cid)
		qsort(w, n, sizeof(*w), by_cid);
	for (size_t i = 0; i < n; i++)
		if (i + 1 == n || w[i + 1].cid != w[i].cid)
			w[kept++] = w[i];
	*count = kept;
	return w;
}

static int32_t
width_of(const struct face *fa, uint32_t glyph)
{
	if (fa->width[glyph] >= 0)
		return fa->width[glyph];
	return unit_muldiv(hb_font_get_glyph_h_advance(fa->font->hb, glyph),
	        1000000, fa->font->upem);
}

/* /W: runs of glyphs in order of their character IDs. */
static void
put_widths(struct str *d, const struct face *fa)
{
	size_t n;
	struct width *w = collect_widths(fa, &n);

	str_puts(d, "/W[");
	for (size_t i = 0; i < n; i++) {
		int begins = i == 0 || w[i].cid != w[i - 1].cid + 1;

		if (begins && i)
			str_putc(d, ']');
		if (begins) {
			pdf_put_int(d, w[i].cid);
			str_putc(d, '[');
		} else {
			str_putc(d, ' ');
		}
		str_put_fixed(d, width_of(fa, w[i].glyph), 3);
	}
	str_puts(d, "]]");
	free(w);
}

/* Of two bytes for each code up to the last that is used. */
static int
write_numbers(struct pdf *pdf, const struct face *fa, const uint16_t *number)
{
	int id = obj_new(pdf->obj);
	struct str s = STR_INIT;
	unsigned n = fa->used.n ? *vec_last(&fa->used) + 1 : 1;

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
	size_t left = fa->used.n, block = 0;

	str_puts(&s,
	        "/CIDInit /ProcSet findresource begin\n"
	        "12 dict begin\nbegincmap\n"
	        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS)"
	        " /Supplement 0>> def\n"
	        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
	        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
	for (size_t i = 0; i < fa->used.n; i++) {
		uint32_t g = fa->used.p[i];
		struct span t;

		if (!block) {
			block = left > 100 ? 100 : left;
			left -= block;
			pdf_put_int(&s, (long long)block);
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

static int
by_number(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

int
face_write(struct pdf *pdf, struct face *fa)
{
	struct str name = STR_INIT;
	uint16_t *number =
	        fa->font->cff ? NULL : xcalloc(fa->n, sizeof(*number));
	int file, descriptor, cidfont, map, numbers;
	struct str *d;

	if (fa->used.n)
		qsort(fa->used.p, fa->used.n, sizeof(*fa->used.p), by_number);
	file = write_file(pdf, fa, number);
	numbers = file && number ? write_numbers(pdf, fa, number) : 0;
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
