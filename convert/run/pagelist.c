/* pagelist: frozen pages in, the place in the articles where each begins.
 *
 * Layout gives every run of text a number that follows the document, not the
 * pages (struct page_item.seq).  So for each page it is enough to keep how
 * many characters of which runs it shows: sorted by that number, the sums are
 * places in the document.  A page begins with the first run on it that is not
 * before the last one of the page before: figures that moved on from an
 * earlier place do not count, nor do notes at its foot.
 */
#include "run/pagelist.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"

#define MARKER_MAX 4 /* characters of a list item's number */

struct piece { /* of a run, on one page */
	uint32_t seq, elem;
	int page;
	uint32_t chars;
	uint32_t before; /* characters of the document before it */
	char start[EPUB_PAGE_START];
};

struct pagelist {
	struct arena *arena;
	VEC(struct piece) piece;
	VEC(char *) label; /* by page */
	VEC(struct epub_page) page;
	/* by element: entry of the book + 1, and what is aside */
	uint32_t *entry;
	uint8_t *aside;
};

enum { ASIDE_NOTE = 1, ASIDE_LABEL = 2 };

struct pagelist *
pagelist_new(void)
{
	struct pagelist *l = xcalloc(1, sizeof(*l));

	l->arena = arena_new();
	return l;
}

void
pagelist_free(struct pagelist *l)
{
	if (!l)
		return;
	vec_free(&l->piece);
	vec_free(&l->label);
	vec_free(&l->page);
	free(l->entry);
	free(l->aside);
	arena_free(l->arena);
	free(l);
}

static void
take(struct piece *q, const char *s, size_t n)
{
	const char *end = s + n;
	size_t used = strlen(q->start);
	int open = q->chars == used || used + 5 < sizeof(q->start);

	while (s < end) {
		const char *from = s;
		uint32_t cp = utf8_next(&s, end);
		size_t k = (size_t)(s - from);

		if (cp_is_space(cp) || cp == 0xAD)
			continue;
		q->chars++;
		if (open && used + k < sizeof(q->start)) {
			memcpy(q->start + used, from, k);
			used += k;
		} else {
			open = 0;
		}
	}
}

void
pagelist_page(struct pagelist *l, const struct page *p)
{
	struct piece *q = NULL;

	while (l->label.n <= (size_t)p->index)
		vec_add(&l->label, NULL);
	l->label.p[p->index] = arena_strdup(l->arena, p->label);
	for (size_t i = 0; i < p->item.n; i++) {
		const struct page_item *it = &p->item.p[i];

		if (it->kind != ITEM_TEXT || it->artifact || it->hyphen ||
		        !it->word)
			continue;
		if (!q || q->seq != it->seq) {
			q = vec_push(&l->piece);
			q->seq = it->seq;
			q->elem = it->elem;
			q->page = p->index;
		}
		take(q, it->word->text, it->word->len);
		if (it->space)
			take(q, it->space->text, it->space->len);
	}
}

static int
by_place(const void *a, const void *b)
{
	const struct piece *x = a, *y = b;

	if (x->seq != y->seq)
		return x->seq < y->seq ? -1 : 1;
	return x->page - y->page;
}

/* Elements come in the order of the document, parents first. */
static int
mark_elements(struct pagelist *l, const struct frame *f, size_t entries)
{
	size_t n = f->elem.n, seen = 0;

	l->entry = xcalloc(n, sizeof(*l->entry));
	l->aside = xcalloc(n, 1);
	for (size_t i = 1; i < n; i++) {
		const struct elem *e = &f->elem.p[i];

		if (e->parent >= i)
			return -1;
		l->entry[i] = l->entry[e->parent];
		l->aside[i] = l->aside[e->parent];
		if (e->role == ROLE_ART && !l->entry[i])
			l->entry[i] = (uint32_t)++seen;
		else if (e->role == ROLE_NOTE)
			l->aside[i] |= ASIDE_NOTE;
		else if (e->role == ROLE_LBL)
			l->aside[i] |= ASIDE_LABEL;
	}
	return seen == entries ? 0 : -1;
}

