/* content: lists of generated content, counters and named strings
 * (css-content-3, css-lists-3 4, css-gcpm-3 1). */
#include <string.h>

#include "css/parsers.h"
#include "css/sheet.h"

#define MAX_PIECES 500

static struct css_content *
piece(struct vp *v, int kind, const char *s)
{
	struct css_content *p = arena_new_of(v->c->a, struct css_content);

	p->kind = (uint8_t)kind;
	p->list_type = "decimal";
	p->s = s;
	return p;
}

static const char *
take_name(struct vp *v, enum token_type type)
{
	const struct token *t = vp_peek(v);
	const char *s;

	if (t->type != type)
		return NULL;
	s = css_intern(v->c, t->text);
	vp_step(v);
	return s;
}

/* An optional ", counter-style", then the end. */
static int
style_and_end(struct vp *in, const char **type)
{
	if (vp_take(in, T_COMMA)) {
		if (vp_ident(in, "none"))
			*type = NULL;
		else if ((*type = parse_counter_style(in)) == NULL)
			return 0;
	}
	return vp_done(in);
}

static struct css_content *
read_counter(struct vp *v, struct vp in, int all)
{
	struct css_content *p =
	        piece(v, all ? CONTENT_COUNTERS : CONTENT_COUNTER,
	                take_name(&in, T_IDENT));

	if (p->s == NULL)
		return NULL;
	if (all) {
		if (!vp_take(&in, T_COMMA))
			return NULL;
		p->sep = take_name(&in, T_STRING);
		if (p->sep == NULL)
			return NULL;
	}
	return style_and_end(&in, &p->list_type) ? p : NULL;
}

/* attr(name), attr(name url), attr(name string): the name. */
static const char *
read_attr(struct vp in)
{
	const char *name = take_name(&in, T_IDENT);

	if (!vp_ident(&in, "url"))
		(void)vp_ident(&in, "string");
	return vp_done(&in) ? name : NULL;
}

/* target-counter(attr(href url), page [, style]),
 * target-text(attr(href url) [, content]) */
static struct css_content *
read_target(struct vp *v, struct vp in, int kind)
{
	struct css_content *p = piece(v, kind, NULL);
	struct vp attr;

	if (!vp_function(&in, "attr", &attr))
		return NULL;
	p->s = read_attr(attr);
	if (p->s == NULL)
		return NULL;
	if (kind == CONTENT_TARGET_TEXT) {
		if (vp_take(&in, T_COMMA) && !vp_ident(&in, "content"))
			return NULL;
		return vp_done(&in) ? p : NULL;
	}
	if (!vp_take(&in, T_COMMA))
		return NULL;
	p->sep = take_name(&in, T_IDENT);
	return p->sep != NULL && style_and_end(&in, &p->list_type) ? p : NULL;
}

/* leader(dotted | solid | space | "string") */
static struct css_content *
read_leader(struct vp *v, struct vp in)
{
	struct css_content *p = piece(v, CONTENT_LEADER, NULL);

	if (vp_ident(&in, "dotted"))
		p->s = css_intern(v->c, SPAN_LIT(". "));
	else if (vp_ident(&in, "solid"))
		p->s = css_intern(v->c, SPAN_LIT("_"));
	else if (vp_ident(&in, "space"))
		p->s = css_intern(v->c, SPAN_LIT(" "));
	else
		p->s = take_name(&in, T_STRING);
	return p->s != NULL && p->s[0] != '\0' && vp_done(&in) ? p : NULL;
}

/* string(name [, first | start | last | first-except]), element() likewise:
 * sep says which, NULL for first. */
static struct css_content *
read_named(struct vp *v, struct vp in, int kind)
{
	struct css_content *p = piece(v, kind, take_name(&in, T_IDENT));

	if (p->s == NULL)
		return NULL;
	if (vp_take(&in, T_COMMA)) {
		if (vp_ident(&in, "start"))
			p->sep = "start";
		else if (vp_ident(&in, "last"))
			p->sep = "last";
		else if (vp_ident(&in, "first-except"))
			p->sep = "first-except";
		else if (!vp_ident(&in, "first"))
			return NULL;
	}
	return vp_done(&in) ? p : NULL;
}

/* content(text | before | after | first-letter), of the element itself
 * (css-gcpm-3 1.1.1) */
static struct css_content *
read_own(struct vp *v, struct vp in)
{
	static const char *const part[] = { "before", "after", "first-letter" };
	const char *which = NULL;

	for (size_t i = 0; i < 3 && which == NULL; i++)
		if (vp_ident(&in, part[i]))
			which = part[i];
	if (which == NULL && !vp_done(&in) && !vp_ident(&in, "text"))
		return NULL;
	return vp_done(&in) ? piece(v, CONTENT_TEXT, which) : NULL;
}

