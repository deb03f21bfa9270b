/* pages: bands on pages.
 *
 * A band is a stretch of the vertical list with one geometry: so many columns
 * of such a width.  It ends where the geometry changes or a page is forced.
 * A band that ends on this page is balanced; of one that does not, as many
 * columns as the page has are cut off with a look at the next page.  A band
 * that must stay with the one after it (a spanning title over its columns)
 * asks for room for that one's first lines too.
 *
 * Pieces arrive article by article; nothing is decided before enough of them
 * is there to look ahead, and what has been placed is freed.
 */
#include "layout/build.h"

#include <stdlib.h>
#include <string.h>

struct band {
	size_t from, to;
	int closed; /* it ends at `to` */
	int figures; /* some of its figures may wait */
	int inserts; /* something hangs on its pieces */
	int enough; /* there is more than this page and the next
				 * can take, or the band is closed */
	unit extra; /* wanted below it */
	size_t chain; /* the end of that */
	unit lead; /* of the page, before it */
};

void
build_init(struct build *b, struct lay *L, struct flow *f)
{
	memset(b, 0, sizeof(*b));
	b->L = L;
	b->f = f;
	b->zone = f->zone;
	b->wait_end = &b->wait;
}

void
build_free(struct build *b)
{
	sheet_drop(b);
	vec_free(&b->open);
	vec_free(&b->string);
	vec_free(&b->ys);
	vec_free(&b->spot);
	vec_free(&b->pending);
	vec_free(&b->notes);
	floats_settle(b);
	vec_free(&b->waits);
	free(b->spare);
}

static int
forces_page(const struct piece *p)
{
	return p->kind == PC_GLUE &&
	       (p->force == BREAK_PAGE || p->force == BREAK_LEFT ||
	               p->force == BREAK_RIGHT || p->force == BREAK_JUMP);
}

/* Free articles that are placed, and close the list's gap. */
static void
release(struct build *b)
{
	struct flow *f = b->f;
	size_t k = 0;

	if (b->pending.n > 0 || b->notes.n > 0) /* they live there */
		return;
	while (k < f->hold.n && f->hold.p[k].end <= f->head)
		arena_free(f->hold.p[k++].arena);
	if (k > 0) {
		memmove(f->hold.p, f->hold.p + k,
		        (f->hold.n - k) * sizeof(*f->hold.p));
		f->hold.n -= k;
	}
	if (f->head > 2048 && f->head > f->v.n / 2) {
		memmove(f->v.p, f->v.p + f->head,
		        (f->v.n - f->head) * sizeof(*f->v.p));
		f->v.n -= f->head;
		for (size_t i = 0; i < f->hold.n; i++)
			f->hold.p[i].end -= f->head;
		f->head = 0;
	}
}

static int
keeps(const struct piece *p)
{
	return p->kind == PC_GLUE && p->penalty >= PEN_AVOID && !p->force;
}

/* Height of the band from its last good break to its end. */
static unit
band_tail(const struct build *b, const struct band *bd)
{
	int64_t h = 0;

	for (size_t i = bd->from; i < bd->to; i++) {
		if (b->f->v.p[i].penalty < PEN_AVOID)
			h = 0;
		h += b->f->v.p[i].h;
	}
	return h > UNIT_MAX / 4 ? UNIT_MAX / 4 : (unit)h;
}

/* What the bands after this one need when no page may come between: a title
 * over a head over a picture over its text.  A chain that no page can hold
 * is let go where it must be. */
static int
band_extra(struct build *b, struct band *bd, int final)
{
	struct flow *f = b->f;
	size_t i = bd->to, n = f->v.n;
	unit most = sheet_height(b, 0) - band_tail(b, bd), more;

	while (i < n && f->v.p[i].kind == PC_ZONE) {
		while (i < n && f->v.p[i].kind == PC_ZONE)
			i++;
		if (i >= n)
			return final;
		if (!keeps(&f->v.p[i]))
			return 1;
		more = f->v.p[i].h + column_chunk(b, i, n, &i);
		if (bd->extra + more > most)
			return 1;
		bd->extra += more;
		bd->chain = i;
	}
	return 1;
}

