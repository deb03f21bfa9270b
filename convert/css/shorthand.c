/* shorthand: properties that stand for several, and old names of others.  All
 * parts are set, the unnamed ones to their initial values (css-cascade-4 3).
 */
#include <string.h>

#include "css/parsers.h"
#include "css/sheet.h"

#define LIST(name, ...)                                                        \
	static const uint16_t name[] = { __VA_ARGS__, PROP_COUNT }
#define SIDES(a, b)                                                            \
	PROP_##a##_TOP##b, PROP_##a##_RIGHT##b, PROP_##a##_BOTTOM##b,          \
	        PROP_##a##_LEFT##b

LIST(of_margin, SIDES(MARGIN, ));
LIST(of_padding, SIDES(PADDING, ));
LIST(of_border_width, SIDES(BORDER, _WIDTH));
LIST(of_border_style, SIDES(BORDER, _STYLE));
LIST(of_border_color, SIDES(BORDER, _COLOR));
LIST(of_border, SIDES(BORDER, _WIDTH), SIDES(BORDER, _STYLE),
        SIDES(BORDER, _COLOR));
LIST(of_border_radius, PROP_RADIUS_TOP_LEFT, PROP_RADIUS_TOP_RIGHT,
        PROP_RADIUS_BOTTOM_RIGHT, PROP_RADIUS_BOTTOM_LEFT,
        PROP_RADIUS_TOP_LEFT_V, PROP_RADIUS_TOP_RIGHT_V,
        PROP_RADIUS_BOTTOM_RIGHT_V, PROP_RADIUS_BOTTOM_LEFT_V);
LIST(of_radius_top_left, PROP_RADIUS_TOP_LEFT, PROP_RADIUS_TOP_LEFT_V);
LIST(of_radius_top_right, PROP_RADIUS_TOP_RIGHT, PROP_RADIUS_TOP_RIGHT_V);
LIST(of_radius_bottom_right, PROP_RADIUS_BOTTOM_RIGHT,
        PROP_RADIUS_BOTTOM_RIGHT_V);
LIST(of_radius_bottom_left, PROP_RADIUS_BOTTOM_LEFT, PROP_RADIUS_BOTTOM_LEFT_V);
LIST(of_border_top, PROP_BORDER_TOP_WIDTH, PROP_BORDER_TOP_STYLE,
        PROP_BORDER_TOP_COLOR);
LIST(of_border_right, PROP_BORDER_RIGHT_WIDTH, PROP_BORDER_RIGHT_STYLE,
        PROP_BORDER_RIGHT_COLOR);
LIST(of_border_bottom, PROP_BORDER_BOTTOM_WIDTH, PROP_BORDER_BOTTOM_STYLE,
        PROP_BORDER_BOTTOM_COLOR);
LIST(of_border_left, PROP_BORDER_LEFT_WIDTH, PROP_BORDER_LEFT_STYLE,
        PROP_BORDER_LEFT_COLOR);
LIST(of_border_spacing, PROP_BORDER_SPACING_H, PROP_BORDER_SPACING_V);
LIST(of_background, PROP_BACKGROUND_COLOR, PROP_BACKGROUND_IMAGE,
        PROP_BACKGROUND_POSITION, PROP_BACKGROUND_SIZE, PROP_BACKGROUND_REPEAT,
        PROP_BACKGROUND_ORIGIN, PROP_BACKGROUND_CLIP);
LIST(of_column_rule, PROP_COLUMN_RULE_WIDTH, PROP_COLUMN_RULE_STYLE,
        PROP_COLUMN_RULE_COLOR);
LIST(of_columns, PROP_COLUMN_WIDTH, PROP_COLUMN_COUNT);
LIST(of_decoration, PROP_DECORATION_LINE, PROP_DECORATION_STYLE,
        PROP_DECORATION_COLOR, PROP_DECORATION_THICKNESS);
LIST(of_font_variant, PROP_FONT_CAPS, PROP_FONT_NUMERIC, PROP_FONT_LIGATURES,
        PROP_FONT_POSITION, PROP_FONT_EAST_ASIAN, PROP_FONT_ALTERNATES);
LIST(of_font, PROP_FONT_STYLE, PROP_FONT_CAPS, PROP_FONT_WEIGHT, PROP_FONT_SIZE,
        PROP_LINE_HEIGHT, PROP_FONT_FAMILY, PROP_FONT_NUMERIC,
        PROP_FONT_LIGATURES, PROP_FONT_POSITION, PROP_FONT_EAST_ASIAN,
        PROP_FONT_ALTERNATES, PROP_FONT_KERNING, PROP_FONT_FEATURES);
