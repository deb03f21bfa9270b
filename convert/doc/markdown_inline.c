/* markdown_inline: running text as Markdown.  One walk that puts off white
 * space and opening marks until a word comes, for "** a **" is no emphasis; all
 * characters that could mean something are escaped.
 */
#include <string.h>

#include "base/vec.h"
#include "doc/dom.h"
#include "doc/markdown.h"
#include "doc/text.h"

struct inline_state {
	struct str *out;
	int in_cell;
	int gap;
	VEC(const char *) due; /* marks opened but not yet written */
};

/* At the start of a line a few characters more mean something. */
static int
escape_at_start(const char *s)
{
	size_t k = strspn(s, "0123456789");

	if (*s == '#' || *s == '+' || *s == '-' || *s == '=' || *s == '>' ||
	        *s == '~')
		return 1;
	return k && k < 10 && (s[k] == '.' || s[k] == ')');
}

static void
put_word(struct inline_state *st, const char *s, size_t n)
{
	size_t i;

	if (st->out->len == 0 || st->out->s[st->out->len - 1] == '\n') {
		size_t k = strspn(s, "0123456789");

		if (escape_at_start(s) && k < n) {
			str_add(st->out, s, k);
			str_putc(st->out, '\\');
			str_putc(st->out, s[k]);
			s += k + 1;
			n -= k + 1;
		}
	}
	for (i = 0; i < n; i++) {
		if (strchr("\\`*_[]<>&~", s[i]) || (s[i] == '|' && st->in_cell))
			str_putc(st->out, '\\');
		str_putc(st->out, s[i]);
	}
}

static void
settle(struct inline_state *st)
{
	size_t i;

	if (st->gap && st->out->len && st->out->s[st->out->len - 1] != '\n')
		str_putc(st->out, ' ');
	st->gap = 0;
	for (i = 0; i < st->due.n; i++)
		str_puts(st->out, st->due.p[i]);
	vec_clear(&st->due);
}

static void
put_text(struct inline_state *st, const char *s)
{
	while (*s) {
		size_t k = 0;

		if (ascii_space(*s)) {
			st->gap = 1;
			s++;
			continue;
		}
		while (s[k] && !ascii_space(s[k]))
			k++;
		settle(st);
		put_word(st, s, k);
		s += k;
	}
}

/* The mark that opens and closes an element; NULL for none. */
static const char *
mark_of(const xmlNode *n, int closing)
{
	static const struct {
		const char *name, *open, *close;
	} table[] = {
		{ "em", "*", "*" },
		{ "i", "*", "*" },
		{ "cite", "*", "*" },
		{ "dfn", "*", "*" },
		{ "var", "*", "*" },
		{ "strong", "**", "**" },
		{ "b", "**", "**" },
		{ "del", "~~", "~~" },
		{ "s", "~~", "~~" },
		{ "strike", "~~", "~~" },
		{ "sub", "<sub>", "</sub>" },
		{ "sup", "<sup>", "</sup>" },
		{ "u", "<u>", "</u>" },
		{ "ins", "<ins>", "</ins>" },
		{ "mark", "<mark>", "</mark>" },
	};
	size_t i;

	if (dom_is(n, "a") && dom_attr(n, "href"))
		return closing ? "]" : "[";
	for (i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		if (dom_is(n, table[i].name))
			return closing ? table[i].close : table[i].open;
	return NULL;
}

/* "(<target>)": in angle brackets white space and parentheses are allowed. */
static void
put_target(struct str *out, const char *url)
{
	int plain = *url && !strpbrk(url, " ()<>\\\t\r\n");

	str_puts(out, plain ? "(" : "(<");
	for (; *url; url++) {
		if (*url == '\n' || *url == '\r')
			str_puts(out, "%0A");
		else if (!plain && strchr("<>\\", *url))
			str_printf(out, "\\%c", *url);
		else
			str_putc(out, *url);
	}
	str_puts(out, plain ? ")" : ">)");
}

static void
put_image(struct inline_state *st, const xmlNode *n)
{
	const char *src = dom_attr(n, "src");
	const char *alt = dom_attr(n, "alt");
	struct inline_state in = { .out = st->out, .in_cell = st->in_cell };

	if (!src || !*src)
		return;
	settle(st);
	str_puts(st->out, "![");
	if (alt)
		put_text(&in, alt);
	str_putc(st->out, ']');
	put_target(st->out, src);
	vec_free(&in.due);
}

/* The most backticks in a row. */
static int
longest_run(struct span s)
{
	int longest = 0, run = 0;

	for (size_t i = 0; i < s.n; i++) {
		run = s.p[i] == '`' ? run + 1 : 0;
		if (run > longest)
			longest = run;
	}
	return longest;
}

void
markdown_fence(struct str *out, struct span s, int least)
{
	int n = longest_run(s) + 1;

	for (n = n > least ? n : least; n > 0; n--)
		str_putc(out, '`');
}

static void
put_code(struct inline_state *st, const xmlNode *n)
{
	struct str text = STR_INIT;
	int apart;

	dom_text_folded(n, &text);
	if (!text.len)
		return;
	apart = longest_run(str_span(&text)) > 0;
	settle(st);
	markdown_fence(st->out, str_span(&text), 1);
	if (apart)
		str_putc(st->out, ' ');
	for (const char *p = text.s; *p; p++) {
		if (*p == '|' && st->in_cell)
			str_putc(st->out, '\\');
		str_putc(st->out, *p);
	}
	if (apart)
		str_putc(st->out, ' ');
	markdown_fence(st->out, str_span(&text), 1);
	str_free(&text);
}

static int
is_code(const xmlNode *n)
{
	static const char *const code[] = {
		"code",
		"kbd",
		"samp",
		"tt",
		NULL,
	};

	return dom_is_any(n, code);
}

/* 1: the children are to follow. */
static int
enter(void *ctx, const xmlNode *n)
{
	struct inline_state *st = ctx;
	const char *mark;

	if (dom_is_text(n)) {
		if (n->content)
			put_text(st, (const char *)n->content);
		return 0;
	}
	if (n->type != XML_ELEMENT_NODE || text_is_hidden(n))
		return 0;
	if (dom_is(n, "img")) {
		put_image(st, n);
		return 0;
	}
	if (is_code(n)) {
		put_code(st, n);
		return 0;
	}
	if (dom_is(n, "br")) {
		if (st->in_cell) {
			str_puts(st->out, "<br>");
		} else if (st->out->len) {
			str_puts(st->out, "\\\n");
		}
		st->gap = 0;
		return 0;
	}
	mark = mark_of(n, 0);
	if (mark)
		vec_add(&st->due, mark);
	else if (dom_is_block((const char *)n->name))
		st->gap = 1;
	return 1;
}

static void
leave(void *ctx, const xmlNode *n)
{
	struct inline_state *st = ctx;
	const char *mark = mark_of(n, 1);

	if (!mark) {
		if (dom_is_block((const char *)n->name))
			st->gap = 1;
		return;
	}
	if (st->due.n) {
		/* nothing was in it */
		st->due.n--;
		return;
	}
	str_puts(st->out, mark);
	if (dom_is(n, "a"))
		put_target(st->out, dom_attr(n, "href"));
}

void
markdown_inline(
        struct str *out, const xmlNode *first, const xmlNode *end, int in_cell)
{
	struct inline_state st = { .out = out, .in_cell = in_cell };

	for (const xmlNode *n = first; n && n != end; n = n->next)
		dom_walk(n, enter, leave, &st);
	vec_free(&st.due);
}
