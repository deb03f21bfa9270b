/* book: an issue whose articles are clean: what PDF and EPUB are made from.
 * Articles stay in the store and are loaded one by one, so memory does not
 * grow with their number. */
#ifndef BANTIN_DOC_BOOK_H
#define BANTIN_DOC_BOOK_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/vec.h"
#include "doc/article.h"
#include "doc/names.h"
#include "doc/store.h"

struct book_entry {
	char *key; /* in the store */
	const struct meta *meta; /* for book_text(); NULL: not kept */
	char *id; /* anchor in both outputs: "a0001", unique */
	char *title;
	char *standfirst; /* may be NULL */
	char *byline; /* may be NULL */
	char *date; /* ISO 8601, may be NULL */
	char *lang; /* BCP 47 */
	char *url; /* may be NULL */
	char *source; /* the input's name */
	char *rubric; /* section that the page names, may be NULL */
	size_t bytes; /* about: its text and pictures */
	const char **link; /* to places within other pages, as written */
	size_t links;
	size_t section;
	int lead; /* lead story: large, spanning */
	unsigned words;
};

struct book_section {
	char *title; /* NULL: an untitled run of articles */
	size_t first, n; /* of entry[] */
};

struct book {
	struct arena *arena;
	char *key; /* stable identity of the issue, for UUIDs */
	char *title; /* "Bản tin Hải quan tháng 5/2024" */
	char *number; /* "53", may be NULL */
	char *date; /* YYYY-MM-DD of the issue, never NULL */
	char *shown; /* to readers: the same, or YYYY-MM; NULL: unknown */
	char *modified; /* YYYY-MM-DDThh:mm:ssZ: SOURCE_DATE_EPOCH or
				 * the newest article's date, or date */
	char *lang; /* BCP 47, never NULL */
	char *publisher, *address; /* may be NULL */
	char *description, *rights, *subject; /* may be NULL */
	char *logo; /* path or NULL */
	char *cover; /* path, or NULL: designed by the theme */
	struct names *names; /* for an index, the caller's; NULL: none */
	int single; /* one article: no masthead, no contents */
	VEC(struct book_section) section;
	VEC(struct book_entry) entry;
	struct store *store;
};

struct book *
book_new(struct store *s);
void
book_free(struct book *b); /* not the store */
/* Without its ledger.  The caller frees with article_free(). */
struct article *
book_load(const struct book *b, size_t i, struct diag *dg);
/* Its tree and metadata alone, which needs no reading of the rest where the
 * entry has these. */
struct article *
book_text(const struct book *b, size_t i, struct diag *dg);

#endif
