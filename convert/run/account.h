/* account: what became of each piece of a page: what explain shows. */
#ifndef BANTIN_RUN_ACCOUNT_H
#define BANTIN_RUN_ACCOUNT_H

#include "base/diag.h"
#include "doc/article.h"
#include "filters/filter.h"

enum fate {
	FATE_KEPT,
	FATE_META, /* printed from metadata, not from here */
	FATE_DROPPED,
	FATES
};

/* A run of text between block boundaries, or a picture. */
struct piece {
	enum fate fate;
	int picture;
	int changed; /* kept, but not found word for word */
	char *text; /* folded; of a picture, its address */
	char *alt; /* of a picture; NULL */
	const char *element; /* the block around it: "p", "h2" */
	char *path;
	int line;
	unsigned words;
	unsigned order; /* of the element that holds the first text */
	const xmlNode *node; /* of the page as parsed */
	ptrdiff_t entry; /* of the ledger; -1 */
	const struct asset *asset; /* a picture that is in the article */
};

struct told {
	enum diag_level level;
	int line;
	char *text;
};

/* What a stage of the chain did, counted. */
struct stage {
	const char *name; /* "rules" for site rules; a command's own */
	const char *about; /* NULL for a command */
	unsigned drops, words, changes, notes;
};

struct account {
	struct article *page; /* as parsed; NULL: it never was */
	struct article *a; /* after the chain, or as far as it came */
	int failed; /* the chain ended with an error */
	VEC(struct piece) piece;
	VEC(struct told) told; /* what the chain had to say */
	VEC(struct stage) stage; /* of the chain, in order */
	unsigned words[FATES];
	unsigned page_words; /* of all pieces */
	unsigned article_words; /* of the clean article */
	unsigned ledger_words; /* dropped, as the ledger counts them */
};

/* Read path and run the chain over it.  NULL after a diagnostic when it cannot
 * be read; a page that fails has its account, too. */
struct account *
account_open(const char *path, const struct chain *chain,
        const struct options *o, struct diag *dg);
void
account_free(struct account *ac);

/* Attribution: account_fate.c. */
void
account_fates(struct account *ac);
/* The pieces of the page: account_pieces.c. */
void
account_pieces(struct account *ac);

const char *
fate_name(enum fate f); /* "kept", "metadata", "dropped" */
/* A sentence for a rule of a stage; NULL for one that speaks for itself. */
const char *
rule_why(const char *stage, const char *rule);
/* Does the rule take away what is printed from the metadata? */
int
rule_is_metadata(const char *rule);
const char *
source_why(const char *source); /* of metadata: "JSON-LD" for "json-ld" */
const char *
encoding_why(const char *by); /* of its evidence */

void
explain_text(struct str *out, const struct account *ac);
void
explain_json(struct str *out, const struct account *ac);
/* store: where the article's pictures are; NULL: they are not shown. */
void
explain_html(struct str *out, const struct account *ac, struct store *store,
        struct diag *dg);

#endif
