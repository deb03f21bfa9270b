/* select: selectors (selectors-3, and :is :not :where :lang of 4), kept as
 * compounds from right to left.  Inside css/ only. */
#ifndef BANTIN_CSS_SELECT_H
#define BANTIN_CSS_SELECT_H

#include <libxml/tree.h>
#include <stdint.h>
#include <string.h>

#include "css/token.h"

struct css;
struct context;

/* 256 bits that say which names and classes may be among the ancestors (Bloom
 * 1970).  Two bits a word. */
struct bloom {
	uint64_t w[4];
};

enum simple_kind {
	SIMPLE_TYPE,
	SIMPLE_ID,
	SIMPLE_CLASS,
	SIMPLE_ATTR,
	SIMPLE_NTH,
	SIMPLE_NTH_LAST,
	SIMPLE_NTH_OF_TYPE,
	SIMPLE_NTH_LAST_OF_TYPE,
	SIMPLE_ONLY,
	SIMPLE_ONLY_OF_TYPE,
	SIMPLE_ROOT,
	SIMPLE_EMPTY,
	SIMPLE_LINK,
	SIMPLE_IS,
	SIMPLE_NOT,
	SIMPLE_LANG,
	SIMPLE_NEVER
};

struct selector;

/* How far a selector looks. */
enum sight {
	SEES_ABOVE, /* names and classes, of itself and of its ancestors */
	SEES_BEFORE, /* and of the sibling before */
	SEES_MORE
};

struct simple {
	uint8_t kind; /* enum simple_kind */
	char op; /* attribute: 0 '=' '~' '|' '^' '$' '*' */
	uint8_t nocase;
	uint8_t sees; /* enum sight */
	struct span name; /* type, id, class, attribute */
	struct span value; /* attribute, one language range of :lang() */
	int32_t a, b; /* an+b */
	const struct selector *list; /* :is() :not(), of S */
	struct simple *next;
};

/* One compound and how it hangs on what is left of it. */
struct compound {
	struct simple *first; /* NULL: '*' */
	char comb; /* ' ' '>' '+' '~' towards left; 0: leftmost */
	const struct compound *left;
};

struct selector {
	const struct compound *right;
	uint32_t spec; /* ids << 20 | classes << 10 | types */
	uint8_t pseudo; /* enum css_pseudo */
	uint8_t sees; /* enum sight */
	uint64_t attrs; /* attr_bit() of those the rightmost compound wants */
	struct bloom need; /* bits all ancestors together must have */
	const struct selector *next; /* of a list */
};

/* Where the child last counted by an :nth-*() stands: the position of the
 * next one is one more.  One for each of the four counts. */
struct nth_place {
	const xmlNode *node;
	int index;
};

/* An ancestor of the element last styled.  In document order the path changes
 * by a step or two. */
struct ancestor {
	const xmlNode *node;
	struct context *context;
	struct span lang; /* its own or that of what is above */
	struct nth_place nth[4]; /* of its children */
};

/* A list from [t, end).  NULL when any of it cannot be read, as the standard
 * wants (forgiving is for :is() and :where()). */
const struct selector *
selector_parse(struct css *c, const struct token *t, const struct token *end);

struct matcher {
	const xmlNode *node; /* the element asked about */
	struct ancestor *path; /* NULL: not known */
	size_t depth; /* of path; 0 for a root */
};
/* The lang attribute of this very element. */
struct span
node_lang(const xmlNode *n);
int
selector_matches(
        const struct selector *sel, const xmlNode *n, const struct matcher *m);
/* In two steps: what sees no more than the sibling before in the rightmost
 * compound, and all else. */
int
selector_may_match(
        const struct selector *sel, const xmlNode *n, const struct matcher *m);
int
selector_does_match(
        const struct selector *sel, const xmlNode *n, const struct matcher *m);
/* sight.c: note both of a selector that is complete. */
void
select_look(struct selector *sel);
uint64_t
select_hash(char kind, struct span name); /* kind: '.' 't' */
void
bloom_add(struct bloom *b, uint64_t hash);
int
bloom_has(const struct bloom *b, const struct bloom *need);
/* Most names differ in their first letter. */
static inline int
is_name(const xmlChar *a, const char *b)
{
	return *a == (xmlChar)*b && strcmp((const char *)a, b) == 0;
}

/* Names that differ mostly have different bits. */
static inline uint64_t
attr_bit(const char *name)
{
	unsigned n = (unsigned char)name[0] + 7u * (unsigned char)name[1];

	return UINT64_C(1) << n % 64;
}

/* Attribute's text without copying; p is NULL when it is absent. */
struct span
node_attr(const xmlNode *n, const char *name);
const char *
node_text(const xmlNode *n, const char *name); /* the same, of any length */
const xmlNode *
node_parent(const xmlNode *n); /* element or NULL */
const xmlNode *
node_before(const xmlNode *n); /* element or NULL */
/* Next word of a class attribute; 0 at the end. */
int
next_word(struct span *rest, struct span *word);

#endif
