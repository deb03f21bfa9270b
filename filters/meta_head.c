/* meta_head: what the page declares of itself outside of JSON-LD: <meta> by
 * name, property and itemprop, <link>, the lang attribute, microdata, <title>.
 *
 * One table: name, kind, rank.  The ranks say how often a declaration of that
 * name is the truth on real pages: names that one publishing system fills for
 * one purpose are better than old general ones.
 */
#include <string.h>

#include "doc/dom.h"
#include "filters/meta.h"

struct name_rank {
	const char *name;
	enum fact_kind kind;
	int rank;
	const char *source;
};

static const struct name_rank meta_names[] = {
	{ "og:title", FACT_TITLE, 30, "og" },
	{ "headline", FACT_TITLE, 28, "meta" },
	{ "hdl", FACT_TITLE, 28, "meta" },
	{ "parsely-title", FACT_TITLE, 32, "meta" },
	{ "sailthru.title", FACT_TITLE, 33, "meta" },
	{ "citation_title", FACT_TITLE, 20, "meta" },
	{ "dc.title", FACT_TITLE, 40, "dublin-core" },
	{ "dcterms.title", FACT_TITLE, 40, "dublin-core" },
	{ "twitter:title", FACT_TITLE, 45, "twitter" },
	{ "title", FACT_TITLE, 50, "meta" },

	{ "citation_author", FACT_AUTHOR, 12, "meta" },
	{ "byl", FACT_AUTHOR, 18, "meta" },
	{ "article:author_name", FACT_AUTHOR, 20, "og" },
	{ "article:author", FACT_AUTHOR, 24, "og" },
	{ "og:article:author", FACT_AUTHOR, 24, "og" },
	{ "parsely-author", FACT_AUTHOR, 22, "meta" },
	{ "sailthru.author", FACT_AUTHOR, 22, "meta" },
	{ "cxenseparse:author", FACT_AUTHOR, 23, "meta" },
	{ "shareaholic:article_author_name", FACT_AUTHOR, 26, "meta" },
	{ "author", FACT_AUTHOR, 28, "meta" },
	{ "authors", FACT_AUTHOR, 28, "meta" },
	{ "article.author", FACT_AUTHOR, 28, "meta" },
	{ "dc.creator", FACT_AUTHOR, 32, "dublin-core" },
	{ "dcterms.creator", FACT_AUTHOR, 32, "dublin-core" },
	{ "creator", FACT_AUTHOR, 34, "meta" },

	{ "article:published_time", FACT_DATE, 20, "og" },
	{ "og:article:published_time", FACT_DATE, 20, "og" },
	{ "article:published", FACT_DATE, 21, "og" },
	{ "og:published_time", FACT_DATE, 21, "og" },
	{ "parsely-pub-date", FACT_DATE, 24, "meta" },
	{ "cxenseparse:recs:publishtime", FACT_DATE, 24, "meta" },
	{ "datepublished", FACT_DATE, 22, "microdata" },
	{ "sailthru.date", FACT_DATE, 26, "meta" },
	{ "article.published", FACT_DATE, 26, "meta" },
	{ "originalpublicationdate", FACT_DATE, 26, "meta" },
	{ "article_date_original", FACT_DATE, 26, "meta" },
	{ "citation_publication_date", FACT_DATE, 28, "meta" },
	{ "citation_online_date", FACT_DATE, 28, "meta" },
	{ "citation_date", FACT_DATE, 28, "meta" },
	{ "pubdate", FACT_DATE, 28, "meta" },
	{ "publishdate", FACT_DATE, 28, "meta" },
	{ "publish-date", FACT_DATE, 28, "meta" },
	{ "publish_date", FACT_DATE, 28, "meta" },
	{ "published-date", FACT_DATE, 28, "meta" },
	{ "publication_date", FACT_DATE, 28, "meta" },
	{ "publicationdate", FACT_DATE, 28, "meta" },
	{ "og:pubdate", FACT_DATE, 28, "og" },
	{ "ptime", FACT_DATE, 28, "meta" },
	{ "displaydate", FACT_DATE, 28, "meta" },
	{ "bt:pubdate", FACT_DATE, 28, "meta" },
	{ "rnews:datepublished", FACT_DATE, 28, "meta" },
	{ "dc.date.issued", FACT_DATE, 47, "dublin-core" },
	{ "dcterms.issued", FACT_DATE, 47, "dublin-core" },
	{ "dcterms.created", FACT_DATE, 48, "dublin-core" },
	{ "dc.date.created", FACT_DATE, 48, "dublin-core" },
	{ "dc.date", FACT_DATE, 48, "dublin-core" },
	{ "dcterms.date", FACT_DATE, 48, "dublin-core" },
	{ "datecreated", FACT_DATE, 33, "microdata" },
	{ "date", FACT_DATE, 49, "meta" },
	{ "created", FACT_DATE, 49, "meta" },
	{ "release_date", FACT_DATE, 49, "meta" },

	{ "article:modified_time", FACT_MODIFIED, 20, "og" },
	{ "og:article:modified_time", FACT_MODIFIED, 20, "og" },
	{ "datemodified", FACT_MODIFIED, 22, "microdata" },
	{ "og:updated_time", FACT_MODIFIED, 24, "og" },
	{ "dcterms.modified", FACT_MODIFIED, 26, "dublin-core" },
	{ "dc.date.modified", FACT_MODIFIED, 26, "dublin-core" },
	{ "lastmod", FACT_MODIFIED, 28, "meta" },
	{ "last-modified", FACT_MODIFIED, 30, "meta" },
	{ "revised", FACT_MODIFIED, 30, "meta" },

	{ "og:locale", FACT_LANG, 30, "og" },
	{ "inlanguage", FACT_LANG, 24, "microdata" },
	{ "content-language", FACT_LANG, 26, "meta" },
	{ "dc.language", FACT_LANG, 28, "dublin-core" },
	{ "dcterms.language", FACT_LANG, 28, "dublin-core" },
	{ "language", FACT_LANG, 32, "meta" },

	{ "og:site_name", FACT_SITE, 20, "og" },
	{ "citation_journal_title", FACT_SITE, 18, "meta" },
	{ "dc.publisher", FACT_SITE, 30, "dublin-core" },
	{ "dcterms.publisher", FACT_SITE, 30, "dublin-core" },
	{ "publisher", FACT_SITE, 34, "meta" },
	{ "application-name", FACT_SITE, 36, "meta" },
	{ "apple-mobile-web-app-title", FACT_SITE, 38, "meta" },

	{ "og:url", FACT_URL, 30, "og" },
	{ "twitter:url", FACT_URL, 40, "twitter" },
	{ "article:section", FACT_SECTION, 20, "og" },
	{ "articlesection", FACT_SECTION, 22, "microdata" },
	{ "parsely-section", FACT_SECTION, 24, "meta" },
	{ "cxenseparse:category", FACT_SECTION, 28, "meta" },
	{ "section", FACT_SECTION, 28, "meta" },
	{ "category", FACT_SECTION, 32, "meta" },
	{ "article:tag", FACT_KEYWORD, 20, "og" },
	{ "news_keywords", FACT_KEYWORD, 24, "meta" },
	{ "keywords", FACT_KEYWORD, 26, "meta" },
	{ "parsely-tags", FACT_KEYWORD, 28, "meta" },
	{ "dc.rights", FACT_LICENCE, 30, "dublin-core" },
	{ "dcterms.license", FACT_LICENCE, 20, "dublin-core" },
	{ "dcterms.rights", FACT_LICENCE, 30, "dublin-core" },
	{ "license", FACT_LICENCE, 24, "meta" },

	{ "og:image", FACT_IMAGE, 20, "og" },
	{ "og:image:url", FACT_IMAGE, 21, "og" },
	{ "og:image:secure_url", FACT_IMAGE, 22, "og" },
	{ "twitter:image", FACT_IMAGE, 30, "twitter" },
	{ "twitter:image:src", FACT_IMAGE, 30, "twitter" },
	{ "sailthru.image.full", FACT_IMAGE, 32, "meta" },
	{ "thumbnail", FACT_IMAGE, 40, "meta" },
	{ "og:description", FACT_DESCRIPTION, 24, "og" },
	{ "description", FACT_DESCRIPTION, 20, "meta" },
	{ "dc.description", FACT_DESCRIPTION, 28, "dublin-core" },
	{ "twitter:description", FACT_DESCRIPTION, 30, "twitter" },
};

