/* train: fits the forest of filters/extract/score.c.
 *
 *	train FEATURES LABELS OUT [SETTING=NUMBER ...]
 *
 * FEATURES is what dump.c wrote, LABELS what label.py made of it and of the
 * truth.  Writes OUT.inc (the const tables for score.c), OUT.all and OUT.0 ..
 * OUT.k-1 (binary models; OUT.i has not seen the sites of fold i), so that
 * the product can be scored on pages of sites its model does not know.
 *
 * Gradient boosting on logistic loss (Friedman 2001), leaf-wise growth over
 * histograms of at most 255 bins, each tree on the pages of half of the sites
 * and on some of the features (stochastic gradient boosting, Friedman 2002):
 * the blocks of a site are alike, so that leaving out blocks would leave out
 * nothing.  Two such forests by other chances differ by .002 of F1 on a set;
 * their mean is as good as the better one (bagging, Breiman 1996).  What is
 * left out is chosen by a hash: equal inputs give equal tables.
 *
 * Menus, of which the first trees are sure, are then left out of the rest, as
 * score.c leaves them out.  Some truths were cut short: where a third of the
 * trees is sure of much more text than the truth has, the rest do not learn
 * from what it lacks.
 *
 * A second forest over the answers of the first for neighbours and containers
 * was tried for long: it is surer, and more often wrong on sites it has not
 * seen.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "filters/extract/extract.h"

#define BINS 255
#define SURE_FROM 12 /* trees */
#define SURE_NOT (-3.7) /* of the logistic; below are menus */
#define SURE 2.2

/* Settings, by name on the command line. */
static struct {
	const char *name;
	double v;
} setting[] = {
	{ "trees", 120 }, /* of a bag */
	{ "bags", 2 }, /* forests by other chances; BAGS of score.c */
	{ "leaves", 24 },
	{ "folds", 8 },
	{ "rate", 0.08 },
	{ "l2", 1 },
	{ "least", 25 }, /* blocks of a leaf */
	{ "mass", 20 }, /* weight of a leaf; a page has about 60 */
	{ "sites", 50 }, /* percent of them that each tree sees */
	{ "features", 40 }, /* and of the features */
	{ "doubt", 50 }, /* percent more than the truth is too much */
	{ "seed", 0 },
};

enum {
	TREES,
	BAGS,
	LEAVES,
	FOLDS,
	RATE,
	L_2,
	LEAST,
	MASS,
	SITES,
	COLS,
	DOUBT,
	SEED
};

#define SET(k) (setting[k].v)
#define LR SET(RATE)
#define L2 SET(L_2)
#define MIN_LEAF ((uint32_t)SET(LEAST))
#define SITES_SHARE ((unsigned)SET(SITES))
#define COLS_SHARE ((unsigned)SET(COLS))

static int
set_from(const char *arg)
{
	for (size_t k = 0; k < sizeof(setting) / sizeof(setting[0]); k++) {
		size_t n = strlen(setting[k].name);

		if (strncmp(arg, setting[k].name, n) == 0 && arg[n] == '=') {
			setting[k].v = atof(arg + n + 1);
			return 0;
		}
	}
	return -1;
}

struct page_rows {
	int32_t n, site, fold;
};

struct bins {
	int32_t *edge[FEATURES]; /* upper bounds */
	int n[FEATURES];
	int nf;
};

struct data {
	struct page_rows *page;
	size_t pages;
	int32_t nf;
	size_t rows;
	int32_t *x; /* rows * nf */
	float *y, *w; /* y < 0: not known */
	int32_t *fold, *site; /* per row */
	struct bins bins;
	uint8_t *xb; /* column-wise: nf * rows */
};

struct model {
	struct tree_node *node;
	uint32_t *root;
	size_t nodes;
	int trees;
	int32_t bias;
};

static void *
need(void *p)
{
	if (!p) {
		fprintf(stderr, "train: out of memory\n");
		exit(1);
	}
	return p;
}

static void
read_all(FILE *f, void *p, size_t n)
{
	if (n && fread(p, 1, n, f) != n) {
		fprintf(stderr, "train: file is short\n");
		exit(1);
	}
}

/* ---- binning ---------------------------------------------------------- */

static int
by_value(const void *a, const void *b)
{
	int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;

	return (x > y) - (x < y);
}

