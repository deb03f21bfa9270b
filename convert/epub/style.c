/* style: the theme's epub.css as the book's style.css.
 *
 * It is the theme's text, less its comments, with three changes.  @font-face
 * rules get the address of an embedded subset in the place of
 *	src: local("Name")	an installed font, or
 *	src: url(name.ttf)	a font of the theme's folder,
 * and are left out when there is no such font or no font is wanted; pictures
 * of the theme's folder are brought along; and an @import is replaced by the
 * sheet it names, of the theme's folder or of the one that all themes share.
 */
#include "epub/pack.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define IMPORTS_MAX 8 /* one inside another */

struct face {
	struct span family, src;
	int weight, italic;
	struct str rest; /* other declarations */
};

/* The end of a string, comment, or one character. */
static const char *
step(const char *p, const char *end)
{
	if (*p == '"' || *p == '\'') {
		char quote = *p++;

		while (p < end && *p != quote && *p != '\n')
			p += *p == '\\' && p + 1 < end ? 2 : 1;
		return p < end ? p + 1 : end;
	}
	if (*p == '\\' && p + 1 < end)
		return p + 2;
	if (end - p >= 2 && p[0] == '/' && p[1] == '*') {
		for (p += 2; p < end; p++)
			if (p[0] == '*' && p + 1 < end && p[1] == '/')
				return p + 2;
		return end;
	}
	return p + 1;
}

/* First of stops outside strings, comments and parentheses. */
static const char *
find(const char *p, const char *end, const char *stops)
{
	int depth = 0;

	while (p < end) {
		if (depth == 0 && strchr(stops, *p))
			return p;
		if (*p == '(')
			depth++;
		else if (*p == ')' && depth > 0)
			depth--;
		p = step(p, end);
	}
	return end;
}

static int
starts(const char *p, const char *end, const char *word)
{
	size_t n = strlen(word);

	return (size_t)(end - p) >= n && strncasecmp(p, word, n) == 0;
}

/* A value without its quotes. */
static struct span
unquote(struct span s)
{
	s = span_trim(s);
	if (s.n >= 2 && (*s.p == '"' || *s.p == '\'') && s.p[s.n - 1] == *s.p) {
		s.p++;
		s.n -= 2;
	}
	return s;
}

/* What stands in NAME( ) within a value; empty when it does not. */
static struct span
argument(struct span value, const char *name)
{
	const char *end = value.p + value.n, *p;

	for (p = value.p; p < end; p = step(p, end))
		if (starts(p, end, name)) {
			struct span in = { p + strlen(name), 0 };

			in.n = (size_t)(find(in.p, end, ")") - in.p);
			return unquote(in);
		}
	return (struct span){ NULL, 0 };
}

static int
weight_of(struct span v)
{
	int n = 0;

	if (span_eq_nocase(v, "bold"))
		return 700;
	for (size_t i = 0; i < v.n && i < 4 && v.p[i] >= '0' && v.p[i] <= '9';
	        i++)
		n = n * 10 + (v.p[i] - '0');
	return n >= 1 && n <= 1000 ? n : 400;
}

static void
read_face(struct face *f, const char *p, const char *end)
{
	memset(f, 0, sizeof(*f));
	f->weight = 400;
	while (p < end) {
		const char *stop = find(p, end, ";"), *colon;
		struct span name, value;

		while (p < stop &&
		        (strchr(" \t\r\n\f", *p) ||
		                (stop - p >= 2 && p[0] == '/' && p[1] == '*')))
			p = step(p, stop);
		colon = find(p, stop, ":");
		name = span_trim((struct span){ p, (size_t)(colon - p) });
		p = stop < end ? stop + 1 : end;
		if (colon >= stop)
			continue;
		value = span_trim(
		        (struct span){ colon + 1, (size_t)(stop - colon - 1) });
		if (span_eq_nocase(name, "src")) {
			f->src = value;
			continue;
		}
		if (span_eq_nocase(name, "font-family"))
			f->family = unquote(value);
		else if (span_eq_nocase(name, "font-weight"))
			f->weight = weight_of(value);
		else if (span_eq_nocase(name, "font-style"))
			f->italic = !span_eq_nocase(value, "normal");
		str_putc(&f->rest, '\t');
		str_put_span(&f->rest, name);
		str_puts(&f->rest, ": ");
		str_put_span(&f->rest, value);
		str_puts(&f->rest, ";\n");
	}
}

/* The font of a rule into the book; its address or NULL. */
static const char *
embed_face(struct pack *p, const struct face *f)
{
	struct span local = argument(f->src, "local("), url;
	const char *family, *path;

	if (local.n > 0)
		return font_from_system(
		        p, arena_span(p->arena, local), f->weight, f->italic);
	url = argument(f->src, "url(");
	if (url.n == 0 || f->family.n == 0)
		return NULL;
	family = arena_span(p->arena, f->family);
	path = theme_file(p->o->theme, arena_span(p->arena, url));
	if (!path) {
		diag_report(p->dg, NULL, MSG_EPUB_FONT, family,
		        "the theme does not hold its file");
		return NULL;
	}
	return font_from_file(p, path, family, f->weight, f->italic);
}

