/* patterns_cut: a word, which may be a compound: where it may be broken.
 *
 * The first level's patterns part a compound, the second's its parts.
 *
 * Where NEXTLEVEL is missing, libhyphen parts words at hyphens, dashes, and
 * apostrophes first.  Words of letters have none.
 */
#include <string.h>

#include "text/patterns_level.h"

#define PARTS 100 /* of a compound, and their parts */

/* Letters of a part of a compound as they are when it is broken behind byte
 * i of the word; returned is their number. */
static size_t
copy_part(const struct patterns *p, const char *word, size_t from, size_t i,
        const struct breaks *b, char *part)
{
	size_t n = i + 1 - from, at;
	const char *text = p->text + b->change[i];
	size_t len = strcspn(text, ",\r\n");
	const char *cut = memchr(text, '=', len);

	memcpy(part, word + from, n);
	if (b->change[i] == 0 || b->back[i] > n)
		return n;
	at = n - b->back[i];
	if (cut)
		len = (size_t)(cut - text);
	else if (len > b->back[i])
		len = b->back[i];
	if (at + len > PATTERNS_WORD)
		return n;
	memset(part + at, 0, n - at);
	memcpy(part + at, text, len);
	return cut ? at + len : n;
}

/* No breaks by which less letters than the level says would remain of a part
 * at the compound's breaks. */
static void
keep_left(const struct patterns *p, const char *word, size_t n, uint8_t *behind)
{
	int letters = 0;

	for (size_t i = 0; i < n; i++) {
		if (!p->utf8 || (word[i] & 0xC0) != 0x80)
			letters++;
		/* the ligatures of ffi and ffl count as two */
		if (p->utf8 && n - i > 2 &&
		        (memcmp(word + i, "\xEF\xAC\x83", 3) == 0 ||
		                memcmp(word + i, "\xEF\xAC\x84", 3) == 0))
			letters++;
		if (letters >= p->level[0].left)
			return;
		behind[i] = 0;
	}
}

static void
keep_right(
        const struct patterns *p, const char *word, size_t n, uint8_t *behind)
{
	int letters = 0;

	for (size_t i = n - 1; i > 0 && letters < p->level[0].right; i--) {
		behind[i] = 0;
		if (!p->utf8 || (word[i] & 0xC0) != 0x80)
			letters++;
	}
}

/* A word that may be a compound: its parts may be again.  open: the ends that
 * are the word's and not a part's. */
enum { OPEN_LEFT = 1, OPEN_RIGHT = 2 };

static void
compound(struct patterns *p, const char *word, size_t n, int open,
        struct breaks *b, int *parts)
{
	size_t begin = 0;

	level_breaks(p, &p->level[0], word, n, b);
	for (size_t i = 0; i < n; i++) {
		if (!b->behind[i] && (begin == 0 || i + 1 < n))
			continue;
		if (i > begin && *parts > 0) {
			struct breaks in = { 0 };
			char part[PATTERNS_WORD];
			size_t len = copy_part(p, word, begin, i, b, part);

			--*parts;
			compound(p, part, len,
			        (begin ? 0 : open & OPEN_LEFT) |
			                (b->behind[i] ? 0 : open & OPEN_RIGHT),
			        &in, parts);
			/* none before a part's last byte: so does libhyphen */
			for (size_t k = 0; k + 1 < i - begin; k++) {
				b->behind[begin + k] = in.behind[k];
				if (in.change[k])
					b->change[begin + k] = in.change[k];
			}
		}
		begin = i + 1;
	}
	if (begin)
		return;
	level_breaks(p, &p->level[1], word, n, b);
	if (!(open & OPEN_LEFT))
		keep_left(p, word, n, b->behind);
	if (!(open & OPEN_RIGHT))
		keep_right(p, word, n, b->behind);
}

/* No breaks on either side of a string within the word. */
static void
keep_whole(const char *word, size_t n, struct span s, uint8_t *behind)
{
	if (s.n == 0)
		memset(behind, 0, n);
	for (size_t i = 0; s.n && i + s.n <= n; i++) {
		if (memcmp(word + i, s.p, s.n) != 0)
			continue;
		behind[i + s.n - 1] = 0;
		if (i > 0)
			behind[i - 1] = 0;
	}
}

void
patterns_cut(struct patterns *p, const char *word, size_t n, uint8_t *cuts)
{
	const char *s = p->whole.p, *end = s + p->whole.n;
	struct breaks b = { 0 };
	int parts = PARTS;

	memset(cuts, 0, n);
	if (n == 0 || n > PATTERNS_WORD)
		return;
	if (p->levels == 1)
		level_breaks(p, &p->level[0], word, n, &b);
	else
		compound(p, word, n, OPEN_LEFT | OPEN_RIGHT, &b, &parts);
	while (p->levels > 1 && s && s < end) {
		/* a comma at the beginning of the list is one of its strings */
		const char *from = s == p->whole.p ? s + 1 : s;
		const char *comma = memchr(from, ',', (size_t)(end - from));

		comma = comma ? comma : end;
		keep_whole(word, n, (struct span){ s, (size_t)(comma - s) },
		        b.behind);
		s = comma + 1;
	}
	for (size_t i = 0; i + 1 < n; i++)
		if (b.behind[i] && !b.change[i] &&
		        (!p->utf8 || (word[i + 1] & 0xC0) != 0x80))
			cuts[i + 1] = 1;
}
