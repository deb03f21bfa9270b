/* tablebox: rows and cells of a table, from the display of its elements
 * (CSS 2.2, 17.2.1).  What stands where no row or cell was given one gets an
 * anonymous one, so that no text is lost.  Spans are cut to the grid and
 * holes are filled with empty cells: PDF/UA wants regular rows (ISO 14289-1
 * 7.5), and so does a reader.
 */
#include <stdlib.h>
#include <string.h>

#include "doc/dom.h"
#include "layout/box.h"

#define TABLE_COLS 200
#define NESTED 3 /* groups in groups; those deeper are content */
#define IN_ROW (-1)

struct build {
	struct lay *L;
	struct arena *a;
	struct table *t;
	const char *lang;
	int depth;
	VEC(struct trow) row;
	VEC(struct cell) cell;
	VEC(struct tcol) col;
	VEC(uint32_t) group; /* elements of row groups */
	int seen[3]; /* heads and feet */
	const struct style *group_style, *col_group; /* around; or NULL */
	uint32_t part;
	struct box *cap_last;
	uint32_t caption; /* element of the first */
	uint32_t loose; /* TR of the anonymous row being filled */
	int html; /* <table>: has a table's structure elements */
};

static uint32_t
attr_span(const xmlNode *n, const char *name)
{
	const char *v = dom_attr(n, name);
	uint32_t k = 0;

	while (v != NULL && *v >= '0' && *v <= '9' && k < 1000)
		k = k * 10 + (uint32_t)(*v++ - '0');
	return k;
}

static void
add_cell(struct build *b, const xmlNode *n, const struct style *s, uint32_t tr,
        const char *lang)
{
	struct box *box;
	struct cell *c;
	uint32_t cols = attr_span(n, "colspan"), rows = attr_span(n, "rowspan");

	/* a row has no other children (ISO 14289-1, 7.2) */
	if (b->html && !dom_is(n, "td") && !dom_is(n, "th"))
		tr = tag_new(b->L, tr, ROLE_TD, NULL);
	count_enter(b->L, n, s, b->depth);
	box = box_make(b->L, b->a, n, s, tr, NULL, lang, b->depth);
	count_leave(b->L, b->depth);
	if (box->kind == BOX_TABLE) { /* what is in a cell of its own */
		struct box *cell = arena_new_of(b->a, struct box);

		cell->style = css_anonymous(b->L->o->css,
		        vec_last(&b->row)->style, DISPLAY_TABLE_CELL);
		cell->elem = box->elem;
		cell->first = cell->last = box;
		box = cell;
	}
	c = vec_push(&b->cell);
	c->box = box;
	c->cols = cols < 1 ? 1 : cols > TABLE_COLS ? TABLE_COLS : cols;
	c->rows = rows < 1 && dom_attr(n, "rowspan") ? 1000
	          : rows < 1                         ? 1
	                                             : rows;
	vec_last(&b->row)->n++;
}

static struct trow *
add_row(struct build *b, const struct style *s, int group, uint32_t elem)
{
	struct trow *r = vec_push(&b->row);

	r->style = s;
	r->group_style = b->group_style;
	r->part = b->part;
	r->group = (uint8_t)group;
	r->elem = elem;
	r->first = (uint32_t)b->cell.n;
	return r;
}

static int
is_cell(const xmlNode *n, const struct style *s)
{
	return s->display == DISPLAY_TABLE_CELL || dom_is(n, "td") ||
	       dom_is(n, "th");
}

/* May it stand in a table without a cell around it? */
static int
is_part(const xmlNode *n, const struct style *s, int nested)
{
	switch (s->display) {
	case DISPLAY_TABLE_CAPTION:
		return nested == 0;
	case DISPLAY_TABLE_COLUMN_GROUP:
		return n->children == NULL || nested < NESTED;
	case DISPLAY_TABLE_HEADER_GROUP:
	case DISPLAY_TABLE_ROW_GROUP:
	case DISPLAY_TABLE_FOOTER_GROUP:
		return nested < NESTED;
	case DISPLAY_TABLE_COLUMN:
	case DISPLAY_TABLE_ROW:
		return 1;
	default:
		return is_cell(n, s);
	}
}

