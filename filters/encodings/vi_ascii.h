/* vi_ascii: words of Vietnamese in seven bits, as the three files share them:
 * vi_ascii.c, which reads, vi_ascii_sign.c, which tells the signs of a text
 * from marks, and vi_ascii_survey.c, which tells such texts from others.
 */
#ifndef BANTIN_FILTERS_ENCODINGS_VI_ASCII_H
#define BANTIN_FILTERS_ENCODINGS_VI_ASCII_H

#include "filters/encodings/vi_detect.h"
#include "filters/encodings/vi_syllable.h"

#define LONGEST 40 /* bytes of a word with its marks */

/* A word of a text, its last mark in doubt. */
struct doubt {
	const struct vi_table *t;
	const char *text; /* where the text begins */
	const char *p; /* where the word does */
	size_t n; /* bytes of the word with the mark */
	size_t left; /* of the text from the word on */
};

static inline int
is_alpha(int c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static inline int
is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* A word at p: letters with their marks. Length, 0: none; *marks is how many
 * it may have, *inside is set when one has a letter behind it or is one of
 * two. */
size_t
vi_ascii_word(const struct vi_table *t, const char *p, size_t left, int *marks,
        int *inside);
/* A capital at p that begins a word: not an initial. */
int
vi_ascii_begins(const struct vi_table *t, const char *p, size_t left);
/* Word p..n as letters, added to out and put into w; its last `drop` bytes are
 * none, and stay as they are in out. */
void
vi_ascii_letters(const struct vi_table *t, const char *p, size_t n, size_t drop,
        struct str *out, struct vi_word *w);

/* How often a syllable is met, by Zipf's law; 0: it is none. */
unsigned
vi_ascii_weight(const struct vi_word *w);
/* Whether the last mark of a word may be a sign of its own. */
int
vi_ascii_may_be_sign(const char *p, size_t n);
/* Whether it is one: a is how often the word is met with it, b without. */
int
vi_ascii_is_sign(uint64_t a, uint64_t b, const struct doubt *d);
int
vi_ascii_last_is_sign(const struct doubt *d);

#endif
