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
	uint8_t *brk;
	struct scratch *s;
	const struct soft *soft, *softs; /* the next one, and their end */
	/* of the item at hand: */
	int bound; /* see bind() */
	int pre;
	const struct shaped *space; /* NULL: not needed yet */
	/* words that wait to be shaped, and their tokens */
	struct span word[BATCH];
	size_t tok[BATCH], words;
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

	pr->pre = r->style->white_space == WS_PRE;
	pr->space = NULL;
	pr->bound =
	        r->note != NULL || r->rise != 0 || r->kind == RUN_EDGE ||
	        never_wraps(r) ||
	        (pr->s->tok.n > 0 && vec_last(&pr->s->tok)->kind == TOK_LEADER);
}

/* What else than the text tells where lines may end. */
static void
bind(struct prep *pr, struct tok *t)
{
	struct tok *before = pr->s->tok.n > 1 ? t - 1 : NULL;
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
	if (never_wraps(r) && t->start + t->len < pr->p->n)
		t->brk = LB_NONE;
}

static inline struct tok *
tok_new(struct prep *pr, enum tok_kind kind, const struct text_item *it,
        size_t start, size_t end)
{
	struct tok *t;

	vec_reserve(&pr->s->tok, pr->s->tok.n + 1);
	t = &pr->s->tok.p[pr->s->tok.n++];
	*t = (struct tok){ .kind = (uint8_t)kind,
		.brk = pr->brk[end],
		.level = it->level,
		.start = (uint32_t)start,
		.len = (uint32_t)(end - start),
		.run = it->ctx,
		.item = it };
	if (pr->bound)
		bind(pr, t);
	return t;
}

/* The first marked place behind byte i.  Steps over those before. */
static const struct soft *
soft_behind(struct prep *pr, size_t i)
{
	while (pr->soft < pr->softs && pr->soft->at <= i)
		pr->soft++;
	return pr->soft < pr->softs ? pr->soft : NULL;
}

/* Up to `end` or beyond, where a word may end: before a space, a no-break
 * space, or a break. */
static size_t
skip_plain(const char *s, const uint8_t *brk, size_t i, size_t end)
{
	for (; i < end; i += LANES) {
		lanes v = lanes_load(s + i);
		unsigned stop =
		        lanes_bits((lanes)(v <= ' ') | (lanes)(v == 0xC2) |
		                   (lanes)(lanes_load(brk + i) != LB_NONE));

		if (stop)
			return i + (unsigned)__builtin_ctz(stop);
	}
	return i;
}

/* Where the word that starts at i ends: at a space or a break, or earlier;
 * soft: the marked place behind i, or NULL. */
static size_t
word_end(const struct prep *pr, const struct text_item *it, size_t i,
        const struct soft *soft)
{
	const char *s = pr->p->text;
	const uint8_t *brk = pr->brk;
	size_t end = i + 1, most = i + WORD_MAX;

	if (most > it->end)
		most = it->end;
	if (soft != NULL && soft->at < most)
		most = soft->at;
	while ((end = skip_plain(s, brk, end, most)) < most) {
		if (s[end] == ' ' || s[end] == '\n' ||
		        is_nbsp(s + end, it->end - end) ||
		        (brk[end] != LB_NONE && !pr->pre))
			break;
		end++;
	}
	if (end > most)
		end = most;
	while (end < it->end && utf8_is_tail(s[end]))
		end++;
	return end;
}

static void
shape_waiting(struct prep *pr, const struct text_item *it)
{
	const struct shaped *shaped[BATCH];

	shape_words(pr->L->o->shaper, it, pr->word, pr->words, shaped);
	for (size_t i = 0; i < pr->words; i++)
		pr->s->tok.p[pr->tok[i]].word = shaped[i];
	pr->words = 0;
}

