/* media: media queries (mediaqueries-4), as far as a page has features: its
 * type, width, height and orientation.  A query that cannot be read is false,
 * and only that query.
 */
#include <string.h>

#include "css/sheet.h"

#define MAX_TESTS 16

enum feature { F_WIDTH, F_HEIGHT, F_ORIENTATION, F_TRUE, F_FALSE };

struct test {
	uint8_t feature; /* enum feature */
	int8_t low; /* 1: feature > or >= value; -1: < or <=; 0: = */
	uint8_t strict; /* > or <, not >= or <= */
	uint8_t unit; /* enum unit_id; orientation: 1 landscape */
	int64_t num;
};

struct media {
	const char *type; /* NULL: all */
	uint8_t negate, any, never;
	size_t n;
	struct test test[MAX_TESTS];
	const struct media *next;
};

/* width, min-width, max-width and so on; 0 when there is no such feature. */
static int
feature_name(struct span name, struct test *t)
{
	static const struct keyword kw[] = { { "width", F_WIDTH },
		{ "height", F_HEIGHT }, { "device-width", F_WIDTH },
		{ "device-height", F_HEIGHT }, { "inline-size", F_WIDTH },
		{ "orientation", F_ORIENTATION }, { NULL, 0 } };
	int f;

	memset(t, 0, sizeof(*t));
	if (name.n > 4 && span_eq_nocase((struct span){ name.p, 4 }, "min-"))
		t->low = 1;
	else if (name.n > 4 &&
	         span_eq_nocase((struct span){ name.p, 4 }, "max-"))
		t->low = -1;
	if (t->low != 0) {
		name.p += 4;
		name.n -= 4;
	}
	if (!kw_find(kw, name, &f) || (t->low != 0 && f == F_ORIENTATION))
		return 0;
	t->feature = (uint8_t)f;
	return 1;
}

static int
test_value(struct vp *v, struct test *t)
{
	struct value val;

	if (t->feature == F_ORIENTATION) {
		t->unit = (uint8_t)vp_ident(v, "landscape");
		return t->unit || vp_ident(v, "portrait");
	}
	if (!parse_number(v, A_LENGTH | A_NEGATIVE, &val) ||
	        val.kind != VAL_NUM)
		return 0;
	t->unit = val.unit;
	t->num = val.u.num;
	return 1;
}

/* < <= > >= =; flip: the value stood on the left. */
static int
comparison(struct vp *v, struct test *t, int flip)
{
	if (vp_delim(v, '<'))
		t->low = -1;
	else if (vp_delim(v, '>'))
		t->low = 1;
	else
		return vp_delim(v, '=');
	t->strict = !vp_delim(v, '=');
	if (flip)
		t->low = (int8_t)-t->low;
	return 1;
}

static struct test *
new_test(struct media *m)
{
	return m->n < MAX_TESTS ? &m->test[m->n++] : NULL;
}

/* (value < feature), (value < feature < value) */
static int
value_first(struct vp *in, struct media *m, struct test *t)
{
	struct test left = { 0 };
	const struct token *name;

	if (!test_value(in, &left) || !comparison(in, &left, 1))
		return 0;
	name = vp_peek(in);
	if (name->type != T_IDENT || !feature_name(name->text, t) ||
	        t->feature == F_ORIENTATION || t->low != 0)
		return 0;
	vp_step(in);
	left.feature = t->feature;
	*t = left;
	if (vp_done(in))
		return 1;
	t = new_test(m);
	if (t == NULL)
		return 0;
	t->feature = left.feature;
	return comparison(in, t, 0) && test_value(in, t) && vp_done(in);
}

