/* content: what style sheets generate: strings, attributes, counters,
 * quotation marks, leaders and page references (css-content-3), and the marks
 * an element leaves in the flow: destinations, outline entries, strings for
 * running heads (css-gcpm-3).
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "doc/dom.h"
#include "doc/link.h"
#include "layout/box.h"

/* The article of the issue that an address leads to; NULL: to none. */
static const char *
article_of(const struct lay *L, const char *href)
{
	const struct book_entry *e = L->entry;
	char *web;
	size_t at = links_find(
	        L->links, e ? e->url : NULL, e ? e->source : NULL, href, &web);

	free(web);
	return at ? L->book->entry.p[at - 1].id : NULL;
}

static void
piece_text(struct lay *L, struct str *out, const struct style *s,
        const xmlNode *node, const struct css_content *k);

/* Quotation marks are those of the text around (css-content-3, 3.1). */
static const char *
lang_around(const struct lay *L, const xmlNode *node)
{
	const char *lang;

	while (node != NULL && (node = node->parent) != NULL &&
	        node->type == XML_ELEMENT_NODE)
		if ((lang = dom_attr(node, "lang")) != NULL && *lang != '\0')
			return lang;
	return L->book->lang;
}

/* What stands at the target of a link: an element of this tree, or another
 * article, whose title is known before it is loaded. */
static void
target_text(const struct lay *L, struct str *out, const xmlNode *node,
        const char *attr)
{
	const char *v = node ? dom_attr(node, attr ? attr : "href") : NULL;
	const char *id;
	xmlNodePtr root;

	if (v == NULL)
		return;
	id = v[0] == '#' ? v + 1 : article_of(L, v);
	if (id == NULL)
		return;
	v = id;
	for (size_t i = 0; i < L->book->entry.n; i++)
		if (strcmp(L->book->entry.p[i].id, v) == 0) {
			str_puts(out, L->book->entry.p[i].title
			                      ? L->book->entry.p[i].title
			                      : "");
			return;
		}
	root = xmlDocGetRootElement(node->doc);
	for (xmlNodePtr n = root; n != NULL; n = dom_next(n, root))
		if (n->type == XML_ELEMENT_NODE &&
		        (id = dom_attr(n, "id")) != NULL &&
		        strcmp(id, v) == 0) {
			dom_text_folded(n, out);
			return;
		}
}

/* The first letter with the punctuation before it. */
static void
first_letter(struct str *out, const xmlNode *node)
{
	struct str t = STR_INIT;
	const char *p, *end, *from;
	int letter = 0;

	dom_text_folded(node, &t);
	for (p = from = str_c(&t), end = p + t.len; p < end && !letter;) {
		uint32_t cp = utf8_next(&p, end);

		letter = !cp_is_punct(cp);
	}
	while (p < end) { /* marks that combine with it */
		const char *next = p;
		uint32_t cp = utf8_next(&next, end);

		if (cp < 0x300 || cp > 0x36F)
			break;
		p = next;
	}
	str_add(out, from, (size_t)(p - from));
	str_free(&t);
}

static void
own_text(struct lay *L, struct str *out, const struct style *s,
        const xmlNode *node, const char *part)
{
	const struct style *ps;
	int pseudo;

	if (part == NULL) {
		dom_text_folded(node, out);
		return;
	}
	if (strcmp(part, "first-letter") == 0) {
		first_letter(out, node);
		return;
	}
	pseudo = strcmp(part, "before") == 0 ? PSEUDO_BEFORE : PSEUDO_AFTER;
	ps = css_style(L->o->css, node, s, (enum css_pseudo)pseudo);
	for (const struct css_content *k = ps ? ps->content : NULL; k;
	        k = k->next)
		/* not itself again */
		if (k->kind != CONTENT_TEXT)
			piece_text(L, out, ps, node, k);
}

