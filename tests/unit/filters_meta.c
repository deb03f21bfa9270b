/* meta: every field from every source, and who wins. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "filters/filter.h"
#include "filters/meta.h"

static struct article *
read_page(const char *html, const char *lang)
{
	struct options o = { .limits = &limits_default, .lang = lang };
	struct article *a = article_new("page.html");
	struct diag dg;

	diag_init(&dg);
	dg.quiet = 1;
	str_puts(&a->raw, html);
	assert_int_equal(filter_decode.run(a, &o, &dg), 0);
	assert_int_equal(filter_parse.run(a, &o, &dg), 0);
	assert_int_equal(filter_meta.run(a, &o, &dg), 0);
	return a;
}

static void
has(const struct article *a, enum meta_field f, const char *value,
        const char *source)
{
	const struct meta_value *v = &a->meta.f[f];

	if (value == NULL) {
		if (v->value != NULL)
			fail_msg("%s: %s", meta_name(f), v->value);
		return;
	}
	if (v->value == NULL)
		fail_msg("no %s", meta_name(f));
	assert_string_equal(v->value, value);
	assert_string_equal(v->source, source);
}

/* Names joined by " + ". */
static void
by(const struct article *a, const char *names)
{
	struct str s = STR_INIT;
	size_t i;

	for (i = 0; i < a->meta.authors.n; i++)
		str_printf(
		        &s, "%s%s", i > 0 ? " + " : "", a->meta.authors.p[i]);
	assert_string_equal(str_c(&s), names);
	str_free(&s);
}

static void
test_jsonld(void **state)
{
	struct article *a = read_page(
	        "<html lang=en-gb><head><title>T - The "
	        "Daily</title><script type='application/ld+json'>\n<!-- \n"
	        "{\"@context\":\"https://schema.org\",\"@graph\":[\n"
	        "{\"@type\":\"WebSite\",\"name\":\"The Daily\"},\n"
	        "{\"@type\":[\"NewsArticle\"],\"headline\":\"A &amp; B\nin "
	        "town\",\"datePublished\":\"2024-05-03T10:11:12+02:00\","
	        "\"dateModified\":\"2024-05-04\",\"author\":[{\"@id\":\"#1\"},"
	        "{\"@type\":\"Person\",\"name\":\"Bo Hansen\"},],"
	        "\"articleSection\":[\"Politics\",\"x\"],\"keywords\":[\"a\","
	        "\"b\"],\"image\":{\"url\":\"https://e.org/i.jpg\","
	        "\"caption\":\"See\"},\"license\":\"https://cc.org/by\","
	        "\"inLanguage\":\"en-GB\",\"mainEntityOfPage\":{\"@id\":"
	        "\"https://e.org/1\"},\"publisher\":{\"name\":\"The Daily\"}},"
	        "\n{\"@type\":\"Person\",\"@id\":\"#1\",\"name\":\"Ann Lee\"}"
	        ",]} // end\n--></script></head><body><p>x</body>",
	        NULL);

	(void)state;
	has(a, META_TITLE, "A & B in town", "json-ld");
	has(a, META_DATE, "2024-05-03T10:11:12+02:00", "json-ld");
	has(a, META_MODIFIED, "2024-05-04", "json-ld");
	has(a, META_SITE, "The Daily", "json-ld");
	has(a, META_SECTION, "Politics", "json-ld");
	has(a, META_LEAD_IMAGE, "https://e.org/i.jpg", "json-ld");
	has(a, META_LEAD_CAPTION, "See", "json-ld");
	has(a, META_LICENCE, "https://cc.org/by", "json-ld");
	has(a, META_LANG, "en-GB", "html");
	has(a, META_URL, "https://e.org/1", "json-ld");
	by(a, "Ann Lee + Bo Hansen");
	assert_int_equal(a->meta.keywords.n, 2);
	assert_string_equal(a->meta.keywords.p[1], "b");
	article_free(a);
}

/* Of several articles in JSON-LD the one the title names. */
static void
test_other_articles(void **state)
{
	struct article *a = read_page(
	        "<title>Second story of the day</title>"
	        "<script type='application/ld+json'>[{\"@type\":\"Article\","
	        "\"headline\":\"First thing first\",\"author\":\"Wrong One\","
	        "\"datePublished\":\"2020-01-01\"},{\"@type\":\"Article\","
	        "\"headline\":\"Second story of the day\",\"author\":"
	        "\"By Right One\",\"datePublished\":\"2024-01-01\"}]</script>",
	        NULL);

	(void)state;
	has(a, META_TITLE, "Second story of the day", "json-ld");
	has(a, META_DATE, "2024-01-01", "json-ld");
	by(a, "Right One");
	article_free(a);
}

