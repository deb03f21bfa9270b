/* lists: paragraphs that are items by their first sign become lists.
 *
 * "- one", "• one", "+ one" make <ul>; "1. one", "2) two", "a) one" make
 * <ol>, when they begin with 1 or a and go on by one.  Two items at least,
 * side by side.  A dash may also begin a speech: dashes are a list only
 * behind a colon, or when no item ends as a sentence does.  Long paragraphs
 * with numbers are clauses of a document and stay what they are, as do short
 * ones whose numbers go on in long ones.
 *
 * Lines of one paragraph, with breaks between, are items as well.
 *
 * The sign goes from the text; a list of class "typed" is one whose numbers
 * were words of the source, and are so in running text.
 *
 * No list of HTML writes "a)" or "2)", and the point "đ)" of a Vietnamese law
 * is in no list style: those items keep their sign as text, in a list of class
 * "labelled" that adds none.  So do items of the page's own <ol> that write
 * their numbers themselves, as notes do: "[1] Ibid."
 */
#include <string.h>

#include "base/utf8.h"
#include "filters/extract/build.h"

#define ITEM_WORDS 60

enum sign { SIGN_NONE, SIGN_DASH, SIGN_BULLET, SIGN_NUMBER, SIGN_LETTER };

struct item {
	enum sign sign;
	int value; /* of numbers and letters */
	char after; /* '.' or ')' */
	size_t len; /* bytes of the sign and the space behind it */
};

static size_t
spaces(const char *s)
{
	size_t n = 0;

	for (;; n++) {
		if (s[n] == ' ' || s[n] == '\t' || s[n] == '\n')
			continue;
		if ((unsigned char)s[n] == 0xC2 &&
		        (unsigned char)s[n + 1] == 0xA0)
			n++;
		else
			return n;
	}
}

static size_t
bullet(const char *s, enum sign *sign)
{
	static const char *const dash[] = { "-", "\xE2\x80\x93", "\xE2\x80\x94",
		NULL };
	static const char *const dot[] = { "\xE2\x80\xA2", "\xE2\x97\x8F",
		"\xE2\x96\xAA", "\xE2\x96\xA0", "\xC2\xB7", "\xEF\x82\xB7",
		"\xE2\x97\xA6", "+", "*", NULL };

	for (int i = 0; dash[i]; i++)
		if (strncmp(s, dash[i], strlen(dash[i])) == 0) {
			*sign = SIGN_DASH;
			return strlen(dash[i]);
		}
	for (int i = 0; dot[i]; i++)
		if (strncmp(s, dot[i], strlen(dot[i])) == 0) {
			*sign = SIGN_BULLET;
			return strlen(dot[i]);
		}
	return 0;
}

static struct item
item_sign(const char *s)
{
	struct item it = { SIGN_NONE, 0, 0, 0 };
	size_t from = spaces(s), n = from, gap;

	it.len = bullet(s + n, &it.sign);
	if (it.len) {
		n += it.len;
	} else if (s[n] >= '0' && s[n] <= '9') {
		while (s[n] >= '0' && s[n] <= '9' && n < from + 3)
			it.value = it.value * 10 + s[n++] - '0';
		it.sign = SIGN_NUMBER;
	} else if (s[n] >= 'a' && s[n] <= 'z' && s[n + 1] == ')') {
		it.value = s[n++] - 'a' + 1;
		it.sign = SIGN_LETTER;
	} else if (strncmp(s + n, "\xC4\x91)", 3) == 0) { /* between d and e */
		it.value = 'd' - 'a' + 1;
		it.sign = SIGN_LETTER;
		n += 2;
	}
	if (it.sign == SIGN_NUMBER || it.sign == SIGN_LETTER) {
		if (s[n] != '.' && s[n] != ')')
			return (struct item){ SIGN_NONE, 0, 0, 0 };
		it.after = s[n++];
	}
	gap = spaces(s + n);
	if (!gap)
		return (struct item){ SIGN_NONE, 0, 0, 0 };
	it.len = n + gap;
	return it;
}

