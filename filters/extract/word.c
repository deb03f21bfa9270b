/* word: what Word pastes.
 *
 * Namespaced elements (o:p, st1:*, w:*) are unwrapped; VML shapes give their
 * picture or go.  Lists arrive as paragraphs of style "mso-list:l0 level1
 * lfo1" whose marker is typed text in a span "mso-list:Ignore": runs of them
 * become ul and ol, nested by level; the marker tells which.
 */
#include <string.h>

#include "base/utf8.h"
#include "filters/extract/extract.h"

#define LEVELS 9

static void
unwrap_namespaced(struct article *a, xmlNodePtr body)
{
	xmlNodePtr n = dom_next(body, body), next;

	while (n) {
		const char *name = (const char *)n->name;

		next = dom_next(n, body);
		if (n->type == XML_ELEMENT_NODE && strchr(name, ':')) {
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

struct marker {
	int ordered, start;
	char type; /* '1' 'a' 'A' 'i' 'I' */
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

/* "3." "(3)" "b)" "iv." are numbers; all else is a bullet.  A lone i, v or x
 * counts as Roman only when the list began so. */
static struct marker
read_marker(struct span t, char before)
{
	struct marker m = { 0, 1, '1' };
	size_t n = 0;
	int v = 0;

	t = span_trim(t);
	if (t.n && t.p[0] == '(') {
		t.p++;
		t.n--;
	}
	while (n < t.n && n < 6 && t.p[n] >= '0' && t.p[n] <= '9')
		v = v * 10 + t.p[n++] - '0';
	if (n) {
		m.ordered = n < t.n && (t.p[n] == '.' || t.p[n] == ')');
		m.start = v;
		return m;
	}
	while (n < t.n && ((t.p[n] | 32) >= 'a' && (t.p[n] | 32) <= 'z'))
		n++;
	if (!n || n == t.n || (t.p[n] != '.' && t.p[n] != ')'))
		return m;
	v = roman(t.p, n);
	if (v && (n > 1 || before == 'i' || before == 'I' ||
	                 ((t.p[0] | 32) == 'i' && !before))) {
		m = (struct marker){ 1, v, t.p[0] < 'a' ? 'I' : 'i' };
	} else if (n == 1) {
		m = (struct marker){ 1, (t.p[0] | 32) - 'a' + 1,
			t.p[0] < 'a' ? 'A' : 'a' };
	}
	return m;
}

struct lists {
	xmlNodePtr list[LEVELS + 1]; /* open lists, 1-based by level */
	char type[LEVELS + 1];
	int level;
};

static void
open_list(struct lists *L, xmlNodePtr p, int level, struct marker m)
{
	xmlNodePtr list = dom_new(p->doc, m.ordered ? "ol" : "ul");

	if (L->level == 0) {
		xmlAddPrevSibling(p, list);
	} else {
		xmlNodePtr li = L->list[L->level]->last;

		xmlAddChild(
		        li ? li : dom_append(L->list[L->level], "li"), list);
	}
	if (m.ordered) {
		char num[16] = { m.type, 0 };

		if (m.type != '1')
			dom_set_attr(list, "type", num);
		if (m.start > 1) {
			struct str s = STR_INIT;

			str_printf(&s, "%d", m.start);
			dom_set_attr(list, "start", str_c(&s));
			str_free(&s);
		}
	}
	for (int k = L->level + 1; k < level; k++) {
		L->list[k] = NULL;
		L->type[k] = 0;
	}
	L->list[level] = list;
	L->type[level] = m.ordered ? m.type : '*';
	L->level = level;
}

static void
close_to(struct lists *L, int level)
{
	while (L->level > 0 && (L->level > level || !L->list[L->level]))
		L->level--;
}

static void
list_item(struct article *a, struct lists *L, xmlNodePtr p, int level)
{
	xmlNodePtr mark = marker_span(p), li;
	struct marker m = { 0, 1, '1' };
	char type;

	close_to(L, level);
	if (mark) {
		struct str s = STR_INIT;

		dom_text_folded(mark, &s);
		m = read_marker(
		        str_span(&s), L->level == level ? L->type[level] : 0);
		str_free(&s);
	}
	type = m.ordered ? m.type : '*';
	if (L->level == level && L->type[level] != type && mark)
		close_to(L, level - 1);
	if (L->level < level)
		open_list(L, p, level, m);
	if (mark) {
		ledger_add(a, LEDGER_CHANGE, "extract", "word-list", mark);
		dom_remove(mark);
	}
	li = dom_append(L->list[L->level], "li");
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
			next = dom_next(n, body);
		}
	}
}
