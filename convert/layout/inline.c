/* inline: a paragraph's text becomes tokens: words, spaces and atoms with
 * their widths.
 *
 * A word ends where a line may end, where style, font, script or direction
 * change, and at spaces; so each token is one look-up in the shaper's cache.
 * Tokens do not depend on the measure: a table asks them for its least and
 * greatest width, and lines.c breaks them at any measure.
 */
#include <stdlib.h>
#include <string.h>

#include "base/lanes.h"
#include "base/utf8.h"
#include "layout/kp.h"

#define WORD_MAX                                                               \
	256 /* bytes: longer "words" are taken in parts, for the
			 * cost of cutting one grows with its square */

static int
is_nbsp(const char *s, size_t n)
{
	return n >= 2 && (uint8_t)s[0] == 0xC2 && (uint8_t)s[1] == 0xA0;
}

static unit
spacing_of(const struct shaped *w, unit each)
{
	uint32_t n = 0, last = UINT32_MAX;

	if (each == 0)
		return 0;
	for (uint32_t i = 0; i < w->n; i++) {
		n += w->g[i].cluster != last;
		last = w->g[i].cluster;
	}
	return (unit)n * each;
}

/* "000" holds the page of any book of less than 400 articles or so. */
static const char *
late_digits(const struct lay *L)
{
	return L->book->entry.n > 300 ? "0000" : "000";
}

/* As far as it is known before the measure is. */
static void
image_size(struct tok *t)
{
	const struct style *s = t->run->style;
	unit w = t->run->w, h = t->run->h;

	if (s->width.kind == LEN_PT)
		w = s->width.v;
	else if (s->height.kind == LEN_PT)
		w = unit_muldiv(s->height.v, w, h);
	if (s->max_width.kind == LEN_PT && s->max_width.v < w)
		w = s->max_width.v;
	t->h = unit_muldiv(w, t->run->h, t->run->w);
	t->w = w;
}

static void
atom_width(struct lay *L, const struct para *p, struct tok *t, unit size)
{
	const struct style *s = t->run->style;
	const struct shaped *w;

	switch (t->kind) {
	case TOK_IMAGE:
		image_size(t);
		break;
	case TOK_BOX:
		if (t->run->set == NULL)
			box_extent(L, L->arena, t->run->box, p->scale, &t->h,
			        &t->w);
		else
			t->w = t->run->w;
		t->h = t->run->h;
		break;
	case TOK_EDGE:
		t->w = t->run->w;
		break;
	case TOK_LEADER:
		w = shape_simple(
		        L->o->shaper, s, p->lang, t->run->s, strlen(t->run->s));
		t->word = w;
		t->w = 3 * shaped_width(w, size);
		break;
	case TOK_LATE:
		w = shape_simple(L->o->shaper, s, p->lang, late_digits(L),
		        strlen(late_digits(L)));
		t->w = shaped_width(w, size);
		break;
	default:
		t->w = 0;
	}
}

static void
measure_tokens(struct lay *L, struct para *p)
{
	const struct run *run = NULL;
	const struct shaped *space = NULL; /* the run's */
	unit size = 0, each = 0, gap = 0;

	for (size_t i = 0; i < p->toks; i++) {
		struct tok *t = &p->tok[i];

		if (t->run != run) {
			run = t->run;
			size = lay_scale(run->style->font_size, p->scale);
			each = lay_scale(run->style->letter_spacing, p->scale);
			space = NULL;
		}
		if (t->kind == TOK_WORD) {
			t->w = shaped_width(t->word, size) +
			       spacing_of(t->word, each);
		} else if (t->kind == TOK_SPACE) {
			if (t->word != space) {
				space = t->word;
				gap = shaped_width(space, size) +
				      lay_scale(
				              run->style->letter_spacing +
				                      run->style->word_spacing,
				              p->scale);
			}
			t->w = gap;
		} else {
			atom_width(L, p, t, size);
		}
	}
}

#define BATCH 64

