/* rules: site rules applied to a page.
 *
 * Reads tree and name; takes elements out of the tree, marks others, and sets
 * meta.  A rule applies when its host is that of the page's own address
 * (canonical link, og:url, base) and its path is the address's or the file's.
 * All rules that apply do so in their order; for one field of metadata the
 * first that finds something speaks.
 *
 * Metadata is looked up before anything is dropped, since a line that the
 * bulletin does not want may well hold the date.
 */
#include "filters/rules.h"

#include <string.h>

#include "doc/dom.h"
#include "doc/manifest.h"
#include "filters/dates.h"
#include "filters/meta.h"

/* ---- does a rule apply? ---- */

struct address {
	char host[256]; /* lower case; "" unknown */
	char *path; /* without query; "" unknown */
};

static int
is_web(const char *s)
{
	return s && (!strncmp(s, "http://", 7) || !strncmp(s, "https://", 8));
}

/* The page's address, by what was given or by what it says itself; NULL. */
static const char *
find_address(const struct article *a, const char *url)
{
	const char *found[3] = { NULL, NULL, NULL };
	xmlNodePtr root = xmlDocGetRootElement(a->tree);

	if (url)
		return url;
	if (is_web(a->name))
		return a->name;
	for (xmlNodePtr n = root; n; n = dom_next(n, root)) {
		const char *v = NULL;
		int i = 0;

		if (dom_is(n, "link")) {
			const char *rel = dom_attr(n, "rel");

			if (rel && span_eq_nocase(span_of(rel), "canonical"))
				v = dom_attr(n, "href");
		} else if (dom_is(n, "meta")) {
			const char *p = dom_attr(n, "property");

			if (p && !strcmp(p, "og:url"))
				v = dom_attr(n, "content");
			i = 1;
		} else if (dom_is(n, "base")) {
			v = dom_attr(n, "href");
			i = 2;
		} else if (dom_is(n, "body")) {
			break;
		}
		if (is_web(v) && !found[i])
			found[i] = v;
	}
	return found[0]   ? found[0]
	       : found[1] ? found[1]
	       : found[2] ? found[2]
	                  : a->address;
}

static void
read_address(struct address *at, struct article *a, const char *url)
{
	const char *s = find_address(a, url), *p;
	size_t n;

	memset(at, 0, sizeof(*at));
	at->path = arena_strdup(a->arena, "");
	if (!s)
		return;
	p = strstr(s, "//") + 2;
	n = strcspn(p, "/?#:");
	if (n >= sizeof(at->host))
		return;
	for (size_t i = 0; i < n; i++)
		at->host[i] =
		        (char)(p[i] >= 'A' && p[i] <= 'Z' ? p[i] + 32 : p[i]);
	p += strcspn(p, "/?#");
	at->path = arena_strndup(a->arena, p, strcspn(p, "?#"));
}

/* "example.org" is itself and all below it. */
static int
host_matches(const char *pattern, const char *host)
{
	for (; host; host = strchr(host, '.')) {
		host += *host == '.';
		if (*host && glob_name(pattern, host))
			return 1;
	}
	return 0;
}

static int
applies(const struct rule *r, const struct address *at, const char *file)
{
	size_t i;

	for (i = 0; i < r->host.n; i++)
		if (host_matches(r->host.p[i], at->host))
			break;
	if (r->host.n && i == r->host.n)
		return 0;
	for (i = 0; i < r->path.n; i++)
		if (glob_path(r->path.p[i], at->path) ||
		        glob_path(r->path.p[i], file))
			break;
	return !r->path.n || i < r->path.n;
}

/* ---- what it does ---- */

static const char *
rule_text(struct article *a, const struct rule *r, enum rule_do what,
        const struct rule_selector *s)
{
	return arena_printf(
	        a->arena, "%s: %s %s", r->name, rule_do_name[what], s->text);
}

