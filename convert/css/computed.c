/* computed: from declarations that won to a computed style (css-cascade-4
 * 4.4).
 *
 * Custom properties come first, then font-size, color and line-height, on
 * which the units and currentcolor of all others hang.
 */
#include <stddef.h>
#include <string.h>

#include "css/sheet.h"

#define MAX_LINES (2000 * NUM_ONE)

struct work {
	struct css *c;
	const struct style *parent; /* NULL: root */
	struct style *s;
	struct measure m;
	unit percent_base; /* font-size, line-height */
};

static void *
field(struct style *s, int prop)
{
	return (char *)s + css_prop[prop].offset;
}

static const void *
const_field(const struct style *s, int prop)
{
	return (const char *)s + css_prop[prop].offset;
}

static size_t
store_size(int store)
{
	switch (store) {
	case STORE_U8:
		return 1;
	case STORE_U16:
		return 2;
	case STORE_INT:
		return sizeof(int);
	case STORE_UNIT:
		return sizeof(unit);
	case STORE_LEN:
		return sizeof(struct css_len);
	case STORE_COLOR:
		return sizeof(struct css_color);
	default:
		return sizeof(void *);
	}
}

void
style_copy(struct style *to, const struct style *from, int prop)
{
	switch (css_prop[prop].store) {
	case STORE_LINE:
		to->line_height = from->line_height;
		to->line_number = from->line_number;
		break;
	case STORE_VALIGN:
		to->vertical_align = from->vertical_align;
		to->valign_length = from->valign_length;
		break;
	case STORE_LIST_TYPE:
		to->list_type = from->list_type;
		to->list_string = from->list_string;
		break;
	case STORE_CONTENT:
		to->content = from->content;
		to->content_none = from->content_none;
		break;
	default:
		memcpy(field(to, prop), const_field(from, prop),
		        store_size(css_prop[prop].store));
	}
}

struct css_len
work_len(struct work *w, const struct value *v)
{
	struct css_len l = { LEN_PT, 0, NULL };

	if (v->kind == VAL_KEY) {
		l.kind = (uint8_t)v->u.num;
	} else if (v->kind == VAL_CALC) {
		l = measure_calc(w->c->a, &w->m, v->u.calc);
		if (!v->unit && l.v < 0)
			l.v = 0;
	} else if (v->unit == U_PERCENT) {
		l.kind = LEN_PERCENT;
		l.v = unit_muldiv(v->u.num, 1024, NUM_ONE);
	} else {
		l.v = measure_length(&w->m, v->u.num, v->unit);
	}
	return l;
}

struct css_color
work_color(struct work *w, const struct value *v)
{
	return v->kind == VAL_CURRENT ? w->s->color : v->u.color;
}

static unit
to_unit(struct work *w, const struct value *v)
{
	if (v->kind == VAL_KEY)
		return (unit)v->u.num;
	return css_len_used(work_len(w, v), w->percent_base);
}

static int64_t
to_int(const struct value *v, int64_t max)
{
	int64_t n = v->kind == VAL_NUM ? v->u.num / NUM_ONE : v->u.num;

	return n > max ? max : n;
}

static void
set_line(struct work *w, const struct value *v)
{
	struct style *s = w->s;

	s->line_number = 0;
	if (v->kind == VAL_KEY) {
		s->line_height = 0;
		return;
	}
	if (v->kind == VAL_NUM && v->unit == U_NUMBER) {
		/* 0 is `normal` in both fields */
		s->line_number = (int32_t)(v->u.num > MAX_LINES ? MAX_LINES
		                           : v->u.num > 0       ? v->u.num
		                                                : 1);
		return;
	}
	w->percent_base = s->font_size;
	s->line_height = to_unit(w, v);
	if (s->line_height == 0)
		s->line_height = 1;
}

static struct css_color
to_color(struct work *w, int prop, const struct value *v)
{
	if (v->kind != VAL_CURRENT)
		return v->u.color;
	if (prop != PROP_COLOR)
		return w->s->color;
	return w->parent != NULL ? w->parent->color : w->c->raw->color;
}

