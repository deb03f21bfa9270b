/* glob: files by pattern, without glob(3), whose order and whose '?' depend
 * on the locale, and which knows no "**".
 *
 * '*' is any run of characters but '/', '?' one character, [a-z] and [!a-z]
 * a set; a component "**" stands for any folders, none among them.  A
 * backslash takes the meaning off the next character.
 */
#include "doc/manifest.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/utf8.h"

#define DEPTH_MAX 32
#define PATH_PARTS 64
#define FOUND_MAX 1000000

struct walk {
	void (*found)(void *ctx, const char *path);
	void *ctx;
	int depth;
	size_t n;
};

int
glob_is_pattern(const char *s)
{
	return strpbrk(s, "*?[") != NULL;
}

/* One member of a set at *p; steps over it and over a range. */
static int
in_set(const char **p, const char *end, uint32_t c)
{
	const char *at = *p;
	int negate = at < end && (*at == '!' || *at == '^');
	int hit = 0;
	int first = 1;

	if (negate)
		at++;
	while (at < end && (*at != ']' || first)) {
		uint32_t lo, hi;

		if (*at == '\\' && at + 1 < end)
			at++;
		lo = hi = utf8_next(&at, end);
		if (at + 1 < end && *at == '-' && at[1] != ']') {
			at++;
			hi = utf8_next(&at, end);
		}
		hit |= c >= lo && c <= hi;
		first = 0;
	}
	if (at == end)
		return -1; /* no ']': the '[' is a letter */
	*p = at + 1;
	return hit != negate;
}

/* Does the pattern's next unit match c?  Steps over the unit. */
static int
match_one(const char **p, const char *end, uint32_t c)
{
	if (**p == '?') {
		++*p;
		return 1;
	}
	if (**p == '[') {
		const char *set = *p + 1;
		int hit = in_set(&set, end, c);

		if (hit >= 0) {
			*p = set;
			return hit;
		}
	}
	if (**p == '\\' && *p + 1 < end)
		++*p;
	return utf8_next(p, end) == c;
}

/* One component against a name.  On a mismatch only the last '*' is tried
 * again, one character further: linear but for that, never exponential. */
static int
match(struct span pattern, const char *name)
{
	const char *p = pattern.p;
	const char *end = p + pattern.n;
	const char *s = name;
	const char *stop = name + strlen(name);
	const char *star = NULL;
	const char *star_s = NULL;

	if (*name == '.' && (!pattern.n || *p != '.'))
		return 0;
	if (!strcmp(name, ".") || !strcmp(name, ".."))
		return span_eq(pattern, span_of(name));
	while (s < stop) {
		if (p < end && *p == '*') {
			star = ++p;
			star_s = s;
			continue;
		}
		if (p < end) {
			const char *at = s;

			if (match_one(&p, end, utf8_next(&at, stop))) {
				s = at;
				continue;
			}
		}
		if (!star)
			return 0;
		utf8_next(&star_s, stop);
		s = star_s;
		p = star;
	}
	while (p < end && *p == '*')
		p++;
	return p == end;
}

int
glob_name(const char *pattern, const char *name)
{
	return match(span_of(pattern), name);
}

/* Which ends of the path the pattern's components so far can reach, all at
 * once: no pattern makes it slow. */
int
glob_path(const char *pattern, const char *path)
{
	char at[PATH_PARTS + 1] = { 0 }, *name[PATH_PARTS];
	struct str s = STR_INIT;
	size_t n = 0, i;
	char *p;

	str_puts(&s, path);
	for (p = s.s; p && *p && n < PATH_PARTS;) {
		p += strspn(p, "/");
		if (*p)
			name[n++] = p;
		p += strcspn(p, "/");
		if (*p)
			*p++ = '\0';
	}
	/* one that is not rooted may begin at any folder */
	for (i = 0; i <= n; i++)
		at[i] = i == 0 || *pattern != '/';
	while (pattern += strspn(pattern, "/"), *pattern) {
		struct span part = { pattern, strcspn(pattern, "/") };

		pattern += part.n;
		if (part.n == 2 && !memcmp(part.p, "**", 2)) {
			for (i = 1; i <= n; i++)
				at[i] |= at[i - 1];
			continue;
		}
		for (i = n; i > 0; i--)
			at[i] = at[i - 1] && match(part, name[i - 1]);
		at[0] = 0;
	}
	str_free(&s);
	return at[n];
}

static int
compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static int
is_dir(const char *path)
{
	struct stat st;

	return !stat(path, &st) && S_ISDIR(st.st_mode);
}

static void
expand(struct walk *w, const char *dir, const char *rest);

/* What comes after a component that has matched. */
static void
step(struct walk *w, const char *path, const char *rest)
{
	struct stat st;

	if (*rest) {
		struct str dir = STR_INIT;

		if (is_dir(path)) {
			str_printf(&dir, "%s/", path);
			expand(w, dir.s, rest);
		}
		str_free(&dir);
	} else if (!stat(path, &st) && !S_ISDIR(st.st_mode) &&
	           w->n < FOUND_MAX) {
		w->n++;
		w->found(w->ctx, path);
	}
}

/* dir ends in '/' or is empty; rest is the pattern below it. */
static void
expand(struct walk *w, const char *dir, const char *rest)
{
	struct span part = { rest, strcspn(rest, "/") };
	int deep = part.n == 2 && !memcmp(part.p, "**", 2);
	VEC(char *) name = VEC_INIT;
	struct dirent *e;
	DIR *d;
	size_t i;

	if (w->depth >= DEPTH_MAX)
		return;
	w->depth++;
	rest += part.n;
	rest += strspn(rest, "/");
	if (deep && *rest)
		expand(w, dir, rest);
	d = opendir(*dir ? dir : ".");
	while (d && (e = readdir(d)))
		if (match(part, e->d_name))
			vec_add(&name, xstrdup(e->d_name));
	if (d)
		closedir(d);
	if (name.n)
		qsort(name.p, name.n, sizeof(*name.p), compare);
	for (i = 0; i < name.n; i++) {
		struct str path = STR_INIT;
		struct stat st;

		str_printf(&path, "%s%s", dir, name.p[i]);
		free(name.p[i]);
		if (!deep) {
			step(w, path.s, rest);
		} else if (!lstat(path.s, &st) && S_ISDIR(st.st_mode)) {
			/* links are not followed: they may form a ring */
			str_puts(&path, "/");
			expand(w, path.s, part.p);
		} else if (!*rest) {
			step(w, path.s, "");
		}
		str_free(&path);
	}
	vec_free(&name);
	w->depth--;
}

void
glob_files(const char *dir, const char *pattern,
        void (*found)(void *ctx, const char *path), void *ctx)
{
	struct walk w = { .found = found, .ctx = ctx };
	const char *wild = strpbrk(pattern, "*?[\\");
	const char *rest = pattern;
	struct str base = STR_INIT;
	const char *p;

	/* The folders before the first wild one are taken as they stand. */
	for (p = pattern; p < (wild ? wild : pattern); p++)
		if (*p == '/')
			rest = p + 1;
	str_puts(&base, dir);
	str_add(&base, pattern, (size_t)(rest - pattern));
	expand(&w, base.s, rest);
	str_free(&base);
}
