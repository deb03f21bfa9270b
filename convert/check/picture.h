/* picture: an image XObject as CMYK pixels of about the page's. */
#ifndef BANTIN_CHECK_PICTURE_H
#define BANTIN_CHECK_PICTURE_H

#include "check/canvas.h"
#include "check/tint.h"

/* w, h: pixels that it takes on the page.  -1: it cannot be decoded here
 * (JPEG 2000, fax), or is beyond all measure. */
int
picture_load(struct picture *p, struct tints *t, struct model *m,
        struct obj *image, struct obj *res, int w, int h);
void
picture_free(struct picture *p);

#endif
