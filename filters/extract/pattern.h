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

/* Does the whole text (valid UTF-8) match?  Patterns are trusted. */
int
pattern_match(const char *pattern, struct span text);
/* Adds the bytes that a text must begin with to match; any text is to be tried
 * whose first byte is among them. */
void
pattern_heads(const char *pattern, struct byte_set *set);

#endif
