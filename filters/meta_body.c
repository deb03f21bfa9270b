/* meta_body: what a reader of the page sees: headings, kicker, standfirst,
 * bylines, dates, the lead image and its caption.
 *
 * One walk numbers the elements (and notes their class_kinds() in _private);
 * most finds are weighed by how near they
 * stand to the main heading, and nothing counts that lies in comments, lists
 * of other articles, menus or footers.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "doc/dom.h"
#include "filters/meta_body.h"

/* What stands behind this many elements tells nothing of the article as a
 * whole; the walks stay short on pages of many megabytes. */
#define ELEMENTS 30000
#define LINE_BYTES 190

static int
has_part(const char *c, const char *word)
{
	const char *p = c;
	size_t len = strlen(word);

	while (p != NULL && (p = find_nocase(p, word)) != NULL) {
		int before = p == c ? 0 : p[-1], after = p[len];

		if (!((before | 0x20) >= 'a' && (before | 0x20) <= 'z' &&
		            !(*p >= 'A' && *p <= 'Z')) &&
		        !(after >= 'a' && after <= 'z'))
			return 1;
		p++;
	}
	return 0;
}

int
body_class_part(const xmlNode *n, const char *word)
{
	return has_part(dom_attr(n, "class"), word);
}

static int
class_part_any(const xmlNode *n, const char *const *words)
{
	const char *c = dom_attr(n, "class");

	for (size_t i = 0; c != NULL && words[i] != NULL; i++)
		if (has_part(c, words[i]))
			return 1;
	return 0;
}

static int
holds(const xmlNode *n, const xmlNode *k)
{
	while (k != NULL && k != n)
		k = k->parent;
	return k != NULL;
}

/* A foot in the <article> that has the heading too is its own. */
static int
is_own_foot(const struct body *b, const xmlNode *n)
{
	while (n != NULL && n != b->root && !dom_is(n, "article"))
		n = n->parent;
	return n != NULL && n != b->root && b->h1 != NULL && holds(n, b->h1);
}

/* Whether a box is for other things than this article. */
static int
is_other_box(const struct body *b, xmlNodePtr n)
{
	unsigned k = class_kinds(n);

	if (dom_is(n, "nav"))
		return 1;
	if (k & CLASS_OWN)
		return 0;
	if (dom_is(n, "aside") && !(k & CLASS_ABOUT))
		return 1;
	if (k & CLASS_ELSEWHERE)
		return !class_has(n, "elementor-widget") && !holds(n, b->h1);
	if (dom_is(n, "footer") ? !(k & CLASS_ABOUT) : (k & CLASS_FOOT) != 0)
		return !holds(n, b->h1) && !is_own_foot(b, n);
	return 0;
}

int
body_is_elsewhere(const struct body *b, xmlNodePtr n)
{
	/* An aside right below the heading may hold day and name. */
	int near = b->h1 != NULL && b->pos > b->h1_pos &&
	           b->pos < b->h1_pos + 20 &&
	           (class_kinds(n) & (CLASS_DATED | CLASS_BYLINE));

	for (int depth = 0; n != NULL && n != b->root && depth < 24; depth++) {
		if (is_other_box(b, n) && !(near && dom_is(n, "aside")))
			return 1;
		n = n->parent;
	}
	return 0;
}

static int
is_titled(xmlNodePtr n)
{
	unsigned k = class_kinds(n);

	return (k & CLASS_TITLE) && !(k & CLASS_NO_TITLE);
}

int
body_is_dated(xmlNodePtr n)
{
	return (class_kinds(n) & CLASS_DATED) != 0;
}

void
body_folded(const xmlNode *n, struct str *s)
{
	str_truncate(s, 0);
	dom_text_folded(n, s);
}

size_t
body_width(const struct str *s)
{
	const char *p = str_c(s), *end = p + s->len, *next;
	size_t n = s->len;

	/* Below U+0800 all scripts part their words. */
	for (; p < end; p = next) {
		next = p + 1;
		if ((unsigned char)*p < 0xE0)
			continue;
		next = p;
		if (cp_is_unspaced(utf8_next(&next, end)))
			n -= (size_t)(next - p) - 1;
	}
	return n;
}

int
body_is_vi(const struct body *b)
{
	return meta_is_vi(&b->f->a->meta);
}

size_t
body_text_size(const xmlNode *n, size_t most)
{
	const xmlNode *k = n;
	size_t size = 0;

	while (k != NULL && size <= most) {
		if (dom_is_text(k) && k->content != NULL)
			size += strlen((const char *)k->content);
		k = dom_next((xmlNodePtr)(uintptr_t)k, n);
	}
	return size;
}

