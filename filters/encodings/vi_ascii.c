/* vi_ascii: Vietnamese in seven bits: VIQR (RFC 1456), and VNI's form for
 * mail.  Letter, mark, tone, all ASCII: "ddu+o+.c", so that a full stop after
 * a vowel may be a tone as well.
 *
 * A word is letters with marks inside or behind.  Marks with a letter behind
 * belong to the word; one at its end is taken or left (vi_ascii_sign.c).
 * Words that no reading makes a syllable stay as they stand, unless their
 * marks can be nothing else (names such as "DDa('k").
 */
#include <string.h>

#include "base/utf8.h"
#include "filters/encodings/vi_ascii.h"
#include "filters/encodings/vi_memo.h"

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

int
vi_ascii_begins(const struct vi_table *t, const char *p, size_t left)
{
	return is_capital(*p) && left > 1 &&
	       (is_alpha((unsigned char)p[1]) || matches(t, p, left, 3) > 1);
}

size_t
vi_ascii_word(const struct vi_table *t, const char *p, size_t left, int *marks,
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
		/* "ddo+`i.Nay": a sentence ends without a space. */
		if (n > 1 && i + n < left && !is_capital(p[i]) &&
		        vi_ascii_begins(t, p + i + n, left - i - n) &&
		        (p[i + n - 1] == '.' || p[i + n - 1] == '?'))
			return i + n;
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

void
vi_ascii_letters(const struct vi_table *t, const char *p, size_t n, size_t drop,
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
			uint32_t u[3];
			size_t j;

			for (j = 0; j < k; j++)
				u[j] = (unsigned char)p[i + j];
			vi_read(t, u, k, 0, &cp);
		}
		if (i < n - drop)
			vi_word_put(w, cp);
		str_put_utf8(out, cp);
		i += k > 1 ? k : 1;
	}
}

/* Whether n letters are what English writes behind an apostrophe. */
static int
is_elided(const char *p, size_t n)
{
	static const char *const ends[] = { "s", "t", "d", "m", "re", "ll",
		"ve", "all", "am", "clock", "er", "em", "n", "til", "cause" };
	size_t i;

	for (i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (strlen(ends[i]) == n && memcmp(ends[i], p, n) == 0)
			return 1;
	return 0;
}

/* A word no reading makes a syllable: are its marks beyond doubt? */
static int
surely_marks(const struct vi_table *t, const char *p, size_t n)
{
	size_t i = 0;
	int sure = 0;

	while (i < n) {
		size_t k = (size_t)matches(t, p + i, n - i, 3);

		int letter = i + k < n && is_alpha((unsigned char)p[i + k]);

		sure += k == 3 ||
		        (k == 2 && strchr("(^+|_*", p[i + 1]) != NULL);
		/* French names: "E'dith" */
		sure += k == 2 && i == 0 && letter && p[0] == 'E' &&
		        strchr("aeiouyAEIOUY", p[2]) == NULL;
		/* "ne'on", "Be'zier", but "they're", "O'Neill" */
		sure += k == 2 && letter && p[i + 1] == '\'' &&
		        !is_capital(p[i + k]) &&
		        !is_elided(p + i + k, n - i - k);
		/* "Gene`ve" */
		sure += k == 2 && letter && strchr("`~", p[i + 1]) != NULL;
		/* "dd" behind a vowel may be English: "add"; and a date's
		 * form stands before letters that it cannot stand before, unless
		 * it is an abbreviation. */
		sure += k == 2 && (p[i] | 0x20) == 'd' &&
		        (i == 0 ? !letter || p[1] == 'D' ||
		                                strchr("aeiouyrbchkltv",
		                                        p[i + k] | 0x20) != NULL
		                : strchr("aeiouy", p[i - 1] | 0x20) == NULL);
		i += k > 0 ? k : 1;
	}
	return sure > 0;
}

/* Whether a word is a syllable but for the place of its tone: "lo.ai". */
static int
is_misplaced(const struct vi_word *w)
{
	struct vi_word moved = *w;
	unsigned i, tone = 0;

	for (i = 0; i < w->n; i++) {
		tone |= w->tone[i];
		moved.tone[i] = 0;
	}
	for (i = 0; i < w->n && tone != 0; i++) {
		moved.tone[i] = (uint8_t)tone;
		if (vi_word_valid(&moved))
			return 1;
		moved.tone[i] = 0;
	}
	return 0;
}

/* Word p..n as it is to be written when so many of its marks are signs. */
static void
put_reading(const struct vi_table *t, const char *p, size_t n, size_t drop,
        struct str *out, struct vi_word *w)
{
	size_t from = out->len;

	vi_ascii_letters(t, p, n, drop, out, w);
	if (!vi_word_valid(w) && !is_misplaced(w) && !surely_marks(t, p, n)) {
		str_truncate(out, from);
		str_add(out, p, n);
	}
}

static void
remembered_word(struct vi_ascii_memo *m, const struct doubt *d, struct str *out)
{
	uint64_t key[2];
	struct vi_ascii_word *e =
	        &m->word[vi_memo_key(d->p, d->n, d->left, key, VI_ASCII_MEMO)];
	int drop;

	if (e->key[0] != key[0] || e->key[1] != key[1]) {
		struct vi_word w;
		size_t i, from = out->len, readings;

		readings = vi_ascii_may_be_sign(d->p, d->n) ? 2 : 1;
		memset(e, 0, sizeof(*e));
		for (i = 0; i < readings; i++) {
			put_reading(d->t, d->p, d->n, i, out, &w);
			e->weight[i] = readings > 1 ? vi_ascii_weight(&w) : 0;
			e->n[i] = (uint8_t)(out->len - from);
			memcpy(e->text[i], out->s + from, e->n[i]);
			str_truncate(out, from);
		}
		e->key[0] = key[0];
		e->key[1] = key[1];
	}
	drop = e->n[1] > 0 && vi_ascii_is_sign(e->weight[0], e->weight[1], d);
	str_add(out, e->text[drop], e->n[drop]);
}

/* A word with marks. */
static void
put_word(struct vi_ascii_memo *memo, const struct doubt *d, struct str *out)
{
	struct vi_word w;

	if (memo != NULL && d->n < 16)
		remembered_word(memo, d, out);
	else
		put_reading(d->t, d->p, d->n, (size_t)vi_ascii_last_is_sign(d),
		        out, &w);
}

void
vi_ascii_read(struct vi_ascii_memo *memo, const struct vi_table *t,
        struct span in, struct str *out)
{
	size_t i = 0, from = 0, n;

	str_reserve(out, in.n + in.n / 2);
	for (; i < in.n; i += n) {
		size_t left = in.n - i;
		struct doubt d = { t, in.p, in.p + i, 0, left };
		int marks = 0, inside, escape;

		n = 1;
		/* A backslash keeps the sign behind it a sign. */
		escape = in.p[i] == '\\' && left > 1 &&
		         matches(t, in.p + i, left, 2) == 2;
		if (is_alpha((unsigned char)in.p[i]))
			n = vi_ascii_word(t, in.p + i, left, &marks, &inside);
		if (!escape && (marks == 0 || n > LONGEST))
			continue;
		str_add(out, in.p + from, i - from);
		if (escape)
			str_putc(out, in.p[i + n++]);
		else
			d.n = n, put_word(memo, &d, out);
		from = i + n;
	}
	str_add(out, in.p + from, in.n - from);
}

void
vi_ascii_decode(const struct vi_table *t, struct span in, struct str *out)
{
	vi_ascii_read(NULL, t, in, out);
}
