/* epub: the check of an EPUB: bytes in, findings out: what of EPUB 3.3 or
 * EPUB Accessibility 1.1 the file breaks, where, and how to mend it.  Any
 * bytes end in a verdict: entries are unpacked with a cap, XML is parsed
 * without entities or network, and no walk recurses. */
#ifndef BANTIN_CHECK_EPUB_H
#define BANTIN_CHECK_EPUB_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/vec.h"

enum epub_rule {
#define E(id, access, clause, what, mend) EPUB_##id,
#include "check/epub.def"
#undef E
	EPUB_RULES
};

struct epub_rule_text {
	const char *id;
	int access; /* 1: of EPUB Accessibility, 0: of EPUB 3.3 */
	const char *clause;
	const char *what;
	const char *mend;
};

extern const struct epub_rule_text epub_rules[EPUB_RULES];

struct epub_finding {
	enum epub_rule rule;
	const char *path; /* in the container; NULL: the container itself */
	int line; /* 0: none */
	const char *detail; /* NULL: none */
};

struct epub_check {
	struct arena *arena;
	VEC(struct epub_finding) finding;
	unsigned count[EPUB_RULES]; /* also those beyond the cap */
	int documents; /* in the spine */
};

/* Does it look like a ZIP archive? */
int
epub_is_zip(const char *p, size_t n);
/* profiles: CHECK_ARCHIVE, CHECK_ACCESS (check.h).  -1 after one diagnostic:
 * it cannot be read at all. */
int
epub_check_bytes(struct epub_check *c, const char *name, const char *p,
        size_t n, unsigned profiles, struct diag *dg);
void
epub_check_free(struct epub_check *c);
/* One line a finding, or one JSON object for the file. */
void
epub_check_text(struct str *out, const struct epub_check *c, const char *name);
void
epub_check_json(struct str *out, const struct epub_check *c, const char *name,
        unsigned profiles);

#endif
