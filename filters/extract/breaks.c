/* breaks: paragraphs whose lines are parted by <br>.
 *
 * Portals write a whole page with <br>.  Where most of a paragraph is lines
 * that run long and end as sentences do, each line is a paragraph, as it is
 * where all of them are sentences, items and bold headings; verses, addresses
 * and text broken at the edge of a screen stay as they are.  And of
 * the first and last paragraphs the lines go that metadata prints, or that the
 * site sets about each article: the title with the date below it, "[Back]
 * [Print]".
 */
#include <string.h>

#include "base/utf8.h"
#include "filters/extract/builder.h"

#define LONG_WORDS 15
#define FEW_WORDS 15
#define SENTENCE_WORDS 8 /* verses have fewer */
#define ENDS 4 /* blocks looked at from either end */

static xmlNodePtr
next_break(xmlNodePtr n, const xmlNode *p)
{
	for (n = dom_next(n, p); n && !dom_is(n, "br");)
		n = dom_next(n, p);
	return n;
}

/* A new paragraph behind p with what stands behind br, in the same phrasing;
 * br goes.  Returns it. */
static xmlNodePtr
split_at(xmlNodePtr p, xmlNodePtr br)
{
	xmlNodePtr right = NULL, n = br, up, fresh;

	do {
		up = n->parent;
		fresh = xmlCopyNode(up, 2); /* with its attributes alone */
		fresh->_private = up->_private;
		fresh->line = up->line;
		if (right)
			xmlAddChild(fresh, right);
		while (n->next) {
			xmlNodePtr c = n->next;

			xmlUnlinkNode(c);
			xmlAddChild(fresh, c);
		}
		right = fresh;
		n = up;
	} while (up != p);
	xmlAddNextSibling(p, fresh);
	dom_remove(br);
	return fresh;
}

/* Text up to the next <br>, which is returned; NULL: up to the end of p. */
static xmlNodePtr
line_at(xmlNodePtr from, const xmlNode *p, struct str *out)
{
	struct str raw = STR_INIT;
	xmlNodePtr n = from;
	int space = 0;

	str_truncate(out, 0);
	for (; n && !dom_is(n, "br"); n = dom_next(n, p))
		if (dom_is_text(n) && n->content)
			str_puts(&raw, (const char *)n->content);
	for (size_t i = 0; i < raw.len; i++) {
		int nbsp = (unsigned char)raw.s[i] == 0xC2 &&
		           (unsigned char)raw.s[i + 1] == 0xA0;

		if (nbsp || (unsigned char)raw.s[i] <= ' ') {
			space = out->len > 0;
			i += (size_t)nbsp;
			continue;
		}
		if (space)
			str_putc(out, ' ');
		space = 0;
		str_putc(out, raw.s[i]);
	}
	str_free(&raw);
	return n;
}

static int
ends_sentence(struct span t)
{
	static const char *const close[] = { "\"", "'", ")", "]",
		"\xE2\x80\x9D", "\xC2\xBB", NULL };

	for (int i = 0; close[i]; i++) {
		size_t n = strlen(close[i]);

		if (t.n > n && memcmp(t.p + t.n - n, close[i], n) == 0) {
			t.n -= n;
			break;
		}
	}
	return t.n > 2 &&
	       (strchr(".!?:;", t.p[t.n - 1]) ||
	               memcmp(t.p + t.n - 3, "\xE2\x80\xA6", 3) == 0);
}

/* Is the line from n to br an item, "- one" or "2. two", or all in bold? */
static int
is_item_or_heading(xmlNodePtr n, const xmlNode *br, const struct str *line)
{
	const char *s = str_c(line);
	size_t digits = strspn(s, "0123456789");

	if ((strchr("-+*", *s) && s[1] == ' ') ||
	        (digits > 0 && digits < 3 && strchr(".)", s[digits])) ||
	        (*s >= 'a' && *s <= 'z' && s[1] == ')'))
		return 1;
	while (n && dom_is_text(n) && xmlIsBlankNode(n))
		n = n->next;
	if (!n || n == br || !(dom_is(n, "strong") || dom_is(n, "b")))
		return 0;
	do
		n = n->next;
	while (n && dom_is_text(n) && xmlIsBlankNode(n));
	return n == br;
}

