/* meta_jsonld: facts out of <script type="application/ld+json">.
 *
 * Half of the world's JSON-LD comes out of string concatenation, so the text
 * is repaired first: comments and CDATA marks, raw line ends and wrong
 * escapes in strings, trailing commas.  Then every object that is an article
 * is read, wherever it lies: in arrays, @graph, mainEntity.  An author given
 * as {"@id": ...} is looked up among the objects of the same page.
 */
#include <jansson.h>
#include <string.h>

#include "doc/dom.h"
#include "filters/meta.h"

#define MAX_DEPTH 12
#define MAX_OBJECTS 20000

struct ld {
	struct facts *f;
	struct map by_id; /* @id: the object with the most keys */
	size_t objects;
	int articles; /* read so far */
	int sure; /* one that bears the page's title names its author */
	const char *title; /* as the head declares it; NULL */
};

/* What stands outside of strings and is no JSON: its length. */
static size_t
skip_outside(const char *p, const char *end)
{
	static const char *const junk[] = { "<!--", "-->", "//<![CDATA[",
		"//]]>", "/*<![CDATA[*/", "/*]]>*/", "<![CDATA[", "]]>", NULL };
	size_t i, n;
	const char *q;

	for (i = 0; junk[i] != NULL; i++) {
		n = strlen(junk[i]);
		if ((size_t)(end - p) >= n && memcmp(p, junk[i], n) == 0)
			return n;
	}
	if (*p == '/' && end - p > 1 && p[1] == '*') {
		q = memmem(p, (size_t)(end - p), "*/", 2);
		return q != NULL ? (size_t)(q + 2 - p) : (size_t)(end - p);
	}
	if (*p == '/' && end - p > 1 && p[1] == '/') {
		q = memchr(p, '\n', (size_t)(end - p));
		return q != NULL ? (size_t)(q - p) : (size_t)(end - p);
	}
	if (*p == ',') {
		for (q = p + 1; q < end && (unsigned char)*q <= ' ';)
			q++;
		if (q == end || *q == '}' || *q == ']' || *q == ',')
			return 1;
	}
	return 0;
}

static const char *
string_char(const char *p, const char *end, struct str *out)
{
	if ((unsigned char)*p < ' ') {
		str_putc(out, ' ');
		return p + 1;
	}
	if (*p != '\\') {
		str_putc(out, *p);
		return p + 1;
	}
	if (end - p < 2)
		return end;
	if (strchr("\"\\/bfnrt", p[1]) != NULL ||
	        (p[1] == 'u' && end - p >= 6 &&
	                strspn(p + 2, "0123456789abcdefABCDEF") >= 4)) {
		str_add(out, p, 2);
		return p + 2;
	}
	return p + 1; /* a backslash for nothing */
}

static void
repair(struct span in, struct str *out)
{
	const char *p = in.p, *end = in.p + in.n;
	int in_string = 0;

	while (p < end) {
		if (*p == '"') {
			in_string = !in_string;
			str_putc(out, *p++);
		} else if (in_string) {
			p = string_char(p, end, out);
		} else {
			size_t n = skip_outside(p, end);

			if (n == 0)
				str_putc(out, *p);
			p += n > 0 ? n : 1;
		}
	}
}

static const char *
str_of(const json_t *o, const char *key)
{
	const json_t *v = json_object_get(o, key);

	if (json_is_array(v))
		v = json_array_get(v, 0);
	if (json_is_object(v)) {
		const json_t *w = json_object_get(v, "@value");

		v = w != NULL ? w : json_object_get(v, "name");
	}
	return json_string_value(v);
}

static int
type_has(const json_t *o, const char *word)
{
	const json_t *t = json_object_get(o, "@type");
	size_t i;

	if (json_is_string(t))
		return find_nocase(json_string_value(t), word) != NULL;
	for (i = 0; i < json_array_size(t); i++) {
		const char *s = json_string_value(json_array_get(t, i));

		if (s != NULL && find_nocase(s, word) != NULL)
			return 1;
	}
	return 0;
}

static void
add(struct ld *l, enum fact_kind kind, int rank, const char *value)
{
	facts_add(l->f, kind, rank, span_of(value), "json-ld");
}

