/* polish: what can only be seen once all blocks stand in a row.
 *
 * Captions go to their pictures; a list item, a cell or a caption with one
 * paragraph holds its text directly; end marks of agencies and empty blocks
 * go.  Headings are in headings.c.  Every change is in the ledger.
 */
#include <string.h>

#include "base/utf8.h"
#include "filters/extract/build.h"

#define CAPTION_WORDS 80
#define CENTRED_WORDS 30
#define COLUMN_BLOCKS 3

int
block_is_blank(const xmlNode *n)
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

int
block_all_within(const xmlNode *p, const char *name)
{
	int any = 0;

	for (xmlNodePtr n = p->children; n; n = n->next) {
		if (block_is_blank(n) || dom_is(n, "br"))
			continue;
		if (dom_is(n, name)) {
			any = 1;
			continue;
		}
		if (n->type != XML_ELEMENT_NODE || dom_is(n, "img") ||
		        !n->children || !block_all_within(n, name))
			return 0;
		any = 1;
	}
	return any;
}

void
block_text(const xmlNode *n, struct str *out)
{
	str_truncate(out, 0);
	dom_text_folded(n, out);
}

/* ---- captions ---------------------------------------------------------- */

/* Does the author centre a few lines only, so that one below a picture is
 * what is said of it? */
static int
centres_little(const xmlNode *root)
{
	int all = 0, centred = 0;

	for (const xmlNode *n = root->children; n; n = n->next) {
		if (!dom_is(n, "p"))
			continue;
		all++;
		centred += (marks(n) & MARK_CENTRED) != 0;
	}
	return centred * 3 <= all;
}

static int
is_centred_caption(const xmlNode *p, struct str *tmp)
{
	if (!p || !dom_is(p, "p") || !(marks(p) & MARK_CENTRED) ||
	        (marks(p) & MARK_EMBED) || block_all_within(p, "strong"))
		return 0;
	block_text(p, tmp);
	return tmp->len > 0 && words_count(str_span(tmp)) <= CENTRED_WORDS;
}

/* A story in pictures: two at least, and below each of them such a line. */
static int
tells_by_pictures(const xmlNode *root, struct str *tmp)
{
	int all = 0, told = 0;

	for (const xmlNode *n = root->children; n; n = n->next)
		if (dom_is(n, "figure")) {
			all++;
			told += is_centred_caption(dom_element(n->next), tmp);
		}
	return all >= 2 && told == all;
}

