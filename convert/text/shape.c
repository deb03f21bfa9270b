/* shape: words through HarfBuzz, each distinct one once.
 *
 * Key of a word: its context (font, features, script, language, direction;
 * there are a few dozen in a run, so each has a number) and its bytes.  Words
 * are short: their first sixteen bytes stand in the entry as two numbers, so
 * that a look-up mixes and compares two numbers.  What it costs is memory that
 * is not at hand: an entry begins a cache line, and words come in batches, so
 * that all lines are asked for before the first is waited for.  Entries live in
 * an arena until the shaper goes: equal words are equal pointers.
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
#include "text/pairs.h"

#define FIRST_SLOTS 4096
#define BATCH 16 /* words whose memory is asked for at once */

struct context {
	const struct font *font;
	uint32_t features, lang; /* dense numbers */
	hb_script_t script;
	uint8_t rtl;
	/* made for its first word; not compared */
	uint8_t ready;
	struct pairs *pairs; /* NULL: each word is HarfBuzz's */
	hb_shape_plan_t *plan; /* made for its first */
};

struct entry {
	struct hash_words head; /* of the text */
	uint32_t context;
	struct shaped shaped; /* last: ends in an array */
};

struct slot { /* open addressing */
	uint64_t hash;
	struct entry *entry;
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
	VEC(struct context) context; /* by number, from 1 */
	struct pairs *pairs; /* of all contexts */
	uint32_t last; /* context asked for */
	struct slot *slot;
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
	vec_push(&s->context);
	return s;
}

