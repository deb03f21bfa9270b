/* check: the command that asks whether a PDF may go to the archive, to
 * readers of all kinds, or to the press. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "check/check.h"
#include "run/commands.h"

static unsigned
profiles_of(const char *name)
{
	static const struct {
		const char *name;
		unsigned bits;
	} table[] = {
		{ "archive", CHECK_ARCHIVE },
		{ "access", CHECK_ACCESS },
		{ "print", CHECK_PRINT },
		{ "newspaper", CHECK_NEWSPAPER },
		{ "all", CHECK_ALL },
	};

	if (!name)
		return CHECK_ARCHIVE | CHECK_ACCESS;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		if (strcmp(name, table[i].name) == 0)
			return table[i].bits;
	return 0;
}

/* Findings are the answer: they go to standard output. */
static int
check_one(struct cli *c, const char *path, unsigned profiles)
{
	struct check found;
	struct str s = STR_INIT;
	int rc = check_file(&found, path, profiles, &c->dg);

	if (rc == 0 && c->json)
		check_json(&s, &found, path, profiles);
	else
		check_text(&s, &found, path);
	fwrite(str_c(&s), 1, s.len, stdout);
	str_free(&s);
	if (rc == 0)
		rc = found.finding.n ? EXIT_BAD_INPUT : EXIT_DONE;
	else
		rc = EXIT_NO_INPUT;
	check_free(&found);
	return rc;
}

int
run_check(struct cli *c)
{
	unsigned profiles = profiles_of(c->purpose);
	int worst = EXIT_DONE;

	if (c->input.n == 0) {
		diag_report(
		        &c->dg, NULL, MSG_USAGE, "check: no input; give a PDF");
		return EXIT_USAGE;
	}
	for (size_t i = 0; i < c->input.n; i++) {
		int rc = check_one(c, c->input.p[i], profiles);

		worst = rc > worst ? rc : worst;
	}
	return worst;
}