static int
is_caption(const xmlNode *p, struct str *tmp)
{
	unsigned words;

	if (!dom_is(p, "p") || (marks(p) & MARK_EMBED))
		return 0;
	block_text(p, tmp);
	words = words_count(str_span(tmp));
	if (!words || words > CAPTION_WORDS)
		return 0;
	if (marks(p) & MARK_CAPTION)
		return 1;
	if (words <= 60 && chrome_class(str_span(tmp)) == CHROME_CAPTION)
		return 1;
	return words <= 50 &&
	       (block_all_within(p, "em") || (marks(p) & MARK_SLANTED)) &&
	       !block_all_within(p, "strong");
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

/* A caption whose picture is not there stays, and so does a line that says where
 * a film is, but not as running text. */
static void
name_captions(xmlNodePtr root, struct str *tmp)
{
	for (xmlNodePtr n = root; n; n = dom_next(n, root))
		if (dom_is(n, "p") && (marks(n) & MARK_EMBED))
			dom_set_attr(n, "class", "embed");
		else if (dom_is(n, "p") && (marks(n) & MARK_CAPTION) &&
		         n->parent == root && is_caption(n, tmp))
			dom_set_attr(n, "class", "caption");
}

static void
attach_captions(struct article *a, xmlNodePtr root)
{
	struct str tmp = STR_INIT;
	xmlNodePtr n = dom_next(root, root);
	int centred = centres_little(root) || tells_by_pictures(root, &tmp);

	for (; n; n = dom_next(n, root)) {
		xmlNodePtr p;

		if (!dom_is(n, "figure") || child_named(n, "figcaption"))
			continue;
		while ((p = n->next) && block_is_blank(p))
			dom_remove(p);
		if (p && (is_caption(p, &tmp) ||
		                 (centred && is_centred_caption(p, &tmp)))) {
			to_caption(a, n, p);
			/* "Ảnh: X" on a line of its own below the caption */
			p = n->next;
			if (p && dom_is(p, "p") && (marks(p) & MARK_CAPTION) &&
			        is_caption(p, &tmp)) {
				dom_append(n->last, "br");
				dom_move_children(p, n->last);
				dom_remove(p);
			}
		}
	}
	name_captions(root, &tmp);
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
		next = n->next;
		if (n == cap || dom_is(n, "img"))
			continue;
		if (block_is_blank(n)) {
			dom_remove(n);
			continue;
		}
		if (!cap)
			cap = dom_append(fig, "figcaption");
		if (cap->children)
			dom_append_text(cap, SPAN_LIT(" "));
		if (dom_is(n, "p") || dom_is(n, "figcaption")) {
			dom_move_children(n, cap);
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

/* ---- containers -------------------------------------------------------- */

/* The only item of a list; NULL: it has others. */
static xmlNodePtr
only_item(const xmlNode *list)
{
	xmlNodePtr item = dom_element(list->children);

	return item && dom_is(item, "li") && !dom_element(item->next) ? item
	                                                              : NULL;
}

/* 0: not of blocks alone.  Lists do not count. */
static unsigned
count_blocks(const xmlNode *n)
{
	unsigned blocks = 0;

	for (const xmlNode *c = n->children; c; c = c->next) {
		if (block_is_blank(c))
			continue;
		if (c->type != XML_ELEMENT_NODE ||
		        !dom_is_block((const char *)c->name))
			return 0;
		blocks += !dom_is(c, "ul") && !dom_is(c, "ol");
	}
	return blocks;
}

/* A list of one item that is a text of its own is a column of the page. */
static void
unwrap_columns(xmlNodePtr root)
{
	xmlNodePtr n = root->children, next;

	for (; n; n = next) {
		xmlNodePtr item = dom_is(n, "ul") || dom_is(n, "ol")
		                          ? only_item(n)
		                          : NULL;

		next = n->next;
		if (!item || count_blocks(item) < COLUMN_BLOCKS)
			continue;
		next = item->children;
		dom_unwrap(item);
		dom_unwrap(n);
	}
}

/* A single paragraph, alone or before lists, gives up its element. */
static void
unwrap_single(xmlNodePtr box)
{
	xmlNodePtr only = NULL;

	for (xmlNodePtr c = box->children; c; c = c->next) {
		if (block_is_blank(c))
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
		if (!block_is_blank(c))
			return 0;
	return 1;
}

/* Leaves first: an emptied parent goes in the same pass.  <b> </b> between two
 * words leaves them its space. */
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
		if (is_empty(n)) {
			if (!dom_is_block((const char *)n->name))
				dom_unwrap(n);
			else
				dom_remove(n);
		}
		n = next;
	}
}

/* "./.", "-- Hết --", "***" as a block of its own at the end. */
static void
end_mark(struct article *a, xmlNodePtr root)
{
	struct str tmp = STR_INIT;
	xmlNodePtr n = root->last;

	while (n && block_is_blank(n))
		n = n->prev;
	if (n && dom_is(n, "p")) {
		block_text(n, &tmp);
		if (tmp.len < 40 &&
		        chrome_class(str_span(&tmp)) == CHROME_END &&
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

/* "___", "* * *": three signs at least, and nothing but signs. */
static int
is_typed_rule(const char *s)
{
	static const char *const sign[] = { "-", "_", "=", "*", "~", "#",
		"\u2013", "\u2014", "\u2022", "\u00B7", "\u25CF", "\u2217",
		NULL };
	int signs = 0;

	while (*s) {
		int i = 0;

		if (*s == ' ') {
			s++;
			continue;
		}
		while (sign[i] && strncmp(s, sign[i], strlen(sign[i])) != 0)
			i++;
		if (!sign[i])
			return 0;
		s += strlen(sign[i]);
		signs++;
	}
	return signs >= 3;
}

/* "-------": a rule that was typed. */
static void
typed_rules(struct article *a, xmlNodePtr root)
{
	struct str tmp = STR_INIT;

	for (xmlNodePtr n = root->children; n; n = n->next) {
		if (!dom_is(n, "p") || dom_find(n, "img"))
			continue;
		block_text(n, &tmp);
		if (!is_typed_rule(str_c(&tmp)))
			continue;
		ledger_add(a, LEDGER_CHANGE, "extract", "rule", n);
		while (n->children)
			dom_remove(n->children);
		dom_rename(n, "hr");
	}
	str_free(&tmp);
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
polish(struct article *a, xmlNodePtr root)
{
	remove_empty(root);
	unwrap_columns(root);
	beside_settle(a, root);
	line_breaks(a, root);
	order_figures(root);
	attach_captions(a, root);
	end_mark(a, root);
	end_signs(a, root);
	headings(a, root);
	table_heads(a, root);
	typed_lists(a, root);
	unwrap_paragraphs(root);
	remove_empty(root);
	typed_rules(a, root);
	trim_rules(root);
	paragraph_forms(root);
}
