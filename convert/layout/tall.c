/* tall: what no column can hold is parted before columns are cut.
 *
 * Notes and floats hang on the piece that calls for them and share its column,
 * which they cannot when all together are higher than any column is: a row of
 * a table with many notes, a page as small as a card.  Then as many stay as
 * have room, and the others follow in the next columns, each time as many as
 * one holds, on pieces without a height of their own.
 */
#include "layout/build.h"

#define PEN_REST 300 /* a column begins with what was left over */

/* Pieces from *from to before *to are not broken around `at`. */
static void
chunk_of(const struct build *b, size_t at, size_t *from, size_t *to)
{
	const struct piece *p = b->f->v.p;

	*from = at;
	*to = at + 1;
	while (*from > b->f->head && p[*from].penalty >= PEN_NEVER)
		--*from;
	while (*to < b->f->v.n && p[*to].penalty >= PEN_NEVER)
		++*to;
}

/* The chain from where h is passed; NULL: it is not.  At least `least` stay. */
static struct insert **
chain_end(struct build *b, size_t at, size_t from, size_t to, unit h, int least)
{
	struct insert **k = &b->f->v.p[at].insert;
	struct walk w;

	while (*k != NULL) {
		struct insert *rest = (*k)->next;

		(*k)->next = NULL;
		walk_start(&w, b, from);
		for (size_t i = from; i < to; i++)
			walk_step(&w, &b->f->v.p[i]);
		(*k)->next = rest;
		if (walk_used(&w) > h && least <= 0)
			return k;
		least--;
		k = &(*k)->next;
	}
	return NULL;
}

/* What hangs on piece `at` and does not fit goes to pieces behind it. */
static int
part_inserts(struct build *b, size_t at, unit h)
{
	struct piece two[2] = { 0 };
	struct insert **cut;
	size_t from, to;

	chunk_of(b, at, &from, &to);
	cut = chain_end(b, at, from, to, h, b->f->v.p[at].h == 0);
	if (cut == NULL)
		return 0;
	two[1].kind = PC_FLOAT;
	two[1].penalty = PEN_REST;
	two[1].insert = *cut;
	*cut = NULL;
	/* what comes behind stays behind: the parts of a note are in order */
	for (size_t i = at + 1; i < to; i++) {
		insert_append(&two[1].insert, b->f->v.p[i].insert);
		b->f->v.p[i].insert = NULL;
	}
	two[0] = b->f->v.p[to - 1];
	floats_settle(b); /* pieces move */
	/* both are the article's, though it was its last one */
	flow_replace(b->f, to - 1, 1, two, 2);
	return 1;
}

int
tall_part(struct build *b, size_t from, size_t to, unit h)
{
	int changed = 0;

	for (size_t i = from; i < to; i++) {
		if (b->f->v.p[i].insert == NULL || !part_inserts(b, i, h))
			continue;
		changed = 1;
		to++;
	}
	return changed;
}
