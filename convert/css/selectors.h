/* selectors: selectors alone, without sheets: the door for those who look for
 * elements, as the site rules of filters/ do.  The rest of the room stays
 * behind it. */
#ifndef BANTIN_CSS_SELECTORS_H
#define BANTIN_CSS_SELECTORS_H

#include <libxml/tree.h>

#include "base/str.h"

struct selectors;

/* A list as CSS writes it, "h1.title, #main > p".  NULL when it is none, or
 * names what is no element (::before).  Free with selectors_free(). */
struct selectors *
selectors_parse(struct span text);
void
selectors_free(struct selectors *s); /* NULL is fine */
/* Before a walk over a tree: forgets what was counted in another, or before
 * this one was changed.  Without it nothing is remembered. */
void
selectors_begin(struct selectors *s);
/* Does any of the list match the element? */
int
selectors_match(const struct selectors *s, const xmlNode *element);

#endif
