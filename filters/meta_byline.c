/* meta_byline: the names that a reader of the page sees: elements marked as
 * bylines, lines and labels that begin as such, signatures.
 */
#include <string.h>

#include "doc/dom.h"
#include "filters/meta_body.h"

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
		        (class_kinds(&b->words, n) & CLASS_CREDIT))
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
		if ((class_kinds(&b->words, n) &
		            (CLASS_BYLINE | CLASS_NO_BYLINE)) == CLASS_BYLINE)
			return body_text_size(n, 300) <= 300;
	}
	return 0;
}

void
byline_element(struct body *b, xmlNodePtr n)
{
	struct str s = STR_INIT;
	unsigned kinds = class_kinds(&b->words, n);
	int rank, author = is_author_link(n), link = author == 2;

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

/* Short lines that begin as bylines do, whatever their class. */
static void
spoken_byline(struct body *b, xmlNodePtr n, const struct str *s)
{
	static const struct {
		const char *word, *lang; /* of the page; NULL: any */
	} words[] = {
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
		{ "Blog Beitrag von", NULL },
		{ "Blogbeitrag von", NULL },
		{ "Geschrieben von", NULL },
		{ "Erstellt von", NULL },
		{ "erstellt von", NULL },
		{ "Beitrag von", NULL },
		{ "Text von", NULL },
		{ "Autor:", NULL },
		{ "Text: ", NULL },
		{ "Texte :", NULL },
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
	const char *lang = meta_get(&b->f->a->meta, META_LANG);
	size_t i;

	if (s->len > 90)
		return;
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (*s->s == *words[i].word &&
		        strncmp(s->s, words[i].word, strlen(words[i].word)) ==
		                0 &&
		        (words[i].lang == NULL || lang == NULL ||
		                strncmp(lang, words[i].lang,
		                        strlen(words[i].lang)) == 0)) {
			if (!body_is_elsewhere(b, n))
				facts_add(b->f, FACT_AUTHOR, 52 + body_far(b),
				        str_span(s), "byline");
			return;
		}
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
	return body_class_part(n, "author") && body_class_part(n, "p");
}

void
byline_line(struct body *b, xmlNodePtr n, const struct str *s)
{
	spoken_byline(b, n, s);
	if (is_right(n) && s->len < 60 && memchr(s->s, ' ', s->len) &&
	        *s->s != '[' && !dom_find(n, "a") && !body_has_date(b, s) &&
	        !body_is_elsewhere(b, n))
		b->right = n;
}

void
byline_signature(struct body *b, struct str *s)
{
	if (b->right == NULL)
		return;
	body_folded(b->right, s);
	facts_add(b->f, FACT_AUTHOR, 61, str_span(s), "signature");
}
