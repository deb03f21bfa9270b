/* store_sweep: the temporary store goes when a signal ends the process. */
#ifndef BANTIN_DOC_STORE_SWEEP_H
#define BANTIN_DOC_STORE_SWEEP_H

/* The temporary store that store_sweep() shall remove; NULL: none. */
void
store_sweep_set(const char *dir);

#endif