static void
set_valign(struct work *w, const struct value *v)
{
	memset(&w->s->valign_length, 0, sizeof(w->s->valign_length));
	if (v->kind == VAL_KEY) {
		w->s->vertical_align = (uint8_t)v->u.num;
		return;
	}
	w->s->vertical_align = VALIGN_LENGTH;
	w->s->valign_length = work_len(w, v);
}

static void
set_store(struct work *w, int prop, const struct value *v)
{
	struct style *s = w->s;
	void *to = field(s, prop);
	const void *p = v->kind == VAL_PTR ? v->u.ptr : NULL;

	switch (css_prop[prop].store) {
	case STORE_U8:
		*(uint8_t *)to = (uint8_t)v->u.num;
		break;
	case STORE_U16:
		*(uint16_t *)to = (uint16_t)to_int(v, 65535);
		break;
	case STORE_INT:
		*(int *)to = (int)to_int(v, 65535);
		break;
	case STORE_UNIT:
		*(unit *)to = to_unit(w, v);
		break;
	case STORE_LEN:
		*(struct css_len *)to = work_len(w, v);
		break;
	case STORE_COLOR:
		*(struct css_color *)to = to_color(w, prop, v);
		break;
	case STORE_LINE:
		set_line(w, v);
		break;
	case STORE_VALIGN:
		set_valign(w, v);
		break;
	case STORE_LIST_TYPE:
		s->list_string = v->unit ? p : NULL;
		s->list_type = v->unit ? NULL : p;
		break;
	case STORE_IMAGES:
		*(const struct css_image **)to = images_compute(w->c, w, p);
		break;
	case STORE_LAYERS:
		*(const struct css_pair **)to = layers_compute(w->c, w, p);
		break;
	case STORE_CONTENT:
		s->content = p;
		s->content_none = v->kind == VAL_KEY && v->u.num == 1;
		break;
	default:
		memcpy(to, &p, sizeof(p));
	}
}

static void
set_font_size(struct work *w, const struct value *v)
{
	unit of = w->parent != NULL ? w->parent->font_size
	                            : kw_font_size[0].value;

	w->percent_base = of;
	if (v->kind == VAL_KEY && v->u.num < 0)
		w->s->font_size = v->u.num == -1 ? unit_muldiv(of, 6, 5)
		                                 : unit_muldiv(of, 5, 6);
	else
		w->s->font_size = to_unit(w, v);
	/* text of no size at all would be a division by zero to many */
	if (w->s->font_size < 1)
		w->s->font_size = 1;
}

/* css-fonts-4 2.2.1 */
static void
set_font_weight(struct work *w, const struct value *v)
{
	int of = w->parent != NULL ? w->parent->font_weight : 400;
	int64_t to = v->u.num;

	if (to == -1)
		to = of < 350 ? 400 : of < 550 ? 700 : of < 900 ? 900 : of;
	else if (to == -2)
		to = of < 100 ? of : of < 550 ? 100 : of < 750 ? 400 : 700;
	w->s->font_weight = (uint16_t)to;
}

static void
set_unset(struct work *w, int prop, int inherited)
{
	const struct prop *p = &css_prop[prop];

	if (inherited && w->parent != NULL)
		style_copy(w->s, w->parent, prop);
	else if (p->store == STORE_COLOR && prop != PROP_COLOR &&
	         prop != PROP_BACKGROUND_COLOR)
		/* their initial value is currentcolor */
		*(struct css_color *)field(w->s, prop) = w->s->color;
	else
		style_copy(w->s, w->c->raw, prop);
}

static void
parse_pending(
        struct work *w, int prop, const struct pending *pend, struct block *out)
{
	struct tokens tok = VEC_INIT;

