/* lang: what a language tag (BCP 47) says of the text. */
#ifndef BANTIN_DOC_LANG_H
#define BANTIN_DOC_LANG_H

#include <libxml/tree.h>

/* 1: written from right to left, by the tag's script, else by what the
 * language is mostly written in. */
int
lang_is_rtl(const char *lang);
/* Set lang, and dir where the direction differs from that of the language
 * around it (NULL: from left to right).  A dir that the page itself has
 * stays. */
void
lang_set(xmlNodePtr n, const char *lang, const char *around);

#endif
