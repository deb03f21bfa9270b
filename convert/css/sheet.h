/* sheet: what parsed sheets are kept as.  Inside css/ only. */
#ifndef BANTIN_CSS_SHEET_H
#define BANTIN_CSS_SHEET_H

#include "base/arena.h"
#include "base/hash.h"
#include "base/vec.h"
#include "css/counter.h"
#include "css/css.h"
#include "css/select.h"
#include "css/value.h"

/* Media conditions wait until the page is known: a rule holds if all lists
 * up the chain do. */
struct media;
struct cond {
	const struct media *list;
	const struct cond *up;
};

struct rule {
	const struct selector *sel;
	const struct block *block;
	const struct cond *cond;
	uint8_t strength; /* of the origin: agent 0, user 1, author 2 */
	uint32_t seq; /* in order of appearance */
};

struct page_rule {
	const char *name; /* NULL: any page */
	unsigned sides; /* enum page_side, all needed */
	unsigned spec;
	const struct block *block;
	const struct block *box[MBOX_COUNT]; /* NULL: none */
	const struct cond *cond;
	uint8_t strength;
	uint32_t seq;
};

/* Rules by what their rightmost compound needs. */
struct bucket {
	VEC(uint32_t) rule;
};
struct rule_index {
	struct map id, cls, type; /* struct bucket */
	struct bucket any;
	size_t rules;
};

struct sheet;

#define CSS_NAMES 512 /* a third of it is used: fewer than 255 */

struct css {
	struct arena *a;
	const char *media;
	css_metrics_fn *metrics; /* or NULL */
	void *metrics_ctx;
	const char *library; /* css_library(), resolved; NULL: none */
	struct map strings; /* interned; the key is the value */
	uint8_t names[CSS_NAMES]; /* of properties and shorthands, by hash:
				   * a number in their tables + 1 */
	struct tokens spare; /* room for the next sheet's: 64 bytes to 4 of a
			      * text; values that need theirs have copies */
	struct block declared; /* room for those of a rule */
	VEC(struct rule) rule;
	VEC(struct page_rule) page;
	VEC(struct counter_style) counter; /* in order of appearance */
	VEC(struct counter_use) counter_use; /* since the last check */
	struct map counter_names; /* not NULL: the standard's, whose rule
				   * begins there */
	const struct css_font_face *face, **face_tail;
	/* built when first asked for a style, thrown away by a new sheet */
	struct sheet *now; /* whose declaration is being read, or NULL */
	const char *home, *home_folder; /* the first file, and its folder */
	int sheets; /* imported */
	uint32_t seq;
	int built;
	unit page_width, page_height;
	struct rule_index index[PSEUDO_COUNT];
	struct map contexts; /* parent's, name, classes: struct context * */
	struct map places; /* context, that of the sibling: struct place * */
	struct map matched; /* parent, pseudo, rules: const struct style * */
	struct map styles; /* interned by value */
	struct map pages; /* name, sides: const struct page_style * */
	struct map customs; /* lists of custom properties, by value */
	struct map inline_blocks; /* style="": struct block * */
	struct map substituted; /* struct pending *, customs: struct block * */
	const struct style *raw; /* initial values, before computing */
	const struct style *initial;
	/* from call to call */
	VEC(struct ancestor) path;
	const xmlNode *last_node; /* asked about */
	struct place *last; /* of it; NULL: not known */
	VEC(uint32_t) hits;
	struct str key, style_key;
};

const char *
css_intern(struct css *c, struct span s);
const char *
css_intern_lower(struct css *c, struct span s);

/* parse.c */
struct sheet {
	struct css *c;
	struct diag *dg; /* NULL: quiet */
	const char *name; /* for messages */
	const char *folder; /* where @import may reach; NULL: not */
	const struct sheet *importer;
	const char *real; /* resolved path of this file, or NULL */
	uint8_t strength;
	const struct cond *cond;
	struct map *reported; /* properties already complained of */
	int depth;
};
void
sheet_parse(struct sheet *s, struct span text);
void
sheet_rules(struct sheet *s, const struct token *t, const struct token *end);
/* Called for at-rules inside a block of declarations (@page's boxes). */
typedef void
css_at_fn(struct sheet *s, void *ctx, const struct token *at,
        const struct token *open, const struct token *end);
void
sheet_declarations(struct sheet *s, const struct token *t,
        const struct token *end, struct block *out, int page_context,
        css_at_fn *at_rule, void *ctx);
/* Quote [t, end) for a message: white space folded, cut at 60 bytes. */
void
sheet_warn(struct sheet *s, const struct token *at, enum diag_msg msg,
        const char *name, const struct token *t, const struct token *end);
const struct token *
token_skip(const struct token *t, const struct token *end);
const struct token *
token_trim(const struct token **t, const struct token *end);

/* atrule.c: one at-rule; prelude [at + 1, open), block from open (NULL:
 * none) to end. */
void
sheet_at_rule(struct sheet *s, const struct token *at, const struct token *open,
        const struct token *end, int may_import);
