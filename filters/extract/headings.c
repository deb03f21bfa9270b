/* headings: which paragraphs are headings, and of what level.
 *
 * Authors without styles write them as short lines in bold or in larger type
 * before running text.  Neither means anything where it is common: when more
 * than a third of all paragraphs is bold, or half of them large, it is not how
 * this author marks headings.
 * Divisions of laws are headings wherever they are bold, and have levels of
 * their own.
 * Larger type stands above bold where both are used.  Levels are an outline:
 * they start at 2 and have no gaps.  A sign beside a heading that leads to the
 * heading itself is for the site's readers.
 */
#include <string.h>

#include "base/utf8.h"
#include "filters/extract/build.h"

#define HEADING_WORDS 16
#define SENTENCE_WORDS 22
#define SENTENCE_LETTERS 130
#define LARGER 112 /* percent of the text's size: <font size=4> is */
#define SIZES 16

struct looks {
	unsigned size; /* of the text; 0: unknown */
	struct str tmp;
};

enum look { PLAIN, BOLD, LARGE };

/* The rank of a division's head in bold; 0. */
static int
division_of(const xmlNode *p, struct str *tmp)
{
	if (!p || !dom_is(p, "p") || !block_all_within(p, "strong"))
		return 0;
	block_text(p, tmp);
	return division_rank(str_span(tmp));
}

/* Without white space of any kind at its end, which pages leave there. */
static struct span
without_end(struct span t)
{
	const char *e = t.p + t.n;

	while (e > t.p && cp_is_space(utf8_prev(&e, t.p)))
		t.n = (size_t)(e - t.p);
	return t;
}

static int
ends_like_heading(struct span text)
{
	struct span t = without_end(text);
	const char *e = t.p + t.n;
	uint32_t cp;

	if (!t.n)
		return 0;
	cp = utf8_prev(&e, t.p);
	return !strchr(".,;:!?", (int)(cp < 0x80 ? cp : 'x')) && cp != 0x2026;
}

/* The size that most of the text is set in. */
static unsigned
text_size(xmlNodePtr root, struct str *tmp)
{
	unsigned size[SIZES] = { 0 };
	size_t bytes[SIZES] = { 0 }, best = 0;

	for (xmlNodePtr n = root->children; n; n = n->next) {
		unsigned own = dom_is(n, "p") ? marks(n) >> MARK_SIZE : 0;
		size_t k = 0;

		if (!own)
			continue;
		while (k < SIZES - 1 && size[k] && size[k] != own)
			k++;
		block_text(n, tmp);
		size[k] = own;
		bytes[k] += tmp->len;
		if (bytes[k] > bytes[best])
			best = k;
	}
	return size[best];
}

static enum look
look_of(const xmlNode *p, struct looks *k)
{
	enum look look;

	if (!dom_is(p, "p") || (marks(p) & MARK_CAPTION))
		return PLAIN;
	look = k->size && (marks(p) >> MARK_SIZE) * 100 > k->size * LARGER
	               ? LARGE
	       : block_all_within(p, "strong") ? BOLD
	                                       : PLAIN;
	if (look == PLAIN)
		return PLAIN;
	block_text(p, &k->tmp);
	return words_count(str_span(&k->tmp)) <= HEADING_WORDS &&
	                       ends_like_heading(str_span(&k->tmp)) &&
	                       chrome_class(str_span(&k->tmp)) == CHROME_NONE
	               ? look
	               : PLAIN;
}

/* Running text that is not bold throughout? */
static int
is_running(const xmlNode *p, struct str *tmp)
{
	if (p && (dom_is(p, "ul") || dom_is(p, "ol") || dom_is(p, "table")))
		return 1;
	if (!p || !dom_is(p, "p") || block_all_within(p, "strong"))
		return 0;
	block_text(p, tmp);
	return words_count(str_span(tmp)) > 8;
}

void
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

static enum look
heads_text(const xmlNode *p, struct looks *k)
{
	enum look look = look_of(p, k);

	return look != PLAIN && is_running(dom_element(p->next), &k->tmp)
	               ? look
	               : PLAIN;
}

static void
make_heading(struct article *a, xmlNodePtr p, enum look look, int level)
{
	char name[3] = { 'h', (char)('0' + level), 0 };

	ledger_add(a, LEDGER_CHANGE, "extract",
	        look == LARGE ? "large-heading" : "bold-heading", p);
	dom_rename(p, name);
	unwrap_strong(p);
}

/* "Điều 1. ..." and "Điều 2. ...", "1. ..." and "2. ...". */
static int
begin_alike(const xmlNode *a, const xmlNode *b)
{
	struct str s = STR_INIT, t = STR_INIT;
	size_t n;
	int alike;

	block_text(a, &s);
	block_text(b, &t);
	n = strcspn(str_c(&s), " ");
	alike = n == strcspn(str_c(&t), " ") && n > 0 &&
	        (memcmp(s.s, t.s, n) == 0 ||
	                (s.s[0] >= '0' && s.s[0] <= '9' && t.s[0] >= '0' &&
	                        t.s[0] <= '9'));
	str_free(&s);
	str_free(&t);
	return alike;
}