static void
test_head(void **state)
{
	struct article *a = read_page(
	        "<html><head><title>Big news today | "
	        "Site</title><meta property=og:title content='Big news today'>"
	        "<meta property=og:site_name content=Site><meta property="
	        "og:locale content=en_US><meta property=article:published_time"
	        " content='2024-05-03T10:11:12Z'><meta property="
	        "article:modified_time content='2024-05-03 12:00'><meta name="
	        "author content='Ann Lee, Bo Hansen and Staff'><meta property="
	        "og:image content='https://e.org/a.jpg'><link rel=canonical "
	        "href='https://e.org/2'><meta name=keywords content='x, y,x,'>"
	        "<meta name=description content='Not seen by anybody.'>"
	        "<link rel=license href='https://cc.org/by'><meta property="
	        "article:section content=World></head><body><p>x",
	        NULL);

	(void)state;
	has(a, META_TITLE, "Big news today", "og");
	has(a, META_SITE, "Site", "og");
	has(a, META_LANG, "en-US", "og");
	has(a, META_DATE, "2024-05-03T10:11:12Z", "og");
	has(a, META_MODIFIED, "2024-05-03T12:00:00", "og");
	has(a, META_LEAD_IMAGE, "https://e.org/a.jpg", "og");
	has(a, META_URL, "https://e.org/2", "link");
	has(a, META_LICENCE, "https://cc.org/by", "link");
	has(a, META_SECTION, "World", "og");
	/* A description that nobody sees is no standfirst. */
	has(a, META_STANDFIRST, NULL, NULL);
	by(a, "Ann Lee + Bo Hansen");
	assert_int_equal(a->meta.keywords.n, 2);
	article_free(a);
}

static void
title_is(const char *html, const char *want, const char *source)
{
	struct article *a = read_page(html, NULL);

	has(a, META_TITLE, want, source);
	article_free(a);
}

static void
test_title_of_site(void **state)
{
	(void)state;
	/* A heading that leads to the first page names the site. */
	title_is("<title>Liebe zur K\xC3\xBC"
	         "che: Zwiebeln mit Apfel</title><h1><a href=\"http://k.de/\""
	         ">Liebe zur K\xC3\xBC"
	         "che</a></h1><h3 class=post-title>Zwiebeln mit Apfel</h3>",
	        "Zwiebeln mit Apfel", "heading");
	title_is("<title>Small integers in Python</title><h1><a "
	         "href=\"/x\">Small "
	         "integers in Python</a></h1>",
	        "Small integers in Python", "h1");
	/* The page's title in place of the site's name. */
	title_is("<meta name=application-name content='The bridge over the Lam "
	         "- "
	         "Handball'><meta property=og:title content='The bridge over "
	         "the Lam - Handball'><h1>The bridge over the Lam</h1>",
	        "The bridge over the Lam", "h1");
	/* Declared for whichever page. */
	title_is("<title>Chi ti\xE1\xBA\xBFt tin t\xE1\xBB\xA9"
	         "c</title><div class=ms-globaltitle>C\xE1\xBB\x95ng "
	         "th\xC3\xB4ng "
	         "tin</div><div class=tieude>Kh\xC3\xA1nh th\xC3\xA0nh "
	         "c\xE1\xBA\xA7u "
	         "m\xE1\xBB\x9Bi</div>",
	        "Kh\xC3\xA1nh th\xC3\xA0nh c\xE1\xBA\xA7u m\xE1\xBB\x9Bi",
	        "heading");
}

/* Drawings with styles of their own, where words are looked for. */
static void
test_drawings(void **state)
{
	struct article *a;

	(void)state;
	a = read_page(
	        "<title>Bears</title><div class=kicker><svg><style>.a{"
	        "fill:#fff}</style><path class=a d='M0 0h9'/></svg></div>"
	        "<h1><svg><style>.b{fill:red}</style></svg>Bears come to "
	        "town</h1><p>They came at night, and nobody knew why.</p>",
	        NULL);
	has(a, META_TITLE, "Bears come to town", "h1");
	assert_null(meta_get(&a->meta, META_KICKER));
	article_free(a);
}

