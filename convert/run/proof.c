/* proof: no PDF leaves the house unread.
 *
 * The temporary file is checked before it takes its name, so that a file with
 * a fault never stands in the place of a good one; for the search it is kept
 * beside, as PATH.refused.  The processor time of the check is told apart
 * (-v), since it is no part of making the file.
 */
#include "run/proof.h"

#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>

#include "check/check.h"

/* The author's to decide: a colour as the style sheet has it, a small
 * picture (told of where it is placed), a page left empty. */
static int
is_of_the_content(enum check_rule rule)
{
	switch (rule) {
	case RULE_X_RESOLUTION:
	case RULE_X_INK:
	case RULE_X_RGB:
	case RULE_X_SMALL_TEXT:
	case RULE_X_THIN_LINE:
	case RULE_X_EMPTY:
	case RULE_X_BLEED:
	case RULE_X_WHITE_OVERPRINT:
	case RULE_X_BLACK_KNOCKOUT:
		return 1;
	default:
		return 0;
	}
}

static void
tell(const struct finding *f, unsigned more, const char *path,
        enum diag_msg msg, struct diag *dg)
{
	const struct check_rule_text *r = &check_rules[f->rule];
	struct str where = STR_INIT;

	if (f->page)
		str_printf(&where, ", page %d", f->page);
	if (f->object)
		str_printf(&where, ", object %d", f->object);
	if (f->detail)
		str_printf(&where, " (%s)", f->detail);
	if (more)
		str_printf(&where, ", and %u times more", more);
	diag_file(dg, path, msg, r->clause[f->column], r->what, str_c(&where));
	str_free(&where);
}

/* Each rule is told of once; one that two standards have, by the first. */
static int
judge(const struct check *c, const struct target *t, struct diag *dg)
{
	unsigned seen[RULE_COUNT] = { 0 };
	int bad = 0;

	for (size_t i = 0; i < c->finding.n; i++)
		seen[c->finding.p[i].rule]++;
	for (size_t i = 0; i < c->finding.n; i++) {
		const struct finding *f = &c->finding.p[i];
		int own = !is_of_the_content(f->rule);
		unsigned n = seen[f->rule];

		bad += own;
		seen[f->rule] = 0;
		if (n && f->rule != RULE_X_RESOLUTION)
			tell(f, n - 1, t->path,
			        own ? MSG_PROOF_FAULT : MSG_PROOF_PRESS, dg);
	}
	return bad ? -1 : 0;
}

/* A copy for whoever looks for the fault. */
static void
keep(const struct target *t, const char *p, size_t n, struct diag *dg)
{
	struct str path = STR_INIT;
	struct publish *copy;

	if (strcmp(t->path, "-") == 0)
		return;
	str_printf(&path, "%s.refused", t->path);
	copy = publish_open(str_c(&path), dg);
	if (copy && publish_write(copy, p, n) == 0)
		publish_commit(copy, NULL);
	else
		publish_abort(copy);
	str_free(&path);
}

static double
seconds(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &ts);
	return (double)ts.tv_sec + (double)ts.tv_nsec / 1e9;
}

static int
look(const struct target *t, const char *p, size_t n, struct diag *dg)
{
	unsigned profiles = CHECK_ARCHIVE | CHECK_ACCESS | CHECK_OWN;
	struct check c;
	double before = seconds(), spent;
	struct str took = STR_INIT;
	int rc;

	if (t->print)
		profiles |=
		        t->condition && strcmp(t->condition, "newspaper") == 0
		                ? CHECK_NEWSPAPER
		                : CHECK_PRINT;
	profiles |= CHECK_INK(t->ink);
	rc = check_bytes(&c, t->path, p, n, profiles, dg);
	if (rc == 0)
		rc = judge(&c, t, dg);
	else
		diag_file(dg, t->path, MSG_PROOF_UNREAD);
	if (rc < 0)
		keep(t, p, n, dg);
	spent = seconds() - before;
	str_put_fixed(&took, (long long)(spent * 100), 2);
	diag_file(dg, t->path, MSG_PROOF_DONE, c.pages, str_c(&took));
	str_free(&took);
	check_free(&c);
	return rc;
}

int
proof_pdf(const struct target *t, struct publish *out, struct diag *dg)
{
	int fd = publish_fd(out), rc;
	struct stat st;
	char *p;

	/* A device is written to and cannot be read. */
	if (fd < 0 || fstat(fd, &st) < 0 || !S_ISREG(st.st_mode) ||
	        st.st_size <= 0)
		return 0;
	p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (p == MAP_FAILED)
		return 0;
	rc = look(t, p, (size_t)st.st_size, dg);
	munmap(p, (size_t)st.st_size);
	return rc;
}
