/* arena: a bump allocator over a list of blocks, each twice the one before up
 * to a limit: many arenas live at once that hold a line or two.
 *
 * A large request gets a block of its own behind the current one, so a long
 * string does not waste the rest of a common block.  What is handed out is
 * cleared then and not before: it will be written at once, while a whole
 * block cleared ahead would push other data out of the cache.
 */
#include "base/arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OVERHEAD 64 /* a block's head, and malloc()'s */
#define FIRST (4 * 1024)
#define LAST (16 * 1024)
#define BLOCK (LAST - OVERHEAD)
#define ALIGN _Alignof(max_align_t)

struct block {
	struct block *next;
	size_t size;
	size_t used;
	_Alignas(max_align_t) char data[];
};

struct arena {
	struct block *head;
	size_t used;
	size_t next; /* size of the next block, with its overhead; 0: FIRST */
};

static struct block *
block_new(size_t size)
{
	struct block *b;
	size_t bytes;

	if (__builtin_add_overflow(size, sizeof(*b), &bytes))
		out_of_memory();
	b = xmalloc(bytes);
	b->next = NULL;
	b->size = size;
	b->used = 0;
	return b;
}

struct arena *
arena_new(void)
{
	return xcalloc(1, sizeof(struct arena));
}

void
arena_free(struct arena *a)
{
	struct block *b;
	struct block *next;

	if (!a)
		return;
	for (b = a->head; b; b = next) {
		next = b->next;
		free(b);
	}
	free(a);
}

void
arena_reset(struct arena *a)
{
	struct block *keep = NULL;
	struct block *b;
	struct block *next;

	for (b = a->head; b; b = next) {
		next = b->next;
		if (b->size <= BLOCK && (!keep || b->size > keep->size)) {
			free(keep);
			keep = b;
		} else {
			free(b);
		}
	}
	if (keep) {
		keep->used = 0;
		keep->next = NULL;
	}
	a->head = keep;
	a->used = 0;
}

size_t
arena_used(const struct arena *a)
{
	return a->used;
}

/* A block that n bytes are a small part of, if there are such. */
static struct block *
next_block(struct arena *a, size_t n)
{
	size_t size = a->next ? a->next : FIRST;

	while (size < LAST && n > (size - OVERHEAD) / 4)
		size *= 2;
	a->next = size < LAST ? size * 2 : LAST;
	return block_new(size - OVERHEAD);
}

static void *
take(struct arena *a, size_t n)
{
	struct block *b = a->head;
	void *p;

	if (n > SIZE_MAX - ALIGN)
		out_of_memory();
	n = (n + ALIGN - 1) & ~(size_t)(ALIGN - 1);
	if (!n)
		n = ALIGN;
	if (!b || b->size - b->used < n) {
		b = n > BLOCK / 4 ? block_new(n) : next_block(a, n);
		if (n > BLOCK / 4 && a->head) {
			b->next = a->head->next;
			a->head->next = b;
		} else {
			b->next = a->head;
			a->head = b;
		}
	}
	p = b->data + b->used;
	b->used += n;
	a->used += n;
	return p;
}

void *
arena_alloc(struct arena *a, size_t n)
{
	return memset(take(a, n), 0, n);
}

void *
arena_line(struct arena *a, size_t n)
{
	const struct block *b = a->head;
	uintptr_t end = b ? (uintptr_t)(b->data + b->used) : 0;
	size_t skip = (size_t)(-end % ARENA_LINE);
	char *p;

	if (!b || b->size - b->used < skip || b->size - b->used - skip < n)
		skip = ARENA_LINE; /* wherever the next block begins */
	if (n > SIZE_MAX - skip)
		out_of_memory();
	p = arena_alloc(a, n + skip);
	return p + -(uintptr_t)p % ARENA_LINE;
}

void *
arena_room(struct arena *a, size_t n, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(n, size, &bytes))
		out_of_memory();
	return take(a, bytes);
}

void *
arena_array(struct arena *a, size_t n, size_t size)
{
	return memset(arena_room(a, n, size), 0, n * size);
}

void *
arena_copy(struct arena *a, const void *p, size_t n, size_t size)
{
	size_t bytes, all;
	char *to;

	if (__builtin_mul_overflow(n, size, &bytes) ||
	        __builtin_add_overflow(bytes, size, &all))
		out_of_memory();
	to = take(a, all);
	if (bytes)
		memcpy(to, p, bytes);
	memset(to + bytes, 0, size);
	return to;
}

char *
arena_strndup(struct arena *a, const char *s, size_t n)
{
	char *p;

	if (n == SIZE_MAX)
		out_of_memory();
	p = take(a, n + 1);
	if (n)
		memcpy(p, s, n);
	p[n] = '\0';
	return p;
}

char *
arena_strdup(struct arena *a, const char *s)
{
	return s ? arena_strndup(a, s, strlen(s)) : NULL;
}

char *
arena_span(struct arena *a, struct span s)
{
	return arena_strndup(a, s.p, s.n);
}

char *
arena_printf(struct arena *a, const char *fmt, ...)
{
	struct str s = STR_INIT;
	va_list ap;
	char *p;

	va_start(ap, fmt);
	str_vprintf(&s, fmt, ap);
	va_end(ap);
	p = arena_strndup(a, str_c(&s), s.len);
	str_free(&s);
	return p;
}
