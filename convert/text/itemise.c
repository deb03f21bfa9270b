/* itemise: a paragraph into stretches that one font shapes in one direction.
 *
 * Four borders are laid over each other: those of the pieces (style,
 * language), of bidi levels (fribidi, UAX 9), of scripts (UAX 24: common and
 * inherited characters take the script before them, closing brackets that of
 * their opening one), and of fonts.  The font is chosen by grapheme cluster,
 * so that a letter and its marks come from one face.  Text without
 * right-to-left characters, which is nearly all, never sees fribidi; and a
 * piece of Latin text that its own font shows is an item, by one look at each
 * character.
 */
#include "text/itemise.h"

#include <fribidi.h>
#include <stdlib.h>
#include <utf8proc.h>

#include "base/lanes.h"
#include "base/utf8.h"

#define BRACKETS 64 /* open ones remembered (UAX 9, BD16 has 63) */

struct ch {
	uint32_t cp;
	uint32_t at; /* byte offset */
	hb_script_t script;
	uint8_t level;
};

struct para {
	struct ch *p;
	size_t n;
	int bidi; /* has characters that need UAX 9 */
	int kana, hangul; /* has such characters */
};

static int
needs_bidi(uint32_t cp)
{
	return cp_is_rtl(cp) || cp == 0x200F ||
	       (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069);
}

int
text_may_turn(struct span text)
{
	const char *p = text.p, *end = text.p + text.n;

	while (p < end)
		if (needs_bidi(utf8_next(&p, end)))
			return 1;
	return 0;
}

static void
decode(struct para *para, struct span text)
{
	hb_unicode_funcs_t *u = hb_unicode_funcs_get_default();
	const char *p = text.p, *end = text.p + text.n;

	para->p = xcalloc(text.n + 1, sizeof(*para->p));
	while (p < end) {
		struct ch *c = &para->p[para->n++];

		c->at = (uint32_t)(p - text.p);
		c->cp = utf8_next(&p, end);
		if (c->cp == UTF8_BAD)
			c->cp = 0xFFFD;
		if (c->cp < 0x80) {
			c->script =
			        (c->cp | 0x20) >= 'a' && (c->cp | 0x20) <= 'z'
			                ? HB_SCRIPT_LATIN
			                : HB_SCRIPT_COMMON;
			continue;
		}
		c->script = hb_unicode_script(u, c->cp);
		para->bidi |= needs_bidi(c->cp);
		para->kana |= c->script == HB_SCRIPT_HIRAGANA ||
		              c->script == HB_SCRIPT_KATAKANA;
		para->hangul |= c->script == HB_SCRIPT_HANGUL;
	}
	para->p[para->n].at = (uint32_t)text.n;
}

/* UAX 9 up to rule I2; reordering is the line's business. */
static void
resolve_levels(struct para *para, int base_rtl)
{
	FriBidiParType dir = base_rtl ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
	FriBidiStrIndex n = (FriBidiStrIndex)para->n;
	FriBidiChar *cp;
	FriBidiCharType *type;
	FriBidiBracketType *bracket;
	FriBidiLevel *level;
	size_t i;

	if (!para->bidi && !base_rtl)
		return;
	cp = xcalloc(para->n + 1, sizeof(*cp));
	type = xcalloc(para->n + 1, sizeof(*type));
	bracket = xcalloc(para->n + 1, sizeof(*bracket));
	level = xcalloc(para->n + 1, sizeof(*level));
	for (i = 0; i < para->n; i++)
		cp[i] = para->p[i].cp;
	fribidi_get_bidi_types(cp, n, type);
	fribidi_get_bracket_types(cp, n, type, bracket);
	/* 0 means out of memory: then all is as the paragraph's base. */
	if (fribidi_get_par_embedding_levels_ex(type, bracket, n, &dir, level))
		for (i = 0; i < para->n; i++)
			para->p[i].level = level[i] > 0 ? (uint8_t)level[i] : 0;
	else
		for (i = 0; i < para->n; i++)
			para->p[i].level = base_rtl != 0;
	free(cp);
	free(type);
	free(bracket);
	free(level);
}

static int
is_real(hb_script_t script)
{
	return script != HB_SCRIPT_COMMON && script != HB_SCRIPT_INHERITED &&
	       script != HB_SCRIPT_UNKNOWN;
}

struct open_bracket {
	uint32_t close;
	hb_script_t script;
};

/* A bracket takes the script it stands in; a closing one that of the opening
 * one, whatever came between. */
static hb_script_t
bracket_script(uint32_t cp, hb_script_t before, struct open_bracket *stack,
        size_t *depth)
{
	hb_unicode_funcs_t *u = hb_unicode_funcs_get_default();
	hb_unicode_general_category_t gc = hb_unicode_general_category(u, cp);
	size_t i;

	if (gc == HB_UNICODE_GENERAL_CATEGORY_OPEN_PUNCTUATION) {
		if (*depth < BRACKETS) {
			stack[*depth].close = hb_unicode_mirroring(u, cp);
			stack[*depth].script = before;
			++*depth;
		}
	} else if (gc == HB_UNICODE_GENERAL_CATEGORY_CLOSE_PUNCTUATION) {
		for (i = *depth; i-- > 0;)
			if (stack[i].close == cp) {
				*depth = i;
				return stack[i].script;
			}
	}
	return before;
}

