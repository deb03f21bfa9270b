/* dates: dates as pages write them, to ISO 8601.
 *
 * The text becomes a row of tokens: numbers, words in lower case, single
 * signs.  At each number or month name a few shapes are tried: year first,
 * day or month first in figures, day and month's name, month's name and day,
 * and Vietnamese, Chinese, Japanese and Korean with their unit words.  A time
 * is then looked for close behind, or close before.
 */
#include <string.h>

#include "filters/dates_tokens.h"
#include "filters/dates_unspaced.h"

/* Vietnamese counts its months: "tháng Năm". */
static const char *const vi_month[12] = { "m\xE1\xBB\x99t", "hai", "ba",
	"t\xC6\xB0", "n\xC4\x83m", "s\xC3\xA1u", "b\xE1\xBA\xA3y", "t\xC3\xA1m",
	"ch\xC3\xADn", "m\xC6\xB0\xE1\xBB\x9Di", "gi\xC3\xAAng",
	"ch\xE1\xBA\xA1p" };

#define VI_MONTH "th\xC3\xA1ng"
#define VI_YEAR "n\xC4\x83m"

static int
is_year(const struct token *t)
{
	return t->kind == NUMBER && t->digits == 4 && t->value >= 1900 &&
	       t->value <= 2099;
}

/* Buddhist years, too. */
static int
is_any_year(const struct token *t)
{
	int y = unspaced_year(t->value);

	return t->kind == NUMBER && t->digits == 4 && y >= 1900 && y <= 2099;
}

static int
month_of(const struct token *t)
{
	return t->kind == NAME ? month_named(t->word) : 0;
}

static int
days_in(int y, int m)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };

	if (m == 2 && ((y % 4 == 0 && y % 100 != 0) || y % 400 == 0))
		return 29;
	return days[m - 1];
}

static int
set_date(struct date *d, int y, int m, int day)
{
	if (m < 1 || m > 12 || day < 1 || day > days_in(y, m))
		return 0;
	d->year = y;
	d->month = m;
	d->day = day;
	return 1;
}

/* Each shape gives the number of tokens it takes, or 0. */

/* 2024-05-03, 2024/5/3, 2024.05.03, 2024年5月3日, 2024년 5월 3일 */
static size_t
year_first(const struct token *t, struct date *d)
{
	size_t n;

	if (!is_year(&t[0]) || !is_number(&t[2], 1, 12, 2) ||
	        !is_number(&t[4], 1, 31, 2))
		return 0;
	if (t[1].kind == SIGN && t[3].kind == SIGN &&
	        (t[1].value == '-' || t[1].value == '/' || t[1].value == '.') &&
	        t[3].value == t[1].value)
		n = 5;
	else if ((is_word(&t[1], "\xE5\xB9\xB4") &&
	                 is_word(&t[3], "\xE6\x9C\x88")) ||
	         (is_word(&t[1], "\xEB\x85\x84") &&
	                 is_word(&t[3], "\xEC\x9B\x94")))
		n = 6;
	else
		return 0;
	return set_date(d, t[0].value, t[2].value, t[4].value) ? n : 0;
}

/* 3/5/2024, 3.5.24, 03-05-2024 */
static size_t
in_figures(const struct token *t, enum date_order order, struct date *d)
{
	int a, b, y, swap;

	if (!is_number(&t[0], 1, 31, 2) || !is_number(&t[2], 1, 31, 2) ||
	        t[1].kind != SIGN || t[3].kind != SIGN ||
	        t[1].value != t[3].value ||
	        (t[1].value != '/' && t[1].value != '-' && t[1].value != '.'))
		return 0;
	if (!is_any_year(&t[4]) && !(t[4].kind == NUMBER && t[4].digits == 2))
		return 0;
	a = t[0].value;
	b = t[2].value;
	y = t[4].digits == 4 ? unspaced_year(t[4].value)
	                     : t[4].value + (t[4].value < 70 ? 2000 : 1900);
	/* With full stops only the day stands first. */
	swap = t[1].value != '.' && order == DATE_MONTH_FIRST;
	if (a > 12)
		swap = 0;
	else if (b > 12)
		swap = 1;
	return set_date(d, y, swap ? a : b, swap ? b : a) ? 5 : 0;
}

static int
is_small_sign(const struct token *t)
{
	return t->kind == SIGN &&
	       (t->value == '.' || t->value == ',' || t->value == 0xBA ||
	               t->value == 0xB0 || t->value == '-' || t->value == '/');
}

