/* vi_syllable: what is a Vietnamese syllable, and how well a text is made of
 * such.  No byte tells the legacy encodings apart; valid syllables do: read
 * with the wrong table, nearly every word with marks breaks the rules. */
#ifndef BANTIN_FILTERS_VI_SYLLABLE_H
#define BANTIN_FILTERS_VI_SYLLABLE_H

#include <stddef.h>
#include <stdint.h>

#include "filters/encodings/vi_table.h"

struct vi_rime {
	uint32_t key; /* letters, five bits each */
	uint8_t stop; /* acute and dot below only */
	uint8_t new_style, old_style; /* letter that carries the tone */
};
struct vi_common {
	uint64_t key; /* letters of the syllable, then its tone */
	uint16_t rank; /* 1 is the most frequent */
};
/* Made by syllables.awk, with hash tables of places plus one. */
extern const struct vi_rime vi_rimes[];
extern const uint16_t vi_rime_at[1024]; /* key % 1021 */
extern const struct vi_common vi_commons[];
extern const uint16_t vi_common_at[16384]; /* key % 16381 */
extern const uint32_t vi_word_at[8192]; /* numbers of words, % 8191 */

enum vi_tone { VI_LEVEL, VI_GRAVE, VI_ACUTE, VI_HOOK, VI_TILDE, VI_DOT };

enum {
	VI_A = 1,
	VI_AW,
	VI_AA,
	VI_E,
	VI_EE,
	VI_I,
	VI_O,
	VI_OO,
	VI_OW,
	VI_U,
	VI_UW,
	VI_Y,
	VI_B,
	VI_C,
	VI_D,
	VI_DD,
	VI_G,
	VI_H,
	VI_K,
	VI_L,
	VI_M,
	VI_N,
	VI_P,
	VI_Q,
	VI_R,
	VI_S,
	VI_T,
	VI_V,
	VI_X
};

struct vi_letter {
	uint8_t code; /* 0: not in the Vietnamese alphabet */
	uint8_t tone;
	uint8_t upper;
	uint8_t letter; /* 0: no letter at all */
};
extern const struct vi_letter vi_letters_ascii[128];
struct vi_letter
vi_letter_long(uint32_t cp); /* beyond ASCII */
static inline struct vi_letter
vi_letter_of(uint32_t cp)
{
	return cp < 0x80 ? vi_letters_ascii[cp] : vi_letter_long(cp);
}
/* And back. */
uint32_t
vi_letter_char(unsigned code, unsigned tone, int upper);

#define VI_WORD 12

/* A word as it is read, letter by letter. */
struct vi_word {
	uint8_t n; /* letters, at most VI_WORD */
	uint8_t code[VI_WORD], tone[VI_WORD], upper[VI_WORD];
	uint8_t marked; /* a letter beyond ASCII */
	uint8_t bad; /* a letter no syllable has */
};

void
vi_word_put(struct vi_word *w, uint32_t cp);
/* The same, of what is known to be letter l. */
void
vi_word_add(struct vi_word *w, uint32_t cp, struct vi_letter l);
/* The same, of what is no mark; `marked` stays as it is. */
static inline void
vi_word_letter(struct vi_word *w, struct vi_letter l)
{
	w->bad |= l.code == 0 || w->n == VI_WORD;
	if (w->n == VI_WORD)
		return;
	w->code[w->n] = l.code;
	w->tone[w->n] = l.tone;
	w->upper[w->n++] = l.upper;
}
enum vi_case {
	VI_CASE_LOWER,
	VI_CASE_TITLE,
	VI_CASE_UPPER,
	VI_CASE_HALF, /* capitals, letters with marks small */
	VI_CASE_ODD
};
enum vi_case
vi_word_case(const struct vi_word *w);
struct vi_parts {
	unsigned rime_at; /* letter where the rime begins */
	const struct vi_rime *rime;
	unsigned tone;
	unsigned tone_at; /* letter that carries it; 0 without */
	unsigned rank; /* 0: not among the frequent */
};
/* Whether w is a syllable, its tone in its place.  parts may be NULL. */
int
vi_word_parts(const struct vi_word *w, struct vi_parts *parts);
/* 0 none, 1 a syllable, 2 a frequent one, 3 one of the most frequent. */
int
vi_word_valid(const struct vi_word *w);
int
vi_span_valid(struct span word); /* of UTF-8 */

/* A syllable as a number, letters and tone without case and place; and the two
 * that stand in words of two syllables for any number and any name. */
#define VI_KEY_NUMBER 1
#define VI_KEY_NAME 2
uint64_t
vi_word_key(const struct vi_word *w);
/* Whether two syllables are a word of words.txt. */
int
vi_is_word(uint64_t first, uint64_t second);

struct vi_score {
	unsigned plain, plain_valid; /* words of ASCII letters alone */
	unsigned marked, valid; /* words with other letters */
	unsigned beyond; /* valid ones not in windows-1252 */
	unsigned solid; /* valid ones of two letters and more */
	unsigned common; /* frequent syllables of two letters and more */
	unsigned odd; /* syllables that no word could be as windows-1252 */
	int points;
};
/* Add the words of units as table t reads them; t NULL: as windows-1252. */
void
vi_score_units(const struct vi_table *t, const uint32_t *u, size_t n,
        struct vi_score *s);
/* The same for many texts: what a byte is in the table is looked up once. */
struct vi_reading {
	const struct vi_table *table;
	struct vi_glyph {
		uint8_t kind, seen; /* see vi_score.c; zero at first */
		struct vi_letter letter;
	} glyph[256];
};
void
vi_reading_start(struct vi_reading *by, const struct vi_table *t);
void
vi_score_read(
        struct vi_reading *by, const uint32_t *u, size_t n, struct vi_score *s);
/* What short words came to: a page has few, each many times. */
#define VI_MEMO 2048
struct vi_memo {
	int half; /* words in capitals but for their marked letters are right */
	struct vi_memo_word {
		uint64_t key[2]; /* its bytes, their number on top; 0: none */
		int8_t points;
		uint8_t marked, valid, beyond, solid, common;
	} word[VI_MEMO];
};
/* The same of a text as it stands, in one pass over its bytes. */
void
vi_score_text(struct vi_memo *memo, struct span text, struct vi_score *s);
/* TCVN3 and Vietware F: their plain fonts have no capitals with tones. */
int
vi_lacks_capitals(const struct vi_table *t);

#endif
