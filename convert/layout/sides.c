/* sides: floats to the left and right (CSS 2.2, 9.5), and initial letters
 * (css-inline-3, 7), which are floats of a letter.
 *
 * The vertical list knows no pages, so a float and the lines beside it must
 * stay together: the float is a piece without height, set where the next
 * line's top is, and no column ends before the text beside it has passed its
 * foot.  What is too tall for that, or would leave the text a ribbon, is set
 * as a block.  A float within a paragraph starts at the paragraph's top.
 */
#include <string.h>

#include "layout/kp.h"

#define RIBBON 9 /* ems: text beside a float is never narrower */
#define BESIDE 5 /* the same, beside an initial letter */

static unit
gap_height(const struct flow *f)
{
	return f->gap.pos + f->gap.neg;
}

int64_t
sides_top(const struct flow *f)
{
	return f->y + gap_height(f);
}

int64_t
sides_bottom(const struct flow *f, int which)
{
	int64_t y = INT64_MIN;

	for (size_t i = 0; i < f->side.n; i++) {
		const struct side *s = &f->side.p[i];

		if ((which == CLEAR_LEFT && s->right) ||
		        (which == CLEAR_RIGHT && !s->right))
			continue;
		y = s->bottom > y ? s->bottom : y;
	}
	return y;
}

void
sides_inset(const struct flow *f, int64_t y, unit x, unit w, unit *left,
        unit *right)
{
	*left = *right = 0;
	for (size_t i = 0; i < f->side.n; i++) {
		const struct side *s = &f->side.p[i];

		if (s->bottom <= y)
			continue;
		if (s->right) {
			if (x + w - s->edge > *right)
				*right = x + w - s->edge;
		} else if (s->edge - x > *left) {
			*left = s->edge - x;
		}
	}
}

void
sides_add(struct flow *f, int right, unit edge, int64_t bottom)
{
	struct side *s = vec_push(&f->side);

	s->right = (uint8_t)right;
	s->edge = edge;
	s->bottom = bottom;
}

/* Go below the floats of a side: a piece as high as what is left of them. */
void
flow_clear(struct flow *f, int which)
{
	int64_t bottom = sides_bottom(f, which);
	struct flow keep = *f;
	unit rest;

	if (f->side.n == 0 || which == CLEAR_NONE)
		return;
	if (bottom > f->y) {
		rest = (unit)(bottom - f->y);
		flow_push(f, PC_FLOAT, rest);
		f->gap = keep.gap;
		f->gap.never = 0; /* the float is whole */
		if (f->gap.pos > rest)
			f->gap.pos -= rest;
		else
			f->gap.pos = 0;
	}
	for (size_t i = 0; i < f->side.n;)
		if (f->side.p[i].bottom <= f->y)
			f->side.p[i] = f->side.p[--f->side.n];
		else
			i++;
}

/* What is a part of the column is none of the float's own width. */
static void
fix_max_width(struct flow *f, struct box *b, unit w)
{
	const struct style *was = b->style;
	struct para *p = b->first != NULL ? b->first->para : NULL;
	struct style *s;

	if (was->width.kind != LEN_AUTO || was->max_width.kind != LEN_PERCENT)
		return;
	s = arena_copy(f->arena, was, 1, sizeof(*s));
	s->max_width = (struct css_len){ .kind = LEN_PT,
		.v = css_len_used(was->max_width, w) };
	b->style = s;
	if (p == NULL || p->style != was)
		return;
	b->first->style = p->style = s;
	for (size_t i = 0; i < p->pieces; i++) {
		struct run *r = p->piece[i].ctx;

		if (r->style == was)
			r->style = s;
	}
}

/* The margin box's width in a column of w; 0: no float. */
static unit
float_width(struct flow *f, struct box *b, unit w)
{
	const struct style *s = b->style;
	unit cx, cw, bx, bw, min, max;

	if (s->width.kind == LEN_AUTO) {
		box_extent(f->L, f->arena, b, f->scale, &min, &max);
		if (max > w / 2)
			max = min > w / 2 ? min : w / 2;
		if (s->max_width.kind != LEN_NONE) {
			block_edges(s, w, &cx, &cw, &bx, &bw);
			cw = bw + len_resolve(s->margin[LEFT], w, 0) +
			     len_resolve(s->margin[RIGHT], w, 0);
			max = cw < max ? cw : max;
		}
		return max + 1;
	}
	block_edges(s, w, &cx, &cw, &bx, &bw);
	return bw + len_resolve(s->margin[LEFT], w, 0) +
	       len_resolve(s->margin[RIGHT], w, 0);
}

