/* raster: pixels on their way from a file to an image XObject. */
#ifndef BANTIN_PDF_RASTER_H
#define BANTIN_PDF_RASTER_H

#include <stdlib.h>

#include "base/str.h"
#include "pdf/object.h"

struct raster {
	uint32_t width, height;
	/* wishes */
	uint8_t want_pixels; /* of RGB: no idat */
	uint8_t keep_cmyk; /* of a JPEG, as inks: 0 is none */
	/* what came */
	uint8_t palette_cmyk; /* four bytes a colour */
	int channels; /* 1 grey or palette index, 3 RGB, 4 CMYK */
	int bits; /* per component */
	struct str pixels; /* rows */
	struct str palette; /* RGB triples; empty: none */
	struct str alpha; /* rows; empty: opaque */
	int alpha_bits; /* 8 or 1 */
	struct str idat; /* deflated rows with PNG filters, as they
				 * stood in the file; then pixels is empty */
};

void
pdf_raster_free(struct raster *r);
/* 0, or -1 when the file is broken; nothing is reported. */
int
pdf_png_load(struct span file, struct raster *r);
/* A JPEG that cannot be passed through; CMYK becomes RGB, or is kept. */
int
pdf_jpeg_load(struct span file, struct raster *r);
/* CMYK pixels as a JPEG for DCTDecode; -1 when that is not possible. */
int
pdf_jpeg_encode(const struct raster *r, struct str *out);
/* The most ink of a pixel of such a JPEG, percent; n is how many it has. */
int
pdf_jpeg_most(struct span file, size_t n);

struct inks;
/* RGB pixels or palette to CMYK within the limit of ink, or to grey when no
 * pixel has a colour; CMYK to the limit.  icc: their profile; empty: sRGB.
 * Returns how many pixels had to be held to the limit. */
size_t
pdf_separate(struct inks *k, struct raster *r, struct span icc);
/* The pixels at `from`, of R, G, B and what else there is in step bytes, as
 * indices with their palette, of 1, 2, 4 or 8 bits.  0; -1: they have too
 * many colours, and there is no palette. */
int
pdf_palette(struct raster *r, const uint8_t *from, size_t step);
/* Alpha of 8 bits that is all or nothing to one bit. */
void
pdf_palette_alpha(struct raster *r);
/* Rows of n bytes behind PNG filters, then deflated: what /Predictor 15
 * undoes. step is the distance of two pixels in bytes. */
void
pdf_raster_deflate(struct objects *o, struct str *out, struct span rows,
        size_t n, size_t step);

/* Rows of n bytes, deflated; 1: as runs, which RunLengthDecode undoes after
 * FlateDecode, 0: as they are. */
int
pdf_raster_runs(struct objects *o, struct str *out, struct span rows, size_t n);

/* The predictor of PNG's fourth filter. */
static inline uint8_t
pdf_paeth(int a, int b, int c)
{
	int pa = abs(b - c), pb = abs(a - c), pc = abs(a + b - 2 * c);
	int other = pb <= pc ? b : c;

	return (uint8_t)(pa <= pb && pa <= pc ? a : other);
}

/* What a reader must know of a JPEG that is passed through. */
struct jpeg_info {
	uint32_t width, height;
	int components;
	int adobe; /* has Adobe's marker */
	int plain_rgb; /* three components that are R, G, B */
	int direct; /* DCTDecode can read it */
	struct str icc;
};

int
pdf_jpeg_scan(struct span file, struct jpeg_info *info);

struct png_look {
	int has_alpha; /* transparency of any kind */
	int channels; /* of colour: 1 or 3 */
	uint32_t width, height;
	struct str icc;
};

int
pdf_png_scan(struct span file, struct png_look *l);

#endif
