/* check: the command that asks whether a PDF or an EPUB may go to the archive,
 * to readers of all kinds, or to the press. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "check/check.h"
#include "check/epub.h"
#include "check/ink.h"
#include "pdf/inks.h"
#include "run/commands.h"

#define FILE_MAX ((size_t)1 << 30)

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
		{ "all", CHECK_ALL | CHECK_IF_MEANT },
	};

	if (!name)
		return CHECK_ARCHIVE | CHECK_ACCESS;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		if (strcmp(name, table[i].name) == 0)
			return table[i].bits;
	return 0;
}

static int
is_epub(const char *path, const struct str *bytes)
{
	size_t n = strlen(path);

	return epub_is_zip(str_c(bytes), bytes->len) ||
	       (n > 5 && span_eq_nocase(
	                         (struct span){ path + n - 5, 5 }, ".epub"));
}

static int
check_epub(struct cli *c, const char *path, const struct str *bytes,
        unsigned profiles)
{
	struct epub_check found;
	struct str s = STR_INIT;
	int rc = epub_check_bytes(
	        &found, path, str_c(bytes), bytes->len, profiles, &c->dg);

	if (rc == 0 && c->json)
		epub_check_json(&s, &found, path, profiles);
	else if (rc == 0)
		epub_check_text(&s, &found, path);
	fwrite(str_c(&s), 1, s.len, stdout);
	str_free(&s);
	if (rc == 0)
		rc = found.finding.n ? EXIT_BAD_INPUT : EXIT_DONE;
	else
		rc = EXIT_NO_INPUT;
	epub_check_free(&found);
	return rc;
}

/* Without Ghostscript the ink is estimated; colours that are not CMYK as the
 * condition that fits the question would separate them. */
static int
look_at_ink(struct cli *c, struct ink *ink, const char *path, struct span bytes,
        unsigned profiles)
{
	struct str press = STR_INIT;
	struct diag unheard;
	int rc = ink_measure(ink, path, &c->dg), paint = rc == 0;

	if (paint) {
		diag_file(&c->dg, path, MSG_INK_NONE);
		diag_init(&unheard);
		unheard.sink = diag_unheard;
		condition_profile(
		        profiles & CHECK_NEWSPAPER ? "newspaper" : "coated",
		        &press, &unheard);
	}
	if (rc >= 0)
		rc = ink_estimate(
		        ink, path, bytes, str_span(&press), paint, &c->dg);
	str_free(&press);
	return rc;
}

/* Findings are the answer: they go to standard output. */
static int
check_pdf(struct cli *c, const char *path, const struct str *bytes,
        unsigned profiles)
{
	struct check found;
	struct str s = STR_INIT;
	struct ink ink = { VEC_INIT, VEC_INIT, 0, 0 };
	int rc = check_bytes(
	        &found, path, str_c(bytes), bytes->len, profiles, &c->dg);

	profiles = found.profiles;
	if (rc == 0 && c->ink)
		rc = look_at_ink(c, &ink, path, str_span(bytes), profiles);
	if (rc == 0)
		ink_judge(&found, &ink, profiles);
	if (rc == 0 && !c->json)
		ink_text(&s, &ink, path);
	if (rc == 0 && c->json)
		check_json(&s, &found, path, profiles, &ink);
	else
		check_text(&s, &found, path);
	fwrite(str_c(&s), 1, s.len, stdout);
	str_free(&s);
	if (rc == 0)
		rc = found.finding.n ? EXIT_BAD_INPUT : EXIT_DONE;
	else
		rc = EXIT_NO_INPUT;
	ink_free(&ink);
	check_free(&found);
	return rc;
}

static int
check_one(struct cli *c, const char *path, unsigned profiles)
{
	struct str bytes = STR_INIT;
	int rc = EXIT_NO_INPUT;

	if (file_read(path, FILE_MAX, &bytes, &c->dg) == 0)
		rc = is_epub(path, &bytes)
		             ? check_epub(c, path, &bytes, profiles)
		             : check_pdf(c, path, &bytes, profiles);
	str_free(&bytes);
	return rc;
}

int
run_check(struct cli *c)
{
	unsigned profiles = profiles_of(c->purpose) | CHECK_INK(c->ink_limit);
	int worst = EXIT_DONE;

	if (c->input.n == 0) {
		diag_report(&c->dg, NULL, MSG_USAGE,
		        "check: no input; give a PDF or an EPUB");
		return EXIT_USAGE;
	}
	for (size_t i = 0; i < c->input.n; i++) {
		int rc = check_one(c, c->input.p[i], profiles);

		worst = rc > worst ? rc : worst;
	}
	return worst;
}
