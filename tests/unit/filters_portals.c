/* Pages in the shapes of Vietnamese portals and newspapers (tests/portals,
 * made by tests/tools/portals/make.py and old.py, or by hand: web_*, try_*):
 * every block of the article, in order, none more, and its title, author and
 * day. */
#include <dirent.h>
#include <stdio.h>

#include "base/file.h"
#include "filters_help.h"

#define FOLDER "tests/portals"
#define RIGHT_AT_LEAST 57 /* of the pages, by the promise of the product */

static void
put_block(struct str *out, const xmlNode *n, const char *before,
        const char *behind)
{
	struct str s = STR_INIT;

	dom_text_folded(n, &s);
	if (s.len)
		str_printf(out, "%s%s%s\n", before, str_c(&s), behind);
	str_free(&s);
}

static void
put_row(struct str *out, const xmlNode *tr)
{
	int cells = 0;

	for (xmlNodePtr c = tr->children; c; c = c->next) {
		struct str s = STR_INIT;

		if (c->type != XML_ELEMENT_NODE)
			continue;
		dom_text_folded(c, &s);
		str_printf(out, "%s%s", cells++ ? " | " : "", str_c(&s));
		str_free(&s);
	}
	str_putc(out, '\n');
}

static void
put_article(struct str *out, const struct article *a)
{
	xmlNodePtr root = article_root(a), n = dom_next(root, root);
	const char *v = meta_get(&a->meta, META_TITLE);

	str_printf(out, "# %s\n", v ? v : "");
	str_printf(
	        out, "# %s\n", a->meta.authors.n ? a->meta.authors.p[0] : "");
	v = meta_get(&a->meta, META_DATE);
	str_printf(out, "# %.10s\n", v ? v : "");
	v = meta_get(&a->meta, META_STANDFIRST);
	if (v)
		str_printf(out, "%s\n", v);
	while (n) {
		if (dom_is(n, "tr"))
			put_row(out, n);
		else if (dom_is(n, "li"))
			put_block(out, n, "- ", "");
		else if (dom_is(n, "figcaption"))
			put_block(out, n, "[", "]");
		else if (dom_is(n, "hr"))
			str_puts(out, "* * *\n");
		else if (dom_is(n, "p") || dom_is(n, "h2") || dom_is(n, "h3") ||
		         dom_is(n, "h4"))
			put_block(out, n, "", "");
		else if (n->type == XML_ELEMENT_NODE) {
			n = dom_next(n, root);
			continue;
		}
		n = dom_next_skip(n, root);
	}
}

/* 1: as it should be; else the first difference is told. */
static int
page_is_right(const char *name, struct str *report)
{
	struct options o = { .limits = &limits_default };
	char path[300];
	struct str html = STR_INIT, got = STR_INIT, want = STR_INIT;
	struct article *a;
	struct diag dg;
	int same;

	diag_init(&dg);
	dg.quiet = 1;
	snprintf(path, sizeof(path), FOLDER "/%s.html", name);
	assert_int_equal(file_read(path, 1 << 22, &html, &dg), 0);
	snprintf(path, sizeof(path), FOLDER "/%s.txt", name);
	assert_int_equal(file_read(path, 1 << 22, &want, &dg), 0);
	a = help_parse(str_c(&html));
	assert_int_equal(help_try(a, "mesn", &o), 0);
	put_article(&got, a);
	same = strcmp(str_c(&got), str_c(&want)) == 0;
	if (!same)
		str_printf(report, "== %s, got\n%s== %s, wanted\n%s", name,
		        str_c(&got), name, str_c(&want));
	article_free(a);
	str_free(&html);
	str_free(&got);
	str_free(&want);
	return same;
}

static void
portals(void **state)
{
	struct str report = STR_INIT;
	struct dirent **entry;
	int n = scandir(FOLDER, &entry, NULL, alphasort), pages = 0, right = 0;

	(void)state;
	assert_true(n > 0);
	for (int i = 0; i < n; i++) {
		char *dot = strstr(entry[i]->d_name, ".html");

		if (dot) {
			*dot = '\0';
			pages++;
			right += page_is_right(entry[i]->d_name, &report);
		}
		free(entry[i]);
	}
	free(entry);
	print_message("%d of %d pages right\n", right, pages);
	if ((pages - right) * 60 > pages * (60 - RIGHT_AT_LEAST) ||
	        getenv("PORTALS"))
		fputs(str_c(&report), stderr);
	assert_true(pages >= 60);
	assert_true((pages - right) * 60 <= pages * (60 - RIGHT_AT_LEAST));
	str_free(&report);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(portals),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
