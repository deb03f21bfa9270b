/* sanitise_url: addresses.  Reference resolution after RFC 3986 section 5.2,
 * on input cleaned as browsers clean it (WHATWG URL: blanks off the ends, tabs
 * and line ends out), because what a browser would run must not pass here in
 * disguise.  Allowed: http, https, mailto, tel; data: only for pictures.
 *
 * Hosts of other letters are written as they are asked for, in ASCII (UTS 46,
 * RFC 5891), because a URI has no other characters (RFC 3986 3.2.2).
 */
#include <idn2.h>
#include <string.h>

#include "base/utf8.h"

#include "doc/dom.h"
#include "doc/weblink.h"
#include "filters/sanitise.h"

#define URL_MAX_BYTES 4000

static int
is_alpha(char c)
{
	return (c | 32) >= 'a' && (c | 32) <= 'z';
}

/* Length of the scheme with its colon, or 0. */
static size_t
scheme_len(struct span u)
{
	size_t n = 0;

	if (!u.n || !is_alpha(u.p[0]))
		return 0;
	while (n < u.n &&
	        (is_alpha(u.p[n]) || (u.p[n] >= '0' && u.p[n] <= '9') ||
	                u.p[n] == '+' || u.p[n] == '-' || u.p[n] == '.'))
		n++;
	return n < u.n && u.p[n] == ':' ? n + 1 : 0;
}

static int
has_scheme(struct span u, const char *name)
{
	size_t n = scheme_len(u);

	return n && span_eq_nocase((struct span){ u.p, n - 1 }, name);
}

/* As the URL parser of browsers sees it. */
void
url_clean(struct str *out, const char *v)
{
	size_t from;

	while (*v && (unsigned char)*v <= ' ')
		v++;
	from = out->len;
	for (; *v && out->len - from < URL_MAX_BYTES + 1; v++)
		if ((unsigned char)*v >= ' ' && *v != 0x7F)
			str_putc(out, *v);
	while (out->len > from && out->s[out->len - 1] == ' ')
		str_truncate(out, out->len - 1);
}

struct parts {
	struct span scheme, host, path, query, frag;
	int has_host, has_query, has_frag;
};

static void
split(struct parts *u, struct span s)
{
	const char *q;
	size_t n = scheme_len(s);

	memset(u, 0, sizeof(*u));
	if (n) {
		u->scheme = (struct span){ s.p, n - 1 };
		s.p += n;
		s.n -= n;
	}
	q = s.n ? memchr(s.p, '#', s.n) : NULL;
	if (q) {
		u->has_frag = 1;
		u->frag = (struct span){ q + 1, (size_t)(s.p + s.n - q - 1) };
		s.n = (size_t)(q - s.p);
	}
	q = s.n ? memchr(s.p, '?', s.n) : NULL;
	if (q) {
		u->has_query = 1;
		u->query = (struct span){ q + 1, (size_t)(s.p + s.n - q - 1) };
		s.n = (size_t)(q - s.p);
	}
	if (s.n >= 2 && s.p[0] == '/' && s.p[1] == '/') {
		n = 2;
		while (n < s.n && s.p[n] != '/')
			n++;
		u->has_host = 1;
		u->host = (struct span){ s.p + 2, n - 2 };
		s.p += n;
		s.n -= n;
	}
	u->path = s;
}

/* RFC 3986 5.2.4 */
static void
put_path(struct str *out, struct span p)
{
	size_t start = out->len;

	while (p.n) {
		size_t n = p.p[0] == '/';

		while (n < p.n && p.p[n] != '/')
			n++;
		if ((n == 2 && memcmp(p.p, "/.", 2) == 0) ||
		        (n == 3 && memcmp(p.p, "/..", 3) == 0)) {
			if (n == 3)
				while (out->len > start &&
				        out->s[--out->len] != '/')
					;
			if (n == p.n)
				str_putc(out, '/');
		} else {
			str_add(out, p.p, n);
		}
		p.p += n;
		p.n -= n;
	}
	if (out->s)
		out->s[out->len] = '\0';
}

