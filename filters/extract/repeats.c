/* repeats: what an article says twice is printed once.
 *
 * Takes the kept blocks, refuses the second of two equal ones (the less sure
 * of them: teasers, captions and leads are often there twice), but no refrains,
 * and pull quotes, that is, short blocks all of whose words stand in a row in a
 * longer one.
 *
 * Linear: the first six words of every short block go into a table; all
 * blocks' runs of six words are then looked up in it, and only what is found
 * is compared in full.
 */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "filters/extract/extract.h"

#define RUN 6 /* words */
#define QUOTE_WORDS 60
#define BOX_WORDS 90 /* of a box named so; with more it is the text's own */
#define SPEAKER_WORDS 8
#define REFRAIN_WORDS 25
#define REFRAIN_RUN 5 /* blocks in a row, said again, are no refrain */

struct seen {
	uint64_t h;
	int32_t block; /* + 1; 0 is free */
};

struct table {
	struct seen *slot;
	size_t slots;
};

static struct seen *
find(const struct table *t, uint64_t h)
{
	size_t k = h & (t->slots - 1);

	while (t->slot[k].block && t->slot[k].h != h)
		k = (k + 1) & (t->slots - 1);
	return &t->slot[k];
}

/* Blocks around i and j, on one side, that are equal in turn; at most a few. */
static int
equal_beside(const struct page *pg, size_t i, size_t j, int step)
{
	int n = 0;

	while (n < REFRAIN_RUN) {
		i += (size_t)step;
		j += (size_t)step;
		/* below 0 wraps round to the far end */
		if (i >= pg->block.n || j >= pg->block.n ||
		        pg->block.p[i].hash != pg->block.p[j].hash)
			break;
		n++;
	}
	return n;
}

/* The same question to each guest, the same line in each recipe: short, set
 * alike, amid what is not said again. */
static int
is_refrain(const struct page *pg, size_t i, size_t j)
{
	const struct block *a = &pg->block.p[i], *b = &pg->block.p[j];

	return a->words <= REFRAIN_WORDS && a->key[0] == b->key[0] &&
	       equal_beside(pg, i, j, -1) + equal_beside(pg, i, j, 1) <
	               REFRAIN_RUN;
}

/* Returns how many stand in the table. */
static size_t
drop_equal(struct page *pg, const struct table *t)
{
	size_t n = 0;

	for (size_t i = 0; i < pg->block.n; i++) {
		struct block *b = &pg->block.p[i], *first;
		struct seen *s;

		if (!b->keep || b->words < RUN || b->dup < 2)
			continue;
		s = find(t, b->hash);
		if (!s->block) {
			*s = (struct seen){ b->hash, (int32_t)i + 1 };
			n++;
			continue;
		}
		if (is_refrain(pg, i, (size_t)s->block - 1))
			continue;
		first = &pg->block.p[s->block - 1];
		if (b->p > first->p) {
			refuse(first, "repeat");
			s->block = (int32_t)i + 1;
		} else {
			refuse(b, "repeat");
		}
	}
	return n;
}

static uint64_t
run_hash(const uint64_t *w)
{
	return hash_bytes(w, RUN * sizeof(*w), 17) | 1;
}

/* The words of a, in a row, within those of b? */
static int
within(const uint64_t *a, size_t an, const uint64_t *b, size_t bn)
{
	return an <= bn && memcmp(a, b, an * sizeof(*a)) == 0;
}

/* Set apart from the text, as a pull quote is?  A heading, an item or a
 * paragraph may say what another says. */
static int
is_set_apart(const struct page *pg, const struct block *b)
{
	int32_t e = b->el;

	for (int up = 0; e >= 0 && up < 4; up++) {
		const struct elem *el = &pg->elem.p[e];
		const char *cls = dom_attr(el->node, "class");

		if (el->tag == TAG_aside || el->tag == TAG_blockquote ||
		        el->tag == TAG_figure ||
		        (cls && el->words < BOX_WORDS &&
		                (strstr(cls, "quote") || strstr(cls, "pull"))))
			return 1;
		e = el->parent;
	}
	return 0;
}

/* Returns how many there may be. */
static size_t
enter_quotes(struct page *pg, const struct table *t)
{
	size_t n = 0;

	for (size_t i = 0; i < pg->block.n; i++) {
		struct block *b = &pg->block.p[i];
		const uint64_t *w = BLOCK_WORDS(pg, b);
		struct seen *s;

		if (!b->keep || b->words < RUN || b->words >= QUOTE_WORDS ||
		        !is_set_apart(pg, b))
			continue;
		if (b->word_n < RUN)
			continue;
		s = find(t, run_hash(w));
		/* of two that begin alike, the shorter may be the quote */
		if (!s->block || b->words < pg->block.p[s->block - 1].words)
			*s = (struct seen){ run_hash(w), (int32_t)i + 1 };
		n++;
	}
	return n;
}

/* Who says what block c says, in the same box below it. */
static void
drop_speaker(struct page *pg, struct block *c)
{
	struct block *next = c + 1;
	int32_t box = pg->elem.p[c->el].parent;

	if (next < pg->block.p + pg->block.n && next->keep && box >= 0 &&
	        next->words <= SPEAKER_WORDS && !next->ends_stop &&
	        (next->el == box || pg->elem.p[next->el].parent == box) &&
	        pg->elem.p[box].blocks == 2)
		refuse(next, "pull-quote");
}

static void
drop_quotes_in(struct page *pg, const struct table *t, size_t i)
{
	const struct block *b = &pg->block.p[i];
	const uint64_t *w = BLOCK_WORDS(pg, b);

	for (size_t k = 0; k + RUN <= b->word_n; k++) {
		const struct seen *s = find(t, run_hash(w + k));
		struct block *c;

		if (!s->block || (size_t)s->block == i + 1)
			continue;
		c = &pg->block.p[s->block - 1];
		if (!c->keep || c->words * 4 > b->words * 3)
			continue;
		if (within(BLOCK_WORDS(pg, c),
		            c->word_n < QUOTE_WORDS ? c->word_n : QUOTE_WORDS,
		            w + k, b->word_n - k)) {
			refuse(c, "pull-quote");
			drop_speaker(pg, c);
		}
	}
}

static void
drop_quotes(struct page *pg, const struct table *t)
{
	for (size_t i = 0; i < pg->block.n; i++)
		if (pg->block.p[i].keep && pg->block.p[i].words > RUN)
			drop_quotes_in(pg, t, i);
}

void
drop_repeats(struct page *pg, int quotes_alone)
{
	struct table t = { NULL, 64 };

	while (t.slots < pg->block.n * 2)
		t.slots *= 2;
	t.slot = xcalloc(t.slots, sizeof(*t.slot));
	if (!quotes_alone && drop_equal(pg, &t) > 0)
		memset(t.slot, 0, t.slots * sizeof(*t.slot));
	if (enter_quotes(pg, &t) > 0)
		drop_quotes(pg, &t);
	free(t.slot);
}
