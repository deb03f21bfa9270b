/* cascade: which rules an element matches, and which declarations win
 * (css-cascade-4 6).
 *
 * Rules are sorted once by origin, specificity and order, and filed under the
 * id, class or type that their rightmost compound asks for, or those of its
 * :is(), so an element looks at few of them (context.c).  What matched, with
 * the parent's style, is the key of a cache: elements with equal keys have the
 * same style, so that only the first of each kind is computed.
 */
#include <stdlib.h>
#include <string.h>

#include "css/sheet.h"

#define MAX_CHOICES 16

/* Stands for "no such pseudo-element" in the cache. */
static const struct style no_style;

static int
compare_rules(const void *a, const void *b)
{
	const struct rule *x = a, *y = b;

	if (x->strength != y->strength)
		return x->strength < y->strength ? -1 : 1;
	if (x->sel->spec != y->sel->spec)
		return x->sel->spec < y->sel->spec ? -1 : 1;
	return x->seq < y->seq ? -1 : 1;
}

static int
compare_pages(const void *a, const void *b)
{
	const struct page_rule *x = a, *y = b;

	if (x->strength != y->strength)
		return x->strength < y->strength ? -1 : 1;
	if (x->spec != y->spec)
		return x->spec < y->spec ? -1 : 1;
	return x->seq < y->seq ? -1 : 1;
}

static void
free_buckets(struct map *m)
{
	struct bucket *b;
	size_t i;

	for (i = 0; i < m->n; i++) {
		b = m->entry[i].value;
		vec_free(&b->rule);
	}
	map_free(m);
	memset(m, 0, sizeof(*m));
}

void
css_unbuild(struct css *c)
{
	int i;

	for (i = 0; i < PSEUDO_COUNT; i++) {
		free_buckets(&c->index[i].id);
		free_buckets(&c->index[i].cls);
		free_buckets(&c->index[i].type);
		vec_free(&c->index[i].any.rule);
		c->index[i].rules = 0;
	}
	map_free(&c->matched);
	map_free(&c->substituted);
	map_free(&c->pages);
	map_free(&c->contexts);
	map_free(&c->places);
	vec_clear(&c->path); /* it leads to them */
	c->last = NULL;
	c->initial = NULL;
	c->built = 0;
}

/* What a compound asks for that rules are filed under: an id, a class or a
 * type, or NULL. */
static const struct simple *
asks_for(const struct compound *right)
{
	const struct simple *s, *best = NULL;

	for (s = right->first; s != NULL; s = s->next) {
		if (s->kind == SIMPLE_ID ||
		        (s->kind == SIMPLE_CLASS &&
		                (best == NULL || best->kind == SIMPLE_TYPE)) ||
		        (s->kind == SIMPLE_TYPE && best == NULL))
			best = s;
	}
	return best;
}

/* The list of an :is() that all ask for something; NULL: there is none, or it
 * is so long that an element of many classes would find it too often. */
static const struct selector *
choices(const struct compound *right)
{
	const struct selector *sel;
	const struct simple *s;
	int n;

	for (s = right->first; s != NULL; s = s->next) {
		if (s->kind != SIMPLE_IS || s->list == NULL)
			continue;
		sel = s->list;
		for (n = 0; n < MAX_CHOICES && sel != NULL &&
		            asks_for(sel->right) != NULL;
		        n++)
			sel = sel->next;
		if (sel == NULL)
			return s->list;
	}
	return NULL;
}

static void
file_under(struct css *c, struct rule_index *x, const struct simple *s,
        uint32_t rule)
{
	struct map *m = s->kind == SIMPLE_ID      ? &x->id
	                : s->kind == SIMPLE_CLASS ? &x->cls
	                                          : &x->type;
	void **slot = map_put(m, s->name);
	struct bucket *b;

	if (*slot == NULL)
		*slot = arena_new_of(c->a, struct bucket);
	b = *slot;
	if (b->rule.n == 0 || *vec_last(&b->rule) != rule)
		vec_add(&b->rule, rule);
}

