/* hash: a fast hash for tables, a map from byte strings to pointers, and
 * content hashes (SHA-256 over nettle) that name assets and cache entries.
 * Iteration order of a map is insertion order, so output stays reproducible.
 */
#ifndef BANTIN_BASE_HASH_H
#define BANTIN_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/str.h"

uint64_t
hash_bytes(const void *p, size_t n, uint64_t seed);

/* For tables of short keys: the parts of hash_bytes(), in line. */
#define HASH_K0 0x9E3779B97F4A7C15u
#define HASH_K1 0xBF58476D1CE4E5B9u

struct hash_words {
	uint64_t w[2];
};

static inline uint64_t
hash_load(const unsigned char *p)
{
	uint64_t v;

	memcpy(&v, p, sizeof(v));
	return v;
}

__extension__ typedef unsigned __int128 hash_wide; /* no struct: a number */

static inline uint64_t
hash_fold(uint64_t a, uint64_t b)
{
	hash_wide r = (hash_wide)a * b;

	return (uint64_t)r ^ (uint64_t)(r >> 64);
}

/* The first n bytes at data, n <= 16, in two words with zeros behind. */
static inline struct hash_words
hash_head(const void *data, size_t n)
{
	const unsigned char *p = data;
	struct hash_words h = { { 0, 0 } };
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	uint32_t a, b;

	/* loads that overlap say the same twice */
	if (n >= 8) {
		h.w[0] = hash_load(p);
		if (n > 8)
			h.w[1] = hash_load(p + n - 8) >> (8 * (16 - n));
	} else if (n >= 4) {
		memcpy(&a, p, 4);
		memcpy(&b, p + n - 4, 4);
		h.w[0] = a | (uint64_t)b << (8 * (n - 4));
	} else if (n) {
		h.w[0] = p[0] | (uint64_t)p[n / 2] << (8 * (n / 2)) |
		         (uint64_t)p[n - 1] << (8 * (n - 1));
	}
#else
	if (n)
		memcpy(h.w, p, n);
#endif
	return h;
}

/* The same of the first n bytes of at least sixteen that can be read; n may be
 * more. */
static inline struct hash_words
hash_head_wide(const void *data, size_t n)
{
	static const uint64_t keep[] = { ~UINT64_C(0), ~UINT64_C(0), 0, 0 };
	struct hash_words h, mask;
	size_t cut = n < sizeof(h) ? sizeof(h) - n : 0;

	memcpy(&h, data, sizeof(h));
	memcpy(&mask, (const char *)keep + cut, sizeof(mask));
	h.w[0] &= mask.w[0];
	h.w[1] &= mask.w[1];
	return h;
}

static inline uint64_t
hash_mix(struct hash_words h, uint64_t seed)
{
	return hash_fold(h.w[0] ^ HASH_K1 ^ seed, h.w[1] ^ HASH_K0);
}

struct map_entry {
	const char *key; /* owned by the map, NUL-terminated */
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
	struct map_keys *keys; /* blocks that keys stand in, the last first */
	char *at; /* where the next one goes in it, if it has room */
	size_t room;
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
