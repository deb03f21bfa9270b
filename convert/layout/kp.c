/* kp: tokens to the boxes, glue and penalties of Knuth and Plass, with a map
 * from each possible break back to a place in the text.
 *
 * Words are shaped whole; a word that may be hyphenated becomes one box for
 * each part, its width read off the whole word's glyphs, so hyphenation costs
 * no shaping.  Only a word that is really cut is shaped again, by lines.c.
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

unit
kp_prefix(const struct tok *t, uint32_t off, int scale)
{
	const struct style *s = t->run->style;
	const struct shaped *w = t->word;
	uint32_t top = 0, end = w->len, last = UINT32_MAX;
	int64_t adv = 0, cut = 0;
	unit n = 0;

	/* the cluster that off is in or ends */
	for (uint32_t i = 0; i < w->n; i++)
		if (w->g[i].cluster < off && w->g[i].cluster > top)
			top = w->g[i].cluster;
	for (uint32_t i = 0; i < w->n; i++) {
		uint32_t c = w->g[i].cluster;

		if (c > top && c < end)
			end = c;
		if (c >= off)
			continue;
		if (c == top)
			cut += w->g[i].adv;
		else
			adv += w->g[i].adv;
		n += c != last;
		last = c;
	}
	/* a share of a ligature that hyphenation cuts */
	if (end > off)
		cut = cut * (off - top) / (end - top);
	return font_scale(w->font, adv + cut, lay_scale(s->font_size, scale)) +
	       n * lay_scale(s->letter_spacing, scale);
}

struct mk {
	struct lay *L;
	const struct para *p;
	struct kplist *k;
	unit measure;
	int mode;
	int hangs; /* marks may stand outside */
	int titled; /* capitals of a title: they tell no names */
};

static void
add(struct mk *m, enum kp_kind kind, unit width, int penalty, int flagged)
{
	struct kplist *k = m->k;

	vec_reserve(&k->item, k->item.n + 1);
	vec_reserve(&k->map, k->map.n + 1);
	k->item.p[k->item.n++] = (struct kp_item){ .kind = (uint8_t)kind,
		.flagged = (uint8_t)flagged,
		.penalty = (int16_t)penalty,
		.width = width };
	k->map.p[k->map.n++] = (struct kpmap){ 0 };
}

