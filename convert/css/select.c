/* select: parsing selectors (selectors-4 with the grammar of 17).
 *
 * A selector is kept from right to left, as it is matched.  What is required
 * of the ancestors goes into a Bloom filter, so that most selectors with a
 * descendant combinator are refused without a walk up the tree.
 */
#include <string.h>

#include "css/sheet.h"

#define MAX_COMPOUNDS 64
#define MAX_SIMPLES 64

struct sel_parser {
	struct vp v;
	int simples, compounds;
	int in_function; /* no pseudo-elements there */
	struct selector *sel;
};

static const struct selector *
parse_list(struct vp v, int in_function, int forgiving);

/* Like vp_step(), but white space means something here. */
static void
step(struct sel_parser *p)
{
	p->v.t++;
}

static struct simple *
new_simple(struct sel_parser *p, struct simple **tail, int kind)
{
	struct simple *s = arena_new_of(p->v.c->a, struct simple);

	s->kind = (uint8_t)kind;
	*tail = s;
	return s;
}

static struct span
lower(struct css *c, struct span s)
{
	return span_of(css_intern_lower(c, s));
}

static void
add_spec(struct sel_parser *p, uint32_t spec)
{
	p->sel->spec += spec;
}

enum { SPEC_TYPE = 1, SPEC_CLASS = 1 << 10, SPEC_ID = 1 << 20 };

/* [name], [name op value], [name op value i]; p->v walks the block. */
static int
parse_attribute(struct vp *v, struct simple *s)
{
	static const char ops[] = "~|^$*";
	const struct token *t;

	if (vp_delim(v, '*') || token_is_delim(vp_peek(v), '|')) {
		if (!vp_delim(v, '|'))
			return 0;
	}
	t = vp_peek(v);
	if (t->type != T_IDENT)
		return 0;
	s->name = lower(v->c, t->text);
	vp_step(v);
	if (vp_done(v))
		return 1;
	t = vp_peek(v);
	if (t->type != T_DELIM || t->delim == 0)
		return 0;
	s->op = t->delim;
	if (strchr(ops, s->op) != NULL)
		vp_step(v);
	else if (s->op != '=')
		return 0;
	if (!vp_delim(v, '='))
		return 0;
	t = vp_peek(v);
	if (t->type != T_IDENT && t->type != T_STRING)
		return 0;
	s->value = t->text;
	vp_step(v);
	if (vp_ident(v, "i"))
		s->nocase = 1;
	else
		(void)vp_ident(v, "s");
	return vp_done(v);
}

static int
signed_digits(struct span s, int32_t *out)
{
	int64_t v = 0;
	size_t i;

	/* "-" and digits, as in n-3 */
	if (s.n < 2 || s.p[0] != '-')
		return 0;
	for (i = 1; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return 0;
		if (v < 1000000)
			v = v * 10 + (s.p[i] - '0');
	}
	*out = (int32_t)-v;
	return 1;
}

/* The b behind "an": nothing, a signed number, or a sign and a number. */
static int
parse_b(struct vp *v, int32_t *b)
{
	const struct token *t = vp_peek(v);
	int sign = 0;

	if (token_is_delim(t, '+') || token_is_delim(t, '-')) {
		sign = t->delim == '-' ? -1 : 1;
		vp_step(v);
		t = vp_peek(v);
	}
	if (t->type != T_NUMBER)
		return sign == 0;
	if (!t->integer || (sign == 0) == (t->sign == 0))
		return 0;
	*b = (int32_t)(t->num / NUM_ONE) * (sign < 0 ? -1 : 1);
	vp_step(v);
	return 1;
}

/* What is behind the digits of a: n, n-, n-3. */
static int
parse_n(struct vp *v, struct span text, int32_t *b)
{
	const struct token *t;

	if (text.n == 0 || (text.p[0] != 'n' && text.p[0] != 'N'))
		return 0;
	text.p++;
	text.n--;
	if (text.n == 0)
		return parse_b(v, b);
	if (text.n > 1)
		return signed_digits(text, b);
	t = vp_peek(v);
	if (text.p[0] != '-' || t->type != T_NUMBER || !t->integer ||
	        t->sign != 0)
		return 0;
	*b = (int32_t) - (t->num / NUM_ONE);
	vp_step(v);
	return 1;
}

