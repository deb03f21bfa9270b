/* background: layers of pictures and gradients, and where they stand
 * (css-backgrounds-3 2).
 *
 * Each longhand is a list of layers, the topmost first.  As specified they
 * hold values; computing makes lengths of these, in lists of their own.
 */
#include "css/background.h"

#include <string.h>

#include "css/parsers.h"

#define MAX_LAYERS 32

void
value_set_percent(struct value *out, int percent)
{
	memset(out, 0, sizeof(*out));
	out->kind = VAL_NUM;
	out->unit = U_PERCENT;
	out->u.num = percent * NUM_ONE;
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
		value_set_percent(&out->v[axis], side->side == 4 ? 50 : 0);
}

int
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
	value_set_percent(&l->pair[L_POSITION]->v[0], 0);
	value_set_percent(&l->pair[L_POSITION]->v[1], 0);
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

void
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
