/* anchor: see anchor.h.  A page's ids may hold spaces, may be twice there,
 * and most serve scripts; a link may go to one that was dropped with a menu.
 * In the chapter each id is a target, each is unique, and each link within
 * the chapter arrives. */
#include "epub/anchor.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "doc/dom.h"
#include "doc/link.h"
#include "epub/pack.h"

struct anchor {
	xmlNodePtr node; /* NULL: not seen (again) */
	unsigned part;
	char name[16];
};

/* The fragment of a link, %XX decoded, in the form of an id that the page's
 * own may have been brought into. */
void
put_fragment(struct str *out, const char *href)
{
	struct str raw = STR_INIT;

	link_unescape(&raw, span_of(href + 1));
	dom_put_id(out, str_span(&raw));
	str_free(&raw);
}

/* The place that an id of the page names, or NULL. */
static struct anchor *
named(const struct anchors *an, const char *id)
{
	struct str s = STR_INIT;
	struct anchor *t;

	dom_put_id(&s, span_of(id));
	t = map_get(&an->target, str_span(&s));
	str_free(&s);
	return t;
}

static const char *
fragment_href(const xmlNode *n)
{
	const char *href = dom_is(n, "a") ? dom_attr(n, "href") : NULL;

	return href && href[0] == '#' ? href : NULL;
}

static struct anchor *
target_of(const struct anchors *an, const xmlNode *link)
{
	const char *href = fragment_href(link);
	struct str s = STR_INIT;
	struct anchor *t = NULL;

	if (href) {
		put_fragment(&s, href);
		t = map_get(&an->target, str_span(&s));
		str_free(&s);
	}
	return t;
}

static void
prune_one(struct anchors *an, xmlNodePtr n, const char *attr)
{
	const char *id = dom_attr(n, attr);

	if (id && !named(an, id))
		dom_drop_attr(n, attr);
}

void
anchors_prune(
        struct anchors *an, xmlNodePtr section, const struct pack_place *wanted)
{
	struct str s = STR_INIT;

	for (const struct pack_place *pl = wanted; pl; pl = pl->next) {
		void **slot = map_put(&an->target, span_of(pl->id));
		struct anchor *t = *slot;

		if (t)
			continue;
		*slot = t = xcalloc(1, sizeof(*t));
		snprintf(t->name, sizeof(t->name), "%s", pl->name);
	}
	for (xmlNodePtr n = section; n; n = dom_next(n, section)) {
		const char *href = fragment_href(n);
		void **slot;

		if (!href)
			continue;
		if (link_is_blank(n)) { /* of a heading to itself */
			dom_drop_attr(n, "href");
			continue;
		}
		str_truncate(&s, 0);
		put_fragment(&s, href);
		slot = map_put(&an->target, str_span(&s));
		if (!*slot)
			*slot = xcalloc(1, sizeof(struct anchor));
	}
	str_free(&s);
	for (xmlNodePtr n = section; n; n = dom_next(n, section))
		if (n->type == XML_ELEMENT_NODE && n->properties) {
			prune_one(an, n, "id");
			if (dom_is(n, "a"))
				prune_one(an, n, "name");
		}
}

static void
name_one(struct anchors *an, xmlNodePtr n, unsigned part)
{
	const char *id = dom_attr(n, "id");
	struct anchor *t;

	if (!id || (dom_is(n, "h1") && strcmp(id, PACK_TITLE_ID) == 0))
		return;
	t = named(an, id);
	if (!t || t->node) {
		dom_drop_attr(n, "id"); /* the first of two is meant */
		return;
	}
	t->node = n;
	t->part = part;
	if (!t->name[0])
		snprintf(t->name, sizeof(t->name), "r%u", ++an->named);
	dom_set_attr(n, "id", t->name);
}

void
anchors_name(struct anchors *an, xmlNodePtr section)
{
	size_t child = 0;

	for (xmlNodePtr c = section->children; c; c = c->next, child++)
		for (xmlNodePtr n = c; n; n = dom_next(n, c))
			name_one(an, n, an->part.p[child]);
}

void
anchors_places(const struct anchors *an, struct pack_place *wanted,
        struct arena *arena)
{
	for (struct pack_place *pl = wanted; pl; pl = pl->next) {
		const struct anchor *t = map_get(&an->target, span_of(pl->id));

		pl->href = t && t->node ? arena_printf(arena, "%s#%s",
		                                  an->file.p[t->part], pl->name)
		                        : an->file.p[0];
	}
}

const char *
anchor_of(struct anchors *an, xmlNodePtr n)
{
	char name[16];

	if (!dom_attr(n, "id")) {
		snprintf(name, sizeof(name), "h%u", ++an->headings);
		dom_set_attr(n, "id", name);
	}
	return dom_attr(n, "id");
}

/* A note is a block that its reference links to and that links back to it, as
 * word processors write them. */
