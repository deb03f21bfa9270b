/* account_fate: what became of each piece, after the ledger.
 *
 * Most entries name an element of the source, and all of its pieces share its
 * fate.  Some name a text within one, or a block of the article after it was
 * built anew; these are found by their first words.  A piece without an entry
 * must be in the article; where its letters are not found there either, it is
 * shown as changed, never as kept without a doubt.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/utf8.h"
#include "doc/dom.h"
#include "run/account.h"

#define LETTERS 48 /* looked for in the article */

struct fates {
	struct account *ac;
	ptrdiff_t *whole; /* entry of each element, by order; -1 */
	ptrdiff_t *part; /* first entry of a text in it; -1 */
	ptrdiff_t *next; /* of entries: the next of the same element */
	size_t orders;
	struct str letters; /* of the article */
	size_t at; /* in letters: behind the piece found last */
};

/* Letters and digits alone: what typography leaves as it is. */
static void
put_letters(struct str *out, struct span text, size_t most)
{
	const char *p = text.p, *end = p + text.n;

	while (p < end && most > 0) {
		const char *from = p;
		uint32_t cp = utf8_next(&p, end);

		if (cp != UTF8_BAD && (cp_is_letter(cp) || cp_is_digit(cp))) {
			str_add(out, from, (size_t)(p - from));
			most--;
		}
	}
}

static void
index_entries(struct fates *f)
{
	const struct article *a = f->ac->a;

	for (size_t i = a->ledger.n; i-- > 0;) {
		const struct ledger_entry *e = &a->ledger.p[i];

		f->next[i] = -1;
		if (e->kind != LEDGER_DROP || !e->order ||
		        e->order >= f->orders)
			continue;
		if (e->part) {
			f->next[i] = f->part[e->order];
			f->part[e->order] = (ptrdiff_t)i;
		} else {
			f->whole[e->order] = (ptrdiff_t)i;
		}
	}
}

/* Does one begin as the other does?  An entry's text may end in "…". */
static int
begins_alike(const char *text, const char *entry)
{
	static const char dots[] = "\xE2\x80\xA6";
	size_t n = entry ? strlen(entry) : 0, k = strlen(text);

	if (n > 3 && !strcmp(entry + n - 3, dots))
		n -= 3;
	if (k < n)
		n = k;
	return n > 0 && memcmp(text, entry, n) == 0;
}

/* Is the entry about the piece, and not about a sign in front of it? */
static int
tells_of(const struct ledger_entry *e, const struct piece *p)
{
	return begins_alike(p->text, e->text) && e->words * 2 >= p->words;
}

/* The entry that took the piece's element, one above it, or its text. */
static ptrdiff_t
entry_above(const struct fates *f, const struct piece *p)
{
	const xmlNode *n = p->picture ? p->node : p->node->parent;

	for (; n && n->type == XML_ELEMENT_NODE; n = n->parent) {
		size_t order = (size_t)(uintptr_t)n->psvi;

		if (order >= f->orders)
			return -1;
		if (f->whole[order] >= 0)
			return f->whole[order];
		for (ptrdiff_t i = f->part[order]; i >= 0 && !p->picture;
		        i = f->next[i])
			if (tells_of(&f->ac->a->ledger.p[i], p))
				return i;
	}
	return -1;
}

static int
in_article(struct fates *f, const struct piece *p)
{
	struct str s = STR_INIT;
	const char *hit;

	put_letters(&s, span_of(p->text), LETTERS);
	if (!s.len)
		return 1;
	hit = strstr(str_c(&f->letters) + f->at, s.s);
	if (hit)
		f->at = (size_t)(hit - f->letters.s) + s.len;
	else
		hit = strstr(str_c(&f->letters), s.s);
	str_free(&s);
	return hit != NULL;
}

int
rule_is_metadata(const char *name)
{
	static const char *const rule[] = { "title", "standfirst", "byline",
		"date" };

	for (size_t i = 0; i < sizeof(rule) / sizeof(rule[0]); i++)
		if (!strcmp(name, rule[i]))
			return 1;
	return 0;
}

static int
same_letters(const char *a, const char *b)
{
	struct str s[2] = { STR_INIT, STR_INIT };
	int same;

	put_letters(&s[0], span_of(a), SIZE_MAX);
	put_letters(&s[1], span_of(b), SIZE_MAX);
	same = s[0].len > 0 && span_eq(str_span(&s[0]), str_span(&s[1]));
	str_free(&s[0]);
	str_free(&s[1]);
	return same;
}

/* Is that what metadata prints, whatever rule took it from here? */
static int
says_metadata(const struct article *a, const struct piece *p)
{
	static const enum meta_field printed[] = { META_TITLE, META_STANDFIRST,
		META_KICKER };

	for (size_t i = 0; i < sizeof(printed) / sizeof(printed[0]); i++) {
		const char *v = meta_get(&a->meta, printed[i]);

		if (v && strlen(p->text) < 2 * strlen(v) &&
		        same_letters(v, p->text))
			return 1;
	}
	for (size_t i = 0; i < a->meta.authors.n; i++)
		if (!strcmp(a->meta.authors.p[i], p->text))
			return 1;
	return 0;
}

