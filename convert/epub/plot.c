/* plot: outlines filled with exact area coverage, in integers.
 *
 * The method is that of FreeType's smooth rasteriser (after Raph Levien's
 * libart): each edge adds to every cell it crosses the signed height it covers
 * there and the area to its left; one sweep along a row sums them up.  Cost
 * follows the length of the outline, nothing is sorted, and the same glyph
 * gives the same pixels on every machine.
 */
#include "epub/plot.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"

#define ONE 256 /* a pixel */
#define CURVE_STEPS 12
#define GLYPH_MAX 2000 /* pixels; larger ones are not drawn */

struct cells {
	int x0, y0, w, h; /* pixels covered */
	int32_t *cover, *area;
};

/* An outline while HarfBuzz tells it: as lines, in 1/256 pixel. */
struct pen {
	int64_t size, upem, x, y;
	int64_t cx, cy; /* current point */
	int64_t min_x, min_y, max_x, max_y;
	struct cells *cells; /* NULL: only measure */
};

void
plot_init(struct plot *r, int width, int height)
{
	r->width = width;
	r->height = height;
	r->p = xcalloc((size_t)width * (size_t)height, 3);
}

void
plot_free(struct plot *r)
{
	free(r->p);
	r->p = NULL;
}

static void
blend(struct plot *r, int x, int y, uint32_t rgb, int alpha)
{
	uint8_t *to;

	if (x < 0 || y < 0 || x >= r->width || y >= r->height)
		return;
	to = r->p + ((size_t)y * (size_t)r->width + (size_t)x) * 3;
	for (int k = 0; k < 3; k++) {
		int c = (int)(rgb >> (16 - 8 * k) & 255);

		to[k] = (uint8_t)((to[k] * (256 - alpha) + c * alpha + 128) /
		                  256);
	}
}

void
plot_shade(struct plot *r, int x, int y, int w, int h, uint32_t rgb, int from,
        int to)
{
	for (int j = 0; j < h; j++)
		for (int i = 0; i < w; i++)
			blend(r, x + i, y + j, rgb,
			        from + (to - from) * j / (h > 1 ? h - 1 : 1));
}

void
plot_rect(struct plot *r, int x, int y, int w, int h, uint32_t rgb)
{
	plot_shade(r, x, y, w, h, rgb, 256, 256);
}

/* Source position of a target pixel's middle, in 1/256 pixel. */
static int64_t
source(int i, int n, int from, int span)
{
	int64_t v = ((int64_t)(2 * i + 1) * span * ONE) / (2 * n) +
	            (int64_t)from * ONE - ONE / 2;

	return v < 0 ? 0 : v;
}

void
plot_picture(struct plot *r, int x, int y, int w, int h, const uint8_t *rows,
        int pw, int ph, int components)
{
	int sw = pw, sh = ph, sx = 0, sy = 0;

	if ((int64_t)pw * h > (int64_t)ph * w)
		sw = (int)((int64_t)ph * w / h);
	else
		sh = (int)((int64_t)pw * h / w);
	sw = sw < 1 ? 1 : sw;
	sh = sh < 1 ? 1 : sh;
	sx = (pw - sw) / 2;
	sy = (ph - sh) / 2;
	for (int j = 0; j < h; j++) {
		int64_t v = source(j, h, sy, sh);
		int y0 = (int)(v / ONE), fy = (int)(v % ONE);
		int y1 = y0 + 1 < ph ? y0 + 1 : y0;

		for (int i = 0; i < w; i++) {
			int64_t u = source(i, w, sx, sw);
			int x0 = (int)(u / ONE), fx = (int)(u % ONE);
			int x1 = x0 + 1 < pw ? x0 + 1 : x0;
			uint32_t rgb = 0;

			for (int k = 0; k < 3; k++) {
				int c = components == 3 ? k : 0;
#define AT(X, Y)                                                               \
	rows[((size_t)(Y) * (size_t)pw + (size_t)(X)) * (size_t)components +   \
	        (size_t)c]
				int top = AT(x0, y0) * (ONE - fx) +
				          AT(x1, y0) * fx;
				int low = AT(x0, y1) * (ONE - fx) +
				          AT(x1, y1) * fx;
#undef AT
				int s = (top * (ONE - fy) + low * fy) /
				        (ONE * ONE);

				rgb = rgb << 8 | (uint32_t)s;
			}
			blend(r, x + i, y + j, rgb, 256);
		}
	}
}

