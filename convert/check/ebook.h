/* ebook: what the files of the EPUB check share.  Internal to check/. */
#ifndef BANTIN_CHECK_EBOOK_H
#define BANTIN_CHECK_EBOOK_H

#include <libxml/tree.h>
#include <zip.h>

#include "base/hash.h"
#include "base/str.h"
#include "check/check.h"
#include "check/epub.h"

#define NS_OPF "http://www.idpf.org/2007/opf"
#define NS_DC "http://purl.org/dc/elements/1.1/"
#define NS_XHTML "http://www.w3.org/1999/xhtml"
#define NS_EPUB "http://www.idpf.org/2007/ops"
#define NS_SVG "http://www.w3.org/2000/svg"
#define NS_NCX "http://www.daisy.org/z3986/2005/ncx/"
#define NS_XML "http://www.w3.org/XML/1998/namespace"

struct ebook_file { /* of the container */
	const char *name;
	zip_uint64_t index;
	int listed; /* in the manifest */
	int bad; /* damaged or a bomb: told of already */
};

enum { /* properties of an item, and what its content has */
	PROP_SCRIPTED = 1,
	PROP_SVG = 2,
	PROP_MATHML = 4,
	PROP_REMOTE = 8,
	PROP_SWITCH = 16,
	PROP_NAV = 32,
	PROP_COVER = 64
};

struct ebook_item { /* of the manifest */
	const char *id, *href, *type, *fallback;
	const char *path; /* in the container; NULL: remote or bad */
	unsigned props;
	int line;
	int spine; /* place from 1, 0: not in it */
};

struct ebook_link { /* to be followed when all ids are known */
	const char *from;
	int line;
	const char *path, *fragment; /* fragment NULL: none */
	enum epub_rule missing, lost; /* no such file, no such id */
	int page; /* 1: a document that the reader turns to */
};

enum nav_kind { NAV_TOC, NAV_PAGES };

struct ebook_entry { /* of toc or page list */
	const char *path, *fragment;
	int line;
	enum nav_kind kind;
};

struct ebook {
	struct epub_check *out;
	unsigned profiles;
	struct span bytes;
	zip_t *zip;
	uint64_t unpacked, unpack_max;
	VEC(struct ebook_file) file;
	struct map by_name; /* file's name -> index + 1 */
	const char *opf;
	int version; /* 2 or 3 */
	const char *uid;
	VEC(struct ebook_item) item;
	struct map by_id, by_path; /* -> index + 1 */
	struct map id; /* "path#id" -> order in the document + 1 */
	VEC(struct ebook_link) link;
	VEC(struct ebook_entry) entry;
	const char *nav, *ncx; /* paths */
	unsigned no_alt, pages, page_lists;
	int claims_alt, claims_breaks, claims_nav, page_source;
};

/* A finding; path may be NULL, detail too. */
void
ebook_find(struct ebook *b, enum epub_rule rule, const char *path, int line,
        const char *detail);

/* --- ebookzip.c */
int
ebook_open(struct ebook *b, const char *name, struct diag *dg);
void
ebook_names(struct ebook *b);
/* All of a file, at most a fair size.  -1: missing, damaged, or a bomb; the
 * latter two are told of once. */
int
ebook_read(struct ebook *b, const char *path, struct str *out);
struct ebook_file *
ebook_file(struct ebook *b, const char *path);
/* Unpack the files that nothing else read, for their check sums. */
void
ebook_read_rest(struct ebook *b);

/* --- ebookxml.c */
/* NULL after a finding.  The caller frees with xmlFreeDoc(). */
xmlDocPtr
ebook_parse(struct ebook *b, const char *path, const struct str *bytes);
/* An attribute without namespace, or in ns. NULL: none. */
const char *
ebook_attr(const xmlNode *n, const char *name, const char *ns);
int
ebook_is(const xmlNode *n, const char *name, const char *ns);
/* Trimmed text below n, in the arena of the findings; never NULL. */
const char *
ebook_text(struct ebook *b, const xmlNode *n);
int
ebook_line(const xmlNode *n);
/* Does the list of words hold this one? */
int
ebook_word(const char *list, const char *word);
int
ebook_lang_ok(const char *tag);

/* --- ebooklink.c */
enum address { ADDR_LOCAL, ADDR_WEB, ADDR_DATA, ADDR_OTHER };
/* What href, found in the file `from`, leads to.  ADDR_LOCAL: path and
 * fragment (NULL: none) are in the arena.  ADDR_OTHER: told of already. */
enum address
ebook_resolve(struct ebook *b, const char *from, int line, const char *href,
        const char **path, const char **fragment);
void
ebook_link_add(struct ebook *b, const struct ebook_link *l);
void
ebook_id_add(struct ebook *b, const char *path, const char *id, size_t order);
/* Once all documents are read. */
void
ebook_links(struct ebook *b);

/* --- ebookopf.c, ebookdoc.c, ebookhtml.c, ebooknav.c, ebookcss.c */
void
ebook_package(struct ebook *b);
void
ebook_documents(struct ebook *b);
/* Whether the element may stand where it does, with these attributes. */
void
ebook_html(struct ebook *b, const char *path, const xmlNode *n);
void
ebook_nav(struct ebook *b, const char *path, xmlNodePtr root);
void
ebook_ncx(struct ebook *b);
/* Entries follow the order of reading. */
void
ebook_nav_order(struct ebook *b);
/* A sheet, or the content of a style element: addresses and ends. */
void
ebook_css(struct ebook *b, const char *path, int line, struct span css);

#endif
