/* tokens: the tokenizer of css-syntax-3 4.3, over a preprocessed text.
 *
 * All tokens of a sheet are made at once: sheets are small, and a flat array
 * with the distance to each closing bracket lets the parser step over a
 * whole block without recursion, whatever its depth.  Numbers are read into
 * integers of a millionth, so that no locale and no rounding of floats can
 * make two machines disagree.
 */
#include <string.h>

#include "base/utf8.h"
#include "css/token.h"

struct lexer {
	const char *p, *end; /* a NUL, and there is no other */
	const char *line_start;
	int line;
	struct arena *a;
};

/* What a byte may be in, and the type of the token that it is alone. */
enum { ALONE = 31, SPACE = 32, NAME = 64, NAME_START = 128 };
_Static_assert(
        (int)T_CLOSE_CURLY <= (int)ALONE, "types of tokens share their byte");

static const uint8_t byte_class[256] = {
	['\t'] = SPACE,
	['\n'] = SPACE,
	[' '] = SPACE,
	['('] = T_OPEN,
	[')'] = T_CLOSE,
	[','] = T_COMMA,
	['-'] = NAME,
	['0' ... '9'] = NAME,
	[':'] = T_COLON,
	[';'] = T_SEMICOLON,
	['A' ... 'Z'] = NAME | NAME_START,
	['['] = T_OPEN_SQUARE,
	[']'] = T_CLOSE_SQUARE,
	['_'] = NAME | NAME_START,
	['a' ... 'z'] = NAME | NAME_START,
	['{'] = T_OPEN_CURLY,
	['}'] = T_CLOSE_CURLY,
	[0x80 ... 0xFF] = NAME | NAME_START,
};

/* Who asks for a byte knows that those before it are not the end. */
static int
at(const struct lexer *x, size_t i)
{
	return (unsigned char)x->p[i];
}

static int
is(int c, int kind)
{
	return byte_class[c] & kind;
}

static int
is_digit(int c)
{
	return c >= '0' && c <= '9';
}

/* Over one byte, which may end a line. */
static void
step(struct lexer *x)
{
	if (*x->p++ == '\n') {
		x->line++;
		x->line_start = x->p;
	}
}

static void
skip_space(struct lexer *x)
{
	while (is(at(x, 0), SPACE))
		step(x);
}

/* 4.3.8: a backslash not before a newline; at the end it stands too. */
static int
is_escape(const struct lexer *x, size_t i)
{
	return at(x, i) == '\\' && at(x, i + 1) != '\n' && at(x, i + 1) != '\0';
}

/* 4.3.9 */
static int
starts_ident(const struct lexer *x, size_t i)
{
	int c = at(x, i);

	if (c == '-') {
		c = at(x, i + 1);
		return is(c, NAME_START) || c == '-' || is_escape(x, i + 1);
	}
	return is(c, NAME_START) || is_escape(x, i);
}

/* 4.3.10 */
static int
starts_number(const struct lexer *x)
{
	size_t i = at(x, 0) == '+' || at(x, 0) == '-';

	return is_digit(at(x, i)) ||
	       (at(x, i) == '.' && is_digit(at(x, i + 1)));
}

/* 4.3.7; x->p is behind the backslash. */
static void
read_escape(struct lexer *x, struct str *out)
{
	uint32_t cp = 0;
	int i;

	if (x->p == x->end) {
		str_put_utf8(out, 0xFFFD);
		return;
	}
	if (hex_value(at(x, 0)) < 0) {
		cp = utf8_next(&x->p, x->end);
		str_put_utf8(out, cp);
		return;
	}
	for (i = 0; i < 6 && hex_value(at(x, 0)) >= 0; i++, x->p++)
		cp = cp * 16 + (uint32_t)hex_value(at(x, 0));
	if (is(at(x, 0), SPACE))
		step(x);
	str_put_utf8(out, cp == 0 ? 0xFFFD : cp);
}

static struct span
keep(struct lexer *x, struct str *s)
{
	struct span v = { arena_strndup(x->a, str_c(s), s->len), s->len };

	str_free(s);
	return v;
}

