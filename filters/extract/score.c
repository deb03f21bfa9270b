/* score: boosted regression trees over the features, in two stages.
 *
 * Takes a page, fills block.p with a probability in thousandths.  The trees
 * (J. Friedman, "Greedy Function Approximation: A Gradient Boosting Machine",
 * 2001) are const tables in model.inc, made offline by
 * tests/tools/extract/train.c; thresholds and leaves are integers, so every
 * machine gives the same answer.
 */
#include <stdlib.h>

#include "filters/extract/extract.h"

#include "filters/extract/model.inc"

/* 1000 / (1 + exp(-x / 4)) for x = -32 .. 32 */
static const int16_t logistic[65] = {
	0,
	0,
	1,
	1,
	1,
	1,
	2,
	2,
	2,
	3,
	4,
	5,
	7,
	9,
	11,
	14,
	18,
	23,
	29,
	37,
	47,
	60,
	76,
	95,
	119,
	148,
	182,
	223,
	269,
	321,
	378,
	438,
	500,
	562,
	622,
	679,
	731,
	777,
	818,
	852,
	881,
	905,
	924,
	940,
	953,
	963,
	971,
	977,
	982,
	986,
	989,
	991,
	993,
	995,
	996,
	997,
	998,
	998,
	998,
	999,
	999,
	999,
	999,
	1000,
	1000,
};

/* Input in 1/1024; straight lines between the table's points. */
static int32_t
sigmoid(int32_t x)
{
	int32_t at, part;

	if (x <= -8 * 1024)
		return logistic[0];
	if (x >= 8 * 1024)
		return logistic[64];
	at = (x + 8 * 1024) / 256;
	part = (x + 8 * 1024) % 256;
	return logistic[at] + (logistic[at + 1] - logistic[at]) * part / 256;
}

#define SURE_TREES 40
#define SURE_NOT (-5 * 1024)

/* Most of a page is menus, of which the first trees are sure; the rest need
 * not be asked.  Training asks in the same way. */
int32_t
forest_eval(const struct forest *f, const int32_t *x)
{
	int32_t sum = f->bias;

	for (int t = 0; t < f->trees; t++) {
		if (t == SURE_TREES && sum < SURE_NOT)
			break;
		const struct tree_node *n = f->node + f->root[t];
		const struct tree_node *base = n;

		while (n->feature >= 0)
			n = x[n->feature] <= n->value ? n + 1 : base + n->right;
		sum += n->value;
	}
	return sigmoid(sum);
}

void
page_score(struct page *pg, const struct forest *s1, const struct forest *s2)
{
	int32_t n = (int32_t)pg->block.n, nids;
	size_t rows = (size_t)n;
	int32_t *x = xmalloc(rows * FEATURES * sizeof(*x) + 1);
	int32_t *ids = xcalloc(rows * GROUPS + 1, sizeof(*ids));
	int32_t *ctx = xmalloc(rows * CONTEXTS * sizeof(*ctx) + 1);
	int32_t *p = xcalloc(rows + 1, sizeof(*p));
	int32_t *words = xcalloc(rows + 1, sizeof(*words));
	int32_t row[FEATURES + CONTEXTS];
	int nf, nc;

	nf = page_features(pg, x);
	for (int32_t i = 0; i < n; i++) {
		p[i] = forest_eval(s1, x + (size_t)i * FEATURES);
		words[i] = pg->block.p[i].words;
	}
	nids = page_groups(pg, ids);
	nc = context_features(p, words, ids, nids, n, ctx);
	for (int32_t i = 0; i < n; i++) {
		const int32_t *a = x + (size_t)i * FEATURES,
		              *b = ctx + (size_t)i * CONTEXTS;

		for (int k = 0; k < nf; k++)
			row[k] = a[k];
		for (int k = 0; k < nc; k++)
			row[nf + k] = b[k];
		pg->block.p[i].p = s2->trees ? forest_eval(s2, row) : p[i];
	}
	free(x);
	free(ids);
	free(ctx);
	free(p);
	free(words);
}