/* One piece as plain text. */
static void
piece_text(struct lay *L, struct str *out, const struct style *s,
        const xmlNode *node, const struct css_content *k)
{
	const char *v;

	switch (k->kind) {
	case CONTENT_STRING:
		str_puts(out, k->s);
		break;
	case CONTENT_ATTR:
		v = node ? dom_attr(node, k->s) : NULL;
		str_puts(out, v ? v : "");
		break;
	case CONTENT_COUNTER:
		css_counter_text(
		        L->o->css, out, k->list_type, count_value(L, k->s), 0);
		break;
	case CONTENT_COUNTERS:
		count_values(L, k->s, k->sep ? k->sep : "", k->list_type, out);
		break;
	case CONTENT_OPEN_QUOTE:
	case CONTENT_CLOSE_QUOTE:
		v = count_quote(L, s, lang_around(L, node),
		        k->kind == CONTENT_OPEN_QUOTE);
		str_puts(out, k->s != NULL ? k->s : v); /* no-open-quote */
		break;
	case CONTENT_TARGET_TEXT:
		target_text(L, out, node, k->s);
		break;
	case CONTENT_TEXT:
		if (node != NULL)
			own_text(L, out, s, node, k->s);
		break;
	default:
		break;
	}
}

void
content_text(struct lay *L, struct str *out, const struct style *s,
        const xmlNode *node, const struct css_content *content)
{
	for (; content != NULL; content = content->next)
		piece_text(L, out, s, node, content);
}

static const char *
dest_name(struct lay *L, struct arena *a, const char *id)
{
	if (L->anchor == NULL || strcmp(L->anchor, id) == 0)
		return lay_intern(L, id);
	return lay_intern(L, arena_printf(a, "%s.%s", L->anchor, id));
}

static int
is_web(const char *uri)
{
	static const char *const scheme[] = { "http://", "https://",
		"mailto:", "tel:", "ftp://" };

	for (size_t i = 0; i < sizeof(scheme) / sizeof(scheme[0]); i++)
		if (span_eq_nocase((struct span){ uri,
		                           strnlen(uri, strlen(scheme[i])) },
		            scheme[i]))
			return 1;
	return 0;
}

/* Is there an element of that id in the article (or book) around node? */
static int
has_target(const struct lay *L, const xmlNode *node, const char *id)
{
	const xmlNode *root = node, *n;
	const char *v;

	if (L->anchor == NULL)
		return 1;
	while (root->parent != NULL && root->parent->type == XML_ELEMENT_NODE &&
	        !dom_is(root, "article"))
		root = root->parent;
	for (n = root; n != NULL; n = dom_next((xmlNodePtr)(uintptr_t)n, root))
		if (n->type == XML_ELEMENT_NODE &&
		        (v = dom_attr(n, "id")) != NULL && strcmp(v, id) == 0)
			return 1;
	return 0;
}

static const char *
uri_decode(struct arena *a, const char *s)
{
	struct str plain = STR_INIT;
	const char *out;

	link_unescape(&plain, span_of(s));
	out = arena_strdup(a, str_c(&plain));
	str_free(&plain);
	return out;
}

/* A place within another article of the issue.  Whether it is there is known
 * at the end: dests_complete(). */
static const char *
place_of(struct lay *L, struct arena *a, const char *id, const char *fragment)
{
	const char *name;
	void **place;

	if (fragment[0] == '\0' || fragment[1] == '\0')
		return id;
	name = lay_intern(
	        L, arena_printf(a, "%s.%s", id, uri_decode(a, fragment + 1)));
	place = map_put(&L->wanted, span_of(name));
	*place = (void *)(uintptr_t)id;
	return name;
}

/* The destination in this document that an address leads to, or NULL: within
 * the article, or another article of the issue. */
static const char *
dest_of(struct lay *L, struct arena *a, const xmlNode *node, const char *href)
{
	const char *id;

	if (href[0] == '#' && href[1] != '\0') {
		id = uri_decode(a, href + 1);
		return has_target(L, node, id) ? dest_name(L, a, id) : NULL;
	}
	id = article_of(L, href);
	return id != NULL ? place_of(L, a, id, href + strcspn(href, "#"))
	                  : NULL;
}

/* Where target-counter() looks; a page that is never known: "?". */
static const char *
target_of(struct lay *L, struct arena *a, const xmlNode *node, const char *attr)
{
	const char *v = dom_attr(node, attr ? attr : "href");
	const char *dest = v != NULL ? dest_of(L, a, node, v) : NULL;

	return dest != NULL ? lay_intern(L, dest) : "?";
}

/* A running element is set on every page it is shown on. */
static int
collect_page(struct lay *L, struct collect *c, const struct inl *in,
        const struct css_content *k)
{
	if (!L->in_running || k->kind != CONTENT_COUNTER ||
	        (strcmp(k->s, "page") != 0 && strcmp(k->s, "pages") != 0))
		return 0;
	collect_atom(c, L, in, RUN_LATE, k->s[4] == 's' ? NULL : "", 0, 0, 0)
	        ->list_type = k->list_type;
	return 1;
}

