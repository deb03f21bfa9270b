/* box: the tree of boxes made from the styled DOM.  Blocks hold blocks,
 * tables and paragraphs; a paragraph holds text and runs.  A paragraph box
 * has no edges of its own: it stands for the line boxes of its parent.
 */
#ifndef BANTIN_LAYOUT_BOX_H
#define BANTIN_LAYOUT_BOX_H

#include "layout/lay.h"

#define BOX_DEPTH 600 /* deeper elements are taken as inline text */

enum box_kind { BOX_BLOCK, BOX_PARA, BOX_TABLE };
enum run_kind {
	RUN_TEXT,
	RUN_IMAGE,
	RUN_LEADER,
	RUN_LATE,
	RUN_BREAK,
	RUN_BOX, /* an inline block */
	RUN_EDGE /* where an inline element begins or ends */
};

struct anchor { /* of a link */
	uint32_t elem;
	const char *uri, *dest; /* one of them */
	const char *contents;
};

struct box;
struct sublist;

struct mark;

struct note { /* a footnote */
	struct box *box;
	struct sublist *set; /* at the column's width, which is: */
	unit w;
};

struct ibox { /* an inline element that shows as a box: ibox.c */
	const struct ibox *outer; /* another that it stands in */
	const struct style *style;
	unit rise;
	unit above, below; /* an initial letter: of the baseline; or 0 */
};

/* A stretch of a paragraph with one style and one owner. */
struct run {
	uint8_t kind;
	uint8_t artifact; /* leaders, decorative images */
	uint8_t deco; /* enum css_decoration */
	const struct style *style;
	const struct style *deco_style;
	unit deco_rise; /* of the element that is decorated */
	const struct ibox *ibox; /* it stands in; or NULL */
	const char *list_type; /* late: the number's counter style */
	const char *lang;
	const char *item_lang; /* when unlike the element's */
	uint32_t elem, seq;
	const struct anchor *link;
	struct note *note; /* the run calls for it */
	const struct mark *marks; /* destinations where it begins */
	unit rise;
	unit lift; /* atoms: rise without vertical-align */
	unit w, h; /* image: natural size; inline block: its margin box; edge:
		    * its width */
	unit drop; /* inline block: height below its baseline */
	struct box *box; /* inline block */
	struct sublist *set; /* the same, set */
	uint8_t tall; /* inline block: no column can hold it */
	uint8_t side, end; /* edge: enum css_side; 1: behind its element */
	const char *s; /* asset, leader, or name of destination;
				 * late: NULL is the number of pages,
				 * "" that of the page */
};

struct soft { /* U+00AD and U+200B, taken out of the text */
	size_t at;
	int hyphen;
};

enum tok_kind {
	TOK_WORD,
	TOK_SPACE,
	TOK_IMAGE,
	TOK_LEADER,
	TOK_LATE,
	TOK_BREAK,
	TOK_BOX,
	TOK_EDGE
};

struct tok {
	uint8_t kind;
	uint8_t brk; /* LB_ after it */
	uint8_t level; /* bidi */
	uint8_t fixed; /* a space that is no glue */
	uint8_t soft; /* a hyphen stands after it at a line's end */
	uint32_t start, len; /* of the text */
	unit w, h; /* at the scale of the paragraph */
	const struct run *run;
	const struct text_item *item;
	const struct shaped *word;
};

struct initial { /* a letter that is set by itself */
	const struct run *run;
	const char *text;
	int lines;
	uint8_t space; /* one follows */
};

struct para {
	const struct style *style;
	const char *lang;
	char *text; /* LANES zeros stand behind it */
	size_t n;
	struct run **run;
	struct text_piece *piece; /* ctx: the run */
	size_t pieces;
	struct soft *soft;
	size_t softs;
	const struct initial *initial;
	uint8_t heading; /* even lines: see lines.c */
	uint8_t rtl;
	uint8_t flush; /* no indent, whatever the style says */
	uint8_t inside; /* nothing hangs: the page ends there */
	/* made by inline_prepare() */
	int scale;
	struct text_item *item;
	struct tok *tok;
	size_t toks;
};

enum mark_kind {
	MARK_DEST,
	MARK_OUTLINE,
	MARK_STRING,
	MARK_INDEX,
	MARK_RUNNING
};

struct running { /* an element for the page's margins */
	struct arena *arena; /* of the box; NULL: it is gone */
	struct box *box;
	unit max; /* width that it can use */
	uint8_t in_line; /* no wider than that */
};

struct mark { /* something that wants to know its page */
	uint8_t kind;
	int level; /* index: number of the entry */
	const char *name; /* interned */
	const char *text; /* interned */
	struct running *running;
	const struct mark *next;
};

struct marker { /* of a list item */
	const struct style *style;
	const char *text;
	const char *lang;
	uint32_t elem, seq;
	uint8_t rtl;
};

struct cell {
	struct box *box;
	uint32_t row, col;
	uint32_t rows, cols; /* spans, cut to the grid */
	unit border[4]; /* that it makes room for; collapsed: half of it */
};

struct trow {
	const struct style *style;
	const struct style *group_style; /* NULL: in no row group */
	uint32_t elem; /* TR */
	uint32_t part; /* number of the row group */
	uint8_t group; /* 0 head, 1 body, 2 foot */
	uint32_t first, n; /* of cell[] */
};

struct tcol { /* what <col> asks for */
	struct css_len width;
	const struct style *style; /* NULL: there is none */
};

