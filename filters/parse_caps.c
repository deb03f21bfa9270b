/* parse_caps: the caps before the tree.
 *
 * An HTML5 tree builder walks its stack of open elements for nearly every
 * tag, copies open formatting elements into every block, and puts what is
 * misplaced in tables before them one by one: without caps a megabyte can
 * cost minutes, or the C stack.  This pass tokenises (HTML 13.2.5), reckons
 * with a model of the stack, and leaves out the tags that go too far, never
 * the words between them.  It is linear, and copies only when it must.
 *
 * A left-out tag becomes an empty comment, or a space where it parted words:
 * so that no two pieces of text can join to a tag or a reference that was
 * not there before.  Line ends within it stay, for line numbers.
 *
 * Half of a page of today is scripts and style sheets that no later stage
 * reads.  Where the caller wants no more than an article, all but their line
 * ends is left out here as well, before the parser takes it letter by letter;
 * JSON stays, and sheets that name a font of a legacy encoding.
 */
#include <gumbo.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "filters/parse.h"
#include "filters/repair.h"

/* Misplaced pieces of tables that may move one by one, a text. */
#define FOSTERED 2000
/* <html> and <body> tags after the first only add attributes; <frameset>
 * nests outside of what the model knows. */
#define ROOTS 32

struct tag {
	const char *start; /* at '<' */
	const char *name;
	size_t name_n;
	const char *end; /* behind '>' */
	const char *cut; /* where attributes are too many; NULL */
	size_t cut_n; /* their number */
	int is_end;
	int self_closing;
	short number;
};

struct caps {
	const char *p, *end;
	const char *copied; /* text up to here is in out, or untouched */
	struct str out;
	struct stack stack;
	VEC(short) hidden; /* left-out elements that are open */
	unsigned hidden_of[STACK_TAGS];
	unsigned dropped_of[STACK_TAGS]; /* left-out formatting tags */
	size_t fostered, roots;
	size_t tags; /* start tags */
	int lean; /* 1: without scripts and style sheets */
	struct fold *fold; /* NULL: text stays */
	const struct limits *lim;
	struct caps_report *r;
};

static int
is_alpha(int c)
{
	c |= 0x20;
	return c >= 'a' && c <= 'z';
}

static int
same_nocase(const char *a, const char *b, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		char x = a[i], y = b[i];

		if (x >= 'A' && x <= 'Z')
			x = (char)(x | 0x20);
		if (y >= 'A' && y <= 'Z')
			y = (char)(y | 0x20);
		if (x != y)
			return 0;
	}
	return 1;
}

static const char *
find_char(const char *p, const char *end, int c)
{
	const char *at = p < end ? memchr(p, c, (size_t)(end - p)) : NULL;

	return at != NULL ? at : end;
}

/* One attribute from p; gives where it ends.  HTML 13.2.5.32 to 13.2.5.39. */
static const char *
skip_attribute(const char *p, const char *end)
{
	const char *from = p;

	while (p < end && !ascii_space(*p) && *p != '/' && *p != '>' &&
	        (*p != '=' || p == from))
		p++;
	from = p;
	while (p < end && ascii_space(*p))
		p++;
	if (p >= end || *p != '=')
		return from;
	for (p++; p < end && ascii_space(*p);)
		p++;
	if (p < end && (*p == '"' || *p == '\'')) {
		p = find_char(p + 1, end, *p);
		return p < end ? p + 1 : end;
	}
	while (p < end && !ascii_space(*p) && *p != '>')
		p++;
	return p;
}

/* A tag whose name starts at p; 0 when the text ends within it. */
static int
read_tag(struct caps *c, const char *p, struct tag *t)
{
	const char *end = c->end;
	size_t n = 0;

	t->name = p;
	while (p < end && !ascii_space(*p) && *p != '/' && *p != '>')
		p++;
	t->name_n = (size_t)(p - t->name);
	t->cut = NULL;
	t->cut_n = 0;
	t->self_closing = 0;
	for (;;) {
		while (p < end && (ascii_space(*p) || *p == '/')) {
			t->self_closing =
			        *p == '/' && p + 1 < end && p[1] == '>';
			p++;
		}
		if (p >= end)
			return 0;
		if (*p == '>')
			break;
		if (++n > (size_t)c->lim->attributes) {
			if (t->cut == NULL)
				t->cut = p;
			t->cut_n++;
		}
		p = skip_attribute(p, end);
	}
	t->end = p + 1;
	t->number = tag_number(t->name, t->name_n);
	return 1;
}

/* out gets everything up to p. */
static void
copy_to(struct caps *c, const char *p)
{
	str_add(&c->out, c->copied, (size_t)(p - c->copied));
	c->copied = p;
}