static void
test_title(void **state)
{
	struct article *a;

	(void)state;
	/* The visible heading, when a declared title agrees. */
	title_is("<title>Council votes to close old bridge - The Daily"
	         "</title><h1>The Daily</h1><h1>Council votes to close the old "
	         "bridge</h1>",
	        "Council votes to close the old bridge", "h1");
	/* Cut titles agree too. */
	title_is("<meta property=og:title content='Council votes after long "
	         "debate to...'><h1>Council votes after long debate to close "
	         "the bridge</h1>",
	        "Council votes after long debate to close "
	        "the bridge",
	        "h1");
	/* None agrees: the declared one, without the site. */
	title_is("<meta property=og:site_name content='B\xC3\xA1o M\xE1\xBA"
	         "\xABu'><title>Khai m\xE1\xBA\xA1"
	         "c h\xE1\xBB\x99i ngh\xE1"
	         "\xBB\x8B to\xC3\xA0n qu\xE1\xBB\x91"
	         "c | B\xC3\xA1o M\xE1"
	         "\xBA\xABu</title><h1>Trang ch\xE1\xBB\xA7</h1>",
	        "Khai m\xE1\xBA\xA1"
	        "c h\xE1\xBB\x99i ngh\xE1\xBB\x8B to\xC3"
	        "\xA0n qu\xE1\xBB\x91"
	        "c",
	        "title");
	/* A bar that is part of the title stays. */
	title_is("<title>War - what is it good for and what comes after it"
	         "</title>",
	        "War - what is it good for and what comes after "
	        "it",
	        "title");
	title_is("<p>nothing", NULL, NULL);
	/* Portals: the title is a div. */
	title_is("<title>V\xC3\xA0 t\xE1\xBB\xAB \xC4\x91\xC3\xB3 l\xE1\xBA"
	         "\xA1i n\xC3\xB4 n\xE1\xBB\xA9"
	         "c \xC4\x91i h\xE1\xBB\x8D"
	         "c"
	         " | S\xE1\xBB\x9F M\xE1\xBA\xABu</title><div class=title-news>"
	         "V\xC3\xA0 t\xE1\xBB\xAB \xC4\x91\xC3\xB3 l\xE1\xBA\xA1i n\xC3"
	         "\xB4 n\xE1\xBB\xA9"
	         "c \xC4\x91i h\xE1\xBB\x8D"
	         "c</div>",
	        "V\xC3\xA0 t\xE1\xBB\xAB \xC4\x91\xC3\xB3 l\xE1\xBA\xA1i n\xC3"
	        "\xB4 n\xE1\xBB\xA9"
	        "c \xC4\x91i h\xE1\xBB\x8D"
	        "c",
	        "heading");
	/* All behind the site's name is the site's. */
	title_is(
	        "<link rel=canonical href=https://mast.example/1><title>Bears "
	        "come to town at night | mast.example | Read of the sea and of "
	        "the hills</title>",
	        "Bears come to town at night", "title");
	/* What the heading holds beside itself, by its classes. */
	title_is("<title>Bears come to town at night</title><h1><span class="
	         "kicker>Wild life</span>: Bears come to town at night <time>3 "
	         "May 2024</time></h1>",
	        "Bears come to town at night", "h1");
	title_is("<title>Wild life: Bears come to town</title><h1><span class="
	         "kicker>Wild life</span>: Bears come to town</h1>",
	        "Wild life: Bears come to town", "h1");
	/* A kicker within the heading. */
	a = read_page(
	        "<meta property=og:title content='Yellow for the young "
	        "Dane'><h1><span>Tour de France</span> Yellow for the young "
	        "Dane</h1>",
	        NULL);
	has(a, META_TITLE, "Yellow for the young Dane", "og");
	has(a, META_KICKER, "Tour de France", "h1");
	article_free(a);
}

static void
test_seen(void **state)
{
	struct article *a = read_page(
	        "<html lang=vi><title>T\xC3\xAAn b\xC3"
	        "\xA0i d\xC3\xA0i</title><body><div class=comment><span class="
	        "author>Kh\xC3\xA1"
	        "ch L\xE1\xBA\xA1</span></div><p class="
	        "kicker>Th\xE1\xBB\x9Di s\xE1\xBB\xB1</p><h1>T\xC3\xAAn b\xC3"
	        "\xA0i d\xC3\xA0i</h1><div class=lbDate>Th\xE1\xBB\xA9 B\xE1"
	        "\xBA\xA3y, 22/05/2021 03:30 (GMT+7)</div><h2 class=sapo>"
	        "\xC4\x90\xC3\xA2y l\xC3\xA0 \xC4\x91o\xE1\xBA\xA1n d\xE1\xBA"
	        "\xABn c\xE1\xBB\xA7"
	        "a b\xC3\xA0i vi\xE1\xBA\xBFt.</h2>"
	        "<p style='text-align:center'><img src='https://e.vn/a/b/"
	        "anh-dai-dien.jpg'></p><p style='text-align:center'><em>C\xC3"
	        "\xA1"
	        "c em h\xE1\xBB\x8D"
	        "c sinh (\xE1\xBA\xA2nh: TTXVN)"
	        "</em></p><p>N\xE1\xBB\x99i dung d\xC3\xA0i c\xE1\xBB\xA7"
	        "a "
	        "b\xC3\xA0i vi\xE1\xBA\xBFt.</p><p align=right><b>L\xC3\xBD "
	        "V\xC4\x83n H\xC6\xB0\xC6\xA1ng</b></p><ul class=other-news>"
	        "<li>B\xC3\xA0i kh\xC3\xA1"
	        "c (01/07/2023)</ul>",
	        NULL);

	(void)state;
	has(a, META_DATE, "2021-05-22T03:30:00+07:00", "date line");
	has(a, META_KICKER, "Th\xE1\xBB\x9Di s\xE1\xBB\xB1", "kicker");
	has(a, META_STANDFIRST,
	        "\xC4\x90\xC3\xA2y l\xC3\xA0 \xC4\x91o\xE1"
	        "\xBA\xA1n d\xE1\xBA\xABn c\xE1\xBB\xA7"
	        "a b\xC3\xA0i vi\xE1"
	        "\xBA\xBFt.",
	        "standfirst");
	has(a, META_LEAD_IMAGE, "https://e.vn/a/b/anh-dai-dien.jpg", "img");
	has(a, META_LEAD_CAPTION,
	        "C\xC3\xA1"
	        "c em h\xE1\xBB\x8D"
	        "c sinh",
	        "caption");
	has(a, META_LANG, "vi", "html");
	by(a, "L\xC3\xBD V\xC4\x83n H\xC6\xB0\xC6\xA1ng");
	article_free(a);
}

static void
names(const char *line, int loose, const char *want)
{
	struct article *a = article_new("x");

	names_add(a, span_of(line), loose);
	by(a, want);
	article_free(a);
}

