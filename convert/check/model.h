/* model: the objects of a PDF as plain memory.  libqpdf reads the file; what
 * hangs on the trailer is copied once, so that checks are short functions
 * over a tree that cannot change or fail under them. */
#ifndef BANTIN_CHECK_MODEL_H
#define BANTIN_CHECK_MODEL_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/hash.h"
#include "base/str.h"
#include "base/vec.h"

enum obj_kind {
	O_NULL,
	O_BOOL,
	O_INT,
	O_REAL,
	O_STR,
	O_NAME,
	O_ARRAY,
	O_DICT,
	O_STREAM
};

/* One value.  An item of an array or dictionary that was a reference is the
 * indirect object itself; names and small numbers that are the same may be
 * one object, whose num is 0. */
struct obj {
	unsigned char kind; /* enum obj_kind */
	unsigned char indirect;
	unsigned char loaded, listed; /* of indirect ones, while loading */
	int num; /* of the indirect object it is part of */
	int gen;
	unsigned seen; /* marks of walks, see SEEN_ bits */
	long long i; /* integer, bool */
	double r; /* number */
	const char *s; /* name without slash, string; has a NUL */
	size_t n; /* bytes of s, items, keys */
	struct obj **item;
	const char **key; /* dictionaries and streams */
	struct str *data; /* decoded bytes of a stream, when asked for */
	void *extra; /* what a check keeps about it */
};

#define SMALL 1024 /* integers below are shared */

struct model {
	struct arena *arena;
	struct obj *trailer;
	struct obj *root;
	VEC(struct obj *) object; /* indirect ones that hang on the trailer */
	VEC(struct obj *) page;
	VEC(struct obj *) by_num; /* of generation 0 */
	struct map odd; /* other generations, numbers beyond reason */
	struct map atom; /* name objects by text */
	struct map shape; /* arrays of keys by their text */
	struct obj *small[SMALL];
	VEC(struct obj *) stack; /* items of what is being read */
	struct str keys; /* keys of what is being read */
	struct reader *reader; /* libqpdf's functions, in the arena */
	void *qpdf;
	void *inflater; /* of libdeflate */
	size_t nodes;
	size_t decoded; /* bytes of streams so far */
	long long deadline; /* CLOCK_MONOTONIC, ms */
	int encrypted;
	int broken; /* something was beyond a limit */
	const char *name;
};

extern struct obj obj_null;

/* 0, or -1 after one diagnostic.  patient: for as long as it takes. */
int
model_load(struct model *m, const char *name, const char *p, size_t n,
        int patient, struct diag *dg);
void
model_free(struct model *m);
int
model_late(struct model *m); /* time is over */
void
model_wait(struct model *m, size_t pages); /* time anew, and 2 s a page */

/* The indirect object of that number, NULL when there is none. */
struct obj *
model_object(struct model *m, int num, int gen);

/* What libqpdf writes for a value: read into o, which is there, or into a new
 * or shared object.  num: of the indirect object. */
void
scan_object(struct model *m, struct obj *o, const char *text);
/* For scan: the place of an indirect object, empty on first sight. */
struct obj *
model_place(struct model *m, int num, int gen);

/* None of these gives NULL: what is missing is a null object. */
struct obj *
obj_get(struct obj *dict, const char *key);
struct obj *
obj_at(struct obj *array, size_t i);
int
obj_has(struct obj *dict, const char *key);
int
obj_is(struct obj *o, const char *name); /* a name of that text */
int
obj_number(struct obj *o);
/* Is it one of the words of a list with a space before and after each? */
int
in_words(const char *list, const char *word);
/* An inherited entry of a page. */
struct obj *
obj_inherited(struct obj *page, const char *key);
/* Decoded bytes; NULL when they cannot be had. */
const struct str *
stream_bytes(struct model *m, struct obj *stream);
/* The bytes as they stand in the file, added to out; 0 or -1. */
int
stream_raw(struct model *m, struct obj *stream, struct str *out);
/* They are not needed for now: content of pages, of which there are many. */
void
stream_drop(struct model *m, struct obj *stream);
struct span
obj_span(struct obj *o);
/* A text string as UTF-8. */
char *
obj_text(struct arena *a, struct obj *o);

static inline int
obj_dict(const struct obj *o)
{
	return o->kind == O_DICT || o->kind == O_STREAM;
}

#endif
