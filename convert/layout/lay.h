/* lay: what all files of this room share: the context of one run, the
 * structure elements, and what layout must know of a style's first font.
 * The essay on the model is in layout.c.
 */
#ifndef BANTIN_LAYOUT_LAY_H
#define BANTIN_LAYOUT_LAY_H

#include <libxml/tree.h>

#include "base/arena.h"
#include "base/hash.h"
#include "layout/layout.h"

/* A style's first font, and the words every paragraph needs. */
struct face {
	const struct style *style;
	const struct font *font;
	const struct shaped *space, *hyphen;
};

struct prefix { /* of a word */
	uint32_t len; /* bytes */
	uint32_t clusters;
	int64_t adv; /* font units */
};

/* Hyphenation points of a shaped word in one language. */
struct hyph {
	const char *lang; /* interned; NULL: not looked for */
	const struct prefix *part; /* a hyphen may stand behind each */
	uint32_t parts;
};

struct counter {
	const char *name;
	int value;
	int depth; /* of the element that reset it */
};

/* struct frame as the caller sees it, and its memory. */
struct frame_all {
	struct frame f;
	struct arena *arena;
	struct map dest; /* name: index + 1 of f.dest */
};

/* A heading of the index and the pages it is on. */
struct index_entry {
	const char *heading;
	VEC(int) page;
};

struct scratch;
struct running;

struct lay {
	const struct book *book;
	const struct layout_options *o;
	const struct page_sink *sink;
	struct diag *dg;
	struct frame_all *frame;
	uint32_t seq; /* last one given, see page.h */

	/* geometry of the pages' content */
	unit measure; /* width */
	unit tallest; /* the lowest height any page offers */
	unit beside; /* what any page has beside its content, at least */
	unit grid; /* step of the baseline grid */
	int tight; /* lines a little closer than the sheet says */

	/* caches, alive for the run */
	struct arena *arena;
	struct map strings; /* interned */
	struct face *face; /* open addressing by style */
	size_t faces, face_slots;
	VEC(struct hyph) hyph; /* by struct shaped.number */
	const char *whole; /* a language whose words are not cut; interned */
	struct scratch *scratch; /* kp.h */
	struct links *links; /* to other articles of the book */
	struct article *ahead; /* loaded before its turn; NULL: none is */
	size_t ahead_at; /* which it is */
	struct map pictures; /* path: what the store has of it, logo.c */
	struct map wanted; /* place in an article: the article's id */

	/* state of box building */
	VEC(struct counter) counter;
	int quotes; /* depth of open quotes */
	const char *anchor; /* id of the article at hand or NULL */
	const struct book_entry *entry; /* the same article */
	uint32_t dl_elem; /* for the dt or dd at hand; 0 */
	int h_base; /* tag level of an article's title */
	int h_raw[8], h_n; /* headings open in the article */
	int h_last; /* level of the last heading's tag */
	VEC(const xmlNode *) taken; /* blocks that have become footnotes */
	int in_note;
	const struct style *note_label; /* waits for the note's text */
	unsigned notes; /* so far: their names */
	int in_running; /* what is built is for the margins */
	VEC(struct running *) running; /* all of them */

	VEC(struct index_entry) index;
	struct map index_at; /* heading: place in index + 1 */
};

/* lay.c */
const char *
lay_intern(struct lay *L, const char *s); /* NULL gives NULL */
const struct face *
lay_face(struct lay *L, const struct style *s);
/* Ascent and descent of a line of style s: half the leading above, half
 * below (CSS 2.2, 10.8.1).  scale: 1024 is 1. */
void
lay_strut(struct lay *L, const struct style *s, int scale, unit *above,
        unit *below);
int
lay_lang_is(const char *lang, const char *primary);
unit
len_resolve(struct css_len l, unit base, unit otherwise);
static inline unit
lay_scale(unit v, int scale)
{
	return scale == 1024 ? v : unit_muldiv(v, scale, 1024);
}

/* The least room for content that pages of that name offer; NULL: those of
 * none. */
void
lay_page(const struct lay *L, const char *name, unit *width, unit *height);
/* The least white, with borders, to their left or right. */
unit
lay_beside(const struct lay *L, const char *name);

/* tags.c */
uint32_t
tag_new(struct lay *L, uint32_t parent, enum role role, const char *lang);
/* Element for a DOM node below parent; parent itself when the node needs
 * none. */
uint32_t
tag_node(struct lay *L, uint32_t parent, const xmlNode *n,
        const struct style *s, const char *lang);
/* May text stand right below this element, or must a P come between? */
int
tag_takes_text(const struct lay *L, uint32_t elem);
uint32_t
tag_heading(struct lay *L, uint32_t parent, int raw, const char *lang);

/* noteref.c: references of the article to notes at its end */
void
notes_mark(xmlNodePtr article);
/* Whose children are the words of the footnote that n stands for: n itself,
 * or the note that a reference leads to. */
int
notes_blocks(const xmlNode *n); /* does it hold blocks? */
const xmlNode *
notes_take(struct lay *L, const xmlNode *n);
/* Has n gone to the foot of a column, or does it only lead back? */
int
notes_skip(const struct lay *L, const xmlNode *n);

/* running.c */
void
running_free(struct lay *L);

/* content.c */
void
dests_complete(struct lay *L);

/* index.c */
int
index_entry(struct lay *L, const char *heading);
void
index_found(struct lay *L, int entry, int page, unit x, unit y);
xmlNodePtr
index_make(struct lay *L, xmlNodePtr body); /* NULL: nothing is in it */
void
index_free(struct lay *L);

/* count.c: counters, markers, quotes */
void
count_enter(struct lay *L, const xmlNode *n, const struct style *s, int depth);
void
count_note(struct lay *L);
void
count_leave(struct lay *L, int depth);
int
count_value(const struct lay *L, const char *name);
void
count_values(const struct lay *L, const char *name, const char *sep,
        const char *style, struct str *out);
const char *
count_quote(struct lay *L, const struct style *s, const char *lang, int open);

#endif
