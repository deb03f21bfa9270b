/* heap: large pages for a process that will need many megabytes.
 *
 * A page of 4 kB that is touched for the first time costs about 1.3 µs, most
 * of it the way into the kernel and back; an issue of a hundred pages touches
 * some thousands.  Of a large page the same bytes cost a seventh.  malloc()
 * takes the heap from the kernel bit by bit and gives its end back, so that
 * the same pages are touched for the first time again and again: here it
 * takes a stretch of addresses at once, which is not memory yet, and keeps
 * it.  Large blocks come from the heap, too, and not each from the kernel.
 */
#include "base/heap.h"

#include <limits.h>
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define MB (1 << 20)
#define LARGE (2 * MB) /* on most machines; elsewhere this does no harm */
#define STRETCH (64 * MB)

#ifdef __GLIBC__

void
heap_large(void)
{
	size_t top = mallinfo2().keepcost; /* free at the heap's end */
	uintptr_t from = (uintptr_t)sbrk(0) - top, to;
	void *volatile p; /* or the compiler leaves out the two calls */

	if (top >= STRETCH / 2)
		return;
	mallopt(M_MMAP_THRESHOLD, STRETCH / 2);
	mallopt(M_TRIM_THRESHOLD, INT_MAX);
	mallopt(M_TOP_PAD, STRETCH);
	p = malloc(top + 1);
	free(p);
	mallopt(M_TOP_PAD, MB);
	to = (uintptr_t)sbrk(0);
	from = (from + LARGE - 1) / LARGE * LARGE;
	if (from < to)
		madvise((void *)from, to - from, MADV_HUGEPAGE);
}

#else

void
heap_large(void)
{
}

#endif
