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
#define SURE_NO_CAPTION 800 /* though it says what stands in for a picture */
#define CAPTION_LEAST 8 /* words of such a caption; fewer may be a heading */
#define HIDDEN_LEVELS 3 /* from a block up to a box that is hidden */
#define RUN_GAP_BLOCKS 12
#define RUN_GAP_WORDS 60
#define RUN_TOP 650 /* a run none of whose blocks is surer goes */
#define MENU_LINKS 4
#define SHORT_ANSWER 250 /* characters */

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
	int32_t n, top; /* blocks; the surest one's p */
};

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
		if (b->p > r->top)
			r->top = b->p;
		gap = gap_words = 0;
	}
	for (size_t k = 0; k < run.n; k++)
		if (run.p[k].mass > most)
			most = run.p[k].mass;
	for (size_t k = 0; k < run.n; k++) {
		const struct run_of *q = &run.p[k];

		if ((q->mass * 100 >= most * 3 || q->p > 600 * (int64_t)q->n) &&
		        (q->mass * 4 >= most || q->top > RUN_TOP))
			continue;
		page_drop(pg, q->first, q->last + 1, "far-run");
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

/* Hidden, or for those who listen alone, by the name of its box. */
static int
in_hidden_box(const struct page *pg, const struct block *b)
{
	const struct elem *e = &pg->elem.p[b->el];

	return e->near_cat[CAT_HIDDEN] >= 0 &&
	       e->depth - e->near_cat[CAT_HIDDEN] < HIDDEN_LEVELS;
}

int
is_undecided(const struct page *pg, const struct block *b)
{
	return !b->keep && !b->rule && b->chrome == CHROME_NONE &&
	       !in_hidden_box(pg, b);
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
				page_drop(pg, i, i + 1, kind->rule);
	}
	free(in);
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
		        (uint8_t)(!is_links(b) && !is_metadata_rule(b->rule) &&
		                  elem_lies_in(pg, b->el, box));
	}
}

/* Be content with weaker evidence, but for what is printed anyway. */
static void
keep_weaker(struct page *pg)
{
	int32_t top = 0;

	for (size_t i = 0; i < pg->block.n; i++)
		if (pg->block.p[i].p > top && (int32_t)i != pg->h1 &&
		        !is_metadata_rule(pg->block.p[i].rule))
			top = pg->block.p[i].p;
	for (size_t i = 0; i < pg->block.n; i++) {
		struct block *b = &pg->block.p[i];

		if (b->p >= 150 && b->p * 10 >= top * 8 &&
		        (int32_t)i != pg->h1 && !is_metadata_rule(b->rule))
			b->keep = 1;
	}
}

/* Too little was kept. */
static void
fall_back(struct page *pg)
{
	int64_t had = kept_chars(pg);

	if (had >= SHORT_ANSWER || !pg->block.n)
		return;
	keep_weaker(pg);
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
			pg->block.p[i].keep =
			        !is_metadata_rule(pg->block.p[i].rule);
}

/* A news of one paragraph: what is printed as its standfirst is all there is. */
static void
keep_standfirst(struct page *pg)
{
	for (size_t i = 0; i < pg->block.n; i++) {
		struct block *b = &pg->block.p[i];

		if (b->rule && strcmp(b->rule, "standfirst") == 0) {
			b->keep = 1;
			b->rule = NULL;
			page_no_standfirst(pg);
		}
	}
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
				page_drop(pg, i, i + 1, "read-also");
			else if (is_links(b) && is_known_line(pg, b))
				page_drop(pg, i, i + 1, "known-line");
		}
		drop_repeats(pg, 1);
	} else {
		for (size_t i = 0; i < pg->block.n; i++) {
			struct block *b = &pg->block.p[i];

			b->keep = b->p >= threshold(pg, b);
		}
		drop_far_runs(pg);
		drop_boxes(pg);
		page_trim(pg);
		fall_back(pg);
		drop_repeats(pg, 0);
		page_keep_parts(pg);
		page_keep_alike(pg);
		page_keep_belongings(pg);
	}
	drop_metadata(pg);
	if (!kept_chars(pg))
		keep_weaker(pg);
	if (!kept_chars(pg))
		keep_standfirst(pg);
	if (!kept_chars(pg))
		fall_back(pg);
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
