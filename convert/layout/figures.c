/* figures: which columns of a table hold numbers.
 *
 * Figures are read by their places, so a column of numbers is set flush right
 * with its head.  A sheet cannot know; here the cells of such a column are
 * given the class "num" before styles are asked for.  A column counts when
 * all its cells below the head that hold anything hold a number, and at least
 * two do.  Tables with row spans in the body are left alone: their columns
 * are not known before the grid is made.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "doc/dom.h"
#include "layout/issue.h"

#define COLS 64

struct column {
	int numbers, others;
};

/* A number with its signs, separators and unit of one or two letters. */
static int
is_number(const char *s, size_t n)
{
	const char *p = s, *end = s + n;
	int digits = 0, letters = 0;

	while (p < end) {
		uint32_t cp = utf8_next(&p, end);

		if (cp_is_digit(cp))
			digits++;
		else if (cp_is_letter(cp))
			letters++;
		else if (cp == '/' || cp == ':')
			return 0; /* a date, a ratio */
	}
	return digits > 0 && letters == 0;
}

static int
is_cell(const xmlNode *n)
{
	return dom_is(n, "td") || dom_is(n, "th");
}

static int
span_of_cell(const xmlNode *n)
{
	const char *v = dom_attr(n, "colspan");
	int k = v ? atoi(v) : 1;

	return k < 1 ? 1 : k > COLS ? COLS : k;
}

static void
judge_row(const xmlNode *row, struct column *col)
{
	int c = 0;
	struct str t = STR_INIT;

	for (const xmlNode *n = row->children; n != NULL; n = n->next) {
		if (!is_cell(n))
			continue;
		if (c < COLS && dom_is(n, "td") && span_of_cell(n) == 1) {
			str_truncate(&t, 0);
			dom_text_folded(n, &t);
			if (t.len > 0 && is_number(t.s, t.len))
				col[c].numbers++;
			else if (t.len > 3)
				col[c].others++;
		} else if (c < COLS && dom_is(n, "th") &&
		           dom_is(row->parent, "tbody") && row->prev != NULL) {
			col[c].others++; /* heads of rows */
		}
		c += span_of_cell(n);
	}
	str_free(&t);
}

static void
mark_row(xmlNodePtr row, const struct column *col)
{
	int c = 0;

	for (xmlNodePtr n = row->children; n != NULL; n = n->next) {
		int k;

		if (!is_cell(n))
			continue;
		k = span_of_cell(n);
		if (c < COLS && k == 1 && col[c].numbers > 1 &&
		        col[c].others == 0 && dom_attr(n, "class") == NULL)
			dom_set_attr(n, "class", "num");
		c += k;
	}
}

static int
in_head(const xmlNode *n)
{
	while (n != NULL && !dom_is(n, "table") && !dom_is(n, "thead"))
		n = n->parent;
	return n != NULL && dom_is(n, "thead");
}

/* In the body, or in the head. */
static int
has_row_spans(xmlNodePtr table, int head)
{
	for (xmlNodePtr n = table; n != NULL; n = dom_next(n, table))
		if (n->type == XML_ELEMENT_NODE && is_cell(n) &&
		        dom_attr(n, "rowspan") != NULL && in_head(n) == head)
			return 1;
	return 0;
}

/* The first row of a table without heads, when all its cells are bold and
 * hold no number, is one. */
static xmlNodePtr
head_row(xmlNodePtr table)
{
	xmlNodePtr row = dom_find(table, "tr");
	struct str t = STR_INIT;
	int cells = 0;

	if (row == NULL || dom_find(table, "th") != NULL)
		return NULL;
	for (xmlNodePtr n = row->children; n != NULL && cells >= 0;
	        n = n->next) {
		if (!is_cell(n))
			continue;
		str_truncate(&t, 0);
		dom_text_folded(n, &t);
		cells = t.len > 0 && leadin_words(n) > 0 &&
		                        !is_number(t.s, t.len)
		                ? cells + 1
		                : -1;
	}
	str_free(&t);
	return cells > 0 ? row : NULL;
}

void
figures_mark(xmlNodePtr root)
{
	for (xmlNodePtr t = root; t != NULL; t = dom_next(t, root)) {
		struct column col[COLS];
		xmlNodePtr head;
		int skip; /* cells of the head are not under their numbers */

		if (t->type != XML_ELEMENT_NODE || !dom_is(t, "table") ||
		        has_row_spans(t, 0))
			continue;
		skip = has_row_spans(t, 1);
		memset(col, 0, sizeof(col));
		head = head_row(t);
		for (xmlNodePtr n = t; n != NULL; n = dom_next(n, t))
			if (n != head && n->type == XML_ELEMENT_NODE &&
			        dom_is(n, "tr"))
				judge_row(n, col);
		for (xmlNodePtr n = t; n != NULL; n = dom_next(n, t))
			if (n->type == XML_ELEMENT_NODE && dom_is(n, "tr") &&
			        !(skip && in_head(n)))
				mark_row(n, col);
	}
}
