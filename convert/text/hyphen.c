/* hyphen: where a word may be cut, by Liang's patterns as Debian packages
 * them for libhyphen (hyphen-* packages, /usr/share/hyphen), or by the rule of
 * a language that needs none (syllables.c).
 *
 * Patterns answer for bare lower-case words in the dictionary's own encoding;
 * this file finds the runs of letters in what layout calls a word
 * ("“Straßenbahn,”"), lowers their case, converts them letter by letter, and
 * carries the answer back to the word.  Cuts that would change the spelling
 * are left out: text must come out of a PDF as it went in.
 */
#include <dirent.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "text/break.h"
#include "text/patterns.h"
#include "text/syllables.h"

#define HYPHEN_DIR "/usr/share/hyphen"
#define RUN_MAX 80 /* letters */
#define CACHE_MAX 200000 /* words */

struct dict {
	struct patterns *patterns; /* NULL: none for this language */
	const struct syllables *rule; /* in their place; NULL: none */
	iconv_t conv; /* from UTF-8; (iconv_t)-1: is UTF-8 */
	int left, right; /* least letters on either side */
};

struct hyphens {
	struct map lang; /* tag: struct dict, not owned */
	struct map file; /* name of a dictionary: struct dict */
	struct map word; /* dict, word: points */
	struct arena *arena;
};

/* Languages whose plain tag means a country's dictionary. */
static const struct {
	const char *lang, *file;
} preferred[] = {
	{ "de", "de_DE" },
	{ "en", "en_US" },
	{ "es", "es_ES" },
	{ "fr", "fr_FR" },
	{ "it", "it_IT" },
	{ "nb", "nb_NO" },
	{ "nl", "nl_NL" },
	{ "nn", "nn_NO" },
	{ "no", "nb_NO" },
	{ "pl", "pl_PL" },
	{ "pt", "pt_PT" },
	{ "ru", "ru_RU" },
	{ "sv", "sv_SE" },
	{ "uk", "uk_UA" },
};

struct hyphens *
hyphens_new(void)
{
	struct hyphens *h = xcalloc(1, sizeof(*h));

	h->arena = arena_new();
	return h;
}

void
hyphens_free(struct hyphens *h)
{
	size_t i;

	if (h == NULL)
		return;
	for (i = 0; i < h->file.n; i++) {
		struct dict *d = h->file.entry[i].value;

		if (d == NULL)
			continue;
		if (d->conv != (iconv_t)-1)
			iconv_close(d->conv);
		patterns_free(d->patterns);
		free(d);
	}
	map_free(&h->lang);
	map_free(&h->file);
	map_free(&h->word);
	arena_free(h->arena);
	free(h);
}

static int
exists(const char *name)
{
	char path[128];
	FILE *f;

	snprintf(path, sizeof(path), HYPHEN_DIR "/hyph_%s.dic", name);
	f = fopen(path, "re");
	if (f)
		fclose(f);
	return f != NULL;
}

/* The first dictionary of a language by name, whatever its country. */
static int
any_country(const char *lang, char name[32])
{
	DIR *dir = opendir(HYPHEN_DIR);
	struct dirent *e;
	size_t n = strlen(lang);

	name[0] = '\0';
	while (dir && (e = readdir(dir))) {
		const char *p = e->d_name;
		size_t len = strlen(p);

		if (len < 9 + n || len > 9 + 24 ||
		        strncmp(p, "hyph_", 5) != 0 ||
		        strncmp(p + 5, lang, n) != 0 || p[5 + n] != '_' ||
		        strcmp(p + len - 4, ".dic") != 0)
			continue;
		if (name[0] == '\0' || strncmp(p + 5, name, len - 9) < 0) {
			memcpy(name, p + 5, len - 9);
			name[len - 9] = '\0';
		}
	}
	if (dir)
		closedir(dir);
	return name[0] != '\0';
}

/* "en-Latn-GB" to "en" and "GB".  0 when it is no language tag. */
static int
split_tag(const char *tag, char lang[4], char country[4])
{
	size_t n = strcspn(tag, "-_");
	size_t i;

	lang[0] = country[0] = '\0';
	if (n < 2 || n > 3)
		return 0;
	for (i = 0; i < n; i++)
		lang[i] = (char)(tag[i] | 0x20);
	lang[n] = '\0';
	if (strspn(lang, "abcdefghijklmnopqrstuvwxyz") != n)
		return 0;
	for (tag += n; *tag; tag += n) {
		tag++;
		n = strcspn(tag, "-_");
		if (n != 2)
			continue;
		country[0] = (char)(tag[0] & ~0x20);
		country[1] = (char)(tag[1] & ~0x20);
		country[2] = '\0';
		break;
	}
	return 1;
}

