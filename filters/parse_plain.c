/* parse_plain: a text without markup becomes a page of paragraphs.
 *
 * Three habits are told apart.  Blank lines part paragraphs; where there are
 * none, each line is one, or each indented line begins one.  Lines that end
 * because the next word would not have fitted were wrapped by a program and
 * are joined; a shorter line ends where its author ended it.  Short lines
 * throughout, as of verse, stay lines.  Items ("- ", "1. ") are paragraphs of
 * their own, which extract makes lists of.  A line with a row of = or - below
 * is a heading, and so is a short first line: that is the title.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "doc/article.h"
#include "doc/dom.h"
#include "filters/parse.h"

#define WRAPPED_MIN 50 /* letters: narrower lines are verse */
#define WRAPPED_MAX 110 /* wider ones were never wrapped */
#define TITLE_WORDS 25

struct line {
	struct span s; /* without white space at its ends */
	size_t indent, width; /* columns, letters */
	size_t widest; /* of the lines between two blank ones */
	unsigned no;
};

struct plain {
	VEC(struct line) line;
	int blanks; /* blank lines part paragraphs */
	xmlNodePtr body, p; /* p: the open paragraph */
	unsigned paragraphs;
};

/* ---- is it one? ---- */

static int
has_ending(const char *name, const char *ending)
{
	size_t n = strlen(name), k = strlen(ending);

	return n > k &&
	       span_eq_nocase((struct span){ name + n - k, k }, ending);
}

static int
is_ascii_letter(int c)
{
	return (c | 32) >= 'a' && (c | 32) <= 'z';
}

/* A tag, a comment, a reference. */
static int
has_markup(struct span s)
{
	for (size_t i = 0; i + 1 < s.n; i++) {
		int c = (unsigned char)s.p[i + 1];

		if (s.p[i] == '<' && (is_ascii_letter(c) || c == '/' ||
		                             c == '!' || c == '?'))
			return 1;
		if (s.p[i] == '&' && c == '#')
			return 1;
		if (s.p[i] == '&' && is_ascii_letter(c)) {
			size_t k = i + 1;

			while (k < s.n && k < i + 32 && is_ascii_letter(s.p[k]))
				k++;
			if (k < s.n && k > i + 2 && s.p[k] == ';')
				return 1;
		}
	}
	return 0;
}

int
parse_is_plain(struct span text, const char *name)
{
	text = span_trim(text);
	if (text.n == 0 || *text.p == '<')
		return 0;
	return has_ending(name, ".txt") || has_ending(name, ".text") ||
	       !has_markup(text);
}

/* ---- lines ---- */

static size_t
columns(const char *s, const char *end)
{
	size_t n = 0;

	for (; s < end; s++)
		n = *s == '\t' ? n + 8 - n % 8 : n + 1;
	return n;
}

static struct span
trim(struct span s)
{
	s = span_trim(s);
	while (s.n >= 2 && memcmp(s.p, "\xC2\xA0", 2) == 0)
		s = span_trim((struct span){ s.p + 2, s.n - 2 });
	while (s.n >= 2 && memcmp(s.p + s.n - 2, "\xC2\xA0", 2) == 0)
		s = span_trim((struct span){ s.p, s.n - 2 });
	return s;
}

static void
note_widest(struct plain *t)
{
	for (size_t i = 0, k; i < t->line.n; i = k) {
		size_t widest = 0;

		for (k = i; k < t->line.n && (k == i || t->line.p[k].s.n); k++)
			if (t->line.p[k].width > widest)
				widest = t->line.p[k].width;
		for (; i < k; i++)
			t->line.p[i].widest = widest;
	}
}

static void
read_lines(struct plain *t, struct span text)
{
	const char *p = text.p, *end = text.p + text.n;
	unsigned no = 1;
	int parted = 0, rows = 0;

	while (p < end) {
		const char *from = p;
		struct line *l = vec_push(&t->line);

		while (p < end && *p != '\n' && *p != '\r' && *p != '\f')
			p++;
		l->s = trim((struct span){ from, (size_t)(p - from) });
		l->indent = l->s.n ? columns(from, l->s.p) : 0;
		l->width = utf8_count(l->s);
		l->no = no;
		rows += l->s.n > 0;
		parted += l->s.n > 0 && t->line.n > 1 && l[-1].s.n == 0;
		if (p < end && *p == '\r' && p + 1 < end && p[1] == '\n')
			p++;
		no += p < end && *p != '\f';
		p += p < end;
	}
	note_widest(t);
	/* One blank line, below the title or above the names, says little. */
	t->blanks = parted >= 2 || (parted == 1 && rows <= 4);
}

static int
is_wrapped(const struct line *l)
{
	return l->widest >= WRAPPED_MIN && l->widest <= WRAPPED_MAX;
}

/* Letters up to the first white space. */
static size_t
first_word(struct span s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] != ' ' && s.p[n] != '\t')
		n++;
	return utf8_count((struct span){ s.p, n });
}

static uint32_t
last_cp(struct span s)
{
	const char *e = s.p + s.n;

	return utf8_prev(&e, s.p);
}

static uint32_t
first_cp(struct span s)
{
	const char *p = s.p;

	return utf8_next(&p, s.p + s.n);
}

/* A row of one sign, three or more; gives the sign or 0. */
static int
row_of(struct span s)
{
	if (s.n < 3 || !strchr("=-*_~", *s.p))
		return 0;
	for (size_t i = 1; i < s.n; i++)
		if (s.p[i] != *s.p)
			return 0;
	return *s.p;
}

