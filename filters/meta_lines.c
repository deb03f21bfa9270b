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

#include "filters/infoline.h"
#include "filters/meta_lines.h"

#define LONG_WORDS 15
#define VERY_LONG 40 /* words of what is text however it ends */
#define GAP 6 /* short lines within the text, or */
#define GAP_WORDS 150 /* words; those of links count threefold */
#define ABOVE 10 /* lines above the text that may tell of it */
#define BELOW 4
#define LABELLED 14 /* of those that say what they are */
#define TITLE_BYTES 300
#define TITLE_WORDS 5 /* of one above another prominent line */
#define RANK_WORDS 7 /* of a signer's; a caption may begin so, too */
#define OFFICE_WORDS 5 /* of an office's name and no more */
#define TITLE_RANK 9
#define TITLE_RANK_BESIDE 19 /* an <h1> stands there, too */
#define TITLE_RANK_LARGE 18 /* without a date, in large type above the text */
#define TITLE_RANK_UNDATED 62
#define NEAR_TEXT 2 /* lines */

static int
is_prominent(const struct line *l)
{
	struct span t = line_text(l);

	return t.n >= 12 && t.n < TITLE_BYTES && l->words >= 3 &&
	       !line_is_link(l) && !l->elsewhere &&
	       (l->large || l->strong * 10 >= l->text.len * 9);
}

/* A line of running text, as its end shows: a title may be as long, or the
 * path to the page. */
static int
is_running(const struct lines *L, const struct line *l)
{
	struct span t = line_text(l);

	return l->words >= LONG_WORDS && !line_is_link(l) && !l->elsewhere &&
	       !line_is_date(L, l) &&
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
			gap_words += l->words * (line_is_link(l) ? 3 : 1);
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

/* A line that only its style sheet may set apart. */
static int
may_be_plain(const struct lines *L, size_t i)
{
	const struct line *l = &L->v.p[i];
	struct span t = line_text(l);

	return l->words >= TITLE_WORDS && l->words <= VERY_LONG &&
	       !line_is_link(l) && !l->elsewhere && !ends_sentence(t) &&
	       !line_is_date(L, l) && !begins_any(t, words_mottos) &&
	       !begins_any(t, words_signs) && !begins_any(t, words_posters);
}

/* Such a line right above the date. */
static size_t
plain_title(const struct lines *L, size_t stop)
{
	for (size_t i = L->first; i > stop + 1; i--) {
		int dated = line_is_date(L, &L->v.p[i - 1]);

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

	return (l->large || is_in_capitals(line_text(l))) &&
	       i + NEAR_TEXT >= L->first;
}

/* May it be the title?  Not who wrote, a numbered heading of the text's, nor
 * the motto above official documents. */
static int
may_be_title(const struct lines *L, const struct line *l)
{
	struct span t = line_text(l);

	return is_prominent(l) && !(line_is_date(L, l) && l->words < 9) &&
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
	return line_is_date(L, &L->v.p[i + 1]) ||
	       (i + 2 <= L->first && line_is_date(L, &L->v.p[i + 2]));
}

static int
dated_above(const struct lines *L, size_t i)
{
	return i > 0 && line_is_date(L, &L->v.p[i - 1]);
}

/* A heading that leads to the page itself, as on blogs: the date right below
 * it tells it from one of other news. */
static int
heads_itself(const struct lines *L, size_t i)
{
	const struct line *l = &L->v.p[i];

	return line_is_link(l) && l->large && !l->elsewhere &&
	       l->words >= TITLE_WORDS && line_text(l).n < TITLE_BYTES &&
	       line_is_date(L, &L->v.p[i + 1]);
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

	lines_read(&L, root);
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

			if (line_is_date(&L, l) && !l->elsewhere)
				/* the site's clock, if the title has a day */
				facts_add(f, FACT_DATE,
				        i + 3 > at && (i > at || !below) ? 45
				                                         : 56,
				        line_text(l), "date line");
			if (!document)
				line_byline(&L, l,
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
				line_byline(&L, l, i == at);
			links |= line_is_link(l);
			if (!links && line_is_date(&L, l) && !l->elsewhere &&
			        info_of(line_text(l), 0).rest == 0)
				facts_add(f, FACT_DATE, 48, line_text(l),
				        "date line");
		}
		/* "Nguồn tin: ..." below attachments, above other news */
		for (; i < L.v.n && i < at + LABELLED; i++) {
			const struct line *l = &L.v.p[i];

			if (l->elsewhere ||
			        (line_is_link(l) && l->words >= TITLE_WORDS))
				break;
			if (!signature &&
			        (begins_any(line_text(l), words_signs) ||
			                begins_any(
			                        line_text(l), words_sources) >
			                        sizeof("theo ")))
				line_byline(&L, l, 0);
		}
	}
	for (i = 0; i < L.v.n; i++)
		str_free(&L.v.p[i].text);
	vec_free(&L.v);
}
