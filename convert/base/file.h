/* file: reading whole inputs with a cap, and publishing outputs atomically.
 *
 * Promise 4: old output or new output, never half of one.  A publication is
 * a temporary file in the same directory; each write is checked; commit does
 * flush, fsync, rename, fsync of the directory.  Any failure leaves the old
 * file as it was.
 */
#ifndef BANTIN_BASE_FILE_H
#define BANTIN_BASE_FILE_H

#include <stddef.h>
#include <sys/types.h>

#include "base/diag.h"
#include "base/str.h"

/* Read all of path ("-" is stdin) to the end of out.  At most max bytes, more
 * is an error.  Directories, devices that never end and missing files are
 * errors.  Reports one diagnostic. 0 or -1. */
int
file_read(const char *path, size_t max, struct str *out, struct diag *dg);

/* Bytes from `at` on of an open file: n, or as many as there are. -1 with errno. */
ssize_t
file_pread(int fd, char *buf, size_t n, off_t at);

/* All n bytes to a pipe or file that is open. 0 or -1 with errno. */
int
file_put(int fd, const void *p, size_t n);
/* The same for a and then b, by one call of the system: two cost half as much
 * again. */
int
file_put_both(int fd, struct span a, struct span b);

struct publish;

/* Begin a new version of path ("-" is stdout: no temporary file, no rename).
 * mode 0666 & ~umask.  NULL after one diagnostic. */
struct publish *
publish_open(const char *path, struct diag *dg);
/* 0, or -1 with one diagnostic (MSG_WRITE_FULL for ENOSPC and EDQUOT,
 * MSG_WRITE otherwise); later writes then do nothing and fail quietly. */
int
publish_write(struct publish *p, const void *buf, size_t n);
int
publish_fd(struct publish *p); /* for readers of what was written */
/* Name of the temporary file, for libraries that write files themselves. */
const char *
publish_temp_path(const struct publish *p);
/* Make it the new version.  When the bytes equal the old version's, the old
 * file stays untouched (same inode and mtime) and *unchanged, if not NULL,
 * is set to 1.  Frees p.  0 or -1 with one diagnostic. */
int
publish_commit(struct publish *p, int *unchanged);
void
publish_abort(struct publish *p); /* removes the temporary file */

/* Remove every temporary file of running publications: called from the
 * handler of SIGTERM and SIGINT, async-signal-safe. */
void
publish_sweep(void);

int
file_mkdirs(const char *path, struct diag *dg); /* like mkdir -p */
/* path resolved against the folder of the file `from`; arena-free: caller
 * frees.  Absolute paths stay. */
char *
path_beside(const char *from, const char *path);
const char *
path_base(const char *path); /* last component */
char *
path_folder(const char *path); /* what is before it, or "."; caller frees */

#endif
