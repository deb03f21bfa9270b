/* parse_script: the article of a page that only its scripts would draw.
 *
 * Such a page is served nearly empty; the text lies in a script as data, most
 * often as HTML in a string of JSON, and that string may itself be JSON in a
 * string.  No script is run: strings are read as JSON has them (RFC 8259, 7),
 * and of those that are HTML with paragraphs the one with most text is taken.
 * It must say twice as much as the page shows without it, so that a page that
 * is there in full gets nothing of its own data a second time.
 */
#include <string.h>

#include "base/utf8.h"
#include "filters/parse.h"

#define SHOWN 1000 /* characters: with more the page is no empty one */
#define LEAST 400 /* of the article */
#define NESTING 3 /* strings within strings */
#define TRIES 16 /* quotes that open no string, a page */

struct finder {
	struct str best;
	size_t most; /* characters of text in it */
	int failed; /* strings without an end */
};

static int
starts(const char *p, const char *end, const char *lower)
{
	for (; *lower; p++, lower++)
		if (p == end || (*p | 0x20) != (*lower | 0x20))
			return 0;
	return 1;
}

static const char *
find_nocase(const char *p, const char *end, const char *lower)
{
	while (p < end && (p = memchr(p, *lower, (size_t)(end - p))) != NULL) {
		if (starts(p, end, lower))
			return p;
		p++;
	}
	return end;
}

static const char *
behind_tag(const char *p, const char *end)
{
	p = memchr(p, '>', (size_t)(end - p));
	return p ? p + 1 : end;
}

/* Characters outside of tags and of what is never shown; most: enough. */
static size_t
shown(struct span html, size_t most)
{
	static const char *const mute[] = { "</script", "</style", "</title",
		"</noscript", "</template" };
	const char *p = html.p, *end = html.p + html.n;
	size_t n = 0;

	while (p < end && n < most) {
		const char *close = NULL;

		if (*p != '<') {
			n += (unsigned char)*p > ' ' && (*p & 0xC0) != 0x80;
			p++;
			continue;
		}
		for (size_t i = 0; i < sizeof(mute) / sizeof(mute[0]); i++)
			if (starts(p + 1, end, mute[i] + 2))
				close = mute[i];
		p = close ? find_nocase(p + 1, end, close) : p;
		p = behind_tag(p, end);
	}
	return n;
}

static size_t
count(struct span html, const char *tag)
{
	const char *p = html.p, *end = html.p + html.n;
	size_t n = 0;

	for (; (p = find_nocase(p, end, tag)) < end; p += strlen(tag)) {
		const char *q = p + strlen(tag);

		n += q < end && (*q == '>' || *q == ' ' || *q == '/');
	}
	return n;
}

static void
consider(struct finder *f, struct span s)
{
	const char *end = s.p + s.n;
	size_t n;

	if (count(s, "<p") < 2 && count(s, "<br") < 3)
		return;
	/* data around the string that is meant, or a page of its own */
	if (memmem(s.p, s.n, "\":", 2) != NULL ||
	        find_nocase(s.p, end, "<script") < end ||
	        find_nocase(s.p, end, "<body") < end)
		return;
	n = shown(s, SIZE_MAX);
	if (n < LEAST || n <= f->most)
		return;
	f->most = n;
	str_truncate(&f->best, 0);
	str_put_span(&f->best, s);
}

/* "\uD83D\uDE00" too; at the 'u'.  Gives the place behind. */
static const char *
take_code(const char *p, const char *end, uint32_t *cp)
{
	*cp = 0;
	for (int i = 1; i <= 4; i++) {
		int v = p + i < end ? hex_value(p[i]) : -1;

		if (v < 0) {
			*cp = 0xFFFD;
			return p + i;
		}
		*cp = *cp << 4 | (uint32_t)v;
	}
	return p + 5;
}

static const char *
unescape(const char *p, const char *end, struct str *out)
{
	static const char from[] = "nrtbf", to[] = "\n\r\t  ";
	const char *k = strchr(from, *p);
	uint32_t cp, low;

	if (*p != 'u') {
		str_putc(out, k && *k ? to[k - from] : *p);
		return p + 1;
	}
	p = take_code(p, end, &cp);
	if (cp >= 0xD800 && cp < 0xDC00 && end - p > 1 && p[0] == '\\' &&
	        p[1] == 'u') {
		p = take_code(p + 1, end, &low);
		cp = low >= 0xDC00 && low < 0xE000
		             ? 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00)
		             : 0xFFFD;
	}
	str_put_utf8(
	        out, cp == 0 || (cp >= 0xD800 && cp < 0xE000) ? 0xFFFD : cp);
	return p;
}

/* A string from *at, behind its quote, to behind the next.  0: it has none in
 * its line, and *at is where that ends. */
static int
take_string(const char **at, const char *end, struct str *out)
{
	const char *p = *at;

	while (p < end && *p != '"' && *p != '\n') {
		if (*p != '\\') {
			str_putc(out, *p++);
			continue;
		}
		if (++p < end)
			p = unescape(p, end, out);
	}
	*at = p < end && *p == '"' ? p + 1 : p;
	return p < end && *p == '"';
}

static void
read_strings(struct finder *f, struct span js, int depth)
{
	const char *p = js.p, *end = js.p + js.n;
	struct str s = STR_INIT;

	while (p < end && (p = memchr(p, '"', (size_t)(end - p))) != NULL) {
		const char *next = ++p;
		int whole;

		str_truncate(&s, 0);
		whole = take_string(&next, end, &s);
		/* it may be the end of one that began elsewhere; a few times */
		if (whole || f->failed++ >= TRIES)
			p = next;
		if (!whole || s.len < LEAST)
			continue;
		consider(f, str_span(&s));
		if (depth < NESTING)
			read_strings(f, str_span(&s), depth + 1);
	}
	str_free(&s);
}

/* Most pages hold no HTML in their data, and are done with here. */
static int
has_html_in_strings(struct span html)
{
	static const char *const sign[] = { "\\u003cp", "<\\/p>", ":\"<p",
		"\\\"<p" };

	for (size_t i = 0; i < sizeof(sign) / sizeof(sign[0]); i++)
		if (memmem(html.p, html.n, sign[i], strlen(sign[i])))
			return 1;
	return 0;
}

int
parse_script_article(struct span html, struct str *out)
{
	const char *p = html.p, *end = html.p + html.n;
	struct finder f = { .best = STR_INIT };
	size_t seen;

	seen = shown(html, SHOWN); /* of most pages the beginning tells */
	if (seen >= SHOWN || (p = find_nocase(p, end, "<script")) == end ||
	        !has_html_in_strings(html))
		return 0;
	while ((p = find_nocase(p, end, "<script")) < end) {
		const char *js = behind_tag(p, end);

		p = find_nocase(js, end, "</script");
		read_strings(&f, (struct span){ js, (size_t)(p - js) }, 1);
	}
	if (f.most >= 2 * seen && f.most > 0) {
		/* the last script of a page cut short is open */
		str_puts(out, "</script><article>");
		str_put_span(out, str_span(&f.best));
		str_puts(out, "</article>");
	}
	str_free(&f.best);
	return f.most >= 2 * seen && f.most > 0;
}
