/* meta_byline: the names that a reader of the page sees: elements marked as
 * bylines, lines and labels that begin as such, signatures.
 */
#include <string.h>

#include "base/utf8.h"
#include "doc/dom.h"
#include "filters/meta_body.h"
#include "filters/meta_words.h"

#define TITLED 6 /* elements below a name that hold what the person is */
#define SIGNED 20 /* elements below a rank that hold the name */

/* 2: it is said to be the author's; 1: its address has a word for authors. */
static int
is_author_link(const xmlNode *n)
{
	static const char *const words[] = { "author/", "authors/", "autor/",
		"autoren/", "auteur/", "by/", "tac-gia/", "staff/",
		"contributors/", NULL };
	const char *rel = dom_attr(n, "rel"), *p;

	if (rel != NULL && find_nocase(rel, "author") != NULL)
		return 2;
	p = dom_is(n, "a") ? dom_attr(n, "href") : NULL;
	while (p != NULL && (p = strchr(p, '/')) != NULL) {
		p++;
		for (int i = 0; words[i] != NULL; i++)
			if (*p == *words[i] &&
			        strncmp(p, words[i], strlen(words[i])) == 0)
				return 1;
	}
	return 0;
}

/* The names of those who took a picture. */
static int
is_credit(const struct body *b, xmlNodePtr n)
{
	for (int up = 0; n != NULL && n != b->root && up < 5; up++) {
		if (dom_is(n, "figure") || dom_is(n, "figcaption") ||
		        (class_kinds(n) & CLASS_CREDIT))
			return 1;
		n = n->parent;
	}
	return 0;
}

/* Whether n lies in what is marked as a byline. */
static int
is_in_byline(const struct body *b, xmlNodePtr n)
{
	for (int up = 0; up < 4; up++) {
		n = n->parent;
		if (n == NULL || n == b->root)
			return 0;
		if ((class_kinds(n) & (CLASS_BYLINE | CLASS_NO_BYLINE)) ==
		        CLASS_BYLINE)
			return body_text_size(n, 300) <= 300;
	}
	return 0;
}

/* A box about the author, below the text: its heading is the name. */
static void
author_box(struct body *b, xmlNodePtr n)
{
	static const char *const heads[] = { "h2", "h3", "h4", "h5", "h6",
		"strong", "b", NULL };
	static const char *const kinds[] = { "bio", "box", "about", "card",
		"info", "profile", NULL };
	struct str s = STR_INIT;
	int is = 0;

	for (size_t i = 0; kinds[i] != NULL && !is; i++)
		is = class_has(n, kinds[i]);
	if (!is || b->pos < b->h1_pos || body_text_size(n, 3000) > 2500 ||
	        body_is_elsewhere(b, n->parent))
		return;
	for (xmlNodePtr k = n->children; k != NULL; k = dom_next(k, n)) {
		if (k->type != XML_ELEMENT_NODE ||
		        (!dom_is_any(k, heads) && !is_author_link(k)))
			continue;
		body_folded(k, &s);
		if (s.len > 3 && s.len < 60 && memchr(s.s, ' ', s.len)) {
			facts_add(
			        b->f, FACT_AUTHOR, 66, str_span(&s), "byline");
			break;
		}
	}
	str_free(&s);
}

/* A person's sign before the name, in a line that says the day as well. */
static void
byline_icon(struct body *b, xmlNodePtr n)
{
	static const char *const signs[] = { "fa-user", "icon-user",
		"glyphicon-user", "bi-person", "icon-author", NULL };
	struct str s = STR_INIT;
	struct span name;
	int is = 0;

	for (size_t i = 0; signs[i] != NULL && !is; i++)
		is = class_has(n, signs[i]);
	if (!is || n->children != NULL || n->next == NULL ||
	        body_text_size(n->parent, 200) > 160 || body_is_elsewhere(b, n))
		return;
	body_folded(n->parent, &s);
	is = body_has_date(b, str_span(&s));
	str_truncate(&s, 0);
	if (dom_is_text(n->next) && n->next->content != NULL)
		str_puts(&s, (const char *)n->next->content);
	else
		dom_text_folded(n->next, &s);
	name = span_trim(str_span(&s));
	if (is && name.n > 3 && name.n < 60 && memchr(name.p, ' ', name.n))
		facts_add(b->f, FACT_AUTHOR, 48 + body_far(b), name, "byline");
	str_free(&s);
}

