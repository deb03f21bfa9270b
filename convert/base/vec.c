/* vec: the one function behind the macros of vec.h. */
#include "base/vec.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

void *
vec_grow_(void *p, size_t want, size_t *cap, size_t size, size_t used)
{
	size_t n = *cap;

	if (want > n) {
		n = n < 8 ? 8 : n > SIZE_MAX / 2 ? want : n + n / 2;
		if (n < want)
			n = want;
		p = xrealloc(p, n, size);
		*cap = n;
		/* What is new is zeroed; what a vec_clear() left behind
		 * vec_push() zeroes, element by element. */
		memset((char *)p + used * size, 0, (n - used) * size);
	}
	return p;
}

void
vec_free_(void *p)
{
	free(p);
}
