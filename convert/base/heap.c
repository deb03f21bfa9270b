/* heap: for a process that will need many megabytes.
 *
 * A page of 4 kB that is touched for the first time costs about 1.3 µs.
 * malloc() gives the heap's end back to the kernel, and asks it for each large
 * block anew, so that the same pages are touched for the first time again and
 * again.  Large pages would make the first time cheaper by itself; but where
 * the machine is a virtual one whose host takes free memory back, a large page
 * may cost 15 ms, which is more than an issue gains.
 */
#include "base/heap.h"

#include <limits.h>
#include <malloc.h>

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
