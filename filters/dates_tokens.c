/* dates_tokens: numbers in figures of several scripts, words in lower case,
 * single signs.
 */
#include "filters/dates_tokens.h"

#include <string.h>

#include "base/utf8.h"
#include "filters/dates_unspaced.h"

void
add_word(struct tokens *ts, const char **p, const char *end, size_t at)
{
	struct token *t = &ts->t[ts->n++];
	size_t n = 0;

	t->kind = NAME;
	t->at = at;
	while (*p < end) {
		const char *q = *p;
		uint32_t cp = utf8_next(&q, end);
		char u[4];
		int k;

		if (cp == UTF8_BAD || !cp_is_letter(cp))
			break;
		/* 2024年5月3日: each sign by itself. */
		if (cp_is_unspaced(cp) && n > 0)
			break;
		k = utf8_encode(cp_lower(cp), u);
		if (n + (size_t)k < WORD) {
			memcpy(t->word + n, u, (size_t)k);
			n += (size_t)k;
		}
		*p = q;
		if (cp_is_unspaced(cp))
			break;
	}
	t->word[n] = '\0';
}

/* The value of a decimal digit in the scripts whose pages write dates with
 * their own: ASCII, Arabic, Persian, Devanagari, Bengali, full width; or -1. */
static int
digit_value(uint32_t cp)
{
	static const uint32_t zero[] = { '0', 0x660, 0x6F0, 0x966, 0x9E6,
		0xFF10 };

	for (size_t i = 0; i < sizeof(zero) / sizeof(zero[0]); i++)
		if (cp >= zero[i] && cp <= zero[i] + 9)
			return (int)(cp - zero[i]);
	return unspaced_figure(cp);
}

/* Figures from `from` on; returns what follows them. */
static const char *
add_number(struct token *t, const char *from, const char *end)
{
	const char *p = from;
	int v;

	t->kind = NUMBER;
	while (from < end && (v = digit_value(utf8_next(&from, end))) >= 0) {
		if (++t->digits < 10)
			t->value = t->value * 10 + v;
		p = from;
	}
	return p;
}

void
tokenise(struct span s, struct tokens *ts)
{
	const char *p = s.p, *end = s.p + s.n;

	ts->n = 0;
	memset(&ts->t[0], 0, sizeof(ts->t[0]));
	while (p < end && ts->n < TOKENS - 1) {
		struct token *t = &ts->t[ts->n];
		const char *from = p;
		uint32_t cp = utf8_next(&p, end);

		if (cp == UTF8_BAD || cp_is_space(cp))
			continue;
		t->at = (size_t)(from - s.p);
		if (digit_value(cp) >= 0) {
			p = add_number(t, from, end);
			ts->n++;
		} else if (cp_is_letter(cp)) {
			p = from;
			add_word(ts, &p, end, t->at);
		} else {
			t->kind = SIGN;
			t->value = (int)cp;
			ts->n++;
		}
		t->end = (size_t)(p - s.p);
		t->rest = (struct span){ p, (size_t)(end - p) };
		memset(t + 1, 0, sizeof(*t));
		t[1].after_word = 1;
	}
	memset(&ts->t[ts->n], 0, 32 * sizeof(ts->t[0]));
}
