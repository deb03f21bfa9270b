/* sight: how far a selector looks, so that elements can share what they match
 * (context.c), and what must stand above them, so that most rules need no try.
 */
#include "base/hash.h"
#include "css/select.h"

uint64_t
select_hash(char kind, struct span name)
{
	return hash_bytes(name.p, name.n, (uint64_t)(unsigned char)kind);
}

void
bloom_add(struct bloom *b, uint64_t hash)
{
	b->w[hash & 3] |= UINT64_C(1) << (hash >> 8 & 63) |
	                  UINT64_C(1) << (hash >> 16 & 63);
}

int
bloom_has(const struct bloom *b, const struct bloom *need)
{
	int i;

	for (i = 0; i < 4; i++)
		if ((b->w[i] & need->w[i]) != need->w[i])
			return 0;
	return 1;
}

static uint8_t
sight_of_simple(const struct simple *s)
{
	const struct selector *sel;
	uint8_t sees = SEES_ABOVE;

	switch (s->kind) {
	case SIMPLE_TYPE:
	case SIMPLE_CLASS:
	case SIMPLE_ROOT:
	case SIMPLE_NEVER:
		return SEES_ABOVE;
	case SIMPLE_IS:
	case SIMPLE_NOT:
		for (sel = s->list; sel != NULL; sel = sel->next)
			if (sees < sel->sees)
				sees = sel->sees;
		return sees;
	case SIMPLE_NTH: /* :first-child */
		return s->a == 0 && s->b == 1 && s->list == NULL ? SEES_BEFORE
		                                                 : SEES_MORE;
	default:
		return SEES_MORE;
	}
}

/* Left of the rightmost compound stand ancestors, or the sibling before. */
static void
set_sight(struct selector *sel)
{
	const struct compound *c;
	struct simple *s;

	for (c = sel->right; c != NULL; c = c->left) {
		if (c->comb == '+' && c == sel->right)
			sel->sees = SEES_BEFORE;
		else if (c->comb == '+' || c->comb == '~')
			sel->sees = SEES_MORE;
		for (s = c->first; s != NULL; s = s->next) {
			s->sees = sight_of_simple(s);
			if (c != sel->right && s->sees > SEES_ABOVE)
				sel->sees = SEES_MORE;
			if (sel->sees < s->sees)
				sel->sees = s->sees;
			if (c == sel->right && s->kind == SIMPLE_ATTR)
				sel->attrs |= attr_bit(s->name.p);
		}
	}
}

/* Which types and classes must be above the rightmost compound. */
static void
set_need(struct selector *sel)
{
	const struct compound *c;
	const struct simple *s;
	int above = 0;

	for (c = sel->right; c != NULL; c = c->left) {
		for (s = c->first; above && s != NULL; s = s->next) {
			if (s->kind == SIMPLE_TYPE)
				bloom_add(
				        &sel->need, select_hash('t', s->name));
			else if (s->kind == SIMPLE_CLASS)
				bloom_add(
				        &sel->need, select_hash('.', s->name));
		}
		above = c->comb == ' ' || c->comb == '>';
	}
}

void
select_look(struct selector *sel)
{
	set_sight(sel);
	set_need(sel);
}
