/* font: shaped words in, bytes of TJ arrays out; what was used is noted for
 * the subset, the widths and the ToUnicode map.
 *
 * Codes are two bytes (Identity-H), so a glyph is its own code.  Each glyph
 * gets the text of the first cluster that it alone makes up.  Where a cluster
 * has several glyphs that do not match its characters one by one, or where a
 * glyph stands for a second text, ToUnicode cannot say it: the word is mute
 * and its content says it by /ActualText (ISO 32000-1, 14.9.4).  From right to
 * left that is the last resort: some readers turn such a text round.
 *
 * Most words of an issue come again and again, and a word's bytes do not
 * depend on its size: they are kept by the word's number (shape.h).
 */
#include "pdf/font.h"

#include <hb-ot.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "pdf/writer.h"

#define EM 1000000

struct faces *
faces_new(void)
{
	return xcalloc(1, sizeof(struct faces));
}

void
faces_free(struct faces *fs)
{
	if (!fs)
		return;
	for (size_t i = 0; i < fs->face.n; i++) {
		struct face *fa = fs->face.p[i];

		free(fa->width);
		free(fa->uni);
		free(fa->strong);
		free(fa->cid);
		str_free(&fa->pool);
		free(fa);
	}
	vec_free(&fs->face);
	vec_free(&fs->by_font);
	vec_free(&fs->coded);
	map_free(&fs->by_file);
	str_free(&fs->pool);
	free(fs);
}

/* A glyph for characters that no font has: PDF/A knows no .notdef
 * (ISO 19005-2, 6.2.11.8). */
static uint32_t
replacement(const struct font *f)
{
	static const uint32_t cps[] = { 0xFFFD, 0x25A1, 0x3F, 0x20 };
	hb_codepoint_t g;

	for (size_t i = 0; i < sizeof(cps) / sizeof(*cps); i++)
		if (hb_font_get_nominal_glyph(f->hb, cps[i], &g) && g)
			return g;
	return 0;
}

static uint16_t *
character_ids(const struct font *f)
{
	hb_blob_t *b;
	uint16_t *cids;
	unsigned n;
	const char *p;

	if (!f->cff)
		return NULL;
	b = hb_face_reference_table(f->face, HB_TAG('C', 'F', 'F', ' '));
	p = hb_blob_get_data(b, &n);
	cids = cff_cids((struct span){ p, n }, f->glyphs);
	hb_blob_destroy(b);
	return cids;
}

static struct face *
face_new(struct pdf *pdf, const struct font *f)
{
	struct face *fa = xcalloc(1, sizeof(*fa));

	fa->font = f;
	fa->index = (int)pdf->faces->face.n;
	fa->id = obj_new(pdf->obj);
	fa->n = f->glyphs;
	if (EM % f->upem == 0)
		fa->each = EM / f->upem;
	fa->width = xcalloc(f->glyphs + 1, sizeof(*fa->width));
	memset(fa->width, -1, f->glyphs * sizeof(*fa->width));
	fa->uni = xcalloc(f->glyphs + 1, sizeof(*fa->uni));
	fa->strong = xcalloc(f->glyphs + 1, 1);
	fa->cid = character_ids(f);
	fa->missing = replacement(f);
	vec_add(&pdf->faces->face, fa);
	return fa;
}

struct face *
faces_open(struct pdf *pdf, const struct font *f)
{
	struct faces *fs = pdf->faces;
	struct str key = STR_INIT;
	void **slot;

	while (fs->by_font.n <= (size_t)f->id)
		vec_add(&fs->by_font, NULL);
	str_puts(&key, f->path ? f->path : "");
	str_putc(&key, 0);
	pdf_put_int(&key, f->index);
	slot = map_put(&fs->by_file, str_span(&key));
	str_free(&key);
	if (!*slot)
		*slot = face_new(pdf, f);
	fs->by_font.p[f->id] = *slot;
	return *slot;
}

static int32_t
use_glyph(struct face *fa, uint32_t g)
{
	if (fa->width[g] < 0) {
		int64_t a = hb_font_get_glyph_h_advance(fa->font->hb, g);
		int64_t upem = fa->font->upem;

		fa->width[g] =
		        a < 0 ? 0 : (int32_t)((a * EM + upem / 2) / upem);
	}
	return fa->width[g];
}

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

