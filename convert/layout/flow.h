/* flow: the vertical list: frozen pieces from top to bottom, with glue and
 * penalties between them, as TeX's main vertical list.  A break may come
 * before any piece at the price of its penalty.
 */
#ifndef BANTIN_LAYOUT_FLOW_H
#define BANTIN_LAYOUT_FLOW_H

#include "layout/box.h"

/* Text narrower than that cannot be read; indents give way. */
#define LEAST_EMS 3

#define PEN_HYPHEN 6000 /* the column ends within a word */
#define PEN_LINES 15 /* inside a paragraph */
#define PEN_COLON 300 /* between "as follows:" and what does */
#define PEN_SOFT 2500 /* break-inside: -bantin-discourage */
#define PEN_AVOID 10000 /* break-inside: avoid */
#define PEN_WIDOW 20000
#define PEN_KEEP 40000 /* after a heading */
#define PEN_NEVER 10000000 /* only where nothing else fits */

struct zone { /* geometry of a band of columns */
	const struct zone *outer; /* where the container stands */
	int n;
	unit x, width; /* of the container's content box */
	unit col, gap;
	const struct style *style; /* column rule; NULL: none */
	uint8_t fill;
};

struct litem { /* of a line */
	const struct shaped *word; /* NULL: image */
	const struct run *run;
	unit x, w;
	unit h; /* image */
	unit size;
	uint8_t hyphen;
	uint8_t space;
	uint8_t joined; /* one word with the next */
	uint8_t gives; /* takes a part of its line's slack */
};

struct setting { /* how a paragraph was set, if it can be set anew */
	struct para *para;
	struct arena *arena;
	const struct marker *marker; /* it began with */
	unit x, w;
	unit fill; /* of its last line */
	uint32_t lines;
	uint32_t badness; /* of all but the last */
	int worst; /* of them */
	uint8_t soft; /* struct flow's, then */
	uint8_t again; /* it was */
	uint8_t never; /* tried in vain */
};

enum { NEVER_SHORTER = 1, NEVER_LONGER = 2 };

struct line {
	struct setting *set; /* its paragraph's; NULL: none */
	unit base; /* baseline below the line's top */
	unit h;
	uint32_t n;
	uint32_t line_no;
	struct litem *it;
};

struct deco { /* edges of a block box */
	const struct style *style;
	unit w;
	unit top, bottom; /* border and padding */
	unit module; /* its top stands above all columns, so high */
	uint32_t order; /* of painting */
};

struct piece;

enum insert_kind {
	INSERT_TOP,
	INSERT_BOTTOM,
	INSERT_NOTE,
	INSERT_PAGE_TOP, /* across all columns: pagefloats.c */
	INSERT_PAGE_BOTTOM,
	INSERT_PAGE_NOTE
};

struct insert { /* stands at the head or foot of its line's column */
	struct insert *next;
	struct piece *list;
	size_t n;
	unit h, lead; /* lead: white above the list */
	uint8_t kind;
	uint8_t done; /* on a page, or waiting for one */
};

struct sublist { /* a box set by itself */
	struct piece *p;
	size_t n;
	unit h;
	struct insert *insert;
	unit dx, dy; /* it starts this much beside and below its piece */
};

struct side { /* a float that text may still stand beside */
	int64_t bottom; /* in struct flow.y */
	unit edge; /* towards the text */
	uint8_t right;
	uint8_t letter; /* an initial one */
};

struct crule { /* a border that a cell shares with its neighbours */
	struct tedge edge;
	uint8_t side; /* of the cell */
	unit from, to; /* along it; UNIT_MAX: to the end */
};

struct rcell { /* a cell of a row as set */
	const struct style *style;
	const struct style *col_style; /* its column's; NULL: none */
	const struct crule *rule; /* collapsed borders */
	size_t rules;
	struct piece *list;
	size_t n;
	unit x, w, h; /* the cell's border box; h 0: the row's */
	unit dx, dy; /* of the content */
	uint8_t edges; /* 1 << enum css_side: borders to draw */
	uint32_t elem;
};

struct tset { /* a table as set */
	uint32_t elem;
	uint32_t order; /* of painting, of what lies beneath all cells */
	unit x, w; /* of the rows */
	struct piece *head; /* rows repeated atop every fragment */
	size_t heads;
	unit head_h;
};

struct row {
	const struct tset *table;
	const struct style *style, *group_style; /* group: or NULL */
	struct rcell *cell;
	size_t n;
	uint8_t first, last, in_head;
	uint8_t ragged; /* a cell of it, or of one above, is over rows */
	uint32_t order;
};

enum piece_kind {
	PC_GLUE,
	PC_LINE,
	PC_OPEN,
	PC_CLOSE,
	PC_ROW,
	PC_MARK,
	PC_FLOAT, /* u.sub, beside lines to come; or NULL: room */
	PC_ZONE
};

