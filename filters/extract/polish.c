/* polish: what can only be seen once all blocks stand in a row.
 *
 * Captions go to their pictures; short bold paragraphs that lead to text are
 * headings; heading levels start at 2 and have no gaps; a list item, a cell
 * or a caption with one paragraph holds its text directly; end marks of
 * agencies and empty blocks go.  Every change is in the ledger.
 */
#include <string.h>

#include "base/utf8.h"
#include "filters/extract/build.h"

#define CAPTION_WORDS 80
#define HEADING_WORDS 16

static int
is_space_text(const xmlNode *n)
{
	const char *s;

	if (!dom_is_text(n))
		return 0;
	for (s = (const char *)n->content; s && *s; s++) {
		if ((unsigned char)s[0] == 0xC2 && (unsigned char)s[1] == 0xA0)
			s++;
		else if ((unsigned char)*s > ' ')
			return 0;
	}
	return 1;
}

/* Is all text of p inside elements of this name? */
static int
all_within(const xmlNode *p, const char *name)
{
	int any = 0;

	for (xmlNodePtr n = p->children; n; n = n->next) {
		if (is_space_text(n) || dom_is(n, "br"))
			continue;
		if (dom_is(n, name)) {
			any = 1;
			continue;
		}
		if (n->type != XML_ELEMENT_NODE || dom_is(n, "img") ||
		        !n->children || !all_within(n, name))
			return 0;
		any = 1;
	}
	return any;
}

static void
text_of(const xmlNode *n, struct str *out)
{
	str_truncate(out, 0);
	dom_text_folded(n, out);
}

/* ---- captions ---------------------------------------------------------- */

static int
is_caption(const xmlNode *p, const struct chrome_index *known, struct str *tmp)
{
	unsigned words;

	if (!dom_is(p, "p"))
		return 0;
	text_of(p, tmp);
	words = words_count(str_span(tmp));
	if (!words || words > CAPTION_WORDS)
		return 0;
	if (marks(p) & MARK_CAPTION)
		return 1;
	if (words <= 60 && chrome_class(known, str_span(tmp)) == CHROME_CAPTION)
		return 1;
	return words <= 50 && all_within(p, "em") && !all_within(p, "strong");
}

/* The figure that a caption at p belongs to: right before it. */
static void
to_caption(struct article *a, xmlNodePtr fig, xmlNodePtr p)
{
	ledger_add(a, LEDGER_CHANGE, "extract", "caption", p);
	dom_rename(p, "figcaption");
	xmlUnlinkNode(p);
	xmlAddChild(fig, p);
}

static xmlNodePtr
child_named(const xmlNode *n, const char *name)
{
	for (xmlNodePtr c = n->children; c; c = c->next)
		if (dom_is(c, name))
			return c;
	return NULL;
}

/* A caption whose picture is not there stays, but not as running text. */
static void
name_captions(
        xmlNodePtr root, const struct chrome_index *known, struct str *tmp)
{
	for (xmlNodePtr n = root; n; n = dom_next(n, root))
		if (dom_is(n, "p") && (marks(n) & MARK_CAPTION) &&
		        n->parent == root && is_caption(n, known, tmp))
			dom_set_attr(n, "class", "caption");
}

static void
attach_captions(
        struct article *a, xmlNodePtr root, const struct chrome_index *known)
{
	struct str tmp = STR_INIT;
	xmlNodePtr n = dom_next(root, root);

	for (; n; n = dom_next(n, root)) {
		xmlNodePtr p;

		if (!dom_is(n, "figure") || child_named(n, "figcaption"))
			continue;
		while ((p = n->next) && is_space_text(p))
			dom_remove(p);
		if (p && is_caption(p, known, &tmp)) {
			to_caption(a, n, p);
			/* "Ảnh: X" on a line of its own below the caption */
			p = n->next;
			if (p && dom_is(p, "p") && (marks(p) & MARK_CAPTION) &&
			        is_caption(p, known, &tmp)) {
				xmlNodePtr cap = n->last, c;

				dom_append(cap, "br");
				while ((c = p->children)) {
					xmlUnlinkNode(c);
					xmlAddChild(cap, c);
				}
				dom_remove(p);
			}
		}
	}
	name_captions(root, known, &tmp);
	str_free(&tmp);
}

