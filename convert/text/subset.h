/* subset: the part of a font that a document uses, as bytes (hb-subset). */
#ifndef BANTIN_TEXT_SUBSET_H
#define BANTIN_TEXT_SUBSET_H

#include "base/str.h"
#include "text/font.h"

enum subset_for {
	/* For a PDF: only outlines and metrics remain.  CFF fonts give the bare
	 * `CFF ` table (FontFile3 of subtype CIDFontType0C), in which glyphs
	 * keep their numbers, others a TrueType file (FontFile2). */
	SUBSET_PDF,
	/* For a reader of EPUBs: a complete OpenType font with cmap, names and
	 * layout tables; glyphs are renumbered. */
	SUBSET_EPUB
};

/* Append the subset to *out.  glyphs or chars (Unicode) may be NULL; for
 * SUBSET_EPUB the glyphs that the characters' features lead to are kept.
 * Glyph 0 is always there.  The same input gives the same bytes.
 * number, of font->glyphs places or NULL: the new one of each glyph in `glyphs`.
 * Returns 0, or -1 when HarfBuzz cannot; the caller reports. */
int
font_subset(const struct font *font, const hb_set_t *glyphs,
        const hb_set_t *chars, enum subset_for what, struct str *out,
        uint16_t *number);

#endif
