/* import: sheets from files, and what a sheet may pull in: files below the
 * folder of the first sheet, else of the library that all sheets share, each
 * within limits of depth and number. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "css/sheet.h"

#define MAX_BYTES ((size_t)16 << 20)
#define MAX_IMPORTS 16 /* one inside another */
#define MAX_SHEETS 200 /* in all: a fan of imports ends too */

static char *
real_path(struct css *c, const char *path)
{
	char *p = realpath(path, NULL), *kept = arena_strdup(c->a, p);

	free(p);
	return kept;
}

/* A URL with a scheme, or a path from the root of something. */
static int
is_elsewhere(struct span url)
{
	size_t i;

	if (url.n == 0 || url.p[0] == '/' || memchr(url.p, 0, url.n) != NULL)
		return 1;
	for (i = 0; i < url.n; i++) {
		if (url.p[i] == ':')
			return 1;
		if (url.p[i] == '/' || url.p[i] == '.')
			return 0;
	}
	return 0;
}

const char *
sheet_resolve(struct sheet *s, struct span url)
{
	char *beside, *real, *name;
	size_t n;

	if (s->folder == NULL || is_elsewhere(url))
		return NULL;
	name = arena_span(s->c->a, url);
	beside = path_beside(s->name, name);
	real = real_path(s->c, beside);
	name = arena_strdup(s->c->a, beside);
	free(beside);
	n = strlen(s->folder);
	if (real == NULL || strncmp(real, s->folder, n) != 0 ||
	        (real[n] != '/' && strcmp(s->folder, "/") != 0))
		return NULL;
	return name;
}

void
css_library(struct css *c, const char *dir)
{
	char *real = realpath(dir, NULL);

	c->library = arena_strdup(c->a, real);
	free(real);
}

/* The file url of the library, and in sub that it is one. */
static const char *
library_resolve(struct sheet *sub, struct span url)
{
	struct css *c = sub->c;

	if (c->library == NULL)
		return NULL;
	sub->folder = c->library;
	sub->name = arena_printf(c->a, "%s/", c->library);
	return sheet_resolve(sub, url);
}

static int
is_file(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

/* A sheet's folder first, then the library's. */
const char *
sheet_file(struct css *c, struct span url)
{
	struct sheet s = { .c = c, .name = c->home, .folder = c->home_folder };
	const char *path;

	if (c->now != NULL)
		s = *c->now;
	path = sheet_resolve(&s, url);
	if (path == NULL || !is_file(path))
		path = library_resolve(&s, url);
	return path != NULL && is_file(path) ? path : NULL;
}

/* Parse the file at path into s, whose name it becomes. */
int
sheet_read(struct sheet *s, const char *path)
{
	struct str text = STR_INIT;
	const char *slash;

	s->name = css_intern(s->c, span_of(path));
	s->real = real_path(s->c, path);
	if (file_read(path, MAX_BYTES, &text, s->dg) < 0) {
		str_free(&text);
		return -1;
	}
	if (s->folder == NULL && s->real != NULL) {
		slash = strrchr(s->real, '/');
		s->folder = arena_strndup(s->c->a, s->real,
		        slash == s->real ? 1 : (size_t)(slash - s->real));
	}
	if (s->c->home == NULL) {
		s->c->home = s->name;
		s->c->home_folder = s->folder;
	}
	sheet_parse(s, str_span(&text));
	str_free(&text);
	return 0;
}

static int
is_cycle(const struct sheet *s, const char *path)
{
	char *real = realpath(path, NULL);
	int found = real == NULL, depth = 0;

	for (; s != NULL && !found; s = s->importer) {
		found = (s->real != NULL && strcmp(s->real, real) == 0) ||
		        ++depth > MAX_IMPORTS;
	}
	free(real);
	return found;
}

/* @import url(...) [supports(...)] [media]; (css-cascade-4 2.1) */
void
sheet_import(struct sheet *s, const struct token *at, const struct token *end)
{
	struct vp v = vp_open(s->c, at + 1, (size_t)(end - at - 1)), in;
	struct sheet sub = *s;
	struct span url = { NULL, 0 };
	struct cond *cond;
	const char *path;
	int bad = 0;

	if (vp_peek(&v)->type == T_URL || vp_peek(&v)->type == T_STRING) {
		url = vp_peek(&v)->text;
		vp_step(&v);
	} else if (vp_function(&v, "url", &in) &&
	           vp_peek(&in)->type == T_STRING) {
		url = vp_peek(&in)->text;
	}
	path = sheet_resolve(s, url);
	if (path == NULL || !is_file(path))
		path = library_resolve(&sub, url);
	if (path == NULL || !is_file(path)) {
		sheet_warn(s, at, MSG_CSS_IMPORT,
		        "no such file below the "
		        "sheet's folder or the themes'",
		        at, end);
		return;
	}
	if (is_cycle(s, path) || ++s->c->sheets > MAX_SHEETS) {
		sheet_warn(s, at, MSG_CSS_IMPORT,
		        "it would import itself, or too many", at, end);
		return;
	}
	if (vp_function(&v, "supports", &in) &&
	        supports_holds(s->c, in.t, in.end) <= 0 &&
	        supports_declaration(s->c, in) <= 0)
		return;
	if (!vp_done(&v)) {
		cond = arena_new_of(s->c->a, struct cond);
		cond->list = media_parse(s->c, v.t, end, &bad);
		cond->up = s->cond;
		sub.cond = cond;
	}
	sub.importer = s;
	sub.depth = 0;
	(void)sheet_read(&sub, path);
}
