/* parse: rules and declarations (css-syntax-3 5), with the standard's way of
 * going on after a fault: a bad declaration ends at its semicolon, a bad rule
 * at its block, and neither costs anything else.
 */
#include <string.h>

#include "css/sheet.h"

#define QUOTE 60

const struct token *
token_skip(const struct token *t, const struct token *end)
{
	if (end - t > t->match)
		return t + t->match + 1;
	return end;
}

/* White space off both ends: *t moves, the new end is returned. */
const struct token *
token_trim(const struct token **t, const struct token *end)
{
	while (*t < end && (*t)->type == T_SPACE)
		(*t)++;
	while (end > *t && end[-1].type == T_SPACE)
		end--;
	return end;
}

static void
quote(struct str *out, const struct token *t, const struct token *end)
{
	const char *p, *stop;
	int space = 0;

	if (t >= end)
		return;
	stop = end[-1].src.p + end[-1].src.n;
	for (p = t->src.p; p < stop && out->len < QUOTE; p++) {
		if (*p == ' ' || *p == '\t' || *p == '\n') {
			space = out->len > 0;
		} else {
			if (space)
				str_putc(out, ' ');
			space = 0;
			str_putc(out, *p);
		}
	}
	if (p >= stop)
		return;
	while (out->len > 0 && (p[0] & 0xC0) == 0x80) {
		p--;
		out->len--;
	}
	str_truncate(out, out->len);
	str_puts(out, "...");
}

void
sheet_warn(struct sheet *s, const struct token *at, enum diag_msg msg,
        const char *name, const struct token *t, const struct token *end)
{
	struct where w = { s->name, at->line, at->col, 0 };
	struct str q = STR_INIT;

	if (s->dg == NULL)
		return;
	quote(&q, t, end);
	if (name == NULL)
		diag_report(s->dg, &w, msg, str_c(&q));
	else
		diag_report(s->dg, &w, msg, str_c(&q), name);
	str_free(&q);
}

static void
warn_property(struct sheet *s, const struct token *name)
{
	struct span key = span_of(css_intern_lower(s->c, name->text));

	if (s->reported != NULL) {
		if (map_has(s->reported, key))
			return;
		*map_put(s->reported, key) = s;
	}
	sheet_warn(s, name, MSG_CSS_PROPERTY, NULL, name, name + 1);
}

/* "! important" at the end of [t, *end), which then is before it. */
static int
take_important(const struct token *t, const struct token **end)
{
	const struct token *e = token_trim(&t, *end);

	if (e - t < 1 || !token_is(e - 1, T_IDENT, "important"))
		return 0;
	e--;
	e = token_trim(&t, e);
	if (e - t < 1 || !token_is_delim(e - 1, '!'))
		return 0;
	*end = e - 1;
	return 1;
}

static int
is_bad(const struct token *t, const struct token *end)
{
	for (; t < end; t = token_skip(t, end))
		if (t->type == T_BAD_STRING || t->type == T_BAD_URL ||
		        t->type == T_CLOSE || t->type == T_CLOSE_SQUARE ||
		        t->type == T_CLOSE_CURLY || token_is_delim(t, '!'))
			return 1;
	return 0;
}

/* --name: any tokens at all, as written (css-variables-1 2). */
static void
parse_custom(struct sheet *s, const struct token *name, const struct token *t,
        const struct token *end, int important, struct block *out)
{
	struct custom_decl *cd = arena_new_of(s->c->a, struct custom_decl);
	struct str text = STR_INIT;
	const struct token *p;
	struct decl *d;

	if (is_bad(t, end)) {
		sheet_warn(s, name, MSG_CSS_VALUE, css_intern(s->c, name->text),
		        t, end);
		return;
	}
	end = token_trim(&t, end);
	cd->name = css_intern(s->c, name->text);
	cd->n = (size_t)(end - t);
	cd->t = arena_copy(s->c->a, t, cd->n, sizeof(*t));
	for (p = t; p < end; p++)
		str_put_span(&text, p->src);
	cd->text = css_intern(s->c, str_span(&text));
	str_free(&text);
	d = vec_push(out);
	memset(d, 0, sizeof(*d));
	d->prop = PROP_CUSTOM;
	d->important = (uint8_t)important;
	d->v.kind = VAL_PTR;
	d->v.u.ptr = cd;
}

