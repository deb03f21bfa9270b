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

static unsigned
tone_of(uint32_t mark)
{
	switch (mark) {
	case 0x300:
		return VI_GRAVE;
	case 0x301:
		return VI_ACUTE;
	case 0x303:
		return VI_TILDE;
	case 0x309:
		return VI_HOOK;
	case 0x323:
		return VI_DOT;
	default:
		return VI_LEVEL;
	}
}

/* The letter of a vowel and the tone behind it, as windows-1258 has them; 0:
 * something else. */
static uint32_t
toned(uint32_t vowel, uint32_t mark)
{
	struct vi_letter l = vi_letter_of(vowel);
	unsigned tone = tone_of(mark);

	return l.code >= VI_A && l.code <= VI_Y && l.tone == VI_LEVEL &&
	                       tone != VI_LEVEL
	               ? vi_letter_char(l.code, tone, l.upper)
	               : 0;
}

/* A Vietnamese letter with its marks, in whatever order; 0: something else. */
static uint32_t
letter(struct span in)
{
	const char *p = in.p, *end = in.p + in.n;
	struct vi_word w = { 0 };

	while (p < end && !w.bad && w.n < 2)
		vi_word_put(&w, utf8_next(&p, end));
	return w.bad || w.n != 1
	               ? 0
	               : vi_letter_char(w.code[0], w.tone[0], w.upper[0]);
}

/* A piece that begins with a character of its own or the text does. */
static int
compose(struct str *out, struct span in)
{
	utf8proc_ssize_t n;
	int32_t few[64], *cp = few;
	size_t from = out->len;
	uint32_t vietnamese = letter(in);

	if (vietnamese != 0) {
		str_put_utf8(out, vietnamese);
		return 1;
	}
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

int
normalise_nfc(struct str *out, struct span in)
{
	const char *p = in.p, *end = in.p + in.n, *done = p;
	int changed = 0;

	str_reserve(out, in.n);
	while ((p = find_high(p, end)) < end) {
		const char *last = p, *q;
		uint32_t cp = utf8_next(&p, end), base = 0, one;

		if (!nfc_is_odd(cp))
			continue;
		/* with the character before it */
		if (last > done)
			base = utf8_prev(&last, done);
		/* Most marks stand alone. */
		if ((p == end || (unsigned char)*p < 0xCC) &&
		        (one = toned(base, cp)) != 0) {
			str_add(out, done, (size_t)(last - done));
			str_put_utf8(out, one);
			changed = 1;
			done = p;
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
