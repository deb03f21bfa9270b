/* gather: inputs to a book: clean all articles with workers, then put what
 * came out in order. */
#ifndef BANTIN_RUN_GATHER_H
#define BANTIN_RUN_GATHER_H

#include "doc/book.h"
#include "doc/issue.h"
#include "run/cli.h"
#include "run/workers.h"

struct epub_page;
struct font_list;
struct pagelist;

/* One run of one command. */
struct run {
	struct cli *cli;
	struct diag *dg;
	struct limits limits;
	struct options options;
	struct rules *rules; /* of sites; NULL: none */
	struct chain chain;
	struct store *store;
	VEC(struct job) job;
	struct book *book;
	size_t failed;
	struct shared *shared; /* by pages of a site; NULL: nothing */
	struct font_list *fonts; /* of the machine; NULL: not read yet */
	struct pagelist *pages; /* of the PDF, for an EPUB; NULL: none */
	const struct epub_page *page;
	size_t page_count;
	const char *page_source;
};

/* Chain from --filters, else from the manifest's steps, else the default. */
int
run_open(struct run *r, struct cli *c, const struct issue *is);
void
run_close(struct run *r);

void
run_add_job(struct run *r, const char *path);
/* Clean every job.  Decides with --strict and limits.failures whether there is
 * an issue at all: 0, or an exit code after a diagnostic. */
int
run_clean(struct run *r);

/* What pages of one site share (share.c): the jobs that have any of it are
 * cleaned once more, without it.  0, or -1 after a diagnostic. */
int
run_clean_shared(struct run *r);
/* What the only input shares with the pages at and below --among: caller frees;
 * NULL: nothing.  0, or -1 after a diagnostic. */
int
shared_among(struct cli *c, struct shared **to);
/* Processes at once. */
int
run_workers(const struct run *r);

/* Entries of job[first .. first + n) that are clean go into a new section, in
 * the order of sort, at most limit (0: all). */
int
run_add_section(struct run *r, const char *title);
int
run_add_entries(struct run *r, size_t first, size_t n, enum issue_sort sort,
        int limit, int lead);
/* Date, language and modification time of the book where still unknown. */
void
run_finish_book(struct run *r);

#endif
