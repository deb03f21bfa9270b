/* chrome: knows lines by heart: "Tin liên quan", "Gửi bình luận", "Ảnh: ...".
 *
 * Takes one line of text, gives its class.  Whole lines are found by binary
 * search over folded keys: lower case, both tone placements alike (hoà, hòa),
 * without bullets in front and : » > ... ? behind.  Patterns run on the line
 * as it is written; an index by its first byte and by the bytes it holds
 * leaves few to try.  The table is chrome.def.
 */
#include <string.h>

#include "base/lanes.h"
#include "base/utf8.h"
#include "filters/extract/extract.h"

#define LINE_MAX_BYTES 600
#define KEY_MAX_BYTES 62

struct known {
	const char *key;
	enum chrome class;
};

#define KNOWN(key, class) { key, CHROME_##class },
#define SHORT(key, class)                                                      \
	_Static_assert(sizeof(key) <= KEY_MAX_BYTES, "longest key");
#define X SHORT
#define P SHORT
#include "filters/extract/chrome.def"

static const struct known exact[] = {
#define X KNOWN
#include "filters/extract/chrome.def"
};

static const struct known prefix[] = {
#define P KNOWN
#include "filters/extract/chrome.def"
};

static const struct known pattern[] = {
#define R KNOWN
#include "filters/extract/chrome.def"
};

#define N_OF(a) (sizeof(a) / sizeof((a)[0]))
_Static_assert(N_OF(pattern) <= CHROME_PATTERNS, "room in the index");
_Static_assert(0
#define R(p, class) +sizeof(p)
#include "filters/extract/chrome.def"
                       <= CHROME_PATTERN_BYTES,
        "room in the index");

void
chrome_open(struct chrome_index *x)
{
	struct pattern_skip *skip = x->skip;

	memset(x->first, 0, sizeof(x->first));
	for (size_t i = 0; i < N_OF(pattern); i++) {
		struct byte_set set = { { 0 } };

		pattern_read(&x->pattern[i], pattern[i].key, skip);
		skip += strlen(pattern[i].key);
		pattern_heads(&x->pattern[i], &set);
		pattern_needs(&x->pattern[i], x->needs[i]);
		for (unsigned w = 0; w < 4; w++)
			for (uint64_t v = set.bits[w]; v; v &= v - 1)
				x->first[w * 64 + (unsigned)__builtin_ctzll(v)]
				        [i / 64] |= (uint64_t)1 << i % 64;
	}
}

/* Tone on the second vowel (hoà) back to the first (hòa). */
static const struct {
	uint16_t first, toned, first_toned, plain;
} tone_pair[] = {
	{ 'o', 0xE0, 0xF2, 'a' },
	{ 'o', 0xE1, 0xF3, 'a' },
	{ 'o', 0x1EA3, 0x1ECF, 'a' },
	{ 'o', 0xE3, 0xF5, 'a' },
	{ 'o', 0x1EA1, 0x1ECD, 'a' },
	{ 'o', 0xE8, 0xF2, 'e' },
	{ 'o', 0xE9, 0xF3, 'e' },
	{ 'o', 0x1EBB, 0x1ECF, 'e' },
	{ 'o', 0x1EBD, 0xF5, 'e' },
	{ 'o', 0x1EB9, 0x1ECD, 'e' },
	{ 'u', 0x1EF3, 0xF9, 'y' },
	{ 'u', 0xFD, 0xFA, 'y' },
	{ 'u', 0x1EF7, 0x1EE7, 'y' },
	{ 'u', 0x1EF9, 0x169, 'y' },
	{ 'u', 0x1EF5, 0x1EE5, 'y' },
};

static int
is_edge(uint32_t cp)
{
	switch (cp) {
	case ' ':
	case ':':
	case '>':
	case '*':
	case '-':
	case '+':
	case '.':
	case '!':
	case '?':
	case 0xBB:
	case 0xB7:
	case 0xA0:
	case 0x2013:
	case 0x2022:
	case 0x2026:
	case 0x25AA:
	case 0x25CF:
		return 1;
	default:
		return 0;
	}
}

/* Off both ends what is_edge() names. */
static struct span
trim_edges(struct span line)
{
	const char *s = line.p, *end = line.p + line.n, *at;

	while (at = end, s < end && is_edge(utf8_prev(&at, s)))
		end = at;
	while (at = s, s < end && is_edge(utf8_next(&at, end)))
		s = at;
	return (struct span){ s, (size_t)(end - s) };
}

/* With the tone on the first of two vowels; s: small letters. */
static void
move_tones(struct str *s)
{
	const char *p = str_c(s), *end = p + s->len, *done = p;
	struct str out = STR_INIT;

	while (p < end) {
		uint32_t first = (unsigned char)*p++, second;
		const char *at = p;

		if ((first != 'o' && first != 'u') || p == end ||
		        (unsigned char)*p < 0x80)
			continue;
		second = utf8_next(&at, end);
		for (size_t k = 0; k < N_OF(tone_pair); k++)
			if (first == tone_pair[k].first &&
			        second == tone_pair[k].toned) {
				str_add(&out, done, (size_t)(p - 1 - done));
				str_put_utf8(&out, tone_pair[k].first_toned);
				str_put_utf8(&out, tone_pair[k].plain);
				p = done = at;
				break;
			}
	}
	if (out.len == 0)
		return;
	str_add(&out, done, (size_t)(end - done));
	str_free(s);
	*s = out;
}

