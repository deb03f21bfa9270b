/* kp: a paragraph as boxes, glue and penalties, and the way back. */
#ifndef BANTIN_LAYOUT_KP_H
#define BANTIN_LAYOUT_KP_H

#include "layout/flow.h"

struct place { /* a place in the paragraph */
	uint32_t tok, off;
};

struct kpmap { /* what a break at an item means; of boxes nothing */
	struct place end; /* the line's text stops before it */
	uint8_t hyphen; /* layout adds one */
	uint8_t space; /* a space or the paragraph ends here */
	uint8_t forced;
};

/* By force, before token tok. */
static inline struct kpmap
kp_end(uint32_t tok)
{
	return (struct kpmap){ .end = { tok, 0 }, .space = 1, .forced = 1 };
}

/* Where the next line's text starts. */
static inline struct place
kp_next(const struct kpmap *b)
{
	return b->space ? (struct place){ b->end.tok + 1, 0 } : b->end;
}

struct kplist {
	VEC(struct kp_item) item;
	VEC(struct kpmap) map;
};

/* What setting a paragraph needs and the next one uses again: half a million
 * paragraphs should not mean millions of calls to malloc. */
struct scratch {
	struct kplist k;
	struct kp_breaks br;
	struct kp_memory *memory;
	struct unspaced *unspaced; /* NULL: not needed yet */
	VEC(struct litem) it;
	VEC(uint32_t) of; /* token of each item */
	VEC(uint8_t) brk; /* of each byte */
	VEC(uint32_t) end; /* of each token */
	struct text_items items;
};

struct scratch *
scratch_of(struct lay *L);
void
scratch_free(struct lay *L);

enum { KP_PLAIN, KP_SPACES, KP_ANYWHERE };

/* Width of the first off bytes of a word. */
unit
kp_prefix(const struct tok *t, uint32_t off, int scale);

/* 0: no mark that may hang is a character of this first byte; so it is with
 * most letters. */
static inline int
hang_may(uint8_t byte)
{
#define BIT(c) (UINT64_C(1) << (c) % 64)
	static const uint64_t lead[] = {
		BIT('!') | BIT('"') | BIT('\'') | BIT('(') | BIT(')') |
		        BIT(',') | BIT('-') | BIT('.') | BIT(':') | BIT(';') |
		        BIT('?'),
		BIT('[') | BIT(']'), 0,
		BIT(0xC2) | BIT(0xD8) | BIT(0xDB) | BIT(0xE2) | BIT(0xE3) |
		        BIT(0xEF), /* U+00AB, 060C, 06D4, 2010, 3001, FF0C */
	};
#undef BIT

	return (int)(lead[byte / 64] >> byte % 64 & 1);
}

/* hang.c: how much of a word's first or last mark stands outside the line
 * that it begins or ends. */
unit
hang_start(const struct para *p, const struct shaped *w, unit size, int first);
unit
hang_end(const struct para *p, const struct shaped *w, unit size, int last);
void
hang_line(const struct para *p, const struct litem *it, size_t n, int first,
        int last, unit room, unit *left, unit *right);

/* Is the token's last letter, or the first one behind it, ideographic? */
int
kp_ideographic(const struct para *p, uint32_t tok);

/* May a justified line open between this token and the next?  Between the
 * letters of Chinese and Japanese, which know no spaces (css-text-3, 6.4). */
static inline int
kp_opens(const struct para *p, uint32_t tok)
{
	const struct tok *t = &p->tok[tok];

	return t->brk == LB_ALLOWED && t->kind == TOK_WORD && !t->soft &&
	       tok + 1 < p->toks && t[1].kind == TOK_WORD &&
	       kp_ideographic(p, tok);
}

void
kp_make(struct lay *L, const struct para *p, unit measure, unit indent,
        int mode, struct kplist *out);
#endif
