/* embeds: films, sounds, maps and posts that a page shows in frames of other
 * sites.  Nothing of them can be kept, but a reader can be told where they
 * are: each becomes a line of text with a link, its address.
 *
 * A player's address shows the player alone; where the site has a page for
 * what is played, that is what the line says.  Frames that are no players are
 * the site's business: adverts, comments, forms.
 */
#include <string.h>

#include "doc/link.h"
#include "doc/weblink.h"
#include "filters/extract/extract.h"
#include "filters/sanitise.h"

#define SHOWN 60 /* characters of an address */

/* Elements whose frame a script would make: `attr` behind `before`. */
static const struct {
	const char *name, *attr, *before;
} drawn[] = {
	{ "amp-youtube", "data-videoid", "https://www.youtube.com/embed/" },
	{ "lite-youtube", "videoid", "https://www.youtube.com/embed/" },
	{ "youtube-video", "src", "" },
	{ "amp-vimeo", "data-videoid", "https://player.vimeo.com/video/" },
	{ "lite-vimeo", "videoid", "https://player.vimeo.com/video/" },
	{ "amp-dailymotion", "data-videoid",
	        "https://www.dailymotion.com/embed/video/" },
	{ "amp-facebook", "data-href", "" },
	{ "amp-iframe", "src", "" },
	{ "amp-video", "src", "" },
	{ "amp-audio", "src", "" },
};

/* The page behind a player: what follows `player`, up to a sign that ends it,
 * behind `page`. */
static const struct {
	const char *player, *page;
} pages[] = {
	{ "youtube.com/embed/", "https://www.youtube.com/watch?v=" },
	{ "youtube-nocookie.com/embed/", "https://www.youtube.com/watch?v=" },
	{ "youtube.com/v/", "https://www.youtube.com/watch?v=" },
	{ "player.vimeo.com/video/", "https://vimeo.com/" },
	{ "dailymotion.com/embed/video/",
	        "https://www.dailymotion.com/video/" },
	{ "open.spotify.com/embed/", "https://open.spotify.com/" },
	/* the page's own address is a parameter */
	{ "facebook.com/plugins/video.php?href=", NULL },
	{ "facebook.com/plugins/post.php?href=", NULL },
	{ "w.soundcloud.com/player/?url=", NULL },
};

static int
is_drawn(const xmlNode *n, size_t *which)
{
	size_t i = 0;

	if (strchr((const char *)n->name, '-') == NULL)
		return 0;
	while (i < sizeof(drawn) / sizeof(drawn[0]) &&
	        !dom_is(n, drawn[i].name))
		i++;
	*which = i;
	return i < sizeof(drawn) / sizeof(drawn[0]);
}

/* Before blocks are cut: every such element is an <iframe> with its address. */
void
embeds_repair(xmlNodePtr n)
{
	const char *v;
	size_t i;

	if (is_drawn(n, &i) && (v = dom_attr(n, drawn[i].attr)) && *v) {
		struct str s = STR_INIT;

		str_puts(&s, drawn[i].before);
		str_puts(&s, v);
		dom_rename(n, "iframe");
		dom_set_attr(n, "src", str_c(&s));
		str_free(&s);
	}
}

int
is_embed(const xmlNode *n)
{
	enum tag t = tag_of(n);

	return t == TAG_iframe || t == TAG_video || t == TAG_audio ||
	       t == TAG_object || t == TAG_embed;
}

/* As the page names it; NULL. */
static const char *
source_of(const xmlNode *n)
{
	static const char *const attr[] = { "src", "data-src", "data-lazy-src",
		"data", NULL };
	const char *v;
	xmlNodePtr c;

	for (int i = 0; attr[i]; i++) {
		v = dom_attr(n, attr[i]);
		if (v && *v && strncmp(v, "about:", 6) != 0)
			return v;
	}
	for (c = n->children; c; c = c->next) {
		v = NULL;
		if (dom_is(c, "source") || dom_is(c, "embed"))
			v = dom_attr(c, "src");
		else if (dom_is(c, "param") && dom_attr(c, "name") &&
		         strcmp(dom_attr(c, "name"), "movie") == 0)
			v = dom_attr(c, "value");
		if (v && *v)
			return v;
	}
	return NULL;
}

/* Where in an address its host begins, "www." left out. */
static const char *
host_of(const char *uri)
{
	const char *p = strchr(uri, ':') + 3;

	return strncmp(p, "www.", 4) == 0 ? p + 4 : p;
}

static size_t
known_player(const char *host)
{
	size_t i = 0;

	while (i < sizeof(pages) / sizeof(pages[0]) &&
	        strncmp(host, pages[i].player, strlen(pages[i].player)) != 0)
		i++;
	return i;
}