/* {"@id": X} stands for the object X. */
static const json_t *
resolve(const struct ld *l, const json_t *o)
{
	const char *id = json_string_value(json_object_get(o, "@id"));
	const json_t *other;

	if (id == NULL || json_object_get(o, "name") != NULL)
		return o;
	other = map_get(&l->by_id, span_of(id));
	return other != NULL ? other : o;
}

static void
author(struct ld *l, const json_t *v, int rank, int depth)
{
	size_t i;

	if (v == NULL || depth > 3)
		return;
	if (json_is_array(v)) {
		for (i = 0; i < json_array_size(v) && i < 40; i++)
			author(l, json_array_get(v, i), rank, depth + 1);
		return;
	}
	if (json_is_string(v)) {
		add(l, FACT_AUTHOR, rank, json_string_value(v));
		return;
	}
	v = resolve(l, v);
	if (json_is_array(json_object_get(v, "name"))) {
		author(l, json_object_get(v, "name"), rank, depth + 1);
		return;
	}
	/* A house as author is right when there is no person. */
	if (type_has(v, "Organization"))
		rank += 40;
	add(l, FACT_AUTHOR, rank, str_of(v, "name"));
}

static void
image(struct ld *l, const json_t *v, int rank)
{
	const char *url;

	if (json_is_array(v))
		v = json_array_get(v, 0);
	if (json_is_string(v)) {
		add(l, FACT_IMAGE, rank, json_string_value(v));
		return;
	}
	v = resolve(l, v);
	url = str_of(v, "url");
	if (url == NULL)
		url = str_of(v, "contentUrl");
	add(l, FACT_IMAGE, rank, url);
	add(l, FACT_CAPTION, rank + 10, str_of(v, "caption"));
	add(l, FACT_CREDIT, rank + 10, str_of(v, "creditText"));
	add(l, FACT_CREDIT, rank + 12, str_of(v, "copyrightNotice"));
}

static void
keywords(struct ld *l, const json_t *v)
{
	size_t i;

	if (json_is_string(v))
		add(l, FACT_KEYWORD, 22, json_string_value(v));
	for (i = 0; i < json_array_size(v) && i < 50; i++)
		add(l, FACT_KEYWORD, 22,
		        json_string_value(json_array_get(v, i)));
}

/* Pages carry other articles' objects too: the one that the page's title
 * names is this one; else the first. */
static int
doubt(struct ld *l, const json_t *o)
{
	const char *h = str_of(o, "headline");

	if (h == NULL)
		h = str_of(o, "name");
	if (h != NULL && l->title != NULL && likeness(h, l->title) >= 60) {
		l->sure |= json_object_get(o, "author") != NULL;
		return 0;
	}
	return l->articles < 4 ? l->articles + 1 : 5;
}

static void
an_article(struct ld *l, const json_t *o, int rank)
{
	const json_t *m;
	int doubts = doubt(l, o);

	rank += doubts;
	l->articles++;

	add(l, FACT_TITLE, rank + 10, str_of(o, "headline"));
	if (json_object_get(o, "headline") == NULL)
		add(l, FACT_TITLE, rank + 26, str_of(o, "name"));
	add(l, FACT_DESCRIPTION, rank + 14, str_of(o, "description"));
	add(l, FACT_DATE, rank, str_of(o, "datePublished"));
	add(l, FACT_DATE, rank + 14, str_of(o, "dateCreated"));
	add(l, FACT_DATE, rank + 14, str_of(o, "uploadDate"));
	add(l, FACT_MODIFIED, rank, str_of(o, "dateModified"));
	/* Those of reviews and other stories have authors, too. */
	if (!l->sure || doubts == 0) {
		author(l, json_object_get(o, "author"), rank, 0);
		if (json_object_get(o, "author") == NULL)
			author(l, json_object_get(o, "creator"), rank + 4, 0);
	}
	m = json_object_get(o, "publisher");
	if (json_is_object(m))
		add(l, FACT_SITE, rank + 14, str_of(resolve(l, m), "name"));
	add(l, FACT_SECTION, rank + 10, str_of(o, "articleSection"));
	keywords(l, json_object_get(o, "keywords"));
	image(l, json_object_get(o, "image"), rank + 15);
	add(l, FACT_LICENCE, rank + 10, str_of(o, "license"));
	add(l, FACT_LANG, rank + 24, str_of(o, "inLanguage"));
	m = json_object_get(o, "mainEntityOfPage");
	if (json_is_object(m))
		m = json_object_get(m, "@id");
	if (json_is_string(m) && strncmp(json_string_value(m), "http", 4) == 0)
		add(l, FACT_URL, rank + 25, json_string_value(m));
	add(l, FACT_URL, rank + 26, str_of(o, "url"));
}

