/* furniture: running heads and folios in the page's sixteen margin boxes
 * (css-page-3, 5).
 *
 * Each box is one line, or holds a running element.  Along an edge the middle
 * box is centred and the two others share what is left; without a middle box
 * they share by what they hold, and all of the edge is covered, so that a
 * border under the head runs through.  What is too long for its box loses
 * words at its end, for an ellipsis.  All of it is pagination artefact.
 */
#include "layout/build.h"

#include <string.h>

struct area {
	unit x, y, w, h;
	const struct style *style;
	int align; /* default */
	int head;
};

struct words { /* a box's line, measured */
	struct litem *it;
	uint32_t n;
	unit w;
	int late; /* has the number of pages */
	const struct running *running; /* in place of a line */
};

/* Text of a box; U+0001 stands for the number of pages. */
static void
box_text(struct build *b, const struct sheet *s, const struct style *st,
        struct str *out)
{
	const struct css_content *k;
	const char *v;

	for (k = st->content; k != NULL; k = k->next) {
		switch (k->kind) {
		case CONTENT_NAMED_STRING:
			v = running_now(b, k).text;
			str_puts(out, v ? v : "");
			break;
		case CONTENT_COUNTER:
		case CONTENT_COUNTERS:
			if (strcmp(k->s, "page") == 0)
				css_counter_text(b->L->o->css, out,
				        k->list_type, s->page.index + 1, 0);
			else if (strcmp(k->s, "pages") == 0)
				str_putc(out, '\x01');
			else
				css_counter_text(b->L->o->css, out,
				        k->list_type, count_value(b->L, k->s),
				        0);
			break;
		default: {
			struct css_content one = *k;

			one.next = NULL;
			content_text(b->L, out, st, NULL, &one);
		}
		}
	}
}

static unit
side(const struct style *s, int k)
{
	return s->border_width[k] + len_resolve(s->padding[k], 0, 0) +
	       len_resolve(s->margin[k], 0, 0);
}

/* The line of a box whose text this is. */
static void
measure_text(struct build *b, struct sheet *s, const struct style *st,
        const char *text, struct words *w)
{
	struct run *r = arena_new_of(s->arena, struct run);

	r->style = st;
	r->lang = b->L->frame->f.lang;
	w->it = words_set(b->L, s->arena, r, text, 1024, &w->n, &w->w);
	for (uint32_t i = 0; i < w->n; i++) {
		struct litem *it = &w->it[i];

		if (it->word->len == 1 && it->word->text[0] == '\x01') {
			const struct shaped *d = shape_simple(
			        b->L->o->shaper, st, r->lang, "0000", 4);
			unit more = shaped_width(d, it->size) - it->w;

			it->word = NULL;
			it->w += more;
			w->w += more;
			for (uint32_t k = 0; k < w->n; k++)
				if (w->it[k].x > it->x)
					w->it[k].x += more;
			w->late = 1;
		}
	}
}

static void
measure(struct build *b, struct sheet *s, const struct style *st,
        struct words *w)
{
	struct str t = STR_INIT;

	memset(w, 0, sizeof(*w));
	if (st->content != NULL && st->content->kind == CONTENT_ELEMENT) {
		w->running = running_now(b, st->content).box;
		w->w = w->running != NULL ? w->running->max : 0;
	} else {
		box_text(b, s, st, &t);
	}
	if (t.len > 0)
		measure_text(b, s, st, t.s, w);
	w->w += side(st, LEFT) + side(st, RIGHT);
	str_free(&t);
}

/* Bytes of one word whose glyphs have room. */
static size_t
clusters_within(const struct litem *it, unit room)
{
	const struct shaped *w = it->word;
	int64_t adv = 0;

	for (uint32_t i = 0; i < w->n; i++) {
		adv += w->g[i].adv;
		if (font_scale(w->font, adv, it->size) > room)
			return w->g[i].cluster;
	}
	return w->len;
}

/* Bytes of the words that have room before an ellipsis; 0: none has.  A word
 * that takes most of it is cut: in some scripts it is the whole line. */
static size_t
words_within(const struct words *w, unit room)
{
	size_t at = 0, end = 0;
	unit x = 0;

	for (uint32_t i = 0; i < w->n && x <= room; i++) {
		const struct litem *it = &w->it[i];

		if (it->space)
			end = at;
		if (x + it->w > room && it->w > room / 2 && !it->word->rtl)
			return at + clusters_within(it, room - x);
		at += it->word->len;
		x += it->w;
	}
	return end;
}

