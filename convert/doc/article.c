/* article: making and ending one, its metadata, and the ledger: the account
 * of all that was dropped or repaired (DESIGN 7, promise 2). */
#include "doc/article.h"

#include <string.h>

#include "base/lanes.h"
#include "base/utf8.h"
#include "doc/dom.h"

#define FIRST_WORDS 80 /* characters of a ledger entry's text */
#define PATH_PARTS 24 /* innermost parts of a ledger entry's path */
#define PATH_INDEX 2000 /* siblings looked at for the [n] of a part */

static const char *const names[META_FIELDS] = {
#define F(id, name) [META_##id] = name,
#include "doc/meta.def"
#undef F
};

struct article *
article_new(const char *name)
{
	struct arena *arena = arena_new();
	struct article *a = arena_new_of(arena, struct article);
	size_t dir = (size_t)(strrchr(name, '/') ? strrchr(name, '/') - name + 1
	                                         : 0);

	a->arena = arena;
	a->name = arena_strdup(arena, name);
	/* "/x" lies in "/", "a/x" in "a" */
	a->base_dir = arena_strndup(arena, name, dir > 1 ? dir - 1 : dir);
	return a;
}

void
article_free(struct article *a)
{
	if (!a)
		return;
	str_free(&a->raw);
	str_free(&a->text);
	if (a->tree)
		xmlFreeDoc(a->tree);
	vec_free(&a->meta.authors);
	vec_free(&a->meta.keywords);
	vec_free(&a->evidence);
	vec_free(&a->assets);
	vec_free(&a->ledger);
	arena_free(a->arena);
}

const char *
meta_name(enum meta_field f)
{
	return names[f];
}

const char *
meta_get(const struct meta *m, enum meta_field f)
{
	return m->f[f].value;
}

int
meta_is_vi(const struct meta *m)
{
	const char *lang = meta_get(m, META_LANG);

	return lang != NULL && strncmp(lang, "vi", 2) == 0;
}

void
meta_set(struct article *a, enum meta_field f, struct span value,
        const char *source)
{
	value = span_trim(value);
	if (!value.n)
		return;
	a->meta.f[f].value = arena_span(a->arena, value);
	a->meta.f[f].source = source;
}

static char **
keep_names(struct arena *arena, char *const *name, size_t n)
{
	char **to = arena_array(arena, n + 1, sizeof(*to));

	for (size_t i = 0; i < n; i++)
		to[i] = arena_strdup(arena, name[i]);
	return to;
}

const struct meta *
meta_keep(struct arena *arena, const struct meta *m)
{
	struct meta *to = arena_new_of(arena, struct meta);

	*to = *m;
	for (int f = 0; f < META_FIELDS; f++) {
		to->f[f].value = arena_strdup(arena, m->f[f].value);
		to->f[f].source = arena_strdup(arena, m->f[f].source);
	}
	to->authors.p = keep_names(arena, m->authors.p, m->authors.n);
	to->keywords.p = keep_names(arena, m->keywords.p, m->keywords.n);
	return to;
}

void
meta_use(struct article *a, const struct meta *kept)
{
	memcpy(a->meta.f, kept->f, sizeof(kept->f));
	a->meta.authors_source = kept->authors_source;
	for (size_t i = 0; i < kept->authors.n; i++)
		vec_add(&a->meta.authors, kept->authors.p[i]);
	for (size_t i = 0; i < kept->keywords.n; i++)
		vec_add(&a->meta.keywords, kept->keywords.p[i]);
}

const char *
meta_byline(struct article *a)
{
	struct str s = STR_INIT;
	char *line;
	size_t i;

	if (!a->meta.authors.n)
		return NULL;
	for (i = 0; i < a->meta.authors.n; i++) {
		if (i)
			str_puts(&s, ", ");
		str_puts(&s, a->meta.authors.p[i]);
	}
	line = arena_strndup(a->arena, s.s, s.len);
	str_free(&s);
	return line;
}

/* In extra: the only one of its name. */
#define ALONE 65535

