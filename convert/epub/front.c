/* front: the pages of an issue that no article has: the title page, and one
 * page per section that names its articles. */
#include "epub/pack.h"

#include <string.h>

#include "doc/xhtml.h"

#define COLOPHON_LINES 500
#define SECTION_LINES 1000

static void
put_line(struct str *s, const char *element, const char *cls, const char *text)
{
	if (!text || !*text)
		return;
	str_printf(s, "<%s", element);
	put_attr(s, "class", cls);
	str_putc(s, '>');
	put_text(s, text);
	str_printf(s, "</%s>\n", element);
}

static void
put_date(struct pack *p, struct str *s)
{
	const struct book *b = p->book;

	if (!b->shown)
		return;
	str_puts(s, "<p class=\"issue-date\"><time");
	put_attr(s, "datetime", b->shown);
	str_putc(s, '>');
	put_text(s, theme_date(p->o->theme, b->lang, b->shown));
	str_puts(s, "</time></p>\n");
}

int
pack_title_page(struct pack *p)
{
	const struct book *b = p->book;
	struct str *s = &p->buf;
	const struct pack_image *logo;

	if (b->single)
		return 0;
	logo = b->logo ? pack_picture_file(p, b->logo, NULL, MSG_EPUB_LOGO)
	               : NULL;
	put_head(s, p->lang.p[0], b->title, "frontmatter");
	str_puts(s, "<section class=\"masthead\" epub:type=\"titlepage\">\n");
	pages_put(p, EPUB_PAGE_FRONT, 0, "title.xhtml");
	if (logo) {
		str_puts(s, "<p class=\"logo\"><img");
		put_attr(s, "src", logo->href);
		str_printf(s, " width=\"%d\" height=\"%d\"", logo->width,
		        logo->height);
		put_attr(s, "alt", b->publisher ? b->publisher : b->title);
		str_puts(s, "/></p>\n");
		p->pictures++;
	}
	put_line(s, "p", "publisher", b->publisher);
	put_line(s, "h1", NULL, b->title);
	put_line(s, "p", "issue-number", pack_number(p));
	put_date(p, s);
	put_line(s, "p", "description", b->description);
	put_line(s, "p", "address", b->address);
	put_line(s, "p", "rights", b->rights);
	str_puts(s, "</section>\n");
	put_foot(s);
	pack_landmark_add(p, "titlepage", "title-page",
	        pack_msg(p, "title_page"), "title.xhtml");
	return pack_file(
	        p, "title", "title.xhtml", "application/xhtml+xml", NULL, 1);
}

/* A heading and the articles under it, so that a reader who leafs through
 * the book sees where he is. */
int
pack_section(struct pack *p, size_t i)
{
	const struct book_section *sec = &p->book->section.p[i];
	struct str *s = &p->buf;
	/* a longer list would be more than readers bear, and no help */
	size_t listed = sec->n < SECTION_LINES ? sec->n : SECTION_LINES;
	const char *href, *id;

	if (!sec->title || sec->n == 0)
		return 0;
	id = arena_printf(p->arena, "s%03zu", i + 1);
	href = arena_printf(p->arena, "%s.xhtml", id);
	put_head(s, p->lang.p[0], sec->title, "bodymatter");
	str_puts(s,
	        "<section class=\"part\" epub:type=\"part\" "
	        "role=\"doc-part\" aria-labelledby=\"" PACK_TITLE_ID "\">\n");
	pages_put(p, sec->first, 1, href);
	str_puts(s, "<h1 id=\"" PACK_TITLE_ID "\">");
	put_text(s, sec->title);
	str_puts(s, "</h1>\n<ul class=\"articles\">\n");
	for (size_t k = sec->first; k < sec->first + listed; k++) {
		const struct book_entry *e = &p->book->entry.p[k];
		const char *lang = pack_lang(p, e->lang);

		str_puts(s, "<li><a");
		put_attr(s, "href", chapter_href(p, k));
		if (strcmp(lang, p->lang.p[0]) && strcmp(lang, "und")) {
			put_attr(s, "lang", lang);
			put_attr(s, "xml:lang", lang);
		}
		str_putc(s, '>');
		put_text(s, e->title && *e->title ? e->title
		                                  : pack_msg(p, "untitled"));
		str_puts(s, "</a></li>\n");
	}
	str_puts(s, "</ul>\n</section>\n");
	put_foot(s);
	pack_toc_add(p, 1, sec->title, href, NULL);
	return pack_file(p, id, href, "application/xhtml+xml", NULL, 1);
}

/* "example.vn (12)", a line each, in the order of their first article. */
static void
put_counts(struct pack *p, const char *heading, const struct map *m)
{
	struct str *s = &p->buf;

	if (m->n == 0)
		return;
	str_puts(s, "<h2>");
	put_text(s, heading);
	str_puts(s, "</h2>\n<ul>\n");
	for (size_t i = 0; i < m->n && i < COLOPHON_LINES; i++) {
		str_puts(s, "<li>");
		put_text(s, m->entry[i].key);
		if (m->n > 1)
			str_printf(s, " (%zu)",
			        (size_t)(uintptr_t)m->entry[i].value);
		str_puts(s, "</li>\n");
	}
	str_puts(s, "</ul>\n");
}

/* Who made the issue, when, from what, and what others may do with it. */
int
pack_colophon(struct pack *p)
{
	const struct book *b = p->book;
	const char *title = pack_msg(p, "colophon");
	struct str *s = &p->buf;

	if (b->single || b->entry.n == 0)
		return 0;
	p->colophon = title;
	put_head(s, p->lang.p[0], title, "backmatter");
	str_puts(s, "<section class=\"colophon\" epub:type=\"colophon\" "
	            "role=\"doc-colophon\" aria-labelledby=\"" PACK_TITLE_ID
	            "\">\n<h1 id=\"" PACK_TITLE_ID "\">");
	put_text(s, title);
	str_puts(s, "</h1>\n");
	put_line(s, "p", NULL, b->title);
	put_line(s, "p", NULL, pack_number(p));
	put_line(s, "p", NULL, b->publisher);
	put_line(s, "p", NULL, b->address);
	put_date(p, s);
	put_counts(p, pack_msg(p, "source"), &p->host);
	if (b->rights || p->licence.n) {
		str_puts(s, "<h2>");
		put_text(s, pack_msg(p, "rights"));
		str_puts(s, "</h2>\n");
		put_line(s, "p", NULL, b->rights);
	}
	if (p->licence.n) {
		str_puts(s, "<ul>\n");
		for (size_t i = 0; i < p->licence.n && i < COLOPHON_LINES; i++)
			put_line(s, "li", NULL, p->licence.entry[i].key);
		str_puts(s, "</ul>\n");
	}
	str_puts(s, "<p><small>urn:uuid:");
	str_puts(s, p->uuid);
	str_puts(s, "</small></p>\n</section>\n");
	put_foot(s);
	pack_toc_add(p, 1, title, "colophon.xhtml", NULL);
	return pack_file(p, "colophon", "colophon.xhtml",
	        "application/xhtml+xml", NULL, 1);
}
