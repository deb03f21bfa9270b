/* patterns: dictionaries of libhyphen, and what they say about a word.
 *
 * The file (README.hyphen of libhyphen 2.8): the encoding, then patterns and
 * keywords by the line; NEXTLEVEL parts patterns of compounds from those of
 * their parts.  "ab1c/x-y,2,3": what a break there changes in the word.
 *
 * A run of the program asks for some hundred words; most patterns are never
 * looked at.  So the tree of patterns grows where words go: a node holds the
 * lines that begin with its letters, until a word comes by and they are handed
 * out to its children.  Only the first two letters, which most words need, are
 * told apart when the file is read.  Digits are read from the file's text.
 *
 * libhyphen runs an automaton (Aho and Corasick, "Efficient String Matching",
 * 1975) of which it asks the state alone, the longest beginning of a pattern
 * that ends at a letter, and not those that are ends of it: who makes the
 * files has put their digits in.  In a tree the same is: of what ends at a
 * letter, that counts which began first.
 */
#include "text/patterns_level.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define LINE 100 /* bytes with the newline; longer lines are passed over */

/* A word at one level. */
struct match {
	const struct level *level;
	int utf8;
	size_t n; /* with dots */
	char word[ROOM];
	char digit[ROOM]; /* before byte i */
	int changes; /* what follows is set */
	uint32_t change[ROOM]; /* with the digit; 0: none */
	uint16_t digit_of[ROOM]; /* of the change that begins at byte i, + 1 */
	int length[ROOM]; /* of what it replaces */
};

static int
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static int
is_letter(char c)
{
	return (unsigned char)c > ' ' && !is_digit(c) && c != '/';
}

static int
begins(const char *s, const char *with)
{
	return strncmp(s, with, strlen(with)) == 0;
}

/* 0: no pattern begins so. */
static uint32_t
child_of(const struct level *l, uint32_t node, char ch)
{
	uint32_t k = l->node.p[node].child;
	uint32_t end = k + l->node.p[node].children;

	while (k < end && l->node.p[k].ch != ch)
		k++;
	return k < end ? k : 0;
}

static uint32_t
node_make(struct level *l, char ch)
{
	vec_add(&l->node, ((struct node){ .ch = ch }));
	return (uint32_t)l->node.n - 1;
}

static void
line_give(struct level *l, uint32_t line, uint32_t node)
{
	l->line.p[line].next = l->node.p[node].lines;
	l->node.p[node].lines = line;
}

/* Hand out a node's lines to its children, which are made then.  The pattern
 * that is complete is its own; what is said twice counts as said last. */
static void
node_open(struct level *l, uint32_t node)
{
	uint32_t line = l->node.p[node].lines, next,
	         child = (uint32_t)l->node.n;
	uint32_t match = 0;

	for (; line; line = next) {
		const char *s = l->text + l->line.p[line].at;
		unsigned char ch;

		next = l->line.p[line].next;
		s += is_digit(*s);
		while (is_digit(*s)) /* rarely: told ahead */
			s++;
		ch = (unsigned char)*s;
		if (is_letter(*s)) {
			if (l->by[ch] < child)
				l->by[ch] = node_make(l, *s);
			l->line.p[line].at = (uint32_t)(s + 1 - l->text);
			line_give(l, line, l->by[ch]);
			continue;
		}
		while (s[-1] != '\n')
			s--;
		if (s - l->text > match)
			match = (uint32_t)(s - l->text);
	}
	l->node.p[node].lines = 0;
	l->node.p[node].child = child;
	l->node.p[node].children = (uint8_t)(l->node.n - child);
	l->node.p[node].match = match;
	if (match) {
		const char *s = l->text + match;

		l->node.p[node].changes = s[strcspn(s, "/\n")] == '/';
	}
}

/* Number, or list of characters, behind a keyword.  0 when there is none. */
static int
read_keyword(struct patterns *p, struct level *l, const char *s, size_t n)
{
	struct {
		const char *name;
		int *to;
	} number[] = {
		{ "LEFTHYPHENMIN", &p->left },
		{ "RIGHTHYPHENMIN", &p->right },
		{ "COMPOUNDLEFTHYPHENMIN", &l->left },
		{ "COMPOUNDRIGHTHYPHENMIN", &l->right },
	};
	int own = l == p->level; /* the first level's count for the word */

	for (size_t i = 0; i < sizeof(number) / sizeof(number[0]); i++)
		if (begins(s, number[i].name)) {
			s += strlen(number[i].name);
			s += strspn(s, " \t\r\v\f");
			if (own)
				*number[i].to = *s == '\n'
				                        ? 0
				                        : (signed char)strtol(
				                                  s, NULL, 10);
			return 1;
		}
	if (!begins(s, "NOHYPHEN"))
		return 0;
	if (own) {
		size_t skip = 8 + strspn(s + 8, " \t");

		p->whole = (struct span){ s + skip, n - skip };
	}
	return 1;
}

