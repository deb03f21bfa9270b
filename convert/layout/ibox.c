/* ibox: boxes in a line: inline elements that have a ground, borders, padding
 * or margins (CSS 2.2, 9.4.2 and 10.6.1), and atoms, which are as a letter of
 * the line: pictures and inline blocks (9.2.4).
 *
 * An inline element's edges are tokens of their width before and behind what
 * it holds; a line that begins or ends within it has none there.  Its box is
 * as high as its own font and moves no line.  What an inline block holds is a
 * list of its own, set before the line that it stands in; one that no column
 * can hold is set as a block, between the text before it and behind.
 */
#include <string.h>

#include "layout/build.h"
#include "layout/kp.h"

unit
ibox_edge(const struct style *s, int side)
{
	return s->border_width[side] + css_len_used(s->padding[side], 0);
}

/* Margin, border and padding of a side. */
unit
ibox_outer(const struct style *s, int side)
{
	return css_len_used(s->margin[side], 0) + ibox_edge(s, side);
}

int
ibox_shows(const struct style *s)
{
	if (s->background.set || s->background_image != NULL)
		return 1;
	for (int i = 0; i < 4; i++)
		if (s->border_width[i] > 0)
			return 1;
	return 0;
}

static int
is_box(const struct style *s)
{
	return ibox_shows(s) || ibox_outer(s, LEFT) != 0 ||
	       ibox_outer(s, RIGHT) != 0;
}

static void
edge_token(struct lay *L, struct collect *c, const struct inl *k, int end)
{
	const struct style *s = k->ibox->style;
	int side = end != (s->direction == DIR_RTL) ? RIGHT : LEFT;
	unit w = ibox_outer(s, side);
	struct inl in;

	if (w == 0 && ibox_edge(s, side) == 0)
		return;
	in = *k;
	in.deco = 0;
	collect_edge(c, L, &in, w, side, end);
}

const struct ibox *
ibox_enter(struct lay *L, struct arena *a, struct collect *c, struct inl *k)
{
	struct ibox *b;

	if (!is_box(k->style))
		return NULL;
	b = arena_new_of(a, struct ibox);
	b->outer = k->ibox;
	b->style = k->style;
	b->rise = k->rise;
	k->ibox = b;
	edge_token(L, c, k, 0);
	return b;
}

void
ibox_leave(struct lay *L, struct collect *c, const struct inl *k,
        const struct ibox *b)
{
	if (b != NULL)
		edge_token(L, c, k, 1);
}

/* Inline blocks. */

/* Shrink to fit (CSS 2.2, 10.3.9): the margin box. */
static unit
fit_width(struct flow *f, struct box *b, unit w)
{
	const struct style *s = b->style;
	unit cx, cw, bx, bw, min, max;

	if (s->width.kind == LEN_AUTO) {
		box_extent(f->L, f->arena, b, f->scale, &min, &max);
		if (max > w)
			max = min > w ? min : w;
		return max < w ? max + 1 : w;
	}
	block_edges(s, w, &cx, &cw, &bx, &bw);
	return bw + len_resolve(s->margin[LEFT], w, 0) +
	       len_resolve(s->margin[RIGHT], w, 0);
}

/* The last baseline, from the top; 0: there is none. */
static unit
last_baseline(const struct sublist *k)
{
	unit y = 0, base = 0;
	int started = 0;

	for (size_t i = 0; i < k->n; i++) {
		const struct piece *p = &k->p[i];

		if (p->kind == PC_GLUE && !started)
			continue;
		started |= p->kind != PC_MARK;
		if (p->kind == PC_LINE)
			base = y + p->u.line->base;
		y += p->h;
	}
	return base;
}

