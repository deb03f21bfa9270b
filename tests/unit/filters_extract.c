/* Tests of the stage extract: what is kept, what is dropped with its line in
 * the ledger, and into what shape the rest is brought. */
#include "tests/unit/filters_help.h"

#include "filters/extract/extract.h"
#include "filters/extract/pattern.h"

static const char portal[] =
        "<html><head><title>New form at the border - The Paper</title></head>"
        "<body><div class=topnav><ul><li><a href=/a>Home</a><li><a href=/b>"
        "World</a><li><a href=/c>Sport</a></ul></div>"
        "<div class=main><h1>New form at the border</h1>"
        "<div class=share><a href=#>Share on Facebook</a></div>"
        "<div class=article-body><p>" LONG1 "</p><p>" LONG2 "</p>"
        "<p>" LONG3 "</p></div>"
        "<div class=related><h3>Related</h3><ul><li><a href=/x>Cows on the "
        "road again</a><li><a href=/y>Mayor opens a bridge</a></ul></div>"
        "<div class=comments><h3>Comments</h3><div class=comment><p>First! "
        "Great article, thanks.</p></div></div></div>"
        "<div class=footer>Copyright The Paper. All rights reserved.</div>"
        "</body></html>";

static void
article_of_a_page(void **state)
{
	(void)state;
	help_expect(portal, "me", NULL,
	        "<p>" LONG1 "</p>\n<p>" LONG2 "</p>\n<p>" LONG3 "</p>");
}

/* What a wiki puts beside headings goes, the heading above its notes stays; a
 * post that is quoted is no pointer to other news. */
static void
wiki_and_posts(void **state)
{
	(void)state;
	help_expect(
	        "<html lang=en><title>The ferry</title><nav><a href=/>Main</a>"
	        "</nav><main><h1>The ferry</h1><p>" LONG1 "<sup id=r1><a "
	        "href='#n1'>[1]</a></sup></p><h2>History<span "
	        "class=mw-editsection>[<a "
	        "href=/e>edit</a>]</span></h2><p>" LONG2
	        "</p><blockquote class=instagram-media><a href="
	        "'https://www.instagram.com/p/Ab/'>A day on board that none of "
	        "us will forget"
	        "</a></blockquote><p>" LONG3 "</p><h2>References</h2><ol><li "
	        "id=n1><a href='#r1'>^</a> J. Martin, Ships, 1988.</li></ol>"
	        "</main><footer><a href=/i>Imprint</a></footer>",
	        "me", NULL,
	        "<p>" LONG1 "<sup id=\"r1\"><a href=\"#n1\">[1]</a></sup></p>\n"
	        "<h2>History</h2>\n<p>" LONG2 "</p>\n<blockquote><p><a href="
	        "\"https://www.instagram.com/p/Ab/\">A day on board that none "
	        "of us will forget</a>"
	        "</p></blockquote>\n<p>" LONG3 "</p>\n<h2>References</h2>\n<ol>"
	        "<li id=\"n1\"><a href=\"#r1\">^</a> J. Martin, Ships, 1988."
	        "</li></ol>");
}

/* What is left of a text that a site cut into pages; a pull quote also on a page
 * without any furniture. */
static void
page_turns(void **state)
{
	static const char *const turn[] = { "-- Continued on next page --",
		"Page 2 of 5", "(Xem ti\u1ebfp trang 7)", "Seite 1 von 3",
		"P\u00e1gina 2 de 4" };

	(void)state;
	for (size_t i = 0; i < sizeof(turn) / sizeof(turn[0]); i++) {
		struct str html = STR_INIT;

		str_printf(&html,
		        "<title>The form</title><nav><a href=/>Home</a><a "
		        "href=/n>"
		        "News</a></nav><article><h1>The form</h1><p>" LONG1
		        "</p><p>" LONG2 "</p><p>" LONG3
		        "</p><p>%s</p></article>"
		        "<footer><a href=/i>Imprint</a></footer>",
		        turn[i]);
		help_expect(str_c(&html), "me", NULL,
		        "<p>" LONG1 "</p>\n<p>" LONG2 "</p>\n<p>" LONG3 "</p>");
		str_free(&html);
	}
	assert_false(is_page_turn(SPAN_LIT("Page 2 of 5 was missing")));
	assert_false(is_page_turn(SPAN_LIT("Trang An 7")));
	help_expect(
	        "<h1>The form</h1><p>" LONG1
	        "</p><div class=big-quote><p>the new "
	        "customs form, which replaces three older ones</p><span>Ann "
	        "Lee</span></div><blockquote class=pull>will "
	        "be accepted from the first of June at all crossings"
	        "</blockquote><p>" LONG2 "</p><blockquote>said by nobody else "
	        "in this text at all</blockquote>",
	        "me", NULL,
	        "<p>" LONG1 "</p>\n<p>" LONG2
	        "</p>\n<blockquote><p>said by nobody "
	        "else in this text at all</p></blockquote>");
}

