/* image_turn: which side of a picture is up.  Neither PDF nor every reader of
 * EPUB looks at what a camera noted of it, so pixels are moved.
 */
#include <stdlib.h>
#include <string.h>

#include "filters/images.h"

#define FIELDS 512

struct exif {
	const unsigned char *p;
	size_t n;
	int big; /* byte order */
};

static unsigned
get16(const struct exif *e, size_t at)
{
	if (at + 2 > e->n)
		return 0;
	return e->big ? (unsigned)(e->p[at] << 8 | e->p[at + 1])
	              : (unsigned)(e->p[at + 1] << 8 | e->p[at]);
}

int
exif_orientation(const unsigned char *p, size_t n)
{
	struct exif e;
	unsigned long first;
	unsigned count;

	if (n >= 6 && memcmp(p, "Exif\0\0", 6) == 0) {
		p += 6;
		n -= 6;
	}
	if (n < 8 || (memcmp(p, "II", 2) != 0 && memcmp(p, "MM", 2) != 0))
		return 0;
	e = (struct exif){ p, n, p[0] == 'M' };
	if (get16(&e, 2) != 42)
		return 0;
	first = e.big ? (unsigned long)get16(&e, 4) << 16 | get16(&e, 6)
	              : (unsigned long)get16(&e, 6) << 16 | get16(&e, 4);
	if (first > e.n)
		return 0;
	count = get16(&e, first);
	for (unsigned k = 0; k < count && k < FIELDS; k++) {
		size_t at = first + 2 + 12 * (size_t)k;

		if (get16(&e, at) == 0x112)
			return (int)get16(&e, at + 8);
	}
	return 0;
}

/* Pixel (x, y) of the upright picture is this pixel of the stored one. */
static size_t
stored_at(size_t w, size_t h, int orientation, size_t x, size_t y)
{
	switch (orientation) {
	case 2:
		return y * w + w - 1 - x;
	case 3:
		return (h - 1 - y) * w + w - 1 - x;
	case 4:
		return (h - 1 - y) * w + x;
	case 5:
		return x * w + y;
	case 6:
		return (h - 1 - x) * w + y;
	case 7:
		return (h - 1 - x) * w + w - 1 - y;
	case 8:
		return x * w + w - 1 - y;
	default:
		return y * w + x;
	}
}

void
raster_turn(unsigned char *to, const unsigned char *from, size_t w, size_t h,
        size_t c, int orientation)
{
	size_t across = orientation >= 5 ? h : w;
	size_t down = orientation >= 5 ? w : h;

	for (size_t y = 0; y < down; y++)
		for (size_t x = 0; x < across; x++, to += c)
			memcpy(to,
			        from + stored_at(w, h, orientation, x, y) * c,
			        c);
}

void
image_turn(struct image_pixels *px, int orientation)
{
	struct image_pixels up = *px;

	if (orientation < 2 || orientation > 8)
		return;
	if (orientation >= 5) {
		up.width = px->height;
		up.height = px->width;
	}
	image_pixels_new(&up);
	raster_turn(up.p, px->p, px->width, px->height, px->components,
	        orientation);
	free(px->p);
	*px = up;
}
