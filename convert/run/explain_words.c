/* explain_words: what the short names in the ledger mean, for people. */
#include <string.h>

#include "run/account.h"

struct word {
	const char *name, *why;
};

static const struct word rules[] = {
	{ "above-title", "the name of a section or of the site" },
	{ "advert", "in a box named for adverts" },
	{ "aside", "in an <aside>" },
	{ "bold-heading", "a paragraph all in bold; now a heading" },
	{ "byline", "the byline; printed from the metadata" },
	{ "byline-box", "in a box about the author" },
	{ "capitals", "a font of capitals; letters written out as such" },
	{ "caption", "a picture's caption" },
	{ "comments", "in a box named for comments" },
	{ "consent", "in a box that asks for leave to store or load things" },
	{ "date", "the date; printed from the metadata" },
	{ "edit-link", "a link to edit the page" },
	{ "embed", "embedded from elsewhere: no text of the page" },
	{ "embed-line",
	        "a film, sound or map of elsewhere: a line says where" },
	{ "encoding", "the encoding of the file" },
	{ "end-mark", "a sign that ends an article" },
	{ "end-of-article",
	        "behind a line after which articles have ended: other news, "
	        "comments" },
	{ "far-run", "far from the article, and little of it" },
	{ "footer", "in the page's footer" },
	{ "form-control", "a button, menu or field of a form" },
	{ "forms", "Arabic in the forms of a font, perhaps backwards" },
	{ "hidden", "hidden by the page itself" },
	{ "image-damaged", "the picture's file is damaged" },
	{ "image-missing", "no such file" },
	{ "image-no-store", "there was no place to keep it" },
	{ "image-not-stored", "it could not be kept" },
	{ "image-outside", "it lies outside the article's folder" },
	{ "image-remote", "it is on the net, and nothing is fetched" },
	{ "image-too-big", "beyond the limits for pictures" },
	{ "image-type", "neither JPEG nor PNG" },
	{ "image-without-source", "it names no file" },
	{ "img-without-source", "it names no file" },
	{ "json-ld", "the page's own data holds the whole text" },
	{ "json-ld-instead", "the page's own data (JSON-LD) holds more of it" },
	{ "known-line", "a line that sites put around articles" },
	{ "large-heading", "a line in larger type; now a heading" },
	{ "last-note", "a note of the newsroom's behind the text" },
	{ "legacy", "written in a legacy font's encoding" },
	{ "letterhead",
	        "the head of an official document, side by side as it was" },
	{ "lines", "lines that are paragraphs; now each is one" },
	{ "link-bar", "a bar of links" },
	{ "links", "mostly links" },
	{ "list-sign", "an item's typed number or dash; the list has its own" },
	{ "long-heading", "a heading as long as a paragraph; now one" },
	{ "mojibake", "UTF-8 that was once read as another encoding" },
	{ "mojibake-twice", "UTF-8 that was twice read as another encoding" },
	{ "nav", "in the site's navigation" },
	{ "nfc", "letters and marks put together (Unicode form C)" },
	{ "noscript", "only for browsers without scripts" },
	{ "other-pages", "other pages of the site say the same" },
	{ "outside", "does not look like the article's text" },
	{ "permalink", "a sign that leads to the heading it stands beside" },
	{ "picture-furniture", "a picture of an advert, teaser or author" },
	{ "picture-outside", "a picture outside the article's text" },
	{ "pull-quote", "words of the text, set large beside it" },
	{ "read-also", "a pointer to other news" },
	{ "related", "in a box named for other news" },
	{ "script-data",
	        "the page is drawn by scripts; its text is from their data" },
	{ "share", "in a box for sharing" },
	{ "sidebar", "in a box named as a sidebar" },
	{ "signature", "who signs, and who gets a copy, side by side" },
	{ "signs", "signs of a font of its own, or icons, which go" },
	{ "stand-in", "a blurred stamp in place of a photograph" },
	{ "standfirst", "the standfirst; printed from the metadata" },
	{ "table-head", "the first row of a table, in bold: its head" },
	{ "title", "the title; printed from the metadata" },
	{ "tracker", "a picture of a few pixels that counts visitors" },
	{ "typed-list", "a list that was typed as paragraphs" },
	{ "undecodable",
	        "bytes that mean nothing in the encoding: now U+FFFD" },
	{ "vietnamese", "letters that only look Vietnamese, put right" },
	{ "vml", "a drawing of Word's" },
	{ "word-label", "a point of Word's, with its own sign before it" },
	{ "word-list", "a list that Word had written as paragraphs" },
	{ "word-settings", "settings of a document of Word's" },
};

static const struct word sources[] = {
	{ "author-link", "a link to the author" },
	{ "date line", "a date line on the page" },
	{ "dublin-core", "Dublin Core" },
	{ "h1", "the page's first heading" },
	{ "html", "the html element" },
	{ "img", "a picture of the page" },
	{ "json-ld", "JSON-LD data" },
	{ "lang", "the lang attribute" },
	{ "link", "a <link> of the head" },
	{ "meta", "a <meta> of the head" },
	{ "microdata", "microdata" },
	{ "name", "a class or id that says so" },
	{ "og", "OpenGraph" },
	{ "option", "the command line" },
	{ "saved-from", "what the program that saved the page wrote" },
	{ "signature", "a signature under the text" },
	{ "text", "the words of the text" },
	{ "title", "the <title>" },
	{ "twitter", "a Twitter card" },
	{ "url", "the address" },
};

static const struct word detectors[] = {
	{ "UTF-8", "its bytes: all of them are UTF-8" },
	{ "byte order mark", "its byte order mark" },
	{ "escape sequences", "its escape sequences" },
	{ "fallback", "nothing better: what browsers take then" },
	{ "page", "what the page declares" },
	{ "syllables", "its syllables, which are Vietnamese" },
	{ "transport", "what the server declares" },
	{ "uchardet", "its statistics (uchardet)" },
	{ "user", "the command line" },
	{ "zero bytes", "the places of its zero bytes" },
};

static const char *
find(const struct word *w, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(w[i].name, name))
			return w[i].why;
	return NULL;
}

const char *
rule_why(const char *stage, const char *rule)
{
	if (!strcmp(stage, "rules") || strchr(rule, ':'))
		return "a site rule says so";
	if (!strcmp(stage, "repair") &&
	        !find(rules, sizeof(rules) / sizeof(rules[0]), rule))
		return "text in another encoding than the page's";
	if (!strcmp(stage, "sanitise") &&
	        !find(rules, sizeof(rules) / sizeof(rules[0]), rule))
		return "an element that a clean article does not hold";
	return find(rules, sizeof(rules) / sizeof(rules[0]), rule);
}

const char *
source_why(const char *source)
{
	const char *why;

	if (!source)
		return "unknown";
	why = find(sources, sizeof(sources) / sizeof(sources[0]), source);
	return why ? why : source;
}

const char *
encoding_why(const char *by)
{
	const char *why =
	        find(detectors, sizeof(detectors) / sizeof(detectors[0]), by);

	return why ? why : by;
}

const char *
fate_name(enum fate f)
{
	static const char *const name[FATES] = {
		[FATE_KEPT] = "kept",
		[FATE_META] = "metadata",
		[FATE_DROPPED] = "dropped",
	};

	return name[f];
}