/* [name, end) is one declaration without its semicolon. */
static void
parse_declaration(struct sheet *s, const struct token *name,
        const struct token *end, struct block *out, int page_context)
{
	const struct token *t = name + 1, *value_end = end;
	const struct shorthand *sh;
	const struct prop *p;
	int important;

	while (t < end && t->type == T_SPACE)
		t++;
	if (name->type != T_IDENT || t >= end || t->type != T_COLON) {
		sheet_warn(s, name, MSG_CSS_DECLARATION, NULL, name, end);
		return;
	}
	t++;
	important = take_important(t, &value_end);
	if (name->text.n > 2 && memcmp(name->text.p, "--", 2) == 0) {
		parse_custom(s, name, t, value_end, important, out);
		return;
	}
	p = find_prop(s->c, name->text, &sh);
	if ((p == NULL && sh == NULL) ||
	        (!page_context &&
	                ((p != NULL ? p->allow : sh->allow) & A_PAGE))) {
		warn_property(s, name);
		return;
	}
	value_end = token_trim(&t, value_end);
	s->c->now = s;
	if (parse_property(s->c, p, sh, t, (size_t)(value_end - t), important,
	            out) < 0)
		sheet_warn(s, name, MSG_CSS_VALUE,
		        p != NULL ? p->name : sh->name, t, value_end);
	s->c->now = NULL;
}

/* 5.4.5: an at-rule ends at its semicolon or its block.  *open is NULL where
 * there is none; the next token is returned. */
static const struct token *
at_rule_end(const struct token *at, const struct token *end,
        const struct token **open)
{
	const struct token *t = at + 1;

	*open = NULL;
	while (t < end && t->type != T_SEMICOLON) {
		if (t->type == T_OPEN_CURLY) {
			*open = t;
			return token_skip(t, end);
		}
		t = token_skip(t, end);
	}
	return t;
}

void
sheet_declarations(struct sheet *s, const struct token *t,
        const struct token *end, struct block *out, int page_context,
        css_at_fn *at_rule, void *ctx)
{
	const struct token *name, *open;

	while (t < end) {
		if (t->type == T_SPACE || t->type == T_SEMICOLON) {
			t++;
		} else if (t->type == T_AT) {
			name = t;
			t = at_rule_end(name, end, &open);
			if (at_rule != NULL)
				at_rule(s, ctx, name, open, t);
			else
				sheet_warn(s, name, MSG_CSS_AT_RULE, NULL, name,
				        name + 1);
		} else {
			name = t;
			while (t < end && t->type != T_SEMICOLON)
				t = token_skip(t, end);
			parse_declaration(s, name, t, out, page_context);
		}
	}
}

/* Declarations parsed into the arena. */
static const struct block *
keep_block(struct sheet *s, const struct token *open, const struct token *end)
{
	struct block *b = arena_new_of(s->c->a, struct block);
	struct block *work = &s->c->declared;

	vec_clear(work);
	sheet_declarations(s, open + 1, end, work, 0, NULL, NULL);
	b->p = arena_copy(s->c->a, work->p, work->n, sizeof(*b->p));
	b->n = work->n;
	return b;
}

/* t to end is one qualified rule: prelude, then the block open. */
static void
parse_rule(struct sheet *s, const struct token *t, const struct token *open,
        const struct token *end)
{
	const struct token *stop = open;
	const struct selector *sel;
	const struct block *b;
	struct rule *r;

	stop = token_trim(&t, stop);
	sel = selector_parse(s->c, t, stop);
	if (sel == NULL) {
		sheet_warn(s, t, MSG_CSS_SELECTOR, NULL, t, stop);
		return;
	}
	if (end[-1].type == T_CLOSE_CURLY && open + open->match == end - 1)
		end--;
	b = keep_block(s, open, end);
	for (; b->n > 0 && sel != NULL; sel = sel->next) {
		r = vec_push(&s->c->rule);
		r->sel = sel;
		r->block = b;
		r->cond = s->cond;
		r->strength = s->strength;
	}
}

void
sheet_rules(struct sheet *s, const struct token *t, const struct token *end)
{
	const struct token *start, *open;
	int may_import = s->depth == 0;

	while (t < end) {
		start = t;
		if (t->type == T_SPACE ||
		        (s->depth == 0 &&
		                (t->type == T_CDO || t->type == T_CDC))) {
			t++;
			continue;
		}
		if (t->type == T_AT) {
			t = at_rule_end(start, end, &open);
			sheet_at_rule(s, start, open, t, may_import);
			if (t < end && t->type == T_SEMICOLON)
				t++;
			if (!token_is(start, T_AT, "charset") &&
			        !token_is(start, T_AT, "import"))
				may_import = 0;
			continue;
		}
		may_import = 0;
		while (t < end && t->type != T_OPEN_CURLY)
			t = token_skip(t, end);
		if (t >= end) {
			sheet_warn(s, start, MSG_CSS_RULE, NULL, start, end);
			break;
		}
		open = t;
		t = token_skip(t, end);
		parse_rule(s, start, open, t);
	}
}

void
sheet_parse(struct sheet *s, struct span text)
{
	struct tokens tok = s->c->spare; /* unless an importer has it */
	struct map reported = { 0 };

	memset(&s->c->spare, 0, sizeof(s->c->spare));
	vec_clear(&tok);
	css_tokenize(&tok, s->c->a, css_preprocess(s->c->a, text), 1);
	s->reported = &reported;
	sheet_rules(s, tok.p, tok.p + tok.n - 1);
	s->reported = NULL;
	map_free(&reported);
	vec_free(&s->c->spare);
	s->c->spare = tok;
}
