/* background: pictures, gradients and where they stand (css-backgrounds-3 2,
 * css-images-3 3).
 *
 * Each longhand is a list of layers, the topmost first.  As specified they
 * hold values; computing makes lengths of these, in lists of their own.
 */
#include <string.h>

#include "base/unit.h"
#include "css/parsers.h"
#include "css/sheet.h"

#define MAX_LAYERS 32
#define MAX_STOPS 64
#define DEGREE 1000 /* angles in thousandths */
#define TURN 6283185 /* in millionths of a radian */

struct stop_value {
	struct value color, at; /* at.kind VAL_INITIAL: none given */
};

struct pair_value {
	struct value v[2];
	uint8_t key[2];
	const struct pair_value *next;
};

struct image_value {
	struct css_image made; /* without its lengths and stops */
	struct value radius[2];
	struct pair_value at;
	const struct stop_value *stop;
	const struct image_value *next;
};

static void
set_percent(struct value *out, int percent)
{
	memset(out, 0, sizeof(*out));
	out->kind = VAL_NUM;
	out->unit = U_PERCENT;
	out->u.num = percent * NUM_ONE;
}

/* --- gradients --- */

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

static int
take_position(struct vp *v, struct pair_value *out);

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
	set_percent(&k->at.v[0], 50);
	set_percent(&k->at.v[1], 50);
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

static int
take_image(struct vp *v, struct image_value *k)
{
	struct vp in;

	if (vp_ident(v, "none"))
		return 1;
	if (vp_function(v, "linear-gradient", &in))
		return take_linear(in, k);
	if (vp_function(v, "radial-gradient", &in))
		return take_radial(in, k);
	return take_url(v, k);
}

/* --- places --- */

typedef int
taker(struct vp *v, struct pair_value *out);

struct item { /* of a position: a side or a length */
	int side; /* -1: a length; 4: center */
	struct value len;
};

static int
is_vertical(const struct item *i)
{
	return i->side == TOP || i->side == BOTTOM;
}

static int
is_level(const struct item *i)
{
	return i->side == LEFT || i->side == RIGHT;
}

static void
set_axis(struct pair_value *out, int axis, const struct item *side,
        const struct value *off)
{
	out->key[axis] = side->side == RIGHT || side->side == BOTTOM;
	if (off != NULL)
		out->v[axis] = *off;
	else if (side->side < 0)
		out->v[axis] = side->len;
	else
		set_percent(&out->v[axis], side->side == 4 ? 50 : 0);
}

/* One to four values (css-backgrounds-3 2.6). */
static int
take_position(struct vp *v, struct pair_value *out)
{
	static const struct keyword sides[] = { { "top", TOP },
		{ "right", RIGHT }, { "bottom", BOTTOM }, { "left", LEFT },
		{ "center", 4 }, { NULL, 0 } };
	static const struct item center = { .side = 4 };
	struct item it[4];
	const struct item *a = &it[0], *b = &center;
	const struct value *off[2] = { NULL, NULL };
	int n = 0, swap;

	while (n < 4) {
		it[n].side = -1;
		if (!vp_keyword(v, sides, &it[n].side) &&
		        !parse_number(v, A_LENGTH | A_PERCENT | A_NEGATIVE,
		                &it[n].len))
			break;
		n++;
	}
	if (n == 0)
		return 0;
	if (n == 2)
		b = &it[1];
	if (n > 2) { /* sides, with offsets from them */
		int k = 1;

		if (it[0].side < 0)
			return 0;
		if (it[1].side < 0)
			off[0] = &it[k++].len;
		b = &it[k++];
		if (b->side < 0)
			return 0;
		if (k < n && it[k].side < 0)
			off[1] = &it[k++].len;
		if (k != n || (off[0] && a->side == 4) ||
		        (off[1] && b->side == 4))
			return 0;
	}
	swap = is_vertical(a) || is_level(b);
	if (n == 2 && swap && (a->side < 0 || b->side < 0))
		return 0; /* "10pt left" */
	if (swap ? is_level(a) || is_vertical(b)
	         : is_vertical(a) || is_level(b))
		return 0;
	set_axis(out, swap ? 1 : 0, a, off[0]);
	set_axis(out, swap ? 0 : 1, b, off[1]);
	return 1;
}

