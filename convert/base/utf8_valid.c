/* utf8_valid: is it UTF-8, and how far.
 *
 * Every file is asked this, so it must cost next to nothing.  Where the
 * processor looks up sixteen nibbles at once (SSSE3), three look-ups tell for
 * each byte which of seven faults it, its high half, and the byte before it
 * allow; a fault that all three allow is there.  What is left is whether a
 * byte must be the third or fourth of its sequence.  After J. Keiser and
 * D. Lemire, "Validating UTF-8 in less than one instruction per byte" (2021).
 *
 * The quick way only says whether a block is without fault; where the fault
 * begins, the plain way finds, and it is the only way on other processors.
 */
#include <string.h>

#include "base/utf8.h"

/* From s on, at the start of a sequence: where the first fault or end is. */
static const char *
plain_prefix(const char *s, const char *end)
{
	const unsigned char *p = (const unsigned char *)s;
	const unsigned char *to = (const unsigned char *)end;

	while (p < to) {
		const char *at = (const char *)p;

		if (*p < 0x80) {
			uint64_t w[2];

			while (to - p >= 16) {
				memcpy(w, p, sizeof(w));
				if ((w[0] | w[1]) & 0x8080808080808080u)
					break;
				p += 16;
			}
			while (p < to && *p < 0x80)
				p++;
			continue;
		}
		/* The two commonest forms, in line: Latin letters with
		 * marks, and most of the rest of the plane. */
		if (*p >= 0xC2 && *p < 0xE0 && to - p >= 2 &&
		        (p[1] & 0xC0) == 0x80) {
			p += 2;
			continue;
		}
		if (*p >= 0xE1 && *p < 0xED && to - p >= 3 &&
		        (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80) {
			p += 3;
			continue;
		}
		if (utf8_next(&at, end) == UTF8_BAD)
			break;
		p = (const unsigned char *)at;
	}
	return (const char *)p;
}

#if defined(__x86_64__)
#include <tmmintrin.h>

#define QUICK __attribute__((target("ssse3")))

/* Faults; a byte is named with the one before it. */
enum {
	SHORT = 1 << 0, /* a lead, then no continuation */
	LONG = 1 << 1, /* ASCII, then a continuation */
	OVERLONG_3 = 1 << 2, /* E0, then 80..9F */
	LARGE = 1 << 3, /* F4, then 90..BF; F5..FF, then 90..BF */
	SURROGATE = 1 << 4, /* ED, then A0..BF */
	OVERLONG_2 = 1 << 5, /* C0 or C1, then a continuation */
	OVERLONG_4 = 1 << 6, /* F0, then 80..8F; F5..FF, then 80..8F */
	/* Two continuations: a fault where no third or fourth byte is due,
	 * and where one is due no fault. */
	TWICE = 1 << 7,
	ANY_LOW = SHORT | LONG | TWICE /* whatever the low half */
};

/* By the high half of the byte before. */
static const uint8_t before_high[16] = { LONG, LONG, LONG, LONG, LONG, LONG,
	LONG, LONG, TWICE, TWICE, TWICE, TWICE, SHORT | OVERLONG_2, SHORT,
	SHORT | OVERLONG_3 | SURROGATE, SHORT | LARGE | OVERLONG_4 };
/* By its low half. */
static const uint8_t before_low[16] = {
	ANY_LOW | OVERLONG_3 | OVERLONG_2 | OVERLONG_4, ANY_LOW | OVERLONG_2,
	ANY_LOW, ANY_LOW, ANY_LOW | LARGE, ANY_LOW | LARGE | OVERLONG_4,
	ANY_LOW | LARGE | OVERLONG_4, ANY_LOW | LARGE | OVERLONG_4,
	ANY_LOW | LARGE | OVERLONG_4, ANY_LOW | LARGE | OVERLONG_4,
	ANY_LOW | LARGE | OVERLONG_4, ANY_LOW | LARGE | OVERLONG_4,
	ANY_LOW | LARGE | OVERLONG_4, ANY_LOW | LARGE | OVERLONG_4 | SURROGATE,
	ANY_LOW | LARGE | OVERLONG_4, ANY_LOW | LARGE | OVERLONG_4
};
/* By the high half of the byte itself. */
static const uint8_t this_high[16] = { SHORT, SHORT, SHORT, SHORT, SHORT, SHORT,
	SHORT, SHORT, LONG | OVERLONG_2 | TWICE | OVERLONG_3 | OVERLONG_4,
	LONG | OVERLONG_2 | TWICE | OVERLONG_3 | LARGE,
	LONG | OVERLONG_2 | TWICE | SURROGATE | LARGE,
	LONG | OVERLONG_2 | TWICE | SURROGATE | LARGE, SHORT, SHORT, SHORT,
	SHORT };

QUICK static __m128i
load(const void *p)
{
	return _mm_loadu_si128(p);
}

QUICK static __m128i
high_half(__m128i v)
{
	return _mm_and_si128(_mm_srli_epi16(v, 4), _mm_set1_epi8(0x0F));
}

/* Not 0 where sixteen bytes, with those before them, hold a fault. */
QUICK static __m128i
faults(__m128i now, __m128i before)
{
	__m128i one = _mm_alignr_epi8(now, before, 15);
	__m128i two = _mm_alignr_epi8(now, before, 14);
	__m128i three = _mm_alignr_epi8(now, before, 13);
	__m128i low = _mm_and_si128(one, _mm_set1_epi8(0x0F));
	__m128i found, due;

	found = _mm_shuffle_epi8(load(before_high), high_half(one));
	found = _mm_and_si128(found, _mm_shuffle_epi8(load(before_low), low));
	found = _mm_and_si128(
	        found, _mm_shuffle_epi8(load(this_high), high_half(now)));
	/* E0..FF two before, F0..FF three before: their top bit stays. */
	due = _mm_or_si128(_mm_subs_epu8(two, _mm_set1_epi8(0x60)),
	        _mm_subs_epu8(three, _mm_set1_epi8(0x70)));
	due = _mm_and_si128(due, _mm_set1_epi8((char)TWICE));
	return _mm_xor_si128(found, due);
}

/* How many bytes are without fault, but for a sequence that may be open at
 * their end; in blocks. */
QUICK static size_t
quick_prefix(const char *s, size_t n)
{
	__m128i before = _mm_setzero_si128();
	const __m128i none = before;
	size_t i, k;

	for (i = 0; i + 64 <= n; i += 64) {
		__m128i v[4], bad = none;

		for (k = 0; k < 4; k++)
			v[k] = load(s + i + k * 16);
		for (k = 0; k < 4; k++) {
			bad = _mm_or_si128(bad, faults(v[k], before));
			before = v[k];
		}
		if (_mm_movemask_epi8(_mm_cmpeq_epi8(bad, none)) != 0xFFFF)
			break;
	}
	return i;
}

/* Where the plain way is to go on. */
static const char *
start(const char *s, size_t n)
{
	const char *p = s;
	int i;

	if (n < 128 || !__builtin_cpu_supports("ssse3"))
		return s;
	p += quick_prefix(s, n);
	/* Back to the start of the sequence that may be open there. */
	for (i = 0; i < 3 && p > s && ((unsigned char)p[-1] & 0xC0) == 0x80;
	        i++)
		p--;
	if (p > s && (unsigned char)p[-1] >= 0xC0)
		p--;
	return p;
}
#else
static const char *
start(const char *s, size_t n)
{
	(void)n;
	return s;
}
#endif

size_t
utf8_valid_prefix(const char *s, size_t n)
{
	return (size_t)(plain_prefix(start(s, n), s + n) - s);
}
