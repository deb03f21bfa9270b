/* shape: words through HarfBuzz, each distinct one once.
 *
 * Key of a word: font, features, script, language, direction, bytes.  The
 * first five are made dense numbers, so that a look-up hashes a few words of
 * memory and compares bytes once.  Entries live in an arena until the shaper
 * goes: equal words are equal pointers.
 *
 * Clusters are whole graphemes (MONOTONE_GRAPHEMES), so that letter-spacing
 * and text extraction never part a letter from its marks.
 */
#include "text/shape.h"

#include <hb-ot.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "text/features.h"
#include "text/itemise.h"

#define FIRST_SLOTS 4096

struct entry {
	uint64_t hash;
	struct entry *next;
	uint32_t features, lang; /* dense numbers */
	hb_script_t script;
	uint8_t rtl;
	struct shaped shaped; /* last: ends in an array */
};

struct language {
	const char *tag;
	hb_language_t hb;
};

struct shaper {
	struct fonts *fonts;
	struct arena *arena;
	hb_buffer_t *buffer;
	struct feature_sets *features;
	VEC(struct language) lang;
	struct entry **slot;
	size_t slots, entries;
};

struct shaper *
shaper_new(struct fonts *fonts)
{
	struct shaper *s = xcalloc(1, sizeof(*s));

	s->fonts = fonts;
	s->arena = arena_new();
	s->buffer = hb_buffer_create();
	s->features = feature_sets_new();
	s->slots = FIRST_SLOTS;
	s->slot = xcalloc(s->slots, sizeof(*s->slot));
	vec_add(&s->lang, ((struct language){ "", HB_LANGUAGE_INVALID }));
	return s;
}

void
shaper_free(struct shaper *s)
{
	if (s == NULL)
		return;
	hb_buffer_destroy(s->buffer);
	feature_sets_free(s->features);
	vec_free(&s->lang);
	free(s->slot);
	arena_free(s->arena);
	free(s);
}

struct fonts *
shaper_fonts(struct shaper *s)
{
	return s->fonts;
}

/* Dense number of a language tag; there are a handful in a run. */
static uint32_t
lang_id(struct shaper *s, const char *tag)
{
	size_t i;

	if (tag == NULL)
		return 0;
	for (i = 0; i < s->lang.n; i++)
		if (strcmp(s->lang.p[i].tag, tag) == 0)
			return (uint32_t)i;
	vec_add(&s->lang, ((struct language){ arena_strdup(s->arena, tag),
	                          hb_language_from_string(tag, -1) }));
	return (uint32_t)(s->lang.n - 1);
}

static void
grow(struct shaper *s)
{
	size_t slots = s->slots * 2, i;
	struct entry **slot = xcalloc(slots, sizeof(*slot));

	for (i = 0; i < s->slots; i++) {
		struct entry *e, *next;

		for (e = s->slot[i]; e; e = next) {
			next = e->next;
			e->next = slot[e->hash & (slots - 1)];
			slot[e->hash & (slots - 1)] = e;
		}
	}
	free(s->slot);
	s->slot = slot;
	s->slots = slots;
}

static void
take_glyphs(struct shaped *w, const hb_glyph_info_t *info,
        const hb_glyph_position_t *pos, uint32_t n)
{
	uint32_t i;

	for (i = 0; i < n; i++) {
		struct glyph *g = &w->g[i];

		g->id = info[i].codepoint;
		g->cluster = info[i].cluster;
		g->adv = pos[i].x_advance;
		g->dx = pos[i].x_offset;
		g->dy = pos[i].y_offset;
		w->adv += g->adv;
	}
	w->n = n;
}

/* Control characters and other ignorables leave no glyph, and a character
 * that the font lacks leaves the replacement: never .notdef. */
