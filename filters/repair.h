/* repair: text that was decoded wrongly before it came to us.
 *
 * repair.c           one text: which rule, and the page's verdict as prior
 * repair_mojibake.c  UTF-8 read as windows-1252, once and twice
 * repair_case.c      capitals that the font would have drawn
 * repair_fonts.c     what a font's name tells
 * repair_symbols.c   signs that were typed in a font of signs
 * repair_tree.c      all texts of a parsed page
 * repair_markup.c    a file's text without parsing it, for `bantin decode`
 * repair_clean.c     text in which there is nothing to repair, quickly
 * repair_reference.c character references
 */
#ifndef BANTIN_FILTERS_REPAIR_H
#define BANTIN_FILTERS_REPAIR_H

#include <libxml/tree.h>

#include "doc/article.h"
#include "filters/encodings/vi_detect.h"

struct options;

#define REPAIR_PRIORS 4

/* What is known of the page; zeroed at first. */
struct repair {
	const struct vi_table *decoded; /* the bytes were read with it */
	const struct vi_table *ascii; /* VIQR and the like, found or told */
	struct {
		const struct vi_table *table;
		unsigned valid; /* words it has made */
	} prior[REPAIR_PRIORS];
	size_t priors;
	unsigned unicode; /* right words beyond windows-1252 */
	unsigned proofs; /* of mojibake */
	unsigned renewed; /* texts in Unicode under an old font's name */
	unsigned strange; /* texts that are not right as they are */
	unsigned suspects; /* signs that some text will change */
	int idle; /* 1: what the survey has seen is right as it is, or */
	int capitals; /* 1: but for capitals, which its table lacks */
	int privates; /* 1: there may be characters in private use */
	int unseen; /* 1: texts that the survey was not given */
	size_t in_vain; /* bytes tried with all tables */
	size_t looked; /* ASCII bytes looked at */
	unsigned words, marked; /* in ASCII, at a glance */
	int reading; /* 1: those words are read */
	struct vi_ascii_score viqr, mail;
	struct repair_rules *rules;
	struct vi_memo *memo;
	struct vi_ascii_memo *ascii_memo; /* when ascii is known */
	struct vi_units units; /* scratch */
};

/* The name of the encoding that decode settled on; may be NULL. */
void
repair_init(struct repair *r, const char *encoding);
void
repair_free(struct repair *r);
/* Look at each text first, then settle, then repair each. */
void
repair_survey(struct repair *r, struct span text, const struct vi_table *hint);
/* 1: enough has been seen to know that the page is not in VIQR. */
int
repair_knows_language(const struct repair *r);
/* 1: the page may be in VIQR: its texts in ASCII are to be surveyed again. */
int
repair_survey_again(struct repair *r);
/* 1: so much has been tried in vain that only texts with Vietnamese letters
 * and mojibake are looked at any more. */
int
repair_gives_up(const struct repair *r);
void
repair_settle(struct repair *r);
/* The rule that changed text, with the new one appended to out; or NULL when
 * nothing is wrong, and out is as it was. */
const char *
repair_text(struct repair *r, struct span text, const struct vi_table *hint,
        struct str *out);

/* --- repair_mojibake.c --- */

/* 0: no two characters of the text are the bytes of one. */
int
repair_may_be_mojibake(struct span text);
/* Sequences that cannot have been written so; *whole is set when all of the
 * text is to be undone. */
unsigned
repair_proofs(const uint32_t *u, size_t n, int *whole);
/* Undo one reading as windows-1252. known: the page has such elsewhere.
 * Returns the sequences undone; 0: out is as it was. */
unsigned
repair_mojibake(const uint32_t *u, size_t n, int known, struct str *out);

/* --- repair_case.c --- */

/* Words in capitals whose marked letters are small, since the font had no
 * others. 1: changed, appended to out; 0: out as it was. */
int
repair_capitals(struct span text, struct str *out);
void
repair_upper(struct span text, struct str *out);

/* --- repair_symbols.c --- */

/* The font of signs (Symbol, Wingdings) that a font-family list names first;
 * NULL. */
