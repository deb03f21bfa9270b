/* value: the walk over a value's tokens, and numbers (css-values-4 5, 6). */
#include "css/value.h"

const struct token vp_eof = { .type = T_EOF };

static void
skip_space(struct vp *v)
{
	while (v->t < v->end && v->t->type == T_SPACE)
		v->t++;
}

struct vp
vp_open(struct css *c, const struct token *t, size_t n)
{
	struct vp v = { t, t + n, c, 0 };

	skip_space(&v);
	return v;
}

void
vp_step(struct vp *v)
{
	if (v->t >= v->end)
		return;
	if (v->end - v->t > v->t->match)
		v->t += v->t->match + 1;
	else
		v->t = v->end;
	skip_space(v);
}

int
vp_take(struct vp *v, enum token_type type)
{
	if (vp_peek(v)->type != type)
		return 0;
	vp_step(v);
	return 1;
}

int
vp_delim(struct vp *v, char c)
{
	if (!token_is_delim(vp_peek(v), c))
		return 0;
	vp_step(v);
	return 1;
}

int
vp_ident(struct vp *v, const char *name)
{
	if (!token_is(vp_peek(v), T_IDENT, name))
		return 0;
	vp_step(v);
	return 1;
}

/* in must not be v. */
int
vp_into(struct vp *v, struct vp *in)
{
	const struct token *t = vp_peek(v);

	if (t->match == 0 || v->depth >= CSS_DEPTH)
		return 0;
	*in = *v;
	in->depth = v->depth + 1;
	in->t = t + 1;
	if (v->end - t > t->match)
		in->end = t + t->match;
	vp_step(v);
	skip_space(in);
	return 1;
}

int
vp_function(struct vp *v, const char *name, struct vp *in)
{
	return token_is(vp_peek(v), T_FUNCTION, name) && vp_into(v, in);
}

int
vp_keyword(struct vp *v, const struct keyword *kw, int *value)
{
	const struct token *t = vp_peek(v);

	if (t->type != T_IDENT || !kw_find(kw, t->text, value))
		return 0;
	vp_step(v);
	return 1;
}

static const struct keyword units[] = { { "pt", U_PT }, { "px", U_PX },
	{ "em", U_EM }, { "mm", U_MM }, { "cm", U_CM }, { "in", U_IN },
	{ "pc", U_PC }, { "q", U_Q }, { "rem", U_REM }, { "ex", U_EX },
	{ "ch", U_CH }, { "lh", U_LH }, { "rlh", U_RLH }, { "vw", U_VW },
	{ "vh", U_VH }, { "vi", U_VW }, { "vb", U_VH }, { "vmin", U_VMIN },
	{ "vmax", U_VMAX }, { NULL, 0 } };

/* One numeric token of the kinds that allow names. */
static int
read_numeric(const struct token *t, unsigned allow, struct value *out)
{
	int id;

	out->kind = VAL_NUM;
	out->u.num = t->num;
	switch (t->type) {
	case T_NUMBER:
		out->unit = U_NUMBER;
		if (allow & A_NUMBER || (allow & A_INTEGER && t->integer))
			return 1;
		/* a bare 0 is a length */
		out->unit = U_PT;
		return (allow & A_LENGTH) != 0 && t->num == 0;
	case T_PERCENT:
		out->unit = U_PERCENT;
		return (allow & A_PERCENT) != 0;
	case T_DIMENSION:
		if ((allow & A_LENGTH) == 0 || !kw_find(units, t->text, &id))
			return 0;
		out->unit = (uint8_t)id;
		return 1;
	default:
		return 0;
	}
}

static int
in_range(int64_t num, unsigned allow)
{
	if (allow & A_POSITIVE)
		return num > 0;
	return num >= 0 || (allow & A_NEGATIVE) != 0;
}

/* A math function that stands for a number or a length.  Out of range
 * results are clamped, not refused (css-values-4 10.12). */
static int
read_calc(struct vp *v, unsigned allow, struct value *out)
{
	const struct css_calc *e;
	struct vp save = *v;
	int type;

	if (!parse_calc(v, &e, &type))
		return 0;
	out->kind = VAL_CALC;
	out->u.calc = e;
	if (type == U_NUMBER && (allow & (A_NUMBER | A_INTEGER)) &&
	        calc_number(e, &out->u.num)) {
		out->kind = VAL_NUM;
		out->unit = U_NUMBER;
		if (allow & A_INTEGER)
			out->u.num =
			        (out->u.num + (out->u.num < 0 ? -NUM_ONE / 2
			                                      : NUM_ONE / 2)) /
			        NUM_ONE * NUM_ONE;
		if (!in_range(out->u.num, allow))
			out->u.num = allow & A_POSITIVE ? NUM_ONE : 0;
		return 1;
	}
	if (type == U_PT && (!calc_has_percent(e) ? (allow & A_LENGTH)
	                                          : (allow & A_PERCENT))) {
		out->unit = (allow & A_NEGATIVE) != 0;
		return 1;
	}
	*v = save;
	return 0;
}

int
parse_number(struct vp *v, unsigned allow, struct value *out)
{
	const struct token *t = vp_peek(v);
	struct value val = { .unit = U_NUMBER };

	if (t->type == T_FUNCTION) {
		if (!read_calc(v, allow, &val))
			return 0;
	} else {
		if (!read_numeric(t, allow, &val) || !in_range(t->num, allow))
			return 0;
		vp_step(v);
	}
	*out = val;
	return 1;
}
