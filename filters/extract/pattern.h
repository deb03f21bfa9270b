/* pattern: see pattern.c. */
#ifndef BANTIN_FILTERS_EXTRACT_PATTERN_H
#define BANTIN_FILTERS_EXTRACT_PATTERN_H

#include "base/str.h"

/* Does the whole text (valid UTF-8) match?  Patterns are trusted. */
int
pattern_match(const char *pattern, struct span text);

#endif
