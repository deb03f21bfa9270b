/* workers: see workers.h.
 *
 * Two pipes a worker.  Down go job numbers, four bytes each; up come records:
 * a header and its payload: a message, notes of a page (filters/shared.h) or
 * the end of a job.  The parent
 * polls; a worker at a job longer than its time is killed and replaced.  The
 * job list is inherited by fork, so nothing else needs to be sent.
 */
#include "run/workers.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/heap.h"
#include "base/str.h"
#include "filters/images.h"
#include "filters/shared.h"
#include "run/clean.h"

#define MAX_WORKERS 256

enum { REC_MESSAGE, REC_NOTES, REC_END };

struct record {
	uint32_t type;
	uint32_t len; /* of the payload */
};

struct message { /* payload: this, file, NUL, text */
	int32_t level, msg, line, col;
	int64_t offset;
};

struct end {
	int32_t ok;
	int32_t exit_code;
};

struct worker {
	pid_t pid;
	int down, up;
	ptrdiff_t job; /* -1: idle */
	long long started; /* ms */
	struct str in; /* bytes of unfinished records */
};

/* Process ids for workers_kill(), which runs in a signal handler: the one
 * thing here that outlives a call. */
static volatile sig_atomic_t worker_pid[MAX_WORKERS];

static long long
now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (long long)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

/* ---- the worker's side ---- */

static void
send_message(void *ctx, enum diag_level level, enum diag_msg msg,
        const struct where *w, const char *text)
{
	int fd = *(const int *)ctx;
	const char *file = w && w->file ? w->file : "";
	struct message m = { (int32_t)level, (int32_t)msg, w ? w->line : 0,
		w ? w->col : 0, w ? w->offset : 0 };
	struct record r = { REC_MESSAGE,
		(uint32_t)(sizeof(m) + strlen(file) + 1 + strlen(text)) };
	struct str s = STR_INIT;

	str_add(&s, &r, sizeof(r));
	str_add(&s, &m, sizeof(m));
	str_add(&s, file, strlen(file) + 1);
	str_puts(&s, text);
	if (file_put(fd, s.s, s.len) < 0)
		_exit(1);
	str_free(&s);
}

static void
send_notes(int fd, const struct shared_notes *notes)
{
	struct record r = { REC_NOTES, sizeof(*notes) };

	if (file_put(fd, &r, sizeof(r)) < 0 ||
	        file_put(fd, notes, sizeof(*notes)) < 0)
		_exit(1);
}

static void
work_one(const struct work *w, struct job *j, int up)
{
	struct diag dg;
	struct {
		struct record r;
		struct end e;
	} out = { { REC_END, sizeof(struct end) }, { 0, 0 } };
	struct article *a;

	diag_init(&dg);
	dg.sink = send_message;
	dg.ctx = &up;
	a = clean_input(j->path, w->chain, NULL, w->options, &dg);
	if (a)
		out.e.ok = store_put_article(
		                   w->options->store, j->key, a, &dg) == 0;
	out.e.exit_code = dg.worst_exit;
	if (a && a->notes)
		send_notes(up, a->notes);
	article_free(a);
	if (file_put(up, &out, sizeof(out)) < 0)
		_exit(1);
}

/* Ended from outside, or by the parent's death: no command is left behind. */
static void
worker_on_signal(int sig)
{
	run_command_kill();
	_exit(128 + sig);
}

static void
worker_main(const struct work *w, pid_t parent, int down, int up)
{
	struct sigaction sa = { .sa_handler = worker_on_signal };
	uint32_t i;
	ssize_t k;

	sigfillset(&sa.sa_mask);
	sigaction(SIGTERM, &sa, NULL);
	sigaction(SIGINT, &sa, NULL);
	sigaction(SIGHUP, &sa, NULL);
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != parent)
		_exit(0);
	heap_keep(); /* an article takes what the one before has left */
	if (w->options->limits->memory) {
		struct rlimit rl = { w->options->limits->memory,
			w->options->limits->memory };

		setrlimit(RLIMIT_AS, &rl);
	}
	setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
	if (!chain_has_command(w->chain))
		(void)sandbox_enter(&w->wall);
	for (;;) {
		k = read(down, &i, sizeof(i));
		if (k < 0 && errno == EINTR)
			continue;
		if (k != (ssize_t)sizeof(i) || i >= w->jobs)
			_exit(0);
		work_one(w, &w->job[i], up);
	}
}

/* ---- the parent's side ---- */

static int
worker_start(const struct work *w, struct worker *all, int n, int i)
{
	int down[2], up[2];
	pid_t parent = getpid(), pid;

	if (pipe2(down, O_CLOEXEC) < 0)
		return -1;
	if (pipe2(up, O_CLOEXEC) < 0) {
		close(down[0]);
		close(down[1]);
		return -1;
	}
	pid = fork();
	if (pid == 0) {
		close(down[1]);
		close(up[0]);
		/* the other workers must see their pipes end */
		for (int k = 0; k < n; k++)
			if (k != i && all[k].pid > 0) {
				close(all[k].down);
				close(all[k].up);
			}
		worker_main(w, parent, down[0], up[1]);
	}
	close(down[0]);
	close(up[1]);
	if (pid < 0) {
		close(down[1]);
		close(up[0]);
		return -1;
	}
	all[i].pid = pid;
	all[i].down = down[1];
	all[i].up = up[0];
	all[i].job = -1;
	worker_pid[i] = pid;
	return 0;
}