void
content_collect(struct lay *L, struct arena *a, struct collect *c,
        const struct inl *in, const xmlNode *node,
        const struct css_content *content)
{
	struct str s = STR_INIT;

	for (; content != NULL; content = content->next) {
		switch (content->kind) {
		case CONTENT_LEADER:
			collect_atom(c, L, in, RUN_LEADER,
			        arena_strdup(a, content->s), 0, 0, 1);
			break;
		case CONTENT_TARGET_COUNTER:
			collect_atom(c, L, in, RUN_LATE,
			        target_of(L, a, node, content->s), 0, 0, 0)
			        ->list_type = content->list_type;
			break;
		default:
			if (collect_page(L, c, in, content))
				break;
			str_truncate(&s, 0);
			piece_text(L, &s, in->style, node, content);
			collect_text(c, L, in, str_span(&s));
		}
	}
	str_free(&s);
}

/* b behind a. */
const struct mark *
mark_join(const struct mark *a, const struct mark *b)
{
	struct mark *last = (struct mark *)(uintptr_t)a;

	if (a == NULL || b == NULL)
		return a == NULL ? b : a;
	while (last->next != NULL)
		last = (struct mark *)(uintptr_t)last->next;
	last->next = b;
	return a;
}

static struct mark *
mark_add(struct arena *a, const struct mark ***tail, enum mark_kind kind)
{
	struct mark *m = arena_new_of(a, struct mark);

	m->kind = (uint8_t)kind;
	**tail = m;
	*tail = &m->next;
	return m;
}

const struct mark *
content_marks(struct lay *L, struct arena *a, const xmlNode *node,
        const struct style *s)
{
	const struct mark *first = NULL, **tail = &first;
	const struct css_string_set *set;
	const char *id = dom_attr(node, "id");
	struct str t = STR_INIT;
	struct mark *m;

	if (id != NULL && *id != '\0') {
		m = mark_add(a, &tail, MARK_DEST);
		m->name = dest_name(L, a, id);
	}
	if (L->book->names != NULL &&
	        (id = dom_attr(node, "data-index")) != NULL) {
		m = mark_add(a, &tail, MARK_INDEX);
		m->level = index_entry(L, id);
	}
	if (s->bookmark_level > 0) {
		dom_text_folded(node, &t);
		if (t.len > 0) {
			m = mark_add(a, &tail, MARK_OUTLINE);
			m->text = lay_intern(L, t.s);
			m->level = s->bookmark_level;
		}
	}
	for (set = s->string_set; set != NULL; set = set->next) {
		str_truncate(&t, 0);
		content_text(L, &t, s, node, set->content);
		m = mark_add(a, &tail, MARK_STRING);
		m->name = lay_intern(L, set->name);
		m->text = lay_intern(L, str_c(&t));
	}
	str_free(&t);
	return first;
}

/* Places that no article has become its beginning. */
void
dests_complete(struct lay *L)
{
	struct frame_all *fa = L->frame;

	for (size_t i = 0; i < L->wanted.n; i++) {
		const struct map_entry *e = &L->wanted.entry[i];
		size_t at = (size_t)(uintptr_t)map_get(
		        &fa->dest, span_of(e->value));
		struct dest d;

		if (at == 0 || map_has(&fa->dest, span_of(e->key)))
			continue;
		d = fa->f.dest.p[at - 1];
		d.name = lay_intern(L, e->key);
		vec_add(&fa->f.dest, d);
	}
}

/* Where a link leads: into this document, to another article of the issue,
 * or out.  A link that leads nowhere from paper (a relative address, a
 * missing target) stays text: NULL. */
struct anchor *
content_anchor(struct lay *L, struct arena *a, const xmlNode *node)
{
	const char *href = dom_attr(node, "href");
	struct anchor *k;
	struct str t = STR_INIT;

	if (href == NULL || *href == '\0')
		return NULL;
	k = arena_new_of(a, struct anchor);
	k->dest = dest_of(L, a, node, href);
	if (k->dest == NULL && !is_web(href))
		return NULL;
	if (k->dest == NULL)
		k->uri = arena_strdup(a, href);
	dom_text_folded(node, &t);
	k->contents = arena_strdup(a, t.len ? t.s : href);
	str_free(&t);
	return k;
}