static int
find_band(struct build *b, struct band *bd, int final)
{
	struct flow *f = b->f;
	int n = b->zone->n;
	int64_t h = 0, want = (int64_t)sheet_height(b, 0) * n * 2 +
	                      (int64_t)sheet_height(b, 0) * n;

	memset(bd, 0, sizeof(*bd));
	bd->from = f->head;
	for (bd->to = f->head; bd->to < f->v.n; bd->to++) {
		const struct piece *p = &f->v.p[bd->to];

		if (p->kind == PC_ZONE ||
		        (bd->to > f->head && forces_page(p))) {
			bd->closed = 1;
			break;
		}
		h += p->h;
		bd->inserts |= p->insert != NULL;
		bd->figures |= p->figure == WAIT_MAY;
		if (h > want) {
			bd->to++;
			break;
		}
	}
	bd->enough = bd->closed || h > want;
	if (!bd->closed && h <= want && final)
		bd->closed = bd->enough = 1;
	if (bd->closed && !band_extra(b, bd, final))
		bd->enough = 0;
	return bd->enough;
}

/* The left edge of a column; the first is where lines start. */
static unit
column_x(const struct build *b, int i)
{
	const struct zone *z = b->zone;

	if (z->style != NULL && z->style->direction == DIR_RTL)
		i = z->n - 1 - i;
	return b->sheet->x + z->x + i * (z->col + z->gap);
}

static void
column_rules(struct build *b, unit y, unit h, int used)
{
	const struct zone *z = b->zone;
	const struct style *s = z->style;

	if (s == NULL || s->column_rule_width <= 0 || h <= 0)
		return;
	for (int i = 1; i < used; i++) {
		unit x = column_x(b, i), before = column_x(b, i - 1);

		place_rule(b->sheet, (x > before ? x : before) - z->gap / 2, y,
		        0, h, s->column_rule_style, s->column_rule_width,
		        s->column_rule_color);
	}
}

/* Put down the columns that end at ends[].  fill: height to reach, or 0. */
static void
place_band(
        struct build *b, size_t from, const size_t *ends, int used, unit fill)
{
	unit y = b->sheet->y + b->used, most = 0;

	if (fill > 0)
		fill = vjust_target(b, from, ends, used, fill);
	module_rule(b, from, ends[used - 1], y);
	for (int i = 0; i < used; i++) {
		unit h =
		        place_column(b, from, ends[i], column_x(b, i), y, fill);

		most = h > most ? h : most;
		from = ends[i];
	}
	column_rules(b, y, most, used);
	b->used += most;
	floats_settle(b);
	b->f->head = from;
}

/* Nothing is on the page yet but floats. */
static int
is_fresh(const struct build *b)
{
	return b->used == b->floor;
}

/* The glue before a band counts, unless the band starts a page. */
static unit
lead_glue(const struct build *b, size_t from)
{
	const struct piece *p = &b->f->v.p[from];

	if (is_fresh(b) || from >= b->f->v.n || p->kind != PC_GLUE)
		return 0;
	return p->h;
}

/* Nothing comes below the band on its page: its notes go to the foot. */
static int
ends_page(const struct build *b, const struct band *bd)
{
	return bd->to >= b->f->v.n || forces_page(&b->f->v.p[bd->to]);
}

/* A band of one column. */
static int
single_fits(struct build *b, const struct band *bd, unit room)
{
	struct walk w;

	walk_start(&w, b, bd->from);
	for (size_t i = bd->from; i < bd->to; i++) {
		if (i > bd->from && b->f->v.p[i].kind == PC_GLUE &&
		        b->f->v.p[i].force)
			return 0;
		walk_step(&w, &b->f->v.p[i]);
	}
	if (walk_used(&w) > room)
		return 0;
	place_band(b, bd->from, &bd->to, 1,
	        ends_page(b, bd) && w.foot > 0 ? room : 0);
	return 1;
}

/* Columns that are filled one after the other. */
static int
filled_fits(struct build *b, const struct band *bd, unit room)
{
	size_t ends[COLUMNS_MAX];
	int64_t cost;
	int used = column_break(
	        b, bd->from, bd->to, 1, 0, b->zone->n, room, 0, ends, &cost);

	if (ends[used - 1] != bd->to)
		return 0;
	place_band(b, bd->from, ends, used, 0);
	return 1;
}

