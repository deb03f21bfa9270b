/* link: which article of a book an address leads to.
 *
 * An address names an article by where it is on the web, or by the file that
 * it was read from: pages that were saved together keep their ways to each
 * other, whether they say where they are from or not.
 */
#include "doc/link.h"
#include "base/utf8.h"

#include <libxml/uri.h>
#include <libxml/xmlmemory.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct links {
	struct map at; /* key of an address or file -> entry + 1 */
};

static const char hex[] = "0123456789ABCDEF";

static int
is_alnum(int c)
{
	return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

size_t
link_scheme_len(const char *s)
{
	size_t n = 0;

	if ((s[0] | 32) < 'a' || (s[0] | 32) > 'z')
		return 0;
	while (is_alnum((unsigned char)s[n]) || s[n] == '+' || s[n] == '-' ||
	        s[n] == '.')
		n++;
	return s[n] == ':' ? n + 1 : 0;
}

int
link_has_scheme(const char *s, const char *scheme)
{
	size_t n = strlen(scheme);

	for (size_t i = 0; i < n; i++)
		if ((s[i] >= 'A' && s[i] <= 'Z' ? s[i] | 32 : s[i]) !=
		        scheme[i])
			return 0;
	return s[n] == ':';
}

void
link_escape(struct str *out, const char *s)
{
	struct span v = span_trim(span_of(s));
	int fragment = 0;

	for (size_t i = 0; i < v.n; i++) {
		unsigned char c = (unsigned char)v.p[i];

		if (c == '\n' || c == '\r' || c == '\t')
			continue; /* as the URL standard does */
		if (link_escaped_byte(v.p + i, v.n - i) >= 0)
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

int
link_escaped_byte(const char *s, size_t n)
{
	int hi = n > 2 && s[0] == '%' ? hex_value((unsigned char)s[1]) : -1;
	int lo = hi >= 0 ? hex_value((unsigned char)s[2]) : -1;

	return lo >= 0 ? hi * 16 + lo : -1;
}

void
link_unescape(struct str *out, struct span in)
{
	for (size_t i = 0; i < in.n; i++) {
		int c = link_escaped_byte(in.p + i, in.n - i);

		str_putc(out, c > 0 ? (char)c : in.p[i]);
		i += c > 0 ? 2 : 0;
	}
}

/* The form under which an address is looked up: no scheme, no "www.", no
 * fragment, host in lower case, no slash at the end. */
static void
put_key(struct str *out, const char *url)
{
	size_t n = strcspn(url, "#"), skip = link_scheme_len(url), host;

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

int
link_is_web(const char *s)
{
	return (link_has_scheme(s, "http") || link_has_scheme(s, "https")) &&
	       strncmp(s + link_scheme_len(s), "//", 2) == 0;
}

/* dir/name as "file:" key with "." and ".." worked out and %XX decoded. */
static void
put_file_key(struct str *out, const char *dir, size_t dir_len, const char *name)
{
	struct str path = STR_INIT;
	size_t n = strcspn(name, "?#");

	str_add(&path, dir, name[0] == '/' ? 0 : dir_len);
	str_putc(&path, '/');
	link_unescape(&path, (struct span){ name, n });
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

/* The first of two equal ones. */
static void
enter(struct links *l, struct str *key, size_t entry)
{
	void **slot = map_put(&l->at, str_span(key));

	if (!*slot)
		*slot = (void *)(uintptr_t)(entry + 1);
	str_truncate(key, 0);
}

struct links *
links_new(const struct book *b)
{
	struct links *l = xcalloc(1, sizeof(*l));
	struct str key = STR_INIT, url = STR_INIT;

	for (size_t i = 0; i < b->entry.n; i++) {
		const struct book_entry *e = &b->entry.p[i];

		if (e->url && link_is_web(e->url)) {
			link_escape(&url, e->url);
			put_key(&key, url.s);
			enter(l, &key, i);
			str_truncate(&url, 0);
		}
		if (e->source && !link_is_web(e->source)) {
			put_file_key(&key, "", 0, e->source);
			enter(l, &key, i);
		}
	}
	str_free(&key);
	str_free(&url);
	return l;
}

void
links_free(struct links *l)
{
	if (!l)
		return;
	map_free(&l->at);
	free(l);
}

static size_t
look_up(const struct links *l, const struct str *key)
{
	return (size_t)(uintptr_t)map_get(&l->at, str_span(key));
}

/* Against the page's own address; NULL when it has none. Caller frees. */
static char *
make_absolute(const char *base, const char *address)
{
	struct str esc = STR_INIT;
	xmlChar *u = NULL;
	char *out = NULL;

	link_escape(&esc, address);
	if (link_scheme_len(address)) {
		out = str_detach(&esc);
	} else if (base && link_is_web(base)) {
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
	size_t n = link_scheme_len(base) + 2, common = 0, path;

	if (!link_is_web(base) || !link_is_web(address))
		return 0;
	base += n;
	address += link_scheme_len(address) + 2;
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
static size_t
find_beside(const struct links *l, const char *base, const char *source,
        const char *address)
{
	struct str way = STR_INIT, key = STR_INIT;
	size_t found = 0;

	if (base && source && put_way(&way, base, address)) {
		put_file_key(&key, source, dir_len(source), str_c(&way));
		found = look_up(l, &key);
	}
	str_free(&way);
	str_free(&key);
	return found;
}

size_t
links_find(const struct links *l, const char *base, const char *source,
        const char *address, char **abs)
{
	struct str key = STR_INIT;
	size_t found = 0;

	*abs = NULL;
	if (!link_scheme_len(address) && strncmp(address, "//", 2) != 0 &&
	        source) {
		put_file_key(&key, source, dir_len(source), address);
		found = look_up(l, &key);
	}
	if (!found && (*abs = make_absolute(base, address)) != NULL &&
	        link_is_web(*abs)) {
		str_truncate(&key, 0);
		put_key(&key, *abs);
		found = look_up(l, &key);
		if (!found)
			found = find_beside(l, base, source, *abs);
	}
	str_free(&key);
	return found;
}
