/* background: values of background layers as specified.  Inside css/ only. */
#ifndef BANTIN_CSS_BACKGROUND_H
#define BANTIN_CSS_BACKGROUND_H

#include "css/sheet.h"

struct stop_value {
	struct value color, at; /* at.kind VAL_INITIAL: none given */
};

struct pair_value {
	struct value v[2];
	uint8_t key[2];
	const struct pair_value *next;
};

struct image_value {
	struct css_image made; /* without its lengths and stops */
	struct value radius[2];
	struct pair_value at;
	const struct stop_value *stop;
	const struct image_value *next;
};

void
value_set_percent(struct value *out, int percent);
/* background.c: one to four values (css-backgrounds-3 2.6). */
int
take_position(struct vp *v, struct pair_value *out);
void
pair_compute(
        struct work *w, const struct pair_value *from, struct css_pair *to);
/* image.c: none, a picture's file, a gradient. */
int
take_image(struct vp *v, struct image_value *k);

#endif
