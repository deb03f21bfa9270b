/* saying: what the glyphs of a font say, for its ToUnicode map.
 *
 * Each glyph gets the text of the first cluster that it alone makes up.  Where
 * a cluster has several glyphs that do not match its characters one by one, or
 * where a glyph stands for a second text, ToUnicode cannot say it: the word is
 * mute and its content says it by /ActualText (ISO 32000-1, 14.9.4).  From
 * right to left that is the last resort: some readers turn such a text round.
 */
#include <hb-ot.h>
#include <string.h>

#include "base/utf8.h"
#include "pdf/font.h"

static struct span
text_of(const struct face *fa, uint32_t g)
{
	return fa->uni[g] ? span_of(fa->pool.s + fa->uni[g] - 1)
	                  : (struct span){ "", 0 };
}

/* ISO 19005-2, 6.2.11.7.2: never U+0000, U+FEFF, U+FFFE. */
static void
set_text(struct face *fa, uint32_t g, struct span t, int strong)
{
	const char *p = t.p, *end = t.p + t.n;

	fa->uni[g] = (uint32_t)fa->pool.len + 1;
	fa->strong[g] = (uint8_t)strong;
	while (p < end) {
		uint32_t cp = utf8_next(&p, end);

		if (cp == 0 || cp == 0xFEFF || cp == 0xFFFE || cp == UTF8_BAD)
			cp = 0x2060;
		str_put_utf8(&fa->pool, cp);
	}
	if (!t.n)
		str_putc(&fa->pool, ' ');
	str_putc(&fa->pool, 0);
}

static int
is_space(struct span t)
{
	return span_eq(t, SPAN_LIT(" ")) || span_eq(t, SPAN_LIT("\u00A0")) ||
	       span_eq(t, SPAN_LIT("\t")) || span_eq(t, SPAN_LIT("\n")) ||
	       span_eq(t, SPAN_LIT("\u202F"));
}

/* Spaces of all kinds share a glyph in most fonts, and it is the space's. */
static int
is_space_glyph(const struct face *fa, uint32_t g)
{
	hb_codepoint_t space;

	return hb_font_get_nominal_glyph(fa->font->hb, ' ', &space) &&
	       space == g;
}

/* A no-break space is as good as a space to a reader. */
int
face_takes(struct face *fa, uint32_t g, struct span t)
{
	if (!fa->strong[g]) {
		set_text(fa, g,
		        is_space(t) && is_space_glyph(fa, g) ? SPAN_LIT(" ")
		                                             : t,
		        1);
		return 1;
	}
	return is_space(text_of(fa, g)) && is_space(t);
}

#define CLUSTER_MAX 8 /* characters of one that speaks by its glyphs */

/* A cluster of several glyphs, both in the order of reading. */
struct cluster {
	uint32_t g[CLUSTER_MAX];
	uint32_t cp[CLUSTER_MAX];
	size_t glyphs, chars;
	int of[CLUSTER_MAX]; /* the glyph that is to say a character; -1 */
};

/* 0: too long. */
static int
cluster_open(struct cluster *c, const struct shaped *w, uint32_t i, uint32_t j,
        struct span t)
{
	const char *p = t.p, *end = t.p + t.n;

	c->glyphs = j - i;
	c->chars = utf8_count(t);
	if (c->glyphs > CLUSTER_MAX || c->chars > CLUSTER_MAX)
		return 0;
	for (size_t k = 0; k < c->glyphs; k++)
		c->g[k] = w->g[w->rtl ? j - 1 - k : i + k].id;
	for (size_t k = 0; k < c->chars; k++)
		c->cp[k] = utf8_next(&p, end);
	return 1;
}

static int
is_own(const struct face *fa, uint32_t cp, uint32_t g)
{
	hb_codepoint_t own;

	return hb_font_get_nominal_glyph(fa->font->hb, cp, &own) && own == g;
}

static int
is_mark(const struct face *fa, uint32_t g)
{
	return hb_ot_layout_get_glyph_class(fa->font->face, g) ==
	       HB_OT_LAYOUT_GLYPH_CLASS_MARK;
}

/* n glyphs for as many characters, each the character's own. */
static int
match_in_turn(const struct face *fa, struct cluster *c)
{
	if (c->chars != c->glyphs)
		return 0;
	for (size_t k = 0; k < c->chars; k++) {
		if (!is_own(fa, c->cp[k], c->g[k]))
			return 0;
		c->of[k] = (int)k;
	}
	return 1;
}

