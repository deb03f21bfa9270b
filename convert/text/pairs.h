/* pairs: words set glyph by glyph, without HarfBuzz.  Private to the room. */
#ifndef BANTIN_TEXT_PAIRS_H
#define BANTIN_TEXT_PAIRS_H

#include <hb.h>

#include "text/features.h"
#include "text/shape.h"

#define PAIRS_WORD 32 /* glyphs of the longest word that is set so */

struct pairs;

/* What a font's lookups do to words of a script that HarfBuzz sets letter by
 * letter; NULL when they may look further than from one glyph to the next.
 * Feature sets are alike by their number, and what has the same lookups shares
 * what is known: *list owns it. */
struct pairs *
pairs_get(struct pairs **list, const struct font *font, uint32_t features,
        const struct feature_set *set, const hb_segment_properties_t *seg);
void
pairs_free(struct pairs *list);

/* The glyphs of a word, as HarfBuzz would place them.  0: that is not known. */
uint32_t
pairs_set(struct pairs *p, const char *text, size_t n,
        struct glyph to[PAIRS_WORD]);

#endif
