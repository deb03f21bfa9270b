/* trim: what sites set amid and behind the text of an article.
 *
 * Takes the kept blocks, drops lines that chrome.def knows, bars of links and
 * links to other stories, then what stands behind a line after which articles
 * have ended, and the newsroom's note at the very end.  Each rule has a name,
 * which the ledger shows.
 */
#include <string.h>

#include "base/utf8.h"
#include "filters/extract/extract.h"

#define TOOLS_LEAST 4
#define TOOLS_WORDS 20 /* in a row of them */
#define SURE_LINK 800 /* a line that is a link */
#define PARAGRAPH_WORDS 15
#define CELL_LINES 4
#define SENTENCE_WORDS 12
#define SURE_SENTENCE 930
#define NEWS_WORDS 5 /* of a title that is a link */
#define HEAD_WORDS 7 /* of such a heading before links */
#define END_WORDS 5 /* of a heading over other news */
#define SURE_NO_NOTE 850 /* though it is the last line, in italics */
#define NOTE_WORDS 90

void
page_drop(struct page *pg, size_t from, size_t to, const char *rule)
{
	for (size_t i = from; i < to; i++)
		if (pg->block.p[i].keep)
			refuse(&pg->block.p[i], rule);
}

/* "Print", "[Back] [Print]", "Home  Back" as links. */
int
is_known_line(const struct page *pg, const struct block *b)
{
	struct span t = BLOCK_TEXT(pg, b);

	/* "Mọi ý kiến gửi về ..." in a notice is a sentence of its own */
	if (b->p >= SURE_SENTENCE && b->words >= SENTENCE_WORDS &&
	        b->ends_stop && !b->link_chars && meta_is_vi(&pg->a->meta))
		return 0;
	return b->chrome == CHROME_LINE ||
	       (b->words < 25 && known_parts_of(b->chrome, t)) ||
	       (b->words < 12 && is_links(b) && known_run(t)) ||
	       (b->keep && b->words >= TOOLS_LEAST && b->words < TOOLS_WORDS &&
	               !b->ends_stop && meta_is_vi(&pg->a->meta) &&
	               known_run(t));
}

/* "Print | Send to a friend | Top": links with bars between them. */
static int
has_bars(struct span t)
{
	size_t n = 0;

	for (size_t i = 0; i < t.n; i++)
		n += t.p[i] == '|';
	return n >= 2 && t.n < 200;
}

/* ">> Another story": papers mark links to other news so. */
static int
points_on(struct span t)
{
	static const char *const mark[] = { ">>", "\xC2\xBB", "=>", "->",
		"\xE2\x86\x92", "\xE2\x96\xBA", "\xE2\x96\xB6", "\xE2\x9E\xA4",
		NULL };

	for (int i = 0; mark[i]; i++)
		if (t.n > strlen(mark[i]) &&
		        memcmp(t.p, mark[i], strlen(mark[i])) == 0)
			return 1;
	return 0;
}

/* An item of a list that holds titles alone, each a link: other news, which
 * old Vietnamese papers set amid the text. */
static int
is_news_link(const struct page *pg, const struct block *b)
{
	const struct elem *list = &pg->elem.p[pg->elem.p[b->el].parent];

	return meta_is_vi(&pg->a->meta) && b->words >= NEWS_WORDS &&
	       b->p < SURE_LINK &&
	       (list->link_chars + list->words) * 10 >= list->chars * 9;
}

/* Without a sign in front and a date in brackets behind, as lists of other
 * news have them: "+ Another story (5/3/2012)". */
static int32_t
title_chars(const struct page *pg, const struct block *b)
{
	struct span t = BLOCK_TEXT(pg, b);
	const char *open =
	        t.n > 2 && t.p[t.n - 1] == ')' ? memrchr(t.p, '(', t.n) : NULL;
	int32_t n = b->chars - (b->marks ? 2 : 0);
	struct span date;

	if (!open)
		return n;
	date = (struct span){ open + 1, (size_t)(t.p + t.n - open) - 2 };
	if (chrome_class(date) == CHROME_DATE)
		n -= (int32_t)date.n + 3;
	return n;
}

/* "Read also: Another story", or the other story's title alone, on a line of
 * its own amid the text; in a cell of few lines it is what the table tells. */
