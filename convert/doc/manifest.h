/* manifest: what the files of issue.h share: reading a mapping by a table of
 * keys, and gathering all faults with their places. */
#ifndef BANTIN_DOC_MANIFEST_H
#define BANTIN_DOC_MANIFEST_H

#include <libfyaml.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/hash.h"
#include "base/str.h"
#include "base/vec.h"
#include "doc/issue.h"

struct fault {
	int line, col;
	enum diag_msg msg;
	char *text;
};

struct raw {
	char *text; /* NULL: not given */
	size_t pos;
};

struct manifest {
	struct arena *arena; /* the issue's */
	const char *path;
	struct str text;
	struct fy_document *doc;
	struct str at; /* "sections[2].articles[1]" for messages */
	size_t here; /* byte offset of the key being read */
	VEC(struct fault) faults;
	struct issue *is;
	/* issue: as written; the date is worked out after reading it */
	char *zone, *lang;
	struct raw period, date, number;
	const char *today; /* of --date, or NULL */
	long long now;
};

struct manifest_key {
	const char *name;
	/* Reads the value into `to`; faults go to the manifest. */
	void (*read)(struct manifest *m, struct fy_node *n, void *to,
	        const struct manifest_key *key);
	size_t offset; /* of the field in the struct being filled */
	const void *arg; /* of the reader: a table, a choice */
	int required;
};

/* 0, or -1 after one diagnostic when it is no YAML. */
int
manifest_parse(struct manifest *m, struct diag *dg);
/* Byte offset of a node's first scalar, else of the key around it. */
size_t
manifest_pos(const struct manifest *m, struct fy_node *n);
void
manifest_place(const struct manifest *m, size_t pos, int *line, int *col);
void
manifest_fault(struct manifest *m, size_t pos, enum diag_msg msg, ...);
/* Emit all faults in the order of the file; number of errors. */
int
manifest_report(struct manifest *m, struct diag *dg);
void
manifest_mapping(struct manifest *m, struct fy_node *n,
        const struct manifest_key *table, void *to);
/* Append ".name" or "[i]" to the place; returns what to cut back to. */
size_t
manifest_enter(struct manifest *m, const char *name, size_t index);

/* A scalar's text, aliases followed, in the arena, one line and trimmed.
 * NULL after one fault: no scalar, empty, or control characters. */
char *
manifest_scalar(struct manifest *m, struct fy_node *n, const char *expected);

/* Readers; `to` points to the field. */
void
read_mapping(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key); /* arg: the table */
void
read_plain(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key); /* char *, as it is */
void
read_raw(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key); /* struct raw */
void
read_text(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key); /* char *, template */
void
read_path(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key); /* char *, beside it */
void
read_version(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key);
void
read_bool(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key); /* int */
void
read_columns(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key); /* int, 1..12 */
void
read_count(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key); /* int, from 1 */
void
read_length(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key); /* unit */
void
read_size(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key); /* size_t, "512M" */
void
read_time(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key); /* int, milliseconds */
void
read_ink(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key);
void
read_percent(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key); /* int */
void
read_page(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key); /* char * */
void
read_lang(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key); /* char * */

struct choice {
	const char *name; /* NULL ends */
	int value;
};
void
read_choice(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key); /* int; arg: struct choice[] */

/* Templates.  {year} {month} {day} {week} {date} {number} {months_since:
 * YYYY-MM} {weeks_since:YYYY-MM-DD} {days_since:YYYY-MM-DD}; {{ and }} are
 * braces.  In paths month, day and week have two digits and a '/' of the
 * number becomes '-'.  NULL after one fault at pos. */
char *
template_fill(struct manifest *m, const char *text, int in_path, size_t pos);

/* The issue's date by period and zone (period.c); faults at their places. */
void
period_apply(struct manifest *m);
/* Proleptic Gregorian: days since 1970-01-01, and back. */
long long
date_to_days(int year, int month, int day);
void
date_from_days(long long days, int *year, int *month, int *day);
int
date_week(int year, int month, int day); /* ISO 8601 week */

/* Seconds east of UTC of an IANA zone at a time (tz.c).  0, or -1 when there
 * is no such zone or its file is damaged. */
int
tz_offset(const char *zone, long long now, long *offset);
/* A POSIX TZ string, "CET-1CEST,M3.5.0,M10.5.0/3". */
int
tz_posix(const char *rule, long long now, long *offset);

/* The paths of every section's sources (issue_files.c); faults at their
 * places. */
void
issue_find_files(struct manifest *m);

/* Is it a pattern: does it hold * ? or [ ? */
int
glob_is_pattern(const char *s);
/* Does the pattern match a name, where '*' stands for any characters? */
int
glob_name(const char *pattern, const char *name);
/* A whole path by its components, "**" being any folders; a pattern that does
 * not begin with '/' may begin at any folder of the path. */
int
glob_path(const char *pattern, const char *path);
/* Each file that matches the pattern below dir, which is taken as it stands
 * and is empty or ends in '/'.  Names that begin with '.' are matched by a
 * literal dot alone. */
void
glob_files(const char *dir, const char *pattern,
        void (*found)(void *ctx, const char *path), void *ctx);

#endif
