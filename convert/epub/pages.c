/* pages: the pages of the PDF marked in the EPUB, and the list of them
 * (EPUB Accessibility 1.1, 3.4; EPUB 3.3, 7.4.2).
 *
 * A page is known by how many characters of its article come before it.  The
 * two products do not write exactly the same (numbers of lists, quotation
 * marks that a style sheet puts), so the words that the page begins with are
 * looked for near that place.  Marks stand before whole words.
 */
#include "epub/pack.h"

#include <string.h>

#include "base/utf8.h"
#include "doc/dom.h"

#define NEAR 1500 /* bytes of text in which the words are looked for */

struct piece { /* a text node */
	xmlNodePtr node;
	size_t at; /* in the text */
	unsigned child; /* of the section */
};

struct flat {
	struct str text; /* without white space */
	VEC(struct piece) piece;
};

const char *
page_id(struct pack *p, size_t i)
{
	return arena_printf(p->arena, "pg%zu", i + 1);
}

static void
list_page(struct pack *p, size_t i, const char *href)
{
	struct pack_page *pp = vec_push(&p->page);

	pp->label = p->o->page[i].label;
	pp->href = arena_printf(p->arena, "%s#%s", href, page_id(p, i));
}

void
pages_put(struct pack *p, size_t entry, int section, const char *href)
{
	for (size_t i = 0; i < p->o->pages; i++) {
		const struct epub_page *pg = &p->o->page[i];

		if (pg->entry != entry || (section && !pg->section))
			continue;
		str_puts(&p->buf, "<div epub:type=\"pagebreak\" "
		                  "role=\"doc-pagebreak\"");
		put_attr(&p->buf, "id", page_id(p, i));
		put_attr(&p->buf, "title", pg->label);
		str_puts(&p->buf, "></div>\n");
		list_page(p, i, href);
	}
}

static void
flatten(struct flat *f, xmlNodePtr section)
{
	unsigned child = 0;

	for (xmlNodePtr c = section->children; c; c = c->next, child++)
		for (xmlNodePtr n = c; n; n = dom_next(n, c)) {
			struct piece *q;
			const char *s, *end;

			if (!dom_is_text(n) || !n->content || n == c)
				continue;
			q = vec_push(&f->piece);
			q->node = n;
			q->at = f->text.len;
			q->child = child;
			s = (const char *)n->content;
			end = s + strlen(s);
			while (s < end) {
				const char *from = s;
				uint32_t cp = utf8_next(&s, end);

				if (!cp_is_space(cp) && cp != 0xAD)
					str_add(&f->text, from,
					        (size_t)(s - from));
			}
		}
}

/* The byte that so many characters come before. */
static size_t
byte_of(const struct flat *f, uint32_t chars)
{
	size_t at = 0;

	for (; at < f->text.len; at++)
		if (((unsigned char)f->text.s[at] & 0xC0) != 0x80 &&
		        chars-- == 0)
			break;
	return at;
}

/* The place nearest to `at` where the page's first words stand. */
static size_t
settle(const struct flat *f, const struct epub_page *pg, size_t at)
{
	size_t n = strlen(pg->start), best = at;
	size_t lo = at > NEAR ? at - NEAR : 0, hi = at + NEAR;
	size_t distance = NEAR + 1;

	if (hi > f->text.len)
		hi = f->text.len;
	if (n == 0)
		return at;
	for (const char *s = f->text.s + lo;
	        (s = memmem(s, (size_t)(f->text.s + hi - s), pg->start, n)) !=
	        NULL;
	        s++) {
		size_t here = (size_t)(s - f->text.s);
		size_t d = here > at ? here - at : at - here;

		if (d < distance) {
			distance = d;
			best = here;
		}
	}
	return best;
}

/* Where in the node's text the byte of the flat text stands, moved to the
 * beginning of its word. */
static size_t
offset_in(const struct piece *q, size_t at)
{
	const char *t = (const char *)q->node->content, *s = t;
	const char *end = t + strlen(t), *word = t;
	size_t flat = q->at;
	int space = 1;

	while (s < end) {
		const char *from = s;
		uint32_t cp = utf8_next(&s, end);

		if (cp_is_space(cp)) {
			space = 1;
			continue;
		}
		if (space || cp_is_unspaced(cp))
			word = from;
		space = 0;
		if (cp == 0xAD)
			continue;
		if (flat >= at)
			break;
		flat += (size_t)(s - from);
	}
	return (size_t)(word - t);
}

