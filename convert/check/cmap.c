/* cmap: CMap streams, from codes to CIDs and from codes to Unicode (ISO
 * 32000-1 9.7.5 and 9.10.3).  Only one- and two-byte codes are kept. */
#include "check/cmap.h"

#include <string.h>

#include "check/content.h"

static unsigned
code_of(const struct lex *l, size_t i)
{
	struct span s = tok_span(l, &l->tok.p[i]);
	unsigned v = 0;

	for (size_t k = 0; k < s.n && k < 4; k++)
		v = v << 8 | (unsigned char)s.p[k];
	return v;
}

static void
put(struct cmap *c, unsigned from, unsigned to, unsigned value, int step)
{
	for (unsigned i = 0; from + i <= to && from + i < 65536; i++)
		c->map[from + i] = 1 + value + (step ? i : 0);
}

static void
range(struct cmap *c, const struct lex *l, size_t i, size_t *used)
{
	unsigned from = code_of(l, i), to = code_of(l, i + 1);
	const struct tok *t = &l->tok.p[i + 2];

	*used = 3;
	if (t->kind == '(') {
		put(c, from, to, code_of(l, i + 2), 1);
	} else if (t->kind == 'n') {
		put(c, from, to, (unsigned)t->r, 1);
		if (t->r + (to - from) > 65535)
			c->beyond = 1;
	} else {
		size_t k = i + 3;

		for (; k < l->tok.n && l->tok.p[k].kind == '('; k++, from++)
			put(c, from, from, code_of(l, k), 0);
		*used = k + 1 - i;
	}
}

static void
operator(struct cmap *c, const struct lex *l)
{
	int cid = !strncmp(l->op, "endcid", 6),
	    bf = !strncmp(l->op, "endbf", 5);
	size_t i = 0;

	if (!strcmp(l->op, "usecmap") && l->tok.n)
		c->uses = 1;
	if (!strcmp(l->op, "def") && l->tok.n == 2 && l->tok.p[0].kind == '/' &&
	        l->tok.p[1].kind == 'n' &&
	        span_eq(tok_span(l, &l->tok.p[0]), SPAN_LIT("WMode")))
		c->wmode = (int)l->tok.p[1].r;
	if (!cid && !bf)
		return;
	if (strstr(l->op, "range")) {
		size_t used;

		for (; i + 2 < l->tok.n; i += used)
			range(c, l, i, &used);
		return;
	}
	for (; i + 1 < l->tok.n; i += 2) {
		const struct tok *t = &l->tok.p[i + 1];
		unsigned code = code_of(l, i);

		if (t->kind == 'n' && t->r > 65535)
			c->beyond = 1;
		put(c, code, code,
		        t->kind == 'n' ? (unsigned)t->r : code_of(l, i + 1), 0);
	}
}

struct cmap *
cmap_read(struct ctx *x, struct obj *stream)
{
	const struct str *s = stream_bytes(&x->m, stream);
	struct cmap *c;
	struct lex l;
	unsigned keep = x->profiles;

	if (!s)
		return NULL;
	c = arena_new_of(x->m.arena, struct cmap);
	memset(&l, 0, sizeof(l));
	l.x = x;
	l.p = s->s;
	l.end = s->s + s->len;
	/* Clauses about operands are for content only. */
	x->profiles = 0;
	while (lex_next(&l, stream))
		operator(c, &l);
	x->profiles = keep;
	str_free(&l.text);
	vec_free(&l.tok);
	return c;
}