/* 4.3.11: an identifier's text from start on, where an escape stands in it. */
static struct span
read_escaped(struct lexer *x, const char *start)
{
	struct str s = STR_INIT;

	str_add(&s, start, (size_t)(x->p - start));
	for (;;) {
		if (is(at(x, 0), NAME)) {
			str_putc(&s, *x->p++);
		} else if (is_escape(x, 0)) {
			x->p++;
			read_escape(x, &s);
		} else {
			return keep(x, &s);
		}
	}
}

static inline struct span
read_name(struct lexer *x)
{
	const char *start = x->p, *p = start;

	while (is((unsigned char)*p, NAME))
		p++;
	x->p = p;
	if (is_escape(x, 0))
		return read_escaped(x, start);
	return (struct span){ start, (size_t)(p - start) };
}

/* mantissa * 10^exp, in millionths, rounded half away and held to NUM_MAX. */
static int64_t
scale(uint64_t mantissa, int exp)
{
	uint64_t v = mantissa, half;

	exp += 6;
	for (; exp > 0 && v != 0; exp--) {
		v *= 10;
		if (v > NUM_MAX)
			return NUM_MAX;
	}
	if (exp < -19)
		return 0;
	for (; exp < -1; exp++)
		v /= 10;
	if (exp == -1) {
		half = v % 10 >= 5;
		v = v / 10 + half;
	}
	return v > NUM_MAX ? NUM_MAX : (int64_t)v;
}

/* One run of digits: at most 18 go into the mantissa, which leaves room for
 * a factor of ten in 64 bits; *exp follows the places. */
static void
read_digits(struct lexer *x, uint64_t *mantissa, int *exp, int fraction)
{
	for (; is_digit(at(x, 0)); x->p++) {
		if (*mantissa < UINT64_C(100000000000000000)) {
			*mantissa = *mantissa * 10 + (uint64_t)(at(x, 0) - '0');
			*exp -= fraction;
		} else if (!fraction && *exp < 1000) {
			(*exp)++;
		}
	}
}

/* 4.3.12 */
static void
read_number(struct lexer *x, struct token *t)
{
	uint64_t mantissa = 0;
	int exp = 0, e = 0, negative = 0;
	size_t skip;

	t->integer = 1;
	if (at(x, 0) == '+' || at(x, 0) == '-')
		t->sign = (uint8_t)*x->p++;
	read_digits(x, &mantissa, &exp, 0);
	if (at(x, 0) == '.' && is_digit(at(x, 1))) {
		x->p++;
		t->integer = 0;
		read_digits(x, &mantissa, &exp, 1);
	}
	if (at(x, 0) == 'e' || at(x, 0) == 'E') {
		skip = at(x, 1) == '+' || at(x, 1) == '-' ? 2 : 1;
		if (is_digit(at(x, skip))) {
			negative = at(x, 1) == '-';
			t->integer = 0;
			for (x->p += skip; is_digit(at(x, 0)); x->p++)
				if (e < 1000)
					e = e * 10 + at(x, 0) - '0';
		}
	}
	t->num = scale(mantissa, exp + (negative ? -e : e));
	if (t->sign == '-')
		t->num = -t->num;
}

/* 4.3.5; x->p is behind the quote. */
static void
read_string(struct lexer *x, struct token *t, int quote)
{
	struct str s = STR_INIT;

	t->type = T_STRING;
	while (x->p < x->end && at(x, 0) != quote) {
		if (at(x, 0) == '\n') {
			t->type = T_BAD_STRING;
			str_free(&s);
			return;
		}
		if (at(x, 0) != '\\') {
			str_putc(&s, *x->p++);
			continue;
		}
		x->p++;
		if (at(x, 0) == '\n')
			step(x);
		else if (x->p < x->end)
			read_escape(x, &s);
	}
	if (x->p < x->end)
		x->p++;
	t->text = keep(x, &s);
}

/* 4.3.14: to the closing bracket, whatever there is. */
static void
skip_bad_url(struct lexer *x)
{
	for (; x->p < x->end; step(x)) {
		if (at(x, 0) == ')') {
			x->p++;
			return;
		}
		if (at(x, 0) == '\\' && x->p + 1 < x->end)
			x->p++;
	}
}

