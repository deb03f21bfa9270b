/* object: numbered PDF objects and how they are written to a file.  The only
 * door to libharu; the rest of the room knows numbers and text.
 *
 * An object is made by obj_new(), its number is valid at once as a reference
 * ("12 0 R"), and its text is filled in at any time before objects_save().
 */
#ifndef BANTIN_PDF_OBJECT_H
#define BANTIN_PDF_OBJECT_H

#include "base/diag.h"
#include "base/file.h"
#include "base/str.h"

struct objects;

/* Objects that every document has. */
enum obj_fixed { OBJ_CATALOG, OBJ_PAGES, OBJ_INFO };

/* Makes an object's text while it is being saved: what stands between << and
 * >> to dict; for a stream also its bytes, as they are to stand in the file,
 * to data.  0, or -1 after one diagnostic. */
typedef int
obj_make_fn(void *ctx, int id, struct str *dict, struct str *data);

/* How a stream is deflated.  Pages and object streams grow with the issue, and
 * subsets of fonts are much of a small one's time: the quick way takes half of
 * it and leaves them 3 % longer. */
enum obj_flate { FLATE_NONE, FLATE_QUICK, FLATE_WELL };

/* level: libdeflate's for FLATE_WELL, 0..12.  NULL after one diagnostic. */
struct objects *
objects_new(int level, struct diag *dg);
void
objects_free(struct objects *o);

int
obj_new(struct objects *o);
int
obj_fixed(const struct objects *o, enum obj_fixed which);
/* The dictionary's text, to be added to; valid until the next call here. */
struct str *
obj_dict(struct objects *o, int id);
/* Make id a stream with a copy of data: deflated here, or stored as it is
 * (then the caller has put the /Filter into the dictionary, or there is
 * none). */
void
obj_stream(struct objects *o, int id, struct span data, enum obj_flate flate);
/* The stream's bytes as they will stand in the file. */
struct span
obj_data(const struct objects *o, int id);
/* The text is made when the object's turn comes at saving: for what would
 * fill memory until then. */
void
obj_late(struct objects *o, int id, int stream, obj_make_fn *fn, void *ctx);
/* Let a plain object stand deflated in an object stream. */
void
obj_pack(struct objects *o, int id);
/* n such objects in a row with one maker; returns the first number. */
int
obj_family(struct objects *o, int n, obj_make_fn *fn, void *ctx);

/* Write header, objects, cross-references and trailer.  version is "1.7";
 * id goes twice into the trailer's /ID.  0 or -1 after one diagnostic. */
int
objects_save(struct objects *o, struct publish *out, const char *version,
        const unsigned char id[16]);

/* Deflate data to the end of out. */
void
objects_deflate(struct objects *o, enum obj_flate flate, struct str *out,
        struct span data);

/* Text of objects. */
static inline void
pdf_put_int(struct str *s, long long v)
{
	str_put_fixed(s, v, 0);
}
void
pdf_put_ref(struct str *s, int id); /* "12 0 R" */
/* A text string: literal when it is ASCII, else UTF-16BE in hex with BOM. */
void
pdf_put_text(struct str *s, struct span utf8);
/* A byte string, literal with escapes. */
void
pdf_put_bytes(struct str *s, struct span bytes);
void
pdf_put_name(struct str *s, struct span name); /* with the slash */

#endif
