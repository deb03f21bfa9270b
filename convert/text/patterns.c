/* patterns: a dictionary of libhyphen becomes the automaton that libhyphen
 * runs (hyphen.h has its form).
 *
 * libhyphen's own reader puts each beginning of each pattern into a table of
 * strings: that takes 5 ms for English and two seconds for German.  Here the
 * beginnings are nodes of a tree, numbered as they come; the state to fall
 * back to, the longest end of a beginning that is a beginning itself, is found
 * level by level from that of its parent (Aho and Corasick, "Efficient String
 * Matching", 1975).
 *
 * The file (README.hyphen of libhyphen 2.8): the encoding, then patterns and
 * keywords by the line; NEXTLEVEL parts patterns of compounds from those of
 * their parts.  Where it is missing, words are first parted at hyphens and
 * apostrophes.  "ab1c/x-y,2,3": what a break there changes in the word.
 */
#include "text/patterns.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"

struct node {
	uint32_t child, next; /* 0: none */
	char ch;
};

struct level {
	HyphenDict *dict;
	struct arena *arena;
	VEC(struct node) node; /* by state; 0 is the root */
	VEC(HyphenState) state;
};

static uint32_t
child_of(const struct level *l, uint32_t state, char ch)
{
	uint32_t k = l->node.p[state].child;

	while (k && l->node.p[k].ch != ch)
		k = l->node.p[k].next;
	return k;
}

/* The state of a word, with those of its beginnings. */
static uint32_t
state_of(struct level *l, const char *word)
{
	uint32_t at = 0;

	for (; *word; word++) {
		uint32_t k = child_of(l, at, *word);

		if (!k) {
			k = (uint32_t)l->node.n;
			vec_add(&l->node,
			        ((struct node){
			                0, l->node.p[at].child, *word }));
			vec_push(&l->state);
			l->node.p[at].child = k;
			l->state.p[at].num_trans++;
		}
		at = k;
	}
	return at;
}

/* Number, or list of characters, behind a keyword.  0 when there is none. */
static int
read_keyword(struct level *l, const char *line)
{
	HyphenDict *d = l->dict;
	const struct {
		const char *name;
		char *to;
	} number[] = {
		{ "LEFTHYPHENMIN", &d->lhmin },
		{ "RIGHTHYPHENMIN", &d->rhmin },
		{ "COMPOUNDLEFTHYPHENMIN", &d->clhmin },
		{ "COMPOUNDRIGHTHYPHENMIN", &d->crhmin },
	};
	size_t n;

	for (size_t i = 0; i < sizeof(number) / sizeof(number[0]); i++) {
		n = strlen(number[i].name);
		if (strncmp(line, number[i].name, n) == 0) {
			*number[i].to = (char)strtol(line + n, NULL, 10);
			return 1;
		}
	}
	if (strncmp(line, "NOHYPHEN", 8) != 0)
		return 0;
	line += 8;
	line += strspn(line, " \t");
	d->nohyphen = NULL;
	d->nohyphenl = 0;
	n = strlen(line);
	if (n == 0)
		return 1;
	d->nohyphen = arena_strndup(l->arena, line, n - 1); /* no newline */
	for (size_t i = 1; i + 1 < n; i++)
		if (d->nohyphen[i] == ',') {
			d->nohyphen[i] = '\0';
			d->nohyphenl++;
		}
	return 1;
}

struct change { /* what a break does to the word */
	const char *text; /* NULL: nothing */
	int at, cut;
};

/* "/text,at,cut" or "/text" behind a pattern, which is cut off there. */
static struct change
read_change(char *line)
{
	struct change c = { NULL, 0, 0 };
	char *slash = strchr(line, '/'), *comma, *second;

	if (!slash)
		return c;
	c.text = slash + 1;
	*slash = '\0';
	comma = strchr(slash + 1, ',');
	if (!comma) {
		slash[1 + strcspn(slash + 1, "\r\n")] = '\0';
		c.cut = (int)strlen(line);
		return c;
	}
	*comma = '\0';
	second = strchr(comma + 1, ',');
	if (second) {
		c.at = (int)strtol(comma + 1, NULL, 10) - 1;
		c.cut = (int)strtol(second + 1, NULL, 10);
	}
	return c;
}

/* Where the k-th character behind `from` begins; -1 when there is none. */
static int
char_at(const char *word, int from, int k)
{
	for (int i = from; k >= 0; i++) {
		if ((word[i] & 0xC0) != 0x80 && k-- == 0)
			return i;
		if (!word[i])
			break;
	}
	return -1;
}

/* Characters to bytes; the dot that stands for a word's start is none. */
static void
count_bytes(struct change *c, const char *word, int utf8)
{
	int dot = *word == '.', at, end;

	if (!utf8)
		return;
	at = char_at(word, dot, c->at);
	end = at < 0 ? -1 : char_at(word, dot, c->at + c->cut);
	if (end >= at && end >= 0)
		c->cut = end - at;
	if (at >= 0)
		c->at = at;
	c->at -= dot;
}

