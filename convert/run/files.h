/* files: the articles below a folder. */
#ifndef BANTIN_RUN_FILES_H
#define BANTIN_RUN_FILES_H

#include "base/diag.h"
#include "base/vec.h"

struct files { /* zero-initialised is valid */
	VEC(char *)
	path; /* beginning with the folder's name, sorted bytewise */
};

/* All .html, .htm and .xhtml files at and below dir, in any case of letters;
 * hidden ones and links to folders are left out.  -1 after one diagnostic:
 * no folder, or no article in it. */
int
files_find(struct files *f, const char *dir, struct diag *dg);
void
files_free(struct files *f);

#endif