/* Is t the text of a glyph that has one?  Mostly it is a letter, and no call's
 * worth. */
static int
is_text(const struct face *fa, uint32_t g, struct span t)
{
	const char *is = fa->pool.s + fa->uni[g] - 1;

	for (size_t i = 0; i < t.n; i++)
		if (is[i] != t.p[i] || is[i] == '\0')
			return 0;
	return is[t.n] == '\0';
}

/* Can g say t by itself? Claims g for t when it is free. A no-break space is
 * as good as a space to a reader. */
static int
says(struct face *fa, uint32_t g, struct span t)
{
	if (!fa->strong[g]) {
		set_text(fa, g,
		        is_space(t) && is_space_glyph(fa, g) ? SPAN_LIT(" ")
		                                             : t,
		        1);
		return 1;
	}
	return is_text(fa, g, t) || (is_space(text_of(fa, g)) && is_space(t));
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
		speak &= n > 0 && says(fa, c.g[k], (struct span){ said, n });
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

static void
put_code(struct face *fa, struct str *out, uint32_t g)
{
	unsigned c = fa->cid ? fa->cid[g] : g;
	char *to;

	if (out->cap - out->len <= 4)
		str_reserve(out, 4);
	to = out->s + out->len;
	for (int shift = 8; shift >= 0; shift -= 8) {
		char byte = (char)(c >> shift);

		if (byte == '(' || byte == ')' || byte == '\\' || byte == '\r')
			*to++ = '\\';
		*to++ = byte == '\r' ? 'r' : byte;
	}
	*to = '\0';
	out->len = (size_t)(to - out->s);
}

static size_t
cluster_end(const struct shaped *w, uint32_t i, uint32_t j)
{
	uint32_t c = w->g[i].cluster;

	if (w->rtl)
		return i ? w->g[i - 1].cluster : w->len;
	return j < w->n && w->g[j].cluster > c ? w->g[j].cluster : w->len;
}

struct encoder {
	struct face *fa;
	struct str *out;
	unit size;
	int64_t spacing; /* behind each cluster, millionths of an em */
	int64_t pen; /* where a reader's pen is */
	int32_t dy; /* rise in force, font units */
};

/* Nearly all fonts have 1,000 units to the em, and no division. */
static int64_t
millionths(const struct face *fa, int64_t units)
{
	return fa->each ? units * fa->each : units * EM / fa->font->upem;
}

/* The number that puts the pen right, from inside a string to inside the next;
 * what it moves the pen back. */
static int64_t
put_offset(struct str *out, int64_t off)
{
	int64_t n = (off >= 0 ? off + 500 : off - 500) / 1000;

	str_putc(out, ')');
	pdf_put_int(out, n);
	str_putc(out, '(');
	return n * 1000;
}

/* One glyph behind advances of sum, font units, and so many clusters. */
static void
encode_glyph(
        struct encoder *e, const struct glyph *g, int64_t sum, int64_t clusters)
{
	struct face *fa = e->fa;
	uint32_t id = g->id ? g->id : fa->missing;
	int64_t x = millionths(fa, sum + g->dx) + clusters * e->spacing;
	int64_t off;

	if (id >= fa->n)
		return;
	if (g->dy != e->dy) {
		str_puts(e->out, ")]TJ ");
		str_put_pt(e->out, font_scale(fa->font, g->dy, e->size));
		str_puts(e->out, " Ts[(");
		e->dy = g->dy;
	}
	off = e->pen - x;
	if (off >= 500 || off <= -500)
		e->pen -= put_offset(e->out, off);
	put_code(fa, e->out, id);
	e->pen += use_glyph(fa, id);
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
		return says(fa, w->g[i].id, t);
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

/* Gives all its glyphs their texts. */
static int
word_speaks(struct face *fa, const struct shaped *w)
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

/* Letters with marks from right to left: readers that go by the order of the
 * glyphs, and by ToUnicode alone, find each mark behind its letter where the
 * order is that of reading. */
static int
is_marked_rtl(const struct shaped *w)
{
	for (uint32_t i = 1; w->rtl && i < w->n; i++)
		if (w->g[i].cluster == w->g[i - 1].cluster)
			return 1;
	return 0;
}

int64_t
face_encode(struct face *fa, const struct shaped *w, int64_t letter_spacing,
        unit size, struct str *out)
{
	struct encoder e = { fa, out, size, letter_spacing, 0, 0 };
	int64_t sum = 0, clusters = 0;
	int back = is_marked_rtl(w);

	for (uint32_t i = 0; i < w->n; i++) {
		if (i && w->g[i].cluster != w->g[i - 1].cluster)
			clusters++;
		if (!back)
			encode_glyph(&e, &w->g[i], sum, clusters);
		sum += w->g[i].adv;
	}
	for (uint32_t i = back ? w->n : 0; i-- > 0;) {
		sum -= w->g[i].adv;
		encode_glyph(&e, &w->g[i], sum, clusters);
		if (i && w->g[i].cluster != w->g[i - 1].cluster)
			clusters--;
	}
	if (e.dy)
		str_puts(out, ")]TJ 0 Ts[(");
	return e.pen;
}

static int
is_shifted(const struct shaped *w)
{
	for (uint32_t i = 0; i < w->n; i++)
		if (w->g[i].dy)
			return 1;
	return 0;
}

/* Most words: from left to right, a glyph for each character, which stand as
 * their advances say.  Encodes it as face_encode() does, and gives its glyphs
 * their texts.  0: it is none, or ToUnicode cannot say it. */
static int
encode_plain(
        struct face *fa, const struct shaped *w, struct str *out, int64_t *adv)
{
	int64_t sum = 0, pen = 0, off;

	for (uint32_t i = 0; i < w->n; i++) {
		const struct glyph *g = &w->g[i];
		uint32_t end = i + 1 < w->n ? g[1].cluster : w->len;

		if (g->dx | g->dy || !g->id || g->id >= fa->n ||
		        end <= g->cluster ||
		        !says(fa, g->id,
		                (struct span){ w->text + g->cluster,
		                        end - g->cluster }))
			return 0;
		off = pen - millionths(fa, sum);
		if (off >= 500 || off <= -500)
			pen -= put_offset(out, off);
		put_code(fa, out, g->id);
		pen += use_glyph(fa, g->id);
		sum += g->adv;
	}
	*adv = pen;
	return 1;
}

const struct coded *
faces_add(struct pdf *pdf, struct face *fa, const struct shaped *w)
{
	struct faces *fs = pdf->faces;
	size_t off = fs->pool.len, len;
	struct coded *c;

	if (w->number >= fs->coded.n) {
		vec_reserve(&fs->coded, (size_t)w->number + 1);
		fs->coded.n = fs->coded.cap; /* zeroed: no word */
	}
	c = &fs->coded.p[w->number];
	if (w->rtl || !encode_plain(fa, w, &fs->pool, &c->adv)) {
		str_truncate(&fs->pool, off);
		c->mute = !word_speaks(fa, w);
		c->adv = face_encode(fa, w, 0, PT, &fs->pool);
	}
	str_reserve(&fs->pool, STR_SHORT);
	len = fs->pool.len - off;
	/* rises depend on the size */
	if (is_shifted(w) || fs->pool.len > UINT32_MAX || len > UINT16_MAX)
		len = 0;
	c->off = (uint32_t)off;
	c->len = (uint16_t)len;
	c->known = 1;
	return c;
}

void
faces_resource(struct pdf *pdf)
{
	struct str *out = obj_dict(pdf->obj, pdf->fonts);

	for (size_t i = 0; i < pdf->faces->face.n; i++) {
		str_puts(out, "/F");
		pdf_put_int(out, (long long)i);
		str_putc(out, ' ');
		pdf_put_ref(out, pdf->faces->face.p[i]->id);
	}
}

int
faces_write(struct pdf *pdf)
{
	for (size_t i = 0; i < pdf->faces->face.n; i++)
		if (face_write(pdf, pdf->faces->face.p[i]) < 0)
			return -1;
	return 0;
}
