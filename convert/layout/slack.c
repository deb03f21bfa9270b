/* slack: the items of one line, and the white between them.
 *
 * Cut words are shaped anew with their hyphen, the slack goes into the spaces
 * (or the leaders), and runs of right-to-left text are put in visual order
 * (UAX 9, rule L2) while the items stay in reading order.  Every line that ends
 * at a space keeps it as its last item, outside the measure: without it text
 * extraction joins words (facts: pdf-writing 8).
 */
#include <stdlib.h>

#include "layout/setter.h"

static inline void
set_item(struct litem *it, const struct tok *t, const struct shaped *word,
        unit w, unit size)
{
	it->word = word;
	it->run = t->run;
	it->x = 0;
	it->w = w;
	it->h = t->h;
	it->size = size;
	it->hyphen = it->joined = 0;
	it->space = t->kind == TOK_SPACE;
	it->gives = t->kind == TOK_SPACE && !t->fixed;
}

/* One more at the line's end, of its last token. */
static struct litem *
add_behind(struct setter *st, const struct shaped *word)
{
	uint32_t last = *vec_last(&st->s->of);
	unit size = vec_last(&st->s->it)->size;
	struct litem *it = &st->s->it.p[st->s->it.n++];

	set_item(it, &st->p->tok[last], word, shaped_width(word, size), size);
	st->s->of.p[st->s->of.n++] = last;
	return it;
}

static const struct shaped *
part_of(const struct setter *st, const struct tok *t, uint32_t lo, uint32_t hi,
        unit *w)
{
	struct tok part = *t;

	if (lo == 0 && hi >= t->len)
		return t->word;
	part.word = shape_word(st->f->L->o->shaper, t->item,
	        st->p->text + t->start + lo, hi - lo);
	part.len = hi - lo;
	*w = kp_prefix(&part, part.len, st->p->scale);
	return part.word;
}

/* Text as the paragraph's own, and it calls for nothing. */
static int
is_plain(const struct para *p, const struct run *r)
{
	return r->kind == RUN_TEXT && r->style == p->style && r->rise == 0 &&
	       r->note == NULL;
}

void
setter_gather(struct setter *st, struct place a, const struct kpmap *b)
{
	const struct tok *tok = st->p->tok;
	uint32_t end = b->end.tok + (b->end.off > 0), *of;
	size_t n = 0, most = end > a.tok ? end - a.tok : 0;
	const struct run *run = NULL;
	unit natural = 0, size = 0;
	unsigned levels = 0, opens = 0;
	struct litem *it;
	int gaps = 0;

	/* and a hyphen, and a space */
	vec_reserve(&st->s->it, most + 2);
	vec_reserve(&st->s->of, most + 2);
	it = st->s->it.p;
	of = st->s->of.p;
	st->kinds = 0;
	st->plain = 1;
	for (uint32_t i = a.tok; i < end; i++) {
		const struct tok *t = &tok[i];
		const struct shaped *word = t->word;
		unit w = t->w;

		if (t->kind == TOK_BREAK)
			continue;
		if (t->run != run) {
			run = t->run;
			size = lay_scale(run->style->font_size, st->p->scale);
			st->kinds |= 1U << run->kind;
			st->plain &= is_plain(st->p, run);
		}
		if (t->kind == TOK_WORD && (i == a.tok || i == b->end.tok))
			word = part_of(st, t, i == a.tok ? a.off : 0,
			        i == b->end.tok ? b->end.off : t->len, &w);
		set_item(&it[n], t, word, w, size);
		gaps += it[n].gives;
		opens |= t->brk == LB_ALLOWED && t->kind == TOK_WORD;
		natural += w;
		levels |= t->level;
		of[n++] = i;
	}
	st->s->it.n = st->s->of.n = n;
	st->natural = natural;
	st->levels = levels;
	st->gaps = gaps;
	st->opens = opens;
	if (b->hyphen && n > 0) {
		it = add_behind(
		        st, lay_face(st->f->L, it[n - 1].run->style)->hyphen);
		it->hyphen = 1;
		st->natural += it->w;
	}
}

/* What else than its spaces takes a part of the slack: leaders take it alone.
 * Gives how many do. */
