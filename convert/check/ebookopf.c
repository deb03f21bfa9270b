/* ebookopf: the package document (EPUB 3.3, chapter 5; OPF 2.0.1 for books of
 * version 2): its way from container.xml, metadata, manifest, spine, guide. */
#include "check/ebook.h"

#include <string.h>

#include "doc/dom.h"

static xmlNodePtr
child(const xmlNode *n, const char *name, const char *ns)
{
	for (xmlNodePtr c = n ? n->children : NULL; c; c = c->next)
		if (ebook_is(c, name, ns))
			return c;
	return NULL;
}

/* META-INF/container.xml to the path of the package document. */
static int
find_package(struct ebook *b)
{
	static const char path[] = "META-INF/container.xml";
	struct str s = STR_INIT;
	xmlDocPtr doc = NULL;
	xmlNodePtr root;

	if (!ebook_file(b, path)) {
		ebook_find(b, EPUB_CONTAINER, path, 0, NULL);
		return -1;
	}
	if (ebook_read(b, path, &s) == 0)
		doc = ebook_parse(b, path, &s);
	str_free(&s);
	if (!doc)
		return -1;
	root = xmlDocGetRootElement(doc);
	for (xmlNodePtr n = root; n && !b->opf; n = dom_next(n, root)) {
		const char *type, *full;

		if (!dom_is(n, "rootfile"))
			continue;
		type = ebook_attr(n, "media-type", NULL);
		full = ebook_attr(n, "full-path", NULL);
		if (full && *full && type &&
		        strcmp(type, "application/oebps-package+xml") == 0)
			b->opf = arena_strdup(b->out->arena, full);
	}
	xmlFreeDoc(doc);
	if (!b->opf)
		ebook_find(b, EPUB_CONTAINER, path, 0, NULL);
	else if (!ebook_file(b, b->opf))
		ebook_find(b, EPUB_OPF_MISSING, path, 0, b->opf);
	else
		return 0;
	return -1;
}

/* ---- metadata ---- */

static int
digits(const char *s, const char *form)
{
	for (; *form; form++, s++)
		if (*form == 'd' ? *s < '0' || *s > '9' : *s != *form)
			return 0;
	return *s == '\0';
}

static int
date_ok(const char *s)
{
	size_t n = strlen(s);
	const char *rest = n > 10 ? s + 10 : "";

	return digits(s, "dddd") || digits(s, "dddd-dd") ||
	       digits(s, "dddd-dd-dd") ||
	       (n > 15 && n < 40 && s[4] == '-' && s[7] == '-' &&
	               *rest == 'T' &&
	               strspn(rest, "T0123456789:.Z+-") == strlen(rest));
}

struct counts { /* of the metadata */
	int title, language, modified, date, uid;
	int mode, sufficient, feature, hazard;
};

static void
read_dc(struct ebook *b, xmlNodePtr n, struct counts *c, const char *uid)
{
	const char *text = ebook_text(b, n), *id = ebook_attr(n, "id", NULL);
	const char *name = (const char *)n->name;
	int line = ebook_line(n);

	if (!*text) {
		ebook_find(b, EPUB_OPF_META_EMPTY, b->opf, line, name);
		return;
	}
	c->title += strcmp(name, "title") == 0;
	if (strcmp(name, "language") == 0) {
		c->language++;
		if (!ebook_lang_ok(text))
			ebook_find(b, EPUB_OPF_LANGUAGE, b->opf, line, text);
	}
	if (strcmp(name, "date") == 0 && !date_ok(text))
		ebook_find(b, EPUB_OPF_DATE, b->opf, line, text);
	if (strcmp(name, "identifier") == 0 && uid && id &&
	        strcmp(id, uid) == 0) {
		c->uid++;
		b->uid = text;
	}
}

static void
read_meta(struct ebook *b, xmlNodePtr n, struct counts *c)
{
	const char *prop = ebook_attr(n, "property", NULL);
	const char *name = ebook_attr(n, "name", NULL);
	const char *content = ebook_attr(n, "content", NULL);
	const char *text = prop ? ebook_text(b, n) : content ? content : "";

	prop = prop ? prop : name ? name : "";
	if (!*text) {
		ebook_find(b, EPUB_OPF_META_EMPTY, b->opf, ebook_line(n), prop);
		return;
	}
	c->mode += strcmp(prop, "schema:accessMode") == 0;
	c->sufficient += strcmp(prop, "schema:accessModeSufficient") == 0;
	c->hazard += strcmp(prop, "schema:accessibilityHazard") == 0;
	if (strcmp(prop, "schema:accessibilityFeature") == 0) {
		c->feature++;
		b->claims_alt |= strcmp(text, "alternativeText") == 0;
		b->claims_breaks |= strcmp(text, "pageBreakMarkers") == 0;
		b->claims_nav |= strcmp(text, "pageNavigation") == 0;
	}
	if (strcmp(prop, "pageBreakSource") == 0 ||
	        strcmp(prop, "a11y:pageBreakSource") == 0 ||
	        (strcmp(prop, "source-of") == 0 &&
	                strcmp(text, "pagination") == 0))
		b->page_source = 1;
	if (strcmp(prop, "dcterms:modified") == 0 &&
	        !ebook_attr(n, "refines", NULL))
		c->modified += digits(text, "dddd-dd-ddTdd:dd:ddZ") ? 1 : 100;
}

