/* patterns: dictionaries of libhyphen, read in a tenth of its time. */
#ifndef BANTIN_TEXT_PATTERNS_H
#define BANTIN_TEXT_PATTERNS_H

#include <hyphen.h>

#include "base/arena.h"

/* What hnj_hyphen_load() gives, in the arena's memory: not to be freed.  NULL
 * when the file cannot be opened. */
HyphenDict *
patterns_read(const char *path, struct arena *a);

#endif
