/* run: {run: command}, a house's own filter.
 *
 * The command gets the article as XHTML on its standard input and gives it
 * back on its standard output: by `/bin/sh -c`, with the environment passed
 * on, in a process group of its own so that a time-out ends all of it, as does
 * a signal that ends us (run_command_kill).  Both
 * directions are driven by one poll loop: neither side can wait for the other
 * for ever.  What it says on standard error is passed on as warnings.  Any
 * failure costs the article, not the issue.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "doc/xhtml.h"
#include "filters/run.h"
#include "filters/run_back.h"

/* More of standard error is not worth reading. */
#define SAYS_BYTES 4096
#define SAYS_LINES 10

enum { TO, FROM, ERR, PIPES };

struct child {
	const char *command;
	pid_t pid;
	int fd[PIPES]; /* our ends; -1: closed */
	struct span in; /* what is still to be written */
	struct str out, err;
	size_t limit; /* of out */
	long long deadline; /* ms; 0: none */
	int failed; /* 1: reported */
	int status;
};

extern char **environ;

/* The group of the command at work, for run_command_kill(), which runs in a signal
 * handler: the one thing here that outlives a call. */
static volatile sig_atomic_t group;

void
run_command_kill(void)
{
	if (group > 0)
		kill(-(pid_t)group, SIGKILL);
}

static long long
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (long long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void
shut(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static void
ending_signals(sigset_t *set)
{
	sigemptyset(set);
	sigaddset(set, SIGTERM);
	sigaddset(set, SIGINT);
	sigaddset(set, SIGHUP);
}

/* 0 or an errno.  No signal may come between the start and our knowing it. */
static int
spawn(struct child *c, int theirs[PIPES])
{
	const char *argv[] = { "sh", "-c", c->command, NULL };
	union {
		const char **ro;
		char *const *rw; /* posix_spawn() reads it only */
	} args = { argv };
	posix_spawn_file_actions_t fa;
	posix_spawnattr_t at;
	sigset_t set, old;
	int i, e;

	posix_spawn_file_actions_init(&fa);
	posix_spawnattr_init(&at);
	for (i = 0; i < PIPES; i++)
		posix_spawn_file_actions_adddup2(&fa, theirs[i], i);
	posix_spawnattr_setflags(&at, POSIX_SPAWN_SETPGROUP |
	                                      POSIX_SPAWN_SETSIGDEF |
	                                      POSIX_SPAWN_SETSIGMASK);
	posix_spawnattr_setpgroup(&at, 0);
	sigemptyset(&set);
	posix_spawnattr_setsigmask(&at, &set);
	ending_signals(&set);
	pthread_sigmask(SIG_BLOCK, &set, &old);
	sigaddset(&set, SIGPIPE);
	posix_spawnattr_setsigdefault(&at, &set);
	e = posix_spawn(&c->pid, "/bin/sh", &fa, &at, args.rw, environ);
	if (e == 0)
		group = c->pid;
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	posix_spawnattr_destroy(&at);
	posix_spawn_file_actions_destroy(&fa);
	return e;
}

static int
start(struct child *c)
{
	int theirs[PIPES] = { -1, -1, -1 }, i, e = 0;

	for (i = 0; i < PIPES; i++)
		c->fd[i] = -1;
	for (i = 0; i < PIPES && e == 0; i++) {
		int p[2];

		if (pipe2(p, O_CLOEXEC) != 0) {
			e = errno;
			break;
		}
		theirs[i] = i == TO ? p[0] : p[1];
		c->fd[i] = i == TO ? p[1] : p[0];
		/* Low numbers would be overwritten by the child's dup2. */
		if (theirs[i] < PIPES) {
			int high = fcntl(theirs[i], F_DUPFD_CLOEXEC, PIPES);

			e = high < 0 ? errno : 0;
			shut(&theirs[i]);
			theirs[i] = high;
		}
		fcntl(c->fd[i], F_SETFL, O_NONBLOCK);
	}
	if (e == 0)
		e = spawn(c, theirs);
	for (i = 0; i < PIPES; i++) {
		shut(&theirs[i]);
		if (e != 0)
			shut(&c->fd[i]);
	}
	return e;
}

static void
feed(struct child *c)
{
	ssize_t n = write(c->fd[TO], c->in.p, c->in.n);

	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n > 0) {
		c->in.p += n;
		c->in.n -= (size_t)n;
	}
	/* EPIPE: it has read what it wanted. */
	if (n <= 0 || c->in.n == 0)
		shut(&c->fd[TO]);
}

static void
drain(struct child *c, int which, struct str *s)
{
	char buf[65536];
	ssize_t n = read(c->fd[which], buf, sizeof(buf));

	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n <= 0) {
		shut(&c->fd[which]);
		return;
	}
	if (which == ERR && s->len + (size_t)n > SAYS_BYTES)
		n = (ssize_t)(SAYS_BYTES - s->len);
	str_add(s, buf, (size_t)n);
}

/* Milliseconds to the deadline, -1 without one, 0 when it has passed. */
static int
time_left(const struct child *c)
{
	long long left;

	if (c->deadline == 0)
		return -1;
	left = c->deadline - now_ms();
	return left > 60000 ? 60000 : left > 0 ? (int)left : 0;
}

