/* atrule: which at-rule it is, and the conditional ones. */
#include <string.h>

#include "css/sheet.h"

/* The inside of the block that open begins and that ends before end. */
static const struct token *
inside_end(const struct token *open, const struct token *end)
{
	return end > open + 1 && end[-1].type == T_CLOSE_CURLY &&
	                       open + open->match == end - 1
	               ? end - 1
	               : end;
}

static void
nested(struct sheet *s, const struct token *open, const struct token *end,
        const struct cond *cond)
{
	const struct cond *outer = s->cond;

	s->cond = cond;
	s->depth++;
	sheet_rules(s, open + 1, inside_end(open, end));
	s->depth--;
	s->cond = outer;
}

static void
at_media(struct sheet *s, const struct token *at, const struct token *open,
        const struct token *end)
{
	struct cond *cond = arena_new_of(s->c->a, struct cond);

	int bad = 0;

	cond->list = media_parse(s->c, at + 1, open, &bad);
	if (bad)
		sheet_warn(s, at, MSG_CSS_CONDITION, NULL, at, open);
	cond->up = s->cond;
	nested(s, open, end, cond);
}

static void
at_supports(struct sheet *s, const struct token *at, const struct token *open,
        const struct token *end)
{
	int holds = supports_holds(s->c, at + 1, open);

	if (holds < 0)
		sheet_warn(s, at, MSG_CSS_CONDITION, NULL, at, open);
	else if (holds > 0)
		nested(s, open, end, s->cond);
}

static void
at_import(struct sheet *s, const struct token *at, const struct token *open,
        const struct token *end, int may_import)
{
	if (open != NULL || !may_import)
		sheet_warn(s, at, MSG_CSS_IMPORT_LATE, NULL, at,
		        open != NULL ? open : end);
	else
		sheet_import(s, at, end);
}

void
sheet_descriptors(struct sheet *s, const struct token *t,
        const struct token *end, css_descriptor_fn *fn, void *ctx)
{
	const struct token *name, *colon;

	while (t < end) {
		if (t->type == T_SPACE || t->type == T_SEMICOLON) {
			t++;
			continue;
		}
		name = t;
		while (t < end && t->type != T_SEMICOLON)
			t = token_skip(t, end);
		for (colon = name + 1; colon < t && colon->type == T_SPACE;)
			colon++;
		if (name->type != T_IDENT || colon >= t ||
		        colon->type != T_COLON)
			sheet_warn(s, name, MSG_CSS_DECLARATION, NULL, name, t);
		else
			fn(s, ctx, name,
			        vp_open(s->c, colon + 1,
			                (size_t)(t - colon - 1)),
			        t);
	}
}

void
sheet_at_rule(struct sheet *s, const struct token *at, const struct token *open,
        const struct token *end, int may_import)
{
	struct span name = at->text;

	/* the sheet is UTF-8, and elements have no namespace */
	if (span_eq_nocase(name, "charset") ||
	        span_eq_nocase(name, "namespace"))
		return;
	if (span_eq_nocase(name, "import")) {
		at_import(s, at, open, end, may_import);
	} else if (open == NULL || s->depth >= CSS_DEPTH) {
		sheet_warn(s, at, MSG_CSS_AT_RULE, NULL, at, at + 1);
	} else if (span_eq_nocase(name, "media")) {
		at_media(s, at, open, end);
	} else if (span_eq_nocase(name, "supports")) {
		at_supports(s, at, open, end);
	} else if (span_eq_nocase(name, "page")) {
		sheet_page(s, at, open, inside_end(open, end));
	} else if (span_eq_nocase(name, "font-face")) {
		sheet_font_face(s, at, open, inside_end(open, end));
	} else if (span_eq_nocase(name, "counter-style")) {
		sheet_counter_style(s, at, open, inside_end(open, end));
	} else {
		sheet_warn(s, at, MSG_CSS_AT_RULE, NULL, at, at + 1);
	}
}
