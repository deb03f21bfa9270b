/* normalise_text: one run of text.
 *
 * NFC (UAX 15) by utf8proc.  NFC does not repair Vietnamese typed tone first
 * (a + acute + circumflex): canonical order leaves marks of equal class as
 * they stand, so these are put in order before composing.  Most text is
 * already composed, which one scan tells; only the rest is worth the way
 * through the library.
 */
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"
#include "filters/normalise.h"

/* Surely composed: these ranges hold only characters with NFC_QC=Yes that do
 * not combine with what is before them. */
static int
is_plain(uint32_t cp)
{
	return cp < 0x300 || (cp >= 0x1E00 && cp <= 0x1EFF) ||
	       (cp >= 0x400 && cp <= 0x482) || (cp >= 0x2002 && cp <= 0x2100) ||
	       (cp >= 0x4E00 && cp <= 0x9FFF) ||
	       (cp >= 0xAC00 && cp <= 0xD7A3) || cp == 0x3000 || cp == 0x3001 ||
	       cp == 0x3002;
}

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

int
normalise_nfc(struct str *out, struct span in)
{
	utf8proc_ssize_t n = utf8proc_decompose((const uint8_t *)in.p,
	        (utf8proc_ssize_t)in.n, NULL, 0, UTF8PROC_DECOMPOSE);
	int32_t *cp;
	size_t from = out->len;

	if (n < 0) {
		str_put_span(out, in);
		return 0;
	}
	cp = xmalloc(((size_t)n + 1) * sizeof(*cp));
	n = utf8proc_decompose((const uint8_t *)in.p, (utf8proc_ssize_t)in.n,
	        cp, n, UTF8PROC_DECOMPOSE);
	order_marks(cp, (size_t)n);
	n = utf8proc_normalize_utf32(cp, n, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
	for (utf8proc_ssize_t i = 0; i < n; i++)
		str_put_utf8(out, (uint32_t)cp[i]);
	free(cp);
	return out->len - from != in.n ||
	       memcmp(out->s + from, in.p, in.n) != 0;
}

int
text_is_rtl(struct span in)
{
	const char *s = in.p, *end = in.p + in.n;

	while (s < end) {
		uint32_t cp;

		if ((unsigned char)*s < 0xD6) {
			s++;
			continue;
		}
		cp = utf8_next(&s, end);
		if ((cp >= 0x590 && cp <= 0x8FF) ||
		        (cp >= 0xFB1D && cp <= 0xFDFF) ||
		        (cp >= 0xFE70 && cp <= 0xFEFC))
			return 1;
	}
	return 0;
}

/* Scripts in which ZWJ and ZWNJ shape letters. */
static int
joins(uint32_t cp)
{
	return (cp >= 0x600 && cp <= 0x8FF) || (cp >= 0x900 && cp <= 0xDFF) ||
	       (cp >= 0x1000 && cp <= 0x109F) ||
	       (cp >= 0x1780 && cp <= 0x18AF) ||
	       (cp >= 0xFB50 && cp <= 0xFEFC) || (cp >= 0xA840 && cp <= 0xABFF);
}

static int
is_pictograph(uint32_t cp)
{
	return cp == 0xFE0F || (cp >= 0x2190 && cp <= 0x2BFF) ||
	       (cp >= 0x1F000 && cp <= 0x1FAFF);
}

/* Scripts without spaces where U+200B marks the words. */
static int
wants_zwsp(uint32_t cp)
{
	return (cp >= 0xE00 && cp <= 0xEFF) || (cp >= 0x1000 && cp <= 0x109F) ||
	       (cp >= 0x1780 && cp <= 0x17FF) || (cp >= 0xF00 && cp <= 0xFFF);
}

/* What to write for cp between its neighbours; 0: nothing. */
static uint32_t
keep(uint32_t cp, uint32_t before, uint32_t after, int rtl)
{
	if (cp < 0x20)
		return cp == '\t' || cp == '\n' || cp == '\r' || cp == '\f' ? cp
		                                                            : 0;
	if (cp < 0x7F)
		return cp;
	if (cp < 0xA0)
		return cp == 0x85 ? ' ' : 0;
	if (cp < 0x2000 && cp != 0x61C && cp != 0xAD)
		return cp;
	switch (cp) {
	case 0xAD:
	case 0x2060:
	case 0xFEFF:
		return 0;
	case 0x2028:
	case 0x2029:
		return ' ';
	case 0x200B:
		return wants_zwsp(before) && wants_zwsp(after) ? cp : 0;
	case 0x200C:
		return joins(before) && joins(after) ? cp : 0;
	case 0x200D:
		return joins(before) || (is_pictograph(before) &&
		                                is_pictograph(after))
		               ? cp
		               : 0;
	case 0x61C:
	case 0x200E:
	case 0x200F:
		return rtl ? cp : 0;
	case 0x2009:
		return before >= '0' && before <= '9' ? cp : ' ';
	default:
		break;
	}
	if ((cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069))
		return rtl ? cp : 0;
	if ((cp >= 0x2000 && cp <= 0x200A) || cp == 0x205F)
		return ' ';
	if ((cp >= 0x2061 && cp <= 0x2065) || (cp >= 0x206A && cp <= 0x206F))
		return 0;
	if ((cp & 0xFFFE) == 0xFFFE || (cp >= 0xFDD0 && cp <= 0xFDEF) ||
	        (cp >= 0xFFF9 && cp <= 0xFFFB) ||
	        (cp >= 0xE0000 && cp <= 0xE0FFF))
		return 0;
	return cp;
}

static void
strip(struct str *out, struct span in, int rtl)
{
	const char *s = in.p, *end = in.p + in.n;
	uint32_t before = 0;

	while (s < end) {
		uint32_t cp, after = 0, put;

		if ((unsigned char)*s >= ' ' && (unsigned char)*s < 0x7F) {
			before = (unsigned char)*s;
			str_putc(out, *s++);
			continue;
		}
		cp = utf8_next(&s, end);
		if (cp >= 0x2000 && s < end) {
			const char *look = s;

			after = utf8_next(&look, end);
		}
		put = keep(cp, before, after, rtl);
		if (put) {
			str_put_utf8(out, put);
			before = put;
		}
	}
}

int
normalise_text(struct str *out, struct span in, int rtl)
{
	const char *s = in.p, *end = in.p + in.n;
	struct str tmp = STR_INIT;
	int plain = 1, changed = 0;

	while (s < end && plain)
		if ((unsigned char)*s < 0x80)
			s++;
		else
			plain = is_plain(utf8_next(&s, end));
	/* Out first: a soft hyphen between letter and mark would part them. */
	strip(&tmp, in, rtl);
	if (plain || !tmp.len)
		str_put_span(out, str_span(&tmp));
	else
		changed = normalise_nfc(out, str_span(&tmp));
	str_free(&tmp);
	return changed;
}

static int
is_ascii_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* Blocks whose spaces are no-break spaces by the dozen come from editors that
 * know no other; there they mean nothing. */
static int
nbsp_is_noise(struct span in)
{
	size_t hard = 0, soft = 0;

	for (size_t i = 0; i < in.n; i++) {
		soft += in.p[i] == ' ';
		hard += i + 1 < in.n && (unsigned char)in.p[i] == 0xC2 &&
		        (unsigned char)in.p[i + 1] == 0xA0;
	}
	return hard > 3 && hard * 3 > soft;
}

void
normalise_space(struct str *out, struct span in, struct fold *f)
{
	int noise = nbsp_is_noise(in);
	size_t i = 0;

	while (i < in.n) {
		size_t n = i, hard = 0;

		for (;;) {
			if (n < in.n && is_ascii_space(in.p[n])) {
				n++;
			} else if (n + 1 < in.n &&
			           (unsigned char)in.p[n] == 0xC2 &&
			           (unsigned char)in.p[n + 1] == 0xA0) {
				hard++;
				n += 2;
			} else {
				break;
			}
		}
		if (n == i) {
			while (n < in.n && !is_ascii_space(in.p[n]) &&
			        (unsigned char)in.p[n] != 0xC2)
				n++;
			n += n == i;
			str_add(out, in.p + i, n - i);
			f->start = f->space = 0;
		} else if (!f->start && !f->space) {
			/* single, with text on both sides */
			if (hard == 1 && n - i == 2 && !noise && n < in.n) {
				str_puts(out, "\xC2\xA0");
			} else {
				str_putc(out, ' ');
			}
			f->space = 1;
		}
		i = n;
	}
}
