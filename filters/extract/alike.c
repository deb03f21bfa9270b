/* alike: what is set as most of the kept text is.
 *
 * A page sets the parts of its article by a few classes: where most blocks of
 * a class path were kept, one amid them of which the scorer was less sure is a
 * part like the others, the seventh of ten items, the third of five answers.
 * Outside the first and the last kept block nothing is added: there the same
 * classes set other articles.
 */
#include <stdlib.h>

#include "filters/extract/extract.h"

#define LEAST 100 /* of 1000; below, the scorer is sure enough */
#define LINK_LEAST 400 /* an item that is a link */
#define OTHERS 3 /* blocks set alike */
#define SHARE 60 /* percent of them that were kept */

struct count {
	uint64_t key;
	int32_t all, kept;
};

static struct count *
count_of(struct count *slot, size_t slots, uint64_t key)
{
	size_t k = key & (slots - 1);

	while (slot[k].all && slot[k].key != key)
		k = (k + 1) & (slots - 1);
	return &slot[k];
}

static int
may_join(const struct page *pg, const struct block *b)
{
	const enum tag t = (enum tag)pg->elem.p[b->el].tag;

	if (!is_undecided(pg, b) || b->topics || t == TAG_figcaption)
		return 0;
	return is_links(b) ? t == TAG_li && b->p >= LINK_LEAST : b->p >= LEAST;
}

void
page_keep_alike(struct page *pg)
{
	size_t slots = 64, first = pg->block.n, last = 0;
	struct count *slot;

	while (slots < pg->block.n * 2)
		slots *= 2;
	slot = xcalloc(slots, sizeof(*slot));
	for (size_t i = 0; i < pg->block.n; i++) {
		const struct block *b = &pg->block.p[i];
		struct count *c = count_of(slot, slots, b->key[0]);

		c->key = b->key[0];
		c->all++;
		c->kept += b->keep;
		if (b->keep) {
			last = i;
			if (first == pg->block.n)
				first = i;
		}
	}
	for (size_t i = first; i < last; i++) {
		struct block *b = &pg->block.p[i];
		const struct count *c;

		if (!may_join(pg, b))
			continue;
		c = count_of(slot, slots, b->key[0]);
		/* c counts b itself, as one that was not kept */
		b->keep = c->all > OTHERS &&
		          c->kept * 100 >= (c->all - 1) * SHARE;
	}
	free(slot);
}
