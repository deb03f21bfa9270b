/* dates_time: the hour and the zone beside a date. */
#include <string.h>

#include "filters/dates_tokens.h"

/* Names that mean one zone and no more. */
static const struct {
	const char *name;
	int hours;
} zones[] = {
	{ "edt", -4 },
	{ "est", -5 },
	{ "cdt", -5 },
	{ "mdt", -6 },
	{ "pdt", -7 },
	{ "pst", -8 },
	{ "wet", 0 },
	{ "bst", 1 },
	{ "cet", 1 },
	{ "mez", 1 },
	{ "cest", 2 },
	{ "mesz", 2 },
	{ "eest", 3 },
	{ "msk", 3 },
	{ "ict", 7 },
	{ "wib", 7 },
	{ "hkt", 8 },
	{ "sgt", 8 },
	{ "jst", 9 },
	{ "kst", 9 },
	{ "aest", 10 },
	{ "aedt", 11 },
};

/* "Z", "+07:00", "+0700", "GMT+7", "(UTC -5)", "CEST". */
static void
zone_at(const struct token *t, struct date *d)
{
	int sign, named = 0;

	if (is_sign(t, '(') || is_sign(t, '['))
		t++;
	if (is_sign(t, '.') && t[1].kind == NUMBER)
		t += 2; /* parts of a second */
	if (is_word(t, "z")) {
		d->has_zone = 1;
		return;
	}
	if (is_word(t, "gmt") || is_word(t, "utc")) {
		named = 1;
		d->has_zone = 1;
		t++;
	}
	for (size_t i = 0; i < sizeof(zones) / sizeof(zones[0]); i++)
		if (is_word(t, zones[i].name)) {
			d->zone = zones[i].hours * 60;
			d->has_zone = 1;
			return;
		}
	if (!is_sign(t, '+') && !is_sign(t, '-') && !is_sign(t, 0x2212))
		return;
	sign = is_sign(t, '+') ? 1 : -1;
	t++;
	if (is_number(t, 0, 1400, 4) && t->digits == 4)
		d->zone = t->value / 100 * 60 + t->value % 100;
	else if (is_number(t, 0, 14, 2) && is_sign(t + 1, ':') &&
	         is_number(t + 2, 0, 59, 2))
		d->zone = t->value * 60 + t[2].value;
	else if (named && is_number(t, 0, 14, 2))
		d->zone = t->value * 60;
	else
		return;
	d->zone *= sign;
	d->has_zone = 1;
}

static int
is_any(const struct token *t, const char *const *words)
{
	while (*words != NULL && !is_word(t, *words))
		words++;
	return *words != NULL;
}

/* "kl. 10.15", "alle 10.15", "10.15 Uhr", "06.15 EDT": hours and minutes, where
 * a full stop alone says nothing. */
static int
is_dotted_time(const struct token *t)
{
	static const char *const before[] = { "kl", "klo", "kello", "alle",
		"ore", "pukul", NULL };
	struct date d = { .has_zone = 0 };

	if (!is_sign(&t[1], '.') || is_sign(&t[3], '.'))
		return 0;
	zone_at(t + 3, &d);
	return d.has_zone || is_word(&t[3], "uhr") ||
	       (t[0].after_word &&
	               (is_any(&t[-1], before) ||
	                       (is_sign(&t[-1], '.') && t[-1].after_word &&
	                               is_any(&t[-2], before))));
}

/* 10:11, 10:11:12, 10h11, 10g11, 10 giờ 11, 10.11 Uhr, 10時11分, 10시 11분 */
static int
is_clock(const struct token *t)
{
	static const char *const hour[] = { "h", "g", "giờ", "時", "时", "点",
		"點", "시", NULL };

	return is_number(&t[0], 0, 23, 2) &&
	       (is_sign(&t[1], ':') || is_any(&t[1], hour) ||
	               is_dotted_time(t)) &&
	       is_number(&t[2], 0, 59, 2) && t[2].digits == 2;
}

/* "10:11 pm", "10:11 p.m.", "10:11 CH"; "오후 10:11", "下午10:11". */
static int
is_half(const struct token *t, size_t n, int pm)
{
	static const char *const behind[2][3] = { { "am", "sa", NULL },
		{ "pm", "ch", NULL } };
	static const struct {
		int pm;
		const char *first, *second;
	} before[] = {
		{ 0, "오", "전" },
		{ 1, "오", "후" },
		{ 0, "上", "午" },
		{ 1, "下", "午" },
		{ 0, "午", "前" },
		{ 1, "午", "後" },
	};

	if (is_any(&t[n], behind[pm]) ||
	        (is_word(&t[n], pm ? "p" : "a") && is_sign(&t[n + 1], '.')))
		return 1;
	if (!t[0].after_word || !t[-1].after_word)
		return 0;
	for (size_t i = 0; i < sizeof(before) / sizeof(before[0]); i++)
		if (before[i].pm == pm && is_word(&t[-2], before[i].first) &&
		        is_word(&t[-1], before[i].second))
			return 1;
	return 0;
}

static int
time_at(const struct token *t, struct date *d)
{
	static const char *const minute[] = { "phút", "分", "분", "uhr", NULL };
	size_t n = 3;

	if (!is_clock(t))
		return 0;
	d->hour = t[0].value;
	d->minute = t[2].value;
	if (is_sign(&t[3], ':') && is_number(&t[4], 0, 59, 2)) {
		d->second = t[4].value;
		n = 5;
	}
	n += (size_t)is_any(&t[n], minute);
	if (d->hour < 12 && is_half(t, n, 1))
		d->hour += 12;
	else if (d->hour == 12 && is_half(t, n, 0))
		d->hour = 0;
	if (is_word(&t[n], "am") || is_word(&t[n], "pm"))
		n++;
	else if ((is_word(&t[n], "a") || is_word(&t[n], "p")) &&
	         is_sign(&t[n + 1], '.') && is_word(&t[n + 2], "m"))
		n += is_sign(&t[n + 3], '.') ? 4 : 3;
	zone_at(t + n, d);
	return 1;
}

void
find_time(const struct tokens *ts, size_t from, size_t to, struct date *d)
{
	size_t i;

	for (i = to; i < to + 5 && i < ts->n; i++)
		if (time_at(&ts->t[i], d))
			return;
	for (i = from > 12 ? from - 12 : 0; i < from; i++)
		if (time_at(&ts->t[i], d))
			return;
}
