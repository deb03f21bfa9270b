/* split: a block that alone is longer than one file may be becomes several of
 * its kind: tables part between rows, lists between items (an ordered one
 * goes on counting), and a plain div opens up.  Nothing is repeated, so the
 * words stay those of the article. */
#include "epub/pack.h"

#include <stdlib.h>
#include <string.h>

#include "doc/dom.h"
#include "doc/xhtml.h"

#define CHUNK (PACK_HTML_MAX / 2)

static size_t
size_of(const xmlNode *n, struct str *scratch)
{
	str_truncate(scratch, 0);
	xhtml_node(scratch, n);
	return scratch->len;
}

/* n and what follows it go to the end of parent. */
static void
move_rest(xmlNodePtr n, xmlNodePtr parent)
{
	while (n) {
		xmlNodePtr next = n->next;

		xmlUnlinkNode(n);
		xmlAddChild(parent, n);
		n = next;
	}
}

/* An empty element of the same name, class and language behind n. */
static xmlNodePtr
another(xmlNodePtr n)
{
	static const char *const kept[] = { "class", "dir", "lang", "xml:lang",
		"type" };
	xmlNodePtr more = dom_new(n->doc, (const char *)n->name);

	for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++)
		if (dom_attr(n, kept[i]))
			dom_set_attr(more, kept[i], dom_attr(n, kept[i]));
	xmlAddNextSibling(n, more);
	return more;
}

/* The next list starts where this one ends. */
static void
go_on_counting(const xmlNode *list, xmlNodePtr more)
{
	const char *s = dom_attr(list, "start");
	long n = s ? strtol(s, NULL, 10) : 1;
	struct str v = STR_INIT;

	for (const xmlNode *c = list->children; c; c = c->next) {
		const char *value =
		        dom_is(c, "li") ? dom_attr(c, "value") : NULL;

		if (value)
			n = strtol(value, NULL, 10);
		n += dom_is(c, "li");
	}
	str_printf(&v, "%ld", n);
	dom_set_attr(more, "start", v.s);
	str_free(&v);
}

static void
split_list(xmlNodePtr list, struct str *scratch)
{
	int is_dl = dom_is(list, "dl");
	size_t used = 0;

	for (xmlNodePtr c = list->children; c; c = c->next) {
		size_t size = size_of(c, scratch);

		/* a term stays with its description */
		if (used > 0 && used + size > CHUNK &&
		        dom_is(c, is_dl ? "dt" : "li")) {
			xmlNodePtr more = another(list);

			move_rest(c, more);
			if (dom_is(list, "ol") && !dom_attr(list, "reversed"))
				go_on_counting(list, more);
			list = more;
			used = 0;
			c = list->children;
		}
		used += size;
	}
}

static void
split_table(xmlNodePtr table, struct str *scratch)
{
	size_t used = 0;
	xmlNodePtr group = table->children;

	while (group) {
		xmlNodePtr row =
		        dom_is(group, "caption") ? NULL : group->children;

		for (; row; row = row->next) {
			size_t size = size_of(row, scratch);
			xmlNodePtr rest = group->next, body;

			if (used == 0 || used + size <= CHUNK ||
			        dom_is(group, "thead") || !dom_is(row, "tr")) {
				used += size;
				continue;
			}
			table = another(table);
			body = dom_append(table, (const char *)group->name);
			move_rest(row, body);
			move_rest(rest, table);
			group = body;
			used = size;
		}
		group = group->next;
	}
}

void
split_block(xmlNodePtr n, struct str *scratch)
{
	if (dom_is(n, "table"))
		split_table(n, scratch);
	else if (dom_is(n, "ul") || dom_is(n, "ol") || dom_is(n, "dl"))
		split_list(n, scratch);
	else if (dom_is(n, "div") && n->children && !dom_attr(n, "id"))
		dom_unwrap(n);
	str_truncate(scratch, 0);
}
