/* ebookcss: a style sheet as far as a book depends on it: the addresses it
 * names, whether all that it opens is closed, and type sizes that a reader
 * cannot change.  A small scanner, for the rest of CSS is the reader's. */
#include "check/ebook.h"

#include <string.h>
#include <strings.h>

#include "base/utf8.h"

struct scan {
	struct ebook *b;
	const char *path;
	const char *p, *end;
	int line;
	int depth; /* of { */
	int import; /* the string that follows is an address */
};

static void
count_lines(struct scan *s, const char *to)
{
	for (; s->p < to; s->p++)
		s->line += *s->p == '\n';
}

static void
address(struct scan *s, const char *from, size_t n)
{
	struct span v = span_trim((struct span){ from, n });
	struct ebook_link l = { .from = s->path,
		.line = s->line,
		.missing = EPUB_LINK_MISSING,
		.lost = EPUB_LINK_FRAGMENT };
	const char *href = arena_span(s->b->out->arena, v);
	enum address kind;

	if (v.n == 0 || *href == '#')
		return;
	kind = ebook_resolve(
	        s->b, s->path, s->line, href, &l.path, &l.fragment);
	if (kind == ADDR_WEB)
		ebook_find(s->b, EPUB_RES_REMOTE, s->path, s->line, href);
	else if (kind == ADDR_LOCAL)
		ebook_link_add(s->b, &l);
}

/* From the opening quote to behind the closing one. */
static void
string(struct scan *s, int is_address)
{
	char quote = *s->p;
	const char *from = s->p + 1, *p = from;

	while (p < s->end && *p != quote && *p != '\n')
		p += *p == '\\' && p + 1 < s->end ? 2 : 1;
	if (p >= s->end || *p == '\n') {
		ebook_find(s->b, EPUB_CSS_SYNTAX, s->path, s->line, "string");
		count_lines(s, p > s->end ? s->end : p);
		return;
	}
	if (is_address)
		address(s, from, (size_t)(p - from));
	count_lines(s, p + 1);
}

static void
skip_space(struct scan *s)
{
	const char *p = s->p;

	while (p < s->end && strchr(" \t\r\n\f", *p) && *p)
		p++;
	count_lines(s, p);
}

static void
url(struct scan *s)
{
	const char *close;

	s->p += 4;
	skip_space(s);
	if (s->p < s->end && (*s->p == '"' || *s->p == '\'')) {
		string(s, 1);
		return;
	}
	close = s->p < s->end ? memchr(s->p, ')', (size_t)(s->end - s->p))
	                      : NULL;
	if (!close) {
		ebook_find(s->b, EPUB_CSS_SYNTAX, s->path, s->line, "url(");
		count_lines(s, s->end);
		return;
	}
	address(s, s->p, (size_t)(close - s->p));
	count_lines(s, close + 1);
}

static int
starts(const struct scan *s, const char *word)
{
	size_t n = strlen(word);

	return (size_t)(s->end - s->p) >= n && strncasecmp(s->p, word, n) == 0;
}

/* font-size: 12pt and the like. */
static void
font_size(struct scan *s)
{
	static const char *const fixed[] = { "pt", "px", "cm", "mm", "in", "pc",
		NULL };
	const char *p;

	s->p += 9;
	skip_space(s);
	if (s->p >= s->end || *s->p != ':')
		return;
	s->p++;
	skip_space(s);
	for (p = s->p; p < s->end && ((*p >= '0' && *p <= '9') || *p == '.');)
		p++;
	for (int i = 0; p > s->p && fixed[i]; i++)
		if (s->end - p >= 2 && strncasecmp(p, fixed[i], 2) == 0)
			ebook_find(
			        s->b, EPUB_A_STYLE, s->path, s->line, fixed[i]);
}

static void
comment(struct scan *s)
{
	const char *p = memmem(s->p + 2, (size_t)(s->end - s->p - 2), "*/", 2);

	if (!p)
		ebook_find(s->b, EPUB_CSS_SYNTAX, s->path, s->line, "comment");
	count_lines(s, p ? p + 2 : s->end);
}

static void
step(struct scan *s)
{
	switch (*s->p) {
	case '"':
	case '\'':
		string(s, s->import);
		s->import = 0;
		return;
	case '/':
		if (s->end - s->p >= 2 && s->p[1] == '*') {
			comment(s);
			return;
		}
		break;
	case '\\':
		count_lines(s, s->end - s->p >= 2 ? s->p + 2 : s->end);
		return;
	case '{':
		s->depth++;
		break;
	case '}':
		if (s->depth-- == 0) {
			ebook_find(
			        s->b, EPUB_CSS_SYNTAX, s->path, s->line, "}");
			s->depth = 0;
		}
		break;
	case ';':
		s->import = 0;
		break;
	case '@':
		s->import = starts(s, "@import");
		break;
	case 'u':
	case 'U':
		if (starts(s, "url(")) {
			url(s);
			s->import = 0;
			return;
		}
		break;
	case 'f':
	case 'F':
		if (starts(s, "font-size")) {
			font_size(s);
			return;
		}
		break;
	default:
		break;
	}
	count_lines(s, s->p + 1);
}

void
ebook_css(struct ebook *b, const char *path, int line, struct span css)
{
	struct scan s = { .b = b,
		.path = path,
		.p = css.p,
		.end = css.p + css.n,
		.line = line };

	if (css.n == 0)
		return;
	if (css.n > 2 && (memcmp(css.p, "\xFF\xFE", 2) == 0 ||
	                         memcmp(css.p, "\xFE\xFF", 2) == 0))
		return; /* UTF-16, allowed and rare */
	if (utf8_valid_prefix(css.p, css.n) != css.n) {
		ebook_find(b, EPUB_CSS_ENCODING, path, 0, NULL);
		return;
	}
	while (s.p < s.end)
		step(&s);
	if (s.depth > 0)
		ebook_find(b, EPUB_CSS_SYNTAX, path, s.line, "{");
}
