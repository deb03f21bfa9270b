/* plot: a small canvas for the designed cover.  Internal to epub/. */
#ifndef BANTIN_EPUB_PLOT_H
#define BANTIN_EPUB_PLOT_H

#include <hb.h>
#include <stdint.h>

/* Packed rows of RGB. */
struct plot {
	int width, height;
	uint8_t *p;
};

void
plot_init(struct plot *r, int width, int height);
void
plot_free(struct plot *r);
/* rgb: 0xRRGGBB.  Parts outside the canvas are cut off, everywhere. */
void
plot_rect(struct plot *r, int x, int y, int w, int h, uint32_t rgb);
/* A rectangle that fades from `from` at its top to `to` at its bottom, laid
 * over what is there; 256 is opaque. */
void
plot_shade(struct plot *r, int x, int y, int w, int h, uint32_t rgb, int from,
        int to);
/* Fill the rectangle with the middle of a picture, keeping its proportions.
 * components 1 or 3. */
void
plot_picture(struct plot *r, int x, int y, int w, int h, const uint8_t *rows,
        int pw, int ph, int components);
/* One glyph with its origin at (x, y), in 1/256 pixel, y downwards; size is
 * the em in pixels. */
void
plot_glyph(struct plot *r, hb_font_t *font, uint32_t glyph, unsigned upem,
        int size, int64_t x, int64_t y, uint32_t rgb);

#endif
