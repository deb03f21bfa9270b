/* cover: what a theme may put on the front page of an issue: a large picture,
 * the lead story's title and standfirst, the first titles of the sections.
 *
 * It is in every masthead, and the user-agent sheet hides it; a theme shows
 * it with `div.cover { display: block }`.  The picture is the one that the
 * manifest names, else the first large one of the lead story, so that a cover
 * comes about every month without anyone at hand.
 */
#include <stdlib.h>
#include <string.h>

#include "doc/dom.h"
#include "doc/lang.h"
#include "doc/theme.h"
#include "layout/issue.h"

#define LARGE 600 /* pixels across: less is no picture for a cover */
#define LINES 5

static xmlNodePtr
large_picture(xmlNodePtr root)
{
	for (xmlNodePtr n = root; n != NULL; n = dom_next(n, root)) {
		const char *w;

		if (n->type != XML_ELEMENT_NODE || !dom_is(n, "img"))
			continue;
		w = dom_attr(n, "width");
		if (w != NULL && atoi(w) >= LARGE)
			return n;
	}
	return NULL;
}

static xmlNodePtr
put(xmlNodePtr parent, const char *name, const char *cls, const char *text)
{
	xmlNodePtr n = dom_append(parent, name);

	dom_set_attr(n, "class", cls);
	if (text != NULL)
		dom_append_text(n, span_of(text));
	return n;
}

static void
put_picture(struct lay *L, xmlNodePtr cover, size_t lead)
{
	const struct book *b = L->book;
	xmlNodePtr img = NULL, box, found;
	struct article *a;
	char num[24];
	const char *asset;
	int w, h;

	box = put(cover, "div", "cover-picture", NULL);
	if (b->cover != NULL &&
	        (asset = picture_asset(L, b->cover, &w, &h)) != NULL) {
		img = dom_append(box, "img");
		dom_set_attr(img, "src", asset);
		dom_set_attr(
		        img, "alt", theme_msg(L->o->theme, b->lang, "cover"));
		snprintf(num, sizeof(num), "%d", w);
		dom_set_attr(img, "width", num);
		snprintf(num, sizeof(num), "%d", h);
		dom_set_attr(img, "height", num);
		return;
	}
	a = issue_ahead(L, lead);
	found = a ? large_picture(article_root(a)) : NULL;
	if (found != NULL)
		img = xmlDocCopyNode(found, box->doc, 2);
	if (img != NULL)
		xmlAddChild(box, img);
}

static void
put_title(struct lay *L, xmlNodePtr cover, const char *cls,
        const struct book_entry *e)
{
	xmlNodePtr p;

	if (e->title == NULL || *e->title == '\0')
		return;
	p = put(cover, "p", cls, e->title);
	if (e->lang != NULL && strcmp(e->lang, L->book->lang) != 0)
		lang_set(p, e->lang, L->book->lang);
}

void
issue_cover(struct lay *L, xmlNodePtr head)
{
	const struct book *b = L->book;
	const struct book_entry *e;
	xmlNodePtr cover;
	size_t lead = 0, lines = 0;

	if (b->entry.n == 0)
		return;
	for (size_t i = b->entry.n; i > 0; i--)
		if (b->entry.p[i - 1].lead)
			lead = i - 1;
	e = &b->entry.p[lead];
	cover = put(head, "div", "cover", NULL);
	put_picture(L, cover, lead);
	put_title(L, cover, "cover-title", e);
	if (e->standfirst != NULL && *e->standfirst)
		put(cover, "p", "cover-standfirst", e->standfirst);
	for (size_t i = 0; i < b->section.n && lines < LINES; i++) {
		const struct book_section *s = &b->section.p[i];
		size_t k = s->first + (s->first == lead && s->n > 1);

		if (s->n == 0 || k == lead)
			continue;
		put_title(L, cover, "cover-line", &b->entry.p[k]);
		lines++;
	}
}

/* The catalogue's words as attributes of body, where string-set can take them
 * for the page's margins. */
void
issue_words(struct lay *L, xmlNodePtr body)
{
	static const char *const word[] = { "contents", "page", "pages",
		"issue", "number", "source", "publisher", "continued" };
	const struct book *b = L->book;

	for (size_t i = 0; i < sizeof(word) / sizeof(word[0]); i++) {
		char name[32];

		snprintf(name, sizeof(name), "data-%s", word[i]);
		dom_set_attr(
		        body, name, theme_msg(L->o->theme, b->lang, word[i]));
	}
	if (b->number != NULL)
		dom_set_attr(body, "data-issue-number", b->number);
	if (b->shown != NULL)
		dom_set_attr(body, "data-issue-date",
		        theme_date(L->o->theme, b->lang, b->shown));
}