/* Are its lines paragraphs? */
static int
has_paragraphs(xmlNodePtr p, struct str *tmp)
{
	unsigned all = 0, in_long = 0, lines = 0, told = 0, in_told = 0;
	xmlNodePtr n = p->children;

	while (n) {
		xmlNodePtr br = line_at(n, p, tmp);
		unsigned words = words_count(str_span(tmp));
		int ends = ends_sentence(str_span(tmp));

		all += words;
		if (words >= LONG_WORDS && ends) {
			in_long += words;
			lines++;
		}
		if ((words >= SENTENCE_WORDS && ends) ||
		        (words && is_item_or_heading(n, br, tmp))) {
			in_told += words;
			told++;
		}
		n = br ? dom_next(br, p) : NULL;
	}
	return (lines >= 2 && in_long * 10 >= all * 7) ||
	       (lines >= 1 && told >= 3 && in_told * 10 >= all * 9);
}

static void
split_paragraphs(struct article *a, xmlNodePtr root, struct str *tmp)
{
	for (xmlNodePtr p = dom_next(root, root); p; p = dom_next(p, root)) {
		xmlNodePtr br;

		if (!dom_is(p, "p") || !dom_find(p, "br") ||
		        !has_paragraphs(p, tmp))
			continue;
		ledger_add(a, LEDGER_CHANGE, "extract", "lines", p);
		while ((br = next_break(p, p)) != NULL)
			p = split_at(p, br);
	}
}

static void
drop_line(struct article *a, xmlNodePtr p, const char *rule)
{
	ledger_add(a, LEDGER_DROP, "extract", rule, p);
	dom_remove(p);
}

/* Lines that open p. */
static void
drop_first_lines(struct article *a, xmlNodePtr p, const struct printed *known,
        int at_start, struct str *tmp)
{
	for (int any = 0;; any = 1) {
		xmlNodePtr br =
		        p->children ? line_at(p->children, p, tmp) : NULL;
		const char *rule;
		xmlNodePtr rest;

		if (!br && !any)
			return;
		rule = tmp->len ? printed_rule(known, str_span(tmp), at_start)
		                : NULL;
		if (!rule && known_parts(str_span(tmp)))
			rule = "known-line";
		if (!rule)
			return;
		rest = br ? split_at(p, br) : NULL;
		drop_line(a, p, rule);
		if (!rest)
			return;
		p = rest;
		if (strcmp(rule, "byline") != 0 || dom_element(p->next) ||
		        dom_find(p, "br"))
			continue;
		block_text(p, tmp);
		if (tells_office(a, str_span(tmp))) {
			drop_line(a, p, rule);
			return;
		}
	}
}

/* Lines that end p.  1: all of it went. */
static int
drop_last_lines(struct article *a, xmlNodePtr p, const struct printed *known,
        struct str *tmp)
{
	for (int any = 0;; any = 1) {
		xmlNodePtr br = NULL, n = next_break(p, p);
		const char *rule;

		for (; n; n = next_break(n, p))
			br = n;
		if (!br && (!any || !p->children))
			return 0;
		line_at(br ? dom_next(br, p) : p->children, p, tmp);
		rule = tmp->len ? printed_rule(known, str_span(tmp), 0) : NULL;
		if (!rule && known_parts(str_span(tmp)))
			rule = "known-line";
		if (!rule)
			return 0;
		drop_line(a, br ? split_at(p, br) : p, rule);
		if (!br)
			return 1;
		block_trim(p);
	}
}

static void
drop_lines(struct article *a, xmlNodePtr root, struct str *tmp)
{
	struct printed printed, *known = &printed;
	xmlNodePtr n = dom_element(root->children), next;

	printed_open(known, a);
	for (int i = 0; n && i < ENDS; n = next, i++) {
		next = dom_element(n->next);
		if (dom_is(n, "p"))
			drop_first_lines(a, n, known, 1, tmp);
	}
	n = root->last;
	for (int i = 0; n && i < ENDS; n = next) {
		next = n->prev;
		i += n->type == XML_ELEMENT_NODE;
		if (!dom_is(n, "p") || drop_last_lines(a, n, known, tmp))
			continue;
		/* a name, and below it where it was taken from */
		block_text(n, tmp);
		if (words_count(str_span(tmp)) <= FEW_WORDS)
			drop_first_lines(a, n, known, 0, tmp);
	}
}

void
line_breaks(struct article *a, xmlNodePtr root)
{
	struct str tmp = STR_INIT;

	drop_lines(a, root, &tmp);
	split_paragraphs(a, root, &tmp);
	str_free(&tmp);
}
