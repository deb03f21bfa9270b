/* subset: hb-subset behind one door.
 *
 * A PDF brings its own widths and Unicode map, so the subset loses every table
 * that a viewer does not draw with (ISO 32000-1, 9.9: glyf head hhea hmtx loca
 * maxp).  For a CFF font it is even the `CFF ` table alone.  Hints are left
 * out: they are for type of few pixels on a screen that does not smooth it, and
 * a third of the font.  An EPUB's reader shapes by itself and needs the tables
 * for it.
 */
#include "text/subset.h"

#include <hb-subset.h>

/* What is not there is not gone through: with its cmap and layout tables a
 * face takes three times as long. */
static hb_face_t *
face_to_draw(hb_face_t *whole)
{
	static const hb_tag_t tag[] = {
		HB_TAG('C', 'F', 'F', ' '),
		HB_TAG('g', 'l', 'y', 'f'),
		HB_TAG('h', 'e', 'a', 'd'),
		HB_TAG('h', 'h', 'e', 'a'),
		HB_TAG('h', 'm', 't', 'x'),
		HB_TAG('l', 'o', 'c', 'a'),
		HB_TAG('m', 'a', 'x', 'p'),
	};
	hb_face_t *face = hb_face_builder_create();

	for (size_t i = 0; i < sizeof(tag) / sizeof(tag[0]); i++) {
		hb_blob_t *blob = hb_face_reference_table(whole, tag[i]);

		if (hb_blob_get_length(blob))
			hb_face_builder_add_table(face, tag[i], blob);
		hb_blob_destroy(blob);
	}
	return face;
}

static void
set_up(hb_subset_input_t *in, enum subset_for what, int cff)
{
	hb_set_t *features;

	if (what == SUBSET_PDF) {
		hb_subset_input_set_flags(
		        in, (cff ? HB_SUBSET_FLAGS_RETAIN_GIDS : 0u) |
		                    HB_SUBSET_FLAGS_NO_HINTING |
		                    HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
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

static void
tell_numbers(const hb_subset_plan_t *plan, const hb_set_t *glyphs, uint16_t *to)
{
	const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(plan);
	hb_codepoint_t g = HB_SET_VALUE_INVALID;

	while (hb_set_next(glyphs, &g))
		to[g] = (uint16_t)hb_map_get(map, g);
}

/* NULL: HarfBuzz cannot. */
static hb_face_t *
part_of(hb_face_t *whole, const hb_subset_input_t *in, const hb_set_t *glyphs,
        uint16_t *number)
{
	hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(whole, in);
	hb_face_t *part = NULL;

	if (plan == NULL)
		return NULL;
	part = hb_subset_plan_execute_or_fail(plan);
	if (part && number)
		tell_numbers(plan, glyphs, number);
	hb_subset_plan_destroy(plan);
	return part;
}

int
font_subset(const struct font *font, const hb_set_t *glyphs,
        const hb_set_t *chars, enum subset_for what, struct str *out,
        uint16_t *number)
{
	hb_subset_input_t *in = hb_subset_input_create_or_fail();
	hb_face_t *whole, *face;
	hb_blob_t *blob;
	const char *p;
	unsigned n;

	if (in == NULL)
		return -1;
	set_up(in, what, font->cff);
	if (glyphs)
		hb_set_union(hb_subset_input_glyph_set(in), glyphs);
	if (chars)
		hb_set_union(hb_subset_input_unicode_set(in), chars);
	whole = what == SUBSET_PDF ? face_to_draw(font->face)
	                           : hb_face_reference(font->face);
	face = part_of(whole, in, glyphs, number);
	hb_face_destroy(whole);
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
