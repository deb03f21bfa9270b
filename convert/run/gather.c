/* gather: a run from its inputs to a book: jobs for the workers, failures held
 * against what is allowed, articles in the order of their sections. */
#include "run/gather.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "doc/dom.h"
#include "filters/images.h"
#include "run/output.h"
#include "run/pagelist.h"
#include "filters/rules.h"
#include "filters/shared.h"
#include "text/font.h"

int
run_open(struct run *r, struct cli *c, const struct issue *is)
{
	memset(r, 0, sizeof(*r));
	r->cli = c;
	r->dg = &c->dg;
	r->limits = is ? is->limits : c->limits;
	if (c->timeout_set)
		r->limits.article_ms = c->limits.article_ms;
	if (c->memory_set)
		r->limits.memory = c->limits.memory;
	if (c->filters) {
		if (chain_from_names(&r->chain, c->filters, r->dg) < 0)
			return -1;
	} else if (is && is->step.n) {
		for (size_t i = 0; i < is->step.n; i++) {
			const struct issue_step *s = &is->step.p[i];
			struct where w = { is->path, s->line, s->col, 0 };
			int rc = s->run ? chain_add_command(
			                          &r->chain, s->run, &w, r->dg)
			                : chain_add(&r->chain, s->name, &w,
			                          r->dg);

			if (rc < 0)
				return -1;
		}
		if (chain_check(&r->chain, r->dg) < 0)
			return -1;
	} else {
		chain_default(&r->chain);
	}
	if (c->rules || (is && is->rules)) {
		r->rules = rules_load(c->rules ? c->rules : is->rules, r->dg);
		if (!r->rules)
			return -1;
	}
	r->options.rules = r->rules;
	r->store = store_open(NULL, r->dg);
	if (!r->store)
		return -1;
	r->options.encoding = c->encoding;
	r->options.lang = c->lang;
	r->options.url = c->url;
	r->options.untrack = c->untrack || (is && is->untrack);
	r->options.tone = c->tone;
	for (size_t i = 0; i < c->output.n; i++)
		r->options.running |= form_of_path(c->output.p[i]) == FORM_JSON;
	r->options.limits = &r->limits;
	r->options.store = r->store;
	r->options.images = image_cache_new();
	r->book = book_new(r->store);
	if (is && is->index.on) {
		r->book->names =
		        names_load(is->index.names, is->index.given, r->dg);
		if (!r->book->names)
			return -1;
	}
	return 0;
}

void
run_close(struct run *r)
{
	for (size_t i = 0; i < r->job.n; i++) {
		str_free(&r->job.p[i].messages);
		free(r->job.p[i].notes);
	}
	vec_free(&r->job);
	shared_free(r->shared);
	image_cache_free(r->options.images);
	rules_free(r->rules);
	pagelist_free(r->pages);
	font_list_free(r->fonts);
	if (r->book) {
		names_free(r->book->names);
		book_free(r->book);
	}
	if (r->store)
		store_close(r->store);
	chain_free(&r->chain);
}

void
run_add_job(struct run *r, const char *path)
{
	struct job *j = vec_push(&r->job);

	j->path = path;
	j->worker = -1;
	snprintf(j->key, sizeof(j->key), "%06zu", r->job.n);
}

static void
progress(void *ctx, size_t finished, size_t of)
{
	(void)ctx;
	fprintf(stderr, "\r%zu of %zu articles", finished, of);
	if (finished == of)
		fputs("\r\033[K", stderr);
	fflush(stderr);
}

static int
judge_failures(struct run *r)
{
	size_t n = r->job.n;
	int all_missing = 1;

	for (size_t i = 0; i < n; i++)
		if (r->job.p[i].state != JOB_DONE) {
			r->failed++;
			all_missing &= r->job.p[i].exit_code == EXIT_NO_INPUT;
		}
	if (r->failed == n) {
		diag_report(r->dg, NULL, MSG_ALL_BAD, n);
		return all_missing ? EXIT_NO_INPUT : EXIT_BAD_INPUT;
	}
	if (r->failed && r->cli->strict) {
		diag_report(r->dg, NULL, MSG_STRICT_FAILED, r->failed, n);
		return EXIT_BAD_INPUT;
	}
	if (r->failed * 100 > n * (size_t)r->limits.failures_percent) {
		diag_report(r->dg, NULL, MSG_TOO_MANY_FAILED, r->failed, n,
		        r->limits.failures_percent);
		return EXIT_BAD_INPUT;
	}
	return 0;
}

