/* shape: what tells a paragraph from the notes around it, in any language.
 *
 * Takes the cut page, fills what struct block says of quotation marks, whom
 * the text speaks to, how it begins, and its kin: the share of its long words
 * that other paragraphs of the page have too.  An article speaks of few
 * things; who wrote it, who sells what it praises and where to sign up are
 * told in other words.
 */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "filters/extract/extract.h"

#define LONG_WORD 5 /* bytes */
#define PERSON_WORD 10 /* bytes, at most */
#define PERSON_HEADS 1024
#define BRAND 4 /* bytes of a name, at least */
#define LABEL 40 /* bytes before a colon */
#define PHONE_DIGITS 9 /* two years are eight */

static const char you_words[] =
        "you your yours yourself du dich dir dein deine deinen euch euer eure "
        "ihnen ihre ihren vous votre vos usted ustedes tu tus te sus você "
        "vocês "
        "voi vostro vostra tuo tua je jouw uw jullie bạn";
static const char we_words[] =
        "we our ours us wir uns unser unsere unseren unserer unserem nous "
        "notre "
        "nos nosotros nuestro nuestra nuestros nuestras nós nosso nossa noi "
        "nostro nostra nostri wij ons onze chúng";

/* A word of the page, and where it stands. */
struct known_word {
	uint64_t h;
	int32_t n, last; /* paragraphs with it, the last of them + 1 */
};

/* Where a long word stands: its place among the known ones. */
struct long_word {
	uint32_t known;
	uint8_t name; /* 1: it has a capital */
};

struct shape {
	struct page *pg;
	struct word_set you, we;
	uint8_t person[PERSON_HEADS]; /* 1: one of these hashes begins so */
	char host[128]; /* of the page's address, lower case */
	size_t host_len;
	VEC(struct long_word) word;
	size_t *first; /* of each block, and one more */
	VEC(struct known_word) known;
	uint32_t *slot; /* open addressing: 1 + a place in known */
	size_t slots; /* a power of two */
};

/* What a byte is in a word; 0: it stands in none. */
#define IN_WORD 1
#define DIGIT 2
#define LEAD 4 /* the next byte tells whether it stands in one */
#define CAPITAL 0x20 /* what makes a small letter of it */
static const uint8_t in_word[256] = {
	['0' ... '9'] = IN_WORD | DIGIT,
	['A' ... 'Z'] = IN_WORD | CAPITAL,
	['a' ... 'z'] = IN_WORD,
	[0x80 ... 0xC1] = IN_WORD,
	[0xC2] = IN_WORD | LEAD,
	[0xC3 ... 0xE1] = IN_WORD,
	[0xE2 ... 0xE3] = IN_WORD | LEAD,
	[0xE4 ... 0xFF] = IN_WORD,
};

/* Latin-1 signs, general punctuation, CJK punctuation. */
static int
is_high_sign(const unsigned char *s)
{
	return *s == 0xC2 || (*s == 0xE2 && (s[1] & 0xFE) == 0x80) ||
	       (*s == 0xE3 && s[1] == 0x80);
}

static int
is_capital(const unsigned char *s)
{
	return (unsigned char)(*s - 'A') < 26 ||
	       (s[0] == 0xC3 && s[1] >= 0x80 && s[1] <= 0x9E);
}

#define HASH_START 0xcbf29ce484222325u

static uint64_t
hash_byte(uint64_t h, unsigned char c)
{
	return (h ^ (c | (in_word[c] & CAPITAL))) * 0x100000001b3u;
}

static uint64_t
hash_end(uint64_t h)
{
	h ^= h >> 29;
	return (h * 0x9e3779b97f4a7c15u) | 1;
}

static uint64_t
hash_word(const unsigned char *s, size_t n)
{
	uint64_t h = HASH_START;

	for (size_t i = 0; i < n; i++)
		h = hash_byte(h, s[i]);
	return hash_end(h);
}

static size_t
person_head(uint64_t h)
{
	return h >> 54;
}

static void
add_persons(struct shape *x, struct word_set *w, const char *s)
{
	while (*s) {
		size_t n = strcspn(s, " ");
		uint64_t h = hash_word((const unsigned char *)s, n);

		word_set_add(w, h);
		x->person[person_head(h)] = 1;
		s += n + (s[n] == ' ');
	}
}

static int
is_quote(const unsigned char *s)
{
	return *s == '"' ||
	       (s[0] == 0xE2 && s[1] == 0x80 && s[2] >= 0x9C && s[2] <= 0x9F) ||
	       (s[0] == 0xC2 && (s[1] == 0xAB || s[1] == 0xBB));
}

/* "Gleaner" on jamaica-gleaner.com. */
static int
speaks_of_host(const struct shape *x, const unsigned char *s, size_t n)
{
	char low[32];

	if (n > x->host_len || n > sizeof(low))
		return 0;
	for (size_t i = 0; i < n; i++)
		low[i] = term_lower((char)s[i]);
	return memmem(x->host, x->host_len, low, n) != NULL;
}

/* Without its last part: the country, or com. */
static void
set_host(struct shape *x, const char *url)
{
	const char *s = url ? strstr(url, "://") : NULL;
	size_t n = 0;

	if (!s)
		return;
	for (s += 3; *s && *s != '/' && *s != ':' && n < sizeof(x->host); s++)
		x->host[n++] = term_lower(*s);
	while (n > 0 && x->host[n - 1] != '.')
		n--;
	x->host_len = n;
}

