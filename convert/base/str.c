/* str: see str.h.  Sizes are checked before each addition, so a length from
 * a hostile input can at worst end the process, never wrap around. */
#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/lanes.h"
#include "base/utf8.h"

/* The one place where bantin dies of hunger.  write(2), because stdio may
 * itself want memory; 70 is EX_SOFTWARE. */
_Noreturn void
out_of_memory(void)
{
	static const char text[] = "bantin: out of memory\n";

	ssize_t n = write(STDERR_FILENO, text, sizeof(text) - 1);

	(void)n;
	_exit(70);
}

void *
xmalloc(size_t n)
{
	void *p = malloc(n ? n : 1);

	if (!p)
		out_of_memory();
	return p;
}

void *
xcalloc(size_t n, size_t size)
{
	void *p = calloc(n ? n : 1, size ? size : 1);

	if (!p)
		out_of_memory();
	return p;
}

void *
xrealloc(void *p, size_t n, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(n, size, &bytes))
		out_of_memory();
	p = realloc(p, bytes ? bytes : 1);
	if (!p)
		out_of_memory();
	return p;
}

char *
xstrndup(const char *s, size_t n)
{
	char *copy;

	if (n == SIZE_MAX)
		out_of_memory();
	copy = xmalloc(n + 1);
	if (n)
		memcpy(copy, s, n);
	copy[n] = '\0';
	return copy;
}

char *
xstrdup(const char *s)
{
	return xstrndup(s, strlen(s));
}

struct span
span_of(const char *s)
{
	return (struct span){ s ? s : "", s ? strlen(s) : 0 };
}

int
span_eq(struct span a, struct span b)
{
	return a.n == b.n && (!a.n || !memcmp(a.p, b.p, a.n));
}

