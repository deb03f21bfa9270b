/* repair_reference: what a character reference stands for.
 *
 * Those to characters beyond ASCII: they may be letters, or the bytes of a
 * legacy encoding in disguise.  By number, or by the names that HTML 4 gave
 * to the characters of windows-1252 and HTML 5 to Vietnamese letters.
 */
#include <string.h>

#include "filters/encodings/vi_table.h"
#include "filters/repair.h"

#define LONGEST 6 /* letters of a name */

/* Sorted by name. */
static const struct {
	char name[LONGEST + 1];
	uint16_t cp;
} names[] = {
	{ "AElig", 0xC6 },
	{ "Aacute", 0xC1 },
	{ "Abreve", 0x102 },
	{ "Acirc", 0xC2 },
	{ "Agrave", 0xC0 },
	{ "Aring", 0xC5 },
	{ "Atilde", 0xC3 },
	{ "Auml", 0xC4 },
	{ "Ccedil", 0xC7 },
	{ "Dagger", 0x2021 },
	{ "Dstrok", 0x110 },
	{ "ETH", 0xD0 },
	{ "Eacute", 0xC9 },
	{ "Ecirc", 0xCA },
	{ "Egrave", 0xC8 },
	{ "Euml", 0xCB },
	{ "Iacute", 0xCD },
	{ "Icirc", 0xCE },
	{ "Igrave", 0xCC },
	{ "Itilde", 0x128 },
	{ "Iuml", 0xCF },
	{ "Ntilde", 0xD1 },
	{ "OElig", 0x152 },
	{ "Oacute", 0xD3 },
	{ "Ocirc", 0xD4 },
	{ "Ograve", 0xD2 },
	{ "Oslash", 0xD8 },
	{ "Otilde", 0xD5 },
	{ "Ouml", 0xD6 },
	{ "Scaron", 0x160 },
	{ "THORN", 0xDE },
	{ "Uacute", 0xDA },
	{ "Ucirc", 0xDB },
	{ "Ugrave", 0xD9 },
	{ "Utilde", 0x168 },
	{ "Uuml", 0xDC },
	{ "Yacute", 0xDD },
	{ "Yuml", 0x178 },
	{ "aacute", 0xE1 },
	{ "abreve", 0x103 },
	{ "acirc", 0xE2 },
	{ "acute", 0xB4 },
	{ "aelig", 0xE6 },
	{ "agrave", 0xE0 },
	{ "aring", 0xE5 },
	{ "atilde", 0xE3 },
	{ "auml", 0xE4 },
	{ "bdquo", 0x201E },
	{ "brvbar", 0xA6 },
	{ "bull", 0x2022 },
	{ "ccedil", 0xE7 },
	{ "cedil", 0xB8 },
	{ "cent", 0xA2 },
	{ "circ", 0x2C6 },
	{ "copy", 0xA9 },
	{ "curren", 0xA4 },
	{ "dagger", 0x2020 },
	{ "deg", 0xB0 },
	{ "divide", 0xF7 },
	{ "dstrok", 0x111 },
	{ "eacute", 0xE9 },
	{ "ecirc", 0xEA },
	{ "egrave", 0xE8 },
	{ "eth", 0xF0 },
	{ "euml", 0xEB },
	{ "euro", 0x20AC },
	{ "fnof", 0x192 },
	{ "frac12", 0xBD },
	{ "frac14", 0xBC },
	{ "frac34", 0xBE },
	{ "hellip", 0x2026 },
	{ "iacute", 0xED },
	{ "icirc", 0xEE },
	{ "iexcl", 0xA1 },
	{ "igrave", 0xEC },
	{ "iquest", 0xBF },
	{ "itilde", 0x129 },
	{ "iuml", 0xEF },
	{ "laquo", 0xAB },
	{ "ldquo", 0x201C },
	{ "lsaquo", 0x2039 },
	{ "lsquo", 0x2018 },
	{ "macr", 0xAF },
	{ "mdash", 0x2014 },
	{ "micro", 0xB5 },
	{ "middot", 0xB7 },
	{ "nbsp", 0xA0 },
	{ "ndash", 0x2013 },
	{ "not", 0xAC },
	{ "ntilde", 0xF1 },
	{ "oacute", 0xF3 },
	{ "ocirc", 0xF4 },
	{ "oelig", 0x153 },
	{ "ograve", 0xF2 },
	{ "ordf", 0xAA },
	{ "ordm", 0xBA },
	{ "oslash", 0xF8 },
	{ "otilde", 0xF5 },
	{ "ouml", 0xF6 },
	{ "para", 0xB6 },
	{ "permil", 0x2030 },
	{ "plusmn", 0xB1 },
	{ "pound", 0xA3 },
	{ "raquo", 0xBB },
	{ "rdquo", 0x201D },
	{ "reg", 0xAE },
	{ "rsaquo", 0x203A },
	{ "rsquo", 0x2019 },
	{ "sbquo", 0x201A },
	{ "scaron", 0x161 },
	{ "sect", 0xA7 },
	{ "shy", 0xAD },
	{ "sup1", 0xB9 },
	{ "sup2", 0xB2 },
	{ "sup3", 0xB3 },
	{ "szlig", 0xDF },
	{ "thorn", 0xFE },
	{ "tilde", 0x2DC },
	{ "times", 0xD7 },
	{ "trade", 0x2122 },
	{ "uacute", 0xFA },
	{ "ucirc", 0xFB },
	{ "ugrave", 0xF9 },
	{ "uml", 0xA8 },
	{ "utilde", 0x169 },
	{ "uuml", 0xFC },
	{ "yacute", 0xFD },
	{ "yen", 0xA5 },
	{ "yuml", 0xFF },
};

