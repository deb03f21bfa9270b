/* collect: gathers the text of one paragraph from the inline elements that
 * make it up: white space is folded across them (CSS Text 3, 4.1), case is
 * changed, soft hyphens and zero-width spaces become marked places.
 *
 * Images, leaders and page references hold their place with U+FFFC until
 * line breaks are known.
 */
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/lanes.h"
#include "base/utf8.h"
#include "layout/box.h"

struct collect {
	struct arena *a;
	struct str text;
	VEC(struct run *) run;
	VEC(struct text_piece) piece;
	VEC(struct soft) soft;
	int space; /* the text ends in a space that may fold */
	int column; /* characters since a newline, for tabs */
	const struct mark *marks; /* wait for a run */
};

struct collect *
collect_new(struct arena *a)
{
	struct collect *c = xcalloc(1, sizeof(*c));

	c->a = a;
	c->space = 1;
	return c;
}

void
collect_free(struct collect *c)
{
	str_free(&c->text);
	vec_free(&c->run);
	vec_free(&c->piece);
	vec_free(&c->soft);
	free(c);
}

int
collect_pending(const struct collect *c)
{
	return c->text.len > 0;
}

void
collect_marks(struct collect *c, const struct mark *m)
{
	c->marks = mark_join(c->marks, m);
}

const struct mark *
collect_left(struct collect *c)
{
	const struct mark *m = c->marks;

	c->marks = NULL;
	return m;
}

static struct run *
run_new(struct collect *c, struct lay *L, const struct inl *in,
        enum run_kind kind)
{
	struct run *r = arena_new_of(c->a, struct run);

	r->kind = (uint8_t)kind;
	r->deco = in->deco;
	r->style = in->style;
	r->deco_style = in->deco_style;
	r->deco_rise = in->deco_rise;
	r->ibox = in->ibox;
	r->lang = in->lang;
	r->item_lang = in->item_lang;
	r->elem = in->elem;
	r->seq = ++L->seq;
	r->link = in->link;
	r->note = in->note;
	r->rise = r->lift = in->rise;
	r->marks = c->marks;
	c->marks = NULL;
	return r;
}

static void
piece_add(struct collect *c, struct run *r, size_t start)
{
	struct text_piece *p = vec_push(&c->piece);

	p->start = start;
	p->end = c->text.len;
	p->style = r->style;
	p->lang = r->lang;
	p->ctx = r;
	vec_add(&c->run, r);
}

/* For capitalize: does the text end within a word? */
static int
in_word(const struct collect *c)
{
	const char *p = c->text.s + c->text.len;

	while (p > c->text.s) {
		uint32_t cp = utf8_prev(&p, c->text.s);

		if (cp != 0x2019)
			return cp_is_letter(cp) || cp_is_digit(cp);
	}
	return 0;
}

/* The character at `at` of in's text, which goes on at next. */
static void
put_case(struct collect *c, const struct inl *in, uint32_t cp, struct span text,
        const char *at, const char *next)
{
	switch (in->style->text_transform) {
	case TRANSFORM_UPPERCASE:
		case_upper(&c->text, cp, in->lang, text.p, at);
		break;
	case TRANSFORM_LOWERCASE:
		case_lower(&c->text, cp, in->lang, in_word(c), next,
		        text.p + text.n);
		break;
	case TRANSFORM_CAPITALIZE:
		if ((cp_is_letter(cp) || cp_is_digit(cp)) && !in_word(c))
			case_title(&c->text, cp, in->lang);
		else
			str_put_utf8(&c->text, cp);
		break;
	default:
		str_put_utf8(&c->text, cp);
	}
}

static void
put_newline(struct collect *c)
{
	/* a space before a kept newline hangs, it is never seen */
	if (c->space && c->text.len > 0 && c->text.s[c->text.len - 1] == ' ')
		c->text.s[c->text.len - 1] = '\n';
	else
		str_putc(&c->text, '\n');
	c->space = 1;
	c->column = 0;
}

