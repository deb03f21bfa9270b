/* meta_lines: the title, the names and the date of a page that marks none of
 * them, by the lines that a reader sees.
 *
 * Old Vietnamese portals set a page in nested tables: the title is a bold
 * line, the date a small one below, all of it parted by <br>, and <title>
 * says what the site is.  So the body is read as lines, at <br> and at block
 * boundaries.  The longest stretch of long lines is the text; the title is
 * the last prominent line above it that has a date or a byline beside it, and
 * names and dates count in the few lines above and below the text alone.
 *
 * Asked for Vietnamese pages only.  One walk; lines that lie in links, or
 * behind the first few thousand, tell nothing.
 */
#include <string.h>

#include "base/utf8.h"
#include "doc/dom.h"
#include "filters/infoline.h"
#include "filters/meta_words.h"

#define LINES 4000
#define LONG_WORDS 15
#define VERY_LONG 40 /* words of what is text however it ends */
#define GAP 6 /* short lines within the text, or */
#define GAP_WORDS 150 /* words; those of links count threefold */
#define ABOVE 10 /* lines above the text that may tell of it */
#define BELOW 4
#define LABELLED 14 /* of those that say what they are */
#define TITLE_BYTES 300
#define DATE_BYTES 160 /* of a line that is a date */
#define TITLE_WORDS 5 /* of one above another prominent line */
#define RANK_WORDS 7 /* of a signer's; a caption may begin so, too */
#define OFFICE_WORDS 5 /* of an office's name and no more */
#define TITLE_RANK 9
#define TITLE_RANK_BESIDE 19 /* an <h1> stands there, too */
#define TITLE_RANK_LARGE 18 /* without a date, in large type above the text */
#define TITLE_RANK_UNDATED 62
#define NEAR_TEXT 2 /* lines */
#define UP 8 /* ancestors asked for how a text is set */

struct line {
	struct str text;
	size_t links, strong, slanted; /* bytes of the text */
	unsigned words;
	int large; /* size, title class, heading */
	int first_rank; /* <h1> */
	int right; /* set to the right */
	int elsewhere; /* in lists of other articles, menus, footers */
};

struct lines {
	struct facts *f;
	VEC(struct line) v;
	size_t first, last; /* of the text */
};

/* ---- how a text is set ------------------------------------------------- */

enum look {
	LOOK_LINK = 1,
	LOOK_STRONG = 2,
	LOOK_SLANTED = 4,
	LOOK_LARGE = 8,
	LOOK_RIGHT = 16,
	LOOK_ELSEWHERE = 32,
	LOOK_FIRST_RANK = 64,
};

/* "font-size: 14pt" or more, or as many pixels as that. */
static int
is_large_style(const char *st)
{
	const char *p = find_nocase(st, "font-size");
	int n = 0;

	if (p == NULL)
		return 0;
	p += 9;
	p += strspn(p, " :");
	while (*p >= '0' && *p <= '9' && n < 1000)
		n = n * 10 + *p++ - '0';
	if (*p == '.')
		p += 1 + strspn(p + 1, "0123456789");
	return (strncmp(p, "pt", 2) == 0 && n >= 13) ||
	       (strncmp(p, "px", 2) == 0 && n >= 17);
}

static unsigned
look_of_style(const xmlNode *n)
{
	const char *st = dom_attr(n, "style"), *al = dom_attr(n, "align");
	const char *p = st ? find_nocase(st, "font-weight") : NULL;
	unsigned look = 0;

	if ((al != NULL && find_nocase(al, "right") == al) || class_is_right(n))
		look |= LOOK_RIGHT;
	if (st == NULL)
		return look;
	if (p != NULL && (find_nocase(p, "bold") || find_nocase(p, "700")))
		look |= LOOK_STRONG;
	if (find_nocase(st, "italic"))
		look |= LOOK_SLANTED;
	if (is_large_style(st))
		look |= LOOK_LARGE;
	p = find_nocase(st, "text-align");
	if (p != NULL &&
	        find_nocase(p, "right") == p + 10 + strspn(p + 10, " :"))
		look |= LOOK_RIGHT;
	return look;
}