/* css-syntax-3 6.2: an+b, even, odd. */
static int
parse_nth(struct vp *v, struct simple *s)
{
	const struct token *t = vp_peek(v);
	struct span text = t->text;

	if (vp_ident(v, "even") || vp_ident(v, "odd")) {
		s->a = 2;
		s->b = text.n == 3;
		return 1;
	}
	if (t->type == T_NUMBER) {
		s->b = (int32_t)(t->num / NUM_ONE);
		vp_step(v);
		return t->integer;
	}
	if (t->type == T_DIMENSION) {
		s->a = (int32_t)(t->num / NUM_ONE);
		vp_step(v);
		return t->integer && parse_n(v, text, &s->b);
	}
	s->a = 1;
	if (token_is_delim(t, '+')) {
		/* no space may follow */
		if (v->t + 1 >= v->end || v->t[1].type != T_IDENT)
			return 0;
		vp_step(v);
		text = vp_peek(v)->text;
	} else if (t->type == T_IDENT && text.n > 0 && text.p[0] == '-') {
		s->a = -1;
		text.p++;
		text.n--;
	} else if (t->type != T_IDENT) {
		return 0;
	}
	vp_step(v);
	return parse_n(v, text, &s->b);
}

static uint32_t
heaviest(const struct selector *list)
{
	uint32_t best = 0;

	for (; list != NULL; list = list->next)
		if (list->spec > best)
			best = list->spec;
	return best;
}

static int
parse_nth_function(struct sel_parser *p, struct vp in, struct simple *s)
{
	if (!parse_nth(&in, s))
		return 0;
	add_spec(p, SPEC_CLASS);
	if (s->kind <= SIMPLE_NTH_LAST && vp_ident(&in, "of")) {
		s->list = parse_list(in, 1, 0);
		add_spec(p, heaviest(s->list));
		return s->list != NULL;
	}
	return vp_done(&in);
}

/* :lang(vi, "en-GB"): as one :is() of single ranges. */
static int
parse_lang(struct sel_parser *p, struct vp in, struct simple **tail)
{
	struct simple *s = new_simple(p, tail, SIMPLE_IS), *one;
	const struct selector **last = &s->list;
	struct selector *sel;
	struct compound *c;

	do {
		const struct token *t = vp_peek(&in);

		if (t->type != T_IDENT && t->type != T_STRING)
			return 0;
		sel = arena_new_of(in.c->a, struct selector);
		c = arena_new_of(in.c->a, struct compound);
		one = arena_new_of(in.c->a, struct simple);
		one->kind = SIMPLE_LANG;
		one->value = t->text;
		c->first = one;
		sel->right = c;
		sel->sees = SEES_MORE;
		*last = sel;
		last = &sel->next;
		vp_step(&in);
	} while (vp_take(&in, T_COMMA));
	add_spec(p, SPEC_CLASS);
	return vp_done(&in);
}

static int
parse_function(struct sel_parser *p, struct simple **tail)
{
	static const struct keyword nth[] = { { "nth-child", SIMPLE_NTH },
		{ "nth-last-child", SIMPLE_NTH_LAST },
		{ "nth-of-type", SIMPLE_NTH_OF_TYPE },
		{ "nth-last-of-type", SIMPLE_NTH_LAST_OF_TYPE }, { NULL, 0 } };
	struct span name = p->v.t->text;
	struct simple *s;
	struct vp in, after = p->v;
	int kind, forgiving;

	if (!vp_into(&after, &in))
		return 0;
	/* back to right behind the bracket: spaces are combinators */
	p->v.t = p->v.end - p->v.t > p->v.t->match ? p->v.t + p->v.t->match + 1
	                                           : p->v.end;
	if (kw_find(nth, name, &kind))
		return parse_nth_function(p, in, new_simple(p, tail, kind));
	if (span_eq_nocase(name, "lang"))
		return parse_lang(p, in, tail);
	if (span_eq_nocase(name, "not")) {
		s = new_simple(p, tail, SIMPLE_NOT);
		forgiving = 0;
	} else if (span_eq_nocase(name, "is") ||
	           span_eq_nocase(name, "where") ||
	           span_eq_nocase(name, "matches")) {
		s = new_simple(p, tail, SIMPLE_IS);
		forgiving = 1;
	} else {
		return 0;
	}
	s->list = parse_list(in, 1, forgiving);
	if (!span_eq_nocase(name, "where"))
		add_spec(p, heaviest(s->list));
	return s->list != NULL || forgiving;
}

