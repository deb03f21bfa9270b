/* parse_controls: C0 and C1 control characters around the HTML parser.
 *
 * In pages of legacy encodings stored as their Latin-1 reading, control
 * characters are letters; the parser knows them only as errors.  So they
 * spend the parse as private-use characters (U+10F700 and up, or another
 * block that the text does not use).  U+0080 to U+009F come back in the tree;
 * those below U+0020, which XML cannot hold, stay in private use until
 * repair_tree() has made letters of them or dropped them.
 */
#include <string.h>

#include "base/utf8.h"
#include "filters/parse.h"

static int
is_control(unsigned char c)
{
	return (c < 0x20 && c != '\t' && c != '\n' && c != '\f' && c != '\r' &&
	               c != '\0') ||
	       c == 0x7F;
}

static size_t
find_control(struct span t, size_t from)
{
	size_t i;

	for (i = from; i < t.n; i++) {
		unsigned char c = (unsigned char)t.p[i];

		if (c >= 0x20 && c < 0x7F)
			continue;
		if (is_control(c) || (c == 0xC2 && i + 1 < t.n &&
		                             (unsigned char)t.p[i + 1] < 0xA0))
			break;
	}
	return i;
}

/* A block of 256 code points that does not occur in t. */
static unsigned
free_block(struct span t)
{
	static const unsigned block[] = { 0x10F700, 0x10F300, 0x10EF00,
		0x10EB00, 0xFF700, 0xFF300 };
	size_t i, k;

	for (i = 0; i < sizeof(block) / sizeof(block[0]); i++) {
		for (k = 0; k < 4; k++) { /* 64 code points a prefix */
			char u[4];

			utf8_encode(block[i] + (unsigned)k * 64, u);
			if (memmem(t.p, t.n, u, 3) != NULL)
				break;
		}
		if (k == 4)
			return block[i];
	}
	return 0;
}

void
controls_hide(struct str *text, struct controls *c)
{
	struct span t = str_span(text);
	size_t at = find_control(t, 0), from = 0;
	struct str out = STR_INIT;

	c->base = 0;
	if (at == t.n)
		return;
	c->base = free_block(t);
	if (c->base == 0)
		return;
	str_reserve(&out, t.n + t.n / 8);
	for (; at < t.n; at = find_control(t, from)) {
		unsigned char b = (unsigned char)t.p[at];
		int wide = b == 0xC2;

		str_add(&out, t.p + from, at - from);
		str_put_utf8(&out,
		        c->base + (wide ? (unsigned char)t.p[at + 1] : b));
		from = at + 1 + (size_t)wide;
	}
	str_add(&out, t.p + from, t.n - from);
	str_free(text);
	*text = out;
}

/* What XML 1.0 (2.2) can hold of the characters a reference can name. */
static int
is_xml_char(uint32_t cp)
{
	return cp >= 0x20 ? cp != 0xFFFE && cp != 0xFFFF
	                  : cp == '\t' || cp == '\n' || cp == '\r';
}

static int
needs_show(struct span s, const struct controls *c)
{
	size_t i;

	/* A reference to more than U+10FFFF leaves bytes that are none. */
	if (utf8_valid_prefix(s.p, s.n) != s.n)
		return 1;
	for (i = 0; i < s.n; i++) {
		unsigned char b = (unsigned char)s.p[i];

		if (b < 0x20 ? !is_xml_char(b)
		             : b == 0xEF || (c->base != 0 && b >= 0xF3))
			return 1;
	}
	return 0;
}

size_t
controls_show(struct str *s, const struct controls *c)
{
	const char *p = str_c(s), *end = p + s->len;
	struct str out = STR_INIT;
	size_t lost = 0;

	if (!needs_show(str_span(s), c))
		return 0;
	while (p < end) {
		uint32_t cp = utf8_next(&p, end);

		if (c->base != 0 && cp >= c->base && cp < c->base + 256) {
			cp -= c->base;
			if (cp == 0x7F)
				cp = 0;
		}
		if (cp == UTF8_BAD)
			cp = 0xFFFD;
		if (is_xml_char(cp))
			str_put_utf8(&out, cp);
		else if (cp == '\f')
			str_putc(&out, ' ');
		else if (c->base != 0 && cp > 0 && cp < 0x20)
			str_put_utf8(&out, c->base + cp);
		else
			lost++;
	}
	str_truncate(s, 0);
	str_add(s, str_c(&out), out.len);
	str_free(&out);
	return lost;
}
