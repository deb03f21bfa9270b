/* utf8: strict decoding by the table of Unicode 3.9 (table 3-7), which says
 * for each lead byte how many bytes follow and what the second may be; that
 * alone rules out overlong forms, surrogates and values past U+10FFFF.
 *
 * Character classes come from utf8proc; what most questions are about, Latin
 * with the Vietnamese letters, and for letters ideographs, is answered without
 * it by the same properties.
 */
#include "base/utf8.h"

#include <string.h>
#include <utf8proc.h>

#include "base/lanes.h"

/* Bytes of a sequence by its lead byte, and the second byte's range. */
static int
lead(unsigned char c, unsigned char *lo, unsigned char *hi)
{
	*lo = 0x80;
	*hi = 0xBF;
	if (c < 0x80)
		return 1;
	if (c < 0xC2)
		return 0;
	if (c < 0xE0)
		return 2;
	if (c < 0xF0) {
		if (c == 0xE0)
			*lo = 0xA0;
		else if (c == 0xED)
			*hi = 0x9F;
		return 3;
	}
	if (c > 0xF4)
		return 0;
	if (c == 0xF0)
		*lo = 0x90;
	else if (c == 0xF4)
		*hi = 0x8F;
	return 4;
}

uint32_t
utf8_next_odd(const char **at, const char *end)
{
	const unsigned char *p = (const unsigned char *)*at;
	size_t left = (size_t)(end - *at);
	unsigned char lo, hi;
	uint32_t cp;
	int n, i;

	n = lead(*p, &lo, &hi);
	if (!n) {
		*at += 1;
		return UTF8_BAD;
	}
	cp = *p & (0x7Fu >> n);
	for (i = 1; i < n; i++) {
		if ((size_t)i >= left || p[i] < lo || p[i] > hi) {
			*at += i;
			return UTF8_BAD;
		}
		cp = cp << 6 | (p[i] & 0x3Fu);
		lo = 0x80;
		hi = 0xBF;
	}
	*at += n;
	return cp;
}

uint32_t
utf8_prev(const char **at, const char *start)
{
	const char *p = *at;
	const char *from;

	do
		p--;
	while (p > start && ((unsigned char)*p & 0xC0) == 0x80);
	from = p;
	{
		uint32_t cp = utf8_next(&from, *at);

		*at = p;
		return cp;
	}
}

int
utf8_is_ascii(struct span s)
{
	unsigned char any = 0;
	size_t i = 0;

	for (; s.n - i >= 32; i += 32) {
		uint64_t w[4];

		memcpy(w, s.p + i, sizeof(w));
		if ((w[0] | w[1] | w[2] | w[3]) & 0x8080808080808080u)
			return 0;
	}
	for (; i < s.n; i++)
		any |= (unsigned char)s.p[i];
	return any < 0x80;
}

