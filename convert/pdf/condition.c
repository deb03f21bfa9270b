/* condition: papers and presses by name.
 *
 * The characterisation data of Fogra and of CGATS are what the names of the
 * ICC's registry stand for; profiles are derived from them when bantin is
 * built (see the Makefile), since none is free to be copied.  The limits of
 * total ink are those of the Ghent Workgroup's specifications.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "pdf/inks.h"

#define PROFILE_MAX ((size_t)16 << 20)
#define COLORD "/usr/share/color/icc/colord/"

static const struct condition conditions[] = {
	{ "coated", "FOGRA39",
	        "Offset printing on coated paper, ISO 12647-2:2004/Amd 1",
	        COLORD "FOGRA39L_coated.icc", 320, 0, 225 },
	{ "uncoated", "FOGRA29",
	        "Offset printing on uncoated white paper, ISO 12647-2:2004",
	        COLORD "FOGRA29L_uncoated.icc", 300, 0, 225 },
	{ "heatset", "FOGRA28",
	        "Web offset printing on light coated paper, ISO 12647-2:2004",
	        COLORD "FOGRA28L_webcoated.icc", 305, 0, 225 },
	{ "newspaper", "CGATS TR 002",
	        "Coldset printing on newsprint, CGATS/SNAP TR 002-2007",
	        COLORD "SNAP2007.icc", 245, 1, 150 },
	{ NULL, NULL, "the condition of the profile", NULL, 0, 0, 225 },
};

#define LAST (sizeof(conditions) / sizeof(conditions[0]) - 1)

const struct condition *
condition_find(const char *name)
{
	for (size_t i = 0; i < LAST; i++)
		if (strcmp(conditions[i].name, name) == 0)
			return &conditions[i];
	return &conditions[LAST];
}

/* The folder of the program, and where it is when installed. */
static int
find_made(const char *name, char path[PATH_MAX])
{
	static const char *const folder[] = { "/icc", "/../icc",
		"/../share/bantin/icc" };
	char exe[PATH_MAX / 2];
	ssize_t n = readlink("/proc/self/exe", exe, sizeof(exe) - 1);
	struct str s = STR_INIT;
	int found = 0;

	exe[n > 0 ? n : 0] = '\0';
	if (strrchr(exe, '/'))
		*strrchr(exe, '/') = '\0';
	for (size_t i = 0; i < 4 && !found; i++) {
		str_truncate(&s, 0);
		str_printf(&s, "%s%s/%s.icc", i < 3 ? exe : BANTIN_DATADIR,
		        i < 3 ? folder[i] : "/icc", name);
		found = s.len < PATH_MAX && access(s.s, R_OK) == 0;
	}
	if (found)
		memcpy(path, s.s, s.len + 1);
	str_free(&s);
	return found;
}

/* An output profile for CMYK, at most version 4 (ISO 19005-2, 6.2.3). */
static int
is_cmyk_output(const struct str *icc)
{
	return icc->len > 132 && memcmp(icc->s + 36, "acsp", 4) == 0 &&
	       memcmp(icc->s + 12, "prtr", 4) == 0 &&
	       memcmp(icc->s + 16, "CMYK", 4) == 0 && icc->s[8] <= 4;
}

int
condition_profile(const char *name, struct str *icc, struct diag *dg)
{
	const struct condition *c = condition_find(name);
	char path[PATH_MAX];

	if (!c->name) {
		if (strlen(name) >= sizeof(path))
			return diag_report(dg, NULL, MSG_PDF_PROFILE, name);
		memcpy(path, name, strlen(name) + 1);
	} else if (!find_made(c->name, path)) {
		if (access(c->installed, R_OK) != 0)
			return diag_report(dg, NULL, MSG_PDF_PROFILE, name);
		memcpy(path, c->installed, strlen(c->installed) + 1);
	}
	if (file_read(path, PROFILE_MAX, icc, dg) < 0)
		return -1;
	if (!is_cmyk_output(icc))
		return diag_report(dg, NULL, MSG_PDF_PROFILE_KIND, path);
	return 0;
}
