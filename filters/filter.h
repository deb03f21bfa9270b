/* filter: the contract of all stages, and the chain that runs them.
 *
 * One file per stage.  The header comment of a stage's file says which fields
 * of the article it reads and which it sets.  A stage returns 0, or -1 after
 * exactly one diagnostic of level error: the article is out.
 */
#ifndef BANTIN_FILTERS_FILTER_H
#define BANTIN_FILTERS_FILTER_H

#include "base/diag.h"
#include "base/limits.h"
#include "base/vec.h"
#include "doc/article.h"
#include "doc/store.h"

/* Where hoa, hoe, uy carry their tone: hòa or hoà. */
enum tone_style { TONE_KEEP, TONE_OLD, TONE_NEW };

struct options {
	const char *encoding; /* overrules every label; NULL: find out */
	const char *transport_charset; /* of Content-Type; NULL */
	const char *lang; /* overrules the page's; NULL: find out */
	const char *url; /* address of the page, overrules its own; NULL */
	int untrack; /* 1: addresses lose what only counts readers */
	const struct limits *limits;
	struct store *store; /* where images go; NULL: images are dropped */
	struct image_cache *images; /* filters/images.h; NULL: none */
	enum tone_style tone; /* of Vietnamese syllables */
	const struct rules *rules; /* of sites, filters/rules.h; NULL: none */
	int running; /* 1: keep article.running, for JSON */
	int notes; /* 1: fill article.notes */
	const struct shared *shared; /* of sites, filters/shared.h; or NULL */
	int run_ms; /* time limit of {run: command}; 0: limits' */
};

struct filter {
	const char *name;
	const char *about; /* one line for `bantin filters` */
	int needs_tree; /* 1: runs after parse; 0: before */
	int (*run)(struct article *a, const struct options *o, struct diag *dg);
};

/* In order; ends with NULL. */
extern const struct filter *const filter_table[];

extern const struct filter filter_decode, filter_parse, filter_meta,
        filter_extract, filter_sanitise, filter_normalise, filter_typography,
        filter_images;

struct chain_step {
	const struct filter *filter; /* NULL: external command */
	const char *command; /* the caller's; lives as long */
};

struct chain {
	VEC(struct chain_step) step;
};

/* The default chain: the whole table. */
void
chain_default(struct chain *c);
/* By names, comma-separated ("decode,parse,extract"). Unknown names, stages
 * twice, and orders that cannot work (a tree stage before parse, decode not
 * first) are errors that name the stage and what was expected. */
int
chain_from_names(struct chain *c, const char *names, struct diag *dg);
/* One step more, checked against those before. where may be NULL. */
int
chain_add(struct chain *c, const char *name, const struct where *where,
        struct diag *dg);
int
chain_add_command(struct chain *c, const char *command,
        const struct where *where, struct diag *dg);
int
chain_has_command(const struct chain *c);
int
chain_check(const struct chain *c, struct diag *dg); /* decode, parse there */
/* Run all steps, or those up to and with `until` (NULL: all). */
int
chain_run(const struct chain *c, const char *until, struct article *a,
        const struct options *o, struct diag *dg);
void
chain_free(struct chain *c);
/* Ends a {run: command} that is at work, with all it has started: for a signal
 * handler, async-signal-safe. */
void
run_command_kill(void);

#endif
