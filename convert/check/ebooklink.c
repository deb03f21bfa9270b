/* ebooklink: addresses of a book (EPUB 3.3, 4.2.5), and whether they arrive.
 *
 * A link may go to a document that is read later, so links are kept with
 * what they want and followed at the end, against one map of all ids.
 */
#include "check/ebook.h"

#include <string.h>

#define LINKS_MAX 2000000u
#define PATH_MAX_BYTES 4096 /* of the file that has the link */

static int
hex(int c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if ((c | 32) >= 'a' && (c | 32) <= 'f')
		return (c | 32) - 'a' + 10;
	return -1;
}

/* Append s, %XX decoded.  -1: half a %XX, or a character that an address may
 * not have. */
static int
put_decoded(struct str *out, const char *s, size_t n)
{
	int rc = 0;

	for (size_t i = 0; i < n; i++) {
		int a = -1, c = -1;

		if (s[i] == '%') {
			a = i + 1 < n ? hex((unsigned char)s[i + 1]) : -1;
			c = i + 2 < n ? hex((unsigned char)s[i + 2]) : -1;
		}
		if (s[i] == '%' && (a < 0 || c < 0))
			rc = -1;
		if ((unsigned char)s[i] <= ' ' || strchr("\"<>\\^`{|}", s[i]))
			rc = -1;
		if (a >= 0 && c >= 0) {
			if (a + c == 0) /* no name holds a NUL */
				return -1;
			str_putc(out, (char)(a * 16 + c));
			i += 2;
		} else {
			str_putc(out, s[i]);
		}
	}
	return rc;
}

static size_t
scheme(const char *s)
{
	size_t n = 0;

	if ((*s | 32) < 'a' || (*s | 32) > 'z')
		return 0;
	while (s[n] && (strchr("+-.", s[n]) ||
	                       ((s[n] | 32) >= 'a' && (s[n] | 32) <= 'z') ||
	                       (s[n] >= '0' && s[n] <= '9')))
		n++;
	return s[n] == ':' ? n : 0;
}

static enum address
other_scheme(
        struct ebook *b, const char *from, int line, const char *href, size_t n)
{
	static const char *const good[] = { "http", "https", "mailto", "tel",
		"sms", "ftp", "ftps", "urn", "doi", "geo", "irc", "news",
		NULL };
	struct span s = { href, n };

	if (span_eq_nocase(s, "data"))
		return ADDR_DATA;
	for (int i = 0; good[i]; i++) {
		struct str rest = STR_INIT;
		int rc, host;

		if (!span_eq_nocase(s, good[i]))
			continue;
		rc = put_decoded(&rest, href, strlen(href));
		/* http://host and nothing less */
		host = i > 1 || (strncmp(href + n, "://", 3) == 0 &&
		                        href[n + 3] && href[n + 3] != '/');
		str_free(&rest);
		if (rc < 0 || !host) {
			ebook_find(b, EPUB_LINK_BAD, from, line, href);
			return ADDR_OTHER;
		}
		return ADDR_WEB;
	}
	ebook_find(b, EPUB_LINK_SCHEME, from, line, href);
	return ADDR_OTHER;
}

/* rel, decoded, onto the folder in out; -1 when it climbs out. */
static int
walk(struct str *out, const char *rel, size_t n)
{
	const char *end = rel + n;

	while (rel < end) {
		const char *slash = memchr(rel, '/', (size_t)(end - rel));
		size_t k = (size_t)((slash ? slash : end) - rel);

		if (k == 2 && rel[0] == '.' && rel[1] == '.') {
			if (out->len == 0)
				return -1;
			str_truncate(out, out->len - 1);
			while (out->len > 0 && out->s[out->len - 1] != '/')
				str_truncate(out, out->len - 1);
		} else if (!(k == 1 && rel[0] == '.') && k > 0) {
			str_add(out, rel, k);
			if (slash)
				str_putc(out, '/');
		}
		rel += k + (slash != NULL);
	}
	return 0;
}

