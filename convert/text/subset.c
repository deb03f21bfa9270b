/* subset: hb-subset behind one door.
 *
 * A PDF addresses glyphs by number and brings its own widths and Unicode map,
 * so the subset keeps the numbers and loses every table that a viewer does
 * not draw with (ISO 32000-1, 9.9: glyf head hhea hmtx loca maxp, and cvt
 * fpgm prep for hinted fonts).  For a CFF font it is even the `CFF ` table
 * alone.  An EPUB's reader shapes by itself and needs the tables for it.
 */
#include "text/subset.h"

#include <hb-subset.h>

static const hb_tag_t drop_for_pdf[] = {
	HB_TAG('B', 'A', 'S', 'E'),
	HB_TAG('D', 'S', 'I', 'G'),
	HB_TAG('G', 'D', 'E', 'F'),
	HB_TAG('G', 'P', 'O', 'S'),
	HB_TAG('G', 'S', 'U', 'B'),
	HB_TAG('J', 'S', 'T', 'F'),
	HB_TAG('M', 'A', 'T', 'H'),
	HB_TAG('O', 'S', '/', '2'),
	HB_TAG('P', 'C', 'L', 'T'),
	HB_TAG('S', 'T', 'A', 'T'),
	HB_TAG('V', 'O', 'R', 'G'),
	HB_TAG('c', 'm', 'a', 'p'),
	HB_TAG('g', 'a', 's', 'p'),
	HB_TAG('h', 'd', 'm', 'x'),
	HB_TAG('k', 'e', 'r', 'n'),
	HB_TAG('m', 'e', 't', 'a'),
	HB_TAG('n', 'a', 'm', 'e'),
	HB_TAG('p', 'o', 's', 't'),
	HB_TAG('v', 'h', 'e', 'a'),
	HB_TAG('v', 'm', 't', 'x'),
	HB_TAG('F', 'F', 'T', 'M'),
	HB_TAG('L', 'T', 'S', 'H'),
	HB_TAG('V', 'D', 'M', 'X'),
	HB_TAG('m', 'o', 'r', 'x'),
	HB_TAG('m', 'o', 'r', 't'),
	HB_TAG('f', 'e', 'a', 't'),
	HB_TAG('p', 'r', 'o', 'p'),
	HB_TAG('S', 'V', 'G', ' '),
	HB_TAG('C', 'O', 'L', 'R'),
	HB_TAG('C', 'P', 'A', 'L'),
	HB_TAG('C', 'B', 'D', 'T'),
	HB_TAG('C', 'B', 'L', 'C'),
};

static void
set_up(hb_subset_input_t *in, enum subset_for what)
{
	hb_set_t *drop = hb_subset_input_set(in, HB_SUBSET_SETS_DROP_TABLE_TAG);
	hb_set_t *features;
	size_t i;

	if (what == SUBSET_PDF) {
		hb_subset_input_set_flags(
		        in, HB_SUBSET_FLAGS_RETAIN_GIDS |
		                    HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
		for (i = 0; i < sizeof(drop_for_pdf) / sizeof(drop_for_pdf[0]);
		        i++)
			hb_set_add(drop, drop_for_pdf[i]);
		return;
	}
	hb_subset_input_set_flags(in, HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
	/* All features of the font, not only HarfBuzz's default choice: small
	 * capitals and old-style figures are the style sheet's to ask for. */
	features = hb_subset_input_set(in, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG);
	/* inverted, not a range: that would fill 512 MB with ones */
	hb_set_clear(features);
	hb_set_invert(features);
}

int
font_subset(const struct font *font, const hb_set_t *glyphs,
        const hb_set_t *chars, enum subset_for what, struct str *out)
{
	hb_subset_input_t *in = hb_subset_input_create_or_fail();
	hb_face_t *face;
	hb_blob_t *blob;
	const char *p;
	unsigned n;

	if (in == NULL)
		return -1;
	set_up(in, what);
	if (glyphs)
		hb_set_union(hb_subset_input_glyph_set(in), glyphs);
	if (chars)
		hb_set_union(hb_subset_input_unicode_set(in), chars);
	face = hb_subset_or_fail(font->face, in);
	hb_subset_input_destroy(in);
	if (face == NULL)
		return -1;
	if (what == SUBSET_PDF && font->cff)
		blob = hb_face_reference_table(
		        face, HB_TAG('C', 'F', 'F', ' '));
	else
		blob = hb_face_reference_blob(face);
	p = hb_blob_get_data(blob, &n);
	if (n)
		str_add(out, p, n);
	hb_blob_destroy(blob);
	hb_face_destroy(face);
	return n ? 0 : -1;
}
