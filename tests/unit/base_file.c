/* Reading inputs, and publishing: old output or new, never half of one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "tests/heard.h"

static char dir[] = "/tmp/bantin-test-XXXXXX";
static struct heard heard;

static struct diag
new_diag(void)
{
	struct diag dg;

	hear(&dg, &heard);
	return dg;
}

static int
setup(void **state)
{
	(void)state;
	return mkdtemp(dir) ? chdir(dir) : -1;
}

static int
teardown(void **state)
{
	char cmd[256];

	(void)state;
	snprintf(cmd, sizeof(cmd), "rm -rf '%s'", dir);
	return chdir("/") || system(cmd);
}

static void
put(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static void
check_file(const char *path, const char *want)
{
	struct diag dg = new_diag();
	struct str s = STR_INIT;

	assert_int_equal(file_read(path, 1 << 20, &s, &dg), 0);
	assert_string_equal(str_c(&s), want);
	str_free(&s);
}

static int
count_files(const char *path)
{
	DIR *d = opendir(path);
	struct dirent *e;
	int n = 0;

	assert_non_null(d);
	while ((e = readdir(d)))
		n += strcmp(e->d_name, ".") && strcmp(e->d_name, "..");
	closedir(d);
	return n;
}

static int
publish(const char *path, const char *text, int *unchanged)
{
	struct diag dg = new_diag();
	struct publish *p = publish_open(path, &dg);

	if (!p)
		return -1;
	publish_write(p, text, strlen(text));
	return publish_commit(p, unchanged);
}

static void
expect_read(const char *path, size_t max, enum diag_msg msg)
{
	struct diag dg = new_diag();
	struct str s = STR_INIT;

	str_puts(&s, "kept");
	assert_int_equal(file_read(path, max, &s, &dg), -1);
	assert_int_equal(heard.last, msg);
	assert_int_equal(heard.n, 1);
	assert_string_equal(s.s, "kept");
	str_free(&s);
}

static void
test_read(void **state)
{
	struct diag dg = new_diag();
	struct str s = STR_INIT;
	int fd[2], saved;

	(void)state;
	put("five", "12345");
	put("none", "");
	expect_read("missing", 10, MSG_FILE_MISSING);
	expect_read(".", 10, MSG_FILE_IS_DIR);
	expect_read("/dev/zero", 10, MSG_FILE_DEVICE);
	expect_read("five", 4, MSG_FILE_TOO_BIG);
	/* files of /proc have size 0 and bytes all the same */
	expect_read("/proc/self/status", 4, MSG_FILE_TOO_BIG);
	assert_int_equal(file_read("five", 5, &s, &dg), 0);
	assert_int_equal(file_read("none", 0, &s, &dg), 0);
	assert_string_equal(s.s, "12345");
	assert_int_equal(pipe(fd), 0);
	assert_int_equal(write(fd[1], "in", 2), 2);
	close(fd[1]);
	saved = dup(0);
	dup2(fd[0], 0);
	assert_int_equal(file_read("-", 2, &s, &dg), 0);
	dup2(saved, 0);
	close(saved);
	close(fd[0]);
	assert_string_equal(s.s, "12345in");
	str_free(&s);
}

static void
test_paths(void **state)
{
	struct diag dg = new_diag();
	char *p;
	size_t i;
	static const char *const c[][3] = {
		{ "a/b.yaml", "c", "a/c" },
		{ "b.yaml", "c/d", "c/d" },
		{ "/b.yaml", "c", "/c" },
		{ "a/b", "/c", "/c" },
		{ "-", "c", "c" },
	};

	(void)state;
	for (i = 0; i < sizeof(c) / sizeof(c[0]); i++) {
		p = path_beside(c[i][0], c[i][1]);
		assert_string_equal(p, c[i][2]);
		free(p);
	}
	assert_string_equal(path_base("a/b"), "b");
	assert_string_equal(path_base("b"), "b");
	assert_int_equal(file_mkdirs("m/n//o/", &dg), 0);
	assert_int_equal(file_mkdirs("m/n/o", &dg), 0);
	assert_int_equal(heard.n, 0);
	put("m/f", "");
	assert_int_equal(file_mkdirs("m/f/x", &dg), -1);
	assert_int_equal(heard.last, MSG_MKDIR);
	assert_int_equal(heard.n, 1);
}

