/* link: which article of a book an address leads to. */
#ifndef BANTIN_DOC_LINK_H
#define BANTIN_DOC_LINK_H

#include "base/hash.h"
#include "base/str.h"
#include "doc/book.h"

/* Length of "scheme:" at the start, 0 when there is none (RFC 3986, 3.1). */
size_t
link_scheme_len(const char *s);
int
link_has_scheme(const char *s, const char *scheme);
/* http://... or https://... */
int
link_is_web(const char *s);
/* Escape what may not stand in an address; white space off both ends. */
void
link_escape(struct str *out, const char *s);
/* The byte that "%XX" at s stands for (RFC 3986, 2.1), n bytes being left; -1:
 * no escape.  Of a string, n may be 3: its end is no digit. */
int
link_escaped_byte(const char *s, size_t n);
/* Undo the escapes of an address.  "%00" stays as it is: what is read as a
 * string would end there. */
void
link_unescape(struct str *out, struct span in);

struct links;

struct links *
links_new(const struct book *b); /* b outlives it */
void
links_free(struct links *l);
/* The entry of the article that address leads to, plus 1; 0: to none of the
 * book.  base: the address of the page it stands in, or NULL; source: the file
 * that page was read from, or NULL.  *abs: what it is on the web, or NULL; the
 * caller frees it. */
size_t
links_find(const struct links *l, const char *base, const char *source,
        const char *address, char **abs);

#endif
