/* chapter: one clean article in, one XHTML file out, or several when it is
 * longer than readers bear (250 KB); its lines of the contents; its authors,
 * keywords and languages for the package.
 *
 * Ids: only those that a link goes to, from the article or from another, are
 * kept, under short names of our own, so that they are valid and unique
 * whatever the page had.  A link from an earlier article must name the file
 * that the place will be in, so chapters that others link into are planned
 * before any is written: made in full, measured, forgotten.
 */
#include "epub/pack.h"

#include <string.h>

#include "doc/dom.h"
#include "doc/xhtml.h"
#include "epub/anchor.h"

#define PART_BYTES (PACK_HTML_MAX - 10000) /* head and foot aside */
#define LINK_GROWS 24 /* "a0001-12.xhtml#x12345" */
#define PART_GOOD (PART_BYTES / 2) /* from here a heading may part */

const char *
chapter_href(struct pack *p, size_t i)
{
	return arena_printf(p->arena, "%s.xhtml", p->book->entry.p[i].id);
}

static const char *
part_href(struct pack *p, size_t i, unsigned part)
{
	if (part == 0)
		return chapter_href(p, i);
	return arena_printf(
	        p->arena, "%s-%u.xhtml", p->book->entry.p[i].id, part + 1);
}

static void
count_one(struct map *m, const char *key)
{
	void **slot = key && *key ? map_put(m, span_of(key)) : NULL;

	if (slot)
		*slot = (void *)((uintptr_t)*slot + 1);
}

static void
note_people(struct pack *p, const struct article *a, const char *lang)
{
	for (size_t i = 0; i < a->meta.authors.n; i++) {
		const char *name = a->meta.authors.p[i];
		void **slot = map_put(&p->seen_author, span_of(name));

		if (!*slot) {
			struct pack_author *au = vec_push(&p->author);

			au->name = arena_strdup(p->arena, name);
			au->lang = lang;
			*slot = au;
		}
	}
	if (link_web(p, meta_get(&a->meta, META_URL)))
		count_one(&p->host, link_host(p, meta_get(&a->meta, META_URL)));
	count_one(&p->licence, meta_get(&a->meta, META_LICENCE));
	for (size_t i = 0; i < a->meta.keywords.n; i++) {
		void **slot =
		        map_put(&p->keyword, span_of(a->meta.keywords.p[i]));

		/* how many articles have it, as a pointer's number */
		*slot = (void *)((uintptr_t)*slot + 1);
	}
}

/* header.article-head and the article's blocks below one new section that
 * stands in the tree where the article stood. */
static xmlNodePtr
make_section(struct article *a)
{
	xmlNodePtr root = article_root(a), section, next;

	if (!a->tree)
		a->tree = xmlNewDoc((const xmlChar *)"1.0");
	if (!a->tree)
		out_of_memory();
	section = dom_new(a->tree, "section");
	article_head(section, a);
	for (xmlNodePtr c = root ? root->children : NULL; c; c = next) {
		next = c->next;
		xmlUnlinkNode(c);
		xmlAddChild(section, c);
	}
	if (root) {
		xmlReplaceNode(root, section);
		xmlFreeNode(root);
	} else if (xmlDocGetRootElement(a->tree)) {
		xmlAddChild(xmlDocGetRootElement(a->tree), section);
	} else {
		xmlDocSetRootElement(a->tree, section);
	}
	return section;
}

/* Every chapter has one h1: a page of an article without title gets that of
 * the contents. */
static const char *
ensure_title(struct pack *p, xmlNodePtr section, const struct book_entry *e)
{
	xmlNodePtr header = section->children, h1;
	struct str s = STR_INIT;
	const char *title;

	if (!dom_is(header, "header")) {
		header = dom_new(section->doc, "header");
		dom_set_attr(header, "class", "article-head");
		if (section->children)
			xmlAddPrevSibling(section->children, header);
		else
			xmlAddChild(section, header);
	}
	h1 = dom_find(header, "h1");
	if (!h1) {
		title = e->title && *e->title ? e->title
		                              : pack_msg(p, "untitled");
		h1 = dom_append(header, "h1");
		dom_append_text(h1, span_of(title));
	}
	dom_set_attr(h1, "id", PACK_TITLE_ID);
	dom_text_folded(h1, &s);
	title = arena_span(p->arena, str_span(&s));
	str_free(&s);
	return title;
}