static void
make_bins(struct bins *b, const int32_t *x, size_t rows, int nf)
{
	size_t step = rows / 40000 + 1, n = 0;
	int32_t *v = need(malloc((rows / step + 1) * sizeof(*v)));

	b->nf = nf;
	for (int k = 0; k < nf; k++) {
		n = 0;
		for (size_t i = 0; i < rows; i += step)
			v[n++] = x[i * (size_t)nf + (size_t)k];
		qsort(v, n, sizeof(*v), by_value);
		b->edge[k] = need(malloc(BINS * sizeof(int32_t)));
		b->n[k] = 0;
		for (int q = 1; q < BINS; q++) {
			int32_t e = v[n * (size_t)q / BINS];

			if (e == v[n - 1])
				break;
			if (!b->n[k] || e > b->edge[k][b->n[k] - 1])
				b->edge[k][b->n[k]++] = e;
		}
	}
	free(v);
}

static uint8_t
bin_of(const struct bins *b, int k, int32_t v)
{
	int lo = 0, hi = b->n[k];

	while (lo < hi) {
		int mid = (lo + hi) / 2;

		if (v <= b->edge[k][mid])
			hi = mid;
		else
			lo = mid + 1;
	}
	return (uint8_t)lo;
}

/* ---- one tree --------------------------------------------------------- */

/* Four floats: added at once. */
struct cell {
	float g, h, w, n;
};

struct leaf {
	size_t from, to; /* in order[] */
	double g, h, w;
	double gain;
	int feature, bin;
	int32_t node; /* in build[] */
	struct cell *hist; /* nf * (BINS + 1) */
};

struct build {
	int feature; /* -1 leaf */
	int bin;
	int left, right;
	double value;
};

struct grower {
	const uint8_t *xb; /* column-wise: nf * rows */
	size_t rows;
	const struct bins *bins;
	uint32_t *order, *tmp;
	const float *g, *h;
	const float *w;
	struct cell *part; /* of one leaf's rows, in its order */
	uint8_t use[FEATURES]; /* features of this tree */
};

static struct cell *
hist_of(const struct grower *G, struct leaf *l)
{
	if (!l->hist)
		l->hist = need(malloc((size_t)G->bins->nf * (BINS + 1) *
		                      sizeof(struct cell)));
	return l->hist;
}

static void
count_cells(const struct grower *G, struct leaf *l)
{
	size_t n = l->to - l->from;
	const uint32_t *row = G->order + l->from;
	struct cell *all = hist_of(G, l);

	for (size_t i = 0; i < n; i++)
		G->part[i] = (struct cell){ G->g[row[i]], G->h[row[i]],
			G->w[row[i]], 1 };
	for (int k = 0; k < G->bins->nf; k++) {
		const uint8_t *col = G->xb + (size_t)k * G->rows;
		struct cell *c = all + (size_t)k * (BINS + 1);

		if (!G->use[k])
			continue;
		memset(c, 0, (size_t)(G->bins->n[k] + 1) * sizeof(*c));
		for (size_t i = 0; i < n; i++) {
			struct cell *at = c + col[row[i]];
			const struct cell *p = &G->part[i];

			at->g += p->g;
			at->h += p->h;
			at->w += p->w;
			at->n += p->n;
		}
	}
}

/* The cells of the larger half are its parent's less the smaller half's. */
static void
subtract_cells(const struct grower *G, struct leaf *big, const struct leaf *sub)
{
	for (int k = 0; k < G->bins->nf; k++) {
		struct cell *c = big->hist + (size_t)k * (BINS + 1);
		const struct cell *s = sub->hist + (size_t)k * (BINS + 1);

		if (!G->use[k])
			continue;
		for (int b = 0; b <= G->bins->n[k]; b++) {
			c[b].g -= s[b].g;
			c[b].h -= s[b].h;
			c[b].w -= s[b].w;
			c[b].n -= s[b].n;
		}
	}
}

static void
best_split(const struct grower *G, struct leaf *l)
{
	size_t n = l->to - l->from;

	l->gain = 0;
	if (n < 2 * MIN_LEAF)
		return;
	for (int k = 0; k < G->bins->nf; k++) {
		const struct cell *cell = l->hist + (size_t)k * (BINS + 1);
		double g = 0, h = 0, w = 0;
		uint32_t c = 0;

		if (!G->use[k])
			continue;
		for (int b = 0; b < G->bins->n[k]; b++) {
			double gain;

			g += (double)cell[b].g;
			h += (double)cell[b].h;
			w += (double)cell[b].w;
			c += (uint32_t)cell[b].n;
			if (c < MIN_LEAF || n - c < MIN_LEAF || w < SET(MASS) ||
			        l->w - w < SET(MASS))
				continue;
			gain = g * g / (h + L2) +
			       (l->g - g) * (l->g - g) / (l->h - h + L2) -
			       l->g * l->g / (l->h + L2);
			if (gain > l->gain + 1e-9) {
				l->gain = gain;
				l->feature = k;
				l->bin = b;
			}
		}
	}
}

