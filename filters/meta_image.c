/* meta_image: the lead image and its caption.
 *
 * The declared image is looked for in the page by its file's name; its
 * caption is what stands with it: a figcaption, an element of class caption,
 * the next row of the table it is in, or the centred or italic line below.
 */
#include <string.h>

#include "doc/dom.h"
#include "filters/meta.h"

static const char *
image_url(const xmlNode *img)
{
	static const char *const names[] = { "data-src", "data-original",
		"data-lazy-src", "data-lazy", "data-srcset", "src", NULL };
	size_t i;

	for (i = 0; names[i] != NULL; i++) {
		const char *v = dom_attr(img, names[i]);

		if (v != NULL && *v != '\0' && strncmp(v, "data:", 5) != 0)
			return v;
	}
	return NULL;
}

/* The file's name in an address, without query. */
static struct span
file_name(const char *url)
{
	size_t n = strcspn(url, "?#"), i = n;

	while (i > 0 && url[i - 1] != '/')
		i--;
	return (struct span){ url + i, n - i };
}

static int
is_furniture(const char *url)
{
	static const char *const words[] = { "logo", "avatar", "icon", "pixel",
		"spacer", "blank.", "sprite", "banner", ".svg", "loading",
		"transparent", "placeholder", "gravatar", "star.", "stars",
		"rating", "arrow", "button", "print.", "email.", "bullet",
		"dot.", "emoji", "smiley", NULL };
	size_t i;

	for (i = 0; words[i] != NULL; i++)
		if (find_nocase(url, words[i]) != NULL)
			return 1;
	return 0;
}

/* A small drawing that is a link to elsewhere: print, send. */
static int
is_button(const xmlNode *img, const char *url)
{
	const char *href =
	        dom_is(img->parent, "a") ? dom_attr(img->parent, "href") : NULL;

	return href != NULL && find_nocase(url, ".gif") != NULL &&
	       find_nocase(href, ".gif") == NULL &&
	       find_nocase(href, ".jp") == NULL &&
	       find_nocase(href, ".png") == NULL;
}

static xmlNodePtr
find_image(xmlNodePtr root, xmlNodePtr h1, struct span want)
{
	xmlNodePtr n, first = NULL;
	int after = h1 == NULL;

	for (n = root; n != NULL; n = dom_next(n, root)) {
		const char *url;

		after |= n == h1;
		if (!dom_is(n, "img"))
			continue;
		url = image_url(n);
		if (url == NULL)
			continue;
		if (want.n > 8 && span_eq(file_name(url), want))
			return n;
		if (first == NULL && after && !is_furniture(url) &&
		        !is_button(n, url) && !dom_is(n->parent, "aside"))
			first = n;
	}
	return want.n > 8 ? NULL : first;
}

/* Where "Ảnh: TTXVN" or "(Photo: X)" begins in a caption; its end: nowhere. */
static const char *
credit_at(struct span s)
{
	static const char *const words[] = { "Ảnh:", "Ảnh :", "(Ảnh",
		"Nguồn:", "Photo:", "Photo by ",
		"Foto:", "Photograph:", "Photo ©", "Credit:", "(Photo", "(Foto",
		"Bild:", "Image:", "©", "Nguồn ảnh:", "Crédit", "(AP Photo",
		"Getty Images", NULL };
	const char *at = s.p + s.n;

	for (size_t i = 0; words[i] != NULL; i++) {
		const char *p = memmem(
		        s.p, (size_t)(at - s.p), words[i], strlen(words[i]));

		at = p != NULL ? p : at;
	}
	return at;
}

/* "Text. Ảnh: TTXVN", "Text (Photo: X)": the credit off; one that is all there
 * is stays. */
static struct span
without_credit(struct span s)
{
	const char *p = credit_at(s);

	if (p > s.p + 8)
		s.n = (size_t)(p - s.p);
	s = span_trim(s);
	while (s.n > 0 && strchr(" .(-|/", s.p[s.n - 1]) != NULL &&
	        !(s.n > 1 && s.p[s.n - 1] == '.' && s.p[s.n - 2] == '.'))
		s.n--;
	return s;
}

/* The name in "(Ảnh: TTXVN)", "Photo: A. Berg", "© dpa"; of "AP Photo" the
 * agency is the name. */
static struct span
credit_name(struct span s)
{
	static const char *const words[] = { "Nguồn ảnh", "Nguồn", "Ảnh",
		"Photograph", "Photo by", "Photo", "Foto", "Bild", "Image",
		"Credit", "Crédit photo", "Crédits", "Crédit", "©", "by",
		NULL };

	for (int again = 1; again;) {
		again = 0;
		while (s.n > 0 && strchr(" (:/|.-", *s.p) != NULL)
			s.p++, s.n--;
		for (size_t i = 0; words[i] != NULL && !again; i++) {
			size_t n = strlen(words[i]);

			if (s.n <= n + 1 || memcmp(s.p, words[i], n) != 0)
				continue;
			if (strchr(" :/", s.p[n]) == NULL &&
			        *words[i] != '\xC2')
				continue;
			s.p += n;
			s.n -= n;
			again = 1;
		}
	}
	while (s.n > 0 && strchr(" ).", s.p[s.n - 1]) != NULL)
		s.n--;
	return s;
}

