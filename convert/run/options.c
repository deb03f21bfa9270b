/* options: the table, and the pages of --help that are made of it. */
#include "run/options.h"

#include <stdio.h>

static const struct opt opt_table[] = {
	{ "output", 'o', "FILE", CMD_CONVERT | CMD_ARCHIVE, OPT_OUTPUT,
	        "write FILE; its ending says what: .pdf .epub .xhtml .txt .md "
	        ".json; may be given several times; for archive, a folder" },
	{ "to", 0, "FORM", CMD_CLEAN, OPT_TO,
	        "xhtml (default), text, json or md" },
	{ "for", 0, "USE", CMD_CHECK, OPT_FOR,
	        "archive (PDF/A-2u, EPUB 3.3), access (PDF/UA-1, EPUB "
	        "Accessibility 1.1), print, newspaper or all; "
	        "default: archive and access" },
	{ "by", 0, "WHAT", CMD_ARCHIVE, OPT_BY,
	        "one volume for each month (default) or section, or by size" },
	{ "max-size", 0, "SIZE", CMD_ARCHIVE, OPT_MAX_SIZE,
	        "of a volume by size, 20M by default; a longer article is one "
	        "by itself" },
	{ "epub-profile", 0, "NAME", CMD_CONVERT | CMD_BUILD | CMD_ARCHIVE,
	        OPT_PROFILE, "default, kobo, kindle or apple" },
	{ "epub-images", 0, "WHICH", CMD_CONVERT | CMD_BUILD | CMD_ARCHIVE,
	        OPT_IMAGES,
	        "compatible (default): pictures as JPEG and PNG; modern: "
	        "WebP, SVG and AVIF as they came" },
	{ "ink", 0, NULL, CMD_CHECK, OPT_INK,
	        "the ink of each page, and its pictures' pixels to the inch" },
	{ "ink-limit", 0, "PERCENT", CMD_CONVERT | CMD_CHECK, OPT_INK_LIMIT,
	        "ink that the paper takes, all colours together, such as "
	        "300%" },
	{ "print", 0, "PAPER", CMD_CONVERT, OPT_PRINT,
	        "make the PDF for a press: coated, uncoated, heatset, "
	        "newspaper "
	        "or the path of a CMYK profile" },
	{ "impose", 0, "HOW", CMD_CONVERT | CMD_BUILD, OPT_IMPOSE,
	        "booklet: two pages on a sheet, to be printed on both sides, "
	        "folded and stitched" },
	{ "style", 0, "THEME", CMD_CONVERT | CMD_BUILD | CMD_ARCHIVE, OPT_STYLE,
	        "a theme's name or a folder with print.css (default: "
	        "bulletin)" },
	{ "page", 0, "SIZE", CMD_CONVERT, OPT_PAGE,
	        "page size as in CSS: A4, \"A5 landscape\", \"210mm 280mm\"" },
	{ "columns", 0, "N", CMD_CONVERT, OPT_COLUMNS,
	        "text columns of the page (default: as the theme says)" },
	{ "links", 0, "HOW", CMD_CONVERT, OPT_LINKS,
	        "print where links lead: none (default), notes (numbered), "
	        "short "
	        "(in the text) or end (of the article)" },
	{ "title", 0, "TEXT", CMD_CONVERT | CMD_ARCHIVE | CMD_INIT, OPT_TITLE,
	        "title of the whole when several articles are converted" },
	{ "lang", 0, "TAG",
	        CMD_CONVERT | CMD_CLEAN | CMD_EXPLAIN | CMD_ARCHIVE | CMD_INIT,
	        OPT_LANG,
	        "language of the articles, overruling what they say (vi, "
	        "en-GB)" },
	{ "url", 0, "ADDRESS", CMD_CONVERT | CMD_CLEAN | CMD_EXPLAIN, OPT_URL,
	        "where the page is on the web, overruling what it says" },
	{ "untrack", 0, NULL,
	        CMD_CONVERT | CMD_CLEAN | CMD_EXPLAIN | CMD_BUILD | CMD_ARCHIVE,
	        OPT_UNTRACK,
	        "links without what only counts readers (utm_source, fbclid)" },
	{ "encoding", 0, "NAME",
	        CMD_CONVERT | CMD_CLEAN | CMD_EXPLAIN | CMD_ARCHIVE,
	        OPT_ENCODING,
	        "encoding of the inputs, overruling what they say" },
	{ "date", 0, "YYYY-MM-DD", CMD_CONVERT | CMD_BUILD, OPT_DATE,
	        "the day to build for, in place of today" },
	{ "filters", 0, "LIST",
	        CMD_CONVERT | CMD_CLEAN | CMD_BUILD | CMD_EXPLAIN | CMD_ARCHIVE,
	        OPT_FILTERS, "stages to run, separated by commas" },
	{ "until", 0, "STAGE", CMD_CLEAN, OPT_UNTIL,
	        "stop after STAGE and print the state it left" },
	{ "jobs", 'j', "N", CMD_CONVERT | CMD_BUILD | CMD_ARCHIVE, OPT_JOBS,
	        "articles cleaned at the same time (default: one per "
	        "processor)" },
	{ "timeout", 0, "TIME", CMD_CONVERT | CMD_BUILD | CMD_ARCHIVE,
	        OPT_TIMEOUT,
	        "time for one article, 30s or 500ms; 0 is no limit" },
	{ "memory", 0, "SIZE", CMD_CONVERT | CMD_BUILD | CMD_ARCHIVE,
	        OPT_MEMORY, "memory for one article, 512M; 0 is no limit" },
	{ "strict", 0, NULL, CMD_CONVERT | CMD_BUILD | CMD_ARCHIVE, OPT_STRICT,
	        "one failed article, and nothing is written" },
	{ "dry-run", 'n', NULL, CMD_CONVERT | CMD_BUILD | CMD_ARCHIVE,
	        OPT_DRY_RUN, "do everything but write the outputs" },
	{ "dump", 0, "WHAT", CMD_CONVERT | CMD_BUILD, OPT_DUMP,
	        "print boxes, lines or pages as text, write nothing" },
	{ "first-fit", 0, NULL, CMD_CONVERT | CMD_BUILD, OPT_FIRST_FIT,
	        "break lines by first fit, to compare with optimal breaking" },
	{ "from", 0, "NAME", CMD_DECODE, OPT_FROM,
	        "encoding of the inputs, overruling what they say" },
	{ "list", 0, NULL, CMD_DECODE, OPT_LIST,
	        "print the encodings and the labels they go by" },
	{ "rules", 0, "FILE",
	        CMD_CONVERT | CMD_CLEAN | CMD_EXPLAIN | CMD_ARCHIVE, OPT_RULES,
	        "what to keep, drop and read on pages of certain sites" },
	{ "expect", 0, "FILE", CMD_CLEAN, OPT_EXPECT,
	        "compare with FILE; print what differs and end with 65" },
	{ "html", 0, "FILE", CMD_EXPLAIN, OPT_HTML,
	        "write the account as a page that any browser opens" },
	{ "among", 0, "DIR", CMD_CLEAN | CMD_EXPLAIN, OPT_AMONG,
	        "as one of the pages at and below DIR: without what those of "
	        "its site say, too" },
	{ "tone", 0, "STYLE",
	        CMD_CONVERT | CMD_CLEAN | CMD_BUILD | CMD_DECODE | CMD_EXPLAIN |
	                CMD_ARCHIVE,
	        OPT_TONE, "Vietnamese tone marks: keep (default), old or new" },
	{ "quiet", 'q', NULL, CMD_ALL, OPT_QUIET,
	        "errors only: no progress, warnings or summary" },
	{ "verbose", 'v', NULL, CMD_ALL, OPT_VERBOSE, "show notes too" },
	{ "json", 0, NULL, CMD_ALL, OPT_JSON,
	        "messages as one JSON object a line" },
	{ "log", 0, "FORM", CMD_ALL, OPT_LOG, "text (default) or json" },
	{ "help", 'h', NULL, CMD_ALL, OPT_HELP, "this help" },
	{ "version", 'V', NULL, CMD_ALL, OPT_VERSION, "the version" },
};

