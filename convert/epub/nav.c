/* nav: the contents twice: nav.xhtml (EPUB 3.3, 7), which is also a page to
 * read, and toc.ncx (OPF 2.0.1, 2.4.1) for readers of the years before 2011.
 *
 * Levels are three at most: sections, articles, headings.  The HTML file
 * stays below the size that readers bear: a year of 1,000 articles has too
 * many headings for one page, and its contents end at the articles. */
#include "epub/pack.h"

#include <string.h>

static int
depth_of(const struct pack *p)
{
	size_t bytes[4] = { 0 };
	int depth = 0;

	for (size_t i = 0; i < p->toc.n; i++) {
		const struct pack_toc *t = &p->toc.p[i];

		/* with two languages, escapes and the tags around */
		bytes[t->level] +=
		        strlen(t->title) * 11 / 10 + strlen(t->href) + 80;
	}
	for (size_t sum = 2000; depth < 3; depth++) {
		sum += bytes[depth + 1];
		if (sum > PACK_HTML_MAX && depth > 0)
			break;
		if (bytes[depth + 1] == 0 && depth > 0)
			break;
	}
	return depth;
}

static void
put_link(struct pack *p, const struct pack_toc *t)
{
	struct str *s = &p->buf;

	str_puts(s, "<a");
	put_attr(s, "href", t->href);
	if (t->lang && strcmp(t->lang, p->lang.p[0]) &&
	        strcmp(t->lang, "und")) {
		put_attr(s, "lang", t->lang);
		put_attr(s, "xml:lang", t->lang);
	}
	str_putc(s, '>');
	put_text(s, t->title);
	str_puts(s, "</a>");
}

static void
put_toc(struct pack *p, int depth)
{
	struct str *s = &p->buf;
	int level = 0;

	for (size_t i = 0; i < p->toc.n; i++) {
		const struct pack_toc *t = &p->toc.p[i];

		if (t->level > depth)
			continue;
		if (t->level > level) {
			str_puts(s, level ? "\n<ol>\n" : "<ol>\n");
			level++; /* levels have no gaps */
		} else {
			str_puts(s, "</li>\n");
			for (; level > t->level; level--)
				str_puts(s, "</ol>\n</li>\n");
		}
		str_puts(s, "<li>");
		put_link(p, t);
	}
	for (; level > 0; level--)
		str_puts(s, "</li>\n</ol>\n");
}

static void
put_landmarks(struct pack *p)
{
	struct str *s = &p->buf;

	str_puts(s, "<nav epub:type=\"landmarks\" hidden=\"hidden\">\n<h2>");
	put_text(s, pack_msg(p, "landmarks"));
	str_puts(s, "</h2>\n<ol>\n");
	for (size_t i = 0; i < p->landmark.n; i++) {
		const struct pack_landmark *l = &p->landmark.p[i];

		str_puts(s, "<li><a");
		put_attr(s, "epub:type", l->type);
		put_attr(s, "href", l->href);
		str_putc(s, '>');
		put_text(s, l->title);
		str_puts(s, "</a></li>\n");
	}
	str_puts(s, "</ol>\n</nav>\n");
}

static void
put_page_list(struct pack *p)
{
	struct str *s = &p->buf;

	str_puts(s, "<nav epub:type=\"page-list\" role=\"doc-pagelist\" "
	            "hidden=\"hidden\">\n<h2>");
	put_text(s, pack_msg(p, "pages"));
	str_puts(s, "</h2>\n<ol>\n");
	for (size_t i = 0; i < p->page.n; i++) {
		str_puts(s, "<li><a");
		put_attr(s, "href", p->page.p[i].href);
		str_putc(s, '>');
		put_text(s, p->page.p[i].label);
		str_puts(s, "</a></li>\n");
	}
	str_puts(s, "</ol>\n</nav>\n");
}

/* A contents document must have at least one entry, and a book one page. */
static int
empty_book(struct pack *p)
{
	const char *title = pack_msg(p, "no_articles");

	put_head(&p->buf, p->lang.p[0], p->book->title, "bodymatter");
	str_puts(&p->buf, "<section>\n<h1>");
	put_text(&p->buf, title);
	str_puts(&p->buf, "</h1>\n</section>\n");
	put_foot(&p->buf);
	pack_toc_add(p, 1, title, "empty.xhtml", NULL);
	return pack_file(
	        p, "empty", "empty.xhtml", "application/xhtml+xml", NULL, 1);
}

