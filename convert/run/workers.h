/* workers: many articles at once, each behind a wall.
 *
 * A worker is a forked process that cleans one article after another and puts
 * what comes out into the store.  A crash, a hang or a run-away of memory
 * there costs the article it was at; the worker is replaced and the issue
 * goes on.  It sees the folders of the articles and the store, and nothing else
 * (sandbox.h), but where the chain runs commands of the user's, which may need
 * anything.  Messages come out in the order of the articles, whatever the
 * number of workers, so logs are reproducible too.
 */
#ifndef BANTIN_RUN_WORKERS_H
#define BANTIN_RUN_WORKERS_H

#include "base/diag.h"
#include "filters/filter.h"
#include "run/sandbox.h"

enum job_state { JOB_WAITING, JOB_RUNNING, JOB_DONE, JOB_FAILED };

struct job {
	const char *path; /* "-" is stdin */
	char key[16]; /* in the store */
	enum job_state state;
	int exit_code; /* of the worst message when failed */
	int worker; /* that runs it; -1 */
	struct str messages; /* records, see workers.c */
	struct shared_notes *notes; /* on the heap; NULL: not asked */
};

struct work {
	struct job *job;
	size_t jobs;
	const struct chain *chain;
	const struct options *options;
	int workers; /* processes at once, at least 1 */
	int unheard; /* 1: what the jobs say is not passed on */
	/* Called once, when all are at work.  May be NULL. */
	void (*meanwhile)(void *ctx);
	/* Called in order of completion; for progress. May be NULL. */
	void (*done)(void *ctx, size_t finished, size_t of);
	void *ctx;
	struct sandbox wall; /* set by workers_run() */
};

/* 0 when all jobs have ended, well or not; -1 after a diagnostic when no
 * worker could be started. */
int
workers_run(struct work *w, struct diag *dg);
/* End all workers at once; async-signal-safe. */
void
workers_kill(void);

#endif