/* The first text below n, when nothing but phrasing stands before it. */
static xmlNodePtr
first_text(xmlNodePtr n)
{
	xmlNodePtr k = n;

	while (k && !(dom_is_text(k) && k->content && *k->content)) {
		if (dom_is(k, "img") || dom_is(k, "br"))
			return NULL;
		k = dom_next(k, n);
	}
	return k;
}

/* Its sign, when p is short; tmp gets the text. */
static struct item
item_of(xmlNodePtr p, struct str *tmp)
{
	xmlNodePtr t = p && dom_is(p, "p") ? first_text(p) : NULL;

	struct item it = { SIGN_NONE, 0, 0, 0 };

	if (t)
		it = item_sign((const char *)t->content);
	if (it.sign == SIGN_NONE)
		return it;
	str_truncate(tmp, 0);
	dom_text_folded(p, tmp);
	if (words_count(str_span(tmp)) > ITEM_WORDS)
		it.sign = SIGN_NONE;
	return it;
}

static int
ends_with(const struct str *s, const char *signs)
{
	return s->len && strchr(signs, s->s[s->len - 1]) != NULL;
}

/* Is it the one behind item n, whose value is last?  Letters may be left out,
 * as f and j are in Vietnamese, and đ counts as d. */
static int
follows(const struct item *it, int last, int n)
{
	if (it->sign == SIGN_LETTER)
		return it->value == last + 1 || (n > 0 && it->value == last) ||
		       (n > 0 && it->value == last + 2);
	return it->sign != SIGN_NUMBER || it->value == n + 1;
}

/* Does paragraph p go on with the numbers, longer than an item may be?  Then
 * they are clauses, and all of them are set alike. */
static int
is_next(xmlNodePtr p, const struct item *first, int last, int n)
{
	xmlNodePtr t = p && dom_is(p, "p") ? first_text(p) : NULL;
	struct item it = { SIGN_NONE, 0, 0, 0 };

	if (t)
		it = item_sign((const char *)t->content);
	return it.sign == first->sign && it.after == first->after &&
	       follows(&it, last, n);
}

/* Items from p on; 0 or 1: no list. */
static int
count_items(xmlNodePtr p, struct str *tmp)
{
	struct item first = item_of(p, tmp), it;
	xmlNodePtr before = p->prev;
	int n = 0, stops = 0, last = 0;

	if (first.sign == SIGN_NONE || (first.value && first.value != 1))
		return 0;
	for (; p; p = dom_element(p->next)) {
		it = item_of(p, tmp);
		if (it.sign != first.sign || it.after != first.after ||
		        !follows(&it, last, n))
			break;
		last = it.value;
		stops += ends_with(tmp, ".?!\"");
		n++;
	}
	if (first.value && is_next(p, &first, last, n))
		return 0;
	if (first.sign != SIGN_DASH || !stops)
		return n;
	while (before && !dom_is(before, "p"))
		before = before->prev;
	str_truncate(tmp, 0);
	if (before)
		dom_text_folded(before, tmp);
	return ends_with(tmp, ":") ? n : 0;
}

static void
drop_sign(struct article *a, xmlNodePtr p, struct str *tmp)
{
	xmlNodePtr t = first_text(p);
	struct item it = item_of(p, tmp);
	struct str rest = STR_INIT;

	ledger_add_text(a, LEDGER_DROP, "extract", "list-sign",
	        (int)xmlGetLineNo(p),
	        (struct span){ (const char *)t->content, it.len });
	str_puts(&rest, (const char *)t->content + it.len);
	/* never a text without content */
	if (rest.len) {
		xmlNodeSetContent(t, NULL);
		xmlNodeAddContent(t, (const xmlChar *)str_c(&rest));
	} else {
		dom_remove(t);
	}
	str_free(&rest);
}

/* Paragraph p to an item at the list's end; the element behind it, or NULL. */
static xmlNodePtr
to_item(xmlNodePtr p, xmlNodePtr list)
{
	xmlNodePtr next = dom_element(p->next);

	xmlUnlinkNode(p);
	dom_rename(p, "li");
	xmlAddChild(list, p);
	return next;
}

