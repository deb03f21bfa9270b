/* leadin: the bold first paragraph that papers open a story with.
 *
 * Pages mark it by nothing but bold type.  It gets the class "lead-in", so
 * that a sheet can keep it together and set it as the opening it is.
 */
#include <string.h>

#include "doc/dom.h"
#include "layout/issue.h"

#define WORDS_MAX 90 /* more is a text in bold */

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

	while (*(s += strspn(s, " \t\r\n")) != '\0') {
		n++;
		s += strcspn(s, " \t\r\n");
	}
	return n;
}

static int
is_lead_in(xmlNodePtr p)
{
	unsigned words = 0, n;

	for (xmlNodePtr k = p; k != NULL; k = dom_next(k, p)) {
		if (dom_is(k, "img") || dom_is(k, "br"))
			return 0;
		if (!dom_is_text(k))
			continue;
		n = count_words((const char *)k->content);
		words += n;
		if (n > 0 && !is_bold(k, p))
			return 0;
	}
	return words > 5 && words <= WORDS_MAX;
}

void
leadin_mark(xmlNodePtr article)
{
	xmlNodePtr n = dom_element(article->children);

	while (n != NULL && (dom_is(n, "header") || dom_is(n, "figure")))
		n = dom_element(n->next);
	if (n != NULL && dom_is(n, "p") && is_lead_in(n))
		dom_add_class(n, "lead-in");
}
