/* arena: memory that is freed all at once; one per article, one per issue. */
#ifndef BANTIN_BASE_ARENA_H
#define BANTIN_BASE_ARENA_H

#include <stddef.h>

#include "base/str.h"

struct arena;

struct arena *
arena_new(void);
void
arena_free(struct arena *a); /* NULL is fine */
void
arena_reset(struct arena *a); /* keeps one block for reuse */
size_t
arena_used(const struct arena *a); /* bytes handed out */

/* Zeroed, aligned for any type. */
void *
arena_alloc(struct arena *a, size_t n);
/* The same, and it begins a line of the processor's cache. */
#define ARENA_LINE 64
void *
arena_line(struct arena *a, size_t n);
void *
arena_array(struct arena *a, size_t n, size_t size); /* overflow checked */
/* Not zeroed: for what is written at once. */
void *
arena_room(struct arena *a, size_t n, size_t size);
/* A copy of n elements, and a zeroed one behind it. */
void *
arena_copy(struct arena *a, const void *p, size_t n, size_t size);
char *
arena_strdup(struct arena *a, const char *s); /* NULL gives NULL */
char *
arena_strndup(struct arena *a, const char *s, size_t n);
char *
arena_span(struct arena *a, struct span s);
char *
arena_printf(struct arena *a, const char *fmt, ...)
        __attribute__((format(printf, 2, 3)));

#define arena_new_of(a, type) ((type *)arena_alloc((a), sizeof(type)))

#endif
