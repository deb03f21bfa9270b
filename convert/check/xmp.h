/* xmp: what the two files about metadata share. */
#ifndef BANTIN_CHECK_XMP_H
#define BANTIN_CHECK_XMP_H

#include <libxml/tree.h>

#include "check/ctx.h"

#define NS_SCHEMA "http://www.aiim.org/pdfa/ns/schema#"
#define NS_RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define NS_PROPERTY "http://www.aiim.org/pdfa/ns/property#"

int
xmp_is(const xmlNode *n, const char *ns, const char *name);
xmlNode *
xmp_find(xmlDoc *doc, const char *ns, const char *name);
/* What XMP asks of any packet, whatever its properties are. */
void
xmp_check_form(struct ctx *x, struct obj *stream, xmlDoc *doc, xmlNode *rdf);
void
xmp_check_extensions(struct ctx *x, struct obj *meta, xmlNode *ext);

#endif
