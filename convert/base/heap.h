/* heap: large pages for a process that will need many megabytes. */
#ifndef BANTIN_BASE_HEAP_H
#define BANTIN_BASE_HEAP_H

/* What malloc() has not handed out yet comes, in its first 64 MB, in large
 * pages where the system has them to give.  Costs no memory by itself; a
 * second call does nothing. */
void
heap_large(void);

#endif
