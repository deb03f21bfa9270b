/* image: pictures and gradients (css-images-3 2, 3). */
#include "base/unit.h"
#include "css/background.h"
#include "css/parsers.h"

#include <string.h>

#define MAX_STOPS 64
#define DEGREE 1000 /* angles in thousandths */
#define TURN 6283185 /* in millionths of a radian */

static int
take_angle(struct vp *v, int32_t *out)
{
	static const struct keyword units[] = { { "deg", 360 }, { "grad", 400 },
		{ "turn", 1 }, { NULL, 0 } };
	const struct token *t = vp_peek(v);
	int whole;

	if (t->type == T_NUMBER && t->num == 0) {
		*out = 0;
	} else if (t->type == T_DIMENSION && kw_find(units, t->text, &whole)) {
		*out = (int32_t)(t->num % (whole * NUM_ONE) * (360 * DEGREE) /
		                 (whole * NUM_ONE));
	} else if (t->type == T_DIMENSION && span_eq_nocase(t->text, "rad")) {
		*out = (int32_t)(t->num % TURN * (360 * DEGREE) / TURN);
	} else {
		return 0;
	}
	vp_step(v);
	return 1;
}

/* "to top right" */
static int
take_corner(struct vp *v, struct css_image *k)
{
	static const struct keyword sides[] = { { "top", TOP },
		{ "right", RIGHT }, { "bottom", BOTTOM }, { "left", LEFT },
		{ NULL, 0 } };
	int side, n = 0, vertical = 0;

	k->to = 0;
	while (n < 2 && vp_keyword(v, sides, &side)) {
		if (n == 1 && vertical == (side == TOP || side == BOTTOM))
			return 0;
		vertical = side == TOP || side == BOTTOM;
		k->to |= (uint8_t)(1 << side);
		n++;
	}
	if (n == 1) {
		k->angle = side * 90 * DEGREE;
		k->to = 0;
	}
	return n > 0;
}

static int
take_stops(struct vp *in, struct image_value *k)
{
	struct stop_value *s = arena_array(in->c->a, MAX_STOPS, sizeof(*s));
	size_t n = 0;

	do {
		if (n + 2 > MAX_STOPS)
			return 0;
		memset(&s[n], 0, 2 * sizeof(*s));
		s[n].at.kind = VAL_INITIAL;
		if (!parse_color(in, &s[n].color))
			return 0;
		(void)parse_number(
		        in, A_LENGTH | A_PERCENT | A_NEGATIVE, &s[n].at);
		n++;
		s[n] = s[n - 1];
		if (s[n].at.kind != VAL_INITIAL &&
		        parse_number(in, A_LENGTH | A_PERCENT | A_NEGATIVE,
		                &s[n].at))
			n++;
	} while (vp_take(in, T_COMMA));
	k->stop = s;
	k->made.stops = n;
	return n > 1 && vp_done(in);
}

static int
take_linear(struct vp in, struct image_value *k)
{
	int given = 1;

	k->made.kind = CSS_LINEAR;
	k->made.angle = 180 * DEGREE;
	if (vp_ident(&in, "to")) {
		if (!take_corner(&in, &k->made))
			return 0;
	} else {
		given = take_angle(&in, &k->made.angle);
	}
	return (!given || vp_take(&in, T_COMMA)) && take_stops(&in, k);
}

/* [circle | ellipse] || [extent | lengths], then [at position] */
static int
take_radial(struct vp in, struct image_value *k)
{
	static const struct keyword extents[] = {
		{ "farthest-corner", EXTENT_FARTHEST_CORNER },
		{ "farthest-side", EXTENT_FARTHEST_SIDE },
		{ "closest-corner", EXTENT_CLOSEST_CORNER },
		{ "closest-side", EXTENT_CLOSEST_SIDE }, { NULL, 0 }
	};
	int given = 0, shape = 0, key, n = 0;

	k->made.kind = CSS_RADIAL;
	value_set_percent(&k->at.v[0], 50);
	value_set_percent(&k->at.v[1], 50);
	for (;; given = 1) {
		if (!shape && vp_ident(&in, "circle"))
			shape = 1;
		else if (!shape && vp_ident(&in, "ellipse"))
			shape = 2;
		else if (n == 0 && vp_keyword(&in, extents, &key))
			k->made.extent = (uint8_t)key, n = 3;
		else if (n < 2 &&
		         parse_number(&in, A_LENGTH | A_PERCENT, &k->radius[n]))
			n++;
		else
			break;
	}
	if (n == 1 || n == 2)
		k->made.extent = EXTENT_LENGTHS;
	k->made.circle = shape == 1 || (shape == 0 && n == 1);
	if (n == 1 && (shape == 2 || k->radius[0].unit == U_PERCENT))
		return 0;
	if (n == 2 && shape == 1)
		return 0;
	if (n == 1)
		k->radius[1] = k->radius[0];
	if (vp_ident(&in, "at")) {
		given = 1;
		if (!take_position(&in, &k->at))
			return 0;
	}
	return (!given || vp_take(&in, T_COMMA)) && take_stops(&in, k);
}

