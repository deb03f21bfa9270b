/* zip: the EPUB container, written in one pass to a publication. */
#ifndef BANTIN_EPUB_ZIP_H
#define BANTIN_EPUB_ZIP_H

#include "base/diag.h"
#include "base/file.h"
#include "base/str.h"

struct zipout;

/* Never NULL.  out stays the caller's. */
struct zipout *
zipout_new(struct publish *out, struct diag *dg);
void
zipout_free(struct zipout *z);
/* One entry, written at once.  name is ASCII and relative.  deflate 0 stores
 * the bytes; 1 deflates them, unless that would not make them smaller.
 * 0, or -1 after one diagnostic. */
int
zipout_add(struct zipout *z, const char *name, struct span data, int deflate);
/* The central directory.  Nothing may be added after it. */
int
zipout_end(struct zipout *z);

#endif