/* Signs that nothing follows. */
static void
cut_loose_end(struct str *t)
{
	static const char *const sign[] = { " ", ",", ";", ":", "-", "–", "—",
		"·", "|", NULL };

	for (int i = 0; sign[i] != NULL; i++) {
		size_t n = strlen(sign[i]);

		if (t->len > n && memcmp(t->s + t->len - n, sign[i], n) == 0) {
			str_truncate(t, t->len - n);
			i = -1;
		}
	}
}

/* A line that is longer than its room, which is the box's; of the number of
 * pages nothing is cut. */
static void
shorten(struct build *b, struct sheet *s, const struct style *st,
        struct words *w, unit room)
{
	static const char dots[] = "…";
	unit around = side(st, LEFT) + side(st, RIGHT);
	struct str t = STR_INIT;
	size_t end;

	if (w->n == 0 || w->late || w->w <= room)
		return;
	room -= around + shaped_width(shape_simple(b->L->o->shaper, st,
	                                      b->L->frame->f.lang, dots,
	                                      sizeof(dots) - 1),
	                         st->font_size);
	end = words_within(w, room);
	if (end == 0)
		return;
	box_text(b, s, st, &t);
	str_truncate(&t, end);
	cut_loose_end(&t);
	str_puts(&t, dots);
	measure_text(b, s, st, t.s, w);
	w->w += around;
	str_free(&t);
}

static void
set_words(struct sheet *s, const struct words *w, unit x, unit base, int head,
        int align)
{
	for (uint32_t i = 0; i < w->n; i++) {
		const struct litem *li = &w->it[i];
		struct page_item *it = sheet_item(s, ITEM_TEXT);

		it->artifact = ARTIFACT_PAGINATION;
		it->artifact_sub = head ? SUB_HEADER : SUB_FOOTER;
		it->x = x + li->x;
		it->y = base;
		it->w = li->w;
		it->word = li->word;
		it->size = li->size;
		it->letter_spacing = li->run->style->letter_spacing;
		it->color = li->run->style->color;
		if (li->word == NULL) {
			struct late *l = vec_push(&s->late);

			l->item = s->page.item.n - 1;
			l->style = li->run->style;
			l->list_type = "decimal";
			late_close(l, i, w->n - 1 - i, align);
		}
	}
}

static void
set_area(struct build *b, struct sheet *s, const struct area *a,
        const struct words *w)
{
	const struct style *st = a->style;
	unit x = a->x + len_resolve(st->margin[LEFT], a->w, 0);
	unit y = a->y + len_resolve(st->margin[TOP], a->h, 0);
	unit bw = a->x + a->w - len_resolve(st->margin[RIGHT], a->w, 0) - x;
	unit bh = a->y + a->h - len_resolve(st->margin[BOTTOM], a->h, 0) - y;
	unit left = side(st, LEFT) - len_resolve(st->margin[LEFT], 0, 0);
	unit right = side(st, RIGHT) - len_resolve(st->margin[RIGHT], 0, 0);
	unit above, below, tx, slack, room, ty;
	int al = st->text_align;

	place_box(b, st, 0, x, y, bw, bh, 1, 1);
	lay_strut(b->L, st, 1024, &above, &below);
	slack = bw - left - right;
	for (uint32_t i = 0; i < w->n; i++)
		slack -= w->it[i].w;
	if (al == ALIGN_START)
		al = a->align;
	tx = x + left +
	     (al == ALIGN_CENTER                            ? slack / 2
	             : al == ALIGN_RIGHT || al == ALIGN_END ? slack
	                                                    : 0);
	ty = y + st->border_width[TOP] + len_resolve(st->padding[TOP], 0, 0);
	room = bh - (ty - y) - st->border_width[BOTTOM] -
	       len_resolve(st->padding[BOTTOM], 0, 0);
	if (w->running != NULL) {
		const unit box[4] = { x + left, ty, bw - left - right, room };

		running_set(b, w->running, st, box, al, a->head);
		return;
	}
	room -= above + below;
	if (st->vertical_align == VALIGN_BOTTOM)
		ty += room;
	else if (st->vertical_align != VALIGN_TOP)
		ty += room / 2;
	set_words(s, w, tx, ty + above, a->head, al);
}

/* Where the first of two boxes ends: in proportion to what they hold, or, when
 * that is more than there is, so that one that takes less than half is whole. */
static unit
share_edge(const struct words *one, const struct words *two, unit gap, unit all)
{
	unit half = all / 2;

	if (one->w + two->w + gap <= all)
		return unit_muldiv(all, one->w + 1, one->w + two->w + 2);
	return one->w < half ? one->w : two->w < half ? all - two->w : half;
}

/* Three boxes along one edge, from start to end. */
static void
set_edge(
        struct build *b, struct sheet *s, int first, struct area edge, int flip)
{
	struct words w[3];
	const struct style *st[3];
	unit from[3], to[3], all = edge.w, gap[3] = { 0 };
	static const uint8_t align[3] = { ALIGN_LEFT, ALIGN_CENTER,
		ALIGN_RIGHT };

