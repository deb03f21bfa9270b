/* beside: heads and signatures of official documents, which are two cells of
 * a table side by side: the office with its number and the State's name with
 * its motto; who gets a copy, and who signs.
 *
 * They are no tables of data, and of the page's layout only this says
 * something: each side is a unit, often centred.  So they become
 *
 *	<div class="letterhead | signature"><div class="side [centred]">...
 *
 * one side after the other; one with nothing at its left is of class "end" and
 * has no sides.  What they are is told by what every such document
 * says (Decree 30/2020/NĐ-CP, annex I), or, in any language, by a pair of
 * short centred cells before all other text or behind it.
 */
#include <string.h>

#include "base/utf8.h"
#include "filters/extract/builder.h"

#define ROWS_MAX 5
#define CELLS_MAX 4
#define SIDE_WORDS 90
#define SHORT_WORDS 40 /* of a side that only its place tells */
#define LINE_WORDS 14

enum kind { NOT_BESIDE, LETTERHEAD, SIGNATURE, SHORT };

struct pair {
	xmlNodePtr cell[2][ROWS_MAX];
	int cells[2];
	int rows;
	unsigned words[2];
};

static int
is_blank_cell(const xmlNode *td, struct str *tmp)
{
	str_truncate(tmp, 0);
	dom_text_folded(td, tmp);
	return words_count(str_span(tmp)) == 0;
}

/* One row: at most a filled cell on either side; 0 when it is not so. */
static int
take_row(struct pair *p, xmlNodePtr tr, struct str *tmp)
{
	xmlNodePtr cell[CELLS_MAX];
	int n = 0, seen[2] = { 0 };

	for (xmlNodePtr c = tr->children; c; c = c->next) {
		if (dom_is(c, "th") || (dom_is(c, "td") && n == CELLS_MAX))
			return 0;
		if (dom_is(c, "td"))
			cell[n++] = c;
	}
	if (n < 2)
		return n == 0 || is_blank_cell(cell[0], tmp);
	for (int i = 0; i < n; i++) {
		int side = i >= n / 2 && i > 0;

		if (dom_find(cell[i], "table") || dom_find(cell[i], "img"))
			return 0;
		if (is_blank_cell(cell[i], tmp))
			continue;
		if (seen[side]++ || p->rows == ROWS_MAX)
			return 0;
		p->words[side] += words_count(str_span(tmp));
		p->cell[side][p->cells[side]++] = cell[i];
	}
	p->rows += seen[0] || seen[1];
	return 1;
}

static int
take_rows(struct pair *p, const xmlNode *n, struct str *tmp)
{
	for (xmlNodePtr c = n->children; c; c = c->next) {
		if (dom_is(c, "tbody") && !take_rows(p, c, tmp))
			return 0;
		if (dom_is(c, "tr") && !take_row(p, c, tmp))
			return 0;
		if (dom_is(c, "caption") || dom_is(c, "thead"))
			return 0;
	}
	return p->rows > 0 && p->words[0] <= SIDE_WORDS &&
	       p->words[1] <= SIDE_WORDS;
}

/* In lower case, a dash of any kind a hyphen without spaces around it. */
static void
plain_text(const struct pair *p, int side, struct str *out)
{
	struct str s = STR_INIT;
	const char *c;

	str_truncate(out, 0);
	for (int i = 0; i < p->cells[side]; i++) {
		str_puts(&s, i ? "\n" : "");
		dom_text_folded(p->cell[side][i], &s);
	}
	for (c = str_c(&s); *c;) {
		uint32_t cp = utf8_next(&c, s.s + s.len);

		if (cp == 0x2013 || cp == 0x2014 || cp == '-') {
			while (out->len && out->s[out->len - 1] == ' ')
				str_truncate(out, out->len - 1);
			str_putc(out, '-');
		} else if (cp != ' ' || !out->len ||
		           out->s[out->len - 1] != '-') {
			str_put_utf8(out, cp_lower(cp));
		}
	}
	str_free(&s);
}

static int
says_any(const struct str *s, const char *const *words)
{
	for (; *words; words++)
		if (s->len && strstr(s->s, *words))
			return 1;
	return 0;
}

static int
begins_with(const struct str *s, const char *const *words)
{
	for (; *words; words++)
		if (s->len && strncmp(s->s, *words, strlen(*words)) == 0)
			return 1;
	return 0;
}

/* Lines of a few words, and no links. */
static int
is_short(const xmlNode *td)
{
	unsigned words = 0;

	for (xmlNodePtr c = td->children; c; c = dom_next(c, td)) {
		if (dom_is(c, "a"))
			return 0;
		if (dom_is(c, "br") || dom_is(c, "p") || dom_is(c, "div"))
			words = 0;
		if (dom_is_text(c) &&
		        (words += words_count(span_of((char *)c->content))) >
		                LINE_WORDS)
			return 0;
	}
	return 1;
}

