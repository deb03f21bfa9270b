/* pdf: frozen pages in, one tagged PDF out, through libharu's object layer.
 * PDF/A-2u and PDF/UA-1 in every file. */
#ifndef BANTIN_PDF_PDF_H
#define BANTIN_PDF_PDF_H

#include "base/diag.h"
#include "base/file.h"
#include "doc/book.h"
#include "layout/page.h"

struct pdf;

#define PDF_COMPRESSION 3

struct pdf_options {
	const struct book *book; /* title, language, dates, publisher */
	struct store *store; /* images */
	int print; /* 1: CMYK black, boxes, marks */
	const char *condition; /* print: coated, uncoated, heatset,
					 * newspaper, or the path of a CMYK output
					 * profile; NULL: coated */
	int ink; /* print: percent of all inks; 0: what the
					 * condition's paper takes, or the profile's own most */
	int keep_rgb; /* print: pictures and colours in RGB stay so,
					 * with their profiles */
	int all_marks; /* print: besides crop marks those for
					 * register, colour bars and the slug line */
	struct shaper *shaper; /* for the slug line; NULL: none */
	int booklet; /* two pages on a sheet, to be folded */
	size_t attach; /* screen: the articles' files, of so many bytes each
			 * at most, as PDF/A-3; 0: none */
	const char *file; /* its name, for the slug line; NULL */
	int compression; /* libdeflate level, 0..12 */
};

/* Writes to out, which stays the caller's to commit or abort. */
struct pdf *
pdf_open(struct publish *out, const struct pdf_options *o, struct diag *dg);
/* What the inks of a pixel are held to, percent; 0 for the screen. */
int
pdf_ink(const struct pdf *pdf);
/* A page_sink: ctx is the struct pdf. */
int
pdf_page(void *ctx, const struct page *p);
/* Fonts, structure tree, outline, metadata, cross-references. 0 or -1. */
int
pdf_finish(struct pdf *pdf, const struct frame *f);
void
pdf_free(struct pdf *pdf);

#endif