static void
leave_out(struct caps *c, const struct tag *t)
{
	const char *p;
	int lines = 0;

	copy_to(c, t->start);
	for (p = t->start; p < t->end; p++)
		if (*p == '\n') {
			str_putc(&c->out, '\n');
			lines++;
		}
	if (tag_flags(t->number) & T_BLOCK) {
		if (lines == 0)
			str_putc(&c->out, ' ');
	} else if (lines == 0) {
		str_puts(&c->out, "<!---->");
	} else {
		/* A line end within an inline tag must not part a word. */
		str_truncate(&c->out, c->out.len - (size_t)lines);
		str_puts(&c->out, "<!--");
		while (lines-- > 0)
			str_putc(&c->out, '\n');
		str_puts(&c->out, "-->");
	}
	c->copied = t->end;
	c->r->tags++;
}

static void
hide(struct caps *c, const struct tag *t)
{
	vec_add(&c->hidden, t->number);
	c->hidden_of[t->number]++;
	leave_out(c, t);
}

static void
unhide(struct caps *c)
{
	c->hidden_of[c->hidden.p[--c->hidden.n]]--;
}

/* A piece of content where a table holds none but cells. */
static void
foster(struct caps *c, const char *at)
{
	short t = stack_table(&c->stack);

	if (t == 0 || ++c->fostered <= FOSTERED)
		return;
	copy_to(c, at);
	str_puts(&c->out, t == (short)GUMBO_TAG_TR ? "<td>" : "<tr><td>");
	if (t != (short)GUMBO_TAG_TR)
		stack_start(&c->stack, (short)GUMBO_TAG_TR, 0, 0);
	stack_start(&c->stack, (short)GUMBO_TAG_TD, 0, 0);
}

/* Open formatting elements come back in every block.  When that has made far
 * more elements than the page has tags, close them all, and allow few. */
static void
check_formats(struct caps *c, const char *at)
{
	struct stack *s = &c->stack;
	int n;

	if (s->rebuilt < 50000 + 2 * c->tags)
		return;
	s->rebuilt = 0;
	s->formats = 1;
	copy_to(c, at);
	for (n = stack_formats(s); n > 0; n--) {
		short t = s->format.p[s->format.n - 1].tag;

		str_printf(&c->out, "</%s>",
		        gumbo_normalized_tagname((GumboTag)t));
		stack_end(s, t);
		if (stack_formats(s) >= n)
			break;
	}
}

static unsigned long long
look_of(const struct tag *t)
{
	return hash_bytes(t->name, (size_t)(t->end - t->name), 0);
}

/* The tag stands; its attributes beyond the limit do not. */
static void
cut_attributes(struct caps *c, const struct tag *t)
{
	if (t->cut == NULL)
		return;
	copy_to(c, t->cut);
	if (t->self_closing)
		str_putc(&c->out, '/');
	c->copied = t->end - 1;
	c->r->attributes += t->cut_n;
}

/* Within what is left out: elements still close one another there. */
static void
start_hidden(struct caps *c, const struct tag *t)
{
	unsigned flags = tag_flags(t->number);
	short last = c->hidden.p[c->hidden.n - 1];

	if ((flags & (T_VOID | T_RAW)) && !stack_foreign(&c->stack)) {
		cut_attributes(c, t);
		return;
	}
	if ((last == t->number && (flags & (T_IMPLIED | T_PART))) ||
	        (last == (short)GUMBO_TAG_P && (flags & T_CLOSES_P)))
		unhide(c);
	if (t->self_closing && stack_foreign(&c->stack))
		leave_out(c, t);
	else
		hide(c, t);
}

static void
start_tag(struct caps *c, const struct tag *t)
{
	short n = t->number;
	unsigned flags = tag_flags(n);

	if (n == (short)GUMBO_TAG_HTML || n == (short)GUMBO_TAG_BODY ||
	        n == (short)GUMBO_TAG_FRAMESET) {
		if (++c->roots > ROOTS)
			leave_out(c, t);
		else
			cut_attributes(c, t);
		return;
	}
	if (!(flags & T_PART) && n != (short)GUMBO_TAG_SCRIPT &&
	        n != (short)GUMBO_TAG_STYLE && n != (short)GUMBO_TAG_TEMPLATE)
		foster(c, t->start);
	if (c->hidden.n > 0) {
		start_hidden(c, t);
		return;
	}
	switch (stack_start(&c->stack, n, t->self_closing, look_of(t))) {
	case STACK_TAKEN:
		cut_attributes(c, t);
		break;
	case STACK_FULL:
		if (!(flags & (T_VOID | T_RAW)) || stack_foreign(&c->stack))
			hide(c, t);
		else
			cut_attributes(c, t);
		break;
	case STACK_FORMATS:
		c->dropped_of[n]++;
		leave_out(c, t);
		break;
	}
	check_formats(c, t->end);
}

