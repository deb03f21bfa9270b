/* vec: the functions behind the macros of vec.h. */
#include "base/vec.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

/* want is more than *cap */
static void *
enlarge(void *p, size_t want, size_t *cap, size_t size)
{
	size_t n = *cap;

	n = n < 8 ? 8 : n > SIZE_MAX / 2 ? want : n + n / 2;
	if (n < want)
		n = want;
	*cap = n;
	return xrealloc(p, n, size);
}

void *
vec_grow_(void *p, size_t want, size_t *cap, size_t size, size_t used)
{
	if (want > *cap) {
		p = enlarge(p, want, cap, size);
		memset((char *)p + used * size, 0, (*cap - used) * size);
	}
	return p;
}

/* vec_push() zeroes each element when its turn comes: memory ahead of that is
 * not touched. */
void *
vec_more_(void *p, size_t n, size_t *cap, size_t size)
{
	p = enlarge(p, n + 1, cap, size);
	memset((char *)p + n * size, 0, size);
	return p;
}

void
vec_free_(void *p)
{
	free(p);
}