static void
set_inline_block(struct flow *f, struct run *r, unit w)
{
	const struct style *s = r->style;
	struct sublist *k = arena_new_of(f->arena, struct sublist);
	unit cx, cw, bx, bw, measure = w, base;

	r->w = fit_width(f, r->box, w);
	if (s->width.kind == LEN_AUTO)
		measure = r->w;
	flow_list(f, r->box, measure, k);
	block_edges(s, measure, &cx, &cw, &bx, &bw);
	k->dx = css_len_used(s->margin[LEFT], measure) - bx;
	k->dy = css_len_used(s->margin[TOP], measure);
	base = last_baseline(k);
	r->h = k->dy + k->h + css_len_used(s->margin[BOTTOM], measure);
	r->drop = base > 0 ? r->h - k->dy - base : 0;
	r->set = k;
}

/* What a line may hold; in a cell or box some of the column is taken. */
static unit
tallest_atom(const struct flow *f)
{
	return f->L->tallest / (f->zone != NULL ? 1 : 2);
}

/* What is left of a line of width w by the edges of the inline elements that
 * the atom stands in; they take half of it at most. */
static unit
room_within(const struct run *r, unit w)
{
	int64_t room = w;

	for (const struct ibox *k = r->ibox; k != NULL; k = k->outer)
		room -= (int64_t)ibox_outer(k->style, LEFT) +
		        ibox_outer(k->style, RIGHT);
	return room > w ? w : room < w / 2 ? w / 2 : (unit)room;
}

/* Before the lines of the paragraph: its scratch memory serves one at a
 * time. */
void
ibox_prepare(struct flow *f, const struct para *p, unit w)
{
	for (size_t i = 0; i < p->pieces; i++) {
		struct run *r = p->piece[i].ctx;

		if (r->kind != RUN_BOX || r->tall)
			continue;
		set_inline_block(f, r, room_within(r, w));
		r->tall = r->h > tallest_atom(f);
	}
}

/* So many tokens and pieces of p from these on, as a paragraph of its own. */
static void
set_part(struct flow *f, const struct para *p, size_t tok, size_t toks,
        size_t piece, size_t pieces, unit x, unit w)
{
	struct para *part = arena_copy(f->arena, p, 1, sizeof(*p));

	while (toks > 0 && p->tok[tok].kind == TOK_SPACE) {
		tok++;
		toks--;
	}
	while (toks > 0 && p->tok[tok + toks - 1].kind == TOK_SPACE)
		toks--;
	if (toks == 0)
		return;
	part->tok = p->tok + tok;
	part->toks = toks;
	part->piece = p->piece + piece;
	part->pieces = pieces;
	if (tok > 0) {
		part->initial = NULL;
		part->flush = 1;
	}
	lines_set(f, part, x, w);
}

int
ibox_part(struct flow *f, const struct para *p, unit x, unit w)
{
	size_t i = 0, t = 0;
	const struct run *r = NULL;

	for (; i < p->pieces; i++) {
		r = p->piece[i].ctx;
		if (r->kind == RUN_BOX && r->tall)
			break;
	}
	if (i == p->pieces)
		return 0;
	while (t < p->toks && p->tok[t].run != r)
		t++;
	set_part(f, p, 0, t, 0, i, x, w);
	block_inner(f, r->box, x, w);
	set_part(f, p, t + 1, p->toks - t - 1, i + 1, p->pieces - i - 1, x, w);
	return 1;
}

/* How far an atom of height h stands above the baseline (CSS 2.2, 10.8.1);
 * the line's top and bottom are those of its text. */
unit
ibox_rise(struct lay *L, const struct style *parent, const struct run *r,
        int scale, unit h)
{
	const struct font *f = lay_face(L, parent)->font;
	unit size = lay_scale(parent->font_size, scale);
	int x = f->x_height > 0 ? f->x_height : (int)f->upem / 2;

	switch (r->style->vertical_align) {
	case VALIGN_MIDDLE:
		return r->lift + font_scale(f, x, size) / 2 - h / 2 + r->drop;
	case VALIGN_TOP:
		return r->lift + font_scale(f, f->ascent, size) - h + r->drop;
	case VALIGN_BOTTOM:
		return r->lift + r->drop + font_scale(f, f->descent, size);
	default:
		return r->lift;
	}
}

/* Painting. */

