/* meta_lines_names: the names that a line says, of who wrote, took the
 * pictures or wrote it first: by the words that lead in to them in Vietnamese,
 * and by where the line stands.
 */
#include <string.h>

#include "base/utf8.h"
#include "filters/infoline.h"
#include "filters/meta_lines.h"

/* "(Theo Báo Bình Thuận)" without what leads in and the brackets. */
static struct span
behind(struct span t, size_t lead)
{
	static const char junk[] = " :-\t";

	t.p += lead;
	t.n -= lead;
	while (t.n > 0 && strchr(junk, *t.p) != NULL)
		t.p++, t.n--;
	while (t.n > 0 && strchr(" ).", t.p[t.n - 1]) != NULL)
		t.n--;
	return t;
}

/* "Updated: 3/5/2012  Author: X": where the name begins; 0: nowhere. */
static size_t
says_author(struct span t)
{
	static const char *const words[] = {
		"ác giả:", "gười viết:", "iết bởi:", NULL
	};

	for (size_t i = 0; words[i] != NULL; i++) {
		size_t n = strlen(words[i]);
		const char *p = memmem(t.p, t.n, words[i], n);

		if (p != NULL)
			return (size_t)(p - t.p) + n;
	}
	return 0;
}

/* "14/10/2018 - đăng bởi X": where the name begins; 0: nowhere. */
static size_t
says_poster(struct span t)
{
	static const char by[] = "ăng bởi ";
	const char *p = memmem(t.p, t.n, by, sizeof(by) - 1);

	return p != NULL ? (size_t)(p - t.p) + sizeof(by) - 1 : 0;
}

/* "X vào lúc 9:41, 17/9/2010": the name alone. */
static struct span
up_to_when(struct span t)
{
	static const char *const when[] = { " vào ", " lúc ", " ngày ", " | ",
		" - ", " (", NULL };

	for (int i = 0; when[i] != NULL; i++) {
		const char *p = memmem(t.p, t.n, when[i], strlen(when[i]));

		if (p != NULL)
			t.n = (size_t)(p - t.p);
	}
	for (size_t i = 0; i < t.n; i++)
		if (t.p[i] >= '0' && t.p[i] <= '9')
			t.n = i;
	return span_trim(t);
}

/* "X Đã xem: 215": without what else the page counts in the line. */
static struct span
before_counts(struct span t)
{
	static const char *const counts[] = { " Đã xem", " đã xem", " Lượt ",
		" lượt xem", " Số lượt", " Ngày đăng", " Đăng ngày",
		" Cập nhật", " | ", NULL };

	for (int i = 0; counts[i] != NULL; i++) {
		const char *p = memmem(t.p, t.n, counts[i], strlen(counts[i]));

		if (p != NULL)
			t.n = (size_t)(p - t.p);
	}
	return span_trim(t);
}

/* "X (thực hiện) - 11/05/2024": bytes of the name; 0: no such line. */
static size_t
says_task(struct span t)
{
	static const char *const tasks[] = { " (thực hiện)", " thực hiện",
		" (ghi)", " (lược ghi)", " (tổng hợp)", " (biên soạn)",
		" (lược dịch)", " (dịch)", " (sưu tầm)", " (st)", " (T/h)",
		" (CTV)", NULL };

	for (int i = 0; tasks[i] != NULL; i++) {
		const char *p = memmem(t.p, t.n, tasks[i], strlen(tasks[i]));

		if (p != NULL && words_count((struct span){
		                         t.p, (size_t)(p - t.p) }) <= 5)
			return (size_t)(p - t.p);
	}
	return 0;
}

/* Are all of two to four words capitalised? */
static int
is_capitalised_span(struct span t)
{
	const char *p = t.p, *end = t.p + t.n;
	unsigned words = words_count(t);
	int start = 1;

	while (p < end) {
		uint32_t cp = utf8_next(&p, end);

		if ((start && !cp_is_upper(cp)) ||
		        (cp != ' ' && !cp_is_letter(cp)))
			return 0;
		start = cp == ' ';
	}
	return words >= 2 && words <= 4;
}

/* "X • 16:00 | 02/11/2024", "Nguyễn X 08:30 25/01/2024": a name that the line
 * of the day begins with; a bar or dot behind it, or a surname, tells it.
 * Empty: none. */
static struct span
before_day(struct span t)
{
	static const char *const bars[] = { "\xE2\x80\xA2", "|", "\xC2\xB7",
		NULL };
	struct span name = { t.p, 0 };
	size_t n = 0;
	int bar = 0;

	while (n < t.n && !bar && !(t.p[n] >= '0' && t.p[n] <= '9')) {
		for (int i = 0; bars[i] != NULL; i++)
			bar |= t.n - n > strlen(bars[i]) &&
			       memcmp(t.p + n, bars[i], strlen(bars[i])) == 0;
		n += !bar;
	}
	name.n = n < t.n ? n : 0;
	name = span_trim(name);
	if (!bar && name.n > 2 &&
	        (name.p[name.n - 1] == '-' || name.p[name.n - 1] == ','))
		name = span_trim((struct span){ name.p, name.n - 1 });
	if (names_person(name) ||
	        (bar && is_capitalised_span(name) && !names_office(name)))
		return name;
	name.n = 0;
	return name;
}