static void
test_names(void **state)
{
	(void)state;
	names("By Ann Lee and Bo Hansen, staff writers | May 3", 0,
	        "Ann Lee + Bo Hansen");
	names("Written by: Ann Lee", 0, "Ann Lee");
	names("Von Max M\xC3\xBCller und Eva Stein", 0,
	        "Max M\xC3\xBCller + Eva Stein");
	names("By By-line Smith", 0, "By-line Smith");
	names("Theo Nguy\xE1\xBB\x85n V\xC4\x83n A", 0,
	        "Nguy\xE1\xBB\x85n V\xC4\x83n A");
	names("T\xC3\xA1"
	      "c gi\xE1\xBA\xA3: Tr\xE1\xBA\xA7n B\xC3\xACnh v\xC3"
	      "\xA0 L\xC3\xAA Hoa",
	        0,
	        "Tr\xE1\xBA\xA7n B\xC3\xACnh + L\xC3"
	        "\xAA Hoa");
	names("Ann Lee 3 May 2024", 0, "Ann Lee");
	names("Ann Lee \xE2\x80\xA2 5 min read", 0, "Ann Lee");
	names("by: Ann Lee, Dec 17, 2025", 0, "Ann Lee");
	names("Ann Lee Mar. 3, 2025", 0, "Ann Lee");
	names("von Eva Stein Stand: 3. Mai 2024", 0, "Eva Stein");
	names("https://www.facebook.com/annlee", 1, "");
	names("ann@example.org", 1, "");
	names("admin", 1, "");
	names("read all about it here", 0, "");
	names("gizzmo", 1, "gizzmo");
	names("The Associated Press", 1, "The Associated Press");
	names("\xE6\x9C\x9D\xE6\x97\xA5\xE6\x96\xB0\xE8\x81\x9E", 0,
	        "\xE6\x9C\x9D\xE6\x97\xA5\xE6\x96\xB0\xE8\x81\x9E");
}

#define EN                                                                     \
	"The committee of the town met on Monday and it was decided that "     \
	"the bridge is to be closed for the rest of the year, as was said in " \
	"the report that was given to the council in the spring of this "      \
	"year. "
#define VI                                                                     \
	"H\xE1\xBB\x99i ngh\xE1\xBB\x8B to\xC3\xA0n qu\xE1\xBB\x91"            \
	"c v"                                                                  \
	"\xE1\xBB\x81 c\xC3\xB4ng t\xC3\xA1"                                   \
	"c h\xE1\xBA\xA3i quan \xC4\x91"                                       \
	"\xC6\xB0\xE1\xBB\xA3"                                                 \
	"c t\xE1\xBB\x95 ch\xE1\xBB\xA9"                                       \
	"c t\xE1\xBA"                                                          \
	"\xA1i H\xC3\xA0 N\xE1\xBB\x99i v\xC3\xA0o ng\xC3\xA0y h\xC3\xB4m qua"

static void
lang_is(const char *html, const char *option, const char *want,
        const char *source)
{
	struct article *a = read_page(html, option);

	has(a, META_LANG, want, source);
	article_free(a);
}

/* Five Vietnamese letters of 124, wherever they stand, are Vietnamese; of 125
 * they are not. */
static void
test_lang_letters(void **state)
{
	static const char *const letter[] = { "\xE1\xBA\xA1", "\xE1\xBB\xB9",
		"\xC6\xB0", "\xCC\x89", "\xCC\xA3" };

	(void)state;
	for (int at = 0; at < 40; at++)
		for (int more = 0; more < 2; more++) {
			struct str s = STR_INIT;

			for (int i = 0; i < at; i++)
				str_putc(&s, i % 7 ? ' ' : '3');
			for (size_t k = 0; k < 5; k++) {
				str_puts(&s, letter[k]);
				str_puts(&s, "\xC3\xA0\xC4\x91\xE1\xBA\x80 ");
				str_puts(&s, "\xC3\x97\xE1\xBB\xBB");
				str_puts(&s, "abcdeABCDEzZyYlettr");
				str_puts(&s, k ? "\xCC\x81" : "");
			}
			for (int i = 0; i < more; i++)
				str_putc(&s, 'q');
			if (more)
				assert_null(lang_of_text(str_span(&s)));
			else
				assert_string_equal(
				        lang_of_text(str_span(&s)), "vi");
			str_free(&s);
		}
}

static void
test_lang(void **state)
{
	(void)state;
	lang_is("<html lang=en><p>" VI, NULL, "vi", "text");
	lang_is("<html lang=vi-vn><p>" VI, NULL, "vi-VN", "html");
	lang_is("<html lang=vi><p>" EN EN, NULL, "en", "text");
	lang_is("<p>" EN EN, NULL, "en", "text");
	lang_is("<html lang=vi><p>" EN EN, "fr", "fr", "option");
	lang_is("<html lang='<?php'><meta property=og:locale content=de_AT>"
	        "<p>x",
	        NULL, "de-AT", "og");
	lang_is("<html lang=zh-hant-tw><p>x", NULL, "zh-Hant-TW", "html");
	lang_is("<p>x", NULL, NULL, NULL);
}

/* Who wrote it, where head and page disagree: by classes of pages, none of
 * them a real one. */