/* Write and read until the command has closed both outputs. 0, or -1 when
 * it must be ended. */
static int
converse(struct child *c)
{
	while (c->fd[FROM] >= 0 || c->fd[ERR] >= 0) {
		struct pollfd p[PIPES] = {
			{ c->fd[TO], POLLOUT, 0 },
			{ c->fd[FROM], POLLIN, 0 },
			{ c->fd[ERR], POLLIN, 0 },
		};
		int left = time_left(c);

		if (left == 0)
			return -1;
		if (poll(p, PIPES, left) < 0 && errno != EINTR)
			return -1;
		if (p[TO].revents != 0)
			feed(c);
		if (p[FROM].revents != 0)
			drain(c, FROM, &c->out);
		if (p[ERR].revents != 0)
			drain(c, ERR, &c->err);
		if (c->out.len > c->limit)
			return -1;
	}
	return 0;
}

/* Wait for the end of the command, to the deadline. */
static int
wait_end(struct child *c)
{
	struct timespec nap = { 0, 200000 };

	for (;;) {
		pid_t r = waitpid(c->pid, &c->status, WNOHANG);

		if (r == c->pid)
			return 0;
		if (r < 0 && errno != EINTR) {
			c->status = 0; /* somebody else has reaped it */
			return 0;
		}
		if (time_left(c) == 0)
			return -1;
		nanosleep(&nap, NULL);
		if (nap.tv_nsec < 20000000)
			nap.tv_nsec *= 2;
	}
}

static void
end_by_force(struct child *c)
{
	kill(-c->pid, SIGKILL);
	while (waitpid(c->pid, &c->status, 0) < 0 && errno == EINTR)
		;
}

/* SIGPIPE must not end us; handlers are the process's, so the signal is
 * blocked for this thread and taken back when it was ours. */
static void
talk(struct child *c)
{
	sigset_t pipe_set, old, pending;
	int had;
	struct timespec none = { 0, 0 };

	sigpending(&pending);
	had = sigismember(&pending, SIGPIPE);
	sigemptyset(&pipe_set);
	sigaddset(&pipe_set, SIGPIPE);
	pthread_sigmask(SIG_BLOCK, &pipe_set, &old);
	if (c->in.n == 0)
		shut(&c->fd[TO]);
	c->failed = converse(c) != 0 || wait_end(c) != 0;
	if (c->failed)
		end_by_force(c);
	group = 0;
	while (!had && sigtimedwait(&pipe_set, NULL, &none) == SIGPIPE)
		;
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	shut(&c->fd[TO]);
	shut(&c->fd[FROM]);
	shut(&c->fd[ERR]);
}

static void
pass_on(const struct child *c, const char *name, struct diag *dg)
{
	const char *p = str_c(&c->err), *end = p + c->err.len;
	int lines = 0;

	while (p < end && lines < SAYS_LINES) {
		const char *nl = memchr(p, '\n', (size_t)(end - p));
		struct span line = { p, (size_t)((nl ? nl : end) - p) };
		char buf[300];
		size_t i;

		p = nl != NULL ? nl + 1 : end;
		line = span_trim(line);
		if (line.n == 0)
			continue;
		if (line.n > sizeof(buf) - 1)
			line.n = sizeof(buf) - 1;
		for (i = 0; i < line.n; i++)
			buf[i] = (unsigned char)line.p[i] < ' ' ? ' '
			                                        : line.p[i];
		buf[i] = '\0';
		diag_file(dg, name, MSG_RUN_SAYS, c->command, buf);
		lines++;
	}
}

/* One error when the command has failed. */
static int
judge(const struct child *c, int ms, const char *name, struct diag *dg)
{
	if (c->out.len > c->limit)
		return diag_file(dg, name, MSG_RUN_BIG, c->command, c->limit);
	if (c->failed)
		return diag_file(dg, name, MSG_RUN_TIME, c->command, ms);
	if (WIFSIGNALED(c->status))
		return diag_file(dg, name, MSG_RUN_SIGNAL, c->command,
		        WTERMSIG(c->status));
	if (WEXITSTATUS(c->status) != 0)
		return diag_file(dg, name, MSG_RUN_EXIT, c->command,
		        WEXITSTATUS(c->status));
	return 0;
}

int
run_command(const char *command, struct article *a, const struct options *o,
        struct diag *dg)
{
	const struct limits *lim = o->limits ? o->limits : &limits_default;
	int ms = o->run_ms > 0 ? o->run_ms : lim->article_ms, e, r;
	struct child c = { .command = command, .limit = lim->text_bytes };
	struct str xhtml = STR_INIT;

	xhtml_document(&xhtml, a);
	c.in = str_span(&xhtml);
	c.deadline = ms > 0 ? now_ms() + ms : 0;
	e = start(&c);
	if (e != 0) {
		str_free(&xhtml);
		return diag_file(
		        dg, a->name, MSG_RUN_START, command, strerror(e));
	}
	talk(&c);
	str_free(&xhtml);
	pass_on(&c, a->name, dg);
	r = judge(&c, ms, a->name, dg);
	if (r == 0)
		r = run_back(command, &c.out, a, lim, dg);
	str_free(&c.out);
	str_free(&c.err);
	return r;
}
