/* itemise: what shape.c lends itemise.c.  Private to the room. */
#ifndef BANTIN_TEXT_ITEMISE_H
#define BANTIN_TEXT_ITEMISE_H

#include "text/shape.h"

struct fonts *
shaper_fonts(struct shaper *s);

#endif
