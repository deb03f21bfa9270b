/* font: what is read out of a face when it is first used.
 *
 * Files are mapped, not read: a CJK collection of 20 MB costs the pages that
 * are touched.  Metrics are taken as browsers take them (hhea, or OS/2 typo
 * when USE_TYPO_METRICS is set), by HarfBuzz's own functions where it has
 * them.  Embedding rights: OS/2 fsType, OpenType 1.9.
 */
#include <hb-ot.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "text/fonts.h"

#define FSTYPE_USAGE 0x000F
#define FSTYPE_RESTRICTED 0x0002
#define FSTYPE_NO_SUBSETTING 0x0100
#define FSTYPE_BITMAP_ONLY 0x0200

struct fonts *
fonts_new(struct font_list *list, struct diag *dg)
{
	struct fonts *f = xcalloc(1, sizeof(*f));

	f->dg = dg;
	f->arena = arena_new();
	f->own = list ? NULL : font_list_new();
	f->list = list ? list : f->own;
	vec_copy(&f->face, &f->list->face);
	return f;
}

static void
font_free(struct font *font)
{
	hb_set_destroy(font->chars);
	hb_font_destroy(font->hb);
	hb_face_destroy(font->face);
	hb_blob_destroy(font->blob);
	free(font);
}

/* The pattern of a listed one is the list's. */
static void
face_close(struct face *face)
{
	hb_face_destroy(face->hb);
	hb_blob_destroy(face->blob);
	if (face->added)
		FcPatternDestroy(face->pattern);
}

/* Drop what was concluded from the list of faces. */
static void
forget(struct fonts *f)
{
	size_t i;

	for (i = 0; i < f->alias.n; i++) {
		struct alias *a = f->alias.entry[i].value;

		vec_free(&a->family);
		free(a);
	}
	map_free(&f->alias);
	map_free(&f->match);
	str_free(&f->key);
	map_free(&f->fallback);
}

void
fonts_free(struct fonts *f)
{
	size_t i;

	if (f == NULL)
		return;
	for (i = 0; i < f->font.n; i++)
		font_free(f->font.p[i]);
	for (i = 0; i < f->face.n; i++)
		face_close(&f->face.p[i]);
	families_free(&f->family);
	for (i = 0; i < f->chain.n; i++) {
		struct chain *c = f->chain.entry[i].value;

		vec_free(&c->face);
		free(c);
	}
	forget(f);
	map_free(&f->chain);
	map_free(&f->missing);
	for (i = 0; i < f->unseen.n; i++)
		vec_free(&f->unseen.p[i].in);
	vec_free(&f->unseen);
	vec_free(&f->font);
	vec_free(&f->face);
	font_list_free(f->own);
	arena_free(f->arena);
	free(f);
}

static int
sbe16(const char *p)
{
	return (int16_t)be16(p);
}

/* Bytes of a table, or NULL when it is shorter than min. */
static const char *
table(hb_face_t *hb, const char *tag, unsigned min, hb_blob_t **blob)
{
	unsigned n;
	const char *p;

	*blob = hb_face_reference_table(
	        hb, HB_TAG(tag[0], tag[1], tag[2], tag[3]));
	p = hb_blob_get_data(*blob, &n);
	return n >= min ? p : NULL;
}

int
font_may_embed(hb_face_t *hb)
{
	hb_blob_t *blob;
	const char *os2 = table(hb, "OS/2", 10, &blob);
	unsigned fs = os2 ? be16(os2 + 8) : 0;

	hb_blob_destroy(blob);
	return (fs & FSTYPE_USAGE) != FSTYPE_RESTRICTED &&
	       !(fs & (FSTYPE_NO_SUBSETTING | FSTYPE_BITMAP_ONLY));
}

