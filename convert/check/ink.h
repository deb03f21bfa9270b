/* ink: how much of it each page takes, measured on what Ghostscript renders. */
#ifndef BANTIN_CHECK_INK_H
#define BANTIN_CHECK_INK_H

#include "check/check.h"

struct ink_page {
	unsigned short mean[4]; /* C M Y K, of the trimmed page: 1/100 % */
	unsigned short most; /* percent, the mean of the square of 15 mm
				  * that has most */
};

struct ink {
	VEC(struct ink_page) page;
};

/* 0; or -1 after one diagnostic: Ghostscript is not there, or failed. */
int
ink_measure(struct ink *ink, const char *path, struct diag *dg);
void
ink_free(struct ink *ink);
/* A finding for each page that takes more than the paper of the profiles. */
void
ink_judge(struct check *c, const struct ink *ink, unsigned profiles);
/* One line a page, or a member of the file's JSON object. */
void
ink_text(struct str *out, const struct ink *ink, const char *name);
void
ink_json(struct str *out, const struct ink *ink);

/* The parts that need no Ghostscript, for tests. */
struct ink_page
ink_of_pixels(const unsigned char *cmyk, size_t width, size_t height);

#endif