static void
feed(struct shaper *s, const struct font *font, const char *text, size_t n)
{
	const char *p = text, *end = text + n;

	hb_buffer_clear_contents(s->buffer);
	while (p < end) {
		unsigned at = (unsigned)(p - text);
		uint32_t cp = utf8_next(&p, end);

		if (cp == UTF8_BAD)
			cp = 0xFFFD;
		else if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0))
			cp = 0x200B; /* invisible, removed */
		hb_buffer_add(s->buffer, cp, at);
	}
	hb_buffer_set_content_type(s->buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
	hb_buffer_set_flags(
	        s->buffer, HB_BUFFER_FLAG_BOT | HB_BUFFER_FLAG_EOT |
	                           HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
	hb_buffer_set_cluster_level(
	        s->buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_GRAPHEMES);
	hb_buffer_set_not_found_glyph(s->buffer, font->replacement);
}

static struct entry *
shape_new(struct shaper *s, const struct font *font, const struct entry *key,
        const char *text, size_t n)
{
	const struct feature_set *set =
	        feature_set_get(s->features, key->features);
	const hb_glyph_position_t *pos;
	const hb_glyph_info_t *info;
	struct entry *e;
	unsigned count;
	char *copy;

	feed(s, font, text, n);
	hb_buffer_set_direction(
	        s->buffer, key->rtl ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
	hb_buffer_set_script(s->buffer, key->script);
	hb_buffer_set_language(s->buffer, s->lang.p[key->lang].hb);
	hb_shape(font->hb, s->buffer, set->p, (unsigned)set->n);
	info = hb_buffer_get_glyph_infos(s->buffer, &count);
	pos = hb_buffer_get_glyph_positions(s->buffer, NULL);
	e = arena_alloc(s->arena, sizeof(*e) + count * sizeof(struct glyph));
	*e = *key;
	copy = arena_strndup(s->arena, text, n);
	e->shaped.font = font;
	e->shaped.text = copy;
	e->shaped.len = (uint32_t)n;
	e->shaped.rtl = key->rtl;
	take_glyphs(&e->shaped, info, pos, count);
	return e;
}

static const struct shaped *
look_up(struct shaper *s, const struct font *font, struct entry *key,
        const char *text, size_t n)
{
	struct {
		uint32_t font, features, lang, script, rtl;
	} seed = { (uint32_t)font->id, key->features, key->lang,
		(uint32_t)key->script, key->rtl };
	struct entry *e;

	key->hash = hash_bytes(text, n, hash_bytes(&seed, sizeof(seed), 0));
	for (e = s->slot[key->hash & (s->slots - 1)]; e; e = e->next)
		if (e->hash == key->hash && e->shaped.font == font &&
		        e->features == key->features && e->lang == key->lang &&
		        e->script == key->script && e->rtl == key->rtl &&
		        e->shaped.len == n &&
		        memcmp(e->shaped.text, text, n) == 0)
			return &e->shaped;
	e = shape_new(s, font, key, text, n);
	if (++s->entries > s->slots)
		grow(s);
	e->next = s->slot[key->hash & (s->slots - 1)];
	s->slot[key->hash & (s->slots - 1)] = e;
	return &e->shaped;
}

const struct shaped *
shape_word(struct shaper *s, const struct text_item *item, const char *text,
        size_t n)
{
	struct entry key = {
		.features = feature_set_id(s->features, item->style),
		.lang = lang_id(s, item->lang),
		.script = item->script,
		.rtl = item->level & 1,
	};

	return look_up(s, item->font, &key, text, n);
}

/* The first font that has all of the text: the style's, else that of its
 * first missing character. */
static const struct font *
simple_font(struct shaper *s, const struct style *style, const char *lang,
        const char *text, size_t n)
{
	const struct font *font = fonts_match(s->fonts, style);
	const struct font *other;
	const char *p = text, *end = text + n;

	while (p < end) {
		uint32_t cp = utf8_next(&p, end);

		if (cp == UTF8_BAD || font_has(font, cp))
			continue;
		other = fonts_fallback(s->fonts, style, cp, lang);
		return other ? other : font;
	}
	return font;
}

const struct shaped *
shape_simple(struct shaper *s, const struct style *style, const char *lang,
        const char *text, size_t n)
{
	struct entry key = {
		.features = feature_set_id(s->features, style),
		.lang = lang_id(s, lang),
		.script = HB_SCRIPT_LATIN,
	};
	hb_unicode_funcs_t *u = hb_unicode_funcs_get_default();
	const char *p = text, *end = text + n;

	while (p < end) {
		uint32_t cp = utf8_next(&p, end);
		hb_script_t script =
		        hb_unicode_script(u, cp == UTF8_BAD ? ' ' : cp);

		if (script == HB_SCRIPT_COMMON ||
		        script == HB_SCRIPT_INHERITED ||
		        script == HB_SCRIPT_UNKNOWN)
			continue;
		key.script = script;
		break;
	}
	return look_up(s, simple_font(s, style, lang, text, n), &key, text, n);
}