/* the position first: any other word is a counter style */
LIST(of_list_style, PROP_LIST_STYLE_POSITION, PROP_LIST_STYLE_TYPE);
LIST(of_break_before, PROP_BREAK_BEFORE);
LIST(of_break_after, PROP_BREAK_AFTER);
LIST(of_break_inside, PROP_BREAK_INSIDE);
LIST(of_size, PROP_PAGE_WIDTH, PROP_PAGE_HEIGHT);
LIST(of_margin_block, PROP_MARGIN_TOP, PROP_MARGIN_BOTTOM);
LIST(of_padding_block, PROP_PADDING_TOP, PROP_PADDING_BOTTOM);
LIST(of_margin_top, PROP_MARGIN_TOP);
LIST(of_margin_bottom, PROP_MARGIN_BOTTOM);
LIST(of_padding_top, PROP_PADDING_TOP);
LIST(of_padding_bottom, PROP_PADDING_BOTTOM);
/* left and right here are the start and the end of a line (A_INLINE) */
LIST(of_margin_inline, PROP_MARGIN_LEFT, PROP_MARGIN_RIGHT);
LIST(of_padding_inline, PROP_PADDING_LEFT, PROP_PADDING_RIGHT);
LIST(of_margin_left, PROP_MARGIN_LEFT);
LIST(of_margin_right, PROP_MARGIN_RIGHT);
LIST(of_padding_left, PROP_PADDING_LEFT);
LIST(of_padding_right, PROP_PADDING_RIGHT);
LIST(of_overflow_wrap, PROP_OVERFLOW_WRAP);
#define P(id, name, inherited, type, field, parse, kw, allow, initial)         \
	PROP_##id,
/* css-cascade-4 3.2: all but the direction; the page's own stay too. */
static const uint16_t of_all[] = {
#include "css/property.def"
	PROP_COUNT
};
#undef P

static void
add(struct block *out, int prop, const struct value *val)
{
	struct decl *d = vec_push(out);

	d->prop = (uint16_t)prop;
	d->v = *val;
}

static void
add_initial(struct block *out, int prop)
{
	struct value val = { .kind = VAL_INITIAL };

	add(out, prop, &val);
}

static int
part(struct vp *v, int prop, struct value *out)
{
	struct vp save = *v;

	memset(out, 0, sizeof(*out));
	if (css_prop[prop].parse(v, &css_prop[prop], out))
		return 1;
	*v = save;
	return 0;
}

/* One to `want` values, for longhands in turn; what is left out is as it is
 * opposite. */
static int
take_sides(
        struct vp *v, const uint16_t *longhands, size_t want, struct block *out)
{
	struct value val[4];
	size_t i, n = 0;

	while (n < want && !vp_done(v) && !token_is_delim(vp_peek(v), '/')) {
		if (!part(v, longhands[n], &val[n]))
			return -1;
		n++;
	}
	if (n == 0)
		return -1;
	for (i = n; i < want; i++)
		val[i] = val[i < 2 ? 0 : i - 2];
	for (i = 0; i < want; i++)
		add(out, longhands[i], &val[i]);
	return 0;
}

/* One to four values, for top, right, bottom and left; or one to two. */
static int
parse_sides(struct vp *v, const struct shorthand *sh, struct block *out)
{
	size_t want = 0;

	while (sh->longhands[want] != PROP_COUNT)
		want++;
	return take_sides(v, sh->longhands, want, out) < 0 || !vp_done(v) ? -1
	                                                                  : 0;
}

/* css-backgrounds-3 5.1: across, and behind a slash down. */
static int
parse_radius(struct vp *v, const struct shorthand *sh, struct block *out)
{
	if (take_sides(v, sh->longhands, 4, out) < 0)
		return -1;
	if (vp_delim(v, '/'))
		return take_sides(v, sh->longhands + 4, 4, out) < 0 ||
		                       !vp_done(v)
		               ? -1
		               : 0;
	for (size_t i = 4; i < 8; i++)
		add_initial(out, sh->longhands[i]);
	return vp_done(v) ? 0 : -1;
}

/* Of one corner: across, and down. */
static int
parse_corner(struct vp *v, const struct shorthand *sh, struct block *out)
{
	struct value val;

	if (!part(v, sh->longhands[0], &val))
		return -1;
	add(out, sh->longhands[0], &val);
	if (vp_done(v))
		add_initial(out, sh->longhands[1]);
	else if (vp_peek(v)->type == T_IDENT ||
	         !part(v, sh->longhands[1], &val))
		return -1;
	else
		add(out, sh->longhands[1], &val);
	return vp_done(v) ? 0 : -1;
}

