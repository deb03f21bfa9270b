/* text: an article as plain text, the words that PDF and EPUB must hold.
 *
 * One walk over the tree, without recursion.  Inline text gathers in a line,
 * white space folded as HTML does; a block's start or end ends the line.
 * Blocks are parted by an empty line, those inside one list, table or
 * definition list by a line break alone.  A table row is one line, its cells
 * parted by tabs.
 */
#include "doc/text.h"

#include <string.h>

#include "base/vec.h"
#include "doc/dom.h"
#include "doc/xhtml.h"

#define INDENT_MAX 16 /* levels of lists that are indented */

struct writer {
	struct str *out;
	struct str line; /* the block that is being gathered */
	struct str marker; /* of the list item, until its first line */
	int markers; /* 1: list items get them, captions are told */
	int gap; /* white space is due before the next word */
	int fresh; /* out is at its start */
	int pre; /* depth of <pre> */
	VEC(int) lists; /* the ul, ol around us: their last ordinal */
	int groups; /* depth of ul, ol, dl, table */
	unsigned group; /* number of the outermost, if any */
	unsigned last_group; /* that of the last block; 0: none */
	const xmlNode *row; /* the outermost <tr> we are in */
	int cells; /* of that row, so far */
};

static void
put_indent(struct writer *w)
{
	size_t n = w->lists.n > 1 ? w->lists.n - 1 : 0;

	for (n = n > INDENT_MAX ? INDENT_MAX : n; n; n--)
		str_puts(w->out, "  ");
}

/* Rows of a table and lines of a poem may end in tabs and line breaks that
 * say nothing. */
static void
trim_line(struct writer *w)
{
	size_t n = w->line.len;
	size_t i;

	while (n && (w->line.s[n - 1] == '\n' || w->line.s[n - 1] == ' ' ||
	                    w->line.s[n - 1] == '\t'))
		n--;
	str_truncate(&w->line, n);
	if (w->row || !n)
		return;
	for (i = 0; w->line.s[i] == '\n'; i++)
		;
	if (i) {
		memmove(w->line.s, w->line.s + i, n - i + 1);
		w->line.len -= i;
	}
}

static void
end_line(struct writer *w)
{
	const char *p;
	const char *nl;
	unsigned group = w->groups ? w->group : 0;

	trim_line(w);
	w->gap = 0;
	if (!w->line.len)
		return;
	if (!w->fresh)
		str_puts(w->out,
		        group && group == w->last_group ? "\n" : "\n\n");
	w->fresh = 0;
	w->last_group = group;
	put_indent(w);
	str_put_span(w->out, str_span(&w->marker));
	str_truncate(&w->marker, 0);
	for (p = w->line.s; (nl = strchr(p, '\n')); p = nl + 1) {
		str_add(w->out, p, (size_t)(nl - p) + 1);
		if (nl[1] != '\n' && w->lists.n)
			put_indent(w);
	}
	str_puts(w->out, p);
	str_truncate(&w->line, 0);
}

static int
at_line_start(const struct writer *w)
{
	char last;

	if (!w->line.len)
		return 1;
	last = w->line.s[w->line.len - 1];
	return last == '\n' || (last == '\t' && w->row);
}

static void
put_text(struct writer *w, const char *s)
{
	if (w->pre && !w->row) {
		str_puts(&w->line, s);
		return;
	}
	while (*s) {
		size_t k = 0;

		if (ascii_space(*s)) {
			w->gap = 1;
			s++;
			continue;
		}
		while (s[k] && !ascii_space(s[k]))
			k++;
		if (w->gap && !at_line_start(w))
			str_putc(&w->line, ' ');
		w->gap = 0;
		str_add(&w->line, s, k);
		s += k;
	}
}

static void
put_alpha(struct str *out, int n, char first)
{
	char buf[16];
	int k = 0;

	for (; n > 0 && k < 15; n = (n - 1) / 26)
		buf[k++] = (char)(first + (n - 1) % 26);
	while (k--)
		str_putc(out, buf[k]);
}

