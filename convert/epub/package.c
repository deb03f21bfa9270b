/* package: the OPF (EPUB 3.3, 5), with what EPUB 2 readers look for: the
 * NCX, <meta name="cover"> and <guide>.
 *
 * Accessibility metadata (EPUB Accessibility 1.1, 2 and 3) is worked out from
 * what was written, and claims only what is so: one picture without words,
 * and conformance is not stated.
 */
#include "epub/pack.h"

#include <string.h>
#include <strings.h>

#include "doc/lang.h"
#include "doc/xhtml.h"

#define MAX_AUTHORS 100 /* each article names its own anyway */
#define MAX_SUBJECTS 20

static void
put_element(struct str *s, const char *name, const char *text)
{
	if (!text || !*text)
		return;
	str_printf(s, "<%s>", name);
	put_text(s, text);
	str_printf(s, "</%.*s>\n", (int)strcspn(name, " "), name);
}

static void
put_meta(struct str *s, const char *property, const char *text)
{
	str_printf(s, "<meta property=\"%s\">", property);
	put_text(s, text);
	str_puts(s, "</meta>\n");
}

static void
put_refine(
        struct str *s, const char *id, const char *property, const char *text)
{
	str_printf(s, "<meta refines=\"#%s\" property=\"%s\"", id, property);
	if (strcmp(property, "role") == 0)
		put_attr(s, "scheme", "marc:relators");
	str_putc(s, '>');
	put_text(s, text);
	str_puts(s, "</meta>\n");
}

/* "2024-05" of "2024-05-31T10:00:00Z" and the like: a real date or nothing. */
static int
date_ok(const char *iso)
{
	const char *rest;
	int y, m, d;

	return iso && date_parse(iso, &y, &m, &d, &rest) == 0 && *rest == '\0';
}

/* dcterms:modified has one form only: CCYY-MM-DDThh:mm:ssZ. */
static const char *
modified(struct pack *p)
{
	static const char form[] = "dddd-dd-ddTdd:dd:ddZ";
	const char *m = p->book->modified;
	size_t i;

	for (i = 0; m && form[i]; i++)
		if (form[i] == 'd' ? m[i] < '0' || m[i] > '9' : m[i] != form[i])
			break;
	if (m && !form[i] && !m[i])
		return m;
	if (date_ok(p->book->date) && strlen(p->book->date) == 10)
		return arena_printf(p->arena, "%sT00:00:00Z", p->book->date);
	return "1980-01-01T00:00:00Z";
}

/* The name by which a shelf sorts.  Only Western personal names are turned
 * round, and only in languages whose names end with the family's; Vietnamese,
 * Chinese, Hungarian names are sorted as written. */
static const char *
file_as(struct pack *p, const struct pack_author *a)
{
	static const char *const turned[] = { "en", "fr", "de", "es", "it",
		"pt", "nl", "da", "sv", "nb", "fi", "pl", "cs", NULL };
	const char *last = strrchr(a->name, ' ');
	size_t spaces = 0;
	int western = 0;

	for (int i = 0; turned[i]; i++)
		western |= strncmp(a->lang, turned[i], 2) == 0;
	for (const char *s = a->name; *s; s++) {
		spaces += *s == ' ';
		/* a letter beyond Latin-1 is most often Vietnamese here */
		western &= (unsigned char)*s < 0xC4;
		if ((s == a->name || s[-1] == ' ') && (*s < 'A' || *s > 'Z'))
			western = 0; /* not a name of capitals */
	}
	if (!western || !last || spaces > 2)
		return a->name;
	return arena_printf(
	        p->arena, "%s, %.*s", last + 1, (int)(last - a->name), a->name);
}

static void
put_author(struct pack *p, size_t i, const char *element)
{
	const struct pack_author *a = &p->author.p[i];
	const char *id = arena_printf(p->arena, "p%zu", i + 1);

	str_printf(&p->buf, "<dc:%s id=\"%s\">", element, id);
	put_text(&p->buf, a->name);
	str_printf(&p->buf, "</dc:%s>\n", element);
	put_refine(&p->buf, id, "role", "aut");
	put_refine(&p->buf, id, "file-as", file_as(p, a));
}

/* Who made it: the publisher issues an issue, and those who wrote in it
 * contribute; one article alone is its author's. */
static void
put_people(struct pack *p)
{
	const struct book *b = p->book;
	int issued = !b->single && b->publisher && *b->publisher;
	size_t n = p->author.n < MAX_AUTHORS ? p->author.n : MAX_AUTHORS;

	if (issued) {
		put_element(&p->buf, "dc:creator id=\"issuer\"", b->publisher);
		put_refine(&p->buf, "issuer", "role", "isb");
		put_refine(&p->buf, "issuer", "file-as", b->publisher);
	}
	for (size_t i = 0; i < n; i++)
		put_author(p, i, issued ? "contributor" : "creator");
}

