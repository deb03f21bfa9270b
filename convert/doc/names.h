/* names: the index of an issue: which words of an article are filed where. */
#ifndef BANTIN_DOC_NAMES_H
#define BANTIN_DOC_NAMES_H

#include <libxml/tree.h>

#include "base/diag.h"

struct names;

/* path: a list of names, or NULL: only what articles mark by themselves.
 * given: sort by the last syllable first, the given name of a Vietnamese.
 * NULL after one diagnostic. */
struct names *
names_load(const char *path, int given, struct diag *dg);
void
names_free(struct names *n);
int
names_by_given(const struct names *n);
/* Elements around each name found below article get the attribute data-index,
 * the heading it is filed under: <dfn>, and spans made around listed names. */
void
names_mark(const struct names *n, xmlNodePtr article);

#endif