static void
by_name(struct facts *f, const char *name, const char *content)
{
	size_t i;

	if (name == NULL || content == NULL)
		return;
	for (i = 0; i < sizeof(meta_names) / sizeof(meta_names[0]); i++) {
		const struct name_rank *m = &meta_names[i];

		if (!span_eq_nocase(span_trim(span_of(name)), m->name))
			continue;
		facts_add(f, m->kind, m->rank, span_of(content), m->source);
		return;
	}
}

/* WordPress: twitter:label1 "Written by", twitter:data1 the name. */
static void
label_pair(
        struct facts *f, xmlNodePtr root, const xmlNode *n, const char *content)
{
	const char *name = dom_attr(n, "name");
	char data[] = "twitter:data1";
	xmlNodePtr k;

	if (name == NULL || !find_nocase(name, "twitter:label") ||
	        strlen(name) != 14)
		return;
	data[12] = name[13];
	if (!find_nocase(content, "by") && !find_nocase(content, "verfasst") &&
	        !find_nocase(content, "geschrieben") &&
	        !find_nocase(content, "crit par") &&
	        !find_nocase(content, "escrito") &&
	        !find_nocase(content, "autor"))
		return;
	for (k = root; k != NULL; k = dom_next(k, root)) {
		const char *other = dom_attr(k, "name");

		if (other != NULL && strcmp(other, data) == 0) {
			const char *v = dom_attr(k, "content");

			facts_add(f, FACT_AUTHOR, 26, span_of(v), "twitter");
			return;
		}
	}
}

