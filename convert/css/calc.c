/* calc: calc(), min(), max() and clamp() (css-values-4 10), and lengths that
 * are relative to something.
 *
 * An expression is a small tree.  Computing a style folds it: all that is not
 * a percentage becomes a number of 1/1024 pt, and a sum becomes one linear
 * term "so much, plus so many per cent".  What is still a tree then holds a
 * min() or max() over percentages, and layout asks css_len_used() for it.
 */
#include "base/arena.h"
#include "css/sheet.h"
#include "css/value.h"

#define MAX_TERMS 200 /* a chain is as deep as it is long */
#define HOLD (INT64_C(1) << 42)

enum { OP_LEAF, OP_LINEAR, OP_ADD, OP_SUB, OP_MUL, OP_DIV, OP_MIN, OP_MAX };

struct css_calc {
	uint8_t op;
	uint8_t unit; /* leaf */
	int64_t num; /* leaf: 1/1,000,000; linear: 1/1024 pt */
	int64_t percent; /* linear: 1/1024 of a percent */
	const struct css_calc *a, *b;
};

struct parser {
	struct vp *v;
	int terms;
};

static struct css_calc *
parse_sum(struct parser *p, int *type);

static struct css_calc *
new_node(struct vp *v, int op, const struct css_calc *a,
        const struct css_calc *b)
{
	struct css_calc *e = arena_new_of(v->c->a, struct css_calc);

	e->op = (uint8_t)op;
	e->a = a;
	e->b = b;
	return e;
}

/* Parse a whole block's content as a sum, or -- n > 0 -- a list of up to n
 * sums that op joins. */
static struct css_calc *
parse_args(struct parser *p, struct vp in, int op, int *type)
{
	struct vp *outer = p->v;
	struct css_calc *e, *f;
	int t;

	p->v = &in;
	e = parse_sum(p, type);
	while (e != NULL && op != 0 && vp_take(&in, T_COMMA)) {
		f = parse_sum(p, &t);
		e = f != NULL && t == *type ? new_node(&in, op, e, f) : NULL;
	}
	if (!vp_done(&in))
		e = NULL;
	p->v = outer;
	return e;
}

/* clamp(low, value, high) is max(low, min(value, high)). */
static struct css_calc *
parse_clamp(struct parser *p, struct vp in, int *type)
{
	struct vp *outer = p->v;
	struct css_calc *e[3] = { NULL, NULL, NULL };
	int i, t = 0;

	p->v = &in;
	for (i = 0; i < 3; i++) {
		if (i > 0 && !vp_take(&in, T_COMMA))
			break;
		e[i] = parse_sum(p, &t);
		if (e[i] == NULL || (i > 0 && t != *type))
			break;
		*type = t;
	}
	p->v = outer;
	if (i < 3 || !vp_done(&in))
		return NULL;
	return new_node(
	        outer, OP_MAX, e[0], new_node(outer, OP_MIN, e[1], e[2]));
}

static struct css_calc *
parse_operand(struct parser *p, int *type)
{
	struct css_calc *e;
	struct value val;
	struct vp in;

	if (++p->terms > MAX_TERMS)
		return NULL;
	if (vp_peek(p->v)->type == T_OPEN && vp_into(p->v, &in))
		return parse_args(p, in, 0, type);
	if (vp_function(p->v, "calc", &in))
		return parse_args(p, in, 0, type);
	if (vp_function(p->v, "min", &in))
		return parse_args(p, in, OP_MIN, type);
	if (vp_function(p->v, "max", &in))
		return parse_args(p, in, OP_MAX, type);
	if (vp_function(p->v, "clamp", &in))
		return parse_clamp(p, in, type);
	if (vp_peek(p->v)->type == T_FUNCTION ||
	        !parse_number(p->v,
	                A_LENGTH | A_PERCENT | A_NUMBER | A_NEGATIVE, &val))
		return NULL;
	*type = val.unit == U_NUMBER ? U_NUMBER : U_PT;
	e = new_node(p->v, OP_LEAF, NULL, NULL);
	e->unit = val.unit;
	e->num = val.u.num;
	return e;
}

static struct css_calc *
parse_product(struct parser *p, int *type)
{
	struct css_calc *e = parse_operand(p, type), *f;
	int64_t num;
	int op, t;

	while (e != NULL) {
		if (vp_delim(p->v, '*'))
			op = OP_MUL;
		else if (vp_delim(p->v, '/'))
			op = OP_DIV;
		else
			return e;
		f = parse_operand(p, &t);
		if (f == NULL || (t != U_NUMBER && *type != U_NUMBER))
			return NULL;
		if (op == OP_DIV &&
		        (t != U_NUMBER || !calc_number(f, &num) || num == 0))
			return NULL;
		/* numbers go to the right */
		if (t != U_NUMBER)
			e = new_node(p->v, op, f, e);
		else
			e = new_node(p->v, op, e, f);
		if (t != U_NUMBER)
			*type = t;
	}
	return e;
}

