/* otrules: which glyphs a font's lookups can act on.  Private to the room. */
#ifndef BANTIN_TEXT_OTRULES_H
#define BANTIN_TEXT_OTRULES_H

#include <hb.h>
#include <stdint.h>

#include "base/vec.h"
#include "text/otlookups.h"
#include "text/shape.h"

#define OT_ALONE 1u /* in first: perhaps, whatever its neighbours are */

/* A subtable; where it acts, those of the lookup behind it do not. */
struct ot_subtable {
	size_t at;
	unsigned lookup;
	struct ot_memo *memo; /* pairs: OT_MEMO; NULL until it is used */
};

/* Where a glyph stands in a subtable; looked for anew when another took its
 * place. */
#define OT_MEMO 256
struct ot_memo {
	uint32_t first, second; /* glyphs, and one; 0: none */
	int row; /* -1: none */
	unsigned column;
};

/* By glyph.  Something may happen where an ALONE is, or where one bit of the
 * first glyph is also set for the glyph behind it; and kerning; nothing else. */
struct ot_rules {
	unsigned glyphs;
	unsigned used; /* bits, with ALONE's */
	uint32_t ligating; /* bits of ligatures */
	uint32_t *first, *second;
	hb_blob_t *gsub, *gpos;
	VEC(struct ot_subtable) lig, kern; /* by lookup */
};

/* What lookups of GSUB and GPOS do in text without marks.  0, or -1: a table
 * cannot be read, or pairs are more than kerning. */
int
ot_rules_read(struct ot_rules *r, hb_face_t *face, unsigned glyphs,
        const struct ot_lookups *l);
void
ot_rules_free(struct ot_rules *r);
/* What the second glyph adds to the advance of the first, font units; both
 * are glyphs of the font. */
int
ot_rules_kern(struct ot_rules *r, unsigned first, unsigned second);

/* Set the ligatures of n glyphs, in place; a cluster is that of its first.
 * Number of glyphs then; 0: something else may happen to them. */
uint32_t
ot_ligate(struct ot_rules *r, struct glyph *g, uint32_t n);

#endif
