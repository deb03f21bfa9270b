/* context: the rules that an element matches.
 *
 * Most selectors ask for names and classes alone, of the element, of its
 * ancestors and of the sibling before it.  For these, elements of the same name
 * and class attribute whose parents are alike are one: they share a context.
 * A context behind another one is a place, which knows the rules.  An issue has
 * some hundreds of places to a hundred thousand elements.  What asks for an id,
 * other attributes, or more siblings, is tried with each element, as far as the
 * place does not exclude it.
 */
#include <string.h>

#include "css/sheet.h"

struct context {
	const char *name, *cls;
	struct context *last, *other; /* below it, those asked for last */
	struct place *place, *back; /* the same of its places */
	struct bloom bloom; /* of itself and all above */
};

struct place {
	const struct context *before; /* or NULL */
	struct candidates *of[PSEUDO_COUNT]; /* NULL: not asked for yet */
};

static void
own_bits(struct bloom *b, const xmlNode *n)
{
	struct span list = node_attr(n, "class"), word;

	bloom_add(b, select_hash('t', span_of((const char *)n->name)));
	while (next_word(&list, &word))
		bloom_add(b, select_hash('.', word));
}

static struct context *
context_find(struct css *c, struct context *up, const xmlNode *n)
{
	struct span cls = node_attr(n, "class");
	struct context *x;
	void **slot;

	str_truncate(&c->key, 0);
	str_add(&c->key, &up, sizeof(up));
	str_puts(&c->key, (const char *)n->name);
	str_putc(&c->key, '\0');
	str_put_span(&c->key, cls);
	slot = map_put(&c->contexts, str_span(&c->key));
	if (*slot == NULL) {
		*slot = x = arena_new_of(c->a, struct context);
		x->name = arena_strdup(c->a, (const char *)n->name);
		x->cls = cls.n > 0 ? arena_span(c->a, cls) : "";
		if (up != NULL)
			x->bloom = up->bloom;
		own_bits(&x->bloom, n);
	}
	return *slot;
}

static int
is_of(const struct context *x, const xmlNode *n)
{
	const char *cls;

	if (x == NULL || !is_name(n->name, x->name))
		return 0;
	cls = node_text(n, "class");
	return cls == NULL ? *x->cls == '\0' : strcmp(cls, x->cls) == 0;
}

/* up: that of n's parent, or NULL.  Mostly it is that of the sibling before, or
 * of the one before that, or another part of the same element is asked for. */
static struct context *
context_of(struct css *c, struct context *up, const xmlNode *n)
{
	struct context *x;

	if (up == NULL)
		return context_find(c, NULL, n);
	if (is_of(up->last, n))
		return up->last;
	x = is_of(up->other, n) ? up->other : context_find(c, up, n);
	up->other = up->last;
	return up->last = x;
}

static struct place *
find_place(struct css *c, struct context *up, const xmlNode *n)
{
	const xmlNode *b = node_before(n);
	const struct context *before = b != NULL ? context_of(c, up, b) : NULL;
	struct context *x = context_of(c, up, n);
	struct place *p = x->back;
	void **slot;

	if (x->place != NULL && x->place->before == before)
		return x->place;
	x->back = x->place;
	if (p != NULL && p->before == before)
		return x->place = p;
	str_truncate(&c->key, 0);
	str_add(&c->key, &x, sizeof(x));
	str_add(&c->key, &before, sizeof(before));
	slot = map_put(&c->places, str_span(&c->key));
	if (*slot == NULL) {
		*slot = x->place = arena_new_of(c->a, struct place);
		x->place->before = before;
	}
	return x->place = *slot;
}

/* Cut the path behind node n; 0 when n is not on it. */
static int
cut_path(struct css *c, const xmlNode *n)
{
	size_t i;

	for (i = c->path.n; i > 0; i--) {
		if (c->path.p[i - 1].node == n) {
			c->path.n = i;
			return 1;
		}
	}
	return 0;
}

/* Make the path that of n's ancestors, from the root down.  In document
 * order that is a step or two. */
static void
set_path(struct css *c, const xmlNode *n)
{
	const xmlNode *p;
	struct ancestor *a;
	size_t add = 0, i;

	for (p = n; (p = node_parent(p)) != NULL && !cut_path(c, p);)
		add++;
	if (p == NULL)
		vec_clear(&c->path);
	i = c->path.n;
	while (c->path.n < i + add)
		(void)vec_push(&c->path);
	for (p = n; add > 0; add--)
		c->path.p[i + add - 1].node = p = node_parent(p);
	for (; i < c->path.n; i++) {
		a = &c->path.p[i];
		a->lang = node_lang(a->node);
		if (i > 0 && a->lang.p == NULL)
			a->lang = a[-1].lang;
		a->context =
		        context_of(c, i > 0 ? a[-1].context : NULL, a->node);
	}
}

/* Candidates are gathered here. */
struct gather {
	struct css *c;
	const xmlNode *node;
	const struct context *up;
	const struct matcher *m;
	VEC(uint32_t) sure, maybe, attr;
};