static void
meta_element(struct facts *f, xmlNodePtr root, const xmlNode *n)
{
	const char *content = dom_attr(n, "content");

	if (content == NULL)
		return;
	by_name(f, dom_attr(n, "name"), content);
	by_name(f, dom_attr(n, "property"), content);
	by_name(f, dom_attr(n, "http-equiv"), content);
	by_name(f, dom_attr(n, "itemprop"), content);
	label_pair(f, root, n, content);
}

static int
has_token(const char *list, const char *word)
{
	size_t n = strlen(word);

	while (list != NULL && *list != '\0') {
		size_t k = strcspn(list, " \t\n\f\r");

		if (k == n && find_nocase(list, word) == list)
			return 1;
		list += k;
		list += strspn(list, " \t\n\f\r");
	}
	return 0;
}

static void
link_element(struct facts *f, const xmlNode *n)
{
	const char *rel = dom_attr(n, "rel"), *href = dom_attr(n, "href");

	if (rel == NULL || href == NULL)
		return;
	if (has_token(rel, "canonical"))
		facts_add(f, FACT_URL, 20, span_of(href), "link");
	if (has_token(rel, "license"))
		facts_add(f, FACT_LICENCE, 22, span_of(href), "link");
	if (has_token(rel, "image_src"))
		facts_add(f, FACT_IMAGE, 28, span_of(href), "link");
}

static void
title_element(struct facts *f, const xmlNode *n)
{
	struct str s = STR_INIT;

	/* A <title> in SVG is a picture's. */
	if (n->parent != NULL && dom_is(n->parent, "head")) {
		dom_text_folded(n, &s);
		facts_add(f, FACT_TITLE, 60, str_span(&s), "title");
	}
	str_free(&s);
}

