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
	uint32_t match; /* digits, + 1 in the pool; 0: no pattern */
	char ch;
	uint8_t changes; /* the word: see level.change */
};

struct change { /* what a break does to the word */
	uint32_t state;
	const char *text; /* NULL: nothing */
	int at, cut;
};

/* The file, of which each line makes at most as many nodes and as many digits
 * as it is long; so there is room for all from the start. */
struct source {
	struct str text;
	const char *p, *end; /* what is to be read */
};

struct level {
	HyphenDict *dict;
	struct arena *arena;
	struct node *node; /* by state; 0 is the root */
	uint32_t nodes;
	uint32_t first[256]; /* the root's children, by letter */
	char *pool; /* digits, one string after the other */
	size_t pooled;
	VEC(struct change) change;
	/* the pattern before: most have a beginning with it in common */
	char last[MAX_CHARS];
	uint32_t path[MAX_CHARS]; /* its states */
};

static uint32_t
child_of(const struct level *l, uint32_t state, char ch)
{
	uint32_t k;

	if (state == 0)
		return l->first[(unsigned char)ch];
	k = l->node[state].child;
	while (k && l->node[k].ch != ch)
		k = l->node[k].next;
	return k;
}

static uint32_t
add_child(struct level *l, uint32_t state, char ch)
{
	uint32_t k = l->nodes++;

	l->node[k] = (struct node){ .next = l->node[state].child, .ch = ch };
	l->node[state].child = k;
	if (state == 0)
		l->first[(unsigned char)ch] = k;
	return k;
}

