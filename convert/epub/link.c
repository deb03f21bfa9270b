/* link: where an address of an article leads to.
 *
 * Three cases.  It names another article of the issue, by its address on the
 * web or by its file beside the article: the link goes to that chapter.  It is
 * an absolute address, or becomes one by the page's own (RFC 3986, 5.2): it
 * is written with every octet escaped that RFC 3986 does not allow, since
 * checkers and some readers refuse the file otherwise.  Else it leads nowhere
 * and the words stay without link: scripts, files that are not in the book,
 * hosts that are no host names.
 */
#include "base/utf8.h"
#include "epub/pack.h"

#include <assert.h>
#include <libxml/uri.h>
#include <libxml/xmlmemory.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "epub/anchor.h"

#define PLACE "place:"

static const char hex[] = "0123456789ABCDEF";

static int
is_alnum(int c)
{
	return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

/* Length of "scheme:" at the start, 0 when there is none (RFC 3986, 3.1). */
static size_t
scheme_len(const char *s)
{
	size_t n = 0;

	if ((s[0] | 32) < 'a' || (s[0] | 32) > 'z')
		return 0;
	while (is_alnum((unsigned char)s[n]) || s[n] == '+' || s[n] == '-' ||
	        s[n] == '.')
		n++;
	return s[n] == ':' ? n + 1 : 0;
}

static int
has_scheme(const char *s, const char *scheme)
{
	size_t n = strlen(scheme);

	for (size_t i = 0; i < n; i++)
		if ((s[i] >= 'A' && s[i] <= 'Z' ? s[i] | 32 : s[i]) !=
		        scheme[i])
			return 0;
	return s[n] == ':';
}

/* Escape what may not stand in an address; white space off both ends. */
static void
put_escaped(struct str *out, const char *s)
{
	struct span v = span_trim(span_of(s));
	int fragment = 0;

	for (size_t i = 0; i < v.n; i++) {
		unsigned char c = (unsigned char)v.p[i];

		if (c == '\n' || c == '\r' || c == '\t')
			continue; /* as the URL standard does */
		if (c == '%' && i + 2 < v.n &&
		        hex_value((unsigned char)v.p[i + 1]) >= 0 &&
		        hex_value((unsigned char)v.p[i + 2]) >= 0)
			str_putc(out, '%');
		else if (c == '#' && !fragment++)
			str_putc(out, '#');
		else if (is_alnum(c) ||
		         (c < 0x80 && c > 0 &&
		                 strchr("-._~:/?@!$&'()*+,;=", c)))
			str_putc(out, (char)c);
		else
			str_printf(out, "%%%c%c", hex[c >> 4], hex[c & 15]);
	}
}

/* RFC 1123 host name, or four numbers; as strict as Java's URI class, which
 * EPUBCheck asks. */
static int
host_ok(const char *s, size_t n)
{
	size_t label = 0, start = 0;
	int digits_only = 1;

	if (n > 0 && s[n - 1] == '.')
		n--;
	for (size_t i = 0; i <= n; i++) {
		if (i < n && s[i] != '.') {
			if (!is_alnum((unsigned char)s[i]) && s[i] != '-')
				return 0;
			if (s[i] < '0' || s[i] > '9')
				digits_only = 0;
			label++;
			continue;
		}
		if (label == 0 || label > 63 || s[i - 1] == '-' ||
		        s[i - label] == '-')
			return 0;
		start = i - label;
		label = 0;
	}
	if (!digits_only && s[start] >= '0' && s[start] <= '9')
		return 0;
	if (digits_only) {
		int dots = 0;

		for (size_t i = 0; i < n; i++)
			dots += s[i] == '.';
		return dots == 3;
	}
	return n > 0 && n < 254;
}

static int
authority_ok(const char *s)
{
	size_t n = strcspn(s, "/?#"), host = n;
	const char *at = memchr(s, '@', n), *colon;

	if (at) /* names and passwords in links: phishing */
		return 0;
	colon = memchr(s, ':', n);
	if (colon) {
		long port = 0;

		host = (size_t)(colon - s);
		for (size_t i = host + 1; i < n; i++) {
			if (s[i] < '0' || s[i] > '9' || port > 65535)
				return 0;
			port = port * 10 + (s[i] - '0');
		}
		if (port > 65535)
			return 0;
	}
	return host_ok(s, host);
}

static int
absolute_ok(const char *s)
{
	if (has_scheme(s, "http") || has_scheme(s, "https")) {
		s += scheme_len(s);
		return s[0] == '/' && s[1] == '/' && authority_ok(s + 2);
	}
	if (has_scheme(s, "mailto"))
		return strchr(s, '@') && s[7] != '@' && !strchr(s, '#');
	if (has_scheme(s, "tel"))
		return s[4] != '\0' &&
		       s[4 + strspn(s + 4, "+-.()0123456789")] == '\0';
	return 0;
}

/* The form under which an address is looked up: no scheme, no "www.", no
 * fragment, host in lower case, no slash at the end. */
static void
put_key(struct str *out, const char *url)
{
	size_t n = strcspn(url, "#"), skip = scheme_len(url), host;

	url += skip + 2;
	n -= skip + 2;
	if (n >= 4 && strncmp(url, "www.", 4) == 0) {
		url += 4;
		n -= 4;
	}
	host = strcspn(url, "/?#");
	while (n > 0 && url[n - 1] == '/')
		n--;
	for (size_t i = 0; i < n; i++)
		str_putc(out, i < host && url[i] >= 'A' && url[i] <= 'Z'
		                      ? (char)(url[i] | 32)
		                      : url[i]);
}

static int
is_web(const char *s)
{
	return (has_scheme(s, "http") || has_scheme(s, "https")) &&
	       strncmp(s + scheme_len(s), "//", 2) == 0;
}

/* dir/name as "file:" key with "." and ".." worked out and %XX decoded. */
static void
put_file_key(struct str *out, const char *dir, size_t dir_len, const char *name)
{
	struct str path = STR_INIT;
	size_t n = strcspn(name, "?#");

	str_add(&path, dir, name[0] == '/' ? 0 : dir_len);
	str_putc(&path, '/');
	for (size_t i = 0; i < n; i++) {
		int a, b;

		if (name[i] == '%' && i + 2 < n &&
		        (a = hex_value((unsigned char)name[i + 1])) >= 0 &&
		        (b = hex_value((unsigned char)name[i + 2])) >= 0) {
			str_putc(&path, (char)(a * 16 + b));
			i += 2;
		} else {
			str_putc(&path, name[i]);
		}
	}
	str_puts(out, "file:");
	for (char *s = path.s; *s;) {
		size_t len = strcspn(s, "/");

		if (len == 2 && s[0] == '.' && s[1] == '.') {
			while (out->len > 5 && out->s[out->len - 1] != '/')
				str_truncate(out, out->len - 1);
			if (out->len > 5)
				str_truncate(out, out->len - 1);
		} else if (len > 0 && !(len == 1 && s[0] == '.')) {
			str_putc(out, '/');
			str_add(out, s, len);
		}
		s += len + (s[len] == '/');
	}
	str_free(&path);
}

static size_t
dir_len(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? (size_t)(slash - path) : 0;
}

static void
enter(struct pack *p, struct str *key, const char *href)
{
	void **slot = map_put(&p->link, str_span(key));

	if (!*slot) /* the first of two equal ones */
		*slot = arena_strdup(p->arena, href);
	str_truncate(key, 0);
}

static void
want_places(struct pack *p);

int
links_prepare(struct pack *p)
{
	struct str key = STR_INIT, url = STR_INIT;

	for (size_t i = 0; i < p->book->entry.n; i++) {
		const struct book_entry *e = &p->book->entry.p[i];
		const char *href = chapter_href(p, i);

		if (e->url && is_web(e->url)) {
			put_escaped(&url, e->url);
			put_key(&key, url.s);
			enter(p, &key, href);
			str_truncate(&url, 0);
		}
		if (e->source && !is_web(e->source)) {
			put_file_key(&key, "", 0, e->source);
			enter(p, &key, href);
		}
	}
	str_free(&key);
	str_free(&url);
	want_places(p);
	for (size_t i = 0; i < p->book->entry.n; i++)
		if (map_get(&p->wanted, span_of(chapter_href(p, i))) &&
		        chapter_plan(p, i) < 0)
			return -1;
	return 0;
}

/* Against the page's own address; NULL when it has none. Caller frees. */
static char *
make_absolute(const char *base, const char *address)
{
	struct str esc = STR_INIT;
	xmlChar *u = NULL;
	char *out = NULL;

	put_escaped(&esc, address);
	if (scheme_len(address)) {
		out = str_detach(&esc);
	} else if (base && is_web(base)) {
		u = xmlBuildURI(
		        (const xmlChar *)str_c(&esc), (const xmlChar *)base);
		if (u)
			out = xstrdup((const char *)u);
		xmlFree(u);
	}
	str_free(&esc);
	return out;
}

/* How one gets from the page at base to address on the same host: up and down
 * folders (RFC 3986, 5.2 the other way round).  0 when it is another host. */
static int
put_way(struct str *out, const char *base, const char *address)
{
	size_t n = scheme_len(base) + 2, common = 0, path;

	if (!is_web(base) || !is_web(address))
		return 0;
	base += n;
	address += scheme_len(address) + 2;
	path = strcspn(base, "/?#");
	if (!path || strncasecmp(base, address, path) != 0 ||
	        base[path] != '/' || address[path] != '/')
		return 0;
	for (size_t i = path; base[i] && base[i] == address[i] &&
	                      base[i] != '?' && base[i] != '#';
	        i++)
		if (base[i] == '/')
			common = i + 1;
	for (size_t i = common; base[i] && base[i] != '?' && base[i] != '#';
	        i++)
		if (base[i] == '/')
			str_puts(out, "../");
	str_puts(out, address + common);
	return 1;
}

/* Pages saved with their folders keep their ways to each other, also those
 * that do not say where they are from. */
static const char *
find_beside(struct pack *p, const char *base, const char *source,
        const char *address)
{
	struct str way = STR_INIT, key = STR_INIT;
	const char *found = NULL;

	if (base && source && put_way(&way, base, address)) {
		put_file_key(&key, source, dir_len(source), str_c(&way));
		found = map_get(&p->link, str_span(&key));
	}
	str_free(&way);
	str_free(&key);
	return found;
}

/* The chapter that address leads to, or NULL; *abs is then what it is on the
 * web, for the caller to free. */
static const char *
find_chapter(struct pack *p, const char *base, const char *source,
        const char *address, char **abs)
{
	struct str key = STR_INIT;
	const char *found = NULL;

	*abs = NULL;
	if (!scheme_len(address) && strncmp(address, "//", 2) != 0 && source) {
		put_file_key(&key, source, dir_len(source), address);
		found = map_get(&p->link, str_span(&key));
	}
	if (!found && (*abs = make_absolute(base, address)) != NULL &&
	        is_web(*abs)) {
		str_truncate(&key, 0);
		put_key(&key, *abs);
		found = map_get(&p->link, str_span(&key));
		if (!found)
			found = find_beside(p, base, source, *abs);
	}
	str_free(&key);
	return found;
}

/* href of a chapter and the fragment that address has, %XX decoded. */
static void
put_place(struct str *out, const char *href, const char *address)
{
	const char *hash = strchr(address, '#');

	str_truncate(out, 0);
	str_puts(out, href);
	if (hash)
		put_fragment(out, hash);
}

static void
want_place(struct pack *p, const char *href, const char *address)
{
	struct str key = STR_INIT;
	struct pack_place *pl;
	void **slot;
	size_t n = strlen(href);

	put_place(&key, href, address);
	slot = map_put(&p->place, str_span(&key));
	if (!*slot && key.len > n) {
		pl = arena_new_of(p->arena, struct pack_place);
		pl->id = arena_strdup(p->arena, key.s + n);
		vec_add(&p->places, pl);
		pl->name = arena_printf(p->arena, "x%zu", p->places.n);
		*slot = pl;
		slot = map_put(&p->wanted, span_of(href));
		pl->next = *slot;
		*slot = pl;
	}
	str_free(&key);
}

/* Places within chapters that other chapters link to. */
static void
want_places(struct pack *p)
{
	for (size_t i = 0; i < p->book->entry.n; i++) {
		const struct book_entry *e = &p->book->entry.p[i];

		for (size_t k = 0; k < e->links; k++) {
			char *abs;
			const char *href = find_chapter(
			        p, e->url, e->source, e->link[k], &abs);

			if (href)
				want_place(p, href, e->link[k]);
			free(abs);
		}
	}
}

const char *
link_web(struct pack *p, const char *url)
{
	struct str esc = STR_INIT;
	const char *out = NULL;

	if (!url || !is_web(url))
		return NULL;
	put_escaped(&esc, url);
	if (absolute_ok(str_c(&esc)))
		out = arena_strdup(p->arena, esc.s);
	str_free(&esc);
	return out;
}

const char *
link_host(struct pack *p, const char *url)
{
	const char *s = url + scheme_len(url) + 2;

	if (strncmp(s, "www.", 4) == 0)
		s += 4;
	return arena_strndup(p->arena, s, strcspn(s, "/?#:"));
}

/* The number stands for the place until all are planned: the length of the
 * text, by which files are cut, must not depend on where others lie. */
const char *
link_place(const struct pack *p, const char *address)
{
	size_t n;

	if (strncmp(address, PLACE, strlen(PLACE)) != 0)
		return NULL;
	n = strtoul(address + strlen(PLACE), NULL, 10);
	assert(n > 0 && n <= p->places.n);
	return p->places.p[n - 1]->href;
}

const char *
link_resolve(struct fit *f, const char *address)
{
	struct pack *p = f->pack;
	const char *base = meta_get(&f->article->meta, META_URL);
	const char *hash = strchr(address, '#'), *found;
	const struct pack_place *pl;
	struct str key = STR_INIT;
	char *abs;

	if (address[0] == '#')
		return address;
	found = find_chapter(p, base, f->file, address, &abs);
	if (found && hash && strcmp(found, f->href) == 0) {
		found = arena_strdup(p->arena, hash);
	} else if (found) {
		put_place(&key, found, address);
		pl = map_get(&p->place, str_span(&key));
		if (pl)
			found = arena_printf(
			        p->arena, PLACE "%s", pl->name + 1);
	} else if (abs && absolute_ok(abs)) {
		found = arena_strdup(p->arena, abs);
	}
	str_free(&key);
	free(abs);
	return found;
}