struct piece {
	uint8_t kind;
	uint8_t snap; /* stands on the grid */
	uint8_t force; /* glue: enum css_break that is forced */
	uint8_t figure; /* glue: what follows may wait, enum may_wait */
	int32_t penalty; /* of a break before it */
	unit h;
	unit stretch; /* glue: at most that much more; a line that is a
				 * picture: that much less */
	unit x; /* from the column's left edge */
	uint32_t count; /* glue before a figure: pieces of it */
	const char *page; /* glue: named page from here on; "": none */
	struct insert *insert; /* a chain */
	union {
		const struct line *line;
		const struct deco *deco;
		const struct row *row;
		const struct mark *mark;
		const struct zone *zone;
		const struct sublist *sub;
	} u;
};

enum may_wait { WAIT_NOT, WAIT_MAY, WAIT_DID };

struct hold { /* memory to be freed when end is passed */
	struct arena *arena;
	size_t end;
};

struct gap { /* what stands between two solid pieces */
	unit pos, neg; /* collapsing margins */
	int avoid; /* least since the last piece */
	uint8_t keep, never, force, figure, open;
	int soft; /* a penalty: rather not here */
	const char *page;
	const char *left; /* the named page that ended here ... */
	uint8_t left_force; /* ... and the break without its end */
};

struct unopened { /* a box whose margin its first child's joins */
	const struct deco *deco;
	unit x;
};

struct flow {
	struct lay *L;
	struct arena *arena; /* where frozen content goes */
	VEC(struct piece) v;
	size_t head; /* pieces before it are placed */
	const struct zone *zone; /* NULL: in a cell, no columns */
	int scale;
	int avoid; /* open break-inside: avoid */
	int soft; /* and of those that only discourage */
	int depth;
	const struct marker *marker; /* waits for the first line */
	const char *page; /* named page in force */
	unit outer_w; /* zone NULL: of the column around */
	VEC(struct insert *) carry; /* for the lines to come */
	size_t carried; /* of them done */
	int64_t y; /* of all pieces so far */
	VEC(struct side) side;
	size_t last_line; /* its index + 1; 0: none yet */
	size_t zone_at; /* where the columns at hand begin */
	struct gap gap;
	VEC(struct unopened) unopened; /* before the next solid piece */
	uint8_t in_note; /* it may be cut behind any line: no floats beside */
	uint8_t root; /* what comes lets no margin of a child out */
	unit em; /* of the text around a float; 0: not known */
	unit within; /* definite height of the containing block; or 0 */
	VEC(const struct mark *) marks;
	VEC(struct hold) hold;
};

/* flow.c */
void
flow_init(struct flow *f, struct lay *L, struct arena *a,
        const struct zone *zone);
void
flow_free(struct flow *f);
void
flow_margin(struct flow *f, unit m);
void
flow_mark(struct flow *f, const struct mark *m);
/* Close the gap before a solid piece: margins, penalties, marks. */
void
flow_gap(struct flow *f);
struct piece *
flow_push(struct flow *f, enum piece_kind kind, unit h);
/* Does it show something? */
static inline int
piece_is_solid(const struct piece *p)
{
	return p->kind != PC_GLUE && p->kind != PC_MARK;
}
void
flow_zone(struct flow *f, const struct zone *z);
/* The n pieces at `at` give way to m others; what is counted in pieces moves. */
void
flow_replace(struct flow *f, size_t at, size_t n, const struct piece *with,
        size_t m);

/* Nothing more comes: what waits is put down. */
void
flow_end(struct flow *f);

/* notes.c */
unit
flow_measure(const struct flow *f); /* of the column */
void
flow_list(struct flow *f, struct box *b, unit w, struct sublist *out);
void
insert_append(struct insert **chain, struct insert *k);
struct insert *
insert_take(struct piece *p, size_t n);
void
notes_prepare(struct flow *f, const struct para *p);
void
notes_line(struct flow *f, const struct line *ln); /* NULL: it calls for none */
void
notes_flush(struct flow *f);
int
notes_float(struct flow *f, struct box *b);

/* sides.c */
int64_t
sides_top(const struct flow *f); /* of a line that would come now */
int64_t
sides_bottom(const struct flow *f, int which); /* enum css_clear */
void
sides_inset(const struct flow *f, int64_t y, unit x, unit w, unit *left,
        unit *right);
void
sides_add(struct flow *f, int right, unit edge, int64_t bottom);
void
flow_clear(struct flow *f, int which);
int
sides_float(struct flow *f, struct box *b, unit x, unit w);
/* How far a float to the right that is set as a block moves, in a column of w. */
unit
sides_shift(const struct style *s, unit w);
struct litem *
sides_initial(
        struct flow *f, const struct para *p, unit x, unit w, uint32_t *items);