void
article_number(struct article *a)
{
	xmlNodePtr root = a->tree ? xmlDocGetRootElement(a->tree) : NULL;
	uintptr_t order = 0;

	for (xmlNodePtr n = root; n; n = dom_next(n, root)) {
		xmlNodePtr s = n->prev;
		int left = PATH_INDEX;

		if (n->type != XML_ELEMENT_NODE)
			continue;
		n->psvi = (void *)++order;
		while (s && left-- > 0 && !dom_is(s, (const char *)n->name))
			s = s->prev;
		n->extra = ALONE;
		if (!s || left < 0)
			continue;
		if (s->extra == ALONE)
			s->extra = 1;
		n->extra = (unsigned short)(s->extra < ALONE - 2 ? s->extra + 1
		                                                 : ALONE - 1);
	}
}

/* "div[2]": the index stands where there is more than one of the name.  Only
 * so many siblings are looked at, or a page of 100,000 of which many are
 * dropped would cost the square of that; farther on there is no index. */
static void
put_path_part(struct str *out, const xmlNode *n)
{
	const xmlNode *s;
	int before = 0;
	int more = 0;
	int left = PATH_INDEX;

	if (n->extra) {
		str_puts(out, (const char *)n->name);
		if (n->extra != ALONE)
			str_printf(out, "[%d]", n->extra);
		return;
	}
	for (s = n->prev; s && left-- > 0; s = s->prev)
		before += dom_is(s, (const char *)n->name);
	if (s) /* too many: no index at all */
		before = -1;
	left = PATH_INDEX;
	for (s = n->next; s && !before && !more && left-- > 0; s = s->next)
		more = dom_is(s, (const char *)n->name);
	str_puts(out, (const char *)n->name);
	if (before > 0 || (more && !before))
		str_printf(out, "[%d]", before + 1);
}

char *
ledger_path(struct arena *arena, const xmlNode *n)
{
	const xmlNode *part[PATH_PARTS];
	struct str s = STR_INIT;
	char *path;
	int k = 0;
	int cut = 0;

	for (; n && !cut; n = n->parent) {
		if (n->type != XML_ELEMENT_NODE || dom_is(n, "html"))
			continue;
		if (k == PATH_PARTS)
			cut = 1;
		else
			part[k++] = n;
	}
	if (!k)
		return NULL;
	if (cut)
		str_puts(&s, ".../");
	while (k--) {
		put_path_part(&s, part[k]);
		if (k)
			str_putc(&s, '/');
	}
	path = arena_strndup(arena, s.s, s.len);
	str_free(&s);
	return path;
}

/* At most FIRST_WORDS characters; a longer text is cut at a space, if one is
 * near, and ends in an ellipsis. */
static char *
first_words(struct arena *arena, struct span text)
{
	const char *p = text.p;
	const char *end = p + text.n;
	const char *fits = p;
	const char *space = NULL;
	int n = 0;

	while (p < end && n < FIRST_WORDS) {
		if (n < FIRST_WORDS - 1)
			fits = p;
		if (*p == ' ' && n > FIRST_WORDS / 2 && n < FIRST_WORDS - 1)
			space = p;
		utf8_next(&p, end);
		n++;
	}
	if (p == end)
		return arena_span(arena, text);
	if (space)
		fits = space;
	return arena_printf(arena, "%.*s…", (int)(fits - text.p), text.p);
}

static unsigned
node_order(const xmlNode *n)
{
	return n->type == XML_ELEMENT_NODE ? (unsigned)(uintptr_t)n->psvi : 0;
}

static struct ledger_entry *
ledger_push(struct article *a, enum ledger_kind kind, const char *stage,
        const char *rule)
{
	struct ledger_entry *e = vec_push(&a->ledger);

	e->kind = kind;
	e->stage = stage;
	e->rule = rule;
	return e;
}

void
ledger_place(struct article *a, xmlNodePtr node)
{
	struct ledger_entry *e = vec_last(&a->ledger);
	long line = xmlGetLineNo(node);

	e->line = line > 0 ? (int)line : 0;
	e->path = ledger_path(a->arena, node);
	if (node->type != XML_ELEMENT_NODE && node->parent) {
		node = node->parent;
		e->part = 1;
	}
	e->order = node_order(node);
}

void
ledger_add(struct article *a, enum ledger_kind kind, const char *stage,
        const char *rule, xmlNodePtr node)
{
	struct ledger_entry *e = ledger_push(a, kind, stage, rule);
	struct str text = STR_INIT;
	long line;

	if (!node)
		return;
	line = xmlGetLineNo(node);
	e->line = line > 0 ? (int)line : 0;
	e->path = ledger_path(a->arena, node);
	e->order = node_order(node);
	dom_text_folded(node, &text);
	e->words = words_count(str_span(&text));
	if (text.len)
		e->text = first_words(a->arena, str_span(&text));
	str_free(&text);
}