static unsigned
look_of(xmlNodePtr n)
{
	unsigned kinds = class_kinds(n), look = look_of_style(n);
	const char *size;
	int level = dom_heading(n);

	if (dom_is(n, "a"))
		look |= LOOK_LINK;
	if (dom_is(n, "b") || dom_is(n, "strong") || dom_is(n, "th"))
		look |= LOOK_STRONG;
	if (dom_is(n, "i") || dom_is(n, "em"))
		look |= LOOK_SLANTED;
	if (level > 0)
		look |= LOOK_LARGE |
		        (level == 1 ? (unsigned)LOOK_FIRST_RANK : 0);
	size = dom_is(n, "font") ? dom_attr(n, "size") : NULL;
	if (dom_is(n, "big") || (size && (*size == '+' || *size >= '4')))
		look |= LOOK_LARGE;
	if ((kinds & CLASS_TITLE) && !(kinds & CLASS_NO_TITLE))
		look |= LOOK_LARGE;
	if (dom_is(n, "nav") || dom_is(n, "footer") || dom_is(n, "aside") ||
	        ((kinds & (CLASS_ELSEWHERE | CLASS_OWN)) == CLASS_ELSEWHERE &&
	                !class_has(n, "elementor-widget")))
		look |= LOOK_ELSEWHERE;
	return look;
}

/* Of a text: what stands above it, as far as the nearest block says how, and
 * farther up for where it lies. */
static unsigned
look_up(xmlNodePtr n)
{
	unsigned look = 0, mask = ~0u;

	for (int up = 0; n != NULL && up < UP; up++, n = n->parent) {
		if (n->type != XML_ELEMENT_NODE || dom_is(n, "body"))
			break;
		look |= look_of(n) & mask;
		if (dom_is_block((const char *)n->name))
			mask = LOOK_ELSEWHERE;
	}
	return look;
}

/* ---- lines ------------------------------------------------------------- */

static void
line_end(struct lines *L)
{
	struct line *l = L->v.n ? vec_last(&L->v) : NULL;

	if (l == NULL || l->text.len > 0) {
		vec_push(&L->v);
		return;
	}
	l->links = l->strong = l->slanted = 0;
	l->large = l->right = l->elsewhere = l->first_rank = 0;
}

/* Bytes of a blank at s; 0: it is none. */
static size_t
blank_at(const char *s)
{
	if ((unsigned char)s[0] == 0xC2 && (unsigned char)s[1] == 0xA0)
		return 2;
	return (unsigned char)*s <= ' ';
}

static void
line_add(struct lines *L, xmlNodePtr text)
{
	struct line *l = vec_last(&L->v);
	const char *s = (const char *)text->content, *end = s + strlen(s);
	size_t had = l->text.len, n;
	unsigned look;

	for (int space = had == 0 || l->text.s[had - 1] == ' '; s < end;
	        s += n) {
		n = blank_at(s);
		if (n > 0) {
			if (!space)
				str_putc(&l->text, ' ');
			space = 1;
			continue;
		}
		n = span_folded((struct span){ s, (size_t)(end - s) });
		while (s + n < end && !blank_at(s + n))
			n++;
		str_add(&l->text, s, n);
		space = 0;
	}
	if (l->text.len == had)
		return;
	look = look_up(text->parent);
	had = l->text.len - had;
	l->links += look & LOOK_LINK ? had : 0;
	l->strong += look & LOOK_STRONG ? had : 0;
	l->slanted += look & LOOK_SLANTED ? had : 0;
	l->large |= (look & LOOK_LARGE) != 0;
	l->first_rank |= (look & LOOK_FIRST_RANK) != 0;
	l->right |= (look & LOOK_RIGHT) != 0;
	l->elsewhere |= (look & LOOK_ELSEWHERE) != 0;
}

static void
read_lines(struct lines *L, xmlNodePtr root)
{
	static const char *const dead[] = { "script", "style", "noscript",
		"template", "svg", "select", "textarea", "button", "marquee",
		NULL };
	xmlNodePtr n = root->children;

	line_end(L);
	while (n != NULL && L->v.n < LINES) {
		if (dom_is_text(n) && n->content != NULL) {
			line_add(L, n);
		} else if (n->type == XML_ELEMENT_NODE) {
			if (dom_is_any(n, dead)) {
				n = dom_next_skip(n, root);
				continue;
			}
			if (dom_is(n, "br") ||
			        dom_is_block((const char *)n->name))
				line_end(L);
		}
		/* leave what ends here */
		if (n->type != XML_ELEMENT_NODE || n->children == NULL)
			for (xmlNodePtr k = n; k != root && !k->next;) {
				k = k->parent;
				if (k == root)
					break;
				if (dom_is_block((const char *)k->name))
					line_end(L);
			}
		n = dom_next(n, root);
	}
}

