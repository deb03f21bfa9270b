/* normalise: text in one form, white space folded, empty elements out.
 *
 * Reads and sets a.tree and the texts of a.meta.  Every text is NFC without
 * stray controls and invisible marks (normalise_text.c); runs of white space
 * are one space, none at the edges of a block, everything stays in <pre>;
 * no-break spaces stay where one stands alone between words.  Then elements
 * that hold nothing go, and breaks at the edges of blocks.
 */
#include <string.h>

#include "base/utf8.h"
#include "doc/dom.h"
#include "filters/filter.h"
#include "filters/normalise.h"

struct norm {
	struct article *a;
	xmlNodePtr root;
	struct folding f;
	xmlNodePtr last; /* text node that may end in a space */
	struct str out;
	unsigned recomposed;
	int in_pre;
	int vietnamese;
	enum tone_style tone;
	unsigned words; /* Vietnamese ones set right */
};

static int
is_block(const xmlNode *n)
{
	return dom_is_block((const char *)n->name) || dom_is(n, "article");
}

/* White space at a block's edge is none. */
static void
edge(struct norm *N)
{
	if (N->last && N->f.space) {
		size_t n = strlen((char *)N->last->content);

		if (n && N->last->content[n - 1] == ' ')
			N->last->content[n - 1] = '\0';
	}
	N->last = NULL;
	N->f.start = 1;
	N->f.space = 0;
}

/* All at once: a paragraph may be made of a million of them. */
static void
merge_texts(xmlNodePtr n)
{
	struct str all = STR_INIT;

	if (!n->next || n->next->type != XML_TEXT_NODE)
		return;
	str_puts(&all, (const char *)n->content);
	while (n->next && n->next->type == XML_TEXT_NODE) {
		if (n->next->content)
			str_puts(&all, (const char *)n->next->content);
		dom_remove(n->next);
	}
	xmlNodeSetContent(n, (const xmlChar *)str_c(&all));
	str_free(&all);
}

/* normalise_text(), and what is wrong in Vietnamese words. */
static int
clean_text(struct norm *N, struct str *out, struct span in, int rtl)
{
	struct str nfc = STR_INIT;
	int r;

	if (!N->vietnamese)
		return normalise_text(out, in, rtl);
	r = normalise_text(&nfc, in, rtl);
	N->words += normalise_vietnamese(out, str_span(&nfc), N->tone);
	str_free(&nfc);
	return r;
}

static void
one_text(struct norm *N, xmlNodePtr n)
{
	struct str clean = STR_INIT;
	struct span in;

	merge_texts(n);
	in = span_of((char *)n->content);
	str_truncate(&N->out, 0);
	N->recomposed += (unsigned)clean_text(N, &clean, in, N->f.rtl);
	if (N->in_pre)
		str_put_span(&N->out, str_span(&clean));
	else
		normalise_space(&N->out, str_span(&clean), &N->f);
	if (in.n != N->out.len || memcmp(in.p, str_c(&N->out), in.n) != 0)
		xmlNodeSetContent(n, (const xmlChar *)str_c(&N->out));
	if (N->out.len && !N->in_pre)
		N->last = n;
	str_free(&clean);
}

static void
clean_attr(struct norm *N, xmlNodePtr n, const char *name)
{
	const char *v = dom_attr(n, name);
	struct folding f = { .start = 1, .rtl = N->f.rtl };
	struct str clean = STR_INIT;

	if (!v || !*v)
		return;
	str_truncate(&N->out, 0);
	clean_text(N, &clean, span_of(v), f.rtl);
	normalise_space(&N->out, str_span(&clean), &f);
	if (f.space && N->out.len)
		str_truncate(&N->out, N->out.len - 1);
	if (strcmp(v, str_c(&N->out)) != 0)
		dom_set_attr(n, name, str_c(&N->out));
	str_free(&clean);
}

static void
enter(struct norm *N, xmlNodePtr n)
{
	if (is_block(n))
		edge(N);
	if (dom_is(n, "pre"))
		N->in_pre++;
	if (dom_is(n, "br")) {
		edge(N);
	} else if (dom_is(n, "img")) {
		N->f.start = N->f.space = 0;
		N->last = NULL;
		clean_attr(N, n, "alt");
	}
	clean_attr(N, n, "title");
}

static void
leave(struct norm *N, xmlNodePtr n)
{
	if (dom_is(n, "pre"))
		N->in_pre--;
	if (is_block(n))
		edge(N);
}

static void
walk(struct norm *N)
{
	xmlNodePtr n = N->root;

	enter(N, n);
	while (n) {
		if (n->type == XML_ELEMENT_NODE && n->children) {
			n = n->children;
		} else {
			while (n != N->root && !n->next) {
				n = n->parent;
				leave(N, n);
			}
			if (n == N->root)
				return;
			n = n->next;
		}
		if (n->type == XML_TEXT_NODE) {
			one_text(N, n);
		} else if (n->type == XML_ELEMENT_NODE) {
			enter(N, n);
			if (!n->children)
				leave(N, n);
		}
	}
}

/* ---- empty elements ---------------------------------------------------- */

