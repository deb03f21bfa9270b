/* Tests of select.c and what it calls: which blocks are kept when the scorer
 * gives them the probabilities of the case. */
#include "tests/unit/filters_help.h"

#include "filters/extract/extract.h"

/* Which blocks are kept when the scorer says p. */
static void
assert_selected(const char *html, const int *p, const char *want)
{
	struct article *a = help_parse(html);
	char got[64] = "";
	struct page pg;

	page_open(&pg, a);
	page_measure(&pg);
	assert_int_equal(pg.block.n, strlen(want));
	for (size_t i = 0; i < pg.block.n; i++)
		pg.block.p[i].p = p[i];
	page_select(&pg);
	for (size_t i = 0; i < pg.block.n; i++)
		got[i] = pg.block.p[i].keep ? 'x' : '-';
	assert_string_equal(got, want);
	page_close(&pg);
	article_free(a);
}

/* A box of other news ends an article, the sooner the less sure what follows
 * is; but not when the same paragraphs go on behind it. */
static void
box_amid_the_text(void **state)
{
#define PARTED(head, cls)                                                      \
	"<nav>Home</nav><div class=text><p>" LONG1 "</p></div>"                \
	"<div class=text><p>" LONG2 "</p></div><div class=box>" head "</div>"  \
	"<div class=" cls "><p>" LONG3 "</p></div>"
#define RELATED "<h3>Related stories</h3>"
#define MORE "<h3>Xem thêm</h3>"
	static const int sure[] = { 0, 900, 900, 90, 860 };
	static const int likely[] = { 0, 900, 900, 90, 840 };
	static const int doubtful[] = { 0, 900, 900, 90, 600 };

	(void)state;
	assert_selected(PARTED(RELATED, "card"), likely, "-xx--");
	assert_selected(PARTED(RELATED, "card"), sure, "-xx-x");
	assert_selected(PARTED(RELATED, "text"), likely, "-xx-x");
	assert_selected(PARTED(MORE, "card"), likely, "-xx-x");
	assert_selected(PARTED(MORE, "card"), doubtful, "-xx--");
	assert_selected(PARTED(MORE, "text"), doubtful, "-xx-x");
	assert_selected(PARTED("<p>Xem thêm</p>", "card"), doubtful, "-xx-x");
}

/* Titles of other news, each with its date, are links and nothing else; a
 * sentence with a link and a date is one. */
static void
titles_with_dates(void **state)
{
#define LISTED(line)                                                           \
	"<nav>Home</nav><div class=text><p>" LONG1 "</p><p>" LONG2 "</p>"      \
	"<p>" line "</p><p>" LONG3 "</p></div>"
	static const int likely[] = { 0, 900, 900, 600, 900 };

	(void)state;
	assert_selected(LISTED("+ <a href=/b>Three more bridges for the "
	                       "district this year</a> (05/03/2012)"),
	        likely, "-xx-x");
	assert_selected(LISTED("+ <a href=/b>Three more bridges for the "
	                       "district</a> come, he said (05/03/2012)"),
	        likely, "-xxxx");
	assert_selected(LISTED("+ <a href=/b>Three more bridges for the "
	                       "district this year</a> (as promised)"),
	        likely, "-xxxx");
}

/* A box named for captions, beside the picture in one small box; but not one
 * beside much text. */
static void
captions_by_name(void **state)
{
#define PICTURED(more)                                                         \
	"<nav>Home</nav><div class=text><p>" LONG1 "</p><div class=v>" more    \
	"<div><img src=a.jpg></div><div class=PhotoCMS_Caption><p>The new "    \
	"forms</p></div></div><p>" LONG2 "</p></div>"
	static const int p[] = { 0, 900, 100, 900 };
	static const int more[] = { 0, 900, 100, 100, 100, 100, 900 };

	(void)state;
	assert_selected(PICTURED(""), p, "-xxx");
	assert_selected(
	        PICTURED("<p>" LONG1 "</p><p>" LONG2 "</p><p>" LONG3 "</p>"),
	        more, "-x----x");
}

/* What the alternative text of a picture says, too, is a caption: below its
 * picture it stays with it, elsewhere it goes, unless the scorer is sure. */
