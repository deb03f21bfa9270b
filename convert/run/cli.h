/* cli: the command line as data: one table of commands, one of options.
 * --help is made from the tables; tests hold the man page to them. */
#ifndef BANTIN_RUN_CLI_H
#define BANTIN_RUN_CLI_H

#include "base/diag.h"
#include "base/limits.h"
#include "base/vec.h"
#include "doc/issue.h"
#include "doc/weblink.h"
#include "filters/filter.h"

struct cli {
	struct diag dg;
	const struct command *command;
	VEC(const char *) input;
	VEC(const char *) output; /* -o, in order */
	int jobs; /* 0: one per processor */
	int dry_run;
	int strict;
	int json; /* --json, --log json */
	const char *style;
	const char *lang;
	const char *url; /* --url: of the only input */
	int untrack;
	const char *encoding;
	const char *date; /* YYYY-MM-DD */
	const char *title;
	const char *filters;
	const char *until;
	const char *to; /* clean --to */
	const char *dump; /* convert --dump */
	int first_fit; /* convert --first-fit */
	const char *purpose; /* check --for */
	int ink; /* check --ink */
	int ink_limit; /* percent; 0: not given */
	const char *print; /* convert --print */
	const char *impose; /* --impose booklet */
	int columns;
	enum weblink_way links; /* convert --links */
	int list; /* decode --list */
	const char *rules; /* --rules: site rules */
	const char *expect; /* clean --expect */
	const char *html; /* explain --html */
	const char *among; /* folder of the other pages of a run */
	enum tone_style tone; /* --tone */
	const char *page;
	const char *by; /* archive --by */
	size_t max_size; /* archive --max-size */
	enum epub_profile profile; /* --epub-profile */
	enum epub_images images; /* --epub-images */
	int profile_set, images_set;
	struct limits limits;
	int timeout_set, memory_set;
	long long now; /* seconds; the only look at the clock */
	int have_epoch; /* SOURCE_DATE_EPOCH is set */
};

/* Bits: which commands know an option. */
enum {
	CMD_CONVERT = 1,
	CMD_BUILD = 2,
	CMD_CLEAN = 4,
	CMD_FILTERS = 8,
	CMD_DECODE = 16,
	CMD_CHECK = 32,
	CMD_EXPLAIN = 64,
	CMD_ARCHIVE = 128,
	CMD_INIT = 256,
	CMD_DOCTOR = 512,
	CMD_ALL = 1023
};

struct command {
	const char *name;
	unsigned bit;
	const char *args; /* of the usage line */
	const char *about; /* one line */
	const char *more; /* paragraphs for --help */
	int (*run)(struct cli *c); /* gives the exit code */
};

extern const struct command command_table[]; /* ends with a NULL name */

/* Fill c from argv.  Returns -1 to go on, or an exit code (help, version,
 * usage error). */
int
cli_parse(struct cli *c, int argc, char **argv);
void
cli_free(struct cli *c);

/* Exit codes of DESIGN 5. */
enum {
	EXIT_DONE = 0,
	EXIT_SOME_FAILED = 3,
	EXIT_USAGE = 64,
	EXIT_BAD_INPUT = 65,
	EXIT_NO_INPUT = 66,
	EXIT_BUG = 70,
	EXIT_CANT_CREATE = 73,
	EXIT_IO = 74,
	EXIT_TRY_AGAIN = 75,
	EXIT_MANIFEST = 78,
	EXIT_TERM = 143
};

#endif
