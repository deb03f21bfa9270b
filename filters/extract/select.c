/* select: which blocks are the article.
 *
 * Takes scored blocks, sets keep and rule.  The order: threshold; pages
 * without any site furniture stay whole; far-off runs of little weight go, and
 * boxes named for what no article holds; lines that chrome.def knows; answers
 * that look wrong are replaced by those of a simpler method.  Each rule has a
 * name, which the ledger shows.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "filters/extract/extract.h"

#define THRESHOLD 510
#define TOOLS_LEAST 4
#define TOOLS_WORDS 20 /* in a row of them */
#define SURE_NO_CAPTION 800 /* though it says what stands in for a picture */
#define CAPTION_LEAST 8 /* words of such a caption; fewer may be a heading */
#define RUN_GAP_BLOCKS 12
#define RUN_GAP_WORDS 60
#define SURE_LINK 800 /* a line that is a link */
#define PARAGRAPH_WORDS 15
#define CELL_LINES 4
#define SENTENCE_WORDS 12
#define SURE_SENTENCE 930
#define MENU_LINKS 4
#define NEWS_WORDS 5 /* of a title that is a link */
#define HEAD_WORDS 7 /* of such a heading before links */
#define END_WORDS 5 /* of a heading over other news */
#define SHORT_ANSWER 250 /* characters */

static int
is_links(const struct block *b)
{
	return b->link_chars * 2 > b->chars;
}

/* Name of the furniture a block belongs to, for the ledger. */
static const char *
reason(const struct page *pg, const struct block *b)
{
	static const struct {
		uint8_t cat;
		const char *rule;
	} by_cat[] = {
		{ CAT_COMMENT, "comments" },
		{ CAT_RELATED, "related" },
		{ CAT_SHARE, "share" },
		{ CAT_NAV, "nav" },
		{ CAT_FOOTER, "footer" },
		{ CAT_AD, "advert" },
		{ CAT_SIDEBAR, "sidebar" },
		{ CAT_BYLINE, "byline-box" },
		{ CAT_CAPTION, "caption" },
	};
	const struct elem *e = &pg->elem.p[b->el];

	if (e->near_tag[NEAR_nav] >= 0)
		return "nav";
	if (e->near_tag[NEAR_footer] >= 0)
		return "footer";
	if (e->near_tag[NEAR_aside] >= 0)
		return "aside";
	for (size_t k = 0; k < sizeof(by_cat) / sizeof(by_cat[0]); k++) {
		int at = e->near_cat[by_cat[k].cat];

		if (at >= 0 && e->depth - at < 6)
			return by_cat[k].rule;
	}
	return is_links(b) ? "links" : "outside";
}

/* "Print", "[Back] [Print]", "Home  Back" as links. */
static int
is_known(const struct page *pg, const struct block *b)
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

/* ---- pages that are the article and nothing else ----------------------- */

/* Many words, nearly all of them links, and no sentence; or a few links in a
 * row. */
static int
is_menu(const struct page *pg, const struct block *b)
{
	const struct elem *e = &pg->elem.p[b->el];
	int links = 0;

	if (b->puncts || (b->link_chars + b->words) * 10 < b->chars * 8)
		return 0;
	if (b->words >= 12)
		return 1;
	for (xmlNodePtr n = e->node; n && e->blocks == 1;
	        n = dom_next(n, e->node))
		links += dom_is(n, "a");
	return links >= MENU_LINKS;
}

/* Signs of a site around the article.  Links within the page are no sign: a
 * document may have a table of contents and notes. */
static int
page_is_bare(const struct page *pg)
{
	int32_t linky = 0, chrome = 0;

	if (pg->a->plain)
		return 1;
	for (size_t i = 0; i < pg->elem.n; i++) {
		const struct elem *e = &pg->elem.p[i];
		uint32_t bad = CAT_BIT(CAT_COMMENT) | CAT_BIT(CAT_SHARE) |
		               CAT_BIT(CAT_NAV) | CAT_BIT(CAT_AD) |
		               CAT_BIT(CAT_SIDEBAR) | CAT_BIT(CAT_RELATED) |
		               CAT_BIT(CAT_FOOTER);

		if (e->blocks && (e->cats & bad))
			return 0;
		switch (e->tag) {
		case TAG_nav:
		case TAG_aside:
		case TAG_footer:
		case TAG_form:
			if (e->blocks)
				return 0;
			break;
		default:
			break;
		}
	}
	for (size_t i = 0; i < pg->block.n; i++) {
		const struct block *b = &pg->block.p[i];

		chrome += b->words < 25 && (b->chrome == CHROME_FROM_HERE ||
		                                   b->chrome == CHROME_LINE);
		linky += is_links(b);
		chrome += is_menu(pg, b);
	}
	return chrome == 0 && linky * 10 <= (int32_t)pg->block.n && linky <= 20;
}