struct repair_signs;
const struct repair_signs *
repair_signs(struct span families);
/* In private use, as the fonts of signs and icons are. */
static inline int
repair_is_private(uint32_t cp)
{
	return cp >= 0xE000 && cp <= 0xF8FF;
}
/* A text in that font; 1: what is meant appended to out; 0: it is in no such
 * font, out is as it was. */
int
repair_keys(const struct repair_signs *f, const struct vi_units *text,
        struct str *out);
/* A text with characters in private use: those of such fonts become what is
 * meant, icons go.  icon: in an element for these.  1: appended to out; 0:
 * there are none. */
int
repair_private(struct span text, int icon, struct str *out);

/* --- repair_fonts.c --- */

/* The first name of a font-family list, without its marks. */
struct span
repair_first_family(struct span families);

/* The encoding that a font-family list names first; *upper is set when the
 * font has capitals only. NULL. */
const struct vi_table *
repair_font(struct span families, int *upper);

/* The font that a style attribute's declarations name; empty. */
struct span
repair_style_font(struct span declarations);

/* The rules of a page's style sheets that set a legacy font, as far as their
 * last part tells: an element's name, a class or an id, or both; that is how
 * word processors write.  They point into the sheets.  Zeroed at first, freed
 * with vec_free(&rule). */
struct repair_font_rule {
	struct span tag, class, id; /* empty: any */
	const struct vi_table *table;
	int upper;
};
struct repair_sheets {
	VEC(struct repair_font_rule) rule;
};
void
repair_sheets_add(struct repair_sheets *f, struct span css);
/* What they say of an element, its attributes class and id; NULL: nothing. */
const struct vi_table *
repair_sheets_font(const struct repair_sheets *f, struct span tag,
        struct span classes, struct span id, int *upper);

/* Whether a style sheet names a font of a legacy encoding. */
int
repair_sheet(struct span css);

/* Whether a style sheet or an attribute in a file does so. */
int
repair_names_font(struct span text);

/* --- repair_clean.c --- */

/* Rules broken; those below REPAIR_LAYER do no harm by themselves. */
#define REPAIR_REFERENCE ((uint64_t)1 << 32) /* a character reference */
#define REPAIR_FAMILY ((uint64_t)1 << 33) /* "t-f", as in "font-family" */
#define REPAIR_FACE ((uint64_t)1 << 34) /* "ce=", as in "face=" */
#define REPAIR_MARKS ((uint64_t)1 << 35) /* letters and their marks apart */
#define REPAIR_PRIVATE ((uint64_t)1 << 36) /* may be in private use */
#define REPAIR_LAYER ((uint64_t)1 << 37) /* may be mojibake */
#define REPAIR_HARD ((uint64_t)1 << 38) /* this and above: a strange letter */

struct repair_look {
	uint64_t broken;
	/* Vietnamese letters that windows-1252 lacks, and that it has. */
	unsigned beyond, within;
};
struct repair_rules *
repair_rules_new(void); /* caller frees with free() */
/* Look at the bytes from..to of a text, as they stand in it. */
void
repair_look(const struct repair_rules *rules, struct span in, size_t from,
        size_t to, struct repair_look *l);
/* 1: it is in the right encoding; 0: it may be. */
int
repair_reads_right(const struct repair_look *l);
/* 1: neither repairs nor normalise would change this text; 0: they might. */
int
repair_looks_right(const struct repair_look *l);

/* --- repair_reference.c --- */

/* The reference at in.p[at]: its character beyond ASCII and its length, or
 * 0. */
uint32_t
repair_reference(struct span in, size_t at, size_t *len);
/* Whether those that begin from..to are common signs, no bytes of letters:
 * they stay as they are written. */
int
repair_references_stay(struct span in, size_t from, size_t to);

/* --- repair_tree.c, repair_markup.c --- */

/* One line for the ledger: what stood there, what stands there now. */
void
repair_enter(struct article *a, const char *rule, int line, struct span before,
        struct span after);

/* All texts and titles of a tree. base: where control characters were moved
 * by controls_hide(), 0 for none; those that are no letters go. */
size_t
repair_tree(struct article *a, xmlDocPtr doc, unsigned base);
/* The same for a tree whose texts are not to be repaired. */
size_t
repair_controls(xmlDocPtr doc, unsigned base);
/* a's text repaired, with references to letters resolved. */
void
repair_markup(struct article *a, const struct options *o);

#endif
