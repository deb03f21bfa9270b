/* kp: tokens to the boxes, glue and penalties of Knuth and Plass, with a map
 * from each possible break back to a place in the text.
 *
 * Words are shaped whole; a word that may be hyphenated becomes one box for
 * each part, its width read off the whole word's glyphs, so hyphenation costs
 * no shaping.  Only a word that is really cut is shaped again, by slack.c.
 * A word wider than the measure may be cut at any cluster as the last resort
 * (overflow-wrap): better a cut address than one that runs into the next
 * column.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "layout/kp.h"

#define PENALTY_HYPHEN 50 /* TeX's \hyphenpenalty */
#define PENALTY_EXPLICIT 30 /* within a long chain: an address, CJK */
#define PENALTY_COMPOUND                                                       \
	1000 /* after a hyphen or slash of a short word:
				 * "km/h" and "half-way" stay whole, for the
				 * eye and for those who search the text */
#define PENALTY_NAME 60
#define PENALTY_NAME_HEAD 400
#define PENALTY_DASH 150 /* rather behind a dash by itself than before it */
#define PENALTY_CUT 3000 /* anywhere in a word */

static struct prefix
prefix_of(const struct shaped *w, uint32_t off)
{
	uint32_t top = 0, end = w->len, last = UINT32_MAX;
	struct prefix c = { .len = off };
	int64_t part = 0;

	/* the cluster that off is in or ends */
	for (uint32_t i = 0; i < w->n; i++)
		if (w->g[i].cluster < off && w->g[i].cluster > top)
			top = w->g[i].cluster;
	for (uint32_t i = 0; i < w->n; i++) {
		uint32_t at = w->g[i].cluster;

		if (at > top && at < end)
			end = at;
		if (at >= off)
			continue;
		if (at == top)
			part += w->g[i].adv;
		else
			c.adv += w->g[i].adv;
		c.clusters += at != last;
		last = at;
	}
	/* a share of a ligature that hyphenation cuts */
	c.adv += end > off ? part * (off - top) / (end - top) : part;
	return c;
}

static unit
prefix_width(const struct tok *t, const struct prefix *c, int scale)
{
	const struct style *s = t->run->style;

	return font_scale(
	               t->word->font, c->adv, lay_scale(s->font_size, scale)) +
	       (unit)c->clusters * lay_scale(s->letter_spacing, scale);
}

unit
kp_prefix(const struct tok *t, uint32_t off, int scale)
{
	struct prefix c = prefix_of(t->word, off);

	return prefix_width(t, &c, scale);
}

/* lang must be interned. */
static const struct hyph *
look_for_hyphens(struct lay *L, const struct shaped *w, const char *lang)
{
	struct hyph *h;
	uint8_t *points = xcalloc(w->len, 1);
	struct prefix *part;
	int n;

	if (w->number >= L->hyph.n) {
		vec_reserve(&L->hyph, (size_t)w->number + 1);
		L->hyph.n = L->hyph.cap; /* zeroed: not looked for */
	}
	h = &L->hyph.p[w->number];
	*h = (struct hyph){ .lang = lang };
	n = hyphenate(L->o->hyphens, lang, w->text, w->len, points);
	if (n > 0) {
		h->part = part =
		        arena_array(L->arena, (size_t)n, sizeof(*part));
		for (uint32_t i = 1; i < w->len; i++)
			if (points[i])
				part[h->parts++] = prefix_of(w, i);
	}
	free(points);
	return h;
}

static const struct hyph *
hyphens_of(struct lay *L, const struct tok *t)
{
	static const struct hyph none = { NULL, NULL, 0 };
	const struct shaped *w = t->word;
	const char *lang = t->run->lang;

	if (w->len < 5 || lang == NULL || lang == L->whole ||
	        t->run->style->hyphens != HYPHENS_AUTO || L->o->hyphens == NULL)
		return &none;
	if (w->number < L->hyph.n && L->hyph.p[w->number].lang == lang)
		return &L->hyph.p[w->number];
	if (!hyphens_know(L->o->hyphens, lang)) { /* soft ones are marked */
		L->whole = lang;
		return &none;
	}
	return look_for_hyphens(L, w, lang);
}

struct mk {
	struct lay *L;
	const struct para *p;
	struct kplist *k;
	unit measure;
	int mode;
	int hangs; /* marks may stand outside */
	int titled; /* capitals of a title: they tell no names */
	const struct style *hyphen_of; /* whose hyphen is so wide */
	unit hyphen;
};