static void
put_rest(struct str *out, const struct parts *r)
{
	if (r->has_query) {
		str_putc(out, '?');
		str_put_span(out, r->query);
	}
	if (r->has_frag) {
		str_putc(out, '#');
		str_put_span(out, r->frag);
	}
}

static void
put_front(struct str *out, struct span scheme, struct span host)
{
	str_put_span(out, scheme);
	str_puts(out, "://");
	str_put_span(out, host);
}

void
url_resolve(struct str *out, struct span base, struct span ref)
{
	struct parts b, r;
	size_t dir;

	split(&b, base);
	split(&r, ref);
	if (r.scheme.n) {
		str_put_span(out, ref);
		return;
	}
	if (!b.scheme.n || !b.has_host)
		return;
	put_front(out, b.scheme, r.has_host ? r.host : b.host);
	if (r.has_host || (r.path.n && r.path.p[0] == '/')) {
		put_path(out, r.path);
	} else if (r.path.n) {
		struct str joined = STR_INIT;

		for (dir = b.path.n; dir && b.path.p[dir - 1] != '/'; dir--)
			;
		if (!dir)
			str_putc(&joined, '/');
		str_add(&joined, b.path.p, dir);
		str_put_span(&joined, r.path);
		put_path(out, str_span(&joined));
		str_free(&joined);
	} else {
		put_path(out, b.path);
		if (!r.has_query && b.has_query) {
			r.has_query = 1;
			r.query = b.query;
		}
	}
	put_rest(out, &r);
}

/* Characters that no URI has are percent-encoded (RFC 3986 2.1). */
static void
put_encoded(struct str *out, struct span u)
{
	static const char hex[] = "0123456789ABCDEF";

	for (size_t i = 0; i < u.n; i++) {
		unsigned char c = (unsigned char)u.p[i];
		int pct =
		        c == '%' &&
		        !(i + 2 < u.n &&
		                strchr("0123456789abcdefABCDEF", u.p[i + 1]) &&
		                strchr("0123456789abcdefABCDEF", u.p[i + 2]));

		if (c <= ' ' || c >= 0x7F || pct ||
		        strchr("\"<>\\^`{|}[]#", c)) {
			str_putc(out, '%');
			str_putc(out, hex[c >> 4]);
			str_putc(out, hex[c & 15]);
		} else {
			str_putc(out, (char)c);
		}
	}
}

/* Letters of any script, digits, dots, a port, a user: no other sign. */
static int
host_ok(struct span h)
{
	size_t n = 0;
	const char *at = h.n ? memchr(h.p, '@', h.n) : NULL;

	if (at) {
		h.n -= (size_t)(at + 1 - h.p);
		h.p = at + 1;
	}
	while (n < h.n && h.p[n] != ':') {
		unsigned char c = (unsigned char)h.p[n++];

		if (!(is_alpha((char)c) || (c >= '0' && c <= '9') || c == '-' ||
		            c == '.' || c == '_' || c >= 0x80))
			return 0;
	}
	if (!n || h.p[0] == '.')
		return 0;
	if (n < h.n) {
		size_t digits = 0;

		while (++n < h.n && h.p[n] >= '0' && h.p[n] <= '9')
			digits++;
		if (n < h.n || digits > 5)
			return 0;
	}
	return 1;
}

/* The host in ASCII, with what stands around it; 0 when it is none. */
static int
put_host(struct str *out, struct span h)
{
	struct str name = STR_INIT;
	const char *at = h.n ? memchr(h.p, '@', h.n) : NULL, *colon;
	size_t user = at ? (size_t)(at + 1 - h.p) : 0, from = out->len;
	char *ascii = NULL;
	int ok = host_ok(h);

	if (!ok || utf8_is_ascii(h)) {
		str_put_span(out, h);
		return ok;
	}
	str_add(out, h.p, user);
	h = (struct span){ h.p + user, h.n - user };
	colon = memchr(h.p, ':', h.n);
	str_add(&name, h.p, colon ? (size_t)(colon - h.p) : h.n);
	ok = idn2_to_ascii_8z(str_c(&name), &ascii,
	             IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL) == IDN2_OK;
	if (ok) {
		str_puts(out, ascii);
		if (colon)
			str_add(out, colon, (size_t)(h.p + h.n - colon));
		/* A letter may stand for a sign, as U+2100 for a/c. */
		h = (struct span){ out->s + from, out->len - from };
		ok = utf8_is_ascii(h) && host_ok(h);
	}
	idn2_free(ascii);
	str_free(&name);
	return ok;
}