/* figure: pictures, then everything else as one caption. */
static void
order_figure(xmlNodePtr fig)
{
	xmlNodePtr cap = child_named(fig, "figcaption"), n, next;

	if (!child_named(fig, "img")) {
		for (n = fig->children; n; n = n->next)
			if (dom_is(n, "figcaption")) {
				dom_rename(n, "p");
				dom_set_attr(n, "class", "caption");
			}
		dom_unwrap(fig);
		return;
	}
	for (n = fig->children; n; n = next) {
		xmlNodePtr c;

		next = n->next;
		if (n == cap || dom_is(n, "img"))
			continue;
		if (is_space_text(n)) {
			dom_remove(n);
			continue;
		}
		if (!cap)
			cap = dom_append(fig, "figcaption");
		if (cap->children)
			dom_append_text(cap, SPAN_LIT(" "));
		if (dom_is(n, "p") || dom_is(n, "figcaption")) {
			while ((c = n->children)) {
				xmlUnlinkNode(c);
				xmlAddChild(cap, c);
			}
			dom_remove(n);
		} else {
			xmlUnlinkNode(n);
			xmlAddChild(cap, n);
		}
	}
	if (cap && cap->next) {
		xmlUnlinkNode(cap);
		xmlAddChild(fig, cap);
	}
}

static void
order_figures(xmlNodePtr root)
{
	xmlNodePtr n = dom_next(root, root), next;

	for (; n; n = next) {
		next = dom_is(n, "figure") ? dom_next_skip(n, root)
		                           : dom_next(n, root);
		if (dom_is(n, "figure"))
			order_figure(n);
	}
}

/* ---- headings ---------------------------------------------------------- */

static int
ends_like_heading(struct span t)
{
	const char *e = t.p + t.n;
	uint32_t cp;

	if (!t.n)
		return 0;
	cp = utf8_prev(&e, t.p);
	return !strchr(".,;:!?", (int)(cp < 0x80 ? cp : 'x')) && cp != 0x2026;
}

static int
is_bold_line(
        const xmlNode *p, const struct chrome_index *known, struct str *tmp)
{
	if (!dom_is(p, "p") || !all_within(p, "strong"))
		return 0;
	if (marks(p) & MARK_CAPTION)
		return 0;
	text_of(p, tmp);
	return words_count(str_span(tmp)) <= HEADING_WORDS &&
	       ends_like_heading(str_span(tmp)) &&
	       chrome_class(known, str_span(tmp)) == CHROME_NONE;
}

/* Running text that is not bold throughout? */
static int
is_running(const xmlNode *p, struct str *tmp)
{
	if (p && (dom_is(p, "ul") || dom_is(p, "ol") || dom_is(p, "table")))
		return 1;
	if (!p || !dom_is(p, "p") || all_within(p, "strong"))
		return 0;
	text_of(p, tmp);
	return words_count(str_span(tmp)) > 8;
}

static void
unwrap_strong(xmlNodePtr h)
{
	xmlNodePtr n = dom_next(h, h), next;

	for (; n; n = next) {
		next = dom_next(n, h);
		if (dom_is(n, "strong")) {
			next = n->children ? n->children : dom_next_skip(n, h);
			dom_unwrap(n);
		}
	}
}

/* Only blocks of the article itself; when a third of all paragraphs is bold,
 * bold is not how this author marks headings. */
static void
bold_headings(
        struct article *a, xmlNodePtr root, const struct chrome_index *known)
{
	struct str tmp = STR_INIT;
	int bold = 0, all = 0, first = 1;

	for (xmlNodePtr n = root->children; n; n = n->next) {
		all += dom_is(n, "p");
		bold += is_bold_line(n, known, &tmp);
	}
	for (xmlNodePtr n = root->children; n && bold * 3 <= all; n = n->next) {
		if (n->type != XML_ELEMENT_NODE)
			continue;
		if (!first && is_bold_line(n, known, &tmp) &&
		        is_running(dom_element(n->next), &tmp)) {
			ledger_add(
			        a, LEDGER_CHANGE, "extract", "bold-heading", n);
			dom_rename(n, "h3");
			unwrap_strong(n);
		}
		first = 0;
	}
	str_free(&tmp);
}

static int
heading_level(const xmlNode *n)
{
	const char *s = (const char *)n->name;

	return n->type == XML_ELEMENT_NODE && s[0] == 'h' && s[1] >= '1' &&
	                       s[1] <= '6' && !s[2]
	               ? s[1] - '0'
	               : 0;
}

/* Levels as an outline: the first is 2, a deeper one is one more than its
 * parent's, whatever numbers the page used. */
static void
heading_levels(xmlNodePtr root)
{
	int was[8], now[8], n_open = 0;

	for (xmlNodePtr n = dom_next(root, root); n; n = dom_next(n, root)) {
		int lv = heading_level(n), out;
		char name[3] = "h2";

		if (!lv)
			continue;
		while (n_open && was[n_open - 1] >= lv)
			n_open--;
		out = n_open ? now[n_open - 1] + 1 : 2;
		if (out > 6)
			out = 6;
		was[n_open] = lv;
		now[n_open] = out;
		n_open += n_open < 7;
		name[1] = (char)('0' + out);
		if (strcmp(name, (const char *)n->name) != 0)
			dom_rename(n, name);
	}
}

