/* Trees, articles with their ledger, the store and themes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <libxml/parser.h>

#include "base/utf8.h"
#include "doc/book.h"
#include "doc/dom.h"
#include "doc/store.h"
#include "doc/theme.h"
#include "doc/xhtml.h"
#include "tests/heard.h"

static struct heard heard;

static struct diag
new_diag(void)
{
	struct diag dg;

	hear(&dg, &heard);
	return dg;
}

static xmlDocPtr
tree(const char *xml)
{
	xmlDocPtr doc = xmlReadMemory(xml, (int)strlen(xml), "x", NULL, 0);

	assert_non_null(doc);
	return doc;
}

static void
check_tree(xmlDocPtr doc, const char *want)
{
	struct str s = STR_INIT;
	xmlNodePtr n;

	xhtml_node(&s, xmlDocGetRootElement(doc));
	assert_string_equal(str_c(&s), want);
	str_free(&s);
	/* links both ways */
	for (n = xmlDocGetRootElement(doc); n;
	        n = dom_next(n, xmlDocGetRootElement(doc))) {
		if (n->children) {
			assert_ptr_equal(n->children->parent, n);
			assert_ptr_equal(n->last->parent, n);
			assert_null(n->children->prev);
			assert_null(n->last->next);
		}
		if (n->next)
			assert_ptr_equal(n->next->prev, n);
	}
}

static void
test_edit(void **state)
{
	xmlDocPtr doc = tree("<a><b><c/>t</b><d/><e>x</e></a>");
	xmlNodePtr a = xmlDocGetRootElement(doc);

	(void)state;
	dom_unwrap(dom_find(a, "b"));
	check_tree(doc, "<a><c></c>t<d></d><e>x</e></a>");
	dom_unwrap(dom_find(a, "d"));
	check_tree(doc, "<a><c></c>t<e>x</e></a>");
	dom_unwrap(dom_find(a, "e"));
	check_tree(doc, "<a><c></c>tx</a>");
	dom_remove(dom_find(a, "c"));
	dom_append_text(dom_append(a, "p"), SPAN_LIT("y"));
	dom_append_text(a, SPAN_LIT("1"));
	dom_append_text(a, SPAN_LIT("2"));
	dom_rename(dom_find(a, "p"), "h2");
	check_tree(doc, "<a>tx<h2>y</h2>12</a>");
	dom_move_children(dom_find(a, "h2"), dom_append(a, "i"));
	check_tree(doc, "<a>tx<h2></h2>12<i>y</i></a>");
	dom_move_children(dom_find(a, "h2"), dom_find(a, "i"));
	check_tree(doc, "<a>tx<h2></h2>12<i>y</i></a>");
	dom_set_attr(a, "class", "one");
	dom_set_attr(a, "class", "two\tthree");
	assert_true(dom_has_class(a, "two") && dom_has_class(a, "three"));
	assert_false(dom_has_class(a, "one") || dom_has_class(a, "") ||
	             dom_has_class(a, "tw"));
	dom_set_attr(a, "id", "");
	assert_string_equal(dom_attr(a, "id"), "");
	dom_drop_attr(a, "class");
	dom_drop_attr(a, "none");
	assert_null(dom_attr(a, "class"));
	assert_null(dom_find(a, "a"));
	xmlFreeDoc(doc);
}

static void
test_text(void **state)
{
	xmlDocPtr doc = tree("<div> a<b>b </b>\n c<p>d</p>e<br/>f "
	                     "<span>g</span>&#160;h <p> </p></div>");
	struct str s = STR_INIT;

	(void)state;
	dom_text_folded(xmlDocGetRootElement(doc), &s);
	assert_string_equal(s.s, "ab c d e f g\xC2\xA0h");
	str_truncate(&s, 0);
	dom_text(xmlDocGetRootElement(doc), &s);
	assert_string_equal(s.s, " ab \n cdef g\xC2\xA0h  ");
	str_truncate(&s, 0);
	dom_text_folded(dom_find(xmlDocGetRootElement(doc), "b"), &s);
	assert_string_equal(s.s, "b");
	str_free(&s);
	xmlFreeDoc(doc);
}