static void
captions_by_alt(void **state)
{
#define SLIDE                                                                  \
	"FILE - The old bridge over the river Giang, seen from the market "    \
	"hall, on May 4, 2023."
#define PICTURED_ALT(before, after)                                            \
	"<nav>Home</nav><div class=text><p>" LONG1 "</p>" before "<p>" SLIDE   \
	"</p>" after "<p>" LONG2 "</p></div>"
#define SLIDE_IMG "<img src=a.jpg alt=\"" SLIDE "\">"
	static const int doubtful[] = { 0, 900, 650, 900 };
	static const int no[] = { 0, 900, 300, 900 };
	static const int sure[] = { 0, 900, 950, 900 };

	(void)state;
	assert_selected(PICTURED_ALT("", SLIDE_IMG), doubtful, "-x-x");
	assert_selected(PICTURED_ALT("", SLIDE_IMG), sure, "-xxx");
	assert_selected(PICTURED_ALT("", "<img src=a.jpg alt=\"FILE - The old "
	                                 "bridge over the river Giang\">"),
	        doubtful, "-x-x");
	assert_selected(PICTURED_ALT("", "<img src=a.jpg alt=\"FILE - A new "
	                                 "bridge over the river Giang\">"),
	        doubtful, "-xxx");
	assert_selected(PICTURED_ALT(SLIDE_IMG, ""), no, "-xxx");
	assert_selected(PICTURED_ALT("<img src=a.jpg>", ""), no, "-x-x");
}

/* The section above the headline is none of the text. */
static void
kicker(void **state)
{
#define KICKED(cls, line)                                                      \
	"<nav>Home</nav><article><p class=" cls ">" line "</p><h1>The last "   \
	"ferry</h1><p>" LONG1 "</p><p>" LONG2 "</p></article>"
	static const int p[] = { 0, 700, 90, 900, 900 };

	(void)state;
	assert_selected(KICKED("category", "River life"), p, "---xx");
	assert_selected(KICKED("text", "River life"), p, "-x-xx");
	assert_selected(KICKED("category", "It is a life."), p, "-x-xx");
}

/* Of the article's own notes none is lost; other links of a list may be. */
static void
notes_that_lead_back(void **state)
{
#define NOTED(href)                                                            \
	"<nav>Home</nav><p>" LONG1 "</p><p>" LONG2 "</p><ol><li>The first "    \
	"note. <a href=#a>^</a><li>The second note. <a href=" href ">^</a>"    \
	"</ol>"
	static const int p[] = { 0, 900, 900, 900, 300 };

	(void)state;
	assert_selected(NOTED("#b"), p, "-xxxx");
	assert_selected(NOTED("/b"), p, "-xxx-");
}

/* A subhead stays with its text, be that a box away or below the credit of a
 * picture; not with the text of another box, and not one of other news. */
static void
subheads(void **state)
{
#define SUBHEAD(head, between, text)                                           \
	"<nav>Home</nav><div><p>" LONG1 "</p>" head between text "</div>"
#define BOXED "<section><div><h3>The port</h3></div></section>"
	static const int p[] = { 0, 900, 200, 900 };
	static const int low[] = { 0, 900, 140, 900 };
	static const int far[] = { 0, 900, 350, 30, 900 };
	static const int unsure[] = { 0, 900, 350, 30, 700 };

	(void)state;
	assert_selected(SUBHEAD(BOXED, "", "<p>" LONG2 "</p>"), p, "-xxx");
	assert_selected(SUBHEAD(BOXED, "", "<p>" LONG2 "</p>"), low, "-x-x");
	assert_selected(SUBHEAD("<div><div>" BOXED "</div></div>", "",
	                        "<p>" LONG2 "</p>"),
	        p, "-x-x");
	assert_selected(SUBHEAD("<h3>Read also</h3>", "", "<p>" LONG2 "</p>"),
	        p, "-x-x");
	assert_selected(SUBHEAD("<h3><a href=/p>The port</a></h3>", "",
	                        "<p>" LONG2 "</p>"),
	        p, "-x-x");
	assert_selected(
	        SUBHEAD(BOXED, "<p>The harbour office", "<p>" LONG2 "</p>"),
	        far, "-xx-x");
	assert_selected(
	        SUBHEAD(BOXED, "<p>The harbour office", "<p>" LONG2 "</p>"),
	        unsure, "-x--x");
	assert_selected(SUBHEAD(BOXED, "<p>" LONG3 "</p>", "<p>" LONG2 "</p>"),
	        far, "-x--x");
}

/* Between two kept blocks: set as one of them, or with a colon that leads to the
 * second; elsewhere the scorer's word counts. */
