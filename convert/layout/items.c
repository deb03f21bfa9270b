/* items: a line, a row, a box: the marks they leave on the page.
 *
 * Everything that is not the article's own text or picture is an artefact:
 * backgrounds, borders, underlines, leaders, and header rows said again.
 */
#include "layout/build.h"

#include <string.h>

/* What all texts of a run have in common on a line. */
static void
text_like(const struct build *b, const struct litem *li, unit base,
        struct page_item *it)
{
	const struct run *r = li->run;

	*it = (struct page_item){ .kind = ITEM_TEXT,
		.artifact = b->artifact   ? ARTIFACT_PAGINATION
		            : r->artifact ? ARTIFACT_LAYOUT
		                          : ARTIFACT_NONE,
		.elem = r->elem,
		.seq = r->seq,
		.y = base,
		.color = r->style->color,
		.size = li->size,
		.rise = r->rise,
		.lang = r->item_lang };
	if (r->style->letter_spacing)
		it->letter_spacing = unit_muldiv(r->style->letter_spacing,
		        li->size,
		        r->style->font_size > 0 ? r->style->font_size : PT);
}

static struct page_item *
text_item(struct build *b, const struct page_item *like, const struct litem *li,
        unit x)
{
	struct page_item *it;

	vec_add(&b->sheet->page.item, *like);
	it = vec_last(&b->sheet->page.item);
	it->hyphen = li->hyphen;
	it->joined = li->joined;
	it->x = x;
	it->w = li->w;
	it->word = li->word;
	return it;
}

/* Does sp stand behind the word as a part of the same text? */
static int
is_space_of(const struct litem *word, const struct litem *sp)
{
	return sp->space && sp->run == word->run && sp->size == word->size &&
	       sp->x == word->x + word->w && !word->space && !word->hyphen &&
	       !word->joined && word->word && sp->word &&
	       sp->word->font == word->word->font;
}

/* A word with the space behind it, if any; how many items that are. */
static uint32_t
word_item(struct build *b, const struct page_item *like, const struct line *ln,
        uint32_t i, unit x)
{
	const struct litem *li = &ln->it[i], *sp = li + 1;
	struct page_item *it = text_item(b, like, li, x + li->x);

	if (i + 1 == ln->n || !is_space_of(li, sp))
		return 1;
	it->space = sp->word;
	it->space_x = sp->x - li->x;
	it->w = it->space_x + sp->w;
	return 2;
}

/* Dots as many as fit, set from the right so that lines agree. */
static void
leader_items(struct build *b, const struct page_item *like,
        const struct litem *li, unit x)
{
	unit w = shaped_width(li->word, li->size), at;

	if (w < PT / 8)
		return;
	for (at = x + li->w - w - w; at >= x + w; at -= w) {
		struct litem dot = *li;

		dot.w = w;
		text_item(b, like, &dot, at);
	}
}

static void
late_item(struct build *b, const struct page_item *like, const struct litem *li,
        unit x)
{
	struct late *l = vec_push(&b->sheet->late);

	text_item(b, like, li, x);
	l->item = b->sheet->page.item.n - 1;
	l->dest = li->run->s;
	l->style = li->run->style;
	l->at = LATE_RIGHT;
	l->list_type = li->run->list_type;
}

/* Numbers of the line that are to come, from late on: behind a leader they
 * stand at the line's end, elsewhere the line closes around them. */
static void
close_line(struct build *b, size_t first, size_t late, int leader)
{
	struct sheet *s = b->sheet;

	for (; late < s->late.n && (!leader || b->in_margin); late++) {
		struct late *l = &s->late.p[late];

		late_close(l, l->item - first, s->page.item.n - 1 - l->item,
		        b->in_margin ? b->margin_align : l->style->text_align);
	}
}

static void
figure_box(struct build *b, uint32_t elem, unit x, unit y, unit w, unit h)
{
	struct elem *e = &b->L->frame->f.elem.p[elem];
	int index = b->sheet->page.index;

	if (e->role != ROLE_FIGURE && e->role != ROLE_TABLE)
		return;
	if (e->page < 0) {
		e->page = index;
		e->bbox[0] = x;
		e->bbox[1] = y;
		e->bbox[2] = x + w;
		e->bbox[3] = y + h;
		return;
	}
	if (e->page != index)
		return;
	e->bbox[0] = x < e->bbox[0] ? x : e->bbox[0];
	e->bbox[1] = y < e->bbox[1] ? y : e->bbox[1];
	e->bbox[2] = x + w > e->bbox[2] ? x + w : e->bbox[2];
	e->bbox[3] = y + h > e->bbox[3] ? y + h : e->bbox[3];
}