/* atpage.c */
void
sheet_page(struct sheet *s, const struct token *at, const struct token *open,
        const struct token *end);
void
sheet_font_face(struct sheet *s, const struct token *at,
        const struct token *open, const struct token *end);
/* counter.c */
void
sheet_counter_style(struct sheet *s, const struct token *at,
        const struct token *open, const struct token *end);
/* atrule.c: "name: value" pairs that are no properties; v walks the value,
 * end is behind it. */
typedef void
css_descriptor_fn(struct sheet *s, void *ctx, const struct token *name,
        struct vp v, const struct token *end);
void
sheet_descriptors(struct sheet *s, const struct token *t,
        const struct token *end, css_descriptor_fn *fn, void *ctx);
/* import.c */
void
sheet_import(struct sheet *s, const struct token *at, const struct token *end);
/* The file that url names, if there is one below the first sheet's folder;
 * else NULL.  In the arena. */
const char *
sheet_resolve(struct sheet *s, struct span url);
int
sheet_read(struct sheet *s, const char *path);
/* media.c */
const struct media *
media_parse(struct css *c, const struct token *t, const struct token *end,
        int *bad);
int
media_holds(const struct css *c, const struct cond *cond);
/* supports.c: 1, 0, or -1 for what cannot be read */
int
supports_holds(struct css *c, const struct token *t, const struct token *end);
int
supports_declaration(struct css *c, struct vp in);

/* The file that url names, of the sheet that is being parsed, or of the first
 * sheet where a value came by var(); NULL: there is none. */
const char *
sheet_file(struct css *c, struct span url);

/* context.c: rules by number that an element may match, in their order. */
struct candidates {
	const uint32_t *sure, *maybe;
	size_t sures, maybes;
	size_t bare; /* those of them that want no attribute, which come first */
	/* of those that matched the sure ones alone, the last one's */
	const struct style *parent, *style;
};
/* Those of the element's place; c->hits becomes those beyond the sure ones
 * that match.  remember: the path and positions may be used. */
struct candidates *
context_hits(struct css *c, const xmlNode *node, int pseudo, int remember);
/* Add the sure ones to c->hits. */
void
context_join(struct css *c, const struct candidates *k);

/* cascade.c, computed.c, var.c, key.c */
void
css_build(struct css *c);
void
css_unbuild(struct css *c);
struct cascade {
	const struct decl *win[PROP_COUNT];
	uint8_t won[PROP_COUNT]; /* those that have one, in no order */
	size_t n; /* of them */
	uint8_t below[PROP_COUNT]; /* revert: only origins weaker than
					 * this; 0: any */
	VEC(const struct custom_decl *) custom; /* strongest first */
	uint8_t rtl; /* the start of a line is at the right */
	uint8_t logical; /* some declaration depends on that */
};
/* Take up block's declarations of that importance, last first. */
void
cascade_add(
        struct cascade *x, const struct block *b, int important, int strength);
void
cascade_free(struct cascade *x);
/* Style of an element; remember: as in context_hits(). */
const struct style *
style_of(struct css *c, const xmlNode *node, const struct style *parent,
        int pseudo, int remember);
/* page.c */
void
css_page_measure(struct css *c); /* sets page_width and page_height */
const struct style *
css_compute(struct css *c, const struct style *parent, const struct cascade *x,
        int root);
void
css_set_initial(struct css *c);
/* One value of the style that is being computed. */
struct work;
struct css_len
work_len(struct work *w, const struct value *v);
struct css_color
work_color(struct work *w, const struct value *v);
/* image.c, background.c: lists as parsed to lists of lengths, and their
 * texts. */
const struct css_image *
images_compute(struct css *c, struct work *w, const void *list);
const struct css_pair *
layers_compute(struct css *c, struct work *w, const void *list);
void
images_dump(struct str *out, const struct css_image *p);
void
layers_dump(struct str *out, const struct css_pair *p);
void
len_dump(struct str *out, const struct css_len *l);
void
color_dump(struct str *out, const struct css_color *c);
/* name=value pairs that inherit; sorted by name */
struct css_custom {
	const char *name;
	const struct token *t;
	size_t n;
	const char *text; /* NULL: guaranteed-invalid */
	const struct css_custom *next;
};
const struct css_custom *
custom_resolve(struct css *c, const struct css_custom *inherited,
        const struct cascade *x);
/* Replace var() in [t, t + n); tokens end with T_EOF (not counted in *out).
 * 0, or -1 where the value becomes invalid. */
int
var_substitute(struct css *c, const struct css_custom *custom,
        const struct token *t, size_t n, struct tokens *out);
const struct style *
style_intern(struct css *c, const struct style *s);
void
style_copy(struct style *to, const struct style *from, int prop);
void
style_field_key(struct str *out, const struct style *s, int prop);

/* The user agent's sheets, html.css and counters.css (embed.awk). */
extern const char css_html_css[], css_counters_css[];
extern const size_t css_html_css_size, css_counters_css_size;

#endif