/* Subjects: the issue's own, then the keywords that most articles share. */
static void
put_subjects(struct pack *p)
{
	const struct map *m = &p->keyword;
	size_t left = MAX_SUBJECTS, most = 0;

	put_element(&p->buf, "dc:subject", p->book->subject);
	for (size_t i = 0; i < m->n; i++) {
		size_t n = (size_t)(uintptr_t)m->entry[i].value;

		most = n > most ? n : most;
	}
	for (size_t k = most; k > 0 && left > 0; k--)
		for (size_t i = 0; i < m->n && left > 0; i++) {
			if ((uintptr_t)m->entry[i].value != k)
				continue;
			put_element(&p->buf, "dc:subject", m->entry[i].key);
			left--;
		}
}

/* The series is the title without what changes from issue to issue: cut
 * before its first number and the word that counts. */
static char *
series_title(const struct pack *p)
{
	static const char *const counters[] = { " tháng", " số", " quý", " năm",
		" kỳ", " ngày", " no.", " no", " nr.", " issue", " volume",
		" vol.", " n°", " #", NULL };
	const char *t = p->book->title;
	size_t n = strcspn(t, "0123456789");
	int cut = t[n] != '\0';

	while (cut) {
		cut = 0;
		while (n > 0 && strchr(" ,.;:-(/", t[n - 1])) {
			n--;
			cut = 1;
		}
		for (int i = 0; counters[i]; i++) {
			size_t len = strlen(counters[i]);

			if (n > len && strncasecmp(t + n - len, counters[i],
			                       len) == 0) {
				n -= len;
				cut = 1;
			}
		}
	}
	return arena_strndup(p->arena, t, n ? n : strlen(t));
}

static int
is_position(const char *s)
{
	size_t n = s ? strspn(s, "0123456789") : 0;

	return n > 0 && n < 10 && s[n] == '\0';
}

static void
put_titles(struct pack *p)
{
	struct str *s = &p->buf;
	const struct book *b = p->book;
	const char *t = pack_title(p);

	str_printf(s, "<dc:identifier id=\"id\">urn:uuid:%s</dc:identifier>\n",
	        p->uuid);
	put_element(s, "dc:title id=\"name\"", t);
	put_refine(s, "name", "title-type", "main");
	if (strncmp(t, "The ", 4) == 0)
		put_refine(s, "name", "file-as",
		        arena_printf(p->arena, "%s, The", t + 4));
	else
		put_refine(s, "name", "file-as", t);
	for (size_t i = 0; i < p->lang.n; i++)
		if (i == 0 || strcmp(p->lang.p[i], "und"))
			put_element(s, "dc:language", p->lang.p[i]);
	if (b->single)
		return;
	put_element(s, "dc:type", "periodical");
	str_puts(s, "<meta id=\"series\" property=\"belongs-to-collection\">");
	put_text(s, series_title(p));
	str_puts(s, "</meta>\n");
	put_refine(s, "series", "collection-type", "series");
	if (is_position(b->number))
		put_refine(s, "series", "group-position", b->number);
}

static void
put_accessibility(struct pack *p)
{
	struct str *s = &p->buf;
	int all_alt = p->no_alt == 0, pictures = p->pictures > 0;

	put_meta(s, "schema:accessMode", "textual");
	if (pictures)
		put_meta(s, "schema:accessMode", "visual");
	if (all_alt)
		put_meta(s, "schema:accessModeSufficient", "textual");
	if (pictures)
		put_meta(s, "schema:accessModeSufficient", "textual,visual");
	put_meta(s, "schema:accessibilityFeature", "tableOfContents");
	put_meta(s, "schema:accessibilityFeature", "readingOrder");
	put_meta(s, "schema:accessibilityFeature", "structuralNavigation");
	put_meta(s, "schema:accessibilityFeature", "displayTransformability");
	if (pictures && all_alt)
		put_meta(s, "schema:accessibilityFeature", "alternativeText");
	if (p->page.n) {
		put_meta(s, "schema:accessibilityFeature", "pageBreakMarkers");
		put_meta(s, "schema:accessibilityFeature", "pageNavigation");
	}
	put_meta(
	        s, "schema:accessibilityHazard", p->moves ? "unknown" : "none");
	put_meta(s, "schema:accessibilitySummary",
	        pack_msg(p, all_alt ? "accessible" : "accessible_text"));
	/* WCAG 1.1.1, 2.2.2, 3.1.1 */
	if (!all_alt || p->moves || p->no_lang)
		return;
	put_element(s,
	        "meta property=\"dcterms:conformsTo\" "
	        "id=\"conformance\"",
	        "EPUB Accessibility 1.1 - WCAG 2.2 Level AA");
	put_meta(s, "a11y:certifiedBy", "bantin " BANTIN_VERSION);
}

