/* var: custom properties and var() (css-variables-1).
 *
 * Values are tokens.  Substitution copies tokens into a new array, held to a
 * number so that a few lines of --a: var(--b) var(--b) cannot double their
 * way through memory.  Who refers to itself, in whatever number of steps, is
 * invalid, and so are all in its circle.
 */
#include <stdlib.h>
#include <string.h>

#include "css/sheet.h"

#define MAX_TOKENS 20000
#define MAX_CUSTOM 2000

enum state { WAITING, BUSY, DONE };

struct entry {
	const char *name;
	const struct token *t; /* NULL and no text: invalid */
	size_t n;
	const char *text;
	uint8_t state; /* enum state */
	uint8_t cyclic;
	uint8_t inherited;
	struct entry *caller; /* BUSY: who asked for it */
};

struct custom_set {
	struct css *c;
	struct entry *p;
	size_t n, cap;
	struct map index; /* name: entry's number + 1 */
};

struct subst {
	struct css *c;
	const struct css_custom *custom; /* or */
	struct custom_set *set;
	struct entry *self;
	struct tokens *out;
	int depth;
};

static int
substitute(struct subst *x, const struct token *t, const struct token *end);
static void
resolve(struct custom_set *set, struct entry *e, struct entry *caller,
        int depth);

static struct entry *
find_entry(struct custom_set *set, const char *name)
{
	uintptr_t i = (uintptr_t)map_get(&set->index, span_of(name));

	return i == 0 ? NULL : &set->p[i - 1];
}

/* The value of a custom property, whose name is interned; 0, or -1 when it is
 * invalid or not set. */
static int
lookup(struct subst *x, const char *name, const struct token **t, size_t *n)
{
	const struct css_custom *k;
	struct entry *e;

	if (x->set == NULL) {
		for (k = x->custom; k != NULL && k->name != name;)
			k = k->next;
		if (k == NULL || k->text == NULL)
			return -1;
		*t = k->t;
		*n = k->n;
		return 0;
	}
	e = find_entry(x->set, name);
	if (e == NULL)
		return -1;
	resolve(x->set, e, x->self, x->depth);
	if (e->text == NULL || e->state != DONE)
		return -1;
	*t = e->t;
	*n = e->n;
	return 0;
}

static int
put(struct subst *x, const struct token *t, size_t n)
{
	size_t i;

	if (x->out->n + n > MAX_TOKENS)
		return -1;
	for (i = 0; i < n; i++)
		vec_add(x->out, t[i]);
	return 0;
}

/* t is var( and its arguments. */
static int
put_var(struct subst *x, const struct token *t, const struct token *end)
{
	struct vp v = vp_open(x->c, t, (size_t)(end - t)), in;
	const struct token *name, *found;
	size_t n;
	int r;

	if (!vp_into(&v, &in))
		return -1;
	name = vp_peek(&in);
	if (name->type != T_IDENT || name->text.n < 3 ||
	        memcmp(name->text.p, "--", 2) != 0)
		return -1;
	vp_step(&in);
	if (!vp_done(&in) && vp_peek(&in)->type != T_COMMA)
		return -1;
	if (lookup(x, css_intern(x->c, name->text), &found, &n) == 0)
		return put(x, found, n);
	if (!vp_take(&in, T_COMMA) || x->depth >= CSS_DEPTH)
		return -1;
	x->depth++;
	r = substitute(x, in.t, in.end);
	x->depth--;
	return r;
}

static int
substitute(struct subst *x, const struct token *t, const struct token *end)
{
	for (; t < end; t++) {
		if (!token_is(t, T_FUNCTION, "var")) {
			if (put(x, t, 1) < 0)
				return -1;
			continue;
		}
		if (put_var(x, t, end) < 0)
			return -1;
		t = token_skip(t, end) - 1;
	}
	return 0;
}

static void
finish(struct tokens *out)
{
	struct token *eof = vec_push(out);

	memset(eof, 0, sizeof(*eof));
	css_match_brackets(out->p, out->n);
	out->n--;
}

int
var_substitute(struct css *c, const struct css_custom *custom,
        const struct token *t, size_t n, struct tokens *out)
{
	struct subst x = { c, custom, NULL, NULL, out, 0 };

	if (substitute(&x, t, t + n) < 0)
		return -1;
	finish(out);
	return 0;
}

static const char *
tokens_text(struct css *c, const struct token *t, size_t n)
{
	struct str s = STR_INIT;
	const char *text;
	size_t i;

	for (i = 0; i < n; i++)
		str_put_span(&s, t[i].src);
	text = css_intern(c, str_span(&s));
	str_free(&s);
	return text;
}

static void
set_invalid(struct entry *e)
{
	e->t = NULL;
	e->n = 0;
	e->text = NULL;
}

