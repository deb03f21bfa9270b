/* value: the parsers that value.h names.  Decimals are kept in thousandths, so
 * that nothing depends on a locale or on rounding. */
#include "doc/value.h"

#include <limits.h>
#include <stddef.h>
#include <string.h>

#include "base/str.h"
#include "doc/link.h"

/* A decimal number with up to three places, in thousandths; -1 when there is
 * none or it is too large.  *rest is what follows, blanks skipped. */
static long long
thousandths(const char *s, const char **rest)
{
	long long v = 0;
	int places = 0;

	if (*s < '0' || *s > '9')
		return -1;
	for (; *s >= '0' && *s <= '9'; s++) {
		if (v > LLONG_MAX / 100000)
			return -1;
		v = v * 10 + (*s - '0');
	}
	if (*s == '.') {
		s++;
		if (*s < '0' || *s > '9')
			return -1;
		for (; *s >= '0' && *s <= '9'; s++)
			if (places < 3) {
				v = v * 10 + (*s - '0');
				places++;
			}
	}
	for (; places < 3; places++)
		v *= 10;
	while (*s == ' ')
		s++;
	*rest = s;
	return v;
}

struct suffix {
	const char *name; /* NULL ends */
	long long value;
};

/* A number with one of the suffixes, in their unit; -1 for a bad one. */
static long long
with_suffix(const char *s, const struct suffix *table, long long max)
{
	long long v = thousandths(s, &s), r;

	for (; v >= 0 && table->name; table++)
		if (strcmp(s, table->name) == 0) {
			if (__builtin_mul_overflow(v, table->value, &r))
				return -1;
			r /= 1000;
			return r <= max ? r : -1;
		}
	return -1;
}

int
value_count(const char *s, long long min, long long max, long long *out)
{
	long long v = 0;
	const char *p = s;

	for (; *p >= '0' && *p <= '9'; p++) {
		if (v > (LLONG_MAX - 9) / 10)
			return -1;
		v = v * 10 + (*p - '0');
	}
	if (p == s || *p || v < min || v > max)
		return -1;
	*out = v;
	return 0;
}

int
value_percent(const char *s, int min, int max, int *out)
{
	static const struct suffix table[] = { { "%", 1 }, { "", 1 },
		{ NULL, 0 } };
	long long v = with_suffix(s, table, max);

	if (v < min)
		return -1;
	*out = (int)v;
	return 0;
}

int
value_time(const char *s, int *ms)
{
	static const struct suffix table[] = { { "ms", 1 }, { "s", 1000 },
		{ "", 1000 }, { "m", 60000 }, { "min", 60000 },
		{ "h", 3600000 }, { NULL, 0 } };
	long long v = with_suffix(s, table, 86400000);

	if (v < 0)
		return -1;
	*ms = (int)v;
	return 0;
}

int
value_size(const char *s, long long *bytes)
{
	static const struct suffix table[] = { { "", 1 }, { "B", 1 },
		{ "K", 1 << 10 }, { "KB", 1 << 10 }, { "KiB", 1 << 10 },
		{ "k", 1 << 10 }, { "kB", 1 << 10 }, { "M", 1 << 20 },
		{ "MB", 1 << 20 }, { "MiB", 1 << 20 }, { "G", 1 << 30 },
		{ "GB", 1 << 30 }, { "GiB", 1 << 30 }, { NULL, 0 } };
	long long v = with_suffix(s, table, 1LL << 46);

	if (v < 0)
		return -1;
	*bytes = v;
	return 0;
}

/* In units of layout; -1 for a bad one.  *rest is what follows. */
static long long
length(const char *s, const char **rest)
{
	static const struct {
		const char *name;
		int num, den; /* points each */
	} table[] = { { "mm", 720, 254 }, { "cm", 7200, 254 }, { "in", 72, 1 },
		{ "pt", 1, 1 }, { "pc", 12, 1 }, { "px", 3, 4 } };
	long long v = thousandths(s, &s);

	if (v < 0 || v > 100000000)
		return -1;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		if (strncmp(s, table[i].name, 2) == 0) {
			*rest = s + 2;
			return unit_muldiv(
			        v * PT, table[i].num, 1000LL * table[i].den);
		}
	*rest = s;
	return v ? -1 : 0;
}

int
value_length(const char *s, unit *out)
{
	const char *rest = "";
	long long v = length(s, &rest);

	if (v < 0 || *rest)
		return -1;
	*out = (unit)v;
	return 0;
}

static int
is_named_page(const char *s)
{
	static const char *const names[] = { "A3", "A4", "A5", "A6", "B4", "B5",
		"letter", "legal", "ledger", "tabloid" };
	static const char *const turns[] = { "", " landscape", " portrait" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		size_t n = strlen(names[i]);

		if (strlen(s) < n ||
		        !span_eq_nocase((struct span){ s, n }, names[i]))
			continue;
		for (size_t k = 0; k < 3; k++)
			if (span_eq_nocase(span_of(s + n), turns[k]))
				return 1;
	}
	return 0;
}

int
value_is_page(const char *s)
{
	long long w, h;

	if (is_named_page(s))
		return 1;
	w = length(s, &s);
	if (w <= 0 || *s != ' ')
		return 0;
	h = length(s + strspn(s, " "), &s);
	return !*s && w >= unit_from_mm(20) && h >= unit_from_mm(20) &&
	       w <= unit_from_mm(5000) && h <= unit_from_mm(5000);
}

int
value_is_url(const char *s)
{
	if (!link_is_web(s))
		return 0;
	for (const char *p = s; *p; p++)
		if ((unsigned char)*p <= ' ' || strchr("<>\"\\", *p))
			return 0;
	s = strchr(s, ':') + 3;
	return *s && !strchr("/?#:", *s);
}

int
value_is_lang(const char *s)
{
	for (int parts = 0;; parts++) {
		size_t k = 0, letters = 0;

		for (; (s[k] >= '0' && s[k] <= '9') ||
		        ((s[k] | 32) >= 'a' && (s[k] | 32) <= 'z');
		        k++)
			letters += s[k] > '9';
		if (!k || k > 8 || parts > 7 ||
		        (!parts && (k < 2 || letters < k)))
			return 0;
		if (!s[k])
			return 1;
		if (s[k] != '-')
			return 0;
		s += k + 1;
	}
}

int
value_is_date(const char *s)
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
