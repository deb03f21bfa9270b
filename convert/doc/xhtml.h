/* xhtml: the serialisers of a clean article, and the door (DESIGN 1): an
 * article written down and read back without loss. */
#ifndef BANTIN_DOC_XHTML_H
#define BANTIN_DOC_XHTML_H

#include "base/diag.h"
#include "base/str.h"
#include "doc/article.h"

/* Well-formed XHTML5 of one subtree: attributes in the order of the tree,
 * void elements as <br/>, no insignificant white space added. */
void
xhtml_node(struct str *out, const xmlNode *node);
/* A whole document: XML declaration, html with xmlns and lang, title and
 * metadata in the head, header with title, standfirst, byline, then the
 * article.  Also prints unfinished states (--until). */
void
xhtml_document(struct str *out, const struct article *a);
/* Plain text.  One block a line, blank line between blocks, table rows as one
 * line with tabs, list items with their marker, images by nothing, captions
 * as a block.  First lines: kicker, title, standfirst, byline with date.
 * This is the text that PDF and EPUB must hold word by word. */
void
text_document(struct str *out, const struct article *a);
void
markdown_document(struct str *out, const struct article *a);
/* One JSON object: text, html, title, author (array), date, lang, ...,
 * lead_image, caption, ledger. */
void
json_document(struct str *out, const struct article *a);

/* The door.  Everything of a clean article as one XHTML document (metadata,
 * assets and ledger in a JSON script element of the head), and back.
 * article_read() gives NULL after one diagnostic. */
void
article_write(struct str *out, const struct article *a);
struct article *
article_read(struct span in, const char *name, struct diag *dg);

/* The heading block of an article as elements, in the order text_document()
 * uses, appended below parent: header.article-head > p.kicker, h1, 
 * p.standfirst, p.byline (span.author, time).  PDF and EPUB both start an
 * article with it, so the words agree.  Returns the header element. */
xmlNodePtr
article_head(xmlNodePtr parent, struct article *a);

#endif