/* The query with its sign, with or without what only counts readers. */
static void
put_query(struct str *out, struct span q, int untrack)
{
	size_t from = out->len;

	str_putc(out, '?');
	while (untrack && q.n) {
		const char *amp = memchr(q.p, '&', q.n);
		struct span one = { q.p, amp ? (size_t)(amp - q.p) : q.n };

		if (!weblink_is_tracking(one)) {
			str_puts(out, out->len > from + 1 ? "&" : "");
			put_encoded(out, one);
		}
		one.n += amp != NULL;
		q = (struct span){ q.p + one.n, q.n - one.n };
	}
	put_encoded(out, q);
	if (untrack && out->len == from + 1)
		str_truncate(out, from);
}

/* Put a web address in its final form; 0 when it is none. */
static int
put_web(struct str *out, struct span u, int untrack)
{
	struct parts p;
	struct str flat = STR_INIT;
	size_t n = scheme_len(u), i;
	int ok;

	/* Browsers take http:\\host and http:/host for http://host. */
	str_add(&flat, u.p, n);
	str_puts(&flat, "//");
	while (n < u.n && (u.p[n] == '/' || u.p[n] == '\\'))
		n++;
	for (i = n; i < u.n && u.p[i] != '?' && u.p[i] != '#'; i++)
		str_putc(&flat, u.p[i] == '\\' ? '/' : u.p[i]);
	str_add(&flat, u.p + i, u.n - i);
	split(&p, str_span(&flat));
	str_puts(out, (u.p[4] | 32) == 's' ? "https://" : "http://");
	ok = put_host(out, p.host);
	if (ok) {
		put_encoded(out, p.path);
		if (p.has_query)
			put_query(out, p.query, untrack);
		if (p.has_frag) {
			str_putc(out, '#');
			put_encoded(out, p.frag);
		}
	}
	str_free(&flat);
	return ok;
}

static int
is_web(struct span u)
{
	return has_scheme(u, "http") || has_scheme(u, "https");
}

/* mailto: with an address (RFC 6068), tel: with a number (RFC 3966). */
static int
is_contact(struct span u)
{
	size_t n = scheme_len(u);

	if (memchr(u.p, '#', u.n))
		return 0;
	if (has_scheme(u, "mailto")) {
		const char *at = memchr(u.p, '@', u.n);

		return at && at > u.p + n && at + 1 < u.p + u.n;
	}
	if (!has_scheme(u, "tel"))
		return 0;
	while (n < u.n && !(u.p[n] >= '0' && u.p[n] <= '9'))
		n++;
	return n < u.n;
}

/* A page that does not say where it is on the web may still lead to the files
 * beside it, which may be articles of the same issue. */
static int
put_beside(struct str *out, struct span u)
{
	struct parts p;

	split(&p, u);
	for (size_t i = 0; i < p.path.n && p.path.p[i] != '/'; i++)
		if (p.path.p[i] == ':') /* RFC 3986, 4.2 */
			return 0;
	if (p.scheme.n || p.has_host || !p.path.n || p.path.p[0] == '/' ||
	        p.path.p[0] == '\\')
		return 0;
	put_encoded(out, p.path);
	if (p.has_query) {
		str_putc(out, '?');
		put_encoded(out, p.query);
	}
	if (p.has_frag) {
		str_putc(out, '#');
		put_encoded(out, p.frag);
	}
	return 1;
}