/* "Thành Trung/TTXVN": bytes of the name before the agency's; 0: no such. */
static size_t
of_agency(const struct line *l)
{
	struct span t = line_text(l), right;
	const char *bar = memchr(t.p, '/', t.n);

	if (bar == NULL || l->words < 2 || l->words > 5)
		return 0;
	right = (struct span){ bar + 1, (size_t)(t.p + t.n - bar - 1) };
	return right.n >= 2 && right.n <= 16 && is_in_capitals(right)
	               ? (size_t)(bar - t.p)
	               : 0;
}

/* Two to four words, each with a capital. */
static int
is_capitalised(const struct line *l)
{
	return is_capitalised_span(line_text(l));
}

/* A name below the text: in italics, or one that took the pictures: "Ảnh:
 * Hữu Nghĩa". */
static int
is_signature(const struct lines *L, const struct line *l, int near)
{
	static const char by[] = "nh: ";
	struct span t = line_text(l);

	if (!is_capitalised(l) || begins_any(t, words_offices))
		return 0;
	if (near && l->slanted * 10 >= l->text.len * 8)
		return 1;
	for (size_t i = L->first; i <= L->last; i++) {
		struct span s = line_text(&L->v.p[i]);
		const char *p = memmem(s.p, s.n, by, sizeof(by) - 1);

		if (p != NULL &&
		        (size_t)(s.p + s.n - p) >= t.n + sizeof(by) - 1 &&
		        memcmp(p + sizeof(by) - 1, t.p, t.n) == 0)
			return 1;
	}
	return 0;
}

/* Names have no digits: "Điều 2. Hiệu lực" in bold is a heading. */
void
line_byline(const struct lines *L, const struct line *l, int near)
{
	struct span t = line_text(l), rest;
	size_t n;

	if (t.n < 3 || t.n > 160 || l->words > 25 || line_is_link(l) ||
	        l->elsewhere)
		return;
	if ((n = begins_any(t, words_signs)) != 0 ||
	        (n = says_author(t)) != 0) {
		const char *colon = memchr(t.p + n - 1, ':', t.n - n + 1);

		rest = before_counts(
		        behind(t, colon ? (size_t)(colon - t.p) : n));
		facts_add(L->f, FACT_AUTHOR, 53, rest,
		        begins_any(rest, words_offices) ? "source" : "byline");
	} else if ((n = begins_any(t, words_posters)) != 0 ||
	           (info_has_digit(t) && (n = says_poster(t)) != 0)) {
		rest = up_to_when(behind(t, n));
		facts_add(L->f, FACT_AUTHOR, 59, rest,
		        names_office(rest) && !names_person(rest) ? "source"
		                                                  : "byline");
	} else if (l < &L->v.p[L->first] && line_has_date(L, l) &&
	           (rest = before_day(t)).n > 0 &&
	           (near || names_person(rest))) {
		facts_add(L->f, FACT_AUTHOR, 53, rest, "byline");
	} else if (near && l->words <= 12 &&
	           (rest = before_office(t)).n < t.n && names_person(rest)) {
		facts_add(L->f, FACT_AUTHOR, 53, rest, "signature");
	} else if ((n = begins_any(t, words_genres)) != 0 && l->words <= 8 &&
	           names_person(behind(t, n))) {
		facts_add(L->f, FACT_AUTHOR, 53, behind(t, n), "byline");
	} else if ((n = says_task(t)) != 0) {
		facts_add(L->f, FACT_AUTHOR, 53, (struct span){ t.p, n },
		        "byline");
	} else if ((n = begins_any(t, words_sources)) != 0 && l->words <= 10) {
		if (t.p[t.n - 1] == ',' || t.p[t.n - 1] == ';')
			return; /* "Theo đề nghị của ...," in a decree */
		facts_add(L->f, FACT_AUTHOR, 58, behind(t, n), "source");
	} else if (begins_any(t, words_ranks)) {
		return; /* an official document, which is signed in full */
	} else if (l > &L->v.p[L->last] && l->words <= 8 &&
	           !info_has_digit(t) &&
	           (l->words >= 2 || begins_any(t, words_offices)) &&
	           (l->right || l->strong * 10 >= l->text.len * 8)) {
		if (*t.p == '(')
			t = behind(t, 1);
		t = before_office(t);
		facts_add(L->f, FACT_AUTHOR, 57, t,
		        begins_any(t, words_offices) ||
		                        begins_any(t, words_callings)
		                ? "source"
		                : "signature");
	} else if (l > &L->v.p[L->last] && is_signature(L, l, near)) {
		facts_add(L->f, FACT_AUTHOR, 58, t, "signature");
	} else if (near && (n = of_agency(l)) != 0) {
		facts_add(L->f, FACT_AUTHOR, 57, (struct span){ t.p, n },
		        "signature");
	} else if (near && l->words <= 14 && begins_any(t, words_callings) &&
	           !ends_sentence(t)) {
		facts_add(L->f, FACT_AUTHOR, 60, before_office(t), "source");
	} else if (near && names_person(t)) {
		facts_add(L->f, FACT_AUTHOR, 60, t, "signature");
	} else if (near && l->words <= 6 && !info_has_digit(t) &&
	           begins_any(t, words_offices)) {
		facts_add(L->f, FACT_AUTHOR, 60, *t.p == '(' ? behind(t, 1) : t,
		        "source");
	}
}
