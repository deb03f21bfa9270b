/* account_pieces: the page as parsed, cut into runs of text and pictures.
 *
 * A run ends where a block begins or ends and at two line breaks, as in
 * extract; at one, where a line went alone after the article was built anew.  What no browser shows as text (scripts, styles) is none; what it
 * hides is, since extract accounts for it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "doc/dom.h"
#include "run/account.h"

struct cutter {
	struct account *ac;
	struct str text;
	const xmlNode *first; /* text node that the run began with */
	int breaks; /* <br> since the last text */
	char *gone; /* by order: an element that the ledger took out */
	size_t orders;
};

#define BREAK '\x1F' /* stands for <br> in a run; no text has it */

/* Menus and buttons are no part of the line they stand in, and what went
 * alone is a piece of its own. */
static int
is_edge(const struct cutter *c, const xmlNode *n)
{
	static const char *const control[] = { "button", "select", "option",
		"textarea", "datalist", "noscript", NULL };

	return dom_is_block((const char *)n->name) || dom_is_any(n, control) ||
	       ((size_t)(uintptr_t)n->psvi < c->orders &&
	               c->gone[(uintptr_t)n->psvi]);
}

static const xmlNode *
block_around(const xmlNode *n)
{
	while (n->parent && n->parent->type == XML_ELEMENT_NODE) {
		n = n->parent;
		if (dom_is_block((const char *)n->name))
			break;
	}
	return n;
}

/* Signs of a font of icons and marks without width show nothing. */
static int
is_seen(uint32_t cp)
{
	return !cp_is_space(cp) && cp != 0xAD &&
	       !(cp >= 0x200B && cp <= 0x200F) &&
	       !(cp >= 0x2060 && cp <= 0x2064) && cp != 0xFEFF &&
	       !(cp >= 0xE000 && cp <= 0xF8FF);
}

/* White space folded; 1 when anything of it is seen. */
static int
fold(struct str *out, struct span text)
{
	const char *p = text.p, *end = p + text.n;
	int seen = 0;

	while (p < end) {
		const char *from = p;
		uint32_t cp = utf8_next(&p, end);

		seen |= is_seen(cp) && cp != BREAK;
		if (!cp_is_space(cp) && cp != BREAK)
			str_add(out, from, (size_t)(p - from));
		else if (out->len && out->s[out->len - 1] != ' ')
			str_putc(out, ' ');
	}
	return seen;
}

static void
add_text(struct cutter *c, struct span text)
{
	struct arena *arena = c->ac->page->arena;
	struct str folded = STR_INIT;
	const xmlNode *block;
	struct piece *piece;

	if (fold(&folded, text)) {
		piece = vec_push(&c->ac->piece);
		block = block_around(c->first);
		piece->text = arena_span(arena, span_trim(str_span(&folded)));
		piece->words = words_count(span_of(piece->text));
		piece->element = (const char *)block->name;
		piece->path = ledger_path(arena, block);
		piece->line =
		        (int)xmlGetLineNo((xmlNodePtr)(uintptr_t)c->first);
		piece->order = (unsigned)(uintptr_t)c->first->parent->psvi;
		piece->node = c->first;
		piece->entry = -1;
	}
	str_free(&folded);
}

/* Did a line of this text go alone, after the article was built anew? */
static int
went_alone(const struct article *a, struct span line)
{
	struct str s = STR_INIT;
	int got = 0;

	fold(&s, line);
	for (size_t i = 0; i < a->ledger.n && s.len && !got; i++) {
		const struct ledger_entry *e = &a->ledger.p[i];

		got = e->kind == LEDGER_DROP && !e->order && e->words &&
		      e->text &&
		      span_eq(span_trim(str_span(&s)), span_of(e->text));
	}
	str_free(&s);
	return got;
}

static void
end_run(struct cutter *c)
{
	struct span left = str_span(&c->text);
	const char *from = left.p, *at = left.p;

	c->breaks = 0;
	while (left.n && at < left.p + left.n) {
		const char *end =
		        memchr(at, BREAK, (size_t)(left.p + left.n - at));
		struct span line = { at,
			(size_t)((end ? end : left.p + left.n) - at) };

		if (memchr(left.p, BREAK, left.n) &&
		        went_alone(c->ac->a, line)) {
			add_text(c, (struct span){ from, (size_t)(at - from) });
			add_text(c, line);
			from = line.p + line.n;
		}
		at = line.p + line.n + (end != NULL);
	}
	if (left.n)
		add_text(c, (struct span){
		                    from, (size_t)(left.p + left.n - from) });
	str_truncate(&c->text, 0);
	c->first = NULL;
}

static void
add_picture(struct cutter *c, const xmlNode *n)
{
	struct arena *arena = c->ac->page->arena;
	const char *src = dom_attr(n, "src");
	struct piece *piece;

	end_run(c);
	piece = vec_push(&c->ac->piece);
	piece->picture = 1;
	piece->text = arena_strdup(arena, src ? src : "");
	piece->alt = arena_strdup(arena, dom_attr(n, "alt"));
	piece->element = "img";
	piece->path = ledger_path(arena, n);
	piece->line = (int)xmlGetLineNo((xmlNodePtr)(uintptr_t)n);
	piece->order = (unsigned)(uintptr_t)n->psvi;
	piece->node = n;
	piece->entry = -1;
}

static int
enter(void *ctx, const xmlNode *n)
{
	static const char *const silent[] = { "script", "style", "template",
		"head", "iframe", "object", NULL };
	struct cutter *c = ctx;

	if (dom_is_text(n)) {
		if (!n->content)
			return 0;
		if (c->breaks >= 2)
			end_run(c);
		if (!c->first && span_trim(span_of((const char *)n->content)).n)
			c->first = n;
		if (c->first) {
			str_puts(&c->text, (const char *)n->content);
			c->breaks = 0;
		}
		return 0;
	}
	if (n->type != XML_ELEMENT_NODE || dom_is_any(n, silent))
		return 0;
	if (dom_is(n, "br")) {
		if (c->first)
			str_putc(&c->text, BREAK);
		c->breaks++;
		return 0;
	}
	if (dom_is(n, "img")) {
		add_picture(c, n);
		return 0;
	}
	if (is_edge(c, n))
		end_run(c);
	return 1;
}

static void
leave(void *ctx, const xmlNode *n)
{
	if (n->type == XML_ELEMENT_NODE && is_edge(ctx, n))
		end_run(ctx);
}

static void
mark_gone(struct cutter *c)
{
	const struct article *a = c->ac->a;
	size_t most = 0;

	for (size_t i = 0; i < a->ledger.n; i++)
		if (a->ledger.p[i].order > most)
			most = a->ledger.p[i].order;
	c->orders = most + 1;
	c->gone = xcalloc(c->orders, 1);
	for (size_t i = 0; i < a->ledger.n; i++)
		if (a->ledger.p[i].kind == LEDGER_DROP && !a->ledger.p[i].part)
			c->gone[a->ledger.p[i].order] = 1;
	c->gone[0] = 0;
}

void
account_pieces(struct account *ac)
{
	struct cutter c = { .ac = ac };
	xmlNodePtr body = article_body(ac->page);

	if (!body)
		return;
	mark_gone(&c);
	dom_walk(body, enter, leave, &c);
	end_run(&c);
	str_free(&c.text);
	free(c.gone);
}