static void
test_publish(void **state)
{
	struct stat a, b;
	int unchanged = 7;
	struct diag dg = new_diag();
	struct publish *p;
	char big[200000];

	(void)state;
	mkdir("p", 0777);
	assert_int_equal(publish("p/out", "one", &unchanged), 0);
	assert_int_equal(unchanged, 0);
	chmod("p/out", 0640);
	stat("p/out", &a);
	assert_int_equal(publish("p/out", "one", &unchanged), 0);
	assert_int_equal(unchanged, 1);
	stat("p/out", &b);
	assert_int_equal(a.st_ino, b.st_ino);
	assert_int_equal(a.st_mtim.tv_nsec, b.st_mtim.tv_nsec);
	assert_int_equal(publish("p/out", "two", &unchanged), 0);
	assert_int_equal(unchanged, 0);
	check_file("p/out", "two");
	stat("p/out", &b);
	assert_int_not_equal(a.st_ino, b.st_ino);
	assert_int_equal(b.st_mode & 07777, 0640);
	p = publish_open("p/out", &dg);
	publish_write(p, "three", 5);
	publish_abort(p);
	check_file("p/out", "two");
	memset(big, 'x', sizeof(big));
	p = publish_open("p/big", &dg);
	publish_write(p, "y", 1);
	publish_write(p, big, sizeof(big));
	publish_write(p, "z", 1);
	assert_int_equal(publish_commit(p, NULL), 0);
	stat("p/big", &b);
	assert_int_equal(b.st_size, sizeof(big) + 2);
	publish_abort(NULL);
	assert_int_equal(count_files("p"), 2);
}

/* A library that puts a file of its own in the temporary's place. */
static void
test_replaced_temp(void **state)
{
	struct diag dg = new_diag();
	struct publish *p = publish_open("lib", &dg);

	(void)state;
	put("other", "by a library");
	assert_int_equal(rename("other", publish_temp_path(p)), 0);
	assert_int_equal(publish_commit(p, NULL), 0);
	check_file("lib", "by a library");
}

static void
test_link(void **state)
{
	struct stat st;

	(void)state;
	mkdir("l", 0777);
	put("l/target", "old");
	assert_int_equal(symlink("target", "l/link"), 0);
	assert_int_equal(publish("l/link", "new", NULL), 0);
	lstat("l/link", &st);
	assert_true(S_ISLNK(st.st_mode));
	check_file("l/target", "new");
	assert_int_equal(symlink("absent", "l/dangling"), 0);
	assert_int_equal(publish("l/dangling", "made", NULL), 0);
	check_file("l/absent", "made");
	assert_int_equal(symlink("ring", "l/ring"), 0);
	assert_int_equal(publish("l/ring", "x", NULL), -1);
	assert_int_equal(heard.last, MSG_WRITE_OPEN);
	assert_int_equal(heard.n, 1);
}

static void
test_refused(void **state)
{
	(void)state;
	assert_int_equal(publish(".", "x", NULL), -1);
	assert_int_equal(heard.last, MSG_WRITE_IS_DIR);
	assert_int_equal(publish("l/", "x", NULL), -1);
	assert_int_equal(heard.last, MSG_WRITE_IS_DIR);
	assert_int_equal(publish("no/such/folder", "x", NULL), -1);
	assert_int_equal(heard.last, MSG_WRITE_OPEN);
	assert_int_equal(heard.n, 1);
	assert_int_equal(publish("/proc/none", "x", NULL), -1);
	assert_int_equal(heard.last, MSG_WRITE_OPEN);
	/* a device stays a device */
	assert_int_equal(publish("/dev/full", "x", NULL), -1);
	assert_int_equal(heard.last, MSG_WRITE_FULL);
	assert_int_equal(heard.n, 1);
	assert_int_equal(publish("/dev/null", "x", NULL), 0);
}

static void
to_stdout(const char *path, int fd)
{
	int saved;

	fflush(stdout);
	saved = dup(STDOUT_FILENO);
	dup2(fd, STDOUT_FILENO);
	assert_int_equal(publish(path, "text", NULL), 0);
	dup2(saved, STDOUT_FILENO);
	close(saved);
}

