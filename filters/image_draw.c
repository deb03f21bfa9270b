/* image_draw: a drawing to pixels, by librsvg.
 *
 * The library brings forty others, whose loading would double the start of
 * every run, so it is opened when the first drawing comes.  Its interface has
 * been the same since 2.52.
 *
 * Pixels are for paper: 300 to the inch of the drawing's own size, and enough
 * for a small drawing that is shown large; not more than readers of EPUB bear.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <librsvg/rsvg.h>

#include "base/late.h"
#include "filters/images.h"

#define LIBRARY "librsvg-2.so.2"
#define PPI 300.0
#define CSS_PPI 96.0
#define SIDE_MIN 600.0 /* pixels of the longer side */
#define SIDE_MAX 4000.0
#define PIXELS_MAX 4000000.0
#define CSS_MAX 100000.0

/* F(name): what is called of the library and of those it brings. */
#define CALLS(F)                                                               \
	F(rsvg_handle_new_from_data)                                           \
	F(rsvg_handle_set_dpi)                                                 \
	F(rsvg_handle_get_intrinsic_dimensions)                                \
	F(rsvg_handle_render_document)                                         \
	F(g_object_unref)                                                      \
	F(g_error_free)                                                        \
	F(cairo_image_surface_create)                                          \
	F(cairo_image_surface_get_data)                                        \
	F(cairo_image_surface_get_stride)                                      \
	F(cairo_surface_flush)                                                 \
	F(cairo_surface_status)                                                \
	F(cairo_surface_destroy)                                               \
	F(cairo_create)                                                        \
	F(cairo_destroy)

LATE_CALLS(rsvg, CALLS)
LATE_LOAD(rsvg, LIBRARY, CALLS)

const char *
svg_missing(void)
{
	struct rsvg r;

	return rsvg_load(&r) < 0 ? LIBRARY " (2.52 or newer) is not installed"
	                         : NULL;
}

/* CSS pixels of a length that does not hang on what is around. */
static double
css_pixels(gboolean known, RsvgLength l)
{
	static const double per[] = {
		[RSVG_UNIT_PX] = 1,
		[RSVG_UNIT_IN] = CSS_PPI,
		[RSVG_UNIT_CM] = CSS_PPI / 2.54,
		[RSVG_UNIT_MM] = CSS_PPI / 25.4,
		[RSVG_UNIT_PT] = CSS_PPI / 72,
		[RSVG_UNIT_PC] = CSS_PPI / 6,
		[RSVG_UNIT_EM] = 16,
		[RSVG_UNIT_EX] = 8,
	};

	if (!known || l.unit >= sizeof(per) / sizeof(per[0]))
		return 0;
	return l.length * per[l.unit];
}

/* Size in CSS pixels: the drawing's own, else that of its view. */
static int
natural_size(const struct rsvg *r, RsvgHandle *h, double *w, double *ht)
{
	gboolean has_w, has_h, has_view;
	RsvgRectangle view;
	RsvgLength lw, lh;

	r->rsvg_handle_get_intrinsic_dimensions(
	        h, &has_w, &lw, &has_h, &lh, &has_view, &view);
	*w = css_pixels(has_w, lw);
	*ht = css_pixels(has_h, lh);
	if (has_view && view.width > 0 && view.height > 0) {
		if (!(*w > 0) && !(*ht > 0))
			*w = view.width;
		if (!(*w > 0))
			*w = *ht * view.width / view.height;
		if (!(*ht > 0))
			*ht = *w * view.height / view.width;
	}
	return *w > 0 && *ht > 0 && *w < CSS_MAX && *ht < CSS_MAX ? 0 : -1;
}

static double
scale_for(double w, double h, const struct limits *lim)
{
	double longer = w > h ? w : h, scale = PPI / CSS_PPI;
	double most = (double)lim->image_pixels;

	if (most > PIXELS_MAX)
		most = PIXELS_MAX;
	if (scale * longer < SIDE_MIN)
		scale = SIDE_MIN / longer;
	if (scale * longer > SIDE_MAX)
		scale = SIDE_MAX / longer;
	if (scale * scale * w * h > most)
		scale = sqrt(most / (w * h));
	return scale;
}

/* Cairo's pixels are words of ARGB with the alpha multiplied in. */
static void
take_pixels(struct image_pixels *px, const unsigned char *data, size_t stride)
{
	unsigned char *to = px->p;

	for (unsigned y = 0; y < px->height; y++)
		for (unsigned x = 0; x < px->width; x++, to += 4) {
			uint32_t v;
			unsigned a;

			memcpy(&v, data + y * stride + 4 * (size_t)x, 4);
			a = v >> 24;
			for (int k = 0; k < 3 && a; k++)
				to[k] = (unsigned char)((((v >> (16 - 8 * k)) &
				                                 255) * 255 +
				                                a / 2) /
				                        a);
			to[3] = (unsigned char)a;
		}
}

static int
render(const struct rsvg *r, RsvgHandle *h, struct image_pixels *px)
{
	cairo_surface_t *s = r->cairo_image_surface_create(
	        CAIRO_FORMAT_ARGB32, (int)px->width, (int)px->height);
	RsvgRectangle all = { 0, 0, px->width, px->height };
	cairo_t *cr = r->cairo_create(s);
	GError *error = NULL;
	int ok = r->rsvg_handle_render_document(h, cr, &all, &error);

	if (error)
		r->g_error_free(error);
	r->cairo_surface_flush(s);
	ok = ok && r->cairo_surface_status(s) == CAIRO_STATUS_SUCCESS;
	if (ok) {
		image_pixels_new(px);
		take_pixels(px, r->cairo_image_surface_get_data(s),
		        (size_t)r->cairo_image_surface_get_stride(s));
	}
	r->cairo_destroy(cr);
	r->cairo_surface_destroy(s);
	return ok ? 0 : -1;
}

static enum image_fault
draw(const struct rsvg *r, RsvgHandle *h, const struct limits *lim,
        struct image_pixels *px, const char **why)
{
	double w, ht, scale;

	r->rsvg_handle_set_dpi(h, CSS_PPI);
	*why = "the drawing has no size";
	if (natural_size(r, h, &w, &ht) < 0)
		return IMAGE_DAMAGED;
	scale = scale_for(w, ht, lim);
	px->width = (unsigned)lround(scale * w);
	px->height = (unsigned)lround(scale * ht);
	if ((size_t)px->width * px->height > lim->image_pixels) {
		px->width = (unsigned)(scale * w); /* rounded up */
		px->height = (unsigned)(scale * ht);
	}
	px->css_width = (unsigned)lround(w);
	px->css_height = (unsigned)lround(ht);
	px->components = 4;
	if (!px->width || !px->height || !px->css_width || !px->css_height)
		return IMAGE_DAMAGED;
	*why = "it cannot be drawn";
	return render(r, h, px) < 0 ? IMAGE_DAMAGED : IMAGE_FINE;
}

enum image_fault
svg_draw(struct span clean, const struct limits *lim, struct image_pixels *px,
        const char **why)
{
	enum image_fault fault;
	GError *error = NULL;
	RsvgHandle *h;
	struct rsvg r;

	memset(px, 0, sizeof(*px));
	*why = svg_missing();
	if (*why || rsvg_load(&r) < 0)
		return IMAGE_FOREIGN;
	*why = "it is no valid SVG";
	h = r.rsvg_handle_new_from_data(
	        (const guint8 *)clean.p, clean.n, &error);
	if (error)
		r.g_error_free(error);
	if (!h)
		return IMAGE_DAMAGED;
	fault = draw(&r, h, lim, px, why);
	r.g_object_unref(h);
	return fault;
}
