/* scan: values as libqpdf writes them, into the tree.
 *
 * libqpdf reads the file; asking it for each entry of each dictionary costs
 * more than the reading, so a whole object is asked for as the text that
 * libqpdf would write for it, which has one form for everything.  What a file
 * has ten thousand times is kept once: names, small numbers, and the keys of
 * dictionaries that have the same ones.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "check/model.h"

#define NODES_MAX 20000000u
#define NEST_MAX 200

struct scan {
	struct model *m;
	const char *p;
	int num;
};

static struct obj *
value(struct scan *s, struct obj *into, int depth);

static int
ends(char c)
{
	return c == '\0' || strchr(" \n\r\t\f()<>[]{}/%", c) != NULL;
}

static void
skip(struct scan *s)
{
	while (*s->p == ' ' || *s->p == '\n' || *s->p == '\r' || *s->p == '\t')
		s->p++;
}

static struct obj *
new_obj(struct scan *s, struct obj *into, enum obj_kind kind)
{
	struct obj *o = into ? into : arena_new_of(s->m->arena, struct obj);

	o->kind = (unsigned char)kind;
	o->num = s->num;
	return o;
}

/* --- strings and names --- */

static struct obj *
keep_text(struct scan *s, struct obj *into, enum obj_kind kind,
        const struct str *text)
{
	struct obj *o = new_obj(s, into, kind);

	o->s = arena_strndup(s->m->arena, str_c(text), text->len);
	o->n = text->len;
	return o;
}

static void
put_name(struct scan *s, struct str *out)
{
	for (s->p++; !ends(*s->p); s->p++) {
		char c = *s->p;

		if (c == '#' && hex_value((unsigned char)s->p[1]) >= 0 &&
		        hex_value((unsigned char)s->p[2]) >= 0) {
			c = (char)(hex_value((unsigned char)s->p[1]) * 16 +
			           hex_value((unsigned char)s->p[2]));
			s->p += 2;
		}
		str_putc(out, c);
	}
}

static struct obj *
name(struct scan *s, struct obj *into)
{
	struct str text = STR_INIT;
	void **place;
	struct obj *o;

	put_name(s, &text);
	if (into || text.len > 127) {
		o = keep_text(s, into, O_NAME, &text);
	} else {
		place = map_put(&s->m->atom, str_span(&text));
		if (!*place) {
			o = keep_text(s, NULL, O_NAME, &text);
			o->num = 0;
			*place = o;
		}
		o = *place;
	}
	str_free(&text);
	return o;
}

static struct obj *
hexadecimal(struct scan *s, struct obj *into)
{
	struct str text = STR_INIT;
	struct obj *o;

	for (s->p++; *s->p && *s->p != '>'; s->p++) {
		int hi = hex_value((unsigned char)s->p[0]);
		int lo = hex_value((unsigned char)s->p[1]);

		if (hi < 0)
			continue;
		str_putc(&text, (char)(hi * 16 + (lo < 0 ? 0 : lo)));
		s->p += lo >= 0;
	}
	s->p += *s->p == '>';
	o = keep_text(s, into, O_STR, &text);
	str_free(&text);
	return o;
}

static char
escaped(struct scan *s)
{
	static const char from[] = "nrtbf", to[] = "\n\r\t\b\f";
	const char *k;
	int v = 0, n = 0;

	while (n < 3 && *s->p >= '0' && *s->p <= '7') {
		v = v * 8 + *s->p++ - '0';
		n++;
	}
	if (n || !*s->p)
		return (char)v;
	k = strchr(from, *s->p);
	s->p++;
	return k ? to[k - from] : s->p[-1];
}

static struct obj *
literal(struct scan *s, struct obj *into)
{
	struct str text = STR_INIT;
	struct obj *o;
	int depth = 1;

	for (s->p++; *s->p;) {
		char c = *s->p++;

		depth += (c == '(') - (c == ')');
		if (!depth)
			break;
		str_putc(&text, c == '\\' ? escaped(s) : c);
	}
	o = keep_text(s, into, O_STR, &text);
	str_free(&text);
	return o;
}

/* --- numbers and references --- */

/* " 0 R" after an integer: the generation, or -1. */
static int
generation(const char *p, const char **end)
{
	char *after;
	long g;

	if (*p != ' ' || p[1] < '0' || p[1] > '9')
		return -1;
	g = strtol(p + 1, &after, 10);
	if (after[0] != ' ' || after[1] != 'R' || !ends(after[2]) || g > 65535)
		return -1;
	*end = after + 2;
	return (int)g;
}

static struct obj *
integer(struct scan *s, struct obj *into, long long v)
{
	struct obj *o;

	if (!into && v >= 0 && v < SMALL) {
		if (!s->m->small[v]) {
			o = new_obj(s, NULL, O_INT);
			o->num = 0;
			o->i = v;
			o->r = (double)v;
			s->m->small[v] = o;
		}
		return s->m->small[v];
	}
	o = new_obj(s, into, O_INT);
	o->i = v;
	o->r = (double)v;
	return o;
}