/* No level of heading is left out, and h1 is the title alone (WCAG 1.3.1,
 * technique G141). */
static void
fit_headings(xmlNodePtr section)
{
	int level = 1, seen = 0;

	for (xmlNodePtr n = section; n; n = dom_next(n, section)) {
		char name[3] = "h0";
		int l = dom_heading(n);

		if (l == 0 || (l == 1 && !seen++))
			continue;
		l = l < 2 ? 2 : l > level + 1 ? level + 1 : l;
		name[1] = (char)('0' + l);
		if (name[1] != (char)n->name[1])
			dom_rename(n, name);
		level = l;
	}
}

/* Bytes of n as written; links within the book grow when their places are
 * known. */
static size_t
bytes_of(const xmlNode *n, struct str *scratch)
{
	size_t links = 0;

	str_truncate(scratch, 0);
	xhtml_node(scratch, n);
	for (const char *s = str_c(scratch); (s = strstr(s, " href=\"")); s++)
		links += s[7] == '#' || s[7] == 'p';
	return scratch->len + links * LINK_GROWS;
}

/* Which part each child of the section goes to, by the bytes it takes. */
static void
plan_parts(xmlNodePtr section, struct anchors *an, struct str *scratch)
{
	size_t used = 0;
	unsigned part = 0;

	vec_clear(&an->part);
	for (xmlNodePtr c = section->children; c; c = c->next) {
		size_t bytes = bytes_of(c, scratch);

		if (used > 0 && (used + bytes > PART_BYTES ||
		                        (used > PART_GOOD && dom_heading(c)))) {
			part++;
			used = 0;
		}
		used += bytes + 1;
		vec_add(&an->part, part);
	}
	str_truncate(scratch, 0);
	an->parts = part + 1;
}

/* Blocks that are too long for one part by themselves. */
static void
split_blocks(xmlNodePtr section, struct str *scratch)
{
	xmlNodePtr next;

	for (xmlNodePtr c = section->children; c; c = next) {
		xmlNodePtr before = c->prev;
		int opens =
		        dom_is(c, "div") && c->children && !dom_attr(c, "id");

		if (bytes_of(c, scratch) <= PART_BYTES) {
			next = c->next;
			continue;
		}
		split_block(c, scratch);
		if (opens) /* what was inside comes next */
			next = before ? before->next : section->children;
		else
			next = c->next;
	}
}

/* The book's where the article's is not known. */
static const char *
lang_of(struct pack *p, const struct book_entry *e)
{
	const char *lang = pack_lang(p, e->lang);

	return strcmp(lang, "und") ? lang : p->lang.p[0];
}

struct chapter {
	struct pack *p;
	size_t i;
	const struct book_entry *e;
	const char *lang, *title;
	int level; /* in the contents */
	struct anchors an;
};

/* Entries of the contents below the chapter's own; headings get their ids. */
static void
list_headings(struct chapter *ch, xmlNodePtr section)
{
	struct str s = STR_INIT;
	size_t child = 0;

	for (xmlNodePtr c = section->children; c; c = c->next, child++)
		for (xmlNodePtr n = c; n; n = dom_next(n, c)) {
			int l = dom_heading(n);

			if (l < 2 || ch->level + l - 1 > 3)
				continue;
			str_truncate(&s, 0);
			dom_text_folded(n, &s);
			if (s.len == 0) /* a picture as heading */
				continue;
			pack_toc_add(ch->p, ch->level + l - 1, str_c(&s),
			        arena_printf(ch->p->arena, "%s#%s",
			                part_href(ch->p, ch->i,
			                        ch->an.part.p[child]),
			                anchor_of(&ch->an, n)),
			        ch->lang);
		}
	str_free(&s);
}

/* Where the article is on the web. */
static void
put_source(struct chapter *ch)
{
	struct pack *p = ch->p;
	const char *url = link_web(p, ch->e->url);

	if (!url)
		return;
	str_puts(&p->buf, "<footer><p class=\"source\"><small>");
	put_text(&p->buf, pack_msg(p, "source"));
	str_puts(&p->buf, ": <a");
	put_attr(&p->buf, "href", url);
	str_putc(&p->buf, '>');
	put_text(&p->buf, link_host(p, url));
	str_puts(&p->buf, "</a></small></p></footer>\n");
}

