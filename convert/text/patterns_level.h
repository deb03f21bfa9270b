/* patterns_level: the tree of a dictionary, and what it finds in a word.  Private
 * to patterns.c, which reads and matches, and patterns_cut.c, which takes
 * compounds apart.
 */
#ifndef BANTIN_TEXT_PATTERNS_LEVEL_H
#define BANTIN_TEXT_PATTERNS_LEVEL_H

#include "base/str.h"
#include "base/vec.h"
#include "text/patterns.h"

#define CHARSET 20
#define ROOM (PATTERNS_WORD + 4) /* a word, its dots, the digits around */

struct line {
	uint32_t at; /* in the text: behind the letters of its node */
	uint32_t next; /* of the node; 0: none */
};

struct node {
	uint32_t lines; /* that are not handed out */
	uint32_t child; /* the first; they lie side by side */
	uint32_t match; /* the pattern of these letters; 0: none */
	uint8_t children;
	uint8_t changes; /* match: the word */
	char ch;
};

struct level {
	const char *text; /* of the file */
	VEC(struct line) line; /* 0 is none */
	VEC(struct node) node; /* 0 is none */
	uint32_t by[256]; /* node_open(): children, by letter */
	uint32_t first[256]; /* node of one letter */
	uint32_t *second[256]; /* its children, by letter */
	int left, right; /* least letters at a compound's break */
};

struct patterns {
	char *text; /* the file, with a newline at its end */
	char charset[CHARSET];
	int utf8;
	int left, right;
	int levels;
	struct level level[2];
	struct span whole; /* two levels: no breaks around these, by commas */
};

/* What is found about a word. */
struct breaks {
	uint8_t behind[ROOM]; /* byte i: a break is allowed */
	uint32_t change[ROOM]; /* and is this, in the text; 0: none */
	uint8_t back[ROOM]; /* which begins so many bytes before */
};

/* What one level says of n bytes.  Changes that are known stay. */
void
level_breaks(struct patterns *p, struct level *l, const char *word, size_t n,
        struct breaks *b);

#endif
