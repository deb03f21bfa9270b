/* period: which days an issue speaks of.  "Now" comes once, from outside;
 * everything else is arithmetic on days of the proleptic Gregorian calendar.
 */
#include "doc/manifest.h"

#include <string.h>

#include "doc/xhtml.h"

/* Civil from days and back: years are taken from March, so the leap day is
 * the last of the year, and 400 years are one era of 146,097 days. */
long long
date_to_days(int year, int month, int day)
{
	long long y = year - (month <= 2);
	long long era = (y >= 0 ? y : y - 399) / 400;
	long long yoe = y - era * 400;
	long long doy =
	        (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	long long doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;

	return era * 146097 + doe - 719468;
}

void
date_from_days(long long days, int *year, int *month, int *day)
{
	long long z = days + 719468;
	long long era = (z >= 0 ? z : z - 146096) / 146097;
	long long doe = z - era * 146097;
	long long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	long long doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	long long mp = (5 * doy + 2) / 153;

	*day = (int)(doy - (153 * mp + 2) / 5 + 1);
	*month = (int)(mp < 10 ? mp + 3 : mp - 9);
	*year = (int)(yoe + era * 400 + (*month <= 2));
}

/* 0 is Monday; 1970-01-01 was a Thursday. */
static int
weekday(long long days)
{
	return (int)(((days + 3) % 7 + 7) % 7);
}

int
date_week(int year, int month, int day)
{
	long long days = date_to_days(year, month, day);
	/* the week belongs to the year of its Thursday */
	long long thursday = days - weekday(days) + 3;
	int y, m, d;

	date_from_days(thursday, &y, &m, &d);
	return (int)((thursday - date_to_days(y, 1, 1)) / 7) + 1;
}

static int
full_date(const char *s, int *y, int *m, int *d)
{
	const char *rest;

	return date_parse(s, y, m, d, &rest) < 0 || !*d || *rest ? -1 : 0;
}

static void
today(struct manifest *m, int *y, int *mo, int *d)
{
	const struct issue *is = m->is;
	long offset = 0;
	long long t;

	if (m->today && !full_date(m->today, y, mo, d))
		return;
	if (is->timezone && tz_offset(is->timezone, m->now, &offset) < 0)
		offset = 0;
	t = m->now + offset;
	date_from_days(t / 86400 - (t % 86400 < 0), y, mo, d);
}

static void
set_date(struct issue *is, struct arena *arena, int y, int m, int d)
{
	is->year = y;
	is->month = m;
	is->day = d;
	is->date = arena_printf(arena, "%04d-%02d-%02d", y, m, d);
	is->shown = is->date;
}

static void
set_month(struct issue *is, struct arena *arena, int y, int m)
{
	set_date(is, arena, y, m, 1);
	is->shown = arena_printf(arena, "%04d-%02d", y, m);
}

static void
set_days(struct issue *is, struct arena *arena, long long days)
{
	int y, m, d;

	date_from_days(days, &y, &m, &d);
	set_date(is, arena, y, m, d);
}

/* The date: --date or the clock make today; `date` names the issue's day
 * itself; `period` goes from today to the first day of what is meant. */
void
period_apply(struct manifest *m)
{
	struct issue *is = m->is;
	const char *p = m->period.text ? m->period.text : "day";
	const char *rest;
	int y, mo, d;
	long long days;

	today(m, &y, &mo, &d);
	days = date_to_days(y, mo, d);
	if (m->date.text && m->period.text) {
		manifest_fault(m, m->date.pos, MSG_MANIFEST_VALUE, "issue.date",
		        m->date.text, "either date or period, not both");
	} else if (m->date.text && full_date(m->date.text, &y, &mo, &d) < 0) {
		manifest_fault(m, m->date.pos, MSG_MANIFEST_VALUE, "issue.date",
		        m->date.text, "YYYY-MM-DD");
	} else if (m->date.text && m->today) {
		/* --date is the stronger word */
		full_date(m->today, &y, &mo, &d);
	}
	set_date(is, m->arena, y, mo, d);
	if (m->date.text || !strcmp(p, "day"))
		return;
	if (!strcmp(p, "this-month")) {
		set_month(is, m->arena, y, mo);
	} else if (!strcmp(p, "previous-month")) {
		set_month(is, m->arena, mo == 1 ? y - 1 : y,
		        mo == 1 ? 12 : mo - 1);
	} else if (!strcmp(p, "this-week")) {
		set_days(is, m->arena, days - weekday(days));
	} else if (!strcmp(p, "previous-week")) {
		set_days(is, m->arena, days - weekday(days) - 7);
	} else if (!strcmp(p, "previous-day")) {
		set_days(is, m->arena, days - 1);
	} else if (!date_parse(p, &y, &mo, &d, &rest) && mo && !*rest) {
		if (d)
			set_date(is, m->arena, y, mo, d);
		else
			set_month(is, m->arena, y, mo);
	} else {
		manifest_fault(m, m->period.pos, MSG_MANIFEST_VALUE,
		        "issue.period", p,
		        "previous-month, this-month, "
		        "previous-week, this-week, previous-day, day or "
		        "YYYY-MM");
	}
}

/* {months_since:2020-01}: the first month is number 1. */
static int
put_since(struct manifest *m, struct str *out, const char *name, size_t pos)
{
	const struct issue *is = m->is;
	const char *from = strchr(name, ':') + 1;
	int months = !strncmp(name, "months", 6);
	const char *form = months ? "YYYY-MM" : "YYYY-MM-DD";
	const char *rest;
	int y, mo, d;
	long long n;

	if (date_parse(from, &y, &mo, &d, &rest) < 0 || !mo || *rest ||
	        months != (d == 0)) {
		manifest_fault(m, pos, MSG_MANIFEST_SINCE, m->at.s, name,
		        "it has no date", form);
		return -1;
	}
	n = date_to_days(is->year, is->month, is->day) -
	    date_to_days(y, mo, d ? d : 1);
	if (months)
		n = (is->year - y) * 12LL + is->month - mo;
	else if (!strncmp(name, "weeks", 5))
		n = n < 0 ? -1 : n / 7;
	if (n < 0) {
		manifest_fault(m, pos, MSG_MANIFEST_SINCE, m->at.s, name,
		        "the issue is older", "an earlier date");
		return -1;
	}
	str_printf(out, "%lld", n + 1);
	return 0;
}

static int
put_template(struct manifest *m, struct str *out, const char *name, int in_path,
        size_t pos)
{
	static const char known[] =
	        "year, month, day, week, date, number, "
	        "months_since:YYYY-MM, weeks_since:YYYY-MM-DD, "
	        "days_since:YYYY-MM-DD";
	const struct issue *is = m->is;
	int value = -1;
	const char *p;

	if (!strcmp(name, "year"))
		str_printf(out, "%04d", is->year);
	else if (!strcmp(name, "month"))
		value = is->month;
	else if (!strcmp(name, "day"))
		value = is->day;
	else if (!strcmp(name, "week"))
		value = date_week(is->year, is->month, is->day);
	else if (!strcmp(name, "date"))
		str_puts(out, is->date);
	else if (!strcmp(name, "number") && is->number)
		for (p = is->number; *p; p++)
			str_putc(out, in_path && *p == '/' ? '-' : *p);
	else if (!strncmp(name, "months_since:", 13) ||
	         !strncmp(name, "weeks_since:", 12) ||
	         !strncmp(name, "days_since:", 11))
		return put_since(m, out, name, pos);
	else {
		manifest_fault(
		        m, pos, MSG_MANIFEST_TEMPLATE, m->at.s, name, known);
		return -1;
	}
	if (value >= 0)
		str_printf(out, in_path ? "%02d" : "%d", value);
	return 0;
}

char *
template_fill(struct manifest *m, const char *text, int in_path, size_t pos)
{
	struct str out = STR_INIT;
	char *filled = NULL;
	const char *p = text;

	while (*p) {
		const char *end;
		char *name;
		int rc;

		if ((*p == '{' || *p == '}') && p[1] == *p) {
			str_putc(&out, *p);
			p += 2;
			continue;
		}
		if (*p != '{') {
			str_putc(&out, *p++);
			continue;
		}
		end = strchr(p, '}');
		if (!end) {
			manifest_fault(m, pos, MSG_MANIFEST_BRACE, m->at.s);
			goto out;
		}
		name = arena_strndup(m->arena, p + 1, (size_t)(end - p) - 1);
		rc = put_template(m, &out, name, in_path, pos);
		if (rc < 0)
			goto out;
		p = end + 1;
	}
	filled = arena_span(m->arena, str_span(&out));
out:
	str_free(&out);
	return filled;
}
