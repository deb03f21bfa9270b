/* parse_saved: where a saved page came from.  Browsers and mirroring programs
 * write it into a comment at the page's head:
 *
 *	<!-- saved from url=(0024)https://example.org/a/ -->
 *	<!-- Mirrored from example.org/a.html by HTTrack Website Copier -->
 *	<!-- Page saved with SingleFile  url: https://example.org/a.html -->
 */
#include <string.h>

#include "filters/parse.h"

/* A program that writes addresses without a scheme has http:// in front. */
static const struct {
	const char *sign, *before, *front;
} marks[] = {
	{ "saved from url=", ")", "" },
	{ "Mirrored from ", "Mirrored from ", "http://" },
	{ "saved with SingleFile", "url:", "" },
};

#define HEAD 4096 /* bytes in which such a comment stands */

static const char *
find(const char *p, const char *end, const char *s)
{
	return p ? memmem(p, (size_t)(end - p), s, strlen(s)) : NULL;
}

static int
is_web(const char *s)
{
	size_t n = strncmp(s, "http://", 7) == 0    ? 7
	           : strncmp(s, "https://", 8) == 0 ? 8
	                                            : 0;

	return n && s[n] && !strchr("/.:?#", s[n]);
}

/* The address that the comment of [p, end) names. */
static int
address_in(const char *p, const char *end, struct str *out)
{
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		const char *at = find(p, end, marks[i].sign), *to;

		at = find(at, end, marks[i].before);
		if (!at)
			continue;
		at += strlen(marks[i].before);
		while (at < end && (unsigned char)*at <= ' ')
			at++;
		for (to = at; to < end && (unsigned char)*to > ' '; to++)
			;
		str_truncate(out, 0);
		str_puts(out, marks[i].front);
		str_add(out, at, (size_t)(to - at));
		if (to < end && is_web(str_c(out)))
			return 1;
	}
	return 0;
}

int
parse_saved_from(struct span text, struct str *out)
{
	const char *p = text.p;
	const char *end = p + (text.n < HEAD ? text.n : HEAD), *to;

	while ((p = find(p, end, "<!--")) != NULL) {
		to = find(p + 4, end, "-->");
		if (!to)
			break;
		if (address_in(p + 4, to, out))
			return 1;
		p = to;
	}
	str_truncate(out, 0);
	return 0;
}
