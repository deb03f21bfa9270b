/* vi_ascii_survey: whether a text is Vietnamese in seven bits: by words whose
 * marks stand between letters, which few other texts have.
 */
#include <string.h>

#include "filters/encodings/vi_ascii.h"

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
		n = vi_ascii_word(t, in.p + i, in.n - i, &marks, &inside);
		/* The unit of money is of no language. */
		if (n == 2 && (in.p[i] | 0x20) == 'd' &&
		        (in.p[i + 1] | 0x20) == 'd') {
			i += n;
			continue;
		}
		s->words++;
		if (n <= LONGEST) {
			struct doubt d = { t, in.p, in.p + i, n, in.n - i };
			size_t drop = (size_t)vi_ascii_last_is_sign(&d);

			str_truncate(&out, 0);
			vi_ascii_letters(t, in.p + i, n, drop, &out, &w);
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