static void
end_tag(struct caps *c, const struct tag *t)
{
	short n = t->number;
	size_t before;

	if (c->hidden_of[n] > 0) {
		while (c->hidden.p[c->hidden.n - 1] != n)
			unhide(c);
		unhide(c);
		leave_out(c, t);
		return;
	}
	if (c->dropped_of[n] > 0) {
		c->dropped_of[n]--;
		leave_out(c, t);
		return;
	}
	if (n == (short)GUMBO_TAG_P || n == (short)GUMBO_TAG_BR)
		foster(c, t->start); /* these open an element */
	before = c->stack.open.n;
	stack_end(&c->stack, n);
	if (c->stack.open.n < before)
		while (c->hidden.n > 0)
			unhide(c);
}

/* "</name" followed by what ends a name. */
static int
is_end_of(const char *p, const char *end, const char *name, size_t n)
{
	return (size_t)(end - p) > n + 2 && p[0] == '<' && p[1] == '/' &&
	       same_nocase(p + 2, name, n) &&
	       (ascii_space(p[n + 2]) || p[n + 2] == '/' || p[n + 2] == '>');
}

/* Script data with its two escaped states (13.2.5.15 to 13.2.5.31). */
static const char *
skip_script(const char *p, const char *end)
{
	enum { PLAIN, ESCAPED, DOUBLE } state = PLAIN;

	for (; p < end; p++) {
		size_t left = (size_t)(end - p);

		if (state != PLAIN && *p == '-' && left >= 3 &&
		        memcmp(p, "-->", 3) == 0) {
			state = PLAIN;
			continue;
		}
		if (*p != '<')
			continue;
		if (state == PLAIN && left >= 4 && memcmp(p, "<!--", 4) == 0) {
			state = ESCAPED;
			p++; /* "<!-->" is whole at once */
			continue;
		}
		if (is_end_of(p, end, "script", 6)) {
			if (state != DOUBLE)
				return p;
			state = ESCAPED;
		} else if (state == ESCAPED && left > 7 &&
		           same_nocase(p + 1, "script", 6) &&
		           (ascii_space(p[7]) || p[7] == '/' || p[7] == '>')) {
			state = DOUBLE;
		}
	}
	return end;
}

/* Text up to the end tag of a raw text element. */
static const char *
skip_raw(const struct tag *t, const char *p, const char *end)
{
	if (t->number == (short)GUMBO_TAG_SCRIPT)
		return skip_script(p, end);
	if (t->number == (short)GUMBO_TAG_PLAINTEXT)
		return end;
	while ((p = find_char(p, end, '<')) < end) {
		if (is_end_of(p, end, t->name, t->name_n))
			return p;
		p++;
	}
	return end;
}

static const char *
skip_comment(const char *p, const char *end) /* at "<!--" */
{
	const char *q = p + 4;

	if (q < end && *q == '>')
		return q + 1;
	if (end - q >= 2 && q[0] == '-' && q[1] == '>')
		return q + 2;
	while ((q = find_char(q, end, '-')) < end) {
		if (end - q >= 3 && q[1] == '-' && q[2] == '>')
			return q + 3;
		if (end - q >= 4 && memcmp(q, "--!>", 4) == 0)
			return q + 4;
		q++;
	}
	return end;
}

/* "<!", "<?" and "</" without a name. */
static const char *
skip_other(struct caps *c, const char *p)
{
	const char *q;

	if (c->end - p >= 4 && memcmp(p, "<!--", 4) == 0) {
		q = skip_comment(p, c->end);
		if (q == c->end &&
		        !(q - p >= 7 && memcmp(q - 3, "-->", 3) == 0))
			c->r->inside = "a comment";
		return q;
	}
	if (c->end - p >= 9 && memcmp(p, "<![CDATA[", 9) == 0 &&
	        stack_foreign(&c->stack)) {
		q = memmem(p, (size_t)(c->end - p), "]]>", 3);
		return q != NULL ? q + 3 : c->end;
	}
	q = find_char(p, c->end, '>');
	return q < c->end ? q + 1 : q;
}

/* Text from p to q: it opens formatting elements again, and may be
 * misplaced. */
static void
text(struct caps *c, const char *p, const char *q)
{
	const char *at = p;
	struct span rest, piece;

	while (p < q && ascii_space(*p))
		p++;
	if (p == q)
		return;
	foster(c, at);
	stack_text(&c->stack);
	rest = (struct span){ p, (size_t)(q - p) };
	while (c->fold != NULL && fold_next(c->fold, &rest, &piece)) {
		copy_to(c, piece.p);
		fold_put(c->fold, piece, &c->out);
		c->copied = piece.p + piece.n;
	}
}

