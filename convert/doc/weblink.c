/* weblink: addresses of an article's links as paper shows them.
 *
 * Nobody can follow a link on paper, so what is printed of it is for eyes and
 * fingers: where it leads, and as much of the address as can be typed.  A
 * house that has short addresses of its own gives them in a list.
 */
#include "doc/weblink.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/utf8.h"
#include "doc/dom.h"
#include "doc/link.h"

#define LIST_MAX ((size_t)16 << 20)
#define NOTE_MAX 120 /* characters of an address in a note */
#define TEXT_MAX 40 /* and in the text */
#define TAIL_MIN 12

struct weblinks {
	struct arena *arena;
	enum weblink_way way;
	struct map own; /* plain address: what stands for it */
};

int
weblink_is_tracking(struct span p)
{
	static const char *const name[] = { "fbclid", "gclid", "dclid",
		"gbraid", "wbraid", "msclkid", "yclid", "igshid", "igsh",
		"mc_cid", "mc_eid", "zarsrc", "_ga", "_gl" };
	const char *eq = memchr(p.p, '=', p.n);

	if (eq != NULL)
		p.n = (size_t)(eq - p.p);
	if (p.n > 4 && memcmp(p.p, "utm_", 4) == 0)
		return 1;
	for (size_t i = 0; i < sizeof(name) / sizeof(name[0]); i++)
		if (span_eq(p, span_of(name[i])))
			return 1;
	return 0;
}

/* One character, or a letter of several bytes that was written as %XX: those
 * of ASCII stay as they are, they may mean something. */
static const char *
put_char(struct str *out, const char *p)
{
	char raw[4];
	size_t n = 0;
	const char *s = raw, *q = p;

	for (int c; n < sizeof(raw) && (c = link_escaped_byte(q, 3)) >= 0;
	        q += 3)
		raw[n++] = (char)c;
	if (n > 1 && (raw[0] & 0x80)) {
		uint32_t cp = utf8_next(&s, raw + n);

		if (cp != UTF8_BAD && cp_is_letter(cp)) {
			str_put_utf8(out, cp);
			return p + 3 * (s - raw);
		}
	}
	str_putc(out, *p);
	return p + 1;
}

static void
put_query(struct str *out, const char *p, const char *end)
{
	char sign = '?';

	while (p < end) {
		const char *amp = memchr(p, '&', (size_t)(end - p));
		const char *stop = amp ? amp : end;

		if (stop > p && !weblink_is_tracking((struct span){
		                        p, (size_t)(stop - p) })) {
			str_putc(out, sign);
			sign = '&';
			while (p < stop)
				p = put_char(out, p);
		}
		p = stop + (amp != NULL);
	}
}

void
weblink_plain(struct str *out, const char *uri)
{
	const char *p = uri, *query, *end;
	size_t start = out->len;

	if (link_is_web(uri)) {
		p = strchr(uri, ':') + 3;
		if (span_eq_nocase((struct span){ p, strnlen(p, 4) }, "www.") &&
		        strcspn(p + 4, "/?#") > 3)
			p += 4;
	} else if (link_has_scheme(uri, "mailto") ||
	           link_has_scheme(uri, "tel")) {
		p = strchr(uri, ':') + 1;
	}
	end = p + strcspn(p, "#");
	/* a place in the page, but no text that a browser looks for */
	if (*end == '#' && end[1] != '\0' && end[1] != ':' && link_is_web(uri))
		end += strlen(end);
	query = memchr(p, '?', (size_t)(end - p));
	while (p < (query ? query : end))
		p = put_char(out, p);
	if (query != NULL && link_is_web(uri)) {
		const char *hash = memchr(query, '#', (size_t)(end - query));

		put_query(out, query + 1, hash ? hash : end);
		for (p = hash; p != NULL && p < end;)
			p = put_char(out, p);
	}
	/* vnexpress.net/ */
	if (out->len > start && out->s[out->len - 1] == '/' &&
	        memchr(out->s + start, '/', out->len - start - 1) == NULL)
		str_truncate(out, out->len - 1);
}

