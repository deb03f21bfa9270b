/* Strings, names, trees and the file around objects. */
#include "pdf_make.h"

#include "pdf/font.h"
#include "pdf/object.h"
#include "pdf/raster.h"
#include "pdf/tree.h"

static void
expect(struct str *s, const char *text)
{
	assert_string_equal(str_c(s), text);
	str_truncate(s, 0);
}

static void
test_text(void **state)
{
	struct str s = STR_INIT;

	(void)state;
	pdf_put_int(&s, -9223372036854775807LL - 1);
	expect(&s, "-9223372036854775808");
	pdf_put_int(&s, 0);
	expect(&s, "0");
	pdf_put_ref(&s, 12);
	expect(&s, "12 0 R");
	pdf_put_text(&s, SPAN_LIT("a (b) \\"));
	expect(&s, "(a \\(b\\) \\\\)");
	pdf_put_text(&s, SPAN_LIT("ệ😀"));
	expect(&s, "<FEFF1EC7D83DDE00>");
	pdf_put_text(&s, SPAN_LIT("tab\there"));
	expect(&s, "<FEFF0074006100620009006800650072"
	           "0065>");
	pdf_put_text(&s, SPAN_LIT(""));
	expect(&s, "()");
	pdf_put_bytes(&s, (struct span){ "\r\n\0)", 4 });
	expect(&s, "<0D0A0029>");
	pdf_put_name(&s, SPAN_LIT("A b#/(\xC3"));
	expect(&s, "/A#20b#23#2F#28#C3");
	str_free(&s);
}

/* ISO 19005-2, 6.1.13: no string above 32,767 bytes, no half character. */
static void
test_long_text(void **state)
{
	struct str in = STR_INIT, out = STR_INIT;

	(void)state;
	for (int i = 0; i < 20000; i++)
		str_puts(&in, "😀");
	pdf_put_text(&out, str_span(&in));
	assert_int_equal((out.len - 2) / 2, 32766);
	assert_memory_equal(out.s + out.len - 9, "D83DDE00>", 9);
	str_free(&in);
	str_free(&out);
}

static void
tree_number(void *ctx, size_t i, struct str *out)
{
	(void)ctx;
	pdf_put_int(out, (long long)i);
}

static int
make_family(void *ctx, int id, struct str *dict, struct str *data)
{
	assert_null(data);
	str_printf(dict, "/Of %d/Nr %d", *(int *)ctx, id);
	return 0;
}

static int
make_late(void *ctx, int id, struct str *dict, struct str *data)
{
	(void)id;
	str_puts(dict, "/Late true");
	str_puts(data, ctx);
	return 0;
}

static const char *
save(struct make *m, struct objects *o, const char *name)
{
	const char *path = make_path(m, name);
	struct publish *p = publish_open(path, &m->dg);

	assert_non_null(p);
	assert_int_equal(objects_save(o, p, "1.7",
	                         (const unsigned char *)"0123456789abcdef"),
	        0);
	assert_int_equal(publish_commit(p, NULL), 0);
	return path;
}

static void
test_file(void **state)
{
	struct make m;
	struct objects *o;
	struct tree_source src = { 10000, 0, tree_number, tree_number, NULL };
	struct str file = STR_INIT;
	char text[] = "made late";
	int family = 77, id, late, tree, first, st;
	const char *path;
	char *out;

	(void)state;
	make_open(&m);
	o = objects_new(6, &m.dg);
	assert_non_null(o);
	id = obj_new(o);
	str_puts(obj_dict(o, id), "/Plain true");
	obj_stream(o, id, SPAN_LIT("raw bytes"), 0);
	late = obj_new(o);
	obj_late(o, late, 1, make_late, text);
	first = obj_family(o, 5, make_family, &family);
	tree = tree_write(o, &src);
	str_printf(
	        obj_dict(o, obj_fixed(o, OBJ_CATALOG)), "/Tree %d 0 R", tree);
	str_puts(obj_dict(o, obj_fixed(o, OBJ_PAGES)),
	        "/Type/Pages/Count 0/Kids[]");
	path = save(&m, o, "o.pdf");
	objects_free(o);
	assert_int_equal(file_read(path, 1 << 24, &file, &m.dg), 0);
	assert_memory_equal(file.s, "%PDF-1.7\n%", 10);
	for (int i = 10; i < 14; i++)
		assert_true((unsigned char)file.s[i] > 127);
	assert_memory_equal(file.s + file.len - 6, "%%EOF\n", 6);
	str_free(&file);
	if (have_tool("qpdf")) {
		out = run_tool(&m, &st, "qpdf --show-object=trailer %s", path);
		assert_has(out, "/ID [ (0123456789abcdef) (0123456789abcdef)");
		out = run_tool(&m, &st,
		        "qpdf --show-object=%d "
		        "--raw-stream-data %s",
		        id, path);
		assert_string_equal(out, "raw bytes");
		out = run_tool(&m, &st,
		        "qpdf --show-object=%d "
		        "--filtered-stream-data %s",
		        late, path);
		assert_string_equal(out, "made late");
		out = run_tool(
		        &m, &st, "qpdf --show-object=%d %s", first + 4, path);
		assert_has(out, "/Of 77");
		out = run_tool(&m, &st, "qpdf --show-object=%d %s", tree, path);
		assert_has(out, "/Kids");
		assert_has_not(out, "/Limits");
	}
	make_close(&m);
}

