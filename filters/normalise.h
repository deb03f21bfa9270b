/* normalise: text as it should be stored; see normalise.c. */
#ifndef BANTIN_FILTERS_NORMALISE_H
#define BANTIN_FILTERS_NORMALISE_H

#include "base/str.h"

/* State of white space within one block. */
struct fold {
	int start;		/* nothing but white space so far */
	int space;		/* the last character was a space */
	int rtl;		/* the article has right-to-left text */
};

/* Append in, in NFC with marks in order, without controls, soft hyphens and
 * invisible marks.  Returns 1 when letters had to be recomposed. */
int
normalise_text(struct str *out, struct span in, int rtl);
/* Append in with white space folded; no-break spaces stay when single. */
void
normalise_space(struct str *out, struct span in, struct fold *f);
int
text_is_rtl(struct span in);

#endif