static int
is_bad_in_url(int c)
{
	return c == '"' || c == '\'' || c == '(' || c == 0x7F || c == 0x0B ||
	       (c < 0x20 && !is(c, SPACE));
}

/* 4.3.6; x->p is behind "url(" and the white space after it. */
static void
read_url(struct lexer *x, struct token *t)
{
	struct str s = STR_INIT;

	t->type = T_URL;
	while (x->p < x->end && at(x, 0) != ')') {
		if (is(at(x, 0), SPACE)) {
			skip_space(x);
			if (at(x, 0) == ')' || x->p == x->end)
				break;
			t->type = T_BAD_URL;
		} else if (is_escape(x, 0)) {
			x->p++;
			read_escape(x, &s);
			continue;
		} else if (is_bad_in_url(at(x, 0)) || at(x, 0) == '\\') {
			t->type = T_BAD_URL;
		}
		if (t->type == T_BAD_URL) {
			skip_bad_url(x);
			str_free(&s);
			return;
		}
		str_putc(&s, *x->p++);
	}
	if (x->p < x->end)
		x->p++;
	t->text = keep(x, &s);
}

/* 4.3.4 */
static void
read_ident_like(struct lexer *x, struct token *t)
{
	size_t i = 1;

	t->text = read_name(x);
	if (at(x, 0) != '(') {
		t->type = T_IDENT;
		return;
	}
	if (span_eq_nocase(t->text, "url")) {
		while (is(at(x, i), SPACE))
			i++;
		if (at(x, i) != '"' && at(x, i) != '\'') {
			x->p++;
			skip_space(x);
			read_url(x, t);
			return;
		}
	}
	x->p++;
	t->type = T_FUNCTION;
}

static void
read_numeric(struct lexer *x, struct token *t)
{
	read_number(x, t);
	if (starts_ident(x, 0)) {
		t->type = T_DIMENSION;
		t->text = read_name(x);
	} else if (at(x, 0) == '%') {
		x->p++;
		t->type = T_PERCENT;
	} else {
		t->type = T_NUMBER;
	}
}

static void
read_hash(struct lexer *x, struct token *t)
{
	x->p++;
	t->id = (uint8_t)starts_ident(x, 0);
	t->type = T_HASH;
	t->text = read_name(x);
}

/* A token that its first byte does not tell. */
static void
read_other(struct lexer *x, struct token *t)
{
	int c = at(x, 0);

	if (c == '"' || c == '\'') {
		x->p++;
		read_string(x, t, c);
	} else if (c == '#' && (is(at(x, 1), NAME) || is_escape(x, 1))) {
		read_hash(x, t);
	} else if (starts_number(x)) {
		read_numeric(x, t);
	} else if (c == '-' && at(x, 1) == '-' && at(x, 2) == '>') {
		x->p += 3;
		t->type = T_CDC;
	} else if (starts_ident(x, 0)) {
		read_ident_like(x, t);
	} else if (c == '<' && at(x, 1) == '!' && at(x, 2) == '-' &&
	           at(x, 3) == '-') {
		x->p += 4;
		t->type = T_CDO;
	} else if (c == '@' && starts_ident(x, 1)) {
		x->p++;
		t->type = T_AT;
		t->text = read_name(x);
	} else {
		t->type = T_DELIM;
		t->delim = (char)c;
		x->p++;
	}
}

/* The token at x->p, which is not a comment. */
static void
read_token(struct lexer *x, struct token *t)
{
	int kind = byte_class[at(x, 0)];

	if (kind & SPACE) {
		t->type = T_SPACE;
		skip_space(x);
	} else if (kind & NAME_START) {
		read_ident_like(x, t);
	} else if (kind & ALONE) {
		t->type = (uint8_t)kind;
		t->delim = *x->p++;
	} else {
		read_other(x, t);
	}
}

/* 4.3.2.  An unclosed comment ends the sheet. */
static int
skip_comment(struct lexer *x)
{
	if (at(x, 0) != '/' || at(x, 1) != '*')
		return 0;
	for (x->p += 2; x->p < x->end; step(x)) {
		if (at(x, 0) == '*' && at(x, 1) == '/') {
			x->p += 2;
			return 1;
		}
	}
	return 1;
}