#define ABOVE_BLOCKS UINT32_MAX /* grounds in lines: CSS 2.2, E.2 */

static int
is_within(const struct run *r, const struct ibox *b)
{
	const struct ibox *k = r->ibox;

	while (k != NULL && k != b)
		k = k->outer;
	return k != NULL;
}

struct span_of { /* a box on a line */
	unit x0, x1;
	uint8_t left, right; /* it has these edges here */
	unit above, below; /* the baseline */
};

static void
take_item(struct span_of *k, const struct ibox *b, const struct litem *li)
{
	const struct run *r = li->run;
	unit x0 = li->x, x1 = li->x + li->w, size;

	if (r->kind == RUN_EDGE && r->ibox == b) {
		unit m = css_len_used(b->style->margin[r->side], 0);

		if (r->side == LEFT)
			x0 += m;
		else
			x1 -= m;
		k->left |= r->side == LEFT;
		k->right |= r->side == RIGHT;
	}
	if (b->above > 0) {
		x0 -= ibox_edge(b->style, LEFT);
		x1 += ibox_edge(b->style, RIGHT);
		k->above = b->above;
		k->below = b->below;
		k->left = k->right = 1;
	}
	k->x0 = x0 < k->x0 ? x0 : k->x0;
	k->x1 = x1 > k->x1 ? x1 : k->x1;
	if (r->kind == RUN_IMAGE && r->style == b->style) {
		k->above = r->rise + li->h;
		k->below = -r->rise;
	} else if (k->above == -UNIT_MAX) {
		size = unit_muldiv(li->size, b->style->font_size,
		        r->style->font_size > 0 ? r->style->font_size : PT);
		k->above = b->rise + size;
		k->below = size / 4 - b->rise;
	}
}

static void
paint_box(struct build *b, const struct ibox *box, const struct span_of *k,
        unit x, unit base)
{
	struct style s = *box->style;
	unit top = ibox_edge(&s, TOP), bottom = ibox_edge(&s, BOTTOM);

	if (!k->left) {
		s.border_width[LEFT] = 0;
		s.radius[0].v = s.radius[3].v = 0;
	}
	if (!k->right) {
		s.border_width[RIGHT] = 0;
		s.radius[1].v = s.radius[2].v = 0;
	}
	place_box(b, &s, ABOVE_BLOCKS, x + k->x0, base - k->above - top,
	        k->x1 - k->x0, k->above + k->below + top + bottom, 1, 1);
}

/* The box's part on the line, whose first item in it is the i-th. */
static void
put_box(struct build *b, const struct line *ln, uint32_t i,
        const struct ibox *box, unit x, unit base)
{
	struct span_of k = { UNIT_MAX, -UNIT_MAX, 0, 0, -UNIT_MAX, 0 };

	/* a box without edges at its sides ends where its text does */
	k.left = ibox_outer(box->style, LEFT) == 0 &&
	         ibox_edge(box->style, LEFT) == 0;
	k.right = ibox_outer(box->style, RIGHT) == 0 &&
	          ibox_edge(box->style, RIGHT) == 0;
	for (; i < ln->n && is_within(ln->it[i].run, box); i++)
		if (!ln->it[i].space || i + 1 < ln->n)
			take_item(&k, box, &ln->it[i]);
	if (k.x1 > k.x0)
		paint_box(b, box, &k, x, base);
}

static void
put_boxes(struct build *b, const struct line *ln, uint32_t i,
        const struct ibox *box, unit x, unit base)
{
	if (box == NULL || (i > 0 && is_within(ln->it[i - 1].run, box)))
		return;
	put_boxes(b, ln, i, box->outer, x, base);
	put_box(b, ln, i, box, x, base);
}

/* Those of a line; x and base are its left edge and baseline. */
void
ibox_paint(struct build *b, const struct line *ln, unit x, unit base)
{
	for (uint32_t i = 0; i < ln->n; i++)
		if (ln->it[i].run->ibox != NULL)
			put_boxes(b, ln, i, ln->it[i].run->ibox, x, base);
}
