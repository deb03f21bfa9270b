/* typography: the signs a typesetter would have set.
 *
 * Reads and sets the texts of a.tree and of a.meta, and lang where a block is
 * surely in another language (typography_lang.c); the language is that of
 * the nearest lang, else the article's.  A font's forms of Arabic letters become
 * the letters (typography_forms.c).  Straight quotes become those of the
 * language, dots an ellipsis, hyphens between words a dash, and spaces where
 * no line may break become no-break spaces.  Letters and digits are never
 * touched, nothing in <pre>, <code>, <kbd>, <samp> and web addresses, and a
 * second run changes nothing.
 *
 * A block is taken as one line of characters, so that a quote that opens in
 * <em> and closes outside is one quote.
 */
#include "filters/typography.h"

#include <string.h>

#include "base/lanes.h"
#include "base/utf8.h"
#include "doc/dom.h"
#include "doc/xhtml.h"
#include "filters/filter.h"

#define GHOST 2 /* typo_char.opaque: not a character */

enum typo_lang
typo_lang_of(const char *l)
{
	static const struct {
		char code[4];
		uint8_t lang;
	} table[] = {
		{ "vi", TL_VI },
		{ "en", TL_EN },
		{ "fr", TL_FR },
		{ "de", TL_DE },
		{ "cs", TL_DE },
		{ "sk", TL_DE },
		{ "sl", TL_DE },
		{ "bg", TL_DE },
		{ "et", TL_DE },
		{ "is", TL_DE },
		{ "ka", TL_DE },
		{ "lt", TL_DE },
		{ "mk", TL_DE },
		{ "fi", TL_NORDIC },
		{ "sv", TL_NORDIC },
		{ "pl", TL_POLISH },
		{ "ro", TL_POLISH },
		{ "hu", TL_POLISH },
		{ "hr", TL_POLISH },
		{ "ru", TL_RUSSIAN },
		{ "uk", TL_RUSSIAN },
		{ "be", TL_RUSSIAN },
		{ "el", TL_GREEK },
		{ "fa", TL_GREEK },
		{ "hy", TL_GREEK },
		{ "nb", TL_NORWEGIAN },
		{ "nn", TL_NORWEGIAN },
		{ "no", TL_NORWEGIAN },
		{ "zh", TL_CJK },
		{ "ja", TL_CJK },
		{ "ko", TL_CJK },
	};

	if (!l)
		return TL_GENERIC;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		if ((l[0] | 32) == table[i].code[0] && l[0] &&
		        (l[1] | 32) == table[i].code[1] &&
		        (!l[2] || l[2] == '-' || l[2] == '_'))
			return (enum typo_lang)table[i].lang;
	return TL_GENERIC;
}

static int
starts(const struct typo_line *l, size_t i, const char *s)
{
	for (; *s; s++, i++)
		if ((typo_at(l, i) | (*s >= 'a' && *s <= 'z' ? 32u : 0)) !=
		        (uint32_t)*s)
			return 0;
	return 1;
}

/* Stops, quotes and brackets behind an address are not part of it. */
static int
is_tail(uint32_t cp)
{
	return cp < 0x80 ? cp && strchr("'\".,;:!?()[]-", (int)cp) != NULL
	                 : (cp >= 0x2013 && cp <= 0x2026) || cp == 0xAB ||
	                           cp == 0xBB;
}

/* Where an address begins in a word: the scheme before ://, www., or what
 * stands before @.  to: there is none. */
static size_t
address_start(const struct typo_line *l, size_t from, size_t to)
{
	for (size_t k = from; k < to; k++) {
		size_t at = k;
		int web = starts(l, k, "://");

		if (starts(l, k, "www."))
			return k;
		if (!web && !(l->p[k].cp == '@' && k > from &&
		                    typo_is_letter(typo_at(l, k + 1))))
			continue;
		while (at > from &&
		        (((l->p[at - 1].cp | 32) >= 'a' &&
		                 (l->p[at - 1].cp | 32) <= 'z') ||
		                (!web && (typo_is_digit(l->p[at - 1].cp) ||
		                                 l->p[at - 1].cp == '.' ||
		                                 l->p[at - 1].cp == '_' ||
		                                 l->p[at - 1].cp == '-'))))
			at--;
		return at;
	}
	return to;
}

