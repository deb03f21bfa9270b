/* build: what the files that write the clean article share. */
#ifndef BANTIN_FILTERS_EXTRACT_BUILD_H
#define BANTIN_FILTERS_EXTRACT_BUILD_H

#include "filters/extract/extract.h"

/* Notes on an output block, in _private until polish() is done. */
enum mark {
	MARK_CAPTION = 1, /* a class or a table says: caption */
	MARK_CENTRED = 2,
	MARK_RIGHT = 8, /* set to the right */
	MARK_LOOSE = 4, /* p made of loose text in a container */
	MARK_SLANTED = 16, /* a style says: italic */
	MARK_EMBED = 32, /* by embeds.c: no text of the page */
	MARK_SIZE = 8, /* from this bit on: the size of its smallest text */
};

unsigned
marks(const xmlNode *n);
void
mark_add(xmlNodePtr n, unsigned m);

/* Tenths of a pixel: of n's text, where its parent's is `up`. */
unsigned
font_size(const xmlNode *n, enum tag t, unsigned up);

/* A text of white space alone? */
int
block_is_blank(const xmlNode *n);
/* Is all text of p inside elements of this name? */
int
block_all_within(const xmlNode *p, const char *name);
void
block_text(const xmlNode *n, struct str *out); /* folded, instead of out's */

/* Is the table there for its grid of values? */
int
table_is_data(const xmlNode *table);
/* One picture with a few words below or above it? */
int
table_is_picture(const xmlNode *table);
/* A row of pictures alone, two or more, above a row of a caption for each? */
int
rows_are_pictures(const xmlNode *pictures, const xmlNode *captions);

/* Paragraphs that begin with "-", "1.", "a)" to lists (lists.c). */
void
typed_lists(struct article *a, xmlNodePtr root);

/* Lines of <br>: to paragraphs, or out (breaks.c). */
void
line_breaks(struct article *a, xmlNodePtr root);

/* Of a line "Chapter 2 ...", "Điều 5. ...": 1 for parts to 4 for articles; 0: it
 * heads no division of a law (divisions.c). */
int
division_rank(struct span line);
/* A number and a name that stand one below the other are one paragraph. */
void
join_divisions(xmlNodePtr root);

/* Bold and large lines to headings, levels without gaps. */
void
headings(struct article *a, xmlNodePtr root);
/* Of what is bold by its role. */
void
unwrap_strong(xmlNodePtr h);
/* First rows in bold of tables without header cells: heads. */
void
table_heads(struct article *a, xmlNodePtr root);

/* Heads and signatures of documents that their place tells (beside.c). */
void
beside_settle(struct article *a, xmlNodePtr root);

/* Classes of paragraphs whose lines the author broke, or set to the right or in
 * the middle (forms.c). */
void
paragraph_forms(xmlNodePtr root);

/* Captions to figures, bold lines to headings, levels without gaps, single
 * paragraphs of cells and items unwrapped, empty blocks out. */
void
polish(struct article *a, xmlNodePtr root);

#endif
