/* store: a folder of content-addressed assets and written-down articles: the
 * door's other side.  Workers put, the issue gets.  Safe for many processes:
 * an entry is written beside and renamed, equal names have equal bytes. */
#ifndef BANTIN_DOC_STORE_H
#define BANTIN_DOC_STORE_H

#include <stddef.h>

#include "base/diag.h"
#include "base/str.h"
#include "doc/article.h"

struct store;

/* dir NULL: a temporary folder that store_close() removes. */
struct store *
store_open(const char *dir, struct diag *dg);
void
store_close(struct store *s);
const char *
store_dir(const struct store *s);

/* Remove the temporary folders of this process; async-signal-safe: called
 * from the handler of SIGTERM. */
void
store_sweep(void);

/* Put bytes under "assets/HASH.EXT"; hash is set. 0 or -1. */
int
store_put_asset(struct store *s, struct span bytes, enum asset_type type,
        char hash[SHA256_HEX + 1], struct diag *dg);
/* Map or read an asset; store_unmap() when done.  name is the img src,
 * "assets/HASH.jpg".  p NULL after one diagnostic. */
struct span
store_map(struct store *s, const char *name, struct diag *dg);
void
store_unmap(struct span bytes);
/* The same for whom bytes of its own are good: out is replaced.  0 or -1. */
int
store_take(struct store *s, const char *name, struct str *out, struct diag *dg);
/* Its first n bytes at most, to buf.  p NULL, and nothing is reported: it may
 * not be whole, or cannot be read; store_map() says. */
struct span
store_head(struct store *s, const char *name, char *buf, size_t n);
/* "assets/HASH.jpg"; static lengths, out holds 80 bytes. */
void
store_asset_name(const struct asset *as, char out[80]);
/* The same of what it was made from; -1 when it is as it came. */
int
store_original_name(const struct asset *as, char out[80]);

/* Articles under a key ("00017"). */
int
store_put_article(struct store *s, const char *key, const struct article *a,
        struct diag *dg);
struct article *
store_get_article(struct store *s, const char *key, struct diag *dg);
struct article *
store_get_text(struct store *s, const char *key, struct diag *dg); /* without
								    * its ledger */
struct article *
store_get_tree(struct store *s, const char *key, struct diag *dg); /* alone */

#endif
