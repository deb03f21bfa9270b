/* ebookdoc: each file of the manifest: documents, pictures, fonts, sheets.
 *
 * Documents are read one after another and freed at once; what other
 * documents must know of one (its ids, where its links go) stays in the
 * maps of struct ebook.
 */
#include "check/ebook.h"

#include <string.h>
#include <strings.h>

#include "doc/dom.h"

#define OLD_READERS 300000 /* bytes; some stop at 300 kB */
#define XML_MAX (16u << 20) /* bytes of one document */
#define WALK_MAX 10000 /* nodes within a link or heading */

struct doc { /* the one being read */
	struct ebook *b;
	const char *path;
	struct ebook_item *item;
	struct map ids;
	size_t order;
	unsigned has; /* PROP_... of its content */
	int heading; /* level of the last */
};

static void
find_here(struct doc *d, enum epub_rule rule, const xmlNode *n,
        const char *detail)
{
	ebook_find(d->b, rule, d->path, n ? ebook_line(n) : 0, detail);
}

/* ---- ids and language ---- */

static void
read_id(struct doc *d, const xmlNode *n)
{
	const char *id = ebook_attr(n, "id", NULL);
	void **slot;

	if (!id)
		return;
	if (!*id || id[strcspn(id, " \t\r\n")])
		find_here(d, EPUB_DOC_ID_BAD, n, id);
	slot = map_put(&d->ids, span_of(id));
	if (*slot)
		find_here(d, EPUB_DOC_ID_TWICE, n, id);
	*slot = d;
	ebook_id_add(d->b, d->path, id, d->order);
}

static void
check_lang(struct doc *d, const xmlNode *n)
{
	const char *lang = ebook_attr(n, "lang", NULL);
	const char *xml = ebook_attr(n, "lang", NS_XML);

	if ((lang && *lang && !ebook_lang_ok(lang)) ||
	        (xml && *xml && !ebook_lang_ok(xml)) ||
	        (lang && xml && strcasecmp(lang, xml) != 0))
		find_here(d, EPUB_DOC_LANG, n, lang ? lang : xml);
	if (ebook_is(n, "html", NS_XHTML) && !(lang && *lang) && !(xml && *xml))
		find_here(d, EPUB_A_LANG, n, NULL);
}

/* Attributes that name ids of the same document; looked up at its end. */
static void
check_idrefs(struct doc *d, xmlNodePtr root)
{
	static const char *const names[] = { "aria-labelledby",
		"aria-describedby", "aria-details", "aria-controls",
		"aria-owns", "aria-flowto", "for", "headers", NULL };

	for (xmlNodePtr n = root; n; n = dom_next(n, root))
		for (int i = 0; names[i] && n->type == XML_ELEMENT_NODE &&
		                n->properties;
		        i++) {
			const char *v = ebook_attr(n, names[i], NULL);

			while (v && *v) {
				size_t k = strcspn(v, " \t\r\n");
				struct span id = { v, k };

				if (k && !map_has(&d->ids, id))
					find_here(d, EPUB_DOC_IDREF, n,
					        arena_span(
					                d->b->out->arena, id));
				v += k;
				v += strspn(v, " \t\r\n");
			}
		}
}

/* ---- addresses ---- */

static int
picture_type(const char *type)
{
	static const char *const good[] = { "image/jpeg", "image/png",
		"image/gif", "image/webp", "image/svg+xml", NULL };

	for (int i = 0; type && good[i]; i++)
		if (strcmp(good[i], type) == 0)
			return 1;
	return 0;
}

static const struct ebook_item *
item_at(const struct ebook *b, const char *path)
{
	size_t i = (size_t)(uintptr_t)map_get(&b->by_path, span_of(path));

	return i ? &b->item.p[i - 1] : NULL;
}

/* What a document needs to be shown. */
static void
resource(struct doc *d, const xmlNode *n, const char *href, int picture)
{
	struct ebook_link l = { .from = d->path,
		.line = ebook_line(n),
		.missing = EPUB_LINK_MISSING,
		.lost = EPUB_LINK_FRAGMENT };

	switch (ebook_resolve(
	        d->b, d->path, l.line, href, &l.path, &l.fragment)) {
	case ADDR_WEB:
		d->has |= PROP_REMOTE;
		find_here(d, EPUB_RES_REMOTE, n, href);
		break;
	case ADDR_LOCAL: {
		const struct ebook_item *it = item_at(d->b, l.path);

		ebook_link_add(d->b, &l);
		if (picture && it && !picture_type(it->type) && !it->fallback)
			find_here(d, EPUB_RES_TYPE, n, it->type);
		break;
	}
	default:
		break;
	}
}

