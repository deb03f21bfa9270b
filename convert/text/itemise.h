/* itemise: what shape.c lends itemise.c.  Private to the room. */
#ifndef BANTIN_TEXT_ITEMISE_H
#define BANTIN_TEXT_ITEMISE_H

#include "text/shape.h"

/* Number of the item's font, features, script, language and direction. */
uint32_t
shaper_context(struct shaper *s, const struct text_item *item);

#endif