/* Name of the dictionary for a tag.  0 when there is none. */
static int
dictionary(const char *tag, char name[32])
{
	char lang[4], country[4];
	size_t i;

	if (!split_tag(tag, lang, country) || strcmp(lang, "vi") == 0)
		return 0;
	if (country[0]) {
		snprintf(name, 32, "%s_%s", lang, country);
		if (exists(name))
			return 1;
	}
	for (i = 0; i < sizeof(preferred) / sizeof(preferred[0]); i++) {
		if (strcmp(preferred[i].lang, lang) != 0)
			continue;
		snprintf(name, 32, "%s", preferred[i].file);
		if (exists(name))
			return 1;
	}
	snprintf(name, 32, "%s", lang);
	return exists(name) || any_country(lang, name);
}

static struct dict *
dict_load(const char *name)
{
	struct dict *d = xcalloc(1, sizeof(*d));
	const char *charset;
	char path[128];

	d->conv = (iconv_t)-1;
	snprintf(path, sizeof(path), HYPHEN_DIR "/hyph_%s.dic", name);
	d->patterns = patterns_read(path);
	if (d->patterns == NULL)
		return d;
	charset = patterns_charset(d->patterns);
	if (strcmp(charset, "UTF-8") != 0) {
		d->conv = iconv_open(charset, "UTF-8");
		if (d->conv == (iconv_t)-1) {
			patterns_free(d->patterns);
			d->patterns = NULL;
			return d;
		}
	}
	d->left = patterns_left(d->patterns);
	d->left = d->left > 0 ? d->left : 2;
	d->right = patterns_right(d->patterns);
	d->right = d->right > 0 ? d->right : 3;
	return d;
}

/* NULL: it has none. */
static struct dict *
dict_by_rule(const char *tag)
{
	char lang[4], country[4];
	const struct syllables *rule =
	        split_tag(tag, lang, country) ? syllables_of(lang) : NULL;
	struct dict *d;

	if (rule == NULL)
		return NULL;
	d = xcalloc(1, sizeof(*d));
	d->conv = (iconv_t)-1;
	d->rule = rule;
	d->left = d->right = 2;
	return d;
}

/* NULL: nothing is known of the language. */
static const struct dict *
dict_for(struct hyphens *h, const char *tag)
{
	struct span lang = span_of(tag);
	const struct dict *d = map_get(&h->lang, lang);
	char name[32];
	void **slot;
	int by_rule;

	if (d != NULL || map_has(&h->lang, lang))
		return d;
	by_rule = !dictionary(tag, name);
	slot = map_put(&h->file, by_rule ? lang : span_of(name));
	if (*slot == NULL)
		*slot = by_rule ? dict_by_rule(tag) : dict_load(name);
	return *map_put(&h->lang, lang) = *slot;
}

static int
can_cut(const struct dict *d)
{
	return d != NULL && (d->patterns != NULL || d->rule != NULL);
}

int
hyphens_know(struct hyphens *h, const char *lang)
{
	return can_cut(dict_for(h, lang));
}

/* A run of letters, lowered, in the dictionary's encoding. */
struct run {
	char text[RUN_MAX * 4 + 1];
	size_t n; /* bytes of text */
	size_t at[RUN_MAX + 1]; /* where letters begin in the word */
	size_t letters;
};

/* Append a letter; -1 when the dictionary's encoding lacks it. */
static int
run_add(struct run *r, const struct dict *d, uint32_t cp, size_t at)
{
	char utf8[4];
	char *in = utf8, *out = r->text + r->n;
	size_t left = (size_t)utf8_encode(cp_lower(cp), utf8);
	size_t room = 4;

	r->at[r->letters++] = at;
	if (d->conv == (iconv_t)-1) {
		memcpy(out, utf8, left);
		r->n += left;
		return 0;
	}
	/* One letter must be one byte, or positions would not be letters. */
	if (iconv(d->conv, &in, &left, &out, &room) == (size_t)-1 ||
	        room != 3) {
		iconv(d->conv, NULL, NULL, NULL, NULL);
		return -1;
	}
	r->n++;
	return 0;
}

