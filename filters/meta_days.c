/* meta_days: the days that a reader of the page sees: <time>, elements named
 * for dates, short lines that have one.
 */
#include <stdlib.h>
#include <string.h>

#include "doc/dom.h"
#include "filters/meta_body.h"

static int
says_any(const char *s, const char *const *words)
{
	for (; *words != NULL; words++)
		if (find_nocase(s, *words) != NULL)
			return 1;
	return 0;
}

/* What stands before the day of a change, and before the first one. */
static const char *const updated_words[] = { "updat", "aktualisiert",
	"\xC3\x84nderung", "ge\xC3\xA4ndert", "bearbeitet", "modifi",
	"mis \xC3\xA0 jour", "mise \xC3\xA0 jour", "actualizado", "aggiornat",
	"atualizad", "bewerkt", "oppdatert", "opdateret", "uppdaterad",
	"stand:", "edited", "last change", NULL };
static const char *const published_words[] = { "publi", "posted", "erschienen",
	"ver\xC3\xB6"
	"ffentlicht",
	"erstellt", "created", "geplaatst", "opprettet", "pubblicat", NULL };

/* Vietnamese: "Ngày đăng: ...", "Đăng lúc ..." */
static const char *const posted_words[] = { "gày đăng", "ăng ngày", "ăng lúc",
	NULL };

static int
says_updated(const char *s)
{
	return says_any(s, updated_words) && !says_any(s, published_words);
}

/* The day of a change in s: the one behind the word for it, "Published 3 May
 * 2024, updated 4 May 2024"; else "3 May 2024, updated", but not "3 May 2024,
 * updated 2 days ago".  Empty: none. */
static struct span
updated_part(const struct body *b, const struct str *s)
{
	const struct span none = { "", 0 };
	struct date d;

	for (size_t i = 0; updated_words[i] != NULL; i++) {
		const char *p = find_nocase(str_c(s), updated_words[i]);

		if (p == NULL)
			continue;
		if (date_find(span_of(p), b->f->order, &d, NULL))
			return span_of(p);
		return says_updated(str_c(s)) && !strpbrk(p, "0123456789")
		               ? str_span(s)
		               : none;
	}
	return none;
}

/* "Changed May 5, 2024, published May 3, 2024": from "published" on. */
static struct span
published_part(const struct body *b, const struct str *s)
{
	struct date d;

	if (says_any(str_c(s), updated_words))
		for (size_t i = 0; published_words[i] != NULL; i++) {
			const char *p =
			        find_nocase(str_c(s), published_words[i]);

			if (p != NULL &&
			        date_find(span_of(p), b->f->order, &d, NULL))
				return span_of(p);
		}
	return str_span(s);
}

int
body_has_date(const struct body *b, struct span s)
{
	struct date d;

	return date_find(s, b->f->order, &d, NULL);
}

/* In an item of a list whose text is a link to something else: its day is of
 * that.  Asked for Vietnamese pages. */
static int
is_listed(const struct body *b, xmlNodePtr n)
{
	struct str s = STR_INIT;
	xmlNodePtr a;
	int is;

	if (!body_is_vi(b))
		return 0;
	for (int up = 0; n != NULL && up < 5 && !dom_is(n, "li"); up++)
		n = n->parent;
	a = n != NULL && dom_is(n, "li") ? dom_find(n, "a") : NULL;
	if (a == NULL)
		return 0;
	body_folded(a, &s);
	is = words_count(str_span(&s)) >= 4;
	str_free(&s);
	return is;
}

void
day_of_time(struct body *b, xmlNodePtr n)
{
	const char *v = dom_attr(n, "datetime");
	int rank = (v == NULL && body_is_vi(b) ? 48 : 38) + body_far(b);
	struct str s = STR_INIT;
	struct date d;

	if (body_is_elsewhere(b, n) || is_listed(b, n))
		return;
	body_folded(n, &s);
	if (v == NULL || !date_value(span_of(v), b->f->order, &d))
		v = str_c(&s);
	if (class_has(n, "updated") || class_has(n, "modified") ||
	        says_updated(str_c(&s)) || class_has(n->parent, "updated"))
		facts_add(b->f, FACT_MODIFIED, rank, span_of(v), "time");
	if (class_has(n, "updated") && !class_has(n, "published"))
		rank += 4;
	facts_add(b->f, FACT_DATE, rank, span_of(v), "time");
	str_free(&s);
}

/* "The Daily Mast Saturday, 7 February 2026": what a site's head says of today. */
static int
is_calendar(const struct str *s)
{
	static const char *const days[] = { "Monday", "Tuesday", "Wednesday",
		"Thursday", "Friday", "Saturday", "Sunday", "Thứ ", "Chủ nhật",
		"Chủ Nhật", "Montag", "Dienstag", "Mittwoch", "Donnerstag",
		"Freitag", "Samstag", "Sonntag", "lundi", "mardi", "mercredi",
		"jeudi", "vendredi", "samedi", "dimanche", NULL };

	for (int i = 0; days[i] != NULL; i++)
		if (find_nocase(str_c(s), days[i]) != NULL)
			return 1;
	return 0;
}

void
day_of_line(struct body *b, xmlNodePtr n, const struct str *s)
{
	struct span updated;
	int rank;

	if (s->len < 6 || (s->len > 160 && body_width(s) > 160) ||
	        !body_has_date(b, str_span(s)) || is_listed(b, n))
		return;
	if (body_is_elsewhere(b, n)) {
		/* beside the path to the page: the day, if none else says it */
		if (body_is_vi(b) && b->h1 != NULL &&
		        labs(b->pos - b->h1_pos) < 12 && s->len < 60 &&
		        dom_find(n, "a") == NULL)
			facts_add(
			        b->f, FACT_DATE, 75, str_span(s), "date line");
		return;
	}
	if (body_is_dated(n))
		rank = 46;
	else if (b->h1 != NULL && labs(b->pos - b->h1_pos) < 60 &&
	         body_width(s) < 100)
		rank = 50;
	else if (s->len < 60)
		rank = 58;
	else
		return;
	/* the clock of a site's head: "today, Friday, ..." */
	if (strncmp(s->s, "Hôm nay", strlen("Hôm nay")) == 0)
		rank += 10;
	else if (b->h1 != NULL && b->pos < b->h1_pos && rank == 50 &&
	         s->len < 60 && is_calendar(s))
		rank += 4;
	if (says_any(str_c(s), posted_words))
		rank -= 6;
	rank += body_far(b);
	updated = updated_part(b, s);
	if (updated.n)
		facts_add(b->f, FACT_MODIFIED, rank, updated, "date line");
	rank += updated.n && says_updated(str_c(s)) ? 3 : 0;
	facts_add(b->f, FACT_DATE, rank, published_part(b, s), "date line");
}
