/* repair_mojibake: UTF-8 that someone read as windows-1252 and stored again.
 *
 * Each letter beyond ASCII has become two or three characters whose bytes
 * make one sequence of UTF-8.  Right text has such rows as well: "aidé »"
 * with a no-break space, "Spaß“", "CAFÉ™".  So a sequence proves something
 * only where it could not have been written: a capital after a small letter,
 * a sign before one, or signs that stand at no word's end.  One proof is
 * enough for a text in which nothing else speaks against it; where right
 * letters stand beside, or the proof is in another text of the page, only
 * words that hold a proof or become syllables are undone.
 *
 * Bytes that were lost on the way (the five that windows-1252 does not know,
 * the soft hyphen, the no-break space that became a space) are put back where
 * just one letter makes a syllable.
 */
#include <string.h>

#include "base/utf8.h"
#include "filters/repair.h"

static int
is_ascii_letter(uint32_t u)
{
	return (u | 0x20) >= 'a' && (u | 0x20) <= 'z';
}

static int
beside_ascii(const uint32_t *u, size_t n, size_t i, size_t len)
{
	return (i > 0 && is_ascii_letter(u[i - 1])) ||
	       (i + len < n && is_ascii_letter(u[i + len]));
}

/* The character whose UTF-8 stands at u[i] of n; its length or 0. */
static inline size_t
sequence(const uint32_t *u, size_t n, size_t i, uint32_t *cp)
{
	uint32_t c = u[i];
	size_t len, k;

	if (c < 0xC2 || c > 0xF4)
		return 0;
	len = c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
	if (i + len > n)
		return 0;
	*cp = c & (0x7Fu >> len);
	for (k = 1; k < len; k++) {
		if (u[i + k] < 0x80 || u[i + k] > 0xBF)
			return 0;
		*cp = *cp << 6 | (u[i + k] & 0x3F);
	}
	/* No Cyrillic beside a Latin letter: "nghÒ”" is of another table. */
	if (len == 2)
		return *cp < 0x600 && (*cp < 0x370 || !beside_ascii(u, n, i, 2))
		               ? 2
		               : 0;
	if (len == 3)
		return (*cp >= 0xE00 && *cp < 0xD800) || *cp >= 0xF900 ? 3 : 0;
	return *cp >= 0x1F000 && *cp < 0x20000 ? 4 : 0;
}

/* What may begin a character that stands for a byte from 80 to BF: U+0080 to
 * U+00BF, or a sign of windows-1252. */
static int
may_go_on(unsigned char c)
{
	return c == 0xC2 || c == 0xC5 || c == 0xC6 || c == 0xCB || c == 0xE2;
}

/* What stands for a lead byte (U+00C2 to U+00F4) before what may stand for
 * the bytes it asks for: one more, from U+00E0 on two. */
int
repair_may_be_mojibake(struct span text)
{
	const char *p = text.p, *end = text.p + text.n, *q;

	while (end - p >= 4 &&
	        (p = memchr(p, 0xC3, (size_t)(end - p) - 2)) != NULL) {
		unsigned char b = (unsigned char)p[1], c = (unsigned char)p[2];

		p += 2;
		if (b < 0x82 || b > 0xB4 || !may_go_on(c))
			continue;
		if (b < 0xA0)
			return 1;
		q = p + (c == 0xE2 ? 3 : 2);
		if (q < end && may_go_on((unsigned char)*q))
			return 1;
	}
	return 0;
}

/* Signs that stand at the end of words in right text. */
static int
is_natural(uint32_t c)
{
	return c == 0xA0 || c == 0xAB || c == 0xBB || c == 0x85 || c == 0x82 ||
	       c == 0x84 || c == 0x8B || c == 0x9B ||
	       (c >= 0x91 && c <= 0x97) || c == 0x99 || c == 0xA9 ||
	       c == 0xAE || c == 0xAA || c == 0xB0 || c == 0xBA || c == 0xB2 ||
	       c == 0xB3 || c == 0xB9 || c == 0xB7 || c == 0xA1 || c == 0xBF ||
	       c == 0xAD;
}

static int
is_letter_unit(uint32_t u)
{
	return vi_letter_of(u < 0x100 ? cp1252_char(u) : u).letter;
}

