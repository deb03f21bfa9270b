/* typography: what its files share; see typography.c. */
#ifndef BANTIN_FILTERS_TYPOGRAPHY_H
#define BANTIN_FILTERS_TYPOGRAPHY_H

#include <libxml/tree.h>
#include <stdint.h>

#include "base/str.h"
#include "base/utf8.h"
#include "base/vec.h"

/* One character of a block, whatever element it stands in. */
struct typo_char {
	uint32_t cp;
	uint32_t node; /* index of its text node */
	uint8_t opaque; /* code, addresses: look, do not touch */
};

struct typo_line { /* a vec */
	struct typo_char *p;
	size_t n, cap;
};

enum typo_lang {
	TL_GENERIC,
	TL_VI,
	TL_EN,
	TL_FR,
	TL_DE,
	TL_NORDIC,
	TL_POLISH,
	TL_RUSSIAN,
	TL_GREEK,
	TL_NORWEGIAN,
	TL_CJK
};

enum typo_lang
typo_lang_of(const char *bcp47);
/* The passes, each over one block.  All are idempotent; those that change
 * characters return 1 when they did. */
void
typo_protect(struct typo_line *l);
int
typo_dots_dashes(struct typo_line *l, enum typo_lang lang);
int
typo_quotes(struct typo_line *l, enum typo_lang lang);
int
typo_spaces(struct typo_line *l, enum typo_lang lang);

/* Helpers over a line; out of range gives 0. */
static inline uint32_t
typo_at(const struct typo_line *l, size_t i)
{
	return i < l->n ? l->p[i].cp : 0;
}

static inline int
typo_is_space(uint32_t cp)
{
	if (cp - 0x21 < 0x7F || cp - 0xA1 < 0x1F68)
		return 0; /* most characters */
	if (cp < 0xA0)
		return cp == ' ' || cp == '\n' || cp == '\t';
	return cp == 0xA0 || cp == 0x202F || cp == 0x2009 || cp == 0x3000;
}

static inline int
typo_is_letter(uint32_t cp)
{
	return (cp | 32) - 'a' < 26 || (cp >= 0xC0 && cp_is_letter(cp));
}

static inline int
typo_is_digit(uint32_t cp)
{
	return cp - '0' < 10 || (cp >= 0x660 && cp_is_digit(cp));
}

/* Quotation marks of a language, the inner ones for a quotation in another. */
void
typo_marks_of(enum typo_lang lang, int inner, uint32_t *open, uint32_t *close);
/* Each <q> below root becomes its text between quotation marks, those of its
 * language where there are none. */
void
typo_quotations(xmlNodePtr root, const char *lang);
/* Blocks below root that are surely in another language than is declared, or
 * than lang, get theirs, and those written the other way round their dir. */
void
typo_mark_languages(xmlNodePtr root, const char *lang);
/* Append in with Arabic letters for presentation forms, words that hold such in
 * the order of reading, in NFC.  Returns how many words hold such; 0: nothing is
 * appended. */
unsigned
typo_forms(struct str *out, struct span in);
/* All passes over a plain text. */
void
typo_text(struct str *out, struct span in, const char *lang);

#endif