static xmlNodePtr
note_of(const struct anchors *an, const xmlNode *ref, xmlNodePtr *back)
{
	static const char *const blocks[] = { "p", "div", "aside", "li", "dd",
		NULL };
	struct anchor *t = target_of(an, ref);
	xmlNodePtr block = t ? t->node : NULL;

	while (block && !dom_is_any(block, blocks))
		block = block->parent;
	if (!block)
		return NULL;
	for (const xmlNode *up = ref; up; up = up->parent)
		if (up == block)
			return NULL;
	for (xmlNodePtr n = block; n; n = dom_next(n, block)) {
		struct anchor *b = n != ref ? target_of(an, n) : NULL;

		/* to the reference itself, or to what holds it alone */
		if (b && b->node &&
		        (b->node == ref || b->node == ref->parent ||
		                b->node->parent == ref)) {
			*back = n;
			return block;
		}
	}
	return NULL;
}

static int
marked(const xmlNode *n, xmlNsPtr ns)
{
	return xmlHasNsProp(n, (const xmlChar *)"type", ns->href) != NULL;
}

static int
in_note(const xmlNode *n, xmlNsPtr ns)
{
	for (n = n->parent; n && n->type == XML_ELEMENT_NODE; n = n->parent)
		if (marked(n, ns))
			return 1;
	return 0;
}

/* Of two references to one note, both lead to it and back; what has its part
 * keeps it. */
static void
mark(xmlNodePtr n, xmlNsPtr ns, const char *type, const char *role)
{
	if (marked(n, ns))
		return;
	if (!xmlNewNsProp(
	            n, ns, (const xmlChar *)"type", (const xmlChar *)type))
		out_of_memory();
	dom_set_attr(n, "role", role);
}

/* An item has its part in a list and can have no other: what it holds is the
 * note then, and the place that links go to. */
static xmlNodePtr
note_in_item(struct anchors *an, xmlNodePtr item)
{
	xmlNodePtr note;

	if (!dom_is(item, "li") && !dom_is(item, "dd"))
		return item;
	note = dom_new(item->doc, "div");
	dom_move_children(item, note);
	xmlAddChild(item, note);
	for (size_t i = 0; i < an->target.n; i++) {
		struct anchor *t = an->target.entry[i].value;

		if (t->node == item) {
			t->node = note;
			dom_drop_attr(item, "id");
			dom_set_attr(note, "id", t->name);
		}
	}
	return note;
}

unsigned
anchors_notes(struct anchors *an, xmlNodePtr section)
{
	xmlNsPtr ns = xmlNewNs(section,
	        (const xmlChar *)"http://www.idpf.org/2007/ops",
	        (const xmlChar *)"epub");
	unsigned notes = 0;

	if (!ns)
		out_of_memory();

	for (xmlNodePtr n = section; n; n = dom_next(n, section)) {
		xmlNodePtr back, note;

		if (!fragment_href(n) || dom_attr(n, "role"))
			continue;
		note = note_of(an, n, &back);
		if (!note || (marked(note, ns) && in_note(n, ns)))
			continue; /* notes speak of each other */
		mark(n, ns, "noteref", "doc-noteref");
		mark(note_in_item(an, note), ns, "footnote", "doc-footnote");
		mark(back, ns, "backlink", "doc-backlink");
		notes++;
	}
	return notes;
}

/* The address of a link from the given part; NULL: it leads nowhere. */
static const char *
place_of(const struct anchors *an, const xmlNode *link, unsigned part,
        struct str *s)
{
	const struct anchor *t = target_of(an, link);

	if (!t || !t->node)
		return NULL;
	str_truncate(s, 0);
	if (t->part != part)
		str_puts(s, an->file.p[t->part]);
	str_putc(s, '#');
	str_puts(s, t->name);
	return s->s;
}

/* The words stay, and what may be a place itself. */
static void
drop_link(xmlNodePtr n, const xmlNode *top)
{
	dom_drop_attr(n, "href");
	if (!n->properties && n != top)
		dom_unwrap(n);
}

void
anchors_link(struct anchors *an, xmlNodePtr section, const struct pack *p)
{
	struct str s = STR_INIT;
	size_t child = 0;
	xmlNodePtr next_child;

	for (xmlNodePtr c = section->children; c; c = next_child, child++) {
		xmlNodePtr next;

		next_child = c->next;
		for (xmlNodePtr n = c; n; n = next) {
			const char *href = NULL, *to = NULL;

			next = dom_next(n, c);
			if (dom_is(n, "a"))
				href = dom_attr(n, "href");
			if (href && href[0] == '#')
				to = place_of(an, n, an->part.p[child], &s);
			else if (!href || !(to = link_place(p, href)))
				continue;
			if (to)
				dom_set_attr(n, "href", to);
			else
				drop_link(n, c);
		}
	}
	str_free(&s);
}

void
anchors_free(struct anchors *an)
{
	for (size_t i = 0; i < an->target.n; i++)
		free(an->target.entry[i].value);
	map_free(&an->target);
	vec_free(&an->part);
	vec_free(&an->file);
}
