/* sanitise: what its files share; see sanitise.c. */
#ifndef BANTIN_FILTERS_SANITISE_H
#define BANTIN_FILTERS_SANITISE_H

#include "base/hash.h"
#include "doc/article.h"
#include "filters/filter.h"

struct san {
	struct article *a;
	xmlNodePtr root; /* the article element */
	struct str base; /* address that links are relative to; may be
				 * empty */
	struct map ids; /* ids given: new name to node */
	struct map targets; /* old names that links of the page use */
	struct map kept; /* other old names that were given an id */
	int untrack; /* 1: addresses lose what only counts readers */
	int named; /* the element at hand is an <a name> */
	struct map guests; /* their ids: pages elsewhere may go there */
};

/* The document's address: canonical link, og:url or metadata; <base>. */
void
url_base(struct san *S);
/* An absolute address of an allowed scheme, written back; 0: not allowed. */
int
url_attr(struct san *S, xmlNodePtr n, const char *name, const char *v);
int
src_attr(struct san *S, xmlNodePtr n, const char *v);
/* ref against base, RFC 3986 section 5.2.  Empty when it cannot be. */
void
url_resolve(struct str *out, struct span base, struct span ref);

/* Append v as the URL parser of browsers sees it. */
void
url_clean(struct str *out, const char *v);

/* --- sanitise_names.c */

/* The name that u goes to within this page, %XX decoded, into out; 0: none. */
int
own_fragment(const struct san *S, struct span u, struct str *out);
/* Names that links of this page point to. */
void
fragments(struct san *S);
int
id_attr(struct san *S, xmlNodePtr n, const char *v);
/* Ids for other pages' links move to the block that they stand in front of;
 * those of elements without content go. */
void
settle_guests(struct san *S);
/* Links to names that nobody has lose their href. */
void
resolve_fragments(struct san *S);

/* Every element where XHTML5 allows it. */
void
content_model(struct san *S);
/* Sections in order, rows of cells alone, a grid without holes. */
void
sanitise_table(xmlNodePtr table);
int
lang_ok(const char *v);
/* Is div n one of those that extract/beside.c writes, by its class? */
int
div_has_part(const xmlNode *n);

/* May links of other pages go to n, whose id or name is v?  named: an <a> that
 * has both name and href. */
int
name_is_place(const xmlNode *n, const char *v, int named);

#endif
