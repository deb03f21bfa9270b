/* pairs: words set glyph by glyph, without HarfBuzz.
 *
 * HarfBuzz takes some 10,000 instructions for a word, and an issue has
 * thousands of them before they begin to repeat: a tenth of what a hundred
 * pages cost.  But the shape of most words is no news.  Where no substitution
 * can begin but ligatures (otligate.c), and positions are kerning alone, glyphs
 * are the font's own for the characters, and an advance depends on a letter and
 * the one behind it.
 *
 * Whether that is so is read from the tables (otrules.c) for the lookups that
 * HarfBuzz would apply (otlookups.c), and held against each word.  Letters are
 * those which it takes as they come: in the font, with no mark behind them, of
 * scripts without a shaper of their own.
 */
#include "text/pairs.h"

#include <hb-ot.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "text/otrules.h"

#define LETTERS 512
#define NUMBERS 256 /* of glyphs; more are set as well, but slower */
#define BLOCK 32 /* of numbers */
#define UNKNOWN INT16_MIN

/* All that is asked of a character, side by side. */
struct letter {
	uint32_t c;
	uint16_t glyph; /* 0: none, or a lookup may act on it */
	uint16_t number; /* of the glyph */
	uint32_t first, second; /* of the rules */
};

/* A word, glyph by glyph. */
struct word {
	struct glyph *to;
	uint16_t number[PAIRS_WORD];
};

struct pairs {
	struct pairs *next;
	const struct font *font;
	uint32_t features;
	struct ot_lookups lookups;
	int local;
	struct ot_rules rules;
	struct letter letter[LETTERS]; /* see letter_of() */
	/* Glyphs are numbered from 1 as they come, so that those which come
	 * often lie side by side; 0: not met, or too many. */
	uint8_t *number; /* by glyph */
	unsigned numbers;
	int32_t adv[NUMBERS]; /* by number: of the glyph */
	/* Kerning: the block of the first glyph's number and of the second's,
	 * + 1, and where that begins in cell. */
	uint16_t block[NUMBERS][NUMBERS / BLOCK];
	VEC(int16_t) cell;
};

/* Letters and signs of simple scripts. */
static int
is_simple(uint32_t c)
{
	return (c >= 0x20 && c < 0x7F) ||
	       (c >= 0xA0 && c < 0x250 && c != 0xAD /* never seen */) ||
	       (c >= 0x1E00 && c < 0x1F00) || (c >= 0x410 && c < 0x450) ||
	       (c >= 0x3B1 && c < 0x3CA) || (c >= 0x2010 && c <= 0x2026) ||
	       c == 0x20AC;
}

static int
has_table(hb_face_t *face, hb_tag_t tag)
{
	hb_blob_t *b = hb_face_reference_table(face, tag);
	int some = hb_blob_get_length(b) > 0;

	hb_blob_destroy(b);
	return some;
}

/* Other tables that shape, or kern. */
static int
has_others(hb_face_t *face)
{
	static const hb_tag_t tag[] = { HB_TAG('S', 'i', 'l', 'f'),
		HB_TAG('m', 'o', 'r', 'x'), HB_TAG('m', 'o', 'r', 't'),
		HB_TAG('k', 'e', 'r', 'x'), HB_TAG('k', 'e', 'r', 'n'),
		HB_TAG('t', 'r', 'a', 'k') };

	for (size_t i = 0; i < sizeof(tag) / sizeof(tag[0]); i++)
		if (has_table(face, tag[i]))
			return 1;
	return 0;
}

static struct pairs *
pairs_new(const struct font *font, uint32_t features, struct ot_lookups l)
{
	struct pairs *p = xcalloc(1, sizeof(*p));

	p->font = font;
	p->features = features;
	p->lookups = l;
	p->local = !has_others(font->face) &&
	           ot_rules_read(&p->rules, font->face, font->glyphs, &l) == 0;
	p->number = xcalloc((size_t)font->glyphs + 1, 1);
	return p;
}

struct pairs *
pairs_get(struct pairs **list, const struct font *font, uint32_t features,
        const struct feature_set *set, const hb_segment_properties_t *seg)
{
	struct ot_lookups l;
	struct pairs *p;

	if (ot_lookups_get(&l, font->face, seg, set) < 0) {
		ot_lookups_free(&l);
		return NULL;
	}
	for (p = *list; p; p = p->next)
		if (p->font == font && p->features == features &&
		        hb_set_is_equal(p->lookups.gsub, l.gsub) &&
		        hb_set_is_equal(p->lookups.gpos, l.gpos))
			break;
	if (p) {
		ot_lookups_free(&l);
	} else {
		p = pairs_new(font, features, l);
		p->next = *list;
		*list = p;
	}
	return p->local ? p : NULL;
}

