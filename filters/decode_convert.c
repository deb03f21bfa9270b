/* decode_convert: bytes to UTF-8.
 *
 * A single-byte encoding becomes a table of characters, each byte asked of
 * iconv by itself: that is fast, keeps windows-1255 as browsers read it (iconv
 * would compose letter and mark; composing is the work of normalise), and lets
 * the holes be filled as the Encoding Standard does: 80..9F stand for the
 * control characters of that number, so all 256 bytes of windows-1252 mean
 * something.  A vowel and its tone, two bytes in windows-1258, are one letter
 * from here on, as in every other encoding of Vietnamese: it is the same text
 * (UAX 15), and no stage has to put it together for itself.  Between < and >
 * they stay two, since a link's address is what a browser makes of it.
 *
 * Multi-byte encodings run through iconv.  What iconv refuses becomes U+FFFD;
 * an ASCII byte that stands where a trail byte should be is read again, so
 * that no broken letter can swallow a '<' (Encoding Standard, security).
 */
#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "base/utf8.h"
#include "filters/decode.h"
#include "filters/encodings/vi_table.h"

enum cell_kind {
	CELL_NEW,
	CELL_CHAR,
	CELL_NONE, /* undecodable */
	CELL_TONE, /* of the vowel before it */
	CELL_TAG /* < or > */
};

/* A byte as it is written in UTF-8. */
struct cell {
	unsigned char kind; /* enum cell_kind */
	unsigned char n;
	unsigned char tone; /* its place in struct toned */
	char utf8[8];
};

#define TONES 5

/* What vowels and the tones behind them make. */
struct toned {
	unsigned n; /* tones that are known */
	unsigned char tone[TONES]; /* their bytes */
	uint16_t letter[TONES][256]; /* by the vowel's byte; 0: none */
};

/* A single-byte encoding; bytes are asked for when they come: a page has few.
 */
struct single {
	const struct encoding *e;
	iconv_t cd;
	const struct toned *toned; /* NULL: tones are no bytes of their own */
	int in_tag;
	struct cell cell[256];
};

/* Where glibc's tables and the standard's differ. */
static const struct {
	const char *name;
	unsigned char byte;
	uint32_t cp;
} differ[] = {
	{ "KOI8-U", 0xAE, 0x045E },
	{ "KOI8-U", 0xBE, 0x040E },
	{ "macintosh", 0xDB, 0x20AC },
	{ "macintosh", 0xBD, 0x03A9 },
	{ "macintosh", 0xC6, 0x2206 },
	{ "x-mac-cyrillic", 0xA2, 0x0490 },
	{ "x-mac-cyrillic", 0xB6, 0x0491 },
	{ "x-mac-cyrillic", 0xFF, 0x20AC },
	{ "windows-1255", 0xCA, 0x05BA },
	{ "windows-874", 0x80, 0x20AC },
	{ "windows-874", 0x85, 0x2026 },
};

static void
fault(struct decode_faults *f, size_t offset, struct str *out)
{
	if (f->count++ == 0)
		f->first = offset;
	str_add(out, "\xEF\xBF\xBD", 3);
}

static void
cell_set(struct cell *c, uint32_t cp)
{
	c->n = (unsigned char)utf8_encode(cp, c->utf8);
}

static void
cell_make(struct single *x, unsigned char byte)
{
	struct cell *c = &x->cell[byte];
	char b = (char)byte, *in = &b, *o = c->utf8;
	size_t nin = 1, nout = sizeof(c->utf8), r, i;

	iconv(x->cd, NULL, NULL, NULL, NULL);
	r = iconv(x->cd, &in, &nin, &o, &nout);
	if (r != (size_t)-1)
		r = iconv(x->cd, NULL, NULL, &o, &nout);
	c->n = r == (size_t)-1 ? 0 : (unsigned char)(o - c->utf8);
	if (c->n == 0 && byte >= 0x80 && byte <= 0x9F)
		cell_set(c, byte);
	for (i = 0; i < sizeof(differ) / sizeof(differ[0]); i++)
		if (differ[i].byte == byte &&
		        strcmp(differ[i].name, x->e->name) == 0)
			cell_set(c, differ[i].cp);
	c->kind = c->n == 0 ? CELL_NONE : CELL_CHAR;
	if (x->toned != NULL && (byte == '<' || byte == '>'))
		c->kind = CELL_TAG;
	for (i = 0; x->toned != NULL && i < x->toned->n; i++)
		if (x->toned->tone[i] == byte) {
			c->kind = CELL_TONE;
			c->tone = (unsigned char)i;
		}
}

/* The place of a tone's byte; TONES: there is no room for another. */
static unsigned
tone_place(struct toned *x, unsigned char byte)
{
	unsigned i = 0;

	while (i < x->n && x->tone[i] != byte)
		i++;
	if (i == x->n && i < TONES)
		x->tone[x->n++] = byte;
	return i;
}