struct fit { /* a float's place */
	unit w; /* margin box */
	unit x; /* its left edge */
	unit top, bottom; /* margins */
};

static int
find_place(
        struct flow *f, const struct style *s, unit x, unit w, struct fit *fit)
{
	unit em = f->em > 0 && f->em < s->font_size ? f->em : s->font_size;
	unit left, right, room = RIBBON * em;
	int side = s->float_ == FLOAT_RIGHT ? CLEAR_RIGHT : CLEAR_LEFT;

	if (fit->w + room > w)
		return 0;
	sides_inset(f, sides_top(f), x, w, &left, &right);
	if (left + right + fit->w + room > w) {
		flow_clear(f, side);
		sides_inset(f, sides_top(f), x, w, &left, &right);
	}
	if (left + right + fit->w + room > w) {
		flow_clear(f, CLEAR_BOTH);
		left = right = 0;
	}
	fit->x = s->float_ == FLOAT_RIGHT ? x + w - right - fit->w : x + left;
	return 1;
}

/* Notes of a float share its column, with the text beside it. */
static int64_t
inserts_height(const struct insert *k)
{
	int64_t h = 0;

	for (; k != NULL; k = k->next)
		h += k->h;
	return h;
}

/* 0: it is set as a block. */
int
sides_float(struct flow *f, struct box *b, unit x, unit w)
{
	const struct style *s = b->style;
	struct sublist *sub = arena_new_of(f->arena, struct sublist);
	struct fit fit = { .top = len_resolve(s->margin[TOP], w, 0),
		.bottom = len_resolve(s->margin[BOTTOM], w, 0) };
	unit cx, cw, bx, bw, h, measure = w;
	struct piece *p;

	fix_max_width(f, b, w);
	s = b->style;
	fit.w = float_width(f, b, w);
	if (s->width.kind == LEN_AUTO)
		measure = fit.w;
	if (!find_place(f, s, x, w, &fit))
		return 0;
	flow_list(f, b, measure, sub);
	h = fit.top + sub->h + fit.bottom;
	if (h <= 0 || h > f->L->tallest * 3 / 5 ||
	        h + inserts_height(sub->insert) > f->L->tallest * 4 / 5)
		return 0;
	block_edges(s, measure, &cx, &cw, &bx, &bw);
	flow_gap(f);
	p = flow_push(f, PC_FLOAT, 0);
	p->u.sub = sub;
	bx -= len_resolve(s->margin[LEFT], measure, 0);
	p->x = fit.x - (bx > 0 ? bx : 0); /* a margin may have found no place */
	sub->dy = fit.top;
	p->snap = s->line_grid && f->scale == 1024;
	p->insert = sub->insert;
	f->gap.never = 1;
	sides_add(f, s->float_ == FLOAT_RIGHT,
	        s->float_ == FLOAT_RIGHT ? fit.x : fit.x + fit.w, f->y + h);
	return 1;
}

unit
sides_shift(const struct style *s, unit w)
{
	unit cx, cw, bx, bw, rest;

	if (s->width.kind == LEN_AUTO || s->direction == DIR_RTL)
		return 0;
	block_edges(s, w, &cx, &cw, &bx, &bw);
	rest = w - bx - bw - len_resolve(s->margin[RIGHT], w, 0);
	return rest > 0 ? rest : 0;
}

/* Ink of a word: the top above and the bottom below the baseline, and what
 * is white at its left, in font units. */
static void
word_ink(const struct shaped *w, int *top, int *bottom, int *left)
{
	*top = *bottom = *left = 0;
	for (uint32_t i = 0; i < w->n; i++) {
		int dy = shaped_offset(w, i).dy;
		hb_glyph_extents_t e;

		if (!hb_font_get_glyph_extents(w->font->hb, w->g[i].id, &e))
			continue;
		if (e.y_bearing + dy > *top)
			*top = e.y_bearing + dy;
		if (e.y_bearing + e.height + dy < *bottom)
			*bottom = e.y_bearing + e.height + dy;
		if (i == 0)
			*left = e.x_bearing;
	}
}

struct letter { /* an initial one, being fitted */
	const struct initial *in;
	const struct shaped *word;
	int top, bottom, left; /* its ink */
	int lines; /* high */
	unit lh; /* of the text beside */
	unit cap; /* height of a capital of the text */
	unit want; /* from the letter's top to its baseline */
	unit size, w; /* w: with edges, and the white behind them */
	unit gap;
};