/* The table of blocks is searched by halves: it must be in order. */
static void
test_names(void **state)
{
	static const char *const block[] = {
		"address",
		"article",
		"body",
		"caption",
		"div",
		"figure",
		"h1",
		"h6",
		"hr",
		"html",
		"li",
		"p",
		"pre",
		"table",
		"td",
		"th",
		"tr",
		"ul",
		"xmp",
		"blockquote",
		"dd",
		"section",
	};
	static const char *const no_block[] = {
		"a",
		"b",
		"br",
		"img",
		"span",
		"",
		"zzz",
		"h7",
		"sub",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(block) / sizeof(block[0]); i++)
		assert_true(dom_is_block(block[i]));
	for (i = 0; i < sizeof(no_block) / sizeof(no_block[0]); i++)
		assert_false(dom_is_block(no_block[i]));
	assert_true(dom_is_void("br") && dom_is_void("area") &&
	            dom_is_void("wbr") && dom_is_void("img"));
	assert_false(dom_is_void("p") || dom_is_void("script"));
}

/* What libxml2 reads has names and short texts in the old dictionary. */
static void
test_adopt(void **state)
{
	static const char xml[] = "<a><b i='1' xml:id='n'>t</b>u<!--c--><?p q?>"
	                          "<d><![CDATA[x]]></d></a>";
	xmlDocPtr from = xmlReadMemory(
	        xml, sizeof(xml) - 1, "x", NULL, XML_PARSE_COMPACT);
	xmlDocPtr to = xmlNewDoc((const xmlChar *)"1.0");
	xmlNodePtr root;

	(void)state;
	assert_non_null(from);
	dom_find(xmlDocGetRootElement(from), "b")->properties->next->ns = NULL;
	to->dict = xmlDictCreate();
	root = dom_new(to, "r");
	xmlDocSetRootElement(to, root);
	dom_append_text(root, SPAN_LIT("s"));
	dom_adopt_children(root, xmlDocGetRootElement(from));
	assert_null(xmlDocGetRootElement(from)->children);
	xmlFreeDoc(from);
	check_tree(to, "<r>s<b i=\"1\" id=\"n\">t</b>u<!--c--><d>x</d></r>");
	for (xmlNodePtr n = root; n; n = dom_next(n, root)) {
		assert_ptr_equal(n->doc, to);
		if (n->type == XML_ELEMENT_NODE)
			assert_true(xmlDictOwns(to->dict, n->name));
	}
	xmlFreeDoc(to);
}

/* A million levels are walked and freed without recursion. */
static void
test_deep(void **state)
{
	xmlDocPtr doc = tree("<a/>");
	xmlNodePtr n = xmlDocGetRootElement(doc);
	struct str s = STR_INIT;
	int i;

	(void)state;
	for (i = 0; i < 1000000; i++)
		n = dom_append(n, "b");
	dom_append_text(n, SPAN_LIT("x"));
	dom_text_folded(xmlDocGetRootElement(doc), &s);
	assert_string_equal(s.s, "x");
	str_truncate(&s, 0);
	xhtml_node(&s, xmlDocGetRootElement(doc));
	assert_int_equal(s.len, 1000000 * 7 + 8);
	str_free(&s);
	dom_remove(xmlDocGetRootElement(doc)->children);
	xmlFreeDoc(doc);
}

/* Character by character, as words_count() says. */
static unsigned
count_slowly(struct span text)
{
	const char *p = text.p, *end = p + text.n;
	unsigned n = 0;
	int in = 0;

	while (p < end) {
		uint32_t cp = utf8_next(&p, end);
		int solo = cp != UTF8_BAD && cp_is_unspaced(cp) &&
		           cp_is_letter(cp);

		if (cp == UTF8_BAD)
			continue;
		if (cp_is_space(cp) || solo) {
			n += (unsigned)solo;
			in = 0;
		} else if (cp_is_letter(cp) || cp_is_digit(cp)) {
			n += !in;
			in = 1;
		}
	}
	return n;
}

