/* font: shaped words in, bytes of TJ arrays out; what was used is noted for
 * the subset, the widths and the ToUnicode map.
 *
 * Codes are two bytes (Identity-H), so a glyph is its own code.  Each glyph
 * gets the text of the first cluster that it alone makes up.  Where a cluster
 * has several glyphs that do not match its characters one by one, or where a
 * glyph stands for a second text, ToUnicode cannot say it: the word is mute
 * and its content says it by /ActualText (ISO 32000-1, 14.9.4).
 *
 * Most words of an issue come again and again, and a word's bytes do not
 * depend on its size: they are kept by the word's number (shape.h).
 */
#include "pdf/font.h"

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
faces_use(struct pdf *pdf, const struct font *f)
{
	struct faces *fs = pdf->faces;
	struct str key = STR_INIT;
	void **slot;

	while (fs->by_font.n <= (size_t)f->id)
		vec_add(&fs->by_font, NULL);
	if (fs->by_font.p[f->id])
		return fs->by_font.p[f->id];
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

/* Can g say t by itself? Claims g for t when it is free. A no-break space is
 * as good as a space to a reader. */
static int
says(struct face *fa, uint32_t g, struct span t)
{
	struct span is = text_of(fa, g);

	if (!fa->strong[g]) {
		set_text(fa, g,
		        is_space(t) && is_space_glyph(fa, g) ? SPAN_LIT(" ")
		                                             : t,
		        1);
		return 1;
	}
	return span_eq(is, t) || (is_space(is) && is_space(t));
}

/* n glyphs for as many characters, each the character's own. */
static int
says_in_turn(struct face *fa, const struct shaped *w, uint32_t i, uint32_t j,
        struct span t)
{
	const char *p = t.p, *end = t.p + t.n, *from;
	hb_codepoint_t g;

	if (w->rtl || utf8_count(t) != j - i)
		return 0;
	for (uint32_t k = i; k < j; k++)
		if (!hb_font_get_nominal_glyph(
		            fa->font->hb, utf8_next(&p, end), &g) ||
		        g != w->g[k].id)
			return 0;
	p = t.p;
	for (uint32_t k = i; k < j; k++) {
		from = p;
		utf8_next(&p, end);
		if (!says(fa, w->g[k].id,
		            (struct span){ from, (size_t)(p - from) }))
			return 0;
	}
	return 1;
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
	char b[2] = { (char)(c >> 8), (char)c };

	for (int i = 0; i < 2; i++) {
		if (b[i] == '(' || b[i] == ')' || b[i] == '\\') {
			str_putc(out, '\\');
		} else if (b[i] == '\r') {
			str_puts(out, "\\r");
			continue;
		}
		str_putc(out, b[i]);
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

struct encoder {
	struct face *fa;
	struct str *out;
	unit size;
	int64_t pen; /* where a reader's pen is */
	int32_t dy; /* rise in force, font units */
};

/* One glyph at x, millionths of an em. */
static void
encode_glyph(struct encoder *e, const struct glyph *g, int64_t x)
{
	struct face *fa = e->fa;
	uint32_t id = g->id ? g->id : fa->missing;
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
	off = (off >= 0 ? off + 500 : off - 500) / 1000;
	if (off) {
		str_putc(e->out, ')');
		pdf_put_int(e->out, off);
		str_putc(e->out, '(');
		e->pen -= off * 1000;
	}
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
	return says_in_turn(fa, w, i, j, t);
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

int64_t
face_encode(struct face *fa, const struct shaped *w, int64_t letter_spacing,
        unit size, struct str *out)
{
	struct encoder e = { fa, out, size, 0, 0 };
	int64_t upem = fa->font->upem;
	int64_t sum = 0, clusters = 0;

	for (uint32_t i = 0; i < w->n; i++) {
		if (i && w->g[i].cluster != w->g[i - 1].cluster)
			clusters++;
		encode_glyph(&e, &w->g[i],
		        (sum + w->g[i].dx) * EM / upem +
		                clusters * letter_spacing);
		sum += w->g[i].adv;
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

const struct coded *
faces_code(struct pdf *pdf, struct face *fa, const struct shaped *w)
{
	struct faces *fs = pdf->faces;
	struct coded *c;

	if (w->number >= fs->coded.n) {
		vec_reserve(&fs->coded, (size_t)w->number + 1);
		fs->coded.n = fs->coded.cap; /* zeroed: no word */
	}
	c = &fs->coded.p[w->number];
	if (c->word != w) {
		c->mute = !word_speaks(fa, w);
		c->off = fs->pool.len;
		c->adv = face_encode(fa, w, 0, PT, &fs->pool);
		c->len = (uint32_t)(fs->pool.len - c->off);
		if (is_shifted(w)) /* rises depend on the size */
			c->len = 0;
		c->word = w;
	}
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
