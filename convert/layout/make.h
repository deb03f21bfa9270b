/* make: a block container being filled: what box.c, which follows the
 * document, shares with generated content and footnotes.
 */
#ifndef BANTIN_LAYOUT_MAKE_H
#define BANTIN_LAYOUT_MAKE_H

#include "layout/box.h"

struct make { /* one block container being filled */
	struct lay *L;
	struct arena *a;
	struct box *box;
	struct collect *c;
	struct inl base; /* inline state of the block itself */
	uint32_t elem; /* the block's */
	int in_para; /* base.elem holds the paragraph's element */
	uint32_t dl_item; /* LI that a dd belongs to */
	int heading;
	const struct style *letter; /* ::first-letter, to come */
	const struct initial *initial; /* of the paragraph at hand */
};

/* box.c */
void
make_init(struct make *m, struct lay *L, struct arena *a, const xmlNode *n,
        const struct style *s, uint32_t elem, const struct inl *outer,
        const char *lang);
void
make_children(
        struct make *m, const xmlNode *node, const struct inl *in, int depth);
/* Text is about to come: it needs an element that may hold text. */
void
make_para(struct make *m);
/* What was gathered becomes a paragraph box. */
void
make_para_end(struct make *m);
/* A block of style s is about to come.  A float stands before the paragraph it
 * was found in, any other ends it. */
void
make_apart(struct make *m, const struct style *s);
void
make_append(struct make *m, struct box *b);
/* A box in the line, as one letter of it; decoration does not reach in. */
void
make_inline_block(struct make *m, const struct inl *in, struct box *b);
/* The element's own text decoration from here on. */
void
inl_decorate(struct inl *k, const struct style *s);
/* Raise k as vertical-align of its style s says. */
void
inl_raise(struct lay *L, struct inl *k, const struct style *s,
        const struct style *parent);

/* pseudo.c */
/* ::before or ::after. */
void
make_pseudo(struct make *m, const xmlNode *node, const struct inl *in,
        enum css_pseudo pseudo);
/* ::first-letter of the text s: gives the rest of it. */
const char *
make_first_letter(struct make *m, const char *s, const struct inl *in);
/* A list item's marker and body. */
void
make_item(struct make *m, const xmlNode *n, const struct style *s, uint32_t li);

/* footnote.c */
/* css-gcpm-3, 2: the element leaves the text for the foot of the column, and
 * a call takes its place.  from: what holds the note's words; NULL: the style
 * sheet generates them. */
void
make_note(struct make *m, const xmlNode *n, const struct style *s,
        const struct inl *in, const xmlNode *from, int depth);
/* The note's number opens its first paragraph. */
void
make_note_label(struct make *m, const xmlNode *n, uint32_t elem);

#endif