static int
balanced_fits(struct build *b, const struct band *bd, unit room, unit h)
{
	int n = b->zone->n, used;
	size_t ends[COLUMNS_MAX];

	if (bd->figures && floats_balance(b, bd->from, bd->to, n, h)) {
		b->used -= bd->lead; /* cut it anew */
		return 1;
	}
	used = column_close(b, bd->from, bd->to, n, &h, room, ends);
	if (used == 0)
		return 0;
	if (used == n) {
		const struct cut c = { bd->from, bd->to, 1, 0, n, h,
			COLUMN_EVEN };

		h = even_columns(b, &c, room, PEN_AVOID, ends);
		if (module_split(b, bd->from, ends[n - 1], n, room, ends)) {
			b->used -= bd->lead; /* two bands now */
			return 1;
		}
	}
	place_band(b, bd->from, ends, used, h);
	return 1;
}

/* The whole band on this page, when it fits. */
static int
band_fits(struct build *b, const struct band *bd, unit avail)
{
	unit room = avail - bd->extra, h;

	if (room <= 0 || !bd->closed)
		return 0;
	if (b->zone->n == 1)
		return single_fits(b, bd, room);
	h = column_balance(b, bd->from, bd->to, b->zone->n, room);
	if (h < 0)
		return 0;
	return b->zone->fill == FILL_AUTO ? filled_fits(b, bd, room)
	                                  : balanced_fits(b, bd, room, h);
}

static int
next_page(struct build *b)
{
	if (sheet_finish(b) != 0)
		return -1;
	return sheet_new(b, 0);
}

/* Fill this page with the band's beginning. */
static int
band_part(struct build *b, const struct band *bd, unit avail)
{
	int n = b->zone->n, used, last;
	const struct cut c = { bd->from, bd->to, bd->closed, bd->extra, n,
		avail, sheet_height(b, 0) };
	size_t ends[COLUMNS_MAX];
	int64_t cost;
	int keep = bd->from < b->f->v.n &&
	           b->f->v.p[bd->from].kind == PC_GLUE &&
	           b->f->v.p[bd->from].penalty >= PEN_AVOID;

	used = column_break(b, c.from, c.to, c.closed, c.extra, n, c.h, c.next,
	        ends, &cost);
	if ((used > 0 && floats_undo(b, ends[used - 1])) ||
	        floats_wait(b, bd->from, ends, used, avail) ||
	        (used > 1 && floats_move(b, bd->from, ends, used, avail)) ||
	        (n > 1 && bd->figures && shrink_figure(b, &c))) {
		b->used -= bd->lead; /* and cut it anew */
		return 0;
	}
	if (b->used > 0 && (used == 0 || (cost >= PEN_AVOID && !keep) ||
	                           cost >= PEN_NEVER))
		return next_page(b);
	if (used == 0 || ends[used - 1] == bd->from) {
		/* nothing fits even an empty page: one piece by force */
		ends[0] = bd->from + 1;
		used = 1;
	}
	last = ends[used - 1] == bd->to && bd->closed;
	if (!last && used == n)
		even_columns(b, &c, avail, bd->inserts ? 0 : PEN_AVOID, ends);
	place_band(b, bd->from, ends, used, last ? 0 : avail);
	return last ? 0 : next_page(b);
}

/* Did the article whose rest comes now begin on the page at hand? */
static int
began_here(const struct build *b, const struct mark *from)
{
	const struct frame_all *fa = b->L->frame;
	size_t at = (size_t)(uintptr_t)map_get(&fa->dest, span_of(from->name));

	return b->sheet != NULL && at > 0 &&
	       fa->f.dest.p[at - 1].page == b->sheet->page.index;
}

/* A forced break at the head of the list. */
static int
take_force(struct build *b, struct piece *p)
{
	int force = p->force, right;

	p->force = 0;
	if (force == BREAK_JUMP && !began_here(b, p->u.mark))
		return 0;
	if (p->page != NULL)
		b->page_name = p->page;
	if (b->sheet == NULL || is_fresh(b)) {
		if (b->sheet == NULL)
			return sheet_new(b, 0);
		if (force == BREAK_PAGE || force == BREAK_JUMP)
			return 0;
	} else if (next_page(b) != 0) {
		return -1;
	}
	right = b->sheet->page.index % 2 == 0;
	if ((force != BREAK_RIGHT || right) && (force != BREAK_LEFT || !right))
		return 0;
	sheet_blank(b);
	return next_page(b);
}

