/* meta_lines_read: the body as lines, at <br> and at block boundaries, how
 * each is set, and what it is by itself: a link, the date, a sentence.
 */
#include <string.h>

#include "base/utf8.h"
#include "doc/dom.h"
#include "filters/infoline.h"
#include "filters/meta_lines.h"

#define LINES 4000
#define DATE_BYTES 160 /* of a line that is a date */
#define UP 8 /* ancestors asked for how a text is set */

enum look {
	LOOK_LINK = 1,
	LOOK_STRONG = 2,
	LOOK_SLANTED = 4,
	LOOK_LARGE = 8,
	LOOK_RIGHT = 16,
	LOOK_ELSEWHERE = 32,
	LOOK_FIRST_RANK = 64,
};

/* "font-size: 14pt" or more, or as many pixels as that. */
static int
is_large_style(const char *st)
{
	const char *p = find_nocase(st, "font-size");
	int n = 0;

	if (p == NULL)
		return 0;
	p += 9;
	p += strspn(p, " :");
	while (*p >= '0' && *p <= '9' && n < 1000)
		n = n * 10 + *p++ - '0';
	if (*p == '.')
		p += 1 + strspn(p + 1, "0123456789");
	return (strncmp(p, "pt", 2) == 0 && n >= 13) ||
	       (strncmp(p, "px", 2) == 0 && n >= 17);
}

static unsigned
look_of_style(const xmlNode *n)
{
	const char *st = dom_attr(n, "style"), *al = dom_attr(n, "align");
	const char *p = st ? find_nocase(st, "font-weight") : NULL;
	unsigned look = 0;

	if ((al != NULL && find_nocase(al, "right") == al) || class_is_right(n))
		look |= LOOK_RIGHT;
	if (st == NULL)
		return look;
	if (p != NULL && (find_nocase(p, "bold") || find_nocase(p, "700")))
		look |= LOOK_STRONG;
	if (find_nocase(st, "italic"))
		look |= LOOK_SLANTED;
	if (is_large_style(st))
		look |= LOOK_LARGE;
	p = find_nocase(st, "text-align");
	if (p != NULL &&
	        find_nocase(p, "right") == p + 10 + strspn(p + 10, " :"))
		look |= LOOK_RIGHT;
	return look;
}

static unsigned
look_of(xmlNodePtr n)
{
	unsigned kinds = class_kinds(n), look = look_of_style(n);
	const char *size;
	int level = dom_heading(n);

	if (dom_is(n, "a"))
		look |= LOOK_LINK;
	if (dom_is(n, "b") || dom_is(n, "strong") || dom_is(n, "th"))
		look |= LOOK_STRONG;
	if (dom_is(n, "i") || dom_is(n, "em"))
		look |= LOOK_SLANTED;
	if (level > 0)
		look |= LOOK_LARGE |
		        (level == 1 ? (unsigned)LOOK_FIRST_RANK : 0);
	size = dom_is(n, "font") ? dom_attr(n, "size") : NULL;
	if (dom_is(n, "big") || (size && (*size == '+' || *size >= '4')))
		look |= LOOK_LARGE;
	if ((kinds & CLASS_TITLE) && !(kinds & CLASS_NO_TITLE))
		look |= LOOK_LARGE;
	if (dom_is(n, "nav") || dom_is(n, "footer") || dom_is(n, "aside") ||
	        ((kinds & (CLASS_ELSEWHERE | CLASS_OWN)) == CLASS_ELSEWHERE &&
	                !class_has(n, "elementor-widget")))
		look |= LOOK_ELSEWHERE;
	return look;
}

/* Of a text: what stands above it, as far as the nearest block says how, and
 * farther up for where it lies. */
static unsigned
look_up(xmlNodePtr n)
{
	unsigned look = 0, mask = ~0u;

	for (int up = 0; n != NULL && up < UP; up++, n = n->parent) {
		if (n->type != XML_ELEMENT_NODE || dom_is(n, "body"))
			break;
		look |= look_of(n) & mask;
		if (dom_is_block((const char *)n->name))
			mask = LOOK_ELSEWHERE;
	}
	return look;
}

static void
line_end(struct lines *L)
{
	struct line *l = L->v.n ? vec_last(&L->v) : NULL;

	if (l == NULL || l->text.len > 0) {
		vec_push(&L->v);
		return;
	}
	l->links = l->strong = l->slanted = 0;
	l->large = l->right = l->elsewhere = l->first_rank = 0;
}