static void
set_fate(struct fates *f, struct piece *p, ptrdiff_t entry)
{
	const struct article *a = f->ac->a;

	p->entry = entry;
	p->fate = FATE_DROPPED;
	if ((entry >= 0 && rule_is_metadata(a->ledger.p[entry].rule)) ||
	        (!p->picture && says_metadata(a, p)))
		p->fate = FATE_META;
}

/* Cells of a row are one block to extract and pieces to us. */
static int
same_row(const xmlNode *a, const xmlNode *b)
{
	while (a && !dom_is(a, "tr"))
		a = a->parent;
	while (b && !dom_is(b, "tr"))
		b = b->parent;
	return a && a == b;
}

/* Links without a blank between them may be one block, too. */
static int
goes_on(const struct fates *f, const struct piece *last, const struct piece *p)
{
	const char *text = f->ac->a->ledger.p[last->entry].text;

	return text && strstr(text, p->text) != NULL;
}

static void
texts(struct fates *f)
{
	const struct piece *last = NULL; /* dropped by a text's entry */

	for (size_t i = 0; i < f->ac->piece.n; i++) {
		struct piece *p = &f->ac->piece.p[i];
		ptrdiff_t entry;

		if (p->picture)
			continue;
		entry = entry_above(f, p);
		if (entry >= 0) {
			set_fate(f, p, entry);
			last = f->ac->a->ledger.p[entry].part ? p : NULL;
		} else if (!in_article(f, p)) {
			if (last && (same_row(last->node, p->node) ||
			                    goes_on(f, last, p)))
				set_fate(f, p, last->entry);
			else
				p->changed = 1;
		}
	}
}

/* Blocks that went after the article was built anew. */
static void
late_drops(struct fates *f)
{
	const struct article *a = f->ac->a;

	for (size_t i = 0; i < a->ledger.n; i++) {
		const struct ledger_entry *e = &a->ledger.p[i];

		if (e->kind != LEDGER_DROP || e->order || !e->words ||
		        !strcmp(e->stage, "images"))
			continue;
		for (size_t k = 0; k < f->ac->piece.n; k++) {
			struct piece *p = &f->ac->piece.p[k];

			if (p->picture || p->fate != FATE_KEPT || !p->changed ||
			        !tells_of(e, p))
				continue;
			set_fate(f, p, (ptrdiff_t)i);
			p->changed = 0;
			break;
		}
	}
}

/* Is this the picture of that address?  Lazy ones have it in another
 * attribute, and sanitise has made it absolute. */
static int
has_address(const xmlNode *img, const char *src)
{
	const char *base = src ? path_base(src) : "";

	if (strlen(base) < 3)
		base = src ? src : "";
	if (!*base)
		return 0;
	for (const xmlAttr *at = img->properties; at; at = at->next)
		if (at->children && at->children->content &&
		        strstr((const char *)at->children->content, base))
			return 1;
	return 0;
}

static const struct asset *
asset_of(const struct article *a, const xmlNode *img)
{
	for (size_t i = 0; i < a->assets.n; i++)
		if (has_address(img, a->assets.p[i].src))
			return &a->assets.p[i];
	return NULL;
}

static ptrdiff_t
image_entry(const struct article *a, const xmlNode *img)
{
	for (size_t i = 0; i < a->ledger.n; i++)
		if (a->ledger.p[i].kind == LEDGER_DROP &&
		        !strcmp(a->ledger.p[i].stage, "images") &&
		        has_address(img, a->ledger.p[i].text))
			return (ptrdiff_t)i;
	return -1;
}

static void
pictures(struct fates *f)
{
	const struct article *a = f->ac->a;

	for (size_t i = 0; i < f->ac->piece.n; i++) {
		struct piece *p = &f->ac->piece.p[i];
		ptrdiff_t entry;

		if (!p->picture)
			continue;
		entry = entry_above(f, p);
		if (entry < 0)
			p->asset = asset_of(a, p->node);
		if (entry < 0 && !p->asset)
			entry = image_entry(a, p->node);
		if (!p->asset)
			set_fate(f, p, entry);
	}
}

void
account_fates(struct account *ac)
{
	struct fates f = { .ac = ac };
	const xmlNode *root = article_root(ac->a);
	xmlNodePtr top = xmlDocGetRootElement(ac->page->tree);
	struct str text = STR_INIT;
	size_t n = ac->a->ledger.n + 1;

	f.orders = 1;
	for (xmlNodePtr e = top; e; e = dom_next(e, top))
		f.orders += e->type == XML_ELEMENT_NODE;
	f.whole = xcalloc(f.orders, sizeof(*f.whole));
	f.part = xcalloc(f.orders, sizeof(*f.part));
	f.next = xcalloc(n, sizeof(*f.next));
	memset(f.whole, 0xFF, f.orders * sizeof(*f.whole)); /* all -1 */
	memset(f.part, 0xFF, f.orders * sizeof(*f.part));
	if (root)
		dom_text_folded(root, &text);
	put_letters(&f.letters, str_span(&text), text.len);
	index_entries(&f);
	texts(&f);
	late_drops(&f);
	pictures(&f);
	str_free(&text);
	str_free(&f.letters);
	free(f.whole);
	free(f.part);
	free(f.next);
}
