/* property: the table of properties and the parsers of single longhands.
 * Shorthands are in shorthand.c, lists of generated content in content.c. */
#include <stddef.h>
#include <string.h>

#include "css/parsers.h"
#include "css/sheet.h"

const struct prop css_prop[PROP_COUNT] = {
#define P(id, name, inherited, type, field, parse, kw, allow, initial)         \
	[PROP_##id] = { name, inherited, STORE_##type,                         \
		offsetof(struct style, field), value_##parse, kw, allow,       \
		initial },
#include "css/property.def"
#undef P
};

int
prop_index(const struct prop *p)
{
	return (int)(p - css_prop);
}

static void
set_key(struct value *out, int64_t key)
{
	out->kind = VAL_KEY;
	out->u.num = key;
}

static int
set_ptr(struct value *out, const void *p)
{
	out->kind = VAL_PTR;
	out->u.ptr = p;
	return 1;
}

/* A keyword of the table or a number. */
int
value_simple(struct vp *v, const struct prop *p, struct value *out)
{
	int key;

	if (vp_keyword(v, p->kw, &key)) {
		set_key(out, key);
		return 1;
	}
	return parse_number(v, p->allow, out);
}

int
value_color(struct vp *v, const struct prop *p, struct value *out)
{
	(void)p;
	return parse_color(v, out);
}

int
value_font_weight(struct vp *v, const struct prop *p, struct value *out)
{
	struct vp save = *v;

	if (!value_simple(v, p, out))
		return 0;
	if (out->kind == VAL_NUM) {
		if (out->u.num < NUM_ONE || out->u.num > 1000 * NUM_ONE) {
			*v = save;
			return 0;
		}
		set_key(out, out->u.num / NUM_ONE);
	}
	return 1;
}

/* oblique may name its angle (css-fonts-4 2.4), which no face here has. */
int
value_font_style(struct vp *v, const struct prop *p, struct value *out)
{
	const struct token *t;
	int oblique = token_is(vp_peek(v), T_IDENT, "oblique");

	if (!value_simple(v, p, out))
		return 0;
	t = vp_peek(v);
	if (oblique && t->type == T_DIMENSION && span_eq_nocase(t->text, "deg"))
		vp_step(v);
	return 1;
}

/* css-fonts-4 2.1: a string, or identifiers that are joined by spaces. */
static const char *
family_name(struct vp *v)
{
	const struct token *t = vp_peek(v);
	struct str s = STR_INIT;
	const char *name = NULL;

	if (t->type == T_STRING) {
		name = css_intern(v->c, t->text);
		vp_step(v);
		return name;
	}
	for (; (t = vp_peek(v))->type == T_IDENT; vp_step(v)) {
		if (s.len > 0)
			str_putc(&s, ' ');
		str_put_span(&s, t->text);
	}
	if (s.len > 0)
		name = css_intern(v->c, str_span(&s));
	str_free(&s);
	return name;
}

struct names {
	const char **p;
	size_t n, cap;
};

static const char *const *
keep_names(struct css *c, struct names *l)
{
	const char **p = arena_array(c->a, l->n + 1, sizeof(*p));

	if (l->n > 0)
		memcpy(p, l->p, l->n * sizeof(*p));
	vec_free(l);
	return p;
}

int
value_family(struct vp *v, const struct prop *p, struct value *out)
{
	struct names l = VEC_INIT;
	const char *name;

	(void)p;
	do {
		name = family_name(v);
		if (name != NULL)
			vec_add(&l, name);
	} while (name != NULL && vp_take(v, T_COMMA));
	if (name == NULL) {
		vec_free(&l);
		return 0;
	}
	return set_ptr(out, keep_names(v->c, &l));
}