static void
hyperlink(struct doc *d, const xmlNode *n, const char *href)
{
	struct ebook_link l = { .from = d->path,
		.line = ebook_line(n),
		.missing = EPUB_LINK_MISSING,
		.lost = EPUB_LINK_FRAGMENT,
		.page = 1 };
	enum address kind = ebook_resolve(
	        d->b, d->path, l.line, href, &l.path, &l.fragment);

	if (kind == ADDR_LOCAL)
		ebook_link_add(d->b, &l);
	else if (kind == ADDR_DATA)
		find_here(d, EPUB_LINK_SCHEME, n, "data:");
}

static void
check_address(struct doc *d, const xmlNode *n)
{
	static const struct {
		const char *element, *attribute;
		int picture;
	} needs[] = {
		{ "img", "src", 1 },
		{ "audio", "src", 0 },
		{ "video", "src", 0 },
		{ "video", "poster", 1 },
		{ "source", "src", 0 },
		{ "track", "src", 0 },
		{ "iframe", "src", 0 },
		{ "embed", "src", 0 },
		{ "script", "src", 0 },
		{ "object", "data", 0 },
		{ "input", "src", 1 },
	};
	const char *name = (const char *)n->name;
	const char *href = ebook_attr(n, "href", NULL);
	const char *rel = ebook_attr(n, "rel", NULL);

	for (size_t i = 0; i < sizeof(needs) / sizeof(needs[0]); i++) {
		const char *v;

		if (strcmp(name, needs[i].element) != 0)
			continue;
		v = ebook_attr(n, needs[i].attribute, NULL);
		if (v && *v)
			resource(d, n, v, needs[i].picture);
		else if (v || strcmp(name, "img") == 0)
			find_here(d, EPUB_LINK_BAD, n, needs[i].attribute);
	}
	if (!href)
		return;
	if (strcmp(name, "a") == 0 || strcmp(name, "area") == 0)
		hyperlink(d, n, href);
	else if (strcmp(name, "link") == 0 &&
	         (ebook_word(rel, "stylesheet") || ebook_word(rel, "icon")))
		resource(d, n, href, 0);
}

/* ---- for readers of all kinds ---- */

static int
is_file_name(const char *alt)
{
	static const char *const endings[] = { ".jpg", ".jpeg", ".png", ".gif",
		".webp", ".svg", ".bmp", ".avif", NULL };
	const char *dot = strrchr(alt, '.');

	for (int i = 0; dot && !strchr(alt, ' ') && endings[i]; i++)
		if (strcasecmp(dot, endings[i]) == 0)
			return 1;
	return 0;
}

static int
labelled(const xmlNode *n)
{
	const char *label = ebook_attr(n, "aria-label", NULL);
	const char *title = ebook_attr(n, "title", NULL);

	return (label && *label) || (title && *title) ||
	       ebook_attr(n, "aria-labelledby", NULL);
}

static int
decoration(const xmlNode *n)
{
	const char *role = ebook_attr(n, "role", NULL);
	const char *hidden = ebook_attr(n, "aria-hidden", NULL);

	return ebook_word(role, "presentation") || ebook_word(role, "none") ||
	       (hidden && strcmp(hidden, "true") == 0);
}

/* Has it words, or a picture with some? */
static int
speaks(struct ebook *b, xmlNodePtr n)
{
	int steps = 0;

	if (*ebook_text(b, n))
		return 1;
	for (xmlNodePtr c = n; c && steps++ < WALK_MAX; c = dom_next(c, n)) {
		const char *alt =
		        dom_is(c, "img") ? ebook_attr(c, "alt", NULL) : NULL;

		if ((alt && *alt) || dom_is(c, "svg") || dom_is(c, "math"))
			return 1;
	}
	return labelled(n);
}

