/* pagelist: where the pages of the PDF begin, as plain data for the EPUB. */
#ifndef BANTIN_RUN_PAGELIST_H
#define BANTIN_RUN_PAGELIST_H

#include "doc/book.h"
#include "epub/epub.h"
#include "layout/page.h"

struct pagelist;

struct pagelist *
pagelist_new(void);
void
pagelist_free(struct pagelist *l); /* NULL is fine */
/* Take note of a page, in any order. */
void
pagelist_page(struct pagelist *l, const struct page *p);
/* When layout has ended.  Gives 0 when the pages cannot be told. */
size_t
pagelist_finish(struct pagelist *l, const struct frame *f, const struct book *b,
        const struct epub_page **out);

#endif
