/* ground: what lies beneath a box: its colour, and its pictures and gradients
 * layer by layer (css-backgrounds-3, 2; css-images-3, 3).
 *
 * A layer becomes one item: tiles of one size at even steps, seen through the
 * box.  A part of a box that goes on in another column has a ground of its
 * own.  Gradients are settled here to a line and places on it; the writer only
 * sees colours.
 */
#include <math.h>
#include <string.h>

#include "layout/build.h"
#include "layout/issue.h"

#define TILES_MAX 20000
#define ONE 1000000 /* a gradient's line */
#define EDGE (ONE / 10000)
#define REPEATS_MAX 2000

struct area {
	unit x, y, w, h;
};

static const struct css_pair *
nth(const struct css_pair *list, int n)
{
	const struct css_pair *k = list;

	for (; n > 0; n--)
		k = k->next != NULL ? k->next : list;
	return k;
}

/* The border box less its border, or padding too. */
static struct area
area_of(const struct style *s, int which, struct area a, int first, int last)
{
	unit e[4];

	for (int i = 0; i < 4; i++) {
		e[i] = which == AREA_BORDER ? 0 : s->border_width[i];
		if (which == AREA_CONTENT)
			e[i] += len_resolve(s->padding[i], a.w, 0);
	}
	e[TOP] = first ? e[TOP] : 0;
	e[BOTTOM] = last ? e[BOTTOM] : 0;
	a.x += e[LEFT];
	a.y += e[TOP];
	a.w -= e[LEFT] + e[RIGHT];
	a.h -= e[TOP] + e[BOTTOM];
	return a;
}

/* --- gradients --- */

/* 3.1.1: the line ends where a colour's line goes through a corner. */
static void
line_of(const struct css_image *k, unit w, unit h, struct gradient *g)
{
	static const int8_t right[4][2] = { { 0, -1 }, { 1, 0 }, { 0, 1 },
		{ -1, 0 } };
	int32_t turn = (k->angle % 360000 + 360000) % 360000;
	double dx, dy, len, rad = turn * (M_PI / 180000);

	if (k->to) { /* the middle colour goes through the other corners */
		double d = hypot(w, h);

		dx = h / d * (k->to & 1 << RIGHT ? 1 : -1);
		dy = w / d * (k->to & 1 << BOTTOM ? 1 : -1);
	} else if (turn % 90000 == 0) { /* without sin()'s last bits */
		dx = right[turn / 90000][0];
		dy = right[turn / 90000][1];
	} else {
		dx = sin(rad);
		dy = -cos(rad);
	}
	len = (fabs(w * dx) + fabs(h * dy)) / 2;
	g->x0 = (unit)lround(w / 2.0 - dx * len);
	g->y0 = (unit)lround(h / 2.0 - dy * len);
	g->x1 = (unit)lround(w / 2.0 + dx * len);
	g->y1 = (unit)lround(h / 2.0 + dy * len);
}

static unit
spot(const struct css_pair *p, int axis, unit room)
{
	unit v = css_len_used(p->v[axis], room);

	return p->key[axis] ? room - v : v;
}

static void
circle_of(const struct css_image *k, unit w, unit h, struct gradient *g)
{
	unit x = spot(&k->at, 0, w), y = spot(&k->at, 1, h);
	int far = k->extent == EXTENT_FARTHEST_CORNER ||
	          k->extent == EXTENT_FARTHEST_SIDE;
	int corner = k->extent == EXTENT_FARTHEST_CORNER ||
	             k->extent == EXTENT_CLOSEST_CORNER;
	double left = fabs((double)x), right = fabs((double)w - x);
	double top = fabs((double)y), bottom = fabs((double)h - y);
	double rx = far ? fmax(left, right) : fmin(left, right);
	double ry = far ? fmax(top, bottom) : fmin(top, bottom);

	if (k->extent == EXTENT_LENGTHS) {
		rx = css_len_used(k->radius[0], w);
		ry = css_len_used(k->radius[1], h);
	} else if (k->circle && corner) {
		rx = ry = hypot(rx, ry);
	} else if (k->circle) {
		rx = ry = far ? fmax(rx, ry) : fmin(rx, ry);
	} else if (corner) { /* as wide to high as the sides', 3.2.3 */
		rx *= M_SQRT2;
		ry *= M_SQRT2;
	}
	g->radial = 1;
	g->x0 = x;
	g->y0 = y;
	g->x1 = (unit)fmin(fmax(rx, 1), UNIT_MAX / 4);
	g->y1 = (unit)fmin(fmax(ry, 1), UNIT_MAX / 4);
}