enum address
ebook_resolve(struct ebook *b, const char *from, int line, const char *href,
        const char **path, const char **fragment)
{
	struct span trimmed = span_trim(span_of(href));
	struct str rel = STR_INIT, out = STR_INIT, frag = STR_INIT;
	enum address kind = ADDR_LOCAL;
	const char *slash = strrchr(from, '/');
	size_t n, stop;
	int bad, outside;

	*path = *fragment = NULL;
	href = arena_span(b->out->arena, trimmed);
	if (!href)
		href = "";
	n = scheme(href);
	if (n)
		return other_scheme(b, from, line, href, n);
	if (strncmp(href, "//", 2) == 0)
		return ADDR_WEB;
	if (strlen(from) > PATH_MAX_BYTES)
		return ADDR_OTHER;
	stop = strcspn(href, "?#");
	bad = put_decoded(&rel, href, stop);
	n = stop + strcspn(href + stop, "#");
	if (href[n] == '#') {
		bad |= put_decoded(&frag, href + n + 1, strlen(href + n + 1));
		*fragment = arena_strdup(b->out->arena, str_c(&frag));
	}
	if (slash && rel.len)
		str_add(&out, from, (size_t)(slash - from) + 1);
	outside = href[0] == '/' || walk(&out, str_c(&rel), rel.len) < 0;
	if (outside || bad || href[stop] == '?') {
		ebook_find(b, outside ? EPUB_LINK_OUTSIDE : EPUB_LINK_BAD, from,
		        line, href);
		kind = ADDR_OTHER;
	}
	*path = rel.len ? arena_strdup(b->out->arena, str_c(&out)) : from;
	str_free(&rel);
	str_free(&out);
	str_free(&frag);
	return kind;
}

void
ebook_link_add(struct ebook *b, const struct ebook_link *l)
{
	if (b->link.n < LINKS_MAX)
		vec_add(&b->link, *l);
}

static void
put_key(struct str *key, const char *path, const char *id)
{
	str_truncate(key, 0);
	str_puts(key, path);
	str_putc(key, '#');
	str_puts(key, id);
}

void
ebook_id_add(struct ebook *b, const char *path, const char *id, size_t order)
{
	struct str key = STR_INIT;
	void **slot;

	put_key(&key, path, id);
	slot = map_put(&b->id, str_span(&key));
	if (!*slot)
		*slot = (void *)(uintptr_t)(order + 1);
	str_free(&key);
}

static int
is_document(const struct ebook_item *it)
{
	return it && it->type &&
	       (strcmp(it->type, "application/xhtml+xml") == 0 ||
	               strcmp(it->type, "image/svg+xml") == 0);
}

static void
follow(struct ebook *b, const struct ebook_link *l, struct str *key)
{
	size_t i = (size_t)(uintptr_t)map_get(&b->by_path, span_of(l->path));
	const struct ebook_item *it = i ? &b->item.p[i - 1] : NULL;

	if (!it || !ebook_file(b, l->path)) {
		ebook_find(b, l->missing, l->from, l->line, l->path);
		return;
	}
	if (l->page && !it->spine && strcmp(l->path, l->from) != 0)
		ebook_find(b, EPUB_LINK_UNLISTED, l->from, l->line, l->path);
	if (!l->fragment || !*l->fragment || !is_document(it) ||
	        ebook_file(b, l->path)->bad)
		return;
	put_key(key, l->path, l->fragment);
	/* ways to name a place other than by id: EPUB CFI, media fragments */
	if (!map_has(&b->id, str_span(key)) && !strchr(l->fragment, '(') &&
	        !strchr(l->fragment, '='))
		ebook_find(b, l->lost, l->from, l->line, key->s);
}

void
ebook_links(struct ebook *b)
{
	struct str key = STR_INIT;

	for (size_t i = 0; i < b->link.n; i++)
		follow(b, &b->link.p[i], &key);
	str_free(&key);
}

void
ebook_nav_order(struct ebook *b)
{
	size_t last[2][2] = { { 0, 0 }, { 0, 0 } };
	struct str key = STR_INIT;

	for (size_t i = 0; i < b->entry.n; i++) {
		const struct ebook_entry *e = &b->entry.p[i];
		size_t k = (size_t)(uintptr_t)map_get(
		        &b->by_path, span_of(e->path));
		size_t file, at = 0;

		if (!k || !b->item.p[k - 1].spine)
			continue;
		file = (size_t)b->item.p[k - 1].spine;
		if (e->fragment) {
			put_key(&key, e->path, e->fragment);
			at = (size_t)(uintptr_t)map_get(&b->id, str_span(&key));
		}
		if (file < last[e->kind][0] ||
		        (file == last[e->kind][0] && at < last[e->kind][1]))
			ebook_find(b, EPUB_NAV_ORDER, b->nav, e->line, e->path);
		last[e->kind][0] = file;
		last[e->kind][1] = at;
	}
	str_free(&key);
}
