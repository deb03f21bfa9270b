/* css: style sheets in, computed styles out (css-syntax-3, selectors-3 and
 * parts of 4, css-cascade-4, css-page-3).
 *
 * Faults of a sheet are warnings with file:line:column, and parsing goes on
 * as the standard says.  Matching needs only the element's name, its
 * attributes and its place in the tree.
 */
#ifndef BANTIN_CSS_CSS_H
#define BANTIN_CSS_CSS_H

#include <libxml/tree.h>

#include "base/diag.h"
#include "base/str.h"
#include "css/style.h"

struct css;

enum css_origin { ORIGIN_AGENT, ORIGIN_AUTHOR, ORIGIN_USER };
enum css_pseudo {
	PSEUDO_NONE,
	PSEUDO_BEFORE,
	PSEUDO_AFTER,
	PSEUDO_MARKER,
	PSEUDO_FIRST_LETTER,
	PSEUDO_FOOTNOTE_CALL,
	PSEUDO_FOOTNOTE_MARKER,
	PSEUDO_COUNT
};

/* media: "print" or "screen" decides @media.  The user-agent sheet (a const
 * text of this room: html.css) is already in. */
struct css *
css_new(const char *media);
void
css_free(struct css *c);
/* Parse one sheet.  @import resolves beside the file and stays below the
 * folder of the first sheet.  0, or -1 when the file cannot be read. */
int
css_add_file(struct css *c, const char *path, enum css_origin origin,
        struct diag *dg);
/* dir: where a sheet's @import looks for what is not beside the sheet. */
void
css_library(struct css *c, const char *dir);
void
css_add_text(struct css *c, struct span text, const char *name,
        enum css_origin origin, struct diag *dg);

/* What ch and ex are of a style's first font: the advance of its 0 and the
 * height of its x, of 1000 an em; 0: not known, then they are half of it.
 * Only font_family, font_weight and italic of s are set. */
typedef void
css_metrics_fn(void *ctx, const struct style *s, int *zero, int *x_height);
void
css_metrics(struct css *c, css_metrics_fn *fn, void *ctx);

struct css_range { /* of characters, both ends in it */
	uint32_t min, max;
};

/* Where a font is: an existing file beside the sheet, or an installed one by
 * its full or PostScript name. */
struct css_font_source {
	const char *path, *local; /* one of them */
	const struct css_font_source *next;
};

/* Fonts that sheets bring along, in order of the sheets. */
struct css_font_face {
	const char *family;
	const struct css_font_source *src; /* the first that there is */
	uint16_t weight_min, weight_max; /* equal unless a range is given */
	uint8_t italic;
	const struct css_range *range; /* unicode-range; NULL: all it has */
	size_t ranges;
	const struct css_font_face *next;
};
const struct css_font_face *
css_font_faces(const struct css *c);

/* Style of element node whose parent has style parent (NULL: the root).
 * parent must come from this struct css.  The root element of a tree comes
 * first, and parents before children: positions and ancestors are remembered
 * from call to call, and forgotten at the next root.
 * pseudo other than NONE: parent is the style of node itself, which was asked
 * for before and is not changed since; NULL is returned where no rule makes
 * that pseudo-element. */
const struct style *
css_style(struct css *c, const xmlNode *node, const struct style *parent,
        enum css_pseudo pseudo);
/* Anonymous box: inherited properties of parent, the rest initial. */
const struct style *
css_anonymous(
        struct css *c, const struct style *parent, enum css_display display);
/* sides: bits of enum page_side; name: named page or NULL.  Interned.  At
 * least 1pt wide and high. */
const struct page_style *
css_page(struct css *c, const char *name, unsigned sides);
/* The root's style before any element: defaults for the page. */
const struct style *
css_initial(struct css *c);

/* A value in a counter style (css-counter-styles-3): decimal where there is
 * no such style, nothing for NULL.  marker: with prefix and suffix. */
void
css_counter_text(struct css *c, struct str *out, const char *style, int value,
        int marker);
/* What it is at heart; an author's own system is NUMBERING_NONE. */
enum css_numbering
css_counter_numbering(struct css *c, const char *style);

/* Stable text dump of a style's non-initial values, for goldens. */
void
css_dump(struct str *out, const struct style *s);

#endif
