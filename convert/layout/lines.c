/* lines: a paragraph at its measure becomes frozen lines on the vertical
 * list.
 *
 * Breaks are Knuth and Plass's; what remains is to set each line (slack.c), to
 * give it its height, and to say what a column's end behind it costs.
 *
 * Lines of a heading (text-wrap: balance) are evened out: the measure is
 * narrowed as far as the number of lines stays the same, so no title ends in a
 * lonely word.
 */
#include <stdlib.h>
#include <string.h>

#include "layout/setter.h"

#define MARKER_EMS 6 /* wide is hardly any */

/* What a run of another style asks for.  Smaller text in a line has the
 * line's own leading around it already; counting its half-leading would push
 * the next line off the grid. */
static void
run_height(const struct setter *st, const struct style *s, unit *above,
        unit *below)
{
	const struct font *f = lay_face(st->f->L, s)->font;
	unit size = lay_scale(s->font_size, st->p->scale);

	if (s->line_height > st->p->style->line_height ||
	        s->font_size > st->p->style->font_size * 3 / 2) {
		lay_strut(st->f->L, s, st->p->scale, above, below);
		return;
	}
	*above = *below = 0;
	if (s->font_size > st->p->style->font_size) {
		*above = font_scale(f, f->ascent, size);
		*below = font_scale(f, -f->descent, size);
	}
}

/* Text that is raised or lowered by more than the height of a line, or larger
 * than the paragraph's, would stand on other lines. */
static void
raised_height(
        const struct setter *st, const struct run *r, unit *above, unit *below)
{
	const struct font *f = lay_face(st->f->L, r->style)->font;
	unit size = lay_scale(r->style->font_size, st->p->scale);
	unit a = r->rise + font_scale(f, f->ascent, size);
	unit b = font_scale(f, -f->descent, size) - r->rise;

	*above = a > *above ? a : *above;
	*below = b > *below ? b : *below;
}

static void
line_height(const struct setter *st, unit *above, unit *below)
{
	const struct style *seen = st->p->style;
	int words = 0, atoms = 0;
	unit a, b, tall = 0, deep = 0, lh;
	size_t n = st->plain ? 0 : st->s->it.n;

	*above = st->above;
	*below = st->below;
	lh = *above + *below;
	for (size_t i = 0; i < n; i++) {
		const struct run *r = st->s->it.p[i].run;

		if (r->kind == RUN_IMAGE || r->kind == RUN_BOX) {
			setter_atom_room(st, r, st->s->it.p[i].h, &a, &b);
			tall = a > tall ? a : tall;
			deep = b > deep ? b : deep;
			atoms++;
			continue;
		}
		if (r->kind == RUN_EDGE)
			continue;
		words += !st->s->it.p[i].space;
		if (r->rise > lh || r->rise < -lh ||
		        (r->rise != 0 &&
		                r->style->font_size > st->p->style->font_size))
			raised_height(st, r, above, below);
		if (r->style == seen || r->rise != 0)
			continue;
		seen = r->style;
		run_height(st, seen, &a, &b);
		*above = a > *above ? a : *above;
		*below = b > *below ? b : *below;
	}
	if (atoms > 0 && words == 0) {
		*above = tall;
		*below = deep;
		return;
	}
	*above = tall > *above ? tall : *above;
	*below = deep > *below ? deep : *below;
}

/* Items that come before the line's own. */
static void
prepend(struct arena *a, struct line *ln, const struct litem *it, uint32_t n)
{
	struct litem *all = arena_array(a, ln->n + n, sizeof(*all));

	memcpy(all, it, n * sizeof(*all));
	if (ln->n > 0)
		memcpy(all + n, ln->it, ln->n * sizeof(*all));
	ln->it = all;
	ln->n += n;
}

static unit
marker_gap(const struct setter *st)
{
	return lay_scale(st->f->marker->style->font_size, st->f->scale) * 2 / 5;
}

/* A marker that would stand beyond the page's edge begins the line. */
static void
take_marker_in(struct setter *st)
{
	struct flow *f = st->f;
	const struct marker *m = f->marker;
	unit w, room;
	uint32_t n;
	struct run r = { 0 };

	if (m == NULL)
		return;
	room = m->rtl ? f->L->beside : block_outside(f, st->x);
	if (room >= MARKER_EMS * m->style->font_size)
		return;
	r.style = m->style;
	r.lang = m->lang;
	words_set(f->L, f->arena, &r, m->text, f->scale, &n, &w);
	w += marker_gap(st);
	if (w <= room || w > st->w / 2)
		return;
	st->marker = w;
	st->indent += w;
}