/* As much of a line as the longest key may tell, and a character more; 1: all
 * of it. */
static int
fold_line(struct str *out, struct span line)
{
	struct span in = trim_edges(line);
	size_t n = 0, chars = 0;

	for (; n < in.n; n++)
		if (!utf8_is_tail(in.p[n]) && ++chars > KEY_MAX_BYTES + 2)
			break;
	utf8_put_lower(out, (struct span){ in.p, n });
	move_tones(out);
	return n == in.n;
}

static enum chrome
find_exact(const char *key)
{
	size_t lo = 0, hi = N_OF(exact);

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		int c = strcmp(key, exact[mid].key);

		if (c == 0)
			return exact[mid].class;
		if (c < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return CHROME_NONE;
}

static enum chrome
find_prefix(const char *key)
{
	for (size_t i = 0; i < N_OF(prefix); i++)
		if (*key == *prefix[i].key &&
		        strncmp(key, prefix[i].key, strlen(prefix[i].key)) == 0)
			return prefix[i].class;
	return CHROME_NONE;
}

static int
has_needs(const struct byte_set *has, const struct byte_set *need)
{
	for (int k = 0; k < PATTERN_NEEDS; k++)
		if (!byte_sets_meet(has, &need[k]))
			return 0;
	return 1;
}

static struct byte_set
bytes_of(struct span line)
{
	unsigned char seen[256] = { 0 };
	struct byte_set set = { { 0 } };

	for (size_t i = 0; i < line.n; i++)
		seen[(unsigned char)line.p[i]] = 0xFF;
	for (unsigned i = 0; i < sizeof(seen); i += LANES)
		set.bits[i / 64] |= (uint64_t)lanes_bits(lanes_load(seen + i))
		                    << i % 64;
	return set;
}

static enum chrome
find_pattern(struct span line)
{
	const uint64_t *may = chrome_index.first[(unsigned char)*line.p];
	struct byte_set has = bytes_of(line);

	for (size_t w = 0; w < CHROME_PATTERNS / 64; w++)
		for (uint64_t bits = may[w]; bits; bits &= bits - 1) {
			size_t i = w * 64 + (size_t)__builtin_ctzll(bits);

			if (has_needs(&has, chrome_index.needs[i]) &&
			        pattern_match(&chrome_index.pattern[i], line))
				return pattern[i].class;
		}
	return CHROME_NONE;
}

enum chrome
chrome_class(struct span line)
{
	struct str key = STR_INIT;
	enum chrome got = CHROME_NONE;

	line = span_trim(line);
	if (!line.n || line.n > LINE_MAX_BYTES)
		return CHROME_NONE;
	if (fold_line(&key, line))
		got = find_exact(str_c(&key));
	if (!got)
		got = find_prefix(str_c(&key));
	str_free(&key);
	return got ? got : find_pattern(line);
}

/* A bar, a bracket, a bullet: what parts such lines.  Its bytes; 0: none. */
static size_t
parting(struct span t)
{
	switch ((unsigned char)*t.p) {
	case '|':
	case '[':
	case ']':
		return 1;
	case ' ': /* " - " */
		return t.n >= 3 && t.p[1] == '-' && t.p[2] == ' ' ? 3 : 0;
	case 0xC2: /* "·", "»", "«" */
		return t.n >= 2 && strchr("\xB7\xBB\xAB", t.p[1]) ? 2 : 0;
	case 0xE2: /* "•" */
		return t.n >= 3 && t.p[1] == '\x80' && t.p[2] == '\xA2' ? 3 : 0;
	default:
		return 0;
	}
}

/* Is the class of a part that of furniture? */
static int
is_known_part(enum chrome c, struct span part)
{
	return c == CHROME_LINE ||
	       (c == CHROME_FROM_HERE && part.p[part.n - 1] != ':');
}

int
known_parts_of(enum chrome whole, struct span line)
{
	line = span_trim(line);
	for (size_t n = 0; n < line.n; n++)
		if (parting((struct span){ line.p + n, line.n - n }))
			return known_parts(line);
	return line.n && is_known_part(whole, line);
}

int
known_parts(struct span line)
{
	int parts = 0;

	while (line.n > 0) {
		size_t n = 0, gap = 0;
		struct span part;

		while (n < line.n && !gap) {
			gap = parting((struct span){ line.p + n, line.n - n });
			n += gap ? 0 : 1;
		}
		part = span_trim((struct span){ line.p, n });
		line.p += n + gap;
		line.n -= n + gap;
		if (!part.n)
			continue;
		if (!is_known_part(chrome_class(part), part))
			return 0;
		parts++;
	}
	return parts > 0;
}

int
known_run(struct span line)
{
	while (line.n > 0) {
		size_t n = parting(line);
		enum chrome c = CHROME_NONE;

		line = span_trim((struct span){ line.p + n, line.n - n });
		if (n)
			continue;
		n = line.n;
		/* the longest line it begins with */
		while (n > 0) {
			c = chrome_class((struct span){ line.p, n });
			if (c == CHROME_LINE || c == CHROME_FROM_HERE)
				break;
			while (n > 0 && line.p[n - 1] != ' ')
				n--;
			n -= n > 0;
		}
		if (c != CHROME_LINE && c != CHROME_FROM_HERE)
			return 0;
		line = span_trim((struct span){ line.p + n, line.n - n });
	}
	return 1;
}