void
ledger_add_text(struct article *a, enum ledger_kind kind, const char *stage,
        const char *rule, int line, struct span text)
{
	struct ledger_entry *e = ledger_push(a, kind, stage, rule);

	e->line = line;
	e->words = words_count(text);
	text = span_trim(text);
	if (text.n)
		e->text = first_words(a->arena, text);
}

void
ledger_add_count(struct article *a, const char *stage, const char *rule,
        unsigned n, const char *what)
{
	struct str s = STR_INIT;

	if (n == 0)
		return;
	str_printf(&s, "%u %s", n, what);
	ledger_add_text(a, LEDGER_CHANGE, stage, rule, 0, str_span(&s));
	str_free(&s);
}

xmlNodePtr
article_body(const struct article *a)
{
	xmlNodePtr n = a->tree ? xmlDocGetRootElement(a->tree) : NULL;

	for (n = n ? n->children : NULL; n; n = n->next)
		if (dom_is(n, "body"))
			return n;
	return NULL;
}

xmlNodePtr
article_root(const struct article *a)
{
	xmlNodePtr n = article_body(a);
	xmlNodePtr root = NULL;

	/* a page may hold an <article> among other things: it is clean when
	 * nothing stands beside it */
	for (n = n ? n->children : NULL; n; n = n->next) {
		if (dom_is_text(n) && xmlIsBlankNode(n))
			continue;
		if (root || !dom_is(n, "article"))
			return NULL;
		root = n;
	}
	return root;
}

/* Words in sixteens of bytes that are ASCII or Latin letters, as far as these
 * go; how far that is.  *in: inside a word that is counted. */
static const char *
count_latin_words(const char *p, const char *end, unsigned *words, int *in)
{
	for (; end - p >= LANES + 2; p += LANES) {
		lanes v = lanes_load(p), b = lanes_load(p + 1);
		lanes two = lanes_in(v, 0xC3, 0xC6) & lanes_in(b, 0x80, 0xBF);
		lanes three = (lanes)(v == 0xE1) & lanes_in(b, 0xBA, 0xBB) &
		              lanes_in(lanes_load(p + 2), 0x80, 0xBF);
		/* marks that are put on letters, U+0300 to U+036F */
		lanes mark = ((lanes)(v == 0xCC) & lanes_in(b, 0x80, 0xBF)) |
		             ((lanes)(v == 0xCD) & lanes_in(b, 0x80, 0xAF));
		/* not the signs of multiplication and division */
		lanes letter = (two & ~((lanes)(v == 0xC3) &
		                              (lanes)((b & 0xDF) == 0x97))) |
		               three | mark;
		unsigned space, solid;

		if (lanes_bits(lanes_in(v, 0xC0, 0xFF) & ~letter) != 0)
			break;
		space = lanes_bits((lanes)(v == ' ') | lanes_in(v, '\t', '\r'));
		solid = lanes_bits(letter | lanes_in(v | 0x20, 'a', 'z') |
		                   lanes_in(v, '0', '9'));
		if (*in) { /* up to the first space */
			*in = space == 0;
			solid = *in ? 0 : solid & ~0u << __builtin_ctz(space);
		}
		for (; solid != 0; ++*words) {
			space &= ~0u << __builtin_ctz(solid);
			*in = space == 0;
			solid = *in ? 0 : solid & ~0u << __builtin_ctz(space);
		}
	}
	return p;
}

/* A word is a run without white space that holds a letter or a digit; in
 * scripts written without spaces each character is one. */
unsigned
words_count(struct span text)
{
	const char *p = text.p, *end = p + text.n, *to;
	unsigned n = 0;
	int in = 0; /* inside a word that is counted */

	while (p < end) {
		p = count_latin_words(p, end, &n, &in);
		for (to = end - p < LANES ? end : p + LANES; p < to;) {
			uint32_t cp = utf8_next(&p, end);

			if (cp == UTF8_BAD)
				continue;
			if (cp_is_space(cp)) {
				in = 0;
			} else if (cp_is_unspaced(cp) && cp_is_letter(cp)) {
				n++;
				in = 0;
			} else if (!in &&
			           (cp_is_letter(cp) || cp_is_digit(cp))) {
				n++;
				in = 1;
			}
		}
	}
	return n;
}