	if (var_substitute(w->c, w->s->custom, pend->t, pend->n, &tok) == 0 &&
	        !has_var(tok.p, tok.n))
		(void)parse_property(w->c,
		        pend->shorthand == NULL ? &css_prop[prop] : NULL,
		        pend->shorthand, tok.p, tok.n, 0, out);
	vec_free(&tok);
}

/* What a value with var() is where these custom properties hold; read once for
 * all styles that have them, and for all longhands of a shorthand. */
static const struct block *
substituted(struct work *w, int prop, const struct pending *pend)
{
	const void *key[] = { pend, w->s->custom };
	void **slot = map_put(&w->c->substituted,
	        (struct span){ (const char *)key, sizeof(key) });
	struct block b = VEC_INIT, *kept = *slot;

	if (kept == NULL) {
		parse_pending(w, prop, pend, &b);
		kept = arena_new_of(w->c->a, struct block);
		kept->p = arena_copy(w->c->a, b.p, b.n, sizeof(*b.p));
		kept->n = b.n;
		vec_free(&b);
		*slot = kept;
	}
	return kept;
}

/* Where it is invalid at computed-value time (css-variables-1 3.1), unset. */
static struct value
substitute(struct work *w, int prop, const struct pending *pend)
{
	const struct block *b = substituted(w, prop, pend);
	struct value v = { .kind = VAL_UNSET };

	for (size_t i = 0; i < b->n; i++)
		if (b->p[i].prop == prop)
			v = b->p[i].v;
	return v;
}

static void
set_value(struct work *w, int prop, const struct decl *d)
{
	const struct prop *p = &css_prop[prop];
	struct value v = d->v;

	if (v.kind == VAL_PENDING)
		v = substitute(w, d->prop, v.u.ptr);
	switch (v.kind) {
	case VAL_INHERIT:
		set_unset(w, prop, 1);
		break;
	case VAL_INITIAL:
		set_unset(w, prop, 0);
		break;
	case VAL_UNSET:
	case VAL_REVERT:
		set_unset(w, prop, p->inherited);
		break;
	default:
		if (prop == PROP_FONT_SIZE)
			set_font_size(w, &v);
		else if (prop == PROP_FONT_WEIGHT)
			set_font_weight(w, &v);
		else
			set_store(w, prop, &v);
	}
}

static void
set_declared(struct work *w, int prop, const struct cascade *x)
{
	if (x->win[prop] != NULL)
		set_value(w, prop, x->win[prop]);
}

static unit
line_of(unit line_height, unit font_size)
{
	return line_height != 0 ? line_height : unit_muldiv(font_size, 6, 5);
}

static void
set_fonts(struct work *w, const struct cascade *x)
{
	const struct style *parent = w->parent != NULL ? w->parent : w->c->raw;
	struct style *s = w->s;
	int64_t line;

	w->m.page_width = w->c->page_width;
	w->m.page_height = w->c->page_height;
	w->m.font_size = parent->font_size;
	w->m.line_height = line_of(parent->line_height, parent->font_size);
	w->m.root_size =
	        w->parent != NULL ? parent->root_size : parent->font_size;
	w->m.c = w->c;
	w->m.font = parent;
	set_declared(w, PROP_FONT_FAMILY, x);
	set_declared(w, PROP_FONT_WEIGHT, x);
	set_declared(w, PROP_FONT_STYLE, x);
	set_declared(w, PROP_FONT_SIZE, x);
	w->m.font = s;
	if (w->parent == NULL)
		s->root_size = s->font_size;
	w->m.font_size = s->font_size;
	w->m.root_size = s->root_size;
	set_declared(w, PROP_COLOR, x);
	set_declared(w, PROP_LINE_HEIGHT, x);
	if (s->line_number != 0) {
		line = ((int64_t)s->font_size * s->line_number + NUM_ONE / 2) /
		       NUM_ONE;
		s->line_height = line > MAX_LENGTH ? MAX_LENGTH : (unit)line;
		if (s->line_height == 0)
			s->line_height = 1;
	}
	w->m.line_height = line_of(s->line_height, s->font_size);
}

