/* count: what a block's text is like: its words, marks, digits and capitals,
 * and which of its words the title and the page's own data (JSON-LD) have.
 *
 * One pass over the characters; words are hashes, which page.word holds in
 * the order of the text.
 */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "filters/extract/extract.h"
#include "filters/normalise.h"

#define KNOWN_LINE_WORDS 40
#define TOPIC_WORDS 80

int
word_set_has(const struct word_set *w, uint64_t h)
{
	if (!w->slots)
		return 0;
	for (size_t i = h & (w->slots - 1);; i = (i + 1) & (w->slots - 1)) {
		if (w->slot[i] == h)
			return 1;
		if (!w->slot[i])
			return 0;
	}
}

void
word_set_add(struct word_set *w, uint64_t h)
{
	size_t i;

	if (w->n * 2 >= w->slots) {
		struct word_set big = { NULL, 0, 0 };

		big.slots = w->slots ? w->slots * 2 : 64;
		big.slot = xcalloc(big.slots, sizeof(*big.slot));
		for (i = 0; i < w->slots; i++)
			if (w->slot[i])
				word_set_add(&big, w->slot[i]);
		free(w->slot);
		*w = big;
	}
	for (i = h & (w->slots - 1); w->slot[i]; i = (i + 1) & (w->slots - 1))
		if (w->slot[i] == h)
			return;
	w->slot[i] = h;
	w->n++;
}

#define FNV_START 0xcbf29ce484222325u
#define FNV_STEP(h, v) (((h) ^ (v)) * 0x100000001b3u)

/* Spread the bits, so that tables may take the low ones; never 0. */
static uint64_t
mix(uint64_t h)
{
	h ^= h >> 31;
	h *= 0x9e3779b97f4a7c15u;
	h ^= h >> 29;
	return h ? h : 1;
}

struct words_out {
	uint64_t *out;
	size_t n, max;
	struct page *pg; /* NULL: only collect */
	struct block *b;
	uint64_t last[4]; /* ring of the words before */
	size_t seen;
};

/* Hash of the last five words: the shingle that tells quoted text. */
static uint64_t
shingle(const uint64_t *last, uint64_t h)
{
	uint64_t s = FNV_START;

	for (int i = 0; i < 4; i++)
		s = FNV_STEP(s, last[i]);
	return mix(FNV_STEP(s, h));
}

static void
word_end(struct words_out *w, uint64_t h)
{
	h = mix(h);
	if (w->n < w->max)
		w->out[w->n++] = h;
	if (!w->pg)
		return;
	w->b->title_hits += word_set_has(&w->pg->title_words, h);
	if (!w->pg->ld_shingles.n)
		return;
	if (w->seen >= 4) {
		w->b->ld_tries++;
		w->b->ld_hits +=
		        word_set_has(&w->pg->ld_shingles, shingle(w->last, h));
	}
	memmove(w->last, w->last + 1, 3 * sizeof(w->last[0]));
	w->last[3] = h;
	w->seen++;
}

static void
count_cp(struct block *b, uint32_t cp)
{
	switch (cp) {
	case '.':
	case ';':
	case ':':
	case '!':
	case '?':
	case 0x3002:
	case 0xFF01:
	case 0xFF1F:
	case 0xFF1B:
		b->puncts++;
		break;
	case ',':
	case 0xFF0C:
	case 0x3001:
		b->puncts++;
		b->commas++;
		break;
	default:
		break;
	}
	if (cp >= 0x80 && cp_is_upper(cp))
		b->uppers++;
}

/* Letters, digits and the low line. */
static int
ascii_word(char c)
{
	return (unsigned char)((c | 32) - 'a') < 26 ||
	       (unsigned char)(c - '0') < 10 || c == '_';
}

/* Beyond ASCII. */
static int
is_word_cp(uint32_t cp)
{
	return cp >= 0x80 && (cp_is_letter(cp) || cp_is_digit(cp));
}

/* The small letter of a letter of Latin-1 or a Vietnamese one, whether it is a
 * capital; 0: look closer. */
static uint32_t
common_letter(uint32_t cp, int *upper)
{
	if (cp - 0x1EA0 < 0x60) {
		*upper = !(cp & 1);
		return cp | 1;
	}
	if (cp - 0xC0 < 0x40 && cp != 0xD7 && cp != 0xF7) {
		*upper = cp < 0xDF;
		return cp | (uint32_t)*upper << 5;
	}
	*upper = cp == 0x1AF || cp == 0x1A0 || cp == 0x110;
	return cp == 0x1B0 || cp == 0x1A1 || cp == 0x111 ? cp
	       : *upper                                  ? cp + 1
	                                                 : 0;
}

