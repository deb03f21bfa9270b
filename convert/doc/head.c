/* head: the heading block of an article, and the dates that readers see.
 * Text, PDF and EPUB all take it from here, so their words agree. */
#include "doc/xhtml.h"

#include <string.h>

#include "doc/dom.h"

static const char *const months_en[12] = {
	"January",
	"February",
	"March",
	"April",
	"May",
	"June",
	"July",
	"August",
	"September",
	"October",
	"November",
	"December",
};

static const char *const months_fr[12] = {
	"janvier",
	"février",
	"mars",
	"avril",
	"mai",
	"juin",
	"juillet",
	"août",
	"septembre",
	"octobre",
	"novembre",
	"décembre",
};

/* How a language writes its dates; the rest of the world gets ISO 8601. */
static const struct date_style {
	const char *lang;
	const char *const *month; /* NULL: numbers with slashes */
} date_styles[] = {
	{ "vi", NULL },
	{ "en", months_en },
	{ "fr", months_fr },
};

int
date_days_in_month(int year, int month)
{
	static const int days[12] = {
		31,
		28,
		31,
		30,
		31,
		30,
		31,
		31,
		30,
		31,
		30,
		31,
	};

	if (month < 1 || month > 12)
		return 0;
	if (month == 2 && year % 4 == 0 && (year % 100 || year % 400 == 0))
		return 29;
	return days[month - 1];
}

/* Exactly n digits, or -1. */
static int
digits(const char *p, int n)
{
	int v = 0;

	while (n--) {
		if (*p < '0' || *p > '9')
			return -1;
		v = v * 10 + (*p++ - '0');
	}
	return v;
}

int
date_parse(const char *iso, int *year, int *month, int *day, const char **rest)
{
	const char *p = iso;

	*month = *day = 0;
	*year = digits(p, 4);
	if (*year < 0)
		return -1;
	p += 4;
	if (*p == '-') {
		*month = digits(p + 1, 2);
		if (*month < 1 || *month > 12)
			return -1;
		p += 3;
		if (*p == '-') {
			*day = digits(p + 1, 2);
			if (*day < 1 ||
			        *day > date_days_in_month(*year, *month))
				return -1;
			p += 3;
		}
	}
	if (*p >= '0' && *p <= '9')
		return -1;
	if (rest)
		*rest = p;
	return 0;
}

static const struct date_style *
style_of(const char *lang)
{
	size_t i;

	for (i = 0; lang && i < sizeof(date_styles) / sizeof(date_styles[0]);
	        i++)
		if (!strncmp(lang, date_styles[i].lang, 2) &&
		        (!lang[2] || lang[2] == '-' || lang[2] == '_'))
			return &date_styles[i];
	return NULL;
}

void
date_for_readers(struct str *out, const char *lang, const char *iso)
{
	const struct date_style *st = style_of(lang);
	const char *rest;
	int y, m, d;

	if (date_parse(iso, &y, &m, &d, &rest) < 0 ||
	        (*rest && *rest != 'T' && *rest != ' ')) {
		str_puts(out, iso);
		return;
	}
	if (!st || !m) {
		str_add(out, iso, (size_t)(rest - iso));
	} else if (!st->month) {
		if (d)
			str_printf(out, "%d/", d);
		str_printf(out, "%d/%d", m, y);
	} else {
		if (d == 1 && st->month == months_fr)
			str_puts(out, "1er ");
		else if (d)
			str_printf(out, "%d ", d);
		str_printf(out, "%s %d", st->month[m - 1], y);
	}
}

/* "T10:00", "T10:00:00", with "Z", "+07:00" or "+0700" or nothing after: the
 * forms HTML's <time> allows (2.3.5).  Their length, or 0. */
static size_t
time_length(const char *p)
{
	const char *at = p;
	int v = digits(at + (*at ? 1 : 0), 2);

	if ((*at != 'T' && *at != ' ') || v < 0 || v > 23 || at[3] != ':')
		return 0;
	v = digits(at + 4, 2);
	if (v < 0 || v > 59)
		return 0;
	at += 6;
	if (*at == ':') {
		v = digits(at + 1, 2);
		if (v < 0 || v > 59)
			return 0;
		at += 3;
		if (*at == '.' && digits(at + 1, 1) >= 0)
			for (v = 0, at++; v < 3 && digits(at, 1) >= 0; v++)
				at++;
	}
	if (*at == 'Z')
		at++;
	else if ((*at == '+' || *at == '-') && digits(at + 1, 2) >= 0 &&
	         at[3] == ':' && digits(at + 4, 2) >= 0)
		at += 6;
	else if ((*at == '+' || *at == '-') && digits(at + 1, 4) >= 0)
		at += 5;
	return *at ? 0 : (size_t)(at - p);
}

static void
append_date(xmlNodePtr line, const char *lang, const char *iso)
{
	xmlNodePtr node = dom_append(line, "time");
	struct str s = STR_INIT;
	const char *rest;
	int y, m, d;

	dom_set_attr(node, "class", "date");
	if (!date_parse(iso, &y, &m, &d, &rest)) {
		size_t n = (size_t)(rest - iso);

		if (d)
			n += time_length(rest);
		str_add(&s, iso, n);
		dom_set_attr(node, "datetime", s.s);
		str_truncate(&s, 0);
	}
	date_for_readers(&s, lang, iso);
	dom_append_text(node, str_span(&s));
	str_free(&s);
}

static xmlNodePtr
append_line(
        xmlNodePtr head, const char *name, const char *cls, const char *text)
{
	xmlNodePtr n;

	if (!text)
		return NULL;
	n = dom_append(head, name);
	if (cls)
		dom_set_attr(n, "class", cls);
	if (*text)
		dom_append_text(n, span_of(text));
	return n;
}

xmlNodePtr
article_head(xmlNodePtr parent, const struct article *a)
{
	const struct meta *m = &a->meta;
	const char *date = meta_get(m, META_DATE);
	xmlNodePtr head = dom_append(parent, "header");
	xmlNodePtr line;
	size_t i;

	dom_set_attr(head, "class", "article-head");
	append_line(head, "p", "kicker", meta_get(m, META_KICKER));
	append_line(head, "h1", NULL, meta_get(m, META_TITLE));
	append_line(head, "p", "standfirst", meta_get(m, META_STANDFIRST));
	if (!m->authors.n && !date)
		return head;
	line = append_line(head, "p", "byline", "");
	for (i = 0; i < m->authors.n; i++) {
		if (i)
			dom_append_text(line, SPAN_LIT(", "));
		append_line(line, "span", "author", m->authors.p[i]);
	}
	if (date) {
		if (i)
			dom_append_text(line, SPAN_LIT(" · "));
		append_date(line, meta_get(m, META_LANG), date);
	}
	return head;
}
