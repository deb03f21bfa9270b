/* word: what Word pastes.
 *
 * Namespaced elements (o:p, st1:*, w:*) are unwrapped; VML shapes give their
 * picture or go.  Lists arrive as paragraphs of style "mso-list:l0 level1
 * lfo1" whose marker is typed text in a span "mso-list:Ignore": runs of them
 * become ul and ol, nested by level; the marker tells which.  A sign that no
 * list of HTML writes ("a)", "đ)", "1.1.", "Bước 1:") stays as text, in a list
 * of class "labelled" as in lists.c, and a number that is not the next one is
 * told to the item: what a decree numbers is never numbered anew.
 */
#include <string.h>

#include "base/utf8.h"
#include "filters/extract/extract.h"

#define LEVELS 9

/* Settings of a document, which stand in comments where Word itself wrote. */
static int
is_rubbish(const xmlNode *n)
{
	static const char *const names[] = { "xml", "w:worddocument",
		"w:latentstyles", "o:officedocumentsettings",
		"o:documentproperties", "o:shapedefaults", NULL };

	return dom_is_any(n, names);
}

static void
unwrap_namespaced(struct article *a, xmlNodePtr body)
{
	xmlNodePtr n = dom_next(body, body), next;

	while (n) {
		const char *name = (const char *)n->name;

		next = dom_next(n, body);
		if (is_rubbish(n)) {
			next = dom_next_skip(n, body);
			ledger_add(
			        a, LEDGER_DROP, "extract", "word-settings", n);
			dom_remove(n);
		} else if (n->type == XML_ELEMENT_NODE && strchr(name, ':')) {
			if (strcmp(name, "v:imagedata") == 0 &&
			        dom_attr(n, "src")) {
				dom_rename(n, "img");
			} else if (strncmp(name, "v:", 2) == 0 &&
			           !dom_find(n, "v:imagedata") &&
			           !dom_find(n, "p")) {
				next = dom_next_skip(n, body);
				ledger_add(a, LEDGER_DROP, "extract", "vml", n);
				dom_remove(n);
			} else {
				xmlNodePtr first = n->children;

				next = first ? first : dom_next_skip(n, body);
				dom_unwrap(n);
			}
		}
		n = next;
	}
}

/* Marks of notes are raised by their style; in the notes themselves they stand
 * in the line. */
static void
raise_mark(xmlNodePtr n)
{
	const char *cls = dom_is(n, "span") ? dom_attr(n, "class") : NULL;
	const xmlNode *up;

	if (!cls || (strcmp(cls, "MsoFootnoteReference") != 0 &&
	                    strcmp(cls, "MsoEndnoteReference") != 0))
		return;
	for (up = n->parent; up && !dom_is(up, "p"); up = up->parent)
		if (dom_is(up, "sup") || dom_is(up, "span"))
			return; /* raised already, or to be */
	cls = up ? dom_attr(up, "class") : NULL;
	if (!dom_find(n, "sup") && (!cls || !strstr(cls, "noteText")))
		dom_rename(n, "sup");
}

/* The level of "mso-list:l0 level2 lfo1", or 0. */
static int
list_level(const xmlNode *p)
{
	const char *s = dom_attr(p, "style");
	int v;

	s = s ? strstr(s, "mso-list:") : NULL;
	if (!s || strncmp(s + 9, "Ignore", 6) == 0 ||
	        strncmp(s + 9, "none", 4) == 0)
		return 0;
	s = strstr(s, "level");
	if (!s)
		return 0;
	v = s[5] >= '1' && s[5] <= '9' ? s[5] - '0' : 0;
	return v;
}

static xmlNodePtr
marker_span(xmlNodePtr p)
{
	for (xmlNodePtr n = dom_next(p, p); n; n = dom_next(n, p)) {
		const char *s = n->type == XML_ELEMENT_NODE
		                        ? dom_attr(n, "style")
		                        : NULL;

		if (s && strstr(s, "mso-list:Ignore"))
			return n;
	}
	return NULL;
}

enum { BULLET = '*', LABEL = 'L' };

struct marker {
	char type; /* '1' 'a' 'A' 'i' 'I', BULLET, LABEL */
	int value;
};

static int
roman(const char *s, size_t n)
{
	static const char *const unit[] = { "i", "ii", "iii", "iv", "v", "vi",
		"vii", "viii", "ix", "x" };

	for (int i = 0; i < 10; i++)
		if (strlen(unit[i]) == n) {
			size_t k = 0;

			while (k < n && (s[k] | 32) == unit[i][k])
				k++;
			if (k == n)
				return i + 1;
		}
	return 0;
}

/* The text of a marker, without what holds it off its paragraph. */
static void
marker_text(const xmlNode *mark, struct str *s)
{
	dom_text_folded(mark, s);
	while (s->len) {
		const char *e = s->s + s->len;

		if (!cp_is_space(utf8_prev(&e, s->s)))
			return;
		str_truncate(s, (size_t)(e - s->s));
	}
}

/* "3." "b." "iv." are numbers, a lone sign is a bullet, and all else is a
 * label.  A lone i, v or x counts as Roman only when the list began so. */
