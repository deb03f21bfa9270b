/* fontsize: the size an element sets its text in, by <font size>, <big> and
 * the style attribute.  Takes its parent's, gives its own, both in tenths of a
 * CSS pixel; style sheets are not read, for which 16 px is as good a start as
 * any: only steps within an article are looked at.
 */
#include <stdlib.h>
#include <string.h>

#include "filters/extract/build.h"

#define SMALLEST 40
#define LARGEST 2000

static unsigned
held(long v)
{
	return (unsigned)(v < SMALLEST ? SMALLEST : v > LARGEST ? LARGEST : v);
}

/* <font size=N>: HTML 15.3.1, "rules for parsing a legacy font size". */
static unsigned
legacy(const char *s, unsigned up)
{
	static const unsigned px[] = { 100, 130, 160, 180, 240, 320, 480 };
	int n = 0;

	s += strspn(s, " \t\n");
	if (*s == '+' || *s == '-')
		n = 3;
	if (s[*s == '+' || *s == '-'] < '0' || s[*s == '+' || *s == '-'] > '9')
		return up;
	n += atoi(s);
	return px[n < 1 ? 0 : n > 7 ? 6 : n - 1];
}

static const struct {
	const char *name;
	unsigned size, percent; /* of the page; of the parent */
} keyword[] = {
	{ "xx-small", 90, 0 },
	{ "x-small", 100, 0 },
	{ "smaller", 0, 83 },
	{ "small", 130, 0 },
	{ "medium", 160, 0 },
	{ "xxx-large", 480, 0 },
	{ "xx-large", 320, 0 },
	{ "x-large", 240, 0 },
	{ "larger", 0, 120 },
	{ "large", 180, 0 },
};

/* The value of font-size. */
static unsigned
value(const char *s, unsigned up)
{
	long whole = 0, tenths = 0, v;

	s += strspn(s, " \t\n");
	for (size_t k = 0; k < sizeof(keyword) / sizeof(keyword[0]); k++)
		if (strncmp(s, keyword[k].name, strlen(keyword[k].name)) == 0)
			return keyword[k].size
			               ? keyword[k].size
			               : held(up * keyword[k].percent / 100);
	if (*s != '.' && (*s < '0' || *s > '9'))
		return up;
	for (; *s >= '0' && *s <= '9' && whole < 10000; s++)
		whole = whole * 10 + *s - '0';
	if (*s == '.' && s[1] >= '0' && s[1] <= '9') {
		tenths = s[1] - '0';
		s += 2 + strspn(s + 2, "0123456789");
	}
	v = whole * 10 + tenths;
	if (strncmp(s, "px", 2) == 0)
		return held(v);
	if (strncmp(s, "pt", 2) == 0)
		return held(v * 4 / 3);
	if (strncmp(s, "em", 2) == 0)
		return held(v * up / 10);
	if (strncmp(s, "rem", 3) == 0)
		return held(v * 16);
	if (*s == '%')
		return held(v * up / 1000);
	return up;
}

unsigned
font_size(const xmlNode *n, enum tag t, unsigned up)
{
	const char *s = dom_attr(n, "style"), *p = s;

	if (t == TAG_font && dom_attr(n, "size"))
		up = legacy(dom_attr(n, "size"), up);
	else if (t == TAG_big)
		up = held(up * 6l / 5);
	while (p && (p = strstr(p, "font-size")) != NULL) {
		p += strlen("font-size");
		p += strspn(p, " \t\n");
		if (*p == ':')
			return value(p + 1, up);
	}
	return up;
}
