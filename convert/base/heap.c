/* heap: for a process that will need many megabytes.
 *
 * A page of 4 kB that is touched for the first time costs about 1.3 µs.
 * malloc() gives the heap's end back to the kernel, and asks it for each large
 * block anew, so that the same pages are touched for the first time again and
 * again.  Pages that are asked for together cost half of that; but those that
 * are not needed then cost it, too.  Large pages would make the first time
 * cheaper still; but where the machine is a virtual one whose host takes free
 * memory back, a large page may cost 15 ms, which is more than an issue gains.
 */
#include "base/heap.h"

#include <limits.h>
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define MB (1 << 20)

void
heap_keep(void)
{
#ifdef __GLIBC__
	mallopt(M_MMAP_THRESHOLD, 32 * MB); /* the most that it allows */
	mallopt(M_TRIM_THRESHOLD, INT_MAX);
	mallopt(M_TOP_PAD, MB);
#endif
}

void
heap_ready(size_t bytes)
{
#ifdef MADV_POPULATE_WRITE /* since Linux 5.14; others refuse it */
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
	char *p = malloc(bytes);
	uintptr_t from = ((uintptr_t)p + page - 1) & ~(page - 1);
	uintptr_t to = ((uintptr_t)p + bytes) & ~(page - 1);

	if (p && from < to)
		(void)madvise((void *)from, to - from, MADV_POPULATE_WRITE);
	free(p);
#else
	(void)bytes;
#endif
}
