/* markdown: a clean article as CommonMark 0.30 with the tables and the
 * strike-through of GFM.
 *
 * Blocks are written by a descent of limited depth that keeps the prefix of
 * a line ("> ", the indent of a list item); below the limit, and in table
 * cells, blocks become running text, which markdown_inline.c writes.
 */
#include "doc/xhtml.h"

#include <string.h>

#include "doc/dom.h"
#include "doc/markdown.h"
#include "doc/text.h"

#define DEPTH_MAX 64
#define COLUMNS_MAX 200

struct writer {
	struct str *out;
	struct str prefix; /* of each line */
	struct str marker; /* of the next line: "- ", "1. " */
	int blank; /* an empty line is due before the next block */
	int tight; /* the list around us has no empty lines */
};

static void
put_blank(struct writer *w)
{
	size_t n = w->prefix.len;

	while (n && w->prefix.s[n - 1] == ' ')
		n--;
	str_add(w->out, str_c(&w->prefix), n);
	str_putc(w->out, '\n');
}

/* One block of one or more lines. */
static void
put_block(struct writer *w, struct span text)
{
	const char *p = text.p;
	const char *end = p + text.n;
	int first = 1;

	if (w->blank)
		put_blank(w);
	w->blank = 1;
	do {
		const char *nl = memchr(p, '\n', (size_t)(end - p));
		size_t n = (size_t)((nl ? nl : end) - p);

		if (first && w->marker.len) {
			str_put_span(w->out, str_span(&w->marker));
			str_add(w->out, p, n);
			str_putc(w->out, '\n');
		} else if (n) {
			str_put_span(w->out, str_span(&w->prefix));
			str_add(w->out, p, n);
			str_putc(w->out, '\n');
		} else {
			put_blank(w);
		}
		first = 0;
		p += n + 1;
	} while (p < end);
	str_truncate(&w->marker, 0);
}

static void
put_paragraph(struct writer *w, const char *before, const xmlNode *first,
        const xmlNode *end, const char *after)
{
	struct str body = STR_INIT;
	struct str text = STR_INIT;

	markdown_inline(&body, first, end, 0);
	/* line breaks at the end say nothing */
	while (body.len >= 2 && !memcmp(body.s + body.len - 2, "\\\n", 2))
		str_truncate(&body, body.len - 2);
	if (body.len) {
		str_puts(&text, before);
		str_put_span(&text, str_span(&body));
		str_puts(&text, after);
		put_block(w, str_span(&text));
	}
	str_free(&body);
	str_free(&text);
}

static void
put_pre(struct writer *w, const xmlNode *n)
{
	struct str code = STR_INIT;
	struct str text = STR_INIT;

	dom_text(n, &code);
	while (code.len && code.s[code.len - 1] == '\n')
		str_truncate(&code, code.len - 1);
	markdown_fence(&text, str_span(&code), 3);
	str_putc(&text, '\n');
	str_put_span(&text, str_span(&code));
	str_putc(&text, '\n');
	markdown_fence(&text, str_span(&code), 3);
	put_block(w, str_span(&text));
	str_free(&code);
	str_free(&text);
}

/* Cells of a row as Markdown; returns their number. */
static int
put_row(struct str *out, const xmlNode *tr)
{
	const xmlNode *c;
	int n = 0;

	str_putc(out, '|');
	for (c = tr->children; c && n < COLUMNS_MAX; c = c->next) {
		struct str cell = STR_INIT;
		const char *span = dom_attr(c, "colspan");
		int k = span && *span >= '1' && *span <= '9' ? *span - '0' : 1;

		if (!dom_is(c, "td") && !dom_is(c, "th"))
			continue;
		markdown_inline(&cell, c->children, NULL, 1);
		str_printf(out, " %s |", str_c(&cell));
		for (n++; k > 1 && n < COLUMNS_MAX; k--, n++)
			str_puts(out, "  |");
		str_free(&cell);
	}
	return n;
}

static int
is_head_row(const xmlNode *tr)
{
	const xmlNode *c;

	if (dom_is(tr->parent, "thead"))
		return 1;
	for (c = tr->children; c; c = c->next)
		if (dom_is(c, "td"))
			return 0;
	return 1;
}

/* GFM wants a head row and a line of dashes below it; a table without one
 * gets an empty one. */
static void
put_head_row(struct str *text, const struct str *row, int columns)
{
	int i;

	str_putc(text, '|');
	if (row->len)
		str_add(text, row->s + 1, row->len - 1);
	for (i = 0; !row->len && i < columns; i++)
		str_puts(text, "  |");
	str_puts(text, "\n|");
	for (i = 0; i < columns; i++)
		str_puts(text, " --- |");
}

static void
put_table(struct writer *w, xmlNodePtr table)
{
	struct str text = STR_INIT;
	xmlNodePtr n = dom_find(table, "caption");

	if (n)
		put_paragraph(w, "", n->children, NULL, "");
	/* A row is not gone into: tables in cells are running text. */
	for (n = dom_next(table, table); n;
	        n = dom_is(n, "tr") ? dom_next_skip(n, table)
	                            : dom_next(n, table)) {
		struct str row = STR_INIT;
		struct str none = STR_INIT;
		int columns;

		if (!dom_is(n, "tr") || !(columns = put_row(&row, n))) {
			str_free(&row);
			continue;
		}
		if (!text.len && is_head_row(n)) {
			put_head_row(&text, &row, columns);
		} else {
			if (!text.len)
				put_head_row(&text, &none, columns);
			str_putc(&text, '\n');
			str_put_span(&text, str_span(&row));
		}
		str_free(&row);
	}
	if (text.len)
		put_block(w, str_span(&text));
	str_free(&text);
}

