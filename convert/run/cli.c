/* cli: argument vector in, struct cli out.
 *
 * Long options take "--name value" or "--name=value"; short ones "-o value"
 * or "-ovalue".  "--" ends options, "-" is stdin.  An option that the command
 * does not know is a usage error that names the command, so that a typing
 * error in a crontab is found on its first run.
 */
#include "run/cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/str.h"
#include "run/parse.h"

enum opt_id {
	OPT_OUTPUT,
	OPT_TO,
	OPT_FOR,
	OPT_INK,
	OPT_INK_LIMIT,
	OPT_PRINT,
	OPT_IMPOSE,
	OPT_BY,
	OPT_MAX_SIZE,
	OPT_PROFILE,
	OPT_IMAGES,
	OPT_STYLE,
	OPT_PAGE,
	OPT_COLUMNS,
	OPT_TITLE,
	OPT_LANG,
	OPT_ENCODING,
	OPT_DATE,
	OPT_FILTERS,
	OPT_UNTIL,
	OPT_JOBS,
	OPT_TIMEOUT,
	OPT_MEMORY,
	OPT_STRICT,
	OPT_DRY_RUN,
	OPT_DUMP,
	OPT_FIRST_FIT,
	OPT_FROM,
	OPT_LIST,
	OPT_RULES,
	OPT_EXPECT,
	OPT_HTML,
	OPT_TONE,
	OPT_QUIET,
	OPT_VERBOSE,
	OPT_JSON,
	OPT_LOG,
	OPT_HELP,
	OPT_VERSION
};

