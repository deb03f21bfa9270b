/* sanitise_names: places within the page.
 *
 * A page's ids mostly serve scripts and styles.  Kept are those that a link of
 * the page goes to, and those that links of other pages may go to, which this
 * stage cannot see: of headings, figures, tables and notes, and named anchors
 * (<a name>, <a id>, an empty <span id>).  The latter, the guests, must not
 * change the page: an anchor's id moves to the heading or table that it marks,
 * or becomes an empty span, and no element stays for its id alone.
 */
#include <string.h>

#include "base/utf8.h"
#include "doc/dom.h"
#include "doc/link.h"
#include "filters/sanitise.h"

/* Both "#name" and the page's own address with a fragment. */
int
own_fragment(const struct san *S, struct span u, struct str *out)
{
	size_t n = S->base.len;

	str_truncate(out, 0);
	if (u.n > 1 && u.p[0] == '#')
		n = 0;
	else if (!n || u.n <= n + 1 || memcmp(u.p, S->base.s, n) != 0 ||
	         u.p[n] != '#')
		return 0;
	link_unescape(out, (struct span){ u.p + n + 1, u.n - n - 1 });
	if (utf8_valid_prefix(str_c(out), out->len) < out->len) {
		str_truncate(out, 0);
		str_put_span(out, (struct span){ u.p + n + 1, u.n - n - 1 });
	}
	return 1;
}

void
fragments(struct san *S)
{
	struct str u = STR_INIT, name = STR_INIT;
	xmlNodePtr n = S->root;

	for (; n; n = dom_next(n, S->root)) {
		const char *h = n->type == XML_ELEMENT_NODE
		                        ? dom_attr(n, "href")
		                        : NULL;

		if (!h)
			continue;
		str_truncate(&u, 0);
		url_clean(&u, h);
		if (own_fragment(S, str_span(&u), &name))
			map_put(&S->targets, str_span(&name));
	}
	str_free(&u);
	str_free(&name);
}

/* An unused id made of v; n has it. */
static const char *
give_id(struct san *S, xmlNodePtr n, const char *v)
{
	struct str id = STR_INIT;
	const char *given;
	size_t len;

	dom_put_id(&id, span_of(v));
	len = id.len;
	for (int k = 2; map_has(&S->ids, str_span(&id)); k++) {
		str_truncate(&id, len);
		str_printf(&id, "-%d", k);
	}
	*map_put(&S->ids, str_span(&id)) = n;
	given = arena_span(S->a->arena, str_span(&id));
	dom_set_attr(n, "id", given);
	str_free(&id);
	return given;
}

/* As word processors and publishing systems name their notes. */
static int
is_note_name(const char *v)
{
	static const char *const start[] = { "fn", "_fn", "ftn", "_ftn", "edn",
		"_edn", "note", "footnote", "endnote", "cite_note", "cite-note",
		"chuthich", "chu-thich", NULL };

	for (int i = 0; start[i]; i++)
		if (span_eq_nocase(
		            (struct span){ v, strnlen(v, strlen(start[i])) },
		            start[i]))
			return 1;
	return 0;
}

static const char *const places[] = { "h1", "h2", "h3", "h4", "h5", "h6",
	"figure", "table", NULL };

int
name_is_place(const xmlNode *n, const char *v, int named)
{
	static const char *const notes[] = { "li", "p", "dd", "div", "aside",
		NULL };

	if (!*v)
		return 0;
	if (dom_is(n, "a"))
		return named || !dom_attr(n, "href");
	if (dom_is(n, "span"))
		return !n->children;
	return dom_is_any(n, places) ||
	       (dom_is_any(n, notes) && is_note_name(v));
}

int
id_attr(struct san *S, xmlNodePtr n, const char *v)
{
	void **slot;
	const char *id;

	if (map_has(&S->targets, span_of(v))) {
		slot = map_put(&S->targets, span_of(v));
		if (*slot) /* the first of two is meant */
			return 0;
		*slot = (void *)(uintptr_t)give_id(S, n, v);
		return 1;
	}
	if (!name_is_place(n, v, S->named) || map_has(&S->kept, span_of(v)))
		return 0;
	map_put(&S->kept, span_of(v)); /* v goes with the old value */
	id = give_id(S, n, v);
	map_put(&S->guests, span_of(id));
	return 1;
}