static void
test_stdout(void **state)
{
	static const char *const name[] = {
		"-",
		"/dev/stdout",
		"/proc/self/fd/1",
	};
	char buf[8] = "";
	struct stat a, b;
	size_t i;
	int fd[2];

	(void)state;
	for (i = 0; i < 3; i++) {
		assert_int_equal(pipe(fd), 0);
		to_stdout(name[i], fd[1]);
		assert_int_equal(read(fd[0], buf, sizeof(buf)), 4);
		assert_memory_equal(buf, "text", 4);
		close(fd[0]);
		close(fd[1]);
		/* `bantin -o /dev/stdout > file` writes into that file */
		fd[0] = open("redirected", O_WRONLY | O_CREAT | O_TRUNC, 0666);
		fstat(fd[0], &a);
		to_stdout(name[i], fd[0]);
		close(fd[0]);
		stat("redirected", &b);
		assert_int_equal(a.st_ino, b.st_ino);
		check_file("redirected", "text");
	}
}

/* A write that fails half way: by the file size limit in a child, since that
 * limit is the process's. */
static void
test_write_fails(void **state)
{
	pid_t pid;
	int status;

	(void)state;
	mkdir("w", 0777);
	put("w/out", "old");
	pid = fork();
	if (!pid) {
		struct rlimit lim = { 100000, 100000 };
		struct diag dg = new_diag();
		struct publish *p;
		char big[70000];
		int i, ok = 1;

		memset(big, 'x', sizeof(big));
		signal(SIGXFSZ, SIG_IGN);
		setrlimit(RLIMIT_FSIZE, &lim);
		p = publish_open("w/out", &dg);
		for (i = 0; i < 5; i++)
			ok &= !publish_write(p, big, sizeof(big));
		_exit(!(!ok && publish_commit(p, NULL) < 0 && heard.n == 1 &&
		        heard.last == MSG_WRITE && dg.worst_exit == 74));
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	check_file("w/out", "old");
	assert_int_equal(count_files("w"), 1);
}

static void
test_disk_full(void **state)
{
	struct diag dg = new_diag();
	struct publish *p;
	char big[100000];
	int rc = 0;

	(void)state;
	mkdir("tmpfs", 0777);
	if (mount("none", "tmpfs", "tmpfs", 0, "size=64k"))
		skip();
	put("tmpfs/out", "old");
	memset(big, 'x', sizeof(big));
	p = publish_open("tmpfs/out", &dg);
	rc |= publish_write(p, big, sizeof(big));
	rc |= publish_commit(p, NULL);
	assert_int_equal(rc, -1);
	assert_int_equal(heard.n, 1);
	assert_int_equal(heard.last, MSG_WRITE_FULL);
	assert_int_equal(dg.worst_exit, 73);
	check_file("tmpfs/out", "old");
	assert_int_equal(count_files("tmpfs"), 1);
	assert_int_equal(umount("tmpfs"), 0);
}

/* The leftovers of a killed run go; those of a living one stay. */
static void
test_stale(void **state)
{
	struct diag dg = new_diag();
	struct publish *mine;
	pid_t pid;
	int status;

	(void)state;
	mkdir("s", 0777);
	pid = fork();
	if (!pid) {
		publish_open("s/out", &dg);
		publish_open("s/other", &dg);
		raise(SIGKILL);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(count_files("s"), 2);
	put("s/.out.bantin-x", "not ours");
	mine = publish_open("s/out", &dg);
	assert_int_equal(publish("s/out", "x", NULL), 0);
	/* that of s/other, the strange one, mine, and the output */
	assert_int_equal(count_files("s"), 4);
	publish_abort(mine);
	assert_int_equal(count_files("s"), 3);
}

static void
test_sweep(void **state)
{
	struct diag dg = new_diag();
	struct publish *p;
	pid_t pid;
	int status;

	(void)state;
	mkdir("t", 0777);
	put("t/out", "old");
	p = publish_open("t/out", &dg);
	/* a child's handler leaves its parent's files alone */
	pid = fork();
	if (!pid) {
		publish_sweep();
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(count_files("t"), 2);
	publish_sweep();
	assert_int_equal(count_files("t"), 1);
	publish_abort(p);
	check_file("t/out", "old");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_read),
		cmocka_unit_test(test_paths),
		cmocka_unit_test(test_publish),
		cmocka_unit_test(test_replaced_temp),
		cmocka_unit_test(test_link),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_stdout),
		cmocka_unit_test(test_write_fails),
		cmocka_unit_test(test_disk_full),
		cmocka_unit_test(test_stale),
		cmocka_unit_test(test_sweep),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