static struct marker
read_marker(struct span t, char before)
{
	struct marker m = { LABEL, 1 };
	size_t n = 0;
	int v = 0;

	t = span_trim(t);
	if (utf8_count(t) <= 1)
		return (struct marker){ BULLET, 1 };
	while (n < t.n && n < 6 && t.p[n] >= '0' && t.p[n] <= '9')
		v = v * 10 + t.p[n++] - '0';
	if (n)
		return n + 1 == t.n && t.p[n] == '.' ? (struct marker){ '1', v }
		                                     : m;
	while (n < t.n && ((t.p[n] | 32) >= 'a' && (t.p[n] | 32) <= 'z'))
		n++;
	if (n + 1 != t.n || t.p[n] != '.')
		return words_count(t) ? m : (struct marker){ BULLET, 1 };
	v = roman(t.p, n);
	if (v && (n > 1 || before == 'i' || before == 'I' ||
	                 ((t.p[0] | 32) == 'i' && !before)))
		return (struct marker){ t.p[0] < 'a' ? 'I' : 'i', v };
	if (n == 1)
		return (struct marker){ t.p[0] < 'a' ? 'A' : 'a',
			(t.p[0] | 32) - 'a' + 1 };
	return m;
}

static int
is_ordered(char type)
{
	return type != BULLET && type != LABEL;
}

struct lists {
	xmlNodePtr list[LEVELS + 1]; /* open lists, 1-based by level */
	char type[LEVELS + 1];
	int value[LEVELS + 1]; /* of the last item */
	int level;
};

static void
open_list(struct lists *L, xmlNodePtr p, int level, struct marker m)
{
	xmlNodePtr list = dom_new(p->doc, is_ordered(m.type) ? "ol" : "ul");

	if (L->level == 0) {
		xmlAddPrevSibling(p, list);
	} else {
		xmlNodePtr li = L->list[L->level]->last;

		xmlAddChild(
		        li ? li : dom_append(L->list[L->level], "li"), list);
	}
	if (is_ordered(m.type) && m.type != '1') {
		char type[2] = { m.type, 0 };

		dom_set_attr(list, "type", type);
	}
	if (is_ordered(m.type) && m.value > 1)
		dom_set_number(list, "start", m.value);
	if (m.type == LABEL)
		dom_set_attr(list, "class", "labelled");
	for (int k = L->level + 1; k < level; k++) {
		L->list[k] = NULL;
		L->type[k] = 0;
	}
	L->list[level] = list;
	L->type[level] = m.type;
	L->value[level] = m.value - 1;
	L->level = level;
}

static void
close_to(struct lists *L, int level)
{
	while (L->level > 0 && (L->level > level || !L->list[L->level]))
		L->level--;
}

/* The marker goes, or becomes the first words of its paragraph. */
static void
take_marker(struct article *a, xmlNodePtr p, xmlNodePtr mark, char type)
{
	struct str s = STR_INIT;

	if (type == LABEL)
		ledger_add(a, LEDGER_CHANGE, "extract", "word-label", mark);
	else
		ledger_add(a, LEDGER_DROP, "extract", "word-list", mark);
	if (type == LABEL) {
		xmlNodePtr text;

		marker_text(mark, &s);
		str_putc(&s, ' ');
		text = xmlNewDocText(p->doc, (const xmlChar *)str_c(&s));
		if (text)
			xmlAddPrevSibling(mark, text);
		str_free(&s);
	}
	dom_remove(mark);
}

static void
list_item(struct article *a, struct lists *L, xmlNodePtr p, int level)
{
	xmlNodePtr mark = marker_span(p), li;
	struct marker m = { BULLET, 1 };

	close_to(L, level);
	if (mark) {
		struct str s = STR_INIT;

		marker_text(mark, &s);
		m = read_marker(
		        str_span(&s), L->level == level ? L->type[level] : 0);
		str_free(&s);
	}
	if (L->level == level && L->type[level] != m.type && mark)
		close_to(L, level - 1);
	if (L->level < level)
		open_list(L, p, level, m);
	if (mark)
		take_marker(a, p, mark, m.type);
	li = dom_append(L->list[L->level], "li");
	if (mark && is_ordered(m.type) && m.value != L->value[L->level] + 1)
		dom_set_number(li, "value", m.value);
	L->value[L->level] = mark ? m.value : L->value[L->level] + 1;
	xmlUnlinkNode(p);
	xmlAddChild(li, p);
}

static xmlNodePtr
next_element(const xmlNode *n)
{
	xmlNodePtr c = n->next;

	while (c &&
	        (c->type == XML_COMMENT_NODE ||
	                (dom_is_text(c) &&
	                        span_trim(span_of((char *)c->content)).n == 0)))
		c = c->next;
	return c;
}

/* p is the first of a run; makes the lists and returns what follows. */
static xmlNodePtr
make_lists(struct article *a, xmlNodePtr p)
{
	struct lists L = { .level = 0 };
	xmlNodePtr next;
	int level;

	while (p && dom_is(p, "p") && (level = list_level(p)) > 0) {
		next = next_element(p);
		list_item(a, &L, p, level);
		p = next;
	}
	return p;
}

void
repair_word(struct article *a, xmlNodePtr body)
{
	xmlNodePtr n, next;

	unwrap_namespaced(a, body);
	for (n = dom_next(body, body); n; n = next) {
		if (dom_is(n, "p") && list_level(n)) {
			xmlNodePtr up = n->parent;

			next = make_lists(a, n);
			if (!next)
				next = dom_next_skip(up, body);
		} else {
			raise_mark(n);
			next = dom_next(n, body);
		}
	}
}
