/* syllables: where words may be cut by rule.  Private to hyphen.c. */
#ifndef BANTIN_TEXT_SYLLABLES_H
#define BANTIN_TEXT_SYLLABLES_H

#include <stddef.h>
#include <stdint.h>

struct syllables;

/* The rule of a language, a tag of two letters; NULL: it is not known. */
const struct syllables *
syllables_of(const char *lang);
/* cuts, of n bytes: 1 where a syllable of the word, lower case in UTF-8, begins
 * with a consonant. */
void
syllables_cut(
        const struct syllables *s, const char *word, size_t n, uint8_t *cuts);

#endif
