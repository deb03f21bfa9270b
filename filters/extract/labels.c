/* labels: "Read also: Another story", "Tags: ferry, council": a line that a word
 * and a colon begin and links end.  A link may be a word alone, so that the line
 * is not mostly links; its label says what it is.
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
	known = chrome_class(&pg->known, label);
	/* one link and no more */
	return (known == CHROME_FROM_HERE || known == CHROME_LINE) &&
	       b->link_chars * 10 >=
	               (b->chars - (int32_t)utf8_count(label) - 2) * 8;
}
