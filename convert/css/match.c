/* match: does a selector match an element (selectors-4 3.5)?
 *
 * From right to left.  When an ancestor or sibling fails, the failure says
 * how far back it is worth trying again: an element that has no matching
 * ancestor cannot gain one by looking at another descendant.  That keeps
 * "a b c d" linear in depth instead of exponential.
 */
#include <string.h>

#include "css/sheet.h"

#define NEAR 16 /* ancestors whose counts are looked for */

enum verdict {
	MATCH,
	FAIL_HERE, /* another sibling or ancestor may do */
	FAIL_SIBLINGS, /* another ancestor may do */
	FAIL_ALL /* nothing further up or back can do */
};

static int
matches_compound(
        const struct compound *c, const xmlNode *n, const struct matcher *m);

const char *
node_text(const xmlNode *n, const char *name)
{
	const xmlAttr *a;

	for (a = n->properties; a != NULL; a = a->next) {
		if (!is_name(a->name, name))
			continue;
		if (a->children == NULL || a->children->content == NULL)
			return "";
		return (const char *)a->children->content;
	}
	return NULL;
}

struct span
node_attr(const xmlNode *n, const char *name)
{
	const char *text = node_text(n, name);

	return (struct span){ text, text != NULL ? strlen(text) : 0 };
}

const xmlNode *
node_parent(const xmlNode *n)
{
	return n->parent != NULL && n->parent->type == XML_ELEMENT_NODE
	               ? n->parent
	               : NULL;
}

int
next_word(struct span *rest, struct span *word)
{
	while (rest->n > 0 && ascii_space(*rest->p)) {
		rest->p++;
		rest->n--;
	}
	word->p = rest->p;
	while (rest->n > 0 && !ascii_space(*rest->p)) {
		rest->p++;
		rest->n--;
	}
	word->n = (size_t)(rest->p - word->p);
	return word->n > 0;
}

