/* counter: counter styles as kept (css-counter-styles-3).  Inside css/ only. */
#ifndef BANTIN_CSS_COUNTER_H
#define BANTIN_CSS_COUNTER_H

#include <stddef.h>
#include <stdint.h>

enum counter_system {
	SYSTEM_CYCLIC,
	SYSTEM_NUMERIC,
	SYSTEM_ALPHABETIC,
	SYSTEM_SYMBOLIC,
	SYSTEM_ADDITIVE,
	SYSTEM_FIXED,
	SYSTEM_EXTENDS,
	/* those that the standard gives as algorithms (7.1.3, 7.2) */
	SYSTEM_CHINESE_INFORMAL,
	SYSTEM_CHINESE_FORMAL,
	SYSTEM_ETHIOPIC
};

struct counter_symbol {
	int weight; /* additive */
	const char *s;
};

struct counter_range {
	int min, max; /* INT_MIN, INT_MAX: without end */
};

/* What a rule leaves out is NULL or 0, so that `extends` sees it. */
struct counter_style {
	const char *name; /* interned */
	uint8_t system; /* enum counter_system */
	uint8_t strength; /* of the origin */
	int first; /* SYSTEM_FIXED */
	const char *extends; /* interned */
	const char *prefix, *suffix, *fallback;
	const char *negative[2]; /* before and behind */
	const char *pad;
	int pad_to;
	const struct counter_range *range; /* NULL: auto */
	size_t ranges;
	const struct counter_symbol *symbol;
	size_t symbols;
	const struct cond *cond;
};

struct counter_use { /* where a sheet names a style */
	const char *name, *file;
	int line, col;
};

struct css;
struct diag;

/* Makes the standard's names known; their rules are read when they are used. */
void
counter_standard(struct css *c);
/* The style of that (interned) name that holds; NULL: there is none. */
const struct counter_style *
counter_style_find(struct css *c, const char *name);
/* Of the styles that were named, those that no sheet so far defines: one
 * warning each. */
void
counter_check(struct css *c, struct diag *dg);
/* With what it extends put in; 0 where there is no such style. */
int
counter_resolve(struct css *c, const char *name, struct counter_style *out);

#endif
