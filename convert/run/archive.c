/* archive: a folder of thousands of articles to EPUB volumes: one for each
 * month, for each section, or as many as a size allows.
 *
 * All articles are cleaned once, by workers, into one store; then each volume
 * is a book of its own whose chapters are loaded one by one.  What stays in
 * memory is a line of the contents for each article.  Names, order and bytes
 * of the volumes come from the articles alone: a second run over the same
 * folder, grown by new articles, rewrites only the volumes that changed.
 */
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/file.h"
#include "base/utf8.h"
#include "run/commands.h"
#include "run/files.h"
#include "run/gather.h"
#include "run/output.h"

#define SIZE_DEFAULT ((size_t)20 << 20)
#define ARTICLE_EXTRA 2048u /* tags, contents, directory: bytes */
#define VOLUME_EXTRA 1500000u /* cover and fonts */
#define SLUG_MAX 60

struct volume {
	const char *name; /* of the file, without ending */
	const char *label; /* behind the title */
	VEC(size_t) entry; /* of the whole */
	size_t bytes; /* at most, as estimated */
};

struct shelf {
	struct run *r;
	const char *title;
	const char *dir; /* as given */
	VEC(struct volume) volume;
	struct map by_name; /* -> index + 1 */
};

static int
usage(struct cli *c, const char *text)
{
	diag_report(&c->dg, NULL, MSG_USAGE, text);
	return EXIT_USAGE;
}

/* A letter without its marks. */
static uint32_t
base_letter(uint32_t cp)
{
	utf8proc_int32_t part[8];
	int last = 0;

	if (cp == 0x111) /* d with stroke is no d with a mark */
		return 'd';
	if (cp < 0x80 || cp > 0x10FFFF ||
	        utf8proc_decompose_char((utf8proc_int32_t)cp, part, 8,
	                UTF8PROC_DECOMPOSE, &last) < 1)
		return cp;
	return (uint32_t)part[0];
}

/* "Tin tức & sự kiện" as "tin-tuc-su-kien"; names in other scripts by their
 * hash; NULL when there is nothing to name. */
static char *
slug_of(struct arena *a, const char *name)
{
	struct str s = STR_INIT;
	const char *text = name, *end = text + strlen(text);
	int foreign = 0;
	char *slug, hex[SHA256_HEX + 1];

	while (text < end && s.len < SLUG_MAX) {
		uint32_t cp = utf8_next(&text, end);

		foreign |= cp_is_letter(cp);
		cp = base_letter(cp_lower(cp));
		if ((cp >= 'a' && cp <= 'z') || (cp >= '0' && cp <= '9'))
			str_putc(&s, (char)cp);
		else if (s.len && s.s[s.len - 1] != '-')
			str_putc(&s, '-');
	}
	while (s.len && s.s[s.len - 1] == '-')
		str_truncate(&s, s.len - 1);
	if (s.len == 0 && foreign) {
		sha256_hex(name, strlen(name), hex);
		str_printf(&s, "section-%.8s", hex);
	}
	slug = arena_strdup(a, s.len ? s.s : NULL);
	str_free(&s);
	return slug;
}

static struct volume *
volume_named(struct shelf *sh, const char *name, const char *label)
{
	void **slot = map_put(&sh->by_name, span_of(name));
	struct volume *v;

	if (*slot)
		return &sh->volume.p[(uintptr_t)*slot - 1];
	v = vec_push(&sh->volume);
	v->name = name;
	v->label = label;
	*slot = (void *)(uintptr_t)sh->volume.n;
	return v;
}

/* The section that the page names, else the folder it lies in. */
static const char *
section_of(const struct shelf *sh, const struct book_entry *e)
{
	struct arena *a = sh->r->book->arena;
	const char *rest = e->source + strlen(sh->dir), *slash;

	if (e->rubric && slug_of(a, e->rubric))
		return e->rubric;
	rest += strspn(rest, "/");
	slash = strchr(rest, '/');
	return slash ? arena_strndup(a, rest, (size_t)(slash - rest)) : NULL;
}

