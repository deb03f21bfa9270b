/* report: what a build did, article by article, as JSON (manifest: report). */
#ifndef BANTIN_RUN_REPORT_H
#define BANTIN_RUN_REPORT_H

#include "doc/issue.h"
#include "run/gather.h"
#include "run/output.h"

int
report_write(struct run *r, const struct issue *is, const struct target *t,
        size_t targets);

#endif