static int
may_be_empty(const xmlNode *n)
{
	static const char *const fine[] = { "img", "br", "hr", "td", "th", "dt",
		"dd", NULL };

	return dom_is_any(n, fine) || dom_attr(n, "id");
}

static int
blank_before(const xmlNode *n)
{
	const xmlNode *c = n->prev;

	while (c && c->type == XML_TEXT_NODE && (!c->content || !*c->content))
		c = c->prev;
	return !c || dom_is(c, "br") ||
	       (c->type == XML_ELEMENT_NODE && is_block(c));
}

static int
blank_after(const xmlNode *n)
{
	const xmlNode *c = n->next;

	while (c && c->type == XML_TEXT_NODE && (!c->content || !*c->content))
		c = c->next;
	return !c || (c->type == XML_ELEMENT_NODE && is_block(c));
}

/* An id whose element goes moves to what is around it. */
static int
is_needless(const struct norm *N, const xmlNode *n)
{
	if (n->type == XML_TEXT_NODE)
		return !n->content || !*n->content;
	if (n->type != XML_ELEMENT_NODE || n == N->root)
		return 0;
	if (dom_is(n, "br")) {
		const xmlNode *up = n->parent;

		/* only where the break's parent is the block itself */
		return is_block(up) && (blank_before(n) || blank_after(n));
	}
	return !n->children && !may_be_empty(n);
}

/* Tables and definition lists keep their shape while anything is in them. */
static int
grid_is_empty(xmlNodePtr t)
{
	if (!dom_is(t, "table") && !dom_is(t, "dl"))
		return 0;
	for (xmlNodePtr n = t; n; n = dom_next(n, t)) {
		if (n->type == XML_TEXT_NODE && n->content && *n->content)
			return 0;
		if (n->type == XML_ELEMENT_NODE &&
		        (dom_is(n, "img") || dom_attr(n, "id")))
			return 0;
	}
	return 1;
}

/* Leaves first, so that emptied parents go in the same pass. */
static void
sweep(struct norm *N)
{
	xmlNodePtr n = N->root;

	while (n->children)
		n = n->children;
	while (n != N->root) {
		xmlNodePtr next = n->next;

		if (next)
			while (next->children)
				next = next->children;
		else
			next = n->parent;
		if (is_needless(N, n) || grid_is_empty(n))
			dom_remove(n);
		n = next;
	}
}

/* ---- metadata ---------------------------------------------------------- */

static char *
clean_value(struct norm *N, const char *v)
{
	struct folding f = { .start = 1, .rtl = text_is_rtl(span_of(v)) };
	struct str clean = STR_INIT;

	str_truncate(&N->out, 0);
	clean_text(N, &clean, span_of(v), f.rtl);
	normalise_space(&N->out, str_span(&clean), &f);
	if (f.space && N->out.len)
		str_truncate(&N->out, N->out.len - 1);
	str_free(&clean);
	return arena_span(N->a->arena, str_span(&N->out));
}

static void
clean_meta(struct norm *N)
{
	struct meta *m = &N->a->meta;

	for (int k = 0; k < META_FIELDS; k++)
		if (m->f[k].value && k != META_URL && k != META_LEAD_IMAGE)
			m->f[k].value = clean_value(N, m->f[k].value);
	for (size_t i = 0; i < m->authors.n; i++)
		m->authors.p[i] = clean_value(N, m->authors.p[i]);
	for (size_t i = 0; i < m->keywords.n; i++)
		m->keywords.p[i] = clean_value(N, m->keywords.p[i]);
}

static int
tree_is_rtl(const struct norm *N)
{
	for (xmlNodePtr n = N->root; n; n = dom_next(n, N->root))
		if (n->type == XML_TEXT_NODE &&
		        text_is_rtl(span_of((char *)n->content)))
			return 1;
	return 0;
}

static int
tree_is_vietnamese(const struct norm *N)
{
	const char *lang = meta_get(&N->a->meta, META_LANG);
	struct vi_score s = { 0 };
	int is = 0, looked = 0;

	if (lang && (strcmp(lang, "vi") == 0 || strncmp(lang, "vi-", 3) == 0))
		return 1;
	for (xmlNodePtr n = N->root; n && looked < 200;
	        n = dom_next(n, N->root))
		if (n->type == XML_TEXT_NODE) {
			is = text_is_vietnamese(
			        span_of((char *)n->content), &s);
			looked++;
		}
	return is;
}

static int
run_normalise(struct article *a, const struct options *o, struct diag *dg)
{
	struct norm N = { .a = a };

	N.tone = o->tone;
	N.root = article_body(a);
	if (!N.root)
		return diag_file(dg, a->name, MSG_EXTRACT_NO_BODY);
	N.f.rtl = tree_is_rtl(&N);
	N.vietnamese = tree_is_vietnamese(&N);
	walk(&N);
	sweep(&N);
	clean_meta(&N);
	ledger_add_count(a, "normalise", "nfc", N.recomposed, "runs of text");
	ledger_add_count(a, "normalise", "vietnamese", N.words, "words");
	str_free(&N.out);
	return 0;
}

const struct filter filter_normalise = {
	.name = "normalise",
	.about = "NFC, white space folded, empty elements out",
	.needs_tree = 1,
	.run = run_normalise,
};