static size_t
chars_of(const char *s, size_t n)
{
	size_t k = 0;

	for (size_t i = 0; i < n; i++)
		k += (s[i] & 0xC0) != 0x80;
	return k;
}

/* The first of these signs from at on, if enough comes behind it; or 0. */
static size_t
tail_from(const char *s, size_t at, const char *signs)
{
	at += strcspn(s + at, signs);
	return strlen(s + at) > TAIL_MIN / 2 ? at : 0;
}

void
weblink_short(struct str *out, const char *uri, size_t limit)
{
	struct str all = STR_INIT;
	const char *s;
	size_t host, page, room, at, cut;

	weblink_plain(&all, uri);
	s = str_c(&all);
	host = strcspn(s, "/?#");
	if (chars_of(s, all.len) <= limit || host == all.len) {
		str_put_span(out, str_span(&all));
		str_free(&all);
		return;
	}
	/* what follows a page's own address is for its server */
	page = host + strcspn(s + host, "?#");
	if (s[page] == '?' && page > host + 1 &&
	        chars_of(s, page) + 2 <= limit) {
		str_add(out, s, page);
		str_puts(out, "?\u2026");
		str_free(&all);
		return;
	}
	room = chars_of(s, host) + 2;
	room = limit > room + TAIL_MIN ? limit - room : TAIL_MIN;
	/* as much of the end as there is room for ... */
	for (at = all.len; at > host && room > 0; room--)
		do {
			at--;
		} while (at > host && (s[at] & 0xC0) == 0x80);
	/* ... from a folder's beginning, or else a parameter's or a word's */
	cut = tail_from(s, at, "/");
	cut = cut ? cut : tail_from(s, at, "?&");
	cut = cut ? cut : tail_from(s, at, "-_.,=");
	cut = cut ? cut : at;
	cut += strchr("-_.,=", s[cut]) != NULL;
	str_add(out, s, host);
	str_puts(out, "/\u2026");
	str_add(out, s + cut, all.len - cut);
	str_free(&all);
}

static int
read_line(struct weblinks *w, struct span line, const struct where *at,
        struct diag *dg)
{
	const char *tab;
	struct str key = STR_INIT, shown = STR_INIT;
	void **place;

	while (line.n > 0 && strchr(" \t\r", line.p[line.n - 1]) != NULL)
		line.n--;
	if (line.n == 0 || line.p[0] == '#')
		return 0;
	tab = memchr(line.p, '\t', line.n);
	if (tab == NULL || tab == line.p)
		return diag_report(dg, at, MSG_LINKS_LINE);
	weblink_plain(
	        &key, arena_strndup(w->arena, line.p, (size_t)(tab - line.p)));
	while (*tab == '\t' || *tab == ' ')
		tab++;
	weblink_plain(&shown,
	        arena_strndup(w->arena, tab, (size_t)(line.p + line.n - tab)));
	place = map_put(&w->own, str_span(&key));
	*place = arena_strdup(w->arena, str_c(&shown));
	str_free(&key);
	str_free(&shown);
	return 0;
}

struct weblinks *
weblinks_load(enum weblink_way way, const char *path, struct diag *dg)
{
	struct weblinks *w = xcalloc(1, sizeof(*w));
	struct where at = { .file = path, .line = 1 };
	struct str s = STR_INIT;
	int rc = 0;

	w->arena = arena_new();
	w->way = way;
	if (path != NULL)
		rc = file_read(path, LIST_MAX, &s, dg);
	for (size_t i = 0; rc == 0 && i < s.len; at.line++) {
		size_t len = strcspn(s.s + i, "\n");

		rc = read_line(w, (struct span){ s.s + i, len }, &at, dg);
		i += len + 1;
	}
	str_free(&s);
	if (rc == 0)
		return w;
	weblinks_free(w);
	return NULL;
}

void
weblinks_free(struct weblinks *w)
{
	if (w == NULL)
		return;
	map_free(&w->own);
	arena_free(w->arena);
	free(w);
}

const char *
weblinks_class(const struct weblinks *w)
{
	static const char *const cls[] = { NULL, "links-notes", "links-short",
		"links-end" };

	return cls[w->way];
}

