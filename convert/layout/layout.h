/* layout: a book and its styles in, frozen pages out. */
#ifndef BANTIN_LAYOUT_LAYOUT_H
#define BANTIN_LAYOUT_LAYOUT_H

#include "base/diag.h"
#include "css/css.h"
#include "doc/book.h"
#include "doc/theme.h"
#include "doc/weblink.h"
#include "layout/page.h"
#include "text/break.h"
#include "text/font.h"
#include "text/shape.h"

/* How well justified lines were broken, the last of a paragraph left out. */
struct layout_stats {
	uint64_t lines, badness; /* badness: the sum, 0..10000 a line */
	uint64_t hyphens, overfull;
	int worst;
};

struct layout_options {
	struct css *css;
	struct theme *theme; /* message catalogue for the furniture */
	struct shaper *shaper;
	struct hyphens *hyphens;
	const struct weblinks *links; /* how they are printed; NULL: not */
	/* The file of a picture, looked over to its end: its type, and its
	 * own size in CSS pixels.  A drawing (SVG) becomes PNG, a JPEG that
	 * lies on its side another one, in out.  -1: none, and why, or NULL
	 * when it is no picture.  No function: none can be shown. */
	int (*picture)(struct span file, struct str *out, int *w, int *h,
	        const char **why);
	int press; /* for a press: nothing can be clicked */
	int columns; /* 0: as the sheet says */
	int first_fit; /* compare: no optimal breaks */
	struct layout_stats *stats; /* filled in; or NULL */
};

/* Lay out the whole book.  Articles are loaded one by one.  On success *out is
 * the frame (frame_free() it); pages went to the sink.  0 or -1. */
int
layout_book(const struct book *b, const struct layout_options *o,
        const struct page_sink *sink, struct frame **out, struct diag *dg);
void
frame_free(struct frame *f);

/* Stable text dumps for goldens (--dump lines|boxes) of one article at the
 * page's measure. */
int
layout_dump_boxes(struct str *out, const struct book *b,
        const struct layout_options *o, struct diag *dg);

#endif
