/* fonts: what fontlist.c (configuration), faces.c (what is installed), font.c
 * (what is opened), match.c (families) and fallback.c (characters) share.
 * Private to this room. */
#ifndef BANTIN_TEXT_FONTS_H
#define BANTIN_TEXT_FONTS_H

#include <fontconfig/fontconfig.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/vec.h"
#include "css/css.h"
#include "text/font.h"

enum font_class { CLASS_SERIF, CLASS_SANS, CLASS_MONO, CLASS_COUNT };
enum face_state { FACE_NEW, FACE_OPEN, FACE_REFUSED };

/* One face of one file, as fontconfig describes it; opened when chosen. */
struct face {
	FcPattern *pattern; /* the list's, but of those that were added */
	const char *path; /* the pattern's */
	int index;
	uint16_t weight; /* the file's, 1..1000 */
	uint16_t weight_min, weight_max; /* a sheet may say otherwise */
	uint8_t italic;
	uint8_t added; /* by fonts_add_*: before installed ones */
	uint8_t state; /* enum face_state */
	uint16_t width; /* 100 is normal */
	const struct css_range *range; /* NULL: all its characters */
	size_t ranges;
	hb_blob_t *blob;
	hb_face_t *hb;
	struct font *font[4]; /* bit 0: synthetic bold, bit 1: italic */
};

struct family {
	const char *name; /* first spelling seen */
	VEC(uint32_t) face; /* indices, added ones first, then by path */
};

struct families {
	struct arena *arena; /* of names */
	struct map map; /* lower-case name: struct family */
};

/* The installed families that stand in for a name. */
struct alias {
	VEC(struct family *) family;
};

/* What fontconfig knows, read once for all fonts of a run; each of these has
 * copies of the faces, to open them, and families of its own where it adds to
 * one. */
struct font_list {
	FcConfig *fonts; /* what is installed; NULL: the rules tell */
	FcConfig *rules; /* what stands for what; NULL: not needed yet */
	VEC(struct face) face; /* sorted by path and index; none is open */
	struct families family;
	struct map by_file; /* path '\n' index: face index + 1 */
};

/* All faces, the likeliest first, for one class, language and style. */
struct chain {
	VEC(uint32_t) face;
};

/* A character that no font has, and the texts that it is in. */
struct missing {
	uint32_t cp;
	VEC(const char *) in; /* the first few */
	size_t more;
};

struct fonts {
	struct diag *dg;
	const char *where; /* see fonts_where() */
	VEC(struct missing) unseen;
	struct font_list *list;
	struct font_list *own; /* when none was given */
	struct arena *arena;
	VEC(struct face) face; /* the list's, then those that were added */
	struct families family; /* that faces were added to */
	struct map alias; /* name: struct alias */
	struct map match; /* families, weight, italic: font */
	struct str key; /* of it, at hand */
	struct map chain; /* class, lang, weight, italic: chain */
	struct map fallback; /* the same and cp: font */
	struct map missing; /* cp: place in unseen + 1, or f when it was
			     * reported; cp and text: f when counted */
	VEC(struct font *) font;
	int ranged; /* faces with a range: there are some */
};

/* fontlist.c: the installed fonts without the rules; NULL when these must be
 * read for it. */
FcConfig *
fontlist_load(void);

/* faces.c: what a pattern tells, of which the face keeps p: 0, or -1 when it
 * cannot be used. */
int
face_read(struct face *face, FcPattern *p);
/* A face under a name, or under all it goes by; where `to` has no such family
 * yet, behind the faces that it has in `listed` (NULL: in none). */
void
family_add(struct families *to, const struct families *listed, const char *name,
        uint32_t face);
void
family_add_all(struct families *to, const struct families *listed,
        const struct face *face, uint32_t number);
void
families_free(struct families *all);
/* All of the configuration, read on first use.  NULL: there is none. */
FcConfig *
font_list_rules(struct font_list *l);

/* font.c: the font of a face, opened on first use; NULL when refused (one
 * warning, once). */
const struct font *
fonts_open(struct fonts *f, uint32_t face, int bold, int italic);

/* match.c: best face of a family for a weight and slant, among those with
 * character cp (0: any).  NULL when there is none that can be used. */
const struct font *
fonts_in_family(struct fonts *f, const struct family *fam, unsigned weight,
        int italic, uint32_t cp);
struct family *
fonts_family(const struct fonts *f, const char *name);
/* The same over the style's families in order, where names that are not
 * installed stand for fontconfig's aliases, and generic ones for the preferred
 * family of their class. */
const struct font *
fonts_in_list(struct fonts *f, const struct style *s, uint32_t cp);
enum font_class
fonts_class(const struct fonts *f, const struct style *s);
extern const char *const fonts_preferred[CLASS_COUNT];
extern const char *const fonts_generic[CLASS_COUNT];

/* fallback.c */
/* The chain; made on first use. */
const struct chain *
fonts_chain(struct fonts *f, enum font_class cls, const char *lang,
        unsigned weight, int italic);
const struct font *
fonts_from_chain(struct fonts *f, const struct chain *c, enum font_class cls,
        const char *lang, unsigned weight, int italic, uint32_t cp);
int
face_has(const struct face *face, uint32_t cp);
const char *
face_family(const struct face *face);

#endif
