/* repair: before blocks are cut. Scripts, styles and comments leave (their
 * content is no text), pictures that scripts would load get their address,
 * <picture> becomes its <img>.
 *
 * Lazy pictures: the address stands in data-src and its like, in srcset, or
 * in a <noscript> beside a placeholder.  AMP has an element of its own for
 * them, with or without a <noscript> in it.  A <button> that only
 * holds a picture opens it larger: the picture stays.
 */
#include <string.h>

#include "filters/extract/extract.h"

static const char *const lazy_attr[] = { "data-src", "data-original",
	"data-lazy-src", "data-original-src", "data-lazy", "data-src-medium",
	"data-cfsrc", "data-hi-res-src", "data-url", "data-image", "data-echo",
	"data-srcset", "data-lazy-srcset", "data-original-set", "srcset",
	NULL };

static int
is_placeholder(const char *src)
{
	static const char *const sign[] = { "placeholder", "blank.", "spacer",
		"lazy", "loading", "1x1", "transparent", "pixel.", "grey.",
		"default_image", NULL };

	if (!src || !*src || strncmp(src, "about:", 6) == 0 ||
	        strncmp(src, "data:image/gif", 14) == 0 ||
	        strncmp(src, "data:image/svg", 14) == 0)
		return 1;
	if (strncmp(src, "data:", 5) == 0)
		return strlen(src) < 200;
	for (int i = 0; sign[i]; i++)
		if (strstr(src, sign[i]))
			return 1;
	return 0;
}

/* The candidate with the largest number behind it ("800w", "2x"). */
static struct span
largest_of_srcset(const char *s)
{
	struct span best = { NULL, 0 };
	long most = -1;

	while (*s) {
		struct span url;
		long v = 0;

		s += strspn(s, " \t\r\n,");
		url.p = s;
		url.n = strcspn(s, " \t\r\n");
		s += url.n;
		while (url.n && url.p[url.n - 1] == ',')
			url.n--;
		if (url.n && s[-1] != ',') {
			s += strspn(s, " \t\r\n");
			while (*s && *s != ',') {
				if (*s >= '0' && *s <= '9' && v < 1000000)
					v = v * 10 + *s - '0';
				s++;
			}
		}
		if (url.n && v > most) {
			most = v;
			best = url;
		}
	}
	return best;
}

static int
looks_like_address(struct span v)
{
	return v.n > 3 && v.n < 4000 && v.p[0] != '{' && v.p[0] != '[' &&
	       !memchr(v.p, ' ', v.n);
}

static void
set_span(xmlNodePtr n, const char *name, struct span v)
{
	struct str s = STR_INIT;

	str_put_span(&s, v);
	dom_set_attr(n, name, str_c(&s));
	str_free(&s);
}

static void
lazy_image(xmlNodePtr img)
{
	if (!is_placeholder(dom_attr(img, "src")))
		return;
	for (int i = 0; lazy_attr[i]; i++) {
		const char *v = dom_attr(img, lazy_attr[i]);
		struct span url;

		if (!v || !*v)
			continue;
		url = strstr(lazy_attr[i], "set") ? largest_of_srcset(v)
		                                  : span_trim(span_of(v));
		if (looks_like_address(url)) {
			set_span(img, "src", url);
			/* unseen until its script has run */
			dom_drop_attr(img, "style");
			return;
		}
	}
}

/* An <img> that has no usable address, at once or for a script, takes that of
 * a <source>: its own is the one that every reader can show, and the one that
 * a saved page has beside it. */
static void
picture(xmlNodePtr pic)
{
	xmlNodePtr img = dom_find(pic, "img"), c;

	if (!img) {
		c = dom_find(pic, "source");
		if (!c)
			return;
		img = dom_append(pic, "img");
	}
	lazy_image(img);
	if (!is_placeholder(dom_attr(img, "src")))
		return;
	for (c = pic->children; c; c = c->next) {
		const char *v = NULL;
		struct span url;

		if (!dom_is(c, "source"))
			continue;
		v = dom_attr(c, "srcset");
		if (!v)
			v = dom_attr(c, "data-srcset");
		if (!v)
			continue;
		url = largest_of_srcset(v);
		if (looks_like_address(url)) {
			set_span(img, "src", url);
			return;
		}
	}
}