/* What a name after one colon stands for: a kind of simple selector, or 100
 * and a pseudo-element. */
#define ELEMENT 100

static const struct keyword pseudos[] = { { "first-child", SIMPLE_NTH },
	{ "last-child", SIMPLE_NTH_LAST },
	{ "first-of-type", SIMPLE_NTH_OF_TYPE },
	{ "last-of-type", SIMPLE_NTH_LAST_OF_TYPE },
	{ "only-child", SIMPLE_ONLY }, { "only-of-type", SIMPLE_ONLY_OF_TYPE },
	{ "root", SIMPLE_ROOT }, { "scope", SIMPLE_ROOT },
	{ "empty", SIMPLE_EMPTY }, { "link", SIMPLE_LINK },
	{ "any-link", SIMPLE_LINK },
	/* paper is never in these states */
	{ "visited", SIMPLE_NEVER }, { "hover", SIMPLE_NEVER },
	{ "active", SIMPLE_NEVER }, { "focus", SIMPLE_NEVER },
	{ "focus-within", SIMPLE_NEVER }, { "focus-visible", SIMPLE_NEVER },
	{ "target", SIMPLE_NEVER }, { "checked", SIMPLE_NEVER },
	{ "enabled", SIMPLE_NEVER }, { "disabled", SIMPLE_NEVER },
	{ "before", ELEMENT + PSEUDO_BEFORE },
	{ "after", ELEMENT + PSEUDO_AFTER },
	{ "first-letter", ELEMENT + PSEUDO_FIRST_LETTER }, { NULL, 0 } };

static int
set_pseudo(struct sel_parser *p, int pseudo)
{
	if (p->in_function || p->sel->pseudo != PSEUDO_NONE)
		return 0;
	p->sel->pseudo = (uint8_t)pseudo;
	add_spec(p, SPEC_TYPE);
	return 1;
}

/* p->v.t is at the first colon. */
static int
parse_pseudo(struct sel_parser *p, struct simple **tail)
{
	static const struct keyword elements[] = { { "before", PSEUDO_BEFORE },
		{ "after", PSEUDO_AFTER }, { "marker", PSEUDO_MARKER },
		{ "first-letter", PSEUDO_FIRST_LETTER },
		{ "footnote-call", PSEUDO_FOOTNOTE_CALL },
		{ "footnote-marker", PSEUDO_FOOTNOTE_MARKER }, { NULL, 0 } };
	const struct token *t;
	struct simple *s;
	int kind;

	step(p);
	if (vp_peek(&p->v)->type == T_COLON) {
		step(p);
		t = vp_peek(&p->v);
		if (t->type != T_IDENT || !kw_find(elements, t->text, &kind))
			return 0;
		step(p);
		return set_pseudo(p, kind);
	}
	t = vp_peek(&p->v);
	/* nothing stands behind a pseudo-element */
	if (p->sel->pseudo != PSEUDO_NONE)
		return 0;
	if (t->type == T_FUNCTION)
		return parse_function(p, tail);
	if (t->type != T_IDENT || !kw_find(pseudos, t->text, &kind))
		return 0;
	step(p);
	if (kind >= ELEMENT)
		return set_pseudo(p, kind - ELEMENT);
	s = new_simple(p, tail, kind);
	s->b = 1;
	add_spec(p, SPEC_CLASS);
	return 1;
}

/* A type selector or '*', with a namespace that matches any: "*|a", "|a".
 * -1 bad, 0 none, 1 taken. */
static int
parse_type(struct sel_parser *p, struct simple **tail)
{
	const struct token *t = vp_peek(&p->v);
	struct simple *s;

	if (token_is_delim(t, '*')) {
		step(p);
		if (!token_is_delim(vp_peek(&p->v), '|'))
			return 1;
		t = vp_peek(&p->v);
	}
	if (token_is_delim(t, '|')) {
		step(p);
		t = vp_peek(&p->v);
		if (token_is_delim(t, '*')) {
			step(p);
			return 1;
		}
		if (t->type != T_IDENT)
			return -1;
	}
	if (t->type != T_IDENT)
		return 0;
	s = new_simple(p, tail, SIMPLE_TYPE);
	s->name = lower(p->v.c, t->text);
	add_spec(p, SPEC_TYPE);
	step(p);
	return 1;
}

