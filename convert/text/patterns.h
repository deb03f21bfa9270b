/* patterns: Liang's patterns in the files of libhyphen, matched as libhyphen
 * does. */
#ifndef BANTIN_TEXT_PATTERNS_H
#define BANTIN_TEXT_PATTERNS_H

#include <stddef.h>
#include <stdint.h>

#define PATTERNS_WORD 320 /* bytes of the longest word */

struct patterns;

/* NULL when the file cannot be read.  The patterns of a letter are looked at
 * when a word first asks for them. */
struct patterns *
patterns_read(const char *path);
void
patterns_free(struct patterns *p); /* NULL is fine */

/* The encoding that words have to be in, as the file names it. */
const char *
patterns_charset(const struct patterns *p);

/* Least numbers of letters before and behind a break; 0: not said. */
int
patterns_left(const struct patterns *p);
int
patterns_right(const struct patterns *p);

/* cuts[i] = 1: the word may be broken before byte i, whatever the distance to
 * its ends.  Breaks that change the spelling are left out.  The word is of
 * letters, small ones, in at most PATTERNS_WORD bytes; cuts has n. */
void
patterns_cut(struct patterns *p, const char *word, size_t n, uint8_t *cuts);

#endif