/* Walk the words of a text; with a block, count all there is to count. */
static void
scan_text(struct span text, struct words_out *w, struct block *b)
{
	const char *s = text.p, *end = text.p + text.n;
	uint64_t h = FNV_START;
	int32_t words = 0, alone = 0, chars = 0;
	int32_t digits = 0, uppers = 0;
	int in = 0;

	for (;;) {
		uint32_t cp, small;
		int solo, capital;

		/* Nine tenths of most texts. */
		for (; s < end && ascii_word(*s); s++) {
			int upper = (unsigned char)(*s - 'A') < 26;

			h = FNV_STEP(h, (uint64_t)(*s | upper << 5));
			uppers += upper;
			digits += (unsigned char)(*s - '0') < 10;
			chars++;
			in = 1;
		}
		if (s == end)
			break;
		cp = utf8_next(&s, end);
		chars++;
		small = common_letter(cp, &capital);
		if (small) {
			h = FNV_STEP(h, small);
			uppers += capital;
			in = 1;
			continue;
		}
		solo = cp >= 0x0E00 && cp_is_unspaced(cp);

		if (b)
			count_cp(b, cp);
		if (!solo && is_word_cp(cp)) {
			h = FNV_STEP(h, cp_lower(cp));
			in = 1;
			continue;
		}
		if (in) {
			word_end(w, h);
			words++;
		}
		if (solo) {
			word_end(w, FNV_STEP(FNV_START, cp));
			alone++;
		}
		h = FNV_START;
		in = 0;
	}
	if (in) {
		word_end(w, h);
		words++;
	}
	if (b) {
		b->words = words + (alone + 1) / 2;
		b->chars = chars;
		b->digits = digits;
		b->uppers += uppers;
		b->unspaced = alone > 0;
	}
}

int
words_compose(struct str *out, struct span text)
{
	if (!memchr(text.p, 0xCC, text.n) && !memchr(text.p, 0xCD, text.n))
		return 0;
	normalise_nfc(out, text);
	return 1;
}

size_t
words_hash(struct span text, uint64_t *out, size_t max)
{
	struct words_out w = { .out = out, .max = max };
	struct str nfc = STR_INIT;

	scan_text(words_compose(&nfc, text) ? str_span(&nfc) : text, &w, NULL);
	str_free(&nfc);
	return w.n;
}

static void
block_ends(struct block *b, struct span t)
{
	const char *s = t.p, *e = t.p + t.n;
	uint32_t cp = utf8_next(&s, t.p + t.n);

	b->starts_upper = (uint8_t)cp_is_upper(cp);
	b->starts_lower = (uint8_t)(cp_is_letter(cp) && cp_lower(cp) == cp &&
	                            !cp_is_unspaced(cp));
	b->marks =
	        (uint8_t)(!cp_is_letter(cp) && !cp_is_digit(cp)
	                          ? cp == '"' || cp == 0x201C || cp == 0x201E ||
	                                            cp == 0xAB
	                                    ? 1
	                            : cp == '(' || cp == '[' ? 2
	                            : cp == '@'              ? 3
	                                                     : 4
	                          : 0);
	cp = utf8_prev(&e, t.p);
	switch (cp) {
	case '.':
	case '!':
	case '?':
	case 0x3002:
	case 0xFF01:
	case 0xFF1F:
	case 0x2026:
		b->ends_stop = 1;
		b->ends_sentence = 1;
		break;
	case ':':
	case '"':
	case 0x201D:
	case 0xBB:
	case ')':
	case ']':
		b->ends_sentence = 1;
		break;
	default:
		break;
	}
}

void
page_count(struct page *pg)
{
	for (size_t i = 0; i < pg->block.n; i++) {
		struct block *b = &pg->block.p[i];
		struct span t = BLOCK_TEXT(pg, b);
		struct words_out w = { .pg = pg, .b = b, .max = t.n };

		vec_reserve(&pg->word, pg->word.n + t.n);
		w.out = pg->word.p + pg->word.n;
		scan_text(t, &w, b);
		b->word = pg->word.n;
		b->word_n = w.n;
		pg->word.n += w.n;
		block_ends(b, t);
		b->hash = hash_bytes(t.p, t.n, 1);
		if (b->words <= TOPIC_WORDS)
			b->topics = (uint16_t)vocab_topics(t);
		b->chrome = CHROME_NONE;
		if (b->words <= KNOWN_LINE_WORDS)
			b->chrome = (uint8_t)chrome_class(t);
		pg->total_words += b->words;
		pg->total_chars += b->chars;
	}
}

void
words_collect(struct word_set *set, struct span text, int shingles)
{
	uint64_t *h = xmalloc((text.n + 1) * sizeof(*h));
	size_t n = words_hash(text, h, text.n + 1);

	for (size_t i = 0; i < n; i++) {
		if (!shingles)
			word_set_add(set, h[i]);
		else if (i >= 4)
			word_set_add(set, shingle(h + i - 4, h[i]));
	}
	free(h);
}