int
run_workers(const struct run *r)
{
	long n = r->cli->jobs;

	if (n < 1)
		n = sysconf(_SC_NPROCESSORS_ONLN);
	return n < 1 ? 1 : (int)n;
}

/* Texts alone need no fonts. */
static int
needs_fonts(const struct cli *c)
{
	for (size_t i = 0; i < c->output.n; i++) {
		enum form form = form_of_path(c->output.p[i]);

		if (form != FORM_XHTML && form != FORM_TEXT &&
		        form != FORM_MD && form != FORM_JSON)
			return 1;
	}
	return c->output.n == 0;
}

static void
list_fonts(void *run)
{
	struct run *r = run;

	r->fonts = font_list_new();
}

int
run_clean(struct run *r)
{
	struct work w = { .job = r->job.p,
		.jobs = r->job.n,
		.chain = &r->chain,
		.options = &r->options,
		.workers = run_workers(r),
		.meanwhile = needs_fonts(r->cli) ? list_fonts : NULL,
		.ctx = r };

	r->options.notes = r->job.n >= SHARED_LEAST;
	if (!r->dg->quiet && !r->dg->json && isatty(2) && r->job.n > 1)
		w.done = progress;
	if (workers_run(&w, r->dg) < 0 || run_clean_shared(r) < 0)
		return EXIT_TRY_AGAIN;
	return judge_failures(r);
}

int
run_add_section(struct run *r, const char *title)
{
	struct book_section *s = vec_push(&r->book->section);

	s->title = arena_strdup(r->book->arena, title);
	s->first = r->book->entry.n;
	return 0;
}

static int
compare_text(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "");
}

static int
by_date(const void *a, const void *b)
{
	const struct book_entry *x = a, *y = b;
	int c = compare_text(x->date, y->date);

	return c ? c : strcmp(x->key, y->key);
}

static int
by_date_desc(const void *a, const void *b)
{
	const struct book_entry *x = a, *y = b;
	int c = compare_text(y->date, x->date);

	return c ? c : strcmp(x->key, y->key);
}

static int
by_title(const void *a, const void *b)
{
	const struct book_entry *x = a, *y = b;
	int c = compare_text(x->title, y->title);

	return c ? c : strcmp(x->key, y->key);
}

/* A place within another article must be known before that one is written. */
static void
fill_links(struct arena *ar, struct book_entry *e, xmlNodePtr root)
{
	VEC(const char *) list = VEC_INIT;

	for (xmlNodePtr n = root; n; n = dom_next(n, root)) {
		const char *href = dom_is(n, "a") ? dom_attr(n, "href") : NULL;

		if (href && href[0] != '#' && strchr(href, '#'))
			vec_add(&list, arena_strdup(ar, href));
	}
	if (list.n) {
		e->link = arena_array(ar, list.n, sizeof(*e->link));
		memcpy(e->link, list.p, list.n * sizeof(*e->link));
		e->links = list.n;
	}
	vec_free(&list);
}

/* What the contents must know of an article; the rest stays in the store. */
static int
fill_entry(struct run *r, struct book_entry *e, const struct job *j)
{
	struct arena *ar = r->book->arena;
	struct article *a = store_get_text(r->store, j->key, r->dg);
	struct str text = STR_INIT;

	if (!a)
		return -1;
	e->key = arena_strdup(ar, j->key);
	e->source = arena_strdup(ar, j->path);
	e->meta = meta_keep(ar, &a->meta);
	e->title = e->meta->f[META_TITLE].value;
	e->standfirst = e->meta->f[META_STANDFIRST].value;
	e->byline = arena_strdup(ar, meta_byline(a));
	e->date = e->meta->f[META_DATE].value;
	e->lang = e->meta->f[META_LANG].value;
	e->url = e->meta->f[META_URL].value;
	if (article_root(a))
		dom_text_folded(article_root(a), &text);
	e->rubric = e->meta->f[META_SECTION].value;
	e->words = words_count(str_span(&text));
	e->bytes = text.len;
	for (size_t i = 0; i < a->assets.n; i++)
		e->bytes += a->assets.p[i].size;
	fill_links(ar, e, article_root(a));
	str_free(&text);
	if (!e->title)
		e->title = arena_strdup(ar, path_base(j->path));
	if (!e->lang)
		e->lang = arena_strdup(ar, "und");
	article_free(a);
	return 0;
}