static void
image_item(struct build *b, const struct litem *li, unit x, unit base)
{
	const struct run *r = li->run;
	struct page_item *it = sheet_item(b->sheet, ITEM_IMAGE);

	it->w = li->w;
	it->h = li->h;
	it->x = x;
	it->y = base - r->rise - it->h;
	it->asset = r->s;
	it->radius =
	        corners_of(b->sheet, r->style, it->w, it->h, 0, CORNERS_ALL);
	it->artifact =
	        b->artifact || r->artifact ? ARTIFACT_LAYOUT : ARTIFACT_NONE;
	it->elem = r->elem;
	it->seq = r->seq;
	if (!it->artifact)
		figure_box(b, r->elem, it->x, it->y, it->w, it->h);
}

static void
deco_rule(struct build *b, const struct run *r, unit size, unit x0, unit x1,
        unit base, int kind)
{
	const struct style *ds = r->deco_style ? r->deco_style : r->style;
	const struct font *f = lay_face(b->L, ds)->font;
	int pos = f->underline_pos, thick = f->underline_thick;
	int style = ds->decoration_style;
	unit y, width;

	if (kind == DECO_THROUGH) {
		pos = f->strike_pos;
		thick = f->strike_thick;
	} else if (kind == DECO_OVERLINE) {
		pos = f->ascent;
	}
	if (thick <= 0)
		thick = (int)f->upem / 20;
	if (ds->font_size != r->style->font_size && r->style->font_size > 0)
		size = unit_muldiv(size, ds->font_size, r->style->font_size);
	y = base - r->deco_rise - font_scale(f, pos, size);
	width = font_scale(f, thick, size);
	if (ds->decoration_thick.kind != LEN_AUTO)
		width = css_len_used(ds->decoration_thick, ds->font_size);
	if (kind == DECO_UNDERLINE && ds->underline_offset.kind != LEN_AUTO)
		y = base - r->deco_rise + width / 2 +
		    css_len_used(ds->underline_offset, ds->font_size);
	/* a second line goes below the first, or above what is above */
	if (style == BORDER_DOUBLE && kind != DECO_THROUGH)
		y += kind == DECO_UNDERLINE ? width : -width;
	if (style == BORDER_DOUBLE)
		width *= 3;
	place_rule(b->sheet, x0, y, x1 - x0, 0, style, width,
	        ds->decoration_color);
}

/* Underlines: one for each stretch of a run. */
static void
line_decos(struct build *b, const struct line *ln, unit x, unit y)
{
	for (uint32_t i = 0; i < ln->n; i++) {
		const struct run *r = ln->it[i].run;
		uint32_t j = i;
		unit x0 = ln->it[i].x, x1 = x0;

		if (!r->deco)
			continue;
		for (; j < ln->n && ln->it[j].run == r; j++) {
			if (ln->it[j].space && j + 1 == ln->n)
				continue; /* the line's end */
			x0 = ln->it[j].x < x0 ? ln->it[j].x : x0;
			if (ln->it[j].x + ln->it[j].w > x1)
				x1 = ln->it[j].x + ln->it[j].w;
		}
		for (int k = DECO_UNDERLINE; k <= DECO_THROUGH; k <<= 1)
			if ((r->deco & k) && x1 > x0)
				deco_rule(b, r, ln->it[i].size, x + x0, x + x1,
				        y + ln->base, k);
		i = j - 1;
	}
}

static void
line_links(struct build *b, const struct line *ln, unit x, unit y)
{
	struct sheet *s = b->sheet;

	for (uint32_t i = 0; i < ln->n; i++) {
		const struct anchor *a = ln->it[i].run->link;
		struct page_link *l;
		unit x0 = UNIT_MAX, x1 = 0;

		if (a == NULL)
			continue;
		for (; i < ln->n && ln->it[i].run->link == a; i++) {
			unit end = ln->it[i].x + ln->it[i].w;

			if (ln->it[i].space && i + 1 == ln->n)
				continue;
			x0 = ln->it[i].x < x0 ? ln->it[i].x : x0;
			x1 = end > x1 ? end : x1;
		}
		i--;
		if (x1 <= x0)
			continue;
		l = vec_push(&s->page.link);
		l->elem = a->elem;
		l->x0 = x + x0;
		l->x1 = x + x1;
		l->y0 = y;
		l->y1 = y + ln->h;
		l->uri = arena_strdup(s->arena, a->uri);
		l->dest = a->dest;
		l->contents = arena_strdup(s->arena, a->contents);
	}
}

