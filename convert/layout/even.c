/* even: columns that end together.
 *
 * Where a column may end is given by keeps, widows and orphans, so columns come
 * out some lines apart even at the best breaks, and their gaps do not always
 * take up the rest (vjust.c).  Then a compositor sets a paragraph or two once
 * more, a line longer or shorter (Knuth and Plass, 1981: looseness), or a
 * picture gives way (-bantin-shrink).  That is done here, to paragraphs that
 * end in the column: where the columns end stays what it is, and each is seen
 * to by itself.
 *
 * Those paragraphs go first that need the least for it: a last line almost full
 * runs over, a short one is taken back.  Nothing is changed unless all columns
 * come within a line of each other.
 *
 * What shows least is tried first: gaps as wide again as they are and columns
 * a line shorter; then gaps at their utmost; then a foot some lines higher.
 */
#include <stdlib.h>
#include <string.h>

#include "layout/build.h"

#define LINES_MAX 6 /* apart: more cannot be mended here */
#define WORST 600 /* badness of a line set again */
#define TRIES_MAX 12 /* paragraphs of a column */
#define CAN_GROW 6 /* percent of its length that a paragraph may do */
#define CAN_GIVE 4
#define HEIGHTS_MAX 3 /* lines more or fewer that are tried */

struct again { /* a paragraph to be set anew */
	size_t at; /* its first line */
	size_t n;
	struct flow f; /* a gap and the lines */
};

struct plan {
	VEC(struct again) again;
	unit picture[COLUMNS_MAX]; /* of a column: pictures lower by that */
};

struct column {
	size_t band; /* where the first one begins */
	size_t from, to;
	unit h;
	int room; /* lines that its gaps can take */
};

struct trial {
	size_t at;
	unit need; /* of each of its lines */
};

struct effort { /* the next only where this one is not enough */
	int more; /* gaps wider than looks well */
	int white; /* lines that columns may end above the foot */
};

struct other { /* the same columns at another height */
	int seen; /* -1: that cannot be */
	int rest; /* what they leave for the next page is even; -1: not known */
	unit h;
	size_t ends[COLUMNS_MAX];
};

struct task {
	struct build *b;
	const struct cut *cut;
	unit from, step; /* other heights */
	unit most; /* the foot */
	int64_t limit; /* of cost */
	int rest; /* as above, of the columns as they are */
	unit h; /* what comes out */
	struct other other[HEIGHTS_MAX];
};

static void
plan_free(struct plan *p)
{
	for (size_t i = 0; i < p->again.n; i++)
		flow_free(&p->again.p[i].f);
	vec_free(&p->again);
}

static int
by_need(const void *x, const void *y)
{
	const struct trial *a = x, *b = y;

	if (a->need != b->need)
		return a->need < b->need ? -1 : 1;
	return a->at < b->at ? -1 : 1;
}

/* The paragraph that begins at i, if it can be set anew: its lines follow each
 * other and nothing hangs on them.  NULL: none. */
static const struct setting *
whole_at(const struct piece *p, size_t i, size_t to)
{
	const struct setting *s;

	if (p[i].kind != PC_LINE || (s = p[i].u.line->set) == NULL ||
	        s->again || i + s->lines > to ||
	        (i > 0 && p[i - 1].kind == PC_LINE &&
	                p[i - 1].u.line->set == s))
		return NULL;
	for (size_t k = i; k < i + s->lines; k++)
		if (p[k].kind != PC_LINE || p[k].u.line->set != s ||
		        p[k].insert != NULL)
			return NULL;
	return s;
}

/* The paragraph that the column before began and this one ends. */
static size_t
begun_before(const struct build *b, const struct column *c)
{
	const struct piece *p = b->f->v.p;
	size_t i = c->from;

	if (i >= c->to || p[i].kind != PC_LINE || p[i].u.line->set == NULL)
		return i;
	while (i > c->band && p[i - 1].kind == PC_LINE &&
	        p[i - 1].u.line->set == p[i].u.line->set)
		i--;
	return i;
}

static size_t
find_trials(const struct build *b, const struct column *c, int by,
        struct trial *out)
{
	const struct piece *p = b->f->v.p;
	size_t n = 0;

