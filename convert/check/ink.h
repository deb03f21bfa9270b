/* ink: how much of it each page takes, measured on what Ghostscript renders
 * or estimated from the operators of the page; and what pictures there are. */
#ifndef BANTIN_CHECK_INK_H
#define BANTIN_CHECK_INK_H

#include "check/check.h"

struct ink_page {
	unsigned short mean[4]; /* C M Y K, of the trimmed page: 1/100 % */
	unsigned short most; /* percent, the mean of the square of 15 mm
				  * that has most */
};

/* A picture as it is placed. */
struct ink_picture {
	int page, object; /* object 0: an inline image */
	int w, h; /* its pixels */
	int ppi; /* of the direction that has fewer */
};

struct ink {
	VEC(struct ink_page) page;
	VEC(struct ink_picture) picture;
	int estimated; /* not rendered by Ghostscript */
	unsigned left; /* things that the estimate could not draw */
};

/* By Ghostscript: 1 when it is there and has done it, 0 when it is not there,
 * -1 after one diagnostic when it failed. */
int
ink_measure(struct ink *ink, const char *path, struct diag *dg);
/* From the operators of the pages, without any other program.  press: profile
 * for what is not CMYK, unless the file has an intent of its own; may be
 * empty.  With paint 0 only the pictures are listed.  0, or -1 after one
 * diagnostic. */
int
ink_estimate(struct ink *ink, const char *name, struct span file,
        struct span press, int paint, struct diag *dg);
void
ink_free(struct ink *ink);
/* A finding for each page that takes more than the paper of the profiles. */
void
ink_judge(struct check *c, const struct ink *ink, unsigned profiles);
/* One line a page and a picture, or members of the file's JSON object. */
void
ink_text(struct str *out, const struct ink *ink, const char *name);
void
ink_json(struct str *out, const struct ink *ink);

/* The inks of pixels, of which a square of 15 mm has side. */
#define INK_SQUARE 43 /* at 72 dpi */
struct ink_page
ink_of_pixels(
        const unsigned char *cmyk, size_t width, size_t height, size_t side);

#endif