static void
protect_word(struct typo_line *l, size_t from, size_t to)
{
	size_t k;

	from = address_start(l, from, to);
	for (k = from; k < to && l->p[k].cp != '"' && l->p[k].cp != '<'; k++)
		;
	while (k > from && is_tail(l->p[k - 1].cp))
		k--;
	while (from < k)
		l->p[from++].opaque |= 1;
}

/* Web and mail addresses: runs without blanks that hold :// or www. or @ */
void
typo_protect(struct typo_line *l)
{
	for (size_t i = 0; i < l->n; i++) {
		size_t from = i, to = i;
		uint32_t cp = l->p[i].cp;

		if (cp != '@' && !(cp == ':' && typo_at(l, i + 1) == '/') &&
		        !((cp | 32) == 'w' && (typo_at(l, i + 1) | 32) == 'w'))
			continue;
		while (from > 0 && !typo_is_space(l->p[from - 1].cp))
			from--;
		while (to < l->n && !typo_is_space(l->p[to].cp))
			to++;
		protect_word(l, from, to);
		i = to;
	}
}

/* What a line holds that a pass acts on. */
enum sign {
	SIGN_ADDRESS = 1, /* @, :/, ww */
	SIGN_DOT = 2, /* and hyphens */
	SIGN_QUOTE = 4,
	SIGN_SPACE = 8,
	SIGN_OTHER = 16 /* digits, grave accents */
};

/* enum sign of a byte and the next. */
static unsigned
sign_of(unsigned char c, unsigned char next)
{
	switch (c) {
	case '@':
		return SIGN_ADDRESS;
	case ':':
		return next == '/' ? SIGN_ADDRESS : 0;
	case 'w':
	case 'W':
		return (next | 32) == 'w' ? SIGN_ADDRESS : 0;
	case '.':
	case '-':
		return SIGN_DOT;
	case '"':
	case '\'':
		return SIGN_QUOTE;
	case ' ':
		return SIGN_SPACE;
	case '`':
		return SIGN_OTHER;
	default:
		return c >= '0' && c <= '9' ? SIGN_OTHER : 0;
	}
}

static unsigned
signs_of(struct span s)
{
	const char *p = s.p, *end = s.p + s.n;
	lanes any[5] = { { 0 } };
	unsigned signs = 0;

	for (; end - p > LANES; p += LANES) {
		lanes v = lanes_load(p), next = lanes_load(p + 1);

		any[0] |= (lanes)(v == '@') |
		          ((lanes)(v == ':') & (lanes)(next == '/')) |
		          ((lanes)((v | 32) == 'w') &
		                  (lanes)((next | 32) == 'w'));
		any[1] |= (lanes)(v == '.') | (lanes)(v == '-');
		any[2] |= (lanes)(v == '"') | (lanes)(v == '\'');
		any[3] |= (lanes)(v == ' ');
		any[4] |= (lanes)(v == '`') | lanes_in(v, '0', '9');
	}
	for (int k = 0; k < 5; k++)
		signs |= (unsigned)(lanes_bits(any[k]) != 0) << k;
	for (; p < end; p++)
		signs |= sign_of((unsigned char)*p,
		        p + 1 < end ? (unsigned char)p[1] : 0);
	return signs;
}

/* Those that no pass needs to look for are told by signs.  1: something
 * changed. */
