/* linebreaks: where the lines of a paragraph end.
 *
 * What Knuth and Plass's breaking (kp.h) is asked for: the measure of each
 * line, narrower beside floats, and the demerits of the house.
 */
#include <string.h>

#include "layout/setter.h"

#define NARROW_EMS 28 /* a column */

struct measure_of {
	const struct setter *st;
	unit w;
};

void
setter_place(const struct setter *st, size_t k, unit w, unit *x, unit *lw)
{
	unit left, right;

	*x = 0;
	*lw = w;
	if (k >= st->narrow)
		return;
	sides_inset(
	        st->f, st->y + (int64_t)k * st->lh, st->x, w, &left, &right);
	*x = left;
	*lw = w - left - right > PT ? w - left - right : PT;
}

static unit
kp_measure(void *ctx, size_t line)
{
	const struct measure_of *m = ctx;
	unit x, w;

	setter_place(m->st, line, m->w, &x, &w);
	return w;
}

void
setter_sides(struct setter *st)
{
	unit above, below, x, w;
	int64_t bottom = sides_bottom(st->f, CLEAR_BOTH);

	st->least = st->w;
	if (bottom <= st->f->y)
		vec_clear(&st->f->side);
	if (st->f->side.n == 0)
		return;
	st->y = sides_top(st->f);
	lay_strut(st->f->L, st->p->style, st->p->scale, &above, &below);
	st->lh = above + below > PT ? above + below : PT;
	if (bottom > st->y)
		st->narrow = (size_t)((bottom - st->y + st->lh - 1) / st->lh);
	for (size_t k = 0; k < st->narrow; k++) {
		setter_place(st, k, st->w, &x, &w);
		st->least = w < st->least ? w : st->least;
	}
}

static hb_script_t
script_of(const struct para *p)
{
	size_t i = 0;

	while (i < p->toks && p->tok[i].item == NULL)
		i++;
	return i < p->toks ? p->tok[i].item->script : HB_SCRIPT_COMMON;
}

/* Scripts of long words, which are not set close for want of a hyphen. */
static int
has_long_words(hb_script_t script, const char *lang)
{
	switch (script) {
	case HB_SCRIPT_LATIN:
	case HB_SCRIPT_CYRILLIC:
	case HB_SCRIPT_GREEK:
	case HB_SCRIPT_ARMENIAN:
	case HB_SCRIPT_GEORGIAN:
		return !lay_lang_is(lang, "vi");
	default:
		return 0;
	}
}

/* Text with a space at the end of each sentence has nothing to open; words
 * that are long and cannot be cut are too few in a narrow column. */
int
setter_is_gappy(const struct setter *st)
{
	const struct para *p = st->p;
	struct hyphens *h = st->f->L->o->hyphens;
	hb_script_t script = script_of(p);

	if (script_is_unspaced(script))
		return 1;
	return p->style->hyphens == HYPHENS_AUTO && h != NULL &&
	       p->lang != NULL && !lay_lang_is(p->lang, "und") &&
	       st->w / NARROW_EMS < p->style->font_size &&
	       has_long_words(script, p->lang) && !hyphens_know(h, p->lang);
}

/* Do all words stand in one line?  Then no breaks have to be looked for: more
 * lines cost more. */
static int
is_one_line(const struct setter *st, unit measure)
{
	const struct para *p = st->p;
	int64_t w = st->indent;

	if (st->worst > 0 || st->by != 0 || st->narrow > 0 || st->indent < 0 ||
	        p->style->looseness != 0)
		return 0;
	for (size_t i = 0; i < p->toks && w <= measure; i++) {
		if (p->tok[i].kind == TOK_BREAK || p->tok[i].w < 0)
			return 0;
		w += p->tok[i].w;
	}
	return w <= measure;
}

static void
set_one_line(struct setter *st)
{
	struct kplist *k = &st->s->k;

	vec_reserve(&k->map, 1);
	k->map.p[0] = kp_end((uint32_t)st->p->toks);
	st->made = 0;
	vec_clear(&st->s->br);
	vec_add(&st->s->br, ((struct kp_break){ .item = 0 }));
}

void
setter_breaks(struct setter *st, unit measure, int mode)
{
	struct kp_params par;
	struct measure_of of = { st, measure };
	struct kplist *k = &st->s->k;
	int first_fit =
	        st->f->L->o->first_fit || st->p->style->white_space == WS_PRE;

	if (!first_fit && is_one_line(st, measure)) {
		set_one_line(st);
		return;
	}
	memset(&par, 0, sizeof(par));
	par.line_width = kp_measure;
	par.ctx = &of;
	par.memory = st->s->memory;
	par.tolerance = st->worst > 0 ? st->worst : 400;
	par.strict = st->worst > 0;
	par.line_penalty = 10;
	par.flagged_demerits = 12000;
	par.ladder_demerits = 300000; /* rather any line within the tolerance */
	par.fitness_demerits = 3000;
	par.last_line_min = 12;
	par.looseness = st->p->style->looseness + st->by;
	par.ragged = !st->justify;
	par.uniform = st->narrow + 1; /* the indent is a box */
	if (st->made != mode + 1)
		kp_make(st->f->L, st->p, st->least, st->indent, mode,
		        &st->s->k);
	st->made = mode + 1;
	st->s->br.n = 0;
	if (first_fit)
		kp_first_fit(k->item.p, k->item.n, &par, &st->s->br);
	else
		kp_break(k->item.p, k->item.n, &par, &st->s->br);
}

int
setter_overfull(const struct setter *st)
{
	for (size_t i = 0; i < st->s->br.n; i++)
		if (st->s->br.p[i].overfull)
			return 1;
	return 0;
}

/* Lines that end where a penalty advises against it: inside a name. */
static int
bad_ends(const struct setter *st)
{
	int n = 0;

	for (size_t i = 0; i < st->s->br.n; i++) {
		const struct kp_item *it =
		        &st->s->k.item.p[st->s->br.p[i].item];

		n += it->kind == KP_PENALTY && it->penalty > 0;
	}
	return n;
}

void
setter_even(struct setter *st)
{
	size_t n = st->s->br.n;
	unit lo = st->w / 2, hi = st->w, best;
	int least = 1000;

	if (n < 2 || n > 5)
		return;
	for (int i = 0; i < 6; i++) {
		unit mid = lo + (hi - lo) / 2;

		setter_breaks(st, mid, KP_PLAIN);
		if (st->s->br.n > n || setter_overfull(st))
			lo = mid;
		else
			hi = mid;
	}
	best = st->w;
	for (int i = 0; i <= 6 && least > 0; i++) {
		unit w = hi + (st->w - hi) * i / 6;

		setter_breaks(st, w, KP_PLAIN);
		if (st->s->br.n <= n && bad_ends(st) < least) {
			least = bad_ends(st);
			best = w;
		}
	}
	setter_breaks(st, best, KP_PLAIN);
}
