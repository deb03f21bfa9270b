/* theme: finding a theme's folder, and the words of the furniture.
 *
 * A catalogue is a file of lines `key = text`; '#' begins a comment line.  A
 * text is looked for in the theme's messages/ and then in the messages/ next
 * to the themes, first for the language as given, then for shorter forms of
 * its tag (RFC 4647, 3.4 lookup: vi-VN, vi), then for English.
 */
#include "doc/theme.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "doc/xhtml.h"

#define CATALOGUE_MAX ((size_t)1 << 20)
#define LANG_MAX 35 /* RFC 5646, 4.4.1: enough for any tag */

struct theme {
	char *dir; /* of the theme */
	char *common; /* folder that holds messages/ for all */
	struct map files; /* name -> path, "" when there is none */
	struct map texts; /* "lang\nkey" -> text, owned */
	struct map loaded; /* languages whose catalogues are read */
	struct str date; /* of theme_date() */
	struct diag *dg;
};

static int
is_file(const char *path)
{
	struct stat st;

	return !stat(path, &st) && S_ISREG(st.st_mode);
}

static char *
join(const char *dir, const char *name)
{
	struct str s = STR_INIT;

	str_printf(&s, "%s/%s", dir, name);
	return str_detach(&s);
}

/* dir if it is a theme's folder; owned by the caller, else NULL. */
static char *
theme_dir(const char *parent, const char *name)
{
	char *dir = parent ? join(parent, name) : xstrdup(name);
	char *sheet = join(dir, "print.css");
	int found = is_file(sheet);

	free(sheet);
	if (found)
		return dir;
	free(dir);
	return NULL;
}

/* The styles beside the program: ../styles of build/bantin's folder, or
 * ../share/bantin/styles of an installed tree that was moved. */
