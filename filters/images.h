/* images: what its files share, and the cache of pictures already checked. */
#ifndef BANTIN_FILTERS_IMAGES_H
#define BANTIN_FILTERS_IMAGES_H

#include "base/limits.h"
#include "base/str.h"
#include "doc/article.h"

/* Pictures that this process has checked and stored: by path, size and time
 * of change, and by content.  options.images; one thread at a time. */
struct image_cache;

struct image_cache *
image_cache_new(void);
void
image_cache_free(struct image_cache *c); /* NULL is fine */

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

/* By the first bytes: "JPEG", "PNG", "GIF" ...; NULL: no picture. */
const char *
image_type(struct span in);

#endif