/* Room for parts of a word, and for all tokens from tok on, which make three
 * items at most. */
static void
reserve(struct mk *m, size_t parts, uint32_t tok)
{
	size_t want = m->k->item.n + parts + (m->p->toks - tok) * 3 + 8;

	vec_reserve(&m->k->item, want);
	vec_reserve(&m->k->map, want);
	m->k->map.n = want;
}

static void
add_box(struct mk *m, unit width)
{
	struct kplist *k = m->k;

	k->item.p[k->item.n++] =
	        (struct kp_item){ .kind = KP_BOX, .width = width };
}

static struct kpmap *
add_break(struct mk *m, struct kp_item item, uint32_t tok, uint32_t off)
{
	struct kplist *k = m->k;
	struct kpmap *map = &k->map.p[k->item.n];

	k->item.p[k->item.n++] = item;
	*map = (struct kpmap){ .end = { tok, off } };
	return map;
}

/* In a word before token tok, or in it. */
static struct kpmap *
add_penalty(struct mk *m, unit width, int penalty, uint32_t tok, uint32_t off)
{
	return add_break(m,
	        (struct kp_item){ .kind = KP_PENALTY,
	                .penalty = (int16_t)penalty,
	                .width = width },
	        tok, off);
}

/* A hyphen that layout puts in. */
static void
add_hyphen(struct mk *m, unit width, uint32_t tok, uint32_t off)
{
	add_penalty(m, width, PENALTY_HYPHEN, tok, off)->hyphen = 1;
	vec_last(&m->k->item)->flagged = 1;
}

/* May the word be cut before byte off?  Only between clusters. */
static int
cluster_starts(const struct shaped *w, uint32_t off)
{
	for (uint32_t i = 0; i < w->n; i++)
		if (w->g[i].cluster == off)
			return 1;
	return 0;
}

static unit
size_of(const struct mk *m, const struct tok *t)
{
	return lay_scale(t->run->style->font_size, m->p->scale);
}

/* What a line that ends behind this token is the shorter for. */
static unit
end_hang(const struct mk *m, const struct tok *t)
{
	return m->hangs && t->kind == TOK_WORD && hang_may(t->word->last)
	               ? hang_end(m->p, t->word, size_of(m, t), 0)
	               : 0;
}

static unit
start_hang(const struct mk *m, const struct tok *t)
{
	return m->hangs && t->kind == TOK_WORD && hang_may(t->word->first)
	               ? hang_start(
	                         m->p, t->word, size_of(m, t), t == m->p->tok)
	               : 0;
}

/* A hyphen that layout puts in, as wide as the line sees it. */
static unit
hyphen_width(struct mk *m, const struct tok *t)
{
	const struct style *s = t->run->style;

	if (m->hyphen_of != s) {
		const struct shaped *h = lay_face(m->L, s)->hyphen;
		unit size = size_of(m, t);

		m->hyphen_of = s;
		m->hyphen = shaped_width(h, size) -
		            (m->hangs ? hang_end(m->p, h, size, 0) : 0);
	}
	return m->hyphen;
}

static void
add_parts(struct mk *m, uint32_t tok, const struct hyph *h)
{
	const struct tok *t = &m->p->tok[tok];
	unit hyphen = hyphen_width(m, t), done = 0;

	reserve(m, (size_t)h->parts * 2, tok);
	for (uint32_t i = 0; i < h->parts; i++) {
		unit upto = prefix_width(t, &h->part[i], m->p->scale);

		add_box(m, upto - done);
		add_hyphen(m, hyphen, tok, h->part[i].len);
		done = upto;
	}
	add_box(m, t->w - done);
}

/* A word that may be cut at every cluster. */
static void
add_clusters(struct mk *m, uint32_t tok, const struct hyph *h)
{
	const struct tok *t = &m->p->tok[tok];
	unit hyphen = hyphen_width(m, t), done = 0, upto;

	reserve(m, (size_t)t->len * 2, tok);
	for (uint32_t i = 1, k = 0; i < t->len; i++) {
		int soft = k < h->parts && h->part[k].len == i;

		k += soft;
		if (!soft && !cluster_starts(t->word, i))
			continue;
		upto = kp_prefix(t, i, m->p->scale);
		add_box(m, upto - done);
		done = upto;
		if (soft)
			add_hyphen(m, hyphen, tok, i);
		else
			add_penalty(m, 0, PENALTY_CUT, tok, i);
	}
	add_box(m, t->w - done);
}

