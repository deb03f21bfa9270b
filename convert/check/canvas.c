/* canvas: paths onto pixels, by FreeType's rasterizer.
 *
 * How much of a pixel a path covers is how much of its ink it gets, so thin
 * lines and small letters add up to what the press lays down, however coarse
 * the pixels are.  A clip is a box, and a mask when it is no rectangle.
 */
#include "check/canvas.h"

#include <math.h>
#include <stdlib.h>

#include FT_OUTLINE_H

#define FAR 16000.0 /* pixels; FreeType counts in 26.6 */
#define POINTS_MAX 32000
#define MASKS_MAX ((size_t)128 << 20)

void
canvas_init(struct canvas *c)
{
	memset(c, 0, sizeof(*c));
	if (FT_Init_FreeType(&c->ft))
		out_of_memory();
	if (FT_Stroker_New(c->ft, &c->stroker))
		out_of_memory();
}

static void
drop_clips(struct canvas *c)
{
	struct clip *next;

	for (struct clip *k = c->clips; k; k = next) {
		next = k->next;
		free(k->mask);
		free(k);
	}
	c->clips = NULL;
	c->masks = 0;
}

void
canvas_free(struct canvas *c)
{
	drop_clips(c);
	free(c->p);
	FT_Stroker_Done(c->stroker);
	FT_Done_FreeType(c->ft);
}

void
canvas_page(struct canvas *c, int w, int h)
{
	drop_clips(c);
	free(c->p);
	c->w = w;
	c->h = h;
	c->p = xcalloc((size_t)w * (size_t)h, 4);
}

/* --- paths --- */

void
path_clear(struct path *p)
{
	vec_clear(&p->point);
	vec_clear(&p->tag);
	vec_clear(&p->end);
	vec_clear(&p->closed);
	p->whole = 1;
}

void
path_free(struct path *p)
{
	vec_free(&p->point);
	vec_free(&p->tag);
	vec_free(&p->end);
	vec_free(&p->closed);
}

static FT_Pos
fixed(double v)
{
	if (!(v > -FAR))
		v = -FAR;
	return (FT_Pos)lround((v < FAR ? v : FAR) * 64);
}

static void
add(struct path *p, double x, double y, char tag)
{
	if (p->point.n >= POINTS_MAX) {
		p->whole = 0;
		return;
	}
	vec_add(&p->point, ((FT_Vector){ fixed(x), fixed(y) }));
	vec_add(&p->tag, tag);
	if (p->end.n)
		*vec_last(&p->end) = (short)(p->point.n - 1);
}

void
path_move(struct path *p, double x, double y)
{
	/* a lone moveto is replaced by the next one */
	if (p->end.n &&
	        *vec_last(&p->end) ==
	                (p->end.n > 1 ? p->end.p[p->end.n - 2] : -1) + 1) {
		p->point.n--;
		p->tag.n--;
	} else {
		vec_add(&p->end, 0);
		vec_add(&p->closed, 0);
	}
	add(p, x, y, FT_CURVE_TAG_ON);
}

void
path_to(struct path *p, const double *xy, int n)
{
	if (!p->end.n)
		path_move(p, xy[0], xy[1]);
	if (p->point.n + 3 > POINTS_MAX) {
		p->whole = 0;
		return;
	}
	for (int i = 0; i < n; i++)
		add(p, xy[2 * i], xy[2 * i + 1],
		        i + 1 < n ? FT_CURVE_TAG_CUBIC : FT_CURVE_TAG_ON);
}

void
path_close(struct path *p)
{
	if (p->closed.n)
		*vec_last(&p->closed) = 1;
}

void
path_outline(struct path *p, const FT_Outline *o, const double m[6])
{
	size_t base = p->point.n;

	if (base + (size_t)o->n_points > POINTS_MAX) {
		p->whole = 0;
		return;
	}
	for (int i = 0; i < o->n_points; i++) {
		double x = (double)o->points[i].x, y = (double)o->points[i].y;
		FT_Vector v = { fixed(m[0] * x + m[2] * y + m[4]),
			fixed(m[1] * x + m[3] * y + m[5]) };

		vec_add(&p->point, v);
		vec_add(&p->tag, o->tags[i]);
	}
	for (int i = 0; i < o->n_contours; i++) {
		vec_add(&p->end, (short)(o->contours[i] + (short)base));
		vec_add(&p->closed, 1);
	}
}

