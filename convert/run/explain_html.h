/* explain_html: the parts of the page, and what they write with. */
#ifndef BANTIN_RUN_EXPLAIN_HTML_H
#define BANTIN_RUN_EXPLAIN_HTML_H

#include "run/account.h"

struct html {
	struct str *out;
	const struct account *ac;
	struct store *store;
	struct diag *dg;
	size_t embedded; /* bytes of pictures so far */
};

void
html_put(struct html *h, const char *markup);
/* Escaped; NULL is nothing. */
void
html_text(struct html *h, const char *s);
/* "1,234 words" */
void
html_words(struct html *h, unsigned n);
/* About n characters, for a summary. */
void
html_first_of(struct html *h, const char *s, size_t n);

void
html_pictures(struct html *h); /* those of the article, and what misses */
/* The picture of a piece that has one; its bytes are in html_pictures(). */
void
html_shown(struct html *h, const struct piece *p);
void
html_page(struct html *h); /* the source, block by block */

#endif