/* A band that must stay with what follows, and is not much too tall. */
static int
give_way(struct build *b, const struct band *bd, unit avail)
{
	struct walk w;

	if (b->zone->n > 1 || avail < b->sheet->h / 4)
		return 0;
	walk_start(&w, b, bd->from);
	for (size_t i = bd->from; i < bd->to; i++)
		walk_step(&w, &b->f->v.p[i]);
	return shrink_band(b, bd->from, bd->chain > bd->to ? bd->chain : bd->to,
	        (unit)(walk_used(&w) + bd->extra - avail));
}

/* The end of boxes of which nothing is to be seen: it has room at the foot of
 * any page. */
static int
is_bare(const struct build *b, const struct band *bd)
{
	for (size_t i = bd->from; i < bd->to; i++) {
		const struct piece *p = &b->f->v.p[i];

		if ((p->kind != PC_GLUE && p->kind != PC_CLOSE) || p->force ||
		        p->h)
			return 0;
	}
	return bd->closed && !bd->inserts;
}

static unit
margin_below(const struct sheet *s)
{
	return s->page.height - s->y - s->h - s->foot;
}

static int
lay_band(struct build *b, struct band *bd)
{
	unit avail;

	if (b->sheet == NULL)
		sheet_new(b, 0);
	if (is_bare(b, bd)) {
		place_band(b, bd->from, &bd->to, 1, 0);
		return 0;
	}
	bd->lead = lead_glue(b, bd->from);
	avail = b->sheet->h - b->used - bd->lead;
	if (avail < b->L->grid && (b->used > 0 || b->sheet->foot > 0))
		return next_page(b);
	if (bd->inserts &&
	        pagefloats_take(b, bd->from, bd->to, bd->closed, avail))
		return 0; /* with less room now */
	b->used += bd->lead;
	if (band_fits(b, bd, avail))
		return 0;
	/* rather a line too long than a few words on another page */
	if (b->zone->n > 1 && margin_below(b->sheet) > b->L->grid &&
	        band_fits(b, bd, avail + b->L->grid))
		return 0;
	/* it must stay here, so what comes after cannot */
	if (bd->extra > 0 &&
	        (b->used == bd->lead || keeps(&b->f->v.p[bd->from]))) {
		unit extra = bd->extra;

		bd->extra = 0;
		if (band_fits(b, bd, avail))
			return 0;
		bd->extra = extra;
	}
	if (b->used > bd->lead && bd->closed && give_way(b, bd, avail)) {
		b->used -= bd->lead;
		return 0;
	}
	if (bd->inserts && tall_part(b, bd->from, bd->to,
	                           is_fresh(b) ? avail : sheet_height(b, 0))) {
		b->used -= bd->lead;
		return 0;
	}
	return band_part(b, bd, avail);
}

int
build_run(struct build *b, int final)
{
	struct flow *f = b->f;
	struct band bd;

	while (!b->failed && f->head < f->v.n) {
		struct piece *p = &f->v.p[f->head];

		if (p->kind == PC_ZONE) {
			b->zone = p->u.zone;
			f->head++;
			continue;
		}
		if (forces_page(p)) {
			if (take_force(b, p) != 0)
				return -1;
			continue;
		}
		if (!find_band(b, &bd, final))
			break;
		if (lay_band(b, &bd) != 0)
			return -1;
		release(b);
	}
	release(b);
	return b->failed ? -1 : 0;
}

int
build_end(struct build *b)
{
	if (b->sheet == NULL && b->pages == 0)
		sheet_new(b, 0);
	if (!b->failed && sheet_finish(b) != 0)
		b->failed = 1;
	while (!b->failed && b->pending.n > 0)
		if (sheet_new(b, 0) != 0 || sheet_finish(b) != 0)
			b->failed = 1;
	return b->failed ? -1 : 0;
}
