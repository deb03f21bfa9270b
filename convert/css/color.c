/* color: css-color-4, as far as paper can show it, and device-cmyk() of
 * css-color-5 8.  Components are 16 bits; all sums are of integers, so the
 * same sheet gives the same colour on every machine. */
#include <string.h>

#include "base/utf8.h"
#include "css/value.h"

#define FULL 65535

static const struct {
	const char *name;
	uint32_t rgb;
} names[] = {
#define C(name, rgb) { name, rgb },
#include "css/color.def"
#undef C
};

static void
set_rgb8(struct css_color *out, uint32_t rgb, uint32_t alpha)
{
	memset(out, 0, sizeof(*out));
	out->set = alpha != 0;
	if (!out->set)
		return;
	out->c[0] = (uint16_t)((rgb >> 16 & 255) * 257);
	out->c[1] = (uint16_t)((rgb >> 8 & 255) * 257);
	out->c[2] = (uint16_t)((rgb & 255) * 257);
	out->c[3] = (uint16_t)(alpha * 257);
}

int
color_named(struct span name, struct css_color *out)
{
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (span_eq_nocase(name, names[i].name)) {
			set_rgb8(out, names[i].rgb, 255);
			return 1;
		}
	}
	return 0;
}

static int
parse_hex(struct span s, struct css_color *out)
{
	uint32_t v[8], full[4];
	size_t i, n = s.n;

	if (n != 3 && n != 4 && n != 6 && n != 8)
		return 0;
	for (i = 0; i < n; i++) {
		if (hex_value(s.p[i]) < 0)
			return 0;
		v[i] = (uint32_t)hex_value(s.p[i]);
	}
	full[3] = 255;
	for (i = 0; i < (n > 4 ? n / 2 : n); i++)
		full[i] = n > 4 ? v[2 * i] * 16 + v[2 * i + 1] : v[i] * 17;
	set_rgb8(out, full[0] << 16 | full[1] << 8 | full[2], full[3]);
	return 1;
}

/* num / whole of FULL, clamped. */
static uint16_t
share(int64_t num, int64_t whole)
{
	if (num <= 0)
		return 0;
	if (num >= whole)
		return FULL;
	return (uint16_t)((num * FULL + whole / 2) / whole);
}

/* A number out of whole, or a percentage; "none" is 0. */
static int
component(struct vp *v, int64_t whole, uint16_t *out)
{
	struct value val;

	*out = 0;
	if (vp_ident(v, "none"))
		return 1;
	if (!parse_number(v, A_NUMBER | A_PERCENT | A_NEGATIVE, &val) ||
	        val.kind != VAL_NUM)
		return 0;
	*out = share(val.u.num,
	        val.unit == U_PERCENT ? 100 * NUM_ONE : whole * NUM_ONE);
	return 1;
}

/* The comma or the space between components; all must be alike. */
static int
separator(struct vp *v, int commas)
{
	return !commas || vp_take(v, T_COMMA);
}

/* "/ alpha" or ", alpha" or nothing; then the end. */
static int
alpha_and_end(struct vp *v, int commas, uint16_t *alpha)
{
	*alpha = FULL;
	if (vp_done(v))
		return 1;
	if (!(commas ? vp_take(v, T_COMMA) : vp_delim(v, '/')))
		return 0;
	return component(v, 1, alpha) && vp_done(v);
}

static int
has_comma(struct vp v)
{
	while (!vp_done(&v)) {
		if (vp_take(&v, T_COMMA))
			return 1;
		vp_step(&v);
	}
	return 0;
}

static int
finish(struct css_color *out)
{
	if (out->c[3] == 0)
		memset(out, 0, sizeof(*out));
	else
		out->set = 1;
	return 1;
}

static int
parse_rgb(struct vp in, struct css_color *out)
{
	int i, commas = has_comma(in);

	for (i = 0; i < 3; i++)
		if ((i > 0 && !separator(&in, commas)) ||
		        !component(&in, 255, &out->c[i]))
			return 0;
	return alpha_and_end(&in, commas, &out->c[3]) && finish(out);
}

/* An angle in 1/1,000,000 degree, 0 to 360. */
static int
parse_hue(struct vp *v, int64_t *out)
{
	static const struct {
		const char *unit;
		int64_t mul, div;
	} angle[] = { { "deg", 1, 1 }, { "grad", 9, 10 }, { "turn", 360, 1 },
		{ "rad", 57295780, 1000000 } };
	const struct token *t = vp_peek(v);
	struct value val;
	size_t i;

	*out = 0;
	if (vp_ident(v, "none"))
		return 1;
	if (t->type == T_DIMENSION) {
		for (i = 0; i < 4; i++)
			if (span_eq_nocase(t->text, angle[i].unit))
				break;
		if (i == 4)
			return 0;
		/* a turn of 4,000,000 times a radian's 57,295,780 still fits
		 * when whole turns go first */
		*out = t->num % (INT64_C(360) * NUM_ONE * 1000);
		*out = *out / 1000 * angle[i].mul / angle[i].div * 1000 +
		       *out % 1000 * angle[i].mul / angle[i].div;
		vp_step(v);
	} else if (parse_number(v, A_NUMBER | A_NEGATIVE, &val) &&
	           val.kind == VAL_NUM) {
		*out = val.u.num;
	} else {
		return 0;
	}
	*out %= 360 * NUM_ONE;
	if (*out < 0)
		*out += 360 * NUM_ONE;
	return 1;
}

