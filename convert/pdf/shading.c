/* shading: gradients as axial and radial shadings (ISO 32000-1, 8.7.4.5) with
 * functions of type 2, stitched where there are more colours than two.
 *
 * The coordinates are those of the gradient's tile, so that equal tiles share
 * an object.  Colours go the way of all others, press.c; in between the
 * reader mixes inks, of which no mixture has more than both ends.  Where
 * colours are not opaque, their alpha is a shading, too, in a soft mask.
 */
#include <string.h>

#include "pdf/writer.h"

#define ONE 1000000

struct ramp {
	struct pdf *pdf;
	const struct gradient *g;
	enum press_space space;
	int alpha; /* not the colours, but this */
};

static void
put_color(const struct ramp *r, struct str *out, size_t i)
{
	struct css_color c = r->g->stop[i].color;

	if (r->alpha) {
		str_putc(out, '[');
		str_put_fixed(out,
		        ((c.cmyk ? 65535u : c.c[3]) * 1000 + 32767) / 65535, 3);
		str_putc(out, ']');
		return;
	}
	press_put_parts(r->pdf, out, c, r->space);
}

static void
put_step(const struct ramp *r, struct str *out, size_t from, size_t to)
{
	str_puts(out, "<</FunctionType 2/Domain[0 1]/N 1/C0");
	put_color(r, out, from);
	str_puts(out, "/C1");
	put_color(r, out, to);
	str_puts(out, ">>");
}

/* Of [0, 1] between the first stop and the last; steps of no length are
 * edges. */
static void
put_stops(const struct ramp *r, struct str *out)
{
	const struct gradient_stop *s = r->g->stop;
	size_t last = r->g->n - 1, steps = 0;
	struct str bounds = STR_INIT, funs = STR_INIT;
	int64_t len = (int64_t)s[last].at - s[0].at;

	for (size_t i = 0; i < last; i++) {
		if (s[i + 1].at == s[i].at)
			continue;
		if (steps++ > 0) {
			str_put_fixed(&bounds,
			        ((int64_t)s[i].at - s[0].at) * ONE / len, 6);
			str_putc(&bounds, ' ');
		}
		put_step(r, &funs, i, i + 1);
	}
	if (steps > 1) {
		str_puts(out, "<</FunctionType 3/Domain[0 1]/Bounds[");
		str_put_span(out, str_span(&bounds));
		str_puts(out, "]/Encode[");
		for (size_t i = 0; i < steps; i++)
			str_puts(out, "0 1 ");
		str_puts(out, "]/Functions[");
	}
	str_put_span(out, str_span(&funs));
	if (steps > 1)
		str_puts(out, "]>>");
	str_free(&bounds);
	str_free(&funs);
}

/* The object whose dictionary is d, "<<...>>" or without; the same again when
 * there was one like it. */
static int
shared(struct pdf *pdf, struct span d)
{
	void **place = map_put(&pdf->shadings, d);
	int id = (int)(intptr_t)*place;

	if (id == 0) {
		id = obj_new(pdf->obj);
		*place = (void *)(intptr_t)id;
		if (d.p[0] == '<')
			d = (struct span){ d.p + 2, d.n - 4 };
		str_put_span(obj_dict(pdf->obj, id), d);
	}
	return id;
}

/* Stops that come again are one function, stitched to itself. */
static void
put_function(const struct ramp *r, struct str *out)
{
	struct str one = STR_INIT;
	int id, n = r->g->repeats;

	put_stops(r, &one);
	if (n == 1) {
		str_put_span(out, str_span(&one));
		str_free(&one);
		return;
	}
	id = shared(r->pdf, str_span(&one));
	str_puts(out, "<</FunctionType 3/Domain[0 1]/Bounds[");
	for (int i = 1; i < n; i++) {
		str_put_fixed(out, (int64_t)i * ONE / n, 6);
		str_putc(out, ' ');
	}
	str_puts(out, "]/Encode[");
	for (int i = 0; i < n; i++)
		str_puts(out, "0 1 ");
	str_puts(out, "]/Functions[");
	for (int i = 0; i < n; i++) {
		pdf_put_ref(out, id);
		str_putc(out, ' ');
	}
	str_puts(out, "]>>");
	str_free(&one);
}

