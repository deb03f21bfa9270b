/* bytes: the clauses that speak of bytes, not of objects: header, end,
 * spaces around obj, stream and xref, hexadecimal strings.
 *
 * A small lexer goes over the file once from front to back.  It knows
 * comments, strings, hexadecimal strings, numbers and words; stream data is
 * stepped over by the Length that libqpdf found, when endstream really
 * follows there, else by looking for it.
 */
#include <string.h>

#include "check/ctx.h"

struct lexer {
	struct ctx *x;
	const unsigned char *p;
	size_t n;
	size_t at;
	long long num[2]; /* the last two numbers */
	size_t num_at[2], num_end[2];
	int numbers;
	int object; /* being read; 0: none */
	int names_xref; /* a classic table was met */
};

static int
is_eol(int c)
{
	return c == '\n' || c == '\r';
}

static int
is_space(int c)
{
	return c == ' ' || is_eol(c) || c == '\t' || c == '\f' || c == 0;
}

static int
is_delim(int c)
{
	return strchr("()<>[]{}/%", c) && c;
}

static int
is_hex(int c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') ||
	       (c >= 'a' && c <= 'f');
}

static int
byte(const struct lexer *l, size_t i)
{
	return i < l->n ? l->p[i] : -1;
}

static struct obj *
current(struct lexer *l, struct obj *o)
{
	memset(o, 0, sizeof(*o));
	o->num = l->object;
	return o;
}

static void
check_head(struct lexer *l)
{
	const unsigned char *p = l->p;
	size_t i = 8;
	int high = 0;

	if (l->n < 16 || memcmp(p, "%PDF-1.", 7) != 0 || p[7] < '0' ||
	        p[7] > '7' || !is_eol(p[8])) {
		find(l->x, RULE_HEADER, NULL, NULL);
		return;
	}
	i = p[8] == '\r' && p[9] == '\n' ? 10 : 9;
	if (p[i] != '%') {
		find(l->x, RULE_HEADER_BINARY, NULL, NULL);
		return;
	}
	while (high < 4 && byte(l, i + 1 + (size_t)high) > 127)
		high++;
	if (high < 4)
		find(l->x, RULE_HEADER_BINARY, NULL, NULL);
}

static void
check_end(struct lexer *l)
{
	size_t n = l->n;

	if (n && l->p[n - 1] == '\n')
		n--;
	if (n && l->p[n - 1] == '\r')
		n--;
	if (n < 5 || memcmp(l->p + n - 5, "%%EOF", 5) != 0)
		find(l->x, RULE_AFTER_EOF, NULL, NULL);
}

static void
skip_string(struct lexer *l)
{
	int depth = 0;

	for (; l->at < l->n; l->at++) {
		int c = l->p[l->at];

		if (c == '\\') {
			l->at++;
		} else if (c == '(') {
			depth++;
		} else if (c == ')' && --depth == 0) {
			l->at++;
			return;
		}
	}
}

static void
hex_string(struct lexer *l)
{
	size_t digits = 0;
	int bad = 0;
	struct obj o;

	for (l->at++; l->at < l->n && l->p[l->at] != '>'; l->at++) {
		int c = l->p[l->at];

		if (is_hex(c))
			digits++;
		else if (!is_space(c))
			bad = 1;
	}
	l->at++;
	if (bad)
		find(l->x, RULE_HEX_CHARS, current(l, &o), NULL);
	else if (digits % 2)
		find(l->x, RULE_HEX_EVEN, current(l, &o), NULL);
}

/* "12 0 obj": numbers parted by one space, the word between line ends. */
static void
object_begin(struct lexer *l, size_t word)
{
	struct obj o;
	int good = l->num_at[0] == 0 || is_eol(l->p[l->num_at[0] - 1]);

	good = good && l->num_at[1] == l->num_end[0] + 1 &&
	       word == l->num_end[1] + 1 && is_eol(byte(l, l->at));
	l->object =
	        l->num[0] > 0 && l->num[0] < 0x7FFFFFFF ? (int)l->num[0] : 0;
	if (!good)
		find(l->x, RULE_OBJ_SPACE, current(l, &o), NULL);
}

static struct obj *
stream_of(struct lexer *l)
{
	struct obj *o = NULL;

	if (l->numbers >= 2 || l->object)
		o = model_object(&l->x->m, l->object, 0);
	return o && o->listed ? o : NULL;
}

static size_t
find_word(const struct lexer *l, size_t from, const char *word)
{
	const unsigned char *p;

	if (from >= l->n)
		return l->n;
	p = memmem(l->p + from, l->n - from, word, strlen(word));
	return p ? (size_t)(p - l->p) : l->n;
}

