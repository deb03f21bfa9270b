/* issue: what an issue has beside its articles, as elements for the style
 * sheet.  The hooks are listed in layout.c.
 */
#include "layout/issue.h"

#include <libxml/dict.h>
#include <string.h>

#include "doc/dom.h"
#include "doc/lang.h"
#include "doc/names.h"
#include "doc/xhtml.h"

static xmlNodePtr
put(xmlNodePtr parent, const char *name, const char *cls, const char *text)
{
	xmlNodePtr n = dom_append(parent, name);

	if (cls != NULL)
		dom_set_attr(n, "class", cls);
	if (text != NULL)
		dom_append_text(n, span_of(text));
	return n;
}

xmlNodePtr
issue_body(struct lay *L, xmlDocPtr doc)
{
	xmlNodePtr html, body;

	if (doc->dict == NULL && (doc->dict = xmlDictCreate()) == NULL)
		out_of_memory();
	html = dom_new(doc, "html");
	xmlDocSetRootElement(doc, html);
	lang_set(html, L->book->lang, NULL);
	body = put(html, "body", L->book->single ? "single" : "issue", NULL);
	if (L->o->links != NULL && weblinks_class(L->o->links) != NULL)
		dom_add_class(body, weblinks_class(L->o->links));
	if (L->o->press)
		dom_add_class(body, "for-press");
	issue_words(L, body);
	return body;
}

static void
issue_line(struct lay *L, xmlNodePtr head)
{
	const struct book *b = L->book;
	struct theme *t = L->o->theme;
	xmlNodePtr p = put(head, "p", "issue-line", NULL);
	struct str s = STR_INIT;

	put(p, "span", "publisher", b->publisher ? b->publisher : "");
	if (b->number != NULL) {
		str_printf(&s, "%s %s", theme_msg(t, b->lang, "number"),
		        b->number);
		put(p, "span", "number", str_c(&s));
	}
	if (b->shown != NULL)
		put(p, "span", "date", theme_date(t, b->lang, b->shown));
	str_free(&s);
}

xmlNodePtr
issue_masthead(struct lay *L, xmlNodePtr body)
{
	const struct book *b = L->book;
	xmlNodePtr head = put(body, "header", "masthead", NULL), img;
	const char *logo;
	char num[24];
	int w, h;

	logo = logo_asset(L, &w, &h);
	if (logo != NULL) {
		img = put(put(head, "div", "logo", NULL), "img", NULL, NULL);
		dom_set_attr(img, "src", logo);
		dom_set_attr(img, "alt",
		        b->publisher ? b->publisher
		                     : theme_msg(L->o->theme, b->lang, "logo"));
		snprintf(num, sizeof(num), "%d", w);
		dom_set_attr(img, "width", num);
		snprintf(num, sizeof(num), "%d", h);
		dom_set_attr(img, "height", num);
	}
	put(head, "h1", "issue-title", b->title);
	if (b->description != NULL)
		put(head, "p", "description", b->description);
	issue_line(L, head);
	issue_cover(L, head);
	return head;
}

static void
contents_item(struct lay *L, xmlNodePtr list, const struct book_entry *e)
{
	xmlNodePtr li = put(list, "li", e->lead ? "toc-item lead" : "toc-item",
	                   NULL),
	           a;
	struct str href = STR_INIT;

	str_printf(&href, "#%s", e->id);
	a = put(li, "a", NULL,
	        e->title && *e->title
	                ? e->title
	                : theme_msg(L->o->theme, L->book->lang, "untitled"));
	dom_set_attr(a, "href", href.s);
	if (e->lang != NULL && strcmp(e->lang, L->book->lang) != 0)
		lang_set(a, e->lang, L->book->lang);
	str_free(&href);
}

xmlNodePtr
issue_contents(struct lay *L, xmlNodePtr body)
{
	const struct book *b = L->book;
	xmlNodePtr nav, top, list;

	if (b->entry.n < 2)
		return NULL;
	nav = put(body, "nav", b->entry.n > 48 ? "toc toc-long" : "toc", NULL);
	put(nav, "h2", "toc-title",
	        theme_msg(L->o->theme, b->lang, "contents"));
	top = put(nav, "ol", "toc-list", NULL);
	for (size_t i = 0; i < b->section.n; i++) {
		const struct book_section *s = &b->section.p[i];

		list = top;
		if (s->n == 0)
			continue;
		if (s->title != NULL) {
			xmlNodePtr li = put(top, "li", "toc-section", NULL);

			put(li, "p", "toc-section-title", s->title);
			list = put(li, "ol", NULL, NULL);
		}
		for (size_t k = s->first; k < s->first + s->n; k++)
			contents_item(L, list, &b->entry.p[k]);
	}
	return nav;
}

