/* images: what its files share, and the cache of pictures already checked. */
#ifndef BANTIN_FILTERS_IMAGES_H
#define BANTIN_FILTERS_IMAGES_H

#include "base/diag.h"
#include "base/limits.h"
#include "base/str.h"
#include "doc/article.h"
#include "doc/store.h"

/* Pictures that this process has checked and stored: by path, size and time
 * of change, and by content.  options.images; one thread at a time. */
struct image_cache;

struct image_cache *
image_cache_new(void);
void
image_cache_free(struct image_cache *c); /* NULL is fine */

/* pixels: more is no picture, and libraries begin to refuse it */
#define IMAGE_SIDE 65000

enum image_fault { IMAGE_FINE, IMAGE_DAMAGED, IMAGE_TOO_BIG, IMAGE_FOREIGN };

struct image_info {
	int width, height; /* as shown: after turning */
	int components, bits, has_alpha;
	int orientation; /* EXIF 1..8; 1 for PNG */
	const char *why; /* static text for a fault, never NULL then */
};

/* Decode the whole file once; nothing is kept but the facts. */
enum image_fault
jpeg_check(struct span in, const struct limits *lim, struct image_info *info);
enum image_fault
png_check(struct span in, const struct limits *lim, struct image_info *info);
/* The same picture upright, EXIF gone, as a new file at the end of out. */
enum image_fault
jpeg_turn(struct span in, struct image_info *info, struct str *out);

/* The highest folder that pictures of an article in `folder` may come from:
 * its parent, but the root itself.  NULL where there is no such folder; caller
 * frees. */
char *
images_fence(const char *folder);

/* ---- forms that neither PDF nor every reader of EPUB knows ------------- */

/* A picture decoded: rows without gaps, 8 bits a component; grey, RGB, or RGB
 * with alpha (not multiplied in). */
struct image_pixels {
	unsigned char *p;
	unsigned width, height, components;
	int lossy; /* came with loss: a JPEG will do */
	int moves; /* the first of several pictures */
	unsigned css_width, css_height; /* as a page shows it; 0: its pixels */
	struct str icc; /* profile, if any */
};

/* p, for width, height and components as they are set. */
void
image_pixels_new(struct image_pixels *px);
void
image_pixels_free(struct image_pixels *px);

/* Decode the first picture, upright.  px is empty after a fault. */
enum image_fault
webp_read(struct span in, const struct limits *lim, struct image_pixels *px,
        const char **why);
enum image_fault
gif_read(struct span in, const struct limits *lim, struct image_pixels *px,
        const char **why);
enum image_fault
avif_read(struct span in, const struct limits *lim, struct image_pixels *px,
        const char **why);
/* The drawing without what acts or refers elsewhere, as XML; then its pixels,
 * 300 to the inch of its own size. */
enum image_fault
svg_clean(struct span in, struct str *out, const char **why);
enum image_fault
svg_draw(struct span clean, const struct limits *lim, struct image_pixels *px,
        const char **why);
int
svg_is(struct span in);
/* Why no drawing can be drawn here, no AVIF read; NULL: all can.  What they
 * need is loaded from then on. */
const char *
svg_missing(void);
const char *
avif_missing(void);

/* As PNG, or as JPEG what has been lossy and is opaque.  Drops an alpha that
 * hides nothing.  0, or -1 when it is too large for the form. */
int
image_encode(struct image_pixels *px, struct str *out, enum asset_type *type);

/* The orientation of EXIF data (Exif 2.3, 4.6.4), with or without "Exif\0\0"
 * before it; 0: none. */
int
exif_orientation(const unsigned char *p, size_t n);
/* Bytes w x h with c components a pixel, turned upright, into to (as large). */
void
raster_turn(unsigned char *to, const unsigned char *from, size_t w, size_t h,
        size_t c, int orientation);
/* The same in place, its size with it; 1 and 0 do nothing. */
void
image_turn(struct image_pixels *px, int orientation);

/* Decode, in a process of its own, and encode.  image_apart_free() always. */
struct image_apart {
	struct str file; /* the JPEG or PNG; not trusted */
	struct str clean; /* of a drawing: what was drawn */
	int moves;
	unsigned css_width, css_height; /* 0: its pixels */
	char why[100]; /* of a fault */
};
enum image_fault
image_apart(struct span in, const char *type, const struct limits *lim,
        struct image_apart *r);
void
image_apart_free(struct image_apart *r);

/* Check the bytes of a picture, make a JPEG or PNG of other forms, and put
 * what may be used into the store; *as is filled but for src.  The fault has
 * been reported. */
enum image_fault
image_keep(struct span in, const char *src, const struct limits *lim,
        struct store *store, struct asset *as, struct diag *dg);

/* By the first bytes: "JPEG", "PNG", "GIF" ...; NULL: no picture. */
const char *
image_type(struct span in);
/* Of such a type, the two that pass as they are: ASSET_JPEG or ASSET_PNG; -1:
 * it is another. */
int
image_plain_type(const char *type);
/* jpeg_check() or png_check(), by the type. */
enum image_fault
image_check(struct span in, enum asset_type type, const struct limits *lim,
        struct image_info *info);
/* Tell of a fault, if it is one, of the picture that is shown as src. */
void
image_report(struct diag *dg, enum image_fault fault, const char *src,
        const char *why);

#endif
