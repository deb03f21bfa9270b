/* sanitise_table: a table as HTML's table model wants it (HTML 4.9.12): caption
 * first, then thead, bodies, tfoot; rows of cells alone; spans that end where
 * their section ends; every row as wide as the table.  Readers of tagged PDF
 * need the last: a regular grid (ISO 14289-1 7.5).  First rows of heads alone
 * are the thead that few authors write: it is said again where the table goes
 * on in another column.
 */
#include <string.h>

#include "doc/dom.h"
#include "filters/sanitise.h"

#define COLUMNS 1000

static int
is_space(const xmlNode *n)
{
	return dom_is_text(n) && span_trim(span_of((char *)n->content)).n == 0;
}

static int
is_cell(const xmlNode *n)
{
	return dom_is(n, "td") || dom_is(n, "th");
}

static int
is_section(const xmlNode *n)
{
	return dom_is(n, "thead") || dom_is(n, "tbody") || dom_is(n, "tfoot");
}

static xmlNodePtr
wrap_one(xmlNodePtr n, const char *with)
{
	xmlNodePtr box = dom_new(n->doc, with);

	xmlAddPrevSibling(n, box);
	xmlUnlinkNode(n);
	xmlAddChild(box, n);
	return box;
}

static void
fix_row(xmlNodePtr tr)
{
	xmlNodePtr n, next;

	for (n = tr->children; n; n = next) {
		next = n->next;
		if (is_space(n))
			dom_remove(n);
		else if (!is_cell(n))
			wrap_one(n, "td");
	}
	if (!tr->children)
		dom_remove(tr);
}

static void
fix_section(xmlNodePtr sec)
{
	xmlNodePtr n, next;

	for (n = sec->children; n; n = next) {
		next = n->next;
		if (is_space(n)) {
			dom_remove(n);
			continue;
		}
		if (!dom_is(n, "tr"))
			n = wrap_one(n, "tr");
		fix_row(n);
	}
	if (!sec->children)
		dom_remove(sec);
}

/* Children of the table: rows into bodies, strangers out in front. */
static void
sort_children(xmlNodePtr table)
{
	xmlNodePtr n, next, caption = NULL, body = NULL;

	for (n = table->children; n; n = next) {
		next = n->next;
		if (is_space(n)) {
			dom_remove(n);
		} else if (dom_is(n, "caption") && !caption) {
			caption = n;
		} else if (is_section(n)) {
			body = NULL;
		} else if (dom_is(n, "tr") || is_cell(n)) {
			if (!body) {
				body = wrap_one(n, "tbody");
			} else {
				xmlUnlinkNode(n);
				xmlAddChild(body, n);
			}
		} else {
			if (dom_is(n, "caption"))
				dom_rename(n, "p");
			xmlUnlinkNode(n);
			xmlAddPrevSibling(table, n);
		}
	}
	if (caption && caption->prev) {
		xmlUnlinkNode(caption);
		xmlAddPrevSibling(table->children, caption);
	}
}

/* One thead, in front; one tfoot, at the end. */
static void
sort_sections(xmlNodePtr table)
{
	xmlNodePtr head = NULL, foot = NULL, n, next;

	for (n = table->children; n; n = next) {
		next = n->next;
		if (is_section(n))
			fix_section(n);
	}
	for (n = table->children; n; n = n->next) {
		if (dom_is(n, "thead")) {
			if (head || (n->prev && !dom_is(n->prev, "caption")))
				dom_rename(n, "tbody");
			else
				head = n;
		} else if (dom_is(n, "tfoot")) {
			if (foot)
				dom_rename(n, "tbody");
			else
				foot = n;
		}
	}
	if (foot && foot->next) {
		xmlUnlinkNode(foot);
		xmlAddChild(table, foot);
	}
}

static int
span_of_cell(const xmlNode *c, const char *name)
{
	const char *s = dom_attr(c, name);
	int v = 0;

	for (; s && *s >= '0' && *s <= '9' && v < COLUMNS; s++)
		v = v * 10 + *s - '0';
	return v < 1 ? 1 : v > COLUMNS ? COLUMNS : v;
}

