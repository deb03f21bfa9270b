/* tables: is a table a grid of values, or was it used to lay out a page?
 *
 * Signs of data: header cells, a caption, at least two rows of two cells that
 * are short and mostly hold text, a border.  Signs of layout: nested tables,
 * one row or one column, long cells, block structure inside.
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
