/* pack: what the files of this room share while one EPUB is made: the
 * container, the manifest as it grows, and what the accessibility metadata
 * must know.  Internal to epub/. */
#ifndef BANTIN_EPUB_PACK_H
#define BANTIN_EPUB_PACK_H

#include <libxml/tree.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/str.h"
#include "base/vec.h"
#include "epub/epub.h"
#include "epub/zip.h"
#include "text/font.h"

#define PACK_DIR "EPUB/" /* folder of the package document */
#define PACK_CODE_POINTS 0x110000u
#define PACK_HTML_MAX 250000 /* bytes of one XHTML file (facts) */
#define PACK_TITLE_ID "title" /* of every chapter's h1 */

struct pack_item { /* of the manifest */
	const char *id;
	const char *href;
	const char *type; /* static */
	const char *props; /* static or NULL */
	int spine; /* 0 no, 1 linear, 2 not linear */
};

struct pack_toc { /* a line of the contents */
	int level; /* from 1, no skips */
	const char *title;
	const char *href;
	const char *lang; /* NULL: the book's */
};

struct pack_place { /* within a chapter, that another links to */
	const char *id; /* in its page */
	const char *name; /* in the book */
	const char *href; /* of its file, with name, once planned */
	struct pack_place *next; /* of the same chapter */
};

struct pack_page { /* of the PDF */
	const char *label;
	const char *href;
};

struct pack_landmark {
	const char *type; /* epub:type, static */
	const char *guide; /* type in <guide>, static */
	const char *title;
	const char *href;
};

struct pack_image {
	const char *href;
	int width, height;
};

struct pack_author {
	const char *name;
	const char *lang;
};

struct pack {
	const struct book *book;
	const struct epub_options *o;
	struct diag *dg;
	struct arena *arena;
	struct zipout *zip;
	VEC(struct pack_item) item;
	VEC(struct pack_toc) toc;
	VEC(struct pack_landmark) landmark;
	VEC(struct pack_page) page; /* as far as marked */
	VEC(struct pack_author) author;
	VEC(const char *) lang;
	struct map seen_author, seen_lang, keyword;
	struct links *links;
	struct map place; /* "href#id" -> struct pack_place */
	VEC(struct pack_place *) places; /* in the order they were wanted */
	struct map wanted; /* href -> the chapter's places */
	struct map host, licence; /* -> how many articles */
	struct map image; /* store's name -> struct pack_image */
	unsigned image_no;
	uint8_t *chars; /* one bit per code point in use */
	struct str buf; /* the file being made */
	char uuid[37];
	int fonts; /* how many are embedded */
	struct fonts *face; /* opened when first asked for */
	/* for the accessibility metadata */
	unsigned pictures, no_alt, tables;
	unsigned notes;
	int no_lang; /* some text is in a language that is not known */
	int moves; /* a picture may flash, and cannot be stopped */
	const char *colophon; /* its title, when there is one */
	int failed; /* writing, where NULL means more */
};

/* --- pack.c: files and the manifest */

/* Deflate p->buf (text) into the container and empty it; enter it into the
 * manifest.  spine as in struct pack_item. */
int
pack_file(struct pack *p, const char *id, const char *href, const char *type,
        const char *props, int spine);
/* The same for bytes that stay where they are. */
int
pack_bytes(struct pack *p, const char *id, const char *href, const char *type,
        const char *props, struct span bytes, int deflate);
void
pack_toc_add(struct pack *p, int level, const char *title, const char *href,
        const char *lang);
void
pack_landmark_add(struct pack *p, const char *type, const char *guide,
        const char *title, const char *href);
/* Remember the characters of text, for the font subsets. */
void
pack_chars(struct pack *p, struct span text);
/* A well-formed BCP 47 tag (RFC 5646 2.1, "und" otherwise), remembered as a
 * language of the book. */
const char *
pack_lang(struct pack *p, const char *lang);
/* Text of the theme's catalogue in the book's language.  In the arena. */
const char *
pack_msg(struct pack *p, const char *key);
/* "Số 53" of the issue, or NULL; in the arena. */
const char *
pack_number(struct pack *p);
/* Its title, with the number where none is in it: a shelf of issues that
 * are all called the same is of no use. */
const char *
pack_title(struct pack *p);

/* --- markup.c: writing XHTML and XML */

/* Text for element content and attributes: escaped, and without the
 * characters that XML 1.0 2.2 excludes. */
void
put_text(struct str *s, const char *text);
/* name="text" with a space before; nothing when text is NULL. */
void
put_attr(struct str *s, const char *name, const char *text);
/* XML declaration to <body ...>; lang and title are escaped here. */
void
put_head(struct str *s, const char *lang, const char *title,
        const char *body_type);
void
put_foot(struct str *s);

/* --- the parts of a book */

