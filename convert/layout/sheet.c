/* sheet: one page from its first item to the sink.
 *
 * A page that holds the number of a page still to come waits, with all its
 * words (they live in the shaper), until the end; every other page goes to
 * the sink as soon as it is full and is freed.
 */
#include "layout/build.h"

#include <stdlib.h>
#include <string.h>

/* So many pages wait until the last one is known; more are too many for
 * memory, and for a second try. */
#define PAGES_HELD 64
/* The words that are still to come tell whether there will be more than that.
 * After PAGES_GUESS pages of articles the guess has a quarter to err in; after
 * fewer it has more, in the measure that they are fewer. */
#define PAGES_GUESS 10
#define PAGES_LEAST 3
/* In use of the last page: less is poor, unless all pages together could not
 * make room for it with their lines closer. */
#define POOR_PERCENT 40
#define SAVED_PERCENT 4 /* of each page: lines, and pictures that fit then */

static unsigned
side_of(const struct build *b, int index, int blank)
{
	unsigned k = index % 2 == 0 ? PAGE_RIGHT : PAGE_LEFT;

	(void)b;
	if (index == 0)
		k |= PAGE_FIRST;
	if (blank)
		k |= PAGE_BLANK;
	return k;
}

static unit
edge(const struct style *s, int side, unit base)
{
	return len_resolve(s->margin[side], base, 0) + s->border_width[side] +
	       len_resolve(s->padding[side], base, 0);
}

unit
sheet_height(struct build *b, int ahead)
{
	const struct page_style *ps = css_page(
	        b->L->o->css, b->page_name, side_of(b, b->pages + ahead, 0));
	unit h = ps->height - edge(ps->style, TOP, ps->height) -
	         edge(ps->style, BOTTOM, ps->height);

	return h > 24 * PT ? h : 24 * PT;
}

struct page_item *
sheet_item(struct sheet *s, enum item_kind kind)
{
	struct page_item *it = vec_push(&s->page.item);

	it->kind = (uint8_t)kind;
	return it;
}

struct page_item *
sheet_back(struct sheet *s, uint32_t order, enum item_kind kind)
{
	struct back *k = vec_push(&s->back);

	k->order = order;
	k->item.kind = (uint8_t)kind;
	return &k->item;
}

static unit
note_edge(const struct style *s)
{
	return s == NULL ? 0
	                 : len_resolve(s->margin[TOP], 0, 0) +
	                           s->border_width[TOP] +
	                           len_resolve(s->padding[TOP], 0, 0);
}

int
sheet_new(struct build *b, int blank)
{
	struct sheet *s = xcalloc(1, sizeof(*s));
	const struct page_style *ps = css_page(
	        b->L->o->css, b->page_name, side_of(b, b->pages, blank));
	struct page *p = &s->page;
	const struct style *st = ps->style;
	unit tall;

	s->arena = arena_new();
	if (b->spare != NULL) { /* of a page that is gone */
		s->page.item.p = b->spare;
		s->page.item.cap = b->spare_cap;
		b->spare = NULL;
	} else { /* much as on the page before; not zeroed ahead of its use */
		s->page.item.cap = b->items + b->items / 8 + 1;
		s->page.item.p = xrealloc(
		        NULL, s->page.item.cap, sizeof(*s->page.item.p));
	}
	s->style = ps;
	p->index = b->pages++;
	p->label = arena_printf(s->arena, "%d", p->index + 1);
	p->width = ps->width;
	p->height = ps->height;
	p->bleed = ps->bleed;
	p->crop_marks = ps->crop_marks;
	s->x = edge(st, LEFT, p->width);
	s->y = edge(st, TOP, p->height);
	s->w = b->L->measure;
	if (b->page_name != NULL && *b->page_name != '\0')
		lay_page(b->L, b->page_name, &s->w, &tall);
	s->h = p->height - s->y - edge(st, BOTTOM, p->height);
	if (s->h < 24 * PT)
		s->h = 24 * PT;
	b->sheet = s;
	b->note_edge = note_edge(ps->margin_box[MBOX_FOOTNOTE]);
	if (b->note_edge > s->h / 4) /* the notes need some of it, too */
		b->note_edge = s->h / 4;
	b->used = b->floor = 0;
	b->L->frame->f.pages = b->pages;
	if (b->pending.n > 0 && !blank)
		pagefloats_begin(b);
	place_resume(b, NULL, s->x, s->y + b->used);
	return 0;
}