static void
leaf_sums(const struct grower *G, struct leaf *l)
{
	l->g = l->h = l->w = 0;
	for (size_t i = l->from; i < l->to; i++) {
		l->g += (double)G->g[G->order[i]];
		l->h += (double)G->h[G->order[i]];
		l->w += (double)G->w[G->order[i]];
	}
}

static size_t
partition(const struct grower *G, const struct leaf *l)
{
	const uint8_t *col = G->xb + (size_t)l->feature * G->rows;
	size_t a = l->from, n = 0;

	for (size_t i = l->from; i < l->to; i++) {
		uint32_t r = G->order[i];

		if (col[r] <= l->bin)
			G->order[a++] = r;
		else
			G->tmp[n++] = r;
	}
	memcpy(G->order + a, G->tmp, n * sizeof(*G->tmp));
	return a;
}

/* Write nodes in preorder: the left child follows its parent. */
static void
emit(struct model *m, const struct build *b, int at, size_t base,
        const struct bins *bins)
{
	size_t self = m->nodes++;

	m->node = need(realloc(m->node, m->nodes * sizeof(*m->node)));
	if (b[at].feature < 0) {
		m->node[self] = (struct tree_node){ -1, 0,
			(int32_t)lround(b[at].value * 1024) };
		return;
	}
	m->node[self].feature = (int16_t)b[at].feature;
	m->node[self].value = bins->edge[b[at].feature][b[at].bin];
	emit(m, b, b[at].left, base, bins);
	m->node[self].right = (uint16_t)(m->nodes - base);
	emit(m, b, b[at].right, base, bins);
}

/* l becomes its left half, r the right one. */
static void
split_leaf(
        struct grower *G, struct leaf *l, struct leaf *r, size_t mid, int nodes)
{
	struct cell *whole = l->hist;
	struct leaf *small = l, *big = r;

	*r = (struct leaf){ .from = mid, .to = l->to, .node = nodes + 1 };
	*l = (struct leaf){ .from = l->from, .to = mid, .node = nodes };
	leaf_sums(G, l);
	leaf_sums(G, r);
	if (r->to - r->from < l->to - l->from) {
		small = r;
		big = l;
	}
	big->hist = whole;
	count_cells(G, small);
	subtract_cells(G, big, small);
}

static void
grow(struct grower *G, struct model *m, int leaves, size_t used)
{
	struct leaf *l = need(calloc((size_t)leaves, sizeof(*l)));
	struct build *b = need(calloc((size_t)leaves * 2, sizeof(*b)));
	int n = 1, nodes = 1;

	l[0] = (struct leaf){ .from = 0, .to = used };
	leaf_sums(G, &l[0]);
	count_cells(G, &l[0]);
	best_split(G, &l[0]);
	while (n < leaves) {
		int top = 0;
		size_t mid;

		for (int i = 1; i < n; i++)
			if (l[i].gain > l[top].gain)
				top = i;
		if (l[top].gain <= 1e-6)
			break;
		mid = partition(G, &l[top]);
		b[l[top].node] = (struct build){ l[top].feature, l[top].bin,
			nodes, nodes + 1, 0 };
		split_leaf(G, &l[top], &l[n], mid, nodes);
		best_split(G, &l[top]);
		best_split(G, &l[n]);
		nodes += 2;
		n++;
	}
	for (int i = 0; i < n; i++) {
		double v = -LR * l[i].g / (l[i].h + L2) / SET(BAGS);

		b[l[i].node].feature = -1;
		b[l[i].node].value = v;
		free(l[i].hist);
	}
	m->root = need(
	        realloc(m->root, (size_t)(m->trees + 1) * sizeof(*m->root)));
	m->root[m->trees++] = (uint32_t)m->nodes;
	emit(m, b, 0, m->nodes, G->bins);
	free(l);
	free(b);
}

/* One of a hundred for each thing and tree, the same in every run. */
static int
chance(size_t thing, int tree, unsigned percent)
{
	uint64_t h = ((uint64_t)thing + 1) * 0x9e3779b97f4a7c15u ^
	             ((uint64_t)tree + 1 + (uint64_t)SET(SEED) * 1000) *
	                     0xc2b2ae3d27d4eb4fu;

	h ^= h >> 29;
	h *= 0xbf58476d1ce4e5b9u;
	h ^= h >> 32;
	return h % 100 < percent;
}

