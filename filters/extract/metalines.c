/* metalines: blocks that print what metadata holds already.
 *
 * Title, standfirst, byline and date are printed from metadata by every
 * writer; left in the body they would stand twice.  Compared by their words
 * alone: case, punctuation and spacing differ between head and body.
 */
#include <string.h>

#include "base/utf8.h"
#include "filters/extract/extract.h"
#include "filters/dates.h"
#include "filters/infoline.h"
#include "filters/meta.h"

#define LOOK 12 /* kept blocks from either end */
#define ABOVE_TITLE 12 /* words */
#define DAY_WORDS 18
#define DAY_LETTERS 24 /* up to its end, in other languages, if without bars */
#define BESIDE_DAY 4 /* words of another kind beside a day */
#define RUNNING 20 /* words of a paragraph */
#define COUNTS_WORDS 24 /* of a list of who, when and how often */
#define KICKER_WORDS 4
#define SHORT_LINE 20 /* words of who, when; block.chrome is set of such */
#define CREDIT_LEVELS 4 /* from a credit up to the picture's box */
#define CREDIT_WORDS 90
#define OFFICE_WORDS 16
#define NEVER 80 /* of 1000: surely not of the article */

static void
words_of(struct metawords *w, const char *s)
{
	w->n = s ? words_hash(span_of(s), w->h, META_WORDS) : 0;
}

static int
same_words(const struct metawords *a, const struct metawords *b)
{
	return a->n && a->n == b->n &&
	       memcmp(a->h, b->h, a->n * sizeof(a->h[0])) == 0;
}

/* Every word of a stands in b. */
static int
all_among(const struct metawords *a, const struct metawords *b)
{
	for (size_t i = 0; i < a->n; i++) {
		size_t k = 0;

		while (k < b->n && a->h[i] != b->h[k])
			k++;
		if (k == b->n)
			return 0;
	}
	return a->n > 0;
}

/* Runs of figures: 28/05/2024 06:30 has five. */
static size_t
numbers_in(struct span t)
{
	size_t n = 0;

	for (size_t i = 0; i < t.n; i++)
		n += t.p[i] >= '0' && t.p[i] <= '9' &&
		     (!i || t.p[i - 1] < '0' || t.p[i - 1] > '9');
	return n;
}

/* How many words of w are of the names, or stand between them (joints, which
 * may be NULL).  A line with no other words than these says but when, by whom,
 * how often seen: "(Cập nhật: 7/5/2012)", "Gửi bởi: X vào lúc 9:41 (Đã xem:
 * 12)", "Von Maren Holt, Stand: 3.5.2024". */
static size_t
names_among(const struct metawords *w, const struct metawords *authors,
        const struct metawords *joints)
{
	size_t names = 0;

	for (size_t i = 0; i < w->n; i++) {
		struct metawords one = { .n = 1 };

		one.h[0] = w->h[i];
		names += (size_t)(all_among(&one, authors) ||
		                  (joints && all_among(&one, joints)));
	}
	return names;
}

/* "P.N.C" of Phạm Ngọc Chuẩn. */
static int
is_initials(struct span t, const struct article *a)
{
	for (size_t i = 0; i < a->meta.authors.n; i++) {
		const char *name = a->meta.authors.p[i];
		const char *name_end = name + strlen(name);
		const char *p = t.p, *end = t.p + t.n;
		int start = 1, letters = 0;

		while (name < name_end) {
			uint32_t cp = utf8_next(&name, name_end);

			if (start) {
				while (p < end && (*p == '.' || *p == ' '))
					p++;
				if (p == end || utf8_next(&p, end) != cp)
					break;
				letters++;
			}
			start = cp == ' ';
		}
		if (p < end && *p == '.')
			p++;
		if (letters >= 2 && p == end && name == name_end)
			return 1;
	}
	return 0;
}

/* Words that lead to names and join them, and what their bearers are. */
static const char joints[] =
        "by and words text photos story written posted published reported "
        "staff writer reporter correspondent editor von und vom text foto "
        "fotos "
        "par et por y di e da door en av och af og autor autora auteur autore "
        "автор и текст oleh dan yazar ve بقلم 作者 记者 기자";

/* "By Ann Lee | Bay Post Staff", "Por João Silva — São Paulo": a line that leads
 * to names and holds little else. */
static int
leads_to_names(const struct printed *p, const struct metawords *rest)
{
	size_t other = 0;

	for (size_t i = 0; i < rest->n; i++) {
		struct metawords one = { .n = 1 };

		one.h[0] = rest->h[i];
		other += !all_among(&one, &p->joints);
	}
	return rest->n > other && other <= 3;
}