/* In these states the tree builder lets a raw text element be an ordinary
 * one, or nothing: its tags then count. */
static int
raw_here(const struct caps *c, const struct tag *t, int foreign, int select)
{
	if (foreign)
		return 0;
	if (t->number == (short)GUMBO_TAG_PLAINTEXT)
		return !select;
	if (!(tag_flags(t->number) & T_RAW))
		return 0;
	return !select || t->number == (short)GUMBO_TAG_SCRIPT ||
	       c->stack.select == 0;
}

/* Whether the content of a raw text element, p to q, is for nobody. */
static int
is_dead(const struct tag *t, const char *p, const char *q)
{
	const char *at;

	if (t->number == (short)GUMBO_TAG_STYLE)
		return !repair_sheet((struct span){ p, (size_t)(q - p) });
	if (t->number != (short)GUMBO_TAG_SCRIPT)
		return 0;
	for (at = t->name + t->name_n; at + 4 < t->end; at++)
		if (same_nocase(at, "json", 4))
			return 0;
	return 1;
}

/* Line ends alone of what stands from p to q.  CR LF is one, as are CR and LF
 * (HTML 13.2.3.5). */
static void
leave_lines(struct caps *c, const char *p, const char *q)
{
	const char *from = p;

	if (p == q)
		return;
	copy_to(c, p);
	for (; p < q; p++) {
		p = find_char(p, q, '\n');
		if (p < q)
			str_putc(&c->out, '\n');
	}
	for (p = find_char(from, q, '\r'); p < q; p = find_char(p + 1, q, '\r'))
		if (p + 1 < q && p[1] != '\n')
			str_putc(&c->out, '\n');
	c->copied = q;
}

/* The tag at p; gives where to go on. */
static const char *
one_tag(struct caps *c, const char *p)
{
	struct tag t = { .start = p, .is_end = p[1] == '/' };
	int foreign, select;
	const char *q;

	if (!read_tag(c, p + 1 + t.is_end, &t)) {
		c->r->inside = "a tag";
		return c->end;
	}
	if (t.is_end) {
		end_tag(c, &t);
		return t.end;
	}
	c->tags++;
	foreign = stack_foreign(&c->stack);
	select = c->stack.select;
	start_tag(c, &t);
	if (foreign && !stack_foreign(&c->stack))
		foreign = 0;
	if (!raw_here(c, &t, foreign, select))
		return t.end;
	q = skip_raw(&t, t.end, c->end);
	if (q == c->end)
		c->r->inside = t.number == (short)GUMBO_TAG_SCRIPT ? "a script"
		               : t.number == (short)GUMBO_TAG_STYLE
		                       ? "a style sheet"
		                       : "raw text";
	else if (c->lean && is_dead(&t, t.end, q))
		leave_lines(c, t.end, q);
	return q;
}

static void
scan(struct caps *c)
{
	while (c->p < c->end) {
		const char *lt = c->p, *from = c->p;

		for (;; lt++) {
			lt = find_char(lt, c->end, '<');
			if (lt + 1 >= c->end || is_alpha(lt[1]) ||
			        lt[1] == '!' || lt[1] == '?' || lt[1] == '/')
				break;
		}
		text(c, from, lt);
		if (lt + 1 >= c->end)
			break;
		if (is_alpha(lt[1]) ||
		        (lt[1] == '/' && lt + 2 < c->end && is_alpha(lt[2])))
			c->p = one_tag(c, lt);
		else
			c->p = skip_other(c, lt);
		if (c->tags > c->lim->nodes) {
			c->r->too_many = 1;
			break;
		}
	}
}

void
caps_apply(struct str *text_, const struct limits *lim, int lean,
        struct fold *fold, struct caps_report *r)
{
	struct caps *c = xcalloc(1, sizeof(*c));

	memset(r, 0, sizeof(*r));
	c->lim = lim;
	c->lean = lean;
	c->fold = fold;
	c->r = r;
	c->p = c->copied = str_c(text_);
	c->end = c->p + text_->len;
	stack_init(&c->stack, lim->depth);
	if (fold != NULL)
		fold_open(fold, str_span(text_));
	scan(c);
	if (c->copied != str_c(text_)) {
		copy_to(c, c->end);
		if (fold != NULL)
			fold->source = *text_;
		else
			str_free(text_);
		*text_ = c->out;
	}
	stack_free(&c->stack);
	vec_free(&c->hidden);
	free(c);
}