/* The page stays empty: it is a :blank one. */
void
sheet_blank(struct build *b)
{
	b->sheet->style = css_page(b->L->o->css, b->page_name,
	        side_of(b, b->sheet->page.index, 1));
}

static void
sheet_free(struct sheet *s)
{
	vec_free(&s->page.item);
	vec_free(&s->page.link);
	vec_free(&s->back);
	vec_free(&s->late);
	arena_free(s->arena);
	free(s);
}

static int
by_order(const void *x, const void *y)
{
	const struct back *a = *(const struct back *const *)x;
	const struct back *b = *(const struct back *const *)y;

	if (a->order != b->order)
		return a->order < b->order ? -1 : 1;
	return a < b ? -1 : a > b;
}

/* Backgrounds go beneath: sorted by box, in front of all other items. */
static void
merge_back(struct sheet *s)
{
	size_t n = s->back.n, m = s->page.item.n;
	const struct back **order;

	if (n == 0)
		return;
	order = xcalloc(n, sizeof(*order));
	for (size_t i = 0; i < n; i++)
		order[i] = &s->back.p[i];
	qsort(order, n, sizeof(*order), by_order);
	vec_reserve(&s->page.item, n + m);
	memmove(s->page.item.p + n, s->page.item.p,
	        m * sizeof(*s->page.item.p));
	for (size_t i = 0; i < n; i++)
		s->page.item.p[i] = order[i]->item;
	s->page.item.n = n + m;
	for (size_t i = 0; i < s->late.n; i++)
		s->late.p[i].item += n;
	free(order);
	vec_clear(&s->back);
}

void
late_close(struct late *l, size_t before, size_t after, int align)
{
	l->at = LATE_CLOSE;
	l->before = before;
	l->after = after;
	l->share = align == ALIGN_CENTER                        ? 1
	           : align == ALIGN_RIGHT || align == ALIGN_END ? 2
	                                                        : 0;
}

/* The number takes less than the room that was kept for it. */
static void
move_line(const struct late *l, struct page_item *it, unit slack)
{
	unit left = l->at == LATE_CLOSE ? slack / 2 * l->share : slack;

	it->x += left;
	if (l->at != LATE_CLOSE)
		return;
	for (size_t i = 1; i <= l->before; i++)
		it[-(ptrdiff_t)i].x += left;
	for (size_t i = 1; i <= l->after; i++)
		it[i].x -= slack - left;
}

/* Write in a number that is known now.  0 when it is not. */
static int
patch(struct build *b, struct sheet *s, const struct late *l, int final)
{
	struct frame_all *fa = b->L->frame;
	struct page_item *it = &s->page.item.p[l->item];
	struct str t = STR_INIT;
	size_t at;
	unit room = it->w;
	int number;

	if (l->dest == NULL) {
		if (!final)
			return 0;
		number = b->pages;
	} else if (*l->dest == '\0') {
		number = s->page.index + 1;
	} else {
		at = (size_t)(uintptr_t)map_get(&fa->dest, span_of(l->dest));
		if (at == 0 && !final)
			return 0;
		number = at ? fa->f.dest.p[at - 1].page + 1 : 0;
	}
	if (number > 0)
		css_counter_text(b->L->o->css, &t, l->list_type, number, 0);
	else
		str_puts(&t, "\u2013");
	it->word = shape_simple(
	        b->L->o->shaper, l->style, b->L->book->lang, t.s, t.len);
	it->w = shaped_width(it->word, it->size);
	move_line(l, it, room - it->w);
	str_free(&t);
	return 1;
}

static int
patch_all(struct build *b, struct sheet *s, int final)
{
	int all = 1;

	for (size_t i = 0; i < s->late.n; i++)
		if (s->page.item.p[s->late.p[i].item].word == NULL)
			all &= patch(b, s, &s->late.p[i], final);
	return all;
}

static int
deliver(struct build *b, struct sheet *s)
{
	int k = b->L->sink->page(b->L->sink->ctx, &s->page);

	if (b->spare == NULL) {
		b->spare = s->page.item.p;
		b->spare_cap = s->page.item.cap;
		s->page.item.p = NULL;
		s->page.item.n = s->page.item.cap = 0;
	}
	sheet_free(s);
	if (k != 0)
		b->failed = 1;
	return k;
}

