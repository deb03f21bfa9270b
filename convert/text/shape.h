/* shape: HarfBuzz with a cache per word.  A shaped word is in font units, so
 * one entry serves every size.  Shaping is half of a PDF's cost when done
 * line by line; by the word it is a look-up (facts: 12.6 s against 2.5 s). */
#ifndef BANTIN_TEXT_SHAPE_H
#define BANTIN_TEXT_SHAPE_H

#include "base/str.h"
#include "base/vec.h"
#include "text/font.h"

struct glyph {
	uint32_t id;
	uint32_t cluster; /* byte offset into the word's text */
	int32_t adv; /* font units */
};

struct glyph_offset { /* font units, y up */
	int32_t dx, dy;
};

struct shaped { /* interned: equal words, equal pointers */
	const struct font *font;
	const char *text; /* UTF-8, NUL-terminated */
	uint32_t len;
	uint32_t n; /* glyphs, in visual order */
	uint32_t number; /* dense, from 0, in order of first use */
	int64_t adv; /* sum, font units */
	uint8_t rtl;
	uint8_t moved; /* some glyph has an offset: few words' */
	uint8_t first, last; /* byte that the text's first, and its last,
			      * character begins with: it lies elsewhere */
	struct glyph g[];
};

/* A stretch of text with one style, font, script, language and direction. */
struct text_item {
	size_t start, end; /* bytes of the paragraph's text */
	const struct style *style;
	const struct font *font;
	hb_script_t script;
	const char *lang;
	uint8_t level; /* bidi embedding level */
	uint32_t context; /* number of all but the text that makes
				 * the shape; 0: to be found */
	void *ctx; /* the piece's, see below */
};

/* What itemisation reads: consecutive pieces make up the paragraph. */
struct text_piece {
	size_t start, end;
	const struct style *style;
	const char *lang; /* BCP 47 or NULL */
	void *ctx;
};

struct text_items {
	struct text_item *p; /* a vec */
	size_t n, cap;
};

struct shaper;

struct shaper *
shaper_new(struct fonts *fonts);
void
shaper_free(struct shaper *s);
struct fonts *
shaper_fonts(struct shaper *s);

/* Bidi (fribidi, UAX 9), script runs (UAX 24), font fallback per grapheme
 * cluster: a character and its marks never part. Appends to *items. */
void
text_itemise(struct shaper *s, struct span text,
        const struct text_piece *pieces, size_t n, int base_rtl,
        struct text_items *items);

/* 1: some of it may be written from right to left. */
int
text_may_turn(struct span text);

/* One word (no spaces inside, or exactly one space).  features: the style's
 * caps and font-feature-settings are applied. Never NULL. */
const struct shaped *
shape_word(struct shaper *s, const struct text_item *item, const char *text,
        size_t n);
/* The same for n words of one item, quicker: sixteen bytes can be read from
 * where each begins. */
void
shape_words(struct shaper *s, const struct text_item *item,
        const struct span *word, size_t n, const struct shaped **out);
/* The same for furniture and markers: one style, and text that may not turn. */
const struct shaped *
shape_simple(struct shaper *s, const struct style *style, const char *lang,
        const char *text, size_t n);
/* The hyphen of a line's end: it looks like "-", and its text is U+00AD
 * (ISO 32000-1, 14.8.2.2.3). */
const struct shaped *
shape_hyphen(struct shaper *s, const struct style *style, const char *lang);

/* Where glyph i is drawn, from where the pen is. */
static inline struct glyph_offset
shaped_offset(const struct shaped *w, uint32_t i)
{
	struct glyph_offset o = { 0, 0 };

	if (w->moved) /* they lie behind the glyphs */
		memcpy(&o, (const char *)(w->g + w->n) + i * sizeof(o),
		        sizeof(o));
	return o;
}

/* Advance at a font size, without letter-spacing. */
static inline unit
shaped_width(const struct shaped *w, unit size)
{
	return font_scale(w->font, w->adv, size);
}

#endif
