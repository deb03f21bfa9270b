/* table: is a Table a grid?  Rows of all its parts are laid one below the
 * other; a cell takes the next free columns, and as many rows and columns as
 * its attributes say.  Cells must not overlap (a row span into a taken
 * column), rows must end at one column, spans within the table. */
#include "check/table.h"

#include <string.h>

#include "check/tree.h"

#define COLUMNS_MAX 4096
#define SPAN_MAX 100000

/* Attribute of owner Table, from A (dictionary, array) or the class map. */
static struct obj *
attribute(struct ctx *x, struct obj *e, const char *key)
{
	struct obj *classes =
	        obj_get(obj_get(x->m.root, "StructTreeRoot"), "ClassMap");

	for (int from = 0; from < 2; from++) {
		struct obj *a = obj_get(e, from ? "C" : "A");

		for (size_t i = 0; i < (a->kind == O_ARRAY ? a->n : 1); i++) {
			struct obj *d = a->kind == O_ARRAY ? obj_at(a, i) : a;

			if (d->kind == O_NAME)
				d = obj_get(classes, d->s);
			if (d->kind == O_ARRAY)
				d = obj_at(d, 0);
			if (obj_is(obj_get(d, "O"), "Table") && obj_has(d, key))
				return obj_get(d, key);
		}
	}
	return &obj_null;
}

static long
span_of_cell(struct ctx *x, struct obj *cell, const char *key)
{
	struct obj *o = attribute(x, cell, key);

	if (o->kind != O_INT || o->i < 1)
		return 1;
	return o->i > SPAN_MAX ? SPAN_MAX : (long)o->i;
}

struct grid {
	struct ctx *x;
	struct obj *table;
	long busy[COLUMNS_MAX]; /* rows still taken from above */
	long columns; /* -1: no row yet */
	int th, td, th_bare, td_linked;
	struct obj *bare;
};

static void
add_cell(struct grid *g, struct obj *cell, long *at, long *end)
{
	long cols = span_of_cell(g->x, cell, "ColSpan");
	long rows = span_of_cell(g->x, cell, "RowSpan");
	const char *t = standard_type(g->x, cell);

	if (t && !strcmp(t, "TH")) {
		g->th++;
		if (attribute(g->x, cell, "Scope")->kind != O_NAME) {
			g->th_bare++;
			g->bare = cell;
		}
	} else {
		g->td++;
		g->td_linked +=
		        attribute(g->x, cell, "Headers")->kind != O_NULL;
	}
	while (*at < COLUMNS_MAX && g->busy[*at] > 0)
		(*at)++;
	for (long i = 0; i < cols && *at < COLUMNS_MAX; i++, (*at)++) {
		if (g->busy[*at] > 0)
			find(g->x, RULE_TABLE_CLASH, cell, NULL);
		g->busy[*at] = rows;
	}
	if (*at > *end)
		*end = *at;
}

static void
add_row(struct grid *g, struct obj *row)
{
	long at = 0, end = 0;

	for (size_t i = 0; i < tree_kids(row); i++)
		if (obj_has(tree_kid(row, i), "S"))
			add_cell(g, tree_kid(row, i), &at, &end);
	for (long i = 0; i < COLUMNS_MAX; i++) {
		if (g->busy[i] > 0 && i + 1 > end)
			end = i + 1;
		if (g->busy[i] > 0)
			g->busy[i]--;
		else if (i < end)
			find(g->x, RULE_TABLE_ROWS, row, NULL);
	}
	if (g->columns >= 0 && end != g->columns)
		find(g->x, RULE_TABLE_ROWS, row, NULL);
	else
		g->columns = end;
}

static void
add_rows(struct grid *g, struct obj *part)
{
	for (size_t i = 0; i < tree_kids(part); i++) {
		struct obj *k = tree_kid(part, i);
		const char *t = obj_has(k, "S") ? standard_type(g->x, k) : NULL;

		if (t && !strcmp(t, "TR"))
			add_row(g, k);
		else if (t && part == g->table &&
		         (!strcmp(t, "THead") || !strcmp(t, "TBody") ||
		                 !strcmp(t, "TFoot")))
			add_rows(g, k);
	}
}

void
check_table(struct ctx *x, struct obj *table)
{
	struct grid g;

	memset(&g, 0, sizeof(g));
	g.x = x;
	g.table = table;
	g.columns = -1;
	add_rows(&g, table);
	for (long i = 0; i < COLUMNS_MAX; i++)
		if (g.busy[i] > 0) {
			find(x, RULE_TABLE_COLUMNS, table, NULL);
			break;
		}
	if (g.th_bare && g.td_linked < g.td)
		find(x, RULE_TH_SCOPE, g.bare, NULL);
}