static struct span
line_text(const struct line *l)
{
	return span_trim(str_span(&l->text));
}

static int
is_link_line(const struct line *l)
{
	return l->links * 2 > l->text.len;
}

/* ---- what they tell ---------------------------------------------------- */

/* In capitals alone. */
static int
is_capitals(struct span t)
{
	const char *p = t.p, *end = t.p + t.n;
	int upper = 0;

	while (p < end) {
		uint32_t cp = utf8_next(&p, end);

		if (cp_is_letter(cp) && !cp_is_upper(cp))
			return 0;
		upper += cp_is_upper(cp);
	}
	return upper > 0;
}

static int
is_prominent(const struct line *l)
{
	struct span t = line_text(l);

	return t.n >= 12 && t.n < TITLE_BYTES && l->words >= 3 &&
	       !is_link_line(l) && !l->elsewhere &&
	       (l->large || l->strong * 10 >= l->text.len * 9);
}

static int
has_date(const struct lines *L, const struct line *l)
{
	struct date d;
	struct span t = line_text(l);

	return t.n >= 6 && t.n < DATE_BYTES &&
	       date_find(t, L->f->order, &d, NULL);
}

/* Is it the date, with what portals write around it and little more: the
 * place, a name, the paper's? */
static int
is_date_line(const struct lines *L, const struct line *l)
{
	struct span t = line_text(l);
	struct info in;
	unsigned most;

	if (t.n < 6 || t.n >= DATE_BYTES || is_link_line(l) ||
	        !info_has_digit(t))
		return 0;
	most = begins_any(t, words_signs) || begins_any(t, words_posters) ? 10
	                                                                  : 4;
	in = info_of(t, most);
	return in.numbers > 0 && in.words <= 25 && in.rest <= most &&
	       has_date(L, l);
}

static int
ends_sentence(struct span t)
{
	static const char *const end[] = { ".", "!", "?", ":", ";", ",", "\"",
		")", "\xE2\x80\x9D", "\xC2\xBB", "\xE2\x80\xA6", NULL };

	for (size_t i = 0; end[i] != NULL; i++) {
		size_t n = strlen(end[i]);

		if (t.n > n && memcmp(t.p + t.n - n, end[i], n) == 0)
			return 1;
	}
	return 0;
}

/* A line of running text, as its end shows: a title may be as long, or the
 * path to the page. */
static int
is_running(const struct lines *L, const struct line *l)
{
	struct span t = line_text(l);

	return l->words >= LONG_WORDS && !is_link_line(l) && !l->elsewhere &&
	       !is_date_line(L, l) &&
	       (l->words >= VERY_LONG || ends_sentence(t));
}

/* The stretch of long lines that has the most words. */
static void
find_text(struct lines *L)
{
	size_t first = 0, last = 0, most = 0, sum = 0;
	size_t gap = GAP + 1, gap_words = GAP_WORDS + 1;

	L->first = L->last = L->v.n;
	for (size_t i = 0; i < L->v.n; i++) {
		struct line *l = &L->v.p[i];

		l->words = words_count(line_text(l));
		if (!is_running(L, l)) {
			gap++;
			gap_words += l->words * (is_link_line(l) ? 3 : 1);
			continue;
		}
		if (gap > GAP && gap_words > GAP_WORDS) {
			first = i;
			sum = 0;
		}
		gap = gap_words = 0;
		last = i;
		sum += l->words;
		if (sum > most) {
			most = sum;
			L->first = first;
			L->last = last;
		}
	}
}

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
	return right.n >= 2 && right.n <= 16 && is_capitals(right)
	               ? (size_t)(bar - t.p)
	               : 0;
}

