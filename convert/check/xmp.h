/* xmp: what the files about metadata share. */
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
xmp_first(xmlNode *n); /* the first element in n; NULL: there is none */
xmlNode *
xmp_child(xmlNode *n, const char *ns, const char *name);
/* Appends the text right in an element or attribute; n may be NULL. */
void
xmp_put_text(struct str *out, const xmlNode *n);
int
xmp_text_is(xmlNode *n, const char *text);
/* Where the fields of a structure stand; NULL when n is none. */
xmlNode *
xmp_struct(xmlNode *n);
/* Has a text the type, a letter of xmp.def; has the value of the element n
 * (own: the namespace of its property)? */
int
xmp_good_scalar(const char *s, char type);
int
xmp_good(xmlNode *n, const char *type, const char *own);
/* A top-level property by name, as element or attribute. */
xmlNode *
xmp_find(xmlDoc *doc, const char *ns, const char *name);
/* What XMP asks of any packet, whatever its properties are. */
void
xmp_check_form(struct ctx *x, struct obj *stream, xmlDoc *doc, xmlNode *rdf);
void
xmp_check_extensions(struct ctx *x, struct obj *meta, xmlNode *ext);

#endif