struct prep {
	struct lay *L;
	struct para *p;
	const uint8_t *brk;
	struct tok *next; /* of p->tok */
	const uint32_t *end; /* of the next token */
	const struct soft *soft, *softs; /* the next one, and their end */
	/* of the item at hand: */
	int bound; /* see bind() */
	const struct shaped *space; /* NULL: not needed yet */
	/* words that wait to be shaped, and their tokens */
	struct span word[BATCH];
	struct tok *tok[BATCH];
	size_t words;
};

static int
never_wraps(const struct run *r)
{
	return r->style->white_space == WS_NOWRAP ||
	       r->style->white_space == WS_PRE;
}

static void
item_begin(struct prep *pr, const struct text_item *it)
{
	const struct run *r = it->ctx;

	pr->space = NULL;
	pr->bound = r->note != NULL || r->rise != 0 || r->kind == RUN_EDGE ||
	            never_wraps(r) ||
	            (pr->next > pr->p->tok && pr->next[-1].kind == TOK_LEADER);
}

/* What else than the text tells where lines may end. */
static void
bind(const struct para *p, struct tok *t)
{
	struct tok *before = t > p->tok ? t - 1 : NULL;
	const struct run *r = t->run;

	if (before != NULL && before->kind == TOK_LEADER)
		t->brk = LB_NONE;
	/* the word holds its note, and what is raised or lowered behind it */
	if (before != NULL &&
	        (r->note != NULL || (t->kind == TOK_WORD && r->rise != 0 &&
	                                    before->run->rise == 0 &&
	                                    before->kind == TOK_WORD)))
		before->brk = LB_NONE;
	/* what begins a box stays with what is in it */
	if (t->kind == TOK_EDGE && !r->end) {
		if (before != NULL && t->brk != LB_NONE)
			before->brk = t->brk;
		t->brk = LB_NONE;
	}
	if (never_wraps(r) && t->start + t->len < p->n)
		t->brk = LB_NONE;
}

static inline struct tok *
tok_new(struct prep *pr, enum tok_kind kind, const struct text_item *it,
        size_t start, size_t end)
{
	struct tok *t = pr->next++;

	*t = (struct tok){ .kind = (uint8_t)kind,
		.brk = pr->brk[end],
		.level = it->level,
		.start = (uint32_t)start,
		.len = (uint32_t)(end - start),
		.run = it->ctx,
		.item = it };
	if (pr->bound)
		bind(pr->p, t);
	return t;
}

static void
shape_waiting(struct prep *pr, const struct text_item *it)
{
	const struct shaped *shaped[BATCH];

	shape_words(pr->L->o->shaper, it, pr->word, pr->words, shaped);
	for (size_t i = 0; i < pr->words; i++)
		pr->tok[i]->word = shaped[i];
	pr->words = 0;
}

/* The first marked place behind byte i, or their end. */
static const struct soft *
soft_behind(const struct soft *soft, const struct soft *softs, size_t i)
{
	while (soft < softs && soft->at <= i)
		soft++;
	return soft;
}

static void
mark_soft(struct prep *pr, struct tok *t, size_t i, size_t end)
{
	pr->soft = soft_behind(pr->soft, pr->softs, i);
	if (pr->soft < pr->softs && pr->soft->at == end && t->brk == LB_NONE &&
	        end < pr->p->n) {
		t->brk = LB_ALLOWED;
		t->soft = (uint8_t)pr->soft->hyphen;
	}
}

static void
put_word(struct prep *pr, const struct text_item *it, size_t i, size_t end)
{
	struct tok *t = tok_new(pr, TOK_WORD, it, i, end);

	if (pr->words == BATCH)
		shape_waiting(pr, it);
	pr->word[pr->words] = (struct span){ pr->p->text + i, end - i };
	pr->tok[pr->words++] = t;
	if (pr->soft < pr->softs)
		mark_soft(pr, t, i, end);
}

/* Kept spaces at the start of a line are an indent, not glue. */
static int
is_fixed(const struct para *p, const struct tok *t)
{
	int ws = t->run->style->white_space;

	if (ws != WS_PRE_WRAP)
		return ws == WS_PRE;
	return t == p->tok || t[-1].kind == TOK_BREAK ||
	       (t[-1].kind == TOK_SPACE && t[-1].fixed);
}