/* Names have no digits: "Điều 2. Hiệu lực" in bold is a heading. */
static int
has_digit(struct span t)
{
	for (size_t i = 0; i < t.n; i++)
		if (t.p[i] >= '0' && t.p[i] <= '9')
			return 1;
	return 0;
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

/* A line that says who wrote, or where it was taken from.  near: right below
 * the text, or below the title. */
static void
byline(const struct lines *L, const struct line *l, int near)
{
	struct span t = line_text(l), rest;
	size_t n;

	if (t.n < 3 || t.n > 160 || l->words > 25 || is_link_line(l) ||
	        l->elsewhere)
		return;
	if ((n = begins_any(t, words_signs)) != 0 ||
	        (n = says_author(t)) != 0) {
		const char *colon = memchr(t.p + n - 1, ':', t.n - n + 1);

		rest = before_counts(
		        behind(t, colon ? (size_t)(colon - t.p) : n));
		if (begins_any(rest, words_offices))
			facts_add(L->f, FACT_AUTHOR, 53, rest, "source");
		else
			facts_add(L->f, FACT_AUTHOR, 53, rest, "byline");
	} else if ((n = begins_any(t, words_posters)) != 0 ||
	           (info_has_digit(t) && (n = says_poster(t)) != 0)) {
		rest = up_to_when(behind(t, n));
		facts_add(L->f, FACT_AUTHOR, 59, rest,
		        names_office(rest) && !names_person(rest) ? "source"
		                                                  : "byline");
	} else if (l < &L->v.p[L->first] && has_date(L, l) &&
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
	} else if (l > &L->v.p[L->last] && l->words <= 8 && !has_digit(t) &&
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
	} else if (near && l->words <= 6 && !has_digit(t) &&
	           begins_any(t, words_offices)) {
		facts_add(L->f, FACT_AUTHOR, 60, *t.p == '(' ? behind(t, 1) : t,
		        "source");
	}
}

/* A line that only its style sheet may set apart. */
static int
may_be_plain(const struct lines *L, size_t i)
{
	const struct line *l = &L->v.p[i];
	struct span t = line_text(l);

	return l->words >= TITLE_WORDS && l->words <= VERY_LONG &&
	       !is_link_line(l) && !l->elsewhere && !ends_sentence(t) &&
	       !is_date_line(L, l) && !begins_any(t, words_mottos) &&
	       !begins_any(t, words_signs) && !begins_any(t, words_posters);
}

/* Such a line right above the date. */
static size_t
plain_title(const struct lines *L, size_t stop)
{
	for (size_t i = L->first; i > stop + 1; i--) {
		int dated = is_date_line(L, &L->v.p[i - 1]);

		if (dated && may_be_plain(L, i - 2))
			return i - 2;
		/* a heading between them, of a word or two */
		if (!dated && L->v.p[i - 1].large)
			break;
	}
	return L->v.n;
}

/* In large type or capitals, with the text right below? */
static int
is_near(const struct lines *L, size_t i)
{
	const struct line *l = &L->v.p[i];

	return (l->large || is_capitals(line_text(l))) &&
	       i + NEAR_TEXT >= L->first;
}

/* May it be the title?  Not who wrote, a numbered heading of the text's, nor
 * the motto above official documents. */
static int
may_be_title(const struct lines *L, const struct line *l)
{
	struct span t = line_text(l);

	return is_prominent(l) && !(is_date_line(L, l) && l->words < 9) &&
	       !begins_any(t, words_signs) && !begins_any(t, words_posters) &&
	       !begins_any(t, words_mottos) &&
	       !(l->words <= OFFICE_WORDS && begins_any(t, words_offices)) &&
	       !(t.p[0] >= '0' && t.p[0] <= '9' &&
	               memchr(t.p, '.', t.n < 4 ? t.n : 4) != NULL);
}

/* The date right below line i, or one line farther; right above it. */
static int
dated_below(const struct lines *L, size_t i)
{
	return is_date_line(L, &L->v.p[i + 1]) ||
	       (i + 2 <= L->first && is_date_line(L, &L->v.p[i + 2]));
}

static int
dated_above(const struct lines *L, size_t i)
{
	return i > 0 && is_date_line(L, &L->v.p[i - 1]);
}

/* A heading that leads to the page itself, as on blogs: the date right below
 * it tells it from one of other news. */
static int
heads_itself(const struct lines *L, size_t i)
{
	const struct line *l = &L->v.p[i];

	return is_link_line(l) && l->large && !l->elsewhere &&
	       l->words >= TITLE_WORDS && line_text(l).n < TITLE_BYTES &&
	       is_date_line(L, &L->v.p[i + 1]);
}

/* The title: the line nearest above the text that has the date beside it; or,
 * when the date stands above that one, the line above the date, unless it is
 * smaller or a mere heading of the site's.  Its number; v.n: there is none. */
static size_t
title_line(const struct lines *L)
{
	size_t stop = L->first > ABOVE ? L->first - ABOVE : 0, at = L->v.n;
	size_t nearest = L->v.n;
	int rank = TITLE_RANK;

	for (size_t i = L->first; i > stop && at == L->v.n; i--) {
		if (!may_be_title(L, &L->v.p[i - 1]) && !heads_itself(L, i - 1))
			continue;
		if (nearest == L->v.n)
			nearest = i - 1;
		if (dated_below(L, i - 1) || dated_above(L, i - 1))
			at = i - 1;
	}
	if (at < L->v.n && at > 1 && dated_above(L, at) &&
	        may_be_title(L, &L->v.p[at - 2]) &&
	        L->v.p[at - 2].words >= TITLE_WORDS &&
	        L->v.p[at - 2].large >= L->v.p[at].large)
		at -= 2;
	/* few words that are dated are the site's when more stand below */
	if (at < nearest && nearest < L->v.n &&
	        L->v.p[at].words < TITLE_WORDS &&
	        L->v.p[nearest].words >= TITLE_WORDS && is_near(L, nearest))
		at = L->v.n;
	if (at == L->v.n && (nearest == L->v.n || !is_near(L, nearest)))
		at = plain_title(L, stop);
	if (at == L->v.n) {
		at = nearest;
		rank = TITLE_RANK_UNDATED;
		if (at < L->v.n && is_near(L, at))
			rank = TITLE_RANK_LARGE;
		else if (L->first > 0 && may_be_plain(L, L->first - 1))
			at = L->first - 1;
	}
	/* a heading of the page's own rank is as good as the date */
	for (size_t i = L->first; i > stop && rank == TITLE_RANK; i--)
		if (L->v.p[i - 1].first_rank && i - 1 != at)
			rank = TITLE_RANK_BESIDE;
	if (at < L->v.n)
		facts_add(L->f, FACT_HEADING, rank, line_text(&L->v.p[at]),
		        "title line");
	return at;
}

/* "(Nguồn: ...)" */
static int
is_source_line(struct span t)
{
	return t.n > 2 && t.p[0] == '(' && t.p[t.n - 1] == ')' &&
	       (begins_any(t, words_signs) || begins_any(t, words_sources));
}

void
meta_lines(struct facts *f, xmlNodePtr root)
{
	struct lines L = { .f = f };
	size_t i, at, document = 0;
	int links = 0, signature = 0, below;

	read_lines(&L, root);
	find_text(&L);
	if (L.first < L.v.n) {
		at = title_line(&L);
		i = L.first > ABOVE ? L.first - ABOVE : 0;
		for (size_t k = i; k < L.first; k++)
			document |=
			        begins_any(line_text(&L.v.p[k]), words_mottos);
		for (size_t k = i; k <= L.last && k < L.first + 3; k++)
			document |=
			        begins_any(line_text(&L.v.p[k]), words_grounds);
		below = at < L.v.n && dated_below(&L, at);
		for (; i < L.first; i++) {
			const struct line *l = &L.v.p[i];

			if (is_date_line(&L, l) && !l->elsewhere)
				/* the site's clock, if the title has a day */
				facts_add(f, FACT_DATE,
				        i + 3 > at && (i > at || !below) ? 45
				                                         : 56,
				        line_text(l), "date line");
			if (!document)
				byline(&L, l,
				        at < L.first && i > at && i <= at + 2);
		}
		/* the last paragraphs may be short */
		i = L.last + 1;
		while (i < L.v.n && i <= L.last + BELOW && L.v.p[i].words > 4 &&
		        ends_sentence(line_text(&L.v.p[i])) &&
		        !is_source_line(line_text(&L.v.p[i])))
			i++;
		for (at = i; i < L.v.n && i < at + BELOW; i++) {
			const struct line *l = &L.v.p[i];

			signature |= l->words <= RANK_WORDS &&
			             names_rank(line_text(l));
			if (!signature || begins_any(line_text(l), words_signs))
				byline(&L, l, i == at);
			links |= is_link_line(l);
			if (!links && is_date_line(&L, l) && !l->elsewhere &&
			        info_of(line_text(l), 0).rest == 0)
				facts_add(f, FACT_DATE, 48, line_text(l),
				        "date line");
		}
		/* "Nguồn tin: ..." below attachments, above other news */
		for (; i < L.v.n && i < at + LABELLED; i++) {
			const struct line *l = &L.v.p[i];

			if (l->elsewhere ||
			        (is_link_line(l) && l->words >= TITLE_WORDS))
				break;
			if (!signature &&
			        (begins_any(line_text(l), words_signs) ||
			                begins_any(
			                        line_text(l), words_sources) >
			                        sizeof("theo ")))
				byline(&L, l, 0);
		}
	}
	for (i = 0; i < L.v.n; i++)
		str_free(&L.v.p[i].text);
	vec_free(&L.v);
}