/* A piece of an edge within one cell. */
static void
add_piece(struct cells *c, int64_t x0, int64_t y0, int64_t x1, int64_t y1,
        int column, int row)
{
	size_t at;
	int64_t left = (int64_t)column * ONE;

	if (row < 0 || row >= c->h || column < 0 || column >= c->w)
		return;
	at = (size_t)row * (size_t)c->w + (size_t)column;
	c->cover[at] += (int32_t)(y1 - y0);
	c->area[at] += (int32_t)((x0 - left + x1 - left) * (y1 - y0));
}

static int64_t
floor_div(int64_t a, int64_t b)
{
	return a >= 0 ? a / b : -((-a + b - 1) / b);
}

/* A piece of an edge within one row, cut at columns. */
static void
add_row(struct cells *c, int64_t x0, int64_t y0, int64_t x1, int64_t y1,
        int row)
{
	int64_t dx = x1 - x0, dy = y1 - y0;
	int64_t px = x0, py = y0;
	int a = (int)floor_div(x0, ONE), b = (int)floor_div(x1, ONE);

	while (a != b && dx != 0) {
		int64_t edge = (int64_t)(a < b ? a + 1 : a) * ONE;
		int64_t qy = y0 + dy * (edge - x0) / dx;

		add_piece(c, px, py, edge, qy, a, row);
		px = edge;
		py = qy;
		a += a < b ? 1 : -1;
	}
	add_piece(c, px, py, x1, y1, a, row);
}

/* An edge in pixels relative to the cells, cut at rows. */
static void
add_line(struct cells *c, int64_t x0, int64_t y0, int64_t x1, int64_t y1)
{
	int64_t dx = x1 - x0, dy = y1 - y0, px = x0, py = y0;
	int a, b;

	if (dy == 0)
		return;
	a = (int)floor_div(y0, ONE);
	b = (int)floor_div(y1, ONE);
	while (a != b) {
		int64_t edge = (int64_t)(a < b ? a + 1 : a) * ONE;
		int64_t qx = x0 + dx * (edge - y0) / dy;

		add_row(c, px, py, qx, edge, a);
		px = qx;
		py = edge;
		a += a < b ? 1 : -1;
	}
	add_row(c, px, py, x1, y1, a);
}

static int64_t
scale(const struct pen *p, float v)
{
	/* font units are whole numbers; outlines may have halves */
	int64_t v64 = (int64_t)(v * 64.0f);

	return v64 * p->size * ONE / (p->upem * 64);
}

static void
line(struct pen *p, int64_t x, int64_t y)
{
	if (p->cells)
		add_line(p->cells, p->cx - (int64_t)p->cells->x0 * ONE,
		        p->cy - (int64_t)p->cells->y0 * ONE,
		        x - (int64_t)p->cells->x0 * ONE,
		        y - (int64_t)p->cells->y0 * ONE);
	p->min_x = x < p->min_x ? x : p->min_x;
	p->max_x = x > p->max_x ? x : p->max_x;
	p->min_y = y < p->min_y ? y : p->min_y;
	p->max_y = y > p->max_y ? y : p->max_y;
	p->cx = x;
	p->cy = y;
}

#define POINT(p, X, Y) (p)->x + scale((p), (X)), (p)->y - scale((p), (Y))

static void
on_move(hb_draw_funcs_t *f, void *pen, hb_draw_state_t *st, float x, float y,
        void *user)
{
	struct pen *p = pen, at = *p;

	(void)f, (void)st, (void)user;
	/* a move draws nothing, but counts for the size */
	p->cells = NULL;
	line(p, POINT(&at, x, y));
	p->cells = at.cells;
}

static void
on_line(hb_draw_funcs_t *f, void *pen, hb_draw_state_t *st, float x, float y,
        void *user)
{
	(void)f, (void)st, (void)user;
	line(pen, POINT((struct pen *)pen, x, y));
}