static void
insert(struct piece *q, size_t offset, const char *id, const char *label,
        xmlNsPtr ns)
{
	xmlNodePtr n = q->node, span = dom_new(n->doc, "span"), rest;
	const char *t = (const char *)n->content;
	struct str head = STR_INIT;

	if (!xmlNewNsProp(span, ns, (const xmlChar *)"type",
	            (const xmlChar *)"pagebreak"))
		out_of_memory();
	dom_set_attr(span, "role", "doc-pagebreak");
	dom_set_attr(span, "id", id);
	/* not aria-label, which ARIA 1.2 forbids where a name comes
	 * from no content */
	dom_set_attr(span, "title", label);
	if (offset == 0) {
		xmlAddPrevSibling(n, span);
		return;
	}
	rest = xmlNewDocText(n->doc, (const xmlChar *)t + offset);
	if (!rest)
		out_of_memory();
	str_add(&head, t, offset);
	xmlNodeSetContent(n, NULL);
	xmlNodeAddContent(n, (const xmlChar *)str_c(&head));
	str_free(&head);
	xmlAddNextSibling(n, span);
	/* not xmlAddNextSibling(), which joins texts */
	rest->prev = span;
	rest->next = span->next;
	rest->parent = span->parent;
	if (span->next)
		span->next->prev = rest;
	else
		span->parent->last = rest;
	span->next = rest;
}

/* The last piece that begins at or before the byte. */
static struct piece *
piece_at(struct flat *f, size_t at)
{
	size_t lo = 0, hi = f->piece.n;

	while (hi - lo > 1) {
		size_t mid = (lo + hi) / 2;

		if (f->piece.p[mid].at <= at)
			lo = mid;
		else
			hi = mid;
	}
	return &f->piece.p[lo];
}

static xmlNsPtr
epub_ns(xmlNodePtr section)
{
	xmlNsPtr ns =
	        xmlSearchNs(section->doc, section, (const xmlChar *)"epub");

	if (!ns)
		ns = xmlNewNs(section,
		        (const xmlChar *)"http://www.idpf.org/2007/ops",
		        (const xmlChar *)"epub");
	if (!ns)
		out_of_memory();
	return ns;
}

/* Backwards, so that places before stay what they are. */
void
pages_mark(struct pack *p, size_t entry, xmlNodePtr section,
        const unsigned *part, const char *const *file)
{
	struct flat f = { .text = STR_INIT };
	size_t limit, first = p->o->pages, end = 0;
	const char **href;

	for (size_t i = 0; i < p->o->pages; i++)
		if (p->o->page[i].entry == entry && !pages_elsewhere(p, i)) {
			first = i < first ? i : first;
			end = i + 1;
		}
	if (first >= end)
		return;
	flatten(&f, section);
	limit = f.text.len;
	href = arena_array(p->arena, end - first, sizeof(*href));
	for (size_t i = end; f.piece.n && i-- > first;) {
		const struct epub_page *pg = &p->o->page[i];
		struct piece *q;
		size_t at;

		if (pg->entry != entry || pages_elsewhere(p, i))
			continue;
		at = pg->chars ? settle(&f, pg, byte_of(&f, pg->chars)) : 0;
		at = at < limit ? at : limit;
		q = piece_at(&f, at);
		insert(q, offset_in(q, at), page_id(p, i), pg->label,
		        epub_ns(section));
		href[i - first] = file[part[q->child]];
		limit = at;
	}
	for (size_t i = first; i < end; i++)
		if (href[i - first])
			list_page(p, i, href[i - first]);
	str_free(&f.text);
	vec_free(&f.piece);
}

/* With the heading of a section, which has a page of its own. */
int
pages_elsewhere(const struct pack *p, size_t i)
{
	const struct book *b = p->book;
	const struct epub_page *pg = &p->o->page[i];
	size_t s;

	if (!pg->section || pg->entry >= b->entry.n)
		return 0;
	s = b->entry.p[pg->entry].section;
	return s < b->section.n && b->section.p[s].title &&
	       b->section.p[s].first == pg->entry;
}
