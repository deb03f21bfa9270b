/* hash: a fast hash for tables, a map from byte strings to pointers, and
 * content hashes (SHA-256 over nettle) that name assets and cache entries.
 * Iteration order of a map is insertion order, so output stays reproducible.
 */
#ifndef BANTIN_BASE_HASH_H
#define BANTIN_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

uint64_t
hash_bytes(const void *p, size_t n, uint64_t seed);

struct map_entry {
	char *key; /* owned by the map, NUL-terminated */
	size_t len;
	uint64_t hash;
	void *value;
};

/* Zero-initialised is valid and empty.  No removal. */
struct map {
	struct map_entry *entry; /* in order of insertion */
	size_t n;
	size_t cap;
	uint32_t *slot; /* open addressing: entry index + 1 */
	size_t slots;
};

/* The value's place, created with NULL when absent. Valid to next map_put. */
void **
map_put(struct map *m, struct span key);
void *
map_get(const struct map *m, struct span key); /* NULL when absent */
int
map_has(const struct map *m, struct span key);
void
map_free(struct map *m); /* values are the caller's */

#define SHA256_HEX 64

/* Lower-case hex of the SHA-256, NUL-terminated. */
void
sha256_hex(const void *p, size_t n, char hex[SHA256_HEX + 1]);
/* UUID version 5 (RFC 9562 5.5) in the URL namespace, lower case, 36 chars. */
void
uuid5_url(struct span name, char out[37]);

#endif
