/* doctor: is everything here that a bulletin needs: fonts, hyphenation,
 * profiles for printing, themes, forms of pictures, encodings, room for
 * temporary files, a wall around what reads strangers' files?
 *
 * What a bulletin cannot be made without is "missing", and the command ends
 * with 78; what some bulletins need is "note".  Each line says what to do.
 */
#include <fontconfig/fontconfig.h>
#include <iconv.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "doc/manifest.h"
#include "doc/theme.h"
#include "filters/images.h"
#include "pdf/inks.h"
#include "run/commands.h"
#include "run/sandbox.h"
#include "text/break.h"

enum state { STATE_OK, STATE_NOTE, STATE_MISSING };

struct doctor {
	struct cli *cli;
	int missing;
};

static void __attribute__((format(printf, 4, 5)))
say(struct doctor *d, enum state st, const char *what, const char *fmt, ...)
{
	static const char *const name[] = { "ok", "note", "missing" };
	struct str s = STR_INIT;
	va_list ap;

	va_start(ap, fmt);
	str_vprintf(&s, fmt, ap);
	va_end(ap);
	d->missing += st == STATE_MISSING;
	if (d->cli->json) {
		json_t *o = json_pack("{s:s, s:s, s:s}", "what", what, "state",
		        name[st], "text", str_c(&s));
		char *line = o ? json_dumps(o, JSON_COMPACT) : NULL;

		if (!line)
			out_of_memory();
		puts(line);
		free(line);
		json_decref(o);
	} else if (!d->cli->dg.quiet || st != STATE_OK) {
		printf("%-8s %-12s %s\n", name[st], what, str_c(&s));
	}
	str_free(&s);
}

/* Faces of a family (NULL: any) that have all of the characters. */
static int
count_faces(const char *family, const FcChar32 *cp)
{
	FcPattern *pattern = FcPatternCreate();
	FcObjectSet *want = FcObjectSetBuild(FC_FILE, (char *)NULL);
	FcCharSet *chars = FcCharSetCreate();
	FcFontSet *set;
	int n;

	for (; *cp; cp++)
		FcCharSetAddChar(chars, *cp);
	FcPatternAddCharSet(pattern, FC_CHARSET, chars);
	if (family)
		FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)family);
	set = FcFontList(NULL, pattern, want);
	n = set ? set->nfont : 0;
	if (set)
		FcFontSetDestroy(set);
	FcCharSetDestroy(chars);
	FcObjectSetDestroy(want);
	FcPatternDestroy(pattern);
	return n;
}

static void
check_fonts(struct doctor *d)
{
	static const FcChar32 latin[] = { 'A', 0x1B0, 0x1EA0, 0x1EF9, 0 };
	static const char *const family[] = { "Noto Serif", "Noto Sans",
		"Noto Sans Mono" };
	static const struct {
		const char *name;
		FcChar32 cp[2];
		const char *package;
	} script[] = {
		{ "Chinese, Japanese, Korean", { 0x4E2D }, "fonts-noto-cjk" },
		{ "Cyrillic", { 0x416 }, "fonts-noto-core" },
		{ "emoji", { 0x1F4CC }, "fonts-symbola" },
		{ "Greek", { 0x3A9 }, "fonts-noto-core" },
		{ "Arabic", { 0x639 }, "fonts-noto-core" },
		{ "Hebrew", { 0x5D0 }, "fonts-noto-core" },
		{ "Thai", { 0xE01 }, "fonts-noto-core" },
		{ "Khmer", { 0x1780 }, "fonts-noto-core" },
		{ "Lao", { 0xE81 }, "fonts-noto-core" },
		{ "Devanagari", { 0x905 }, "fonts-noto-core" },
	};

	if (!count_faces(NULL, latin)) {
		say(d, STATE_MISSING, "fonts",
		        "no font has the letters of Vietnamese; install "
		        "fonts-noto-core");
		return;
	}
	for (size_t i = 0; i < sizeof(family) / sizeof(family[0]); i++) {
		int n = count_faces(family[i], latin);

		if (n)
			say(d, STATE_OK, "fonts", "%s, %d faces", family[i], n);
		else
			say(d, STATE_NOTE, "fonts",
			        "no %s, which the themes ask for; another is "
			        "taken; install %s",
			        family[i],
			        i == 2 ? "fonts-noto-mono" : "fonts-noto-core");
	}
	for (size_t i = 0; i < sizeof(script) / sizeof(script[0]); i++)
		if (!count_faces(NULL, script[i].cp))
			say(d, STATE_NOTE, "fonts",
			        "no font for %s; install %s if articles "
			        "need it",
			        script[i].name, script[i].package);
}

static void
check_hyphens(struct doctor *d)
{
	static const struct {
		const char *lang, *word, *package;
	} try[] = {
		{ "en-US", "information", "hyphen-en-us" },
		{ "en-GB", "information", "hyphen-en-gb" },
		{ "fr", "constitution", "hyphen-fr" },
		{ "de", "gesellschaft", "hyphen-de" },
	};
	struct hyphens *h = hyphens_new();
	struct str found = STR_INIT;
	uint8_t points[32];

	for (size_t i = 0; i < sizeof(try) / sizeof(try[0]); i++) {
		if (hyphenate(h, try[i].lang, try[i].word, strlen(try[i].word),
		            points) > 0)
			str_printf(&found, "%s, ", try[i].lang);
		else
			say(d, STATE_NOTE, "hyphenation",
			        "no patterns for %s, whose words are not "
			        "parted then; install %s",
			        try[i].lang, try[i].package);
	}
	say(d, STATE_OK, "hyphenation", "%svi needs none", str_c(&found));
	str_free(&found);
	hyphens_free(h);
}