static int
take_size(struct vp *v, struct pair_value *out)
{
	static const struct keyword whole[] = { { "cover", SIZE_COVER },
		{ "contain", SIZE_CONTAIN }, { NULL, 0 } };
	int key, n = 0;

	for (int i = 0; i < 2; i++) {
		memset(&out->v[i], 0, sizeof(out->v[i]));
		out->v[i].u.num = LEN_AUTO;
	}
	if (vp_keyword(v, whole, &key)) {
		out->key[0] = (uint8_t)key;
		return 1;
	}
	while (n < 2 &&
	        (vp_ident(v, "auto") ||
	                parse_number(v, A_LENGTH | A_PERCENT, &out->v[n])))
		n++;
	return n > 0;
}

static const struct keyword repeats[] = { { "repeat", REPEAT_ALL },
	{ "no-repeat", REPEAT_NONE }, { "space", REPEAT_SPACE },
	{ "round", REPEAT_ROUND }, { NULL, 0 } };

static int
take_repeat(struct vp *v, struct pair_value *out)
{
	int key;

	if (vp_ident(v, "repeat-x")) {
		out->key[1] = REPEAT_NONE;
		return 1;
	}
	if (vp_ident(v, "repeat-y")) {
		out->key[0] = REPEAT_NONE;
		return 1;
	}
	if (!vp_keyword(v, repeats, &key))
		return 0;
	out->key[0] = out->key[1] = (uint8_t)key;
	if (vp_keyword(v, repeats, &key))
		out->key[1] = (uint8_t)key;
	return 1;
}

static int
take_area(struct vp *v, struct pair_value *out)
{
	static const struct keyword areas[] = { { "border-box", AREA_BORDER },
		{ "padding-box", AREA_PADDING },
		{ "content-box", AREA_CONTENT }, { NULL, 0 } };
	int key;

	if (!vp_keyword(v, areas, &key))
		return 0;
	out->key[0] = (uint8_t)key;
	return 1;
}

/* --- longhands --- */

static taker *
taker_of(const struct prop *p)
{
	switch (prop_index(p)) {
	case PROP_BACKGROUND_POSITION:
		return take_position;
	case PROP_BACKGROUND_SIZE:
		return take_size;
	case PROP_BACKGROUND_REPEAT:
		return take_repeat;
	default:
		return take_area;
	}
}

int
value_layers(struct vp *v, const struct prop *p, struct value *out)
{
	const struct pair_value *list = NULL, **tail = &list;
	int n = 0;

	do {
		struct pair_value *k = arena_new_of(v->c->a, struct pair_value);

		if (++n > MAX_LAYERS || !taker_of(p)(v, k))
			return 0;
		*tail = k;
		tail = &k->next;
	} while (vp_take(v, T_COMMA));
	out->kind = VAL_PTR;
	out->u.ptr = list;
	return 1;
}

int
value_images(struct vp *v, const struct prop *p, struct value *out)
{
	const struct image_value *list = NULL, **tail = &list;
	int n = 0;

	(void)p;
	do {
		struct image_value *k =
		        arena_new_of(v->c->a, struct image_value);

		if (++n > MAX_LAYERS || !take_image(v, k))
			return 0;
		*tail = k;
		tail = &k->next;
	} while (vp_take(v, T_COMMA));
	/* all of them none is no list */
	if (n == 1 && list->made.kind == CSS_NO_IMAGE)
		list = NULL;
	out->kind = VAL_PTR;
	out->u.ptr = list;
	return 1;
}

/* --- the shorthand (2.10) --- */

enum { L_IMAGE, L_POSITION, L_SIZE, L_REPEAT, L_ORIGIN, L_CLIP, L_COUNT };

struct layer {
	struct image_value *image;
	struct pair_value *pair[L_COUNT];
	struct value color;
	unsigned seen; /* 1 << L_; L_COUNT: color */
};

static int
take_once(struct vp *v, struct layer *l, int which, taker *take)
{
	struct vp save = *v;

	if ((l->seen >> which & 1) || !take(v, l->pair[which])) {
		*v = save;
		return 0;
	}
	l->seen |= 1u << which;
	return 1;
}

