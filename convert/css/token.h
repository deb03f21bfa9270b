/* token: what the tokenizer of css-syntax-3 4 yields.  Comments leave no
 * token.  Text is in the sheet's arena: a piece of the source, or a copy
 * where escapes had to be resolved. */
#ifndef BANTIN_CSS_TOKEN_H
#define BANTIN_CSS_TOKEN_H

#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"

enum token_type {
	T_EOF,
	T_IDENT,
	T_FUNCTION,
	T_AT,
	T_HASH,
	T_STRING,
	T_BAD_STRING,
	T_URL,
	T_BAD_URL,
	T_DELIM,
	T_NUMBER,
	T_PERCENT,
	T_DIMENSION,
	T_SPACE,
	T_CDO,
	T_CDC,
	T_COLON,
	T_SEMICOLON,
	T_COMMA,
	T_OPEN_SQUARE, /* from here on brackets */
	T_CLOSE_SQUARE,
	T_OPEN,
	T_CLOSE,
	T_OPEN_CURLY,
	T_CLOSE_CURLY
};

/* Numbers are integers of 1/1,000,000, held to +-NUM_MAX. */
#define NUM_ONE INT64_C(1000000)
#define NUM_MAX (INT64_C(4000000) * NUM_ONE)

struct token {
	uint8_t type; /* enum token_type */
	uint8_t integer; /* number, dimension: written as an integer */
	uint8_t sign; /* number, dimension: '+', '-' or 0 */
	uint8_t id; /* hash: could be an identifier */
	char delim; /* T_DELIM (ASCII ones only; else 0) */
	int32_t match; /* openers: distance to the closing token, or
				 * to the T_EOF where it is missing */
	int32_t line, col; /* 1-based, col in bytes */
	int64_t num;
	struct span text; /* value; T_DIMENSION: the unit */
	struct span src; /* as written */
};

struct tokens {
	struct token *p;
	size_t n, cap;
};

/* Tokens of source, which must outlive them, and at the end T_EOF.  A NUL
 * stands behind it and none in it (css_preprocess()); at_line is the line of
 * its first byte. */
void
css_tokenize(
        struct tokens *out, struct arena *a, struct span source, int at_line);
/* css-syntax-3 3.3: newlines become LF, NUL and malformed UTF-8 U+FFFD; a
 * byte order mark goes. */
struct span
css_preprocess(struct arena *a, struct span raw);
void
css_match_brackets(struct token *t, size_t n);

static inline int
token_is_delim(const struct token *t, char c)
{
	return t->type == T_DELIM && t->delim == c;
}

/* Identifier (or function) of that name, ASCII case-insensitively. */
static inline int
token_is(const struct token *t, enum token_type type, const char *name)
{
	return t->type == type && span_eq_nocase(t->text, name);
}

#endif
