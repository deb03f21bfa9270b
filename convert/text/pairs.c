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

#include "base/hash.h"
#include "base/utf8.h"
#include "text/otrules.h"

#define FIRST_SLOTS 512
#define LETTERS 512

struct pair {
	uint32_t key; /* two glyphs; 0: free */
	int32_t adv; /* of the first */
};

/* All that is asked of a character, side by side. */
struct letter {
	uint32_t c;
	uint32_t glyph; /* 0: none, or a lookup may act on it */
	uint32_t first, second; /* of the rules */
};

struct pairs {
	struct pairs *next;
	const struct font *font;
	uint32_t features;
	struct ot_lookups lookups;
	int local;
	struct ot_rules rules;
	struct letter letter[LETTERS]; /* see letter_of() */
	struct pair *pair; /* open addressing */
	size_t slots, n;
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
	p->slots = FIRST_SLOTS;
	p->pair = xcalloc(p->slots, sizeof(*p->pair));
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
		free(p->pair);
		free(p);
	}
}

/* Its slot, or the free one where it belongs. */
static struct pair *
find(const struct pairs *p, uint32_t key)
{
	size_t i = key * HASH_K0 >> 32;

	for (;; i++) {
		struct pair *k = &p->pair[i & (p->slots - 1)];

		if (k->key == key || !k->key)
			return k;
	}
}

static void
grow(struct pairs *p)
{
	struct pair *old = p->pair;
	size_t n = p->slots;

	p->slots *= 2;
	p->pair = xcalloc(p->slots, sizeof(*p->pair));
	for (size_t i = 0; i < n; i++)
		if (old[i].key)
			*find(p, old[i].key) = old[i];
	free(old);
}

static struct letter
find_letter(const struct pairs *p, uint32_t c)
{
	const struct ot_rules *r = &p->rules;
	struct letter l = { .c = c };
	hb_codepoint_t g;

	if (is_simple(c) && hb_font_get_nominal_glyph(p->font->hb, c, &g) &&
	        g < r->glyphs && g <= UINT16_MAX && !(r->first[g] & OT_ALONE)) {
		l.glyph = g;
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
plain_glyphs(struct pairs *p, const char *text, size_t n,
        struct glyph to[PAIRS_WORD])
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
		to[count++] =
		        (struct glyph){ .id = l->glyph, .cluster = cluster };
	}
	if (met & ~p->rules.ligating)
		return 0;
	return met ? ot_ligate(&p->rules, to, count) : count;
}

/* The advance of a before b; b 0: of the last glyph. */
static int32_t
advance(struct pairs *p, uint32_t a, uint32_t b)
{
	uint32_t key = a << 16 | b;
	const struct pair *k = find(p, key);
	int32_t adv;

	if (k->key)
		return k->adv;
	adv = b ? advance(p, a, 0) + ot_rules_kern(&p->rules, a, b)
	        : hb_font_get_glyph_h_advance(p->font->hb, a);
	*find(p, key) = (struct pair){ key, adv };
	if (++p->n > p->slots / 2)
		grow(p);
	return adv;
}

uint32_t
pairs_set(struct pairs *p, const char *text, size_t n,
        struct glyph to[PAIRS_WORD])
{
	uint32_t count = plain_glyphs(p, text, n, to);

	for (uint32_t i = 0; i < count; i++)
		to[i].adv =
		        advance(p, to[i].id, i + 1 < count ? to[i + 1].id : 0);
	return count;
}
