/* press: what differs between a PDF for the screen and one for the press.
 *
 * screen: RGB and grey under an sRGB output intent; the sheet is the trim.
 * print: CMYK under a CMYK output intent (PDF/X-4, ISO 15930-7): text in
 * black alone, RGB only as ICC-based sRGB, small black text and thin black
 * lines overprint so that no white shows when the plates are out of
 * register; MediaBox, BleedBox, TrimBox and crop marks outside the bleed.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "pdf/writer.h"

#define MARK_LENGTH unit_from_mm(5)
#define MARK_GAP unit_from_mm(3) /* from the trim, when no bleed */
#define MARK_EDGE unit_from_mm(1)

static uint32_t
be32(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;

	return (uint32_t)u[0] << 24 | (uint32_t)u[1] << 16 |
	       (uint32_t)u[2] << 8 | u[3];
}

/* The profile's description, for people (ICC v2 desc, v4 mluc). */
static void
put_profile_name(struct str *out, struct span icc)
{
	size_t tags = be32(icc.p + 128);

	for (size_t i = 0; i < tags && 132 + 12 * i + 12 <= icc.n; i++) {
		const char *row = icc.p + 132 + 12 * i;
		size_t at = be32(row + 4), n = be32(row + 8);

		if (memcmp(row, "desc", 4) != 0 || at > icc.n ||
		        n > icc.n - at || n < 12)
			continue;
		if (memcmp(icc.p + at, "desc", 4) == 0) {
			size_t len = be32(icc.p + at + 8);

			for (size_t k = 0; k + 1 < len && k + 12 < n; k++) {
				char c = icc.p[at + 12 + k];

				if (c >= 0x20 && c < 0x7F)
					str_putc(out, c);
			}
		}
		return;
	}
}

/* An output profile for CMYK, at most version 4 (ISO 19005-2, 6.2.3). */
static int
is_cmyk_output(struct span icc)
{
	return icc.n > 132 && memcmp(icc.p + 36, "acsp", 4) == 0 &&
	       memcmp(icc.p + 12, "prtr", 4) == 0 &&
	       memcmp(icc.p + 16, "CMYK", 4) == 0 && icc.p[8] <= 4;
}

static int
open_cmyk(struct pdf *pdf)
{
	/* FOGRA39 (package colord-data) where it is installed, else the
	 * profile that Ghostscript comes with. */
	static const char *const known[] = {
		"/usr/share/color/icc/colord/FOGRA39L_coated.icc",
		"/usr/share/color/icc/ghostscript/default_cmyk.icc",
	};
	struct str icc = STR_INIT;
	const char *path = pdf->profile;

	for (size_t i = 0; !path && i < sizeof(known) / sizeof(*known); i++)
		if (access(known[i], R_OK) == 0)
			path = known[i];
	if (!path)
		return diag_report(pdf->dg, NULL, MSG_PDF_PROFILE, known[1]);
	if (file_read(path, 16 << 20, &icc, pdf->dg) < 0) {
		str_free(&icc);
		return -1;
	}
	if (!is_cmyk_output(str_span(&icc))) {
		str_free(&icc);
		return diag_report(pdf->dg, NULL, MSG_PDF_PROFILE_KIND, path);
	}
	pdf->cmyk = icc_embed(pdf, str_span(&icc), 4);
	put_profile_name(&pdf->cmyk_info, str_span(&icc));
	pdf->cmyk_is_fogra39 = strstr(path, "FOGRA39") != NULL;
	str_free(&icc);
	return 0;
}

int
press_open(struct pdf *pdf)
{
	struct str icc = STR_INIT;

	icc_srgb(&icc);
	pdf->srgb = icc_embed(pdf, str_span(&icc), 3);
	str_free(&icc);
	pdf->gstates = obj_new(pdf->obj);
	return pdf->print ? open_cmyk(pdf) : 0;
}

static void
put_intent(const struct pdf *pdf, struct str *out, const char *standard)
{
	str_puts(out, "<</Type/OutputIntent/S/");
	str_puts(out, standard);
	str_puts(out, "/OutputConditionIdentifier");
	if (!pdf->print) {
		str_puts(out, "(sRGB IEC61966-2.1)/RegistryName"
		              "(http://www.color.org)/Info(sRGB IEC61966-2.1)");
	} else if (pdf->cmyk_is_fogra39) {
		str_puts(out, "(FOGRA39)/RegistryName(http://www.color.org)"
		              "/OutputCondition(Offset printing, coated paper, "
		              "ISO 12647-2:2004)/Info");
		pdf_put_text(out, str_span(&pdf->cmyk_info));
	} else {
		str_puts(out, "(Custom)/Info");
		pdf_put_text(out, pdf->cmyk_info.len ? str_span(&pdf->cmyk_info)
		                                     : SPAN_LIT("CMYK"));
	}
	str_puts(out, "/DestOutputProfile ");
	pdf_put_ref(out, pdf->print ? pdf->cmyk : pdf->srgb);
	str_puts(out, ">>");
}

void
press_intents(struct pdf *pdf, struct str *catalog)
{
	str_puts(catalog, "/OutputIntents[");
	put_intent(pdf, catalog, "GTS_PDFA1");
	if (pdf->print)
		put_intent(pdf, catalog, "GTS_PDFX");
	str_putc(catalog, ']');
}

static unit
mark_gap(const struct page *p)
{
	return p->bleed > MARK_GAP ? p->bleed : MARK_GAP;
}

unit
press_margin(const struct pdf *pdf, const struct page *p)
{
	if (!pdf->print)
		return 0;
	return p->crop_marks ? mark_gap(p) + MARK_LENGTH + MARK_EDGE : p->bleed;
}

