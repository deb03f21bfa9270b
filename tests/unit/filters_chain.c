/* chain: orders that work and orders that cannot; external commands. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "doc/dom.h"
#include "filters/filter.h"
#include "filters/run.h"
#include "tests/heard.h"

static void
test_default(void **state)
{
	static const char *const want[] = { "decode", "parse", "meta",
		"extract", "sanitise", "normalise", "typography", "images" };
	struct chain c = { VEC_INIT };
	struct heard seen;
	struct diag dg;
	size_t i;

	(void)state;
	hear(&dg, &seen);
	chain_default(&c);
	assert_int_equal(c.step.n, 8);
	for (i = 0; i < 8; i++) {
		assert_string_equal(c.step.p[i].filter->name, want[i]);
		assert_ptr_equal(filter_table[i], c.step.p[i].filter);
		assert_non_null(c.step.p[i].filter->about);
	}
	assert_null(filter_table[8]);
	assert_int_equal(chain_check(&c, &dg), 0);
	chain_free(&c);
}

static void
refused(const char *names, enum diag_msg msg, const char *words)
{
	struct chain c = { VEC_INIT };
	struct heard seen;
	struct diag dg;

	hear(&dg, &seen);
	assert_int_equal(chain_from_names(&c, names, &dg), -1);
	assert_int_equal(seen.n, 1);
	assert_int_equal(seen.msg[0], msg);
	if (strstr(seen.text[0], words) == NULL)
		fail_msg("%s: %s", names, seen.text[0]);
	chain_free(&c);
}

static void
test_orders(void **state)
{
	struct chain c = { VEC_INIT };
	struct heard seen;
	struct diag dg;

	(void)state;
	hear(&dg, &seen);
	assert_int_equal(
	        chain_from_names(&c, "decode, parse ,sanitise", &dg), 0);
	assert_int_equal(c.step.n, 3);
	assert_int_equal(
	        chain_from_names(&c,
	                "decode,parse,meta,extract,normalise,sanitise", &dg),
	        0);
	assert_int_equal(seen.n, 0);
	chain_free(&c);
	refused("decode,parse,sanitize", MSG_CHAIN_UNKNOWN,
	        "known are decode, parse, meta, extract, sanitise, "
	        "normalise, typography, images");
	refused("", MSG_CHAIN_UNKNOWN, "unknown filter \"\"");
	refused("decode,parse,meta,meta", MSG_CHAIN_TWICE, "\"meta\"");
	refused("parse", MSG_CHAIN_ORDER, "expected \"decode\" first");
	refused("decode,meta", MSG_CHAIN_ORDER, "expected \"parse\" before");
	refused("decode,parse,decode", MSG_CHAIN_TWICE, "decode");
	refused("decode,parse,extract,meta", MSG_CHAIN_ORDER,
	        "before \"extract\"");
	refused("decode,parse,typography,sanitise", MSG_CHAIN_ORDER,
	        "before \"typography\"");
	refused("decode,parse,images,extract", MSG_CHAIN_ORDER,
	        "before \"images\"");
	refused("decode", MSG_CHAIN_ORDER, "expected \"parse\" after");
}

static void
test_commands(void **state)
{
	struct chain c = { VEC_INIT };
	struct where w = { .file = "issue.yaml", .line = 7, .col = 3 };
	struct heard seen;
	struct diag dg;

	(void)state;
	hear(&dg, &seen);
	assert_int_equal(chain_add_command(&c, "cat", &w, &dg), -1);
	assert_int_equal(seen.msg[0], MSG_CHAIN_ORDER);
	assert_int_equal(chain_add(&c, "decode", &w, &dg), 0);
	assert_int_equal(chain_add(&c, "parse", &w, &dg), 0);
	assert_int_equal(chain_add_command(&c, "cat", &w, &dg), 0);
	assert_int_equal(chain_add_command(&c, "cat", &w, &dg), 0);
	assert_int_equal(chain_add_command(&c, "  ", &w, &dg), -1);
	assert_int_equal(seen.msg[1], MSG_CHAIN_COMMAND);
	assert_int_equal(c.step.n, 4);
	assert_int_equal(chain_check(&c, &dg), 0);
	chain_free(&c);
}

static void
test_until(void **state)
{
	struct chain c = { VEC_INIT };
	struct options o = { .limits = &limits_default };
	struct article *a = article_new("page.html");
	struct heard seen;
	struct diag dg;

	(void)state;
	hear(&dg, &seen);
	assert_int_equal(chain_from_names(&c, "decode,parse,meta", &dg), 0);
	str_puts(&a->raw, "<title>t</title><p>\xC3\xA9");
	assert_int_equal(chain_run(&c, "nothing", a, &o, &dg), -1);
	assert_int_equal(seen.msg[0], MSG_CHAIN_UNTIL);
	assert_non_null(strstr(seen.text[0], "decode, parse, meta"));
	assert_int_equal(chain_run(&c, "decode", a, &o, &dg), 0);
	assert_string_equal(str_c(&a->text), "<title>t</title><p>\xC3\xA9");
	assert_null(a->tree);
	article_free(a);
	a = article_new("page.html");
	str_puts(&a->raw, "<title>t</title><p>\xC3\xA9");
	assert_int_equal(chain_run(&c, NULL, a, &o, &dg), 0);
	assert_int_equal(a->text.len, 0);
	assert_string_equal(meta_get(&a->meta, META_TITLE), "t");
	article_free(a);
	chain_free(&c);
}

/* --- run --- */