static int
is_byline(const struct printed *p, enum chrome known, struct span t,
        const struct metawords *w, int at_start)
{
	const struct metawords *authors = &p->authors;
	struct metawords rest = { .n = 0 };
	struct info in;
	size_t numbers, names;

	if (w->n > SHORT_LINE || !authors->n)
		return 0;
	if (all_among(w, authors))
		return 1;
	/* "By Jane Doe", "Bài và ảnh: ...", "Jane Doe, Thứ Ba, 5/12/2019" */
	if (!all_among(authors, w))
		return 0;
	for (size_t i = 0; i < w->n; i++) {
		struct metawords one = { .n = 1 };

		one.h[0] = w->h[i];
		if (!all_among(&one, authors))
			rest.h[rest.n++] = w->h[i];
	}
	numbers = numbers_in(t);
	names = names_among(w, authors, &p->joints);
	in = info_of(t, names);
	return rest.n <= 1 || known == CHROME_BYLINE ||
	       (at_start && t.p[t.n - 1] != '.' && leads_to_names(p, &rest)) ||
	       in.rest <= names || (numbers >= 2 && rest.n <= numbers + 2);
}

/* "Vũ Thị Ánh – Khoa Ngoại" of the names in front and an office, or names
 * alone? */
static int
is_signed(struct span t, struct span names)
{
	if (t.n < names.n || memcmp(t.p, names.p, names.n) != 0)
		return 0;
	t.p += names.n;
	t.n -= names.n;
	if (t.n == 0 || names_office(t))
		return 1;
	while (t.n > 0 && strchr(" -,", *t.p))
		t.p++, t.n--;
	return names_post(t);
}

/* The line that the names were read from, with a person's office or rank
 * behind them.  Asked for Vietnamese alone, where such lines are signatures. */
static int
is_told(const struct article *a, struct span t)
{
	if (!meta_is_vi(&a->meta) || !a->meta.authors.n ||
	        !a->meta.authors_source)
		return 0;
	for (size_t i = 0; i < a->evidence.n; i++) {
		const struct evidence *e = &a->evidence.p[i];

		if (strcmp(e->field, "author") == 0 &&
		        strcmp(e->source, a->meta.authors_source) == 0 &&
		        strstr(e->value, a->meta.authors.p[0]) &&
		        is_signed(t, span_of(e->value)))
			return 1;
	}
	return 0;
}

static int
is_information(struct span t, const struct metawords *w,
        const struct metawords *authors)
{
	struct info in;
	size_t names;

	if (!info_has_digit(t))
		return 0;
	names = names_among(w, authors, NULL);
	in = info_of(t, names > 4 ? names : 4);
	if (!in.numbers || in.known < 2 || in.words > 30)
		return 0;
	/* who pressed the button, in four words or fewer */
	if (in.rest <= 4 && (memmem(t.p, t.n, "gười đăng", 14) ||
	                            memmem(t.p, t.n, "ăng bởi", 10) ||
	                            memmem(t.p, t.n, "gười gửi", 13) ||
	                            memmem(t.p, t.n, "ửi bởi", 10)))
		return 1;
	return in.rest <= names;
}

/* A headline with the date, the names or counters behind it, in one block:
 * portals part them by a mere line break. */
static int
is_title_and_more(
        const struct article *a, struct span t, const struct metawords *authors)
{
	const char *title = meta_get(&a->meta, META_TITLE);
	size_t n = title ? strlen(title) : 0;
	struct metawords w;

	if (!n || t.n <= n || memcmp(t.p, title, n) != 0)
		return 0;
	t = span_trim((struct span){ t.p + n, t.n - n });
	if (t.n > 2 && t.p[0] == '(' && t.p[t.n - 1] == ')')
		t = span_trim((struct span){ t.p + 1, t.n - 2 });
	w.n = words_hash(t, w.h, META_WORDS);
	return chrome_class(t) == CHROME_DATE || is_information(t, &w, authors);
}

/* A heading that holds its kicker: both stand in metadata. */
static void
words_headed(struct metawords *w, const struct meta *m)
{
	const char *kicker = meta_get(m, META_KICKER);
	const char *title = meta_get(m, META_TITLE);
	struct str s = STR_INIT;

	if (kicker != NULL && title != NULL)
		str_printf(&s, "%s %s", kicker, title);
	words_of(w, str_c(&s));
	str_free(&s);
}