	for (size_t i = begun_before(b, c); i < c->to && n < TRIES_MAX; i++) {
		const struct setting *s;
		unit need;

		if (p[i].kind == PC_GLUE && p[i].count > 0) {
			i += p[i].count - 1; /* a figure */
			continue;
		}
		s = whole_at(p, i, c->to);
		if (s == NULL)
			continue;
		need = (by > 0 ? s->w - s->fill : s->fill) / (unit)s->lines;
		if (need <= s->w * (by > 0 ? CAN_GROW : CAN_GIVE) / 100)
			out[n++] = (struct trial){ i, need };
	}
	qsort(out, n, sizeof(*out), by_need);
	return n;
}

/* A paragraph by a line, and as many of its lines as now in the column before.
 * 0: that cannot be. */
static int
plan_one(struct build *b, const struct column *c, size_t at, int by,
        struct plan *p)
{
	struct setting *s = b->f->v.p[at].u.line->set;
	uint8_t never = by > 0 ? NEVER_LONGER : NEVER_SHORTER;
	struct again *a;

	if (s->never & never)
		return 0;
	a = vec_push(&p->again);
	a->at = at;
	a->n = s->lines;
	flow_init(&a->f, b->L, s->arena, b->zone);
	if (!lines_again(&a->f, s, by, s->worst > WORST ? s->worst : WORST))
		s->never |= never;
	else if (at >= c->from ||
	         a->f.v.p[1 + c->from - at].penalty < PEN_AVOID)
		return 1;
	flow_free(&a->f);
	p->again.n--;
	return 0;
}

/* So many lines more or fewer in a column.  0: that cannot be. */
static int
plan_lines(struct build *b, const struct column *c, int lines, struct plan *p)
{
	struct trial trial[TRIES_MAX];
	int by = lines < 0 ? -1 : 1;
	size_t n;

	if (lines == 0)
		return 1;
	n = find_trials(b, c, by, trial);
	for (size_t i = 0; i < n && lines != 0; i++) {
		if (n - i < (size_t)abs(lines))
			return 0;
		if (plan_one(b, c, trial[i].at, by, p))
			lines -= by;
	}
	return lines == 0;
}

static int
from_last(const void *x, const void *y)
{
	const struct again *a = x, *b = y;

	return a->at > b->at ? -1 : 1;
}

static void
count_again(
        struct build *b, const struct setting *was, const struct setting *is)
{
	struct layout_stats *s = b->L->o->stats;

	if (s == NULL)
		return;
	s->lines += (uint64_t)is->lines - was->lines;
	s->badness += (uint64_t)is->badness - was->badness;
}

/* Carry it out; the ends move with their pieces. */
static void
plan_do(struct build *b, size_t from, size_t *ends, int used, struct plan *p)
{
	for (int i = 0; i < used; i++) {
		if (p->picture[i] > 0)
			shrink_column(b, i > 0 ? ends[i - 1] : from, ends[i],
			        p->picture[i]);
	}
	if (p->again.n == 0)
		return;
	floats_settle(b);
	qsort(p->again.p, p->again.n, sizeof(*p->again.p), from_last);
	for (size_t i = 0; i < p->again.n; i++) {
		struct again *a = &p->again.p[i];
		struct piece *with = a->f.v.p + 1;
		size_t n = a->f.v.n - 1;

		count_again(b, b->f->v.p[a->at].u.line->set, with->u.line->set);
		*with = (struct piece){ .kind = PC_LINE,
			.snap = with->snap,
			.h = with->h,
			.penalty = b->f->v.p[a->at].penalty,
			.u.line = with->u.line };
		flow_replace(b->f, a->at, a->n, with, n);
		for (int k = 0; k < used; k++)
			if (ends[k] >= a->at + a->n)
				ends[k] = ends[k] + n - a->n;
	}
}

/* What the columns are, and the room of their gaps; more: at its utmost.  0 when
 * they have notes, which go to the foot. */
static int
find_columns(struct build *b, size_t from, const size_t *ends, int used,
        int more, struct column *c)
{
	size_t band = from;

	for (int i = 0; i < used; i++) {
		struct walk w;

		walk_start(&w, b, from);
		for (size_t k = from; k < ends[i]; k++)
			walk_step(&w, &b->f->v.p[k]);
		c[i] = (struct column){ band, from, ends[i],
			(unit)walk_used(&w),
			vjust_lines(b, from, ends[i], more) };
		if (w.foot > 0)
			return 0;
		if (c[i].room < 0) /* a picture or table alone */
			c[i].room = 0;
		from = ends[i];
	}
	return 1;
}