static int64_t
along(unit from, unit to, int64_t at)
{
	return milli(from) + (milli(to) - milli(from)) * at / ONE;
}

static void
put_coords(const struct gradient *g, struct str *out)
{
	int64_t a = g->stop[0].at, b = g->stop[g->n - 1].at, len = b - a;

	a -= len * g->before;
	b = a + len * g->repeats;
	if (g->radial && a < 0 && b > 0) { /* no circle is smaller than 0 */
		str_puts(out, "/Domain[");
		str_put_fixed(out, -a * ONE / (b - a), 6);
		str_puts(out, " 1]");
		a = 0;
	}
	str_puts(out, "/Coords[");
	if (g->radial) {
		a = along(0, g->x1, a > 0 ? a : 0);
		b = along(0, g->x1, b > 0 ? b : 0);
		str_puts(out, "0 0 ");
		str_put_fixed(out, a, 3);
		str_puts(out, " 0 0 ");
		str_put_fixed(out, b > a ? b : a + 1, 3);
	} else {
		put_pair(out, along(g->x0, g->x1, a), -along(g->y0, g->y1, a));
		str_putc(out, ' ');
		put_pair(out, along(g->x0, g->x1, b), -along(g->y0, g->y1, b));
	}
	str_putc(out, ']');
}

/* Its object; the same again when there was one like it. */
static int
object_of(const struct ramp *r)
{
	struct pdf *pdf = r->pdf;
	struct str d = STR_INIT;
	int id;

	str_puts(&d, r->g->radial ? "/ShadingType 3" : "/ShadingType 2");
	str_puts(&d, "/ColorSpace");
	press_put_space(pdf, &d, r->space);
	put_coords(r->g, &d);
	str_puts(&d, "/Extend[true true]/Function");
	put_function(r, &d);
	id = shared(pdf, str_span(&d));
	str_free(&d);
	return id;
}

static int
is_opaque(const struct gradient *g)
{
	for (size_t i = 0; i < g->n; i++)
		if (!g->stop[i].color.cmyk && g->stop[i].color.c[3] != 65535)
			return 0;
	return 1;
}

/* A group that is as light as the gradient is opaque. */
static int
mask_of(const struct ramp *r)
{
	const struct ramp alpha = { r->pdf, r->g, PRESS_GRAY, 1 };
	struct pdf *pdf = r->pdf;
	int shading = object_of(&alpha);
	struct str key = STR_INIT, *d;
	void **place;
	int id;

	str_printf(&key, "mask %d", shading);
	place = map_put(&pdf->shadings, str_span(&key));
	id = (int)(intptr_t)*place;
	if (id == 0) {
		id = obj_new(pdf->obj);
		*place = (void *)(intptr_t)id;
		vec_add(&pdf->masks, id);
		d = obj_dict(pdf->obj, id);
		str_puts(d, "/Type/XObject/Subtype/Form"
		            "/BBox[-16000 -16000 16000 16000]"
		            "/Group<</S/Transparency/CS/DeviceGray>>"
		            "/Resources<</Shading<</S ");
		pdf_put_ref(d, shading);
		str_puts(d, ">>>>");
		obj_stream(pdf->obj, id, SPAN_LIT("/S sh"), 0);
	}
	str_free(&key);
	return id;
}

void
shading_paint(struct pdf *pdf, struct str *out, const struct gradient *g,
        int64_t x, int64_t y, struct pdf_uses *uses)
{
	const struct ramp r = { pdf, g, press_space(pdf, g), 0 };
	int id = object_of(&r);

	if (g->radial) { /* a circle, stretched to an ellipse */
		str_puts(out, "1 0 0 ");
		str_put_fixed(out, (int64_t)g->y1 * ONE / g->x1, 6);
		str_putc(out, ' ');
		put_pair(out, x + milli(g->x0), y - milli(g->y0));
	} else {
		str_puts(out, "1 0 0 1 ");
		put_pair(out, x, y);
	}
	str_puts(out, " cm");
	if (!is_opaque(g)) {
		str_puts(out, "/M");
		pdf_put_int(out, mask_of(&r));
		str_puts(out, " gs");
		uses->gstate = uses->transparent = 1;
	}
	pdf_use(&uses->shading, id);
	str_puts(out, "/S");
	pdf_put_int(out, id);
	str_puts(out, " sh");
}
