/* A small book as EPUB: its package, contents and chapters byte for byte, and
 * what odd articles become.  The container is read back with libzip. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#include "doc/dom.h"
#include "epub/epub.h"
#include "tests/heard.h"

struct world {
	struct diag dg;
	struct store *store;
	struct theme *theme;
	struct book *book;
	struct arena *arena;
	char path[64];
	char dir[64]; /* of the theme */
};

/* Grey, 2 x 3 pixels. */
static const unsigned char small_png[] = {
	0x89,
	0x50,
	0x4e,
	0x47,
	0x0d,
	0x0a,
	0x1a,
	0x0a,
	0x00,
	0x00,
	0x00,
	0x0d,
	0x49,
	0x48,
	0x44,
	0x52,
	0x00,
	0x00,
	0x00,
	0x02,
	0x00,
	0x00,
	0x00,
	0x03,
	0x08,
	0x00,
	0x00,
	0x00,
	0x00,
	0x9c,
	0x81,
	0x81,
	0x5d,
	0x00,
	0x00,
	0x00,
	0x0d,
	0x49,
	0x44,
	0x41,
	0x54,
	0x78,
	0xda,
	0x63,
	0x60,
	0xf8,
	0xcf,
	0x00,
	0x46,
	0x00,
	0x0b,
	0xfd,
	0x02,
	0xfe,
	0x59,
	0xdd,
	0xcf,
	0xa4,
	0x00,
	0x00,
	0x00,
	0x00,
	0x49,
	0x45,
	0x4e,
	0x44,
	0xae,
	0x42,
	0x60,
	0x82,
};

/* A theme of our own, so that the test hangs on no other's style. */
static const char sheet[] =
        "/* a comment with @font-face { } in it */\n"
        "@import \"x.css\";\n"
        "@import url('x.css') screen;\n"
        "@font-face { font-family: \"A\"; src: local(\"Noto Serif\");\n"
        "\tfont-weight: bold }\n"
        "@font-face { font-family: B; src: local(\"No Such Font\") }\n"
        "p { margin: 0; background: url(cover.png) }\n"
        "q::before { content: \"} url(x) /* no comment */\" }\n"
        "b { background: url('none.png') }\n";

/* Nothing from outside the theme, nothing that is not there. */
static const char imported[] = "@import '../x.css'; @import 'no.css';\n"
                               "i { top: 0 }\n";

static void
make_theme(struct world *w)
{
	static const char *const names[] = { "print.css", "epub.css",
		"cover.png", "x.css" };

	snprintf(w->dir, sizeof(w->dir), "/tmp/epub_book.XXXXXX");
	assert_non_null(mkdtemp(w->dir));
	for (int i = 0; i < 4; i++) {
		char name[96];
		FILE *f;

		snprintf(name, sizeof(name), "%s/%s", w->dir, names[i]);
		f = fopen(name, "w");
		assert_non_null(f);
		if (i == 2)
			fwrite(small_png, sizeof(small_png), 1, f);
		else
			fputs(i == 3 ? imported : sheet, f);
		fclose(f);
	}
	w->theme = theme_open(w->dir, &w->dg);
	assert_non_null(w->theme);
}

static int
setup(void **state)
{
	struct world *w = xcalloc(1, sizeof(*w));
	struct book *b;

	hear(&w->dg, NULL);
	w->store = store_open(NULL, &w->dg);
	make_theme(w);
	w->arena = arena_new();
	assert_non_null(w->store);
	w->book = b = book_new(w->store);
	b->key = arena_strdup(b->arena, "https://example.vn/ban-tin/53");
	b->title = arena_strdup(b->arena, "Bản tin số 53");
	b->date = arena_strdup(b->arena, "2024-05-31");
	b->shown = arena_strdup(b->arena, "2024-05");
	b->modified = arena_strdup(b->arena, "2024-05-30T08:00:00Z");
	b->lang = arena_strdup(b->arena, "vi");
	snprintf(w->path, sizeof(w->path), "/tmp/epub_book.%ld.epub",
	        (long)getpid());
	*state = w;
	return 0;
}

static int
teardown(void **state)
{
	struct world *w = *state;

	static const char *const names[] = { "print.css", "epub.css",
		"cover.png", "x.css" };

	for (int i = 0; i < 4; i++)
		unlink(arena_printf(w->arena, "%s/%s", w->dir, names[i]));
	rmdir(w->dir);
	unlink(w->path);
	book_free(w->book);
	theme_free(w->theme);
	store_close(w->store);
	arena_free(w->arena);
	free(w);
	return 0;
}

/* An article of the book whose body is content; its title may be NULL. */
static void
add(struct world *w, const char *title, const char *url, const char *lang,
        const char *content)
{
	struct book *b = w->book;
	struct book_entry *e = vec_push(&b->entry);
	struct str s = STR_INIT;
	struct article *a;

	e->key = arena_printf(b->arena, "%05zu", b->entry.n);
	e->id = arena_printf(b->arena, "a%04zu", b->entry.n);
	e->source = arena_printf(b->arena, "in/%zu.html", b->entry.n);
	e->title = arena_strdup(b->arena, title ? title : "");
	e->url = arena_strdup(b->arena, url);
	e->lang = arena_strdup(b->arena, lang);
	a = article_new(e->source);
	str_printf(&s, "<html><head/><body><article>%s</article></body></html>",
	        content);
	a->tree = xmlReadMemory(s.s, (int)s.len, NULL, NULL, XML_PARSE_NONET);
	assert_non_null(a->tree);
	if (title)
		meta_set(a, META_TITLE, span_of(title), "h1");
	meta_set(a, META_LANG, span_of(lang), "html");
	if (url)
		meta_set(a, META_URL, span_of(url), "og");
	assert_int_equal(store_put_article(w->store, e->key, a, &w->dg), 0);
	article_free(a);
	str_free(&s);
}