static const char *
copy_face(struct pack *p, struct str *out, const char *s, const char *end)
{
	const char *open = find(s, end, "{;"), *close;
	const char *href = NULL;
	struct face f;

	if (open == end || *open == ';')
		return open == end ? end : open + 1;
	close = find(open + 1, end, "}");
	read_face(&f, open + 1, close);
	/* on a Kindle body text keeps the reader's font */
	if (p->o->fonts && p->o->profile != PROFILE_KINDLE)
		href = embed_face(p, &f);
	if (href)
		str_printf(out, "@font-face {\n%s\tsrc: url(\"%s\");\n}",
		        str_c(&f.rest), href);
	str_free(&f.rest);
	return close == end ? end : close + 1;
}

static const char *
copy_url(struct pack *p, struct str *out, const char *s, const char *end)
{
	const char *close = find(s + 4, end, ")"), *path = NULL;
	struct span name =
	        unquote((struct span){ s + 4, (size_t)(close - s - 4) });
	const struct pack_image *im = NULL;

	if (name.n > 0)
		path = theme_file(p->o->theme, arena_span(p->arena, name));
	if (path)
		im = pack_picture_file(p, path, NULL, MSG_EPUB_PICTURE);
	if (im)
		str_printf(out, "url(\"%s\")", im->href);
	else
		str_puts(out, "none");
	return close == end ? end : close + 1;
}

static void
copy_sheet(struct pack *p, struct span sheet, struct str *out, int depth);

/* s: behind "@import"; conditions become an @media around it. */
static const char *
copy_import(struct pack *p, struct str *out, const char *s, const char *end,
        int depth)
{
	const char *stop = find(s, end, ";"), *path = NULL;
	struct span all = span_trim((struct span){ s, (size_t)(stop - s) });
	struct span url = argument(all, "url("), media;
	const char *from, *to = all.p + all.n;
	struct str sheet = STR_INIT;

	if (url.n == 0 && all.n > 0)
		url = unquote((struct span){
		        all.p, (size_t)(step(all.p, to) - all.p) });
	from = url.n > 0 ? url.p + url.n : to;
	while (from < to && strchr("\"') \t\n", *from) != NULL)
		from++;
	media = span_trim((struct span){ from, (size_t)(to - from) });
	if (url.n > 0 && depth < IMPORTS_MAX)
		path = theme_import(p->o->theme, arena_span(p->arena, url));
	if (path != NULL && file_read(path, 1u << 20, &sheet, p->dg) == 0) {
		if (media.n > 0)
			str_printf(
			        out, "@media %.*s {\n", (int)media.n, media.p);
		copy_sheet(p, str_span(&sheet), out, depth + 1);
		str_puts(out, media.n > 0 ? "}\n" : "");
	}
	str_free(&sheet);
	return stop + (stop < end);
}

static void
copy_sheet(struct pack *p, struct span sheet, struct str *out, int depth)
{
	const char *s = sheet.p, *end = sheet.p + sheet.n;

	while (s < end) {
		const char *next = step(s, end);

		if (end - s >= 2 && s[0] == '/' && s[1] == '*') {
			s = next;
		} else if (starts(s, end, "@font-face")) {
			s = copy_face(p, out, s, end);
		} else if (starts(s, end, "@import")) {
			s = copy_import(p, out, s + 7, end, depth);
		} else if (starts(s, end, "@charset")) {
			s = find(s, end, ";");
			s += s < end;
		} else if (starts(s, end, "url(")) {
			s = copy_url(p, out, s, end);
		} else if (*s == '\n' &&
		           (out->len == 0 || out->s[out->len - 1] == '\n')) {
			s++; /* lines that comments left empty */
		} else {
			str_add(out, s, (size_t)(next - s));
			s = next;
		}
	}
}

int
pack_style(struct pack *p)
{
	const char *path = theme_file(p->o->theme, "epub.css");
	struct str sheet = STR_INIT, out = STR_INIT;
	int rc = 0;

	if (!path)
		diag_report(p->dg, NULL, MSG_EPUB_STYLE);
	else
		rc = file_read(path, 1u << 20, &sheet, p->dg);
	if (rc == 0) {
		copy_sheet(p, str_span(&sheet), &out, 0);
		str_truncate(&p->buf, 0);
		str_put_span(&p->buf, str_span(&out));
		rc = pack_file(p, "style", "style.css", "text/css", NULL, 0);
	}
	str_free(&sheet);
	str_free(&out);
	return rc;
}
