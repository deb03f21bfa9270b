/* article: what goes through the chain of filters, and the one thing that
 * the second half of the house ever sees.
 *
 * Until `parse` an article is bytes, then text; from `parse` on it is a
 * libxml2 tree whose HTML elements carry no namespace.  Before `extract` the
 * tree is the page (html > head, body); after it the root is still
 *	<html><head/><body><article> ...clean blocks... </article></body></html>
 * and the article element holds only h2..h6, p, ul/ol/li, dl, blockquote,
 * figure/figcaption, table parts, pre, hr, and phrasing elements.  Title,
 * standfirst, byline and date are not in the tree: they are metadata.
 *
 * After `images` each <img> has src="assets/HASH.jpg" or ".png" (a name in
 * the store), width and height in CSS pixels, and alt.
 */
#ifndef BANTIN_DOC_ARTICLE_H
#define BANTIN_DOC_ARTICLE_H

#include <libxml/tree.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/str.h"
#include "base/vec.h"

/* Metadata: one value and its evidence per field.  meta.def: F(ID, "name"). */
enum meta_field {
#define F(id, name) META_##id,
#include "doc/meta.def"
#undef F
	META_FIELDS
};

struct meta_value {
	char *value; /* in the article's arena; NULL is unknown */
	const char *source; /* "json-ld", "og", "h1", ... ; static text */
};

struct meta {
	struct meta_value f[META_FIELDS];
	VEC(char *) authors; /* names alone, in order */
	const char *authors_source; /* static text; NULL */
	VEC(char *) keywords;
};

/* What the page says of a field, chosen or not, in order of trust. */
struct evidence {
	const char *field; /* "title"; static */
	const char *value; /* in the article's arena */
	const char *source; /* static text */
	int rank; /* small is good */
};

/* How decode came to the encoding.  Shares are percent; -1 is unknown. */
struct encoding_evidence {
	const char *by; /* "page", "syllables"; static; NULL before decode */
	int sure;
	const char *second; /* the next best; static; NULL */
	int second_sure;
};

enum asset_type { ASSET_JPEG, ASSET_PNG, ASSET_WEBP, ASSET_AVIF, ASSET_SVG };

struct asset {
	char hash[SHA256_HEX + 1]; /* of the bytes as stored */
	enum asset_type type; /* JPEG or PNG */
	/* As it came, when that was another form; "" otherwise. */
	char original[SHA256_HEX + 1];
	enum asset_type original_type;
	int width, height; /* pixels */
	int css_width, css_height; /* as a page shows it, CSS pixels */
	int components; /* 1 grey, 3 RGB, 4 CMYK */
	int bits; /* per component */
	int has_alpha;
	size_t size; /* bytes */
	char *src; /* as the page named it */
};

enum ledger_kind { LEDGER_DROP, LEDGER_CHANGE, LEDGER_NOTE };

struct ledger_entry {
	enum ledger_kind kind;
	const char *stage; /* name of the filter; static or arena */
	const char *rule; /* short name of the rule: "nav", "share-box" */
	int line; /* in the source; 0 unknown */
	char *path; /* "body/div[2]/ul" or NULL */
	char *text; /* first words, at most 80 characters */
	unsigned words; /* words concerned */
	unsigned order; /* the source's element, article_number(); 0 unknown */
	int part; /* 1: a text of that element, not all of it */
	int score; /* of 1000 that it is article; 0: not asked */
	int others; /* pages of the site that have it, too; 0: not asked */
	char *before, *after; /* of a repair; NULL */
};

struct article {
	struct arena *arena;
	char *name; /* as messages show it: a path, or "-" */
	char *base_dir; /* folder for relative image names; may be "" */
	struct str raw; /* the bytes as read; freed by parse */
	struct str text; /* UTF-8 after decode; freed by parse */
	char *encoding; /* that decode settled on */
	struct encoding_evidence encoding_by;
	int plain; /* 1: the file was text without markup */
	char *address; /* where it came from, as the caller or the program
			* that saved it says; NULL */
	xmlDocPtr tree;
	char *running; /* text_body() before typography; NULL: not kept */
	struct shared_notes *notes; /* filters/shared.h; NULL: not asked */
	struct meta meta;
	VEC(struct evidence) evidence; /* for meta, by meta */
	VEC(struct asset) assets;
	VEC(struct ledger_entry) ledger;
};

struct article *
article_new(const char *name);
void
article_free(struct article *a);

const char *
meta_name(enum meta_field f);
const char *
meta_get(const struct meta *m, enum meta_field f); /* NULL when unknown */
/* Is the text Vietnamese? */
int
meta_is_vi(const struct meta *m);
/* Copy value into the arena.  Empty values are ignored. */
void
meta_set(struct article *a, enum meta_field f, struct span value,
        const char *source);
/* A copy in the arena, with its lists. */
const struct meta *
meta_keep(struct arena *arena, const struct meta *m);
/* The article's are those kept, which must outlive it. */
void
meta_use(struct article *a, const struct meta *kept);
/* The authors joined by ", "; NULL when there is none.  In the arena. */
const char *
meta_byline(struct article *a);

/* Enter one line; node may be NULL, its line, path, words and first words
 * are taken from it before it is removed. */
void
ledger_add(struct article *a, enum ledger_kind kind, const char *stage,
        const char *rule, xmlNodePtr node);
void
ledger_add_text(struct article *a, enum ledger_kind kind, const char *stage,
        const char *rule, int line, struct span text);
/* A change to n of what ("words"), in one entry; none where n is 0. */
void
ledger_add_count(struct article *a, const char *stage, const char *rule,
        unsigned n, const char *what);
/* Where the last entry happened, when it was entered without its node. */
void
ledger_place(struct article *a, xmlNodePtr node);
/* "body/div[2]/p" of an element or text, in the arena; NULL at the root. */
char *
ledger_path(struct arena *arena, const xmlNode *n);
/* Gives each element of the tree its number in document order, from 1 (kept
 * in psvi), and its place among its like (in extra), so that paths in the
 * ledger are those of the source however much has been removed since. */
void
article_number(struct article *a);

xmlNodePtr
article_body(const struct article *a); /* <body> of the tree, or NULL */
xmlNodePtr
article_root(const struct article *a); /* <article> of a clean tree or NULL */
/* Number of words as counted for ledger and balance (cp_is_unspaced: each
 * character is a word). */
unsigned
words_count(struct span text);

#endif
