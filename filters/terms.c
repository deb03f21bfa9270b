/* terms: see terms.h.
 *
 * The words of class names and of furniture are looked for in every element
 * and every short line of a page, some hundreds of them at once.  An index by
 * the first two bytes of each lets most places of a text go by at the price
 * of one look-up; an automaton after Aho and Corasick would do no better on
 * texts this short, and its tables would have to be made anew for each page.
 */
#include <assert.h>
#include <string.h>

#include "filters/terms.h"

static size_t
pair_of(const char *s)
{
	unsigned a = (unsigned char)s[0], b = (unsigned char)s[1];

	return (a * 67 + b) % TERM_PAIRS;
}

static int
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

void
terms_open(struct terms *x, const struct term *table, size_t n)
{
	assert(n <= TERMS);
	x->term = table;
	memset(x->first, 0, sizeof(x->first));
	for (size_t k = n; k-- > 0;) {
		uint16_t *first = &x->first[pair_of(table[k].s)];
		size_t len = strlen(table[k].s), head = len < 4 ? len : 4;

		x->at[k].head = x->at[k].mask = 0;
		memcpy(&x->at[k].head, table[k].s, head);
		memset(&x->at[k].mask, 0xFF, head);
		x->at[k].len = (uint8_t)len;
		x->at[k].next = *first;
		*first = (uint16_t)(k + 1);
	}
}

static int
stands_at(const struct term *t, size_t len, const char *s, size_t n, size_t at)
{
	return n - at >= len && memcmp(s + at, t->s, len) == 0 &&
	       !((t->edges & TERM_LEFT) && at && is_letter(s[at - 1])) &&
	       !((t->edges & TERM_RIGHT) && is_letter(s[at + len])) &&
	       !((t->edges & TERM_WORD) &&
	               ((at && s[at - 1] != ' ') ||
	                       (s[at + len] && s[at + len] != ' ')));
}

/* The kinds of those that stand at s[at]; first: of the chain. */
static uint32_t
find_at(const struct terms *x, size_t first, const char *s, size_t n, size_t at)
{
	uint32_t head = 0, got = 0;

	memcpy(&head, s + at, n - at < 4 ? n - at : 4);
	for (size_t k = first; k; k = x->at[k].next) {
		k--;
		if (((head ^ x->at[k].head) & x->at[k].mask) == 0 &&
		        stands_at(&x->term[k], x->at[k].len, s, n, at))
			got |= x->term[k].kinds;
	}
	return got;
}

uint32_t
terms_find(const struct terms *x, const char *s, size_t n)
{
	uint32_t got = 0;

	for (size_t i = 0; i + 1 < n; i++) {
		size_t first = x->first[pair_of(s + i)];

		if (first)
			got |= find_at(x, first, s, n, i);
	}
	return got;
}
