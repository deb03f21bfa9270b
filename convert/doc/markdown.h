/* markdown: what the two files of Markdown share. */
#ifndef BANTIN_DOC_MARKDOWN_H
#define BANTIN_DOC_MARKDOWN_H

#include <libxml/tree.h>

#include "base/str.h"

/* Appends first and its siblings up to, not with, end (NULL: all) as running
 * text; where out is empty or ends in a line feed, as the start of a line.
 * in_cell: of a table, where a bar and a line break are written otherwise. */
void
markdown_inline(
        struct str *out, const xmlNode *first, const xmlNode *end, int in_cell);
/* Appends a fence of so many backticks that no run of them within s closes it,
 * and of `least` at least. */
void
markdown_fence(struct str *out, struct span s, int least);

#endif
