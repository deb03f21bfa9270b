/* normalise: text as it should be stored; see normalise.c. */
#ifndef BANTIN_FILTERS_NORMALISE_H
#define BANTIN_FILTERS_NORMALISE_H

#include "base/str.h"
#include "filters/encodings/vi_syllable.h"
#include "filters/filter.h"

/* State of white space within one block. */
struct folding {
	int start; /* nothing but white space so far */
	int space; /* the last character was a space */
	int rtl; /* the article has right-to-left text */
};

/* Append in, in NFC with marks in order, without controls, soft hyphens and
 * invisible marks.  Returns 1 when letters had to be recomposed. */
int
normalise_text(struct str *out, struct span in, int rtl);
enum {
	LOOK_STRIP = 1, /* controls, invisible marks, odd spaces */
	LOOK_NFC = 2, /* perhaps not composed */
	LOOK_RTL = 4, /* written from right to left */
	LOOK_ALIKE = 8, /* may be a wrong letter in Vietnamese */
};

/* Which of the reasons to work on a text there are; most have none. */
unsigned
normalise_look(struct span in, unsigned reasons);
/* NFC alone, marks typed in the wrong order put right.  Returns 1 when
 * something changed. */
int
normalise_nfc(struct str *out, struct span in);
/* Append in with white space folded; no-break spaces stay when single. */
void
normalise_space(struct str *out, struct span in, struct folding *f);
int
text_is_rtl(struct span in);

/* --- normalise_nfc.c --- */

/* Made by encodings/nfc.awk. */
#define NFC_LIMIT 0x30000
extern const uint8_t nfc_block[NFC_LIMIT / 32];
extern const uint32_t nfc_bits[];

/* NFC may change it or join it with what is before. */
int
nfc_is_odd(uint32_t cp);

/* --- normalise_vi.c --- */

/* The letter that cp looks like in Vietnamese; 0. */
uint32_t
normalise_alike(uint32_t cp);

/* Append Vietnamese text in NFC with letters that only look right replaced,
 * and tone marks placed. Returns how many words changed. */
unsigned
normalise_vietnamese(struct str *out, struct span in, enum tone_style tone);
/* Add the words of a text to s; 1 when all so far are a Vietnamese text. */
int
text_is_vietnamese(struct span in, struct vi_score *s);

#endif
