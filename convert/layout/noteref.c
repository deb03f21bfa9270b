/* noteref: notes that an article brings along: "text [1]" and, at its end, a
 * list of notes.  Both get a class, so that a sheet can style them; where it
 * says a.noteref { float: footnote } the note goes to the foot of the column
 * and leaves the list.
 *
 * A reference is a link to a block of the article that stands after it, whose
 * text is a number or sign, in brackets or raised.  A link within the article
 * whose text is an arrow leads back from a note, or up: nobody follows it on
 * paper.
 */
#include <string.h>

#include "base/utf8.h"
#include "doc/dom.h"
#include "layout/lay.h"

#define LABEL_MAX 12 /* bytes: "[123]" */

static int
is_label(const xmlNode *n)
{
	struct str t = STR_INIT;
	const char *s;
	size_t digits = 0, i = 0;
	int ok;

	dom_text_folded(n, &t);
	s = str_c(&t);
	ok = t.len > 0 && t.len <= LABEL_MAX;
	if (ok && (s[0] == '[' || s[0] == '('))
		i++;
	while (ok && s[i + digits] >= '0' && s[i + digits] <= '9')
		digits++;
	i += digits;
	if (digits == 0 && ok) { /* * and the daggers, once or twice */
		const char *from = s + i;

		while (s[i] == '*')
			i++;
		while (strncmp(s + i, "\u2020", 3) == 0 ||
		        strncmp(s + i, "\u2021", 3) == 0)
			i += 3;
		ok = s + i > from;
	}
	if (ok && (s[i] == ']' || s[i] == ')'))
		i++;
	ok = ok && s[i] == '\0' && digits <= 3;
	str_free(&t);
	return ok;
}

static xmlNodePtr
block_of(xmlNodePtr n, const xmlNode *root)
{
	static const char *const blocks[] = { "p", "div", "aside", "li", "dd",
		NULL };

	while (n != NULL && n != root && !dom_is_any(n, blocks))
		n = n->parent;
	return n == root ? NULL : n;
}

static int
holds(const xmlNode *block, const xmlNode *n)
{
	for (; n != NULL; n = n->parent)
		if (n == block)
			return 1;
	return 0;
}

/* A link within the article; its target's name. */
static const char *
fragment(const xmlNode *n)
{
	const char *href = dom_is(n, "a") ? dom_attr(n, "href") : NULL;

	return href != NULL && href[0] == '#' && href[1] != '\0' ? href + 1
	                                                         : NULL;
}

/* Signs that people and programs write for "back": arrows of all blocks, with
 * what says how they look, and the caret of Wikipedia. */
static int
is_arrow(uint32_t c)
{
	return (c >= 0x2190 && c <= 0x21FF) || c == 0x23CE ||
	       (c >= 0x27F0 && c <= 0x27FF) || (c >= 0x2900 && c <= 0x297F) ||
	       (c >= 0x2B00 && c <= 0x2BFF) || c == 0x25B2 || c == 0x25B3 ||
	       c == 0x25B4 || c == 0x1F519 || c == 0x1F51D || c == '^';
}

static int
is_backlink(const xmlNode *n)
{
	struct str t = STR_INIT;
	const char *p;
	int arrows = 0, others = 0;

	if (fragment(n) == NULL)
		return 0;
	dom_text_folded(n, &t);
	for (p = str_c(&t); *p != '\0';) {
		uint32_t c = utf8_next(&p, t.s + t.len);

		arrows += is_arrow(c);
		others += !is_arrow(c) && c != ' ' && c != 0xA0 &&
		          (c < 0xFE00 || c > 0xFE0F);
	}
	str_free(&t);
	return arrows > 0 && others == 0;
}

/* The blocks that ids name, first come first. */
static void
gather_ids(xmlNodePtr article, struct map *ids)
{
	const char *id;
	void **place;

	for (xmlNodePtr n = article->children; n != NULL;
	        n = dom_next(n, article)) {
		if (n->type != XML_ELEMENT_NODE ||
		        (id = dom_attr(n, "id")) == NULL)
			continue;
		place = map_put(ids, span_of(id));
		if (*place == NULL)
			*place = n;
	}
}

/* The box of a note that holds notes alone, as a list of them does. */
static void
mark_list(xmlNodePtr note, const xmlNode *article)
{
	xmlNodePtr list = note->parent;

	if (list == article || dom_has_class(list, "notes"))
		return;
	for (const xmlNode *n = list->children; n != NULL; n = n->next)
		if (n->type == XML_ELEMENT_NODE && !dom_has_class(n, "note"))
			return;
	dom_add_class(list, "notes");
}