void
byline_element(struct body *b, xmlNodePtr n)
{
	struct str s = STR_INIT;
	unsigned kinds = class_kinds(n);
	int rank, author = is_author_link(n), link = author == 2;

	if (dom_is(n, "i") || dom_is(n, "span"))
		byline_icon(b, n);
	if ((kinds & CLASS_BYLINE) && (kinds & CLASS_NO_BYLINE))
		author_box(b, n);
	if (link)
		rank = 40;
	else if ((kinds & CLASS_BYLINE) &&
	         (body_class_part(n, "author-name") ||
	                 body_class_part(n, "authorname") ||
	                 body_class_part(n, "byline-name") ||
	                 body_class_part(n, "byline__name")))
		rank = 39;
	else if (author && is_in_byline(b, n))
		rank = 41; /* the name alone, of all the line */
	else if ((kinds & CLASS_BYLINE) && !(kinds & CLASS_NO_BYLINE))
		rank = class_has(n, "byline") ? 42 : 44;
	else if (author)
		rank = 46;
	else
		return;
	if (body_text_size(n, 400) > 300 || body_is_elsewhere(b, n) ||
	        is_credit(b, n))
		return;
	body_folded(n, &s);
	/* who pressed the button: less than who signed */
	if (body_is_vi(b) && begins_any(str_span(&s), words_posters))
		rank = 59;
	rank += body_far(b);
	/* Of equal ones only those that stand together. */
	if (s.len > 1 && s.len < 200 &&
	        (rank < b->author_rank ||
	                (rank == b->author_rank &&
	                        b->pos < b->author_pos + 14))) {
		facts_add(b->f, FACT_AUTHOR, rank, str_span(&s),
		        link ? "author-link" : "byline");
		b->author_rank = rank;
		b->author_pos = b->pos;
	}
	str_free(&s);
}

/* What such lines begin with. */
static const struct {
	const char *word, *lang; /* of the page; NULL: any */
} byline_words[] = {
	{ "By ", NULL },
	{ "by ", NULL },
	{ "BY ", NULL },
	{ "By:", NULL },
	{ "by:", NULL },
	{ "Written by", NULL },
	{ "Posted by", NULL },
	{ "Published by", NULL },
	{ "Author:", NULL },
	{ "Reporter:", NULL },
	{ "Von ", "de" },
	{ "von ", "de" },
	{ "VON ", "de" },
	{ "Ver\xC3\xB6"
	  "ffentlicht von",
	        NULL },
	{ "Autoren ", "de" },
	{ "Autorin:", NULL },
	{ "Autor ", "de" },
	{ "Autorin ", "de" },
	{ "Bericht: ", "de" },
	{ "Text und ", "de" },
	{ "\xE8\xB4\xA3\xE4\xBB\xBB\xE7\xBC\x96\xE8\xBE\x91", NULL },
	{ "\xE4\xBD\x9C\xE8\x80\x85\xEF\xBC\x9A", NULL },
	{ "\xE8\xAE\xB0\xE8\x80\x85\xEF\xBC\x9A", NULL },
	{ "Blog Beitrag von", NULL },
	{ "Blogbeitrag von", NULL },
	{ "Geschrieben von", NULL },
	{ "Erstellt von", NULL },
	{ "erstellt von", NULL },
	{ "Beitrag von", NULL },
	{ "Text von", NULL },
	{ "Autor:", NULL },
	{ "Text: ", NULL },
	{ "โดย", "th" },
	{ "เรื่อง:", "th" },
	{ "ผู้เขียน", "th" },
	{ "ຂ່າວ:", "lo" },
	{ "ໂດຍ", "lo" },
	{ "ដោយ", "km" },
	{ "អត្ថបទ", "km" },
	{ "Texte :", NULL },
	{ "Words by", NULL },
	{ "di ", "it" },
	{ "Di ", "it" },
	{ "Автор:", NULL },
	{ "Текст:", NULL },
	{ "بقلم", NULL },
	{ "Oleh ", "id" },
	{ "Oleh:", NULL },
	{ "Penulis:", NULL },
	{ "Yazar:", NULL },
	{ "Teksti:", NULL },
	{ "Par ", "fr" },
	{ "Publi\xC3\xA9 par", NULL },
	{ "Por ", "es" },
	{ "Por ", "pt" },
	{ "Escrito por", NULL },
	{ "Publicado por", NULL },
	{ "Scritto da", NULL },
	{ "Door ", "nl" },
	{ "Av ", "sv" },
	{ "Av ", "n" },
	{ "Af ", "da" },
	{ "B\xE1\xBB\x9Fi ", "vi" },
	{ "T\xC3\xA1"
	  "c gi\xE1\xBA\xA3",
	        NULL },
	{ "B\xC3\xA0i vi\xE1\xBA\xBFt:", NULL },
	{ "B\xC3\xA0i:", NULL },
	{ "B\xC3\xA0i, \xE1\xBA\xA3nh:", NULL },
	{ "Tin, \xE1\xBA\xA3nh:", NULL },
	{ "Tin, b\xC3\xA0i:", NULL },
	{ "Ng\xC6\xB0\xE1\xBB\x9Di vi\xE1\xBA\xBFt:", NULL },
	{ "Th\xE1\xBB\xB1"
	  "c hi\xE1\xBB\x87n:",
	        NULL },
	{ "N\xE1\xBB\x99i dung:", NULL },
	{ "Vi\xE1\xBA\xBFt b\xE1\xBB\x9Fi ", NULL },
};