static void
add_marker(struct setter *st, struct line *ln)
{
	const struct marker *m = st->f->marker;
	struct lay *L = st->f->L;
	struct run *r = arena_new_of(st->f->arena, struct run);
	struct litem *it;
	uint32_t n;
	unit w, gap;

	r->style = m->style;
	r->lang = m->lang;
	r->elem = m->elem;
	r->seq = m->seq;
	it = words_set(L, st->f->arena, r, m->text, st->f->scale, &n, &w);
	gap = marker_gap(st);
	st->f->marker = NULL;
	/* the space that parts marker and text */
	it[n].word = lay_face(L, m->style)->space;
	it[n].run = r;
	it[n].size = lay_scale(m->style->font_size, st->f->scale);
	it[n].x = m->rtl ? -gap : w;
	it[n].w = gap;
	it[n].space = 1;
	n++;
	if (st->marker == 0 && st->indent < 0) /* the line begins outside */
		gap -= st->indent;
	for (uint32_t i = 0; i < n; i++)
		it[i].x += st->x + st->lx +
		           (m->rtl ? st->lw + gap - st->marker
		                   : st->marker - w - gap);
	prepend(st->f->arena, ln, it, n);
}

/* How much smaller the picture that is this line may be. */
static unit
shrink_of(const struct line *ln)
{
	unit least = css_len_used(ln->it[0].run->style->shrink, ln->h);

	return least > ln->h / 4 && least < ln->h ? ln->h - least : 0;
}

/* Notes of inline blocks hang on the line. */
static void
take_inserts(struct piece *pc, const struct line *ln)
{
	for (uint32_t i = 0; i < ln->n; i++) {
		struct sublist *k = ln->it[i].run->set;

		if (ln->it[i].run->kind != RUN_BOX || k == NULL)
			continue;
		insert_append(&pc->insert, k->insert);
		k->insert = NULL;
	}
}

static void
push_line(struct setter *st, size_t k, size_t n, int hyphen)
{
	struct flow *f = st->f;
	const struct style *s = st->p->style;
	struct line *ln = arena_new_of(f->arena, struct line);
	struct piece *pc;
	unit above, below;
	int pen = 0;

	line_height(st, &above, &below);
	ln->set = st->set;
	ln->base = above;
	ln->h = above + below;
	ln->n = (uint32_t)st->s->it.n;
	ln->it =
	        arena_copy(f->arena, st->s->it.p, st->s->it.n, sizeof(*ln->it));
	if (k == 0 && st->initial != NULL)
		prepend(st->f->arena, ln, st->initial, st->initials);
	if (f->marker != NULL)
		add_marker(st, ln);
	if (k == 0) {
		flow_gap(f);
		pen = PEN_NEVER;
	} else {
		pen = PEN_LINES + (hyphen ? PEN_HYPHEN : 0);
		if (f->soft > 0)
			pen += PEN_SOFT;
		if (f->avoid > 0)
			pen += PEN_AVOID;
		if (k < s->orphans || n - k < s->widows || st->p->heading)
			pen = PEN_WIDOW;
	}
	if (k < st->narrow) /* beside a float */
		pen = PEN_NEVER;
	pc = flow_push(f, PC_LINE, ln->h);
	pc->penalty = pen;
	pc->u.line = ln;
	pc->snap = s->line_grid && ln->h == f->L->grid && f->scale == 1024;
	if (ln->n == 1 && ln->it[0].run->kind == RUN_IMAGE && !ln->it[0].space)
		pc->stretch = shrink_of(ln);
	if (st->kinds & 1U << RUN_BOX)
		take_inserts(pc, ln);
	/* an initial letter may call for a note, too */
	notes_line(f, st->plain && ln->n == st->s->it.n ? NULL : ln);
}

static void
count_line(const struct setter *st, size_t k, int hyphen)
{
	struct layout_stats *s = st->f->L->o->stats;
	const struct kp_break *b = &st->s->br.p[k];

	if (st->set != NULL) {
		st->set->badness += (uint32_t)b->badness;
		if (b->badness > st->set->worst)
			st->set->worst = b->badness;
	}
	if (s == NULL || !st->justify || st->worst > 0)
		return;
	s->lines++;
	s->badness += (uint64_t)b->badness;
	s->hyphens += hyphen != 0;
	s->overfull += b->overfull;
	if (b->badness > s->worst)
		s->worst = b->badness;
}

/* Does the line end behind a hyphen or slash of the text's own? */
static int
parts_word(const struct setter *st, const struct kpmap *b)
{
	const struct tok *t;
	size_t at;

	if (b->space || b->forced || b->end.tok >= st->p->toks)
		return 0;
	t = &st->p->tok[b->end.tok];
	at = t->start + b->end.off;
	return at > 0 && (uint8_t)st->p->text[at - 1] < 0x80;
}

