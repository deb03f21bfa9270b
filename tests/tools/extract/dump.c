/* dump: the blocks and features of many pages, for label.py and train.c.
 *
 *	dump LIST FEATURES BLOCKS
 *
 * LIST has a line "set id fold path" for each page (prepare.py writes it).
 * FEATURES: per page int32 blocks, features, ids; then the features row by
 * row, the groups, the words.  BLOCKS: "set id fold n" and n lines of text.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "filters/extract/extract.h"

static void
put(FILE *f, const int32_t *p, size_t n)
{
	if (fwrite(p, sizeof(*p), n, f) != n) {
		fprintf(stderr, "dump: cannot write\n");
		exit(1);
	}
}

static void
dump_page(const struct page *pg, FILE *features, FILE *blocks)
{
	int32_t n = (int32_t)pg->block.n, head[3] = { n, 0, 0 };
	int32_t *x = calloc((size_t)n * FEATURES + 1, sizeof(*x));
	int32_t *ids = calloc((size_t)n * GROUPS + 1, sizeof(*ids));

	head[1] = page_features(pg, x);
	head[2] = page_groups(pg, ids);
	put(features, head, 3);
	for (int32_t i = 0; i < n; i++)
		put(features, x + (size_t)i * FEATURES, (size_t)head[1]);
	put(features, ids, (size_t)n * GROUPS);
	for (int32_t i = 0; i < n; i++) {
		const struct block *b = &pg->block.p[i];

		put(features, &b->words, 1);
		fprintf(blocks, "%.*s\n", (int)b->len, pg->text.s + b->text);
	}
	free(x);
	free(ids);
}

int
main(int argc, char **argv)
{
	char set[64], id[512], path[1024];
	FILE *list, *features, *blocks;
	struct diag dg;
	int fold;

	if (argc != 4 || !(list = fopen(argv[1], "r")) ||
	        !(features = fopen(argv[2], "wb")) ||
	        !(blocks = fopen(argv[3], "w")))
		return 2;
	diag_init(&dg);
	dg.quiet = 1;
	while (fscanf(list, "%63s %511s %d %1023s", set, id, &fold, path) ==
	        4) {
		struct article *a = article_new(path);
		struct options o = { .limits = &limits_default,
			.encoding = "utf-8" };
		struct page pg;

		if (file_read(path, o.limits->input_bytes, &a->raw, &dg) == 0 &&
		        filter_decode.run(a, &o, &dg) == 0 &&
		        filter_parse.run(a, &o, &dg) == 0) {
			page_open(&pg, a);
			page_measure(&pg);
			fprintf(blocks, "%s %s %d %zu\n", set, id, fold,
			        pg.block.n);
			dump_page(&pg, features, blocks);
			page_close(&pg);
		}
		article_free(a);
	}
	fclose(list);
	return fclose(features) != 0 || fclose(blocks) != 0;
}
