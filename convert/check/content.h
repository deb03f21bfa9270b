/* content: what the walk over content streams shares with other themes. */
#ifndef BANTIN_CHECK_CONTENT_H
#define BANTIN_CHECK_CONTENT_H

#include "check/ctx.h"

/* A font in use hangs this on its object's extra. */
struct font_use {
	struct obj *font;
	unsigned char code[65536 / 8]; /* codes shown */
	unsigned char drawn; /* not all of it was invisible */
	unsigned char odd; /* half a code at the end of a string */
	int page; /* first one */
};

struct tok {
	char kind; /* 'n' number, '/' name, '(' string, or one of
				 * [ ] < > for what opens and closes */
	double r;
	const char *s;
	size_t n;
};

struct lex {
	struct ctx *x;
	const char *p, *end;
	struct str text; /* bytes of strings and names */
	VEC(struct tok) tok; /* operands since the last operator */
	char op[16];
};

/* Up to the next operator; 0 at the end. */
int
lex_next(struct lex *l, const struct obj *where);
/* After BI: the entries are operands; data is stepped over. */
void
lex_inline(struct lex *l, const struct obj *where);
struct span
tok_span(const struct lex *l, const struct tok *t);

/* DeviceGray, DeviceRGB, DeviceCMYK. */
extern struct obj content_device[3];

/* Colour: judge the use of a space by content with these resources. */
void
use_space(struct ctx *x, struct obj *space, struct obj *res,
        const struct obj *where, int depth);
int
space_components(struct obj *space);

#endif