static FT_Outline
outline_of(const struct path *p, int even_odd)
{
	FT_Outline o = { (short)p->end.n, (short)p->point.n, p->point.p,
		p->tag.p, p->end.p,
		even_odd ? FT_OUTLINE_EVEN_ODD_FILL : FT_OUTLINE_NONE };

	return o;
}

/* --- painting --- */

struct job {
	struct canvas *c;
	const struct clip *clip;
	const struct brush *brush;
	unsigned char *mask; /* being made; NULL: painting */
};

static unsigned char
mix(unsigned char old, unsigned char new, unsigned part)
{
	return (unsigned char)((old * (255 - part) + new *part + 127) / 255);
}

static const unsigned char *
pixel_of(const struct brush *b, int x, int row, int h, unsigned *part)
{
	const struct picture *k = b->picture;
	const double *m = b->to_unit;
	double px = x + 0.5, py = h - 1 - row + 0.5;
	double u = m[0] * px + m[2] * py + m[4];
	double v = 1 - (m[1] * px + m[3] * py + m[5]);
	double at_u = b->round ? hypot(u, 1 - v) : u;
	int i = at_u > 0 ? (int)fmin(at_u * k->w, k->w - 1) : 0;
	int j = v > 0 ? (int)fmin(v * k->h, k->h - 1) : 0;
	size_t at = (size_t)j * (size_t)k->w + (size_t)i;

	if (k->alpha)
		*part = *part * k->alpha[at] / 255;
	return k->ink ? k->ink + 4 * at : b->ink;
}

static void
put_pixel(const struct job *j, int x, int row, unsigned part)
{
	const struct brush *b = j->brush;
	size_t at = (size_t)row * (size_t)j->c->w + (size_t)x;
	const unsigned char *ink = b->ink;
	unsigned char *p = j->c->p + 4 * at;

	if (j->clip->mask)
		part = part * j->clip->mask[at] / 255;
	if (b->picture && part)
		ink = pixel_of(b, x, row, j->c->h, &part);
	if (!part)
		return;
	for (int i = 0; i < 4; i++)
		if (!b->keep[i])
			p[i] = mix(p[i], ink[i], part);
}

static void
on_spans(int y, int n, const FT_Span *s, void *user)
{
	struct job *j = user;
	int row = j->c->h - 1 - y;

	for (; n--; s++)
		for (int x = s->x; x < s->x + s->len; x++) {
			size_t at = (size_t)row * (size_t)j->c->w + (size_t)x;
			unsigned under =
			        j->clip->mask ? j->clip->mask[at] : 255;

			if (j->mask)
				j->mask[at] = (unsigned char)(s->coverage *
				                              under / 255);
			else
				put_pixel(j, x, row,
				        (unsigned)(s->coverage *
				                           j->brush->alpha +
				                   0.5));
		}
}

static void
render(struct job *j, FT_Outline *o)
{
	FT_Raster_Params r;
	const struct clip *k = j->clip;

	if (k->x0 >= k->x1 || k->y0 >= k->y1 || !o->n_points)
		return;
	memset(&r, 0, sizeof(r));
	r.flags =
	        FT_RASTER_FLAG_AA | FT_RASTER_FLAG_DIRECT | FT_RASTER_FLAG_CLIP;
	r.gray_spans = on_spans;
	r.user = j;
	r.clip_box = (FT_BBox){ k->x0, k->y0, k->x1, k->y1 };
	FT_Outline_Render(j->c->ft, o, &r);
}

void
canvas_fill(struct canvas *c, const struct clip *clip, const struct path *p,
        int even_odd, const struct brush *b)
{
	struct job j = { c, clip, b, NULL };
	FT_Outline o = outline_of(p, even_odd);

	render(&j, &o);
}

/* One contour; FreeType wants to be told whether it is open. */
static int
stroke_contour(struct canvas *c, const struct path *p, size_t i)
{
	int first = i ? p->end.p[i - 1] + 1 : 0;
	short last = (short)(p->end.p[i] - first);
	FT_Outline o = { 1, (short)(last + 1), p->point.p + first,
		p->tag.p + first, &last, 0 };

	return FT_Stroker_ParseOutline(c->stroker, &o, !p->closed.p[i]);
}