/* A file that is not there is no picture, but the rest of the layers stand. */
static int
take_url(struct vp *v, struct image_value *k)
{
	const struct token *t = vp_peek(v), *name = t;
	struct vp in;

	if (t->type == T_URL) {
		vp_step(v);
	} else {
		if (!vp_function(v, "url", &in))
			return 0;
		name = vp_peek(&in);
		if (name->type != T_STRING)
			return 0;
	}
	k->made.kind = CSS_PICTURE;
	k->made.path = sheet_file(v->c, name->text);
	if (k->made.path == NULL) {
		k->made.kind = CSS_NO_IMAGE;
		if (v->c->now != NULL)
			sheet_warn(v->c->now, t, MSG_CSS_FILE, NULL, name,
			        name + 1);
	}
	return 1;
}

int
take_image(struct vp *v, struct image_value *k)
{
	struct vp in;

	if (vp_ident(v, "none"))
		return 1;
	if (vp_function(v, "linear-gradient", &in))
		return take_linear(in, k);
	if (vp_function(v, "radial-gradient", &in))
		return take_radial(in, k);
	k->made.repeat = 1;
	if (vp_function(v, "repeating-linear-gradient", &in))
		return take_linear(in, k);
	if (vp_function(v, "repeating-radial-gradient", &in))
		return take_radial(in, k);
	k->made.repeat = 0;
	return take_url(v, k);
}

const struct css_image *
images_compute(struct css *c, struct work *w, const void *list)
{
	const struct css_image *first = NULL, **tail = &first;

	for (const struct image_value *k = list; k != NULL; k = k->next) {
		struct css_image *p = arena_new_of(c->a, struct css_image);
		struct css_stop *s;

		*p = k->made;
		pair_compute(w, &k->at, &p->at);
		p->radius[0] = work_len(w, &k->radius[0]);
		p->radius[1] = work_len(w, &k->radius[1]);
		p->stop = s = arena_array(c->a, p->stops + 1, sizeof(*s));
		for (size_t i = 0; i < p->stops; i++) {
			s[i].color = work_color(w, &k->stop[i].color);
			if (k->stop[i].at.kind != VAL_INITIAL)
				s[i].at = work_len(w, &k->stop[i].at);
		}
		*tail = p;
		tail = &p->next;
	}
	return first;
}

void
images_dump(struct str *out, const struct css_image *p)
{
	static const char *const name[] = { "none", "url", "linear-gradient",
		"radial-gradient" };

	if (p == NULL)
		str_puts(out, "none");
	for (; p != NULL; p = p->next) {
		str_printf(out, "%s%s(", p->repeat ? "repeating-" : "",
		        name[p->kind]);
		if (p->kind == CSS_PICTURE)
			str_puts(out, p->path);
		if (p->kind == CSS_LINEAR)
			str_printf(out, "%d to %u", (int)p->angle, p->to);
		if (p->kind == CSS_RADIAL) {
			str_printf(out, "%s %u ",
			        p->circle ? "circle" : "ellipse", p->extent);
			len_dump(out, &p->radius[0]);
			str_putc(out, ' ');
			len_dump(out, &p->radius[1]);
			str_puts(out, " at ");
			layers_dump(out, &p->at);
		}
		for (size_t i = 0; i < p->stops; i++) {
			str_puts(out, ", ");
			color_dump(out, &p->stop[i].color);
			str_putc(out, ' ');
			len_dump(out, &p->stop[i].at);
		}
		str_puts(out, p->next != NULL ? "), " : ")");
	}
}