/* A sign within a word, other than those that stand there in right text. */
static int
parts_letters(const uint32_t *u, size_t n, size_t i)
{
	return i > 0 && i + 2 < n && is_letter_unit(u[i - 1]) &&
	       is_letter_unit(u[i + 2]) && !is_letter_unit(u[i + 1]) &&
	       u[i + 1] != 0x91 && u[i + 1] != 0x92 && u[i + 1] != 0xA0 &&
	       u[i + 1] != 0xAD && u[i + 1] != 0xB7;
}

static int
proves(const uint32_t *u, size_t n, size_t i, size_t len)
{
	size_t k;

	if (len >= 3) {
		for (k = 1; k < len; k++)
			if (!is_natural(u[i + k]))
				return 1;
		return i + len < n && u[i + len] >= 'a' && u[i + len] <= 'z';
	}
	if ((i > 0 && u[i - 1] >= 'a' && u[i - 1] <= 'z' && u[i] < 0xDF) ||
	        parts_letters(u, n, i))
		return 1;
	return i + 2 < n && u[i + 2] >= 'a' && u[i + 2] <= 'z' && u[i] < 0xDF &&
	       u[i + 1] != 0xA0;
}

static int
parts_words(uint32_t c)
{
	return c <= ' ';
}

/* Sequences in u[from..to), and proofs among them. */
static unsigned
count(const uint32_t *u, size_t n, size_t from, size_t to, unsigned *proofs,
        unsigned *other)
{
	unsigned seqs = 0;
	uint32_t cp;
	size_t i = from;

	*proofs = *other = 0;
	while (i < to) {
		size_t len;

		if (u[i] < 0x80) {
			i++;
			continue;
		}
		len = sequence(u, n, i, &cp);
		if (len > 0) {
			seqs++;
			*proofs += proves(u, n, i, len) != 0;
			i += len;
			continue;
		}
		*other += is_letter_unit(u[i]);
		i++;
	}
	return seqs;
}

/* Whether all of a text is undone at once. */
static int
is_whole(unsigned seqs, unsigned proofs, unsigned other)
{
	return proofs > 0 &&
	       (other * 4 <= seqs || (seqs > 1 && other * 2 <= proofs));
}

/* Letters that come to mind where the last byte of a sequence is lost. */
static const uint16_t *
lost_letters(const uint32_t *u, size_t n, size_t i, size_t *len)
{
	static const uint16_t bb[] = { 0x1EC1, 0x1ECD, 0x1ECF, 0x1ED0, 0x1EDD,
		0 };
	static const uint16_t c3[] = { 0xED, 0xE0, 0xC1, 0xCD, 0xDD, 0 };
	static const uint16_t c4[] = { 0x110, 0 };
	static const uint16_t c6[] = { 0x1A0, 0 };

	*len = 1;
	if (u[i] == 0xE1 && i + 1 < n && u[i + 1] == 0xBB) {
		*len = 2;
		return bb;
	}
	return u[i] == 0xC3 ? c3 : u[i] == 0xC4 ? c4 : u[i] == 0xC6 ? c6 : NULL;
}

static void
word_of(const uint32_t *u, size_t n, size_t i, int back, struct vi_word *w)
{
	size_t k = i;
	uint32_t cp;

	if (back) {
		while (k > 0 && !parts_words(u[k - 1]) &&
		        (u[k - 1] >= 0x80 || vi_letter_of(u[k - 1]).letter))
			k--;
		n = i;
	}
	while (k < n && (u[k] >= 0x80 || vi_letter_of(u[k]).letter)) {
		size_t len = sequence(u, n, k, &cp);

		if (len == 0)
			cp = u[k] < 0x100 ? cp1252_char(u[k]) : u[k];
		if (!vi_letter_of(cp).letter)
			break;
		vi_word_put(w, cp);
		k += len > 0 ? len : 1;
	}
}