/* `transparent` takes its neighbour's colour, so that nothing turns grey on
 * the way to it (3.4.2: colours are premultiplied). */
static struct css_color
color_at(const struct css_image *k, size_t i)
{
	struct css_color c = { 1, 0, { 65535, 65535, 65535, 0 } };
	const struct css_color *near = &k->stop[i > 0 ? i - 1 : i + 1].color;

	if (k->stop[i].color.set)
		return k->stop[i].color;
	if (near->set && !near->cmyk)
		memcpy(c.c, near->c, 3 * sizeof(c.c[0]));
	return c;
}

static int
is_placed(const struct css_stop *s)
{
	return s->at.kind != LEN_AUTO;
}

/* 3.4.3: ends, order, and even steps between those that are placed. */
static void
stops_of(struct arena *a, const struct css_image *k, struct gradient *g)
{
	struct gradient_stop *s = arena_array(a, k->stops, sizeof(*s));
	int64_t len = (int64_t)hypot(g->x1 - g->x0, g->y1 - g->y0);
	int32_t least = -ONE * 1000;

	if (g->radial)
		len = g->x1;
	for (size_t i = 0; i < k->stops; i++) {
		int64_t at = 0;

		s[i].color = color_at(k, i);
		if (is_placed(&k->stop[i]))
			at = (int64_t)css_len_used(k->stop[i].at, (unit)len) *
			     ONE / (len > 0 ? len : 1);
		else if (i + 1 == k->stops)
			at = ONE;
		else if (i > 0)
			continue;
		if (at < least)
			at = least;
		s[i].at = least = (int32_t)(at < 1000 * ONE ? at : 1000 * ONE);
	}
	for (size_t i = 1, from = 0; i < k->stops; i++) {
		if (i + 1 < k->stops && !is_placed(&k->stop[i]))
			continue;
		for (size_t j = from + 1; j < i; j++)
			s[j].at = s[from].at +
			          (int32_t)((int64_t)(s[i].at - s[from].at) *
			                    (int64_t)(j - from) /
			                    (int64_t)(i - from));
		from = i;
	}
	g->stop = s;
	g->n = k->stops;
	if (k->repeat)
		return;
	/* an edge at an end: what lies beyond has the colour behind it */
	if (s[0].at == s[1].at && (!g->radial || s[0].at > EDGE))
		s[0].at -= EDGE;
	if (s[k->stops - 1].at == s[k->stops - 2].at)
		s[k->stops - 1].at += EDGE;
}

static struct gradient *
gradient_of(struct arena *a, const struct css_image *k, unit w, unit h)
{
	struct gradient *g = arena_new_of(a, struct gradient);

	if (k->kind == CSS_LINEAR)
		line_of(k, w, h, g);
	else
		circle_of(k, w, h, g);
	g->repeats = 1;
	stops_of(a, k, g);
	return g;
}

/* One colour for stripes too thin to be seen: the mean (3.5.1), of inks of one
 * kind. */
static void
average(struct arena *a, struct gradient *g)
{
	struct gradient_stop *s = arena_array(a, 2, sizeof(*s));
	int64_t sum[4] = { 0 }, len = 0;

	s[0] = s[1] = g->stop[g->n - 1];
	for (size_t i = 0; i + 1 < g->n; i++) {
		const struct gradient_stop *p = &g->stop[i];
		/* an edge counts a little, in case there is nothing else */
		int64_t part = (int64_t)p[1].at - p[0].at + 1;

		if (p[0].color.cmyk != s[0].color.cmyk ||
		        p[1].color.cmyk != s[0].color.cmyk)
			continue;
		len += part;
		for (int c = 0; c < 4; c++)
			sum[c] +=
			        part * (p[0].color.c[c] + p[1].color.c[c]) / 2;
	}
	for (int c = 0; c < 4 && len > 0; c++)
		s[0].color.c[c] = s[1].color.c[c] = (uint16_t)(sum[c] / len);
	s[1].at = s[0].at + ONE;
	g->stop = s;
	g->n = 2;
}

