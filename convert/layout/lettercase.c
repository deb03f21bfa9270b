/* lettercase: text-transform (css-text-3, 2.1), with what SpecialCasing.txt
 * says of languages: Turkish and Azeri have two letters i; Greek capitals bear
 * no accent, and sigma has a form of its own at a word's end.
 */
#include <utf8proc.h>

#include "base/utf8.h"
#include "layout/box.h"

static uint32_t
upper(uint32_t cp)
{
	return (uint32_t)utf8proc_toupper((utf8proc_int32_t)cp);
}

/* A Greek vowel, small and without its accent; accent: it has one. */
static uint32_t
greek_plain(uint32_t cp, int *accent)
{
	utf8proc_int32_t part[4];
	utf8proc_ssize_t n = utf8proc_decompose_char((utf8proc_int32_t)cp, part,
	        4, UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD, NULL);
	int dots = 0;

	*accent = 0;
	if (n < 2 || n > 4)
		return cp;
	for (utf8proc_ssize_t i = 1; i < n; i++) {
		dots |= part[i] == 0x308;
		*accent |= part[i] != 0x308;
	}
	if (dots)
		return part[0] == 0x3C5 ? 0x3CB : 0x3CA;
	return (uint32_t)part[0];
}

/* An accent also says that two vowels are not read as one; without it the
 * second needs two dots. */
static uint32_t
greek_upper(uint32_t cp, const char *start, const char *at)
{
	int accent, before = 0;
	uint32_t plain = greek_plain(cp, &accent);

	if (at > start)
		greek_plain(utf8_prev(&at, start), &before);
	if (before && (cp == 0x3B9 || cp == 0x3C5))
		return upper(cp == 0x3B9 ? 0x3CA : 0x3CB);
	return upper(accent ? plain : cp);
}

static int
is_greek(uint32_t cp)
{
	return (cp >= 0x370 && cp < 0x400) || (cp >= 0x1F00 && cp < 0x2000);
}

static int
is_turkic(const char *lang)
{
	return lay_lang_is(lang, "tr") || lay_lang_is(lang, "az");
}

void
case_upper(struct str *out, uint32_t cp, const char *lang, const char *start,
        const char *at)
{
	if (cp == 0xDF)
		str_puts(out, "SS");
	else if (cp == 'i' && is_turkic(lang))
		str_put_utf8(out, 0x130);
	else if (is_greek(cp) && lay_lang_is(lang, "el"))
		str_put_utf8(out, greek_upper(cp, start, at));
	else
		str_put_utf8(out, upper(cp));
}

void
case_title(struct str *out, uint32_t cp, const char *lang)
{
	if (cp == 'i' && is_turkic(lang))
		cp = 0x130;
	str_put_utf8(out, (uint32_t)utf8proc_totitle((utf8proc_int32_t)cp));
}

/* next: what comes behind it, up to end; after: it stands behind a letter. */
void
case_lower(struct str *out, uint32_t cp, const char *lang, int after,
        const char *next, const char *end)
{
	if (cp == 'I' && is_turkic(lang))
		cp = 0x131;
	else if (cp == 0x130)
		cp = 'i';
	else if (cp == 0x3A3 && after &&
	         (next == end || !cp_is_letter(utf8_next(&next, end))))
		cp = 0x3C2;
	else
		cp = (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp);
	str_put_utf8(out, cp);
}