static void
check_profiles(struct doctor *d)
{
	static const char *const name[] = { "coated", "uncoated", "heatset",
		"newspaper" };
	struct str found = STR_INIT;
	struct diag quiet;

	diag_init(&quiet);
	quiet.sink = diag_unheard;
	for (size_t i = 0; i < sizeof(name) / sizeof(name[0]); i++) {
		struct str icc = STR_INIT;

		if (condition_profile(name[i], &icc, &quiet) == 0)
			str_printf(
			        &found, "%s%s", found.len ? ", " : "", name[i]);
		else
			say(d, STATE_NOTE, "profiles",
			        "none for printing on %s; install argyll and "
			        "icc-profiles-free and build bantin anew, or "
			        "name a profile's file",
			        name[i]);
		str_free(&icc);
	}
	if (found.len)
		say(d, STATE_OK, "profiles", "%s", found.s);
	str_free(&found);
}

static void
check_themes(struct doctor *d)
{
	static const char *const name[] = { "bulletin", "gazette", "magazine",
		"plain" };
	struct diag quiet;

	diag_init(&quiet);
	quiet.sink = diag_unheard;
	for (size_t i = 0; i < sizeof(name) / sizeof(name[0]); i++) {
		struct theme *t = theme_open(name[i], &quiet);

		if (t)
			say(d, STATE_OK, "themes", "%s: %s", name[i],
			        theme_file(t, "print.css"));
		else
			say(d, STATE_MISSING, "themes",
			        "no theme %s; set BANTIN_STYLES to the folder "
			        "of themes, or install bantin anew",
			        name[i]);
		theme_free(t);
	}
}

static void
check_pictures(struct doctor *d)
{
	const char *svg = svg_missing(), *avif = avif_missing();

	if (svg)
		say(d, STATE_NOTE, "pictures",
		        "SVG drawings cannot be drawn: %s; install librsvg2-2",
		        svg);
	if (avif)
		say(d, STATE_NOTE, "pictures", "AVIF cannot be read: %s", avif);
	if (!svg && !avif)
		say(d, STATE_OK, "pictures", "JPEG, PNG, WebP, GIF, AVIF, SVG");
}

static void
check_system(struct doctor *d)
{
	static const char *const enc[] = { "SHIFT_JIS", "GB18030", "BIG5",
		"EUC-KR", "KOI8-R", "WINDOWS-1252" };
	const char *tmp = getenv("TMPDIR");
	struct statvfs st;
	size_t bad = 0;
	long offset;

	for (size_t i = 0; i < sizeof(enc) / sizeof(enc[0]); i++) {
		iconv_t cd = iconv_open("UTF-8", enc[i]);

		/* iconv_open() says (iconv_t)-1 */
		if ((intptr_t)cd == -1) {
			say(d, STATE_NOTE, "encodings",
			        "iconv does not know %s; install the C "
			        "library's gconv modules",
			        enc[i]);
			bad++;
		} else {
			iconv_close(cd);
		}
	}
	if (!bad)
		say(d, STATE_OK, "encodings",
		        "iconv, and Vietnamese ones of our own");
	if (tz_offset("Asia/Ho_Chi_Minh", 0, &offset) == 0)
		say(d, STATE_OK, "time zones", "Asia/Ho_Chi_Minh is known");
	else
		say(d, STATE_NOTE, "time zones",
		        "none are known, so manifests can name UTC alone; "
		        "install tzdata");
	if (!tmp || !*tmp)
		tmp = "/tmp";
	if (access(tmp, W_OK | X_OK) != 0 || statvfs(tmp, &st) != 0)
		say(d, STATE_MISSING, "temporary",
		        "%s cannot be written to; set TMPDIR to a folder that "
		        "can",
		        tmp);
	else if ((unsigned long long)st.f_bavail * st.f_frsize < 100u << 20)
		say(d, STATE_MISSING, "temporary",
		        "%s has less than 100 MB free; set TMPDIR to a folder "
		        "that has",
		        tmp);
	else
		say(d, STATE_OK, "temporary", "%s", tmp);
}

/* In a child, since there is no way out of a sandbox. */
static void
check_sandbox(struct doctor *d)
{
	struct sandbox sb;
	int status = -1;
	pid_t pid;

	sandbox_open(&sb);
	pid = fork();
	if (pid == 0)
		_exit(sandbox_enter(&sb) != 0);
	sandbox_close(&sb);
	if (pid > 0)
		waitpid(pid, &status, 0);
	if (status == 0)
		say(d, STATE_OK, "sandbox",
		        "cleaning sees its inputs alone: seccomp, Landlock %d",
		        sb.abi);
	else
		say(d, STATE_NOTE, "sandbox",
		        "cleaning could see other files, too: %s",
		        sb.abi ? "the system allows no seccomp filter"
		               : "BANTIN_SANDBOX=off, or the kernel has no "
		                 "Landlock (Linux 5.13)");
}

int
run_doctor(struct cli *c)
{
	struct doctor d = { .cli = c };

	if (c->input.n) {
		diag_report(&c->dg, NULL, MSG_USAGE, "doctor: takes no input");
		return EXIT_USAGE;
	}
	check_fonts(&d);
	check_hyphens(&d);
	check_profiles(&d);
	check_themes(&d);
	check_pictures(&d);
	check_system(&d);
	check_sandbox(&d);
	return d.missing ? EXIT_MANIFEST : EXIT_DONE;
}
