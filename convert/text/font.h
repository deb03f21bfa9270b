/* font: faces found by fontconfig, opened once, with what layout and PDF must
 * know of them.  All metrics in font units (upem per em), y up. */
#ifndef BANTIN_TEXT_FONT_H
#define BANTIN_TEXT_FONT_H

#include <hb.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/unit.h"
#include "css/style.h"

#define FONT_LOW 0x2100

struct font {
	int id; /* dense, from 0, in order of first use */
	char *path;
	int index; /* face in a collection; variations are not used */
	char *psname; /* PostScript name */
	char *family;
	hb_blob_t *blob; /* the file, mapped; shared by its faces */
	hb_face_t *face;
	hb_font_t *hb; /* scale = upem */
	unsigned upem, glyphs;
	int ascent, descent; /* descent is negative */
	int line_gap;
	int cap_height, x_height;
	int underline_pos, underline_thick; /* pos: negative is below */
	int strike_pos, strike_thick;
	int bbox[4];
	int italic_angle; /* degrees * 65536 */
	uint16_t weight;
	uint8_t italic, cff, fixed, serif;
	uint8_t synthetic_bold; /* asked for bold, the face has none */
	uint8_t synthetic_italic;
	uint32_t replacement; /* glyph shown for characters nobody has */
	hb_set_t *chars; /* characters of the cmap */
	uint8_t low[FONT_LOW / 8]; /* those below FONT_LOW, a bit each */
	uint8_t ascii; /* has all from U+0020 to 7F */
};

struct fonts;
struct font_list;

/* What is installed, read once (some milliseconds) for all fonts of a run,
 * which it must outlive. */
struct font_list *
font_list_new(void);
void
font_list_free(struct font_list *l);

/* Only system fonts that fontconfig finds, and those of fonts_add_*().
 * Reproducible: same fonts installed, same choice.  list NULL: one of its own.
 */
struct fonts *
fonts_new(struct font_list *list, struct diag *dg);
void
fonts_free(struct fonts *f);
int
fonts_add_file(struct fonts *f, const char *path);
/* @font-face: the file's first face under a name of the sheet's choosing, for
 * weights weight_min..weight_max.  Goes before installed fonts of that name.
 * 0, or -1 after one warning when it is no font that can be embedded. */
int
fonts_add_face(struct fonts *f, const char *family, const char *path,
        unsigned weight_min, unsigned weight_max, int italic);

/* One that a sheet brings along, which must outlive f; for the characters of
 * its unicode-range alone. */
struct css_font_face;
int
fonts_add_css(struct fonts *f, const struct css_font_face *face);

/* First face of the style's families that fits; never NULL: the last resort
 * is any font, and with no font at all the process reports and ends 78. */
const struct font *
fonts_match(struct fonts *f, const struct style *s);
/* Face for a character that the style's own families lack, by script and
 * language; NULL when no installed font has it (reported once a character). */
const struct font *
fonts_fallback(
        struct fonts *f, const struct style *s, uint32_t cp, const char *lang);
/* What is asked for is in the text of that name, which lives as long as f or
 * until fonts_report(); "": in none.  Until then missing characters wait for
 * the report, which tells once of each with the texts that it is in. */
void
fonts_where(struct fonts *f, const char *name);
void
fonts_report(struct fonts *f);
/* Does the style name a family that is for some characters only?  Then the
 * font of each is asked for by fonts_fallback(). */
int
fonts_mixed(const struct fonts *f, const struct style *s);
/* Can the font show cp?  True as well for what needs no glyph of its own:
 * controls, default ignorables, the spaces HarfBuzz makes up. */
int
font_has_odd(const struct font *f, uint32_t cp);
static inline int
font_has(const struct font *f, uint32_t cp)
{
	return (cp < FONT_LOW && f->low[cp / 8] >> cp % 8 & 1) ||
	       font_has_odd(f, cp);
}
/* Do the font's licence bits (OpenType OS/2, fsType) let a part of it stand
 * in a document? */
int
font_may_embed(hb_face_t *face);
size_t
fonts_count(const struct fonts *f);
const struct font *
fonts_get(const struct fonts *f, int id);

/* font units to layout units at a font size */
static inline unit
font_scale(const struct font *f, int64_t v, unit size)
{
	return unit_muldiv(v, size, (int64_t)f->upem);
}

#endif