int
url_attr(struct san *S, xmlNodePtr n, const char *name, const char *v)
{
	struct str u = STR_INIT, abs = STR_INIT, out = STR_INIT;
	struct span a;
	int ok = 0;

	url_clean(&u, v);
	if (own_fragment(S, str_span(&u), &abs) &&
	        map_has(&S->targets, str_span(&abs))) {
		str_putc(&out, '#');
		str_put_span(&out, str_span(&abs));
		ok = strcmp(name, "href") == 0;
	} else if (u.len && u.len <= URL_MAX_BYTES) {
		str_truncate(&abs, 0);
		url_resolve(&abs, str_span(&S->base), str_span(&u));
		a = str_span(&abs);
		if (is_web(a)) {
			ok = put_web(&out, a, S->untrack);
		} else if (strcmp(name, "href") == 0 && is_contact(a)) {
			put_encoded(&out, a);
			ok = 1;
		} else if (strcmp(name, "href") == 0 && !S->base.len) {
			ok = put_beside(&out, str_span(&u));
		}
	}
	if (ok)
		dom_set_attr(n, name, str_c(&out));
	str_free(&u);
	str_free(&abs);
	str_free(&out);
	return ok;
}

static int
is_picture_data(struct span u)
{
	static const char *const type[] = { "data:image/jpeg", "data:image/jpg",
		"data:image/png", "data:image/gif", "data:image/webp", NULL };

	for (int i = 0; type[i]; i++) {
		size_t n = strlen(type[i]);

		if (u.n > n &&
		        span_eq_nocase((struct span){ u.p, n }, type[i]) &&
		        (u.p[n] == ';' || u.p[n] == ','))
			return 1;
	}
	return 0;
}

/* A relative name has no colon in its first segment (RFC 3986 4.2). */
static int
is_relative(struct span u)
{
	for (size_t i = 0; i < u.n && u.p[i] != '/'; i++)
		if (u.p[i] == ':')
			return 0;
	return 1;
}

/* Pictures keep relative names: they are files beside the page. */
int
src_attr(struct san *S, xmlNodePtr n, const char *v)
{
	struct str u = STR_INIT, out = STR_INIT;
	struct span s;
	int ok = 0;

	(void)S;
	while (*v && (unsigned char)*v <= ' ')
		v++;
	if (is_picture_data(span_of(v)))
		return 1;
	url_clean(&u, v);
	s = str_span(&u);
	if (is_web(s)) {
		ok = put_web(&out, s, 0);
	} else if (s.n > 2 && s.p[0] == '/' && s.p[1] == '/') {
		str_puts(&out, "https:");
		str_put_span(&out, s);
		ok = 1;
	} else if (s.n && s.n <= URL_MAX_BYTES &&
	           (is_relative(s) || has_scheme(s, "file"))) {
		str_put_span(&out, s);
		ok = 1;
	}
	if (ok)
		dom_set_attr(n, "src", str_c(&out));
	str_free(&u);
	str_free(&out);
	return ok;
}

/* The page's own address, its host as links have it. */
static const char *
own_address(struct article *a)
{
	const char *url = meta_get(&a->meta, META_URL);
	struct str s = STR_INIT;
	struct parts p;

	if (!url || !is_web(span_of(url)))
		return NULL;
	split(&p, span_of(url));
	if (utf8_is_ascii(p.host))
		return url;
	put_front(&s, p.scheme, (struct span){ "", 0 });
	if (put_host(&s, p.host)) {
		str_puts(&s, p.host.p + p.host.n);
		a->meta.f[META_URL].value = arena_span(a->arena, str_span(&s));
	}
	str_free(&s);
	return meta_get(&a->meta, META_URL);
}

void
url_base(struct san *S)
{
	const char *url = own_address(S->a);
	xmlNodePtr base = dom_find(xmlDocGetRootElement(S->a->tree), "base");
	const char *href = base ? dom_attr(base, "href") : NULL;
	struct str u = STR_INIT;

	if (!url)
		url = S->a->address;
	if (url)
		url_clean(&S->base, url);
	if (href) {
		struct str out = STR_INIT;

		url_clean(&u, href);
		url_resolve(&out, str_span(&S->base), str_span(&u));
		if (is_web(str_span(&out))) {
			str_truncate(&S->base, 0);
			str_put_span(&S->base, str_span(&out));
		}
		str_free(&out);
	}
	for (size_t i = 0; i < S->base.len; i++)
		if (S->base.s[i] == '#')
			str_truncate(&S->base, i);
	str_free(&u);
}
