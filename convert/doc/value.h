/* value: small values as people write them, in a manifest or on the command
 * line: "512M", "30s", "300%", "A5 landscape", "vi-VN".  No locale, no
 * overflow, and nothing after the value. */
#ifndef BANTIN_DOC_VALUE_H
#define BANTIN_DOC_VALUE_H

#include "base/unit.h"

/* What is expected, for messages. */
#define VALUE_SIZE "a size, as 512M, 64K or 2G"
#define VALUE_TIME "a time, as 30s, 500ms or 2m"
#define VALUE_PAGE "a page size, as A4, \"A5 landscape\" or \"210mm 280mm\""
#define VALUE_LANG "a language tag, as vi or en-GB"
#define VALUE_URL "an address as https://example.org/news/1.html"
#define VALUE_DATE "a day as YYYY-MM-DD"

enum {
	VALUE_COLUMNS = 12, /* of a page, at most */
	VALUE_INK_LEAST = 150, /* percent of all inks together */
	VALUE_INK_MOST = 400
};

/* Each gives 0, or -1 when s is not of the form; *out is left then. */
int
value_count(const char *s, long long min, long long max, long long *out);
/* "245%", "245"; places after the point are cut. */
int
value_percent(const char *s, int min, int max, int *out);
/* "30s", "500ms", "1.5m", "2h"; a plain number is seconds.  Milliseconds, at
 * most a day. */
int
value_time(const char *s, int *ms);
/* "512M", "2GiB", "64k"; a plain number is bytes; at most 64 TiB. */
int
value_size(const char *s, long long *bytes);
/* "3mm", "0.3cm", "0.125in", "9pt", "1pc", "12px", "0". */
int
value_length(const char *s, unit *out);
/* 1 for a name of css-page-3 5.1, alone or with an orientation, and for two
 * lengths from 20 mm to 5 m. */
int
value_is_page(const char *s);
/* 1 for a language tag by the syntax of RFC 5646 2.1, as far as letters,
 * digits and lengths go. */
int
value_is_lang(const char *s);
/* http or https, a host, nothing that an address cannot hold. */
int
value_is_url(const char *s);
/* 1 for a YYYY-MM-DD that exists in the calendar. */
int
value_is_date(const char *s);

#endif
