/* colors: the colours of a picture, as long as they are few: what becomes a
 * palette. */
#ifndef BANTIN_BASE_COLORS_H
#define BANTIN_BASE_COLORS_H

#include <stdint.h>

#define COLORS_MAX 256
#define COLORS_SLOTS 1024 /* power of two, beyond COLORS_MAX */

/* Zeroed: none. */
struct colors {
	int n;
	uint8_t used[COLORS_SLOTS];
	uint8_t index
	        [COLORS_SLOTS]; /* in the order they came; may be set anew */
	uint32_t slot[COLORS_SLOTS]; /* by hash */
};

/* The slot of c: used, or the free one where it would stand. */
static inline uint32_t
colors_find(const struct colors *k, uint32_t c)
{
	uint32_t at = (c * 2654435761u) >> 22;

	while (k->used[at] && k->slot[at] != c)
		at = (at + 1) & (COLORS_SLOTS - 1);
	return at;
}

/* The index of c, which is added when it is new; -1: that is one too many. */
static inline int
colors_add(struct colors *k, uint32_t c)
{
	uint32_t at = colors_find(k, c);

	if (k->used[at])
		return k->index[at];
	if (k->n == COLORS_MAX)
		return -1;
	k->used[at] = 1;
	k->slot[at] = c;
	return k->index[at] = (uint8_t)k->n++;
}

#endif