/* Does the node count?  *s: the style of an element. */
static int
is_seen(const struct build *b, const xmlNode *n, const struct style *ps,
        const struct style **s)
{
	*s = NULL;
	if (dom_is_text(n))
		return !dom_is_blank(n);
	if (n->type != XML_ELEMENT_NODE)
		return 0;
	*s = css_style(b->L->o->css, n, ps, PSEUDO_NONE);
	return *s != NULL && (*s)->display != DISPLAY_NONE;
}

/* An anonymous cell around what has none, from n on.  nested: IN_ROW, or how
 * deep in groups.  Gives the node behind it. */
static const xmlNode *
add_run(struct build *b, const xmlNode *n, const struct style *ps, uint32_t tr,
        const char *lang, int nested)
{
	const struct style *cs =
	        css_anonymous(b->L->o->css, ps, DISPLAY_TABLE_CELL);
	const xmlNode *end = n;
	struct cell *c;

	for (; end != NULL; end = end->next) {
		const struct style *s;

		if (is_seen(b, end, ps, &s) && s != NULL &&
		        (nested == IN_ROW ? is_cell(end, s)
		                          : is_part(end, s, nested)))
			break;
	}
	c = vec_push(&b->cell);
	c->box = box_run(b->L, b->a, n, end, cs,
	        b->html ? tag_new(b->L, tr, ROLE_TD, NULL) : tr, lang,
	        b->depth);
	c->cols = c->rows = 1;
	vec_last(&b->row)->n++;
	return end;
}

static void
walk_row(struct build *b, const xmlNode *row, const struct style *rs,
        uint32_t elem, int group, const char *lang)
{
	uint32_t tr = b->html && !dom_is(row, "tr")
	                      ? tag_new(b->L, elem, ROLE_TR, NULL)
	                      : tag_node(b->L, elem, row, rs, NULL);

	add_row(b, rs, group, tr);
	lang = box_lang(b->L, row, lang);
	for (const xmlNode *n = row->children, *next; n != NULL; n = next) {
		const struct style *s;

		next = n->next;
		if (!is_seen(b, n, rs, &s))
			continue;
		if (s != NULL && is_cell(n, s))
			add_cell(b, n, s, tr, lang);
		else
			next = add_run(b, n, rs, tr, lang, IN_ROW);
	}
	if (vec_last(&b->row)->n == 0)
		b->row.n--;
}

/* A table has one: others are parts of it, and what is one by its display
 * stands in one. */
static void
add_caption(struct build *b, const xmlNode *n, const struct style *s)
{
	int own = !b->html || dom_is(n, "caption") || dom_is(n, "figcaption");
	uint32_t elem = b->cap_last ? b->caption : b->t->elem;
	struct box *box;

	if (b->cap_last == NULL && !own)
		elem = tag_new(b->L, elem, ROLE_CAPTION, NULL);
	count_enter(b->L, n, s, b->depth);
	box = box_make(b->L, b->a, n, s, elem, NULL, b->lang, b->depth);
	count_leave(b->L, b->depth);
	if (b->cap_last == NULL)
		b->caption = own ? box->elem : elem;
	if (b->cap_last != NULL)
		b->cap_last->next = box;
	else
		b->t->caption = box;
	b->cap_last = box;
}

static void
add_cols(struct build *b, const xmlNode *n, const struct style *s)
{
	uint32_t k = attr_span(n, "span");
	int bare = !s->background.set && s->background_image == NULL;
	struct tcol col = { s->width,
		bare && b->col_group != NULL ? b->col_group : s };

	for (k = k < 1 ? 1 : k; k > 0 && b->col.n < TABLE_COLS; k--)
		vec_add(&b->col, col);
}

