/* answer: what the whole chain makes of many pages, each by the forest that
 * has not seen its site.
 *
 *	answer LIST MODEL OUT [BLOCKS]
 *
 * LIST is prepare.py's, MODEL the name given to train (MODEL.0, MODEL.1, ...
 * are read; MODEL.all when it ends with ".all").  OUT gets a line "set id",
 * then one with the JSON of the clean article.  BLOCKS, for people and for
 * worst.py: "set id n", then per block a line of its probability, whether it
 * was kept, the rule that refused it, its tag and its text, tabs between.
 *
 * score.c is taken in here with a forest that can be exchanged.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define extract_forest fixed_forest
#include "filters/extract/score.c"
#undef extract_forest

#include "base/file.h"
#include "doc/store.h"
#include "doc/xhtml.h"

#define FOLDS 16

struct forest extract_forest;

static void
read_all(FILE *f, void *p, size_t n)
{
	if (n && fread(p, 1, n, f) != n) {
		fprintf(stderr, "answer: a model is short\n");
		exit(1);
	}
}

static void
read_model(const char *name, const char *tail, struct forest *out)
{
	char path[1024];
	FILE *f;
	struct tree_node *node;
	uint32_t *root;
	int32_t head[3];

	snprintf(path, sizeof(path), "%s%s", name, tail);
	f = fopen(path, "rb");
	if (!f)
		return;
	read_all(f, head, sizeof(head));
	root = xmalloc((size_t)head[0] * sizeof(*root) + 1);
	node = xmalloc((size_t)head[1] * sizeof(*node) + 1);
	read_all(f, root, (size_t)head[0] * sizeof(*root));
	read_all(f, node, (size_t)head[1] * sizeof(*node));
	*out = (struct forest){ node, root, head[0], head[2] };
	fclose(f);
}

static void
put_blocks(FILE *f, const char *set, const char *id, const struct page *pg)
{
	fprintf(f, "%s %s %zu\n", set, id, pg->block.n);
	for (size_t i = 0; i < pg->block.n; i++) {
		const struct block *b = &pg->block.p[i];
		const struct elem *e = &pg->elem.p[b->el];

		fprintf(f, "%d\t%d\t%s\t%s\t%.*s\n", (int)b->p, b->keep,
		        b->rule ? b->rule : "-", (const char *)e->node->name,
		        (int)b->len, pg->text.s + b->text);
	}
}

static void
show_blocks(FILE *f, const char *set, const char *id, const char *path,
        const struct options *o, struct diag *dg)
{
	struct article *a = article_new(path);
	struct page pg;

	if (file_read(path, o->limits->input_bytes, &a->raw, dg) == 0 &&
	        filter_decode.run(a, o, dg) == 0 &&
	        filter_parse.run(a, o, dg) == 0 &&
	        filter_meta.run(a, o, dg) == 0) {
		page_open(&pg, a);
		page_measure(&pg);
		page_score(&pg, &extract_forest);
		page_select(&pg);
		put_blocks(f, set, id, &pg);
		page_close(&pg);
	}
	article_free(a);
}

int
main(int argc, char **argv)
{
	char set[64], id[512], path[1024], tail[16];
	struct forest model[FOLDS] = { 0 };
	FILE *list, *out, *blocks = NULL;
	struct options o = { .limits = &limits_default, .running = 1 };
	struct chain chain = { 0 };
	struct diag dg;
	int fold, site, all;

	if (argc < 4 || !(list = fopen(argv[1], "r")) ||
	        !(out = fopen(argv[3], "w")) ||
	        (argc > 4 && !(blocks = fopen(argv[4], "w"))))
		return 2;
	diag_init(&dg);
	dg.quiet = 1;
	all = strlen(argv[2]) > 4 &&
	      strcmp(argv[2] + strlen(argv[2]) - 4, ".all") == 0;
	for (int k = 0; k < FOLDS; k++) {
		snprintf(tail, sizeof(tail), ".%d", k);
		read_model(argv[2], all ? "" : tail, &model[k]);
	}
	chain_default(&chain);
	o.store = store_open(NULL, &dg);
	while (fscanf(list, "%63s %511s %d %d %1023s", set, id, &fold, &site,
	               path) == 5) {
		struct article *a = article_new(path);
		struct str s = STR_INIT;
		char *json;

		if (fold < 0 || fold >= FOLDS || !model[fold].trees)
			return 2;
		a->base_dir = arena_strdup(a->arena, "/nonexistent");
		extract_forest = model[fold];
		if (blocks)
			show_blocks(blocks, set, id, path, &o, &dg);
		if (file_read(path, o.limits->input_bytes, &a->raw, &dg) == 0 &&
		        chain_run(&chain, NULL, a, &o, &dg) == 0)
			json_document(&s, a);
		json = xstrdup(str_c(&s));
		for (char *p = json; *p; p++)
			if (*p == '\n')
				*p = ' ';
		fprintf(out, "%s %s\n%s\n", set, id, *json ? json : "{}");
		free(json);
		str_free(&s);
		article_free(a);
	}
	chain_free(&chain);
	store_close(o.store);
	fclose(list);
	if (blocks)
		fclose(blocks);
	return fclose(out) != 0;
}