static int
parse_simple(struct sel_parser *p, struct simple **tail)
{
	const struct token *t = vp_peek(&p->v);
	struct simple *s;
	struct vp in, after;

	switch (t->type) {
	case T_HASH:
		s = new_simple(p, tail, SIMPLE_ID);
		s->name = t->text;
		add_spec(p, SPEC_ID);
		step(p);
		return t->id;
	case T_OPEN_SQUARE:
		after = p->v;
		if (!vp_into(&after, &in))
			return 0;
		s = new_simple(p, tail, SIMPLE_ATTR);
		add_spec(p, SPEC_CLASS);
		p->v.t = p->v.end - t > t->match ? t + t->match + 1 : p->v.end;
		return parse_attribute(&in, s);
	case T_COLON:
		return parse_pseudo(p, tail);
	default:
		step(p);
		t = vp_peek(&p->v);
		if (t->type != T_IDENT)
			return 0;
		s = new_simple(p, tail, SIMPLE_CLASS);
		s->name = t->text;
		add_spec(p, SPEC_CLASS);
		step(p);
		return 1;
	}
}

/* NULL when it is bad or empty. */
static struct compound *
parse_compound(struct sel_parser *p)
{
	struct compound *c = arena_new_of(p->v.c->a, struct compound);
	struct simple *first = NULL, **tail = &first;
	const struct token *t;
	int some = parse_type(p, tail);

	if (some < 0 || ++p->compounds > MAX_COMPOUNDS)
		return NULL;
	for (;;) {
		while (*tail != NULL)
			tail = &(*tail)->next;
		t = vp_peek(&p->v);
		if (t->type != T_HASH && t->type != T_OPEN_SQUARE &&
		        t->type != T_COLON && !token_is_delim(t, '.'))
			break;
		if (p->sel->pseudo != PSEUDO_NONE && t->type != T_COLON)
			return NULL;
		if (!parse_simple(p, tail) || ++p->simples > MAX_SIMPLES)
			return NULL;
		some = 1;
	}
	c->first = first;
	return some ? c : NULL;
}

/* The combinator behind a compound; 0 at the end, -1 for what is none. */
static int
parse_combinator(struct sel_parser *p)
{
	int space = vp_peek(&p->v)->type == T_SPACE;
	const struct token *t;
	int comb;

	if (space)
		step(p);
	t = vp_peek(&p->v);
	if (vp_done(&p->v) || t->type == T_COMMA)
		return 0;
	if (t->type == T_DELIM &&
	        (t->delim == '>' || t->delim == '+' || t->delim == '~')) {
		comb = t->delim;
		step(p);
		if (vp_peek(&p->v)->type == T_SPACE)
			step(p);
		return comb;
	}
	return space ? ' ' : -1;
}

/* One selector up to a comma or the end. */
static struct selector *
parse_one(struct vp *v, int in_function)
{
	struct sel_parser p = { *v, 0, 0, in_function, NULL };
	struct compound *c = NULL, *left = NULL;
	int comb = 0;

	p.sel = arena_new_of(v->c->a, struct selector);
	do {
		if (p.sel->pseudo != PSEUDO_NONE)
			return NULL;
		c = parse_compound(&p);
		if (c == NULL)
			return NULL;
		c->left = left;
		c->comb = (char)comb;
		left = c;
		comb = parse_combinator(&p);
		if (comb < 0)
			return NULL;
	} while (comb != 0);
	p.sel->right = c;
	select_look(p.sel);
	v->t = p.v.t;
	return p.sel;
}

static void
to_comma(struct vp *v)
{
	while (!vp_done(v) && vp_peek(v)->type != T_COMMA)
		vp_step(v);
}

/* forgiving (selectors-4 18.2): what cannot be read is left out. */
static const struct selector *
parse_list(struct vp v, int in_function, int forgiving)
{
	const struct selector *first = NULL, **tail = &first;
	struct selector *sel;

	for (;;) {
		if (vp_peek(&v)->type == T_SPACE)
			v.t++;
		sel = parse_one(&v, in_function);
		if (sel != NULL) {
			*tail = sel;
			tail = &sel->next;
		} else if (forgiving) {
			to_comma(&v);
		} else {
			return NULL;
		}
		if (vp_done(&v))
			return first;
		v.t++;
	}
}

const struct selector *
selector_parse(struct css *c, const struct token *t, const struct token *end)
{
	struct vp v = vp_open(c, t, (size_t)(end - t));

	return parse_list(v, 0, 0);
}