/* What a break behind this part of a word costs: the word, from space to
 * space, is a compound when it is short against the measure. */
static int
explicit_penalty(const struct mk *m, uint32_t tok)
{
	const struct tok *t = m->p->tok;
	unit most = m->measure / 2, w = 0;

	if (t[tok].kind != TOK_WORD)
		return 0;
	for (size_t i = tok + 1;
	        i > 0 && t[i - 1].kind == TOK_WORD && w <= most; i--)
		w += t[i - 1].w;
	for (size_t i = tok + 1;
	        i < m->p->toks && t[i].kind == TOK_WORD && w <= most; i++)
		w += t[i].w;
	return w <= most ? PENALTY_COMPOUND : PENALTY_EXPLICIT;
}

static int
is_ideographic(uint32_t cp)
{
	return (cp >= 0x2E80 && cp < 0xA000 &&
	               (cp < 0x3130 || cp > 0x318F)) || /* no Hangul */
	       (cp >= 0xF900 && cp < 0xFB00) ||
	       (cp >= 0xFF00 && cp < 0xFFA0) || (cp >= 0x20000 && cp < 0x40000);
}

int
kp_ideographic(const struct para *p, uint32_t tok)
{
	const struct tok *t = &p->tok[tok];
	const char *at, *end;

	at = end = p->text + t->start + t->len;
	if ((uint8_t)at[-1] < 0x80)
		return 0;
	return is_ideographic(utf8_prev(&at, p->text)) ||
	       is_ideographic(utf8_next(&end, p->text + p->n));
}

/* Where a line may end behind a word that no space follows. */
static void
add_word_end(struct mk *m, uint32_t tok)
{
	const struct tok *t = &m->p->tok[tok];

	if (t[1].kind == TOK_SPACE || t[1].kind == TOK_BREAK)
		return;
	if (t->soft)
		add_hyphen(m, hyphen_width(m, t), tok + 1, 0);
	else
		add_penalty(m, -end_hang(m, t), explicit_penalty(m, tok),
		        tok + 1, 0);
	if (kp_opens(m->p, tok))
		add_break(m,
		        (struct kp_item){
		                .kind = KP_GLUE, .stretch = size_of(m, t) / 8 },
		        tok + 1, 0);
}

static void
add_word(struct mk *m, uint32_t tok)
{
	const struct tok *t = &m->p->tok[tok];

	if (t->kind == TOK_WORD) {
		const struct hyph *h = hyphens_of(m->L, t);

		if (t->w > m->measure || m->mode == KP_ANYWHERE)
			add_clusters(m, tok, h);
		else if (h->parts > 0)
			add_parts(m, tok, h);
		else
			add_box(m, t->w);
	} else {
		add_box(m, t->w);
	}
	if (t->brk == LB_ALLOWED && tok + 1 < m->p->toks)
		add_word_end(m, tok);
}

static int
begins_upper(const struct para *p, const struct tok *t)
{
	const char *at = p->text + t->start;

	if ((uint8_t)*at < 0x80)
		return *at >= 'A' && *at <= 'Z';
	return cp_is_upper(utf8_next(&at, p->text + p->n));
}

/* "A Title Whose Words Begin with Capitals": most of four and more do. */
static int
is_titled(const struct para *p)
{
	unsigned words = 0, upper = 0;

	for (uint32_t i = 0; i < p->toks; i++) {
		if (p->tok[i].kind != TOK_WORD ||
		        (i > 0 && p->tok[i - 1].kind == TOK_WORD))
			continue;
		words++;
		upper += begins_upper(p, &p->tok[i]) != 0;
	}
	return words >= 4 && upper * 5 > words * 3;
}

/* Between two words with capitals, mostly a name: "Tây Ninh". */
static int
is_name(const struct mk *m, const struct tok *before, const struct tok *behind)
{
	return !m->titled && before->kind == TOK_WORD &&
	       behind->kind == TOK_WORD && begins_upper(m->p, before) &&
	       begins_upper(m->p, behind);
}

/* Is the word behind a space a dash or a point in the middle, with a space
 * behind it, too? */
