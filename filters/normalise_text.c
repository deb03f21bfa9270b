/* normalise_text: one run of text: controls and invisible marks, white space.
 */
#include <string.h>

#include "base/lanes.h"
#include "base/utf8.h"
#include "filters/normalise.h"

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

/* Whether keep() may say anything but cp. */
static int
is_keepable(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == 0xAD ||
	       cp == 0x61C || (cp >= 0x2000 && cp <= 0x200F) ||
	       (cp >= 0x2028 && cp <= 0x202E) ||
	       (cp >= 0x205F && cp <= 0x206F) || cp == 0xFEFF ||
	       (cp >= 0xFDD0 && cp <= 0xFDEF) ||
	       (cp >= 0xFFF9 && cp <= 0xFFFB) || (cp & 0xFFFE) == 0xFFFE ||
	       (cp >= 0xE0000 && cp <= 0xE0FFF);
}

/* What a lead byte, or an ASCII byte, may begin: characters to be looked at
 * for one of these reasons.  Bytes that are not named begin none. */
static const unsigned char may_begin[256] = {
#define S LOOK_STRIP
#define N LOOK_NFC
#define R LOOK_RTL
#define A LOOK_ALIKE
	[0x00] = S,
	[0x01] = S,
	[0x02] = S,
	[0x03] = S,
	[0x04] = S,
	[0x05] = S,
	[0x06] = S,
	[0x07] = S,
	[0x08] = S,
	[0x0B] = S,
	[0x0E] = S,
	[0x0F] = S,
	[0x10] = S,
	[0x11] = S,
	[0x12] = S,
	[0x13] = S,
	[0x14] = S,
	[0x15] = S,
	[0x16] = S,
	[0x17] = S,
	[0x18] = S,
	[0x19] = S,
	[0x1A] = S,
	[0x1B] = S,
	[0x1C] = S,
	[0x1D] = S,
	[0x1E] = S,
	[0x1F] = S,
	[0x7F] = S,
	[0xC2] = S | A,
	[0xC3] = A,
	[0xC4] = A,
	[0xC6] = A,
	[0xC7] = A,
	[0xC9] = A,
	[0xCA] = A,
	[0xCB] = A,
	[0xCC] = N | A,
	[0xCD] = N | A,
	[0xCE] = N | A,
	[0xCF] = N | A,
	[0xD0] = A,
	[0xD1] = A,
	[0xD2] = N | A,
	[0xD4] = A,
	[0xD6] = N | R,
	[0xD7] = N | R,
	[0xD8] = N | R | S,
	[0xD9] = N | R,
	[0xDA] = R,
	[0xDB] = N | R,
	[0xDC] = N | R,
	[0xDD] = N | R,
	[0xDE] = N | R,
	[0xDF] = N | R,
	[0xE0] = N | R,
	[0xE1] = N,
	[0xE2] = N | S,
	[0xE3] = N,
	[0xEA] = N,
	[0xEF] = N | R | S,
	[0xF0] = N | S,
	[0xF1] = S,
	[0xF2] = S,
	[0xF3] = S,
	[0xF4] = S,
#undef S
#undef N
#undef R
#undef A
};

