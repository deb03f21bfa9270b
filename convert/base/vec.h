/* vec: a growable array of any type, as macros over functions.
 *
 *	VEC(struct page) pages = VEC_INIT;
 *	struct page *p = vec_push(&pages);	// zeroed; valid to next push
 *	for (size_t i = 0; i < pages.n; i++) use(&pages.p[i]);
 *	vec_free(&pages);
 */
#ifndef BANTIN_BASE_VEC_H
#define BANTIN_BASE_VEC_H

#include <stddef.h>
#include <string.h>

#define VEC(type)                                                              \
	struct {                                                               \
		type *p;                                                       \
		size_t n;                                                      \
		size_t cap;                                                    \
	}
#define VEC_INIT                                                               \
	{                                                                      \
		NULL, 0, 0                                                     \
	}

/* Pointer to a new zeroed last element. */
#define vec_push(v)                                                            \
	((v)->n < (v)->cap ? (void)memset(&(v)->p[(v)->n], 0, sizeof(*(v)->p)) \
	                   : (void)((v)->p = vec_more_((v)->p, (v)->n,         \
	                                    &(v)->cap, sizeof(*(v)->p))),      \
	        &(v)->p[(v)->n++])
#define vec_add(v, value) (*vec_push(v) = (value))
#define vec_last(v) (&(v)->p[(v)->n - 1])
/* Room for want elements in all; n stays.  Memory that is new is zeroed (what
 * vec_push() has ahead is not). */
#define vec_reserve(v, want)                                                   \
	((v)->cap >= (want)                                                    \
	                ? (void)0                                              \
	                : (void)((v)->p = vec_grow_((v)->p, (want), &(v)->cap, \
	                                 sizeof(*(v)->p), (v)->n)))
/* to, which is empty, gets the elements of from, which is of the same type. */
#define vec_copy(to, from)                                                     \
	((from)->n == 0 ? (void)0                                              \
	                : (vec_reserve(to, (from)->n),                         \
	                          (void)memcpy((to)->p, (from)->p,             \
	                                  (from)->n * sizeof(*(from)->p)),     \
	                          (void)((to)->n = (from)->n)))
#define vec_clear(v) ((void)((v)->n = 0))
#define vec_free(v) (vec_free_((v)->p), (v)->p = NULL, (v)->n = 0, (v)->cap = 0)

/* Grow to hold want elements; when memory is added, what lies past used is
 * zeroed.  Ends the process when memory is out. */
void *
vec_grow_(void *p, size_t want, size_t *cap, size_t size, size_t used);
/* Grow past n elements, with element n zeroed. */
void *
vec_more_(void *p, size_t n, size_t *cap, size_t size);
void
vec_free_(void *p);

#endif