static void
toned_make(struct toned *x, const struct vi_table *t)
{
	const struct vi_seq *s = t->seq, *end = t->seq + t->first[256];
	unsigned i;

	memset(x, 0, sizeof(*x));
	for (; s < end; s++)
		if (s->n == 2 && (i = tone_place(x, s->b[1])) < TONES)
			x->letter[i][s->b[0]] = s->cp;
}

/* The letter that the tone at in.p[i] makes of what is before; 0: none. */
static uint32_t
with_tone(const struct single *x, struct span in, size_t i)
{
	const struct cell *c = &x->cell[(unsigned char)in.p[i]];

	if (c->kind != CELL_TONE || x->in_tag || i == 0)
		return 0;
	return x->toned->letter[c->tone][(unsigned char)in.p[i - 1]];
}

/* Bytes from i on that are letters and other characters, as far as there is
 * room; where it stopped. */
static size_t
put_chars(const struct single *x, struct span in, size_t i, struct str *out)
{
	size_t stop = i + (out->cap - out->len - 1) / sizeof(x->cell->utf8);
	char *to = out->s + out->len;
	uint32_t cp;

	stop = stop < in.n ? stop : in.n;
	for (; i < stop; i++) {
		const struct cell *c = &x->cell[(unsigned char)in.p[i]];

		if (c->kind == CELL_CHAR) {
			memcpy(to, c->utf8, sizeof(c->utf8));
			to += c->n;
		} else if ((cp = with_tone(x, in, i)) != 0) {
			to -= x->cell[(unsigned char)in.p[i - 1]].n;
			to += utf8_encode(cp, to);
		} else {
			break;
		}
	}
	out->len = (size_t)(to - out->s);
	return i;
}

/* What put_chars() stopped at: a tag's end, a tone that goes with nothing, a
 * byte that is none. */
static void
put_other(struct single *x, struct span in, size_t i, struct str *out,
        struct decode_faults *f)
{
	const struct cell *c = &x->cell[(unsigned char)in.p[i]];

	if (c->kind == CELL_TAG)
		x->in_tag = in.p[i] == '<';
	if (c->kind == CELL_NONE)
		fault(f, i, out);
	else
		str_add(out, c->utf8, c->n);
}

static int
decode_single(const struct encoding *e, struct span in, struct str *out,
        struct decode_faults *f)
{
	struct single x = { .e = e, .cd = iconv_open("UTF-8", e->iconv) };
	struct toned toned;
	size_t i = 0;

	if (x.cd == (iconv_t)-1)
		return -1;
	if (strcmp(e->name, "windows-1258") == 0) {
		toned_make(&toned, &vi_windows_1258);
		x.toned = &toned;
	}
	while (i < in.n) {
		unsigned char byte = (unsigned char)in.p[i];

		if (x.cell[byte].kind == CELL_NEW)
			cell_make(&x, byte);
		if (x.cell[byte].kind != CELL_CHAR && !with_tone(&x, in, i))
			put_other(&x, in, i++, out, f);
		if (out->cap - out->len < 64)
			str_reserve(out, (in.n - i) * 3 / 2 + 64);
		i = put_chars(&x, in, i, out);
	}
	iconv_close(x.cd);
	str_reserve(out, 1);
	out->s[out->len] = '\0';
	return 0;
}

/* Bytes to give up on when iconv refuses what stands at p, or, with all n of
 * them, waits for more that will not come. */
static size_t
refused(const struct encoding *e, const char *p, size_t n, int waits)
{
	unsigned char lead = (unsigned char)p[0];
	size_t i = 1;

	if (waits) {
		while (i < n && (unsigned char)p[i] >= 0x80)
			i++;
		return i;
	}
	if (e->kind == ENC_DOUBLE && n > 1 && lead > 0x80 && lead < 0xFF &&
	        (unsigned char)p[1] >= 0x80)
		return 2;
	return 1;
}

static int
decode_iconv(const struct encoding *e, struct span in, struct str *out,
        struct decode_faults *f)
{
	iconv_t cd = iconv_open("UTF-8", e->iconv);
	union {
		const char *ro;
		char *rw; /* iconv reads it only */
	} p;
	size_t left = in.n;

	if (cd == (iconv_t)-1)
		return -1;
	p.ro = in.p;
	while (left > 0) {
		char *o;
		size_t room, skip;
		int waits;

		str_reserve(out, left * 2 + 64);
		o = out->s + out->len;
		room = out->cap - out->len - 1;
		if (iconv(cd, &p.rw, &left, &o, &room) != (size_t)-1)
			left = 0;
		out->len = (size_t)(o - out->s);
		if (left == 0 || errno == E2BIG)
			continue;
		waits = errno == EINVAL;
		fault(f, in.n - left, out);
		skip = refused(e, p.ro, left, waits);
		p.ro += skip;
		left -= skip;
	}
	str_reserve(out, 64);
	{
		char *o = out->s + out->len;
		size_t room = out->cap - out->len - 1;

		iconv(cd, NULL, NULL, &o, &room);
		out->len = (size_t)(o - out->s);
	}
	out->s[out->len] = '\0';
	iconv_close(cd);
	return 0;
}

