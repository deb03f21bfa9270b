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

/* A word or a name of the page, and where it stands. */
struct known_word {
	uint64_t h;
	int32_t n, last; /* paragraphs with it, the last of them + 1 */
};

struct shape {
	struct page *pg;
	struct word_set you, we;
	char host[128]; /* of the page's address, lower case */
	size_t host_len;
	VEC(uint64_t) word; /* bit 0: a name */
	size_t *first; /* of each block, and one more */
	struct known_word *known;
	size_t slots;
};

static int
is_word_byte(const unsigned char *s)
{
	if (*s < 0x80)
		return (unsigned char)((*s | 32) - 'a') < 26 ||
		       (unsigned char)(*s - '0') < 10;
	/* general punctuation, Latin-1 signs, CJK punctuation */
	return !(s[0] == 0xE2 && (s[1] == 0x80 || s[1] == 0x81)) &&
	       s[0] != 0xC2 && !(s[0] == 0xE3 && s[1] == 0x80);
}

static int
is_capital(const unsigned char *s)
{
	return (unsigned char)(*s - 'A') < 26 ||
	       (s[0] == 0xC3 && s[1] >= 0x80 && s[1] <= 0x9E);
}

static uint64_t
hash_word(const unsigned char *s, size_t n)
{
	uint64_t h = 0xcbf29ce484222325u;

	for (size_t i = 0; i < n; i++)
		h = (h ^ ((unsigned char)(s[i] - 'A') < 26 ? s[i] | 32
		                                           : s[i])) *
		    0x100000001b3u;
	h ^= h >> 29;
	return (h * 0x9e3779b97f4a7c15u) | 1;
}

static void
add_words(struct word_set *w, const char *s)
{
	while (*s) {
		size_t n = strcspn(s, " ");

		word_set_add(w, hash_word((const unsigned char *)s, n));
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

static void
take_word(struct shape *x, struct block *b, const unsigned char *s, size_t n,
        int *at_start)
{
	int capital = is_capital(s);
	uint64_t h = hash_word(s, n);

	if (*at_start && capital && b->caps_first < 6)
		b->caps_first++;
	else
		*at_start = 0;
	if (n <= PERSON_WORD) {
		b->you += word_set_has(&x->you, h);
		b->we += word_set_has(&x->we, h);
	}
	if (capital && n >= BRAND && speaks_of_host(x, s, n))
		b->brand++;
	if (n >= LONG_WORD)
		*vec_push(&x->word) = capital ? h : h & ~(uint64_t)1;
}

static void
read_block(struct shape *x, struct block *b)
{
	const unsigned char *s = (const unsigned char *)x->pg->text.s + b->text;
	const unsigned char *from = s, *end = s + b->len;
	int at_start = 1, digits = 0, letters = 0;

	while (s < end) {
		const unsigned char *w = s;

		while (s < end && is_word_byte(s)) {
			if ((unsigned char)(*s - '0') < 10)
				digits++;
			else
				letters++;
			s++;
		}
		if (letters)
			digits = letters = 0;
		if (digits >= PHONE_DIGITS)
			b->says_phone = 1;
		if (s > w)
			take_word(x, b, w, (size_t)(s - w), &at_start);
		if (s == end)
			break;
		if (*s == ':' && !b->label && s - from <= LABEL)
			b->label = (uint8_t)(s - from);
		if (*s == ',' || *s == ';')
			digits = 0;
		if (*s == '.' && s - w == 3 && memcmp(w, "www", 3) == 0)
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

static struct known_word *
known_slot(const struct shape *x, uint64_t h)
{
	size_t k = (h >> 7) & (x->slots - 1);

	while (x->known[k].n && (x->known[k].h | 1) != (h | 1))
		k = (k + 1) & (x->slots - 1);
	return &x->known[k];
}

static int
is_paragraph(const struct block *b)
{
	return b->words >= 15 && b->link_chars * 10 < b->chars * 3 &&
	       b->ends_sentence;
}

static void
learn_words(struct shape *x)
{
	x->slots = 64;
	while (x->slots < x->word.n * 2)
		x->slots *= 2;
	x->known = xcalloc(x->slots, sizeof(*x->known));
	for (size_t i = 0; i < x->pg->block.n; i++) {
		if (!is_paragraph(&x->pg->block.p[i]))
			continue;
		for (size_t k = x->first[i]; k < x->first[i + 1]; k++) {
			struct known_word *w = known_slot(x, x->word.p[k]);

			w->h = x->word.p[k];
			if (w->last == (int32_t)i + 1)
				continue;
			w->last = (int32_t)i + 1;
			w->n++;
		}
	}
}

static void
count_kin(struct shape *x, size_t i)
{
	struct block *b = &x->pg->block.p[i];
	int self = is_paragraph(b);

	for (size_t k = x->first[i]; k < x->first[i + 1]; k++) {
		int known = known_slot(x, x->word.p[k])->n > self;

		b->long_words++;
		b->kin += known;
		if (x->word.p[k] & 1) {
			b->names++;
			b->names_kin += known;
		}
	}
}

void
page_shape(struct page *pg)
{
	struct shape x = { .pg = pg };

	add_words(&x.you, you_words);
	add_words(&x.we, we_words);
	set_host(&x, meta_get(&pg->a->meta, META_URL));
	x.first = xcalloc(pg->block.n + 1, sizeof(*x.first));
	for (size_t i = 0; i < pg->block.n; i++) {
		read_block(&x, &pg->block.p[i]);
		x.first[i + 1] = x.word.n;
	}
	learn_words(&x);
	for (size_t i = 0; i < pg->block.n; i++)
		count_kin(&x, i);
	free(x.you.slot);
	free(x.we.slot);
	free(x.known);
	free(x.first);
	vec_free(&x.word);
}