static void
make_list(struct article *a, xmlNodePtr p, int n, struct str *tmp)
{
	struct item first = item_of(p, tmp);
	int labelled = first.after == ')';
	xmlNodePtr list =
	        dom_new(p->doc, first.value && !labelled ? "ol" : "ul");

	if (labelled)
		dom_set_attr(list, "class", "labelled");
	else if (first.value)
		dom_set_attr(list, "class", "typed");
	xmlAddPrevSibling(p, list);
	ledger_add(a, LEDGER_CHANGE, "extract", "typed-list", p);
	while (n-- > 0) {
		if (!labelled)
			drop_sign(a, p, tmp);
		p = to_item(p, list);
	}
}

static int
is_number(const struct item *it, int value)
{
	return it->sign == SIGN_NUMBER && it->after == '.' &&
	       it->value == value;
}

/* "1. 2. a) b) 3.": the points are part of the second, and the third goes on
 * with the numbers. */
static void
go_on(struct article *a, xmlNodePtr ol, struct str *tmp)
{
	int n = 0;

	for (xmlNodePtr li = dom_element(ol->children); li;
	        li = dom_element(li->next))
		n++;
	for (;;) {
		xmlNodePtr inner = dom_element(ol->next),
		           p = inner && dom_is(inner, "ul")
		                       ? dom_element(inner->next)
		                       : NULL;
		struct item it = item_of(p, tmp);

		if (!is_number(&it, n + 1))
			return;
		xmlUnlinkNode(inner);
		xmlAddChild(ol->last, inner);
		for (; is_number(&it, n + 1); it = item_of(p, tmp), n++) {
			drop_sign(a, p, tmp);
			p = to_item(p, ol);
		}
	}
}

/* Does the text begin with this number as a label: [1], (1), 1) or 1.? */
static int
has_label(const char *s, int number)
{
	char open = *s == '[' || *s == '(' ? *s++ : 0;
	int n = 0, digits = 0;

	for (; *s >= '0' && *s <= '9' && digits < 4; s++, digits++)
		n = n * 10 + *s - '0';
	if (digits == 0 || n != number)
		return 0;
	if (open)
		return *s == (open == '[' ? ']' : ')');
	return (*s == ')' || *s == '.') && s[1] == ' ';
}

/* A list that counts its items, each of which writes its number itself. */
static int
counts_twice(xmlNodePtr ol, struct str *tmp)
{
	int n = 0;

	if (dom_attr(ol, "start") || dom_attr(ol, "reversed") ||
	        dom_attr(ol, "type"))
		return 0;
	for (xmlNodePtr li = dom_element(ol->children); li;
	        li = dom_element(li->next)) {
		str_truncate(tmp, 0);
		dom_text_folded(li, tmp);
		if (!dom_is(li, "li") || dom_attr(li, "value") ||
		        !has_label(str_c(tmp), ++n))
			return 0;
	}
	return n > 0;
}

static void
keep_labels(struct article *a, xmlNodePtr ol)
{
	ledger_add(a, LEDGER_CHANGE, "extract", "typed-list", ol);
	dom_rename(ol, "ul");
	dom_set_attr(ol, "class", "labelled");
}

/* ---- items that are lines of one paragraph ----------------------------- */

/* The end of the line that n begins: a break, or NULL. */
static xmlNodePtr
line_end(xmlNodePtr n)
{
	while (n && !dom_is(n, "br"))
		n = n->next;
	return n;
}

/* The sign of the line that n begins, and in tmp the line's text. */
static struct item
sign_of_line(xmlNodePtr n, struct str *tmp)
{
	xmlNodePtr end = line_end(n), t = NULL;
	struct item it = { SIGN_NONE, 0, 0, 0 };

	str_truncate(tmp, 0);
	for (; n != end; n = n->next) {
		if (dom_is(n, "img"))
			return it;
		if (!t && dom_is_text(n) && !block_is_blank(n))
			t = n;
		else if (!t && n->type == XML_ELEMENT_NODE)
			t = first_text(n);
		dom_text_folded(n, tmp);
	}
	if (t)
		it = item_sign((const char *)t->content);
	return it;
}

