/* lanes: sixteen bytes at once, by the compiler's vectors.
 *
 * Passes over text spend their time on bytes that concern them not; these
 * tell sixteen of them to be so in a few steps.  A comparison gives 0xFF in
 * the lanes where it holds.
 */
#ifndef BANTIN_BASE_LANES_H
#define BANTIN_BASE_LANES_H

#include <stdint.h>
#include <string.h>

#define LANES 16
typedef unsigned char lanes __attribute__((vector_size(LANES)));

static inline lanes
lanes_load(const void *p)
{
	lanes v;

	memcpy(&v, p, sizeof(v));
	return v;
}

static inline lanes
lanes_of(unsigned char c)
{
	return (lanes){ 0 } + c;
}

/* from <= lane <= to, as a comparison. */
static inline lanes
lanes_in(lanes v, unsigned char from, unsigned char to)
{
	return (lanes)(v - from <= lanes_of((unsigned char)(to - from)));
}

/* Of a comparison: a bit for each lane, the lowest for the first byte. */
static inline unsigned
lanes_bits(lanes is)
{
#ifdef __SSE2__
	typedef char chars __attribute__((vector_size(LANES)));

	return (unsigned)__builtin_ia32_pmovmskb128((chars)is);
#else
	unsigned bits = 0;

	for (unsigned i = 0; i < LANES; i++)
		bits |= (unsigned)(is[i] & 1) << i;
	return bits;
#endif
}

/* Of sixteen numbers: a bit for each that is above the limit. */
static inline unsigned
lanes16_above(const int16_t *p, int16_t limit)
{
#ifdef __SSE2__
	typedef short shorts __attribute__((vector_size(LANES)));
	shorts low, high, is_low, is_high;

	memcpy(&low, p, sizeof(low));
	memcpy(&high, p + LANES / 2, sizeof(high));
	is_low = (shorts)(low > limit);
	is_high = (shorts)(high > limit);
	return lanes_bits((lanes)__builtin_ia32_packsswb128(is_low, is_high));
#else
	unsigned bits = 0;

	for (unsigned i = 0; i < LANES; i++)
		bits |= (unsigned)(p[i] > limit) << i;
	return bits;
#endif
}

/* Sum of the lanes. */
static inline unsigned
lanes_sum(lanes v)
{
	uint64_t half[2];
	unsigned sum = 0;

	memcpy(half, &v, sizeof(half));
	for (int k = 0; k < 2; k++) {
		uint64_t low = half[k] & 0x00FF00FF00FF00FFu;
		uint64_t high = half[k] >> 8 & 0x00FF00FF00FF00FFu;

		sum += (unsigned)((low + high) * 0x0001000100010001u >> 48);
	}
	return sum;
}

#endif