static void
words_in_runs(void **state)
{
	static const char *const piece[] = { "a", "Z9", " ", "  ", "\n", "-",
		"\xC3\xA0", "\xC3\x97", "\xC4\x91", "\xE1\xBB\x87", "\xCC\x81",
		"\xC2\xA0", "\xE4\xB8\xAD", "\xE2\x80\x9C", "\xC3", "\xE1\xBB",
		"\x80", "thu", "." };
	uint32_t r = 1;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		struct str s = STR_INIT;
		/* texts of the first pieces alone are the common ones */
		uint32_t pieces = i % 3 ? 11 : 19, n = 1 + (uint32_t)i % 60;

		for (uint32_t k = 0; k < n; k++) {
			r = r * 1664525u + 1013904223u;
			str_puts(&s, piece[(r >> 16) % pieces]);
		}
		assert_int_equal(
		        words_count(str_span(&s)), count_slowly(str_span(&s)));
		str_free(&s);
	}
}

static void
test_words(void **state)
{
	(void)state;
	assert_int_equal(words_count(SPAN_LIT("Việt Nam, 30/4 – 1.5 !")), 4);
	assert_int_equal(words_count(SPAN_LIT("中文字 abc")), 4);
	assert_int_equal(words_count(SPAN_LIT("x\xC2\xA0y  ...")), 2);
	assert_int_equal(words_count(SPAN_LIT("")), 0);
}

static void
test_ledger(void **state)
{
	struct article *a = article_new("/x/y.html");
	struct ledger_entry *e;
	xmlNodePtr n;
	char *long_text;
	int i;

	(void)state;
	assert_string_equal(a->base_dir, "/x");
	a->tree = tree("<html><body><div/><p/><div>\n<ul><li>Trang chủ"
	               "</li><li>Tin</li></ul></div></body></html>");
	n = dom_find(xmlDocGetRootElement(a->tree), "ul");
	ledger_add(a, LEDGER_DROP, "extract", "nav", n->last);
	ledger_add(a, LEDGER_DROP, "extract", "nav", n);
	e = a->ledger.p;
	assert_string_equal(e[0].path, "body/div[2]/ul/li[2]");
	assert_string_equal(e[0].text, "Tin");
	assert_string_equal(e[1].path, "body/div[2]/ul");
	assert_string_equal(e[1].text, "Trang chủ Tin");
	assert_int_equal(e[1].words, 3);
	assert_int_equal(e[1].line, 2);
	long_text = calloc(1, 2000);
	for (i = 0; i < 200; i++)
		strcat(long_text, "chữ ");
	ledger_add_text(a, LEDGER_NOTE, "s", "r", 5, span_of(long_text));
	e = &a->ledger.p[2];
	assert_int_equal(e->words, 200);
	assert_true(utf8_count(span_of(e->text)) <= 80);
	assert_string_equal(e->text + strlen(e->text) - 6, "ữ…");
	free(long_text);
	meta_set(a, META_TITLE, SPAN_LIT(" T "), "h1");
	meta_set(a, META_TITLE, SPAN_LIT("  "), "og");
	assert_string_equal(meta_get(&a->meta, META_TITLE), "T");
	assert_null(meta_byline(a));
	article_free(a);
	a = article_new("y.html");
	assert_string_equal(a->base_dir, "");
	article_free(a);
	a = article_new("/y.html");
	assert_string_equal(a->base_dir, "/");
	article_free(a);
}

/* One that is mapped and not read. */
static void
test_large_asset(struct store *s, struct diag *dg)
{
	struct asset as = { .type = ASSET_PNG };
	struct str all = STR_INIT, own = STR_INIT;
	struct span bytes;
	char name[80];

	for (int i = 0; i < 50000; i++)
		str_printf(&all, "%d,", i);
	assert_int_equal(
	        store_put_asset(s, str_span(&all), ASSET_PNG, as.hash, dg), 0);
	store_asset_name(&as, name);
	bytes = store_map(s, name, dg);
	assert_true(span_eq(bytes, str_span(&all)));
	store_unmap(bytes);
	assert_int_equal(store_take(s, name, &own, dg), 0);
	assert_true(span_eq(str_span(&own), str_span(&all)));
	str_free(&own);
	str_free(&all);
}