static enum kind
told_by_words(const struct pair *p, struct str *tmp)
{
	static const char *const state[] = { "độc lập-tự do",
		"cộng hòa xã hội chủ nghĩa", "cộng hoà xã hội chủ nghĩa",
		"đảng cộng sản việt nam", NULL };
	static const char *const copies[] = { "nơi nhận", NULL };
	/* for, in the place of, by order of: who signs for whom */
	static const char *const signs[] = { "kt.", "tm.", "tl.", "tuq.",
		"ký thay", NULL };
	static const char *const parties[] = { "đại diện", NULL };
	static const char *const signed_[] = { "đã ký", "(ký)", "(ký,",
		"(ký tên", NULL };

	int right;

	if (!p->cells[1])
		return NOT_BESIDE;
	for (int i = 0; i < p->cells[1]; i++)
		if (!is_short(p->cell[1][i]))
			return NOT_BESIDE;
	plain_text(p, 1, tmp);
	if (says_any(tmp, state))
		return LETTERHEAD;
	if (p->rows > 2) /* or a list of who gets how much of what */
		return NOT_BESIDE;
	if (begins_with(tmp, signs) || says_any(tmp, signed_))
		return SIGNATURE;
	right = begins_with(tmp, parties);
	plain_text(p, 0, tmp);
	return (right && begins_with(tmp, parties)) ||
	                       (p->rows == 1 && begins_with(tmp, copies))
	               ? SIGNATURE
	               : NOT_BESIDE;
}

/* Its own centring, or that of what lies in it. */
static int
is_centred(const xmlNode *td)
{
	int blocks = 0, centred = 0;

	if (marks_of(td, TAG_td, 0) & MARK_CENTRED)
		return 1;
	for (const xmlNode *c = td->children; c; c = c->next) {
		if (c->type != XML_ELEMENT_NODE)
			continue;
		blocks++;
		centred += (marks_of(c, tag_of(c), 0) & MARK_CENTRED) != 0;
	}
	return centred > 0 && centred * 2 >= blocks;
}

static int
side_is_centred(const struct pair *p, int side)
{
	int n = 0;

	for (int i = 0; i < p->cells[side]; i++)
		n += is_centred(p->cell[side][i]);
	return n * 2 > p->cells[side];
}

static enum kind
kind_of(const struct pair *p, struct str *tmp)
{
	enum kind k = told_by_words(p, tmp);

	if (k != NOT_BESIDE || p->rows != 1 || !p->cells[0] || !p->cells[1])
		return k;
	for (int side = 0; side < 2; side++)
		if (p->words[side] > SHORT_WORDS || !side_is_centred(p, side) ||
		        !is_short(p->cell[side][0]))
			return NOT_BESIDE;
	return SHORT;
}

static xmlNodePtr
put_div(xmlNodePtr up, const char *cls)
{
	xmlNodePtr div = dom_append(up, "div");

	dom_set_attr(div, "class", cls);
	return div;
}

/* The cells' blocks into box. */
static void
put_cells(struct builder *B, const struct pair *p, int side, xmlNodePtr box)
{
	xmlNodePtr old = B->box;

	B->box = box;
	for (int i = 0; i < p->cells[side]; i++) {
		block_end(B);
		build_inside(B, p->cell[side][i]);
		block_end(B);
	}
	B->box = old;
}

int
put_beside(struct builder *B, xmlNodePtr table)
{
	struct pair p = { .rows = 0 };
	struct str tmp = STR_INIT;
	enum kind k = NOT_BESIDE;
	xmlNodePtr div;

	if (!B->phrasing && B->box == B->root && take_rows(&p, table, &tmp))
		k = kind_of(&p, &tmp);
	str_free(&tmp);
	if (k == NOT_BESIDE)
		return 0;
	block_end(B);
	div = put_div(B->root, k == SIGNATURE ? "signature" : "letterhead");
	if (k == SHORT)
		mark_add(div, MARK_LOOSE);
	if (!p.cells[0]) {
		dom_add_class(div, "end");
		put_cells(B, &p, 1, div);
		return 1;
	}
	for (int side = 0; side < 2; side++) {
		const char *cls =
		        side_is_centred(&p, side) ? "side centred" : "side";

		put_cells(B, &p, side, put_div(div, cls));
	}
	return 1;
}

static int
has_text_beside(xmlNodePtr n, int after)
{
	for (n = after ? n->next : n->prev; n; n = after ? n->next : n->prev)
		if (n->type == XML_ELEMENT_NODE &&
		        !(n->name[0] == 'h' && !after))
			return 1;
	return 0;
}

/* Only its place tells what a pair of short cells is; elsewhere it is none. */
void
beside_settle(struct article *a, xmlNodePtr root)
{
	for (xmlNodePtr n = root->children, next; n; n = next) {
		int loose = marks(n) & MARK_LOOSE, last;

		next = n->next;
		if (!dom_is(n, "div"))
			continue;
		last = loose && !has_text_beside(n, 1);
		if (loose && !last && has_text_beside(n, 0)) {
			for (xmlNodePtr c = n->children, d; c; c = d) {
				d = c->next;
				dom_unwrap(c);
			}
			dom_unwrap(n);
			continue;
		}
		if (last)
			dom_set_attr(n, "class", "signature");
		ledger_add(a, LEDGER_CHANGE, "extract",
		        dom_has_class(n, "signature") ? "signature"
		                                      : "letterhead",
		        n);
	}
}