/* One feature in brackets; in walks them. */
static int
parse_test(struct vp *in, struct media *m)
{
	const struct token *name = vp_peek(in);
	struct test *t = new_test(m);

	if (t == NULL)
		return 0;
	memset(t, 0, sizeof(*t));
	if (name->type != T_IDENT)
		return value_first(in, m, t);
	vp_step(in);
	if (!feature_name(name->text, t)) {
		/* colours, hover, update: as on paper */
		t->feature = span_eq_nocase(name->text, "color") && vp_done(in)
		                     ? F_TRUE
		                     : F_FALSE;
		return 1;
	}
	if (vp_done(in)) {
		t->feature = F_TRUE;
		return t->low == 0;
	}
	if (t->low != 0 || vp_peek(in)->type == T_COLON) {
		if (!vp_take(in, T_COLON))
			return 0;
	} else if (t->feature == F_ORIENTATION || !comparison(in, t, 0)) {
		return 0;
	}
	return test_value(in, t) && vp_done(in);
}

/* "(a) and (b)", "(a) or (b)" */
static int
parse_tests(struct vp *v, struct media *m)
{
	struct vp in;

	for (;;) {
		if (vp_peek(v)->type != T_OPEN || !vp_into(v, &in) ||
		        !parse_test(&in, m))
			return 0;
		if (vp_done(v))
			return 1;
		if (vp_ident(v, "or")) {
			if (m->n > 1 && !m->any)
				return 0;
			m->any = 1;
		} else if (m->any || !vp_ident(v, "and")) {
			return 0;
		}
	}
}

static int
parse_query(struct vp *v, struct media *m)
{
	const struct token *t;

	if (vp_ident(v, "not"))
		m->negate = 1;
	else if (vp_ident(v, "only"))
		m->any = 0;
	t = vp_peek(v);
	if (t->type != T_IDENT)
		return parse_tests(v, m);
	if (span_eq_nocase(t->text, "and") || span_eq_nocase(t->text, "or"))
		return 0;
	if (!span_eq_nocase(t->text, "all"))
		m->type = css_intern_lower(v->c, t->text);
	vp_step(v);
	if (vp_done(v))
		return 1;
	return vp_ident(v, "and") && parse_tests(v, m) && !m->any;
}

const struct media *
media_parse(
        struct css *c, const struct token *t, const struct token *end, int *bad)
{
	const struct media *first = NULL, **tail = &first;
	struct vp v = vp_open(c, t, (size_t)(end - t)), one;
	struct media *m;

	*bad = 0;
	while (!vp_done(&v)) {
		one = v;
		while (!vp_done(&v) && vp_peek(&v)->type != T_COMMA)
			vp_step(&v);
		one.end = v.t;
		m = arena_new_of(c->a, struct media);
		if (!parse_query(&one, m)) {
			m->never = 1;
			*bad = 1;
		}
		*tail = m;
		tail = &m->next;
		(void)vp_take(&v, T_COMMA);
	}
	return first;
}

static int
test_holds(const struct css *c, const struct test *t)
{
	/* relative to the initial font size, not to the sheet's */
	struct measure m = { 12 * PT, 12 * PT, 12 * PT * 6 / 5, c->page_width,
		c->page_height, NULL, NULL };
	unit have, want;

	switch (t->feature) {
	case F_TRUE:
		return 1;
	case F_FALSE:
		return 0;
	case F_ORIENTATION:
		return (c->page_width > c->page_height) == t->unit;
	default:
		break;
	}
	have = t->feature == F_WIDTH ? c->page_width : c->page_height;
	want = measure_length(&m, t->num, t->unit);
	if (t->low == 0)
		return have == want;
	if (have == want)
		return !t->strict;
	return (have > want) == (t->low > 0);
}

static int
query_holds(const struct css *c, const struct media *m)
{
	size_t i, held = 0;
	int holds;

	if (m->never)
		return 0;
	for (i = 0; i < m->n; i++)
		held += (size_t)test_holds(c, &m->test[i]);
	holds = m->n == 0 || (m->any ? held > 0 : held == m->n);
	if (m->type != NULL && strcmp(m->type, c->media) != 0)
		holds = 0;
	return holds != m->negate;
}

int
media_holds(const struct css *c, const struct cond *cond)
{
	const struct media *m;

	for (; cond != NULL; cond = cond->up) {
		for (m = cond->list; m != NULL && !query_holds(c, m);)
			m = m->next;
		if (m == NULL && cond->list != NULL)
			return 0;
	}
	return 1;
}
