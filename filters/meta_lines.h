/* meta_lines: a page as the lines that a reader sees.  Private to
 * meta_lines*.c.
 */
#ifndef BANTIN_FILTERS_META_LINES_H
#define BANTIN_FILTERS_META_LINES_H

#include "filters/meta_words.h"

struct line {
	struct str text;
	size_t links, strong, slanted; /* bytes of the text */
	unsigned words; /* meta_lines.c counts them */
	int large; /* size, title class, heading */
	int first_rank; /* <h1> */
	int right; /* set to the right */
	int elsewhere; /* in lists of other articles, menus, footers */
};

struct lines {
	struct facts *f;
	VEC(struct line) v;
	size_t first, last; /* of the text */
};

/* In meta_lines_read.c.  What is seen below root, up to a few thousand lines,
 * added to L->v, whose texts are the caller's to free. */
void
lines_read(struct lines *L, xmlNodePtr root);
static inline struct span
line_text(const struct line *l)
{
	return span_trim(str_span(&l->text));
}
/* Most of it links? */
static inline int
line_is_link(const struct line *l)
{
	return l->links * 2 > l->text.len;
}
int
line_has_date(const struct lines *L, const struct line *l);
/* Is it the date, with what portals write around it and little more: the
 * place, a name, the paper's? */
int
line_is_date(const struct lines *L, const struct line *l);
/* In capitals alone. */
int
is_in_capitals(struct span t);
int
ends_sentence(struct span t);

/* In meta_lines_names.c.  A line that says who wrote, or where it was taken
 * from.  near: right below the text, or below the title. */
void
line_byline(const struct lines *L, const struct line *l, int near);

#endif