/* What an element says: a machine's value where it has one. */
static char *
value_of(struct article *a, const xmlNode *n)
{
	const char *v = NULL;
	struct str s = STR_INIT;
	char *copy;

	if (dom_is(n, "meta"))
		v = dom_attr(n, "content");
	else if (dom_is(n, "time"))
		v = dom_attr(n, "datetime");
	if (v)
		str_put_span(&s, span_trim(span_of(v)));
	else
		dom_text_folded(n, &s);
	copy = s.len ? arena_strndup(a->arena, s.s, s.len) : NULL;
	str_free(&s);
	return copy;
}

struct found {
	xmlNodePtr *p;
	size_t n, cap;
};

/* All that a selector matches below root, before anything is done to it: what
 * goes would be counted by :nth-child() else. */
static void
find_all(const struct rule_selector *s, xmlNodePtr root, int nested,
        struct found *out)
{
	xmlNodePtr n = root;

	selectors_begin(s->list);
	while (n) {
		int hit = n->type == XML_ELEMENT_NODE &&
		          selectors_match(s->list, n);

		if (hit)
			vec_add(out, n);
		n = hit && !nested ? dom_next_skip(n, root) : dom_next(n, root);
	}
}

/* All that a byline names, for one article may have several authors. */
static void
add_value(struct article *a, struct rules_found *f, enum rule_do what,
        char *value)
{
	if (!value)
		return;
	if (f->value[what] && what == RULE_BYLINE)
		value = arena_printf(a->arena, "%s, %s", f->value[what], value);
	else if (f->value[what])
		return;
	f->value[what] = value;
}

static void
look_up(const struct rule *r, enum rule_do what, struct article *a,
        struct rules_found *f, struct diag *dg)
{
	xmlNodePtr root = xmlDocGetRootElement(a->tree);

	if (!r->does[what].n || f->value[what])
		return;
	for (size_t i = 0; i < r->does[what].n && !f->value[what]; i++) {
		const struct rule_selector *s = &r->does[what].p[i];

		struct found found = { NULL, 0, 0 };

		find_all(s, root, 0, &found);
		for (size_t k = 0; k < found.n; k++)
			add_value(a, f, what, value_of(a, found.p[k]));
		vec_free(&found);
		if (f->value[what])
			f->rule[what] = rule_text(a, r, what, s);
	}
	if (!f->value[what])
		diag_file(dg, a->name, MSG_RULE_NOTHING, r->name,
		        rule_do_name[what], r->does[what].p[0].text);
}

static void
drop(const struct rule *r, struct article *a)
{
	xmlNodePtr body = article_body(a);

	for (size_t i = 0; i < r->does[RULE_DROP].n; i++) {
		const struct rule_selector *s = &r->does[RULE_DROP].p[i];
		struct found found = { NULL, 0, 0 };

		find_all(s, body, 0, &found);
		for (size_t k = 0; k < found.n; k++) {
			if (found.p[k] == body)
				continue;
			ledger_add(a, LEDGER_DROP, "rules",
			        rule_text(a, r, RULE_DROP, s), found.p[k]);
			dom_remove(found.p[k]);
		}
		vec_free(&found);
	}
}

/* A mark stands on a block, for extract thinks in blocks.  What a rule wants
 * is wanted though a script was to show it first. */
static void
set_mark(xmlNodePtr n, const char *mark, const char *rule)
{
	while (n->parent && n->parent->type == XML_ELEMENT_NODE &&
	        !dom_is_block((const char *)n->name) && !dom_is(n, "img"))
		n = n->parent;
	dom_set_attr(n, mark, rule);
	for (; n && n->type == XML_ELEMENT_NODE; n = n->parent) {
		dom_drop_attr(n, "hidden");
		dom_drop_attr(n, "aria-hidden");
		dom_drop_attr(n, "style");
	}
}

