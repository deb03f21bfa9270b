/* parse: small values of the command line; no locale, no overflow. */
#ifndef BANTIN_RUN_PARSE_H
#define BANTIN_RUN_PARSE_H

/* Each gives 0, or -1 when s is not of the form. */
int
parse_count(const char *s, long long min, long long max, long long *out);
/* "300%" or "300". */
int
parse_percent(const char *s, long long min, long long max, long long *out);
/* "30s", "500ms", "2m", "0", plain numbers are seconds; milliseconds, at most
 * a day. */
int
parse_duration(const char *s, long long *ms);
/* "512M", "2G", "64K", plain bytes. */
int
parse_size(const char *s, long long *bytes);
/* 1 for a YYYY-MM-DD that exists in the calendar. */
int
parse_is_date(const char *s);

#endif