static int
has_month(const struct book_entry *e)
{
	return e->date && strlen(e->date) >= 7 &&
	       strspn(e->date, "0123456789-") >= 7 && e->date[4] == '-';
}

static void
place_by_section(struct shelf *sh, const struct book_entry *e, size_t i)
{
	struct arena *a = sh->r->book->arena;
	const char *section = section_of(sh, e);
	const char *slug = section ? slug_of(a, section) : NULL;
	struct volume *v =
	        volume_named(sh, slug ? slug : "other", slug ? section : NULL);

	vec_add(&v->entry, i);
}

static void
place_by_month(struct shelf *sh, const struct book_entry *e, size_t i)
{
	const char *month = NULL;
	struct volume *v;

	if (has_month(e))
		month = arena_strndup(sh->r->book->arena, e->date, 7);
	v = volume_named(sh, month ? month : "undated", month);
	vec_add(&v->entry, i);
}

/* Articles as they come, until the next would not fit. */
static void
place_by_size(struct shelf *sh, const struct book_entry *e, size_t i)
{
	size_t max = sh->r->cli->max_size ? sh->r->cli->max_size : SIZE_DEFAULT;
	size_t bytes = e->bytes + ARTICLE_EXTRA;
	struct volume *v = sh->volume.n ? vec_last(&sh->volume) : NULL;

	if (!v || v->bytes + bytes > max) {
		struct arena *a = sh->r->book->arena;
		size_t n = sh->volume.n + 1;

		v = volume_named(sh, arena_printf(a, "part-%03zu", n),
		        arena_printf(a, "%zu", n));
		v->bytes = VOLUME_EXTRA;
	}
	v->bytes += bytes;
	vec_add(&v->entry, i);
}

static void
place_all(struct shelf *sh)
{
	const char *by = sh->r->cli->by ? sh->r->cli->by : "month";
	const struct book *b = sh->r->book;

	for (size_t i = 0; i < b->entry.n; i++) {
		if (strcmp(by, "section") == 0)
			place_by_section(sh, &b->entry.p[i], i);
		else if (strcmp(by, "size") == 0)
			place_by_size(sh, &b->entry.p[i], i);
		else
			place_by_month(sh, &b->entry.p[i], i);
	}
}

/* A volume by section has its months as sections, one by month has the
 * sections of the pages; each only where there is more than one. */
static const char *
heading_of(const struct shelf *sh, const struct book_entry *e)
{
	const char *by = sh->r->cli->by;

	if (by && strcmp(by, "section") == 0)
		return has_month(e)
		               ? arena_strndup(sh->r->book->arena, e->date, 7)
		               : NULL;
	return by && strcmp(by, "size") == 0 ? NULL : section_of(sh, e);
}

