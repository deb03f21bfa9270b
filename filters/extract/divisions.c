/* divisions: parts, chapters, sections and articles of laws, statutes and
 * contracts.  Their headings have a word and a number, are as common as
 * paragraphs, may be long and end in full stops, and often stand in two lines:
 * "Chương I" above "QUY ĐỊNH CHUNG".
 */
#include <string.h>

#include "base/utf8.h"
#include "filters/extract/build.h"

#define DIVISION_WORDS 40
#define NAME_WORDS 24

/* In lower case, the highest first. */
static const struct {
	const char *word;
	int rank;
} divisions[] = {
	{ "phần", 1 },
	{ "part", 1 },
	{ "teil", 1 },
	{ "partie", 1 },
	{ "parte", 1 },
	{ "chương", 2 },
	{ "chapter", 2 },
	{ "kapitel", 2 },
	{ "chapitre", 2 },
	{ "capítulo", 2 },
	{ "mục", 3 },
	{ "section", 3 },
	{ "abschnitt", 3 },
	{ "điều", 4 },
	{ "article", 4 },
	{ "artikel", 4 },
	{ "artículo", 4 },
	{ "§", 4 },
};

/* "1", "12a", "IV", "thứ nhất": a number, and the sign or blank behind it. */
static int
is_number(struct span t)
{
	size_t n = 0;

	if (t.n >= 4 && memcmp(t.p, "th", 2) == 0)
		return memcmp(t.p + 2, "ứ", 2) == 0;
	while (n < t.n && t.p[n] >= '0' && t.p[n] <= '9')
		n++;
	if (n)
		n += n < t.n && t.p[n] >= 'a' && t.p[n] <= 'z';
	else
		while (n < t.n && strchr("IVXLC", t.p[n]))
			n++;
	return n && n <= 5 && (n == t.n || strchr(" .:-", t.p[n]));
}

int
division_rank(struct span t)
{
	const char *p = t.p, *end = t.p + t.n;
	struct str word = STR_INIT;
	int rank = 0;

	while (p < end && *p != ' ' && word.len < 20)
		str_put_utf8(&word, cp_lower(utf8_next(&p, end)));
	for (size_t i = 0; i < sizeof(divisions) / sizeof(divisions[0]); i++)
		if (strcmp(str_c(&word), divisions[i].word) == 0)
			rank = divisions[i].rank;
	str_free(&word);
	if (!rank || p >= end ||
	        !is_number(
	                (struct span){ p + 1, t.n - 1 - (size_t)(p - t.p) }) ||
	        words_count(t) > DIVISION_WORDS)
		return 0;
	return rank;
}

/* A line that the author set apart by weight or place. */
static int
is_set_apart(const xmlNode *p)
{
	return p && dom_is(p, "p") && !(marks(p) & MARK_CAPTION) &&
	       (block_all_within(p, "strong") || (marks(p) & MARK_CENTRED));
}

/* Of a division that has its name in a paragraph of its own, the two become
 * one: the number, a line end and the name. */
void
join_divisions(xmlNodePtr root)
{
	struct str s = STR_INIT;

	for (xmlNodePtr n = root->children; n; n = n->next) {
		xmlNodePtr name;
		int rank;

		if (!is_set_apart(n))
			continue;
		block_text(n, &s);
		rank = division_rank(str_span(&s));
		name = dom_element(n->next);
		if (!rank || rank == 4 || words_count(str_span(&s)) > 3 ||
		        !is_set_apart(name))
			continue;
		block_text(name, &s);
		if (division_rank(str_span(&s)) ||
		        words_count(str_span(&s)) > NAME_WORDS)
			continue;
		dom_append(n, "br");
		dom_move_children(name, n);
		dom_remove(name);
	}
	str_free(&s);
}