/* Lines that a column must grow, beyond what its gaps take, to end within a
 * line of height t. */
static int
wants(const struct build *b, const struct column *c, unit t)
{
	int n = (t - c->h + b->L->grid / 2) / b->L->grid - c->room - 1;

	return n > 0 ? n : 0;
}

static unit
highest(const struct column *c, int used)
{
	unit most = 0;

	for (int i = 0; i < used; i++)
		most = c[i].h > most ? c[i].h : most;
	return most;
}

/* As they are, or when their gaps take what they can? */
static int
is_even(const struct build *b, const struct column *c, int used)
{
	unit most = highest(c, used);

	for (int i = 0; i < used; i++)
		if (wants(b, &c[i], most) > 0)
			return 0;
	return 1;
}

int
even_apart(struct build *b, size_t from, const size_t *ends, int n)
{
	struct column c[COLUMNS_MAX];
	int most = 0;

	if (b->L->grid <= 0 || !find_columns(b, from, ends, n, 1, c))
		return -1;
	for (int i = 0; i < n; i++) {
		int k = wants(b, &c[i], highest(c, n));

		most = k > most ? k : most;
	}
	return most;
}

/* Where columns end that may be brought down to the foot: there, or as deep as
 * the tallest (vjust.c). */
static unit
reach(const struct build *b, const struct column *c, int used, unit foot)
{
	unit most = highest(c, used);

	for (int i = 0; i < used; i++)
		if (c[i].h + (c[i].room + 1) * b->L->grid < foot)
			return most;
	return most > foot ? most : foot;
}

/* All columns to within a line of height t, if that can be. */
static int
plan_height(struct build *b, const struct column *c, int used, unit t,
        struct plan *p)
{
	unit g = b->L->grid;

	for (int i = 0; i < used; i++) {
		unit over = c[i].h - t;

		if (over <= 0) {
			if (!plan_lines(b, &c[i], wants(b, &c[i], t), p))
				return 0;
		} else if (shrink_room(b, c[i].from, c[i].to) >= over + g) {
			p->picture[i] = over;
		} else if (!plan_lines(b, &c[i], -((over + g - 1) / g), p)) {
			return 0;
		}
	}
	return 1;
}

/* What is to be changed for height t, in lines; -1: too much. */
static int
changes(const struct build *b, const struct column *c, int used, unit t)
{
	unit g = b->L->grid;
	int n = 0;

	for (int i = 0; i < used; i++) {
		int k = c[i].h > t ? (c[i].h - t + g - 1) / g
		                   : wants(b, &c[i], t);

		if (k > LINES_MAX)
			return -1;
		n += k;
	}
	return n;
}

/* Heights worth a try: the tallest column less some lines, and those that each
 * shorter one can just end with. */
static int
heights(const struct build *b, const struct column *c, int used, unit *t)
{
	unit most = highest(c, used), g = b->L->grid;
	int n = 0;

	for (int i = 0; i < LINES_MAX; i++)
		t[n++] = most - i * g;
	for (int i = 0; i < used; i++)
		if (wants(b, &c[i], most) > 0)
			t[n++] = c[i].h + (c[i].room + 1) * g + g / 2 - 1;
	return n;
}

/* Paragraphs set again and pictures that give way, as few as will do. */
static int
change(struct build *b, const struct column *c, size_t *ends, int used)
{
	unit t[LINES_MAX + COLUMNS_MAX];
	int cost[LINES_MAX + COLUMNS_MAX], n = heights(b, c, used, t);

	for (int i = 0; i < n; i++)
		cost[i] = changes(b, c, used, t[i]);
	for (;;) {
		struct plan p = { .again = VEC_INIT };
		int k = -1, done;

		for (int i = 0; i < n; i++)
			if (cost[i] >= 0 && (k < 0 || cost[i] < cost[k]))
				k = i;
		if (k < 0)
			return 0;
		cost[k] = -1;
		done = plan_height(b, c, used, t[k], &p);
		if (done)
			plan_do(b, c[0].from, ends, used, &p);
		plan_free(&p);
		if (done)
			return 1;
	}
}