static void
walk(struct build *b, const xmlNode *parent, const struct style *ps,
        uint32_t elem, int group, int nested);

/* What is a group by its display alone has the tag of one, too. */
static uint32_t
group_elem(
        struct build *b, const xmlNode *n, const struct style *s, uint32_t elem)
{
	static const uint8_t role[] = { ROLE_THEAD, ROLE_TBODY, ROLE_TFOOT };

	if (!b->html || dom_is(n, "thead") || dom_is(n, "tbody") ||
	        dom_is(n, "tfoot"))
		return tag_node(b->L, elem, n, s, NULL);
	return tag_new(b->L, elem,
	        (enum role)role[s->display - DISPLAY_TABLE_HEADER_GROUP], NULL);
}

/* A group of rows in the table itself. */
static void
walk_group(
        struct build *b, const xmlNode *n, const struct style *s, uint32_t elem)
{
	const struct style *outer = b->group_style;
	uint32_t e = group_elem(b, n, s, elem);
	int group = s->display - DISPLAY_TABLE_HEADER_GROUP;
	uint8_t *role = &b->L->frame->f.elem.p[e].role;

	/* the second head or foot is a part of the body (CSS 2.2, 17.2) */
	if (group != 1 && b->seen[group]++) {
		group = 1;
		if (*role == ROLE_THEAD || *role == ROLE_TFOOT)
			*role = ROLE_TBODY;
	}
	vec_add(&b->group, e);
	b->group_style = s;
	b->part++;
	walk(b, n, s, e, group, 1);
	b->group_style = outer;
	b->part++;
}

/* Before all rows, wherever they stand (ISO 14289-1, 7.2). */
static void
walk_captions(struct build *b, const xmlNode *table, const struct style *ts)
{
	for (const xmlNode *n = table->children; n != NULL; n = n->next) {
		const struct style *s;

		if (n->type != XML_ELEMENT_NODE)
			continue;
		s = css_style(b->L->o->css, n, ts, PSEUDO_NONE);
		if (s != NULL && s->display == DISPLAY_TABLE_CAPTION)
			add_caption(b, n, s);
	}
}

/* A part of a table that is neither cell nor caption. */
static void
walk_part(struct build *b, const xmlNode *n, const struct style *s,
        uint32_t elem, int group, int nested)
{
	switch (s->display) {
	case DISPLAY_TABLE_COLUMN:
		add_cols(b, n, s);
		return;
	case DISPLAY_TABLE_COLUMN_GROUP:
		if (n->children == NULL) {
			add_cols(b, n, s);
			return;
		}
		b->col_group = s;
		walk(b, n, s, elem, group, nested + 1);
		b->col_group = NULL;
		return;
	case DISPLAY_TABLE_ROW:
		walk_row(b, n, s, elem, group, b->lang);
		return;
	default:
		if (nested == 0)
			walk_group(b, n, s, elem);
		else /* rows of that around */
			walk(b, n, s, elem, group, nested + 1);
	}
}

static void
walk(struct build *b, const xmlNode *parent, const struct style *ps,
        uint32_t elem, int group, int nested)
{
	int open = 0; /* a row of loose cells is being filled */

	for (const xmlNode *n = parent->children, *next; n != NULL; n = next) {
		const struct style *s, *rs;

		next = n->next;
		if (!is_seen(b, n, ps, &s))
			continue;
		if (s != NULL && s->display == DISPLAY_TABLE_CAPTION &&
		        nested == 0) {
			open = 0; /* it came first */
			continue;
		}
		if (s != NULL && is_part(n, s, nested) && !is_cell(n, s)) {
			walk_part(b, n, s, elem, group, nested);
			open = 0;
			continue;
		}
		if (!open) {
			rs = css_anonymous(b->L->o->css, ps, DISPLAY_TABLE_ROW);
			b->loose = b->html ? tag_new(b->L, elem, ROLE_TR, NULL)
			                   : elem;
			add_row(b, rs, group, b->loose);
		}
		open = 1;
		if (s != NULL && is_cell(n, s))
			add_cell(b, n, s, b->loose, b->lang);
		else
			next = add_run(b, n, ps, b->loose, b->lang, nested);
	}
}

