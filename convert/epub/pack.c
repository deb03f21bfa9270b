/* pack: the manifest as it grows, and the order of making an EPUB.
 *
 * Each file goes into the container when it is done, and only its line of the
 * manifest stays: memory does not grow with the words of an issue.  So the
 * package document, the contents and the fonts, which must know all chapters,
 * come last in the container; a reading system finds them by the central
 * directory, in any order.
 */
#include "epub/pack.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "doc/link.h"

static const char container_xml[] =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<container version=\"1.0\" "
        "xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n"
        "<rootfiles>\n"
        "<rootfile full-path=\"" PACK_DIR "package.opf\" "
        "media-type=\"application/oebps-package+xml\"/>\n"
        "</rootfiles>\n"
        "</container>\n";

/* Apple's reader shows embedded fonts only when told to. */
static const char apple_xml[] =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<display_options>\n"
        "<platform name=\"*\">\n"
        "<option name=\"specified-fonts\">true</option>\n"
        "</platform>\n"
        "</display_options>\n";

static void
enter(struct pack *p, const char *id, const char *href, const char *type,
        const char *props, int spine)
{
	struct pack_item *it = vec_push(&p->item);

	it->id = arena_strdup(p->arena, id);
	it->href = arena_strdup(p->arena, href);
	it->type = type;
	it->props = props;
	it->spine = spine;
}

int
pack_bytes(struct pack *p, const char *id, const char *href, const char *type,
        const char *props, struct span bytes, int deflate)
{
	struct str name = STR_INIT;
	int rc;

	enter(p, id, href, type, props, 0);
	str_puts(&name, PACK_DIR);
	str_puts(&name, href);
	rc = zipout_add(p->zip, name.s, bytes, deflate);
	str_free(&name);
	return rc;
}

int
pack_file(struct pack *p, const char *id, const char *href, const char *type,
        const char *props, int spine)
{
	int rc = pack_bytes(p, id, href, type, props, str_span(&p->buf), 1);

	vec_last(&p->item)->spine = spine;
	if (strcmp(type, "application/xhtml+xml") == 0)
		pack_chars(p, str_span(&p->buf));
	str_truncate(&p->buf, 0);
	return rc;
}

void
pack_toc_add(struct pack *p, int level, const char *title, const char *href,
        const char *lang)
{
	struct pack_toc *t = vec_push(&p->toc);

	t->level = level;
	t->title = arena_strdup(p->arena, title);
	t->href = arena_strdup(p->arena, href);
	t->lang = lang;
}

void
pack_landmark_add(struct pack *p, const char *type, const char *guide,
        const char *title, const char *href)
{
	struct pack_landmark *l = vec_push(&p->landmark);

	l->type = type;
	l->guide = guide;
	l->title = title;
	l->href = arena_strdup(p->arena, href);
}

void
pack_chars(struct pack *p, struct span text)
{
	const char *s = text.p, *end = text.p + text.n;

	while (s < end) {
		uint32_t cp;

		if ((unsigned char)*s < 0x80) { /* always in the subsets */
			s++;
			continue;
		}
		cp = utf8_next(&s, end);
		if (cp < PACK_CODE_POINTS)
			p->chars[cp >> 3] |= (uint8_t)(1u << (cp & 7));
	}
}

static int
is_alpha(struct span s)
{
	for (size_t i = 0; i < s.n; i++)
		if (((unsigned char)s.p[i] | 32) < 'a' ||
		        ((unsigned char)s.p[i] | 32) > 'z')
			return 0;
	return 1;
}

static int
is_three_digits(struct span s)
{
	return s.n == 3 && s.p[0] >= '0' && s.p[0] <= '9' && s.p[1] >= '0' &&
	       s.p[1] <= '9' && s.p[2] >= '0' && s.p[2] <= '9';
}

/* The next subtag of a language tag; "_" counts as "-". */
static struct span
subtag(const char **p)
{
	struct span s = { *p, strcspn(*p, "-_") };

	*p += s.n + (s.p[s.n] != '\0');
	return s;
}

/* Language, script and region are kept, in their usual case; variants and
 * extensions, which no reader uses and a checker may reject, are not. */
static void
tidy_lang(const char *lang, char out[16])
{
	struct span s;
	size_t n = 0;

	memcpy(out, "und", 4);
	if (!lang)
		return;
	s = subtag(&lang);
	if (s.n < 2 || s.n > 3 || !is_alpha(s))
		return;
	for (size_t i = 0; i < s.n; i++)
		out[n++] = (char)(s.p[i] | 32);
	s = subtag(&lang);
	if (s.n == 4 && is_alpha(s)) {
		out[n++] = '-';
		for (size_t i = 0; i < 4; i++)
			out[n++] = (char)(i ? s.p[i] | 32 : s.p[i] & ~32);
		s = subtag(&lang);
	}
	if ((s.n == 2 && is_alpha(s)) || is_three_digits(s)) {
		out[n++] = '-';
		for (size_t i = 0; i < s.n; i++)
			out[n++] = (char)(s.n == 2 ? s.p[i] & ~32 : s.p[i]);
	}
	out[n] = '\0';
}

