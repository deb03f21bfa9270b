/* issue_files: the files that the manifest's sections name, by paths and
 * patterns; each file stands in the issue once.
 */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "doc/manifest.h"

/* Looking for the files of the sections. */
struct finder {
	struct manifest *m;
	struct issue_source *src;
	struct map taken; /* real path -> where it was named */
	char *base; /* "folder/" of the manifest, or "" */
};

static char *
identity(struct arena *arena, const char *path)
{
	char *real = realpath(path, NULL);
	char *id = arena_strdup(arena, real ? real : path);

	free(real);
	return id;
}

static void
add_path(struct finder *f, const char *path)
{
	vec_add(&f->src->path, arena_strdup(f->m->arena, path));
}

static int
take(struct finder *f, const char *path)
{
	void **place = map_put(&f->taken, span_of(identity(f->m->arena, path)));

	if (*place)
		return 0;
	*place = f;
	return 1;
}

/* A file that has its own place in the issue, or came by an earlier pattern,
 * does not come again. */
static void
found(void *ctx, const char *path)
{
	struct finder *f = ctx;

	if (take(f, path))
		add_path(f, path);
}

static int
compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static size_t
pos_of(const struct manifest *m, int line, int col)
{
	const char *p = str_c(&m->text);
	const char *from = p;

	while (--line > 0 && (p = strchr(p, '\n')))
		p++;
	return p ? (size_t)(p - from) + (size_t)col - 1 : 0;
}

static void
find_one(struct finder *f, int patterns)
{
	struct issue_source *src = f->src;
	size_t pos = pos_of(f->m, src->line, src->col);
	char *path;

	if (glob_is_pattern(src->pattern) != patterns)
		return;
	if (patterns) {
		glob_files(*src->pattern == '/' ? "" : f->base, src->pattern,
		        found, f);
		if (src->path.n)
			qsort(src->path.p, src->path.n, sizeof(char *),
			        compare);
		else
			manifest_fault(f->m, pos, MSG_MANIFEST_NO_MATCH,
			        f->m->at.s, src->pattern);
		return;
	}
	path = path_beside(f->m->path, src->pattern);
	if (take(f, path))
		add_path(f, path);
	else
		manifest_fault(f->m, pos, MSG_MANIFEST_AGAIN, f->m->at.s,
		        src->pattern);
	free(path);
}

/* Files named by themselves first: a lead story that the pattern of a later
 * or earlier section matches, too, stays where it was put. */
void
issue_find_files(struct manifest *m)
{
	struct finder f = { .m = m };
	struct issue *is = m->is;
	size_t i, k;
	int patterns;

	f.base = path_beside(m->path, "");
	for (patterns = 0; patterns < 2; patterns++)
		for (i = 0; i < is->section.n; i++)
			for (k = 0; k < is->section.p[i].source.n; k++) {
				str_truncate(&m->at, 0);
				str_printf(&m->at,
				        "sections[%zu].articles[%zu]", i + 1,
				        k + 1);
				f.src = &is->section.p[i].source.p[k];
				find_one(&f, patterns);
			}
	str_truncate(&m->at, 0);
	map_free(&f.taken);
	free(f.base);
}
