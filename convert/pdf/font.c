/* font: shaped words in, bytes of TJ arrays out; what was used is noted for
 * the subset, the widths and the ToUnicode map.
 *
 * Codes are two bytes (Identity-H), so a glyph is its own code.  What it says is
 * found in saying.c.
 *
 * Most words of an issue come again and again, and a word's bytes do not
 * depend on its size: they are kept by the word's number (shape.h).
 */
#include "pdf/font.h"

#include <stdlib.h>
#include <string.h>

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
		vec_free(&fa->used);
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
		vec_add(&fa->used, g);
	}
	return fa->width[g];
}

static const char escaped[256] = {
	['('] = '(', [')'] = ')', ['\\'] = '\\', ['\r'] = 'r'
};

static void
put_escaped(struct str *out, const uint8_t byte[2])
{
	for (int i = 0; i < 2; i++) {
		if (escaped[byte[i]])
			str_putc(out, '\\');
		str_putc(out,
		        escaped[byte[i]] ? escaped[byte[i]] : (char)byte[i]);
	}
}

static inline void
put_code(const struct face *fa, struct str *out, uint32_t g)
{
	unsigned c = fa->cid ? fa->cid[g] : g;
	uint8_t byte[2] = { (uint8_t)(c >> 8), (uint8_t)c };

	if (escaped[byte[0]] | escaped[byte[1]])
		put_escaped(out, byte);
	else
		str_add(out, (const char *)byte, 2);
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

int64_t
tj_put(struct str *out, int64_t n)
{
	str_putc(out, ')');
	pdf_put_int(out, n);
	str_putc(out, '(');
	return n * 1000;
}

/* From where the pen is, so many millionths too far; the part of them that has
 * been said. */
static int64_t
put_gap(struct str *out, int64_t n)
{
	int64_t off = n ? tj_round(n) : 0;

	return off ? tj_put(out, off) : 0;
}

/* Glyph i of a word, behind advances of sum, font units, and so many
 * clusters. */
static void
encode_glyph(struct encoder *e, const struct shaped *w, uint32_t i, int64_t sum,
        int64_t clusters)
{
	struct face *fa = e->fa;
	struct glyph_offset o = shaped_offset(w, i);
	uint32_t id = w->g[i].id ? w->g[i].id : fa->missing;
	int64_t x = millionths(fa, sum + o.dx) + clusters * e->spacing;

	if (id >= fa->n)
		return;
	if (o.dy != e->dy) {
		str_puts(e->out, ")]TJ ");
		str_put_pt(e->out, font_scale(fa->font, o.dy, e->size));
		str_puts(e->out, " Ts[(");
		e->dy = o.dy;
	}
	e->pen -= put_gap(e->out, e->pen - x);
	put_code(fa, e->out, id);
	e->pen += use_glyph(fa, id);
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
			encode_glyph(&e, w, i, sum, clusters);
		sum += w->g[i].adv;
	}
	for (uint32_t i = back ? w->n : 0; i-- > 0;) {
		sum -= w->g[i].adv;
		encode_glyph(&e, w, i, sum, clusters);
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
	for (uint32_t i = 0; w->moved && i < w->n; i++)
		if (shaped_offset(w, i).dy)
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
	int64_t sum = 0, pen = 0;

	for (uint32_t i = 0; i < w->n; i++) {
		const struct glyph *g = &w->g[i];
		uint32_t end = i + 1 < w->n ? g[1].cluster : w->len;

		if (!g->id || g->id >= fa->n || end <= g->cluster ||
		        !face_says(fa, g->id,
		                (struct span){ w->text + g->cluster,
		                        end - g->cluster }))
			return 0;
		pen -= put_gap(out, pen - millionths(fa, sum));
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
	if (w->rtl || w->moved || !encode_plain(fa, w, &fs->pool, &c->adv)) {
		str_truncate(&fs->pool, off);
		c->mute = !face_speaks(fa, w);
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
