/* forms: paragraphs whose form means something on paper.
 *
 * Verse, addresses and the like are lines that the author broke: without the
 * indent of a paragraph, a stanza apart from the next (class "lines").  What a
 * page sets to the right is who signs, where and when (class "signed").  The
 * lines that an official document or an invitation sets in the middle of its
 * text are centred (class "centred"), unless the page does so to most of it.
 */
#include <string.h>

#include "base/utf8.h"
#include "filters/extract/build.h"

#define LINE_CHARS 64 /* a line of verse; one of prose is broken by width */
#define SIGNED_WORDS 24
#define CENTRED_WORDS 40

struct form {
	size_t lines, longest; /* characters */
	size_t at; /* of the line so far */
};

static void
end_line(struct form *k)
{
	k->lines += k->at > 0;
	if (k->at > k->longest)
		k->longest = k->at;
	k->at = 0;
}

static struct form
form_of(const xmlNode *p)
{
	struct form k = { 0, 0, 0 };

	for (xmlNodePtr n = p->children; n; n = dom_next(n, p)) {
		if (dom_is(n, "br"))
			end_line(&k);
		else if (dom_is(n, "img"))
			k.longest = LINE_CHARS + 1;
		else if (dom_is_text(n) && !block_is_blank(n))
			k.at += utf8_count(span_of((const char *)n->content));
	}
	end_line(&k);
	return k;
}

static int
has_lines(const xmlNode *p, size_t n)
{
	struct form k;

	if (!p || !dom_is(p, "p"))
		return 0;
	k = form_of(p);
	return k.lines >= n && k.longest <= LINE_CHARS;
}

/* Two lines may be a slip; couplets come in rows. */
static int
is_verse(const xmlNode *p)
{
	struct form k = form_of(p);

	if (k.longest > LINE_CHARS)
		return 0;
	return k.lines >= 3 ||
	       (k.lines == 2 && (has_lines(dom_element(p->next), 2) ||
	                                has_lines(dom_element_before(p), 2)));
}

static unsigned
words_in(const xmlNode *p, struct str *tmp)
{
	block_text(p, tmp);
	return words_count(str_span(tmp));
}

static int
is_signed(const xmlNode *p, struct str *tmp)
{
	const char *s, *end;

	if (!(marks(p) & MARK_RIGHT) || words_in(p, tmp) > SIGNED_WORDS)
		return 0;
	/* there, the right is where lines begin */
	for (s = str_c(tmp), end = s + tmp->len; s < end;)
		if (cp_is_rtl(utf8_next(&s, end)))
			return 0;
	return 1;
}

static int
is_heading(const xmlNode *n)
{
	return n->type == XML_ELEMENT_NODE && n->name[0] == 'h' &&
	       n->name[1] >= '2' && n->name[1] <= '6';
}

static int
is_centred(const xmlNode *p)
{
	return dom_is(p, "p") && (marks(p) & MARK_CENTRED);
}

/* Is most of the text in the middle? */
static int
centres_all(const xmlNode *root, struct str *tmp)
{
	unsigned centred = 0, all = 0;
	const xmlNode *first = root->children;

	while (first && !is_centred(first))
		first = first->next;
	for (xmlNodePtr p = first ? root->children : NULL; p; p = p->next) {
		unsigned n = dom_is(p, "p") ? words_in(p, tmp) : 0;

		all += n;
		centred += is_centred(p) ? n : 0;
	}
	return centred * 2 > all;
}

void
paragraph_forms(xmlNodePtr root)
{
	struct str tmp = STR_INIT;
	int middle = !centres_all(root, &tmp);

	for (xmlNodePtr p = root->children; p; p = dom_next(p, root)) {
		int top = p->parent == root;

		if (middle && top && (dom_is(p, "p") || is_heading(p)) &&
		        marks(p) & MARK_CENTRED && !dom_attr(p, "class") &&
		        words_in(p, &tmp) <= CENTRED_WORDS) {
			dom_set_attr(p, "class", "centred");
			continue;
		}
		if (!dom_is(p, "p") || dom_attr(p, "class") ||
		        !(top || dom_is(p->parent, "blockquote")))
			continue;
		if (is_signed(p, &tmp))
			dom_set_attr(p, "class", "signed");
		else if (is_verse(p))
			dom_set_attr(p, "class", "lines");
	}
	str_free(&tmp);
}