#define OPTS (sizeof(opt_table) / sizeof(opt_table[0]))

static void
help_option(const struct opt *o)
{
	struct str s = STR_INIT;

	if (o->letter)
		str_printf(&s, "  -%c, --%s", o->letter, o->name);
	else
		str_printf(&s, "      --%s", o->name);
	if (o->arg)
		str_printf(&s, " %s", o->arg);
	if (s.len > 27)
		printf("%s\n%29s%s\n", str_c(&s), "", o->about);
	else
		printf("%-29s%s\n", str_c(&s), o->about);
	str_free(&s);
}

void
help_all(void)
{
	puts("usage: bantin COMMAND [OPTION...] [INPUT...]\n\n"
	     "Makes PDF bulletins and EPUB archives from HTML articles.\n\n"
	     "commands:");
	for (const struct command *c = command_table; c->name; c++)
		printf("  %-10s %s\n", c->name, c->about);
	puts("\n'bantin COMMAND --help' tells of a command and its options; "
	     "the manual is bantin(1).");
}

void
help_command(const struct command *c)
{
	printf("usage: bantin %s %s\n\n%s\n\noptions:\n", c->name, c->args,
	        c->more);
	for (size_t i = 0; i < OPTS; i++)
		if (opt_table[i].commands & c->bit)
			help_option(&opt_table[i]);
}

const struct opt *
option_long(struct span name)
{
	for (size_t i = 0; i < OPTS; i++)
		if (span_eq(name, span_of(opt_table[i].name)))
			return &opt_table[i];
	return NULL;
}

const struct opt *
option_short(char letter)
{
	for (size_t i = 0; i < OPTS; i++)
		if (opt_table[i].letter == letter)
			return &opt_table[i];
	return NULL;
}
