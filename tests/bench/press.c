/* press: layout and PDF of clean articles: pages in a second of CPU, by phase.
 *
 * usage: press [-o OUT.pdf] [-n ARTICLES] [-1] FILE...
 *
 * What is measured begins with the store: articles read back, laid out,
 * written.  Issues of 100, 1,000 and 10,000 pages (ARTICLES: one issue of so
 * many) are made of the files, over and over where they do not suffice, each
 * three times, short ones more often (-1: once, without phases and proof, for
 * profilers), the fastest of which counts.  Each is a process of its own that
 * has cleaned its articles first, as the command does: what the heap looks like
 * then is part of it.
 * The proof of the file is told apart.
 *
 * Where the time goes is measured in one run more, in which the linker puts
 * the functions of table WRAP behind ours (--wrap): a clock that is read at
 * each crossing adds to the phase at hand alone.  These clocks cost time, so
 * shares are taken from that run and seconds from the others.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "pdf/pdf.h"
#include "run/gather.h"
#include "run/proof.h"
#include "run/typeset.h"

enum phase {
	REST,
	STORE,
	CASCADE,
	BOXES,
	ITEMS,
	SHAPING,
	BREAKING,
	LINES,
	PAGES,
	CONTENT,
	DEFLATE,
	TAGS,
	FONTS,
	SAVING,
	PHASES
};

static const char *const phase_name[PHASES] = { "the rest", "store", "cascade",
	"boxes", "items of text", "shaping", "breaking", "lines", "pagination",
	"content streams", "deflate", "tags", "fonts", "pictures, writing" };

struct clocks {
	int on;
	enum phase now;
	double since, ms[PHASES];
};

static struct clocks *
clocks(void)
{
	static struct clocks c;

	return &c;
}

/* Not the processor's time: to ask for that is a call to the system. */
static double
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static enum phase
enter(enum phase p)
{
	struct clocks *c = clocks();
	enum phase was = c->now;
	double t;

	if (c->on && p != was) {
		t = now_ms();
		c->ms[was] += t - c->since;
		c->since = t;
		c->now = p;
	}
	return was;
}

/* The functions take up to seven integers or pointers, and give one or none;
 * what more the registers hold is passed on unseen. */
#define WRAP(name, which)                                                      \
	long __real_##name(long, long, long, long, long, long, long);          \
	long __wrap_##name(long, long, long, long, long, long, long);          \
	long __wrap_##name(                                                    \
	        long a, long b, long c, long d, long e, long f, long g)        \
	{                                                                      \
		enum phase was = enter(which);                                 \
		long r = __real_##name(a, b, c, d, e, f, g);                   \
                                                                               \
		enter(was);                                                    \
		return r;                                                      \
	}

/* The Makefile reads the names from here. */
WRAP(book_text, STORE)
WRAP(article_free, STORE)
WRAP(css_style, CASCADE)
WRAP(box_build, BOXES)
WRAP(inline_prepare, ITEMS)
WRAP(shape_word, SHAPING)
WRAP(shape_words, SHAPING)
WRAP(kp_make, BREAKING)
WRAP(kp_break, BREAKING)
WRAP(block_set, LINES)
WRAP(build_run, PAGES)
WRAP(build_end, PAGES)
WRAP(pdf_content, CONTENT)
WRAP(libdeflate_zlib_compress, DEFLATE)
WRAP(pdf_tags_write, TAGS)
WRAP(faces_write, FONTS)
WRAP(objects_save, SAVING)

struct result {
	double cpu, proof, ms[PHASES];
	long peak_kb;
	int pages, failed;
};