/* One channel of css-color-4 7.1's hslToRgb: n is 0, 8 or 4. */
static uint16_t
hsl_channel(int64_t hue, int64_t s, int64_t l, int n)
{
	int64_t k, a, edge;

	/* k in 1/1,000,000 of a twelfth of the circle */
	k = (n * NUM_ONE + hue / 30) % (12 * NUM_ONE);
	a = s * (l < FULL - l ? l : FULL - l) / FULL;
	edge = k - 3 * NUM_ONE < 9 * NUM_ONE - k ? k - 3 * NUM_ONE
	                                         : 9 * NUM_ONE - k;
	if (edge > NUM_ONE)
		edge = NUM_ONE;
	if (edge < -NUM_ONE)
		edge = -NUM_ONE;
	return share(l * NUM_ONE - a * edge, FULL * NUM_ONE);
}

static int
parse_hsl(struct vp in, struct css_color *out)
{
	int commas = has_comma(in);
	uint16_t s, l;
	int64_t hue;

	if (!parse_hue(&in, &hue) || !separator(&in, commas) ||
	        !component(&in, 100, &s) || !separator(&in, commas) ||
	        !component(&in, 100, &l) ||
	        !alpha_and_end(&in, commas, &out->c[3]))
		return 0;
	out->c[0] = hsl_channel(hue, s, l, 0);
	out->c[1] = hsl_channel(hue, s, l, 8);
	out->c[2] = hsl_channel(hue, s, l, 4);
	return finish(out);
}

/* css-color-4 8.1; no commas there */
static int
parse_hwb(struct vp in, struct css_color *out)
{
	uint16_t w, b;
	int64_t hue, rest;

	if (!parse_hue(&in, &hue) || !component(&in, 100, &w) ||
	        !component(&in, 100, &b) || !alpha_and_end(&in, 0, &out->c[3]))
		return 0;
	rest = FULL - (int64_t)w - b;
	for (int i = 0; i < 3; i++) {
		int64_t pure = hsl_channel(hue, FULL, FULL / 2,
		        i == 0   ? 0
		        : i == 1 ? 8
		                 : 4);

		out->c[i] = rest > 0 ? share((int64_t)w * FULL + pure * rest,
		                               (int64_t)FULL * FULL)
		                     : share(w, (int64_t)w + b);
	}
	return finish(out);
}

/* An alpha of 0 is transparent, any other is opaque ink. */
static int
parse_cmyk(struct vp in, struct css_color *out)
{
	int i, commas = has_comma(in);
	uint16_t alpha = FULL;

	for (i = 0; i < 4; i++)
		if ((i > 0 && !separator(&in, commas)) ||
		        !component(&in, 1, &out->c[i]))
			return 0;
	if (!commas && vp_delim(&in, '/') && !component(&in, 1, &alpha))
		return 0;
	if (!vp_done(&in))
		return 0;
	out->set = alpha != 0;
	out->cmyk = 1;
	if (!out->set)
		memset(out, 0, sizeof(*out));
	return 1;
}

static int
parse_color_function(struct vp *v, struct css_color *out)
{
	struct vp save = *v, in;
	int ok = 0;

	if (vp_function(v, "rgb", &in) || vp_function(v, "rgba", &in))
		ok = parse_rgb(in, out);
	else if (vp_function(v, "hsl", &in) || vp_function(v, "hsla", &in))
		ok = parse_hsl(in, out);
	else if (vp_function(v, "hwb", &in))
		ok = parse_hwb(in, out);
	else if (vp_function(v, "device-cmyk", &in))
		ok = parse_cmyk(in, out);
	if (!ok)
		*v = save;
	return ok;
}

int
parse_color(struct vp *v, struct value *out)
{
	const struct token *t = vp_peek(v);

	memset(&out->u.color, 0, sizeof(out->u.color));
	out->kind = VAL_COLOR;
	if (t->type == T_FUNCTION)
		return parse_color_function(v, &out->u.color);
	if (t->type == T_HASH && parse_hex(t->text, &out->u.color)) {
		vp_step(v);
		return 1;
	}
	if (t->type != T_IDENT)
		return 0;
	if (span_eq_nocase(t->text, "currentcolor"))
		out->kind = VAL_CURRENT;
	else if (!span_eq_nocase(t->text, "transparent") &&
	         !color_named(t->text, &out->u.color))
		return 0;
	vp_step(v);
	return 1;
}