/* ---- guests ------------------------------------------------------------ */

static int
is_blank(const xmlNode *top)
{
	xmlNodePtr n = (xmlNodePtr)(uintptr_t)top;

	for (; n; n = dom_next(n, top)) {
		if (dom_is(n, "img"))
			return 0;
		if (dom_is_text(n) && n->content &&
		        span_trim(span_of((const char *)n->content)).n)
			return 0;
	}
	return 1;
}

/* Does block begin with n? */
static int
begins(const xmlNode *block, const xmlNode *n)
{
	const xmlNode *b;

	for (; n != block; n = n->parent)
		for (b = n->prev; b; b = b->prev)
			if (!is_blank(b))
				return 0;
	return 1;
}

static int
take_id(xmlNodePtr block, xmlNodePtr anchor)
{
	if (!dom_is_any(block, places) || dom_attr(block, "id") ||
	        is_blank(block))
		return 0;
	dom_set_attr(block, "id", dom_attr(anchor, "id"));
	dom_remove(anchor);
	return 1;
}

/* An anchor alone in its paragraph marks what comes next. */
static void
move_on(xmlNodePtr block, xmlNodePtr anchor)
{
	xmlNodePtr next = dom_element(block->next);

	while (next && is_blank(next))
		next = dom_element(next->next);
	if (next && take_id(next, anchor))
		return;
	if (!next || (!dom_is(next, "p") && next->name[0] != 'h')) {
		dom_remove(anchor);
		return;
	}
	xmlUnlinkNode(anchor);
	if (next->children)
		xmlAddPrevSibling(next->children, anchor);
	else
		xmlAddChild(next, anchor);
}

/* A named anchor is a point: its words are those of the text around it. */
static void
settle_anchor(struct san *S, xmlNodePtr n)
{
	xmlNodePtr block = n->parent, point;

	if (n->children) {
		point = dom_new(n->doc, "span");
		dom_set_attr(point, "id", dom_attr(n, "id"));
		xmlAddPrevSibling(n, point);
		if (dom_is(n, "a"))
			dom_drop_attr(n, "id");
		else
			dom_unwrap(n);
		n = point;
	}
	while (block != S->root && !dom_is_block((const char *)block->name))
		block = block->parent;
	if (block == S->root)
		return;
	if (is_blank(block))
		move_on(block, n);
	else if (begins(block, n))
		take_id(block, n);
}

void
settle_guests(struct san *S)
{
	xmlNodePtr n, next;

	for (n = dom_next(S->root, S->root); n && S->guests.n > 0; n = next) {
		const char *id =
		        n->type == XML_ELEMENT_NODE ? dom_attr(n, "id") : NULL;

		next = dom_next(n, S->root);
		if (!id || !map_has(&S->guests, span_of(id)))
			continue;
		if (dom_is(n, "span") || dom_is(n, "a"))
			settle_anchor(S, n);
		else if (is_blank(n))
			dom_drop_attr(n, "id");
	}
}

/* ---- links within the page -------------------------------------------- */

void
resolve_fragments(struct san *S)
{
	struct map there = { 0 };
	xmlNodePtr n, next;

	for (n = S->root; n; n = dom_next(n, S->root)) {
		const char *id =
		        n->type == XML_ELEMENT_NODE ? dom_attr(n, "id") : NULL;

		if (id)
			map_put(&there, span_of(id));
	}
	for (n = dom_next(S->root, S->root); n; n = next) {
		const char *h = dom_is(n, "a") ? dom_attr(n, "href") : NULL;
		const char *id;

		next = dom_next(n, S->root);
		if (!h || h[0] != '#')
			continue;
		id = map_get(&S->targets, span_of(h + 1));
		if (id && map_has(&there, span_of(id))) {
			struct str s = STR_INIT;

			str_printf(&s, "#%s", id);
			dom_set_attr(n, "href", s.s);
			str_free(&s);
			continue;
		}
		next = n->children ? n->children : dom_next_skip(n, S->root);
		if (dom_attr(n, "id")) {
			dom_drop_attr(n, "href");
			dom_rename(n, "span");
		} else {
			dom_unwrap(n);
		}
	}
	map_free(&there);
}