static double
cpu(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int
make_pdf(struct run *r, struct target *t, struct publish *out)
{
	struct typeset p;
	struct pdf_options po = { .book = r->book,
		.store = r->store,
		.file = "press.pdf",
		.compression = PDF_COMPRESSION };
	struct frame *frame = NULL;
	struct pdf *pdf = NULL;
	int rc = typeset_open(&p, r, t);

	po.shaper = p.shaper;
	if (rc == 0 && (pdf = pdf_open(out, &po, r->dg)) != NULL) {
		struct page_sink sink = { pdf, pdf_page };

		rc = layout_book(r->book, &p.options, &sink, &frame, r->dg);
	}
	if (frame) {
		rc = pdf_finish(pdf, frame);
		t->pages = frame->pages;
	}
	rc = frame ? rc : -1;
	pdf_free(pdf);
	frame_free(frame);
	typeset_close(&p);
	return rc;
}

static void
measure(struct run *r, const char *path, int phases, int proof,
        struct result *to)
{
	struct target t = { .form = FORM_PDF, .path = path };
	struct publish *out = publish_open(path, r->dg);
	struct clocks *c = clocks();
	struct rusage u;
	double start = cpu();

	c->on = phases;
	c->since = now_ms();
	to->failed = out == NULL || make_pdf(r, &t, out) < 0;
	enter(PHASES - 1 - (c->now == PHASES - 1)); /* the last one's time */
	to->cpu = cpu() - start;
	memcpy(to->ms, c->ms, sizeof(to->ms));
	to->pages = t.pages;
	getrusage(RUSAGE_SELF, &u);
	to->peak_kb = u.ru_maxrss;
	if (to->failed) {
		publish_abort(out);
		return;
	}
	start = cpu();
	prctl(PR_SET_NAME, "proofing");
	to->failed = proof && proof_pdf(&t, out, r->dg) < 0;
	to->proof = cpu() - start;
	to->failed |= publish_commit(out, &t.unchanged) < 0;
}

/* What an issue is made of. */
struct issue_of {
	char **file;
	size_t files, n; /* articles */
	const char *path;
};

/* n articles, the first ones over and over. */
static int
make_book(struct run *r, const struct issue_of *is)
{
	struct book *b = r->book;
	size_t articles = is->n < is->files ? is->n : is->files;

	for (size_t i = 0; i < articles; i++)
		run_add_job(r, is->file[i]);
	if (run_clean(r))
		return -1;
	run_add_section(r, NULL);
	if (run_add_entries(r, 0, r->job.n, SORT_GIVEN, 0, 0) < 0)
		return -1;
	b->title = arena_strdup(b->arena, "The year");
	b->key = b->title;
	articles = b->entry.n;
	while (b->entry.n < is->n) {
		struct book_entry e = b->entry.p[b->entry.n % articles];

		*(struct book_entry *)vec_push(&b->entry) = e;
	}
	vec_last(&b->section)->n = b->entry.n;
	run_finish_book(r);
	return 0;
}

static struct result
press(const struct issue_of *is, int phases, int proof)
{
	struct result res = { .failed = 1 };
	struct cli c = { .limits = limits_default };
	struct run r;

	diag_init(&c.dg);
	c.dg.quiet = 1;
	if (run_open(&r, &c, NULL) == 0 && make_book(&r, is) == 0) {
		prctl(PR_SET_NAME, "pressing"); /* for profilers */
		measure(&r, is->path, phases, proof, &res);
	}
	run_close(&r);
	return res;
}

static struct result
apart(const struct issue_of *is, int phases, int proof)
{
	struct result res = { .failed = 1 };
	int fd[2];
	pid_t pid;

	fflush(stdout);
	if (pipe(fd) < 0 || (pid = fork()) < 0)
		return res;
	if (pid == 0) {
		res = press(is, phases, proof);
		_exit(write(fd[1], &res, sizeof(res)) != sizeof(res));
	}
	close(fd[1]);
	if (read(fd[0], &res, sizeof(res)) != sizeof(res))
		res.failed = 1;
	close(fd[0]);
	waitpid(pid, NULL, 0);
	return res;
}

static void
show_phases(const struct result *best, const struct result *by)
{
	double all = 0;

	for (int i = 0; i < PHASES; i++)
		all += by->ms[i];
	for (int i = 0; i < PHASES; i++)
		printf("  %-18s %8.3f s %5.1f %%\n", phase_name[i],
		        by->ms[i] / all * best->cpu, by->ms[i] * 100 / all);
}

/* What disturbs a run of .1 s, or of one, is more of it than of one that takes
 * 6 s: among three there may be none that was left alone. */
#define SHORT 2000 /* articles */
#define TIMES 5

static struct result
series(const struct issue_of *is, int runs, int phases)
{
	struct result best = { .failed = 1 };

	if (runs > 1 && is->n < SHORT)
		runs *= TIMES;
	for (int i = 0; i < runs; i++) {
		struct result one = apart(is, 0, runs > 1);

		if (i == 0 || one.cpu < best.cpu)
			best = one;
		if (one.failed)
			break;
	}
	printf("%6zu articles %6d pages %8.3f s %6.0f pages/s "
	       "%.3f ms a page %4ld MB, proof %.2f s%s\n",
	        is->n, best.pages, best.cpu, best.pages / best.cpu,
	        best.cpu * 1e3 / best.pages, best.peak_kb / 1024, best.proof,
	        best.failed ? ": FAILED" : "");
	if (phases) {
		struct result by = apart(is, 1, 0);

		show_phases(&best, &by);
	}
	return best;
}

int
main(int argc, char **argv)
{
	struct issue_of is = { .path = "press.pdf" };
	struct result one;
	int opt, runs = 3, phases;

	while ((opt = getopt(argc, argv, "o:n:1")) != -1)
		if (opt == 'o')
			is.path = optarg;
		else if (opt == '1')
			runs = 1;
		else if (opt == 'n')
			is.n = strtoul(optarg, NULL, 10);
		else
			return 1;
	is.file = argv + optind;
	is.files = (size_t)(argc - optind);
	phases = runs > 1;
	if (is.n)
		return series(&is, runs, phases).failed;
	is.n = is.files;
	one = series(&is, runs, phases);
	for (int pages = 100; pages <= 10000 && one.pages; pages *= 100) {
		is.n = is.files * (size_t)pages / (size_t)one.pages;
		one.failed |= series(&is, runs, 0).failed;
	}
	return one.failed;
}