/* The next byte that is not 20 to 7E, at p or behind; end. */
static const char *
skip_plain(const char *p, const char *end)
{
	const uint64_t ones = 0x0101010101010101u, high = ones * 0x80;
	uint64_t w, del;

	for (; end - p >= 8; p += 8) {
		memcpy(&w, p, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
		w = __builtin_bswap64(w);
#endif
		del = w ^ (ones * 0x7F);
		w = (w | ((w - ones * 0x20) & ~w) | ((del - ones) & ~del)) &
		    high;
		/* Borrows spoil only what is above the first. */
		if (w != 0)
			return p + __builtin_ctzll(w) / 8;
	}
	while (p < end && *p >= 0x20 && *p < 0x7F)
		p++;
	return p;
}

/* Behind the letters and signs that common() and skip_plain() go by, sixteen
 * bytes at once: at p or behind. */
static const char *
skip_common(const char *p, const char *end)
{
	for (; end - p > LANES; p += LANES) {
		lanes v = lanes_load(p), next = lanes_load(p + 1);
		lanes odd = (lanes)(v < ' ') | (lanes)(v == 0x7F) |
		            (lanes)(v == 0xC2) | (lanes)(v > 0xC6);
		/* eth, dotless i, what is no o or u with horn */
		odd |= (lanes)(v == 0xC3) & (lanes)((next & 0xDF) == 0x90);
		odd |= (lanes)(v == 0xC4) & (lanes)(next == 0xB1);
		odd |= (lanes)(v == 0xC6) &
		       ~((lanes)(next >= 0xAF) |
		               (lanes)((next & 0xFE) == 0xA0));
		/* Vietnamese letters */
		odd &= ~((lanes)(v == 0xE1) & (lanes)((next & 0xFE) == 0xBA));
		if (lanes_bits(odd) != 0)
			return p + __builtin_ctz(lanes_bits(odd));
	}
	return p;
}

/* Behind what LOOK_STRIP alone does not concern, sixteen bytes at once. */
static const char *
skip_kept(const char *p, const char *end)
{
	for (; end - p >= LANES; p += LANES) {
		lanes v = lanes_load(p);
		unsigned odd =
		        lanes_bits((lanes)(v < ' ') | (lanes)(v == 0x7F) |
		                   (lanes)(v == 0xC2) | (lanes)(v == 0xD8) |
		                   (lanes)(v == 0xE2) | (lanes)(v >= 0xEF));

		if (odd)
			return p + __builtin_ctz(odd);
	}
	return p;
}

/* Length of the common letters and signs of Latin text at p that no reason
 * concerns; 0: they must be looked at. */
static size_t
common(const char *s, const char *end)
{
	const unsigned char *p = (const unsigned char *)s;

	if (end - s < 3)
		return 0;
	switch (p[0]) {
	case 0xC3: /* but eth */
		return (p[1] & 0xDF) != 0x90 ? 2 : 0;
	case 0xC4: /* but dotless i */
		return p[1] != 0xB1 ? 2 : 0;
	case 0xC5:
		return 2;
	case 0xC6: /* o and u with horn */
		return p[1] >= 0xAF || (p[1] & 0xFE) == 0xA0 ? 2 : 0;
	case 0xE1: /* Vietnamese letters */
		return (p[1] & 0xFE) == 0xBA ? 3 : 0;
	case 0xE2: /* quotation marks and dashes */
		return p[1] == 0x80 && p[2] >= 0x90 && p[2] < 0xA8 ? 3 : 0;
	default:
		return 0;
	}
}

static int
is_rtl_char(uint32_t cp)
{
	return (cp >= 0x590 && cp <= 0x8FF) || (cp >= 0xFB1D && cp <= 0xFDFF) ||
	       (cp >= 0xFE70 && cp <= 0xFEFC);
}

unsigned
normalise_look(struct span in, unsigned reasons)
{
	const char *p = in.p, *end = in.p + in.n;
	unsigned found = 0;

	for (;;) {
		unsigned may;
		uint32_t cp;
		size_t n;

		p = (reasons & ~found) == LOOK_STRIP
		            ? skip_kept(p, end)
		            : skip_plain(skip_common(p, end), end);
		if (p == end)
			break;
		n = common(p, end);

		if (n > 0) {
			p += n;
			continue;
		}
		may = may_begin[(unsigned char)*p] & reasons & ~found;
		if (may == 0) {
			p++;
			continue;
		}
		cp = utf8_next(&p, end);
		if ((may & LOOK_STRIP) && is_keepable(cp))
			found |= LOOK_STRIP;
		if ((may & LOOK_NFC) && nfc_is_odd(cp))
			found |= LOOK_NFC;
		if ((may & LOOK_RTL) && is_rtl_char(cp))
			found |= LOOK_RTL;
		if ((may & LOOK_ALIKE) && normalise_alike(cp) != 0)
			found |= LOOK_ALIKE;
		if (found == reasons)
			break;
	}
	return found;
}

int
text_is_rtl(struct span in)
{
	const char *p = in.p, *end = in.p + in.n;

	/* Up to the first byte that may begin such. */
	for (; end - p >= LANES; p += LANES) {
		lanes v = lanes_load(p);

		if (lanes_bits(lanes_in(v, 0xD6, 0xE0) | (lanes)(v == 0xEF)))
			break;
	}
	in = (struct span){ p, (size_t)(end - p) };
	return in.n > 0 && normalise_look(in, LOOK_RTL) != 0;
}

static void
strip(struct str *out, struct span in, int rtl)
{
	const char *s = in.p, *end = in.p + in.n, *from = s;
	size_t start = out->len;

	while (s < end) {
		const char *at = s;
		uint32_t cp, before = 0, after = 0, put;

		if (!(may_begin[(unsigned char)*s] & LOOK_STRIP)) {
			s++;
			continue;
		}
		cp = utf8_next(&s, end);
		if (!is_keepable(cp))
			continue;
		str_add(out, from, (size_t)(at - from));
		from = s;
		if (out->len > start) {
			const char *back = out->s + out->len;

			before = utf8_prev(&back, out->s + start);
		}
		if (s < end) {
			const char *look = s;

			after = utf8_next(&look, end);
		}
		put = keep(cp, before, after, rtl);
		if (put)
			str_put_utf8(out, put);
	}
	str_add(out, from, (size_t)(end - from));
}

int
normalise_text(struct str *out, struct span in, int rtl)
{
	unsigned look = normalise_look(in, LOOK_STRIP | LOOK_NFC);
	struct str tmp = STR_INIT;
	int changed = 0;

	/* Out first: a soft hyphen between letter and mark would part them. */
	if (look & LOOK_STRIP) {
		strip(&tmp, in, rtl);
		in = str_span(&tmp);
	}
	if (look & LOOK_NFC)
		changed = normalise_nfc(out, in);
	else
		str_put_span(out, in);
	str_free(&tmp);
	return changed;
}

/* Blocks whose spaces are no-break spaces by the dozen come from editors that
 * know no other; there they mean nothing. */
static int
nbsp_is_noise(struct span in)
{
	size_t hard = 0, soft = 0;

	if (!in.n || !memchr(in.p, 0xC2, in.n))
		return 0;
	for (size_t i = 0; i < in.n; i++) {
		soft += in.p[i] == ' ';
		hard += i + 1 < in.n && (unsigned char)in.p[i] == 0xC2 &&
		        (unsigned char)in.p[i + 1] == 0xA0;
	}
	return hard > 3 && hard * 3 > soft;
}

void
normalise_space(struct str *out, struct span in, struct folding *f)
{
	int noise = nbsp_is_noise(in);
	size_t i = 0;

	while (i < in.n) {
		size_t n = i, hard = 0;

		for (;;) {
			if (n < in.n && ascii_space(in.p[n])) {
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
			n += span_folded((struct span){ in.p + i, in.n - i });
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
