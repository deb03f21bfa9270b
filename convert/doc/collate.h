/* collate: the order of words for readers. */
#ifndef BANTIN_DOC_COLLATE_H
#define BANTIN_DOC_COLLATE_H

#include "base/str.h"

/* Bytes to compare in place of s (memcmp, the shorter first).  In Vietnamese
 * (lang "vi") a ă â, d đ, e ê, o ô ơ, u ư are letters of their own and tones
 * count syllable by syllable, in the order of dictionaries: level, huyền, hỏi,
 * ngã, sắc, nặng.  Elsewhere marks count when letters are equal. */
void
collate_key(struct str *out, const char *s, const char *lang);
/* The letter that s is filed under, a capital; "#" when it is none. */
void
collate_letter(struct str *out, const char *s, const char *lang);

#endif