/* Digits with a point: as a whole number over a power of ten. */
static double
decimal(const char *p)
{
	double v = 0, unit = 1;
	int minus = 0, fraction = 0;

	for (; !ends(*p); p++) {
		if (*p == '-')
			minus = 1;
		else if (*p == '.')
			fraction = 1;
		else if (*p >= '0' && *p <= '9' && unit < 1e18) {
			v = v * 10 + (*p - '0');
			unit *= fraction ? 10 : 1;
		}
	}
	return (minus ? -v : v) / unit;
}

static struct obj *
number(struct scan *s, struct obj *into)
{
	const char *start = s->p, *end;
	struct obj *o;
	long long v;
	int gen;

	while (*s->p == '-' || *s->p == '+' || (*s->p >= '0' && *s->p <= '9'))
		s->p++;
	if (ends(*s->p)) {
		v = strtoll(start, NULL, 10);
		gen = v > 0 && v < 0x7FFFFFFF && *s->p == ' '
		              ? generation(s->p, &end)
		              : -1;
		if (gen < 0)
			return integer(s, into, v);
		s->p = end;
		/* an object that is but a reference is none */
		return into ? new_obj(s, into, O_NULL)
		            : model_place(s->m, (int)v, gen);
	}
	o = new_obj(s, into, O_REAL);
	o->r = decimal(start);
	while (!ends(*s->p))
		s->p++;
	return o;
}

/* --- arrays and dictionaries --- */

static void
keep_items(struct scan *s, struct obj *o, size_t base)
{
	struct model *m = s->m;

	o->n = m->stack.n - base;
	o->item = arena_alloc(m->arena, (o->n + 1) * sizeof(*o->item));
	if (o->n)
		memcpy(o->item, m->stack.p + base, o->n * sizeof(*o->item));
	m->stack.n = base;
}

static struct obj *
array(struct scan *s, struct obj *into, int depth)
{
	struct obj *o = new_obj(s, into, O_ARRAY);
	size_t base = s->m->stack.n;

	s->p++;
	for (skip(s); *s->p && *s->p != ']'; skip(s)) {
		struct obj *item = value(s, NULL, depth + 1);

		vec_add(&s->m->stack, item);
	}
	s->p += *s->p == ']';
	keep_items(s, o, base);
	return o;
}

/* The keys of n entries, which stand in the buffer from base on. */
static const char **
shape(struct scan *s, size_t base, size_t n)
{
	struct model *m = s->m;
	struct span text = { str_c(&m->keys) + base, m->keys.len - base };
	void **place = map_put(&m->shape, text);
	const char **key = *place;
	char *copy;

	if (!key) {
		key = arena_array(m->arena, n + 1, sizeof(*key));
		copy = arena_strndup(m->arena, text.p, text.n);
		for (size_t i = 0; i < n; i++) {
			key[i] = copy;
			copy += strlen(copy) + 1;
		}
		*map_put(&m->shape, text) = key;
	}
	return key;
}

static struct obj *
dictionary(struct scan *s, struct obj *into, int depth)
{
	struct obj *o = new_obj(s, into, O_DICT);
	struct model *m = s->m;
	size_t base = m->stack.n, keys = m->keys.len;

	s->p += 2;
	for (skip(s); *s->p == '/'; skip(s)) {
		size_t from = m->keys.len;
		struct obj *item;

		put_name(s, &m->keys);
		/* a NUL would end the key early */
		m->keys.len = from + strlen(str_c(&m->keys) + from);
		str_putc(&m->keys, '\0');
		skip(s);
		item = value(s, NULL, depth + 1);
		vec_add(&m->stack, item);
	}
	if (s->p[0] == '>' && s->p[1] == '>')
		s->p += 2;
	else
		m->broken = 1;
	o->key = shape(s, keys, m->stack.n - base);
	str_truncate(&m->keys, keys);
	keep_items(s, o, base);
	return o;
}

static struct obj *
word(struct scan *s, struct obj *into)
{
	const char *start = s->p;
	struct obj *o;

	while (!ends(*s->p))
		s->p++;
	s->p += s->p == start;
	if (*start != 't' && *start != 'f')
		return into ? new_obj(s, into, O_NULL) : &obj_null;
	o = new_obj(s, into, O_BOOL);
	o->i = *start == 't';
	return o;
}

static struct obj *
value(struct scan *s, struct obj *into, int depth)
{
	char c = *s->p;

	if (depth > NEST_MAX || ++s->m->nodes > NODES_MAX) {
		s->m->broken = 1;
		s->p = "";
		return &obj_null;
	}
	if (c == '<')
		return s->p[1] == '<' ? dictionary(s, into, depth)
		                      : hexadecimal(s, into);
	if (c == '(')
		return literal(s, into);
	if (c == '[')
		return array(s, into, depth);
	if (c == '/')
		return name(s, into);
	if (c == '-' || c == '+' || c == '.' || (c >= '0' && c <= '9'))
		return number(s, into);
	return word(s, into);
}

void
scan_object(struct model *m, struct obj *o, const char *text)
{
	struct scan s = { m, text, o->num };

	m->stack.n = 0;
	str_truncate(&m->keys, 0);
	skip(&s);
	value(&s, o, 0);
}
