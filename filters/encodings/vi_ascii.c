/* vi_ascii: Vietnamese in seven bits: VIQR (RFC 1456), and VNI's form for
 * mail.  Letter, mark, tone, all ASCII: "ddu+o+.c", so that a full stop after
 * a vowel may be a tone as well.
 *
 * A word is letters with marks inside or behind.  Marks with a letter behind
 * belong to the word; those at its end are taken or left by weighing both
 * readings: a syllable against none, a frequent one against a rare one, one
 * that makes a word with the syllable before against one that does not, and by
 * what follows, as a full stop is followed by a space and a capital.
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

static int
is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
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

/* A capital at p that begins a word: not an initial. */
static int
begins_word(const struct vi_table *t, const char *p, size_t left)
{
	return is_capital(*p) && left > 1 &&
	       (is_alpha((unsigned char)p[1]) || matches(t, p, left, 3) > 1);
}

/* A word at p: letters with their marks. Length, 0: none; *marks is how many
 * it may have, *inside is set when one has a letter behind it or is one of
 * two. */
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
		/* "ddo+`i.Nay": a sentence ends without a space. */
		if (n > 1 && i + n < left && !is_capital(p[i]) &&
		        begins_word(t, p + i + n, left - i - n) &&
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

static int
mark_may_be_sign(char c)
{
	return c == '.' || c == '?' || c == '\'' || c == '`' || c == '*' ||
	       c == '(' || c == '~' || c == '^' || c == '+';
}

/* How often a syllable is met, by Zipf's law; 0: it is none. */
static unsigned
weight(const struct vi_word *w)
{
	struct vi_parts parts;

	if (!vi_word_parts(w, &parts) || vi_word_case(w) == VI_CASE_ODD)
		return 0;
	return 1000000 / (10 + (parts.rank > 0 ? parts.rank : 20000));
}

/* Whether the last mark of a word may be a sign of its own. */
static int
may_be_sign(const char *p, size_t n)
{
	return n > 1 && !is_alpha((unsigned char)p[n - 1]) &&
	       mark_may_be_sign(p[n - 1]);
}

/* A word of a text, its last mark in doubt. */
struct doubt {
	const struct vi_table *t;
	const char *text; /* where the text begins */
	const char *p; /* where the word does */
	size_t n; /* bytes of the word with the mark */
	size_t left; /* of the text from the word on */
};

/* What stands behind a word and its last mark. */
enum behind {
	GOES_ON, /* a small letter, a comma */
	NEXT_LINE, /* a small letter on the next line */
	FIGURE,
	INITIAL, /* "14 ddo^. C": a capital by itself begins little; in
	          * capitals, so does any */
	CAPITAL,
	GLUED, /* a capital without a space */
	LINE_END,
	TEXT_END
};

static int
is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

static enum behind
what_is_behind(const struct doubt *d)
{
	const char *p = d->p + d->n, *end = d->p + d->left;
	int line = 0;

	if (p < end && is_capital(*p))
		return GLUED;
	/* Quotation marks and parentheses are closed. */
	while (p < end && strchr("\"')]", *p) != NULL)
		p++;
	if (p < end && !is_space(*p))
		return GOES_ON;
	for (; p < end && is_space(*p); p++)
		line |= *p == '\n';
	if (p == end)
		return TEXT_END;
	if (line)
		return *p >= 'a' && *p <= 'z' ? NEXT_LINE : LINE_END;
	if (*p >= '0' && *p <= '9')
		return FIGURE;
	while (p < end && strchr("\"'(-", *p) != NULL)
		p++;
	if (p == end || !is_capital(*p))
		return GOES_ON;
	if (!begins_word(d->t, p, (size_t)(end - p)))
		return INITIAL;
	return d->n > 2 && is_capital(d->p[1]) && is_capital(p[1]) ? INITIAL
	                                                           : CAPITAL;
}

/* Whether a quotation mark is open before p. */
static int
is_quoted(const char *text, const char *p)
{
	const char *q;

	for (q = p; q > text && p - q < 80 && q[-1] != '\n'; q--)
		if (q[-1] == '\'' && is_alpha((unsigned char)*q) &&
		        (q - 1 == text || q[-2] <= ' '))
			return 1;
	return 0;
}

/* The syllable n bytes at p stand for, all marks read; 0: none. */
static uint64_t
key_of(const struct vi_table *t, const char *p, size_t n, size_t drop)
{
	struct str s = STR_INIT;
	struct vi_word w;

	if (n > LONGEST)
		return 0;
	read_word(t, p, n, drop, &s, &w);
	str_free(&s);
	return vi_word_valid(&w) ? vi_word_key(&w) : 0;
}

/* The word before, a number or a syllable that no sign parts from it. */
static uint64_t
key_before(const struct doubt *d)
{
	const char *end = d->p, *p;
	size_t n;
	int marks, inside;

	while (end > d->text && is_space(end[-1]) && d->p - end < 3)
		end--;
	for (p = end; p > d->text && !is_space(p[-1]) && end - p < LONGEST;)
		p--;
	if (end == d->p || p == end)
		return 0;
	if (*p >= '0' && *p <= '9' && end[-1] >= '0' && end[-1] <= '9')
		return VI_KEY_NUMBER;
	while (p < end) {
		n = word_at(d->t, p, (size_t)(end - p), &marks, &inside);
		if (n > 0 && p + n == end)
			return key_of(d->t, p, n, 0);
		p += n > 0 ? n : 1;
	}
	return 0;
}

static uint64_t
key_behind(const struct doubt *d)
{
	const char *p = d->p + d->n, *end = d->p + d->left;
	int marks, inside;

	while (p < end && *p == ' ')
		p++;
	return key_of(d->t, p,
	        word_at(d->t, p, (size_t)(end - p), &marks, &inside), 0);
}

/* Whether a capital begins the word at p within a sentence. */
static int
is_name(const struct doubt *d)
{
	return is_capital(*d->p) && d->p - d->text > 1 && d->p[-1] == ' ' &&
	       (is_alpha((unsigned char)d->p[-2]) || d->p[-2] == ',');
}

/* Whether the word before begins with a capital, too: "Le^ Minh Ha.". */
static int
ends_name(const struct doubt *d)
{
	const char *p = d->p;

	if (!is_capital(*p) || p == d->text || *--p != ' ')
		return 0;
	while (p > d->text && !is_space(p[-1]))
		p--;
	return is_capital(*p);
}

/* How many times more often than by the syllables alone a full stop (1) or a
 * dot below (0) stands there, by the words beside it. */
static void
weigh_neighbours(const struct doubt *d, enum behind behind, uint64_t odds[2])
{
	const unsigned word = 100, name = 8;
	uint64_t mark = key_of(d->t, d->p, d->n, 0);
	uint64_t sign = key_of(d->t, d->p, d->n, 1);
	uint64_t before = key_before(d);

	odds[0] = before != 0 && vi_is_word(before, mark) ? word : 1;
	odds[1] = before != 0 && vi_is_word(before, sign) ? word : 1;
	if (behind != CAPITAL && behind != INITIAL)
		return;
	if (vi_is_word(mark, key_behind(d)))
		odds[0] *= word;
	else if (vi_is_word(mark, VI_KEY_NAME))
		odds[0] *= name;
	if (is_name(d))
		odds[0] *= 4;
}

/* Whether it is one: a is how often the word is met with it, b without.  Both
 * are weighed by how often signs, and how often marks, stand in such a place,
 * as counted in news: sentences end at a line's end, names go on with a
 * capital, cut texts seldom end with a question. */
static int
is_sign(uint64_t a, uint64_t b, const struct doubt *d)
{
	static const unsigned stop[][2] = { /* marks to full stops */
		[GOES_ON] = { 1000, 1 },
		[NEXT_LINE] = { 30, 1 },
		[FIGURE] = { 50, 1 },
		[INITIAL] = { 20, 1 },
		[CAPITAL] = { 1, 1 },
		[GLUED] = { 1, 20 },
		[LINE_END] = { 1, 6 },
		[TEXT_END] = { 1, 1 }
	};
	const char *end = d->p + d->n;
	char sign = end[-1];
	enum behind behind;
	uint64_t odds[2];

	if (a == 0 && b == 0)
		return sign == '.' && what_is_behind(d) >= CAPITAL;
	if (a == 0 || b == 0)
		return a == 0;
	if (sign == '\'')
		return b >= a && is_quoted(d->text, d->p);
	if (sign != '.' && sign != '?')
		return 0;
	if (sign == '.' && d->left - d->n >= 2 && end[0] == '.' &&
	        end[1] == '.')
		return b * 8 >= a; /* an ellipsis */
	behind = what_is_behind(d);
	/* A letter by itself, an initial or a list's: with a dot below it is
	 * hardly one, but for a word of politeness. */
	if (sign == '.' && d->n == 2 &&
	        (behind > NEXT_LINE || d->p == d->text || d->p[-1] == '\n'))
		return !vi_is_word(key_before(d), key_of(d->t, d->p, 2, 0));
	if ((behind == GOES_ON && b / 10 < a) ||
	        (behind <= NEXT_LINE && sign == '?'))
		return 0;
	weigh_neighbours(d, behind, odds);
	a *= odds[0];
	b *= odds[1];
	if (sign == '?')
		return b >= a * 20;
	if (behind == LINE_END && ends_name(d))
		return b >= a * 4;
	return b * stop[behind][1] >= a * stop[behind][0];
}

static int
last_is_sign(const struct doubt *d)
{
	struct str s = STR_INIT;
	struct vi_word with, without;

	if (!may_be_sign(d->p, d->n))
		return 0;
	read_word(d->t, d->p, d->n, 0, &s, &with);
	read_word(d->t, d->p, d->n, 1, &s, &without);
	str_free(&s);
	return is_sign(weight(&with), weight(&without), d);
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

/* Whether a parenthesis is closed right behind a word that ends at i: a(n)
 * is none. */
static int
is_call(struct span in, size_t i)
{
	while (i < in.n &&
	        (is_alpha((unsigned char)in.p[i]) ||
	                (in.p[i] >= '0' && in.p[i] <= '9') || in.p[i] == '-' ||
	                in.p[i] == '+' || in.p[i] == ','))
		i++;
	return i < in.n && in.p[i] == ')';
}

static int
is_mark(char c)
{
	return c != '-' && !is_alpha((unsigned char)c);
}

/* 1: a word has a mark that is rare between letters in other texts; 2: and
 * another one beside it. */
static unsigned
is_sure(const char *p, size_t n)
{
	unsigned sure = 0;
	size_t i;

	for (i = 1; i + 1 < n; i++)
		if (p[i] != '.' && p[i] != '\'' && is_mark(p[i])) {
			if (is_mark(p[i + 1]))
				return 2;
			sure = 1;
		}
	return sure;
}

/* A word with a mark inside, in.p[i..i+n).  What makes it sure counts once in
 * a short text. */
static void
count_inside(
        struct vi_ascii_score *s, struct span in, size_t i, size_t n, int valid)
{
	unsigned sure = is_sure(in.p + i, n);
	uint32_t h = 5381;
	size_t k;

	if (!valid || (sure < 2 && is_call(in, i + n))) {
		s->wrong++;
		return;
	}
	s->strong++;
	for (k = 0; k < n; k++)
		h = h * 33 + (unsigned char)in.p[i + k];
	if (h == s->last[0] || h == s->last[1])
		return;
	s->last[1] = s->last[0];
	s->last[0] = h;
	s->sure += sure;
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
			s->code += strchr("\\[]{}|$=<>_#*+^~", in.p[i]) != NULL;
			i++;
			continue;
		}
		n = word_at(t, in.p + i, in.n - i, &marks, &inside);
		/* The unit of money is of no language. */
		if (n == 2 && (in.p[i] | 0x20) == 'd' &&
		        (in.p[i + 1] | 0x20) == 'd') {
			i += n;
			continue;
		}
		s->words++;
		if (n <= LONGEST) {
			struct doubt d = { t, in.p, in.p + i, n, in.n - i };
			size_t drop = (size_t)last_is_sign(&d);

			str_truncate(&out, 0);
			read_word(t, in.p + i, n, drop, &out, &w);
			v = vi_word_valid(&w) > 0 &&
			    vi_word_case(&w) != VI_CASE_ODD;
			s->valid += (unsigned)v;
			if (inside)
				count_inside(s, in, i, n, v && w.marked);
		}
		i += n;
	}
	str_free(&out);
}