/* Asked first, so that it can take its command along; a worker that is past
 * asking is ended a second later. */
static void
worker_stop(pid_t pid)
{
	struct timespec nap = { 0, 1000000 };
	siginfo_t si;

	kill(pid, SIGTERM);
	for (int i = 0; i < 1000; i++) {
		si.si_pid = 0;
		if (waitid(P_PID, (id_t)pid, &si, WEXITED | WNOHANG | WNOWAIT) <
		                0 ||
		        si.si_pid == pid)
			return;
		nanosleep(&nap, NULL);
	}
	kill(pid, SIGKILL);
}

static int
worker_end(struct worker *wk, int i)
{
	int status = 0;

	close(wk->down);
	close(wk->up);
	while (waitpid(wk->pid, &status, 0) < 0 && errno == EINTR)
		;
	worker_pid[i] = 0;
	wk->pid = 0;
	str_free(&wk->in);
	return status;
}

void
workers_kill(void)
{
	for (int i = 0; i < MAX_WORKERS; i++)
		if (worker_pid[i] > 0)
			kill((pid_t)worker_pid[i], SIGTERM);
}

static void
note_failure(struct job *j, enum diag_msg msg, const char *detail)
{
	struct diag dg;

	/* as a message of the job, so that it comes out in its turn */
	diag_init(&dg);
	j->state = JOB_FAILED;
	j->exit_code = EXIT_FAILURE;
	{
		struct message m = { (int32_t)diag_level_of(msg), (int32_t)msg,
			0, 0, 0 };
		struct record r = { REC_MESSAGE,
			(uint32_t)(sizeof(m) + strlen(j->path) + 1 +
			           strlen(detail)) };

		str_add(&j->messages, &r, sizeof(r));
		str_add(&j->messages, &m, sizeof(m));
		str_add(&j->messages, j->path, strlen(j->path) + 1);
		str_puts(&j->messages, detail);
	}
}

/* From a worker that may have fallen to its page. */
static void
take_notes(struct job *j, const char *payload, size_t len)
{
	struct shared_notes *n;

	if (len != sizeof(*n) || j->notes)
		return;
	n = j->notes = xmalloc(sizeof(*n));
	memcpy(n, payload, sizeof(*n));
	if (n->texts > SHARED_TEXT || n->doubts > SHARED_DOUBT)
		memset(n, 0, sizeof(*n));
}

/* Whole records go to the job; the rest waits for more bytes. */
static void
take_records(struct worker *wk, struct work *w, size_t *finished)
{
	size_t at = 0;

	while (wk->in.len - at >= sizeof(struct record) && wk->job >= 0) {
		struct record r;
		struct job *j = &w->job[wk->job];

		memcpy(&r, wk->in.s + at, sizeof(r));
		if (wk->in.len - at - sizeof(r) < r.len)
			break;
		if (r.type == REC_END) {
			struct end e;

			memcpy(&e, wk->in.s + at + sizeof(r), sizeof(e));
			j->state = e.ok ? JOB_DONE : JOB_FAILED;
			j->exit_code = e.exit_code;
			wk->job = -1;
			++*finished;
		} else if (r.type == REC_NOTES) {
			take_notes(j, wk->in.s + at + sizeof(r), r.len);
		} else {
			str_add(&j->messages, wk->in.s + at, sizeof(r) + r.len);
		}
		at += sizeof(r) + r.len;
	}
	memmove(wk->in.s, wk->in.s + at, wk->in.len - at);
	str_truncate(&wk->in, wk->in.len - at);
}

static void
worker_lost(struct work *w, struct worker *wk, int i, const char *why,
        size_t *finished)
{
	struct job *j = wk->job >= 0 ? &w->job[wk->job] : NULL;
	int status = worker_end(wk, i);
	struct str s = STR_INIT;

	if (!j)
		return;
	++*finished;
	if (why)
		str_puts(&s, why);
	else if (WIFSIGNALED(status))
		str_printf(&s,
		        "the worker died of signal %d (%s); the article "
		        "is left out",
		        WTERMSIG(status), strsignal(WTERMSIG(status)));
	else
		str_printf(&s,
		        "the worker ended with status %d, as when "
		        "memory is out; the article is left out",
		        WEXITSTATUS(status));
	note_failure(j, why ? MSG_ARTICLE_TIME : MSG_ARTICLE_CRASH, str_c(&s));
	str_free(&s);
}

