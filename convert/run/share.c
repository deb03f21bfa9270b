/* share: what pages of one site say word for word, over the pages of a run.
 *
 * The pages are cleaned and give notes (filters/shared.h).  What enough of
 * them share is furniture: those that have any of it go through the chain once
 * more, told of it, and the new article takes the place of the old one in the
 * store.  So ledger and balance of words are those of one cleaning.  What the
 * second has to say was said before.  Where it fails, as by a time limit, the
 * first stays.  Standard input cannot be read again and stays as it is.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "filters/shared.h"
#include "run/files.h"
#include "run/gather.h"

static struct shared *
find_shared(const struct run *r)
{
	const struct shared_notes **page;
	struct shared *s;

	page = xcalloc(r->job.n + 1, sizeof(*page));
	for (size_t i = 0; i < r->job.n; i++)
		if (r->job.p[i].state == JOB_DONE)
			page[i] = r->job.p[i].notes;
	s = shared_find(page, r->job.n);
	free(page);
	return s;
}

static int
is_concerned(const struct run *r, const struct job *j)
{
	return j->state == JOB_DONE && j->notes && strcmp(j->path, "-") != 0 &&
	       shared_concerns(r->shared, j->notes);
}

int
run_clean_shared(struct run *r)
{
	struct work w = { .chain = &r->chain,
		.options = &r->options,
		.workers = run_workers(r),
		.unheard = 1 };
	int rc;

	r->options.notes = 0;
	r->options.shared = r->shared = find_shared(r);
	if (!r->shared)
		return 0;
	w.job = xcalloc(r->job.n, sizeof(*w.job));
	for (size_t i = 0; i < r->job.n; i++) {
		struct job *j = &r->job.p[i];

		if (!is_concerned(r, j))
			continue;
		w.job[w.jobs].path = j->path;
		memcpy(w.job[w.jobs++].key, j->key, sizeof(j->key));
	}
	rc = workers_run(&w, r->dg);
	if (rc == 0 && w.jobs)
		diag_report(r->dg, NULL, MSG_SHARED, w.jobs, r->job.n);
	free(w.job);
	return rc;
}

/* As far as notes are taken. */
static void
chain_to_extract(struct chain *to, const struct chain *from)
{
	for (size_t i = 0; i < from->step.n; i++) {
		vec_add(&to->step, from->step.p[i]);
		if (from->step.p[i].filter == &filter_extract)
			return;
	}
}

static int
is_same_file(const struct stat *a, const char *path)
{
	struct stat b;

	return stat(path, &b) == 0 && a->st_dev == b.st_dev &&
	       a->st_ino == b.st_ino;
}

static int
read_pages(struct run *r, const struct files *f)
{
	const char *own = r->cli->input.p[0];
	struct chain chain = { VEC_INIT };
	struct work w = { .chain = &chain,
		.options = &r->options,
		.workers = run_workers(r),
		.unheard = 1 };
	struct stat st;
	int there = strcmp(own, "-") != 0 && stat(own, &st) == 0;
	int rc;

	if (there)
		run_add_job(r, own);
	for (size_t i = 0; i < f->path.n; i++)
		if (!there || !is_same_file(&st, f->path.p[i]))
			run_add_job(r, f->path.p[i]);
	r->options.notes = 1;
	w.job = r->job.p;
	w.jobs = r->job.n;
	chain_to_extract(&chain, &r->chain);
	rc = workers_run(&w, r->dg);
	chain_free(&chain);
	return rc;
}

int
shared_among(struct cli *c, struct shared **to)
{
	struct files f = { 0 };
	struct run r;
	int rc = files_find(&f, c->among, &c->dg);

	*to = NULL;
	if (rc == 0) {
		rc = run_open(&r, c, NULL);
		if (rc == 0)
			rc = read_pages(&r, &f);
		if (rc == 0)
			*to = find_shared(&r);
		run_close(&r);
	}
	files_free(&f);
	return rc;
}