void
canvas_stroke(struct canvas *c, const struct clip *clip, const struct path *p,
        const struct pen *pen, const struct brush *b)
{
	static const FT_Stroker_LineCap cap[] = { FT_STROKER_LINECAP_BUTT,
		FT_STROKER_LINECAP_ROUND, FT_STROKER_LINECAP_SQUARE };
	static const FT_Stroker_LineJoin join[] = {
		FT_STROKER_LINEJOIN_MITER_FIXED, FT_STROKER_LINEJOIN_ROUND,
		FT_STROKER_LINEJOIN_BEVEL
	};
	struct brush faint = *b;
	struct job j = { c, clip, &faint, NULL };
	FT_UInt points, contours;
	FT_Outline o;

	faint.alpha *= pen->share;
	for (size_t i = 0; i < p->end.n; i++) {
		FT_Stroker_Set(c->stroker, fixed(pen->width / 2), cap[pen->cap],
		        join[pen->join],
		        (FT_Fixed)(fmin(pen->miter, 1000) * 65536));
		if (stroke_contour(c, p, i) ||
		        FT_Stroker_GetCounts(c->stroker, &points, &contours) ||
		        points > POINTS_MAX || !points ||
		        FT_Outline_New(c->ft, points, (FT_Int)contours, &o))
			continue;
		o.n_points = o.n_contours = 0;
		FT_Stroker_Export(c->stroker, &o);
		render(&j, &o);
		FT_Outline_Done(c->ft, &o);
	}
}

/* --- clips --- */

static struct clip *
new_clip(struct canvas *c)
{
	struct clip *k = xcalloc(1, sizeof(*k));

	k->next = c->clips;
	c->clips = k;
	return k;
}

struct clip *
canvas_whole(struct canvas *c)
{
	struct clip *k = new_clip(c);

	k->x1 = c->w;
	k->y1 = c->h;
	return k;
}

static int
is_rectangle(const struct path *p)
{
	const FT_Vector *v = p->point.p;

	if (p->end.n != 1 || p->point.n < 4 || p->point.n > 5)
		return 0;
	if (p->point.n == 5 && (v[4].x != v[0].x || v[4].y != v[0].y))
		return 0;
	for (size_t i = 0; i < p->point.n; i++)
		if (p->tag.p[i] != FT_CURVE_TAG_ON)
			return 0;
	return (v[0].x == v[1].x && v[1].y == v[2].y && v[2].x == v[3].x &&
	               v[3].y == v[0].y) ||
	       (v[0].y == v[1].y && v[1].x == v[2].x && v[2].y == v[3].y &&
	               v[3].x == v[0].x);
}

static int
whole_pixel(FT_Pos v)
{
	return (int)((v + 32) >> 6);
}

struct clip *
canvas_clip(struct canvas *c, const struct clip *old, const struct path *p,
        int even_odd)
{
	struct clip *k;
	FT_Outline o = outline_of(p, even_odd);
	struct job j = { c, old, NULL, NULL };
	size_t size = (size_t)c->w * (size_t)c->h;
	FT_BBox b = { 0, 0, 0, 0 };

	/* more than any page has: the last one will have to do */
	if (c->masks > MASKS_MAX)
		return c->clips;
	k = new_clip(c);
	c->masks += sizeof(*k);
	if (p->point.n)
		FT_Outline_Get_CBox(&o, &b);
	k->x0 = whole_pixel(b.xMin) > old->x0 ? whole_pixel(b.xMin) : old->x0;
	k->y0 = whole_pixel(b.yMin) > old->y0 ? whole_pixel(b.yMin) : old->y0;
	k->x1 = whole_pixel(b.xMax) < old->x1 ? whole_pixel(b.xMax) : old->x1;
	k->y1 = whole_pixel(b.yMax) < old->y1 ? whole_pixel(b.yMax) : old->y1;
	if ((is_rectangle(p) && !old->mask) || c->masks + size > MASKS_MAX ||
	        k->x0 >= k->x1 || k->y0 >= k->y1)
		return k;
	j.mask = k->mask = xcalloc(size, 1);
	c->masks += size;
	render(&j, &o);
	return k;
}