static void
put_space(struct prep *pr, const struct text_item *it, size_t i, size_t end)
{
	struct tok *t = tok_new(pr, TOK_SPACE, it, i, end);

	if (pr->space == NULL)
		pr->space = shape_word(pr->L->o->shaper, it, " ", 1);
	t->word = pr->space;
	t->fixed = (uint8_t)is_fixed(pr->p, t);
}

static void
put_text(struct prep *pr, const struct text_item *it)
{
	const char *s = pr->p->text;
	const uint32_t *ends = pr->end;

	for (size_t i = it->start, end; i < it->end; i = end) {
		end = *ends++;
		if (s[i] == ' ' || is_nbsp(s + i, end - i))
			put_space(pr, it, i, end);
		else if (s[i] == '\n')
			tok_new(pr, TOK_BREAK, it, i, end);
		else
			put_word(pr, it, i, end);
	}
	pr->end = ends;
	shape_waiting(pr, it);
}

/* A leader stays with the word before it and the number behind it. */
static void
bind_leader(struct prep *pr)
{
	for (struct tok *t = pr->next; t-- > pr->p->tok;) {
		t->brk = LB_NONE;
		if (t->kind == TOK_WORD)
			break;
	}
}

static void
put_items(struct prep *pr, size_t items)
{
	static const uint8_t kind[] = { TOK_WORD, TOK_IMAGE, TOK_LEADER,
		TOK_LATE, TOK_BREAK, TOK_BOX, TOK_EDGE };

	for (size_t i = 0; i < items; i++) {
		const struct text_item *it = &pr->p->item[i];
		const struct run *r = it->ctx;

		item_begin(pr, it);
		if (r->kind == RUN_TEXT) {
			put_text(pr, it);
			continue;
		}
		tok_new(pr, kind[r->kind], it, it->start, *pr->end++);
		if (r->kind == RUN_LEADER)
			bind_leader(pr);
	}
}

struct cutter {
	struct scratch *s;
	const struct para *p;
	const struct soft *soft, *softs; /* the next one, and their end */
	size_t marked; /* a place where words part; those before do not matter */
};

/* A long word, or one with marked places, ends in parts before it ends. */
static void
cut_parts(struct cutter *c, size_t from, size_t end)
{
	for (;;) {
		size_t part = from + WORD_MAX;

		while (part < end && utf8_is_tail(c->p->text[part]))
			part++;
		c->soft = soft_behind(c->soft, c->softs, from);
		c->marked = c->soft < c->softs ? c->soft->at : SIZE_MAX;
		if (part > c->marked)
			part = c->marked;
		if (part >= end)
			break;
		vec_add(&c->s->end, (uint32_t)part);
		from = part;
	}
}

static inline void
cut(struct cutter *c, size_t from, size_t end)
{
	if (end - from > WORD_MAX || c->marked < end)
		cut_parts(c, from, end);
	vec_reserve(&c->s->end, c->s->end.n + 1);
	c->s->end.p[c->s->end.n++] = (uint32_t)end;
}

/* Words end before and behind spaces, and at breaks. */
static void
cut_text(struct cutter *c, const struct text_item *it)
{
	const struct run *run = it->ctx;
	int pre = run->style->white_space == WS_PRE;
	size_t from = it->start;
	unsigned ends = 0;

	for (size_t i = it->start; i < it->end; i += LANES) {
		const char *text = c->p->text + i;
		lanes v = lanes_load(text), next = lanes_load(text + 1);
		lanes brk = lanes_load(c->s->brk.p + i);
		unsigned space =
		        lanes_bits((lanes)(v == ' ') | (lanes)(v == '\n'));
		unsigned nbsp =
		        lanes_bits((lanes)(v == 0xC2) & (lanes)(next == 0xA0));
		unsigned left;

		ends = ends >> LANES | space | space << 1 | nbsp | nbsp << 2;
		if (!pre)
			ends |= lanes_bits((lanes)(brk != LB_NONE));
		left = ends & ((1u << LANES) - 1);
		for (; left; left &= left - 1) {
			size_t end = i + (unsigned)__builtin_ctz(left);

			if (end >= it->end)
				break;
			if (end > from)
				cut(c, from, end);
			from = end;
		}
	}
	cut(c, from, it->end);
}