/* Lines that say who and when, and where to read on, in other languages. */
static void
lines_around(void **state)
{
#define A1                                                                     \
	"<p>Die F\u00e4hre \u00fcber die Bucht, die vor neun Jahren verkauft " \
	"wurde, kommt im Juni zur\u00fcck, teilte der Rat am Montag mit.</p>"
#define A2                                                                     \
	"<p>Spediteure hatten ein gr\u00f6\u00dferes Schiff verlangt; der "    \
	"Rat "                                                                 \
	"lehnte dies mit Hinweis auf die Tiefe des Hafens ab und wartet.</p>"
#define LINES(lang, before, after)                                             \
	"<html lang=" lang                                                     \
	"><title>Die F\u00e4hre kommt wieder</title><nav><a "                  \
	"href=/>Start</a><a href=/n>Neues</a></nav><article><h1>Die "          \
	"F\u00e4hre "                                                          \
	"kommt wieder</h1>" before A1 A2 after                                 \
	"</article><footer><a href=/i>Impressum</a></footer>"
	static const char *const page[] = {
		LINES("de",
		        "<p>Von Anna M\u00fcller und Bernd Gro\u00df, Hamburg"
		        "</p><p>Stand: 3. Mai 2024, 10:15 Uhr</p>",
		        "<p>Schlagworte: <a href=/a>F\u00e4hre</a>, <a "
		        "href=/b>Rat"
		        "</a></p>"),
		LINES("de",
		        "<p>Von Maren Holt Stand: 03.05.2024, 08:15 Uhr</p>",
		        "<p>Lesen Sie auch: <a href=/a>Br\u00fccke</a></p>"),
		LINES("de",
		        "<p>By Ann Lee | Bay Post Staff</p><p>Published May 3, "
		        "2024 at 10:15 a.m.</p>",
		        "<p>Lees ook: <a href=/a>De brug</a></p>"),
		LINES("de",
		        "<p>\u0628\u0642\u0644\u0645: \u0623\u062d\u0645\u062f "
		        "\u0639\u0644\u064a</p><p>\u0663 "
		        "\u0645\u0627\u064a\u0648 \u0662\u0660\u0662\u0664</p>",
		        ""),
		LINES("de",
		        "<p>\ud64d\uae38\ub3d9 \uae30\uc790</p>"
		        "<p>2024\ub144 5\uc6d4 3\uc77c</p>",
		        ""),
	};

	(void)state;
	for (size_t i = 0; i < sizeof(page) / sizeof(page[0]); i++)
		help_expect(page[i], "me", NULL, A1 "\n" A2);
	/* what happens on a day, and a sentence about the author */
	help_expect(LINES("de",
	                    "<p>Von Maren Holt</p><p>Premiere ist am 6. Mai "
	                    "2024.</p>"
	                    "<p>Stand: 3. Mai 2024</p>",
	                    "<p>Maren Holt, Mitglied im Rat.</p>"),
	        "me", NULL,
	        "<p>Premiere ist am 6. Mai 2024.</p>\n" A1 "\n" A2
	        "\n<p>Maren Holt, Mitglied im Rat.</p>");
	/* more than a day, though it is that of the page */
	help_expect(LINES("de",
	                    "<p>Bern, 3.5.2024 - Rede von Maren Holt beim "
	                    "Treffen der Fischer</p>",
	                    ""),
	        "me", NULL,
	        "<p>Bern, 3.5.2024 - Rede von Maren Holt beim Treffen der "
	        "Fischer"
	        "</p>\n" A1 "\n" A2);
}

/* All words of the body are in the article or in the ledger. */
static void
assert_balance(const char *html)
{
	struct options o = { .limits = &limits_default };
	struct article *a = help_parse(html);
	struct str before = STR_INIT, after = STR_INIT;
	unsigned dropped = 0;

	dom_text_folded(article_body(a), &before);
	help_run(a, "e", &o);
	dom_text_folded(article_root(a), &after);
	for (size_t i = 0; i < a->ledger.n; i++)
		if (a->ledger.p[i].kind == LEDGER_DROP)
			dropped += a->ledger.p[i].words;
	assert_int_equal(words_count(str_span(&before)),
	        words_count(str_span(&after)) + dropped);
	str_free(&before);
	str_free(&after);
	article_free(a);
}

static void
balance(void **state)
{
	(void)state;
	assert_balance(portal);
	assert_balance(
	        "<div class=nav><a href=x>one</a> <a href=y>two</a>"
	        "</div><div>" LONG1 "<br><br>" LONG2 "<br><br><a href=/s>Share"
	        "</a><br><br>" LONG3 " <iframe>no frames here</iframe></div> "
	        "<div style='display:none'>hidden words</div> <form><select>"
	        "<option>a<option>b</select><button>Go</button></form>");
	assert_balance(
	        "<table><tr><td class=menu><a href=1>Trang chủ</a>"
	        "<a href=2>Tin tức</a></td><td><p>" LONG1 "</p><table><tr><td>"
	        "1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>"
	        "<p>" LONG2 "</p></td><td>quảng cáo</td></tr></table>");
}

static void
clean_pages_stay_whole(void **state)
{
	(void)state;
	help_expect("<p>One.</p><h2>Two</h2><p>Three <a href=#n>1</a>.</p>"
	            "<ul><li>four<li>five</ul><p><a id=n></a>Note.</p>",
	        "e", NULL,
	        "<p>One.</p>\n<h2>Two</h2>\n<p>Three <a href=\"#n\">1</a>.</p>"
	        "\n<ul><li>four</li><li>five</li></ul>\n<p><span "
	        "id=\"n\"></span>"
	        "Note.</p>");
}