/* 5.4.8: a block ends at its own closing token only, and any other closing
 * token inside it is an ordinary one.  Token i is told of; open is the number
 * of the innermost block, or -1, and what it is then is returned.  The match of
 * an open block is the number of the one around it. */
static int32_t
nest(struct token *t, int32_t i, int32_t open)
{
	static const uint8_t closer[] = { [T_FUNCTION] = T_CLOSE,
		[T_OPEN] = T_CLOSE,
		[T_OPEN_SQUARE] = T_CLOSE_SQUARE,
		[T_OPEN_CURLY] = T_CLOSE_CURLY,
		[T_CLOSE_CURLY] = 0 };
	int32_t outer;

	if (closer[t[i].type] != 0) {
		t[i].match = open;
		return i;
	}
	if (open < 0 || t[i].type != closer[t[open].type])
		return open;
	outer = t[open].match;
	t[open].match = i - open;
	return outer;
}

/* Blocks that are open at the end, which is token i. */
static void
close_all(struct token *t, int32_t i, int32_t open)
{
	int32_t outer;

	for (; open >= 0; open = outer) {
		outer = t[open].match;
		t[open].match = i - open;
	}
}

void
css_match_brackets(struct token *t, size_t n)
{
	int32_t open = -1, i, end = (int32_t)n - 1;

	for (i = 0; i < end; i++)
		open = nest(t, i, open);
	close_all(t, end, open);
}

void
css_tokenize(
        struct tokens *out, struct arena *a, struct span source, int at_line)
{
	struct lexer x = { source.p, source.p + source.n, source.p, at_line,
		a };
	int32_t open = -1;
	struct token *t;

	/* never as many in a real sheet; what is not used is not touched */
	if (out->cap < source.n / 2) {
		out->cap = source.n / 2;
		out->p = xrealloc(out->p, out->cap, sizeof(*out->p));
	}
	for (;;) {
		while (skip_comment(&x))
			continue;
		t = vec_push(out);
		t->line = x.line;
		t->col = (int32_t)(x.p - x.line_start + 1);
		t->src.p = x.p;
		if (x.p == x.end)
			break;
		read_token(&x, t);
		t->src.n = (size_t)(x.p - t->src.p);
		if (t->type == T_FUNCTION || t->type >= T_OPEN_SQUARE)
			open = nest(out->p, (int32_t)out->n - 1, open);
	}
	close_all(out->p, (int32_t)out->n - 1, open);
}

/* Has nothing to be replaced? */
static int
is_plain(const char *p, size_t n)
{
	return utf8_valid_prefix(p, n) == n && memchr(p, '\r', n) == NULL &&
	       memchr(p, '\f', n) == NULL && memchr(p, '\0', n) == NULL;
}

struct span
css_preprocess(struct arena *a, struct span raw)
{
	const char *p = raw.p, *end = raw.p + raw.n, *q;
	struct str s = STR_INIT;
	struct span v;

	if (raw.n >= 3 && memcmp(p, "\xEF\xBB\xBF", 3) == 0)
		p += 3;
	v.n = (size_t)(end - p);
	if (v.n == 0 || is_plain(p, v.n)) {
		v.p = arena_strndup(a, p, v.n);
		return v;
	}
	str_reserve(&s, raw.n);
	while (p < end) {
		q = p;
		if (*p == '\r') {
			p += p + 1 < end && p[1] == '\n' ? 2 : 1;
			str_putc(&s, '\n');
		} else if (*p == '\f') {
			p++;
			str_putc(&s, '\n');
		} else if (*p == '\0') {
			p++;
			str_put_utf8(&s, 0xFFFD);
		} else if (utf8_next(&p, end) == UTF8_BAD) {
			str_put_utf8(&s, 0xFFFD);
		} else {
			str_add(&s, q, (size_t)(p - q));
		}
	}
	v.p = arena_strndup(a, str_c(&s), s.len);
	v.n = s.len;
	str_free(&s);
	return v;
}