struct opt {
	const char *name;
	char letter; /* 0: none */
	const char *arg; /* NULL: a flag */
	unsigned commands;
	enum opt_id id;
	const char *about;
};

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
	{ "title", 0, "TEXT", CMD_CONVERT | CMD_ARCHIVE | CMD_INIT, OPT_TITLE,
	        "title of the whole when several articles are converted" },
	{ "lang", 0, "TAG",
	        CMD_CONVERT | CMD_CLEAN | CMD_EXPLAIN | CMD_ARCHIVE | CMD_INIT,
	        OPT_LANG,
	        "language of the articles, overruling what they say (vi, "
	        "en-GB)" },
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
	{ "dump", 0, "WHAT", CMD_CONVERT, OPT_DUMP,
	        "print boxes, lines or pages as text, write nothing" },
	{ "first-fit", 0, NULL, CMD_CONVERT, OPT_FIRST_FIT,
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

static void
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

static void
help_command(const struct command *c)
{
	printf("usage: bantin %s %s\n\n%s\n\noptions:\n", c->name, c->args,
	        c->more);
	for (size_t i = 0; i < OPTS; i++)
		if (opt_table[i].commands & c->bit)
			help_option(&opt_table[i]);
}

static const struct opt *
find_long(struct span name)
{
	for (size_t i = 0; i < OPTS; i++)
		if (span_eq(name, span_of(opt_table[i].name)))
			return &opt_table[i];
	return NULL;
}

static const struct opt *
find_short(char letter)
{
	for (size_t i = 0; i < OPTS; i++)
		if (opt_table[i].letter == letter)
			return &opt_table[i];
	return NULL;
}

static int
usage(struct cli *c, const char *fmt, const char *a, const char *b)
{
	struct str s = STR_INIT;

	/* fmt is one of this file's literals with at most two %s */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	str_printf(&s, fmt, a, b);
#pragma GCC diagnostic pop
	diag_report(&c->dg, NULL, MSG_USAGE, str_c(&s));
	str_free(&s);
	return EXIT_USAGE;
}

static int
apply_limit(struct cli *c, const struct opt *o, const char *v)
{
	long long n;

	switch (o->id) {
	case OPT_JOBS:
		if (parse_count(v, 1, 256, &n) < 0)
			return usage(c,
			        "--jobs %s: expected a number from 1 "
			        "to 256%s",
			        v, "");
		c->jobs = (int)n;
		break;
	case OPT_COLUMNS:
		if (parse_count(v, 1, 8, &n) < 0)
			return usage(c,
			        "--columns %s: expected a number from "
			        "1 to 8%s",
			        v, "");
		c->columns = (int)n;
		break;
	case OPT_INK_LIMIT:
		if (parse_percent(v, 150, 400, &n) < 0)
			return usage(c,
			        "--ink-limit %s: expected a share from 150%% "
			        "to 400%%%s",
			        v, "");
		c->ink_limit = (int)n;
		break;
	case OPT_TIMEOUT:
		if (parse_duration(v, &n) < 0)
			return usage(c,
			        "--timeout %s: expected a time such as "
			        "30s, 500ms or 2m%s",
			        v, "");
		c->limits.article_ms = (int)n;
		c->timeout_set = 1;
		break;
	case OPT_MAX_SIZE:
		if (parse_size(v, &n) < 0 || n < 2000000)
			return usage(c,
			        "--max-size %s: expected a size from 2M on%s",
			        v, "");
		c->max_size = (size_t)n;
		break;
	default:
		if (parse_size(v, &n) < 0)
			return usage(c,
			        "--memory %s: expected a size such as "
			        "512M or 2G%s",
			        v, "");
		c->limits.memory = (size_t)n;
		c->memory_set = 1;
		break;
	}
	return -1;
}

static int
apply_profile(struct cli *c, const char *v)
{
	static const char *const names[] = { "default", "kobo", "kindle",
		"apple" };

	for (int i = 0; i < 4; i++)
		if (strcmp(v, names[i]) == 0) {
			c->profile = (enum epub_profile)i;
			c->profile_set = 1;
			return -1;
		}
	return usage(c,
	        "--epub-profile %s: expected default, kobo, kindle or apple%s",
	        v, "");
}

static int
apply_images(struct cli *c, const char *v)
{
	if (strcmp(v, "compatible") && strcmp(v, "modern"))
		return usage(c,
		        "--epub-images %s: expected compatible or modern%s", v,
		        "");
	c->images = v[0] == 'm' ? IMAGES_MODERN : IMAGES_COMPATIBLE;
	c->images_set = 1;
	return -1;
}

static int
apply_choice(struct cli *c, const struct opt *o, const char *v)
{
	switch (o->id) {
	case OPT_LOG:
		if (strcmp(v, "json") && strcmp(v, "text"))
			return usage(
			        c, "--log %s: expected text or json%s", v, "");
		c->json = c->dg.json = strcmp(v, "json") == 0;
		break;
	case OPT_TO:
		if (strcmp(v, "xhtml") && strcmp(v, "text") &&
		        strcmp(v, "json") && strcmp(v, "md"))
			return usage(c,
			        "--to %s: expected xhtml, text, json "
			        "or md%s",
			        v, "");
		c->to = v;
		break;
	case OPT_TONE:
		if (strcmp(v, "keep") && strcmp(v, "old") && strcmp(v, "new"))
			return usage(c,
			        "--tone %s: expected keep, old or "
			        "new%s",
			        v, "");
		c->tone = v[0] == 'o'   ? TONE_OLD
		          : v[0] == 'n' ? TONE_NEW
		                        : TONE_KEEP;
		break;
	case OPT_FOR:
		if (strcmp(v, "archive") && strcmp(v, "access") &&
		        strcmp(v, "print") && strcmp(v, "newspaper") &&
		        strcmp(v, "all"))
			return usage(c,
			        "--for %s: expected archive, access, "
			        "print, newspaper or all%s",
			        v, "");
		c->purpose = v;
		break;
	case OPT_BY:
		if (strcmp(v, "month") && strcmp(v, "section") &&
		        strcmp(v, "size"))
			return usage(c,
			        "--by %s: expected month, section or size%s", v,
			        "");
		c->by = v;
		break;
	case OPT_PROFILE:
		return apply_profile(c, v);
	case OPT_IMAGES:
		return apply_images(c, v);
	case OPT_IMPOSE:
		if (strcmp(v, "booklet"))
			return usage(
			        c, "--impose %s: expected booklet%s", v, "");
		c->impose = v;
		break;
	case OPT_DUMP:
		if (strcmp(v, "boxes") && strcmp(v, "lines") &&
		        strcmp(v, "pages"))
			return usage(c,
			        "--dump %s: expected boxes, lines or pages%s",
			        v, "");
		c->dump = v;
		break;
	default:
		if (!parse_is_date(v))
			return usage(c,
			        "--date %s: expected a day as "
			        "YYYY-MM-DD%s",
			        v, "");
		c->date = v;
		break;
	}
	return -1;
}

/* Where an option's text is kept as it is. */
static const char **
text_of(struct cli *c, enum opt_id id)
{
	switch (id) {
	case OPT_PRINT:
		return &c->print;
	case OPT_STYLE:
		return &c->style;
	case OPT_PAGE:
		return &c->page;
	case OPT_TITLE:
		return &c->title;
	case OPT_LANG:
		return &c->lang;
	case OPT_RULES:
		return &c->rules;
	case OPT_EXPECT:
		return &c->expect;
	case OPT_HTML:
		return &c->html;
	case OPT_FILTERS:
		return &c->filters;
	case OPT_UNTIL:
		return &c->until;
	default: /* OPT_FROM, OPT_ENCODING */
		return &c->encoding;
	}
}

static int
apply(struct cli *c, const struct opt *o, const char *v)
{
	switch (o->id) {
	case OPT_OUTPUT:
		vec_add(&c->output, v);
		break;
	case OPT_LIST:
		c->list = 1;
		break;
	case OPT_INK:
		c->ink = 1;
		break;
	case OPT_STRICT:
		c->strict = 1;
		break;
	case OPT_DRY_RUN:
		c->dry_run = 1;
		break;
	case OPT_FIRST_FIT:
		c->first_fit = 1;
		break;
	case OPT_QUIET:
		c->dg.quiet = 1;
		break;
	case OPT_VERBOSE:
		c->dg.verbose = 1;
		break;
	case OPT_JSON:
		c->json = c->dg.json = 1;
		break;
	case OPT_JOBS:
	case OPT_COLUMNS:
	case OPT_INK_LIMIT:
	case OPT_TIMEOUT:
	case OPT_MEMORY:
	case OPT_MAX_SIZE:
		return apply_limit(c, o, v);
	case OPT_LOG:
	case OPT_TO:
	case OPT_BY:
	case OPT_PROFILE:
	case OPT_IMAGES:
	case OPT_FOR:
	case OPT_IMPOSE:
	case OPT_DUMP:
	case OPT_TONE:
	case OPT_DATE:
		return apply_choice(c, o, v);
	case OPT_HELP:
		if (c->command)
			help_command(c->command);
		else
			help_all();
		return EXIT_DONE;
	case OPT_VERSION:
		puts("bantin " BANTIN_VERSION);
		return EXIT_DONE;
	default:
		*text_of(c, o->id) = v;
		break;
	}
	return -1;
}

/* One argument that begins with '-'; *i moves past a separate value. */
static int
parse_option(struct cli *c, int argc, char **argv, int *i)
{
	const char *a = argv[*i], *value = NULL;
	const struct opt *o;
	struct span name;

	if (a[1] == '-') {
		const char *eq = strchr(a + 2, '=');

		name = eq ? (struct span){ a + 2, (size_t)(eq - a - 2) }
		          : span_of(a + 2);
		o = find_long(name);
		value = eq ? eq + 1 : NULL;
	} else {
		o = find_short(a[1]);
		if (o && a[2])
			value = a + 2;
	}
	if (!o)
		return usage(c, "unknown option %s; 'bantin %s' lists them", a,
		        c->command ? "COMMAND --help" : "--help");
	if (c->command && !(o->commands & c->command->bit))
		return usage(c, "bantin %s does not know the option %s",
		        c->command->name, a);
	if (!o->arg && value)
		return usage(c, "option %s takes no value%s", a, "");
	if (o->arg && !value) {
		if (*i + 1 >= argc)
			return usage(
			        c, "option %s needs a value: %s", a, o->arg);
		value = argv[++*i];
	}
	return apply(c, o, value);
}

static const struct command *
find_command(const char *name)
{
	for (const struct command *c = command_table; c->name; c++)
		if (strcmp(c->name, name) == 0)
			return c;
	return NULL;
}

/* The day comes from --date or SOURCE_DATE_EPOCH; else this is the one look
 * at the clock. */
static int
read_epoch(struct cli *c)
{
	const char *e = getenv("SOURCE_DATE_EPOCH");
	long long n;

	if (!e || !*e) {
		c->now = (long long)time(NULL);
		return -1;
	}
	if (parse_count(e, 0, 253402300799LL, &n) < 0)
		return usage(c,
		        "SOURCE_DATE_EPOCH is '%s'; expected seconds "
		        "since 1970%s",
		        e, "");
	c->now = n;
	c->have_epoch = 1;
	return -1;
}

int
cli_parse(struct cli *c, int argc, char **argv)
{
	int only_inputs = 0, rc;

	memset(c, 0, sizeof(*c));
	diag_init(&c->dg);
	c->limits = limits_default;
	for (int i = 1; i < argc; i++) {
		const char *a = argv[i];

		if (!only_inputs && strcmp(a, "--") == 0) {
			only_inputs = 1;
		} else if (!only_inputs && a[0] == '-' && a[1]) {
			rc = parse_option(c, argc, argv, &i);
			if (rc >= 0)
				return rc;
		} else if (!c->command && strcmp(a, "help") == 0) {
			if (i + 1 < argc)
				c->command = find_command(argv[i + 1]);
			return apply(c, find_long(SPAN_LIT("help")), NULL);
		} else if (!c->command) {
			c->command = find_command(a);
			if (!c->command)
				return usage(c,
				        "unknown command '%s'; "
				        "'bantin --help' lists them%s",
				        a, "");
		} else {
			vec_add(&c->input, a);
		}
	}
	if (!c->command)
		return usage(c, "no command; 'bantin --help' lists them%s%s",
		        "", "");
	return read_epoch(c);
}

void
cli_free(struct cli *c)
{
	vec_free(&c->input);
	vec_free(&c->output);
}