/* Re-emit what a job had to say.  dg NULL: to nobody. */
static void
speak(struct job *j, struct diag *dg)
{
	size_t at = 0;

	while (dg && at < j->messages.len) {
		struct record r;
		struct message m;
		const char *p;
		struct where where = { 0 };

		memcpy(&r, j->messages.s + at, sizeof(r));
		p = j->messages.s + at + sizeof(r);
		memcpy(&m, p, sizeof(m));
		p += sizeof(m);
		where.file = *p ? p : NULL;
		where.line = m.line;
		where.col = m.col;
		where.offset = m.offset;
		{
			size_t flen = strlen(p) + 1;
			char *text =
			        xstrndup(p + flen, r.len - sizeof(m) - flen);

			diag_emit(dg, (enum diag_level)m.level,
			        (enum diag_msg)m.msg, &where, text);
			free(text);
		}
		at += sizeof(r) + r.len;
	}
	str_free(&j->messages);
}

static void
give_job(struct work *w, struct worker *wk, int i, size_t *next)
{
	uint32_t number;

	if (wk->job >= 0 || *next >= w->jobs)
		return;
	number = (uint32_t)*next;
	wk->job = (ptrdiff_t)number;
	wk->started = now_ms();
	w->job[number].state = JOB_RUNNING;
	w->job[number].worker = i;
	++*next;
	/* a worker that died meanwhile shows up in poll */
	(void)file_put(wk->down, &number, sizeof(number));
}

static void
read_worker(struct work *w, struct worker *wk, int i, size_t *finished)
{
	ssize_t k;

	str_reserve(&wk->in, 65536);
	k = read(wk->up, wk->in.s + wk->in.len, 65536);
	if (k < 0 && errno == EINTR)
		return;
	if (k <= 0) {
		worker_lost(w, wk, i, NULL, finished);
		return;
	}
	wk->in.len += (size_t)k;
	take_records(wk, w, finished);
}

static void
check_times(struct work *w, struct worker *all, int n, size_t *finished)
{
	int limit = w->options->limits->article_ms;
	long long now = now_ms();

	for (int i = 0; limit > 0 && i < n; i++) {
		struct str s = STR_INIT;

		if (!all[i].pid || all[i].job < 0 ||
		        now - all[i].started < limit)
			continue;
		worker_stop(all[i].pid);
		str_printf(&s,
		        "took longer than %d ms; the article is left "
		        "out (--timeout, limits: article_time)",
		        limit);
		worker_lost(w, &all[i], i, str_c(&s), finished);
		str_free(&s);
	}
}

static int
poll_workers(struct work *w, struct worker *all, int n, size_t *finished)
{
	struct pollfd fds[MAX_WORKERS];
	int who[MAX_WORKERS];
	nfds_t count = 0;

	for (int i = 0; i < n; i++)
		if (all[i].pid && all[i].job >= 0) {
			fds[count].fd = all[i].up;
			fds[count].events = POLLIN;
			who[count++] = i;
		}
	if (poll(fds, count, 100) < 0 && errno != EINTR)
		return -1;
	for (nfds_t k = 0; k < count; k++)
		if (fds[k].revents)
			read_worker(w, &all[who[k]], who[k], finished);
	check_times(w, all, n, finished);
	return 0;
}

/* The inputs, what stands beside them, and the store. */
static void
build_wall(struct work *w)
{
	char *last = NULL;

	sandbox_open(&w->wall);
	sandbox_allow(&w->wall, store_dir(w->options->store), SANDBOX_WRITE);
	for (size_t i = 0; i < w->jobs; i++) {
		const char *path = w->job[i].path;
		char *folder = path_folder(path), *fence;

		sandbox_allow(&w->wall, path, SANDBOX_READ);
		fence = last && strcmp(folder, last) == 0
		                ? NULL
		                : images_fence(folder);
		if (fence)
			sandbox_allow(&w->wall, fence, SANDBOX_READ);
		free(fence);
		free(last);
		last = folder;
	}
	free(last);
}

int
workers_run(struct work *w, struct diag *dg)
{
	struct worker all[MAX_WORKERS];
	size_t next = 0, finished = 0, spoken = 0;
	int n = w->workers, rc = 0;

	build_wall(w);
	if (n > MAX_WORKERS)
		n = MAX_WORKERS;
	if ((size_t)n > w->jobs)
		n = (int)w->jobs;
	memset(all, 0, sizeof(all));
	while (finished < w->jobs && rc == 0) {
		size_t before = finished;

		for (int i = 0; i < n && next < w->jobs; i++) {
			if (!all[i].pid && worker_start(w, all, n, i) < 0) {
				rc = diag_report(dg, NULL, MSG_WORKER_START,
				        strerror(errno));
				break;
			}
			give_job(w, &all[i], i, &next);
		}
		if (w->meanwhile)
			w->meanwhile(w->ctx);
		w->meanwhile = NULL;
		if (rc == 0 && poll_workers(w, all, n, &finished) < 0)
			rc = diag_report(
			        dg, NULL, MSG_WORKER_START, strerror(errno));
		while (spoken < w->jobs && w->job[spoken].state >= JOB_DONE)
			speak(&w->job[spoken++], w->unheard ? NULL : dg);
		if (w->done && finished != before)
			w->done(w->ctx, finished, w->jobs);
	}
	for (int i = 0; i < n; i++)
		if (all[i].pid)
			worker_end(&all[i], i);
	sandbox_close(&w->wall);
	return rc;
}
