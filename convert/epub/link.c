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
#include <stdlib.h>
#include <string.h>

#include "doc/link.h"
#include "epub/anchor.h"

#define PLACE "place:"

static int
is_alnum(int c)
{
	return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
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
	if (link_has_scheme(s, "http") || link_has_scheme(s, "https")) {
		s += link_scheme_len(s);
		return s[0] == '/' && s[1] == '/' && authority_ok(s + 2);
	}
	if (link_has_scheme(s, "mailto"))
		return strchr(s, '@') && s[7] != '@' && !strchr(s, '#');
	if (link_has_scheme(s, "tel"))
		return s[4] != '\0' &&
		       s[4 + strspn(s + 4, "+-.()0123456789")] == '\0';
	return 0;
}

static void
want_places(struct pack *p);

int
links_prepare(struct pack *p)
{
	p->links = links_new(p->book);
	want_places(p);
	for (size_t i = 0; i < p->book->entry.n; i++)
		if (map_get(&p->wanted, span_of(chapter_href(p, i))) &&
		        chapter_plan(p, i) < 0)
			return -1;
	return 0;
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

/* The chapter that address leads to, or NULL; *abs is then what it is on the
 * web, for the caller to free. */
static const char *
find_chapter(struct pack *p, const char *base, const char *source,
        const char *address, char **abs)
{
	size_t at = links_find(p->links, base, source, address, abs);

	return at ? chapter_href(p, at - 1) : NULL;
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

	if (!url || !link_is_web(url))
		return NULL;
	link_escape(&esc, url);
	if (absolute_ok(str_c(&esc)))
		out = arena_strdup(p->arena, esc.s);
	str_free(&esc);
	return out;
}

const char *
link_host(struct pack *p, const char *url)
{
	const char *s = url + link_scheme_len(url) + 2;

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
