/* terms: see terms.h.
 *
 * The words of class names and of furniture are looked for in every element
 * and every short line of a page, some hundreds of them at once.  A set of the
 * first three bytes of each lets most places of a text go by at the price of
 * one look-up, and an index by the first two finds the others; an automaton
 * after Aho and Corasick would do no better on texts this short.  Both are
 * tables that filters/index makes while bantin is built.
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

/* By the low three bytes of four of a text. */
static size_t
head_of(uint32_t four)
{
	return (four << 8) * 0x9E3779B1u >> (32 - 13);
}

static int
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

/* The first low, whatever the machine's order. */
static uint32_t
four_at(const unsigned char *s)
{
	return s[0] | (uint32_t)s[1] << 8 | (uint32_t)s[2] << 16 |
	       (uint32_t)s[3] << 24;
}

static uint32_t
four_of(const char *s, size_t n)
{
	unsigned char four[4] = { 0 };

	memcpy(four, s, n < 4 ? n : 4);
	return four_at(four);
}

/* Of two bytes: whatever stands behind them. */
static void
add_head(struct terms *x, const char *s, size_t len)
{
	uint32_t four = four_of(s, len);

	if (len > 2)
		x->head[head_of(four)] = 1;
	else
		for (uint32_t third = 0; third < 256; third++)
			x->head[head_of(four | third << 16)] = 1;
}

void
terms_open(struct terms *x, const struct term *table, size_t n)
{
	assert(n <= TERMS);
	x->term = table;
	memset(x->first, 0, sizeof(x->first));
	memset(x->head, 0, sizeof(x->head));
	for (size_t k = n; k-- > 0;) {
		const char *s = table[k].s;
		uint16_t *first = &x->first[pair_of(s)];
		size_t len = strlen(s);

		x->at[k].head = four_of(s, len);
		x->at[k].mask =
		        len < 4 ? ((uint32_t)1 << len * 8) - 1 : ~(uint32_t)0;
		x->at[k].len = (uint8_t)len;
		x->at[k].next = *first;
		*first = (uint16_t)(k + 1);
		add_head(x, s, len);
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

/* The kinds of those that stand at s[at], which `four` begins. */
static uint32_t
find_at(const struct terms *x, uint32_t four, const char *s, size_t n,
        size_t at)
{
	uint32_t got = 0;

	for (size_t k = x->first[pair_of(s + at)]; k; k = x->at[k].next) {
		k--;
		if (((four ^ x->at[k].head) & x->at[k].mask) == 0 &&
		        stands_at(&x->term[k], x->at[k].len, s, n, at))
			got |= x->term[k].kinds;
	}
	return got;
}

uint32_t
terms_find(const struct terms *x, const char *s, size_t n)
{
	uint32_t got = 0, four;
	size_t i = 0;

	for (; n - i > 4; i++) {
		four = four_at((const unsigned char *)s + i);
		if (x->head[head_of(four)])
			got |= find_at(x, four, s, n, i);
	}
	for (; i + 1 < n; i++) {
		four = four_of(s + i, n - i);
		if (x->head[head_of(four)])
			got |= find_at(x, four, s, n, i);
	}
	return got;
}
