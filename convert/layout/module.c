/* module: an article in a rectangle of its own.
 *
 * Articles of a section follow each other in its columns.  A head that needs
 * much room may leave them so uneven at the section's end that nothing mends it
 * (even.c).  Newspapers are then made up in modules: what stands before the
 * article is balanced by itself, and the article begins below, in all columns,
 * with its rule across them.  An article says that it may
 * (break-before: -bantin-module) and must have a top border and no other, for
 * without a rule the columns above would be read into those below.
 */
#include "layout/build.h"

#define MODULE_LINES 4 /* less is a strip */

static const struct deco *
opened_at(const struct build *b, size_t i, size_t to)
{
	const struct piece *p = b->f->v.p;

	while (i < to && (p[i].kind == PC_GLUE || p[i].kind == PC_MARK))
		i++;
	return i < to && p[i].kind == PC_OPEN ? p[i].u.deco : NULL;
}

/* May what comes behind the gap at i begin a module? */
static int
may_begin(const struct build *b, size_t i, size_t to)
{
	const struct piece *p = &b->f->v.p[i];
	const struct deco *d;

	if (p->kind != PC_GLUE || p->force || p->penalty >= PEN_AVOID ||
	        (d = opened_at(b, i, to)) == NULL)
		return 0;
	return d->style->break_before == BREAK_MODULE &&
	       d->style->border_width[TOP] > 0 &&
	       d->style->border_width[LEFT] == 0 &&
	       d->style->border_width[RIGHT] == 0 &&
	       d->style->border_width[BOTTOM] == 0 &&
	       !d->style->background.set && d->style->background_image == NULL;
}

/* The height of [from, to) balanced in at most room, and how many lines its
 * columns are apart.  -1: it does not fit. */
static unit
module_height(
        struct build *b, size_t from, size_t to, int n, unit room, int *apart)
{
	size_t ends[COLUMNS_MAX];
	unit h = room > 0 ? column_balance(b, from, to, n, room) : -1;

	if (h < MODULE_LINES * b->L->grid ||
	        column_close(b, from, to, n, &h, room, ends) != n)
		return -1;
	*apart = even_apart(b, from, ends, n);
	return *apart < 0 ? -1 : h;
}

static void
begin(struct build *b, size_t at)
{
	const struct piece zone = { .kind = PC_ZONE, .u.zone = b->zone };
	struct piece *p;
	struct deco *d;

	floats_settle(b);
	flow_replace(b->f, at, 0, &zone, 1);
	p = &b->f->v.p[at + 1];
	d = (struct deco *)(uintptr_t)opened_at(b, at + 1, b->f->v.n);
	d->module = d->top;
	p->h += d->top;
	while (p->kind != PC_OPEN)
		p++;
	p->h = d->top = 0;
}

int
module_split(struct build *b, size_t from, size_t to, int n, unit room,
        const size_t *ends)
{
	int now = even_apart(b, from, ends, n), least = now;
	size_t at = to;

	if (now <= 0)
		return 0;
	for (size_t i = from + 1; i < to; i++) {
		int above, below;
		unit h;

		if (!may_begin(b, i, to))
			continue;
		h = module_height(b, from, i, n, room, &above);
		if (h < 0 || module_height(b, i, to, n,
		                     room - h - b->f->v.p[i].h, &below) < 0)
			continue;
		above = above > below ? above : below;
		if (above < least) {
			least = above;
			at = i;
		}
	}
	if (2 * least > now)
		return 0;
	begin(b, at);
	return 1;
}

void
module_rule(struct build *b, size_t from, size_t to, unit y)
{
	const struct deco *d = opened_at(b, from, to);
	const struct zone *z = b->zone;
	unit w;

	if (d == NULL || d->module <= 0)
		return;
	w = d->style->border_width[TOP];
	place_rule(b->sheet, b->sheet->x + z->x, y - d->module + w / 2,
	        z->width, 0, d->style->border_style[TOP], w,
	        d->style->border_color[TOP]);
}
