/* epub: a book in, one EPUB 3 file out (with NCX and guide for EPUB 2
 * readers), chapters written to the container as they are made. */
#ifndef BANTIN_EPUB_EPUB_H
#define BANTIN_EPUB_EPUB_H

#include "base/diag.h"
#include "base/file.h"
#include "doc/book.h"
#include "doc/theme.h"

struct epub_options {
	struct theme *theme;
	int fonts; /* embed subset fonts */
	const char *cover; /* path, or NULL: designed by the theme */
};

int
epub_write(const struct book *b, const struct epub_options *o,
        struct publish *out, struct diag *dg);

#endif
