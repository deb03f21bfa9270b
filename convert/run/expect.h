/* expect: is a text what was expected, line by line? */
#ifndef BANTIN_RUN_EXPECT_H
#define BANTIN_RUN_EXPECT_H

#include <stddef.h>

#include "base/str.h"

/* What differs, as lines of "-want" and "+got" between "@@ line N" and some
 * lines around; nothing when all is the same but for blanks at line ends and
 * empty lines at the end.  The number of lines that differ. */
size_t
expect_diff(struct str *out, struct span want, struct span got);

#endif