/* Heads and feet need a body (ISO 14289-1, 7.2); alone they are one. */
static void
tag_groups(struct build *b)
{
	struct elem *e = b->L->frame->f.elem.p;

	for (size_t i = 0; i < b->row.n; i++)
		if (e[e[b->row.p[i].elem].parent].role == ROLE_TBODY)
			return;
	for (size_t i = 0; i < b->group.n; i++) {
		uint8_t *role = &e[b->group.p[i]].role;

		if (*role == ROLE_THEAD || *role == ROLE_TFOOT)
			*role = ROLE_TBODY;
	}
}

/* Header groups first, footer groups last, else as written. */
static void
order_rows(struct build *b)
{
	struct table *t = b->t;
	size_t k = 0;

	t->row = arena_array(b->a, b->row.n + 1, sizeof(*t->row));
	for (int pass = 0; pass < 3; pass++) {
		for (size_t i = 0; i < b->row.n; i++)
			if (b->row.p[i].group == pass)
				t->row[k++] = b->row.p[i];
		if (pass == 0)
			t->heads = k;
	}
	t->rows = k;
	/* a table of heads alone has a body after all */
	if (t->heads == t->rows)
		t->heads = 0;
}

/* Give each cell its column; cells under a row span move on. */
static uint32_t
place_cells(struct build *b, uint32_t *under)
{
	struct table *t = b->t;
	uint32_t cols = 1;

	for (size_t r = 0; r < t->rows; r++) {
		struct trow *row = &t->row[r];
		uint32_t col = 0;

		for (uint32_t i = 0; i < row->n; i++) {
			struct cell *c = &b->cell.p[row->first + i];

			while (col < TABLE_COLS - 1 && under[col] > 0)
				col++;
			c->row = (uint32_t)r;
			c->col = col;
			if (col + c->cols > TABLE_COLS)
				c->cols = TABLE_COLS - col;
			/* cells do not overlap (ISO 14289-1, 7.5) */
			for (uint32_t k = 1; k < c->cols; k++)
				if (under[col + k] > 0)
					c->cols = k;
			if (cols < col + 1)
				cols = col + 1;
			for (uint32_t k = 0; k < c->cols; k++)
				under[col + k] = c->rows;
			col += c->cols;
			if (col > TABLE_COLS - 1)
				col = TABLE_COLS - 1;
		}
		for (uint32_t k = 0; k < TABLE_COLS; k++)
			under[k] -= under[k] > 0;
		if (r + 1 < t->rows && t->row[r + 1].part != row->part)
			memset(under, 0, TABLE_COLS * sizeof(*under));
	}
	return cols;
}

static void
add_hole(struct build *b, struct cell *c, const struct trow *row, uint32_t r,
        uint32_t col)
{
	struct box *box = arena_new_of(b->a, struct box);

	box->style =
	        css_anonymous(b->L->o->css, row->style, DISPLAY_TABLE_CELL);
	box->elem =
	        b->html ? tag_new(b->L, row->elem, ROLE_TD, NULL) : row->elem;
	c->box = box;
	c->row = r;
	c->col = col;
	c->rows = c->cols = 1;
}