/* Short lines that begin as bylines do, whatever their class. */
static void
spoken_byline(struct body *b, xmlNodePtr n, const struct str *s)
{
	const char *lang = meta_get(&b->f->a->meta, META_LANG);
	size_t i;

	if (s->len > 90)
		return;
	for (i = 0; i < sizeof(byline_words) / sizeof(byline_words[0]); i++)
		if (*s->s == *byline_words[i].word &&
		        strncmp(s->s, byline_words[i].word,
		                strlen(byline_words[i].word)) == 0 &&
		        (byline_words[i].lang == NULL || lang == NULL ||
		                strncmp(lang, byline_words[i].lang,
		                        strlen(byline_words[i].lang)) == 0)) {
			if (!body_is_elsewhere(b, n))
				facts_add(b->f, FACT_AUTHOR, 52 + body_far(b),
				        str_span(s), "byline");
			return;
		}
}

/* "来源：新华社 作者：李明" and "홍길동 기자": the names in a line whose other
 * words say where it is from; empty: none. */
static struct span
named_within(const struct str *s)
{
	static const char *const before[] = { "作者：", "作者:", "记者：",
		"記者：", NULL };
	static const char behind[] = " 기자";
	const char *p;

	for (int i = 0; s->len <= 160 && before[i] != NULL; i++)
		if ((p = strstr(str_c(s), before[i])) != NULL) {
			p += strlen(before[i]);
			return (struct span){ p, strcspn(p, " |") };
		}
	p = s->len <= 60 ? strstr(str_c(s), behind) : NULL;
	if (p != NULL && strcspn(p + sizeof(behind) - 1, " |(") == 0)
		return (struct span){ s->s, (size_t)(p - s->s) };
	return (struct span){ "", 0 };
}

/* "3 May 2004, by Jo Lee": the name behind a day. */
static struct span
named_behind_day(const struct body *b, const struct str *s)
{
	static const char *const by[] = { " by ", " By ", " von ", " par ",
		" por ", " bởi ", NULL };

	for (int i = 0; s->len <= 90 && by[i] != NULL; i++) {
		const char *p = strstr(str_c(s), by[i]);

		if (p != NULL && body_has_date(b, (struct span){ s->s,
		                                          (size_t)(p - s->s) }))
			return span_of(p + 1);
	}
	return (struct span){ "", 0 };
}

/* Vietnamese papers sign at the end: right-aligned, often bold. */
static int
is_right(const xmlNode *n)
{
	const char *align = dom_attr(n, "align"), *st = dom_attr(n, "style");
	const char *at = st != NULL ? find_nocase(st, "text-align") : NULL;

	if (align != NULL && find_nocase(align, "right") == align)
		return 1;
	if (at != NULL) {
		at += 10;
		at += strspn(at, " :");
		return find_nocase(at, "right") == at;
	}
	return class_is_right(n) ||
	       (body_class_part(n, "author") && body_class_part(n, "p"));
}

/* Labels that stand by themselves, in bold or in a cell, before the name;
 * lower case, without the colon. */
