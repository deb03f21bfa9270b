/* store_sweep: a temporary store is removed from a signal handler, too.
 *
 * Only system calls that signal-safety(7) allows, or that are plain system
 * calls: the folder is read by getdents64, since opendir() allocates.  The
 * one static here is the path of the temporary store that is open: a process
 * has one at a time, and the handler has no other way to know it.
 */
#include "doc/store_sweep.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "doc/store.h"

#define PATH_ROOM 4096

static char sweep_dir[PATH_ROOM];
static volatile sig_atomic_t sweep_owner; /* process id; 0: none */

void
store_sweep_set(const char *dir)
{
	sweep_owner = 0;
	if (!dir || strlen(dir) + 16 > PATH_ROOM)
		return;
	memcpy(sweep_dir, dir, strlen(dir) + 1);
	sweep_owner = (sig_atomic_t)getpid();
}

struct entry64 { /* struct linux_dirent64 */
	uint64_t ino;
	int64_t off;
	unsigned short len;
	unsigned char type;
	char name[];
};

static void
sweep_folder(const char *path)
{
	_Alignas(struct entry64) char buf[8192];
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	long n;

	if (fd < 0)
		return;
	while ((n = syscall(SYS_getdents64, fd, buf, sizeof(buf))) > 0)
		for (long at = 0; at < n;) {
			const struct entry64 *e =
			        (const struct entry64 *)(const void *)(buf +
			                                               at);

			at += e->len;
			if (e->type != DT_DIR)
				unlinkat(fd, e->name, 0);
		}
	close(fd);
	rmdir(path);
}

void
store_sweep(void)
{
	static const char *const folders[] = { "/assets", "/articles" };
	size_t len;

	if (!sweep_owner || (pid_t)sweep_owner != getpid())
		return;
	len = strlen(sweep_dir);
	for (size_t i = 0; i < 2; i++) {
		memcpy(sweep_dir + len, folders[i], strlen(folders[i]) + 1);
		sweep_folder(sweep_dir);
	}
	sweep_dir[len] = 0;
	rmdir(sweep_dir);
}
