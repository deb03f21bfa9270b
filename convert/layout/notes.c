/* notes: what leaves the text and stands at a column's head or foot:
 * footnotes (css-gcpm-3, 2) and boxes floated to the top or bottom.
 *
 * Such an insert hangs on a piece of the vertical list, the line that calls
 * for it, as in TeX: the builder counts its height with that line's, so the
 * line and its note share a column, and place.c sets it at the column's edge.
 * No search has to look at two lists.  A note of four lines and more is cut
 * in parts beforehand: two lines go with the call, each line of text that
 * follows takes one more along, the last two together.  So a long note runs
 * over to the next column, but only as far as the text does.
 */
#include <string.h>

#include "layout/flow.h"

#define PEN_NOTE 300 /* a note goes on in the next column */

/* As place_list() sets it: glue before all else is none. */
static unit
list_height(const struct piece *p, size_t n)
{
	int64_t h = 0;
	int started = 0;

	for (size_t i = 0; i < n; i++) {
		if (p[i].kind == PC_GLUE && !started)
			continue;
		started |= p[i].kind != PC_MARK;
		h += p[i].h;
	}
	return h > UNIT_MAX / 4 ? UNIT_MAX / 4 : (unit)h;
}

unit
flow_measure(const struct flow *f)
{
	return f->zone != NULL ? f->zone->col : f->outer_w;
}

void
insert_append(struct insert **chain, struct insert *k)
{
	while (*chain != NULL)
		chain = &(*chain)->next;
	*chain = k;
}

/* What hangs on a list that becomes part of one piece: it moves there. */
struct insert *
insert_take(struct piece *p, size_t n)
{
	struct insert *all = NULL;

	for (size_t i = 0; i < n; i++)
		if (p[i].insert != NULL) {
			insert_append(&all, p[i].insert);
			p[i].insert = NULL;
		}
	return all;
}

void
flow_list(struct flow *f, struct box *b, unit w, struct sublist *out)
{
	struct flow sub;

	flow_init(&sub, f->L, f->arena, NULL);
	sub.scale = f->scale;
	sub.depth = f->depth + 1;
	sub.outer_w = flow_measure(f);
	sub.in_note = f->in_note;
	sub.root = 1;
	block_inner(&sub, b, 0, w < PT ? PT : w);
	flow_end(&sub);
	out->p = arena_array(f->arena, sub.v.n + 1, sizeof(*out->p));
	if (sub.v.n > 0)
		memcpy(out->p, sub.v.p, sub.v.n * sizeof(*out->p));
	out->n = sub.v.n;
	out->h = list_height(out->p, out->n);
	out->insert = insert_take(out->p, out->n);
	flow_free(&sub);
}

static struct insert *
insert_new(struct flow *f, enum insert_kind kind, struct piece *p, size_t n)
{
	struct insert *k = arena_new_of(f->arena, struct insert);

	k->kind = (uint8_t)kind;
	k->list = p;
	k->n = n;
	k->h = list_height(p, n);
	return k;
}

static int
is_line(const struct piece *p)
{
	return p->kind == PC_LINE || p->kind == PC_ROW;
}

static size_t
lines_of(const struct piece *p, size_t from, size_t to)
{
	size_t k = 0;

	for (; from < to; from++)
		k += is_line(&p[from]);
	return k;
}

/* The end of the part that starts at from and has so many lines. */
static size_t
part_end(const struct piece *p, size_t from, size_t n, size_t lines)
{
	for (size_t i = from; i < n; i++)
		if (is_line(&p[i]) && lines-- == 0)
			return i;
	return n;
}

static int
is_page_wide(const struct note *note)
{
	return note->box->style->float_page;
}

/* Notes are set before the lines that call for them: a paragraph's scratch
 * memory serves one at a time. */
void
notes_prepare(struct flow *f, const struct para *p)
{
	for (size_t i = 0; i < p->pieces; i++) {
		struct run *r = p->piece[i].ctx;

		uint8_t in_note;
		unit w;

		if (r->note == NULL)
			continue;
		w = is_page_wide(r->note) ? f->L->measure : flow_measure(f);
		/* what is set a second time may be in columns then */
		if (r->note->set != NULL && r->note->w == w)
			continue;
		r->note->w = w;
		r->note->set = arena_new_of(f->arena, struct sublist);
		in_note = f->in_note;
		f->in_note = 1;
		flow_list(f, r->note->box, w, r->note->set);
		f->in_note = in_note;
	}
}

/* Do lines of the note stand together?  Where a page holds hardly four of
 * them, none do. */
static int
holds_lines(const struct flow *f, const struct sublist *s)
{
	unit n = (unit)lines_of(s->p, 0, s->n);

	return n == 0 || s->h / n <= f->L->tallest / 4;
}

