/* fontlist: fontconfig's configuration as far as it says which fonts there
 * are.
 *
 * A configuration is some fifty files (fonts-conf(5)), and fontconfig reads
 * each twice, as a rule and for its description: 3 ms, a tenth of what an
 * article takes.  Nearly all of them are rules that choose a font for a name;
 * they are needed only when a family or a character is missing, and loaded
 * then (font_list_rules).  Here the files are followed from <include> to
 * <include>, and fontconfig gets those to read that name folders, caches,
 * fonts to leave out or changes to what is scanned.
 *
 * What is followed is looked for with strstr, outside comments.  Anything
 * unusual (entities, CDATA, folders reset or mapped, paths relative to a
 * file, another root) leaves all to fontconfig.
 */
#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"
#include "text/fonts.h"

#define DEPTH 8 /* of includes */
#define BYTES 1000000 /* of a file */

struct list {
	FcConfig *config;
	VEC(struct stat) seen; /* files and folders, to be read once */
	int depth;
};

static int
add_path(struct list *l, const char *path);

static int
has_any(const char *text, const char *const *word)
{
	for (; *word; word++)
		if (strstr(text, *word))
			return 1;
	return 0;
}

static int
is_unusual(const char *text)
{
	static const char *const word[] = { "<!ENTITY", "<![CDATA[",
		"<reset-dirs", "<remap-dir", "relative", "encoding=\"UTF-16",
		NULL };

	return has_any(text, word);
}

static int
tells_of_fonts(const char *text)
{
	static const char *const word[] = { "<dir", "<cachedir", "<selectfont",
		"scan", NULL };

	return has_any(text, word);
}

/* What stands from `open` to `close` becomes blanks.  -1: one has no end. */
static int
blank_all(char *text, const char *open, const char *close)
{
	for (char *p = text; (p = strstr(p, open)) != NULL;) {
		char *end = strstr(p + strlen(open), close);

		if (!end)
			return -1;
		end += strlen(close);
		memset(p, ' ', (size_t)(end - p));
	}
	return 0;
}

static int
blank_comments(char *text)
{
	return blank_all(text, "<!--", "-->");
}

/* Where the user's own files are (XDG Base Directory Specification). */
static void
put_config_home(struct str *s)
{
	const char *home = getenv("XDG_CONFIG_HOME");

	if (home && *home) {
		str_puts(s, home);
	} else {
		home = getenv("HOME");
		str_printf(s, "%s/.config", home ? home : "");
	}
	str_putc(s, '/');
}

/* "<include ATTRIBUTES>NAME</include>" at p; blanked when it is done. */
static int
follow(struct list *l, char *p)
{
	char *close = strchr(p, '>'), *end = close ? strchr(close, '<') : NULL;
	struct str name = STR_INIT;
	int status;

	if (!end || close[-1] == '/' || strncmp(end, "</include>", 10) != 0 ||
	        memchr(close, '&', (size_t)(end - close)))
		return -1;
	*close = '\0';
	if (strstr(p, "prefix=\"xdg\"")) {
		put_config_home(&name);
	} else if (strstr(p, "prefix")) {
		return -1;
	}
	str_add(&name, close + 1, (size_t)(end - close - 1));
	status = add_path(l, str_c(&name));
	str_free(&name);
	memset(p, ' ', (size_t)(end + 10 - p));
	return status;
}

static int
add_text(struct list *l, char *text)
{
	int status = is_unusual(text) ? -1 : blank_comments(text);

	for (char *p = text;
	        status == 0 && (p = strstr(p, "<include")) != NULL;)
		status = follow(l, p);
	if (status != 0 || !tells_of_fonts(text))
		return status;
	/* names for names: rules, which are most of what is left */
	if (blank_all(text, "<alias>", "</alias>") < 0 ||
	        blank_all(text, "<alias ", "</alias>") < 0 ||
	        !FcConfigParseAndLoadFromMemory(
	                l->config, (const FcChar8 *)text, FcFalse))
		return -1;
	return status;
}

static int
add_file(struct list *l, int fd, size_t size)
{
	struct str text = STR_INIT;
	int status = -1;

	if (size >= BYTES)
		return -1;
	str_reserve(&text, size + 1);
	if (read(fd, text.s, size + 1) == (ssize_t)size) {
		text.s[size] = '\0';
		if (strlen(text.s) == size)
			status = add_text(l, text.s);
	}
	str_free(&text);
	return status;
}

static int
is_config(const struct dirent *e)
{
	size_t n = strlen(e->d_name);

	return e->d_name[0] >= '0' && e->d_name[0] <= '9' && n > 5 &&
	       strcmp(e->d_name + n - 5, ".conf") == 0;
}

static int
by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static int
add_folder(struct list *l, const char *path)
{
	struct dirent **e;
	struct str name = STR_INIT;
	int n = scandir(path, &e, is_config, by_name), status = 0;

	for (int i = 0; i < n; i++) {
		str_truncate(&name, 0);
		str_printf(&name, "%s/%s", path, e[i]->d_name);
		if (status == 0)
			status = add_path(l, str_c(&name));
		free(e[i]);
	}
	if (n >= 0)
		free(e);
	str_free(&name);
	return n < 0 ? -1 : status;
}

/* The first time? */
static int
is_new(struct list *l, const struct stat *st)
{
	for (size_t i = 0; i < l->seen.n; i++)
		if (l->seen.p[i].st_ino == st->st_ino &&
		        l->seen.p[i].st_dev == st->st_dev)
			return 0;
	vec_add(&l->seen, *st);
	return 1;
}

static int
add_open(struct list *l, const char *path, int fd)
{
	struct stat st;
	int status;

	if (fstat(fd, &st) < 0)
		return 0;
	if (l->depth == DEPTH)
		return -1;
	if (!is_new(l, &st))
		return 0;
	l->depth++;
	status = S_ISDIR(st.st_mode) ? add_folder(l, path)
	                             : add_file(l, fd, (size_t)st.st_size);
	l->depth--;
	return status;
}

/* A file or folder that is there, once; -1 when fontconfig must see itself.
 * What may not be read is not there, for fontconfig too.  Names are followed
 * to their ends once: most are symbolic links. */
static int
add_real(struct list *l, const char *path)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	int status;

	if (fd < 0)
		return 0;
	status = add_open(l, path, fd);
	close(fd);
	return status;
}

/* NULL: the main file.  Names are looked for along fontconfig's own path. */
static int
add_path(struct list *l, const char *name)
{
	FcChar8 *path;
	int status = name ? 0 : -1;

	if (name && *name == '/')
		return add_real(l, name);
	path = FcConfigGetFilename(l->config, (const FcChar8 *)name);
	if (path)
		status = add_real(l, (const char *)path);
	free(path);
	return status;
}

static int
has_caches(FcConfig *config)
{
	FcStrList *all = FcConfigGetCacheDirs(config);
	int some = all && FcStrListNext(all) != NULL;

	if (all)
		FcStrListDone(all);
	return some;
}

FcConfig *
fontlist_load(void)
{
	struct list l = { .config = FcConfigCreate() };
	int status = getenv("FONTCONFIG_SYSROOT") ? -1 : 0;

	if (!l.config)
		return NULL;
	if (status == 0)
		status = add_path(&l, NULL);
	vec_free(&l.seen);
	if (status == 0 && has_caches(l.config) && FcConfigBuildFonts(l.config))
		return l.config;
	FcConfigDestroy(l.config);
	return NULL;
}