static void
resolve_scripts(struct para *para)
{
	struct open_bracket stack[BRACKETS];
	hb_script_t script = HB_SCRIPT_LATIN;
	size_t depth = 0, i;

	/* What comes before the first letter belongs to it. */
	for (i = 0; i < para->n; i++)
		if (is_real(para->p[i].script)) {
			script = para->p[i].script;
			break;
		}
	for (i = 0; i < para->n; i++) {
		struct ch *c = &para->p[i];

		if (is_real(c->script))
			script = c->script;
		else if (c->script != HB_SCRIPT_COMMON)
			c->script = script;
		else
			c->script = script =
			        bracket_script(c->cp, script, stack, &depth);
	}
}

/* End of the grapheme cluster that begins at i (UAX 29). */
static size_t
cluster_end(const struct para *para, size_t i, size_t end)
{
	utf8proc_int32_t state = 0;

	for (i++; i < end; i++) {
		uint32_t a = para->p[i - 1].cp, b = para->p[i].cp;

		if (b < 0x300 && a != '\r')
			break;
		if (utf8proc_grapheme_break_stateful(
		            (utf8proc_int32_t)a, (utf8proc_int32_t)b, &state))
			break;
	}
	return i;
}

static int
has_all(const struct font *font, const struct ch *c, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (!font_has(font, c[i].cp))
			return 0;
	return 1;
}

/* Language that picks the shapes of Han characters: the text's own, unless it
 * is none that writes them; then what kana or hangul beside them tell. */
static const char *
fallback_lang(const struct para *para, const char *lang, hb_script_t script)
{
	int cjk =
	        lang &&
	        (((lang[0] | 0x20) == 'z' && (lang[1] | 0x20) == 'h') ||
	                ((lang[0] | 0x20) == 'j' && (lang[1] | 0x20) == 'a') ||
	                ((lang[0] | 0x20) == 'k' && (lang[1] | 0x20) == 'o'));

	if (cjk)
		return lang;
	switch (script) {
	case HB_SCRIPT_HIRAGANA:
	case HB_SCRIPT_KATAKANA:
		return "ja";
	case HB_SCRIPT_HANGUL:
		return "ko";
	case HB_SCRIPT_HAN:
		return para->kana ? "ja" : para->hangul ? "ko" : "zh-CN";
	default:
		return lang;
	}
}

/* Font for the cluster c[0..n).  last is the one before it, or NULL. */
static const struct font *
cluster_font(struct fonts *fonts, const struct para *para,
        const struct text_piece *piece, const struct font *own,
        const struct font *last, const struct ch *c, size_t n)
{
	const struct font *first = NULL;
	const char *lang;
	size_t i;

	if (has_all(own, c, n))
		return own;
	if (last && last != own && has_all(last, c, n))
		return last;
	lang = fallback_lang(para, piece->lang, c->script);
	for (i = 0; i < n; i++) {
		const struct font *font;

		if (font_has(own, c[i].cp))
			continue;
		font = fonts_fallback(fonts, piece->style, c[i].cp, lang);
		if (font && has_all(font, c, n))
			return font;
		if (font && first == NULL)
			first = font;
	}
	return first ? first : own;
}

/* Append c[0..n) to the last item or begin a new one. */
static void
put(struct shaper *s, struct text_items *items, size_t first,
        const struct text_piece *piece, const struct ch *c, size_t n,
        const struct font *font)
{
	struct text_item *it = items->n > first ? vec_last(items) : NULL;

	if (it && it->end == c->at && it->start >= piece->start &&
	        it->style == piece->style && it->ctx == piece->ctx &&
	        it->lang == piece->lang && it->font == font &&
	        it->script == c->script && it->level == c->level) {
		it->end = c[n].at;
		return;
	}
	it = vec_push(items);
	it->start = c->at;
	it->end = c[n].at;
	it->style = piece->style;
	it->font = font;
	it->script = c->script;
	it->lang = piece->lang;
	it->level = c->level;
	it->ctx = piece->ctx;
	it->context = shaper_context(s, it);
}

/* How far a run of letters goes that the style's own font shows one by one:
 * none of them combines (all marks of Latin, Greek and Cyrillic but those
 * below U+0300 do). */
static size_t
plain_run(const struct para *para, const struct font *own, size_t i, size_t end)
{
	const struct ch *c = para->p;
	size_t k = i;

	while (k < end &&
	        (c[k].cp < 0x300 || (c[k].cp >= 0x1E00 && c[k].cp < 0x1F00)) &&
	        c[k].cp >= 0x20 && c[k].script == c[i].script &&
	        c[k].level == c[i].level && font_has(own, c[k].cp))
		k++;
	/* what comes next may combine with the last one */
	return k < end && k > i ? k - 1 : k;
}