/* Does the text of the link say where it leads? */
static int
says_so(const xmlNode *n, const struct str *plain)
{
	struct str text = STR_INIT, own = STR_INIT;
	size_t len = plain->len;
	int yes;

	dom_text_folded(n, &text);
	weblink_plain(&own, str_c(&text));
	while (len > 0 && str_c(plain)[len - 1] == '/')
		len--;
	yes = own.len == 0 ||
	      (len > 0 && memmem(own.s, own.len, plain->s, len) != NULL);
	str_free(&text);
	str_free(&own);
	return yes;
}

/* Behind link n the number of its address. */
static void
put_call(xmlNodePtr n, size_t number)
{
	xmlNodePtr sup = dom_new(n->doc, "sup"), a;
	char ref[40], text[24];

	snprintf(ref, sizeof(ref), "#bantin.link.%zu", number);
	snprintf(text, sizeof(text), "%zu", number);
	dom_set_attr(sup, "class", "link-call");
	a = dom_append(sup, "a");
	dom_set_attr(a, "href", ref);
	dom_append_text(a, span_of(text));
	xmlAddNextSibling(n, sup);
}

static void
put_address(xmlNodePtr list, size_t number, const char *href, const char *shown)
{
	xmlNodePtr li = dom_append(list, "li"), a = dom_append(li, "a");
	char id[40];

	snprintf(id, sizeof(id), "bantin.link.%zu", number);
	dom_set_attr(li, "id", id);
	dom_set_attr(a, "href", href);
	dom_append_text(a, span_of(shown));
}

/* seen: plain addresses and their numbers. */
static void
mark_one(const struct weblinks *w, xmlNodePtr n, const char *href,
        struct map *seen, xmlNodePtr list)
{
	struct str plain = STR_INIT, s = STR_INIT;
	const char *own;
	size_t number;
	void **slot;

	weblink_plain(&plain, href);
	own = map_get(&w->own, str_span(&plain));
	if (says_so(n, &plain)) {
		str_free(&plain);
		return;
	}
	slot = map_put(seen, str_span(&plain));
	number = (size_t)(uintptr_t)*slot;
	if (number == 0) {
		number = seen->n;
		*slot = (void *)(uintptr_t)number;
		if (own == NULL)
			weblink_short(&s, href,
			        w->way == WEBLINK_SHORT ? TEXT_MAX : NOTE_MAX);
		own = own ? own : str_c(&s);
		if (w->way == WEBLINK_END)
			put_address(list, number, href, own);
		else
			dom_set_attr(n, "data-link", own);
	}
	if (w->way == WEBLINK_END)
		put_call(n, number);
	str_free(&plain);
	str_free(&s);
}

static void
put_list(xmlNodePtr article, xmlNodePtr list, const char *title)
{
	xmlNodePtr div, p;

	if (list->children == NULL) {
		xmlFreeNode(list);
		return;
	}
	div = dom_append(article, "div");
	dom_set_attr(div, "class", "endnotes");
	p = dom_append(div, "p");
	dom_set_attr(p, "class", "endnotes-title");
	dom_append_text(p, span_of(title));
	xmlAddChild(div, list);
}

static int
leads_here(const struct links *here, const struct book_entry *from,
        const char *href)
{
	char *web;
	size_t at = links_find(here, from->url, from->source, href, &web);

	free(web);
	return at > 0;
}

void
weblinks_mark(const struct weblinks *w, const struct links *here,
        const struct book_entry *from, xmlNodePtr article, const char *title)
{
	xmlNodePtr list = dom_new(article->doc, "ol");
	struct map seen = { 0 };

	for (xmlNodePtr n = article; n != NULL && w->way != WEBLINK_NONE;
	        n = dom_next(n, article)) {
		const char *href = dom_is(n, "a") ? dom_attr(n, "href") : NULL;

		if (href == NULL || leads_here(here, from, href))
			continue;
		if (link_is_web(href) || link_has_scheme(href, "mailto"))
			mark_one(w, n, href, &seen, list);
	}
	put_list(article, list, title);
	map_free(&seen);
}