static void
set_span(xmlNodePtr c, const char *name, int v)
{
	struct str s = STR_INIT;

	if (v <= 1) {
		dom_drop_attr(c, name);
		return;
	}
	str_printf(&s, "%d", v);
	dom_set_attr(c, name, s.s);
	str_free(&s);
}

/* One pass over the rows of a section.  left[k]: rows that a cell from above
 * still fills column k.  cols 0: only find the width. */
static int
lay_section(xmlNodePtr sec, int cols, int *left)
{
	int rows = 0, width = 0;

	memset(left, 0, COLUMNS * sizeof(*left));
	for (xmlNodePtr r = sec->children; r; r = r->next)
		rows++;
	for (xmlNodePtr r = sec->children; r; r = r->next, rows--) {
		int k = 0;

		for (xmlNodePtr c = r->children; c; c = c->next) {
			int cs = span_of_cell(c, "colspan"), n = 0;
			int rs = span_of_cell(c, "rowspan");

			while (k < COLUMNS - 1 && left[k])
				k++;
			if (rs > rows)
				rs = rows;
			while (n < cs && k + n < COLUMNS && !left[k + n])
				left[k + n++] = rs;
			if (cols) {
				set_span(c, "colspan", n);
				set_span(c, "rowspan", rs);
			}
			k += n;
		}
		for (k = 0; k < COLUMNS; k++) {
			int n = 0;

			if (left[k]) {
				left[k]--;
				width = k + 1 > width ? k + 1 : width;
				continue;
			}
			if (k >= cols)
				continue;
			while (k + n < cols && !left[k + n])
				n++;
			set_span(dom_append(r, "td"), "colspan", n);
			k += n - 1;
		}
	}
	return width;
}

/* Rows from the first on that hold heads alone, none of which reaches beyond
 * them; 0 when no row would be left. */
static int
head_rows(const xmlNode *body)
{
	int rows = 0, heads = 0, reach = 0;

	for (const xmlNode *r = body->children; r; r = r->next) {
		for (const xmlNode *c = r->children; c; c = c->next)
			if (!dom_is(c, "th"))
				return heads;
		for (const xmlNode *c = r->children; c; c = c->next) {
			int end = rows + span_of_cell(c, "rowspan");

			reach = end > reach ? end : reach;
		}
		if (reach <= ++rows)
			heads = rows;
	}
	return 0;
}

static void
make_head(xmlNodePtr table)
{
	xmlNodePtr body = table->children, head;
	int n;

	if (dom_is(body, "caption"))
		body = body->next;
	if (!dom_is(body, "tbody"))
		return;
	n = head_rows(body);
	if (n == 0)
		return;
	head = dom_new(table->doc, "thead");
	xmlAddPrevSibling(body, head);
	while (n-- > 0) {
		xmlNodePtr row = body->children;

		xmlUnlinkNode(row);
		xmlAddChild(head, row);
	}
}

static void
regular_grid(xmlNodePtr table)
{
	int left[COLUMNS], cols = 0;

	for (xmlNodePtr n = table->children; n; n = n->next)
		if (is_section(n)) {
			int w = lay_section(n, 0, left);

			cols = w > cols ? w : cols;
		}
	for (xmlNodePtr n = table->children; n; n = n->next)
		if (is_section(n))
			lay_section(n, cols, left);
}

static int
has_rows(const xmlNode *table)
{
	for (const xmlNode *n = table->children; n; n = n->next)
		if (is_section(n))
			return 1;
	return 0;
}

void
sanitise_table(xmlNodePtr table)
{
	sort_children(table);
	sort_sections(table);
	if (!has_rows(table)) {
		for (xmlNodePtr n = table->children; n; n = n->next)
			if (dom_is(n, "caption"))
				dom_rename(n, "p");
		dom_unwrap(table);
		return;
	}
	make_head(table);
	regular_grid(table);
}