static int
is_mark_char(uint32_t cp)
{
	return hb_unicode_general_category(hb_unicode_funcs_get_default(),
	               cp) == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK;
}

/* Letters in one glyph, of whatever form, and then their marks, which stand in
 * an order of their own: each mark by its glyph, what is left by the one mark
 * that is two in one, or else by the letters' glyph. */
static int
match_marks(const struct face *fa, struct cluster *c)
{
	size_t letters = 0, i;
	int joined = 0;

	while (letters < c->chars && !is_mark_char(c->cp[letters]))
		c->of[letters++] = 0;
	for (i = letters; i < c->chars; i++) {
		c->of[i] = -1;
		if (!is_mark_char(c->cp[i]))
			return 0;
	}
	if (letters == 0 || is_mark(fa, c->g[0]))
		return 0;
	for (size_t k = 1; k < c->glyphs; k++) {
		i = letters;
		while (i < c->chars &&
		        (c->of[i] >= 0 || !is_own(fa, c->cp[i], c->g[k])))
			i++;
		if (i < c->chars)
			c->of[i] = (int)k;
		else if (joined || !is_mark(fa, c->g[k]))
			return 0;
		else
			joined = (int)k;
	}
	for (i = letters; i < c->chars; i++)
		if (c->of[i] < 0)
			c->of[i] = joined;
	return 1;
}

/* Do several glyphs say the text t of their cluster between them? */
static int
all_say(struct face *fa, const struct shaped *w, uint32_t i, uint32_t j,
        struct span t)
{
	struct cluster c;
	int speak;

	if (!cluster_open(&c, w, i, j, t) ||
	        !(w->rtl ? match_marks(fa, &c) : match_in_turn(fa, &c)))
		return 0;
	speak = 1;
	for (size_t k = 0; k < c.glyphs; k++) {
		char said[CLUSTER_MAX * 4];
		size_t n = 0;

		for (size_t m = 0; m < c.chars; m++)
			if (c.of[m] == (int)k)
				n += (size_t)utf8_encode(c.cp[m], said + n);
		speak &= n > 0 &&
		         face_says(fa, c.g[k], (struct span){ said, n });
	}
	return speak;
}

/* Give the glyphs of a mute cluster some text of their own, as each used code
 * must have one. */
static void
lend_text(struct face *fa, const struct shaped *w, uint32_t i, uint32_t j,
        struct span t)
{
	const char *p = t.p, *end = t.p + t.n, *from = p;

	for (; i < j; i++) {
		uint32_t g = w->g[i].id ? w->g[i].id : fa->missing;

		if (p < end) {
			from = p;
			utf8_next(&p, end);
		}
		if (g < fa->n && !fa->uni[g])
			set_text(fa, g,
			        (struct span){ from, (size_t)(p - from) }, 0);
	}
}

static size_t
cluster_end(const struct shaped *w, uint32_t i, uint32_t j)
{
	uint32_t c = w->g[i].cluster;

	if (w->rtl)
		return i ? w->g[i - 1].cluster : w->len;
	return j < w->n && w->g[j].cluster > c ? w->g[j].cluster : w->len;
}

/* Can ToUnicode say this cluster? */
static int
cluster_speaks(struct face *fa, const struct shaped *w, uint32_t i, uint32_t j,
        struct span t)
{
	for (uint32_t k = i; k < j; k++)
		if (!w->g[k].id || w->g[k].id >= fa->n)
			return 0;
	if (j - i == 1 && t.n)
		return face_says(fa, w->g[i].id, t);
	return all_say(fa, w, i, j, t);
}

static uint32_t
cluster_glyphs(const struct shaped *w, uint32_t i)
{
	uint32_t j = i + 1;

	while (j < w->n && w->g[j].cluster == w->g[i].cluster)
		j++;
	return j;
}

int
face_speaks(struct face *fa, const struct shaped *w)
{
	int speaks = 1;

	for (uint32_t i = 0, j; i < w->n; i = j) {
		size_t c0 = w->g[i].cluster, c1;
		struct span t;

		j = cluster_glyphs(w, i);
		c1 = cluster_end(w, i, j);
		t = (struct span){ w->text + c0, c1 > c0 ? c1 - c0 : 0 };
		if (cluster_speaks(fa, w, i, j, t))
			continue;
		lend_text(fa, w, i, j, t);
		speaks = 0;
	}
	return speaks;
}
