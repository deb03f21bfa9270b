/* edges: borders of boxes, with square corners or round ones
 * (css-backgrounds-3, 3 and 5).
 *
 * Square sides are rules, or where neighbours do not look alike, areas that
 * meet in a mitre.  The sides of a rounded border are one path where they look
 * alike, so that lines meet in the corners; unlike ones are a path each.  A
 * part of a box that goes on elsewhere is square where it was cut.
 */
#include "layout/build.h"

#include <string.h>

/* The shadow of a colour, or its lit side; of very dark ones the lit side is
 * the one that differs. */
static struct css_color
shade(struct css_color c, int lit)
{
	uint16_t *k = &c.c[3]; /* black */
	int dark =
	        c.cmyk ? *k > 0xB000
	               : c.c[0] < 0x6000 && c.c[1] < 0x6000 && c.c[2] < 0x6000;

	if (lit != dark)
		return c;
	if (c.cmyk)
		*k = (uint16_t)(lit ? *k / 2 : *k + (65535 - *k) / 2);
	for (int i = 0; !c.cmyk && i < 3; i++)
		c.c[i] = (uint16_t)(lit ? c.c[i] + (65535 - c.c[i]) / 3
		                        : c.c[i] / 2);
	return c;
}

/* Grooves and ridges: on every side the half that is above or at the left is
 * the dark one, or the lit one (css-backgrounds-3, 3.2).  Inset and outset are
 * like them where a rule has no box around it. */
static void
place_halves(struct sheet *s, unit x, unit y, unit w, unit h, int style,
        unit width, struct css_color c)
{
	int lit = style == BORDER_RIDGE || style == BORDER_INSET;
	unit d = width / 4, dx = h != 0 ? d : 0, dy = h != 0 ? 0 : d;

	place_rule(s, x - dx, y - dy, w, h, BORDER_SOLID, width / 2,
	        shade(c, lit));
	place_rule(s, x + dx, y + dy, w, h, BORDER_SOLID, width / 2,
	        shade(c, !lit));
}

void
place_rule(struct sheet *s, unit x, unit y, unit w, unit h, int style,
        unit width, struct css_color c)
{
	struct page_item *it;

	if (width <= 0 || style == BORDER_NONE || style == BORDER_HIDDEN ||
	        !c.set)
		return;
	if (style >= BORDER_GROOVE && style <= BORDER_OUTSET) {
		place_halves(s, x, y, w, h, style, width, c);
		return;
	}
	it = sheet_item(s, ITEM_RULE);
	it->artifact = ARTIFACT_LAYOUT;
	it->x = x;
	it->y = y;
	it->w = w;
	it->h = h;
	it->rule_style = (uint8_t)style;
	it->rule_width = width;
	it->color = c;
}

/* Ellipses in the corners that which names, 1 << corner, two radii each; the
 * border's middle is inset from the box.  NULL: all are square. */
const unit *
corners_of(struct sheet *s, const struct style *st, unit w, unit h, unit inset,
        int which)
{
	unit r[8], *out;
	int64_t f = 1 << 20;
	int any = 0;

	for (int i = 0; i < 4; i++) {
		const struct css_len *v = &st->radius_v[i];

		v = v->kind == LEN_AUTO ? &st->radius[i] : v;
		r[2 * i] = css_len_used(st->radius[i], w);
		r[2 * i + 1] = css_len_used(*v, h);
		if (!(which & (1 << i)) || r[2 * i] <= 0 || r[2 * i + 1] <= 0)
			r[2 * i] = r[2 * i + 1] = 0;
		any |= r[2 * i] > 0;
	}
	if (!any || w <= 0 || h <= 0)
		return NULL;
	for (int i = 0; i < 4; i++) { /* 5.5: neighbours must not meet */
		int axis = i % 2, next = (i + 1) % 4;
		int64_t sum = (int64_t)r[2 * i + axis] + r[2 * next + axis];
		unit side = axis == 0 ? w : h;

		if (sum > side && ((int64_t)side << 20) / sum < f)
			f = ((int64_t)side << 20) / sum;
	}
	out = arena_array(s->arena, 8, sizeof(*out));
	for (int i = 0; i < 8; i += 2) {
		unit across = (unit)(r[i] * f >> 20) - inset;
		unit down = (unit)(r[i + 1] * f >> 20) - inset;

		out[i] = across > 0 && down > 0 ? across : 0;
		out[i + 1] = across > 0 && down > 0 ? down : 0;
	}
	return out;
}

