/* structure: lists, definition lists, tables and figures whose children are
 * what HTML 5 asks for (4.4.5-4.4.13, 4.9).  What stands between rows or items
 * is wrapped, never dropped: the words and their order stay. */
#include "epub/pack.h"

#include <string.h>

#include "doc/dom.h"

static const char *const list_items[] = { "li", NULL };
static const char *const dl_items[] = { "dt", "dd", NULL };
static const char *const groups[] = { "thead", "tbody", "tfoot", NULL };
static const char *const rows[] = { "tr", NULL };
static const char *const cells[] = { "td", "th", NULL };

static void
move(xmlNodePtr n, xmlNodePtr parent)
{
	xmlUnlinkNode(n);
	xmlAddChild(parent, n);
}

/* Runs of children of n that are none of names go into a new wrap each.
 * Blank text stays outside. */
static void
wrap_strays(xmlNodePtr n, const char *const *names, const char *wrap)
{
	xmlNodePtr next, box = NULL;

	for (xmlNodePtr c = n->children; c; c = next) {
		next = c->next;
		if (dom_is_any(c, names)) {
			box = NULL;
			continue;
		}
		if (!box) {
			if (dom_is_text(c) && node_is_blank(c))
				continue;
			box = dom_new(n->doc, wrap);
			xmlAddPrevSibling(c, box);
		}
		move(c, box);
	}
}

/* dl: one or more groups of terms and descriptions, else plain blocks. */
static void
fit_dl(xmlNodePtr n)
{
	int ok = 1, want_term = 1;
	xmlNodePtr last = NULL;

	wrap_strays(n, dl_items, "dd");
	for (xmlNodePtr c = dom_element(n->children); c;
	        c = dom_element(c->next)) {
		if (dom_is(c, "dt"))
			want_term = 0;
		else if (want_term)
			ok = 0;
		last = c;
	}
	if (ok && last && dom_is(last, "dd"))
		return;
	dom_rename(n, "div");
	for (xmlNodePtr c = dom_element(n->children); c;
	        c = dom_element(c->next))
		dom_rename(c, "div");
}

static void
fit_rows(xmlNodePtr group)
{
	wrap_strays(group, rows, "tr");
	for (xmlNodePtr r = dom_element(group->children); r;
	        r = dom_element(r->next))
		wrap_strays(r, cells, "td");
}

/* A header cell says what it heads: a column in the head, a row beside
 * data (WCAG 1.3.1, technique H63). */
static void
fit_scopes(xmlNodePtr group)
{
	int head = dom_is(group, "thead");

	for (xmlNodePtr r = dom_element(group->children); r;
	        r = dom_element(r->next)) {
		int data = 0;

		for (xmlNodePtr c = dom_element(r->children); c;
		        c = dom_element(c->next))
			data |= dom_is(c, "td");
		for (xmlNodePtr c = dom_element(r->children); c;
		        c = dom_element(c->next))
			if (dom_is(c, "th") && !dom_attr(c, "scope"))
				dom_set_attr(c, "scope",
				        head || !data ? "col" : "row");
	}
}

/* caption?, thead?, tbody*, tfoot?: others become bodies; groups without
 * rows go. */
static int
fit_table(struct fit *f, xmlNodePtr n)
{
	static const char *const parts[] = { "caption", "thead", "tbody",
		"tfoot", NULL };
	xmlNodePtr next, caption = NULL;
	int bodies = 0;

	wrap_strays(n, parts, "tbody");
	for (xmlNodePtr c = dom_element(n->children); c; c = next) {
		next = dom_element(c->next);
		if (dom_is(c, "caption")) {
			if (caption) { /* a second one is a row */
				dom_rename(c, "tbody");
			} else {
				caption = c;
				continue;
			}
		}
		if ((dom_is(c, "thead") && bodies > 0) ||
		        (dom_is(c, "tfoot") && next))
			dom_rename(c, "tbody");
		fit_rows(c);
		if (!dom_element(c->children)) {
			dom_remove(c);
			continue;
		}
		fit_scopes(c);
		bodies++;
	}
	if (caption && dom_element(n->children) != caption) {
		xmlUnlinkNode(caption);
		if (n->children)
			xmlAddPrevSibling(n->children, caption);
		else
			xmlAddChild(n, caption);
	}
	if (bodies == 0) {
		if (!caption)
			return 1;
		dom_rename(caption, "p");
		dom_rename(n, "div");
		return 0;
	}
	f->tables++;
	return 0;
}

/* The caption of a figure is its first or its last child. */
static void
fit_figure(xmlNodePtr n)
{
	xmlNodePtr first = NULL, last = NULL, next;
	int seen = 0;

	for (xmlNodePtr c = n->children; c; c = c->next)
		if (!dom_is_text(c) || !node_is_blank(c)) {
			first = first ? first : c;
			last = c;
		}
	for (xmlNodePtr c = dom_element(n->children); c; c = next) {
		next = dom_element(c->next);
		if (!dom_is(c, "figcaption"))
			continue;
		if (seen || (c != last && c != first))
			dom_rename(c, "div");
		else
			seen = 1;
	}
}

int
fit_structure(struct fit *f, xmlNodePtr n)
{
	if (dom_is(n, "ul") || dom_is(n, "ol")) {
		wrap_strays(n, list_items, "li");
		return !dom_element(n->children);
	}
	if (dom_is(n, "dl")) {
		if (!dom_element(n->children) && node_is_blank(n))
			return 1;
		fit_dl(n);
	} else if (dom_is(n, "table")) {
		return fit_table(f, n);
	} else if (dom_is_any(n, groups)) {
		fit_rows(n);
	} else if (dom_is(n, "figure")) {
		fit_figure(n);
	}
	return 0;
}
