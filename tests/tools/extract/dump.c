/* dump: the blocks and features of many pages, for label.py and train.c.
 *
 *	dump LIST FEATURES BLOCKS
 *
 * LIST has a line "set id fold site path" for each page (prepare.py writes
 * it).  FEATURES: per page int32 blocks, features, site; then the features
 * row by row.  BLOCKS: "set id fold n" and n lines of text.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "filters/extract/extract.h"

static void
put(FILE *f, const void *p, size_t size, size_t n)
{
	if (fwrite(p, size, n, f) != n) {
		fprintf(stderr, "dump: cannot write\n");
		exit(1);
	}
}

struct dump {
	const struct page *page;
	int site;
	FILE *features, *blocks;
};

static void
dump_block(void *ctx, size_t i, const int32_t *row, int n)
{
	const struct dump *d = ctx;
	const struct block *b = &d->page->block.p[i];
	int32_t head[3] = { (int32_t)d->page->block.n, n, d->site };

	if (i == 0)
		put(d->features, head, sizeof(*head), 3);
	put(d->features, row, sizeof(*row), (size_t)n);
	fprintf(d->blocks, "%.*s\n", (int)b->len, d->page->text.s + b->text);
}

static void
dump_page(const struct page *pg, int site, FILE *features, FILE *blocks)
{
	struct dump d = { pg, site, features, blocks };
	int32_t none[3] = { 0, 0, site };

	if (pg->block.n == 0)
		put(features, none, sizeof(*none), 3);
	page_features(pg, dump_block, &d);
}

int
main(int argc, char **argv)
{
	char set[64], id[512], path[1024];
	FILE *list, *features, *blocks;
	struct diag dg;
	int fold, site;

	if (argc != 4 || !(list = fopen(argv[1], "r")) ||
	        !(features = fopen(argv[2], "wb")) ||
	        !(blocks = fopen(argv[3], "w")))
		return 2;
	diag_init(&dg);
	dg.quiet = 1;
	while (fscanf(list, "%63s %511s %d %d %1023s", set, id, &fold, &site,
	               path) == 5) {
		struct article *a = article_new(path);
		struct options o = { .limits = &limits_default,
			.encoding = "utf-8" };
		struct page pg;

		if (file_read(path, o.limits->input_bytes, &a->raw, &dg) == 0 &&
		        filter_decode.run(a, &o, &dg) == 0 &&
		        filter_parse.run(a, &o, &dg) == 0 &&
		        filter_meta.run(a, &o, &dg) == 0) {
			page_open(&pg, a);
			page_measure(&pg);
			fprintf(blocks, "%s %s %d %zu\n", set, id, fold,
			        pg.block.n);
			dump_page(&pg, site, features, blocks);
			page_close(&pg);
		}
		article_free(a);
	}
	fclose(list);
	return fclose(features) != 0 || fclose(blocks) != 0;
}