/* Of inset and outset boxes each side is plain, in light or in shadow; sides
 * that meet in a round corner are of one colour. */
void
border_side(const struct style *s, int side, int round, int *style,
        struct css_color *c)
{
	int near = side == TOP || side == LEFT;

	*style = s->border_style[side];
	*c = s->border_color[side];
	if (*style < BORDER_GROOVE || (!round && *style < BORDER_INSET))
		return;
	if (!round)
		*c = shade(*c, near == (*style == BORDER_OUTSET));
	*style = BORDER_SOLID;
}

struct sides { /* of a border, those that are drawn */
	const struct style *style;
	int drawn;
	int alike;
};

static struct sides
sides_of(const struct style *s, int first, int last)
{
	struct sides k = { s, 0, 1 };
	int one = -1;

	for (int i = 0; i < 4; i++) {
		if (s->border_width[i] <= 0 || (i == TOP && !first) ||
		        (i == BOTTOM && !last))
			continue;
		k.drawn |= 1 << i;
		if (one >= 0 &&
		        (s->border_width[i] != s->border_width[one] ||
		                s->border_style[i] != s->border_style[one] ||
		                memcmp(&s->border_color[i],
		                        &s->border_color[one],
		                        sizeof(s->border_color[i]))))
			k.alike = 0;
		one = one < 0 ? i : one;
	}
	return k;
}

static void
frame(struct build *b, const struct sides *k, int sides, int corners, unit x,
        unit y, unit w, unit h)
{
	const struct style *s = k->style;
	struct page_item *it;
	struct css_color c;
	int side = 0, style;
	unit half;

	while (!(sides & (1 << side)))
		side++;
	if (!s->border_color[side].set)
		return;
	border_side(s, side, 1, &style, &c);
	half = s->border_width[side] / 2;
	it = sheet_item(b->sheet, ITEM_FRAME);
	it->artifact = ARTIFACT_LAYOUT;
	it->sides = (uint8_t)sides;
	it->x = x + half;
	it->y = y + half;
	it->w = w - 2 * half;
	it->h = h - 2 * half;
	it->rule_style = (uint8_t)style;
	it->rule_width = s->border_width[side];
	it->color = c;
	it->radius = corners_of(b->sheet, s, w, h, half, corners);
}

static void
square_sides(
        struct build *b, const struct sides *k, unit x, unit y, unit w, unit h)
{
	const struct style *s = k->style;
	const unit *bw = s->border_width;
	static const uint8_t order[4] = { LEFT, RIGHT, TOP, BOTTOM };

	for (int i = 0; i < 4; i++) {
		int side = order[i], style;
		unit half = bw[side] / 2;
		struct css_color c;

		if (!(k->drawn & (1 << side)))
			continue;
		border_side(s, side, 0, &style, &c);
		if (side == LEFT || side == RIGHT)
			place_rule(b->sheet,
			        side == LEFT ? x + half : x + w - half, y, 0, h,
			        style, bw[side], c);
		else
			place_rule(b->sheet, x,
			        side == TOP ? y + half : y + h - half, w, 0,
			        style, bw[side], c);
	}
}

/* Sides that are there, but do not look as their neighbours do, all of them
 * drawn as areas; a triangle is one whose neighbours cannot be seen. */