static size_t
cut_word(struct prep *pr, const struct text_item *it, size_t i)
{
	const struct soft *soft = soft_behind(pr, i);
	size_t end = word_end(pr, it, i, soft);
	struct tok *t = tok_new(pr, TOK_WORD, it, i, end);

	if (pr->words == BATCH)
		shape_waiting(pr, it);
	pr->word[pr->words] = (struct span){ pr->p->text + i, end - i };
	pr->tok[pr->words++] = pr->s->tok.n - 1;
	if (soft != NULL && soft->at == end && t->brk == LB_NONE &&
	        end < pr->p->n) {
		t->brk = LB_ALLOWED;
		t->soft = (uint8_t)soft->hyphen;
	}
	return end;
}

/* Kept spaces at the start of a line are an indent, not glue. */
static int
indents(const struct prep *pr, const struct tok *t)
{
	if (t->run->style->white_space != WS_PRE_WRAP)
		return 0;
	return pr->s->tok.n == 1 || t[-1].kind == TOK_BREAK ||
	       (t[-1].kind == TOK_SPACE && t[-1].fixed);
}

static size_t
cut_space(struct prep *pr, const struct text_item *it, size_t i)
{
	size_t end = i + (pr->p->text[i] == ' ' ? 1 : 2);
	struct tok *t = tok_new(pr, TOK_SPACE, it, i, end);

	if (pr->space == NULL)
		pr->space = shape_word(pr->L->o->shaper, it, " ", 1);
	t->word = pr->space;
	t->fixed = (uint8_t)(pr->pre || indents(pr, t));
	return end;
}

static void
cut_words(struct prep *pr, const struct text_item *it)
{
	const char *s = pr->p->text;
	size_t i = it->start;

	while (i < it->end) {
		if (s[i] == '\n') {
			tok_new(pr, TOK_BREAK, it, i, i + 1);
			i++;
		} else if (s[i] == ' ' || is_nbsp(s + i, it->end - i)) {
			i = cut_space(pr, it, i);
		} else {
			i = cut_word(pr, it, i);
		}
	}
	shape_waiting(pr, it);
}

/* A leader stays with the word before it and the number behind it. */
static void
bind_leader(struct prep *pr)
{
	for (size_t i = pr->s->tok.n; i > 0; i--) {
		pr->s->tok.p[i - 1].brk = LB_NONE;
		if (pr->s->tok.p[i - 1].kind == TOK_WORD)
			break;
	}
}

static void
cut_items(struct prep *pr, const struct text_items *items)
{
	static const uint8_t kind[] = { TOK_WORD, TOK_IMAGE, TOK_LEADER,
		TOK_LATE, TOK_BREAK, TOK_BOX, TOK_EDGE };

	for (size_t i = 0; i < items->n; i++) {
		const struct text_item *it = &pr->p->item[i];
		const struct run *r = it->ctx;

		item_begin(pr, it);
		if (r->kind == RUN_TEXT) {
			cut_words(pr, it);
			continue;
		}
		tok_new(pr, kind[r->kind], it, it->start, it->end);
		if (r->kind == RUN_LEADER)
			bind_leader(pr);
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

	pr.soft = p->soft;
	pr.softs = p->soft == NULL ? NULL : p->soft + p->softs;
	pr.words = 0;
	pr.L = L;
	pr.p = p;
	pr.s = s;
	vec_reserve(&s->brk, p->n + LANES);
	pr.brk = s->brk.p;
	linebreak((struct span){ p->text, p->n }, p->lang, pr.brk);
	blank_atoms(p);
	s->items.n = 0;
	text_itemise(L->o->shaper, (struct span){ p->text, p->n }, p->piece,
	        p->pieces, p->rtl, &s->items);
	part_words(s, p, pr.brk);
	p->item = arena_copy(a, s->items.p, s->items.n, sizeof(*p->item));
	vec_clear(&s->tok);
	cut_items(&pr, &s->items);
	p->toks = s->tok.n;
	p->tok = arena_copy(a, s->tok.p, s->tok.n, sizeof(*p->tok));
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