/* Of a style whose families share the characters out among them: each from
 * the first that is for it.  What needs no glyph is of the text before it. */
static const struct font *
mixed_font(struct fonts *fonts, const struct para *para,
        const struct text_piece *piece, const struct font *own,
        const struct font *last, const struct ch *c, size_t n)
{
	const char *lang = fallback_lang(para, piece->lang, c->script);
	const struct font *font;

	if (font_has(own, c->cp) && !hb_set_has(own->chars, c->cp))
		return last ? last : own;
	font = fonts_fallback(fonts, piece->style, c->cp, lang);
	return font && has_all(font, c, n)
	               ? font
	               : cluster_font(fonts, para, piece, own, NULL, c, n);
}

/* A piece's characters are para->p[i..end). */
static void
itemise_piece(struct shaper *s, const struct para *para,
        const struct text_piece *piece, size_t i, size_t end,
        struct text_items *items, size_t first)
{
	struct fonts *fonts = shaper_fonts(s);
	const struct font *own = fonts_match(fonts, piece->style);
	const struct font *last = NULL;
	hb_script_t script = HB_SCRIPT_INVALID;
	int mixed = fonts_mixed(fonts, piece->style);

	while (i < end) {
		size_t next = mixed ? i : plain_run(para, own, i, end);
		const struct ch *c = &para->p[i];

		if (next > i) {
			script = c->script;
			last = own;
			put(s, items, first, piece, c, next - i, own);
			i = next;
			continue;
		}
		next = cluster_end(para, i, end);
		/* Another script begins with its own choice. */
		if (c->script != script)
			last = NULL;
		script = c->script;
		last = (mixed ? mixed_font : cluster_font)(
		        fonts, para, piece, own, last, c, next - i);
		put(s, items, first, piece, c, next - i, last);
		i = next;
	}
}

/* Latin letters and signs of no script, none of which combines, in text from
 * left to right. */
static int
is_plain(uint32_t cp)
{
	return (cp >= 0x20 && cp < 0x2B0) || cp == '\n' ||
	       (cp >= 0x1E00 && cp < 0x1F00) || (cp >= 0x2010 && cp < 0x2028);
}

/* Past ASCII but its controls. */
static const char *
skip_ascii(const char *p, const char *end)
{
	for (; end - p >= LANES; p += LANES) {
		unsigned odd = lanes_bits(~lanes_in(lanes_load(p), ' ', 0x7F));

		if (odd)
			return p + __builtin_ctz(odd);
	}
	while (p < end && (signed char)*p >= ' ')
		p++;
	return p;
}

static int
shows_plain(const struct font *font, const char *p, const char *end)
{
	for (;;) {
		const char *at = font->ascii ? skip_ascii(p, end) : p;
		uint32_t cp;

		if (at == end)
			return 1;
		cp = utf8_next(&at, end);
		p = at;
		if (!is_plain(cp) || !font_has(font, cp))
			return 0;
	}
}

/* Is all of it plain, and does each piece's own font have it?  Then each piece
 * is an item. */
static int
itemise_plain(struct shaper *s, struct span text,
        const struct text_piece *pieces, size_t n, struct text_items *items)
{
	struct fonts *fonts = shaper_fonts(s);
	const struct font *own = NULL;
	size_t first = items->n, at = 0, k;

	for (k = 0; k < n; k++) {
		const struct text_piece *pc = &pieces[k];
		struct text_item *it;

		if (pc->start != at || pc->end < at || pc->end > text.n)
			break;
		at = pc->end;
		if (pc->start == pc->end)
			continue;
		if (own == NULL || pieces[k - 1].style != pc->style) {
			own = fonts_match(fonts, pc->style);
			if (fonts_mixed(fonts, pc->style))
				break;
		}
		if (!shows_plain(own, text.p + pc->start, text.p + at))
			break;
		it = vec_push(items);
		*it = (struct text_item){ .start = pc->start,
			.end = at,
			.style = pc->style,
			.font = own,
			.script = HB_SCRIPT_LATIN,
			.lang = pc->lang,
			.ctx = pc->ctx };
		it->context = shaper_context(s, it);
	}
	if (k == n && at == text.n)
		return 1;
	items->n = first;
	return 0;
}

void
text_itemise(struct shaper *s, struct span text,
        const struct text_piece *pieces, size_t n, int base_rtl,
        struct text_items *items)
{
	struct para para = { .p = NULL };
	size_t first = items->n;
	size_t i = 0, k;

	if (!base_rtl && itemise_plain(s, text, pieces, n, items))
		return;
	decode(&para, text);
	resolve_levels(&para, base_rtl);
	resolve_scripts(&para);
	for (k = 0; k < n; k++) {
		size_t end;

		while (i < para.n && para.p[i].at < pieces[k].start)
			i++;
		for (end = i; end < para.n && para.p[end].at < pieces[k].end;)
			end++;
		itemise_piece(s, &para, &pieces[k], i, end, items, first);
		i = end;
	}
	free(para.p);
}