/* The title at the end of the path to the page is not where the page has it,
 * and what stands in one box with the path is not elsewhere for that. */
static void
test_anchor(void **state)
{
	struct article *a = read_page(
	        "<title>The old bridge closes</title>"
	        "<div class=breadcrumb><a href=/>Home</a> <span>The old bridge "
	        "closes</span></div><div class=has-sidebar><h1>The "
	        "old&nbsp;bridge "
	        "closes</h1><p><span class=author>Ann Lee</span>"
	        "<p>It is closed.</div>",
	        NULL);

	(void)state;
	by(a, "Ann Lee");
	article_free(a);
	a = read_page(
	        "<title>The old bridge closes</title><h1>The old bridge "
	        "closes</h1><p>It is closed.<div class=post-footer><span class="
	        "post-author>Ng\xC6\xB0\xE1\xBB\x9Di \xC4\x91\xC4\x83ng: "
	        "T\xC6\xB0 C\xE1\xBA\xA7u</span></div>",
	        NULL);
	by(a, "T\xC6\xB0 C\xE1\xBA\xA7u");
	article_free(a);
	/* What a drawing above the heading is made of is not seen: the line
	 * below stays the next one. */
	a = read_page(
	        "<title>The old bridge closes</title><svg><path/><path/><path/>"
	        "<path/><path/><path/></svg><h1>The old bridge closes</h1>"
	        "<p class=author>Ann Lee</p><p>It is closed.</p><ul><li>It"
	        "<li>was<li>old<li>and<li>long<li>and<li>wide<li>and<li>tall"
	        "<li>and<li>grey<li>and<li>made<li>of<li>wood</ul>"
	        "<p class=author>Bo Hansen</p>",
	        NULL);
	by(a, "Ann Lee");
	article_free(a);
}

#define UTC                                                                    \
	"<meta property=article:published_time "                               \
	"content='2024-05-04T02:41:07Z'>"
static const struct {
	const char *html, *date;
} days[] = {
	/* another day by the clocks of the place */
	{ UTC "<h1>A story of rivers</h1><p class=date>May 3, 2024, "
	      "10:41 pm</p>",
	        "2024-05-03T22:41:00" },
	{ UTC "<h1>A story of rivers</h1><time "
	      "datetime=2024-05-03T22:41:07-04:00>Friday</time>",
	        "2024-05-03T22:41:07-04:00" },
	{ UTC "<meta name=date content='2024-05-03 19:41:07'>"
	      "<h1>A story of rivers</h1>",
	        "2024-05-03T19:41:07" },
	/* another moment, a mere day, its own day shown too */
	{ UTC "<h1>A story of rivers</h1><p class=date>May 3, 2024, "
	      "10:13 pm</p>",
	        "2024-05-04T02:41:07Z" },
	{ UTC "<h1>A story of rivers</h1><p class=date>May 3, 2024</p>",
	        "2024-05-04T02:41:07Z" },
	{ UTC "<h1>A story of rivers</h1><p class=date>May 4, 2024</p>"
	      "<p class=date>May 3, 2024, 10:41 pm</p>",
	        "2024-05-04T02:41:07Z" },
	/* what the system stores, and what the page says */
	{ "<meta name=dc.date content=2024-05-01><h1>A story of rivers"
	  "</h1><p class=date>3. Mai 2024</p>",
	        "2024-05-03" },
	/* right above the heading, against a day within the text */
	{ "<h2 class=date-header>Freitag, 3. Mai 2024</h2><h1>A story "
	  "of rivers</h1><p><b>Erscheinungsdatum: 1.2.2023</b></p>",
	        "2024-05-03" },
	/* no machine's value after all */
	{ "<h1>A story of rivers</h1><time datetime='YY-DD-MM'>3 May "
	  "2024</time>",
	        "2024-05-03" },
	/* the day of the change before that of the first one */
	{ "<meta charset=utf-8><h1>A story of rivers</h1><p "
	  "class=date>Letzte "
	  "\xC3\x84nderung: 5.5.2024. Erschienen am: 3.5.2024</p>",
	        "2024-05-03" },
	/* the foot of the article, an aside below the heading */
	{ "<article><h1>A story of rivers</h1><p>Text.</p><footer>"
	  "<span class=created>03.05.24</span></footer></article>",
	        "2024-05-03" },
	{ "<h1>A story of rivers</h1><aside><p class=date>May 3, 2024"
	  "</p></aside>",
	        "2024-05-03" },
	/* of the page, of another story */
	{ "<h1>A story of rivers</h1><p>Text.</p><footer><span "
	  "class=created>03.05.24</span></footer>",
	        NULL },
	/* a node that the first page shows too */
	{ "<h1>A story of rivers</h1><div class='node node-promoted'>"
	  "<time>3 May 2024</time></div>",
	        "2024-05-03" },
	/* the address, when nothing else tells */
	{ "<link rel=canonical href=https://e.org/29-10-2021>"
	  "<h1>A story of rivers</h1>",
	        "2021-10-29" },
	{ "<link rel=canonical href=https://e.org/A2024050314320005196>"
	  "<h1>A story of rivers</h1>",
	        "2024-05-03" },
	{ "<link rel=canonical href=https://e.org/2024/05/03/x>"
	  "<h1>A story of rivers</h1><p>City, 2 May 2024</p>",
	        "2024-05-02" },
	{ "<link rel=canonical href=https://e.org/a-20249903>"
	  "<h1>A story of rivers</h1>",
	        NULL },
	/* portals */
	{ "<html lang=vi><h1>Chuy\xE1\xBB\x87n d\xC3\xB2ng s\xC3\xB4ng"
	  "</h1><div>C\xE1\xBA\xADp nh\xE1\xBA\xADt l\xC3\xBA"
	  "c 10:20 | 12/03/2012</div>",
	        "2012-03-12T10:20:00" },
	{ "<html lang=vi><h1>Chuy\xE1\xBB\x87n d\xC3\xB2ng s\xC3\xB4ng"
	  "</h1><table><td>Th\xE1\xBB\xA9 Hai, 12/3/2012, 10:20 "
	  "[GMT+7]</td>",
	        "2012-03-12T10:20:00+07:00" },
};
static void
test_which_day(void **state)
{

	(void)state;
	for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
		struct article *a = read_page(days[i].html, NULL);
		const char *v = meta_get(&a->meta, META_DATE);

		if (days[i].date == NULL
		                ? v != NULL
		                : v == NULL || strcmp(v, days[i].date) != 0)
			fail_msg("%s: %s", days[i].html, v ? v : "no date");
		article_free(a);
	}
}

