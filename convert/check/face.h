/* face: an embedded font program and the way from codes to its glyphs. */
#ifndef BANTIN_CHECK_FACE_H
#define BANTIN_CHECK_FACE_H

#include <ft2build.h>
#include FT_FREETYPE_H

#include "check/cmap.h"

struct face {
	struct ctx *x;
	struct obj *font, *cid, *desc; /* cid: a null object in simple fonts */
	const char *sub;
	FT_Face ft; /* NULL: none, or none that can be read */
	int embedded;
	struct cmap *cmap;
	int identity; /* codes are CIDs */
	int symbolic;
	FT_UInt *of_cid; /* CID-keyed CFF: glyph + 1 of a CID */
};

void
face_open(struct face *k, struct ctx *x, struct obj *font, FT_Library ft);
void
face_close(struct face *k);
FT_UInt
face_glyph_of_cid(struct face *k, unsigned cid);
/* In thousandths of the type size. */
double
face_cid_width(struct face *k, unsigned cid);
/* Glyph name of a code of a simple font by Differences; NULL: none there. */
const char *
face_difference(struct face *k, unsigned code);
/* The glyph of a code of a simple font: 1 and *g, or 0 when not certain. */
int
face_glyph_of_code(struct face *k, unsigned c, FT_UInt *g);

#endif