/* Each part once at most, in any order. */
static int
parse_any(struct vp *v, const struct shorthand *sh, struct block *out)
{
	struct value val[8];
	unsigned seen = 0;
	size_t i;

	if (vp_done(v))
		return -1;
	while (!vp_done(v)) {
		for (i = 0; sh->longhands[i] != PROP_COUNT; i++)
			if (!(seen >> i & 1) &&
			        part(v, sh->longhands[i], &val[i]))
				break;
		if (sh->longhands[i] == PROP_COUNT)
			return -1;
		seen |= 1u << i;
	}
	for (i = 0; sh->longhands[i] != PROP_COUNT; i++) {
		if (seen >> i & 1)
			add(out, sh->longhands[i], &val[i]);
		else
			add_initial(out, sh->longhands[i]);
	}
	return 0;
}

static int
parse_border(struct vp *v, const struct shorthand *sh, struct block *out)
{
	const struct shorthand top = { "", NULL, of_border_top, 0 };
	struct block one = VEC_INIT;
	size_t i;
	int r = parse_any(v, &top, &one);

	(void)sh;
	for (i = 0; r == 0 && i < 12; i++)
		add(out, of_border[i], &one.p[i / 4].v);
	vec_free(&one);
	return r;
}

static int
parse_ground(struct vp *v, const struct shorthand *sh, struct block *out)
{
	struct value val[BACKGROUND_PARTS];

	if (!parse_background(v, val))
		return -1;
	for (int i = 0; i < BACKGROUND_PARTS; i++)
		add(out, sh->longhands[i], &val[i]);
	return 0;
}

static int
parse_font_variant(struct vp *v, const struct shorthand *sh, struct block *out)
{
	size_t i;

	if (!vp_ident(v, "normal"))
		return parse_any(v, sh, out);
	for (i = 0; sh->longhands[i] != PROP_COUNT; i++)
		add_initial(out, sh->longhands[i]);
	return vp_done(v) ? 0 : -1;
}

/* css-fonts-4 2.7.  Only the CSS 2 variants may stand in it. */
static int
parse_font(struct vp *v, const struct shorthand *sh, struct block *out)
{
	struct value val[6];
	unsigned seen = 0;
	size_t i;

	for (;;) {
		if (vp_ident(v, "normal"))
			continue;
		if (token_is(vp_peek(v), T_IDENT, "all-small-caps"))
			return -1;
		for (i = 0; i < 3; i++)
			if (!(seen >> i & 1) && part(v, of_font[i], &val[i]))
				break;
		if (i == 3)
			break;
		seen |= 1u << i;
	}
	if (!part(v, PROP_FONT_SIZE, &val[3]))
		return -1;
	seen |= 8;
	if (vp_delim(v, '/')) {
		if (!part(v, PROP_LINE_HEIGHT, &val[4]))
			return -1;
		seen |= 16;
	}
	if (!part(v, PROP_FONT_FAMILY, &val[5]) || !vp_done(v))
		return -1;
	seen |= 32;
	for (i = 0; sh->longhands[i] != PROP_COUNT; i++) {
		if (i < 6 && seen >> i & 1)
			add(out, sh->longhands[i], &val[i]);
		else
			add_initial(out, sh->longhands[i]);
	}
	return 0;
}

/* One longhand under another name. */
static int
parse_alias(struct vp *v, const struct shorthand *sh, struct block *out)
{
	struct value val;

	if (parse_longhand(v, sh->longhands[0], &val) < 0)
		return -1;
	add(out, sh->longhands[0], &val);
	return 0;
}

static int
parse_break_old(struct vp *v, const struct shorthand *sh, struct block *out)
{
	struct value val = { .kind = VAL_KEY };
	int key;

	if (!vp_keyword(v, kw_break_old, &key) || !vp_done(v))
		return -1;
	if (sh->longhands == of_break_inside && key != BREAK_AUTO &&
	        key != BREAK_AVOID)
		return -1;
	val.u.num = key;
	add(out, sh->longhands[0], &val);
	return 0;
}

