/* theme: a folder of styles/: print.css, epub.css, and message catalogues
 * messages/LANG.txt (lines of `key = text`) for the furniture's words. */
#ifndef BANTIN_DOC_THEME_H
#define BANTIN_DOC_THEME_H

#include "base/diag.h"

struct theme;

/* name: a folder with print.css in it, or a theme's name, looked up in
 * $BANTIN_STYLES, then beside the program (../styles, for a build tree), then
 * in the folder set at build time (BANTIN_DATADIR "/styles"). */
struct theme *
theme_open(const char *name, struct diag *dg);
void
theme_free(struct theme *t);
/* Path of a file of the theme, owned by the theme; NULL when there is none. */
const char *
theme_file(struct theme *t, const char *file);
/* The folder that all themes share: what their sheets import. */
const char *
theme_library(const struct theme *t);
/* As theme_file(), of the theme or else of the library; for @import. */
const char *
theme_import(struct theme *t, const char *file);
/* Text for key in lang ("vi-VN" falls back to "vi", then to "en", then to the
 * key itself).  Catalogue of the theme first, then styles/messages/. */
const char *
theme_msg(struct theme *t, const char *lang, const char *key);

/* A date for readers, "31 tháng 5 năm 2024", by the catalogue's key "date"
 * (a pattern with {d} {m} {Y} {month}; months under "month.1".."month.12").
 * iso may have a time, which is left out.  Static buffer of the theme. */
const char *
theme_date(struct theme *t, const char *lang, const char *iso);

#endif