static void
test_store(void **state)
{
	struct diag dg = new_diag();
	struct store *s = store_open(NULL, &dg);
	struct asset as = { .type = ASSET_PNG };
	struct article *a = article_new("n");
	struct book *b;
	struct str own = STR_INIT;
	struct span bytes;
	struct stat one, two;
	char hash[SHA256_HEX + 1];
	char name[80], path[256], head[8], *dir;
	pid_t pid;
	int status;

	(void)state;
	assert_non_null(s);
	dir = strdup(store_dir(s));
	assert_int_equal(
	        store_put_asset(s, SPAN_LIT("bytes"), ASSET_PNG, as.hash, &dg),
	        0);
	store_asset_name(&as, name);
	snprintf(path, sizeof(path), "%s/%s", dir, name);
	assert_int_equal(stat(path, &one), 0);
	assert_int_equal(
	        store_put_asset(s, SPAN_LIT("bytes"), ASSET_PNG, hash, &dg), 0);
	stat(path, &two);
	assert_int_equal(one.st_ino, two.st_ino);
	assert_string_equal(hash, as.hash);
	bytes = store_map(s, name, &dg);
	assert_true(span_eq(bytes, SPAN_LIT("bytes")));
	store_unmap(bytes);
	str_puts(&own, "of before");
	assert_int_equal(store_take(s, name, &own, &dg), 0);
	assert_string_equal(str_c(&own), "bytes");
	str_free(&own);
	bytes = store_head(s, name, head, 3);
	assert_true(span_eq(bytes, SPAN_LIT("byt")));
	assert_null(store_head(s, "assets/../../etc/passwd", head, 3).p);
	test_large_asset(s, &dg);
	assert_null(store_map(s, "assets/../../etc/passwd", &dg).p);
	assert_int_equal(heard.last, MSG_STORE_NAME);
	name[7] = name[7] == 'a' ? 'b' : 'a';
	assert_null(store_map(s, name, &dg).p);
	assert_int_equal(heard.last, MSG_STORE_READ);
	assert_int_equal(store_put_article(s, "../x", a, &dg), -1);
	assert_int_equal(store_put_article(s, "00001", a, &dg), 0);
	b = book_new(s);
	vec_push(&b->entry)->key = arena_strdup(b->arena, "00001");
	article_free(a);
	a = book_load(b, 0, &dg);
	assert_non_null(a);
	assert_string_equal(a->name, "n");
	meta_set(a, META_TITLE, SPAN_LIT("T"), "h1");
	*vec_push(&a->meta.authors) = arena_strdup(a->arena, "An");
	b->entry.p[0].meta = meta_keep(b->arena, &a->meta);
	article_free(a);
	a = book_text(b, 0, &dg);
	assert_non_null(article_body(a));
	assert_string_equal(meta_get(&a->meta, META_TITLE), "T");
	assert_string_equal(meta_byline(a), "An");
	article_free(a);
	book_free(b);
	assert_null(store_get_article(s, "00002", &dg));
	/* a worker's end does not take the store away */
	pid = fork();
	if (!pid) {
		store_close(s);
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(stat(dir, &one), 0);
	store_close(s);
	assert_int_equal(stat(dir, &one), -1);
	free(dir);
}

/* A lasting store whose files have been damaged. */
static void
test_store_damage(void **state)
{
	char dir[] = "/tmp/bantin-test-XXXXXX";
	struct diag dg = new_diag();
	struct article *a = article_new("n");
	struct store *s;
	struct asset as = { .type = ASSET_JPEG };
	char name[80], path[256], cmd[300], head[8];
	struct stat st;
	int i;

	(void)state;
	assert_non_null(mkdtemp(dir));
	for (i = 0; i < 3; i++) {
		s = store_open(dir, &dg);
		assert_int_equal(store_put_asset(s, SPAN_LIT("bytes"),
		                         ASSET_JPEG, as.hash, &dg),
		        0);
		assert_int_equal(store_put_article(s, "k", a, &dg), 0);
		store_close(s);
		store_asset_name(&as, name);
		snprintf(path, sizeof(path), "%s/%s", dir, name);
		s = store_open(dir, &dg);
		if (i == 0) {
			snprintf(cmd, sizeof(cmd), "printf Bytes > %s", path);
			assert_int_equal(system(cmd), 0);
		} else {
			assert_int_equal(truncate(path, i == 1 ? 0 : 2), 0);
		}
		heard.n = 0;
		assert_null(store_head(s, name, head, sizeof(head)).p);
		assert_null(store_map(s, name, &dg).p);
		assert_int_equal(heard.last, MSG_STORE_DAMAGED);
		assert_int_equal(heard.n, 1);
		assert_int_equal(stat(path, &st), -1);
		snprintf(path, sizeof(path), "%s/articles/k.xhtml", dir);
		stat(path, &st);
		assert_int_equal(truncate(path, i ? st.st_size - i : 10), 0);
		heard.n = 0;
		assert_null(store_get_article(s, "k", &dg));
		assert_int_equal(heard.last, MSG_STORE_DAMAGED);
		assert_int_equal(heard.n, 1);
		store_close(s);
	}
	article_free(a);
	snprintf(cmd, sizeof(cmd), "rm -r '%s'", dir);
	assert_int_equal(system(cmd), 0);
}

static void
put_file(const char *dir, const char *name, const char *text)
{
	char path[256];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static void
test_theme(void **state)
{
	char dir[] = "/tmp/bantin-test-XXXXXX";
	struct diag dg = new_diag();
	struct theme *t;
	char path[256];
	size_t i;
	static const char *const sub[] = {
		"t",
		"t/messages",
		"messages",
	};

	(void)state;
	assert_non_null(mkdtemp(dir));
	for (i = 0; i < 3; i++) {
		snprintf(path, sizeof(path), "%s/%s", dir, sub[i]);
		mkdir(path, 0777);
	}
	put_file(dir, "t/print.css", "");
	put_file(dir, "t/messages/vi.txt", "# x\n\npage = Trang số\nbad\n");
	put_file(dir, "messages/vi.txt",
	        "\xEF\xBB\xBFpage = Trang\r\n"
	        "issue = Số\ndate = {d} {month}, {Y} ({m})\n"
	        "month.5 = tháng năm\nmonth.12 = chạp\n");
	put_file(dir, "messages/en.txt", "page = Page\nsource = Source\n");
	setenv("BANTIN_STYLES", dir, 1);
	assert_null(theme_open("none", &dg));
	assert_int_equal(heard.last, MSG_THEME_MISSING);
	assert_null(theme_open("", &dg));
	heard.n = 0;
	t = theme_open("t", &dg);
	assert_non_null(t);
	assert_non_null(theme_file(t, "print.css"));
	assert_null(theme_file(t, "epub.css"));
	assert_string_equal(theme_msg(t, "vi-VN", "page"), "Trang số");
	assert_int_equal(heard.last, MSG_CATALOGUE_LINE);
	assert_int_equal(heard.n, 1);
	assert_string_equal(theme_msg(t, "VI", "issue"), "Số");
	assert_string_equal(theme_msg(t, "de-AT", "page"), "Page");
	assert_string_equal(theme_msg(t, "../vi", "source"), "Source");
	assert_string_equal(theme_msg(t, NULL, "none"), "none");
	assert_string_equal(theme_date(t, "vi", "2024-05-31T10:00"),
	        "31 tháng năm, 2024 (5)");
	assert_string_equal(
	        theme_date(t, "vi", "2024-12-01"), "1 chạp, 2024 (12)");
	assert_string_equal(theme_date(t, "vi", "2024-12"), "chạp, 2024 (12)");
	assert_string_equal(theme_date(t, "vi", "2024"), "2024");
	assert_string_equal(theme_date(t, "de", "2024-12-01"), "2024-12-01");
	assert_int_equal(heard.n, 1);
	theme_free(t);
	snprintf(path, sizeof(path), "%s/t", dir);
	unsetenv("BANTIN_STYLES");
	t = theme_open(path, &dg);
	assert_non_null(t);
	assert_string_equal(theme_msg(t, "vi", "issue"), "Số");
	theme_free(t);
	snprintf(path, sizeof(path), "rm -r '%s'", dir);
	assert_int_equal(system(path), 0);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_edit),
		cmocka_unit_test(test_adopt),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_deep),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_ledger),
		cmocka_unit_test(test_store),
		cmocka_unit_test(test_store_damage),
		cmocka_unit_test(test_theme),
		cmocka_unit_test(words_in_runs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
