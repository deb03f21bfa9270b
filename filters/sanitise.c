/* sanitise: a named set of elements and attributes, and nothing else.
 *
 * Reads and sets a.tree; reads a.meta (URL) to make links absolute.  Works on
 * any tree, also one that extract has not made.  Afterwards: nothing active
 * is left; every element and attribute is in the tables below; links are
 * absolute and of a known scheme, or gone; ids are unique names of XML;
 * blocks stand where XHTML5 allows blocks (sanitise_model.c sees to that).
 *
 * Allowing by name is the only way that holds: lists of what is dangerous are
 * never complete (OWASP, XSS Prevention, rule 6).  Scripts, styles and frames
 * go with what is in them; unknown elements leave their children.
 */
#include <string.h>

#include "base/utf8.h"
#include "doc/dom.h"
#include "filters/sanitise.h"

enum { KEEP = 1, DROP = 2 }; /* anything else is unwrapped */

struct rule {
	const char *name;
	int what;
	const char *attrs; /* beside id, lang, dir, title; "href cite" */
	const char *become; /* new name, or NULL */
};

/* Sorted bytewise. */
static const struct rule rules[] = {
	{ "a", KEEP, "href", NULL },
	{ "abbr", KEEP, "", NULL },
	{ "acronym", KEEP, "", "abbr" },
	{ "address", KEEP, "", "p" },
	{ "applet", DROP, "", NULL },
	{ "article", KEEP, "", NULL },
	{ "audio", DROP, "", NULL },
	{ "b", KEEP, "", "strong" },
	{ "base", DROP, "", NULL },
	{ "bdi", KEEP, "", NULL },
	{ "bdo", KEEP, "", NULL },
	{ "blockquote", KEEP, "cite", NULL },
	{ "br", KEEP, "", NULL },
	{ "button", DROP, "", NULL },
	{ "canvas", DROP, "", NULL },
	{ "caption", KEEP, "", NULL },
	{ "cite", KEEP, "", NULL },
	{ "code", KEEP, "", NULL },
	{ "dd", KEEP, "", NULL },
	{ "del", KEEP, "", NULL },
	{ "dfn", KEEP, "", NULL },
	{ "dir", KEEP, "", "ul" },
	{ "div", KEEP, "class", NULL }, /* of extract/beside.c; others go */
	{ "dl", KEEP, "", NULL },
	{ "dt", KEEP, "", NULL },
	{ "em", KEEP, "", NULL },
	{ "embed", DROP, "", NULL },
	{ "figcaption", KEEP, "", NULL },
	{ "figure", KEEP, "", NULL },
	{ "frame", DROP, "", NULL },
	{ "frameset", DROP, "", NULL },
	{ "h1", KEEP, "", "h2" },
	{ "h2", KEEP, "class", NULL },
	{ "h3", KEEP, "class", NULL },
	{ "h4", KEEP, "class", NULL },
	{ "h5", KEEP, "class", NULL },
	{ "h6", KEEP, "class", NULL },
	{ "head", DROP, "", NULL },
	{ "hr", KEEP, "", NULL },
	{ "i", KEEP, "", "em" },
	{ "iframe", DROP, "", NULL },
	{ "img", KEEP, "src alt width height", NULL },
	{ "input", DROP, "", NULL },
	{ "ins", KEEP, "", NULL },
	{ "kbd", KEEP, "", NULL },
	{ "li", KEEP, "value", NULL },
	{ "link", DROP, "", NULL },
	{ "listing", KEEP, "", "pre" },
	{ "mark", KEEP, "", NULL },
	{ "menu", KEEP, "", "ul" },
	{ "meta", DROP, "", NULL },
	{ "noembed", DROP, "", NULL },
	{ "noframes", DROP, "", NULL },
	{ "noscript", DROP, "", NULL },
	{ "object", DROP, "", NULL },
	{ "ol", KEEP, "class start type reversed", NULL },
	{ "optgroup", DROP, "", NULL },
	{ "option", DROP, "", NULL },
	{ "p", KEEP, "class", NULL },
	{ "param", DROP, "", NULL },
	{ "plaintext", KEEP, "", "pre" },
	{ "pre", KEEP, "", NULL },
	{ "q", KEEP, "cite", NULL },
	{ "rp", KEEP, "", NULL },
	{ "rt", KEEP, "", NULL },
	{ "ruby", KEEP, "", NULL },
	{ "s", KEEP, "", NULL },
	{ "samp", KEEP, "", NULL },
	{ "script", DROP, "", NULL },
	{ "select", DROP, "", NULL },
	{ "small", KEEP, "", NULL },
	{ "source", DROP, "", NULL },
	{ "span", KEEP, "", NULL },
	{ "strike", KEEP, "", "s" },
	{ "strong", KEEP, "", NULL },
	{ "style", DROP, "", NULL },
	{ "sub", KEEP, "", NULL },
	{ "sup", KEEP, "", NULL },
	{ "svg", DROP, "", NULL },
	{ "table", KEEP, "", NULL },
	{ "tbody", KEEP, "", NULL },
	{ "td", KEEP, "colspan rowspan", NULL },
	{ "template", DROP, "", NULL },
	{ "textarea", DROP, "", NULL },
	{ "tfoot", KEEP, "", NULL },
	{ "th", KEEP, "colspan rowspan scope", NULL },
	{ "thead", KEEP, "", NULL },
	{ "time", KEEP, "datetime", NULL },
	{ "title", DROP, "", NULL },
	{ "tr", KEEP, "", NULL },
	{ "track", DROP, "", NULL },
	{ "tt", KEEP, "", "code" },
	{ "u", KEEP, "", NULL },
	{ "ul", KEEP, "class", NULL },
	{ "var", KEEP, "", NULL },
	{ "video", DROP, "", NULL },
	{ "wbr", DROP, "", NULL },
	{ "xmp", KEEP, "", "pre" },
};

