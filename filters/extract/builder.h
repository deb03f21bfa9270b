/* builder: what a walk over the page writes its blocks with (builder.c). */
#ifndef BANTIN_FILTERS_EXTRACT_BUILDER_H
#define BANTIN_FILTERS_EXTRACT_BUILDER_H

#include "filters/extract/build.h"

#define OPEN_MAX 40

struct builder {
	struct article *a;
	xmlNodePtr root; /* the article */
	xmlNodePtr box; /* container that blocks go to */
	xmlNodePtr block; /* open paragraph, NULL: none */
	xmlNodePtr at; /* innermost open element of block */
	xmlNodePtr open[OPEN_MAX]; /* phrasing, as in the source */
	int n_open;
	int brs;
	int in_pre, phrasing; /* phrasing: blocks may not be opened */
	int depth;
	unsigned marks; /* for blocks to come */
	unsigned size; /* of text, see font_size() */
	unsigned short line; /* of the source, of the node last met */
	struct map ids; /* fragments that links point to */
};

/* The name under which phrasing element n (of tag t) is kept, NULL: it is
 * not. */
const char *
phrasing_name(const xmlNode *n, enum tag t);

void
copy_attr(const xmlNode *from, xmlNodePtr to, const char *name);
/* Those a clean article may have; an id where a link goes to it. */
void
copy_attrs(struct builder *B, const xmlNode *from, xmlNodePtr to);

/* Ends the open block, if any; within phrasing only a blank is put. */
void
block_end(struct builder *B);
/* Breaks and blanks at the end of a block go, also those inside phrasing.
 * Returns the block. */
xmlNodePtr
block_trim(xmlNodePtr block);
/* Where a block may go: lists take items alone, tables cells. */
xmlNodePtr
block_place(struct builder *B);
/* Opens a block; `from` (NULL: loose text) gives its attributes. */
void
block_begin(struct builder *B, const char *name, const xmlNode *from);

/* build.c: all that is in n; MARK_CENTRED and MARK_CAPTION as n says. */
void
build_inside(struct builder *B, const xmlNode *n);
unsigned
marks_of(const xmlNode *n, enum tag t, unsigned m);
/* pictures.c */
void
put_image(struct builder *B, xmlNodePtr n);
/* beside.c: a table that is a document's head or signature; 0: it is none. */
int
put_beside(struct builder *B, xmlNodePtr table);

void
text_put(struct builder *B, const char *s);
void
break_put(struct builder *B);

#endif
