/* Goldens: tests/layout/NAME.html laid out with NAME.css (or trial.css) and
 * dumped; the dump is compared byte for byte with NAME.txt.
 * BANTIN_UPDATE=1 writes the dumps anew, to be read before they are committed.
 *
 * <body> holds <article title="..."> elements; with <section title="...">
 * around them they are an issue, else single articles.
 */
#include "layout_help.h"

#include <glob.h>

static void
add_article(struct trial *t, xmlNodePtr n)
{
	struct str s = STR_INIT;
	const char *title = dom_attr(n, "title");

	for (xmlNodePtr c = n->children; c != NULL; c = c->next)
		xhtml_node(&s, c);
	trial_article(t, title ? title : "Title", str_c(&s));
	if (dom_attr(n, "lead") != NULL)
		vec_last(&t->book->entry)->lead = 1;
	if (dom_attr(n, "lang") != NULL)
		vec_last(&t->book->entry)->lang =
		        arena_strdup(t->book->arena, dom_attr(n, "lang"));
	if (dom_attr(n, "url") != NULL)
		vec_last(&t->book->entry)->url =
		        arena_strdup(t->book->arena, dom_attr(n, "url"));
	if (dom_attr(n, "source") != NULL)
		vec_last(&t->book->entry)->source =
		        arena_strdup(t->book->arena, dom_attr(n, "source"));
	str_free(&s);
}

static void
load_book(struct trial *t, xmlNodePtr body)
{
	for (xmlNodePtr n = body->children; n != NULL; n = n->next) {
		if (dom_is(n, "article"))
			add_article(t, n);
		if (!dom_is(n, "section"))
			continue;
		trial_section(t, dom_attr(n, "title"));
		for (xmlNodePtr c = n->children; c != NULL; c = c->next)
			if (dom_is(c, "article"))
				add_article(t, c);
	}
}

static void
swap_ext(struct str *out, const char *path, const char *ext)
{
	str_truncate(out, 0);
	str_add(out, path, strlen(path) - strlen(".html"));
	str_puts(out, ext);
}

static void
write_file(const char *path, const struct str *s)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(s->s, 1, s->len, f), s->len);
	assert_int_equal(fclose(f), 0);
}

static void
compare(const char *path, const struct trial *t)
{
	struct str want = STR_INIT;
	struct diag dg;
	size_t line = 1, start = 0;

	diag_init(&dg);
	assert_int_equal(file_read(path, 1u << 24, &want, &dg), 0);
	for (size_t i = 0; i < want.len && i < t->dump.len; i++) {
		if (want.s[i] != t->dump.s[i])
			fail_msg("%s:%zu: want \"%.*s\", got \"%.*s\"", path,
			        line, (int)strcspn(want.s + start, "\n"),
			        want.s + start,
			        (int)strcspn(t->dump.s + start, "\n"),
			        t->dump.s + start);
		if (want.s[i] == '\n') {
			line++;
			start = i + 1;
		}
	}
	assert_int_equal(want.len, t->dump.len);
	str_free(&want);
}

static void
one_golden(const char *path)
{
	struct trial t;
	struct str name = STR_INIT;
	xmlDocPtr doc = xmlReadFile(path, NULL, XML_PARSE_NONET);
	xmlNodePtr root, body;
	struct weblinks *links = NULL;
	FILE *f;

	assert_non_null(doc);
	root = xmlDocGetRootElement(doc);
	body = dom_find(root, "body");
	assert_non_null(body);
	trial_open(&t, dom_attr(root, "lang") ? dom_attr(root, "lang") : "en",
	        dom_find(body, "section") == NULL);
	if (dom_attr(body, "names") != NULL)
		t.book->names = names_load(dom_attr(body, "names"),
		        dom_attr(body, "given") != NULL, &t.dg);
	t.o.press = dom_attr(body, "press") != NULL;
	if (dom_attr(body, "links") != NULL) {
		const char *way = dom_attr(body, "links");

		links = weblinks_load(strcmp(way, "notes") == 0 ? WEBLINK_NOTES
		                      : strcmp(way, "end") == 0 ? WEBLINK_END
		                                                : WEBLINK_SHORT,
		        NULL, &t.dg);
		t.o.links = links;
	}
	swap_ext(&name, path, ".css");
	f = fopen(name.s, "r");
	if (f != NULL)
		fclose(f);
	assert_int_equal(
	        css_add_file(t.o.css, f ? name.s : "tests/layout/trial.css",
	                ORIGIN_AUTHOR, &t.dg),
	        0);
	load_book(&t, body);
	assert_int_equal(trial_run(&t), 0);
	assert_int_equal(layout_dump_boxes(&t.dump, t.book, &t.o, &t.dg), 0);
	swap_ext(&name, path, ".txt");
	if (getenv("BANTIN_UPDATE") != NULL)
		write_file(name.s, &t.dump);
	compare(name.s, &t);
	names_free(t.book->names);
	weblinks_free(links);
	trial_close(&t);
	str_free(&name);
	xmlFreeDoc(doc);
}

static void
test_goldens(void **state)
{
	glob_t g;

	(void)state;
	assert_int_equal(glob("tests/layout/*.html", 0, NULL, &g), 0);
	assert_true(g.gl_pathc > 0);
	for (size_t i = 0; i < g.gl_pathc; i++)
		one_golden(g.gl_pathv[i]);
	globfree(&g);
}

/* The same book twice: the same bytes, first pages and last. */
static void
test_again(void **state)
{
	struct trial a, b;
	struct trial *t[2] = { &a, &b };

	(void)state;
	for (int i = 0; i < 2; i++) {
		trial_open(t[i], "en", 0);
		trial_section(t[i], "One");
		trial_article(t[i], "First", "<p>Some words.</p>");
		trial_article(t[i], "Second", "<p>Some <b>more</b>.</p>");
		assert_int_equal(trial_run(t[i]), 0);
	}
	assert_string_equal(a.dump.s, b.dump.s);
	trial_close(&a);
	trial_close(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_goldens),
		cmocka_unit_test(test_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