/* block.c: x and w are the containing block's content box. */
struct block { /* an open block */
	struct box *box;
	unit x, w; /* content box */
	const struct zone *before, *span;
	struct named_page {
		int on; /* the block names its pages */
		const char *before; /* the name outside */
		const struct zone *zone; /* outside; NULL: the same */
		unit tallest, beside; /* outside */
	} page;
	const struct deco *deco;
	unit margin_bottom;
	unit height; /* of the content, at least */
	unit within; /* struct flow's, before */
	size_t body; /* where that begins */
	uint8_t root; /* margins stay in it */
	uint8_t avoid, soft, span_all;
	size_t start;
};

/* Pages of a name for what comes, and their end (css-page-3, 6).  x and w are
 * those of the containing block, which is such a page's own. */
void
page_enter(struct flow *f, const struct style *s, unit *x, unit *w,
        struct named_page *p);
void
page_leave(struct flow *f, struct named_page *p);

void
block_open(struct flow *f, struct box *b, unit x, unit w, struct block *bl);
void
block_close(struct flow *f, struct block *bl);
void
block_set(struct flow *f, struct box *b, unit x, unit w);
void
block_inner(struct flow *f, struct box *b, unit x, unit w); /* no float */
/* What lies beneath the pieces between: backgrounds, borders and their room.
 * joins: where it has no edge, its margin and a child's are one. */
const struct deco *
deco_open(struct flow *f, const struct style *s, unit x, unit w, unit top,
        unit bottom, int joins);
void
deco_close(struct flow *f, const struct deco *d, int joins);
void
block_marker(struct flow *f, unit x);
/* How far what is outside a line that starts at x of the column may reach. */
unit
block_outside(const struct flow *f, unit x);
/* Left and right margin, border and padding; the content's place. */
void
block_edges(
        const struct style *s, unit w, unit *cx, unit *cw, unit *bx, unit *bw);

/* jump.c: an article that goes on behind others.  It was pushed since piece
 * start; to and head are made when they are wanted, see jump.c. */
struct jump;
struct jump *
jump_cut(struct flow *f, size_t start, int lines);
/* Where the line "continued on page" stands, and the head of the rest. */
void
jump_measure(const struct flow *f, const struct jump *j, unit *x, unit *w);
void
jump_close(struct flow *f, struct jump *j);
void
jump_reopen(struct flow *f, struct jump *j, const struct mark *from);
void
jump_resume(struct flow *f, struct jump *j);

/* lines.c */
void
lines_set(struct flow *f, struct para *p, unit x, unit w);
/* The paragraph again, by lines more or fewer and none of greater badness than
 * worst, on a list of its own: a gap, then the lines.  0: that cannot be. */
int
lines_again(struct flow *f, const struct setting *s, int by, int worst);

/* ibox.c */
void
ibox_prepare(struct flow *f, const struct para *p, unit w);
/* Set p around an inline block that no column can hold.  0: there is none. */
int
ibox_part(struct flow *f, const struct para *p, unit x, unit w);
/* How far an atom of height h stands above the baseline of its parent. */
unit
ibox_rise(struct lay *L, const struct style *parent, const struct run *r,
        int scale, unit h);

/* words.c */
/* Text in one line from x = 0 on, of the run's style; *n items, *width. */
struct litem *
words_set(struct lay *L, struct arena *a, const struct run *run,
        const char *text, int scale, uint32_t *n, unit *width);
/* Reverse what runs from right to left, from the highest embedding level down
 * (UAX 9, L2).  order[] holds indices of items. */
void
words_order(const uint8_t *level, uint32_t *order, size_t n);

/* table.c, rows.c */
void
table_set(struct flow *f, struct box *b, unit x, unit w);
void
table_extent(struct lay *L, struct arena *a, struct box *b, int scale,
        unit *min, unit *max);
struct tgrid { /* widths settled */
	unit *x, *w; /* per column */
	unit width; /* outer */
	unit height; /* the least of all rows together; 0: as it comes */
	int scale;
	unit sx, sy; /* border-spacing */
	uint8_t collapse;
};
void
rows_set(struct flow *f, struct table *t, const struct tgrid *g, unit x);
/* A pair of edges, made smaller to fit so much room. */
void
table_fit_edges(unit *first, unit *second, unit room);
void
table_cell_edges(const struct cell *c, int collapse, int scale, unit e[4]);

/* collapse.c */
/* Rules of the part of cell c beside `rows` rows from row on, of heights h. */
void
collapse_rules(struct arena *a, const struct table *t, const struct tgrid *g,
        const unit *h, const struct cell *c, size_t row, size_t rows,
        struct rcell *rc);

#endif