void
printed_open(struct printed *p, struct article *a)
{
	p->a = a;
	words_of(&p->title, meta_get(&a->meta, META_TITLE));
	words_headed(&p->headed, &a->meta);
	words_of(&p->stand, meta_get(&a->meta, META_STANDFIRST));
	words_of(&p->authors, meta_byline(a));
	words_of(&p->joints, joints);
}

/* w: the words of t; b: the block that it is the text of, or NULL. */
static const char *
rule_of(const struct printed *p, struct span t, const struct metawords *w,
        const struct block *b, int at_start)
{
	enum chrome known = CHROME_NONE;
	int bracketed;

	t = span_trim(t);
	bracketed = t.n > 2 && t.n < 80 && t.p[0] == '(' && t.p[t.n - 1] == ')';
	if (bracketed)
		t = span_trim((struct span){ t.p + 1, t.n - 2 });
	if (w->n <= SHORT_LINE)
		known = b && !bracketed ? b->chrome : chrome_class(t);
	if (at_start && (same_words(w, &p->title) || same_words(w, &p->headed)))
		return "title";
	if (at_start && is_title_and_more(p->a, t, &p->authors))
		return "title";
	if (at_start && same_words(w, &p->stand))
		return "standfirst";
	if (is_byline(p, known, t, w, at_start) ||
	        (w->n <= SHORT_LINE && is_told(p->a, t)) ||
	        is_initials(t, p->a))
		return "byline";
	if (w->n < SHORT_LINE && meta_get(&p->a->meta, META_DATE) &&
	        known == CHROME_DATE)
		return "date";
	if (is_information(t, w, &p->authors))
		return "date";
	return NULL;
}

const char *
printed_rule(const struct printed *p, struct span t, int at_start)
{
	struct metawords w;

	w.n = words_hash(t, w.h, META_WORDS);
	return rule_of(p, t, &w, NULL, at_start);
}

static void
words_of_block(
        struct metawords *w, const struct page *pg, const struct block *b)
{
	w->n = b->word_n < META_WORDS ? b->word_n : META_WORDS;
	memcpy(w->h, BLOCK_WORDS(pg, b), w->n * sizeof(w->h[0]));
}

static int
in_row(const struct page *pg, const struct block *b)
{
	return pg->elem.p[b->el].row || pg->elem.p[b->el].in_row;
}

/* Who took a picture, in a box with it: the author, perhaps. */
static int
is_credit(const struct page *pg, const struct block *b)
{
	int32_t e = b->el;

	if (b->chrome != CHROME_CAPTION)
		return 0;
	for (int up = 0; e >= 0 && up < CREDIT_LEVELS; up++) {
		const struct elem *el = &pg->elem.p[e];

		if (el->words > CREDIT_WORDS)
			return 0;
		if (el->imgs)
			return 1;
		e = el->parent;
	}
	return 0;
}

/* One block near an end; returns 1 when it went. */
static int
check_block(
        struct page *pg, struct block *b, const struct printed *p, int at_start)
{
	struct metawords w;
	const char *rule;

	words_of_block(&w, pg, b);
	rule = rule_of(p, BLOCK_TEXT(pg, b), &w, b, at_start);
	/* the last row of a table may well be made of days and numbers */
	if (!rule || (!at_start && !strcmp(rule, "date") && in_row(pg, b)) ||
	        (!strcmp(rule, "byline") && is_credit(pg, b)))
		return 0;
	refuse(b, rule);
	return 1;
}

/* Do the words of a stand in a block, in a row, among the first META_WORDS? */
static int
in_a_row(
        const struct metawords *a, const struct page *pg, const struct block *b)
{
	const uint64_t *w = BLOCK_WORDS(pg, b);
	size_t n = b->word_n < META_WORDS ? b->word_n : META_WORDS;

	for (size_t i = 0; a->n && i + a->n <= n; i++)
		if (w[i] == a->h[0] &&
		        memcmp(w + i, a->h, a->n * sizeof(a->h[0])) == 0)
			return 1;
	return 0;
}

void
page_no_standfirst(struct page *pg)
{
	struct meta_value *v = &pg->a->meta.f[META_STANDFIRST];

	if (!v->value)
		return;
	ledger_add_text(pg->a, LEDGER_NOTE, "extract", "no-standfirst", 0,
	        span_of(v->value));
	v->value = NULL;
	v->source = NULL;
}

/* What meta took for the standfirst by the name of its box is none when the
 * text still says it, or when it lies where nothing of the article is: a
 * teaser, a list of places, a demand to sign in. */