int
vi_ascii_fits(const struct vi_ascii_score *s)
{
	if (s->strong < 2 || s->sure == 0 || s->strong <= s->wrong * 2 ||
	        s->code * 2 > s->words)
		return 0;
	if (s->strong * 100 >= s->words * 20 && s->valid * 100 >= s->words * 65)
		return 1;
	/* Foreign words around. */
	return s->sure >= s->wrong * 3 && s->code * 8 <= s->words &&
	       ((s->sure >= 3 && s->sure * 100 >= s->words * 25) ||
	               (s->sure >= 2 && s->valid * 100 >= s->words * 45));
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

	read_word(t, p, n, drop, out, w);
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

		readings = may_be_sign(d->p, d->n) ? 2 : 1;
		memset(e, 0, sizeof(*e));
		for (i = 0; i < readings; i++) {
			put_reading(d->t, d->p, d->n, i, out, &w);
			e->weight[i] = readings > 1 ? weight(&w) : 0;
			e->n[i] = (uint8_t)(out->len - from);
			memcpy(e->text[i], out->s + from, e->n[i]);
			str_truncate(out, from);
		}
		e->key[0] = key[0];
		e->key[1] = key[1];
	}
	drop = e->n[1] > 0 && is_sign(e->weight[0], e->weight[1], d);
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
		put_reading(d->t, d->p, d->n, (size_t)last_is_sign(d), out, &w);
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
			n = word_at(t, in.p + i, left, &marks, &inside);
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
