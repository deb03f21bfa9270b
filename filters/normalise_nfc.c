/* normalise_nfc: composed letters.
 *
 * NFC (UAX 15) by utf8proc.  NFC does not repair Vietnamese typed tone first
 * (a + acute + circumflex): canonical order leaves marks of equal class as
 * they stand, so these are put in order before composing.  Only what the
 * quick check cannot pass goes through the library, with the character before
 * it: nothing composes over one that passes (UAX 15, 9.1).
 */
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/lanes.h"
#include "base/utf8.h"
#include "filters/normalise.h"

static int
is_tone(int32_t cp)
{
	return cp == 0x300 || cp == 0x301 || cp == 0x303 || cp == 0x309;
}

static int
takes_circumflex(int32_t cp)
{
	return cp < 0x80 && strchr("aeoAEO", cp) && cp;
}

/* In decomposed text: base, tone, circumflex or breve -> base, mark, tone. */
static void
order_marks(int32_t *cp, size_t n)
{
	int32_t base = 0;

	for (size_t i = 0; i < n; i++) {
		size_t k = i;

		if (cp[i] < 0x300 || cp[i] > 0x36F) {
			base = cp[i];
			continue;
		}
		if (!((cp[i] == 0x302 && takes_circumflex(base)) ||
		            (cp[i] == 0x306 && (base == 'a' || base == 'A'))))
			continue;
		while (k > 0 && is_tone(cp[k - 1])) {
			int32_t t = cp[k - 1];

			cp[k - 1] = cp[k];
			cp[k] = t;
			k--;
		}
	}
}

/* What a mark makes of a letter without its tone; 0: nothing. */
static unsigned
marked(unsigned code, unsigned char mark)
{
	switch (mark) {
	case 0x82: /* circumflex */
		return code == VI_A   ? VI_AA
		       : code == VI_E ? VI_EE
		       : code == VI_O ? VI_OO
		                      : 0;
	case 0x86: /* breve */
		return code == VI_A ? VI_AW : 0;
	case 0x9B: /* horn */
		return code == VI_O ? VI_OW : code == VI_U ? VI_UW : 0;
	default:
		return 0;
	}
}

static unsigned
tone_of(unsigned char mark)
{
	switch (mark) {
	case 0x80:
		return VI_GRAVE;
	case 0x81:
		return VI_ACUTE;
	case 0x83:
		return VI_TILDE;
	case 0x89:
		return VI_HOOK;
	case 0xA3:
		return VI_DOT;
	default:
		return VI_LEVEL;
	}
}

/* A Vietnamese letter of a base and the marks at *p, in whatever order, which
 * it steps over; 0: something else, and *p is as it was. */
static uint32_t
letter(uint32_t base, const char **p, const char *end)
{
	struct vi_letter l = vi_letter_of(base);
	const char *s = *p, *behind;

	if (l.code < VI_A || l.code > VI_Y)
		return 0;
	/* U+0300 to U+033F */
	for (; end - s > 1 && *s == '\xCC'; s += 2) {
		unsigned char mark = (unsigned char)s[1];
		unsigned tone = tone_of(mark);

		if (tone != VI_LEVEL && l.tone == VI_LEVEL)
			l.tone = (uint8_t)tone;
		else if ((l.code = (uint8_t)marked(l.code, mark)) == 0)
			return 0;
	}
	behind = s;
	if (s < end && (unsigned char)*s >= 0xCC &&
	        nfc_is_odd(utf8_next(&s, end)))
		return 0; /* more may join it */
	*p = behind;
	return vi_letter_char(l.code, l.tone, l.upper);
}

/* A piece that begins with a character of its own or the text does. */
static int
compose(struct str *out, struct span in)
{
	utf8proc_ssize_t n;
	int32_t few[64], *cp = few;
	size_t from = out->len;

	n = utf8proc_decompose((const uint8_t *)in.p, (utf8proc_ssize_t)in.n,
	        few, 63, UTF8PROC_DECOMPOSE);
	if (n < 0) {
		str_put_span(out, in);
		return 0;
	}
	if (n > 63) {
		cp = xmalloc(((size_t)n + 1) * sizeof(*cp));
		n = utf8proc_decompose((const uint8_t *)in.p,
		        (utf8proc_ssize_t)in.n, cp, n, UTF8PROC_DECOMPOSE);
	}
	order_marks(cp, (size_t)n);
	n = utf8proc_normalize_utf32(cp, n, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
	for (utf8proc_ssize_t i = 0; i < n; i++)
		str_put_utf8(out, (uint32_t)cp[i]);
	if (cp != few)
		free(cp);
	return out->len - from != in.n ||
	       memcmp(out->s + from, in.p, in.n) != 0;
}

int
nfc_is_odd(uint32_t cp)
{
	return cp >= 0x300 && cp < NFC_LIMIT &&
	       (nfc_bits[nfc_block[cp / 32]] >> cp % 32 & 1);
}

/* The next byte that may begin an odd character: U+0300 and beyond. */
static const char *
find_high(const char *p, const char *end)
{
	for (; end - p >= LANES; p += LANES) {
		unsigned high = lanes_bits(
		        (lanes)(lanes_load(p) >= (unsigned char)0xCC));

		if (high)
			return p + __builtin_ctz(high);
	}
	while (p < end && (unsigned char)*p < 0xCC)
		p++;
	return p;
}

#define ROOM 24 /* for sixteen bytes and a letter */

/* Appends p up to q, and a letter of two or three bytes; end: how far may be
 * read. */
static void
put_letter(struct str *out, const char *p, const char *q, const char *end,
        uint32_t cp)
{
	size_t n = (size_t)(q - p);
	char *to;

	if (out->cap - out->len < n + ROOM)
		str_reserve(out, n + ROOM);
	if (n <= 16 && end - p >= 16)
		memcpy(out->s + out->len, p, 16);
	else
		memcpy(out->s + out->len, p, n);
	out->len += n;
	to = out->s + out->len;
	if (cp < 0x800) {
		to[0] = (char)(0xC0 | cp >> 6);
		to[1] = (char)(0x80 | (cp & 0x3F));
		out->len += 2;
		return;
	}
	to[0] = (char)(0xE0 | cp >> 12);
	to[1] = (char)(0x80 | (cp >> 6 & 0x3F));
	to[2] = (char)(0x80 | (cp & 0x3F));
	out->len += 3;
}

int
normalise_nfc(struct str *out, struct span in)
{
	const char *p = in.p, *end = in.p + in.n, *done = p;
	int changed = 0;

	str_reserve(out, in.n + ROOM);
	while ((p = find_high(p, end)) < end) {
		const char *mark = p, *last = p, *q;
		uint32_t cp = utf8_next(&p, end), base = 0, one;

		if (!nfc_is_odd(cp))
			continue;
		/* with the character before it */
		if (last > done)
			base = (unsigned char)last[-1] < 0x80
			               ? (uint32_t) * --last
			               : utf8_prev(&last, done);
		if ((one = letter(base, &mark, end)) != 0) {
			put_letter(out, done, last, end, one);
			changed = 1;
			done = p = mark;
			continue;
		}
		for (q = p; q < end && nfc_is_odd(utf8_next(&q, end));)
			p = q;
		str_add(out, done, (size_t)(last - done));
		changed |=
		        compose(out, (struct span){ last, (size_t)(p - last) });
		done = p;
	}
	str_add(out, done, (size_t)(end - done));
	return changed;
}
