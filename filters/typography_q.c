/* typography_q: <q> into quotation marks.
 *
 * A browser draws the marks of <q>, so a text that leaves out the element
 * loses them, and a page that draws its own and tells the browser not to, by a
 * style that is gone, would have them twice.  Here they become text, once: as
 * they are where the author wrote them, in the element or around it, else
 * those of the language, by how deep the quotation is within others.
 */
#include <string.h>

#include "base/utf8.h"
#include "doc/dom.h"
#include "filters/typography.h"

static int
is_mark(uint32_t cp)
{
	switch (cp) {
	case '"':
	case '\'':
	case 0xAB:
	case 0xBB:
	case 0x2039:
	case 0x203A:
		return 1;
	default:
		return (cp >= 0x2018 && cp <= 0x201F) ||
		       (cp >= 0x300A && cp <= 0x300F);
	}
}

/* The sign right before n (back) or after it, in what is text of its line;
 * 0: none. */
static uint32_t
sign_beside(const xmlNode *n, int back)
{
	const char *s, *end;

	for (n = back ? n->prev : n->next; n;) {
		if (n->type == XML_TEXT_NODE && n->content[0]) {
			s = (const char *)n->content;
			end = s + strlen(s);
			return back ? utf8_prev(&end, s) : utf8_next(&s, end);
		}
		if (n->type == XML_ELEMENT_NODE && n->children)
			n = back ? n->last : n->children;
		else
			n = back ? n->prev : n->next;
	}
	return 0;
}

/* The first sign within n, or the last. */
static uint32_t
sign_within(const xmlNode *n, int last)
{
	const xmlNode *edge = last ? n->last : n->children;
	const char *s, *end;

	if (!edge)
		return 0;
	if (edge->type == XML_ELEMENT_NODE)
		return dom_is(edge, "q") ? 0 : sign_within(edge, last);
	if (edge->type != XML_TEXT_NODE)
		return 0;
	s = (const char *)edge->content;
	end = s + strlen(s);
	while (s < end && typo_is_space((unsigned char)*s))
		s++;
	while (end > s && typo_is_space((unsigned char)end[-1]))
		end--;
	if (s == end)
		return 0;
	return last ? utf8_prev(&end, s) : utf8_next(&s, end);
}

/* French guillemets stand off what they enclose. */
static void
put_mark(xmlNodePtr q, uint32_t cp, enum typo_lang lang, int last)
{
	struct str s = STR_INIT;
	int apart = lang == TL_FR && (cp == 0xAB || cp == 0xBB);
	xmlNodePtr t;

	if (last && apart)
		str_put_utf8(&s, 0xA0);
	str_put_utf8(&s, cp);
	if (!last && apart)
		str_put_utf8(&s, 0xA0);
	t = xmlNewDocText(q->doc, (xmlChar *)s.s);
	if (last || !q->children)
		xmlAddChild(q, t);
	else
		xmlAddPrevSibling(q->children, t);
	str_free(&s);
}

struct quotation {
	xmlNodePtr q;
	enum typo_lang lang;
	unsigned depth;
	uint8_t open, close; /* the marks that are wanted */
};

void
typo_quotations(xmlNodePtr root, const char *lang)
{
	VEC(struct quotation) all = VEC_INIT;

	for (xmlNodePtr n = root; n; n = dom_next(n, root)) {
		struct quotation *k;
		const char *near = NULL;

		if (n == root || !dom_is(n, "q"))
			continue;
		k = vec_push(&all);
		*k = (struct quotation){ .q = n };
		k->open = !is_mark(sign_within(n, 0)) &&
		          !is_mark(sign_beside(n, 1));
		k->close = !is_mark(sign_within(n, 1)) &&
		           !is_mark(sign_beside(n, 0));
		for (xmlNodePtr up = n; up != root; up = up->parent) {
			k->depth += up != n && dom_is(up, "q");
			if (!near)
				near = dom_attr(up, "lang");
		}
		k->lang = typo_lang_of(near ? near : lang);
	}
	for (size_t i = 0; i < all.n; i++) {
		const struct quotation *k = &all.p[i];
		uint32_t open, close;

		typo_marks_of(k->lang, k->depth % 2, &open, &close);
		if (k->open && k->q->children)
			put_mark(k->q, open, k->lang, 0);
		if (k->close && k->q->children)
			put_mark(k->q, close, k->lang, 1);
		dom_drop_attr(k->q, "cite");
		if (dom_attr(k->q, "lang"))
			dom_rename(k->q, "span");
		else
			dom_unwrap(k->q);
	}
	vec_free(&all);
}
