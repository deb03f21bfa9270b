/* parse: what the stage's files share.  Private to filters/.
 *
 * parse.c          the door: gumbo's tree becomes libxml2's
 * parse_plain.c    texts without markup
 * parse_script.c   pages that only their scripts would draw
 * parse_saved.c    where a saved page came from
 * parse_caps.c     the caps, on the text, before any tree
 * parse_fold.c     long pieces of text out of the parser's way
 * parse_tags.c     what the caps know of each tag
 * parse_stack.c    the stack of open elements that the caps reckon with
 * parse_controls.c control characters in and out of private use
 */
#ifndef BANTIN_FILTERS_PARSE_H
#define BANTIN_FILTERS_PARSE_H

#include <libxml/tree.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/limits.h"
#include "base/str.h"
#include "base/vec.h"

/* One HTML text to a libxml2 tree, the only door to the HTML parser. name is
 * for messages. text may be changed. NULL after one diagnostic. */
xmlDocPtr
parse_html(struct str *text, const char *name, const struct limits *lim,
        struct diag *dg);

/* --- parse_plain.c --- */

/* Is it no HTML, by its name (.txt) or for want of any markup? */
int
parse_is_plain(struct span text, const char *name);
/* html > head, body > h1, h2, p, hr. NULL after one diagnostic. */
xmlDocPtr
parse_plain(struct span text, const char *name, const struct limits *lim,
        struct diag *dg);

/* --- parse_script.c --- */

/* The article that an all but empty page keeps in the data of its scripts, as
 * HTML at the end of out.  1 when there is one. */
int
parse_script_article(struct span html, struct str *out);

/* --- parse_saved.c --- */

/* The address that the program which saved the page wrote into it; 0: none. */
int
parse_saved_from(struct span html, struct str *out);

/* --- parse_fold.c --- */

struct fold {
	VEC(struct span) piece; /* of source */
	struct str source; /* the text that they lie in */
	int off; /* the text uses the characters itself */
};

/* For the text that pieces will be taken from. */
void
fold_open(struct fold *f, struct span text);
void
fold_close(struct fold *f);
/* The next piece of a run of text between tags, which goes on at rest; 0:
 * there is none. */
int
fold_next(const struct fold *f, struct span *rest, struct span *piece);
/* The character that stands for a piece. */
void
fold_put(struct fold *f, struct span piece, struct str *out);
/* The pieces for their characters in s. */
void
fold_show(const struct fold *f, struct str *s);

/* --- parse_caps.c --- */

struct caps_report {
	size_t tags; /* left out */
	size_t attributes; /* left out */
	const char *inside; /* what the text ends within; NULL: nothing */
	int too_many; /* 1: more tags than limits allow */
};

/* Rewrite text where it is beyond a limit, with its long pieces folded, and,
 * when lean, without the scripts and style sheets that no stage reads; leaves
 * it alone otherwise.  fold, to be closed, may be NULL: nothing is folded. */
void
caps_apply(struct str *text, const struct limits *lim, int lean,
        struct fold *fold, struct caps_report *r);

/* --- parse_tags.c --- */

enum {
	T_VOID = 1,
	T_RAW = 2, /* content is text alone */
	T_CLOSES_P = 4,
	T_FORMAT = 8,
	T_SPECIAL = 16,
	T_SCOPE = 32, /* ends every search for an open element */
	T_PART = 64, /* of a table */
	T_IMPLIED = 128, /* its end tag is often left out */
	T_BREAKOUT = 256, /* ends SVG and MathML */
	T_BLOCK = 512, /* its tags part words */
};

unsigned
tag_flags(short tag);
/* A GumboTag, or for other names a number in GUMBO_TAG_LAST..STACK_TAGS-1. */
short
tag_number(const char *name, size_t n);

/* --- parse_stack.c: a model of HTML 13.2.4.2 and 13.2.4.3 --- */

struct open {
	short tag; /* enum GumboTag, or a bucket for other names */
	short foreign; /* 1: SVG or MathML */
	int form; /* serial of its formatting entry; 0: none */
};

struct format {
	short tag;
	short open; /* 1: on the stack */
	int serial; /* 0: a marker */
	unsigned long long look; /* hash of name and attributes */
};

#define STACK_TAGS 512 /* GumboTag, then buckets of unknown names */

struct stack {
	VEC(struct open) open;
	VEC(struct format) format;
	unsigned count[STACK_TAGS]; /* open ones of each */
	int serial;
	int select; /* open select elements */
	size_t rebuilt; /* formatting elements opened again */
	int depth; /* the limit */
	int formats; /* limit of the list between markers */
};

enum stack_answer {
	STACK_TAKEN, /* the tag stands */
	STACK_FULL, /* would lie too deep */
	STACK_FORMATS /* too many formatting elements are open */
};

void
stack_init(struct stack *s, int depth);
void
stack_free(struct stack *s);
enum stack_answer
stack_start(
        struct stack *s, short tag, int self_closing, unsigned long long look);
/* 1: something was closed. */
int
stack_end(struct stack *s, short tag);
void
stack_text(struct stack *s); /* opens formatting elements again */
int
stack_foreign(const struct stack *s); /* inside SVG or MathML */
/* The innermost element is a table, a row group or a row: what follows and
 * is no part of a table is put before it.  Gives the tag or 0. */
short
stack_table(const struct stack *s);
/* Formatting entries since the last marker. */
int
stack_formats(const struct stack *s);

/* --- parse_controls.c --- */

struct controls {
	unsigned base; /* first of 256 private code points; 0: none */
};

/* Control characters of text (not tab, line feed, form feed, carriage
 * return) become private-use characters that occur nowhere in it, because
 * the parser would make U+FFFD of them. */
void
controls_hide(struct str *text, struct controls *c);
/* And back, in one text or attribute value.  U+0080..U+009F return: legacy
 * letters for a later repair.  The others cannot stand in XML and go; the
 * number of those is returned. */
size_t
controls_show(struct str *s, const struct controls *c);

#endif