int
value_quotes(struct vp *v, const struct prop *p, struct value *out)
{
	static const char *const no_quotes[] = { "", "", NULL };
	struct names l = VEC_INIT;

	(void)p;
	if (vp_ident(v, "auto"))
		return set_ptr(out, NULL);
	if (vp_ident(v, "none"))
		return set_ptr(out, no_quotes);
	for (; vp_peek(v)->type == T_STRING; vp_step(v))
		vec_add(&l, css_intern(v->c, vp_peek(v)->text));
	if (l.n == 0 || l.n % 2 != 0) {
		vec_free(&l);
		return 0;
	}
	return set_ptr(out, keep_names(v->c, &l));
}

/* font-feature-settings, kept in one way of writing: "tnum" 1, "liga" 0 */
int
value_features(struct vp *v, const struct prop *p, struct value *out)
{
	struct str s = STR_INIT;
	const struct token *t;
	int64_t n;

	(void)p;
	if (vp_ident(v, "normal"))
		return set_ptr(out, NULL);
	do {
		t = vp_peek(v);
		if (t->type != T_STRING || t->text.n != 4 ||
		        memchr(t->text.p, '"', 4) != NULL)
			break;
		str_printf(&s, "%s\"%.4s\" ", s.len > 0 ? ", " : "", t->text.p);
		vp_step(v);
		n = 1;
		t = vp_peek(v);
		if (t->type == T_NUMBER && t->integer && t->num >= 0)
			n = t->num / NUM_ONE;
		else if (token_is(t, T_IDENT, "off"))
			n = 0;
		if (t->type == T_NUMBER || token_is(t, T_IDENT, "off") ||
		        token_is(t, T_IDENT, "on"))
			vp_step(v);
		str_put_fixed(&s, n, 0);
		if (vp_done(v)) {
			set_ptr(out, css_intern(v->c, str_span(&s)));
			str_free(&s);
			return 1;
		}
	} while (vp_take(v, T_COMMA));
	str_free(&s);
	return 0;
}

struct feature {
	const char *name, *setting;
};

/* One or more keywords of f, as feature settings. */
static int
feature_words(struct vp *v, const struct feature *f, const char *none,
        struct value *out)
{
	struct str s = STR_INIT;
	size_t i;
	int found, n = 0;

	if (vp_ident(v, none))
		return set_ptr(out, NULL);
	do {
		found = 0;
		for (i = 0; f[i].name != NULL && !found; i++) {
			if (!vp_ident(v, f[i].name))
				continue;
			found = 1;
			n++;
			if (s.len > 0 && f[i].setting[0] != '\0')
				str_puts(&s, ", ");
			str_puts(&s, f[i].setting);
		}
	} while (found && !vp_done(v));
	if (n > 0)
		set_ptr(out, s.len > 0 ? css_intern(v->c, str_span(&s)) : NULL);
	str_free(&s);
	return n > 0;
}

int
value_numeric(struct vp *v, const struct prop *p, struct value *out)
{
	static const struct feature f[] = { { "lining-nums", "\"lnum\" 1" },
		{ "oldstyle-nums", "\"onum\" 1" },
		{ "proportional-nums", "\"pnum\" 1" },
		{ "tabular-nums", "\"tnum\" 1" },
		{ "diagonal-fractions", "\"frac\" 1" },
		{ "stacked-fractions", "\"afrc\" 1" },
		{ "ordinal", "\"ordn\" 1" }, { "slashed-zero", "\"zero\" 1" },
		{ NULL, NULL } };

	(void)p;
	return feature_words(v, f, "normal", out);
}

int
value_ligatures(struct vp *v, const struct prop *p, struct value *out)
{
	static const struct feature f[] = {
		{ "none", "\"liga\" 0, \"clig\" 0, \"dlig\" 0, \"hlig\" 0, "
		          "\"calt\" 0" },
		{ "common-ligatures", "\"liga\" 1, \"clig\" 1" },
		{ "no-common-ligatures", "\"liga\" 0, \"clig\" 0" },
		{ "discretionary-ligatures", "\"dlig\" 1" },
		{ "no-discretionary-ligatures", "\"dlig\" 0" },
		{ "historical-ligatures", "\"hlig\" 1" },
		{ "no-historical-ligatures", "\"hlig\" 0" },
		{ "contextual", "\"calt\" 1" },
		{ "no-contextual", "\"calt\" 0" }, { NULL, NULL }
	};

	(void)p;
	return feature_words(v, f, "normal", out);
}