void
place_line(struct build *b, const struct line *ln, unit x, unit y)
{
	unit base = y + ln->base;
	size_t first = b->sheet->page.item.n, late = b->sheet->late.n;
	const struct run *run = NULL;
	struct page_item like = { 0 };
	int leader = 0, boxes = 0, decos = 0, links = 0;

	for (uint32_t i = 0, n; i < ln->n; i += n) {
		const struct litem *li = &ln->it[i];

		n = 1;
		if (li->run != run) {
			run = li->run;
			for (const struct mark *m = run->marks;
			        m != NULL && !b->artifact; m = m->next)
				place_mark(b, m, x + li->x, y);
			boxes |= run->ibox != NULL;
			decos |= run->deco;
			links |= run->link != NULL;
			text_like(b, li, base, &like);
		}
		switch (li->space ? RUN_TEXT : (int)run->kind) {
		case RUN_IMAGE:
			image_item(b, li, x + li->x, base);
			break;
		case RUN_BOX:
			place_list(b, li->run->set->p, li->run->set->n,
			        x + li->x + li->run->set->dx,
			        base - li->run->rise - li->run->h +
			                li->run->drop + li->run->set->dy);
			break;
		case RUN_EDGE:
			break;
		case RUN_LEADER:
			leader_items(b, &like, li, x + li->x);
			leader = 1;
			break;
		case RUN_LATE:
			late_item(b, &like, li, x + li->x);
			break;
		default:
			n = word_item(b, &like, ln, i, x);
		}
	}
	close_line(b, first, late, leader);
	if (boxes)
		ibox_paint(b, ln, x, base);
	if (decos)
		line_decos(b, ln, x, y);
	if (links && !b->artifact)
		line_links(b, ln, x, y);
}

/* Borders that a cell shares lie on the grid's lines. */
static void
shared_rules(struct build *b, const struct rcell *c, unit x, unit y, unit h)
{
	for (size_t i = 0; i < c->rules; i++) {
		const struct crule *r = &c->rule[i];
		const struct style *s = r->edge.style;
		int style = s->border_style[r->edge.side];
		unit width = s->border_width[r->edge.side];
		struct css_color color = s->border_color[r->edge.side];
		unit to = r->to == UNIT_MAX ? h : r->to;

		if (r->side == TOP || r->side == BOTTOM)
			place_rule(b->sheet, x + r->from,
			        r->side == TOP ? y : y + h, to - r->from, 0,
			        style, width, color);
		else
			place_rule(b->sheet, r->side == LEFT ? x : x + c->w,
			        y + r->from, 0, to - r->from, style, width,
			        color);
	}
}

static void
cell_rules(struct build *b, const struct rcell *c, unit x, unit y, unit h)
{
	const struct style *s = c->style;
	const unit *bw = s->border_width;

	for (int side = 0; side < 4; side++) {
		unit in = bw[side] / 2;
		int style;
		struct css_color color;

		if (!(c->edges & (1 << side)))
			continue;
		border_side(s, side, 0, &style, &color);
		if (side == TOP || side == BOTTOM)
			place_rule(b->sheet, x,
			        side == TOP ? y + in : y + h - in, c->w, 0,
			        style, bw[side], color);
		else
			place_rule(b->sheet,
			        side == LEFT ? x + in : x + c->w - in, y, 0, h,
			        style, bw[side], color);
	}
}

/* The ground of a row or its group; a cell over several rows has that of the
 * first, all the way down (css-tables-3, 4.1). */
static void
row_ground(struct build *b, const struct row *r, const struct style *s, unit x,
        unit y, unit h)
{
	const struct tset *t = r->table;

	if (!r->ragged || s->background_image != NULL) {
		ground_place(b, s, t->order, x + t->x, y, t->w, h, 1, 1);
		return;
	}
	for (size_t i = 0; i < r->n; i++) {
		const struct rcell *c = &r->cell[i];

		ground_place(b, s, t->order, x + c->x, y, c->w,
		        c->h > 0 ? c->h : h, 1, 1);
	}
}

/* What lies beneath all cells: columns, group and row. */
static void
row_grounds(struct build *b, const struct row *r, unit x, unit y, unit h)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct rcell *c = &r->cell[i];

		if (c->col_style != NULL)
			ground_place(b, c->col_style, r->table->order, x + c->x,
			        y, c->w, c->h > 0 ? c->h : h, 1, 1);
	}
	if (r->group_style != NULL)
		row_ground(b, r, r->group_style, x, y, h);
	row_ground(b, r, r->style, x, y, h);
}

void
place_row(struct build *b, const struct piece *p, unit x, unit y)
{
	const struct row *r = p->u.row;
	const struct tset *t = r->table;

	row_grounds(b, r, x, y, p->h);
	for (size_t i = 0; i < r->n; i++) {
		const struct rcell *c = &r->cell[i];
		unit h = c->h > 0 ? c->h : p->h;

		ground_place(b, c->style, r->order, x + c->x, y, c->w, h, 1, 1);
		place_list(b, c->list, c->n, x + c->x + c->dx, y + c->dy);
		cell_rules(b, c, x + c->x, y, h);
		shared_rules(b, c, x + c->x, y, h);
	}
	if (!b->artifact && b->L->frame->f.elem.p[t->elem].role == ROLE_TABLE)
		figure_box(b, t->elem, x + t->x, y, t->w, p->h);
}
