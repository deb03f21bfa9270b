/* meta_dates: which of the dates that a page gives is its own.
 *
 * Declared ones come first, since what is seen may be of anything; but a
 * reader's day is the one that the page shows, and systems that declare their
 * dates in UTC are off by one for half of the world.
 */
#include <string.h>

#include "filters/meta.h"

/* Whether 3/5/2024 is in May: everywhere but in American English. */
enum date_order
dates_order(const struct facts *f, const char *lang)
{
	static const char *const day_first[] = { ".uk", ".au", ".nz", ".ie",
		".in", ".za", ".sg", ".hk", ".eu", NULL };
	const struct fact *url = facts_best(f, FACT_URL);
	const char *host;
	size_t i;

	if (lang == NULL || strncmp(lang, "en", 2) != 0)
		return DATE_DAY_FIRST;
	if (lang[2] == '-' && strcmp(lang, "en-US") != 0)
		return DATE_DAY_FIRST;
	host = url != NULL ? strstr(url->value, "://") : NULL;
	if (host != NULL) {
		size_t n = strcspn(host + 3, "/:");

		for (i = 0; day_first[i] != NULL; i++) {
			size_t k = strlen(day_first[i]);

			if (n > k &&
			        memcmp(host + 3 + n - k, day_first[i], k) == 0)
				return DATE_DAY_FIRST;
		}
	}
	return DATE_MONTH_FIRST;
}

/* A day in an address as /2024/05/03/ or -2024-05-03. */
static int
is_day_path(const char *p)
{
	return (p[0] == '/' || p[0] == '-' || p[0] == '_') &&
	       (strncmp(p + 1, "20", 2) == 0 || strncmp(p + 1, "19", 2) == 0) &&
	       strlen(p) >= 11 && (p[5] == '/' || p[5] == '-');
}

/* Figures that stand alone in an address and are a day: 20240503, or those
 * and the time, /29-10-2021.  Their number. */
static size_t
is_day_figures(const char *p)
{
	size_t n = strspn(p, "0123456789");

	if (n == 8 || n == 12 || n >= 14)
		return strncmp(p, "20", 2) == 0 ? 8 : 0;
	if (n == 2 && p[2] == '-' && strspn(p + 3, "0123456789") == 2 &&
	        p[5] == '-' && strspn(p + 6, "0123456789") == 4)
		return 10;
	return 0;
}

/* The address often holds the date. */
static void
date_of_address(struct facts *f)
{
	const struct fact *url = facts_best(f, FACT_URL);
	const char *at = url != NULL ? url->value : "", *p;
	struct date d;
	size_t n;

	for (p = at; *p != '\0'; p++)
		if (is_day_path(p) && date_find((struct span){ p + 1, 10 },
		                              DATE_DAY_FIRST, &d, NULL)) {
			facts_add(f, FACT_DATE, 52, (struct span){ p + 1, 10 },
			        "url");
			return;
		}
	for (p = at; *p != '\0'; p += n > 0 ? n : 1) {
		size_t len = is_day_figures(p);

		n = strspn(p, "0123456789");
		if (len > 0 && date_value((struct span){ p, len },
		                       DATE_DAY_FIRST, &d)) {
			facts_add(f, FACT_DATE, 70, (struct span){ p, len },
			        "url");
			return;
		}
	}
}

/* Days since 1970, after Hinnant's "chrono-compatible low-level date
 * algorithms". */
static long
day_number(const struct date *d)
{
	long y = d->month > 2 ? d->year : d->year - 1;
	long era = y / 400, of_era = y - era * 400;
	long m = (d->month + 9) % 12, of_year = (153 * m + 2) / 5 + d->day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 +
	       of_year - 719468;
}

/* Minutes since 1970 by the clock on the wall. */
static long
minutes(const struct date *d)
{
	return day_number(d) * 1440 + d->hour * 60 + d->minute;
}

static int
is_seen(const struct fact *c)
{
	return strcmp(c->source, "time") == 0 ||
	       strcmp(c->source, "date line") == 0;
}

/* Whether `local` may be the moment `utc` as clocks at the place had it, on
 * another day. */
static int
is_local_day(const struct date *utc, const struct date *local)
{
	long away;

	if (local->hour < 0 || day_number(local) == day_number(utc))
		return 0;
	away = minutes(local) - minutes(utc);
	if (local->has_zone)
		return away == local->zone;
	/* 12 hours west, 14 east at most, and by quarters of an hour. */
	return away >= -12 * 60 && away <= 14 * 60 &&
	       ((away % 15) + 15) % 15 <= 1;
}

/* A moment in UTC as the page shows it to its readers, on another day: one
 * with the same minute.  A mere day may be of anything. */
static const struct fact *
local_day(
        const struct facts *f, const struct fact *best, const struct date *utc)
{
	const struct fact *local = NULL;

	for (size_t i = 0; i < f->v.n; i++) {
		const struct fact *c = &f->v.p[i];
		struct date d;

		if (c->kind != FACT_DATE || c->rank > 50 ||
		        !date_value(span_of(c->value), f->order, &d))
			continue;
		/* Its own day is shown as well: then that is it. */
		if (is_seen(c) && !d.has_zone &&
		        day_number(&d) == day_number(utc))
			return best;
		if (local == NULL && is_local_day(utc, &d))
			local = c;
	}
	return local != NULL ? local : best;
}

static void
decide_date(struct facts *f, enum fact_kind kind, enum meta_field field)
{
	int rank = -1;
	size_t i;

	while ((rank = facts_next_rank(f, kind, rank)) >= 0)
		for (i = 0; i < f->v.n; i++) {
			const struct fact *c = &f->v.p[i];
			struct str iso = STR_INIT;
			struct date d;

			if (c->kind != kind || c->rank != rank ||
			        !date_value(span_of(c->value), f->order, &d) ||
			        d.year < 1990 || d.year > 2060)
				continue;
			if (kind == FACT_DATE && d.hour >= 0 && d.has_zone &&
			        d.zone == 0) {
				c = local_day(f, c, &d);
				date_value(span_of(c->value), f->order, &d);
			}
			date_iso(&d, &iso);
			meta_set(f->a, field, str_span(&iso), c->source);
			str_free(&iso);
			return;
		}
}

/* "Ngày có hiệu lực: 01/10/2021", "Hạn nộp: ...": other days of a document. */
static void
doubt_days(struct facts *f)
{
	static const char *const words[] = { "hiệu lực", "ạn nộp", "hết hạn",
		"thời hạn", NULL };

	for (size_t i = 0; i < f->v.n; i++)
		for (int k = 0; words[k] != NULL; k++)
			if (f->v.p[i].kind == FACT_DATE &&
			        strstr(f->v.p[i].value, words[k]) != NULL)
				f->v.p[i].rank += 20;
}

void
meta_dates(struct facts *f)
{
	doubt_days(f);
	date_of_address(f);
	decide_date(f, FACT_DATE, META_DATE);
	decide_date(f, FACT_MODIFIED, META_MODIFIED);
}