int
pack_nav(struct pack *p)
{
	const char *title = pack_msg(p, "contents");
	struct str *s = &p->buf;
	int shown;

	if (p->toc.n == 0 && empty_book(p) < 0)
		return -1;
	put_head(s, p->lang.p[0], title, "frontmatter");
	str_puts(s, "<nav epub:type=\"toc\" role=\"doc-toc\" id=\"toc\" "
	            "aria-labelledby=\"" PACK_TITLE_ID "\">\n"
	            "<h1 id=\"" PACK_TITLE_ID "\">");
	put_text(s, title);
	str_puts(s, "</h1>\n");
	put_toc(p, depth_of(p));
	str_puts(s, "</nav>\n");
	/* thousands of articles: for the reader's menu, not a page to read */
	shown = !p->book->single && s->len <= PACK_HTML_MAX;
	if (shown)
		pack_landmark_add(p, "toc", "toc", title, "nav.xhtml");
	pack_landmark_add(p, "bodymatter", "text", pack_msg(p, "start"),
	        p->toc.p[0].href);
	if (p->colophon)
		pack_landmark_add(p, "colophon", "colophon", p->colophon,
		        "colophon.xhtml");
	/* Kobo shows landmarks among the contents (its ePub guidelines,
	 * "Table of Contents"); the guide says the same to those who ask */
	if (p->o->profile != PROFILE_KOBO)
		put_landmarks(p);
	if (p->page.n)
		put_page_list(p);
	put_foot(s);
	return pack_file(
	        p, "nav", "nav.xhtml", "application/xhtml+xml", "nav", shown);
}

static void
put_label(struct str *s, const char *element, const char *text)
{
	str_printf(s, "<%s><text>", element);
	put_text(s, text);
	str_printf(s, "</text></%s>\n", element);
}

/* OPF 2.0.1, 2.4.1; a pageList must have a class to be valid. */
static void
ncx_pages(struct pack *p, unsigned order)
{
	struct str *s = &p->buf;

	str_puts(s, "<pageList id=\"pages\" class=\"pages\">\n");
	put_label(s, "navLabel", pack_msg(p, "pages"));
	for (size_t i = 0; i < p->page.n; i++) {
		str_printf(s,
		        "<pageTarget id=\"t%zu\" class=\"page\" "
		        "type=\"normal\" value=\"%zu\" playOrder=\"%zu\">\n",
		        i + 1, i + 1, order + i + 1);
		put_label(s, "navLabel", p->page.p[i].label);
		str_puts(s, "<content");
		put_attr(s, "src", p->page.p[i].href);
		str_puts(s, "/>\n</pageTarget>\n");
	}
	str_puts(s, "</pageList>\n");
}

int
pack_ncx(struct pack *p)
{
	struct str *s = &p->buf;
	int level = 0, depth = depth_of(p);
	unsigned order = 0;

	str_puts(s, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	            "<ncx xmlns=\"http://www.daisy.org/z3986/2005/ncx/\""
	            " version=\"2005-1\"");
	put_attr(s, "xml:lang", p->lang.p[0]);
	str_printf(s,
	        ">\n<head>\n"
	        "<meta name=\"dtb:uid\" content=\"urn:uuid:%s\"/>\n"
	        "<meta name=\"dtb:depth\" content=\"%d\"/>\n"
	        "<meta name=\"dtb:totalPageCount\" content=\"%zu\"/>\n"
	        "<meta name=\"dtb:maxPageNumber\" content=\"%zu\"/>\n"
	        "</head>\n",
	        p->uuid, depth, p->page.n, p->page.n);
	put_label(s, "docTitle", pack_title(p));
	str_puts(s, "<navMap>\n");
	for (size_t i = 0; i < p->toc.n; i++) {
		const struct pack_toc *t = &p->toc.p[i];

		if (t->level > depth)
			continue;
		for (; level >= t->level; level--)
			str_puts(s, "</navPoint>\n");
		level = t->level;
		order++;
		str_printf(s, "<navPoint id=\"n%u\" playOrder=\"%u\">\n", order,
		        order);
		put_label(s, "navLabel", t->title);
		str_puts(s, "<content");
		put_attr(s, "src", t->href);
		str_puts(s, "/>\n");
	}
	for (; level > 0; level--)
		str_puts(s, "</navPoint>\n");
	str_puts(s, "</navMap>\n");
	if (p->page.n)
		ncx_pages(p, order);
	str_puts(s, "</ncx>\n");
	return pack_file(
	        p, "ncx", "toc.ncx", "application/x-dtbncx+xml", NULL, 0);
}