static struct css_content *
read_function(struct vp *v)
{
	struct vp in;

	if (vp_function(v, "counter", &in))
		return read_counter(v, in, 0);
	if (vp_function(v, "counters", &in))
		return read_counter(v, in, 1);
	if (vp_function(v, "target-counter", &in))
		return read_target(v, in, CONTENT_TARGET_COUNTER);
	if (vp_function(v, "target-text", &in))
		return read_target(v, in, CONTENT_TARGET_TEXT);
	if (vp_function(v, "leader", &in))
		return read_leader(v, in);
	if (vp_function(v, "string", &in))
		return read_named(v, in, CONTENT_NAMED_STRING);
	if (vp_function(v, "attr", &in)) {
		const char *name = read_attr(in);

		return name == NULL ? NULL : piece(v, CONTENT_ATTR, name);
	}
	if (vp_function(v, "content", &in))
		return read_own(v, in);
	return NULL;
}

static struct css_content *
read_piece(struct vp *v)
{
	const struct token *t = vp_peek(v);

	if (t->type == T_STRING)
		return piece(v, CONTENT_STRING, take_name(v, T_STRING));
	if (t->type == T_FUNCTION)
		return read_function(v);
	if (vp_ident(v, "open-quote"))
		return piece(v, CONTENT_OPEN_QUOTE, NULL);
	if (vp_ident(v, "close-quote"))
		return piece(v, CONTENT_CLOSE_QUOTE, NULL);
	/* the level of quotes changes, but nothing is shown */
	if (vp_ident(v, "no-open-quote"))
		return piece(v, CONTENT_OPEN_QUOTE, "");
	if (vp_ident(v, "no-close-quote"))
		return piece(v, CONTENT_CLOSE_QUOTE, "");
	return NULL;
}

/* Pieces up to the end, a comma or a slash. */
int
parse_content_list(struct vp *v, const struct css_content **out)
{
	const struct css_content **tail = out;
	struct css_content *p;
	int n = 0;

	*out = NULL;
	while (!vp_done(v) && vp_peek(v)->type != T_COMMA &&
	        !token_is_delim(vp_peek(v), '/')) {
		p = read_piece(v);
		if (p == NULL || ++n > MAX_PIECES)
			return 0;
		*tail = p;
		tail = &p->next;
	}
	return n > 0;
}

/* css-gcpm-3 1.2.2: element() is all there is. */
static int
read_element(struct vp *v, struct value *out)
{
	struct vp in;

	out->kind = VAL_PTR;
	out->u.ptr = vp_function(v, "element", &in)
	                     ? read_named(v, in, CONTENT_ELEMENT)
	                     : NULL;
	return out->u.ptr != NULL;
}

/* Alternative text behind a slash (css-content-3 2.1) must be right but is
 * not used: generated text is its own text in a PDF. */
int
value_content(struct vp *v, const struct prop *p, struct value *out)
{
	const struct css_content *list, *alt;

	(void)p;
	out->kind = VAL_KEY;
	if (vp_ident(v, "normal"))
		return 1;
	out->u.num = 1;
	if (vp_ident(v, "none"))
		return 1;
	if (token_is(vp_peek(v), T_FUNCTION, "element"))
		return read_element(v, out);
	if (!parse_content_list(v, &list) ||
	        (vp_delim(v, '/') && !parse_content_list(v, &alt)))
		return 0;
	out->kind = VAL_PTR;
	out->u.ptr = list;
	return 1;
}

static int
read_counters(struct vp *v, int64_t value, struct value *out)
{
	const struct css_counter *list = NULL, **tail = &list;
	struct css_counter *k;
	struct value num;
	int n = 0;

	out->kind = VAL_PTR;
	out->u.ptr = NULL;
	if (vp_ident(v, "none"))
		return 1;
	while (vp_peek(v)->type == T_IDENT) {
		if (++n > MAX_PIECES || token_is(vp_peek(v), T_IDENT, "none"))
			return 0;
		k = arena_new_of(v->c->a, struct css_counter);
		k->name = take_name(v, T_IDENT);
		k->value = (int)value;
		if (parse_number(v, A_INTEGER | A_NEGATIVE, &num) &&
		        num.kind == VAL_NUM)
			k->value = (int)(num.u.num / NUM_ONE);
		*tail = k;
		tail = &k->next;
	}
	out->u.ptr = list;
	return n > 0;
}

int
value_counter_reset(struct vp *v, const struct prop *p, struct value *out)
{
	(void)p;
	return read_counters(v, 0, out);
}

int
value_counter_increment(struct vp *v, const struct prop *p, struct value *out)
{
	(void)p;
	return read_counters(v, 1, out);
}

int
value_string_set(struct vp *v, const struct prop *p, struct value *out)
{
	const struct css_string_set *list = NULL, **tail = &list;
	struct css_string_set *s;
	int n = 0;

	(void)p;
	out->kind = VAL_PTR;
	out->u.ptr = NULL;
	if (vp_ident(v, "none"))
		return 1;
	do {
		s = arena_new_of(v->c->a, struct css_string_set);
		s->name = take_name(v, T_IDENT);
		if (s->name == NULL || ++n > MAX_PIECES ||
		        !parse_content_list(v, &s->content))
			return 0;
		*tail = s;
		tail = &s->next;
	} while (vp_take(v, T_COMMA));
	out->u.ptr = list;
	return 1;
}
