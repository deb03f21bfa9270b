/* setter: a paragraph while it is set; within layout/, between lines.c and what
 * it is made of.
 */
#ifndef BANTIN_LAYOUT_SETTER_H
#define BANTIN_LAYOUT_SETTER_H

#include "layout/kp.h"

struct setter {
	struct flow *f;
	struct para *p;
	unit x, w; /* the measure */
	unit indent;
	int justify;
	int made; /* st->s->k is of the mode before this; 0: of none */
	struct scratch *s;
	/* beside floats */
	size_t narrow; /* so many lines, at first */
	int64_t y; /* top of the first line */
	unit lh;
	unit least; /* measure of the narrowest line */
	unit above, below; /* of the baseline, at least */
	/* of the line at hand */
	unit lx, lw;
	unit natural; /* width of its items */
	int gaps; /* spaces that may be wider */
	unsigned opens; /* there may be more between its words: kp_opens() */
	unsigned kinds; /* 1 << enum run_kind of them */
	int plain; /* all text as the paragraph's own */
	unsigned levels; /* all of them or'ed; 0: from left to right */
	struct litem *initial;
	uint32_t initials;
	struct setting *set; /* NULL: it is set once and for all */
	int by, worst; /* set again: see lines_again() */
	unit marker; /* room in the line for one that has none outside */
};

/* linebreaks.c */

/* Of line k of a measure w: its start from the left, and its width, beside
 * floats. */
void
setter_place(const struct setter *st, size_t k, unit w, unit *x, unit *lw);
/* How many lines stand beside floats, and how narrow they are. */
void
setter_sides(struct setter *st);
/* Would justified lines have gaps that are worse than a ragged edge?  Once the
 * text is prepared. */
int
setter_is_gappy(const struct setter *st);
/* Breaks for the measure, in st->s->br; mode is kp.h's. */
void
setter_breaks(struct setter *st, unit measure, int mode);
int
setter_overfull(const struct setter *st);
/* The least measure that keeps the number of lines, to 1/64; of it and some
 * wider ones the first with the fewest bad ends. */
void
setter_even(struct setter *st);

/* slack.c */

/* The line's items from a to b, in reading order. */
void
setter_gather(struct setter *st, struct place a, const struct kpmap *b);
/* Spread its slack over them, and give each its x; and the space at its end.
 * What of the slack is left. */
unit
setter_place_items(
        struct setter *st, const struct kpmap *b, int first, int last);

/* atoms.c */

/* Room that an atom of height h takes above and below its line's baseline. */
void
setter_atom_room(const struct setter *st, const struct run *r, unit h,
        unit *above, unit *below);
/* Pictures and boxes within lines get their sizes at the measure. */
void
setter_size_atoms(struct setter *st);
/* The same, when the first line begins with a marker. */
void
setter_fit_atoms(struct setter *st);
/* Is there an atom that has no room beside the floats? */
int
setter_wide_atom(const struct setter *st);

#endif