static int
take_part(struct vp *v, struct layer *l)
{
	struct vp save = *v;

	if (take_once(v, l, L_REPEAT, take_repeat))
		return 1;
	if (take_once(v, l, L_ORIGIN, take_area)) {
		*l->pair[L_CLIP] = *l->pair[L_ORIGIN];
		return 1;
	}
	if ((l->seen >> L_ORIGIN & 1) && take_once(v, l, L_CLIP, take_area))
		return 1;
	if (take_once(v, l, L_POSITION, take_position))
		return !vp_delim(v, '/') || take_once(v, l, L_SIZE, take_size);
	if (!(l->seen & 1) && take_image(v, l->image)) {
		l->seen |= 1;
		return 1;
	}
	*v = save;
	if (!(l->seen >> L_COUNT & 1) && parse_color(v, &l->color)) {
		l->seen |= 1u << L_COUNT;
		return 1;
	}
	return 0;
}

static void
layer_new(struct css *c, struct layer *l)
{
	memset(l, 0, sizeof(*l));
	l->image = arena_new_of(c->a, struct image_value);
	for (int i = 1; i < L_COUNT; i++)
		l->pair[i] = arena_new_of(c->a, struct pair_value);
	set_percent(&l->pair[L_POSITION]->v[0], 0);
	set_percent(&l->pair[L_POSITION]->v[1], 0);
	l->pair[L_SIZE]->v[0].u.num = l->pair[L_SIZE]->v[1].u.num = LEN_AUTO;
	l->pair[L_ORIGIN]->key[0] = AREA_PADDING;
}

int
parse_background(struct vp *v, struct value out[BACKGROUND_PARTS])
{
	const struct pair_value *list[L_COUNT] = { NULL }, **tail[L_COUNT];
	const struct image_value *images = NULL, **last = &images;
	struct layer l;
	int n = 0;

	for (int i = 0; i < L_COUNT; i++)
		tail[i] = &list[i];
	do {
		layer_new(v->c, &l);
		while (!vp_done(v) && vp_peek(v)->type != T_COMMA)
			if (!take_part(v, &l))
				return 0;
		if (++n > MAX_LAYERS || l.seen == 0)
			return 0;
		*last = l.image;
		last = &l.image->next;
		for (int i = 1; i < L_COUNT; i++) {
			*tail[i] = l.pair[i];
			tail[i] = &l.pair[i]->next;
		}
		/* a colour lies beneath all layers */
	} while (!(l.seen >> L_COUNT & 1) && vp_take(v, T_COMMA));
	if (n == 1 && images->made.kind == CSS_NO_IMAGE)
		images = NULL;
	memset(out, 0, BACKGROUND_PARTS * sizeof(*out));
	out[0] = l.color;
	for (int i = 0; i < L_COUNT; i++) {
		out[i + 1].kind = VAL_PTR;
		out[i + 1].u.ptr = i == 0 ? (const void *)images : list[i];
	}
	return vp_done(v);
}

/* --- computing --- */

static void
pair_compute(struct work *w, const struct pair_value *from, struct css_pair *to)
{
	for (int i = 0; i < 2; i++) {
		to->v[i] = work_len(w, &from->v[i]);
		to->key[i] = from->key[i];
	}
}

const struct css_pair *
layers_compute(struct css *c, struct work *w, const void *list)
{
	const struct css_pair *first = NULL, **tail = &first;

	for (const struct pair_value *k = list; k != NULL; k = k->next) {
		struct css_pair *p = arena_new_of(c->a, struct css_pair);

		pair_compute(w, k, p);
		*tail = p;
		tail = &p->next;
	}
	return first;
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

/* --- keys and dumps --- */

void
layers_dump(struct str *out, const struct css_pair *p)
{
	for (; p != NULL; p = p->next) {
		str_printf(out, "%u ", p->key[0]);
		len_dump(out, &p->v[0]);
		str_printf(out, " %u ", p->key[1]);
		len_dump(out, &p->v[1]);
		if (p->next != NULL)
			str_puts(out, ", ");
	}
}

void
images_dump(struct str *out, const struct css_image *p)
{
	static const char *const name[] = { "none", "url", "linear-gradient",
		"radial-gradient" };

	if (p == NULL)
		str_puts(out, "none");
	for (; p != NULL; p = p->next) {
		str_printf(out, "%s(", name[p->kind]);
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