/* Is there text in n, or none? */
static int
has_text(xmlNodePtr n)
{
	for (xmlNodePtr k = dom_next(n, n); k; k = dom_next(k, n))
		if (dom_is_text(k) && k->content &&
		        span_trim(span_of((char *)k->content)).n)
			return 1;
	return 0;
}

/* "url(a.jpg)", "url('a.jpg')" of a style. */
static struct span
style_url(const char *style)
{
	struct span url = { NULL, 0 };
	const char *p = style ? strstr(style, "background") : NULL;

	p = p ? strstr(p, "url(") : NULL;
	if (!p)
		return url;
	p += 4;
	p += strspn(p, " '\"");
	url.p = p;
	url.n = strcspn(p, "'\")");
	return url;
}

/* Is an empty element there to show a picture: a part of a figure, or said to
 * be one by its role or name? */
static int
shows_picture(const xmlNode *n)
{
	static const char *const names[] = { "image", "img", "photo", "picture",
		"figure", NULL };
	const char *role = dom_attr(n, "role"), *cls = dom_attr(n, "class");
	const xmlNode *up = n->parent;

	if (role && strcmp(role, "img") == 0)
		return 1;
	for (int i = 0; cls && names[i]; i++)
		if (strstr(cls, names[i]))
			return 1;
	for (int i = 0; up && i < 3; i++, up = up->parent)
		if (dom_is(up, "figure"))
			return 1;
	return 0;
}

/* A picture that is the ground of an empty element, by its style or by what a
 * script will make of it, becomes an element of its own. */
static void
background(xmlNodePtr n)
{
	static const char *const lazy[] = { "data-bg", "data-background",
		"data-background-image", "data-bgset", "data-src", NULL };
	const char *label;
	struct span url = style_url(dom_attr(n, "style"));
	xmlNodePtr img;

	for (int i = 0; lazy[i] && !url.n; i++) {
		const char *v = dom_attr(n, lazy[i]);

		if (v)
			url = strncmp(v, "url(", 4) == 0
			              ? (struct span){ v + 4,
				                strcspn(v + 4, ")") }
			              : (struct span){ v, strcspn(v, " ,") };
	}
	if (!looks_like_address(url) || !shows_picture(n) || has_text(n) ||
	        dom_find(n, "img"))
		return;
	img = dom_append(n, "img");
	img->line = n->line;
	set_span(img, "src", url);
	label = dom_attr(n, "aria-label");
	if (label)
		dom_set_attr(img, "alt", label);
}

/* Galleries of WordPress: <dl> with a picture as its only term and what is said
 * of it as the definition. */
static void
gallery(xmlNodePtr dl)
{
	xmlNodePtr dt = NULL, dd = NULL, n;

	for (n = dl->children; n; n = n->next) {
		if (dom_is(n, "dt") ? dt != NULL : dom_is(n, "dd") && dd)
			return;
		if (dom_is(n, "dt"))
			dt = n;
		else if (dom_is(n, "dd"))
			dd = n;
	}
	if (!dt || !dom_find(dt, "img") || has_text(dt))
		return;
	dom_rename(dl, "figure");
	dom_rename(dt, "div");
	if (dd)
		dom_rename(dd, "figcaption");
}

/* "[edit]" beside a heading of a wiki. */
static int
is_edit_link(const xmlNode *n)
{
	const char *cls = dom_attr(n, "class");

	return cls && strstr(cls, "editsection") != NULL;
}

static int
is_amp_picture(const xmlNode *n)
{
	return dom_is(n, "amp-img") || dom_is(n, "amp-anim");
}

