/* normalise: text as it should be stored; see normalise.c. */
#ifndef BANTIN_FILTERS_NORMALISE_H
#define BANTIN_FILTERS_NORMALISE_H

#include "base/str.h"
#include "filters/encodings/vi_syllable.h"
#include "filters/filter.h"

/* State of white space within one block. */
struct fold {
	int start; /* nothing but white space so far */
	int space; /* the last character was a space */
	int rtl; /* the article has right-to-left text */
};

/* Append in, in NFC with marks in order, without controls, soft hyphens and
 * invisible marks.  Returns 1 when letters had to be recomposed. */
int
normalise_text(struct str *out, struct span in, int rtl);
/* NFC alone, marks typed in the wrong order put right.  Returns 1 when
 * something changed. */
int
normalise_nfc(struct str *out, struct span in);
/* Append in with white space folded; no-break spaces stay when single. */
void
normalise_space(struct str *out, struct span in, struct fold *f);
int
text_is_rtl(struct span in);

/* --- normalise_vi.c --- */

/* Append Vietnamese text in NFC with letters that only look right replaced,
 * and tone marks placed. Returns how many words changed. */
unsigned
normalise_vietnamese(struct str *out, struct span in, enum tone_style tone);
/* Add the words of a text to s; 1 when all so far are a Vietnamese text. */
int
text_is_vietnamese(struct span in, struct vi_score *s);

#endif
