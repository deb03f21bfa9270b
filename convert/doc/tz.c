/* tz: how far a zone is from UTC at one moment, read from the zone's file
 * (RFC 8536) and, past its last transition, from the POSIX rule in its
 * footer.  localtime(3) would need the process's TZ to be changed.
 */
#include "doc/manifest.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"

#define DAY 86400L
#define FILE_MAX ((size_t)1 << 20)

/* A name as it stands in the tz database: no way out of its folder. */
static int
is_zone_name(const char *s)
{
	static const char allowed[] =
	        "abcdefghijklmnopqrstuvwxyz"
	        "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_+-/";

	return *s && *s != '/' && *s != '-' && strlen(s) < 100 &&
	       strspn(s, allowed) == strlen(s);
}

static int64_t
big_endian(const char *p, int bytes)
{
	uint64_t v = (unsigned char)*p & 0x80 ? UINT64_MAX : 0;

	while (bytes--)
		v = v << 8 | (unsigned char)*p++;
	return (int64_t)v;
}

/* "hh[:mm[:ss]]" with a sign; hours up to 167 (RFC 8536, 3.3.1). */
static int
rule_time(const char **at, long *out)
{
	const char *p = *at;
	long v[3] = { 0, 0, 0 };
	int sign = 1;
	int i;

	if (*p == '-' || *p == '+')
		sign = *p++ == '-' ? -1 : 1;
	for (i = 0; i < 3; i++) {
		if (*p < '0' || *p > '9')
			return -1;
		while (*p >= '0' && *p <= '9' && v[i] < 1000)
			v[i] = v[i] * 10 + (*p++ - '0');
		if (*p != ':')
			break;
		p++;
	}
	if (v[0] > 167 || v[1] > 59 || v[2] > 59)
		return -1;
	*out = sign * (v[0] * 3600 + v[1] * 60 + v[2]);
	*at = p;
	return 0;
}

static int
rule_name(const char **at)
{
	const char *p = *at;
	const char *from = p;

	if (*p == '<') {
		p = strchr(p, '>');
		if (!p)
			return -1;
		*at = p + 1;
		return 0;
	}
	while ((*p | 32) >= 'a' && (*p | 32) <= 'z')
		p++;
	*at = p;
	return p - from >= 3 ? 0 : -1;
}

static long
number(const char **at)
{
	long v = 0;

	if (**at < '0' || **at > '9')
		return -1;
	while (**at >= '0' && **at <= '9' && v < 1000)
		v = v * 10 + *(*at)++ - '0';
	return v;
}

/* ",M3.5.0/2", ",J60", ",59": days since the epoch, and the seconds. */
static int
rule_change(const char **at, int year, long long *day, long *seconds)
{
	const char *p = *at;
	long long first = date_to_days(year, 1, 1);
	int leap = date_to_days(year + 1, 1, 1) - first == 366;

	if (*p++ != ',')
		return -1;
	*seconds = 7200;
	if (*p == 'M') {
		long m, w, d, weekday;

		p++;
		m = number(&p);
		w = *p == '.' ? (p++, number(&p)) : -1;
		d = *p == '.' ? (p++, number(&p)) : -1;
		if (m < 1 || m > 12 || w < 1 || w > 5 || d < 0 || d > 6)
			return -1;
		*day = date_to_days(year, (int)m, 1);
		/* 1970-01-01 was a Thursday */
		weekday = (long)(((*day + 4) % 7 + 7) % 7);
		*day += (d - weekday + 7) % 7 + (w - 1) * 7;
		while (*day >= (m == 12 ? date_to_days(year + 1, 1, 1)
		                        : date_to_days(year, (int)m + 1, 1)))
			*day -= 7;
	} else if (*p == 'J') {
		long n;

		p++;
		n = number(&p);
		if (n < 1 || n > 365)
			return -1;
		*day = first + n - 1 + (leap && n >= 60);
	} else {
		long n = number(&p);

		if (n < 0 || n > 365)
			return -1;
		*day = first + n;
	}
	if (*p == '/') {
		p++;
		if (rule_time(&p, seconds) < 0)
			return -1;
	}
	*at = p;
	return 0;
}