/* Does the address speak of a player, and nothing of adverts? */
static int
is_player(const char *uri)
{
	static const char *const signs[] = { "embed", "player", "/video",
		"/iframe/", "/plugins/", "datawrapper.", "/maps/", NULL };
	static const char *const against[] = { "/ads", "ads.", "adserv",
		"doubleclick", "banner", "captcha", "consent", "comment",
		"disqus", "/like", "share", "widget", "newsletter",
		"plugins/page", "plugins/follow",
		/* voices that read the page itself aloud */
		"newsoveraudio.", "trinityaudio.", "beyondwords.", "speechkit.",
		"readspeaker.", "remixd.", NULL };
	const char *host = host_of(uri);
	int is = known_player(host) < sizeof(pages) / sizeof(pages[0]);

	for (int i = 0; signs[i]; i++)
		is |= strstr(host, signs[i]) != NULL;
	for (int i = 0; against[i]; i++)
		is &= strstr(host, against[i]) == NULL;
	return is;
}

/* The page that shows what the player at uri plays, else the player. */
static void
put_page(struct str *out, const char *uri)
{
	const char *host = host_of(uri), *id;
	size_t i = known_player(host), n;

	if (i < sizeof(pages) / sizeof(pages[0])) {
		id = host + strlen(pages[i].player);
		n = strcspn(id, "?&#");
		if (pages[i].page) {
			str_puts(out, pages[i].page);
			str_add(out, id, n);
		} else {
			link_unescape(out, (struct span){ id, n });
		}
		if (n && link_is_web(str_c(out)) &&
		        strncmp(id, "videoseries", 11) != 0)
			return;
	}
	str_truncate(out, 0);
	str_puts(out, uri);
}

/* The absolute address of what n shows; 0: none that a reader could use. */
static int
address_of(const struct article *a, const xmlNode *n, struct str *out)
{
	const char *base = meta_get(&a->meta, META_URL), *v = source_of(n);
	struct str s = STR_INIT, abs = STR_INIT;
	int frame = tag_of(n) != TAG_video && tag_of(n) != TAG_audio, ok;

	if (!v)
		return 0;
	if (strncmp(v, "//", 2) == 0)
		str_puts(&s, "https:");
	url_clean(&s, v);
	url_resolve(&abs, span_of(base ? base : ""), str_span(&s));
	ok = link_is_web(str_c(&abs)) && (!frame || is_player(str_c(&abs)));
	if (ok)
		put_page(out, str_c(&abs));
	str_free(&s);
	str_free(&abs);
	return ok;
}

/* Is there a line with this address before n already, with no text between? */
static int
is_told(const xmlNode *n, const char *uri)
{
	const xmlNode *p = n->prev;
	const char *was = NULL;

	while (p && dom_is_text(p))
		p = p->prev;
	if (p && dom_is(p, "p") && p->children && dom_is(p->children, "a"))
		was = dom_attr(p->children, "href");
	return was && strcmp(was, uri) == 0;
}

static int
is_alone(const xmlNode *n)
{
	for (const xmlNode *k = n->parent->children; k; k = k->next) {
		int blank = dom_is_text(k) ? dom_is_blank(k) : dom_is(k, "br");

		if (k != n && k->type != XML_COMMENT_NODE && !blank)
			return 0;
	}
	return 1;
}

/* n, or the line that holds nothing else, in whatever type it is set. */
static xmlNodePtr
line_of(xmlNodePtr n)
{
	static const char *const line[] = { "strong", "b", "em", "i", "u",
		"span", "font", "p", "h1", "h2", "h3", "h4", "h5", "h6", NULL };

	while (n->parent && dom_is_any(n->parent, line) && is_alone(n))
		n = n->parent;
	return n;
}

/* A line with a link in front of n, which goes afterwards. */
void
embed_line(struct article *a, xmlNodePtr n)
{
	struct str uri = STR_INIT, shown = STR_INIT;
	xmlNodePtr p, link, at = line_of(n);

	if (address_of(a, n, &uri) && !is_told(at, str_c(&uri))) {
		weblink_short(&shown, str_c(&uri), SHOWN);
		p = dom_new(n->doc, "p");
		p->line = n->line;
		dom_set_attr(p, "class", EMBED_LINE);
		link = dom_append(p, "a");
		dom_set_attr(link, "href", str_c(&uri));
		dom_append_text(link, str_span(&shown));
		xmlAddPrevSibling(at, p);
		ledger_add_text(a, LEDGER_CHANGE, "extract", "embed-line", 0,
		        str_span(&shown));
		ledger_place(a, n);
	}
	str_free(&uri);
	str_free(&shown);
}
