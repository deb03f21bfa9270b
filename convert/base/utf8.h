/* utf8: strict decoding (RFC 3629: no overlong forms, no surrogates, at most
 * U+10FFFF), and the few character classes that more than one room asks for.
 */
#ifndef BANTIN_BASE_UTF8_H
#define BANTIN_BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

#define UTF8_BAD 0xFFFFFFFFu

/* Decode one code point at *p (< end) and step over it.  On malformed input
 * gives UTF8_BAD and steps over the maximal subpart (Unicode 3.9, U+FFFD
 * substitution), at least one byte. */
static inline uint32_t
utf8_next(const char **p, const char *end);
/* The code point before *p (> start), stepping back. Input must be valid. */
uint32_t
utf8_prev(const char **p, const char *start);
/* Bytes of the longest valid prefix; equals n when all is valid. */
size_t
utf8_valid_prefix(const char *s, size_t n);
/* 1: no byte beyond ASCII. */
int
utf8_is_ascii(struct span s);
/* At most 4 bytes to out; returns their number. Bad values give U+FFFD. */
int
utf8_encode(uint32_t cp, char out[4]);
size_t
utf8_count(struct span s); /* code points */
/* UTF-16BE as upper-case hex, without BOM: for PDF strings. */
void
utf8_to_utf16_hex(struct str *out, struct span s);

int
cp_is_space(uint32_t cp); /* White_Space property */
int
cp_is_letter_long(uint32_t cp); /* beyond what cp_is_letter() knows */
static inline int
cp_is_letter(uint32_t cp) /* general category L* or M* */
{
	if (cp < 0x80)
		return (cp | 32) - 'a' < 26;
	if (cp - 0xC0 < 0x1F0) /* Latin up to its IPA letters */
		return cp != 0xD7 && cp != 0xF7;
	if (cp - 0x1E00 < 0x100 || cp - 0x4E00 < 0x51F0)
		return 1; /* Latin Extended Additional, ideographs */
	return cp_is_letter_long(cp);
}
int
cp_is_digit(uint32_t cp); /* Nd */
/* Value of an ASCII hexadecimal digit, -1 of anything else. */
int
hex_value(int c);
int
cp_is_upper(uint32_t cp); /* Lu, Lt */
int
cp_is_punct(uint32_t cp); /* P* */
/* In the blocks of scripts written from right to left (Unicode, Bidi_Class R
 * and AL, and what stands among them). */
static inline int
cp_is_rtl(uint32_t cp)
{
	return (cp >= 0x0590 && cp <= 0x08FF) ||
	       (cp >= 0xFB1D && cp <= 0xFDFF) ||
	       (cp >= 0xFE70 && cp <= 0xFEFC) ||
	       (cp >= 0x10800 && cp <= 0x10FFF) ||
	       (cp >= 0x1E800 && cp <= 0x1EFFF);
}
/* East Asian ideograph, kana or hangul, Thai, Lao, Khmer, Myanmar: written
 * without spaces, so that word counts go by character. */
int
cp_is_unspaced_long(uint32_t cp);
static inline int
cp_is_unspaced(uint32_t cp)
{
	/* up to Thai; from behind Khmer up to the ideographs */
	return cp >= 0x0E00 && cp - 0x1A00 >= 0x1480 && cp_is_unspaced_long(cp);
}
uint32_t
cp_lower_long(uint32_t cp); /* beyond ASCII */
static inline uint32_t
cp_lower(uint32_t cp)
{
	return cp < 0x80 ? cp | (uint32_t)(cp - 'A' < 26) << 5
	                 : cp_lower_long(cp);
}

/* Appends a text in small letters; what is malformed is U+FFFD. */
void
utf8_put_lower(struct str *out, struct span in);

/* What is not well-formed, or longer than three bytes. */
uint32_t
utf8_next_odd(const char **p, const char *end);

static inline int
utf8_is_tail(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

static inline uint32_t
utf8_next(const char **p, const char *end)
{
	const char *s = *p;
	uint32_t c = (unsigned char)s[0], cp;

	if (c < 0x80) {
		*p = s + 1;
		return c;
	}
	if (c >= 0xC2 && c < 0xE0 && end - s > 1 && utf8_is_tail(s[1])) {
		*p = s + 2;
		return (c & 0x1F) << 6 | (s[1] & 0x3F);
	}
	if (c >= 0xE0 && c < 0xF0 && end - s > 2 && utf8_is_tail(s[1]) &&
	        utf8_is_tail(s[2])) {
		cp = (c & 0xF) << 12 | (uint32_t)(s[1] & 0x3F) << 6 |
		     (s[2] & 0x3F);
		/* no overlong form, no surrogate */
		if (cp >= 0x800 && (cp & 0xF800) != 0xD800) {
			*p = s + 3;
			return cp;
		}
	}
	return utf8_next_odd(p, end);
}

#endif
