/* pattern: see pattern.c. */
#ifndef BANTIN_FILTERS_EXTRACT_PATTERN_H
#define BANTIN_FILTERS_EXTRACT_PATTERN_H

#include <stdint.h>

#include "base/str.h"

struct byte_set {
	uint64_t bits[4];
};

static inline int
byte_set_has(const struct byte_set *set, char c)
{
	unsigned char b = (unsigned char)c;

	return set->bits[b >> 6] >> (b & 63) & 1;
}

static inline void
byte_set_add(struct byte_set *set, char c)
{
	unsigned char b = (unsigned char)c;

	set->bits[b >> 6] |= (uint64_t)1 << (b & 63);
}

static inline int
byte_sets_meet(const struct byte_set *a, const struct byte_set *b)
{
	return ((a->bits[0] & b->bits[0]) | (a->bits[1] & b->bits[1]) |
	               (a->bits[2] & b->bits[2]) | (a->bits[3] & b->bits[3])) !=
	       0;
}

/* How far from a '(' its group ends, and from it or a '|' the next '|' or the
 * ')' is. */
struct pattern_skip {
	uint16_t group, bar;
};

/* A pattern, and the groups in it by their places. */
struct pattern {
	const char *text, *end;
	const struct pattern_skip *skip;
};

/* Of a trusted text; skip: as many places as it has bytes. */
void
pattern_read(struct pattern *of, const char *text, struct pattern_skip *skip);
/* Does the whole text (valid UTF-8) match? */
int
pattern_match(const struct pattern *of, struct span text);
/* Adds the bytes that a text must begin with to match; any text is to be tried
 * whose first byte is among them. */
void
pattern_heads(const struct pattern *of, struct byte_set *set);
/* Sets of bytes of each of which every text that matches holds one at least:
 * the rarest that the pattern tells of. */
#define PATTERN_NEEDS 3
void
pattern_needs(const struct pattern *of, struct byte_set need[PATTERN_NEEDS]);

#endif
