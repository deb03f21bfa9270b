/* features: OpenType features that a style asks for.  Private to the room. */
#ifndef BANTIN_TEXT_FEATURES_H
#define BANTIN_TEXT_FEATURES_H

#include <hb.h>
#include <stddef.h>
#include <stdint.h>

#include "css/style.h"

struct feature_set {
	hb_feature_t *p;
	size_t n, cap; /* a vec */
};

struct feature_sets;

struct feature_sets *
feature_sets_new(void);
void
feature_sets_free(struct feature_sets *fs);
/* Equal sets have equal numbers. */
uint32_t
feature_set_id(struct feature_sets *fs, const struct style *s);
const struct feature_set *
feature_set_get(const struct feature_sets *fs, uint32_t id);
/* Parse a value of font-feature-settings (CSS Fonts 4, 6.12); what is not
 * well-formed ends the list. */
void
features_parse(const char *value, struct feature_set *out);

#endif