static void
read_pattern(struct level *l, char *line)
{
	char word[MAX_CHARS], digits[MAX_CHARS];
	struct change c = read_change(line);
	const char *from = digits;
	HyphenState *s;
	size_t n = 0;
	uint32_t k;

	digits[0] = '0';
	for (; (unsigned char)*line > ' ' && n < MAX_CHARS - 2; line++) {
		if (*line >= '0' && *line <= '9') {
			digits[n] = *line;
		} else {
			word[n] = *line;
			digits[++n] = '0';
		}
	}
	word[n] = digits[n + 1] = '\0';
	if (c.text) {
		count_bytes(&c, word, l->dict->utf8);
		from += *word == '.';
	} else {
		from += strspn(from, "0");
	}
	k = state_of(l, word);
	s = &l->state.p[k];
	s->match = arena_strdup(l->arena, from);
	s->repl = arena_strdup(l->arena, c.text);
	s->replindex = (signed char)c.at;
	s->replcut = (signed char)(c.cut ? c.cut : (int)n);
}

/* Lines up to NEXTLEVEL, where 1 is returned, or the end. */
static int
read_lines(struct level *l, FILE *f)
{
	char line[MAX_CHARS];
	int c;

	while (fgets(line, sizeof(line), f) != NULL) {
		if (strchr(line, '\n') == NULL && !feof(f)) {
			while ((c = getc(f)) != '\n' && c != EOF)
				; /* longer than any pattern */
			continue;
		}
		if (strncmp(line, "NEXTLEVEL", 9) == 0)
			return 1;
		if (line[0] != '%' && !read_keyword(l, line))
			read_pattern(l, line);
	}
	return 0;
}

/* Where there is one level: words are parted at hyphens, dashes, apostrophes.
 */
static void
default_level(struct level *l, const HyphenDict *parts)
{
	static const char *const mark[] = { "-", "'", "\u2013", "\u2019" };
	HyphenDict *d = l->dict;

	read_keyword(
	        l, d->utf8 ? "NOHYPHEN ',\u2013,\u2019,-\n" : "NOHYPHEN ',-\n");
	for (int i = 0; i < (d->utf8 ? 4 : 2); i++) {
		char line[8];

		snprintf(line, sizeof(line), "1%s1\n", mark[i]);
		read_pattern(l, line);
	}
	d->lhmin = parts->lhmin;
	d->rhmin = parts->rhmin;
	d->clhmin = parts->clhmin  ? parts->clhmin
	            : parts->lhmin ? parts->lhmin
	                           : 3;
	d->crhmin = parts->crhmin  ? parts->crhmin
	            : parts->rhmin ? parts->rhmin
	                           : 3;
}

static void
level_open(struct level *l, struct arena *a, const char *cset)
{
	*l = (struct level){ .arena = a };
	l->dict = arena_new_of(a, HyphenDict);
	memcpy(l->dict->cset, cset, MAX_NAME);
	l->dict->utf8 = strcmp(cset, "UTF-8") == 0;
	vec_push(&l->node);
	vec_push(&l->state);
}

static int
fallback_of(const struct level *l, int parent, char ch)
{
	while ((parent = l->state.p[parent].fallback_state) >= 0) {
		uint32_t k = child_of(l, (uint32_t)parent, ch);

		if (k)
			return (int)k;
	}
	return 0;
}

/* Transitions and states to fall back to, from the root on. */
static void
level_close(struct level *l)
{
	size_t n = l->node.n, last = 1;
	HyphenTrans *trans = arena_array(l->arena, n, sizeof(*trans));
	uint32_t *order = xcalloc(n, sizeof(*order));

	l->state.p[0].fallback_state = -1;
	for (size_t i = 0; i < n; i++) {
		HyphenState *s = &l->state.p[order[i]];
		uint32_t k = l->node.p[order[i]].child;

		s->trans = trans;
		for (; k; k = l->node.p[k].next) {
			char ch = l->node.p[k].ch;

			l->state.p[k].fallback_state =
			        fallback_of(l, (int)order[i], ch);
			*trans++ = (HyphenTrans){ ch, (int)k };
			order[last++] = k;
		}
	}
	free(order);
	l->dict->num_states = (int)n;
	l->dict->states =
	        arena_copy(l->arena, l->state.p, n, sizeof(*l->state.p));
	vec_free(&l->node);
	vec_free(&l->state);
}

HyphenDict *
patterns_read(const char *path, struct arena *a)
{
	FILE *f = fopen(path, "re");
	char cset[MAX_NAME] = "";
	struct level first, second;
	int two;

	if (!f)
		return NULL;
	if (fgets(cset, sizeof(cset), f) != NULL)
		cset[strcspn(cset, "\r\n")] = '\0';
	level_open(&first, a, cset);
	level_open(&second, a, cset);
	two = read_lines(&first, f);
	if (two)
		read_lines(&second, f);
	else
		default_level(&second, first.dict);
	fclose(f);
	level_close(&first);
	level_close(&second);
	if (two)
		first.dict->nextlevel = second.dict;
	else
		second.dict->nextlevel = first.dict;
	return two ? first.dict : second.dict;
}