void
notes_mark(xmlNodePtr article)
{
	struct map ids = { 0 }, done = { 0 };
	const char *id;

	for (xmlNodePtr n = article; n != NULL; n = dom_next(n, article))
		if (n->type == XML_ELEMENT_NODE && is_backlink(n))
			dom_add_class(n, "backlink");
	gather_ids(article, &ids);
	for (xmlNodePtr n = article; n != NULL && ids.n > 0;
	        n = dom_next(n, article)) {
		xmlNodePtr block;

		if (n->type != XML_ELEMENT_NODE)
			continue;
		if ((id = dom_attr(n, "id")) != NULL)
			map_put(&done, span_of(id)); /* no note any more */
		if ((id = fragment(n)) == NULL || !is_label(n))
			continue;
		block = block_of(map_get(&ids, span_of(id)), article);
		if (block == NULL || holds(block, n) ||
		        map_has(&done, span_of(id)))
			continue;
		dom_add_class(n, "noteref");
		dom_add_class(block, "note");
		map_put(&done, span_of(id));
	}
	for (xmlNodePtr n = article; n != NULL && done.n > 0;
	        n = dom_next(n, article))
		if (n->type == XML_ELEMENT_NODE && dom_has_class(n, "note"))
			mark_list(n, article);
	map_free(&ids);
	map_free(&done);
}

static int
leads_back(const xmlNode *n)
{
	struct str t = STR_INIT;
	int ok;

	if (fragment(n) == NULL)
		return 0;
	dom_text_folded(n, &t);
	ok = t.len <= 6; /* an arrow or two */
	for (size_t i = 0; i < t.len; i++)
		ok = ok && ((t.s[i] | 32) < 'a' || (t.s[i] | 32) > 'z');
	str_free(&t);
	return ok || is_label(n);
}

int
notes_blocks(const xmlNode *n)
{
	for (n = n->children; n != NULL; n = n->next)
		if (n->type == XML_ELEMENT_NODE &&
		        dom_is_block((const char *)n->name))
			return 1;
	return 0;
}

/* A note that is one paragraph in a wrapping: the paragraph. */
static const xmlNode *
unwrap(const xmlNode *n)
{
	const xmlNode *only = NULL;

	for (const xmlNode *c = n->children; c != NULL; c = c->next) {
		if (c->type == XML_ELEMENT_NODE && leads_back(c))
			continue;
		if (c->type != XML_ELEMENT_NODE &&
		        xmlIsBlankNode((xmlNodePtr)(uintptr_t)c))
			continue;
		if (only != NULL || !dom_is(c, "p"))
			return n;
		only = c;
	}
	return only != NULL ? only : n;
}

const xmlNode *
notes_take(struct lay *L, const xmlNode *n)
{
	const char *id = fragment(n), *v;
	const xmlNode *top = n, *t;

	if (id == NULL || !dom_has_class(n, "noteref"))
		return n;
	while (top->parent != NULL && top->parent->type == XML_ELEMENT_NODE &&
	        !dom_is(top, "article"))
		top = top->parent;
	for (t = top; t != NULL; t = dom_next((xmlNodePtr)(uintptr_t)t, top))
		if (t->type == XML_ELEMENT_NODE &&
		        (v = dom_attr(t, "id")) != NULL && strcmp(v, id) == 0)
			break;
	while (t != NULL && !dom_has_class(t, "note"))
		t = t->parent;
	if (t == NULL)
		return n;
	vec_add(&L->taken, t);
	return unwrap(t);
}

static int
is_taken(const struct lay *L, const xmlNode *n)
{
	if (!dom_has_class(n, "note"))
		return 0;
	for (size_t i = 0; i < L->taken.n; i++)
		if (L->taken.p[i] == n)
			return 1;
	return 0;
}

/* A list or division with nothing left in it. */
static int
is_emptied(const struct lay *L, const xmlNode *n)
{
	int any = 0;

	for (n = n->children; n != NULL; n = n->next) {
		if (n->type != XML_ELEMENT_NODE)
			continue;
		any = 1;
		if (!is_taken(L, n))
			return 0;
	}
	return any;
}

int
notes_skip(const struct lay *L, const xmlNode *n)
{
	const xmlNode *next = n->next;

	if (L->in_note && leads_back(n))
		return 1;
	if (is_taken(L, n) || is_emptied(L, n))
		return 1;
	if (!dom_heading(n))
		return 0;
	while (next != NULL && next->type != XML_ELEMENT_NODE)
		next = next->next;
	return next != NULL && (is_taken(L, next) || is_emptied(L, next));
}
