/* canvas: a page of CMYK pixels to paint on. */
#ifndef BANTIN_CHECK_CANVAS_H
#define BANTIN_CHECK_CANVAS_H

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_STROKER_H

#include "base/str.h"
#include "base/vec.h"

/* A path in pixels, y upwards, 26.6 as FreeType has them. */
struct path {
	VEC(FT_Vector) point;
	VEC(char) tag;
	VEC(short) end; /* last point of each contour */
	VEC(char) closed; /* of each contour */
	int whole; /* 0: it had more points than FreeType takes */
};

/* Where painting shows. */
struct clip {
	int x0, y0, x1, y1;
	unsigned char *mask; /* of the whole canvas; NULL: all of the box */
	struct clip *next; /* to free them by */
};

/* A picture reduced to about the pixels of the page. */
struct picture {
	int w, h;
	unsigned char *ink; /* CMYK; NULL: those of the brush */
	unsigned char *alpha; /* NULL: opaque */
};

struct brush {
	unsigned char ink[4];
	unsigned char keep[4]; /* 1: the plate stays as it is (overprint) */
	double alpha;
	const struct picture *picture; /* NULL: ink all over */
	double to_unit[6]; /* from pixels to the picture's unit square */
	int round; /* its rows are circles: the unit square is polar */
};

struct pen {
	double width; /* pixels */
	int cap, join; /* as in PDF */
	double miter;
	double share; /* how much of the line dashes leave, 0 to 1 */
};

struct canvas {
	FT_Library ft;
	FT_Stroker stroker;
	int w, h;
	unsigned char *p; /* CMYK, rows from the top */
	struct clip *clips; /* all of this page */
	size_t masks; /* bytes of them */
};

void
canvas_init(struct canvas *c);
void
canvas_free(struct canvas *c);
/* A new, white page. */
void
canvas_page(struct canvas *c, int w, int h);
struct clip *
canvas_whole(struct canvas *c);
struct clip *
canvas_clip(struct canvas *c, const struct clip *old, const struct path *p,
        int even_odd);
void
canvas_fill(struct canvas *c, const struct clip *clip, const struct path *p,
        int even_odd, const struct brush *b);
void
canvas_stroke(struct canvas *c, const struct clip *clip, const struct path *p,
        const struct pen *pen, const struct brush *b);

void
path_clear(struct path *p);
void
path_free(struct path *p);
void
path_move(struct path *p, double x, double y);
/* n points: 1, a line; 3, a Bézier curve. */
void
path_to(struct path *p, const double *xy, int n);
void
path_close(struct path *p);
/* A glyph's outline in font units, through a matrix. */
void
path_outline(struct path *p, const FT_Outline *o, const double m[6]);

#endif