/* 3.5: the stops' length as often as the line goes on over the tile. */
static void
repeat_over(struct arena *a, struct gradient *g, unit w, unit h)
{
	double dx = (double)g->x1 - g->x0, dy = (double)g->y1 - g->y0;
	double len = dx * dx + dy * dy, from = 0, to = 0;
	double start = g->stop[0].at / (double)ONE;
	double period = g->stop[g->n - 1].at / (double)ONE - start;

	for (int i = 0; i < 4; i++) {
		double x = (i & 1 ? w : 0) - (double)g->x0;
		double y = (i & 2 ? h : 0) - (double)g->y0, t;

		if (g->radial)
			t = hypot(x / g->x1, y / g->y1);
		else
			t = len > 0 ? (x * dx + y * dy) / len : 0;
		from = i == 0 || t < from ? t : from;
		to = i == 0 || t > to ? t : to;
	}
	if (g->radial)
		from = 0;
	if (period <= 0 || (to - from) / period > REPEATS_MAX) {
		average(a, g);
		return;
	}
	g->before = (int)ceil((start - from) / period);
	g->repeats = (int)ceil((to - start) / period) + g->before;
	if (g->repeats < 1)
		g->repeats = 1;
}

/* --- tiles --- */

/* One tile's size, of what is nw wide and nh high by itself, or of no size of
 * its own (0). */
static void
tile_size(const struct css_pair *p, struct area a, unit nw, unit nh, unit *w,
        unit *h)
{
	int fixed[2] = { p->v[0].kind != LEN_AUTO, p->v[1].kind != LEN_AUTO };

	if (p->key[0] != SIZE_LENGTHS && nw > 0) {
		*w = a.w;
		*h = unit_muldiv(a.w, nh, nw);
		if ((*h < a.h) == (p->key[0] == SIZE_COVER)) {
			*h = a.h;
			*w = unit_muldiv(a.h, nw, nh);
		}
		return;
	}
	*w = fixed[0] ? css_len_used(p->v[0], a.w) : nw > 0 ? nw : a.w;
	*h = fixed[1] ? css_len_used(p->v[1], a.h) : nh > 0 ? nh : a.h;
	if (nw > 0 && fixed[0] && !fixed[1])
		*h = unit_muldiv(*w, nh, nw);
	if (nw > 0 && fixed[1] && !fixed[0])
		*w = unit_muldiv(*h, nw, nh);
}

/* Tiles along one axis: of [0, room) that cover [from, to). */
static void
tile_axis(int repeat, unit room, unit from, unit to, unit *size, unit *at,
        unit *step, int *n)
{
	unit k;

	*n = 1;
	*step = *size;
	if (repeat == REPEAT_SPACE) {
		k = room / *size;
		if (k < 2) {
			repeat = REPEAT_NONE;
		} else {
			*at = 0;
			*step = (room - *size) / (k - 1);
		}
	}
	if (repeat == REPEAT_NONE)
		return;
	if (*at > from)
		*at -= (*at - from + *step - 1) / *step * *step;
	else
		*at += (from - *at) / *step * *step;
	*n = to > *at ? (to - *at + *step - 1) / *step : 0;
}

static void
round_tile(unit room, unit *size)
{
	unit k = (room + *size / 2) / *size;

	*size = room / (k > 0 ? k : 1);
}

struct layer {
	const struct css_image *image;
	const struct css_pair *at, *size, *repeat;
	struct area origin, clip;
};

/* NULL when nothing is to be seen. */
static struct ground *
tiles_of(struct build *b, const struct layer *l, unit nw, unit nh)
{
	struct ground *g = arena_new_of(b->sheet->arena, struct ground);
	const uint8_t *how = l->repeat->key;
	struct area o = l->origin, c = l->clip;
	unit w, h;

	tile_size(l->size, o, nw, nh, &w, &h);
	if (w < 1 || h < 1 || o.w < 1 || o.h < 1)
		return NULL;
	if (how[0] == REPEAT_ROUND) {
		round_tile(o.w, &w);
		if (nw > 0 && how[1] != REPEAT_ROUND &&
		        l->size->v[1].kind == LEN_AUTO)
			h = unit_muldiv(w, nh, nw);
	}
	if (how[1] == REPEAT_ROUND) {
		round_tile(o.h, &h);
		if (nw > 0 && how[0] != REPEAT_ROUND &&
		        l->size->v[0].kind == LEN_AUTO)
			w = unit_muldiv(h, nw, nh);
	}
	if (w < 1 || h < 1)
		return NULL;
	g->w = w;
	g->h = h;
	g->x = spot(l->at, 0, o.w - w);
	g->y = spot(l->at, 1, o.h - h);
	tile_axis(how[0], o.w, c.x - o.x, c.x + c.w - o.x, &g->w, &g->x, &g->dx,
	        &g->nx);
	tile_axis(how[1], o.h, c.y - o.y, c.y + c.h - o.y, &g->h, &g->y, &g->dy,
	        &g->ny);
	g->x += o.x;
	g->y += o.y;
	if ((int64_t)g->nx * g->ny > TILES_MAX) {
		diag_report(b->L->dg, NULL, MSG_GROUND_TILES,
		        b->sheet->page.label, TILES_MAX);
		return NULL;
	}
	return g->nx > 0 && g->ny > 0 ? g : NULL;
}