static int
is_mitred(const struct sides *k)
{
	const struct style *s = k->style;
	int unlike = 0;

	for (int i = 0; i < 4; i++) {
		int next = (i + 1) % 4, is = s->border_style[i];

		if (!(k->drawn & (1 << i)))
			continue;
		if (is != BORDER_SOLID && is < BORDER_GROOVE)
			return 0;
		if (is >= BORDER_GROOVE)
			unlike = 1;
		if ((k->drawn & (1 << next)) &&
		        memcmp(&s->border_color[i], &s->border_color[next],
		                sizeof(s->border_color[i])) != 0)
			unlike = 1;
	}
	return unlike;
}

struct rim { /* left, top, right, bottom */
	unit x0, y0, x1, y1;
};

/* The border's edge, in by a share of its width in halves. */
static struct rim
rim_of(const struct sides *k, struct rim r, int halves)
{
	unit in[4];

	for (int i = 0; i < 4; i++)
		in[i] = k->drawn & (1 << i)
		                ? k->style->border_width[i] * halves / 2
		                : 0;
	r.x0 += in[LEFT];
	r.y0 += in[TOP];
	r.x1 -= in[RIGHT];
	r.y1 -= in[BOTTOM];
	return r;
}

static void
corner_of(const struct rim *r, int i, unit *to)
{
	to[0] = i == 1 || i == 2 ? r->x1 : r->x0;
	to[1] = i >= 2 ? r->y1 : r->y0;
}

/* What lies between two rims on a side, which runs from corner `side` on. */
static void
side_area(struct build *b, const struct rim *out, const struct rim *in,
        int side, struct css_color c)
{
	int next = (side + 1) % 4;
	struct page_item *it;
	unit *p;

	if (!c.set)
		return;
	p = arena_array(b->sheet->arena, 8, sizeof(*p));
	corner_of(out, side, p);
	corner_of(out, next, p + 2);
	corner_of(in, next, p + 4);
	corner_of(in, side, p + 6);
	it = sheet_item(b->sheet, ITEM_SIDE);
	it->artifact = ARTIFACT_LAYOUT;
	it->x = out->x0;
	it->y = out->y0;
	it->w = out->x1 - out->x0;
	it->h = out->y1 - out->y0;
	it->point = p;
	it->color = c;
}

static void
mitred_sides(
        struct build *b, const struct sides *k, unit x, unit y, unit w, unit h)
{
	const struct style *s = k->style;
	struct rim out = { x, y, x + w, y + h };
	struct rim mid = rim_of(k, out, 1), in = rim_of(k, out, 2);

	for (int i = 0; i < 4; i++) {
		int style = s->border_style[i], near = i == TOP || i == LEFT;
		struct css_color c = s->border_color[i];

		if (!(k->drawn & (1 << i)))
			continue;
		if (style == BORDER_GROOVE || style == BORDER_RIDGE) {
			int lit = near == (style == BORDER_RIDGE);

			side_area(b, &out, &mid, i, shade(c, lit));
			side_area(b, &mid, &in, i, shade(c, !lit));
			continue;
		}
		border_side(s, i, 0, &style, &c);
		side_area(b, &out, &in, i, c);
	}
}

/* Borders of a box or a part of one; (x, y, w, h) is its border box. */
void
place_border(struct build *b, const struct style *s, unit x, unit y, unit w,
        unit h, int first, int last)
{
	int corners = (first ? 3 : 0) | (last ? 12 : 0);
	const unit *round = corners_of(b->sheet, s, w, h, 0, corners);
	struct sides k = sides_of(s, first, last);

	if (round == NULL && is_mitred(&k)) {
		mitred_sides(b, &k, x, y, w, h);
		return;
	}
	if (round == NULL) {
		square_sides(b, &k, x, y, w, h);
		return;
	}
	if (k.alike && k.drawn)
		frame(b, &k, k.drawn, corners, x, y, w, h);
	for (int i = 0; !k.alike && i < 4; i++)
		if (k.drawn & (1 << i))
			frame(b, &k, 1 << i, corners, x, y, w, h);
}

void
place_box(struct build *b, const struct style *s, uint32_t order, unit x,
        unit y, unit w, unit h, int first, int last)
{
	ground_place(b, s, order, x, y, w, h, first, last);
	place_border(b, s, x, y, w, h, first, last);
}