/* Signs and small words between the parts of a date; at most six. */
static size_t
skip_small(const struct token *t, const char *const *words)
{
	size_t n = 0, i;

	while (n < 6) {
		for (i = 0; words[i] != NULL && !is_word(&t[n], words[i]);)
			i++;
		if (words[i] == NULL && !is_small_sign(&t[n]))
			break;
		n++;
	}
	return n;
}

static const char *const small_words[] = { "st", "nd", "rd", "th", "de", "of",
	"del", "er", "\xC2\xBA", "a", "den", "d", NULL };

/* 3 May 2024, 3rd of May, 2024, 3. Mai 2024, 3 de mayo de 2024, 3-May-2024 */
static size_t
day_month_name(const struct token *t, struct date *d)
{
	size_t n = 1;
	int m;

	if (!is_number(&t[0], 1, 31, 2))
		return 0;
	n += skip_small(t + n, small_words);
	m = month_of(&t[n]);
	if (m == 0)
		return 0;
	n++;
	n += skip_small(t + n, small_words);
	if (!is_year(&t[n]))
		return 0;
	return set_date(d, t[n].value, m, t[0].value) ? n + 1 : 0;
}

/* May 3, 2024; May 3rd 2024; "May 3, 10:15 am, 2024" is nobody's. */
static size_t
month_name_day(const struct token *t, struct date *d)
{
	size_t n = 1, at;
	int m;

	/* The name last: most words stand before no number. */
	if (t[0].kind != NAME)
		return 0;
	n += skip_small(t + n, small_words);
	at = n;
	if (!is_number(&t[at], 1, 31, 2))
		return 0;
	n++;
	n += skip_small(t + n, small_words);
	if (!is_year(&t[n]))
		return 0;
	m = month_of(&t[0]);
	if (m == 0)
		return 0;
	return set_date(d, t[n].value, m, t[at].value) ? n + 1 : 0;
}

/* [ngày] 3 tháng 5 [,] [năm] 2024, 28 Tháng Mười Hai, 2025 */
static size_t
vietnamese(const struct token *t, struct date *d)
{
	size_t n = 2;
	int m = 0, i;

	if (!is_number(&t[0], 1, 31, 2) ||
	        (!is_word(&t[1], VI_MONTH) && !is_word(&t[1], "thang")))
		return 0;
	if (is_number(&t[n], 1, 12, 2)) {
		m = t[n++].value;
	} else {
		for (i = 0; i < 12; i++)
			if (is_word(&t[n], vi_month[i]))
				m = i < 10 ? i + 1 : i == 10 ? 1 : 12;
		if (m == 0)
			return 0;
		n++;
		if (m == 10 && (is_word(&t[n], vi_month[0]) ||
		                       is_word(&t[n], vi_month[1])))
			m += is_word(&t[n++], vi_month[0]) ? 1 : 2;
	}
	while (t[n].kind == SIGN &&
	        (t[n].value == ',' || t[n].value == '/' || t[n].value == '-' ||
	                t[n].value == '.'))
		n++;
	if (is_word(&t[n], VI_YEAR) || is_word(&t[n], "nam"))
		n++;
	if (!is_year(&t[n]))
		return 0;
	return set_date(d, t[n].value, m, t[0].value) ? n + 1 : 0;
}

/* 12 กรกฎาคม พ.ศ. 2565, with a word or two before the year */
static size_t
unspaced(const struct token *t, struct date *d)
{
	struct span s = t[0].rest;
	size_t n = 1, k;
	int m;

	if (!is_number(&t[0], 1, 31, 2))
		return 0;
	while (s.n > 0 && *s.p == ' ')
		s.p++, s.n--;
	k = unspaced_month(s, &m);
	while (k > 0 && t[n].kind != END && t[n].kind != NUMBER && n < 24)
		n++;
	if (k == 0 || !is_any_year(&t[n]) || t[n - 1].rest.p > s.p + k + 24)
		return 0;
	return set_date(d, unspaced_year(t[n].value), m, t[0].value) ? n + 1
	                                                             : 0;
}

static size_t
date_at(const struct token *t, enum date_order order, struct date *d)
{
	size_t n = year_first(t, d);

	if (n == 0)
		n = in_figures(t, order, d);
	if (n == 0)
		n = vietnamese(t, d);
	if (n == 0)
		n = unspaced(t, d);
	if (n == 0)
		n = day_month_name(t, d);
	if (n == 0)
		n = month_name_day(t, d);
	return n;
}