int
tz_posix(const char *rule, long long now, long *offset)
{
	const char *p = rule;
	long std, dst, start_s, end_s;
	long long start, end;
	int y, m, d, summer;

	if (rule_name(&p) < 0 || rule_time(&p, &std) < 0)
		return -1;
	std = -std;
	*offset = std;
	if (!*p)
		return 0;
	dst = std + 3600;
	if (rule_name(&p) < 0)
		return -1;
	if (*p != ',') {
		if (rule_time(&p, &dst) < 0)
			return -1;
		dst = -dst;
	}
	date_from_days((now + std) / DAY - ((now + std) % DAY < 0), &y, &m, &d);
	if (rule_change(&p, y, &start, &start_s) < 0 ||
	        rule_change(&p, y, &end, &end_s) < 0 || *p)
		return -1;
	/* the start is told in standard time, the end in summer time */
	start = start * DAY + start_s - std;
	end = end * DAY + end_s - dst;
	if (start < end)
		summer = now >= start && now < end;
	else
		summer = now >= start || now < end;
	if (summer)
		*offset = dst;
	return 0;
}

struct header {
	int version;
	long isutc, isstd, leap, times, types, chars;
};

static int
read_header(const char *p, size_t n, struct header *h)
{
	if (n < 44 || memcmp(p, "TZif", 4))
		return -1;
	h->version = p[4];
	h->isutc = (long)big_endian(p + 20, 4);
	h->isstd = (long)big_endian(p + 24, 4);
	h->leap = (long)big_endian(p + 28, 4);
	h->times = (long)big_endian(p + 32, 4);
	h->types = (long)big_endian(p + 36, 4);
	h->chars = (long)big_endian(p + 40, 4);
	if (h->isutc < 0 || h->isstd < 0 || h->leap < 0 || h->times < 0 ||
	        h->types < 1 || h->types > 256 || h->chars < 0 ||
	        h->isutc > 256 || h->isstd > 256 || h->leap > 10000 ||
	        h->times > 100000 || h->chars > 10000)
		return -1;
	return 0;
}

static size_t
body_size(const struct header *h, int width)
{
	return (size_t)(h->times * (width + 1) + h->types * 6 + h->chars +
	                h->leap * (width + 4) + h->isstd + h->isutc);
}

static int
lookup(const char *p, const struct header *h, int width, const char *footer,
        size_t footer_len, long long now, long *offset)
{
	const char *type = p + h->times * width;
	const char *info = type + h->times;
	long i = 0;
	int k = 0;

	while (i < h->times && big_endian(p + i * width, width) <= now)
		i++;
	if (i == h->times && footer_len > 2) {
		char *rule = xstrndup(footer + 1, footer_len - 2);
		int rc = tz_posix(rule, now, offset);

		free(rule);
		return rc;
	}
	/* Before the first transition: the first type (RFC 8536, 3.2) */
	if (i)
		k = (unsigned char)type[i - 1];
	if (k >= h->types)
		return -1;
	*offset = (long)big_endian(info + k * 6, 4);
	return *offset > -DAY * 2 && *offset < DAY * 2 ? 0 : -1;
}

static int
read_zone(const struct str *s, long long now, long *offset)
{
	const char *p = str_c(s);
	size_t n = s->len;
	struct header h;
	size_t size;
	const char *nl;

	if (read_header(p, n, &h) < 0)
		return -1;
	size = 44 + body_size(&h, 4);
	if (n < size)
		return -1;
	if (h.version < '2')
		return lookup(p + 44, &h, 4, "", 0, now, offset);
	p += size;
	n -= size;
	if (read_header(p, n, &h) < 0)
		return -1;
	size = 44 + body_size(&h, 8);
	if (n < size + 2 || p[size] != '\n')
		return -1;
	nl = memchr(p + size + 1, '\n', n - size - 1);
	if (!nl)
		return -1;
	return lookup(p + 44, &h, 8, p + size, (size_t)(nl - p) + 1 - size, now,
	        offset);
}

int
tz_offset(const char *zone, long long now, long *offset)
{
	struct str path = STR_INIT;
	struct str s = STR_INIT;
	struct diag none;
	const char *dir = getenv("TZDIR");
	int rc;

	*offset = 0;
	/* These need no database. */
	if (!strcmp(zone, "UTC") || !strcmp(zone, "Etc/UTC") ||
	        !strcmp(zone, "Z"))
		return 0;
	if ((*zone == '+' || *zone == '-') && strlen(zone) == 6) {
		const char *p = zone;

		return rule_time(&p, offset) < 0 || *p || labs(*offset) > DAY
		               ? -1
		               : 0;
	}
	if (!is_zone_name(zone))
		return -1;
	diag_init(&none);
	none.sink = diag_unheard;
	str_printf(&path, "%s/%s", dir && *dir ? dir : "/usr/share/zoneinfo",
	        zone);
	rc = file_read(path.s, FILE_MAX, &s, &none);
	if (!rc)
		rc = read_zone(&s, now, offset);
	str_free(&s);
	str_free(&path);
	return rc;
}