/* "- ", "* ", "• ", "12. ", "3) ", "a) " */
static int
is_item(struct span s)
{
	static const char *const sign[] = { "-", "*", "+", "\xE2\x80\xA2",
		"\xE2\x80\x93", "\xE2\x97\x8F", "\xC2\xB7", NULL };
	size_t n = 0;

	for (int i = 0; sign[i]; i++) {
		n = strlen(sign[i]);
		if (s.n > n + 1 && memcmp(s.p, sign[i], n) == 0)
			return s.p[n] == ' ' || s.p[n] == '\t';
	}
	n = 0;
	while (n < s.n && n < 3 && s.p[n] >= '0' && s.p[n] <= '9')
		n++;
	if (n == 0 && s.n > 2 && s.p[0] >= 'a' && s.p[0] <= 'z' &&
	        s.p[1] == ')')
		n = 1;
	if (n == 0 && s.n > 3 && memcmp(s.p, "\xC4\x91)", 3) == 0)
		n = 2;
	return n && n + 1 < s.n && (s.p[n] == '.' || s.p[n] == ')') &&
	       s.p[n + 1] == ' ';
}

/* ---- what a line is to the one before ---- */

enum joint { PARAGRAPH, BREAK, SPACE };

static enum joint
joint_of(const struct plain *t, const struct line *before, const struct line *l)
{
	int full = is_wrapped(l) &&
	           before->indent + before->width + 1 + first_word(l->s) >
	                   l->widest;

	if (is_item(l->s))
		return PARAGRAPH;
	if (is_item(before->s) && l->indent > before->indent)
		return SPACE;
	if (l->indent >= 2 && before->indent + 2 <= l->indent)
		return PARAGRAPH;
	if (full)
		return SPACE;
	return t->blanks ? BREAK : PARAGRAPH;
}

/* ---- the tree ---- */

static void
begin(struct plain *t, const char *name, const struct line *l)
{
	t->p = dom_append(t->body, name);
	t->p->line = (unsigned short)(l->no < 65535 ? l->no : 65535);
	t->paragraphs++;
}

static void
put_line(struct plain *t, const struct line *l)
{
	struct str s = STR_INIT;

	/* no NUL in a tree; other control characters may be letters yet */
	for (size_t i = 0; i < l->s.n; i++)
		if (l->s.p[i])
			str_putc(&s, l->s.p[i]);
	if (s.len)
		dom_append_text(t->p, str_span(&s));
	str_free(&s);
}

static void
join(struct plain *t, const struct line *before, const struct line *l)
{
	int tight = last_cp(before->s) == '-' ||
	            (cp_is_unspaced(last_cp(before->s)) &&
	                    cp_is_unspaced(first_cp(l->s)));

	if (!tight)
		dom_append_text(t->p, SPAN_LIT(" "));
	put_line(t, l);
}

/* A title: short, no sentence, and something comes after it. */
static int
is_title(const struct plain *t, size_t i)
{
	const struct line *l = &t->line.p[i], *next = l + 1;
	uint32_t end = last_cp(l->s);
	size_t k = i + 1;

	while (k < t->line.n && t->line.p[k].s.n == 0)
		k++;
	if (k == t->line.n || words_count(l->s) > TITLE_WORDS ||
	        words_count(l->s) == 0 || is_item(l->s) || end == '.' ||
	        end == ',' || end == ';' || end == ':')
		return 0;
	return next->s.n == 0 ||
	       (!t->blanks && joint_of(t, l, next) == PARAGRAPH);
}

static void
build(struct plain *t)
{
	const struct line *before = NULL;

	for (size_t i = 0; i < t->line.n; i++) {
		const struct line *l = &t->line.p[i];
		int under = i + 1 < t->line.n && l->s.n ? row_of(l[1].s) : 0;

		if (l->s.n == 0) {
			before = NULL;
		} else if (row_of(l->s)) {
			begin(t, "hr", l);
			before = NULL;
		} else if (!before && (under == '=' || under == '-') &&
		           words_count(l->s) <= TITLE_WORDS) {
			begin(t, t->paragraphs || under == '-' ? "h2" : "h1",
			        l);
			put_line(t, l);
			i++;
		} else if (!t->paragraphs && is_title(t, i)) {
			begin(t, "h1", l);
			put_line(t, l);
		} else if (!before || joint_of(t, before, l) == PARAGRAPH) {
			begin(t, "p", l);
			put_line(t, l);
			before = l;
		} else if (joint_of(t, before, l) == BREAK) {
			dom_append(t->p, "br");
			put_line(t, l);
			before = l;
		} else {
			join(t, before, l);
			before = l;
		}
	}
}

xmlDocPtr
parse_plain(struct span text, const char *name, const struct limits *lim,
        struct diag *dg)
{
	struct plain t = { .blanks = 0 };
	xmlDocPtr doc = NULL;
	xmlNodePtr html;

	if (text.n > lim->text_bytes) {
		diag_file(dg, name, MSG_FILE_TOO_BIG, lim->text_bytes);
		return NULL;
	}
	read_lines(&t, text);
	if (t.line.n > lim->nodes / 2) {
		diag_file(dg, name, MSG_PARSE_NODES, lim->nodes);
	} else {
		doc = xmlNewDoc((const xmlChar *)"1.0");
		if (!doc)
			out_of_memory();
		html = dom_new(doc, "html");
		xmlDocSetRootElement(doc, html);
		dom_append(html, "head");
		t.body = dom_append(html, "body");
		build(&t);
	}
	vec_free(&t.line);
	return doc;
}