/* The object that an itemprop belongs to; NULL. */
static const xmlNode *
item_of(const xmlNode *n)
{
	do
		n = n->parent;
	while (n != NULL && n->type == XML_ELEMENT_NODE &&
	        dom_attr(n, "itemscope") == NULL);
	return n != NULL && n->type == XML_ELEMENT_NODE ? n : NULL;
}

/* itemprop on what is no <meta>: its content, datetime, href or text.
 * *whose: the object that gave its author, since others have theirs. */
static void
microdata(struct facts *f, const xmlNode *n, const xmlNode **whose)
{
	static const struct name_rank props[] = {
		{ "headline", FACT_HEADING, 20, "microdata" },
		{ "author", FACT_AUTHOR, 30, "microdata" },
		{ "creator", FACT_AUTHOR, 33, "microdata" },
		{ "datepublished", FACT_DATE, 22, "microdata" },
		{ "datecreated", FACT_DATE, 35, "microdata" },
		{ "datemodified", FACT_MODIFIED, 22, "microdata" },
		{ "articlesection", FACT_SECTION, 24, "microdata" },
		{ "inlanguage", FACT_LANG, 28, "microdata" },
		{ "license", FACT_LICENCE, 26, "microdata" },
	};
	const char *prop = dom_attr(n, "itemprop"), *v;
	const char *rdfa = dom_attr(n, "property"); /* schema.org as RDFa */
	struct str s = STR_INIT;
	xmlNodePtr k;
	size_t i;

	if (prop == NULL && rdfa != NULL)
		prop = strncmp(rdfa, "schema:", 7) == 0 ? rdfa + 7 : rdfa;
	if (prop == NULL || dom_is(n, "meta"))
		return;
	for (i = 0; i < sizeof(props) / sizeof(props[0]); i++) {
		if (!has_token(prop, props[i].name))
			continue;
		if (props[i].kind == FACT_AUTHOR) {
			const xmlNode *item = item_of(n);

			if (*whose != NULL && item != NULL && item != *whose)
				continue;
			*whose = item;
		}
		str_truncate(&s, 0);
		v = dom_attr(n, "content");
		if (v == NULL && (props[i].kind == FACT_DATE ||
		                         props[i].kind == FACT_MODIFIED))
			v = dom_attr(n, "datetime");
		if (v != NULL) {
			str_puts(&s, v);
		} else if (props[i].kind == FACT_AUTHOR) {
			for (k = n->children; k != NULL; k = dom_next(k, n))
				if (has_token(dom_attr(k, "itemprop"), "name"))
					break;
			v = k != NULL ? dom_attr(k, "content") : NULL;
			if (v != NULL)
				str_puts(&s, v);
			else
				dom_text_folded(k != NULL ? k : n, &s);
		} else {
			dom_text_folded(n, &s);
		}
		if (s.len < 300)
			facts_add(f, props[i].kind, props[i].rank, str_span(&s),
			        props[i].source);
	}
	str_free(&s);
}

void
meta_head(struct facts *f, xmlNodePtr root)
{
	const xmlNode *whose = NULL;
	xmlNodePtr n;

	facts_add(f, FACT_LANG, 20, span_of(dom_attr(root, "lang")), "html");
	facts_add(
	        f, FACT_LANG, 22, span_of(dom_attr(root, "xml:lang")), "html");
	for (n = root; n != NULL; n = dom_next(n, root)) {
		if (n->type != XML_ELEMENT_NODE)
			continue;
		if (dom_is(n, "meta"))
			meta_element(f, root, n);
		else if (dom_is(n, "link"))
			link_element(f, n);
		else if (dom_is(n, "title"))
			title_element(f, n);
		else if (dom_is(n, "a") &&
		         has_token(dom_attr(n, "rel"), "license"))
			facts_add(f, FACT_LICENCE, 28,
			        span_of(dom_attr(n, "href")), "link");
		microdata(f, n, &whose);
	}
}