static const struct {
	const char *html, *authors;
} whose[] = {
	/* a login in the head, the name on the page */
	{ "<meta name=author content=j.doe><h1>A story of rivers</h1>"
	  "<p class=byline>By Jane Doe</p>",
	        "Jane Doe" },
	/* the house in the head */
	{ "<meta property=og:site_name content='The Daily Mast'>"
	  "<meta name=author content='Daily Mast'><h1>A story of "
	  "rivers</h1><p class=author>Bo Hansen</p>",
	        "Bo Hansen" },
	/* the house alone */
	{ "<meta property=og:site_name content='The Daily Mast'>"
	  "<meta name=author content='Daily Mast'><h1>A story</h1>",
	        "Daily Mast" },
	/* the house behind the name, without a mark between */
	{ "<h1>A story of rivers</h1><p class=byline>Ann Lee USA TODAY "
	  "NETWORK</p>",
	        "Ann Lee" },
	/* whoever pressed the button, and who wrote */
	{ "<meta name=author content='Peter Upload'><h1>A story of "
	  "rivers</h1><p>By Ann Lee, MD, PhD</p><p>Text.</p>",
	        "Ann Lee" },
	/* one in the head, two below the title */
	{ "<meta name=author content='Ann Lee'><h1>A story of "
	  "rivers</h1><p class=byline>By Ann Lee and Bo Hansen</p>",
	        "Ann Lee + Bo Hansen" },
	/* a role behind the name is no name */
	{ "<h1>A story of rivers</h1><p class=byline>Ann Lee Senior "
	  "Politics Editor</p>",
	        "Ann Lee" },
	{ "<h1>A story of rivers</h1><p class=byline>ByAnn Lee "
	  "Thursday, "
	  "November 9</p>",
	        "Ann Lee" },
	/* an address that holds a name */
	{ "<meta property=article:author content="
	  "'https://mast.example/profile/ann-lee'><h1>A story</h1>",
	        "Ann Lee" },
	/* named by the head and by a line of the page, among others */
	{ "<meta name=author content='Ann Lee'><h1>A story of rivers"
	  "</h1><p>By Bo Hansen</p><p>By Ann Lee, reporter</p>",
	        "Ann Lee" },
	/* the name is a link in a line that runs on without a mark */
	{ "<h1>A story of rivers</h1><p class=byline><span><a "
	  "href=/staff/ann-lee>Ann Lee</a></span> <span>Cherry Mast"
	  "</span></p>",
	        "Ann Lee" },
	{ "<h1>A story of rivers</h1><p class=byline>By <a "
	  "href=/author/1>Ann Lee</a> and <a href=/author/2>Bo Hansen"
	  "</a>, The Mast</p>",
	        "Ann Lee + Bo Hansen" },
	/* what the house calls her */
	{ "<meta name=author content='Our-Rivers-Expert Ann Lee'>"
	  "<h1>A story of rivers</h1><a rel=author>Ann Lee</a>",
	        "Ann Lee" },
	{ "<meta name=author content='Prof. Ann Lee'>"
	  "<h1>A story of rivers</h1><a rel=author>Ann Lee</a>",
	        "Prof. Ann Lee" },
	/* the house before the name, in a field for names */
	{ "<meta property=og:site_name content='The Daily Mast'>"
	  "<meta name=author content='Daily Mast - Ann Lee'>"
	  "<h1>A story of rivers</h1>",
	        "Ann Lee" },
	/* the house by its initials */
	{ "<meta property=og:site_name content='The Daily Mast Weekly'>"
	  "<h1>A story of rivers</h1><p class=author>Ann Lee, DMW</p>",
	        "Ann Lee" },
	/* who took a picture */
	{ "<h1>A story of rivers</h1><div class=license-info><span "
	  "class=author-name>Bo Hansen</span></div>",
	        "" },
	/* reviews of the same page, in JSON-LD */
	{ "<title>A story of rivers</title><script type="
	  "'application/ld+json'>[{\"@type\":\"Recipe\",\"name\":"
	  "\"A story of rivers\",\"author\":\"riverrat\"},{\"@type\":"
	  "\"Review\",\"author\":\"Bo Hansen\"}]</script><h1>A story "
	  "of "
	  "rivers</h1>",
	        "riverrat" },
	{ "<meta charset=utf-8><html lang=de><h1>A story of rivers</h1>"
	  "<p>Von Masken \xC3\xBC"
	  "ber Fl\xC3\xBC"
	  "sse</p>",
	        "" },
	{ "<h1>A story of rivers</h1><p class=author>Last updated: May "
	  "3</p>",
	        "" },
	/* a label by itself, and the name behind it */
	{ "<h1>A story of rivers</h1><p>A long text.<br><b>Text:</b> Ann Lee"
	  "<br><b>Foto:</b> Bo Hansen</p>",
	        "Ann Lee" },
	{ "<h1>A story of rivers</h1><dl><dt>Autorin:<dd>Ann Lee</dl>",
	        "Ann Lee" },
	{ "<h1>A story of rivers</h1><a href=x><b>Von:</b> <br> <br> Ann Lee"
	  "</a>",
	        "Ann Lee" },
	{ "<h1>A story of rivers</h1><p><b>Text:</b> all rights reserved</p>",
	        "" },
	{ "<h1>A story of rivers</h1><p>Text.</p><p>Autorin: Ann Lee, head of "
	  "the house.</p>",
	        "Ann Lee" },
	{ "<meta charset=utf-8><h1>A story of rivers</h1><p>"
	  "\xE4\xBD\x9C\xE8\x80\x85\xEF\xBC\x9A\xE6\x9D\x8E\xE6\x98\x8E</p>",
	        "\xE6\x9D\x8E\xE6\x98\x8E" },
	/* a box about the author below the text, when nothing else tells */
	{ "<h1>A story of rivers</h1><p>Text.</p><div class='author-bio "
	  "footer'><h3>About Ann Lee</h3><p>She writes of rivers.</p></div>",
	        "Ann Lee" },
	{ "<h1>A story of rivers</h1><p>By Bo Hansen</p><div class=author-bio>"
	  "<h3>Ann Lee</h3></div>",
	        "Bo Hansen" },
	/* authors of other objects in microdata */
	{ "<div itemscope><h1>A story of rivers</h1><span itemprop=author>Ann "
	  "Lee</span></div><div itemscope><span itemprop=author>Bo Hansen"
	  "</span></div>",
	        "Ann Lee" },
	/* sentences that begin like bylines */
	{ "<h1>A story of rivers</h1><p>By the numbers: ten.</p>", "" },
	{ "<html lang=en><h1>A story of rivers</h1><p>Door Anchor</p>", "" },
};
static void
test_whose(void **state)
{

	(void)state;
	for (size_t i = 0; i < sizeof(whose) / sizeof(whose[0]); i++) {
		struct article *a = read_page(whose[i].html, NULL);

		by(a, whose[i].authors);
		article_free(a);
	}
}

