/* page: what layout yields and writers read: frozen pages, the tree of
 * structure elements, outline and named destinations.
 *
 * Coordinates: unit (1/1024 pt), origin at the top left corner of the trim
 * box, y grows downwards; text at its baseline.
 */
#ifndef BANTIN_LAYOUT_PAGE_H
#define BANTIN_LAYOUT_PAGE_H

#include <stddef.h>
#include <stdint.h>

#include "base/unit.h"
#include "base/vec.h"
#include "css/style.h"
#include "text/shape.h"

/* Standard structure types, ISO 32000-1 14.8.4. */
enum role {
	ROLE_DOCUMENT,
	ROLE_PART,
	ROLE_ART,
	ROLE_SECT,
	ROLE_DIV,
	ROLE_H1,
	ROLE_H2,
	ROLE_H3,
	ROLE_H4,
	ROLE_H5,
	ROLE_H6,
	ROLE_P,
	ROLE_L,
	ROLE_LI,
	ROLE_LBL,
	ROLE_LBODY,
	ROLE_BLOCKQUOTE,
	ROLE_QUOTE,
	ROLE_FIGURE,
	ROLE_CAPTION,
	ROLE_TABLE,
	ROLE_THEAD,
	ROLE_TBODY,
	ROLE_TFOOT,
	ROLE_TR,
	ROLE_TH,
	ROLE_TD,
	ROLE_TOC,
	ROLE_TOCI,
	ROLE_INDEX,
	ROLE_REFERENCE,
	ROLE_LINK,
	ROLE_NOTE,
	ROLE_SPAN,
	ROLE_CODE,
	ROLE_COUNT
};

enum artifact {
	ARTIFACT_NONE,
	ARTIFACT_LAYOUT,
	ARTIFACT_PAGINATION,
	ARTIFACT_BACKGROUND
};
enum artifact_sub { SUB_NONE, SUB_HEADER, SUB_FOOTER };

/* A structure element.  Elements are made in document order while boxes are
 * made; id is its index in struct frame.elem.  seq orders its children and
 * marked content in /K: both draw from one counter that follows the
 * document, not the pages. */
struct elem {
	uint32_t id, parent; /* elem 0 is the Document */
	uint32_t seq;
	uint8_t role;
	uint8_t scope; /* TH: 1 column, 2 row */
	uint16_t colspan, rowspan; /* TH, TD */
	uint8_t numbering; /* L: enum css_numbering */
	const char *lang; /* NULL: as the parent */
	const char *alt; /* Figure; never NULL there */
	const char *id_name; /* Note, TH: unique ID; NULL */
	/* Figure, Table: where it landed (first page), for /BBox */
	int32_t page; /* -1: not placed */
	unit bbox[4]; /* x0 y0 x1 y1 */
};

enum item_kind {
	ITEM_TEXT,
	ITEM_RECT,
	ITEM_RULE,
	ITEM_IMAGE,
	ITEM_FRAME,
	ITEM_GROUND,
	ITEM_SIDE
};

/* Colours along a line from (x0, y0) to (x1, y1), or around the centre (x0,
 * y0) to the radii x1 and y1; from a tile's top left corner.  The stops come
 * again before and after themselves, in all `repeats` times, the first time
 * `before` times their length ahead of where they say.  Beyond the ends the
 * last colours go on. */
struct gradient {
	uint8_t radial;
	unit x0, y0, x1, y1;
	int before, repeats; /* 0 and 1, unless repeating */
	size_t n; /* at least 2 */
	const struct gradient_stop {
		struct css_color color; /* set; its alpha counts */
		int32_t at; /* millionths of the line, never less than
			     * before; the last more than the first */
	} * stop;
};

/* A layer of a background: tiles of a picture or gradient. */
struct ground {
	const char *asset; /* or */
	const struct gradient *gradient;
	unit x, y, w, h; /* the first tile, on the page */
	unit dx, dy; /* from one tile to the next */
	int nx, ny;
};

/* A page has 900 of them, and the first pages of an issue wait together.  So
 * what only a text has and what only a shape has share their places (kind says
 * which is there), and the space behind a word stands with it. */
struct page_item {
	uint8_t kind;
	uint8_t artifact; /* enum artifact; 0: content of elem */
	uint8_t artifact_sub;
	union {
		uint8_t hyphen; /* text: a hyphen that layout put in at the
				 * line's end; its word is U+00AD */
		uint8_t sides; /* frame: 1 << enum css_side */
	};
	union {
		uint8_t joined; /* text: one word with the item after it, which
				 * stands elsewhere (an initial letter) */
		uint8_t rule_style; /* enum css_border_style */
	};
	struct css_color color;
	uint32_t elem;
	uint32_t seq;
	unit x, y; /* text: start of the baseline; else top left */
	unit w; /* text: the advance, with its space's */
	union {
		unit h; /* but of a text */
		unit rise; /* text: drawn this much above y */
	};
	union {
		/* text: one word, or one space, or a hyphen */
		const struct shaped *word;
		/* rect, image, frame, ground: radii across and down of four corners
		 * from the top left, or NULL: they are square */
		const unit *radius;
		/* side: four points, x and y of each; it is what lies between
		 * them */
		const unit *point;
	};
	union {
		const char
		        *lang; /* text: when other than the element's; NULL */
		const char *asset; /* image: "assets/HASH.jpg" */
		const struct ground *ground; /* seen in x, y, w, h */
	};
	union {
		struct {
			unit size; /* text */
			unit letter_spacing; /* added after each cluster */
		};
		/* rule: a line from (x, y) to (x + w, y + h); frame: the sides
		 * of a rounded border, x, y, w and h of the middle of its
		 * lines */
		unit rule_width;
	};
	/* text: the space that comes behind the word and looks as it does;
	 * NULL: none */
	const struct shaped *space;
	unit space_x; /* from x */
};

struct page_link {
	uint32_t elem; /* a ROLE_LINK or ROLE_REFERENCE > LINK */
	unit x0, y0, x1, y1; /* one rectangle per line */
	const char *uri; /* or */
	const char *dest; /* name of a destination in this document */
	const char *contents; /* for readers: never NULL */
};

struct page {
	int index; /* from 0, in the order of the document */
	const char *label; /* the folio: "1", "ii" */
	unit width, height; /* trim */
	unit bleed;
	uint8_t crop_marks;
	VEC(struct page_item) item; /* in painting order */
	VEC(struct page_link) link;
};

struct outline {
	const char *title;
	int level; /* from 1, no skips */
	int page;
	unit y;
};

struct dest {
	const char *name; /* unique */
	int page;
	unit x, y;
};

/* What belongs to the whole document; complete when layout has ended. */
struct frame {
	VEC(struct elem) elem;
	VEC(struct outline) outline;
	VEC(struct dest) dest;
	int pages;
	const char *lang;
};

/* Pages arrive when they are complete, not always in order: a contents page
 * waits for its numbers.  The page is freed after the call.  Returns 0, or
 * -1 after one diagnostic, which ends layout. */
struct page_sink {
	void *ctx;
	int (*page)(void *ctx, const struct page *p);
};

/* Stable dump for goldens: one line an item. */
void
page_dump(struct str *out, const struct page *p);
/* Its lines of text: page, place, width, words. */
void
page_dump_lines(struct str *out, const struct page *p);
void
frame_dump(struct str *out, const struct frame *f);

#endif
