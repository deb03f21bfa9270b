/* publish: old output or new output, never half of one (DESIGN 7, promise 4).
 *
 * What is written goes to a temporary file in the target's own folder, so
 * that rename(2) stays within one file system and is atomic.  Its name is
 * ".NAME.bantin-PID-N"; it is locked with flock(2) while in use, and a later
 * run for the same target removes those whose process is gone and whose lock
 * is free: the leftovers of a kill -9.  The lock also speaks for processes of
 * other machines and of other PID namespaces.
 *
 * A symbolic link is written through: its target is replaced, the link stays.
 * What is not a regular file (stdout, a pipe, a device) cannot be replaced;
 * its bytes are spooled in $TMPDIR and copied at commit, so that a failed run
 * sends nothing, and libraries that want a seekable file have one.
 */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/magic.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#define BUFFER ((size_t)64 * 1024)
#define SLOTS 64
#define NAME_KEPT 200 /* bytes of a name in its temporary's name */

/* The one mutable global of the program: the handler of SIGTERM must know
 * which files to remove, and a handler has no other way to learn it.  A slot
 * goes 0 -> CLAIMED -> LIVE -> 0; its path is complete before it is LIVE, and
 * a lock-free atomic may be read in a handler (C17 7.14.1.1, 5). */
enum { FREE, CLAIMED, LIVE };
static struct slot {
	atomic_int state;
	pid_t pid; /* a forked child must not sweep for us */
	char path[PATH_MAX];
} slots[SLOTS];
static atomic_uint serial;

struct publish {
	char *path; /* as named: for messages */
	char *target; /* links followed; NULL: copy to direct_fd */
	char *temp;
	struct slot *slot; /* NULL: all were taken */
	struct diag *dg;
	int fd;
	int direct_fd; /* -1 when target is set */
	int failed;
	char *buf;
	size_t used;
};

void
publish_sweep(void)
{
	pid_t me = getpid();
	int i;

	for (i = 0; i < SLOTS; i++)
		if (atomic_load(&slots[i].state) == LIVE && slots[i].pid == me)
			unlink(slots[i].path);
}

static struct slot *
slot_take(const char *path)
{
	size_t n = strlen(path);
	int i;

	if (n >= PATH_MAX)
		return NULL;
	for (i = 0; i < SLOTS; i++) {
		int is_free = FREE;

		if (!atomic_compare_exchange_strong(
		            &slots[i].state, &is_free, CLAIMED))
			continue;
		memcpy(slots[i].path, path, n + 1);
		slots[i].pid = getpid();
		atomic_store(&slots[i].state, LIVE);
		return &slots[i];
	}
	return NULL;
}

static void
slot_give(struct slot *slot)
{
	if (slot)
		atomic_store(&slot->state, FREE);
}

static int
fail(struct publish *p, int err)
{
	enum diag_msg msg =
	        err == ENOSPC || err == EDQUOT ? MSG_WRITE_FULL : MSG_WRITE;

	if (!p->failed)
		diag_file(p->dg, p->path, msg, strerror(err));
	p->failed = 1;
	return -1;
}

/* ".NAME.bantin-": what all temporaries of a target begin with. */
static void
temp_prefix(struct str *out, const char *target)
{
	const char *base = path_base(target);
	size_t n = strlen(base);

	str_putc(out, '.');
	str_add(out, base, n > NAME_KEPT ? NAME_KEPT : n);
	str_puts(out, ".bantin-");
}

static void
put_dir(struct str *out, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash)
		str_add(out, path, (size_t)(slash - path) + 1);
	else
		str_puts(out, "./");
}