static void
put_white(struct collect *c, uint32_t cp, int ws, int tab)
{
	int keep = ws == WS_PRE || ws == WS_PRE_WRAP;

	if (cp == '\n' && (keep || ws == WS_PRE_LINE)) {
		put_newline(c);
		return;
	}
	if (!keep) {
		if (!c->space)
			str_putc(&c->text, ' ');
		c->space = 1;
		return;
	}
	if (cp == '\r' || cp == '\f')
		return;
	do {
		str_putc(&c->text, ' ');
		c->column++;
	} while (cp == '\t' && tab > 0 && c->column % tab != 0);
	c->space = 0;
}

static void
soft_add(struct collect *c, int hyphen)
{
	struct soft *s = vec_push(&c->soft);

	s->at = c->text.len;
	s->hyphen = hyphen;
}

/* Does a byte begin a character that is surely plain? */
static int
begins_plain(char byte)
{
	uint8_t b = (uint8_t)byte;

	return b > ' ' && b < 0xEF && b != 0xC2 && b != 0xE2;
}

/* The same of sixteen bytes, and of the characters that go on in them. */
static unsigned
are_plain(lanes v)
{
	return lanes_bits(lanes_in(v, ' ' + 1, 0xEE) & ~(lanes)(v == 0xC2) &
	                  ~(lanes)(v == 0xE2));
}

/* Past plain characters, and single spaces before such; counts them, spaces
 * if they are kept.  What is before p is no space. */
static const char *
skip_plain(const char *p, const char *end, int keep, int *count)
{
	while (end - p >= LANES) {
		lanes v = lanes_load(p);
		unsigned plain = are_plain(v);
		unsigned space = lanes_bits((lanes)(v == ' '));
		unsigned tail = lanes_bits(lanes_in(v, 0x80, 0xBF));
		unsigned n;

		space &= (plain & ~tail) >> 1;
		n = (unsigned)__builtin_ctz(~(plain | space) | 1u << LANES);
		plain = (keep ? plain | space : plain) & ~tail;
		*count += __builtin_popcount(plain & ((1u << n) - 1));
		p += n;
		if (n < LANES)
			return p;
	}
	while (p < end && utf8_is_tail(*p))
		p++;
	return p;
}

/* Characters from p on that stand for themselves, and single spaces between
 * them; adds them.  keep: spaces count. */
static const char *
put_plain(struct collect *c, const char *p, const char *end, int keep)
{
	const char *from = p;
	int n = 0;

	while (p < end) {
		const char *at;
		uint32_t cp;

		if (*p == ' ') {
			if (p == from || p + 1 == end || !begins_plain(p[1]))
				break;
			p++;
			n += keep;
		}
		p = skip_plain(p, end, keep, &n);
		at = p;
		if (p == end || *p == ' ')
			continue;
		cp = utf8_next(&p, end);
		if (cp <= 0x20 || cp == 0xAD || cp == 0x200B || cp >= 0xFEFF) {
			p = at;
			break;
		}
		n++;
	}
	if (p > from) {
		str_add(&c->text, from, (size_t)(p - from));
		c->column += n;
		c->space = p[-1] == ' ' && !keep;
	}
	return p;
}

void
collect_text(struct collect *c, struct lay *L, const struct inl *in,
        struct span text)
{
	const char *p = text.p, *end = text.p + text.n, *at;
	size_t start = c->text.len;
	int ws = in->style->white_space;
	int keep = ws == WS_PRE || ws == WS_PRE_WRAP;
	int as_is = in->style->text_transform == TRANSFORM_NONE;
	uint32_t cp;

