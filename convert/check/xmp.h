/* xmp: what the two files about metadata share. */
#ifndef BANTIN_CHECK_XMP_H
#define BANTIN_CHECK_XMP_H

#include <libxml/tree.h>

#include "check/ctx.h"

#define NS_SCHEMA "http://www.aiim.org/pdfa/ns/schema#"
#define NS_PROPERTY "http://www.aiim.org/pdfa/ns/property#"

int
xmp_is(const xmlNode *n, const char *ns, const char *name);
xmlNode *
xmp_find(xmlDoc *doc, const char *ns, const char *name);
void
xmp_check_extensions(struct ctx *x, struct obj *meta, xmlNode *ext);

#endif