/* Everyone from e's callers back to e is in the circle. */
static void
mark_circle(struct entry *e, struct entry *caller)
{
	for (; caller != NULL && caller != e; caller = caller->caller)
		caller->cyclic = 1;
	e->cyclic = 1;
}

static void
resolve(struct custom_set *set, struct entry *e, struct entry *caller,
        int depth)
{
	struct tokens out = VEC_INIT;
	struct subst x = { set->c, NULL, set, e, &out, depth + 1 };
	struct token *keep;

	if (e->state == BUSY) {
		mark_circle(e, caller);
		return;
	}
	if (e->state == DONE)
		return;
	e->state = BUSY;
	e->caller = caller;
	if (e->text == NULL || !has_var(e->t, e->n)) {
		e->state = DONE;
		return;
	}
	if (depth >= CSS_DEPTH || substitute(&x, e->t, e->t + e->n) < 0 ||
	        e->cyclic) {
		set_invalid(e);
	} else {
		finish(&out);
		keep = arena_array(set->c->a, out.n + 1, sizeof(*keep));
		memcpy(keep, out.p, (out.n + 1) * sizeof(*keep));
		e->t = keep;
		e->n = out.n;
		e->text = tokens_text(set->c, e->t, e->n);
	}
	vec_free(&out);
	e->state = DONE;
}

static struct entry *
add_entry(struct custom_set *set, const char *name)
{
	void **slot = map_put(&set->index, span_of(name));
	struct entry *e;

	if (*slot != NULL)
		return NULL;
	e = vec_push(set);
	e->name = name;
	*slot = (void *)(uintptr_t)set->n;
	return e;
}

/* -1: no CSS-wide keyword */
static int
wide_keyword(const struct custom_decl *cd)
{
	static const struct keyword kw[] = { { "inherit", 1 }, { "unset", 1 },
		{ "revert", 1 }, { "initial", 0 }, { NULL, 0 } };
	int v;

	return cd->n == 1 && cd->t->type == T_IDENT &&
	                       kw_find(kw, cd->t->text, &v)
	               ? v
	               : -1;
}

static void
collect(struct custom_set *set, const struct css_custom *inherited,
        const struct cascade *x)
{
	const struct custom_decl *cd;
	struct entry *e;
	size_t i;
	int wide;

	for (i = 0; i < x->custom.n && set->n < MAX_CUSTOM; i++) {
		cd = x->custom.p[i];
		e = add_entry(set, cd->name);
		if (e == NULL)
			continue;
		wide = wide_keyword(cd);
		e->inherited = wide == 1;
		if (wide < 0) {
			e->t = cd->t;
			e->n = cd->n;
			e->text = cd->text;
		}
	}
	for (; inherited != NULL; inherited = inherited->next) {
		e = find_entry(set, inherited->name);
		if (e == NULL && set->n < MAX_CUSTOM) {
			e = add_entry(set, inherited->name);
			e->inherited = 1;
		}
		if (e == NULL || !e->inherited)
			continue;
		e->t = inherited->t;
		e->n = inherited->n;
		e->text = inherited->text;
		e->state = DONE;
	}
}

static int
by_name(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	return strcmp(x->name, y->name);
}

/* The list of what is valid, interned by value. */
static const struct css_custom *
keep_list(struct custom_set *set)
{
	const struct css_custom *first = NULL, **tail = &first;
	struct str key = STR_INIT;
	struct css_custom *k;
	void **slot;
	size_t i;

	qsort(set->p, set->n, sizeof(*set->p), by_name);
	for (i = 0; i < set->n; i++) {
		if (set->p[i].text == NULL)
			continue;
		/* names and texts are interned */
		str_add(&key, &set->p[i].name, sizeof(char *));
		str_add(&key, &set->p[i].text, sizeof(char *));
	}
	slot = map_put(&set->c->customs, str_span(&key));
	for (i = 0; *slot == NULL && i < set->n; i++) {
		if (set->p[i].text == NULL)
			continue;
		k = arena_new_of(set->c->a, struct css_custom);
		k->name = set->p[i].name;
		k->t = set->p[i].t;
		k->n = set->p[i].n;
		k->text = set->p[i].text;
		*tail = k;
		tail = &k->next;
	}
	if (*slot == NULL)
		memcpy(slot, &first, sizeof(first));
	str_free(&key);
	memcpy(&first, slot, sizeof(first));
	return first;
}

const struct css_custom *
custom_resolve(struct css *c, const struct css_custom *inherited,
        const struct cascade *x)
{
	struct custom_set set = { c, NULL, 0, 0, { 0 } };
	const struct css_custom *list;
	size_t i;

	if (x->custom.n == 0)
		return inherited;
	collect(&set, inherited, x);
	/* entries do not move any more */
	for (i = 0; i < set.n; i++)
		resolve(&set, &set.p[i], NULL, 0);
	list = keep_list(&set);
	map_free(&set.index);
	vec_free(&set);
	return list;
}
