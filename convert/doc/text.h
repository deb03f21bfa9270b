/* text: what plain text and Markdown share. */
#ifndef BANTIN_DOC_TEXT_H
#define BANTIN_DOC_TEXT_H

#include <libxml/tree.h>

#include "base/str.h"

/* The number of a list item (HTML 4.4.8) from that of the item before it;
 * first: there is none. */
int
list_ordinal(const xmlNode *li, int previous, int first);
/* "• ", or the ordinal as the list's type attribute asks: "1. ", "iv. " */
void
list_marker(struct str *out, const xmlNode *li, int ordinal);
/* Elements whose text no reader sees. */
int
text_is_hidden(const xmlNode *n);

#endif
