/* prune: takes the refused blocks out of the tree and enters each of them in
 * the ledger, as whole elements where all of an element was refused.
 *
 * Pictures have no text of their own.  One stays when it stands between the
 * first and the last kept block (or right before the first, where the lead
 * picture is) and no name on its way up speaks of adverts, sharing, authors'
 * portraits or teasers.
 */
#include <string.h>

#include "filters/extract/extract.h"

struct pruner {
	struct page *pg;
	int32_t first, last; /* kept blocks; -1: none */
	int32_t now; /* block of the text last passed */
	int32_t noted; /* block last entered in the ledger */
};

static int
number_attr(const xmlNode *n, const char *name)
{
	const char *s = dom_attr(n, name);
	int v = 0;

	if (!s || *s < '0' || *s > '9')
		return -1;
	while (*s >= '0' && *s <= '9' && v < 100000)
		v = v * 10 + *s++ - '0';
	return v;
}

/* Why what stands behind the block q->now is no part of the article: far from
 * its text, or in a box that speaks of adverts, sharing and the like.  e is
 * what it is or lies in.  NULL: it is part. */
static const char *
refused_at(const struct pruner *q, const struct elem *e)
{
	const struct page *pg = q->pg;
	static const uint8_t against[] = {
		CAT_COMMENT,
		CAT_SHARE,
		CAT_NAV,
		CAT_FOOTER,
		CAT_AD,
		CAT_BYLINE,
		CAT_SIDEBAR,
	};
	int lead = pg->h1 >= 0 && pg->h1 < q->first ? pg->h1 : q->first - 2;

	if (pg->forced && pg->forced[e - pg->elem.p])
		return NULL;
	if (pg->forced_article)
		return pg->forced_article;
	if (q->first < 0)
		return NULL;
	if (q->now < lead || q->now > q->last)
		return "picture-outside";
	for (size_t k = 0; k < sizeof(against); k++) {
		int at = e->near_cat[against[k]];

		if (at >= 0 && e->depth - at < 4)
			return "picture-furniture";
	}
	return NULL;
}

static const char *
picture_refused(const struct pruner *q, const struct elem *e)
{
	int w = number_attr(e->node, "width");
	int h = number_attr(e->node, "height");

	if ((w >= 0 && w <= 3) || (h >= 0 && h <= 3))
		return "tracker";
	return refused_at(q, e);
}

/* What is embedded has no place in the page's own list of elements. */
static int
embed_stays(const struct pruner *q, const xmlNode *n)
{
	uintptr_t at = 0;

	if (q->first < 0)
		return 0;
	for (n = n->parent; n && !at; n = n->parent)
		at = n->type == XML_ELEMENT_NODE ? (uintptr_t)n->_private : 0;
	return at && !refused_at(q, &q->pg->elem.p[at - 1]);
}

static void
remove_noted(struct pruner *q, xmlNodePtr n, const char *rule)
{
	ledger_add(q->pg->a, LEDGER_DROP, "extract", rule, n);
	dom_remove(n);
}

static int
has_words(const xmlNode *n)
{
	struct str s = STR_INIT;
	int got;

	dom_text_folded(n, &s);
	got = s.len > 0;
	str_free(&s);
	return got;
}

/* The block that tells why all of e is refused: its first, or the first that
 * other pages have. */
static const struct block *
telling_block(const struct pruner *q, const struct elem *e)
{
	const struct block *b = &q->pg->block.p[q->now + 1];

	for (int32_t i = 0; i < e->blocks; i++)
		if (b[i].others)
			return &b[i];
	return b;
}

/* The likeliest of the blocks in e. */
static int
best_score(const struct pruner *q, const struct elem *e)
{
	int best = 0;

	for (int32_t i = 1;
	        i <= e->blocks && q->now + i < (int32_t)q->pg->block.n; i++)
		if (q->pg->block.p[q->now + i].p > best)
			best = q->pg->block.p[q->now + i].p;
	return best;
}

/* Returns the node to go on from. */
static xmlNodePtr
prune_element(struct pruner *q, xmlNodePtr n, const struct elem *e)
{
	xmlNodePtr next = dom_next_skip(n, q->pg->body);
	const struct block *b;
	const char *rule;
	int score;

	if (!e) {
		enum tag t = tag_of(n);

		if (t == TAG_br || t == TAG_hr)
			return next;
		rule = tag_flag(t) == SKP ? "embed" : "hidden";
		if (t == TAG_noscript)
			rule = "noscript";
		else if (t == TAG_button || t == TAG_select ||
		         t == TAG_option || t == TAG_textarea ||
		         t == TAG_input || t == TAG_datalist)
			rule = "form-control";
		if (is_embed(n) && embed_stays(q, n))
			embed_line(q->pg->a, n);
		if (has_words(n))
			remove_noted(q, n, rule);
		else
			dom_remove(n);
		return next;
	}
	if (e->tag == TAG_img) {
		rule = picture_refused(q, e);
		if (rule)
			remove_noted(q, n, rule);
		return next;
	}
	if (e->blocks && !e->kept && tag_flag((enum tag)e->tag) == BLK) {
		b = telling_block(q, e);
		score = best_score(q, e);
		q->now += e->blocks;
		q->noted = q->now;
		remove_noted(q, n, b->rule);
		vec_last(&q->pg->a->ledger)->score = score;
		vec_last(&q->pg->a->ledger)->others = b->others;
		return next;
	}
	return dom_next(n, q->pg->body);
}

static void
enter_text(const struct page *pg, xmlNodePtr n, const struct block *b)
{
	ledger_add_text(
	        pg->a, LEDGER_DROP, "extract", b->rule, 0, BLOCK_TEXT(pg, b));
	ledger_place(pg->a, n);
	vec_last(&pg->a->ledger)->score = b->p;
	vec_last(&pg->a->ledger)->others = b->others;
}

static xmlNodePtr
prune_text(struct pruner *q, xmlNodePtr n)
{
	xmlNodePtr next = dom_next_skip(n, q->pg->body);
	int32_t at = (int32_t)(uintptr_t)n->_private - 1;
	const struct block *b;

	if (at < 0 || at >= (int32_t)q->pg->block.n)
		return next;
	q->now = at;
	b = &q->pg->block.p[at];
	if (b->keep)
		return next;
	if (q->noted != at)
		enter_text(q->pg, n, b);
	q->noted = at;
	dom_remove(n);
	return next;
}

void
page_prune(struct page *pg)
{
	struct pruner q = {
		.pg = pg, .first = -1, .last = -1, .now = -1, .noted = -1
	};
	xmlNodePtr n;

	for (size_t i = 0; i < pg->block.n; i++)
		if (pg->block.p[i].keep) {
			if (q.first < 0)
				q.first = (int32_t)i;
			q.last = (int32_t)i;
		}
	n = dom_next(pg->body, pg->body);
	while (n) {
		if (dom_is_text(n))
			n = prune_text(&q, n);
		else if (n->type == XML_ELEMENT_NODE)
			n = prune_element(&q, n, page_elem(pg, n));
		else
			n = dom_next_skip(n, pg->body);
	}
}
