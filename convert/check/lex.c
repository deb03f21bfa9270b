/* lex: operands and operators of content streams (ISO 32000-1 7.8.2).  Arrays
 * and dictionaries come flat, with their brackets, since no operator nests
 * them in a way that matters here.  Bytes of strings are kept in one buffer,
 * emptied with each operator. */
#include <string.h>

#include "base/utf8.h"
#include "check/content.h"

#define OPERANDS_MAX 100000

/* 1: white space, 2: delimiter (ISO 32000-1, 7.2.2) */
static const unsigned char class[256] = {
	[0] = 1,
	['\t'] = 1,
	['\n'] = 1,
	['\f'] = 1,
	['\r'] = 1,
	[' '] = 1,
	['('] = 2,
	[')'] = 2,
	['<'] = 2,
	['>'] = 2,
	['['] = 2,
	[']'] = 2,
	['{'] = 2,
	['}'] = 2,
	['/'] = 2,
	['%'] = 2,
};

static int
space(int c)
{
	return class[(unsigned char)c] == 1;
}

static int
delim(int c)
{
	return class[(unsigned char)c] == 2;
}

static int
regular(int c)
{
	return !class[(unsigned char)c];
}

/* s holds an offset until the token is read: the buffer may move. */
struct span
tok_span(const struct lex *l, const struct tok *t)
{
	return (struct span){ str_c(&l->text) + (size_t)t->r, t->n };
}

static struct tok *
push(struct lex *l, char kind)
{
	struct tok *t;

	if (l->tok.n >= OPERANDS_MAX)
		vec_clear(&l->tok);
	t = vec_push(&l->tok);
	memset(t, 0, sizeof(*t));
	t->kind = kind;
	return t;
}

static void
end_text(struct lex *l, char kind, size_t start)
{
	struct tok *t = push(l, kind);

	t->r = (double)start;
	t->n = l->text.len - start;
	str_putc(&l->text, 0);
}

static void
literal(struct lex *l)
{
	size_t start = l->text.len;
	int depth = 1;

	for (l->p++; l->p < l->end; l->p++) {
		const char *run = l->p;
		int c;

		while (l->p < l->end && *l->p != '(' && *l->p != ')' &&
		        *l->p != '\\')
			l->p++;
		str_add(&l->text, run, (size_t)(l->p - run));
		if (l->p == l->end)
			break;
		c = *l->p;
		if (c == '(') {
			depth++;
		} else if (c == ')' && --depth == 0) {
			l->p++;
			break;
		} else if (c == '\\' && l->p + 1 < l->end) {
			static const char from[] = "nrtbf", to[] = "\n\r\t\b\f";
			const char *k;
			int v = 0, i = 0;

			c = *++l->p;
			k = c ? strchr(from, c) : NULL;
			if (c == '\r' && l->p + 1 < l->end && l->p[1] == '\n')
				l->p++;
			if (c == '\r' || c == '\n')
				continue;
			while (i < 3 && l->p < l->end && *l->p >= '0' &&
			        *l->p <= '7') {
				v = v * 8 + *l->p++ - '0';
				i++;
			}
			if (i)
				l->p--;
			c = i ? v : k ? to[k - from] : c;
		}
		str_putc(&l->text, (char)c);
	}
	end_text(l, '(', start);
}

static void
hexadecimal(struct lex *l, const struct obj *where)
{
	size_t start = l->text.len, digits = 0;
	int v = 0, bad = 0;

	for (l->p++; l->p < l->end && *l->p != '>'; l->p++) {
		int h = hex_value((unsigned char)*l->p);

		if (h < 0) {
			bad = bad || !space(*l->p);
			continue;
		}
		v = v * 16 + h;
		if (++digits % 2 == 0) {
			str_putc(&l->text, (char)v);
			v = 0;
		}
	}
	l->p += l->p < l->end;
	if (digits % 2)
		str_putc(&l->text, (char)(v * 16));
	if (bad)
		find(l->x, RULE_HEX_CHARS, where, NULL);
	else if (digits % 2)
		find(l->x, RULE_HEX_EVEN, where, NULL);
	end_text(l, '(', start);
}

