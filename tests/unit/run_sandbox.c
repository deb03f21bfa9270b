/* What a worker can still do, asked of the kernel: each case is a child that
 * has entered the sandbox and tries one thing. */
#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "run/sandbox.h"

#define READABLE "beside/picture"
#define SECRET "secret"

static char top[] = "/tmp/bantin-sandbox-XXXXXX";
static pid_t parent;

static int
put(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	if (fd < 0)
		return -1;
	close(fd);
	return 0;
}

static int
folders(void **state)
{
	(void)state;
	parent = getpid();
	return !mkdtemp(top) || chdir(top) < 0 || mkdir("beside", 0700) < 0 ||
	       mkdir("store", 0700) < 0 || put(READABLE) < 0 || put(SECRET) < 0;
}

static int
remove_folders(void **state)
{
	(void)state;
	unlink("store/new");
	unlink(READABLE);
	unlink(SECRET);
	rmdir("store");
	rmdir("beside");
	return chdir("/") < 0 || rmdir(top) < 0;
}

/* errno of the attempt inside the sandbox; 0: it went well. */
static int
attempt(int (*try)(void))
{
	struct sandbox sb;
	int status = 0;
	pid_t pid;

	sandbox_open(&sb);
	sandbox_allow(&sb, "beside", SANDBOX_READ);
	sandbox_allow(&sb, "store", SANDBOX_WRITE);
	pid = fork();
	if (pid == 0) {
		if (sandbox_enter(&sb) != 0)
			_exit(255);
		errno = 0;
		_exit(try() < 0 ? errno : 0);
	}
	sandbox_close(&sb);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static int
try_nothing(void)
{
	return 0;
}

static int
try_read(void)
{
	return open(READABLE, O_RDONLY | O_CLOEXEC);
}

static int
try_secret(void)
{
	return open(SECRET, O_RDONLY | O_CLOEXEC);
}

static int
try_passwords(void)
{
	return open("/etc/passwd", O_RDONLY | O_CLOEXEC);
}

static int
try_write_beside(void)
{
	return open(READABLE, O_WRONLY | O_CLOEXEC);
}

static int
try_remove_beside(void)
{
	return unlink(READABLE);
}

static int
try_store(void)
{
	return put("store/tmp") < 0 ? -1 : rename("store/tmp", "store/new");
}

static int
try_out_of_store(void)
{
	return rename("store/new", "beside/new");
}

static int
try_socket(void)
{
	return socket(AF_INET, SOCK_STREAM, 0);
}

static int
try_program(void)
{
	return execl("/bin/true", "true", (char *)NULL);
}

static int
try_kill(void)
{
	return kill(parent, SIGCONT);
}

static int
try_mode(void)
{
	return chmod(SECRET, 0644);
}

static int
try_mount(void)
{
	return mount("none", "beside", "tmpfs", 0, NULL);
}

static void *
in_thread(void *arg)
{
	return arg;
}

static int
try_thread(void)
{
	pthread_t t;

	errno = pthread_create(&t, NULL, in_thread, NULL);
	return errno || pthread_join(t, NULL) ? -1 : 0;
}

static int
try_iconv(void)
{
	iconv_t cd = iconv_open("UTF-8", "EUC-KR");

	return (intptr_t)cd == -1 ? -1 : iconv_close(cd);
}

/* Skipped where the kernel lets no sandbox be made: nothing can be proven. */
static void
need_sandbox(void)
{
	if (attempt(try_nothing) == 255)
		skip();
}

static void
test_work_goes_on(void **state)
{
	(void)state;
	need_sandbox();
	assert_int_equal(attempt(try_read), 0);
	assert_int_equal(attempt(try_store), 0);
	assert_int_equal(attempt(try_thread), 0);
	assert_int_equal(attempt(try_iconv), 0);
}

static void
test_other_files_are_out_of_reach(void **state)
{
	(void)state;
	need_sandbox();
	assert_int_equal(attempt(try_secret), EACCES);
	assert_int_equal(attempt(try_passwords), EACCES);
	assert_int_equal(attempt(try_write_beside), EACCES);
	assert_int_equal(attempt(try_remove_beside), EACCES);
	assert_int_equal(attempt(try_store), 0);
	assert_int_not_equal(attempt(try_out_of_store), 0);
	assert_int_equal(attempt(try_mode), EPERM);
}

static void
test_no_network_no_programs_no_signals(void **state)
{
	(void)state;
	need_sandbox();
	assert_int_equal(attempt(try_socket), EPERM);
	assert_int_equal(attempt(try_program), EPERM);
	assert_int_equal(attempt(try_kill), EPERM);
	assert_int_equal(attempt(try_mount), EPERM);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_work_goes_on),
		cmocka_unit_test(test_other_files_are_out_of_reach),
		cmocka_unit_test(test_no_network_no_programs_no_signals),
	};

	return cmocka_run_group_tests(tests, folders, remove_folders);
}
