/* file: reading inputs whole, and paths. Publishing is in publish.c. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define CHUNK ((size_t)256 * 1024)

/* Open a path that is to be read to its end.  A FIFO is waited for, as every
 * Unix tool does (`bantin clean <(command)`); devices are refused before they
 * are opened, since opening alone can have effects. */
static int
open_input(const char *path, struct stat *st, struct diag *dg)
{
	int flags = O_RDONLY | O_CLOEXEC | O_NOCTTY;
	int fd;

	if (stat(path, st) < 0)
		return diag_file(dg, path, MSG_FILE_MISSING, strerror(errno));
	if (S_ISDIR(st->st_mode))
		return diag_file(dg, path, MSG_FILE_IS_DIR);
	if (!S_ISREG(st->st_mode) && !S_ISFIFO(st->st_mode))
		return diag_file(dg, path, MSG_FILE_DEVICE);
	do
		fd = open(path, flags);
	while (fd < 0 && errno == EINTR);
	if (fd < 0)
		return diag_file(dg, path, MSG_FILE_MISSING, strerror(errno));
	if (fstat(fd, st) < 0 ||
	        (!S_ISREG(st->st_mode) && !S_ISFIFO(st->st_mode))) {
		close(fd);
		return diag_file(dg, path, MSG_FILE_DEVICE);
	}
	return fd;
}

static int
read_all(int fd, const char *path, size_t max, struct str *out, struct diag *dg)
{
	size_t start = out->len;

	for (;;) {
		size_t have = out->len - start, want;
		ssize_t n;

		/* A file of known size has its room, and a byte more. */
		if (out->cap - out->len < 2)
			str_reserve(out, CHUNK);
		want = out->cap - out->len - 1;
		/* One byte past the limit tells "full" from "too big". */
		if (max - have < want)
			want = max - have + 1;
		n = read(fd, out->s + out->len, want);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return diag_file(
			        dg, path, MSG_FILE_READ, strerror(errno));
		if (!n)
			break;
		out->len += (size_t)n;
		if (out->len - start > max)
			return diag_file(dg, path, MSG_FILE_TOO_BIG, max);
	}
	if (out->s)
		out->s[out->len] = '\0';
	return 0;
}

ssize_t
file_pread(int fd, char *buf, size_t n, off_t at)
{
	size_t got = 0;

	while (got < n) {
		ssize_t k = pread(fd, buf + got, n - got, at + (off_t)got);

		if (k < 0 && errno == EINTR)
			continue;
		if (k < 0)
			return -1;
		if (!k)
			break;
		got += (size_t)k;
	}
	return (ssize_t)got;
}

int
file_read(const char *path, size_t max, struct str *out, struct diag *dg)
{
	size_t start = out->len;
	int from_stdin = !strcmp(path, "-");
	int fd = STDIN_FILENO;
	struct stat st;
	int rc;

	if (!from_stdin)
		fd = open_input(path, &st, dg);
	else if (fstat(fd, &st) < 0)
		return diag_file(dg, path, MSG_FILE_READ, strerror(errno));
	else if (S_ISDIR(st.st_mode))
		return diag_file(dg, path, MSG_FILE_IS_DIR);
	if (fd < 0)
		return -1;
	if (S_ISREG(st.st_mode) && !from_stdin && st.st_size > 0 &&
	        (unsigned long long)st.st_size > max) {
		rc = diag_file(dg, path, MSG_FILE_TOO_BIG, max);
	} else {
		if (S_ISREG(st.st_mode) && st.st_size > 0 &&
		        (unsigned long long)st.st_size <= max)
			str_reserve(out, (size_t)st.st_size + 1);
		rc = read_all(fd, path, max, out, dg);
	}
	if (!from_stdin)
		close(fd);
	if (rc < 0)
		str_truncate(out, start);
	return rc;
}

int
file_mkdirs(const char *path, struct diag *dg)
{
	char *copy = xstrdup(path);
	char *p = copy;
	int rc = 0;

	while (*p && !rc) {
		struct stat st;
		char kept;

		p += strspn(p, "/");
		p += strcspn(p, "/");
		kept = *p;
		*p = '\0';
		if (*copy && mkdir(copy, 0777) < 0) {
			int err = errno;

			/* A read-only parent says EROFS or EACCES even for
			 * folders that are there. */
			if (stat(copy, &st) < 0)
				rc = diag_file(
				        dg, copy, MSG_MKDIR, strerror(err));
			else if (!S_ISDIR(st.st_mode))
				rc = diag_file(
				        dg, copy, MSG_MKDIR, strerror(ENOTDIR));
		}
		*p = kept;
	}
	free(copy);
	return rc;
}

int
file_put(int fd, const void *p, size_t n)
{
	return file_put_both(fd, (struct span){ p, n }, (struct span){ p, 0 });
}

/* Of n bytes those that are behind it. */
static size_t
pass(struct iovec *v, size_t n)
{
	size_t k = n < v->iov_len ? n : v->iov_len;

	v->iov_base = (char *)v->iov_base + k;
	v->iov_len -= k;
	return n - k;
}

int
file_put_both(int fd, struct span a, struct span b)
{
	struct iovec v[2] = { { (void *)(uintptr_t)a.p, a.n },
		{ (void *)(uintptr_t)b.p, b.n } };

	while (v[0].iov_len || v[1].iov_len) {
		ssize_t k = writev(fd, v, 2);

		if (k < 0 && errno == EINTR)
			continue;
		if (k < 0)
			return -1;
		if (!k) {
			errno = ENOSPC;
			return -1;
		}
		(void)pass(&v[1], pass(&v[0], (size_t)k));
	}
	return 0;
}

char *
path_beside(const char *from, const char *path)
{
	const char *slash = from ? strrchr(from, '/') : NULL;
	struct str s = STR_INIT;

	if (*path != '/' && slash)
		str_add(&s, from, (size_t)(slash - from) + 1);
	str_puts(&s, path);
	return str_detach(&s);
}

const char *
path_base(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

char *
path_folder(const char *path)
{
	size_t n = (size_t)(path_base(path) - path);

	return n == 0 ? xstrdup(".") : xstrndup(path, n == 1 ? 1 : n - 1);
}