static void
amid_kept(void **state)
{
#define AMID(line)                                                             \
	"<nav>Home</nav><div><p class=t>" LONG1 "</p>" line                    \
	"<p class=t>" LONG2 "</p></div>"
	static const int p[] = { 0, 900, 360, 900 };
	static const int low[] = { 0, 900, 90, 900 };

	(void)state;
	assert_selected(AMID("<p class=t>Small, but strong"), p, "-xxx");
	assert_selected(AMID("<p class=x>Small, but strong"), p, "-x-x");
	assert_selected(AMID("<p class=x>What is for it:"), low, "-xxx");
	assert_selected(AMID("<p class=x>What is for it"), low, "-x-x");
}

/* Of items set alike, most of them kept, none is lost; before the first and
 * behind the last kept block it is other articles that are set so. */
static void
set_alike(void **state)
{
#define ITEM(text) "<li class=i><div class=d>" text "</div>"
#define ITEMS                                                                  \
	"<nav>Home</nav><ul>" ITEM("A crane") ITEM(LONG1) ITEM("A pilot")      \
	        ITEM(LONG2) ITEM(LONG3) ITEM("A tug") "</ul>"
	static const int p[] = { 0, 110, 900, 110, 900, 900, 110 };
	static const int low[] = { 0, 90, 900, 90, 900, 900, 90 };

	(void)state;
	assert_selected(ITEMS, p, "--xxxx-");
	assert_selected(ITEMS, low, "--x-xx-");
}

/* Far from the text, a run none of whose blocks is sure goes, be it long. */
static void
far_run(void **state)
{
#define FAR                                                                    \
	"<nav>Home</nav><div><p>" LONG1 "</p><p>" LONG2 "</p><p>" LONG3        \
	"</p></div><h4>a b c d e<h4>f g h i j<h4>k l m n o<h4>p q r s t<h4>"   \
	"u v w x y<h4>z a b c d<h4>e f g h i<h4>j k l m n<h4>o p q r s<h4>"    \
	"t u v w x<h4>y z a b c<h4>d e f g h<h4>i j k l m<p>Which of the "     \
	"bridges is to be closed, and for how long, is not yet known.</p>"
	static const int p[] = { 0, 900, 900, 900, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
		0, 0, 0, 640 };
	static const int sure[] = { 0, 900, 900, 900, 0, 0, 0, 0, 0, 0, 0, 0, 0,
		0, 0, 0, 0, 660 };

	(void)state;
	assert_selected(FAR, p, "-xxx--------------");
	assert_selected(FAR, sure, "-xxx-------------x");
}

/* A container that is named for its quotations does not make pull quotes of the
 * text's own lines. */
static void
quote_by_name(void **state)
{
#define NAMED(box)                                                             \
	"<nav>Home</nav><div class=" box "><p>" LONG1 "</p><h2>The new "       \
	"customs form, which replaces three</h2><p>" LONG2 "</p><p>" LONG3     \
	"</p></div>"
#define QUOTED                                                                 \
	"<nav>Home</nav><p>" LONG1 "</p><div class=pull-quote>The new "        \
	"customs form, which replaces three</div><p>" LONG2 "</p>"
	static const int p[] = { 0, 900, 900, 900, 900 };

	(void)state;
	assert_selected(NAMED("blockquote-style-2"), p, "-xxxx");
	assert_selected(QUOTED, p, "-x-x");
}

/* The newsroom's note at the end, but no postscript of which the scorer is
 * sure, no line in italics amid the text, and none on Vietnamese pages. */
static void
last_note(void **state)
{
#define NOTE "<p><i>This story first appeared in Harbour News.</i></p>"
#define NOTE_LAST(lang)                                                        \
	"<html lang=" lang "><nav>Home</nav><div><p>" LONG1 "</p><p>" LONG2    \
	"</p>" NOTE "</div>"
	static const int p[] = { 0, 900, 900, 840 };
	static const int sure[] = { 0, 900, 900, 860 };

	(void)state;
	assert_selected(NOTE_LAST("en"), p, "-xx-");
	assert_selected(NOTE_LAST("en"), sure, "-xxx");
	assert_selected("<nav>Home</nav><div><p>" LONG1 "</p>" NOTE "<p>" LONG2
	                "</p></div>",
	        p, "-xxx");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(box_amid_the_text),
		cmocka_unit_test(titles_with_dates),
		cmocka_unit_test(captions_by_name),
		cmocka_unit_test(captions_by_alt),
		cmocka_unit_test(kicker),
		cmocka_unit_test(notes_that_lead_back),
		cmocka_unit_test(subheads),
		cmocka_unit_test(amid_kept),
		cmocka_unit_test(set_alike),
		cmocka_unit_test(far_run),
		cmocka_unit_test(quote_by_name),
		cmocka_unit_test(last_note),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