int
value_position_variant(struct vp *v, const struct prop *p, struct value *out)
{
	static const struct feature f[] = { { "sub", "\"subs\" 1" },
		{ "super", "\"sups\" 1" }, { NULL, NULL } };

	(void)p;
	return feature_words(v, f, "normal", out);
}

int
value_east_asian(struct vp *v, const struct prop *p, struct value *out)
{
	static const struct feature f[] = { { "jis78", "\"jp78\" 1" },
		{ "jis83", "\"jp83\" 1" }, { "jis90", "\"jp90\" 1" },
		{ "jis04", "\"jp04\" 1" }, { "simplified", "\"smpl\" 1" },
		{ "traditional", "\"trad\" 1" }, { "full-width", "\"fwid\" 1" },
		{ "proportional-width", "\"pwid\" 1" },
		{ "ruby", "\"ruby\" 1" }, { NULL, NULL } };

	(void)p;
	return feature_words(v, f, "normal", out);
}

/* What names of @font-feature-values would say, font-feature-settings says. */
int
value_alternates(struct vp *v, const struct prop *p, struct value *out)
{
	static const struct feature f[] = {
		{ "historical-forms", "\"hist\" 1" }, { NULL, NULL }
	};

	(void)p;
	return feature_words(v, f, "normal", out);
}

int
value_kerning(struct vp *v, const struct prop *p, struct value *out)
{
	static const struct feature f[] = { { "normal", "" },
		{ "none", "\"kern\" 0" }, { NULL, NULL } };

	(void)p;
	return feature_words(v, f, "auto", out);
}

int
value_decoration(struct vp *v, const struct prop *p, struct value *out)
{
	static const struct keyword kw[] = { { "underline", DECO_UNDERLINE },
		{ "overline", DECO_OVERLINE }, { "line-through", DECO_THROUGH },
		{ NULL, 0 } };
	struct vp save = *v;
	int bit, bits = 0;

	(void)p;
	if (vp_ident(v, "none")) {
		set_key(out, 0);
		return 1;
	}
	while (vp_keyword(v, kw, &bit)) {
		if (bits & bit) {
			*v = save;
			return 0;
		}
		bits |= bit;
	}
	set_key(out, bits);
	return bits != 0;
}

/* css-text-4 9.2: none, or first, last and one of the ends. */
int
value_hanging(struct vp *v, const struct prop *p, struct value *out)
{
	static const struct keyword kw[] = { { "first", HANG_FIRST },
		{ "last", HANG_LAST }, { "allow-end", HANG_ALLOW_END },
		{ "force-end", HANG_FORCE_END }, { NULL, 0 } };
	const int ends = HANG_ALLOW_END | HANG_FORCE_END;
	int bit, bits = 0;

	(void)p;
	set_key(out, 0);
	if (vp_ident(v, "none"))
		return 1;
	while (vp_keyword(v, kw, &bit)) {
		if ((bits & bit) || ((bits & ends) && (bit & ends)))
			return 0;
		bits |= bit;
	}
	set_key(out, bits);
	return bits != 0;
}

/* none, a counter style, or a string: unit says that it is one. */
int
value_list_type(struct vp *v, const struct prop *p, struct value *out)
{
	const struct token *t = vp_peek(v);

	(void)p;
	out->unit = 0;
	if (vp_ident(v, "none"))
		return set_ptr(out, NULL);
	if (t->type != T_STRING)
		return set_ptr(out, parse_counter_style(v)) &&
		       out->u.ptr != NULL;
	out->unit = 1;
	set_ptr(out, css_intern(v->c, t->text));
	vp_step(v);
	return 1;
}