static void
size_letter(struct letter *k)
{
	const struct font *font = k->word->font;
	const struct style *s = k->in->run->style;
	unit behind = ibox_outer(s, RIGHT);

	k->want = (k->lines - 1) * k->lh + k->cap;
	k->size = unit_muldiv(k->want, (int64_t)font->upem, k->top);
	/* white that the style asks for is a part of what there is anyway */
	k->gap = k->size / 14 > 2 * PT ? k->size / 14 : 2 * PT;
	if (ibox_shows(s))
		behind -= ibox_edge(s, RIGHT);
	if (k->gap < behind)
		k->gap = behind;
	k->w = shaped_width(k->word, k->size) + k->gap + ibox_outer(s, LEFT) -
	       font_scale(font, k->left, k->size);
	if (ibox_shows(s))
		k->w += ibox_edge(s, RIGHT);
}

/* As high as the style says, but less than half a column, and not so wide that
 * no words fit beside. */
static void
fit_letter(struct flow *f, struct letter *k, const struct para *p, unit w)
{
	const struct font *body = lay_face(f->L, p->style)->font, *font;
	unit above, below, size = p->style->font_size;

	k->in = p->initial;
	k->lines = k->in->lines;
	lay_strut(f->L, p->style, 1024, &above, &below);
	k->lh = above + below;
	k->cap = font_scale(body, body->cap_height, size);
	k->word = shape_simple(f->L->o->shaper, k->in->run->style,
	        k->in->run->lang, k->in->text, strlen(k->in->text));
	font = k->word->font;
	word_ink(k->word, &k->top, &k->bottom, &k->left);
	if (k->top * 8 < font->cap_height * 9 || font->cap_height <= 0)
		k->top = font->cap_height > 0 ? font->cap_height : k->top;
	if (k->top <= 0)
		k->top = (int)font->upem * 7 / 10;
	while (k->lines > 2 && k->lines * k->lh > f->L->tallest / 2)
		k->lines--;
	size_letter(k);
	while (k->lines > 2 && k->w + BESIDE * size > w) {
		k->lines--;
		size_letter(k);
	}
}

/* Its ground and borders. */
static void
box_letter(struct flow *f, const struct letter *k, struct run *r)
{
	struct ibox *b;

	if (!ibox_shows(r->style))
		return;
	b = arena_new_of(f->arena, struct ibox);
	b->style = r->style;
	b->above = k->cap;
	b->below = (k->lines - 1) * k->lh;
	r->ibox = b;
}

/* It stands beside no other one: that has no text of its own left. */
static void
clear_letters(struct flow *f)
{
	for (size_t i = 0; i < f->side.n; i++)
		if (f->side.p[i].letter && f->side.p[i].bottom > sides_top(f)) {
			flow_clear(f, CLEAR_LEFT);
			return;
		}
}

/* The letter reaches from the cap height of the first line to the baseline of
 * the last; marks above a capital (those of Vietnamese) count as part of it,
 * so that they never touch the line before.  What hangs below the baseline
 * (a dot, a cedilla, the tail of Q) pushes one more line aside when it would
 * touch that line's marks. */
struct litem *
sides_initial(
        struct flow *f, const struct para *p, unit x, unit w, uint32_t *items)
{
	const struct font *body = lay_face(f->L, p->style)->font;
	struct litem *it = arena_array(f->arena, 2, sizeof(*it));
	struct run *r = arena_new_of(f->arena, struct run);
	struct letter k;
	unit left, right, below;
	int lines;

	clear_letters(f);
	sides_inset(f, sides_top(f), x, w, &left, &right);
	fit_letter(f, &k, p, w - left - right);
	x += left;
	*r = *k.in->run;
	r->rise = -(k.lines - 1) * k.lh;
	box_letter(f, &k, r);
	it->word = k.word;
	it->run = r;
	it->size = k.size;
	it->w = shaped_width(k.word, k.size);
	it->x = x - font_scale(k.word->font, k.left, k.size) +
	        ibox_outer(r->style, LEFT);
	lines = k.lines;
	below = font_scale(k.word->font, -k.bottom, k.size);
	if (below < ibox_edge(r->style, BOTTOM))
		below = ibox_edge(r->style, BOTTOM);
	if (below > k.lh - font_scale(body, body->ascent, p->style->font_size))
		lines++;
	*items = 1;
	it->joined = !k.in->space;
	if (k.in->space) { /* a word of one letter */
		it[1] = it[0];
		it[1].word = lay_face(f->L, r->style)->space;
		it[1].x = it->x + it->w;
		it[1].w = k.gap;
		it[1].space = 1;
		if (r->ibox != NULL)
			it[1].run = k.in->run;
		*items = 2;
	}
	flow_gap(f);
	f->gap.never = 1;
	sides_add(f, 0, x + k.w, f->y + lines * k.lh - PT / 8);
	vec_last(&f->side)->letter = 1;
	return it;
}