int
pack_chapter(struct pack *p, size_t i); /* chapter.c */
/* Which file of chapter i each place that others want is in. 0 or -1. */
int
chapter_plan(struct pack *p, size_t i);
int
pack_title_page(struct pack *p); /* front.c */
int
pack_section(struct pack *p, size_t i); /* front.c */
int
pack_colophon(struct pack *p); /* front.c */
int
pack_nav(struct pack *p); /* nav.c */
int
pack_ncx(struct pack *p); /* nav.c */
int
pack_opf(struct pack *p); /* package.c */
int
pack_cover(struct pack *p); /* cover.c */
int
pack_style(struct pack *p); /* style.c */

/* href of the chapter file of entry i, its first part; in the arena. */
const char *
chapter_href(struct pack *p, size_t i);

/* --- pages.c */

/* Marks of the pages that begin in front of an entry, or with the heading of
 * its section; into p->buf. */
void
pages_put(struct pack *p, size_t entry, int section, const char *href);
/* Marks within a chapter; part of each child of the section, file of each
 * part. */
void
pages_mark(struct pack *p, size_t entry, xmlNodePtr section,
        const unsigned *part, const char *const *file);
/* Is page i marked with the heading of a section, not in its chapter? */
int
pages_elsewhere(const struct pack *p, size_t i);
const char *
page_id(struct pack *p, size_t i);

/* --- fonts.c */

/* The installed font nearest to family; never NULL. */
const struct font *
pack_font(struct pack *p, const char *family, int weight, int italic);
/* Put a subset into the container, once; its href, or NULL after a message. */
const char *
font_from_system(struct pack *p, const char *family, int weight, int italic);
const char *
font_from_file(struct pack *p, const char *path, const char *family, int weight,
        int italic);

/* --- content.c: any clean tree made valid (HTML 5 content models) */

struct fit {
	struct pack *pack;
	struct diag *dg;
	const struct article *article;
	const char *file; /* for messages */
	const char *href, *lang; /* of the chapter */
	xmlNodePtr root;
	int too_deep;
	unsigned pictures, no_alt, tables; /* seen */
};

/* root is the section element that becomes the body's only child. */
void
fit_tree(struct fit *f, xmlNodePtr root);
/* Attributes alone: values checked, unknown ones dropped, addresses of links
 * resolved.  Returns 1 when the element is nothing without what was dropped
 * (an <a> without address, a <time> without a date), so that its content
 * takes its place.  content.c calls it for each element. */
int
fit_attributes(struct fit *f, xmlNodePtr n); /* attributes.c */
/* Tables, lists, definition lists and figures, once their content fits.
 * Returns 1 when nothing is left of n. */
int
fit_structure(struct fit *f, xmlNodePtr n); /* structure.c */
int
node_is_blank(const xmlNode *n); /* no word, no picture, no anchor */
int
link_is_blank(xmlNodePtr n); /* nothing to follow; maybe an anchor */

/* --- split.c */

/* A block of more than PACK_HTML_MAX bytes parted into several, where it is a
 * table, a list or a plain div; others stay. */
void
split_block(xmlNodePtr n, struct str *scratch);

/* --- link.c */

/* Know where each chapter is and, by planning those that others link into,
 * in which of its files each such place. 0 or -1. */
int
links_prepare(struct pack *p);
/* Where an address of the article leads to: another chapter's file, a place
 * within one as "place:N", a place of the chapter itself as "#id" of its
 * page, an absolute address that is safe to write; NULL: nowhere. */
const char *
link_resolve(struct fit *f, const char *address);
/* href of "place:N"; NULL when it is no such address. */
const char *
link_place(const struct pack *p, const char *address);

/* An address of the web, escaped, whatever is in the book; NULL when it is
 * none.  Its host without "www.". */
const char *
link_web(struct pack *p, const char *url);
const char *
link_host(struct pack *p, const char *url);

/* --- picture.c */

/* Put the stored image into the container once; NULL when it cannot be. */
const struct pack_image *
pack_image(struct pack *p, const char *name);
/* The same for what the picture was made from; NULL when it is as it came, or
 * too large for readers. */
const struct pack_image *
pack_original(struct pack *p, const struct asset *as);
/* A picture into the container under a new name; NULL when it is none. */
struct pack_image *
pack_image_bytes(struct pack *p, struct span bytes, const char *props);
/* One from a file that the manifest or a theme names; NULL after a message,
 * which is `bad` with a reason when the file can be read but is no picture. */
const struct pack_image *
pack_picture_file(
        struct pack *p, const char *path, const char *props, enum diag_msg bad);
/* Packed rows, 1 or 3 components; large JPEGs come reduced.  The caller frees
 * px->p.  0 or -1. */
struct pixels {
	unsigned width, height;
	unsigned components;
	unsigned char *p;
};
int
picture_decode(struct span bytes, struct pixels *px);
/* Append a JPEG of packed rows, 1 or 3 components. 0 or -1. */
int
picture_to_jpeg(struct str *out, const unsigned char *rows, unsigned width,
        unsigned height, int components, int quality);
/* A JPEG or PNG file made fit for an EPUB: at most 4 Mpx and 1.5 MB, RGB or
 * grey.  Either out stays empty and the bytes can be used as they are, or it
 * holds a JPEG.  0, or -1 when it is neither or broken. */
int
picture_fit(struct span bytes, struct str *out, int *width, int *height,
        const char **type);

#endif