static char *
beside_program(const char *tail)
{
	char exe[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", exe, sizeof(exe) - 1);
	char *slash;

	if (n <= 0)
		return NULL;
	exe[n] = '\0';
	slash = strrchr(exe, '/');
	if (!slash)
		return NULL;
	*slash = '\0';
	return join(exe, tail);
}

/* The folders that may hold themes, in order; each is the caller's. */
static size_t
style_folders(char *out[4])
{
	const char *env = getenv("BANTIN_STYLES");
	size_t n = 0;

	if (env && *env)
		out[n++] = xstrdup(env);
	if ((out[n] = beside_program("../styles")))
		n++;
	if ((out[n] = beside_program("../share/bantin/styles")))
		n++;
	out[n++] = xstrdup(BANTIN_DATADIR "/styles");
	return n;
}

/* The first folder with common catalogues: those of the themes' own folder,
 * else of any folder of styles (a theme may lie anywhere). */
static char *
common_folder(const char *dir, char *const *folder, size_t n)
{
	char *up = join(dir, "..");
	char *probe = join(up, "messages");
	struct stat st;
	size_t i;

	for (i = 0; (stat(probe, &st) || !S_ISDIR(st.st_mode)) && i < n; i++) {
		free(up);
		free(probe);
		up = xstrdup(folder[i]);
		probe = join(up, "messages");
	}
	free(probe);
	return up;
}

struct theme *
theme_open(const char *name, struct diag *dg)
{
	struct theme *t = NULL;
	char *folder[4];
	size_t n = style_folders(folder);
	char *dir = NULL;
	size_t i;

	/* "." and "a/b" are folders; a bare name may be one, too */
	if (*name)
		dir = theme_dir(NULL, name);
	for (i = 0; *name && !dir && !strchr(name, '/') && i < n; i++)
		dir = theme_dir(folder[i], name);
	if (dir) {
		t = xcalloc(1, sizeof(*t));
		t->dir = dir;
		t->dg = dg;
		t->common = common_folder(dir, folder, n);
	} else {
		struct str where = STR_INIT;

		for (i = 0; i < n; i++)
			str_printf(&where, "%s%s", i ? ", " : "", folder[i]);
		diag_report(dg, NULL, MSG_THEME_MISSING, name, where.s);
		str_free(&where);
	}
	for (i = 0; i < n; i++)
		free(folder[i]);
	return t;
}

void
theme_free(struct theme *t)
{
	size_t i;

	if (!t)
		return;
	for (i = 0; i < t->files.n; i++)
		free(t->files.entry[i].value);
	for (i = 0; i < t->texts.n; i++)
		free(t->texts.entry[i].value);
	map_free(&t->files);
	map_free(&t->texts);
	map_free(&t->loaded);
	str_free(&t->date);
	free(t->common);
	free(t->dir);
	free(t);
}

const char *
theme_file(struct theme *t, const char *file)
{
	void **place = map_put(&t->files, span_of(file));
	const char *path;

	if (!*place) {
		char *at = join(t->dir, file);

		if (!is_file(at)) {
			free(at);
			at = xstrdup("");
		}
		*place = at;
	}
	path = *place;
	return *path ? path : NULL;
}

const char *
theme_library(const struct theme *t)
{
	return t->common;
}

const char *
theme_import(struct theme *t, const char *file)
{
	const char *path;
	char *at;

	if (*file == '/' || strstr(file, "..") != NULL)
		return NULL;
	path = theme_file(t, file);
	if (path == NULL) {
		at = join(t->common, file);
		if (is_file(at)) {
			void **place = map_put(&t->files, span_of(at));

			if (*place == NULL)
				*place = xstrdup(at);
			path = *place;
		}
		free(at);
	}
	return path;
}

static void
text_key(struct str *out, struct span lang, struct span key)
{
	str_put_span(out, lang);
	str_putc(out, '\n');
	str_put_span(out, key);
}

/* One line of a catalogue; what is there already comes first. */
static int
read_line(struct theme *t, const char *lang, struct span line)
{
	const char *eq;
	struct span key, text;
	struct str full = STR_INIT;
	void **place;

	line = span_trim(line);
	if (!line.n || *line.p == '#')
		return 0;
	eq = memchr(line.p, '=', line.n);
	if (!eq)
		return -1;
	key = span_trim((struct span){ line.p, (size_t)(eq - line.p) });
	text = span_trim(
	        (struct span){ eq + 1, (size_t)(line.p + line.n - eq) - 1 });
	if (!key.n)
		return -1;
	text_key(&full, span_of(lang), key);
	place = map_put(&t->texts, str_span(&full));
	if (!*place)
		*place = xstrndup(text.p, text.n);
	str_free(&full);
	return 0;
}

static void
read_catalogue(struct theme *t, const char *dir, const char *lang)
{
	struct str path = STR_INIT;
	struct str s = STR_INIT;
	const char *p, *end;
	struct where w = { 0 };

	str_printf(&path, "%s/messages/%s.txt", dir, lang);
	w.file = path.s;
	if (!is_file(path.s) || file_read(path.s, CATALOGUE_MAX, &s, t->dg))
		goto out;
	if (utf8_valid_prefix(str_c(&s), s.len) != s.len) {
		diag_report(t->dg, &w, MSG_CATALOGUE_UTF8);
		goto out;
	}
	p = str_c(&s);
	end = p + s.len;
	if (s.len >= 3 && !memcmp(p, "\xEF\xBB\xBF", 3))
		p += 3;
	while (p < end) {
		const char *nl = memchr(p, '\n', (size_t)(end - p));
		size_t n = (size_t)((nl ? nl : end) - p);

		w.line++;
		if (read_line(t, lang, (struct span){ p, n }) < 0)
			diag_report(t->dg, &w, MSG_CATALOGUE_LINE);
		p += n + 1;
	}
out:
	str_free(&path);
	str_free(&s);
}

/* lang is a tag: letters, digits and hyphens only, for it names a file. */
static const char *
lookup(struct theme *t, const char *lang, const char *key)
{
	struct str full = STR_INIT;
	const char *text;

	if (!map_has(&t->loaded, span_of(lang))) {
		map_put(&t->loaded, span_of(lang));
		read_catalogue(t, t->dir, lang);
		read_catalogue(t, t->common, lang);
	}
	text_key(&full, span_of(lang), span_of(key));
	text = map_get(&t->texts, str_span(&full));
	str_free(&full);
	return text;
}

/* The language itself or a shorter form of it, without English. */
static const char *
lookup_lang(struct theme *t, const char *lang, const char *key)
{
	char tag[LANG_MAX + 1];
	const char *text;
	size_t n = lang ? strlen(lang) : 0;
	char *hyphen;

	if (!n || n > LANG_MAX)
		return NULL;
	memcpy(tag, lang, n + 1);
	for (hyphen = tag; *hyphen; hyphen++) {
		if (*hyphen == '_')
			*hyphen = '-';
		if (*hyphen != '-' && !(*hyphen >= '0' && *hyphen <= '9') &&
		        !((*hyphen | 32) >= 'a' && (*hyphen | 32) <= 'z'))
			return NULL;
	}
	/* the primary language is written in small letters */
	for (hyphen = tag; *hyphen && *hyphen != '-'; hyphen++)
		*hyphen = (char)(*hyphen | 32);
	while (!(text = lookup(t, tag, key))) {
		hyphen = strrchr(tag, '-');
		if (!hyphen)
			return NULL;
		*hyphen = '\0';
	}
	return text;
}

const char *
theme_msg(struct theme *t, const char *lang, const char *key)
{
	const char *text = lookup_lang(t, lang, key);

	if (!text)
		text = lookup(t, "en", key);
	return text ? text : key;
}

const char *
theme_date(struct theme *t, const char *lang, const char *iso)
{
	struct str *s = &t->date;
	const char *pattern, *rest;
	int y, m, d;

	str_truncate(s, 0);
	pattern = lookup_lang(t, lang, "date");
	/* Without a month or the language's own pattern: as the heads of the
	 * articles have it. */
	if (!pattern || date_parse(iso, &y, &m, &d, &rest) < 0 || !m) {
		date_for_readers(s, lang, iso);
		return str_c(s);
	}
	if (!d && !strncmp(pattern, "{d}", 3)) /* a month: "{d}. " goes */
		pattern += strcspn(pattern, " ") + 1;
	while (*pattern) {
		char key[16] = "month.";

		if (!strncmp(pattern, "{d}", 3)) {
			str_printf(s, "%d", d);
			pattern += 3;
		} else if (!strncmp(pattern, "{m}", 3)) {
			str_printf(s, "%d", m);
			pattern += 3;
		} else if (!strncmp(pattern, "{Y}", 3)) {
			str_printf(s, "%d", y);
			pattern += 3;
		} else if (!strncmp(pattern, "{month}", 7)) {
			key[6] = (char)(m < 10 ? '0' + m : '1');
			key[7] = (char)(m < 10 ? '\0' : '0' + m - 10);
			str_puts(s, theme_msg(t, lang, key));
			pattern += 7;
		} else {
			str_putc(s, *pattern++);
		}
	}
	return str_c(s);
}
