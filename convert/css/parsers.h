/* parsers: one per kind of longhand, named in property.def.  1 and v moved
 * on, or 0 (v may then stand anywhere in the value). */
#ifndef BANTIN_CSS_PARSERS_H
#define BANTIN_CSS_PARSERS_H

#include "css/value.h"

#define V(name)                                                                \
	int value_##name(struct vp *v, const struct prop *p, struct value *out);
V(simple)
V(color)
V(font_weight)
V(font_style)
V(family)
V(quotes)
V(features)
V(numeric)
V(ligatures)
V(kerning)
V(position_variant)
V(east_asian)
V(alternates)
V(decoration)
V(hanging)
V(list_type)
V(page_name)
V(position)
V(initial_letter)
V(marks)
V(content)
V(images)
V(layers)
V(counter_reset)
V(counter_increment)
V(string_set)
#undef V

#endif
