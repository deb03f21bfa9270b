/* metalines: blocks that print what metadata holds already.
 *
 * Title, standfirst, byline and date are printed from metadata by every
 * writer; left in the body they would stand twice.  Compared by their words
 * alone: case, punctuation and spacing differ between head and body.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "filters/extract/extract.h"

#define LOOK 12 /* kept blocks from either end */
#define WORDS 400
#define NEVER 40 /* of 1000: surely not of the article */

struct words {
	uint64_t h[WORDS];
	size_t n;
};

static void
words_of(struct words *w, const char *s)
{
	w->n = s ? words_hash(span_of(s), w->h, WORDS) : 0;
}

static int
same_words(const struct words *a, const struct words *b)
{
	return a->n && a->n == b->n &&
	       memcmp(a->h, b->h, a->n * sizeof(a->h[0])) == 0;
}

/* Every word of a stands in b. */
static int
all_among(const struct words *a, const struct words *b)
{
	for (size_t i = 0; i < a->n; i++) {
		size_t k = 0;

		while (k < b->n && a->h[i] != b->h[k])
			k++;
		if (k == b->n)
			return 0;
	}
	return a->n > 0;
}

/* Runs of figures: 28/05/2024 06:30 has five. */
static size_t
numbers_in(struct span t)
{
	size_t n = 0;

	for (size_t i = 0; i < t.n; i++)
		n += t.p[i] >= '0' && t.p[i] <= '9' &&
		     (!i || t.p[i - 1] < '0' || t.p[i - 1] > '9');
	return n;
}

static int
is_byline(const struct block *b, struct span t, const struct words *w,
        const struct words *authors)
{
	struct words rest = { .n = 0 };
	size_t numbers;

	if (b->words > 20)
		return 0;
	if (!authors->n)
		return 0;
	if (all_among(w, authors))
		return 1;
	/* "By Jane Doe", "Bài và ảnh: ...", "Jane Doe, Thứ Ba, 5/12/2019" */
	if (!all_among(authors, w))
		return 0;
	for (size_t i = 0; i < w->n; i++) {
		struct words one = { .n = 1 };

		one.h[0] = w->h[i];
		if (!all_among(&one, authors))
			rest.h[rest.n++] = w->h[i];
	}
	numbers = numbers_in(t);
	return rest.n <= 1 || b->chrome == CHROME_BYLINE ||
	       (numbers >= 2 && rest.n <= numbers + 2);
}

/* A headline with the date behind it, in one block: portals part them by a
 * mere line break. */
static int
is_title_and_date(const struct page *pg, struct span t)
{
	const char *title = meta_get(&pg->a->meta, META_TITLE);
	size_t n = title ? strlen(title) : 0;

	if (!n || t.n <= n || memcmp(t.p, title, n) != 0)
		return 0;
	t = span_trim((struct span){ t.p + n, t.n - n });
	if (t.n > 2 && t.p[0] == '(' && t.p[t.n - 1] == ')')
		t = span_trim((struct span){ t.p + 1, t.n - 2 });
	return chrome_class(&pg->known, t) == CHROME_DATE;
}

/* "(Cập nhật: 7/5/2012)" */
static int
is_date_in_brackets(const struct page *pg, struct span t)
{
	t = span_trim(t);
	if (t.n < 8 || t.n > 80 || t.p[0] != '(' || t.p[t.n - 1] != ')')
		return 0;
	return chrome_class(&pg->known, (struct span){ t.p + 1, t.n - 2 }) ==
	       CHROME_DATE;
}

static void
refuse(struct block *b, const char *rule)
{
	b->keep = 0;
	b->rule = rule;
}

/* One block near an end; returns 1 when it went. */
static int
check_block(struct page *pg, struct block *b, const struct words *title,
        const struct words *stand, const struct words *authors, int at_start)
{
	struct words w;
	struct span t = BLOCK_TEXT(pg, b);
	const char *rule = NULL;

	w.n = words_hash(t, w.h, WORDS);
	if (at_start && same_words(&w, title))
		rule = "title";
	else if (at_start && is_title_and_date(pg, t))
		rule = "title";
	else if (at_start && same_words(&w, stand))
		rule = "standfirst";
	else if (is_byline(b, t, &w, authors))
		rule = "byline";
	else if (b->words < 20 && meta_get(&pg->a->meta, META_DATE) &&
	         (b->chrome == CHROME_DATE || is_date_in_brackets(pg, t)))
		rule = "date";
	if (!rule)
		return 0;
	refuse(b, rule);
	return 1;
}

/* Do the words of a stand in b, in a row? */
static int
in_a_row(const struct words *a, const struct words *b)
{
	for (size_t i = 0; a->n && i + a->n <= b->n; i++)
		if (memcmp(b->h + i, a->h, a->n * sizeof(a->h[0])) == 0)
			return 1;
	return 0;
}

/* What meta took for the standfirst by the name of its box is none when the
 * text still says it, or when it lies where nothing of the article is: a
 * teaser, a list of places, a demand to sign in.  tmp: room for one text. */
static void
doubt_standfirst(struct page *pg, const struct words *stand, struct words *tmp)
{
	struct meta_value *v = &pg->a->meta.f[META_STANDFIRST];
	int32_t sure = -1;

	if (!stand->n || stand->n == WORDS || !v->source ||
	        strcmp(v->source, "standfirst") != 0)
		return;
	for (size_t i = 0; i < pg->block.n; i++) {
		const struct block *b = &pg->block.p[i];

		if (b->words * 2 < (int32_t)stand->n)
			continue;
		tmp->n = words_hash(BLOCK_TEXT(pg, b), tmp->h, WORDS);
		if (!in_a_row(stand, tmp))
			continue;
		if (b->keep) {
			sure = -1;
			break;
		}
		if (b->p > sure)
			sure = b->p;
	}
	if (sure >= NEVER)
		return;
	ledger_add_text(pg->a, LEDGER_NOTE, "extract", "no-standfirst", 0,
	        span_of(v->value));
	v->value = NULL;
	v->source = NULL;
}

void
drop_metadata(struct page *pg)
{
	struct article *a = pg->a;
	struct words *w = xcalloc(3, sizeof(*w));
	int seen = 0, before_title = pg->h1;

	words_of(&w[0], meta_get(&a->meta, META_TITLE));
	words_of(&w[1], meta_get(&a->meta, META_STANDFIRST));
	words_of(&w[2], meta_byline(a));
	for (size_t i = 0; i < pg->block.n && seen < LOOK; i++) {
		struct block *b = &pg->block.p[i];

		if (!b->keep)
			continue;
		if (!check_block(pg, b, &w[0], &w[1], &w[2], 1))
			seen++;
		else if ((int)i == before_title)
			seen = 0;
	}
	seen = 0;
	for (size_t i = pg->block.n; i-- > 0 && seen < 3;) {
		struct block *b = &pg->block.p[i];

		if (b->keep) {
			check_block(pg, b, &w[0], &w[1], &w[2], 0);
			seen++;
		}
	}
	doubt_standfirst(pg, &w[1], &w[0]);
	free(w);
}
