/* parse_fold: long pieces of text spend the parse as one character each.
 *
 * The tree builder takes text letter by letter through its states, though
 * what it does depends on no more than whether a letter is white space
 * (HTML 13.2.6.4).  So a piece of a line that begins and ends with something
 * else, and holds nothing that the tokeniser reads as more than text, may go
 * through as one private-use character, and be put back in the tree: a page
 * that is nearly all text is parsed in a third of the time.
 *
 * The pieces of a very large page are more than there are such characters:
 * those that come late take two, which no parser parts.
 *
 * References stay as they are, with what touches them from behind; so does
 * what parse_controls.c may have to change.  A page that uses the characters
 * itself is left alone.
 */
#include <stdint.h>
#include <string.h>

#include "base/lanes.h"
#include "base/utf8.h"
#include "filters/parse.h"

#define FIRST 0x100000
/* Below the blocks of parse_controls.c: characters that are a piece, and behind
 * them those that are one together with the next. */
#define SINGLES 0xD000
#define LEADS 0x1000
/* Shorter ones are not worth it. */
#define PIECE_MIN 24

/* Does a reference name U+100000 or more? */
static int
refers_to_private(struct span t)
{
	const char *p = t.p, *end = t.p + t.n;

	while (p < end && (p = memchr(p, '&', (size_t)(end - p))) != NULL) {
		unsigned base = 10, v = 0;
		int d;

		if (++p == end || *p++ != '#')
			continue;
		if (p < end && (*p | 0x20) == 'x') {
			base = 16;
			p++;
		}
		for (; p < end && (d = hex_value((unsigned char)*p)) >= 0 &&
		        (unsigned)d < base;
		        p++) {
			v = v * base + (unsigned)d;
			if (v >= FIRST)
				return 1;
		}
	}
	return 0;
}

void
fold_open(struct fold *f, struct span text)
{
	memset(f, 0, sizeof(*f));
	f->off =
	        memchr(text.p, 0xF4, text.n) != NULL || refers_to_private(text);
}

void
fold_close(struct fold *f)
{
	vec_free(&f->piece);
	str_free(&f->source);
}

/* Text and nothing else: no control character, no private use, no
 * noncharacter, no reference. */
static int
is_plain(const char *p, const char *end)
{
	unsigned char c = (unsigned char)*p;
	unsigned char next = p + 1 < end ? (unsigned char)p[1] : 0;

	if (c < 0x80)
		return c >= 0x20 && c != 0x7F && c != '&' && c != '<';
	if (c == 0xC2)
		return next >= 0xA0;
	return c < 0xEE || (c == 0xEF && next >= 0xBC && next <= 0xBE);
}

/* The first byte at p or behind that is_plain() must look at. */
static const char *
skip_plain(const char *p, const char *end)
{
	for (; end - p >= LANES; p += LANES) {
		lanes v = lanes_load(p);
		unsigned odd =
		        lanes_bits((lanes)(v < ' ') | (lanes)(v == 0x7F) |
		                   (lanes)(v == '&') | (lanes)(v == '<') |
		                   (lanes)(v == 0xC2) | (lanes)(v >= 0xEE));

		if (odd)
			return p + __builtin_ctz(odd);
	}
	return p;
}

/* Behind the character or the reference at p. */
static const char *
skip_one(const char *p, const char *end)
{
	if (*p++ == '&') {
		while (p < end && (unsigned char)*p > ' ' && *p != ';' &&
		        *p != '&' && *p != '<')
			p++;
		return p < end && *p == ';' ? p + 1 : p;
	}
	while (p < end && ((unsigned char)*p & 0xC0) == 0x80)
		p++;
	return p;
}

int
fold_next(const struct fold *f, struct span *rest, struct span *piece)
{
	const char *p = rest->p, *end = p + rest->n, *q, *last;

	if (f->off || f->piece.n >= (size_t)SINGLES * (LEADS + 1))
		return 0;
	while (end - p >= PIECE_MIN) {
		if (*p == ' ' || !is_plain(p, end)) {
			p = skip_one(p, end);
			continue;
		}
		q = p;
		while ((q = skip_plain(q, end)) < end && is_plain(q, end))
			q++;
		for (last = q; last[-1] == ' '; last--)
			;
		*piece = (struct span){ p, (size_t)(last - p) };
		p = q;
		if (piece->n >= PIECE_MIN &&
		        utf8_valid_prefix(piece->p, piece->n) == piece->n) {
			*rest = (struct span){ p, (size_t)(end - p) };
			return 1;
		}
	}
	return 0;
}

void
fold_put(struct fold *f, struct span piece, struct str *out)
{
	uint32_t n = (uint32_t)f->piece.n;

	if (n >= SINGLES)
		str_put_utf8(out, FIRST + SINGLES + n / SINGLES - 1);
	str_put_utf8(out, FIRST + n % SINGLES);
	vec_add(&f->piece, piece);
}

/* The number of the piece at *p, which is stepped over; SIZE_MAX: none. */
static size_t
piece_at(const char **p, const char *end)
{
	uint32_t lead = utf8_next(p, end) - FIRST, low = lead;
	size_t n = 0;

	if (lead >= SINGLES) {
		if (lead - SINGLES >= LEADS || *p == end)
			return SIZE_MAX;
		low = utf8_next(p, end) - FIRST;
		n = (lead - SINGLES + 1) * (size_t)SINGLES;
	}
	return low < SINGLES ? n + low : SIZE_MAX;
}

void
fold_show(const struct fold *f, struct str *s)
{
	const char *p = str_c(s), *end = p + s->len, *at;
	struct str out = STR_INIT;

	if (f->piece.n == 0 || memchr(p, 0xF4, s->len) == NULL)
		return;
	while ((at = memchr(p, 0xF4, (size_t)(end - p))) != NULL) {
		const char *next = at;
		size_t n = piece_at(&next, end);

		str_add(&out, p, (size_t)(at - p));
		if (n < f->piece.n)
			str_put_span(&out, f->piece.p[n]);
		else
			str_add(&out, at, (size_t)(next - at));
		p = next;
	}
	str_add(&out, p, (size_t)(end - p));
	str_free(s);
	*s = out;
}
