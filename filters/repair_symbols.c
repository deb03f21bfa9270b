/* repair_symbols: signs that were typed as letters of a font of signs.
 *
 * Word sets its bullets, arrows and Greek letters in Symbol and Wingdings, and
 * saves them as the letters that have the same keys: "Ø" is an arrow, "§" a
 * square.  Pasted without the font they are in private use from U+F020 on, as
 * such fonts have them.  What a sign is, is told by the fonts' own tables
 * (Unicode's mapping of Adobe's Symbol; for the Wingdings Unicode 7.0 and the
 * chart of their names), as far as ordinary fonts can show it: of what is drawn
 * in many ways the plainest.
 *
 * A font's name is a hint and no proof: words are left alone.
 *
 * Other characters in private use are icons of the site's own font.
 */
#include <string.h>

#include "base/utf8.h"
#include "filters/repair.h"

#define SIGNS_MOST 12 /* that are set in such a font at a time */
#define LETTERS_MOST 3 /* side by side: more are a word */

/* Signs in the order of their keys; a blank: there is none, or a picture that
 * goes. */
struct keys {
	unsigned first;
	const char *signs;
};

static const struct keys symbol[] = {
	{ '!', "!∀#∃%&∋()∗+,−./0123456789:;<=>?≅"
	       "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾"
	       "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼" },
	{ 0xA0, "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…|—↵"
	        "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓"
	        "◊⟨®©™∑((([[[{{{| ⟩∫∫∫∫)))]]]}}}" },
	{ 0, NULL },
};
static const struct keys wingdings[] = {
	{ '!', "✏✂✁    ☎✆✉✉✉✉✉✉      ⌛⌨      ✇✍✍"
	       "✌   ☜☞☝☟☝☺☺☹ ☠⚐⚐✈☼ ❄✝✞✠✠✡☪☯ॐ☸♈♉♊"
	       "♋♌♍♎♏♐♑♒♓&&●❍■□□❑❒◆◆◆❖◆⌧▴⌘❀✿“”" },
	{ 0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿        ·•"
	        "▪○○○◉◎○▪□▸✦★✶✴✹✵ ⌖◇⌑ ✪✰" },
	{ 0xD5, "⌫⌦◂➢▴▾◂➲▴▾←→↑↓↖↗↙↘←➔↑↓↖↗↙↘⇦⇨⇧⇩⇔⇳"
	        "↖↗↙↘▫▫✗✓☒☑" },
	{ 0, NULL },
};
/* Of the others those that lists are made of. */
static const struct keys wingdings2[] = {
	{ 'O', "✗✓☒☑☒☒" },
	{ 0x95, "•●●●○○     ▪■■□□" },
	{ 0, NULL },
};
static const struct keys wingdings3[] = {
	{ 'f', "←→↑↓↖↗↙↘  ▲▼△▽◂▸◃▹    ◂▸" },
	{ 0, NULL },
};
static const struct keys webdings[] = {
	{ '3', "◂▸▴▾     ■●" },
	{ 'a', "✓ □   ■      ●   ✗" },
	{ 0, NULL },
};

static const struct repair_signs {
	const char *name; /* of the font */
	const struct keys *keys;
} fonts[] = {
	{ "symbol", symbol },
	{ "wingdings", wingdings },
	{ "wingdings 2", wingdings2 },
	{ "wingdings 3", wingdings3 },
	{ "webdings", webdings },
};

#define SYMBOL (&fonts[0])
#define WINGDINGS (&fonts[1])

const struct repair_signs *
repair_signs(struct span families)
{
	struct span name = repair_first_family(families);

	for (size_t i = 0; i < sizeof(fonts) / sizeof(fonts[0]); i++)
		if (span_eq_nocase(name, fonts[i].name))
			return &fonts[i];
	return NULL;
}

/* Where a font of signs has its characters. */
static int
is_of_signs(uint32_t cp)
{
	return cp > 0xF020 && cp <= 0xF0FF;
}

static int
is_space(uint32_t cp)
{
	return cp <= ' ' || cp == 0xA0;
}

/* 0: there is none. */
static uint32_t
sign_at(const struct repair_signs *f, unsigned key)
{
	for (const struct keys *k = f->keys; k->signs; k++) {
		const char *p = k->signs, *end = p + strlen(p);
		unsigned at = k->first;

		while (at <= key && p < end) {
			uint32_t cp = utf8_next(&p, end);

			if (at++ == key)
				return cp == ' ' ? 0 : cp;
		}
	}
	return 0;
}

/* Keys of such a font, and none that make a word; 0: they are not. */
static int
are_keys(const struct vi_units *u)
{
	size_t signs = 0, letters = 0;

	for (size_t i = 0; i < u->u.n; i++) {
		uint32_t c = u->u.p[i];

		if (c > 0xFF && !is_of_signs(c))
			return 0;
		signs += !is_space(c);
		letters = (c | 0x20) - 'a' < 26 ? letters + 1 : 0;
		if (letters > LETTERS_MOST || signs > SIGNS_MOST)
			return 0;
	}
	return signs > 0;
}

int
repair_keys(
        const struct repair_signs *f, const struct vi_units *u, struct str *out)
{
	if (!are_keys(u))
		return 0;
	for (size_t i = 0; i < u->u.n; i++) {
		uint32_t c = u->u.p[i], to;

		c = is_of_signs(c) ? c - 0xF000 : c;
		to = is_space(c) ? c : sign_at(f, c);
		if (to != 0)
			str_put_utf8(out, to);
	}
	return 1;
}

/* A key of which the font is not known.  A list's are Wingdings, but for the
 * round bullet, and so are arrows and ticks amid blanks: there Symbol has the
 * pieces of tall brackets. */
static const struct repair_signs *
font_of_key(unsigned key, int alone, int first)
{
	return alone && (first ? key != 0xB7 : key >= 0xDF) ? WINGDINGS
	                                                    : SYMBOL;
}

/* A character in private use, between two others (0: there is none); first: of
 * its text.  What it is; 0: an icon. */
static uint32_t
meant_by(uint32_t cp, uint32_t before, uint32_t behind, int first)
{
	int alone = (before == 0 || is_space(before)) &&
	            (behind == 0 || is_space(behind));
	unsigned key = cp & 0xFF;
	uint32_t to = 0;

	if (cp == 0xF020)
		return ' ';
	if (is_of_signs(cp))
		to = sign_at(font_of_key(key, alone, first), key);
	if (to != 0)
		return to;
	return cp_is_letter(before) || cp_is_letter(behind) ? cp : 0;
}

static uint32_t
peek(const char *p, const char *end)
{
	return p < end ? utf8_next(&p, end) : 0;
}

int
repair_private(struct span text, int icon, struct str *out)
{
	const char *p = text.p, *end = p + text.n;
	uint32_t before = 0;
	size_t from = out->len;
	int found = 0, solid = 0;

	if (memchr(p, 0xEE, text.n) == NULL && memchr(p, 0xEF, text.n) == NULL)
		return 0;
	while (p < end) {
		const char *start = p;
		uint32_t cp = utf8_next(&p, end), to = cp;

		if (repair_is_private(cp)) {
			found = 1;
			to = icon ? 0
			          : meant_by(cp, before, peek(p, end), !solid);
		}
		if (to == cp)
			str_add(out, start, (size_t)(p - start));
		else if (to != 0)
			str_put_utf8(out, to);
		before = cp;
		solid |= !is_space(cp);
	}
	if (!found)
		str_truncate(out, from);
	return found;
}
