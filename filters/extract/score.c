/* score: boosted regression trees over the features.
 *
 * Takes a page, fills block.p with a probability in thousandths.  The trees
 * (J. Friedman, "Greedy Function Approximation: A Gradient Boosting Machine",
 * 2001) are const tables in model.inc, made offline by
 * tests/tools/extract/train.c; thresholds and leaves are integers, so every
 * machine gives the same answer.
 */
#include <stdlib.h>
#include <string.h>

#include "base/lanes.h"
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

#define BAGS 2 /* of the model: forests whose mean counts, see train.c */
#define SURE_TREES 60 /* of the first bag */
#define SURE_NOT (-3 * 1024) /* of the logistic; below are menus */
#define ROWS 64 /* asked at once: a bit each */

/* Blocks of a page that wait to be asked.  Tree by tree, the set of all of them
 * is parted at each node: blocks of one page are alike, so a set goes down few
 * ways, and a test costs a few steps for all of its blocks (after Lucchese and
 * others, "QuickScorer", SIGIR 2015, which parts sets of leaves by bits). */
struct asked {
	const struct forest *forest;
	struct page *page;
	size_t first; /* the first row's block */
	int rows;
	int32_t low[FEATURES], high[FEATURES]; /* of the rows' values */
	int32_t sum[ROWS];
	int32_t sum_all; /* what all of them have besides */
	int16_t column[FEATURES][ROWS]; /* right where low and high fit */
	int32_t row[ROWS][FEATURES];
};

/* The rows of a set that have more than the limit. */
static uint64_t
rows_above(const struct asked *a, int feature, int32_t limit, uint64_t set)
{
	uint64_t above = 0;

	if (a->low[feature] >= INT16_MIN && a->high[feature] <= INT16_MAX) {
		for (int i = 0; i < ROWS; i += LANES)
			above |= (uint64_t)lanes16_above(
			                 a->column[feature] + i, (int16_t)limit)
			         << i;
		return above & set;
	}
	for (uint64_t left = set; left; left &= left - 1) {
		int i = __builtin_ctzll(left);

		if (a->row[i][feature] > limit)
			above |= (uint64_t)1 << i;
	}
	return above;
}

struct part {
	const struct tree_node *at;
	uint64_t set; /* never empty */
};

/* Goes down from part->at with its set; what goes right of it on the way is
 * put on the stack.  Returns the stack's end; part->at is then a leaf. */
static struct part *
go_down(const struct asked *a, const struct tree_node *root, struct part *part,
        struct part *stack)
{
	const struct tree_node *n = part->at;

	while (n->feature >= 0) {
		uint64_t right;

		if (n->value >= a->high[n->feature]) {
			n++;
			continue;
		}
		right = n->value < a->low[n->feature]
		                ? part->set
		                : rows_above(
		                          a, n->feature, n->value, part->set);
		if (right == part->set) {
			n = root + n->right;
			continue;
		}
		if (right)
			*stack++ = (struct part){ root + n->right, right };
		part->set &= ~right;
		n++;
	}
	part->at = n;
	return stack;
}

/* By halves, as no instruction that every machine has does it. */
static int
bits_count(uint64_t set)
{
	set -= set >> 1 & 0x5555555555555555u;
	set = (set & 0x3333333333333333u) + (set >> 2 & 0x3333333333333333u);
	set = (set + (set >> 4)) & 0x0F0F0F0F0F0F0F0Fu;
	return (int)(set * 0x0101010101010101u >> 56);
}

static void
add_to(struct asked *a, uint64_t set, int32_t value)
{
	for (; set; set &= set - 1)
		a->sum[__builtin_ctzll(set)] += value;
}

/* Adds a tree's leaves to the sums of the rows in set.  The sets on the stack
 * and at the leaves have no row in common, so there are at most ROWS. */
static void
ask_tree(struct asked *a, const struct tree_node *root, uint64_t set)
{
	struct part stack[ROWS], leaf[ROWS], *top = stack;
	int leaves = 0, most = 0, most_rows = 0;

	*top++ = (struct part){ root, set };
	while (top > stack) {
		struct part *p = &leaf[leaves];
		int rows;

		*p = *--top;
		top = go_down(a, root, p, top);
		rows = bits_count(p->set);
		if (rows > most_rows) {
			most_rows = rows;
			most = leaves;
		}
		leaves++;
	}
	/* What most rows get is put down once. */
	a->sum_all += leaf[most].at->value;
	for (int i = 0; i < leaves; i++)
		if (i != most)
			add_to(a, leaf[i].set,
			        leaf[i].at->value - leaf[most].at->value);
}

static void
answer_row(struct asked *a, int i, int32_t sum)
{
	a->page->block.p[a->first + (size_t)i].p = sigmoid(sum);
}

/* Answers the rows in set of which the trees so far, all of the first bag, are
 * sure that they are not of the article; returns the others.  Alone, a bag's
 * leaves would weigh as many times more as there are bags. */
static uint64_t
answer_sure(struct asked *a, uint64_t set)
{
	uint64_t rest = set;

	for (; set; set &= set - 1) {
		int i = __builtin_ctzll(set);
		int32_t sum = a->sum_all + a->sum[i];

		sum += (sum - a->forest->bias) * (BAGS - 1);
		if (sum >= SURE_NOT)
			continue;
		answer_row(a, i, sum);
		rest &= ~(set & -set);
	}
	return rest;
}

/* Most of a page is menus, of which the first trees are sure; the rest need
 * not be asked. */
static void
ask_rows(struct asked *a)
{
	const struct forest *f = a->forest;
	uint64_t set = ~(uint64_t)0 >> (ROWS - a->rows);

	a->sum_all = f->bias;
	memset(a->sum, 0, sizeof(a->sum));
	for (int t = 0; t < f->trees && set; t++) {
		ask_tree(a, f->node + f->root[t], set);
		if (t + 1 == SURE_TREES)
			set = answer_sure(a, set);
	}
	for (; set; set &= set - 1) {
		int i = __builtin_ctzll(set);

		answer_row(a, i, a->sum_all + a->sum[i]);
	}
	a->rows = 0;
}

static void
ask_block(void *ctx, size_t block, const int32_t *row, int n)
{
	struct asked *a = ctx;
	int i = a->rows++;

	if (i == 0) {
		a->first = block;
		memcpy(a->low, row, (size_t)n * sizeof(*row));
		memcpy(a->high, row, (size_t)n * sizeof(*row));
	}
	memcpy(a->row[i], row, (size_t)n * sizeof(*row));
	for (int k = 0; k < n; k++)
		a->column[k][i] = (int16_t)row[k];
	for (int k = 0; k < n; k++) {
		a->low[k] = row[k] < a->low[k] ? row[k] : a->low[k];
		a->high[k] = row[k] > a->high[k] ? row[k] : a->high[k];
	}
	if (a->rows == ROWS)
		ask_rows(a);
}

void
page_score(struct page *pg, const struct forest *f)
{
	struct asked *a = xmalloc(sizeof(*a));

	a->forest = f;
	a->page = pg;
	a->rows = 0;
	page_features(pg, ask_block, a);
	if (a->rows)
		ask_rows(a);
	free(a);
}