void
pairs_free(struct pairs *p)
{
	struct pairs *next;

	for (; p; p = next) {
		next = p->next;
		ot_lookups_free(&p->lookups);
		ot_rules_free(&p->rules);
		free(p->number);
		vec_free(&p->cell);
		free(p);
	}
}

static unsigned
number_of(struct pairs *p, uint32_t glyph)
{
	if (p->number[glyph] == 0 && p->numbers + 1 < NUMBERS) {
		p->number[glyph] = (uint8_t)++p->numbers;
		p->adv[p->numbers] =
		        hb_font_get_glyph_h_advance(p->font->hb, glyph);
	}
	return p->number[glyph];
}

static struct letter
find_letter(struct pairs *p, uint32_t c)
{
	const struct ot_rules *r = &p->rules;
	struct letter l = { .c = c };
	hb_codepoint_t g;

	if (is_simple(c) && hb_font_get_nominal_glyph(p->font->hb, c, &g) &&
	        g < r->glyphs && g <= UINT16_MAX && !(r->first[g] & OT_ALONE)) {
		l.glyph = (uint16_t)g;
		l.number = (uint16_t)number_of(p, g);
		l.first = r->first[g];
		l.second = r->second[g];
	}
	return l;
}

/* Letters of one language have places of their own; another's may take one. */
static const struct letter *
letter_of(struct pairs *p, uint32_t c)
{
	struct letter *l = &p->letter[(c & 0xFF) | (c >> 4 & 0x100)];

	if (l->c != c)
		*l = find_letter(p, c);
	return l;
}

/* The glyphs of a word on which no lookup acts but those that join them; 0: it
 * is none. */
static uint32_t
plain_glyphs(struct pairs *p, const char *text, size_t n, struct word *w)
{
	const char *at = text, *end = text + n;
	uint32_t count = 0, before = 0, met = 0;

	while (at < end) {
		uint32_t cluster = (uint32_t)(at - text);
		const struct letter *l = letter_of(p, utf8_next(&at, end));

		if (count == PAIRS_WORD || l->glyph == 0)
			return 0;
		met |= before & l->second;
		before = l->first;
		w->number[count] = l->number;
		w->to[count++] =
		        (struct glyph){ .id = l->glyph, .cluster = cluster };
	}
	if (met & ~p->rules.ligating)
		return 0;
	if (met) {
		count = ot_ligate(&p->rules, w->to, count);
		for (uint32_t i = 0; i < count; i++)
			w->number[i] = (uint16_t)number_of(p, w->to[i].id);
	}
	return count;
}

/* The cell of two numbers, made if need be; valid to the next call. */
static int16_t *
cell_of(struct pairs *p, unsigned a, unsigned b)
{
	uint16_t *block = &p->block[a][b / BLOCK];

	if (*block == 0) {
		*block = (uint16_t)(p->cell.n / BLOCK + 1);
		vec_reserve(&p->cell, p->cell.n + BLOCK);
		for (int i = 0; i < BLOCK; i++)
			p->cell.p[p->cell.n++] = UNKNOWN;
	}
	return &p->cell.p[(*block - 1u) * BLOCK + b % BLOCK];
}

/* What the glyph behind glyph i of a word adds to its advance. */
static int
kern(struct pairs *p, const struct word *w, uint32_t i)
{
	unsigned a = w->number[i], b = w->number[i + 1];
	int16_t *cell = a && b ? cell_of(p, a, b) : NULL;
	int value;

	if (cell && *cell != UNKNOWN)
		return *cell;
	value = ot_rules_kern(&p->rules, w->to[i].id, w->to[i + 1].id);
	if (cell && value > UNKNOWN && value <= INT16_MAX)
		*cell = (int16_t)value;
	return value;
}

uint32_t
pairs_set(struct pairs *p, const char *text, size_t n,
        struct glyph to[PAIRS_WORD])
{
	struct word w;
	uint32_t count;

	w.to = to;
	count = plain_glyphs(p, text, n, &w);
	for (uint32_t i = 0; i < count; i++) {
		to[i].adv = w.number[i] ? p->adv[w.number[i]]
		                        : hb_font_get_glyph_h_advance(
		                                  p->font->hb, to[i].id);
		if (i + 1 < count)
			to[i].adv += kern(p, &w, i);
	}
	return count;
}