static int
is_paragraph(const struct block *b)
{
	return b->words >= 15 && b->link_chars * 10 < b->chars * 3 &&
	       b->ends_sentence;
}

static void
grow_slots(struct shape *x)
{
	x->slots = x->slots ? x->slots * 2 : 2048;
	free(x->slot);
	x->slot = xcalloc(x->slots, sizeof(*x->slot));
	for (size_t i = 0; i < x->known.n; i++) {
		size_t k = x->known.p[i].h >> 7 & (x->slots - 1);

		while (x->slot[k])
			k = (k + 1) & (x->slots - 1);
		x->slot[k] = (uint32_t)i + 1;
	}
}

/* The place of a word among the known ones. */
static uint32_t
known_place(struct shape *x, uint64_t h)
{
	size_t k;

	if (x->known.n * 2 >= x->slots)
		grow_slots(x);
	for (k = h >> 7 & (x->slots - 1); x->slot[k];
	        k = (k + 1) & (x->slots - 1))
		if (x->known.p[x->slot[k] - 1].h == h)
			return x->slot[k] - 1;
	vec_push(&x->known)->h = h;
	x->slot[k] = (uint32_t)x->known.n;
	return x->slot[k] - 1;
}

static void
take_long_word(struct shape *x, const struct block *b, uint64_t h, int capital)
{
	struct long_word *w = vec_push(&x->word);
	struct known_word *known;
	int32_t here = (int32_t)(b - x->pg->block.p) + 1;

	w->known = known_place(x, h);
	w->name = (uint8_t)capital;
	known = &x->known.p[w->known];
	if (is_paragraph(b) && known->last != here) {
		known->last = here;
		known->n++;
	}
}

/* h: what hash_byte() made of it. */
static void
take_word(struct shape *x, struct block *b, const unsigned char *s, size_t n,
        uint64_t h, int *at_start)
{
	int capital = is_capital(s);

	h = hash_end(h);
	if (*at_start && capital && b->caps_first < 6)
		b->caps_first++;
	else
		*at_start = 0;
	if (n <= PERSON_WORD && x->person[person_head(h)]) {
		b->you += word_set_has(&x->you, h);
		b->we += word_set_has(&x->we, h);
	}
	if (capital && n >= BRAND && speaks_of_host(x, s, n))
		b->brand++;
	if (n >= LONG_WORD)
		take_long_word(x, b, h, capital);
}

static void
read_block(struct shape *x, struct block *b)
{
	const unsigned char *s = (const unsigned char *)x->pg->text.s + b->text;
	const unsigned char *from = s, *end = s + b->len;
	int at_start = 1;
	size_t digits = 0;

	while (s < end) {
		const unsigned char *w = s;
		uint64_t h = HASH_START;
		size_t own_digits = 0, n;

		for (; s < end; s++) {
			unsigned in = in_word[*s];

			if (in == 0 || ((in & LEAD) && is_high_sign(s)))
				break;
			own_digits += (in & DIGIT) != 0;
			h = hash_byte(h, *s);
		}
		n = (size_t)(s - w);
		digits = own_digits < n ? 0 : digits + own_digits;
		if (digits >= PHONE_DIGITS)
			b->says_phone = 1;
		if (n)
			take_word(x, b, w, n, h, &at_start);
		if (s == end)
			break;
		if (*s == ':' && !b->label && s - from <= LABEL)
			b->label = (uint8_t)(s - from);
		if (*s == ',' || *s == ';')
			digits = 0;
		if (*s == '.' && n == 3 && memcmp(w, "www", 3) == 0)
			b->says_url = 1;
		if (*s == ':' && end - s > 2 && s[1] == '/' && s[2] == '/')
			b->says_url = 1;
		b->quotes += is_quote(s);
		s += *s >= 0xE0 ? 3 : *s >= 0xC0 ? 2 : 1;
	}
	if (b->len)
		b->ends_with = (uint8_t)(end[-1] == ':'   ? 1
		                         : end[-1] == '?' ? 2
		                         : end[-1] == '!' ? 3
		                                          : 0);
}

static void
count_kin(struct shape *x, size_t i)
{
	struct block *b = &x->pg->block.p[i];
	int self = is_paragraph(b);

	for (size_t k = x->first[i]; k < x->first[i + 1]; k++) {
		const struct long_word *w = &x->word.p[k];
		int known = x->known.p[w->known].n > self;

		b->long_words++;
		b->kin += known;
		if (w->name) {
			b->names++;
			b->names_kin += known;
		}
	}
}

void
page_shape(struct page *pg)
{
	struct shape x = { .pg = pg };

	add_persons(&x, &x.you, you_words);
	add_persons(&x, &x.we, we_words);
	set_host(&x, meta_get(&pg->a->meta, META_URL));
	x.first = xcalloc(pg->block.n + 1, sizeof(*x.first));
	for (size_t i = 0; i < pg->block.n; i++) {
		read_block(&x, &pg->block.p[i]);
		x.first[i + 1] = x.word.n;
	}
	for (size_t i = 0; i < pg->block.n; i++)
		count_kin(&x, i);
	free(x.you.slot);
	free(x.we.slot);
	vec_free(&x.known);
	free(x.slot);
	free(x.first);
	vec_free(&x.word);
}
