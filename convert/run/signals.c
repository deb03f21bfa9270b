/* signals: the handler, which calls nothing but what is safe in one
 * (signal-safety(7)). */
#include "run/signals.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "doc/store.h"
#include "filters/filter.h"
#include "run/workers.h"

static void
on_signal(int sig)
{
	workers_kill();
	run_command_kill();
	publish_sweep();
	store_sweep();
	_exit(128 + sig);
}

void
signals_install(void)
{
	struct sigaction sa;

	memset(&sa, 0, sizeof(sa));
	sa.sa_handler = on_signal;
	sigfillset(&sa.sa_mask);
	sigaction(SIGTERM, &sa, NULL);
	sigaction(SIGINT, &sa, NULL);
	sigaction(SIGHUP, &sa, NULL);
	/* these become errors of write(), with a message */
	signal(SIGXFSZ, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
}