static uint32_t
named(const char *p, size_t n)
{
	size_t lo = 0, hi = sizeof(names) / sizeof(names[0]);
	char name[LONGEST + 1] = "";

	if (n > LONGEST)
		return 0;
	memcpy(name, p, n);
	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		int d = memcmp(name, names[mid].name, sizeof(name));

		if (d == 0)
			return names[mid].cp;
		if (d < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return 0;
}

static uint32_t
numbered(const char *p, size_t n)
{
	uint32_t v = 0, base = 10;
	size_t i = 0;

	if (n > 1 && (p[0] == 'x' || p[0] == 'X')) {
		base = 16;
		i = 1;
	}
	for (; i < n; i++) {
		uint32_t d = 99;

		if (p[i] >= '0' && p[i] <= '9')
			d = (uint32_t)(p[i] - '0');
		else if ((p[i] | 0x20) >= 'a' && (p[i] | 0x20) <= 'f')
			d = (uint32_t)((p[i] | 0x20) - 'a' + 10);
		if (d >= base || v > 0x10FFFF)
			return 0;
		v = v * base + d;
	}
	if (v >= 0x80 && v < 0xA0)
		return cp1252_char(v);
	return v > 0x10FFFF || (v >= 0xD800 && v < 0xE000) ? 0 : v;
}

uint32_t
repair_reference(struct span in, size_t at, size_t *len)
{
	size_t i = at + 1;

	while (i < in.n && i < at + 12 && in.p[i] != ';' && in.p[i] != ' ' &&
	        in.p[i] != '&')
		i++;
	if (i >= in.n || in.p[i] != ';' || i < at + 3)
		return 0;
	*len = i + 1 - at;
	if (in.p[at + 1] == '#') {
		uint32_t cp = numbered(in.p + at + 2, i - at - 2);

		return cp >= 0x80 ? cp : 0;
	}
	return named(in.p + at + 1, i - at - 1);
}

/* A sign that is common in right text, and that stays a reference. */
static int
is_common_sign(uint32_t cp)
{
	return cp == 0xA0 || cp == 0xA9 || cp == 0xAB || cp == 0xAE ||
	       cp == 0xB0 || cp == 0xB7 || cp == 0xBB ||
	       (cp >= 0x2010 && cp <= 0x2026);
}

/* Whether the reference at in.p[at] may be a byte of a letter that stands
 * before it: UTF-8 read as windows-1252. */
static int
follows_lead(struct span in, size_t at, size_t len)
{
	size_t back;

	for (back = 2; back <= 5 && back <= at; back++) {
		const unsigned char *p =
		        (const unsigned char *)in.p + at - back;

		if (p[0] != 0xC3 || p[1] < 0x82 || p[1] > 0xB4)
			continue;
		/* Three bytes' lead wants two more. */
		if (back == 2 && p[1] >= 0xA0 && at + len < in.n &&
		        (unsigned char)in.p[at + len] < 0x80 &&
		        in.p[at + len] != '&')
			continue;
		return 1;
	}
	return 0;
}

int
repair_references_stay(struct span in, size_t from, size_t to)
{
	const char *p = in.p + from, *end = in.p + to;

	while ((p = memchr(p, '&', (size_t)(end - p))) != NULL) {
		size_t at = (size_t)(p++ - in.p), len = 0;
		uint32_t cp = repair_reference(in, at, &len);

		if (cp == 0)
			continue;
		if (!is_common_sign(cp) || (*p == '#' && cp != 0xA0) ||
		        follows_lead(in, at, len))
			return 0;
	}
	return 1;
}