/* Map the file and check it.  0, or -1 after one warning. */
static int
face_open(struct fonts *f, struct face *face)
{
	hb_blob_t *head, *glyf, *cff;

	face->state = FACE_REFUSED;
	face->blob = hb_blob_create_from_file_or_fail(face->path);
	if (face->blob == NULL)
		return diag_file(f->dg, face->path, MSG_FONT_BAD);
	face->hb = hb_face_create(face->blob, (unsigned)face->index);
	head = hb_face_reference_table(face->hb, HB_TAG('h', 'e', 'a', 'd'));
	glyf = hb_face_reference_table(face->hb, HB_TAG('g', 'l', 'y', 'f'));
	cff = hb_face_reference_table(face->hb, HB_TAG('C', 'F', 'F', ' '));
	if (hb_blob_get_length(head) >= 54 &&
	        hb_face_get_glyph_count(face->hb) &&
	        (hb_blob_get_length(glyf) || hb_blob_get_length(cff)))
		face->state = FACE_OPEN;
	hb_blob_destroy(head);
	hb_blob_destroy(glyf);
	hb_blob_destroy(cff);
	if (face->state == FACE_REFUSED)
		return diag_file(f->dg, face->path, MSG_FONT_BAD);
	if (!font_may_embed(face->hb)) {
		face->state = FACE_REFUSED;
		return diag_file(f->dg, face->path, MSG_FONT_LICENCE);
	}
	hb_face_make_immutable(face->hb);
	return 0;
}

/* The face of that number in a file. */
static int
add_face(struct fonts *f, const char *family, const char *path, int index,
        unsigned weight_min, unsigned weight_max, int italic)
{
	struct face face;
	FcPattern *p;
	int count = 0;
	uint32_t k = (uint32_t)f->face.n;

	p = FcFreeTypeQuery(
	        (const FcChar8 *)path, (unsigned)index, NULL, &count);
	if (p == NULL || face_read(&face, p) < 0) {
		if (p)
			FcPatternDestroy(p);
		return diag_file(f->dg, path, MSG_FONT_BAD);
	}
	face.added = 1;
	if (face_open(f, &face) < 0) {
		face_close(&face);
		return -1;
	}
	if (family == NULL) {
		family_add_all(&f->family, &f->list->family, &face, k);
	} else {
		face.weight_min = (uint16_t)weight_min;
		face.weight_max = (uint16_t)weight_max;
		face.italic = italic != 0;
		family_add(&f->family, &f->list->family, family, k);
	}
	vec_add(&f->face, face);
	forget(f);
	return 0;
}

int
fonts_add_face(struct fonts *f, const char *family, const char *path,
        unsigned weight_min, unsigned weight_max, int italic)
{
	return add_face(f, family, path, 0, weight_min, weight_max, italic);
}

/* The installed font whose full or PostScript name that is (css-fonts-4, 4.3);
 * the caller destroys the set. */
static FcFontSet *
find_local(struct fonts *f, const char *name)
{
	static const char *const object[] = { FC_FULLNAME, FC_POSTSCRIPT_NAME };
	FcObjectSet *wanted = FcObjectSetBuild(FC_FILE, FC_INDEX, NULL);
	FcFontSet *set = NULL;

	for (size_t i = 0; i < 2 && (set == NULL || set->nfont == 0); i++) {
		FcPattern *p = FcPatternBuild(
		        NULL, object[i], FcTypeString, name, NULL);

		if (set != NULL)
			FcFontSetDestroy(set);
		set = FcFontList(f->list->fonts, p, wanted);
		FcPatternDestroy(p);
	}
	FcObjectSetDestroy(wanted);
	return set;
}

/* 1: it is added; 0: there is none; -1 after a warning. */
static int
add_local(struct fonts *f, const struct css_font_face *css, const char *name)
{
	FcFontSet *set = find_local(f, name);
	FcChar8 *file;
	int index = 0, k = 0;

	if (set != NULL && set->nfont > 0 &&
	        FcPatternGetString(set->fonts[0], FC_FILE, 0, &file) ==
	                FcResultMatch) {
		(void)FcPatternGetInteger(set->fonts[0], FC_INDEX, 0, &index);
		k = add_face(f, css->family, (const char *)file, index,
		            css->weight_min, css->weight_max, css->italic) < 0
		            ? -1
		            : 1;
	}
	if (set != NULL)
		FcFontSetDestroy(set);
	return k;
}

int
fonts_add_css(struct fonts *f, const struct css_font_face *css)
{
	const struct css_font_source *s;
	struct face *face;
	int k = 0;

	for (s = css->src; s != NULL && k <= 0; s = s->next)
		k = s->local != NULL ? add_local(f, css, s->local)
		    : fonts_add_face(f, css->family, s->path, css->weight_min,
		              css->weight_max, css->italic) < 0
		            ? -1
		            : 1;
	if (k == 0)
		diag_report(f->dg, NULL, MSG_FONT_LOCAL, css->family);
	if (k <= 0)
		return -1;
	face = vec_last(&f->face);
	face->range = css->range;
	face->ranges = css->ranges;
	f->ranged |= css->range != NULL;
	return 0;
}