static void
section(struct world *w, const char *title, size_t first, size_t n)
{
	struct book_section *s = vec_push(&w->book->section);

	s->title = arena_strdup(w->book->arena, title);
	s->first = first;
	s->n = n;
	for (size_t i = first; i < first + n; i++)
		w->book->entry.p[i].section = w->book->section.n - 1;
}

static void
make_with(struct world *w, struct epub_options o)
{
	struct publish *out = publish_open(w->path, &w->dg);

	assert_non_null(out);
	assert_int_equal(epub_write(w->book, &o, out, &w->dg), 0);
	assert_int_equal(publish_commit(out, NULL), 0);
}

/* The same, with a file of the world's folder as cover. */
static void
make_covered(struct world *w, const char *name)
{
	w->book->cover = arena_printf(w->arena, "%s/%s", w->dir, name);
	make_with(w, (struct epub_options){ .theme = w->theme });
	w->book->cover = NULL;
}

static void
make(struct world *w)
{
	make_covered(w, "cover.png");
}

/* One file of the book; in the arena. */
static char *
file(struct world *w, const char *name)
{
	zip_t *z = zip_open(w->path, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
	zip_stat_t st;
	zip_file_t *f;
	char *text;

	assert_non_null(z);
	assert_int_equal(zip_stat(z, name, 0, &st), 0);
	text = arena_alloc(w->arena, st.size + 1);
	f = zip_fopen(z, name, 0);
	assert_int_equal(zip_fread(f, text, st.size), st.size);
	zip_fclose(f);
	zip_close(z);
	return text;
}

static int
has_file(struct world *w, const char *name)
{
	zip_t *z = zip_open(w->path, ZIP_RDONLY, NULL);
	int has = zip_name_locate(z, name, 0) >= 0;

	zip_close(z);
	return has;
}

static void
has(const char *text, const char *part)
{
	if (!text || !strstr(text, part))
		fail_msg("missing: %s\nin: %s", part, text ? text : "");
}

static void
has_not(const char *text, const char *part)
{
	if (text && strstr(text, part))
		fail_msg("not expected: %s\nin: %s", part, text);
}

/* What is between the h1's header and the end of the article. */
static char *
content(struct world *w, const char *name)
{
	char *t = strstr(file(w, name), "</header>\n"), *end;

	assert_non_null(t);
	t += 10;
	end = strstr(t, "<footer>"); /* source link */
	if (!end)
		end = strstr(t, "</section>\n</main>");
	assert_non_null(end);
	*end = '\0';
	return t;
}

static void
check(struct world *w, const char *in, const char *out)
{
	add(w, "T", NULL, "vi", in);
	make(w);
	assert_string_equal(
	        content(w, arena_printf(w->arena, "EPUB/a%04zu.xhtml",
	                           w->book->entry.n)),
	        out);
}

static void
test_chapter(void **state)
{
	struct world *w = *state;

	add(w, "Gạo & “muối” <1>", "http://example.vn/a", "vi",
	        "<p>Một đoạn.</p>");
	make(w);
	assert_string_equal(file(w, "EPUB/a0001.xhtml"),
	        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	        "<!DOCTYPE html>\n"
	        "<html xmlns=\"http://www.w3.org/1999/xhtml\" "
	        "xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"vi\" "
	        "xml:lang=\"vi\">\n"
	        "<head>\n"
	        "<title>Gạo &amp; “muối” &lt;1&gt;</title>\n"
	        "<link rel=\"stylesheet\" type=\"text/css\" "
	        "href=\"style.css\"/>\n"
	        "</head>\n"
	        "<body epub:type=\"bodymatter\">\n<main>\n"
	        "<section epub:type=\"chapter\" role=\"doc-chapter\" "
	        "aria-labelledby=\"title\">\n"
	        "<header class=\"article-head\">"
	        "<h1 id=\"title\">Gạo &amp; “muối” &lt;1&gt;</h1></header>\n"
	        "<p>Một đoạn.</p>\n"
	        "<footer><p class=\"source\"><small>source: "
	        "<a href=\"http://example.vn/a\">example.vn</a>"
	        "</small></p></footer>\n"
	        "</section>\n"
	        "</main>\n</body>\n"
	        "</html>\n");
}

static void
test_contents(void **state)
{
	struct world *w = *state;
	char *nav, *ncx;

	add(w, "Một", NULL, "vi", "<p>x</p><h2>A</h2><h3>B</h3><h2>C</h2>");
	add(w, "Two", NULL, "en-GB", "<h4>D &amp; E</h4><p>x</p>");
	add(w, "Ba", NULL, "vi", "<p>x</p>");
	section(w, "Tin", 0, 2);
	section(w, NULL, 2, 1);
	make(w);
	nav = file(w, "EPUB/nav.xhtml");
	has(nav, "<ol>\n"
	         "<li><a href=\"s001.xhtml\">Tin</a>\n<ol>\n"
	         "<li><a href=\"a0001.xhtml\">Một</a>\n<ol>\n"
	         "<li><a href=\"a0001.xhtml#h1\">A</a></li>\n"
	         "<li><a href=\"a0001.xhtml#h2\">C</a></li>\n"
	         "</ol>\n</li>\n"
	         "<li><a href=\"a0002.xhtml\" lang=\"en-GB\" "
	         "xml:lang=\"en-GB\">Two</a>\n<ol>\n"
	         "<li><a href=\"a0002.xhtml#h1\" lang=\"en-GB\" "
	         "xml:lang=\"en-GB\">D &amp; E</a></li>\n"
	         "</ol>\n</li>\n"
	         "</ol>\n</li>\n"
	         "<li><a href=\"a0003.xhtml\">Ba</a></li>\n"
	         "<li><a href=\"colophon.xhtml\">colophon</a></li>\n"
	         "</ol>\n</nav>\n");
	ncx = file(w, "EPUB/toc.ncx");
	has(ncx, "<meta name=\"dtb:depth\" content=\"3\"/>");
	has(ncx, "<navPoint id=\"n6\" playOrder=\"6\">\n"
	         "<navLabel><text>D &amp; E</text></navLabel>\n"
	         "<content src=\"a0002.xhtml#h1\"/>\n"
	         "</navPoint>\n</navPoint>\n</navPoint>\n"
	         "<navPoint id=\"n7\" playOrder=\"7\">\n");
	/* a level left out in the article is not left out here */
	has(file(w, "EPUB/a0002.xhtml"), "<h2 id=\"h1\">D &amp; E</h2>");
	has(file(w, "EPUB/s001.xhtml"), "<li><a href=\"a0001.xhtml\">Một</a>");
}

/* A link of the last article, as the gatherer tells of it. */
static void
tell_link(struct world *w, const char *href)
{
	struct book_entry *e = vec_last(&w->book->entry);

	if (!e->links)
		e->link = arena_array(w->book->arena, 4, sizeof(*e->link));
	assert_true(e->links < 4);
	e->link[e->links++] = href;
}

/* Links to places of other articles, earlier, later and in later files of
 * long ones, and of the article itself by its full address. */
static void
test_places(void **state)
{
	struct world *w = *state;
	struct str s = STR_INIT;

	add(w, "Một", "http://example.vn/1", "vi",
	        "<p><a href=\"2.html#m%E1%BB%A5c\">a</a> "
	        "<a href=\"http://example.vn/3#z\">e</a></p>");
	tell_link(w, "2.html#m%E1%BB%A5c");
	tell_link(w, "http://example.vn/3#z");
	add(w, "Hai", "http://example.vn/2", "vi",
	        "<p>x</p><p id=\"mục\">y <a "
	        "href=\"http://example.vn/3#z\">b</a></p>");
	tell_link(w, "http://example.vn/3#z");
	for (int i = 0; i < 9000; i++)
		str_printf(&s,
		        "<p>mười chữ <a href=\"2.html#m%%E1%%BB%%A5c\">%d"
		        "</a></p>",
		        i);
	str_puts(&s, "<h2 id=\"z\">Cuối</h2><p><a href=\"1.html#no\">c</a> "
	             "<a href=\"#z\">d</a><a id=\"n\" "
	             "href=\"http://example.vn/3#f\">1</a></p>"
	             "<p id=\"f\"><a href=\"3.html#n\">1</a> f</p>");
	add(w, "Ba", "http://example.vn/3", "vi", s.s);
	tell_link(w, "1.html#no");
	tell_link(w, "http://example.vn/3#f");
	tell_link(w, "3.html#n");
	str_free(&s);
	make(w);
	has(file(w, "EPUB/a0001.xhtml"), "<a href=\"a0002.xhtml#x1\">a</a> "
	                                 "<a href=\"a0003-4.xhtml#x2\">e</a>");
	has(file(w, "EPUB/a0002.xhtml"),
	        "<p id=\"x1\">y <a href=\"a0003-4.xhtml#x2\">b</a></p>");
	has(file(w, "EPUB/a0003-4.xhtml"), "<h2 id=\"x2\">Cuối</h2>");
	/* what is not there is the chapter */
	has(file(w, "EPUB/a0003-4.xhtml"),
	        "<a href=\"a0001.xhtml\">c</a> <a href=\"#x2\">d</a>"
	        "<a id=\"x5\" href=\"#x4\" epub:type=\"noteref\" "
	        "role=\"doc-noteref\">1</a>");
	for (int part = 1; part < 4; part++) {
		char *t =
		        file(w, part > 1 ? arena_printf(w->arena,
		                                   "EPUB/a0003-%d.xhtml", part)
		                         : "EPUB/a0003.xhtml");

		assert_in_range(strlen(t), 100000, 250000);
		has(t, "<a href=\"a0002.xhtml#x1\">");
	}
}

/* The pages of a PDF, as layout tells of them. */
static void
test_pages(void **state)
{
	struct world *w = *state;
	static const struct epub_page page[] = {
		{ "i", EPUB_PAGE_FRONT, 0, 0, "" },
		{ "1", 0, 0, 1, "Một" },
		{ "2", 0, 9, 0, "tưnăm" },
		{ "3", 0, 13, 0, "xxx" }, /* not there: by the number alone */
		{ "4", 1, UINT32_MAX, 0, "" },
	};
	char *nav;

	add(w, "Một", NULL, "vi", "<p>hai ba <em>tư năm</em> sáu bảy</p>");
	add(w, "Hai", NULL, "vi", "<p>tám chín</p>");
	section(w, "Tin", 0, 2);
	make_with(w, (struct epub_options){ .theme = w->theme,
	                     .page = page,
	                     .pages = 5,
	                     .page_source = "a.pdf" });
	has(file(w, "EPUB/title.xhtml"), "id=\"pg1\" title=\"i\"></div>");
	has(file(w, "EPUB/s001.xhtml"), "id=\"pg2\" title=\"1\"></div>");
	has(file(w, "EPUB/a0001.xhtml"),
	        "<p>hai ba <em><span epub:type=\"pagebreak\" "
	        "role=\"doc-pagebreak\" id=\"pg3\" title=\"2\"></span>tư "
	        "năm</em> <span epub:type=\"pagebreak\" "
	        "role=\"doc-pagebreak\" id=\"pg4\" title=\"3\"></span>sáu "
	        "bảy</p>");
	has(file(w, "EPUB/a0002.xhtml"), "title=\"4\"></span>chín</p>");
	nav = file(w, "EPUB/nav.xhtml");
	has(nav, "<li><a href=\"title.xhtml#pg1\">i</a></li>\n"
	         "<li><a href=\"s001.xhtml#pg2\">1</a></li>\n"
	         "<li><a href=\"a0001.xhtml#pg3\">2</a></li>\n"
	         "<li><a href=\"a0001.xhtml#pg4\">3</a></li>\n"
	         "<li><a href=\"a0002.xhtml#pg5\">4</a></li>\n");
	has(file(w, "EPUB/package.opf"), ">pageBreakMarkers<");
	has(file(w, "EPUB/toc.ncx"), "<pageTarget id=\"t5\"");
}

static void
test_package(void **state)
{
	struct world *w = *state;
	struct book *b = w->book;
	char *opf;

	b->number = arena_strdup(b->arena, "53");
	b->title = arena_strdup(b->arena, "Bản tin Ví dụ tháng 5/2024");
	b->publisher = arena_strdup(b->arena, "Cục \"Ví dụ\" & con");
	add(w, "Một", NULL, "vi", "<p>x</p>");
	add(w, "Two", NULL, "en_gb", "<p>x</p>");
	make(w);
	opf = file(w, "EPUB/package.opf");
	has(opf, "unique-identifier=\"id\" xml:lang=\"vi\">");
	has(opf, "<dc:identifier id=\"id\">urn:uuid:");
	has(opf, "<dc:language>vi</dc:language>\n"
	         "<dc:language>en-GB</dc:language>\n");
	has(opf, "property=\"belongs-to-collection\">Bản tin Ví dụ</meta>\n"
	         "<meta refines=\"#series\" property=\"collection-type\">series"
	         "</meta>\n<meta refines=\"#series\" "
	         "property=\"group-position\">53</meta>");
	has(opf,
	        "<dc:publisher>Cục &quot;Ví dụ&quot; &amp; con</dc:publisher>");
	has(opf, "<meta property=\"dcterms:modified\">2024-05-30T08:00:00Z");
	has(opf, "EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta>");
	has(opf, "<itemref idref=\"title\"/>\n<itemref idref=\"nav\"/>\n"
	         "<itemref idref=\"a0001\"/>\n<itemref idref=\"a0002\"/>\n");
	has(opf, "visual");
	has(opf, "<dc:title id=\"name\">Bản tin Ví dụ tháng 5/2024</dc:title>");
	has(file(w, "EPUB/title.xhtml"),
	        "<p class=\"issue-date\"><time datetime=\"2024-05\">");
	/* in reading order */
	has(file(w, "EPUB/nav.xhtml"),
	        "href=\"nav.xhtml\">contents</a></li>\n<li><a epub:type="
	        "\"bodymatter\" href=\"a0001.xhtml\">start</a></li>\n<li>"
	        "<a epub:type=\"colophon\" href=\"colophon.xhtml\">");
	/* a shelf of issues */
	b->title = arena_strdup(b->arena, "Bản tin");
	make(w);
	has(file(w, "EPUB/package.opf"),
	        "<dc:title id=\"name\">Bản tin – number 53</dc:title>");
	has(file(w, "EPUB/toc.ncx"),
	        "<docTitle><text>Bản tin – number 53</text></docTitle>");
	has(file(w, "EPUB/colophon.xhtml"), "<p>number 53</p>");
	/* a text in no known language is not accessible */
	add(w, "?", NULL, "und", "<p>x</p>");
	b->lang = arena_strdup(b->arena, "und");
	make(w);
	has_not(file(w, "EPUB/package.opf"), "dcterms:conformsTo");
}

static void
test_missing_metadata(void **state)
{
	struct world *w = *state;
	struct book *b = w->book;
	char *opf;

	b->modified = NULL;
	b->title = arena_strdup(b->arena, "2024");
	add(w, NULL, NULL, "not a language", "<p>x</p>");
	make(w);
	opf = file(w, "EPUB/package.opf");
	has(opf, "2024-05-31T00:00:00Z");
	has(opf, "<dc:language>vi</dc:language>\n<dc:type>");
	has(opf, "belongs-to-collection\">2024</meta>");
	has_not(opf, "group-position");
	has_not(opf, "dc:creator");
	has(file(w, "EPUB/a0001.xhtml"), "<h1 id=\"title\">");
	has(file(w, "EPUB/a0001.xhtml"), " lang=\"vi\" xml:lang=\"vi\">");
}

static void
test_links(void **state)
{
	struct world *w = *state;
	char *t;

	add(w, "Một", "http://www.Example.vn/tin/1.html", "vi",
	        "<p><a href=\"https://example.vn/tin/2.html#x\">hai</a> "
	        "<a href=\"2.html\">hai</a> <a href=\"../in/./2.html\">hai</a> "
	        "<a href=\"/gioi thieu?a=[ê]\">kia</a> "
	        "<a href=\"javascript:go()\">js</a> "
	        "<a href=\"http://xấu_quá/\">hỏng</a> "
	        "<a href=\"mailto:ai@example.vn\">thư</a> "
	        "<a href=\"#no\">đâu</a> <a href=\"#c%20d\">đây</a></p>"
	        "<p id=\"c d\">đích</p><p id=\"c d\">thừa</p>");
	add(w, "Hai", "http://example.vn/tin/2.html/", "vi",
	        "<p><a href=\"9.html\">ba</a></p>");
	/* files that lie as they lay, one of which says where */
	add(w, "Ba", "http://s.vn/x/y/3.html", "vi",
	        "<p><a href=\"http://s.vn/x/y/4.html\">a</a> "
	        "<a href=\"http://s.vn/x/4.html\">b</a> "
	        "<a href=\"http://s.vn/x/in/4.html?z#w\">c</a> "
	        "<a href=\"http://t.vn/x/y/4.html\">d</a></p>");
	add(w, "Bốn", NULL, "vi", "<p><a href=\"3.html\">e</a></p>");
	make(w);
	has(content(w, "EPUB/a0003.xhtml"),
	        "<a href=\"a0004.xhtml\">a</a> "
	        "<a href=\"http://s.vn/x/4.html\">b</a> "
	        "<a href=\"a0004.xhtml\">c</a> "
	        "<a href=\"http://t.vn/x/y/4.html\">d</a>");
	has(content(w, "EPUB/a0004.xhtml"), "<a href=\"a0003.xhtml\">e</a>");
	t = content(w, "EPUB/a0001.xhtml");
	assert_string_equal(t, "<p><a href=\"a0002.xhtml\">hai</a> "
	                       "<a href=\"a0002.xhtml\">hai</a> "
	                       "<a href=\"a0002.xhtml\">hai</a> "
	                       "<a href=\"http://www.Example.vn/gioi%20thieu?a="
	                       "%5B%C3%AA%5D\">kia</a> js hỏng "
	                       "<a href=\"mailto:ai@example.vn\">thư</a> "
	                       "đâu <a href=\"#r1\">đây</a></p>\n"
	                       "<p id=\"r1\">đích</p>\n<p>thừa</p>\n");
	has(content(w, "EPUB/a0002.xhtml"),
	        "<a href=\"http://example.vn/tin/2.html/9.html\">ba</a>");
}

static void
test_repairs(void **state)
{
	struct world *w = *state;

	check(w, "<ul>a<li>b</li><p>c</p>d</ul>",
	        "<ul><li>a</li><li>b</li><li><p>c</p>d</li></ul>\n");
	check(w, "<p>a<div>b</div></p>", "<div>a<div>b</div></div>\n");
	check(w, "<h2>a<div>b</div></h2>", "<h2 id=\"h1\">a b</h2>\n");
	check(w, "<p><b>a<table><tr><td>b</td></tr></table></b></p>",
	        "<div>a<table><tbody><tr><td>b</td></tr></tbody></table>"
	        "</div>\n");
	check(w,
	        "<table><caption>c</caption>x<tr>y<th>h</th></tr>"
	        "<thead><tr><th>z</th></tr></thead><tfoot/></table>",
	        "<table><caption>c</caption><tbody><tr><td>x</td></tr>"
	        "<tr><td>y</td><th scope=\"row\">h</th></tr></tbody>"
	        "<tbody><tr><th scope=\"col\">z</th></tr></tbody></table>\n");
	check(w, "<dl><dd>a</dd></dl><dl><dt>b</dt><dd>c</dd></dl>",
	        "<div><div>a</div></div>\n<dl><dt>b</dt><dd>c</dd></dl>\n");
	check(w,
	        "<p align=\"center\" style=\"x\" onclick=\"y\" class=\"k\">"
	        "a<font color=\"red\">b</font><marquee>c</marquee></p>",
	        "<p class=\"k\">abc</p>\n");
	check(w, "<p>&#160;</p><p>a<b> </b>c</p><ul><li/></ul><td>e</td>",
	        "<p>a c</p>\n<div>e</div>\n");
	check(w, "<h5>a</h5><h6>b</h6><h2>c</h2><h1>d</h1>",
	        "<h2 id=\"h1\">a</h2>\n<h3 id=\"h2\">b</h3>\n"
	        "<h2 id=\"h3\">c</h2>\n<h2 id=\"h4\">d</h2>\n");
	check(w,
	        "<p><time datetime=\"hôm qua\">a</time> <time "
	        "datetime=\"2024-02-30\">b</time> <time datetime=\""
	        "2024-05-31T10:00:00+0700\">c</time></p>",
	        "<p>a b <time datetime=\"2024-05-31\">c</time></p>\n");
	check(w,
	        "<p><a href=\"http://x.vn/\">a<a href=\"http://y.vn/\">b</a>"
	        "</a></p>",
	        "<p><a href=\"http://x.vn/\">ab</a></p>\n");
	check(w, "<figure>a<figcaption>b</figcaption>c</figure>",
	        "<figure>a<div>b</div>c</figure>\n");
	/* links without words */
	check(w,
	        "<h2 id=\"s\">a<a href=\"#s\"></a><a id=\"t\" href=\"#t\">"
	        "</a></h2><p>b<a href=\"http://x.vn/\"> </a>c <a href=\"#u\" "
	        "id=\"v\"><b/></a><a href=\"#v\">d</a></p>",
	        "<h2 id=\"h1\">a</h2>\n<p>b c <a id=\"r1\"></a>"
	        "<a href=\"#r1\">d</a></p>\n");
	check(w, "<p lang=\"EN\">a</p><p lang=\"?\">b</p>",
	        "<p lang=\"en\" xml:lang=\"en\">a</p>\n<p>b</p>\n");
	/* a language that is said already */
	check(w,
	        "<p lang=\"VI\">a <span lang=\"vi\">b</span></p><div "
	        "lang=\"fr\"><p lang=\"fr\">c <i lang=\"vi\">d</i></p></div>",
	        "<p>a b</p>\n<div lang=\"fr\" xml:lang=\"fr\"><p>c <i "
	        "lang=\"vi\" xml:lang=\"vi\">d</i></p></div>\n");
}

static void
test_notes(void **state)
{
	struct world *w = *state;

	check(w,
	        "<p>a<a href=\"#_ftn1\" id=\"_ftnref1\">[1]</a></p>"
	        "<p><a href=\"#_ftnref1\" id=\"_ftn1\">[1]</a> b</p>",
	        "<p>a<a href=\"#r2\" id=\"r1\" epub:type=\"noteref\" "
	        "role=\"doc-noteref\">[1]</a></p>\n"
	        "<p epub:type=\"footnote\" role=\"doc-footnote\">"
	        "<a href=\"#r1\" id=\"r2\" epub:type=\"backlink\" "
	        "role=\"doc-backlink\">[1]</a> b</p>\n");
	/* in a list, with two references */
	check(w,
	        "<p><a href=\"#a\" id=\"b\">1</a> <a href=\"#a\" id=\"c\">1"
	        "</a></p><ol><li id=\"a\">x <a href=\"#b\">^</a> "
	        "<a href=\"#c\">^</a></li></ol>",
	        "<p><a href=\"#r3\" id=\"r1\" epub:type=\"noteref\" "
	        "role=\"doc-noteref\">1</a> <a href=\"#r3\" id=\"r2\" "
	        "epub:type=\"noteref\" role=\"doc-noteref\">1</a></p>\n"
	        "<ol><li><div id=\"r3\" epub:type=\"footnote\" "
	        "role=\"doc-footnote\">x <a href=\"#r1\" "
	        "epub:type=\"backlink\" role=\"doc-backlink\">^</a> <a "
	        "href=\"#r2\" epub:type=\"backlink\" role=\"doc-backlink\">^"
	        "</a></div></li></ol>\n");
	/* a note whose way back is a reference itself */
	check(w,
	        "<p><a href=\"#b\" id=\"a\">1</a></p><p id=\"b\">x <a "
	        "href=\"#c\" id=\"d\">2</a> <a href=\"#a\">y</a></p>"
	        "<p id=\"c\"><a href=\"#d\">z</a> <a href=\"#b\">w</a></p>",
	        "<p><a href=\"#r2\" id=\"r1\" epub:type=\"noteref\" "
	        "role=\"doc-noteref\">1</a></p>\n<p id=\"r2\" "
	        "epub:type=\"footnote\" role=\"doc-footnote\">x <a "
	        "href=\"#r4\" id=\"r3\" epub:type=\"noteref\" "
	        "role=\"doc-noteref\">2</a> <a href=\"#r1\" "
	        "epub:type=\"backlink\" role=\"doc-backlink\">y</a></p>\n"
	        "<p id=\"r4\" epub:type=\"footnote\" role=\"doc-footnote\">"
	        "<a href=\"#r3\" epub:type=\"backlink\" "
	        "role=\"doc-backlink\">z</a> <a href=\"#r2\">w</a></p>\n");
}

static void
test_scripts(void **state)
{
	struct world *w = *state;

	w->book->lang = arena_strdup(w->book->arena, "ar");
	add(w, "عنوان", NULL, "ar", "<p>نص</p>");
	add(w, "标题", NULL, "zh-hant-tw", "<p>正文</p>");
	make(w);
	has(file(w, "EPUB/a0001.xhtml"), "xml:lang=\"ar\" dir=\"rtl\">");
	has(file(w, "EPUB/a0002.xhtml"), "xml:lang=\"zh-Hant-TW\">");
	has(file(w, "EPUB/package.opf"), "page-progression-direction=\"rtl\"");
}

static void
test_empty(void **state)
{
	struct world *w = *state;

	make(w);
	has(file(w, "EPUB/nav.xhtml"), "<a href=\"empty.xhtml\">");
	check(w, "", "");
	check(w, "<p/><script>x</script>", "");
}

/* An article longer than a reader bears, with a link across its parts. */
static void
test_parts(void **state)
{
	struct world *w = *state;
	struct str s = STR_INIT;
	char *one, *two;

	str_puts(&s, "<p><a href=\"#end\">xuống</a></p>");
	for (int h = 0; h < 4; h++) {
		str_printf(&s, "<h2>Phần %d</h2>", h);
		for (int i = 0; i < 1000; i++)
			str_puts(&s, "<p>Một trăm chữ cái, không hơn không "
			             "kém, lại một trăm chữ cái nữa.</p>");
	}
	str_puts(&s, "<p id=\"end\">hết</p>");
	add(w, "Dài", NULL, "vi", s.s);
	str_free(&s);
	make(w);
	one = file(w, "EPUB/a0001.xhtml");
	two = file(w, "EPUB/a0001-2.xhtml");
	assert_true(strlen(one) < 250000 && strlen(two) < 250000);
	has(one, "<a href=\"a0001-2.xhtml#r1\">xuống</a>");
	has(two, "<p id=\"r1\">hết</p>");
	has(two, "aria-label=\"Dài\">\n<h2 id=");
	has(file(w, "EPUB/nav.xhtml"), "<a href=\"a0001-2.xhtml#h3\">Phần 2");
	assert_false(has_file(w, "EPUB/a0001-3.xhtml"));
}

/* A table and a list that no file could hold: all rows, in order. */
static void
test_split(void **state)
{
	struct world *w = *state;
	struct str s = STR_INIT;
	int row = 0, item = 0;

	str_puts(&s, "<div><table><caption>c</caption><thead><tr><th>h</th>"
	             "</tr></thead>");
	for (int i = 0; i < 6000; i++)
		str_printf(&s,
		        "<tr><td>row %d of a table that is longer than "
		        "readers bear</td></tr>",
		        i);
	str_puts(&s, "</table><ol start=\"5\">");
	for (int i = 0; i < 6000; i++)
		str_printf(&s,
		        "<li>item %d of a list that is longer than "
		        "readers bear</li>",
		        i);
	str_puts(&s, "</ol></div>");
	add(w, "T", NULL, "en", s.s);
	str_free(&s);
	make(w);
	for (int part = 1; row < 6000 || item < 6000; part++) {
		char *name = arena_strdup(w->arena, "EPUB/a0001.xhtml"), *t;
		char *start;

		if (part > 1)
			name = arena_printf(
			        w->arena, "EPUB/a0001-%d.xhtml", part);
		t = file(w, name);
		assert_true(strlen(t) < 250000);
		while ((t = strstr(t, "<tr><td>row ")) != NULL) {
			assert_int_equal(atoi(t + 12), row);
			row++;
			t++;
		}
		t = file(w, name);
		while ((t = strstr(t, "<li>item ")) != NULL) {
			assert_int_equal(atoi(t + 9), item);
			item++;
			t++;
		}
		start = strstr(file(w, name), "<ol start=\"");
		if (start)
			assert_int_equal(atoi(start + 11),
			        atoi(strstr(start, "item ") + 5) + 5);
		assert_true(part < 12);
	}
}

/* Pictures that came in other forms: as a page shows them, or as they came. */
static void
test_modern(void **state)
{
	struct world *w = *state;
	struct epub_options o = { .theme = w->theme };
	static const struct {
		enum asset_type type;
		const char *bytes;
	} t[] = {
		{ ASSET_SVG, "<svg xmlns='http://www.w3.org/2000/svg'/>" },
		{ ASSET_WEBP, "RIFF....WEBP" },
		{ ASSET_AVIF, "....ftypavif" },
	};
	struct str s = STR_INIT;
	struct article *a;
	char name[80];

	for (int i = 0; i < 3; i++) {
		struct asset as = { .type = ASSET_PNG };

		store_put_asset(w->store,
		        (struct span){
		                (const char *)small_png, sizeof(small_png) },
		        ASSET_PNG, as.hash, &w->dg);
		store_asset_name(&as, name);
		str_truncate(&s, 0);
		str_printf(&s,
		        "<p><img src=\"%s\" width=\"1\" height=\"2\" "
		        "alt=\"x\"/></p>",
		        name);
		add(w, "Một", NULL, "vi", s.s);
		a = store_get_article(
		        w->store, vec_last(&w->book->entry)->key, &w->dg);
		as.original_type = t[i].type;
		as.width = as.height = as.css_width = as.css_height = 1;
		as.components = as.bits = 1;
		store_put_asset(w->store, span_of(t[i].bytes), t[i].type,
		        as.original, &w->dg);
		vec_add(&a->assets, as);
		store_put_article(
		        w->store, vec_last(&w->book->entry)->key, a, &w->dg);
		article_free(a);
	}
	str_free(&s);
	w->book->single = 1;
	make_with(w, o);
	for (int i = 1; i <= 3; i++)
		has(file(w, arena_printf(w->arena, "EPUB/a000%d.xhtml", i)),
		        "<p><img src=\"images/0001.png\" width=\"1\" "
		        "height=\"2\" alt=\"x\"/></p>");
	o.modern = 1;
	make_with(w, o);
	has(file(w, "EPUB/a0001.xhtml"), "<p><img src=\"images/0001.svg\"");
	has(file(w, "EPUB/a0002.xhtml"), "<p><img src=\"images/0002.webp\"");
	has(file(w, "EPUB/a0003.xhtml"),
	        "<p><picture><source srcset=\"images/0003.avif\" "
	        "type=\"image/avif\"/><img src=\"images/0004.png\" ");
	has(file(w, "EPUB/package.opf"),
	        "href=\"images/0003.avif\" media-type=\"image/avif\"/>");
}

static void
test_cover(void **state)
{
	struct world *w = *state;
	const unsigned char *jpeg;

	add(w, "Một", NULL, "vi", "<p>x</p>");
	make(w); /* a given one as it is */
	assert_memory_equal(
	        file(w, "EPUB/images/0001.png"), small_png, sizeof(small_png));
	has(file(w, "EPUB/cover.xhtml"), "<img src=\"images/0001.png\" "
	                                 "width=\"2\" height=\"3\" alt=\"");
	has(file(w, "EPUB/package.opf"),
	        "<item id=\"i0001\" "
	        "href=\"images/0001.png\" media-type=\"image/png\" "
	        "properties=\"cover-image\"/>");
	/* a designed one of 1600 x 2560 */
	make_with(w, (struct epub_options){ .theme = w->theme });
	jpeg = (unsigned char *)file(w, "EPUB/images/0001.jpg");
	assert_memory_equal(jpeg, "\xFF\xD8\xFF", 3);
	has(file(w, "EPUB/cover.xhtml"), "width=\"1600\" height=\"2560\"");
	/* one that is no picture is replaced */
	make_covered(w, "epub.css");
	assert_true(has_file(w, "EPUB/images/0001.jpg"));
	assert_int_equal(w->dg.count[DIAG_ERROR], 0);
	/* one article alone has a cover only when it is given */
	w->book->single = 1;
	make_with(w, (struct epub_options){ .theme = w->theme });
	assert_false(has_file(w, "EPUB/cover.xhtml"));
	assert_false(has_file(w, "EPUB/title.xhtml"));
}

static void
test_style(void **state)
{
	struct world *w = *state;
	struct epub_options o = { .theme = w->theme, .fonts = 1 };

	add(w, "Một", NULL, "vi", "<p>x</p>");
	w->book->single = 1;
	make_with(w, o);
	assert_string_equal(file(w, "EPUB/style.css"),
	        " \ni { top: 0 }\n@media screen {\n \ni { top: 0 }\n}\n"
	        "@font-face {\n\tfont-family: \"A\";\n\tfont-weight: bold;\n"
	        "\tsrc: url(\"fonts/noto-serif-700.ttf\");\n}\n"
	        "p { margin: 0; background: url(\"images/0001.png\") }\n"
	        "q::before { content: \"} url(x) /* no comment */\" }\n"
	        "b { background: none }\n");
	assert_true(has_file(w, "EPUB/fonts/noto-serif-700.ttf"));
	assert_true(
	        has_file(w, "META-INF/com.apple.ibooks.display-options.xml"));
	o.fonts = 0;
	make_with(w, o);
	has_not(file(w, "EPUB/style.css"), "@font-face");
	assert_false(has_file(w, "EPUB/fonts/noto-serif-700.ttf"));
}

static void
read_all(struct world *w, struct str *s)
{
	assert_int_equal(file_read(w->path, 1u << 24, s, &w->dg), 0);
}

static void
test_reproducible(void **state)
{
	struct world *w = *state;
	struct str a = STR_INIT, b = STR_INIT;

	add(w, "Một", NULL, "vi", "<p>x</p>");
	make(w);
	read_all(w, &a);
	unlink(w->path);
	setenv("TZ", "Pacific/Kiritimati", 1);
	make(w);
	read_all(w, &b);
	assert_int_equal(a.len, b.len);
	assert_memory_equal(a.s, b.s, a.len);
	str_free(&a);
	str_free(&b);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_chapter),
		TEST(test_contents),
		TEST(test_package),
		TEST(test_places),
		TEST(test_pages),
		TEST(test_missing_metadata),
		TEST(test_links),
		TEST(test_repairs),
		TEST(test_notes),
		TEST(test_scripts),
		TEST(test_empty),
		TEST(test_parts),
		TEST(test_split),
		TEST(test_modern),
		TEST(test_cover),
		TEST(test_style),
		TEST(test_reproducible),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