/* Remove name in dirfd if the run that made it is gone. */
static void
sweep_one(int dirfd, const char *name, const char *digits)
{
	long pid = 0;
	int fd;

	for (; *digits >= '0' && *digits <= '9' && pid < 100000000; digits++)
		pid = pid * 10 + (*digits - '0');
	if (pid <= 0 || *digits != '-')
		return;
	if (pid == getpid() || !kill((pid_t)pid, 0) || errno != ESRCH)
		return;
	fd = openat(
	        dirfd, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (fd < 0)
		return;
	if (!flock(fd, LOCK_EX | LOCK_NB) || errno != EWOULDBLOCK)
		unlinkat(dirfd, name, 0);
	close(fd);
}

static void
sweep_stale(const char *target)
{
	struct str dir = STR_INIT;
	struct str prefix = STR_INIT;
	struct dirent *e;
	DIR *d;

	put_dir(&dir, target);
	temp_prefix(&prefix, target);
	d = opendir(dir.s);
	while (d && (e = readdir(d)))
		if (!strncmp(e->d_name, prefix.s, prefix.len))
			sweep_one(dirfd(d), e->d_name, e->d_name + prefix.len);
	if (d)
		closedir(d);
	str_free(&prefix);
	str_free(&dir);
}

/* Create and lock the temporary file of p beside `target`.  0 or errno. */
static int
open_temp(struct publish *p, const char *target)
{
	int tries;

	for (tries = 0; tries < 100; tries++) {
		struct str name = STR_INIT;
		struct stat st;

		put_dir(&name, target);
		temp_prefix(&name, target);
		str_printf(&name, "%ld-%u", (long)getpid(),
		        atomic_fetch_add(&serial, 1));
		p->temp = str_detach(&name);
		p->slot = slot_take(p->temp);
		p->fd = open(p->temp,
		        O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
		        0666);
		/* A sweeper of another machine may be quicker than our lock;
		 * it then has unlinked the file. */
		if (p->fd >= 0 &&
		        (!flock(p->fd, LOCK_EX | LOCK_NB) ||
		                errno != EWOULDBLOCK) &&
		        !fstat(p->fd, &st) && st.st_nlink)
			return 0;
		slot_give(p->slot);
		p->slot = NULL;
		free(p->temp);
		p->temp = NULL;
		if (p->fd >= 0)
			close(p->fd);
		else if (errno != EEXIST && errno != EINTR)
			return errno;
		p->fd = -1;
	}
	return EEXIST;
}

/* "/dev/stdout" ends in a link of /proc/self/fd: the descriptor's number, or
 * -1.  Such a link must not be followed by name, since `> file` would then
 * be replaced under the shell's hands. */
static int
proc_fd(const char *link)
{
	const char *base = path_base(link);
	struct str dir = STR_INIT;
	struct statfs fs;
	int fd = -1;

	put_dir(&dir, link);
	if (!statfs(dir.s, &fs) && fs.f_type == PROC_SUPER_MAGIC && *base) {
		for (fd = 0; *base >= '0' && *base <= '9' && fd < 1000000;
		        base++)
			fd = fd * 10 + (*base - '0');
		if (*base)
			fd = -1;
	}
	str_free(&dir);
	return fd;
}

/* Follow symbolic links in the last component, as open(2) would.  Sets
 * *target (caller frees), or *fd for a link into /proc/self/fd. 0 or errno. */
static int
follow(const char *path, char **target, int *fd)
{
	char *at = xstrdup(path);
	int hops;

	for (hops = 0; hops < 40; hops++) {
		char link[PATH_MAX];
		ssize_t n = readlink(at, link, sizeof(link) - 1);
		char *next;

		if (n < 0) {
			*target = at;
			return 0;
		}
		*fd = proc_fd(at);
		if (*fd >= 0) {
			free(at);
			return 0;
		}
		link[n] = '\0';
		next = path_beside(at, link);
		free(at);
		at = next;
	}
	free(at);
	return ELOOP;
}

/* Sets p->target or p->direct_fd.  0, or -1 after one diagnostic. */
static int
find_target(struct publish *p, struct stat *old, int *has_old)
{
	int fd = -1;
	int err;

	*has_old = 0;
	if (!strcmp(p->path, "-"))
		fd = STDOUT_FILENO;
	else if ((err = follow(p->path, &p->target, &fd)))
		return diag_file(p->dg, p->path, MSG_WRITE_OPEN, strerror(err));
	if (fd >= 0) {
		p->direct_fd = fcntl(fd, F_DUPFD_CLOEXEC, 3);
		if (p->direct_fd < 0)
			return diag_file(p->dg, p->path, MSG_WRITE_OPEN,
			        strerror(errno));
		return 0;
	}
	if (!*path_base(p->target))
		return diag_file(p->dg, p->path, MSG_WRITE_IS_DIR);
	if (stat(p->target, old) < 0)
		return 0;
	if (S_ISDIR(old->st_mode))
		return diag_file(p->dg, p->path, MSG_WRITE_IS_DIR);
	if (S_ISREG(old->st_mode)) {
		*has_old = 1;
		return 0;
	}
	p->direct_fd = open(p->target, O_WRONLY | O_CLOEXEC | O_NOCTTY);
	if (p->direct_fd < 0)
		return diag_file(
		        p->dg, p->path, MSG_WRITE_OPEN, strerror(errno));
	free(p->target);
	p->target = NULL;
	return 0;
}

static void
publish_free(struct publish *p)
{
	if (p->temp)
		unlink(p->temp);
	slot_give(p->slot);
	if (p->fd >= 0)
		close(p->fd);
	if (p->direct_fd >= 0)
		close(p->direct_fd);
	free(p->temp);
	free(p->target);
	free(p->path);
	free(p->buf);
	free(p);
}

struct publish *
publish_open(const char *path, struct diag *dg)
{
	struct publish *p = xcalloc(1, sizeof(*p));
	struct str spool = STR_INIT;
	const char *beside;
	struct stat old;
	int has_old;
	int err;

	p->path = xstrdup(path);
	p->dg = dg;
	p->fd = -1;
	p->direct_fd = -1;
	if (find_target(p, &old, &has_old) < 0) {
		publish_free(p);
		return NULL;
	}
	if (!p->target) {
		const char *dir = getenv("TMPDIR");

		str_printf(&spool, "%s/stdout", dir && *dir ? dir : "/tmp");
	}
	beside = p->target ? p->target : spool.s;
	sweep_stale(beside);
	err = open_temp(p, beside);
	str_free(&spool);
	if (err) {
		diag_file(dg, path,
		        err == ENOSPC || err == EDQUOT ? MSG_WRITE_FULL
		                                       : MSG_WRITE_OPEN,
		        strerror(err));
		publish_free(p);
		return NULL;
	}
	/* A new version keeps the old one's owner and permissions, as
	 * writing into it would; where that is not allowed, ours do. */
	if (has_old &&
	        !(fchown(p->fd, old.st_uid, old.st_gid) < 0 && errno == EIO))
		(void)fchmod(p->fd, old.st_mode & 0777);
	p->buf = xmalloc(BUFFER);
	return p;
}

/* The buffer and n bytes behind it: in one go, as the kernel likes it. */
static int
put(struct publish *p, const void *more, size_t n)
{
	if (p->failed)
		return -1;
	if (file_put_both(p->fd, (struct span){ p->buf, p->used },
	            (struct span){ more, n }) < 0)
		return fail(p, errno);
	p->used = 0;
	return 0;
}

static int
flush(struct publish *p)
{
	return put(p, NULL, 0);
}

int
publish_write(struct publish *p, const void *buf, size_t n)
{
	if (p->failed)
		return -1;
	if (p->used + n > BUFFER)
		return put(p, buf, n);
	if (n)
		memcpy(p->buf + p->used, buf, n);
	p->used += n;
	return 0;
}

int
publish_fd(struct publish *p)
{
	flush(p);
	return p->fd;
}

const char *
publish_temp_path(const struct publish *p)
{
	return p->temp;
}

/* A library that "writes the file itself" may have put a new one in the
 * place of ours. */
static int
reopen_if_replaced(struct publish *p)
{
	struct stat a, b;
	int fd;

	if (fstat(p->fd, &a) < 0 || stat(p->temp, &b) < 0)
		return fail(p, errno);
	if (a.st_ino == b.st_ino && a.st_dev == b.st_dev)
		return 0;
	fd = open(p->temp, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0)
		return fail(p, errno);
	(void)fchmod(fd, a.st_mode & 0777);
	close(p->fd);
	p->fd = fd;
	return 0;
}

static int
same_bytes(struct publish *p)
{
	char *other;
	struct stat a, b;
	off_t at = 0;
	int same = 0;
	int fd;

	fd = open(p->target, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return 0;
	other = xmalloc(BUFFER);
	if (!fstat(fd, &a) && !fstat(p->fd, &b) && S_ISREG(a.st_mode) &&
	        a.st_size == b.st_size)
		for (;;) {
			ssize_t n = file_pread(fd, other, BUFFER, at);
			ssize_t m = file_pread(p->fd, p->buf, BUFFER, at);

			if (n < 0 || n != m || memcmp(other, p->buf, (size_t)n))
				break;
			if (!n) {
				same = 1;
				break;
			}
			at += n;
		}
	free(other);
	close(fd);
	return same;
}

static int
copy_direct(struct publish *p)
{
	off_t at = 0;
	ssize_t n;

	while ((n = file_pread(p->fd, p->buf, BUFFER, at)) > 0) {
		if (file_put(p->direct_fd, p->buf, (size_t)n) < 0)
			return fail(p, errno);
		at += n;
	}
	return n < 0 ? fail(p, errno) : 0;
}

static int
sync_dir(struct publish *p)
{
	struct str dir = STR_INIT;
	int rc = 0;
	int fd;

	put_dir(&dir, p->target);
	fd = open(dir.s, O_RDONLY | O_CLOEXEC | O_DIRECTORY);
	str_free(&dir);
	/* A folder that may be written but not read cannot be synced, and
	 * some file systems have no such operation: no fault of the run. */
	if (fd < 0)
		return 0;
	if (fsync(fd) < 0 &&
	        (errno == EIO || errno == ENOSPC || errno == EDQUOT))
		rc = diag_file(p->dg, p->path, MSG_WRITE_SYNC, strerror(errno));
	close(fd);
	return rc;
}

static int
replace(struct publish *p)
{
	int rc;

	do
		rc = fsync(p->fd);
	while (rc < 0 && errno == EINTR);
	if (rc < 0)
		return fail(p, errno);
	if (rename(p->temp, p->target) < 0)
		return fail(p, errno);
	slot_give(p->slot);
	p->slot = NULL;
	free(p->temp);
	p->temp = NULL;
	return sync_dir(p);
}

int
publish_commit(struct publish *p, int *unchanged)
{
	int rc = flush(p);

	if (unchanged)
		*unchanged = 0;
	if (!rc)
		rc = reopen_if_replaced(p);
	if (rc) {
		publish_free(p);
		return -1;
	}
	if (!p->target) {
		rc = copy_direct(p);
	} else if (same_bytes(p)) {
		if (unchanged)
			*unchanged = 1;
	} else {
		rc = replace(p);
	}
	publish_free(p);
	return rc;
}

void
publish_abort(struct publish *p)
{
	if (p)
		publish_free(p);
}