static int
is_bare_link(const struct page *pg, const struct block *b)
{
	const struct elem *e = &pg->elem.p[b->el];

	if (e->tag == TAG_li)
		return is_news_link(pg, b);
	if (b->words > 30 || e->tag == TAG_tr ||
	        (e->tag == TAG_td && e->blocks < CELL_LINES) ||
	        is_heading_tag(e->tag))
		return 0;
	return (b->topics & (1u << TOPIC_MORE)) ||
	       (b->p < SURE_LINK && (b->link_chars + b->words) * 10 >=
	                                    title_chars(pg, b) * 9);
}

/* How sure the kept blocks from i on are, by their words; of 1000. */
static int64_t
sure_behind(const struct page *pg, size_t i)
{
	int64_t w = 0, pw = 0;

	for (; i < pg->block.n; i++) {
		const struct block *b = &pg->block.p[i];

		if (!b->keep)
			continue;
		w += b->words;
		pw += (int64_t)b->words * b->p;
	}
	return w ? pw / w : 0;
}

/* Is most of what is kept from i on set like the last paragraph above?  Then
 * the article goes on behind a box. */
static int
goes_on(const struct page *pg, size_t i)
{
	int64_t like = 0, all = 0;
	size_t k = i;

	while (k > 0 && (!pg->block.p[k - 1].keep ||
	                        pg->block.p[k - 1].words < PARAGRAPH_WORDS))
		k--;
	if (!k)
		return 0;
	for (; i < pg->block.n; i++) {
		const struct block *b = &pg->block.p[i];

		if (!b->keep)
			continue;
		all += b->words;
		if (b->key[0] == pg->block.p[k - 1].key[0])
			like += b->words;
	}
	return like * 2 > all;
}

/* "Related", "Comments": does the article end above block i?  The more of it
 * is above and the less sure what follows, the sooner; a heading that was
 * refused itself may also stand over a box amid the text. */
static int
ends_article(const struct page *pg, size_t i, int64_t above, int64_t total)
{
	int64_t sure = sure_behind(pg, i);
	int64_t need = pg->block.p[i].keep ? 5 : 7;
	int64_t most = pg->block.p[i].chrome == CHROME_FROM_HERE ? 850 : 650;

	if (sure >= most || goes_on(pg, i))
		return above * 100 > total * 95;
	return above * 10 > total * (need - 2);
}

/* "Trả lời:" above what an office answers a question; without the colon it is
 * a button below what a reader has written. */
static int
is_answer(const struct page *pg, const struct block *b)
{
	struct span t = BLOCK_TEXT(pg, b);

	return t.n > 5 && t.p[t.n - 1] == ':' &&
	       (!memcmp(t.p, "Tr", 2) || !memcmp(t.p, "TR", 2)) &&
	       b + 1 < pg->block.p + pg->block.n && b[1].keep &&
	       b[1].words >= PARAGRAPH_WORDS;
}

/* "OTHER NEWS: * One * Another", in one block. */
static int
heads_links(const struct page *pg, const struct block *b)
{
	struct span t = BLOCK_TEXT(pg, b);
	int words = 0;

	/* with a date behind each, the links may be less than half */
	if ((!is_links(b) &&
	            (b->ends_stop || b->link_chars * 5 <= b->chars * 2)) ||
	        b->words <= HEAD_WORDS || b->link_first)
		return 0;
	for (size_t n = 1; n < t.n && words < HEAD_WORDS; n++)
		if (t.p[n] == ' ' && ++words > 1 &&
		        chrome_class((struct span){ t.p, n }) ==
		                CHROME_FROM_HERE)
			return 1;
	return 0;
}

/* A line after which articles have ended, or a refused heading of the like. */
static int
is_end(const struct page *pg, const struct block *b)
{
	const struct elem *e = &pg->elem.p[b->el];

	return (b->chrome == CHROME_FROM_HERE && !is_answer(pg, b)) ||
	       (!b->keep && is_heading_tag(e->tag) && b->words <= END_WORDS &&
	               (b->topics & (1u << TOPIC_MORE)));
}

/* "Clip: the opening": what is said of something that no paper shows. */
static int
is_of_embed(const struct page *pg, const struct block *b)
{
	static const char *const shown[] = { "iframe", "video", "audio",
		"object", "embed", NULL };
	struct span t = BLOCK_TEXT(pg, b);
	const struct elem *up = &pg->elem.p[b->el];

	if (b->words > 30 ||
	        (strncmp(t.p, "Clip", 4) != 0 && strncmp(t.p, "Video", 5) != 0))
		return 0;
	if (up->parent >= 0)
		up = &pg->elem.p[up->parent];
	for (int i = 0; up->blocks == 1 && shown[i]; i++)
		if (dom_find(up->node, shown[i]))
			return 1;
	return 0;
}

