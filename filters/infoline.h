/* infoline: lines that portals set about an article, by their words.  Private
 * to filters/. */
#ifndef BANTIN_FILTERS_INFOLINE_H
#define BANTIN_FILTERS_INFOLINE_H

#include "base/str.h"

/* What a line has beside dates, hours, counters and the words that go with
 * them ("Updated:", "by", "Views:", "Print"). */
struct info {
	unsigned words; /* all of them */
	unsigned rest; /* those of another kind */
	unsigned known; /* such words, but for those that only go with a day */
	unsigned numbers; /* runs of digits */
};

/* No further than INFO_WORDS words: a line of more is running text; nor than
 * the word that makes `rest` more than `most`. */
#define INFO_WORDS 40
struct info
info_of(struct span line, size_t most);
/* 0: it has no number, whatever its words. */
int
info_has_digit(struct span line);
#endif