static struct kpmap *
map_last(struct mk *m, uint32_t tok, uint32_t off)
{
	struct kpmap *k = vec_last(&m->k->map);

	k->end.tok = k->next.tok = tok;
	k->end.off = k->next.off = off;
	return k;
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
end_hang(const struct mk *m, uint32_t tok)
{
	const struct tok *t = &m->p->tok[tok];

	return m->hangs && t->kind == TOK_WORD && hang_may(t->word->last)
	               ? hang_end(m->p, t->word, size_of(m, t), 0)
	               : 0;
}

static unit
start_hang(const struct mk *m, uint32_t tok)
{
	const struct tok *t = &m->p->tok[tok];

	return m->hangs && tok < m->p->toks && t->kind == TOK_WORD &&
	                       hang_may(t->word->first)
	               ? hang_start(m->p, t->word, size_of(m, t), tok == 0)
	               : 0;
}

/* A hyphen that layout puts in, as wide as the line sees it. */
static unit
hyphen_width(const struct mk *m, const struct tok *t)
{
	const struct shaped *h = lay_face(m->L, t->run->style)->hyphen;
	unit size = size_of(m, t);

	return shaped_width(h, size) -
	       (m->hangs ? hang_end(m->p, h, size, 0) : 0);
}

static void
add_parts(struct mk *m, uint32_t tok, const uint8_t *points, int anywhere)
{
	const struct tok *t = &m->p->tok[tok];
	unit hyphen = hyphen_width(m, t);
	unit done = 0, upto;
	struct kpmap *k;

	for (uint32_t i = 1; i < t->len; i++) {
		int soft = points != NULL && points[i];

		if (!soft && !(anywhere && cluster_starts(t->word, i)))
			continue;
		upto = kp_prefix(t, i, m->p->scale);
		add(m, KP_BOX, upto - done, 0, 0);
		done = upto;
		add(m, KP_PENALTY, soft ? hyphen : 0,
		        soft ? PENALTY_HYPHEN : PENALTY_CUT, soft);
		k = map_last(m, tok, i);
		k->hyphen = (uint8_t)soft;
	}
	add(m, KP_BOX, t->w - done, 0, 0);
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

static void
add_word(struct mk *m, uint32_t tok)
{
	const struct tok *t = &m->p->tok[tok];
	const uint8_t *points = NULL;
	int anywhere = t->w > m->measure || m->mode == KP_ANYWHERE;
	int auto_ = t->run->style->hyphens == HYPHENS_AUTO;

	if (auto_ && t->kind == TOK_WORD)
		points = lay_hyphens(m->L, t->word, t->run->lang);
	if (t->kind == TOK_WORD && (points != NULL || anywhere))
		add_parts(m, tok, points, anywhere);
	else
		add(m, KP_BOX, t->w, 0, 0);
	if (t->brk == LB_ALLOWED && tok + 1 < m->p->toks) {
		const struct tok *n = &m->p->tok[tok + 1];
		struct kpmap *k;

		if (n->kind == TOK_SPACE || n->kind == TOK_BREAK)
			return;
		if (t->soft)
			add(m, KP_PENALTY, hyphen_width(m, t), PENALTY_HYPHEN,
			        1);
		else
			add(m, KP_PENALTY, -end_hang(m, tok),
			        explicit_penalty(m, tok), 0);
		k = map_last(m, tok + 1, 0);
		k->hyphen = t->soft;
		if (kp_opens(m->p, tok)) {
			add(m, KP_GLUE, 0, 0, 0);
			vec_last(&m->k->item)->stretch = size_of(m, t) / 8;
			map_last(m, tok + 1, 0);
		}
	}
}

static int
begins_upper(const struct para *p, uint32_t tok)
{
	const char *at = p->text + p->tok[tok].start;

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
		upper += begins_upper(p, i) != 0;
	}
	return words >= 4 && upper * 5 > words * 3;
}

/* Between two words with capitals, mostly a name: "Tây Ninh". */
static int
is_name(const struct mk *m, uint32_t tok)
{
	if (m->titled || tok == 0 || tok + 1 >= m->p->toks ||
	        m->p->tok[tok - 1].kind != TOK_WORD ||
	        m->p->tok[tok + 1].kind != TOK_WORD)
		return 0;
	return begins_upper(m->p, tok - 1) && begins_upper(m->p, tok + 1);
}

/* Is the word behind a space a dash or a point in the middle, with a space
 * behind it, too? */
static int
is_dash(const struct mk *m, uint32_t tok)
{
	const struct tok *t = m->p->tok;
	const char *at, *end;
	uint32_t c;

	if (tok == 0 || tok + 2 >= m->p->toks || t[tok + 1].kind != TOK_WORD ||
	        t[tok + 2].kind != TOK_SPACE)
		return 0;
	at = m->p->text + t[tok + 1].start;
	end = m->p->text + t[tok + 2].start;
	if (end - at < 2 || end - at > 3)
		return 0;
	c = utf8_next(&at, end);
	return at == end && (c == 0x2013 || c == 0x2014 || c == 0xB7);
}

static int
space_penalty(const struct mk *m, uint32_t tok)
{
	if (is_name(m, tok))
		return m->p->heading ? PENALTY_NAME_HEAD : PENALTY_NAME;
	return is_dash(m, tok) ? PENALTY_DASH : 0;
}

static void
add_space(struct mk *m, uint32_t tok)
{
	const struct tok *t = &m->p->tok[tok];
	unit end = tok > 0 ? end_hang(m, tok - 1) : 0;
	unit start = start_hang(m, tok + 1);
	struct kp_item *it;
	struct kpmap *k;
	int cost;

	if (t->fixed) {
		add(m, KP_BOX, t->w, 0, 0);
		if (m->mode != KP_PLAIN && tok + 1 < m->p->toks) {
			add(m, KP_PENALTY, 0, PENALTY_CUT, 0);
			map_last(m, tok + 1, 0);
		}
		return;
	}
	cost = t->brk == LB_ALLOWED ? space_penalty(m, tok) : 0;
	if (cost > 0 || (t->brk == LB_ALLOWED && end + start > 0)) {
		add(m, KP_PENALTY, -end, cost, 0);
		k = map_last(m, tok, 0);
		k->next.tok = tok + 1;
		k->space = 1;
	}
	if (t->brk != LB_ALLOWED)
		add(m, KP_PENALTY, 0,
		        m->mode != KP_PLAIN ? PENALTY_CUT : KP_INFINITE, 0),
		        map_last(m, tok, 0)->space = 1;
	add(m, KP_GLUE, t->w + start, 0, 0);
	it = vec_last(&m->k->item);
	it->stretch = t->w * 3 / 5;
	it->shrink = t->w / 3;
	k = map_last(m, tok, 0);
	k->next.tok = tok + 1;
	k->space = 1;
	if (start > 0) /* a line that begins here starts further left */
		add(m, KP_BOX, -start, 0, 0);
}

/* End of a line by force: TeX's \hfil\break. */
static void
add_end(struct mk *m, uint32_t tok)
{
	struct kpmap *k;

	add(m, KP_PENALTY, 0, KP_INFINITE, 0);
	map_last(m, tok, 0);
	add(m, KP_GLUE, 0, 0, 0);
	vec_last(&m->k->item)->stretch = m->measure <= 0 ? PT
	                                 : m->measure < UNIT_MAX / 8
	                                         ? m->measure * 8
	                                         : UNIT_MAX;
	map_last(m, tok, 0);
	add(m, KP_PENALTY, 0, -KP_INFINITE, 0);
	k = map_last(m, tok, 0);
	k->next.tok = tok + 1;
	k->space = 1;
	k->forced = 1;
}

void
kp_make(struct lay *L, const struct para *p, unit measure, unit indent,
        int mode, struct kplist *out)
{
	struct mk m = { L, p, out, measure, mode,
		p->style->hanging || p->style->optical_margin,
		(p->heading || p->style->text_balance) && is_titled(p) };

	vec_clear(&out->item);
	vec_clear(&out->map);
	vec_reserve(&out->item, p->toks * 2 + 8);
	vec_reserve(&out->map, p->toks * 2 + 8);
	indent -= start_hang(&m, 0);
	if (indent != 0)
		add(&m, KP_BOX, indent, 0, 0);
	for (uint32_t i = 0; i < p->toks; i++) {
		switch (p->tok[i].kind) {
		case TOK_SPACE:
			add_space(&m, i);
			break;
		case TOK_BREAK:
			add_end(&m, i);
			break;
		default:
			add_word(&m, i);
		}
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