void
shaper_free(struct shaper *s)
{
	if (s == NULL)
		return;
	hb_buffer_destroy(s->buffer);
	pairs_free(s->pairs);
	feature_sets_free(s->features);
	for (size_t i = 0; i < s->context.n; i++)
		hb_shape_plan_destroy(s->context.p[i].plan);
	vec_free(&s->lang);
	vec_free(&s->context);
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

static int
same_context(const struct context *a, const struct context *b)
{
	return a->font == b->font && a->features == b->features &&
	       a->lang == b->lang && a->script == b->script && a->rtl == b->rtl;
}

static uint32_t
context_id(struct shaper *s, const struct context *c)
{
	size_t i;

	if (s->last && same_context(&s->context.p[s->last], c))
		return s->last;
	for (i = 1; i < s->context.n; i++)
		if (same_context(&s->context.p[i], c))
			break;
	if (i == s->context.n)
		vec_add(&s->context, *c);
	return s->last = (uint32_t)i;
}

static void
grow(struct shaper *s)
{
	size_t slots = s->slots * 2, i, k;
	struct slot *slot = xcalloc(slots, sizeof(*slot));

	for (i = 0; i < s->slots; i++) {
		if (!s->slot[i].entry)
			continue;
		k = s->slot[i].hash & (slots - 1);
		while (slot[k].entry)
			k = (k + 1) & (slots - 1);
		slot[k] = s->slot[i];
	}
	free(s->slot);
	s->slot = slot;
	s->slots = slots;
}

static void
take_glyphs(struct shaped *w, const hb_glyph_info_t *info,
        const hb_glyph_position_t *pos)
{
	for (uint32_t i = 0; i < w->n; i++) {
		struct glyph *g = &w->g[i];

		g->id = info[i].codepoint;
		g->cluster = info[i].cluster;
		g->adv = pos[i].x_advance;
		w->adv += g->adv;
	}
	for (uint32_t i = 0; w->moved && i < w->n; i++) {
		struct glyph_offset o = { pos[i].x_offset, pos[i].y_offset };

		memcpy((char *)(w->g + w->n) + i * sizeof(o), &o, sizeof(o));
	}
}

static int
is_moved(const hb_glyph_position_t *pos, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		if (pos[i].x_offset || pos[i].y_offset)
			return 1;
	return 0;
}

/* An emoji's tone of skin: a pattern of dots where there is no colour. */
static int
is_tone(uint32_t cp)
{
	return cp >= 0x1F3FB && cp <= 0x1F3FF;
}

/* Control characters and other ignorables leave no glyph, and a character
 * that the font lacks leaves the replacement: never .notdef. */
static void
feed(struct shaper *s, const struct font *font, struct span w)
{
	const char *p = w.p, *end = w.p + w.n;

	hb_buffer_clear_contents(s->buffer);
	while (p < end) {
		unsigned at = (unsigned)(p - w.p);
		uint32_t cp = utf8_next(&p, end);

		if (cp == UTF8_BAD)
			cp = 0xFFFD;
		else if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || is_tone(cp))
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

#define SOFT_HYPHEN "\u00AD"

/* The glyph that most fonts have for U+00AD beside the hyphen's, alike but for
 * its code: a reader of the file can then tell the two. */
static void
take_soft_hyphen(struct shaped *w)
{
	hb_codepoint_t g;

	if (w->n == 1 && hb_font_get_nominal_glyph(w->font->hb, 0xAD, &g) &&
	        g && hb_font_get_glyph_h_advance(w->font->hb, g) == w->g[0].adv)
		w->g[0].id = g;
}

/* Scripts that HarfBuzz sets letter by letter, left to right. */
static int
is_simple(const struct context *c)
{
	return !c->rtl &&
	       (c->script == HB_SCRIPT_LATIN || c->script == HB_SCRIPT_COMMON ||
	               c->script == HB_SCRIPT_GREEK ||
	               c->script == HB_SCRIPT_CYRILLIC);
}

static hb_segment_properties_t
segment_of(const struct shaper *s, const struct context *c)
{
	hb_segment_properties_t seg = HB_SEGMENT_PROPERTIES_DEFAULT;

	seg.direction = c->rtl ? HB_DIRECTION_RTL : HB_DIRECTION_LTR;
	seg.script = c->script;
	seg.language = s->lang.p[c->lang].hb;
	return seg;
}

static void
make_ready(struct shaper *s, struct context *c)
{
	hb_segment_properties_t seg = segment_of(s, c);

	if (is_simple(c))
		c->pairs = pairs_get(&s->pairs, c->font, c->features,
		        feature_set_get(s->features, c->features), &seg);
	c->ready = 1;
}

/* HarfBuzz would look for the plan of each word anew, which is a ninth of what
 * a word costs. */
static void
shape_buffer(struct shaper *s, struct context *c)
{
	const struct feature_set *set =
	        feature_set_get(s->features, c->features);
	hb_segment_properties_t seg = segment_of(s, c);

	if (!c->plan)
		c->plan = hb_shape_plan_create_cached(
		        hb_font_get_face(c->font->hb), &seg, set->p,
		        (unsigned)set->n, NULL);
	hb_buffer_set_segment_properties(s->buffer, &seg);
	hb_shape_plan_execute(
	        c->plan, c->font->hb, s->buffer, set->p, (unsigned)set->n);
}

static uint8_t
last_lead(const char *text, size_t n)
{
	while (n > 1 && utf8_is_tail(text[n - 1]))
		n--;
	return n ? (uint8_t)text[n - 1] : 0;
}

static struct entry *
entry_new(struct shaper *s, uint32_t context, const struct hash_words *head,
        struct span w, uint32_t glyphs, int moved)
{
	const struct context *c = &s->context.p[context];
	size_t size = sizeof(struct entry) + glyphs * sizeof(struct glyph) +
	              (moved ? glyphs * sizeof(struct glyph_offset) : 0);
	struct entry *e = arena_line(s->arena, size + w.n + 1);
	char *copy = (char *)e + size; /* behind its glyphs */

	memcpy(copy, w.p, w.n);
	e->head = *head;
	e->context = context;
	e->shaped.font = c->font;
	e->shaped.text = copy;
	e->shaped.len = (uint32_t)w.n;
	e->shaped.n = glyphs;
	e->shaped.rtl = c->rtl;
	e->shaped.moved = (uint8_t)moved;
	e->shaped.first = w.n ? (uint8_t)w.p[0] : 0;
	e->shaped.last = last_lead(w.p, w.n);
	e->shaped.number = (uint32_t)s->entries;
	return e;
}

static struct entry *
shape_by_harfbuzz(struct shaper *s, uint32_t context,
        const struct hash_words *head, struct span w, struct span seen)
{
	struct context *c = &s->context.p[context];
	const hb_glyph_position_t *pos;
	const hb_glyph_info_t *info;
	struct entry *e;
	unsigned count;

	feed(s, c->font, seen);
	shape_buffer(s, c);
	info = hb_buffer_get_glyph_infos(s->buffer, &count);
	pos = hb_buffer_get_glyph_positions(s->buffer, NULL);
	e = entry_new(s, context, head, w, count, is_moved(pos, count));
	take_glyphs(&e->shaped, info, pos);
	return e;
}

static struct entry *
shape_by_pairs(struct shaper *s, uint32_t context,
        const struct hash_words *head, struct span w, struct span seen)
{
	struct pairs *p = s->context.p[context].pairs;
	struct glyph g[PAIRS_WORD];
	uint32_t n = p ? pairs_set(p, seen.p, seen.n, g) : 0;
	struct entry *e;

	if (n == 0)
		return NULL;
	e = entry_new(s, context, head, w, n, 0);
	for (uint32_t i = 0; i < n; i++) {
		e->shaped.g[i] = g[i];
		e->shaped.adv += g[i].adv;
	}
	return e;
}

static struct entry *
shape_new(struct shaper *s, uint32_t context, const struct hash_words *head,
        struct span w)
{
	struct context *c = &s->context.p[context];
	int soft = span_eq(w, SPAN_LIT(SOFT_HYPHEN));
	/* shaped as itself it is not to be seen */
	struct span seen = soft ? SPAN_LIT("-") : w;
	struct entry *e;

	if (!c->ready)
		make_ready(s, c);
	e = shape_by_pairs(s, context, head, w, seen);
	if (!e)
		e = shape_by_harfbuzz(s, context, head, w, seen);
	if (soft)
		take_soft_hyphen(&e->shaped);
	return e;
}

static int
is_entry(const struct entry *e, uint32_t context, const struct hash_words *head,
        const char *text, size_t n)
{
	return e->context == context && e->shaped.len == n &&
	       e->head.w[0] == head->w[0] && e->head.w[1] == head->w[1] &&
	       (n <= sizeof(head->w) || memcmp(e->shaped.text, text, n) == 0);
}

struct key {
	struct hash_words head;
	uint64_t hash;
};

static inline struct key
key_of(uint32_t context, struct hash_words head, struct span w)
{
	struct key k = { head, hash_mix(head, (uint64_t)context << 32 | w.n) };

	if (w.n > sizeof(head))
		k.hash = hash_bytes(w.p, w.n, k.hash);
	return k;
}

/* A word that is not there yet. */
static const struct shaped *
add(struct shaper *s, uint32_t context, const struct key *k, struct span w)
{
	size_t i;

	if (s->entries >= s->slots / 4 * 3)
		grow(s);
	i = k->hash & (s->slots - 1);
	while (s->slot[i].entry)
		i = (i + 1) & (s->slots - 1);
	s->slot[i].entry = shape_new(s, context, &k->head, w);
	s->slot[i].hash = k->hash;
	s->entries++;
	return &s->slot[i].entry->shaped;
}

static inline const struct shaped *
look_up(struct shaper *s, uint32_t context, const struct key *k, struct span w)
{
	const struct slot *slot;

	for (size_t i = k->hash;; i++) {
		slot = &s->slot[i & (s->slots - 1)];
		if (!slot->entry)
			return add(s, context, k, w);
		if (slot->hash == k->hash &&
		        is_entry(slot->entry, context, &k->head, w.p, w.n))
			return &slot->entry->shaped;
	}
}

static const struct shaped *
look_up_one(struct shaper *s, uint32_t context, const char *text, size_t n)
{
	struct span w = { text, n };
	struct hash_words head =
	        hash_head(text, n < sizeof(head) ? n : sizeof(head));
	struct key k = key_of(context, head, w);

	return look_up(s, context, &k, w);
}

uint32_t
shaper_context(struct shaper *s, const struct text_item *item)
{
	struct context c = {
		.font = item->font,
		.features = feature_set_id(s->features, item->style),
		.lang = lang_id(s, item->lang),
		.script = item->script,
		.rtl = item->level & 1,
	};

	return context_id(s, &c);
}

static uint32_t
context_of(struct shaper *s, const struct text_item *item)
{
	return item->context ? item->context : shaper_context(s, item);
}

const struct shaped *
shape_word(struct shaper *s, const struct text_item *item, const char *text,
        size_t n)
{
	return look_up_one(s, context_of(s, item), text, n);
}

void
shape_words(struct shaper *s, const struct text_item *item,
        const struct span *word, size_t n, const struct shaped **out)
{
	uint32_t context = context_of(s, item);
	struct key key[BATCH];
	size_t i, k;

	for (; n > 0; n -= k, word += k, out += k) {
		k = n < BATCH ? n : BATCH;
		for (i = 0; i < k; i++) {
			key[i] = key_of(context,
			        hash_head_wide(word[i].p, word[i].n), word[i]);
			__builtin_prefetch(
			        &s->slot[key[i].hash & (s->slots - 1)]);
		}
		for (i = 0; i < k; i++)
			__builtin_prefetch(
			        s->slot[key[i].hash & (s->slots - 1)].entry);
		for (i = 0; i < k; i++)
			out[i] = look_up(s, context, &key[i], word[i]);
	}
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

static uint32_t
simple_context(struct shaper *s, const struct style *style, const char *lang,
        const char *text, size_t n)
{
	struct context c = {
		.font = simple_font(s, style, lang, text, n),
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
		c.script = script;
		break;
	}
	return context_id(s, &c);
}

const struct shaped *
shape_simple(struct shaper *s, const struct style *style, const char *lang,
        const char *text, size_t n)
{
	return look_up_one(s, simple_context(s, style, lang, text, n), text, n);
}

const struct shaped *
shape_hyphen(struct shaper *s, const struct style *style, const char *lang)
{
	return look_up_one(s, simple_context(s, style, lang, "-", 1),
	        SOFT_HYPHEN, strlen(SOFT_HYPHEN));
}
