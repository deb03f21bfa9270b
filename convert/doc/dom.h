/* dom: small helpers over libxml2 trees, shared by all rooms.
 * Element names are lower case and without namespace. */
#ifndef BANTIN_DOC_DOM_H
#define BANTIN_DOC_DOM_H

#include <libxml/tree.h>
#include <string.h>

#include "base/str.h"

/* Names differ in their first letters, mostly: no call for those. */
static inline int
dom_same_name(const xmlChar *have, const char *name)
{
	return *have == (xmlChar)*name && !strcmp((const char *)have, name);
}
static inline int
dom_is(const xmlNode *n, const char *name) /* element of that name */
{
	return n && n->type == XML_ELEMENT_NODE && dom_same_name(n->name, name);
}
int
dom_is_any(const xmlNode *n, const char *const *names); /* NULL-terminated */
int
dom_is_text(const xmlNode *n); /* text or CDATA */
int
dom_is_blank(const xmlNode *text); /* nothing but white space */
/* Attribute's text without copying; NULL when absent. */
const char *
dom_attr(const xmlNode *n, const char *name);
void
dom_set_attr(xmlNodePtr n, const char *name, const char *value);
void
dom_set_number(xmlNodePtr n, const char *name, int v);
void
dom_drop_attr(xmlNodePtr n, const char *name);
int
dom_has_class(const xmlNode *n, const char *cls);
/* Document order walk without recursion: next node inside root, or NULL. */
xmlNodePtr
dom_next(xmlNodePtr n, const xmlNode *root);
xmlNodePtr
dom_next_skip(xmlNodePtr n, const xmlNode *root); /* not into n */
/* Document order walk that also tells of the way out: leave is called for each
 * node whose enter said 1, after its children.  top's siblings are not seen. */
void
dom_walk(const xmlNode *top, int (*enter)(void *ctx, const xmlNode *n),
        void (*leave)(void *ctx, const xmlNode *n), void *ctx);
/* n itself or the first of its next siblings that is an element; or NULL. */
xmlNodePtr
dom_element(xmlNodePtr n);
xmlNodePtr
dom_element_before(const xmlNode *n); /* the nearest, not n */
xmlNodePtr
dom_find(xmlNodePtr root, const char *name); /* first below root */
/* All text below n, as it stands. */
void
dom_text(const xmlNode *n, struct str *out);
/* White space folded to single spaces and trimmed; block boundaries and <br>
 * count as spaces.  Without what <style> and <script> below n hold. */
void
dom_text_folded(const xmlNode *n, struct str *out);
xmlNodePtr
dom_new(xmlDocPtr doc, const char *name);
xmlNodePtr
dom_append(xmlNodePtr parent, const char *name); /* new element */
xmlNodePtr
dom_append_text(xmlNodePtr parent, struct span text);
void
dom_add_class(xmlNodePtr n, const char *cls);
/* Takes all children out. */
void
dom_empty(xmlNodePtr node);
/* All children of from go to the end of to, which is not below it. */
void
dom_move_children(xmlNodePtr from, xmlNodePtr to);
/* adopt.c: children of from, of another document and without namespaces,
 * become the last ones of to, whose document has a dictionary. */
void
dom_adopt_children(xmlNodePtr to, xmlNodePtr from);
void
dom_remove(xmlNodePtr n); /* unlink and free, any depth */
void
dom_unwrap(xmlNodePtr n); /* children take its place */
void
dom_rename(xmlNodePtr n, const char *name);
int
dom_is_block(const char *name); /* block-level HTML element */
int
dom_heading(const xmlNode *n); /* 1 to 6 for <h1> to <h6>, 0 for others */
int
dom_is_void(const char *name);
/* XML to a tree, without a word to anyone and without the network; options are
 * libxml2's XML_PARSE_*, and prepare, if not NULL, changes the handlers before
 * it starts.  NULL when it is not well-formed. */
xmlDocPtr
dom_read_xml(struct span xml, int options, void (*prepare)(xmlSAXHandlerPtr));
/* Append v as an id that XML allows (NCName): a letter or _ first, then
 * letters, digits, - _ and dots; other signs are _.  The same id again gives
 * itself. */
void
dom_put_id(struct str *out, struct span v);

#endif
