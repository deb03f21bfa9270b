/* render: the state of a page that is being painted to know its ink. */
#ifndef BANTIN_CHECK_RENDER_H
#define BANTIN_CHECK_RENDER_H

#include "check/canvas.h"
#include "check/content.h"
#include "check/face.h"
#include "check/ink.h"
#include "check/tint.h"

struct hue {
	struct obj *space;
	unsigned char ink[4];
	double alpha;
	int unknown; /* a pattern */
};

struct look_of { /* the graphics state */
	double ctm[6]; /* to pixels, y upwards */
	struct hue fill, stroke;
	struct clip *clip;
	struct pen pen; /* its width in units of the page */
	int op, OP, opm;
	int masked; /* by a soft mask, which is left out */
	struct obj *font;
	double size, tc, tw, tz, tl, rise;
	int mode;
};

struct render {
	struct ctx x; /* finds nothing: its profiles are none */
	struct ink *ink;
	struct canvas c;
	int paint;
	double scale; /* pixels of a point */
	struct tints *tints;
	struct look_of g, saved[64];
	int nsaved, depth;
	struct path path;
	double at[2]; /* current point, units of the page */
	int clip_next; /* W: 1, W*: 2 */
	double tm[6], tlm[6];
	VEC(struct face *) face;
	long long operators;
};

void
render_stream(struct render *r, struct obj *stream, struct obj *res);

/* Text, rendertext.c; 1 when the operator was one of them. */
int
render_text(struct render *r, const struct lex *l, struct obj *res);
/* A shading over all of the clip, rendershade.c. */
void
render_shading(struct render *r, struct obj *shading, struct obj *res);
/* Paths and lines, renderpath.c. */
int
render_path(struct render *r, const struct lex *l);
void
render_clip_box(struct render *r, struct obj *box);

struct brush
render_brush(const struct render *r, const struct hue *h, int stroke);
void
matrix_mul(double out[6], const double a[6], const double b[6]);
double
lex_number(const struct lex *l, size_t from_end);

#endif
