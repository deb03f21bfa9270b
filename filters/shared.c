/* shared: see shared.h.
 *
 * A block is shared that stands on three pages of a site, and on a fifth of
 * them or twenty; one that by itself looks like the article, on half of them,
 * for reports on one matter may well end with the same paragraph.  Pages that
 * are rid of it already are proof, too, but not the most: what a page says and
 * others tease is its own.  Three pages
 * that tell three stories: two copies of one, or two states of it, have their
 * own paragraphs in common, too, and count as one.  The paragraphs with the smallest hashes stand for all of them: of two
 * pages the same are chosen where both have them (Broder 1997, On the
 * resemblance and containment of documents).
 */
#include "filters/shared.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/vec.h"

#define SHARE 5 /* one page of so many */
#define SHARE_LIKE_TEXT 2
#define MANY 20 /* pages that will do whatever the size of the site */

struct mark {
	uint64_t key; /* of site and block */
	uint64_t site;
	size_t page; /* later, how many */
	int like_text, refused;
};

struct shared {
	VEC(struct mark) mark; /* by key */
};

static uint64_t
key_of(uint64_t site, uint64_t block)
{
	return hash_fold(site ^ HASH_K0, block ^ HASH_K1);
}

static int
compare(uint64_t a, uint64_t b)
{
	return (a > b) - (a < b);
}

static int
by_key(const void *a, const void *b)
{
	const struct mark *x = a, *y = b;
	int c = compare(x->key, y->key);

	return c ? c : compare(x->page, y->page);
}

static int
by_site(const void *a, const void *b)
{
	return compare(*(const uint64_t *)a, *(const uint64_t *)b);
}

/* Do two pages tell the same story: have they more than a third of their
 * paragraphs in common?  Pages without any might. */
static int
same_story(const struct shared_notes *a, const struct shared_notes *b)
{
	uint32_t least = a->texts < b->texts ? a->texts : b->texts, both = 0;

	for (uint32_t i = 0, k = 0; i < a->texts && k < b->texts;) {
		both += a->text[i] == b->text[k];
		if (a->text[i] <= b->text[k])
			i++;
		else
			k++;
	}
	return least == 0 || both * 3 > least;
}

static int
enough_stories(
        const struct shared_notes *const *page, const struct mark *m, size_t n)
{
	size_t story[SHARED_LEAST];
	size_t stories = 0, i, k;

	for (i = 0; i < n && stories < SHARED_LEAST; i++) {
		for (k = 0; k < stories; k++)
			if (same_story(page[m[i].page], page[story[k]]))
				break;
		if (k == stories)
			story[stories++] = m[i].page;
	}
	return stories == SHARED_LEAST;
}

/* How many of a row that rises. */
static size_t
sites_below(const uint64_t *site, size_t n, uint64_t which)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (site[mid] < which)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static size_t
pages_of(const uint64_t *site, size_t n, uint64_t which)
{
	size_t end = which == UINT64_MAX ? n : sites_below(site, n, which + 1);

	return end - sites_below(site, n, which);
}

/* Are the n marks of one key enough? */
static int
is_shared(const struct shared_notes *const *page, const struct mark *m,
        size_t n, size_t of)
{
	size_t like_text = 0, refused = 0;

	if (n < SHARED_LEAST)
		return 0;
	for (size_t i = 0; i < n; i++) {
		like_text += (size_t)m[i].like_text;
		refused += (size_t)m[i].refused;
	}
	if (refused * 2 >= n)
		return 0;
	if (like_text * 2 > n ? n * SHARE_LIKE_TEXT < of
	                      : n * SHARE < of && n < MANY)
		return 0;
	return enough_stories(page, m, n);
}

/* Of each key in turn: once and counted, or not at all. */
static void
count_marks(struct shared *s, const struct shared_notes *const *page,
        const uint64_t *site, size_t sites)
{
	size_t kept = 0, end;

	for (size_t i = 0; i < s->mark.n; i = end) {
		struct mark m = s->mark.p[i];

		for (end = i + 1;
		        end < s->mark.n && s->mark.p[end].key == m.key;)
			end++;
		if (!is_shared(page, &s->mark.p[i], end - i,
		            pages_of(site, sites, m.site)))
			continue;
		m.page = end - i;
		s->mark.p[kept++] = m;
	}
	s->mark.n = kept;
}

struct shared *
shared_find(const struct shared_notes *const *page, size_t n)
{
	struct shared *s = xcalloc(1, sizeof(*s));
	VEC(uint64_t) site = VEC_INIT;

	for (size_t i = 0; i < n; i++) {
		const struct shared_notes *p = page[i];

		if (!p || !p->site)
			continue;
		vec_add(&site, p->site);
		for (uint32_t k = 0; k < p->doubts; k++) {
			struct mark *m = vec_push(&s->mark);

			m->key = key_of(p->site, p->doubt[k]);
			m->site = p->site;
			m->page = i;
			m->like_text = (int)(p->like_text >> k & 1);
			m->refused = (int)(p->refused >> k & 1);
		}
	}
	if (s->mark.n) {
		qsort(s->mark.p, s->mark.n, sizeof(*s->mark.p), by_key);
		qsort(site.p, site.n, sizeof(*site.p), by_site);
		count_marks(s, page, site.p, site.n);
	}
	vec_free(&site);
	if (s->mark.n)
		return s;
	shared_free(s);
	return NULL;
}

void
shared_free(struct shared *s)
{
	if (!s)
		return;
	vec_free(&s->mark);
	free(s);
}

unsigned
shared_pages(const struct shared *s, uint64_t site, uint64_t block)
{
	uint64_t key = key_of(site, block);
	size_t low = 0, high = s->mark.n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (s->mark.p[mid].key < key)
			low = mid + 1;
		else
			high = mid;
	}
	return low < s->mark.n && s->mark.p[low].key == key
	               ? (unsigned)s->mark.p[low].page
	               : 0;
}

int
shared_concerns(const struct shared *s, const struct shared_notes *page)
{
	for (uint32_t k = 0; k < page->doubts; k++)
		if (!(page->refused >> k & 1) &&
		        shared_pages(s, page->site, page->doubt[k]))
			return 1;
	return 0;
}