static char
lower(char c)
{
	return (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

static int
equal(struct span a, struct span b, int nocase)
{
	size_t i;

	if (a.n != b.n)
		return 0;
	for (i = 0; i < a.n; i++)
		if (a.p[i] != b.p[i] &&
		        (!nocase || lower(a.p[i]) != lower(b.p[i])))
			return 0;
	return 1;
}

static int
has_word(struct span list, struct span want, int nocase)
{
	struct span word;

	while (next_word(&list, &word))
		if (equal(word, want, nocase))
			return 1;
	return 0;
}

static int
contains(struct span s, struct span want, int nocase)
{
	struct span part = { s.p, want.n };

	for (; s.n >= want.n; s.p++, s.n--) {
		part.p = s.p;
		if (equal(part, want, nocase))
			return 1;
	}
	return 0;
}

static int
matches_attribute(const struct simple *s, const xmlNode *n)
{
	struct span v = node_attr(n, s->name.p), w = s->value, part;

	if (v.p == NULL)
		return 0;
	switch (s->op) {
	case 0:
		return 1;
	case '=':
		return equal(v, w, s->nocase);
	case '~':
		return has_word(v, w, s->nocase);
	case '|':
		part = (struct span){ v.p, w.n };
		return v.n >= w.n && equal(part, w, s->nocase) &&
		       (v.n == w.n || v.p[w.n] == '-');
	case '^':
		part = (struct span){ v.p, w.n };
		return w.n > 0 && v.n >= w.n && equal(part, w, s->nocase);
	case '$':
		if (w.n == 0 || v.n < w.n)
			return 0;
		part = (struct span){ v.p + v.n - w.n, w.n };
		return equal(part, w, s->nocase);
	default:
		return w.n > 0 && contains(v, w, s->nocase);
	}
}

static const xmlNode *
sibling(const xmlNode *n, int forward)
{
	do
		n = forward ? n->next : n->prev;
	while (n != NULL && n->type != XML_ELEMENT_NODE);
	return n;
}

const xmlNode *
node_before(const xmlNode *n)
{
	return sibling(n, 0);
}

static int
same_type(const xmlNode *a, const xmlNode *b)
{
	return a->name == b->name ||
	       strcmp((const char *)a->name, (const char *)b->name) == 0;
}

static int
matches_any(
        const struct selector *list, const xmlNode *n, const struct matcher *m)
{
	for (; list != NULL; list = list->next)
		if (selector_matches(list, n, m))
			return 1;
	return 0;
}

/* The memo's place for n's list; NULL where nothing is remembered. */
static struct nth_place *
place_of(const struct simple *s, const xmlNode *n, const struct matcher *m)
{
	size_t i, stop = m->depth > NEAR ? m->depth - NEAR : 0;

	for (i = m->depth; s->list == NULL && i > stop; i--)
		if (m->path[i - 1].node == n->parent)
			return &m->path[i - 1].nth[s->kind - SIMPLE_NTH];
	return NULL;
}

/* Position of n among its siblings, counted from the front or the back.  In
 * document order a sibling not far before n has just been counted, so that a
 * long list is walked once. */
static int
position(const struct simple *s, const xmlNode *n, const struct matcher *m)
{
	int back = s->kind == SIMPLE_NTH_LAST ||
	           s->kind == SIMPLE_NTH_LAST_OF_TYPE;
	int typed = s->kind >= SIMPLE_NTH_OF_TYPE, pos = 1;
	struct nth_place *memo = place_of(s, n, m);
	const xmlNode *p = NULL;
	int steps = 0;

	if (memo != NULL && memo->node != NULL &&
	        (!typed || same_type(memo->node, n)))
		/* some in between may not have been asked about */
		for (p = n; p != NULL && p != memo->node; p = sibling(p, 0))
			steps += !typed || same_type(p, n);
	if (p != NULL) {
		pos = memo->index + (back ? -steps : steps);
	} else {
		for (p = sibling(n, back); p != NULL; p = sibling(p, back))
			if ((!typed || same_type(p, n)) &&
			        (s->list == NULL || matches_any(s->list, p, m)))
				pos++;
	}
	if (memo != NULL) {
		memo->node = n;
		memo->index = pos;
	}
	return pos;
}

static int
matches_nth(const struct simple *s, const xmlNode *n, const struct matcher *m)
{
	int64_t d;
	int pos;

	if (s->list != NULL && !matches_any(s->list, n, m))
		return 0;
	/* :first-child and :last-child need no counting */
	if (s->a == 0 && s->b == 1 && s->list == NULL &&
	        (s->kind == SIMPLE_NTH || s->kind == SIMPLE_NTH_LAST))
		return sibling(n, s->kind == SIMPLE_NTH_LAST) == NULL;
	pos = position(s, n, m);
	d = (int64_t)pos - s->b;
	if (s->a == 0)
		return d == 0;
	return d % s->a == 0 && d / s->a >= 0;
}

static int
is_only(const xmlNode *n, int typed)
{
	const xmlNode *p;
	int forward;

	for (forward = 0; forward < 2; forward++)
		for (p = sibling(n, forward); p != NULL;
		        p = sibling(p, forward))
			if (!typed || same_type(p, n))
				return 0;
	return 1;
}

/* No element and no text but white space (selectors-4 13.2). */
static int
is_empty(const xmlNode *n)
{
	const xmlNode *c;
	const char *p;

	for (c = n->children; c != NULL; c = c->next) {
		if (c->type == XML_ELEMENT_NODE ||
		        c->type == XML_ENTITY_REF_NODE)
			return 0;
		if (c->type != XML_TEXT_NODE &&
		        c->type != XML_CDATA_SECTION_NODE)
			continue;
		for (p = (const char *)c->content; p != NULL && *p != '\0'; p++)
			if (!ascii_space(*p))
				return 0;
	}
	return 1;
}

struct span
node_lang(const xmlNode *n)
{
	struct span v = node_attr(n, "lang");

	return v.p != NULL ? v : node_attr(n, "xml:lang");
}

/* RFC 4647 3.3.1: vi matches vi and vi-VN; "*-" prefixes are not used. */
static int
matches_lang(struct span range, const xmlNode *n, const struct matcher *m)
{
	struct span v = node_lang(n), part;

	if (v.p == NULL && m->depth > 0 && n == m->node) {
		v = m->path[m->depth - 1].lang;
	} else {
		while (v.p == NULL && (n = node_parent(n)) != NULL)
			v = node_lang(n);
	}
	if (v.p == NULL || v.n < range.n || range.n == 0)
		return 0;
	if (range.n == 1 && range.p[0] == '*')
		return v.n > 0;
	part = (struct span){ v.p, range.n };
	return equal(part, range, 1) && (v.n == range.n || v.p[range.n] == '-');
}

static int
is_link(const xmlNode *n)
{
	const char *name = (const char *)n->name;

	return (strcmp(name, "a") == 0 || strcmp(name, "area") == 0) &&
	       node_attr(n, "href").p != NULL;
}

static int
matches_simple(
        const struct simple *s, const xmlNode *n, const struct matcher *m)
{
	switch (s->kind) {
	case SIMPLE_TYPE:
		return is_name(n->name, s->name.p);
	case SIMPLE_ID:
		return equal(node_attr(n, "id"), s->name, 0);
	case SIMPLE_CLASS:
		return has_word(node_attr(n, "class"), s->name, 0);
	case SIMPLE_ATTR:
		return matches_attribute(s, n);
	case SIMPLE_NTH:
	case SIMPLE_NTH_LAST:
	case SIMPLE_NTH_OF_TYPE:
	case SIMPLE_NTH_LAST_OF_TYPE:
		return matches_nth(s, n, m);
	case SIMPLE_ONLY:
		return is_only(n, 0);
	case SIMPLE_ONLY_OF_TYPE:
		return is_only(n, 1);
	case SIMPLE_ROOT:
		return node_parent(n) == NULL;
	case SIMPLE_EMPTY:
		return is_empty(n);
	case SIMPLE_LINK:
		return is_link(n);
	case SIMPLE_IS:
		return matches_any(s->list, n, m);
	case SIMPLE_NOT:
		return !matches_any(s->list, n, m);
	case SIMPLE_LANG:
		return matches_lang(s->value, n, m);
	default:
		return 0;
	}
}

static int
matches_compound(
        const struct compound *c, const xmlNode *n, const struct matcher *m)
{
	const struct simple *s;

	for (s = c->first; s != NULL; s = s->next)
		if (!matches_simple(s, n, m))
			return 0;
	return 1;
}

static enum verdict
match_from(const struct compound *c, const xmlNode *n, const struct matcher *m);

static enum verdict
match_ancestors(
        const struct compound *left, const xmlNode *n, const struct matcher *m)
{
	enum verdict v;

	for (n = node_parent(n); n != NULL; n = node_parent(n)) {
		v = match_from(left, n, m);
		if (v == MATCH || v == FAIL_ALL)
			return v;
	}
	return FAIL_ALL;
}

static enum verdict
match_earlier(
        const struct compound *left, const xmlNode *n, const struct matcher *m)
{
	enum verdict v;

	for (n = sibling(n, 0); n != NULL; n = sibling(n, 0)) {
		v = match_from(left, n, m);
		if (v != FAIL_HERE)
			return v;
	}
	return FAIL_SIBLINGS;
}

/* c itself matches: does what stands left of it? */
static enum verdict
match_left(const struct compound *c, const xmlNode *n, const struct matcher *m)
{
	enum verdict v;

	switch (c->comb) {
	case ' ':
		return match_ancestors(c->left, n, m);
	case '>':
		n = node_parent(n);
		if (n == NULL)
			return FAIL_ALL;
		/* siblings have the same parent */
		v = match_from(c->left, n, m);
		return v == FAIL_HERE ? FAIL_SIBLINGS : v;
	case '~':
		return match_earlier(c->left, n, m);
	case '+':
		n = sibling(n, 0);
		return n == NULL ? FAIL_SIBLINGS : match_from(c->left, n, m);
	default:
		return MATCH;
	}
}

/* Recursion is as deep as the selector has compounds. */
static enum verdict
match_from(const struct compound *c, const xmlNode *n, const struct matcher *m)
{
	return matches_compound(c, n, m) ? match_left(c, n, m) : FAIL_HERE;
}

int
selector_matches(
        const struct selector *sel, const xmlNode *n, const struct matcher *m)
{
	return match_from(sel->right, n, m) == MATCH;
}

int
selector_may_match(
        const struct selector *sel, const xmlNode *n, const struct matcher *m)
{
	const struct simple *s = sel->right->first;

	while (s != NULL && (s->sees == SEES_MORE || matches_simple(s, n, m)))
		s = s->next;
	return s == NULL;
}

int
selector_does_match(
        const struct selector *sel, const xmlNode *n, const struct matcher *m)
{
	const struct simple *s = sel->right->first;

	while (s != NULL && (s->sees != SEES_MORE || matches_simple(s, n, m)))
		s = s->next;
	return s == NULL && match_left(sel->right, n, m) == MATCH;
}
