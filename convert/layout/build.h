/* build: the page builder: the vertical list cut into bands, columns and
 * pages. */
#ifndef BANTIN_LAYOUT_BUILD_H
#define BANTIN_LAYOUT_BUILD_H

#include "layout/flow.h"

struct back { /* painted beneath the text */
	uint32_t order;
	struct page_item item;
};

/* Where the number goes in the room kept for it: to its right end, behind a
 * leader; or the line is closed around it. */
enum late_at { LATE_RIGHT, LATE_CLOSE };

struct late { /* a page number that is not known yet */
	size_t item;
	const char *dest; /* NULL: the number of pages; "": this one's */
	const struct style *style;
	size_t before, after; /* items of its line around it */
	uint8_t at; /* enum late_at */
	uint8_t share; /* LATE_CLOSE: halves of the room that go before it */
	const char *list_type; /* counter style */
};

struct sheet { /* a page being made, or waiting */
	struct page page;
	VEC(struct back) back;
	VEC(struct late) late;
	struct arena *arena;
	const struct page_style *style;
	unit x, y, w, h; /* content area, for text */
	unit foot; /* below it, for floats and notes of the page */
	struct sheet *next;
};

struct open { /* a box that goes on */
	const struct deco *deco;
	const struct zone *zone; /* NULL: in a cell */
	unit dx; /* from the column's left edge */
	unit x, y; /* of the fragment at hand */
	uint8_t first;
};

struct held { /* one of them; neither: none */
	const char *text;
	struct running *box;
};

struct named { /* a running head's string or element */
	const char *name;
	struct held before, first, last; /* first: on this page */
	uint8_t element; /* elements have names of their own */
	uint8_t at_start; /* first opens the page */
};

struct wait { /* a figure that waits, and the list before it did */
	size_t at; /* from the list's head */
	struct piece *was;
	size_t n;
	int gap; /* one piece more now, behind the last of them */
};

struct spot { /* a piece before which a column may end: column.c */
	size_t pos;
	int64_t penalty;
	int64_t y; /* what stands above it */
	/* so far: places where it must end, and pieces that go up; and those
	 * that something hangs on */
	uint32_t odd, hung;
};

struct build {
	struct lay *L;
	struct flow *f;
	struct sheet *sheet; /* NULL: none begun */
	struct sheet *wait, **wait_end;
	const struct zone *zone;
	unit used; /* height of the page that is filled */
	unit floor; /* of it, by floats at the page's top */
	unit last_used, last_h; /* of the page finished last */
	VEC(struct insert *) pending; /* floats that wait for a page */
	VEC(struct insert *) notes; /* across the foot of this page */
	unit spared; /* of its height, for a note whose call went on */
	unit note_edge; /* what parts text and notes */
	int pages;
	int failed;
	int sent; /* pages go to the sink as they come */
	/* of all articles but the first; of those of them that have begun */
	uint64_t words, words_set;
	int front; /* pages when the second began */
	int artifact; /* a repeated header is being placed */
	int in_margin; /* so is a running element, aligned so: */
	int margin_align;
	int moved; /* a figure waits: items need sorting */
	VEC(struct wait) waits; /* of the page that is cut, floats.c */
	int outline_last;
	const char *page_name;
	struct page_item *spare; /* memory of a page that is gone */
	size_t spare_cap;
	size_t items; /* of the page finished last */
	VEC(struct open) open;
	VEC(struct named) string;
	VEC(unit) ys; /* tops of a column's pieces */
	VEC(struct spot) spot; /* of the band that is cut, column.c */
	int64_t whole; /* column_break(): cost of all columns looked at */
};

void
build_init(struct build *b, struct lay *L, struct flow *f);
/* Lay out what can be; final: nothing more will come. 0 or -1. */
int
build_run(struct build *b, int final);
/* The last page; sheet_flush() is to come. */
int
build_end(struct build *b);
void
build_free(struct build *b);

