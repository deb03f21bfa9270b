/* typeset: what the layout of one PDF needs. */
#ifndef BANTIN_RUN_TYPESET_H
#define BANTIN_RUN_TYPESET_H

#include "css/css.h"
#include "doc/theme.h"
#include "layout/layout.h"
#include "run/output.h"

struct typeset {
	struct theme *theme;
	struct css *css;
	struct fonts *fonts;
	struct shaper *shaper;
	struct hyphens *hyphens;
	struct weblinks *links;
	struct layout_options options;
};

/* The target's theme and wishes.  0, or -1 after a diagnostic; typeset_close()
 * it in any case. */
int
typeset_open(struct typeset *p, const struct run *r, const struct target *t);
void
typeset_close(struct typeset *p);

#endif
