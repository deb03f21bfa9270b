/* pen: what the painters of one page's content stream share: where the page
 * goes, what is open in it and the graphics state as readers have it.
 *
 * content.c        the page, its items in order, marked content
 * content_text.c   text objects and arrays
 * content_shape.c  rectangles, rules, frames, pictures, grounds
 * pen.c            colours, alpha, overprint
 */
#ifndef BANTIN_PDF_PEN_H
#define BANTIN_PDF_PEN_H

#include "pdf/font.h"
#include "pdf/writer.h"

struct pen {
	struct pdf *pdf;
	const struct page *page;
	const struct pdf_leaf *leaf;
	struct pdf_uses *uses;
	struct str *out;
	/* marked content */
	int open; /* 0 none, 1 content, 2 artifact */
	uint32_t elem, seq;
	uint8_t artifact, artifact_sub;
	int alone; /* nothing may be added to it */
	const struct page_item *joins; /* but this */
	struct str joined; /* what both say */
	const char *lang;
	/* graphics state */
	struct css_color fill, stroke;
	struct css_color text; /* of the array, as the page has it */
	int overprint, alpha; /* alpha 0..255 */
	unit line_width;
	int line_style;
	/* text state */
	int in_text, in_array;
	int font; /* index of the face; -1 */
	unit size;
	int bold;
	unit bold_size;
	int64_t leading; /* 1/1000 pt */
	/* text object: start of the line as readers have it, 1/1000 pt */
	int64_t line_x, line_y;
	int slanted;
	/* array: where it began and where the pen is */
	const struct page_item *last; /* whose text it takes; NULL: not sure */
	unit x0, y0;
	int64_t at; /* millionths of an em from x0 */
	int gaps; /* it holds a number */
	int64_t gap; /* last number put between words, */
	size_t gap_len; /* and as it stands between two strings */
	char gap_text[2 * STR_SHORT];
};

/* Colour to fill or, with stroke, to draw with; alpha along with it. */
void
pen_set_color(struct pen *pen, const struct css_color *c, int stroke);
void
pen_set_alpha(struct pen *pen, int alpha); /* 0..255 */
/* Small black on top of colour overprints in print (GWG 2022). */
void
pen_set_overprint(struct pen *pen, int on);
static inline int
pen_same_color(const struct css_color *a, const struct css_color *b)
{
	return a->set == b->set && a->cmyk == b->cmyk &&
	       memcmp(a->c, b->c, sizeof(a->c)) == 0;
}
static inline int
pen_alpha(const struct css_color *c)
{
	return c->cmyk ? 255 : c->c[3] / 257;
}
static inline int
pen_is_invisible(const struct css_color *c) /* none, or alpha 0 */
{
	return !c->set || pen_alpha(c) == 0;
}

/* At x, the item's word or the space behind it; c is its code in the font,
 * actual what it says, or NULL. */
void
pen_text(struct pen *pen, const struct page_item *it, const struct shaped *word,
        unit x, const char *actual, struct face *fa, const struct coded *c);
/* The space behind the word just painted; 0: pen_text() has to look at it. */
int
pen_space(struct pen *pen, const struct page_item *it, const struct coded *c);
/* The text object that is open, if any. */
void
pen_end_text(struct pen *pen);
/* As a property of marked content. */
void
pen_put_actual_text(struct str *out, const char *text);

void
pen_rect(struct pen *pen, const struct page_item *it);
void
pen_side(struct pen *pen, const struct page_item *it);
void
pen_rule(struct pen *pen, const struct page_item *it);
void
pen_frame(struct pen *pen, const struct page_item *it);
void
pen_ground(struct pen *pen, const struct page_item *it);
void
pen_image(struct pen *pen, const struct page_item *it);

#endif