static void
put_roman(struct str *out, int n, int upper)
{
	static const struct {
		int value;
		const char *low, *up;
	} digit[] = {
		{ 1000, "m", "M" },
		{ 900, "cm", "CM" },
		{ 500, "d", "D" },
		{ 400, "cd", "CD" },
		{ 100, "c", "C" },
		{ 90, "xc", "XC" },
		{ 50, "l", "L" },
		{ 40, "xl", "XL" },
		{ 10, "x", "X" },
		{ 9, "ix", "IX" },
		{ 5, "v", "V" },
		{ 4, "iv", "IV" },
		{ 1, "i", "I" },
	};
	size_t i;

	for (i = 0; i < sizeof(digit) / sizeof(digit[0]); i++)
		for (; n >= digit[i].value; n -= digit[i].value)
			str_puts(out, upper ? digit[i].up : digit[i].low);
}

/* An attribute that holds an integer (HTML 2.3.4.1), within a million. */
static int
int_attr(const xmlNode *n, const char *name, int otherwise)
{
	const char *p = dom_attr(n, name);
	int sign = 1;
	int v = 0;

	while (p && ascii_space(*p))
		p++;
	if (p && *p == '-') {
		sign = -1;
		p++;
	}
	if (!p || *p < '0' || *p > '9')
		return otherwise;
	for (; *p >= '0' && *p <= '9' && v < 100000; p++)
		v = v * 10 + (*p - '0');
	return sign * v;
}

static int
count_items(const xmlNode *list)
{
	const xmlNode *n;
	int k = 0;

	for (n = list->children; n; n = n->next)
		k += dom_is(n, "li");
	return k;
}

int
list_ordinal(const xmlNode *li, int previous, int first)
{
	const xmlNode *list = li->parent;
	int down = dom_attr(list, "reversed") != NULL;
	int start;

	if (dom_attr(li, "value"))
		return int_attr(li, "value", 1);
	if (!first)
		return previous + (down ? -1 : 1);
	start = down ? count_items(list) : 1;
	return int_attr(list, "start", start);
}

void
list_marker(struct str *out, const xmlNode *li, int n)
{
	const char *type = dom_attr(li->parent, "type");

	if (!dom_is(li->parent, "ol")) {
		if (!dom_has_class(li->parent, "labelled"))
			str_puts(out, "• ");
		return;
	}
	if (type && (*type == 'a' || *type == 'A') && !type[1] && n > 0)
		put_alpha(out, n, *type);
	else if (type && (*type == 'i' || *type == 'I') && !type[1] && n > 0 &&
	         n < 4000)
		put_roman(out, n, *type == 'I');
	else
		str_printf(out, "%d", n);
	str_puts(out, ". ");
}

static void
set_marker(struct writer *w, const xmlNode *li)
{
	int *ordinal = w->lists.n ? vec_last(&w->lists) : NULL;
	const xmlNode *p;

	if (!ordinal || !li->parent ||
	        (!w->markers && !dom_has_class(li->parent, "typed")))
		return;
	for (p = li->prev; p && !dom_is(p, "li"); p = p->prev)
		;
	*ordinal = list_ordinal(li, *ordinal, !p);
	str_truncate(&w->marker, 0);
	list_marker(&w->marker, li, *ordinal);
}

static int
is_list(const xmlNode *n)
{
	static const char *const list[] = { "ul", "ol", "menu", "dir", NULL };

	return dom_is_any(n, list);
}

static int
is_group(const xmlNode *n)
{
	return is_list(n) || dom_is(n, "dl") || dom_is(n, "table");
}

int
text_is_hidden(const xmlNode *n)
{
	static const char *const hidden[] = {
		"head",
		"script",
		"style",
		"template",
		"title",
		NULL,
	};

	return dom_is_any(n, hidden);
}