static void
doubt_standfirst(struct page *pg, const struct metawords *stand)
{
	struct meta_value *v = &pg->a->meta.f[META_STANDFIRST];
	int32_t sure = -1;

	if (!stand->n || stand->n == META_WORDS || !v->source ||
	        strcmp(v->source, "standfirst") != 0)
		return;
	for (size_t i = 0; i < pg->block.n; i++) {
		const struct block *b = &pg->block.p[i];

		if (b->words * 2 < (int32_t)stand->n)
			continue;
		if (!in_a_row(stand, pg, b))
			continue;
		if (b->keep) {
			sure = -1;
			break;
		}
		if (b->p > sure)
			sure = b->p;
	}
	if (sure < NEVER)
		page_no_standfirst(pg);
}

/* What is kept above the title, few words in all, is the name of a section or
 * of the site; asked for Vietnamese portals alone, since papers have kickers
 * there. */
static void
drop_above_title(struct page *pg)
{
	int32_t words = 0;

	if (!meta_is_vi(&pg->a->meta) || pg->h1 < 0 ||
	        meta_get(&pg->a->meta, META_KICKER))
		return;
	for (int i = 0; i < pg->h1; i++)
		words += pg->block.p[i].keep ? pg->block.p[i].words : 0;
	for (int i = 0; i < pg->h1 && words <= ABOVE_TITLE; i++)
		if (pg->block.p[i].keep)
			refuse(&pg->block.p[i], "above-title");
}

/* The line right above the headline that names its section: its class says so. */
static void
drop_kicker(struct page *pg)
{
	const uint32_t names =
	        CAT_BIT(CAT_BYLINE) | CAT_BIT(CAT_HEADER) | CAT_BIT(CAT_NAV);
	struct block *b;

	if (pg->h1 < 1)
		return;
	b = &pg->block.p[pg->h1 - 1];
	if (b->keep && b->words <= KICKER_WORDS && !b->ends_sentence &&
	        pg->elem.p[b->el].cats & names)
		refuse(b, "kicker");
}

/* Thai, Lao, Khmer; Chinese or Japanese? */
static int
has_no_blanks(struct span t)
{
	for (size_t i = 0; i + 1 < t.n; i++) {
		unsigned char c = (unsigned char)t.p[i];
		unsigned char next = (unsigned char)t.p[i + 1];

		if ((c == 0xE0 && next >= 0xB8 && next <= 0xBB) ||
		        (c == 0xE1 && next >= 0x9E && next <= 0x9F) ||
		        (c >= 0xE3 && c <= 0xE9))
			return 1;
	}
	return 0;
}

/* Words; of scripts without blanks the runs between their marks are counted,
 * of which three make a word. */
static int32_t
spoken_words(const struct page *pg, const struct block *b)
{
	return has_no_blanks(BLOCK_TEXT(pg, b)) ? b->words / 3 : b->words;
}

static size_t
letters(struct span t, size_t bytes)
{
	size_t n = 0;

	for (size_t i = 0; i < bytes && i < t.n; i++)
		n += ((unsigned char)t.p[i] & 0xC0) != 0x80;
	return n;
}

/* Does a line say the day that metadata has, whichever way it is read? */
static int
says_own_day(const struct article *a, struct span t)
{
	static const enum meta_field field[] = { META_DATE, META_MODIFIED };
	struct str iso = STR_INIT;
	struct date d;
	int same = 0;

	for (int i = 0; i < 4 && !same; i++) {
		const char *day = meta_get(&a->meta, field[i / 2]);

		if (!day ||
		        !date_find(t, i % 2 ? DATE_MONTH_FIRST : DATE_DAY_FIRST,
		                &d, NULL))
			continue;
		d.hour = -1;
		str_truncate(&iso, 0);
		date_iso(&d, &iso);
		same = strncmp(str_c(&iso), day, iso.len) == 0;
	}
	str_free(&iso);
	return same;
}

/* A line that says that day and no more: "Posted on May 3, 2024 at 10:15". */
static int
is_day_line(const struct page *pg, const struct block *b)
{
	struct span t = BLOCK_TEXT(pg, b);
	const struct elem *e = &pg->elem.p[b->el];

	return b->words <= DAY_WORDS && !in_row(pg, b) && e->tag != TAG_li &&
	       !is_heading_tag(e->tag) && info_has_digit(t) &&
	       info_of(t, 0).rest == 0 && says_own_day(pg->a, t);
}

/* How often seen, as an item of a short list above the text, which says the day
 * and more of the kind: a sign stands for the word. */
