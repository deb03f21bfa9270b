/* build: a whole issue from its manifest. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/file.h"
#include "run/commands.h"
#include "run/gather.h"
#include "run/output.h"
#include "run/picture.h"
#include "run/report.h"

/* One run per issue: a lock on the manifest itself, which vanishes with the
 * process, so there is never a stale one. */
static int
lock_issue(const char *path, struct diag *dg)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) < 0 &&
	        errno == EWOULDBLOCK) {
		close(fd);
		return diag_file(dg, path, MSG_LOCKED);
	}
	return fd;
}

/* The folders of the outputs are made when they are missing. */
static int
make_folder(const char *path, struct diag *dg)
{
	const char *slash = strrchr(path, '/');
	char *dir;
	int rc;

	if (!slash || slash == path)
		return 0;
	dir = xstrndup(path, (size_t)(slash - path));
	rc = file_mkdirs(dir, dg);
	free(dir);
	return rc;
}

/* NULL where it is damaged: no output shows it. */
static char *
whole_picture(struct run *r, const char *path)
{
	if (path == NULL || picture_is_damaged(path, r->dg))
		return NULL;
	return arena_strdup(r->book->arena, path);
}

static void
describe_book(struct run *r, const struct issue *is)
{
	struct book *b = r->book;
	struct arena *ar = b->arena;

	b->title = arena_strdup(ar, is->title);
	b->number = arena_strdup(ar, is->number);
	b->date = arena_strdup(ar, is->date);
	b->shown = arena_strdup(ar, is->shown);
	b->lang = arena_strdup(ar, is->lang);
	b->publisher = arena_strdup(ar, is->publisher);
	b->address = arena_strdup(ar, is->address);
	b->description = arena_strdup(ar, is->description);
	b->rights = arena_strdup(ar, is->rights);
	b->subject = arena_strdup(ar, is->subject);
	b->logo = whole_picture(r, is->logo);
	b->cover = whole_picture(r, is->epub.cover);
	b->key = arena_printf(ar, "%s\n%s\n%s\n%s",
	        is->publisher ? is->publisher : "", is->title,
	        is->number ? is->number : "", is->date);
}

/* Jobs in the order of the manifest. */
static void
add_jobs(struct run *r, const struct issue *is)
{
	for (size_t s = 0; s < is->section.n; s++)
		for (size_t k = 0; k < is->section.p[s].source.n; k++) {
			const struct issue_source *src =
			        &is->section.p[s].source.p[k];

			for (size_t i = 0; i < src->path.n; i++)
				run_add_job(r, src->path.p[i]);
		}
}

static int
add_sections(struct run *r, const struct issue *is)
{
	size_t at = 0;

	for (size_t s = 0; s < is->section.n; s++) {
		const struct issue_section *sec = &is->section.p[s];

		run_add_section(r, sec->title);
		for (size_t k = 0; k < sec->source.n; k++) {
			const struct issue_source *src = &sec->source.p[k];

			if (run_add_entries(r, at, src->path.n, src->sort,
			            src->limit, src->lead) < 0)
				return -1;
			at += src->path.n;
		}
		/* a section whose articles all failed leaves no heading */
		if (!vec_last(&r->book->section)->n)
			r->book->section.n--;
	}
	return 0;
}

static size_t
list_targets(struct target *t, const struct issue *is, const struct cli *c)
{
	size_t n = 0;

	memset(t, 0, 2 * sizeof(*t));
	if (is->pdf.output) {
		t[n].form = FORM_PDF;
		t[n].path = is->pdf.output;
		t[n].theme = c->style ? c->style : is->pdf.theme;
		t[n].page = is->pdf.page;
		t[n].columns = is->pdf.columns;
		t[n].jump = is->pdf.jump;
		t[n].print = is->pdf.print ||
		             (is->pdf.target &&
		                     strcmp(is->pdf.target, "print") == 0);
		t[n].bleed = is->pdf.bleed;
		t[n].crop_marks = is->pdf.crop_marks;
		t[n].condition = is->pdf.print;
		t[n].ink = is->pdf.ink;
		t[n].keep_rgb = is->pdf.keep_rgb;
		t[n].links = (enum weblink_way)is->pdf.links;
		t[n].short_urls = is->pdf.short_urls;
		t[n].attach = is->pdf.attach ? is->limits.input_bytes : 0;
		t[n].booklet = c->impose != NULL;
		n++;
	}
	if (is->epub.output) {
		t[n].form = FORM_EPUB;
		t[n].path = is->epub.output;
		t[n].theme = c->style ? c->style : is->epub.theme;
		t[n].fonts = is->epub.fonts;
		t[n].profile = c->profile_set
		                       ? c->profile
		                       : (enum epub_profile)is->epub.profile;
		t[n].images = c->images_set ? c->images
		                            : (enum epub_images)is->epub.images;
		n++;
	}
	return n;
}

/* The layout of the issue's PDF as text. */
static int
dump_pdf(struct run *r, const struct issue *is, const struct target *t,
        size_t targets)
{
	size_t i = 0;

	while (i < targets && t[i].form != FORM_PDF)
		i++;
	if (i == targets)
		return diag_file(r->dg, is->path, MSG_NO_PDF),
		       r->dg->worst_exit;
	return output_dump(r, &t[i], r->cli->dump) < 0 ? r->dg->worst_exit
	                                               : EXIT_DONE;
}

static int
build_issue(struct run *r, const struct issue *is)
{
	struct cli *c = r->cli;
	struct target t[2];
	size_t targets = list_targets(t, is, c);
	int rc;

	add_jobs(r, is);
	if (!r->job.n) {
		diag_file(r->dg, is->path, MSG_NO_ARTICLES);
		return EXIT_NO_INPUT;
	}
	rc = run_clean(r);
	if (rc)
		return rc;
	describe_book(r, is);
	if (add_sections(r, is) < 0)
		return EXIT_BUG;
	run_finish_book(r);
	for (size_t i = 0; i < targets && !c->dry_run && !c->dump; i++)
		if (make_folder(t[i].path, r->dg) < 0)
			return c->dg.worst_exit;
	if (c->dump)
		return dump_pdf(r, is, t, targets);
	if (output_write_all(r, t, targets) < 0)
		return c->dg.worst_exit;
	if (is->report && !c->dry_run &&
	        (make_folder(is->report, r->dg) < 0 ||
	                report_write(r, is, t, targets) < 0))
		return c->dg.worst_exit;
	output_summary(r, t, targets);
	return r->failed ? EXIT_SOME_FAILED : EXIT_DONE;
}

int
run_build(struct cli *c)
{
	const char *path = c->input.n ? c->input.p[0] : "issue.yaml";
	struct issue *is;
	struct run r;
	int rc, lock;

	if (c->input.n > 1) {
		diag_report(&c->dg, NULL, MSG_USAGE,
		        "build: more than one manifest; run it once for each");
		return EXIT_USAGE;
	}
	is = issue_load(path, c->date, c->now, &c->dg);
	if (!is)
		return c->dg.worst_exit;
	lock = lock_issue(path, &c->dg);
	if (lock < 0) {
		issue_free(is);
		return EXIT_TRY_AGAIN;
	}
	c->strict |= is->strict;
	if (run_open(&r, c, is) < 0)
		rc = c->dg.worst_exit;
	else
		rc = build_issue(&r, is);
	run_close(&r);
	issue_free(is);
	close(lock);
	return rc;
}
