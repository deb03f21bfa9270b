/* str: a growable byte string.
 *
 * Zero-initialised is valid and empty.  s is NUL-terminated whenever it is
 * not NULL; the bytes may hold NULs, so len is the truth.  Growing never
 * fails: out of memory ends the process (DESIGN: a worker's end costs one
 * article).
 */
#ifndef BANTIN_BASE_STR_H
#define BANTIN_BASE_STR_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
	char *s;
	size_t len;
	size_t cap;
};

/* Input is always pointer and length; text need not end in NUL. */
struct span {
	const char *p;
	size_t n;
};

#define STR_INIT                                                               \
	{                                                                      \
		NULL, 0, 0                                                     \
	}
#define SPAN_LIT(lit) ((struct span){ (lit), sizeof(lit) - 1 })

/* White space of HTML and CSS: space, tab, line feed, form feed, return. */
static inline int
ascii_space(int c)
{
	return c == ' ' || (c >= '\t' && c <= '\r' && c != '\v');
}

/* Nothing but white space. */
static inline int
ascii_is_blank(const char *s)
{
	while (ascii_space(*s))
		s++;
	return *s == '\0';
}

struct span
span_of(const char *s); /* of a C string; NULL is empty */
int
span_eq(struct span a, struct span b);
int
span_eq_nocase(struct span a, const char *ascii);
struct span
span_trim(struct span s); /* ASCII white space off both ends */
/* Bytes before the first that folding white space could concern: a control
 * character, the first byte of a no-break space, and a blank beside one of
 * these, a blank or the end. */
size_t
span_folded(struct span s);

void
str_reserve(struct str *s, size_t room); /* room beyond len */
/* In line: writers call them some ten million times in a run. */
static inline void
str_add(struct str *s, const void *p, size_t n)
{
	if (n >= s->cap - s->len) /* one byte more for the NUL */
		str_reserve(s, n);
	if (n)
		memcpy(s->s + s->len, p, n);
	s->len += n;
	s->s[s->len] = '\0';
}
/* The same where most strings are short: STR_SHORT bytes can be read at p, and
 * it is no call. */
#define STR_SHORT 16
static inline void
str_add_short(struct str *s, const char *p, size_t n)
{
	size_t room = n > STR_SHORT ? n : STR_SHORT;

	if (room >= s->cap - s->len)
		str_reserve(s, room);
	memcpy(s->s + s->len, p, STR_SHORT);
	if (n > STR_SHORT)
		memcpy(s->s + s->len + STR_SHORT, p + STR_SHORT, n - STR_SHORT);
	s->len += n;
	s->s[s->len] = '\0';
}
static inline void
str_puts(struct str *s, const char *cstr)
{
	str_add(s, cstr, strlen(cstr));
}
static inline void
str_putc(struct str *s, char c)
{
	if (s->len + 1 >= s->cap)
		str_reserve(s, 1);
	s->s[s->len++] = c;
	s->s[s->len] = '\0';
}
void
str_put_span(struct str *s, struct span v);
void
str_put_utf8_long(struct str *s, uint32_t cp); /* beyond ASCII */
/* One code point as UTF-8; surrogates and > 10FFFF become U+FFFD. */
static inline void
str_put_utf8(struct str *s, uint32_t cp)
{
	if (cp < 0x80)
		str_putc(s, (char)cp);
	else
		str_put_utf8_long(s, cp);
}
void
str_printf(struct str *s, const char *fmt, ...)
        __attribute__((format(printf, 2, 3)));
void
str_vprintf(struct str *s, const char *fmt, va_list ap)
        __attribute__((format(printf, 2, 0)));
/* value / 10^decimals, shortest form: no exponent, no trailing zeros, no
 * "-0", always '.', whatever the locale. */
void
str_put_fixed(struct str *s, int64_t value, int decimals);
/* A layout length (1/1024 pt) in points, at most three decimals. */
void
str_put_pt(struct str *s, int64_t len1024);
void
str_put_xml(struct str *s, struct span text); /* & < > " escaped */
void
str_truncate(struct str *s, size_t len);
const char *
str_c(const struct str *s); /* never NULL: "" when empty */
struct span
str_span(const struct str *s);
char *
str_detach(struct str *s); /* caller frees with free() */
void
str_free(struct str *s); /* and makes it empty again */

/* Ends the process with status 70 and one line on stderr. */
_Noreturn void
out_of_memory(void);
/* malloc and friends that end the process when memory is out. */
void *
xmalloc(size_t n);
void *
xcalloc(size_t n, size_t size);
void *
xrealloc(void *p, size_t n, size_t size); /* n * size, checked */
char *
xstrdup(const char *s);
char *
xstrndup(const char *s, size_t n);

#endif