/* The node of a letter; the first of a level has room for its children. */
static uint32_t
node_of_one(struct level *l, char ch)
{
	uint32_t *node = &l->first[(unsigned char)ch];

	if (*node == 0) {
		*node = node_make(l, ch);
		l->second[(unsigned char)ch] =
		        xcalloc(256, sizeof(*l->second[0]));
	}
	return *node;
}

static uint32_t
node_of_two(struct level *l, char a, char b)
{
	uint32_t *node = &l->second[(unsigned char)a][(unsigned char)b];

	if (*node == 0)
		*node = node_make(l, b);
	return *node;
}

/* A line of the file that begins with a letter, digits passed over. */
static void
read_pattern(struct level *l, const char *letter)
{
	uint32_t node = node_of_one(l, *letter);
	const char *s = letter + 1;

	while (is_digit(*s))
		s++;
	if (is_letter(*s))
		node = node_of_two(l, *letter, *s++);
	vec_push(&l->line)->at = (uint32_t)(s - l->text);
	line_give(l, (uint32_t)l->line.n - 1, node);
}

/* Lines up to NEXTLEVEL, or the end.  Returns where the next level begins. */
static const char *
read_lines(struct patterns *p, struct level *l, const char *s, const char *end)
{
	size_t n;

	l->text = p->text;
	vec_push(&l->line); /* none */
	vec_push(&l->node);
	for (; s < end; s += n + 1) {
		const char *from = s;

		n = (size_t)((const char *)memchr(s, '\n', (size_t)(end - s)) -
		             s);
		if (n + 1 >= LINE || *s == '%')
			continue;
		if (*s == 'N' && begins(s, "NEXTLEVEL"))
			return s + n + 1;
		if ((*s == 'L' || *s == 'R' || *s == 'C' || *s == 'N') &&
		        read_keyword(p, l, s, n))
			continue;
		while (is_digit(*from))
			from++;
		if (is_letter(*from))
			read_pattern(l, from);
	}
	return NULL;
}

/* The file with a newline at its end; NULL when it cannot be read. */
static char *
read_text(const char *path, size_t *n)
{
	FILE *f = fopen(path, "re");
	struct stat st;
	char *text = NULL;

	if (!f)
		return NULL;
	if (fstat(fileno(f), &st) == 0 && S_ISREG(st.st_mode) &&
	        st.st_size < INT32_MAX) {
		text = xmalloc((size_t)st.st_size + 2);
		setvbuf(f, NULL, _IONBF, 0);
		*n = fread(text, 1, (size_t)st.st_size, f);
		text[(*n)++] = '\n';
		text[*n] = '\0';
	}
	fclose(f);
	return text;
}

struct patterns *
patterns_read(const char *path)
{
	struct patterns *p;
	const char *s;
	char *text;
	size_t n = 0;

	text = read_text(path, &n);
	if (!text)
		return NULL;
	p = xcalloc(1, sizeof(*p));
	p->text = text;
	snprintf(p->charset, sizeof(p->charset), "%.*s",
	        (int)strcspn(text, "\r\n"), text);
	p->utf8 = strcmp(p->charset, "UTF-8") == 0;
	s = (const char *)memchr(text, '\n', n) + 1;
	s = read_lines(p, &p->level[0], s, text + n);
	p->levels = s ? 2 : 1;
	if (s)
		read_lines(p, &p->level[1], s, text + n);
	return p;
}

void
patterns_free(struct patterns *p)
{
	if (!p)
		return;
	for (int i = 0; i < p->levels; i++) {
		vec_free(&p->level[i].line);
		vec_free(&p->level[i].node);
		for (int k = 0; k < 256; k++)
			free(p->level[i].second[k]);
	}
	free(p->text);
	free(p);
}

const char *
patterns_charset(const struct patterns *p)
{
	return p->charset;
}

int
patterns_left(const struct patterns *p)
{
	return p->left;
}