/* The parts of the note wait in f->carry; gives the index of the second. */
static size_t
queue_note(struct flow *f, const struct note *note)
{
	const int kind = is_page_wide(note) ? INSERT_PAGE_NOTE : INSERT_NOTE;
	struct sublist s = *note->set;
	size_t from = 0, to, second = f->carry.n + 1;
	int together = holds_lines(f, &s);

	while (from < s.n) {
		size_t left = lines_of(s.p, from, s.n);
		size_t least = from == 0 && together ? 2 : 1;

		to = left <= (together ? 3 : 1)
		             ? s.n
		             : part_end(s.p, from, s.n, least);
		vec_add(&f->carry, insert_new(f, kind, s.p + from, to - from));
		from = to;
	}
	/* notes in notes; their own, for what calls may be set twice */
	for (const struct insert *k = s.insert; k != NULL; k = k->next) {
		struct insert *own = arena_copy(f->arena, k, 1, sizeof(*k));

		own->next = NULL;
		vec_add(&f->carry, own);
	}
	return second;
}

static void
hang(struct flow *f, struct piece *p, size_t upto)
{
	while (f->carried < upto)
		insert_append(&p->insert, f->carry.p[f->carried++]);
	if (f->carried == f->carry.n) {
		vec_clear(&f->carry);
		f->carried = 0;
	}
}

/* Is the run's text cut, and began on the line before? */
static int
began_before(const struct flow *f, const struct run *r)
{
	const struct piece *p;

	if (f->last_line == 0 || f->last_line > f->v.n)
		return 0;
	p = &f->v.p[f->last_line - 1];
	return p->kind == PC_LINE && p->u.line->n > 0 &&
	       p->u.line->it[p->u.line->n - 1].run == r;
}

/* The notes that a line calls for wait; how many in all must go with it. */
static size_t
queue_notes(struct flow *f, const struct line *ln)
{
	size_t second = 0;

	for (uint32_t i = 0; i < ln->n; i++) {
		const struct run *r = ln->it[i].run;

		if (r->note != NULL &&
		        (i == 0 ? !began_before(f, r) : ln->it[i - 1].run != r))
			second = queue_note(f, r->note);
	}
	return second;
}

/* A line has been pushed: it takes what it calls for, and what waits. */
void
notes_line(struct flow *f, const struct line *ln)
{
	struct piece *p;
	size_t second = ln != NULL ? queue_notes(f, ln) : 0;

	f->last_line = f->v.n;
	if (f->carried == f->carry.n)
		return;
	p = vec_last(&f->v);
	if (f->zone == NULL || second > f->carry.n)
		second = f->carry.n;
	if (second == 0) {
		second = f->carried + 1;
		if ((f->carry.p[f->carried]->kind == INSERT_NOTE ||
		            f->carry.p[f->carried]->kind == INSERT_PAGE_NOTE) &&
		        p->penalty < PEN_AVOID)
			p->penalty += PEN_NOTE;
	}
	hang(f, p, second);
}

/* What waits still goes with the last line: there will be none after it in
 * this column's width, or in this article. */
void
notes_flush(struct flow *f)
{
	struct piece *p;

	if (f->carried == f->carry.n)
		return;
	if (f->last_line <= f->zone_at || f->last_line > f->v.n) {
		flow_gap(f);
		flow_push(f, PC_FLOAT, 0); /* a column may end behind it */
		f->last_line = f->v.n;
	}
	p = &f->v.p[f->last_line - 1];
	hang(f, p, f->carry.n);
}

/* A box that floats to the top or bottom of the column, or page, where the
 * next line lands.  0: no column is so high; it is set as a block. */
int
notes_float(struct flow *f, struct box *b)
{
	struct sublist s;
	struct insert *k;
	int top = b->style->float_ == FLOAT_TOP;
	int page = b->style->float_page;
	unit m, w = page ? f->L->measure : flow_measure(f);

	flow_list(f, b, w, &s);
	k = insert_new(f,
	        page  ? (top ? INSERT_PAGE_TOP : INSERT_PAGE_BOTTOM)
	        : top ? INSERT_TOP
	              : INSERT_BOTTOM,
	        s.p, s.n);
	m = len_resolve(b->style->margin[top ? BOTTOM : TOP], w, 0);
	if (m < -k->h) /* what comes next may take its place, no more */
		m = -k->h;
	k->h += m;
	if (k->h > f->L->tallest)
		return 0;
	k->lead = top ? 0 : m;
	k->next = NULL;
	vec_add(&f->carry, k);
	for (k = s.insert; k != NULL;) {
		struct insert *next = k->next;

		k->next = NULL;
		vec_add(&f->carry, k);
		k = next;
	}
	return 1;
}