static void
check_refines(struct ebook *b, xmlNodePtr root, const struct map *ids)
{
	for (xmlNodePtr n = root; n; n = dom_next(n, root)) {
		const char *to = ebook_attr(n, "refines", NULL);

		if (to && *to == '#' && !map_has(ids, span_of(to + 1)))
			ebook_find(
			        b, EPUB_OPF_REFINES, b->opf, ebook_line(n), to);
	}
}

static void
check_ids(struct ebook *b, xmlNodePtr root)
{
	struct map ids = { 0 };

	for (xmlNodePtr n = root; n; n = dom_next(n, root)) {
		const char *id = ebook_attr(n, "id", NULL);
		void **slot;

		if (!id)
			continue;
		slot = map_put(&ids, span_of(id));
		if (*slot)
			ebook_find(b, EPUB_OPF_ID, b->opf, ebook_line(n), id);
		*slot = n;
	}
	check_refines(b, root, &ids);
	map_free(&ids);
}

static void
check_metadata(struct ebook *b, xmlNodePtr root, xmlNodePtr metadata)
{
	struct counts c = { 0 };
	const char *uid = ebook_attr(root, "unique-identifier", NULL);

	for (xmlNodePtr n = metadata; n; n = dom_next(n, metadata)) {
		if (ebook_is(n, NULL, NS_DC))
			read_dc(b, n, &c, uid);
		else if (ebook_is(n, "meta", NS_OPF))
			read_meta(b, n, &c);
	}
	if (!c.title)
		ebook_find(b, EPUB_OPF_TITLE, b->opf, 0, NULL);
	if (!c.language)
		ebook_find(b, EPUB_OPF_LANGUAGE, b->opf, 0, NULL);
	if (!c.uid)
		ebook_find(b, EPUB_OPF_UID, b->opf, 0, uid);
	if (b->version == 2)
		return;
	if (c.modified != 1)
		ebook_find(b, EPUB_OPF_MODIFIED, b->opf, 0, NULL);
	if (!c.mode || !c.feature || !c.hazard || !c.sufficient)
		ebook_find(b, EPUB_A_METADATA, b->opf, 0,
		        !c.mode      ? "accessMode"
		        : !c.feature ? "accessibilityFeature"
		        : !c.hazard  ? "accessibilityHazard"
		                     : "accessModeSufficient");
}

/* ---- manifest ---- */

static unsigned
read_properties(struct ebook *b, const char *list, int line)
{
	static const struct {
		const char *name;
		unsigned bit;
	} known[] = {
		{ "scripted", PROP_SCRIPTED },
		{ "svg", PROP_SVG },
		{ "mathml", PROP_MATHML },
		{ "remote-resources", PROP_REMOTE },
		{ "switch", PROP_SWITCH },
		{ "nav", PROP_NAV },
		{ "cover-image", PROP_COVER },
		{ "data-nav", 0 },
		{ "dictionary", 0 },
		{ "glossary", 0 },
		{ "index", 0 },
		{ "search-key-map", 0 },
	};
	unsigned bits = 0;

	while (list && *list) {
		size_t n = strcspn(list, " \t\r\n"), i;
		struct span s = { list, n };

		for (i = 0; i < sizeof(known) / sizeof(known[0]); i++)
			if (span_eq(s, span_of(known[i].name)))
				break;
		if (i < sizeof(known) / sizeof(known[0]))
			bits |= known[i].bit;
		else if (n && !memchr(list, ':', n)) /* a vocabulary's own */
			ebook_find(b, EPUB_ITEM_PROPERTY, b->opf, line,
			        arena_span(b->out->arena, s));
		list += n;
		list += strspn(list, " \t\r\n");
	}
	return bits;
}