static void
bodies_without_paragraphs(void **state)
{
	(void)state;
	help_expect("<div>a one<br><br>b two<br><br><br>c<br>d</div>", "en",
	        NULL, "<p>a one</p>\n<p>b two</p>\n<p>c<br/>d</p>");
	help_expect("<div><div>a</div><div><span>b</span></div>c</div>", "en",
	        NULL, "<p>a</p>\n<p>b</p>\n<p>c</p>");
	help_expect("<b>a<p>b</p>c</b>", "en", NULL,
	        "<p><strong>a</strong></p>\n<p><strong>b</strong></p>\n"
	        "<p><strong>c</strong></p>");
	help_expect("<font face=Arial>a <i>b<br><br>c</i> d</font>", "en", NULL,
	        "<p>a <em>b</em></p>\n<p><em>c</em> d</p>");
}

static void
tables(void **state)
{
	(void)state;
	/* layout dissolves */
	help_expect("<table><tr><td><p>" LONG1 "</p></td><td><p>" LONG2
	            "</p></td></tr></table>",
	        "en", NULL, "<p>" LONG1 "</p>\n<p>" LONG2 "</p>");
	/* data stays */
	help_expect("<p>x y z</p><table><tr><th>A<th>B<tr><td>1<td>2</table>",
	        "en", NULL,
	        "<p>x y z</p>\n<table><tbody><tr><th>A</th><th>B"
	        "</th></tr><tr><td>1</td><td>2</td></tr></tbody></table>");
}

static void
pictures_and_captions(void **state)
{
	(void)state;
	help_expect("<p>one two</p><p align=center><img src=a.jpg></p>"
	            "<p align=center><i>Ảnh: Minh Anh</i></p><p>three four</p>",
	        "en", NULL,
	        "<p>one two</p>\n<figure><img src=\"a.jpg\"/>"
	        "<figcaption><em>Ảnh: Minh Anh</em></figcaption></figure>\n"
	        "<p>three four</p>");
	help_expect("<p>x</p><table><tr><td><img src=a.jpg></td></tr><tr><td "
	            "class=pCaption>Cảng Hải Phòng</td></tr></table><p>y</p>",
	        "en", NULL,
	        "<p>x</p>\n<figure><img src=\"a.jpg\"/><figcaption>"
	        "Cảng Hải Phòng</figcaption></figure>\n<p>y</p>");
	/* lazy, noscript, picture */
	help_expect("<p>x</p><img src=/blank.gif data-src=b.jpg><p>y</p>", "en",
	        NULL,
	        "<p>x</p>\n<figure><img src=\"b.jpg\"/></figure>\n"
	        "<p>y</p>");
	help_expect("<p>x</p><img src=\"data:image/gif;base64,R0\"><noscript>"
	            "<img src=c.jpg></noscript><p>y</p>",
	        "en", NULL,
	        "<p>x</p>\n<figure><img src=\"c.jpg\"/></figure>\n<p>y</p>");
	help_expect("<p>x</p><button><figure><img src=b.jpg></figure></button>"
	            "<p>y</p><button><img src=c.jpg>Larger</button>",
	        "en", NULL,
	        "<p>x</p>\n<figure><img src=\"b.jpg\"/></figure>\n<p>y</p>");
	help_expect("<p>x</p><picture><source srcset='s.jpg 300w, l.jpg 900w'>"
	            "<img></picture><p>y</p>",
	        "en", NULL,
	        "<p>x</p>\n<figure><img src=\"l.jpg\"/></figure>\n<p>y</p>");
	help_expect("<p>x</p><picture><source srcset='s.avif 300w'>"
	            "<img src=/blank.gif data-src=own.jpg></picture><p>y</p>",
	        "en", NULL,
	        "<p>x</p>\n<figure><img src=\"own.jpg\"/></figure>\n<p>y</p>");
}

static void
headings(void **state)
{
	(void)state;
	help_expect("<h4>a</h4><p>x</p><h6>b</h6><p>x</p><h4>c</h4><p>x</p>",
	        "en", NULL,
	        "<h2>a</h2>\n<p>x</p>\n<h3>b</h3>\n<p>x</p>\n"
	        "<h2>c</h2>\n<p>x</p>");
	help_expect("<p>" LONG1 "</p><p><b>Who must use it</b></p><p>" LONG2
	            "</p><p>" LONG3 "</p>",
	        "en", NULL,
	        "<p>" LONG1 "</p>\n"
	        "<h2>Who must use it</h2>\n<p>" LONG2 "</p>\n<p>" LONG3 "</p>");
}

static void
word_paste(void **state)
{
	(void)state;
	help_expect(
	        "<p class=MsoNormal>One<o:p></o:p></p>"
	        "<p class=MsoNormal><o:p>&nbsp;</o:p></p>"
	        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>"
	        "<span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;</span>"
	        "</span>first</p>"
	        "<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'>"
	        "<span style='mso-list:Ignore'>o<span>&nbsp;</span></span>sub"
	        "</p><p style='mso-list:l0 level1 lfo1'><span "
	        "style='mso-list:Ignore'>2. </span>second</p>"
	        "<p class=MsoNormal><st1:place>Two</st1:place></p>",
	        "en", NULL,
	        "<p>One</p>\n<ol><li>first<ul><li>sub</li></ul></li>"
	        "<li>second</li></ol>\n<p>Two</p>");
}

/* Paragraphs amid the article's that a style sheet hides, that readers wrote
 * or that ask for leave; a box that holds nearly everything is none. */