static void
cut_items(struct scratch *s, const struct para *p)
{
	struct cutter c = { .s = s, .p = p, .soft = p->soft };

	c.softs = p->soft == NULL ? NULL : p->soft + p->softs;
	c.marked = p->softs > 0 ? p->soft->at : SIZE_MAX;
	vec_clear(&s->end);
	for (size_t i = 0; i < s->items.n; i++) {
		const struct text_item *it = &s->items.p[i];
		const struct run *r = it->ctx;

		if (r->kind == RUN_TEXT)
			cut_text(&c, it);
		else
			vec_add(&s->end, (uint32_t)it->end);
	}
}

/* Atoms were U+FFFC for line breaking; fonts and bidi see spaces. */
static void
blank_atoms(struct para *p)
{
	for (size_t i = 0; i < p->pieces; i++) {
		const struct run *r = p->piece[i].ctx;

		if (r->kind != RUN_TEXT)
			memset(p->text + p->piece[i].start, ' ',
			        p->piece[i].end - p->piece[i].start);
	}
}

/* The ends of words, in scripts that do not tell. */
static void
part_words(struct scratch *s, const struct para *p, uint8_t *brk)
{
	for (size_t i = 0; i < s->items.n; i++) {
		const struct text_item *it = &s->items.p[i];

		if (!script_is_unspaced(it->script))
			continue;
		if (s->unspaced == NULL)
			s->unspaced = unspaced_new();
		unspaced_breaks(s->unspaced,
		        (struct span){
		                p->text + it->start, it->end - it->start },
		        brk + it->start);
	}
}

static void
tokenise(struct lay *L, struct arena *a, struct para *p)
{
	struct scratch *s = scratch_of(L);
	struct prep pr;

	vec_reserve(&s->brk, p->n + LANES);
	linebreak((struct span){ p->text, p->n }, p->lang, s->brk.p);
	blank_atoms(p);
	s->items.n = 0;
	text_itemise(L->o->shaper, (struct span){ p->text, p->n }, p->piece,
	        p->pieces, p->rtl, &s->items);
	part_words(s, p, s->brk.p);
	p->item = arena_copy(a, s->items.p, s->items.n, sizeof(*p->item));
	cut_items(s, p);
	p->toks = s->end.n;
	p->tok = arena_room(a, p->toks + 1, sizeof(*p->tok));
	p->tok[p->toks] = (struct tok){ 0 };
	pr.L = L;
	pr.p = p;
	pr.brk = s->brk.p;
	pr.next = p->tok;
	pr.end = s->end.p;
	pr.soft = p->soft;
	pr.softs = p->soft == NULL ? NULL : p->soft + p->softs;
	pr.words = 0;
	put_items(&pr, s->items.n);
}

void
inline_prepare(struct lay *L, struct arena *a, struct para *p, int scale)
{
	if (p->tok != NULL && p->scale == scale)
		return;
	if (p->tok == NULL)
		tokenise(L, a, p);
	p->scale = scale;
	measure_tokens(L, p);
}

void
inline_extent(const struct para *p, unit *min, unit *max)
{
	unit word = 0, line = 0;

	*min = *max = 0;
	for (size_t i = 0; i < p->toks; i++) {
		const struct tok *t = &p->tok[i];

		if (t->kind == TOK_BREAK) {
			line = word = 0;
			continue;
		}
		line += t->w;
		word = t->kind == TOK_SPACE && t->brk == LB_ALLOWED
		               ? 0
		               : word + (t->kind == TOK_IMAGE ? 0 : t->w);
		if (*min < word)
			*min = word;
		if (*max < line)
			*max = line;
		if (t->brk == LB_ALLOWED)
			word = 0;
	}
}
