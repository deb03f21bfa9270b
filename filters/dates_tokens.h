/* dates_tokens: a text as the row of tokens that dates are read from.  Private to
 * dates*.c. */
#ifndef BANTIN_FILTERS_DATES_TOKENS_H
#define BANTIN_FILTERS_DATES_TOKENS_H

#include <string.h>

#include "filters/dates.h"

#define TOKENS 160
#define WORD 24

enum token_kind { END, NUMBER, NAME, SIGN };

struct token {
	enum token_kind kind;
	int value; /* of a number; of a sign its code point */
	int digits;
	char word[WORD];
	size_t at, end; /* offsets in the text */
	struct span rest; /* the text behind it */
	int after_word; /* another token stands before this one */
};

struct tokens {
	struct token t[TOKENS + 32]; /* shapes look ahead */
	size_t n;
};

void
tokenise(struct span s, struct tokens *ts);
/* One word at *p, which is at offset `at` of the text. */
void
add_word(struct tokens *ts, const char **p, const char *end, size_t at);

static inline int
is_sign(const struct token *t, int c)
{
	return t->kind == SIGN && t->value == c;
}

static inline int
is_word(const struct token *t, const char *w)
{
	return t->kind == NAME && *t->word == *w && strcmp(t->word, w) == 0;
}

static inline int
is_number(const struct token *t, int low, int high, int digits)
{
	return t->kind == NUMBER && t->value >= low && t->value <= high &&
	       t->digits <= digits;
}

/* The time close behind the tokens from .. to of a date, or close before. */
void
find_time(const struct tokens *ts, size_t from, size_t to, struct date *d);

#endif
