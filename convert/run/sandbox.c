/* sandbox: see sandbox.h.
 *
 * Landlock by its system calls, since the C library has none for it.  Rights
 * that a kernel does not know are not asked for, so one program runs from
 * Linux 5.13 on, and the newer the kernel the more is held.
 *
 * The list of calls names what is denied, not what is allowed: a new C library
 * that uses a new call must not stop a bulletin that has run for years.  They
 * fail with EPERM, so a decoder that tries one goes on without it.
 */
#include "run/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <link.h>
#include <sched.h>
#include <seccomp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/str.h"

/* Newer than the headers of Debian 12. */
#define FS_TRUNCATE (UINT64_C(1) << 14) /* ABI 3 */
#define NET_ALL UINT64_C(3) /* ABI 4: bind and connect */
#define SCOPE_ALL UINT64_C(3) /* ABI 6: abstract sockets, signals */

struct ruleset_attr {
	uint64_t fs, net, scoped;
};

#define FS_READ (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define FS_WRITE                                                               \
	(FS_READ | LANDLOCK_ACCESS_FS_WRITE_FILE |                             \
	        LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_DIR |    \
	        LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_REFER |    \
	        FS_TRUNCATE)
/* of these, what can be said of a file that is no folder */
#define FS_FILE                                                                \
	(LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE |        \
	        FS_TRUNCATE)

/* What libraries read of their own accord: character sets, time zones, fonts
 * for drawings, the number of processors. */
static const char *const system_paths[] = { "/usr/share", "/usr/local/share",
	"/etc/fonts", "/var/cache/fontconfig", "/etc/ld.so.cache",
	"/etc/localtime", "/dev/urandom", "/sys/devices/system/cpu",
	"/proc/cpuinfo", "/proc/meminfo" };

static const int denied[] = {
	/* the network, and other processes */
	SCMP_SYS(socket), SCMP_SYS(connect), SCMP_SYS(bind), SCMP_SYS(listen),
	SCMP_SYS(accept), SCMP_SYS(accept4), SCMP_SYS(kill), SCMP_SYS(tkill),
	SCMP_SYS(rt_sigqueueinfo), SCMP_SYS(rt_tgsigqueueinfo),
	SCMP_SYS(pidfd_open), SCMP_SYS(pidfd_getfd),
	SCMP_SYS(pidfd_send_signal), SCMP_SYS(ptrace), SCMP_SYS(kcmp),
	SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev),
	SCMP_SYS(process_madvise), SCMP_SYS(execve), SCMP_SYS(execveat),
	/* modes, owners and times of files, which Landlock does not hold */
	SCMP_SYS(chmod), SCMP_SYS(fchmodat), SCMP_SYS(chown), SCMP_SYS(lchown),
	SCMP_SYS(fchownat), SCMP_SYS(utime), SCMP_SYS(utimes),
	SCMP_SYS(utimensat), SCMP_SYS(futimesat), SCMP_SYS(setxattr),
	SCMP_SYS(lsetxattr), SCMP_SYS(removexattr), SCMP_SYS(lremovexattr),
	SCMP_SYS(truncate), SCMP_SYS(mknod), SCMP_SYS(mknodat),
	/* the administrator's */
	SCMP_SYS(mount), SCMP_SYS(umount2), SCMP_SYS(pivot_root),
	SCMP_SYS(chroot), SCMP_SYS(move_mount), SCMP_SYS(open_tree),
	SCMP_SYS(fsopen), SCMP_SYS(fsconfig), SCMP_SYS(fsmount),
	SCMP_SYS(fspick), SCMP_SYS(unshare), SCMP_SYS(setns), SCMP_SYS(bpf),
	SCMP_SYS(perf_event_open), SCMP_SYS(keyctl), SCMP_SYS(add_key),
	SCMP_SYS(request_key), SCMP_SYS(io_uring_setup), SCMP_SYS(userfaultfd),
	SCMP_SYS(init_module), SCMP_SYS(finit_module), SCMP_SYS(delete_module),
	SCMP_SYS(kexec_load), SCMP_SYS(kexec_file_load), SCMP_SYS(reboot),
	SCMP_SYS(swapon), SCMP_SYS(swapoff), SCMP_SYS(name_to_handle_at),
	SCMP_SYS(open_by_handle_at), SCMP_SYS(fanotify_init), SCMP_SYS(acct),
	SCMP_SYS(quotactl), SCMP_SYS(settimeofday), SCMP_SYS(clock_settime),
	SCMP_SYS(adjtimex), SCMP_SYS(clock_adjtime), SCMP_SYS(sethostname),
	SCMP_SYS(setdomainname), SCMP_SYS(syslog), SCMP_SYS(vhangup),
	SCMP_SYS(iopl), SCMP_SYS(ioperm), SCMP_SYS(personality)
};