static int
is_count(const struct page *pg, const struct block *b)
{
	const struct elem *e = &pg->elem.p[b->el];
	struct info in;

	if (e->tag != TAG_li || b->words > 2 || e->parent < 0 ||
	        pg->elem.p[e->parent].words > COUNTS_WORDS ||
	        !meta_get(&pg->a->meta, META_DATE))
		return 0;
	in = info_of(BLOCK_TEXT(pg, b), 0);
	return in.numbers > 0 && in.known == 0 && in.rest == 0;
}

/* A short line above the text that says the day which metadata prints, and
 * who knows what else: "Ngày gửi: 1/3/2010 Đơn vị: Công đoàn".  Where an
 * official document was signed is a part of it: "..., ngày 1 tháng 3 năm"; so
 * is who asks a question. */
static int
says_day(const struct page *pg, const struct block *b)
{
	const char *day = meta_get(&pg->a->meta, META_DATE);
	struct span t = BLOCK_TEXT(pg, b);
	struct str iso = STR_INIT;
	struct date d;
	size_t end;
	int same;

	if (!day || spoken_words(pg, b) > DAY_WORDS || b->ends_stop ||
	        in_row(pg, b) ||
	        memmem(t.p, t.n, " năm ", sizeof(" năm ") - 1) ||
	        memmem(t.p, t.n, "gười gửi", sizeof("gười gửi") - 1) ||
	        !date_find(t, DATE_DAY_FIRST, &d, &end) ||
	        (letters(t, end) > DAY_LETTERS && !memchr(t.p, '|', t.n) &&
	                !meta_is_vi(&pg->a->meta)))
		return 0;
	/* "Bern, 17.8.2007 - Speech of M. L. at the meeting of towns" */
	if (!meta_is_vi(&pg->a->meta) && !b->unspaced &&
	        info_of(t, BESIDE_DAY).rest > BESIDE_DAY)
		return 0;
	d.hour = -1;
	date_iso(&d, &iso);
	same = iso.len >= 10 && strncmp(iso.s, day, 10) == 0;
	str_free(&iso);
	return same;
}

int
tells_office(const struct article *a, struct span t)
{
	t = span_trim(t);
	return meta_is_vi(&a->meta) && words_count(t) <= OFFICE_WORDS &&
	       !memchr(t.p, ':', t.n) &&
	       ((t.n > 2 && t.p[0] == '(' && t.p[t.n - 1] == ')') ||
	               names_rank(t) || names_post(t) || names_office(t));
}

/* The last line, when it stands below the name of who signed. */
static void
drop_office(struct page *pg)
{
	struct block *b = page_last_kept(pg);

	if (b && !b[-1].keep && b[-1].rule && !strcmp(b[-1].rule, "byline") &&
	        !b->ends_stop && !b->pics &&
	        tells_office(pg->a, BLOCK_TEXT(pg, b)))
		refuse(b, "byline");
}

/* "VNA", set to the right at the very end: the agency. */
static void
drop_agency(struct page *pg)
{
	struct block *b = page_last_kept(pg);

	if (b && b->words == 1 && b->uppers >= 2 && b->uppers == b->chars &&
	        !b->link_chars && page_set_right(pg, b->el))
		refuse(b, "byline");
}

int
is_metadata_rule(const char *rule)
{
	return rule &&
	       (!strcmp(rule, "title") || !strcmp(rule, "standfirst") ||
	               !strcmp(rule, "byline") || !strcmp(rule, "date"));
}

void
drop_metadata(struct page *pg)
{
	struct printed printed, *p = &printed;
	int seen = 0, running = 0, before_title = pg->h1;

	drop_above_title(pg);
	drop_kicker(pg);
	printed_open(p, pg->a);
	for (size_t i = 0; i < pg->block.n && seen < LOOK; i++) {
		struct block *b = &pg->block.p[i];

		if (!b->keep)
			continue;
		running |= spoken_words(pg, b) >= RUNNING;
		if (!running && (says_day(pg, b) || is_day_line(pg, b) ||
		                        is_count(pg, b)))
			refuse(b, "date");
		else if (!check_block(pg, b, p, 1))
			seen++;
		else if ((int)i == before_title)
			seen = 0;
	}
	seen = 0;
	for (size_t i = pg->block.n; i-- > 0 && seen < 3;) {
		struct block *b = &pg->block.p[i];

		if (b->keep) {
			check_block(pg, b, p, 0);
			seen++;
		}
	}
	drop_office(pg);
	drop_agency(pg);
	doubt_standfirst(pg, &p->stand);
}
