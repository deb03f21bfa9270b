/* jump: "continued on page 5".
 *
 * On a front page several articles begin, and none of them ends there.  An
 * article with -bantin-jump: N is cut after about N lines; what is left is
 * taken off the vertical list and put back behind the section's last article,
 * which is never cut: it fills the page.  The list knows no pages, so this is
 * done before any is made; both parts get a line that names the other's page,
 * which is a number filled in late as those of the contents.
 *
 * What is open at the cut, boxes with edges and bands of columns, is closed
 * there and opened anew for the rest.  The article's words keep their order in
 * the structure tree, whose sequence numbers were drawn before.
 */
#include <string.h>

#include "layout/flow.h"

#define LEAST_BEFORE 6 /* lines: less is no beginning */
#define LEAST_AFTER 8 /* less is not worth a jump */

struct opened { /* a box with edges, open at the cut */
	const struct deco *deco;
	const struct zone *zone;
	unit x;
	struct deco *again;
};

struct jump {
	const struct zone *outer; /* around the article */
	const struct zone *head; /* one column in it, or outer */
	const struct zone *zone; /* at the cut */
	struct piece *rest;
	size_t n;
	struct opened *open;
	size_t opens;
	struct gap gap; /* behind the article */
};

static int64_t
height(const struct flow *f, size_t from, size_t to)
{
	int64_t h = 0;

	for (; from < to; from++)
		h += f->v.p[from].h;
	return h;
}

/* The last good place to part the article within the lines it has; 0: none. */
static size_t
find_cut(const struct flow *f, size_t start, int lines)
{
	const struct piece *p = f->v.p;
	int64_t h = 0, grid = f->L->grid > 0 ? f->L->grid : 12 * PT;
	size_t cut = 0;

	for (size_t i = start; i < f->v.n && h <= lines * grid; i++) {
		if ((p[i].kind == PC_LINE || p[i].kind == PC_GLUE) &&
		        p[i].penalty < PEN_SOFT && !p[i].force &&
		        !p[i].figure && h >= LEAST_BEFORE * grid)
			cut = i;
		h += p[i].h;
	}
	if (cut == 0 || height(f, cut, f->v.n) < LEAST_AFTER * grid)
		return 0;
	return cut;
}

/* Zones and boxes as they are at the cut. */
static void
look_back(struct flow *f, struct jump *j, size_t start, size_t cut)
{
	const struct zone *z = j->outer;

	j->head = j->outer;
	j->open = arena_array(f->arena, cut - start + 1, sizeof(*j->open));
	for (size_t i = start; i < cut; i++) {
		const struct piece *p = &f->v.p[i];

		if (p->kind == PC_ZONE) {
			z = p->u.zone;
			if (z->n == 1)
				j->head = z;
		} else if (p->kind == PC_OPEN) {
			j->open[j->opens++] =
			        (struct opened){ p->u.deco, z, p->x, NULL };
		} else if (p->kind == PC_CLOSE && j->opens > 0) {
			j->opens--;
		}
	}
	j->zone = z;
	if (z == j->outer)
		j->head = z;
}

struct jump *
jump_cut(struct flow *f, size_t start, int lines)
{
	size_t cut = find_cut(f, start, lines);
	struct jump *j;

	if (cut == 0)
		return NULL;
	j = arena_new_of(f->arena, struct jump);
	j->outer = f->zone;
	j->gap = f->gap;
	look_back(f, j, start, cut);
	j->n = f->v.n - cut;
	j->rest = arena_array(f->arena, j->n, sizeof(*j->rest));
	memcpy(j->rest, f->v.p + cut, j->n * sizeof(*j->rest));
	f->v.n = cut;
	f->zone = j->zone;
	memset(&f->gap, 0, sizeof(f->gap));
	flow_push(f, PC_MARK, 0)->u.mark = NULL; /* no figure passes it */
	f->gap.keep = 1;
	return j;
}

void
jump_measure(const struct flow *f, const struct jump *j, unit *x, unit *w)
{
	if (f->zone == j->outer)
		return;
	*x = 0;
	*w = f->zone->col;
}

void
jump_close(struct flow *f, struct jump *j)
{
	for (size_t i = j->opens; i > 0; i--) {
		const struct opened *o = &j->open[i - 1];
		struct piece *p;

		if (o->zone != f->zone)
			flow_zone(f, o->zone);
		f->gap.never = 1;
		flow_gap(f);
		p = flow_push(f, PC_CLOSE, o->deco->bottom);
		p->u.deco = o->deco;
	}
	if (f->zone != j->outer)
		flow_zone(f, j->outer);
	f->gap = j->gap;
}

static void
reopen(struct flow *f, struct opened *o)
{
	struct piece *p;

	o->again = arena_new_of(f->arena, struct deco);
	*o->again = *o->deco;
	o->again->order = ++f->L->seq;
	flow_gap(f);
	p = flow_push(f, PC_OPEN, o->again->top);
	p->x = o->x;
	p->u.deco = o->again;
	f->gap.never = 1;
}

/* from: the mark at the article's first part, on whose page the rest must not
 * begin. */
void
jump_reopen(struct flow *f, struct jump *j, const struct mark *from)
{
	size_t i = 0;

	if (f->zone != j->head)
		flow_zone(f, j->head);
	f->gap.force = BREAK_JUMP;
	flow_gap(f);
	vec_last(&f->v)->u.mark = from;
	f->gap.never = 1;
	for (; i < j->opens && j->open[i].zone != j->zone; i++)
		if (j->open[i].zone == f->zone)
			reopen(f, &j->open[i]);
	for (; i < j->opens && j->head == j->zone; i++)
		reopen(f, &j->open[i]);
}

void
jump_resume(struct flow *f, struct jump *j)
{
	if (f->zone != j->zone)
		flow_zone(f, j->zone);
	for (size_t i = 0; i < j->opens; i++)
		if (j->open[i].again == NULL && j->open[i].zone == j->zone)
			reopen(f, &j->open[i]);
	/* the rest stays with its head */
	if (j->rest[0].kind != PC_GLUE) {
		flow_gap(f);
		j->rest[0].penalty = PEN_NEVER;
	} else {
		j->rest[0].penalty = PEN_KEEP;
	}
	for (size_t i = 0; i < j->n; i++) {
		struct piece *p = flow_push(f, PC_MARK, j->rest[i].h);

		*p = j->rest[i];
		for (size_t k = 0; k < j->opens; k++)
			if (p->kind == PC_CLOSE &&
			        p->u.deco == j->open[k].deco &&
			        j->open[k].again != NULL)
				p->u.deco = j->open[k].again;
	}
	f->zone = j->outer;
	f->gap = j->gap;
	f->last_line = f->zone_at = 0;
}