/* css-page-3 7.1: ISO and JIS sizes in mm, the American ones in points. */
static const struct {
	const char *name;
	uint16_t w, h;
	uint8_t unit;
} sizes[] = {
	{ "a3", 297, 420, U_MM },
	{ "a4", 210, 297, U_MM },
	{ "a5", 148, 210, U_MM },
	{ "a6", 105, 148, U_MM },
	{ "b4", 250, 353, U_MM },
	{ "b5", 176, 250, U_MM },
	{ "b6", 125, 176, U_MM },
	{ "jis-b4", 257, 364, U_MM },
	{ "jis-b5", 182, 257, U_MM },
	{ "letter", 612, 792, U_PT },
	{ "legal", 612, 1008, U_PT },
	{ "ledger", 792, 1224, U_PT },
	{ "tabloid", 792, 1224, U_PT },
};

static int
find_size(struct vp *v, struct value val[2])
{
	const struct token *t = vp_peek(v);
	size_t i;

	for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		if (!token_is(t, T_IDENT, sizes[i].name))
			continue;
		vp_step(v);
		val[0].unit = val[1].unit = sizes[i].unit;
		val[0].u.num = sizes[i].w * NUM_ONE;
		val[1].u.num = sizes[i].h * NUM_ONE;
		return 1;
	}
	return 0;
}

static int
parse_size(struct vp *v, const struct shorthand *sh, struct block *out)
{
	struct value val[2], swap;
	int named, turn = -1;

	(void)sh;
	memset(val, 0, sizeof(val));
	val[0].kind = val[1].kind = VAL_NUM;
	if (vp_ident(v, "auto")) {
		add_initial(out, PROP_PAGE_WIDTH);
		add_initial(out, PROP_PAGE_HEIGHT);
		return vp_done(v) ? 0 : -1;
	}
	if (parse_number(v, A_LENGTH | A_POSITIVE, &val[0])) {
		val[1] = val[0];
		(void)parse_number(v, A_LENGTH | A_POSITIVE, &val[1]);
	} else {
		named = find_size(v, val);
		if (vp_ident(v, "landscape"))
			turn = 1;
		else if (vp_ident(v, "portrait"))
			turn = 0;
		if (!named)
			named = find_size(v, val);
		if (!named && turn < 0)
			return -1;
		if (!named) {
			val[0].unit = val[1].unit = U_MM;
			val[0].u.num = 210 * NUM_ONE;
			val[1].u.num = 297 * NUM_ONE;
		}
	}
	if (turn >= 0 && (val[0].u.num > val[1].u.num) != turn) {
		swap = val[0];
		val[0] = val[1];
		val[1] = swap;
	}
	add(out, PROP_PAGE_WIDTH, &val[0]);
	add(out, PROP_PAGE_HEIGHT, &val[1]);
	return vp_done(v) ? 0 : -1;
}

static int
parse_all(struct vp *v, const struct shorthand *sh, struct block *out)
{
	(void)v;
	(void)sh;
	(void)out;
	return -1;
}

const struct shorthand css_shorthand[] = {
	{ "margin", parse_sides, of_margin, 0 },
	{ "padding", parse_sides, of_padding, 0 },
	{ "border-width", parse_sides, of_border_width, 0 },
	{ "border-style", parse_sides, of_border_style, 0 },
	{ "border-color", parse_sides, of_border_color, 0 },
	{ "border-radius", parse_radius, of_border_radius, 0 },
	{ "border-top-left-radius", parse_corner, of_radius_top_left, 0 },
	{ "border-top-right-radius", parse_corner, of_radius_top_right, 0 },
	{ "border-bottom-right-radius", parse_corner, of_radius_bottom_right,
	        0 },
	{ "border-bottom-left-radius", parse_corner, of_radius_bottom_left, 0 },
	{ "border", parse_border, of_border, 0 },
	{ "border-top", parse_any, of_border_top, 0 },
	{ "border-right", parse_any, of_border_right, 0 },
	{ "border-bottom", parse_any, of_border_bottom, 0 },
	{ "border-left", parse_any, of_border_left, 0 },
	{ "border-spacing", parse_sides, of_border_spacing, 0 },
	{ "background", parse_ground, of_background, 0 },
	{ "column-rule", parse_any, of_column_rule, 0 },
	{ "columns", parse_any, of_columns, 0 },
	{ "text-decoration", parse_any, of_decoration, 0 },
	{ "font-variant", parse_font_variant, of_font_variant, 0 },
	{ "font", parse_font, of_font, 0 },
	{ "list-style", parse_any, of_list_style, 0 },
	{ "page-break-before", parse_break_old, of_break_before, 0 },
	{ "page-break-after", parse_break_old, of_break_after, 0 },
	{ "page-break-inside", parse_break_old, of_break_inside, 0 },
	{ "size", parse_size, of_size, A_PAGE },
	{ "margin-block", parse_sides, of_margin_block, 0 },
	{ "padding-block", parse_sides, of_padding_block, 0 },
	{ "margin-block-start", parse_alias, of_margin_top, 0 },
	{ "margin-block-end", parse_alias, of_margin_bottom, 0 },
	{ "padding-block-start", parse_alias, of_padding_top, 0 },
	{ "padding-block-end", parse_alias, of_padding_bottom, 0 },
	{ "margin-inline", parse_sides, of_margin_inline, A_INLINE },
	{ "padding-inline", parse_sides, of_padding_inline, A_INLINE },
	{ "margin-inline-start", parse_alias, of_margin_left, A_INLINE },
	{ "margin-inline-end", parse_alias, of_margin_right, A_INLINE },
	{ "padding-inline-start", parse_alias, of_padding_left, A_INLINE },
	{ "padding-inline-end", parse_alias, of_padding_right, A_INLINE },
	{ "border-block-start", parse_any, of_border_top, 0 },
	{ "border-block-end", parse_any, of_border_bottom, 0 },
	{ "border-inline-start", parse_any, of_border_left, A_INLINE },
	{ "border-inline-end", parse_any, of_border_right, A_INLINE },
	{ "word-wrap", parse_alias, of_overflow_wrap, 0 },
	{ "all", parse_all, of_all, 0 },
};
const size_t css_shorthand_count =
        sizeof(css_shorthand) / sizeof(css_shorthand[0]);