static int
is_dash(const struct mk *m, const struct tok *t)
{
	const char *at = m->p->text + t->start, *end;
	uint32_t c;

	if (t->kind != TOK_WORD || (uint8_t)*at < 0x80 ||
	        t + 1 == m->p->tok + m->p->toks || t[1].kind != TOK_SPACE)
		return 0;
	end = m->p->text + t[1].start;
	if (end - at < 2 || end - at > 3)
		return 0;
	c = utf8_next(&at, end);
	return at == end && (c == 0x2013 || c == 0x2014 || c == 0xB7);
}

static int
space_penalty(
        const struct mk *m, const struct tok *before, const struct tok *behind)
{
	if (is_name(m, before, behind))
		return m->p->heading ? PENALTY_NAME_HEAD : PENALTY_NAME;
	return is_dash(m, behind) ? PENALTY_DASH : 0;
}

static void
add_fixed_space(struct mk *m, uint32_t tok)
{
	add_box(m, m->p->tok[tok].w);
	if (m->mode != KP_PLAIN && tok + 1 < m->p->toks)
		add_penalty(m, 0, PENALTY_CUT, tok + 1, 0);
}

static void
add_space(struct mk *m, uint32_t tok)
{
	const struct tok *t = &m->p->tok[tok];
	int inner = tok > 0 && tok + 1 < m->p->toks;
	unit end = tok > 0 ? end_hang(m, t - 1) : 0;
	unit start = tok + 1 < m->p->toks ? start_hang(m, t + 1) : 0;
	int cost;

	if (t->brk == LB_ALLOWED) {
		cost = inner ? space_penalty(m, t - 1, t + 1) : 0;
		if (cost > 0 || end + start > 0)
			add_penalty(m, -end, cost, tok, 0)->space = 1;
	} else {
		cost = m->mode != KP_PLAIN ? PENALTY_CUT : KP_INFINITE;
		add_penalty(m, 0, cost, tok, 0)->space = 1;
	}
	add_break(m,
	        (struct kp_item){ .kind = KP_GLUE,
	                .width = t->w + start,
	                .stretch = t->w * 3 / 5,
	                .shrink = t->w / 3 },
	        tok, 0)
	        ->space = 1;
	if (start > 0) /* a line that begins here starts further left */
		add_box(m, -start);
}

/* End of a line by force: TeX's \hfil\break. */
static void
add_end(struct mk *m, uint32_t tok)
{
	struct kp_item fill = { .kind = KP_GLUE,
		.stretch = m->measure <= 0             ? PT
		           : m->measure < UNIT_MAX / 8 ? m->measure * 8
		                                       : UNIT_MAX };

	add_penalty(m, 0, KP_INFINITE, tok, 0);
	add_break(m, fill, tok, 0);
	*add_penalty(m, 0, -KP_INFINITE, tok, 0) = kp_end(tok);
}

void
kp_make(struct lay *L, const struct para *p, unit measure, unit indent,
        int mode, struct kplist *out)
{
	struct mk m = { .L = L,
		.p = p,
		.k = out,
		.measure = measure,
		.mode = mode,
		.hangs = p->style->hanging || p->style->optical_margin,
		.titled = (p->heading || p->style->text_balance) &&
		          is_titled(p) };

	vec_clear(&out->item);
	reserve(&m, 0, 0);
	if (p->toks > 0)
		indent -= start_hang(&m, p->tok);
	if (indent != 0)
		add_box(&m, indent);
	for (uint32_t i = 0; i < p->toks; i++) {
		if (p->tok[i].kind == TOK_SPACE && p->tok[i].fixed)
			add_fixed_space(&m, i);
		else if (p->tok[i].kind == TOK_SPACE)
			add_space(&m, i);
		else if (p->tok[i].kind == TOK_BREAK)
			add_end(&m, i);
		else
			add_word(&m, i);
	}
	add_end(&m, (uint32_t)p->toks);
}

struct scratch *
scratch_of(struct lay *L)
{
	if (L->scratch == NULL) {
		L->scratch = xcalloc(1, sizeof(*L->scratch));
		L->scratch->memory = kp_memory_new();
	}
	return L->scratch;
}

void
scratch_free(struct lay *L)
{
	struct scratch *s = L->scratch;

	if (s == NULL)
		return;
	vec_free(&s->k.item);
	vec_free(&s->k.map);
	vec_free(&s->br);
	kp_memory_free(s->memory);
	unspaced_free(s->unspaced);
	vec_free(&s->it);
	vec_free(&s->of);
	vec_free(&s->end);
	vec_free(&s->brk);
	vec_free(&s->items);
	free(s);
	L->scratch = NULL;
}
