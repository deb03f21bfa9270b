/* supports: the condition of @supports (css-conditional-3 2).  It holds for
 * what the parsers of this room take. */
#include <string.h>

#include "css/sheet.h"

static int
condition(struct vp *v);

/* "property: value", without brackets.  -1: no declaration. */
int
supports_declaration(struct css *c, struct vp in)
{
	const struct token *name = vp_peek(&in), *end;
	struct block b = VEC_INIT;
	const struct shorthand *sh;
	const struct prop *p;
	int ok;

	if (name->type != T_IDENT)
		return -1;
	vp_step(&in);
	if (!vp_take(&in, T_COLON))
		return -1;
	if (name->text.n > 2 && memcmp(name->text.p, "--", 2) == 0)
		return 1;
	p = find_prop(c, name->text, &sh);
	if (p == NULL && sh == NULL)
		return 0;
	end = in.end;
	while (end > in.t && end[-1].type == T_SPACE)
		end--;
	ok = parse_property(c, p, sh, in.t, (size_t)(end - in.t), 0, &b) == 0;
	vec_free(&b);
	return ok;
}

/* -1: cannot be read */
static int
operand(struct vp *v)
{
	const struct token *t = vp_peek(v);
	struct vp in, again;
	int r;

	if (t->type == T_FUNCTION) {
		if (!vp_into(v, &in))
			return -1;
		if (!span_eq_nocase(t->text, "selector"))
			return 0;
		return selector_parse(v->c, in.t, in.end) != NULL;
	}
	if (t->type != T_OPEN || !vp_into(v, &in))
		return -1;
	again = in;
	r = supports_declaration(v->c, in);
	if (r >= 0)
		return r;
	r = condition(&again);
	/* any other thing in brackets is false, not wrong (general-enclosed) */
	return r < 0 ? 0 : r;
}

static int
condition(struct vp *v)
{
	int r, next, all;

	if (vp_ident(v, "not")) {
		r = operand(v);
		return r < 0 || !vp_done(v) ? -1 : !r;
	}
	r = operand(v);
	if (r < 0 || vp_done(v))
		return r;
	all = token_is(vp_peek(v), T_IDENT, "and");
	while (!vp_done(v)) {
		if (!vp_ident(v, all ? "and" : "or"))
			return -1;
		next = operand(v);
		if (next < 0)
			return -1;
		r = all ? r && next : r || next;
	}
	return r;
}

int
supports_holds(struct css *c, const struct token *t, const struct token *end)
{
	struct vp v = vp_open(c, t, (size_t)(end - t));

	return condition(&v);
}