static int
is_wide(const struct token *t, struct value *out)
{
	static const struct keyword wide[] = { { "inherit", VAL_INHERIT },
		{ "initial", VAL_INITIAL }, { "unset", VAL_UNSET },
		{ "revert", VAL_REVERT }, { NULL, 0 } };
	int kind;

	if (t->type != T_IDENT || !kw_find(wide, t->text, &kind))
		return 0;
	memset(out, 0, sizeof(*out));
	out->kind = (uint8_t)kind;
	return 1;
}

int
has_var(const struct token *t, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (token_is(&t[i], T_FUNCTION, "var"))
			return 1;
	return 0;
}

/* The same value for the property or all that the shorthand stands for. */
static void
add_each(struct block *out, const struct prop *p, const struct shorthand *sh,
        const struct value *val)
{
	size_t i;

	if (p != NULL) {
		add(out, prop_index(p), val);
		return;
	}
	for (i = 0; sh->longhands[i] != PROP_COUNT; i++)
		if (sh->longhands != of_all ||
		        (i != PROP_DIRECTION && !(css_prop[i].allow & A_PAGE)))
			add(out, sh->longhands[i], val);
}

static int
add_pending(struct css *c, const struct prop *p, const struct shorthand *sh,
        const struct token *t, size_t n, struct block *out)
{
	struct value val = { .kind = VAL_PENDING };
	struct pending *pend;
	size_t i;

	for (i = 0; i < n; i++)
		if (t[i].type == T_BAD_STRING || t[i].type == T_BAD_URL ||
		        token_is_delim(&t[i], '!'))
			return -1;
	pend = arena_new_of(c->a, struct pending);
	pend->shorthand = sh;
	pend->t = arena_copy(c->a, t, n, sizeof(*t));
	pend->n = n;
	val.u.ptr = pend;
	add_each(out, p, sh, &val);
	return 0;
}

int
parse_property(struct css *c, const struct prop *p, const struct shorthand *sh,
        const struct token *t, size_t n, int important, struct block *out)
{
	struct vp v = vp_open(c, t, n);
	size_t i, before = out->n;
	struct value val;
	int r = 0;

	if (vp_done(&v))
		return -1;
	if (is_wide(v.t, &val) && (vp_step(&v), vp_done(&v))) {
		add_each(out, p, sh, &val);
	} else if (has_var(t, n)) {
		r = add_pending(c, p, sh, t, n, out);
	} else {
		v = vp_open(c, t, n);
		if (p == NULL) {
			r = sh->parse(&v, sh, out);
		} else {
			r = parse_longhand(&v, prop_index(p), &val);
			if (r == 0)
				add(out, prop_index(p), &val);
		}
	}
	if (r < 0)
		out->n = before;
	for (i = before; i < out->n; i++) {
		out->p[i].important = (uint8_t)important;
		out->p[i].logical = p == NULL && sh->allow & A_INLINE;
	}
	return r;
}