static void
put_box(struct str *out, const char *name, int64_t x0, int64_t y0, int64_t x1,
        int64_t y1)
{
	str_putc(out, '/');
	str_puts(out, name);
	str_putc(out, '[');
	str_put_pt(out, x0);
	str_putc(out, ' ');
	str_put_pt(out, y0);
	str_putc(out, ' ');
	str_put_pt(out, x1);
	str_putc(out, ' ');
	str_put_pt(out, y1);
	str_putc(out, ']');
}

void
press_boxes(const struct pdf *pdf, const struct page *p, struct str *dict)
{
	int64_t m = press_margin(pdf, p);
	int64_t w = p->width, h = p->height, b = p->bleed;

	put_box(dict, "MediaBox", 0, 0, w + 2 * m, h + 2 * m);
	if (!pdf->print)
		return;
	put_box(dict, "BleedBox", m - b, m - b, m + w + b, m + h + b);
	put_box(dict, "TrimBox", m, m, m + w, m + h);
}

static void
put_line(struct str *out, int64_t x0, int64_t y0, int64_t x1, int64_t y1)
{
	str_put_pt(out, x0);
	str_putc(out, ' ');
	str_put_pt(out, y0);
	str_puts(out, " m ");
	str_put_pt(out, x1);
	str_putc(out, ' ');
	str_put_pt(out, y1);
	str_puts(out, " l\n");
}

/* Crop marks on all four plates, 0.25 pt, outside the bleed. */
void
press_marks(const struct pdf *pdf, const struct page *p, struct str *content)
{
	int64_t m = press_margin(pdf, p), gap = mark_gap(p);
	int64_t far = MARK_LENGTH + gap;

	if (!pdf->print || !p->crop_marks)
		return;
	str_puts(content, "/Artifact<</Type/Page>>BDC q 1 1 1 1 K .25 w "
	                  "[]0 d 0 J\n");
	for (int side = 0; side < 2; side++) {
		int64_t x = side ? m + p->width : m;
		int64_t y = side ? m + p->height : m;
		int64_t top = m + p->height, right = m + p->width;

		put_line(content, x, m - far, x, m - gap);
		put_line(content, x, top + gap, x, top + far);
		put_line(content, m - far, y, m - gap, y);
		put_line(content, right + gap, y, right + far, y);
	}
	str_puts(content, "S Q EMC\n");
}

/* 0..65535 as 0..1 in three decimals. */
static void
put_part(struct str *out, unsigned v)
{
	str_put_fixed(out, (v * 1000 + 32767) / 65535, 3);
	str_putc(out, ' ');
}

int
press_is_black(const struct css_color *c)
{
	if (c->cmyk)
		return !c->c[0] && !c->c[1] && !c->c[2] && c->c[3] == 65535;
	return !c->c[0] && !c->c[1] && !c->c[2];
}

static void
put_cmyk(struct str *out, const struct css_color *c, int stroke)
{
	for (int i = 0; i < 4; i++)
		put_part(out, c->c[i]);
	str_puts(out, stroke ? "K\n" : "k\n");
}

/* device-cmyk() under an RGB intent: DeviceCMYK is not allowed there
 * (ISO 19005-2, 6.2.4.3), so the plain conversion of CSS Color 4, 10. */
static struct css_color
to_rgb(struct css_color c)
{
	struct css_color out = { 1, 0, { 0, 0, 0, 65535 } };

	for (int i = 0; i < 3; i++)
		out.c[i] = (uint16_t)((uint64_t)(65535 - c.c[i]) *
		                      (65535u - c.c[3]) / 65535u);
	return out;
}

static void
put_print(struct str *out, const struct css_color *c, int stroke,
        struct pdf_uses *uses)
{
	if (c->cmyk) {
		put_cmyk(out, c, stroke);
	} else if (c->c[0] == c->c[1] && c->c[1] == c->c[2]) {
		str_puts(out, "0 0 0 ");
		put_part(out, 65535u - c->c[0]);
		str_puts(out, stroke ? "K\n" : "k\n");
	} else {
		uses->icc = 1;
		str_puts(out, stroke ? "/sRGB CS " : "/sRGB cs ");
		for (int i = 0; i < 3; i++)
			put_part(out, c->c[i]);
		str_puts(out, stroke ? "SC\n" : "sc\n");
	}
}

void
press_color(struct pdf *pdf, struct str *out, struct css_color c, int stroke,
        struct pdf_uses *uses)
{
	if (pdf->print) {
		put_print(out, &c, stroke, uses);
		return;
	}
	if (c.cmyk)
		c = to_rgb(c);
	if (c.c[0] == c.c[1] && c.c[1] == c.c[2]) {
		put_part(out, c.c[0]);
		str_puts(out, stroke ? "G\n" : "g\n");
		return;
	}
	for (int i = 0; i < 3; i++)
		put_part(out, c.c[i]);
	str_puts(out, stroke ? "RG\n" : "rg\n");
}

void
press_gstates(struct pdf *pdf)
{
	struct str *d = obj_dict(pdf->obj, pdf->gstates);

	if (pdf->print)
		str_puts(d, "/O0<</OP false/op false/OPM 0>>"
		            "/O1<</OP true/op true/OPM 1>>\n");
	for (size_t i = 0; i < pdf->alphas.n; i++) {
		str_puts(d, "/A");
		pdf_put_int(d, pdf->alphas.p[i]);
		str_puts(d, "<</CA ");
		put_part(d, pdf->alphas.p[i] * 257u);
		str_puts(d, "/ca ");
		put_part(d, pdf->alphas.p[i] * 257u);
		str_puts(d, ">>\n");
	}
}