struct tedge { /* a border that cells share */
	const struct style *style; /* whose it is; NULL: none */
	uint8_t side; /* of that, enum css_side */
};

struct table {
	const struct style *style;
	uint32_t elem;
	struct box *caption; /* chain by next */
	struct trow *row;
	size_t rows, heads; /* the first `heads` rows are repeated */
	struct cell *cell;
	size_t cells;
	struct tcol *col;
	size_t cols;
	/* border-collapse: lines above each row and below the last, by column;
	 * before each column and behind the last, by row */
	struct tedge *across, *down;
};

struct box {
	struct box *first, *last, *next;
	const struct style *style;
	const xmlNode *node; /* NULL: anonymous */
	uint32_t elem;
	uint8_t kind;
	uint8_t figure; /* <figure>: kept together */
	uint8_t caption; /* <figcaption>: as wide as its picture */
	uint8_t span_all; /* a table too wide for a column */
	const struct mark *marks;
	const struct marker *marker;
	struct para *para;
	struct table *table;
};

struct inl { /* the inline element at hand */
	const struct style *style;
	const struct style *deco_style;
	const char *lang, *item_lang;
	uint32_t elem;
	const struct anchor *link;
	struct note *note;
	unit rise;
	uint8_t deco;
	unit deco_rise;
	const struct ibox *ibox;
};

/* box.c */
/* The tree of node, whose parent has style pstyle and structure element
 * elem.  NULL when it makes no box. */
struct box *
box_build(struct lay *L, struct arena *a, const xmlNode *node,
        const struct style *pstyle, uint32_t elem, const char *lang, int depth);
/* The same when the style is known; outer: inline element around or NULL. */
struct box *
box_make(struct lay *L, struct arena *a, const xmlNode *node,
        const struct style *s, uint32_t elem, const struct inl *outer,
        const char *lang, int depth);
/* An anonymous box of style s around siblings from n to before end, with what
 * their parent generates beside the first and the last. */
struct box *
box_run(struct lay *L, struct arena *a, const xmlNode *n, const xmlNode *end,
        const struct style *s, uint32_t elem, const char *lang, int depth);
const char *
box_lang(struct lay *L, const xmlNode *n, const char *lang);
/* A block box for node alone: its children come one by one. */
struct box *
box_open(struct lay *L, struct arena *a, const xmlNode *node,
        const struct style *pstyle, uint32_t elem, const char *lang, int depth);
void
box_dump(struct str *out, const struct lay *L, const struct box *b, int depth);
/* Least and greatest width the content can use. */
void
box_extent(struct lay *L, struct arena *a, struct box *b, int scale, unit *min,
        unit *max);

/* collect.c: text of a paragraph */
struct collect;

struct collect *
collect_new(struct arena *a);
int
collect_pending(const struct collect *c); /* holds anything? */
/* Valid UTF-8. */
void
collect_text(struct collect *c, struct lay *L, const struct inl *in,
        struct span text);
struct run * /* NULL: a break in a space's place */
collect_atom(struct collect *c, struct lay *L, const struct inl *in,
        enum run_kind kind, const char *s, unit w, unit h, int artifact);
/* Before an inline element, or behind it, at its left or right side. */
void
collect_edge(struct collect *c, struct lay *L, const struct inl *in, unit w,
        int side, int end);
/* Destinations for where the next text begins. */
void
collect_marks(struct collect *c, const struct mark *m);
/* Those that no text came for. */
const struct mark *
collect_left(struct collect *c);
/* The paragraph, or NULL when it would be empty; c starts anew. */
struct para *
collect_end(struct collect *c, const struct style *style, const char *lang);
void
collect_free(struct collect *c);

/* lettercase.c: a character in its other case; before it stands what is from
 * start to at. */
void
case_upper(struct str *out, uint32_t cp, const char *lang, const char *start,
        const char *at);
void
case_title(struct str *out, uint32_t cp, const char *lang);
void
case_lower(struct str *out, uint32_t cp, const char *lang, int after,
        const char *next, const char *end);

/* ibox.c */
/* Has an element of the style a ground or borders? */
int
ibox_shows(const struct style *s);
/* Border and padding of a side of an inline element; and its margin, too. */
unit
ibox_edge(const struct style *s, int side);
unit
ibox_outer(const struct style *s, int side);
/* An inline element of style k->style begins; NULL: it shows no box. */
const struct ibox *
ibox_enter(struct lay *L, struct arena *a, struct collect *c, struct inl *k);
void
ibox_leave(struct lay *L, struct collect *c, const struct inl *k,
        const struct ibox *b);

/* inline.c */
void
inline_prepare(struct lay *L, struct arena *a, struct para *p, int scale);
void
inline_extent(const struct para *p, unit *min, unit *max);

/* content.c */
void
content_collect(struct lay *L, struct arena *a, struct collect *c,
        const struct inl *in, const xmlNode *node,
        const struct css_content *content);
void
content_text(struct lay *L, struct str *out, const struct style *s,
        const xmlNode *node, const struct css_content *content);
const struct mark *
content_marks(struct lay *L, struct arena *a, const xmlNode *node,
        const struct style *s);
const struct mark *
mark_join(const struct mark *a, const struct mark *b);
struct anchor *
content_anchor(struct lay *L, struct arena *a, const xmlNode *node);

/* collapse.c */
void
collapse_borders(struct arena *a, struct table *t);

/* tablebox.c */
void
tablebox_build(struct lay *L, struct arena *a, struct box *b, int depth,
        const char *lang);

#endif