static void
try_rule(struct gather *g, const struct selector *sel, uint32_t rule)
{
	if (g->up != NULL && !bloom_has(&g->up->bloom, &sel->need))
		return;
	if (sel->sees != SEES_MORE) {
		if (selector_matches(sel, g->node, g->m))
			vec_add(&g->sure, rule);
	} else if (selector_may_match(sel, g->node, g->m)) {
		if (sel->attrs != 0)
			vec_add(&g->attr, rule);
		else
			vec_add(&g->maybe, rule);
	}
}

static void
try_bucket(struct gather *g, const struct bucket *b)
{
	for (size_t i = 0; b != NULL && i < b->rule.n; i++)
		try_rule(g, g->c->rule.p[b->rule.p[i]].sel, b->rule.p[i]);
}

static struct candidates *
find_candidates(struct css *c, struct context *up, const xmlNode *node,
        int pseudo, const struct matcher *m)
{
	struct candidates *k = arena_new_of(c->a, struct candidates);
	struct gather g = { .c = c, .node = node, .up = up, .m = m };
	const struct rule_index *x = &c->index[pseudo];
	struct span list = node_attr(node, "class"), word;

	try_bucket(&g, map_get(&x->type, span_of((const char *)node->name)));
	try_bucket(&g, &x->any);
	while (x->cls.n > 0 && next_word(&list, &word))
		try_bucket(&g, map_get(&x->cls, word));
	k->bare = g.maybe.n;
	for (size_t i = 0; i < g.attr.n; i++)
		vec_add(&g.maybe, g.attr.p[i]);
	k->sures = g.sure.n;
	k->sure = arena_copy(c->a, g.sure.p, g.sure.n, sizeof(*k->sure));
	k->maybes = g.maybe.n;
	k->maybe = arena_copy(c->a, g.maybe.p, g.maybe.n, sizeof(*k->maybe));
	vec_free(&g.sure);
	vec_free(&g.maybe);
	vec_free(&g.attr);
	return k;
}

/* Ids are no part of contexts: they have their own rules. */
static void
try_id(struct css *c, const struct map *ids, const struct matcher *m)
{
	const struct bucket *b = NULL;
	struct span id;
	size_t i;

	if (ids->n > 0 && (id = node_attr(m->node, "id")).p != NULL)
		b = map_get(ids, id);
	for (i = 0; b != NULL && i < b->rule.n; i++)
		if (selector_matches(c->rule.p[b->rule.p[i]].sel, m->node, m))
			vec_add(&c->hits, b->rule.p[i]);
}

/* Which attributes it may have. */
static uint64_t
attr_bits(const xmlNode *n)
{
	const xmlAttr *a;
	uint64_t bits = 0;

	for (a = n->properties; a != NULL; a = a->next)
		bits |= attr_bit((const char *)a->name);
	return bits;
}

struct candidates *
context_hits(struct css *c, const xmlNode *node, int pseudo, int remember)
{
	struct matcher m = { .node = node };
	struct context *up = NULL;
	struct place *at = c->last;
	struct candidates *k;
	uint64_t attrs = attr_bits(node);
	const struct selector *sel;
	size_t i, n;

	/* its pseudo-elements are asked for right behind an element */
	if (pseudo == PSEUDO_NONE || node != c->last_node)
		at = NULL;
	if (remember && at == NULL)
		set_path(c, node);
	if (remember) {
		m.path = c->path.p;
		m.depth = c->path.n;
	}
	if (m.depth > 0)
		up = m.path[m.depth - 1].context;
	if (at == NULL)
		at = find_place(c, up, node);
	c->last = remember ? at : NULL;
	c->last_node = node;
	if (at->of[pseudo] == NULL)
		at->of[pseudo] = find_candidates(c, up, node, pseudo, &m);
	k = at->of[pseudo];
	n = attrs != 0 ? k->maybes : k->bare;
	for (i = 0; i < n; i++) {
		sel = c->rule.p[k->maybe[i]].sel;
		if ((sel->attrs & ~attrs) == 0 &&
		        selector_does_match(sel, node, &m))
			vec_add(&c->hits, k->maybe[i]);
	}
	try_id(c, &c->index[pseudo].id, &m);
	return k;
}

/* Few, and nearly in order: insertion sort; doubles go. */
static void
sort_hits(struct css *c)
{
	uint32_t *p = c->hits.p, v;
	size_t i, j, n = 0;

	for (i = 1; i < c->hits.n; i++) {
		v = p[i];
		for (j = i; j > 0 && p[j - 1] > v; j--)
			p[j] = p[j - 1];
		p[j] = v;
	}
	for (i = 0; i < c->hits.n; i++)
		if (n == 0 || p[n - 1] != p[i])
			p[n++] = p[i];
	c->hits.n = n;
}

void
context_join(struct css *c, const struct candidates *k)
{
	for (size_t i = 0; i < k->sures; i++)
		vec_add(&c->hits, k->sure[i]);
	sort_hits(c);
}