static int
is_cell_of(const struct writer *w, const xmlNode *n)
{
	return n->parent == w->row && (dom_is(n, "td") || dom_is(n, "th"));
}

static void
enter_block(struct writer *w, const xmlNode *n)
{
	if (w->row) {
		if (!is_cell_of(w, n)) {
			w->gap = 1;
			return;
		}
		w->gap = 0;
		if (w->cells++)
			str_putc(&w->line, '\t');
		return;
	}
	end_line(w);
	if (is_group(n) && !w->groups++)
		w->group++;
	if (is_list(n))
		vec_add(&w->lists, 0);
	else if (dom_is(n, "li"))
		set_marker(w, n);
	else if (dom_is(n, "pre"))
		w->pre++;
	else if (dom_is(n, "tr")) {
		w->row = n;
		w->cells = 0;
	}
}

static void
leave_block(struct writer *w, const xmlNode *n)
{
	if (w->row && w->row != n) {
		w->gap = 1;
		return;
	}
	end_line(w);
	w->row = NULL;
	if (is_group(n))
		w->groups--;
	if (is_list(n))
		w->lists.n--;
	else if (dom_is(n, "li"))
		str_truncate(&w->marker, 0);
	else if (dom_is(n, "pre"))
		w->pre--;
}

/* Of a picture, or of one that could not be had; or where a film is. */
static int
is_caption(const xmlNode *n)
{
	const char *c = dom_is(n, "p") ? dom_attr(n, "class") : NULL;

	return dom_is(n, "figcaption") ||
	       (c && (strcmp(c, "caption") == 0 || strcmp(c, "embed") == 0));
}

/* 1: the children are to follow. */
static int
enter(void *ctx, const xmlNode *n)
{
	struct writer *w = ctx;

	if (dom_is_text(n)) {
		if (n->content)
			put_text(w, (const char *)n->content);
		return 0;
	}
	if (n->type != XML_ELEMENT_NODE || text_is_hidden(n) ||
	        (!w->markers && is_caption(n)))
		return 0;
	if (dom_is(n, "br")) {
		if (w->row) {
			w->gap = 1;
		} else {
			w->gap = 0;
			str_putc(&w->line, '\n');
		}
		return 0;
	}
	if (dom_is_block((const char *)n->name))
		enter_block(w, n);
	return 1;
}

static void
leave(void *ctx, const xmlNode *n)
{
	if (dom_is_block((const char *)n->name))
		leave_block(ctx, n);
}

static void
walk(struct writer *w, const xmlNode *root)
{
	dom_walk(root, enter, leave, w);
	end_line(w);
}

static void
writer_free(struct writer *w)
{
	if (!w->fresh)
		str_putc(w->out, '\n');
	str_free(&w->line);
	str_free(&w->marker);
	vec_free(&w->lists);
}

/* The clean article, else whatever there is of the page. */
static void
walk_body(struct writer *w, const struct article *a)
{
	const xmlNode *root = article_root(a);

	if (!root)
		root = article_body(a);
	if (root)
		walk(w, root);
}

void
text_body(struct str *out, const struct article *a)
{
	struct writer w = { .out = out, .fresh = 1 };
	const char *stand = meta_get(&a->meta, META_STANDFIRST);

	if (stand) {
		str_puts(out, stand);
		str_puts(out, "\n\n");
	}
	walk_body(&w, a);
	writer_free(&w);
}

void
text_document(struct str *out, const struct article *a)
{
	struct writer w = { .out = out, .fresh = 1, .markers = 1 };
	xmlDocPtr doc;
	xmlNodePtr box;

	if (!a->tree) {
		/* before the parser: the text as it stands */
		str_put_span(out, str_span(&a->text));
		return;
	}
	doc = xmlNewDoc((const xmlChar *)"1.0");
	box = dom_new(doc, "body");
	xmlDocSetRootElement(doc, box);
	walk(&w, article_head(box, a));
	xmlFreeDoc(doc);
	walk_body(&w, a);
	writer_free(&w);
}
