/* dates: dates as pages write them, in any of some twenty languages.
 * Private to filters/. */
#ifndef BANTIN_FILTERS_DATES_H
#define BANTIN_FILTERS_DATES_H

#include "base/str.h"

struct date {
	int year, month, day;
	int hour, minute, second; /* hour -1: no time is given */
	int zone; /* minutes east; with has_zone */
	int has_zone;
};

enum date_order {
	DATE_DAY_FIRST, /* 3/5/2024 is the third of May */
	DATE_MONTH_FIRST /* and here the fifth of March */
};

/* The first date in text, wherever it stands.  Relative ones ("yesterday")
 * are none.  order settles 3/5/2024 only where both could be.  1 or 0;
 * *end, if not NULL, is the offset behind it. */
int
date_find(struct span text, enum date_order order, struct date *d, size_t *end);
/* The same for a machine's value: also 20240503 and seconds or milliseconds
 * since 1970. */
int
date_value(struct span text, enum date_order order, struct date *d);
/* The same for a word in lower case. */
int
month_named(const char *word);
/* 1 to 12 for a month's name, or three letters of it or more; else 0. */
int
date_month(struct span word);
/* ISO 8601: 2024-05-03, 2024-05-03T10:11:12+02:00. */
void
date_iso(const struct date *d, struct str *out);

#endif