/* ---- runs -------------------------------------------------------------- */

struct run_of {
	size_t first, last;
	int64_t mass;
	int64_t p;
	int32_t n;
};

static void
drop_range(struct page *pg, size_t from, size_t to, const char *rule)
{
	for (size_t i = from; i < to; i++)
		if (pg->block.p[i].keep) {
			pg->block.p[i].keep = 0;
			pg->block.p[i].rule = rule;
		}
}

static void
drop_far_runs(struct page *pg)
{
	VEC(struct run_of) run = VEC_INIT;
	struct run_of *r = NULL;
	int64_t most = 0;
	int32_t gap_words = 0, gap = 0;

	for (size_t i = 0; i < pg->block.n; i++) {
		const struct block *b = &pg->block.p[i];

		if (!b->keep) {
			gap++;
			gap_words += b->words;
			continue;
		}
		if (!r || (gap > RUN_GAP_BLOCKS && gap_words > RUN_GAP_WORDS)) {
			r = vec_push(&run);
			r->first = i;
		}
		r->last = i;
		r->mass += (int64_t)b->words * b->p;
		r->p += b->p;
		r->n++;
		gap = gap_words = 0;
	}
	for (size_t k = 0; k < run.n; k++)
		if (run.p[k].mass > most)
			most = run.p[k].mass;
	for (size_t k = 0; k < run.n; k++) {
		const struct run_of *q = &run.p[k];

		if (q->mass * 100 >= most * 3 || q->p > 600 * (int64_t)q->n)
			continue;
		drop_range(pg, q->first, q->last + 1, "far-run");
	}
	vec_free(&run);
}

/* ---- boxes that are no part of any article ------------------------------ */

/* What style sheets hide, what readers say, what asks for leave: by the names
 * of their boxes.  A box with nearly all that was kept is none of these,
 * whatever its name. */
static const struct box_kind {
	uint8_t cat;
	int8_t rest; /* words outside: at least 1 / rest of the kept */
	const char *rule;
} box_kind[] = {
	{ CAT_HIDDEN, 4, "hidden" },
	{ CAT_COMMENT, 4, "comments" },
	{ CAT_CONSENT, 16, "consent" },
};

/* The kinds of boxes that each element lies in.  Names like "modal" tell of
 * consent only when the text does too. */
static uint32_t *
boxes_of(const struct page *pg)
{
	uint32_t *in = xcalloc(pg->elem.n + 1, sizeof(*in));

	for (size_t i = 0; i < pg->block.n; i++) {
		const struct block *b = &pg->block.p[i];

		if (!(b->topics & (1u << TOPIC_CONSENT)))
			continue;
		for (int32_t e = b->el; e >= 0; e = pg->elem.p[e].parent)
			in[e] |= pg->elem.p[e].cats & CAT_BIT(CAT_CONSENT);
	}
	for (size_t i = 0; i < pg->elem.n; i++) {
		const struct elem *e = &pg->elem.p[i];

		in[i] |= e->cats & ~CAT_BIT(CAT_CONSENT);
		if (e->parent >= 0)
			in[i] |= in[e->parent];
	}
	return in;
}

static void
drop_boxes(struct page *pg)
{
	uint32_t *in = boxes_of(pg);

	for (size_t k = 0; k < sizeof(box_kind) / sizeof(box_kind[0]); k++) {
		const struct box_kind *kind = &box_kind[k];
		int64_t total = 0, outside = 0;

		for (size_t i = 0; i < pg->block.n; i++) {
			const struct block *b = &pg->block.p[i];

			if (!b->keep)
				continue;
			total += b->words;
			if (!(in[b->el] & CAT_BIT(kind->cat)))
				outside += b->words;
		}
		if (outside * kind->rest < total)
			continue;
		for (size_t i = 0; i < pg->block.n; i++)
			if (in[pg->block.p[i].el] & CAT_BIT(kind->cat))
				drop_range(pg, i, i + 1, kind->rule);
	}
	free(in);
}