static int
same_text(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

/* Entries go behind one another by heading, in the order in which the
 * headings come first; within one they keep their order. */
static void
fill_volume(struct shelf *sh, const struct volume *v, struct book *b)
{
	const struct book *all = sh->r->book;
	const char **heading = xcalloc(v->entry.n, sizeof(*heading));
	char *done = xcalloc(v->entry.n, 1);

	for (size_t i = 0; i < v->entry.n; i++)
		heading[i] = heading_of(sh, &all->entry.p[v->entry.p[i]]);
	for (size_t i = 0; i < v->entry.n; i++) {
		struct book_section *s;

		if (done[i])
			continue;
		s = vec_push(&b->section);
		s->title = arena_strdup(b->arena, heading[i]);
		s->first = b->entry.n;
		for (size_t k = i; k < v->entry.n; k++) {
			struct book_entry *e;

			if (done[k] || !same_text(heading[i], heading[k]))
				continue;
			done[k] = 1;
			e = vec_push(&b->entry);
			*e = all->entry.p[v->entry.p[k]];
			e->section = b->section.n - 1;
			s->n++;
		}
	}
	if (b->section.n == 1)
		b->section.p[0].title = NULL;
	free(heading);
	free(done);
}

static int
write_volume(struct shelf *sh, const struct volume *v, struct target *t)
{
	struct run *r = sh->r;
	struct book *all = r->book, *b = book_new(r->store);
	int rc;

	fill_volume(sh, v, b);
	b->title =
	        v->label ? arena_printf(b->arena, "%s, %s", sh->title, v->label)
	                 : arena_strdup(b->arena, sh->title);
	b->key = arena_printf(b->arena, "archive\n%s\n%s", sh->title, v->name);
	t->path = arena_printf(
	        all->arena, "%s/%s.epub", r->cli->output.p[0], v->name);
	r->book = b;
	run_finish_book(r);
	rc = output_write(r, t);
	r->book = all;
	book_free(b);
	return rc;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(((const struct volume *)a)->name,
	        ((const struct volume *)b)->name);
}

static int
write_all(struct shelf *sh)
{
	struct run *r = sh->r;
	struct cli *c = r->cli;
	size_t n = sh->volume.n;
	struct target *t = xcalloc(n, sizeof(*t));
	int rc = 0;

	qsort(sh->volume.p, n, sizeof(*sh->volume.p), by_name);
	if (!c->dry_run)
		rc = file_mkdirs(c->output.p[0], r->dg);
	for (size_t i = 0; i < n && rc == 0; i++) {
		t[i].form = FORM_EPUB;
		t[i].theme = c->style;
		t[i].fonts = 1;
		t[i].profile = c->profile;
		t[i].images = c->images;
		rc = write_volume(sh, &sh->volume.p[i], &t[i]);
	}
	if (rc == 0)
		output_summary(r, t, n);
	free(t);
	return rc < 0      ? c->dg.worst_exit
	       : r->failed ? EXIT_SOME_FAILED
	                   : EXIT_DONE;
}

static int
archive_all(struct shelf *sh, const struct files *list)
{
	struct run *r = sh->r;
	int rc;

	for (size_t i = 0; i < list->path.n; i++)
		run_add_job(r, list->path.p[i]);
	rc = run_clean(r);
	if (rc)
		return rc;
	run_add_section(r, NULL);
	if (run_add_entries(r, 0, r->job.n, SORT_DATE, 0, 0) < 0)
		return EXIT_BUG;
	place_all(sh);
	return write_all(sh);
}

/* "news" of "data/news/". */
static const char *
title_of(struct run *r, const char *dir)
{
	size_t n = strlen(dir);
	const char *base;

	if (r->cli->title)
		return r->cli->title;
	while (n > 1 && dir[n - 1] == '/')
		n--;
	base = path_base(arena_strndup(r->book->arena, dir, n));
	return strcmp(base, ".") && strcmp(base, "..") && strcmp(base, "/")
	               ? base
	               : "bantin";
}

int
run_archive(struct cli *c)
{
	struct files list = { 0 };
	struct run r;
	struct shelf sh = { .r = &r };
	int rc;

	if (c->input.n != 1)
		return usage(c, "archive: give one folder of articles");
	if (c->output.n != 1)
		return usage(c, "archive: give one folder for the EPUB files "
		                "with -o");
	if (files_find(&list, c->input.p[0], &c->dg) < 0) {
		rc = c->dg.worst_exit;
	} else if (run_open(&r, c, NULL) < 0) {
		rc = c->dg.worst_exit;
		run_close(&r);
	} else {
		sh.dir = c->input.p[0];
		sh.title = title_of(&r, sh.dir);
		rc = archive_all(&sh, &list);
		run_close(&r);
	}
	for (size_t i = 0; i < sh.volume.n; i++)
		vec_free(&sh.volume.p[i].entry);
	vec_free(&sh.volume);
	map_free(&sh.by_name);
	files_free(&list);
	return rc;
}