/* sheet.c */
int
sheet_new(struct build *b, int side_blank);
void
sheet_blank(struct build *b); /* nothing will come on it */
int
sheet_finish(struct build *b);
/* Do a few lines stand alone on the last page, and do all pages still wait? */
int
sheet_poor_end(const struct build *b);
int
sheet_flush(struct build *b); /* at the end: all that wait */
void
sheet_drop(struct build *b); /* those that wait go nowhere */
struct page_item *
sheet_item(struct sheet *s, enum item_kind kind);
struct page_item *
sheet_back(struct sheet *s, uint32_t order, enum item_kind kind);
unit
sheet_height(struct build *b, int ahead); /* of a page to come */

/* running.c: what margin boxes show of the text (css-gcpm-3, 1). */
void
running_mark(struct build *b, const struct mark *m);
void
running_turn(struct build *b); /* the page is done */
/* What string(), element() of a margin box is on this page. */
struct held
running_now(const struct build *b, const struct css_content *k);
/* Set r into a margin box of style st, whose content box is (x, y, w, h);
 * align: where a narrow one goes. */
void
running_set(struct build *b, const struct running *r, const struct style *st,
        const unit box[4], int align, int head);

/* How text aligned so closes around a number that turns out short. */
void
late_close(struct late *l, size_t before, size_t after, int align);

/* furniture.c */
void
furniture_set(struct build *b, struct sheet *s);

/* column.c: from, to: indices of pieces; h: height of a column. */
#define COLUMNS_MAX 12

struct walk { /* down one column */
	struct build *b;
	int64_t y; /* of the text */
	int64_t top, foot; /* what stands above and below it */
	int on_grid; /* y is known to be on it */
	int started, notes;
	int floats, paged; /* those of the column; of the page */
};
void
walk_start(struct walk *w, struct build *b, size_t from);
/* Height of the column so far. */
int64_t
walk_used(const struct walk *w);
/* Step over piece p; gives its top. */
int64_t
walk_step(struct walk *w, const struct piece *p);
/* Cut [from, to) into n columns of height h at the least cost, looking ahead
 * to n more of height next (0: none).  closed: the band ends at to, with
 * extra below it; next COLUMN_EVEN: all columns should be as high.  out[i] is
 * where column i ends; returns columns used, and in *cost what this page
 * costs. */
#define COLUMN_EVEN (-1)
int
column_break(struct build *b, size_t from, size_t to, int closed, unit extra,
        int n, unit h, unit next, size_t *out, int64_t *cost);

/* balance.c */
/* The least height at which [from, to) fits n columns, or -1 when not even
 * at h. */
unit
column_balance(struct build *b, size_t from, size_t to, int n, unit h);
/* Cut a whole band into even columns of height h, raised by lines up to room
 * until the search finds a way.  Gives columns used, 0: there is none. */
int
column_close(struct build *b, size_t from, size_t to, int n, unit *h, unit room,
        size_t *ends);
/* Height of the first part that must not be broken, and where it ends. */
unit
column_chunk(struct build *b, size_t from, size_t to, size_t *end);

/* floats.c: let the first figure that left white space at the foot of one of
 * these columns wait for the next column.  1: the list has changed. */
int
floats_wait(struct build *b, size_t from, const size_t *ends, int used, unit h);
int
floats_move(struct build *b, size_t from, const size_t *ends, int used, unit h);
/* The same for the pictures of a band of n columns that is balanced at h but
 * uneven. */
int
floats_balance(struct build *b, size_t from, size_t to, int n, unit h);
/* Take the last figure back that came to wait beyond this page's end.  1: the
 * list has changed. */
int
floats_undo(struct build *b, size_t end);
/* Does one lie beyond it? */
int
floats_beyond(const struct build *b, size_t end);
void
floats_settle(struct build *b); /* what waits now waits for good */

/* shrink.c: make the pictures of [from, to) smaller by what they are over, and
 * some lines of text if that can be.  1: the list has changed. */
int
shrink_band(struct build *b, size_t from, size_t to, unit over);
/* The first that does not fit the column it comes to when n columns of height
 * h and n of height next take all they can, but could.  (The columns as they
 * will be cut say less: they share the white that such a picture leaves.) */