int
fonts_add_file(struct fonts *f, const char *path)
{
	return fonts_add_face(f, NULL, path, 0, 0, 0);
}

static int
metric(hb_font_t *hb, hb_ot_metrics_tag_t tag)
{
	hb_position_t v = 0;

	hb_ot_metrics_get_position_with_fallback(hb, tag, &v);
	return v;
}

static void
read_metrics(struct font *font)
{
	hb_font_t *hb = font->hb;

	font->ascent = metric(hb, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER);
	font->descent = metric(hb, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER);
	if (font->descent > 0)
		font->descent = -font->descent;
	font->line_gap = metric(hb, HB_OT_METRICS_TAG_HORIZONTAL_LINE_GAP);
	if (font->line_gap < 0)
		font->line_gap = 0;
	font->cap_height = metric(hb, HB_OT_METRICS_TAG_CAP_HEIGHT);
	font->x_height = metric(hb, HB_OT_METRICS_TAG_X_HEIGHT);
	font->strike_pos = metric(hb, HB_OT_METRICS_TAG_STRIKEOUT_OFFSET);
	font->strike_thick = metric(hb, HB_OT_METRICS_TAG_STRIKEOUT_SIZE);
}

/* HarfBuzz would read all the glyphs' names for it, which are in the same
 * table; where that says nothing, it has a rule. */
static void
read_underline(struct font *font, const char *post)
{
	font->underline_pos = post ? sbe16(post + 8) : 0;
	font->underline_thick = post ? sbe16(post + 10) : 0;
	if (font->underline_pos == 0)
		font->underline_pos =
		        metric(font->hb, HB_OT_METRICS_TAG_UNDERLINE_OFFSET);
	if (font->underline_thick == 0)
		font->underline_thick =
		        metric(font->hb, HB_OT_METRICS_TAG_UNDERLINE_SIZE);
}

/* serif: PANOSE where it is filled in, else the IBM class, else the name. */
static uint8_t
is_serif(const char *os2, const char *family)
{
	unsigned kind = os2 ? (unsigned char)os2[32] : 0;
	unsigned style = os2 ? (unsigned char)os2[33] : 0;
	unsigned ibm = os2 ? (unsigned char)os2[30] : 0;

	if (kind == 2 && style >= 2)
		return style <= 10;
	if (ibm)
		return ibm <= 7;
	return strstr(family, "Serif") && !strstr(family, "Sans");
}

static void
read_tables(struct font *font)
{
	hb_blob_t *blob;
	const char *p = table(font->face, "head", 54, &blob);
	int i;

	for (i = 0; p && i < 4; i++)
		font->bbox[i] = sbe16(p + 36 + 2 * i);
	hb_blob_destroy(blob);
	p = table(font->face, "post", 16, &blob);
	if (p) {
		font->italic_angle = sbe16(p + 4) * 65536 + (int)be16(p + 6);
		font->fixed = be16(p + 12) || be16(p + 14);
	}
	read_underline(font, p);
	hb_blob_destroy(blob);
	p = table(font->face, "OS/2", 64, &blob);
	font->serif = is_serif(p, font->family);
	hb_blob_destroy(blob);
	table(font->face, "CFF ", 4, &blob);
	font->cff = hb_blob_get_length(blob) > 0;
	hb_blob_destroy(blob);
}

/* The glyph for characters that no font has: never glyph 0, which PDF/A
 * forbids in text (ISO 19005-2, 6.2.11.8). */
static uint32_t
replacement_glyph(const struct font *font)
{
	static const uint32_t cp[] = { 0xFFFD, 0x25A1, 0x25AF, '?', ' ' };
	hb_codepoint_t g;
	size_t i;

	for (i = 0; i < sizeof(cp) / sizeof(cp[0]); i++)
		if (hb_font_get_nominal_glyph(font->hb, cp[i], &g) && g)
			return g;
	return font->glyphs > 1 ? 1 : 0;
}

static char *
ps_name(struct fonts *f, const struct face *face)
{
	const char *p = face_family(face);
	struct str s = STR_INIT;
	FcChar8 *name;
	char *copy;

	if (FcPatternGetString(face->pattern, FC_POSTSCRIPT_NAME, 0, &name) ==
	        FcResultMatch)
		p = (const char *)name;
	for (; *p && s.len < 63; p++)
		if (*p > ' ' && *p < 0x7F && !strchr("[](){}<>/%#", *p))
			str_putc(&s, *p);
	copy = arena_strdup(f->arena, s.len ? s.s : "Font");
	str_free(&s);
	return copy;
}

