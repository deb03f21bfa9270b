/* inks: what a press prints with: the condition (paper, press, profile) and
 * colours turned into its four inks. */
#ifndef BANTIN_PDF_INKS_H
#define BANTIN_PDF_INKS_H

#include "base/diag.h"
#include "base/str.h"

/* A printing condition of the registry of the ICC, or the user's own. */
struct condition {
	const char *name; /* in manifests; NULL: a profile by its path */
	const char *id; /* of the registry; NULL: none */
	const char *about;
	const char *installed; /* a profile by others; NULL */
	int limit; /* total ink, percent; 0: the profile's own */
	int newspaper;
	int ppi; /* of pictures, below which is a warning */
};

/* The condition of that name; for anything else one for a path. */
const struct condition *
condition_find(const char *name);
/* Its profile's bytes: made beside the program at build time, or installed;
 * a path is read as it is.  0 or -1 after one diagnostic. */
int
condition_profile(const char *name, struct str *icc, struct diag *dg);

struct inks;

/* NULL when the profile is of no use. */
struct inks *
inks_new(struct span cmyk, int limit);
void
inks_free(struct inks *k);
/* An sRGB colour in parts of 65,535. */
void
inks_color(struct inks *k, const uint16_t rgb[3], uint16_t cmyk[4]);
/* n pixels of RGB (icc: their profile; empty is sRGB) to CMYK, 0 to 255, all
 * within the limit.  Returns how many had to be held to it. */
size_t
inks_pixels(struct inks *k, struct span icc, const unsigned char *rgb,
        unsigned char *cmyk, size_t n);
/* The same limit for pixels that are CMYK already. */
size_t
inks_limit(const struct inks *k, unsigned char *cmyk, size_t n);
/* The most ink that the profile gives for any colour, percent: the limit it
 * was made with.  From 150 to 400; 320 when it is of no use. */
int
inks_of_profile(struct span cmyk);
/* The most ink of a pixel, percent. */
int
inks_most(const unsigned char *cmyk, size_t n);

#endif
