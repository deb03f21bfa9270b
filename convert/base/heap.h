/* heap: for a process that will need many megabytes. */
#ifndef BANTIN_BASE_HEAP_H
#define BANTIN_BASE_HEAP_H

/* From now on malloc() keeps what it has had from the kernel, and takes large
 * blocks from it, too. */
void
heap_keep(void);

#endif