static uint64_t
known_rights(int abi)
{
	uint64_t all = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;

	if (abi >= 2)
		all |= LANDLOCK_ACCESS_FS_REFER;
	if (abi >= 3)
		all |= FS_TRUNCATE;
	return all;
}

/* The folder of each library in use: its modules and siblings are there. */
static int
allow_library(struct dl_phdr_info *info, size_t size, void *ctx)
{
	const char *slash = strrchr(info->dlpi_name, '/');
	char *folder;

	(void)size;
	if (slash && slash != info->dlpi_name) {
		folder = xstrndup(
		        info->dlpi_name, (size_t)(slash - info->dlpi_name));
		sandbox_allow(ctx, folder, SANDBOX_READ);
		free(folder);
	}
	return 0;
}

static int
switched_off(void)
{
	const char *s = getenv("BANTIN_SANDBOX");

	return s && strcmp(s, "off") == 0;
}

void
sandbox_open(struct sandbox *sb)
{
	struct ruleset_attr attr = { 0, 0, 0 };
	long abi = switched_off() ? 0
	                          : syscall(SYS_landlock_create_ruleset, NULL,
	                                    0, LANDLOCK_CREATE_RULESET_VERSION);

	sb->ruleset = -1;
	sb->abi = abi > 0 ? (int)abi : 0;
	if (!sb->abi)
		return;
	attr.fs = known_rights(sb->abi);
	attr.net = sb->abi >= 4 ? NET_ALL : 0;
	attr.scoped = sb->abi >= 6 ? SCOPE_ALL : 0;
	sb->ruleset = (int)syscall(
	        SYS_landlock_create_ruleset, &attr, sizeof(attr), 0);
	if (sb->ruleset < 0)
		return;
	dl_iterate_phdr(allow_library, sb);
	for (size_t i = 0; i < sizeof(system_paths) / sizeof(system_paths[0]);
	        i++)
		sandbox_allow(sb, system_paths[i], SANDBOX_READ);
	sandbox_allow(sb, "/dev/null", SANDBOX_WRITE);
}

void
sandbox_close(struct sandbox *sb)
{
	if (sb->ruleset >= 0)
		close(sb->ruleset);
	sb->ruleset = -1;
}

void
sandbox_allow(
        const struct sandbox *sb, const char *path, enum sandbox_access access)
{
	struct landlock_path_beneath_attr rule = { 0 };
	struct stat st;

	if (sb->ruleset < 0)
		return;
	rule.parent_fd = open(path, O_PATH | O_CLOEXEC);
	if (rule.parent_fd < 0)
		return;
	rule.allowed_access = access == SANDBOX_WRITE ? FS_WRITE : FS_READ;
	rule.allowed_access &= known_rights(sb->abi);
	if (fstat(rule.parent_fd, &st) == 0 && !S_ISDIR(st.st_mode))
		rule.allowed_access &= FS_FILE;
	(void)syscall(SYS_landlock_add_rule, sb->ruleset,
	        LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
	close(rule.parent_fd);
}

static int
add_denials(scmp_filter_ctx calls)
{
	int rc = 0;

	for (size_t i = 0; i < sizeof(denied) / sizeof(denied[0]); i++)
		rc |= seccomp_rule_add(
		        calls, SCMP_ACT_ERRNO(EPERM), denied[i], 0);
	/* abort() sends to itself */
	rc |= seccomp_rule_add(calls, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(tgkill),
	        1, SCMP_A0(SCMP_CMP_NE, (scmp_datum_t)getpid(), 0));
	rc |= seccomp_rule_add(calls, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
	        SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_NEWUSER, CLONE_NEWUSER));
	/* its flags are in memory: the C library falls back to clone() */
	rc |= seccomp_rule_add(
	        calls, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
	return rc;
}

static int
deny_calls(void)
{
	scmp_filter_ctx calls = seccomp_init(SCMP_ACT_ALLOW);
	int rc;

	if (!calls)
		return -1;
	rc = add_denials(calls) == 0 && seccomp_load(calls) == 0 ? 0 : -1;
	seccomp_release(calls);
	return rc;
}

int
sandbox_enter(const struct sandbox *sb)
{
	int rc = 0;

	if (switched_off())
		return -1;
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return -1;
	if (sb->ruleset < 0 ||
	        syscall(SYS_landlock_restrict_self, sb->ruleset, 0) != 0)
		rc = -1;
	if (deny_calls() != 0)
		rc = -1;
	return rc;
}
