/* clean: the bytes of one article are read and go through the chain. */
#include "run/clean.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"

struct article *
clean_input(const char *path, const struct chain *chain, const char *until,
        const struct options *o, struct diag *dg)
{
	struct article *a = article_new(path);
	char *folder = path_folder(path);

	a->base_dir = arena_strdup(a->arena, folder);
	free(folder);
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