static void
file_rule(struct css *c, const struct selector *sel, uint32_t rule)
{
	struct rule_index *x = &c->index[sel->pseudo];
	const struct simple *s = asks_for(sel->right);
	const struct selector *list = choices(sel->right);

	x->rules++;
	if (s != NULL)
		file_under(c, x, s, rule);
	else if (list == NULL)
		vec_add(&x->any.rule, rule);
	else
		for (; list != NULL; list = list->next)
			file_under(c, x, asks_for(list->right), rule);
}

void
css_build(struct css *c)
{
	uint32_t i;

	if (c->built)
		return;
	c->built = 1;
	vec_free(&c->spare); /* sheets are read before the first style */
	for (i = 0; i < c->rule.n; i++)
		if (c->rule.p[i].seq == 0)
			c->rule.p[i].seq = ++c->seq;
	for (i = 0; i < c->page.n; i++)
		if (c->page.p[i].seq == 0)
			c->page.p[i].seq = ++c->seq;
	if (c->rule.n > 0)
		qsort(c->rule.p, c->rule.n, sizeof(*c->rule.p), compare_rules);
	if (c->page.n > 0)
		qsort(c->page.p, c->page.n, sizeof(*c->page.p), compare_pages);
	css_page_measure(c);
	for (i = 0; i < c->rule.n; i++)
		if (media_holds(c, c->rule.p[i].cond))
			file_rule(c, c->rule.p[i].sel, i);
}

/* What a property of the start of a line is where lines start at the right,
 * and of the end. */
static int
mirrored(int prop)
{
	static const uint16_t pair[][2] = {
		{ PROP_MARGIN_LEFT, PROP_MARGIN_RIGHT },
		{ PROP_PADDING_LEFT, PROP_PADDING_RIGHT },
		{ PROP_BORDER_LEFT_WIDTH, PROP_BORDER_RIGHT_WIDTH },
		{ PROP_BORDER_LEFT_STYLE, PROP_BORDER_RIGHT_STYLE },
		{ PROP_BORDER_LEFT_COLOR, PROP_BORDER_RIGHT_COLOR },
	};

	for (size_t i = 0; i < sizeof(pair) / sizeof(pair[0]); i++)
		for (int k = 0; k < 2; k++)
			if (pair[i][k] == prop)
				return pair[i][!k];
	return prop;
}

void
cascade_add(
        struct cascade *x, const struct block *b, int important, int strength)
{
	const struct decl *d;
	size_t i;
	int prop;

	for (i = b->n; i > 0; i--) {
		d = &b->p[i - 1];
		if (d->important != important)
			continue;
		if (d->prop == PROP_CUSTOM) {
			vec_add(&x->custom, d->v.u.ptr);
			continue;
		}
		prop = d->logical && x->rtl ? mirrored(d->prop) : d->prop;
		x->logical |= d->logical;
		if (x->win[prop] != NULL ||
		        (x->below[prop] != 0 && strength + 1 >= x->below[prop]))
			continue;
		if (d->v.kind == VAL_REVERT) {
			x->below[prop] = (uint8_t)(strength + 1);
			continue;
		}
		x->win[prop] = d;
		x->won[x->n++] = (uint8_t)prop;
	}
}

void
cascade_free(struct cascade *x)
{
	vec_free(&x->custom);
}

/* One level of css-cascade-4 6.1, the last rule first. */
static void
add_level(struct css *c, struct cascade *x, int important, int strength)
{
	const struct rule *r;
	size_t i;

	for (i = c->hits.n; i > 0; i--) {
		r = &c->rule.p[c->hits.p[i - 1]];
		if (r->strength == strength)
			cascade_add(x, r->block, important, strength);
	}
}

static const struct style *
compute_once(struct css *c, const struct block *own, const struct style *parent,
        struct cascade *x)
{
	const struct style *s;
	int i;

