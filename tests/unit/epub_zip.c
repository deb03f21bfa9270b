/* The container read back by libzip, and its first bytes as OCF asks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#include "epub/zip.h"

static char path[64];

static void
write_archive(const struct span *data, int n)
{
	struct diag dg;
	struct publish *out;
	struct zipout *z;
	char name[16];

	diag_init(&dg);
	out = publish_open(path, &dg);
	assert_non_null(out);
	z = zipout_new(out, &dg);
	assert_int_equal(
	        zipout_add(z, "mimetype", SPAN_LIT("application/epub+zip"), 0),
	        0);
	for (int i = 0; i < n; i++) {
		snprintf(name, sizeof(name), "f%d", i);
		assert_int_equal(zipout_add(z, name, data[i], 1), 0);
	}
	assert_int_equal(zipout_end(z), 0);
	zipout_free(z);
	assert_int_equal(publish_commit(out, NULL), 0);
}

static void
test_first_bytes(void **state)
{
	/* OCF 3.3, 4.2.3: readable at offset 30 and 38 */
	static const char want[] =
	        "PK\x03\x04\x14\0\0\0\0\0\0\0\x21\0"
	        "\x6F\x61\xAB\x2C\x14\0\0\0\x14\0\0\0\x08\0\0\0"
	        "mimetypeapplication/epub+zip";
	char got[sizeof(want) - 1];
	FILE *f;

	(void)state;
	write_archive(NULL, 0);
	f = fopen(path, "rb");
	assert_non_null(f);
	assert_int_equal(fread(got, sizeof(got), 1, f), 1);
	fclose(f);
	assert_memory_equal(got, want, sizeof(got));
	unlink(path);
}

static void
test_read_back(void **state)
{
	enum { N = 5 };
	size_t size = 300000;
	char *big = xmalloc(size), *noise = xmalloc(size);
	uint32_t seed = 1;
	struct span data[N] = { { "", 0 }, { "a", 1 }, { big, size },
		{ noise, size }, { "\0\0", 2 } };
	zip_t *z;

	(void)state;
	for (size_t i = 0; i < size; i++) {
		big[i] = (char)("một hai ba "[i % 12]);
		seed = seed * 1664525u + 1013904223u;
		noise[i] = (char)(seed >> 24);
	}
	write_archive(data, N);
	z = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
	assert_non_null(z);
	assert_int_equal(zip_get_num_entries(z, 0), N + 1);
	for (int i = 0; i < N; i++) {
		zip_stat_t st;
		zip_file_t *f;
		char *got = xmalloc(data[i].n);

		assert_int_equal(
		        zip_stat_index(z, (zip_uint64_t)i + 1, 0, &st), 0);
		assert_int_equal(st.size, data[i].n);
		/* only what shrinks is deflated */
		assert_int_equal(st.comp_method,
		        data[i].p == big ? ZIP_CM_DEFLATE : ZIP_CM_STORE);
		f = zip_fopen_index(z, (zip_uint64_t)i + 1, 0);
		assert_non_null(f);
		assert_int_equal(zip_fread(f, got, data[i].n), data[i].n);
		assert_memory_equal(got, data[i].p, data[i].n);
		assert_int_equal(zip_fclose(f), 0); /* CRC agrees */
		free(got);
	}
	zip_close(z);
	unlink(path);
	free(big);
	free(noise);
}

static void
count(void *ctx, enum diag_level level, enum diag_msg msg,
        const struct where *w, const char *text)
{
	(void)level, (void)w, (void)text;
	if (msg == MSG_EPUB_TOO_BIG)
		++*(int *)ctx;
}

/* ZIP counts entries in 16 bits: one more is refused, not wrapped. */
static void
test_too_many(void **state)
{
	struct diag dg;
	struct publish *out;
	struct zipout *z;
	int said = 0;

	(void)state;
	diag_init(&dg);
	dg.sink = count;
	dg.ctx = &said;
	out = publish_open(path, &dg);
	z = zipout_new(out, &dg);
	for (int i = 0; i < 65535; i++)
		assert_int_equal(zipout_add(z, "x", SPAN_LIT(""), 0), 0);
	assert_int_equal(zipout_add(z, "x", SPAN_LIT(""), 0), -1);
	assert_int_equal(said, 1);
	zipout_free(z);
	publish_abort(out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_first_bytes),
		cmocka_unit_test(test_read_back),
		cmocka_unit_test(test_too_many),
	};

	snprintf(path, sizeof(path), "/tmp/epub_zip.%ld", (long)getpid());
	return cmocka_run_group_tests(tests, NULL, NULL);
}