static void
check_image(struct doc *d, const xmlNode *n)
{
	const char *alt = ebook_attr(n, "alt", NULL);

	if (!alt && !labelled(n)) {
		find_here(d, EPUB_A_ALT, n, ebook_attr(n, "src", NULL));
		d->b->no_alt++;
	} else if (alt && is_file_name(alt)) {
		find_here(d, EPUB_A_ALT_NAME, n, alt);
	} else if (alt && !*alt && !decoration(n)) {
		d->b->no_alt++;
	}
}

static void
check_heading(struct doc *d, xmlNodePtr n)
{
	int level = dom_heading(n);

	if (d->heading && level > d->heading + 1)
		find_here(d, EPUB_A_HEADINGS, n, (const char *)n->name);
	d->heading = level;
	if (!speaks(d->b, n))
		find_here(d, EPUB_A_HEADING_EMPTY, n, (const char *)n->name);
}

static void
check_page_break(struct doc *d, xmlNodePtr n)
{
	const char *type = ebook_attr(n, "type", NS_EPUB);

	if (!ebook_word(type, "pagebreak") &&
	        !ebook_word(ebook_attr(n, "role", NULL), "doc-pagebreak"))
		return;
	d->b->pages++;
	if (!labelled(n) && !*ebook_text(d->b, n))
		find_here(d, EPUB_A_PAGE_MARK, n, ebook_attr(n, "id", NULL));
}

static void
check_role(struct doc *d, const xmlNode *n)
{
	static const char known[] = /* ARIA 1.2, DPUB-ARIA 1.1 */
	        " alert alertdialog application article banner button cell "
	        "checkbox columnheader combobox complementary contentinfo "
	        "definition dialog directory document feed figure form grid "
	        "gridcell group heading img link list listbox listitem log "
	        "main marquee math menu menubar menuitem menuitemcheckbox "
	        "menuitemradio navigation none note option presentation "
	        "progressbar radio radiogroup region row rowgroup rowheader "
	        "scrollbar search searchbox separator slider spinbutton "
	        "status switch tab table tablist tabpanel term textbox timer "
	        "toolbar tooltip tree treegrid treeitem blockquote caption "
	        "code deletion emphasis generic image insertion mark meter "
	        "paragraph strong subscript superscript suggestion time "
	        "comment text doc-abstract doc-acknowledgments doc-afterword "
	        "doc-appendix doc-backlink doc-biblioentry doc-bibliography "
	        "doc-biblioref doc-chapter doc-colophon doc-conclusion "
	        "doc-cover doc-credit doc-credits doc-dedication doc-endnote "
	        "doc-endnotes doc-epigraph doc-epilogue doc-errata "
	        "doc-example doc-footnote doc-foreword doc-glossary "
	        "doc-glossref doc-index doc-introduction doc-noteref "
	        "doc-notice doc-pagebreak doc-pagelist doc-pagefooter "
	        "doc-pageheader doc-part doc-preface doc-prologue "
	        "doc-pullquote doc-qna doc-subtitle doc-tip doc-toc ";
	const char *role = ebook_attr(n, "role", NULL);
	struct str s = STR_INIT;

	if (!role || !*role || strlen(role) > 200)
		return;
	while (*role) {
		size_t k = strcspn(role, " \t\r\n");

		str_truncate(&s, 0);
		str_putc(&s, ' ');
		str_add(&s, role, k);
		str_putc(&s, ' ');
		if (k && !strstr(known, s.s))
			find_here(d, EPUB_A_ROLE, n, s.s + 1);
		role += k;
		role += strspn(role, " \t\r\n");
	}
	str_free(&s);
}

static void
check_access(struct doc *d, xmlNodePtr n)
{
	const char *name = (const char *)n->name;

	if (strcmp(name, "img") == 0)
		check_image(d, n);
	else if (dom_heading(n))
		check_heading(d, n);
	else if (strcmp(name, "a") == 0 && ebook_attr(n, "href", NULL) &&
	         !speaks(d->b, n))
		find_here(d, EPUB_A_LINK_EMPTY, n, ebook_attr(n, "href", NULL));
	else if (strcmp(name, "th") == 0 && !ebook_attr(n, "scope", NULL) &&
	         !ebook_attr(n, "id", NULL))
		find_here(d, EPUB_A_SCOPE, n, ebook_text(d->b, n));
	check_page_break(d, n);
	check_role(d, n);
}

