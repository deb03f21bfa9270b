#include "run/clean.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"

/* The folder that relative image names start from: the input's own. */
static char *
folder_of(struct article *a, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return arena_strdup(a->arena, ".");
	return arena_strndup(
	        a->arena, path, slash == path ? 1 : (size_t)(slash - path));
}

struct article *
clean_input(const char *path, const struct chain *chain, const char *until,
        const struct options *o, struct diag *dg)
{
	struct article *a = article_new(path);

	a->base_dir = folder_of(a, path);
	dg->file = a->name;
	if (file_read(path, o->limits->input_bytes, &a->raw, dg) < 0 ||
	        chain_run(chain, until, a, o, dg) < 0) {
		dg->file = NULL;
		article_free(a);
		return NULL;
	}
	dg->file = NULL;
	return a;
}