static void
boxes_by_name(void **state)
{
#define BOXED(box, p)                                                          \
	"<html><body><div class=nav><a href=/a>Home</a></div><h1>Title</h1>"   \
	"<div class=article-body><p>" LONG1 "</p><p>" LONG2 "</p>"             \
	"<div class='" box "'><p>" p "</p></div></div></body></html>"
#define LEAVE                                                                  \
	"We store cookies on your device to make the site work as you expect " \
	"it to, and to count its readers; you may refuse those that are not "  \
	"needed, which may change what you see of the site, at any time."
#define LEFT "<p>" LONG1 "</p>\n<p>" LONG2 "</p>"
	(void)state;
	help_expect(BOXED("box", LONG3), "e", NULL, LEFT "\n<p>" LONG3 "</p>");
	help_expect(BOXED("box hidden", LONG3), "e", NULL, LEFT);
	help_expect(BOXED("reader-comments", LONG3), "e", NULL, LEFT);
	help_expect(BOXED("privacy-modal", LEAVE), "e", NULL, LEFT);
	help_expect(
	        BOXED("modal", LONG3), "e", NULL, LEFT "\n<p>" LONG3 "</p>");
}

static void
metadata_is_not_repeated(void **state)
{
	struct options o = { .limits = &limits_default };
	struct article *a =
	        help_parse("<h1>The  Title!</h1><p><b>The lead of "
	                   "it all.</b></p><p>By Jane Doe</p><p>" LONG1
	                   "</p><p>" LONG2 "</p><p><b>JANE DOE</b></p>");
	char *got;

	(void)state;
	meta_set(a, META_TITLE, span_of("The title"), "t");
	meta_set(a, META_STANDFIRST, span_of("The lead of it all"), "t");
	*vec_push(&a->meta.authors) = arena_strdup(a->arena, "Jane Doe");
	help_run(a, "en", &o);
	got = help_inside(a);
	assert_string_equal(got, "<p>" LONG1 "</p>\n<p>" LONG2 "</p>");
	free(got);
	article_free(a);
}

static void
known_lines(void **state)
{
	(void)state;
#define CLASS(t) ((int)chrome_class(span_of(t)))
	assert_int_equal(CLASS("Tin liên quan:"), CHROME_FROM_HERE);
	assert_int_equal(CLASS("• GỬI BÌNH LUẬN »"), CHROME_FROM_HERE);
	assert_int_equal(CLASS("Toà soạn: 12 phố X"), CHROME_FROM_HERE);
	assert_int_equal(CLASS("Lượt xem: 1.234"), CHROME_LINE);
	assert_int_equal(CLASS("Chia sẻ"), CHROME_LINE);
	assert_int_equal(CLASS("Ảnh: TTXVN"), CHROME_CAPTION);
	assert_int_equal(CLASS("Bài và ảnh: Minh Anh"), CHROME_BYLINE);
	assert_int_equal(
	        CLASS("Thứ Ba, 14/05/2019 08:30 (GMT+7)"), CHROME_DATE);
	assert_int_equal(CLASS("-- Hết --"), CHROME_END);
	assert_int_equal(CLASS("Ông nói tin liên quan rất nhiều"), CHROME_NONE);
}

#define PATTERN_BYTES 100

static int
match(const char *pattern, const char *text)
{
	struct pattern_skip skip[PATTERN_BYTES];
	struct pattern of;

	assert_true(strlen(pattern) <= PATTERN_BYTES);
	pattern_read(&of, pattern, skip);
	return pattern_match(&of, span_of(text));
}

static void
patterns(void **state)
{
	(void)state;
	assert_true(match("a(b|cd)?e{2,3}", "acdeee"));
	assert_false(match("a(b|cd)?e{2,3}", "acde"));
	assert_true(match("[^a-c]+x*", "ướd"));
	assert_false(match("[^a-c]+", "da"));
	assert_true(match("([0-9]+ *[,|/-]? *)+(của [0-9]+)?", "1, 2 3 của 9"));
	assert_true(match(".{3,5}\\.", "ư ơ ă."));
	assert_false(match("a", "ab"));
	/* Groups in groups; brackets that are none. */
	assert_true(match("((a|b(c|d))e|[)(]+\\(f)", "bde"));
	assert_true(match("((a|b(c|d))e|[)(]+\\(f)", "()(f"));
	assert_false(match("((a|b(c|d))e|[)(]+\\(f)", "be"));
	/* cannot be made slow */
	assert_false(match("((a*)*)*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac"));
	/* Far into a line, where the rest cannot begin at once. */
	assert_true(match(".{3,300}\\((Ảnh|Hình)\\)",
	        "Nước lên (lần thứ hai trong năm) (Ảnh)"));
	assert_true(match(".{2,40}x?", "mười bảy chữ cái và hơn thế nữa"));
	assert_true(
	        match(".*(\\.\\.|…)/", "đến hết ngày hai mươi tháng này…/"));
	assert_false(
	        match(".*(\\.\\.|…)/", "đến hết ngày hai mươi tháng này./"));
}

