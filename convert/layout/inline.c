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
tok_width(struct lay *L, const struct para *p, struct tok *t)
{
	const struct style *s = t->run->style;
	unit size = lay_scale(s->font_size, p->scale);
	const struct shaped *w = t->word;

	switch (t->kind) {
	case TOK_WORD:
		t->w = shaped_width(w, size) +
		       spacing_of(w, lay_scale(s->letter_spacing, p->scale));
		break;
	case TOK_SPACE:
		t->w = shaped_width(w, size) +
		       lay_scale(s->letter_spacing + s->word_spacing, p->scale);
		break;
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

#define BATCH 64

struct prep {
	struct lay *L;
	struct para *p;
	uint8_t *brk;
	size_t soft; /* next of p->soft */
	struct scratch *s;
	/* words of an item that wait to be shaped, and their tokens */
	struct span word[BATCH];
	size_t tok[BATCH], words;
};

static struct tok *
tok_new(struct prep *pr, enum tok_kind kind, const struct text_item *it,
        size_t start, size_t end)
{
	struct tok *t = vec_push(&pr->s->tok);
	int ws;

	t->kind = (uint8_t)kind;
	t->run = it->ctx;
	t->item = it;
	t->start = (uint32_t)start;
	t->len = (uint32_t)(end - start);
	t->level = it->level;
	t->brk = pr->brk[end];
	if (pr->s->tok.n > 1 && (t - 1)->kind == TOK_LEADER)
		t->brk = LB_NONE;
	/* the word holds its note, and what is raised or lowered behind it */
	if (pr->s->tok.n > 1 &&
	        (t->run->note != NULL ||
	                (kind == TOK_WORD && t->run->rise != 0 &&
	                        (t - 1)->run->rise == 0 &&
	                        (t - 1)->kind == TOK_WORD)))
		(t - 1)->brk = LB_NONE;
	/* what begins a box stays with what is in it */
	if (kind == TOK_EDGE && !t->run->end) {
		if (pr->s->tok.n > 1 && t->brk != LB_NONE)
			(t - 1)->brk = t->brk;
		t->brk = LB_NONE;
	}
	ws = t->run->style->white_space;
	if ((ws == WS_NOWRAP || ws == WS_PRE) && end < pr->p->n)
		t->brk = LB_NONE;
	return t;
}

/* The first marked place at byte `at` or behind.  Steps over those before. */
static const struct soft *
soft_from(struct prep *pr, size_t at)
{
	while (pr->soft < pr->p->softs && pr->p->soft[pr->soft].at < at)
		pr->soft++;
	return pr->soft < pr->p->softs ? &pr->p->soft[pr->soft] : NULL;
}

/* Where the word that starts at i ends: at a space or a break, or earlier. */
static size_t
word_end(struct prep *pr, const struct text_item *it, size_t i, int pre)
{
	const char *s = pr->p->text;
	const struct soft *soft = soft_from(pr, i + 1);
	size_t end = i + 1, most = i + WORD_MAX;

	if (most > it->end)
		most = it->end;
	if (soft != NULL && soft->at < most)
		most = soft->at;
	while (end < most && s[end] != ' ' && s[end] != '\n' &&
	        !is_nbsp(s + end, it->end - end) &&
	        (pr->brk[end] == LB_NONE || pre))
		end++;
	while (end < it->end && ((uint8_t)s[end] & 0xC0) == 0x80)
		end++;
	return end;
}

/* Kept spaces at the start of a line are an indent, not glue. */
static int
indents(const struct prep *pr)
{
	size_t n = pr->s->tok.n;
	const struct tok *t = &pr->s->tok.p[n - 1];

	if (t->run->style->white_space != WS_PRE_WRAP)
		return 0;
	return n == 1 || t[-1].kind == TOK_BREAK ||
	       (t[-1].kind == TOK_SPACE && t[-1].fixed);
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

static void
cut_words(struct prep *pr, const struct text_item *it)
{
	const char *s = pr->p->text;
	const struct run *run = it->ctx;
	int pre = run->style->white_space == WS_PRE;
	size_t i = it->start, end;
	const struct shaped *space = NULL;
	const struct soft *soft;
	struct tok *t;

	while (i < it->end) {
		if (s[i] == '\n') {
			tok_new(pr, TOK_BREAK, it, i, i + 1);
			i++;
			continue;
		}
		if (s[i] == ' ' || is_nbsp(s + i, it->end - i)) {
			end = i + (s[i] == ' ' ? 1 : 2);
			t = tok_new(pr, TOK_SPACE, it, i, end);
			if (space == NULL)
				space = shape_word(
				        pr->L->o->shaper, it, " ", 1);
			t->word = space;
			t->fixed = (uint8_t)(pre || indents(pr));
			i = end;
			continue;
		}
		end = word_end(pr, it, i, pre);
		t = tok_new(pr, TOK_WORD, it, i, end);
		if (pr->words == BATCH)
			shape_waiting(pr, it);
		pr->word[pr->words] = (struct span){ s + i, end - i };
		pr->tok[pr->words++] = pr->s->tok.n - 1;
		soft = soft_from(pr, end);
		if (soft != NULL && soft->at == end && t->brk == LB_NONE &&
		        end < pr->p->n) {
			t->brk = LB_ALLOWED;
			t->soft = (uint8_t)soft->hyphen;
		}
		i = end;
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

	pr.soft = pr.words = 0;
	pr.L = L;
	pr.p = p;
	pr.s = s;
	vec_reserve(&s->brk, p->n + 1);
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
	for (size_t i = 0; i < p->toks; i++)
		tok_width(L, p, &p->tok[i]);
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
