/* What bantin writes is read again: a good file passes, a damaged one does
 * not, and is kept beside. */
#include "pdf_sample.h"

#include "run/proof.h"

static struct str good;

static int
write_good(void **state)
{
	struct sample s;
	const char *path;

	(void)state;
	sample_make(&s);
	path = make_path(&s.m, "good.pdf");
	sample_write(&s, path, 0);
	assert_int_equal(file_read(path, 1 << 24, &good, &s.m.dg), 0);
	sample_free(&s);
	return 0;
}

static int
free_good(void **state)
{
	(void)state;
	str_free(&good);
	return 0;
}

static int
proof(struct make *m, const char *path)
{
	struct target t = { .form = FORM_PDF, .path = path };
	struct publish *out = publish_open(path, &m->dg);
	int rc;

	assert_int_equal(publish_write(out, good.s, good.len), 0);
	rc = proof_pdf(&t, out, &m->dg);
	publish_abort(out);
	return rc;
}

static void
test_good(void **state)
{
	struct make m;

	(void)state;
	make_open(&m);
	assert_int_equal(proof(&m, make_path(&m, "a.pdf")), 0);
	assert_int_equal(m.dg.worst_exit, 0);
	assert_int_equal(access(make_path(&m, "a.pdf.refused"), F_OK), -1);
	make_close(&m);
}

/* A fault put in: no longer the document's title is shown. */
static void
test_fault(void **state)
{
	struct make m;
	struct str kept = STR_INIT;
	char *at = memmem(good.s, good.len, "/DisplayDocTitle true", 21);

	(void)state;
	assert_non_null(at);
	memcpy(at, "/DisplayDocTitle null", 21);
	make_open(&m);
	m.dg.quiet = 1;
	assert_int_equal(proof(&m, make_path(&m, "b.pdf")), -1);
	assert_int_equal(m.dg.worst_exit, 70);
	assert_int_equal(file_read(make_path(&m, "b.pdf.refused"), 1 << 24,
	                         &kept, &m.dg),
	        0);
	assert_int_equal(kept.len, good.len);
	assert_memory_equal(kept.s, good.s, good.len);
	str_free(&kept);
	make_close(&m);
}

static void
test_unreadable(void **state)
{
	struct make m;

	(void)state;
	make_open(&m);
	m.dg.quiet = 1;
	memset(good.s, 'x', good.len);
	assert_int_equal(proof(&m, make_path(&m, "c.pdf")), -1);
	assert_int_equal(m.dg.worst_exit, 70);
	make_close(&m);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good),
		cmocka_unit_test(test_fault),
		cmocka_unit_test(test_unreadable),
	};

	return cmocka_run_group_tests(tests, write_good, free_good);
}
