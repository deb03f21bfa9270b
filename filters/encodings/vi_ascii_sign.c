/* vi_ascii_sign: whether what looks like the last mark of a word is a sign of
 * the text: "ho.c." ends in a full stop, "ddo^." in a dot below.
 *
 * Both readings are weighed: a syllable against none, a frequent one against a
 * rare one, one that makes a word with the syllable before against one that
 * does not, and by what follows, as a full stop is followed by a space and a
 * capital.
 */
#include <string.h>

#include "filters/encodings/vi_ascii.h"

static int
mark_may_be_sign(char c)
{
	return c == '.' || c == '?' || c == '\'' || c == '`' || c == '*' ||
	       c == '(' || c == '~' || c == '^' || c == '+';
}

unsigned
vi_ascii_weight(const struct vi_word *w)
{
	struct vi_parts parts;

	if (!vi_word_parts(w, &parts) || vi_word_case(w) == VI_CASE_ODD)
		return 0;
	return 1000000 / (10 + (parts.rank > 0 ? parts.rank : 20000));
}

int
vi_ascii_may_be_sign(const char *p, size_t n)
{
	return n > 1 && !is_alpha((unsigned char)p[n - 1]) &&
	       mark_may_be_sign(p[n - 1]);
}

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
	if (!vi_ascii_begins(d->t, p, (size_t)(end - p)))
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
	vi_ascii_letters(t, p, n, drop, &s, &w);
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
		n = vi_ascii_word(d->t, p, (size_t)(end - p), &marks, &inside);
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
	        vi_ascii_word(d->t, p, (size_t)(end - p), &marks, &inside), 0);
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

/* Both are weighed by how often signs, and how often marks, stand in such a
 * place, as counted in news: sentences end at a line's end, names go on with a
 * capital, cut texts seldom end with a question. */
int
vi_ascii_is_sign(uint64_t a, uint64_t b, const struct doubt *d)
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

int
vi_ascii_last_is_sign(const struct doubt *d)
{
	struct str s = STR_INIT;
	struct vi_word with, without;

	if (!vi_ascii_may_be_sign(d->p, d->n))
		return 0;
	vi_ascii_letters(d->t, d->p, d->n, 0, &s, &with);
	vi_ascii_letters(d->t, d->p, d->n, 1, &s, &without);
	str_free(&s);
	return vi_ascii_is_sign(
	        vi_ascii_weight(&with), vi_ascii_weight(&without), d);
}
