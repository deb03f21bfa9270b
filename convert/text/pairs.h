/* pairs: words set glyph by glyph, without HarfBuzz.  Private to the room. */
#ifndef BANTIN_TEXT_PAIRS_H
#define BANTIN_TEXT_PAIRS_H

#include <hb.h>

#include "text/features.h"
#include "text/shape.h"

#define PAIRS_WORD 32 /* glyphs of the longest word that is set so */

struct pairs;

/* What a plan does with pairs of a font's glyphs; NULL when it may look
 * further than from one glyph to the next.  Feature sets are alike by their number,
 * and plans with the same lookups share what is known: *list owns it. */
struct pairs *
pairs_get(struct pairs **list, const struct font *font, uint32_t features,
        const struct feature_set *set, hb_shape_plan_t *plan);
void
pairs_free(struct pairs *list);

/* The glyphs of a word, as HarfBuzz would place them.  0: that is not known. */
uint32_t
pairs_set(struct pairs *p, const char *text, size_t n,
        struct glyph to[PAIRS_WORD]);

#endif
