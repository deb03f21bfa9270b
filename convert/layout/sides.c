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

	fit.w = float_width(f, b, w);
	if (s->width.kind == LEN_AUTO)
		measure = fit.w;
	if (!find_place(f, s, x, w, &fit))
		return 0;
	flow_list(f, b, measure, sub);
	h = fit.top + sub->h + fit.bottom;
	if (h <= 0 || h > f->L->tallest * 3 / 5)
		return 0;
	block_edges(s, measure, &cx, &cw, &bx, &bw);
	flow_gap(f);
	p = flow_push(f, PC_FLOAT, 0);
	p->u.sub = sub;
	p->x = fit.x - (bx - len_resolve(s->margin[LEFT], measure, 0));
	sub->dy = fit.top;
	p->snap = s->line_grid && f->scale == 1024;
	p->insert = sub->insert;
	f->gap.never = 1;
	sides_add(f, s->float_ == FLOAT_RIGHT,
	        s->float_ == FLOAT_RIGHT ? fit.x : fit.x + fit.w, f->y + h);
	return 1;
}

/* Ink of a word: the top above and the bottom below the baseline, and what
 * is white at its left, in font units. */
static void
word_ink(const struct shaped *w, int *top, int *bottom, int *left)
{
	*top = *bottom = *left = 0;
	for (uint32_t i = 0; i < w->n; i++) {
		hb_glyph_extents_t e;

		if (!hb_font_get_glyph_extents(w->font->hb, w->g[i].id, &e))
			continue;
		if (e.y_bearing + w->g[i].dy > *top)
			*top = e.y_bearing + w->g[i].dy;
		if (e.y_bearing + e.height + w->g[i].dy < *bottom)
			*bottom = e.y_bearing + e.height + w->g[i].dy;
		if (i == 0)
			*left = e.x_bearing;
	}
}

/* The letter reaches from the cap height of the first line to the baseline of
 * the last; marks above a capital (those of Vietnamese) count as part of it,
 * so that they never touch the line before.  What hangs below the baseline
 * (a dot, a cedilla, the tail of Q) pushes one more line aside when it would
 * touch that line's marks. */
struct litem *
sides_initial(struct flow *f, const struct para *p, unit x, uint32_t *items)
{
	const struct initial *in = p->initial;
	const struct font *body = lay_face(f->L, p->style)->font, *font;
	struct litem *it = arena_array(f->arena, 2, sizeof(*it));
	struct run *r = arena_new_of(f->arena, struct run);
	unit above, below, size = p->style->font_size, want, lh, gap;
	int top, bottom, left, lines = in->lines;

	lay_strut(f->L, p->style, 1024, &above, &below);
	lh = above + below;
	while (lines > 2 && lines * lh > f->L->tallest / 2)
		lines--;
	it->word = shape_simple(f->L->o->shaper, in->run->style, in->run->lang,
	        in->text, strlen(in->text));
	font = it->word->font;
	word_ink(it->word, &top, &bottom, &left);
	if (top * 8 < font->cap_height * 9 || font->cap_height <= 0)
		top = font->cap_height > 0 ? font->cap_height : top;
	if (top <= 0)
		top = (int)font->upem * 7 / 10;
	want = (lines - 1) * lh + font_scale(body, body->cap_height, size);
	*r = *in->run;
	r->rise = -(lines - 1) * lh;
	it->run = r;
	it->size = unit_muldiv(want, (int64_t)font->upem, top);
	it->w = shaped_width(it->word, it->size);
	it->x = x - font_scale(font, left, it->size);
	gap = it->size / 14 > 2 * PT ? it->size / 14 : 2 * PT;
	if (font_scale(font, -bottom, it->size) >
	        lh - font_scale(body, body->ascent, size))
		lines++;
	*items = 1;
	it->joined = !in->space;
	if (in->space) { /* a word of one letter */
		it[1] = it[0];
		it[1].word = lay_face(f->L, in->run->style)->space;
		it[1].x = it->x + it->w;
		it[1].w = gap;
		it[1].space = 1;
		*items = 2;
	}
	flow_gap(f);
	f->gap.never = 1;
	sides_add(f, 0, it->x + it->w + gap, f->y + lines * lh - PT / 8);
	return it;
}