/* The next element or text that may be seen; what the walks number must be
 * the same in all of them. */
static xmlNodePtr
next_seen(xmlNodePtr n, xmlNodePtr root)
{
	static const char *const dead[] = { "script", "style", "noscript",
		"template", "svg", "select", "textarea", NULL };

	n = dom_next(n, root);
	while (n != NULL && n->type == XML_ELEMENT_NODE && dom_is_any(n, dead))
		n = dom_next_skip(n, root);
	return n;
}

/* --- the main heading --- */

static int
is_big_font(const xmlNode *n)
{
	const char *size = dom_is(n, "font") ? dom_attr(n, "size") : NULL;

	if (size == NULL)
		return 0;
	if (*size == '+')
		return size[1] >= '1' && size[1] <= '4';
	return size[0] >= '4' && size[0] <= '7' && size[1] == 0;
}

/* "/", "index.php", "https://bao.vn/": the site's first page? */
static int
is_home(const char *href)
{
	const char *host = strstr(href, "://");

	if (*href == '\0')
		return 0; /* the page itself */
	if (host != NULL) {
		href = host + 3;
		href += strcspn(href, "/");
		if (*href == '\0')
			return 1;
	}
	href += strspn(href, "./");
	return *href == '\0' ||
	       (strncmp(href, "index.", 6) == 0 && !strpbrk(href, "/?"));
}

/* The head of a blog: its name in <h1>, which leads to the first page. */
static int
names_site(xmlNodePtr h1, const struct str *text)
{
	xmlNodePtr a = dom_find(h1, "a");
	const char *href = a != NULL ? dom_attr(a, "href") : NULL;
	struct str s = STR_INIT;
	int all;

	if (href == NULL || !is_home(href))
		return 0;
	body_folded(a, &s);
	all = s.len == text->len;
	str_free(&s);
	return all;
}

/* A link to the first page whose text is all that <title> says. */
static int
names_title(const struct body *b, xmlNodePtr a, struct str *s)
{
	const char *href = dom_attr(a, "href");

	if (href == NULL || !is_home(href) || body_text_size(a, 200) > 200)
		return 0;
	body_folded(a, s);
	for (size_t i = 0; s->len > 0 && i < b->f->v.n; i++)
		if (b->f->v.p[i].kind == FACT_TITLE &&
		        strcmp(b->f->v.p[i].source, "title") == 0 &&
		        strcmp(b->f->v.p[i].value, str_c(s)) == 0)
			return 1;
	return 0;
}

static const char *const kicker_words[] = { "kicker", "overline", "eyebrow",
	"topline", "roofline", "dachzeile", "spitzmarke", "supertitle",
	"pretitle", "pre-title", "overtitle", "antetitulo", "occhiello", NULL };

/* What a heading holds beside itself: kicker, date, names. */
static int
is_beside_heading(xmlNodePtr n)
{
	return dom_is(n, "time") || class_part_any(n, kicker_words) ||
	       ((class_kinds(n) & (CLASS_DATED | CLASS_BYLINE)) &&
	               !is_titled(n));
}

/* How like a text is to the declared title that is most like it. */
static int
declared(const struct body *b, const char *text)
{
	int best = 0;

	for (size_t i = 0; i < b->f->v.n; i++)
		if (b->f->v.p[i].kind == FACT_TITLE) {
			int like = likeness(text, b->f->v.p[i].value);

			best = like > best ? like : best;
		}
	return best;
}

/* The text of a heading, without what is beside it unless titles that are
 * declared have that, too. */
static void
heading_text(const struct body *b, xmlNodePtr h, struct str *s)
{
	struct str part = STR_INIT;
	xmlNodePtr n = h->children;
	int beside = 0;

	while (n != NULL) {
		int skip = n->type == XML_ELEMENT_NODE && is_beside_heading(n);

		if (dom_is_text(n) && n->content != NULL)
			str_puts(&part, (const char *)n->content);
		else if (n->type == XML_ELEMENT_NODE)
			str_putc(&part, ' ');
		beside |= skip;
		n = skip ? dom_next_skip(n, h) : dom_next(n, h);
	}
	body_folded(h, s);
	if (beside && part.len > 0) {
		const char *bare = part.s + strspn(part.s, " \t\r\n:|-");

		if (strlen(bare) > 12 &&
		        declared(b, bare) >= declared(b, str_c(s))) {
			str_truncate(s, 0);
			str_puts(s, bare);
		}
	}
	/* a sign that leads to the heading itself */
	while (s->len > 2 && (strcmp(s->s + s->len - 2, "\xC2\xB6") == 0 ||
	                             strcmp(s->s + s->len - 2, " #") == 0))
		str_truncate(s, s->len - 2);
	str_free(&part);
}