static const struct rule *
rule_for(const char *name)
{
	size_t lo = 0, hi = sizeof(rules) / sizeof(rules[0]);

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		int c = strcmp(name, rules[mid].name);

		if (c == 0)
			return &rules[mid];
		if (c < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return NULL;
}

static int
listed(const char *list, const char *name)
{
	size_t n = strlen(name);

	for (const char *s = list; (s = strstr(s, name)); s += n)
		if ((s == list || s[-1] == ' ') && (s[n] == ' ' || !s[n]))
			return 1;
	return 0;
}

/* ---- attribute values -------------------------------------------------- */

/* A number of 1 to 5 digits within lo..hi, or -1. */
static int
small_number(const char *s, int lo, int hi)
{
	int v = 0, n = 0;

	while (*s == ' ' || *s == '\t' || *s == '\n')
		s++;
	for (; *s >= '0' && *s <= '9' && n < 6; n++)
		v = v * 10 + *s++ - '0';
	if (!n || n > 5)
		return -1;
	return v < lo || v > hi ? -1 : v;
}

static int
number_ok(xmlNodePtr n, const char *name, const char *v, int lo, int hi)
{
	const char *sign = v;
	int k;

	while (*sign == ' ')
		sign++;
	if (*sign == '-')
		return 0;
	k = small_number(v, lo, hi);
	if (k < 0)
		return 0;
	dom_set_number(n, name, k);
	return 1;
}

/* BCP 47 in shape: letters first, then groups of 1 to 8. */
int
lang_ok(const char *v)
{
	size_t n = 0, part = 0, first = 1;

	for (; v[n]; n++) {
		char c = v[n];
		int alpha = (c | 32) >= 'a' && (c | 32) <= 'z';
		int digit = c >= '0' && c <= '9';

		if (c == '-') {
			if (!part)
				return 0;
			first = part = 0;
		} else if (!(alpha || (digit && !first)) || ++part > 8) {
			return 0;
		}
		if (n > 40)
			return 0;
	}
	return part > 0 && n >= 2;
}

/* HTML's "valid date string with optional time" is what readers of EPUB check:
 * accept digits and the signs of ISO 8601, beginning with a year. */
static int
datetime_ok(const char *v)
{
	size_t n = strspn(v, "0123456789-:.TZ+ ");

	return !v[n] && n >= 10 && n <= 35 && v[4] == '-' && v[7] == '-' &&
	       strspn(v, "0123456789") == 4 && (n == 10 || v[10] == 'T');
}

/* Those that extract writes. */
static int
class_ok(const xmlNode *n, const char *v)
{
	static const struct {
		const char *element, *cls;
	} known[] = {
		{ "ul", "labelled" },
		{ "ol", "typed" },
		{ "p", "caption" },
		{ "p", "embed" },
		{ "p", "lines" },
		{ "p", "signed" },
		{ "p", "centred" },
		{ "h2", "centred" },
		{ "h3", "centred" },
		{ "h4", "centred" },
		{ "h5", "centred" },
		{ "h6", "centred" },
	};

	if (dom_is(n, "div"))
		return div_has_part(n);
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (!strcmp(v, known[i].cls) && dom_is(n, known[i].element))
			return 1;
	return 0;
}

/* Returns 1 when the attribute may stay. */
static int
check_value(struct san *S, xmlNodePtr n, const char *name, const char *v)
{
	if (!strcmp(name, "href") || !strcmp(name, "cite"))
		return url_attr(S, n, name, v);
	if (!strcmp(name, "src"))
		return src_attr(S, n, v);
	if (!strcmp(name, "lang"))
		return lang_ok(v);
	if (!strcmp(name, "dir"))
		return !strcmp(v, "ltr") || !strcmp(v, "rtl") ||
		       (!strcmp(v, "auto") && !dom_is(n, "bdo"));
	if (!strcmp(name, "colspan"))
		return number_ok(n, name, v, 2, 1000);
	if (!strcmp(name, "rowspan"))
		return number_ok(n, name, v, 2, 1000);
	if (!strcmp(name, "width") || !strcmp(name, "height"))
		return !strchr(v, '%') && number_ok(n, name, v, 1, 20000);
	if (!strcmp(name, "start") || !strcmp(name, "value"))
		return number_ok(n, name, v, 0, 99999);
	if (!strcmp(name, "type"))
		return strlen(v) == 1 && strchr("1aAiI", *v);
	if (!strcmp(name, "reversed")) {
		dom_set_attr(n, name, "reversed");
		return 1;
	}
	if (!strcmp(name, "scope"))
		return !strcmp(v, "row") || !strcmp(v, "col") ||
		       !strcmp(v, "rowgroup") || !strcmp(v, "colgroup");
	if (!strcmp(name, "datetime"))
		return datetime_ok(v);
	if (!strcmp(name, "class"))
		return class_ok(n, v);
	if (!strcmp(name, "title"))
		return *v != '\0';
	return 1;
}

static int
is_global(const char *name)
{
	return !strcmp(name, "lang") || !strcmp(name, "dir") ||
	       !strcmp(name, "title") || !strcmp(name, "id");
}

/* "xml:lang" of XHTML pages says what lang says. */
static void
take_xml_lang(xmlNodePtr n)
{
	const char *v = dom_attr(n, "xml:lang");

	if (v && lang_ok(v) && !dom_attr(n, "lang"))
		dom_set_attr(n, "lang", v);
}

static void
clean_attrs(struct san *S, xmlNodePtr n, const struct rule *r)
{
	xmlAttrPtr at, next;
	const char *name_attr = dom_attr(n, "name");

	take_xml_lang(n);
	S->named = name_attr && dom_is(n, "a");
	if (S->named && !dom_attr(n, "id"))
		dom_set_attr(n, "id", name_attr);
	for (at = n->properties; at; at = next) {
		const char *name = (const char *)at->name;
		const char *v = at->children && at->children->content
		                        ? (const char *)at->children->content
		                        : "";
		int ok;

		next = at->next;
		if (at->ns || (!is_global(name) && !listed(r->attrs, name)))
			ok = 0;
		else if (!strcmp(name, "id"))
			ok = id_attr(S, n, v);
		else
			ok = check_value(S, n, name, v);
		if (!ok)
			xmlRemoveProp(at);
	}
	if (dom_is(n, "img") && !dom_attr(n, "alt"))
		dom_set_attr(n, "alt", "");
	if (dom_is(n, "bdo") && !dom_attr(n, "dir"))
		dom_rename(n, "span");
}

/* ---- elements ---------------------------------------------------------- */

static int
is_tracker(const xmlNode *img)
{
	const char *w = dom_attr(img, "width"), *h = dom_attr(img, "height");
	int wv = w ? small_number(w, 0, 99999) : -1;
	int hv = h ? small_number(h, 0, 99999) : -1;

	return (wv >= 0 && wv <= 2) || (hv >= 0 && hv <= 2);
}

static void
drop(struct san *S, xmlNodePtr n, const char *rule)
{
	ledger_add(S->a, LEDGER_DROP, "sanitise", rule, n);
	dom_remove(n);
}

/* Returns the node to go on from. */
static xmlNodePtr
clean_element(struct san *S, xmlNodePtr n)
{
	const struct rule *r = rule_for((const char *)n->name);
	xmlNodePtr next;

	if (r && r->what == DROP) {
		next = dom_next_skip(n, S->root);
		if (!strcmp(r->name, "wbr"))
			dom_remove(n);
		else
			drop(S, n, r->name);
		return next;
	}
	if (!r) {
		int block = dom_is_block((const char *)n->name);

		if (block && n->children) {
			/* A boundary stays a boundary. */
			dom_rename(n, "div");
			while (n->properties)
				xmlRemoveProp(n->properties);
			return dom_next(n, S->root);
		}
		next = n->children ? n->children : dom_next_skip(n, S->root);
		dom_unwrap(n);
		return next;
	}
	if (!strcmp(r->name, "img") && is_tracker(n)) {
		next = dom_next_skip(n, S->root);
		drop(S, n, "tracker");
		return next;
	}
	clean_attrs(S, n, r);
	if (dom_is(n, "img") && !dom_attr(n, "src")) {
		next = dom_next_skip(n, S->root);
		drop(S, n, "img-without-source");
		return next;
	}
	if (r->become && strcmp(r->become, r->name) != 0)
		dom_rename(n, r->become);
	return dom_next(n, S->root);
}

static void
clean_tree(struct san *S)
{
	xmlNodePtr n = dom_next(S->root, S->root), next;

	while (n) {
		if (n->type == XML_ELEMENT_NODE) {
			n->ns = NULL;
			n = clean_element(S, n);
		} else if (n->type == XML_TEXT_NODE) {
			n = dom_next_skip(n, S->root);
		} else if (n->type == XML_CDATA_SECTION_NODE) {
			next = xmlNewDocText(n->doc, n->content);
			xmlReplaceNode(n, next);
			xmlFreeNode(n);
			n = dom_next_skip(next, S->root);
		} else {
			next = dom_next_skip(n, S->root);
			dom_remove(n);
			n = next;
		}
	}
}

/* Without extract the body itself becomes the article. */
static xmlNodePtr
root_for(struct article *a, xmlNodePtr body)
{
	xmlNodePtr root = article_root(a);

	if (root && root == body->children && !root->next)
		return root;
	root = dom_new(a->tree, "article");
	dom_move_children(body, root);
	xmlAddChild(body, root);
	return root;
}

static void
clear_around(struct article *a, xmlNodePtr body)
{
	xmlNodePtr html = xmlDocGetRootElement(a->tree), n, next;

	while (html->properties)
		xmlRemoveProp(html->properties);
	while (body->properties)
		xmlRemoveProp(body->properties);
	for (n = html->children; n; n = next) {
		next = n->next;
		if (n != body)
			dom_remove(n);
	}
	xmlAddPrevSibling(body, dom_new(a->tree, "head"));
}

static int
run_sanitise(struct article *a, const struct options *o, struct diag *dg)
{
	struct san S = { .a = a };
	xmlNodePtr body = article_body(a);

	S.untrack = o->untrack;
	if (!body)
		return diag_file(dg, a->name, MSG_EXTRACT_NO_BODY);
	url_base(&S);
	S.root = root_for(a, body);
	clear_around(a, body);
	while (S.root->properties)
		xmlRemoveProp(S.root->properties);
	fragments(&S);
	clean_tree(&S);
	content_model(&S);
	settle_guests(&S);
	resolve_fragments(&S);
	str_free(&S.base);
	map_free(&S.ids);
	map_free(&S.targets);
	map_free(&S.kept);
	map_free(&S.guests);
	return 0;
}

const struct filter filter_sanitise = {
	.name = "sanitise",
	.about = "only named elements, attributes and addresses",
	.needs_tree = 1,
	.run = run_sanitise,
};