static void
pattern_wants(void **state)
{
	static const struct {
		const char *pattern, *wants[PATTERN_NEEDS];
	} line[] = {
		{ ".*(a|b|cd)/x?", { "/", "abc" } },
		{ "(a|b)+[cd]*", { "ab" } },
		{ ".{3,9}\\(.*", { "(" } },
		{ "[0-3]:[0-3] (a|b)", { ":", "0123", " " } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(line) / sizeof(line[0]); i++) {
		struct byte_set set[PATTERN_NEEDS];
		struct pattern_skip skip[PATTERN_BYTES];
		struct pattern of;

		pattern_read(&of, line[i].pattern, skip);
		pattern_needs(&of, set);
		for (int k = 0; k < PATTERN_NEEDS; k++)
			for (int b = 1; b < 256; b++)
				assert_int_equal(byte_set_has(&set[k], (char)b),
				        !line[i].wants[k] ||
				                strchr(line[i].wants[k], b));
	}
}

static void
pattern_beginnings(void **state)
{
	static const struct {
		const char *pattern, *can, *cannot;
	} line[] = {
		{ "(a|bc)?d", "abd", "c" },
		{ "(a?|b)x*[0-2z]", "abx012z", "3y" },
		{ "\\(?(Nguồn|Theo)", "(NT", "n" },
		{ "[^a]", "abc", "" },
		{ "[Đđ]ang", "\xC4", "\xC5" },
		{ ".{2,}x", "qx", "" },
		{ "(a{2}|[b-d])+e", "abcd", "e" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(line) / sizeof(line[0]); i++) {
		struct byte_set set = { { 0 } };
		struct pattern_skip skip[PATTERN_BYTES];
		struct pattern of;

		pattern_read(&of, line[i].pattern, skip);
		pattern_heads(&of, &set);
		for (const char *s = line[i].can; *s; s++)
			assert_true(byte_set_has(&set, *s));
		for (const char *s = line[i].cannot; *s; s++)
			assert_false(byte_set_has(&set, *s));
	}
}

static void
json_ld_stands_in(void **state)
{
	char *got;

	(void)state;
	got = help_stages(
	        "<script type=application/ld+json>{\"@type\":"
	        "\"NewsArticle\",\"articleBody\":\"" LONG1 "\\n" LONG2 "\"}"
	        "</script><nav><a href=x>menu</a></nav><div><p>Please log in."
	        "</p></div>",
	        "e", NULL);
	assert_string_equal(got, "<p>" LONG1 "</p>\n<p>" LONG2 "</p>");
	free(got);
}

/* A standfirst is of the article: not a list of places. */
static void
standfirst_is_of_the_article(void **state)
{
	struct options o = { .limits = &limits_default };
	struct article *a = help_parse(
	        "<title>Some harbour news</title><h1>Some harbour news</h1>"
	        "<div class=box><div class=summary><ul><li><a href=a>Harbour "
	        "North</a><li><a href=b>Harbour East</a><li><a href=c>Old "
	        "Town</a></ul></div></div>"
	        "<div class=article-body><p>" LONG1 "</p><p>" LONG2
	        "</p><p>" LONG3 "</p></div><div class=footer><a href=x>"
	        "Home</a></div>");

	(void)state;
	help_run(a, "m", &o);
	assert_non_null(meta_get(&a->meta, META_STANDFIRST));
	help_run(a, "e", &o);
	assert_null(meta_get(&a->meta, META_STANDFIRST));
	article_free(a);
}

/* JSON's text has the signs and the numbers of the source. */
static void
running_text(void **state)
{
	struct options o = { .limits = &limits_default, .running = 1 };
	struct article *a = help_parse("<p>" LONG1 " \"So it is,\" they said."
	                               "</p><p>1. one</p><p>2. two</p>");

	(void)state;
	meta_set(a, META_LANG, span_of("en"), "test");
	help_run(a, "esnt", &o);
	assert_string_equal(a->running,
	        LONG1 " \"So it is,\" they said.\n\n1. one\n2. two\n");
	article_free(a);
}

static void
empty_page_is_an_error(void **state)
{
	struct options o = { .limits = &limits_default };
	struct article *a = help_parse("<html><body> </body></html>");
	struct diag dg;
	enum diag_msg msg = MSG_COUNT;

	(void)state;
	diag_init(&dg);
	dg.sink = help_quiet;
	dg.ctx = &msg;
	assert_int_equal(filter_extract.run(a, &o, &dg), -1);
	assert_int_equal(msg, MSG_EXTRACT_EMPTY);
	assert_int_equal(dg.count[DIAG_ERROR], 1);
	article_free(a);
}

/* What typists make by hand: lists, end marks. */
static void
typed_by_hand(void **state)
{
	(void)state;
	help_expect("<p>" LONG1 ":</p><p>- one</p><p>- two</p>", "e", NULL,
	        "<p>" LONG1 ":</p>\n<ul><li>one</li><li>two</li></ul>");
	help_expect("<p>" LONG1 "</p><p>a) one</p><p>b) two</p><p>c) three</p>",
	        "e", NULL,
	        "<p>" LONG1 "</p>\n<ul class=\"labelled\"><li>a) one</li>"
	        "<li>b) two</li><li>c) three</li></ul>");
	/* the points of a Vietnamese law: d, đ, e, g */
	help_expect("<p>" LONG1 "</p><p>a) one</p><p>b) two</p><p>c) three</p>"
	            "<p>d) four</p><p>\xC4\x91) five</p><p>e) six</p>"
	            "<p>g) seven</p>",
	        "e", NULL,
	        "<p>" LONG1 "</p>\n<ul class=\"labelled\"><li>a) one</li>"
	        "<li>b) two</li><li>c) three</li><li>d) four</li>"
	        "<li>\xC4\x91) five</li><li>e) six</li><li>g) seven</li>"
	        "</ul>");
	help_expect("<p>" LONG1 "</p><p>1. one</p><p>2. <b>two</b></p>", "e",
	        NULL,
	        "<p>" LONG1 "</p>\n<ol class=\"typed\"><li>one</li>"
	        "<li><strong>two</strong>"
	        "</li></ol>");
	/* a sign that is a text of its own leaves none behind it */
	help_expect("<p>" LONG1 ":</p><p>- <b>one</b> day</p><p>- two</p>",
	        "en", NULL,
	        "<p>" LONG1 ":</p>\n<ul><li><strong>one</strong> day</li>"
	        "<li>two</li></ul>");
	/* speech, not items; numbers that do not go on */
	help_expect("<p>" LONG1 "</p><p>- Who is it?</p><p>- Me.</p>", "e",
	        NULL, "<p>" LONG1 "</p>\n<p>- Who is it?</p>\n<p>- Me.</p>");
	help_expect("<p>" LONG1 "</p><p>3. one</p><p>7. two</p>", "e", NULL,
	        "<p>" LONG1 "</p>\n<p>3. one</p>\n<p>7. two</p>");
	help_expect("<p>" LONG1 "</p><p>in force from today../.</p><p>(note)"
	            "</p>",
	        "e", NULL,
	        "<p>" LONG1 "</p>\n<p>in force from today.</p>\n<p>(note)</p>");
}

/* Evidence for the scorer: who is named, and where to write to. */
static void
names_in_blocks(void **state)
{
	struct article *a = help_parse(
	        "<p>The mayor met Jane Doe on Monday.</p>"
	        "<p>Jane Doe writes for The Daily Word.</p>"
	        "<p>The Daily Words are ask@ed, Jane Doering said.</p>"
	        "<p>Write to ask@word.example, @jane or a @ b.</p>");
	static const uint8_t want[][3] = { /* author, site, address */
		{ SAYS, SAYS_NOT, 0 }, { SAYS_FIRST, SAYS, 0 },
		{ SAYS_NOT, SAYS_NOT, 1 }, { SAYS_NOT, SAYS_NOT, 1 }
	};
	struct page pg;

	(void)state;
	meta_set(a, META_SITE, span_of("The Daily Word"), "t");
	*vec_push(&a->meta.authors) = arena_strdup(a->arena, "Jane Doe");
	page_open(&pg, a);
	page_measure(&pg);
	assert_int_equal(pg.block.n, 4);
	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(pg.block.p[i].says_author, want[i][0]);
		assert_int_equal(pg.block.p[i].says_site, want[i][1]);
		assert_int_equal(pg.block.p[i].says_address, want[i][2]);
	}
	page_close(&pg);
	article_free(a);
}

/* What shape.c tells of each block. */
static void
shape_of_blocks(void **state)
{
	struct article *a = help_parse(
	        "<h1>New form</h1><p>" LONG1 "</p><p>" LONG2 "</p>"
	        "<p>Harbour staff accepted “three” crossings, Carriers "
	        "said.</p>"
	        "<hr><p>Jane Mary Doe covers yachting for Zodiac, Umbria.</p>"
	        "<p>Read More: our team will call you and your boss?</p>"
	        "<p>Gleaner, 2 Quay: 501-601-0315, www.example.org</p>");
	static const struct {
		int words, kin, names, names_kin;
		int quotes, you, we, brand, caps, label, ends;
		int phone, url, rule;
	} want[] = {
		{ 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0 },
		{ 20, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0 },
		{ 20, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0 },
		{ 6, 6, 2, 2, 2, 0, 0, 0, 1, 0, 0, 0, 0, 0 },
		{ 4, 0, 2, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 1 },
		{ 0, 0, 0, 0, 0, 2, 1, 0, 2, 9, 2, 0, 0, 0 },
		{ 2, 0, 1, 0, 0, 0, 0, 1, 1, 15, 0, 1, 1, 0 },
	};
	struct page pg;

	(void)state;
	meta_set(a, META_URL, span_of("https://www.the-gleaner.com/a"), "t");
	page_open(&pg, a);
	page_measure(&pg);
	assert_int_equal(pg.block.n, sizeof(want) / sizeof(want[0]));
	for (size_t i = 0; i < pg.block.n; i++) {
		const struct block *b = &pg.block.p[i];

		assert_int_equal(b->quotes, want[i].quotes);
		assert_int_equal(b->you, want[i].you);
		assert_int_equal(b->we, want[i].we);
		assert_int_equal(b->brand, want[i].brand);
		assert_int_equal(b->caps_first, want[i].caps);
		assert_int_equal(b->label, want[i].label);
		assert_int_equal(b->ends_with, want[i].ends);
		assert_int_equal(b->says_phone, want[i].phone);
		assert_int_equal(b->says_url, want[i].url);
		assert_int_equal(b->rule_before, want[i].rule);
		if (i < 3)
			continue; /* counting those by hand is no test */
		assert_int_equal(b->long_words, want[i].words);
		assert_int_equal(b->kin, want[i].kin);
		assert_int_equal(b->names, want[i].names);
		assert_int_equal(b->names_kin, want[i].names_kin);
	}
	page_close(&pg);
	article_free(a);
}

/* A news of one paragraph, which would be printed as its standfirst, is that
 * paragraph. */
static void
standfirst_alone(void **state)
{
#define ALONE                                                                  \
	"<html lang=en><title>Ship sinks - The Paper</title><meta "            \
	"name=description content='" LONG1 "'><nav><a href=/>Home</a></nav>"   \
	"<main><h1>Ship sinks</h1><p class=standfirst>" LONG1 "</p></main>"    \
	"<footer>The Paper</footer>"
	struct options o = { .limits = &limits_default };
	struct article *a = help_parse(ALONE);
	char *got;

	(void)state;
	help_run(a, "me", &o);
	assert_null(meta_get(&a->meta, META_STANDFIRST));
	got = help_inside(a);
	assert_string_equal(got, "<p>" LONG1 "</p>");
	free(got);
	article_free(a);
}

/* A page whose columns are the items of a list; what is a list stays one. */
static void
columns_of_list(void **state)
{
	(void)state;
	help_expect(
	        "<ul><li><a href=/>Home</a></li><li><a href=/a>News</a></li>"
	        "</ul><ul><li class=main><p>" LONG1 "</p><h2>The crew</h2>"
	        "<p>" LONG2 "</p></li></ul>",
	        "e", NULL,
	        "<p>" LONG1 "</p>\n<h2>The crew</h2>\n<p>" LONG2 "</p>");
	help_expect(
	        "<nav><a href=/>Home</a></nav><div class=article-body><p>" LONG1
	        "</p><ul><li><p>" LONG2 "</p><p>And more.</p></li>"
	        "</ul></div>",
	        "e", NULL,
	        "<p>" LONG1 "</p>\n<ul><li><p>" LONG2
	        "</p><p>And more.</p></li></ul>");
}

/* A sentence is no heading, however its author set it. */
static void
long_headings(void **state)
{
#define SENTENCE                                                               \
	"The council of the town has decided after long talks that the old "   \
	"bridge over the river will be closed to cars from the first of May "  \
	"until the end of the year"
#define PAGE(inside)                                                           \
	"<nav><a href=/>Home</a></nav><div class=article-body><p>" LONG1       \
	"</p>" inside "<p>" LONG2 "</p><p>" LONG3 "</p></div>"
#define WANT(inside)                                                           \
	"<p>" LONG1 "</p>\n" inside "\n<p>" LONG2 "</p>\n<p>" LONG3 "</p>"
	(void)state;
	help_expect(PAGE("<h3><b>" SENTENCE ".</b></h3>"), "e", NULL,
	        WANT("<p><strong>" SENTENCE ".</strong></p>"));
	help_expect(PAGE("<h3>\u201C" SENTENCE "?\u201D</h3>"), "e", NULL,
	        WANT("<p><strong>\u201C" SENTENCE "?\u201D</strong></p>"));
	help_expect(PAGE("<h3>" SENTENCE ".\u00A0<br></h3>"), "e", NULL,
	        WANT("<p><strong>" SENTENCE ".\u00A0</strong></p>"));
	help_expect(PAGE("<h3>" SENTENCE "</h3>"), "e", NULL,
	        WANT("<h2>" SENTENCE "</h2>"));
	/* most of the article */
	help_expect(
	        "<nav><a href=/>Home</a></nav><div class=article-body><p>" LONG1
	        "</p><h2>" SENTENCE ".</h2><h2>" LONG2 "</h2></div>",
	        "e", NULL,
	        "<p>" LONG1 "</p>\n<p>" SENTENCE ".</p>\n<p>" LONG2 "</p>");
}

/* Signs between parts of the text are a rule, behind it nothing; a line that
 * says something is none. */
static void
typed_rules(void **state)
{
	static const char *const rule[] = { "* * *", "___", "###", "~~~",
		"\u2022 \u2022 \u2022", "-----", "\u2014\u2014\u2014" };

	(void)state;
	for (size_t i = 0; i < sizeof(rule) / sizeof(rule[0]); i++) {
		struct str s = STR_INIT;

		str_printf(&s,
		        "<nav><a href=/>Home</a></nav><div class=article-body>"
		        "<p>" LONG1 "</p><p>%s</p><p>" LONG2 "</p><p>%s</p>"
		        "</div>",
		        rule[i], rule[i]);
		help_expect(s.s, "e", NULL,
		        "<p>" LONG1 "</p>\n<hr/>\n<p>" LONG2 "</p>");
		str_free(&s);
	}
	help_expect(
	        "<nav><a href=/>Home</a></nav><div class=article-body><p>" LONG1
	        "</p><p>** 5 stars **</p><p>" LONG2 "</p></div>",
	        "e", NULL,
	        "<p>" LONG1 "</p>\n<p>** 5 stars **</p>\n<p>" LONG2 "</p>");
}

/* <b> </b> between two words leaves them its space; between blocks nothing. */
static void
space_of_empty_elements(void **state)
{
	(void)state;
	help_expect(
	        "<nav><a href=/>Home</a></nav><div class=article-body><p>Said "
	        "by <a href=/m><b>Martin</b></a><b> </b>of the port<i>&nbsp;"
	        "</i>office. " LONG1 "</p><p><b> </b></p><p>" LONG2
	        "</p></div>",
	        "en", NULL,
	        "<p>Said by <a href=\"/m\"><strong>Martin</strong></a> of the "
	        "port "
	        "office. " LONG1 "</p>\n<p>" LONG2 "</p>");
}

/* A question to each of several guests is no repeat. */
static void
refrain(void **state)
{
#define ASK "<p>Which of the new forms have you had to fill in?</p>"
#define ASKED                                                                  \
	"<p>" LONG1 "</p>\n" ASK "\n<p>" LONG2 "</p>\n" ASK "\n<p>" LONG3 "</" \
	"p>"
	(void)state;
	help_expect(
	        "<nav><a href=/>Home</a></nav><div class=article-body>" ASKED
	        "</div>",
	        "e", NULL, ASKED);
}

/* Said twice, printed once: a pull quote, a teaser of the lead. */
static void
said_twice(void **state)
{
	char *got;

	(void)state;
	got = help_stages(
	        "<nav><a href=/>Home</a></nav><div class=article-body>"
	        "<p>" LONG1 "</p><p>" LONG2 "</p><p>One more thing "
	        "that nobody had asked before came up on Monday, "
	        "they said, and all agreed.</p><blockquote>One more "
	        "thing that nobody had asked before</blockquote><p>" LONG3
	        "</p><p>" LONG2 "</p></div>",
	        "e", NULL);
	assert_null(strstr(got, "<blockquote>"));
	assert_non_null(strstr(got, LONG2));
	assert_null(strstr(strstr(got, LONG2) + 10, LONG2));
	free(got);
	/* and who said it goes along */
	got = help_stages(
	        "<nav><a href=/>Home</a></nav><div class=article-body>"
	        "<p>" LONG1 "</p><p>" LONG2 "</p><p>One more thing "
	        "that nobody had asked before came up on Monday, "
	        "they said, and all agreed.</p><blockquote><p>One more "
	        "thing that nobody had asked before</p><cite>A speaker</cite>"
	        "</blockquote><p>" LONG3 "</p></div>",
	        "e", NULL);
	assert_null(strstr(got, "A speaker"));
	free(got);
	/* a heading may say what the text says */
	got = help_stages(
	        "<nav><a href=/>Home</a></nav><div class=article-body>"
	        "<p>" LONG1 "</p><h2>One more thing that nobody had "
	        "asked before</h2><p>One more thing that nobody had "
	        "asked before came up on Monday, they said, and all "
	        "agreed.</p><p>" LONG3 "</p></div>",
	        "e", NULL);
	assert_non_null(strstr(got, "<h2>One more thing"));
	free(got);
}

/* A name and a time, which metadata prints, are no paragraph; a sentence with
 * the same name and figures is one. */
static void
byline_with_date(void **state)
{
	char *got;

	(void)state;
	got = help_stages(
	        "<head><meta name=author content='Jane Doe'></head>"
	        "<nav><a href=/>Home</a></nav><div class=article-body>"
	        "<p>Jane Doe \u00B7 28/05/2024 06:30</p><p>" LONG1
	        "</p><p>" LONG2 "</p><p>Jane Doe counted 12 ships on 3 May "
	        "2024.</p><p>" LONG3 "</p></div>",
	        "me", NULL);
	assert_null(strstr(got, "06:30"));
	assert_non_null(strstr(got, "12 ships"));
	free(got);
}

/* Terms of definitions, headings of kept text and notes that the text leads to
 * stay, as short as they are; a heading of other news does not. */
static void
what_belongs(void **state)
{
	char *got;

	(void)state;
	got = help_stages(
	        "<html><head><title>New form - The Paper</title></head><body>"
	        "<nav><a href=/>Home</a></nav><article><h1>New "
	        "form</h1><p>" LONG1
	        "<sup><a href='#fn1'>1</a></sup></p><dl><dt>Form<dd>The sheet "
	        "that the officer stamps at the "
	        "crossing.<dt>Lane<dt>Gate<dd>Where "
	        "lorries wait for the officer and his "
	        "stamp.</dl><h2>End</h2><p>" LONG2 "</p><p>" LONG3
	        "</p><div class=footnotes><hr><ol><li "
	        "id=fn1>Older forms (4627, 7159) differ. <a "
	        "href='#r1'>↩</a></ol></div></article><div "
	        "class=related><h3>More</h3><a href=/x>Cows on the "
	        "road</a></div>"
	        "<footer>© The Paper</footer></body></html>",
	        "mes", "en");
	assert_non_null(strstr(got, "<dl><dt>Form</dt><dd>The"));
	assert_non_null(strstr(got, "<dt>Lane</dt><dt>Gate</dt><dd>Where"));
	assert_non_null(strstr(got, "<h2>End</h2>"));
	assert_non_null(strstr(got, "Older forms"));
	assert_null(strstr(got, "More"));
	free(got);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(article_of_a_page),
		cmocka_unit_test(wiki_and_posts),
		cmocka_unit_test(page_turns),
		cmocka_unit_test(lines_around),
		cmocka_unit_test(balance),
		cmocka_unit_test(typed_by_hand),
		cmocka_unit_test(names_in_blocks),
		cmocka_unit_test(shape_of_blocks),
		cmocka_unit_test(typed_rules),
		cmocka_unit_test(space_of_empty_elements),
		cmocka_unit_test(standfirst_alone),
		cmocka_unit_test(columns_of_list),
		cmocka_unit_test(long_headings),
		cmocka_unit_test(refrain),
		cmocka_unit_test(said_twice),
		cmocka_unit_test(byline_with_date),
		cmocka_unit_test(clean_pages_stay_whole),
		cmocka_unit_test(bodies_without_paragraphs),
		cmocka_unit_test(tables),
		cmocka_unit_test(pictures_and_captions),
		cmocka_unit_test(headings),
		cmocka_unit_test(word_paste),
		cmocka_unit_test(boxes_by_name),
		cmocka_unit_test(metadata_is_not_repeated),
		cmocka_unit_test(known_lines),
		cmocka_unit_test(patterns),
		cmocka_unit_test(pattern_beginnings),
		cmocka_unit_test(pattern_wants),
		cmocka_unit_test(json_ld_stands_in),
		cmocka_unit_test(standfirst_is_of_the_article),
		cmocka_unit_test(running_text),
		cmocka_unit_test(what_belongs),
		cmocka_unit_test(empty_page_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