/* CSS 2.1 9.7: floats and the root are block boxes. */
static void
set_display(struct style *s, int root)
{
	if (s->float_ == FLOAT_NONE && !root)
		return;
	switch (s->display) {
	case DISPLAY_NONE:
	case DISPLAY_LIST_ITEM:
	case DISPLAY_TABLE:
		break;
	default:
		s->display = DISPLAY_BLOCK;
	}
}

static void
join_features(struct css *c, struct style *s)
{
	const char *part[] = { s->feature_kerning, s->feature_ligatures,
		s->feature_position, s->feature_numeric, s->feature_alternates,
		s->feature_asian, s->feature_settings };
	struct str j = STR_INIT;
	size_t i;

	for (i = 0; i < sizeof(part) / sizeof(part[0]); i++) {
		if (part[i] == NULL)
			continue;
		if (j.len > 0)
			str_puts(&j, ", ");
		str_puts(&j, part[i]);
	}
	s->font_features = j.len > 0 ? css_intern(c, str_span(&j)) : NULL;
	str_free(&j);
}

/* A line that is not drawn has no width (css-backgrounds-3 3.3). */
static void
drop_widths(struct style *s)
{
	int i;

	for (i = 0; i < 4; i++)
		if (s->border_style[i] == BORDER_NONE ||
		        s->border_style[i] == BORDER_HIDDEN)
			s->border_width[i] = 0;
	if (s->column_rule_style == BORDER_NONE ||
	        s->column_rule_style == BORDER_HIDDEN)
		s->column_rule_width = 0;
}

/* What inherits comes first in struct style. */
#define INHERITED offsetof(struct style, display)
#define P(id, name, inherited, type, field, parse, kw, allow, initial)         \
	_Static_assert(                                                        \
	        (inherited) == (offsetof(struct style, field) < INHERITED),    \
	        "struct style: the place of " #id);
#include "css/property.def"
#undef P

/* The initial value of these is currentcolor. */
static void
set_current(struct style *s)
{
	for (int i = 0; i < 4; i++)
		s->border_color[i] = s->color;
	s->column_rule_color = s->decoration_color = s->color;
}

/* A style begins as one that nothing is declared for. */
const struct style *
css_compute(struct css *c, const struct style *parent, const struct cascade *x,
        int root)
{
	struct style s = *c->raw;
	struct work w = { .c = c, .parent = parent, .s = &s };
	size_t i;
	int prop;

	if (parent != NULL)
		memcpy(&s, parent, INHERITED);
	s.custom = custom_resolve(c, s.custom, x);
	set_fonts(&w, x);
	set_current(&s);
	for (i = 0; i < x->n; i++) {
		prop = x->won[i];
		if (prop != PROP_FONT_SIZE && prop != PROP_COLOR &&
		        prop != PROP_LINE_HEIGHT)
			set_value(&w, prop, x->win[prop]);
	}
	drop_widths(&s);
	set_display(&s, root);
	join_features(c, &s);
	return style_intern(c, &s);
}

/* All initial values, as the table writes them. */
void
css_set_initial(struct css *c)
{
	struct style *s = arena_new_of(c->a, struct style), *base;
	struct work w = { .c = c, .s = s };
	struct tokens tok = VEC_INIT;
	struct value val;
	struct vp v;
	int i;

	c->raw = s;
	s->font_size = s->root_size = kw_font_size[0].value;
	w.m = (struct measure){ s->font_size, s->font_size, s->font_size,
		c->page_width, c->page_height, NULL, NULL };
	for (i = 0; i < PROP_COUNT; i++) {
		vec_clear(&tok);
		css_tokenize(&tok, c->a, span_of(css_prop[i].initial), 1);
		v = vp_open(c, tok.p, tok.n - 1);
		if (parse_longhand(&v, i, &val) == 0)
			set_store(&w, i, &val);
	}
	vec_free(&tok);
	base = arena_new_of(c->a, struct style);
	*base = *s;
	drop_widths(base);
	s->base = base->base = base;
}
