/* blocks: cuts a page into runs of text.
 *
 * Takes the tree, gives page.elem (every element that can hold text, with
 * what it inherits from its ancestors) and page.block.  A block ends at each
 * block-level boundary and at two <br> in a row.  A table row of at least two
 * short cells is one block: rows of data tables are judged whole.  Hidden
 * elements, controls and embedded things hold no text of the page.
 *
 * The block model is language-neutral; it goes back to Kohlschütter,
 * Fankhauser and Nejdl, "Boilerplate Detection using Shallow Text Features"
 * (WSDM 2010).  One walk without recursion; every sum that a later step needs
 * of a block is taken while its text is folded.
 */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "filters/extract/extract.h"

#define LITTLE_TEXT 250 /* characters */

static const struct {
	const char *name;
	uint8_t flag;
} tag_table[TAGS] = {
#define G(name, flags) { #name, flags },
#include "filters/extract/tag.def"
#undef G
	{ "", INL },
};

enum tag
tag_of(const xmlNode *n)
{
	const char *name = (const char *)n->name;
	int lo = 0, hi = TAG_other;

	while (lo < hi) {
		int mid = (lo + hi) / 2;
		const char *t = tag_table[mid].name;
		int c = *name != *t       ? *name - *t
		        : name[1] != t[1] ? name[1] - t[1]
		                          : strcmp(name, t);

		if (c == 0)
			return (enum tag)mid;
		if (c < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return TAG_other;
}

enum tag_flag
tag_flag(enum tag t)
{
	return (enum tag_flag)tag_table[t].flag;
}

struct elem *
page_elem(const struct page *pg, const xmlNode *n)
{
	uintptr_t i = (uintptr_t)n->_private;

	return n->type == XML_ELEMENT_NODE && i ? &pg->elem.p[i - 1] : NULL;
}

static const uint8_t near_of[TAGS] = {
#define N(t) [TAG_##t] = NEAR_##t + 1
	N(article),
	N(main),
	N(section),
	N(aside),
	N(nav),
	N(footer),
	N(header),
	N(form),
	N(table),
	N(ul),
	N(ol),
	N(figure),
	N(blockquote),
	N(li),
	N(h1),
	N(h2),
	N(h3),
	N(p),
	N(dl),
#undef N
};

/* "display:none" or "visibility:hidden", blanks anywhere, any case. */
static int
style_hides(const char *s)
{
	char flat[256];
	size_t n = 0;

	for (; *s && n < sizeof(flat) - 1; s++)
		if (*s != ' ' && *s != '\t' && *s != '\n' && *s != '\r')
			flat[n++] =
			        *s >= 'A' && *s <= 'Z' ? (char)(*s + 32) : *s;
	flat[n] = '\0';
	return strstr(flat, "display:none") ||
	       strstr(flat, "visibility:hidden");
}

static int
is_hidden(const xmlNode *n, enum tag t)
{
	const char *s = dom_attr(n, "style");

	if (s && style_hides(s))
		return 1;
	if (dom_attr(n, "hidden"))
		return 1;
	s = dom_attr(n, "aria-hidden");
	return s && strcmp(s, "true") == 0 && t != TAG_a && t != TAG_span &&
	       t != TAG_p && t != TAG_div;
}

/* A cell of at most 25 words without structure inside? The scan is cut short
 * so that nested tables cost no more than flat ones. */
static int
cell_is_short(const xmlNode *cell)
{
	xmlNodePtr n = cell->children
	                       ? dom_next((xmlNodePtr)(uintptr_t)cell, cell)
	                       : NULL;
	unsigned words = 0;
	int seen = 0;

	for (; n; n = dom_next(n, cell)) {
		if (++seen > 150)
			return 0;
		if (dom_is_text(n)) {
			words += words_count(span_of((char *)n->content));
			if (words > 25)
				return 0;
		} else if (n->type == XML_ELEMENT_NODE) {
			switch (tag_of(n)) {
			case TAG_table:
			case TAG_ul:
			case TAG_ol:
			case TAG_h1:
			case TAG_h2:
			case TAG_h3:
			case TAG_form:
			case TAG_article:
			case TAG_section:
				return 0;
			default:
				break;
			}
		}
	}
	return 1;
}

static int
row_is_data(const xmlNode *tr)
{
	int cells = 0;

	for (const xmlNode *c = tr->children; c; c = c->next)
		if (c->type == XML_ELEMENT_NODE) {
			if (!cell_is_short(c))
				return 0;
			cells++;
		}
	return cells >= 2;
}

static uint64_t
class_sig(const xmlNode *n)
{
	const char *c = dom_attr(n, "class");
	char flat[200];
	size_t k = 0;

	for (; c && *c && k < sizeof(flat); c++)
		if (*c < '0' || *c > '9')
			flat[k++] = *c;
	return hash_bytes(
	        flat, k, hash_bytes(n->name, strlen((const char *)n->name), 7));
}

static void
elem_inherit(struct elem *e, const struct elem *up, int32_t self)
{
	for (int k = 0; k < CATS; k++)
		e->near_cat[k] = e->cats & CAT_BIT(k) ? e->depth
		                 : up                 ? up->near_cat[k]
		                                      : (int16_t)-1;
	for (int k = 0; k < NEARS; k++)
		e->near_tag[k] = up ? up->near_tag[k] : (int16_t)-1;
	if (near_of[e->tag])
		e->near_tag[near_of[e->tag] - 1] = e->depth;
	e->bad = (int16_t)((up ? up->bad : 0) + !!(e->cats & CAT_BIT(CAT_BAD)));
	e->good = (int16_t)((up ? up->good : 0) +
	                    !!(e->cats & CAT_BIT(CAT_GOOD)));
	e->strong = (int16_t)((up ? up->strong : 0) +
	                      (e->prop_body || e->cats & CAT_BIT(CAT_BODY)));
	e->in_link = (uint8_t)((up && up->in_link) || e->tag == TAG_a);
	e->in_em = (uint8_t)((up && up->in_em) || e->tag == TAG_em ||
	                     e->tag == TAG_i);
	e->in_strong = (uint8_t)((up && up->in_strong) ||
	                         e->tag == TAG_strong || e->tag == TAG_b);
	e->in_row = (uint8_t)(up && (up->in_row || up->row));
	e->box = tag_flag((enum tag)e->tag) == BLK && !e->in_row ? self
	         : up                                            ? up->box
	                                                         : self;
	e->article = -1;
}

static struct elem *
elem_add(struct page *pg, xmlNodePtr n, int32_t parent, enum tag t)
{
	struct elem *e = vec_push(&pg->elem);
	const struct elem *up = parent < 0 ? NULL : &pg->elem.p[parent];
	const char *prop = dom_attr(n, "itemprop");
	int32_t self = (int32_t)pg->elem.n - 1;

	e->node = n;
	e->parent = parent;
	e->depth = (int16_t)(up ? up->depth + (up->depth < 32000) : 0);
	e->tag = (uint8_t)t;
	e->cats = vocab_class(n);
	e->prop_body = prop && span_eq_nocase(span_of(prop), "articlebody");
	e->sig = class_sig(n);
	elem_inherit(e, up, self);
	if (t == TAG_tr && !e->in_row)
		e->row = (uint8_t)row_is_data(n);
	n->_private = (void *)(uintptr_t)pg->elem.n;
	return e;
}

/* ---- one block's text ------------------------------------------------- */

struct run {
	struct page *pg;
	size_t start; /* in page.text */
	int32_t el; /* element of the first text, -1: none yet */
	int32_t links, em, strong; /* bytes in links, ... */
	uint8_t link_first, link_last;
	int32_t pics, pics_new;
	xmlNodePtr first;
	int space; /* a blank is due before the next character */
	int brs; /* <br> since the last text */
	int hrs; /* <hr> */
	uint32_t id; /* index + 1 that the open block will get */
};

static int
is_nbsp(const char *s)
{
	return (unsigned char)s[0] == 0xC2 && (unsigned char)s[1] == 0xA0;
}

/* Characters of words. */
static int32_t
count_chars(const char *s, size_t n)
{
	int32_t chars = 0;

	for (size_t i = 0; i < n; i++)
		chars += s[i] != ' ' && ((unsigned char)s[i] & 0xC0) != 0x80;
	return chars;
}

/* Append with white space folded; returns whether there was any text. */
static int
fold_text(struct run *r, const char *s, const struct elem *up)
{
	struct str *out = &r->pg->text;
	const char *end = s + strlen(s);
	size_t had = out->len;
	int any = 0;

	while (s < end) {
		size_t n;

		if ((unsigned char)*s <= ' ' || is_nbsp(s)) {
			r->space = 1;
			s += (unsigned char)*s == 0xC2 ? 2 : 1;
			continue;
		}
		n = span_folded((struct span){ s, (size_t)(end - s) });
		while (s + n < end && (unsigned char)s[n] > ' ' &&
		        !is_nbsp(s + n))
			n++;
		if (up->in_link)
			r->links += count_chars(s, n);
		if (r->space && out->len > r->start)
			str_putc(out, ' ');
		r->space = 0;
		str_add(out, s, n);
		any = 1;
		s += n;
	}
	if (up->in_em)
		r->em += (int32_t)(out->len - had);
	if (up->in_strong)
		r->strong += (int32_t)(out->len - had);
	return any;
}

static void
block_flush(struct run *r)
{
	struct page *pg = r->pg;

	if (pg->text.len > r->start && r->el >= 0) {
		struct span raw = { pg->text.s + r->start,
			pg->text.len - r->start };
		struct str nfc = STR_INIT;
		struct block *b;

		if (words_compose(&nfc, raw)) {
			str_truncate(&pg->text, r->start);
			str_put_span(&pg->text, str_span(&nfc));
			str_free(&nfc);
		}
		b = vec_push(&pg->block);
		b->el = r->el;
		b->text = r->start;
		b->len = (uint32_t)(pg->text.len - r->start);
		b->link_chars = r->links;
		b->em_chars = r->em;
		b->strong_chars = r->strong;
		b->pics = r->pics;
		b->rule_before = (uint8_t)r->hrs;
		r->hrs = 0;
		b->link_first = r->link_first;
		b->link_last = r->link_last;
		b->first = r->first;
		b->keep = 0;
		str_putc(&pg->text, '\n');
	}
	r->start = pg->text.len;
	r->el = -1;
	r->links = r->em = r->strong = 0;
	r->first = NULL;
	r->space = 0;
	r->id = (uint32_t)pg->block.n + 1;
}

static void
take_text(struct run *r, xmlNodePtr n, const struct elem *up)
{
	if (!n->content)
		return;
	if (fold_text(r, (const char *)n->content, up)) {
		r->brs = 0;
		if (r->el < 0) {
			r->el = up->box;
			r->first = n;
			r->link_first = up->in_link;
			r->pics = r->pics_new;
			r->pics_new = 0;
		}
		r->link_last = up->in_link;
		n->_private = (void *)(uintptr_t)r->id;
	}
}

/* Returns 1 when the walk shall go into the element. */
static int
enter(struct run *r, xmlNodePtr n, int32_t parent)
{
	enum tag t = tag_of(n);
	struct elem *e;

	if (tag_flag(t) == SKP)
		return 0;
	if (t == TAG_br || t == TAG_hr) {
		r->space = 1;
		e = &r->pg->elem.p[parent];
		if (!e->in_row && !e->row && (t == TAG_hr || ++r->brs >= 2))
			block_flush(r);
		r->hrs |= t == TAG_hr;
		return 0;
	}
	if (!r->pg->show_hidden && is_hidden(n, t))
		return 0;
	e = elem_add(r->pg, n, parent, t);
	if (t == TAG_img) {
		e->imgs = 1;
		r->pics_new++;
	}
	if (tag_flag(t) == BLK) {
		r->space = 1;
		if (!e->in_row)
			block_flush(r);
	}
	return 1;
}

static void
leave(struct run *r, xmlNodePtr n)
{
	struct elem *e = page_elem(r->pg, n);

	if (e && tag_flag((enum tag)e->tag) == BLK) {
		r->space = 1;
		if (!e->in_row)
			block_flush(r);
	}
}

static void
cut_blocks(struct page *pg)
{
	struct run r = { .pg = pg, .el = -1, .id = 1 };
	xmlNodePtr n = pg->body;
	int32_t parent = 0;

	elem_add(pg, n, -1, TAG_body);
	n = n->children;
	while (n) {
		int in = 0;

		if (dom_is_text(n))
			take_text(&r, n, &pg->elem.p[parent]);
		else if (n->type == XML_ELEMENT_NODE)
			in = enter(&r, n, parent);
		if (in && n->children) {
			parent = (int32_t)(uintptr_t)n->_private - 1;
			n = n->children;
			continue;
		}
		if (in)
			leave(&r, n);
		while (!n->next && n->parent != pg->body) {
			n = n->parent;
			leave(&r, n);
			parent = pg->elem.p[parent].parent;
		}
		n = n->next;
	}
	block_flush(&r);
}

static void
clear_private(const struct page *pg)
{
	for (xmlNodePtr n = pg->body; n; n = dom_next(n, pg->body))
		n->_private = NULL;
}

void
page_open(struct page *pg, struct article *a)
{
	memset(pg, 0, sizeof(*pg));
	pg->a = a;
	pg->body = article_body(a);
	pg->h1 = -1;
	pg->best = pg->small = -1;
	page_self(pg);
	words_collect(&pg->title_words, str_span(&pg->title), 0);
	if (pg->ld.len > 200)
		words_collect(&pg->ld_shingles, str_span(&pg->ld), 1);
	repair_page(a);
	clear_private(pg);
	cut_blocks(pg);
	page_count(pg);
	if (pg->total_chars >= LITTLE_TEXT)
		return;
	/* Pages that hide all until a script has run. */
	clear_private(pg);
	vec_clear(&pg->elem);
	vec_clear(&pg->block);
	vec_clear(&pg->word);
	str_truncate(&pg->text, 0);
	pg->total_words = pg->total_chars = 0;
	pg->show_hidden = 1;
	cut_blocks(pg);
	page_count(pg);
}

void
page_close(struct page *pg)
{
	clear_private(pg);
	vec_free(&pg->elem);
	vec_free(&pg->block);
	vec_free(&pg->word);
	free(pg->forced);
	str_free(&pg->text);
	str_free(&pg->title);
	str_free(&pg->desc);
	str_free(&pg->ld);
	free(pg->title_words.slot);
	free(pg->ld_shingles.slot);
	free(pg->alts.slot);
	free(pg->alt_starts.slot);
}
