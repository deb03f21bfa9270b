/* pen: colours, alpha and overprint of what is painted next, written only where
 * they are not in force already. */
#include "pdf/pen.h"

void
pen_set_alpha(struct pen *pen, int alpha)
{
	struct pdf *pdf = pen->pdf;
	size_t i;

	if (pen->alpha == alpha)
		return;
	for (i = 0; i < pdf->alphas.n; i++)
		if (pdf->alphas.p[i] == alpha)
			break;
	if (i == pdf->alphas.n)
		vec_add(&pdf->alphas, (uint8_t)alpha);
	pen->uses->gstate = 1;
	if (alpha < 255)
		pen->uses->transparent = 1;
	str_puts(pen->out, "/A");
	pdf_put_int(pen->out, alpha);
	str_puts(pen->out, " gs\n");
	pen->alpha = alpha;
}

/* Small black on top of colour overprints (GWG 2022). */
void
pen_set_overprint(struct pen *pen, int on)
{
	if (!pen->pdf->print || pen->overprint == on)
		return;
	str_puts(pen->out, on ? "/O1 gs\n" : "/O0 gs\n");
	pen->uses->gstate = 1;
	pen->overprint = on;
}

void
pen_set_color(struct pen *pen, const struct css_color *c, int stroke)
{
	struct css_color *now = stroke ? &pen->stroke : &pen->fill;

	pen_set_alpha(pen, pen_alpha(c));
	if (pen_same_color(now, c))
		return;
	press_color(pen->pdf, pen->out, *c, stroke, pen->uses);
	*now = *c;
}
