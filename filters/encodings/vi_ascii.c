/* vi_ascii: Vietnamese in seven bits: VIQR (RFC 1456), and VNI's form for
 * mail.  Letter, mark, tone, all ASCII: "ddu+o+.c", so that a full stop after
 * a vowel may be a tone as well.
 *
 * A word is letters with marks inside or behind.  Marks with a letter behind
 * belong to the word; those at its end are taken or left by weighing both
 * readings: a syllable against none, a frequent one against a rare one, and
 * by what follows, as a full stop is followed by a space and a capital.
 * Words that no reading makes a syllable stay as they stand, unless their
 * marks can be nothing else (names such as "DDa('k").
 */
#include <string.h>

#include "base/utf8.h"
#include "filters/encodings/vi_detect.h"
#include "filters/encodings/vi_memo.h"

#define LONGEST 40 /* bytes of a word with its marks */

static int
is_alpha(int c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* Signs and figures that are marks, and the second letter of "dd". */
static int
may_follow(int c)
{
	return !is_alpha(c) ? c > ' ' && c < 0x7F : (c | 0x20) == 'd';
}

/* Length of the longest row that stands at p, of at most `want` bytes. */
static int
matches(const struct vi_table *t, const char *p, size_t left, size_t want)
{
	unsigned char c = (unsigned char)*p;
	const struct vi_seq *s = t->seq + t->first[c];
	const struct vi_seq *end = t->seq + t->first[c + 1];

	if (want < left)
		left = want;
	if (c >= 0x80 || left < 2 || !may_follow((unsigned char)p[1]))
		return 0;
	/* Longer rows stand first, and none has one byte. */
	for (; s < end; s++)
		if (s->b[1] == (unsigned char)p[1] && s->n <= left &&
		        (s->n < 3 || s->b[2] == (unsigned char)p[2]))
			return s->n;
	return 0;
}

/* A word at p: letters with their marks. Length; *marks is how many it may
 * have, *inside is set when one has a letter behind it or is one of two. */
static size_t
word_at(const struct vi_table *t, const char *p, size_t left, int *marks,
        int *inside)
{
	size_t i = 0;

	*marks = *inside = 0;
	while (i < left && is_alpha((unsigned char)p[i])) {
		size_t n;

		/* Most letters stand before one that is no mark. */
		if (i + 1 < left && (unsigned char)p[i + 1] != 'd' &&
		        p[i + 1] != 'D' &&
		        (is_alpha((unsigned char)p[i + 1]) ||
		                (unsigned char)p[i + 1] <= ' ')) {
			i++;
			continue;
		}
		n = (size_t)matches(t, p + i, left - i, 3);
		*marks += n > 1;
		if (n > 1 &&
		        (n > 2 ||
		                (i + n < left &&
		                        is_alpha((unsigned char)p[i + n])) ||
		                is_alpha((unsigned char)p[i + 1])))
			*inside = 1;
		i += n > 0 ? n : 1;
	}
	return i;
}

/* Read word p..n into text; *plain_end tells where marks that stand at the
 * end begin, 0 when there are none. */
static void
read_word(const struct vi_table *t, const char *p, size_t n, size_t drop,
        struct str *out, struct vi_word *w)
{
	size_t i = 0;

	memset(w, 0, sizeof(*w));
	while (i < n) {
		size_t most =
		        i + 3 > n - drop && n - drop > i ? n - drop - i : 3;
		size_t k = i < n - drop ? (size_t)matches(t, p + i, n - i, most)
		                        : 0;
		uint32_t cp = (unsigned char)p[i];

		if (k > 1) {
			const struct vi_seq *seq;
			uint32_t u[3];
			size_t j;

			for (j = 0; j < k; j++)
				u[j] = (unsigned char)p[i + j];
			vi_read(t, u, k, 0, &cp, &seq);
		}
		if (i < n - drop)
			vi_word_put(w, cp);
		str_put_utf8(out, cp);
		i += k > 1 ? k : 1;
	}
}

static int
mark_may_be_sign(char c)
{
	return c == '.' || c == '?' || c == '\'' || c == '`' || c == '*' ||
	       c == '(' || c == '~' || c == '^' || c == '+';
}

/* Whether the sentence ends after a word: nothing, or space and capital. */
static int
sentence_ends(const char *p, size_t left)
{
	size_t i = 0;

	while (i < left &&
	        (p[i] == ' ' || p[i] == '\n' || p[i] == '\r' || p[i] == '\t'))
		i++;
	if (i == left)
		return 1;
	/* "14 ddo^. C": a letter by itself begins nothing. */
	if (i + 1 >= left || !is_alpha((unsigned char)p[i + 1]))
		return 0;
	return (p[i] >= 'A' && p[i] <= 'Z') || p[i] == '"' || p[i] == '-';
}

static unsigned
weight(const struct vi_word *w)
{
	struct vi_parts parts;

	if (!vi_word_parts(w, &parts) || vi_word_case(w) == VI_CASE_ODD)
		return 0;
	return parts.rank > 0 ? 2000 - parts.rank : 400;
}

/* Whether the last mark of a word may be a sign of its own. */
static int
may_be_sign(const char *p, size_t n)
{
	return n > 1 && !is_alpha((unsigned char)p[n - 1]) &&
	       mark_may_be_sign(p[n - 1]);
}

/* Whether it is one: a is the weight of the word with it, b without. */
static int
is_sign(unsigned a, unsigned b, const char *p, size_t n, size_t left)
{
	if (a == 0 || b == 0)
		return a == 0 && b > 0;
	if (p[n - 1] == '.')
		return sentence_ends(p + n, left - n) ? b >= a : b > a + 1700;
	if (p[n - 1] == '?')
		return b > a + 300 && sentence_ends(p + n, left - n);
	return p[n - 1] == '\'' && b > a + 1500;
}

static int
last_is_sign(const struct vi_table *t, const char *p, size_t n, size_t left)
{
	struct str s = STR_INIT;
	struct vi_word with, without;

	if (!may_be_sign(p, n))
		return 0;
	read_word(t, p, n, 0, &s, &with);
	read_word(t, p, n, 1, &s, &without);
	str_free(&s);
	return is_sign(weight(&with), weight(&without), p, n, left);
}

void
vi_ascii_glance(struct span in, unsigned *words, unsigned *marked)
{
	enum { OTHER, LETTER, MARK };
	static const uint8_t kind[256] = {
		['\''] = MARK,
		['('] = MARK,
		['*'] = MARK,
		['+'] = MARK,
		['.'] = MARK,
		['?'] = MARK,
		['^'] = MARK,
		['_'] = MARK,
		['`'] = MARK,
		['{'] = MARK,
		['|'] = MARK,
		['}'] = MARK,
		['~'] = MARK,
	};
	unsigned one = OTHER, two = OTHER;
	size_t i;

	for (i = 0; i < in.n; i++) {
		unsigned char c = (unsigned char)in.p[i];
		unsigned now = is_alpha(c) ? LETTER : kind[c];

		*words += now == LETTER && one == OTHER;
		*marked += two == LETTER && one == MARK && now != OTHER;
		two = one;
		one = now;
	}
}

void
vi_ascii_survey(
        const struct vi_table *t, struct span in, struct vi_ascii_score *s)
{
	struct str out = STR_INIT;
	size_t i = 0;

	while (i < in.n) {
		struct vi_word w;
		int marks, inside, v;
		size_t n;

		if (!is_alpha((unsigned char)in.p[i])) {
			i++;
			continue;
		}
		n = word_at(t, in.p + i, in.n - i, &marks, &inside);
		s->words++;
		if (n <= LONGEST) {
			size_t drop =
			        (size_t)last_is_sign(t, in.p + i, n, in.n - i);

			str_truncate(&out, 0);
			read_word(t, in.p + i, n, drop, &out, &w);
			v = vi_word_valid(&w) > 0 &&
			    vi_word_case(&w) != VI_CASE_ODD;
			s->valid += (unsigned)v;
			s->strong += v && inside && w.marked;
			s->wrong += !v && inside;
		}
		i += n;
	}
	str_free(&out);
}

int
vi_ascii_fits(const struct vi_ascii_score *s)
{
	return s->strong >= 2 && s->strong * 100 >= s->words * 20 &&
	       s->valid * 100 >= s->words * 65 && s->strong > s->wrong * 2;
}

/* A word no reading makes a syllable: are its marks beyond doubt? */
static int
surely_marks(const struct vi_table *t, const char *p, size_t n)
{
	size_t i = 0;
	int sure = 0;

	while (i < n) {
		size_t k = (size_t)matches(t, p + i, n - i, 3);

		sure += k == 3 || (k == 2 && strchr("(^+|_", p[i + 1]) != NULL);
		/* "dd" behind a vowel may be English: "add". */
		sure += k == 2 && (p[i] | 0x20) == 'd' &&
		        (i == 0 || strchr("aeiouy", p[i - 1] | 0x20) == NULL);
		i += k > 0 ? k : 1;
	}
	return sure > 0;
}

/* Word p..n as it is to be written when so many of its marks are signs. */
static void
put_reading(const struct vi_table *t, const char *p, size_t n, size_t drop,
        struct str *out, struct vi_word *w)
{
	size_t from = out->len;

	read_word(t, p, n, drop, out, w);
	if (!vi_word_valid(w) && !surely_marks(t, p, n)) {
		str_truncate(out, from);
		str_add(out, p, n);
	}
}

static void
remembered_word(struct vi_ascii_memo *m, const struct vi_table *t,
        const char *p, size_t n, size_t left, struct str *out)
{
	uint64_t key[2];
	struct vi_ascii_word *e =
	        &m->word[vi_memo_key(p, n, left, key, VI_ASCII_MEMO)];
	int drop;

	if (e->key[0] != key[0] || e->key[1] != key[1]) {
		struct vi_word w;
		size_t i, from = out->len, readings;

		readings = may_be_sign(p, n) ? 2 : 1;
		memset(e, 0, sizeof(*e));
		for (i = 0; i < readings; i++) {
			put_reading(t, p, n, i, out, &w);
			e->weight[i] = readings > 1 ? weight(&w) : 0;
			e->n[i] = (uint8_t)(out->len - from);
			memcpy(e->text[i], out->s + from, e->n[i]);
			str_truncate(out, from);
		}
		e->key[0] = key[0];
		e->key[1] = key[1];
	}
	drop = e->n[1] > 0 && is_sign(e->weight[0], e->weight[1], p, n, left);
	str_add(out, e->text[drop], e->n[drop]);
}

/* A word with marks, p..n, of a text that goes on for `left` bytes. */
static void
put_word(struct vi_ascii_memo *memo, const struct vi_table *t, const char *p,
        size_t n, size_t left, struct str *out)
{
	struct vi_word w;

	if (memo != NULL && n < 16)
		remembered_word(memo, t, p, n, left, out);
	else
		put_reading(
		        t, p, n, (size_t)last_is_sign(t, p, n, left), out, &w);
}

void
vi_ascii_read(struct vi_ascii_memo *memo, const struct vi_table *t,
        struct span in, struct str *out)
{
	size_t i = 0, from = 0, n;

	str_reserve(out, in.n + in.n / 2);
	for (; i < in.n; i += n) {
		size_t left = in.n - i;
		int marks = 0, inside, escape;

		n = 1;
		/* A backslash keeps the sign behind it a sign. */
		escape = in.p[i] == '\\' && left > 1 &&
		         matches(t, in.p + i, left, 2) == 2;
		if (is_alpha((unsigned char)in.p[i]))
			n = word_at(t, in.p + i, left, &marks, &inside);
		if (!escape && (marks == 0 || n > LONGEST))
			continue;
		str_add(out, in.p + from, i - from);
		if (escape)
			str_putc(out, in.p[i + n++]);
		else
			put_word(memo, t, in.p + i, n, left, out);
		from = i + n;
	}
	str_add(out, in.p + from, in.n - from);
}

void
vi_ascii_decode(const struct vi_table *t, struct span in, struct str *out)
{
	vi_ascii_read(NULL, t, in, out);
}