struct cut { /* what column_break() was asked for */
	size_t from, to;
	int closed;
	unit extra;
	int n;
	unit h, next;
};
int
shrink_figure(struct build *b, const struct cut *c);

/* pagefloats.c: give a float of the text from here on its place on this page.
 * 1: there is less room now, look again. */
int
pagefloats_take(
        struct build *b, size_t from, size_t to, int closed, unit avail);
/* Those of [from, to) that have no place wait for the next page. */
void
pagefloats_defer(struct build *b, size_t from, size_t to);
/* Put down the notes of a page that ends; it has its whole height again. */
void
pagefloats_notes(struct build *b);
void
pagefloats_begin(struct build *b); /* what waited, on a page begun */

/* Of all pictures of a column: how much lower they may be, and that. */
unit
shrink_room(const struct build *b, size_t from, size_t to);
void
shrink_column(struct build *b, size_t from, size_t to, unit by);

/* even.c: n columns, cut as c says, that end together: a band that ends in
 * columns of up to most, or those that go to the foot of the page.  Other cuts
 * must cost less than limit.  The ends move with what is changed.  Gives the
 * height that they have room in. */
unit
even_columns(struct build *b, const struct cut *c, unit most, int64_t limit,
        size_t *ends);

/* Lines that a column wants beyond what its gaps can take; -1: not known. */
int
even_apart(struct build *b, size_t from, const size_t *ends, int n);

/* module.c: let an article of an uneven band begin a band of its own, that is
 * even, as the rest is.  1: the list has changed. */
int
module_split(struct build *b, size_t from, size_t to, int n, unit room,
        const size_t *ends);
/* The rule above a module whose columns begin at y. */
void
module_rule(struct build *b, size_t from, size_t to, unit y);

/* tall.c: part what no column of height h can hold.  1: the list has changed. */
int
tall_part(struct build *b, size_t from, size_t to, unit h);

/* vjust.c: how far down the columns of a page should reach, at most fill;
 * and one column with that much white: its pieces' tops b->ys move. */
unit
vjust_target(
        struct build *b, size_t from, const size_t *ends, int used, unit fill);
void
vjust_column(struct build *b, size_t from, size_t to, unit slack);
/* Lines that a column's gaps can take, more: at the utmost; -1: it does not
 * stand on the grid. */
int
vjust_lines(const struct build *b, size_t from, size_t to, int more);

/* place.c */
unit
place_column(
        struct build *b, size_t from, size_t to, unit x, unit y, unit fill);
/* The rule above notes of width w, if the sheet has one. */
void
place_note_rule(struct build *b, unit x, unit y, unit w);
void
place_suspend(struct build *b, const struct zone *z, unit y);
void
place_resume(struct build *b, const struct zone *z, unit x, unit y);

/* row.c */
void
place_row(struct build *b, const struct piece *p, unit x, unit y);
void
place_list(struct build *b, const struct piece *p, size_t n, unit x, unit y);
void
place_border(struct build *b, const struct style *s, unit x, unit y, unit w,
        unit h, int first, int last);
void
place_box(struct build *b, const struct style *s, uint32_t order, unit x,
        unit y, unit w, unit h, int first, int last);
/* ground.c: colour and pictures beneath a box or the part of one, its border
 * box; first, last: the part has its top, its bottom. */
void
ground_place(struct build *b, const struct style *s, uint32_t order, unit x,
        unit y, unit w, unit h, int first, int last);
/* edges.c */
#define CORNERS_ALL 15
const unit *
corners_of(struct sheet *s, const struct style *st, unit w, unit h, unit inset,
        int which);
void
place_rule(struct sheet *s, unit x, unit y, unit w, unit h, int style,
        unit width, struct css_color c);
/* How one side is drawn: of inset and outset boxes plainly in a colour of its
 * own. */
void
border_side(const struct style *s, int side, int round, int *style,
        struct css_color *c);
void
ibox_paint(struct build *b, const struct line *ln, unit x, unit base);
void
place_mark(struct build *b, const struct mark *m, unit x, unit y);
void
place_line(struct build *b, const struct line *ln, unit x, unit y);

#endif