static struct css_calc *
parse_sum(struct parser *p, int *type)
{
	struct css_calc *e = parse_product(p, type), *f;
	int op, t;

	while (e != NULL) {
		if (vp_delim(p->v, '+'))
			op = OP_ADD;
		else if (vp_delim(p->v, '-'))
			op = OP_SUB;
		else
			return e;
		f = parse_product(p, &t);
		if (f == NULL || t != *type)
			return NULL;
		e = new_node(p->v, op, e, f);
	}
	return NULL;
}

int
parse_calc(struct vp *v, const struct css_calc **out, int *type)
{
	struct vp save = *v;
	struct parser p = { v, 0 };

	*type = U_NUMBER;
	if (vp_peek(v)->type == T_FUNCTION)
		*out = parse_operand(&p, type);
	else
		*out = NULL;
	if (*out == NULL)
		*v = save;
	return *out != NULL;
}

static int64_t
hold(int64_t v)
{
	return v > HOLD ? HOLD : v < -HOLD ? -HOLD : v;
}

__extension__ typedef __int128 wide;

/* a * b / c, rounded half away from zero; c > 0. */
static int64_t
muldiv(int64_t a, int64_t b, int64_t c)
{
	wide v = (wide)a * b;

	v = (v + (v < 0 ? -c / 2 : c / 2)) / c;
	return v > HOLD ? HOLD : v < -HOLD ? -HOLD : (int64_t)v;
}

/* op on two plain numbers or lengths of one unit; by is a number. */
static int64_t
apply(int op, int64_t a, int64_t b)
{
	switch (op) {
	case OP_ADD:
		return hold(a + b);
	case OP_SUB:
		return hold(a - b);
	case OP_MUL:
		return muldiv(a, b, NUM_ONE);
	case OP_DIV:
		return b == 0  ? 0
		       : b < 0 ? muldiv(-a, NUM_ONE, -b)
		               : muldiv(a, NUM_ONE, b);
	case OP_MIN:
		return a < b ? a : b;
	default:
		return a > b ? a : b;
	}
}

/* 1 when e is an expression over numbers alone. */
int
calc_number(const struct css_calc *e, int64_t *num)
{
	int64_t a, b;

	if (e->op == OP_LEAF) {
		*num = e->num;
		return e->unit == U_NUMBER;
	}
	if (!calc_number(e->a, &a) || !calc_number(e->b, &b))
		return 0;
	*num = apply(e->op, a, b);
	if (*num > NUM_MAX)
		*num = NUM_MAX;
	if (*num < -NUM_MAX)
		*num = -NUM_MAX;
	return 1;
}

int
calc_has_percent(const struct css_calc *e)
{
	if (e->op == OP_LEAF)
		return e->unit == U_PERCENT;
	return calc_has_percent(e->a) || calc_has_percent(e->b);
}

/* Length units as fractions of 1/1024 pt. */
static const struct {
	int32_t mul, div;
} absolute[] = {
	[U_PT] = { PT, 1 },
	[U_PC] = { 12 * PT, 1 },
	[U_MM] = { 720 * PT, 254 },
	[U_CM] = { 7200 * PT, 254 },
	[U_IN] = { 72 * PT, 1 },
	[U_PX] = { 3 * PT, 4 },
	[U_Q] = { 180 * PT, 254 },
};

static unit
clamp_length(int64_t v)
{
	return v > MAX_LENGTH    ? MAX_LENGTH
	       : v < -MAX_LENGTH ? -MAX_LENGTH
	                         : (unit)v;
}

/* ch or ex; half an em where the font is not known (css-values-4 6.1.1). */
static int64_t
of_font(const struct measure *m, int id, int64_t *div)
{
	int zero = 0, x = 0;

	if (m->c != NULL && m->c->metrics != NULL && m->font != NULL)
		m->c->metrics(m->c->metrics_ctx, m->font, &zero, &x);
	if (id == U_EX)
		zero = x;
	*div = zero > 0 ? 1000 : 2;
	return (int64_t)m->font_size * (zero > 0 ? zero : 1);
}