static int
run_passes(struct typo_line *l, enum typo_lang lang, unsigned signs)
{
	int changed = 0;

	if (lang == TL_CJK)
		return 0;
	if (signs & SIGN_ADDRESS)
		typo_protect(l);
	if (signs & SIGN_DOT)
		changed = typo_dots_dashes(l, lang);
	if (signs & SIGN_QUOTE)
		changed |= typo_quotes(l, lang);
	if (lang == TL_FR) /* guillemets brought spaces */
		changed |= typo_dots_dashes(l, lang);
	return typo_spaces(l, lang) | changed;
}

static void
put_chars(struct typo_line *l, struct span s, uint32_t node, int opaque)
{
	const char *p = s.p, *end = s.p + s.n;
	struct typo_char *c;

	vec_reserve(l, l->n + s.n);
	for (c = l->p + l->n; p < end; c++) {
		c->cp = utf8_next(&p, end);
		c->node = node;
		c->opaque = (uint8_t)opaque;
	}
	l->n = (size_t)(c - l->p);
}

void
typo_text(struct str *out, struct span in, const char *lang)
{
	struct typo_line l = { NULL, 0, 0 };
	struct str letters = STR_INIT;

	if (typo_forms(&letters, in) > 0)
		in = str_span(&letters);
	put_chars(&l, in, 0, 0);
	run_passes(&l, typo_lang_of(lang), signs_of(in));
	for (size_t i = 0; i < l.n; i++)
		str_put_utf8(out, l.p[i].cp);
	str_free(&letters);
	vec_free(&l);
}

/* ---- over the tree ----------------------------------------------------- */

struct typo {
	struct article *a;
	const char *lang;
	struct typo_line line;
	VEC(xmlNodePtr) node; /* of the open line */
	unsigned signs; /* of the line, enum sign */
};

static const char *
lang_at(const struct typo *T, const xmlNode *n)
{
	for (; n && n->type == XML_ELEMENT_NODE; n = n->parent) {
		const char *l = dom_attr(n, "lang");

		if (l && *l)
			return l;
	}
	return T->lang;
}

/* Is there any sign that a pass could act on? Most blocks of some languages
 * have none. */
static int
needs_work(const struct typo *T)
{
	return T->node.n &&
	       ((T->signs & (SIGN_DOT | SIGN_QUOTE | SIGN_OTHER)) ||
	               ((T->signs & SIGN_SPACE) &&
	                       typo_lang_of(T->lang) != TL_GENERIC));
}

static int
same_text(const xmlNode *n, const struct str *s)
{
	return strcmp((const char *)n->content, str_c(s)) == 0;
}

static void
flush(struct typo *T)
{
	struct str s = STR_INIT;
	size_t i = 0;

	if (needs_work(T) &&
	        run_passes(&T->line,
	                typo_lang_of(lang_at(T, T->node.p[0]->parent)),
	                T->signs)) {
		for (uint32_t k = 0; k < T->node.n; k++) {
			xmlNodePtr n = T->node.p[k];

			str_truncate(&s, 0);
			for (; i < T->line.n && T->line.p[i].node == k; i++)
				if (T->line.p[i].opaque != GHOST)
					str_put_utf8(&s, T->line.p[i].cp);
			if (!same_text(n, &s))
				xmlNodeSetContent(n, (xmlChar *)s.s);
		}
	}
	vec_clear(&T->line);
	vec_clear(&T->node);
	T->signs = 0;
	str_free(&s);
}

static int
is_code(const xmlNode *n, const xmlNode *root)
{
	static const char *const code[] = { "pre", "code", "kbd", "samp", "var",
		NULL };

	for (n = n->parent; n && n != root; n = n->parent)
		if (dom_is_any(n, code))
			return 1;
	return 0;
}

static void
take(struct typo *T, xmlNodePtr n, const xmlNode *root)
{
	struct span s = span_of((char *)n->content);

	if (!s.n)
		return;
	T->signs |= signs_of(s);
	/* An address may begin in one text and go on in the next. */
	if (T->node.n)
		T->signs |= SIGN_ADDRESS;
	put_chars(&T->line, s, (uint32_t)T->node.n, is_code(n, root));
	vec_add(&T->node, n);
}

