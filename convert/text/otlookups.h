/* otlookups: the lookups that act on a text.  Private to the room. */
#ifndef BANTIN_TEXT_OTLOOKUPS_H
#define BANTIN_TEXT_OTLOOKUPS_H

#include "text/features.h"

struct ot_lookups {
	hb_set_t *gsub, *gpos;
};

/* Those that HarfBuzz would apply to text from left to right without a fraction
 * slash (U+2044), in a script that has no shaper of its own, with these
 * features beside those that are always on.  0, or -1: that is not known. */
int
ot_lookups_get(struct ot_lookups *to, hb_face_t *face,
        const hb_segment_properties_t *seg, const struct feature_set *set);
void
ot_lookups_free(struct ot_lookups *l);

#endif
