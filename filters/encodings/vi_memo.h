/* vi_memo: the key of a short word in a memo of words.
 *
 * A word of up to 15 bytes is two integers, its bytes and their number: equal
 * words are equal keys, and no key is 0, so a zeroed memo is an empty one.
 * Inline, because it is done for each word of a page.
 */
#ifndef BANTIN_FILTERS_ENCODINGS_VI_MEMO_H
#define BANTIN_FILTERS_ENCODINGS_VI_MEMO_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* The key of the 1 <= n < 16 bytes at p, of which `room` may be read.  Gives
 * the word's place among `places`, a power of two. */
static inline size_t
vi_memo_key(
        const char *p, size_t n, size_t room, uint64_t key[2], size_t places)
{
	uint64_t h;

	key[0] = key[1] = 0;
	if (room >= 16) {
		memcpy(key, p, 16);
		if (n < 8) {
			key[0] &= ~(uint64_t)0 >> (64 - n * 8);
			key[1] = 0;
		} else {
			key[1] &= ((uint64_t)1 << (n - 8) * 8) - 1;
		}
	} else {
		memcpy(key, p, n);
	}
	key[1] |= (uint64_t)n << 56;
	h = key[0] * 0x9E3779B97F4A7C15u ^ key[1] * 0xC2B2AE3D27D4EB4Fu;
	return (size_t)(h >> 40) & (places - 1);
}

#endif
