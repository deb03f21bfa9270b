/* labels: lines whose words say what they are.
 *
 * "Read also: Another story", "Tags: ferry, council": a line that a word and a
 * colon begin and links end.  A link may be a word alone, so that the line is not
 * mostly links; its label says what it is.  "Page 2 of 5": a site cuts its texts.
 */
#include <string.h>

#include "base/utf8.h"
#include "filters/extract/extract.h"

#define LINE_WORDS 30
#define LABEL_BYTES 48

/* What keywords stand behind, in lower case; what other news stand behind is
 * known to chrome.def. */
static const char *const tags[] = { "tags", "tag", "labels", "keywords",
	"topics", "filed under", "schlagworte", "schlagwörter", "stichworte",
	"themen", "mots-clés", "mots clés", "thèmes", "etiquetas", "temas",
	"palabras clave", "palavras-chave", "tópicos", "parole chiave",
	"argomenti", "trefwoorden", "onderwerpen", "ämnen", "emner",
	"avainsanat", "tagi", "słowa kluczowe", "štítky", "klíčová slova",
	"etiketler", "címkék", "теги", "метки", "ключевые слова", "từ khóa",
	"từ khoá", "标签", "关键词", "キーワード", "タグ", "태그", "الوسوم",
	"كلمات مفتاحية", NULL };

static int
is_tags(struct span label)
{
	struct str low = STR_INIT;
	int is = 0;

	utf8_put_lower(&low, label);
	for (int i = 0; tags[i] && !is; i++)
		is = strcmp(str_c(&low), tags[i]) == 0;
	str_free(&low);
	return is;
}

int
is_labelled_link(const struct page *pg, const struct block *b)
{
	struct span t = BLOCK_TEXT(pg, b), label;
	const char *colon = t.n ? memchr(t.p, ':', t.n) : NULL;
	enum chrome known;

	if (!colon || !b->link_last || b->link_first || b->words > LINE_WORDS ||
	        colon - t.p > LABEL_BYTES)
		return 0;
	label = span_trim((struct span){ t.p, (size_t)(colon - t.p) });
	if (is_tags(label))
		return 1;
	known = chrome_class(label);
	/* one link and no more */
	return (known == CHROME_FROM_HERE || known == CHROME_LINE) &&
	       b->link_chars * 10 >=
	               (b->chars - (int32_t)utf8_count(label) - 2) * 8;
}

/* What is left of the pages that a site cut a text into: in lower case, # is a
 * number. */
static const char *const turns[] = { "continued on next page",
	"continued on page #", "continued from page #",
	"continued from previous page", "next page", "previous page",
	"page # of #", "page #", "go to page #", "seite # von #",
	"nächste seite", "weiter auf seite #", "lesen sie weiter auf seite #",
	"page # sur #", "page suivante", "suite page #", "página # de #",
	"página siguiente", "próxima página", "pagina # di #", "pagina # van #",
	"volgende pagina", "strona # z #", "страница # из #", "trang # trên #",
	"trang #", "trang sau", "trang tiếp", "xem tiếp trang #",
	"xem tiếp trang sau", "tiếp theo trang #", NULL };

int
is_page_turn(struct span line)
{
	const char *p = line.p, *end = line.p + line.n;
	struct str key = STR_INIT;
	int gap = 0, number = 0, is = 0;

	if (line.n > 80)
		return 0;
	while (p < end) {
		uint32_t cp = utf8_next(&p, end);
		int digit = cp_is_digit(cp);

		if (!digit && !cp_is_letter(cp)) {
			gap = 1;
			number = 0;
			continue;
		}
		if (key.len && (gap || (digit && !number)))
			str_putc(&key, ' ');
		gap = 0;
		if (!digit)
			str_put_utf8(&key, cp_lower(cp));
		else if (!number)
			str_putc(&key, '#');
		number = digit;
	}
	for (int i = 0; turns[i] && !is; i++)
		is = strcmp(str_c(&key), turns[i]) == 0;
	str_free(&key);
	return is;
}
