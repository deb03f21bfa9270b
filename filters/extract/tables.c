/* tables: is a table a grid of values, or was it used to lay out a page?
 *
 * Signs of data: header cells, a caption, at least two rows of two cells that
 * are short and mostly hold text, a border.  Signs of layout: nested tables,
 * one row or one column, long cells, block structure inside.
 *
 * Editors write a head as a first row in bold.  It is one where the rows below
 * are not: it is read aloud with each cell, and comes again where the table
 * goes on in the next column.
 */
#include <string.h>

#include "filters/extract/build.h"

#define CAPTION_WORDS 60

struct shape {
	int rows, rows2; /* rows with at least two filled cells */
	int cells, filled, lengthy, images;
	int headers, nested;
	unsigned words;
	int max_cells;
};

static unsigned
node_words(const xmlNode *n, struct shape *s)
{
	unsigned words = 0;
	xmlNodePtr c = n->children;

	for (; c && !s->nested; c = dom_next(c, n)) {
		if (dom_is_text(c))
			words += words_count(span_of((char *)c->content));
		else if (dom_is(c, "table"))
			s->nested++;
		else if (dom_is(c, "img"))
			s->images++;
	}
	return words;
}

static void
measure_row(struct shape *s, const xmlNode *tr)
{
	int filled = 0, cells = 0;

	for (const xmlNode *c = tr->children; c; c = c->next) {
		unsigned w;

		if (!dom_is(c, "td") && !dom_is(c, "th"))
			continue;
		s->headers += dom_is(c, "th");
		cells++;
		w = node_words(c, s);
		s->words += w;
		s->cells++;
		s->filled += w > 0;
		filled += w > 0;
		s->lengthy += w > 60;
		if (s->nested)
			return;
	}
	s->rows++;
	s->rows2 += filled >= 2;
	if (cells > s->max_cells)
		s->max_cells = cells;
}

static void
measure(struct shape *s, const xmlNode *table)
{
	memset(s, 0, sizeof(*s));
	for (const xmlNode *c = table->children; c && !s->nested; c = c->next) {
		if (dom_is(c, "tr"))
			measure_row(s, c);
		else if (dom_is(c, "tbody") || dom_is(c, "thead") ||
		         dom_is(c, "tfoot"))
			for (const xmlNode *r = c->children; r && !s->nested;
			        r = r->next)
				if (dom_is(r, "tr"))
					measure_row(s, r);
	}
}

int
table_is_data(const xmlNode *table)
{
	const char *role = dom_attr(table, "role");
	struct shape s;

	if (role && strcmp(role, "presentation") == 0)
		return 0;
	measure(&s, table);
	if (s.nested || s.rows < 1 || s.max_cells < 2)
		return 0;
	if (s.headers && s.rows >= 2)
		return 1;
	if (s.rows2 < 2)
		return 0;
	/* A picture beside text, or columns of running text, is layout. */
	if (s.images * 3 > s.filled)
		return 0;
	return s.lengthy * 4 <= s.cells;
}

int
table_is_picture(const xmlNode *table)
{
	struct shape s;

	/* keep.c has seen that it holds the standfirst */
	if (dom_has_class(table, "lead"))
		return 0;
	measure(&s, table);
	return !s.nested && s.images >= 1 && s.images <= 2 && s.words <= 80 &&
	       s.filled <= 2;
}

int
rows_are_pictures(const xmlNode *pictures, const xmlNode *captions)
{
	xmlNodePtr p = dom_element(pictures->children);
	xmlNodePtr c = dom_element(captions->children);
	int n = 0;

	for (; p && c; p = dom_element(p->next), c = dom_element(c->next)) {
		struct shape above = { .rows = 0 }, below = { .rows = 0 };
		unsigned words = node_words(c, &below);

		if (node_words(p, &above) || !above.images || above.nested ||
		        !words || words > CAPTION_WORDS || below.images ||
		        below.nested)
			return 0;
		n++;
	}
	return n >= 2 && !p && !c;
}

/* Cells of a row that hold text, or -1 when some of it is not in bold. */
static int
bold_cells(const xmlNode *tr, struct str *tmp)
{
	int n = 0;

	for (const xmlNode *c = tr->children; c; c = c->next) {
		if (c->type != XML_ELEMENT_NODE)
			continue;
		block_text(c, tmp);
		if (tmp->len == 0)
			continue;
		if (!dom_is(c, "td") || !block_all_within(c, "strong"))
			return -1;
		n++;
	}
	return n;
}

static xmlNodePtr
next_row(xmlNodePtr tr)
{
	xmlNodePtr next = dom_element(tr->next);

	if (!next && dom_is(tr->parent, "tbody"))
		next = dom_element(tr->parent->next);
	return next && dom_is(next, "tbody") ? dom_element(next->children)
	                                     : next;
}

static int
is_head(xmlNodePtr tr, struct str *tmp)
{
	int rows = 0;

	if (bold_cells(tr, tmp) < 2)
		return 0;
	for (xmlNodePtr r = next_row(tr); r; r = next_row(r), rows++)
		if (bold_cells(r, tmp) > 0)
			return 0;
	return rows >= 2;
}

static void
make_head(struct article *a, xmlNodePtr tr)
{
	xmlNodePtr head = dom_new(tr->doc, "thead");
	xmlNodePtr before = dom_is(tr->parent, "tbody") ? tr->parent : tr;

	ledger_add(a, LEDGER_CHANGE, "extract", "table-head", tr);
	xmlAddPrevSibling(before, head);
	xmlUnlinkNode(tr);
	xmlAddChild(head, tr);
	for (xmlNodePtr c = tr->children; c; c = c->next) {
		if (!dom_is(c, "td"))
			continue;
		dom_rename(c, "th");
		dom_set_attr(c, "scope", "col");
		unwrap_strong(c);
	}
}

void
table_heads(struct article *a, xmlNodePtr root)
{
	struct str tmp = STR_INIT;

	for (xmlNodePtr t = root; t; t = dom_next(t, root)) {
		xmlNodePtr tr = dom_is(t, "table") ? dom_find(t, "tr") : NULL;

		if (tr && (tr->parent == t || dom_is(tr->parent, "tbody")) &&
		        !dom_find(t, "th") && is_head(tr, &tmp))
			make_head(a, tr);
	}
	str_free(&tmp);
}