/* What one of a relative unit is; *div divides it. */
static int64_t
relative(const struct measure *m, int id, int64_t *div)
{
	unit lo =
	        m->page_width < m->page_height ? m->page_width : m->page_height;

	*div = 1;
	switch (id) {
	case U_EM:
		return m->font_size;
	case U_REM:
		return m->root_size;
	case U_EX:
	case U_CH:
		return of_font(m, id, div);
	case U_LH:
		return m->line_height;
	case U_RLH:
		*div = 5;
		return (int64_t)m->root_size * 6;
	default:
		*div = 100;
		return id == U_VW     ? m->page_width
		       : id == U_VH   ? m->page_height
		       : id == U_VMIN ? lo
		                      : m->page_width + m->page_height - lo;
	}
}

/* num: 1/1,000,000 of that unit, at most NUM_MAX. */
unit
measure_length(const struct measure *m, int64_t num, int unit_id)
{
	int64_t of, div;

	if (unit_id <= U_Q) {
		of = absolute[unit_id].mul;
		div = absolute[unit_id].div;
	} else {
		of = relative(m, unit_id, &div);
	}
	return clamp_length(muldiv(num, of, NUM_ONE * div));
}

static const struct css_calc *
fold_tree(struct arena *a, const struct css_calc *e, const struct css_calc *l,
        const struct css_calc *r)
{
	struct css_calc *t = arena_new_of(a, struct css_calc);

	t->op = e->op;
	t->a = l;
	t->b = r;
	return t;
}

static const struct css_calc *
fold(struct arena *a, const struct measure *m, const struct css_calc *e)
{
	const struct css_calc *l, *r;
	struct css_calc *t;

	if (e->op == OP_LEAF) {
		if (e->unit == U_NUMBER)
			return e;
		t = arena_new_of(a, struct css_calc);
		t->op = OP_LINEAR;
		if (e->unit == U_PERCENT)
			t->percent = muldiv(e->num, 1024, NUM_ONE);
		else
			t->num = measure_length(m, e->num, e->unit);
		return t;
	}
	l = fold(a, m, e->a);
	r = fold(a, m, e->b);
	if ((l->op != OP_LINEAR && l->op != OP_LEAF) ||
	        (r->op != OP_LINEAR && r->op != OP_LEAF))
		return fold_tree(a, e, l, r);
	if (l->op == OP_LINEAR && r->op == OP_LINEAR && e->op >= OP_MIN &&
	        !(l->percent == 0 && r->percent == 0) &&
	        !(l->num == 0 && r->num == 0))
		return fold_tree(a, e, l, r);
	t = arena_new_of(a, struct css_calc);
	t->op = l->op;
	t->num = apply(e->op, l->num, r->num);
	if (l->op == OP_LINEAR)
		t->percent = apply(e->op, l->percent,
		        r->op == OP_LEAF ? r->num : r->percent);
	return t;
}

struct css_len
measure_calc(struct arena *a, const struct measure *m, const struct css_calc *e)
{
	const struct css_calc *f = fold(a, m, e);
	struct css_len l = { LEN_CALC, 0, f };

	if (f->op == OP_LINEAR && (f->percent == 0 || f->num == 0)) {
		l.kind = f->percent == 0 ? LEN_PT : LEN_PERCENT;
		l.v = clamp_length(f->percent == 0 ? f->num : f->percent);
		l.calc = NULL;
	}
	return l;
}

static int64_t
evaluate(const struct css_calc *e, int64_t base)
{
	int64_t a, b;

	if (e->op == OP_LINEAR)
		return hold(e->num + muldiv(base, e->percent, 100 * 1024));
	if (e->op == OP_LEAF)
		return e->num;
	a = evaluate(e->a, base);
	b = evaluate(e->b, base);
	return apply(e->op, a, b);
}

unit
css_len_of(const struct css_len *l, unit base)
{
	switch (l->kind) {
	case LEN_PT:
		return l->v;
	case LEN_PERCENT:
		return clamp_length(muldiv(base, l->v, 100 * 1024));
	case LEN_CALC:
		return clamp_length(evaluate(l->calc, base));
	default:
		return 0;
	}
}

void
calc_dump(struct str *out, const struct css_calc *e)
{
	static const char *const name[] = { [OP_ADD] = "add",
		[OP_SUB] = "sub",
		[OP_MUL] = "mul",
		[OP_DIV] = "div",
		[OP_MIN] = "min",
		[OP_MAX] = "max" };

	if (e->op == OP_LEAF) {
		str_put_fixed(out, e->num, 6);
	} else if (e->op == OP_LINEAR) {
		str_put_pt(out, e->num);
		str_puts(out, "pt");
		if (e->percent != 0) {
			str_puts(out, " + ");
			str_put_pt(out, e->percent);
			str_putc(out, '%');
		}
	} else {
		str_puts(out, name[e->op]);
		str_putc(out, '(');
		calc_dump(out, e->a);
		str_puts(out, ", ");
		calc_dump(out, e->b);
		str_putc(out, ')');
	}
}