/* Apple Books Asset Guide, "Fonts" and "Book versioning". */
static void
put_apple(struct pack *p)
{
	put_meta(&p->buf, "ibooks:version", "1.0");
	if (p->fonts > 0)
		put_meta(&p->buf, "ibooks:specified-fonts", "true");
}

static void
put_metadata(struct pack *p)
{
	struct str *s = &p->buf;
	const struct book *b = p->book;

	str_puts(s, "<metadata xmlns:dc="
	            "\"http://purl.org/dc/elements/1.1/\">\n");
	put_titles(p);
	put_people(p);
	put_element(s, "dc:publisher", b->publisher);
	if (b->shown && date_ok(b->date))
		put_element(s, "dc:date", b->date);
	put_element(s, "dc:description", b->description);
	put_subjects(p);
	put_element(s, "dc:rights", b->rights);
	if (b->single && b->entry.n > 0)
		put_element(s, "dc:source", b->entry.p[0].url);
	/* pageBreakSource says the same, but EPUBCheck 4 does not know it */
	if (p->page.n) {
		put_element(s, "dc:source id=\"print\"", p->o->page_source);
		put_refine(s, "print", "source-of", "pagination");
	}
	put_meta(s, "dcterms:modified", modified(p));
	if (p->o->profile == PROFILE_APPLE)
		put_apple(p);
	put_accessibility(p);
	for (size_t i = 0; i < p->item.n; i++)
		if (p->item.p[i].props &&
		        strcmp(p->item.p[i].props, "cover-image") == 0)
			str_printf(s,
			        "<meta name=\"cover\" "
			        "content=\"%s\"/>\n",
			        p->item.p[i].id);
	str_puts(s, "</metadata>\n");
}

static void
put_manifest(struct pack *p)
{
	struct str *s = &p->buf;

	str_puts(s, "<manifest>\n");
	for (size_t i = 0; i < p->item.n; i++) {
		const struct pack_item *it = &p->item.p[i];

		str_puts(s, "<item");
		put_attr(s, "id", it->id);
		put_attr(s, "href", it->href);
		put_attr(s, "media-type", it->type);
		put_attr(s, "properties", it->props);
		str_puts(s, "/>\n");
	}
	str_puts(s, "</manifest>\n");
}

static void
put_itemref(struct str *s, const struct pack_item *it)
{
	str_puts(s, "<itemref");
	put_attr(s, "idref", it->id);
	if (it->spine == 2)
		put_attr(s, "linear", "no");
	str_puts(s, "/>\n");
}

/* The contents page was written last and is read after the title page. */
static void
put_spine(struct pack *p)
{
	static const char *const front[] = { "cover", "title", "nav" };
	struct str *s = &p->buf;

	str_puts(s, "<spine toc=\"ncx\"");
	if (lang_is_rtl(p->lang.p[0]))
		put_attr(s, "page-progression-direction", "rtl");
	str_puts(s, ">\n");
	for (size_t k = 0; k < 3; k++)
		for (size_t i = 0; i < p->item.n; i++)
			if (p->item.p[i].spine &&
			        strcmp(p->item.p[i].id, front[k]) == 0)
				put_itemref(s, &p->item.p[i]);
	for (size_t i = 0; i < p->item.n; i++) {
		const struct pack_item *it = &p->item.p[i];

		if (it->spine && strcmp(it->id, front[0]) &&
		        strcmp(it->id, front[1]) && strcmp(it->id, front[2]))
			put_itemref(s, it);
	}
	str_puts(s, "</spine>\n<guide>\n");
	for (size_t i = 0; i < p->landmark.n; i++) {
		const struct pack_landmark *l = &p->landmark.p[i];

		str_puts(s, "<reference");
		put_attr(s, "type", l->guide);
		put_attr(s, "title", l->title);
		put_attr(s, "href", l->href);
		str_puts(s, "/>\n");
	}
	str_puts(s, "</guide>\n");
}

int
pack_opf(struct pack *p)
{
	struct str *s = &p->buf;
	int rc;

	str_puts(s, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	            "<package xmlns=\"http://www.idpf.org/2007/opf\" "
	            "version=\"3.0\" unique-identifier=\"id\"");
	put_attr(s, "xml:lang", p->lang.p[0]);
	if (lang_is_rtl(p->lang.p[0]))
		put_attr(s, "dir", "rtl");
	if (p->o->profile == PROFILE_APPLE)
		put_attr(s, "prefix",
		        "ibooks: http://vocabulary.itunes.apple.com/rdf/"
		        "ibooks/vocabulary-extensions-1.0/");
	str_puts(s, ">\n");
	put_metadata(p);
	put_manifest(p);
	put_spine(p);
	str_puts(s, "</package>\n");
	rc = zipout_add(p->zip, PACK_DIR "package.opf", str_span(s), 1);
	str_truncate(s, 0);
	return rc;
}
