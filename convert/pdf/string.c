/* string: strings and names in PDF syntax (ISO 32000-1, 7.3.4, 7.3.5). */
#include <string.h>

#include "base/utf8.h"
#include "pdf/object.h"

static int
is_plain_ascii(struct span s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < 0x20 || s.p[i] > 0x7E)
			return 0;
	return 1;
}

/* ISO 19005-2, 6.1.13: a string in a file has at most 32,767 bytes. */
static struct span
cap(struct span s)
{
	const char *p = s.p, *end = s.p + s.n, *start;
	size_t bytes = 2;

	while (p < end) {
		start = p;
		bytes += utf8_next(&p, end) > 0xFFFF ? 4 : 2;
		if (bytes > 32767)
			return (struct span){ s.p, (size_t)(start - s.p) };
	}
	return s;
}

void
pdf_put_text(struct str *s, struct span utf8)
{
	utf8 = cap(utf8);
	if (is_plain_ascii(utf8)) {
		pdf_put_bytes(s, utf8);
		return;
	}
	str_puts(s, "<FEFF");
	utf8_to_utf16_hex(s, utf8);
	str_putc(s, '>');
}

/* What is no plain text is written in hexadecimal: Ghostscript 10.0 loses
 * bytes of a palette between parentheses. */
void
pdf_put_bytes(struct str *s, struct span bytes)
{
	static const char hex[] = "0123456789ABCDEF";
	int plain = 1;

	for (size_t i = 0; i < bytes.n; i++)
		plain = plain && bytes.p[i] >= ' ' && bytes.p[i] < 127;
	str_putc(s, plain ? '(' : '<');
	for (size_t i = 0; i < bytes.n; i++) {
		char c = bytes.p[i];

		if (!plain) {
			str_putc(s, hex[(unsigned char)c >> 4]);
			c = hex[c & 15];
		} else if (c == '(' || c == ')' || c == '\\') {
			str_putc(s, '\\');
		}
		str_putc(s, c);
	}
	str_putc(s, plain ? ')' : '>');
}

void
pdf_put_name(struct str *s, struct span name)
{
	static const char hex[] = "0123456789ABCDEF";

	str_putc(s, '/');
	/* 6.1.13: at most 127 bytes, counted without the escapes. */
	for (size_t i = 0; i < name.n && i < 127; i++) {
		unsigned char c = (unsigned char)name.p[i];

		if (c > 0x20 && c < 0x7F && !strchr("()<>[]{}/%#", c)) {
			str_putc(s, (char)c);
		} else if (c) { /* a name has no NUL */
			str_putc(s, '#');
			str_putc(s, hex[c >> 4]);
			str_putc(s, hex[c & 15]);
		}
	}
}
