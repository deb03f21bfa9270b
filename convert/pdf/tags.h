/* tags: from marked content to the structure tree: what tags.c, which gathers
 * and numbers, shares with elem.c, which writes one element. */
#ifndef BANTIN_PDF_TAGS_H
#define BANTIN_PDF_TAGS_H

#include "base/vec.h"
#include "layout/page.h"
#include "pdf/object.h"

struct pdf;

struct tag_mark { /* one marked-content sequence */
	uint32_t elem, seq;
	int page; /* index */
	int mcid;
};

struct tag_annot { /* one annotation of an element */
	uint32_t elem;
	int page;
	int id; /* object */
};

struct tag_key { /* an entry of the parent tree */
	int page; /* index, or -1: an annotation's */
	int annot;
	int other; /* odd page of a sheet, whose even page is the first;
			 * -1: blank, as that may be */
	int sheet;
};

struct tags {
	int sheets; /* two pages share a parent tree entry */
	VEC(struct tag_mark) mark;
	VEC(struct tag_annot) annot;
	VEC(struct tag_key) key; /* by /StructParents, /StructParent */
	VEC(size_t) page_mark; /* first mark of a page, by index */
	VEC(int) page_marks; /* number of marks of a page */
	/* while the tree is written */
	struct pdf *pdf;
	const struct frame *frame;
	uint32_t *mark_of; /* marks sorted by element and seq */
	size_t *mark_at; /* by element, n + 1 */
	uint32_t *child_of;
	size_t *child_at;
	uint32_t *annot_of;
	size_t *annot_at;
	int *object; /* by element; 0: left out */
	uint8_t *level; /* of headings, by element */
	uint32_t *elem_of; /* by rank in the family */
	int first; /* object of rank 0 */
	int root;
	VEC(uint32_t) named; /* elements with an ID, sorted */
};

struct tags *
pdf_tags_new(void);
void
pdf_tags_free(struct tags *t);
/* All marks of a page come in a row, after this. */
void
pdf_tags_page(struct tags *t, int page);
/* /StructParents of the page whose marks have come. */
int
pdf_tags_key(struct tags *t, int page);
/* The same of a sheet with two pages; -1: blank. */
int
pdf_tags_sheet(struct tags *t, int left, int right);
/* Returns the MCID. */
int
pdf_tags_mark(struct tags *t, uint32_t elem, uint32_t seq, int page);
/* Returns /StructParent of the annotation whose object is id. */
int
pdf_tags_annot(struct tags *t, uint32_t elem, int page, int id);
/* The tree; adds /StructTreeRoot to the catalog's text. */
void
pdf_tags_write(struct pdf *pdf, const struct frame *f, struct str *catalog);

/* elem.c: the dictionary of the element that is object id of its family;
 * obj_family() says the rest. */
int
elem_make(void *tags, int id, struct str *out, struct str *data);
int
elem_is_heading(const struct elem *e);
/* PDF/UA-1, 7.9: each note has an ID. */
int
elem_has_id(const struct elem *e);
void
elem_put_id(const struct elem *e, struct str *out);

#endif
