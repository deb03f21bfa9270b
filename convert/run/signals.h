/* signals: SIGTERM, SIGINT and SIGHUP end the run at once and leave nothing
 * half done: workers are killed, temporary files removed, old outputs stay. */
#ifndef BANTIN_RUN_SIGNALS_H
#define BANTIN_RUN_SIGNALS_H

void
signals_install(void);

#endif