int
patterns_right(const struct patterns *p)
{
	return p->right;
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

struct change { /* what a break does to the word, in bytes */
	uint32_t text;
	int at, cut;
};

/* "/text,at,cut" or "/text" behind a pattern. */
static struct change
read_change(const struct match *m, uint32_t pattern)
{
	char line[LINE], word[LINE];
	struct change c = { 0 };
	char *slash, *comma, *second;
	int at, end, dot, n = 0;

	snprintf(line, sizeof(line), "%.*s",
	        (int)strcspn(m->level->text + pattern, "\n"),
	        m->level->text + pattern);
	slash = strchr(line, '/');
	*slash = '\0';
	c.text = pattern + (uint32_t)(slash + 1 - line);
	comma = strchr(slash + 1, ',');
	second = comma ? strchr(comma + 1, ',') : NULL;
	if (!comma) {
		c.cut = (int)strlen(line);
	} else if (second) {
		c.at = (signed char)strtol(comma + 1, NULL, 10) - 1;
		c.cut = (signed char)strtol(second + 1, NULL, 10);
	}
	for (const char *s = line; (unsigned char)*s > ' '; s++)
		if (!is_digit(*s))
			word[n++] = *s;
	word[n] = '\0';
	dot = *word == '.';
	if (m->utf8) { /* characters to bytes; the dot is none */
		at = char_at(word, dot, c.at);
		end = at < 0 ? -1 : char_at(word, dot, c.at + c.cut);
		if (end >= at && end >= 0)
			c.cut = end - at;
		if (at >= 0)
			c.at = at;
		c.at -= dot;
	}
	if (c.cut == 0)
		c.cut = n;
	return c;
}

/* A change comes with the digit before byte i of the word. */
static void
note_change(struct match *m, const struct change *c, size_t i, int k, int from)
{
	m->change[i] = c ? c->text : 0;
	if (c && k >= c->at && k <= c->at + c->cut && from >= 1 &&
	        from + 1 < (int)m->n)
		m->digit_of[from] = (uint16_t)(i + 1);
}

/* The pattern at s is found at byte `at`: the greatest digits count.  What a
 * pattern changes, counts from the first letter. */
static void
put_digits(struct match *m, const char *s, size_t at, const struct change *c)
{
	char digit = '0';
	int k = 0, from = (int)at;

	if (c) {
		k = s[strspn(s, "0123456789")] == '.' ? -1 : 0;
		from += c->at - k;
		if (from >= 1 && from + 1 < (int)m->n)
			m->length[from] = c->cut;
	}
	for (;; s++) {
		if (is_digit(*s)) {
			digit = *s;
			continue;
		}
		if (m->digit[at] < digit && k >= 0) {
			m->digit[at] = digit;
			if (m->changes && (digit & 1))
				note_change(m, c, at, k, from);
		}
		if (!is_letter(*s))
			return;
		digit = '0';
		at++;
		k++;
	}
}

static void
put_change(struct match *m, uint32_t pattern, size_t at)
{
	struct change c = read_change(m, pattern);

	if (!m->changes) {
		m->changes = 1;
		memset(m->change, 0, sizeof(m->change));
		memset(m->digit_of, 0, sizeof(m->digit_of));
	}
	put_digits(m, m->level->text + pattern, at, &c);
}

/* All patterns of a level on the word. */
static void
match_run(struct match *m, struct level *l)
{
	size_t reached = 0;

	for (size_t at = 0; at < m->n; at++) {
		unsigned char first = (unsigned char)m->word[at];
		uint32_t k = l->first[first];
		size_t i = at;

		while (k) {
			const struct node *x;

			if (l->node.p[k].lines)
				node_open(l, k);
			x = &l->node.p[k];
			if (++i > reached && x->match) {
				if (x->changes)
					put_change(m, x->match, at);
				else
					put_digits(m, l->text + x->match, at,
					        NULL);
			}
			if (i == m->n)
				k = 0;
			else if (i == at + 1)
				k = l->second[first][(unsigned char)m->word[i]];
			else
				k = child_of(l, k, m->word[i]);
		}
		if (i > reached)
			reached = i;
	}
}

void
level_breaks(struct patterns *p, struct level *l, const char *word, size_t n,
        struct breaks *b)
{
	struct match m;

	m.level = l;
	m.utf8 = p->utf8;
	m.n = n + 2;
	m.changes = 0;
	m.word[0] = m.word[n + 1] = '.';
	memcpy(m.word + 1, word, n);
	memset(m.digit, '0', n + 3);
	match_run(&m, l);
	for (size_t i = 0; i + 1 < n; i++)
		b->behind[i] = m.digit[i + 2] & 1;
	for (size_t i = 1; m.changes && i <= n; i++) {
		size_t at = m.digit_of[i] ? m.digit_of[i] - 1u : 0;

		if (at == 0 || m.change[at] == 0)
			continue;
		if (at >= 2 && at <= n + 1) {
			b->change[at - 2] = m.change[at];
			b->back[at - 2] = (uint8_t)(at - i);
		}
		if (m.length[i] > 1)
			i += (size_t)m.length[i] - 1;
	}
}
