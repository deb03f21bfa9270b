/* diag: every message bantin can utter, and the counting that makes the exit
 * status.  All texts stand in message.def; nothing else prints to stderr.
 *
 * Levels: note; warning (something was guessed or dropped); error (this
 * article is out); fatal (no issue).  Whoever detects a fault reports it
 * once; callers only pass on -1.
 */
#ifndef BANTIN_BASE_DIAG_H
#define BANTIN_BASE_DIAG_H

#include <stddef.h>

#include "base/str.h"

enum diag_level {
	DIAG_NOTE,
	DIAG_WARNING,
	DIAG_ERROR,
	DIAG_FATAL,
	DIAG_LEVELS
};

/* message.def: M(id, level, exit code when fatal or sole, "text") */
enum diag_msg {
#define M(id, level, exit_code, text) MSG_##id,
#include "base/message.def"
#undef M
	MSG_COUNT
};

/* Where a message points to; zero fields are left out of the text. */
struct where {
	const char *file;
	int line; /* 1-based */
	int col; /* 1-based, in bytes */
	long long offset; /* byte offset + 1, so that 0 is "unknown" */
};

struct diag {
	const char *program; /* prefix, "bantin" */
	const char *file; /* default for where.file */
	int quiet; /* 1: no warnings, no notes */
	int verbose; /* 1: notes are shown */
	int json; /* 1: one JSON object a line */
	unsigned count[DIAG_LEVELS];
	enum diag_msg first_bad; /* error or fatal; else MSG_COUNT */
	/* Sink; NULL writes to stderr.  text has no newline. */
	void (*sink)(void *ctx, enum diag_level level, enum diag_msg msg,
	        const struct where *w, const char *text);
	void *ctx;
	int worst_exit; /* exit code of the worst message */
};

void
diag_init(struct diag *dg);
/* A sink that keeps and prints nothing. */
void
diag_unheard(void *ctx, enum diag_level level, enum diag_msg msg,
        const struct where *w, const char *text);
/* Report msg; the arguments are those of its text in message.def.  Returns
 * -1 always, so that `return diag_report(...)` reads well. */
int
diag_report(struct diag *dg, const struct where *w, enum diag_msg msg, ...);
/* The same, for a file only. */
int
diag_file(struct diag *dg, const char *file, enum diag_msg msg, ...);
enum diag_level
diag_level_of(enum diag_msg msg);
const char *
diag_name(enum diag_msg msg); /* "FILE_MISSING" */
/* The message of that name, or -1: for reading back what a worker wrote. */
int
diag_by_name(const char *name);
int
diag_exit_of(enum diag_msg msg);
/* The line as it would be printed, without newline, for sinks. */
void
diag_format(struct str *out, const struct diag *dg, enum diag_level level,
        enum diag_msg msg, const struct where *w, const char *text);
/* Count and show a message whose text is there already: one that a worker
 * reported to its own sink.  w may be NULL. */
void
diag_emit(struct diag *dg, enum diag_level level, enum diag_msg msg,
        const struct where *w, const char *text);

#endif
