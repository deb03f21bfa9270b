/* writer: what the files of this room share while one PDF is made. */
#ifndef BANTIN_PDF_WRITER_H
#define BANTIN_PDF_WRITER_H

#include "base/arena.h"
#include "base/hash.h"
#include "pdf/object.h"
#include "pdf/pdf.h"

struct faces;
struct images;
struct tags;

struct pdf_once { /* numbers, each once */
	int *p;
	size_t n, cap;
};

/* What a page's content refers to. */
struct pdf_uses {
	struct pdf_once image; /* indices */
	struct pdf_once shading; /* objects */
	unsigned transparent : 1;
	unsigned icc : 1; /* /sRGB colour space */
	unsigned gstate : 1; /* graphics states */
};

/* One page, as far as it is needed after it has been written. */
struct pdf_leaf {
	int id; /* object; 0: has not arrived */
	unit margin; /* from the edge of the sheet to the trim */
	unit width, height; /* trim */
	unit shift; /* on a sheet of a booklet: from its trim */
	const char *label;
	/* of booklets, until there are sheets */
	int contents;
	unit bleed;
	uint8_t crop_marks;
	struct pdf_uses uses;
};

struct pdf {
	const struct book *book;
	struct store *store;
	struct diag *dg;
	struct publish *out;
	struct arena *arena;
	struct objects *obj;
	struct faces *faces;
	struct images *images;
	struct tags *tags;
	int print;
	const struct condition *condition; /* print; else NULL */
	int ink; /* print: percent of all inks that paper takes */
	struct inks *inks; /* print, unless RGB is kept; else NULL */
	const struct pdf_options *options; /* the caller's */
	VEC(struct pdf_leaf) leaf; /* by index of the page */
	VEC(int) sheet; /* pages of the file: of leaves, or of two */
	VEC(int) node; /* nodes of the page tree */
	struct map targets; /* names of destinations linked to */
	struct str content; /* of the page in hand */
	int srgb; /* ICC profile stream; 0: not used */
	int fonts; /* dictionary of fonts */
	int cmyk; /* ICC profile stream of the intent */
	struct map profiles; /* of images: hash to object */
	struct str cmyk_info; /* its description */
	int gstates; /* dictionary of graphics states */
	VEC(uint8_t) alphas; /* /A<0..255> in it */
	VEC(int) masks; /* /M<object> in it: groups */
	struct map shadings; /* by their text: objects */
	uint64_t hash[2]; /* over all content, for /ID */
};

/* Sheet coordinates: from the lower left corner of the MediaBox. */
static inline int64_t
leaf_x(const struct pdf_leaf *l, unit x)
{
	return (int64_t)l->margin + l->shift + x;
}

static inline int64_t
leaf_y(const struct pdf_leaf *l, unit y)
{
	return (int64_t)l->margin + l->height - y;
}

/* path.c: outlines of rounded boxes, off the item's by out. */
static inline int64_t
milli(int64_t u) /* 1/1000 pt */
{
	int64_t v = u * 1000;

	return (v >= 0 ? v + 512 : v - 512) / 1024;
}
void
put_pair(struct str *out, int64_t a, int64_t b);
void
path_round(struct str *s, const struct pdf_leaf *l, const struct page_item *it,
        unit out);
void
path_sides(struct str *s, const struct pdf_leaf *l, const struct page_item *it,
        unit out);

/* content.c: the page's operators to pdf->content. */
void
pdf_content(struct pdf *pdf, const struct page *p, struct pdf_uses *uses);

/* press.c: colour and boxes of screen and print. */
int
press_open(struct pdf *pdf);
void
press_intents(struct pdf *pdf, struct str *catalog);
unit
press_margin(const struct pdf *pdf, const struct page *p);
void
press_boxes(const struct pdf *pdf, const struct page *p, struct str *dict);
/* marks.c: what stands outside the bleed. */
void
press_marks(struct pdf *pdf, const struct page *p, struct str *content,
        struct pdf_uses *uses);
unit
press_mark_gap(const struct page *p); /* from the trim */
int
press_has_marks(const struct pdf *pdf, const struct page *p);
/* Colour operator for filling, or for stroking. */
void
press_color(struct pdf *pdf, struct str *out, struct css_color c, int stroke,
        struct pdf_uses *uses);
struct css_color
press_text_color(const struct pdf *pdf, struct css_color c, unit size);
int
press_is_black(const struct css_color *c);
/* Colours of which all in between are, too: the space that holds all of them,
 * for /ColorSpace, and one as its components. */
enum press_space { PRESS_GRAY, PRESS_RGB, PRESS_CMYK, PRESS_ICC };
enum press_space
press_space(const struct pdf *pdf, const struct gradient *g);
void
press_put_space(const struct pdf *pdf, struct str *out, enum press_space space);
void
press_put_parts(struct pdf *pdf, struct str *out, struct css_color c,
        enum press_space space);
/* shading.c: a gradient whose tile has its top left corner at x, y of the
 * sheet (1/1000 pt), painted over all that is not clipped. */
void
shading_paint(struct pdf *pdf, struct str *out, const struct gradient *g,
        int64_t x, int64_t y, struct pdf_uses *uses);
/* The graphics-state dictionary of /Resources. */
void
press_gstates(struct pdf *pdf);
/* The profile's object when a PDF/A may hold it and it fits the number of
 * components (equal profiles once), else 0. */
int
icc_use(struct pdf *pdf, struct span profile, int components);
int
icc_embed(struct pdf *pdf, struct span profile, int components);
void
icc_srgb(struct str *out);

/* link.c: annotations of a page; appends references for /Annots. */
void
pdf_link_page(struct pdf *pdf, const struct page *p, const struct pdf_leaf *l,
        struct str *annots);

/* outline.c */
int
pdf_outline(struct pdf *pdf, const struct frame *f);
void
pdf_dests(struct pdf *pdf, const struct frame *f, struct str *catalog);
void
pdf_labels(struct pdf *pdf, struct str *catalog);

/* pdf.c */
void
pdf_use(struct pdf_once *list, int number);
void
pdf_uses_free(struct pdf_uses *u);
void
pdf_resources(struct pdf *pdf, const struct pdf_uses *uses, struct str *d);
void
pdf_group(const struct pdf *pdf, const struct pdf_uses *uses, struct str *d);
/* Links need a screen, and pages as they are. */
static inline int
pdf_has_links(const struct pdf *pdf)
{
	return !pdf->print && !pdf->options->booklet;
}

/* impose.c: sheets of the leaves. 0 or -1. */
int
impose_booklet(struct pdf *pdf);

/* attach.c: PDF/A-3 */
int
attach_wanted(const struct pdf *pdf);
/* Adds /AF to the catalog; the tree for its /EmbeddedFiles, or 0. */
int
attach_all(struct pdf *pdf, struct str *catalog);

/* xmp.c */
/* The issue's: D:20240501000000Z */
void
pdf_date(const struct pdf *pdf, char out[32]);
void
pdf_xmp(struct pdf *pdf, struct str *catalog);
void
pdf_info(struct pdf *pdf);

#endif