struct keyed {
	uint32_t key;
	size_t at;
};

static int
by_key(const void *x, const void *y)
{
	const struct keyed *a = x, *b = y;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return a->at < b->at ? -1 : a->at > b->at;
}

/* A figure has waited for a column: its caption goes back to its place among
 * the items, which are in the order of the document.  Artefacts stay behind
 * the content they follow. */
static void
sort_items(struct sheet *s)
{
	size_t n = s->page.item.n;
	struct keyed *k = xcalloc(n + 1, sizeof(*k));
	struct page_item *old = xcalloc(n + 1, sizeof(*old));
	size_t *to = xcalloc(n + 1, sizeof(*to));
	uint32_t key = 0;

	for (size_t i = 0; i < n; i++) {
		old[i] = s->page.item.p[i];
		if (!old[i].artifact)
			key = old[i].seq;
		k[i].key = key;
		k[i].at = i;
	}
	qsort(k, n, sizeof(*k), by_key);
	for (size_t i = 0; i < n; i++) {
		s->page.item.p[i] = old[k[i].at];
		to[k[i].at] = i;
	}
	for (size_t i = 0; i < s->late.n; i++)
		s->late.p[i].item = to[s->late.p[i].item];
	free(k);
	free(old);
	free(to);
}

/* All pages that wait for no number. */
static int
send_ready(struct build *b)
{
	struct sheet **at = &b->wait;
	int k = 0;

	b->sent = 1;
	while (*at != NULL && k == 0) {
		struct sheet *s = *at;

		if (!patch_all(b, s, 0)) {
			at = &s->next;
			continue;
		}
		*at = s->next;
		k = deliver(b, s);
	}
	while (*at != NULL)
		at = &(*at)->next;
	b->wait_end = at;
	return k;
}

/* What waits takes no more memory than it needs. */
static void
shrink(struct sheet *s)
{
	size_t n = s->page.item.n + 1;

	s->page.item.p = xrealloc(s->page.item.p, n, sizeof(*s->page.item.p));
	s->page.item.cap = n;
}

/* Will there be too many pages to wait for the last one? */
static int
is_long(const struct build *b)
{
	uint64_t pages = (uint64_t)(b->pages - b->front), limit;

	if (b->pages > PAGES_HELD)
		return 1;
	if (b->words_set == 0 || pages < PAGES_LEAST)
		return 0;
	limit = PAGES_HELD - (uint64_t)b->front;
	limit += PAGES_HELD / 4 * PAGES_GUESS /
	         (pages < PAGES_GUESS ? pages : PAGES_GUESS);
	return pages * b->words > b->words_set * limit;
}

int
sheet_finish(struct build *b)
{
	struct sheet *s = b->sheet;

	if (s == NULL)
		return 0;
	place_suspend(b, NULL, s->y + b->used);
	pagefloats_notes(b);
	if (b->moved)
		sort_items(s);
	b->moved = 0;
	furniture_set(b, s);
	merge_back(s);
	b->items = s->page.item.n;
	b->sheet = NULL;
	running_turn(b);
	b->last_used = b->used;
	b->last_h = s->h;
	if (b->sent && patch_all(b, s, 0))
		return deliver(b, s);
	shrink(s);
	*b->wait_end = s;
	b->wait_end = &s->next;
	/* a book tried with closer lines may yet come to nothing */
	return !b->sent && !b->L->tight && is_long(b) ? send_ready(b) : 0;
}

int
sheet_poor_end(const struct build *b)
{
	int64_t save = SAVED_PERCENT * (int64_t)b->pages;

	return !b->sent && b->pages > 1 && b->last_used > 0 &&
	       b->last_used * INT64_C(100) <
	               b->last_h * (save < POOR_PERCENT ? save : POOR_PERCENT);
}

void
sheet_drop(struct build *b)
{
	while (b->wait != NULL) {
		struct sheet *s = b->wait;

		b->wait = s->next;
		sheet_free(s);
	}
	b->wait_end = &b->wait;
}

int
sheet_flush(struct build *b)
{
	int k = 0;

	while (b->wait != NULL && k == 0) {
		struct sheet *s = b->wait;

		b->wait = s->next;
		patch_all(b, s, 1);
		k = deliver(b, s);
	}
	sheet_drop(b);
	return k;
}
