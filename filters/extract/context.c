/* context: stage 2.  What stage 1 thought of a block's neighbours and of the
 * containers around it says more than the block itself: a short line between
 * two sure paragraphs is text, a long one among teasers is not.
 */
#include <stdlib.h>
#include <string.h>

#include "filters/extract/extract.h"

#define PUT(v) (*(*f)++ = (int32_t)(v))

struct group {
	int64_t w, pw;
};

struct window {
	const int32_t *p;
	int64_t *w, *pw; /* prefix sums of 2 * words + 1, and times p */
	struct group *g;
	int32_t n, first, last; /* first and last sure block */
};

int32_t
page_groups(const struct page *pg, int32_t *ids)
{
	static const int level[GROUPS - 1] = { 0, 1, 2, 3, 4, 6, 9 };
	size_t slots = 64;
	struct {
		uint64_t key;
		int32_t id;
	} * t;
	int32_t next = (int32_t)pg->elem.n;

	while (slots < pg->block.n * 2)
		slots *= 2;
	t = xcalloc(slots, sizeof(*t));
	for (size_t i = 0; i < pg->block.n; i++) {
		const struct block *b = &pg->block.p[i];
		int32_t *row = ids + i * GROUPS, at = b->el;
		size_t k = b->key[0] & (slots - 1);

		for (int lv = 0, g = 0; g < GROUPS - 1; lv++) {
			if (lv == level[g])
				row[g++] = at;
			if (pg->elem.p[at].parent >= 0)
				at = pg->elem.p[at].parent;
		}
		while (t[k].id && t[k].key != b->key[0])
			k = (k + 1) & (slots - 1);
		if (!t[k].id) {
			t[k].key = b->key[0];
			t[k].id = ++next;
		}
		row[GROUPS - 1] = t[k].id - 1;
	}
	free(t);
	return next;
}

static int32_t
mean_without(int64_t pw, int64_t w, int64_t own_pw, int64_t own_w)
{
	return w > own_w ? (int32_t)((pw - own_pw) / (w - own_w)) : -1;
}

static void
window_open(struct window *v, const int32_t *p, const int32_t *words,
        const int32_t *ids, int32_t nids, int32_t n)
{
	size_t rows = (size_t)n;

	v->p = p;
	v->n = n;
	v->w = xcalloc(rows + 1, sizeof(*v->w));
	v->pw = xcalloc(rows + 1, sizeof(*v->pw));
	v->g = xcalloc((size_t)nids + 1, sizeof(*v->g));
	v->first = -1;
	v->last = n - 1;
	for (int32_t i = 0; i < n; i++) {
		int64_t w = 2 * (int64_t)words[i] + 1;

		v->w[i + 1] = v->w[i] + w;
		v->pw[i + 1] = v->pw[i] + w * p[i];
		for (int k = 0; k < GROUPS; k++) {
			const int32_t *row = ids + (size_t)i * GROUPS;

			if (k && k < GROUPS - 1 && row[k] == row[k - 1])
				continue; /* the body, again */
			v->g[row[k]].w += w;
			v->g[row[k]].pw += w * p[i];
		}
		if (p[i] > 700 && words[i] > 8) {
			if (v->first < 0) {
				v->first = i;
				v->last = i;
			}
			v->last = i;
		}
	}
	if (v->first < 0)
		v->first = 0;
}

static void
put_row(int32_t **f, const struct window *v, const int32_t *row, int32_t i)
{
	static const int reach[] = { 6, 15 };
	int64_t w = v->w[i + 1] - v->w[i], pw = v->pw[i + 1] - v->pw[i];
	int64_t total = v->pw[v->n] + 1;
	int32_t n = v->n;

	PUT(v->p[i]);
	for (int o = -4; o <= 4; o++)
		if (o)
			PUT(i + o >= 0 && i + o < n ? v->p[i + o] : -1);
	for (int k = 0; k < GROUPS; k++) {
		const struct group *g = &v->g[row[k]];

		PUT(mean_without(g->pw, g->w, pw, w));
		PUT(g->pw * 1000 / total);
	}
	PUT(v->pw[i] * 1000 / total);
	PUT((total - v->pw[i + 1]) * 1000 / total);
	PUT(i - v->first);
	PUT(v->last - i);
	PUT(total / 2000);
	for (int k = 0; k < 2; k++) {
		int32_t lo = i > reach[k] ? i - reach[k] : 0;
		int32_t hi = i + reach[k] + 1 < n ? i + reach[k] + 1 : n;

		PUT(mean_without(
		        v->pw[hi] - v->pw[lo], v->w[hi] - v->w[lo], pw, w));
	}
}

int
context_features(const int32_t *p, const int32_t *words, const int32_t *ids,
        int32_t nids, int32_t n, int32_t *out)
{
	struct window v;
	int used = 0;

	window_open(&v, p, words, ids, nids, n);
	for (int32_t i = 0; i < n; i++) {
		int32_t *row = out + (size_t)i * CONTEXTS, *at = row;

		put_row(&at, &v, ids + (size_t)i * GROUPS, i);
		used = (int)(at - row);
	}
	free(v.w);
	free(v.pw);
	free(v.g);
	return used;
}
