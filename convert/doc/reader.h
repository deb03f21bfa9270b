/* reader: XHTML as the door writes it, read in a third of libxml2's time. */
#ifndef BANTIN_DOC_READER_H
#define BANTIN_DOC_READER_H

#include <libxml/tree.h>

#include "base/str.h"

/* The tree, as dom_read_xml() makes it but without namespaces.  NULL when
 * there is anything that xhtml_node() does not write of a clean article, be it
 * well-formed or not: that is libxml2's to read. */
xmlDocPtr
reader_tree(struct span xml);

#endif
