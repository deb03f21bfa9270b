/* picture: logos, covers and pictures of themes. */
#ifndef BANTIN_RUN_PICTURE_H
#define BANTIN_RUN_PICTURE_H

#include "base/diag.h"
#include "base/str.h"

/* For layout_options.picture. */
int
picture_read(
        struct span file, struct str *out, int *w, int *h, const char **why);
/* Is the file a PNG or a JPEG that cannot be decoded to its end?  Told then.
 * What cannot be read, or is of another kind, is for the outputs to tell, each
 * of which shows something else in its place. */
int
picture_is_damaged(const char *path, struct diag *dg);

#endif