const char *
pack_lang(struct pack *p, const char *lang)
{
	char tidy[16];
	void **slot;

	tidy_lang(lang, tidy);
	slot = map_put(&p->seen_lang, span_of(tidy));
	if (!*slot) {
		*slot = arena_strdup(p->arena, tidy);
		vec_add(&p->lang, *slot);
	}
	return *slot;
}

const char *
pack_msg(struct pack *p, const char *key)
{
	return arena_strdup(
	        p->arena, theme_msg(p->o->theme, p->book->lang, key));
}

const char *
pack_number(struct pack *p)
{
	const char *n = p->book->number;

	return n && *n ? arena_printf(
	                         p->arena, "%s %s", pack_msg(p, "number"), n)
	               : NULL;
}

const char *
pack_title(struct pack *p)
{
	const char *t = p->book->title, *n = pack_number(p);

	if (!n || t[strcspn(t, "0123456789")])
		return t;
	return arena_printf(p->arena, "%s \u2013 %s", t, n);
}

static void
pack_init(struct pack *p, const struct book *b, const struct epub_options *o,
        struct publish *out, struct diag *dg)
{
	memset(p, 0, sizeof(*p));
	p->book = b;
	p->o = o;
	p->dg = dg;
	p->arena = arena_new();
	p->zip = zipout_new(out, dg);
	p->chars = xcalloc(PACK_CODE_POINTS / 8, 1);
	uuid5_url(span_of(b->key), p->uuid);
	pack_lang(p, b->lang);
}

static void
pack_free(struct pack *p)
{
	zipout_free(p->zip);
	if (p->face)
		fonts_free(p->face);
	vec_free(&p->item);
	vec_free(&p->toc);
	vec_free(&p->landmark);
	vec_free(&p->page);
	vec_free(&p->author);
	vec_free(&p->lang);
	map_free(&p->seen_author);
	map_free(&p->seen_lang);
	map_free(&p->keyword);
	links_free(p->links);
	map_free(&p->place);
	vec_free(&p->places);
	map_free(&p->wanted);
	map_free(&p->host);
	map_free(&p->licence);
	map_free(&p->image);
	free(p->chars);
	str_free(&p->buf);
	arena_free(p->arena);
}

/* Sections with their articles, in the order of the book. */
static int
make_chapters(struct pack *p)
{
	const struct book *b = p->book;
	size_t next = 0;

	for (size_t s = 0; s < b->section.n; s++) {
		const struct book_section *sec = &b->section.p[s];

		if (pack_section(p, s) < 0)
			return -1;
		for (next = sec->first; next < sec->first + sec->n; next++)
			if (pack_chapter(p, next) < 0)
				return -1;
	}
	/* a book without sections is one untitled run */
	for (; next < b->entry.n; next++)
		if (pack_chapter(p, next) < 0)
			return -1;
	return 0;
}

static int
make_all(struct pack *p)
{
	/* OCF 3.3, 4.3: first, stored, these 20 bytes */
	if (zipout_add(p->zip, "mimetype", SPAN_LIT("application/epub+zip"),
	            0) < 0 ||
	        zipout_add(p->zip, "META-INF/container.xml",
	                SPAN_LIT(container_xml), 1) < 0)
		return -1;
	if (links_prepare(p) < 0 || pack_cover(p) < 0 ||
	        pack_title_page(p) < 0 || make_chapters(p) < 0 ||
	        pack_colophon(p) < 0 || pack_nav(p) < 0 || pack_ncx(p) < 0 ||
	        pack_style(p) < 0)
		return -1;
	if (p->fonts > 0 && p->o->profile != PROFILE_APPLE &&
	        zipout_add(p->zip,
	                "META-INF/com.apple.ibooks.display-options.xml",
	                SPAN_LIT(apple_xml), 1) < 0)
		return -1;
	if (p->no_alt > 0)
		diag_report(p->dg, NULL, MSG_EPUB_ALT, p->no_alt, p->pictures);
	if (p->failed || pack_opf(p) < 0)
		return -1;
	return zipout_end(p->zip);
}

int
epub_write(const struct book *b, const struct epub_options *o,
        struct publish *out, struct diag *dg)
{
	struct pack p;
	int rc;

	pack_init(&p, b, o, out, dg);
	rc = make_all(&p);
	pack_free(&p);
	return rc;
}