static void
set_lines(struct setter *st)
{
	struct place a = { 0, 0 };
	size_t n = st->s->br.n;
	int hyphen = 0;
	unit slack;

	lay_strut(st->f->L, st->p->style, st->p->scale, &st->above, &st->below);
	for (size_t k = 0; k < n; k++) {
		const struct kpmap *b = &st->s->k.map.p[st->s->br.p[k].item];
		int last = k + 1 == n || b->forced;

		if (!last)
			count_line(st, k, b->hyphen);
		setter_gather(st, a, b);
		setter_place(st, k, st->w, &st->lx, &st->lw);
		slack = setter_place_items(st, b, k == 0, last);
		if (last && st->set != NULL)
			st->set->fill = st->lw - slack;
		push_line(st, k, n, hyphen);
		hyphen = b->hyphen || parts_word(st, b);
		a = kp_next(b);
		/* spaces at the start of a line are dropped */
		while (!b->forced && a.off == 0 && a.tok < st->p->toks &&
		        st->p->tok[a.tok].kind == TOK_SPACE &&
		        !st->p->tok[a.tok].fixed)
			a.tok++;
	}
}

/* 0: there is nothing to set. */
static int
setter_init(struct setter *st, struct flow *f, struct para *p, unit x, unit w)
{
	memset(st, 0, sizeof(*st));
	st->f = f;
	st->p = p;
	st->s = scratch_of(f->L);
	st->x = x;
	st->w = w > PT ? w : PT;
	p->inside = f->L->beside < p->style->font_size / 2;
	notes_prepare(f, p);
	ibox_prepare(f, p, st->w);
	inline_prepare(f->L, f->arena, p, f->scale);
	if (p->toks == 0)
		return 0;
	st->justify =
	        p->style->text_align == ALIGN_JUSTIFY && !setter_is_gappy(st);
	st->indent = len_resolve(p->style->text_indent, w, 0);
	if (p->flush || st->indent > w / 2 || st->indent < -w ||
	        (p->toks == 1 && p->tok[0].kind == TOK_IMAGE))
		st->indent = 0;
	setter_size_atoms(st);
	return 1;
}

static int
has_lists(const struct para *p)
{
	for (size_t i = 0; i < p->pieces; i++) {
		const struct run *r = p->piece[i].ctx;

		if (r->note != NULL || r->kind == RUN_BOX)
			return 1;
	}
	return 0;
}

/* Justified text in a column by itself may be set again for another number of
 * lines. */
static struct setting *
setting_new(const struct setter *st)
{
	const struct flow *f = st->f;
	struct setting *s;

	if (!st->justify || f->zone == NULL || f->scale != 1024 ||
	        f->avoid > 0 || f->L->grid <= 0 || st->s->br.n < 3 ||
	        st->narrow > 0 || st->marker > 0 || st->initial != NULL ||
	        st->p->heading || st->p->style->white_space == WS_PRE ||
	        has_lists(st->p))
		return NULL;
	s = arena_new_of(f->arena, struct setting);
	s->para = st->p;
	s->arena = f->arena;
	s->marker = f->marker;
	s->x = st->x;
	s->w = st->w;
	s->soft = f->soft > 0;
	s->lines = (uint32_t)st->s->br.n;
	return s;
}

int
lines_again(struct flow *f, const struct setting *s, int by, int worst)
{
	struct setter st;

	if (!setter_init(&st, f, s->para, s->x, s->w))
		return 0;
	st.by = by;
	st.worst = worst;
	st.least = st.w;
	setter_breaks(&st, st.w, KP_PLAIN);
	if ((int64_t)st.s->br.n != (int64_t)s->lines + by)
		return 0;
	f->soft = s->soft;
	f->marker = s->marker;
	st.set = setting_new(&st);
	if (st.set == NULL)
		return 0;
	st.set->again = 1;
	set_lines(&st);
	return 1;
}

void
lines_set(struct flow *f, struct para *p, unit x, unit w)
{
	struct setter st;

	if (!setter_init(&st, f, p, x, w) || ibox_part(f, p, x, w))
		return;
	if (p->initial != NULL) {
		st.initial = sides_initial(f, p, x, st.w, &st.initials);
		st.indent = 0;
	}
	take_marker_in(&st);
	if (st.marker > 0)
		setter_fit_atoms(&st);
	setter_sides(&st);
	setter_breaks(&st, st.w, KP_PLAIN);
	if (st.narrow > 0 && st.initial == NULL && setter_overfull(&st) &&
	        setter_wide_atom(&st)) {
		flow_clear(f, CLEAR_BOTH);
		st.narrow = st.made = 0;
		setter_sides(&st);
		setter_breaks(&st, st.w, KP_PLAIN);
	}
	if (setter_overfull(&st)) {
		/* rather at a space that should hold than within a word */
		setter_breaks(&st, st.w, KP_SPACES);
		if (setter_overfull(&st))
			setter_breaks(&st, st.w, KP_ANYWHERE);
	} else if (p->style->text_balance && !st.justify && st.narrow == 0)
		setter_even(&st);
	if (!f->L->o->first_fit)
		st.set = setting_new(&st);
	set_lines(&st);
	if (p->text[p->n - 1] == ':')
		f->gap.soft = PEN_COLON;
}
