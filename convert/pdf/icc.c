/* icc: colour profiles (ICC.1:2001-04, version 2 of the format).
 *
 * The sRGB profile is made here, so that no installed file decides the bytes
 * of a PDF: a matrix profile with the primaries of IEC 61966-2-1 adapted to
 * D50 and its transfer curve in 1,024 steps, the form all readers know.
 */
#include <math.h>
#include <string.h>

#include "base/bytes.h"
#include "pdf/writer.h"

#define CURVE 1024
#define LONG 16384

static void
put32(struct str *s, uint32_t v)
{
	char b[4] = { (char)(v >> 24), (char)(v >> 16), (char)(v >> 8),
		(char)v };

	str_add(s, b, 4);
}

static void
put16(struct str *s, unsigned v)
{
	char b[2] = { (char)(v >> 8), (char)v };

	str_add(s, b, 2);
}

static void
set32(struct str *s, size_t at, uint32_t v)
{
	for (int i = 0; i < 4; i++)
		s->s[at + (size_t)i] = (char)(v >> (24 - 8 * i));
}

static void
put_zeros(struct str *s, size_t n)
{
	while (n--)
		str_putc(s, 0);
}

static void
put_xyz(struct str *s, uint32_t x, uint32_t y, uint32_t z)
{
	str_puts(s, "XYZ ");
	put32(s, 0);
	put32(s, x);
	put32(s, y);
	put32(s, z);
}

static void
put_header(struct str *s)
{
	put_zeros(s, 8); /* size, set at the end; no CMM */
	put32(s, 0x02400000); /* version 2.4 */
	str_puts(s, "mntrRGB XYZ ");
	put16(s, 2000); /* the clock has no say */
	put16(s, 1);
	put16(s, 1);
	put_zeros(s, 6);
	str_puts(s, "acsp");
	put_zeros(s, 28); /* platform .. rendering intent */
	put32(s, 0xF6D6); /* D50 */
	put32(s, 0x10000);
	put32(s, 0xD32D);
	put_zeros(s, 48);
}

static void
put_desc(struct str *s, const char *text)
{
	size_t n = strlen(text) + 1;

	str_puts(s, "desc");
	put32(s, 0);
	put32(s, (uint32_t)n);
	str_add(s, text, n);
	put_zeros(s, 8 + 3 + 67); /* no Unicode, no ScriptCode */
}

static void
put_curve(struct str *s)
{
	str_puts(s, "curv");
	put32(s, 0);
	put32(s, CURVE);
	for (int i = 0; i < CURVE; i++) {
		double v = i / (double)(CURVE - 1);

		v = v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
		put16(s, (unsigned)(v * 65535 + 0.5));
	}
}

void
icc_srgb(struct str *out)
{
	static const char tags[9][5] = { "desc", "cprt", "wtpt", "rXYZ", "gXYZ",
		"bXYZ", "rTRC", "gTRC", "bTRC" };
	size_t base = out->len, at, table;

	put_header(out);
	put32(out, 9);
	table = out->len;
	for (int i = 0; i < 9; i++) {
		str_puts(out, tags[i]);
		put_zeros(out, 8);
	}
	for (int i = 0; i < 7; i++) {
		size_t row = table + 12 * (size_t)i;

		at = out->len;
		switch (i) {
		case 0:
			put_desc(out, "sRGB IEC61966-2.1");
			break;
		case 1:
			str_puts(out, "text");
			put32(out, 0);
			str_add(out, "No copyright", 13);
			break;
		case 2:
			put_xyz(out, 0xF6D6, 0x10000, 0xD32D);
			break;
		case 3:
			put_xyz(out, 0x6FA2, 0x38F5, 0x0390);
			break;
		case 4:
			put_xyz(out, 0x6299, 0xB785, 0x18DA);
			break;
		case 5:
			put_xyz(out, 0x24A0, 0x0F84, 0xB6CF);
			break;
		case 6:
			put_curve(out);
			break;
		}
		/* the three curves are one */
		for (int k = 0; k < (i == 6 ? 3 : 1); k++, row += 12) {
			set32(out, row + 4, (uint32_t)(at - base));
			set32(out, row + 8, (uint32_t)(out->len - at));
		}
		put_zeros(out, (4 - (out->len - base) % 4) % 4);
	}
	set32(out, base, (uint32_t)(out->len - base));
}

int
icc_embed(struct pdf *pdf, struct span profile, int components)
{
	int id = obj_new(pdf->obj);

	str_puts(obj_dict(pdf->obj, id), "/N ");
	pdf_put_int(obj_dict(pdf->obj, id), components);
	/* of the paper's colours, half a megabyte; of a screen's, 3 kB */
	obj_stream(pdf->obj, id, profile,
	        profile.n > LONG ? FLATE_WELL : FLATE_QUICK);
	return id;
}

/* ISO 19005-2, 6.2.4.2: version 4 at most, of an input, display, output or
 * colour-space class, and for these components. */
static int
is_usable(struct span icc, int components)
{
	static const char class[4][5] = { "scnr", "mntr", "prtr", "spac" };
	const char *space = components == 1   ? "GRAY"
	                    : components == 3 ? "RGB "
	                                      : "CMYK";
	int known = 0;

	if (icc.n < 132 || memcmp(icc.p + 36, "acsp", 4) != 0 ||
	        memcmp(icc.p + 16, space, 4) != 0 || icc.p[8] < 1 ||
	        icc.p[8] > 4)
		return 0;
	for (int i = 0; i < 4; i++)
		known |= memcmp(icc.p + 12, class[i], 4) == 0;
	return known && icc.n == be32(icc.p);
}

int
icc_use(struct pdf *pdf, struct span profile, int components)
{
	char hex[SHA256_HEX + 1];
	void **slot;

	if (!is_usable(profile, components))
		return 0;
	sha256_hex(profile.p, profile.n, hex);
	slot = map_put(&pdf->profiles, span_of(hex));
	if (!*slot)
		*slot = (void *)(intptr_t)icc_embed(pdf, profile, components);
	return (int)(intptr_t)*slot;
}
