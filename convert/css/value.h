/* value: specified values, and the parsers that make them from tokens.
 * Inside css/ only. */
#ifndef BANTIN_CSS_VALUE_H
#define BANTIN_CSS_VALUE_H

#include <stddef.h>
#include <stdint.h>

#include "css/style.h"
#include "css/token.h"

struct css;

/* Nesting of functions in values, selectors and conditions. */
#define CSS_DEPTH 32
/* 92 m: no length is longer, so that sums of a few fit into a unit. */
#define MAX_LENGTH (1 << 28)

enum prop_id {
#define P(id, name, inherited, type, field, parse, kw, allow, initial)         \
	PROP_##id,
#include "css/property.def"
#undef P
	PROP_COUNT,
	PROP_CUSTOM = PROP_COUNT /* u.ptr: struct custom_decl */
};

/* How a property lies in struct style. */
enum store {
	STORE_U8,
	STORE_U16,
	STORE_INT,
	STORE_UNIT,
	STORE_LEN,
	STORE_COLOR,
	STORE_STR,
	STORE_STRS,
	STORE_LINE,
	STORE_VALIGN,
	STORE_LIST_TYPE,
	STORE_CONTENT,
	STORE_COUNTER,
	STORE_STRING_SET,
	STORE_IMAGES,
	STORE_LAYERS
};

enum value_kind {
	VAL_KEY, /* u.num: what the keyword table says */
	VAL_NUM, /* u.num, unit */
	VAL_CALC, /* u.calc */
	VAL_COLOR, /* u.color */
	VAL_CURRENT, /* currentcolor */
	VAL_PTR, /* u.ptr: string or list, by the property's store */
	VAL_INHERIT,
	VAL_INITIAL,
	VAL_UNSET,
	VAL_REVERT,
	VAL_PENDING /* u.ptr: struct pending, holds var() */
};

enum unit_id {
	U_NUMBER,
	U_PERCENT,
	U_PT,
	U_PC,
	U_MM,
	U_CM,
	U_IN,
	U_PX,
	U_Q,
	U_EM,
	U_REM,
	U_EX,
	U_CH,
	U_LH,
	U_RLH,
	U_VW,
	U_VH,
	U_VMIN,
	U_VMAX
};

struct value {
	uint8_t kind; /* enum value_kind */
	uint8_t unit; /* enum unit_id */
	union {
		int64_t num; /* 1/1,000,000 (VAL_NUM) */
		struct css_color color;
		const struct css_calc *calc;
		const void *ptr;
	} u;
};

struct decl {
	uint16_t prop; /* enum prop_id, PROP_CUSTOM */
	uint8_t important;
	uint8_t logical; /* left and right are start and end of a line */
	struct value v;
};

struct custom_decl {
	const char *name; /* with its dashes; interned */
	const struct token *t; /* NULL: v.kind is a CSS-wide keyword */
	size_t n;
	const char *text; /* as written; interned */
};

struct shorthand;

struct pending {
	const struct shorthand *shorthand; /* NULL: the property itself */
	const struct token *t;
	size_t n;
};

/* Declarations of one rule, in order. */
struct block {
	struct decl *p;
	size_t n, cap;
};

struct keyword {
	const char *name;
	int32_t value;
};

/* What numbers a property takes. */
enum {
	A_LENGTH = 1,
	A_PERCENT = 2,
	A_NUMBER = 4,
	A_INTEGER = 8,
	A_NEGATIVE = 16,
	A_POSITIVE = 32 /* not 0 */,
	A_PAGE = 64, /* in page contexts only */
	A_INLINE = 128 /* left is where lines start (css-logical-1) */
};

/* A walk over the tokens of one value. */
struct vp {
	const struct token *t, *end;
	struct css *c;
	int depth;
};

