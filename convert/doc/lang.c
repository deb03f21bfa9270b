/* lang: languages and their direction.  Scripts by the Bidi_Class of their
 * letters (Unicode), languages by Suppress-Script and usage (IANA's registry of
 * subtags, CLDR likelySubtags). */
#include "doc/lang.h"

#include <string.h>
#include <strings.h>

#include "doc/dom.h"

static int
is_among(const char *s, size_t n, const char *const *list)
{
	for (; *list; list++)
		if (strlen(*list) == n && strncasecmp(s, *list, n) == 0)
			return 1;
	return 0;
}

int
lang_is_rtl(const char *lang)
{
	static const char *const scripts[] = { "Adlm", "Arab", "Aran", "Hebr",
		"Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", NULL };
	static const char *const languages[] = { "ar", "arc", "arz", "azb",
		"bal", "bgn", "bqi", "ckb", "dv", "fa", "glk", "he", "iw", "ji",
		"khw", "ks", "lrc", "mzn", "nqo", "pnb", "prs", "ps", "sd",
		"skr", "syr", "ug", "ur", "yi", NULL };

	/* a subtag of four letters behind the language is its script */
	for (const char *p = strchr(lang, '-'); p; p = strchr(p, '-')) {
		size_t n = strcspn(++p, "-");

		if (n == 1)
			break; /* an extension or private */
		if (n == 4 && !strchr("0123456789", *p))
			return is_among(p, n, scripts);
	}
	return is_among(lang, strcspn(lang, "-"), languages);
}

void
lang_set(xmlNodePtr n, const char *lang, const char *around)
{
	int rtl = lang_is_rtl(lang);

	dom_set_attr(n, "lang", lang);
	if (rtl != (around && lang_is_rtl(around)) && !dom_attr(n, "dir"))
		dom_set_attr(n, "dir", rtl ? "rtl" : "ltr");
}
