/* parse: the one door to the HTML parser.
 *
 * Reads text, encoding; sets tree, with its texts repaired (repair.h), and
 * plain; empties text.  What is no HTML at all goes through parse_plain.c.
 *
 * HTML5 tree construction is gumbo's, because libxml2's own HTML parser loses
 * content (names that nest deep, tables, unknown elements); the tree that
 * the house works on is libxml2's.  Between them: names in lower case (but
 * in SVG as SVG writes them), no namespaces, no comments, no doctype, text
 * pieces joined, the source's line in each node.  Names that XML cannot
 * write are bent (elements) or left out (attributes).
 */
#include <gumbo.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "filters/filter.h"
#include "filters/parse.h"
#include "filters/repair.h"

struct level {
	const GumboVector *children;
	unsigned next;
	xmlNodePtr node;
};

struct build {
	xmlDocPtr doc;
	VEC(struct level) level;
	struct str text; /* waiting to become one text node */
	unsigned text_line;
	struct str scratch;
	const struct controls *controls;
	const struct fold *fold;
	size_t lost; /* control characters */
};

static int
is_name_start(unsigned char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static int
is_name_char(unsigned char c)
{
	return is_name_start(c) || (c >= '0' && c <= '9') || c == '-' ||
	       c == '_' || c == '.';
}

/* Colons stay single and inside ("o:p", "xlink:href"). */
static int
is_xml_name(const char *s)
{
	int colons = 0;

	if (!is_name_start((unsigned char)*s) && *s != '_')
		return 0;
	for (s++; *s != '\0'; s++) {
		if (*s == ':' &&
		        (colons++ > 0 || (!is_name_start((unsigned char)s[1]) &&
		                                 s[1] != '_')))
			return 0;
		if (*s != ':' && !is_name_char((unsigned char)*s))
			return 0;
	}
	return 1;
}

static unsigned short
line_cap(unsigned line)
{
	return (unsigned short)(line < 65535 ? line : 65535);
}

/* Name of an element, in scratch. */
static const char *
element_name(struct build *b, const GumboElement *e)
{
	GumboStringPiece piece = e->original_tag;
	const char *name = NULL;
	size_t i;

	str_truncate(&b->scratch, 0);
	if (e->tag_namespace == GUMBO_NAMESPACE_SVG && piece.length > 0) {
		gumbo_tag_from_original_text(&piece);
		name = gumbo_normalize_svg_tagname(&piece);
	}
	if (name == NULL && e->tag != GUMBO_TAG_UNKNOWN)
		name = gumbo_normalized_tagname(e->tag);
	if (name != NULL) {
		str_puts(&b->scratch, name);
		return str_c(&b->scratch);
	}
	piece = e->original_tag;
	gumbo_tag_from_original_text(&piece);
	for (i = 0; i < piece.length; i++) {
		char c = piece.data[i];

		str_putc(&b->scratch,
		        c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c);
	}
	if (is_xml_name(str_c(&b->scratch)))
		return str_c(&b->scratch);
	for (i = 0; i < b->scratch.len; i++)
		if (!is_name_char((unsigned char)b->scratch.s[i]))
			b->scratch.s[i] = '_';
	if (b->scratch.len == 0 ||
	        !is_name_start((unsigned char)b->scratch.s[0]))
		return "span";
	return str_c(&b->scratch);
}

static void
add_attributes(struct build *b, xmlNodePtr node, const GumboElement *e)
{
	xmlAttrPtr last = NULL;
	unsigned i;

	for (i = 0; i < e->attributes.length; i++) {
		const GumboAttribute *at = e->attributes.data[i];
		char name[128] = "";
		size_t n = strlen(at->name);
		xmlAttrPtr prop;

		if (at->attr_namespace == GUMBO_ATTR_NAMESPACE_XLINK)
			memcpy(name, "xlink:", 7);
		else if (at->attr_namespace == GUMBO_ATTR_NAMESPACE_XML)
			memcpy(name, "xml:", 5);
		if (n > 100)
			continue;
		memcpy(name + strlen(name), at->name, n + 1);
		if (!is_xml_name(name) || strncmp(name, "xmlns", 5) == 0)
			continue;
		str_truncate(&b->scratch, 0);
		str_puts(&b->scratch, at->value);
		b->lost += controls_show(&b->scratch, b->controls);
		fold_show(b->fold, &b->scratch);
		prop = xmlNewDocProp(b->doc, (const xmlChar *)name, NULL);
		if (prop == NULL)
			continue;
		prop->children = xmlNewDocText(
		        b->doc, (const xmlChar *)str_c(&b->scratch));
		prop->last = prop->children;
		prop->children->parent = (xmlNodePtr)prop;
		prop->parent = node;
		prop->prev = last;
		if (last != NULL)
			last->next = prop;
		else
			node->properties = prop;
		last = prop;
	}
}

static void
link_last(xmlNodePtr parent, xmlNodePtr n)
{
	n->parent = parent;
	n->prev = parent->last;
	if (parent->last != NULL)
		parent->last->next = n;
	else
		parent->children = n;
	parent->last = n;
}

static void
flush_text(struct build *b, xmlNodePtr parent)
{
	xmlNodePtr n;

	if (b->text.len == 0)
		return;
	b->lost += controls_show(&b->text, b->controls);
	fold_show(b->fold, &b->text);
	n = xmlNewDocText(b->doc, (const xmlChar *)str_c(&b->text));
	str_truncate(&b->text, 0);
	if (n == NULL)
		return;
	n->line = line_cap(b->text_line);
	link_last(parent, n);
}

static xmlNodePtr
add_element(struct build *b, xmlNodePtr parent, const GumboElement *e)
{
	xmlNodePtr n = xmlNewDocNode(
	        b->doc, NULL, (const xmlChar *)element_name(b, e), NULL);

	if (n == NULL)
		abort(); /* out of memory, as in base/ */
	n->line = line_cap(e->start_pos.line);
	add_attributes(b, n, e);
	if (parent != NULL)
		link_last(parent, n);
	else
		xmlDocSetRootElement(b->doc, n);
	return n;
}

static void
enter(struct build *b, xmlNodePtr node, const GumboElement *e)
{
	struct level *l = vec_push(&b->level);

	l->children = &e->children;
	l->node = node;
}

static void
add_child(struct build *b, xmlNodePtr parent, const GumboNode *k)
{
	switch (k->type) {
	case GUMBO_NODE_ELEMENT:
	case GUMBO_NODE_TEMPLATE:
		flush_text(b, parent);
		enter(b, add_element(b, parent, &k->v.element), &k->v.element);
		break;
	case GUMBO_NODE_TEXT:
	case GUMBO_NODE_WHITESPACE:
	case GUMBO_NODE_CDATA:
		if (b->text.len == 0)
			b->text_line = k->v.text.start_pos.line;
		str_puts(&b->text, k->v.text.text);
		break;
	case GUMBO_NODE_DOCUMENT:
	case GUMBO_NODE_COMMENT:
		break;
	}
}

/* Without recursion: the tree's depth is the input's. */
static xmlDocPtr
build_tree(const GumboOutput *out, const struct controls *controls,
        const struct fold *fold, size_t *lost)
{
	struct build b = { .controls = controls, .fold = fold };

	b.doc = xmlNewDoc((const xmlChar *)"1.0");
	if (b.doc == NULL)
		abort();
	enter(&b, add_element(&b, NULL, &out->root->v.element),
	        &out->root->v.element);
	while (b.level.n > 0) {
		struct level *l = vec_last(&b.level);

		if (l->next < l->children->length) {
			add_child(&b, l->node, l->children->data[l->next++]);
			continue;
		}
		flush_text(&b, l->node);
		b.level.n--;
	}
	*lost = b.lost;
	vec_free(&b.level);
	str_free(&b.text);
	str_free(&b.scratch);
	return b.doc;
}

/* All of gumbo's memory lies in one arena that goes at once: no walk over
 * its tree, and a quarter of the time. */
static void *
gumbo_alloc(void *arena, size_t n)
{
	return arena_alloc(arena, n);
}

static void
gumbo_dealloc(void *arena, void *p)
{
	(void)arena;
	(void)p;
}

/* The tree, with C0 control characters in private use from `base` on. */
static xmlDocPtr
make_tree(struct str *text, const char *name, int lean,
        const struct limits *lim, struct diag *dg, size_t *lost, unsigned *base)
{
	GumboOptions opt = kGumboDefaultOptions;
	struct caps_report caps;
	struct controls controls;
	struct fold fold;
	struct arena *arena;
	GumboOutput *out;
	xmlDocPtr doc;

	if (text->len > lim->text_bytes) {
		diag_file(dg, name, MSG_FILE_TOO_BIG, lim->text_bytes);
		return NULL;
	}
	caps_apply(text, lim, lean, &fold, &caps);
	if (caps.too_many) {
		fold_close(&fold);
		diag_file(dg, name, MSG_PARSE_NODES, lim->nodes);
		return NULL;
	}
	if (caps.tags + caps.attributes > 0)
		diag_file(dg, name, MSG_PARSE_CAPS, caps.tags, caps.attributes,
		        lim->depth, lim->attributes);
	if (caps.inside != NULL)
		diag_file(dg, name, MSG_PARSE_INSIDE, caps.inside);
	controls_hide(text, &controls);
	arena = arena_new();
	opt.allocator = gumbo_alloc;
	opt.deallocator = gumbo_dealloc;
	opt.userdata = arena;
	opt.max_errors = 0;
	out = gumbo_parse_with_options(&opt, str_c(text), text->len);
	doc = build_tree(out, &controls, &fold, lost);
	fold_close(&fold);
	*base = controls.base;
	arena_free(arena);
	return doc;
}

static void
tell_lost(const char *name, size_t lost, struct diag *dg)
{
	if (lost > 0)
		diag_file(dg, name, MSG_PARSE_CONTROLS, lost);
}

xmlDocPtr
parse_html(struct str *text, const char *name, const struct limits *lim,
        struct diag *dg)
{
	unsigned base;
	size_t lost;
	xmlDocPtr doc = make_tree(text, name, 0, lim, dg, &lost, &base);

	if (doc != NULL && base != 0)
		lost += repair_controls(doc, base);
	if (doc != NULL)
		tell_lost(name, lost, dg);
	return doc;
}

/* Where the page is on the web, by other evidence than its own words. */
static void
set_address(struct article *a, const struct options *o)
{
	struct str s = STR_INIT;

	if (o->url)
		a->address = arena_strdup(a->arena, o->url);
	else if (!a->plain && parse_saved_from(str_span(&a->text), &s))
		a->address = arena_span(a->arena, str_span(&s));
	str_free(&s);
}

static int
parse_run(struct article *a, const struct options *o, struct diag *dg)
{
	const struct limits *lim = o->limits ? o->limits : &limits_default;

	struct str drawn = STR_INIT;
	unsigned base = 0;
	size_t lost = 0;

	a->plain = parse_is_plain(str_span(&a->text), a->name);
	set_address(a, o);
	if (!a->plain && parse_script_article(str_span(&a->text), &drawn)) {
		ledger_add_text(a, LEDGER_NOTE, "parse", "script-data", 0,
		        (struct span){ "", 0 });
		str_put_span(&a->text, str_span(&drawn));
	}
	str_free(&drawn);
	a->tree = a->plain ? parse_plain(str_span(&a->text), a->name, lim, dg)
	                   : make_tree(&a->text, a->name, 1, lim, dg, &lost,
	                             &base);
	str_free(&a->raw);
	str_free(&a->text);
	if (a->tree == NULL)
		return -1;
	lost += repair_tree(a, a->tree, base);
	tell_lost(a->name, lost, dg);
	return 0;
}

const struct filter filter_parse = {
	.name = "parse",
	.about = "HTML of any kind to a tree, as browsers read it",
	.run = parse_run,
};