static void
cut_span(struct build *b, struct cell *c, const struct table *t)
{
	struct elem *all = b->L->frame->f.elem.p, *e = &all[c->box->elem];
	uint32_t r = c->row;

	/* what is a cell by its display has one around it */
	if (e->role != ROLE_TD && e->role != ROLE_TH &&
	        all[e->parent].role == ROLE_TD)
		e = &all[e->parent];

	if (c->col + c->cols > t->cols)
		c->cols = (uint32_t)t->cols - c->col;
	while (r + 1 < t->rows && r + 1 < c->row + c->rows &&
	        t->row[r + 1].part == t->row[c->row].part)
		r++;
	c->rows = r - c->row + 1;
	if (e->role == ROLE_TD || e->role == ROLE_TH) {
		e->colspan = (uint16_t)c->cols;
		e->rowspan = (uint16_t)c->rows;
		if (e->role == ROLE_TH && c->row == 0 && e->scope == 2 &&
		        dom_attr(c->box->node, "scope") == NULL)
			e->scope = 1;
	}
}

static void
join_cell(struct box *to, struct box *b)
{
	if (to->last != NULL)
		to->last->next = b;
	else
		to->first = b;
	to->last = b;
}

/* The final cells, row by row, without holes.  A cell past the last column
 * (hundreds of cells in one row) joins the one before. */
static void
make_grid(struct build *b)
{
	struct table *t = b->t;
	uint32_t *under = xcalloc(TABLE_COLS, sizeof(*under));
	VEC(struct cell) out = VEC_INIT;

	t->cols = place_cells(b, under);
	memset(under, 0, TABLE_COLS * sizeof(*under));
	for (size_t r = 0; r < t->rows; r++) {
		struct trow *row = &t->row[r];
		uint32_t first = (uint32_t)out.n, col = 0;

		for (uint32_t i = 0; i <= row->n; i++) {
			struct cell *c =
			        i < row->n ? &b->cell.p[row->first + i] : NULL;
			uint32_t to = c ? c->col : (uint32_t)t->cols;

			for (; col < to; col++)
				if (under[col] == 0)
					add_hole(b, vec_push(&out), row,
					        (uint32_t)r, col);
			if (c == NULL)
				break;
			if (out.n > first && c->col < col) {
				join_cell(vec_last(&out)->box, c->box);
				continue;
			}
			cut_span(b, c, t);
			for (uint32_t k = 0; k < c->cols; k++)
				under[col + k] = c->rows;
			col += c->cols;
			vec_add(&out, *c);
		}
		for (uint32_t k = 0; k < t->cols; k++)
			under[k] -= under[k] > 0;
		row->first = first;
		row->n = (uint32_t)out.n - first;
	}
	t->cells = out.n;
	t->cell = arena_array(b->a, out.n + 1, sizeof(*t->cell));
	if (out.n > 0)
		memcpy(t->cell, out.p, out.n * sizeof(*t->cell));
	vec_free(&out);
	free(under);
}

void
tablebox_build(struct lay *L, struct arena *a, struct box *box, int depth,
        const char *lang)
{
	struct build b;
	struct table *t = arena_new_of(a, struct table);

	memset(&b, 0, sizeof(b));
	b.L = L;
	b.a = a;
	b.t = t;
	b.lang = lang;
	b.depth = depth + 1;
	b.html = L->frame->f.elem.p[box->elem].role == ROLE_TABLE;
	box->table = t;
	t->style = box->style;
	t->elem = box->elem;
	walk_captions(&b, box->node, box->style);
	walk(&b, box->node, box->style, box->elem, 1, 0);
	tag_groups(&b);
	order_rows(&b);
	make_grid(&b);
	t->col = arena_array(a, t->cols + 1, sizeof(*t->col));
	for (size_t i = 0; i < t->cols && i < b.col.n; i++)
		t->col[i] = b.col.p[i];
	if (t->style->border_collapse)
		collapse_borders(a, t);
	else
		for (size_t i = 0; i < t->cells; i++)
			memcpy(t->cell[i].border,
			        t->cell[i].box->style->border_width,
			        sizeof(t->cell[i].border));
	vec_free(&b.row);
	vec_free(&b.cell);
	vec_free(&b.col);
	vec_free(&b.group);
}
