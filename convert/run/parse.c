#include "run/parse.h"

#include <limits.h>
#include <stddef.h>
#include <string.h>

/* Digits at *s; -1 on none or on overflow; *s moves behind them. */
static long long
digits(const char **s)
{
	long long v = 0;
	const char *p = *s;

	if (*p < '0' || *p > '9')
		return -1;
	for (; *p >= '0' && *p <= '9'; p++) {
		if (v > (LLONG_MAX - 9) / 10)
			return -1;
		v = v * 10 + (*p - '0');
	}
	*s = p;
	return v;
}

int
parse_count(const char *s, long long min, long long max, long long *out)
{
	long long v = digits(&s);

	if (v < 0 || *s || v < min || v > max)
		return -1;
	*out = v;
	return 0;
}

int
parse_percent(const char *s, long long min, long long max, long long *out)
{
	long long v = digits(&s);

	if (v < min || v > max || (*s && strcmp(s, "%") != 0))
		return -1;
	*out = v;
	return 0;
}

int
parse_duration(const char *s, long long *ms)
{
	static const struct {
		const char *unit;
		long long ms;
	} units[] = { { "", 1000 }, { "s", 1000 }, { "ms", 1 }, { "m", 60000 },
		{ "min", 60000 }, { "h", 3600000 } };
	long long v = digits(&s);

	for (size_t i = 0; v >= 0 && i < sizeof(units) / sizeof(*units); i++)
		if (strcmp(s, units[i].unit) == 0) {
			if (v > 86400000 / units[i].ms)
				return -1;
			*ms = v * units[i].ms;
			return 0;
		}
	return -1;
}

int
parse_size(const char *s, long long *bytes)
{
	static const char units[] = "KMG";
	long long v = digits(&s);
	int shift = 0;

	if (v < 0)
		return -1;
	if (*s) {
		const char *u = strchr(units, *s);

		if (!u || (s[1] && strcmp(s + 1, "B") != 0 &&
		                  strcmp(s + 1, "iB") != 0))
			return -1;
		shift = 10 * (int)(u - units + 1);
	}
	if (v > (LLONG_MAX >> 10 >> shift))
		return -1;
	*bytes = v << shift;
	return 0;
}

int
parse_is_date(const char *s)
{
	static const char days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };
	int y, m, d, leap;

	if (strlen(s) != 10 || s[4] != '-' || s[7] != '-')
		return 0;
	for (int i = 0; i < 10; i++)
		if (i != 4 && i != 7 && (s[i] < '0' || s[i] > '9'))
			return 0;
	y = (s[0] - '0') * 1000 + (s[1] - '0') * 100 + (s[2] - '0') * 10 +
	    (s[3] - '0');
	m = (s[5] - '0') * 10 + (s[6] - '0');
	d = (s[8] - '0') * 10 + (s[9] - '0');
	if (m < 1 || m > 12 || d < 1)
		return 0;
	leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
	return d <= days[m - 1] + (m == 2 && leap);
}
