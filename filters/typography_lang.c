/* typography_lang: blocks that are in another language than their article.
 *
 * A Vietnamese article quotes an English letter, an English one a German law.
 * Readers aloud, hyphens and quotation marks go by lang, which few pages set,
 * and which word processors set to that of the keyboard.  So each block of
 * enough words is asked what it surely is; only where that differs from what
 * is declared, it is set.  So is the direction, which hardly any page sets for
 * a sentence or two: that of most letters.
 */
#include <string.h>

#include "base/utf8.h"
#include "doc/dom.h"
#include "doc/lang.h"
#include "filters/meta.h"
#include "filters/typography.h"

static int
same_language(const char *a, const char *b)
{
	size_t n = strcspn(a, "-_");

	return n == strcspn(b, "-_") && strncasecmp(a, b, n) == 0;
}

static const char *
lang_above(const xmlNode *n, const xmlNode *root, const char *lang)
{
	for (n = n->parent; n && n != root; n = n->parent)
		if (dom_attr(n, "lang"))
			return dom_attr(n, "lang");
	return lang;
}

struct asking {
	const xmlNode *root;
	const char *lang; /* of the article */
	int rtl; /* that is written from right to left */
	int known; /* the article's language is */
	struct str text;
};

static int
dir_above(const struct asking *q, const xmlNode *n)
{
	for (n = n->parent; n && n != q->root; n = n->parent)
		if (dom_attr(n, "dir"))
			return !strcmp(dom_attr(n, "dir"), "rtl");
	return q->rtl;
}

/* A byte that may begin a character from right to left: of U+0590 to U+08FF,
 * U+F000 and up. */
static int
may_turn(const struct str *s)
{
	int found = 0;

	for (size_t i = 0; i < s->len; i++) {
		unsigned char c = (unsigned char)s->s[i];

		found |= (c >= 0xD6 && c <= 0xE0) || c >= 0xEF;
	}
	return found;
}

/* More letters from right to left than from left to right, or the other way;
 * where one quotes the other, the article's direction stays. */
static void
turn(struct asking *q, xmlNodePtr n)
{
	int around = dir_above(q, n);
	const char *p = str_c(&q->text), *end = p + q->text.len;
	size_t rtl = 0, ltr = 0;

	if (dom_attr(n, "dir") || !(around || may_turn(&q->text)))
		return;
	while (p < end) {
		uint32_t cp = utf8_next(&p, end);

		if (cp_is_rtl(cp))
			rtl++;
		else
			ltr += cp_is_letter(cp) != 0;
	}
	if (around ? !rtl && ltr : rtl > ltr)
		dom_set_attr(n, "dir", around ? "ltr" : "rtl");
}

static void
judge(struct asking *q, xmlNodePtr n)
{
	const char *above = lang_above(n, q->root, q->lang);
	const char *own = dom_attr(n, "lang"), *seen;

	str_truncate(&q->text, 0);
	dom_text_folded(n, &q->text);
	turn(q, n);
	if (!q->known)
		return;
	seen = lang_of_block(str_span(&q->text), own ? own : above);
	if (!seen)
		return;
	if (same_language(seen, above))
		dom_drop_attr(n, "lang");
	else
		dom_set_attr(n, "lang", seen);
}

/* A block with words and no block within. */
static int
is_leaf(const xmlNode *n)
{
	static const char *const none[] = { "table", "thead", "tbody", "tfoot",
		"tr", "ul", "ol", "dl", "figure", "hr", "pre", NULL };

	if (n->type != XML_ELEMENT_NODE ||
	        !dom_is_block((const char *)n->name) || dom_is_any(n, none))
		return 0;
	for (const xmlNode *c = n->children; c; c = c->next)
		if (c->type == XML_ELEMENT_NODE &&
		        dom_is_block((const char *)c->name))
			return 0;
	return 1;
}

void
typo_mark_languages(xmlNodePtr root, const char *lang)
{
	struct asking q = { .root = root,
		.lang = lang,
		.rtl = lang && lang_is_rtl(lang),
		.known = lang && strncmp(lang, "und", 3) != 0 };

	for (xmlNodePtr n = root; n; n = dom_next(n, root))
		if (n != root && (is_leaf(n) || (dom_is(n, "span") &&
		                                        dom_attr(n, "lang"))))
			judge(&q, n);
	str_free(&q.text);
}
