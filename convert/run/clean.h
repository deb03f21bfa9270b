/* clean: one article from its bytes through the chain. */
#ifndef BANTIN_RUN_CLEAN_H
#define BANTIN_RUN_CLEAN_H

#include "base/diag.h"
#include "doc/article.h"
#include "filters/filter.h"

/* Read path ("-" is stdin) and run the chain up to `until` (NULL: all).  NULL
 * after one diagnostic.  The caller frees with article_free(). */
struct article *
clean_input(const char *path, const struct chain *chain, const char *until,
        const struct options *o, struct diag *dg);

#endif