/* ---- containers -------------------------------------------------------- */

/* A single paragraph, alone or before lists, gives up its element. */
static void
unwrap_single(xmlNodePtr box)
{
	xmlNodePtr only = NULL;

	for (xmlNodePtr c = box->children; c; c = c->next) {
		if (is_space_text(c))
			continue;
		if (dom_is(c, "p") && !only) {
			only = c;
			continue;
		}
		if (only && (dom_is(c, "ul") || dom_is(c, "ol")))
			continue;
		return;
	}
	if (only)
		dom_unwrap(only);
}

static void
unwrap_paragraphs(xmlNodePtr root)
{
	static const char *const box[] = { "li", "td", "th", "dd", NULL };

	for (xmlNodePtr n = dom_next(root, root); n; n = dom_next(n, root))
		if (dom_is_any(n, box))
			unwrap_single(n);
}

static int
is_empty(const xmlNode *n)
{
	if (n->type != XML_ELEMENT_NODE || dom_is(n, "img") ||
	        dom_is(n, "br") || dom_is(n, "hr") || dom_is(n, "td") ||
	        dom_is(n, "th") || dom_is(n, "figure"))
		return 0;
	if (dom_attr(n, "id"))
		return 0;
	for (const xmlNode *c = n->children; c; c = c->next)
		if (!is_space_text(c))
			return 0;
	return 1;
}

/* Leaves first: an emptied parent goes in the same pass. */
static void
remove_empty(xmlNodePtr root)
{
	xmlNodePtr n = root;

	while (n->children)
		n = n->children;
	while (n != root) {
		xmlNodePtr next = n->next;

		if (next)
			while (next->children)
				next = next->children;
		else
			next = n->parent;
		if (is_empty(n))
			dom_remove(n);
		n = next;
	}
}

/* "./.", "-- Hết --", "***" as a block of its own at the end. */
static void
end_mark(struct article *a, xmlNodePtr root, const struct chrome_index *known)
{
	struct str tmp = STR_INIT;
	xmlNodePtr n = root->last;

	while (n && is_space_text(n))
		n = n->prev;
	if (n && dom_is(n, "p")) {
		text_of(n, &tmp);
		if (tmp.len < 40 &&
		        chrome_class(known, str_span(&tmp)) == CHROME_END &&
		        words_count(str_span(&tmp)) <= 1) {
			ledger_add(a, LEDGER_DROP, "extract", "end-mark", n);
			dom_remove(n);
		}
	}
	str_free(&tmp);
}

/* "... in force from today../.": the mark of offices at the end of a text, of
 * which the first full stop is the sentence's. */
static void
end_signs(struct article *a, xmlNodePtr root)
{
	static const char *const signs[] = { ".../.", "../.", "./.", " /./",
		NULL };
	xmlNodePtr n = root->last;

	for (int back = 0; n && back < 8; n = n->prev, back++) {
		xmlNodePtr t = dom_is(n, "p") ? n->last : NULL;
		size_t len, k;

		while (t && !dom_is_text(t))
			t = t->last;
		len = t && t->content ? strlen((char *)t->content) : 0;
		while (len && t->content[len - 1] <= ' ')
			len--;
		for (int i = 0; len && signs[i]; i++) {
			k = strlen(signs[i]);
			if (len <= k ||
			        memcmp(t->content + len - k, signs[i], k) != 0)
				continue;
			ledger_add_text(a, LEDGER_CHANGE, "extract", "end-mark",
			        (int)xmlGetLineNo(n), span_of(signs[i]));
			t->content[len - k] = '\0';
			xmlNodeAddContent(t, (const xmlChar *)".");
			return;
		}
	}
}

/* A rule at either end of the article, or two in a row, separates nothing. */
static void
trim_rules(xmlNodePtr root)
{
	for (xmlNodePtr n = root->children, next; n; n = next) {
		xmlNodePtr after;

		next = n->next;
		if (!dom_is(n, "hr"))
			continue;
		after = dom_element(n->next);
		if (!after || dom_is(after, "hr") || !n->prev)
			dom_remove(n);
	}
}

void
polish(struct article *a, xmlNodePtr root, const struct chrome_index *known)
{
	remove_empty(root);
	order_figures(root);
	attach_captions(a, root, known);
	end_mark(a, root, known);
	end_signs(a, root);
	bold_headings(a, root, known);
	heading_levels(root);
	typed_lists(a, root);
	unwrap_paragraphs(root);
	remove_empty(root);
	trim_rules(root);
}
