/* cmap: what a CMap stream says. */
#ifndef BANTIN_CHECK_CMAP_H
#define BANTIN_CHECK_CMAP_H

#include "check/ctx.h"

struct cmap {
	unsigned map[65536]; /* value + 1; 0: none */
	int wmode;
	int uses; /* another CMap */
	int beyond; /* a CID above 65535 */
};

/* NULL when the stream cannot be read.  Lives as long as the model. */
struct cmap *
cmap_read(struct ctx *x, struct obj *stream);

#endif