static void
check_scripts(struct doc *d, const xmlNode *n)
{
	const char *type;

	if (dom_is(n, "script")) {
		type = ebook_attr(n, "type", NULL);
		if (!type || !*type || strstr(type, "script") ||
		        strcmp(type, "module") == 0) {
			find_here(d, EPUB_DOC_SCRIPT, n, NULL);
			d->has |= PROP_SCRIPTED;
		}
	}
	for (const xmlAttr *a = n->properties; a; a = a->next)
		if (!a->ns && a->name[0] == 'o' && a->name[1] == 'n') {
			find_here(d, EPUB_DOC_SCRIPT, n, (const char *)a->name);
			d->has |= PROP_SCRIPTED;
		}
	if (dom_is(n, "form"))
		d->has |= PROP_SCRIPTED;
}

/* ---- one document ---- */

static void
check_svg(struct doc *d, const xmlNode *n)
{
	const char *href =
	        ebook_attr(n, "href", "http://www.w3.org/1999/xlink");

	if (!href)
		href = ebook_attr(n, "href", NULL);
	if (!href || !*href)
		return;
	if (dom_is(n, "image"))
		resource(d, n, href, 1);
	else if (dom_is(n, "a"))
		hyperlink(d, n, href);
	else if (dom_is(n, "use"))
		resource(d, n, href, 0);
}

static void
style_element(struct doc *d, const xmlNode *n)
{
	struct str s = STR_INIT;

	dom_text(n, &s);
	ebook_css(d->b, d->path, ebook_line(n), str_span(&s));
	str_free(&s);
}

static void
check_node(struct doc *d, xmlNodePtr n)
{
	const char *style;

	if (n->type != XML_ELEMENT_NODE)
		return;
	d->order++;
	read_id(d, n);
	check_lang(d, n);
	check_scripts(d, n);
	style = ebook_attr(n, "style", NULL);
	if (style)
		ebook_css(d->b, d->path, ebook_line(n), span_of(style));
	if (ebook_is(n, NULL, NS_SVG)) {
		d->has |= dom_is(n, "svg") ? (unsigned)PROP_SVG : 0u;
		check_svg(d, n);
	} else if (dom_is(n, "math")) {
		d->has |= PROP_MATHML;
	} else if (ebook_is(n, NULL, NS_XHTML)) {
		if (dom_is(n, "style"))
			style_element(d, n);
		check_address(d, n);
		check_access(d, n);
		if (d->b->version == 3)
			ebook_html(d->b, d->path, n);
	} else if (ebook_is(n, "switch", NS_EPUB)) {
		d->has |= PROP_SWITCH;
	}
}

static void
check_head(struct doc *d, xmlDocPtr doc, xmlNodePtr root)
{
	const xmlDtd *dtd = doc->intSubset;
	xmlNodePtr title = dom_find(root, "title");

	if (!ebook_is(root, "html", NS_XHTML)) {
		find_here(d, EPUB_DOC_ROOT, root, (const char *)root->name);
		return;
	}
	if (dtd && d->b->version == 3 &&
	        (strcasecmp((const char *)dtd->name, "html") != 0 ||
	                dtd->ExternalID ||
	                (dtd->SystemID && strcmp((const char *)dtd->SystemID,
	                                          "about:legacy-compat") != 0)))
		find_here(d, EPUB_DOC_DOCTYPE, NULL,
		        (const char *)dtd->ExternalID);
	if (!title || !*ebook_text(d->b, title))
		find_here(d, EPUB_DOC_TITLE, NULL, NULL);
}

/* What the item says of its content, against what is there. */
static void
check_properties(struct doc *d)
{
	static const struct {
		unsigned bit;
		const char *name;
	} p[] = {
		{ PROP_SCRIPTED, "scripted" },
		{ PROP_SVG, "svg" },
		{ PROP_MATHML, "mathml" },
		{ PROP_SWITCH, "switch" },
		{ PROP_REMOTE, "remote-resources" },
	};
	int svg = strcmp(d->item->type, "image/svg+xml") == 0;

	for (int i = 0; d->b->version == 3 && i < 5; i++) {
		unsigned differ = (d->has ^ d->item->props) & p[i].bit;

		/* a sheet may be what is remote: not seen from here */
		if (!differ || (svg && p[i].bit == PROP_SVG) ||
		        (p[i].bit == PROP_REMOTE && !(d->has & PROP_REMOTE)))
			continue;
		ebook_find(d->b, EPUB_ITEM_SCRIPTED, d->path, 0, p[i].name);
	}
}

