/* score: boosted regression trees over the features.
 *
 * Takes a page, fills block.p with a probability in thousandths.  The trees
 * (J. Friedman, "Greedy Function Approximation: A Gradient Boosting Machine",
 * 2001) are const tables in model.inc, made offline by
 * tests/tools/extract/train.c; thresholds and leaves are integers, so every
 * machine gives the same answer.
 */
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
#define SURE_NOT (-2800) /* of 1024; leaves weigh half, there are two bags */

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

struct scoring {
	struct page *page;
	const struct forest *forest;
};

static void
score_block(void *ctx, size_t block, const int32_t *row, int n)
{
	const struct scoring *s = ctx;

	(void)n;
	s->page->block.p[block].p = forest_eval(s->forest, row);
}

void
page_score(struct page *pg, const struct forest *f)
{
	struct scoring s = { pg, f };

	page_features(pg, score_block, &s);
}
