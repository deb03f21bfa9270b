/* Messages: their form, and the exit status they make. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/diag.h"

static void
test_format(void **state)
{
	struct diag dg;
	struct str s = STR_INIT;
	struct where w = { "a\n\x1B.html", 3, 7, 0 };

	(void)state;
	diag_init(&dg);
	diag_format(&s, &dg, DIAG_WARNING, MSG_FILE_EMPTY, &w, "t\tx ế");
	assert_string_equal(s.s, "bantin: a\\n\\x1B.html:3:7: warning: "
	                         "t\\x09x ế");
	str_truncate(&s, 0);
	w = (struct where){ "f", 0, 5, 11 };
	diag_format(&s, &dg, DIAG_ERROR, MSG_FILE_EMPTY, &w, "t");
	assert_string_equal(s.s, "bantin: f: byte 10: error: t");
	str_truncate(&s, 0);
	w = (struct where){ 0 };
	diag_format(&s, &dg, DIAG_FATAL, MSG_FILE_EMPTY, &w, "t");
	assert_string_equal(s.s, "bantin: fatal: t");
	str_truncate(&s, 0);
	dg.json = 1;
	w = (struct where){ "\"\xFF", 3, 7, 1 };
	diag_format(&s, &dg, DIAG_NOTE, MSG_FILE_EMPTY, &w, "a\\\n");
	assert_string_equal(s.s,
	        "{\"level\":\"note\",\"id\":\"FILE_EMPTY\","
	        "\"file\":\"\\\"\xEF\xBF\xBD\",\"line\":3,\"col\":7,"
	        "\"offset\":0,\"text\":\"a\\\\\\u000a\"}");
	str_free(&s);
}

static void
test_names(void **state)
{
	int i;

	(void)state;
	for (i = 0; i < MSG_COUNT; i++) {
		enum diag_msg msg = (enum diag_msg)i;

		assert_int_equal(diag_by_name(diag_name(msg)), i);
		/* what ends the run must say how */
		if (diag_level_of(msg) == DIAG_FATAL)
			assert_true(diag_exit_of(msg) > 0);
	}
	assert_int_equal(diag_by_name("NO_SUCH"), -1);
}

static void
sink(void *ctx, enum diag_level level, enum diag_msg msg, const struct where *w,
        const char *text)
{
	struct str *s = ctx;

	str_printf(s, "%d %s %s %s\n", level, diag_name(msg),
	        w->file ? w->file : "-", text);
}

static void
test_counts(void **state)
{
	struct diag dg;
	struct str s = STR_INIT;

	(void)state;
	diag_init(&dg);
	dg.sink = sink;
	dg.ctx = &s;
	assert_int_equal(dg.first_bad, MSG_COUNT);
	diag_emit(&dg, DIAG_WARNING, MSG_FILE_EMPTY, NULL, "w");
	assert_int_equal(dg.first_bad, MSG_COUNT);
	dg.file = "in.html";
	assert_int_equal(
	        diag_report(&dg, NULL, MSG_FILE_TOO_BIG, (size_t)9), -1);
	assert_int_equal(dg.worst_exit, 65);
	diag_file(&dg, "x", MSG_FILE_MISSING, "why");
	/* the first of its level decides */
	assert_int_equal(dg.worst_exit, 65);
	diag_file(&dg, "y", MSG_WRITE_FULL, "disk");
	assert_int_equal(dg.worst_exit, 73);
	diag_file(&dg, "z", MSG_WRITE, "io");
	diag_file(&dg, "x", MSG_FILE_MISSING, "late");
	assert_int_equal(dg.worst_exit, 73);
	assert_int_equal(dg.first_bad, MSG_FILE_TOO_BIG);
	assert_int_equal(dg.count[DIAG_WARNING], 1);
	assert_int_equal(dg.count[DIAG_ERROR], 3);
	assert_int_equal(dg.count[DIAG_FATAL], 2);
	assert_string_equal(s.s,
	        "1 FILE_EMPTY - w\n"
	        "2 FILE_TOO_BIG in.html is larger than the limit of 9 bytes\n"
	        "2 FILE_MISSING x cannot open: why\n"
	        "3 WRITE_FULL y no space left: disk; the old file, if any, is "
	        "unchanged\n"
	        "3 WRITE z cannot write: io; the old file, if any, is "
	        "unchanged\n"
	        "2 FILE_MISSING x cannot open: late\n");
	str_free(&s);
}

/* What reaches stderr, with quiet and verbose. */
static void
shown(int quiet, int verbose, char *buf, size_t size)
{
	struct diag dg;
	int saved = dup(STDERR_FILENO);
	int fd[2];
	ssize_t n;

	assert_int_equal(pipe(fd), 0);
	dup2(fd[1], STDERR_FILENO);
	diag_init(&dg);
	dg.quiet = quiet;
	dg.verbose = verbose;
	diag_emit(&dg, DIAG_NOTE, MSG_FILE_EMPTY, NULL, "n");
	diag_emit(&dg, DIAG_WARNING, MSG_FILE_EMPTY, NULL, "w");
	diag_emit(&dg, DIAG_ERROR, MSG_FILE_EMPTY, NULL, "e");
	dup2(saved, STDERR_FILENO);
	close(saved);
	close(fd[1]);
	n = read(fd[0], buf, size - 1);
	buf[n > 0 ? n : 0] = '\0';
	close(fd[0]);
	assert_int_equal(dg.count[DIAG_NOTE] + dg.count[DIAG_WARNING], 2);
}

static void
test_shown(void **state)
{
	char buf[256];

	(void)state;
	shown(0, 0, buf, sizeof(buf));
	assert_string_equal(buf, "bantin: warning: w\nbantin: error: e\n");
	shown(1, 0, buf, sizeof(buf));
	assert_string_equal(buf, "bantin: error: e\n");
	shown(0, 1, buf, sizeof(buf));
	assert_string_equal(buf, "bantin: note: n\nbantin: warning: w\n"
	                         "bantin: error: e\n");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_format),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_counts),
		cmocka_unit_test(test_shown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
