/* meta_body: what its files share that read the page as it is seen.  Private
 * to them.
 *
 * meta_body.c    headings, kicker, standfirst
 * meta_days.c    dates
 * meta_byline.c  names
 */
#ifndef BANTIN_FILTERS_META_BODY_H
#define BANTIN_FILTERS_META_BODY_H

#include "filters/meta.h"

struct body {
	struct facts *f;
	xmlNodePtr root; /* <body> */
	xmlNodePtr h1; /* the main heading, NULL when there is none */
	long pos, h1_pos; /* number of the element in the walk */
	long author_pos; /* of the last byline entered */
	int author_rank;
	xmlNodePtr right; /* last right-aligned line that may be a name */
	long right_pos; /* its number */
	long rank_pos; /* of the last one with a rank; 0: none */
};

/* `word` as a part of its own in a class: "article-lead", "Lead", not
 * "leaderboard". */
int
body_class_part(const xmlNode *n, const char *word);
/* Whether n lies in what belongs to other things than this article. */
int
body_is_elsewhere(const struct body *b, xmlNodePtr n);
/* What a find at the walk's place loses of its rank by its distance. */
int
body_far(const struct body *b);
void
body_folded(const xmlNode *n, struct str *s);
/* Bytes of text below n, no further than `most`. */
size_t
body_text_size(const xmlNode *n, size_t most);
/* Bytes; letters of scripts without blanks, three bytes each, count once. */
size_t
body_width(const struct str *s);
int
body_is_vi(const struct body *b);
/* Named for dates? */
int
body_is_dated(xmlNodePtr n);
int
body_has_date(const struct body *b, struct span s);

/* A <time>; a short line that has a date. */
void
day_of_time(struct body *b, xmlNodePtr n);
void
day_of_line(struct body *b, xmlNodePtr n, const struct str *s);

/* An element that is marked as a byline. */
void
byline_element(struct body *b, xmlNodePtr n);
/* A short line, n, whose text is s, whatever its marks. */
void
byline_line(struct body *b, xmlNodePtr n, const struct str *s);
/* The signature at the end of the text; s is scratch. */
void
byline_signature(struct body *b, struct str *s);

#endif
