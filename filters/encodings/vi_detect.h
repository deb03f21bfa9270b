/* vi_detect: which Vietnamese encoding bytes are in, if any. */
#ifndef BANTIN_FILTERS_VI_DETECT_H
#define BANTIN_FILTERS_VI_DETECT_H

#include "filters/encodings/vi_syllable.h"

struct vi_verdict {
	const struct vi_table *table; /* NULL: none fits */
	const struct vi_table *second; /* runner-up; NULL */
	struct vi_score score, second_score;
	int strong; /* 1: enough to overrule what the page says */
};

/* Bytes of a whole file, markup left out, a sample of long ones. */
void
vi_detect(struct span in, struct vi_verdict *v);
/* Units of one text; the tables of one byte and two bytes. */
void
vi_detect_units(const uint32_t *u, size_t n, struct vi_verdict *v);
/* Whether a text with this score is Vietnamese, nothing else known. */
int
vi_is_vietnamese(const struct vi_score *s);

/* Copy bytes without tags, comments, scripts, style sheets and references,
 * for looking at. At most `most` bytes. */
void
vi_bare_text(struct span in, size_t most, struct str *out);

/* Where markup that begins at in.p[at] ends, a script or style sheet with its
 * content; `at` itself when it is text. */
size_t
vi_after_markup(struct span in, size_t at);

/* --- vi_ascii.c: VIQR and VNI's mail form, which are ASCII --- */

struct vi_ascii_score {
	unsigned words; /* of letters, with marks or without */
	unsigned valid; /* of these syllables */
	unsigned strong; /* valid, with a mark inside the word */
	unsigned wrong; /* with a mark inside, but no syllable */
	unsigned sure; /* strong, with marks that are rare elsewhere */
	uint32_t last[2]; /* of these, as numbers */
	unsigned code; /* signs of programs and formulas beside words */
};

/* Add a text's words to the score, and those with a mark inside: quickly, to
 * see whether a survey is worth its while. */
void
vi_ascii_glance(struct span in, unsigned *words, unsigned *marked);
/* Add a text's words to the score. */
void
vi_ascii_survey(
        const struct vi_table *t, struct span in, struct vi_ascii_score *s);
int
vi_ascii_fits(const struct vi_ascii_score *s);
/* How short words read with one table: a page has few, each many times. */
#define VI_ASCII_MEMO 2048
struct vi_ascii_memo {
	struct vi_ascii_word {
		uint64_t key[2]; /* its bytes, their number on top; 0: none */
		/* With its last mark as a mark; as a sign, n 0: it is none. */
		unsigned weight[2];
		uint8_t n[2];
		char text[2][24]; /* at most 3 bytes of 2 */
	} word[VI_ASCII_MEMO];
};

/* Append the text read with t. A mark that may be a full stop, question mark
 * or apostrophe as well is weighed by syllables and by what follows.  memo,
 * zeroed at first, may be NULL. */
void
vi_ascii_read(struct vi_ascii_memo *memo, const struct vi_table *t,
        struct span in, struct str *out);
void
vi_ascii_decode(const struct vi_table *t, struct span in, struct str *out);

#endif
