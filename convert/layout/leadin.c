/* leadin: paragraphs that are bold from end to end; quotations and tables by
 * length.
 *
 * Pages mark by nothing but bold type the paragraph that opens a story and
 * the questions of an interview.  The first gets the class "lead-in", those
 * that text follows "bold-line", so that a sheet can keep them together and
 * with what they belong to.
 */
#include <string.h>

#include "doc/dom.h"
#include "layout/issue.h"

#define WORDS_LEAD 90 /* words: more is a text in bold */
#define WORDS_LINE 40
#define WORDS_QUOTE 45 /* more is no sentence to be set large */
#define QUOTES_LARGE 3 /* of an article: more are what it is about */
#define ROWS_SHORT 7 /* of a table that had better not be broken */
#define WORDS_SHORT 80

static int
is_bold(const xmlNode *n, const xmlNode *top)
{
	for (n = n->parent; n != NULL && n != top; n = n->parent)
		if (dom_is(n, "b") || dom_is(n, "strong"))
			return 1;
	return 0;
}

static unsigned
count_words(const char *s)
{
	unsigned n = 0;

	for (int in = 0; *s != '\0'; s++) {
		n += !in && !ascii_space(*s);
		in = !ascii_space(*s);
	}
	return n;
}

/* Words of an element that is bold from end to end; 0: it is not. */
unsigned
leadin_words(xmlNodePtr p)
{
	const char *s;
	unsigned words = 0;

	for (xmlNodePtr k = p; k != NULL; k = dom_next(k, p)) {
		if (dom_is(k, "img") || dom_is(k, "br"))
			return 0;
		if (!dom_is_text(k))
			continue;
		s = (const char *)k->content;
		if (!ascii_is_blank(s) && !is_bold(k, p))
			return 0;
		words += count_words(s);
	}
	return words;
}

static void
mark_lines(xmlNodePtr article)
{
	for (xmlNodePtr n = dom_element(article->children); n != NULL;
	        n = dom_element(n->next)) {
		xmlNodePtr next = dom_element(n->next);
		unsigned words;

		if (!dom_is(n, "p") || next == NULL || !dom_is(next, "p") ||
		        dom_has_class(n, "lead-in"))
			continue;
		words = leadin_words(n);
		if (words > 0 && words <= WORDS_LINE && leadin_words(next) == 0)
			dom_add_class(n, "bold-line");
	}
}

static unsigned
words_in(xmlNodePtr n)
{
	unsigned words = 0;

	for (xmlNodePtr k = n; k != NULL; k = dom_next(k, n))
		if (dom_is_text(k))
			words += count_words((const char *)k->content);
	return words;
}

static unsigned
rows_in(xmlNodePtr table)
{
	unsigned rows = 0;

	for (xmlNodePtr k = table; k != NULL; k = dom_next(k, table))
		rows += dom_is(k, "tr");
	return rows;
}

/* Is none of the quotations to be set large?  So where they are many, or most
 * are long: they would look as if of two kinds. */
static int
quotes_much(xmlNodePtr article)
{
	unsigned all = 0, lengthy = 0;

	for (xmlNodePtr n = article; n != NULL; n = dom_next(n, article))
		if (dom_is(n, "blockquote")) {
			all++;
			lengthy += words_in(n) > WORDS_QUOTE;
		}
	return all > QUOTES_LARGE || lengthy * 2 > all;
}

static void
mark_lengths(xmlNodePtr article)
{
	int much = quotes_much(article);

	for (xmlNodePtr n = article; n != NULL; n = dom_next(n, article))
		if (dom_is(n, "blockquote")) {
			if (much || words_in(n) > WORDS_QUOTE)
				dom_add_class(n, "long");
		} else if (dom_is(n, "table")) {
			if (rows_in(n) <= ROWS_SHORT &&
			        words_in(n) <= WORDS_SHORT)
				dom_add_class(n, "short");
		}
}

void
leadin_mark(xmlNodePtr article)
{
	xmlNodePtr n = dom_element(article->children);
	unsigned words = 0;

	while (n != NULL && (dom_is(n, "header") || dom_is(n, "figure")))
		n = dom_element(n->next);
	if (n != NULL && dom_is(n, "p"))
		words = leadin_words(n);
	if (words > 5 && words <= WORDS_LEAD)
		dom_add_class(n, "lead-in");
	mark_lines(article);
	mark_lengths(article);
}
