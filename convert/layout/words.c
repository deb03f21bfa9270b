/* words: what is set in one line without a paragraph: markers, margin boxes;
 * and the visual order of a line's items, which paragraphs ask for too.
 */
#include <string.h>

#include "layout/kp.h"

/* Where the items start, left to right: levels reversed from the highest
 * down (UAX 9, L2).  order[] holds indices of items. */
void
words_order(const uint8_t *level, uint32_t *order, size_t n)
{
	uint8_t top = 0;

	for (size_t i = 0; i < n; i++) {
		order[i] = (uint32_t)i;
		if (level[i] > top)
			top = level[i];
	}
	for (; top > 0; top--)
		for (size_t i = 0; i < n; i++) {
			size_t j = i;

			while (j < n && level[order[j]] >= top)
				j++;
			for (size_t l = i, r = j; l + 1 < r; l++, r--) {
				uint32_t k = order[l];

				order[l] = order[r - 1];
				order[r - 1] = k;
			}
			i = j > i ? j - 1 : i;
		}
}

/* Words and single spaces of text[i .. end), by item or as one style's. */
static size_t
put_words(struct lay *L, const struct run *run, const struct text_item *item,
        const char *text, size_t i, size_t end, int scale, struct litem *it)
{
	size_t k = 0, to;

	for (; i < end; i = to, k++) {
		to = i + 1;
		while (text[i] != ' ' && to < end && text[to] != ' ')
			to++;
		it[k].word = item == NULL
		                     ? shape_simple(L->o->shaper, run->style,
		                               run->lang, text + i, to - i)
		                     : shape_word(L->o->shaper, item, text + i,
		                               to - i);
		it[k].run = run;
		it[k].size = lay_scale(run->style->font_size, scale);
		it[k].w = shaped_width(it[k].word, it[k].size);
		it[k].space = text[i] == ' ';
	}
	return k;
}

/* Text of which some is, or may be, written from right to left. */
static size_t
put_both_ways(struct lay *L, struct arena *a, const struct run *run,
        const char *text, size_t len, int scale, struct litem *it,
        uint32_t *order)
{
	struct text_piece all = {
		.end = len, .style = run->style, .lang = run->lang
	};
	struct text_items items = VEC_INIT;
	uint8_t *level = arena_array(a, len + 1, sizeof(*level));
	size_t k = 0;

	text_itemise(L->o->shaper, (struct span){ text, len }, &all, 1,
	        run->style->direction == DIR_RTL, &items);
	for (size_t i = 0; i < items.n; i++) {
		const struct text_item *t = &items.p[i];
		size_t n = put_words(
		        L, run, t, text, t->start, t->end, scale, it + k);

		memset(level + k, t->level, n);
		k += n;
	}
	words_order(level, order, k);
	vec_free(&items);
	return k;
}

struct litem *
words_set(struct lay *L, struct arena *a, const struct run *run,
        const char *text, int scale, uint32_t *n, unit *width)
{
	size_t len = strlen(text), k;
	struct litem *it = arena_array(a, len + 2, sizeof(*it));
	uint32_t *order = NULL;
	unit x = 0;

	if (run->style->direction == DIR_RTL || text_may_turn(span_of(text))) {
		order = arena_array(a, len + 1, sizeof(*order));
		k = put_both_ways(L, a, run, text, len, scale, it, order);
	} else {
		k = put_words(L, run, NULL, text, 0, len, scale, it);
	}
	for (size_t i = 0; i < k; i++) {
		struct litem *next = &it[order == NULL ? i : order[i]];

		next->x = x;
		x += next->w;
	}
	*n = (uint32_t)k;
	*width = x;
	return it;
}