/* Right after the word stream. */
static void
stream_data(struct lexer *l)
{
	struct obj o, *s = stream_of(l), *len;
	size_t start = l->at, end;

	current(l, &o);
	if (byte(l, start) == '\r' && byte(l, start + 1) == '\n')
		start += 2;
	else if (byte(l, start) == '\n')
		start++;
	else
		find(l->x, RULE_STREAM_EOL, &o, NULL);
	end = find_word(l, start, "endstream");
	len = s && s->kind == O_STREAM ? obj_get(s, "Length") : &obj_null;
	if (len->kind == O_INT && len->i >= 0 &&
	        (size_t)len->i <= l->n - start) {
		size_t e = start + (size_t)len->i, k = e;

		if (byte(l, k) == '\r')
			k++;
		if (byte(l, k) == '\n')
			k++;
		if (find_word(l, k, "endstream") == k) {
			if (k == e)
				find(l->x, RULE_ENDSTREAM_EOL, &o, NULL);
			end = k;
		} else {
			find(l->x, RULE_STREAM_LENGTH, &o, NULL);
		}
	} else if (s && s->kind == O_STREAM) {
		find(l->x, RULE_STREAM_LENGTH, &o, NULL);
	}
	l->at = end + 9 < l->n ? end + 9 : l->n;
}

/* After the word xref: one line end, "0 10", then 20 bytes an entry. */
static void
xref_table(struct lexer *l)
{
	size_t i = l->at;
	int bad = 0;

	if (byte(l, i) == '\r' && byte(l, i + 1) == '\n')
		i += 2;
	else if (is_eol(byte(l, i)))
		i++;
	else
		bad = 1;
	if (byte(l, i) < '0' || byte(l, i) > '9')
		bad = 1;
	while (byte(l, i) >= '0' && byte(l, i) <= '9')
		i++;
	if (byte(l, i) != ' ' || byte(l, i + 1) < '0' || byte(l, i + 1) > '9')
		bad = 1;
	if (bad)
		find(l->x, RULE_XREF_SPACE, NULL, NULL);
	l->at = find_word(l, l->at, "trailer");
}

static void
trailer(struct lexer *l)
{
	size_t end = find_word(l, l->at, "startxref");
	const unsigned char *lin =
	        memmem(l->p, l->n < 1024 ? l->n : 1024, "/Linearized", 11);

	/* A linearized file has two, which agree. */
	if (lin && !memmem(l->p + l->at, end - l->at, "/ID", 3))
		find(l->x, RULE_FILE_ID, NULL, NULL);
}

static void
word(struct lexer *l)
{
	size_t start = l->at, n;
	const char *w = (const char *)l->p + start;
	long long v = 0;
	int digits = 1;

	while (l->at < l->n && !is_space(l->p[l->at]) &&
	        !is_delim(l->p[l->at])) {
		int c = l->p[l->at++];

		digits = digits && c >= '0' && c <= '9';
		if (digits && v < 1000000000000LL)
			v = v * 10 + c - '0';
	}
	n = l->at - start;
	if (digits) {
		l->num[0] = l->num[1];
		l->num_at[0] = l->num_at[1];
		l->num_end[0] = l->num_end[1];
		l->num[1] = v;
		l->num_at[1] = start;
		l->num_end[1] = l->at;
		l->numbers++;
		return;
	}
	if (n == 3 && memcmp(w, "obj", 3) == 0 && l->numbers >= 2) {
		object_begin(l, start);
	} else if (n == 6 && memcmp(w, "endobj", 6) == 0) {
		struct obj o;

		if (!is_eol(byte(l, l->at)) ||
		        (start && !is_eol(l->p[start - 1])))
			find(l->x, RULE_OBJ_SPACE, current(l, &o), NULL);
		l->object = 0;
	} else if (n == 6 && memcmp(w, "stream", 6) == 0 && l->object) {
		stream_data(l);
	} else if (n == 4 && memcmp(w, "xref", 4) == 0) {
		xref_table(l);
	} else if (n == 7 && memcmp(w, "trailer", 7) == 0) {
		trailer(l);
	}
	l->numbers = 0;
}

void
check_bytes_of_file(struct ctx *x)
{
	struct lexer l;

	memset(&l, 0, sizeof(l));
	l.x = x;
	l.p = (const unsigned char *)x->file.p;
	l.n = x->file.n;
	check_head(&l);
	check_end(&l);
	while (l.at < l.n) {
		int c = l.p[l.at];

		if (c == '%') {
			while (l.at < l.n && !is_eol(l.p[l.at]))
				l.at++;
		} else if (c == '(') {
			skip_string(&l);
		} else if (c == '<' && byte(&l, l.at + 1) != '<') {
			if (x->m.encrypted && !l.object)
				l.at++;
			else
				hex_string(&l);
		} else if (c == '<') {
			l.at += 2;
		} else if (is_space(c) || is_delim(c)) {
			l.at++;
			if (c == '/')
				while (l.at < l.n && !is_space(l.p[l.at]) &&
				        !is_delim(l.p[l.at]))
					l.at++;
		} else {
			word(&l);
		}
	}
}
