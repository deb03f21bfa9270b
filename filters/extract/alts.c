/* alts: which blocks say what stands in for a picture.
 *
 * Takes the cut page.  Captions, and the titles of teasers, are often there
 * twice: as text and as the alternative text of their picture, or as the
 * caption that JSON-LD gives it.  An article's own paragraphs hardly ever are,
 * in no language.
 */
#include "filters/extract/extract.h"

#define ALT_WORDS 5 /* at least; "Photo 1 of 5" says nothing */
#define ALT_MOST 160 /* words that are compared */

static uint64_t
follow(uint64_t h, uint64_t word)
{
	return ((h ^ word) * 0x9e3779b97f4a7c15u) | 1;
}

/* The words of an alternative text: whole, and each of its beginnings. */
void
alts_add(struct page *pg, struct span alt)
{
	uint64_t w[ALT_MOST], h = 0;
	size_t n = words_hash(alt, w, ALT_MOST);

	if (n < ALT_WORDS)
		return;
	for (size_t i = 0; i < n; i++) {
		h = follow(h, w[i]);
		if (i + 1 >= ALT_WORDS)
			word_set_add(&pg->alt_starts, h);
	}
	word_set_add(&pg->alts, h);
}

static enum alt
alt_of(const struct page *pg, const struct block *b)
{
	const uint64_t *w = BLOCK_WORDS(pg, b);
	size_t n = b->word_n < ALT_MOST ? b->word_n : ALT_MOST;
	uint64_t h = 0;
	enum alt found = ALT_NONE;

	for (size_t i = 0; i < n; i++) {
		h = follow(h, w[i]);
		if (i + 1 >= ALT_WORDS && word_set_has(&pg->alts, h))
			found = i + 1 == n ? ALT_SAME : ALT_BEGINS;
	}
	if (!found && n >= ALT_WORDS && word_set_has(&pg->alt_starts, h))
		found = ALT_BEGUN;
	return found;
}

void
page_alts(struct page *pg)
{
	static const char *const names[] = { "alt", "title", "data-caption",
		NULL };

	for (size_t i = 0; i < pg->elem.n; i++) {
		const struct elem *e = &pg->elem.p[i];

		if (e->tag != TAG_img)
			continue;
		for (int k = 0; names[k]; k++) {
			const char *alt = dom_attr(e->node, names[k]);

			if (alt && *alt)
				alts_add(pg, span_of(alt));
		}
	}
	if (!pg->alts.n)
		return;
	for (size_t i = 0; i < pg->block.n; i++) {
		struct block *b = &pg->block.p[i];

		if (b->words >= ALT_WORDS && b->words <= ALT_MOST)
			b->alt = (uint8_t)alt_of(pg, b);
	}
}
