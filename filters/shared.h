/* shared: what several pages of one site say word for word.
 *
 * An appeal, a disclosure, what the paper is for stand below every article,
 * set as its paragraphs are: no page alone tells them from it, but the pages
 * of the site side by side do.  While a page is cleaned its doubtful blocks
 * are noted (extract/shared.c), as hashes, so that notes cost next to nothing
 * to pass on and keep; the notes of a run give the set of what is shared; the
 * pages that have any of it are cleaned once more, with the set.
 */
#ifndef BANTIN_FILTERS_SHARED_H
#define BANTIN_FILTERS_SHARED_H

#include <stddef.h>
#include <stdint.h>

#define SHARED_LEAST 3 /* pages */
#define SHARED_TEXT 8
#define SHARED_DOUBT 32

/* Of one page.  Numbers alone: it goes through a pipe as it is. */
struct shared_notes {
	uint64_t site; /* 0: unknown */
	uint64_t text[SHARED_TEXT]; /* of its own paragraphs, rising: those
				     * with the smallest hashes */
	uint64_t doubt[SHARED_DOUBT]; /* of doubtful blocks, each once */
	uint32_t texts, doubts;
	uint32_t like_text; /* bits of doubt: the page alone has no doubt */
	uint32_t refused; /* bits of doubt: gone from the page already */
};

struct shared;

/* What enough of the n pages share, whatever their order; a page may be NULL.
 * NULL when there is nothing. */
struct shared *
shared_find(const struct shared_notes *const *page, size_t n);
void
shared_free(struct shared *s); /* NULL is fine */
/* On how many pages of the site that block stands; 0: it is not shared. */
unsigned
shared_pages(const struct shared *s, uint64_t site, uint64_t block);
/* Has the page any of it? */
int
shared_concerns(const struct shared *s, const struct shared_notes *page);

#endif