/* Ask the patterns; their answer counts bytes of the run. */
static int
run_points(const struct run *r, const struct dict *d, uint8_t *points)
{
	uint8_t cuts[sizeof(r->text)];
	size_t letter = 0;
	int found = 0;

	if (r->letters < (size_t)(d->left + d->right))
		return 0;
	if (d->patterns != NULL)
		patterns_cut(d->patterns, r->text, r->n, cuts);
	else
		syllables_cut(d->rule, r->text, r->n, cuts);
	for (size_t i = 1; i < r->n; i++) {
		if (d->conv == (iconv_t)-1 && utf8_is_tail(r->text[i]))
			continue;
		letter++;
		if (!cuts[i] || letter < (size_t)d->left ||
		        r->letters - letter < (size_t)d->right)
			continue;
		points[r->at[letter]] = 1;
		found++;
	}
	return found;
}

enum fate { FATE_PATTERNS, FATE_SOFT, FATE_WHOLE };

/* Words that patterns are not for: with digits, capitals after the first
 * letter of a part, or signs of an address inside. */
static enum fate
judge(const char *word, size_t n)
{
	const char *p = word, *end = word + n;
	enum fate fate = FATE_PATTERNS;
	int letter = 0, sign = 0;

	while (p < end) {
		uint32_t cp = utf8_next(&p, end);

		if (cp == 0xAD)
			return FATE_SOFT;
		if (cp == UTF8_BAD || cp_is_digit(cp) || cp == '@' ||
		        cp == '_' || cp == '\\' || cp == '#') {
			fate = FATE_WHOLE;
		} else if (cp_is_letter(cp)) {
			if (sign || (letter && cp_is_upper(cp)))
				fate = FATE_WHOLE;
			letter = 1;
		} else if (letter &&
		           (cp == '.' || cp == '/' || cp == ':' || cp == '?' ||
		                   cp == '=' || cp == '&')) {
			sign = 1;
		} else {
			letter = 0;
			sign = 0;
		}
	}
	return fate;
}

static int
soft_points(const char *word, size_t n, uint8_t *points)
{
	int found = 0;
	size_t i;

	for (i = 2; i < n; i++)
		if (memcmp(word + i - 2, "\xC2\xAD", 2) == 0) {
			points[i] = 1;
			found++;
		}
	return found;
}

static int
pattern_points(
        const struct dict *d, const char *word, size_t n, uint8_t *points)
{
	const char *p = word, *end = word + n;
	struct run r = { .n = 0 };
	int found = 0, ok = 1;

	for (;;) {
		size_t at = (size_t)(p - word);
		uint32_t cp = p < end ? utf8_next(&p, end) : 0;

		if (cp && cp != UTF8_BAD && cp_is_letter(cp)) {
			if (r.letters == RUN_MAX || run_add(&r, d, cp, at) < 0)
				ok = 0;
			if (ok)
				continue;
			r.letters = 0; /* too long, or foreign letters */
			r.n = 0;
			continue;
		}
		if (ok && r.letters) {
			r.text[r.n] = '\0';
			found += run_points(&r, d, points);
		}
		r.letters = 0;
		r.n = 0;
		ok = 1;
		if (cp == 0)
			return found;
	}
}

int
hyphenate(struct hyphens *h, const char *lang, const char *word, size_t n,
        uint8_t *points)
{
	enum fate fate = judge(word, n);
	const struct dict *d;
	struct str key = STR_INIT;
	uint8_t *known;
	int found;

	memset(points, 0, n);
	if (fate == FATE_SOFT)
		return soft_points(word, n, points);
	if (fate == FATE_WHOLE || lang == NULL || n < 4)
		return 0;
	d = dict_for(h, lang);
	if (!can_cut(d))
		return 0;
	str_add(&key, &d, sizeof(d));
	str_add(&key, word, n);
	known = map_get(&h->word, str_span(&key));
	if (known) {
		/* count, then the points */
		memcpy(&found, known, sizeof(found));
		memcpy(points, known + sizeof(found), n);
	} else {
		found = pattern_points(d, word, n, points);
		if (h->word.n < CACHE_MAX) {
			known = arena_alloc(h->arena, sizeof(found) + n);
			memcpy(known, &found, sizeof(found));
			memcpy(known + sizeof(found), points, n);
			*map_put(&h->word, str_span(&key)) = known;
		}
	}
	str_free(&key);
	return found;
}