int
run_add_entries(struct run *r, size_t first, size_t n, enum issue_sort sort,
        int limit, int lead)
{
	struct book *b = r->book;
	size_t start = b->entry.n;

	for (size_t i = first; i < first + n; i++) {
		if (r->job.p[i].state != JOB_DONE)
			continue;
		if (fill_entry(r, vec_push(&b->entry), &r->job.p[i]) < 0)
			return -1;
	}
	n = b->entry.n - start;
	if (n > 1 && (sort == SORT_DATE || sort == SORT_DATE_DESC))
		qsort(b->entry.p + start, n, sizeof(*b->entry.p),
		        sort == SORT_DATE ? by_date : by_date_desc);
	else if (n > 1 && sort == SORT_TITLE)
		qsort(b->entry.p + start, n, sizeof(*b->entry.p), by_title);
	if (limit > 0 && n > (size_t)limit)
		b->entry.n = start + (size_t)limit;
	for (size_t i = start; i < b->entry.n; i++) {
		b->entry.p[i].section = b->section.n - 1;
		b->entry.p[i].lead = lead;
	}
	vec_last(&b->section)->n = b->entry.n - vec_last(&b->section)->first;
	return 0;
}

static char *
iso_time(struct arena *ar, long long seconds)
{
	time_t t = (time_t)seconds;
	struct tm tm;

	gmtime_r(&t, &tm);
	return arena_printf(ar, "%04d-%02d-%02dT%02d:%02d:%02dZ",
	        tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour,
	        tm.tm_min, tm.tm_sec);
}

/* That of most articles; of two, the one that comes first. */
static const char *
main_lang(const struct book *b)
{
	struct map count = { 0 };
	const char *best = "und";
	uintptr_t most = 0;

	for (size_t i = 0; i < b->entry.n; i++) {
		const char *lang = b->entry.p[i].lang;

		if (strcmp(lang, "und") != 0) {
			void **slot = map_put(&count, span_of(lang));

			*slot = (void *)((uintptr_t)*slot + 1);
		}
	}
	for (size_t i = 0; i < b->entry.n; i++) {
		const char *lang = b->entry.p[i].lang;
		uintptr_t n = (uintptr_t)map_get(&count, span_of(lang));

		if (n > most) {
			most = n;
			best = lang;
		}
	}
	map_free(&count);
	return best;
}

/* Never the clock: the same articles make the same file on any day. */
void
run_finish_book(struct run *r)
{
	struct book *b = r->book;
	const char *newest = NULL;

	for (size_t i = 0; i < b->entry.n; i++) {
		struct book_entry *e = &b->entry.p[i];

		e->id = arena_printf(b->arena, "a%04zu", i + 1);
		if (e->date && strlen(e->date) >= 10 &&
		        (!newest || strncmp(e->date, newest, 10) > 0))
			newest = e->date;
	}
	if (!b->date && r->cli->date)
		b->date = arena_strdup(b->arena, r->cli->date);
	if (!b->date && newest)
		b->date = arena_strndup(b->arena, newest, 10);
	if (!b->date && r->cli->have_epoch)
		b->date = arena_strndup(
		        b->arena, iso_time(b->arena, r->cli->now), 10);
	if (!b->shown)
		b->shown = b->date;
	if (!b->date)
		b->date = arena_strdup(b->arena, "1970-01-01");
	if (r->cli->have_epoch)
		b->modified = iso_time(b->arena, r->cli->now);
	else
		b->modified = arena_printf(b->arena, "%.10sT00:00:00Z",
		        newest && strncmp(newest, b->date, 10) > 0 ? newest
		                                                   : b->date);
	if (!b->lang)
		b->lang = arena_strdup(b->arena, main_lang(b));
}