static void
amp_picture(xmlNodePtr n)
{
	static const char *const names[] = { "src", "srcset", "alt", "width",
		"height", "title", NULL };
	xmlNodePtr img;

	if (dom_find(n, "img"))
		return;
	img = dom_new(n->doc, "img");
	for (int i = 0; names[i]; i++)
		if (dom_attr(n, names[i]))
			dom_set_attr(img, names[i], dom_attr(n, names[i]));
	img->line = n->line;
	xmlAddPrevSibling(n, img);
	lazy_image(img);
}

static int
shows(const xmlNode *img, const char *src)
{
	const char *has = img ? dom_attr(img, "src") : NULL;

	return has && strcmp(has, src) == 0;
}

/* A <noscript> that holds a picture stands for the placeholder before it, or
 * behind it, or for itself; others are left for prune.c. */
static void
noscript(xmlNodePtr n)
{
	xmlNodePtr img = dom_find(n, "img"), before = dom_element_before(n);
	xmlNodePtr behind = dom_element(n->next);

	if (!img || is_placeholder(dom_attr(img, "src")) || has_text(n))
		return;
	if (behind && !dom_is(behind, "img"))
		behind = dom_find(behind, "img");
	if (before && !dom_is(before, "img"))
		before = dom_find(before, "img");
	if (before && is_placeholder(dom_attr(before, "src")))
		dom_set_attr(before, "src", dom_attr(img, "src"));
	else if (!shows(before, dom_attr(img, "src")) &&
	         !shows(behind, dom_attr(img, "src")))
		dom_unwrap(n);
}

/* A <button> around nothing but a picture and what is said of it is there to
 * show it larger. */
static void
button(xmlNodePtr n)
{
	xmlNodePtr caption = dom_find(n, "figcaption");
	struct str s = STR_INIT, said = STR_INIT;

	dom_text_folded(n, &s);
	if (caption)
		dom_text_folded(caption, &said);
	if (dom_find(n, "img") != NULL && s.len == said.len)
		dom_unwrap(n);
	str_free(&s);
	str_free(&said);
}

/* Never text, whatever it holds. */
static int
is_silent(const xmlNode *n)
{
	static const char *const names[] = { "script", "style", "template",
		"meta", "link", NULL };

	return n->type == XML_COMMENT_NODE || n->type == XML_PI_NODE ||
	       (n->type == XML_ELEMENT_NODE && dom_is_any(n, names));
}

static void
drop_silent(xmlNodePtr body)
{
	xmlNodePtr n = dom_next(body, body), next;

	while (n) {
		int gone = is_silent(n);

		next = gone ? dom_next_skip(n, body) : dom_next(n, body);
		if (gone)
			dom_remove(n);
		n = next;
	}
}

void
repair_page(struct article *a)
{
	xmlNodePtr body = article_body(a), n, next;

	drop_silent(body);
	repair_word(a, body);
	for (n = dom_next(body, body); n; n = next) {
		enum tag t;

		next = dom_next(n, body);
		if (n->type != XML_ELEMENT_NODE)
			continue;
		if (is_edit_link(n)) {
			next = dom_next_skip(n, body);
			ledger_add(a, LEDGER_DROP, "extract", "edit-link", n);
			dom_remove(n);
			continue;
		}
		t = tag_of(n);
		if (t != TAG_img)
			background(n);
		if (t == TAG_dl)
			gallery(n);
		if (t == TAG_img)
			lazy_image(n);
		else if (t == TAG_picture)
			picture(n);
		else if (is_amp_picture(n))
			amp_picture(n);
		else
			embeds_repair(n);
	}
	for (n = dom_next(body, body); n; n = next) {
		next = dom_next(n, body);
		if (n->type != XML_ELEMENT_NODE)
			continue;
		if (dom_is(n, "noscript")) {
			next = dom_next_skip(n, body);
			noscript(n);
		} else if (dom_is(n, "button")) {
			button(n);
		}
	}
}
