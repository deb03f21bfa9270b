/* weblink: addresses of an article's links as paper shows them. */
#ifndef BANTIN_DOC_WEBLINK_H
#define BANTIN_DOC_WEBLINK_H

#include <libxml/tree.h>

#include "base/diag.h"
#include "base/hash.h"
#include "base/str.h"
#include "doc/link.h"

/* Not at all, as numbered notes, short behind the words of the link, or in a
 * list at the article's end. */
enum weblink_way { WEBLINK_NONE, WEBLINK_NOTES, WEBLINK_SHORT, WEBLINK_END };

/* Does a parameter of a query, name=value, only tell the site where its reader
 * came from: utm_source and its like? */
int
weblink_is_tracking(struct span parameter);
/* What is worth printing of an address: without its scheme, "www.", what only
 * counts readers (utm_source and its like), and an empty end; letters that
 * were written as %XX are letters again. */
void
weblink_plain(struct str *out, const char *uri);
/* The same in at most limit characters (at least 16): host and end, with an
 * ellipsis for what stood between. */
void
weblink_short(struct str *out, const char *uri, size_t limit);

struct weblinks;

/* path: lines of an address, a tab and what to print in its place; or NULL.
 * NULL after one diagnostic. */
struct weblinks *
weblinks_load(enum weblink_way way, const char *path, struct diag *dg);
void
weblinks_free(struct weblinks *w);
/* "links-notes", "links-short" or "links-end"; NULL for none. */
const char *
weblinks_class(const struct weblinks *w);
/* Links below article that lead to the web get the attribute data-link, their
 * address to be printed: the first of each address, unless it stands in the
 * text already.  Nor do links from article `from` to others of the book.
 *
 * WEBLINK_END: the addresses go into div.endnotes > p.endnotes-title, ol at
 * the end of the article, under that title, and all links that lead there
 * are followed by their number, sup.link-call > a. */
void
weblinks_mark(const struct weblinks *w, const struct links *here,
        const struct book_entry *from, xmlNodePtr article, const char *title);

#endif
