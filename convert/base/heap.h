/* heap: for a process that will need many megabytes. */
#ifndef BANTIN_BASE_HEAP_H
#define BANTIN_BASE_HEAP_H

#include <stddef.h>

/* From now on malloc() keeps what it has had from the kernel, and takes large
 * blocks from it, too. */
void
heap_keep(void);
/* After heap_keep(): so many bytes will be needed soon, and are asked of the
 * kernel in one call.  Where there are none, malloc() will say so. */
void
heap_ready(size_t bytes);

#endif
