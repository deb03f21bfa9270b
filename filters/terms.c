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

		x->len[k] = (uint8_t)strlen(table[k].s);
		x->next[k] = *first;
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

uint32_t
terms_find(const struct terms *x, const char *s, size_t n)
{
	uint32_t got = 0;

	for (size_t i = 0; i + 1 < n; i++)
		for (size_t k = x->first[pair_of(s + i)]; k; k = x->next[k]) {
			const struct term *t = &x->term[--k];

			if ((t->kinds & ~got) &&
			        stands_at(t, x->len[k], s, n, i))
				got |= t->kinds;
		}
	return got;
}
