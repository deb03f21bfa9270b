/* check: the preflight.  A PDF in, findings out: which clause of PDF/A-2u,
 * PDF/UA-1 or PDF/X-4 the file breaks, where, and how to mend it. */
#ifndef BANTIN_CHECK_CHECK_H
#define BANTIN_CHECK_CHECK_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/vec.h"

enum {
	CHECK_ARCHIVE = 1, /* PDF/A-2u */
	CHECK_ACCESS = 2, /* PDF/UA-1 */
	CHECK_PRINT = 4, /* PDF/X-4 and sheet-fed offset */
	CHECK_NEWSPAPER = 8, /* PDF/X-4 and newsprint */
	CHECK_OWN = 16, /* no limit of time: we have made it ourselves */
	CHECK_IF_MEANT = 32, /* print only if the file says it is PDF/X */
	CHECK_ALL = CHECK_ARCHIVE | CHECK_ACCESS | CHECK_PRINT
};

/* Added to the profiles: ink that paper takes, percent. */
#define CHECK_INK(percent) ((unsigned)(percent) << 8)
/* That, or what the profiles say: 245 or 320. */
unsigned
check_ink_limit(unsigned profiles);

enum check_rule {
#define R(id, archive, access, print, what, mend) RULE_##id,
#include "check/rules.def"
#undef R
	RULE_COUNT
};

struct check_rule_text {
	const char *id;
	const char *clause[3]; /* archive, access, print; NULL: none */
	const char *what;
	const char *mend;
};

extern const struct check_rule_text check_rules[RULE_COUNT];

struct finding {
	enum check_rule rule;
	int column; /* 0 archive, 1 access, 2 print */
	int page; /* 1-based; 0: none */
	int object; /* 0: none */
	const char *detail; /* NULL: none */
};

struct check {
	struct arena *arena;
	VEC(struct finding) finding;
	unsigned count[RULE_COUNT]; /* also those beyond the cap */
	int pages;
	unsigned profiles; /* what was asked and is meant */
};

/* -1 after one diagnostic: the file cannot be read at all. */
int
check_file(
        struct check *c, const char *path, unsigned profiles, struct diag *dg);
/* The same for bytes; name is for messages. */
int
check_bytes(struct check *c, const char *name, const char *p, size_t n,
        unsigned profiles, struct diag *dg);
void
check_free(struct check *c);
struct ink;
/* One line a finding, or one JSON object for the file; ink may be NULL. */
void
check_text(struct str *out, const struct check *c, const char *name);
void
check_json(struct str *out, const struct check *c, const char *name,
        unsigned profiles, const struct ink *ink);

#endif