static struct page_item *
item_of(struct build *b, enum item_kind kind, uint32_t order,
        const struct style *s, struct area a, unit inset, int corners)
{
	struct page_item *it = sheet_back(b->sheet, order, kind);

	it->artifact = ARTIFACT_BACKGROUND;
	it->x = a.x;
	it->y = a.y;
	it->w = a.w;
	it->h = a.h;
	it->radius = corners_of(
	        b->sheet, s, a.w + 2 * inset, a.h + 2 * inset, inset, corners);
	return it;
}

/* A gradient as large as its box, which is nearly all of them: one tile, whose
 * end colours go on beneath the border. */
static struct ground *
whole_gradient(struct build *b, const struct layer *l)
{
	struct arena *a = b->sheet->arena;
	struct ground *g = arena_new_of(a, struct ground);
	struct area o = l->origin, c = l->clip;
	struct gradient *k = gradient_of(a, l->image, o.w, o.h);

	g->x = c.x;
	g->y = c.y;
	g->w = g->dx = c.w;
	g->h = g->dy = c.h;
	g->nx = g->ny = 1;
	k->x0 += o.x - c.x;
	k->y0 += o.y - c.y;
	k->x1 += k->radial ? 0 : o.x - c.x;
	k->y1 += k->radial ? 0 : o.y - c.y;
	if (l->image->repeat)
		repeat_over(a, k, c.w, c.h);
	g->gradient = k;
	return g;
}

static int
is_whole(const struct layer *l)
{
	return l->image->kind != CSS_PICTURE &&
	       (l->size->key[0] != SIZE_LENGTHS ||
	               (l->size->v[0].kind == LEN_AUTO &&
	                       l->size->v[1].kind == LEN_AUTO)) &&
	       l->repeat->key[0] == REPEAT_ALL &&
	       l->repeat->key[1] == REPEAT_ALL && l->origin.w > 0 &&
	       l->origin.h > 0;
}

static struct ground *
layer_ground(struct build *b, const struct layer *l)
{
	const char *asset = NULL;
	struct gradient *k;
	struct ground *g;
	unit w = 0, h = 0;

	if (l->image->kind == CSS_NO_IMAGE)
		return NULL;
	if (l->image->kind == CSS_PICTURE) {
		asset = picture_of(b->L, l->image->path, &w, &h);
		if (asset == NULL)
			return NULL;
	}
	if (is_whole(l))
		return whole_gradient(b, l);
	g = tiles_of(b, l, w, h);
	if (g == NULL)
		return NULL;
	g->asset = asset;
	if (asset == NULL) {
		k = gradient_of(b->sheet->arena, l->image, g->w, g->h);
		if (l->image->repeat)
			repeat_over(b->sheet->arena, k, g->w, g->h);
		g->gradient = k;
	}
	return g;
}

void
ground_place(struct build *b, const struct style *s, uint32_t order, unit x,
        unit y, unit w, unit h, int first, int last)
{
	const struct css_image *layer[32], *k;
	const struct area box = { x, y, w, h };
	int n = 0, corners = (first ? 3 : 0) | (last ? 12 : 0), clip;

	if ((!s->background.set && s->background_image == NULL) || w <= 0 ||
	        h <= 0)
		return;
	for (k = s->background_image; k != NULL && n < 32; k = k->next)
		layer[n++] = k;
	clip = nth(s->background_clip, n > 0 ? n - 1 : 0)->key[0];
	if (s->background.set) {
		struct area a = area_of(s, clip, box, first, last);

		if (a.w > 0 && a.h > 0)
			item_of(b, ITEM_RECT, order, s, a, a.x - x, corners)
			        ->color = s->background;
	}
	for (int i = n; i-- > 0;) {
		struct layer l = { layer[i], nth(s->background_position, i),
			nth(s->background_size, i),
			nth(s->background_repeat, i), box, box };
		const struct ground *g;
		struct page_item *it;

		l.origin = area_of(s, nth(s->background_origin, i)->key[0], box,
		        first, last);
		l.clip = area_of(s, nth(s->background_clip, i)->key[0], box,
		        first, last);
		if (l.clip.w <= 0 || l.clip.h <= 0)
			continue;
		g = layer_ground(b, &l);
		if (g == NULL)
			continue;
		it = item_of(b, ITEM_GROUND, order, s, l.clip, l.clip.x - x,
		        corners);
		it->ground = g;
		it->color.set = 1;
		it->color.c[3] = 65535;
	}
}
