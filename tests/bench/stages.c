/* stages: CPU time of each stage of the chain over pages, on one core.
 *
 * usage: stages FILE...  A line a stage: milliseconds, share of all, and
 * megabytes of raw page in a second.  Images are left out: what they cost
 * depends on the store's disk.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "base/heap.h"
#include "filters/filter.h"

#define STAGES_MAX 16

static double
cpu_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void
drop_message(void *ctx, enum diag_level level, enum diag_msg msg,
        const struct where *w, const char *text)
{
	(void)ctx, (void)level, (void)msg, (void)w, (void)text;
}

int
main(int argc, char **argv)
{
	struct options o = { .limits = &limits_default };
	double ms[STAGES_MAX] = { 0 }, all = 0, bytes = 0;
	struct diag dg;
	int failed = 0;
	size_t k;

	heap_keep(); /* as workers do */
	diag_init(&dg);
	dg.sink = drop_message;
	for (int i = 1; i < argc; i++) {
		struct article *a = article_new(argv[i]);
		int r = file_read(
		        argv[i], limits_default.input_bytes, &a->raw, &dg);

		bytes += (double)a->raw.len;
		for (k = 0; r == 0 && filter_table[k] != NULL &&
		            filter_table[k] != &filter_images;
		        k++) {
			double t = cpu_ms();

			r = filter_table[k]->run(a, &o, &dg);
			ms[k] += cpu_ms() - t;
		}
		failed += r != 0;
		article_free(a);
	}
	for (k = 0; filter_table[k] != NULL; k++)
		all += ms[k];
	for (k = 0; filter_table[k] != NULL; k++)
		if (ms[k] > 0)
			printf("%-12s %9.1f ms %5.1f %% %8.1f MB/s\n",
			        filter_table[k]->name, ms[k], ms[k] * 100 / all,
			        bytes / ms[k] / 1e3);
	printf("%-12s %9.1f ms         %8.1f MB/s, %d pages, %d failed\n",
	        "all", all, bytes / all / 1e3, argc - 1, failed);
	return 0;
}
