/* run_back: what an external command wrote, as the article's tree again.
 * Private to filters/. */
#ifndef BANTIN_FILTERS_RUN_BACK_H
#define BANTIN_FILTERS_RUN_BACK_H

#include "filters/filter.h"

/* out may be changed. 0, or -1 after one diagnostic; the old tree then
 * stays. */
int
run_back(const char *command, struct str *out, struct article *a,
        const struct limits *lim, struct diag *dg);

#endif
