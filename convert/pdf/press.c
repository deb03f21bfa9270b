/* press: what differs between a PDF for the screen and one for the press.
 *
 * screen: RGB and grey under an sRGB output intent; the sheet is the trim.
 * print: CMYK under a CMYK output intent (PDF/X-4, ISO 15930-7): text in
 * black alone, colours turned into inks (or kept as ICC-based sRGB on
 * demand), small black text and thin black lines overprint so that no white
 * shows when the plates are out of register; MediaBox, BleedBox, TrimBox.
 */
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "pdf/inks.h"
#include "pdf/writer.h"

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

/* The user's word, the paper's limit, or what the profile itself lays down at
 * most: whoever made it knew the press. */
static void
choose_ink(struct pdf *pdf, struct span icc, const char *name)
{
	pdf->ink =
	        pdf->options->ink ? pdf->options->ink : pdf->condition->limit;
	if (pdf->ink)
		return;
	pdf->ink = inks_of_profile(icc);
	diag_report(pdf->dg, NULL, MSG_PDF_INK_LIMIT, name, pdf->ink);
}

int
pdf_ink(const struct pdf *pdf)
{
	return pdf->ink;
}

static int
open_cmyk(struct pdf *pdf)
{
	const char *name = pdf->options->condition;
	struct str icc = STR_INIT;
	int rc;

	name = name && *name ? name : "coated";
	pdf->condition = condition_find(name);
	rc = condition_profile(name, &icc, pdf->dg);
	if (rc == 0) {
		pdf->cmyk = icc_embed(pdf, str_span(&icc), 4);
		put_profile_name(&pdf->cmyk_info, str_span(&icc));
		choose_ink(pdf, str_span(&icc), name);
		if (!pdf->options->keep_rgb)
			pdf->inks = inks_new(str_span(&icc), pdf->ink);
		if (!pdf->options->keep_rgb && !pdf->inks)
			rc = diag_report(
			        pdf->dg, NULL, MSG_PDF_PROFILE_KIND, name);
	}
	str_free(&icc);
	return rc;
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
	} else {
		const char *id = pdf->condition->id;

		pdf_put_bytes(out, span_of(id ? id : "Custom"));
		if (id)
			str_puts(out, "/RegistryName(http://www.color.org)");
		str_puts(out, "/OutputCondition");
		pdf_put_bytes(out, span_of(pdf->condition->about));
		str_puts(out, "/Info");
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

/* The near black that reads well on a screen (#111, #222) would be a tint on
 * paper, all its edges dots of the halftone: letters of it are solid black.
 * Small letters of several inks blur when the plates are out of register
 * (GWG 2022: below 8 pt, in newspapers 10): they are black, or grey when they
 * are light.  Inks that the style names are its own affair. */
struct css_color
press_text_color(const struct pdf *pdf, struct css_color c, unit size)
{
	unsigned grey;

	if (!pdf->print || c.cmyk)
		return c;
	if (c.c[0] == c.c[1] && c.c[1] == c.c[2]) {
		if (c.c[0] <= 65535 * 15 / 100)
			c.c[0] = c.c[1] = c.c[2] = 0;
		return c;
	}
	if (!pdf->inks || size >= (pdf->condition->newspaper ? 10 : 8) * PT)
		return c;
	grey = (c.c[0] * 299u + c.c[1] * 587u + c.c[2] * 114u) / 1000;
	if (grey < 65535 * 45 / 100)
		grey = 0;
	c.c[0] = c.c[1] = c.c[2] = (uint16_t)grey;
	return c;
}

static int
is_grey(const struct css_color *c)
{
	return !c->cmyk && c->c[0] == c->c[1] && c->c[1] == c->c[2];
}

/* Greys are black ink alone; colours become inks. */
static struct css_color
to_inks(struct pdf *pdf, struct css_color c)
{
	struct css_color k = { 1, 1, { 0, 0, 0, 0 } };

	if (c.cmyk)
		return c;
	if (is_grey(&c))
		k.c[3] = (uint16_t)(65535u - c.c[0]);
	else
		inks_color(pdf->inks, c.c, k.c);
	return k;
}

/* Unless RGB is kept. */
static void
put_print(struct pdf *pdf, struct str *out, const struct css_color *c,
        int stroke, struct pdf_uses *uses)
{
	struct css_color k;

	if (pdf->inks || c->cmyk || is_grey(c)) {
		k = to_inks(pdf, *c);
		put_cmyk(out, &k, stroke);
		return;
	}
	uses->icc = 1;
	str_puts(out, stroke ? "/sRGB CS " : "/sRGB cs ");
	for (int i = 0; i < 3; i++)
		put_part(out, c->c[i]);
	str_puts(out, stroke ? "SC\n" : "sc\n");
}

void
press_color(struct pdf *pdf, struct str *out, struct css_color c, int stroke,
        struct pdf_uses *uses)
{
	if (pdf->print) {
		put_print(pdf, out, &c, stroke, uses);
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

enum press_space
press_space(const struct pdf *pdf, const struct gradient *g)
{
	int grey = 1, colour = 0;

	for (size_t i = 0; i < g->n; i++) {
		grey &= is_grey(&g->stop[i].color);
		colour |= !g->stop[i].color.cmyk && !is_grey(&g->stop[i].color);
	}
	if (!pdf->print)
		return grey ? PRESS_GRAY : PRESS_RGB;
	return colour && !pdf->inks ? PRESS_ICC : PRESS_CMYK;
}

void
press_put_space(const struct pdf *pdf, struct str *out, enum press_space space)
{
	static const char *const name[] = { "/DeviceGray", "/DeviceRGB",
		"/DeviceCMYK" };

	if (space != PRESS_ICC) {
		str_puts(out, name[space]);
		return;
	}
	str_puts(out, "[/ICCBased ");
	pdf_put_ref(out, pdf->srgb);
	str_putc(out, ']');
}

void
press_put_parts(struct pdf *pdf, struct str *out, struct css_color c,
        enum press_space space)
{
	if (space == PRESS_CMYK)
		c = to_inks(pdf, c);
	else if (c.cmyk)
		c = to_rgb(c);
	str_putc(out, '[');
	for (int i = 0; i < (space == PRESS_GRAY          ? 1
	                            : space == PRESS_CMYK ? 4
	                                                  : 3);
	        i++)
		put_part(out, c.c[i]);
	str_putc(out, ']');
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
	for (size_t i = 0; i < pdf->masks.n; i++) {
		str_puts(d, "/M");
		pdf_put_int(d, pdf->masks.p[i]);
		str_puts(d, "<</SMask<</S/Luminosity/G ");
		pdf_put_ref(d, pdf->masks.p[i]);
		str_puts(d, ">>>>\n");
	}
}