static void
place_item(struct ebook *b, struct ebook_item *it, size_t number)
{
	const char *fragment, *path;
	enum address kind =
	        ebook_resolve(b, b->opf, it->line, it->href, &path, &fragment);
	struct ebook_file *f;
	void **slot;

	if (kind == ADDR_WEB) { /* audio, video and fonts may be away */
		if (strncmp(it->type, "audio/", 6) != 0 &&
		        strncmp(it->type, "video/", 6) != 0 &&
		        strncmp(it->type, "font/", 5) != 0)
			ebook_find(b, EPUB_ITEM_REMOTE, b->opf, it->line,
			        it->href);
		return;
	}
	if (kind != ADDR_LOCAL)
		return;
	if (fragment || strcmp(path, b->opf) == 0 ||
	        strcmp(path, "mimetype") == 0 ||
	        strncmp(path, "META-INF/", 9) == 0) {
		ebook_find(b, EPUB_ITEM_SELF, b->opf, it->line, it->href);
		return;
	}
	it->path = path;
	slot = map_put(&b->by_path, span_of(path));
	if (*slot)
		ebook_find(b, EPUB_ITEM_TWICE, b->opf, it->line, it->href);
	else
		*slot = (void *)(uintptr_t)number;
	f = ebook_file(b, path);
	if (f)
		f->listed |= 1;
	else
		ebook_find(b, EPUB_ITEM_MISSING, b->opf, it->line, it->href);
}

static const char *
keep(struct ebook *b, const char *s)
{
	return arena_strdup(b->out->arena, s);
}

static void
read_manifest(struct ebook *b, xmlNodePtr manifest)
{
	for (xmlNodePtr n = manifest->children; n; n = n->next) {
		struct ebook_item *it;
		void **slot;

		if (!ebook_is(n, "item", NS_OPF))
			continue;
		it = vec_push(&b->item);
		it->line = ebook_line(n);
		it->id = keep(b, ebook_attr(n, "id", NULL));
		it->href = keep(b, ebook_attr(n, "href", NULL));
		it->type = keep(b, ebook_attr(n, "media-type", NULL));
		it->fallback = keep(b, ebook_attr(n, "fallback", NULL));
		it->props = read_properties(
		        b, ebook_attr(n, "properties", NULL), it->line);
		if (!it->id || !it->href || !*it->href || !it->type ||
		        !strchr(it->type, '/')) {
			ebook_find(b, EPUB_ITEM_ATTRIBUTES, b->opf, it->line,
			        it->href ? it->href : it->id);
			b->item.n--;
			continue;
		}
		slot = map_put(&b->by_id, span_of(it->id));
		if (!*slot)
			*slot = (void *)(uintptr_t)b->item.n;
		place_item(b, it, b->item.n);
	}
}

static struct ebook_item *
item_by_id(struct ebook *b, const char *id)
{
	size_t i = id ? (size_t)(uintptr_t)map_get(&b->by_id, span_of(id)) : 0;

	return i ? &b->item.p[i - 1] : NULL;
}

static int
is_content(const struct ebook *b, const char *type)
{
	return strcmp(type, "application/xhtml+xml") == 0 ||
	       strcmp(type, "image/svg+xml") == 0 ||
	       (b->version == 2 &&
	               strcmp(type, "application/x-dtbook+xml") == 0);
}

/* The content document at the end of the chain of fallbacks, or NULL. */
static struct ebook_item *
end_of_chain(struct ebook *b, struct ebook_item *it)
{
	size_t steps = 0;

	while (it && !is_content(b, it->type)) {
		it = item_by_id(b, it->fallback);
		if (++steps > b->item.n)
			return NULL;
	}
	return it;
}

static void
check_items(struct ebook *b)
{
	int navs = 0, covers = 0;

	for (size_t i = 0; i < b->item.n; i++) {
		struct ebook_item *it = &b->item.p[i];
		size_t steps = 0;

		if (it->props & PROP_NAV) {
			navs++;
			b->nav = it->path;
		}
		if (it->props & PROP_COVER) {
			covers++;
			if (strncmp(it->type, "image/", 6) != 0)
				covers = 2;
		}
		for (struct ebook_item *f = it; f && f->fallback; steps++) {
			f = item_by_id(b, f->fallback);
			if (f && steps <= b->item.n)
				continue;
			ebook_find(b, EPUB_ITEM_FALLBACK, b->opf, it->line,
			        it->fallback);
			break;
		}
	}
	if (covers > 1)
		ebook_find(b, EPUB_ITEM_COVER, b->opf, 0, NULL);
	if (b->version == 3 && (navs != 1 || !b->nav))
		ebook_find(b, EPUB_NAV_MISSING, b->opf, 0, NULL);
	for (size_t i = 0; i < b->file.n; i++) {
		const struct ebook_file *f = &b->file.p[i];

		if (!(f->listed & 1) && strcmp(f->name, "mimetype") != 0 &&
		        strncmp(f->name, "META-INF/", 9) != 0 &&
		        strcmp(f->name, b->opf) != 0)
			ebook_find(b, EPUB_ITEM_UNLISTED, f->name, 0, NULL);
	}
}

/* ---- spine and guide ---- */

