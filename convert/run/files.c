/* files: see files.h.  The folders still to be read are a list, so their
 * depth costs no stack; the order of the file system does not show. */
#include "run/files.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/str.h"

#define FILES_MAX 1000000u
#define NAME_BYTES_MAX 4000u

static int
is_article(const char *name)
{
	static const char *const endings[] = { ".html", ".htm", ".xhtml",
		NULL };
	size_t n = strlen(name);

	for (int i = 0; endings[i]; i++) {
		size_t k = strlen(endings[i]);

		if (n > k && span_eq_nocase((struct span){ name + n - k, k },
		                     endings[i]))
			return 1;
	}
	return 0;
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

struct folders {
	VEC(char *) left;
};

static void
look_at(struct files *f, struct folders *dirs, const char *dir,
        const char *name)
{
	struct str s = STR_INIT;
	struct stat st;
	size_t n = strlen(dir);

	if (name[0] == '.')
		return;
	str_puts(&s, dir);
	if (n == 0 || dir[n - 1] != '/')
		str_putc(&s, '/');
	str_puts(&s, name);
	if (s.len <= NAME_BYTES_MAX && lstat(s.s, &st) == 0) {
		if (S_ISDIR(st.st_mode)) {
			vec_add(&dirs->left, str_detach(&s));
			return;
		}
		if (S_ISLNK(st.st_mode) && stat(s.s, &st) < 0)
			st.st_mode = 0;
		if (S_ISREG(st.st_mode) && is_article(name) &&
		        f->path.n < FILES_MAX) {
			vec_add(&f->path, str_detach(&s));
			return;
		}
	}
	str_free(&s);
}

static int
read_folder(
        struct files *f, struct folders *dirs, const char *dir, struct diag *dg)
{
	DIR *d = opendir(dir);
	struct dirent *e;

	if (!d)
		return diag_file(dg, dir, MSG_FILE_MISSING, strerror(errno));
	while ((e = readdir(d)) != NULL)
		look_at(f, dirs, dir, e->d_name);
	closedir(d);
	return 0;
}

int
files_find(struct files *f, const char *dir, struct diag *dg)
{
	struct folders dirs = { VEC_INIT };
	int rc;

	vec_add(&dirs.left, xstrdup(dir));
	for (rc = 0; dirs.left.n && rc == 0;) {
		char *next = dirs.left.p[--dirs.left.n];

		rc = read_folder(f, &dirs, next, dg);
		free(next);
	}
	while (dirs.left.n)
		free(dirs.left.p[--dirs.left.n]);
	vec_free(&dirs.left);
	if (rc == 0 && f->path.n == 0)
		rc = diag_file(dg, dir, MSG_NO_FILES);
	if (f->path.n)
		qsort(f->path.p, f->path.n, sizeof(*f->path.p), by_text);
	return rc;
}

void
files_free(struct files *f)
{
	for (size_t i = 0; i < f->path.n; i++)
		free(f->path.p[i]);
	vec_free(&f->path);
}
