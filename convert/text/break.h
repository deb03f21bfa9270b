/* break: where a line may end (UAX 14, Unicode 15), where a word may be cut
 * (Liang's patterns), and which ends make the best paragraph (Knuth and Plass,
 * "Breaking Paragraphs into Lines", 1981). */
#ifndef BANTIN_TEXT_BREAK_H
#define BANTIN_TEXT_BREAK_H

#include <hb.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "base/unit.h"
#include "base/vec.h"

enum { LB_NONE, LB_ALLOWED, LB_MANDATORY };

/* brk[i]: may a line break before byte i (0 < i <= n); brk has n + 1 bytes.
 * brk[0] is LB_NONE; brk[n] is LB_MANDATORY; bytes inside a character are
 * LB_NONE.  lang tailors (Vietnamese, French, CJK); NULL: none. */
void
linebreak(struct span text, const char *lang, uint8_t *brk);

/* Does the script put no space between words (Thai, Lao, Khmer, Burmese)? */
int
script_is_unspaced(hb_script_t script);

struct unspaced;

/* Opened for the first text in such a script; a millisecond. */
struct unspaced *
unspaced_new(void);
void
unspaced_free(struct unspaced *u);
/* brk of linebreak() gets the ends of words in valid UTF-8 of such a script. */
void
unspaced_breaks(struct unspaced *u, struct span text, uint8_t *brk);

struct hyphens;

struct hyphens *
hyphens_new(void);
void
hyphens_free(struct hyphens *h);
/* 1: hyphenate() can cut words of this language. */
int
hyphens_know(struct hyphens *h, const char *lang);
/* points[i] = 1: a hyphen may stand before byte i of the word.  points has n
 * bytes.  Returns the number of points; 0 for languages with neither
 * patterns nor a rule, and for Vietnamese.  At least 2 letters before and 3 after (by the language's
 * own minima where given); never in words with capitals inside, digits.
 * Punctuation around the word is fine.  A word with soft hyphens (U+00AD) is
 * parted after these and nowhere else, in any language. */
int
hyphenate(struct hyphens *h, const char *lang, const char *word, size_t n,
        uint8_t *points);

/* The breaker: a pure function over boxes, glue and penalties. */
enum kp_kind { KP_BOX, KP_GLUE, KP_PENALTY };

#define KP_INFINITE 10000 /* penalty: never; -KP_INFINITE: always */
/* Stretch of the glue that fills the last line: width 0, before the forced
 * break.  No line ends at a glue that stretches so far. */
#define KP_FILL (1 << 26)

struct kp_item {
	uint8_t kind;
	uint8_t flagged; /* penalty at a hyphen */
	int16_t penalty;
	unit width; /* penalty: width added when broken here */
	unit stretch, shrink; /* glue */
};

struct kp_params {
	unit (*line_width)(void *ctx, size_t line); /* line from 0 */
	void *ctx;
	int tolerance; /* largest badness of a line, 1..10000 */
	int line_penalty; /* 10 */
	int flagged_demerits; /* two hyphens in a row: 3000 */
	int ladder_demerits; /* as well, for the third and each after it */
	int fitness_demerits; /* neighbours of unlike tightness: 3000 */
	int last_line_min; /* percent of the measure the last line should
				 * fill at least, softly: 0..100 */
	int looseness; /* lines more or fewer than the best */
	int strict; /* 1: within the tolerance and with exactly that many
				 * lines, or not at all: no breaks then */
	int ragged; /* 1: lines are not stretched (start-aligned) */
	/* All lines from number uniform - 1 on are equally long (1: all are).
	 * 0: not known.  Saves time in long paragraphs; changes nothing else. */
	size_t uniform;
	struct kp_memory *memory; /* to be used again; NULL: none */
};

struct kp_memory *
kp_memory_new(void);
void
kp_memory_free(struct kp_memory *m);

#define KP_RATIO 4096 /* a ratio of 1 */

struct kp_break {
	size_t item; /* the line ends at this glue or penalty */
	int ratio; /* adjustment ratio * 4096; < 0 shrinks, never
				 * below -4096; 0 when ragged or rigid */
	int badness; /* 0..10000 */
	uint8_t overfull; /* the line could not be made to fit */
};

struct kp_breaks {
	struct kp_break *p; /* a vec */
	size_t n, cap;
};

/* items must end in a forced break.  Always succeeds: when no breaking within
 * the tolerance exists it is raised (four times as much, then without bound
 * and with emergency stretch), and at last lines may be overfull: such a line
 * is as short as it can be.  The next line begins at the first box or forced
 * break after the item a line ends at.  out is cleared first.
 * Returns total demerits (saturated). */
int64_t
kp_break(const struct kp_item *items, size_t n, const struct kp_params *params,
        struct kp_breaks *out);
/* First fit, for comparison and for `pre`. */
void
kp_first_fit(const struct kp_item *items, size_t n,
        const struct kp_params *params, struct kp_breaks *out);

#endif
