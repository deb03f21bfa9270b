/* syllables: words of languages that have a rule instead of patterns.
 *
 * In Turkish, its kin and Finnish a syllable has one vowel or diphthong and
 * begins with one consonant at most: a word is cut before each consonant that
 * a vowel follows (Turkish: Türk Dil Kurumu, Yazım Kılavuzu, "Hece Yapısı ve
 * Satır Sonunda Kelimelerin Bölünmesi"; Finnish: Kielitoimiston ohjepankki,
 * "Tavutus").  Between vowels none is cut: where a diphthong ends takes a
 * dictionary.
 */
#include "text/syllables.h"

#include <string.h>

#include "base/utf8.h"

static const struct syllables {
	const char *lang; /* of two letters */
	const char *vowels;
	const char *no_letter; /* of a syllable: signs of the one before */
} languages[] = {
	{ "az", "aeəıioöuü", "" },
	{ "fi", "aeiouyäöå", "" },
	{ "kk", "аәеёиоөуұүыіэюя", "ьъ" },
	{ "ky", "аеёиоөуүыэюя", "ьъ" },
	{ "tk", "aeäioöuüy", "" },
	{ "tr", "aeıioöuüâîû", "" },
};

const struct syllables *
syllables_of(const char *lang)
{
	for (size_t i = 0; i < sizeof(languages) / sizeof(languages[0]); i++)
		if (strcmp(languages[i].lang, lang) == 0)
			return &languages[i];
	return NULL;
}

static int
has(const char *letters, const char *p, size_t n)
{
	return memmem(letters, strlen(letters), p, n) != NULL;
}

void
syllables_cut(
        const struct syllables *s, const char *word, size_t n, uint8_t *cuts)
{
	const char *p = word, *end = word + n, *last = NULL;

	memset(cuts, 0, n);
	while (p < end) {
		const char *start = p;
		size_t len;

		utf8_next(&p, end);
		len = (size_t)(p - start);
		if (!has(s->vowels, start, len)) {
			last = has(s->no_letter, start, len) ? NULL : start;
			continue;
		}
		if (last)
			cuts[last - word] = 1;
		last = NULL;
	}
}