static xmlNodePtr
caption_in(xmlNodePtr box)
{
	xmlNodePtr n;

	for (n = box->children; n != NULL; n = dom_next(n, box))
		if (n->type == XML_ELEMENT_NODE &&
		        (dom_is(n, "figcaption") || class_has(n, "caption") ||
		                class_has(n, "cutline")))
			return n;
	return NULL;
}

/* Centred, or all in italics. */
static int
is_caption_line(const xmlNode *n)
{
	const char *st = dom_attr(n, "style"), *al = dom_attr(n, "align");
	xmlNodePtr k = n->children;

	if ((al != NULL && find_nocase(al, "center")) ||
	        (st != NULL && find_nocase(st, "center")) ||
	        (st != NULL && find_nocase(st, "italic")))
		return 1;
	while (k != NULL && dom_is_text(k) && xmlIsBlankNode(k))
		k = k->next;
	return k != NULL && (dom_is(k, "em") || dom_is(k, "i"));
}

/* A table of a picture and its caption, and not one that the page is laid out
 * with? */
static int
is_short(const xmlNode *table)
{
	struct str s = STR_INIT;
	int got;

	dom_text_folded(table, &s);
	got = s.len <= 600;
	str_free(&s);
	return got;
}

/* The cell of a row that stands below the one that img lies in; the row, when
 * it has but one. */
static xmlNodePtr
cell_below(const xmlNode *row, const xmlNode *img, xmlNodePtr below)
{
	xmlNodePtr cell = dom_element(below->children);
	const xmlNode *at = dom_element(row->children), *in;

	if (cell == NULL || dom_element(cell->next) == NULL)
		return below;
	for (; at != NULL && cell != NULL; at = dom_element(at->next)) {
		for (in = img; in != NULL && in != at; in = in->parent)
			;
		if (in == at)
			return cell;
		cell = dom_element(cell->next);
	}
	return below;
}

static xmlNodePtr
caption_of(xmlNodePtr img, xmlNodePtr root)
{
	xmlNodePtr n = img, next;
	int up;

	for (up = 0; up < 6 && n != NULL && n != root; up++, n = n->parent) {
		xmlNodePtr c;

		if (up > 0 &&
		        (dom_is(n, "figure") || dom_is(n, "table") || up < 4)) {
			c = caption_in(n);
			if (c != NULL)
				return c;
		}
		if (dom_is(n, "figure") || dom_is(n, "article"))
			return NULL;
		if (!dom_is(n, "tr") && !dom_is(n, "p") && !dom_is(n, "div"))
			continue;
		next = dom_element(n->next);
		if (next != NULL && dom_find(next, "img") == NULL &&
		        (dom_is(n, "tr") ? is_short(n->parent)
		                         : is_caption_line(next)))
			return dom_is(n, "tr") ? cell_below(n, img, next)
			                       : next;
	}
	return NULL;
}

static int
is_credit(const xmlNode *n)
{
	static const char *const names[] = { "credit", "copyright",
		"photographer", "source", NULL };
	size_t i = 0;

	while (names[i] != NULL && !class_has(n, names[i]))
		i++;
	return names[i] != NULL;
}

/* Who took the picture: what its caption ends in, or an element of its own in
 * the caption or the figure. */
static void
credit(struct facts *f, xmlNodePtr img, xmlNodePtr cap, struct span caption)
{
	xmlNodePtr box = cap, n = img;
	struct str s = STR_INIT;
	const char *at = credit_at(caption), *end = caption.p + caption.n;

	for (int up = 0; n != NULL && up < 4; up++, n = n->parent)
		if (dom_is(n, "figure"))
			box = n;
	for (n = box; n != NULL && s.len == 0; n = dom_next(n, box))
		if (n->type == XML_ELEMENT_NODE && n != cap && is_credit(n))
			dom_text_folded(n, &s);
	if (s.len > 0 && s.len < 120)
		facts_add(f, FACT_CREDIT, 22, credit_name(str_span(&s)),
		        "caption");
	else if (at < end && end - at < 120)
		facts_add(f, FACT_CREDIT, 24,
		        credit_name((struct span){ at, (size_t)(end - at) }),
		        "caption");
	str_free(&s);
}

void
meta_image(struct facts *f, xmlNodePtr root, xmlNodePtr h1)
{
	const struct fact *best = facts_best(f, FACT_IMAGE);
	struct span want = best != NULL ? file_name(best->value)
	                                : (struct span){ NULL, 0 };
	xmlNodePtr img = find_image(root, h1, want), cap;
	struct str s = STR_INIT;

	if (img == NULL)
		img = find_image(root, h1, (struct span){ NULL, 0 });
	if (img == NULL)
		return;
	if (best == NULL)
		facts_add(f, FACT_IMAGE, 60, span_of(image_url(img)), "img");
	cap = caption_of(img, root);
	if (cap != NULL)
		dom_text_folded(cap, &s);
	credit(f, img, cap, str_span(&s));
	if (cap != NULL && s.len < 1500)
		facts_add(f, FACT_CAPTION, 20, without_credit(str_span(&s)),
		        "caption");
	str_free(&s);
}
