/* epub: a book in, one EPUB 3 file out (with NCX and guide for EPUB 2
 * readers), chapters written to the container as they are made. */
#ifndef BANTIN_EPUB_EPUB_H
#define BANTIN_EPUB_EPUB_H

#include "base/diag.h"
#include "base/file.h"
#include "doc/book.h"
#include "doc/issue.h"
#include "doc/theme.h"

#define EPUB_PAGE_START 28

/* The beginning of one page, in the order of the pages. */
struct epub_page {
	const char *label;
	size_t entry; /* of the book; EPUB_PAGE_FRONT: before all */
	uint32_t chars; /* characters other than white space before it, in
			 * the article as it is printed, its head first */
	int section; /* with the heading of the entry's section */
	char start[EPUB_PAGE_START]; /* its first letters, no white space */
};
#define EPUB_PAGE_FRONT ((size_t)-1)

struct font_list;

struct epub_options {
	struct theme *theme;
	struct font_list *installed; /* NULL: read when needed */
	int fonts; /* embed subset fonts */
	enum epub_profile profile;
	int modern; /* pictures as they came, where EPUB 3.3 has the form */
	/* Where the pages of a PDF of the same book begin; NULL: not made. */
	const struct epub_page *page;
	size_t pages;
	const char *page_source; /* name of that PDF */
};

int
epub_write(const struct book *b, const struct epub_options *o,
        struct publish *out, struct diag *dg);

#endif