/* For those who hear the page alone. */
static int
is_unseen(const xmlNode *n)
{
	static const char *const words[] = { "hide-accessible",
		"visually-hidden", "sr-only", "screen-reader-text", NULL };

	return class_part_any(n, words);
}

/* What a class of titles is worth: more in a heading; less than a line above
 * the text (meta_lines) where a few words may well be a box's. */
static int
titled_gain(const xmlNode *n, const struct str *text)
{
	return dom_is(n, "h2") ? 10 : words_count(str_span(text)) < 5 ? -25 : 0;
}

/* The style "Title" of Word's documents. */
static int
is_word_title(const xmlNode *n)
{
	const char *cls = dom_is(n, "p") ? dom_attr(n, "class") : NULL;

	return cls && strcmp(cls, "MsoTitle") == 0;
}

static void
find_heading(struct body *b)
{
	struct str s = STR_INIT;
	xmlNodePtr n, third = NULL;
	long pos = 0;
	int rank = 10, other = 40;

	for (n = b->root; n != NULL && pos < ELEMENTS;
	        n = next_seen(n, b->root)) {
		if (n->type != XML_ELEMENT_NODE)
			continue;
		pos++;
		if (dom_is(n, "a") && names_title(b, n, &s)) {
			facts_add(b->f, FACT_SITE, SITE_HEADING, str_span(&s),
			        "title");
		} else if (dom_is(n, "h1") && is_unseen(n)) {
			body_folded(n, &s);
			facts_add(b->f, FACT_HEADING, 70, str_span(&s),
			        "heading");
		} else if (dom_is(n, "h1") || is_word_title(n)) {
			heading_text(b, n, &s);
			if (s.len > 0 && s.len < 100 && names_site(n, &s))
				facts_add(b->f, FACT_SITE, SITE_HEADING,
				        str_span(&s), "h1");
			else if (s.len > 0 && s.len < 400 && rank < 20)
				facts_add(b->f, FACT_HEADING, rank++,
				        str_span(&s), "h1");
		} else if (rank < 18 && is_big_font(n) &&
		           body_text_size(n, 300) < 300) {
			/* a portal without headings: the largest type */
			body_folded(n, &s);
			if (s.len > 15)
				facts_add(b->f, FACT_HEADING, 18, str_span(&s),
				        "font size");
			rank = s.len > 15 && rank == 10 ? 18 : rank;
		} else if (other < 60 && is_titled(n) &&
		           body_text_size(n, 400) < 400 &&
		           !body_is_elsewhere(b, n)) {
			body_folded(n, &s);
			if (s.len > 12)
				facts_add(b->f, FACT_HEADING,
				        other - titled_gain(n, &s),
				        str_span(&s), "heading");
			other++;
		} else if (other < 60 && dom_is(n, "h2") &&
		           body_text_size(n, 300) < 300) {
			body_folded(n, &s);
			if (s.len > 12)
				facts_add(b->f, FACT_HEADING, 60, str_span(&s),
				        "heading");
			other++;
		} else if (third == NULL && dom_is(n, "h3")) {
			third = n;
		}
	}
	/* a page whose headings begin below */
	if (third != NULL && facts_best(b->f, FACT_HEADING) == NULL) {
		body_folded(third, &s);
		facts_add(b->f, FACT_HEADING, 66, str_span(&s), "heading");
	}
	str_free(&s);
}

/* The element whose text is the title that was chosen: an <h1>, since the
 * path to the page may end in the title as well; what stands before the first
 * <h1>; or that. */
static void
anchor(struct body *b, const char *title)
{
	struct str s = STR_INIT;
	xmlNodePtr n;
	int found = 0;
	long pos = 0;

	for (n = b->root; n != NULL && pos < ELEMENTS && found < 2;
	        n = next_seen(n, b->root)) {
		int h1 = dom_is(n, "h1"), same;

		if (n->type != XML_ELEMENT_NODE)
			continue;
		pos++;
		if ((b->h1 != NULL && !h1) || n->children == NULL ||
		        body_text_size(n, 500) > 500)
			continue;
		if (h1)
			heading_text(b, n, &s);
		else
			body_folded(n, &s);
		same = title != NULL && s.len > 0 &&
		       (strcmp(str_c(&s), title) == 0 ||
		               (h1 && likeness(str_c(&s), title) == 100));
		if (same || (b->h1 == NULL && h1 && s.len > 0 &&
		                    !names_site(n, &s))) {
			found = same ? 1 + h1 : 0;
			b->h1 = n;
			b->h1_pos = pos;
		}
	}
	str_free(&s);
}