/* Only blocks of the article itself.  The first may be the lead, a place, a
 * name: it is a heading only when another one begins as it does. */
static void
find_headings(struct article *a, xmlNodePtr root, struct looks *k)
{
	xmlNodePtr first = dom_element(root->children);
	int look[LARGE + 1] = { 0 }, heads[LARGE + 1] = { 0 }, all = 0;
	int alike = 0;
	enum look l;

	for (xmlNodePtr n = root->children; n; n = n->next) {
		all += dom_is(n, "p");
		look[look_of(n, k)]++;
		l = n == first ? PLAIN : heads_text(n, k);
		heads[l]++;
		alike |= l != PLAIN && begin_alike(first, n);
	}
	if (look[BOLD] * 3 > all)
		heads[BOLD] = 0;
	if (look[LARGE] * 2 > all)
		heads[LARGE] = 0;
	for (xmlNodePtr n = first, next; n; n = next) {
		int rank = division_of(n, &k->tmp);

		next = dom_element(n->next);
		l = heads_text(n, k);
		if (rank && next)
			make_heading(a, n, BOLD, rank + 1);
		else if (l != PLAIN && heads[l] && (n != first || alike))
			make_heading(
			        a, n, l, l == BOLD && heads[LARGE] > 0 ? 4 : 3);
	}
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

/* Of a sentence; marks that close a quotation stand behind it. */
static int
ends_like_sentence(struct span text)
{
	struct span t = without_end(text);
	const char *e = t.p + t.n;
	uint32_t cp = 0;

	while (e > t.p) {
		cp = utf8_prev(&e, t.p);
		if (cp != '"' && cp != ')' && cp != 0xBB && cp != 0x201C &&
		        cp != 0x201D)
			break;
	}
	return cp == '.' || cp == '!' || cp == '?' || cp == 0x2026;
}

/* Longer than any heading of a line or two? */
static int
is_sentence(const xmlNode *h, struct str *tmp)
{
	struct span t;

	block_text(h, tmp);
	t = str_span(tmp);
	return words_count(t) > SENTENCE_WORDS &&
	       utf8_count(t) > SENTENCE_LETTERS && ends_like_sentence(t);
}

/* Text that an author made a heading for its looks: a paragraph, in bold where
 * little of the article is so. */
static void
unmake_sentences(struct article *a, xmlNodePtr root, struct str *tmp)
{
	VEC(xmlNodePtr) found = VEC_INIT;
	size_t words = 0, all;

	for (xmlNodePtr n = dom_next(root, root); n; n = dom_next(n, root)) {
		if (!heading_level(n) || !is_sentence(n, tmp))
			continue;
		words += words_count(str_span(tmp));
		vec_add(&found, n);
	}
	if (found.n == 0)
		return;
	block_text(root, tmp);
	all = words_count(str_span(tmp));
	for (size_t i = 0; i < found.n; i++) {
		xmlNodePtr p = found.p[i], bold;

		ledger_add(a, LEDGER_CHANGE, "extract", "long-heading", p);
		dom_rename(p, "p");
		unwrap_strong(p);
		if (words * 3 > all)
			continue;
		bold = xmlNewNode(NULL, (const xmlChar *)"strong");
		dom_move_children(p, bold);
		xmlAddChild(p, bold);
	}
	vec_free(&found);
}

static int
is_permalink(const xmlNode *a, struct str *tmp)
{
	static const char *const sign[] = { "#", "\xC2\xB6", "\xC2\xA7",
		"\xF0\x9F\x94\x97", "\xE2\x9A\x93", NULL };
	const char *href = dom_attr(a, "href");

	if (!href || !strchr(href, '#'))
		return 0;
	block_text(a, tmp);
	for (int i = 0; sign[i]; i++)
		if (span_eq(str_span(tmp), span_of(sign[i])))
			return 1;
	return 0;
}

static void
permalinks(struct article *a, xmlNodePtr root, struct str *tmp)
{
	for (xmlNodePtr h = dom_next(root, root); h; h = dom_next(h, root))
		for (xmlNodePtr n = heading_level(h) ? dom_next(h, h) : NULL,
		                next;
		        n; n = next) {
			next = dom_next(n, h);
			if (!dom_is(n, "a") || !is_permalink(n, tmp))
				continue;
			next = dom_next_skip(n, h);
			ledger_add(a, LEDGER_DROP, "extract", "permalink", n);
			dom_remove(n);
		}
}

void
headings(struct article *a, xmlNodePtr root)
{
	struct looks k = { 0 };

	join_divisions(root);
	k.size = text_size(root, &k.tmp);
	find_headings(a, root, &k);
	unmake_sentences(a, root, &k.tmp);
	heading_levels(root);
	permalinks(a, root, &k.tmp);
	str_free(&k.tmp);
}