static void
name(struct lex *l, const struct obj *where)
{
	size_t start = l->text.len;

	for (l->p++; l->p < l->end && regular(*l->p); l->p++)
		if (*l->p == '#' && l->end - l->p > 2 &&
		        hex_value(l->p[1]) >= 0 && hex_value(l->p[2]) >= 0) {
			str_putc(&l->text, (char)(hex_value(l->p[1]) * 16 +
			                           hex_value(l->p[2])));
			l->p += 2;
		} else {
			str_putc(&l->text, *l->p);
		}
	if (l->text.len - start > 127)
		find(l->x, RULE_NAME_LENGTH, where, NULL);
	end_text(l, '/', start);
}

/* A number, or 0 when the word is none. */
static int
number(struct lex *l, const char *s, size_t n, const struct obj *where)
{
	double v = 0, unit = 0;
	size_t i = 0;
	int minus = 0, digits = 0;

	while (i < n && (s[i] == '-' || s[i] == '+'))
		minus = s[i++] == '-';
	for (; i < n; i++) {
		if (s[i] == '.' && unit == 0) {
			unit = 1;
		} else if (s[i] >= '0' && s[i] <= '9') {
			digits = 1;
			if (unit > 0)
				v += (s[i] - '0') * (unit /= 10);
			else
				v = v * 10 + (s[i] - '0');
		} else if (s[i] != '-' || !digits) {
			return 0;
		}
	}
	if (!digits && unit == 0)
		return 0;
	if (unit == 0 && (v > 2147483648.0 || (!minus && v > 2147483647.0)))
		find(l->x, RULE_INT_RANGE, where, NULL);
	push(l, 'n')->r = minus ? -v : v;
	return 1;
}

int
lex_next(struct lex *l, const struct obj *where)
{
	vec_clear(&l->tok);
	str_truncate(&l->text, 0);
	while (l->p < l->end) {
		int c = *l->p;
		const char *s = l->p;
		size_t n;

		if (space(c)) {
			l->p++;
		} else if (c == '%') {
			while (l->p < l->end && *l->p != '\n' && *l->p != '\r')
				l->p++;
		} else if (c == '(') {
			literal(l);
		} else if (c == '<' && l->p + 1 < l->end && s[1] != '<') {
			hexadecimal(l, where);
		} else if (c == '<' || c == '>') {
			push(l, (char)c);
			l->p += l->p + 1 < l->end && s[1] == c ? 2 : 1;
		} else if (c == '/') {
			name(l, where);
		} else if (delim(c)) {
			push(l, (char)c);
			l->p++;
		} else {
			while (l->p < l->end && regular(*l->p))
				l->p++;
			n = (size_t)(l->p - s);
			if (number(l, s, n, where))
				continue;
			if (span_eq((struct span){ s, n }, SPAN_LIT("true")) ||
			        span_eq((struct span){ s, n },
			                SPAN_LIT("false")) ||
			        span_eq((struct span){ s, n },
			                SPAN_LIT("null"))) {
				push(l, 'n')->r = *s == 't';
				continue;
			}
			n = n < sizeof(l->op) - 1 ? n : sizeof(l->op) - 1;
			memcpy(l->op, s, n);
			l->op[n] = 0;
			return 1;
		}
	}
	return 0;
}

/* The data ends at EI between white space, with something sane behind. */
void
lex_inline(struct lex *l, const struct obj *where)
{
	if (!lex_next(l, where) || strcmp(l->op, "ID"))
		return;
	l->p += l->p < l->end;
	for (; l->end - l->p >= 2; l->p++)
		if (l->p[0] == 'E' && l->p[1] == 'I' && space(l->p[-1]) &&
		        (l->p + 2 == l->end || space(l->p[2]))) {
			l->p += 2;
			return;
		}
	l->p = l->end;
}