static void
curve(struct pen *p, const int64_t x[4], const int64_t y[4])
{
	const int64_t n = CURVE_STEPS, n3 = n * n * n;

	for (int64_t i = 1; i <= n; i++) {
		int64_t m = n - i;
		int64_t b0 = m * m * m, b1 = 3 * m * m * i;
		int64_t b2 = 3 * m * i * i, b3 = i * i * i;

		line(p, (b0 * x[0] + b1 * x[1] + b2 * x[2] + b3 * x[3]) / n3,
		        (b0 * y[0] + b1 * y[1] + b2 * y[2] + b3 * y[3]) / n3);
	}
}

static void
on_cubic(hb_draw_funcs_t *f, void *pen, hb_draw_state_t *st, float x1, float y1,
        float x2, float y2, float x3, float y3, void *user)
{
	struct pen *p = pen;
	int64_t x[4] = { p->cx, p->x + scale(p, x1), p->x + scale(p, x2),
		p->x + scale(p, x3) };
	int64_t y[4] = { p->cy, p->y - scale(p, y1), p->y - scale(p, y2),
		p->y - scale(p, y3) };

	(void)f, (void)st, (void)user;
	curve(p, x, y);
}

static void
on_quadratic(hb_draw_funcs_t *f, void *pen, hb_draw_state_t *st, float x1,
        float y1, float x2, float y2, void *user)
{
	struct pen *p = pen;
	int64_t qx = p->x + scale(p, x1), qy = p->y - scale(p, y1);
	int64_t ex = p->x + scale(p, x2), ey = p->y - scale(p, y2);
	int64_t x[4] = { p->cx, (p->cx + 2 * qx) / 3, (ex + 2 * qx) / 3, ex };
	int64_t y[4] = { p->cy, (p->cy + 2 * qy) / 3, (ey + 2 * qy) / 3, ey };

	(void)f, (void)st, (void)user;
	curve(p, x, y);
}

static hb_draw_funcs_t *
make_pen(void)
{
	hb_draw_funcs_t *f = hb_draw_funcs_create();

	hb_draw_funcs_set_move_to_func(f, on_move, NULL, NULL);
	hb_draw_funcs_set_line_to_func(f, on_line, NULL, NULL);
	hb_draw_funcs_set_quadratic_to_func(f, on_quadratic, NULL, NULL);
	hb_draw_funcs_set_cubic_to_func(f, on_cubic, NULL, NULL);
	return f; /* contours are closed by HarfBuzz with a line */
}

static void
sweep(struct plot *r, const struct cells *c, uint32_t rgb)
{
	for (int y = 0; y < c->h; y++) {
		const int32_t *cover = c->cover + (size_t)y * (size_t)c->w;
		const int32_t *area = c->area + (size_t)y * (size_t)c->w;
		int32_t sum = 0;

		for (int x = 0; x < c->w; x++) {
			int32_t a;

			sum += cover[x];
			a = abs(sum * 2 * ONE - area[x]) / (2 * ONE);
			if (a > 0)
				blend(r, c->x0 + x, c->y0 + y, rgb,
				        a > 256 ? 256 : a);
		}
	}
}

void
plot_glyph(struct plot *r, hb_font_t *font, uint32_t glyph, unsigned upem,
        int size, int64_t x, int64_t y, uint32_t rgb)
{
	hb_draw_funcs_t *f = make_pen();
	struct pen p = { .size = size,
		.upem = upem,
		.x = x,
		.y = y,
		.min_x = INT32_MAX,
		.min_y = INT32_MAX,
		.max_x = INT32_MIN,
		.max_y = INT32_MIN };
	struct cells c;

	hb_font_get_glyph_shape(font, glyph, f, &p);
	c.x0 = (int)floor_div(p.min_x, ONE);
	c.y0 = (int)floor_div(p.min_y, ONE);
	c.w = (int)floor_div(p.max_x, ONE) + 1 - c.x0;
	c.h = (int)floor_div(p.max_y, ONE) + 1 - c.y0;
	if (p.max_x > p.min_x && c.w <= GLYPH_MAX && c.h <= GLYPH_MAX) {
		size_t n = (size_t)c.w * (size_t)c.h;

		c.cover = xcalloc(n, sizeof(*c.cover));
		c.area = xcalloc(n, sizeof(*c.area));
		p.cells = &c;
		hb_font_get_glyph_shape(font, glyph, f, &p);
		sweep(r, &c, rgb);
		free(c.cover);
		free(c.area);
	}
	hb_draw_funcs_destroy(f);
}