/* Every shape has a year of four figures and another number, or three numbers.
 * Figures of other scripts, which begin with few bytes, are not counted. */
static int
may_have_date(struct span t)
{
	size_t run = 0, numbers = 0, fours = 0;

	for (size_t i = 0; i < t.n; i++) {
		unsigned char c = (unsigned char)t.p[i];

		if ((unsigned char)(c - '0') < 10) {
			run++;
			continue;
		}
		numbers += run > 0;
		fours += run == 4;
		run = 0;
		if (c >= 0xD9 &&
		        (c == 0xD9 || c == 0xDB || c == 0xE0 || c == 0xEF ||
		                (c == 0xE1 && i + 1 < t.n &&
		                        (unsigned char)t.p[i + 1] == 0x9F)))
			return 1;
	}
	numbers += run > 0;
	fours += run == 4;
	return numbers >= 3 || (numbers == 2 && fours > 0);
}

int
date_find(struct span text, enum date_order order, struct date *d, size_t *end)
{
	struct tokens ts;
	size_t i, n;

	memset(d, 0, sizeof(*d));
	d->hour = -1;
	if (text.n > 4000)
		text.n = 4000;
	if (!may_have_date(text))
		return 0;
	tokenise(text, &ts);
	/* Shapes look at most 24 tokens ahead. */
	for (i = 0; i < ts.n && i + 24 < TOKENS; i++) {
		if (ts.t[i].kind == SIGN)
			continue;
		n = date_at(&ts.t[i], order, d);
		if (n == 0)
			continue;
		find_time(&ts, i, i + n, d);
		if (end != NULL)
			*end = ts.t[i + n - 1].end;
		return 1;
	}
	return 0;
}

/* Days since 1970 to a date; counted, because it is seldom asked. */
static void
from_days(long long days, struct date *d)
{
	d->year = 1970;
	d->month = 1;
	while (days >= 365 + (days_in(d->year, 2) == 29))
		days -= 365 + (days_in(d->year++, 2) == 29);
	while (days >= days_in(d->year, d->month))
		days -= days_in(d->year, d->month++);
	d->day = (int)days + 1;
}

int
date_value(struct span text, enum date_order order, struct date *d)
{
	long long v = 0;
	size_t i;

	text = span_trim(text);
	for (i = 0; i < text.n && i < 15; i++) {
		if (text.p[i] < '0' || text.p[i] > '9')
			break;
		v = v * 10 + (text.p[i] - '0');
	}
	memset(d, 0, sizeof(*d));
	d->hour = -1;
	if ((i == text.n && i == 8) || (i == 8 && text.p[8] == 'T') ||
	        (i == text.n && i == 14)) {
		if (i == 14) {
			d->second = (int)(v % 100);
			d->minute = (int)(v / 100 % 100);
			d->hour = (int)(v / 10000 % 100);
			v /= 1000000;
			if (d->hour > 23 || d->minute > 59 || d->second > 59)
				return 0;
		}
		return v / 10000 >= 1900 && v / 10000 <= 2099 &&
		       set_date(d, (int)(v / 10000), (int)(v / 100 % 100),
		               (int)(v % 100));
	}
	if (i == text.n && (i == 10 || i == 13)) {
		if (i == 13)
			v /= 1000;
		from_days(v / 86400, d);
		v %= 86400;
		d->hour = (int)(v / 3600);
		d->minute = (int)(v / 60 % 60);
		d->second = (int)(v % 60);
		d->has_zone = 1;
		return 1;
	}
	return date_find(text, order, d, NULL);
}

int
date_month(struct span word)
{
	const char *p = word.p, *end = word.p + word.n;
	struct tokens ts;

	if (word.n == 0)
		return 0;
	ts.n = 0;
	memset(&ts.t[0], 0, sizeof(ts.t[0]));
	add_word(&ts, &p, end, 0);
	return p == end ? month_of(&ts.t[0]) : 0;
}

void
date_iso(const struct date *d, struct str *out)
{
	int z = d->zone;

	str_printf(out, "%04d-%02d-%02d", d->year, d->month, d->day);
	if (d->hour < 0)
		return;
	str_printf(out, "T%02d:%02d:%02d", d->hour, d->minute, d->second);
	if (d->has_zone && z == 0)
		str_putc(out, 'Z');
	else if (d->has_zone)
		str_printf(out, "%c%02d:%02d", z < 0 ? '-' : '+',
		        (z < 0 ? -z : z) / 60, (z < 0 ? -z : z) % 60);
}