/* ---- known lines ------------------------------------------------------- */

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
	        (e->tag >= TAG_h1 && e->tag <= TAG_h6))
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
	int64_t most = pg->block.p[i].chrome == CHROME_FROM_HERE ? 780 : 650;

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
	       (!b->keep && e->tag >= TAG_h1 && e->tag <= TAG_h6 &&
	               b->words <= END_WORDS &&
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
			drop_range(pg, i, pg->block.n, "end-of-article");
			return;
		}
		if (!b->keep)
			continue;
		if (heads_links(pg, b)) {
			drop_range(pg, i, i + 1, "related");
			total -= b->words;
			continue;
		}
		above += b->words;
		if (is_known(pg, b) || is_page_turn(BLOCK_TEXT(pg, b)))
			drop_range(pg, i, i + 1, "known-line");
		else if (is_of_embed(pg, b))
			drop_range(pg, i, i + 1, "embed");
		else if (is_links(b) && has_bars(BLOCK_TEXT(pg, b)))
			drop_range(pg, i, i + 1, "link-bar");
		else if (elem_above(pg, b->el, TAG_blockquote, 4) >= 0)
			continue;
		else if (is_labelled_link(pg, b) ||
		         (is_links(b) && (points_on(BLOCK_TEXT(pg, b)) ||
		                                 is_bare_link(pg, b))))
			drop_range(pg, i, i + 1, "read-also");
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
	drop_range(pg, first, pg->block.n, "related");
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
		drop_range(pg, i, i + 1, "end-of-article");
}

/* ---- fallbacks --------------------------------------------------------- */

static int64_t
kept_chars(const struct page *pg)
{
	int64_t n = 0;

	for (size_t i = 0; i < pg->block.n; i++)
		if (pg->block.p[i].keep)
			n += pg->block.p[i].chars;
	return n;
}

/* Everything in a container that is not links. */
static void
keep_container(struct page *pg, int32_t box)
{
	for (size_t i = 0; i < pg->block.n; i++) {
		struct block *b = &pg->block.p[i];

		b->keep =
		        (uint8_t)(!is_links(b) && elem_lies_in(pg, b->el, box));
	}
}

/* Too little was kept: be content with weaker evidence. */
static void
fall_back(struct page *pg)
{
	int32_t top = 0;
	int64_t had = kept_chars(pg);

	if (had >= SHORT_ANSWER || !pg->block.n)
		return;
	for (size_t i = 0; i < pg->block.n; i++)
		if (pg->block.p[i].p > top)
			top = pg->block.p[i].p;
	for (size_t i = 0; i < pg->block.n; i++) {
		struct block *b = &pg->block.p[i];

		if (b->p >= 150 && b->p * 10 >= top * 8)
			b->keep = 1;
	}
	if (kept_chars(pg) >= SHORT_ANSWER)
		return;
	if (pg->small >= 0 && pg->elem.p[pg->small].long_words > 30)
		keep_container(pg, pg->small);
	if (kept_chars(pg) >= had && kept_chars(pg) > 0)
		return;
	/* Whole body less what is links. */
	keep_container(pg, 0);
	if (!kept_chars(pg))
		for (size_t i = 0; i < pg->block.n; i++)
			pg->block.p[i].keep = 1;
}

/* What is also the alternative text of a picture is a caption; the truths that
 * the scorer learnt from are of two minds about them. */
static int
threshold(const struct page *pg, const struct block *b)
{
	const enum tag t = (enum tag)pg->elem.p[b->el].tag;

	return b->alt >= ALT_BEGINS && b->words >= CAPTION_LEAST &&
	                       (t == TAG_p || t == TAG_div)
	               ? SURE_NO_CAPTION
	               : THRESHOLD;
}

void
page_select(struct page *pg)
{
	if (page_is_bare(pg)) {
		for (size_t i = 0; i < pg->block.n; i++) {
			struct block *b = &pg->block.p[i];

			b->keep = 1;
			if (is_labelled_link(pg, b))
				drop_range(pg, i, i + 1, "read-also");
			else if (is_links(b) && is_known(pg, b))
				drop_range(pg, i, i + 1, "known-line");
		}
		drop_repeats(pg, 1);
	} else {
		for (size_t i = 0; i < pg->block.n; i++) {
			struct block *b = &pg->block.p[i];

			b->keep = b->p >= threshold(pg, b);
		}
		drop_far_runs(pg);
		drop_boxes(pg);
		apply_chrome(pg);
		drop_last_links(pg);
		drop_last_heading(pg);
		fall_back(pg);
		drop_repeats(pg, 0);
		page_keep_parts(pg);
		page_keep_alike(pg);
		page_keep_belongings(pg);
	}
	drop_metadata(pg);
	for (size_t i = 0; i < pg->block.n; i++) {
		struct block *b = &pg->block.p[i];

		if (!b->keep && !b->rule)
			b->rule = reason(pg, b);
		for (int32_t e = b->el; e >= 0; e = pg->elem.p[e].parent) {
			pg->elem.p[e].kept += b->keep;
			pg->elem.p[e].dropped += !b->keep;
		}
	}
}