int
value_page_name(struct vp *v, const struct prop *p, struct value *out)
{
	const struct token *t = vp_peek(v);

	(void)p;
	if (t->type != T_IDENT)
		return 0;
	set_ptr(out, span_eq_nocase(t->text, "auto")
	                     ? NULL
	                     : css_intern(v->c, t->text));
	vp_step(v);
	return 1;
}

/* css-gcpm-3 1.2: static, or running(name). */
int
value_position(struct vp *v, const struct prop *p, struct value *out)
{
	const struct token *t;
	struct vp in;

	(void)p;
	set_ptr(out, NULL);
	if (vp_ident(v, "static"))
		return 1;
	if (!vp_function(v, "running", &in))
		return 0;
	t = vp_peek(&in);
	if (t->type != T_IDENT)
		return 0;
	set_ptr(out, css_intern(v->c, t->text));
	vp_step(&in);
	return vp_done(&in);
}

/* css-inline-3 2: how many lines it is high; a sink of its own is not
 * supported and read over. */
int
value_initial_letter(struct vp *v, const struct prop *p, struct value *out)
{
	struct value sink;

	if (!value_simple(v, p, out))
		return 0;
	if (out->kind == VAL_NUM && !vp_done(v) &&
	        !parse_number(v, A_INTEGER | A_POSITIVE, &sink) &&
	        !vp_ident(v, "drop") && !vp_ident(v, "raise"))
		return 0;
	return 1;
}

int
value_marks(struct vp *v, const struct prop *p, struct value *out)
{
	int bits = 0;

	(void)p;
	set_key(out, 0);
	if (vp_ident(v, "none"))
		return 1;
	for (;;) {
		if (vp_ident(v, "crop"))
			bits |= 1;
		else if (vp_ident(v, "cross"))
			bits |= 2;
		else
			break;
	}
	set_key(out, bits);
	return bits != 0;
}

int
parse_longhand(struct vp *v, int prop, struct value *out)
{
	const struct prop *p = &css_prop[prop];

	memset(out, 0, sizeof(*out));
	return p->parse(v, p, out) && vp_done(v) ? 0 : -1;
}

/* What number i stands for in struct css: properties, then shorthands. */
static const char *
name_of(size_t i)
{
	return i < PROP_COUNT ? css_prop[i].name
	                      : css_shorthand[i - PROP_COUNT].name;
}

/* Where a name is, or would be. */
static uint8_t *
name_slot(struct css *c, const char *name, size_t n)
{
	size_t at = hash_bytes(name, n, 0) % CSS_NAMES;

	while (c->names[at] != 0 && strcmp(name_of(c->names[at] - 1u), name))
		at = (at + 1) % CSS_NAMES;
	return &c->names[at];
}

void
add_names(struct css *c)
{
	const char *name;
	size_t i;

	for (i = 0; i < PROP_COUNT + css_shorthand_count; i++)
		if (*(name = name_of(i)) != '\0')
			*name_slot(c, name, strlen(name)) = (uint8_t)(i + 1);
}

const struct prop *
find_prop(struct css *c, struct span name, const struct shorthand **sh)
{
	char low[64];
	size_t i;

	*sh = NULL;
	if (name.n == 0 || name.n >= sizeof(low))
		return NULL;
	for (i = 0; i < name.n; i++)
		low[i] = (char)(name.p[i] >= 'A' && name.p[i] <= 'Z'
		                        ? name.p[i] + 32
		                        : name.p[i]);
	low[i] = '\0';
	i = *name_slot(c, low, name.n);
	if (i > PROP_COUNT)
		*sh = &css_shorthand[i - 1 - PROP_COUNT];
	return i == 0 || i > PROP_COUNT ? NULL : &css_prop[i - 1];
}