/* HZ (RFC 1843) is GB 2312 in seven bits between "~{" and "~}". */
static int
decode_hz(const struct encoding *e, struct span in, struct str *out,
        struct decode_faults *f)
{
	struct str gb = STR_INIT;
	int wide = 0, r;
	size_t i;

	for (i = 0; i < in.n; i++) {
		char c = in.p[i], next = i + 1 < in.n ? in.p[i + 1] : '\0';

		if (c == '~' && (next == '{' || next == '}')) {
			wide = next == '{';
			i++;
		} else if (!wide && c == '~' && (next == '~' || next == '\n')) {
			if (next == '~')
				str_putc(&gb, '~');
			i++;
		} else if (wide && c > ' ' && next > ' ') {
			str_putc(&gb, (char)(c | 0x80));
			str_putc(&gb, (char)(next | 0x80));
			i++;
		} else {
			wide = wide && c != '\n';
			str_putc(&gb, c);
		}
	}
	r = decode_iconv(e, str_span(&gb), out, f);
	str_free(&gb);
	return r;
}

static uint32_t
unit16(const unsigned char *p, int big)
{
	return big ? (uint32_t)p[0] << 8 | p[1] : (uint32_t)p[1] << 8 | p[0];
}

static void
decode_utf16(struct span in, int big, struct str *out, struct decode_faults *f)
{
	const unsigned char *p = (const unsigned char *)in.p;
	size_t i;

	str_reserve(out, in.n + in.n / 2);
	for (i = 0; i + 1 < in.n; i += 2) {
		uint32_t u = unit16(p + i, big), v = 0;

		if (u < 0xD800 || u > 0xDFFF) {
			str_put_utf8(out, u);
			continue;
		}
		if (u < 0xDC00 && i + 3 < in.n)
			v = unit16(p + i + 2, big);
		if (v < 0xDC00 || v > 0xDFFF) {
			fault(f, i, out);
			continue;
		}
		str_put_utf8(
		        out, 0x10000 + ((u - 0xD800) << 10) + (v - 0xDC00));
		i += 2;
	}
	if (i < in.n)
		fault(f, i, out);
}

static void
decode_utf32(struct span in, int big, struct str *out, struct decode_faults *f)
{
	const unsigned char *p = (const unsigned char *)in.p;
	size_t i;

	for (i = 0; i + 3 < in.n; i += 4) {
		uint32_t a = unit16(p + i, big), b = unit16(p + i + 2, big);
		uint32_t cp = big ? a << 16 | b : b << 16 | a;

		if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
			fault(f, i, out);
		else
			str_put_utf8(out, cp);
	}
	if (i < in.n)
		fault(f, i, out);
}

static void
decode_utf8(struct span in, struct str *out, struct decode_faults *f)
{
	const char *p = in.p, *end = in.p + in.n;

	str_reserve(out, in.n);
	while (p < end) {
		size_t good = utf8_valid_prefix(p, (size_t)(end - p));

		str_add(out, p, good);
		p += good;
		if (p < end) {
			fault(f, (size_t)(p - in.p), out);
			utf8_next(&p, end);
		}
	}
}

static void
decode_user(struct span in, struct str *out)
{
	size_t i;

	for (i = 0; i < in.n; i++) {
		unsigned char c = (unsigned char)in.p[i];

		str_put_utf8(out, c < 0x80 ? c : 0xF700u + c);
	}
}

int
encoding_decode(const struct encoding *e, struct span in, struct str *out,
        struct decode_faults *f)
{
	switch (e->kind) {
	case ENC_UTF8:
		decode_utf8(in, out, f);
		return 0;
	case ENC_UTF16LE:
	case ENC_UTF16BE:
		decode_utf16(in, e->kind == ENC_UTF16BE, out, f);
		return 0;
	case ENC_UTF32LE:
	case ENC_UTF32BE:
		decode_utf32(in, e->kind == ENC_UTF32BE, out, f);
		return 0;
	case ENC_USER:
		decode_user(in, out);
		return 0;
	case ENC_HZ:
		return decode_hz(e, in, out, f);
	case ENC_VIET:
		vi_decode(vi_table_named(e->iconv), in, out);
		return 0;
	case ENC_VIET_ASCII:
		decode_utf8(in, out, f);
		return 0;
	case ENC_SINGLE:
		return decode_single(e, in, out, f);
	case ENC_DOUBLE:
	case ENC_STATE:
		break;
	}
	return decode_iconv(e, in, out, f);
}
