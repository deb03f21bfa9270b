/* hash: wyhash-style mixing for tables, an insertion-ordered map with open
 * addressing, and nettle's SHA-2 and SHA-1.
 *
 * The table hash is a multiply-and-fold over 16 bytes at a time (the 64x64
 * product's halves xored), which is quick and spreads well; it is not
 * resistant to chosen collisions, therefore a map's probe also compares the
 * full 64-bit hash before the bytes.  The map keeps entries in one array in
 * order of insertion and indices in the slots, so walking it is reproducible.
 */
#include "base/hash.h"

#include <nettle/sha1.h>
#include <nettle/sha2.h>
#include <stdlib.h>
#include <string.h>

uint64_t
hash_bytes(const void *data, size_t n, uint64_t seed)
{
	const unsigned char *p = data;
	struct hash_words tail;
	uint64_t h = seed ^ HASH_K0;
	size_t left = n;

	for (; left > 16; left -= 16, p += 16)
		h = hash_fold(
		        hash_load(p) ^ HASH_K0 ^ h, hash_load(p + 8) ^ HASH_K1);
	tail = hash_head(p, left);
	h = hash_mix(tail, h);
	return hash_fold(h ^ HASH_K1, (uint64_t)n ^ HASH_K0);
}

static void
map_rehash(struct map *m)
{
	size_t slots = m->slots ? m->slots * 2 : 16;
	size_t i;

	free(m->slot);
	m->slot = xcalloc(slots, sizeof(*m->slot));
	m->slots = slots;
	for (i = 0; i < m->n; i++) {
		size_t at = m->entry[i].hash & (slots - 1);

		while (m->slot[at])
			at = (at + 1) & (slots - 1);
		m->slot[at] = (uint32_t)(i + 1);
	}
}

static struct map_entry *
map_find(const struct map *m, struct span key, uint64_t hash)
{
	size_t at;

	if (!m->slots)
		return NULL;
	for (at = hash & (m->slots - 1); m->slot[at];
	        at = (at + 1) & (m->slots - 1)) {
		struct map_entry *e = &m->entry[m->slot[at] - 1];

		if (e->hash == hash && e->len == key.n &&
		        (!key.n || !memcmp(e->key, key.p, key.n)))
			return e;
	}
	return NULL;
}

#define KEY_BYTES 16 /* most keys are names */
#define KEYS_MAX 1024 /* in one block */

struct map_keys {
	struct map_keys *next;
	char text[];
};

/* Room for as many keys as there are entries.  What is left in the block before
 * is less than the key that had no room there. */
static const char *
keep_key(struct map *m, struct span key)
{
	size_t size = (m->cap < KEYS_MAX ? m->cap : KEYS_MAX) * KEY_BYTES;
	struct map_keys *k;
	char *copy;

	if (key.n >= m->room) {
		if (key.n > SIZE_MAX - sizeof(*k) - 1)
			out_of_memory();
		m->room = key.n < size ? size : key.n + 1;
		k = xmalloc(sizeof(*k) + m->room);
		k->next = m->keys;
		m->keys = k;
		m->at = k->text;
	}
	copy = m->at;
	if (key.n)
		memcpy(copy, key.p, key.n);
	copy[key.n] = '\0';
	m->at += key.n + 1;
	m->room -= key.n + 1;
	return copy;
}

void **
map_put(struct map *m, struct span key)
{
	uint64_t hash = hash_bytes(key.p, key.n, 0);
	struct map_entry *e = map_find(m, key, hash);
	size_t at;

	if (e)
		return &e->value;
	if (m->n >= UINT32_MAX - 1)
		out_of_memory();
	if ((m->n + 1) * 3 > m->slots * 2)
		map_rehash(m);
	if (m->n == m->cap) {
		m->cap = m->cap ? m->cap * 2 : 16;
		m->entry = xrealloc(m->entry, m->cap, sizeof(*m->entry));
	}
	e = &m->entry[m->n++];
	e->key = keep_key(m, key);
	e->len = key.n;
	e->hash = hash;
	e->value = NULL;
	at = hash & (m->slots - 1);
	while (m->slot[at])
		at = (at + 1) & (m->slots - 1);
	m->slot[at] = (uint32_t)m->n;
	return &e->value;
}

void *
map_get(const struct map *m, struct span key)
{
	struct map_entry *e = map_find(m, key, hash_bytes(key.p, key.n, 0));

	return e ? e->value : NULL;
}

int
map_has(const struct map *m, struct span key)
{
	return map_find(m, key, hash_bytes(key.p, key.n, 0)) != NULL;
}

void
map_free(struct map *m)
{
	struct map_keys *next;

	for (; m->keys; m->keys = next) {
		next = m->keys->next;
		free(m->keys);
	}
	free(m->entry);
	free(m->slot);
	*m = (struct map){ 0 };
}

static void
put_hex(const uint8_t *p, size_t n, char *out)
{
	static const char digit[] = "0123456789abcdef";
	size_t i;

	for (i = 0; i < n; i++) {
		*out++ = digit[p[i] >> 4];
		*out++ = digit[p[i] & 15];
	}
	*out = '\0';
}

void
sha256_hex(const void *p, size_t n, char hex[SHA256_HEX + 1])
{
	struct sha256_ctx ctx;
	uint8_t digest[SHA256_DIGEST_SIZE];

	sha256_init(&ctx);
	if (n)
		sha256_update(&ctx, n, p);
	sha256_digest(&ctx, sizeof(digest), digest);
	put_hex(digest, sizeof(digest), hex);
}

void
uuid5_url(struct span name, char out[37])
{
	/* RFC 9562, 6.6: the URL namespace */
	static const uint8_t ns[16] = {
		0x6b,
		0xa7,
		0xb8,
		0x11,
		0x9d,
		0xad,
		0x11,
		0xd1,
		0x80,
		0xb4,
		0x00,
		0xc0,
		0x4f,
		0xd4,
		0x30,
		0xc8,
	};
	static const int group[] = { 4, 2, 2, 2, 6 };
	struct sha1_ctx ctx;
	uint8_t d[SHA1_DIGEST_SIZE];
	const uint8_t *p = d;
	size_t i;

	sha1_init(&ctx);
	sha1_update(&ctx, sizeof(ns), ns);
	if (name.n)
		sha1_update(&ctx, name.n, (const uint8_t *)name.p);
	sha1_digest(&ctx, sizeof(d), d);
	d[6] = (uint8_t)((d[6] & 0x0f) | 0x50);
	d[8] = (uint8_t)((d[8] & 0x3f) | 0x80);
	for (i = 0; i < sizeof(group) / sizeof(group[0]); i++) {
		if (i)
			*out++ = '-';
		put_hex(p, (size_t)group[i], out);
		out += group[i] * 2;
		p += group[i];
	}
}