/* Is the row a menu's for certain, before this tree of a bag? */
static int
is_sure(double score, int tree)
{
	return tree >= SURE_FROM && score < SURE_NOT;
}

/* The last tree's answers, for the rows it has not seen too. */
static void
add_answers(const struct grower *G, const struct model *m, double *score)
{
	const struct tree_node *base = m->node + m->root[m->trees - 1];

	for (size_t i = 0; i < G->rows; i++) {
		const struct tree_node *n = base;

		if (is_sure(score[i], (m->trees - 1) % (int)SET(TREES)))
			continue;

		while (n->feature >= 0) {
			int k = n->feature;
			uint8_t b = G->xb[(size_t)k * G->rows + i];

			/* bins are numbered by their upper edges */
			n = b < G->bins->n[k] && G->bins->edge[k][b] <= n->value
			            ? n + 1
			            : base + n->right;
		}
		score[i] += n->value * SET(BAGS) / 1024.0;
	}
}

static void
bin_all(struct data *d)
{
	make_bins(&d->bins, d->x, d->rows, d->nf);
	d->xb = need(malloc(d->rows * (size_t)d->nf));
	for (size_t i = 0; i < d->rows; i++)
		for (int k = 0; k < d->nf; k++)
			d->xb[(size_t)k * d->rows + i] = bin_of(&d->bins, k,
			        d->x[i * (size_t)d->nf + (size_t)k]);
}

/* A page on which much is taken for the article that the truth has not:
 * the truth was cut short, and says nothing of that. */
static void
doubt_truths(const struct data *d, const double *score, float *w)
{
	size_t at = 0;

	for (size_t k = 0; k < d->pages; k++) {
		double yes = 0, more = 0;
		size_t n = (size_t)d->page[k].n, known = 0;

		for (size_t i = at; i < at + n; i++) {
			double words = d->x[i * (size_t)d->nf];

			known += d->y[i] >= 0;
			if (d->y[i] > 0.5f)
				yes += words;
			else if (d->y[i] >= 0 && score[i] > SURE)
				more += words;
		}
		if (known * 2 > n && more * 100 > yes * SET(DOUBT))
			for (size_t i = at; i < at + n; i++)
				if (d->y[i] >= 0 && d->y[i] < 0.5f &&
				        score[i] > 0)
					w[i] = 0;
		at += n;
	}
}

/* Fit on the rows with a label whose fold is not `without`. */
static struct model
fit(const struct data *d, int without)
{
	int trees = (int)SET(TREES), leaves = (int)SET(LEAVES), nf = d->nf;
	struct model m = { 0 };
	uint32_t *row = need(malloc(d->rows * sizeof(*row)));
	size_t n = 0;
	double sy = 0, sw = 0, *score;
	struct grower G = { 0 };
	float *g, *h, *w;

	for (size_t i = 0; i < d->rows; i++)
		if (d->y[i] >= 0 && d->fold[i] != without) {
			row[n++] = (uint32_t)i;
			sy += (double)(d->w[i] * d->y[i]);
			sw += (double)d->w[i];
		}
	score = need(malloc(d->rows * sizeof(*score)));
	g = need(malloc(d->rows * sizeof(*g)));
	h = need(malloc(d->rows * sizeof(*h)));
	w = need(malloc(d->rows * sizeof(*w)));
	G = (struct grower){ d->xb, d->rows, &d->bins, need(malloc(n * 4)),
		need(malloc(n * 4)), g, h, w,
		need(malloc(n * sizeof(struct cell))), { 0 } };
	m.bias = (int32_t)lround(log(sy / (sw - sy)) * 1024);
	for (int t = 0; t < trees * (int)SET(BAGS); t++) {
		/* every bag begins anew */
		int tree = t % trees + t / trees * 1000;
		size_t used = 0;

		if (t % trees == 0)
			for (size_t i = 0; i < d->rows; i++) {
				score[i] = m.bias / 1024.0;
				w[i] = d->w[i];
			}
		if (SET(DOUBT) > 0 && t % trees == trees / 3)
			doubt_truths(d, score, w);
		for (int k = 0; k < nf; k++)
			G.use[k] = (uint8_t)(d->bins.n[k] &&
			                     chance((size_t)k + 7777777, tree,
			                             COLS_SHARE));
		for (size_t j = 0; j < n; j++) {
			size_t i = row[j];
			double p = 1 / (1 + exp(-score[i]));

			if (is_sure(score[i], t % trees) && d->y[i] < 0.5f)
				continue;
			if (!chance((size_t)d->site[i], tree, SITES_SHARE))
				continue;
			G.order[used++] = (uint32_t)i;
			g[i] = (float)((double)w[i] * (p - (double)d->y[i]));
			h[i] = (float)((double)w[i] * p * (1 - p));
		}
		grow(&G, &m, leaves, used);
		add_answers(&G, &m, score);
	}
	free(score);
	free(g);
	free(h);
	free(w);
	free(G.order);
	free(G.tmp);
	free(G.part);
	free(row);
	return m;
}