int
utf8_encode(uint32_t cp, char out[4])
{
	if (cp > 0x10FFFF || (cp >= 0xD800 && cp < 0xE000))
		cp = 0xFFFD;
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xC0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3F));
		return 2;
	}
	if (cp < 0x10000) {
		out[0] = (char)(0xE0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
		out[2] = (char)(0x80 | (cp & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
	out[3] = (char)(0x80 | (cp & 0x3F));
	return 4;
}

size_t
utf8_count(struct span s)
{
	const char *p = s.p;
	const char *end = p + s.n;
	size_t n = 0;

	/* Where all is well-formed: the bytes that begin a character. */
	if (s.n > 2 * LANES && utf8_valid_prefix(s.p, s.n) == s.n)
		for (; end - p >= LANES; p += LANES)
			n += LANES -
			     (unsigned)__builtin_popcount(lanes_bits(
			             lanes_in(lanes_load(p), 0x80, 0xBF)));
	while (p < end && n > 0 && utf8_is_tail(*p))
		p++;
	for (; p < end; n++)
		utf8_next(&p, end);
	return n;
}

static void
put_hex4(struct str *out, uint32_t v)
{
	static const char digit[] = "0123456789ABCDEF";
	char hex[4] = {
		digit[v >> 12 & 15],
		digit[v >> 8 & 15],
		digit[v >> 4 & 15],
		digit[v & 15],
	};

	str_add(out, hex, sizeof(hex));
}

void
utf8_to_utf16_hex(struct str *out, struct span s)
{
	const char *p = s.p;
	const char *end = p + s.n;

	while (p < end) {
		uint32_t cp = utf8_next(&p, end);

		if (cp == UTF8_BAD)
			cp = 0xFFFD;
		if (cp > 0xFFFF) {
			cp -= 0x10000;
			put_hex4(out, 0xD800 | cp >> 10);
			put_hex4(out, 0xDC00 | (cp & 0x3FF));
		} else {
			put_hex4(out, cp);
		}
	}
}

static utf8proc_category_t
category(uint32_t cp)
{
	if (cp > 0x10FFFF)
		return UTF8PROC_CATEGORY_CN;
	return utf8proc_category((utf8proc_int32_t)cp);
}

int
cp_is_space(uint32_t cp)
{
	if (cp < 0x1680)
		return cp == ' ' || (cp >= 9 && cp <= 13) || cp == 0x85 ||
		       cp == 0xA0;
	return cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200A) || cp == 0x2028 ||
	       cp == 0x2029 || cp == 0x202F || cp == 0x205F || cp == 0x3000;
}

static int
ascii_letter(uint32_t cp)
{
	return (cp | 32) >= 'a' && (cp | 32) <= 'z';
}

int
cp_is_letter_long(uint32_t cp)
{
	switch (category(cp)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ME:
		return 1;
	default:
		return 0;
	}
}

int
hex_value(int c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 32;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

int
cp_is_digit(uint32_t cp)
{
	if (cp < 0x660)
		return cp >= '0' && cp <= '9';
	return category(cp) == UTF8PROC_CATEGORY_ND;
}

/* Blocks of Latin in which capitals are even and their small letters come
 * next. */
static int
is_paired(uint32_t cp)
{
	return cp - 0x1EA0 < 0x60 || cp - 0x100 < 0x30 || cp - 0x14A < 0x2E ||
	       cp - 0x1A0 < 6;
}

int
cp_is_upper(uint32_t cp)
{
	utf8proc_category_t c;

	if (cp < 0x80)
		return cp >= 'A' && cp <= 'Z';
	if (cp < 0x100)
		return cp - 0xC0 < 0x1F && cp != 0xD7;
	if (is_paired(cp))
		return !(cp & 1);
	if (cp == 0x1B0 || cp - 0x2E80 < 0x7180) /* u with horn, East Asia */
		return 0;
	c = category(cp);
	return c == UTF8PROC_CATEGORY_LU || c == UTF8PROC_CATEGORY_LT;
}

int
cp_is_punct(uint32_t cp)
{
	if (cp < 0x80)
		/* not $ + < = > ^ ` | ~, which are symbols */
		return cp < 0x80 && cp > 0x20 && cp != 0x7F &&
		       !ascii_letter(cp) && !cp_is_digit(cp) &&
		       !strchr("$+<=>^`|~", (int)cp);
	switch (category(cp)) {
	case UTF8PROC_CATEGORY_PC:
	case UTF8PROC_CATEGORY_PD:
	case UTF8PROC_CATEGORY_PS:
	case UTF8PROC_CATEGORY_PE:
	case UTF8PROC_CATEGORY_PI:
	case UTF8PROC_CATEGORY_PF:
	case UTF8PROC_CATEGORY_PO:
		return 1;
	default:
		return 0;
	}
}

int
cp_is_unspaced_long(uint32_t cp)
{
	static const struct {
		uint32_t from, to;
	} range[] = {
		{ 0x0E00, 0x0EFF }, /* Thai, Lao */
		{ 0x1000, 0x109F }, /* Myanmar */
		{ 0x1100, 0x11FF }, /* Hangul jamo */
		{ 0x1780, 0x17FF }, /* Khmer */
		{ 0x19E0, 0x19FF }, /* Khmer symbols */
		{ 0x2E80, 0x2FDF }, /* CJK radicals */
		{ 0x3005, 0x3007 },
		{ 0x3021, 0x3029 },
		{ 0x3031, 0x303C },
		{ 0x3041, 0x30FA }, /* kana */
		{ 0x30FC, 0x318F }, /* prolonged sound, bopomofo, jamo */
		{ 0x31A0, 0x31BF },
		{ 0x31F0, 0x31FF },
		{ 0x3400, 0x4DBF },
		{ 0x4E00, 0x9FFF },
		{ 0xA960, 0xA97F },
		{ 0xA9E0, 0xA9FF }, /* Myanmar extended */
		{ 0xAA60, 0xAA7F },
		{ 0xAC00, 0xD7FF }, /* hangul */
		{ 0xF900, 0xFAFF },
		{ 0xFF66, 0xFFDC }, /* half width kana, hangul */
		{ 0x1B000, 0x1B16F },
		{ 0x20000, 0x3FFFD },
	};
	size_t i;

	for (i = 0; i < sizeof(range) / sizeof(range[0]); i++)
		if (cp <= range[i].to)
			return cp >= range[i].from;
	return 0;
}

uint32_t
cp_lower_long(uint32_t cp)
{
	if (cp > 0x10FFFF)
		return cp;
	if (cp < 0x100)
		return cp - 0xC0 < 0x1F && cp != 0xD7 ? cp + 32 : cp;
	if (is_paired(cp))
		return cp | 1;
	if (cp == 0x1B0 || cp - 0x2E80 < 0x7180)
		return cp;
	return (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp);
}

/* Writes at `to` the small letter of what stands at s, where that is seen in
 * its bytes: a letter of Latin-1 or a Vietnamese one.  0: look closer. */
static size_t
lower_common(const unsigned char *s, size_t left, char *to)
{
	if (left >= 2 && s[0] == 0xC3 && utf8_is_tail((char)s[1])) {
		/* capitals but for the sign of multiplication, sharp s */
		int upper = s[1] < 0x9F && s[1] != 0x97;

		to[0] = (char)s[0];
		to[1] = (char)(s[1] | upper << 5);
		return 2;
	}
	if (left >= 3 && s[0] == 0xE1 && utf8_is_tail((char)s[2]) &&
	        (s[1] == 0xBB || (s[1] == 0xBA && s[2] >= 0xA0))) {
		to[0] = (char)s[0];
		to[1] = (char)s[1];
		to[2] = (char)(s[2] | 1);
		return 3;
	}
	return 0;
}

/* Writes at `to` sixteen bytes of s, where a character begins, in small
 * letters, and gives how many of them are so: whole characters, ASCII, signs
 * and what Vietnamese has beyond ASCII in small letters.  Two more can be
 * read. */
static size_t
lower_many(const char *s, char *to)
{
	lanes v = lanes_load(s), next = lanes_load(s + 1),
	      last = lanes_load(s + 2);
	lanes small = v | (lanes_in(v, 'A', 'Z') & lanes_of(0x20));
	/* Capitals, and what must be looked at. */
	lanes odd = ((lanes)(v == 0xC3) & lanes_in(next, 0x80, 0x9E)) |
	            (lanes_in(v, 0xC4, 0xC5) &
	                    ~((lanes)(next == 0x83) | (lanes)(next == 0x91) |
	                            (lanes)(next == 0xA9))) |
	            ((lanes)(v == 0xC6) &
	                    ~((lanes)(next == 0xA1) | (lanes)(next == 0xB0))) |
	            ((lanes)(v == 0xE2) & (lanes)(next != 0x80)) |
	            ((lanes)(v == 0xE1) &
	                    ~((lanes)((last & 1) == 1) &
	                            ((lanes)(next == 0xBB) |
	                                    ((lanes)(next == 0xBA) &
	                                            (lanes)(last >= 0xA0))))) |
	            lanes_in(v, 0xC0, 0xC1) | lanes_in(v, 0xC7, 0xCB) |
	            lanes_in(v, 0xCD, 0xE0) | (lanes)(v >= 0xE3);
	unsigned lead = lanes_bits((lanes)(v >= 0xC2)),
	         three = lanes_bits((lanes)(v >= 0xE0)),
	         tail = lanes_bits(lanes_in(v, 0x80, 0xBF)),
	         stop = lanes_bits(odd);

	memcpy(to, &small, sizeof(small));
	/* Malformed. */
	if (((lead << 1 | three << 2) & 0xFFFF) != tail)
		return 0;
	/* One that is cut at the end. */
	stop |= (lead & 0x8000) | (three & 0x4000) | 0x10000;
	return (size_t)__builtin_ctz(stop);
}

void
utf8_put_lower(struct str *out, struct span in)
{
	const char *s = in.p, *end = in.p + in.n;
	char *to;

	/* One malformed byte becomes three. */
	str_reserve(out, in.n * 3);
	to = out->s + out->len;
	while (s < end) {
		unsigned char c = (unsigned char)*s;
		size_t n = 0;

		/* Not where another script begins. */
		if (end - s >= LANES + 2 &&
		        (c < 0xCD || c == 0xE1 || c == 0xE2))
			n = lower_many(s, to);
		if (n > 0) {
			s += n;
			to += n;
			continue;
		}
		if (c < 0x80) {
			*to++ = (char)cp_lower(c);
			s++;
			continue;
		}
		n = lower_common(
		        (const unsigned char *)s, (size_t)(end - s), to);
		s += n;
		to += n;
		if (n == 0)
			to += utf8_encode(cp_lower(utf8_next(&s, end)), to);
	}
	out->len = (size_t)(to - out->s);
	*to = '\0';
}
