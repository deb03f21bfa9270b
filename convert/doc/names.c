/* names: finds the names of a list in articles.
 *
 * The list has one name a line, '#' begins a comment; forms that stand for a
 * name follow it:
 *	Nguyễn Thị Bình
 *	Cục Hải quan Vĩnh Giang = Cục Hải quan; Hải quan Vĩnh Giang
 * A form is found where its words stand in one stretch of text, with any
 * white space between, and no letter or digit on either side; of several that
 * begin at one place the longest counts.  Forms are filed under their first
 * word, so the cost of a text does not grow with the list.
 */
#include "doc/names.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "doc/dom.h"

#define LIST_MAX ((size_t)16 << 20)

struct form {
	const char *text, *heading;
	size_t len;
	struct form *next; /* of the same first word, shorter or as long */
};

struct names {
	struct arena *arena;
	struct map first; /* first word: forms */
	int given;
};

/* Bytes of the letters and digits at p. */
static size_t
word_at(const char *p, const char *end)
{
	const char *from = p, *next = p;

	while (p < end) {
		uint32_t cp = utf8_next(&next, end);

		if (!cp_is_letter(cp) && !cp_is_digit(cp))
			break;
		p = next;
	}
	return (size_t)(p - from);
}

/* Trimmed, spaces folded, in form C. */
static const char *
tidy(struct names *n, struct span s)
{
	struct str t = STR_INIT;
	utf8proc_uint8_t *nfc = NULL;
	const char *kept;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] != ' ' && s.p[i] != '\t' && s.p[i] != '\r')
			str_putc(&t, s.p[i]);
		else if (t.len > 0 && t.s[t.len - 1] != ' ')
			str_putc(&t, ' ');
	}
	while (t.len > 0 && t.s[t.len - 1] == ' ')
		str_truncate(&t, t.len - 1);
	utf8proc_map((const utf8proc_uint8_t *)str_c(&t), 0, &nfc,
	        UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	kept = arena_strdup(n->arena, nfc ? (char *)nfc : str_c(&t));
	free(nfc);
	str_free(&t);
	return kept;
}

static void
add_form(struct names *n, const char *text, const char *heading)
{
	size_t len = strlen(text), word = word_at(text, text + len);
	struct form *f, **place;

	if (word == 0)
		return;
	f = arena_new_of(n->arena, struct form);
	f->text = text;
	f->len = len;
	f->heading = heading;
	place = (struct form **)map_put(&n->first, (struct span){ text, word });
	while (*place != NULL && (*place)->len > len)
		place = &(*place)->next;
	f->next = *place;
	*place = f;
}

static void
read_line(struct names *n, struct span line)
{
	const char *eq = memchr(line.p, '=', line.n), *end = line.p + line.n;
	const char *head = tidy(
	        n, (struct span){ line.p, (size_t)((eq ? eq : end) - line.p) });

	if (*head == '\0' || *head == '#')
		return;
	add_form(n, head, head);
	while (eq != NULL && ++eq < end) {
		const char *semi = memchr(eq, ';', (size_t)(end - eq));
		size_t len = (size_t)((semi ? semi : end) - eq);

		add_form(n, tidy(n, (struct span){ eq, len }), head);
		eq = semi;
	}
}

struct names *
names_load(const char *path, int given, struct diag *dg)
{
	struct names *n = xcalloc(1, sizeof(*n));
	struct str s = STR_INIT;
	size_t at = 0;

	n->arena = arena_new();
	n->given = given;
	if (path != NULL && file_read(path, LIST_MAX, &s, dg) < 0) {
		names_free(n);
		str_free(&s);
		return NULL;
	}
	while (at < s.len) {
		const char *nl = memchr(s.s + at, '\n', s.len - at);
		size_t len = nl ? (size_t)(nl - s.s) - at : s.len - at;

		read_line(n, (struct span){ s.s + at, len });
		at += len + 1;
	}
	str_free(&s);
	return n;
}

void
names_free(struct names *n)
{
	if (n == NULL)
		return;
	map_free(&n->first);
	arena_free(n->arena);
	free(n);
}

int
names_by_given(const struct names *n)
{
	return n->given;
}

/* Where the form ends that stands at p; NULL: it does not. */
static const char *
match(const struct form *f, const char *p, const char *end)
{
	for (const char *t = f->text; *t; t++) {
		const char *next = p;

		if (*t != ' ') {
			if (p == end || *p++ != *t)
				return NULL;
			continue;
		}
		while (next < end && cp_is_space(utf8_next(&next, end)))
			p = next;
		if (p == end || next == p)
			return NULL;
	}
	return word_at(p, end) == 0 ? p : NULL;
}

/* The first name at or behind p that begins a word; NULL: none. */
static const char *
find(const struct names *n, const char *p, const char *end, const char **stop,
        const char **heading)
{
	while (p < end) {
		size_t len = word_at(p, end);
		const struct form *f =
		        len > 0 ? map_get(&n->first, (struct span){ p, len })
		                : NULL;

		for (; f != NULL; f = f->next)
			if ((*stop = match(f, p, end)) != NULL) {
				*heading = f->heading;
				return p;
			}
		p += len;
		if (p < end && len == 0)
			utf8_next(&p, end);
	}
	return NULL;
}

static xmlNodePtr
text_node(const xmlNode *like, const char *p, const char *end)
{
	return xmlNewDocTextLen(like->doc, (const xmlChar *)p, (int)(end - p));
}

/* Gives the last node that the text became.  The first words stay in t, since
 * libxml2 joins a text put beside another. */
static xmlNodePtr
mark_text(const struct names *n, xmlNodePtr t)
{
	char *s = n->first.n > 0 ? xstrdup((const char *)t->content) : NULL;
	const char *from = s, *end = s ? s + strlen(s) : NULL;
	const char *p, *stop, *heading;
	xmlNodePtr last = t, span;

	while (s != NULL && (p = find(n, from, end, &stop, &heading)) != NULL) {
		if (last == t)
			xmlNodeSetContentLen(t, (const xmlChar *)"", 0);
		if (p > from && last == t)
			xmlNodeAddContentLen(
			        t, (const xmlChar *)from, (int)(p - from));
		else if (p > from)
			last = xmlAddNextSibling(last, text_node(t, from, p));
		span = dom_new(t->doc, "span");
		dom_set_attr(span, "data-index", heading);
		xmlAddChild(span, text_node(t, p, stop));
		last = xmlAddNextSibling(last, span);
		from = stop;
	}
	if (last != t && from < end)
		last = xmlAddNextSibling(last, text_node(t, from, end));
	free(s);
	return last;
}

void
names_mark(const struct names *n, xmlNodePtr article)
{
	struct str s = STR_INIT;
	xmlNodePtr k = article;

	while (k != NULL) {
		if (k->type == XML_TEXT_NODE && k->content != NULL) {
			k = mark_text(n, k);
			k = dom_next_skip(k, article);
			continue;
		}
		if (dom_is(k, "dfn")) {
			str_truncate(&s, 0);
			dom_text_folded(k, &s);
			if (s.len > 0)
				dom_set_attr(k, "data-index", s.s);
			k = dom_next_skip(k, article);
			continue;
		}
		k = dom_next(k, article);
	}
	str_free(&s);
}