static unsigned char
ascii_lower(char c)
{
	return (unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

int
span_eq_nocase(struct span a, const char *ascii)
{
	size_t i;

	for (i = 0; i < a.n; i++)
		if ((a.p[i] != ascii[i] &&
		            ascii_lower(a.p[i]) != ascii_lower(ascii[i])) ||
		        !ascii[i])
			return 0;
	return !ascii[i];
}

static int
trims(char c)
{
	return ascii_space(c) || c == '\v';
}

struct span
span_trim(struct span s)
{
	while (s.n && trims(s.p[0])) {
		s.p++;
		s.n--;
	}
	while (s.n && trims(s.p[s.n - 1]))
		s.n--;
	return s;
}

static int
may_fold(const unsigned char *p, size_t left)
{
	return *p < ' ' || *p == 0xC2 ||
	       (*p == ' ' && (left == 1 || p[1] <= ' ' || p[1] == 0xC2));
}

size_t
span_folded(struct span s)
{
	const unsigned char *p = (const unsigned char *)s.p;
	size_t i = 0;

	for (; s.n - i > LANES; i += LANES) {
		lanes v = lanes_load(p + i), next = lanes_load(p + i + 1);
		unsigned odd = lanes_bits(
		        (lanes)(v < ' ') | (lanes)(v == 0xC2) |
		        ((lanes)(v == ' ') & ((lanes)(next <= ' ') |
		                                     (lanes)(next == 0xC2))));

		if (odd)
			return i + (unsigned)__builtin_ctz(odd);
	}
	while (i < s.n && !may_fold(p + i, s.n - i))
		i++;
	return i;
}

void
str_reserve(struct str *s, size_t room)
{
	size_t want;
	size_t cap;

	/* One byte more for the NUL. */
	if (__builtin_add_overflow(s->len, room, &want) || want == SIZE_MAX)
		out_of_memory();
	want++;
	if (want <= s->cap)
		return;
	cap = s->cap < 32 ? 32 : s->cap;
	while (cap < want)
		cap = cap > SIZE_MAX / 2 ? want : cap + cap / 2;
	s->s = xrealloc(s->s, cap, 1);
	s->cap = cap;
	s->s[s->len] = '\0';
}

void
str_put_span(struct str *s, struct span v)
{
	str_add(s, v.p, v.n);
}

void
str_put_utf8_long(struct str *s, uint32_t cp)
{
	char *to;

	if (s->cap - s->len < 5)
		str_reserve(s, 4);
	to = s->s + s->len;
	/* Nearly all there are. */
	if (cp - 0x80 < 0x780) {
		*to++ = (char)(0xC0 | cp >> 6);
		*to++ = (char)(0x80 | (cp & 0x3F));
	} else if (cp - 0x800 < 0xD000) {
		*to++ = (char)(0xE0 | cp >> 12);
		*to++ = (char)(0x80 | (cp >> 6 & 0x3F));
		*to++ = (char)(0x80 | (cp & 0x3F));
	} else {
		to += utf8_encode(cp, to);
	}
	*to = '\0';
	s->len = (size_t)(to - s->s);
}

void
str_vprintf(struct str *s, const char *fmt, va_list ap)
{
	va_list again;
	size_t room;
	int n;

	va_copy(again, ap);
	str_reserve(s, 64);
	room = s->cap - s->len;
	n = vsnprintf(s->s + s->len, room, fmt, ap);
	if (n > 0 && (size_t)n >= room) {
		str_reserve(s, (size_t)n);
		n = vsnprintf(s->s + s->len, (size_t)n + 1, fmt, again);
	}
	va_end(again);
	if (n > 0)
		s->len += (size_t)n;
	s->s[s->len] = '\0';
}

void
str_printf(struct str *s, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	str_vprintf(s, fmt, ap);
	va_end(ap);
}

void
str_put_fixed(struct str *s, int64_t value, int decimals)
{
	/* sign, point and the 20 digits of 2^64, or as many decimals as asked
	 * for, from behind */
	char text[64 + STR_SHORT] = "";
	char *const end = text + 64;
	char *p = end;
	uint64_t v = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
	int n = decimals > 60 ? 60 : decimals;

	for (; n > 0 && v % 10 == 0; n--)
		v /= 10;
	if (n > 0) {
		for (; n > 0; n--, v /= 10)
			*--p = (char)('0' + v % 10);
		*--p = '.';
	}
	do {
		*--p = (char)('0' + v % 10);
		v /= 10;
	} while (v);
	if (value < 0)
		*--p = '-';
	str_add_short(s, p, (size_t)(end - p));
}

void
str_put_pt(struct str *s, int64_t len1024)
{
	/* Round to thousandths, half away from zero: q + r / 1024, so that
	 * no length overflows the product. */
	int64_t whole = len1024 / 1024;
	int64_t rest = len1024 % 1024;
	int64_t milli = rest * 1000;

	milli = (milli + (rest < 0 ? -512 : 512)) / 1024;
	str_put_fixed(s, whole * 1000 + milli, 3);
}

void
str_put_xml(struct str *s, struct span text)
{
	const char *p = text.p;
	const char *end = p + text.n;
	const char *from = p;

	for (; p < end; p++) {
		const char *ref;

		switch (*p) {
		case '&':
			ref = "&amp;";
			break;
		case '<':
			ref = "&lt;";
			break;
		case '>':
			ref = "&gt;";
			break;
		case '"':
			ref = "&quot;";
			break;
		default:
			continue;
		}
		str_add(s, from, (size_t)(p - from));
		str_puts(s, ref);
		from = p + 1;
	}
	str_add(s, from, (size_t)(p - from));
}

void
str_truncate(struct str *s, size_t len)
{
	if (len >= s->len)
		return;
	s->len = len;
	s->s[len] = '\0';
}

const char *
str_c(const struct str *s)
{
	return s->s ? s->s : "";
}

struct span
str_span(const struct str *s)
{
	return (struct span){ str_c(s), s->len };
}

char *
str_detach(struct str *s)
{
	char *p = s->s ? s->s : xstrndup("", 0);

	*s = (struct str)STR_INIT;
	return p;
}

void
str_free(struct str *s)
{
	free(s->s);
	*s = (struct str)STR_INIT;
}