/* A picture within a line: something that is no space. */
static void
put_ghost(struct typo *T)
{
	struct typo_char *c = vec_push(&T->line);

	c->cp = 0xFFFC;
	c->opaque = GHOST;
	c->node = T->node.n ? (uint32_t)T->node.n - 1 : 0;
}

static int
ends_line(const xmlNode *n)
{
	return n->type == XML_ELEMENT_NODE &&
	       (dom_is(n, "br") || dom_is_block((const char *)n->name));
}

static void
walk(struct typo *T, xmlNodePtr root)
{
	xmlNodePtr n = root;

	while (n) {
		xmlNodePtr next = dom_next(n, root), up;

		if (n->type == XML_TEXT_NODE)
			take(T, n, root);
		else if (ends_line(n))
			flush(T);
		else if (dom_is(n, "img"))
			put_ghost(T);
		/* Leaving blocks on the way up ends the line too. */
		if (!n->children)
			for (up = n; up && up != root && !up->next;
			        up = up->parent)
				if (ends_line(up->parent))
					flush(T);
		n = next;
	}
	flush(T);
}

/* Returns how many words of the article were in forms. */
static unsigned
set_forms(xmlNodePtr root)
{
	struct str s = STR_INIT;
	unsigned all = 0, words;

	for (xmlNodePtr n = root; n; n = dom_next(n, root)) {
		const char *v = n->type == XML_TEXT_NODE ? (char *)n->content
		                : dom_is(n, "img")       ? dom_attr(n, "alt")
		                                         : NULL;

		str_truncate(&s, 0);
		if (!v || (words = typo_forms(&s, span_of(v))) == 0)
			continue;
		all += words;
		if (n->type == XML_TEXT_NODE)
			xmlNodeSetContent(n, (xmlChar *)s.s);
		else
			dom_set_attr(n, "alt", str_c(&s));
	}
	str_free(&s);
	return all;
}

static void
set_meta(struct typo *T)
{
	static const uint8_t fields[] = { META_TITLE, META_KICKER,
		META_STANDFIRST, META_LEAD_CAPTION };
	struct meta *m = &T->a->meta;
	struct str s = STR_INIT;

	for (size_t i = 0; i < sizeof(fields); i++) {
		char *v = m->f[fields[i]].value;

		if (!v)
			continue;
		str_truncate(&s, 0);
		typo_text(&s, span_of(v), T->lang);
		m->f[fields[i]].value = arena_span(T->a->arena, str_span(&s));
	}
	str_free(&s);
}

/* The text with the signs of the source, which programs that read JSON compare
 * with it: a straight quote is one, an Arabic form is itself. */
static void
keep_running(struct article *a)
{
	struct str s = STR_INIT;

	text_body(&s, a);
	a->running = arena_strndup(a->arena, str_c(&s), s.len);
	str_free(&s);
}

static int
run_typography(struct article *a, const struct options *o, struct diag *dg)
{
	struct typo T = { .a = a };
	xmlNodePtr body = article_body(a);

	if (!body)
		return diag_file(dg, a->name, MSG_EXTRACT_NO_BODY);
	T.lang = meta_get(&a->meta, META_LANG);
	if (!T.lang)
		T.lang = o->lang;
	typo_quotations(body, T.lang);
	if (o->running)
		keep_running(a);
	ledger_add_count(a, "typography", "forms", set_forms(body), "words");
	typo_mark_languages(body, T.lang);
	walk(&T, body);
	set_meta(&T);
	vec_free(&T.line);
	vec_free(&T.node);
	return 0;
}

const struct filter filter_typography = {
	.name = "typography",
	.about = "quotes, dashes, ellipses and no-break spaces of the language",
	.needs_tree = 1,
	.run = run_typography,
};
