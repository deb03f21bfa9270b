/* terms: which of many short terms occur in a text, in one pass over it. */
#ifndef BANTIN_FILTERS_TERMS_H
#define BANTIN_FILTERS_TERMS_H

#include <stddef.h>
#include <stdint.h>

#define TERM_LEFT 1u /* a non-letter must stand before */
#define TERM_RIGHT 2u /* a non-letter must stand after */
#define TERM_WORD 4u /* blanks, or the ends, on both sides */

struct term {
	const char *s; /* lower case, two bytes at least */
	uint32_t kinds; /* bits that it stands for */
	uint8_t edges;
};

#define TERMS 1024
#define TERM_PAIRS 2048
#define TERM_HEADS 8192

/* Terms by their first two bytes: 1 + the first of a chain. */
struct terms {
	const struct term *term;
	uint16_t first[TERM_PAIRS];
	uint8_t head[TERM_HEADS]; /* 1: one may begin with these three */
	struct {
		uint32_t head, mask; /* its first four bytes, or fewer */
		uint16_t next;
		uint8_t len;
	} at[TERMS];
};

/* Made while bantin is built, by filters/index: of classes and texts for
 * extract, of classes for meta. */
extern const struct terms vocab_class_index, vocab_text_index, meta_class_index;

/* The table must outlive x; n is TERMS at most. */
void
terms_open(struct terms *x, const struct term *table, size_t n);
/* The kinds of all terms that occur in s, which is lower case. s[n] is NUL. */
uint32_t
terms_find(const struct terms *x, const char *s, size_t n);

static inline char
term_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* Appends s (NULL: nothing) in lower-case ASCII to out[n], up to out[max];
 * the new n. */
static inline size_t
terms_lower(char *out, size_t n, size_t max, const char *s)
{
	for (; s && *s && n < max; s++)
		out[n++] = term_lower(*s);
	return n;
}

#endif
