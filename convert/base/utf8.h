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
uint32_t
utf8_next_long(const char **p, const char *end); /* from beyond ASCII */
static inline uint32_t
utf8_next(const char **p, const char *end)
{
	return (unsigned char)**p < 0x80 ? (uint32_t)(unsigned char)*(*p)++
	                                 : utf8_next_long(p, end);
}
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
cp_is_letter_long(uint32_t cp); /* beyond ASCII */
static inline int
cp_is_letter(uint32_t cp) /* general category L* or M* */
{
	return cp < 0x80 ? (cp | 32) - 'a' < 26 : cp_is_letter_long(cp);
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
/* East Asian ideograph, kana or hangul, Thai, Lao, Khmer, Myanmar: written
 * without spaces, so that word counts go by character. */
int
cp_is_unspaced(uint32_t cp);
uint32_t
cp_lower_long(uint32_t cp); /* beyond ASCII */
static inline uint32_t
cp_lower(uint32_t cp)
{
	return cp < 0x80 ? cp | (uint32_t)(cp - 'A' < 26) << 5
	                 : cp_lower_long(cp);
}

#endif