/* The lost letter at u[i], the units it takes; 0 when none will do. */
static uint32_t
find_lost(const uint32_t *u, size_t n, size_t i, size_t *len)
{
	const uint16_t *may = lost_letters(u, n, i, len);
	uint32_t best = 0;
	int most = 0;

	for (; may != NULL && *may != 0; may++) {
		struct vi_word w = { 0 };
		int v;

		word_of(u, n, i, 1, &w);
		vi_word_put(&w, *may);
		word_of(u, n, i + *len, 0, &w);
		v = vi_word_case(&w) == VI_CASE_ODD ? 0 : vi_word_valid(&w);
		if (v > most) {
			most = v;
			best = *may;
		}
	}
	/* à: its second byte may have become a space. */
	if (u[i] == 0xC3 && i + 1 < n && u[i + 1] == ' ') {
		struct vi_word joined = { 0 }, alone = { 0 }, next = { 0 };

		word_of(u, n, i, 1, &joined);
		alone = joined;
		vi_word_put(&joined, 0xE0);
		vi_word_put(&alone, 0xE0);
		word_of(u, n, i + 2, 0, &joined);
		word_of(u, n, i + 2, 0, &next);
		if (next.n > 0 && vi_word_valid(&joined) >
		                          (vi_word_valid(&next) ? 3 : 0)) {
			*len = 2;
			return 0xE0;
		}
		if (vi_word_valid(&alone)) {
			*len = i + 2 < n && u[i + 2] == ' ' ? 2 : 1;
			return 0xE0;
		}
	}
	return best;
}

static void
put_unit(struct str *out, uint32_t c)
{
	str_put_utf8(out, c < 0x100 ? cp1252_char(c) : c);
}

static void
undo(const uint32_t *u, size_t n, size_t from, size_t to, int whole,
        struct str *out)
{
	size_t i = from;

	while (i < to) {
		uint32_t cp;
		size_t len;

		if (u[i] < 0x80) {
			str_putc(out, (char)u[i++]);
			continue;
		}
		len = sequence(u, n, i, &cp);
		if (len == 0 && whole && u[i] >= 0xC2 && u[i] < 0x100) {
			cp = find_lost(u, n, i, &len);
			if (cp == 0)
				len = 0;
		}
		if (len > 0) {
			str_put_utf8(out, cp);
			i += len;
		} else {
			put_unit(out, u[i++]);
		}
	}
}

unsigned
repair_proofs(const uint32_t *u, size_t n, int *whole)
{
	unsigned proofs, other;
	unsigned seqs = count(u, n, 0, n, &proofs, &other);

	*whole = is_whole(seqs, proofs, other);
	return proofs;
}

/* Whether each word with a sequence becomes a syllable by undoing it. */
static int
makes_syllables(const uint32_t *u, size_t n, size_t from, size_t to)
{
	struct vi_word w = { 0 };
	unsigned undone = 0, syllables = 0;
	size_t i = from;

	for (;;) {
		uint32_t cp = 0;
		size_t len = i < to ? sequence(u, n, i, &cp) : 0;

		if (len == 0 && i < to)
			cp = u[i] < 0x100 ? cp1252_char(u[i]) : u[i];
		if (len > 0)
			undone++;
		if (i < to && vi_letter_of(cp).letter) {
			vi_word_put(&w, cp);
			i += len > 0 ? len : 1;
			continue;
		}
		if (undone > 0) {
			if (vi_word_valid(&w) == 0 ||
			        vi_word_case(&w) == VI_CASE_ODD)
				return 0;
			syllables++;
		}
		if (i >= to)
			return syllables > 0;
		memset(&w, 0, sizeof(w));
		undone = 0;
		i += len > 0 ? len : 1;
	}
}

unsigned
repair_mojibake(const uint32_t *u, size_t n, int known, struct str *out)
{
	unsigned proofs, other, done = 0;
	unsigned seqs = count(u, n, 0, n, &proofs, &other);
	size_t from = 0, to;

	if (seqs == 0 || (proofs == 0 && !known))
		return 0;
	if (is_whole(seqs, proofs, other)) {
		undo(u, n, 0, n, 1, out);
		return seqs;
	}
	while (from < n) {
		for (to = from; to < n && parts_words(u[to]); to++)
			put_unit(out, u[to]);
		for (from = to; to < n && !parts_words(u[to]);)
			to++;
		seqs = count(u, n, from, to, &proofs, &other);
		if (proofs > 0 ||
		        (seqs > 0 && makes_syllables(u, n, from, to))) {
			done += seqs;
			undo(u, n, from, to, 0, out);
		} else {
			for (; from < to; from++)
				put_unit(out, u[from]);
		}
		from = to;
	}
	return done;
}