/* Of a font's characters those that its sheet wants it for. */
static void
keep_ranges(hb_set_t *chars, const struct face *face)
{
	hb_set_t *wanted;

	if (face->range == NULL)
		return;
	wanted = hb_set_create();
	for (size_t i = 0; i < face->ranges; i++)
		hb_set_add_range(
		        wanted, face->range[i].min, face->range[i].max);
	hb_set_intersect(chars, wanted);
	hb_set_destroy(wanted);
}

/* Its low characters as bits. */
static void
note_low(struct font *font)
{
	hb_codepoint_t many[256], at = HB_SET_VALUE_INVALID;
	unsigned n;

	do {
		n = hb_set_next_many(font->chars, at, many, 256);
		for (unsigned i = 0; i < n && many[i] < FONT_LOW; i++)
			font->low[many[i] / 8] |= (uint8_t)(1u << many[i] % 8);
		at = n ? many[n - 1] : FONT_LOW;
	} while (at < FONT_LOW);
	font->ascii = 1;
	for (uint32_t cp = 0x20; cp < 0x80; cp++)
		font->ascii &= (uint8_t)font_has(font, cp);
}

const struct font *
fonts_open(struct fonts *f, uint32_t k, int bold, int italic)
{
	struct face *face = &f->face.p[k];
	struct font **slot = &face->font[(bold ? 1 : 0) | (italic ? 2 : 0)];
	struct font *font;

	if (*slot)
		return *slot;
	if (face->state == FACE_REFUSED ||
	        (face->state == FACE_NEW && face_open(f, face) < 0))
		return NULL;
	font = xcalloc(1, sizeof(*font));
	font->id = (int)f->font.n;
	font->path = arena_strdup(f->arena, face->path);
	font->index = face->index;
	font->family = arena_strdup(f->arena, face_family(face));
	font->psname = ps_name(f, face);
	font->blob = hb_blob_reference(face->blob);
	font->face = hb_face_reference(face->hb);
	font->hb = hb_font_create(face->hb);
	hb_font_make_immutable(font->hb);
	font->upem = hb_face_get_upem(face->hb);
	font->glyphs = hb_face_get_glyph_count(face->hb);
	font->chars = hb_set_create();
	hb_face_collect_unicodes(face->hb, font->chars);
	keep_ranges(font->chars, face);
	note_low(font);
	font->weight = face->weight;
	font->italic = face->italic;
	font->synthetic_bold = bold != 0;
	font->synthetic_italic = italic != 0;
	read_metrics(font);
	read_tables(font);
	font->replacement = replacement_glyph(font);
	vec_add(&f->font, font);
	*slot = font;
	return font;
}

int
font_has_odd(const struct font *font, uint32_t cp)
{
	if (cp < FONT_LOW ? font->low[cp / 8] >> cp % 8 & 1
	                  : hb_set_has(font->chars, cp))
		return 1;
	if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0))
		return 1;
	if (cp < 0xA0)
		return 0;
	if (cp == 0xA0 || (cp >= 0x2000 && cp <= 0x200A) || cp == 0x202F ||
	        cp == 0x205F || cp == 0x3000)
		return hb_set_has(font->chars, ' ');
	if (cp == 0x2011)
		return hb_set_has(font->chars, 0x2010);
	/* Default_Ignorable_Code_Point, those that occur in texts */
	return cp == 0xAD || cp == 0x34F || cp == 0x61C ||
	       (cp >= 0x180B && cp <= 0x180F) ||
	       (cp >= 0x200B && cp <= 0x200F) ||
	       (cp >= 0x2028 && cp <= 0x202E) ||
	       (cp >= 0x2060 && cp <= 0x206F) ||
	       (cp >= 0xFE00 && cp <= 0xFE0F) || cp == 0xFEFF ||
	       (cp >= 0xE0000 && cp <= 0xE0FFF);
}

size_t
fonts_count(const struct fonts *f)
{
	return f->font.n;
}

const struct font *
fonts_get(const struct fonts *f, int id)
{
	return id >= 0 && (size_t)id < f->font.n ? f->font.p[id] : NULL;
}