static int
is_label(const struct str *s)
{
	static const char *const words[] = { "author", "authors", "written by",
		"posted by", "by", "text", "words", "autor", "autorin",
		"autoren", "von", "verfasser", "verfasserin", "verfasst von",
		"text von", "bericht", "texte", "auteur", "auteure", "auteurs",
		"par", "autore", "autora", "autores", "testo", "texto", "por",
		"tekst", "forfatter", "f\xC3\xB6rfattare", "av", "door",
		"kirjoittaja", "yazar", "szerz\xC5\x91",
		"t\xC3\xA1"
		"c gi\xE1\xBA\xA3",
		"ng\xC6\xB0\xE1\xBB\x9Di vi\xE1\xBA\xBFt",
		"b\xC3\xA0i vi\xE1\xBA\xBFt", "\xE4\xBD\x9C\xE8\x80\x85",
		"\xE8\xAE\xB0\xE8\x80\x85", "\xE8\xA8\x98\xE8\x80\x85",
		"\xE6\x96\x87", "\xEA\xB8\x80", NULL };
	const char *v = str_c(s);
	size_t n = s->len;

	if (n > 40)
		return 0;
	if (n > 3 && memcmp(v + n - 3, "\xEF\xBC\x9A", 3) == 0)
		n -= 3; /* a colon, full width */
	else if (n > 1 && v[n - 1] == ':')
		n--;
	else
		return 0;
	for (size_t i = 0; words[i] != NULL; i++)
		if (span_eq_nocase(span_trim((struct span){ v, n }), words[i]))
			return 1;
	return 0;
}

/* What stands behind n up to the end of its line; lines that are empty before
 * it do not count. */
static void
rest_of_line(const xmlNode *n, struct str *out)
{
	struct str one = STR_INIT;

	str_truncate(out, 0);
	for (n = n->next; n != NULL && out->len < 120; n = n->next) {
		int block = n->type == XML_ELEMENT_NODE &&
		            dom_is_block((const char *)n->name);

		if (out->len > 0 && (block || dom_is(n, "br")))
			break;
		str_truncate(&one, 0);
		if (dom_is_text(n) && n->content != NULL)
			str_puts(&one, (const char *)n->content);
		else if (n->type == XML_ELEMENT_NODE)
			dom_text_folded(n, &one);
		if (out->len > 0 || span_trim(str_span(&one)).n > 0)
			str_put_span(out, str_span(&one));
		if (block && out->len > 0)
			break;
	}
	str_free(&one);
}

static void
labelled_byline(struct body *b, xmlNodePtr n)
{
	struct str s = STR_INIT;

	if (body_is_elsewhere(b, n) || is_credit(b, n))
		return;
	rest_of_line(n, &s);
	if (s.len == 0 && n->next == NULL && n->parent != b->root)
		rest_of_line(n->parent, &s);
	if (s.len > 0 && s.len < 100)
		facts_add(b->f, FACT_AUTHOR, 54 + body_far(b), str_span(&s),
		        "byline");
	str_free(&s);
}

void
byline_line(struct body *b, xmlNodePtr n, const struct str *s)
{
	struct span name = named_within(s);

	if (name.n == 0)
		name = named_behind_day(b, s);
	if (name.n > 0 && !body_is_elsewhere(b, n))
		facts_add(b->f, FACT_AUTHOR, 51 + body_far(b), name, "byline");
	else if (is_label(s))
		labelled_byline(b, n);
	else
		spoken_byline(b, n, s);
	if (!is_right(n) || body_is_elsewhere(b, n))
		return;
	/* "KT. CHỦ TỊCH": whoever stands below signed a document */
	if (names_rank(str_span(s))) {
		if (b->right == NULL || b->pos > b->right_pos + TITLED) {
			b->rank_pos = b->pos;
			b->right = NULL;
		}
	} else if (s->len < 60 && memchr(s->s, ' ', s->len) && *s->s != '[' &&
	           !dom_find(n, "a") && !body_has_date(b, str_span(s)) &&
	           (!b->rank_pos || b->pos > b->rank_pos + SIGNED)) {
		b->right = n;
		b->right_pos = b->pos;
	}
}

/* Two to four words with capitals, all in bold: in other languages than
 * Vietnamese, where more is set to the right than names. */
static int
is_bold_name(xmlNodePtr n, struct span t)
{
	xmlNodePtr strong = dom_find(n, "strong");
	const char *p = t.p, *end = t.p + t.n;
	unsigned words = words_count(t);
	struct str s = STR_INIT;
	int start = 1, all;

	if (strong == NULL)
		strong = dom_find(n, "b");
	if (strong == NULL || words < 2 || words > 4)
		return 0;
	dom_text_folded(strong, &s);
	all = span_eq(str_span(&s), t);
	str_free(&s);
	while (all && p < end) {
		uint32_t cp = utf8_next(&p, end);

		all = cp == ' ' || (start ? cp_is_upper(cp) : cp_is_letter(cp));
		start = cp == ' ';
	}
	return all;
}

void
byline_signature(struct body *b, struct str *s)
{
	if (b->right == NULL)
		return;
	body_folded(b->right, s);
	if (body_is_vi(b) || is_bold_name(b->right, str_span(s)))
		facts_add(b->f, FACT_AUTHOR, 61, str_span(s), "signature");
}