static void
test_full_disk(void **state)
{
	struct make m;
	struct objects *o;
	struct publish *p;
	int bad;

	(void)state;
	make_open(&m);
	m.dg.quiet = 1;
	if (access("/dev/full", W_OK) != 0)
		skip();
	o = objects_new(6, &m.dg);
	for (int i = 0; i < 20000; i++)
		str_puts(obj_dict(o, obj_new(o)), "/Some(text to fill)");
	p = publish_open("/dev/full", &m.dg);
	if (p) {
		bad = objects_save(o, p, "1.7",
		              (const unsigned char *)"0123456789abcdef") < 0;
		bad |= publish_commit(p, NULL) < 0;
		assert_true(bad);
	}
	assert_true(m.dg.count[DIAG_FATAL] > 0);
	objects_free(o);
	make_close(&m);
}

/* A CFF table with an ROS operator and the charset 0, 1, 5, 6. */
static void
test_cff(void **state)
{
	static const unsigned char font[] = {
		1, 0, 4, 1, /* header */
		0, 1, 1, 1, 2, 'A', /* names */
		0, 1, 1, 1, 8, /* Top DICTs: 7 bytes */
		139, 139, 139, 12, 30, /* ROS */
		161, 15, /* charset at 22 */
		2, 0, 1, 0, 0, 0, 5, 0, 9, /* format 2: 1-1, 5-14 */
	};
	unsigned char bad[sizeof(font)];
	uint16_t *cid =
	        cff_cids((struct span){ (const char *)font, sizeof(font) }, 4);

	(void)state;
	assert_non_null(cid);
	assert_int_equal(cid[1], 1);
	assert_int_equal(cid[2], 5);
	assert_int_equal(cid[3], 6);
	free(cid);
	for (size_t n = 0; n < sizeof(font); n++) /* cut short */
		free(cff_cids((struct span){ (const char *)font, n }, 4));
	for (size_t i = 0; i < sizeof(font); i++) { /* damaged */
		memcpy(bad, font, sizeof(font));
		bad[i] ^= 0xFF;
		free(cff_cids(
		        (struct span){ (const char *)bad, sizeof(bad) }, 4));
	}
}

/* Broken pictures give -1, never a crash. */
static void
test_broken_images(void **state)
{
	struct make m;
	struct span file, cut;
	struct raster r;
	struct jpeg_info info;
	const char *name[2];

	(void)state;
	make_open(&m);
	name[0] = make_png(&m, PNG_COLOR_TYPE_RGB_ALPHA, 8, 1, 0);
	name[1] = make_jpeg(&m, 3);
	for (int i = 0; i < 2; i++) {
		struct str copy = STR_INIT;

		file = store_map(m.store, name[i], &m.dg);
		str_put_span(&copy, file);
		for (size_t n = 0; n < file.n; n += 3) {
			char was = copy.s[n];

			memset(&r, 0, sizeof(r));
			cut = (struct span){ file.p, n };
			if (i == 1)
				pdf_jpeg_load(cut, &r);
			else if (pdf_png_load(cut, &r) == 0)
				assert_true(n > 40); /* the end mark */
			pdf_raster_free(&r);
			copy.s[n] ^= 0x5A;
			memset(&r, 0, sizeof(r));
			if (i == 0)
				pdf_png_load(str_span(&copy), &r);
			else
				pdf_jpeg_load(str_span(&copy), &r);
			pdf_raster_free(&r);
			pdf_jpeg_scan(str_span(&copy), &info);
			str_free(&info.icc);
			copy.s[n] = was;
		}
		store_unmap(file);
		str_free(&copy);
	}
	make_close(&m);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_long_text),
		cmocka_unit_test(test_file),
		cmocka_unit_test(test_full_disk),
		cmocka_unit_test(test_cff),
		cmocka_unit_test(test_broken_images),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