/* An item's number or bullet, which no reader finds in the text. */
static int
is_marker(const struct pagelist *l, const struct piece *q)
{
	return (l->aside[q->elem] & ASIDE_LABEL) && q->chars <= MARKER_MAX;
}

/* Sums along the document. */
static void
add_up(struct pagelist *l)
{
	uint32_t sum = 0, entry = 0;

	for (size_t i = 0; i < l->piece.n; i++) {
		struct piece *q = &l->piece.p[i];

		if (l->entry[q->elem] != entry) {
			entry = l->entry[q->elem];
			sum = 0;
		}
		q->before = sum;
		if (!is_marker(l, q))
			sum += q->chars;
	}
}

/* The piece each page begins with: index + 1 by page, 0 when it has none. */
static size_t *
first_pieces(const struct pagelist *l)
{
	size_t pages = l->label.n;
	size_t *first = xcalloc(pages, sizeof(*first));
	size_t *any = xcalloc(pages, sizeof(*any));
	uint32_t *last = xcalloc(pages, sizeof(*last));

	for (size_t i = 0; i < l->piece.n; i++) {
		const struct piece *q = &l->piece.p[i];

		if (!(l->aside[q->elem] & ASIDE_NOTE) && q->seq > last[q->page])
			last[q->page] = q->seq;
	}
	for (size_t i = 0; i < l->piece.n; i++) {
		const struct piece *q = &l->piece.p[i];
		size_t p = (size_t)q->page;

		if (!any[p])
			any[p] = i + 1;
		if (!first[p] && (p == 0 || q->seq >= last[p - 1]))
			first[p] = i + 1;
	}
	for (size_t p = 0; p < pages; p++)
		if (!first[p])
			first[p] = any[p];
	free(any);
	free(last);
	return first;
}

static void
place_page(struct pagelist *l, struct epub_page *e, size_t first,
        const struct book *b)
{
	size_t i = first;
	int heading;

	/* what is in no article belongs to the one that follows */
	while (i < l->piece.n && !l->entry[l->piece.p[i].elem])
		i++;
	if (i == l->piece.n) {
		e->entry = b->entry.n ? b->entry.n - 1 : EPUB_PAGE_FRONT;
		e->chars = UINT32_MAX;
		return;
	}
	heading = i > first;
	/* a marker does not tell where a page begins */
	if (i + 1 < l->piece.n && is_marker(l, &l->piece.p[i]) &&
	        l->piece.p[i + 1].page == l->piece.p[i].page)
		i++;
	e->entry = l->entry[l->piece.p[i].elem] - 1;
	e->chars = l->piece.p[i].before;
	memcpy(e->start, l->piece.p[i].start, sizeof(e->start));
	e->section = heading && e->chars == 0;
	if (e->section && e->entry == 0 && !b->single)
		e->entry = EPUB_PAGE_FRONT;
}

size_t
pagelist_finish(struct pagelist *l, const struct frame *f, const struct book *b,
        const struct epub_page **out)
{
	size_t *first, next = l->piece.n;

	if (mark_elements(l, f, b->entry.n) < 0 || !l->piece.n)
		return 0;
	qsort(l->piece.p, l->piece.n, sizeof(*l->piece.p), by_place);
	add_up(l);
	first = first_pieces(l);
	for (size_t p = 0; p < l->label.n; p++) {
		struct epub_page *e = vec_push(&l->page);

		e->label = l->label.p[p];
	}
	/* a page without text begins where the next one does */
	for (size_t p = l->label.n; p-- > 0;) {
		next = first[p] ? first[p] - 1 : next;
		place_page(l, &l->page.p[p], next, b);
	}
	if (!b->single)
		l->page.p[0].entry = EPUB_PAGE_FRONT;
	free(first);
	*out = l->page.p;
	return l->page.n;
}