/* The day behind the word for a change; none when that is "2 days ago". */
static void
changed_on(void **state)
{
	static const struct {
		const char *line, *date, *modified;
	} t[] = {
		{ "Publié le 3 mai 2024 à 10h15, mis à jour le 4 mai 2024",
		        "2024-05-03T10:15:00", "2024-05-04" },
		{ "3 maggio 2024 (modifica il 4 maggio 2024)", "2024-05-03",
		        "2024-05-04" },
		{ "03/05/2024 Atualizado há 2 dias", "2024-05-03", NULL },
		{ "Updated 4 May 2024", "2024-05-04", "2024-05-04" },
		{ "4 May 2024, updated", "2024-05-04", "2024-05-04" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		struct str html = STR_INIT;
		struct article *a;

		str_printf(&html,
		        "<title>Bac</title><h1>Le bac revient</h1>"
		        "<p>%s</p><p>Text.</p>",
		        t[i].line);
		a = read_page(str_c(&html), "fr");
		has(a, META_DATE, t[i].date, "date line");
		has(a, META_MODIFIED, t[i].modified, "date line");
		article_free(a);
		str_free(&html);
	}
}

/* Who took the lead picture. */
static void
credits(void **state)
{
	static const struct {
		const char *figure, *caption, *credit;
	} t[] = {
		{ "<figcaption>The ship in 1998. <span class=credit>Photo: A. "
		  "Berg"
		  "</span></figcaption>",
		        "The ship in 1998", "A. Berg" },
		{ "<figcaption>Chiếc phà mới tại cảng (Ảnh: "
		  "TTXVN)</figcaption>",
		        "Chiếc phà mới tại cảng", "TTXVN" },
		{ "<figcaption>Das Schiff im Hafen © Foto: dpa</figcaption>",
		        "Das Schiff im Hafen", "dpa" },
		{ "<figcaption>Ảnh: Nguyễn Văn An</figcaption>",
		        "Ảnh: Nguyễn Văn An", "Nguyễn Văn An" },
		{ "<span class=copyright>© A. Berg/Reuters</span>", NULL,
		        "A. Berg/Reuters" },
		{ "<figcaption>The ship in 1998</figcaption>",
		        "The ship in 1998", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		struct str html = STR_INIT;
		struct article *a;

		str_printf(&html,
		        "<title>Bac</title><h1>Le bac revient</h1>"
		        "<figure><img src=a.jpg>%s</figure><p>Text.</p>",
		        t[i].figure);
		a = read_page(str_c(&html), "en");
		has(a, META_LEAD_CAPTION, t[i].caption, "caption");
		has(a, META_LEAD_CREDIT, t[i].credit, "caption");
		article_free(a);
		str_free(&html);
	}
	/* a pictograph is no lead picture */
	{
		struct article *a =
		        read_page("<h1>The ferry</h1><p>A <img "
		                  "src='https://s.w.org/emoji/1f6"
		                  ".png'> b</p><p><img src=a.jpg></p>",
		                "en");

		has(a, META_LEAD_IMAGE, "a.jpg", "img");
		article_free(a);
	}
	/* as RDFa and in JSON-LD */
	{
		struct article *a = read_page(
		        "<script "
		        "type=application/ld+json>{\"@type\":\"Article\","
		        "\"image\":{\"url\":\"a.jpg\",\"creditText\":\"B\"}}"
		        "</script><div vocab='http://schema.org/' "
		        "typeof=Article>"
		        "<h2 property=headline>The ferry comes back "
		        "again</h2><span "
		        "property='schema:datePublished' content=2024-05-03>3 "
		        "May"
		        "</span></div>",
		        "en");

		has(a, META_LEAD_CREDIT, "B", "json-ld");
		has(a, META_DATE, "2024-05-03", "microdata");
		has(a, META_TITLE, "The ferry comes back again", "microdata");
		article_free(a);
	}
}

/* A heading of one word is the title when a declared one has it beside the
 * site's name; a name behind a day is the author's. */
static void
short_heads(void **state)
{
	struct article *a;

	(void)state;
	a = read_page(
	        "<html lang=en><title>Install \u2014 Ferry 2.1 documentation"
	        "</title><h1>Install<a class=headerlink href='#a'>\u00b6</a>"
	        "</h1><p>3 May 2004, by Jo Lee</p><p>Text.</p>",
	        NULL);
	has(a, META_TITLE, "Install", "h1");
	has(a, META_DATE, "2004-05-03", "date line");
	by(a, "Jo Lee");
	article_free(a);
	a = read_page(
	        "<html lang=en><title>The ferry comes back | Bay Post</title>"
	        "<h1>Local</h1><p>Killed by a car</p><p>Text.</p>",
	        NULL);
	has(a, META_TITLE, "The ferry comes back", "title");
	by(a, "");
	article_free(a);
}

/* A document of Word: its style says what the title is. */
static void
title_of_word(void **state)
{
	struct article *a;

	(void)state;
	a = read_page(
	        "<html lang=en><title>Document1 for print</title><body><p "
	        "class=MsoTitle>The ferry comes back</p><p class=MsoNormal>"
	        "Text.</p>",
	        NULL);
	has(a, META_TITLE, "The ferry comes back", "h1");
	article_free(a);
}

/* Names in lines of other languages. */
static void
names_of_the_world(void **state)
{
	static const struct {
		const char *line, *names;
	} t[] = {
		{ "Words by Ann Lee", "Ann Lee" },
		{ "Автор: Анна Иванова", "Анна Иванова" },
		{ "بقلم: أحمد علي", "أحمد علي" },
		{ "来源：新华社 作者：李明", "李明" },
		{ "홍길동 기자", "홍길동" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		struct str html = STR_INIT;
		struct article *a;

		str_printf(&html,
		        "<title>Bac</title><h1>Le bac revient</h1>"
		        "<p>%s</p><p>Text.</p>",
		        t[i].line);
		a = read_page(str_c(&html), "de");
		by(a, t[i].names);
		article_free(a);
		str_free(&html);
	}
}

/* A short bold line below the long ones of a decree is its next heading. */
static void
heading_is_no_name(void **state)
{
	struct article *a;

	(void)state;
	a = read_page(
	        "<html lang=vi><body><p>Nghị định này quy định về quản lý "
	        "bến phà trên các tuyến đường thủy nội địa, trừ các bến "
	        "của quân đội và công an.</p>"
	        "<p><b>Điều 2. Hiệu lực thi hành</b></p>"
	        "<p>Có hiệu lực từ ngày ký.</p></body>",
	        NULL);
	by(a, "");
	article_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_jsonld),
		cmocka_unit_test(test_other_articles),
		cmocka_unit_test(test_head),
		cmocka_unit_test(test_title),
		cmocka_unit_test(test_drawings),
		cmocka_unit_test(test_title_of_site),
		cmocka_unit_test(test_seen),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_anchor),
		cmocka_unit_test(test_which_day),
		cmocka_unit_test(test_whose),
		cmocka_unit_test(test_lang),
		cmocka_unit_test(test_lang_letters),
		cmocka_unit_test(heading_is_no_name),
		cmocka_unit_test(changed_on),
		cmocka_unit_test(names_of_the_world),
		cmocka_unit_test(title_of_word),
		cmocka_unit_test(credits),
		cmocka_unit_test(short_heads),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