static void
put_blocks(struct writer *w, xmlNodePtr parent, int depth);

/* A list is tight when no item holds more than text and further lists. */
static int
is_tight(const xmlNode *list)
{
	const xmlNode *li, *c;

	for (li = list->children; li; li = li->next)
		for (c = li->children; c; c = c->next)
			if (c->type == XML_ELEMENT_NODE && !dom_is(c, "ul") &&
			        !dom_is(c, "ol") &&
			        dom_is_block((const char *)c->name))
				return 0;
	return 1;
}

static void
put_list(struct writer *w, xmlNodePtr list, int depth)
{
	size_t prefix = w->prefix.len;
	int outer = w->tight;
	int ordinal = 0;
	int first = 1;
	xmlNodePtr li;

	/* A list right below the text of a tight list's item */
	if (outer)
		w->blank = 0;
	w->tight = is_tight(list);
	for (li = list->children; li; li = li->next) {
		size_t marker = w->marker.len;
		size_t width;

		if (!dom_is(li, "li"))
			continue;
		ordinal = list_ordinal(li, ordinal, first);
		if (!first && w->tight)
			w->blank = 0;
		first = 0;
		if (!marker)
			str_put_span(&w->marker, str_span(&w->prefix));
		width = w->marker.len;
		/* CommonMark has no negative numbers */
		if (dom_is(list, "ol") && ordinal >= 0)
			str_printf(&w->marker, "%d. ", ordinal);
		else
			str_puts(&w->marker, "- ");
		for (width = w->marker.len - width; width; width--)
			str_putc(&w->prefix, ' ');
		put_blocks(w, li, depth + 1);
		/* An empty item leaves its marker behind. */
		if (w->marker.len)
			str_truncate(&w->marker, marker);
		str_truncate(&w->prefix, prefix);
	}
	w->tight = outer;
}

static void
put_quote(struct writer *w, xmlNodePtr n, int depth)
{
	size_t prefix = w->prefix.len;
	int tight = w->tight;

	if (w->marker.len)
		str_puts(&w->marker, "> ");
	str_puts(&w->prefix, "> ");
	w->tight = 0;
	/* The empty line before belongs to what is around. */
	if (w->blank) {
		str_truncate(&w->prefix, prefix);
		put_blank(w);
		str_puts(&w->prefix, "> ");
		w->blank = 0;
	}
	put_blocks(w, n, depth + 1);
	str_truncate(&w->prefix, prefix);
	w->tight = tight;
}

static void
put_one(struct writer *w, xmlNodePtr n, int depth)
{
	static const char *const levels[] = {
		"# ",
		"## ",
		"### ",
		"#### ",
		"##### ",
		"###### ",
	};
	int level = dom_heading(n);

	if (level > 0) {
		put_paragraph(w, levels[level - 1], n->children, NULL, "");
	} else if (dom_is(n, "hr")) {
		put_block(w, SPAN_LIT("---"));
	} else if (dom_is(n, "pre")) {
		put_pre(w, n);
	} else if (dom_is(n, "table")) {
		put_table(w, n);
	} else if (depth >= DEPTH_MAX) {
		put_paragraph(w, "", n->children, NULL, "");
	} else if (dom_is(n, "ul") || dom_is(n, "ol")) {
		put_list(w, n, depth);
	} else if (dom_is(n, "blockquote")) {
		put_quote(w, n, depth);
	} else if (dom_is(n, "dt")) {
		put_paragraph(w, "**", n->children, NULL, "**");
	} else {
		put_blocks(w, n, depth + 1);
	}
}

/* The children of an element that may mix text and blocks. */
static void
put_blocks(struct writer *w, xmlNodePtr parent, int depth)
{
	xmlNodePtr run = NULL;
	xmlNodePtr n;

	for (n = parent->children; n; n = n->next) {
		if (n->type != XML_ELEMENT_NODE ||
		        !dom_is_block((const char *)n->name)) {
			if (!run)
				run = n;
			continue;
		}
		if (run)
			put_paragraph(w, "", run, n, "");
		run = NULL;
		if (!text_is_hidden(n))
			put_one(w, n, depth);
	}
	if (run)
		put_paragraph(w, "", run, NULL, "");
}

void
markdown_document(struct str *out, const struct article *a)
{
	struct writer w = { .out = out };
	xmlNodePtr body = article_root(a);
	xmlDocPtr doc;
	xmlNodePtr box;

	if (!a->tree) {
		str_put_span(out, str_span(&a->text));
		return;
	}
	doc = xmlNewDoc((const xmlChar *)"1.0");
	box = dom_new(doc, "body");
	xmlDocSetRootElement(doc, box);
	put_blocks(&w, article_head(box, a), 0);
	xmlFreeDoc(doc);
	if (!body)
		body = article_body(a);
	if (body)
		put_blocks(&w, body, 0);
	str_free(&w.prefix);
	str_free(&w.marker);
}
