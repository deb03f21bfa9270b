/* options: the options of the command line as one table, and --help, which is
 * made from it. */
#ifndef BANTIN_RUN_OPTIONS_H
#define BANTIN_RUN_OPTIONS_H

#include "base/str.h"
#include "run/cli.h"

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
	OPT_LINKS,
	OPT_TITLE,
	OPT_LANG,
	OPT_URL,
	OPT_UNTRACK,
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
	OPT_AMONG,
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

/* By "--name" and by letter; NULL for none. */
const struct opt *
option_long(struct span name);
const struct opt *
option_short(char letter);

/* On standard output: all commands, and one with its options. */
void
help_all(void);
void
help_command(const struct command *c);

#endif