/* Is what the cut leaves for the next page, if that is the band's end, even? */
static int
rest_even(struct build *b, const struct cut *c, size_t from)
{
	size_t ends[COLUMNS_MAX];
	unit h;

	if (!c->closed || c->next <= 0 || from >= c->to)
		return 1;
	h = column_balance(b, from, c->to, c->n, c->next);
	return h < 0 ||
	       column_close(b, from, c->to, c->n, &h, c->next, ends) != c->n ||
	       even_apart(b, from, ends, c->n) <= 0;
}

/* The same columns at the k-th other height, 0: that cannot be. */
static int
other_cut(struct task *t, int k)
{
	struct other *o = &t->other[k];
	struct cut at = *t->cut;
	int64_t cost;
	int used;

	if (o->seen != 0)
		return o->seen > 0;
	o->seen = -1;
	at.h = o->h = t->from + (k + 1) * t->step;
	if (o->h > t->most)
		return 0;
	used = column_break(t->b, at.from, at.to, at.closed, at.extra, at.n,
	        at.h, at.next, o->ends, &cost);
	if (used != at.n || cost >= t->limit ||
	        (at.next == COLUMN_EVEN && o->ends[used - 1] != at.to) ||
	        floats_beyond(t->b, o->ends[used - 1]))
		return 0;
	o->rest = -1;
	o->seen = 1;
	return 1;
}

/* Are these columns even, and do they reach far enough on the way to the foot?
 * A band that ends may be of any height. */
static int
will_do(const struct task *t, const struct effort *e, const size_t *ends)
{
	struct column c[COLUMNS_MAX];
	int n = t->cut->n;
	unit least = t->from - e->white * t->b->L->grid;

	return find_columns(t->b, t->cut->from, ends, n, e->more, c) &&
	       is_even(t->b, c, n) &&
	       (t->step > 0 || reach(t->b, c, n, t->most) >= least);
}

/* Other heights; whole: only those whose rest is even. */
static int
try_heights(struct task *t, const struct effort *e, int whole, size_t *ends)
{
	const struct other *found = NULL;
	int n = t->cut->n;

	for (int k = 0; k < HEIGHTS_MAX; k++) {
		struct other *o = &t->other[k];

		if (!other_cut(t, k) || !will_do(t, e, o->ends))
			continue;
		if (o->rest < 0)
			o->rest = rest_even(t->b, t->cut, o->ends[n - 1]);
		if (o->rest || (!whole && found == NULL))
			found = o;
		if (o->rest)
			break;
	}
	if (found == NULL)
		return 0;
	memcpy(ends, found->ends, (size_t)n * sizeof(*ends));
	t->h = found->h;
	return 1;
}

/* With so much effort, 1: they are even. */
static int
even_with(struct task *t, const struct effort *e, size_t *ends)
{
	struct column c[COLUMNS_MAX];
	int n = t->cut->n, even;

	if (!find_columns(t->b, t->cut->from, ends, n, e->more, c))
		return 1;
	even = is_even(t->b, c, n);
	if (t->rest < 0)
		t->rest = rest_even(t->b, t->cut, ends[n - 1]);
	if (even && t->rest)
		return 1;
	t->from = t->cut->h;
	if (t->step < 0 && t->from > highest(c, n))
		t->from = highest(c, n);
	if (t->limit > 0 && try_heights(t, e, even || !e->more, ends))
		return 1;
	if (even || (!t->rest && !e->more) || !change(t->b, c, ends, n) ||
	        !find_columns(t->b, t->cut->from, ends, n, e->more, c))
		return 0;
	t->h = highest(c, n);
	return 1;
}

unit
even_columns(struct build *b, const struct cut *cut, unit most, int64_t limit,
        size_t *ends)
{
	static const struct effort efforts[] = { { 0, 1 }, { 1, 1 },
		{ 1, LINES_MAX } };
	struct task t = { .b = b,
		.cut = cut,
		.step = (cut->next == COLUMN_EVEN ? 1 : -1) * b->L->grid,
		.most = most,
		.limit = limit,
		.rest = -1,
		.h = cut->h };

	if (b->L->grid <= 0)
		return cut->h;
	for (size_t i = 0; i < sizeof(efforts) / sizeof(efforts[0]); i++)
		if (even_with(&t, &efforts[i], ends))
			break;
	return t.h;
}