static int
write_parts(struct chapter *ch, xmlNodePtr section)
{
	struct pack *p = ch->p;
	struct str *s = &p->buf;
	xmlNodePtr c = section->children;
	size_t child = 0;

	for (unsigned part = 0; part < ch->an.parts; part++) {
		const char *href = part_href(p, ch->i, part);

		put_head(s, ch->lang, ch->title, "bodymatter");
		str_puts(s, "<section epub:type=\"chapter\" "
		            "role=\"doc-chapter\"");
		if (part == 0)
			put_attr(s, "aria-labelledby", PACK_TITLE_ID);
		else
			put_attr(s, "aria-label", ch->title);
		str_puts(s, ">\n");
		while (c && ch->an.part.p[child] == part) {
			xhtml_node(s, c);
			str_putc(s, '\n');
			c = c->next;
			child++;
		}
		if (part + 1 == ch->an.parts)
			put_source(ch);
		str_puts(s, "</section>\n");
		put_foot(s);
		if (pack_file(p,
		            arena_strndup(p->arena, href, strcspn(href, ".")),
		            href, "application/xhtml+xml", NULL, 1) < 0)
			return -1;
	}
	return 0;
}

/* The article's tree as it will be written, but for the addresses of links
 * within the book. */
static xmlNodePtr
fit_chapter(struct chapter *ch, struct fit *f, struct article *a)
{
	struct pack *p = ch->p;
	const char *href = chapter_href(p, ch->i);
	xmlNodePtr section = make_section(a);

	f->pack = p;
	f->article = a;
	f->file = ch->e->source ? ch->e->source : a->name;
	f->href = href;
	f->lang = ch->lang;
	anchors_prune(&ch->an, section, map_get(&p->wanted, span_of(href)));
	fit_tree(f, section);
	ch->title = ensure_title(p, section, ch->e);
	fit_headings(section);
	plan_parts(section, &ch->an, &p->buf);
	if (ch->an.parts > 1) {
		split_blocks(section, &p->buf);
		plan_parts(section, &ch->an, &p->buf);
	}
	anchors_name(&ch->an, section);
	for (size_t i = 0; i < ch->an.parts; i++)
		vec_add(&ch->an.file, part_href(p, ch->i, (unsigned)i));
	return section;
}

int
chapter_plan(struct pack *p, size_t i)
{
	const struct book_entry *e = &p->book->entry.p[i];
	struct chapter ch = { .p = p, .i = i, .e = e, .lang = lang_of(p, e) };
	struct article *a = book_load(p->book, i, p->dg);
	struct diag mute; /* all is said when the chapter is written */
	struct fit f = { .dg = &mute };

	if (!a)
		return -1;
	diag_init(&mute);
	mute.sink = diag_unheard;
	fit_chapter(&ch, &f, a);
	anchors_places(&ch.an, map_get(&p->wanted, span_of(chapter_href(p, i))),
	        p->arena);
	anchors_free(&ch.an);
	article_free(a);
	return 0;
}

static int
write_chapter(struct chapter *ch, struct article *a)
{
	struct pack *p = ch->p;
	struct fit f = { .dg = p->dg };
	xmlNodePtr section = fit_chapter(ch, &f, a);

	p->pictures += f.pictures;
	p->no_alt += f.no_alt;
	p->tables += f.tables;
	p->notes += anchors_notes(&ch->an, section);
	pack_toc_add(p, ch->level, ch->title, ch->an.file.p[0], ch->lang);
	list_headings(ch, section);
	anchors_link(&ch->an, section, p);
	pages_mark(p, ch->i, section, ch->an.part.p, ch->an.file.p);
	return write_parts(ch, section);
}

int
pack_chapter(struct pack *p, size_t i)
{
	const struct book_entry *e = &p->book->entry.p[i];
	const struct book *b = p->book;
	struct chapter ch = { .p = p, .i = i, .e = e, .level = 1 };
	struct article *a = book_load(b, i, p->dg);
	int rc;

	if (!a)
		return -1;
	ch.lang = lang_of(p, e);
	p->no_lang |= strcmp(ch.lang, "und") == 0;
	if (e->section < b->section.n && b->section.p[e->section].title)
		ch.level = 2;
	note_people(p, a, ch.lang);
	rc = write_chapter(&ch, a);
	anchors_free(&ch.an);
	article_free(a);
	return rc;
}