static void
check_document(struct ebook *b, struct ebook_item *it)
{
	struct doc d = { .b = b, .path = it->path, .item = it };
	struct str s = STR_INIT;
	xmlDocPtr doc = NULL;
	xmlNodePtr root;

	if (ebook_read(b, it->path, &s) == 0) {
		if (s.len > OLD_READERS && it->spine)
			find_here(&d, EPUB_DOC_SIZE, NULL, NULL);
		if (s.len > XML_MAX)
			find_here(&d, EPUB_ZIP_BOMB, NULL, NULL);
		else
			doc = ebook_parse(b, it->path, &s);
		if (!doc && ebook_file(b, it->path))
			ebook_file(b, it->path)->bad = 1;
	}
	str_free(&s);
	if (!doc)
		return;
	root = xmlDocGetRootElement(doc);
	if (strcmp(it->type, "application/xhtml+xml") == 0)
		check_head(&d, doc, root);
	for (xmlNodePtr n = root; n; n = dom_next(n, root))
		check_node(&d, n);
	check_idrefs(&d, root);
	check_properties(&d);
	if (b->nav && strcmp(it->path, b->nav) == 0)
		ebook_nav(b, it->path, root);
	map_free(&d.ids);
	xmlFreeDoc(doc);
}

/* ---- what is no document ---- */

static int
magic_ok(const char *type, struct span s)
{
	static const struct {
		const char *type, *magic;
		size_t at, n;
	} table[] = {
		{ "image/jpeg", "\xFF\xD8\xFF", 0, 3 },
		{ "image/png", "\x89PNG\r\n\x1A\n", 0, 8 },
		{ "image/gif", "GIF8", 0, 4 },
		{ "image/webp", "WEBP", 8, 4 },
		{ "font/woff", "wOFF", 0, 4 },
		{ "application/font-woff", "wOFF", 0, 4 },
		{ "font/woff2", "wOF2", 0, 4 },
		{ "font/otf", "OTTO", 0, 4 },
		{ "font/ttf", "\0\1\0\0", 0, 4 },
	};
	int known = 0;

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		if (strcmp(type, table[i].type) != 0)
			continue;
		known = 1;
		if (s.n >= table[i].at + table[i].n &&
		        memcmp(s.p + table[i].at, table[i].magic, table[i].n) ==
		                0)
			return 1;
	}
	/* an OpenType font may hold either kind of outlines */
	if (strcmp(type, "font/otf") == 0 || strcmp(type, "font/ttf") == 0)
		return s.n >= 4 && (memcmp(s.p, "OTTO", 4) == 0 ||
		                           memcmp(s.p, "\0\1\0\0", 4) == 0 ||
		                           memcmp(s.p, "true", 4) == 0);
	return !known;
}

static void
check_other(struct ebook *b, struct ebook_item *it)
{
	int css = strcmp(it->type, "text/css") == 0;
	int image = strncmp(it->type, "image/", 6) == 0;
	int font = strncmp(it->type, "font/", 5) == 0 ||
	           strcmp(it->type, "application/font-woff") == 0;
	struct str s = STR_INIT;

	if ((css || image || font) && ebook_read(b, it->path, &s) == 0) {
		/* an obfuscated font looks like none */
		if (css)
			ebook_css(b, it->path, 1, str_span(&s));
		else if (!magic_ok(it->type, str_span(&s)) &&
		         !(font && ebook_file(b, "META-INF/encryption.xml")))
			ebook_find(b, EPUB_ITEM_TYPE, it->path, 0, it->type);
	}
	str_free(&s);
}

void
ebook_documents(struct ebook *b)
{
	for (size_t i = 0; i < b->item.n; i++) {
		struct ebook_item *it = &b->item.p[i];
		struct ebook_file *f =
		        it->path ? ebook_file(b, it->path) : NULL;

		if (!f || (f->listed & 2))
			continue; /* missing, or listed twice */
		if (strcmp(it->type, "application/xhtml+xml") == 0 ||
		        strcmp(it->type, "image/svg+xml") == 0)
			check_document(b, it);
		else
			check_other(b, it);
	}
}