	while (p < end) {
		if (as_is && (p = put_plain(c, p, end, keep)) == end)
			break;
		at = p;
		cp = utf8_next(&p, end);
		if (cp == UTF8_BAD)
			cp = 0xFFFD;
		if (cp == ' ' || cp == '\t' || cp == '\n' || cp == '\r' ||
		        cp == '\f') {
			put_white(c, cp, ws, in->style->tab_size);
			continue;
		}
		if (cp == 0xAD || cp == 0x200B) {
			soft_add(c, cp == 0xAD);
			continue;
		}
		if (cp < 0x20 || cp == 0xFEFF || cp == 0xFFFC)
			continue;
		put_case(c, in, cp, text, at, p);
		c->space = 0;
		c->column++;
	}
	if (c->text.len > start)
		piece_add(c, run_new(c, L, in, RUN_TEXT), start);
}

struct run *
collect_atom(struct collect *c, struct lay *L, const struct inl *in,
        enum run_kind kind, const char *s, unit w, unit h, int artifact)
{
	size_t start = c->text.len;
	struct run *r;

	if (kind == RUN_BREAK) {
		put_newline(c);
		if (c->text.len == start) /* took a space's place */
			return NULL;
		r = run_new(c, L, in, RUN_TEXT);
		piece_add(c, r, start);
		return r;
	}
	r = run_new(c, L, in, kind);
	r->s = s;
	r->w = w;
	r->h = h;
	r->artifact = (uint8_t)artifact;
	str_put_utf8(&c->text, 0xFFFC);
	c->space = 0;
	r->list_type = "decimal";
	piece_add(c, r, start);
	return r;
}

/* For line breaking it is a mark upon what comes before it. */
void
collect_edge(struct collect *c, struct lay *L, const struct inl *in, unit w,
        int side, int end)
{
	size_t start = c->text.len;
	struct run *r = run_new(c, L, in, RUN_EDGE);

	r->w = w;
	r->side = (uint8_t)side;
	r->end = (uint8_t)end;
	str_put_utf8(&c->text, 0x0305);
	piece_add(c, r, start);
}

/* Spaces at the end fall away; pieces are cut to fit. */
static void
trim_end(struct collect *c)
{
	while (c->text.len > 0 && (c->text.s[c->text.len - 1] == ' ' ||
	                                  c->text.s[c->text.len - 1] == '\n'))
		str_truncate(&c->text, c->text.len - 1);
	while (c->piece.n > 0 && vec_last(&c->piece)->start >= c->text.len) {
		c->marks = mark_join((*vec_last(&c->run))->marks, c->marks);
		c->piece.n--;
		c->run.n--;
	}
	if (c->piece.n > 0)
		vec_last(&c->piece)->end = c->text.len;
	while (c->soft.n > 0 && vec_last(&c->soft)->at >= c->text.len)
		c->soft.n--;
}

static void *
keep(struct arena *a, const void *p, size_t n, size_t size)
{
	return n > 0 ? arena_copy(a, p, n, size) : NULL;
}

struct para *
collect_end(struct collect *c, const struct style *style, const char *lang)
{
	struct para *p = NULL;

	trim_end(c);
	if (c->text.len > 0) {
		p = arena_new_of(c->a, struct para);
		p->style = style;
		p->lang = lang;
		p->n = c->text.len;
		p->text = arena_alloc(c->a, c->text.len + LANES);
		memcpy(p->text, c->text.s, c->text.len);
		p->run = keep(c->a, c->run.p, c->run.n, sizeof(*c->run.p));
		p->piece =
		        keep(c->a, c->piece.p, c->piece.n, sizeof(*c->piece.p));
		p->pieces = c->piece.n;
		p->soft = keep(c->a, c->soft.p, c->soft.n, sizeof(*c->soft.p));
		p->softs = c->soft.n;
		p->rtl = style->direction == DIR_RTL;
	}
	str_truncate(&c->text, 0);
	vec_clear(&c->run);
	vec_clear(&c->piece);
	vec_clear(&c->soft);
	c->space = 1;
	c->column = 0;
	return p;
}