static struct article *
clean_article(size_t paragraphs)
{
	struct article *a = article_new("page.html");
	xmlNodePtr html, art;
	size_t i;

	a->tree = xmlNewDoc((const xmlChar *)"1.0");
	html = dom_new(a->tree, "html");
	xmlDocSetRootElement(a->tree, html);
	dom_append(html, "head");
	art = dom_append(dom_append(html, "body"), "article");
	for (i = 0; i < paragraphs; i++)
		dom_append_text(dom_append(art, "p"),
		        SPAN_LIT("Xin ch\xC3\xA0o & t\xE1\xBA\xA1m "
		                 "bi\xE1\xBB\x87t"));
	meta_set(a, META_TITLE, SPAN_LIT("Tin"), "h1");
	meta_set(a, META_STANDFIRST, SPAN_LIT("Sapo"), "sapo");
	return a;
}

static int
run(const char *command, struct article *a, int ms, struct heard *seen)
{
	struct limits lim = limits_default;
	struct options o = { .limits = &lim, .run_ms = ms };
	struct diag dg;

	lim.text_bytes = 8 << 20;
	hear(&dg, seen);
	return run_command(command, a, &o, &dg);
}

static unsigned
open_files(void)
{
	DIR *d = opendir("/proc/self/fd");
	unsigned n = 0;

	if (d == NULL)
		return 0;
	while (readdir(d) != NULL)
		n++;
	closedir(d);
	return n;
}

/* Through cat and back the article is the same: heading out again. */
static void
test_run_cat(void **state)
{
	struct article *a = clean_article(30000);
	struct heard seen;
	struct str before = STR_INIT, after = STR_INIT;
	unsigned files = open_files();

	(void)state;
	dom_text(article_root(a), &before);
	assert_int_equal(run("cat", a, 20000, &seen), 0);
	assert_int_equal(seen.n, 0);
	dom_text_folded(article_root(a), &after);
	assert_null(dom_find(article_root(a), "header"));
	assert_null(dom_find(xmlDocGetRootElement(a->tree), "title"));
	str_truncate(&before, 0);
	dom_text_folded(article_root(a), &before);
	assert_string_equal(str_c(&before), str_c(&after));
	assert_int_equal(words_count(str_span(&after)), 30000 * 4);
	assert_string_equal(meta_get(&a->meta, META_TITLE), "Tin");
	assert_int_equal(open_files(), files);
	str_free(&before);
	str_free(&after);
	article_free(a);
}

static void
test_run_change(void **state)
{
	struct article *a = clean_article(2);
	struct heard seen;

	(void)state;
	assert_int_equal(
	        run("sed 's/Xin/Kính/; s/&amp;/\\&nbsp;/'", a, 9000, &seen), 0);
	{
		struct str s = STR_INIT;

		dom_text(dom_find(article_root(a), "p"), &s);
		assert_string_equal(str_c(&s),
		        "K\xC3\xADnh ch\xC3\xA0o "
		        "\xC2\xA0 t\xE1\xBA\xA1m bi\xE1\xBB\x87t");
		str_free(&s);
	}
	article_free(a);
	/* HTML is welcome too; what it reads nothing of does not hurt. */
	a = clean_article(50000);
	assert_int_equal(run("echo '<!doctype html><body><p>m\xE1\xBB\x9Bi"
	                     "<br>x'; echo hm >&2",
	                         a, 9000, &seen),
	        0);
	assert_int_equal(seen.n, 1);
	assert_int_equal(seen.msg[0], MSG_RUN_SAYS);
	assert_non_null(strstr(seen.text[0], "hm"));
	assert_non_null(dom_find(article_root(a), "br"));
	article_free(a);
}

static void
fails(const char *command, int ms, enum diag_msg msg, const char *words)
{
	struct article *a = clean_article(3);
	xmlDocPtr before = a->tree;
	struct heard seen;
	unsigned files = open_files();
	time_t from = time(NULL);

	assert_int_equal(run(command, a, ms, &seen), -1);
	assert_int_equal(seen.n, 1);
	if (seen.msg[0] != msg || strstr(seen.text[0], words) == NULL)
		fail_msg("%s: %s", command, seen.text[0]);
	assert_ptr_equal(a->tree, before);
	assert_int_equal(open_files(), files);
	assert_true(time(NULL) - from < 20);
	article_free(a);
}

static void
test_run_fails(void **state)
{
	(void)state;
	fails("exit 3", 9000, MSG_RUN_EXIT, "status 3");
	fails("/nowhere/command 2>/dev/null", 9000, MSG_RUN_EXIT, "127");
	fails("kill -SEGV $$", 9000, MSG_RUN_SIGNAL, "signal 11");
	fails("sleep 60", 200, MSG_RUN_TIME, "200 ms");
	/* A child of the shell that holds the pipe ends with it. */
	fails("sleep 60 & sleep 60", 200, MSG_RUN_TIME, "200 ms");
	/* Both outputs closed, still running. */
	fails("exec >&- 2>&-; sleep 60", 200, MSG_RUN_TIME, "200 ms");
	fails("cat /dev/zero", 9000, MSG_RUN_BIG, "limit");
	fails("true", 9000, MSG_RUN_EMPTY, "nothing");
	fails("echo hello", 9000, MSG_RUN_BODY, "<body>");
	fails("printf '<?xml version=\"1.0\"?>\\n<html><body>\\n<p>a</b>"
	      "</body></html>'",
	        9000, MSG_RUN_XML, "line 3, column 9");
	fails("echo '<html xmlns=\"http://www.w3.org/1999/xhtml\"/>'", 9000,
	        MSG_RUN_BODY, "<body>");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_default),
		cmocka_unit_test(test_orders),
		cmocka_unit_test(test_commands),
		cmocka_unit_test(test_until),
		cmocka_unit_test(test_run_cat),
		cmocka_unit_test(test_run_change),
		cmocka_unit_test(test_run_fails),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
