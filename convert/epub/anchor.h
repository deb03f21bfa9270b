/* anchor: the ids of one chapter and the links to them.  Internal to epub/. */
#ifndef BANTIN_EPUB_ANCHOR_H
#define BANTIN_EPUB_ANCHOR_H

#include <libxml/tree.h>

#include "base/hash.h"
#include "base/str.h"
#include "base/vec.h"

/* Zero-initialised is valid. */
struct anchors {
	struct map target; /* page's id -> struct anchor */
	unsigned headings, named;
	VEC(unsigned) part; /* of each child of the section */
	unsigned parts;
	VEC(const char *) file; /* href of each part */
};

struct arena;
struct pack;
struct pack_place;

/* Append the fragment of an address, from its # on, %XX decoded. */
void
put_fragment(struct str *out, const char *hash);
/* Before the tree is made to fit: ids that no link of the chapter goes to,
 * nor one of others, are dropped. */
void
anchors_prune(struct anchors *an, xmlNodePtr section,
        const struct pack_place *wanted);
/* After: those that are left get names of our own. */
void
anchors_name(struct anchors *an, xmlNodePtr section);
/* Where those are that others want; the chapter's beginning for the lost. */
void
anchors_places(const struct anchors *an, struct pack_place *wanted,
        struct arena *arena);
/* Mark references to notes, notes and their way back (EPUB SSV 1.1, DPUB-ARIA
 * 1.0).  Returns the number of notes. */
unsigned
anchors_notes(struct anchors *an, xmlNodePtr section);
/* Write links to places, here and in other chapters, with file and new name;
 * those to none lose their link. */
void
anchors_link(struct anchors *an, xmlNodePtr section, const struct pack *p);
void
anchors_free(struct anchors *an);
/* Id of a heading, made when it has none. */
const char *
anchor_of(struct anchors *an, xmlNodePtr n);

#endif