static int
mark_gaps(struct setter *st, int leaders)
{
	const uint32_t *of = st->s->of.p;
	struct litem *it = st->s->it.p;
	int parts = 0;

	for (size_t i = 0, n = st->s->it.n; i < n; i++) {
		if (leaders)
			it[i].gives = it[i].run->kind == RUN_LEADER;
		else if (i + 1 < n && of[i + 1] == of[i] + 1 &&
		         kp_opens(st->p, of[i]))
			it[i].gives = 1;
		parts += it[i].gives;
	}
	return parts;
}

/* Spread the slack over leaders, else over spaces when justified. */
static void
spread(struct setter *st, unit slack, int justify)
{
	int leaders = (st->kinds & 1U << RUN_LEADER) != 0, parts = st->gaps;
	struct litem *it = st->s->it.p;
	unit given = 0;

	if (leaders ? slack < 0 : !justify)
		return;
	if (leaders || (slack > 0 && st->opens))
		parts = mark_gaps(st, leaders);
	for (int k = 0; k < parts; it++) {
		unit upto;

		if (!it->gives)
			continue;
		upto = (unit)((int64_t)slack * ++k / parts);
		it->w += upto - given;
		given = upto;
	}
	st->natural += given;
}

static unit
align_shift(const struct setter *st, unit slack, int last)
{
	const struct style *s = st->p->style;
	int al = s->text_align;

	if (last && s->text_align_last != ALIGN_START)
		al = s->text_align_last;
	if (al == ALIGN_CENTER)
		return slack / 2;
	if (al == ALIGN_RIGHT || (al == ALIGN_END && !st->p->rtl) ||
	        (st->p->rtl && (al == ALIGN_START || al == ALIGN_JUSTIFY)))
		return slack;
	return 0;
}

/* x of every item from x on, in the order that they are seen in; gives where
 * they end. */
static unit
place_turned(struct setter *st, unit x)
{
	struct litem *it = st->s->it.p;
	size_t n = st->s->it.n;
	uint32_t small[128], *order = small;
	uint8_t flat[128] = { 0 }, *level = flat;

	if (n > sizeof(flat)) {
		order = xmalloc(n * sizeof(*order));
		level = xmalloc(n);
	}
	for (size_t i = 0; i < n; i++)
		level[i] = st->p->tok[st->s->of.p[i]].level;
	words_order(level, order, n);
	for (size_t i = 0; i < n; i++) {
		it[order[i]].x = x;
		x += it[order[i]].w;
	}
	if (order != small) {
		free(order);
		free(level);
	}
	return x;
}

static unit
place_straight(struct setter *st, unit x)
{
	for (size_t i = 0; i < st->s->it.n; i++) {
		st->s->it.p[i].x = x;
		x += st->s->it.p[i].w;
	}
	return x;
}

/* The space that the line ends at; x: behind its other items. */
static void
end_space(struct setter *st, unit x)
{
	const struct litem *last = vec_last(&st->s->it);
	struct litem *it;

	if (last->space || last->run->kind == RUN_IMAGE ||
	        last->run->kind == RUN_BOX)
		return;
	it = add_behind(st, lay_face(st->f->L, last->run->style)->space);
	it->x = st->p->rtl ? last->x - it->w : x;
	it->space = 1;
}

unit
setter_place_items(
        struct setter *st, const struct kpmap *b, int first, int last)
{
	unit indent = first ? st->indent : 0;
	int want = st->justify && !last;
	unit slack, x, left, right;

	slack = st->lw - indent - st->natural;
	hang_line(st->p, st->s->it.p, st->s->it.n, first, last, slack, &left,
	        &right);
	indent -= left;
	slack += left + right;
	spread(st, slack,
	        want || (st->justify && slack < 0) ||
	                (last && st->p->style->text_align_last ==
	                                 ALIGN_JUSTIFY));
	slack = st->lw - indent + right - st->natural;
	x = indent +
	    (slack > 0 || st->p->rtl ? align_shift(st, slack, last) : 0);
	if (st->p->rtl)
		x -= indent;
	x += st->x + st->lx;
	x = st->levels ? place_turned(st, x) : place_straight(st, x);
	if (b->space && st->s->it.n > 0)
		end_space(st, x);
	return slack;
}