static void
mark(const struct rule *r, enum rule_do what, const char *name,
        struct article *a, struct diag *dg)
{
	xmlNodePtr body = article_body(a);
	size_t hits = 0;

	for (size_t i = 0; i < r->does[what].n; i++) {
		const struct rule_selector *s = &r->does[what].p[i];

		const char *text = rule_text(a, r, what, s);
		struct found found = { NULL, 0, 0 };

		find_all(s, body, 1, &found);
		for (size_t k = 0; k < found.n; k++) {
			set_mark(found.p[k], name, text);
			ledger_add(a, LEDGER_NOTE, "rules", text, found.p[k]);
		}
		hits += found.n;
		vec_free(&found);
	}
	if (r->does[what].n && !hits && what == RULE_ARTICLE)
		diag_file(dg, a->name, MSG_RULE_NOTHING, r->name,
		        rule_do_name[what], r->does[what].p[0].text);
}

/* Marks of the page's own mean nothing. */
static void
clear_marks(struct article *a)
{
	xmlNodePtr root = xmlDocGetRootElement(a->tree);

	for (xmlNodePtr n = root; n; n = dom_next(n, root))
		if (n->type == XML_ELEMENT_NODE && n->properties) {
			dom_drop_attr(n, RULE_MARK_ARTICLE);
			dom_drop_attr(n, RULE_MARK_KEEP);
		}
}

void
rules_page(const struct rules *r, const char *url, struct article *a,
        struct rules_found *found, struct diag *dg)
{
	struct address at;

	clear_marks(a);
	if (!article_body(a))
		return;
	read_address(&at, a, url);
	for (size_t i = 0; i < r->rule.n; i++)
		if (applies(&r->rule.p[i], &at, a->name))
			for (int k = RULE_TITLE; k < RULE_DOES; k++)
				look_up(&r->rule.p[i], (enum rule_do)k, a,
				        found, dg);
	for (size_t i = 0; i < r->rule.n; i++) {
		const struct rule *one = &r->rule.p[i];

		if (!applies(one, &at, a->name))
			continue;
		drop(one, a);
		mark(one, RULE_ARTICLE, RULE_MARK_ARTICLE, a, dg);
		mark(one, RULE_KEEP, RULE_MARK_KEEP, a, dg);
	}
}

static void
set_date(const struct rules_found *f, struct article *a)
{
	const char *lang = meta_get(&a->meta, META_LANG);
	int us = lang && (!strcmp(lang, "en") || !strcmp(lang, "en-US"));
	enum date_order order = us ? DATE_MONTH_FIRST : DATE_DAY_FIRST;
	struct span v = span_of(f->value[RULE_DATE]);
	struct str iso = STR_INIT;
	struct date d;

	if (!date_value(v, order, &d) && !date_find(v, order, &d, NULL))
		return;
	date_iso(&d, &iso);
	meta_set(a, META_DATE, str_span(&iso), f->rule[RULE_DATE]);
	str_free(&iso);
}

void
rules_meta(const struct rules_found *f, struct article *a)
{
	static const struct {
		enum rule_do what;
		enum meta_field field;
	} plain[] = {
		{ RULE_TITLE, META_TITLE },
		{ RULE_STANDFIRST, META_STANDFIRST },
		{ RULE_SECTION, META_SECTION },
	};

	for (size_t i = 0; i < sizeof(plain) / sizeof(plain[0]); i++)
		if (f->value[plain[i].what])
			meta_set(a, plain[i].field,
			        span_of(f->value[plain[i].what]),
			        f->rule[plain[i].what]);
	if (f->value[RULE_DATE])
		set_date(f, a);
	if (f->value[RULE_BYLINE]) {
		vec_clear(&a->meta.authors);
		if (!names_add(a, span_of(f->value[RULE_BYLINE]), 1))
			vec_add(&a->meta.authors, f->value[RULE_BYLINE]);
		a->meta.authors_source = f->rule[RULE_BYLINE];
	}
}
