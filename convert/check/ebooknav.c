/* ebooknav: the contents: nav.xhtml (EPUB 3.3, chapter 7) and the NCX of old
 * readers (OPF 2.0.1, 2.4.1). */
#include "check/ebook.h"

#include <string.h>

#include "doc/dom.h"

struct nav {
	struct ebook *b;
	const char *path;
	const char *type;
};

static const char *
entry_text(struct nav *v, xmlNodePtr n)
{
	const char *text = ebook_text(v->b, n);
	const char *label = ebook_attr(n, "aria-label", NULL);
	xmlNodePtr img = *text ? NULL : dom_find(n, "img");

	if (img && ebook_attr(img, "alt", NULL))
		text = ebook_attr(img, "alt", NULL);
	return *text ? text : label ? label : "";
}

static void
check_entry(struct nav *v, xmlNodePtr a)
{
	const char *href = ebook_attr(a, "href", NULL);
	struct ebook_entry e = { .line = ebook_line(a) };

	if (!*entry_text(v, a))
		ebook_find(v->b, EPUB_NAV_LABEL, v->path, e.line, href);
	if (!dom_is(a, "a"))
		return;
	if (!href) {
		ebook_find(v->b, EPUB_NAV_MODEL, v->path, e.line, "a");
		return;
	}
	switch (ebook_resolve(
	        v->b, v->path, e.line, href, &e.path, &e.fragment)) {
	case ADDR_LOCAL:
		e.kind = ebook_word(v->type, "toc") ? NAV_TOC : NAV_PAGES;
		if (ebook_word(v->type, "toc") ||
		        ebook_word(v->type, "page-list"))
			vec_add(&v->b->entry, e);
		break;
	default:
		ebook_find(v->b, EPUB_NAV_REMOTE, v->path, e.line, href);
		break;
	}
}

/* li: a link, or words and a list below them. */
static void
check_item(struct nav *v, xmlNodePtr li)
{
	xmlNodePtr first = dom_element(li->children);
	xmlNodePtr second = first ? dom_element(first->next) : NULL;

	if (!first || (!dom_is(first, "a") && !dom_is(first, "span")) ||
	        (second &&
	                (!dom_is(second, "ol") || dom_element(second->next))) ||
	        (dom_is(first, "span") && !second)) {
		ebook_find(v->b, EPUB_NAV_MODEL, v->path, ebook_line(li), "li");
		return;
	}
	check_entry(v, first);
}

static void
check_list(struct nav *v, xmlNodePtr nav)
{
	xmlNodePtr first = dom_element(nav->children);
	int heading = first && first->name[0] == 'h' && first->name[1] != 'r';
	xmlNodePtr ol = heading ? dom_element(first->next) : first;

	if (!ol || !dom_is(ol, "ol") || dom_element(ol->next)) {
		ebook_find(v->b, EPUB_NAV_MODEL, v->path, ebook_line(nav),
		        v->type);
		return;
	}
	for (xmlNodePtr n = ol; n; n = dom_next(n, ol)) {
		if (dom_is(n, "li"))
			check_item(v, n);
		else if (dom_is(n, "ol") && !dom_element(n->children))
			ebook_find(v->b, EPUB_NAV_MODEL, v->path, ebook_line(n),
			        "ol");
	}
}

static void
check_landmarks(struct nav *v, xmlNodePtr nav)
{
	struct map seen = { 0 };
	struct str key = STR_INIT;

	for (xmlNodePtr n = nav; n; n = dom_next(n, nav)) {
		const char *type = ebook_attr(n, "type", NS_EPUB);
		const char *href = ebook_attr(n, "href", NULL);
		void **slot;

		if (!dom_is(n, "a"))
			continue;
		str_truncate(&key, 0);
		str_printf(&key, "%s %s", type ? type : "", href ? href : "");
		slot = map_put(&seen, str_span(&key));
		if (!type || !*type || *slot)
			ebook_find(v->b, EPUB_NAV_LANDMARK, v->path,
			        ebook_line(n), type);
		*slot = v;
	}
	map_free(&seen);
	str_free(&key);
}

void
ebook_nav(struct ebook *b, const char *path, xmlNodePtr root)
{
	struct nav v = { .b = b, .path = path };
	int tocs = 0;

	for (xmlNodePtr n = root; n; n = dom_next(n, root)) {
		if (!ebook_is(n, "nav", NS_XHTML))
			continue;
		v.type = ebook_attr(n, "type", NS_EPUB);
		if (!v.type)
			continue;
		tocs += ebook_word(v.type, "toc");
		b->page_lists += (unsigned)ebook_word(v.type, "page-list");
		check_list(&v, n);
		if (ebook_word(v.type, "landmarks"))
			check_landmarks(&v, n);
	}
	if (tocs != 1)
		ebook_find(b, EPUB_NAV_TOC, path, 0, NULL);
}

/* ---- NCX ---- */

static void
ncx_point(struct ebook *b, xmlNodePtr n)
{
	const char *label = "", *src = NULL;
	struct ebook_link l = { .from = b->ncx,
		.line = ebook_line(n),
		.missing = EPUB_NCX_LINK,
		.lost = EPUB_NCX_LINK };

	for (xmlNodePtr c = n->children; c; c = c->next) {
		if (dom_is(c, "navLabel"))
			label = ebook_text(b, c);
		else if (dom_is(c, "content"))
			src = ebook_attr(c, "src", NULL);
	}
	if (!*label || !src || !*src)
		ebook_find(b, EPUB_NCX_POINT, b->ncx, l.line, src);
	else if (ebook_resolve(b, b->ncx, l.line, src, &l.path, &l.fragment) ==
	         ADDR_LOCAL)
		ebook_link_add(b, &l);
}

static void
ncx_tree(struct ebook *b, xmlNodePtr root)
{
	struct map ids = { 0 };
	int uid = 0;

	for (xmlNodePtr n = root; n; n = dom_next(n, root)) {
		const char *id = ebook_attr(n, "id", NULL), *name;

		if (id) {
			void **slot = map_put(&ids, span_of(id));

			if (*slot)
				ebook_find(b, EPUB_NCX_ID, b->ncx,
				        ebook_line(n), id);
			*slot = b;
		}
		if (dom_is(n, "navPoint") || dom_is(n, "pageTarget"))
			ncx_point(b, n);
		name = dom_is(n, "meta") ? ebook_attr(n, "name", NULL) : NULL;
		if (name && strcmp(name, "dtb:uid") == 0) {
			const char *v = ebook_attr(n, "content", NULL);

			uid = v && b->uid &&
			      span_eq(span_trim(span_of(v)), span_of(b->uid));
		}
	}
	if (!uid && b->uid)
		ebook_find(b, EPUB_NCX_UID, b->ncx, 0, b->uid);
	map_free(&ids);
}

void
ebook_ncx(struct ebook *b)
{
	struct str s = STR_INIT;
	xmlDocPtr doc = NULL;
	xmlNodePtr root;

	if (!b->ncx || !ebook_file(b, b->ncx) ||
	        (ebook_file(b, b->ncx)->listed & 2))
		return;
	if (ebook_read(b, b->ncx, &s) == 0)
		doc = ebook_parse(b, b->ncx, &s);
	str_free(&s);
	if (!doc)
		return;
	root = xmlDocGetRootElement(doc);
	if (!ebook_is(root, "ncx", NS_NCX) || !dom_find(root, "navMap"))
		ebook_find(b, EPUB_NCX_ROOT, b->ncx, 0, NULL);
	else
		ncx_tree(b, root);
	xmlFreeDoc(doc);
}