/* The first of the lines that are items, two at least, and nothing but items
 * to the paragraph's end: a line without a sign may go on with an item, or be
 * a verse.  Dashes before what is asked or called out are speech. */
static xmlNodePtr
first_line(xmlNodePtr p, struct str *tmp)
{
	struct item first = { SIGN_NONE, 0, 0, 0 };
	xmlNodePtr from = NULL, end;
	int n = 0, last = 0;

	for (xmlNodePtr c = p->children; c; c = end ? end->next : NULL) {
		struct item it = sign_of_line(c, tmp);

		end = line_end(c);
		if (n == 0) {
			if (it.sign == SIGN_NONE)
				continue;
			first = it;
			from = c;
			if (first.value > 1)
				return NULL;
		} else if (!end && it.sign == SIGN_NONE && tmp->len == 0) {
			break;
		} else if (it.sign != first.sign || it.after != first.after ||
		           !follows(&it, last, n)) {
			return NULL;
		}
		if (it.sign == SIGN_DASH && ends_with(tmp, "?!\""))
			return NULL;
		last = it.value;
		n++;
	}
	return n > 1 ? from : NULL;
}

/* Back into one paragraph, a break between. */
static void
join_lines(xmlNodePtr p, xmlNodePtr stop)
{
	while (dom_element(p->next) != stop) {
		xmlNodePtr q = dom_element(p->next);

		dom_append(p, "br");
		dom_move_children(q, p);
		dom_remove(q);
	}
}

/* "Goes to:<br>- the districts;<br>- the archive" to a paragraph for each item,
 * if paragraphs they would be a list. */
static void
part_lines(xmlNodePtr p, struct str *tmp)
{
	xmlNodePtr from = dom_find(p, "br") ? first_line(p, tmp) : NULL;
	xmlNodePtr stop = dom_element(p->next), at = p, item = NULL;

	if (!from)
		return;
	for (xmlNodePtr c = from, end; c; c = end) {
		end = line_end(c);
		if (c != p->children) {
			at = xmlAddNextSibling(at, dom_new(p->doc, "p"));
			at->line = p->line;
			if (c->prev && dom_is(c->prev, "br"))
				dom_remove(c->prev);
			for (xmlNodePtr next; c != end; c = next) {
				next = c->next;
				xmlUnlinkNode(c);
				xmlAddChild(at, c);
			}
		}
		item = item ? item : at;
		if (end && !end->next)
			dom_remove(end), end = NULL;
		else if (end)
			end = end->next;
	}
	if (count_items(item, tmp) < 2)
		join_lines(p, stop);
}

void
typed_lists(struct article *a, xmlNodePtr root)
{
	struct str tmp = STR_INIT;
	xmlNodePtr n, next;

	for (n = dom_next(root, root); n; n = next) {
		next = dom_next_skip(n, root);
		if (dom_is(n, "p") && !dom_is(n->parent, "li"))
			part_lines(n, &tmp);
		else
			next = dom_next(n, root);
	}
	for (n = dom_next(root, root); n; n = next) {
		int items = dom_is(n, "p") && !dom_is(n->parent, "li")
		                    ? count_items(n, &tmp)
		                    : 0;

		next = dom_next(n, root);
		if (dom_is(n, "ol") && counts_twice(n, &tmp))
			keep_labels(a, n);
		if (items < 2)
			continue;
		next = n;
		for (int i = 0; i < items && next; i++)
			next = dom_element(next->next);
		if (!next)
			next = dom_next_skip(n->parent, root);
		make_list(a, n, items, &tmp);
	}
	for (n = dom_next(root, root); n; n = dom_next(n, root)) {
		const char *cls = dom_is(n, "ol") ? dom_attr(n, "class") : NULL;

		if (cls && !strcmp(cls, "typed"))
			go_on(a, n, &tmp);
	}
	str_free(&tmp);
}
