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
/* Text or (in double quotes) an attribute's value for XML 1.0: & < > " as
 * references; what XML cannot hold (2.2 Char) is left out or, where it may
 * stand for a letter, becomes U+FFFD. */
void
xhtml_text(struct str *out, struct span text);
void
xhtml_value(struct str *out, struct span value);
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
/* The running text alone: standfirst and body, without title, byline, captions
 * lines that say where a film is, and list markers but those that were typed:
 * what JSON's "text" holds and extraction is judged by (its "captions" stand
 * apart). */
void
text_body(struct str *out, const struct article *a);
void
markdown_document(struct str *out, const struct article *a);
/* One JSON object: text, html, title, author (array), date, lang, ...,
 * lead_image, caption, credit, ledger. */
void
json_document(struct str *out, const struct article *a);

/* The door.  Everything of a clean article as one XHTML document (metadata,
 * assets and ledger in a JSON script element of the head), and back.
 * article_read() gives NULL after one diagnostic. */
void
article_write(struct str *out, const struct article *a);
struct article *
article_read(struct span in, const char *name, struct diag *dg);
/* The same without the ledger, a quarter of what is written, for which books
 * have no use. */
struct article *
article_read_text(struct span in, const char *name, struct diag *dg);
/* The tree alone, for who has the metadata. */
struct article *
article_read_tree(struct span in, const char *name, struct diag *dg);

/* The heading block of an article as elements, in the order text_document()
 * uses, appended below parent: header.article-head > p.kicker, h1,
 * p.standfirst, p.byline (span.author, time).  PDF and EPUB both start an
 * article with it, so the words agree.  Returns the header element. */
xmlNodePtr
article_head(xmlNodePtr parent, const struct article *a);

/* A date for readers: "31/5/2024" (vi), "31 May 2024" (en), "31 mai 2024"
 * (fr), ISO 8601 otherwise.  iso is YYYY, YYYY-MM or YYYY-MM-DD, with or
 * without a time, which is left out; anything else is given back as it is. */
void
date_for_readers(struct str *out, const char *lang, const char *iso);
/* Year, month (0: none), day (0: none) of an ISO 8601 date; what follows the
 * date to *rest.  0, or -1 when it is none or no such day exists. */
int
date_parse(const char *iso, int *year, int *month, int *day, const char **rest);
int
date_days_in_month(int year, int month); /* Gregorian */

#endif
