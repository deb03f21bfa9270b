/* issue: the issue's own elements, as DOM nodes that CSS styles. */
#ifndef BANTIN_LAYOUT_ISSUE_H
#define BANTIN_LAYOUT_ISSUE_H

#include "layout/lay.h"

/* html > body; the body is returned. */
xmlNodePtr
issue_body(struct lay *L, xmlDocPtr doc);
xmlNodePtr
issue_masthead(struct lay *L, xmlNodePtr body);
xmlNodePtr
issue_contents(struct lay *L, xmlNodePtr body); /* NULL: none */
xmlNodePtr
issue_section(struct lay *L, xmlNodePtr body, size_t i);
xmlNodePtr
issue_section_title(struct lay *L, xmlNodePtr section, size_t i);
/* article with its head and body copied in from the store. */
xmlNodePtr
issue_article(struct lay *L, xmlNodePtr parent, size_t i);
xmlNodePtr
issue_jump_to(struct lay *L, xmlNodePtr article, size_t i);
xmlNodePtr
issue_jump_head(struct lay *L, xmlNodePtr article, size_t i, const char **from);
xmlNodePtr
issue_colophon(struct lay *L, xmlNodePtr body); /* NULL: none */

/* figures.c: cells of columns of numbers get the class "num". */
void
figures_mark(xmlNodePtr root);

/* leadin.c: a bold first paragraph gets the class "lead-in", others that text
 * follows "bold-line", long quotations "long". */
unsigned
leadin_words(xmlNodePtr p);
void
leadin_mark(xmlNodePtr article);

/* logo.c: the name in the store of a picture beside the manifest, the
 * publisher's logo, and its size in pixels; NULL when it cannot be shown. */
const char *
picture_asset(struct lay *L, const char *path, int *w, int *h);
/* The same of a theme's picture, read once; its size as CSS has it. */
const char *
picture_of(struct lay *L, const char *path, unit *w, unit *h);
const char *
logo_asset(struct lay *L, int *w, int *h);

/* An article that will be set later, to look at; L's.  NULL after a diagnostic.
 */
struct article *
issue_ahead(struct lay *L, size_t i);

/* cover.c: div.cover of the masthead; words of the catalogue on body. */
void
issue_cover(struct lay *L, xmlNodePtr head);
void
issue_words(struct lay *L, xmlNodePtr body);

#endif