xmlNodePtr
issue_section(struct lay *L, xmlNodePtr body, size_t i)
{
	xmlNodePtr n = put(body, "section", "section", NULL);

	(void)L;
	(void)i;
	return n;
}

xmlNodePtr
issue_section_title(struct lay *L, xmlNodePtr section, size_t i)
{
	const char *t = L->book->section.p[i].title;

	if (t == NULL || L->book->single)
		return NULL;
	return put(section, "h2", "section-title", t);
}

struct article *
issue_ahead(struct lay *L, size_t i)
{
	article_free(L->ahead);
	L->ahead = book_text(L->book, i, L->dg);
	L->ahead_at = i;
	return L->ahead;
}

static struct article *
load(struct lay *L, size_t i)
{
	struct article *a = L->ahead;

	if (a == NULL || L->ahead_at != i)
		return book_text(L->book, i, L->dg);
	L->ahead = NULL;
	return a;
}

xmlNodePtr
issue_article(struct lay *L, xmlNodePtr parent, size_t i)
{
	const struct book_entry *e = &L->book->entry.p[i];
	struct article *a = load(L, i);
	xmlNodePtr node;

	if (a == NULL)
		return NULL;
	node = put(parent, "article", e->lead ? "lead" : NULL, NULL);
	dom_set_attr(node, "id", e->id);
	lang_set(node, e->lang ? e->lang : L->book->lang, L->book->lang);
	article_head(node, a);
	if (article_root(a) != NULL)
		dom_adopt_children(node, article_root(a));
	article_free(a);
	figures_mark(node);
	leadin_mark(node);
	notes_mark(node);
	if (L->book->names != NULL)
		names_mark(L->book->names, node);
	if (L->o->links != NULL)
		weblinks_mark(L->o->links, L->links, e, node,
		        theme_msg(L->o->theme,
		                e->lang ? e->lang : L->book->lang, "links"));
	return node;
}

/* p.jump-to: "continued on page", where an article is cut. */
xmlNodePtr
issue_jump_to(struct lay *L, xmlNodePtr article, size_t i)
{
	const char *id = L->book->entry.p[i].id;
	xmlNodePtr p = put(article, "p", "jump-to", NULL), a;
	struct str s = STR_INIT;

	str_printf(&s, "from.%s", id);
	dom_set_attr(p, "id", s.s);
	a = put(p, "a", NULL,
	        theme_msg(L->o->theme, L->book->lang, "continued_on"));
	str_truncate(&s, 0);
	str_printf(&s, "#jump.%s", id);
	dom_set_attr(a, "href", s.s);
	str_free(&s);
	return p;
}

/* header.jump-head: title and "continued from page"; *from is the name of
 * that place, as long as the element lives. */
xmlNodePtr
issue_jump_head(struct lay *L, xmlNodePtr article, size_t i, const char **from)
{
	const struct book_entry *e = &L->book->entry.p[i];
	xmlNodePtr head = put(article, "header", "jump-head", NULL), a;
	struct str s = STR_INIT;

	str_printf(&s, "jump.%s", e->id);
	dom_set_attr(head, "id", s.s);
	if (e->title != NULL && *e->title != '\0')
		put(head, "p", "jump-title", e->title);
	a = put(put(head, "p", "jump-from", NULL), "a", NULL,
	        theme_msg(L->o->theme, L->book->lang, "continued_from"));
	str_truncate(&s, 0);
	str_printf(&s, "#from.%s", e->id);
	dom_set_attr(a, "href", s.s);
	*from = dom_attr(a, "href") + 1;
	str_free(&s);
	return head;
}

xmlNodePtr
issue_colophon(struct lay *L, xmlNodePtr body)
{
	const struct book *b = L->book;
	xmlNodePtr n;

	if (b->publisher == NULL && b->address == NULL && b->rights == NULL)
		return NULL;
	n = put(body, "footer", "colophon", NULL);
	if (b->publisher != NULL)
		put(n, "p", "publisher", b->publisher);
	if (b->address != NULL)
		put(n, "p", "address", b->address);
	if (b->rights != NULL)
		put(n, "p", "rights", b->rights);
	return n;
}