struct prop {
	const char *name; /* "": no name to write, set by a shorthand */
	uint8_t inherited;
	uint8_t store; /* enum store */
	uint16_t offset; /* in struct style */
	int (*parse)(struct vp *, const struct prop *, struct value *);
	const struct keyword *kw; /* ends with NULL; may be NULL */
	unsigned allow;
	const char *initial;
};

extern const struct prop css_prop[PROP_COUNT];

/* parse appends declarations of longhands; 0, or -1 when it cannot. */
struct shorthand {
	const char *name;
	int (*parse)(struct vp *, const struct shorthand *, struct block *);
	const uint16_t *longhands; /* ends with PROP_COUNT */
	unsigned allow;
};

extern const struct shorthand css_shorthand[];
extern const size_t css_shorthand_count;

/* vp_*: value.c.  All steps skip white space behind what they take. */
struct vp
vp_open(struct css *c, const struct token *t, size_t n);
extern const struct token vp_eof;
static inline int
vp_done(const struct vp *v)
{
	return v->t >= v->end;
}
/* T_EOF at the end */
static inline const struct token *
vp_peek(const struct vp *v)
{
	return v->t < v->end ? v->t : &vp_eof;
}
void
vp_step(struct vp *v); /* over one component value */
int
vp_take(struct vp *v, enum token_type type);
int
vp_delim(struct vp *v, char c);
int
vp_ident(struct vp *v, const char *name);
/* Into the function's arguments: *in walks them, v is behind it. */
int
vp_function(struct vp *v, const char *name, struct vp *in);
int
vp_into(struct vp *v, struct vp *in); /* any block or function */
int
vp_keyword(struct vp *v, const struct keyword *kw, int *value);
int
kw_find(const struct keyword *kw, struct span name, int *value);
const char *
kw_name(const struct keyword *kw, int value);

/* All parsers of values: 1 and v moved on, or 0 and v and *out as before. */
int
parse_number(struct vp *v, unsigned allow, struct value *out);
int
parse_color(struct vp *v, struct value *out);
int
color_named(struct span name, struct css_color *out);
/* counter.c: the interned name of a counter style, or NULL. */
const char *
parse_counter_style(struct vp *v);
int
parse_content_list(struct vp *v, const struct css_content **out);
/* background.c: colour, image, position, size, repeat, origin and clip. */
#define BACKGROUND_PARTS 7
int
parse_background(struct vp *v, struct value out[BACKGROUND_PARTS]);
/* calc.c: math functions.  type: U_NUMBER or U_PT of the result. */
int
parse_calc(struct vp *v, const struct css_calc **out, int *type);
int
calc_number(const struct css_calc *e, int64_t *num); /* plain numbers */
int
calc_has_percent(const struct css_calc *e);

/* What relative units are relative to. */
struct measure {
	unit font_size, root_size, line_height;
	unit page_width, page_height;
	const struct css *c; /* for ch and ex; NULL: half an em */
	const struct style *font; /* whose they are */
};
unit
measure_length(const struct measure *m, int64_t num, int unit_id);
struct css_len
measure_calc(
        struct arena *a, const struct measure *m, const struct css_calc *e);
/* An unequivocal text of a LEN_CALC, for equality and dumps. */
void
calc_dump(struct str *out, const struct css_calc *e);

/* The value of one longhand, whole; 0 or -1. */
int
parse_longhand(struct vp *v, int prop, struct value *out);
/* A declaration's value to declarations: longhand or shorthand, CSS-wide
 * keywords, var().  name is lower case.  0, or -1 when the value is bad. */
int
parse_property(struct css *c, const struct prop *p, const struct shorthand *sh,
        const struct token *t, size_t n, int important, struct block *out);
/* The property of that name, or in *sh the shorthand, or neither. */
const struct prop *
find_prop(struct css *c, struct span name, const struct shorthand **sh);
void
add_names(struct css *c); /* for find_prop() */
int
prop_index(const struct prop *p);
int
has_var(const struct token *t, size_t n);

#define KW(name) extern const struct keyword name[];
#include "css/keyword.h"
#undef KW

#endif