/* Bytes of a blank at s; 0: it is none. */
static size_t
blank_at(const char *s)
{
	if ((unsigned char)s[0] == 0xC2 && (unsigned char)s[1] == 0xA0)
		return 2;
	return (unsigned char)*s <= ' ';
}

static void
line_add(struct lines *L, xmlNodePtr text)
{
	struct line *l = vec_last(&L->v);
	const char *s = (const char *)text->content, *end = s + strlen(s);
	size_t had = l->text.len, n;
	unsigned look;

	for (int space = had == 0 || l->text.s[had - 1] == ' '; s < end;
	        s += n) {
		n = blank_at(s);
		if (n > 0) {
			if (!space)
				str_putc(&l->text, ' ');
			space = 1;
			continue;
		}
		n = span_folded((struct span){ s, (size_t)(end - s) });
		while (s + n < end && !blank_at(s + n))
			n++;
		str_add(&l->text, s, n);
		space = 0;
	}
	if (l->text.len == had)
		return;
	look = look_up(text->parent);
	had = l->text.len - had;
	l->links += look & LOOK_LINK ? had : 0;
	l->strong += look & LOOK_STRONG ? had : 0;
	l->slanted += look & LOOK_SLANTED ? had : 0;
	l->large |= (look & LOOK_LARGE) != 0;
	l->first_rank |= (look & LOOK_FIRST_RANK) != 0;
	l->right |= (look & LOOK_RIGHT) != 0;
	l->elsewhere |= (look & LOOK_ELSEWHERE) != 0;
}

void
lines_read(struct lines *L, xmlNodePtr root)
{
	static const char *const dead[] = { "script", "style", "noscript",
		"template", "svg", "select", "textarea", "button", "marquee",
		NULL };
	xmlNodePtr n = root->children;

	line_end(L);
	while (n != NULL && L->v.n < LINES) {
		if (dom_is_text(n) && n->content != NULL) {
			line_add(L, n);
		} else if (n->type == XML_ELEMENT_NODE) {
			if (dom_is_any(n, dead)) {
				n = dom_next_skip(n, root);
				continue;
			}
			if (dom_is(n, "br") ||
			        dom_is_block((const char *)n->name))
				line_end(L);
		}
		/* leave what ends here */
		if (n->type != XML_ELEMENT_NODE || n->children == NULL)
			for (xmlNodePtr k = n; k != root && !k->next;) {
				k = k->parent;
				if (k == root)
					break;
				if (dom_is_block((const char *)k->name))
					line_end(L);
			}
		n = dom_next(n, root);
	}
}

int
is_in_capitals(struct span t)
{
	const char *p = t.p, *end = t.p + t.n;
	int upper = 0;

	while (p < end) {
		uint32_t cp = utf8_next(&p, end);

		if (cp_is_letter(cp) && !cp_is_upper(cp))
			return 0;
		upper += cp_is_upper(cp);
	}
	return upper > 0;
}

int
line_has_date(const struct lines *L, const struct line *l)
{
	struct date d;
	struct span t = line_text(l);

	return t.n >= 6 && t.n < DATE_BYTES &&
	       date_find(t, L->f->order, &d, NULL);
}

int
line_is_date(const struct lines *L, const struct line *l)
{
	struct span t = line_text(l);
	struct info in;
	unsigned most;

	if (t.n < 6 || t.n >= DATE_BYTES || line_is_link(l) ||
	        !info_has_digit(t))
		return 0;
	most = begins_any(t, words_signs) || begins_any(t, words_posters) ? 10
	                                                                  : 4;
	in = info_of(t, most);
	return in.numbers > 0 && in.words <= 25 && in.rest <= most &&
	       line_has_date(L, l);
}

int
ends_sentence(struct span t)
{
	static const char *const end[] = { ".", "!", "?", ":", ";", ",", "\"",
		")", "\xE2\x80\x9D", "\xC2\xBB", "\xE2\x80\xA6", NULL };

	for (size_t i = 0; end[i] != NULL; i++) {
		size_t n = strlen(end[i]);

		if (t.n > n && memcmp(t.p + t.n - n, end[i], n) == 0)
			return 1;
	}
	return 0;
}