	for (int i = 0; i < 3; i++) {
		st[i] = s->style->margin_box[first + (flip ? 2 - i : i)];
		memset(&w[i], 0, sizeof(w[i]));
		if (st[i] != NULL && !st[i]->content_none)
			measure(b, s, st[i], &w[i]);
	}
	from[0] = 0;
	to[2] = all;
	if (st[1] != NULL) {
		unit most = w[0].w > w[2].w ? w[0].w : w[2].w;
		unit half = st[0] == NULL && st[2] == NULL
		                    ? 0
		                    : unit_muldiv(all, most + 1,
		                              2 * most + w[1].w + 2);

		to[0] = from[1] = half;
		to[1] = from[2] = all - half;
	} else if (st[0] != NULL && st[2] != NULL) {
		unit em = st[0]->font_size;

		to[0] = from[2] = share_edge(&w[0], &w[2], em, all);
		from[1] = to[1] = to[0];
		gap[w[0].w > w[2].w ? 0 : 2] = em;
	} else {
		to[0] = all;
		from[1] = to[1] = from[2] = 0;
	}
	for (int i = 0; i < 3; i++) {
		struct area a = edge;

		if (st[i] == NULL || st[i]->content_none ||
		        st[i]->content == NULL)
			continue;
		a.x += from[i];
		a.w = to[i] - from[i];
		a.align = align[i];
		a.style = st[i];
		shorten(b, s, st[i], &w[i], a.w - gap[i]);
		set_area(b, s, &a, &w[i]);
	}
}

static void
set_one(struct build *b, struct sheet *s, int box, struct area a, int align)
{
	const struct style *st = s->style->margin_box[box];
	struct words w;

	if (st == NULL || st->content == NULL || st->content_none)
		return;
	measure(b, s, st, &w);
	a.style = st;
	a.align = align;
	set_area(b, s, &a, &w);
}

/* The page's own ground goes to the edges of the bleed, its border around what
 * is within its margins. */
static void
set_ground(struct build *b, const struct sheet *s)
{
	const struct page *p = &s->page;
	const struct style *st = s->style->style;
	unit m[4];

	for (int i = 0; i < 4; i++)
		m[i] = len_resolve(st->margin[i],
		        i == LEFT || i == RIGHT ? p->width : p->height, 0);
	place_border(b, st, m[LEFT], m[TOP], p->width - m[LEFT] - m[RIGHT],
	        p->height - m[TOP] - m[BOTTOM], 1, 1);
	ground_place(b, st, 0, -p->bleed, -p->bleed, p->width + 2 * p->bleed,
	        p->height + 2 * p->bleed, 1, 1);
}

void
furniture_set(struct build *b, struct sheet *s)
{
	const struct page *p = &s->page;
	unit right = p->width - s->x - s->w, foot = p->height - s->y - s->h;
	struct sheet *keep = b->sheet;
	unit third = s->h / 3;

	b->sheet = s;
	set_ground(b, s);
	set_edge(b, s, MBOX_TOP_LEFT,
	        (struct area){ s->x, 0, s->w, s->y, NULL, 0, 1 }, 0);
	set_edge(b, s, MBOX_BOTTOM_RIGHT,
	        (struct area){ s->x, s->y + s->h, s->w, foot, NULL, 0, 0 }, 1);
	set_one(b, s, MBOX_TOP_LEFT_CORNER,
	        (struct area){ 0, 0, s->x, s->y, NULL, 0, 1 }, ALIGN_RIGHT);
	set_one(b, s, MBOX_TOP_RIGHT_CORNER,
	        (struct area){ s->x + s->w, 0, right, s->y, NULL, 0, 1 },
	        ALIGN_LEFT);
	set_one(b, s, MBOX_BOTTOM_LEFT_CORNER,
	        (struct area){ 0, s->y + s->h, s->x, foot, NULL, 0, 0 },
	        ALIGN_RIGHT);
	set_one(b, s, MBOX_BOTTOM_RIGHT_CORNER,
	        (struct area){
	                s->x + s->w, s->y + s->h, right, foot, NULL, 0, 0 },
	        ALIGN_LEFT);
	for (int i = 0; i < 3; i++) {
		set_one(b, s, MBOX_RIGHT_TOP + i,
		        (struct area){ s->x + s->w, s->y + i * third, right,
		                third, NULL, 0, 1 },
		        ALIGN_CENTER);
		set_one(b, s, MBOX_LEFT_TOP - i,
		        (struct area){
		                0, s->y + i * third, s->x, third, NULL, 0, 1 },
		        ALIGN_CENTER);
	}
	b->sheet = keep;
}
