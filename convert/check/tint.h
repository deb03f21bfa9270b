/* tint: colours of any space as the four inks. */
#ifndef BANTIN_CHECK_TINT_H
#define BANTIN_CHECK_TINT_H

#include "check/ctx.h"

struct tints;

/* icc: of the press, for what is not CMYK; empty: by plain formula. */
struct tints *
tints_new(struct model *m, struct span icc);
void
tints_free(struct tints *t);
/* A colour of a space as 0 to 255 of each ink; v has space_components(). */
void
tint_of(struct tints *t, struct obj *space, struct obj *res, const double *v,
        unsigned char ink[4]);
/* A function of one input, or an array of n of one output each; 1 when out has
 * all n numbers. */
int
tint_function(struct tints *t, struct obj *f, double x, double *out, int n);
/* The space behind names of res and defaults for device spaces. */
struct obj *
tint_space(struct obj *space, struct obj *res);
/* Of a space that tint_space() gave; 0: none that is known. */
int
tint_components(struct obj *space);
/* The range of the first component when samples give it, as [0, to]. */
double
tint_top(struct obj *space, int bits);

#endif
