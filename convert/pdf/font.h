/* font: the fonts of a PDF.  A face is one font file (one face of a
 * collection) and becomes one Type0 font, whichever struct font drew with it.
 *
 * Widths and pens are in millionths of an em: thousandths of the unit of a
 * PDF's glyph space, so that what a reader adds up is known exactly.
 */
#ifndef BANTIN_PDF_FONT_H
#define BANTIN_PDF_FONT_H

#include "base/hash.h"
#include "base/vec.h"
#include "pdf/writer.h"
#include "text/shape.h"

struct face {
	const struct font *font; /* the first that came with this file */
	int index; /* /F<index> in content */
	int id; /* the Type0 font's object */
	unsigned n; /* glyphs */
	int64_t each; /* a font unit, millionths of an em; 0: none whole */
	int32_t *width; /* by glyph; -1: not used */
	VEC(uint32_t) used; /* glyphs, as they come; sorted to be written */
	uint32_t *uni; /* offset + 1 of its text in pool */
	uint8_t *strong; /* the text is the glyph's alone */
	uint16_t *cid; /* NULL: CID = glyph */
	struct str pool;
	uint32_t missing; /* stands for what the face lacks */
};

/* A word as it stands inside a TJ array: the bytes begin and end inside a
 * literal string. */
struct coded {
	int64_t adv;
	uint32_t off; /* of faces.pool */
	uint16_t len; /* 0: depends on the size, or is longer: face_encode() */
	uint8_t known; /* 0: no word */
	uint8_t mute; /* ToUnicode does not tell its text */
};

struct faces {
	VEC(struct face *) face;
	VEC(struct face *) by_font; /* by struct font.id */
	struct map by_file;
	VEC(struct coded) coded; /* by struct shaped.number */
	struct str pool; /* with STR_SHORT bytes more behind its end */
};

struct faces *
faces_new(void);
void
faces_free(struct faces *fs);
struct face *
faces_open(struct pdf *pdf, const struct font *f); /* new to it */
static inline struct face *
faces_use(struct pdf *pdf, const struct font *f)
{
	const struct faces *fs = pdf->faces;

	if ((size_t)f->id < fs->by_font.n && fs->by_font.p[f->id])
		return fs->by_font.p[f->id];
	return faces_open(pdf, f);
}
const struct coded *
faces_add(struct pdf *pdf, struct face *fa, const struct shaped *w);
/* The word's code; valid to the next call. */
static inline const struct coded *
faces_code(struct pdf *pdf, struct face *fa, const struct shaped *w)
{
	const struct faces *fs = pdf->faces;

	if (w->number < fs->coded.n && fs->coded.p[w->number].known)
		return &fs->coded.p[w->number];
	return faces_add(pdf, fa, w);
}
/* Its bytes, if it has a length; STR_SHORT of them can be read. */
static inline const char *
faces_text(const struct faces *fs, const struct coded *c)
{
	return fs->pool.s + c->off;
}
/* The number n of a TJ array, thousandths of an em, from inside a string to
 * inside the next; what it moves the pen back, millionths. */
int64_t
tj_put(struct str *out, int64_t n);
static inline int64_t
tj_round(int64_t millionths)
{
	return (millionths >= 0 ? millionths + 500 : millionths - 500) / 1000;
}
/* Write the bytes of a word that faces_code() has seen to out, with
 * letter_spacing millionths of an em after each cluster, for a size in
 * 1/1024 pt (glyphs shifted up or down need it); returns the advance. */
int64_t
face_encode(struct face *fa, const struct shaped *w, int64_t letter_spacing,
        unit size, struct str *out);
/* The fonts dictionary of /Resources. */
void
faces_resource(struct pdf *pdf);
/* Embed them all. 0 or -1. */
int
faces_write(struct pdf *pdf);

/* saying.c: can glyph g, whose text is not t, say it all the same?  Claims g for
 * t when it is free. */
int
face_takes(struct face *fa, uint32_t g, struct span t);
/* Is t the text of glyph g alone? */
static inline int
face_has(const struct face *fa, uint32_t g, struct span t)
{
	const char *is = fa->pool.s;
	size_t i = 0;

	if (!fa->strong[g])
		return 0;
	is += fa->uni[g] - 1;
	while (i < t.n && is[i] == t.p[i] && is[i] != '\0')
		i++;
	return i == t.n && is[i] == '\0';
}
/* Can glyph g say t by itself?  Mostly t is a letter that it has said before,
 * and no call's worth. */
static inline int
face_says(struct face *fa, uint32_t g, struct span t)
{
	return face_has(fa, g, t) || face_takes(fa, g, t);
}
/* Does ToUnicode tell the text of the word?  Gives all its glyphs theirs. */
int
face_speaks(struct face *fa, const struct shaped *w);

/* fontfile.c: subset and descriptor of one face. */
int
face_write(struct pdf *pdf, struct face *fa);
/* cff.c: character IDs by glyph of a CID-keyed CFF table, malloc'd; NULL when
 * it is not CID-keyed, when each CID is its glyph's number, or when broken. */
uint16_t *
cff_cids(struct span cff, unsigned glyphs);

#endif
