/* ctx: what one run of the preflight carries from theme to theme. */
#ifndef BANTIN_CHECK_CTX_H
#define BANTIN_CHECK_CTX_H

#include "check/check.h"
#include "check/model.h"

struct ctx {
	struct model m;
	struct check *out;
	unsigned profiles;
	struct span file;
	int page; /* being looked at; 0: none */
	/* Found on the way, for later themes. */
	struct obj *intent_profile; /* of the PDF/A output intent */
	int intent_n; /* its components; 0: no intent */
	int catalog_lang;
	int af_elsewhere; /* AF of other objects than the catalog */
	int part; /* of PDF/A, as the metadata says; 0: not said */
	VEC(struct obj *) font; /* in use, see content.h */
	struct map parent; /* the parent tree, flat */
	int have_parents;
	struct map spot; /* spot colours by name */
};

/* Marks of walks over struct obj, in obj.seen. */
enum {
	SEEN_PAGE = 1,
	SEEN_STRUCT = 2,
	SEEN_FORM = 4,
	SEEN_FORM_TAGGED = 8,
	SEEN_FORM_ARTIFACT = 16,
	SEEN_FONT = 32,
	SEEN_CLASH = 64,
	SEEN_OUTLINE = 128,
	SEEN_SPACE = 256,
	SEEN_ACTION = 512,
	SEEN_FIELD = 1024,
	SEEN_ANNOT = 2048,
	SEEN_NODE = 4096,
	SEEN_FORM_CLEAR = 8192,
	SEEN_FORM_MCID = 16384,
	SEEN_LEAF = 65536,
	SEEN_ROLE = 32768 /* of a name: extra is its standard type */
};

/* o and detail may be NULL. */
void
find(struct ctx *x, enum check_rule rule, const struct obj *o,
        const char *detail);
void
find_printf(struct ctx *x, enum check_rule rule, const struct obj *o,
        const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/* The themes, each a file. */
void
check_bytes_of_file(struct ctx *x);
void
check_syntax(struct ctx *x);
void
check_pages(struct ctx *x);
void
check_xmp(struct ctx *x);
void
check_struct(struct ctx *x);
void
check_annots(struct ctx *x);
void
check_actions(struct ctx *x);
/* What a signature field holds. */
void
check_signature(struct ctx *x, struct obj *sig);
void
check_intents(struct ctx *x);
void
check_contents(struct ctx *x);
void
check_fonts(struct ctx *x);
void
check_print(struct ctx *x);

#endif
