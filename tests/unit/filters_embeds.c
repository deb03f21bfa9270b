/* Frames of other sites within the article: each is a line with its address. */
#include "tests/unit/filters_help.h"

#define LONG                                                                   \
	"The ferry across the bay, which was sold nine years ago, comes back " \
	"in June, the council said on Monday, after a long search."
#define PAGE(inside)                                                           \
	"<html lang=en><title>The ferry comes back</title><article>"           \
	"<h1>The ferry comes back</h1><p>" LONG "</p>" inside "<p>Carriers "   \
	"had asked for a larger vessel; the council, citing the depth of "     \
	"the harbour, refused, and a helpline has been set up.</p></article>"

/* The line that stands between the paragraphs; NULL: none. */
static void
shows(const char *html, const char *uri, const char *text)
{
	struct str want = STR_INIT;
	char *got = help_stages(html, "mes", NULL);
	const char *line = strchr(got, '\n') + 1;

	if (uri)
		str_printf(&want,
		        "<p class=\"embed\"><a href=\"%s\">%s</a></p>\n", uri,
		        text);
	str_puts(&want, "<p>Carriers had");
	assert_int_equal(strncmp(line, str_c(&want), want.len), 0);
	str_free(&want);
	free(got);
}

static void
players(void **state)
{
	(void)state;
	shows(PAGE("<iframe src='https://www.youtube.com/embed/ab-C_1?rel=0'>"
	           "</iframe>"),
	        "https://www.youtube.com/watch?v=ab-C_1",
	        "youtube.com/watch?v=ab-C_1");
	/* in bold, or as a heading, it is none */
	shows(PAGE("<p><strong><iframe src='https://www.youtube.com/embed/ab'>"
	           "</iframe><br></strong></p>"),
	        "https://www.youtube.com/watch?v=ab", "youtube.com/watch?v=ab");
	shows(PAGE("<h3> <iframe src='https://www.youtube.com/embed/ab'>"
	           "</iframe></h3>"),
	        "https://www.youtube.com/watch?v=ab", "youtube.com/watch?v=ab");
	shows(PAGE("<div class=video><iframe "
	           "data-src='//player.vimeo.com/video/"
	           "99'></iframe></div>"),
	        "https://vimeo.com/99", "vimeo.com/99");
	shows(PAGE("<iframe "
	           "src='https://www.facebook.com/plugins/video.php?href="
	           "https%3A%2F%2Fwww.facebook.com%2Fa%2Fvideos%2F7&show=0'>"
	           "</iframe>"),
	        "https://www.facebook.com/a/videos/7",
	        "facebook.com/a/videos/7");
	shows(PAGE("<object><param name=movie "
	           "value='https://www.youtube.com/v/x1'>"
	           "<embed src='https://www.youtube.com/v/x1'></object>"),
	        "https://www.youtube.com/watch?v=x1", "youtube.com/watch?v=x1");
	shows(PAGE("<amp-youtube data-videoid=x2></amp-youtube>"),
	        "https://www.youtube.com/watch?v=x2", "youtube.com/watch?v=x2");
	shows(PAGE("<video><source src='https://a.vn/film.mp4'></video>"),
	        "https://a.vn/film.mp4", "a.vn/film.mp4");
	shows(PAGE("<link rel=canonical href='https://a.vn/b/c.html'>"
	           "<audio src=d.mp3></audio>"),
	        "https://a.vn/b/d.mp3", "a.vn/b/d.mp3");
	/* twice the same is one line */
	shows(PAGE("<iframe src='https://youtube.com/embed/x3'></iframe>"
	           "<iframe src='https://youtube.com/embed/x3'></iframe>"),
	        "https://www.youtube.com/watch?v=x3", "youtube.com/watch?v=x3");
}

static void
no_players(void **state)
{
	(void)state;
	shows(PAGE("<iframe src='https://ads.example.com/player/1'></iframe>"),
	        NULL, NULL);
	shows(PAGE("<iframe src='https://example.com/form'></iframe>"), NULL,
	        NULL);
	shows(PAGE("<iframe src='javascript:alert(1)//embed'></iframe>"), NULL,
	        NULL);
	shows(PAGE("<iframe src='about:blank'></iframe><video></video>"), NULL,
	        NULL);
	shows(PAGE("<iframe src='https://embed-player.newsoveraudio.com/v4?"
	           "id=1'></iframe>"),
	        NULL, NULL);
	shows(PAGE("<audio src=d.mp3></audio>"), NULL, NULL);
	shows(PAGE("<video src='blob:https://a.vn/embed/1'></video>"), NULL,
	        NULL);
	shows(PAGE("<div class=share><iframe src='https://youtube.com/embed/x'>"
	           "</iframe></div>"),
	        NULL, NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(players),
		cmocka_unit_test(no_players),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