/* pass 0 enters the objects by @id, pass 1 reads them. */
static void
walk(struct ld *l, const json_t *v, int pass, int depth)
{
	const char *key, *id;
	const json_t *k;
	size_t i;

	if (depth > MAX_DEPTH || l->objects > MAX_OBJECTS)
		return;
	if (json_is_array(v)) {
		for (i = 0; i < json_array_size(v); i++)
			walk(l, json_array_get(v, i), pass, depth + 1);
		return;
	}
	if (!json_is_object(v))
		return;
	l->objects++;
	id = json_string_value(json_object_get(v, "@id"));
	if (pass == 0 && id != NULL) {
		union {
			const json_t *ro;
			void *rw; /* the map never writes to it */
		} u = { v };
		void **place = map_put(&l->by_id, span_of(id));

		if (*place == NULL ||
		        json_object_size(*place) < json_object_size(v))
			*place = u.rw;
	}
	if (pass == 1) {
		if (type_has(v, "Article") || type_has(v, "Posting") ||
		        type_has(v, "Report"))
			an_article(l, v, 0);
		else if (type_has(v, "VideoObject") || type_has(v, "Recipe") ||
		         type_has(v, "Review"))
			an_article(l, v, 12);
		else if (type_has(v, "WebPage"))
			an_article(l, v, 16);
		else if (type_has(v, "WebSite"))
			add(l, FACT_SITE, 26, str_of(v, "name"));
	}
	for (void *it = json_object_iter((json_t *)(uintptr_t)v); it != NULL;
	        it = json_object_iter_next((json_t *)(uintptr_t)v, it)) {
		key = json_object_iter_key(it);
		k = json_object_iter_value(it);
		/* Others' articles: lists, comments, parts. */
		if (pass == 1 && (strcmp(key, "itemListElement") == 0 ||
		                         strcmp(key, "comment") == 0 ||
		                         strcmp(key, "hasPart") == 0 ||
		                         strcmp(key, "isPartOf") == 0 ||
		                         strcmp(key, "citation") == 0 ||
		                         strcmp(key, "mentions") == 0 ||
		                         strcmp(key, "video") == 0 ||
		                         strcmp(key, "blogPost") == 0 ||
		                         strcmp(key, "associatedMedia") == 0 ||
		                         strcmp(key, "review") == 0))
			continue;
		walk(l, k, pass, depth + 1);
	}
}

static int
is_ld(const xmlNode *n)
{
	const char *type = dom_attr(n, "type");

	return dom_is(n, "script") && type != NULL &&
	       find_nocase(type, "ld+json") != NULL;
}

static json_t *
load(struct span text)
{
	struct str clean = STR_INIT;
	json_error_t err;
	json_t *j;
	size_t flags = JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL |
	               JSON_DECODE_INT_AS_REAL;

	j = json_loadb(text.p, text.n, flags, &err);
	if (j == NULL) {
		repair(text, &clean);
		j = json_loadb(str_c(&clean), clean.len, flags, &err);
		str_free(&clean);
	}
	return j;
}

void
meta_jsonld(struct facts *f, xmlNodePtr root)
{
	const struct fact *t = facts_best(f, FACT_TITLE);
	struct ld l = { .f = f, .title = t != NULL ? t->value : NULL };
	VEC(json_t *) all = VEC_INIT;
	xmlNodePtr n;
	size_t i;
	int pass;

	for (n = root; n != NULL; n = dom_next(n, root)) {
		struct str s = STR_INIT;
		json_t *j;

		if (n->type != XML_ELEMENT_NODE || !is_ld(n))
			continue;
		dom_text(n, &s);
		j = load(str_span(&s));
		if (j != NULL)
			vec_add(&all, j);
		str_free(&s);
	}
	for (pass = 0; pass < 2; pass++) {
		l.objects = 0;
		for (i = 0; i < all.n; i++)
			walk(&l, all.p[i], pass, 0);
	}
	map_free(&l.by_id);
	for (i = 0; i < all.n; i++)
		json_decref(all.p[i]);
	vec_free(&all);
}