/* ---- files ------------------------------------------------------------ */

static void
load(struct data *d, const char *features, const char *labels)
{
	FILE *f = fopen(features, "rb"), *l = fopen(labels, "rb");
	int32_t head[3];

	if (!f || !l) {
		fprintf(stderr, "train: cannot open the inputs\n");
		exit(1);
	}
	while (fread(head, 4, 3, f) == 3) {
		size_t n = (size_t)head[0], at = d->rows;
		struct page_rows *g;

		if (n)
			d->nf = head[1];
		d->page = need(
		        realloc(d->page, (d->pages + 1) * sizeof(*d->page)));
		g = &d->page[d->pages++];
		*g = (struct page_rows){ head[0], head[2], 0 };
		d->rows += n;
		d->x = need(realloc(d->x, d->rows * (size_t)d->nf * 4 + 4));
		d->site = need(realloc(d->site, d->rows * 4 + 4));
		d->y = need(realloc(d->y, d->rows * 4 + 4));
		d->w = need(realloc(d->w, d->rows * 4 + 4));
		d->fold = need(realloc(d->fold, d->rows * 4 + 4));
		read_all(f, d->x + at * (size_t)d->nf, n * (size_t)d->nf * 4);
		read_all(l, &g->fold, 4);
		read_all(l, d->y + at, n * 4);
		read_all(l, d->w + at, n * 4);
		for (size_t i = 0; i < n; i++) {
			d->fold[at + i] = g->fold;
			d->site[at + i] = g->site;
		}
	}
	fclose(f);
	fclose(l);
}

static void
write_binary(const char *name, const char *tail, const struct model *m)
{
	int32_t head[3] = { m->trees, (int32_t)m->nodes, m->bias };
	char path[512];
	FILE *f;

	snprintf(path, sizeof(path), "%s.%s", name, tail);
	f = need(fopen(path, "wb"));
	fwrite(head, 4, 3, f);
	fwrite(m->root, 4, (size_t)m->trees, f);
	fwrite(m->node, sizeof(*m->node), m->nodes, f);
	fclose(f);
}

static void
write_table(FILE *f, const char *name, const struct model *m)
{
	int col = 0;

	fprintf(f, "static const struct tree_node %s_node[] = {\n", name);
	for (size_t i = 0; i < m->nodes; i++) {
		col += fprintf(f, "{%d,%u,%d},", m->node[i].feature,
		        m->node[i].right, (int)m->node[i].value);
		if (col > 90) {
			fputc('\n', f);
			col = 0;
		}
	}
	fprintf(f, "\n};\nstatic const uint32_t %s_root[] = {\n", name);
	for (int i = 0; i < m->trees; i++)
		fprintf(f, "%u,%s", m->root[i], i % 10 == 9 ? "\n" : "");
	fprintf(f,
	        "\n};\nconst struct forest extract_%s = {\n"
	        "\t%s_node, %s_root, %d, %d\n};\n",
	        name, name, name, m->trees, (int)m->bias);
}

int
main(int argc, char **argv)
{
	struct data d = { 0 };
	struct model m;
	char path[512];
	FILE *f;

	if (argc < 4)
		return 2;
	for (int i = 4; i < argc; i++)
		if (set_from(argv[i]) < 0) {
			fprintf(stderr, "train: %s?\n", argv[i]);
			return 2;
		}
	load(&d, argv[1], argv[2]);
	fprintf(stderr, "%zu pages, %zu rows, %d features\n", d.pages, d.rows,
	        d.nf);
	bin_all(&d);
	for (int k = 0; k < (int)SET(FOLDS); k++) {
		char tail[16];

		m = fit(&d, k);
		snprintf(tail, sizeof(tail), "%d", k);
		write_binary(argv[3], tail, &m);
		fprintf(stderr, "fold %d\n", k);
	}
	m = fit(&d, -1);
	write_binary(argv[3], "all", &m);
	snprintf(path, sizeof(path), "%s.inc", argv[3]);
	f = need(fopen(path, "w"));
	fprintf(f, "/* Made by tests/tools/extract/train.c; do not edit. */\n");
	write_table(f, "forest", &m);
	fclose(f);
	return 0;
}
