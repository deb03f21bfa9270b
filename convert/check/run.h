/* run: the state of one walk over content. */
#ifndef BANTIN_CHECK_RUN_H
#define BANTIN_CHECK_RUN_H

#include "check/content.h"

#define MARKS_MAX 512
#define SAVED_MAX 512

struct paint {
	struct obj *space;
	struct obj *res; /* where its defaults are looked up */
	int n; /* components given; 0: a pattern */
	double v[4];
};

struct gstate {
	struct paint fill, stroke;
	struct obj *font;
	double size, scale; /* of Tf; of Tm */
	double ctm[4];
	double line;
	int render, op, OP, opm;
};

struct mark {
	char kind; /* 't' tagged, 'a' artifact, 0 other */
	char lang;
};

struct run {
	struct ctx *x;
	struct obj *page;
	struct gstate g, saved[SAVED_MAX];
	int nsaved;
	struct mark mark[MARKS_MAX];
	int nmark;
	int tagged, artifact, lang; /* numbers of open marks */
	int depth; /* of streams in streams */
	int exempt; /* annotations: tagged as a whole */
	int uncoloured; /* d1, uncoloured pattern */
	struct obj *coarse; /* the last picture with too few pixels */
	int coarse_ppi;
	int transparent, painted;
	long long operators;
	struct map mcids;
};

/* A stream's operators, with its resources; outer ones only to find what is
 * inherited. */
void
run_stream(
        struct run *r, struct obj *stream, struct obj *res, struct obj *outer);
void
run_bytes(struct run *r, struct span s, struct obj *where, struct obj *res,
        struct obj *outer);

/* Marked content, mark.c. */
void
mark_begin(struct run *r, const struct lex *l, struct obj *where,
        struct obj *res, int dict);
void
mark_end(struct run *r, struct obj *where);
void
mark_content(struct run *r, struct obj *where, int text);

/* Painting, paint.c. */
void
paint_use(struct run *r, const struct paint *p, struct obj *where, int stroke);
void
paint_text(struct run *r, const struct lex *l, struct obj *where,
        struct obj *outer);
void
paint_image(
        struct run *r, struct obj *image, struct obj *res, struct obj *where);

#endif