/* The state of a word, with those of its beginnings. */
static uint32_t
state_of(struct level *l, const char *word)
{
	uint32_t at = 0, k;
	size_t i = 0;

	for (; word[i] && word[i] == l->last[i]; i++)
		at = l->path[i];
	for (; word[i]; i++) {
		k = child_of(l, at, word[i]);
		at = k ? k : add_child(l, at, word[i]);
		l->path[i] = at;
		l->last[i] = word[i];
	}
	l->last[i] = '\0';
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

/* "/text,at,cut" or "/text" behind a pattern, which is cut off there. */
static struct change
read_change(char *line)
{
	struct change c = { 0 };
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
	struct node *s;
	size_t n = 0;

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
	c.state = state_of(l, word);
	s = &l->node[c.state];
	s->match = (uint32_t)l->pooled + 1;
	n = strlen(from) + 1;
	memcpy(l->pool + l->pooled, from, n);
	l->pooled += n;
	s->changes = c.text != NULL;
	if (c.text) {
		c.text = arena_strdup(l->arena, c.text);
		c.cut = c.cut ? c.cut : (int)strlen(word);
		vec_add(&l->change, c);
	}
}

/* The next line as a string with its newline; those that are longer than any
 * pattern are passed over.  0 at the end. */
static int
next_line(struct source *s, char line[MAX_CHARS])
{
	while (s->p < s->end) {
		const char *from = s->p;
		const char *stop = memchr(from, '\n', (size_t)(s->end - from));
		size_t n;

		s->p = stop ? stop + 1 : s->end;
		n = (size_t)(s->p - from);
		if (n >= MAX_CHARS)
			continue;
		memcpy(line, from, n);
		line[n] = '\0';
		return 1;
	}
	return 0;
}

/* Lines up to NEXTLEVEL, where 1 is returned, or the end. */
static int
read_lines(struct level *l, struct source *from)
{
	char line[MAX_CHARS];

	while (next_line(from, line)) {
		if (strncmp(line, "NEXTLEVEL", 9) == 0)
			return 1;
		if (line[0] != '%' &&
		        (!strchr("LRCN", line[0]) || !read_keyword(l, line)))
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
level_open(struct level *l, struct arena *a, const char *cset, size_t room)
{
	*l = (struct level){ .arena = a };
	l->dict = arena_new_of(a, HyphenDict);
	memcpy(l->dict->cset, cset, MAX_NAME);
	l->dict->utf8 = strcmp(cset, "UTF-8") == 0;
	l->node = xrealloc(NULL, room + 1, sizeof(*l->node));
	l->node[0] = (struct node){ 0 };
	l->nodes = 1;
	l->pool = arena_array(a, room + 1, 1);
}

/* By transitions, which are there from level to level and lie side by side. */
static int
fallback_of(
        const HyphenState *state, const struct level *l, int parent, char ch)
{
	while ((parent = state[parent].fallback_state) > 0) {
		const HyphenTrans *t = state[parent].trans;
		const HyphenTrans *end = t + state[parent].num_trans;

		for (; t < end; t++)
			if (t->ch == ch)
				return t->new_state;
	}
	return parent == 0 ? (int)l->first[(unsigned char)ch] : 0;
}

/* Transitions and states to fall back to, from the root on. */
static void
add_transitions(const struct level *l, HyphenState *state)
{
	HyphenTrans *trans = arena_array(l->arena, l->nodes, sizeof(*trans));
	uint32_t *order = xrealloc(NULL, l->nodes, sizeof(*order));
	size_t last = 1;

	order[0] = 0;
	state[0].fallback_state = -1;
	for (size_t i = 0; i < l->nodes; i++) {
		HyphenState *s = &state[order[i]];
		uint32_t k = l->node[order[i]].child;

		s->trans = trans;
		for (; k; k = l->node[k].next) {
			char ch = l->node[k].ch;

			state[k].fallback_state =
			        fallback_of(state, l, (int)order[i], ch);
			*trans++ = (HyphenTrans){ ch, (int)k };
			order[last++] = k;
		}
		s->num_trans = (int)(trans - s->trans);
	}
	free(order);
}

static void
level_close(struct level *l)
{
	HyphenState *state = arena_array(l->arena, l->nodes, sizeof(*state));

	for (size_t i = 0; i < l->nodes; i++)
		if (l->node[i].match)
			state[i].match = l->pool + l->node[i].match - 1;
	for (size_t i = 0; i < l->change.n; i++) {
		const struct change *c = &l->change.p[i];

		if (!l->node[c->state].changes)
			continue; /* said again without one */
		state[c->state].repl = (char *)(uintptr_t)c->text;
		state[c->state].replindex = (signed char)c->at;
		state[c->state].replcut = (signed char)c->cut;
	}
	add_transitions(l, state);
	l->dict->num_states = (int)l->nodes;
	l->dict->states = state;
	free(l->node);
	vec_free(&l->change);
}

/* 0 or -1; nothing is reported. */
static int
source_open(struct source *s, const char *path)
{
	FILE *f = fopen(path, "re");
	size_t n;

	*s = (struct source){ .text = STR_INIT };
	if (!f)
		return -1;
	do {
		str_reserve(&s->text, 65536);
		n = fread(s->text.s + s->text.len, 1, 65536, f);
		s->text.len += n;
	} while (n);
	fclose(f);
	s->p = s->text.s;
	s->end = s->p + s->text.len;
	return 0;
}

HyphenDict *
patterns_read(const char *path, struct arena *a)
{
	char line[MAX_CHARS], cset[MAX_NAME] = "";
	struct level first, second;
	struct source s;
	int two;

	if (source_open(&s, path) < 0)
		return NULL;
	if (next_line(&s, line)) {
		line[MAX_NAME - 1] = '\0';
		memcpy(cset, line, sizeof(cset));
		cset[strcspn(cset, "\r\n")] = '\0';
	}
	level_open(&first, a, cset, s.text.len);
	two = read_lines(&first, &s);
	level_open(&second, a, cset, (size_t)(s.end - s.p) + 64);
	if (two)
		read_lines(&second, &s);
	else
		default_level(&second, first.dict);
	str_free(&s.text);
	level_close(&first);
	level_close(&second);
	if (two)
		first.dict->nextlevel = second.dict;
	else
		second.dict->nextlevel = first.dict;
	return two ? first.dict : second.dict;
}