int
body_far(const struct body *b)
{
	return b->h1 == NULL              ? 4
	       : b->pos + 30 < b->h1_pos  ? 5
	       : b->pos < b->h1_pos       ? 1
	       : b->pos > b->h1_pos + 400 ? 8
	       : b->pos > b->h1_pos + 120 ? 3
	                                  : 0;
}

/* --- kicker and standfirst --- */

static const char *const lead_words[] = { "sapo", "standfirst", "subtitle",
	"sub-title", "subheadline", "sub-headline", "subhead", "sub-head",
	"dek", "deck", "lead", "lede", "teaser", "summary", "intro", "abstract",
	"excerpt", "strapline", "chapo", "chapeau", "desc", "description",
	"vorspann", "ingress", "entradilla", "bajada", "phead", "plead",
	"introduction", "teaser-text", "preamble", "manchet", "underrubrik",
	"singular-sapo", "mota", "tomtat", NULL };

static void
standfirst(struct body *b, xmlNodePtr n)
{
	struct str s = STR_INIT;
	int rank = 20;

	if (b->pos < b->h1_pos || b->pos > b->h1_pos + 60 || b->h1 == NULL)
		return;
	if (!class_part_any(n, lead_words)) {
		if (!dom_is(n, "h2") || b->pos > b->h1_pos + 6)
			return;
		rank = 40;
	}
	if (dom_is(n, "figcaption") || dom_is(n, "img") ||
	        dom_is(n, "figure") || dom_is(n, "time") ||
	        class_has(n, "image") || class_has(n, "caption") ||
	        class_has(n, "photo"))
		return;
	if (body_text_size(n, 1200) > 1000 || body_is_elsewhere(b, n) ||
	        dom_find(n, "img") != NULL || dom_find(n, "h1") != NULL)
		return;
	body_folded(n, &s);
	if (find_nocase(str_c(&s), "subscrib") ||
	        find_nocase(str_c(&s), "getty") ||
	        find_nocase(str_c(&s), "photograph:") ||
	        find_nocase(str_c(&s), "\xC2\xA9") ||
	        find_nocase(str_c(&s), "nutrition facts"))
		str_truncate(&s, 0); /* a wall, a credit */
	if (s.len > 30 && words_count(str_span(&s)) >= 5)
		facts_add(b->f, FACT_STANDFIRST, rank, str_span(&s),
		        "standfirst");
	str_free(&s);
}

static void
kicker(struct body *b, xmlNodePtr n)
{
	struct str s = STR_INIT;

	if (b->h1 == NULL || b->pos > b->h1_pos + 12 ||
	        b->pos < b->h1_pos - 15 || !class_part_any(n, kicker_words) ||
	        body_text_size(n, 200) > 120)
		return;
	body_folded(n, &s);
	if (s.len > 1 && s.len < 90)
		facts_add(b->f, FACT_KICKER, 20, str_span(&s), "kicker");
	str_free(&s);
}

/* --- the walk --- */

static int
has_block_child(const xmlNode *n)
{
	const xmlNode *k;

	for (k = n->children; k != NULL; k = k->next)
		if (k->type == XML_ELEMENT_NODE &&
		        dom_is_block((const char *)k->name))
			return 1;
	return 0;
}

static void
one_element(struct body *b, xmlNodePtr n, struct str *s)
{
	kicker(b, n);
	standfirst(b, n);
	if (dom_is(n, "time")) {
		day_of_time(b, n);
		return;
	}
	byline_element(b, n);
	if (has_block_child(n) && !body_is_dated(n))
		return;
	if (body_text_size(n, 600) > 3 * LINE_BYTES)
		return;
	body_folded(n, s);
	if (s->len == 0 || (s->len > LINE_BYTES && body_width(s) > LINE_BYTES))
		return;
	byline_line(b, n, s);
	day_of_line(b, n, s);
}

void
meta_body(struct facts *f, xmlNodePtr root)
{
	struct body b = { .f = f, .root = root, .author_rank = 1000 };
	struct str s = STR_INIT;
	const struct fact *title;
	xmlNodePtr n;

	find_heading(&b);
	if (body_is_vi(&b))
		meta_lines(f, root);
	title = facts_title(f);
	anchor(&b, title != NULL ? title->value : NULL);
	for (n = root; n != NULL && b.pos < ELEMENTS; n = next_seen(n, root))
		if (n->type == XML_ELEMENT_NODE) {
			b.pos++;
			one_element(&b, n, &s);
		}
	byline_signature(&b, &s);
	str_free(&s);
	meta_image(f, root, b.h1);
	for (n = root; n != NULL; n = dom_next(n, root))
		n->_private = NULL;
}
