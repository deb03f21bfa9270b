/* rules: what a house knows of a site and no method can: site.yaml.
 *
 *	rules:
 *	  - name: customs
 *	    host: customs.gov.vn	# and its subdomains
 *	    article: "#content .news-body"
 *	    drop: [".related", ".share"]
 *	    title: h1.news-title
 *
 * rules_read.c reads the file, rules.c applies it to a page. */
#ifndef BANTIN_FILTERS_RULES_H
#define BANTIN_FILTERS_RULES_H

#include "base/diag.h"
#include "css/selectors.h"
#include "doc/article.h"

enum rule_do {
	RULE_ARTICLE, /* this is the article, and nothing else is */
	RULE_KEEP, /* part of the article, whatever it looks like */
	RULE_DROP, /* no part of the page at all */
	RULE_TITLE,
	RULE_STANDFIRST,
	RULE_BYLINE,
	RULE_DATE,
	RULE_SECTION,
	RULE_DOES
};

struct rule_selector {
	char *text; /* as written */
	struct selectors *list;
};

struct rule {
	char *name;
	VEC(char *) host; /* lower case; none: any */
	VEC(char *) path; /* patterns; none: any */
	struct {
		struct rule_selector *p;
		size_t n, cap;
	} does[RULE_DOES];
};

struct rules {
	struct arena *arena;
	VEC(struct rule) rule;
};

extern const char *const rule_do_name[RULE_DOES];

/* NULL after its faults have been reported, each with its place. */
struct rules *
rules_load(const char *path, struct diag *dg);
void
rules_free(struct rules *r); /* NULL is fine */

/* What rules found on one page for its metadata. */
struct rules_found {
	char *value[RULE_DOES]; /* in the article's arena; NULL */
	const char *rule[RULE_DOES]; /* "customs: title h1" */
};

/* After parse: metadata is looked up, what is to be dropped is dropped, and
 * what is to stay gets a mark for extract.  url: the page's address, or NULL
 * for what it says itself. */
void
rules_page(const struct rules *r, const char *url, struct article *a,
        struct rules_found *found, struct diag *dg);
/* After meta: what was found goes before what meta has decided. */
void
rules_meta(const struct rules_found *found, struct article *a);

/* The marks for extract: attributes whose value names the rule. */
#define RULE_MARK_ARTICLE "data-bantin-article"
#define RULE_MARK_KEEP "data-bantin-keep"

#endif
