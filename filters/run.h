/* run: an external command as a step of the chain. Private to filters/. */
#ifndef BANTIN_FILTERS_RUN_H
#define BANTIN_FILTERS_RUN_H

#include "filters/filter.h"

/* The article goes to the command as XHTML and comes back as its output
 * says; metadata stays. */
int
run_command(const char *command, struct article *a, const struct options *o,
        struct diag *dg);

#endif