	for (i = 0; i < 2; i++)
		add_level(c, x, 1, i);
	if (own != NULL)
		cascade_add(x, own, 1, 2);
	add_level(c, x, 1, 2);
	if (own != NULL)
		cascade_add(x, own, 0, 2);
	for (i = 2; i >= 0; i--)
		add_level(c, x, 0, i);
	s = css_compute(c, parent, x, parent == NULL);
	cascade_free(x);
	return s;
}

static const struct style *
compute_hits(struct css *c, const struct block *own, const struct style *parent,
        int pseudo)
{
	struct cascade x = { .custom = VEC_INIT };
	const struct style *s = compute_once(c, own, parent, &x);

	/* only who is computed knows his direction */
	if (x.logical && s->direction == DIR_RTL) {
		x = (struct cascade){ .custom = VEC_INIT, .rtl = 1 };
		s = compute_once(c, own, parent, &x);
	}
	/* css-content-3 2: no content, no box */
	if ((pseudo == PSEUDO_BEFORE || pseudo == PSEUDO_AFTER) &&
	        s->content == NULL)
		return &no_style;
	return s;
}

/* The declarations of a style attribute; equal ones are parsed once.  Their
 * faults are the article's, which the chain has already spoken of. */
static const struct block *
own_block(struct css *c, struct span text)
{
	struct sheet s = { .c = c, .strength = 2 };
	struct block work = VEC_INIT, *b;
	struct tokens tok = VEC_INIT;
	void **slot = map_put(&c->inline_blocks, text);

	if (*slot != NULL)
		return *slot;
	b = arena_new_of(c->a, struct block);
	css_tokenize(&tok, c->a, css_preprocess(c->a, text), 1);
	sheet_declarations(&s, tok.p, tok.p + tok.n - 1, &work, 0, NULL, NULL);
	b->p = arena_array(c->a, work.n + 1, sizeof(*b->p));
	if (work.n > 0)
		memcpy(b->p, work.p, work.n * sizeof(*b->p));
	b->n = work.n;
	vec_free(&work);
	vec_free(&tok);
	*slot = b;
	return b;
}

/* From c->hits. */
static const struct style *
style_of_hits(struct css *c, const struct block *own,
        const struct style *parent, int pseudo)
{
	const struct style *s;
	void **slot;

	str_truncate(&c->key, 0);
	str_putc(&c->key, (char)('0' + pseudo));
	str_add(&c->key, &parent, sizeof(parent));
	str_add(&c->key, &own, sizeof(own));
	str_add(&c->key, c->hits.p, c->hits.n * sizeof(*c->hits.p));
	s = map_get(&c->matched, str_span(&c->key));
	if (s == NULL) {
		s = compute_hits(c, own, parent, pseudo);
		slot = map_put(&c->matched, str_span(&c->key));
		memcpy(slot, &s, sizeof(s));
	}
	return s;
}

const struct style *
style_of(struct css *c, const xmlNode *node, const struct style *parent,
        int pseudo, int remember)
{
	struct span text = { NULL, 0 };
	struct candidates *k;
	const struct style *s;

	if (pseudo != PSEUDO_NONE && c->index[pseudo].rules == 0)
		return NULL;
	vec_clear(&c->hits);
	k = context_hits(c, node, pseudo, remember);
	if (pseudo == PSEUDO_NONE)
		text = node_attr(node, "style");
	else if (k->sures + c->hits.n == 0)
		return NULL;
	if (text.n > 0 || c->hits.n > 0) {
		context_join(c, k);
		s = style_of_hits(c, text.n > 0 ? own_block(c, text) : NULL,
		        parent, pseudo);
	} else {
		if (k->style == NULL || k->parent != parent) {
			context_join(c, k);
			k->style = style_of_hits(c, NULL, parent, pseudo);
			k->parent = parent;
		}
		s = k->style;
	}
	return s == &no_style ? NULL : s;
}

const struct style *
css_style(struct css *c, const xmlNode *node, const struct style *parent,
        enum css_pseudo pseudo)
{
	css_build(c);
	return style_of(c, node, parent, pseudo, 1);
}