static void
read_spine(struct ebook *b, xmlNodePtr spine)
{
	const char *toc = ebook_attr(spine, "toc", NULL);
	struct ebook_item *ncx = item_by_id(b, toc);
	int linear = 0;

	for (xmlNodePtr n = spine->children; n; n = n->next) {
		const char *ref, *lin;
		struct ebook_item *it;

		if (!ebook_is(n, "itemref", NS_OPF))
			continue;
		ref = ebook_attr(n, "idref", NULL);
		lin = ebook_attr(n, "linear", NULL);
		it = item_by_id(b, ref);
		if (!it) {
			ebook_find(b, EPUB_SPINE_IDREF, b->opf, ebook_line(n),
			        ref);
			continue;
		}
		linear |= !lin || strcmp(lin, "no") != 0;
		if (it->spine)
			ebook_find(b, EPUB_SPINE_TWICE, b->opf, ebook_line(n),
			        ref);
		else
			it->spine = ++b->out->documents;
		if (!end_of_chain(b, it))
			ebook_find(b, EPUB_SPINE_TYPE, b->opf, ebook_line(n),
			        it->href);
	}
	if (!linear)
		ebook_find(
		        b, EPUB_SPINE_EMPTY, b->opf, ebook_line(spine), NULL);
	if (ncx && ncx->path &&
	        strcmp(ncx->type, "application/x-dtbncx+xml") == 0)
		b->ncx = ncx->path;
	else if (toc || b->version == 2)
		ebook_find(b, EPUB_SPINE_TOC, b->opf, ebook_line(spine), toc);
}

static void
read_guide(struct ebook *b, xmlNodePtr guide)
{
	for (xmlNodePtr n = guide ? guide->children : NULL; n; n = n->next) {
		const char *href = ebook_attr(n, "href", NULL);
		struct ebook_link l = { .from = b->opf,
			.line = ebook_line(n),
			.missing = EPUB_GUIDE,
			.lost = EPUB_GUIDE };

		if (!ebook_is(n, "reference", NS_OPF))
			continue;
		if (!href || !*href)
			ebook_find(b, EPUB_GUIDE, b->opf, l.line, NULL);
		else if (ebook_resolve(b, b->opf, l.line, href, &l.path,
		                 &l.fragment) == ADDR_LOCAL)
			ebook_link_add(b, &l);
	}
}

static void
check_meta_cover(struct ebook *b, xmlNodePtr metadata)
{
	for (xmlNodePtr n = metadata->children; n; n = n->next) {
		const char *name = ebook_attr(n, "name", NULL);
		const char *id = ebook_attr(n, "content", NULL);
		struct ebook_item *it;

		if (!ebook_is(n, "meta", NS_OPF) || !name ||
		        strcmp(name, "cover") != 0)
			continue;
		it = item_by_id(b, id);
		if (!it || strncmp(it->type, "image/", 6) != 0)
			ebook_find(
			        b, EPUB_META_COVER, b->opf, ebook_line(n), id);
	}
}

static void
read_root(struct ebook *b, xmlNodePtr root)
{
	const char *version = ebook_attr(root, "version", NULL);
	xmlNodePtr metadata = child(root, "metadata", NS_OPF);
	xmlNodePtr manifest = child(root, "manifest", NS_OPF);
	xmlNodePtr spine = child(root, "spine", NS_OPF);

	b->version = version && version[0] == '2' ? 2 : 3;
	if (!version || (strcmp(version, "3.0") && strcmp(version, "2.0")))
		ebook_find(
		        b, EPUB_OPF_VERSION, b->opf, ebook_line(root), version);
	if (!metadata || !manifest || !spine)
		ebook_find(b, EPUB_OPF_PART, b->opf, ebook_line(root),
		        !metadata   ? "metadata"
		        : !manifest ? "manifest"
		                    : "spine");
	check_ids(b, root);
	if (metadata)
		check_metadata(b, root, metadata);
	if (manifest)
		read_manifest(b, manifest);
	check_items(b);
	if (spine)
		read_spine(b, spine);
	if (metadata)
		check_meta_cover(b, metadata);
	read_guide(b, child(root, "guide", NS_OPF));
}

void
ebook_package(struct ebook *b)
{
	struct str s = STR_INIT;
	xmlDocPtr doc = NULL;

	if (find_package(b) == 0 && ebook_read(b, b->opf, &s) == 0)
		doc = ebook_parse(b, b->opf, &s);
	if (doc) {
		xmlNodePtr root = xmlDocGetRootElement(doc);

		if (ebook_is(root, "package", NS_OPF))
			read_root(b, root);
		else
			ebook_find(b, EPUB_OPF_ROOT, b->opf, 0, NULL);
		xmlFreeDoc(doc);
	}
	str_free(&s);
}