static void
apply_chrome(struct page *pg)
{
	int64_t total = 0, above = 0;

	for (size_t i = 0; i < pg->block.n; i++)
		if (pg->block.p[i].keep)
			total += pg->block.p[i].words;
	for (size_t i = 0; i < pg->block.n; i++) {
		struct block *b = &pg->block.p[i];

		/* refused already, it still says what follows */
		if (is_end(pg, b) && ends_article(pg, i, above, total)) {
			page_drop(pg, i, pg->block.n, "end-of-article");
			return;
		}
		if (!b->keep)
			continue;
		if (heads_links(pg, b)) {
			page_drop(pg, i, i + 1, "related");
			total -= b->words;
			continue;
		}
		above += b->words;
		if (is_known_line(pg, b) || is_page_turn(BLOCK_TEXT(pg, b)))
			page_drop(pg, i, i + 1, "known-line");
		else if (is_of_embed(pg, b))
			page_drop(pg, i, i + 1, "embed");
		else if (is_links(b) && has_bars(BLOCK_TEXT(pg, b)))
			page_drop(pg, i, i + 1, "link-bar");
		else if (elem_above(pg, b->el, TAG_blockquote, 4) >= 0)
			continue;
		else if (is_labelled_link(pg, b) ||
		         (is_links(b) && (points_on(BLOCK_TEXT(pg, b)) ||
		                                 is_bare_link(pg, b))))
			page_drop(pg, i, i + 1, "read-also");
	}
}

static int
ends_colon(struct span t)
{
	t = span_trim(t);
	return t.n > 0 && t.p[t.n - 1] == ':';
}

/* Titles that are links, two at least and perhaps with their days, at the end
 * of a Vietnamese page: other news, with what heads them. */
static void
drop_last_links(struct page *pg)
{
	size_t i = pg->block.n, first = i;
	int links = 0;

	if (!meta_is_vi(&pg->a->meta))
		return;
	for (; i > 0; i--) {
		const struct block *b = &pg->block.p[i - 1];

		if (!b->keep) {
			links += b->rule && strcmp(b->rule, "read-also") == 0;
			continue;
		}
		if (b->words > 30 || !is_links(b) ||
		        (b->link_chars + b->words) * 10 <
		                title_chars(pg, b) * 9)
			break;
		first = i - 1;
		links++;
	}
	if (links < 2 || i == 0)
		return;
	if (pg->block.p[i - 1].words <= HEAD_WORDS &&
	        ends_colon(BLOCK_TEXT(pg, &pg->block.p[i - 1])))
		first = i - 1;
	page_drop(pg, first, pg->block.n, "related");
}

struct block *
page_last_kept(struct page *pg)
{
	size_t i = pg->block.n;

	while (i > 0 && !pg->block.p[i - 1].keep)
		i--;
	return i < 2 ? NULL : &pg->block.p[i - 1];
}

/* A heading of other news that ends what is kept heads nothing any more. */
static void
drop_last_heading(struct page *pg)
{
	const struct block *b = page_last_kept(pg);
	size_t i = b ? (size_t)(b - pg->block.p) : 0;

	if (b && b->chrome == CHROME_FROM_HERE && b->words <= HEAD_WORDS)
		page_drop(pg, i, i + 1, "end-of-article");
}

/* "This story first appeared in ...": where it ends, in italics, of which the
 * scorer is not sure, the newsroom speaks.  On Vietnamese pages it may as well
 * be a poem or who signs. */
static void
drop_last_note(struct page *pg)
{
	const struct block *b = page_last_kept(pg);
	size_t i = b ? (size_t)(b - pg->block.p) : 0;

	if (b && b->p < SURE_NO_NOTE && b->words <= NOTE_WORDS &&
	        b->em_chars * 10 >= b->chars * 8 && !meta_is_vi(&pg->a->meta))
		page_drop(pg, i, i + 1, "last-note");
}

void
page_trim(struct page *pg)
{
	apply_chrome(pg);
	drop_last_links(pg);
	drop_last_heading(pg);
	drop_last_note(pg);
}
